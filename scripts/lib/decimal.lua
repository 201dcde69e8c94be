-- Exact decimal numbers: whole digits and a power of ten, so that 4.2 billion is 4200000000 and no float comes near it. A number
-- is { negative, digits = "42", power = 8 }, its digits without zeros at either end.
local decimal = {}

local function made(negative, digits, power)
  digits = digits:gsub("^0+", "")
  local zeros = #digits:match "0*$"
  if zeros > 0 then digits, power = digits:sub(1, -zeros - 1), power + zeros end
  if digits == "" then return { negative = false, digits = "0", power = 0 } end
  return { negative = negative, digits = digits, power = power }
end

-- The number that a text writes in digits, with or without commas: "1,234.50", "-3.2"; nil for other texts.
function decimal.of(text)
  if text:find "^%d+$" then return made(false, text, 0) end
  local sign, comma, behind = text:match "^([+-]?)(%d+),(%d%d?)$" -- a decimal comma: 1,5
  if sign then return made(sign == "-", comma .. behind, -#behind) end
  local whole, point, rest
  sign, whole, point, rest = text:match "^([+-]?)([%d,]*)(%.?)(%d*)$"
  if not whole or (whole .. rest):find "^,*$" or point == "." and rest == "" then return nil end
  if whole:find "," then -- groups of three, or of two in front of the last, as in India
    local groups = whole:match "^%d%d?%d?(,.*)$" or ""
    if groups:gsub(",%d%d%d", "") ~= "" and not whole:find "^%d%d?[,%d]*,%d%d%d$" or groups:gsub(",%d%d%d", ""):gsub(",%d%d", "") ~= "" then return nil end
  end
  return made(sign == "-", whole:gsub(",", "") .. rest, -#rest)
end

-- a times b, each of any length.
function decimal.times(a, b)
  local x, y, sums = a.digits, b.digits, {}
  if y == "1" and x ~= "0" then return { negative = a.negative ~= b.negative, digits = x, power = a.power + b.power } end -- a million
  for i = #x, 1, -1 do
    for j = #y, 1, -1 do
      local place = #x - i + #y - j
      sums[place] = (sums[place] or 0) + (x:byte(i) - 48) * (y:byte(j) - 48)
    end
  end
  local out, carry, place = {}, 0, 0
  while sums[place] or carry > 0 do
    local sum = (sums[place] or 0) + carry
    out[#out + 1], carry, place = sum % 10, sum // 10, place + 1
  end
  return made(a.negative ~= b.negative, table.concat(out):reverse(), a.power + b.power)
end

-- As digits: "4200000000", "0.05", "-3.2".
function decimal.text(a)
  local digits, power = a.digits, a.power
  if power >= 0 then digits = digits .. ("0"):rep(power)
  elseif #digits > -power then digits = digits:sub(1, power - 1) .. "." .. digits:sub(power)
  else digits = "0." .. ("0"):rep(-power - #digits) .. digits end
  return (a.negative and "-" or "") .. digits
end

-- Whether a is less than b.
function decimal.less(a, b)
  if a.negative ~= b.negative then return a.negative end
  local x, y = #a.digits + a.power, #b.digits + b.power
  local less = x < y
  if a.digits == "0" or b.digits == "0" then less = a.digits == "0" and b.digits ~= "0"
  elseif x == y then
    local room = math.max(#a.digits, #b.digits)
    less = a.digits .. ("0"):rep(room - #a.digits) < b.digits .. ("0"):rep(room - #b.digits)
  end
  if a.negative then return not less and decimal.text(a) ~= decimal.text(b) end
  return less
end

return decimal

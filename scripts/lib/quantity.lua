-- What amounts in texts come to: numbers in digits and words, times what scales them (bn, crore, dozen), and ranges.
local core = require "lunette.core"
local decimal = require "lunette.decimal"
local timex = require "lunette.timex"
local quantity = {}

local scales, numbers
local function scale_in_dictionaries(word)
  scales = scales or core.embedded_dictionary "scale"
  local row = (scales:lookup(core.lower(word)) or {})[1]
  if row then return decimal.of(row.value) end
  numbers = numbers or core.embedded_dictionary "number"
  for _, other in ipairs(numbers:lookup(core.lower(word)) or {}) do if other.kind == "scale" then return decimal.of(other.value) end end
end

-- The number that a word multiplies by: million, bn, dozen; nil for other words.
local scale_by_word, powers = {}, {} -- powers: of those that are a power of ten, which
local function scale_of(word)
  local scale = scale_by_word[word] or scale_in_dictionaries(word)
  scale_by_word[word] = scale
  if scale and scale.digits == "1" then powers[word] = scale.power end
  return scale
end

local parts = { a = "1", an = "1", half = "0.5", ["a half"] = "0.5", quarter = "0.25", ["a quarter"] = "0.25", ["one quarter"] = "0.25", ["three quarters"] = "0.75" }

-- The exact number of a text: "4.2", "4.2 billion", "300-million", "two and a half", "half a million"; nil for what is none.
function quantity.number(text)
  text = text:gsub("%s+", " ")
  local digits, rest = text:match "^([+-]?[%d,]*%.?%d+)[%s-]*(.*)$"
  local number = digits and decimal.of(digits)
  if digits and rest:find "^[.,%d]" then return nil end -- 1.234.567
  if not number then
    local lower = core.lower(text)
    local part, scale = lower:match "^(%a*[ -]?%a+) of an? (%a+)$"
    if not part then part, scale = lower:match "^(.-half) an? (%a+)$" end
    if not part then part, scale = lower:match "^(an?) (%a+)$" end
    local share = part and parts[(part:gsub("-", " "))]
    if share and scale_of(scale) then return decimal.times(decimal.of(share), scale_of(scale)) end
    local before, last = lower:match "^(.-)[%s-]+(%a+)$"
    local scaled = before and scale_of(last)
    if scaled then
      local of_before = quantity.number(before)
      return of_before and decimal.times(of_before, scaled)
    end
    local alone = parts[(lower:gsub(" of an?$", ""):gsub("-", " "))]
    if alone and lower:find " of an?$" then return decimal.of(alone) end -- a quarter of a percentage point
    local plain = timex.number(text)
    if type(plain) ~= "number" then return nil end
    return decimal.of(("%.2f"):format(plain):gsub("%.?0+$", "") .. "")
  end
  for word in rest:gmatch "%a+" do
    local by = scale_of(word)
    if not by then return nil end
    number = decimal.times(number, by)
  end
  return number
end

local least = { several = 3, few = 2, tens = 20, dozens = 24, scores = 40, hundreds = 200 }
local most = { tens = 99, dozens = 99, scores = 199, hundreds = 999 }

-- The ends that words leave which say how often something is scaled: several million, hundreds of millions of, millions of.
local function vague(text)
  local words, scale = (" " .. core.lower(text)):gsub(" of$", ""):match "^(.*) (%a+)$"
  local by = scale and scale_of((scale:gsub("s$", "")))
  if not by then return nil end
  local times, hundred = words:gsub("^ a ", " "):gsub(" of$", ""):gsub("(.) hundred$", "%1")
  times = times == "" and scale:find "s$" and "few" or times:sub(2)
  if not least[times] then return nil end
  local unit = math.tointeger(tonumber(decimal.text(by))) * (hundred > 0 and 100 or 1)
  return ("%d"):format(least[times] * unit), ("%d"):format(scale:find "^dozen" and 99 or ((most[times] or 9) + 1) * unit - 1)
end

-- The second end of a range that is cut to its last digits, as rates of exchange are: 119.04-06; but 1.5-2, 2.50-10.
local function end_in_full(first, second)
  local whole, digits = first:match "^([%d,]+%.)(%d%d+)$"
  if not whole or #second ~= #digits or not second:find "^%d+$" or second < digits then return second end
  return whole .. second
end

local function range_of(low, high, scale, unit)
  local factor = unit and decimal.of(unit)
  local function written(number) return decimal.text(factor and decimal.times(number, factor) or number) end
  local first, second = low:match "^([%d,.]+)[%-–]+([%d,.]+%s*%a*)$"
  if first and not high then low, high = first, end_in_full(first, second) end
  local tail = scale and " " .. scale or ""
  if high then
    local bare = high:match "^[%d,.]+%s*(%a+)$"
    if bare then high, tail = high:match "^[%d,.]+", " " .. bare .. tail end
    local b = quantity.number(high .. tail)
    local own = quantity.number(low)
    local scaled = low:find "%d%s*%a" or scale_of(low:match "(%a+)$" or "") or low:find "^an? " -- one to two million, but 3 thousand to 4 million
    local a = own and not scaled and quantity.number(low .. tail) or own
    if not a or not b then return nil end
    if decimal.less(b, a) and own then a = own end
    return written(a), written(b)
  end
  local number = quantity.number(low .. tail)
  if number then return written(number) end
  return vague(low)
end

local MOST = 5000 -- texts whose ranges are remembered
local lows, highs, count = {}, {}, 0 -- false of what is none; few have a high end
local powers_of_units = { ["0.01"] = -2 }

-- Low and high of a range as texts: "10-12bn", "4", "5 million" -> "10000000000", "12000000000"; of one number the high is nil. What
-- scales the second number scales the first where that has nothing of its own; "several million" is 3000000 to 9999999. `unit` multiplies both: "0.01" for cents.
function quantity.range(low, high, scale, unit)
  local power = unit and powers_of_units[unit]
  local plain = not high and (not unit or power) and core.amount(scale and low .. " " .. scale or low, powers, power)
  if plain then return plain end
  local more = high or scale or unit
  local text = more and table.concat({ low, high or "", scale or "", unit or "" }, "|") or low
  local from = lows[text]
  if from == nil then
    if count == MOST then lows, highs, count = {}, {}, 0 end
    local to
    from, to = range_of(low, high, scale, unit)
    lows[text], highs[text], count = from or false, to, count + 1
  end
  if not from then return nil end
  local to = highs[text]
  if to then return from, to end
  return from
end

return quantity

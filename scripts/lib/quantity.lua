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
local scale_by_word = {}
local function scale_of(word)
  local scale = scale_by_word[word] or scale_in_dictionaries(word)
  scale_by_word[word] = scale
  return scale
end

-- The exact number of a text: "4.2", "4.2 billion", "300-million", "two and a half", "half a million"; nil for what is none.
function quantity.number(text)
  text = text:gsub("%s+", " ")
  local digits, rest = text:match "^([+-]?[%d,]*%.?%d+)[%s-]*(.*)$"
  local number = digits and decimal.of(digits)
  if digits and rest:find "^[.,%d]" then return nil end -- 1.234.567
  if not number then
    local lower = core.lower(text)
    local half, scale = lower:match "^(.-half) an? (%a+)$"
    if not half then half, scale = lower:match "^(an?) (%a+)$" end
    if half and scale_of(scale) then
      return decimal.times(decimal.of(half:find "half" and "0.5" or "1"), scale_of(scale))
    end
    local before, last = lower:match "^(.-)[%s-]+(%a+)$"
    local scaled = before and scale_of(last)
    if scaled then
      local of_before = quantity.number(before)
      return of_before and decimal.times(of_before, scaled)
    end
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

local function range_of(low, high, scale, unit)
  local factor = unit and decimal.of(unit)
  local function written(number) return decimal.text(factor and decimal.times(number, factor) or number) end
  local first, second = low:match "^([%d,.]+)[%-–]+([%d,.]+%s*%a*)$"
  if first and not high then low, high = first, second end
  local tail = scale and " " .. scale or ""
  if high then
    local bare = high:match "^[%d,.]+%s*(%a+)$"
    if bare then high, tail = high:match "^[%d,.]+", " " .. bare .. tail end
    local b = quantity.number(high .. tail)
    local own = quantity.number(low)
    local a = own and not low:find "%a" and quantity.number(low .. tail) or own
    if not a or not b then return nil end
    if decimal.less(b, a) and own then a = own end
    return written(a), written(b)
  end
  local number = quantity.number(low .. tail)
  return number and written(number)
end

local MOST = 1000 -- texts whose ranges are remembered
local known, count = {}, 0

-- Low and high of a range as texts: "10-12bn", "4", "5 million" -> "10000000000", "12000000000"; of one number the high is nil. What
-- scales the second number scales the first where that has nothing of its own. `unit` multiplies both: "0.01" for cents.
function quantity.range(low, high, scale, unit)
  local more = high or scale or unit
  if not more and low:find "^[1-9]%d*$" then return low end
  local text = more and table.concat({ low, high or "", scale or "", unit or "" }, "|") or low
  local range = known[text]
  if not range then
    if count == MOST then known, count = {}, 0 end
    range = { range_of(low, high, scale, unit) }
    known[text], count = range, count + 1
  end
  if range[2] then return range[1], range[2] end
  return range[1]
end

return quantity

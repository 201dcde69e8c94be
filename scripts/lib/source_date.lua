-- Dates as records and pages write them, as days: YYYY-MM-DD. What could be read in two ways is not read, unless the reader said
-- which order it has.
local calendar = require "lunette.calendar"
local core = require "lunette.core"
local date = {}

date.orders = { "dmy", "mdy" }
date.order = nil -- of day and month where both are numbers, for the whole run

local day_of = calendar.day

local months = {}
for number, name in ipairs { "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december" } do
  months[name], months[name:sub(1, 3)] = number, number
end
months.sept = 9

-- Seconds, or milliseconds, since 1970: what is long enough to be no day or year.
local function of_seconds(digits)
  local n = math.tointeger(tonumber(digits))
  if not n then return nil end
  if #digits >= 12 and #digits <= 13 then n = n // 1000 elseif #digits < 9 or #digits > 10 then return nil end
  return day_of(calendar.of(n // 86400))
end

local numbers = "^%s*(%d%d?)[./%-](%d%d?)[./%-](%d%d%d%d)%f[%D]"

-- Two numbers that are day and month in an order that their size tells, or the reader.
local function unordered(a, b, y)
  a, b = tonumber(a), tonumber(b)
  if a <= 12 and b <= 12 and a ~= b then
    if date.order == "mdy" then return day_of(y, a, b) end
    return date.order and day_of(y, b, a)
  end
  if a > 12 or a == b then return day_of(y, b, a) end
  if b > 12 then return day_of(y, a, b) end
end

-- Whether a text states a day that has two readings.
function date.is_open(text)
  local a, b, y = text:match(numbers)
  a, b = tonumber(a), tonumber(b)
  return a ~= nil and not date.order and a ~= b and day_of(y, a, b) ~= nil and day_of(y, b, a) ~= nil
end

-- The day that a text states, or nil: the text is a date and nothing else, but for a time behind it.
function date.read(text)
  text = text:match "^%s*(.-)%s*$"
  local y, m, d = text:match "^(%d%d%d%d)([%-/.]%d%d?)([%-/.]%d%d?)%f[%D]"
  if y and m:sub(1, 1) == d:sub(1, 1) then return day_of(y, m:sub(2), d:sub(2)) end
  y, m, d = text:match "^(%d%d%d%d)(%d%d)(%d%d)%f[^%d]"
  if y and (#text == 8 or text:find "^%d+T") then
    local day = day_of(y, m, d)
    if day then return day end
  end
  local digits = text:match "^(%d+)$" or text:match "^(%d+)%.%d+$"
  if digits then return of_seconds(digits) end
  local a, b
  a, b, y = text:match(numbers)
  if a then return unordered(a, b, y) end
  local plain = text:lower():gsub("^%a+day,?%s+", ""):gsub("^%a%a%a,%s*", "")
  local name
  name, d, y = plain:match "^(%a+)%.?%s+(%d%d?)%a*,?%s+(%d%d%d%d)%f[%D]"
  if not name then d, name, y = plain:match "^(%d%d?)%a*%.?[%s%-]+(%a+)%.?,?[%s%-]+(%d%d%d%d)%f[%D]" end
  if not name then name, d, y = plain:match "^%a%a%a%s+(%a+)%s+(%d%d?)%s+[%d:]+%s.-(%d%d%d%d)$" end -- Wed Mar 06 10:00:00 +0000 2019
  return name and months[name] and day_of(y, months[name], d) or nil
end

local LONGEST = 200

-- The first day in a text that may say more than a date, as pages do: "Published: May 14, 2024, by Ana Torres"; or nil.
function date.find(text)
  text = text:sub(1, LONGEST)
  local day = date.read(text) or day_of(text:match "^%D*(%d%d%d%d)[-/.](%d%d?)[-/.](%d%d?)") or day_of(text:match "^(%d%d%d%d)(%d%d)(%d%d)")
  for first, second, y in text:gmatch "(%w+)[.,]?%s+(%w+)[.,]?%s+(%d%d%d%d)%f[%D]" do
    if day then break end
    local month, d = months[first:lower()], second:match "^(%d%d?)%l*$"
    if not month then month, d = months[second:lower()], first:match "^(%d%d?)%l*$" end
    day = month and d and day_of(y, month, d)
  end
  return day or nil
end

-- Gives a document that says no date the one of its dateline, if that has a year: LONDON, 14 June 2023 (Reuters) -. Returns the document.
function date.of_dateline(doc)
  if not doc then return doc end
  local data = core.data(doc)
  local rest = not data.date and core.dateline_rest(doc)
  if rest and rest:find "%d%d%d%d" then data.date, data.date_from = date.find(rest), "dateline" end
  return doc
end

return date

-- Dates as records and pages write them, as days: YYYY-MM-DD. What could be read in two ways is not read, unless the reader said
-- which order it has.
local date = {}

date.orders = { "dmy", "mdy" }
date.order = nil -- of day and month where both are numbers, for the whole run

local months = {}
for number, name in ipairs { "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december" } do
  months[name], months[name:sub(1, 3)] = number, number
end
months.sept = 9

local month_days = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }

-- The day as YYYY-MM-DD, or nil where the calendar has none such.
local function day_of(y, m, d)
  y, m, d = tonumber(y), tonumber(m), tonumber(d)
  if not (y and m and d) or y < 1000 or y > 9999 or m < 1 or m > 12 or d < 1 or d > month_days[m] then return nil end
  if m == 2 and d == 29 and (y % 4 ~= 0 or y % 100 == 0 and y % 400 ~= 0) then return nil end
  return ("%04d-%02d-%02d"):format(y, m, d)
end

-- Whether a text begins with a day of the calendar, YYYY-MM-DD (a time may follow).
function date.is(text)
  return day_of(text:match "^(%d%d%d%d)%-(%d%d)%-(%d%d)") ~= nil
end

-- Days since 1970-01-01 as a day (Howard Hinnant, "chrono-compatible low-level date algorithms").
local function civil(days)
  local z = days + 719468
  local era = z // 146097
  local doe = z - era * 146097
  local yoe = (doe - doe // 1460 + doe // 36524 - doe // 146096) // 365
  local doy = doe - (365 * yoe + yoe // 4 - yoe // 100)
  local mp = (5 * doy + 2) // 153
  local m = mp < 10 and mp + 3 or mp - 9
  return day_of(yoe + era * 400 + (m <= 2 and 1 or 0), m, doy - (153 * mp + 2) // 5 + 1)
end

-- Seconds, or milliseconds, since 1970: what is long enough to be no day or year.
local function of_seconds(digits)
  local n = math.tointeger(tonumber(digits))
  if not n then return nil end
  if #digits >= 12 and #digits <= 13 then n = n // 1000 elseif #digits < 9 or #digits > 10 then return nil end
  return civil(n // 86400)
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

-- The day that a text states, or nil.
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

return date

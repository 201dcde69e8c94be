-- Days of feasts and holidays by the rules of the dictionary `holiday`: fixed days, the n-th weekday of a month, days counted from
-- Easter, and days of the Hebrew and the (tabular) Islamic calendar. Algorithms: Meeus/Jones/Butcher for Easter, Meeus for the
-- Orthodox one; Reingold and Dershowitz, "Calendrical Calculations", for the Hebrew and Islamic calendars.
local calendar = require "lunette.calendar"
local feast = {}

local weekdays = { mon = 1, tue = 2, wed = 3, thu = 4, fri = 5, sat = 6, sun = 7 }
local UNIX_EPOCH = 719163 -- as a fixed day, where 1 is the first of January of the year 1

local function weekday_of(days) return (days + 3) % 7 + 1 end

-- Easter Sunday of a year, as days since 1970-01-01.
function feast.easter(y)
  local a, b, c = y % 19, y // 100, y % 100
  local d, e, f = b // 4, b % 4, (b + 8) // 25
  local g = (b - f + 1) // 3
  local h = (19 * a + b - d - g + 15) % 30
  local i, k = c // 4, c % 4
  local l = (32 + 2 * e + 2 * i - h - k) % 7
  local m = (a + 11 * h + 22 * l) // 451
  local n = h + l - 7 * m + 114
  return calendar.number(y, n // 31, n % 31 + 1)
end

-- Orthodox Easter of a year between 1900 and 2099, in which the Julian calendar is 13 days behind.
function feast.orthodox(y)
  local d = (19 * (y % 19) + 15) % 30
  local e = (2 * (y % 4) + 4 * (y % 7) - d + 34) % 7
  local n = d + e + 114
  return calendar.number(y, n // 31, n % 31 + 1) + 13
end

local function islamic(y, m, d)
  return 227014 + (y - 1) * 354 + (3 + 11 * y) // 30 + 29 * (m - 1) + m // 2 + d - UNIX_EPOCH
end

local function hebrew_elapsed(y)
  local months = (235 * y - 234) // 19
  local days = 29 * months + (12084 + 13753 * months) // 25920
  return (3 * (days + 1)) % 7 < 3 and days + 1 or days
end
local function hebrew_new_year(y)
  local before, now, after = hebrew_elapsed(y - 1), hebrew_elapsed(y), hebrew_elapsed(y + 1)
  local delay = after - now == 356 and 2 or now - before == 382 and 1 or 0
  return -1373427 + now + delay
end
-- Months are numbered from Nisan; in leap years what is said of Adar (12) is of its second month.
local function hebrew(y, m, d)
  local leap, length = (7 * y + 1) % 19 < 7, hebrew_new_year(y + 1) - hebrew_new_year(y)
  if m == 12 and leap then m = 13 end
  local function month_days(month)
    if month == 8 then return (length == 355 or length == 385) and 30 or 29 end
    if month == 9 then return (length == 353 or length == 383) and 29 or 30 end
    if month == 12 then return leap and 30 or 29 end
    return (month == 2 or month == 4 or month == 6 or month == 10 or month == 13) and 29 or 30
  end
  local days = hebrew_new_year(y) + d - 1
  for month = 7, m < 7 and (leap and 13 or 12) or m - 1 do days = days + month_days(month) end
  for month = 1, m < 7 and m - 1 or 0 do days = days + month_days(month) end
  return days - UNIX_EPOCH
end

local function nth_weekday(y, month, weekday, n)
  local wanted = weekdays[weekday]
  if n > 0 then
    local first = calendar.number(y, month, 1)
    return first + (wanted - weekday_of(first)) % 7 + 7 * (n - 1)
  end
  local last = calendar.number(month == 12 and y + 1 or y, month % 12 + 1, 1) - 1
  return last - (weekday_of(last) - wanted) % 7 + 7 * (n + 1)
end

-- The days on which a holiday of that rule falls in a year, as days since 1970-01-01: none for rules that no calendar here
-- knows (the Chinese one), two at most.
function feast.days(rule, y)
  local month, day = rule:match "^(%d%d)%-(%d%d)$"
  if month then return { calendar.number(y, tonumber(month), tonumber(day)) } end
  local weekday, n, more
  month, weekday, n, more = rule:match "^(%d%d)/(%a+)/(%-?%d)([+-]?%d*)$"
  if month then return { nth_weekday(y, tonumber(month), weekday, tonumber(n)) + (tonumber(more) or 0) } end
  month, day, weekday, n = rule:match "^(%d%d)%-(%d%d)/(%a+)/(%-?1)$"
  if month then
    local at, wanted = calendar.number(y, tonumber(month), tonumber(day)), weekdays[weekday]
    return { n == "1" and at + (wanted - weekday_of(at)) % 7 or at - (weekday_of(at) - wanted) % 7 }
  end
  local kind, offset = rule:match "^(%a+)([+-]%d+)$"
  if kind == "easter" or kind == "orthodox" then return { feast[kind](y) + tonumber(offset) } end
  kind, month, day = rule:match "^(%a+) (%d%d)%-(%d%d)$"
  local found = {}
  local function try(at) if (calendar.of(at)) == y then found[#found + 1] = at end end
  if kind == "hebrew" then
    for year = y + 3760, y + 3761 do try(hebrew(year, tonumber(month), tonumber(day))) end
  elseif kind == "islamic" then
    local year = (y - 622) * 33 // 32
    for other = year - 1, year + 2 do try(islamic(other, tonumber(month), tonumber(day))) end
  end
  return found
end

return feast

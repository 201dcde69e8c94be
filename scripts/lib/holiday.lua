-- Days of holidays by the rules of the dictionary `holiday`: fixed days, the n-th or last weekday of a month, the weekday nearest
-- to a day, days counted from Easter. Days of calendars of the moon are not worked out.
local calendar = require "lunette.calendar"
local holiday = {}

local weekday = { mon = "Monday", tue = "Tuesday", wed = "Wednesday", thu = "Thursday", fri = "Friday", sat = "Saturday", sun = "Sunday" }

local function on(year, month, day) return ("%04d-%02d-%02d"):format(year, month, day) end

-- Sunday of Easter by the Gregorian reckoning (Meeus, Jones, Butcher).
local function easter(year)
  local a, b, c = year % 19, year // 100, year % 100
  local h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
  local l = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
  local m = h + l - 7 * ((a + 11 * h + 22 * l) // 451) + 114
  return on(year, m // 31, m % 31 + 1)
end

-- The same by the Julian one, as a day of the Gregorian calendar.
local function orthodox(year)
  local d = (19 * (year % 19) + 15) % 30
  local e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
  local m = d + e + 114
  return (calendar.date(on(year, m // 31, m % 31 + 1), year // 100 - year // 400 - 2))
end

-- The first day from a date on, step by step forwards or back, that is such a weekday.
local function nearest(date, name, step)
  local at, is = calendar.date(date)
  while is ~= weekday[name] do at, is = calendar.date(at, step) end
  return at
end

local function of_month(year, month, name, n)
  if n > 0 then return (calendar.date(nearest(on(year, month, 1), name, 1), 7 * (n - 1))) end
  local next_month = month == 12 and on(year + 1, 1, 1) or on(year, month + 1, 1)
  return (calendar.date(nearest((calendar.date(next_month, -1)), name, -1), 7 * (n + 1)))
end

-- The day in a year, or nil.
function holiday.day(rule, year)
  if year < 1583 or year > 9998 then return nil end
  local month, day = rule:match "^(%d%d)%-(%d%d)$"
  if month then return on(year, tonumber(month), tonumber(day)) end
  local from, offset = rule:match "^(%l+)([+-]%d+)$"
  if from then return (calendar.date((from == "easter" and easter or orthodox)(year), tonumber(offset))) end
  local of, name, n, later = rule:match "^(%d%d)/(%l%l%l)/(%-?%d)%+?(%d?)$"
  if of then return (calendar.date(of_month(year, tonumber(of), name, tonumber(n)), tonumber(later) or 0)) end
  month, day, name, n = rule:match "^(%d%d)%-(%d%d)/(%l%l%l)/(%-?1)$"
  if month then return nearest(on(year, tonumber(month), tonumber(day)), name, tonumber(n)) end
end

-- The day nearest to a date, or the last before it (-1), or the next behind it (1); nil.
function holiday.near(rule, date, direction)
  local year, best, least = tonumber(date:sub(1, 4)), nil, nil
  local _, _, here = calendar.date(date)
  for y = year - 1, year + 1 do
    local day = holiday.day(rule, y)
    local away = day and select(3, calendar.date(day)) - here
    if away and (not direction or direction < 0 and away < 0 or direction > 0 and away > 0) and (not least or math.abs(away) < least) then best, least = day, math.abs(away) end
  end
  return best
end

-- Of several countries' rows the one of the country that the document names most; the first of those that it names as often.
local function of_country(doc, rows)
  local places, named = require("lunette").dictionary "place", {}
  for _, _, entry in doc:entries(places) do
    local best
    for _, row in ipairs(places:candidates(entry)) do if not best or row.prior > best.prior then best = row end end
    if best.cc then named[best.cc] = (named[best.cc] or 0) + 1 end
  end
  local found, most = nil, 0
  for _, row in ipairs(rows) do
    for cc in (row.cc or ""):gmatch "%u%u" do
      if (named[cc] or 0) > most then found, most = row, named[cc] end
    end
  end
  return found
end

-- The day that a holiday's name means in a document: in a year, or near a date; nil for what countries keep on different days of
-- which the document names none, and for calendars of the moon.
function holiday.of(doc, text, year, date, direction)
  local rows = require("lunette").dictionary("holiday"):lookup(text) or {}
  local rule = rows[1] and rows[1].rule
  for _, row in ipairs(rows) do if row.rule ~= rule then rule = (of_country(doc, rows) or {}).rule break end end
  if not rule then return nil end
  return year and holiday.day(rule, year) or not year and date and holiday.near(rule, date, direction) or nil
end

return holiday

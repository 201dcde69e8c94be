-- Days of the calendar: which there are, their numbers and back, and what lun.date gives scripts, which have no clock.
local core = require "lunette.core"
local calendar = {}

local weekdays = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" }
local month_days = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }

-- The day as YYYY-MM-DD, of numbers or their digits; nil where the calendar has none such.
function calendar.day(y, m, d)
  y, m, d = tonumber(y), tonumber(m), tonumber(d)
  if not (y and m and d) or y < 1000 or y > 9999 or m < 1 or m > 12 or d < 1 or d > month_days[m] then return nil end
  if m == 2 and d == 29 and (y % 4 ~= 0 or y % 100 == 0 and y % 400 ~= 0) then return nil end
  return ("%04d-%02d-%02d"):format(y, m, d)
end

-- Whether a text begins with a day of the calendar, YYYY-MM-DD (a time may follow).
function calendar.is(text)
  return calendar.day(text:match "^(%d%d%d%d)%-(%d%d)%-(%d%d)") ~= nil
end

-- Days since 1970-01-01 of the proleptic Gregorian calendar, and back: year, month, day.
calendar.number, calendar.of = core.day_number, core.day_date

-- What lun.date does: the day that lies `days` after a date, its weekday, its number.
function calendar.date(date, days)
  if type(date) ~= "string" or not calendar.is(date) then error(("lun.date wants a day such as \"2018-08-17\", not %s"):format(type(date) == "string" and ("%q"):format(date) or "a " .. type(date)), 2) end
  days = days or 0
  if math.type(days) ~= "integer" then error("lun.date wants a whole number of days", 2) end
  local number = calendar.number(tonumber(date:sub(1, 4)), tonumber(date:sub(6, 7)), tonumber(date:sub(9, 10))) + days
  local y, m, d = calendar.of(number)
  if y < 1 or y > 9999 then error("lun.date reaches from the year 1 to 9999", 2) end
  return ("%04d-%02d-%02d"):format(y, m, d), weekdays[(number + 3) % 7 + 1], number
end

return calendar

-- Values of times as TIMEX3 writes them (TimeML 1.2.1; ISO 8601 with its additions: seasons, quarters, parts of the day, PAST_REF):
-- days and units counted on the calendar, numbers in digits and words, durations. What a time is counted from is the caller's.
local calendar = require "lunette.calendar"
local core = require "lunette.core"
local remembering = require("lunette.prior").remembering
local timex = {}
timex.remembering = remembering -- a function of one text as one that asks it once a text

-- Days since 1970-01-01 of a date in digits; and year, month, day of a number of days.
function timex.days(y, m, d) return calendar.number(tonumber(y), tonumber(m), tonumber(d)) end
timex.date_of = calendar.of
timex.iso = remembering(function(days) return ("%04d-%02d-%02d"):format(calendar.of(days)) end)

-- 1 Monday .. 7 Sunday
function timex.weekday_of(days) return (days + 3) % 7 + 1 end

-- The day with weekday `wanted` (1 to 7) that is nearest to a day: the next where `ahead` is true, else the last; the day itself counts.
function timex.weekday_near(day, wanted, ahead)
  if ahead then return day + (wanted - timex.weekday_of(day)) % 7 end
  return day - (timex.weekday_of(day) - wanted) % 7
end

-- The week of ISO 8601 that a day belongs to: year and number.
local function week_of(days)
  local thursday = days - (timex.weekday_of(days) - 4)
  local year = calendar.of(thursday)
  return year, (thursday - timex.days(year, 1, 1)) // 7 + 1
end

-- The week `n` weeks from one: 2018-W33 -> 2018-W32.
function timex.week_from(value, n)
  local y, week = value:match "^(%d%d%d%d)%-W(%d%d)$"
  return ("%04d-W%02d"):format(week_of(timex.days(y, 1, 4) + 7 * (tonumber(week) - 1 + n)))
end

local seasons = { spring = "SP", summer = "SU", fall = "FA", autumn = "FA", winter = "WI" }
timex.seasons = seasons
local first_month = { SP = 3, SU = 6, FA = 9, WI = 12 } -- of a season

-- The days of a holiday in a year, by its rule in the dictionary `holiday`.
function timex.holidays(rule, year) return require("lunette.calendar_feast").days(rule, year) end

-- The season's value that begins before a day and `n` years from it: n = 0 is the latest that began, or is under way.
function timex.season(days, name, n)
  local y, m = calendar.of(days)
  local code = seasons[name]
  if first_month[code] > m then y = y - 1 end
  return ("%04d-%s"):format(y + n, code)
end

-- Units counted from a day, as values: this week, last month, next year ...
local counted = {}
function counted.day(days, n) return timex.iso(days + n) end
function counted.week(days, n) return ("%04d-W%02d"):format(week_of(days + 7 * n)) end
function counted.weekend(days, n) return ("%04d-W%02d-WE"):format(week_of(days + 7 * n)) end
function counted.fortnight(days, n) return counted.week(days, 2 * n) end
function counted.month(days, n)
  local y, m = calendar.of(days)
  local months = y * 12 + m - 1 + n
  return ("%04d-%02d"):format(months // 12, months % 12 + 1)
end
function counted.quarter(days, n)
  local y, m = calendar.of(days)
  local quarters = y * 4 + (m - 1) // 3 + n
  return ("%04d-Q%d"):format(quarters // 4, quarters % 4 + 1)
end
function counted.year(days, n) return ("%04d"):format((calendar.of(days)) + n) end
function counted.decade(days, n) return ("%03d"):format((calendar.of(days)) // 10 + n) end
function counted.century(days, n) return ("%02d"):format((calendar.of(days)) // 100 + n) end
local parts = { morning = "TMO", afternoon = "TAF", evening = "TEV", night = "TNI" }
-- TMO of morning: what a part of the day adds to the day; nil for other words.
function timex.part(word) return parts[core.lower(word)] end
for name, code in pairs(parts) do
  counted[name] = function(days, n) return timex.iso(days + n) .. code end
end
for name in pairs(seasons) do
  counted[name] = function(days, n) return timex.season(days, name, n) end
end

-- A unit `n` units from a day; nil for what no calendar counts.
function timex.counted(unit, days, n)
  if unit == "period" then unit = "quarter" end
  return counted[unit] and counted[unit](days, math.tointeger(n) or n // 1)
end

-- The value of a year, or of a part of one, `n` years from it; nil where it begins with no year.
function timex.years_from(value, n)
  local y, rest = value:match "^(%d%d%d%d)(.*)$"
  return y and ("%04d%s"):format(tonumber(y) + n, rest)
end

-- Units as words -> their names, letters of a duration, and whether these stand behind T.
local units = {}
for line in ([[second seconds sec. secs PT S;minute minutes min. mins PT M;hour hours hr. hrs PT H;day days P D;night nights P D;
  week weeks P W;weekend weekends P WE;fortnight fortnights P W2;month months P M;quarter quarters P Q;year years P Y;
  decade decades P Y10;century centuries P Y100;millennium millennia P Y1000]]):gmatch "[^;]+" do
  local words = {}
  for word in line:gmatch "%S+" do words[#words + 1] = word end
  local letter, times = words[#words]:match "^(%a+)(%d*)$"
  for k = 1, #words - 2 do
    units[words[k]] = { name = words[1], before = words[#words - 1], letter = letter, times = tonumber(times) or 1 }
  end
end
for _, season in ipairs { "spring", "summer", "fall", "autumn", "winter" } do
  local unit = { name = season, before = "P", letter = seasons[season], times = 1 }
  units[season], units[season .. "s"] = unit, unit
end
-- The unit that a word names: { name, ... }; nil for other words.
function timex.unit(word) return units[word] or units[core.lower(word)] end

-- A duration as a value: of a number, or of "X" for one that is not said.
function timex.duration(number, unit)
  if number == "X" then
    local letter = unit.times == 1000 and "ML" or unit.times == 100 and "CE" or unit.times == 10 and "DE" or unit.letter
    return unit.before .. "X" .. letter
  end
  if unit.before == "PT" and unit.letter ~= "S" and math.tointeger(number) == nil then -- five and a half hours
    local smaller, rest = unit.letter == "H" and "M" or "S", math.floor((number % 1) * 60 + 0.5)
    return ("PT%s%d%s"):format(number >= 1 and ("%d%s"):format(number // 1, unit.letter) or "", rest, smaller)
  end
  local value = number * unit.times
  local whole = math.tointeger(value)
  return ("%s%s%s"):format(unit.before, whole or ("%.2f"):format(value):gsub("%.?0+$", ""), unit.letter)
end

local numbers -- the dictionary of number words
local vague = { several = true, some = true, few = true, many = true, numerous = true, countless = true, dozens = true, hundreds = true, thousands = true }
-- What a count says: a number, or "X" where it says none: 12, twenty-five, "a couple of", "two and a half", "one or two".
timex.number = remembering(function(text)
  text = core.lower(text):gsub("%s+", " "):gsub("^about ", ""):gsub("%-and%-a%-half$", " and a half")
  local digits = text:gsub(",", ""):match "^%d+%.?%d*$"
  if digits then return tonumber(digits) end
  if text == "a" or text == "an" or text == "the" or text == "another" then return 1 end
  if text:find "^a? ?couple" then return 2 end
  if text:find "^half an?$" or text == "half" or text == "a half" then return 0.5 end
  local whole, more = text:match "^(.-) and an? (%a+)$"
  if whole then
    local number = timex.number(whole)
    return type(number) == "number" and number + (more == "half" and 0.5 or 0.25) or "X"
  end
  local mixed, part, of = text:match "^(%d+) (%d)/(%d)$"
  if mixed then return of == "0" and "X" or tonumber(mixed) + tonumber(part) / tonumber(of) end
  if vague[text:match "%a+$" or ""] or vague[text:match "^%a+" or ""] then return "X" end
  numbers = numbers or core.embedded_dictionary "number"
  local total, current, scaled = 0, nil, false
  for word in text:gmatch "[^%s]+" do
    if word == "and" then
      if total + (current or 0) > 0 and not scaled then return "X" end -- two and six days
    elseif word ~= "a" then
      local row = (numbers:lookup(word) or {})[1]
      local value = row and (row.kind == "cardinal" or row.kind == "scale") and tonumber(row.value) or tonumber((word:gsub(",", "")))
      if not value then return "X" end
      scaled = row ~= nil and row.kind == "scale"
      if scaled then current = (current or 1) * value
      else total, current = total + (current or 0), value end
    end
  end
  return total + (current or 0)
end)

-- 1 of first, 3rd, third; nil for what is no ordinal.
function timex.ordinal(text)
  local digits = text:match "^(%d+)[snrt][tdh]$"
  if digits then return tonumber(digits) end
  numbers = numbers or core.embedded_dictionary "number"
  for _, row in ipairs(numbers:lookup(core.lower(text)) or {}) do
    if row.kind == "ordinal" then return tonumber(row.value) end
  end
end

local decades = { twenties = 2, thirties = 3, forties = 4, fifties = 5, sixties = 6, seventies = 7, eighties = 8, nineties = 9 }
-- 198 of 1980s, '80s, eighties: the decade of that name that is the latest before a day (the last century without one).
function timex.decade(text, days)
  local year = text:match "^(%d%d%d)0'?s$"
  if year then return year end
  local tens = tonumber(text:match "^['’]?(%d)0'?s$") or decades[core.lower(text):gsub("^mid%-", "")]
  if not tens then return nil end
  local now = days and (calendar.of(days)) // 10 or 200
  local decade = now // 10 * 10 + tens
  if decade > now then decade = decade - 10 end
  return ("%03d"):format(decade)
end

-- A year said in words: nineteen ninety-four, two thousand one; nil for other words.
function timex.spoken_year(text)
  local first, rest = core.lower(text):match "^(%S+)%s+(.+)$"
  if first == "two" and rest:find "^thousand" then
    local more = rest:match "^thousand%s+(.+)$"
    local number = more and timex.number(more:gsub("^and ", "")) or 0
    return type(number) == "number" and number < 1000 and ("%04d"):format(2000 + number) or nil
  end
  local century = first and timex.number(first)
  local number = rest and timex.number(rest)
  if type(century) == "number" and type(number) == "number" and century >= 16 and century <= 20 and number < 100 then
    return ("%04d"):format(century * 100 + number)
  end
end

-- HH:MM of a clock's time in digits and what follows it ("p.m.", "UTC"); nil where it is none. A zone that is universal time
-- is written Z.
function timex.clock(digits, half, zone)
  local h, m = digits:match "^(%d%d?)[:.](%d%d)"
  if not h then h, m = digits:match "^(%d%d)(%d%d)$" end
  if not h then h, m = digits:match "^%d%d?$", "00" end
  h, m = tonumber(h), tonumber(m)
  if not h or h > 24 or m > 59 then return nil end
  local afternoon = half and half:lower():find "^p" ~= nil
  if half and h <= 12 then h = h % 12 + (afternoon and 12 or 0) end
  local universal = zone and (zone == "UTC" or zone == "GMT" or zone == "Z")
  return ("T%02d:%02d%s"):format(h, m, universal and "Z" or "")
end

-- Number (or "X" where it is several) and unit of a compound with hyphens: five-year, half-hour, months-long; nil where it is none.
function timex.compound(text)
  local count, unit = core.lower(text):match "^(.-)%-(%a+)"
  if not count then return nil end
  if timex.unit(count) and (unit == "long" or unit == "old") then return count:find "s$" and "X" or 1, timex.unit(count) end
  local number = count == "half" and 0.5 or timex.number(count)
  return number ~= "X" and number or nil, timex.unit(unit)
end

-- A function text -> the first row that a dictionary has of it, false without.
function timex.row_of(dictionary)
  return remembering(function(text) return (dictionary:lookup(text) or {})[1] or false end)
end

-- A function text -> the number that a dictionary of months or weekdays has of it; false without. As each text is looked up once, most cost
-- no table.
function timex.numbers_of(dictionary)
  return timex.remembering(function(text)
    local rows = dictionary:lookup(text) or dictionary:lookup(require("lunette").titlecase(text))
    return rows and tonumber(rows[1].number) or false
  end)
end

local relative = {
  last = -1, past = -1, previous = -1, preceding = -1, prior = -1, before = -1, next = 1, coming = 1, following = 1, upcoming = 1, this = 0, current = 0, latest = -1, recent = -1,
}
-- -1, 0 or 1 of last, this, next, and whether it is counted from what the text named before.
function timex.step_of(text)
  local word = core.lower(text)
  local n = relative[word]
  local text_says = word == "previous" or word == "preceding" or word == "following" or word == "prior" or word == "before"
  return n, text_says
end

-- Answers a question about a match, which its value and its `from` ask, once; holds no match, and so no document.
function timex.asked_once(answer)
  local asked, value, from = setmetatable({}, { __mode = "v" }), nil, nil
  return function(m)
    if m ~= asked[1] then asked[1], value, from = m, answer(m) end
    return value, from
  end
end

local unknown = { week = "XXXX-WXX", month = "XXXX-XX", quarter = "XXXX-QX", year = "XXXX" }
-- What TIMEX3 writes for one of a unit of which nobody knows which: XXXX-XX for some month; for other units than these that of a day.
function timex.unknown(unit) return unknown[unit] or "XXXX-XX-XX" end

local months_in = { month = 1, quarter = 3, year = 12, decade = 120, century = 1200 }
-- A value that lies `n` units from a week, a month or a year that the text names (in May 2019 ... eight months later); of a unit that is finer
-- than what is named nothing.
function timex.away_from(named, unit, n)
  if named.kind == "week" then return unit == "week" and math.type(n) == "integer" and timex.week_from(named.value, n) or nil end
  local y, month = named.value:match "^(%d%d%d%d)%-?(%d?%d?)"
  local months = months_in[unit]
  if not months or math.type(n) ~= "integer" or named.kind == "quarter" then return nil end
  if months >= 12 then return ("%04d"):format(y + n * (months // 12)) end
  return month ~= "" and timex.counted(unit, timex.days(y, month, 15), n) or nil
end

-- The value of a century by what names it, the 19th century; "XX" where nothing does.
function timex.century(text)
  local number = timex.ordinal(core.lower(text):match "^(.-)%-?c?e?n?t?u?r?y?$")
  return number and ("%02d"):format(number - 1) or "XX"
end

-- Nouns in the plural that a number before them counts though it looks like a year: 2015 voters; but the 2015 attacks.
timex.numbered = {}
for word in ("people men women children voters votes soldiers troops workers jobs respondents civilians refugees residents passengers families homes houses villages deaths cases migrants prisoners"):gmatch "%S+" do timex.numbered[word] = true end

return timex

-- Times: weekdays, months and dates, years, and the words for now, before and after, with TIMEX3 values counted from the
-- date of publication.
local holiday = require "lunette.holiday"
local month_number, weekday_number = lun.dictionary "month", lun.dictionary "weekday"

local function number_of(dictionary, text)
  local rows = dictionary:lookup(text)
  return rows and tonumber(rows[1].number)
end

-- Days since 1970-01-01 of a date of the proleptic Gregorian calendar, and back (Hinnant, "chrono-Compatible Low-Level Date
-- Algorithms").
local function days_of(y, m, d)
  if m <= 2 then y = y - 1 end
  local era = y // 400
  local yoe = y - era * 400
  local doy = (153 * (m + (m > 2 and -3 or 9)) + 2) // 5 + d - 1
  return era * 146097 + yoe * 365 + yoe // 4 - yoe // 100 + doy - 719468
end
local function date_of(days)
  days = days + 719468
  local era = days // 146097
  local doe = days - era * 146097
  local yoe = (doe - doe // 1460 + doe // 36524 - doe // 146096) // 365
  local doy = doe - (365 * yoe + yoe // 4 - yoe // 100)
  local mp = (5 * doy + 2) // 153
  local m = mp + (mp < 10 and 3 or -9)
  return yoe + era * 400 + (m <= 2 and 1 or 0), m, doy - (153 * mp + 2) // 5 + 1
end
local function iso(days) return ("%04d-%02d-%02d"):format(date_of(days)) end

local function published(doc)
  local y, m, d = (doc.date or ""):match "^(%d+)-(%d+)-(%d+)"
  if y then return days_of(tonumber(y), tonumber(m), tonumber(d)), tonumber(y), tonumber(m) end
end

-- 1 Monday .. 7 Sunday
local function weekday_of(days) return (days + 3) % 7 + 1 end

-- The weekday nearest to the day of publication in the direction that the verb of the sentence tells: plans and `will`
-- look ahead, everything else back; the day itself counts.
local function weekday_value(m)
  local today = published(m.doc)
  local wanted = number_of(weekday_number, m.day.text)
  if not wanted then return "XXXX-WXX" end
  if not today then return ("XXXX-WXX-%d"):format(wanted) end
  local first, last = m.doc:sentence(m.first)
  local ahead = m.next ~= nil
  if not m.last_word then
    for i = first, last do
      local word = m.doc:lower(i)
      if word == "will" or word == "plans" or word == "plan" or word == "scheduled" or word == "next" or word == "upcoming" or word == "due" then ahead = true end
    end
  end
  local back = (weekday_of(today) - wanted) % 7
  if m.last_word and back == 0 then back = 7 end
  if ahead then return iso(today + (wanted - weekday_of(today)) % 7) end
  return iso(today - back)
end

local function year_near(m, month)
  local _, y, now = published(m.doc)
  if not y then return "XXXX" end
  -- without a year the month that is nearest to publication
  if month - now > 6 then y = y - 1 elseif now - month > 6 then y = y + 1 end
  return ("%04d"):format(y)
end

local function month_value(m)
  local month = number_of(month_number, m.month.text)
  if not month then return "XXXX-XX" end
  local year = m.year and m.year.text or year_near(m, month)
  local day = m.day and m.day.text:match "^%d+"
  return day and ("%s-%02d-%02d"):format(year, month, tonumber(day)) or ("%s-%02d"):format(year, month)
end

-- The week of ISO 8601 that a day belongs to: year and number.
local function iso_week(days)
  local thursday = days - (weekday_of(days) - 4)
  local year = date_of(thursday)
  return year, (thursday - days_of(year, 1, 1)) // 7 + 1
end

-- Units counted from the day of publication, as TIMEX3 values: this week, last month, next year ...
local counted = {
  day = function(today, n) return iso(today + n) end,
  week = function(today, n) return ("%04d-W%02d"):format(iso_week(today + 7 * n)) end,
  weekend = function(today, n) return ("%04d-W%02d-WE"):format(iso_week(today + 7 * n)) end,
  month = function(today, n)
    local y, m = date_of(today)
    local months = y * 12 + m - 1 + n
    return ("%04d-%02d"):format(months // 12, months % 12 + 1)
  end,
  quarter = function(today, n)
    local y, m = date_of(today)
    local quarters = y * 4 + (m - 1) // 3 + n
    return ("%04d-Q%d"):format(quarters // 4, quarters % 4 + 1)
  end,
  year = function(today, n) return ("%04d"):format(date_of(today) + n) end,
  decade = function(today, n) return ("%03d"):format(date_of(today) // 10 + n) end,
  century = function(today, n) return ("%02d"):format(date_of(today) // 100 + n) end,
}

local words = lun.dictionary "timeword"
local function word_value(m)
  local rows = words:lookup(m.word.text)
  local value = rows and rows[1].value or "PRESENT_REF"
  local today = published(m.doc)
  local unit, offset = value:match "^(%a+)([+-]?%d+)$"
  if unit and counted[unit] then
    local part = rows[1].part
    if not today then return "XXXX-XX-XX" end
    return counted[unit](today, tonumber(offset)) .. (part and part ~= "" and part or "")
  end
  if today and value:find "^T" then return iso(today) .. value end
  return value
end
local function word_type(m)
  local rows = words:lookup(m.word.text)
  return rows and rows[1].kind == "set" and "SET" or rows and rows[1].kind == "time" and "TIME" or "DATE"
end

-- Of several countries the one that the article names most; the first of two that it names as often.
local holidays, places = lun.dictionary "holiday", lun.dictionary "place"
local function row_by_country(doc, rows)
  local named = {}
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

-- Holidays by the rule of their day, the year as it is written, else the nearest; what several countries keep on different days
-- and the article names none of them, and what calendars of the moon tell, has no day.
local function holiday_value(m)
  local rows = holidays:lookup(m.holiday.text) or {}
  local rule = rows[1] and rows[1].rule or ""
  for _, row in ipairs(rows) do if row.rule ~= rule then rule = (row_by_country(m.doc, rows) or {}).rule or "" break end end
  local day
  if m.year then day = holiday.day(rule, tonumber(m.year.text))
  elseif m.doc.date then day = holiday.near(rule, m.doc.date:sub(1, 10), m.last_one and -1 or m.next_one and 1 or nil) end
  return day or m.year and m.year.text or "XXXX-XX-XX"
end

return lun.rules {
  name = "times",
  about = "Dates and times with values counted from the date of publication.",
  { "weekday", [[ (last_word:last | next:(next | coming) | this)? day:#weekday ]],
    gives = "time", attributes = { type = "DATE", value = weekday_value },
    yes = { { "They met on Thursday.", day = "Thursday" } },
    no = { "They met on the way." } },
  { "date", [[ (#weekday ","?)? month:#month day:[num & value>=1 & value<=31 & len<=4] (","? year:[num & value>=1000 & value<=2999 & len=4])? ]],
    gives = "time", attributes = { type = "DATE", value = month_value },
    yes = { { "They met on March 3, 2021 in Rome.", month = "March", day = "3", year = "2021" } },
    no = { "They march on." } },
  { "daymonth", [[ (#weekday ","?)? (the)? day:[num & value>=1 & value<=31 & len<=4] of? month:#month (","? year:[num & value>=1000 & value<=2999 & len=4])? ]],
    gives = "time", attributes = { type = "DATE", value = month_value },
    yes = { { "They met on 3 March 2021 in Rome.", month = "March", day = "3", year = "2021" } },
    no = { "They met 3 people." } },
  { "month", [[ (in | since | until | of | by | during | last | next | this | early | late | mid) span:x:(month:[#month & cap] (","? (of)? year:[num & value>=1000 & value<=2999 & len=4])?) ]],
    gives = "time", attributes = { type = "DATE", value = month_value },
    yes = { { "It began in March 2021 and ended.", month = "March", year = "2021" } },
    no = { "They may go." } },
  { "year", [[ (in | since | by | from | until | of | during | before | after) span:year:[num & value>=1500 & value<=2100 & len=4] ]],
    gives = "time", attributes = { type = "DATE", value = function(m) return m.year.text end },
    yes = { { "It began in 1998.", year = "1998" } },
    no = { "It cost 1998 dollars." } },
  { "holiday", [[ (last_one:last | next_one:(next | coming) | this)? holiday:#holiday ((","? (of)?) year:[num & value>=1583 & value<=2999 & len=4])? ]],
    gives = "time", attributes = { type = "DATE", value = holiday_value },
    yes = { { "They met on Christmas Eve in Rome.", holiday = "Christmas Eve" }, { "They met at Easter 2018.", holiday = "Easter", year = "2018" } },
    no = { "They met on a holiday." } },
  { "word", [[ word:#timeword ]],
    gives = "time", attributes = { type = word_type, value = word_value },
    yes = { { "They met yesterday.", word = "yesterday" } },
    no = { "They met." } },
}

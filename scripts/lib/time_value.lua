-- Values of times that stand in the text, as functions of a match: what a rule found under its captures is told as TIMEX3 writes it, counted
-- from an anchor (lun.timex.anchor), so from the date of publication or from what was named before. lunette.timex has the calendar.
local core = require "lunette.core"
local timex = require "lunette.timex"

-- What timex.step_of says of a match; "the next day", "the next morning" is the one behind a day that was named
local function step_in(m)
  local n, text_says = timex.step_of(m.rel and m.rel.text or "this")
  local next_day = n == 1 and (timex.part(m.unit.text) or core.lower(m.unit.text) == "day") and m.rel.first > m.first and m.doc:lower(m.rel.first - 1) == "the"
  return n, text_says or next_day
end

local SATURDAY = 6
local hours = { midnight = "T24:00", dawn = "TDW", daybreak = "TDW", sunrise = "TDW", dusk = "TDU", nightfall = "TDU", sunset = "TDU" } -- noon aside
local ordinals = { first = 1, second = 2, third = 3, fourth = 4, ["1st"] = 1, ["2nd"] = 2, ["3rd"] = 3, ["4th"] = 4 }
local years_in = { year = 1, decade = 10, century = 100, millennium = 1000 }

local function has_verb(doc, a, z)
  for i = a, z do if (doc:tag(i) or ""):find "^V" then return true end end
  return false
end

-- What is said behind the unit: a year and a half.
local function with_rest(number, rest)
  local said = rest and core.lower(rest.text) or ""
  return type(number) == "number" and number + (said:find "half$" and 0.5 or said:find "quarter$" and 0.25 or 0) or number
end

-- The word for a day that stands behind an hour over brackets: 9:40 a.m. (0640 GMT) on Thursday; nil where none does.
local BRACKETS = 4 -- tokens from one to the other
local function day_behind(m)
  local doc, i = m.doc, m.last + 1
  if i > #doc or not doc:word(i):find "^[()]$" then return nil end
  local last = math.min(#doc, i + BRACKETS)
  while i < last and doc:word(i) ~= ")" do i = i + 1 end
  i = i < #doc and doc:lower(i + 1) == "on" and i + 2 or i + 1
  return i <= #doc and doc:word(i - 1) ~= "(" and doc:word(i) or nil
end

-- Of an anchor: the functions m -> value, and those m -> from where that differs from match to match ("stated", "published", "text"). What each
-- asks: counted {unit, rel}, holiday {holiday, year, rel, week}, quarter {which, kind, year, rel}, ago {count, unit, rest, way}, duration
-- {count, unit, rest}, clock {clock, half, zone, day, month, date, year}, noon {clock, day, month, date, year}, word {word},
-- days {day, month, year}, same {unit, earlier}.
return function(anchor, ahead)
  local value_of, from_of = {}, {}
  local month_value = anchor:tells "month"
  local lun = require "lunette"
  local word_row, holidays = timex.row_of(lun.dictionary "timeword"), lun.dictionary "holiday"
  local number_of_weekday = timex.numbers_of(lun.dictionary "weekday")

  local counted = timex.asked_once(function(m)
    local n, text_says = step_in(m)
    local unit = timex.unit(m.unit.text) or { name = core.lower(m.unit.text) }
    local near = text_says and (unit.name == "week" or unit.name == "month" or unit.name == "year") and anchor:near(m.doc, m.first)
    local away = near and timex.away_from(near, unit.name, n)
    if away then return away, "text" end
    local from, whence = anchor:base(m.doc, text_says)
    if not from then return timex.unknown(unit.name), whence end
    if unit.name == "quarter" and m.rel and core.lower(m.rel.text) == "latest" then return anchor:latest(m.doc).quarter or anchor:name(m.doc, timex.counted("quarter", from, -1)), whence end
    if timex.seasons[unit.name] then -- last fall is one that has ended, this summer the one of this year
      local y, month = timex.date_of(from)
      if n == 0 and not (unit.name == "winter" and month <= 2) then return ("%04d-%s"):format(y, timex.seasons[unit.name]), whence end
      local latest_one = timex.season(from, unit.name, 0)
      local under_way = n == -1 and latest_one ~= timex.season(from - 80, unit.name, 0)
      return timex.season(from, unit.name, n == -1 and (under_way and -1 or 0) or n), whence
    end
    return timex.counted(unit.name, from, n) or (n < 0 and "PAST_REF" or n > 0 and "FUTURE_REF" or "PRESENT_REF"), whence -- last season
  end)
  function value_of.counted(m) return anchor:name(m.doc, (counted(m)), nil, m.last) end
  function from_of.counted(m) return select(2, counted(m)) end

  -- The day of a holiday that is nearest to publication, or in the year that is said; of several of that name the first that has one.
  function value_of.holiday(m)
    local today, y = anchor:published(m.doc)
    local year, rel = m.year and tonumber(m.year.text), m.rel and timex.step_of(m.rel.text)
    if not today and not year then return timex.unknown "day" end
    local told = ahead(m.doc, m.first, m.last)
    local best
    for _, row in ipairs(holidays:lookup(m.holiday.text) or {}) do
      for wanted = year or y - 1, year or y + 1 do
        for _, day in ipairs(timex.holidays(row.rule, wanted)) do
          local away = today and day - today or 0
          local cost = math.abs(away)
          if rel and rel < 0 and away >= 0 or rel and rel > 0 and away <= 0 then cost = cost + 400 end
          if not rel and told == true and away < -7 or not rel and told == false and away > 7 then cost = cost + 400 end
          if not best or cost < best.cost then best = { cost = cost, day = day } end
        end
      end
      if best then break end
    end
    if not best then return timex.unknown "day" end
    if m.week then return timex.counted("week", best.day, 0) end
    return anchor:name_day(m.doc, best.day, m.last)
  end

  -- The year that a quarter or half of that number belongs to: the latest that has begun, the next where the verb looks ahead.
  local function year_of_part(m, number, months)
    local today, y, now = anchor:published(m.doc)
    if not today then return "XXXX" end
    local begins = (number - 1) * months + 1
    if m.year then return m.year.text end
    if m.rel then return ("%04d"):format(y + (timex.step_of(m.rel.text) or 0)) end
    if begins > now then
      if not ahead(m.doc, m.first, m.last) then y = y - 1 end
    elseif begins + months <= now and ahead(m.doc, m.first, m.last) == true and now - begins > 6 then y = y + 1 end
    return ("%04d"):format(y)
  end
  function value_of.quarter(m)
    local word = core.lower(m.which.text):gsub("%-%a+$", "")
    local kind = core.lower((m.kind or m.which).text)
    local number = ordinals[word] or tonumber(word:match "q?(%d)") or (word == "last" or word == "final") and (kind == "half" and 2 or 4)
    if not number then return "XXXX-QX" end
    local half = kind:find "half" ~= nil
    local year = year_of_part(m, number, half and 6 or 3)
    return anchor:name(m.doc, ("%s-%s%d"):format(year, half and "H" or "Q", number), nil, m.last)
  end

  -- What is counted from a month or a year that the text has just named: released eight months later; in 2023 from 1.28 billion a year earlier.
  local function from_named(m, unit, number, sign, later)
    local near = anchor:near(m.doc, m.first)
    if not near or not later and (near.kind == "day" or unit.name == "year" and (near.token < m.doc:sentence(m.first) or has_verb(m.doc, near.token + 1, m.first - 1))) then return nil end
    if near.kind == "day" and unit.name ~= "year" or near.kind == "week" and not later then return nil end
    return timex.away_from(near, unit.name, sign * number) or later and unit.before == "P" and (near.kind == "month" or near.kind == "year") and near.value or nil
  end
  local ago = timex.asked_once(function(m)
    local unit, number = timex.unit(m.unit.text), with_rest(m.count and timex.number(m.count.text) or "X", m.rest)
    local word = core.lower(m.way.text):match "%a+$"
    local sign = (word == "later" or word == "after" or word == "now" or word == "hence") and 1 or -1
    local later = word == "later" or word == "after"
    local text_says = later or word == "earlier" or word == "before" or word == "that"
    if number == "X" or unit.before == "PT" then return sign == -1 and "PAST_REF" or "FUTURE_REF", text_says and "text" or "published" end
    local value = text_says and from_named(m, unit, number, sign, later)
    if value then return value, "text" end
    local quarter = anchor:latest(m.doc).quarter
    if unit.name == "year" and quarter and math.type(number) == "integer" then return timex.years_from(quarter, sign * number), "text" end
    local from, whence = anchor:base(m.doc, text_says and unit.name ~= "year")
    if not from then return sign == -1 and "PAST_REF" or "FUTURE_REF", "published" end
    if years_in[unit.name] then return timex.counted("month", from, math.floor(12 * sign * number * years_in[unit.name])):match "^%-?%d+", whence end
    return timex.counted(unit.name, from, math.floor(sign * number + 0.5)) or "PAST_REF", whence
  end)
  function value_of.ago(m) return (ago(m)) end
  function from_of.ago(m) return select(2, ago(m)) end

  function value_of.duration(m)
    local unit = timex.unit(m.unit.text)
    local number = with_rest(m.count and timex.number(m.count.text) or (m.unit.text:find "s$" and "X" or 1), m.rest)
    if unit.name == "night" then unit = timex.unit "day" end
    return timex.duration(number, unit)
  end

  -- The day that stands with an hour; nil where none does.
  local function day_of(m)
    local today = anchor:published(m.doc)
    local said = m.day and m.day.text or today and not m.month and day_behind(m)
    if said and today then
      local wanted = number_of_weekday(said)
      if wanted then return timex.iso(timex.weekday_near(today, wanted, ahead(m.doc, m.first, m.last))) end
      local row = word_row(said)
      local offset = row and row.value:match "^day([+-]%d+)$"
      if offset then return timex.iso(today + tonumber(offset)) end
    end
    return m.month and month_value({ doc = m.doc, first = m.first, last = m.last, month = m.month, day = m.date, year = m.year }) or nil
  end

  function value_of.clock(m)
    local clock = timex.clock(m.clock.text:match "^[%d:.]+", m.half and m.half.text or m.clock.text:match "[ap]%.?m", m.zone and m.zone.text)
    local told, today = day_of(m), anchor:published(m.doc)
    if told then return told .. clock end
    local day = anchor:latest(m.doc).day or today
    return (day and timex.iso(day) or timex.unknown "day") .. clock
  end

  function value_of.noon(m)
    local told, today = day_of(m), anchor:published(m.doc)
    return (told or today and timex.iso(today) or timex.unknown "day") .. (hours[core.lower(m.clock.text)] or "T12:00")
  end

  function value_of.word(m)
    local row = word_row(m.word.text)
    local value = row and row.value or "PRESENT_REF"
    local today = anchor:published(m.doc)
    local unit, offset = value:match "^(%a+)([+-]?%d+)$"
    if unit and (timex.unit(unit) or unit == "weekend") then
      local part = row.part
      if not today then return timex.unknown "day" end
      return timex.counted(unit, today, tonumber(offset)) .. (part and part ~= "" and part or "")
    end
    if today and value:find "^T" then return timex.iso(today) .. value end
    return value
  end

  -- What two ends are together, as ISO 8601 writes it: 2023-05-03/2023-05-05.
  function value_of.days(m)
    local first = month_value(m)
    local day = first:match "^%d+%-%d+%-" and m.day.text:match "%d+$"
    return day and ("%s/%s%02d"):format(first, first:sub(1, 8), tonumber(day)) or first
  end

  function value_of.same(m) -- that day, the same year: what the text named before, or a year before that
    local unit = timex.unit(m.unit.text) or { name = timex.part(m.unit.text) and core.lower(m.unit.text) or "period" }
    local at = anchor:latest(m.doc)
    if (unit.name == "quarter" or unit.name == "period") and at.quarter then return m.earlier and timex.years_from(at.quarter, -1) or at.quarter end
    local from = at.day or anchor:published(m.doc)
    if from and m.earlier and (unit.name == "month" or unit.name == "period") then return timex.counted("month", from, -12) end
    if unit.name == "year" and at.year then return at.year end
    if unit.name == "weekend" and from and timex.weekday_of(from) < SATURDAY and not ahead(m.doc, m.first, m.last) then return timex.counted("weekend", from, -1) end
    return from and timex.counted(unit.name, from, 0) or timex.unknown(unit.name)
  end
  function from_of.same(m)
    local at = anchor:latest(m.doc)
    return (at.day or at.year) and "text" or "published"
  end

  return value_of, from_of
end

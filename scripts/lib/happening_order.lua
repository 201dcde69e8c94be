-- Events on the calendar: which day a time's value begins, which days agree, what follows from the event that another is dated by,
-- and the order of occurrences on a timeline.
local core = require "lunette.core"
local timex = require "lunette.timex"
local order = {}

-- A time's value without its part of the day; nil for one that no calendar has (XXXX-WXX-4).
function order.date(value)
  if not value or value:find("X", 1, true) or not value:find "^%d%d%d%d" then return nil end
  return value:match "^[^T]*"
end

local seasons = { SP = 3, SU = 6, FA = 9, WI = 12 }

local function first_day_of(value)
  local y, rest = value:match "^(%d%d%d%d)(.*)$"
  if not y then return nil end
  if rest:find "^%-%d%d%-%d%d" then return value:sub(1, 10) end
  local month, week, quarter, half = rest:match "^%-(%d%d)$", rest:match "^%-W(%d%d)", rest:match "^%-Q(%d)", rest:match "^%-H(%d)"
  if week then
    local fourth = timex.days(y, 1, 4) -- is in the first week
    return timex.iso(fourth - timex.weekday_of(fourth) + 1 + 7 * (tonumber(week) - 1))
  end
  month = month or quarter and quarter * 3 - 2 or half and half * 6 - 5 or seasons[rest:match "^%-(%u%u)$" or ""] or 1
  return ("%s-%02d-01"):format(y, math.tointeger(month) or tonumber(month))
end

local MOST = 1000 -- values whose first days are remembered: a document has few
local first_days, count = {}, 0

-- The first day of a value, as YYYY-MM-DD; nil where it has none.
function order.first_day(value)
  if not value then return nil end
  local day = first_days[value]
  if day == nil then
    if count == MOST then first_days, count = {}, 0 end
    day = first_day_of(value) or false
    first_days[value], count = day, count + 1
  end
  return day or nil
end

local months_of = { Q = 3, H = 6 }

-- The last day of a value, as YYYY-MM-DD; nil where it has none.
function order.last_day(value)
  local to = value and value:match "/(.+)$" -- 2021-05-03/2021-05-05
  if to then return order.last_day(to) end
  local first = order.first_day(value)
  if not first then return nil end
  local rest = value:sub(5)
  local y, m, d = first:match "(%d+)-(%d+)-(%d+)"
  local days = timex.days(y, m, d)
  if rest:find "^%-%d%d%-%d%d" then return first end
  if rest:find "^%-W" then return timex.iso(days + 6) end
  local months = rest:find "^%-%d%d$" and 1 or months_of[rest:match "^%-([QH])%d" or ""] or seasons[rest:match "^%-(%u%u)$" or ""] and 3 or 12
  local behind = timex.counted("month", days, months)
  y, m = behind:match "(%d+)-(%d+)"
  return timex.iso(timex.days(y, m, 1) - 1)
end

-- Whether two values may be of one day: one holds the other.
function order.compatible(a, b)
  if not a or not b or a == b then return true end
  if a:find("/", 1, true) or b:find("/", 1, true) then return order.first_day(a) <= order.last_day(b) and order.first_day(b) <= order.last_day(a) end
  if #a > #b then a, b = b, a end
  if b:sub(1, #a) == a then return true end
  local week = a:match "^%d%d%d%d%-W%d%d$"
  return week ~= nil and #b == 10 and b >= order.first_day(week) and b <= order.last_day(week)
end

-- Whether two places may be one: the same, or a country and what lies in it.
function order.same_place(a, b)
  if a.id and a.id == b.id or a.text == b.text then return true end
  local function holds(x, y) return x.id and x.id == "iso:" .. (x.cc or "?") and x.cc == y.cc end
  return holds(a, b) or holds(b, a) or false
end

local surest = { stated = 4, event = 3, ["sentence before"] = 2, article = 1 }
function order.surer(a, b) return (surest[a] or 0) > (surest[b] or 0) end

-- The day that lies a duration before or after a day; of hours the same day, nil of a number that is not said.
local function away(day, value, sign)
  local y, m, d = day:match "^(%d%d%d%d)-(%d%d)-(%d%d)$"
  if not y or not value then return nil end
  if value:find "^PT" then return day end
  local count, unit = value:match "^P(%d+)([DWMY])$"
  if not count then return nil end
  local n = sign * tonumber(count)
  local days = timex.days(y, m, d)
  if unit == "D" then return timex.iso(days + n) end
  if unit == "W" then return timex.iso(days + 7 * n) end
  return timex.counted(unit == "M" and "month" or "year", days, n)
end

-- A date that is to come: a weekday of the next week, a month of no year that was told of the next year.
function order.ahead(date, today, words)
  if date >= today:sub(1, #date) or not date:find "^%d+%-%d" then return date end
  if words:find "day$" and not words:find "%d" then return away(date, "P1W", 1) or date end
  return ("%d%s"):format(date:sub(1, 4) + 1, date:sub(5))
end

-- The days of events that are dated by others, where these have one; what is left is of the article's day.
function order.by_anchors(doc, events)
  local published = doc.date
  for k = 1, #events do
    local e = events[k]
    local a = e.anchor
    if a and not e.time and a.date and a.time_from ~= "article" then
      if e.relation == "during" then e.date = a.date
      elseif e.offset then e.date = away(a.date, e.offset.value, e.relation == "before" and -1 or 1) end
      e.time_from = (e.date or e.relation == "before") and "event" or nil -- before a day that is known: not the article's
    end
    if not e.time_from and e.offset then e.time_from = "event"
    elseif not e.time_from then
      e.date = published
      e.time_from = published and "article" or nil
    end
  end
end

local rank = { before = -1, during = 0, after = 1 }
local DEEP = 8 -- events that may be dated by each other in turn

-- The day by which an occurrence is sorted, and where it stands among those of that day.
local function place_of(o, published, depth)
  local day = order.first_day(o.date)
  local a = o.anchor
  if a and o.time_from ~= "stated" and depth < DEEP then
    local other, at = place_of(a, published, depth + 1)
    if not day or day == other then return other, at + rank[o.relation] end
  end
  if day and published and o.status ~= "happened" and day < published and order.last_day(o.date) > published then return published, DEEP end -- later this year
  local open = not day
  day = day or o.time_from ~= "event" and published or nil
  return day, (open or o.time_from == "article") and o.status ~= "happened" and DEEP or 0
end

-- Occurrences in the order of a timeline: by their days, those without one last; of one day, those that come before others first,
-- what is only planned last, else as the article tells them. Sets the number of each as `order`.
function order.sorted(list, published)
  local days, at, sorted = core.with_room(#list, 0), core.with_room(#list, 0), true
  local last_day, last_at = "", 0
  for k = 1, #list do
    local o = list[k]
    local day, place = place_of(o, published, 0)
    day = day or "~"
    days[k], at[k], o.order = day, place, k
    sorted = sorted and (last_day < day or last_day == day and last_at <= place)
    last_day, last_at = day, place
  end
  if sorted then return list end
  table.sort(list, function(x, y)
    local m, n = x.order, y.order
    if days[m] ~= days[n] then return days[m] < days[n] end
    if at[m] ~= at[n] then return at[m] < at[n] end
    return m < n
  end)
  for k, o in ipairs(list) do o.order = k end
  return list
end

return order

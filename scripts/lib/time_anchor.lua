-- What times are counted from, as a text is read from its beginning: the day of publication, and the day, quarter and year that were
-- named last. One object for a pack; it forgets a document with the document.
local core = require "lunette.core"
local timex = require "lunette.timex"
local anchor = {}
local class = { __index = anchor, __metatable = false } -- scripts have such objects: the methods stay ours

local NEAR_THE_BEGINNING = 40 -- tokens: a full date among them is the day of publication, where none is known

local FAR = 150 -- tokens between a time and one that is counted from it, of a sentence without end

local FIELDS = 8 -- that are known of most documents

local function new() return setmetatable({}, class) end

-- What was named last in a document: day (number), quarter, year (values), and of any of these, a week or a month `named`, at `token`; `own` is the day of publication that the text itself says.
-- It is kept with the document.
function anchor:latest(doc)
  local data = core.data(doc)
  local at = data[self]
  if not at then
    at = core.with_room(0, FIELDS)
    data[self] = at
  end
  return at
end

-- A date as a number of days, with its year and month; many documents are of one day.
local day_of = timex.remembering(function(date)
  local y, m, d = date:match "^(%d+)-(%d+)-(%d+)"
  return { days = y and timex.days(y, m, d), y = tonumber(y), m = tonumber(m) }
end)

-- The day of publication: what is known of the document, else the first full date near the beginning of its text. As a number of
-- days, with its year and month; nothing where neither is there.
function anchor:published(doc)
  local at = self:latest(doc)
  local date = doc.date or at.own
  if date ~= at.date then at.date, at.today = date, day_of(date) end
  local today = at.today
  if today and today.days then return today.days, today.y, today.m end
end

local kinds = { { "^%d%d%d%d%-%d%d%-%d%d$", "day" }, { "^%d%d%d%d%-%d%d$", "month" }, { "^%d%d%d%d%-Q%d$", "quarter" }, { "^%d%d%d%d%-W%d%d$", "week" }, { "^%d%d%d%d$", "year" } }
local function kind_of(value)
  for _, kind in ipairs(kinds) do if value:find(kind[1]) then return kind[2] end end
end

-- What a value begins with: year, as text, day, as a number, and whether it is a quarter of a year.
local read = timex.remembering(function(value)
  local y, m, d = value:match "^(%d%d%d%d)-(%d%d)-(%d%d)"
  return { year = value:match "^%d%d%d%d", day = y and timex.days(y, m, d), quarter = value:find "^%d%d%d%d%-Q%d$" ~= nil }
end)

-- Notes a value that the text names, at token `first` where it is one that may be the day of publication, and gives it back. `token` is
-- where it stands in any case.
function anchor:name(doc, value, first, token)
  local at = self:latest(doc)
  at.named, at.token = value, token
  local said = read(value)
  if said.day then
    if first and first <= NEAR_THE_BEGINNING and not doc.date and not at.own then at.own = value end
    at.day = said.day
  end
  if said.quarter then at.quarter = value end
  at.year = said.year or at.year
  return value
end

-- The same of a day, as a number, that is counted from another.
function anchor:name_day(doc, day, token)
  local at, value = self:latest(doc), timex.iso(day)
  at.named, at.token = value, token
  at.day, at.year = day, read(value).year or at.year
  return value
end

-- What was named last in the sentence of a token or the one before: value, kind (day, week, month, quarter, year) and token; nil where that has none.
function anchor:near(doc, token)
  local at = self:latest(doc)
  if not at.token or at.token >= token or token - at.token > FAR then return nil end
  local first, kind = doc:sentence(token), kind_of(at.named)
  return kind and at.token >= (first > 1 and doc:sentence(first - 1) or first) and { value = at.named, kind = kind, token = at.token } or nil
end

-- The day to count from, and "text" or "published": the one named before where the words say so (`text_says`) and there is one, else
-- the day of publication.
function anchor:base(doc, text_says)
  local at = self:latest(doc)
  if text_says and at.day then return at.day, "text" end
  if text_says and at.year and self:published(doc) and at.year ~= tostring((timex.date_of(self:published(doc)))) then return timex.days(at.year, 7, 1), "text" end
  return self:published(doc), "published"
end

return { new = new }

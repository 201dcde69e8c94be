-- Several counts of one document: which say the same, which are of the same, and which of those is the latest.
local core = require "lunette.core"
local order = require "lunette.happening_order"
local remembering = require("lunette.prior").remembering
local timex = require "lunette.timex"
local revision = {}

local GROUPS = 8 -- counts of one harm and one kind of people that a count is compared with, the latest first
local NEAR = 60 -- days between two counts of the same
local TOLD = 14 -- the same where nothing says that one of them is newer

local function ends_with(a, b) return a:sub(-#b) == b end

-- Whether two texts share a word of some length, or the end of one: quake, earthquake.
local function share(a, b)
  local words = {}
  for word in core.lower(a):gmatch "[^%s%p]+" do if #word > 3 then words[#words + 1] = word end end
  for word in core.lower(b):gmatch "[^%s%p]+" do
    for _, other in ipairs(#word > 3 and words or {}) do if ends_with(word, other) or ends_with(other, word) then return true end end
  end
  return false
end

local function number(date) return timex.days(date:match "(%d+)-(%d+)-(%d+)") end

-- The days that two counts state, as numbers, where both do and they are not one.
local function days_apart(a, c)
  if a.time_from ~= "stated" or c.time_from ~= "stated" or order.compatible(a.date, c.date) then return nil end
  return number(order.first_day(a.date)), number(order.first_day(c.date))
end

local first_number = remembering(function(date) return number(order.first_day(date)) end)
local last_number = remembering(function(date) return number(order.last_day(date)) end)

-- How many days lie between two counts, however their days are known: none where the days may be one.
local function gap(a, c)
  if not a.day or not c.day or a.day == c.day then return 0 end
  return math.max(0, first_number(c.day) - last_number(a.day), first_number(a.day) - last_number(c.day))
end

-- Whether the words of a cause set it apart from those told before: another quake, a second blast.
local function sets_apart(cause) return core.lower(cause.text):find "^another%f[%A]" or core.lower(cause.text):find "^a separate%f[%A]" or core.lower(cause.text):find "^a second%f[%A]" end

-- Whether a count may be of the same as one before it: causes, places and days agree; who puts a figure on what was told, or says that it
-- has changed, does so on a day of its own.
local function same(a, c)
  local one = a.event and a.event == c.event
  if c.cause and not one and sets_apart(c.cause) then return false end
  if a.cause and c.cause and not one and not share(a.cause.text, c.cause.text) then return false end
  if a.place and c.place and a.place_from == "stated" and c.place_from == "stated" and not order.same_place(a.place, c.place) then return false end
  local revised = c.news ~= 0 or c.figure or one
  return gap(a, c) <= (revised and NEAR or TOLD) and (revised or not days_apart(a, c))
end

-- Whether a count only tells the size of another, which is a number: dozens, of 23; not hundreds.
local function only_sizes(vague, c) return vague.low and vague.high and vague.high > 2 * vague.low and c.low and not (c.high and c.high > 2 * c.low) and c.low * 5 >= vague.low * 4 end

-- Whether a count is newer than another: by the words around both (earlier, now), by the days they state, by their numbers.
local function newer(c, latest)
  if (c.news < 0) ~= (latest.news < 0) then return latest.news < 0 end
  local before, behind = days_apart(latest, c)
  if before then return behind > before end
  if c.news ~= latest.news then return c.news > latest.news end
  if c.news >= 0 and only_sizes(latest, c) then return true end
  if latest.news >= 0 and only_sizes(c, latest) then return false end
  return c.news == 1 and not latest.headline or c.news >= 0 and (c.low or c.high) > (latest.low or latest.high)
end

local carry = { "cause", "place", "place_from", "event", "source", "speaker", "who", "people", "country", "code" }

-- Takes up a count that says what another one said.
local function repeated(c, other)
  other.mentions[#other.mentions + 1], c.same = c.count, other
  other.news = math.max(other.news, c.news)
  if order.surer(c.time_from, other.time_from) then other.time, other.time_from, other.date, other.day = c.time, c.time_from, c.date, c.day end
  for _, name in ipairs(carry) do other[name] = other[name] or c[name] end
end

local function either(a, b) return not a or not b or a == b end

-- Whether two counts of one number in two sentences may be of the same people: six killed, six soldiers.
local function told_again(other, c)
  return other.sentence.first ~= c.sentence.first and other.status == c.status and either(other.group.head, c.head) and either(other.country, c.country) and same(other, c)
end

-- The latest of a list that a test holds of, among the last few.
local function last_of(list, test)
  for k = #list, math.max(1, #list - GROUPS + 1), -1 do if test(list[k]) then return list[k] end end
end

local function listed(lists, key)
  lists[key] = lists[key] or {}
  return lists[key]
end

-- Marks the latest of the counts of the same and gives back the list with each said once. Counts have besides their fields: head (of who
-- was counted, nil for people), news (-1 replaced, 1 replaces), figure (told of what was told before), more (two others: no count of the same),
-- day (that of the count as it was told), headline (it stands there: the newest where nothing says otherwise), among (a part of all that are told last).
function revision.revise(list)
  local groups, numbers, kept = {}, {}, {}
  for _, c in ipairs(list) do
    local kind = c.harm .. (c.high == 0 and " none" or "") .. (c.part_of and " part" or "")
    local function key(head, country) return ("%s|%s|%s"):format(kind, head or "", country or "") end
    local said = listed(numbers, ("%s|%s|%s"):format(kind, c.low, c.high))
    local there = listed(groups, key(c.head, c.country))
    local group = not c.more and last_of(there, function(g) return g.status == c.status and same(g[1], c) end)
    local other = group and last_of(group, function(x) return x.low == c.low and x.high == c.high end) or not c.more and last_of(said, function(x) return told_again(x, c) end)
    if other then
      repeated(c, other)
      group = other.group
      if c.head and not group.head then -- six killed: they were soldiers
        group.head = c.head
        table.insert(there, group)
      end
    else
      if not group then
        group = { status = c.status, head = c.head }
        there[#there + 1] = group
      end
      c.mentions, c.group = { c.count }, group
      group[#group + 1], kept[#kept + 1], said[#said + 1] = c, c, c
    end
  end
  for _, c in ipairs(kept) do
    if not c.group.latest or newer(c, c.group.latest) then c.group.latest = c end
  end
  for _, c in ipairs(kept) do
    local whole = c.part_of and (c.part_of.same or c.part_of)
    c.latest, c.part_of = c.group.latest == c, whole and c.among and whole.group.latest or whole -- three are among the dead: of all that are told last
  end
  for _, c in ipairs(kept) do c.group, c.news, c.head, c.figure, c.more, c.day, c.headline, c.among = nil, nil, nil, nil, nil, nil, nil, nil end
  return kept
end

return revision

-- When and where an event happens: the time and the place that stand nearest to its verb, by what lies between the two. Methods of
-- lunette.happening's reader. Times and places of a document are read once, as the tokens at which they begin and end, and no search
-- goes further than some tokens, so that the work grows with the events and not with what a sentence holds.
local set = require "lunette.set"
local class = {}

-- Spans of a layer by their first tokens and by their last ones, and their first tokens in order.
local function ends_of(doc, name, wanted)
  local starts, stops, order = {}, {}, {}
  for s in doc:spans(name) do
    if not wanted or wanted(s) then
      local first = s.first
      starts[first], stops[s.last], order[#order + 1] = s, s, first
    end
  end
  return { starts = starts, stops = stops, order = order }
end

-- The first of them that begins among the tokens first to last; nil in most sentences.
local function any(ends, first, last)
  local order, low, high = ends.order, 1, #ends.order + 1
  while low < high do
    local middle = (low + high) // 2
    if order[middle] < first then low = middle + 1 else high = middle end
  end
  return order[low] and order[low] <= last and ends.starts[order[low]] or nil
end

-- A duration says how long, a set how often: neither dates anything, and neither does what is now or was once.
local function dates(t) return (t.type == "DATE" or t.type == "TIME") and not (t.value or ""):find "_REF$" end

-- Times that may date an event: the one of a dateline is the day of the article.
function class:times()
  local doc = self.doc
  self.time_ends = self.time_ends or ends_of(doc, "time", function(t) return dates(t) and doc:part(t.first) ~= "dateline" end)
  return self.time_ends
end

-- The first time of a sentence that dates anything.
function class:first_time(first, last) return any(self:times(), first, last) end

function class:places()
  self.place_ends = self.place_ends or ends_of(self.doc, "place")
  return self.place_ends
end

local FAR = 40 -- tokens on each side of an event among which its time stands
local OTHER = 24 -- what costs more is the time of another clause
local VERB, CLAUSE, JOINED, MARK, NAMING = 23, 15, 8, 3, 25 -- what lies between counts as so many tokens
local finite = set.of { "VBD", "VBZ", "VBP", "MD" }
local opens = set.of { "which", "who", "whom", "where", "when", "while", "that", "after", "before", "because", "but", "although", "until", "since", ";", ":" }
local relative = set.of { "which", "who", "whom", "where" } -- what stands behind these is said of a noun
local joins = set.of { "and", "or" }
local verbal = set.of { "VB", "MD", "RB", "TO" }
local noun = set.of { "NN", "NNS", "NNP", "NNPS" }

-- What it costs to cross a token.
local function cost_of(r, i)
  local word = r.low[i]
  if finite[r.tag[i]] then return joins[r.low[i - 1]] and 1 or VERB end -- arrested two and killed one on Monday
  if opens[word] then return CLAUSE end
  if joins[word] then return JOINED end
  return word == "," and MARK or 1
end

-- What a time costs that belongs to a noun behind it: Monday's attack, the 2015 accord; nothing where that noun is the event.
local function named(r, t, at)
  local behind = t.last + 1
  if r.low[behind] == "'s" or r.low[behind] == "’s" then behind = behind + 1 elseif not noun[r.tag[behind]] then return 0 end
  return at >= behind and at <= behind + 2 and 0 or NAMING
end

-- The time of an event at tokens at to stop (of its verb or noun); nil where its sentence gives none near it.
function class:time(at, stop)
  local times, r = self:times(), self.r
  local first, last = self.doc:sentence(at)
  if not any(times, first, last) then return nil end
  local best, least
  local function offer(t, cost)
    cost = cost + named(r, t, at)
    if not best or cost < least then best, least = t, cost end
  end
  local cost, i = 0, (stop or at) + 1
  while i <= last and i <= at + FAR do
    local t = times.starts[i]
    if t then offer(t, cost) break end
    if relative[r.low[i]] or cost > OTHER then break end
    cost, i = cost + cost_of(r, i), i + 1
  end
  cost, i = 2, at - 1
  while i > first and not times.stops[i] and verbal[r.tag[i]:sub(1, 2)] do i = i - 1 end -- had been: its own group
  while i >= first and i >= at - FAR do
    local t = times.stops[i]
    if t then offer(t, cost) break end
    if cost > OTHER then break end
    if r.low[i] == "," and i + 1 < at and (joins[r.low[i + 1]] or r.low[i + 1] == "but") and not verbal[r.tag[i + 2]:sub(1, 2)] then break end -- ..., and Peru praised
    cost, i = cost + cost_of(r, i), i - 1
  end
  for k = first, math.min(at, first + 2) do -- On Monday, ...: the clause that follows, however far its verb
    if times.starts[k] then offer(times.starts[k], FAR / 2) break end
  end
  return best
end

local inside = set.of { "in", "at", "near", "outside", "inside", "around", "across", "over" }
-- Whether another verb begins at a token: and to hold, while he held.
local function another(r, i)
  if not joins[r.low[i]] and r.low[i] ~= "but" and r.low[i] ~= "while" then return false end
  for k = i + 1, i + 2 do if r.tag[k]:sub(1, 1) == "V" or r.tag[k] == "MD" then return true end end
  return false
end

local BEFORE, BEHIND = 8, 14 -- tokens around an event among which its place stands

-- The place of an event at a token, and where it is from: "stated", or "dateline". `travel` are the actors that a journey goes to.
function class:place(at, travel)
  local places = self:places()
  if travel and travel[1] then
    for i = travel[1].first, travel[1].last do
      if places.starts[i] then return places.starts[i], "stated" end
    end
  end
  local r, doc = self.r, self.doc
  local first, last = doc:sentence(at)
  local function brought(s) -- by a preposition that says where
    local before = s.first - 1
    while before > first and (r.tag[before] == "DT" or r.tag[before] == "JJ") do before = before - 1 end
    return before >= first and inside[r.low[before]]
  end
  local from, to = math.max(first, at - BEFORE), math.min(last, at + BEHIND)
  if any(places, from, to) then
    for i = at, to do
      local s = places.starts[i]
      if s and brought(s) then return s, "stated" end
      if another(r, i) then break end
    end
    local best, comma
    for i = at - 1, from, -1 do
      local s = places.starts[i]
      if s and brought(s) then best = best or s
      elseif best and comma and r.tag[i]:sub(1, 1) == "V" then best = nil break -- after they left Lima, ...: the place of another verb
      elseif not best then
        if opens[r.low[i]] then break end
        comma = comma or r.low[i] == ","
      end
    end
    if best then return best, "stated" end
  end
  local line = doc.dateline
  if line and line.first >= doc:paragraph(at) and line.last < at then
    for i = line.first, line.last do
      if places.starts[i] then return places.starts[i], "dateline" end
    end
  end
end

return class

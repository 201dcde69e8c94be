-- Joins of the events of one document: each to its time and the day that follows from it, to the event that it is dated by (a day
-- before the envoy arrived), to its place, and the mentions of one event to each other. Works on the facts of the type `event`
-- of the pack `events` and of packs of a user's own; what is joined becomes facts of the type `occurrence`.
local core = require "lunette.core"
local fact = require "lunette.fact"
local happening = require "lunette.happening"
local merge = require "lunette.happening_merge"
local set = require "lunette.set"
local timeline = require "lunette.happening_order"
local join = {}

local at_of = happening.at

local inside = set.of { "which", "who", "whom", "where", "when", "while", "that", "after", "before", "because", "although", "until", "since" }

-- Whether a time stands in a clause within its sentence, which is told of a noun or of another day: tariffs that took effect in May, after the
-- vote of May. What is said behind a verb (said that) is as good as a sentence.
local function is_inside(reading, t)
  local r = reading.r
  for i = t.first - 1, (reading.doc:sentence(t.first)), -1 do
    local word = r.low[i]
    if word == "," then return false end
    if inside[word] then return not (word == "that" and r.tag[i - 1]:find "^V") end
  end
  return false
end

-- The time of the main clause of the sentence before, of the same paragraph; what has happened was not on a day to come, and not for that
-- reason in a year that is named there (who governed from 2006 to 2011).
local function carried(reading, first, at)
  local doc = reading.doc
  local own = reading:first_time(first, at)
  if own and not is_inside(reading, own) then return nil end -- on Monday residents blocked a road, and police dispersed them: of a day that is told
  if first - 1 < doc:paragraph(first) then return nil end
  local from, last = doc:sentence(first - 1)
  local t = reading:first_time(from, last)
  while t and is_inside(reading, t) do t = t.last < last and reading:first_time(t.last + 1, last) or nil end
  if t and t.value and t.value:find "^%d+$" then return nil end
  if t and reading.r.low[t.first - 1] == "of" then return nil end -- of another thing: the election of August 2020
  if t and doc.date and (timeline.first_day(timeline.date(t.value)) or "") > doc.date then return nil end
  return t
end

-- Whether the verb of an event is in the present: travels to Panama on Tuesday.
local function is_present(x)
  local s = happening.clause_of(x)
  return s and (s.tag == "VBZ" or s.tag == "VBP") and not s.passive
end

-- Gives what has a `time`, or may have one carried over, its time_from and its date. What is planned or said by others has no
-- time of a sentence before; what is told in the present of a day to come is planned.
function join.date(reading, x, at)
  if x.time then x.time_from = "stated"
  elseif x.status == "happened" and not x.source and not x.anchor and not x.offset then
    x.time = carried(reading, (reading.doc:sentence(at)), at)
    x.time_from = x.time and "sentence before" or nil
  end
  x.date = x.time and timeline.date(x.time.value) or nil
  if x.ahead and x.date and reading.doc.date then x.date = timeline.ahead(x.date, reading.doc.date, x.time.text) end
  local today = x.status == "happened" and x.time_from == "stated" and reading.doc.date
  if today and (timeline.first_day(x.date) or "") > today then
    if is_present(x) then x.status = "planned"
    else x.time, x.time_from, x.date = nil, nil, nil end -- the day of what it is about: called on them to leave on Thursday
  end
end

-- What a user's rule left out of an event: its status, its time and its place, as they are read for ours.
local function complete(reading, e)
  if e.construction then return end
  local doc, at = reading.doc, at_of(e)
  local s = happening.clause_of(e)
  if not e.status then
    local v = e.verb and e.verb.first
    for i = v or at.first, v or at.last do
      if reading.r.tag[i]:sub(1, 1) == "V" then
        s = reading:clause(i, i)
        happening.note(e, s)
        break
      end
    end
    e.status = reading:status(s, s and s.v or at.first)
  end
  e.sentence = e.sentence or at:sentence()
  e.kind = e.kind or e.rule and e.rule:match "[^.]+$"
  if e.time == nil then e.time = reading:time(at.first, at.last) end
  if e.place == nil then e.place, e.place_from = reading:place(at.last) end
end

local inverse = { before = "after", after = "before", during = "during" }

-- The token of the conjunction that brings an event's clause or noun group, and what it makes of the order: before, after, during.
local function conjunction(reading, e)
  local s, at = happening.clause_of(e), at_of(e).first
  if not s then return reading:events():conjunction(at) end
  return reading:events():conjunction(at, s.start, s.subject and s.subject[1], s.tag == "VBG" and not s.helper)
end

join.conjunction = conjunction

local single = { day = "P1D", week = "P1W", month = "P1M", year = "P1Y" }

-- The duration that ends before a token: a day before, the day before.
local function duration_before(reading, c)
  if not reading.durations then
    reading.durations = {}
    for t in reading.doc:spans "time" do if t.type == "DURATION" then reading.durations[t.last] = t end end
  end
  local low = reading.r.low
  return reading.durations[c - 1] or low[c - 2] == "the" and single[low[c - 1]] and { first = c - 2, last = c - 1, value = single[low[c - 1]] } or nil
end

local REACH = 14 -- tokens between an event and what it is told to be days before or after
local marks = set.of { ",", ";", ":", "." }

-- Whether what the tokens a to z hold lies between a verb and what dates it: no mark and no other verb.
local function joins(r, a, z)
  for i = a, z do if marks[r.low[i]] or r.tag[i]:find "^[VM]" then return false end end
  return true
end

-- Dates what has no day of its own by something that is no event of ours: two days before the summit. Its day is not known, and not
-- the article's. `first_of` has the tokens at which the events stand.
local function beside(reading, events, first_of)
  local doc, k = reading.doc, 0
  local function by(c)
    local length = duration_before(reading, c)
    if not length then return end
    while k > 0 and first_of[k] > c do k = k - 1 end
    while events[k + 1] and first_of[k + 1] < c do k = k + 1 end
    local e, first, last = events[k], doc:sentence(c)
    if not e or first_of[k] < first or e.time or e.anchor or e.offset or c - first_of[k] > REACH or not joins(reading.r, at_of(e).last + 1, length.first - 1) then return end
    if reading.r.low[length.first - 1] == "for" then return end -- jailed for a month after the vote
    local a, z = reading.r:noun_after(c + 1, last, true)
    if a ~= c + 1 then return end
    if z < last and reading.r.tag[z + 1]:find "^[VM]" then -- a month after he wrote to the mayor
      while z < last and z - c < REACH and not marks[reading.r.low[z + 1]] do z = z + 1 end
    end
    e.offset, e.when = length, doc:span(length.first, z)
  end
  for _, word in ipairs { "before", "after" } do
    local c = reading:events():counted(word, 1)
    while c do
      by(c)
      c = reading:events():counted(word, c + 1)
    end
  end
end

-- Links events of one sentence, in order, by the conjunctions between them: the one that has no time of its own to the other.
local function anchor(reading, events)
  local by, relations = core.with_room(#events, 0), core.with_room(#events, 0) -- false where no conjunction brings an event
  local any = false
  for k = 1, #events do
    local c, relation = conjunction(reading, events[k])
    by[k], relations[k], any = c or false, relation, any or c
  end
  if not any then return end
  for k, e in ipairs(events) do
    local c, relation = by[k], relations[k]
    local main
    if c then
      local before = events[k - 1]
      if before and at_of(before).first < c then main = before
      else
        for n = k + 1, math.min(#events, k + 3) do -- After rebels attacked Lima, Peru closed its border
          if not main and not by[n] then main = events[n] end
        end
      end
    end
    if main then
      local length = relation ~= "during" and duration_before(reading, c) or nil
      local function own(x, behind) -- a time on the other side of the conjunction dates the other event
        local t = x.time
        if not t then return false end
        return behind == (t.first > c)
      end
      local subordinate_first = at_of(main).first > c
      if not subordinate_first then
        if not own(main, false) then main.time = nil end
        if e.time and not own(e, true) then e.time = nil end
      elseif main.time and main.time.first > at_of(e).last and main.time.last < at_of(main).first then main.time = nil -- ... arrived on Monday, Peru ...
      end
      local s = happening.clause_of(e)
      if s and s.tag == "VBG" and not s.helper and main.status == "planned" and e.status == "happened" then e.status = "planned" end
      if (main.time or not e.time and not length) and not e.time and not e.anchor then e.anchor, e.relation, e.offset = main, inverse[relation], length
      elseif not main.time and not main.anchor then main.anchor, main.relation, main.offset = e, relation, length end
      if e.anchor == main and length then e.when = reading.doc:span(length.first, c) end -- two days after
      if main.anchor == e then main.when = reading.doc:span(length and length.first or c, math.max(at_of(e).last, e.match.last)) end
    end
  end
end

-- What a clause tells of, where that is a blow which may be told of again (an earthquake, the quake): its first token and its noun; nil of others.
local blows = set.of { "18", "19", "20" }
local function blow_of(reading, e)
  if e.kind ~= "disaster" and not blows[e.code and e.code:sub(1, 2)] then return nil end
  local s = happening.clause_of(e)
  local subject = s and not s.passive and s.subject
  if subject and reading.r.tag[subject[2]] == "NN" then return subject[1], reading.r.low[subject[2]] end
end
local BLOWS = 8 -- of one article that are told of again
local function is_hour(time) return time and time.type == "TIME" and time.text:find "%d" and not time.text:find "%u%l" and not time.text:find "day" end -- of no day

-- Gives the day of a blow to what is told of it further down without a day, or with an hour only: the quake, which struck at 8:55 p.m.
local function retold(reading, events)
  local dated = {}
  for k = 1, #events do
    local e, first, noun = events[k], nil, nil
    if e.status == "happened" and not e.anchor and not e.offset then first, noun = blow_of(reading, e) end
    local hour = noun and is_hour(e.time)
    if noun and e.time_from == "stated" and not hour then
      if #dated < BLOWS and e.date and #e.date == #"YYYY-MM-DD" then dated[#dated + 1] = { noun = noun, date = e.date } end
    elseif noun and (hour or not e.time_from) and reading.r.low[first] == "the" then
      for _, blow in ipairs(dated) do
        if blow.noun:sub(-#noun) == noun or noun:sub(-#blow.noun) == blow.noun then
          e.date, e.time_from = blow.date, "event"
          break
        end
      end
    end
  end
end

-- Events less those of ours at whose verb an event of a user's own pack stands: theirs says it better.
local function without_ours(events)
  local own, kept = {}, {}
  for _, e in ipairs(events) do if not e.construction then own[at_of(e).first] = true end end
  for _, e in ipairs(events) do if not (e.construction and own[at_of(e).first]) then kept[#kept + 1] = e end end
  return kept
end

-- Puts events and their first tokens into the order of the tokens at which they stand.
local function sort(events, firsts)
  local at = {}
  for k = 1, #events do at[events[k]] = firsts[k] << 31 | at_of(events[k]).last end
  table.sort(events, function(x, y) return at[x] < at[y] end)
  for k = 1, #events do firsts[k] = at[events[k]] >> 31 end
end

-- The events of a document in order of the tokens at which they stand, whether some are of a user's own packs, and the first of these tokens.
local function events_of(doc)
  local events, last, ordered, own = fact.list(doc, "event"), -1, true, false
  local firsts = core.with_room(#events, 0)
  for k = 1, #events do
    local e = events[k]
    local span = at_of(e)
    if not span then error(("%s: a fact 'event' needs a span at which it stands: verb, noun or match"):format(e.rule or "an event"), 0) end
    local first = span.first
    local place = first << 31 | span.last -- a text has far fewer than 2^31 tokens
    firsts[k], ordered, last, own = first, ordered and place > last, place, own or not e.construction
  end
  if not ordered then sort(events, firsts) end
  return events, own, firsts
end

-- Joins the events of a document; `reading` is lunette.happening's reader of it.
function join.run(doc, reading)
  for _, own in ipairs(fact.list(doc, "occurrence")) do
    if not own.mentions then error(("%s makes a fact 'occurrence', which the pack 'events' makes of facts 'event': make one of these"):format(fact.maker(own)), 0) end
  end
  local events, own, first_of = events_of(doc)
  if not events[1] then return {} end
  if own then
    events, first_of = without_ours(events), {}
    for k = 1, #events do
      complete(reading, events[k])
      first_of[k] = at_of(events[k]).first
    end
  end
  local k = 1
  while first_of[k + 1] do -- sentence by sentence
    local last, from = select(2, doc:sentence(first_of[k])), k
    while events[k] and first_of[k] <= last do k = k + 1 end
    if k > from + 1 then anchor(reading, table.move(events, from, k - 1, 1, core.with_room(k - from, 0))) end
  end
  beside(reading, events, first_of)
  for n = 1, #events do join.date(reading, events[n], first_of[n]) end
  retold(reading, events)
  timeline.by_anchors(doc, events)
  return timeline.sorted(merge.run(reading, events), doc.date)
end

return join

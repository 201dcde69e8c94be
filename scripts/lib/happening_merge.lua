-- Mentions of one event to each other: occurrences, which are facts. Mentions are found by hashing: each looks at a few occurrences of the
-- same kind and actors, so the work grows with the number of events.
local core = require "lunette.core"
local happening = require "lunette.happening"
local set = require "lunette.set"
local timeline = require "lunette.happening_order"
local merge = {}

-- Actors of a role as one text, and whether mentions may have the same: countries say it, where they are known.
local function part_of(doc, a) return a.country or a.code or a.entity and a.entity.name or doc:span(a.first, a.last).text end
local function key_of(doc, actors)
  if not actors[2] then return actors[1] and part_of(doc, actors[1]) or "" end
  local parts = {}
  for k, a in ipairs(actors) do parts[k] = part_of(doc, a) end
  table.sort(parts)
  return table.concat(parts, "+")
end
local acting = set.of { "person", "org" }
local function agree(a, b)
  if #a ~= 1 or #b ~= 1 then return true end -- lists agree by their countries
  a, b = a[1], b[1]
  if a.entity and b.entity and a.entity ~= b.entity and acting[a.entity.type] and acting[b.entity.type] then return false end -- the governor, the White House
  return not (a.part and b.part) or a.part == b.part
end

-- Who does it where the words name no actor with a code: the person or body that the subject names, and the subject where it names none.
local function uncoded(reading, e)
  local s = happening.clause_of(e)
  local subject = s and not s.passive and s.subject
  if not subject then return {} end
  local named = reading:named(subject[1], subject[2])
  if named[1] then return named end
  return named, subject
end

local together = set.of { "040", "041", "044", "045", "046", "050", "057", "060", "061", "062", "064" } -- told from either side

local AHEAD = 5 -- tokens of what an event is about among which its number stands

-- What mentions of one occurrence have in common: the root of their code, else their kind and lemma.
local function bucket_of(e)
  local code = e.code
  return code and (code:match "^%d%d" or code) or ("%s %s"):format(e.kind or "", tostring(e.lemma or ""))
end

-- Occurrences that mentions may be of, by keys: a bucket and two sides, as numbers. Of each key the latest, and of each entry that which
-- is before it.
local MISSING, ANY = 0, 1 -- sides: one that is not told; any that is
local KEYS = 16 -- that have room from the beginning
local function new_index()
  local numbers = core.with_room(0, KEYS)
  numbers[""] = MISSING
  return { numbers = numbers, count = ANY, latest = core.with_room(0, KEYS), entries = core.with_room(KEYS, 0), before = core.with_room(KEYS, 0) }
end

-- The number of a bucket or side.
local function number_of(index, text)
  local number = index.numbers[text]
  if not number then
    number = index.count + 1
    index.numbers[text], index.count = number, number
  end
  return number
end

-- What is compared of a mention: bucket, sides, number and noun of what it is about.
local function traits(reading, index, e, bucket, who, to, subject)
  local doc, code = reading.doc, e.code
  if code == "043" then who, to = to, who end
  local a, b = key_of(doc, who), key_of(doc, to)
  if subject then a = "~" .. core.lower(doc:span(subject[1], subject[2]).text) end
  if together[code] and b ~= "" and b < a then a, b, who, to = b, a, to, who end
  local what, number, head = e.what or to[1], nil, nil -- whom it reaches says it too
  if what then number, head = reading:events():about(what.first, what.last, AHEAD) end -- a pronoun has no noun
  a, b = number_of(index, a), number_of(index, b)
  return { bucket = number_of(index, bucket), code = code == "043" and "042" or code, a = a, b = b, who = who, to = to, kind = e.kind, number = number, head = head }
end

local function general(code) return code and (#code == 2 or #code == 3 and code:sub(3) == "0") end
local function either(a, b) return a == nil or b == nil or a == b end

-- Whether a mention may be of an occurrence with these traits.
local function same(o, e, m)
  local n = o.traits
  if o.status ~= e.status or not (n.code == m.code or general(n.code) or general(m.code)) or not either(n.number, m.number) then return false end
  if o.code == e.code and n.kind ~= m.kind or o.sentence.first == e.sentence.first and not either(n.head, m.head) then return false end
  if (n.a == MISSING or m.a == MISSING or n.b == MISSING or m.b == MISSING) and not (n.head and n.head == m.head and n.code == m.code) then return false end -- one side is missing: the same thing
  if n.a ~= MISSING and m.a ~= MISSING and not agree(n.who, m.who) or n.b ~= MISSING and m.b ~= MISSING and not agree(n.to, m.to) then return false end
  if o.time_from == "stated" and e.time_from == "stated" and not timeline.compatible(o.date, e.date) then return false end
  if o.place and e.place and o.place_from == "stated" and e.place_from == "stated" then return timeline.same_place(o.place, e.place) end
  return true
end

local LATEST = 8 -- occurrences of one kind and the same actors that a mention is compared with, the latest first

local BESIDE = 6 -- tokens between a subject and what is told of it

-- How much is known of an actor.
local function detail(actors)
  local sum = 0
  for _, a in ipairs(actors) do sum = sum + #(a.code or "") + (a.entity and 2 or 0) end
  return sum
end

-- The words that tell of an event: what its rule matched, with the subject where that is no actor (an earthquake).
local function told_of(doc, e, who)
  local s = happening.clause_of(e)
  local subject = not who[1] and s and s.subject
  if subject and e.match and subject[1] < e.match.first and e.match.first - subject[2] <= BESIDE then return doc:span(subject[1], e.match.last) end
  if s and s.governor and s.to and e.code and e.code:find "^12" and s.governor < e.match.first then return doc:span(s.governor, e.match.last) end -- failed to agree
  return e.match
end

local common = set.of { "who", "to", "what", "verb", "noun", "time", "place", "code", "other", "own", "kind", "status", "source", "speaker", "speakers", "sentence", "lemma", "rule", "match",
  "file", "line", "type", "date", "time_from", "place_from", "anchor", "relation", "offset", "when" }

-- Roles that a user's type of events has besides those of all events, each the words or the value that it was given first.
local function add_roles(o, e)
  for name, value in pairs(e) do
    if not common[name] then
      o.roles = o.roles or {}
      o.roles[name] = o.roles[name] or value
    end
  end
end

local function key(m, a, b) return m.bucket << 42 | a << 21 | b end -- a text has far fewer than 2^21 sides
local function put(index, name, o)
  local entries = index.entries
  local number = #entries + 1
  entries[number], index.before[number], index.latest[name] = o, index.latest[name] or 0, number
end

-- The latest occurrence under a key that a mention may be of.
local function seek(index, name, e, m)
  local number, left = index.latest[name] or 0, LATEST
  while number > 0 and left > 0 do
    local o = index.entries[number]
    if same(o, e, m) then return o end
    number, left = index.before[number], left - 1
  end
end

-- The occurrence that a mention is of: with the same sides, else with one that is missing in either.
local function found_of(index, e, m)
  local a, b = m.a, m.b
  local found = seek(index, key(m, a, b), e, m)
  if found then return found end
  if a ~= MISSING and b ~= MISSING then return seek(index, key(m, a, MISSING), e, m) or seek(index, key(m, MISSING, b), e, m) end
  return seek(index, key(m, a ~= MISSING and a or ANY, b ~= MISSING and b or ANY), e, m)
end

-- An occurrence that a mention is the first of; m are its traits, if others may be of it.
local function made(doc, index, e, m, who, to)
  local place = e.place
  local o = {
    mentions = { e }, traits = m, status = e.status, code = e.code, who = who, to = to, what = e.what, kind = e.kind, other = e.other, own = e.own, verb = e.verb, lemma = e.lemma,
    sentence = e.sentence, rule = e.rule, anchor = e.anchor, relation = e.relation, offset = e.offset, when = e.when, source = e.source, speaker = e.speaker, speakers = e.speakers,
    told = told_of(doc, e, who), time = e.time, time_from = e.time_from, date = e.date, place = place, place_from = place and e.place_from or nil, match = e.match,
  }
  if not m then return o end
  put(index, key(m, m.a, m.b), o)
  if m.a ~= MISSING and m.b ~= MISSING then
    put(index, key(m, m.a, ANY), o)
    put(index, key(m, ANY, m.b), o)
  end
  return o
end

-- Takes up what another mention says of an occurrence.
local function take_up(doc, index, o, e, m, who, to)
  if general(o.code) and not general(e.code) and e.code then o.code, o.kind, o.traits.code = e.code, e.kind, m.code end
  local order_kept = o.code ~= "043" and e.code ~= "043" or o.code == e.code
  if order_kept and detail(who) + detail(to) > detail(o.who) + detail(o.to) then
    o.who, o.to, o.what = who, to, e.what or o.what
    o.traits.who, o.traits.to, o.traits.a, o.traits.b = m.who, m.to, m.a, m.b
    put(index, key(m, m.a, m.b), o)
  end
  o.anchor, o.relation, o.offset, o.when = o.anchor or e.anchor, o.relation or e.relation, o.offset or e.offset, o.when or e.when
  if not o.speaker then o.speaker, o.speakers = e.speaker, e.speakers end
  o.source = o.source or e.source
  if not o.time_from or timeline.surer(e.time_from, o.time_from) then o.told, o.time, o.time_from, o.date = told_of(doc, e, who), e.time, e.time_from, e.date end
  if not o.place or o.place_from ~= "stated" and e.place_from == "stated" then o.place, o.place_from = e.place or o.place, e.place and e.place_from or o.place_from end
  o.what = o.what or e.what
  o.mentions[#o.mentions + 1] = e
end

-- The buckets of events, and how many are in each: most are alone there, and are compared with none.
local function buckets_of(events)
  local names, count = core.with_room(#events, 0), core.with_room(0, #events)
  for k = 1, #events do
    local name = bucket_of(events[k])
    names[k], count[name] = name, (count[name] or 0) + 1
  end
  return names, count
end

-- Occurrences that are dated by events are dated by the occurrences that these are mentions of.
local function join_anchors(list)
  local of = {}
  for _, o in ipairs(list) do for _, e in ipairs(o.mentions) do of[e] = o end end
  for _, o in ipairs(list) do
    local other = o.anchor and of[o.anchor]
    o.anchor = other ~= o and other or nil
  end
end

-- Facts of the type `occurrence`, in order of their first mentions.
function merge.run(reading, events)
  local doc, index, list, anchored = reading.doc, nil, core.with_room(#events, 0), false
  local names, count = buckets_of(events)
  for k = 1, #events do
    local e, name = events[k], names[k]
    local who, to, subject = happening.side(e.who, doc), happening.side(e.to, doc), nil
    if not who[1] then who, subject = uncoded(reading, e) end
    local several = count[name] > 1
    if several then index = index or new_index() end
    local m = several and traits(reading, index, e, name, who, to, subject) or nil
    local o = m and found_of(index, e, m)
    if o then take_up(doc, index, o, e, m, who, to)
    else
      o = made(doc, index, e, m, who, to)
      list[#list + 1] = o
    end
    if not e.construction then add_roles(o, e) end
    anchored = anchored or e.anchor
  end
  if anchored then join_anchors(list) end
  for k = 1, #list do
    local o = list[k]
    o.traits = nil
    happening.fact(doc, "occurrence", o)
  end
  return list
end

return merge

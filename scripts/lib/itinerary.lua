-- Itineraries: whose journey the rules of the pack `itineraries` found, which places were its stops, and in what order they were. An order
-- comes from what is said (from one to the other, the first stop, days that are stated), else from the text. Places in a country that is
-- a stop itself are told inside of it.
local core = require "lunette.core"
local fact = require "lunette.fact"
local happening = require "lunette.happening"
local join = require "lunette.happening_join"
local order = require "lunette.happening_order"
local set = require "lunette.set"
local itinerary = {}

local pronouns = set.of { "he", "she", "his", "her", "him", "they", "their", "them", "it", "its" }
local RECENT = 150 -- tokens: how far back a traveller is meant by a pronoun
local function list_of(x) return x == nil and {} or x.first and { x } or x end

-- The persons that the tokens a to z name, in order.
local function persons(doc, starts, a, z)
  local list = {}
  for i = a, z do
    local s = starts[i]
    local e = s and s.last <= z and doc:entity(s)
    if e then list[#list + 1] = e end
  end
  return list
end

local opening = set.of { "after", "before", "during", "following", "on", "for", "ahead" }

-- The subject of the clause behind a noun of travel that begins its sentence: after a visit to Kyiv, she arrived in Warsaw.
local function traveller_behind(reading, f)
  local doc, r = reading.doc, reading.r
  local first, last = doc:sentence(f.match.first)
  if f.verb or not opening[r.low[first]] or f.noun.first > first + 6 then return nil end
  if r.low[f.noun.last + 1] == "of" and r.low[f.noun.last] ~= "tour" then return nil end -- the visit of the Peruvian minister
  local comma = f.match.last + 1
  while comma <= last and r.low[comma] ~= "," do comma = comma + 1 end
  for i = comma + 1, last do
    if r.tag[i]:find "^VB[DZP]$" or r.tag[i] == "MD" then
      local v = i
      while r.tag[i] == "MD" and v < last and r.tag[v] ~= "VB" do v = v + 1 end
      local s = reading:clause(v, v)
      if s and s.subject and s.subject[1] > comma then return s.subject[1], s.subject[2] end
      return nil
    end
  end
end

-- Who travels by a journey's words: entities, or the words of a group that acts; empty where nobody is found.
local function travellers(reading, state, f)
  local doc, r = reading.doc, reading.r
  local who = f.who and (f.who.first and f.who or f.who[1])
  local a, z = who and who.first, who and who.last
  if not a and f.verb then
    local s = reading:clause(f.verb.first, f.verb.first)
    if s.subject then a, z = s.subject[1], s.subject[2] end
  elseif not a and f.noun then -- ended a journey in: the subject of the verb before
    local first = doc:sentence(f.noun.first)
    local v = r:finite_before(f.noun.first - 1, first)
    if v then
      local s = reading:clause(v, v)
      if s.subject then a, z = s.subject[1], s.subject[2] end
    end
  end
  if not a then
    a, z = traveller_behind(reading, f)
    if not a then return {} end
  end
  local known = persons(doc, state.starts, a, z)
  if known[1] then return known end
  local pronoun = a == z and pronouns[r.low[a]]
  local last, meant = state.last, nil
  if pronoun and last and a - last.at <= RECENT and a > last.at then
    meant = last.paragraph ~= doc:paragraph(a) and doc:reference(doc:span(a, z))
    return meant and meant.entity and meant.entity.type == "person" and { meant.entity } or last.list -- of another paragraph: somebody else may have been named since
  end
  meant = (pronoun or r.low[a] == "the") and doc:reference(doc:span(a, z))
  if meant and (meant.entity or meant.several) then return meant.several or { meant.entity } end
  if pronoun then return {} end
  local actors = reading:actors(a, z)
  return actors[1] and { actors[1].entity and actors[1].entity.type == "person" and actors[1].entity or { name = doc:span(a, z).text, words = true } } or {}
end

-- Who goes with those who travel: flew with Bo Li to Lima; accompanied by his wife and by Bo Li, visited Lima.
local function companions(reading, state, f)
  local doc, r, list = reading.doc, reading.r, {}
  local at = happening.at(f).first
  local first, last = doc:sentence(at)
  for k = at + 1, math.min(last - 1, f.match.last + 2) do
    local s = r.low[k] == "with" and (k < f.match.last or f.rule == "itineraries.visited") and state.starts[k + 1]
    if s then list[#list + 1] = doc:entity(s) end
  end
  local i, stop = math.max(first, at - RECENT), math.min(last, at + RECENT)
  while i < stop and not (r.low[i] == "accompanied" and r.low[i + 1] == "by") do i = i + 1 end
  if r.low[i] ~= "accompanied" then return list end
  local z = i + 1
  while z < last and not r.tag[z + 1]:find "^[VM]" do z = z + 1 end
  for _, e in ipairs(persons(doc, state.starts, i + 2, z)) do list[#list + 1] = e end
  return list
end

-- Whether one can stop at a place: a country or what lies in one, no sea and no part of the world.
local function stops_at(place)
  return place.kind ~= "LOC.water" and (place.cc ~= nil and place.cc ~= "" or place.id == nil)
end
local function is_region(place) return place.kind == "LOC.admin1" end
local function is_country(place) return place.kind == "LOC.country" or place.id ~= nil and place.id == "iso:" .. (place.cc or "") end

local back_words = set.of { "back", "return", "returned", "returns", "returning", "home" }

-- Whether the words of a journey lead back to where it began.
local function leads_back(reading, f)
  local word = f.verb or f.noun
  for i = word.first, math.min(word.last + 2, f.match.last) do if back_words[reading.r.low[i]] then return true end end
  return false
end

local ranks = { first = 0, last = 2, final = 2 }
local bounds = { begin = 0, begins = 0, began = 0, start = 0, started = 0, starts = 0, open = 0, opened = 0, ["end"] = 2, ends = 2, ended = 2, ending = 2, concluded = 2, concludes = 2, finished = 2, completed = 2 }
local leaving = set.of { "leave", "leaves", "left", "leaving", "depart", "departs", "departed", "departing" }

-- What a journey's verb or noun says of the place in the order: 0 where it begins, 2 where it ends.
local function rank_of(reading, f)
  local ordinal = f.ordinal and core.lower((f.ordinal.first and f.ordinal or f.ordinal[1]).text)
  if f.rule ~= "itineraries.trip" then return f.noun and ranks[ordinal or ""] end
  local r, first = reading.r, reading.doc:sentence(f.noun.first)
  local v = r:finite_before(f.noun.first - 1, first)
  return v and bounds[r.low[v]] -- ended a journey in
end

-- The journey of one traveller: nodes by place, in order of the text.
local function journey_of(state, who)
  local key = who.words and core.lower(who.name) or who
  local j = state.of[key]
  if not j then
    j = { who = who, nodes = {}, by_place = {} }
    state.of[key] = j
    state.list[#state.list + 1] = j
  end
  return j
end

-- The node of a place in a journey, made where it is new.
local function node_of(j, place, back, f, time)
  local key = (place.id or core.lower(place.text)) .. (back and " back" or "")
  local n = j.by_place[key]
  if not n then
    n = { place = place, rank = 1, before = {}, mentions = {}, number = place.first }
    j.by_place[key] = n
    j.nodes[#j.nodes + 1] = n
  end
  n.mentions[#n.mentions + 1] = place
  if not n.how or n.status ~= "happened" and time.status == "happened" then n.how, n.status = f.match, time.status end
  if not n.time_from or order.surer(time.time_from, n.time_from) then n.time, n.time_from, n.date = time.time, time.time_from, time.date end
  return n
end

-- Whether somebody is expected somewhere.
local function expected(reading, f)
  for i = f.match.first, f.match.first + 1 do if reading.r.low[i] == "expected" or reading.r.low[i] == "due" then return true end end
end

local REACH = 6 -- tokens between a verb and the journey that goes with it

-- The verb that a noun of travel goes with: will begin a visit, the last stop will be.
local function verb_of_noun(reading, f)
  local r, first = reading.r, reading.doc:sentence(f.noun.first)
  for i = f.match.first, f.match.last do if r.tag[i]:sub(1, 1) == "V" then return i end end
  local v = r:finite_before(f.noun.first - 1, first)
  if not v then return nil end
  local modal = r.tag[v] == "MD"
  for i = v + 1, modal and math.min(f.noun.first - 1, v + 3) or 0 do if r.tag[i] == "VB" then return i end end
  local i = f.noun.first - 1 -- wanted to make a trip to Lima, not to rest during a trip to Lima
  while not modal and i > v and r.tag[i] ~= "IN" and r.tag[i] ~= "VB" do i = i - 1 end
  if i > v and r.tag[i] == "VB" and r.low[i - 1] == "to" then return i end
  return v
end

local dropped = {} -- what is done to a journey that is not made, and what that makes of it
for status, words in pairs {
  denied = "cancel,cancels,cancelled,canceled,cancelling,canceling,scrap,scraps,scrapped,scrapping,abandon,abandons,abandoned,abandoning,skip,skips,skipped,skipping,aborted,reject,rejects,rejected,refuse,refuses,refused,refusing,decline,declines,declined,declining,fail,fails,failed,failing,called off,call off,calls off,calling off,ruled out",
  planned = "postpone,postpones,postponed,postponing,delay,delays,delayed,delaying,put off",
} do
  for word in words:gmatch "[^,]+" do dropped[word] = status end
end
-- The status of a journey by a verb among the tokens a to z; nil where none drops it.
local function dropped_in(r, a, z)
  for i = a, z do
    if r.tag[i]:sub(1, 1) == "V" then
      local status = dropped[r.low[i]] or dropped[r.low[i] .. " " .. r.low[i + 1]]
      if status then return status end
    end
  end
end

local journeys = set.of { "trip", "visit", "stop", "tour", "journey", "leg" }
local told_before = set.of { "the", "that", "this", "his", "her", "their", "its" }
local elsewhere = set.of { "to", "in", "at", "of", "through" }
-- Whether a noun of travel is that of a journey told before: the trip; not a trip, nor the trip to Quito.
local function is_same_journey(r, k) return journeys[r.low[k]] and told_before[r.low[k - 1]] and not elsewhere[r.low[k + 1]] end
-- The same by a clause of its own behind a journey: was to visit Lima, but the trip was cancelled.
local function dropped_later(reading, f)
  local r, _, last = reading.r, reading.doc:sentence(f.match.first)
  for i = f.match.last + 1, math.min(last, f.match.last + RECENT) do
    if r.low[i] == "but" then
      for k = i + 1, math.min(last, i + REACH) do if is_same_journey(r, k) then return dropped_in(r, i + 1, math.min(last, k + REACH)) end end
      return nil
    end
  end
end

local barring = set.of { "stopped", "prevented", "barred", "banned", "blocked", "kept" }
local caught = set.of { "arrested", "detained", "stopped", "intercepted", "caught", "captured", "shot", "killed" }
local being = set.of { "was", "were", "been", "be", "is", "being" }
-- Whether who travels was held back from it: was stopped from boarding a flight to Lima, was arrested before boarding it.
local function held_back(reading, s)
  local r = reading.r
  if not s or s.tag ~= "VBG" or s.helper then return false end
  local before = r.low[s.v - 1]
  local words = before == "from" and barring or before == "before" and caught
  for i = words and math.max(reading.doc:sentence(s.v), s.v - REACH) or s.v, s.v - 2 do
    if words[r.low[i]] and (words == barring or being[r.low[i - 1]]) then return true end
  end
  return false
end

-- The status of a journey that is cancelled or put off: cancelled a visit to Lima, a visit to Lima was cancelled, refused to visit Lima.
local function unmade(reading, f, s)
  local r = reading.r
  if f.verb and held_back(reading, s) then return "denied" end
  if f.verb then return s and s.governor and s.to and dropped_in(r, s.governor, s.governor) or dropped_later(reading, f) end
  local finite = r:finite_before(f.noun.first - 1, (reading.doc:sentence(f.noun.first)))
  local status = finite and dropped_in(r, math.max(finite, f.noun.first - REACH), f.noun.first - 1)
  local i, last = f.match.last + 1, math.min(f.match.last + REACH, #reading.doc)
  while not status and i <= last and (r.tag[i]:sub(1, 1) == "V" or r.tag[i] == "RB" or r.tag[i] == "MD") do
    status = r.tag[i] == "VBN" and dropped_in(r, i, i)
    i = i + 1
  end
  return status or dropped_later(reading, f)
end

-- Pairs of journeys of one sentence, one of which is before or after the other (before arriving in Lima, she stopped in Quito): lists of
-- { earlier, later }, by journey the tokens between which its time does not stand, and by journey the one that it is told beside.
local function pairs_of(reading, facts)
  local doc, list, barred, main_of = reading.doc, {}, {}, {}
  for k, f in ipairs(facts) do
    local s = f.verb and reading:clause(f.verb.first, f.verb.first)
    if s then happening.note(f, s) end
    local at, first = happening.at(f).first, (doc:sentence(happening.at(f).first))
    local c, relation = join.conjunction(reading, f)
    if c and relation ~= "during" then
      local before, behind = facts[k - 1], facts[k + 1]
      local main
      if before and happening.at(before).first < c and (doc:sentence(happening.at(before).first)) == first then
        main, barred[before], barred[f] = before, { c, math.huge }, { first, c }
      elseif behind and (doc:sentence(happening.at(behind).first)) == first and happening.at(behind).first > at then
        local start = happening.at(behind).first
        main, barred[f], barred[behind] = behind, { start, math.huge }, { c, start }
      end
      main_of[f] = main
      if main then list[#list + 1] = relation == "before" and { main, f } or { f, main } end
    end
  end
  return list, barred, main_of
end

-- Puts the stops of journeys that are told to be before others before these.
local function order_pairs(state, list)
  for _, pair in ipairs(list) do
    local earlier, later = state.noted[pair[1]], state.noted[pair[2]]
    for j, nodes in pairs(earlier or {}) do
      local other = later and later[j]
      if other and other.first ~= nodes.last then table.insert(other.first.before, nodes.last) end
    end
  end
end

local parting = set.of { "before", "after" }

-- Whether a time behind a journey is that of something else: will fly to Lima before returning home on Friday.
local function parted(reading, f, time)
  for i = f.match.last + 1, math.min(time.first - 1, f.match.last + RECENT) do if parting[reading.r.low[i]] then return true end end
  return false
end

-- Where a journey leads, in order: by way of Lima to Oslo.
local function stops_of(f)
  local list = { table.unpack(list_of(f.via)) }
  for _, place in ipairs(list_of(f.stops)) do list[#list + 1] = place end
  return list
end

-- Notes what one fact `journey` says; with `known_only` only of those who are known to travel: who did something in a place.
local function note(reading, state, f, known_only)
  local word = f.verb or f.noun
  local v = f.verb and f.verb.first or verb_of_noun(reading, f)
  local s, event = v and reading:verb(v, v), state.event_at[word.first]
  local told = reading:statement(word.first)
  local when = { status = event and event.status or expected(reading, f) and "planned" or reading:status(s, v or word.first), time = reading:time(word.first, f.match.last), source = told and told.source or nil }
  local main = s and s.tag == "VBG" and not s.helper and when.status == "happened" and state.main[f]
  when.status = unmade(reading, f, s) or main and state.status[main] or when.status -- will fly to Lima before visiting Oslo
  state.status[f] = when.status
  if when.status == "denied" then return end
  if f.day then when.time = f.day end
  if f.day then join.date(reading, when, word.first)
  elseif event and event.time_from ~= "article" then when.time, when.time_from, when.date = event.time, event.time_from, event.date
  else join.date(reading, when, word.first) end
  if when.time and parted(reading, f, when.time) then when.time, when.time_from, when.date = nil, nil, nil end
  local barred = state.barred[f]
  if barred and when.time and when.time.first > barred[1] and when.time.first < barred[2] then when.time, when.time_from, when.date = nil, nil, nil end
  local who = travellers(reading, state, f)
  if not who[1] then return end
  local with = not known_only and companions(reading, state, f) or {}
  if with[1] then
    local all, known = {}, {}
    for _, list in ipairs { who, with } do
      for _, e in ipairs(list) do
        if not known[e] then all[#all + 1], known[e] = e, true end
      end
    end
    who = all
  end
  if not known_only then state.last = { list = who, at = word.first, paragraph = reading.doc:paragraph(word.first) } end
  local back = leads_back(reading, f)
  local rank = rank_of(reading, f)
  local events = reading:events()
  for _, e in ipairs(who) do
    if known_only and not state.of[e] then return end
    local j, before, noted = journey_of(state, e), nil, {}
    state.noted[f] = state.noted[f] or {}
    local start = list_of(f.origin)[1]
    start = start and (events:place_at(start.first) or start)
    if start and stops_at(start) then
      local count, leaves = #j.nodes, f.verb and leaving[reading.r.low[f.verb.first]]
      local known = j.by_place[start.id or core.lower(start.text)] -- left on Wednesday where they had stopped before
      before = node_of(j, start, false, f, leaves and not known and when or { status = when.status })
      if leaves and #j.nodes > count then before.rank = -1 end -- where a journey begins
    end
    local near = start -- the place before, where one is told
    for _, place in ipairs(stops_of(f)) do
      place = events:place_at(place.first) or place
      local beside = near and near.cc == place.cc and place.first <= near.last + 2 and not is_country(near)
      local held = beside and (is_country(place) or is_region(place) and not is_region(near) and reading.r.low[place.first - 1] == ",") -- Lima, Peru; Salem, Oregon
      near = place
      if stops_at(place) and not held then
        local n = node_of(j, place, back, f, when)
        n.rank = rank or n.rank
        if back and f.verb then n.back = true end
        if before and before ~= n then n.before[#n.before + 1] = before end
        before, noted.first = n, noted.first or n
      end
    end
    noted.last, noted.first = before, noted.first or before
    if before then state.noted[f][j] = noted end
  end
end

-- Places at which a traveller is said to have done something, inside of countries that are stops.
local function attend(doc, state)
  for o in doc:facts "occurrence" do
    local place = o.place
    if place and o.status == "happened" and not is_country(place) and place.cc then
      for _, a in ipairs(o.who) do
        local j = a.entity and state.of[a.entity]
        local country = j and j.by_place["iso:" .. place.cc]
        if country and not j.by_place[place.id or core.lower(place.text)] then
          node_of(j, place, false, { match = o.mentions[1].match }, o.time_from == "article" and { status = o.status } or o)
        end
      end
    end
  end
end

-- Puts the stops whose days are stated behind those whose days have ended before; a week or a month that holds a day says nothing of it.
-- Each day at which a stop ends is a knot that stands behind that stop and behind the knot before, so that the work stays linear.
local function by_days(nodes)
  local begins, ends = {}, {}
  for _, n in ipairs(nodes) do
    n.from, n.to = n.time_from == "stated" and order.first_day(n.date) or nil, n.time_from == "stated" and order.last_day(n.date) or nil
    if n.from then begins[#begins + 1], ends[#ends + 1] = n, n end
  end
  table.sort(begins, function(x, y)
    if x.from ~= y.from then return x.from < y.from end
    return x.number < y.number
  end)
  table.sort(ends, function(x, y)
    if x.to ~= y.to then return x.to < y.to end
    return x.number < y.number
  end)
  local knot, k = nil, 1
  for _, n in ipairs(begins) do
    local reached = k
    while ends[k] and ends[k].to < n.from do k = k + 1 end
    if k > reached then
      knot = { knot = true, before = { knot } }
      for i = reached, k - 1 do table.insert(knot.before, ends[i]) end
    end
    if knot then table.insert(n.before, knot) end
  end
end

local to_come = set.of { "planned", "conditional" }

-- Nodes in the order of the journey: each behind those that it is said to come after, what is planned behind what was made.
local function sorted(j)
  by_days(j.nodes)
  local start, keys = {}, {}
  for k, n in ipairs(j.nodes) do
    start[k] = n
    keys[n] = (to_come[n.status] and 8 or 0) + (n.back and 3 or n.rank)
  end
  table.sort(start, function(x, y)
    if keys[x] ~= keys[y] then return keys[x] < keys[y] end
    return x.number < y.number
  end)
  local list, seen = {}, {}
  local function visit(n)
    if seen[n] then return end
    seen[n] = true
    for _, other in ipairs(n.before) do visit(other) end
    if not n.knot then list[#list + 1] = n end
  end
  for _, n in ipairs(start) do visit(n) end
  return list
end

-- Makes facts `stop` of the facts `journey` of a document, in the order of the travellers' first mentions and of their stops.
function itinerary.read(doc)
  local facts = fact.complete(doc, "journey")
  if not facts[1] then return end
  local reading, state = happening.reader(doc), { of = {}, list = {}, starts = {}, event_at = {}, noted = {}, status = {} }
  for e in doc:facts "event" do state.event_at[happening.at(e).first] = e end
  for s in doc:spans "person" do state.starts[s.first] = s end
  local told, there, within = {}, {}, {}
  for _, f in ipairs(facts) do
    for i = f.verb and f.match.first or 1, f.verb and f.match.last or 0 do within[i] = true end
  end
  for _, f in ipairs(facts) do
    if f.noun and within[f.noun.first] then -- boarded a flight to Lima: the verb tells it
    elseif f.rule == "itineraries.there" then there[#there + 1] = f else told[#told + 1] = f end
  end
  local ordered
  ordered, state.barred, state.main = pairs_of(reading, told)
  for _, f in ipairs(told) do note(reading, state, f) end
  order_pairs(state, ordered)
  for _, f in ipairs(there) do note(reading, state, f, true) end
  attend(doc, state)
  for _, j in ipairs(state.list) do
    local number, countries = 0, {}
    local nodes = sorted(j)
    for _, n in ipairs(nodes) do if is_country(n.place) and not n.back then countries[n.place.cc] = n end end
    for _, n in ipairs(nodes) do
      local country = not is_country(n.place) and not n.back and countries[n.place.cc or ""]
      if country then
        country.inside = country.inside or {}
        table.insert(country.inside, n)
        n.within = country
      end
    end
    for _, n in ipairs(nodes) do
      if not n.within then
        number = number + 1
        local inside = {}
        for k, m in ipairs(n.inside or {}) do inside[k] = m.place end
        local stop = doc:fact("stop", { who = j.who.words and j.who.name or j.who, number = number, place = n.place, inside = inside[1] and inside or nil, how = n.how,
          status = n.status, time = n.time, date = n.date, time_from = n.time_from, mentions = n.mentions })
        stop.match = n.how
      end
    end
  end
end

return itinerary

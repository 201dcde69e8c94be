-- The reader of events as scripts ask it: what it answers about words and clauses, what it asks for itself, and what it refuses.
local lun = require "lunette"
local clause = require "lunette.clause"
local core = require "lunette.core"
local words = require "lunette.happening_words"

local function refused(pattern, f, ...)
  local ok, message = pcall(f, ...)
  assert(not ok and tostring(message):find(pattern), tostring(message))
end

local doc = lun.doc("Peru asked Chile to help. Troops clashed with rebels in Lima. A bomb killed six. Heavy clashes broke out.")
local asked = {}
local given = {} -- what functions get first
local function actors(of, first, last)
  assert(of == given)
  asked[#asked + 1] = doc:span(first, last).text
  return doc:word(first):find "^%u" and { { first = first, last = last } } or {}
end
local function reports() return false end
local clauses = clause.reader(doc)[1]
local done
local functions = { actors = actors, reports = reports, named = function() return {} end, armed = function() return false end, told = function(_, list) done = list end }
local events = core.events(clauses, words.known(), functions, given)

-- rows of verbs by their first tokens, of nouns by their last ones; each row is the same table every time
assert(events:rows(2)[1].surface == "ask" and events:rows(2)[1].takes.object and events:rows(2)[1] == events:rows(2)[1])
assert(#events:rows(1) == 0 and #events:rows(0) == 0 and #events:nouns(10 ^ 9 // 1) == 0)
local row, head, word = events:thing(19, 20)
assert(row == events:nouns(20)[1] and head == 20 and word == "clash")
row, head, word = events:thing(10, 12)
assert(row == nil and head == 10 and word == "rebels")
assert(select("#", events:thing(2, 2)) == 0)

-- the clause of a verb: governed, with the object between
local s = events:clause(5, 5)
assert(s.v == 5 and s.to == 4 and s.governor == 2 and s.subject[1] == 1 and s.object[1] == 3 and s.object[2] == 3 and not s.passive and s.tag == "VB")
assert(asked[1] == "Chile")

-- codes of what those do to each other begin as the table of their root lists
for code, wanted in pairs { ["036"] = true, ["035"] = false, ["0611"] = true, ["193"] = true, ["18"] = false, ["~"] = false, [""] = false } do
  assert(events:is_reciprocal(code) == wanted, code)
end
assert(events:is_reciprocal(nil) == false)

-- what is laid, and what a construction tells
events:lay "verbs?"
local laid = {}
for span in doc:spans "verbs?" do laid[#laid + 1] = span.text .. " " .. span.voice end
assert(table.concat(laid, ", ") == "asked active, help active, clashed active, killed active", table.concat(laid, ", "))
local verb, prep, to = doc:span(8, 8), doc:span(9, 9), doc:span(12, 12)
local made, nouns, covered = events:find({ { verb = doc:span(2, 2), what = doc:span(3, 3), match = doc:span(1, 3) }, { noun = to }, { verb = verb, prep = prep, to = { to }, match = doc:span(8, 12) } }, "verbs?")
assert(#made == 2 and nouns[1].noun == to and not nouns[2] and covered[3] and covered[12] and not covered[7] and covered[16] == nil)
local around, first, found, who, reached, clause_of = table.unpack(made[1])
assert(around.verb.first == 2 and first == 2 and found.code == "020" and found.base == "020" and found.to[1].first == 3 and reached == found.to and found.verb == "ask" and found.what == "chile" and clause_of.v == 2 and who[1].first == 1)
assert(found.made.verb == events:rows(2)[1] and found.made.noun == nil and not found.thing and not found.off)
found = made[2][3]
assert(found.code == "190" and found.to[1].first == 12 and made[2][4] == done)
nouns = select(2, events:find({ { noun = to }, { noun = prep }, { noun = verb }, { noun = prep } }, "verbs?"))
assert(#nouns == 4 and nouns[1].noun == verb and nouns[3].noun == prep and nouns[4].noun == to)
assert(#events:find({}, "verbs?") == 0 and #events:find({}, "nothing") == 0)

-- a dictionary of one's own says what verbs tell, that they tell nothing, or nothing of them
functions.own = function(_, clause) return ({ [2] = true, [8] = "777" })[clause.v], clause.v == 8 and "778" or nil end
made = core.events(clauses, words.known(), functions, given):find({ { verb = doc:span(2, 2), what = doc:span(3, 3), match = doc:span(1, 3) } }, "verbs?")
functions.own = nil
assert(#made == 1 and made[1][1].text == "clashed" and made[1][3].own and made[1][3].code == "777" and made[1][3].other == "778" and made[1][3].verb == "clashed" and made[1][4][1].first == 7)

-- what takes place by its noun, and status
local number, occurred, of, begins, ends = events:occurrence(0)
assert(number and occurred.made.head == 20 and occurred.made.verb.class == "occur" and of.v == begins and ends == begins + 1)
assert(events:occurrence(number) == nil)
assert(events:status(5, 5, nil) == "planned" and events:status(nil, 8, nil) == "happened")
assert(events:status(8, 8, { what = doc:span(7, 12), cue = doc:span(2, 2), polarity = "negative" }) == "happened")

local time, place, place_from, status, sentence = events:circumstances(8, 8, 8, 12)
assert(time == nil and place == nil and place_from == nil and status == "happened" and sentence.text == "Troops clashed with rebels in Lima.")
assert(select(4, events:circumstances(5, 5, 5, 5, nil, false)) == "planned" and select(4, events:circumstances(8, 8, 8, 12, nil, true)) == "denied")
doc:add("time", 17, 17, { type = "DATE", value = "2021-06-03" })
doc:add("place", 12, 12)
local dated = core.events(clauses, words.known(), functions, given)
time, place, place_from = dated:circumstances(8, 8, 8, 9)
assert(time == nil and place.first == 12 and place_from == "stated" and place == dated:place(9))
assert(dated:circumstances(16, 16, 16, 16).first == 17)

-- the order of events, and what they are about
local order = lun.doc "Peru attacked six ships after Chile left."
local ordered = core.events(clause.reader(order)[1], words.known(), functions, given)
local left = ordered:clause(7, 7)
local c, relation = ordered:conjunction(7, left.start, left.subject[1], false)
assert(c == 5 and relation == "after" and ordered:conjunction(2) == nil)
local number, head = ordered:about(3, 4, 2)
assert(number == "six" and head == "ship" and ordered:about(4, 4, 1) == nil and select(2, ordered:about(2, 2, 1)) == nil)
refused("no number of tokens", ordered.about, ordered, 3, 4, 0)
refused("table expected", core.events, clauses, words.known(), functions, given, "coder")
local counting = lun.doc "Peru attacked two days after Chile left."
local counted = core.events(clause.reader(counting)[1], words.known(), functions, given)
assert(counted:counted("after", 1) == 5 and counted:counted("after", 6) == nil and counted:counted("before", 1) == nil and counted:counted("after", 100) == nil)
refused("no token", counted.counted, counted, "after", 0)

-- a function that raises raises through
local failing = core.events(clauses, words.known(), { actors = function() error "nobody knows" end })
refused("nobody knows", failing.clause, failing, 5, 5)
refused("nobody knows", failing.find, failing, {}, "verbs?")
assert(failing:rows(2)[1].surface == "ask")

-- refusals name what is wrong
refused("events want a list of words 'counting'", core.event_words, {}, { forms = lun.dictionary "eventform", verbs = lun.dictionary "eventverb", nouns = lun.dictionary "eventnoun", pairs = lun.dictionary "eventpair", spoken = lun.dictionary "sayverb" }, {})
refused("no column 'lemma', which events are read by", core.event_words, words.lists, { forms = lun.dictionary "eventverb", verbs = lun.dictionary "eventverb", nouns = lun.dictionary "eventnoun", pairs = lun.dictionary "eventpair", spoken = lun.dictionary "sayverb" }, {})
refused("before the first token", events.clause, events, 5, 4)
refused("token 0 is outside", events.thing, events, 0, 1)
refused("span", events.find, events, { { verb = verb, what = "Chile" } }, "verbs?")
refused("a list of constructions holds a string", events.find, events, { "Chile" }, "verbs?")
refused("no table of codes 'wished'", core.event_words, words.lists, { forms = lun.dictionary "eventform", verbs = lun.dictionary "eventverb", nouns = lun.dictionary "eventnoun", pairs = lun.dictionary "eventpair", spoken = lun.dictionary "sayverb" }, { wished = { ["07"] = "033" } })
refused("no number of a verb", events.occurrence, events, -1)
local closed = lun.doc "He left."
local reader = core.events(clause.reader(closed)[1], words.known(), functions, given)
core.close(closed)
refused("closed", reader.rows, reader, 1)
core.discard(closed)
core.discard(closed) -- which does nothing more
refused("closed", reader.rows, reader, 1)

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
local function actors(first, last)
  asked[#asked + 1] = doc:span(first, last).text
  return doc:word(first):find "^%u" and { { first = first, last = last } } or {}
end
local function reports() return false end
local clauses = clause.reader(doc)[1]
local events = core.events(clauses, words.known(), actors, reports)

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

-- what is laid, and what a construction tells
events:lay "verbs?"
local laid = {}
for span in doc:spans "verbs?" do laid[#laid + 1] = span.text .. " " .. span.voice end
assert(table.concat(laid, ", ") == "asked active, help active, clashed active, killed active", table.concat(laid, ", "))
local gerund_of, found, own, who = events:told(2, 2, { what = doc:span(3, 3) })
assert(gerund_of == nil and found.code == "020" and found.to[1].first == 3 and found.verb == "ask" and found.what == "chile" and own.v == 2 and who[1].first == 1)
assert(found.made.verb == events:rows(2)[1] and found.made.noun == nil and not found.thing and not found.off)
gerund_of, found = events:told(8, 8, { prep = doc:span(9, 9), to = doc:span(12, 12) })
assert(found.code == "190" and found.to[1].first == 12)
assert(events:told(1, 1) == nil and select("#", events:told(1, 1)) == 0)
local to, doers = events:reach(8, 8, { prep = doc:span(11, 11), to = { doc:span(12, 12) } })
assert(to[1].first == 12 and doers[1].first == 7)

-- what takes place by its noun, harm by its sentence, and status
local number, occurred, of, first, last = events:occurrence(0)
assert(number and occurred.made.head == 20 and occurred.made.verb.class == "occur" and of.v == first and last == first + 1)
assert(events:occurrence(number) == nil)
assert(events:cause(16) == "attack" and events:cause(2) == nil)
assert(events:status(5, 5, nil) == "planned" and events:status(nil, 8, nil) == "happened")
assert(events:status(8, 8, { what = doc:span(7, 12), cue = doc:span(2, 2), polarity = "negative" }) == "happened")

-- a function that raises raises through
local failing = core.events(clauses, words.known(), function() error "nobody knows" end, reports)
refused("nobody knows", failing.clause, failing, 5, 5)
assert(failing:rows(2)[1].surface == "ask")

-- refusals name what is wrong
refused("events want a list of words 'counting'", core.event_words, {}, { forms = lun.dictionary "eventform", verbs = lun.dictionary "eventverb", nouns = lun.dictionary "eventnoun", pairs = lun.dictionary "eventpair", spoken = lun.dictionary "sayverb" })
refused("no column 'lemma', which events are read by", core.event_words, words.lists, { forms = lun.dictionary "eventverb", verbs = lun.dictionary "eventverb", nouns = lun.dictionary "eventnoun", pairs = lun.dictionary "eventpair", spoken = lun.dictionary "sayverb" })
refused("before the first token", events.clause, events, 5, 4)
refused("token 0 is outside", events.thing, events, 0, 1)
refused("span", events.told, events, 2, 2, { what = "Chile" })
refused("no number of a verb", events.occurrence, events, -1)
local closed = lun.doc "He left."
local reader = core.events(clause.reader(closed)[1], words.known(), actors, reports)
core.close(closed)
refused("closed", reader.rows, reader, 1)

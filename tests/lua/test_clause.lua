-- Clauses and statements as scripts ask for them: what a reader answers, and what is refused.
local lun = require "lunette"
local clause = require "lunette.clause"
local core = require "lunette.core"
local reporting = require "lunette.reporting"

local function refused(pattern, f, ...)
  local ok, message = pcall(f, ...)
  assert(not ok and message:find(pattern), tostring(message))
end

local doc = lun.doc("The mayor of Lima has not openly criticized the plan. Torres, who knows her, said the road was closed.")
local r = clause.reader(doc)
local function words(first, last) return first and doc:span(first, last).text end

-- a verb group: its first token, the helping verb, passive, the `to` of an infinitive, negated
local start, helper, passive, to, negated = r:group(8, 1)
assert(doc:word(8) == "criticized" and start == 5 and helper == 5 and passive == false and to == nil and negated == true)
local first, last, kind, from, till = r:subject(start, 1)
assert(words(first, last) == "The mayor of Lima" and kind == "noun" and from == nil and till == nil)
first, last, kind, from, till = r:subject(15, 12)
assert(doc:word(15) == "knows" and words(first, last) == "who" and kind == "relative" and words(from, till) == "Torres")
assert(words(r:noun_before(4, 1)) == "The mayor of Lima" and words(r:noun_after(9, 11)) == "the plan" and r:noun_after(11, 11) == nil)
assert(r:finite_before(11, 1) == 5 and r:finite_before(4, 1) == nil)
assert(r:tense(17, 17) == "been" and r:tense(1000000, 1000000) == nil and r:stands())
local due = clause.reader(lun.doc "The plan is due on Monday. They hope to meet on Friday.")
assert(due:tense(6, 6) == "ahead" and due:tense(13, 13) == "perhaps")
assert(r:subject(1, 1) == nil and r:subject(-3, 1) == nil and r:noun_before(1000000, 1) == nil) -- beyond either end stands nothing
assert(r:finite_before(math.maxinteger, 1) == r:finite_before(#doc, 1))

-- a name of the layer `org` is one, whatever words stand in it
local named = lun.doc "The mayor told Nurses Without Fear and Torres so, but Nurses Without Fear left."
named:add("org", 4, 6)
named:add("org", 12, 14)
local n = clause.reader(named)
local function name_of(from, to) return named:span(from, to).text end
assert(name_of(n:noun_after(4, 8)) == "Nurses Without Fear and Torres" and name_of(n:noun_before(14, 1)) == "Nurses Without Fear")
assert(name_of(n:noun_before(6, 1)) == "Nurses Without Fear" and name_of(n:noun_before(14, 13)) == "Fear")

local open = clause.reader(lun.doc "Leaving the town.")
assert(open:subject(math.maxinteger, math.mininteger) == nil and open:group(math.maxinteger, math.mininteger) < 1 << 31) -- no number is too large

-- what is said: the place of each verb, and its roles as a fact has them
local reporter, count = reporting.read(doc, {})
assert(count == 2 and reporter:place(doc, 1) == 8 and reporter:place(doc, 2) == 18)
local facts, class, makers, maker = { "there before" }, { __name = "fact" }, {}, { file = "own.lua", line = 7 }
local function untold() return { __index = function(f, role) core.tell_fact(f) return f[role] end } end
reporter:tell(doc, "cue?", facts, class, untold(), makers, maker)
local criticized, said = facts[2], facts[3]
assert(rawget(said, "what") == nil and rawget(said, "rule") == "reported.clause" and rawget(said, "match") ~= nil and said.what)
core.tell_fact(criticized)
core.tell_fact(criticized) -- once is enough
assert(#facts == 3 and getmetatable(said) == class and makers[1] == nil and makers[2] == maker and makers[3] == maker)
assert(said.what.text == "the road was closed" and said.source.text == "Torres" and said.cue.text == "said" and said.rule == "reported.clause" and said.type == "said")
assert(said.stance == "neutral" and said.negated == nil and said.parts == nil and said.cue:get "reason" == "say: " .. lun.dictionary("reporting"):lookup("said")[1].frames)
assert(said.match.text == "said the road was closed" and said.file == "own.lua" and said.line == 7)
assert(criticized.negated == true and #doc:layer "cue?" == 2)
local alone = {}
reporter:tell(doc, "again?", alone, class, untold())
assert(#alone == 2 and alone[1].file == nil and alone[2].rule == "reported.clause")

-- refusals name what is wrong
refused("no such statement", reporter.place, reporter, doc, 3)
refused("another document", reporter.tell, reporter, lun.doc "He left.", "cue?", {}, {}, {})
refused("another document", reporter.place, reporter, lun.doc "He left.", 1)
refused("a list of words 'auxiliary'", core.clause_words, {})
refused("no list of words 'adverb'", core.clauses, doc, clause.words(), "adverb")
local closed = lun.doc "He left."
local reader = clause.reader(closed)
core.close(closed)
refused("closed", reader.group, reader, 2, 1)

-- a document has one reader as long as the layers that it reads are as they were
assert(clause.reader(doc) == r)
doc:add("org", 1, 2)
assert(clause.reader(doc) ~= r and clause.reader(doc) == clause.reader(doc))

-- parts of speech that a script brings are read
local left = lun.doc "He left."
local by_tagger = clause.reader(left)
assert(by_tagger:finite_before(3, 1))
for i = 1, #left do left:add("token", i, i):set("tag", "NN") end
assert(clause.reader(left) ~= by_tagger and not clause.reader(left):finite_before(3, 1))

-- layers are sealed with one number until one of them is made or changes
local sealed = core.seal_layers(doc, { "org", "ship" })
assert(core.seal_layers(doc, { "ship", "org" }) == sealed and core.seal_layers(doc, { "ship" }) == 0)
local ship = doc:add("ship", 1, 1)
local with_ship = core.seal_layers(doc, { "org", "ship" })
assert(with_ship > sealed and core.seal_layers(doc, { "org" }) == sealed)
ship:set("name", "Sally")
assert(core.seal_layers(doc, { "org", "ship" }) > with_ship)
refused("table expected", core.seal_layers, doc)

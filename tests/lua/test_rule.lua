-- Packs: what is checked at load, the order of rules, competition, facts and where they come from, examples.
local lun = require "lunette"
local core = require "lunette.core"
local environment = require "lunette.environment"
local examples = require "lunette.examples"
local phase = require "lunette.phase"
local check = dofile "tests/lua/check.lua"
local that, raises = check.that, check.raises

local function run(packs, text, without)
  local doc = lun.doc(text)
  phase.run(packs, doc, without)
  return doc
end
local function texts(doc, layer)
  local list = {}
  for s in doc:spans(layer) do list[#list + 1] = s.text end
  return table.concat(list, "|")
end
local function facts(doc, type_name) return lun.collect(doc:facts(type_name)) end

-- Order comes from what rules read and give, not from how they are written.
local late = lun.rules { name = "late", { "pair", [[ @small @small ]], gives = "pair" }, { "one", [[ [lower] ]], gives = "small" } }
that(texts(run({ late }, "one two Three"), "pair") == "one two")
local tests = lun.rules { name = "tests", { "a", [[ [@small & len>=4] ]], gives = "long" }, { "b", [[ x ...{0,2 -@small} y ]], gives = "gap" },
  { "one", [[ [lower & !first] ]], gives = "small" } }
that(texts(run({ tests }, "x one three"), "long") == "three" and texts(run({ tests }, "X One Y"), "gap") == "X One Y")
that(texts(run({ tests }, "x one y"), "gap") == "", "what a gap leaves out is read as well")
local inside = lun.rules { name = "inside", { "in", [[ b ]], gives = "y", within = "x" }, { "out", [[ b ]], gives = "z", outside = "x" },
  { "x", [[ a b ]], gives = "x" } }
that(texts(run({ inside }, "b a b"), "y") == "b" and texts(run({ inside }, "b a b"), "z") == "b")
-- over packs
local below = lun.rules { name = "below", { "n", [[ [num] ]], gives = "number" } }
local above = lun.rules { name = "above", { "two", [[ @number @number ]], gives = "two" } }
that(texts(run({ above, below }, "1 2 x"), "two") == "1 2")
-- A rule that reads the layer it gives sees the spans of those that do not read it, and only those.
local again = lun.rules { name = "again",
  { "bare", [[ [cap] ]], gives = "person", reads = { "person" },
    where = function(m)
      for s in m.doc:spans "person" do if s.text:find(m.text .. "$") and #s > 1 then return true end end
    end },
  { "other", [[ @person and span:[cap] ]], gives = "person", reads = { "more" } },
  { "more", [[ @small ]], gives = "more" }, { "small", [[ [num] ]], gives = "small" },
  { "full", [[ [cap] [cap] ]], gives = "person" } }
that(texts(run({ again }, "Ana Torres left. They met Torres, not Bo."), "person") == "Ana Torres|Torres")
that(texts(run({ again }, "Ana Torres and Bo and Cy left."), "person") == "Ana Torres|Bo", "not what its like found")
-- Spans of one layer compete when all its rules have run, in whichever round.
local rounds = lun.rules { name = "rounds", { "early", [[ a ]], gives = "x" }, { "n", [[ b ]], gives = "n" }, { "long", [[ a @n ]], gives = "x" },
  { "reads", [[ @x c ]], gives = "y" } }
local doc = run({ rounds }, "a b c")
that(texts(doc, "x") == "a b" and texts(doc, "y") == "a b c")
-- A cycle is refused with its chain.
raises(function() run({ lun.rules { name = "x", { "a", [[ @two ]], gives = "one" }, { "b", [[ @one ]], gives = "two" } } }, "x") end,
  "x.a -> x.b -> x.a")
-- A layer that nobody gives is an error, with its place.
raises(function() run({ lun.rules { name = "x", { "a", [[ b @persn ]], gives = "one" }, { "p", [[ b ]], gives = "person" } } }, "x") end,
  "rule 'x.a' reads the layer 'persn', which nothing gives; did you mean 'person'?", "\n  b @persn\n    ^")
raises(function() run({ lun.rules { name = "x", { "a", [[ b ]], gives = "one", within = "qoute" } } }, "x") end, "did you mean 'quote'?")

-- Resolve steps settle candidates, all of which they see.
local settle = lun.rules { name = "settle",
  { "c", [[ [cap] ]], gives = "name?" }, { "d", [[ [cap] [lower] ]], gives = "name?" },
  lun.resolve { name = "s", reads = { "name?" }, gives = { "name" }, each = function(d)
    for s in d:spans "name?" do if #s.text > 2 and #s == 1 then d:add("name", s.first, s.last, { why = "long" }, "settle.s") end end
  end },
  { "after", [[ span:@name [lower] ]], gives = "subject" } }
doc = run({ settle }, "Bo ran. Anna ran.")
that(texts(doc, "name?") == "Bo ran|Bo|Anna ran|Anna" and texts(doc, "name") == "Anna" and texts(doc, "subject") == "Anna")
raises(function() lun.resolve { name = "x" } end, "needs name and each")
raises(function() lun.resolve { name = "x", raeds = {} } end, "did you mean 'reads'?")

-- Competition: length, then priority, then order, then start.
local compete = lun.rules { name = "compete",
  { "short", [[ b ]], gives = "x", priority = 9 }, { "long", [[ a b ]], gives = "x" },
  { "low", [[ c ]], gives = "y", attributes = { by = "low" } },
  { "high", [[ c ]], gives = "y", priority = 1, attributes = { by = function(m) return "high " .. m.text end, none = function() end } },
  { "first", [[ d e ]], gives = "z", attributes = { by = "first" } }, { "second", [[ e f ]], gives = "z", attributes = { by = "second" } },
  { "other", [[ a b c ]], gives = "other" } }
doc = run({ compete }, "a b c d e f")
that(texts(doc, "x") == "a b" and texts(doc, "other") == "a b c", "different layers never compete")
local spans = lun.collect(doc:spans "y")
that(#spans == 1 and spans[1].by == "high c" and spans[1].none == nil and spans[1].rule == "compete.high")
that(texts(doc, "z") == "d e", "rule order decides")
that(texts(run({ compete }, "a b c", { ["compete.long"] = true }), "x") == "b", "a rule can be left out")
that(texts(run({ compete }, "a b c"), "x") == "a b")

-- Facts: roles, rule, file and line, competition by key.
local meetings = lun.rules {
  name = "facts",
  { "met", [[ who:[cap] met whom:[cap] ]], fact = "meeting" },
  { "longer", [[ who:[cap] met _ ]], fact = "meeting", key = "who" },
  { "better", [[ who:[cap] met ]], fact = "meeting", key = "who", priority = 9 },
  { "both", [[ who:[cap] met _ ]], fact = "talk", gives = "talk", key = "who" },
  { "list", [[ who:[cap] (and who:[cap])+ met ]], fact = "group", key = "who" },
  { "one", [[ who:[cap] met ]], fact = "group", key = "who" },
}
doc = run({ meetings }, "Ana met Bo.")
local list = facts(doc, "meeting")
that(#list == 2 and list[1].who.text == "Ana" and list[1].whom.text == "Bo" and list[1].rule == "facts.met")
that(list[1].match.text == "Ana met Bo" and list[1].file:find "test_rule.lua" and list[1].line > 50, "where a fact comes from")
that(list[2].rule == "facts.better", "the priority goes before the length")
that(#facts(doc, "talk") == 1 and texts(doc, "talk") == "Ana met Bo")
doc = run({ meetings }, "Ana and Bo and Cy met.")
list = facts(doc, "group")
that(#list == 1 and #list[1].who == 3 and list[1].who[3].text == "Cy", "fillers of a list compete one by one")
-- A role filled by a whole span of a layer is that span.
doc = run({ lun.rules { name = "k", { "n", [[ [cap] ]], gives = "name", attributes = { sure = "9" } },
  { "m", [[ [cap] ]], gives = "other" }, { "f", [[ who:@name (and who:@other)? ]], fact = "f" } } }, "Ana and Bo met.")
list = facts(doc, "f")
that(list[1].who[1].layer == "name" and list[1].who[1].sure == "9" and list[1].who[2].layer == "other")

-- `emit` does anything else, for what won, and writes only layers that the rule names.
local order = {}
local emits = lun.rules { name = "emits",
  { "a", [[ a b ]], gives = "x", emit = function(m, d) order[#order + 1] = m.text .. " " .. texts(d, "x") end },
  { "b", [[ b ]], gives = "x", emit = function(m) order[#order + 1] = m.text end },
  { "c", [[ c ]], gives = { "left", "right" }, emit = function(m, d) d:add("left", m.first) end },
  { "d", [[ @left d ]], gives = "after" } }
doc = run({ emits }, "a b c d")
that(table.concat(order, ",") == "a b a b" and texts(doc, "left") == "c" and texts(doc, "after") == "c d")
raises(function()
  run({ lun.rules { name = "e", { "w", [[ a ]], gives = "x", emit = function(m, d) d:add("y", m.first) end } } }, "a")
end, "rule 'e.w' writes the layer 'y', which its `gives` does not name")

-- What is wrong with a pack is said when it is loaded.
raises(function() lun.rules {} end, "a rule pack needs a name")
raises(function() lun.rules { name = "n", defin = {} } end, "no field 'defin'; did you mean 'define'?")
raises(function() lun.rules { name = 3 } end, "name is a number, not a string")
local function refused(step, ...)
  local words = { ... }
  raises(function() lun.rules { name = "n", step } end, table.unpack(words))
end
refused({ "r", "a", wher = print }, "'n.r' has no field 'wher'; did you mean 'where'?")
refused({ "r", "a", wher = print }, "; fields: across, asks, attributes, emit, fact, ")
refused({ "r", "a", patern = "x" }, "'n.r' has no field 'patern'; the pattern stands second, without a name")
refused({ "r", "a", layer = "x" }, "has no field 'layer'; the layer that it gives is gives = ")
refused({ "r", "a", span = "x" }, "has no field 'span'; the layer of its spans is gives = ")
refused({ "r", "a", "visit" }, "rule 'n.r' has a third part that is a string: behind the name and the pattern all parts have names")
raises(function() lun.rules { name = "n", define = { go = "went" } } end, "the macro 'go' of `define` could not be told from a word: names of macros begin with a capital letter")
raises(function() lun.rules { name = "n", rules = {} } end, "a rule pack has no field 'rules'; rules stand in the pack itself")
refused({ "r", "a" }, "does nothing with what it matches")
refused({ "r", "a", where = "x" }, "where is a string, not a function")
refused({ "r", "a", gives = "x", across = "page" }, "across is")
refused({ "r", "a", gives = "x", keep = "some" }, "keep is")
refused({ "r", "a", gives = "x", part = "headlin" }, "no part 'headlin'; did you mean 'headline'?")
refused({ "r", "a", gives = "x", key = "x" }, "key names a role of a fact")
refused({ "r", "x:a", fact = "f", key = "y" }, "nothing is captured under that name: write y:(...) in the pattern")
refused({ "r", "a", fact = "f", attributes = {} }, "attributes need the layer")
refused({ "r", "a", gives = { "x" } }, "given by emit only")
refused({ "r" }, "a rule is { \"name\"")
refused({ "r", "a |", fact = "f" }, "test_rule.lua:", "rule 'n.r': expected", "\n  a |\n     ^")
refused(3, "step 1 of pack 'n' is a number")
raises(function() lun.rules { name = "n", { "r", "a", fact = "f" }, { "r", "b", fact = "f" } } end, "two rules called 'r'")
raises(function() lun.test("cap", print) end, "'cap' is a test already")
raises(function() lun.test("a b", print) end, "letters and digits")
raises(function() lun.test("x", 3) end, "a function of a word")
raises(function() lun.test("x", "cap &") end, "expected a test")
raises(function() lun.test("x", "cap] [lower") end, "is one test")
raises(function() lun.test("x", "cap & #place") end, "asks the word alone")
raises(function() lun.test("x", "first") end, "asks the word alone")

-- Rules know their file and line also when a script returns its pack.
local chunk = environment.compile('return lun.rules {\n  name = "lines",\n  { "one", [[ a ]], fact = "f" },\n\n  { "two",\n    [[ b ]], fact = "f" },\n}', "my/lines.lua")
list = facts(run({ environment.within(nil, chunk) }, "a b"))
that(list[1].file == "my/lines.lua" and list[1].line == 3 and list[2].line == 5)
chunk = environment.compile('return lun.rules { name = "wrong",\n  { "one", [[ [nope] ]], fact = "f" } }', "my/wrong.lua")
raises(function() environment.within(nil, chunk) end, "my/wrong.lua:2: rule 'wrong.one': no test 'nope'")

-- A test may be defined anew; packs keep the one they were made with.
lun.test("odd", function(word) return #word == 1 end)
local old = lun.rules { name = "old", { "r", [[ [odd] ]], gives = "x" } }
lun.test("odd", function(word) return #word == 3 end)
local new = lun.rules { name = "new", { "r", [[ [odd] ]], gives = "x" } }
that(texts(run({ old }, "a bb ccc"), "x") == "a" and texts(run({ new }, "a bb ccc"), "x") == "ccc")
local asked = {}
lun.test("counted", function(word) asked[word] = (asked[word] or 0) + 1 return word == "b" end)
local counted = lun.rules { name = "counted", { "r", [[ [counted]+ ]], gives = "x" }, { "s", [[ [counted] c ]], gives = "y" } }
that(texts(run({ counted }, "a b c b a"), "x") == "b|b" and texts(run({ counted }, "b c"), "y") == "b c")
that(asked.a == 1 and asked.b == 1 and asked.c == 1, "each word is asked once")
asked = {}
counted = lun.rules { name = "counted", { "r", [[ [cap & len>1 & counted] ]], gives = "x" }, { "s", [[ a ([counted & upper & cap] | [!counted & cap]) ]], gives = "y" } }
that(texts(run({ counted }, "a b, Bo a Cy, a DEE"), "y") == "a Cy|a DEE" and not asked.a and not asked.b, "a word is not asked where a flag tells")
that(asked.Bo == 1 and asked.Cy == 1 and asked.DEE == 1)

-- Examples: every marked capture is compared by its text; the other rules of the pack run too.
local failures, lines = examples.run(meetings, { meetings })
that(lines == 0 and #failures == 0)
local bad = lun.rules { name = "bad", { "r", [[ who:[cap] ran ]], fact = "f",
  yes = { { "Ana ran.", who = "Bo" }, "Ana ran.", { "Ana ran.", span = "Ana ran", who = { "Ana" } } }, no = { "Ana ran.", "Ana sat." } } }
failures, lines = examples.run(bad)
that(lines == 5 and #failures == 3 and table.concat(failures):find('bad.r: yes "Ana ran.": who is "Ana", not "Bo"', 1, true), #failures)
that(table.concat(failures):find('bad.r: no "Ana ran.": matches', 1, true))
local lists = lun.rules { name = "lists", { "r", [[ (x:[cap])+ ]], fact = "f", yes = { { "Ana Bo ran.", x = { "Ana", "Bo" } }, { "Ana Bo ran.", x = "Ana" } } } }
that(#examples.run(lists) == 0)
-- What is wrong in a macro is said of the macro, in its text. Lists of a pack are dictionaries.
raises(function() lun.rules { name = "macro", define = { Bad = "<visit" }, { "r", [[ x Bad ]], gives = "x" } } end,
  "rule 'macro.r': in the macro 'Bad': expected `>`", "<visit")
local towns = lun.rules { name = "towns", lists = { towns = { "Lima", "Quito" } }, { "r", [[ [lower] #towns ]], gives = "x" } }
that(texts(run({ towns }, "in Lima and in Bogota"), "x") == "in Lima")
raises(function() lun.rules { name = "n", lists = { l = 3 } } end, "list 'l' is a number")
raises(function() run({ lun.rules { name = "n", { "r", "a", fact = "deed" }, { "s", "@deed b", gives = "y" } } }, "a b") end,
  "reads the layer 'deed', which nothing gives")
raises(function() run({ lun.rules { name = "n", { "r", "@person x", gives = "y" } } }, "a") end, 'write use = { "names" }')
raises(function() run({ lun.rules { name = "n", { "r", "a b", gives = "y", where = function(m) return m.none.text end } } }, "a b") end, "in `where` of rule 'n.r', which met \"a b\"")
raises(function() lun.rules { name = "n", { "r", "a", gives = "y", zzz = 1, aaa = 1 } } end, "no field 'aaa'")
that(#run({ meetings, late, settle }, "") == 0, "a text without a word")
that(#examples.run(again) == 0 and core.words "a b"[2] == "b")
check.done()

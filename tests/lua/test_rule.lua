-- Packs: what is checked at load, phases, competition, facts and where they come from.
local lun = require "lunette"
local rule = require "lunette.rule"

local function raises(pattern, f, ...)
  local ok, message = pcall(f, ...)
  assert(not ok, "nothing was raised; expected " .. pattern)
  assert(tostring(message):find(pattern), ("%q does not match %q"):format(tostring(message), pattern))
end
local function run(packs, text)
  local doc = lun.doc(text)
  rule.run(packs, doc)
  return doc
end
local function texts(doc, layer)
  local list = {}
  for s in doc:spans(layer) do list[#list + 1] = s.text end
  return table.concat(list, "|")
end

-- order comes from what rules read and give, not from how they are written
local late = lun.rules { name = "late", { "pair", [[ @small @small ]], gives = "pair" }, { "one", [[ [lower] ]], gives = "small" } }
assert(texts(run({ late }, "one two Three"), "pair") == "one two")
-- a rule that reads the layer it gives sees the spans of those that do not
local again = lun.rules { name = "again",
  { "full", [[ [cap] [cap] ]], gives = "person" },
  { "bare", [[ span:[cap] ]], gives = "person", reads = { "person" },
    where = function(m)
      for s in m.doc:spans "person" do if s.text:find(m.text .. "$") and #s > 1 then return true end end
    end } }
assert(texts(run({ again }, "Ana Torres left. They met Torres, not Bo."), "person") == "Ana Torres|Torres")
-- a cycle is refused with its chain
raises("x%.a %-> x%.b %-> x%.a", function()
  run({ lun.rules { name = "x", { "a", [[ @two ]], gives = "one" }, { "b", [[ @one ]], gives = "two" } } }, "x")
end)
-- resolve steps settle candidates
local settle = lun.rules { name = "settle",
  { "c", [[ [cap] ]], gives = "name?" },
  lun.resolve { name = "s", reads = { "name?" }, gives = { "name" }, each = function(doc)
    for s in doc:spans "name?" do if #s.text > 2 then doc:add("name", s.first, s.last, nil, "settle.s") end end
  end },
  { "after", [[ span:@name [lower] ]], gives = "subject" } }
local doc = run({ settle }, "Bo ran. Anna ran.")
assert(texts(doc, "name") == "Anna" and texts(doc, "subject") == "Anna")

-- spans of one layer compete by length, then priority, then order
local compete = lun.rules { name = "compete",
  { "short", [[ b ]], gives = "x", priority = 9 },
  { "long", [[ a b ]], gives = "x" },
  { "low", [[ c ]], gives = "y", attributes = { by = "low" } },
  { "high", [[ c ]], gives = "y", priority = 1, attributes = { by = "high" } } }
doc = run({ compete }, "a b c")
assert(texts(doc, "x") == "a b" and lun.collect(doc:spans "y")[1].by == "high" and #lun.collect(doc:spans "y") == 1)

-- facts: roles, rule, line, competition by key
local facts = lun.rules {
  name = "facts",
  { "met", [[ who:[cap] met whom:[cap] ]], fact = "meeting" },
  { "anyone", [[ who:[cap] met ]], fact = "meeting", key = "who" },
  { "better", [[ who:[cap] met _ ]], fact = "meeting", key = "who", priority = 1 },
}
doc = run({ facts }, "Ana met Bo.")
local list = lun.collect(doc:facts "meeting")
assert(#list == 2, #list)
assert(list[1].who.text == "Ana" and list[1].whom.text == "Bo" and list[1].rule == "facts.met" and list[1].match.text == "Ana met Bo")
assert(list[2].rule == "facts.better" and list[1].file:find "test_rule.lua")

-- roles filled by a whole span of a layer keep that span
doc = run({ lun.rules { name = "k", { "n", [[ [cap] ]], gives = "name", attributes = { sure = "9" } }, { "f", [[ who:@name ]], fact = "f" } } }, "Ana met.")
assert(lun.collect(doc:facts "f")[1].who.layer == "name" and lun.collect(doc:facts "f")[1].who.sure == "9")

-- a rule can be left out
doc = lun.doc "a b c"
rule.run({ compete }, doc, { ["compete.long"] = true })
assert(texts(doc, "x") == "b")

-- what is wrong with a pack is said when it is loaded
raises("a rule pack needs a name", lun.rules, {})
raises("no field 'defin'; did you mean 'define'%?", lun.rules, { name = "n", defin = {} })
raises("'n%.r' has no field 'wher'; did you mean 'where'%?", lun.rules, { name = "n", { "r", "a", fact = "f", wher = print } })
raises("where is a string, not a function", lun.rules, { name = "n", { "r", "a", where = "x" } })
raises("two rules called 'r'", lun.rules, { name = "n", { "r", "a", fact = "f" }, { "r", "b", fact = "f" } })
raises("across is", lun.rules, { name = "n", { "r", "a", fact = "f", across = "page" } })
raises("no part 'head'", lun.rules, { name = "n", { "r", "a", fact = "f", part = "head" } })
raises("a rule is { \"name\"", lun.rules, { name = "n", { "r" } })

raises("does nothing with what it matches", lun.rules, { name = "n", { "r", "a" } })
raises("reads the layer 'parson', which nothing gives; did you mean 'person'%?", function()
  run({ lun.rules { name = "n", { "p", "[cap]", gives = "person" }, { "r", "@parson", fact = "f" } } }, "x")
end)
-- a text without a word
assert(#run({ facts, late, settle }, "") == 0)

-- examples
local failures, lines = rule.examples(facts, { facts })
assert(lines == 0 and #failures == 0)
local bad = lun.rules { name = "bad", { "r", [[ who:[cap] ran ]], fact = "f", yes = { { "Ana ran.", who = "Bo" }, "Ana ran." }, no = { "Ana ran." } } }
failures, lines = rule.examples(bad, { bad })
assert(lines == 3 and #failures == 2, #failures)

-- inflection
local inflect = require "lunette.inflect"
local function forms(lemma) return table.concat(inflect.forms(lemma), " ") end
assert(forms "sign" == "sign signs signed signing")
assert(forms "ink" == "ink inks inked inking")
assert(forms "say" == "say says said saying")
assert(forms "tell" == "tell tells told telling")
assert(forms "carry" == "carry carries carried carrying")
assert(forms "stop" == "stop stops stopped stopping")
assert(forms "agree" == "agree agrees agreed agreeing")
assert(forms "make" == "make makes made making")
assert(forms "admit" == "admit admits admitted admitting")
assert(forms "visit" == "visit visits visited visiting")
assert(forms "lie" == "lie lies lay lied lain lying")
assert(forms "get" == "get gets got gotten getting")
assert(forms "be" == "be am is are was were been being")
assert(forms "watch" == "watch watches watched watching")
assert(forms "panic" == "panic panics panicked panicking")
print "ok"

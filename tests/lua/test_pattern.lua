-- The rule language: what each form matches, and what a wrong pattern is told.
local lun = require "lunette"
local rule = require "lunette.rule"

lun.dictionary("fruit", { { "apple", "pome" }, { "blood orange", "citrus" }, { "orange", "citrus" } }, { columns = { "kind" }, case = "fold" })
lun.test("vowel", function(word) return word:find "^[aeiou]" ~= nil end)

-- Texts of the matches of a pattern, joined by "|".
local function matches(pattern, text, options)
  local found = {}
  local r = { "r", pattern }
  for key, value in pairs(options or {}) do r[key] = value end
  r.gives = r.gives or "found"
  local pack = lun.rules { name = "t", define = { Big = [[ [cap]+ ]], Pair = [[ a Big ]] }, r }
  local doc = lun.doc(text)
  rule.run({ pack }, doc)
  for s in doc:spans "found" do found[#found + 1] = s.text end
  return table.concat(found, "|")
end

local function is(pattern, text, wanted, options)
  local got = matches(pattern, text, options)
  assert(got == wanted, ("%s on %q gives %q, not %q"):format(pattern, text, got, wanted))
end

-- one token
is("apple", "An Apple and an apple.", "Apple|apple")
is('"Apple"', "An Apple and an apple.", "Apple")
is('"New York"', "In New York and new york.", "New York")
is("/[A-Z]{2,}/", "The UN and the EU met.", "UN|EU")
is("<sign|ink>", "They sign, signed, inked and are signing.", "sign|signed|inked|signing")
is("_ apple", "Red apple.", "Red apple")
is("[cap & !first]", "One Two three Four.", "Two|Four")
is("[upper]", "NATO met.", "NATO")
is("[num & value>=10]", "Between 3 and 12 and 1,500 men.", "12|1,500")
is("[len>=5]", "A short sentence.", "short|sentence")
is("[word=a,the]", "A man and the dog.", "A|the")
is("[word~/.+ing/]", "Running and sitting still.", "Running|sitting")
is("[lemma=go]", "They go, went and are gone.", "go|went|gone")
is("[vowel]", "an egg or milk", "an|egg|or")
is("[(cap | num) & !upper]", "Two 3 FOUR.", "Two|3")
is("[punct]", "Yes, no.", ",|.")
is("[#fruit]", "Eat a blood orange now.", "blood|orange")
-- dictionaries and layers take whole entries and spans
is("#fruit", "An apple, a blood orange.", "apple|blood orange")
is("#fruit[kind=citrus]", "An apple, an orange.", "orange")
is("#fruit[kind=citrus,pome]", "An apple, an orange.", "apple|orange")
is("@quote", "He said “no way” twice.", "“no way”")
-- putting together
is("a | an", "a man, an egg", "a|an")
is("(red | green) apple", "red apple, green apple, blue apple", "red apple|green apple")
is("very* big", "a very very big dog", "very very big")
is("very+ big", "a big dog and a very big cat", "very big")
is("very? big", "big, very big", "big|very big")
is("very{2} big", "very big, very very big", "very very big")
is("very{1,2} big", "very very very big", "very very big")
is("Big", "In New York they met.", "In New York")
is("Pair", "He met a New Yorker.", "a New Yorker")
is("^ the", "The man saw the dog.", "The")
is("dog [punct]? $", "The dog saw the dog.", "dog.")
is("dog &[word=saw]", "The dog saw the dog.", "dog")
is("dog ![word=saw]", "The dog saw the dog", "dog")
is("the span:dog", "the dog and the dog", "dog|dog")
-- gaps stop at their neighbours
is("dog ... cat", "The dog saw a big cat and a cat.", "dog saw a big cat")
is("dog ...{0,1} cat", "The dog saw a cat.", "")
is("a ... dog", "a cat and a dog", "a dog")
is("dog ...{0,6 -[punct]} cat", "dog, then cat", "")
-- sentences
is("dog cat", "I saw a dog. Cat food is dear.", "")
is("dog [punct] cat", "I saw a dog. Cat food is dear.", "dog. Cat", { across = "paragraph" })
is("said @quote yesterday", "He said “No. Never.” yesterday.", "said “No. Never.” yesterday")
-- longest match from the leftmost start; the order of alternatives never matters to the span
is("new | new york", "new york", "new york")
is("[lower]+", "one two three", "one two three")
is("a (b | b c)", "a b c", "a b c")
-- parts and layers as places
is("chile", "Chile signs pact\n\nSANTIAGO – Chile signed it today, officials of both countries said.", "Chile", { part = "headline" })
is("no", "No. He said “no” again.", "no", { within = "quote" })
is("no", "No. He said “no” again.", "No", { outside = "quote" })
is("[lower] [lower]", "one two three", "one two|two three", { keep = "all", gives = "found" })

-- captures
local function captured(pattern, text)
  local out
  local pack = lun.rules { name = "c", { "r", pattern, emit = function(m) out = out or m end } }
  local doc = lun.doc(text)
  rule.run({ pack }, doc)
  return out
end
local m = captured("who:[cap]+ met whom:[cap]+", "Ana Torres met Bo Li.")
assert(m.who.text == "Ana Torres" and m.whom.text == "Bo Li" and m.text == "Ana Torres met Bo Li" and m.first == 1 and m.last == 5)
m = captured("to stops:[cap] (\",\" stops:[cap])*", "to Rome, Oslo, Lima")
assert(#m.stops == 3 and m.stops[3].text == "Lima", "repeated captures are lists")
m = captured("a:[cap] b:[lower]?", "One")
assert(m.a.text == "One" and m.b == nil)
m = captured("(x:[cap] | y:[lower])", "one")
assert(m.x == nil and m.y.text == "one")
-- the first reading in written order that reaches the end
m = captured("a:[lower]* b:[lower]*", "one two")
assert(m.a.text == "one two" and m.b == nil)
m = captured("a:[lower]*? b:[lower]*", "one two")
assert(m.a == nil and m.b.text == "one two")

-- where frees the start: shorter matches, longest first, then the next start
is("[cap]+", "Alpha Beta Gamma met.", "Alpha Beta", { where = function(x) return x.last - x.first == 1 end })

-- the operator form builds the same
local p = lun.p
is(p.text "Ana" * p.lemma { "say", "tell" }, "Ana told him.", "Ana told")
is((p.word "a" + p.word "an") * p.test "lower" ^ 1, "an old dog", "an old dog")

-- linear: patterns that explode elsewhere
local long = ("a "):rep(2000)
local before = require("lunette.core").clock()
matches("(a* a*)* b", long)
matches("(a | a a | a a a)* b", long)
assert(require("lunette.core").clock() - before < 60)

-- errors
local function raises(pattern, ...)
  local ok, message = pcall(matches, pattern, "x")
  assert(not ok, pattern .. " was accepted")
  for _, wanted in ipairs { ... } do assert(tostring(message):find(wanted), ("%s: %q lacks %q"):format(pattern, message, wanted)) end
end
raises("who:[cap", "expected", "\n  who:%[cap\n          %^")
raises("(a | b", "expected `%)`")
raises("President said", "no macro 'President': write president %(any case%) or \"President\" %(exact%)")
raises("Bigg", "no macro 'Bigg'; did you mean 'Big'%?")
raises("[capp]", "no test 'capp'; did you mean 'cap'%?")
raises("#fruits", "unknown dictionary 'fruits'; did you mean 'fruit'%?")
raises("[lenn>=2]", "no test 'lenn>=...'; did you mean 'len'%?")
raises("#fruit[kin=pome]", "dictionary 'fruit' has no column 'kin'; did you mean 'kind'%?")
raises("[len>=x]", "wants a number, not 'x'")
raises("a{3,1}", "the second number is the larger")
raises("end:[cap]", "'end' cannot name a capture")
raises("text:[cap]", "'text' cannot name a capture")
raises("... dog", "a gap needs an element")
raises("a{20000}", "more than 10,000 elements")
raises("", "expected")
raises("cannot", "'cannot' is never one token: it is cut into can | not")
print "ok"

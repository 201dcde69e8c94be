-- `lunette lint`: every kind of warning with a case that calls for it and a near one that does not; and that what is said of
-- tests holds for the words of the sample articles.
local lun = require "lunette"
local core = require "lunette.core"
local environment = require "lunette.environment"
local lint = require "lunette.lint"
local pattern = require "lunette.pattern"
local report = require "lunette.report"
local token = require "lunette.lint_token"
local wordtest = require "lunette.wordtest"
local check = dofile "tests/lua/check.lua"
local that = check.that

local numbers, kinds = 0, {}
-- Findings in a script's text, as one text of lines "line: kind: what: message".
local function findings(text)
  numbers = numbers + 1
  local file = ("script%d.lua"):format(numbers)
  local chunk = assert(environment.compile(text, file))
  local lists, value = lint.recording(function() return environment.within("tests/lua", chunk) end)
  local lines = {}
  for _, w in ipairs(lint.check(value, file, lists)) do
    kinds[w.kind] = true
    if w.kind ~= "layer" or text:find "layers matter" then -- other cases read layers that nothing gives
      lines[#lines + 1] = ("%d: %s: %s: %s"):format(w.line, w.kind, w.what, w.text)
    end
  end
  return table.concat(lines, "\n"), value
end
-- Findings in one rule with a pattern, fields and macros; its examples are of no matter.
local function rule_findings(written, fields, define)
  return (findings(('return lun.rules { name = "t", define = { %s },\n{ "r", [==[ %s ]==], gives = "x", %s yes = { "x" }, no = { "y" } } }')
    :format(define or "", written, fields or "")))
end
local function warns(written, wanted, fields, define)
  local got = rule_findings(written, fields, define)
  that(got:find(wanted, 1, true), ("%s: %q lacks %q"):format(written, got, wanted))
  that(select(2, got:gsub("%d+: %l+: ", "")) == 1, ("%s: more than one warning: %s"):format(written, got))
end
local function clean(written, fields, define)
  local got = rule_findings(written, fields, define)
  that(got == "", ("%s: %s"):format(written, got))
end

-- facts that bundled packs read lack what is read of them
warns("who:x thing:y", "role: rule 't.r': makes a fact 'harmed' without `count`", 'fact = "harmed",')
warns("who:x thing:y", "makes a fact 'journey' without `verb` or `noun`", 'fact = "journey",')
clean("count:x", 'fact = "harmed",')
clean("noun:x", 'fact = "journey",')
clean("who:x", 'fact = "own",')

-- A finding has line, kind, rule, a caret and a remedy.
that(rule_findings "x [upper & lower]" == "2: never: rule 't.r': no token passes this test; drop one of the tests that exclude each other\n  x [upper & lower]\n     ^")

-- Layers that nothing gives.
warns("@person x", 'layer: rule \'t.r\': reads the layer \'person\', which nothing gives: write use = { "names" }', "--[[ layers matter ]]")
clean("@quote x", "--[[ layers matter ]]")
-- Attributes that no entry has.
warns("#month[number=13]", "no entry of 'month' has number=13")
warns("[#title[kind=goov]]", "no entry of 'title' has kind=goov; did you mean 'gov'?")
clean "#title[kind=gov,mil]"
-- Alternatives that are written twice.
warns("north | south | north", "alternative: rule 't.r': this alternative is written twice; take it out\n  north | south | north\n                  ^")
warns("(a b | c (d | e) | a b) f", "written twice")
warns("[word=a,b,a]", "'a' is written twice")
warns("<sign|ink|sign>", "'sign' is written twice")
warns("@quote[depth=0,0]", "'0' is written twice")
warns("[cap | num | cap]", "written twice")
warns("Way | south | east", "`Way` takes every token", nil, "Way = [[ north | south ]]")
clean "north | south | northern"
clean "(a b | c (d | e) | b a) f"
clean "x:north | y:north a | north b"
-- One token that the others take anyway. `a` is any case, so [lower] does not take it all.
warns("a | [word]", "this alternative never matters: the last one takes every token that it does; take it out\n  a | [word]\n  ^")
warns("[word] | a | [num]", "`[word]` takes every token")
warns("[cap] | \"Lima\"", "`[cap]` takes every token")
warns("(x:[cap] | \"Lima\") left", "`x:[cap]` takes every token")
warns("[lower] | [upper] | [mixed] | [word=lima & (upper | lower)]", "the others take every token that it does")
warns("[len>=4 & len<=6] | [len=5]", "`[len>=4 & len<=6]` takes")
warns("[num | value>=3 | value>=5]", "`value>=3` takes every token")
warns("<sign> | signed", "`<sign>` takes every token")
clean "a | [lower]"
clean "[lower] | a"
clean "[num] | [value>=1 & len=4]"
clean "x:a | [word]"
clean "\"Lima\" | x:[cap]"
clean "[len>=4 & len<=6] | [len=7]"
clean "<sign> | signal"
clean "a b | [word]"
clean "a | y:[lower] | [word]" -- without the first one y would take its tokens
clean "(a | _ _ | [word]) x:_*"
clean "[len=3 | len=4]"

-- What can never match.
for _, test in ipairs { "num & punct", "len>=5 & len<=3", "len>3 & len<=3", "len<1", "value<0", "value>=1 & punct", "cap & lower", "mixed & upper", "open & word", "open & close",
  "a1 & !a1", "word=lima & num", "word=lima & len=5", "word=5,6 & value>=7", "word=a & word=b", "word=a & word!=a", "upper & !cap", "@quote & !@quote", "num & !(num | punct)",
  "word~/[A-Z]+/ & !word~/[A-Z]+/", "text=Lima & lower", "lemma=sign & word=signal" } do
  if test:find "a1" then lun.test("a1", function() return true end) end
  warns("[" .. test .. "]", "no token passes this test")
end
for _, test in ipairs { "num & word", "len>=3 & len<=3", "len>3 & len<=4", "value>=0", "upper & cap", "mixed & cap", "mixed & !cap", "word=lima & upper", "word=lima & len=4", "word=5,6 & value>=6",
  "!num & value>=3", "num & !value>=3", "@quote & !@person", "first & !cap", "text=Lima & cap", "lemma=sign & word=signed", "word=1st & word", "quoted & punct", "cap & !upper & !mixed" } do
  if test:find "quoted" then lun.test("quoted", function(word) return word == '"' end) end
  clean("[" .. test .. "]")
end
warns("x [!(upper & lower)]", "no token passes this test")
warns("<Sign|ink>", "the lemma 'Sign' never matches: forms are compared in lower case; write sign")
warns("[lemma=don't]", "cut into do | n't")
clean "<sign|passer-by>"
warns("x y{0}", "repeated at most 0 times")
clean "x y{0,1}"
warns("a $ b", "`$` with an element behind it never matches")
warns("(a $ | b) c? d", "`$` with an element")
warns("a End b", "macro 'End': `$` with an element behind it never matches", nil, "End = [[ c? $ ]]")
warns("a ...{0,2} ^ b", "`^` behind an element never matches")
warns("a (^ | c) b", "`^` behind an element")
warns("a [first & cap]", "[first] behind an element never matches")
clean "a b? $"
clean "a $ b?"
clean "(a $ | b)"
clean "a? ^ b"
clean "[first] a"
clean "a [first | cap]"
clean("a $ b", 'across = "paragraph",')
clean("a ^ b [first]", 'across = "document",')
warns("&[num] [punct]", "the element behind this look takes no token that it allows")
warns("a ![cap] \"Lima\"", "the element behind this look")
clean "&[num] [word]"
clean "a ![cap] lima"
clean "a &[num] [punct]?"
warns("a", "nothing is within @quote and outside of it", 'within = "quote", outside = "quote",')
clean("a", 'within = "quote", outside = "person",')

-- Lazy moves captures, it never shortens a match.
warns("a _*? b", "a lazy quantifier never shortens a match")
warns("x:a _{1,3}? b", "lazy")
warns("a Run b", "macro 'Run': a lazy quantifier", nil, "Run = [[ _*? ]]")
warns("a b{2}? x:c", "`?` changes nothing where the number of repetitions is fixed; write {2}")
clean "a _*? x:b"
clean "x:(a _*? b) c"
clean "a span:(_*? b)"
clean "a (x:b)*? _*"
clean "(x:a _*? b)+"
clean "a _* b"

-- Rules that another always beats: of two warnings none is about examples here.
local function two(first, second, macros)
  return findings(('return lun.rules { name = "t", define = { %s },\n{ "one", %s, yes = { "x" }, no = { "y" } },\n{ "two", %s, yes = { "x" }, no = { "y" } } }'):format(macros or "", first, second))
end
local function beaten(first, second, line, macros)
  local got, pack = two(first, second, macros)
  local doc, loser, results = lun.doc "Ana b lima a b c. Lima b a c, Bo b.", line == 2 and "t.one" or "t.two", 0
  require("lunette.phase").run({ pack }, doc)
  local function count(x)
    results = results + 1
    that(x.rule ~= loser, first .. " and " .. second .. ": the one that is beaten gives something")
  end
  for s in doc:spans "x" do count(s) end
  for fact in doc:facts() do count(fact) end
  that(results > 0)
  that(got:find(("^%d: beaten: rule 't.%s': rule 't.%s' finds the same"):format(line, line == 2 and "one" or "two", line == 2 and "two" or "one")), first .. " and " .. second .. ": " .. got)
end
local function unbeaten(first, second)
  local got = two(first, second)
  that(got == "", first .. " and " .. second .. ": " .. got)
end
beaten('[[ a b ]], gives = "x"', '[[ a b ]], gives = "x"', 3)
beaten('[[ a b ]], gives = "x"', '[[ y:(a) (b) ]], gives = "x"', 3)
beaten('[[ a b ]], gives = "x"', '[[ a b ]], gives = "x", priority = 1', 2)
beaten('[[ a B ]], gives = "x"', '[[ a (b | c) ]], gives = "x"', 3, "B = [[ b | c ]]")
beaten('[[ [word] ]], gives = "x"', '[[ y:lima ]], gives = "x", part = "lead"', 3)
beaten('[[ w:[cap] b ]], fact = "f", key = "w"', '[[ w:[cap] b ]], fact = "f", key = "w"', 3)
unbeaten('[[ a b ]], gives = "x"', '[[ a c ]], gives = "x"')
unbeaten('[[ a b ]], gives = "x"', '[[ a b ]], gives = "y"')
unbeaten('[[ a b ]], gives = "x?"', '[[ a b ]], gives = "x?"')
unbeaten('[[ a b ]], gives = "x"', '[[ a b ]], gives = "x", part = "lead"') -- shorter than the lead the match may be another one
unbeaten('[[ a b ]], gives = "x", where = function(m) return m.first > 3 end', '[[ a b ]], gives = "x"')
unbeaten('[[ a b ]], gives = "x", keep = "all"', '[[ a b ]], gives = "x", keep = "all"')
unbeaten('[[ [word] ]], gives = "x", part = "lead"', '[[ lima ]], gives = "x"')
unbeaten('[[ [lower] ]], gives = "x"', '[[ lima ]], gives = "x"')
unbeaten('[[ a b ]], gives = "x"', '[[ a b ]], gives = "x", fact = "f"')
unbeaten('[[ a b ]], gives = "x"', '[[ a b ]], gives = "x", emit = function() end') -- what it does may come before they are settled
unbeaten('[[ w:[cap] b ]], fact = "f"', '[[ w:[cap] b ]], fact = "f"')
unbeaten('[[ (w:[cap])? b ]], fact = "f", key = "w"', '[[ (w:[cap])? b ]], fact = "f", key = "w"')
unbeaten('[[ w:[cap] v:b ]], fact = "f", key = "w"', '[[ w:[cap] b ]], fact = "f", key = "w"')

-- Macros that no rule uses; those that another macro uses are used.
warns("a", "1: unused: macro 'Way': no rule uses it; take it out of define", nil, "Way = [[ north ]]")
clean("Road", nil, "Way = [[ north ]], Road = [[ Way south ]]")
that(findings('local p = lun.p\nreturn lun.rules { name = "t", define = { Way = [[ north ]] }, { "r", p.macro "Way" * p.word "a", gives = "x", yes = { "x" }, no = { "y" } } }') == "",
  "patterns that are built in Lua have their macros put in")

-- Lists of a report that nothing asks for.
local function lists(use)
  return findings(('return lun.report { name = "t", lists = { acme = { "Acme" } },\n%s }'):format(use))
end
that(lists 'each = function(doc) end' == "1: unused: list 'acme': nothing asks for it; take it out, or use it as #acme")
that(lists 'each = function(doc) for first in doc:entries "acme" do return first end end' == "")
that(lists 'rules = { { "r", [[ #acme ]], gives = "x", yes = { "x" }, no = { "y" } } }' == "")

-- Examples.
local function examples(fields) return findings(('return lun.rules { name = "t",\n{ "r", [[ who:a ]], gives = "x", %s } }'):format(fields)) end
that(examples 'no = { "y" }':find("2: example: rule 't.r': has no example under `yes`; add a sentence that it must find", 1, true))
that(examples 'yes = { "a" }, no = {}':find("has no example under `no`; add a sentence that it must not find", 1, true))
that(examples 'yes = { { "a", how = "a" } }, no = { "y" }':find("the example \"a\" marks 'how', which the pattern does not capture", 1, true))
that(examples 'yes = { { "a", who = "a", text = "a" } }, no = { "y" }' == "")

-- Entries of own lists that no text yields, in packs as well.
local function entries(names) return findings(('lun.dictionary("firms", { %s })\nreturn lun.rules { name = "t",\n{ "r", [[ #firms ]], gives = "x", yes = { "x" }, no = { "y" } } }'):format(names)) end
that(entries '"Acme", "#fog"' == "1: entry: list 'firms': the entry '#fog' is never found in a text; take it out or write it as an article would")
that(entries '"Acme",\n"Brill",\n"Acme"' == "3: alternative: list 'firms': the entry 'Acme' is written twice; take one out")
that(entries [["Acme", "C++", "Guns N' Roses", "Ford Motor Co.", " Brill ", "Wham!", "AT&T", "and", "(SouthCom)", "U.S", "Acme Brill", "don't"]] == "")
local before = lun.dictionary
that(not pcall(lint.recording, function() error "stop" end) and lun.dictionary == before, "what was put in for recording is taken out")

-- Forms of lemmas.
local pack = lun.rules { name = "t", define = { Go = [[ <go> ]] }, { "r", [[ Go [lemma=ink] ]], gives = "x" } }
local forms = table.concat(lint.forms(pack), "\n")
that(forms:find("macro 'Go': <go> go goes went gone going", 1, true) and forms:find("rule 't.r': <ink> ink inks inked inking", 1, true))

-- The bundled packs, and the samples.
for _, name in ipairs(environment.names "rules") do
  local chunk, file = report.load(name)
  local made, value = lint.recording(function() return environment.within(nil, chunk) end)
  for _, w in ipairs(lint.check(value, file, made)) do error(("%s:%d: %s: %s"):format(w.file, w.line, w.what, w.text)) end
end
for _, file in ipairs(core.list "samples/scripts") do
  if file:find "%.lua$" then
    local chunk = report.load("samples/scripts/" .. file)
    local made, value = lint.recording(function() return environment.within("samples/scripts", chunk) end)
    for _, w in ipairs(lint.check(value, "samples/scripts/" .. file, made)) do error(("%s:%d: %s: %s"):format(w.file, w.line, w.what, w.text)) end
  end
end

-- What lint_token says of two tests must hold for every word of the samples, in all cases.
local tests = {}
for source in ([[a lima "Lima" "LIMA" "," "(" /[A-Z].*/ <sign> [cap] [upper] [lower] [mixed] [num] [punct] [open] [close] [word] [len=1] [len>=4]
  [len<3] [value>=5] [value<5] [value!=7] [word=a,lima,the] [word!=a] [lemma=be] [text=Lima] [!cap] [!word] [!(num|punct)] [cap&!upper] [lower|num]
  [!value>=5] [!len>=4] [word~/\d+/] _ 5 1st "5"]]):gmatch "%S+" do
  local tree = pattern.compile(source, { macros = {}, expanded = {}, tests = wordtest.names, dictionary = function() end })
  tests[#tests + 1] = { source = source, test = tree[1] }
end
local function holds(t, word)
  if t.kind == "not" then return not holds(t[1], word) end
  if t.kind ~= "and" and t.kind ~= "or" then return wordtest.ask(t)(word[1], word[2], word[3]) and true or false end
  for _, x in ipairs(t) do if holds(x, word) == (t.kind == "or") then return t.kind == "or" end end
  return t.kind == "and"
end
local words, seen = {}, {}
local function add(text)
  local doc = lun.doc(text)
  for i, word in doc:tokens() do
    if not seen[word] then
      seen[word] = true
      words[#words + 1] = { core.lexeme(doc:lexeme(i)) }
    end
  end
  core.close(doc)
end
for _, file in ipairs(core.list "samples/articles") do add((core.read("samples/articles/" .. file))) end
add "a A lima Lima LIMA lIMA , ( ) [ ] « » “ ” 5 7 4 1st 1ST 1990s iPhone İ ß ΑΒΓ 北京 U.S. 3,000 -5 .5 ½ ٣ '' `` ..."
local held = {}
for k, t in ipairs(tests) do
  held[k] = {}
  for n, word in ipairs(words) do held[k][n] = holds(t.test, word) end
end
local claims = 0
for k, a in ipairs(tests) do
  for j, b in ipairs(tests) do
    local implied, never = token.implies(a.test, b.test), token.never { kind = "and", a.test, b.test }
    if implied then claims = claims + 1 end
    for n, word in ipairs(words) do
      if implied and held[k][n] and not held[j][n] then error(("%s is said to imply %s, but not for %q"):format(a.source, b.source, word[1])) end
      if never and held[k][n] and held[j][n] then error(("%s and %s are said to exclude each other, but not for %q"):format(a.source, b.source, word[1])) end
    end
  end
end
that(claims > 100 and #words > 1000, claims .. " implications, " .. #words .. " words")

-- What is called superfluous can be taken out: matches and captures stay.
local function same(written, mended)
  that(rule_findings(written) ~= "" and rule_findings(mended) == "", written)
  for _, text in ipairs { "Lima a b lima c Lima.", "a c b. a b b c", "one Lima two 5 a 5 b c b", "A b B c a" } do
    local function all(p)
      local found = {}
      local function emit(m)
        local captures = {}
        for name, value in pairs(m) do if type(name) == "string" then captures[#captures + 1] = name .. "=" .. check.text(value) end end
        table.sort(captures)
        found[#found + 1] = m.text .. "(" .. table.concat(captures, ",") .. ")"
      end
      local doc = lun.doc(text)
      require("lunette.phase").run({ lun.rules { name = "t", { "r", p, emit = emit } } }, doc)
      return table.concat(found, " ")
    end
    that(all(written) == all(mended), ("%s on %q: %s, not %s"):format(written, text, all(written), all(mended)))
  end
end
same("a _*? b", "a _* b")
same("x:[word] _{1,3}? b", "x:[word] _{1,3} b")
same("x:[word]+ (a | c)*? _ b", "x:[word]+ (a | c)* _ b")
same("(x:[cap] | \"Lima\") _", "x:[cap] _")
same("(a | [word] | lima) y:_", "[word] y:_")
same("(a b | c | a b) x:_", "(a b | c) x:_")

-- Lemmas that are mistyped, and rare ones that are not.
for _, wrong in ipairs { "resing", "negotate", "arrrest" } do
  that(rule_findings("<" .. wrong .. ">"):find("misspelt", 1, true) and rule_findings("[lemma=" .. wrong .. "]"):find("misspelt", 1, true), wrong)
end
that(rule_findings "<litigate|resign|livestream|zorbing|quaffle>" == "", "a rare lemma is no slip")

-- Parts of speech that are mistyped; others may be a document's own.
that(rule_findings("[pos=NOUNN]"):find("pos=NOUNN; did you mean 'NOUN'", 1, true) and rule_findings("[tag=VBBD]"):find("tag=VBBD; did you mean 'VBD'", 1, true))
that(rule_findings('[pos=NOUN,X] [tag=VBD,"PRP$"]') == "" and rule_findings("[tag=VVFIN]") == "")

-- The page tells of every kind of warning, and of no other.
for kind in lint.page:gmatch "\n  (%l+)   " do
  that(kinds[kind], "no warning of the kind " .. kind)
  kinds[kind] = nil
end
that(next(kinds) == nil, "the page lacks " .. tostring(next(kinds)))
check.done()

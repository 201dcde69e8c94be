-- The corpus query language: what a query matches, that it gives the tree of the pattern that says the same, how it stands
-- in rules and among operators, and what the writer of a wrong or an unsupported query is told.
local lun = require "lunette"
local find = require "lunette.find"
local grammar = require "lunette.pattern_grammar"
local check = dofile "tests/lua/check.lua"
local cql = lun.cql

local text = "Ana Torres said: “No way, Bo,” and went to Lima. She was told, and a CAFÉ or café/Cafe closed. It’s open 24/7."

-- Where two trees or tests differ, without their places; nil where they do not.
local function difference(a, b, path)
  if type(a) ~= "table" or type(b) ~= "table" then return a ~= b and ("%s: %s, %s"):format(path, a, b) or nil end
  for _, pair in ipairs { { a, b }, { b, a } } do
    for key, value in pairs(pair[1]) do
      if key ~= "at" and key ~= "written" then
        local d = difference(value, pair[2][key], path .. "." .. key)
        if d then return d end
      end
    end
  end
end

-- A query and the pattern that says the same: equal trees (unless `found` alone says they differ), equal matches.
local function same(query, written, wanted, differ)
  local d = difference(cql(query), grammar.parse(written), query)
  if (d ~= nil) ~= (differ or false) then error(d or query .. " gives the very tree of " .. written, 2) end
  local got, other = check.found(cql(query), text), check.found(written, text)
  if got ~= other or got ~= wanted then error(("%s gives %q, %s gives %q, not %q"):format(query, got, written, other, wanted), 2) end
  check.count = check.count + 1
end
local DIFFER = true

-- One token. "Text" of the rule language may be several tokens, so it has a node of its own until it is compiled.
same([["Lima"]], [["Lima"]], "Lima", DIFFER)
same([['Lima']], [["Lima"]], "Lima", DIFFER)
same([=[[word="Lima"]]=], [["Lima"]], "Lima", DIFFER)
same([[ [ word = "lima" %c ] ]], "lima", "Lima")
same([["told|went"]], "[text=told,went]", "went|told")
same([["(told|went)"]], "[text=told,went]", "went|told")
same([["SHE|ana"%c]], "[word=she,ana]", "Ana|She")
same([[ [word!="[A-Za-z]+" & word!="said|CAFÉ"] ]], "[!word~/[A-Za-z]+/ & text!=said,CAFÉ]", ":|“|,|,|”|.|,|café|/|.|’s|24/7|.")
same([["[A-Z].+"]], "/[A-Z].+/", "Ana|Torres|No|Bo|Lima|She|CAFÉ|Cafe|It")
same([["caf."%c]], "/(?i)caf./", "CAFÉ|café|Cafe")
same([["t.|w.y"]], "/t.|w.y/", "way|to") -- the whole word, for every alternative
same([["\."]], [["."]], ".|.|.", DIFFER)
same([["."%l]], [["."]], ".|.|.", DIFFER)
same([["2./7"]], [[/2.\/7/]], "24/7")
same([["2.\/7"]], [[/2.\/7/]], "24/7")
same("[]{50}", "_{50}", "")
same([[ [lemma="go|tell"] ]], "<go|tell>", "went|told")
same([[ [lemma!="go" & word="t.*|w.*"] ]], "[!lemma=go & word~/t.*|w.*/]", "way|to|was|told", DIFFER) -- <go> is short for [lemma=go]
check.is(cql [["cafe"%d]], text, "café")
check.is(cql [["cafe"%cd]], text, "CAFÉ|café|Cafe")
check.is(cql [["CAFÉ"%cd]], text, "CAFÉ|café|Cafe")
check.is(cql [["cafe"%d]], "A cafe\u{301}, a cafe.", "cafe\u{301}|cafe") -- an accent that is a character of its own
check.is(cql [["u\.s\."%cd]], "The U.S. met Uxs and uxsx.", "U.S.") -- marks stay themselves

-- Tests joined; & binds before |, ! before both.
same([[ [word="N." | word="B." & word="Bo"] ]], "[word~/N./ | word~/B./ & text=Bo]", "No|Bo", DIFFER)
same([[ [(word="N." | word="B.") & word=".o"] ]], "[(word~/N./ | word~/B./) & word~/.o/]", "No|Bo")
same([[ [!word="[a-z]+" & !word="[A-Z].*" & !word="\W"] ]], [=[[!word~/[a-z]+/ & !word~/[A-Z].*/ & !word~/\W/]]=], "café|’s|24/7")
same([[ [!("N." | "B." | "[^A-Z].*")] ]], "[!(word~/N./ | word~/B./ | word~/[^A-Z].*/)]", "Ana|Torres|Lima|She|CAFÉ|Cafe|It")

-- Together.
same([[ []{1,2} [lemma="go"] ]], "_{1,2} <go>", "” and went")
same([=["[A-Z].*"+ | "to" []]=], "/[A-Z].*/+ | [text=to] _", "Ana Torres|No|Bo|to Lima|She|CAFÉ|Cafe|It", DIFFER)
same([=[("and" | "or") [lemma="go"]? []]=], '([text=and] | [text=or]) <go>? _', "and went to|and a|or café", DIFFER)
same("'[A-Z].*'{,2} 'sa.d'", "/[A-Z].*/{,2} /sa.d/", "Ana Torres said")
same("'[A-Z].*'{2,} 'sa.d'*", "/[A-Z].*/{2,} /sa.d/*", "Ana Torres said")
same("'[A-Z].*'{2}", "/[A-Z].*/{2}", "Ana Torres")
same("<s> []", "^ _", "Ana|She|It")
same("[] </s>", "_ $", ".|.|.")
same("<s/>", "^ _+ $", "Ana Torres said: “No way, Bo,” and went to Lima.|She was told, and a CAFÉ or café/Cafe closed.|It’s open 24/7.")
same("<quote/> # its marks too\n 'an.'", "@quote /an./", "“No way, Bo,” and")
same([[<quote depth="0|1"/>]], "@quote[depth=0,1]", "“No way, Bo,”")
same([[<quote depth="1"/>]], "@quote[depth=1]", "")
same([[ [layer="quote" & word="B."] ]], "[@quote & word~/B./]", "Bo")
same([[ [layer!="quote" & word="[A-Z]."] ]], "[!@quote & word~/[A-Z]./]", "It")
same([[a:"[A-Z].*"+ "s.*" (b:[])]], "a:/[A-Z].*/+ /s.*/ b:_", "Ana Torres said:")
check.captures(cql [[who:"[A-Z].*"+ v:"said"]], text, { who = "Ana Torres", v = "said" })
check.captures(cql [[(x:"A.*" x:[])]], text, { x = "Ana|Torres" })

-- Plain words are no regular expressions, wherever they stand.
local function kind(query) return cql(query)[1].kind end
check.that(kind [["Lima"]] == "text" and kind [["24\/7"]] == "text" and kind [["Lima"%c]] == "lower" and kind [["L.ma"]] == "regex")

-- What narrows a rule.
check.is(cql [["[A-Z].*" within <s/>]], text, "Ana|Torres|No|Bo|Lima|She|CAFÉ|Cafe|It")
check.is(cql [["[A-Z].*" within <quote/>]], text, "No|Bo")
check.is(cql [["[A-Z].*" within s within quote;]], text, "No|Bo")
check.is(cql [["[A-Z].*" within <quote/>]], text, "No|Bo", { within = "quote" })
check.is(cql [["fell" [] "Rain"]], "Snow fell. Rain came.", "fell. Rain", { across = "paragraph" })
check.raises(function() check.found(cql [["a" within <quote/>]], text, { within = "found" }) end, 'the query says within <quote/> and the rule within = "found"')
check.raises(function() check.found(cql [["a" within <s/>]], text, { across = "paragraph" }) end, "the query says within <s/>")
check.raises(function() check.found(cql [["a" within <nope/>]], text) end, "reads the layer 'nope', which nothing gives", '\n  "a" within <nope/>\n             ^')

-- Among operators and macros; a part cannot narrow the whole.
local p = lun.p
check.is(p.cap("who", cql [["[A-Z].*"+]]) * cql [["said"]] * ":", text, "Ana Torres said:")
check.is(p.word "to" * -cql [["Quito"]] * p.any, text, "to Lima")
check.define.Said = cql [[ [lemma="say|tell"] ]]
check.is("Said [punct]", text, "said:|told,")
check.raises(function() return p.any * cql [[[] within <quote/>]] end, "a part of a pattern cannot say within", "\n  [] within <quote/>\n            ^")
check.raises(function() return -cql [[[] within <quote/>]] end, "a part of a pattern cannot say within")
check.define.Quoted = cql [[ [] within <quote/> ]]
check.raises(function() check.found("Quoted", text) end, "a part of a pattern cannot say within")

-- Explaining writes a query out as a pattern, which must be one.
for _, query in ipairs { [["a/b."]], [["[/]x\\/."]], [[who:"[A-Z].*"{2,3} ("a" | [word!="b|c" & !(lemma="go" | layer="quote")])]], [[<s/> <quote depth="0"/>]] } do
  local written = require("lunette.explain_text").write(cql(query))
  check.that(check.found(written, text) == check.found(cql(query), text), written)
end

-- Errors: the place, what was expected, a suggestion.
local function refused(query, ...)
  local ok, message = pcall(function() check.found(cql(query), text) end)
  if ok then error(query .. " was accepted", 2) end
  for _, wanted in ipairs { ... } do
    if not message:find(wanted, 1, true) then error(("%s: %q lacks %q"):format(query, message, wanted), 2) end
  end
  check.count = check.count + 1
end
refused("", 'expected "word", [word="regex"]')
refused("house", 'expected "word"', "\n  house\n  ^")
refused([["a]], 'expected `"`', '\n  "a\n    ^')
refused([["a" )]], "expected the end of the query", '\n  "a" )\n      ^')
refused([[("a"]], "expected `)`", '\n  ("a"\n      ^')
refused([[ [word="a" ]], "expected `]`")
refused([[ [word "a"] ]], "expected `=` or `!=`", '\n  [word "a"]\n        ^')
refused([[ [word=""] ]], "expected a regular expression")
refused([[ [word="a" & ] ]], "expected a test, such as")
refused("[]{2", "expected `}`")
refused([["a"%x]], "expected `c`, `d` or `l`", '\n  "a"%x\n      ^')
refused("x: ", "expected what is labelled")
refused("<quote", "expected `>` or `/>`")
refused("été [wrod='x']", 'expected "word"')
refused([=["é" [wrod="x"]]=], "no attribute 'wrod'; did you mean 'word'?", '\n  "é" [wrod="x"]\n       ^')
refused([[ [lc="x"] ]], "no attribute 'lc' (tokens have word, lemma, pos, tag, and layer")
refused([[ [pos="N.*"] ]], "pos takes plain values", '\n  [pos="N.*"]\n       ^')
refused([[ [word="a" & tag!="VB."] ]], "tag takes plain values")
refused([["a(b"]], "missing closing parenthesis", '\n  "a(b"\n      ^')
refused([["caf["%c]], "missing terminating ]", '\n  "caf["%c\n       ^')
refused([["New York"]], "'New York' is never one token", 'write "New" "York"')
refused([["a|cannot"]], "'cannot' is never one token", 'write "can" "not"')
refused([[ [lemma="g.*"] ]], 'lemma takes a plain word or several, as in [lemma="go|see"]', '\n  [lemma="g.*"]\n         ^')
refused([[ [lemma="go"%d] ]], "%d is for word only")
refused([["caf.s"%d]], "%d takes plain words only")
refused([[ [layer="qu.te"] ]], "layer takes a name or several")
refused([[ [layer="qote"] ]], "reads the layer 'qote', which nothing gives; did you mean 'quote'?", '\n  [layer="qote"]\n   ^')
refused([[<quote depth="0.*"/>]], "an attribute of a span takes plain values")
refused("[] <qote/>", "did you mean 'quote'?", "\n  [] <qote/>\n     ^")
refused("<quote> []", 'write <quote/> for a whole span, [layer="quote"] for a token inside')
refused("[] </quote>", "only sentences have a start and an end", "\n  [] </quote>\n     ^")
refused("end:[]", "'end' cannot name a capture", "\n  end:[]\n  ^")
refused("[] (1:[])", "a label is a name, such as a1:", "\n  [] (1:[])\n      ^")
refused("[]{3,2}", "the second number is the larger one")
refused("[]{20000}", "more than 10,000 elements")
refused([["a" containing "b"]], "containing is not supported", '\n  "a" containing "b"\n      ^')
refused([["a" !containing "b"]], "containing is not supported")
refused([[a:[] b:[] :: a.word = b.word]], "global constraints (:: a.word = b.word) are not supported", "^")
refused([["a" within "b"]], "within takes <s/> or a layer", '\n  "a" within "b"\n      ^')
refused([["a" within 2 s]], "within takes <s/> or a layer")
refused([["a" !within <s/>]], "within takes <s/> or a layer")
refused([[("a" within <s/>)]], "at the end of the query")
refused([["a" within <quote/> within <person/>]], "within takes one layer")
refused([["a" & "b"]], "& joins tests between [ ] only")
refused(("("):rep(1000) .. "[]" .. (")"):rep(1000), "nested too deeply")
refused("[" .. ("!"):rep(1000) .. '"a"]', "nested too deeply")
refused([["stack overflow" "too deep"]], "'stack overflow' is never one token")
refused("'\xFF'", "not valid UTF-8")
refused("'a\0'", "a NUL")
refused('"' .. ("a"):rep(70000) .. '"', "longer than 65,535 bytes")
refused('[lemma="' .. ("a"):rep(70000) .. '"]', "longer than 65,535 bytes")
refused("[]{99999999999999999999}", "more than 10,000 elements")
check.raises(function() cql(3) end, "lun.cql wants a query, not a number")
local _, message = pcall(function() cql "house" end)
check.that(message:find "^[^\n]*test_cql%.lua:%d+: expected", message)

-- lunette find --cql: rows and columns as for a pattern, what is wrong with its code.
local function report_of(query, options)
  options.cql = true
  return find.report(options, { query }, false)
end
local r = report_of([[b:"x" a:[] within <quote/>]], {})
check.that(table.concat(r.tables[1].columns, " ") == "match b a at")
for _, case in ipairs {
  { 3, "house", {}, "the query: expected" }, { 3, "at:[]", {}, "the query: 'at' is a column of every match", "\n  at:[]\n  ^" },
  { 3, "[] within <person/>", {}, "@person is given by the pack names: add --use names", "\n  [] within <person/>\n            ^" },
  { 2, "[] within <quote/>", { within = "person", use = { "names" } }, "--within: the query says within <quote/>" },
  { 2, "[] within <s/>", { across = "document" }, "--across: the query says within <s/>" },
} do
  local none, said, code = report_of(case[2], case[3])
  check.that(none == nil and code == case[1], case[2])
  for k = 4, #case do check.that(said:find(case[k], 1, true), said) end
end
check.done()

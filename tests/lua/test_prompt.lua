-- The prompt without a terminal: how values are shown, what is completed, where errors point, how transcripts are compared, what
-- the history keeps.
local lun = require "lunette"
local complete = require "lunette.repl_complete"
local core = require "lunette.core"
local fault = require "lunette.repl_error"
local history = require "lunette.repl_history"
local sessions = require "lunette.repl_session"
local set = require "lunette.set"
local show = require "lunette.repl_show"
local terminal = require "lunette.terminal"
local transcript = require "lunette.repl_transcript"

local function same(got, wanted)
  if got ~= wanted then error(("%s\nis not\n%s"):format(tostring(got), tostring(wanted)), 2) end
end
local function has(text, part)
  if not text:find(part, 1, true) then error(("%s\nlacks\n%s"):format(text, part), 2) end
end

local said = {}
local view = { paint = terminal.painter(false), width = 80 }
local function write(text) said[#said + 1] = text end
local session = sessions.new({ text = "Then Ana Torres met Carlos Vega in Lima. Rain fell on them." }, { write = write, say = write, view = view })
assert(session:open {})
local function run(text)
  said = {}
  local goes_on = session:line(text)
  return (table.concat(said):gsub("\n$", "")), goes_on
end

-- Values.
same(run "1 + 1", "2")
same(run "_ + 1", "3")
same(run "nil", "nil")
same(run "'a\\nb'", '"a\\nb"')
same(run "{}", "{}")
same(run "{ 1, { 2, { 3, { 4 } } } }", "{\n  [1] = 1\n  [2] = {\n    [1] = 2\n    [2] = {\n      [1] = 3\n      [2] = { ... }\n    }\n  }\n}")
same(run "{ { n = 2 }, { n = 1, m = 'x' } }", "m  n\n   2\nx  1\n2 rows")
same(run "{ { n = 2 }, 3 }", "{\n  [1] = {\n    n = 2\n  }\n  [2] = 3\n}")
same(run "setmetatable({}, { __tostring = function() return 'a\\27[1mb' end })", "a\\u{1B}[1mb")
has(run "setmetatable({}, { __index = function() error 'asked' end })", "{}")
has(run "local t = {} for i = 1, 30 do t[i] = i end return t", "... 10 more")
same(run "doc:span(2, 3)", "Ana Torres  tokens 2-3  text:1:6\n  Then «Ana Torres» met Carlos Vega in Lima.")
has(run "lun.collect", "function lun.collect(iterator, state, control)")
same(run "doc:spans 'nothing_has_this'", "nothing\n@nothing_has_this: nothing gives this layer")
has(run "doc:sentences()", "Rain fell on them.                        1:42\n2 spans in text")
same(run "doc:tokens(2, 3)", "1  2\n2  Ana\n3  Torres\n2 rows")

-- A span in a narrow place stays in sight, between as much as there is room for.
local long = lun.doc(("one two three four five six seven "):rep(5) .. "Ana Torres" .. (" eight nine ten eleven twelve"):rep(5) .. ".")
for width = 20, 120, 7 do
  local text = show.in_sentence(long:span(36, 37), view, width)
  has(text, "«Ana Torres»")
  assert(terminal.width(text) <= width, text)
end
assert(terminal.width(show.in_sentence(long:span(1, #long), view, 40)) <= 40)

-- Tables are cut to rows, and say how many there are.
local rows = {}
for i = 1, 25 do rows[i] = { n = i } end
has(show.value(rows, view), "... 5 more\n25 rows")

-- Variables stay, locals are told, unknown names raise.
same(run "x = 41", "")
same(run "x + 1", "42")
same(run "local y = 1", "y is gone with this line: without `local` it stays")
has(run "y", "undefined name 'y'")
has(run "io.open 'x'", "'io' is closed here")

-- Packs run once each, over what comes later too.
same(run 'use "names"', "")
has(run 'doc:spans "person"', "2 spans: @person in text")
same(run 'use "names"', "")
has(run 'doc:spans "person"', "2 spans: @person in text")
same(run 'use("attribution") #lun.collect(doc:spans "person")', '  use("attribution") #lun.collect(doc:spans "person")\n                     ^\nunexpected symbol near \'#\'')
has(run "docs", "1 article: docs[1] is the first")
has(run "docs[1]:spans 'person'", "2 spans")
same(run "docs[2]", "nil\ndocs[2]: there is no such article: #docs is 1")
same(run "for d in docs() do print(d.id, #lun.collect(d:spans 'person')) end", "text\t2")
has(run "docs.first", "docs[1] is the first article")

-- Where errors point.
local function caret(text, message)
  local lines = fault.lines(text, message, false, view.paint, 80)
  local column = #lines[2]
  return lines[1]:sub(3), column - 2, lines[3]
end
local function compiled(text) return select(2, load(text, "@prompt")) end
local function points(text, column)
  local line, at = caret(text, compiled(text))
  same(line, text:match "[^\n]*$" == "" and text or line)
  same(at, column)
end
points("x = = 3", 5)
points("a = 1 b = 2 c c", 15)
points("if x then y end", 13)
points("f(1, 2", 7)
points("1 + * 2", 5)
same(select(3, caret("1 + * 2", compiled "1 + * 2")), "unexpected symbol near '*'")
same((caret("a = 1\nb = = 2\nc = 3", compiled "a = 1\nb = = 2\nc = 3")), "b = = 2")
same((caret("größe = 1", compiled "größe = 1")), "größe = 1")
local wide = ("x = 1 "):rep(30) .. "= 5"
for _, line in ipairs(fault.lines(wide, compiled(wide), false, view.paint, 80)) do assert(terminal.width(line) <= 80, line) end
has(run 'doc:layer "persn"', '  doc:layer "persn"\n             ^\nunknown layer')
has(run "a = 1\nb.c = 2", "  b.c = 2\n  ^\nundefined name 'b'  (line 2)")
has(run "help", "commands have a colon before them: :help")
has(run "find who:@person", ": :find")
has(run "exit", ": :quit")
assert(not run("nobody"):find "colon")
has(run "error { code = 7 }", "an error that is a table: { code = 7 }")

-- Unfinished texts ask on; commands and wrong ones do not.
for text, wanted in pairs { ["for i = 1, 2 do"] = true, ["x = {"] = true, ["f("] = true, ["x ="] = true, ["[[a"] = true, ["--[[ a"] = true, ["x = 1"] = false, ["1 +"] = true,
  [":find ("] = false, ["x = = 3"] = false, ["'abc"] = false } do same(session:is_unfinished(text), wanted) end

-- Completion: what is put behind the cursor, and the candidates.
local function completes(line, wanted)
  local put = complete.line(session, line)
  same(put, wanted)
end
local function offers(line, ...)
  local _, _, list = complete.line(session, line)
  local there = set.of(list)
  for _, name in ipairs { ... } do if not there[name] then error(("%s: does not offer %s but %s"):format(line, name, table.concat(list, " ")), 2) end end
  return list
end
completes("doc:head", nil) -- a field is no method
completes("doc.head", "line")
completes("doc:ent", nil)
offers("doc:ent", "entities", "entity", "entries")
completes("doc:entri", "es")
completes("lun.coll", "ect")
completes("x = lun.coll", "ect")
completes("print(doc.headline.te", nil) -- there is none
completes('doc:spans "per', "son")
completes("doc:spans('per", "son")
completes('doc:spans [[per', "son")
run "doc:fact('met', { who = doc:span(2, 3) })"
completes('doc:facts "m', "et")
completes('lun.dictionary "weekd', "ay")
completes('use "spee', "ch")
completes('use { "names", "spee', "ch")
completes('lun.read "tests/lua/chec', "k.lua")
completes('x = "tests/lua/chec', "k.lua")
completes('x = "hello wor', nil)
completes(":lay", "ers ")
completes(":help doc:spa", nil)
offers(":help doc:spa", "doc:spans", "doc:spaced", "doc:span")
completes(":help lun.coll", "ect")
completes(":show speech.cs", nil) -- not in use
completes(":run bri", "ef")
completes(":use attri", "bution")
completes(":load tests/lua/chec", "k.lua")
completes(":find who:@per", "son")
completes(":find #weekd", "ay")
completes(":time doc.tex", "t")
completes("whi", "le")
completes("prin", "t")
run "tab = { alpha = { beta = 1 }, run = function() end }"
completes("tab.al", "pha")
completes("tab.alpha.be", "ta")
completes("tab:r", "un")
completes("tab:al", nil)
completes("('x'):up", nil)
run "word = 'x'"
completes("word:uppe", "r")
run "p = lun.collect(doc:spans 'person')[1]"
completes("p.sur", "e") -- an attribute
completes("p:sent", "ence")
offers("f", "for", "false", "function")
completes("nobody.know", nil)
completes("", nil)
run "trap = setmetatable({}, { __index = function() error 'asked' end })"
completes("trap.x", nil)
completes("tab[1", nil)
local _, shown = complete.line(session, "doc:")
for line in shown:gmatch "[^\n]+" do assert(terminal.width(line) <= 80, line) end
completes("for i = 1, 2 do\n  doc.head", "line")
completes("for i = 1, 2 do\n", "  ")
completes("for i = 1, 2 do\n  ", "  ")

-- Transcripts.
local function fits(wanted, got, yes)
  local a, b = {}, {}
  for line in (wanted .. "\n"):gmatch "(.-)\n" do a[#a + 1] = line end
  for line in (got .. "\n"):gmatch "(.-)\n" do b[#b + 1] = line end
  same(transcript.fits(a, b), yes)
end
fits("a", "a", true)
fits("a", "b", false)
fits("a", "a\nb", false)
fits("a\n...", "a\nb\nc", true)
fits("a\n...", "a", true)
fits("...\nc", "a\nb\nc", true)
fits("...\nb", "a\nb\nc", false)
fits("a ... c", "a b c", true)
fits("a (...) 100%", "a (x.y) 100%", true)
fits("a (...) 100%", "a x 100%", false)
fits("...", "", true)
local words, steps = transcript.read "# note\n$ lunette repl --text 'It rained.' \"a b\" c\\ d\n> x = {\n>> 1 }\n> x\n{\n}\n\n> 2\n"
same(table.concat(words, "|"), "--text|It rained.|a b|c d")
same(#steps, 3)
same(steps[1].text, "x = {\n1 }")
same(table.concat(steps[2].expected, "|"), "{|}|")
same(steps[3].line, 9)
for text, wanted in pairs { ["> 1\n"] = "1: a transcript begins", [""] = "1: a transcript begins", ["$ lunette repl\nx\n> 1\n"] = "2: a line before the first prompt" } do
  local none, message = transcript.read(text)
  assert(none == nil and message:find(wanted, 1, true), message)
end
session.command = { "--text", "It's so." }
session.entries = { { text = "x = {\n1 }", said = "" }, { text = "#x", said = "\27[2m1\27[0m\n" }, { text = ":layers", said = "layer\n" } }
same(transcript.text(session), "$ lunette repl --text 'It'\\''s so.'\n> x = {\n>> 1 }\n> #x\n1\n> :layers\nlayer\n")
local again = transcript.read(transcript.text(session))
same(again[2], "It's so.")
same(transcript.text(session, true):gsub("^[^\n]*\n", ""), "local x = {\n1 }\nprint(#x)\n-- :layers\n")
assert(load(transcript.text(session, true), "=script"))
session.entries = { { text = "x = 1", said = "" }, { text = "x = x + 1", said = "" }, { text = 'use "names"', said = "" }, { text = "print(x)", said = "2\n" } }
assert(transcript.text(session, true):find("\nlocal x = 1\nx = x %+ 1\n%-%- use \"names\"[^\n]*\nprint%(x%)\n$"))

-- Commands.
local text, goes_on = run ":nothing"
has(text, "no command ':nothing'")
assert(goes_on)
has(run ":", "no command ':'")
has(run ":find [nothing_at_all]", "the pattern")
has(run ":find ana torres", "1 match")
has(run ":explain", "which rule?")
has(run ":explain no.such", "no rule, pack, fact or layer")
has(run ":run", "which report?")
has(run ":run kwic", ":run kwic WORD")
has(run ":run nosuch", "no report or rule pack 'nosuch'")
has(run ":show", "what?")
has(run ":save x", "FILE.txt")
has(run ":rules places", "places.")
has(run ":test", "no pack of your own is in use")
has(run ":test nosuch", "no pack 'nosuch' in use")
run 'use(lun.rules { name = "rain", { "fell", "rained", fact = "rain", yes = { "It rained.", "It snowed." }, no = { "It was dry." } } })'
has(run ":test", 'rain.fell: yes "It snowed."')
has(run ":test rain", "rain: 2 of 3 examples hold")
has(run ":hel", ":explain RULE")
has(run ":load samples/articles/state-visit.txt", "state-visit")
has(run 'doc:spans "person"', "@person in samples/articles/state-visit.txt")
has(run ":load samples/articles", "antivenom-summit")
has(run "docs", "10 articles")
has(run "doc = docs[3]", "")
has(run "doc", "cyber-pact")
has(run ":load none.txt", "none.txt")
assert(select(2, run ":quit") == false)
local bare = sessions.new({}, { write = write, say = write, view = view })
said = {}
bare:line ":layers"
has(table.concat(said), "no article here")
said = {}
bare:line "doc"
has(table.concat(said), "undefined name 'doc'")

-- What was typed is kept as it was.
local path = "/tmp/lunette-test-history"
assert(core.write_file(path, ""))
for _, line in ipairs { "x = 1", "for i = 1, 2 do\n  print(i)\nend", [["a\nb\\"]], "x = 1", "x = 1" } do assert(history.add(path, line)) end
local kept = history.read(path)
same(#kept, 4)
same(kept[2], "for i = 1, 2 do\n  print(i)\nend")
same(kept[3], [["a\nb\\"]])
assert(core.write_file(path, "good\n\xFF\xFE\nno end"))
same(table.concat(history.read(path), "|"), "good")
for i = 1, 2010 do if i % 400 == 0 or i > 2005 then history.add(path, "line " .. i) end end
same(history.read(path)[2], "line 400")
same(#history.read "/tmp/lunette-no-such-history", 0)
same(#history.read(nil), 0)
print "ok"

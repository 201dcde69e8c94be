-- Derivations: fact:why() and span:why() down to dictionary rows and words, for what rules, emit and steps made; who lost to
-- whom; and that what is asked for is only what the rule saw.
local lun = require "lunette"
local core = require "lunette.core"
local environment = require "lunette.environment"
local origin = require "lunette.origin"
local phase = require "lunette.phase"
local why = require "lunette.why"
local check = dofile "tests/lua/check.lua"
local that = check.that
local here = debug.getinfo(1, "S").source:sub(2)
environment.texts[here] = core.read(here) -- so that rules know their lines

local function run(packs, text, data)
  local doc = lun.doc(text, data)
  phase.run(packs, doc)
  return doc
end
local function first(iterator) return (iterator()) end
-- Compares a tree with its lines, in which FILE stands for the pack's file.
local function is(node, file, wanted)
  local text = tostring(node):gsub(file:gsub("%p", "%%%0") .. ":(%d+)", "FILE:%1")
  if text ~= wanted then error(("the tree is\n%s\nnot\n%s"):format(text, wanted), 2) end
  check.count = check.count + 1
end
-- Finds nodes anywhere in a tree.
local function has(node, fields)
  local all = true
  for name, value in pairs(fields) do all = all and node[name] == value end
  if all then return node end
  for _, from in ipairs(node.from or {}) do
    local found = has(from, fields)
    if found then return found end
  end
end

-- What a test asks to begin at a token is stood on like the rest, and a span that won as a claim knows its match.
do
  local beginning = lun.rules { name = "beginning", { "x", "a b", gives = "x" }, { "y", "then span:([^@x] _) c", gives = "y", asks = "words", attributes = { text = function(m) return m.text end } } }
  local doc = run({ beginning }, "then a b c")
  local tree = first(doc:spans "y"):why()
  that(#tree.from == 3 and tree.from[1].text == "then" and tree.from[2].layer == "x" and tree.from[2].text == "a b" and tree.from[3].text == "b c", tostring(tree))
  that(tree.rule == "beginning.y" and tree.rule_file == here and first(doc:spans "y"):get "text" == "a b")
end

-- A fact over a layer over a dictionary of the user's; an entry shows the rows that pass the attribute asked for.
lun.dictionary("why_boat", { { "Sea Rose", "tug", "1" }, { "Sea Rose", "ferry", "2" }, { "Gull", "tug", "3" } }, { columns = { "kind", "id" }, file = "boats.csv" })
local pack = lun.rules { name = "port",
  { "boat", [[ the? boat:#why_boat[kind=tug] ]], gives = "boat" },
  { "place", [[ span:[cap] harbour ]], gives = "place" },
  { "docked", [[ who:@boat ...{0,2}   <dock> (in | at) where:[cap & @place & !@boat] ]], fact = "docked" },
}
local file = pack.file
local doc = run({ pack }, "Then the Sea Rose at last docked in Tellmar harbour.")
local fact = first(doc:facts "docked")
local tree = fact:why()
local line = pack.steps[1].line
is(tree, file, ([[
docked "the Sea Rose at last docked in Tellmar"  port.docked FILE:%d
├─ who: @boat "the Sea Rose"  port.boat FILE:%d
│  ├─ "the"
│  └─ boat: #why_boat "Sea Rose"  boats.csv: Sea Rose id=1 kind=tug
├─ "at last docked in"
└─ where: @place "Tellmar"  port.place FILE:%d
   └─ "Tellmar harbour"]]):format(line + 2, line, line + 1))
that(tree.what == "fact" and tree.type == "docked" and tree.at == "text:1:6" and tree.rule == "port.docked" and tree.rule_file == file)
that(tree.pattern == "who:@boat ...{0,2} <dock> (in | at) where:[cap & @place & !@boat]", "blanks of a pattern are folded")
that(tree.captures.who.text == "the Sea Rose" and tree.captures.who.layer == "boat" and tree.captures.who.from == nil)
local entry = has(tree, { what = "entry" })
that(entry.dictionary == "why_boat" and #entry.rows == 1 and entry.rows[1].kind == "tug" and entry.file == "boats.csv" and entry.at == "text:1:10")
that(tostring(first(doc:spans "boat"):why()) == tostring(tree.from[1]), "a span gives the branch that stands in the fact's tree")
core.close(doc)
that(tostring(tree):find "Sea Rose" and #lun.json.encode(tree) > 100, "a tree outlives its document and is plain values")

-- A bundled dictionary by its file; a test that holds by one alternative does not show the other.
local bundled = lun.rules { name = "b", { "on", [[ [#month & cap | #weekday & lower] d:[num & value<=31] ]], fact = "date" } }
tree = first(run({ bundled }, "Rain fell on May 4 again."):facts()):why()
that(tree.from[1].file == "month.tsv" and tree.from[1].rows[1].number == "5" and tree.from[2].text == "4" and #tree.from == 2)
local either = lun.rules { name = "e", { "x", [[ a ]], gives = "x" }, { "y", [[ a ]], gives = "y" }, { "z", [[ [@x & num | @y & !num] ]], gives = "z" } }
tree = first(run({ either }, "b a"):spans "z"):why()
that(#tree.from == 1 and tree.from[1].layer == "y")

-- Captures that are lists, whole spans one after another, `within`, and words cut where captures begin.
local lists = lun.rules { name = "l",
  { "name", [[ [cap & !first] ]], gives = "name" },
  { "trip", [[ from stops:@name+ ("," stops:@name)* how:(by boat)? ]], fact = "trip", within = "quote" } }
tree = first(run({ lists }, "She said: “They came from Lima Cusco, Quito by boat.”"):facts()):why()
is(tree, lists.file, ([[
trip "from Lima Cusco, Quito by boat"  l.trip FILE:%d
├─ @quote "“They came from Lima Cusco, Quito by boat.”"
├─ "from"
├─ @name "Lima"  l.name FILE:%d
│  └─ "Lima"
├─ @name "Cusco"  l.name FILE:%d
│  └─ "Cusco"
├─ ","
├─ stops: @name "Quito"  l.name FILE:%d
│  └─ "Quito"
└─ how: "by boat"]]):format(lists.steps[2].line, lists.steps[1].line, lists.steps[1].line, lists.steps[1].line))
that(#tree.captures.stops == 2 and tree.captures.stops[1].text == "Lima Cusco" and tree.captures.how.text == "by boat")

-- What `emit` makes was made by its rule for that match; what it makes elsewhere stays without.
local emits = lun.rules { name = "m",
  { "pair", [[ left:[cap] and right:[cap] ]], gives = { "left", "right" },
    emit = function(m, d)
      d:add("left", m.left.first)
      d:add("right", m.right)
      d:fact("pair", { a = m.left, b = m.right })
    end } }
doc = run({ emits }, "Ana and Bo left. Cy and Di left.")
local pairs_found = lun.collect(doc:facts "pair")
that(pairs_found[2].rule == "m.pair" and pairs_found[2].file == emits.file and pairs_found[2].match.text == "Cy and Di")
that(tostring(pairs_found[2]) == "pair(a=Cy, b=Di)", "what a fact knows of its rule is no role")
that(pairs_found[2]:why().text == "Cy and Di" and pairs_found[2]:why().captures.left.text == "Cy")
local right = lun.collect(doc:spans "right")
that(right[1]:why().rule == "m.pair" and right[1]:why().from[1].text == "Ana" and right[2]:why().from[1].text == "Cy")
that(right[1].rule == nil, "emit says itself what doc:add gets as rule")
local own = doc:add("left", 1, 2, nil, "by hand"):why()
that(own.rule == "by hand" and own.rule_line == nil and own.from == nil)
local loose = doc:fact("loose", { who = right[1], all = { right[1], right[2] } }):why()
that(loose.rule == nil and loose.from[1].layer == "right" and #loose.from == 2 and #loose.captures.all == 2 and loose.text == "Bo")

-- What a step makes stands on what it reads there: on what the rule that it names gave, else on what has the same tokens.
local steps = lun.rules { name = "s",
  { "person", [[ span:[cap] left ]], gives = "person?" },
  { "org", [[ [cap] ]], gives = "org?" },
  lun.resolve { name = "settle", reads = { "person?", "org?" }, gives = { "person", "org" }, each = function(d)
    for c in d:spans "person?" do d:add("person", c, nil, { sure = 5 }, c.rule) end
    for c in d:spans "org?" do if c.first > 4 then d:add("org", c, nil, { reason = "stands late" }) end end
    d:fact("met", { who = first(d:spans "person"), reason = "the first" })
  end } }
doc = run({ steps }, "Ana left. Then Acme rose.")
local settle_line = steps.steps[3].line
is(first(doc:spans "person"):why(), steps.file, ([[
@person "Ana"  s.settle FILE:%d (s.person)
└─ @person? "Ana"  s.person FILE:%d
   └─ "Ana left"]]):format(settle_line, steps.steps[1].line))
is(first(doc:spans "org"):why(), steps.file, ([[
@org "Acme"  s.settle FILE:%d (stands late)
└─ @org? "Acme"  s.org FILE:%d
   └─ "Acme"]]):format(settle_line, steps.steps[2].line))
that(settle_line == steps.steps[1].line + 2, "a step's line is that of lun.resolve")
is(first(doc:facts "met"):why(), steps.file, ([[
met "Ana"  s.settle FILE:%d (the first)
└─ who: @person "Ana"  s.settle FILE:%d (s.person)
   └─ @person? "Ana"  s.person FILE:%d
      └─ "Ana left"]]):format(settle_line, settle_line, steps.steps[1].line))

-- A rule that reads the layer which it gives is read again over what it saw, not over what it made itself.
local again = lun.rules { name = "a", { "full", [[ [cap] [cap] ]], gives = "name" },
  { "more", [[ @name and span:[cap & !@name] ]], gives = "name" } }
doc = run({ again }, "Ana Torres and Bo and Cy left.")
local names = lun.collect(doc:spans "name")
that(#names == 2 and names[2].text == "Bo")
tree = names[2]:why()
that(tree.from[1].rule == "a.full" and tree.from[2].text == "and Bo", tostring(tree))
-- When a script has changed a layer since, the words of the match are left.
doc = run({ pack }, "Then the Sea Rose docked in Tellmar harbour.")
doc:remove(first(doc:spans "boat"))
tree = first(doc:facts "docked"):why()
that(tree.rule == "port.docked" and #tree.from == 1 and tree.from[1].what == "word" and tree.reason == why.changed)
-- A `where` that refuses long matches leaves the one that it took.
local choosy = lun.rules { name = "c", { "run", [[ x:[cap]+ ]], gives = "x", where = function(m) return #m.x == 2 end } }
tree = first(run({ choosy }, "Ana Bo Cy left."):spans "x"):why()
that(tree.text == "Ana Bo" and tree.from[1].text == "Ana Bo" and tree.captures.x.text == "Ana Bo")

-- Rows: of the fact that has most of the cells, then of what is left.
doc = run({ emits }, "Ana and Bo left.")
local pair = first(doc:facts "pair")
local rows = why.row(doc, { one = pair.a, two = pair.b, at = first(doc:spans "left"), text = "Ana" })
that(#rows == 2 and rows[1].type == "pair" and rows[2].layer == "left")
that(#why.row(doc, { text = doc:span(1), n = 1 }) == 0, "a span of no layer needs no reason")
that(why.row(doc, {}, pair)[1].type == "pair")

-- Over whole articles every match is read again as it was, and no branch is without what it stands on.
local files, nodes = {}, 0
for _, name in ipairs(core.list "samples/articles") do
  if name:find "%.txt$" then files[#files + 1] = "samples/articles/" .. name end
end
that(#files >= 5)
local packs = lun.report({ name = "all", use = { "attribution", "times" }, each = function() end }).packs
local function complete(node, made)
  nodes = nodes + 1
  that(node.reason ~= why.changed, node.text)
  if made then that(node.from and node.from[1], ("%s %s %q stands on nothing"):format(node.rule, node.layer or node.type, node.text)) end
  for _, from in ipairs(node.from or {}) do complete(from) end
end
for _, path in ipairs(files) do
  local article = lun.open(path)
  phase.run(packs, article)
  for name in article:layers() do
    for s in article:spans(name) do
      local maker = origin.of_span(s)
      complete(s:why(), maker and maker.tree)
    end
  end
  for f in article:facts() do complete(f:why(), true) end
  core.close(article)
end
that(nodes > 1000)

-- Events: each actor with what gave its country and its part, and the rows that gave the code.
do
  local using = require "lunette.using"
  local packs = {}
  using.packs({ "events" }, packs, {}, 1)
  local function event_of(text)
    local doc = run(packs, text, { date = "2021-06-16" })
    return first(doc:facts "event"):why(), doc
  end
  local node = event_of "Syrian rebels attacked a Turkish army base."
  local who, to, code
  for _, from in ipairs(node.from) do
    if from.role == "who" then who = from elseif from.role == "to" then to = from elseif from.role == "code" then code = from end
  end
  that(who.code == "SYRREB" and who.text == "Syrian rebels" and has(who, { dictionary = "norp" }).rows[1].cc == "SY" and has(who, { dictionary = "sector" }).rows[1].code == "REB", tostring(node))
  that(to.code == "TURMIL" and has(to, { layer = "norp", text = "Turkish" }) and has(to, { dictionary = "sector", text = "army" }), tostring(node))
  that(code.dictionary == "eventverb" and code.rows[1].surface == "attack" and code.rows[1].code == "190" and code.text == "attacked", tostring(node))
  that(tostring(node):find('─ who: actor "Syrian rebels" (SYRREB)', 1, true) and tostring(node):find('─ code: #eventverb "attacked"  eventverb.tsv: attack', 1, true), tostring(node))
  that(node.captures.who[1].code == "SYRREB" and node.captures.code.text == "attacked" and node.captures.who[1].from == nil)
  node = event_of "Peru signed a trade agreement with officials of Chile."
  code = has(node, { role = "code" })
  that(code.dictionary == "eventpair" and code.rows[1].code == "057" and has(code, { dictionary = "eventverb", text = "signed" }) and has(code, { dictionary = "eventnoun", text = "agreement" }), tostring(node))
  to = has(node, { role = "to" })
  that(to.code == "CHLGOV" and has(to, { layer = "place", text = "Chile" }) and has(to, { dictionary = "sector", text = "officials" }), tostring(node))
  that(has(event_of "Peru vowed to attack Chile.", { role = "code" }).reason == "190 becomes 138: behind vowed")
  that(has(event_of "Kenya will not meet Uganda.", { role = "code" }).reason:find "it is denied", "denied")
  that(has(event_of "The summit between Peru and Chile was called off.", { role = "code" }).dictionary == "eventnoun")
  that(has(event_of "Talks between Peru and Chile collapsed.", { role = "code" }).dictionary == "eventpair")
  that(has(event_of "Peru's attack on Chile was short.", { role = "code" }).dictionary == "eventnoun")
  that(tostring(event_of "President Ana Torres of Peru met Bolivian students."):find('who: actor "President Ana Torres" (PERGOV; Ana Torres is of PER (stated))', 1, true))
  that(has(has(event_of "Indian and Chinese troops clashed.", { role = "who", code = "INDMIL" }), { dictionary = "sector", text = "troops" }))
  that(tostring(event_of "Putin thanked Chad."):find('heads of state and of government of this last name are of RUS', 1, true))
  local minister = event_of "President Ana Torres of Peru came to Oslo. She criticized Chile."
  that(tostring(minister):find "PERGOV", tostring(minister))
end

-- A capture or role called why would hide the method.
check.refused("why:a", "'why' cannot name a capture")

check.done()

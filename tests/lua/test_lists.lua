-- Lists of names in scripts: what captures tell of their rows, names written out, lists called like bundled dictionaries,
-- and what is said of columns and entries.
local lint = require "lunette.lint"
local lists = require "lunette.lists"
local lun = require "lunette"
local phase = require "lunette.phase"
local check = dofile "tests/lua/check.lua"

local folder, said = "tests/lua/lists/", {}
function lists.say(text) said[#said + 1] = text end
local function raises(wanted, run, ...)
  local ok, message = pcall(run, ...)
  check.that(not ok and message:find(wanted, 1, true), ("%s is not said, but: %s"):format(wanted, tostring(message)))
end

local csv = folder .. "firm.csv"
local function declare(given) return lun.rules { name = "t", lists = given, { "r", "x", gives = "y" } } end
declare { firm = csv }

-- A capture tells of its row, by field and by get; of the first that the pattern lets through.
local function row_of(pattern, text)
  local m = check.match(pattern, text)
  check.that(m, pattern .. " does not match")
  return m.c
end
local c = row_of("c:#firm", "Bramwell & Co. was sold.")
check.that(c.country == "NL" and c.seat == "Delft" and c:get "country" == "NL" and c.name == "Bramwell & Co.", "columns of a capture")
check.that(c.text == "Bramwell & Co." and c.layer == nil and c.other == nil and c.start == 1, "fields of a capture that an entry fills")
c = row_of("c:#firm", "NWC was sold.")
check.that(c.name == "Northwind Cables" and c.country == "NO" and #c:candidates() == 2, "the first row of a name that two share")
c = row_of("c:#firm[country=US]", "NWC was sold.")
check.that(c.name == "Tidewater" and c.seat == nil and #c:candidates() == 1, "the row that the pattern lets through")
c = row_of("c:#firm[name=\"Northwind Cables\"]", "Northwind was sold.")
check.that(c.text == "Northwind" and c.seat == "Oslo", "names as an attribute")
c = row_of("c:[cap]", "Lima grew.")
check.that(c.country == nil and c.name == nil, "a capture that no entry fills has no columns")
c = row_of("c:#weekday", "It rained on Monday.")
check.that(c.name == "Monday", "entries of bundled dictionaries too")

-- Roles of facts keep them, also where a bundled pack lays a span of its own over the name.
do
  local pack = lun.rules { name = "t", use = { "names" }, lists = { firm = csv }, { "r", "a:#firm <buy> b:#firm", fact = "deal" } }
  local doc, facts = lun.doc "Northwind bought Bramwell & Co. on Monday.", {}
  local r = require("lunette.report").of_pack(pack)
  phase.run(r.packs, doc, r.without)
  for f in doc:facts "deal" do facts[#facts + 1] = f end
  check.that(#facts == 1 and facts[1].a.name == "Northwind Cables" and facts[1].b.country == "NL", "roles of a fact")
  check.that(tostring(facts[1]:why()):find("firm", 1, true) and tostring(facts[1]:why()):find(csv, 1, true), "derivations name the list's file")
end

-- A list that bundled packs ask for is looked for in the user's folders once, and one that is given is found.
do
  local own, asked = require "lunette.lists_own", 0
  local find = own.find
  function own.find(name) asked = asked + 1 return find(name) end
  check.that(lists.given "nobody" == nil and lists.given "nobody" == nil and asked == 1, "a list that is not there is looked for once")
  check.that(lists.given "firm" and asked == 1, "a list that a script declared")
  own.find = find
end

-- Names written out, with and without an option.
declare { river = { "Rhine", "Elbe" }, lake = { "Great Slave", case = "fold" }, one = { "Rhine" } }
check.is("#river", "The Rhine and the rhine", "Rhine")
check.is("#lake", "the great slave and the GREAT SLAVE", "great slave|GREAT SLAVE")
check.is("#one", "The Rhine", "Rhine")
declare { folded = { csv, case = "fold" } }
check.is("#folded", "northwind and nwc", "northwind|nwc")
declare { towns = folder .. "towns.txt" }
check.is("#towns", "From Lima to Port Moresby", "Lima|Port Moresby")
declare { tabs = folder .. "tabs.tsv" }
check.is("#tabs[kind=town]", "In Lima", "Lima")

-- What cannot be is said where it stands.
raises("list 'x' is a number", declare, { x = 3 })
raises("did you mean 'case'", declare, { x = { csv, cas = "fold" } })
raises('case is "exact" or "fold"', declare, { x = { csv, case = true } })
raises("none.csv: cannot be read", declare, { x = "none.csv" })
for _, column in ipairs { "text", "candidates" } do -- a field and a method
  raises((".csv:1: the column '%s' cannot be an attribute"):format(column), declare, { x = folder .. column .. ".csv" })
end
raises("firm' has no column 'countri'; did you mean 'country'", check.found, "#firm[countri=NO]", "x")

-- Notes are said with the file's name each time a list is opened: of several one where it is used, all where it is asked about.
said = {}
local noted = folder .. "noted.csv"
declare { noted = noted }
declare { noted = noted }
check.that(#said == 2 and said[2] == noted .. ":1: column 'Head office' is called Head_office in patterns and scripts (1 more to say of this list: lunette dict list " .. noted .. ")",
  table.concat(said, "\n"))
said = {}
require("lunette.lists").open("noted", noted)
check.that(#said == 2 and said[2] == noted .. ": 1 row is there already and counts once (line 3)", table.concat(said, "\n"))

-- A list called like a bundled dictionary is one's own for scripts, and stays so for patterns that were made with it.
do
  check.is("#weekday", "Monday or Sabbath", "Monday")
  local before = lun.rules { name = "b", { "r", "#weekday", gives = "before" } }
  declare { weekday = { "Sabbath" } }
  local doc = lun.doc "Monday or Sabbath"
  phase.run({ before, lun.rules { name = "a", { "r", "#weekday", gives = "after" } } }, doc)
  local function texts(layer)
    local list = {}
    for s in doc:spans(layer) do list[#list + 1] = s.text end
    return table.concat(list, "|")
  end
  check.that(texts "before" == "Monday" and texts "after" == "Sabbath", "two dictionaries of one name in one round")
  local count = 0
  for name in lun.dictionaries() do if name == "weekday" then count = count + 1 end end
  check.that(count == 1, "a name stands once among the dictionaries")
end

-- lint looks for the entries of lists in files too.
do
  local cut = folder .. "cut.txt"
  local made, pack = lint.recording(function() return lun.rules { name = "l", lists = { cut = cut }, { "r", "#cut", gives = "x", yes = { "Lima" }, no = { "Quito" } } } end)
  local found = false
  for _, w in ipairs(lint.check(pack, "l.lua", made)) do found = found or w.kind == "entry" or w.text:find("'Who? What Ltd' is never found", 1, true) end
  check.that(found, "an entry of a file that is never found")
end

check.done()

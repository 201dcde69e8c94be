-- Facts of the types that bundled packs read, made by a user's own rules: one that lacks what they read is an error that names the rule, the
-- role and the remedy; one that has it is read as ours are.
local lun = require "lunette"
local phase = require "lunette.phase"
local report = require "lunette.report"
local check = dofile "tests/lua/check.lua"
local that, raises = check.that, check.raises

local text = "Peru attacked Chile on Monday. Ana Torres said 12 people were killed in Lima. Then she flew to Oslo."

-- The document after the packs and a rule of a user's own.
local function run(packs, pattern, type_name)
  local own = lun.rules { name = "own", use = packs, { "told", pattern, fact = type_name } }
  local doc = lun.doc(text)
  phase.run(report.of_pack(own).packs, doc)
  return doc
end

for type_name, wanted in pairs { said = "`what`", harmed = "`count`", journey = "`verb` or `noun`", construction = "`verb` or `noun`", alias = "`long`" } do
  local packs = { "events", "casualties", "itineraries", "references" }
  raises(function() run(packs, "thing:[word=attacked,said]", type_name) end,
    "test_own_facts.lua", "rule 'own.told' makes a fact '" .. type_name .. "' without a span " .. wanted, "let the pattern capture it")
end
raises(function() run({ "attribution" }, "(what:[word=people,were])+", "said") end, "rule 'own.told' makes a fact 'said' without a span `what`", "capture it once, not in a repetition")
do -- of a construction the first of several is read
  local made = pcall(run, { "events" }, "(verb:[word=people,attacked])+", "construction")
  that(made, "a list of verbs makes no construction")
end
raises(function() run({ "events" }, "verb:attacked", "occurrence") end, "rule 'own.told' makes a fact 'occurrence'", "make one of these")

do -- what a script makes has no file and line
  local doc = lun.doc(text)
  local own = lun.rules { name = "own", use = { "reported" }, lun.resolve { name = "make", gives = { "reported" }, each = function(d) d:fact("said", { source = d:span(1) }) end } }
  raises(function() phase.run(report.of_pack(own).packs, doc) end, "makes a fact 'said' without a span `what`")
end

local said = lun.collect(run({ "attribution" }, "source:peru cue:attacked what:chile", "said"):facts "said")
that(said[1].rule == "own.told" and said[1].speaker and said[1].speaker.name == "Peru", "a statement of a rule of one's own has its speaker")
local stops = lun.collect(run({ "itineraries" }, "who:peru verb:attacked to:chile", "journey"):facts "stop")
that(stops[1], "a journey of a rule of one's own is a stop")
check.done()

-- Facts are listed by type in the order of the text, those of one place in the order of making.
local function facts_of(doc, type_name)
  local names = {}
  for f in doc:facts(type_name) do names[#names + 1] = f.n end
  return table.concat(names, " ")
end
do
  local doc, long = lun.doc(text), ("long"):rep(20)
  that(facts_of(doc) == "" and facts_of(doc, "a") == "", "there are none")
  doc:fact("b", { n = 1, match = doc:span(5) })
  that(facts_of(doc, "a") == "" and facts_of(doc, "b") == "1", "one of a type")
  for n, place in ipairs { 7, 2, 2, 9, 1 } do doc:fact(n % 2 == 0 and "a" or "b", { n = n + 1, match = doc:span(place) }) end
  for n = 7, 80 do doc:fact("c", { n = n, match = doc:span(10) }) end
  that(facts_of(doc, "a") == "3 5" and facts_of(doc, "b") == "6 4 1 2", "each of its type, also of more than were made before")
  that(#lun.collect(doc:facts()) == 80 and lun.collect(doc:facts())[1].n == 6, "all of them")
  doc:fact(("long"):rep(20), { n = 81 })
  that(facts_of(doc, long) == "81" and facts_of(doc, long .. "er") == "", "a type may have a long name")
  that(facts_of(doc, 5) == "" and facts_of(doc, false):sub(1, 4) == "81 6", "no type is a number; false is none")
  lun.collect(doc:facts "a")[1].type = "d"
  that(facts_of(doc, "a") == "5" and facts_of(doc, "d") == "3", "one that has another type since is one of that")
  for f in doc:facts "b" do doc:fact("b", { n = 100 + f.n, match = f.match }) end
  that(facts_of(doc, "b") == "6 106 4 104 1 101 2 102", "those made meanwhile are listed the next time")
end

do -- a fact is shown alike in every run, whatever its roles hold
  local doc = lun.doc "Ana met Bo in Lima."
  local met = doc:fact("met", { who = { { part = doc:span(1), code = "PER" }, { code = "CHL" } }, where = doc:span(5) })
  that(tostring(met) == "met(where=Lima, who={{code=PER, part=Ana}, {code=CHL}})", tostring(met))
  local trip = doc:fact("trip", { of = { met, "on foot" }, by = met, deep = { a = { b = { c = { d = { e = 1 } } } } } })
  met.trips = { trip }
  that(tostring(trip) == "trip(by=met(trips={trip}, where=Lima, who={{code=PER, part=Ana}, {code=CHL}}), deep={a={b={c={d={...}}}}}, of={met, on foot})", tostring(trip))
end

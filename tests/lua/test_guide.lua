-- The pack `guide`: every rule that the language promises is there with examples enough, and over an article its rules
-- give the facts that a reader would note, each once.
local report = require "lunette.report"
local phase = require "lunette.phase"
local environment = require "lunette.environment"
local lun = require "lunette"
local check = dofile "tests/lua/check.lua"

local chunk, message = report.load "guide"
local pack = environment.within(nil, assert(chunk, message))
local steps = {}
for _, step in ipairs(pack.steps) do steps[step.name] = step end
local promised = [[titled appositive said.csq said.cqs said.sqc said.that agreement between meeting trip money date casualties
  appointed dateline]]
for name in promised:gmatch "%S+" do
  local step = steps[name]
  check.that(step, "no rule " .. name)
  check.that(#step.yes >= 3 and #step.no >= 3, name .. " wants three yes and three no lines")
  for _, line in ipairs(step.yes) do check.that(next(line, 1), name .. ": a yes line without a capture: " .. line[1]) end
end

local doc = lun.doc [[
Water talks end in Lima

LIMA, Peru (Andean Press) — Peru signed a five-year water-sharing agreement with Ecuador on Friday, officials of both countries said.

“The wells will last,” President Ana Torres said. She argued in Lima that “thirst” had no border. Torres met Foreign Minister Carlos Mendoza of Ecuador in Lima on March 3, 2021, and flew on to Quito and Rabat.

Two engineers were killed and 14 villagers wounded when a dam broke in 2018. The repair cost $4.2bn, or 3.5 billion euros. Mendoza was named president of the World Bank.
]]
phase.run(report.of_pack(pack).packs, doc)
local function facts(kind, ...)
  local list = {}
  for fact in doc:facts(kind) do
    local cells = {}
    for k, role in ipairs { ... } do cells[k] = check.text(fact[role]) end
    list[#list + 1] = table.concat(cells, " ")
  end
  return table.concat(list, "; ")
end
local function gives(wanted, ...)
  local got = facts(...)
  check.that(got == wanted, ("%s is %q, not %q"):format(..., got, wanted))
end
gives("LIMA Andean Press", "dateline", "place", "agency")
gives("Peru water-sharing agreement Ecuador", "agreement", "a", "what", "b")
gives("Ana Torres said “The wells will last,”; She argued “thirst” had no border", "said", "speaker", "verb", "what")
gives("Torres Carlos Mendoza", "meeting", "a", "b")
gives("3 March 2021", "date", "d", "month", "y")
gives("Two engineers killed; 14 villagers wounded", "casualties", "n", "who", "how")
gives("$ 4.2 bn; euros 3.5 billion", "money", "cur", "n", "scale")
gives("Mendoza president World Bank", "appointed", "who", "role", "org")
check.done()

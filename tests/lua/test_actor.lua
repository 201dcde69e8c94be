-- Actors as scripts ask for them: what a coder answers, what it asks of entities, and what is refused.
local lun = require "lunette"
local actor = require "lunette.actor"
local core = require "lunette.core"
local phase = require "lunette.phase"
local report = require "lunette.report"

local function refused(pattern, f, ...)
  local ok, message = pcall(f, ...)
  assert(not ok and message:find(pattern), tostring(message))
end

local doc = lun.doc("President Ana Torres of Peru met Malian rebels in Lima. Torres praised them. NATO was silent.")
phase.run(report.load("entities")().packs or { report.load("entities")() }, doc)
local coder = actor.coder(doc)
local function codes(first, last)
  local list = {}
  for i, a in ipairs(coder:read(first, last)) do list[i] = ("%s %s %s %s"):format(a.code, a.country, a.part, doc:span(a.first, a.last).text) end
  return table.concat(list, ", ")
end

assert(doc:word(7) == "Malian" and codes(7, 8) == "MLIREB MLI REB Malian rebels")
assert(coder:read(7, 8) == coder:read(7, 8) and #coder:read(6, 6) == 0 and #coder:read(8, 7) == 0)
assert(codes(1, 5) == "PERGOV PER GOV President Ana Torres", codes(1, 5))
local torres = coder:read(1, 5)[1].entity
assert(torres.name == "Ana Torres" and coder:read(12, 12)[1].entity == torres)
local told = coder:entity(torres)
assert(told.code == "PERGOV" and told.first == 2 and told.last == 3 and told.entity == torres)
assert(coder:country "GB" == "GBR" and coder:country(nil) == nil and coder:country "gb" == nil)

local list, how = coder:read(14, 14)
assert(doc:word(14) == "them" and #list == 0 and how == "pronoun" and select(2, coder:read(7, 8)) == nil)
local the = lun.doc "The rebels left."
assert(select(2, actor.coder(the):read(1, 2)) == "article")

-- the first person or body, names and entries of dictionaries among the tokens
local first, last, known = coder:named(1, 5)
assert(first == 2 and last == 3 and known == torres and coder:named(4, 5) == nil and coder:named(5, 4) == nil)
local names = coder:names(1, 8)
assert(#names == 3 and names[1].text == "Ana Torres" and names[1].layer == "person" and names[3].cc == "ML")
local entries = coder:entries(1, 8, "sector")
assert(#entries == 6 and entries[4] == 8 and coder:dictionary "sector":candidates(entries[6])[1].code == "REB")
assert(#coder:entries(1, 8, "agent") == 0)

-- what an entity is known as is asked once for each name
local asked = 0
local counting = setmetatable({ actor.coder(doc)[1], doc = doc, sources = coder.sources, numbered = coder.numbered, known = function() asked = asked + 1 end }, { __index = core.actor_methods })
assert(#counting:read(5, 5) == 1 and asked == 0 and #counting:read(1, 5) == 1 and asked == 1 and #counting:read(1, 4) == 1 and asked == 1)

-- what a script sets on an entity is known to the next reader
local happening = require "lunette.happening"
assert(happening.reader(doc).coder == happening.coder(doc))
assert(happening.reader(doc):actors(12, 12)[1].country == "PER")
torres.country = "CL"
assert(happening.reader(doc):actors(12, 12)[1].country == "CHL")

refused("token 1000 is outside", coder.read, coder, 1, 1000)
refused("token 0 is outside", coder.read, coder, 0, 1)
refused("bad argument", coder.entries, coder, 1, 2, "nothing")
refused("actors want a list of words 'joins'", core.coder, { sector = lun.dictionary "sector", nation = lun.dictionary "norp", office = lun.dictionary "office", country = lun.dictionary "country" }, {}, {})
refused("dictionary", core.coder, {}, {}, {})
core.close(doc)
refused("closed", coder.read, coder, 7, 8)

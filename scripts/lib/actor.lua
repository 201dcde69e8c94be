-- Actors of events: who a group of words names, as codes that event data use - the country in three letters and what part of
-- it acts (USAGOV, SYRREB, IGOUNO). A country comes from names and nationalities and what is known of persons and bodies, the
-- rest from the dictionary `sector`; lists of one's own called `actor` and `agent` (columns surface and code) go before both. Words are
-- read by core/event; here is what it goes by, and what it is told of the entities of a document.
local core = require "lunette.core"
local entity = require "lunette.entity"
local actor = {}

actor.lists = {
  joins = { ",", "and", "or", "&", ";" },
  attaches = { "between", "of", "in", "from", "for", "at", "inside", "within", "on", "near" },
  owns = { "of", "in", "between", "at" }, -- what these bring may stand for a group that is no actor: the courage of Peru
  pronouns = { "he", "she", "him", "her", "it", "they", "them" },
  former = { "former", "ex", "retired", "ousted", "deposed" },
  heads = { "leader", "leaders", "chief", "chiefs", "official", "officials", "spokesman", "spokesmen", "spokeswoman", "commander", "commanders", "delegation", "negotiator", "negotiators", "adviser", "advisers", "representative", "representatives", "soldier", "soldiers", "officer", "officers" },
}
-- What part of its country a body is, by its type: ORG.gov.
actor.bodies = { gov = "GOV", mil = "MIL", armed = "UAF", com = "BUS", media = "MED", party = "PTY", edu = "EDU", ngo = "NGO", rel = "REL", igo = "IGO" }

local made
local function words()
  if not made then
    local dictionaries = { sector = core.embedded_dictionary "sector", nation = core.embedded_dictionary "norp", office = core.embedded_dictionary "office", country = core.embedded_dictionary "country" }
    made = { coder = core.coder(dictionaries, actor.lists, actor.bodies), dictionaries = dictionaries }
  end
  return made
end

local class = {}
for name, method in pairs(core.actor_methods) do class[name] = method end
class.__index = class

-- A list of the user by its name, where one is opened; false otherwise.
local function own(name)
  local lists = require "lunette.lists"
  return lists.given and lists.given(name) or false
end

-- A reader of one document; what it can be asked is told in core/lua/bind_actor.c. Its names are read when it is first asked.
function actor.coder(doc)
  local actors, agents, of = own "actor", own "agent", words()
  local dictionaries = { sector = of.dictionaries.sector, nation = of.dictionaries.nation, actor = actors, agent = agents }
  return setmetatable({ core.actors(doc, of.coder, actors, agents), doc = doc, coder = of.coder, dictionaries = dictionaries, of = {} }, class)
end

-- The country in three letters of one in two; nil where there is none.
function class:country(cc) return cc and self.coder:country(cc) end

-- Country and part of a person: by the office, by what it is called, else by the last name of a head of state.
local function read_person(e, self)
  local coder, country, part = self.coder, self:country(e.country), nil
  local office = e.offices and e.offices[1]
  if office then part, country = "GOV", country or self:country(office.country) end
  if not part then
    for _, role in ipairs(e.roles or {}) do
      part = coder:part_of_role(core.lower(role))
      if part then break end
    end
  end
  if not country and not part then
    local leads, of = coder:leader(e.name)
    if leads then country, part = of, "GOV" end
  end
  return country, part
end

-- The entity of a name, or nil, and what is known of it: its "country", or its country and "part"; each entity is read once.
function class:known(first, last, wanted)
  local e = entity.at(self.doc, first, last)
  if not e or not wanted then return e end
  if wanted == "country" then return e, self:country(entity.country(e)) end
  local known = self.of[e]
  if not known then
    local country, part = read_person(e, self)
    known = { country, part }
    self.of[e] = known
  end
  return e, known[1], known[2]
end

-- A known person or body as an actor.
function class:entity(e)
  local country, part = read_person(e, self)
  local code, m = self.coder:code(country, part), e.mentions[1]
  return code and { code = code, entity = e, first = m.first, last = m.last, country = country, part = part }
end

return actor

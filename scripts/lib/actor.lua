-- Actors of events: who a group of words names, as codes that event data use - the country in three letters and what part of
-- it acts (USAGOV, SYRREB, IGOUNO). A country comes from names and nationalities and what is known of persons and bodies, the
-- rest from the dictionary `sector`; lists of one's own called `actor` and `agent` (columns surface and code) go before both. Words are
-- read by core/event; here is what it goes by, and what it is told of the entities of a document.
local antecedent = require "lunette.antecedent"
local core = require "lunette.core"
local entity = require "lunette.entity"
local actor = {}

actor.lists = {
  joins = { ",", "and", "or", "&", ";" },
  attaches = { "between", "of", "in", "from", "for", "at", "inside", "within", "on", "near", "off" },
  owns = { "of", "in", "between", "at" }, -- what these bring may stand for a group that is no actor: the courage of Peru
  pronouns = { "he", "she", "him", "her", "it", "they", "them", "both" },
  possessives = { "his", "her", "its", "their" },
  no_leaders = { "may", "march", "june", "august" }, -- months, unless a name is found there
  former = { "former", "ex", "retired", "ousted", "deposed" },
  deeds = { "use", "withdrawal", "deployment", "release", "return", "killing", "arrest", "detention", "presence", "movement", "pull-out", "pullout", "mobilisation", "mobilization" }, -- of troops: is no actor
  uniformed = { "officer", "officers" }, -- of the army, or of the police where the article is about these
  proper = { "house", "houses" }, -- a parliament as a name only
  describing = { "general" }, -- as an adjective no officer: a general strike
  sides = { "sides", "countries", "nations", "states", "neighbours", "neighbors", "governments", "powers", "capitals", "rivals", "foes", "allies", "leaders", "presidents", "premiers", "ministers", "officials",
    "diplomats", "envoys", "delegations", "negotiators", "armies", "militaries", "navies" }, -- two of these are of two countries of whom it was told
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
local lists
local function own(name)
  lists = lists or require "lunette.lists"
  return lists.given and lists.given(name) or false
end

-- A reader of one document; what it can be asked is told in core/lua/bind_actor.c. Its names are read when it is first asked.
function actor.coder(doc)
  local actors, agents, of = own "actor", own "agent", words()
  return setmetatable({ core.actors(doc, of.coder, actors, agents), doc = doc, coder = of.coder, of = {} }, class)
end

-- The dictionary that entries of a kind are in.
function class:dictionary(kind) return words().dictionaries[kind] or own(kind) end

-- The country in three letters of one in two; nil where there is none.
function class:country(cc) return cc and self.coder:country(cc) end

-- The part that roles say, the first that says any.
local function part_of_roles(coder, roles)
  for _, role in ipairs(roles) do
    local part = coder:part_of_role(core.lower(role))
    if part then return part end
  end
end

local OFFICE = 8 -- tokens of what is said of somebody before their name
local naming = require("lunette.set").of { "NN", "NNS", "NNP", "NNPS", "JJ", "DT", "POS", "HYPH", "CC", "IN" }

-- Country and part of what is said of somebody right before their name: the UN secretary-general, Ana Torres.
local function said_before(self, first)
  local doc, z = self.doc, first - 1
  if z < 2 or doc:lower(z) == "," and z < 3 then return nil end
  if doc:lower(z) == "," then z = z - 1 end
  local sentence, a = doc:sentence(z), z + 1
  while a > sentence and z - a < OFFICE and naming[doc:tag(a - 1)] do a = a - 1 end
  local list = a <= z and self:read(a, z) or {}
  if list[1] and not list[2] then return list[1].country, list[1].part end
end

-- Country and part of an entity, by its number, as those of a person: by the office, by what it is called, else by the last name of a head of
-- state. Who holds no office need not be described.
local function read_person(self, number)
  local coder, country, part = self.coder, nil, nil
  local groups, name, has_roles = entity.plain_person(self.doc, number)
  if groups then
    country = self:country(groups:country(number))
    part = has_roles and part_of_roles(coder, groups:roles(self.doc, number)) or nil
  else
    local e = entity.numbered(self.doc, number)
    local office = e.offices and e.offices[1]
    country, name, has_roles = self:country(e.country), e.name, e.roles and e.roles[1]
    if office then part, country = "GOV", country or self:country(office.country)
    else part = part_of_roles(coder, e.roles or {}) end
  end
  if not country and not part then
    local leads, of = coder:leader(name)
    if leads then country, part = of, "GOV" end
  end
  if not country and has_roles then
    local of, what = said_before(self, (entity.first(entity.numbered(self.doc, number))))
    country, part = of, what or part
  end
  return country, part
end

-- What names are looked up by: referents, the groups of which most need not be described to tell a country, or nil where somebody completes these.
function class:sources() return antecedent.of(self.doc).referents, entity.telling(self.doc, "org") end

function class:numbered(number) return entity.numbered(self.doc, number) end

-- What is known of the entity of a number that a name means: its "country", or its country and "part", which are read once.
function class:known(number, wanted)
  if wanted == "country" then return self:country(entity.country(entity.numbered(self.doc, number))) end
  local known = self.of[number]
  if not known then
    known = { read_person(self, number) }
    self.of[number] = known
  end
  return known[1], known[2]
end

-- A known person or body as an actor.
function class:entity(e)
  local country, part = read_person(self, e.number)
  local code, first, last = self.coder:code(country, part), entity.first(e)
  return code and { code = code, entity = e, first = first, last = last, country = country, part = part }
end

return actor

-- Antecedents: what is known of a document when its references are followed back. core/reference does that, and asks here what scripts
-- know better than it: countries and offices of entities, their names, statements and their speakers.
local core = require "lunette.core"
local entity = require "lunette.entity"
local fact = require "lunette.fact"
local words = require "lunette.reference_words"
local antecedent = {}

local none = {}

local class = {}
class.__index = class

-- The entity of a number, then what core/lua/bind_reference.c says of these questions.
function class:entity(number) return entity.numbered(self.doc, number) end

function class:gender(number) return entity.gender(entity.numbered(self.doc, number)) end

function class:facts(number)
  local e = entity.numbered(self.doc, number)
  local groups = entity.untold(e)
  if groups then return groups:facts(self.doc, number) end
  local country = e.country
  return country, e.id == "iso:" .. (country or ""), e.roles[1] ~= nil
end

function class:name(number) return entity.name(self.doc, number) end

function class:name_ends(number, word) return core.lower(entity.name(self.doc, number)):find(word, -#word, true) ~= nil end

-- Statements of persons in the order of the text; told again when there are more. Facts of other types may be made between any two
-- questions.
function class:tell_statements()
  local count = core.count_facts(self.doc, "said")
  if self.said and count == self.facts_read then return end
  self.said, self.facts_read = fact.list(self.doc, "said"), count
  self.referents:statements(self.said)
end

-- What persons are called, and words of the offices that they hold where these are asked for, too.
function class:tell_called(offices_too)
  entity.called(self.doc, offices_too, function(number, roles, offices)
    for _, role in ipairs(roles) do self.referents:call(number, core.lower(role)) end
    for _, office in ipairs(offices or none) do self.referents:call(number, core.lower((office.role:gsub(" of .*", ""))), true) end
  end)
end

function class:tell_singulars(word)
  local made = words.made()
  for _, singular in ipairs(require("lunette.inflect").lemmas(word)) do made:singular(singular) end
end

-- What was read of statements while their kinds and speakers were still looked for is not all.
function class:forget_statements() self.said = false end

-- The statement that a token stands in.
function class:statement(token)
  self:tell_statements()
  return self.said[self.referents:statement(token)]
end

-- What is known of a document; of its entities anew when some were added.
function antecedent.of(doc)
  local data = core.data(doc)
  local known, added = data.antecedents, data.entities or none
  if not known then
    known = setmetatable({ doc = doc, facts_read = 0, added = false, said = false, referents = false }, class)
    known.referents = core.referents(doc, words.made(), known)
    data.antecedents = known
  end
  if known.added ~= #added then
    local grouped = data.grouped
    known.referents:renew(grouped and grouped.groups, grouped and grouped.made or {}, grouped and grouped.names or {}, added)
    known.added = #added
  end
  return known
end

return antecedent

-- Whom words mean as actors of events: names by lunette.actor, pronouns and roles by who was named and who spoke before; and who
-- reports what. The methods of lunette.happening's reader that find it.
local antecedent = require "lunette.antecedent"
local set = require "lunette.set"

local none = {}

local class = {}

local bodies = set.of { "government", "state", "army", "military", "police", "ministry", "party", "company", "union", "court", "opposition", "parliament", "authorities" }

-- Actors of the words a to z; a pronoun is the speaker of what is reported, else who the last events were of; its army and both sides are of these
-- as well.
local persons = set.of { "he", "she", "him", "her" }
local plurals = set.of { "they", "them", "both" }
local single = set.of { "he", "she", "it", "him", "her" }
local objects = set.of { "him", "her", "them" } -- who reports speaks of others by these
function class:actors(a, z)
  local list, how = self.coder:read(a, z)
  if not how then return list end
  if how == "article" then return list[1] and not list[2] and not list[1].entity and not list[1].country and self:meant(a, z, bodies[self.r.low[z]]) or list end
  if how == "owned" then return self:owned(a, list) end
  if how == "pair" then return self:meant(a, z) or self:two(a, z, list) end
  local word = self.r.low[a]
  local speakers = not objects[word] and self:speakers(a)
  local known = persons[word] and (self.doc:reference(self.doc:span(a, z)) or none).entity
  if known and not (speakers and speakers[1] and speakers[1].entity == known) then return self:meant(a, z) or {} end -- she told them that he had left
  if speakers and speakers[1] and (not persons[word] or #speakers == 1 and not self.r.tag[speakers[1].last]:find "S$") then return speakers end
  local meant = not persons[word] and self:meant(a, z)
  if meant then return meant end
  local last = not persons[word] and not objects[word] and self.last
  if word == "it" and last and (last[2] or self.r.tag[a - 1]:find "^V") then return {} end
  local one = last and not last[2] and last[1]
  local person = one and one.entity and one.entity.type == "person"
  if word == "it" and one and (person or not one.entity and self:is_office(one.last)) then return {} end
  return last and not (plurals[word] and person) and last or {}
end

-- The first person or body that the words a to z name, as an actor without a code: a list of one or none. What is theirs is not they:
-- the campaign of Torres, Torres's campaign.
function class:named(a, z)
  if a == z and single[self.r.low[a]] and self.r.tag[a] == "PRP" then return self:named_by_pronoun(a) end
  local first, last, known = self.coder:named(a, z)
  return first and { { first = first, last = last, part = "", entity = known } } or {}
end

-- Whom a pronoun means of whom no country or office is known: a company that said it would cut jobs.
function class:named_by_pronoun(a)
  local told, fact = self.doc:reference(self.doc:span(a, a)), self:statement(a)
  local known = told and told.entity or not told and fact and not objects[self.r.low[a]] and fact.speaker
  return known and (known.type == "person" or known.type == "org") and { { first = a, last = a, part = "", entity = known } } or {}
end

-- Both sides that the words a to z name; one of two may have no code: talks between Torres and the rebels.
function class:sides(a, z)
  local list = self:actors(a, z)
  if #list ~= 1 then return list end
  local other = self:named(a, z)[1]
  return other and other.last < list[1].first and { other, list[1] } or other and other.first > list[1].last and { list[1], other } or list
end

local armed = set.of { "MIL", "REB", "UAF" }

-- Whether some of a list of actors bear arms.
function class.armed(actors)
  for _, a in ipairs(actors) do if armed[a.part] then return true end end
  return false
end

-- Whom a pronoun or a role noun means, as actors; nil where nobody is meant. A body is no person.
function class:meant(a, z, body)
  local told = self.doc:reference(self.doc:span(a, z))
  local list = {}
  for _, e in ipairs(told and (told.several or told.entity and { told.entity }) or none) do
    if not body or e.type ~= "person" then list[#list + 1] = self.coder:entity(e) end
  end
  return list[1] and list or nil
end

local begins = set.of { "and", "but", "while", "that", "," }

-- Whether words between two tokens part what is theirs from others beside it: his mother and ten rebels.
local function is_beside(r, first, last)
  for i = first + 1, last - 1 do if r.tag[i] == "CC" or r.tag[i] == "IN" or r.low[i] == "," then return true end end
  return false
end

-- Whose army it is of which a clause begins: Peru refused, and its army attacked. Who says it, else who did something last, where that is one
-- country, or one person where it is his or hers. What is done to somebody's own is left as it is: Peru withdrew its troops.
function class:owned(a, list)
  local r, one, last = self.r, list[1], self:speakers(a) or self.last
  local owner = last and last[1]
  if not one or list[2] or one.country or not one.part or not owner or not owner.country or last[2] or is_beside(r, a, one.first) then return list end
  local person = owner.entity and owner.entity.type == "person" or false
  if person ~= (r.low[a] == "his" or r.low[a] == "her") or a > self.doc:sentence(a) and not begins[r.low[a - 1]] then return list end
  local code = self.coder.coder:code(owner.country, one.part)
  return { { code = code, entity = one.entity, first = one.first, last = one.last, country = code ~= one.code and owner.country or nil, part = one.part } }
end

local BACK = 4 -- sentences in which two are looked for
local inside = set.of { "in", "at", "near", "across", "outside" }
local posts = set.of { "GOV", "MIL" } -- of which two are of two countries: not the two party leaders
local states = set.of { "countries", "nations", "states", "neighbours", "neighbors", "capitals", "powers" }

-- Names among tokens; where some stand in what is said, these alone: who says it may be of a third country.
local function names_told(self, first, last)
  local names, told = self.coder:names(first, last), {}
  for _, name in ipairs(names) do if self:statement(name.first) then told[#told + 1] = name end end
  return told[1] and told or names
end

-- Those that names among tokens tell of, one of each country: cities say where something is, and so do countries in which it is.
local function named_among(self, first, last)
  local list, seen = {}, {}
  for _, name in ipairs(names_told(self, first, last)) do
    local place = name.layer == "place"
    if not place or name.kind == "LOC.country" and not inside[self.r.low[name.first - 1]] then
      local a = self.coder:read(name.first, name.last)[1]
      local of = a and (a.country or a.code)
      if of and not seen[of] then
        seen[of] = true
        list[#list + 1] = a
      end
    end
  end
  return list
end

-- Whom both countries, the two ministers, either side mean: the two who did something last, or of whom the nearest words before name two and no
-- more; else the list of what the words say by themselves.
function class:two(a, z, list)
  local of, whole = list[1], states[self.r.low[z]]
  if list[2] or of and (of.country or of.part and not posts[of.part]) then return list end
  local function meant(x)
    local part = of and of.part
    if not x.country or not part and not whole then return x end
    return { code = self.coder.coder:code(x.country, part), entity = not part and not x.part and x.entity or nil, first = a, last = z, country = x.country, part = part }
  end
  local did, doc, last = self.last, self.doc, a - 1
  if did and (not did[2] or did[3] or did[1].code == did[2].code) then did = nil end
  for _ = 1, BACK do
    if last < 1 then break end
    local first = doc:sentence(last)
    local two = did and did[1].first >= first and did[2].last <= last and did or named_among(self, first, last)
    if two[3] then break end
    if two[2] then return { meant(two[1]), meant(two[2]) } end
    last = first - 1
  end
  return list
end

-- The statement that a token stands in, a fact of the type `said`; nil where it is told by the article itself.
function class:statement(token) return antecedent.of(self.doc):statement(token) end

-- Who says what stands at a token; nil where nobody does.
function class:speakers(token)
  local fact = self:statement(token)
  if not fact then return nil end
  local source = fact.source and (fact.source.first and fact.source or fact.source[1])
  if not source then return none end
  local list, how = self.coder:read(source.first, source.last)
  if how == "pronoun" then list = none end
  if list[1] or not fact.speaker or not fact.speaker.mentions then return list end
  local known = self.coder:entity(fact.speaker)
  return known and { known } or none
end

local roles

local WHOSE = 8 -- tokens of what an office is of: the former head of the Marlowe Bank

-- Whether a token is the noun of an office or of what a person does.
function class:is_office(i)
  roles = roles or require("lunette").dictionary "role"
  return self.r.tag[i] == "NN" and (roles:lookup(self.r.low[i]) or none)[1] ~= nil
end

-- The comma behind the words of an office that an actor is, or is what it is of; nil where they end otherwise.
local function behind_office(self, a)
  local r, office = self.r, a.last
  for i = a.last, a.first + 1, -1 do
    if r.low[i] == "of" then office = i - 1 end
  end
  if not self:is_office(office) then return nil end
  local i = a.last + 1
  if r.low[i] == "of" then
    i = i + 1
    while i - a.last <= WHOSE and (r.tag[i]:find "^NN" or r.tag[i] == "DT" or r.tag[i] == "JJ" or r.low[i] == "of") do i = i + 1 end
  end
  return r.low[i] == "," and i or nil
end

-- The person whose name stands behind the words of an office as an apposition: his counterpart, Ana Torres; the head of a bank, Ana Torres; nil
-- for none.
local function apposed(self, a)
  local last = select(2, self.doc:sentence(a.last))
  if a.entity and a.entity.type == "person" then return nil end
  local comma = behind_office(self, a)
  local name = comma and comma < last and self.coder:names(comma + 1, comma + 1)[1]
  return name and name.last <= last and self:named(name.first, name.last)[1] or nil
end

local counterpart = set.of { "counterpart", "counterparts" }

-- Whom an event is done to, with what other words than theirs say of them: his counterpart holds the office that he holds, and an apposition says
-- what they are called.
function class:described(who, to)
  local described
  for k, a in ipairs(to) do
    local part = a.country and not a.part and counterpart[self.r.low[a.last]] and who[1] and who[1].part or nil
    local name = not to[2] and apposed(self, a)
    if part or name then
      described = described or table.move(to, 1, #to, 1, {})
      part = part or a.part
      described[k] = { code = part and part ~= a.part and self.coder.coder:code(a.country, part) or a.code, entity = name and name.entity or a.entity, first = a.first, last = a.last, country = a.country, part = part }
    end
  end
  return described or to
end

-- Actors that stand before a head noun: Israel's attack, the Israeli attack.
function class:before_head(a, head)
  if head and head > a then return self:actors(a, head - 1) end
  return {}
end

return class

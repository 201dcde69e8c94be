-- Whom words mean as actors of events: names by lunette.actor, pronouns and roles by who was named and who spoke before; and who
-- reports what. The methods of lunette.happening's reader that find it.
local antecedent = require "lunette.antecedent"
local set = require "lunette.set"

local none = {}

local class = {}

-- Actors of the words a to z; a pronoun is the speaker of what is reported, else who the last events were of.
local people = set.of { "he", "she", "him", "her" }
local things = set.of { "it", "they", "them" }
local plurals = set.of { "they", "them" }
local objects = set.of { "him", "her", "them" } -- who reports speaks of others by these
function class:actors(a, z)
  local low = self.r.low
  if a == z and (people[low[a]] or things[low[a]]) then
    local speaker = not objects[low[a]] and self:speaker(a)
    if speaker and speaker.actors[1] and (#speaker.actors == 1 or things[low[a]]) then return speaker.actors end
    local meant = self:meant(a, z)
    if meant then return meant end
    local last = things[low[a]] and self.last
    local one = last and not last[2] and last[1] and last[1].entity and last[1].entity.type == "person"
    return last and not (plurals[low[a]] and one) and last or {}
  end
  local list = self.coder:read(a, z)
  if low[a] == "the" and list[1] and not list[2] and not list[1].entity and not list[1].country then return self:meant(a, z) or list end
  return list
end

-- The first person or body that the words a to z name, as an actor without a code: a list of one or none. What is theirs is not they:
-- the campaign of Torres, Torres's campaign.
function class:named(a, z)
  local first, last, known = self.coder:named(a, z)
  return first and { { first = first, last = last, part = "", entity = known } } or {}
end

-- Verbs that tell of matches and arguments as well as of fighting: of sides of whom no country is known they tell nothing.
local contests = set.of { "attack", "batter", "battle", "beat", "blast", "capture", "challenge", "charge", "clash", "conquer", "crush", "defeat", "face", "fight", "fire", "hit", "pound", "pummel", "punch", "raid", "repel", "rout", "shoot", "storm", "strike", "target", "topple" }

-- The sides of a verb that tells an event, by name, where neither has a code: Ana Torres was arrested. s is its clause, c its
-- construction, `agent` the words behind by.
function class:named_sides(s, c, found, agent)
  if found.event == "disaster" or contests[found.verb] then return {}, {} end
  local function named(span) return span and self:named(span[1], span[2]) or {} end
  return named(s.passive and agent or not s.passive and s.subject), named(c.what)
end

-- Whom a pronoun or a role noun means, as actors; nil where nobody is meant.
function class:meant(a, z)
  local told = self.doc:reference(self.doc:span(a, z))
  local list = {}
  for _, e in ipairs(told and (told.several or told.entity and { told.entity }) or none) do list[#list + 1] = self.coder:entity(e) end
  return list[1] and list or nil
end

-- Who says what stands at a token: { actors, fact }.
function class:speaker(token)
  local fact = antecedent.of(self.doc):statement(token)
  if not fact or not fact.source then return fact and { actors = none, fact = fact } end
  local source = type(fact.source) == "table" and fact.source[1] or fact.source
  local word = self.r.low[source.first]
  local list = source.first == source.last and (people[word] or things[word]) and none or self.coder:read(source.first, source.last)
  if not list[1] and fact.speaker and fact.speaker.mentions then
    local known = self.coder:entity(fact.speaker)
    list = known and { known } or none
  end
  return { actors = list, fact = fact }
end

-- What is attached inside the words a to z with one of the prepositions, as actors: the release of prisoners by Peru.
function class:attached(a, z, takes)
  for i = a, z do
    if takes[self.r.low[i]] and (self.r.tag[i] == "IN" or self.r.tag[i] == "TO") then
      local list = self:actors(i + 1, z)
      if list[1] then return list end
    end
  end
end

-- Actors that stand before a head noun: Israel's attack, the Israeli attack.
function class:before_head(a, head)
  if head and head > a then return self:actors(a, head - 1) end
  return {}
end

return class

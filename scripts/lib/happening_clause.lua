-- What stands around the verb of an event, and what its words tell: the methods of lunette.happening's reader that ask core/clause. What
-- each gives is told in core/lua/bind_event.c and bind_event_found.c.
local core = require "lunette.core"
local fact = require "lunette.fact"
local words = require "lunette.happening_words"

local class = {}

-- Whether the words that begin at token a are the source of the statement that holds token v.
local function reports(reading, a, v)
  local told = reading:statement(v)
  local source = told and told.source
  for _, span in ipairs(source and (source.first and { source } or source) or {}) do
    if span.first <= a and a <= span.last then return true end
  end
  return false
end

-- What core/clause asks of a reader; and of one with verbs of the user's own.
local asked = {
  actors = function(self, a, z) return self:actors(a, z) end,
  reports = reports,
  named = function(self, a, z) return self:named(a, z) end,
  armed = function(self, actors) return self.armed(actors) end,
  told = function(self, actors) self.last = actors end,
}
local asked_own = core.copied(asked, 1)
function asked_own.own(self, s) return self:own_code(s) end

-- The reader of core/clause, made when it is first asked.
function class:events()
  local events = self.core
  if not events then
    events = core.events(self.r[1], words.known(), self.own and asked_own or asked, self, self.coder)
    self.core = events
  end
  return events
end

-- What verbs of a layer tell with the facts of a type around them (core/lua/bind_event_find.c).
function class:find(type_name, layer) return self:events():find(fact.complete(self.doc, type_name), layer) end

-- Rows of the verb that begins at a token, and of the noun that ends there.
function class:rows(v) return self:events():rows(v) end
function class:nouns(token) return self:events():nouns(token) end

-- The noun that heads the words a to z, before what is attached to it: its row or nil, its token and its lemma.
function class:thing(a, z) return self:events():thing(a, z) end

-- The verb that begins at a token, with its group: { start, passive, negated ... }; and with its subject, the verb that governs it and the
-- object between the two.
function class:verb(v, stop) return self:events():verb(v, stop) end
function class:clause(v, stop) return self:events():clause(v, stop) end

-- The time of an event at tokens at to stop (of its verb or noun); nil where its sentence gives none near it; and the first time among tokens
-- that dates anything.
function class:time(at, stop) return self:events():time(at, stop or at) end
function class:first_time(first, last) return self:events():first_time(first, last) end

-- The place of an event at a token, and where it is from: "stated", or "dateline". `travel` are the actors that a journey goes to.
function class:place(at, travel)
  local to = travel and travel[1] or nil
  return self:events():place(at, to and to.first, to and to.last)
end

-- Time, place and where that is from, status and sentence of what was found in a construction whose verb or noun are the tokens of a span and
-- begins at a token, and of which the statement `told` tells, if one does.
function class:circumstances(found, s, f, at, travel, told)
  local to = travel and travel[1] or nil
  return self:events():circumstances(s and s.v, at, (f.verb or f.noun).last, f.match.last, told, found.off, to and to.first, to and to.last)
end

-- Adds the verbs that may tell an event where they stand to a layer - one that only governs others tells none, one that says nothing by
-- itself needs its noun - and those of the user's own dictionary; and participles that stand as nouns: the signing of.
function class:lay(layer)
  local events = self:events()
  events:lay(layer)
  for first in self:own_entries() do events:lay(layer, first) end
end

return class

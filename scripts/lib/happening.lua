-- What a construction tells: the rules of the pack `events` say which words stand where, this module says what event they make -
-- its CAMEO code by the dictionaries `eventverb`, `eventnoun` and `eventpair`, who does it to whom, when, where, whether it has
-- happened, and who says so.
local clause = require "lunette.clause"
local core = require "lunette.core"
local fact = require "lunette.fact"
local happening = {}

local names = {
  ["01"] = "statement", ["02"] = "appeal", ["03"] = "intent", ["04"] = "consultation", ["05"] = "diplomacy", ["06"] = "cooperation", ["07"] = "aid",
  ["08"] = "yielding", ["09"] = "investigation", ["10"] = "demand", ["11"] = "disapproval", ["12"] = "rejection", ["13"] = "threat", ["14"] = "protest",
  ["15"] = "show of force", ["16"] = "breaking off", ["17"] = "coercion", ["18"] = "assault", ["19"] = "fighting", ["20"] = "mass violence",
}
local mirrored = { ["042"] = "043", ["043"] = "042", ["046"] = "046" }

local none = {}

local class = {}
class.__index = class

-- A reader of clauses that has the words and tags of its whole document, which lists read as they are asked for them: events look back and forth. ""
-- beyond either end.
local function clauses(doc)
  local r = clause.reader(doc)
  if not r.low then r.low, r.tag = core.lower_list(doc), core.tag_list(doc) end
  return r
end

for _, methods in ipairs { (require "lunette.happening_clause"), (require "lunette.happening_actor"), (require "lunette.happening_own"), (require "lunette.happening_status") } do
  for name, method in pairs(methods) do class[name] = method end
end

-- The coder of a document, kept with it: that of the last reader, for who asks afterwards. A reader has one of its own, for what a script sets on an
-- entity is noticed by nobody.
local CODER = {}
local actor
function happening.coder(doc)
  local data = core.data(doc)
  local coder = data[CODER]
  if not coder then
    actor = actor or require "lunette.actor"
    coder = actor.coder(doc)
    data[CODER] = coder
  end
  return coder
end

function happening.reader(doc)
  core.data(doc)[CODER] = nil
  return setmetatable({ doc = doc, r = clauses(doc), coder = happening.coder(doc), own = require("lunette.lists").given "eventcode", core = false, last = false, caught = false }, class)
end

-- Makes a fact of the table of its roles, which is taken, not copied.
function happening.fact(doc, type_name, roles) return fact.make(doc, type_name, roles, true) end

function happening.type_of(found)
  return found.event or found.code and names[found.code:sub(1, 2)]
end

-- The span at which an event stands: its verb or noun, else all that its rule matched.
function happening.at(e) return e.verb or e.noun or e.match end

-- The clauses of events that were read, { start, subject, tag ... } as class:verb gives them, and what was
-- found of them: `made` has the rows that gave the code, `base` the code before what governs the verb changed it.
local clause_of, found_of = setmetatable({}, { __mode = "k" }), setmetatable({}, { __mode = "k" })
function happening.note(e, s, found) clause_of[e], found_of[e] = s, found end
function happening.found_of(e) return found_of[e] end
function happening.clause_of(e) return clause_of[e] end

-- Actors of a role: a list of them, or a span that a user's rule captured.
function happening.side(x, doc)
  if not x then return {} end
  if not x.first then return x[1] and x[1].first and not x[1].layer and x or {} end
  local list = happening.coder(doc):read(x.first, x.last)
  return list[1] and list or { { first = x.first, last = x.last, part = "" } }
end
local side = happening.side

-- Pairs of an event: { who, to, code }; a visit is told from both sides, and a side that is missing is nil.
function happening.pairs(e, doc)
  local list, who, to = {}, side(e.who, doc), side(e.to, doc)
  local function put(a, b, code) list[#list + 1] = { a, b, code } end
  local both = who == to
  for _, a in ipairs(who[1] and who or { false }) do
    for _, b in ipairs(to[1] and to or { false }) do
      if not (both and a == b) then
        put(a or nil, b or nil, e.code)
        local back = e.other or not e.own and mirrored[e.code]
        if back and a and b and not both then put(b, a, back) end
      end
    end
  end
  return list
end

-- How an actor is named: by its full name, else by the words that stand there.
function happening.name(doc, a)
  if not a then return nil end
  local e = a.entity
  if e and (e.type == "person" or e.type == "org" or not a.part) then return e.name end
  return doc:span(a.first, a.last).text
end

-- What it comes to by who does it and to whom.
local sense, figure = require "lunette.happening_sense", require "lunette.happening_figure"
happening.attackers = sense.attackers
function happening.settled_status(reading, found, s, status) return figure.status(reading, s, sense.status(reading, found, s, status)) end
function happening.settle(reading, found, s, who, to, what)
  return figure.settle(reading, found, s, who, to, what) and sense.settle(reading, found, s, who, to, what)
end

happening.sides = require("lunette.happening_sides").of

-- The first day of a date: 2018-08-13 of 2018-W33.
happening.first_day = require("lunette.happening_order").first_day

-- Words of matches and cups, by which what is fought there is told from fighting.
happening.sport = require("lunette.happening_words").lists.sport

-- What part of its country an actor is, as codes have it: GOV.
function happening.sector(a) return a and a.part and a.part ~= "" and (a.part:gsub("~", "")) or nil end

local codes_of_countries

-- The country of an actor and what part of it he is, as codes have them; a code of a list of the user's own is both: HRVOPP.
function happening.parts(a)
  if not a then return nil end
  local country, part = a.country, happening.sector(a)
  if not country or #country <= 3 then return country, part end
  if not codes_of_countries then
    local countries = require("lunette").dictionary "country"
    codes_of_countries = {}
    for entry = 1, #countries do codes_of_countries[countries:candidates(entry)[1].code] = true end
  end
  if not codes_of_countries[country:sub(1, 3)] then return country, part end
  return country:sub(1, 3), country:sub(4) .. (part or "")
end

-- Where a place lies: latitude and longitude in degrees as texts, nil where the dictionary does not know.
function happening.coordinates(place)
  local row = place and place.id and (require("lunette").dictionary("within"):lookup(place.id) or none)[1]
  if row then return row.lat, row.lon end
end

return happening

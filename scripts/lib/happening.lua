-- What a construction tells: the rules of the pack `events` say which words stand where, this module says what event they make -
-- its CAMEO code by the dictionaries `eventverb`, `eventnoun` and `eventpair`, who does it to whom, when, where, whether it has
-- happened, and who says so.
local clause = require "lunette.clause"
local set = require "lunette.set"
local happening = {}

local names = {
  ["01"] = "statement", ["02"] = "appeal", ["03"] = "intent", ["04"] = "consultation", ["05"] = "diplomacy", ["06"] = "cooperation", ["07"] = "aid",
  ["08"] = "yielding", ["09"] = "investigation", ["10"] = "demand", ["11"] = "disapproval", ["12"] = "rejection", ["13"] = "threat", ["14"] = "protest",
  ["15"] = "show of force", ["16"] = "breaking off", ["17"] = "coercion", ["18"] = "assault", ["19"] = "fighting", ["20"] = "mass violence",
}
-- What an intent, an appeal, a demand or a refusal makes of a code, by its root.
local intended = { ["04"] = "036", ["05"] = "032", ["06"] = "031", ["07"] = "033", ["08"] = "035", ["14"] = "133", ["15"] = "138", ["16"] = "130", ["17"] = "130", ["18"] = "138", ["19"] = "138", ["20"] = "138", ["12"] = "130" }
local asked = { ["03"] = "020", ["04"] = "026", ["05"] = "022", ["06"] = "021", ["07"] = "023", ["08"] = "025" }
local demanded = { ["03"] = "100", ["04"] = "106", ["05"] = "102", ["06"] = "101", ["07"] = "103", ["08"] = "105" }
local refused = { ["03"] = "120", ["04"] = "125", ["05"] = "120", ["06"] = "121", ["07"] = "122", ["08"] = "124" }
local mirrored = { ["042"] = "043", ["043"] = "042", ["046"] = "046" }

local function words_of(text)
  local found = {}
  for word in (text or ""):gmatch "%S+" do found[word] = true end
  return found
end

local none = {}

-- Rows of `eventverb` or `eventnoun` of a lemma, and of the entry `number` of `eventform`, each read once: { verb, noun, lemma }.
local by_lemma = { verb = {}, noun = {} }
local function rows_of(kind, lemma)
  local rows = by_lemma[kind][lemma]
  if not rows then
    rows = {}
    by_lemma[kind][lemma] = rows
    for k, row in ipairs(require("lunette").dictionary("event" .. kind):lookup(lemma) or none) do
      rows[k] = { surface = lemma, code = row.code or "", class = row.class or "", takes = words_of(row.take), event = row.event }
    end
  end
  return rows
end
local entries = {}
local function entry_of(forms, number)
  local entry = entries[number]
  if not entry then
    entry = { lemma = {} }
    for _, row in ipairs(forms:candidates(number)) do
      entry[row.kind] = entry[row.kind] or rows_of(row.kind, row.lemma)
      entry.lemma[row.kind] = entry.lemma[row.kind] or row.lemma
    end
    entries[number] = entry
  end
  return entry
end

-- The same of a single word as a noun.
local nouns = {}
local function noun_of(forms, word)
  local entry = nouns[word]
  if entry == nil then
    entry = false
    for _, row in ipairs(forms:lookup(word) or none) do
      if row.kind == "noun" then entry = { noun = rows_of("noun", row.lemma), lemma = { noun = row.lemma } } end
    end
    nouns[word] = entry
  end
  return entry or nil
end

-- What a class of verbs and one of nouns make together; false where nothing.
local pairs_known = {}
local function pair_of(verb, noun)
  local key = verb .. " " .. noun
  local pair = pairs_known[key]
  if pair == nil then
    local row = (require("lunette").dictionary("eventpair"):lookup(key) or none)[1]
    pair = row and { code = row.code or "", takes = words_of(row.take), event = row.event } or false
    pairs_known[key] = pair
  end
  return pair
end

local class = {}
class.__index = class

-- A reader of clauses whose words and tags are those of the whole document, read as they are asked for: events look back and forth.
local function clauses(doc)
  local size = #doc
  local low = setmetatable({}, { __index = function(list, i)
    local word = i >= 1 and i <= size and doc:lower(i) or ""
    list[i] = word
    return word
  end })
  local tag = setmetatable({}, { __index = function(list, i)
    local t = i >= 1 and i <= size and doc:tag(i) or ""
    list[i] = t
    return t
  end })
  local r = clause.reader(doc)
  r.low, r.tag = low, tag
  return r
end

for _, methods in ipairs { (require "lunette.happening_clause"), (require "lunette.happening_actor"), (require "lunette.happening_own"), (require "lunette.happening_when"), (require "lunette.happening_status"), (require "lunette.happening_harm") } do
  for name, method in pairs(methods) do class[name] = method end
end

-- Coders of documents: that of the last reader, for who asks afterwards.
local coders = setmetatable({}, { __mode = "k" })
function happening.coder(doc)
  coders[doc] = coders[doc] or require("lunette.actor").coder(doc)
  return coders[doc]
end

function happening.reader(doc)
  coders[doc] = nil
  return setmetatable({ doc = doc, r = clauses(doc), coder = happening.coder(doc), verbs = {}, depth = 0, own = require("lunette.lists").given "eventcode" }, class)
end

-- Words of the dictionaries that stand in the document, read once: by their first tokens and by their last ones.
function class:words()
  local forms = require("lunette").dictionary "eventform"
  local list, n = {}, 0
  self.starts, self.ends, self.verb_list = {}, {}, list
  for first, last, number in self.doc:entries(forms) do
    local entry = entry_of(forms, number)
    if entry.verb then
      list[n + 1], list[n + 2] = first, last
      n = n + 2
    end
    self.starts[first], self.ends[last] = entry, entry
    if last > first and not entry.noun then self.ends[first] = noun_of(forms, self.doc:lower(first)) end -- a meeting with, calls for
  end
end

-- The entries that are verbs, in the order of the text: for first, last in reading:each_verb().
function class:each_verb()
  if not self.starts then self:words() end
  local list, i = self.verb_list, -1
  return function()
    i = i + 2
    return list[i], list[i + 1]
  end
end

-- The first and the last token of a sentence around a token, of a very long one (a list, a table) the part that is looked at.
local NEAR = 300 -- tokens
function class:near(token)
  local first, last = self.doc:sentence(token)
  return math.max(first, token - NEAR), math.min(last, token + NEAR)
end

-- Rows of the verb that begins at a token, and its lemma.
function class:rows(v)
  if not self.starts then self:words() end
  local entry = self.starts[v]
  return entry and entry.verb or none, entry and entry.lemma.verb
end

-- Rows of the noun that ends at a token, and its lemma.
function class:nouns(token)
  if not self.starts then self:words() end
  local entry = self.ends[token]
  return entry and entry.noun or none, entry and entry.lemma.noun
end

local AHEAD = 12 -- tokens behind a verb in which its noun stands
local weights = setmetatable({}, { __mode = "k" }) -- rows -> "tells", "pairs" or "governs"
local function weight_of(rows)
  local weight = weights[rows]
  if not weight then
    weight = "governs"
    for _, row in ipairs(rows) do
      if row.class ~= "intend" and (row.code ~= "" or row.event) then weight = "tells" break end
      if row.class ~= "" and row.class ~= "intend" then weight = "pairs" end
    end
    weights[rows] = weight
  end
  return weight
end

function class:tells(v, stop)
  local weight = weight_of(self:rows(v))
  if weight ~= "pairs" then return weight == "tells" end
  local low = self.r.low
  if self.r.tag[v] == "VBN" then -- talks were held
    for i = v - 1, math.max(1, v - AHEAD), -1 do if self:nouns(i)[1] then return true end end
  end
  for i = stop + 1, math.min(#self.doc, stop + AHEAD) do
    if self:nouns(i)[1] then return true end
    if low[i] == "." then return false end
  end
  return false
end

local partitive = set.of { "series", "round", "rounds", "number", "set", "string", "wave", "spate", "couple", "handful", "kind", "sort", "package", "batch" }

-- The noun that heads the words a to z, before what is attached to it: rows, its token and its lemma.
function class:thing(a, z)
  local doc, tag = self.doc, self.r.tag
  local head
  for i = a, z do
    local t = tag[i]
    if t == "IN" and head and partitive[self.r.low[head]] and self.r.low[i] == "of" then head = nil -- a series of meetings
    elseif t == "IN" or t == "," or t == "CC" then
      if head then break end
    elseif t == "NN" or t == "NNS" or t == "NNP" or t == "NNPS" then head = i end
  end
  if not head then return none end
  local rows, word = self:nouns(head)
  return rows, head, word or self.r.low[head]
end

local about = set.of { "with", "between", "on", "against", "by", "from", "of", "to" } -- what these bring belongs to the noun before

-- Whether rows may make an event of what is there: cheap, so that most verbs are asked no more.
function class:may(rows, c)
  for _, row in ipairs(rows) do
    if c.what and (row.takes.object or row.class ~= "") or c.passive or row.event then return true end
    if not next(row.takes) and row.code ~= "" and row.class ~= "intend" then return true end
    for _, link in ipairs(c.links) do if row.takes[link[1]] then return true end end
    if row.takes.nothing and not c.what then return true end -- students protested in Lima
    if not c.what and (not c.links[1] or row.class == "meet") and row.code ~= "" and row.class ~= "intend" then return true end -- Peru and Chile met in Lima
  end
  return false
end

-- Whom a verb and its noun reach: what a preposition of the pair brings, behind the noun or in its group, else who stands before the noun.
function class:target(pair, c, head)
  for _, link in ipairs(c.links) do
    if pair.takes[link[1]] then
      local list = self:actors(link[2], link[3])
      if list[1] then return list end
    end
  end
  local list = self:attached(c.what[1], c.what[2], pair.takes)
  if not list and not c.passive then
    list = self:before_head(c.what[1], head)
    if not list[1] then list = nil end
  end
  return list
end

-- Code, type and target of a construction c with slots { what = {a,z}, links = { {prep, a, z} }, subject, verb }.
function class:resolve(rows, c)
  local things, head, word
  if c.what then things, head, word = self:thing(c.what[1], c.what[2]) end
  if head and c.what[2] > head then -- missile and rocket bases: the last noun of a pair may be the head
    local more, last_head = self:thing(c.what[2], c.what[2])
    if last_head and self.r.low[head + 1] == "and" and self.r.tag[head + 2] ~= "DT" then
      for _, row in ipairs(more) do things = things[1] and table.move(things, 1, #things, 1, {}) or {} things[#things + 1] = row end
    end
  end
  local paired -- the first pair without a target counts where none has one
  for _, row in ipairs(rows) do
    for _, thing in ipairs(row.class ~= "" and things or none) do
      local pair = pair_of(row.class, thing.class)
      if pair then
        local code = pair.code ~= "" and pair.code or nil
        if code and row.class == "hold" and thing.code:sub(1, 2) == code:sub(1, 2) then code = thing.code end
        local to = self:target(pair, c, head)
        local found = { code = code, event = pair.event or thing.event or row.event, to = to or {}, what = word, verb = row.surface, thing = true, made = { verb = row, noun = thing, head = head } }
        if row.class == "cancel" then found.off = true end
        if to then return found end
        paired = paired or found
      end
    end
  end
  if paired then return paired end
  local best
  for _, row in ipairs(rows) do
    if (row.code ~= "" or row.event) and (not c.disaster or row.event == "disaster") and (c.disaster or row.event ~= "disaster" or not row.takes.object) then
      local to
      if c.what and (row.takes.object or c.disaster) then
        to = self:actors(c.what[1], c.what[2])
        if not to[1] then to = nil end
        for _, link in ipairs(not to and not c.passive and word and c.links or {}) do -- praised the ties with Peru
          if not to and about[link[1]] and link[2] <= c.what[2] + 2 then
            local list = self:actors(link[2], link[3])
            to = list[1] and list or nil
          end
        end
      end
      for _, link in ipairs(c.links) do
        if not to and row.takes[link[1]] then
          local list = self:actors(link[2], link[3])
          to = list[1] and list or nil
        end
      end
      if to then return { code = row.code ~= "" and row.code, event = row.event, to = to, what = word, verb = row.surface, made = { verb = row } } end
      if not best and (not next(row.takes) and (row.event or row.code ~= "") or row.takes.object and c.what and row.code ~= "" or not c.what and (c.many or row.takes.nothing) or c.disaster and row.event == "disaster" and c.what) and row.class ~= "intend" then
        best = { code = row.code ~= "" and row.code, event = row.event, to = {}, what = word, verb = row.surface, made = { verb = row } }
      end
    end
  end
  return best
end

local willing = set.of { "ready", "willing", "prepared", "eager", "keen", "determined", "poised" }
local unwilling = set.of { "reluctant", "unwilling", "unprepared" }

-- What a governing word makes of an event: wants to attack, asked Peru to help, refused to meet.
function class:governed(s, found)
  local rows = s.governor and self:rows(s.governor) or none
  local word = s.governor and not s.object and self.r.low[s.governor]
  if willing[word] then return intended[found.code:sub(1, 2)] or found.code, nil, true end
  if unwilling[word] then return refused[found.code:sub(1, 2)], nil, true end
  local code, root = found.code, found.code and found.code:sub(1, 2)
  for _, row in ipairs(rows) do
    local kind = row.code:sub(1, 2)
    if s.object and (kind == "02" or kind == "10" or row.surface == "want" or row.surface == "expect") then
      local to = self:actors(s.object[1], s.object[2])
      return (kind == "10" and demanded or asked)[root] or kind == "10" and "100" or "020", to, true
    elseif not s.object then
      if row.surface == "threaten" then return intended[root] or "130", nil, true end
      if kind == "12" then return refused[root], nil, true end
      if row.class == "intend" then
        if s.governor_negated then return refused[root] or code, nil, true end
        return intended[root] or code, nil, true
      end
    end
  end
  if s.object then return nil end -- who is to do it is not said to have done it
  return code
end

-- What a verb that says only that something takes place makes of the noun before it: clashes broke out, a bomb exploded. found and the
-- clause of the verb; nil for other verbs and nouns, and where the clause says that there was none.
function class:occurrence(first, last)
  local rows = self:rows(first)
  if not (rows[1] and rows[1].class == "occur") or self.r.tag[first]:byte() ~= 86 then return nil end -- V
  local s = self:clause(first, last)
  if not s.subject or s.passive or self.r.low[s.subject[1]] == "no" then return nil end
  local things, head, word = self:thing(s.subject[1], s.subject[2])
  local row = things[1]
  if not row or row.code == "" and not row.event then return nil end
  return { code = row.code ~= "" and row.code, event = row.event, to = {}, what = word, verb = rows[1].surface, thing = true, made = { verb = rows[1], noun = row, head = head } }, s, head
end

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

-- The first day of a date: 2018-08-13 of 2018-W33.
happening.first_day = require("lunette.happening_order").first_day

-- What part of its country an actor is, as codes have it: GOV.
function happening.sector(a) return a and a.part and a.part ~= "" and (a.part:gsub("~", "")) or nil end

-- Where a place lies: latitude and longitude in degrees as texts, nil where the dictionary does not know.
function happening.coordinates(place)
  local row = place and place.id and (require("lunette").dictionary("within"):lookup(place.id) or none)[1]
  if row then return row.lat, row.lon end
end

class.refusals = refused
return happening

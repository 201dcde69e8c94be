-- What a construction tells: the rules of the pack `events` say which words stand where, this module says what event they make -
-- its CAMEO code by the dictionaries `eventverb`, `eventnoun` and `eventpair`, who does it to whom, when, where, whether it has
-- happened, and who says so.
local core = require "lunette.core"
local clause = require "lunette.clause"
local set = require "lunette.set"
local wordtest = require "lunette.wordtest"
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
happening.mirrored = mirrored

local function words_of(text)
  local found = {}
  for word in (text or ""):gmatch "%S+" do found[word] = true end
  return found
end

-- Rows of a dictionary by lemma, read once.
local read = {}
local function by_surface(name)
  if read[name] then return read[name] end
  local dictionary, rows = require("lunette").dictionary(name), {}
  read[name] = rows
  for number = 1, #dictionary do
    for _, row in ipairs(dictionary:candidates(number)) do
      local surface = row.surface
      rows[surface] = rows[surface] or {}
      table.insert(rows[surface], { surface = surface, code = row.code or "", class = row.class or "", takes = words_of(row.take), event = row.event })
    end
  end
  return rows
end
happening.by_surface = by_surface

-- Forms of the first (of verbs) or last word (of nouns) of each lemma -> that word; and words that a longer lemma goes on with.
local function forms_of(rows, pattern)
  local forms, longer = {}, {}
  for surface in pairs(rows) do
    local word = surface:match(pattern)
    if not forms[word] then
      for _, form in ipairs(wordtest.forms { word }) do forms[form] = forms[form] or word end
    end
    forms[word] = word
    if word ~= surface then longer[word] = true end
  end
  return forms, longer
end

local tables
local function read_tables()
  if not tables then
    tables = { verb = by_surface "eventverb", noun = by_surface "eventnoun", pair = by_surface "eventpair" }
    tables.verb_forms = forms_of(tables.verb, "^%S+")
    tables.noun_forms, tables.long_nouns = forms_of(tables.noun, "%S+$")
  end
  return tables
end
local none = {}

local class = {}
class.__index = class

function happening.reader(doc)
  return setmetatable({ doc = doc, r = clause.reader(doc), coder = require("lunette.actor").coder(doc), tables = read_tables(), verbs = {}, own = require("lunette.lists").given "eventcode" }, class)
end

-- Rows of the verb of tokens v to stop: call for is one of its own.
function class:rows(v, stop)
  local first = self.tables.verb_forms[self.r.low[v]]
  if not first then return none, self.r.low[v] end
  if stop > v then
    local rest = { first }
    for i = v + 1, stop do rest[#rest + 1] = self.r.low[i] end
    first = table.concat(rest, " ")
  end
  return self.tables.verb[first] or none, first
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
  local weight = weight_of(self:rows(v, stop))
  if weight ~= "pairs" then return weight == "tells" end
  local low, nouns = self.r.low, self.tables.noun_forms
  if self.r.tag[v] == "VBN" then -- talks were held
    for i = v - 1, math.max(1, v - AHEAD), -1 do if nouns[low[i]] then return true end end
  end
  for i = stop + 1, math.min(#self.doc, stop + AHEAD) do
    if nouns[low[i]] then return true end
    if low[i] == "." then return false end
  end
  return false
end

-- The noun that heads the words a to z, before what is attached to it: rows, its token and its lemma.
function class:thing(a, z)
  local doc, tag = self.doc, self.r.tag
  local head
  for i = a, z do
    local t = tag[i]
    if t == "IN" or t == "," or t == "CC" then
      if head then break end
    elseif t == "NN" or t == "NNS" or t == "NNP" or t == "NNPS" then head = i end
  end
  local word = head and self.tables.noun_forms[self.r.low[head]]
  if not word then return none, head, head and self.r.low[head] end
  local rows
  for back = 2, self.tables.long_nouns[word] and 1 or 3, -1 do
    if head - back >= a and not rows then
      local parts = {}
      for i = head - back, head - 1 do parts[#parts + 1] = doc:lower(i) end
      parts[#parts + 1] = word
      rows = self.tables.noun[table.concat(parts, " ")]
    end
  end
  return rows or self.tables.noun[word] or none, head, word
end

-- Where a list begins whose end is the group a to z: Peru, Chile and Bolivia.
local noun = set.of { "NN", "NNS", "NNP", "NNPS" }
function class:list_start(a, z, first)
  local r, joined = self.r, false
  for i = a, z do joined = joined or r.low[i] == "and" end
  while joined and a - 2 >= first and (r.low[a - 1] == "," or r.low[a - 1] == "and" and r.low[a - 2] == ",") do
    local e = r.low[a - 1] == "and" and a - 3 or a - 2
    if e < first or not noun[r.tag[e]] then break end
    local from = r:noun_before(e, first)
    if not from then break end
    a = from
  end
  return a
end

-- Whether a participle without a helping verb says what was done to the noun before it, as in `soldiers killed in Lima were`: then the
-- sentence has another finite verb. Where it has none, the tagger took a past form for a participle.
function class:reduced(v, stop, start, first, last)
  local r = self.r
  if r:finite_before(start - 1, first) then return true end
  for i = stop + 1, last do
    if r.low[i] == "," then return false end
    if clause.finite[r.tag[i]] then return true end
  end
  return false
end

-- What verb does and whom: { start, passive, to, negated, modal, subject = { first, last } }.
function class:verb(v, stop)
  local known = self.verbs[v]
  if known then return known end
  local r, doc = self.r, self.doc
  local first, last = doc:sentence(v)
  local t = r.tag[v]
  local s = { v = v, stop = stop, first = first, last = last, tag = t }
  self.verbs[v] = s
  s.start, s.helper, s.passive, s.to, s.negated = r:group(v, first)
  for i = s.start, v do if r.tag[i] == "MD" then s.modal = r.low[i] end end
  if t == "VBN" and not s.helper then
    local after = r:noun_after(stop + 1, last, true)
    s.passive = not after and self:reduced(v, stop, s.start, first, last)
    if clause.days[r.low[s.start - 1]] then s.passive = false end -- Peru on Monday condemned: the tagger took it for a participle
    if r.low[stop + 1] == "by" then s.passive = true end
  end
  return s
end

-- The same with its subject, the verb that governs it and the object between the two.
function class:clause(v, stop)
  local s = self:verb(v, stop)
  if s.read then return s end
  s.read = true
  local r, first, last, t = self.r, s.first, s.last, s.tag
  local a, z, how, b, y
  if t == "NN" then return s
  elseif s.to then
    local g = s.to - 1
    while g > first and (r.tag[g] == "RB" or r.tag[g] == "DT" and r.low[g] == "both") do g = g - 1 end
    local governor
    if (r.low[g] == "and" or r.low[g] == "or") and g - 1 > first then -- to use it and to conduct exercises: the same governs both
      for i = g - 1, first + 1, -1 do
        if r.tag[i] == "VB" and r.low[i - 1] == "to" then
          local other = self:clause(i, i)
          governor, s.object = other.governor, other.object
          break
        end
      end
    end
    if not governor and (r.tag[g] == "NNS" or r.tag[g] == "NN") and self.tables.verb_forms[r.low[g]] and not r:finite_before(g, first) then
      governor = g -- Peru plans to meet: taken for a noun
      a, z = r:noun_before(g - 1, first)
      s.governor = g
    end
    if a or governor then -- found
    elseif r.tag[g]:sub(1, 1) == "V" or r.tag[g] == "JJ" or r.tag[g] == "RP" then
      governor = r.tag[g] == "RP" and g - 1 or g
    else -- asked Peru to help; has plans to help
      local from = r:noun_before(g, first)
      governor = from and from - 1
      if governor and r.tag[governor] == "RP" or governor and r.tag[governor] == "IN" then governor = governor - 1 end
      if governor and governor >= first and r.tag[governor]:sub(1, 1) == "V" then
        s.object = self:actors(from, g)[1] and { from, g } or nil -- took the chance to meet: nobody is asked
      else governor = nil end
    end
    if a then -- found
    elseif governor and governor >= first then
      s.governor = governor
      if r.tag[governor]:sub(1, 1) == "V" then
        local g_verb = self:clause(governor, governor)
        a, z = g_verb.subject and g_verb.subject[1], g_verb.subject and g_verb.subject[2]
        s.modal = s.modal or g_verb.modal
        s.governor_negated = g_verb.negated
        if g_verb.passive and not s.object then s.object = g_verb.subject end
      else
        local v2 = r:finite_before(governor, first)
        if v2 then a, z = r:subject(r:group(v2, first), first) end
      end
    else
      local finite = r:finite_before(s.to - 1, first)
      if finite then a, z = r:subject(r:group(finite, first), first) end
    end
  elseif s.helper or t ~= "VBG" and t ~= "VBN" then
    a, z, how, b, y = r:subject(s.start, first)
    if not a then
      local finite = r:finite_before(s.start - 1, first)
      if t == "VB" and finite then a, z = r:subject(r:group(finite, first), first) end
    end
  elseif t == "VBG" then
    local p = s.start - 1
    local w = r.low[p]
    if (w == "of" or w == "for" or w == "from") and p > first then -- accused Peru of arming
      if r.tag[p - 1]:sub(1, 1) == "V" then
        local other = self:clause(p - 1, p - 1)
        a, z = other.subject and other.subject[1], other.subject and other.subject[2]
      else a, z = r:noun_before(p - 1, first) end
    elseif p >= first and r.tag[p]:sub(1, 1) == "V" and not s.helper then -- denied attacking
      local other = self:clause(p, p)
      a, z = other.subject and other.subject[1], other.subject and other.subject[2]
      s.gerund_of = p
    elseif r.tag[s.start - 1] == "IN" or r.tag[s.start - 1] == "," or r.tag[s.start - 1] == "CC" or s.start == first then
      a, z = r:subject_of_participle(s.start, first, last)
      if not a and w == "," then a, z = r:noun_after(first, last) end
    else a, z = r:noun_before(s.start - 1, first) end
    if r.tag[s.start - 1] == "IN" and not a then a = nil end
  else
    a, z = r:noun_before(s.start - 1, first)
    if not s.passive then a, z = r:subject(s.start, first) end
  end
  if how == "relative" then a, z = b, y end
  if a then s.subject = { self:list_start(a, z, first), z } end
  return s
end

-- Actors of the words a to z; a pronoun is the speaker of what is reported, else who the last events were of.
local people = set.of { "he", "she", "him", "her", "himself", "herself" }
local things = set.of { "it", "they", "them", "itself", "themselves", "its", "their" }
function class:actors(a, z)
  local low = self.r.low
  if a == z and (people[low[a]] or things[low[a]]) then
    local speaker = self:speaker(a)
    if speaker and speaker.actors[1] and (#speaker.actors == 1 or things[low[a]]) then return speaker.actors end
    local last = self.last
    local before = last and last[1] and (things[low[a]] or last[1].entity and last[1].entity.type == "person") and last or nil
    local spoken = people[low[a]] and self:speaker_before(a)
    if spoken and not (before and before[1].last > spoken.at) then before = { self.coder:entity(spoken.entity) } end
    if before or not people[low[a]] then return before or {} end
    local near = self.doc:layer("person"):previous(a)
    local known = near and self.doc:entity(near) and self.coder:entity(self.doc:entity(near))
    return known and { known } or {}
  end
  local list = self.coder:read(a, z)
  if low[a] == "the" and list[1] and not list[2] and not list[1].entity and not list[1].country then
    local e = self:called(a, z)
    local known = e and self.coder:entity(e)
    if known then return { known } end
  end
  return list
end

local LONGEST = 5 -- words of a role by which a person is called

-- The person who was called what the words a to z say, the last one named before: the foreign minister.
function class:called(a, z)
  if not self.roles then
    self.roles = {}
    for e in self.doc:entities "person" do
      for _, role in ipairs(e.roles) do
        local tail, count = core.lower(role), 0
        while tail and count < LONGEST do
          self.roles[tail] = self.roles[tail] or {}
          table.insert(self.roles[tail], e)
          tail, count = tail:match "^%S+%s+(.+)$", count + 1
        end
      end
    end
  end
  if z - a > LONGEST then return nil end
  local list = self.roles[core.lower(self.doc:span(a + 1, z).text)]
  for k = list and #list or 0, 1, -1 do
    if list[k].mentions[1].first < a then return list[k] end
  end
end

-- What was reported, read once: by token, the shortest statement that holds it; and statements of persons in order of their ends.
function class:read_said()
  if self.said then return end
  self.said, self.spoken = {}, {}
  for fact in self.doc:facts "said" do
    local what = fact.what
    for i = what.first, what.last do
      local other = self.said[i]
      if not other or what.last - what.first < other.what.last - other.what.first then self.said[i] = fact end
    end
    if fact.speaker and fact.speaker.type == "person" then table.insert(self.spoken, fact) end
  end
  table.sort(self.spoken, function(x, y) return x.what.last < y.what.last end)
end

-- The person whose words were reported last before a token: { entity, at = where they end }.
function class:speaker_before(token)
  self:read_said()
  local low, high = 1, #self.spoken
  while low <= high do
    local middle = (low + high) // 2
    if self.spoken[middle].what.last < token then low = middle + 1 else high = middle - 1 end
  end
  local fact = self.spoken[high]
  return fact and { entity = fact.speaker, at = fact.what.last }
end

-- Who says what stands at a token: { actors, fact }.
function class:speaker(token)
  self:read_said()
  local fact = self.said[token]
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

local about = set.of { "with", "between", "on", "against", "by", "from", "of", "to" } -- what these bring belongs to the noun before

-- Whether the words of a pattern stand in order from token a to z (or back from a): the tokens in between do not count.
local function stand(doc, words, a, z)
  local i = a
  for word in words:gmatch "%S+" do
    while i <= z do
      local low = doc:lower(i)
      if low == word or low == word .. "s" or low == word .. "es" then break end
      i = i + 1
    end
    if i > z then return false end
    i = i + 1
  end
  return true
end

local AROUND = 12 -- tokens around a verb in which a user's pattern is looked for

-- The code that the user's own dictionary of verbs has for the verb of tokens v to stop: code, code of the other side; nil where it has
-- none, and true where it says that the verb tells nothing.
function class:own_code(s)
  if not self.own then return nil end
  local doc, best, length = self.doc, nil, -1
  local surface = doc:lower(s.v)
  for stop = s.v, math.min(s.v + 2, s.last) do
    if stop > s.v then surface = surface .. " " .. doc:lower(stop) end
    for _, row in ipairs(self.own:lookup(surface) or {}) do
      local before, behind = row.before or "", row.behind or ""
      local weight = #before + #behind + (stop - s.v) * 4
      if weight > length and stand(doc, behind, stop + 1, math.min(stop + AROUND, s.last)) and stand(doc, before, math.max(s.first, s.v - AROUND), s.v - 1) then
        best, length = row.code, weight
      end
    end
  end
  if not best then return nil end
  if not best:find "%d" then return true end
  local code, other = best:match "^(%w+):?(%w*)$"
  return code or best, other ~= "" and other or nil
end

-- First tokens of the entries of the user's dictionary of verbs.
function class:own_entries()
  if not self.own then return function() end end
  return self.doc:entries(self.own)
end

-- Whom an event of a user's own code reaches: what stands behind the verb, then what is linked to it.
function class:own_event(c, code, other, verb)
  local to = c.what and self:actors(c.what[1], c.what[2]) or {}
  for _, link in ipairs(c.links) do
    if not to[1] then to = self:actors(link[2], link[3]) end
  end
  return { code = code, other = other, to = to, verb = verb, own = true }
end

-- Whether rows may make an event of what is there: cheap, so that most verbs are asked no more.
function class:may(rows, c)
  for _, row in ipairs(rows) do
    if c.what and (row.takes.object or row.class ~= "") or c.passive or row.event then return true end
    if not next(row.takes) and row.code ~= "" and row.class ~= "intend" then return true end
    for _, link in ipairs(c.links) do if row.takes[link[1]] then return true end end
    if not c.what and not c.links[1] and row.code ~= "" and row.class ~= "intend" then return true end -- Peru and Chile met
  end
  return false
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
  for _, row in ipairs(rows) do
    for _, thing in ipairs(row.class ~= "" and things or {}) do
      local pair = self.tables.pair[row.class .. " " .. thing.class]
      if pair then
        local hit = pair[1]
        local to
        for _, link in ipairs(c.links) do
          if hit.takes[link[1]] and not to then
            local list = self:actors(link[2], link[3])
            to = list[1] and list or nil
          end
        end
        to = to or self:attached(c.what[1], c.what[2], hit.takes)
        if not to and not c.passive then
          local list = self:before_head(c.what[1], head)
          to = list[1] and list or nil
        end
        local code = hit.code ~= "" and hit.code or nil
        if code and row.class == "hold" and thing.code ~= "" and thing.code:sub(1, 2) == code:sub(1, 2) then code = thing.code end
        return { code = code, event = hit.event or thing.event or row.event, to = to or {}, what = word, verb = row.surface, thing = true }
      end
    end
  end
  local best
  for _, row in ipairs(rows) do
    if (row.code ~= "" or row.event) and (not c.disaster or row.event == "disaster") then
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
      if to then return { code = row.code ~= "" and row.code, event = row.event, to = to, what = word, verb = row.surface } end
      if not best and (not next(row.takes) and (row.event or row.code ~= "") or row.takes.object and c.what or c.many and not c.what) and row.class ~= "intend" then
        best = { code = row.code ~= "" and row.code, event = row.event, to = {}, what = word, verb = row.surface }
      end
    end
  end
  return best
end

local hedges = set.of { "allegedly", "reportedly", "supposedly", "apparently", "purportedly", "alleged", "suspected", "reported" }
local doubt = set.of { "may", "might", "could", "would", "should" }
local nots = set.of { "denied", "deny", "denies", "denying" }
local alleging = set.of { "accused", "accuse", "accuses", "accusing", "allege", "alleged", "alleges", "claimed", "claims", "claim", "suspected", "believed", "thought" }

local brought = set.of { "took", "managed", "began", "started", "continued", "helped", "used", "proceeded", "rushed", "went", "dared", "takes", "begins", "continues" }

-- happened, planned, alleged, denied or conditional, by the verb's group and what governs it.
function class:status(s, at)
  local r = self.r
  local first, last = self.doc:sentence(at)
  if s and s.negated then return "denied" end
  local from = s and s.start or at
  for i = math.max(first, from - 2), math.min(last, at) do if hedges[r.low[i]] then return "alleged" end end
  for i = from - 1, first, -1 do
    local w = r.low[i]
    if w == "if" or w == "unless" then return "conditional" end
    if w == "," or w == ";" or w == "that" or w == "but" then break end
  end
  if s then
    if s.modal then
      if doubt[s.modal] then return "conditional" end
      return "planned"
    end
    if s.governor and s.to then
      local w = r.low[s.governor]
      if nots[w] then return "denied" end
      if alleging[w] then return "alleged" end
      if brought[w] then return "happened" end
      return "planned"
    end
    if s.tag == "VBG" then
      for i = s.start - 1, math.max(first, s.start - 8), -1 do
        if nots[r.low[i]] then return "denied" end
        if alleging[r.low[i]] then return "alleged" end
        if r.tag[i] == "," then break end
      end
      if s.helper and r.low[at + 1] == "to" then return "planned" end
    end
  end
  return "happened"
end

-- The time and the place that stand nearest to a token of its sentence.
function class:time(at)
  local doc, best, distance = self.doc, nil, nil
  local first, last = doc:sentence(at)
  for t in doc:layer("time"):within(doc:span(first, last)) do
    if t.type == "DATE" or t.type == "TIME" then
      local away = t.first > at and t.first - at or (at - t.last) + 2
      if not best or away < distance then best, distance = t, away end
    end
  end
  return best
end
local inside = set.of { "in", "at", "near", "outside", "inside", "around", "across", "over" }
local BEFORE, BEHIND = 8, 14 -- tokens around an event among which its place stands
function class:place(at, travel)
  local doc = self.doc
  if travel and travel[1] then
    for s in doc:layer("place"):within(doc:span(travel[1].first, travel[1].last)) do return s end
  end
  local first, last = doc:sentence(at)
  local best
  for s in doc:layer("place"):within(doc:span(math.max(first, at - BEFORE), math.min(last, at + BEHIND))) do
    local before = s.first - 1
    while before > first and (self.r.tag[before] == "DT" or self.r.tag[before] == "JJ") do before = before - 1 end
    if before >= first and inside[self.r.low[before]] then
      if s.first > at then return s end
      best = s
    end
  end
  local line = doc.dateline
  if not best and line and line.first >= doc:paragraph(at) and line.last < at then
    for s in doc:layer("place"):within(line) do return s end
  end
  return best
end

-- What a governing verb makes of an event: wants to attack, asked Peru to help, refused to meet.
function class:governed(s, found)
  local rows = s.governor and self.r.tag[s.governor] ~= "JJ" and self:rows(s.governor, s.governor) or none
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

function happening.type_of(found)
  return found.event or found.code and names[found.code:sub(1, 2)]
end

-- Pairs of an event: { who, to, code }; a visit is told from both sides, and a side that is missing is nil.
function happening.pairs(e)
  local list = {}
  local function put(a, b, code) list[#list + 1] = { a, b, code } end
  local both = e.who == e.to
  for _, a in ipairs(e.who[1] and e.who or { false }) do
    for _, b in ipairs(e.to[1] and e.to or { false }) do
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

class.refusals = refused
return happening

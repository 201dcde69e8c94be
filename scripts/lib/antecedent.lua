-- Antecedents: whom words of an article may refer back to. Mentions of entities by type in the order of the text, with what makes one
-- stand out: it was a subject of its paragraph, or spoke. Made once for a document and found in lists, so that a text that asks a
-- thousand times costs no more than a thousand looks.
local core = require "lunette.core"
local entity = require "lunette.entity"
local set = require "lunette.set"
local antecedent = {}

local SUBJECT = 8  -- tokens from the beginning of its sentence that a subject stands within
local WINDOW = 32  -- mentions before a token that are looked at
local NEAREST = 120 -- tokens before it in which words count that were followed back themselves
local BACK = 3     -- paragraphs before it that runners-up are taken from

local none = {}

local class = {}
class.__index = class

local say = core.embedded_dictionary "sayverb"
local stands_before = { NNP = true, NN = true, JJ = true, DT = true, POS = true, CD = true, ["PRP$"] = true }
local MOST_BEFORE = 5 -- words between a name and what governs it: the finance minister

local subordinates = set.of { "that", "while", "because", "if", "although", "though", "whether", "since", "as", "after", "before", "until", "unless", "when", "where" }

-- Whether a name stands where a subject does: near the beginning of its sentence, and not behind a verb or a preposition; behind a
-- verb of speech it may (said Ana Torres).
local function is_subject(doc, first, sentence)
  if first - sentence > SUBJECT then return false end
  local i = first - 1
  while i >= sentence and first - i <= MOST_BEFORE and stands_before[doc:tag(i)] do i = i - 1 end
  if i < sentence then return true end
  local tag = doc:tag(i)
  if tag == "IN" and not subordinates[doc:lower(i)] or tag == "TO" then return false end
  return not tag:find "^V" or say:lookup(doc:lower(i)) ~= nil
end

-- Mentions of a type: entity, first, last; and what is worked out when it is asked: sentence and paragraph, subject, and led: whether the
-- entity was a subject of that paragraph at this mention or before.
local function read(known, type_name)
  local list, doc = {}, known.doc
  local flat, entity_of = entity.mentions(doc, type_name)
  local linked = false

  -- Mentions of one entity in one paragraph, in order: { ..., asked = how many were asked, led = number of the first that is a subject }.
  local function link()
    local paragraph, groups
    for _, m in ipairs(list) do
      if m.paragraph ~= paragraph then paragraph, groups = m.paragraph, {} end
      local group = groups[m.entity] or { asked = 0 }
      groups[m.entity], group[#group + 1] = group, m
      m.group, m.place = group, #group
    end
    linked = true
  end

  local fields = {}
  function fields.sentence(m) return (doc:sentence(m.first)) end
  function fields.paragraph(m) return (doc:paragraph(m.first)) end
  function fields.subject(m) return is_subject(doc, m.first, m.sentence) end
  function fields.led(m)
    if not linked then link() end
    local group = m.group
    while not group.led and group.asked < m.place do
      group.asked = group.asked + 1
      if group[group.asked].subject then group.led = group.asked end
    end
    return group.led ~= nil and group.led <= m.place
  end
  local mention = { __index = function(m, field)
    local found = fields[field]
    if not found then return nil end
    local value = found(m)
    m[field] = value
    return value
  end }

  for i = 1, #flat, 3 do list[#list + 1] = setmetatable({ entity = entity_of(flat[i]), first = flat[i + 1], last = flat[i + 2] }, mention) end
  table.sort(list, function(a, b)
    if a.last ~= b.last then return a.last < b.last end
    return a.entity.number < b.entity.number
  end)
  return list
end

function class:mentions(type_name)
  self.read[type_name] = self.read[type_name] or read(self, type_name)
  return self.read[type_name]
end

-- The last of a list whose field is less than a token: its number, 0 for none.
local function before(list, token, field)
  local low, high = 0, #list
  while low < high do
    local middle = (low + high + 1) // 2
    if list[middle][field] < token then low = middle else high = middle - 1 end
  end
  return low
end

-- The last mention before a token among those of a kind: what fits(mention) says yes to, asked once for each in the order of the text.
function class:last(token, type_name, kind, fits)
  local key = type_name .. "\0" .. kind
  local list = self.kinds[key]
  if not list then
    list = {}
    for _, m in ipairs(self:mentions(type_name)) do if fits(m) then list[#list + 1] = m end end
    self.kinds[key] = list
  end
  return list[before(list, token, "last")]
end

-- The last words before a token, in a block of tokens from `least` on, that were said to mean an entity of a type (doc:refer), as a mention.
function class:referred(token, least, type_name)
  local all, doc, found = core.data(self.doc).referred, self.doc, nil
  for block = (token - 1) // entity.BLOCK, all and least // entity.BLOCK or math.maxinteger, -1 do
    for _, r in ipairs(all[block] or none) do
      if r.last < token and (not found or r.last > found.last) and r.entity.type == type_name then found = r end
    end
    if found then break end
  end
  if found and not found.sentence then
    found.sentence, found.paragraph = doc:sentence(found.first), doc:paragraph(found.first)
    found.subject = is_subject(doc, found.first, found.sentence)
    found.led = found.subject
  end
  return found
end

-- Entities of a type meant before a token, the last one first: mentions, one for each, of as many paragraphs back as there may be
-- runners-up, and none before the token `from`, where one is given.
function class:candidates(token, type_name, from)
  local list, seen, found = self:mentions(type_name), {}, {}
  local paragraphs, paragraph, least = 0, self.doc:paragraph(token), math.max(1, token - NEAREST)
  local i, refer = before(list, token, "last"), self:referred(token, least, type_name)
  for _ = 1, WINDOW do
    local m = list[i]
    if refer and not (m and m.last >= refer.last) then m, refer = refer, self:referred(refer.last, least, type_name) else i = i - 1 end
    if not m then break end
    if from and m.first < from then break end
    if m.paragraph ~= paragraph then paragraph, paragraphs = m.paragraph, paragraphs + 1 end
    if paragraphs > BACK then break end
    if not seen[m.entity] then
      seen[m.entity] = true
      found[#found + 1] = m
    end
  end
  return found
end

local gender_of_word = { he = "M", him = "M", his = "M", himself = "M", she = "F", her = "F", hers = "F", herself = "F" }
antecedent.gender_of_word = gender_of_word
local opens = set.of { '"', "“", "‘", "«", "„", "``" }
local NEAR, ASKED = 40, 12 -- tokens behind a name that are looked at; mentions of a person

-- What pronouns behind a person's names say: of each mention the first that stands before anybody else is named, in its sentence or the next;
-- behind a subject it says twice as much.
local function told_gender(self, e)
  local doc, votes, list = self.doc, { M = 0, F = 0 }, self:mentions "person"
  local own = self:own_mentions(e)
  for k = 1, math.min(#own, ASKED) do
    local m = own[k]
    local following = list[before(list, m.last + 1, "last") + 1]
    local _, stop = doc:sentence(m.last)
    if stop < #doc then stop = select(2, doc:sentence(stop + 1)) end
    stop = math.min(stop, m.last + NEAR, select(2, doc:paragraph(m.last)), following and following.first - 1 or #doc)
    for t = m.last + 1, stop do
      local word = doc:lower(t)
      local gender = gender_of_word[word]
      if opens[word] then break end -- somebody else may speak
      if gender and not ((word == "him" or word == "her") and m.subject and doc:tag(t) == "PRP") then
        votes[gender] = votes[gender] + (m.subject and 2 or 1)
        break
      end
    end
  end
  return votes.M > votes.F and "M" or votes.F > votes.M and "F" or nil
end

-- The gender of a person: by title or given name, else by the pronouns behind the name.
function class:gender(e)
  local gender = self.genders[e]
  if gender == nil then
    gender = entity.gender(e) or e.type == "person" and told_gender(self, e) or false
    self.genders[e] = gender
  end
  return gender or nil
end

-- The next mentions of a type behind a token, at most so many.
function class:after(token, type_name, most)
  local list = self:mentions(type_name)
  local at = before(list, token + 1, "last")
  return table.move(list, at + 1, math.min(#list, at + most), 1, {})
end

-- Persons whose names stand side by side with a mention's in its sentence: Ana Torres, Luis Vega and Peter Miller. Mentions in order,
-- the one itself among them.
function class:joined(mention)
  local list, doc = self:mentions "person", self.doc
  local at = before(list, mention.last + 1, "last")
  local function beside(a, b)
    if not a or not b or a.sentence ~= b.sentence or a.last >= b.first then return false end
    for t = a.last + 1, b.first - 1 do if doc:word(t) ~= "and" and doc:word(t) ~= "," then return false end end
    return true
  end
  local first, last = at, at
  while beside(list[first - 1], list[first]) do first = first - 1 end
  while beside(list[last], list[last + 1]) do last = last + 1 end
  return table.move(list, first, last, 1, {})
end

-- Persons by a word of what they are called, and by words of the offices that they hold: { word -> { { entity, words, office } } }.
local function read_called(doc)
  local called = {}
  local function add(e, text, office)
    local entry = { entity = e, words = " " .. core.lower(text) .. " ", office = office }
    for word in entry.words:gmatch "%S+" do
      called[word] = called[word] or {}
      table.insert(called[word], entry)
    end
  end
  for e in doc:entities "person" do
    for _, role in ipairs(e.roles) do add(e, role) end
    for _, office in ipairs(e.offices or {}) do add(e, (office.role:gsub(" of .*", "")), office) end
  end
  return called
end

-- Words of the roles that the document says, for most nouns are none and no person need be described for them; an office's words stand
-- in the dictionary `role`.
local function words_of_roles(doc)
  local words = {}
  local function add(text) for word in core.lower(text):gmatch "%S+" do words[word] = true end end
  for fact in doc:facts "role" do
    local role = fact.role
    if core.class(role) == "span" then add(role.text) end
    for _, part in ipairs(type(role) == "table" and role or none) do add(part.text) end
  end
  for _, e in ipairs(core.data(doc).entities or none) do
    for _, role in ipairs(e.roles) do add(role) end
  end
  return words
end

local roles = core.embedded_dictionary "role"

-- Persons who are called by a noun, or hold an office of that name.
function class:called(noun)
  if not self.names then
    self.role_words = self.role_words or words_of_roles(self.doc)
    if not self.role_words[noun] and not roles:lookup(noun) then return none end
    self.names = read_called(self.doc)
  end
  return self.names[noun] or none
end

-- Mentions of an entity, in order.
function class:own_mentions(e)
  if not self.own[e.type] then
    local own = {}
    for _, m in ipairs(self:mentions(e.type)) do
      own[m.entity] = own[m.entity] or {}
      table.insert(own[m.entity], m)
    end
    self.own[e.type] = own
  end
  return self.own[e.type][e] or {}
end

-- The last mention of an entity before a token; nil where it is only named later.
function class:latest(e, token)
  local own = self:own_mentions(e)
  return own[before(own, token, "last")]
end

-- Statements of persons in the order of their ends, and the shortest that holds each token; read again when there are more. Facts of
-- other types may be made between any two questions.
local function read_said(self)
  local facts, more = core.data(self.doc).facts or {}, not self.said
  for i = self.facts + 1, #facts do more = more or facts[i].type == "said" end
  self.facts = #facts
  if not more then return end
  self.said, self.ends = {}, {}
  for fact in self.doc:facts "said" do
    local what = fact.what
    if fact.kind and what then
      for i = what.first, what.last do
        local other = self.said[i]
        if not other or what.last - what.first < other.what.last - other.what.first then self.said[i] = fact end
      end
      if fact.speaker then table.insert(self.ends, { fact = fact, last = what.last }) end
    end
  end
  table.sort(self.ends, function(a, b) return a.last < b.last end)
end

-- What was read of statements while their kinds and speakers were still looked for is not all.
function class:forget_statements() self.said = nil end

-- The statement that a token stands in, and the last one that ended before it.
function class:statement(token)
  read_said(self)
  local last = self.ends[before(self.ends, token, "last")]
  return self.said[token], last and last.fact
end

-- What is known of a document, made again when it was grouped again.
function antecedent.of(doc)
  local data = core.data(doc)
  local known = data.antecedents
  if not known or known.grouped ~= data.grouped or known.added ~= #(data.entities or {}) then
    known = setmetatable({ doc = doc, grouped = data.grouped, added = #(data.entities or {}), read = {}, kinds = {}, own = {}, told = {}, genders = {}, facts = 0 }, class)
    data.antecedents = known
  end
  return known
end

return antecedent

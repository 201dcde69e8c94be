-- References: whom a pronoun, a role noun ("the minister") or a description ("the South American giant") means. Every answer is a table
--   entity    who is meant, where one is; several: persons named together, for they and the ministers
--   reason    why, or why nobody
--   others    runners-up: { { entity, reason } }, the nearest first
--   unclear   true where others are as likely
--   country   of a described country that the article does not name
-- The source of an attribution is asked by lunette.speakers, which knows who spoke before; all else asks here, through doc:reference.
local antecedent = require "lunette.antecedent"
local entity = require "lunette.entity"
local noun = require "lunette.reference_noun"
local set = require "lunette.set"
local reference = {}

local gender_of_word = antecedent.gender_of_word
local plural = set.of { "they", "them", "their", "theirs", "themselves" }
local MOST = 3 -- runners-up that are told

local answer = noun.answer
local function fits(known, e, gender)
  local own = known:gender(e)
  return own == nil or own == gender
end

-- Others that a pronoun of that gender may mean.
local function runners_up(known, candidates, chosen, gender, paragraph)
  local list = {}
  for _, m in ipairs(candidates) do
    if m.entity ~= chosen and fits(known, m.entity, gender) and #list < MOST then
      list[#list + 1] = { entity = m.entity, reason = m.paragraph >= paragraph and (m.led and "subject of the paragraph, named earlier" or "named in the paragraph") or "named before" }
    end
  end
  return list
end

local function first_of(list, holds)
  for _, m in ipairs(list) do if holds(m) then return m end end
end

-- A pronoun of one person. speaker: who spoke before, quote: where that ended; not_this: who speaks now, of whom others are spoken of.
local function person(known, token, gender, speaker, quote, not_this)
  if speaker and speaker.type ~= "person" then speaker = nil end
  local paragraph = known.doc:paragraph(token)
  local function others_of(from)
    local list = {}
    for _, m in ipairs(known:candidates(token, "person", from)) do
      if m.entity ~= not_this then list[#list + 1] = m end
    end
    return list
  end
  local here = others_of(paragraph)
  local function told(e, reason) return noun.answer_later(e, reason, function() return runners_up(known, others_of(), e, gender, paragraph) end) end
  local function is(m) return known:gender(m.entity) == gender end
  local function may(m) return fits(known, m.entity, gender) end
  -- within the paragraph: who began a sentence of it, else who was named last; who is known to be of the gender goes first
  for _, holds in ipairs { is, may } do
    local subject, last = first_of(here, function(m) return m.led and holds(m) end), first_of(here, holds)
    if subject then return told(subject.entity, "subject of the paragraph") end
    local count = 0
    for _, m in ipairs(holds == may and here or {}) do if may(m) then count = count + 1 end end
    if count > 1 then -- strangers: either may be meant
      if speaker and fits(known, speaker, gender) and quote and quote >= paragraph then return told(speaker, "speaker before") end
      local unclear = told(nil, "more than one may be meant")
      unclear.unclear = true
      return unclear
    end
    if last then return told(last.entity, "named last in the paragraph") end
  end
  if speaker and fits(known, speaker, gender) then return told(speaker, "speaker before") end
  local last = known:last(token, "person", "known " .. gender, is) or known:last(token, "person", gender, may)
  if last and last.entity == not_this then last = first_of(others_of(), may) end
  if last then return told(last.entity, "named last before") end
  -- a given name is no proof of gender: the speaker of this paragraph's last quotation goes on
  local stated = speaker and speaker.gender_stated and known:gender(speaker) ~= gender
  if speaker and not stated and quote and quote >= paragraph then return told(speaker, "speaker before") end
  return told(nil, "nobody named before fits the pronoun")
end

local SENTENCES = 3 -- back from they, for persons named together

-- Persons named together last before a token in its paragraph.
local function together(known, token)
  local doc = known.doc
  local from, paragraph = doc:sentence(token), doc:paragraph(token)
  for _ = 1, SENTENCES do if from > paragraph then from = doc:sentence(from - 1) end end
  for _, m in ipairs(known:candidates(token, "person")) do
    if m.first < from then return nil end
    local group = known:joined(m)
    if group[2] then
      local several = {}
      for k, other in ipairs(group) do several[k] = other.entity end
      return several
    end
  end
end

local function they(known, token)
  local paragraph = known.doc:paragraph(token)
  local several = together(known, token)
  local bodies, from = {}, known.doc:sentence(token)
  if from > paragraph then from = known.doc:sentence(from - 1) end
  for _, type_name in ipairs { "org", "norp" } do
    for _, m in ipairs(known:candidates(token, type_name)) do
      if m.first >= from and (type_name == "org" or known.doc:tag(m.last):find "^N.*S$") then bodies[#bodies + 1] = m end
    end
  end
  table.sort(bodies, function(a, b) return a.last > b.last end)
  local others = {}
  for k, m in ipairs(bodies) do if k <= MOST then others[k] = { entity = m.entity, reason = "named in the paragraph" } end end
  if several then
    local told = answer(nil, "named together", others)
    told.several = several
    return told
  end
  local best = first_of(bodies, function(m) return m.led end)
  if not best then return answer(nil, "several are meant", others) end
  for k, other in ipairs(others) do if other.entity == best.entity then table.remove(others, k) break end end
  return answer(best.entity, "subject of the sentence before", others)
end

-- A word that stands for one person or several, asked with what its surroundings say of who speaks.
function reference.pronoun(doc, token, speaker, quote)
  local word, known = doc:lower(token), antecedent.of(doc)
  if plural[word] then return they(known, token) end
  return gender_of_word[word] and person(known, token, gender_of_word[word], speaker, quote) or nil
end

function reference.is_pronoun(word) return gender_of_word[word] ~= nil or plural[word] == true end

local begins_clause = set.of { "that", "and", "but", "or", "who", "which", "when", "while", "before", "after", "if", "because", "as", "since", "until", "whether" }

-- The person who does what is done to somebody else: the subject of the clause in which a pronoun is an object.
local function doer(known, token)
  local doc = known.doc
  local m = known:candidates(token, "person")[1]
  if doc:tag(token) ~= "PRP" or not m or not m.subject or m.sentence ~= doc:sentence(token) then return nil end
  local who = m.last + 2 < token and doc:word(m.last + 1) == "," and doc:lower(m.last + 2) == "who" -- Ana Torres, who knows her
  for t = m.last + (who and 3 or 1), token - 1 do if doc:kind(t) == "punct" or begins_clause[doc:lower(t)] then return nil end end
  return m.entity
end

-- A pronoun in running text. Who speaks calls oneself not she, and a clause that she is said to have told is hers.
local objects = set.of { "him", "her" }
local function in_text(known, token, gender)
  local statement, before = known:statement(token)
  local subject = objects[known.doc:lower(token)] and doer(known, token)
  if subject then return person(known, token, gender, before and before.speaker, before and before.what.last, subject) end
  local speaker = statement and statement.speaker
  if speaker and speaker.type == "person" then
    if statement.kind ~= "indirect" then return person(known, token, gender, before and before.speaker, before and before.what.last, speaker) end
    local told = person(known, token, gender)
    local named = first_of(known:candidates(token, "person"), function(m) return m.first >= statement.what.first and fits(known, m.entity, gender) end)
    if named or not fits(known, speaker, gender) then return told end
    return answer(speaker, "speaker of the clause", runners_up(known, known:candidates(token, "person"), speaker, gender, known.doc:paragraph(token)))
  end
  return person(known, token, gender, before and before.speaker, before and before.what.last)
end

local WHY = {
  name = "the same name", id = "one entry of the dictionary", alias = "short form given in the text", acronym = "its letters begin the words of the long name",
  company = "the company's name without its ending", part = "the only one of that name", gender = "the title says the gender", role = "called by that title",
  before = "the only one named before", after = "named first afterwards", paragraph = "the only one named last in the paragraph",
  sentence = "the only one in the last sentences", unclear = "several of that name were named as near",
}

local function of_name(doc, first, last)
  local why, rivals = entity.why(doc, first, last)
  if not why then return nil end
  local others = {}
  for k, e in ipairs(rivals) do others[k] = { entity = e, reason = "has that name" } end
  local told = answer(entity.at(doc, first, last), WHY[why], others)
  told.unclear = why == "unclear" or nil
  return told
end

-- Keeps what the source of an attribution was found to mean, which knows more of who spoke.
function reference.keep(doc, s, told) antecedent.of(doc).told[s.first << 31 | s.last] = told end

local function find(known, first, last)
  local word = first == last and known.doc:lower(first)
  if plural[word] then return they(known, first) end
  if gender_of_word[word] then return in_text(known, first, gender_of_word[word]) end
  return noun.of(known, first, last, function(_, token) return in_text(known, token, gender_of_word[known.doc:lower(token)]) end)
end

-- What a span means; nil where it neither names nor refers to anything. Asked once, an answer stays.
function reference.of(doc, s)
  local first, last = s.first, s.last
  local named = of_name(doc, first, last)
  if named then return named end
  local known = antecedent.of(doc)
  local told = known.told[first << 31 | last]
  if told == nil then
    told = find(known, first, last) or false
    known.told[first << 31 | last] = told
  end
  return noun.whole(told) or nil
end

return reference

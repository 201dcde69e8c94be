-- Whom the source of a statement means: a name, a pronoun or a role noun is followed back to an entity, with the reason for it, or
-- the reason why to none. What is asked of a document many times is found in lists that are made once.
local core = require "lunette.core"
local speakers = {}

local pronoun_gender = { he = "M", she = "F", his = "M", her = "F" }
local SUBJECT = 8 -- tokens from the beginning of its sentence that a subject stands within

-- Who was mentioned last before a token. What is asked of a document many times, and for many kinds of persons, is found in
-- lists of mentions in the order of the text, made once for each kind.
function speakers.recency(doc)
  local mentions = {}
  for e in doc:entities "person" do
    for _, m in ipairs(e.mentions) do mentions[#mentions + 1] = { entity = e, first = m.first, last = m.last } end
  end
  table.sort(mentions, function(a, b)
    if a.last ~= b.last then return a.last < b.last end
    return a.entity.number < b.entity.number
  end)
  local function only(fits)
    local list = {}
    for _, m in ipairs(mentions) do if fits(m) then list[#list + 1] = m end end
    return list
  end
  local self, made = {}, {}
  -- The last mention before a token among those of a kind: what fits(mention) says yes to, asked in the order of the text.
  function self.last(token, kind, fits)
    made[kind] = made[kind] or only(fits)
    local list, low, high = made[kind], 0, #made[kind]
    while low < high do
      local middle = (low + high + 1) // 2
      if list[middle].last < token then low = middle else high = middle - 1 end
    end
    return list[low]
  end
  local called -- a word of roles -> persons
  local function persons_called(noun)
    if not called then
      called = {}
      for e in doc:entities "person" do
        for _, role in ipairs(e.roles) do
          for word in core.lower(role):gmatch "%S+" do
            called[word] = called[word] or {}
            called[word][e] = true
          end
        end
      end
    end
    return called[noun]
  end
  -- Who is called a noun, by the roles that stand with the name ("the minister").
  function self.called(token, noun)
    local persons = persons_called(noun)
    return persons and self.last(token, "called " .. noun, function(m) return persons[m.entity] end)
  end
  -- Who has a role and is of a country.
  function self.leader(token, country)
    return self.last(token, "of " .. country, function(m) return m.entity.country == country and #m.entity.roles > 0 end)
  end
  -- Whom a pronoun of that gender may mean: who is known to be of it, and who is not known to be of the other. `several`: more
  -- than one such person was named in the paragraph so far.
  function self.fitting(token, gender, known)
    local paragraph, named, count = nil, nil, 0
    return self.last(token, (known and "known " or "") .. gender, function(m)
      if m.entity.gender ~= gender and (known or m.entity.gender) then return false end
      local start = doc:paragraph(m.first)
      if start ~= paragraph then paragraph, named, count = start, {}, 0 end
      if not named[m.entity] then named[m.entity], count = true, count + 1 end
      m.several = m.several or {}
      m.several[gender] = count > 1
      return true
    end)
  end
  -- Of them who was a subject in the paragraph where the mention stands.
  function self.subject(token, gender, known)
    local paragraph, subjects = nil, nil
    return self.last(token, (known and "known subject " or "subject ") .. gender, function(m)
      if m.entity.gender ~= gender and (known or m.entity.gender) then return false end
      local start = doc:paragraph(m.first)
      if start ~= paragraph then paragraph, subjects = start, {} end
      subjects[m.entity] = subjects[m.entity] or m.first - doc:sentence(m.first) <= SUBJECT
      return subjects[m.entity]
    end)
  end
  return self
end

-- The last persons that fit a pronoun: subjects of the last statements come before others.
local function resolve_pronoun(doc, persons, source, last_speaker, last_quote)
  local gender = pronoun_gender[core.lower(source.text)]
  if not gender then return nil, "several are meant" end
  local first = source.first
  local paragraph = doc:paragraph(first)
  local function fits(e) return not e.gender or e.gender == gender end
  -- within the paragraph: who began a sentence of it, else who was named last; who is known to be of the gender goes first
  for _, known in ipairs { true, false } do
    local subject, last = persons.subject(first, gender, known), persons.fitting(first, gender, known)
    if subject and subject.first >= paragraph then return subject.entity, "subject of the paragraph" end
    if not known and last and last.last >= paragraph and last.several[gender] then -- two strangers: either may be meant
      local goes_on = last_speaker and fits(last_speaker) and last_quote and last_quote.last >= paragraph
      return goes_on and last_speaker or nil, goes_on and "speaker before" or "more than one may be meant"
    end
    if last and last.last >= paragraph then return last.entity, "named last in the paragraph" end
  end
  if last_speaker and fits(last_speaker) then return last_speaker, "speaker before" end
  local last = persons.fitting(first, gender, true) or persons.fitting(first, gender)
  if last then return last.entity, "named last before" end
  -- a given name is no proof of gender: the speaker of this paragraph's last quotation goes on
  local stated = last_speaker and last_speaker.gender_stated and last_speaker.gender ~= gender
  if last_speaker and not stated and last_speaker.type == "person" and last_quote and last_quote.last >= paragraph then return last_speaker, "speaker before" end
  return nil, "nobody named before fits the pronoun"
end

local function resolve_role(doc, persons, source)
  local noun
  for _, word in source:tokens() do
    local lower = core.lower(word)
    if lower == "of" or lower == "for" or lower == "at" then break end
    noun = lower
  end
  if not noun or noun == "" then return end
  local m = persons.called(source.first, noun)
  if m then return m.entity, "called " .. noun end
  -- `the head of the Pentagon`: the last person with a leading role and a country that fits what is named
  for _, layer in ipairs { "org", "place" } do
    for s in doc:layer(layer):within(source) do
      m = s.cc and persons.leader(source.first, s.cc)
      if m then return m.entity, (layer == "org" and "leads " or "of ") .. s.text end
    end
  end
end

-- Whether what is named at a token only tells more of the source: police in Lima, a lawyer for Torres.
local relations = { ["in"] = true, of = true, at = true, from = true, ["for"] = true, to = true, near = true }
local function beside(doc, token, from)
  token = token - 1
  if token > from and doc:lower(token) == "the" then token = token - 1 end
  return token > from and relations[doc:lower(token)]
end

-- The person whose name stands between commas behind a source: the mayor, Judge Ana Torres, said.
local function apposed(doc, source)
  local first, last = source.last + 2, source.last + 5
  if last >= #doc or doc:word(source.last + 1) ~= "," then return end
  while last >= first and doc:word(last) == "," do last = last - 1 end
  for i = first, last do
    if doc:word(i) == "," then return end
    for s in doc:layer("person"):at(i) do
      if s.first == i and s.last < #doc and doc:word(s.last + 1) == "," then return doc:entity(s) end
    end
  end
end

local naming = { "person", "org", "place" }

-- Whom a source means: entity and reason, or nil and the reason why nobody.
function speakers.of(doc, persons, source, last_speaker, last_quote)
  local text = source.text
  local lower = core.lower(text)
  if source.first == source.last and (pronoun_gender[lower] or lower == "they") then
    return resolve_pronoun(doc, persons, source, last_speaker, last_quote)
  end
  if text ~= lower then -- names have capitals
    for _, layer in ipairs(naming) do
      local found
      for s in doc:layer(layer):within(source) do found = s end
      if found and found.first > source.first and beside(doc, found.first, source.first) then found = nil end
      if found and (layer == "person" or found.last == source.last and not lower:find "^the %l+ of" and not lower:find "^an? ") then
        return doc:entity(found), "named"
      end
    end
  end
  local named = apposed(doc, source)
  if named then return named, "named beside" end
  if lower:find "^the " or lower:find "^his " or lower:find "^her " then
    local entity, reason = resolve_role(doc, persons, source)
    return entity, reason or "nobody of the text is known as that"
  end
  return nil, "a source without a name"
end

return speakers

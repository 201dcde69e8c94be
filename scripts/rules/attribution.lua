-- Attribution: gives every quotation its kind and its speaker. Takes the statements that the pack `speech` found, follows
-- pronouns and role nouns back to persons, and carries speakers on within and over paragraphs.

local set = require "lunette.set"

local pronoun_gender = { he = "M", she = "F" }
local SUBJECT = 8 -- tokens from the beginning of its sentence that a subject stands within

-- Who was mentioned last before a token. What is asked of a document many times, and for many kinds of persons, is found in
-- lists of mentions in the order of the text, made once for each kind.
local function recency(doc)
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
          for word in lun.lower(role):gmatch "%S+" do
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
  local gender = pronoun_gender[lun.lower(source.text)]
  if not gender then return nil, "plural" end
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
end

local function resolve_role(doc, persons, source)
  local noun
  for _, word in source:tokens() do
    local lower = lun.lower(word)
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

-- Speaker of a source phrase: entity, name, reason.
local function speaker_of(doc, persons, source, last_speaker, last_quote)
  for _, layer in ipairs { "person", "org", "place" } do
    local found
    for s in doc:layer(layer):within(source) do found = s end
    if found and found.first > source.first and beside(doc, found.first, source.first) then found = nil end
    if layer == "person" and found then return doc:entity(found), "named" end
    if found and found.last == source.last then
      local lower = lun.lower(source.text)
      if not lower:find "^the %l+ of" and not lower:find "^an? " then return doc:entity(found), "named" end
    end
  end
  if source.first == source.last and (pronoun_gender[lun.lower(source.text)] or lun.lower(source.text) == "they") then
    return resolve_pronoun(doc, persons, source, last_speaker, last_quote)
  end
  local named = apposed(doc, source)
  if named then return named, "named beside" end
  local lower = lun.lower(source.text)
  if lower:find "^the " or lower:find "^his " or lower:find "^her " then return resolve_role(doc, persons, source) end
end

local ends = { ["."] = true, ["!"] = true, ["?"] = true, [","] = true, ["..."] = true, ["…"] = true }

local small = set.of { "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "but", "as", "vs", "is" }

-- Words of a quotation, and whether they are written as titles are: all but the small ones with a capital.
local function words_of(content)
  local words, capitals, title = 0, 0, true
  for i, word in content:tokens() do
    if word:find "[%w\x80-\xFF]" and not word:find "^['’]" then
      words = words + 1
      if word:find "^%u" then capitals = capitals + 1
      elseif not small[word] and not word:find "^%d" or i == content.first then title = false end
    end
  end
  return words, title and capitals >= 2
end

local HEADING = 6 -- words of a quotation in single marks which, alone in its paragraph and said by nobody, heads a section
local FEW = 2 -- words that are no statement where nobody says them

-- Kind of a quotation from how it stands in its sentence.
local function kind_of(doc, quote, content, fact)
  local words, title = words_of(content)
  local start = doc:sentence(quote.first)
  if not fact then
    if words <= FEW or title then return "scare" end
    local first, last = doc:paragraph(quote.first)
    if words <= HEADING and doc:word(quote.first):find "^['‘]$" and quote.first == first and quote.last >= last - 1 then return "scare" end
  end
  local before = quote.first > start and doc:lower(quote.first - 1)
  local inner_end = doc:word(content.last)
  local capital = doc:word(content.first):find "^%u" or doc:word(content.first):find "^\xC3[\x80-\x9E]"
  local whole = quote.first == start or before == ":" or before == "," or before == "that" or before == "—" or before == "-"
  if fact and fact.cue and fact.cue.last == quote.first - 1 then whole = true end
  if words >= 3 and whole then return "direct" end
  if words >= 5 and capital and ends[inner_end] then return "direct" end
  if words >= 1 and whole and ends[inner_end] and (fact or quote.first == start) then return "direct" end
  if words >= 9 and ends[inner_end] and capital then return "direct" end
  return fact and "mixed" or "scare"
end

-- The first person named in the sentence before a quotation of the same paragraph, if no quotation stands between.
local function subject_before(doc, quote, last_quote)
  local paragraph = doc:paragraph(quote.first)
  local start = doc:sentence(quote.first)
  if start <= paragraph then
    -- a paragraph that ends in a colon opens the quotation of the next one
    if start == 1 or doc:word(start - 1) ~= ":" then return nil end
    local found
    for s in doc:layer("person"):within(doc:span((doc:paragraph(start - 1)), start - 1)) do
      if not found or doc:sentence(s.first) == doc:sentence(start - 1) then
        if not found or doc:sentence(found.first) ~= doc:sentence(s.first) then found = s end
      end
    end
    return found
  end
  local first, last = doc:sentence(start - 1)
  if first < paragraph or (last_quote and last_quote.last >= first) then return nil end
  for s in doc:layer("person"):within(doc:span(first, last)) do return s end
end

-- The source and the cue that stand in a quotation's own sentence, outside of it: the last cue before it that has a speaker
-- before, else the first one behind it with a speaker on either side.
local articles = { a = true, an = true, the = true, his = true, her = true, its = true, their = true, this = true, that = true }
local NEAR = 60 -- tokens that a cue stands from its quotation at most
local function sentence_source(doc, quote)
  local first, last = doc:sentence(quote.first)
  last = math.max(last, (select(2, doc:sentence(quote.last))))
  first, last = math.max(first, quote.first - NEAR), math.min(last, quote.last + NEAR)
  local speakers, cues = doc:layer "speaker", doc:layer "cue"
  local function noun(c) return c.first > 1 and articles[doc:lower(c.first - 1)] end -- a warning, his reply
  local function speaker(from, to, nearest_last)
    local found
    if to < from then return nil end
    for s in speakers:within(doc:span(from, to)) do
      found = s
      if not nearest_last then break end
    end
    return found
  end
  local source, cue
  if first < quote.first then
    for c in cues:within(doc:span(first, quote.first - 1)) do
      local s = not noun(c) and speaker(first, c.first - 1, true)
      if s then source, cue = s, c end
    end
  end
  if not source and quote.last < last then
    for c in cues:within(doc:span(quote.last + 1, last)) do
      source, cue = not noun(c) and (speaker(quote.last + 1, c.first - 1, true) or speaker(c.last + 1, math.min(last, c.last + 4))) or nil, c
      if source then break end
    end
  end
  if source then return source, cue end
end

local function attribute(doc)
  if not doc:entities() then return end
  local persons, by_quote = recency(doc), {}
  for fact in doc:facts "said" do
    if fact.what.layer == "quote" then by_quote[fact.what.first] = fact end
  end
  local last_speaker, last_quote
  local order = {}
  for fact in doc:facts "said" do order[#order + 1] = fact end
  table.sort(order, function(a, b)
    if a.what.first ~= b.what.first then return a.what.first < b.what.first end
    return #a.what > #b.what
  end)
  -- all outer quotations, with their statements or without, and the reported clauses between them
  local events = {}
  for quote in doc:spans "quote" do
    if quote.depth == "0" then events[#events + 1] = { quote = quote, first = quote.first, fact = by_quote[quote.first] } end
  end
  for _, fact in ipairs(order) do
    if fact.what.layer ~= "quote" then events[#events + 1] = { fact = fact, first = fact.what.first } end
  end
  table.sort(events, function(a, b) return a.first < b.first end)
  for _, event in ipairs(events) do
    local fact, quote = event.fact, event.quote
    if fact then
      local source = type(fact.source) == "table" and fact.source[1] or fact.source
      local cue = type(fact.cue) == "table" and fact.cue[1] or fact.cue
      fact.source, fact.cue = source, cue
      if source then fact.speaker, fact.reason = speaker_of(doc, persons, fact.antecedent or source, last_speaker, last_quote) end
    end
    if quote then
      local content = doc:quoted(quote)
      local kind = kind_of(doc, quote, content, fact)
      if not fact and kind == "direct" then
        fact = doc:fact("said", { what = quote })
        fact.match, fact.rule = quote, "attribution.carried"
        local source, cue = sentence_source(doc, quote)
        local subject = not source and subject_before(doc, quote, last_quote)
        if source then
          fact.source, fact.cue = source, cue
          fact.speaker = speaker_of(doc, persons, source, last_speaker, last_quote)
          fact.reason = "cue in its sentence"
        elseif subject then
          fact.speaker, fact.source, fact.reason = doc:entity(subject), subject, "subject of the sentence before"
        elseif last_quote and (last_quote.speaker or last_quote.source) then -- carried on from the same or the last paragraph
          local _, _, here = doc:paragraph(quote.first)
          local _, _, there = doc:paragraph(last_quote.last)
          if here - there <= 1 then
            fact.speaker, fact.reason, fact.source = last_quote.speaker, "carried on from the quotation before", last_quote.source
          end
        end
      elseif not fact and last_quote and last_quote.sentence == doc:sentence(quote.first) then
        fact = doc:fact("said", { what = quote, source = last_quote.source, cue = last_quote.cue, speaker = last_quote.speaker })
        fact.match, fact.rule, fact.reason = quote, "attribution.same", "same sentence"
        kind = "mixed"
      end
      if fact then
        fact.kind, fact.content, fact.quote = kind == "scare" and "mixed" or kind, content, quote
        if kind ~= "scare" then
          -- whose source is nobody known is not said by who spoke before
          local speaker = fact.speaker or (not fact.source and last_speaker or nil)
          last_quote = { last = quote.last, source = fact.source, speaker = speaker, cue = fact.cue, sentence = doc:sentence(quote.first) }
          last_speaker = fact.speaker or last_speaker
        end
      end
    elseif fact then
      fact.kind, fact.content = "indirect", fact.what
      if fact.speaker then last_speaker = fact.speaker end
    end
    if fact and fact.source and fact.speaker and fact.speaker.type == "person" then doc:refer(fact.source, fact.speaker) end
  end
end

return lun.rules {
  name = "attribution",
  about = "Speakers of quotations and reported clauses; kinds of speech.",
  use = { "reported" },
  lun.resolve { name = "speakers", reads = { "quote", "entity", "statement", "reported" }, gives = { "attribution" }, each = attribute },
}

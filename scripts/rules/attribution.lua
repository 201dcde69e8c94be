-- Attribution: the one shape of what is said. Takes the statements that the packs `speech` and `reported` found, gives every
-- quotation its kind, follows sources back to entities (lunette.speakers), carries speakers on within and over paragraphs, and
-- joins the halves of split quotations. A fact `said` has then
--   speaker       the entity, where one is known; unattributed: why none is
--   source, cue   spans; addressee: who is told, where that is said
--   content       the span, parts: its pieces, words: their text; quote: the quotation, if it is one
--   kind          direct (all of it in marks but a few words at its beginning), mixed, indirect
--   stance        of the cue: neutral, claim, confirm, deny, warn, promise, praise, criticize, order, ask, want, expect, support, oppose
--   polarity      positive, or negative: she did not say
--   reason        why this speaker; joins: the fact whose second half it is, which has its part
local core = require "lunette.core"
local set = require "lunette.set"
local speakers = require "lunette.speakers"

local ends = { ["."] = true, ["!"] = true, ["?"] = true, [","] = true, ["..."] = true, ["…"] = true }

local small = set.of { "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "but", "as", "vs", "is" }

-- Words of a quotation, and whether they are written as titles are: all but the small ones with a capital, and no clause that a cut
-- verb begins (That's Hull).
local subjects = set.of { "i", "you", "he", "she", "it", "we", "they", "that", "this", "there", "here", "what", "who" }
local function words_of(doc, content)
  local words, capitals, title = 0, 0, true
  for i, word in content:tokens() do
    if word:find "[%w\x80-\xFF]" and not word:find "^['’]" then
      words = words + 1
      if word:find "^%u" then capitals = capitals + 1
      elseif not word:find "^%d" and (not small[word] or i == content.first) then title = false end
    elseif i == content.first + 1 and word:find "%a$" and doc:sentence(i) == content.first - 1 and subjects[doc:lower(content.first)] then title = false end
  end
  return words, title and capitals >= 2
end

local HEADING = 6 -- words of a quotation in single marks which, alone in its paragraph and said by nobody, heads a section
local FEW = 2 -- words that are no statement where nobody says them
local CLAUSE = 6 -- words behind a comma or a dash that are a statement, and no name, where nobody says them
local LEAD, REST = 3, 4 -- words of what is said that may stand in front of the marks, and as how many of them at least stand between

-- What goes on with the sentence behind what was said in it.
local behind = set.of { "and", "but", "or", "while", "when", "as", "after", "before", "because", "if", "in", "on", "at", "during", "for", "with", "by", "from", "since", "until",
  "although", "though", "to", "about", "last", "this", "late", "early", "over" }

-- What names a work right before its title.
local naming = set.of { "on", "in", "of", "at", "from", "called", "titled", "entitled", "named", "headlined", "dubbed" }

-- Whether a quotation is all of what is said but for a few words before it: from the token `said` on.
local function is_most(doc, quote, words, said)
  if said < quote.first and doc:lower(said) == "that" then said = said + 1 end
  local lead = quote.first - said
  if lead < 0 or lead > LEAD or words < lead * REST then return false end
  local after = quote.last + 1
  return after >= #doc or doc:sentence(after) == after or behind[doc:lower(after)] or not doc:word(after):find "^[%w\x80-\xFF]"
end

-- Kind of a quotation from how it stands in its sentence: direct, mixed, or none: "scare", and "title" of a work that somebody's
-- sentence names. `continues`: it is the second half of a quotation; `within`: first token of the reported clause that it stands in.
local function kind_of(doc, quote, content, fact, continues, within)
  local words, title = words_of(doc, content)
  local start, _, number = doc:sentence(quote.first)
  local before = quote.first > start and doc:lower(quote.first - 1)
  local cue = fact and fact.cue
  if before == ":" and doc:part(quote.first) == "headline" then return "direct" end
  if title and before and (naming[before] or cue and cue.last < quote.first - 2 and before ~= ":") then return fact and "title" or "scare" end
  local first, last = doc:paragraph(quote.first)
  if not fact then
    if words <= FEW and not continues or title then return "scare" end
    if quote.last < last and doc:lower(quote.last + 1) == "by" then return "scare" end -- "...," by Ana Torres: what she wrote
    if words <= HEADING and doc:word(quote.first):find "^['‘]$" and quote.first == first and quote.last >= last - 1 then return "scare" end
  end
  local inner_end = doc:word(content.last)
  local capital = doc:word(content.first):find "^%u" or doc:word(content.first):find "^\xC3[\x80-\x9E]"
  local whole = quote.first == start or before == ":" or before == "that" or continues or cue and cue.last == quote.first - 1
  if before == "," or before == "—" or before == "-" then whole = whole or fact or capital or words >= CLAUSE end
  if words >= 3 and whole then return "direct" end
  if words >= 5 and capital and ends[inner_end] then return "direct" end
  if words >= 1 and whole and ends[inner_end] and (fact or quote.first == start) then return "direct" end
  if words >= 9 and ends[inner_end] and capital then return "direct" end
  if select(3, doc:sentence(content.last)) > number then return "direct" end -- sentences of its own
  local said = within or cue and (cue.last < quote.first and cue.last + 1 or cue.first > quote.last and start)
  if said and is_most(doc, quote, words, said) then return "direct" end
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

-- Torres on the bridge: "It holds": who is named first in a headline that goes on in marks behind a colon, and the colon.
local function headline_source(doc, quote)
  local colon = quote.first - 1
  if colon <= 1 or doc:word(colon) ~= ":" then return nil end
  local all, found = doc:span(doc:sentence(colon), colon - 1), nil
  for _, layer in ipairs { "person", "org" } do
    for s in doc:layer(layer):within(all) do
      if not found or s.first < found.first then found = s end
      break
    end
  end
  return found, found and doc:span(colon, colon)
end

local function alone(value) return type(value) == "table" and value[1] or value end

-- All outer quotations, with their statements or without, and the reported clauses, in the order of the text.
local function events_of(doc)
  local by_quote, events = {}, {}
  for fact in doc:facts "said" do
    fact.source, fact.cue, fact.addressee = alone(fact.source), alone(fact.cue), alone(fact.addressee)
    if fact.what.layer == "quote" then by_quote[fact.what.first] = fact
    else events[#events + 1] = { fact = fact, first = fact.what.first, last = fact.what.last, number = #events } end
  end
  for quote in doc:spans "quote" do
    if quote.depth == "0" then
      events[#events + 1] = { quote = quote, first = quote.first, last = quote.last, fact = by_quote[quote.first], number = #events }
    end
  end
  table.sort(events, function(a, b)
    if a.first ~= b.first then return a.first < b.first end
    if a.last ~= b.last then return a.last > b.last end
    return a.number < b.number
  end)
  return events
end

local function same_place(a, b) return a and b and a.first == b.first and a.last == b.last end

-- Whether a quotation is the second half of the one before it: "...," she said. "..." - with one source and one cue between them.
local function goes_on(doc, before, quote, fact)
  local cue, source = before and before.cue, before and before.source
  if not (cue and source and before.direct) or cue.first <= before.last or cue.last >= quote.first then return false end
  if fact and fact.source and not same_place(fact.source, source) then return false end
  local _, _, from = doc:sentence(before.last)
  local first, _, to = doc:sentence(quote.first)
  if doc:paragraph(before.last) ~= doc:paragraph(quote.first) then return false end
  return from == to or to == from + 1 and first == quote.first
end

-- A quotation that no statement covers, but that is speech: from a cue in its sentence, the sentence before, or the quotation before.
local function carried(doc, persons, quote, last_speaker, last_quote)
  local fact = doc:fact("said", { what = quote })
  fact.match, fact.rule = quote, "attribution.carried"
  local source, cue = sentence_source(doc, quote)
  if not source and doc:part(quote.first) == "headline" then source, cue = headline_source(doc, quote) end
  local subject = not source and subject_before(doc, quote, last_quote)
  if source then
    fact.source, fact.cue = source, cue
    fact.speaker = speakers.of(doc, persons, source, last_speaker, last_quote)
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
  return fact
end

local denials = { ["not"] = true, ["n't"] = true, never = true }
local spoken, reporting = lun.dictionary "sayverb", lun.dictionary "reporting"

-- Stance and whether it is denied, of the words of a cue; most are asked again and again.
local MANY = 5000
local described, count = {}, 0
local function describe(text)
  local known = described[text]
  if known then return known end
  known = { polarity = "positive" }
  for word in core.lower(text):gsub("’", "'"):gmatch "%S+" do
    if denials[word] or word:find "n't$" then known.polarity = "negative" end
    local row = not known.stance and (spoken:lookup(word) or reporting:lookup(word) or {})[1]
    known.stance = row and row.stance or known.stance
  end
  local row = (spoken:lookup(text) or {})[1] -- brush aside
  known.stance = row and row.stance or known.stance or "neutral"
  if count == MANY then described, count = {}, 0 end
  described[text], count = known, count + 1
  return known
end

-- Stance and polarity of a statement: what its cue says of what is said (deny, claim, confirm ...), and whether it was said at all.
local function describe_cue(fact)
  local known = fact.cue and not fact.stance and describe(fact.cue.text)
  fact.stance = fact.stance or known and known.stance
  fact.polarity = fact.negated and "negative" or known and known.polarity or "positive"
  fact.negated = nil
end

local function attribute(doc)
  if not doc:entities() then return end
  local persons = speakers.recency(doc)
  local last_speaker, last_quote, reported
  for _, event in ipairs(events_of(doc)) do
    local fact, quote = event.fact, event.quote
    if fact and fact.source then
      fact.speaker, fact.reason = speakers.of(doc, persons, fact.antecedent or fact.source, last_speaker, last_quote)
    end
    if quote then
      local content = doc:quoted(quote)
      local continues = goes_on(doc, last_quote, quote, fact)
      local inside = reported and quote.last <= reported.last + 1 and reported.fact
      local kind = kind_of(doc, quote, content, fact, continues, inside and inside.what.first)
      local joined = kind == "direct" and continues and last_quote.fact
      if joined then
        if fact then fact.joins, fact.content = joined, content end
        for part in doc:quoted_parts(quote) do table.insert(joined.parts, part) end
        joined.words = joined.words .. " … " .. content.text
        last_quote.last, last_quote.cue = quote.last, nil
        fact = nil
      elseif not fact and kind == "direct" and inside then
        fact = doc:fact("said", { what = quote, source = inside.source, cue = inside.cue, speaker = inside.speaker })
        fact.match, fact.rule, fact.reason = quote, "attribution.within", inside.reason
      elseif not fact and kind == "direct" then fact = carried(doc, persons, quote, last_speaker, last_quote)
      elseif not fact and last_quote and last_quote.sentence == doc:sentence(quote.first) then
        fact = doc:fact("said", { what = quote, source = last_quote.source, cue = last_quote.cue, speaker = last_quote.speaker })
        fact.match, fact.rule, fact.reason = quote, "attribution.same", "same sentence"
        kind = "mixed"
      end
      if kind == "title" then fact = nil end
      if fact then
        fact.kind, fact.content, fact.quote, fact.parts = kind == "scare" and "mixed" or kind, content, quote, {}
        fact.words = content.text
        for part in doc:quoted_parts(quote) do table.insert(fact.parts, part) end
        if kind ~= "scare" then
          -- whose source is nobody known is not said by who spoke before
          local speaker = fact.speaker or (not fact.source and last_speaker or nil)
          last_quote = { last = quote.last, source = fact.source, speaker = speaker, cue = fact.cue, sentence = doc:sentence(quote.first), fact = fact, direct = kind == "direct" }
          last_speaker = fact.speaker or last_speaker
        end
      end
    elseif fact then
      fact.kind, fact.content, fact.parts, fact.words = "indirect", fact.what, fact.parts or { fact.what }, fact.what.text
      if fact.parts[2] then fact.words = fact.parts[1].text .. " … " .. fact.parts[2].text end
      if fact.speaker then last_speaker = fact.speaker end
      reported = event
    end
    if fact then
      describe_cue(fact)
      if not fact.speaker then fact.unattributed = fact.reason or "no source stands near, and nobody spoke in the paragraph before" end
      if fact.source and fact.speaker and fact.speaker.type == "person" then doc:refer(fact.source, fact.speaker) end
    end
  end
end

return lun.rules {
  name = "attribution",
  about = "Speakers of quotations and reported clauses; kinds of speech.",
  use = { "reported" },
  lun.resolve { name = "speakers", reads = { "quote", "entity", "statement", "reported" }, gives = { "attribution" }, each = attribute },
}

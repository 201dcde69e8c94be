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
local quotation = require "lunette.quotation"
local speakers = require "lunette.speakers"

-- The first person named in the sentence before a quotation of the same paragraph, if no quotation stands between.
local function subject_before(doc, begins, last_quote)
  local paragraph = doc:paragraph(begins)
  local start = doc:sentence(begins)
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
local function sentence_source(doc, q)
  local first, last = doc:sentence(q[1])
  last = math.max(last, (select(2, doc:sentence(q[2]))))
  first, last = math.max(first, q[1] - quotation.NEAR), math.min(last, q[2] + quotation.NEAR)
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
  if first < q[1] then
    for c in cues:within(doc:span(first, q[1] - 1)) do
      local s = not noun(c) and speaker(first, c.first - 1, true)
      if s then source, cue = s, c end
    end
  end
  if not source and q[2] < last then
    for c in cues:within(doc:span(q[2] + 1, last)) do
      source, cue = not noun(c) and (speaker(q[2] + 1, c.first - 1, true) or speaker(c.last + 1, math.min(last, c.last + 4))) or nil, c
      if source then break end
    end
  end
  if source then return source, cue end
end

-- Torres on the bridge: "It holds": who is named first in a headline that goes on in marks behind a colon, and the colon.
local function headline_source(doc, begins)
  local colon = begins - 1
  if colon <= 1 or doc:word(colon) ~= ":" or doc:part(colon) ~= "headline" then return nil end
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

-- The outer quotations in the order of the text, their statements by their first tokens, and the reported clauses in the order of the
-- text, of two that begin together the longer one first.
local function statements_of(doc)
  local quotations, ends, quoted, clauses, ordered = {}, {}, {}, {}, true
  for q in quotation.outer(doc) do quotations[#quotations + 1], ends[q[1]] = q, q[2] end
  local first, last = 0, 0 -- of the clause before
  for fact in doc:facts "said" do
    local what = fact.what
    local from, to = what.first, what.last
    if ends[from] == to then
      fact.source, fact.cue, fact.addressee = alone(fact.source), alone(fact.cue), alone(fact.addressee)
      quoted[from] = fact
    else
      clauses[#clauses + 1] = { fact = fact, first = from, last = to, number = #clauses }
      ordered = ordered and (from > first or from == first and to <= last)
      first, last = from, to
    end
  end
  if not ordered then
    table.sort(clauses, function(a, b)
      if a.first ~= b.first then return a.first < b.first end
      if a.last ~= b.last then return a.last > b.last end
      return a.number < b.number
    end)
  end
  return quotations, quoted, clauses
end

-- Whether a quotation is the second half of the one before it: "...," she said. "..." - with one source and one cue between them.
local function goes_on(doc, before, q, fact)
  if not (before and before.cue and before.source and before.direct) then return false end
  local cue, begins = before.cue, q[1]
  if cue.first <= before.last or cue.last >= begins then return false end
  local source = fact and fact.source
  if source and (source.first ~= before.source.first or source.last ~= before.source.last) then return false end
  if doc:paragraph(before.last) ~= doc:paragraph(begins) then return false end
  local _, _, from = doc:sentence(before.last)
  local first, _, to = doc:sentence(begins)
  return from == to or to == from + 1 and first == begins
end

-- The span of the layer of quotations that a quotation is.
local function span_of(doc, q)
  for s in doc:layer("quote"):at(q[1]) do
    if s.first == q[1] and s.last == q[2] then return s end
  end
end

-- A quotation that no statement covers, but that is speech: from a cue in its sentence, the sentence before, or the quotation before.
local function carried(doc, q, last_speaker, last_quote)
  local quote = span_of(doc, q)
  local fact = doc:fact("said", { what = quote, match = quote, rule = "attribution.carried" })
  local source, cue = sentence_source(doc, q)
  if not source then source, cue = headline_source(doc, q[1]) end
  local subject = not source and subject_before(doc, q[1], last_quote)
  if source then
    fact.source, fact.cue = source, cue
    fact.speaker = speakers.of(doc, source, last_speaker, last_quote)
    fact.reason = "cue in its sentence"
  elseif subject then
    fact.speaker, fact.source, fact.reason = doc:entity(subject), subject, "subject of the sentence before"
  elseif last_quote and (last_quote.speaker or last_quote.source) then -- carried on from the same or the last paragraph
    local _, _, here = doc:paragraph(q[1])
    local _, _, there = doc:paragraph(last_quote.last)
    if here - there <= 1 then
      fact.speaker, fact.reason, fact.source = last_quote.speaker, "carried on from the quotation before", last_quote.source
    end
  end
  return fact
end

-- A quotation that no statement covers, in what another fact says or in the sentence of another quotation.
local function same(doc, q, of, rule, reason)
  local quote = span_of(doc, q)
  return doc:fact("said", { what = quote, source = of.source, cue = of.cue, speaker = of.speaker, match = quote, rule = rule, reason = reason })
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
  local polarity = "positive"
  if fact.cue and not fact.stance then
    local known = describe(fact.cue.text)
    fact.stance, polarity = known.stance, known.polarity
  end
  if fact.negated then fact.negated, polarity = nil, "negative" end
  fact.polarity = polarity
end

-- What is common to all facts, once their speakers are known.
local function complete(doc, fact)
  describe_cue(fact)
  local speaker, source = fact.speaker, fact.source
  if not speaker then fact.unattributed = fact.reason or "no source stands near, and nobody spoke in the paragraph before"
  elseif source and speaker.type == "person" then doc:refer(source, speaker) end
end

local function attribute(doc)
  if not doc:entities() then return end
  local quotations, quoted, clauses = statements_of(doc)
  local last_speaker, last_quote, reported

  local function find_speaker(fact)
    if fact.source then fact.speaker, fact.reason = speakers.of(doc, fact.antecedent or fact.source, last_speaker, last_quote) end
  end

  local function take_clause(clause)
    local fact = clause.fact
    find_speaker(fact)
    local what, parts = fact.what, fact.parts
    fact.kind, fact.content, fact.words = "indirect", what, what.text
    if not parts then fact.parts = { what }
    elseif parts[2] then fact.words = parts[1].text .. " … " .. parts[2].text end
    last_speaker = fact.speaker or last_speaker
    reported = clause
    complete(doc, fact)
  end

  local function take_quotation(q, fact)
    if fact then find_speaker(fact) end
    local first, last = q[1], q[2]
    local continues = goes_on(doc, last_quote, q, fact)
    local inside = reported and last <= reported.last + 1 and reported.fact
    local kind = quotation.kind(doc, q, fact, continues, inside and reported.first)
    if kind == "title" then return end
    local empty = q[4] < q[3]
    local content = doc:span(empty and first or q[3], empty and last or q[4])
    if kind == "direct" and continues then -- to the first half
      local joined = last_quote.fact
      if fact then fact.joins, fact.content = joined, content end
      quotation.add_parts(doc, q, joined.parts)
      joined.words = joined.words .. " … " .. content.text
      last_quote.last, last_quote.cue = last, nil
      return
    end
    if not fact and kind == "direct" then
      fact = inside and same(doc, q, inside, "attribution.within", inside.reason) or carried(doc, q, last_speaker, last_quote)
    elseif not fact then
      if not last_quote or last_quote.sentence ~= doc:sentence(first) then return end
      fact, kind = same(doc, q, last_quote, "attribution.same", "same sentence"), "mixed"
    end
    fact.kind, fact.content, fact.quote, fact.parts, fact.words = kind == "scare" and "mixed" or kind, content, fact.what, {}, content.text
    quotation.add_parts(doc, q, fact.parts)
    if kind ~= "scare" then
      -- whose source is nobody known is not said by who spoke before
      local speaker = fact.speaker or (not fact.source and last_speaker or nil)
      last_quote = { last = last, source = fact.source, speaker = speaker, cue = fact.cue, sentence = doc:sentence(first), fact = fact, direct = kind == "direct" }
      last_speaker = fact.speaker or last_speaker
    end
    complete(doc, fact)
  end

  local next_clause = 1
  local function take_clauses_before(first, last) -- of what begins together the longer goes first
    local clause = clauses[next_clause]
    while clause and (clause.first < first or clause.first == first and clause.last >= last) do
      take_clause(clause)
      next_clause = next_clause + 1
      clause = clauses[next_clause]
    end
  end
  for _, q in ipairs(quotations) do
    take_clauses_before(q[1], q[2])
    take_quotation(q, quoted[q[1]])
  end
  take_clauses_before(math.huge, 0)
  speakers.finish(doc)
end

return lun.rules {
  name = "attribution",
  about = "Speakers of quotations and reported clauses; kinds of speech.",
  use = { "reported" },
  lun.resolve { name = "speakers", reads = { "quote", "entity", "said", "reported" }, gives = { "attribution" }, each = attribute },
}

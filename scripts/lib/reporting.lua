-- What one reporting verb reports: its source, its cue and the content that it brings along, read from the words around it
-- (lunette.clause). Which verbs report, and with what complement, is told by the caller.
local clause = require "lunette.clause"
local set = require "lunette.set"
local reporting = {}

local questions = set.of { "whether", "if", "how", "why", "what", "who", "where", "when", "which" }
local marks = set.of { ",", ".", ";", ":", "—", "–", "--", "?", "!" }
local hearers = set.of { "reporters", "journalists", "supporters", "voters", "lawmakers", "viewers", "investors", "delegates", "him", "her", "them", "us", "me", "you", "himself", "herself", "themselves" }
local prepositions = set.of { "about", "of", "for", "against", "on", "to", "at" }
local objects_of = set.of { "about", "of", "for", "against", "on", "to", "at", "over", "with", "as", "in", "from", "into", "that", "by" }

local leads_in = set.of { "on", "in", "at", "to", "during", "after", "through", "via" }
local times_of_day = set.of { "morning", "night", "evening", "afternoon", "week", "month", "year" }

-- Skips times, places and hearers between a verb and what it says: on Monday, in a statement, to reporters, during a speech.
local function skip_circumstances(r, j, last)
  local tag, low, days = r.tag, r.low, clause.days
  local before
  repeat
    before = j
    local t = tag[j]
    if t == "RB" or t == "RP" or t == "RBR" then j = j + 1 end
    if days[low[j]] and tag[j] ~= "DT" then
      j = j + 1
      while tag[j] == "CD" or days[low[j]] or times_of_day[low[j]] do j = j + 1 end
    end
    if leads_in[low[j]] and tag[j] ~= "RP" and tag[j + 1] ~= "VB" then
      local a, z = r:noun_after(j + 1, last)
      if a then j = z + 1 end
    end
  until j == before or j > last
  return j
end

-- What the dictionary calls a frame: about+clause is about.
local plain = setmetatable({}, { __index = function(known, frame)
  known[frame] = frame:gsub("%+.*", "")
  return known[frame]
end })

-- What is said from a token on, of a frame that the dictionary allows; nil where it does not, or nothing is there.
local function of(r, frames, frame, first, ending, last, hearer)
  if not frames[plain[frame]] then return nil end
  local a, z = r:trimmed(first, r[ending](r, first, last))
  if a <= z then return { frame = frame, first = a, last = z, hearer = hearer } end
end

-- The same for the quotation that begins at a token.
local function quotation_of(r, frames, at, last, hearer)
  local c = of(r, frames, "quote", at, "clause_end", last, hearer)
  if c then c.quote = select(3, r:quotation(at)) end
  return c
end

local function begins_quotation(r, at) return r:quotation(at) == at end

local asks_here = set.of { "whether", "how", "why", "what", "who", "which" }

-- Whether a clause begins with the noun group from a to z. Where the verb takes things too, a participle behind them tells of them:
-- announced a plan drawn up in May.
local function begins_clause(r, frames, a, z, last)
  return r:verb_at(z + 1, last) or frames.clause and not frames.object and r:has_verb_in_disguise(a, z, last)
end

-- Behind the noun group from a to z: told reporters on Monday that; told him the road was closed; urged them to go; opposes the law.
local function behind_noun(r, frames, a, z, last)
  local tag, low = r.tag, r.low
  local n = z + 1
  if begins_clause(r, frames, a, z, last) then return of(r, frames, "clause", a, "clause_end", last) end
  local t = tag[n]
  if t ~= "." and n <= last then
    local k = skip_circumstances(r, n, last)
    if low[k] == "," and not begins_quotation(r, k + 1) then -- told them, on Monday, that
      local closing = k + 1
      while closing < last and closing - k < 14 and low[closing] ~= "," do closing = closing + 1 end
      if low[closing] == "," and low[closing + 1] == "that" then k = closing + 1 end
    end
    if low[k] == "that" and (tag[k] == "IN" or frames.hearer) then return of(r, frames, "that", k + 1, "clause_end", last, { a, z }) end
    if (low[k] == ":" or low[k] == ",") and begins_quotation(r, k + 1) then return quotation_of(r, frames, k + 1, last, { a, z }) end
    if asks_here[low[n]] and (t == "IN" or t == "WRB" or low[n] == "what") then return of(r, frames, "question", n, "clause_end", last, { a, z }) end
    if t == "TO" and (tag[n + 1] == "VB" or tag[n + 1] == "RB" and tag[n + 2] == "VB") then
      return of(r, frames, "whom", a, "phrase_end", last, { a, z })
    end
    local b, y = r:noun_after(n, last)
    if b and begins_clause(r, frames, b, y, last) then return of(r, frames, "clause", b, "clause_end", last, { a, z }) end
    if t == "VB" then return of(r, frames, "clause", a, "clause_end", last) end
  end
  return of(r, frames, "object", a, "phrase_end", last)
end

-- Behind times, places and hearers that begin at j: said on Monday that; said in a speech the road was closed.
local function behind_circumstances(r, frames, j, last)
  local tag, low = r.tag, r.low
  local k = skip_circumstances(r, j, last)
  if k == j then return nil end
  if low[k] == "," and low[k + 1] == "that" then k = k + 1 end
  if low[k] == "that" and (tag[k] == "IN" or frames.that) then return of(r, frames, "that", k + 1, "clause_end", last) end
  if (low[k] == ":" or low[k] == ",") and begins_quotation(r, k + 1) then return quotation_of(r, frames, k + 1, last) end
  local b, y = r:noun_after(k, last)
  if b and begins_clause(r, frames, b, y, last) then return of(r, frames, "clause", b, "clause_end", last) end
  if questions[low[k]] and tag[k] ~= "WP" then return of(r, frames, "question", k, "clause_end", last) end
end

-- Behind the preposition at j: spoke about the road, warned against closing it.
local function behind_preposition(r, frames, j, last)
  local tag, low = r.tag, r.low
  local w = low[j]
  local b, y = r:noun_after(j + 1, last)
  if b then
    if r:verb_at(y + 1, last) then return of(r, frames, w .. "+clause", b, "clause_end", last) end
    return of(r, frames, w, b, "phrase_end", last)
  end
  if tag[j + 1] == "VBG" then return of(r, frames, w .. "+ing", j + 1, "phrase_end", last) end
  if questions[low[j + 1]] then return of(r, frames, w .. "+question", j + 1, "clause_end", last) end
  if begins_quotation(r, j + 1) then return quotation_of(r, frames, j + 1, last) end
end

-- What stands behind a verb: { frame, first, last, hearer } with frame "that", "clause", "question", "infinitive", "gerund",
-- "object", "whom", "colon", "quote", "adjective" or a preposition; nil where nothing does that the dictionary allows.
local function complement(r, j, last, frames)
  local tag, low = r.tag, r.low
  if tag[j] == "RP" then j = j + 1 end
  local direct = j
  while tag[j] == "RB" or tag[j] == "RBR" do j = j + 1 end
  if j > last then return nil end
  local t, w = tag[j], low[j]
  if w == "," and begins_quotation(r, j + 1) then return quotation_of(r, frames, j + 1, last) end
  if begins_quotation(r, j) then return quotation_of(r, frames, j, last) end
  if w == "that" and (t == "IN" or t == "WDT" or t == "DT" and not tag[j + 1]:find "^[VNJ]") then
    return of(r, frames, "that", j + 1, "clause_end", last)
  end
  if w == ":" then
    if begins_quotation(r, j + 1) then return quotation_of(r, frames, j + 1, last) end
    return of(r, frames, "colon", j + 1, "sentence_end", last)
  end
  if questions[w] and (t == "IN" or t:find "^W") then return of(r, frames, "question", j, "clause_end", last) end
  if t == "TO" and (tag[j + 1] == "VB" or tag[j + 1] == "RB" and tag[j + 2] == "VB") then
    return of(r, frames, "infinitive", j, "phrase_end", last)
  end
  if t == "VBG" then return of(r, frames, "gerund", j, "phrase_end", last) end
  local a, z = r:noun_after(j, last)
  if a then return behind_noun(r, frames, a, z, last) end
  if t == "IN" and objects_of[w] or t == "TO" then
    local c = behind_circumstances(r, frames, direct, last) or behind_preposition(r, frames, j, last)
    if c then return c end
  end
  if clause.days[w] or t == "NNP" or t == "DT" then
    local k = skip_circumstances(r, direct, last)
    local c = k > direct and complement(r, k, last, frames)
    if c then return c end
  end
  if t == "JJ" or t == "VBN" then return of(r, frames, "adjective", j, "phrase_end", last) end
end

local dashes = set.of { "—", "–", "--", "-" }
local DATELINE = 12 -- tokens of a dateline at most

-- First token behind a dateline that opens a sentence: OSLO (Wire) — The fund is empty.
local function behind_dateline(r, first, last)
  local doc = r.doc
  if not doc:word(first):find "^%u%u" then return first end
  for k = first + 1, math.min(last, first + DATELINE) do
    if dashes[r.low[k]] then return k + 1 end
    if not doc:word(k):find "^[%u%d(),./]" then return first end
  end
  return first
end

-- Whether a part without a verb only tells where or when: In Peru, Torres has agreed.
local function is_circumstance(r, a, z)
  if r.tag[a] ~= "IN" then return false end
  for k = a + 1, z do
    if r.tag[k]:find "^V" or r.tag[k] == "MD" or r:quotation(k) then return false end
  end
  return true
end

-- Content that stands before: The road was closed, Torres said; the road, she said, was closed.
local function content_before(r, from, behind, first, last)
  local low = r.low
  if from - 2 < first then return nil end
  local opened = r:quotation(from - 1) -- a quotation may end what is said: the plan was "a mess," said Torres
  if opened and opened <= first or not opened and low[from - 1] ~= "," or not opened and r:quotation(from - 2) == first then return nil end
  local s = behind_dateline(r, first, from)
  for k = from - 2, first, -1 do if low[k] == ";" then s = k + 1 break end end
  while r.tag[s] == "CC" do s = s + 1 end
  if from - 2 - s < 1 then
    if low[behind] ~= "," then return nil end
  end
  local a, z = r:trimmed(s, from - 1)
  if a > z then return nil end
  local parts = { { a, z } }
  if low[behind] == "," and behind < last then -- goes on
    local n = behind + 1
    local t = r.tag[n]
    if not (t == "VBG" and r.is_cue(n)) and t ~= "CC" and t ~= "WP" then
      local b, y = r:trimmed(n, r:clause_end(n, last))
      if b <= y and not (r:quotation(b)) then parts[2] = { b, y } end
    end
  end
  if not parts[2] and is_circumstance(r, a, z) then return nil end
  return parts
end

-- According to Torres, the road was closed; the road was closed, according to Torres. `v` is the token of `according`.
function reporting.according(r, v)
  local low = r.low
  local first, last = r:around(v)
  local a, z = r:noun_after(v + 2, last)
  if not a then return nil end
  z = select(2, r:trimmed(a, r:phrase_end(a, last)))
  local s = { cue_first = v, cue_last = v + 1, source = { a, z }, frame = "according", order = "CQS", tag = "VBG", how = "according" }
  local function part(from, to)
    local b, y = r:trimmed(from, to)
    if b < y and not (r:quotation(b) == b and r:quotation(y)) then
      s.parts = s.parts or {}
      table.insert(s.parts, { b, y })
    end
  end
  if v - first > 2 then
    local from = first
    for k = v - 1, first, -1 do if low[k] == ";" then from = k + 1 break end end
    part(from, v - 1)
    if s.parts and low[z + 1] == "," and r.tag[z + 2] ~= "CC" and r.tag[z + 2] ~= "WP" and r.tag[z + 2] ~= "WDT" then part(z + 2, r:clause_end(z + 2, last)) end
  elseif low[z + 1] == "," then
    s.order = "QSC"
    part(z + 2, r:clause_end(z + 2, last))
  end
  return s.parts and s or nil
end

-- The outer quotation that ends right before a token, with or without a comma between.
local function quotation_before(r, token, first)
  for _, at in ipairs { token - 1, token - 2 } do
    if at < first then return nil end
    local from, to, quote = r:quotation(at)
    if from then return to == at and quote or nil end
    if r.low[at] ~= "," then return nil end
  end
end

-- What was said stands before, and its source before or behind the verb: "...," Torres said; "...," said Torres.
local function content_first(r, s, stop, frames)
  local tag, low, first, last = r.tag, r.low, s.first, s.last
  local start, clausal = s.start, frames.clause or frames.that
  local a, z, how, b, y = r:subject(start, first)
  s.subject_read, s.source, s.how, s.antecedent = true, a and { a, z }, how, b and { b, y }
  local order, from, behind = "CSQ", a, stop + 1
  if not a and not s.helper and (low[start - 1] == "," or r:quotation(start - 1)) then
    order, from, how = "CQS", start, "inverted"
    a, z = r:noun_after(stop + 1, last)
    behind = last + 1
  elseif not a or how == "relative" or how == "shared" then return nil end
  local quote = a and frames.quote and quotation_before(r, from, first)
  if not a or not quote and not clausal then return nil end
  local parts
  if not quote and order == "CQS" then
    if not (marks[low[z + 1]] or z >= last or tag[z + 1] == "WP" or tag[z + 1] == "IN" and low[z + 1] ~= "that") then return nil end
  elseif not quote then
    while behind <= last and (tag[behind] == "RB" or clause.days[low[behind]]) do behind = behind + 1 end
    if not marks[low[behind]] and behind <= last then
      behind = skip_circumstances(r, behind, last)
      if hearers[low[behind]] then behind = skip_circumstances(r, behind + 1, last) end
    end
    if behind <= last and (not marks[low[behind]] or low[behind] == ":") then return nil end
  end
  if not quote then
    parts = content_before(r, from, behind, first, last)
    if not parts then return nil end
  end
  s.source, s.how, s.order, s.quote, s.parts, s.frame = { a, z }, how, order, quote, parts, quote and "quote" or "clause"
  return true
end

-- Whether content may stand before the verb: a quotation does, or what stands behind the verb, or before it, leaves room for it.
local function may_stand_first(r, s, stop)
  local low, tag, before, behind = r.low, r.tag, s.start - 1, stop + 1
  local w = low[behind]
  if behind > s.last or marks[w] or hearers[w] or leads_in[w] or clause.days[w] or tag[behind] == "RB" or low[before] == "," then return true end
  local quote = r.quotes[r:quotation_number(before)]
  if quote and quote[1] <= before then return true end
  quote = r.quotes[r:quotation_number(before) - 1]
  return quote and quote[2] >= s.first
end

-- Who says it, where that stands before the verb; of a passive the one behind `by`.
local function find_source(r, s, v, stop)
  local tag, first, last = r.tag, s.first, s.last
  local a, z, how, b, y
  s.source = nil
  if s.passive then
    how = "passive"
    b, y = r:subject(s.start, first)
    s.subject, b = b and { b, y }, nil
    for k = stop + 1, math.min(last, stop + 8) do
      if r.low[k] == "by" then
        a, z = r:noun_after(k + 1, last)
        break
      end
    end
  elseif s.to then
    local governor = r:finite_before(s.to - 1, first)
    if governor then a, z, how, b, y = r:subject(r:group(governor, first), first) end
    local before = tag[s.to - 1]:sub(1, 1)
    how = "infinitive" .. (before == "V" and "" or before == "N" and " of a noun" or " else")
  elseif s.helper or s.tag ~= "VBG" and s.tag ~= "VBN" then
    a, z, how, b, y = r:subject(s.start, first)
  elseif s.tag == "VBG" then
    a, z, how, b, y = r:subject_of_participle(s.start, first, last)
    how = "participle"
  else
    how = "bare participle"
    if r.low[stop + 1] == "by" then a, z = r:noun_after(stop + 2, last) end
  end
  s.how, s.source, s.antecedent = how, a and { a, z }, b and { b, y }
end

-- Last token of the clause that the verb itself stands in: when she said so, he left; Torres, who said so, left.
local function own_clause_end(r, s, stop)
  local low, last = r.low, s.last
  local subordinate = s.source and s.how ~= "inverted" and clause.subordinate[low[s.source[1] - 1]]
  local described = s.how == "relative" and low[s.source[1] - 1] == ","
  if not subordinate and not described then return last end
  for k = stop + 2, last - 1 do
    if low[k] == "," then
      local a, z = nil, k
      if subordinate then a, z = r:noun_after(k + 1, last) end
      if (a or described) and r:verb_at(z + 1, last) then return k - 1 end
    end
  end
  return last
end

local acting = set.of { "for", "against", "that", "clause", "object" }

-- Whether a participle without a helping verb is the verb of its sentence, as in `the mayor called for calm`: the sentence ends in a mark,
-- as headlines do not, has no other verb, and nothing can be done to the noun before it that way.
local function is_past_form(r, s, c, frames)
  if not acting[plain[c.frame]] or frames.hearer or c.frame == "object" and frames.whom then return false end
  if r.tag[s.last] ~= "." and r.tag[s.last - 1] ~= "." then return false end
  local reported = c.frame ~= "object" and not prepositions[plain[c.frame]]
  if r:finite_before(s.start - 1, s.first) then return false end
  for k = s.cue_last + 1, reported and c.first - 1 or s.last do
    if r.low[k] == "," or r.low[k] == "by" or clause.subordinate[r.low[k]] then break end
    if r:verb_at(k, k) then return false end
  end
  return r:subject(s.start, s.first) ~= nil
end

-- Reads what the verb of tokens v to stop says, which brings along what is in the set `frames`. nil where it says nothing; else {
--   cue_first, cue_last   its tokens, with helping verbs
--   source                first and last token, if there is one; antecedent: those of what its relative pronoun stands for
--   frame, parts          what it brought along, and the runs of tokens that it is; of a quotation frame "quote" and quote, its span
--   hearer                first and last token of who is told
--   finite, negated       whether somebody says it here, and does not }
function reporting.read(r, v, stop, frames)
  local first, last = r:around(v)
  local t = r.tag[v]
  if frames.according then return r.low[v] == "according" and r.low[v + 1] == "to" and reporting.according(r, v) or nil end
  local start, helper, passive, to, negated = r:group(v, first)
  local s = {
    first = first, last = last, start = start, tag = t, to = to, passive = passive, negated = negated, helper = helper,
    finite = t ~= "VB" and t ~= "VBG" and (t ~= "VBN" or helper ~= nil), cue_first = to or start, cue_last = stop, order = "SQC",
    frame = nil, parts = nil, hearer = nil, quote = nil, source = nil, how = nil, antecedent = nil, subject = nil, entry = nil,
  }
  if not passive and not to and (s.finite or helper) and may_stand_first(r, s, stop) then
    if content_first(r, s, stop, frames) then return s end
  end
  if passive and frames.object then
    find_source(r, s, v, stop)
    if s.source and s.subject then
      s.frame, s.parts, s.order = "passive", { s.subject }, "CQS"
      return s
    end
  end
  local c = complement(r, stop + 1, last, frames)
  if not c then return nil end
  if t == "VBN" and not helper and is_past_form(r, s, c, frames) then s.tag, s.finite = "VBD", true end
  if not s.subject_read then find_source(r, s, v, stop) end
  if t == "VBG" and not s.source and start == first and c.frame == "clause" then return nil end -- Ruling party loses majority
  local own = own_clause_end(r, s, stop)
  if own < c.last then c = complement(r, stop + 1, own, frames) end
  if not c then return nil end
  if r.tag[stop + 1] == "RP" then s.cue_last = stop + 1 end
  if prepositions[plain[c.frame]] then s.cue_last = math.max(s.cue_last, c.first - 1) end
  s.frame, s.parts, s.hearer, s.quote = c.frame, { { c.first, c.last } }, c.hearer, c.quote
  if not s.source and s.hearer and s.quote and start == first then s.source, s.hearer = s.hearer, nil end -- Added Torres: "..."
  return s
end

local clausal = set.of { "that", "clause", "question" }

-- The same for a noun of somebody's: her promise to leave, the party's criticism of the plan.
function reporting.read_noun(r, v, stop, frames)
  local first, last = r:around(v)
  local tag, low, i = r.tag, r.low, v - 1
  while i > first and (tag[i]:sub(1, 2) == "JJ" or tag[i] == "RB" or tag[i] == "VBN") do i = i - 1 end
  local a, z
  if tag[i] == "PRP$" then a, z = i, i
  elseif tag[i] == "POS" then a, z = r:noun_before(i - 1, first) end
  if not a then return nil end
  local c = complement(r, stop + 1, last, frames)
  if not c or c.quote then return nil end
  for k = c.first, clausal[plain[c.frame]] and c.first - 1 or c.last do -- her promise to leave / was kept
    if tag[k] == "WDT" or tag[k] == "WP" or low[k] == "that" then break end
    if k > c.first and r:verb_at(k, last) then
      c.last = k - 1
      break
    end
  end
  local s = { cue_first = i + 1, cue_last = stop, source = { a, z }, frame = c.frame, parts = { { c.first, c.last } }, finite = false, noun = true }
  if prepositions[plain[c.frame]] then s.cue_last = math.max(stop, c.first - 1) end
  return s
end

return reporting

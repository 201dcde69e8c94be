-- What stands around a verb, read from parts of speech: the words that make one group with it, the subject before or behind it,
-- and what it brings along - a clause, a question, an infinitive, a noun group - with its end. Works for one verb that is
-- asked for, and looks no further than its sentence; nothing is stored in the document.
local set = require "lunette.set"
local clause = {}

local auxiliary = set.of { "be", "is", "was", "were", "are", "am", "been", "being", "has", "have", "had", "having", "did", "does", "do", "'s", "'ve", "'d", "'ll", "'re", "'m" }
local being = set.of { "be", "is", "was", "were", "are", "am", "been", "being", "'re", "'m", "got", "gets" }
local finite = set.of { "VBD", "VBZ", "VBP", "MD" }
clause.finite = finite
local naming = set.of { "NN", "NNS", "NNP", "NNPS", "PRP", "CD", "EX" }
local inside = set.of { "NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "CD", "POS", "$", "HYPH", "ADD", "AFX", "FW" }
local determiner = set.of { "DT", "PRP$", "PDT", "WP$" }
local alone = set.of { "some", "many", "most", "others", "both", "several", "few", "all", "this", "that", "these", "those", "another", "each", "critics", "no" }
local attached = set.of { "of", "for", "in", "at", "from", "with", "to", "on", "by", "near", "against", "between", "behind", "under", "among", "about", "around", "inside", "outside", "over" }
local subordinate = set.of { "when", "while", "after", "before", "because", "as", "if", "since", "although", "though", "unless", "until", "during", "despite", "where", "whereas", "amid", "following", "but", "without", "instead" }
local opens = set.of { '"', "“", "‘", "'", "''", "«" }
local opening = set.of { "(", "[" }
local dash = set.of { "—", "–", "--", "-" }
local days = set.of { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today", "tonight", "earlier", "later", "recently", "last", "this", "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december" }
clause.days, clause.subordinate = days, subordinate

-- Words in small letters and tags, by token, of the sentence that is read: kept from document to document, for to fill them
-- anew costs less than to make them.
local words, tags = {}, {}
local BESIDE = 3 -- tokens beside a sentence that are looked at too

-- A reader of one document; is_cue(token) says whether a verb reports. `low` and `tag` hold what enter() has read.
local class = {}
class.__index = class

local function no_cue() return false end
function clause.reader(doc, is_cue)
  local self = setmetatable({ doc = doc, quotes = {}, near = 1, is_cue = is_cue or no_cue, low = words, tag = tags, first = 0, last = -1 }, class)
  for quote in doc:spans "quote" do if quote.depth == "0" then table.insert(self.quotes, { quote.first, quote.last, quote }) end end
  return self
end

-- Reads the sentence of a token: its first and last token.
function class:enter(token)
  if token >= self.first and token <= self.last then return self.first, self.last end
  local doc = self.doc
  local first, last = doc:sentence(token)
  local size = #doc
  for i = first - BESIDE, last + BESIDE do
    local there = i >= 1 and i <= size
    words[i], tags[i] = there and doc:lower(i) or "", there and doc:tag(i) or ""
  end
  self.first, self.last = first, last
  return first, last
end

-- What is looked at for one verb: its sentence, of a very long one (a list, a table) the part around it.
local WITHIN = 300 -- tokens
function class:around(token)
  local first, last = self:enter(token)
  return math.max(first, token - WITHIN), math.min(last, token + WITHIN)
end
clause.WITHIN = WITHIN

-- Number of the first outer quotation that ends at a token or behind it. Questions come close together: most are answered by
-- the quotation that the last one was.
function class:quotation_number(token)
  local quotes, k = self.quotes, self.near
  if k > 1 and quotes[k - 1][2] >= token or quotes[k] and quotes[k][2] < token then
    local low, high = 1, #quotes + 1
    while low < high do
      local middle = (low + high) // 2
      if quotes[middle][2] < token then low = middle + 1 else high = middle end
    end
    k = low
    self.near = k
  end
  return k
end

-- The outer quotation that holds a token: its first and last token and its span.
function class:quotation(token)
  local q = self.quotes[self:quotation_number(token)]
  if q and q[1] <= token then return q[1], q[2], q[3] end
end

-- The first outer quotation that ends at a token or behind it: its first and last token, far away where there is none.
function class:next_quotation(token)
  local q = self.quotes[self:quotation_number(token)]
  if q then return q[1], q[2] end
  return math.maxinteger, math.maxinteger
end

-- First token of the group whose main verb stands at v: has repeatedly warned. With it the helping verb that stands first,
-- and whether it is passive, and whether it is an infinitive.
function class:group(v, first)
  local tag, low = self.tag, self.low
  local i, start, helper, passive, negated = v - 1, v, nil, false, false
  while i >= first do
    local t, w = tag[i], low[i]
    if t == "MD" or auxiliary[w] and t ~= "POS" then
      if being[w] and tag[v] == "VBN" and not helper then passive = true end
      start, helper = i, i
    elseif t == "RB" or t == "RBR" or t == "RBS" then
      if w == "not" or w == "n't" or w == "never" or w == "n’t" then negated = true end
      if i == v - 1 or helper or tag[i + 1] == "RB" then start = i end
    else break end
    i = i - 1
  end
  -- an adverb that begins the group belongs to it, unless a comma stands before
  local to = tag[v] == "VB" and not helper and low[start - 1] == "to"
  return start, helper, passive, to and start - 1 or nil, negated
end

-- First token of the noun group that ends at e; nil where none does.
function class:noun_before(e, first)
  local tag, low = self.tag, self.low
  if low[e] == ")" or low[e] == "]" then
    local i = e
    while i > first and e - i < 12 and not opening[low[i]] do i = i - 1 end
    if not opening[low[i]] then return nil end
    e = i - 1
  end
  if e < first then return nil end
  local t = tag[e]
  if t == "PRP" then return e, e end
  if not (naming[t] or alone[low[e]] or t == "JJ" and determiner[tag[e - 1]] or t == "POS") then return nil end
  local i, closed = e, t == "DT"
  while i > first do
    local before, w = tag[i - 1], low[i - 1]
    if inside[before] and not closed then i = i - 1
    elseif determiner[before] then
      i, closed = i - 1, true
    elseif (before == "POS") then i, closed = i - 1, false
    elseif (before == "VBN" or before == "VBG") and not closed and (determiner[tag[i - 2]] or tag[i - 2] == "JJ") then i = i - 1
    elseif before == "VB" and i - 2 >= first and low[i - 2] == "," and (inside[tag[i]]) then i = i - 1 -- ..., finance chief Bo Li said
    elseif (before == "RB" or before == "RBS" or before == "JJS") and determiner[tag[i - 2]] and not closed then i = i - 1
    elseif (before == "IN" or before == "TO") and attached[w] and i - 2 >= first and
      (naming[tag[i - 2]] and tag[i - 2] ~= "PRP" or alone[low[i - 2]] or low[i - 2] == ")") and not (w == "to" and tag[i] == "VB") then
      local from, to = self:noun_before(i - 2, first)
      if not from then break end
      return from, e
    elseif (w == "and" or w == "or" or w == "&") and i - 2 >= first and naming[tag[i - 2]] and tag[i - 2] ~= "PRP" then
      local from = self:noun_before(i - 2, first)
      if not from then break end
      -- criticized Trump and Clinton said: what another verb or preposition has taken is not part of the subject
      local taken = tag[from - 1]
      if taken == "IN" or taken:find "^V" or taken == "TO" then break end
      return from, e
    else break end
  end
  return i, e
end

-- Words that may stand between two commas behind a subject without telling of it: Torres, for her part, said.
local asides = set.of { "for", "like", "unlike" }

local function is_noun_end(self, e)
  local t = self.tag[e]
  return naming[t] or self.low[e] == ")" or self.low[e] == "]" or alone[self.low[e]]
end

-- The last finite verb before a token, outside of quotations.
function class:finite_before(p, first)
  local tag, quotes = self.tag, self.quotes
  local number = self:quotation_number(p)
  if not quotes[number] or quotes[number][1] > p then number = number - 1 end
  local q, i = quotes[number], p
  while i >= first do
    if q and i <= q[2] then
      i, number = q[1] - 1, number - 1
      q = quotes[number]
    else
      if finite[tag[i]] then return i end
      i = i - 1
    end
  end
end

-- Subject of the verb group that begins at g: first and last token, what it is ("pronoun", "noun", "relative", "shared", "inverted"),
-- and of a relative pronoun the noun group that it stands for.
function class:subject(g, first, depth)
  depth = depth or 0
  local tag, low = self.tag, self.low
  local p = g - 1
  if p < first then return nil end
  local t, w = tag[p], low[p]
  if t == "WP" or t == "WDT" or w == "who" or w == "which" then
    local e = p - 1
    if low[e] == "," then e = e - 1 end
    local a, z = self:noun_before(e, first)
    return p, p, "relative", a, z
  end
  if t == "PRP" or t == "EX" then return p, p, "pronoun" end
  if w == "," or dash[w] and t ~= "HYPH" then
    -- a description between two commas
    local q = p - 1
    while q > first and p - q < 30 and not (low[q] == "," or dash[w] and dash[low[q]]) do
      local start = self:quotation(q)
      q = (start and start < q) and start or q
      q = q - 1
    end
    local described = q > first and (low[q] == "," or dash[low[q]]) and is_noun_end(self, q - 1)
    if described then
      local a, z = self:noun_before(q - 1, first)
      if a and not (tag[q + 1] == "CC" or tag[q + 1] == "IN" and low[q + 1] ~= "of" and low[q + 1] ~= "in" and low[q + 1] ~= "from" and low[q + 1] ~= "at" and low[q + 1] ~= "with" and not asides[low[q + 1]]) then return a, z, "noun" end
    end
    return nil
  end
  if is_noun_end(self, p) then
    local a, z = self:noun_before(p, first)
    if a then
      -- Trump on Monday said
      local k = z
      if days[low[z]] or tag[z] == "CD" then
        for i = z, a + 1, -1 do
          if tag[i] == "IN" or days[low[i]] and i > a then k = i - 1 end
          if tag[i] == "IN" then break end
        end
        if k >= a and naming[tag[k]] then z = k end
      end
      if days[low[z]] and z == a then return self:subject(a, first, depth + 1) end
      return a, z, "noun"
    end
  end
  if (t == "CC" or w == "&") and depth < 3 then
    local a, z, _, b, c = self:subject_of_earlier(p - 1, first, tag[self:head_of(g)], depth + 1)
    return a, z, a and "shared", b, c
  end
  return nil
end

-- The main verb of the group that begins at g.
function class:head_of(g)
  local tag = self.tag
  while tag[g]:sub(1, 1) ~= "V" and tag[g] ~= "MD" and tag[g] ~= "" do g = g + 1 end
  return g
end

-- Subject of a verb of a sentence so far which another verb, at p + 1 or behind, shares: of the last one that reports, if one
-- does in the same tense (any, for a participle: tense nil), else of the last one that stands in no clause within the sentence.
function class:subject_of_earlier(p, first, tense, depth)
  local found, v = nil, self:finite_before(p, first)
  for _ = 1, 4 do
    if not v then break end
    local start = self:group(v, first)
    local a, z, kind, b, c = self:subject(start, first, depth)
    if not a and self.is_cue(v) then a, z = self:noun_after(v + 1, p) end -- "...," said Torres, adding
    if a then
      local reports = self.is_cue(v) and (not tense or tense == self.tag[v])
      local within = kind == "relative" or subordinate[self.low[a - 1]] or self.low[a - 1] == "that"
      if reports then return a, z, kind, b, c end
      if not found or found.within and not within then found = { a, z, kind, b, c, within = within } end
    end
    v = self:finite_before(start - 1, first)
  end
  if found then return table.unpack(found, 1, 5) end
end

-- Whose participle it is: the subject of the sentence before it, or behind the comma where it opens the sentence.
function class:subject_of_participle(g, first, last)
  local a, z, _, b, c = self:subject_of_earlier(g - 1, first, nil, 1)
  if a or self:finite_before(g - 1, first) then return a, z, a and "participle", b, c end
  for k = g + 1, math.min(last, g + 40) do
    if self.low[k] == "," then
      a, z = self:noun_after(k + 1, last)
      if a and finite[self.tag[z + 1]] then return a, z, "participle" end
    end
  end
end

-- Noun group that begins at j, with what `of` adds to it: first and last token; nil where none does.
function class:noun_after(j, last, bare)
  local tag, low = self.tag, self.low
  local i = j
  if i > last then return nil end
  if tag[i] == "PRP" or tag[i] == "EX" then return i, i end
  local head
  while i <= last do
    local t, w = tag[i], low[i]
    if naming[t] and t ~= "PRP" then head = i
    elseif determiner[t] then
      if head then break end
      if alone[w] then head = i end
    elseif t == "POS" then head = nil
    elseif inside[t] or t == "RB" and not head or t == "RBS" then -- goes on
      if alone[w] or w == "others" then head = i end
    elseif (t == "VBN" or t == "VBG") and not head and i > j and (inside[tag[i + 1]] or naming[tag[i + 1]]) then -- growing number
    elseif (w == "and" or w == "or" or w == "&") and head == i - 1 and (inside[tag[i + 1]] or determiner[tag[i + 1]]) and not bare then
    elseif (w == "“" or w == '"' or w == "‘" or w == "”") and not bare then
      local from, to = self:quotation(i)
      if from == i and to <= last and to - from < 8 then
        i, head = to, to
      else break end
    elseif opening[w] and head == i - 1 then
      local k = i
      while k < last and k - i < 12 and low[k] ~= ")" and low[k] ~= "]" do k = k + 1 end
      if low[k] ~= ")" and low[k] ~= "]" then break end
      head, i = k, k
    else break end
    i = i + 1
  end
  if not head then return nil end
  if not bare then
    local w = low[head + 1]
    if attached[w] and (tag[head + 1] == "IN" or tag[head + 1] == "TO") and not (w == "to" and tag[head + 2] == "VB") then
      local a, z = self:noun_after(head + 2, last)
      if a then return j, z end
    end
  end
  return j, head
end

-- Whether a finite verb begins at i, adverbs aside.
function class:verb_at(i, last)
  local tag = self.tag
  if opens[self.low[i]] and self:quotation(i) == i then i = i + 1 end -- the plan "has failed"
  while i <= last and (tag[i] == "RB" or tag[i] == "RBR") do i = i + 1 end
  return i <= last and finite[tag[i]] and i or nil
end

local objects = set.of { "DT", "PRP$", "PRP", "NN", "NNS", "NNP", "NNPS", "CD", "$", "JJ", "JJR" }

-- Whether a clause begins with the noun group from a to z though no finite verb is behind it: the tagger took its verb for a participle or
-- an adjective (the bank raised rates; the strike delayed trains), or a participle tells of the noun (the money raised last year was spent).
function class:has_verb_in_disguise(a, z, last)
  local tag, low = self.tag, self.low
  local v = tag[z + 1] == "VBN" and z + 1 or nil
  for k = z - 1, v and z or a + 1, -1 do
    if tag[k] == "JJ" and low[k]:find "ed$" and naming[tag[k - 1]] and naming[tag[k + 1]] then v = k break end
  end
  if not v or v > last then return false end
  local t = tag[v + 1]
  if v == last or t == "." or objects[t] and not days[low[v + 1]] or t == "TO" and tag[v + 2] == "VB" then return true end
  for i = v + 1, last do
    if tag[i] == "," or subordinate[low[i]] then return false end
    if finite[tag[i]] then return true end
  end
  return false
end

-- Trailing marks are no part of what is said.
function class:trimmed(first, last)
  local tag, low = self.tag, self.low
  while last >= first and (tag[last] == "." or tag[last] == "," or tag[last] == ":" or dash[low[last]] or tag[last] == "NFP") and low[last] ~= "!" and low[last] ~= "?" do last = last - 1 end
  while first <= last and (tag[first] == "," or tag[first] == ":" or tag[first] == ".") do first = first + 1 end
  return first, last
end

function class:sentence_end(_, last) return last end

-- Last token of a clause that begins at s.
function class:clause_end(s, last)
  local tag, low, is_cue = self.tag, self.low, self.is_cue
  local from, to = self:next_quotation(s)
  local k = s
  while k <= last do
    if k >= from then
      if to > k then k = math.min(to, last) end
      from, to = self:next_quotation(k + 1)
    end
    local w, t = low[k], tag[k]
    if w == ";" then return k - 1 end
    if k > s and (w == "," or dash[w] and t ~= "HYPH") then
      local n = k + 1
      local a, z = self:noun_after(n, last)
      local v = a and self:verb_at(z + 1, last)
      if v and is_cue(v) then return k - 1 end -- "..., he said"
      if tag[n] == "VBD" and is_cue(n) then return k - 1 end -- "..., said Torres"
      if tag[n] == "VBG" and (is_cue(n) or low[n] == "according") then return k - 1 end
      if tag[n] == "CC" then
        if low[n] == "but" then return k - 1 end
        a, z = self:noun_after(n + 1, last)
        v = a and self:verb_at(z + 1, last) or self:verb_at(n + 1, last)
        if v and is_cue(v) then return k - 1 end
      end
      if (t == "," and (low[n] == "while" or low[n] == "although" or low[n] == "though")) then return k - 1 end
      if dash[w] then return k - 1 end
    elseif k > s and t == "CC" then
      local a, z = self:noun_after(k + 1, last)
      local v = self:verb_at(a and z + 1 or k + 1, last)
      if v and is_cue(v) and tag[v] ~= "MD" then return k - 1 end
    end
    k = k + 1
  end
  return last
end

-- Last token of the list or the description that goes on behind a comma at k; nil where neither does.
function class:goes_on(k, last, list)
  local low, tag = self.low, self.tag
  local n = k + 1
  if low[n] == "and" or low[n] == "or" then
    if not list then return nil end
    n = n + 1
  end
  if tag[n] == "PRP" then return nil end
  local a, z = self:noun_after(n, last)
  if not a or self:verb_at(z + 1, last) then return nil end
  if n > k + 1 then return z, false end
  local w = low[z + 1]
  if w == "and" or w == "or" or w == "," and (low[z + 2] == "and" or low[z + 2] == "or") then return z, true end
  if list and w == "," then return z, true end
  if determiner[tag[n]] and (w == "," or w == "." or z >= last) then return z, false end -- a description
end

-- Last token of a noun group or infinitive with what hangs on it.
function class:phrase_end(s, last)
  local tag, low, is_cue = self.tag, self.low, self.is_cue
  local from, to = self:next_quotation(s)
  local k = s
  local relative, list = false, false
  while k <= last do
    if k >= from then
      if to > k then k = math.min(to, last) end
      from, to = self:next_quotation(k + 1)
    end
    local w, t = low[k], tag[k]
    if k > s then
      if w == ";" or t == ":" and w ~= "-" then return k - 1 end
      if dash[w] and t ~= "HYPH" then return k - 1 end
      if w == "," then
        local z, more = self:goes_on(k, last, list)
        if not z then return k - 1 end
        list = more
        k = z
      elseif subordinate[w] and not relative and (t == "IN" or t == "WRB" or t == "VBG" or w == "during") then
        local a, z = self:noun_after(k + 1, last)
        if not (w == "as" and (a and not self:verb_at(z + 1, last) or tag[k + 1] == "VBG")) then return k - 1 end
      elseif days[w] and t ~= "DT" and not relative and w ~= "last" and w ~= "later" and w ~= "earlier" then
        if tag[k - 1] == "IN" then return k - 2 end
        return k - 1
      end
      if t == "WP" or t == "WDT" or w == "that" and t == "IN" then relative = true end
      if t == "CC" then
        local v = tag[k + 1]
        if finite[v] or tag[k + 1] == "RB" and finite[tag[k + 2]] then return k - 1 end
        local a, z = self:noun_after(k + 1, last, true)
        if w == "but" or a and self:verb_at(z + 1, last) then return k - 1 end
      end
    end
    k = k + 1
  end
  return last
end

return clause

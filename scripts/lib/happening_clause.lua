-- What stands around the verb of an event: its group, its subject, the verb that governs it, and the object between the two. The
-- methods of lunette.happening's reader that read it.
local clause = require "lunette.clause"
local set = require "lunette.set"

local finite = set.of { "VBD", "VBZ", "VBP", "MD" }

local counts = set.of { "at", "more", "about", "some", "up", "over", "nearly", "almost", "around", "between", "as", "fewer", "less" }

local class = {}

-- Where a list begins whose end is the group a to z: Peru, Chile and Bolivia.
local noun = set.of { "NN", "NNS", "NNP", "NNPS" }
function class:list_start(a, z, first)
  local r, joined = self.r, false
  if a - 2 >= first and r.low[a - 1] == "and" and r.tag[a - 2] == "JJ" and self.doc:word(a - 2):find "^%u" and self.doc:word(a):find "^%u" then
    a = r.tag[a - 3] == "DT" and a - 3 >= first and a - 3 or a - 2 -- Indian and Chinese troops
  end
  for i = a, z do joined = joined or r.low[i] == "and" end
  local headline = not joined and a - 2 == first and r.tag[first] == "NNP" and r.low[a - 1] == "," and r.tag[z + 1] == "VBP" -- Peru, Chile sign a treaty
  joined = joined or headline
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
function class:reduced(stop, start, first, last)
  local r = self.r
  if r:finite_before(start - 1, first) then return true end
  for i = stop + 1, last do
    if r.low[i] == "," then return false end
    if finite[r.tag[i]] then return true end
  end
  return false
end

-- The subject of the verb before a participle, where the tagger took its past form for a participle and no finite verb stands
-- before: Lima - Rebels attacked a post, killing six.
function class:subject_of_untagged(start, first)
  local r = self.r
  if r:finite_before(start - 1, first) then return nil end
  for i = start - 1, first + 1, -1 do
    if r.tag[i] == "VBN" then
      local other = self:clause(i, i)
      if other.helper or other.passive or not other.subject then return nil end
      return other.subject[1], other.subject[2]
    end
  end
end

-- Whether the words that begin at token a are the source of the statement that holds token v.
function class:reports(a, v)
  local told = self:speaker(v)
  local source = told and told.fact.source
  for _, span in ipairs(source and (source.first and { source } or source) or {}) do
    if span.first <= a and a <= span.last then return true end
  end
  return false
end

-- What verb does and whom: { start, passive, to, negated, modal, subject = { first, last } }.
function class:verb(v, stop)
  local known = self.verbs[v]
  if known then return known end
  local r, doc = self.r, self.doc
  local first, last = self:near(v)
  local t = r.tag[v]
  local s = { v = v, stop = stop, first = first, last = last, tag = t }
  self.verbs[v] = s
  s.start, s.helper, s.passive, s.to, s.negated = r:group(v, first)
  for i = s.start, v do if r.tag[i] == "MD" then s.modal = r.low[i] end end
  if t == "VBN" and not s.helper then
    local after = r:noun_after(stop + 1, last, true) or counts[r.low[stop + 1]] and (r.tag[stop + 2] == "CD" or r.tag[stop + 3] == "CD") -- killed at least 14
    s.passive = not after and self:reduced(stop, s.start, first, last)
    if clause.days[r.low[s.start - 1]] then s.passive = false end -- Peru on Monday condemned: the tagger took it for a participle
    if r.low[stop + 1] == "by" then s.passive = true end
  end
  return s
end

-- The clause of the nearest infinitive before a token; nil where there is none.
function class:infinitive_before(token, first)
  local r = self.r
  for i = token - 1, first + 1, -1 do
    if r.tag[i] == "VB" and r.low[i - 1] == "to" then return self:clause(i, i) end
  end
end

local dated = set.of { "on", "in", "by", "at", "since", "until", "during" }
local bounds = set.of { "at least", "at most", "more than", "less than", "fewer than" }
local DAY = 4 -- tokens of a time at the beginning of a sentence

-- The first token of a subject a to z, without the time that stands before it and with the bound of its number: On Monday six soldiers,
-- at least four soldiers.
function class:subject_start(a, z, first)
  local low, stops = self.r.low, self:times().stops
  for k = a, math.min(z - 1, a + DAY) do
    local t = stops[k]
    if t and (t.first == first or dated[low[t.first - 1]]) and low[k + 1] ~= "'s" and low[k + 1] ~= "’s" then return k + 1 end
  end
  if a > first and a < z and low[a - 1] == "in" and low[a]:find "^[12]%d%d%d$" then return a + 1 end -- In 2018 gunmen killed
  if a > first and bounds[low[a - 1] .. " " .. low[a]] then return a - 1 end
  return a > first + 1 and bounds[low[a - 2] .. " " .. low[a - 1]] and a - 2 or a
end

-- The subject of a verb, the verb that governs it and the object between the two.
function class:read_clause(s)
  local r, first, last, t = self.r, s.first, s.last, s.tag
  local a, z, how, b, y
  if t == "NN" then return
  elseif s.to then
    local g = s.to - 1
    while g > first and (r.tag[g] == "RB" or r.tag[g] == "DT" and r.low[g] == "both") do g = g - 1 end
    local governor
    if (r.low[g] == "and" or r.low[g] == "or") and g - 1 > first then -- to use it and to conduct exercises: the same governs both
      local other = self:infinitive_before(g, first)
      if other then governor, s.object = other.governor, other.object end
    end
    if not governor and (r.tag[g] == "NNS" or r.tag[g] == "NN") and self:rows(g)[1] and not r:finite_before(g, first) then
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
      if t == "VB" and not a and r.tag[s.start - 1] == "CC" then -- to give a speech and meet
        local other = self:infinitive_before(s.start - 1, first)
        if other and other.subject then a, z = other.subject[1], other.subject[2] end
      end
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
      a, z = self:subject_of_untagged(s.start, first)
      if not a then a, z = r:subject_of_participle(s.start, first, last) end
      if a and a > s.stop and self:reports(a, s.v) then a, z = nil, nil end -- killing six, the ministry said
      if not a and w == "," then a, z = r:noun_after(first, last) end
    else a, z = r:noun_before(s.start - 1, first) end
  else
    a, z = r:noun_before(s.start - 1, first)
    if not s.passive then a, z = r:subject(s.start, first) end
  end
  if how == "relative" then a, z = b, y end
  if a then s.subject = { self:subject_start(self:list_start(a, z, first), z, first), z } end
end

local DEEP = 64 -- verbs, each governed by the next, that are read for one: a hostile sentence may chain as many as it has words

-- What verb does and whom, with its subject, the verb that governs it and the object between the two.
function class:clause(v, stop)
  local s = self:verb(v, stop)
  if not s.read and self.depth < DEEP then
    s.read, self.depth = true, self.depth + 1
    self:read_clause(s)
    self.depth = self.depth - 1
  end
  return s
end

return class

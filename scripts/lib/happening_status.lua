-- Whether an event has happened: by the verb's group, by what governs it, and by the statement that tells of it - who denies that
-- troops attacked tells of no attack. Methods of lunette.happening's reader.
local set = require "lunette.set"
local class = {}

local hedges = set.of { "allegedly", "reportedly", "supposedly", "apparently", "purportedly", "alleged", "suspected", "reported" }
local doubt = set.of { "may", "might", "could", "would", "should" }
local nots = set.of { "denied", "deny", "denies", "denying" }
local alleging = set.of { "accused", "accuse", "accuses", "accusing", "allege", "alleged", "alleges", "claimed", "claims", "claim", "suspected", "believed", "thought" }
local brought = set.of { "took", "managed", "began", "started", "continued", "helped", "used", "proceeded", "rushed", "went", "dared", "takes", "begins", "continues" }

-- Verbs whose clause is said not to be so, and those whose clause is not known to be so, by their lemmas; and nouns that bring a
-- clause that is told and not known. The stance of the dictionaries says less: refuse has "deny" too, and refuses to do, not that it is so.
local denies = set.of { "deny", "refute", "rebut", "reject", "dismiss", "disavow", "repudiate", "contradict", "negate", "disclaim", "dispute", "discount" }
local alleges = set.of { "allege", "claim", "accuse", "suspect", "believe", "think", "purport", "presume", "speculate" }
local tales = set.of { "report", "reports", "allegation", "allegations", "claim", "claims", "accusation", "accusations", "rumor", "rumors", "rumour", "rumours", "charge", "charges", "suggestion", "suggestions", "assertion", "assertions", "suspicion", "suspicions" }
local others = set.of { "who", "whom", "which", "whose", "where", "when", "while", "after", "before", "because", "although", "until", "since" } -- what stands behind these is told by itself
local conditions = set.of { "if", "unless", "provided" }

-- The lemma of a verb of speech among the words of a cue: has denied.
local function lemma_of(cue)
  local spoken, lemma = require("lunette").dictionary "sayverb", nil
  for word in cue:lower():gmatch "%a+" do
    local row = (spoken:lookup(word) or {})[1]
    lemma = row and row.lemma or lemma
  end
  return lemma
end

-- Whether the clause of a verb whose group begins at `start` is what is said itself, and not one that stands in it beside.
function class:told_itself(what, start)
  local r = self.r
  for i = math.max(what.first, (self:near(start))), start - 1 do
    local word = r.low[i]
    if others[word] then return false end
    if word == "that" and i > what.first and r.tag[i - 1]:sub(1, 2) == "NN" and not tales[r.low[i - 1]] then return false end -- an accord that
  end
  return true
end

local REACH = 4 -- tokens before a noun in which the verb stands whose object it is

-- What the noun that brings the clause of a verb makes of it: denied reports that troops attacked, allegations that they did.
function class:by_tale(s)
  local r = self.r
  local that = s.subject and s.subject[1] - 1
  if not that or that - 1 < s.first or r.low[that] ~= "that" or not tales[r.low[that - 1]] then return nil end
  for i = that - 2, math.max(s.first, that - 1 - REACH), -1 do
    if r.tag[i]:sub(1, 1) == "V" then return denies[lemma_of(r.low[i])] and "denied" or "alleged" end
  end
  return "alleged"
end

-- What the statement makes of an event that tells of it at a token: "denied", "alleged" or "planned" (said that it would close);
-- nil where it says no more than that it is so.
function class:by_statement(s, at)
  local tale = s and self:by_tale(s)
  if tale then return tale end
  local told = self:speaker(at)
  local fact = told and told.fact
  if not fact or not fact.cue or fact.polarity == "negative" or not self:told_itself(fact.what, s and s.start or at) then return nil end
  local r, what = self.r, fact.what
  local lemma = lemma_of(fact.cue.text)
  if not s then return lemma == "deny" and "denied" or nil end
  local that = r.low[what.first - 1] == "that" or r.low[what.first] == "that"
  local clause = that or s.subject and s.subject[1] <= what.first or tales[r.low[what.first]]
  if clause and denies[lemma] then return "denied" end
  if alleges[lemma] then return "alleged" end
  if s.modal == "would" and clause and fact.kind ~= "direct" then
    for i = math.max(what.first, s.first), math.min(what.last, s.last) do if conditions[r.low[i]] then return nil end end
    return "planned"
  end
end

-- happened, planned, alleged, denied or conditional.
function class:status(s, at)
  local r = self.r
  local first, last = self:near(at)
  if s and s.negated then return "denied" end
  local from = s and s.start or at
  for i = math.max(first, from - 2), math.min(last, at) do if hedges[r.low[i]] then return "alleged" end end
  for i = from - 1, first, -1 do
    local w = r.low[i]
    if w == "if" or w == "unless" then return "conditional" end
    if w == "," or w == ";" or w == "that" or w == "but" then break end
  end
  local told = self:by_statement(s, at)
  if s then
    if s.modal then
      if told == "denied" or told == "planned" then return told end
      if doubt[s.modal] then return "conditional" end
      return "planned"
    end
    if s.governor and s.to then
      local w = r.low[s.governor]
      if nots[w] or told == "denied" then return "denied" end
      if alleging[w] then return "alleged" end
      if brought[w] then return told or "happened" end
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
  return told or "happened"
end

-- The status of what was found: what is called off has not happened, and what is not called off is still to come.
function class:status_of(found, s, at)
  local status = self:status(s, at)
  if found.off and status == "happened" then return "denied" end
  if found.off and status == "denied" then return "planned" end
  return status
end

return class

-- The lemma of a token: what its document says, or the form brought back by the part of speech that the tagger gave it (leaves is
-- leaf as a noun and leave as a verb). Owns the way back for each tag and the words that follow no rule in it; the forms of
-- verbs and nouns are lunette.inflect's.
local core = require "lunette.core"
local inflect = require "lunette.inflect"
local lemma = {}

lemma.page = [==[
Parts of speech and lemmas

  lunette find '[pos=ADJ] <talk>' articles/
  lunette find '[tag=VBD] [pos=DET] [pos=NOUN]' article.txt
  lunette run annotate --with pos article.txt -o tagged.jsonl

[pos=NOUN,PROPN] asks the universal part of speech (ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X), [tag=VBD]
the Penn tag. In Lua: doc:pos(i), doc:tag(i), doc:lemma(i). Where a document brings its own (lunette help annotation), they are
asked; elsewhere lunette's tagger says them, an averaged perceptron whose weights are part of the program. About one word of
newspapers in 25 is tagged wrong, more in headlines and in text without capitals; a rule that hangs on a tag should have examples.

The tagger runs once for a document, and only when a rule that may match there or a script asks: who does not ask pays nothing.
Words with a hyphen are one token: well-known is ADJ. [lemma=see] and <see> ask the forms that a word can have, whatever its part
of speech; [lemma=saw & pos=NOUN] tells them apart. doc:lemma leads one form back by its tag: leaves is leaf or leave.
[stem=negotiate] and doc:stem go by Snowball's stems, which cut endings off: negotiators and negotiation have the stem negoti.
]==]

local contracted = { ["n't"] = "not", ["'ll"] = "will", ["'ve"] = "have", ["'m"] = "be", ["'re"] = "be", wo = "will", ca = "can", sha = "shall", an = "a" }
local by_tag = { -- words whose lemma hangs on the tag
  ["'s"] = { VBZ = "be" }, ["'d"] = { MD = "would", VBD = "have" },
  better = { JJR = "good", RBR = "well" }, best = { JJS = "good", RBS = "well" }, worse = { JJR = "bad", RBR = "badly" },
  worst = { JJS = "bad", RBS = "badly" }, more = { JJR = "much", RBR = "more" }, most = { JJS = "much", RBS = "most" },
  less = { JJR = "little", RBR = "less" }, least = { JJS = "little", RBS = "least" }, further = { JJR = "far", RBR = "far" }, farther = { JJR = "far", RBR = "far" },
  ca = { NN = "ca" },
}
local inflected = { NNS = "noun", NNPS = "noun", VBD = "verb", VBN = "verb", VBG = "verb", VBZ = "verb", VBP = "verb", VB = "verb" }
local compared = { JJR = "er", RBR = "er", JJS = "est", RBS = "est" }

local function in_lexicon(word, tags)
  local row = (core.embedded_dictionary "lexicon":lookup(word) or {})[1]
  for tag in tags:gmatch "%u+" do
    if row and row.tags and (" " .. row.tags .. " "):find(" " .. tag .. " ", 1, true) then return true end
  end
  return false
end

-- nicer -> nice, bigger -> big, happier -> happy, longest -> long.
local function positive(form, ending)
  local stem = form:match("^(.+)" .. ending .. "$")
  if not stem then return form end
  for _, candidate in ipairs { (stem:gsub("i$", "y")), stem .. "e", (stem:gsub("(%l)%1$", "%1")), stem } do
    if in_lexicon(candidate, "JJ RB") then return candidate end
  end
  return form
end

local function brought_back(form, tag)
  if by_tag[form] and by_tag[form][tag] then return by_tag[form][tag] end
  if contracted[form] then return contracted[form] end
  if compared[tag] then return positive(form, compared[tag]) end
  local kind = inflected[tag]
  if not kind then return form end
  return inflect.lemma(form, kind, tag ~= "VB" and tag ~= "VBP") or form
end

-- A name keeps its capitals: Americans -> American.
local function of_name(word, tag)
  if tag ~= "NNPS" then return word end
  local single = brought_back(core.lower(word), "NNS")
  if core.lower(word):sub(1, #single) == single and #word == #core.lower(word) then return word:sub(1, #single) end
  return word
end

local of = setmetatable({}, { __index = function(all, tag) -- tag -> form -> lemma
  all[tag] = {}
  return all[tag]
end })

-- The lemma of a word with a Penn tag, which may be nil: then of what the word is most often.
function lemma.of(word, tag)
  tag = tag or ""
  if tag:find "^NNP" then return of_name(word, tag) end
  local form = core.lower(word)
  local known = of[tag][form]
  if not known then
    if tag == "" then known = inflect.lemmas(form)[1] or form else known = brought_back(form, tag) end
    of[tag][form] = known
  end
  return known
end

return lemma

-- Parts of speech and lemmas as scripts and rules see them: own sentences, what documents bring, laziness.
local lun = require "lunette"
local core = require "lunette.core"
local annotation = require "lunette.annotation"
local inflect = require "lunette.inflect"
local phase = require "lunette.phase"
local lemma = require "lunette.lemma"

local function same(got, wanted)
  if got ~= wanted then error(("got %s, not %s"):format(tostring(got), tostring(wanted)), 2) end
end
local function each(doc, method)
  local list = {}
  for i = 1, #doc do list[i] = tostring(doc[method](doc, i)) end
  return table.concat(list, " ")
end
local function found(pattern, doc)
  local list = {}
  phase.run({ lun.rules { name = "t", { "r", pattern, gives = "found" } } }, doc)
  for s in doc:spans "found" do list[#list + 1] = s.text end
  return table.concat(list, "|")
end

local text = "Her visits ended when she visits. They weren't happier."
same(each(lun.doc(text), "pos"), "PRON NOUN VERB ADV PRON VERB PUNCT PRON AUX PART ADJ PUNCT")
same(each(lun.doc(text), "tag"), "PRP$ NNS VBD WRB PRP VBZ . PRP VBD RB JJR .")
same(each(lun.doc(text), "lemma"), "her visit end when she visit . they be not happy .")
same(each(lun.doc "", "pos"), "")

-- in rules: alone, negated, with other tests, beside layers
same(found("[pos=VERB]", lun.doc(text)), "ended|visits")
same(found("[tag=NNS,VBZ]", lun.doc(text)), "visits|visits")
same(found("[pos!=VERB & lemma=visit]", lun.doc(text)), "visits")
same(found("[pos=PRON] [pos=NOUN] [pos=VERB]", lun.doc(text)), "Her visits ended")
same(found("@token[pos=AUX]", lun.doc(text)), "were")
same(found("[pos=NOUN & tag=VBZ]", lun.doc(text)), "")
same(found("[lemma=visit & pos=NOUN]", lun.doc(text)), "visits")

-- one word, two sentences, two parts of speech: the lexeme does not decide
same(found("[pos=NOUN & word=visit]", lun.doc "They will visit Lima. The visit was short."), "visit")
same(found("[pos=VERB & word=visit]", lun.doc "They will visit Lima. The visit was short."), "visit")

-- what a document brings goes before; what it lacks the tagger says
local function given(fields)
  local doc = lun.doc "Ana left."
  assert(annotation.attach(doc, fields, "here"))
  return doc
end
same(each(given { pos = { "A", "B", "C" } }, "pos"), "A B C")
same(each(given { pos = { "A", "B", "C" } }, "tag"), "NNP VBD .")
same(found("[pos=B]", given { pos = { "A", "B", "C" } }), "left")
same(found("[pos=VERB]", given { pos = { "A", "B", "C" } }), "")
same(found("[tag=VBD]", given { pos = { "A", "B", "C" } }), "left")
same(found("[pos=VERB]", given { lemma = { "Ana", "leave", "." } }), "left")
same(each(given { lemma = { "Ana", "go", "." } }, "lemma"), "Ana go .")

-- lemmas by tag
for _, case in ipairs {
  { "saw", "VBD", "see" }, { "saw", "NN", "saw" }, { "saws", "NNS", "saw" }, { "found", "VBN", "find" }, { "founded", "VBD", "found" },
  { "lying", "VBG", "lie" }, { "axes", "NNS", "axis" }, { "women", "NNS", "woman" }, { "was", "VBD", "be" }, { "'s", "VBZ", "be" },
  { "'s", "POS", "'s" }, { "'d", "MD", "would" }, { "wo", "MD", "will" }, { "n't", "RB", "not" }, { "better", "JJR", "good" }, { "better", "RBR", "well" },
  { "bigger", "JJR", "big" }, { "nicest", "JJS", "nice" }, { "earlier", "RBR", "early" }, { "stopped", "VBN", "stop" }, { "hoping", "VBG", "hope" },
  { "countries", "NNS", "country" }, { "Americans", "NNPS", "American" }, { "Mattis", "NNP", "Mattis" }, { "Signed", "VBD", "sign" }, { "has", "VBZ", "have" },
  { "does", "VBZ", "do" }, { "is", "VBZ", "be" }, { "quickly", "RB", "quickly" }, { "blorgs", "NNS", "blorg" }, { "quizzled", "VBD", "quizzle" },
} do
  local got = lemma.of(case[1], case[2])
  if got ~= case[3] then error(("the lemma of %s %s is %s, not %s"):format(case[1], case[2], got, case[3])) end
end
same(table.concat(inflect.lemmas "dying", " "), "die dying")

-- misuse
local ok, message = pcall(function() return lun.doc("Ana left."):pos(9) end)
assert(not ok and message:find "9", message)
assert(not lun.with "pos")
core.close(lun.doc "x")

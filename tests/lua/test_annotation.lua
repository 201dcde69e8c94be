-- Annotation as scripts meet it: what becomes of spans, tokens and lemmas, and what is told at the end.
local lun = require "lunette"
local core = require "lunette.core"
local annotation = require "lunette.annotation"
local engine = require "lunette.engine"
local phase = require "lunette.phase"

local function attached(text, record)
  local doc = lun.doc(text)
  local ok, message = annotation.attach(doc, record, "here")
  return ok and doc or nil, message
end
local function texts(doc, layer)
  local list = {}
  for s in doc:spans(layer) do list[#list + 1] = s.text end
  return table.concat(list, "|")
end
local function same(got, wanted)
  if got ~= wanted then error(("%q, not %q"):format(tostring(got), tostring(wanted)), 2) end
end
local function found(pattern, doc)
  local pack = lun.rules { name = "t", given = { "person" }, { "r", pattern, gives = "found" } }
  phase.run({ pack }, doc)
  return texts(doc, "found")
end

-- Offsets: white space at the edges is left out without a word, half a token is widened and told once.
annotation.told()
local doc = attached("\u{1F389} Ana Torres left.", { layers = { person = { { 1, 13 }, { start = 3, ["end"] = 8, sure = true, rank = 2, tags = { "a", "b" } } } } })
same(texts(doc, "person"), "Ana Torres|Ana Torres")
same(table.concat(annotation.told(), "/"), "annotation: 1 span that began or ended inside a token widened to it (the first: here)")
same(#annotation.told(), 0)
local second = lun.collect(doc:spans "person")[2]
same(second:get "sure" .. second:get "rank" .. second:get "tags", "true2a,b")
for unit, offset in pairs { bytes = 5, chars = 2, utf16 = 3 } do
  same(texts(attached("\u{1F389} Ana left.", { offsets = unit, layers = { p = { { offset, offset + 3 } } } }), "p"), "Ana")
end
-- Names of layers and attributes are such as patterns can say.
doc = attached("Ana left.", { layers = { ["Per-Son 1"] = { { start = 0, ["end"] = 3, ["x y"] = 1 } }, ["9"] = { { 0, 3 } }, Quote = { { 0, 3 } }, none = {} } })
same(texts(doc, "per_son_1"), "Ana")
same(lun.collect(doc:spans "per_son_1")[1]:get "label" .. lun.collect(doc:spans "per_son_1")[1]:get "x_y", "Per-Son 11")
same(texts(doc, "_9") .. texts(doc, "given_quote"), "AnaAna")
assert(core.find_layer(doc, "none") and #doc:layer "quote" == 0)
same(texts(attached("Ana left.", { spans = { q = { { start = 0, ["end"] = 3, label = 7 } } } }), "q"), "Ana") -- a label that is none
-- lunette's own quotation, written and read again, is no second one.
doc = attached("He said “no way”.", { layers = { quote = { { 8, 16 } } } })
same(texts(doc, "quote") .. texts(doc, "given_quote"), "“no way”")
annotation.told()

-- Tokens: texts or offsets, sentences; what cannot stand is said.
doc = attached("Well-kept they cannot.", { tokens = { "Well", "-", "kept", "they", "cannot", "." }, sents = { { 0, 9 }, { start = 10, ["end"] = 22 } } })
same(#doc, 6)
same(#lun.collect(doc:sentences()), 2)
same(found("[lower] [word~/cannot/]", doc), "they cannot")
doc = attached("Ana  left.", { tokens = { { start = 0, ["end"] = 3 }, { start = 3, ["end"] = 5 }, { start = 5, ["end"] = 9, pos = "VERB" } } })
same(#doc, 2)
same(found("[pos=VERB]", attached("Ana  left.", { tokens = { { start = 0, ["end"] = 3 }, { start = 5, ["end"] = 9, pos = "VERB" } } })), "left")
for _, case in ipairs {
  { { tokens = { "Ana", "left", "now" } }, "tokens%[3%], 'now', does not stand in the text where tokens%[2%] ends" },
  { { tokens = { "Ana", { start = 4, ["end"] = 8 } } }, "some tokens have start and end" },
  { { tokens = { { start = 4, ["end"] = 8 }, { start = 0, ["end"] = 3 } } }, "token 2 cannot stand at bytes 0 to 3" },
  { { tokens = { { start = 0, ["end"] = 30 } } }, "token 1 ends behind the text" },
  { { tokens = { { start = 30, ["end"] = 1 } } }, "token 1 ends before it begins" },
  { { tokens = { "Ana", "left", "." }, pos = { "A" } }, "pos has 1 values, but there are 3 tokens" },
  { { layers = { { 0, 3 } } }, "layers is a list, not an object" }, { { layers = { a = { 1 } } }, "layers.a%[1%] is a number" },
  { { offsets = "words", layers = {} }, "offsets is 'words': chars, bytes or utf16" },
} do
  local none, message = attached("Ana left.", case[1])
  assert(none == nil and message:find(case[2]) and message:find "^here: " , message)
end

-- A headline that a reader put before the text shifts all, and keeps lunette's own tokens.
doc = lun.doc("Well-kept é news\n\nAna cannot go. She left.", { before = #"Well-kept é news\n\n" })
assert(annotation.attach(doc, { layers = { p = { { 0, 3 } } }, tokens = { "Ana", "cannot", "go", ".", "She", "left", "." }, sents = { { 0, 14 }, { 15, 24 } } }, "here"))
same(#doc, 10)
same(texts(doc, "p") .. doc:word(1) .. doc:word(5), "AnaWell-keptcannot")
same(#lun.collect(doc:sentences()), 3)
doc = lun.doc("é news\n\nAna left.", { before = #"é news\n\n" })
assert(annotation.attach(doc, { offsets = "bytes", layers = { p = { { 4, 8 } } }, pos = { "X", "VERB", "X" } }, "here"))
same(texts(doc, "p") .. found("[pos=VERB]", doc), "leftleft")

-- Lemmas that are given decide; the forms do where none is given; both ways of asking, and not asking.
local function saws() return attached("He saw saws and sees a saw.", { tokens = { "He", "saw", "saws", "and", "sees", "a", "saw", "." }, lemma = { "he", "see", "saw", "and", "", "a", "saw", "." } }) end
same(found("<see>", saws()), "saw|sees")
same(found("<saw>", saws()), "saws|saw")
same(found("[lemma=saw,see & !lemma=see]", saws()), "saws|saw")
same(found("[lemma!=saw & lower & len>2]", saws()), "saw|and|sees")
same(found("saw ...{0,3} <saw>", saws()), "saw saws")
same(found("<see>", lun.doc "He saw saws and sees a saw."), "saw|sees|saw") -- plans with lemmas are others
-- A tree without such tests is shared as it is.
local lun_rules = lun.rules { name = "t", { "r", "a [cap]", fact = "f" } }
assert(engine.machine(lun_rules.steps, true) and engine.machine(lun_rules.steps))

-- A document without tokens of its own is refused, unless the pack takes it.
local pack = lun.rules { name = "t", { "r", "[pos=VERB] @token", gives = "found" } }
local ok, message = pcall(phase.run, { pack }, lun.doc "Ana left.")
assert(not ok and message:find "says nothing of them", message)
phase.run({ lun.rules { name = "t", given = { "token" }, { "r", "[pos=VERB] @token", gives = "found" } } }, lun.doc "Ana left.")

-- A document may tell parts of speech of some of its tokens only: of the others nothing is known, and bundled packs go over them all the same.
do
  local packs = {}
  require("lunette.using").packs({ "events", "casualties", "itineraries", "quantities" }, packs, {}, 1)
  for _, text in ipairs { "They told quarterly results and read the daily Granma.", "Output rose in 2023 from 5 tons a year earlier.", "A bomb killed 12 people in Lima on Monday.", "Peru returned bronzes to Ghana." } do
    local brought = lun.doc(text, { date = "2021-06-16" })
    brought:add("token", 1, 1, { tag = "PRP", pos = "PRON" })
    phase.run(packs, brought)
  end
end

-- --annotations none passes over all.
assert(annotation.use "none")
doc = attached("Ana left.", { layers = { person = { { 0, 3 } } } })
assert(core.find_layer(doc, "person") == nil)
assert(annotation.use "auto" and not annotation.use "all")

-- Offsets by other units, ascending or not.
same(table.concat(core.units_of("a\u{301}\u{1F389}b", "utf16", { 0, 3, 7, 1 }), " "), "0 2 4 1")
same(core.bytes_of("ab", "chars", { 3 })[1], false)
annotation.told()

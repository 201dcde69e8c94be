-- Annotation that documents bring with them: spans of a person or of another tool, tokens, parts of speech, lemmas. Owns what
-- is done with it once it is read (lunette.annotation_json, _brat, _conll): a document is cut as its tokens say, spans are
-- snapped to tokens and laid as layers before any rule runs. What did not fit is counted and told once, at the end.
local core = require "lunette.core"
local set = require "lunette.set"
local annotation = { enabled = true }

annotation.page = [==[
Own annotation: layers, tokens and parts of speech that documents bring

Spans that a person or another tool marked are layers before the rules run: @person, @person[role=victim] and [@person] in a
pattern, doc:spans "person" in Lua. They are read from

  JSON Lines    {"text": "...", "layers": {"person": [{"start": 0, "end": 9, "role": "victim"}]}}
                further fields, all optional: "tokens": ["Ana", ...] or [{"start", "end", "pos", "tag", "lemma"}, ...],
                "pos", "tag", "lemma": a value a token, "sents": [{"start", "end"}, ...], "offsets": "chars", "bytes" or
                "utf16". A span may be [start, end]. Doc.to_json of spaCy is read too: "ents" and "spans" are layers by
                their labels. Fields of these names that hold something else are passed over and counted.
  a.ann         brat standoff beside a.txt: T, attributes A and M, relations R, events E, normalisations N and notes #
  a.conllu      CoNLL-U: text, sentences, tokens, lemma, upos, xpos, features; Entity=B-Person or NER=B-Person in MISC
  a.conll       columns: the token first, BIO labels last, a part of speech second when there are three or more
                Both are told by how they begin, too, whatever the file is called, which is said; --input-format conll or conllu names them

  lunette run mine.lua marked.jsonl
  lunette find --given person '@person [pos=VERB]' parsed.conllu

The field "entities", as `lunette run annotate` prints it, is read by `lunette eval` alone, as the gold, and its offsets are BYTES
unless "offsets" says otherwise: made in Python, give the record "offsets": "chars". Rules do not see it: for these call it "ents".

Offsets count from 0, `end` is behind the last; they are characters (code points) unless "offsets" says otherwise. A span that
begins or ends inside a token is widened to the token; how many were is said at the end. Names of layers are the labels in
small letters, other signs as _ (Person-Name: person_name); where that changed more than letters' size, the attribute `label`
has the label. `quote` and `token` are lunette's own: such labels become given_quote and given_token.

Given tokens are lunette's tokens of this document. [pos=NOUN,PROPN] and [tag=VBD] ask what was given, and lunette's own tagger
where nothing was (lunette help pos); where lemmas are given they decide [lemma=see] and <see>, elsewhere the inflected forms
do. All that is known of a token are attributes of the layer `token`: @token[feats=...]. A document without them fails with a
message when a rule asks for @token.

A layer that only documents bring is declared, so that a rule can be loaded and tested without one: given = { "person" } in
the pack, --given person with `lunette find`. Spans that a document brings stay: rules that give the same layer add only what overlaps none of them.

In brat: the attribute `id` is T1; an attribute without a value is `1`; of a relation its first argument gets the
relation's name = id of the second; a trigger gets its event's roles = ids; a discontinuous span is read from its first to
its last character, its parts in `fragments`; N becomes attribute reference, # attribute note.

  --annotations none         pass over all of it
  --format brat | conllu | spacy     write layers, tokens and sentences for other tools; brat: -o FOLDER (made where it is not there) gets
                             NAME.txt and NAME.ann for each document; conllu: layers as BIO in MISC; spacy: Doc.to_json, a document a line:
                             `spans` has all layers, `ents` those that lie over no other; settled ones (person, place, org) go
                             before others, then the longer
  --layers a,b | all         with these formats: only these layers; all: also those that packs call inner, such as caps and cue
]==]

-- The reader of files of a kind (lunette.source_kind) that are annotated documents: function(path, meta, lines) -> iterator of documents.
function annotation.reader(kind) return require("lunette.annotation_conll")[kind == "conll" and "columns" or kind] end

function annotation.use(how)
  if how ~= nil and how ~= "none" and how ~= "auto" then return nil, ("--annotations %s: none or auto"):format(how) end
  annotation.enabled = how ~= "none"
  return true
end

-- What was met in this run: kind -> { count, first }.
local met = {}
local sentences = {
  { "widened", "1 span that began or ended inside a token widened to it", "%d spans that began or ended inside a token widened to it" },
  { "empty", "1 span without a token left out", "%d spans without a token left out" },
  { "outside", "1 span that ends behind its text, or before it begins, left out", "%d spans that end behind their text, or before they begin, left out" },
  { "torn", "1 discontinuous span read from the first to the last character", "%d discontinuous spans read from the first to the last character" },
  { "other", "1 span whose text is not what the annotation says: are its offsets characters of this very file?",
    "%d spans whose text is not what the annotation says: are their offsets characters of these very files?" },
  { "field", "1 field passed over that looks like no annotation", "%d fields passed over that look like no annotation" },
  { "unread", "1 line of annotation not understood", "%d lines of annotation not understood" },
  { "reserved", "1 span of a layer that is lunette's own, quote or token, laid as given_quote or given_token",
    "%d spans of layers that are lunette's own, quote or token, laid as given_quote or given_token" },
}
function annotation.meet(kind, where)
  met[kind] = met[kind] or { count = 0, first = where }
  met[kind].count = met[kind].count + 1
end

-- Lines for the end of a run; they are told once.
function annotation.told()
  local lines = {}
  for _, row in ipairs(sentences) do
    local m = met[row[1]]
    if m then lines[#lines + 1] = ("annotation: %s (the first: %s)"):format(m.count == 1 and row[2] or row[3]:format(m.count), m.first) end
  end
  met = {}
  return lines
end

local reserved = { quote = "given_quote", token = "given_token" }

-- The layer of a label, and the label where the layer's name does not say it.
local function layer_of(label)
  local lower = core.lower(label)
  local name = lower:gsub("[^%w_]", "_"):gsub("^%d", "_%0")
  if name == "" then name = "_" end
  return reserved[name] or name, name ~= lower and label or nil
end

local function text_of(value)
  if type(value) ~= "table" then return tostring(value) end
  local parts = {}
  for k, x in ipairs(value) do parts[k] = type(x) ~= "table" and tostring(x) or nil end
  if #parts == #value and #parts > 0 then return table.concat(parts, ",") end
  return core.json_encode(value)
end

local function attributes_of(given, label)
  local attributes = { label = label }
  for key, value in pairs(given or {}) do attributes[(key:gsub("[^%w_]", "_"):gsub("^%d", "_%0"))] = text_of(value) end
  return attributes
end

-- Bytes of a document before the text that annotation speaks of: a headline that a reader put there.
local function bytes_before(doc) return math.tointeger(core.data(doc).before) or 0 end

-- Turns the offsets of found.layers, found.tokens and found.sents into bytes of the document, all in one go along the text.
local function to_bytes(doc, found)
  local before = bytes_before(doc)
  if found.unit == "bytes" and before == 0 then return end
  local offsets, seen, lists = {}, {}, { found.layers or {}, found.sents or {}, found.tokens_in_bytes and {} or found.tokens or {} }
  local function note(value)
    if not seen[value] then offsets[#offsets + 1], seen[value] = value, true end
  end
  for _, list in ipairs(lists) do
    for _, s in ipairs(list) do
      note(s.start)
      note(s.stop)
    end
  end
  table.sort(offsets)
  local bytes, byte_of = core.bytes_of(doc.text:sub(before + 1), found.unit, offsets), {}
  for k, value in ipairs(offsets) do byte_of[value] = bytes[k] and bytes[k] + before end
  for _, list in ipairs(lists) do
    for _, s in ipairs(list) do s.start, s.stop = byte_of[s.start] or math.huge, byte_of[s.stop] or math.huge end
  end
end

-- Numbers of the tokens that begin given sentences.
local function first_tokens(tokens, sents)
  local firsts, i = {}, 1
  table.sort(sents, function(a, b) return a.start < b.start end)
  for _, s in ipairs(sents) do
    while tokens[i] and tokens[i].stop <= s.start do i = i + 1 end
    if tokens[i] and firsts[#firsts] ~= i then firsts[#firsts + 1] = i end
  end
  if firsts[1] ~= 1 then table.insert(firsts, 1, 1) end
  return firsts
end

local function cut(doc, found, where)
  local starts, stops, kept, before = {}, {}, {}, bytes_before(doc)
  for i = 1, before > 0 and #doc or 0 do -- what stands before keeps lunette's tokens
    local from, to = doc:bounds(i)
    if to > before then break end
    kept[i] = { start = from - 1, stop = to }
    starts[i], stops[i] = from - 1, to
  end
  local first = #kept + 1
  for _, t in ipairs(found.tokens) do
    if t.stop > #doc.text then return nil, ("%s: token %d ends behind the text"):format(where, #starts + 1) end
    if t.start > t.stop then return nil, ("%s: token %d ends before it begins"):format(where, #starts + 1) end
    if doc.text:sub(t.start + 1, t.stop):find "%S" then -- white space is no token here
      kept[#kept + 1] = t
      starts[#kept], stops[#kept] = t.start, t.stop
    end
  end
  found.tokens = kept
  local sentences_given = found.firsts
  if found.sents and kept[first] then
    table.insert(found.sents, { start = kept[first].start, stop = kept[first].stop })
    sentences_given = first_tokens(kept, found.sents)
  end
  local ok, message, number = core.recut(doc, starts, stops, sentences_given or nil)
  if ok then return true end
  return nil, ("%s: token %d: %s: tokens stand in the order of the text and none over another"):format(where, number, message)
end

local fields = { "pos", "tag", "lemma", "feats" }

-- The layer "token": what is known of each.
local function lay_tokens(doc, found)
  local data = core.data(doc)
  doc:make_layer "token"
  for _, t in ipairs(found.tokens) do data.lemmas = data.lemmas or t.lemma and true end
  for i, t in ipairs(found.tokens) do
    local attributes = {}
    for _, field in ipairs(fields) do attributes[field] = t[field] end
    if data.lemmas and not t.lemma then attributes.unlemmatised = "1" end
    if next(attributes) then doc:add("token", i, i, attributes) end
  end
end

local function lay_span(doc, s, where)
  if s.line then where = ("%s:%d"):format(where, s.line) end
  if s.start > s.stop or s.stop > #doc.text then return annotation.meet("outside", where) end
  local text = doc.text:sub(s.start + 1, s.stop)
  if s.text and s.text:gsub("%s+", " ") ~= text:gsub("%s+", " ") then annotation.meet("other", where) end
  local lead, tail = #text:match "^%s*", #text:match "%s*$"
  local start, stop = s.start + lead, s.stop - tail
  local first = start < stop and doc:at(start + 1)
  local last = first and doc:at(stop)
  if first and not last then last = #doc end
  if first and last and doc:bounds(last) > stop then last = last - 1 end
  if not first or last < first then return annotation.meet("empty", where) end
  local from, to = doc:bounds(first), select(2, doc:bounds(last))
  if from <= start or to > stop then annotation.meet("widened", where) end
  local name, label = layer_of(s.label)
  if name == "given_quote" then -- lunette's own, written and read again, is there
    for other in doc:layer "quote":covering(doc:span(first, last)) do
      if other.first == first and other.last == last then return end
    end
  end
  if reserved[core.lower(s.label)] then annotation.meet("reserved", where) end
  doc:add(name, first, last, attributes_of(s.attributes, s.attributes and s.attributes.label or label))
end

-- Lays what was read over a document that nobody has seen yet. found: { unit = of all offsets, layers = { { label, start, stop,
-- attributes, text, line } }, names = labels that may have no span, tokens = { { start, stop, pos, tag, lemma, feats } }, sents =
-- { { start, stop } } or firsts = numbers of tokens }, all optional. true, or nil and a message.
function annotation.lay(doc, found, where)
  found.unit = found.unit or "chars"
  local apart = annotation.apart and core.data(doc) -- to be compared with what is found: no rule sees it
  for _, s in ipairs(apart and found.layers or {}) do s.written = ("%s %d to %d"):format(s.label, s.start, s.stop) end
  to_bytes(doc, found)
  if apart then
    apart.gold, apart.gold_unit = found.layers or {}, found.unit
    return true
  end
  if found.tokens then
    if not found.own or found.sents then
      local ok, message = cut(doc, found, where)
      if not ok then return nil, message end
    end
    if found.known then lay_tokens(doc, found) end
  end
  for _, name in ipairs(found.names or {}) do doc:make_layer((layer_of(name))) end
  for _, s in ipairs(found.layers or {}) do lay_span(doc, s, where) end
  return true
end

-- Attaches what a document brings: a record (the decoded object of a line of JSON) or the path of its file, beside which an
-- .ann may stand; `where` names it in messages. true, or nil and a message: then the document is not to be used.
function annotation.attach(doc, given, where)
  if not annotation.enabled then return true end
  where = where or doc.id or doc.file or "text"
  local found, message
  if type(given) == "table" then found, message = require("lunette.annotation_json").read(given, doc, where)
  else
    local path = given:match "^(.*)%.txt$"
    if not path or core.kind(path .. ".ann") ~= "file" then return true end
    where = path .. ".ann"
    local bytes
    bytes, message = core.read(where)
    if not bytes then return nil, message end
    found, message = require("lunette.annotation_brat").read(bytes, where)
  end
  if not found then
    if message then return nil, ("%s: %s (--annotations none passes over it)"):format(where, message) end
    return true
  end
  return annotation.lay(doc, found, where)
end

-- Layers that are written, in order: those that are chosen; else all but candidates, lunette's own tokens and the set `inner`.
function annotation.layers(doc, chosen, inner)
  local names = {}
  for name in doc:layers() do
    local wanted = chosen and chosen[name]
    if not chosen then wanted = not (inner and inner[name]) end
    if wanted and name ~= "token" and not name:find "%?$" then names[name] = true end
  end
  return set.names(names)
end

return annotation

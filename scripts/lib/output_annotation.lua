-- Documents with their layers for other annotation tools: brat standoff, CoNLL-U, spaCy's Doc JSON. What lunette.annotation
-- reads again gives the same layers. Offsets are characters; each document is written while it is open. Which layers are
-- written is said by context.layers (a set, or nil) and context.packs, whose `inner` ones are left out.
local core = require "lunette.core"
local annotation = require "lunette.annotation"
local set = require "lunette.set"
local suggest = require "lunette.suggest"

local makers = {}

local function plain(value) return (tostring(value):gsub("[%c]", " ")) end

-- The label under which a span is written.
local function label_of(s, layer) return (s:get "label" or layer):gsub("%s", "_") end

-- A function from bytes (0-based) to characters; all that will be asked for is given first.
local function characters(doc, bytes)
  table.sort(bytes)
  local units, of = core.units_of(doc.text, "chars", bytes), {}
  for k, byte in ipairs(bytes) do of[byte] = units[k] end
  return function(byte) return of[byte] end
end

-- What a writer leaves out and chooses: written(doc) gives the names of the layers that are written, settled is the set of those that a
-- step of the packs has settled, inner of those that packs call so and nobody named, tell() adds to the run's notes what was left out or is not there.
local function choice(context)
  local chosen, inner, settled = context.layers, {}, {}
  for _, pack in ipairs(context.packs or {}) do
    for _, layer in ipairs(pack.inner or {}) do inner[layer] = true end
    for _, step in ipairs(pack.steps) do
      for name in pairs(step.each and step.gives_set or {}) do settled[name] = true end
    end
  end
  local names = chosen ~= "all" and chosen or nil
  local hidden = not chosen and inner or {}
  local seen, left = {}, {}
  local function written(doc)
    for name in doc:layers() do
      seen[name] = true
      left[name] = hidden[name] and #doc:layer(name) > 0 or left[name]
    end
    return annotation.layers(doc, names, hidden)
  end
  local function tell()
    if next(left) then table.insert(context.notes, ("layers left out that are steps on the way: %s; --layers all writes them too"):format(table.concat(set.names(left), ", "))) end
    for _, name in ipairs(set.names(names or {})) do
      if not seen[name] and next(seen) then
        table.insert(context.notes, ("--layers: no document has a layer '%s'%s"):format(name, suggest.hint(name, set.names(seen))))
      end
    end
  end
  return { written = written, settled = settled, inner = names and {} or inner, tell = tell }
end

-- Spans of the layers that are written, but the tokens', in the order of layers: { span, layer }.
local function spans_of(doc, layers)
  local list = {}
  for _, layer in ipairs(layers) do
    for s in doc:spans(layer) do list[#list + 1] = { span = s, layer = layer } end
  end
  return list
end

local function sorted_attributes(s)
  local list = {}
  for key, value in s:attributes() do list[#list + 1] = { key, value } end
  table.sort(list, function(a, b) return a[1] < b[1] end)
  return list
end

-- Parts of a span between line ends, which brat's spans do not hold: pairs of bytes (0-based, half-open).
local function lines_of(doc, s)
  local parts, at = {}, s.start
  while at <= s.stop do
    local stop = doc.text:find("[\r\n]", at)
    stop = stop and stop <= s.stop and stop - 1 or s.stop
    local from = doc.text:find("%S", at)
    local to = stop
    while to >= at and doc.text:find("^%s", to) do to = to - 1 end
    if from and from <= to then parts[#parts + 1] = { from - 1, to } end
    at = doc.text:find("[^\r\n]", stop + 1) or s.stop + 1
  end
  return parts
end

local function brat_of(doc, layers)
  local list, bytes = spans_of(doc, layers), {}
  for _, x in ipairs(list) do
    x.parts = lines_of(doc, x.span)
    for _, part in ipairs(x.parts) do
      bytes[#bytes + 1] = part[1]
      bytes[#bytes + 1] = part[2]
    end
  end
  table.sort(list, function(a, b)
    if a.span.start ~= b.span.start then return a.span.start < b.span.start end
    if a.span.stop ~= b.span.stop then return a.span.stop > b.span.stop end
    return a.layer < b.layer
  end)
  local char, lines, attributes, notes = characters(doc, bytes), {}, 0, 0
  local behind = {}
  for n, x in ipairs(list) do
    local places, texts = {}, {}
    for k, part in ipairs(x.parts) do
      places[k], texts[k] = char(part[1]) .. " " .. char(part[2]), plain(doc.text:sub(part[1] + 1, part[2]))
    end
    lines[#lines + 1] = ("T%d\t%s %s\t%s"):format(n, label_of(x.span, x.layer), table.concat(places, ";"), table.concat(texts, " "))
    for _, pair in ipairs(sorted_attributes(x.span)) do
      local key, value = pair[1], pair[2]
      if key == "label" then -- it is the type
      elseif value == "1" then
        attributes = attributes + 1
        behind[#behind + 1] = ("A%d\t%s T%d"):format(attributes, key, n)
      elseif value:find "^[^%s]+$" then
        attributes = attributes + 1
        behind[#behind + 1] = ("A%d\t%s T%d %s"):format(attributes, key, n, value)
      else
        notes = notes + 1
        behind[#behind + 1] = ("#%d\tAttribute T%d\t%s=%s"):format(notes, n, key, plain(value))
      end
    end
  end
  table.move(behind, 1, #behind, #lines + 1, lines)
  return #lines > 0 and table.concat(lines, "\n") .. "\n" or ""
end

-- A name for the files of a document, each once in a run.
local function file_name(id, taken)
  local name = tostring(id):gsub("[^%w%.%-_\x80-\xFF]", "_"):gsub("^%.+", "_")
  if name == "" then name = "document" end
  local once, n = name, 1
  while taken[name:lower()] do
    n = n + 1
    name = once .. "-" .. n
  end
  taken[name:lower()] = true
  return name
end

-- Into a folder (-o FOLDER) NAME.txt and NAME.ann a document; to a file NAME.ann or standard output the .ann of one document.
function makers.brat(context)
  local kind = context.path and core.kind(context.path)
  local folder = context.path and (kind == "folder" or not kind and not context.path:find "%.ann$") and context.path:gsub("(.)/*$", "%1")
  local count, text, refusal, taken = 0, nil, nil, {}
  local choice = choice(context)
  if folder and not kind then
    local ok, message = core.make_folders(folder)
    if not ok then return nil, message end
  end
  local writer = {}
  function writer:document(doc, document)
    count = count + 1
    if not folder then
      text = count == 1 and brat_of(doc, choice.written(doc)) or text
      return
    end
    if refusal then return end
    local path = folder .. "/" .. file_name(document.id, taken)
    local ok, message = core.write_file(path .. ".txt", doc.text)
    if ok then ok, message = core.write_file(path .. ".ann", brat_of(doc, choice.written(doc))) end
    if not ok then refusal = message end
  end
  function writer:finish()
    if refusal then return nil, refusal end
    choice.tell()
    if folder then return nil end
    if count > 1 then return nil, "brat is a file beside each text: give a folder for several documents, -o FOLDER" end
    return text or ""
  end
  return writer
end

local function escape(value) return (value:gsub("[%c |=;:%%]", function(c) return ("%%%02X"):format(c:byte()) end)) end

-- What each token says of layers in MISC. Spans of a layer that lie over each other go on side by side, on tracks.
local function layer_misc(doc, layers)
  local misc = {}
  for _, layer in ipairs(layers) do
    local ends = {} -- of each track
    for s in doc:spans(layer) do
      local track = 1
      while ends[track] and ends[track] >= s.first do track = track + 1 end
      ends[track] = s.last
      local key = "Layer_" .. layer .. (track > 1 and ":" .. track or "")
      local more = {}
      for _, pair in ipairs(sorted_attributes(s)) do more[#more + 1] = ";" .. pair[1] .. ":" .. escape(pair[2]) end
      for i = s.first, s.last do
        misc[i] = misc[i] or {}
        table.insert(misc[i], key .. "=" .. (i == s.first and "B" .. table.concat(more) or "I"))
      end
    end
  end
  return misc
end

local spaces = { [" "] = "\\s", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }

-- What is known of each token: the attributes of the layer "token".
local function known_of(doc)
  local known = {}
  for s in doc:spans "token" do known[s.first] = s end
  return known
end

function makers.conllu(context)
  local lines, choice = {}, choice(context)
  local writer = {}
  function writer:document(doc, document)
    lines[#lines + 1] = "# newdoc id = " .. plain(document.id)
    local misc, known, text = layer_misc(doc, choice.written(doc)), known_of(doc), doc.text
    local paragraphs = {}
    for p in doc:paragraphs() do paragraphs[p.first] = true end
    local count = 0
    for sentence in doc:sentences() do
      count = count + 1
      if paragraphs[sentence.first] then lines[#lines + 1] = "# newpar" end
      lines[#lines + 1] = "# sent_id = " .. count
      local plain_text = sentence.text
      if not plain_text:find "[\r\n\t]" then lines[#lines + 1] = "# text = " .. plain_text end
      for i = sentence.first, sentence.last do
        local _, stop = doc:bounds(i)
        local gap = i < #doc and text:sub(stop + 1, doc:bounds(i + 1) - 1) or ""
        local cells = misc[i] or {}
        if gap == "" and i < #doc then table.insert(cells, 1, "SpaceAfter=No")
        elseif gap ~= " " and gap ~= "" and gap:find "^[ \n\r\t]+$" then table.insert(cells, 1, "SpacesAfter=" .. gap:gsub(".", spaces)) end
        local t = known[i]
        local function field(name) return t and t:get(name) and plain(t:get(name)):gsub("^%s*$", "_") or "_" end
        lines[#lines + 1] = table.concat({
          i - sentence.first + 1, plain(doc:word(i)), field "lemma", field "pos", field "tag", field "feats", "_", "_", "_",
          cells[1] and table.concat(cells, "|") or "_",
        }, "\t")
      end
      lines[#lines + 1] = ""
    end
  end
  function writer:finish()
    choice.tell()
    return #lines > 0 and table.concat(lines, "\n") .. "\n" or ""
  end
  return writer
end

-- spaCy knows one blank behind a token and takes all other white space for tokens, as everything else between tokens.
local function spacy_tokens(doc, known)
  local text, list, at = doc.text, {}, 0 -- byte up to which tokens are made
  local function put(from, to, token) list[#list + 1] = { from = from, to = to, token = token } end
  local function fill(to)
    if at < to and #list > 0 and text:sub(at + 1, at + 1) == " " then at = at + 1 end
    while at < to do -- pieces of white space and of what lunette has no token for
      local piece = text:match("^[ \t\r\n]+", at + 1) or text:match("^[^ \t\r\n]+", at + 1)
      piece = piece:sub(1, to - at)
      local blank = piece:find "^[ \t\r\n]" and #piece > 1 and piece:sub(-1) == " " and 1 or 0
      put(at, at + #piece - blank)
      at = at + #piece
      if blank == 0 and at < to and text:sub(at + 1, at + 1) == " " then at = at + 1 end
    end
  end
  for i = 1, #doc do
    local start, stop = doc:bounds(i)
    fill(start - 1)
    put(start - 1, stop, known[i])
    list[#list].number = i
    at = stop
  end
  fill(#text)
  return list
end

function makers.spacy(context)
  local lines, choice = {}, choice(context)
  local writer = {}
  function writer:document(doc, document)
    local known, spans, bytes = known_of(doc), spans_of(doc, choice.written(doc)), {}
    local tokens = spacy_tokens(doc, known)
    for _, t in ipairs(tokens) do
      bytes[#bytes + 1] = t.from
      bytes[#bytes + 1] = t.to
    end
    for _, x in ipairs(spans) do
      bytes[#bytes + 1] = x.span.start - 1
      bytes[#bytes + 1] = x.span.stop
    end
    local char, of_token = characters(doc, bytes), {}
    local object = { id = tostring(document.id), text = doc.text, tokens = {}, sents = {}, ents = {}, spans = core.json_object {} }
    for k, t in ipairs(tokens) do
      local cells = { id = k - 1, start = char(t.from), ["end"] = char(t.to) }
      if t.number then of_token[t.number] = k end
      cells.pos, cells.tag = t.token and t.token:get "pos", t.token and t.token:get "tag"
      cells.lemma, cells.morph = t.token and t.token:get "lemma", t.token and t.token:get "feats"
      object.tokens[k] = cells
    end
    local before
    for sentence in doc:sentences() do -- they cover all tokens, so each reaches to the next
      if before then before["end"] = object.tokens[of_token[sentence.first] - 1]["end"] end
      before = { start = before and object.tokens[of_token[sentence.first]].start or 0 }
      object.sents[#object.sents + 1] = before
    end
    if before then before["end"] = object.tokens[#tokens]["end"] end
    if not before then object.sents = nil end
    for _, x in ipairs(spans) do
      local group = object.spans[x.layer] or {}
      object.spans[x.layer] = group
      local cells = { start = char(x.span.start - 1), ["end"] = char(x.span.stop), label = label_of(x.span, x.layer), kb_id = "" }
      for key, value in x.span:attributes() do cells[cells[key] == nil and key or key .. "_"] = key ~= "label" and value or nil end
      cells.label_ = nil
      group[#group + 1] = cells
    end
    -- Entities are spans that do not lie over each other: of settled layers first, then the longer, of equal ones the earlier.
    -- Quotations and inner layers are none.
    for _, x in ipairs(spans) do x.settled = choice.settled[x.layer] or false end
    table.sort(spans, function(a, b)
      if a.settled ~= b.settled then return a.settled end
      if #a.span ~= #b.span then return #a.span > #b.span end
      if a.span.first ~= b.span.first then return a.span.first < b.span.first end
      return a.layer < b.layer
    end)
    local taken = {}
    for _, x in ipairs(spans) do
      local free = x.layer ~= "quote" and not choice.inner[x.layer]
      for i = x.span.first, x.span.last do free = free and not taken[i] end
      if free then
        for i = x.span.first, x.span.last do taken[i] = true end
        object.ents[#object.ents + 1] = { start = char(x.span.start - 1), ["end"] = char(x.span.stop), label = label_of(x.span, x.layer) }
      end
    end
    table.sort(object.ents, function(a, b) return a.start < b.start end)
    lines[#lines + 1] = core.json_encode(core.json_object(object))
  end
  function writer:finish()
    choice.tell()
    return #lines > 0 and table.concat(lines, "\n") .. "\n" or ""
  end
  return writer
end

return makers

-- Annotation in a record of JSON Lines, lunette's fields and those of spaCy's Doc.to_json. Reads and checks; nothing is laid.
local core = require "lunette.core"
local annotation = require "lunette.annotation"
local json = {}

local units = { chars = "chars", bytes = "bytes", utf16 = "utf16", characters = "chars" }

-- A span as an object or a pair: start, stop, or nil and what is wrong.
local function bounds_of(s, what)
  if type(s) ~= "table" then return nil, ("%s is a %s, not an object with start and end"):format(what, type(s)) end
  local start, stop = s.start or s[1], s["end"] or s.stop or s[2]
  start, stop = math.tointeger(start), math.tointeger(stop)
  if not start or not stop then return nil, ("%s: %s is no whole number"):format(what, start and "end" or "start") end
  return start, stop
end

local own = { start = true, ["end"] = true, stop = true, label = true, text = true }

-- Appends the spans of a list; label for those that have none of their own.
local function read_spans(list, what, label, to)
  if type(list) ~= "table" then return nil, ("%s is a %s, not a list of spans"):format(what, type(list)) end
  for k, s in ipairs(list) do
    local start, stop = bounds_of(s, ("%s[%d]"):format(what, k))
    if not start then return nil, stop end
    local attributes = {}
    for key, value in pairs(s) do if type(key) == "string" and not own[key] and (key ~= "kb_id" or value ~= "") then attributes[key] = value end end
    local mine, own_label = label or s.label, type(s.label) == "string" and s.label or nil
    if label and own_label and own_label ~= "" and own_label:lower() ~= label then attributes.label = own_label end
    if type(mine) ~= "string" then return nil, ("%s[%d] has no label"):format(what, k) end
    to[#to + 1] = { label = mine, start = start, stop = stop, attributes = attributes, text = type(s.text) == "string" and s.text or nil }
  end
  return true
end

local function by_name(a, b) return tostring(a) < tostring(b) end
local function read_layers(groups, what, found)
  if type(groups) ~= "table" then return nil, ("%s is a %s, not an object of layers"):format(what, type(groups)) end
  local names = {}
  for name in pairs(groups) do names[#names + 1] = name end
  table.sort(names, by_name)
  for _, name in ipairs(names) do
    if type(name) ~= "string" then return nil, ("%s is a list, not an object of layers: {\"person\": [...]}"):format(what) end
    found.names[#found.names + 1] = name
    local ok, message = read_spans(groups[name], what .. "." .. name, name, found.layers)
    if not ok then return nil, message end
  end
  return true
end

-- Fields with names that other data has too are annotation only in one of its shapes.
local function is_spans(list) return type(list[1]) == "table" and (list[1].start ~= nil or list[1][2] ~= nil) end
local function is_groups(groups)
  local _, list = next(groups)
  return groups[1] == nil and type(list) == "table" and (list[1] == nil or is_spans(list))
end

-- Spans of ents that a layer of the same name has anyway, as a written Doc has both.
local function add_ents(ents, found)
  local there, list = {}, {}
  local function key(s) return s.label:lower() .. " " .. s.start .. " " .. s.stop end
  for _, s in ipairs(found.layers) do there[key(s)] = true end
  local ok, message = read_spans(ents, "ents", nil, list)
  if not ok then return nil, message end
  for _, s in ipairs(list) do if not there[key(s)] then found.layers[#found.layers + 1] = s end end
  return true
end

-- Texts of tokens found in the text from a byte on, one after the other, with nothing but white space between them; bytes.
local function align(tokens, text, at)
  for k, t in ipairs(tokens) do
    local from = text:find("%S", at) or #text + 1
    if text:sub(at, at + #t.text - 1) == t.text then from = at end -- a token may be white space
    if text:sub(from, from + #t.text - 1) ~= t.text then
      return nil, ("tokens[%d], '%s', does not stand in the text where tokens[%d] ends"):format(k, t.text, k - 1)
    end
    t.start, t.stop = from - 1, from - 1 + #t.text
    at = t.stop + 1
  end
  return true
end

local function before_of(doc) return math.tointeger(core.data(doc).before) or 0 end

local function string_of(value) return value ~= nil and value ~= "" and tostring(value) or nil end

local function read_tokens(record, doc, found)
  local given = record.tokens
  if type(given) ~= "table" then return nil, ("tokens is a %s, not a list"):format(type(given)) end
  local tokens, texts = {}, 0
  for k, t in ipairs(given) do
    if type(t) == "string" then t = { text = t } end
    if type(t) ~= "table" then return nil, ("tokens[%d] is a %s, not a text or an object"):format(k, type(t)) end
    local token = { text = t.text or t.form or t.word, pos = string_of(t.pos or t.upos), tag = string_of(t.tag or t.xpos), lemma = string_of(t.lemma), feats = string_of(t.feats or t.morph) }
    if t.start then
      token.text = nil
      token.start, token.stop = bounds_of(t, ("tokens[%d]"):format(k))
      if not token.start then return nil, token.stop end
    elseif type(token.text) ~= "string" or token.text == "" then return nil, ("tokens[%d] has neither start and end nor a text"):format(k)
    else texts = texts + 1 end
    tokens[k] = token
  end
  if texts > 0 and texts < #tokens then return nil, "some tokens have start and end and some only a text: give the same to all" end
  if texts > 0 then
    local ok, message = align(tokens, doc.text, before_of(doc) + 1)
    if not ok then return nil, message end
    found.tokens_in_bytes = true
  end
  found.tokens = tokens
  return true
end

-- Lists beside the tokens: a value a token. Where no tokens are given they must fit lunette's own.
local function read_values(record, doc, found, where)
  local before = before_of(doc)
  local skipped = before > 0 and not found.tokens and (doc:at(before + 1) or #doc + 1) - 1 or 0 -- tokens that stand before the text
  for _, field in ipairs { "pos", "tag", "lemma" } do
    local values = record[field]
    if type(values) ~= "table" or type(values[1]) ~= "string" then -- something else
      if values ~= nil and (type(values) ~= "table" or next(values)) then annotation.meet("field", ("%s: %s"):format(where, field)) end
    elseif not found.tokens and #values ~= #doc - skipped then annotation.meet("field", ("%s: %s has %d values for %d tokens"):format(where, field, #values, #doc - skipped))
    else
      if not found.tokens then -- of lunette's own tokens
        found.tokens, found.tokens_in_bytes = {}, true
        for i = 1, #doc do
          local from, to = doc:bounds(i)
          found.tokens[i] = { start = from - 1, stop = to }
        end
        found.own = true
      end
      if #values ~= #found.tokens - skipped then
        return nil, ("%s has %d values, but there are %d tokens"):format(field, #values, #found.tokens - skipped)
      end
      for i, t in ipairs(found.tokens) do t[field] = t[field] or string_of(values[i - skipped]) end
    end
  end
  for _, t in ipairs(found.tokens or {}) do found.known = found.known or t.pos or t.tag or t.lemma or t.feats end
  return true
end

-- What a record brings, as annotation.lay wants it; nil when it brings nothing; nil and a message when it is wrong.
function json.read(record, doc, where)
  local found = { unit = "chars", layers = {}, names = {} }
  if record.offsets ~= nil then
    found.unit = units[record.offsets]
    if not found.unit then return nil, ("offsets is '%s': chars, bytes or utf16"):format(tostring(record.offsets)) end
  end
  local function spans_or_groups(x)
    if x[1] == nil then return read_layers(x, "spans", found) end
    return read_spans(x, "spans", nil, found.layers)
  end
  local steps = {
    { "layers", function(x) return read_layers(x, "layers", found) end, function() return true end },
    { "spans", spans_or_groups, function(x) return is_spans(x) or is_groups(x) end },
    { "ents", function(x) return add_ents(x, found) end, is_spans },
    { "tokens", function() return read_tokens(record, doc, found) end, function(x) return type(x[1]) == "string" or type(x[1]) == "table" and x[1][1] == nil end },
  }
  -- `entities` is what `lunette run annotate` prints: gold, but no annotation that rules should find
  if annotation.apart and type(record.entities) == "table" and not (record.layers or record.spans or record.ents) then
    local list = {}
    for k, e in ipairs(record.entities) do
      if type(e) ~= "table" or type(e.type or e.label) ~= "string" then return nil, ("entities[%d] has no type"):format(k) end
      list[k] = { start = e.start or e[1], ["end"] = e["end"] or e.stop or e[2], label = e.type or e.label }
    end
    found.unit = units[record.offsets] or "bytes"
    local ok, message = read_spans(list, "entities", nil, found.layers)
    if not ok then return nil, message end
    return found
  end
  local brings = false
  for _, step in ipairs(steps) do
    local name, read, fits = step[1], step[2], step[3]
    local value = record[name]
    if value ~= nil and fits and not (type(value) == "table" and fits(value)) then
      if type(value) ~= "table" or next(value) then annotation.meet("field", ("%s: %s"):format(where, name)) end
    elseif value ~= nil then
      local ok, message = read(value)
      if not ok then return nil, message end
      brings = true
    end
  end
  local ok, message = read_values(record, doc, found, where)
  if not ok then return nil, message end
  local sents = record.sents
  if found.tokens and type(sents) == "table" and is_spans(sents) then
    found.sents = {}
    for k, s in ipairs(sents) do
      local start, stop = bounds_of(s, ("sents[%d]"):format(k))
      if not start then return nil, stop end
      found.sents[k] = { start = start, stop = stop }
    end
  end
  if not brings and not found.tokens then return nil end
  return found
end

return json

-- CoNLL-U and CoNLL columns as documents: the text is put together again from the tokens, which stay as they are given, with
-- their sentences; labels of the form B-, I- become spans. A file is read line by line, a document at a time.
local core = require "lunette.core"
local annotation = require "lunette.annotation"
local conll = {}

local function stem(path)
  local name = path:match "[^/]+$" or path
  return name:match "^(.+)%.[^.]*$" or name
end

-- A document in the making. Offsets are bytes.
local function builder() return { parts = {}, size = 0, tokens = {}, firsts = {}, layers = {}, open = {} } end

local function append(b, text)
  b.parts[#b.parts + 1] = text
  b.size = b.size + #text
end

-- Labels of one token in one column: key names the column, so that several can run side by side.
local function label_token(b, key, label, token, attributes)
  local open = b.open[key]
  local sign, name = label:match "^([BIESLU])%-(.+)$"
  if not sign then
    b.open[key] = nil
    return
  end
  if open and (sign == "I" or sign == "E" or sign == "L") and open.label == name then open.stop = token.stop
  else
    open = { label = name, start = token.start, stop = token.stop, attributes = attributes }
    b.layers[#b.layers + 1] = open
  end
  b.open[key] = sign ~= "E" and sign ~= "L" and sign ~= "S" and sign ~= "U" and open or nil
end

local function unescape(text) return (text:gsub("%%(%x%x)", function(hex) return string.char(tonumber(hex, 16)) end)) end

-- What MISC says of spans: those of taggers, and the layers that lunette's own writer puts there.
local function label_misc(b, misc, token)
  local seen = {}
  for key, value in misc:gmatch "([^|=]+)=([^|]*)" do
    local layer = key:match "^Layer_([%w_]+):?%d*$"
    if layer then
      local sign, more = value:match "^([BI])(.*)$"
      local attributes = {}
      for name, text in (more or ""):gmatch ";([%w_]+):([^;]*)" do attributes[name] = unescape(text) end
      if sign then
        seen[key] = true
        label_token(b, key, sign .. "-" .. layer, token, attributes)
      end
    elseif (key == "NER" or key == "Entity" or key == "ner") and (value == "O" or value:find "^[BIESLU]%-") then
      seen[key] = true
      label_token(b, key, value, token)
    end
  end
  for key in pairs(b.open) do if not seen[key] then b.open[key] = nil end end
end

local function finish(b, path, number, meta)
  local data = {
    id = b.id or number > 1 and ("%s:%d"):format(stem(path), number) or stem(path), file = path,
    date = meta and meta.date, record = number > 1 and number or nil,
  }
  if b.wrong then return false, b.wrong end
  local text = table.concat(b.parts)
  local doc = core.doc(text, data)
  if not annotation.enabled then return doc end
  if doc.text ~= text then return false, ("%s: document %s is no UTF-8"):format(path, data.id) end
  for _, t in ipairs(b.tokens) do b.known = b.known or t.pos or t.tag or t.lemma or t.feats end
  local ok, message = annotation.lay(doc, { unit = "bytes", tokens = b.tokens, firsts = b.firsts[1] and b.firsts, layers = b.layers, known = b.known }, path .. " " .. data.id)
  if not ok then return false, message end
  return doc
end

-- An iterator of documents of the lines of a file (as core.lines gives them). read(b, line, number) takes a line into the document
-- b; true says that the line begins another, to which it belongs.
local function documents(path, meta, lines, read, close)
  local b, count, done, waiting = builder(), 0, false, nil
  local function made()
    close(b)
    local old = b
    b = builder()
    if not old.tokens[1] and not old.wrong then return nil end
    count = count + 1
    return finish(old, path, count, meta)
  end
  return function()
    while not done do
      local line, number, at
      if waiting then
        line, number = waiting[1], waiting[2]
        waiting = nil
        read(b, line, number, path, true)
      else
        line, number, at = lines()
        if number == 1 and line then line = line:gsub("^\xEF\xBB\xBF", "") end
        if line == nil then
          done = true
          local doc, wrong = made()
          if doc ~= nil then return doc, wrong end
        elseif line == false then
          b.wrong = ("%s:%d: %s"):format(path, at or 0, number)
        elseif not utf8.len(line) then b.wrong = b.wrong or ("%s:%d: the line is no UTF-8"):format(path, number)
        elseif read(b, line:gsub("\r$", ""), number, path, false) then
          waiting = { line, number }
          local doc, wrong = made()
          if doc ~= nil then return doc, wrong end
        end
      end
    end
  end
end

local spaces = { s = " ", n = "\n", r = "\r", t = "\t" }
local function value(text) return text ~= "_" and text ~= "" and text or nil end

-- Puts the words of a sentence into the document: where its text is given and fits, as that text has them.
local function add_sentence(b)
  local s = b.sentence
  b.sentence = nil
  if not s or not s[1] then return end
  if b.size > 0 then append(b, b.written or s.paragraph and "\n\n" or b.after or " ") end
  local places, at = {}, 1
  for k, w in ipairs(s) do
    local from = s.text and s.text:find("%S", at)
    if not from or s.text:sub(from, from + #w.form - 1) ~= w.form then
      places = nil
      break
    end
    places[k] = from - 1
    at = from + #w.form
  end
  local base = b.size
  if places then append(b, s.text:sub(1, at - 1)) end
  b.firsts[#b.firsts + 1] = #b.tokens + 1
  for k, w in ipairs(s) do
    local token = { pos = w.pos, tag = w.tag, lemma = w.lemma, feats = w.feats }
    if places then token.start = base + places[k]
    else
      token.start = b.size
      append(b, w.form)
      if k < #s then append(b, w.after or " ") end
    end
    token.stop = token.start + #w.form
    b.tokens[#b.tokens + 1] = token
    label_misc(b, w.misc, token)
  end
  b.open = {}
  b.after, b.written = s[#s].after, s[#s].written and s[#s].after
end

-- The words of a token that stands for several: apart where they are its letters, else as one.
local function add_range(s)
  local range = s.range
  s.range = nil
  if not range then return end
  local together = ""
  for _, w in ipairs(range) do together = together .. w.form end
  if range[1] and together == range.form then
    for k, w in ipairs(range) do
      w.after = k < #range and "" or range.after
      if k == 1 and w.misc == "_" then w.misc = range.misc end
      s[#s + 1] = w
    end
    return
  end
  local function joined(field)
    local parts = {}
    for k, w in ipairs(range) do parts[k] = w[field] or "_" end
    return parts[1] and table.concat(parts, "+") or nil
  end
  s[#s + 1] = { form = range.form, after = range.after, misc = range.misc, pos = joined "pos", tag = joined "tag", lemma = joined "lemma" }
end

local function read_conllu(b, line, number, path, again)
  if line:find "^# newdoc" and not again and (b.tokens[1] or b.sentence) then return true end
  if line == "" then
    if b.sentence then add_range(b.sentence) end
    add_sentence(b)
    return
  end
  b.sentence = b.sentence or { paragraph = b.paragraph }
  local s = b.sentence
  if line:find "^#" then
    b.id = b.id or line:match "^# newdoc id%s*=%s*(.-)%s*$"
    if line:find "^# newpar" then s.paragraph = true end
    s.text = line:match "^# text%s*=%s*(.*)$" or s.text
    return
  end
  local columns = {}
  for cell in (line .. "\t"):gmatch "(.-)\t" do columns[#columns + 1] = cell end
  if #columns ~= 10 then
    b.wrong = b.wrong or ("%s:%d: a line of CoNLL-U has 10 columns between tabs, not %d"):format(path, number, #columns)
    return
  end
  local misc = columns[10]
  local after = misc:find "%f[%w]SpaceAfter=No%f[%W]" and "" or nil
  local written = misc:match "SpacesAfter=([^|]+)"
  if written then after = written:gsub("\\(.)", function(letter) return spaces[letter] or "" end) end
  local word = { form = columns[2], lemma = value(columns[3]), pos = value(columns[4]), tag = value(columns[5]), feats = value(columns[6]), misc = misc, after = after, written = written ~= nil }
  if word.form == "" then b.wrong = b.wrong or ("%s:%d: a token without its form"):format(path, number) end
  if columns[2] == "_" then word.lemma = columns[3] == "_" and "_" or word.lemma end
  local first, last = columns[1]:match "^(%d+)%-(%d+)$"
  if first then
    add_range(s)
    s.range = { form = word.form, after = after, misc = misc, last = tonumber(last) }
  elseif columns[1]:find "^%d+$" then
    if s.range and tonumber(columns[1]) <= s.range.last then s.range[#s.range + 1] = word
    else
      add_range(s)
      s[#s + 1] = word
    end
  elseif not columns[1]:find "^%d+%.%d+$" then
    b.wrong = b.wrong or ("%s:%d: '%s' is no number of a token"):format(path, number, columns[1])
  end
end

function conll.conllu(path, meta, lines)
  return documents(path, meta, lines, read_conllu, function(b)
    if b.sentence then add_range(b.sentence) end
    add_sentence(b)
  end)
end

local universal = {}
for tag in ("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X"):gmatch "%a+" do universal[tag] = true end

local function is_label(text) return text == "O" or text:find "^[BIESLU]%-." ~= nil end

local function read_columns(b, line, number, path, again)
  local columns = {}
  for cell in line:gmatch(line:find "\t" and "[^\t]+" or "%S+") do columns[#columns + 1] = cell end
  local label = columns[#columns]
  if columns[1] == "-DOCSTART-" then
    if not again and b.tokens[1] then return true end
    return
  end
  if not columns[1] then
    b.inside, b.open = false, {}
    return
  end
  if columns[1]:find "^#" and not is_label(label) then return end -- a comment
  if #columns < 2 or not is_label(label) then
    b.wrong = b.wrong or ("%s:%d: a line has a token first and a label such as B-Person or O last"):format(path, number)
    return
  end
  local at = 1
  if #columns > 3 and columns[1]:find "^%d+$" and (b.numbered or columns[1] == "1" and not b.tokens[1]) then at, b.numbered = 2, true end
  if b.size > 0 then append(b, " ") end
  if not b.inside then b.firsts[#b.firsts + 1] = #b.tokens + 1 end
  b.inside = true
  local token = { start = b.size, stop = b.size + #columns[at] }
  local part = #columns > at + 1 and columns[at + 1] or nil
  if part and not is_label(part) then token[universal[part] and "pos" or "tag"] = value(part) end
  append(b, columns[at])
  b.tokens[#b.tokens + 1] = token
  label_token(b, "label", label, token)
end

function conll.columns(path, meta, lines)
  return documents(path, meta, lines, read_columns, function() end)
end

return conll

-- The file of judgements, RULE.judged.jsonl: one JSON object a line, only ever added to. Owns its form: which lines there are, which
-- of them count, and the hash that says of which version of a rule they speak.
local core = require "lunette.core"
local environment = require "lunette.environment"
local excerpt = require "lunette.excerpt"
local grammar = require "lunette.pattern_grammar"
local set = require "lunette.set"
local judged = {}

local opens, closes = set.of { "function", "if", "do", "repeat" }, set.of { "end", "until" }

-- The text of a function, or of all those that begin and end in its lines; not of what else stands there. "" where no text is.
local function text_of(f)
  local place = debug.getinfo(f, "S")
  local text, number, lines = environment.texts[place.source:sub(2)], 0, {}
  for line in ((text or "") .. "\n"):gmatch "([^\n]*)\n" do
    number = number + 1
    if number >= place.linedefined and number <= place.lastlinedefined then lines[#lines + 1] = line end
  end
  text = table.concat(lines, "\n")
  local parts, depth, from = {}, 0, nil
  for kind, word, first, last in excerpt.words(text) do
    if kind == "keyword" and (depth > 0 or word == "function") then
      if depth == 0 then from = first end
      depth = depth + (opens[word] and 1 or closes[word] and -1 or 0)
      if depth == 0 then parts[#parts + 1] = text:sub(from, last) end
    end
  end
  return table.concat(parts, "\n")
end

-- A hash of what a rule says: its pattern, its fields, the macros of its pack and the code of its functions. Examples do not count,
-- for answers become examples.
function judged.hash(step)
  local parts = {}
  local function put(name, value)
    if type(value) == "function" then value = text_of(value)
    elseif type(value) == "table" then
      local list = {}
      for _, key in ipairs(set.names(value)) do list[#list + 1] = tostring(key) .. "=" .. tostring(value[key]) end
      value = table.concat(list, ",")
    end
    parts[#parts + 1] = name .. "\0" .. tostring(value)
  end
  put("pattern", grammar.written(step.pattern) or require("lunette.explain_text").write(step.pattern))
  for _, field in ipairs { "where", "fact", "key", "emit", "priority", "keep", "across", "within", "outside", "part" } do
    if step[field] ~= nil then put(field, step[field]) end
  end
  if type(step.gives) == "string" then put("gives", step.gives) end
  for _, name in ipairs(set.names(step.known.macros)) do
    local written = step.known.macros[name]
    put(name, type(written) == "string" and written or grammar.written(written) or "")
  end
  return core.sha256(table.concat(parts, "\0\0")):sub(1, 16)
end

-- Whether a record has what every judgement has: an answer also which thing it speaks of.
local function is_record(record)
  if type(record) ~= "table" or type(record.kind) ~= "string" or type(record.rule) ~= "string" then return false end
  local bytes = record.bytes
  return record.kind == "population" or type(record.doc) == "string" and type(bytes) == "table" and math.type(bytes[1]) == "integer" and math.type(bytes[2]) == "integer"
end

-- What the command line calls a rule, by its id: pack.rule of a bundled pack, else FILE.lua:rule, for the file of a pack of one's own is
-- mostly called as the pack is.
function judged.called(id)
  local pack, name = id:match "^([^.]+)%.(.+)$"
  for _, bundled in ipairs(environment.names "rules") do if bundled == pack then return id end end
  return pack and ("%s.lua:%s"):format(pack, name) or id
end

-- The records of a file: a list, empty where there is no file; nil and a message for a line that is none of its.
function judged.read(path)
  local list, number = {}, 0
  if not core.kind(path) then return list end
  local text, message = core.read(path)
  if not text then return nil, message end
  for line in (text .. "\n"):gmatch "([^\n]*)\n" do
    number = number + 1
    if line:find "%S" then
      local ok, record = pcall(core.json_decode, line)
      if not ok or not is_record(record) then
        return nil, ("%s:%d: no judgement: each line is an object with `kind` and `rule`, an answer with `doc` and `bytes` (lunette help judge)"):format(path, number)
      end
      list[#list + 1] = record
    end
  end
  return list
end

-- Adds records to the file, which is written whole or not at all: true, or nil and a message.
function judged.append(path, records)
  local before = ""
  if core.kind(path) then
    local message
    before, message = core.read(path)
    if not before then return nil, message end
    if before ~= "" and before:sub(-1) ~= "\n" then before = before .. "\n" end
  end
  local lines = { before }
  for _, record in ipairs(records) do lines[#lines + 1] = core.json_encode(core.json_object(record)) .. "\n" end
  return core.write_file(path, table.concat(lines))
end

-- What makes two judgements speak of one thing: a match, or a sentence without one, however it was drawn.
function judged.key(record) return table.concat({ record.kind == "match" and "match" or "sentence", record.doc, record.bytes[1], record.bytes[2] }, "\0") end

-- The answers that count: the last of each coder to each thing, for one version of a rule, less those taken back; a list in the
-- order of the file. Second: the last population of that version. Third: how many answers are of other versions.
function judged.answers(records, rule, hash)
  local list, at, population, others = {}, {}, nil, 0
  for _, record in ipairs(records) do
    if record.rule ~= rule or record.hash ~= hash then
      if record.kind ~= "population" then others = others + 1 end
    elseif record.kind == "population" then population = record
    else
      local key = judged.key(record) .. "\0" .. tostring(record.coder)
      if not at[key] then
        at[key] = #list + 1
        list[#list + 1] = false
      end
      list[at[key]] = record.answer ~= "undo" and record or false
    end
  end
  local kept = {}
  for _, record in ipairs(list) do if record then kept[#kept + 1] = record end end
  return kept, population, others
end

return judged

-- Values of rows. A report gives spans, entities, facts, lists and plain values; here they become texts or JSON, at once,
-- while the document is still open.
local core = require "lunette.core"
local entity = require "lunette.entity"
local cell = {}

-- What the numbers of a column are to a database: whole or real ones, or exact ones, which stand there as they are.
cell.kinds_of_number = { integer = "INTEGER", real = "REAL", exact = "" }

cell.units = { "bytes", "chars", "utf16" }
cell.unit = "bytes" -- of offsets, for the whole run
cell.asked = false -- whether tables for people have columns of offsets

-- Counts of a text in other units, made once a document.
local function counts_of(doc)
  local data = core.data(doc)
  data.offsets = data.offsets or core.units(doc)
  return data.offsets
end

-- Start and stop of a span, 0-based and half-open, in the unit of the run: bytes of the input as it was given, characters or
-- UTF-16 units of the text that was read from it. What stands in a headline of its own, which that text does not hold, is
-- at 0 and empty.
function cell.offsets(span)
  if cell.unit == "bytes" then return span.doc:source(span) end
  local start, stop = counts_of(span.doc):of(span, cell.unit)
  local before = core.data(span.doc).before
  if not before then return start, stop end
  local gone = utf8.len(span.doc.text:sub(1, before))
  if cell.unit == "utf16" then gone = gone + select(2, span.doc.text:sub(1, before):gsub("[\xF0-\xF4]", "")) end
  return math.max(0, start - gone), math.max(0, stop - gone)
end

-- Line and column of a span's first character.
function cell.position(span)
  local line, column = span.doc:position(span.start)
  local before = core.data(span.doc).before -- a headline of its own, and a blank line, that the input does not hold
  if before then line = span.start > before and line - 2 or 0 end
  return line, column
end

-- A text that is valid UTF-8, as every output must be: names of files may hold anything.
function cell.valid(text)
  if core.valid(text) then return text end
  local parts, from = {}, 1
  local _, bad = utf8.len(text)
  while bad do
    parts[#parts + 1] = text:sub(from, bad - 1)
    parts[#parts + 1] = "\u{FFFD}"
    from = bad + 1
    _, bad = utf8.len(text, from)
  end
  parts[#parts + 1] = text:sub(from)
  return table.concat(parts)
end

-- A place in the input: the text that stands there, file:line:column, and the offsets with their unit.
function cell.place(span)
  local data = core.data(span.doc)
  local line, column = cell.position(span)
  local start, stop = cell.offsets(span)
  local file = data.place -- the same for all places of a document
  if not file then
    file = cell.valid(data.file or data.id)
    if data.record then file = ("%s:%d"):format(file, data.record) end
    data.place = file
  end
  return { file = file, line = line, column = column, start = start, stop = stop, offsets = cell.unit, text = span.text }
end

function cell.is_place(value) return type(value) == "table" and rawget(value, "line") and rawget(value, "column") and true or false end

local json_mark = debug.getmetatable(core.json_object {})

-- A copy of a table of a script's: raw, so that none of the script's code runs.
local function keep_table(name, value, path, above)
  if above[value] then error(("cycle in the row: %s is a table that holds it"):format(path), 0) end
  if select(2, path:gsub("%.", "")) > 100 then error(("the cell '%s' is nested deeper than 100"):format(name), 0) end
  above[value] = true
  local copy = {}
  for key, item in next, value do
    local inner = type(key) == "string" and key or name
    local kind = type(item)
    if kind == "number" then copy[key] = item -- most of what long tables hold
    else copy[key] = cell.keep(inner, item, kind == "table" and ("%s.%s"):format(path, tostring(key)) or nil, above) end
  end
  above[value] = nil
  return debug.getmetatable(value) == json_mark and core.json_object(copy) or copy
end

-- What is kept of an object when its row is given; nothing for what no row holds.
local function keep_object(name, value)
  local class = core.class(value)
  if class == "span" then
    if name == "at" or name == "mentions" then return cell.place(value) end
    return value.text
  elseif class == "doc" then return cell.valid(value.id) end
  return class and tostring(value)
end

-- What is kept of a value when its row is given. path and above are of the tables that it stands in.
function cell.keep(name, value, path, above)
  local kind = type(value)
  if kind == "string" then return cell.valid(value)
  elseif kind == "number" or kind == "boolean" then return value
  elseif kind == "table" then
    local meta = debug.getmetatable(value)
    local class = meta and rawget(meta, "__name")
    if class == "entity" then return entity.is(value) and value.name or rawget(value, "name") end
    if class == "fact" then return tostring(value) end
    return keep_table(name, value, path or name, above or {})
  end
  local kept = kind == "userdata" and keep_object(name, value)
  if kept then return kept end
  if value ~= nil then error(("the cell '%s' is a %s"):format(name, kind), 0) end
end

-- A kept value as one line of text.
function cell.text(value)
  local kind = type(value)
  if kind == "string" then return core.is_plain(value) and value or (value:gsub("%s+", " ")) end
  if value == nil then return "" end
  if kind == "table" then
    if cell.is_place(value) then return ("%s:%d:%d"):format(value.file, value.line, value.column) end
    local parts = {}
    for _, item in ipairs(value) do parts[#parts + 1] = cell.text(item) end
    if #parts == 0 then
      for key, item in pairs(value) do parts[#parts + 1] = ("%s=%s"):format(key, cell.text(item)) end
      table.sort(parts)
    end
    return table.concat(parts, "; ")
  end
  if math.type(value) == "integer" then return tostring(value) end
  if math.type(value) == "float" and value == math.floor(value) and math.abs(value) < 1e15 then return ("%d"):format(value) end
  return tostring(value)
end

-- Columns of a table in the formats whose rows hold plain values: behind `at`, a place, stand its offsets and their unit,
-- where they were asked for or `always`. A report's own columns of these names are left as they are, and tables without
-- documents have none unless places are in them.
local parts_of_place = { "start", "stop", "offsets" }
local is_part = { start = true, stop = true, offsets = true }
function cell.columns(t, always)
  if t.lines then return { "text" } end
  local placed = (always or cell.asked) and not t.loose
  for _, row in ipairs((always or cell.asked) and not placed and t.rows or {}) do placed = placed or cell.is_place(row.cells.at) end
  local out, own = {}, {}
  for _, column in ipairs(t.columns) do own[column] = true end
  for _, column in ipairs(t.columns) do
    out[#out + 1] = column
    for _, part in ipairs(placed and column == "at" and parts_of_place or {}) do
      if not own[part] then out[#out + 1] = part end
    end
  end
  return out
end

-- The value of such a column.
function cell.value(cells, column)
  local value = cells[column]
  if value == nil and is_part[column] and cell.is_place(cells.at) then return cells.at[column] end
  return value
end

-- The same for programs, where the table says that the column has numbers: digits as a number, unless one of floating point
-- has fewer of them.
local DIGITS = 15 -- of decimal numbers that a double gives back
function cell.typed(t, cells, column)
  local value = cell.value(cells, column)
  if not (t.numbers and t.numbers[column] and type(value) == "string" and value:find "^%-?%d+%.?%d*$") then return value end
  local digits = value:gsub("%D", ""):gsub("^0+", "")
  return #digits <= DIGITS and tonumber(value) or value
end

return cell

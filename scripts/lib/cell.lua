-- Values of rows. A report gives spans, entities, facts, lists and plain values; here they become texts or JSON, at once,
-- while the document is still open.
local core = require "lunette.core"
local cell = {}

-- A place in the input: file:line:column, and the bytes as given for JSON.
function cell.place(span)
  local doc = span.doc
  local data = core.data(doc)
  local line, column = doc:position(span.start)
  if data.before then line = span.start > data.before and line - 2 or 0 end -- a headline of its own, and a blank line
  local start, stop = doc:source(span)
  local file = data.file or data.id
  if data.record then file = ("%s:%d"):format(file, data.record) end
  return { file = file, line = line, column = column, start = start, ["end"] = stop }
end

local function is_place(value) return type(value) == "table" and rawget(value, "line") and rawget(value, "column") end

local json_mark = debug.getmetatable(core.json_object {})

-- A copy of a table of a script's: raw, so that none of the script's code runs.
local function keep_table(name, value, path, above)
  if above[value] then error(("cycle in the row: %s is a table that holds it"):format(path), 0) end
  if select(2, path:gsub("%.", "")) > 100 then error(("the cell '%s' is nested deeper than 100"):format(name), 0) end
  above[value] = true
  local copy = {}
  for key, item in next, value do
    local inner = type(key) == "string" and key or name
    copy[key] = cell.keep(inner, item, ("%s.%s"):format(path, tostring(key)), above)
  end
  above[value] = nil
  return debug.getmetatable(value) == json_mark and core.json_object(copy) or copy
end

-- What is kept of a value when its row is given. path and above are of the tables that it stands in.
function cell.keep(name, value, path, above)
  local class = core.class(value)
  if class == "span" then
    if name == "at" then return cell.place(value) end
    return value.text
  elseif class == "doc" then
    return value.id
  elseif class then
    return tostring(value)
  elseif type(value) == "table" then
    local meta = debug.getmetatable(value)
    local kind = meta and rawget(meta, "__name")
    if kind == "entity" then return rawget(value, "name") end
    if kind == "fact" then return tostring(value) end
    return keep_table(name, value, path or name, above or {})
  elseif type(value) == "function" or type(value) == "userdata" or type(value) == "thread" then
    error(("the cell '%s' is a %s"):format(name, type(value)), 0)
  end
  return value
end

-- A kept value as one line of text.
function cell.text(value)
  if value == nil then return "" end
  if is_place(value) then return ("%s:%d:%d"):format(value.file, value.line, value.column) end
  if type(value) == "table" then
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
  local text = tostring(value)
  return text:find "%s" and (text:gsub("%s+", " ")) or text
end

return cell

-- The formats of reports. A report gives tables of rows: { name = , columns = , rows = }, each row with its document;
-- what the reader asked for (--format, or the ending of -o) decides how they are written. One writer a format; each
-- gets the whole list of tables and gives back the bytes.
local core = require "lunette.core"
local cell = require "lunette.cell"
local terminal = require "lunette.terminal"
local output = { formats = {} }

local function title(name) return (name:gsub("^%l", string.upper)) end

local function value_of(row, column)
  if column == "document" and row.document and row.cells.document == nil then return row.document.id end
  return row.cells[column]
end

-- Columns that hold anything at all; over several documents the document comes first.
local function filled(t)
  local list, columns = {}, t.columns
  if t.several then columns = table.move(columns, 1, #columns, 2, { "document" }) end
  for _, column in ipairs(columns) do
    for _, row in ipairs(t.rows) do
      if cell.text(value_of(row, column)) ~= "" then
        list[#list + 1] = column
        break
      end
    end
  end
  return list
end

-- Widths that fit `room`: the widest columns give first, but none below 12.
local function fit(widths, room)
  local total = 2 * (#widths - 1)
  for _, w in ipairs(widths) do total = total + w end
  while total > room do
    local widest = 1
    for i, w in ipairs(widths) do if w > widths[widest] then widest = i end end
    if widths[widest] <= 12 then return end
    widths[widest] = widths[widest] - 1
    total = total - 1
  end
end

function output.formats.text(tables, context)
  local paint, lines = context.paint, {}
  for n, t in ipairs(tables) do
    if t.heading and #t.rows == 0 then goto continue end
    if n > 1 and #lines > 0 then lines[#lines + 1] = "" end
    if t.heading then lines[#lines + 1] = paint("bold", terminal.line(t.heading)) end
    for _, line in ipairs(t.lines or {}) do lines[#lines + 1] = terminal.line(line) end
    local columns = filled(t)
    local grid, widths = {}, {}
    for c, column in ipairs(columns) do widths[c] = t.bare and 0 or core.width(column) end
    for r, row in ipairs(t.rows) do
      grid[r] = {}
      for c, column in ipairs(columns) do
        local text = terminal.line(cell.text(value_of(row, column)))
        grid[r][c] = text
        widths[c] = math.max(widths[c], core.width(text))
      end
    end
    if context.width then fit(widths, context.width - 2) end
    local function write(cells, style)
      local parts = {}
      for c, text in ipairs(cells) do
        local column = columns[c]
        local right = t.right and t.right[column]
        text = (right and terminal.cut_left or terminal.cut)(text, widths[c])
        local padded = c < #cells and terminal.pad(text, widths[c]) or text
        if right then padded = (" "):rep(widths[c] - core.width(text)) .. text end
        parts[c] = paint(style or (column == "at" and "dim") or (c == 1 and "cyan") or nil, padded)
      end
      lines[#lines + 1] = (t.heading and "  " or "") .. table.concat(parts, "  "):gsub("%s+$", "")
    end
    if not t.bare and #t.rows > 0 then write(columns, "dim") end
    for r, cells in ipairs(grid) do
      write(cells)
      for _, tree in ipairs(context.why and t.rows[r].cells.why or {}) do
        for line in tostring(tree):gmatch "[^\n]+" do lines[#lines + 1] = "    " .. paint("dim", line) end
      end
    end
    ::continue::
  end
  return #lines > 0 and table.concat(lines, "\n") .. "\n" or ""
end

local function md_cell(value) return (terminal.line(cell.text(value)):gsub("[\\|`*_<>%[%]]", "\\%0")) end

function output.formats.md(tables)
  local lines = {}
  for _, t in ipairs(tables) do
    if #lines > 0 then lines[#lines + 1] = "" end
    if t.heading then
      lines[#lines + 1] = "## " .. md_cell(t.heading)
      lines[#lines + 1] = ""
    end
    for _, line in ipairs(t.lines or {}) do lines[#lines + 1] = md_cell(line) .. "  " end
    local columns = filled(t)
    if #columns > 0 then
      if t.lines then lines[#lines + 1] = "" end
      lines[#lines + 1] = "| " .. table.concat(columns, " | ") .. " |"
      lines[#lines + 1] = "|" .. ("---|"):rep(#columns)
      for _, row in ipairs(t.rows) do
        local cells = {}
        for c, column in ipairs(columns) do cells[c] = md_cell(value_of(row, column)) end
        lines[#lines + 1] = "| " .. table.concat(cells, " | ") .. " |"
      end
    end
  end
  return table.concat(lines, "\n") .. "\n"
end

-- One value for all of a run: a list of documents, or the document itself when there is one.
function output.formats.json(tables, context)
  local documents, by_id = {}, {}
  for _, doc in ipairs(context.documents) do
    local object = core.json_object { id = doc.id, file = doc.file, date = doc.date }
    by_id[doc] = object
    documents[#documents + 1] = object
  end
  for _, t in ipairs(tables) do
    for _, object in ipairs(documents) do object[t.name] = object[t.name] or {} end
    for _, row in ipairs(t.rows) do
      local object = by_id[row.document]
      if object then
        local list = object[t.name]
        list[#list + 1] = core.json_object(row.cells)
      else -- rows of finish() belong to no document
        documents[t.name] = documents[t.name] or {}
        table.insert(documents[t.name], core.json_object(row.cells))
      end
    end
  end
  local loose = {}
  for key, value in pairs(documents) do if type(key) == "string" then loose[key] = value end end
  if next(loose) then return core.json_encode(core.json_object(loose), 2) .. "\n" end
  return core.json_encode(#documents == 1 and documents[1] or documents, 2) .. "\n"
end

-- One row a line, with its document and, where there are several, its table.
function output.formats.jsonl(tables, context)
  local lines = {}
  for _, t in ipairs(tables) do
    for _, row in ipairs(t.rows) do
      local object = {}
      for key, value in pairs(row.cells) do object[key] = value end
      if not context.raw then
        object.document = row.document and row.document.id
        if #tables > 1 then object["table"] = t.name end
      end
      lines[#lines + 1] = core.json_encode(core.json_object(object))
    end
  end
  return #lines > 0 and table.concat(lines, "\n") .. "\n" or ""
end

-- A text cell that a spreadsheet would run as a formula gets an apostrophe before it.
local function plain_cell(value, context)
  local text = cell.text(value)
  if type(value) == "string" and (text:find "^[=+%-@\t\r]" or text:find "^\xEF\xBC\x9D") then
    text = "'" .. text
    context.defused = (context.defused or 0) + 1
  end
  return text
end

-- All tables as one, its first line the columns.
local function separated(tables, context, mark, line_end, write)
  local columns, known = {}, {}
  local several = #tables > 1
  for _, t in ipairs(tables) do
    for _, column in ipairs(t.columns) do
      if not known[column] then
        known[column] = true
        columns[#columns + 1] = column
      end
    end
  end
  local header = { "document" }
  if several then header[2] = "table" end
  table.move(columns, 1, #columns, #header + 1, header)
  local lines = { table.concat(header, mark) }
  for _, t in ipairs(tables) do
    for _, row in ipairs(t.rows) do
      local cells = { write(row.document and row.document.id or "", context) }
      if several then cells[2] = write(t.name, context) end
      for _, column in ipairs(columns) do cells[#cells + 1] = write(row.cells[column], context) end
      lines[#lines + 1] = table.concat(cells, mark)
    end
  end
  return table.concat(lines, line_end) .. line_end
end

-- RFC 4180.
local function csv_cell(value, context)
  local text = plain_cell(value, context)
  if text:find "[\",\r\n]" then text = '"' .. text:gsub('"', '""') .. '"' end
  return text
end

function output.formats.csv(tables, context) return separated(tables, context, ",", "\r\n", csv_cell) end

-- A cell holds no tab and no line end: they become blanks, as in all formats of one line a row.
local function tsv_cell(value, context) return (plain_cell(value, context):gsub("[\t\r\n]", " ")) end

function output.formats.tsv(tables, context) return separated(tables, context, "\t", "\n", tsv_cell) end

-- The format that a path's ending asks for.
function output.format_of(path)
  local ending = path:match "%.([%w]+)$"
  local names = { txt = "text", text = "text", md = "md", markdown = "md", json = "json", jsonl = "jsonl", ndjson = "jsonl", csv = "csv", tsv = "tsv" }
  return ending and names[ending:lower()]
end

return output

-- Reports as tables of separated cells: csv and tsv. All tables of a report become one.
local cell = require "lunette.cell"
local output = require "lunette.output"

local formats = {}

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

function formats.csv(tables, context) return separated(tables, context, ",", "\r\n", csv_cell) end

-- A cell holds no tab and no line end: they become blanks, as in all formats of one line a row.
local function tsv_cell(value, context) return (plain_cell(value, context):gsub("[\t\r\n]", " ")) end

function formats.tsv(tables, context) return separated(tables, context, "\t", "\n", tsv_cell) end

return output.of_functions(formats)

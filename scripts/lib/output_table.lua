-- Reports as tables of separated cells: csv and tsv. All tables of a report become one.
local cell = require "lunette.cell"
local output = require "lunette.output"

-- What a spreadsheet would run as a formula, perhaps behind blanks or marks that it takes for quoting.
local function would_run(text)
  local at = text:match "^[%s\"]*()"
  local first = text:sub(at, at)
  if first == "" then return false end
  if first:find "[=+%-@]" then return not text:find "^[+%-]?%d[%d.,]*$" end
  return text:find("^\xEF\xBC[\x9D\x8B\x8D\xA0]", at) ~= nil -- their full-width forms
end

-- Text that a spreadsheet would run gets an apostrophe before it.
local function plain_cell(value, context)
  local text = cell.text(value)
  if text:find "^%w" or type(value) == "number" or type(value) == "boolean" or context.csv_raw then return text end
  if would_run(text) or (type(value) == "string" and value:find "^[\t\r]") then
    text = "'" .. text
    context.defused = (context.defused or 0) + 1
  end
  return text
end

-- All tables as one, its first line the columns.
local function separated(mark, line_end, write)
  return function(context)
    local columns, several, loose = {}, false, false
    return {
      needs_columns = true,
      begin = function(tables)
        local known, list = {}, {}
        several, loose = #tables > 1, #tables > 0
        for _, t in ipairs(tables) do
          loose = loose and t.loose
          for _, column in ipairs(cell.columns(t)) do
            if not known[column] then
              known[column] = true
              list[#list + 1] = column
            end
          end
        end
        columns = list
        local header = {}
        if not loose then header[1] = write("document", context) end
        if several then header[#header + 1] = write("table", context) end
        for _, column in ipairs(columns) do header[#header + 1] = write(column, context) end
        return table.concat(header, mark) .. line_end
      end,
      row = function(t, row)
        local cells = {}
        if not loose then cells[1] = write(row.document and row.document.id or "", context) end
        if several then cells[#cells + 1] = write(t.name, context) end
        local n, kept = #cells, row.cells
        for i = 1, #columns do
          local value = cell.value(kept, columns[i])
          cells[n + i] = value == nil and "" or write(value, context) -- most cells of a wide table are empty
        end
        return table.concat(cells, mark) .. line_end
      end,
    }
  end
end

-- RFC 4180.
local function csv_cell(value, context)
  local text = plain_cell(value, context)
  if text:find "[\",\r\n]" then text = '"' .. text:gsub('"', '""') .. '"' end
  return text
end

-- A cell holds no tab and no line end: they become blanks, as in all formats of one line a row.
local function tsv_cell(value, context)
  local text = plain_cell(value, context)
  return text:find "[\t\r\n]" and text:gsub("[\t\r\n]", " ") or text
end

return output.of_lines { csv = separated(",", "\r\n", csv_cell), tsv = separated("\t", "\n", tsv_cell) }

-- Reports for people: text for a terminal, Markdown for a page. Columns that hold nothing are left out.
local core = require "lunette.core"
local cell = require "lunette.cell"
local output = require "lunette.output"
local terminal = require "lunette.terminal"

local formats = {}

local function value_of(row, column)
  if column == "document" and row.document and row.cells.document == nil then return row.document.id end
  return row.cells[column]
end

-- The columns of a table; over several documents the document comes first.
local function named(t) return t.several and table.move(t.columns, 1, #t.columns, 2, { "document" }) or t.columns end

-- Those of them that hold anything at all.
local function filled(t)
  local list = {}
  for _, column in ipairs(named(t)) do
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

-- Cells of a column that other cells are filled up to: one that lists a thousand places does not make all lines as long.
local WIDEST = 500

-- A value as it stands in a table, and the cells that it takes.
local function shown(value)
  if type(value) == "string" and core.is_plain(value) then return value, #value end
  local text = cell.text(value)
  if core.is_plain(text) then return text, #text end
  text = terminal.line(text)
  return text, core.width(text)
end

-- Cuts the texts of a column that take more cells than it has: a place at its beginning, for line and column stand at its end.
local function cut(column, width)
  local shorten = (column.right or column.name == "at") and terminal.cut_left or terminal.cut
  for r = 0, #column.texts do
    if column.widths[r] > width then
      column.texts[r] = shorten(column.texts[r], width)
      column.widths[r] = core.width(column.texts[r])
    end
  end
end

-- What a painter puts before and behind a text.
local function around(paint, style)
  if style then return paint(style, "x"):match "^(.*)x(.*)$" end
end

function formats.text(tables, context)
  local paint, lines = context.paint, {}
  for n, t in ipairs(tables) do
    if t.heading and #t.rows == 0 then goto continue end
    if n > 1 and #lines > 0 then lines[#lines + 1] = "" end
    if t.heading then lines[#lines + 1] = paint("bold", terminal.line(t.heading)) end
    for _, line in ipairs(t.lay and t.lay(paint, context.width) or {}) do lines[#lines + 1] = line end -- laid out by the report
    for _, line in ipairs(not t.lay and t.lines or {}) do lines[#lines + 1] = terminal.line(line) end
    local columns, widths = {}, {} -- those that hold anything: texts and the cells that they take, those of the head as number 0
    for _, name in ipairs(named(t)) do
      local texts, taken, widest = core.text_column(t.rows, name, shown)
      if widest then
        texts[0], taken[0] = shown(name)
        columns[#columns + 1] = { name = name, texts = texts, widths = taken, right = t.right and t.right[name] }
        widths[#columns] = math.max(t.bare and 0 or taken[0], math.min(widest, WIDEST))
      end
    end
    if context.width then
      fit(widths, context.width - 2)
      for c, column in ipairs(columns) do cut(column, widths[c]) end
    end
    for c, column in ipairs(columns) do column.width = widths[c] end
    local indent = t.heading and "  " or ""
    if not t.bare and #t.rows > 0 then
      for _, column in ipairs(columns) do column.start, column.stop = around(paint, "dim") end
      lines[#lines + 1] = core.text_lines(columns, 0, 0, indent)
    end
    for c, column in ipairs(columns) do column.start, column.stop = around(paint, column.name == "at" and "dim" or c == 1 and "cyan") end
    if not context.why and #t.rows > 0 then lines[#lines + 1] = core.text_lines(columns, 1, #t.rows, indent) end
    for r, row in ipairs(context.why and t.rows or {}) do
      lines[#lines + 1] = core.text_lines(columns, r, r, indent)
      for _, tree in ipairs(row.cells.why or {}) do
        for line in tostring(tree):gmatch "[^\n]+" do lines[#lines + 1] = "    " .. paint("dim", line) end
      end
    end
    ::continue::
  end
  return #lines > 0 and table.concat(lines, "\n") .. "\n" or ""
end

local function md_cell(value) return (terminal.line(cell.text(value)):gsub("[\\|`*_<>%[%]]", "\\%0")) end

function formats.md(tables)
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
      local heads = {}
      for c, column in ipairs(columns) do heads[c] = md_cell(column) end
      lines[#lines + 1] = "| " .. table.concat(heads, " | ") .. " |"
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

return output.of_functions(formats)

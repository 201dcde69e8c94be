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

local blanks = setmetatable({}, { __index = function(list, count)
  list[count] = (" "):rep(count)
  return list[count]
end })

function formats.text(tables, context)
  local paint, lines = context.paint, {}
  local coloured = paint("bold", "x") ~= "x"
  for n, t in ipairs(tables) do
    if t.heading and #t.rows == 0 then goto continue end
    if n > 1 and #lines > 0 then lines[#lines + 1] = "" end
    if t.heading then lines[#lines + 1] = paint("bold", terminal.line(t.heading)) end
    for _, line in ipairs(t.lay and t.lay(paint, context.width) or {}) do lines[#lines + 1] = line end -- laid out by the report
    for _, line in ipairs(not t.lay and t.lines or {}) do lines[#lines + 1] = terminal.line(line) end
    local columns = filled(t)
    local count, widths, grid, rooms = #columns, {}, {}, {} -- by columns: texts and the cells that they take, that of the head as number 0
    for c, column in ipairs(columns) do
      local texts, taken = {}, {}
      texts[0], taken[0] = shown(column)
      local widest = t.bare and 0 or taken[0]
      for r, row in ipairs(t.rows) do
        local text, room = shown(value_of(row, column))
        texts[r], taken[r] = text, room
        if room > widest then widest = math.max(widest, math.min(room, WIDEST)) end
      end
      grid[c], rooms[c], widths[c] = texts, taken, widest
    end
    if context.width then fit(widths, context.width - 2) end
    local styles, rights, parts = {}, {}, {}
    for c, column in ipairs(columns) do
      styles[c], rights[c] = coloured and (column == "at" and "dim" or c == 1 and "cyan") or nil, t.right and t.right[column]
    end
    local function write(r, style)
      for c = 1, count do
        local text, right, room = grid[c][r], rights[c], widths[c] - rooms[c][r]
        if room < 0 and not context.width then room = 0 -- wider than any column gets
        elseif room < 0 then
          text = ((right or columns[c] == "at") and terminal.cut_left or terminal.cut)(text, widths[c]) -- line and column stand at the end of a place
          room = widths[c] - core.width(text)
        end
        if room > 0 then
          if right then text = blanks[room] .. text elseif c < count then text = text .. blanks[room] end
        end
        local painted = style or styles[c]
        parts[c] = painted and paint(painted, text) or text
      end
      local line = table.concat(parts, "  ")
      if line:byte(-1) == 32 then line = line:match ".*%S" or "" end -- from its end: blanks may be many
      lines[#lines + 1] = (t.heading and "  " or "") .. line
    end
    if not t.bare and #t.rows > 0 then write(0, "dim") end
    for r, row in ipairs(t.rows) do
      write(r)
      for _, tree in ipairs(context.why and row.cells.why or {}) do
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

-- `lunette dict remove`: rows out of a list of the user's own. Owns which rows are meant and how the file is written without
-- them; all other lines stay as they are. Where one that is named is not there nothing is removed.
local add = require "lunette.dict_add"
local core = require "lunette.core"
local count = require "lunette.count"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local remove = {}

-- The rows of a list as { name, cells, line }, in order.
local function rows_of(path, text)
  local rows = {}
  if add.is_lines(path) then
    local number = 0
    for line in (text .. "\n"):gmatch "([^\n]*)\n" do
      number, line = number + 1, line:match "^%s*(.-)%s*$"
      if line ~= "" and line:sub(1, 1) ~= "#" then rows[#rows + 1] = { name = line, cells = {}, line = number } end
    end
    return rows
  end
  local all, message = add.read_table(path, text)
  if not all then return nil, message end
  local header, name_column = all[1] and all[1].cells or {}, 1
  for i = #header, 1, -1 do if header[i] == "name" or header[i] == "surface" then name_column = i end end
  for i = 2, #all do
    local row = { name = all[i].cells[name_column] or "", cells = {}, line = all[i].line }
    for c, value in ipairs(all[i].cells) do if header[c] and c ~= name_column then row.cells[header[c]] = value end end
    rows[#rows + 1] = row
  end
  return rows
end

local function fits(row, wanted)
  if row.name ~= wanted.name then return false end
  for column, value in pairs(wanted.cells) do if row.cells[column] ~= value then return false end end
  return true
end

-- The text without the lines of the rows that are gone: a row goes on to the line before the next.
local function without(text, rows, gone)
  local lines, drop = {}, {}
  for line in text:gmatch "[^\n]*\n?" do if line ~= "" then lines[#lines + 1] = line end end
  for i, row in ipairs(rows) do
    local last = rows[i + 1] and rows[i + 1].line - 1 or #lines
    for k = row.line, gone[row] and last or 0 do drop[k] = true end
  end
  local kept = {}
  for k, line in ipairs(lines) do if not drop[k] then kept[#kept + 1] = line end end
  return table.concat(kept)
end

-- lunette dict remove NAME ROW...
function remove.run(words)
  local name = table.remove(words, 1)
  if not name or not words[1] then return nil, "dict remove wants the name of a list and rows: lunette dict remove supplier Tidewater country=US", 2 end
  local path, message = add.file_of(name)
  if not path then return nil, message, 2 end
  local bytes
  bytes, message = core.read(path)
  if not bytes then return nil, core.kind(path) and message or ("no list of yours is called '%s': lunette dict list shows them"):format(name), core.kind(path) and 74 or 1 end
  if add.is_bundled_form(bytes) then return nil, ("%s has the form of bundled dictionaries (#cols): take the rows out by hand"):format(path), 3 end
  local text = core.decode(bytes)
  local rows, wanted, columns
  rows, message = rows_of(path, text)
  if not rows then return nil, message, 3 end
  wanted, columns = add.rows_of_words(words)
  if not wanted then return nil, columns .. "; nothing was removed", 2 end
  local gone, gone_count, names = {}, 0, {}
  for _, row in ipairs(rows) do names[row.name] = true end
  for _, one in ipairs(wanted) do
    local there = false
    for _, row in ipairs(rows) do
      if fits(row, one) then
        there = true
        if not gone[row] then gone[row], gone_count = true, gone_count + 1 end
      end
    end
    if not there then
      return nil, ("no row of %s is '%s'%s%s; nothing was removed"):format(path, one.name, next(one.cells) and " with these columns" or "",
        names[one.name] and "" or suggest.hint(one.name, set.names(names))), 1
    end
  end
  local ok
  ok, message = core.write_file(path, without(text, rows, gone))
  if not ok then return nil, message, 74 end
  return ("%s: %s removed from %s\n"):format(name, count.of(gone_count, "row"), path)
end

return remove

-- `lunette dict add`: rows into a list of the user's own, from the command line or from a file. Owns the check of the rows, of
-- which all are taken or none, and how they are written behind those that the list has.
local calendar = require "lunette.calendar"
local core = require "lunette.core"
local count = require "lunette.count"
local environment = require "lunette.environment"
local lists = require "lunette.lists"
local own = require "lunette.lists_own"
local project = require "lunette.project"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local add = {}

local ROW_MOST = 1 << 20 -- bytes

local function trim(text) return (text:match "^%s*(.-)%s*$") end
local function separator_of(path) if not path:lower():find "%.csv$" then return "\t" end end -- nil: whichever the first row has
local function is_lines(path) return path:lower():find "%.txt$" ~= nil end

-- The rows of a table with their lines, and its separator; nil and a message.
local function read_table(path, text)
  local csv, rows = core.csv(separator_of(path), ROW_MOST), {}
  csv:feed(text, true)
  while true do
    local cells, line, number = csv:next()
    if cells == false then return nil, ("%s:%d: %s"):format(path, number, line) end
    if not cells then return rows, csv:separator() end
    for i = 1, #cells do cells[i] = trim(cells[i]) end
    if #cells > 1 or cells[1] ~= "" then rows[#rows + 1] = { cells = cells, line = line } end
  end
end

-- Rows as { name, cells = { column = value }, place = where it is said to stand }, and their columns in order.
local function rows_of_file(path)
  local bytes, message = core.read(path)
  if not bytes then return nil, message end
  local text, rows, columns = core.decode(bytes), {}, {}
  if is_lines(path) then
    local number = 0
    for line in (text .. "\n"):gmatch "([^\n]*)\n" do
      number, line = number + 1, trim(line)
      if line ~= "" and line:sub(1, 1) ~= "#" then rows[#rows + 1] = { name = line, cells = {}, place = ("%s:%d"):format(path, number) } end
    end
    return rows, columns
  end
  local all, problem = read_table(path, text)
  if not all then return nil, problem end
  if not all[1] then return nil, ("%s:1: the table is empty: its first row names the columns, one of them 'name'"):format(path) end
  local header, name_column = all[1].cells, nil
  for i, column in ipairs(header) do
    header[i] = (column == "name" or column == "surface") and "name" or column
    if header[i] == "name" then name_column = name_column or i else columns[#columns + 1] = column end
  end
  if not name_column then return nil, ("%s:%d: no column is called 'name': give the column of the names this name"):format(path, all[1].line) end
  for i = 2, #all do
    local row, place = { cells = {} }, ("%s:%d"):format(path, all[i].line)
    for c, value in ipairs(all[i].cells) do
      if not header[c] and value ~= "" then return nil, place .. ": more cells than the first row has: a cell that holds the separator stands in quotation marks" end
      if c == name_column then row.name = value elseif header[c] and value ~= "" then row.cells[header[c]] = value end
    end
    row.name, row.place = row.name or "", place
    rows[#rows + 1] = row
  end
  return rows, columns
end

-- A word is a name; COLUMN=VALUE is of the name before it.
local function rows_of_words(words)
  local rows, columns, seen = {}, {}, {}
  for _, word in ipairs(words) do
    local column, value = word:match "^([%a_][%w_]*)=(.*)$"
    if column and not rows[1] then return nil, ("%s stands before any name: lunette dict add NAME 'Northwind Cables' country=NO"):format(word) end
    if column and column ~= "name" then
      if not seen[column] then columns[#columns + 1], seen[column] = column, true end
      rows[#rows].cells[column] = value ~= "" and trim(value) or nil
    else rows[#rows + 1] = { name = trim(value or word), cells = {}, place = ("row %d"):format(#rows + 1) } end
  end
  return rows, columns
end

-- A year, a month or a day of the calendar.
local function is_day(text)
  local padded = #text == 4 and text .. "-01-01" or #text == 7 and text .. "-01" or text
  return #padded == 10 and text:find "^[%d-]+$" and calendar.is(padded)
end

local function each_surface(row)
  local list = { row.name }
  for alias in (row.cells.aliases or row.cells.alias or ""):gmatch "[^|;]+" do if trim(alias) ~= "" then list[#list + 1] = trim(alias) end end
  return list
end

-- What is wrong with a row by itself, or nil.
local function fault_of(row)
  if row.name == "" then return "no name: write one, or take the row out" end
  for column, value in pairs(row.cells) do
    if value:find "%c" then return ("a line end, tab or control character in '%s': write the cell in one line"):format(column) end
  end
  if row.name:find "%c" then return "a line end, tab or control character in the name: write it in one line" end
  local from, to = row.cells.from, row.cells.to
  for _, day in ipairs { from or false, to or false } do
    if day and not is_day(day) then return ("'%s' is no year, month or day: write 2019, 2019-03 or 2019-03-31"):format(day) end
  end
  if from and to and from:sub(1, #to) > to then return ("it is true from %s to %s, which is before: exchange them"):format(from, to) end
  if row.cells.prior and not row.cells.prior:find "^%d$" then return ("the prior '%s' is none: a digit from 0, never, to 9, always"):format(row.cells.prior) end
end

-- Every row that is wrong is a reason to take none: what is said of the first, and how many more there are.
local function check(rows, columns)
  local seen = {}
  for _, column in ipairs(columns) do
    if not column:find "^[%a_][%w_]*$" then
      return ("the column '%s' cannot be asked for: name it with letters, digits and _"):format(column)
    end
    if lists.is_taken(column) then return ("the column '%s' cannot be an attribute: give it another name"):format(column) end
    if seen[column] then return ("two columns are called '%s': rename one"):format(column) end
    seen[column] = true
  end
  local first, wrong = nil, 0
  for _, row in ipairs(rows) do
    local fault = fault_of(row)
    if fault then first, wrong = first or row.place .. ": " .. fault, wrong + 1 end
  end
  if first then return first .. (wrong > 1 and (" (and %d more rows)"):format(wrong - 1) or "") end
  -- what the compiler of dictionaries says: a line each surface
  local lines, of = { "#cols surface" }, {}
  for _, row in ipairs(rows) do
    for _, surface in ipairs(each_surface(row)) do
      lines[#lines + 1] = surface:sub(1, 1) == "#" and " " .. surface or surface
      of[#lines] = row
    end
  end
  local ok, message = core.compile_dictionary("rows", "rows", table.concat(lines, "\n") .. "\n")
  if ok then return nil end
  local number, what = message:match "^rows:(%d+): (.*)$"
  return ("%s: %s: '%s' could never be found; write it otherwise, or take it out"):format(of[tonumber(number)].place, what, lines[tonumber(number)])
end

-- The file of the list NAME: the project's, if it declares one, else of the lists that a user keeps; a new one where there is none.
local function file_of(name)
  local declared, message = project.lists()
  if not declared then return nil, message end
  local given = declared[name]
  if type(given) == "table" and #given == 1 and given[1]:find "%.%a+$" then given = given[1] end
  if type(given) == "table" then return nil, ("the list '%s' is written out in lunette.lua: add the names there"):format(name) end
  if given then return given end
  if core.embedded_dictionary(name) then return nil, ("'%s' is a dictionary that comes with lunette, which stays as it is: call yours my_%s"):format(name, name) end
  local folder = own.folders()[1]
  if not folder then return nil, "there is no folder for lists of your own: set LUNETTE_DATA, or make a project (lunette new project NAME)" end
  return own.find(name) or ("%s/%s.tsv"):format(folder, name)
end

local function quoted(cell, separator)
  if cell:find('["\r\n' .. separator .. ']') then return '"' .. cell:gsub('"', '""') .. '"' end
  return cell
end
local function line_of(cells, separator)
  local texts = {}
  for i = 1, #cells do texts[i] = quoted(cells[i], separator) end
  return (table.concat(texts, separator):gsub(separator .. "+$", ""))
end

-- One text for a row, whatever the order of its columns, by which it is known again.
local function identity(name, cells)
  local parts = {}
  for column, value in pairs(cells) do parts[#parts + 1] = column .. "=" .. value end
  table.sort(parts)
  return name .. "\t" .. table.concat(parts, "\t")
end

-- The rows that are not in the list yet, and how many are.
local function new_rows(rows, known)
  local fresh, there = {}, 0
  for _, row in ipairs(rows) do
    local key = identity(row.name, row.cells)
    if known[key] then there = there + 1 else fresh[#fresh + 1] = row end
    known[key] = true
  end
  return fresh, there
end

-- The text of a list of lines with the rows behind it.
local function extend_lines(path, text, rows, columns)
  if columns[1] then return nil, ("%s has a name a line and no columns: save it as a table (.tsv) whose first line is 'name'"):format(path) end
  local known = {}
  for line in (text .. "\n"):gmatch "([^\n]*)\n" do known[identity(trim(line), {})] = true end
  local fresh, there = new_rows(rows, known)
  for i, row in ipairs(fresh) do fresh[i] = row.name:sub(1, 1) == "#" and " " .. row.name or row.name end
  return fresh, there, text
end

-- The same of a table: its first line gets the columns that it lacks.
local function extend_table(path, text, rows, columns)
  local all, separator = read_table(path, text)
  if not all then return nil, separator end
  separator = separator ~= "" and separator or separator_of(path) or ","
  local header, known = all[1] and all[1].cells or { "name" }, {}
  local name_column
  for i, column in ipairs(header) do if column == "name" and not name_column then name_column = i end end
  name_column = name_column or 1
  for i = 2, #all do
    local cells = {}
    for c, value in ipairs(all[i].cells) do if c ~= name_column and header[c] and value ~= "" then cells[header[c]] = value end end
    known[identity(all[i].cells[name_column] or "", cells)] = true
  end
  local has, wider = {}, false
  for _, column in ipairs(header) do has[column] = true end
  for _, column in ipairs(all[1] and columns or {}) do
    local hint = has[column] and "" or suggest.hint(column, set.names(has))
    if hint ~= "" then return nil, ("%s has no column '%s'%s (if it is meant, write it into the first row of the file); nothing was added"):format(path, column, hint) end
  end
  for _, column in ipairs(columns) do if not has[column] then header[#header + 1], has[column], wider = column, true, true end end
  if not all[1] then text = line_of(header, separator) .. "\n"
  elseif wider then
    local first, rest = text:match "^([^\n]*\n?)(.*)$"
    if select(2, first:gsub('"', "")) % 2 == 1 then return nil, ("%s:1: add the columns %s to the first row yourself: it goes over several lines"):format(path, table.concat(columns, ", ")) end
    text = line_of(header, separator) .. (first:find "\r\n$" and "\r\n" or "\n") .. rest
  end
  local fresh, there = new_rows(rows, known)
  for i, row in ipairs(fresh) do
    local cells = {}
    for c, column in ipairs(header) do cells[c] = c == name_column and row.name or row.cells[column] or "" end
    fresh[i] = line_of(cells, separator)
  end
  return fresh, there, text
end

local function is_bundled_form(text) return text:find "^#dictionary" or text:find "^#case" or text:find "^#cols" end

-- Writes the rows behind those of the file: what was done, or nil, a message and a code.
local function write(name, path, rows, columns)
  local text = ""
  if core.kind(path) then
    local bytes, message = core.read(path)
    if not bytes then return nil, message, 66 end
    if is_bundled_form(bytes) then return nil, ("%s has the form of bundled dictionaries (#cols): add the rows there by hand"):format(path), 3 end
    text = core.decode(bytes)
  end
  local fresh, there, before = (is_lines(path) and extend_lines or extend_table)(path, text, rows, columns)
  if not fresh then return nil, there, 3 end
  local note = there > 0 and (", %d %s there already"):format(there, there == 1 and "was" or "were") or ""
  if not fresh[1] then return ("%s: nothing to add to %s%s\n"):format(name, path, note) end
  local ending = before:find "\r\n" and "\r\n" or "\n"
  if before ~= "" and not before:find "\n$" then before = before .. ending end
  local ok, message = core.make_folders(environment.folder_of(path))
  if ok then ok, message = core.write_file(path, before .. table.concat(fresh, ending) .. ending) end
  if not ok then return nil, message, 74 end
  return ("%s: %s added to %s%s; in patterns: #%s\n"):format(name, count.of(#fresh, "row"), path, note, name)
end

add.file_of, add.read_table, add.rows_of_words, add.is_lines, add.is_bundled_form = file_of, read_table, rows_of_words, is_lines, is_bundled_form

-- lunette dict add NAME ROW... | NAME FILE
function add.run(words)
  local name = table.remove(words, 1)
  if not name or not words[1] then return nil, "dict add wants the name of a list and rows, or a file of them: lunette dict add supplier 'Northwind Cables' country=NO", 2 end
  if not name:find "^[%a_][%w_]*$" then return nil, ("'%s' is no name for a list: letters, digits and _, a letter first"):format(name), 2 end
  local path, message = file_of(name)
  if not path then return nil, message, 2 end
  local file = not words[2] and words[1]:lower():find "%.%a%a%a$" and (words[1]:lower():find "%.[ct]sv$" or words[1]:lower():find "%.txt$") and words[1]
  if file and not core.kind(file) then return nil, ("%s: no such file"):format(file), 66 end
  local rows, columns = (file and rows_of_file or rows_of_words)(file or words)
  if not rows then return nil, columns .. "; nothing was added", file and 3 or 2 end
  if not rows[1] then return nil, ("%s: no rows"):format(file or "dict add"), file and 3 or 2 end
  local fault = check(rows, columns)
  if fault then return nil, (file and not fault:find(file, 1, true) and file .. ":1: " or "") .. fault .. "; nothing was added", file and 3 or 2 end
  return write(name, path, rows, columns)
end

return add

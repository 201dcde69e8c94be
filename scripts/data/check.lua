-- Checks the form of the dictionaries: check.lua [FOLDER]. Each scripts/data/*.tsv must carry its header lines, rows sorted by
-- bytes without repetition, no more cells than columns, priors from 0 to 9, composed characters and straight apostrophes;
-- all together must stay within 3 MiB. Prints every fault with file and line and exits with 1 if there is one.
os.setlocale "C"
local folder = arg[1] or arg[0]:match "^(.*)/" or "."
local limit, total, faults = 3 * 1024 * 1024, 0, 0

local function fault(file, line, text, ...)
  faults = faults + 1
  io.stderr:write(("%s:%d: "):format(file, line), text:format(...), "\n")
end

-- Combining marks, joiners, no-break spaces, curly apostrophes and quotation marks have no place in a surface.
local forbidden = { { "\204[\128-\191]", "a combining mark" }, { "\205[\128-\175]", "a combining mark" }, { "\226\128[\152\153]", "a curly apostrophe" },
  { "\226\128[\156\157]", "a curly quotation mark" }, { "\194\160", "a no-break space" }, { "\226\128[\139-\143]", "an invisible character" }, { "\239\187\191", "a byte order mark" }, { "\r", "a carriage return" } }

local kinds = { LOC = true, ORG = true, NORP = true, PER = true }
local closed = { case = { exact = true, fold = true }, gender = { M = true, F = true, U = true }, position = { before = true, after = true, both = true },
  form = { base = true, s = true, past = true, part = true, ing = true },
  quad = { ["verbal cooperation"] = true, ["material cooperation"] = true, ["verbal conflict"] = true, ["material conflict"] = true } }

-- The days of holidays, as holiday.tsv says.
local days = { "^%d%d%-%d%d$", "^%d%d/%l%l%l/%-?%d$", "^%d%d/%l%l%l/%d%+%d$", "^%d%d%-%d%d/%l%l%l/%-?1$", "^easter[+-]%d+$", "^orthodox[+-]%d+$",
  "^islamic %d%d%-%d%d$", "^hebrew %d%d%-%d%d$", "^chinese %d%d%-%d%d$" }
local function is_rule(cell)
  for _, pattern in ipairs(days) do if cell:find(pattern) then return true end end
end
local function is_day(cell) return cell:find "^%d%d%d%d$" or cell:find "^%d%d%d%d%-[01]%d$" or cell:find "^%d%d%d%d%-[01]%d%-[0-3]%d$" end

local function check_cell(file, number, column, cell)
  if cell:find "^ " or cell:find " $" or cell:find "  " then fault(file, number, "spaces around or doubled in '%s'", cell) end
  if column == "prior" and not cell:find "^%d$" then fault(file, number, "prior '%s' is not a digit", cell) end
  if closed[column] and not closed[column][cell] then fault(file, number, "'%s' is no %s", cell, column) end
  if column == "type" and not (kinds[cell:match "^(%u+)%."]) then fault(file, number, "unknown type '%s'", cell) end
  if column == "id" and cell ~= "" and not cell:find "^[%a%d]+:%S+$" then fault(file, number, "'%s' is no id", cell) end
  if column == "id" and cell:find "^wn:" then fault(file, number, "a WordNet offset is no stable id: '%s'", cell) end
  if column == "rule" and not is_rule(cell) then fault(file, number, "'%s' is no rule of a day", cell) end
  if column == "factor" and not tonumber(cell) or column == "scale" and not tonumber(cell) then fault(file, number, "'%s' is no number", cell) end
  if column == "wd" and not cell:find "^Q%d+$" then fault(file, number, "'%s' is no item of Wikidata", cell) end
  if (column == "from" or column == "to") and not is_day(cell) then fault(file, number, "'%s' is no year, month or day", cell) end
  if column == "cc" then
    for code in (cell .. ","):gmatch "([^,]*)," do
      if cell ~= "" and not code:find "^%u%u$" then fault(file, number, "'%s' is no country code", code) end
    end
  end
end

local function check_row(file, number, line, columns, seen, fold)
  local cells = {}
  for cell in (line .. "\t"):gmatch "([^\t]*)\t" do cells[#cells + 1] = cell end
  if #cells > #columns then return fault(file, number, "%d cells, but #cols names %d", #cells, #columns) end
  if cells[1] == "" then return fault(file, number, "no surface") end
  if line:find "\t$" then fault(file, number, "an empty cell at the end") end
  local key = fold and cells[1]:lower() .. line:sub(#cells[1] + 1) or line
  local from, to
  for i, column in ipairs(columns) do
    if column == "from" then from = cells[i] elseif column == "to" then to = cells[i] end
  end
  if from and to and from ~= "" and to ~= "" and from:sub(1, #to) > to then fault(file, number, "it ends before it begins") end
  if seen[key] then fault(file, number, "the same row as line %d", seen[key]) end
  seen[key] = number
  for i, column in ipairs(columns) do
    local cell = cells[i] or ""
    if cell == "" and (column == "prior" or column == "gender" or column == "type" or column == "form" or column == "kind") then fault(file, number, "%s is empty", column) end
    if cell ~= "" then check_cell(file, number, column, cell) end
  end
end

local function check(path, file)
  local handle = assert(io.open(path, "rb"))
  local text = handle:read "a"
  handle:close()
  total = total + #text
  if not utf8.len(text) then fault(file, 1, "not valid UTF-8") end
  if text:sub(-1) ~= "\n" then fault(file, 1, "no line feed at the end") end
  local head, columns, seen, previous, number, rows = {}, nil, {}, nil, 0, 0
  for line in text:gmatch "([^\n]*)\n" do
    number = number + 1
    for _, one in ipairs(forbidden) do if line:find(one[1]) then fault(file, number, "%s", one[2]) end end
    local name, rest = line:match "^#(%l+) (.*)$"
    if not columns and name then
      head[name] = head[name] or rest
      if number == 1 and name ~= "dictionary" or number == 2 and name ~= "case" then fault(file, number, "#%s out of order", name) end
      if name == "cols" then
        columns = {}
        for column in rest:gmatch "[^\t]+" do columns[#columns + 1] = column end
        if columns[1] ~= "surface" then fault(file, number, "the first column is not surface") end
      end
    elseif not columns then fault(file, number, "a row before #cols")
    else
      rows = rows + 1
      if previous and previous >= line then fault(file, number, "not sorted by bytes") end
      previous = line
      check_row(file, number, line, columns, seen, head.case == "fold")
    end
  end
  if head.dictionary ~= file:gsub("%.tsv$", "") then fault(file, 1, "#dictionary says '%s'", tostring(head.dictionary)) end
  if not closed.case[head.case or ""] then fault(file, 2, "#case is exact or fold") end
  for _, name in ipairs { "source", "licence" } do if not head[name] then fault(file, 1, "no #%s line", name) end end
  if rows == 0 then fault(file, 1, "no rows") end
  return rows
end

local names = {}
for name in ([[abbreviation agreement cameo company country currency cursign described eventnoun eventpair eventverb given holiday inflection lang lexicon metonym misc miscnoun
  month norp number office org orgnoun people place placenoun relation renamed reporting reportnoun role sayverb scale sector surname
  timeword title unit weekday within xref]]):gmatch "%S+" do names[#names + 1] = name end
local rows = 0
for _, name in ipairs(names) do
  local path = folder .. "/" .. name .. ".tsv"
  local handle = io.open(path)
  if handle then
    handle:close()
    rows = rows + check(path, name .. ".tsv")
  else fault(name .. ".tsv", 0, "is missing") end
end
if total > limit then fault(folder, 0, "%d bytes of dictionaries, more than %d", total, limit) end
print(("%d dictionaries, %d rows, %d bytes, %d faults"):format(#names, rows, total, faults))
os.exit(faults == 0)

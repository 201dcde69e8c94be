-- Makes the dictionary eventform, the forms of all lemmas of eventverb.tsv and eventnoun.tsv, by the project's own rules of
-- inflection, while the project is built: events.lua FOLDER_OF_DICTIONARIES FOLDER_OF_MODULES OUT.
local folder, lib, path = arg[1] .. "/", arg[2] .. "/", arg[3]
os.setlocale "C"
package.path = lib .. "?.lua;" .. package.path

-- The dictionary of irregular forms, as far as inflection asks it.
local function rows_of(name, columns)
  local rows = {}
  for line in io.lines(folder .. name .. ".tsv") do
    if line:sub(1, 1) ~= "#" then
      local row, k = {}, 0
      for cell in (line .. "\t"):gmatch "([^\t]*)\t" do
        k = k + 1
        row[columns[k] or k] = cell
      end
      rows[#rows + 1] = row
    end
  end
  return rows
end
local function columns_of(name)
  local columns = {}
  for line in io.lines(folder .. name .. ".tsv") do
    local given = line:match "^#cols (.*)"
    for column in (given or ""):gmatch "[^\t]+" do columns[#columns + 1] = column end
    if given then return columns end
  end
end
local by_lemma = {}
for _, row in ipairs(rows_of("inflection", columns_of "inflection")) do
  by_lemma[row.surface] = by_lemma[row.surface] or {}
  table.insert(by_lemma[row.surface], row)
end
package.preload["lunette.core"] = function()
  return { lower = string.lower, embedded_dictionary = function(name) return name == "inflection" and { lookup = function(_, lemma) return by_lemma[lemma] end } or nil end }
end
local inflect = require "inflect"

local lines, seen = {}, {}
local function put(form, lemma, kind)
  local line = ("%s\t%s\t%s"):format(form, lemma, kind)
  if not seen[line] then lines[#lines + 1], seen[line] = line, true end
end
for _, row in ipairs(rows_of("eventverb", columns_of "eventverb")) do
  local first, rest = row.surface:match "^(%S+)(.*)$"
  for _, form in ipairs(inflect.forms(first)) do put(form .. rest, row.surface, "verb") end
end
for _, row in ipairs(rows_of("eventnoun", columns_of "eventnoun")) do
  local before, last = row.surface:match "^(.-)(%S+)$"
  for _, form in ipairs(inflect.forms(last)) do
    if not form:find "ed$" and (not form:find "ing$" or form == last) then put(before .. form, row.surface, "noun") end
  end
end
table.sort(lines)
local out = assert(io.open(path, "w"))
out:write("#dictionary eventform\n#case fold\n#source made of eventverb.tsv and eventnoun.tsv by recipe/events.lua\n#licence MIT, as the rest of lunette\n#cols surface\tlemma\tkind\n", table.concat(lines, "\n"), "\n")
out:close()

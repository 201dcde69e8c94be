-- Reading and writing of tab-separated tables for the dictionary recipe. Owns the shape of a dictionary file: header lines,
-- rows sorted by bytes, no row twice, empty trailing cells left out. Knows nothing about what the rows mean.
local common = {}

common.header_first = "#dictionary "

local function split(line)
  local cells = {}
  for cell in (line .. "\t"):gmatch "([^\t]*)\t" do cells[#cells + 1] = cell end
  return cells
end

-- Iterates the rows of a table: lists of cells. Lines that begin with # are headers and are skipped.
function common.rows(path)
  local file = assert(io.open(path, "r"))
  return function()
    for line in file:lines() do
      if line ~= "" and not line:find "^#" then return split(line) end
    end
    file:close()
  end
end

-- Writes one dictionary. head: name, case, source, licence, cols. Rows are lists of cells.
function common.write(folder, head, rows)
  local lines, seen = {}, {}
  for _, row in ipairs(rows) do
    for i = 1, #row do assert(not tostring(row[i]):find "[\t\n]", "a cell holds a tab or a line break") end
    local line = table.concat(row, "\t"):gsub("\t+$", "")
    if not seen[line] then
      seen[line] = true
      lines[#lines + 1] = line
    end
  end
  table.sort(lines)
  local file = assert(io.open(folder .. "/" .. head.name .. ".tsv", "w"))
  file:write("#dictionary ", head.name, "\n#case ", head.case, "\n")
  for _, text in ipairs(head.source) do file:write("#source ", text, "\n") end
  file:write("#licence ", head.licence, "\n#cols ", table.concat(head.cols, "\t"), "\n")
  file:write(table.concat(lines, "\n"), "\n")
  assert(file:close())
  print(("%-10s %6d rows"):format(head.name, #lines))
end

function common.clip(prior) return math.max(0, math.min(9, math.floor(prior))) end

-- A stable name for ids: lower case, everything but letters and digits becomes one hyphen.
function common.slug(text)
  return (text:lower():gsub("'", ""):gsub("[^%w\128-\255]+", "-"):gsub("^%-+", ""):gsub("%-+$", ""))
end

function common.is_capital(text) return text:find "^%u" ~= nil or text:find "^\195[\128-\158]" ~= nil or text:find "^\196" ~= nil or text:find "^\197" ~= nil end

-- Splits a list of words at white space into a set.
function common.set(text)
  local set = {}
  for word in text:gmatch "%S+" do set[word] = true end
  return set
end

-- Sorted keys of a table, so that every walk over it has one order.
function common.keys(of)
  local keys = {}
  for key in pairs(of) do keys[#keys + 1] = key end
  table.sort(keys)
  return keys
end

return common

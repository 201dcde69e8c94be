-- `lunette dict`: what a list or a dictionary holds, and lists compiled ahead. Gives texts; the command line prints them.
local calendar = require "lunette.calendar"
local core = require "lunette.core"
local count = require "lunette.count"
local lists = require "lunette.lists"
local lun = require "lunette"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local dict = {}

dict.page = [==[
lunette dict list FILE
lunette dict lookup NAME|FILE WORDS...
lunette dict build FILE...

list    says what FILE gives as a list of names: how many, its columns, the first rows; and what of it is left out
lookup  prints the rows of one name, in a bundled dictionary (`lunette list`), in a list of --list, or in a file, with a
        row's columns. The name is looked up as an article would have it: accents do not count, capitals do; with --date
        the rows that are true on a day, as those of `office`: who held an office from when until when
build   compiles large lists ahead and keeps them in the cache folder, so that the first run does not wait for it

  lunette dict list companies.csv
  lunette dict lookup companies.csv Northwind Cables
  lunette dict lookup company:fold NWC --list company:fold=companies.csv

  --date YYYY-MM-DD  with lookup: the day on which rows are to be true (columns `from` and `to`)
  --list NAME=FILE   a list of your own under a name; NAME:fold=FILE finds names in any case
  --cache DIR|none   where compiled lists are kept

`lunette help lists` tells of lists as a whole. An example that runs as it stands:
  $ lunette dict lookup weekday Monday

Exit codes: 0, 1 the name is not there, 2 usage, 3 the list is wrong, 66 no such file.
]==]

local SHOWN = 10 -- rows

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
  local plain = name:match "^([%a_][%w_]*):?%a*$"
  if plain and set.of(lun.collect(lun.dictionaries()))[plain] then return lun.dictionary(plain), plain end
  if core.kind(name) then
    local dictionary, message, code = open(name)
    return dictionary, dictionary and name or message, code
  end
  if plain then return nil, ("no dictionary and no file is called '%s'%s"):format(name, suggest.hint(plain, lun.collect(lun.dictionaries()))), 2 end
  return nil, ("%s: no such file"):format(name), 66
end

local actions = {}

function actions.list(words)
  if #words ~= 1 then return nil, "dict list wants one file: lunette dict list companies.csv", 2 end
  local dictionary, message, code = open(words[1])
  if not dictionary then return nil, message, code end
  local lines, columns = {}, dictionary.columns
  lines[1] = ("%s: %s%s"):format(words[1], count.of(#dictionary, "name"), columns[1] and ", columns " .. table.concat(columns, " ") or "")
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
function actions.build(words)
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

-- The text to print; nil, message, code when something is wrong.
function dict.run(words, options)
  local action = table.remove(words, 1)
  if options.date and not (#options.date == 10 and calendar.is(options.date)) then return nil, ("--date %s is no day of the calendar: write it as YYYY-MM-DD"):format(options.date), 2 end
  if actions[action] then return actions[action](words, options) end
  return nil, ("dict needs one of %s%s; `lunette help dict`"):format(table.concat(set.names(actions), ", "), action and suggest.hint(action, set.names(actions)) or ""), 2
end

return dict

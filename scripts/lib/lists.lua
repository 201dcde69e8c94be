-- Lists of names that scripts and the command line bring: files (core.open_list reads, compiles and keeps them) and names
-- written out. Owns what a declaration means, where compiled lists are kept, and what is said of a list; lun.dictionary
-- holds the dictionaries that come of it.
local core = require "lunette.core"
local environment = require "lunette.environment"
local permission = require "lunette.permission"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local lists = {}

lists.page = [==[
From a list of names to a table

A list is a text file with one name a line, or a CSV file whose column `name` holds the names:

  name,aliases,country                 saved as companies.csv
  Northwind Cables,Northwind|NWC,NO
  "Bramwell, Foods & Co.",,NL

  lunette find '#company' --list company=companies.csv articles/
  lunette find 'c:#company[country=NO]' --list company=companies.csv articles/ -o norway.csv
  lunette run mine.lua --list company=companies.csv articles/

In a script the list is declared, its path beside the script, and #company stands in its patterns:

  return lun.report {
    name = "deals", use = { "names" }, lists = { company = "companies.csv" },
    rules = { { "deal", [[ a:#company ...{0,4} <buy|acquire> b:#company ]], fact = "deal",
                where = function(m) return m.a.country ~= m.b.country end } },
  }

What is in the file
  text           one name a line; lines that begin with # and blank ones are skipped
  .csv           RFC 4180: , or ; or tab between cells, "..." around those that hold one, a mark inside written twice
  .tsv           the same with tabs
  `name`         the column of the names; without one it is the first, which is said on standard error
  `aliases`      other ways to write the name, | or ; between them; all lead to the same row
  other columns  attributes: #company[country=NO,SE] in patterns, m.c.country for the capture c:#company in where and emit and
                 for roles of facts, m.c.name the name as the list has it. Where rows share a name m.c tells of the first that
                 the pattern lets through; m.c:candidates() gives all
  `from`, `to`   the time for which a row is true: a year, a month or a day (2010, 2010-03, 2010-03-11), which is of that time
                 itself; either may be empty. An article finds the rows that are true on its day (its date, or --date); without
                 a day all, and m.c tells of those first that have no end. Other texts in these columns bound nothing
UTF-8, UTF-16 with its mark and Windows-1252 are read, with any line ends. Rows that cannot be read are left out and named with
their line; names that no text can hold, rows that are there twice and rows without a name are counted. All others are there.
Where a list is used, of several such remarks one is said; `lunette dict list FILE` says all. A column that a script asks for
(m.c.countri) and that the list has not is said once, and so is a list of --list that nothing in the run reads.

Names are found as whole words, the longest first; accents, kinds of quotation marks, and hyphen or space do not count, capitals
do. { "companies.csv", case = "fold" } in a script and --list company:fold=companies.csv find them in any case. A list may
have the name of a bundled dictionary: it is then yours in your own scripts, and bundled packs keep theirs.

  lunette dict list companies.csv                what a file gives as a list
  lunette dict lookup companies.csv 'NWC'        the rows of one name; also of bundled dictionaries: dict lookup place Lima
  lunette dict build companies.csv               compiles a large list ahead
  lunette dict add supplier 'Tidewater' country=US     adds to a list that you keep, which #supplier finds without a
                                                 declaration (lunette help dict)

A list of 64 KB or more is compiled once and kept in the cache folder: lunette/ in $XDG_CACHE_HOME or in ~/.cache, or
$LUNETTE_CACHE, or --cache DIR; `none` keeps nothing, and where nothing can be kept all works the same, more slowly. At each
start all bytes of the list are read and digested (128 bits, no defence against one who forges a file), so a list that has
changed in any byte is compiled again, and so is one that another version compiled. What is kept carries a digest of its
own, checked at each start. It is mapped into memory: do not cut a kept file short while lunette runs. Over 1 GB the
oldest go; all of it can be deleted at any time.

An example that runs as it stands:
  $ lunette find '#weekday' --text "It rained on Monday."
]==]

lists.cache = core.list_cache() -- the folder, or false for none
function lists.say(text) core.write(2, "lunette: " .. text .. "\n") end
lists.keep = nil -- what makes a dictionary known under its name and file
lists.opened = nil -- called with name, dictionary and file of each list that is opened

local SLOW = 1 -- seconds that compiling may take before a hint says how it is kept

local on_command_line = {} -- names that the command line gave: they go before those of scripts
local column_rule = "m.x.%s is something else already for every capture: give the column another name"

function lists.is_taken(column)
  local methods, getters = core.methods "span"
  return methods[column] ~= nil or getters[column] ~= nil or column == "surface"
end

-- Raises for columns that could not be asked for.
local function check_columns(dictionary, file)
  for _, column in ipairs(dictionary.columns) do
    if lists.is_taken(column) then
      error(("%s:1: the column '%s' cannot be an attribute: "):format(file, column) .. column_rule:format(column), 0)
    end
  end
end

-- What is to be said of a list: all of it, or where it is used the first loss and how much more there is, for it is said on each run.
local function say_notes(file, notes, briefly)
  local lines = {}
  for note in notes:gmatch "[^\n]+" do lines[#lines + 1] = file .. note end
  if not briefly or not lines[2] then
    for _, line in ipairs(lines) do lists.say(line) end
  else
    local worst = lines[1]
    for i = #lines, 1, -1 do if lines[i]:find("left out", 1, true) then worst = lines[i] end end
    lists.say(("%s (%d more to say of this list: lunette dict list %s)"):format(worst, #lines - 1, file))
  end
end

-- Opens the list of a file as the dictionary `name`: the dictionary, or nil and a message.
function lists.open(name, file, fold, briefly)
  local began, folder = core.clock(), lists.cache and lists.cache .. "/lists" or nil
  local dictionary, notes, from = core.open_list(name, file, fold, folder)
  if not dictionary then return nil, notes end
  local ok, message = pcall(check_columns, dictionary, file)
  if not ok then return nil, message end
  say_notes(file, notes, briefly)
  if from == "compiled" and core.clock() - began > SLOW and core.kind(file) == "file" then
    lists.say(("%s: compiled anew at each start, for %s: --cache DIR or LUNETTE_CACHE name a folder for it"):format(file,
      folder and "nothing can be kept in " .. folder or "no folder is there to keep it in"))
  end
  if lists.opened then lists.opened(name, dictionary, file) end
  return dictionary, from
end

local opened = {} -- by name: dictionary and file
local function add(name, file, fold)
  local dictionary, message = lists.open(name, file, fold, true)
  if dictionary then
    opened[name] = { dictionary = dictionary, file = file }
    lists.keep(name, dictionary, file)
  end
  return dictionary, message
end

-- The list of that name that the user keeps (lunette.lists_own), opened when it is first asked for; nil where there is none.
function lists.kept(name)
  local file = require("lunette.lists_own").find(name)
  if not file then return nil end
  local dictionary, message = add(name, file, false)
  return dictionary or error(("list '%s': %s"):format(name, message), 0)
end

-- Lists that bundled packs take where the user has them, with the module that takes them.
local taken = { actor = "lunette.happening", agent = "lunette.happening", eventcode = "lunette.happening" }

local read = {} -- names of lists that somebody asked for
function lists.asked(name) read[name] = true end

-- Lines on lists of the command line that a run has not read.
function lists.unread()
  local lines, known = {}, {}
  for _, name in ipairs(set.names(on_command_line)) do
    if not read[name] and not package.loaded[taken[name] or ""] then
      for other, module in pairs(taken) do if package.loaded[module] then known[#known + 1] = other end end
      local hint = taken[name] and "; the pack events would: --use events" or core.embedded_dictionary(name) and "; bundled packs keep their own dictionary of this name" or suggest.hint(name, known)
      lines[#lines + 1] = ("--list %s=%s: nothing in this run reads a list of this name%s; #%s in a pattern does"):format(name, opened[name].file, hint, name)
    end
  end
  return lines
end

local absent = {} -- names of which there was no list

-- The list of that name that the command line gave, a script declared or the user keeps; nil where there is none. It is looked for in the
-- user's folders once, so that all documents of a run are read alike and none costs a look.
function lists.given(name)
  lists.asked(name)
  if opened[name] then return opened[name].dictionary end
  if absent[name] then return nil end
  local dictionary = lists.kept(name)
  absent[name] = not dictionary
  return dictionary
end

-- Whether a list of that name was given or opened.
function lists.is_open(name) return opened[name] ~= nil end

local function is_file(text) return type(text) == "string" and text:lower():find "%.[ct]sv$" or type(text) == "string" and text:lower():find "%.txt$" end

-- A declaration of a script: file or names, and whether capitals do not count.
local function declared(name, value)
  if type(value) == "string" then return value end
  if type(value) ~= "table" then error(("list '%s' is a %s: give a file or a table of names"):format(tostring(name), type(value)), 0) end
  for key in pairs(value) do
    if type(key) == "string" and key ~= "case" then error(("list '%s' has no option '%s'%s"):format(name, key, suggest.hint(key, { "case" })), 0) end
  end
  if value.case ~= nil and value.case ~= "exact" and value.case ~= "fold" then error(("list '%s': case is \"exact\" or \"fold\""):format(name), 0) end
  if #value == 1 and is_file(value[1]) then return value[1], value.case == "fold" end
  return value, value.case == "fold"
end

-- Makes dictionaries of a script's lists: name -> a file beside the script, or names.
function lists.declare(given, level)
  for _, name in ipairs(set.names(given or {})) do
    local ok, value, fold = pcall(declared, name, given[name])
    if not ok then error(value, level + 1) end
    if on_command_line[name] then -- said there
    elseif type(value) == "table" then require("lunette").dictionary(name, value, { case = fold and "fold" or "exact" })
    else
      local file, closed = permission.locate(value, environment.folder)
      local dictionary, message = nil, closed
      if file then dictionary, message = add(name, file, fold) end
      if not dictionary then error(("list '%s': %s"):format(name, message), level + 1) end
    end
  end
end

-- A column that a script asks of a row and that no row of its list has: said once, for what it asks for stays empty.
local asked = {}
core.missing_column_with(function(name, column)
  local list = opened[name]
  if not list or asked[name .. "." .. column] then return end
  asked[name .. "." .. column] = true
  local columns = list.dictionary.columns
  lists.say(("%s: no column '%s'%s; columns: %s"):format(list.file, column, suggest.hint(column, table.move(columns, 1, #columns, 1, {})),
    columns[1] and table.concat(columns, ", ") or "none"))
end)

-- Opens the lists of --list NAME=FILE and minds --cache: true, or nil, message, code.
function lists.of_options(options)
  if options.cache then lists.cache = options.cache ~= "none" and options.cache or false end
  for _, given in ipairs(options.list or {}) do
    local name, how, file = given:match "^([%a_][%w_]*)(:?%w*)=(.+)$"
    if not name or how ~= "" and how ~= ":fold" and how ~= ":exact" then
      return nil, ("--list %s: write it as NAME=FILE, or NAME:fold=FILE when capitals do not count; NAME is of letters and digits"):format(given), 2
    end
    local dictionary, message = add(name, file, how == ":fold")
    if not dictionary then return nil, ("--list %s: %s"):format(name, message), core.kind(file) and 3 or 66 end
    on_command_line[name] = true
  end
  return true
end

return lists

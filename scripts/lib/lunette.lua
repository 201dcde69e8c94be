-- The module "lunette": puts together what C gives (lunette.core) and what the library adds. What each function does is
-- said once, in scripts/meta/.
local core = require "lunette.core"
local distance = require "lunette.distance"
local later = require "lunette.later"
local origin = require "lunette.origin"
local suggest = require "lunette.suggest"

local lun = {
  version = core.version,
  key = core.key,
  lower = core.lower,
  distance = distance.within,
  json = { encode = core.json_encode, decode = core.json_decode, object = core.json_object },
}
package.loaded["lunette"] = setmetatable(lun, { __index = function(_, name) -- the modules below ask for it
  if later[name] then lun[name] = later[name]() end
  return rawget(lun, name)
end })

require "lunette.document"
local source = require "lunette.source"

lun.open = source.open
lun.doc = source.doc
lun.docs = source.docs

function lun.stem(word, language)
  local ok, found = pcall(require("lunette.stem").of, word, language)
  if not ok then error(found, 2) end
  return found
end
function lun.date(...) return require("lunette.calendar").date(...) end
local quantity -- a module that few runs need
function lun.quantity(low, high, scale, unit)
  quantity = quantity or require "lunette.quantity"
  return quantity.range(low, high, scale, unit)
end
local sandbox = require "lunette.sandbox" -- which gives each script these for its own folder
function lun.read(path) return sandbox.read(path) end
function lun.lines(path) return sandbox.lines(path) end
lun.write = sandbox.write

function lun.collect(iterator, state, control)
  local list = {}
  for value in iterator, state, control do list[#list + 1] = value end
  return list
end

local own = {} -- dictionaries made by scripts, by name

-- One TSV line a row; tabs and line ends in a name would break it, so they become spaces.
local function tsv_of(rows, options)
  local columns = options.columns or {}
  local lines = { "#case " .. (options.case or "exact"), "#cols surface" }
  for _, column in ipairs(columns) do lines[2] = lines[2] .. "\t" .. column end
  local function clean(value) return (tostring(value):gsub("[\t\r\n]", " ")) end
  for i, row in ipairs(rows) do
    if type(row) == "table" then
      local cells = {}
      for c = 1, #columns + 1 do cells[c] = clean(row[c] or "") end
      lines[#lines + 1] = table.concat(cells, "\t")
    elseif type(row) == "string" then
      lines[#lines + 1] = clean(row)
    else
      error(("row %d of a dictionary is a %s, not a name or a list"):format(i, type(row)), 4)
    end
  end
  return table.concat(lines, "\n") .. "\n"
end

-- A list of one's own goes before a bundled dictionary of its name, but not for bundled scripts.
local function find_dictionary(name)
  local dictionary = require("lunette.environment").bundled() and core.embedded_dictionary(name) or own[name] or core.embedded_dictionary(name)
  if own[name] and dictionary == own[name] then require("lunette.lists").asked(name) end
  dictionary = dictionary or require("lunette.lists").kept(name)
  if dictionary then return dictionary end
  error(("unknown dictionary '%s'%s"):format(name, suggest.hint(name, lun.collect(lun.dictionaries()))), 3)
end

local function keep_dictionary(name, dictionary, file)
  own[name], origin.dictionary_files[name] = dictionary, file
end
require("lunette.lists").keep = keep_dictionary

function lun.dictionary(name, rows, options)
  if type(name) ~= "string" then error("lun.dictionary wants a name, not a " .. type(name), 2) end
  if rows == nil then return find_dictionary(name) end
  local tsv = type(rows) == "string" and rows or tsv_of(rows, options or {})
  local file = (options or {}).file or ("list '" .. name .. "'")
  local dictionary, message = core.compile_dictionary(name, file, tsv)
  if not dictionary then error(message, 2) end
  keep_dictionary(name, dictionary, file)
  return dictionary
end

function lun.dictionaries()
  local names = core.embedded_dictionary()
  for name in pairs(own) do if not core.embedded_dictionary(name) then names[#names + 1] = name end end
  table.sort(names)
  local i = 0
  return function()
    i = i + 1
    return names[i]
  end
end
core.find_dictionary_with(find_dictionary)

local priors = require("lunette.prior").made
function lun.prior(name, text)
  if type(text) ~= "string" then error("lun.prior wants the name of a dictionary and a text", 2) end
  return priors[name](text)
end

function lun.surest(capture, dictionary, column, options)
  if type(capture) ~= "string" or type(dictionary) ~= "string" or type(column) ~= "string" then
    error("lun.surest wants the names of a capture, of a dictionary and of its column", 2)
  end
  local ok, made = pcall(require("lunette.claim").surest, capture, dictionary, column, options)
  if not ok then error(made, 2) end
  return made
end

function lun.short_form(full, brief, options)
  if type(full) ~= "string" or type(brief) ~= "string" then error("lun.short_form wants the names of two captures", 2) end
  local ok, made = pcall(require("lunette.claim").short_form, full, brief, options)
  if not ok then error(made, 2) end
  return made
end

function lun.unless(capture, options)
  if type(capture) ~= "string" or type(options) ~= "table" then error("lun.unless wants the name of a capture and a table of options", 2) end
  local ok, made = pcall(require("lunette.claim").unless, capture, options)
  if not ok then error(made, 2) end
  return made
end

function lun.linker(settings)
  local ok, made = pcall(require("lunette.linking").new, settings)
  if not ok then error(made, 2) end
  return made
end

function lun.grouper(words)
  local ok, made = pcall(require("lunette.grouping").new, words)
  if not ok then error(made, 2) end
  return made
end

-- Who says it, of a fact `said`, as reports print it.
function lun.said_by(said)
  if type(said) ~= "table" or said.type ~= "said" then error("lun.said_by wants a fact 'said': for q in doc:facts \"said\" do print(lun.said_by(q)) end", 2) end
  return require("lunette.speakers").shown(said)
end

-- What stands in capitals as names are written: the first letter of each word, also after a hyphen, stays.
function lun.titlecase(text)
  return (text:gsub("[^%s%-]+", function(word)
    local first = word:match("^" .. utf8.charpattern)
    return first .. core.lower(word:sub(#first + 1))
  end))
end

function lun.acronym(long, short) return core.acronym(long, short) end

lun.report = require("lunette.report").check
lun.with = function(name) return require("lunette.report").asked[name] == true end
function lun.project(given) return require("lunette.project").check(given) end
local rule = require "lunette.rule"
lun.rules = rule.rules
lun.test = rule.test
lun.resolve = rule.resolve
function lun.explain(what, doc, options) return require("lunette.explain").rules(what, doc, options) end
lun.p = require "lunette.builder"
function lun.cql(text)
  if type(text) ~= "string" then error("lun.cql wants a query, not a " .. type(text), 2) end
  local ok, tree = pcall(require("lunette.cql").parse, text)
  if not ok then error(tree, 2) end
  return tree
end

return lun

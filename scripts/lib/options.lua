-- What stands behind the name of a command: options and words, told apart; the format and the documents that they ask for.
-- Says what is wrong and never prints it.
local output = require "lunette.output"
local source = require "lunette.source"
local suggest = require "lunette.suggest"
local options = {}

-- The options, a row each: how it is given ("value", "flag", or "values" where each time adds another), then the commands
-- that know it; without one all do. `--name=value` and `--name value` are the same; "--" ends them.
local declared = {
  o = { "value" },
  format = { "value" },
  text = { "value" },
  date = { "value" },
  scripts = { "value" },
  help = { "flag" },
  h = { "flag" },
  version = { "flag" },
  V = { "flag" },
  f = { "value", "find" },
  rules = { "value", "find explain" },
  across = { "value", "find" },
  within = { "value", "find" },
  outside = { "value", "find" },
  part = { "value", "find" },
  keep = { "value", "find" },
  cql = { "flag", "find" },
  given = { "value", "find" },
  why = { "flag", "run" },
  forms = { "flag", "lint" },
  ["no-alone"] = { "flag", "profile" },
  list = { "values", "run find explain test lint profile repl dict" },
  cache = { "value", "run find explain test lint profile repl dict" },
  annotations = { "value" },
  attr = { "value", "import" },
  allow = { "values", "run find explain test lint profile repl" },
  offsets = { "value", "run find" },
  ["csv-raw"] = { "flag", "run find sql" },
  ["no-receipt"] = { "flag", "run find sql" },
  trust = { "flag", "run find explain test lint profile repl" },
}

-- Options by name and the list of words, or nil and a message.
function options.parse(arguments)
  local given, words, i = {}, {}, 1
  while i <= #arguments do
    local word = arguments[i]
    local name, value = word:match "^%-%-?([%w][%w%-]*)=(.*)$"
    name = name or word:match "^%-%-?([%a][%w%-]*)$"
    if word == "--" then
      for j = i + 1, #arguments do words[#words + 1] = arguments[j] end
      break
    elseif name and not declared[name] then
      local known = {}
      for option in pairs(declared) do known[#known + 1] = (#option > 1 and "--" or "-") .. option end
      table.sort(known)
      return nil, ("unknown option %s%s"):format(word, suggest.hint(word:match "^[^=]*", known))
    elseif name and declared[name][1] == "flag" then
      if value then return nil, ("%s takes no value"):format(word:match "^[^=]*") end
      given[name] = true
    elseif name then
      if not value then
        i = i + 1
        value = arguments[i]
        if not value then return nil, ("%s needs a value"):format(word) end
      end
      if declared[name][1] == "values" then
        given[name] = given[name] or {}
        table.insert(given[name], value)
      else
        given[name] = value
      end
    else
      words[#words + 1] = word
    end
    i = i + 1
  end
  for name in pairs(given) do
    local of = declared[name][2]
    local command = of and words[1] or "help"
    if command ~= "help" and not of:find("%f[%a]" .. command:gsub("%p", "%%%0") .. "%f[%A]") then
      return nil, ("%s%s belongs to `lunette %s`"):format(#name == 1 and "-" or "--", name, (of:gsub(" ", "`, `lunette ")))
    end
  end
  return given, words
end

-- The format that is asked for, by name or by the ending of the file that is written; nil and a message for an unknown one.
function options.format(given, preferred)
  local ending = given.o and not given.format and given.o:match "%.([%w]+)$"
  if ending and not output.format_of(given.o) then
    return nil, ("no format for a file ending in .%s: %s, or --format"):format(ending, output.endings())
  end
  local format = given.format or (given.o and output.format_of(given.o)) or preferred or "text"
  if not output.known(format) then
    local known = output.names()
    return nil, ("unknown format '%s'%s: one of %s"):format(format, suggest.hint(format, known), table.concat(known, ", "))
  end
  if output.needs_file(format) and not given.o then return nil, ("%s is written to a file: add -o NAME.%s"):format(format, format) end
  return format
end

-- The documents that the options and the words name, or nil, message, code.
function options.inputs(given, words, interactive)
  local meta = given.date and { date = given.date }
  local ok, wrong = require("lunette.annotation").use(given.annotations)
  if not ok then return nil, wrong, 2 end
  if given.date and not (#given.date == 10 and source.is_date(given.date)) then
    return nil, ("--date %s is no day of the calendar: write it as YYYY-MM-DD"):format(given.date), 2
  end
  if given.text then
    if #words > 0 then return nil, "--text and INPUT files exclude each other", 2 end
    local text, done = given.text, false
    return function()
      if done then return nil end
      done = true
      return source.doc(text, meta)
    end
  end
  if #words == 0 then
    if interactive then return nil, "no input: name a file or a folder, or - for standard input, or --text TEXT", 66 end
    words = { "-" }
  end
  return source.each(words, meta)
end

return options

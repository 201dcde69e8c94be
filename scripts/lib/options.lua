-- What stands behind the name of a command: options and words, told apart; the format and the documents that they ask for.
-- Says what is wrong and never prints it.
local core = require "lunette.core"
local kind = require "lunette.source_kind"
local output = require "lunette.output"
local set = require "lunette.set"
local source = require "lunette.source"
local suggest = require "lunette.suggest"
local options = {}

local reads, watches = "run find explain profile repl eval judge diff", "run find explain profile eval judge diff" -- INPUT; and all of it, with a summary
local writes = "run find profile sql eval diff" -- rows
local runs = "run find explain test lint profile repl eval judge diff" -- scripts

-- The options, a row each: how it is given ("value", "flag", or "values" where each time adds another), then the commands
-- that know it; without one all do; then the option that it is another name of, and the only command for which it is.
-- `--name=value` and `--name value` are the same; "--" ends them.
local declared = {
  help = { "flag" },
  h = { "flag" },
  version = { "flag" },
  V = { "flag" },
  scripts = { "value" },
  text = { "value", reads },
  date = { "value", reads .. " dict" },
  include = { "values", reads },
  exclude = { "values", reads },
  follow = { "flag", reads },
  lang = { "value", reads },
  annotations = { "value", reads },
  ["input-format"] = { "value", reads },
  ["text-field"] = { "value", reads },
  ["id-field"] = { "value", reads },
  ["date-field"] = { "value", reads },
  ["headline-field"] = { "value", reads },
  ["date-order"] = { "value", reads },
  keep = { "value", watches },
  progress = { "value", watches },
  failures = { "value", watches },
  o = { "value", writes .. " import judge" },
  format = { "value", writes },
  ["csv-raw"] = { "flag", writes },
  ["no-receipt"] = { "flag", "run find profile diff" },
  offsets = { "value", "run find diff" },
  layers = { "value", "run find" },
  why = { "flag", "run" },
  where = { "values", "run" },
  e = { "value", "run" },
  use = { "values", "run find explain eval judge repl" },
  f = { "value", "find" },
  cql = { "flag", "find" },
  across = { "value", "find" },
  within = { "value", "find" },
  outside = { "value", "find" },
  part = { "value", "find" },
  matches = { "value", "find" },
  given = { "value", "find" },
  rules = { "values", "find explain", "use", "explain" }, -- another name of it for explain
  width = { "value", "find" },
  sort = { "value", "find" },
  sample = { "value", "find" },
  seed = { "value", "find judge" },
  count = { "value", "find" },
  ["as-written"] = { "flag", "find" },
  by = { "value", "find" },
  collocates = { "value", "find" },
  stat = { "value", "find" },
  least = { "value", "find" },
  top = { "value", "find" },
  with = { "value", "run" },
  forms = { "flag", "lint" },
  ["no-alone"] = { "flag", "profile" },
  from = { "value", "new" },
  attr = { "value", "import" },
  large = { "value", "dict" },
  into = { "value", "dict" },
  list = { "values", runs .. " dict" },
  cache = { "value", runs .. " dict" },
  ["no-project"] = { "flag", runs },
  allow = { "values", runs },
  trust = { "flag", runs },
  script = { "value", "eval" },
  types = { "value", "eval" },
  errors = { "value", "eval" },
  man = { "flag", "help" },
  completion = { "value", "help" },
  n = { "value", "judge" },
  coder = { "value", "judge" },
  ["near-misses"] = { "flag", "judge" },
  random = { "flag", "judge" },
  ["add-examples"] = { "flag", "judge" },
}

-- What a value looks like, for options that are given without one.
local example = {
  count = "--count match, or names of captures", by = "--by month, or document, file, date, year, a field", sort = "--sort 1L", collocates = "--collocates 5", sample = "--sample 50",
  top = "--top 20", width = "--width 60", least = "--least 3", format = "--format csv", o = "-o rows.csv", date = "--date 2019-03-12", text = "--text 'Ana Torres met Bo Lind.'",
  use = "--use names", list = "--list company=companies.csv", types = "--types person,org", script = "--script mine.lua", given = "--given person", keep = "--keep url,outlet",
  where = "--where type=org",
  lang = "--lang en", stat = "--stat logdice, or mi, ll",
}

local function belongs(of, command) return of == nil or of:find("%f[%a]" .. command:gsub("%p", "%%%0") .. "%f[%A]") ~= nil end

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
      for option, row in pairs(declared) do
        if not words[1] or belongs(row[2], words[1]) then known[#known + 1] = (#option > 1 and "--" or "-") .. option end
      end
      table.sort(known)
      local hint = suggest.hint(word:match "^[^=]*", known)
      if word:find "^%-%-gold" then hint = "; the kind of files is --input-format: one of " .. table.concat(kind.names, ", ")
      elseif hint == "" and words[1] == "run" then hint = "; rows of a report are chosen by --where COLUMN=VALUE" end
      return nil, ("unknown option %s%s"):format(word, hint)
    elseif name and declared[name][1] == "flag" then
      if value then return nil, ("%s takes no value"):format(word:match "^[^=]*") end
      given[name] = true
    elseif name then
      if not value then
        i = i + 1
        value = arguments[i]
        if not value then return nil, ("%s needs a value%s"):format(word, example[name] and ": " .. example[name] or "") end
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
  for _, name in ipairs(set.names(given)) do
    local of = declared[name][2]
    local command = of and words[1] or "help"
    if command and command ~= "help" and not belongs(of, command) then
      return nil, ("%s%s belongs to `lunette %s`"):format(#name == 1 and "-" or "--", name, (of:gsub(" ", "`, `lunette ")))
    end
  end
  for name, option in pairs(declared) do
    local same = option[3]
    if same and given[name] and words[1] == option[4] then given[same], given[name] = table.move(given[name], 1, #given[name], #(given[same] or {}) + 1, given[same] or {}), nil end
  end
  return given, words
end

-- The options of a command as they are typed, those that all commands know left out; and whether one takes a value.
function options.of_command(command)
  local list = {}
  for _, name in ipairs(set.names(declared)) do
    local of = declared[name][2]
    if of and of:find("%f[%a]" .. command .. "%f[%A]") then list[#list + 1] = (#name == 1 and "-" or "--") .. name end
  end
  return list
end
function options.takes_value(name) return declared[name] ~= nil and declared[name][1] ~= "flag" end

-- Whether there is an option of that name.
function options.is_known(name) return declared[name] ~= nil end

-- The packs of --use, or of the project file; nil for none.
function options.use(given)
  if not given.use then return given["project-use"] end
  local list = {}
  for _, names in ipairs(given.use) do for name in names:gmatch "[^,%s]+" do list[#list + 1] = name end end
  return list
end

-- The format that is asked for, by name or by the ending of the file that is written; nil and a message for an unknown one.
function options.format(given, preferred)
  if given.o == "-" then given.o = nil end -- standard output, where rows go anyway
  local ending = given.o and not given.format and given.o:match "%.([%w]+)$"
  if ending and not output.format_of(given.o) then
    return nil, ("no format for a file ending in .%s: %s, or --format"):format(ending, output.endings())
  end
  local format = given.format or (given.o and output.format_of(given.o)) or preferred or given["project-format"] or "text"
  if not output.known(format) then
    local known = output.names()
    return nil, ("unknown format '%s'%s: one of %s"):format(format, suggest.hint(format, known), table.concat(known, ", "))
  end
  if output.needs_file(format) and not given.o then return nil, ("%s is written to a file: add -o NAME.%s"):format(format, format) end
  return format
end

-- The names of fields that --keep passes on: a list, "all", or nil.
function options.keep(given)
  if not given.keep or given.keep == "all" then return given.keep end
  local names = {}
  for name in given.keep:gmatch "[^,]+" do names[#names + 1] = name:match "^%s*(.-)%s*$" end
  return names
end

-- The fields that are read: those of --keep, and others that the command asks for (given.asked: name -> option) for itself.
local function fields_read(given)
  local names = options.keep(given)
  if names == "all" or not given.asked then return names end
  names = names or {}
  for _, name in ipairs(set.names(given.asked)) do names[#names + 1] = name end
  return names
end

-- The layers that --layers chooses: a set, "all", or nil.
function options.layers(given)
  if not given.layers or given.layers == "all" then return given.layers end
  local names = {}
  for name in given.layers:gmatch "[^,%s]+" do names[name] = true end
  return names
end

-- Codes of languages that are read, nil for any; false and a message for a code that is not known.
local function languages_of(given)
  if given.lang == "any" then return nil end
  local wanted = {}
  for code in (given.lang or "en"):gmatch "[^,%s]+" do
    if not core.language_name(code) then
      return false, ("--lang %s: no language that can be told apart; codes such as en, de, es, fr, or any"):format(code)
    end
    wanted[code] = true
  end
  return wanted
end

-- What reading documents needs to know, or nil and a message.
local function settings_of(given, summary)
  if given.annotations then
    local ok, wrong = require("lunette.annotation").use(given.annotations)
    if not ok then return nil, wrong end
  end
  if given.date and not (#given.date == 10 and source.is_date(given.date)) then
    return nil, ("--date %s is no day of the calendar: write year, month and day as YYYY-MM-DD, such as 2019-03-12"):format(given.date)
  end
  if given["date-order"] then
    local date = require "lunette.source_date"
    if not set.of(date.orders)[given["date-order"]] then return nil, ("--date-order %s: dmy for 31/12/2019, mdy for 12/31/2019"):format(given["date-order"]) end
    date.order = given["date-order"]
  end
  local format = given["input-format"]
  if format and not kind.known[format] then
    return nil, ("--input-format %s%s: one of %s"):format(format, suggest.hint(format, kind.names), table.concat(kind.names, ", "))
  end
  local modes = given.progress and require("lunette.progress").modes
  if modes and not set.of(modes)[given.progress] then
    return nil, ("--progress %s%s: one of %s"):format(given.progress, suggest.hint(given.progress, modes), table.concat(modes, ", "))
  end
  local languages, message = languages_of(given)
  if languages == false then return nil, message end
  local settings = { date = given.date, format = format, include = given.include, exclude = given.exclude, follow = given.follow,
    languages = languages, keep = fields_read(given), asked = given.asked or {}, fields = {} }
  for name, value in pairs(given) do
    local role = name:match "^(%l+)%-field$"
    if role then settings.fields[role] = value end
  end
  if summary then
    settings.note = function(text) if text then summary.say(text, "yellow") end end
    settings.warn = function(text, reason) summary:warned(text, reason) end
    settings.count = summary:counter()
  end
  return settings
end

-- Documents without those that are passed over, where nobody counts them.
local function wanted_of(documents)
  return function()
    while true do
      local doc, message, outcome = documents()
      if doc ~= false or not (outcome and outcome.skipped) then return doc, message, outcome end
    end
  end
end

local own_keys = { ["--sort"] = "1L, 1R, 2R ..., K, captures, document, file, date, month and year", ["--by"] = "document, file, date, month and year" }

-- The documents, and behind the last what is to be said of fields that were asked for and that none had.
local function with_fields(documents, settings)
  local missing, wants = type(settings.keep) == "table" and table.move(settings.keep, 1, #settings.keep, 1, {}) or {}, next(settings.fields)
  if not missing[1] and not wants or not settings.note then return documents end
  local any = false
  return function()
    local doc, message, outcome = documents()
    if doc then
      any = true
      for i = #missing, 1, -1 do
        if (core.data(doc).keep or {})[missing[i]] ~= nil then table.remove(missing, i) end
      end
    elseif doc == nil and any then
      for _, name in ipairs(missing) do
        local option = settings.asked[name] or "--keep"
        local own = own_keys[option]
        settings.note(settings.there and ("%s %s: no record has '%s'%s; fields: %s%s"):format(option, name, name, suggest.hint(name, { table.unpack(settings.there) }), table.concat(settings.there, ", "), own and "; else it takes " .. own or "")
          or ("%s %s: these inputs have no fields%s"):format(option, name, own and "; it takes " .. own or ""))
      end
      if wants and not settings.read_records then settings.note(("--%s-field %s: none of these inputs holds records, so no field was looked for"):format(wants, settings.fields[wants])) end
      missing, wants = {}, nil
    end
    return doc, message, outcome
  end
end

-- The documents that the options and the words name, or nil, message, code. summary: what is told of warnings, and counts.
function options.inputs(given, words, interactive, summary)
  local settings, problem = settings_of(given, summary)
  if not settings then return nil, problem, 2 end
  local documents, bytes
  if given.text then
    if #words > 0 then return nil, "--text and INPUT files exclude each other", 2 end
    documents, bytes = source.of_text(given.text, settings)
  else
    if #words == 0 and given["project-inputs"] then words = given["project-inputs"] end
    if #words == 0 then
      if interactive then return nil, "no input: name a file or a folder, or - for standard input, or --text TEXT", 66 end
      words = { "-" }
    end
    documents, bytes = source.each(words, settings)
  end
  documents = with_fields(documents, settings)
  if summary then return summary:watch(documents, bytes) end
  return wanted_of(documents)
end

return options

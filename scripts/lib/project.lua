-- The project file: lunette.lua in the working folder, whose table gives defaults to the options of the command line. It is a
-- script of the user's and runs in the sandbox; what it names lies below its folder.
local core = require "lunette.core"
local environment = require "lunette.environment"
local permission = require "lunette.permission"
local report = require "lunette.report"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local project = {}

project.page = [==[
The project file: lunette.lua in the working folder

What holds for all runs in a folder stands in a file there, lunette.lua, which returns lun.project { ... }:

  return lun.project {
    inputs = { "articles" },               -- read when the command line names no INPUT
    use = { "names", "rules/mine.lua" },    -- packs for `lunette find`, `run -e`, the prompt, and reports that use none
    lists = { company = "lists/companies.csv" },
    text_field = "body", id_field = "id", date_field = "published", headline_field = "title", -- of JSON Lines and CSV
    keep = { "url", "outlet" },            -- or "all": fields of the input that go into the rows
    lang = "en",                           -- or "any"
    format = "csv",                        -- of rows, unless -o or the report says another
  }

Each field is optional and stands for the option of its name (--text-field, --keep ...); what the command line says goes before
it, and so does what a script says of its own lists. Which file gave defaults is said on standard error. Paths begin at the
project's folder, and its scripts may read below it (lunette help sandbox).

  --no-project    leaves lunette.lua aside

`lunette new project NAME` makes a folder with one. An example that runs as it stands:
  $ cd $(mktemp -d) && lunette new project minutes && cd minutes && lunette run reports/purchases.lua
]==]

local FILE = "lunette.lua"

local class = { __name = "project" }
local fields = {
  inputs = "table", use = "table", lists = "table", text_field = "string", id_field = "string", date_field = "string",
  headline_field = "string", keep = "string or table", lang = "string", format = "string",
}

-- What lun.project does: checks the table and marks it.
function project.check(given)
  if type(given) ~= "table" then error("lun.project wants a table", 2) end
  suggest.check_fields("a project", given, fields, 2)
  for _, name in ipairs(set.names(fields)) do
    local kind = type(given[name])
    if kind ~= "nil" and not fields[name]:find(kind, 1, true) then
      error(("the project's field '%s' is a %s, not a %s"):format(name, kind, fields[name]), 2)
    end
  end
  for _, name in ipairs { "inputs", "use", "keep" } do
    for i, value in ipairs(type(given[name]) == "table" and given[name] or {}) do
      if type(value) ~= "string" then error(("the project's field '%s' lists texts, not a %s (number %d)"):format(name, type(value), i), 2) end
    end
  end
  if given.format and not require("lunette.output").known(given.format) then
    error(("the project's format '%s' is none%s"):format(given.format, suggest.hint(given.format, require("lunette.output").names())), 2)
  end
  return setmetatable(given, class)
end

-- Runs the file: what it returns, or nil and a message.
local function load_file()
  permission.grant_read "."
  local text, message = core.read(FILE)
  if not text then return nil, message end
  local chunk
  chunk, message = environment.compile(text, FILE)
  if not chunk then return nil, message end
  local ok, value = pcall(environment.within, ".", chunk)
  if not ok then
    local raised = environment.plain(value)
    return nil, raised:find(FILE .. ":", 1, true) == 1 and raised or FILE .. ": " .. raised
  end
  if debug.getmetatable(value) ~= class then
    local what = report.is_report(value) and "a report" or report.is_pack(value) and "a rule pack" or value == nil and "nothing" or "a " .. type(value)
    return nil, ("%s: returns %s; a project file returns lun.project { ... }"):format(FILE, what)
  end
  return value
end

-- The lists that the working folder's project file declares, by name; none where there is no such file. nil and a message.
function project.lists()
  if core.kind(FILE) ~= "file" then return {} end
  local given, message = load_file()
  return given and (given.lists or {}), message
end

-- Puts the defaults of the working folder's project file into a command's options, of those of the inputs only what
-- `is_known(option)`; the file is there. true, what to say or nil; or nil and a message.
function project.defaults(options, words, is_known)
  if options["no-project"] then return true end
  for _, word in ipairs(words) do if word == FILE or word == "./" .. FILE then return true end end
  local given, message = load_file()
  if not given then return nil, message .. "; --no-project leaves it aside" end
  local took = {}
  local function take(name, option, value)
    if options[option] ~= nil or value == nil then return end
    options[option] = value
    took[#took + 1] = name
  end
  for _, name in ipairs { "text_field", "id_field", "date_field", "headline_field", "keep", "lang" } do
    local option, value = name:gsub("_", "-"), given[name]
    if is_known(option) then take(name, option, type(value) == "table" and table.concat(value, ",") or value) end
  end
  for _, path in ipairs(given.inputs or {}) do
    local found, problem = permission.locate(path)
    if not found then return nil, ("%s: inputs: %s; --no-project leaves it aside"):format(FILE, problem) end
  end
  if not options.text then take("inputs", "project-inputs", given.inputs) end
  take("format", "project-format", given.format)
  if not options.use then take("use", "project-use", given.use) end
  take("lists", "project-lists", given.lists)
  return true, took[1] and ("defaults from %s: %s"):format(FILE, table.concat(took, ", ")) or nil
end

return project

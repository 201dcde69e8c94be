-- Help from the sources themselves: a report's and a pack's own words, the prose of scripts/meta/ for
-- functions and fields, the pages of commands. Nothing is written twice.
local core = require "lunette.core"
local distance = require "lunette.distance"
local environment = require "lunette.environment"
local set = require "lunette.set"
local lun = require "lunette"
local help = {}

-- Reads the declarations: list of { name = "doc:word", signature = "doc:word(i)", lines = {prose and parameters} }.
function help.declarations()
  local text = core.script "meta/lunette.lua" .. "\n" .. core.script "meta/document.lua"
  local list, by_name, prose = {}, {}, {}
  local class
  local function put(entry)
    list[#list + 1] = entry
    by_name[entry.name] = entry
  end
  for line in (text .. "\n"):gmatch "(.-)\n" do
    local comment = line:match "^%-%-%-%s?(.*)$"
    local name, parameters = line:match "^function ([%w_.:]+)(%b())"
    if comment then
      local made, field, kind, about = comment:match "^@class (%w+)", comment:match "^@field (%[?[%w_]+%]?)%s+(%S+)%s*(.*)$"
      if made then
        class = made
        put { name = made, class = true, signature = made, lines = prose }
        prose = {}
      elseif field and class then
        local full = class .. (field:find "^%[" and field or "." .. field)
        put { name = full, field = true, signature = ("%s: %s"):format(full, kind), lines = { about } }
      elseif not comment:find "^@meta" then
        prose[#prose + 1] = comment
      end
    elseif name then
      put { name = name, signature = name .. parameters, lines = prose }
      prose = {}
    elseif line == "" then
      prose = {}
    end
  end
  return list, by_name
end

-- A type as declarations write it, and what is said behind it: in a type blanks stand between brackets, behind ":" and around "|".
local function split_type(text)
  local at, past = 1, 1
  while past do
    at = past
    past = text:match("^%b{}()", at) or text:match("^%b()()", at) or text:match("^: ()", at) or text:match("^ | ()", at) or text:match("^%S()", at)
  end
  return text:sub(1, at - 1), text:match("^%s*(.*)$", at)
end

local function readable(lines)
  local out = {}
  for _, line in ipairs(lines) do
    local name, about = line:match "^@param (%S+) (.*)$"
    if name then
      local kind, rest = split_type(about)
      out[#out + 1] = ("  %s: %s%s"):format(name, kind, rest ~= "" and " — " .. rest or "")
    elseif line:find "^@return" then out[#out + 1] = "  returns " .. line:match "^@return (.*)$"
    else out[#out + 1] = line end
  end
  return table.concat(out, "\n")
end

-- The comment that opens a script.
local function opening(text)
  local lines = {}
  for line in text:gmatch "(.-)\n" do
    local comment = line:match "^%-%-%-?%s?(.*)$"
    if not comment then break end
    lines[#lines + 1] = comment
  end
  return table.concat(lines, "\n")
end

-- The page of a type of facts: the pack whose opening says what they have, and what rules of one's own must capture to make some.
local function facts_page(name)
  for _, pack in ipairs(environment.names "rules") do
    local text = opening(core.script("rules/" .. pack .. ".lua"))
    local plain, quoted = text:gsub("%s+", " "), "`" .. name .. "`"
    if plain:find("fact " .. quoted, 1, true) or plain:find("acts " .. quoted, 1, true) or plain:find("acts of the type " .. quoted, 1, true) then
      local out, roles = { ("%s: facts of the pack %s"):format(name, pack) }, {}
      for i, names in ipairs(require("lunette.fact").wanted[name] or {}) do roles[i] = table.concat(names, " or ") end
      if roles[1] then out[2] = ("A rule of your own that makes one (fact = %q) captures at least: %s"):format(name, table.concat(roles, ", ")) end
      return ("%s\n\n%s\n\nuse = { %q }\n"):format(table.concat(out, "\n"), text, pack)
    end
  end
end

-- The first sentence of it.
local function first_sentence(kind, name)
  local text = core.script(kind .. "/" .. name .. ".lua")
  local words = text and opening(text):gsub("%s+", " ") or ""
  return words:match "^.-%.%f[%s%z]" or words
end

function help.list(write, paint)
  local lines = {}
  for _, group in ipairs { { "reports", "Reports (lunette run NAME INPUT...)" }, { "rules", "Rule packs (use = { NAME } in your own scripts)" } } do
    lines[#lines + 1] = paint("bold", group[2])
    for _, name in ipairs(environment.names(group[1])) do
      lines[#lines + 1] = ("  %-12s %s"):format(name, first_sentence(group[1], name))
    end
    lines[#lines + 1] = ""
  end
  lines[#lines + 1] = paint("bold", "Dictionaries (#NAME in patterns)")
  for name in lun.dictionaries() do
    local dictionary = lun.dictionary(name)
    lines[#lines + 1] = ("  %-12s %7d entries  %s"):format(name, #dictionary, table.concat(dictionary.columns, " "))
  end
  return write(table.concat(lines, "\n") .. "\n")
end

help.list_page = [==[
lunette list

Prints what comes with lunette, and what the folder of --scripts adds: reports and rule packs, a line each, and dictionaries
with their number of entries and their columns.

  a report         lunette run NAME INPUT...       about it: lunette help NAME
  a rule pack      use = { "NAME" } in a script of your own, --use NAME for `lunette find`; `lunette run NAME` prints its facts
  a dictionary     #NAME in patterns, #NAME[column=value] by a column; lun.dictionary "NAME" in Lua

An example that runs as it stands:
  $ lunette list

--scripts DIR is a folder whose reports/ and rules/ go before the bundled ones. Exit codes: 0, 74 the output could not be
written.
]==]

-- What can be asked for besides scripts and declarations: a page in a module, or declarations that make a page together.
local shells = [[
lunette help --man
lunette help --completion bash|zsh|fish

The manual page, and what completes commands, options and names at the Tab key of a shell; both are printed.

  lunette help --man >lunette.1; man ./lunette.1
  . <(lunette help --completion bash)
]]

local topics = {
  man = function() return shells end,
  completion = function() return shells end,
  run = function() return require("lunette.report").page end,
  test = function() return require("lunette.examples").page end,
  tutorial = function() return require "lunette.tutorial" end,
  list = function() return help.list_page end,
  lists = function() return require("lunette.lists").page end,
  dict = function() return require("lunette.dict").page end,
  repl = function() return require("lunette.repl").page end,
  inputs = function() return require "lunette.inputs" end,
  input = function() return require "lunette.inputs" end,
  find = function() return require("lunette.find").page end,
  judge = function() return require("lunette.judge").page end,
  diff = function() return require("lunette.diff").page end,
  annotation = function() return require("lunette.annotation").page end,
  import = function() return require("lunette.import").page end,
  cql = function() return require("lunette.cql").page end,
  explain = function() return require("lunette.explain").page end,
  where = function() return require("lunette.where").page end,
  why = function() return require("lunette.why_tree").page end,
  lint = function() return require("lunette.lint").page end,
  show = function() return require("lunette.show").page end,
  new = function() return require("lunette.new").page end,
  project = function() return require("lunette.project").page end,
  sandbox = function() return require("lunette.sandbox").page end,
  profile = function() return require("lunette.profile").page end,
  eval = function() return require("lunette.eval").page end,
  sql = function() return require("lunette.sql").page end,
  output = function() return require("lunette.output").page end,
  ["lun.rules"] = { "lun.rules", "pack", "rule" },
  ["lun.report"] = { "lun.report", "report" },
  report = { "lun.report", "report" },
  m = { "match" },
}
for name in ("pos tag tags tagger lemma"):gmatch "%a+" do
  topics[name] = function() return require("lunette.lemma").page end
end
for name in ("patterns pattern rules macro macros gap gaps examples language"):gmatch "%a+" do
  topics[name] = function() return require "lunette.patterns" end
end
for name in ("pack packs rule fields"):gmatch "%a+" do topics[name] = topics["lun.rules"] end
for name in ("match matches capture captures"):gmatch "%a+" do topics[name] = topics.m end

help.topics = topics

-- A declaration, with all that belongs to it if it is a class.
local function entry_page(found, list)
  local out = { found.signature, readable(found.lines) }
  for _, entry in ipairs(found.class and list or {}) do
    if entry.name:find("^" .. found.name .. "[.:%[]") then
      out[#out + 1] = ("  %-34s %s"):format(entry.signature, entry.lines[1] or "")
    end
  end
  return table.concat(out, "\n") .. "\n"
end

-- Declarations with this name, or with it behind the name of a class: fields of rules, packs, reports and matches first.
local of_scripts = { rule = 1, pack = 2, report = 3, match = 4 }
local pages_of_fields = { rule = "lun.rules", pack = "lun.rules", report = "lun.report", match = "m" }
local function declared(name, list, by_name)
  if by_name[name] then return { by_name[name] } end
  local found, place = {}, {}
  for i, entry in ipairs(list) do
    place[entry] = (of_scripts[entry.name:match "^%w+"] or 5) * #list + i
    if entry.name:match "[.:]([%w_]+)$" == name then found[#found + 1] = entry end
  end
  table.sort(found, function(a, b) return place[a] < place[b] end)
  return found
end

-- "; did you mean 'a', 'b'?": known names near to the unknown one, alone or behind the name of a class, and longer ones that
-- it is a part of; the nearest first.
local function near(name, known)
  local wanted, away, list = name:lower(), {}, {}
  for candidate in pairs(known) do
    local whole = candidate:lower()
    local last = whole:match "[.:]([%w_]+)$" or whole
    local bound = math.max(1, #name // 3)
    local d = distance.within(wanted, whole, bound) or distance.within(wanted, last, bound) or #name > 2 and whole:find(wanted, 1, true) and bound + 1
    if d then
      away[candidate] = d
      list[#list + 1] = candidate
    end
  end
  table.sort(list, function(a, b)
    if away[a] ~= away[b] then return away[a] < away[b] end
    return a < b
  end)
  return list[1] and ("; did you mean '%s'?"):format(table.concat(list, "', '", 1, math.min(4, #list))) or ""
end

function help.about(name, usage)
  if not name then
    return usage .. [[

lunette help tutorial     from an article to a rule of your own, in ten minutes
lunette help patterns     the rule language in one page
lunette help inputs       what is read and how: kinds of files, fields of records, languages, failures
lunette help lists        from a list of names to a table
lunette help completion   completions for your shell, and the manual page
lunette help lun.rules    all fields of a rule and of a pack; lun.report: of a report; m: what a match offers
lunette help NAME         about a command, a report, a pack, a field, or a function such as lun.open, doc:spans, span
]]
  end
  local list, by_name = help.declarations()
  local topic = topics[name]
  if type(topic) == "function" then return topic() end
  if topic then
    local out = {}
    for _, part in ipairs(topic) do out[#out + 1] = entry_page(by_name[part], list) end
    return table.concat(out, "\n")
  end
  for _, kind in ipairs { "reports", "rules" } do
    local text = core.script(kind .. "/" .. name .. ".lua")
    if text then
      local arguments = (text:match "%f[%w]args = (%b{})" or ""):gsub('[{}", ]+', " "):upper()
      local where = kind == "reports" and ("lunette run %s%sINPUT..."):format(name, arguments == "" and " " or arguments) or ("use = { %q }"):format(name)
      return ("%s\n\n%s\n"):format(opening(text), where)
    end
  end
  local facts = facts_page(name)
  if facts then return facts end
  local known = {}
  for command in usage:gmatch "\n  lunette (%l+)" do
    if command == name then return usage end
    known[command] = true
  end
  local found = declared(name, list, by_name)
  if not found[1] then
    for topic_name in pairs(topics) do known[topic_name] = true end
    for _, entry in ipairs(list) do known[entry.name] = true end
    for _, kind in ipairs { "reports", "rules" } do
      for _, script in ipairs(environment.names(kind)) do known[script] = true end
    end
    return nil, ("nothing is called '%s'%s"):format(name, near(name, known))
  end
  local out, more = {}, {}
  for _, entry in ipairs(found) do
    out[#out + 1] = entry_page(entry, list)
    local page = pages_of_fields[entry.name:match "^(%w+)[.]"]
    if page then more["lunette help " .. page] = true end
  end
  if next(more) then out[#out + 1] = ("All fields: %s\n"):format(table.concat(set.names(more), ", ")) end
  return table.concat(out, "\n")
end

return help

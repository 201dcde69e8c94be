-- Help from the sources themselves: a report's and a pack's own words, the prose of scripts/meta/lunette.lua for
-- functions. Nothing is written twice.
local core = require "lunette.core"
local environment = require "lunette.environment"
local suggest = require "lunette.suggest"
local lun = require "lunette"
local help = {}

-- Reads the declarations: list of { name = "doc:word", signature = "doc:word(i)", lines = {prose and parameters} }.
function help.declarations()
  local text = core.script "meta/lunette.lua"
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
      local made, field, kind, about = comment:match "^@class (%w+)", comment:match "^@field (%w+)%s+(%S+)%s*(.*)$"
      if made then
        class = made
        put { name = made, class = true, signature = made, lines = prose }
        prose = {}
      elseif field and class then
        put { name = class .. "." .. field, field = true, signature = ("%s.%s: %s"):format(class, field, kind), lines = { about } }
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

local function readable(lines)
  local out = {}
  for _, line in ipairs(lines) do
    local name, kind, rest = line:match "^@param (%S+) (%S+)%s*(.*)$"
    if name then out[#out + 1] = ("  %s: %s%s"):format(name, kind, rest ~= "" and " — " .. rest or "")
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

local function first_line(kind, name)
  local text = core.script(kind .. "/" .. name .. ".lua")
  return text and (opening(text):match "^[^\n]*") or ""
end

function help.list(write, paint)
  local lines = {}
  for _, group in ipairs { { "reports", "Reports (lunette run NAME INPUT...)" }, { "rules", "Rule packs (use = { NAME } in your own scripts)" } } do
    lines[#lines + 1] = paint("bold", group[2])
    for _, name in ipairs(environment.names(group[1])) do
      lines[#lines + 1] = ("  %-12s %s"):format(name, first_line(group[1], name))
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

-- Pages that stand in a module: that of the language, and those of commands.
local pages = {
  find = function() return require("lunette.find").page end,
  cql = function() return require("lunette.cql").page end,
  explain = function() return require("lunette.explain").page end,
  why = function() return require("lunette.why_tree").page end,
  lint = function() return require("lunette.lint").page end,
  profile = function() return require("lunette.profile").page end,
}
for name in ("patterns pattern rules macro macros examples language"):gmatch "%a+" do
  pages[name] = function() return require "lunette.patterns" end
end

function help.about(name, usage)
  if not name then
    return usage .. "\nlunette help patterns   the rule language in one page\nlunette help NAME       about a report, a pack, or a function such as lun.open, doc:spans, span\n"
  end
  if pages[name] then return pages[name]() end
  for _, kind in ipairs { "reports", "rules" } do
    local text = core.script(kind .. "/" .. name .. ".lua")
    if text then
      local arguments = (text:match "%f[%w]args = (%b{})" or ""):gsub('[{}", ]+', " "):upper()
      local where = kind == "reports" and ("lunette run %s%sINPUT..."):format(name, arguments == "" and " " or arguments) or ("use = { %q }"):format(name)
      return ("%s\n\n%s\n"):format(opening(text), where)
    end
  end
  local known = { "patterns" }
  for command in usage:gmatch "\n  lunette (%l+)" do
    if command == name then return usage end
    known[#known + 1] = command
  end
  local list, by_name = help.declarations()
  local found = by_name[name]
  if not found then
    for _, entry in ipairs(list) do
      if entry.name:match "[.:]([%w_]+)$" == name then found = found or entry end
    end
  end
  if not found then
    for _, entry in ipairs(list) do known[#known + 1] = entry.name end
    for _, kind in ipairs { "reports", "rules" } do
      for _, script in ipairs(environment.names(kind)) do known[#known + 1] = script end
    end
    return nil, ("nothing is called '%s'%s"):format(name, suggest.hint(name, known))
  end
  local out = { found.signature, readable(found.lines) }
  if found.class then
    for _, entry in ipairs(list) do
      if entry.name:find("^" .. found.name .. "[.:]") then
        out[#out + 1] = ("  %-34s %s"):format(entry.signature, entry.lines[1] or "")
      end
    end
  end
  return table.concat(out, "\n") .. "\n"
end

return help

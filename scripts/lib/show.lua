-- `lunette show`: the source of what comes with lunette, whole or one rule of it with the macros that it needs.
local core = require "lunette.core"
local environment = require "lunette.environment"
local excerpt = require "lunette.excerpt"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local show = {}

show.page = [==[
lunette show NAME

Prints the source of a bundled report or rule pack, or of one rule as PACK.RULE: the rule with its yes and no lines, and the
macros that its pattern names. Where a report and a pack share a name the report is meant; rules/NAME is the pack. What is
printed is a script as you would write it: `lunette new rule NAME --from PACK.RULE` makes a file of your own from it.

  lunette show quotes
  lunette show speech.csv
  lunette show rules/entities

An example that runs as it stands:
  $ lunette show speech.csv

--scripts DIR is a folder of scripts that goes before the bundled ones. Exit codes: 0, 2 nothing has that name.
]==]

local styles = { comment = "dim", string = "green", keyword = "bold", number = "cyan" }

local function painted(text, paint)
  local parts = {}
  for kind, word in excerpt.words(text) do
    -- a line at a time, so that colour ends where a line does
    parts[#parts + 1] = styles[kind] and word:gsub("[^\n]+", function(line) return paint(styles[kind], line) end) or word
  end
  return table.concat(parts)
end

-- The text of a pack or report, its file and kind; nil when there is none.
function show.script(name)
  local kind, rest = name:match "^(r[ue]%l+)/(.*)$"
  for _, folder in ipairs(kind and { kind } or { "reports", "rules" }) do
    local text, file = core.script(folder .. "/" .. (rest or name) .. ".lua")
    if text then return text, file, folder end
  end
end

-- One rule: the pack's parts and the step, or nil and a message.
function show.rule(name)
  local pack, rule = name:match "^([^.]+)%.(.+)$"
  local text, file = core.script("rules/" .. (pack or name):gsub("^rules/", "") .. ".lua")
  if not pack or not text then
    return nil, ("no rule pack '%s'%s"):format(pack or name, suggest.hint(pack or name, environment.names "rules"))
  end
  local made = excerpt.of(text)
  local names = {}
  for _, step in ipairs(made and made.steps or {}) do
    if step.name == rule then return made, step, file, pack end
    names[#names + 1] = step.name
  end
  return nil, ("'%s' has no rule '%s'%s"):format(pack, rule, suggest.hint(rule, names))
end

-- The text to print, or nil and a message; and a note.
function show.text(name, paint)
  if name:find "%.lua$" then return nil, ("%s: one of your own is read in an editor; `lunette show` prints what comes with lunette"):format(name) end
  local text, _, kind = show.script(name)
  local note
  if text then
    if kind == "reports" and not name:find "/" and core.script("rules/" .. name .. ".lua") then note = ("'%s' is a rule pack too: lunette show rules/%s"):format(name, name) end
  elseif name:find "%." then
    local made, step, step_file = show.rule(name)
    if not made then return nil, step end
    local parts = { ("-- %s  %s:%d"):format(name, step_file, step.line) }
    local macros = excerpt.needed(made, step.text)
    if macros[1] then
      parts[#parts + 1] = "define = {"
      for _, macro in ipairs(macros) do parts[#parts + 1] = ("  %s = %s,"):format(macro.name, macro.text) end
      parts[#parts + 1] = "},"
    end
    parts[#parts + 1] = step.text:gsub("\n  ", "\n") .. ",\n"
    text = table.concat(parts, "\n")
  else
    local known = environment.names "reports"
    for _, pack in ipairs(environment.names "rules") do known[#known + 1] = pack end
    known = set.names(set.of(known))
    return nil, ("no report, rule pack or rule '%s'%s; a rule is pack.rule; `lunette list` shows what there is"):format(name, suggest.hint(name, known))
  end
  return paint and painted(text, paint) or text, note
end

return show

-- Which rules `lunette explain` is asked about, and the packs that run with them: pack.rule, FILE.lua:rule, a pack, the type of
-- a fact, a layer, or all that the report `brief` uses. A target: { packs, without, steps, wanted (set), name, kind (of a fact
-- or layer), any (all rules) }.
local core = require "lunette.core"
local environment = require "lunette.environment"
local meant = require "lunette.explain_meant"
local report = require "lunette.report"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local target = {}

local function plain(message) return (tostring(message):gsub("\nstack traceback:.*", "")) end

local function names_of(steps)
  local names = {}
  for _, step in ipairs(steps) do if step.pattern then names[#names + 1] = step.name end end
  return names
end

function target.of(r, steps, name)
  return { packs = r.packs, without = r.without, steps = steps, wanted = set.of(steps), name = name }
end

local function using(list) return pcall(report.check, { name = "explain", use = list }) end

local function is_bundled(name)
  for _, other in ipairs(environment.names "rules") do if other == name then return true end end
  return false
end

-- A bundled pack, a report or a script of rules as a report, or nil, message, code.
local function load(name)
  if is_bundled(name) then
    local ok, r = using { name }
    if not ok then return nil, plain(r), 3 end
    r.own = r.packs[#r.packs]
    return r
  end
  local chunk, chunk_name, folder = report.load(name)
  if not chunk then return nil, chunk_name, folder end
  local ok, value = pcall(environment.within, type(folder) == "string" and folder or nil, chunk)
  if ok and report.is_pack(value) then ok, value = pcall(report.of_pack, value) end
  if not ok then return nil, plain(value), 3 end
  if not report.is_report(value) or not value.own then return nil, ("%s: holds no rules of its own"):format(chunk_name), 2 end
  return value
end

-- By what --why calls them, statements of the pack `reported` are named by what the verb brings along and how that stands,
-- reported.that, reported.against+ing; those of the pack `attribution` by where they are from.
local frames, carried = set.of(core.frame_names()), set.of { "carried", "same", "within" }
local function is_statement(pack, rule_name)
  if pack == "attribution" then return carried[rule_name] end
  return frames[rule_name:match "^[^+]*"]
end

function target.in_pack(r, rule_name, name)
  if rule_name == "" and meant.packs[r.own.name] then -- which decide by what was named before
    local ok, all = using { "references" }
    local made = target.of(ok and all or r, {}, name)
    made.meant = meant.packs[r.own.name]
    return made
  end
  local steps = {}
  for _, step in ipairs(r.own.steps) do
    if step.pattern and (rule_name == "" or step.name == rule_name) then steps[#steps + 1] = step end
  end
  if steps[1] then return target.of(r, steps, name) end
  if r.own.name == "reported" or r.own.name == "attribution" then -- which go by verbs, without patterns
    for _, step in ipairs(r.own.steps) do
      if rule_name == "" or step.name == rule_name or is_statement(r.own.name, rule_name) then
        local made = target.of(r, steps, name)
        made.reported = "alone"
        return made
      end
    end
  end
  if rule_name == "" and r.own.name == "links" then -- which decides by evidence, without patterns
    local made = target.of(r, steps, name)
    made.links = true
    return made
  end
  local own = r.own.name -- these decide by weights
  if own == "names" and (rule_name == "" or rule_name == "settle") or own == "weigh" and (rule_name == "" or rule_name == "mentions") then
    local ok, settled = true, r
    if own == "weigh" then ok, settled = using { "names" } end
    local made = target.of(ok and settled or r, steps, name)
    made.weighs = true
    return made
  end
  if rule_name == "" then
    local others = {}
    for _, pack in ipairs(r.packs) do if pack ~= r.own then others[#others + 1] = pack.name end end
    return nil, ("'%s' has no patterns of its own%s"):format(r.own.name, others[1] and "; it uses " .. table.concat(others, ", ") or ""), 2
  end
  return nil, ("'%s' has no rule '%s'%s"):format(r.own.name, rule_name, suggest.hint(rule_name, names_of(r.own.steps))), 2
end

local function all_steps(r, kind)
  local steps = {}
  for _, pack in ipairs(r.packs) do
    for _, step in ipairs(pack.steps) do
      if step.pattern and (not kind or step.gives_set[kind] or step.gives_set[kind .. "?"]) then steps[#steps + 1] = step end
    end
  end
  return steps
end

-- The packs that --use names, or those of the report `brief`.
local function usual(list)
  local use = {}
  for name in (list or ""):gmatch "[^,%s]+" do use[#use + 1] = name end
  if use[1] then
    local ok, r = using(use)
    if not ok then return nil, "--use: " .. plain(r), 2 end
    return r
  end
  local chunk, message, folder = report.load "brief"
  if not chunk then return nil, message, folder end
  return environment.within(nil, chunk)
end

-- Rules that give a fact or a layer: of the usual packs, else of the first bundled pack that has one.
local function of_kind(kind, list)
  local r, message, code = usual(list)
  if not r then return nil, message, code end
  local steps = all_steps(r, kind)
  for _, name in ipairs(steps[1] and {} or environment.names "rules") do
    local ok, other = using { name }
    if ok and not steps[1] then r, steps = other, all_steps(other, kind) end
  end
  if not steps[1] then return nil end
  local made = target.of(r, steps, kind)
  made.kind = kind
  for _, pack in ipairs(kind == "said" and r.packs or {}) do if pack.name == "reported" then made.reported = "too" end end
  return made
end

-- What is to be explained: { packs, without, steps, wanted, name, kind of a fact or layer, any }, or nil, message, code.
function target.find(name, list)
  if not name then
    local r, message, code = usual(list)
    if not r then return nil, message, code end
    local made = target.of(r, all_steps(r), "all rules")
    made.any = true -- of so many, rules of which one element came say little
    return made
  end
  local file, rule_name = name:match "^(.*%.lua):?(.*)$"
  if file then
    local r, message, code = load(file)
    if not r then return nil, message, code end
    return target.in_pack(r, rule_name, name)
  end
  local pack, inner = name:match "^([^.]+)%.(.+)$"
  local there, said, failed = is_bundled(pack or name) or report.load(pack or name)
  if there then
    local r, message, code = load(pack or name)
    if r and (r.own.steps[1] or inner) then return target.in_pack(r, inner or "", name) end
    said, failed = message, code
  end
  local made, message, code = of_kind(name, list)
  if made then return made end
  if there and not message then return nil, said, failed end
  local known = environment.names "rules"
  return nil, message or ("no rule, pack, fact or layer '%s'%s; a rule is pack.rule, or FILE.lua:rule"):format(name, suggest.hint(name, known)), code or 2
end

return target

-- The pattern of `lunette find` as something that gives matches: built into a pack of one rule, with what is said where the
-- pattern is wrong and the name of the pack that would give a layer that is missing.
local core = require "lunette.core"
local cql = require "lunette.cql"
local environment = require "lunette.environment"
local options_of = require "lunette.options"
local grammar = require "lunette.pattern_grammar"
local report = require "lunette.report"
local rule = require "lunette.rule"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local using = require "lunette.using"
local find_pattern = {}

local fields = { "across", "within", "outside", "part" } -- of a rule, given as options

-- Names of captures in written order, and the byte where each stands first.
function find_pattern.captures(x, names)
  if x.op == "cap" and not names[x.name] then
    names[#names + 1] = x.name
    names[x.name] = x.at
  end
  for _, y in ipairs(x) do find_pattern.captures(y, names) end
  return names
end

-- The packs of --use as a report without rows; nil, message, code when one is not there or wrong.
local function packs_of(list)
  local use = {}
  for _, name in ipairs(list) do
    if name:sub(1, 1) ~= "-" then
      local text, message = environment.find(name, "rules")
      if not text then return nil, "--use: " .. message, (name:find "/" or name:find "%.lua$") and 66 or 2 end
    end
    use[#use + 1] = name
  end
  local ok, r = pcall(report.check, { name = "find", use = use })
  if not ok then return nil, "--use: " .. environment.plain(r), 3 end
  return r
end

-- Layers that the packs give, and the rules whose facts have names that are no layers.
local function layers_given(packs)
  local given, facts, doc = {}, {}, require("lunette").doc ""
  for name in doc:layers() do given[name] = true end
  core.close(doc)
  for _, pack in ipairs(packs) do
    for _, step in ipairs(pack.steps) do
      local gives = set.of(step.gives)
      for name in pairs(step.gives_set) do
        if name ~= step.fact or gives[name] then given[name] = true else facts[name] = step.id end
      end
    end
  end
  return given, facts
end

-- What is said of a layer that nothing gives: the bundled pack that would, or a name like it.
local function missing(layer, given, facts, list)
  if facts[layer] then
    return ("'%s' is no layer but the fact of rule '%s': write gives = \"%s\" in that rule to have its spans as one"):format(layer, facts[layer], layer)
  end
  local giver, known = using.giver(layer)
  if giver then return ("@%s is given by the pack %s: add --use %s"):format(layer, giver, table.concat(list, ",") .. (list[1] and "," or "") .. giver) end
  for name in pairs(given) do known[#known + 1] = name end
  return ("nothing gives the layer '%s'%s; one that documents bring is named by --given %s"):format(layer, suggest.hint(layer, known), layer)
end

-- The compiled pack of one rule, or nil and the message without the rule's place, which the user did not write.
local function compile(step, brought)
  local ok, pack = pcall(rule.rules, { name = "find", given = brought, step })
  if ok then return pack end
  local message = environment.plain(pack)
  message = message:match "rule 'find%.find': (.*)$" or message
  return nil, (message:gsub("unknown dictionary '([^'\n]+)'[^\n]*", "%0; a list of your own is named by --list %1=FILE", 1))
end

-- The pattern, taken from the words or from a file: text, what to call it; or nil, message, code.
local function pattern_of(options, words)
  if options.f then
    local text, message = core.read(options.f)
    if not text then return nil, message, 66 end
    return text:gsub("^\xEF\xBB\xBF", ""):match "^(.-)%s*$", options.f
  end
  local text = table.remove(words, 1)
  if text and not words[1] and not options.text and not options["project-inputs"] and core.kind(text) then
    return nil, ("the pattern '%s' is the name of a %s: lunette find 'PATTERN' %s; add - to look for it in standard input"):format(text, core.kind(text) == "folder" and "folder" or "file", text), 2
  end
  if text then return text, options.cql and "the query" or "the pattern" end
  return nil, "find needs a pattern: lunette find 'PATTERN' INPUT...; `lunette help find`", 2
end

-- What finds the pattern, which is taken from the words: { report (its packs, and what is left out), columns (captures in written
-- order), hits(doc) }, which iterates over spans and the cells of their captures; nil, message, code when something is wrong.
-- `taken` are names that captures may not have.
function find_pattern.source(options, words, taken)
  local text, name, code = pattern_of(options, words)
  if not text then return nil, name, code end
  local named = options_of.use(options) or {}
  local r, message, failed = packs_of(named) -- before the pattern: it may use their tests
  if not r then return nil, message, failed end

  local matches = setmetatable({}, { __mode = "k" })
  local function emit(m, doc)
    matches[doc] = matches[doc] or {}
    table.insert(matches[doc], m)
  end
  local ok, written, pack = true, text, nil
  if options.cql then
    ok, written = pcall(cql.parse, text)
    if not ok then return nil, ("%s: %s"):format(name, environment.plain(written)), 3 end
  end
  local brought = {} -- layers that documents bring
  for layer in (options.given or ""):gmatch "[^,%s]+" do brought[#brought + 1] = layer end
  pack, message = compile({ "find", written, emit = emit }, brought)
  if not pack then return nil, ("%s: %s"):format(name, message), 3 end
  local captures = find_pattern.captures(options.cql and written or grammar.parse(text), {})
  local given, facts = layers_given(r.packs)
  given.token = true
  for _, layer in ipairs(brought) do given[layer] = true end
  for _, capture in ipairs(captures) do
    if taken[capture] then
      local _, shown = pcall(grammar.fail, text, captures[capture], ("'%s' is a column of every match: give the capture another name"):format(capture))
      return nil, ("%s: %s"):format(name, shown), 3
    end
  end
  for layer, node in pairs(pack.steps[1].layers) do
    if not given[layer] then
      local _, shown = pcall(grammar.fail, node.text, node.at, missing(layer, given, facts, named))
      return nil, ("%s: %s"):format(name, shown), 3
    end
  end
  if options.matches and options.matches ~= "all" and options.matches ~= "every" then
    return nil, ("--matches: it is all or every, not '%s'"):format(options.matches), 2
  end
  local step = { "find", written, emit = emit, keep = options.matches }
  if options.matches then
    pack, message = compile(step, brought)
    if not pack then return nil, ("--matches: %s"):format(message), 2 end
  end
  for _, field in ipairs(fields) do
    local value = options[field]
    if value then
      if (field == "within" or field == "outside") and not given[value] then return nil, ("--%s: %s"):format(field, missing(value, given, facts, named)), 2 end
      step[field] = value
      pack, message = compile(step, brought)
      if not pack then return nil, ("--%s: %s"):format(field, message), 2 end
    end
  end
  r.packs[#r.packs + 1], r.own = pack, pack

  local lacking = set.of(brought) -- layers that no document has had so far
  local function hits(doc)
    if next(lacking) then for layer in doc:layers() do lacking[layer] = nil end end
    local list, i = matches[doc] or {}, 0
    matches[doc] = nil
    return function()
      i = i + 1
      local m = list[i]
      if not m then return nil end
      local span, cells = m.span, {}
      for _, capture in ipairs(captures) do cells[capture] = m[capture] end
      return span, cells
    end
  end
  -- What a pattern says that can never match is worth a line where nothing was found; so is a layer that no document brought.
  local function hopeless()
    local lines = {}
    for _, layer in ipairs(set.names(lacking)) do
      lines[#lines + 1] = ("--given %s: no document brings this layer; spans of records stand in `ents` or `layers`, only `lunette eval` reads `entities` (lunette help annotation)"):format(layer)
    end
    for _, warning in ipairs(require("lunette.lint").check(pack, "(find)")) do
      if warning.kind == "never" or warning.kind == "misspelt" then lines[#lines + 1] = warning.text end
    end
    return lines
  end
  return { report = r, columns = captures, hits = hits, hopeless = hopeless }
end

return find_pattern

-- What rules gave as matches of `lunette find --rules`: the facts and spans of rules that are named as `lunette explain` names
-- them, each with its roles or attributes as cells.
local engine = require "lunette.engine"
local find_pattern = require "lunette.find_pattern"
local options_of = require "lunette.options"
local origin = require "lunette.origin"
local report = require "lunette.report"
local set = require "lunette.set"
local targets = require "lunette.explain_target"
local find_rules = {}

local hidden = { type = true, rule = true, file = true, line = true, match = true } -- fields of a fact that are no roles

-- The target of a pack that has steps but no pattern: all that these give.
local function pack_without_patterns(name)
  local ok, r = pcall(report.check, { name = "find", use = { name } })
  local pack = ok and r.packs[#r.packs]
  if not pack or pack.name ~= name or not pack.steps[1] then return nil end
  for _, step in ipairs(pack.steps) do if step.pattern then return nil end end
  return { packs = r.packs, without = r.without, steps = pack.steps, wanted = set.of(pack.steps), name = name }
end

-- Takes what is wanted of a target: the fact or layer that it names, or its rules; of a whole pack also what its steps without a
-- pattern give, which settle among the spans of others.
local function choose(chosen, target)
  table.move(target.steps, 1, #target.steps, #chosen.steps + 1, chosen.steps)
  chosen.one = #target.steps == 1 and not target.kind
  if target.kind then
    chosen.kinds[target.kind], chosen.open = true, true
    return
  end
  for _, pack in ipairs(target.packs) do
    local whole, settling = false, {}
    for _, step in ipairs(pack.steps) do
      if target.wanted[step] then whole = true elseif step.pattern then whole = false break end
      if not step.pattern then settling[#settling + 1] = step end
    end
    for _, step in ipairs(whole and settling or {}) do
      chosen.open = true
      for name in pairs(step.gives_set) do chosen.kinds[name] = true end
      chosen.ids[step.id] = true
    end
  end
  for _, step in ipairs(target.steps) do chosen.ids[step.id] = true end
end

-- The first span among the roles of a fact that no match made.
local function first_role(fact)
  local first
  for _, name in ipairs(set.names(fact)) do
    local value = fact[name]
    if not hidden[name] and type(value) == "userdata" and (not first or value.first < first.first) then first = value end
  end
  return first
end

-- As find_pattern.source; `open` when the columns are not known before the rules have run.
function find_rules.source(options, taken)
  local use = options_of.use(options)
  local r = report.check { name = "find" }
  local chosen, seen = { kinds = {}, ids = {}, steps = {} }, {}
  for _, list in ipairs(options.rules) do
    for name in list:gmatch "[^,%s]+" do
      local target, message, code = targets.find(name, use and table.concat(use, ","))
      if not target or not target.steps[1] then target = pack_without_patterns(name) or target end
      if not target then return nil, "--rules: " .. message, code end
      for _, pack in ipairs(target.packs) do
        if not seen[pack] then seen[pack], r.packs[#r.packs + 1] = true, pack end
      end
      for id in pairs(target.without or {}) do r.without[id] = true end
      choose(chosen, target)
    end
  end
  if not chosen.steps[1] then return nil, "--rules needs the name of a rule, a pack, a fact or a layer: lunette help find", 2 end

  local columns, open, facts, layers = {}, chosen.open, false, false
  for _, step in ipairs(chosen.steps) do
    if step.pattern then find_pattern.captures(engine.tree(step), columns) end
    open = open or not step.pattern or step.emit ~= nil
    facts, layers = facts or step.fact ~= nil, layers or step.fact == nil
  end
  local wanted = {}
  for _, name in ipairs(columns) do if not taken[name] then wanted[#wanted + 1] = name end end
  if layers or open then table.insert(wanted, 1, "layer") end
  if facts or open then table.insert(wanted, 1, "fact") end
  wanted[#wanted + 1] = "rule"

  local function add(list, span, cells, rule)
    cells.rule = rule
    list[#list + 1] = { span = span, cells = cells, order = #list }
  end
  local function hits(doc)
    local list, of_facts = {}, {}
    for fact in doc:facts() do
      local span = (chosen.kinds[fact.type] or chosen.ids[fact.rule]) and (fact.match or first_role(fact))
      if span then
        local cells = {}
        for name, value in pairs(fact) do if not hidden[name] and not taken[name] then cells[name] = value end end
        cells.fact = fact.type
        add(list, span, cells, fact.rule)
        of_facts[(fact.rule or "") .. "\0" .. span.first] = true
      end
    end
    for layer in doc:layers() do
      if chosen.kinds[layer] or chosen.one or not layer:find "%?$" then
        for s in doc:spans(layer) do
          local maker = origin.of_span(s)
          local rule = s.rule or maker and maker.id
          if (chosen.kinds[layer] or chosen.ids[rule]) and not of_facts[(rule or "") .. "\0" .. s.first] then
            local cells = {}
            for name, value in s:attributes() do if open and not taken[name] then cells[name] = value end end
            cells.layer = layer
            add(list, s, cells, rule)
          end
        end
      end
    end
    table.sort(list, function(a, b)
      if a.span.first ~= b.span.first then return a.span.first < b.span.first end
      return a.order < b.order
    end)
    local i = 0
    return function()
      i = i + 1
      if list[i] then return list[i].span, list[i].cells end
    end
  end
  return { report = r, columns = wanted, hits = hits, open = open }
end

return find_rules

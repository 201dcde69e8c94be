-- Rule packs: checked and compiled when loaded, run over documents in phases that follow from what each rule reads and
-- gives. Within a layer, spans compete by length, priority, order and start; within a type of fact with a `key`, facts with
-- the same filler compete by priority, then length.
local core = require "lunette.core"
local environment = require "lunette.environment"
local matcher = require "lunette.matcher"
local pattern = require "lunette.pattern"
local program = require "lunette.program"
local suggest = require "lunette.suggest"
local wordtest = require "lunette.wordtest"
local rule = {}

local pack_class = { __name = "pack" }
local resolve_class = { __name = "resolve" }
local pack_fields = { name = true, about = true, use = true, define = true, reads = true }
local rule_fields = {
  where = "function", gives = "string", attributes = "table", fact = "string", key = "string", emit = "function", priority = "number", keep = "string",
  across = "string", within = "string", outside = "string", part = "string", reads = "table", yes = "table", no = "table",
}
local step_fields = { name = true, reads = true, gives = true, each = true }

function rule.test(name, test)
  if type(name) ~= "string" or not name:find "^[%a_][%w_]*$" then error("lun.test wants a name of letters and digits", 2) end
  if type(test) ~= "function" then error("lun.test wants a function of a word", 2) end
  local memo = {} -- patterns that use the test in different company ask it again
  wordtest.own[name] = function(word)
    local known = memo[word]
    if known == nil then
      known = test(word) and true or false
      memo[word] = known
    end
    return known
  end
end

function rule.resolve(step)
  suggest.check_fields("lun.resolve", step, step_fields, 2)
  if type(step.each) ~= "function" or type(step.name) ~= "string" then error("lun.resolve needs name and each = function(doc)", 2) end
  step.reads, step.gives = step.reads or {}, step.gives or {}
  return setmetatable(step, resolve_class)
end

-- The dictionary of an element or a test, and the attribute that it asks for.
local function check_dictionary(x, fail)
  local ok, dictionary = pcall(require("lunette").dictionary, x.name)
  if not ok then fail((dictionary:gsub("^.-:%d+: ", ""))) end
  if x.attribute then
    local columns = dictionary.columns
    for _, column in ipairs(columns) do if column == x.attribute then return end end
    fail(("dictionary '%s' has no column '%s'%s"):format(x.name, x.attribute, suggest.hint(x.attribute, columns)))
  end
end

-- Names of layers that a tree's elements and tests read, added to the set.
local function layers_read(x, set)
  if (x.op == "layer" or x.kind == "layer") and x.name then set[x.name] = true end
  for _, y in ipairs(x) do layers_read(y, set) end
  if x.except then layers_read(x.except, set) end
end

-- Lines of a file's rules: name -> line where it stands in quotes behind a brace.
local function lines_of(text)
  local lines, number = {}, 0
  for line in (text or ""):gmatch "[^\n]*\n?" do
    number = number + 1
    local name = line:match '^%s*{%s*"([^"]+)"'
    if name and not lines[name] then lines[name] = number end
  end
  return lines
end

local function one_of(value, ...)
  for _, allowed in ipairs { ... } do if value == allowed then return true end end
end

local function check_rule(pack, r, known, level)
  local function fail(message) error(("rule '%s.%s': %s"):format(pack.name, r.name, message), level + 2) end
  for field, kind in pairs(rule_fields) do
    if r[field] ~= nil and type(r[field]) ~= kind then fail(("%s is a %s, not a %s"):format(field, type(r[field]), kind)) end
  end
  if r.across and not one_of(r.across, "paragraph", "document") then fail "across is \"paragraph\" or \"document\"" end
  if r.keep and r.keep ~= "all" then fail "keep is \"all\" or nothing" end
  if not (r.gives or r.fact or r.emit) then fail "does nothing with what it matches: give it fact = \"...\", gives = \"...\" or emit = function(m, doc)" end
  local ok, tree = pcall(pattern.compile, r.pattern, known, level + 2)
  if not ok then fail(tostring(tree):gsub("^[^\n]-:%d+: ", "")) end
  r.reads_set, r.gives_set = {}, {}
  layers_read(tree, r.reads_set)
  for _, name in ipairs(r.reads or {}) do r.reads_set[name] = true end
  if r.within then r.reads_set[r.within] = true end
  if r.outside then r.reads_set[r.outside] = true end
  if r.gives then r.gives_set[r.gives] = true end
  if r.fact then r.gives_set[r.fact] = true end
  if r.part then
    r.parts = {}
    for part in r.part:gmatch "[^|%s]+" do
      if not one_of(part, "headline", "byline", "dateline", "lead", "body", "caption", "related") then fail(("no part '%s'"):format(part)) end
      r.parts[part] = true
    end
  end
  local compiled, made = pcall(program.compile, tree, type(r.pattern) == "string" and r.pattern or "")
  if not compiled then fail(tostring(made):gsub("^[^\n]-:%d+: ", "")) end
  r.program = made
end

rule.made = 0 -- packs and reports that scripts have made, for the command line

function rule.rules(pack, level)
  rule.made = rule.made + 1
  level = level or 2
  if type(pack) ~= "table" then error("lun.rules wants a table", level) end
  suggest.check_fields("a rule pack", pack, pack_fields, level)
  if type(pack.name) ~= "string" then error("a rule pack needs a name", level) end
  local source = ""
  local place = debug.getinfo(level, "Sl")
  if place then source = place.source:gsub("^@", "") end
  pack.file, pack.steps = source, {}
  local tests = wordtest.known()
  local known = { macros = pack.define or {}, tests = tests, fields = wordtest.fields, dictionary = check_dictionary, words = core.words }
  local names, lines = {}, lines_of(environment.texts[source])
  for i, r in ipairs(pack) do
    if getmetatable(r) == resolve_class then
      r.id, r.reads_set, r.gives_set = pack.name .. "." .. r.name, {}, {}
      for _, name in ipairs(r.reads) do r.reads_set[name] = true end
      for _, name in ipairs(r.gives) do r.gives_set[name] = true end
    else
      suggest.check_fields(("rule '%s.%s'"):format(pack.name, tostring(r[1])), r, rule_fields, level)
      r.name, r.pattern = r[1], r[2]
      if type(r.name) ~= "string" or (type(r.pattern) ~= "string" and type(r.pattern) ~= "table") then
        error(("rule %d of pack '%s': a rule is { \"name\", [[ pattern ]], ... }"):format(i, pack.name), level)
      end
      r[1], r[2] = nil, nil
      if names[r.name] then error(("pack '%s' has two rules called '%s'"):format(pack.name, r.name), level) end
      names[r.name] = true
      check_rule(pack, r, known, level)
      r.id, r.file, r.line = pack.name .. "." .. r.name, source, lines[r.name] or (place and place.currentline or 0)
    end
    pack.steps[i] = r
  end
  return setmetatable(pack, pack_class)
end

-- Rounds: a step runs after all that give what it reads. A rule that reads the layer it gives runs after those that give
-- it without reading it. A cycle is refused with its chain.
local function rounds_of(steps)
  -- layers that something gives; quotations are there from the start
  local given = { quote = true }
  for _, step in ipairs(steps) do
    for name in pairs(step.gives_set) do given[name] = true end
  end
  for _, step in ipairs(steps) do
    for name in pairs(step.reads_set) do
      if not given[name] then
        local names = {}
        for known in pairs(given) do names[#names + 1] = known end
        error(("%s reads the layer '%s', which nothing gives%s"):format(step.id, name, suggest.hint(name, names)), 0)
      end
    end
  end
  local depth, path, on_path = {}, {}, {}
  local function visit(step)
    if depth[step] then return depth[step] end
    if on_path[step] then
      local chain = {}
      for i = #path, 1, -1 do
        table.insert(chain, 1, path[i].id)
        if path[i] == step then break end
      end
      error(("rules wait for each other: %s -> %s"):format(table.concat(chain, " -> "), step.id), 0)
    end
    on_path[step] = true
    path[#path + 1] = step
    local mine = 1
    for name in pairs(step.reads_set) do
      for _, other in ipairs(steps) do
        if other ~= step and other.gives_set[name] and not (step.gives_set[name] and other.reads_set[name]) then
          mine = math.max(mine, visit(other) + 1)
        end
      end
    end
    path[#path] = nil
    on_path[step] = nil
    depth[step] = mine
    return mine
  end
  local rounds = {}
  for _, step in ipairs(steps) do
    local d = visit(step)
    rounds[d] = rounds[d] or {}
    table.insert(rounds[d], step)
  end
  return rounds
end

local plans = setmetatable({}, { __mode = "k" })
local function plan_of(packs, without)
  if plans[packs] then return plans[packs] end
  local steps = {}
  for _, pack in ipairs(packs) do
    for _, step in ipairs(pack.steps) do
      if not (without and without[step.id]) then steps[#steps + 1] = step end
    end
  end
  for i, step in ipairs(steps) do step.place = i end
  plans[packs] = rounds_of(steps)
  return plans[packs]
end

-- What a match has besides its captures; `span`, `match` and `text` are made when asked for.
local own_fields = { doc = true, match_first = true, match_last = true, first = true, last = true }
local match_class = { __index = function(m, key)
  if key == "span" then return m.doc:span(m.first, m.last) end
  if key == "match" then return m.doc:span(m.match_first, m.match_last) end
  if key == "text" then return m.doc:span(m.first, m.last).text end
end }

-- All matches of a rule.
local function matches_of(r, run, doc, starts, trace)
  local list = {}
  local options = { all = r.keep == "all", across = r.across }
  if r.parts or r.within or r.outside then
    local inside = r.within and run.index({ name = r.within }, "layer").inside
    local outside = r.outside and run.index({ name = r.outside }, "layer").inside
    function options.allowed(_, i)
      return (not r.parts or r.parts[doc:part(i)]) and (not inside or inside[i]) and (not outside or not outside[i])
    end
    if r.within then
      function options.limit(_, i)
        local last = i
        while inside[last + 1] do last = last + 1 end
        return last
      end
    end
  end
  matcher.each(r.program, run, starts, options, function(captures, from, to, first, last)
    captures.doc, captures.match_first, captures.match_last, captures.first, captures.last = doc, from, to, first, last
    local m = setmetatable(captures, match_class)
    if r.where and not r.where(m) then return false end
    list[#list + 1] = { rule = r, m = m, first = first, last = last }
    if trace then trace(r, m) end
    return true
  end)
  return list
end

local function longer_first(a, b)
  local x, y = a.last - a.first, b.last - b.first
  if x ~= y then return x > y end
  if (a.rule.priority or 0) ~= (b.rule.priority or 0) then return (a.rule.priority or 0) > (b.rule.priority or 0) end
  if a.rule.place ~= b.rule.place then return a.rule.place < b.rule.place end
  return a.first < b.first
end
local function prior_first(a, b)
  if (a.rule.priority or 0) ~= (b.rule.priority or 0) then return (a.rule.priority or 0) > (b.rule.priority or 0) end
  return longer_first(a, b)
end

-- Spans of one layer: each that overlaps none taken before it. What an earlier round gave stays.
local function compete(doc, name, list)
  table.sort(list, longer_first)
  local taken, kept = {}, {}
  for s in doc:spans(name) do
    for i = s.first, s.last do taken[i] = true end
  end
  for _, x in ipairs(list) do
    local free = x.rule.keep == "all"
    if not free then
      free = true
      for i = x.first, x.last do free = free and not taken[i] end
    end
    if free then
      for i = x.first, x.last do taken[i] = true end
      kept[#kept + 1] = x
    end
  end
  table.sort(kept, function(a, b) return a.first < b.first end)
  return kept
end

local function give_span(doc, x)
  local attributes = {}
  for name, value in pairs(x.rule.attributes or {}) do
    if type(value) == "function" then value = value(x.m) end
    if value ~= nil then attributes[name] = value end
  end
  doc:add(x.rule.gives, x.first, x.last, attributes, x.rule.id)
end

local function first_span(value) return type(value) == "table" and value[1] or value end

local function give_facts(doc, list)
  table.sort(list, prior_first)
  local taken, kept = {}, {}
  for _, x in ipairs(list) do
    local filler = x.rule.key and first_span(x.m[x.rule.key])
    local id = filler and ("%s %d %d"):format(x.rule.fact, filler.first, filler.last)
    if not id or not taken[id] then
      if id then taken[id] = true end
      kept[#kept + 1] = x
    end
  end
  table.sort(kept, function(a, b)
    if a.m.match_first ~= b.m.match_first then return a.m.match_first < b.m.match_first end
    return a.rule.place < b.rule.place
  end)
  for _, x in ipairs(kept) do
    local roles = {}
    for name, value in pairs(x.m) do
      if not own_fields[name] then
        -- whole spans of a layer keep their layer and attributes
        roles[name] = core.class(value) == "span" and doc:same(value) or value
      end
    end
    local fact = doc:fact(x.rule.fact, roles)
    fact.rule, fact.file, fact.line, fact.match = x.rule.id, x.rule.file, x.rule.line, doc:span(x.m.match_first, x.m.match_last)
  end
end

-- Runs packs over a document. trace(rule, match) sees every match before competition.
function rule.run(packs, doc, without, trace)
  local cache = {}
  for _, round in ipairs(plan_of(packs, without)) do
    local run = matcher.run(doc, cache)
    local layers, layer_names, facts = {}, {}, {}
    if not round.prepared then
      local programs = {}
      round.rules = {}
      for _, r in ipairs(round) do
        if getmetatable(r) ~= resolve_class then
          programs[#programs + 1] = r.program
          round.rules[r] = #programs
        end
      end
      round.prepared = matcher.prepare(programs)
    end
    local starts = matcher.starts(round.prepared, run)
    for _, r in ipairs(round) do
      if getmetatable(r) ~= resolve_class then
        local list = matches_of(r, run, doc, starts[round.rules[r]], trace)
        if r.gives then
          if not layers[r.gives] then
            layers[r.gives] = {}
            layer_names[#layer_names + 1] = r.gives
          end
          table.move(list, 1, #list, #layers[r.gives] + 1, layers[r.gives])
        end
        if r.fact then table.move(list, 1, #list, #facts + 1, facts) end
        if r.emit then for _, x in ipairs(list) do r.emit(x.m, doc) end end
      end
    end
    for _, name in ipairs(layer_names) do
      doc:make_layer(name)
      for _, x in ipairs(name:find "%?$" and layers[name] or compete(doc, name, layers[name])) do give_span(doc, x) end
    end
    give_facts(doc, facts)
    for _, r in ipairs(round) do
      if getmetatable(r) == resolve_class then
        for name in pairs(r.gives_set) do doc:make_layer(name) end
        r.each(doc)
      end
    end
  end
end

-- Runs the yes and no lines of a pack's rules: list of failures, number of lines. packs are those it runs with, itself last.
function rule.examples(pack, packs)
  local failures, lines = {}, 0
  for _, r in ipairs(pack.steps) do
    for kind, list in pairs { yes = r.yes or {}, no = r.no or {} } do
      for _, example in ipairs(list) do
        lines = lines + 1
        local text = type(example) == "table" and example[1] or example
        local found, why = false, "no match"
        local doc = require("lunette").doc(text)
        rule.run(packs, doc, nil, function(by, m)
          if by ~= r then return end
          local ok = true
          for name, wanted in pairs(type(example) == "table" and example or {}) do
            if name ~= 1 then
              local span = first_span(m[name])
              local got = span and span.text
              if got ~= wanted then ok, why = false, ("%s is %q, not %q"):format(name, tostring(got), wanted) end
            end
          end
          found = found or ok
        end)
        if found ~= (kind == "yes") then
          failures[#failures + 1] = ("%s: %s %q: %s"):format(r.id, kind, text, kind == "yes" and why or "matches")
        end
        core.close(doc)
      end
    end
  end
  return failures, lines
end

return rule

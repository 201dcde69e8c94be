-- Rule packs: checked and compiled when they are loaded, run over documents in phases that follow from what each rule
-- reads and gives. A phase's matches compete when all rules have run that give the same layer or fact.
local core = require "lunette.core"
local engine = require "lunette.engine"
local environment = require "lunette.environment"
local origin = require "lunette.origin"
local pattern = require "lunette.pattern"
local suggest = require "lunette.suggest"
local wordtest = require "lunette.wordtest"
local rule = {}

local pack_class, resolve_class = { __name = "pack" }, { __name = "resolve" }
local pack_fields = { name = "string", about = "string", use = "table", define = "table" }
local rule_fields = {
  where = "function", gives = "string or table", attributes = "table", fact = "string", key = "string", emit = "function",
  priority = "number", keep = "string", across = "string", within = "string", outside = "string", part = "string",
  reads = "table", yes = "table", no = "table",
}
local step_fields = { name = "string", reads = "table", gives = "table", each = "function" }
local parts = { headline = 1, byline = 1, dateline = 1, lead = 1, body = 1, caption = 1, related = 1 }

local function check_fields(what, given, fields, level)
  suggest.check_fields(what, given, fields, level + 1)
  for field, wanted in pairs(fields) do
    local kind = type(given[field])
    if kind ~= "nil" and not wanted:find(kind, 1, true) then
      error(("%s: %s is a %s, not a %s"):format(what, field, kind, wanted), level + 1)
    end
  end
end

local function names_of(set)
  local names = {}
  for name in pairs(set) do names[#names + 1] = name end
  return names
end
local function set_of(list)
  local set = {}
  for _, name in ipairs(type(list) == "table" and list or { list }) do set[name] = true end
  return set
end

function rule.test(name, test)
  if type(name) ~= "string" or not name:find "^[%a_][%w_]*$" then error("lun.test wants a name of letters and digits", 2) end
  if type(test) ~= "function" then error("lun.test wants a function of a word", 2) end
  local there = wordtest.names[name]
  if there and type(there) ~= "function" then error(("'%s' is a test already"):format(name), 2) end
  local memo = {} -- each word is asked once, in whatever company the test stands
  wordtest.names[name] = function(word)
    if memo[word] == nil then memo[word] = test(word) and true or false end
    return memo[word]
  end
end

function rule.resolve(step)
  if type(step) ~= "table" then error("lun.resolve wants a table", 2) end
  check_fields("lun.resolve", step, step_fields, 2)
  if not step.each or not step.name then error("lun.resolve needs name and each = function(doc)", 2) end
  step.reads_set, step.gives_set = set_of(step.reads), set_of(step.gives)
  step.line = debug.getinfo(2, "l").currentline
  return setmetatable(step, resolve_class)
end

-- Checks the dictionary and the attribute of an element or a test; each name is looked up once a pack.
local function dictionary_check()
  local columns = {}
  return function(x, fail)
    if not columns[x.name] then
      local ok, dictionary = pcall(require("lunette").dictionary, x.name)
      if not ok then fail((dictionary:gsub("^.-:%d+: ", ""))) end
      columns[x.name] = set_of(dictionary.columns)
    end
    if x.attribute and not columns[x.name][x.attribute] then
      local hint = suggest.hint(x.attribute, names_of(columns[x.name]))
      fail(("dictionary '%s' has no column '%s'%s"):format(x.name, x.attribute, hint))
    end
  end
end

-- Nodes and tests of a tree that read layers: name -> the node.
local function layers_read(x, set)
  if (x.op or x.kind) == "layer" then set[x.name] = x end
  for _, y in ipairs(x) do if y.reads or y.kind then layers_read(y, set) end end
end

-- Lines of a file's rules, asked for in their order: function(name) -> line where it stands in quotes behind a brace.
local function line_finder(text, default)
  local at, line = 1, 1
  return function(name)
    local found = text and (text:find('{ "' .. name .. '"', at, true) or text:find('{%s*"' .. name:gsub("%p", "%%%0") .. '"', at))
    if not found then return default end
    for _ in text:sub(at, found):gmatch "\n" do line = line + 1 end
    at = found + 1
    return line
  end
end

-- File and line where a pack is made. `return lun.rules {...}` is a tail call that leaves no trace: then it is the script
-- that runs.
local function place_of(pack, level)
  local place = debug.getinfo(level, "Sl")
  local seen = place and place.source:find "^@"
  if seen and not debug.getinfo(level - 1, "t").istailcall then return place.source:sub(2), place.currentline end
  if environment.current then return environment.current, 1 end
  return seen and place.source:sub(2) or "(a pack)", seen and place.currentline or 1
end

local function compile(r, known, fail)
  local whole = type(r.pattern) == "table" and r.pattern or {} -- a tree may narrow its rule
  local asked = whole.within
  if whole.sentence and r.across then fail "the query says within <s/>, across = ... lets it go over the ends of sentences: take one out" end
  if asked and r.within and r.within ~= asked.name then fail(("the query says within <%s/> and the rule within = %q: take one out"):format(asked.name, r.within)) end
  if asked then r.within = asked.name end
  if r.across and r.across ~= "paragraph" and r.across ~= "document" then fail 'across is "paragraph" or "document"' end
  if r.keep and r.keep ~= "all" then fail 'keep is "all" or nothing' end
  if not (r.gives or r.fact or r.emit) then
    fail 'does nothing with what it matches: give it fact = "...", gives = "..." or emit = function(m, doc)'
  end
  local ok, tree, captures = pcall(engine.compile, r.pattern, known, r.keep == "all")
  if not ok then fail(tree) end
  r.tree, r.captures, r.known = tree, captures, known
  r.reads_set, r.gives_set = set_of(r.reads), set_of(r.gives)
  r.layers = {}
  layers_read(tree, r.layers)
  if r.within then r.layers[r.within] = { text = asked and pattern.written(r.pattern), at = asked and asked.at } end
  if r.outside then r.layers[r.outside] = {} end
  for name in pairs(r.layers) do r.reads_set[name] = true end
  if r.fact then r.gives_set[r.fact] = true end
  if r.key and not r.fact then fail "key names a role of a fact, but the rule gives none" end
  if r.key and captures[r.key] == nil then fail(("key is '%s', but nothing is captured under that name"):format(r.key)) end
  if r.attributes and type(r.gives) ~= "string" then fail "attributes need the layer that the rule gives" end
  if type(r.gives) == "table" and not r.emit then fail "several layers are given by emit only" end
  r.parts = r.part and {}
  for part in (r.part or ""):gmatch "[^|%s]+" do
    if not parts[part] then fail(("no part '%s'%s"):format(part, suggest.hint(part, names_of(parts)))) end
    r.parts[part] = true
  end
end

rule.made = 0 -- packs and reports that scripts have made, for the command line

function rule.rules(pack, level)
  level = level or 2
  rule.made = rule.made + 1
  if type(pack) ~= "table" then error("lun.rules wants a table", level) end
  check_fields("a rule pack", pack, pack_fields, level)
  if not pack.name then error("a rule pack needs a name", level) end
  local file, line = place_of(pack, level + 1)
  local line_of, names = line_finder(environment.texts[file], line), {}
  local known = { macros = pack.define or {}, expanded = {}, tests = wordtest.names, dictionary = dictionary_check() }
  pack.file, pack.steps = file, {}
  for i, given in ipairs(pack) do
    if type(given) ~= "table" then error(("step %d of pack '%s' is a %s"):format(i, pack.name, type(given)), level) end
    local r = setmetatable({}, getmetatable(given)) -- the pack's own; the script's table stays as it is
    for key, value in pairs(given) do if type(key) == "string" then r[key] = value end end
    if getmetatable(given) == resolve_class then
      r.id, r.file = pack.name .. "." .. r.name, file
    else
      local what = ("rule '%s.%s'"):format(pack.name, tostring(given[1]))
      check_fields(what, r, rule_fields, level)
      r.name, r.pattern = given[1], given[2]
      if type(r.name) ~= "string" or (type(r.pattern) ~= "string" and type(r.pattern) ~= "table") then
        error(("rule %d of pack '%s': a rule is { \"name\", [[ pattern ]], ... }"):format(i, pack.name), level)
      end
      r.id, r.file, r.line = pack.name .. "." .. r.name, file, line_of(r.name)
      compile(r, known, function(message) error(("%s:%d: %s: %s"):format(file, r.line, what, message), 0) end)
    end
    if names[r.name] then error(("pack '%s' has two rules called '%s'"):format(pack.name, r.name), level) end
    names[r.name] = true
    pack.steps[i] = r
  end
  return setmetatable(pack, pack_class)
end

-- Depths: a step runs after all that give what it reads. One that reads the layer it gives runs after those that give it
-- without reading it, together with all others of its kind. A cycle is refused with its chain.
local function depths_of(steps)
  local depth, path, on_path, waits, givers = {}, {}, {}, {}, {}
  for _, step in ipairs(steps) do
    for name in pairs(step.gives_set) do
      givers[name] = givers[name] or {}
      table.insert(givers[name], step)
    end
  end
  local function reads_own(step, name) return step.reads_set[name] and step.gives_set[name] end
  for _, step in ipairs(steps) do
    waits[step] = set_of(names_of(step.reads_set))
    for name in pairs(step.reads_set) do
      for _, other in ipairs(reads_own(step, name) and givers[name] or {}) do
        if reads_own(other, name) then for more in pairs(other.reads_set) do waits[step][more] = true end end
      end
    end
  end
  local function visit(step)
    if depth[step] then return depth[step] end
    path[#path + 1] = step.id
    if on_path[step] then
      error("rules wait for each other: " .. table.concat(path, " -> ", on_path[step]), 0)
    end
    on_path[step] = #path
    local mine = 1
    for name in pairs(waits[step]) do
      for _, other in ipairs(givers[name] or {}) do
        if other ~= step and not (step.gives_set[name] and reads_own(other, name)) then
          mine = math.max(mine, visit(other) + 1)
        end
      end
    end
    path[#path], on_path[step] = nil, nil
    depth[step] = mine
    return mine
  end
  for _, step in ipairs(steps) do visit(step) end
  return depth
end

-- A layer that a rule reads must be given by a step or be there.
local function check_layers(steps, given, doc)
  for name in doc:layers() do given[name] = true end
  for _, r in ipairs(steps) do
    for name, node in pairs(r.layers or {}) do
      if not given[name] then
        local what = ("reads the layer '%s', which nothing gives%s"):format(name, suggest.hint(name, names_of(given)))
        local ok, message = pcall(pattern.fail, node.text, node.at, what)
        error(("%s:%d: rule '%s' %s"):format(r.file, r.line, r.id, ok or message), 0)
      end
    end
  end
end

-- Rounds of the packs' steps: { rules, machine, resolves, settles = names whose matches then compete }.
local plans, no_rules = setmetatable({}, { __mode = "k" }), {}
local function plan_of(packs, doc, without)
  without = without or no_rules
  plans[packs] = plans[packs] or {}
  if plans[packs][without] then return plans[packs][without] end
  local steps, given, rounds, last = {}, {}, {}, {}
  for _, pack in ipairs(packs) do
    for _, step in ipairs(pack.steps) do
      for name in pairs(step.gives_set) do given[name] = true end
      if not without[step.id] then
        steps[#steps + 1] = step
        step.place = #steps
      end
    end
  end
  check_layers(steps, given, doc)
  local depth = depths_of(steps)
  for _, step in ipairs(steps) do
    local d = depth[step]
    for k = #rounds + 1, d do rounds[k] = { rules = {}, resolves = {}, settles = {} } end
    table.insert(step.tree and rounds[d].rules or rounds[d].resolves, step)
    for name in pairs(step.tree and step.gives_set or {}) do
      local stage = step.reads_set[name] and name .. " again" or name
      last[stage] = math.max(last[stage] or 0, d)
    end
  end
  for stage, d in pairs(last) do table.insert(rounds[d].settles, (stage:gsub(" again$", ""))) end
  for _, round in ipairs(rounds) do table.sort(round.settles) end
  for _, round in ipairs(rounds) do round.machine = round.rules[1] and engine.machine(round.rules) end
  plans[packs][without] = rounds
  return rounds
end

-- A match: its captures by name, and what this table says. `first` and `last` are of the span that the rule gives.
local places = { doc = 1, first = 2, last = 3, match_first = 4, match_last = 5 }
local match_class = { __index = function(m, key)
  local place = places[key]
  if place then return rawget(m, place) end
  if key == "span" then return m[1]:span(m[2], m[3]) end
  if key == "match" then return m[1]:span(m[4], m[5]) end
  if key == "text" then return m[1]:span(m[2], m[3]).text end
end }

rule.match_class = match_class

-- Who wins. Spans go by length, then priority; facts, whose length says little when they hold gaps, the other way round.
local function compare_by(priority_first)
  return function(a, b)
    local long = (a.last - a.first) - (b.last - b.first)
    local prior = (a.rule.priority or 0) - (b.rule.priority or 0)
    local first, second = priority_first and prior or long, priority_first and long or prior
    if first ~= 0 then return first > 0 end
    if second ~= 0 then return second > 0 end
    if a.rule ~= b.rule then return a.rule.place < b.rule.place end
    return a.first < b.first
  end
end
local stronger_span, stronger_fact = compare_by(false), compare_by(true)
local function earlier(a, b)
  if a.m[4] ~= b.m[4] then return a.m[4] < b.m[4] end
  if a.rule ~= b.rule then return a.rule.place < b.rule.place end
  return a.m[5] < b.m[5]
end

-- Spans of one layer: each that overlaps none taken before it; what the layer holds already stays. `beaten`, when it is
-- asked for, gets { the match that lost, the match or span that it lost to }.
local function settle_layer(doc, name, list, beaten)
  doc:make_layer(name)
  local taken, kept = {}, {}
  if not name:find "%?$" then
    table.sort(list, stronger_span)
    for s in doc:spans(name) do for i = s.first, s.last do taken[i] = s end end
  end
  for _, x in ipairs(list) do
    local by
    for i = x.first, x.rule.keep and x.first - 1 or x.last do by = by or taken[i] end
    x.lost = by
    if not by then
      kept[#kept + 1] = x
      for i = x.first, name:find "%?$" and 0 or x.last do taken[i] = x end
    elseif beaten then beaten[#beaten + 1] = { x, by } end
  end
  table.sort(kept, earlier)
  local record = origin.recorder(doc, name)
  for _, x in ipairs(kept) do
    local attributes = {}
    for key, value in pairs(x.rule.attributes or {}) do
      if type(value) == "function" then value = value(x.m) end
      attributes[key] = value
    end
    record(doc:add(name, x.first, x.last, attributes, x.rule.id), x.rule, x.m[4], x.m[5])
  end
end

-- Facts of one type: each whose filler of its rule's key no stronger one has.
local function settle_facts(doc, name, list, beaten)
  local taken, kept = {}, {}
  table.sort(list, stronger_fact)
  for _, x in ipairs(list) do
    local filler, by = x.rule.key and x.m[x.rule.key], nil
    local fillers = type(filler) == "table" and filler or { filler }
    for _, s in ipairs(fillers) do by = by or taken[s.first << 31 | s.last] end
    for _, s in ipairs(by and {} or fillers) do taken[s.first << 31 | s.last] = x end
    x.lost = x.lost or by
    if not by then kept[#kept + 1] = x elseif beaten then beaten[#beaten + 1] = { x, by } end
  end
  table.sort(kept, earlier)
  for _, x in ipairs(kept) do
    local roles = {}
    for role, value in pairs(x.m) do if type(role) == "string" then roles[role] = value end end
    local fact = doc:fact(name, roles)
    fact.rule, fact.file, fact.line, fact.match = x.rule.id, x.rule.file, x.rule.line, x.m.match
    origin.fact(doc, fact, x.rule)
  end
end

-- Calls `emit` for what won, and sees that it writes only layers that its rule gives.
local function emit(r, doc, list)
  local before = {}
  for name in doc:layers() do before[name] = #doc:layer(name) end
  for _, x in ipairs(list) do if not x.lost then origin.during(doc, r, x.m, r.gives_set, r.emit, x.m, doc) end end
  for name in doc:layers() do
    if #doc:layer(name) ~= (before[name] or 0) and not r.gives_set[name] then
      error(("%s:%d: rule '%s' writes the layer '%s', which its `gives` does not name"):format(r.file, r.line, r.id, name), 0)
    end
  end
end

local function gather(to, name, list)
  if not name then return end
  to[name] = to[name] or {}
  table.move(list, 1, #list, #to[name] + 1, to[name])
end

-- Runs packs over a document, without the rules in the set `without`. An observer has the functions it needs of these:
-- before(rules, lookups) sees the document as these rules are about to; match(rule, match, entry) every match before they
-- compete; when they have, entry.lost is the stronger entry, or span of the layer, that took its place. settled(name, kind,
-- { loser, winner } list): what each layer and type of fact decided. stage(name, doc, round, lookups): a stage is done, which
-- is reading (of the document, before the run), building (machines), or in each round look_up ... resolve.
function rule.run(packs, doc, without, observer)
  local lookups, layers, facts = core.lookups(), {}, {}
  observer = observer or {}
  local before, match, settled, watch = observer.before, observer.match, observer.settled, observer.stage
  local function stage(name, round) if watch then watch(name, doc, round, lookups) end end
  stage "reading"
  local rounds = plan_of(packs, doc, without)
  stage "building"
  for _, round in ipairs(rounds) do
    if before then before(round.rules, lookups) end
    local found = {}
    for _, r in ipairs(round.rules) do found[r] = {} end
    if round.machine then
      if watch then core.look_up(round.machine, doc, lookups) end -- which the pass does itself
      stage("look_up", round)
      engine.search(round.machine, round.rules, doc, lookups, match_class, function(r, m)
        local x = { rule = r, m = m, first = m[2], last = m[3] }
        table.insert(found[r], x)
        if match then match(r, m, x) end
      end, function() stage("pass", round) end):close()
      stage("captures", round)
    end
    for _, r in ipairs(round.rules) do
      gather(layers, type(r.gives) == "string" and r.gives, found[r])
      gather(facts, r.fact, found[r])
    end
    for _, names in ipairs { layers, facts } do
      for _, name in ipairs(round.settles) do
        local beaten = settled and {}
        if names[name] then (names == layers and settle_layer or settle_facts)(doc, name, names[name], beaten) end
        if names[name] and settled then settled(name, names == layers and "span" or "fact", beaten) end
        names[name] = nil
      end
    end
    stage("settle", round)
    for _, r in ipairs(round.rules) do if r.emit and found[r][1] then emit(r, doc, found[r]) end end
    stage("emit", round)
    for _, step in ipairs(round.resolves) do
      for name in pairs(step.gives_set) do doc:make_layer(name) end
      origin.during(doc, step, nil, nil, step.each, doc)
    end
    stage("resolve", round)
  end
end

-- What a marked capture holds against what its line wants: a text, or a list of texts. nil when they agree.
local function difference(name, value, wanted)
  if type(value) == "table" and type(wanted) == "table" then
    for k = 1, math.max(#value, #wanted) do
      local text = value[k] and value[k].text or "nothing"
      if text ~= wanted[k] then return ("%s[%d] is %q, not %q"):format(name, k, text, tostring(wanted[k])) end
    end
    return nil
  end
  if type(value) == "table" then value = value[1] end
  local text = type(value) == "string" and value or value and value.text or "nothing"
  if text ~= wanted then return ("%s is %q, not %q"):format(name, text, tostring(wanted)) end
end

-- Runs the yes and no lines of a pack's rules: failures, number of lines, and what explain.example wants of each failure.
-- packs are those it runs with, itself last.
function rule.examples(pack, packs)
  local failures, lines, failed = {}, 0, {}
  packs = packs or { pack }
  for _, r in ipairs(pack.steps) do
    for kind, list in pairs { yes = r.yes or {}, no = r.no or {} } do
      for _, line in ipairs(list) do
        local example = type(line) == "table" and line or { line }
        local found, why = false, "no match"
        local doc = require("lunette").doc(example[1])
        rule.run(packs, doc, nil, { match = function(by, m)
          if by ~= r then return end
          local wrong
          for name, wanted in pairs(example) do
            wrong = wrong or name ~= 1 and difference(name, m[name], wanted)
          end
          found, why = found or not wrong, wrong or why
        end })
        core.close(doc)
        lines = lines + 1
        if found ~= (kind == "yes") then
          failures[#failures + 1] = ("%s: %s %q: %s"):format(r.id, kind, example[1], kind == "yes" and why or "matches")
          failed[#failures] = { rule = r, packs = packs, text = example[1], kind = kind }
        end
      end
    end
  end
  return failures, lines, failed
end

return rule

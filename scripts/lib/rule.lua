-- Rule packs as scripts write them: checked and compiled when they are loaded, so that whatever is wrong with a rule is said
-- with its line before a document is read. lunette.phase runs them.
local claim = require "lunette.claim"
local compiled = require "lunette.compiled"
local engine = require "lunette.engine"
local environment = require "lunette.environment"
local lists = require "lunette.lists"
local pattern = require "lunette.pattern"
local grammar = require "lunette.pattern_grammar"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local using = require "lunette.using"
local wordtest = require "lunette.wordtest"
local rule = {}

local pack_class, resolve_class = { __name = "pack" }, { __name = "resolve" }
local pack_fields = { name = "string", about = "string", use = "table", define = "table", lists = "table", given = "table", inner = "table" }
local rule_fields = {
  where = "function", asks = "string or table", gives = "string or table", attributes = "table", fact = "string", key = "string", emit = "function",
  priority = "number", keep = "string", across = "string", within = "string", outside = "string", part = "string",
  reads = "table", yes = "table", no = "table",
}
-- Names that others have for what a rule and a pack call otherwise.
local condition, action = "a condition is where = function(m) ... end", "what is done with a match is emit = function(m, doc) ... end"
local rule_instead = {
  pattern = 'the pattern stands second, without a name: { "name", [[ pattern ]], ... }', name = 'the name stands first, without a name of its own: { "name", [[ pattern ]], ... }',
  layer = 'the layer that it gives is gives = "..."', span = 'the layer of its spans is gives = "..."', label = 'the layer of its spans is gives = "..."',
  type = 'the type of its facts is fact = "..."', examples = "what it must match is yes = { ... }, what it must not is no = { ... }",
  condition = condition, test = condition, action = action, each = action,
  use = "packs are used by the whole pack: lun.rules { use = { ... }, ... }", define = "macros stand in the pack: lun.rules { define = { ... }, ... }",
  lists = "lists stand in the pack: lun.rules { lists = { ... }, ... }",
}
local pack_instead = {
  rules = 'rules stand in the pack itself: lun.rules { name = "...", { "name", [[ pattern ]], ... } }', macros = "macros are define = { ... }",
  each = "each is a report's (lun.report), or a step's (lun.resolve)",
}
local step_fields = { name = "string", reads = "table", gives = "table", facts = "table", each = "function" }
local parts = { headline = 1, byline = 1, dateline = 1, lead = 1, body = 1, caption = 1, related = 1 }

local function check_fields(what, given, fields, level, instead)
  suggest.check_fields(what, given, fields, level + 1, instead)
  for field, value in pairs(given) do
    local wanted, kind = fields[field], type(value)
    if wanted and not wanted:find(kind, 1, true) then
      error(("%s: %s is a %s, not a %s"):format(what, field, kind, wanted), level + 1)
    end
  end
end

function rule.test(name, test)
  if type(name) ~= "string" or not name:find "^[%a_][%w_]*$" then error("lun.test wants a name of letters and digits", 2) end
  if type(test) ~= "function" and type(test) ~= "string" then error("lun.test wants a function of a word, or a test as patterns write it", 2) end
  if math.type(wordtest.names[name]) or name == "first" then error(("'%s' is a test already"):format(name), 2) end
  if type(test) == "string" then
    local ok, tree = pcall(pattern.named_test, test)
    if not ok then error(("the test '%s': %s"):format(name, tree), 2) end
    wordtest.names[name] = tree
    return
  end
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
  step.reads_set, step.gives_set = set.of(step.reads), set.of(step.gives)
  step.facts_set = set.of(step.facts)
  for name in pairs(step.facts_set) do step.gives_set[name] = true end
  step.line = debug.getinfo(2, "l").currentline
  return setmetatable(step, resolve_class)
end

-- Checks the dictionary and the attribute of an element or a test, and keeps the dictionary with it: what a name means is
-- settled where the pattern stands. Each name is looked up once a pack.
local function dictionary_check()
  local dictionaries, columns = {}, {}
  return function(x, fail)
    if not dictionaries[x.name] then
      local ok, dictionary = pcall(require("lunette").dictionary, x.name)
      if not ok then fail((dictionary:gsub("^.-:%d+: ", ""))) end
      dictionaries[x.name], columns[x.name] = dictionary, set.of(dictionary.columns)
    end
    x.dictionary = dictionaries[x.name]
    if x.attribute and not columns[x.name][x.attribute] then
      local hint = suggest.hint(x.attribute, set.names(columns[x.name]))
      fail(("dictionary '%s' has no column '%s'%s"):format(x.name, x.attribute, hint))
    end
  end
end

-- Nodes and tests of a tree that read layers: name -> the node. Trees share what macros stand for: each is looked at once.
local function layers_read(x, layers, seen)
  if seen[x] then return end
  seen[x] = true
  local tagged = x.name == "token" and (x.attribute == "pos" or x.attribute == "tag") -- which gives way to what only a document can bring
  if (x.op or x.kind) == "layer" and not (tagged and layers.token) then layers[x.name] = x end
  for _, y in ipairs(x) do if y.reads or y.kind then layers_read(y, layers, seen) end end
end

-- Lines of a file's rules, asked for in their order: function(name) -> line where it stands in quotes behind a brace.
local function line_finder(text, default)
  local at, line = 1, 1
  return function(name)
    local found = text and (text:find('{ "' .. name .. '"', at, true) or text:find('{%s*"' .. name:gsub("%p", "%%%0") .. '"', at))
    if not found then return default end
    local stop = text:find("\n", at, true)
    while stop and stop <= found do line, stop = line + 1, text:find("\n", stop + 1, true) end
    at = found + 1
    return line
  end
end

-- File and line where a pack is made. `return lun.rules {...}` is a tail call that leaves no trace: then it is the script
-- that runs.
local function place_of(level)
  local place = debug.getinfo(level, "Sl")
  local seen = place and place.source:find "^@"
  if seen and not debug.getinfo(level - 1, "t").istailcall then return place.source:sub(2), place.currentline end
  if environment.current then return environment.current, 1 end
  return seen and place.source:sub(2) or "(a pack)", seen and place.currentline or 1
end

-- `ready`: what the build made of the pattern, if it did, as one of the pack's.
local function compile(r, known, ready, pack, fail)
  local whole = type(r.pattern) == "table" and r.pattern or {} -- a tree may narrow its rule
  local asked = whole.within
  if whole.sentence and r.across then fail "the query says within <s/>, across = ... lets it go over the ends of sentences: take one out" end
  if asked and r.within and r.within ~= asked.name then fail(("the query says within <%s/> and the rule within = %q: take one out"):format(asked.name, r.within)) end
  if asked then r.within = asked.name end
  if r.across and r.across ~= "paragraph" and r.across ~= "document" then fail 'across is "paragraph" or "document"' end
  if r.keep and r.keep ~= "all" and r.keep ~= "every" then fail 'keep is "all", "every" or nothing' end
  if not (r.gives or r.fact or r.emit) then
    fail 'does nothing with what it matches: give it fact = "...", gives = "..." or emit = function(m, doc)'
  end
  local ok, tree, captures = true, ready and ready.tree, ready and ready.captures
  if not ready then ok, tree, captures = pcall(engine.compile, r.pattern, known, r.keep ~= nil) end
  if not ok then fail(tree) end
  r.tree, r.captures, r.known, r.ready = tree, captures, known, ready and pack
  r.reads_set, r.gives_set = set.of(r.reads), set.of(r.gives)
  r.layers = ready and ready.layers or {}
  if not ready then layers_read(tree, r.layers, {}) end
  if r.within then r.layers[r.within] = { text = asked and grammar.written(r.pattern), at = asked and asked.at } end
  if r.outside then r.layers[r.outside] = {} end
  for name in pairs(r.layers) do r.reads_set[name] = true end
  if r.fact then r.gives_set[r.fact] = true end
  if r.key and not r.fact then fail "key names a role of a fact, but the rule gives none: write fact = \"...\" too" end
  if r.key and captures[r.key] == nil then fail(("key is '%s', but nothing is captured under that name: write %s:(...) in the pattern%s"):format(r.key, r.key, suggest.hint(r.key, set.names(captures)))) end
  if r.attributes and type(r.gives) ~= "string" then fail "attributes need the layer that the rule gives: write gives = \"...\"" end
  if r.asks then claim.check_fields(r, captures, fail) end
  if r.where or r.attributes then claim.check_told(r, captures, fail) end
  if type(r.gives) == "table" and not r.emit then fail "several layers are given by emit only: write emit = function(m, doc) ... end, or one name" end
  r.parts = r.part and {}
  for part in (r.part or ""):gmatch "[^|%s]+" do
    if not parts[part] then fail(("no part '%s'%s"):format(part, suggest.hint(part, set.names(parts)))) end
    r.parts[part] = true
  end
end

rule.made = 0 -- packs and reports that scripts have made, for the command line

function rule.rules(pack, level)
  level = level or 2
  rule.made = rule.made + 1
  if type(pack) ~= "table" then error("lun.rules wants a table", level) end
  local file, line = place_of(level + 1)
  local function fail(message, at) error(("%s:%d: %s"):format(file, at or line, message), 0) end
  local function check(what, given, fields, at, instead)
    local ok, message = pcall(check_fields, what, given, fields, -2, instead) -- without a place of Lua's own
    if not ok then fail(message, at) end
  end
  check("a rule pack", pack, pack_fields, nil, pack_instead)
  if not pack.name then fail 'a rule pack needs a name: lun.rules { name = "visits", ... }' end
  lists.declare(pack.lists, level)
  pack.uses, pack.leaves_out = {}, {}
  using.packs(pack.use, pack.uses, pack.leaves_out, level)
  local line_of, names = line_finder(environment.texts[file], line), {}
  for _, macro in ipairs(environment.bundled() and {} or set.names(pack.define or {})) do
    if type(macro) ~= "string" or not macro:find "^%u" then fail(("the macro '%s' of `define` could not be told from a word: names of macros begin with a capital letter"):format(tostring(macro))) end
  end
  local known = { macros = pack.define or {}, expanded = {}, tests = wordtest.names, dictionary = dictionary_check() }
  pack.file, pack.steps = file, {}
  local ready = compiled.of(file, pack, known) or {}
  for i, given in ipairs(pack) do
    if type(given) ~= "table" then fail(("step %d of pack '%s' is a %s, not a rule: { \"name\", [[ pattern ]], ... }"):format(i, pack.name, type(given))) end
    local r = setmetatable({}, getmetatable(given)) -- the pack's own; the script's table stays as it is
    for key, value in pairs(given) do if type(key) == "string" then r[key] = value end end
    if getmetatable(given) == resolve_class then
      r.id, r.file = pack.name .. "." .. r.name, file
    else
      local name, text = given[1], given[2]
      local at = type(name) == "string" and line_of(name) or line
      if type(name) ~= "string" or (type(text) ~= "string" and type(text) ~= "table") then
        local lacks = type(name) == "string" and not text and "its name or its pattern is missing" or "it begins with something else"
        fail(("rule %d of pack '%s': a rule is { \"name\", [[ pattern ]], ... }; %s"):format(i, pack.name, lacks), at)
      end
      local what = ("rule '%s.%s'"):format(pack.name, name)
      check(what, r, rule_fields, at, rule_instead)
      if #given > 2 then fail(("%s has a third part that is a %s: behind the name and the pattern all parts have names, such as fact = \"...\""):format(what, type(given[3])), at) end
      r.name, r.pattern, r.turn = name, text, i
      r.id, r.file, r.line = pack.name .. "." .. r.name, file, at
      known.inside = nil
      compile(r, known, ready[i], pack, function(message)
        local macro = known.inside and (": in the macro '%s'"):format(known.inside) or ""
        error(("%s:%d: %s%s: %s"):format(file, r.line, what, macro, message), 0)
      end)
    end
    if names[r.name] then fail(("pack '%s' has two rules called '%s': rename one"):format(pack.name, r.name), r.line) end
    names[r.name] = true
    pack.steps[i] = r
  end
  for _, layer in ipairs(pack.inner or {}) do
    local given = false
    for _, step in ipairs(pack.steps) do given = given or step.gives_set[layer] end
    if not given then fail(("inner names the layer '%s', which no rule of the pack gives"):format(tostring(layer))) end
  end
  return setmetatable(pack, pack_class)
end

return rule

-- Derivations: why a fact or a span is there, as a tree down to the lines of dictionaries and the words of the text. Only
-- the rule and the tokens of its match are kept (lunette.origin); how the match was read is worked out again, when somebody
-- asks, by a machine of that one rule.
local core = require "lunette.core"
local engine = require "lunette.engine"
local origin = require "lunette.origin"
local pattern = require "lunette.pattern"
local set = require "lunette.set"
local tree = require "lunette.why_tree"
local wordtest = require "lunette.wordtest"
local why = {}

why.changed = "what it stood on is no longer there" -- the reason of a node whose match is not found again

local node_of, made_by, bare = tree.node, tree.made_by, tree.bare

-- Whether a span was there when a rule ran: one that reads a layer which it gives does not see what its like gave.
local function seen_by(rule, span)
  local name = span.layer
  if not (rule.reads_set[name] and rule.gives_set[name]) then return true end
  local maker = origin.of_span(span)
  return not (maker and maker.reads_set[name] and maker.gives_set[name])
end

-- The document as the rule saw it: itself, or a copy with fewer spans in the layers that the rule reads and gives.
local function document_for(rule, doc)
  local own
  for name in pairs(rule.layers) do own = own or rule.gives_set[name] end
  if not own then return doc end
  local copy, there = require("lunette").doc(doc.text, { date = doc.date }), {}
  for name in copy:layers() do there[name] = true end
  for name in pairs(rule.layers) do
    if not there[name] then
      copy:make_layer(name)
      for s in doc:spans(name) do
        local attributes = {}
        for key, value in s:attributes() do attributes[key] = value end
        if seen_by(rule, s) then copy:add(name, s.first, s.last, attributes) end
      end
    end
  end
  return copy
end

-- The machine of one rule and its nodes by element, kept as long as the rule; documents that bring lemmas have their own.
local machines, machines_of_lemmas = setmetatable({}, { __mode = "k" }), setmetatable({}, { __mode = "k" })
local function machine_of(rule, lemmas)
  local kept = lemmas and machines_of_lemmas or machines
  if not kept[rule] then
    local copy = setmetatable({ elements = {} }, { __index = rule })
    kept[rule] = { machine = engine.machine({ copy }, lemmas), elements = copy.elements }
  end
  return kept[rule].machine, kept[rule].elements
end

-- Matches of a rule in a document, found again once: { found, number of the match by its bounds, nodes by element }.
local function matches_of(rule, doc)
  local data = core.data(doc)
  data.readings = data.readings or {}
  local readings = data.readings[rule]
  if not readings then
    local machine, elements = machine_of(rule, data.lemmas)
    readings = { elements = elements, numbers = {}, found = core.search(machine, document_for(rule, doc), core.lookups()) }
    local match = readings.found:first(1)
    while match do
      local first, last, following = readings.found:bounds(match)
      readings.numbers[first << 31 | last] = match
      match = following
    end
    data.readings[rule] = readings
  end
  return readings
end

-- The state of one question: the nodes that are made, so that no span is worked out twice and none stands on itself.
local asking = {}
asking.__index = asking

-- What an element or test of a layer or dictionary may take, token by token: the machine's choice, by start and longest
-- first, of what passes the attribute and overlaps none taken. Each is { first, last, span } or { first, last, rows }.
function asking:places(rule, x)
  local key = pattern.key(x) .. (rule.gives_set[x.name] and rule.id or "")
  if self.known[key] then return self.known[key] end
  local doc, holder, reached, wanted = self.doc, {}, 0, set.of(x.values)
  local function passes(value) return not x.attribute or value and wanted[value] end
  local function take(place)
    if place.first <= reached then return end
    reached = place.last
    for i = place.first, place.last do holder[i] = place end
  end
  if (x.op or x.kind) == "layer" then
    for s in doc:spans(x.name) do
      if passes(s:get(x.attribute or "")) and seen_by(rule, s) then take { first = s.first, last = s.last, span = s } end
    end
  else
    local dictionary = x.dictionary or require("lunette").dictionary(x.name)
    for first, last, entry in doc:entries(dictionary) do
      local rows = {}
      for _, row in ipairs(dictionary:candidates(entry, doc.date)) do if passes(row[x.attribute]) then rows[#rows + 1] = row end end
      if rows[1] then take { first = first, last = last, rows = rows, name = x.name } end
    end
  end
  self.known[key] = holder
  return holder
end

-- Whether a test holds at a token.
function asking:holds(rule, t, i)
  local kind = t.kind
  if kind == "not" then return not self:holds(rule, t[1], i) end
  if kind == "and" or kind == "or" then
    for _, x in ipairs(t) do if self:holds(rule, x, i) == (kind == "or") then return kind == "or" end end
    return kind == "and"
  end
  if kind == "entry" or kind == "layer" then return self:places(rule, t)[i] ~= nil end
  if kind == "begins" then
    local place = self:places(rule, t[1])[i]
    return place ~= nil and place.first == i
  end
  if t.own == "first" then return self.doc:sentence(i) == i end
  local ask = self.asks[t] or wordtest.ask(t)
  self.asks[t] = ask
  return ask(core.lexeme(self.doc:lexeme(i))) and true or false
end

-- Gathers the places for which parts of a test hold, without those that are refused.
function asking:stands_on(rule, t, i, list)
  if t.kind == "entry" or t.kind == "layer" or t.kind == "begins" then list[#list + 1] = self:places(rule, t.kind == "begins" and t[1] or t)[i]
  elseif t.kind == "and" or t.kind == "or" then
    for _, x in ipairs(t) do if self:holds(rule, x, i) then self:stands_on(rule, x, i, list) end end
  end
end

local DICTIONARY_FILE = "%s.tsv" -- of a bundled dictionary

function asking:place_node(place)
  if place.span then return self:span(place.span) end
  local file = origin.dictionary_files[place.name] or DICTIONARY_FILE:format(place.name)
  return node_of("entry", self.doc:span(place.first, place.last), { dictionary = place.name, file = file, rows = place.rows })
end

-- Adds what a match stands on, in the order of the text. Words that nothing else says something of come as runs, which
-- end where captures begin or end.
function asking:add_reading(node, rule, first, last)
  local readings = matches_of(rule, self.doc)
  local match = readings.numbers[first << 31 | last]
  local from, cuts = {}, {}
  if not match then -- a script has changed a layer since
    node.from, node.reason = { self:words(first, last) }, why.changed
    return
  end
  local found = readings.found:read(match)
  node.captures = self:captures(found, cuts)
  local taken, done, i, run = readings.found:elements(match), {}, first, nil
  local function add(place)
    local key = place.span and place.span.layer .. core.span_number(place.span) or place.name .. place.first
    if not done[key] then
      done[key] = true
      from[#from + 1] = self:place_node(place)
    end
  end
  if rule.within then add(self:places(rule, { op = "layer", name = rule.within })[first]) end
  while i <= last do
    local x, list, stop = readings.elements[taken[i - first + 1]], {}, i
    if x.op == "layer" or x.op == "entry" then
      list[1] = self:places(rule, x)[i]
      stop = list[1] and list[1].last or i
    elseif x.op == "tok" then self:stands_on(rule, x[1], i, list) end
    if run and (list[1] or cuts[i]) then
      from[#from + 1] = self:words(run, i - 1)
      run = nil
    end
    for _, place in ipairs(list) do add(place) end
    if not list[1] then run = run or i end
    i = stop + 1
  end
  if run then from[#from + 1] = self:words(run, last) end
  node.from = from
end

function asking:words(first, last) return node_of("word", self.doc:span(first, last), {}) end

-- Captures as nodes without what they stand on; `cuts` gets the tokens before which one begins or after which one ends.
function asking:captures(found, cuts)
  local captures
  local function capture_node(s)
    cuts[s.first], cuts[s.last + 1] = true, true
    return node_of(s.layer and "span" or "word", self.doc:span(s.first, s.last), { layer = s.layer })
  end
  for name, value in pairs(found) do
    if type(name) == "string" then
      captures = captures or {}
      if type(value) == "table" then
        captures[name] = {}
        for k, s in ipairs(value) do captures[name][k] = capture_node(s) end
      else captures[name] = capture_node(value) end
    end
  end
  return captures
end

-- Spans of the layers that a step reads which lie on the tokens of what it made: of the rule that it names, if there are.
local function no_spans() end
local function read_by(step, doc, span)
  local same, named = {}, {}
  for name in pairs(step.reads_set) do
    local layer = core.find_layer(doc, name)
    for s in layer and layer:overlapping(span) or no_spans do
      if origin.of_span(s) ~= step then
        if s.rule and s.rule == span.rule then named[#named + 1] = s end
        if s.first == span.first and s.last == span.last then same[#same + 1] = s end
      end
    end
  end
  local list = named[1] and named or same
  table.sort(list, function(a, b)
    if a.first ~= b.first then return a.first < b.first end
    if a.layer ~= b.layer then return a.layer < b.layer end
    return core.span_number(a) < core.span_number(b)
  end)
  return list
end

function asking:span(span)
  if not span.layer then return node_of("word", span, {}) end
  local key = span.layer .. " " .. core.span_number(span)
  if self.nodes[key] then return self.nodes[key] end
  local maker, first, last = origin.of_span(span)
  local node = node_of("span", span, { layer = span.layer })
  self.nodes[key] = bare(node)
  made_by(node, maker)
  if not maker then node.rule = span.rule
  elseif maker.pattern then self:add_reading(node, maker, first, last)
  else
    node.from = {}
    for _, s in ipairs(read_by(maker, self.doc, span)) do node.from[#node.from + 1] = self:span(s) end
  end
  node.reason = node.reason or span:get "reason" or span:get "weighed" and require("lunette.weigh").reason(span) or (maker and span.rule ~= maker.id and span.rule or nil)
  local linked = require("lunette.linking").reason(span)
  if linked then node.reason = (node.reason and node.reason .. "; " or "") .. linked end
  self.nodes[key] = node
  return node
end

local kept = { type = true, rule = true, file = true, line = true, match = true, reason = true }

-- Roles of a fact that are spans or facts, by name.
local function roles_of(fact)
  local names, list = {}, {}
  for name in pairs(fact) do if not kept[name] then names[#names + 1] = name end end
  table.sort(names)
  for _, name in ipairs(names) do
    local value = fact[name]
    local plain = type(value) == "table" and getmetatable(value) == nil
    for _, item in ipairs(plain and value or { value }) do
      if core.class(item) == "span" or getmetatable(item) == getmetatable(fact) then list[#list + 1] = { name, item, plain } end
    end
  end
  return list
end

function asking:fact(fact)
  if self.nodes[fact] then return self.nodes[fact] end
  local maker, roles = origin.of_fact(self.doc, fact), roles_of(fact)
  local at = core.class(fact.match) == "span" and fact.match or nil
  for _, role in ipairs(at and {} or roles) do
    if core.class(role[2]) == "span" and (not at or role[2].first < at.first) then at = role[2] end
  end
  local node = at and node_of("fact", at, { type = fact.type }) or node_of("fact", nil, { type = fact.type })
  self.nodes[fact] = bare(node)
  made_by(node, maker)
  node.rule, node.rule_file, node.rule_line = node.rule or fact.rule, node.rule_file or fact.file, node.rule_line or fact.line
  if type(fact.reason) == "string" then node.reason = fact.reason end
  if maker and maker.pattern and at == fact.match then self:add_reading(node, maker, fact.match.first, fact.match.last)
  else
    node.from, node.captures = {}, roles[1] and {} or nil
    local there = {}
    for _, role in ipairs(roles) do
      local name, value, several = table.unpack(role)
      local from = core.class(value) == "span" and self:span(value) or core.class(value) ~= "span" and self:fact(value)
      if from.what ~= "word" and not there[from] then there[from], node.from[#node.from + 1] = true, from end
      local filler = bare(from)
      if several then
        node.captures[name] = node.captures[name] or {}
        table.insert(node.captures[name], filler)
      else node.captures[name] = filler end
    end
    if fact.type == "event" then require("lunette.why_event").add(self, node, fact) end
  end
  self.nodes[fact] = node
  return node
end

local function ask(doc) return setmetatable({ doc = doc, nodes = {}, known = {}, asks = {} }, asking) end

function why.span(span) return ask(span.doc):span(span) end
function why.fact(fact, doc) return ask(doc):fact(fact) end

-- A function that says why of many spans and facts of a document that no longer changes: what they share is worked out once.
function why.of(doc)
  local asked = ask(doc)
  return function(thing) return core.class(thing) == "span" and asked:span(thing) or core.class(thing) ~= "span" and asked:fact(thing) end
end

-- What the rows of one document share, made anew when facts were added: the question, and facts by the values of roles.
local function rows_of(doc)
  local data = core.data(doc)
  local shared = data.explained
  if not shared or shared.count ~= #(data.facts or {}) then
    shared = { count = #(data.facts or {}), asked = ask(doc), facts = {} }
    data.explained = shared
    for fact in doc:facts() do
      for _, role in ipairs(roles_of(fact)) do
        shared.facts[role[2]] = shared.facts[role[2]] or {}
        table.insert(shared.facts[role[2]], fact)
      end
    end
  end
  return shared
end

local country_from = {
  stated = "stated with the name", place = "of the town in the role", office = "of the office, by the dictionary", organisation = "of a body in the role or behind the name",
  paragraph = "of places before in the paragraph", dateline = "of the dateline",
  article = "of most places in the article",
}

-- The facts that gave roles, by the entities that they are given to.
local function roles_of(doc)
  local entity, roles = require "lunette.entity", {}
  for f in doc:facts "role" do
    local e = entity.at(doc, f.who.first, f.who.last)
    if e then
      roles[e] = roles[e] or {}
      table.insert(roles[e], f)
    end
  end
  return roles
end

-- What a row tells of a person besides the name: the facts that gave roles, and what the country is from.
local function of_person(doc, span, shared, list)
  local e = span.layer == "person" and require("lunette.entity").at(doc, span.first, span.last)
  if not e then return end
  shared.roles = shared.roles or roles_of(doc)
  for _, f in ipairs(shared.roles[e] or {}) do list[#list + 1] = shared.asked:fact(f) end
  if not country_from[e.country_from] then return end
  local node = tree.node("country", nil, { type = "country", reason = country_from[e.country_from] })
  node.text = e.country
  list[#list + 1] = node
end

-- Derivations of a row: of the fact that it was made of, else of its cells that are facts or spans. Cells that are roles of
-- facts stand for these: first the fact that has most of them.
function why.row(doc, cells, fact)
  local shared, list, there = rows_of(doc), {}, {}
  if fact then return { shared.asked:fact(fact) } end
  local left = {}
  for _, name in ipairs(set.names(cells)) do
    local value = cells[name]
    for _, item in ipairs(type(value) == "table" and getmetatable(value) == nil and value or { value }) do
      if (getmetatable(item) or {}).__name == "fact" or core.class(item) == "span" then left[#left + 1] = item end
    end
  end
  while left[1] do
    local counts, best, rest = {}, nil, {}
    for _, item in ipairs(left) do
      for _, of in ipairs(shared.facts[item] or {}) do
        counts[of] = (counts[of] or 0) + 1
        if not best or counts[of] > counts[best] then best = of end
      end
    end
    local item = best or left[1]
    local node = core.class(item) == "span" and shared.asked:span(item) or core.class(item) ~= "span" and shared.asked:fact(item)
    if node.what ~= "word" and not there[node] then there[node], list[#list + 1] = true, node end
    for k, other in ipairs(left) do
      local covered = not best and k == 1
      for _, of in ipairs(shared.facts[other] or {}) do covered = covered or of == best end
      if not covered then rest[#rest + 1] = other end
    end
    left = rest
  end
  if (cells.roles or cells.role or cells.country) and core.class(cells.at) == "span" then of_person(doc, cells.at, shared, list) end
  return list
end

return why

-- What the library adds to the class doc: layers by name, character patterns, the tape of tokens, facts and entities.
-- The table core.data(doc) holds: facts (in order of making), fact_types (theirs, core/lua/bind_fact.c), ran (packs), and what lunette.entity keeps there.
local cell = require "lunette.cell"
local core = require "lunette.core"
local entity = require "lunette.entity"
local fact = require "lunette.fact"
local suggest = require "lunette.suggest"
local lpeg = require "lpeg"
local methods, getters = core.methods "doc"

-- A by-line that the text does not hold, only what a page or a file says of itself, is a plain text.
local byline_of = getters.byline
function getters.byline(doc) return byline_of(doc) or core.data(doc).byline end

methods.layer = core.layer_method(function(doc, name)
  local names = {}
  for known in doc:layers() do names[#names + 1] = known end
  error(("unknown layer '%s'%s"):format(tostring(name), suggest.hint(tostring(name), names)), 3) -- where the method was called
end)

-- The lemma that the document brought for a token, or the one that its form and tag lead back to.
function methods:lemma(i)
  if core.data(self).lemmas then
    for s in core.find_layer(self, "token"):covering(self:span(i)) do
      if s:get "lemma" then return s:get "lemma" end
    end
  end
  return require("lunette.lemma").of(self:word(i), self:tag(i))
end

function methods:offsets(s)
  local start, stop = cell.offsets(s)
  return start, stop, cell.unit
end

function methods:stem(i) return require("lunette.stem").of(self:word(i)) end

local function nothing() end

-- Makes a layer without spans, so that rules that read it find it.
function methods:make_layer(name)
  core.make_layer(self, name)
end

function methods:spans(name)
  local layer = core.find_layer(self, name)
  if not layer then return nothing end
  return layer:spans()
end

-- First and last tokens of a quotation's content, then of each of its paragraphs' parts.
local function quotation(self, s)
  if core.class(s) ~= "span" or s.layer ~= "quote" then error("not a span of the layer 'quote'", 3) end
  return table.pack(core.quotation(self, core.span_number(s)))
end

-- The span of a layer with the tokens of s (the quotation, else the first layer made), or s itself: so a role filled by a
-- whole @layer element keeps that layer's attributes.
function methods:same(s)
  for name in self:layers() do
    if not name:find "%?$" then
      for other in core.find_layer(self, name):covering(s) do
        if other.first == s.first and other.last == s.last then return other end
      end
    end
  end
  return s
end

function methods:quoted(s)
  local q = quotation(self, s)
  if q[4] < q[3] then return s end
  return self:span(q[3], q[4])
end

function methods:quoted_parts(s)
  local q, i = quotation(self, s), 3
  return function()
    i = i + 2
    while i <= q.n do
      if q[i + 1] >= q[i] then return self:span(q[i], q[i + 1]) end
      i = i + 2
    end
  end
end

-- The first place of a match at or after a byte: a search that does not recurse.
local searchers = setmetatable({}, { __mode = "k" })
local function searcher(pattern)
  if not searchers[pattern] then
    local any = lpeg.P(1)
    searchers[pattern] = (any - pattern) ^ 0 * lpeg.Cp() * pattern * lpeg.Cp()
  end
  return searchers[pattern]
end

function methods:scan(pattern, layer)
  if lpeg.type(pattern) ~= "pattern" then pattern = lpeg.P(pattern) end
  local search, text, from = searcher(pattern), self.text, 1
  local function next_match()
    while from <= #text + 1 do
      local found = table.pack(search:match(text, from))
      local start, stop = found[1], found[found.n]
      if not start then
        from = #text + 2
        return nil
      end
      from = stop > start and stop or stop + 1
      if stop > start then return start, stop - 1, table.unpack(found, 2, found.n - 1) end
    end
  end
  if not layer then return next_match end
  for start, stop in next_match do
    local first, last = self:at(start), self:at(stop)
    if first then
      if not last or self:bounds(last) > stop then last = (last or #self + 1) - 1 end
      if last >= first then self:add(layer, first, last, nil, "scan") end
    end
  end
end

function methods:tape(classes)
  local tape = {}
  for i = 1, #self do tape[i] = "." end
  local function put(letter, first, last)
    for i = first, last do
      if tape[i] == "." then tape[i] = letter end
    end
  end
  for _, pair in ipairs(classes) do
    local letter, class = pair[1], pair[2]
    if type(letter) ~= "string" or #letter ~= 1 or letter == "." then error("a class of a tape is { \"L\", class } with one letter", 2) end
    if type(class) == "function" then
      local memo = {}
      for i, word in self:tokens() do
        local lexeme = self:lexeme(i)
        if memo[lexeme] == nil then memo[lexeme] = class(word) and true or false end
        if memo[lexeme] then put(letter, i, i) end
      end
    elseif type(class) == "string" and class:sub(1, 1) == "@" then
      for s in self:spans(class:sub(2)) do put(letter, s.first, s.last) end
    elseif type(class) == "string" then
      for first, last in self:entries(class) do put(letter, first, last) end
    else
      error(("the class of '%s' is a dictionary name, \"@layer\" or a function"):format(letter), 2)
    end
  end
  return table.concat(tape)
end

local span_methods = core.methods "span"
function span_methods:why() return require("lunette.why").span(self) end

function methods:fact(type_name, roles)
  if type(roles) ~= "table" then error('doc:fact wants a type and a table of roles: doc:fact("visit", { who = m.who })', 2) end
  return fact.make(self, type_name, core.copied(roles, fact.OWN), true)
end

function methods:facts(type_name) return core.each_fact(fact.list(self, type_name), core.tell_fact) end

function methods:entities(type_name) return entity.each(self, type_name) end

function methods:add_entity(fields) return entity.add(self, fields) end

function methods:refer(s, e)
  if not entity.is(e) then error("doc:refer wants a span and an entity of the document", 2) end
  entity.refer(self, s, e)
end

function methods:describe_entities(type_name, describe, concerns)
  if type(type_name) ~= "string" or type(describe) ~= "function" then error("doc:describe_entities wants a type of entities, such as \"person\", and a function", 2) end
  if concerns ~= nil and type(concerns) ~= "function" and core.class(concerns) ~= "dictionary" then
    error("doc:describe_entities wants a function of a name, which says whether it concerns the entity, a dictionary of names, or nothing", 2)
  end
  entity.finish(self, type_name, describe, concerns)
end

function methods:reference(s)
  if core.class(s) ~= "span" then error("doc:reference wants a span of the document, such as doc:span(first, last)", 2) end
  return require("lunette.reference").of(self, s)
end

function methods:lay_references(from, to)
  if type(from) ~= "string" or type(to) ~= "string" then error("doc:lay_references wants the names of two layers, such as \"reference?\" and \"reference\"", 2) end
  require("lunette.reference").lay(self, from, to)
end

function methods:entity(s) return entity.at(self, s.first, s.last) end

return methods

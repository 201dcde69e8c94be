-- The engine behind rules: makes one machine (core/match) of rules whose patterns are compiled, and goes through what it
-- found in a document, asking `where` of those that have it.
local claim = require "lunette.claim"
local compiled = require "lunette.compiled"
local core = require "lunette.core"
local pattern = require "lunette.pattern"
local grammar = require "lunette.pattern_grammar"
local wordtest = require "lunette.wordtest"
local engine = {}

-- Elements, and looks ahead, of a pattern that is tried when it is loaded, for the machine may find it too large.
local LARGE, LOOKS = 500, 8

local function looks_of(x)
  local looks = (x.op == "look" or x.op == "start" or x.op == "stop") and 1 or 0
  if x.op ~= "tok" and x.op ~= "look" then for _, y in ipairs(x) do looks = looks + looks_of(y) end end
  return looks
end

-- pattern.compile, with all that can be wrong with a pattern said at once.
function engine.compile(source, known, bounded)
  local tree, captures, size = pattern.compile(source, known, bounded)
  if size > LARGE or size > LOOKS and looks_of(tree) > LOOKS then
    local ok, message = pcall(core.machine, { { tree = tree, captures = captures } }, wordtest.forms)
    if not ok then grammar.fail(grammar.written(source), tree.at, message) end
  end
  return tree, captures
end

-- A copy of a node or test in which a test of inflected forms asks the lemma that the document gives the token, and the forms
-- only where it gives none. What holds no such test is shared.
local function asking_lemmas(x, done)
  if done[x] then return done[x] end
  local lemmas = x.kind == "forms" and x.lemmas or x.kind == "compare" and x.field == "lemma" and x.values
  if lemmas then
    local function layer(attribute, values) return { kind = "layer", name = "token", attribute = attribute, values = values } end
    local forms = { kind = "forms", lemmas = lemmas }
    local test = { kind = "or", at = x.at, layer("lemma", lemmas), { kind = "and", forms, layer("unlemmatised", { "1" }) } }
    done[x] = x.sign == "!=" and { kind = "not", at = x.at, test } or test
    return done[x]
  end
  local copy
  for key, value in pairs(x) do
    if type(key) == "number" and type(value) == "table" or key == "loose" and value then
      local fresh = asking_lemmas(value, done)
      if fresh ~= value then
        if not copy then
          copy = {}
          for k, v in pairs(x) do copy[k] = v end
        end
        copy[key] = fresh
      end
    end
  end
  done[x] = copy or x
  return done[x]
end

-- The tree of a rule. Where the build made it the rule has it until a machine is made of it, and again for who asks: for the
-- collector would go through thousands of nodes in each of its rounds that nobody has a use for.
function engine.tree(r)
  if r.tree or not r.ready then return r.tree end
  local steps = r.ready.steps
  if not steps[r.turn].tree then
    local ready = compiled.of(r.file, r.ready, r.known)
    for k, step in ipairs(steps) do step.tree = step.tree or ready[k] and ready[k].tree or nil end
  end
  r.tree = steps[r.turn].tree -- it may be a copy of that step
  return r.tree
end

-- rules: { tree, captures, across, keep, where, within, outside, parts, id }, as lunette.rule keeps them. `lemmas`: they are
-- for documents that bring lemmas.
function engine.machine(rules, lemmas)
  local copies, done = {}, {}
  for k, r in ipairs(rules) do
    local tree = engine.tree(r)
    copies[k] = lemmas and setmetatable({ tree = asking_lemmas(tree, done) }, { __index = r }) or r
  end
  local machine = core.machine(copies, wordtest.written_forms)
  for _, r in ipairs(rules) do if r.ready then r.tree = nil end end
  return machine
end

-- Goes through the matches of one rule in the order of the text and calls each(rule, match) for those of which where(match,
-- its number) does not say no; without `where` for all. A match is the table that found:read gives. Of a rule with a `where`
-- of its own each start offers its longest match first, and what is refused leaves the start free; with keep = "every" all
-- that it offers are taken.
function engine.choose(found, number, r, class, where, each)
  local match, free, done = found:first(number), 1, 0
  while match do
    local first, _, next_match = found:bounds(match)
    if not r.where or r.keep == "every" or first >= free and first ~= done then
      local m = setmetatable(found:read(match), class)
      if not where or where(m, match) then
        each(r, m)
        done = first
        if not r.keep then free = m[3] + 1 end
      end
    end
    match = next_match
  end
end

-- A rule's `where` for who sees matches one by one.
local function asked_of(r)
  local asked = claim.asked(r)
  return function(m)
    local stands = asked(m)
    claim.check(r, "where", m, stands)
    return stands
  end
end

-- Calls each(rule, match) for what the rules, or those whose numbers are listed, match in a document, in the order of the rules
-- and of the text.
function engine.each(found, rules, only, class, each)
  for k = 1, #(only or rules) do
    local number = only and only[k] or k
    if found:first(number) then engine.choose(found, number, rules[number], class, rules[number].where and asked_of(rules[number]), each) end
  end
end

-- The same with a search. passed() is called when the machine has gone through the document.
function engine.search(machine, rules, doc, lookups, class, each, passed)
  local found = core.search(machine, doc, lookups)
  if passed then passed() end
  engine.each(found, rules, nil, class, each)
  return found
end

return engine

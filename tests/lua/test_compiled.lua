-- Patterns that were compiled while the project was built are those that compiling their texts now gives.
local core = require "lunette.core"
local compiled = require "lunette.compiled"
local engine = require "lunette.engine"
local using = require "lunette.using"
local wordtest = require "lunette.wordtest"
local inflect = require "lunette.inflect"
require "lunette"

local left_out = { key = true, begins = true, ends = true, size = true, dictionary = true }

-- Whether two trees hold the same, their shared parts at the same places.
local function same(a, b, path, seen)
  if type(a) ~= "table" or type(b) ~= "table" then
    if type(a) == "userdata" then return type(b) == "userdata" end
    assert(a == b, ("%s: %s, not %s"):format(path, tostring(a), tostring(b)))
    return
  end
  if seen[a] then return assert(seen[a] == b, path .. ": shared otherwise") end
  seen[a] = b
  for _, t in ipairs { a, b } do
    for key in pairs(t) do if not left_out[key] then same(a[key], b[key], path .. "." .. tostring(key), seen) end end
  end
end

local function known_of(step) -- as the pack has it, with macros that are not expanded yet
  return { macros = step.known.macros, expanded = {}, tests = step.known.tests, dictionary = step.known.dictionary }
end

local compared = 0
for _, script in ipairs(core.scripts()) do
  local name = script:match "^rules/(.*)%.lua$"
  if name then
    local packs = {}
    using.packs({ name }, packs, {}, 1)
    local pack, known, texts = packs[#packs], nil, {}
    for i, step in ipairs(pack.steps) do
      texts[i] = { step.name, step.pattern }
      known = known or step.tree and known_of(step)
    end
    if known then
      local list = assert(compiled.of(pack.file, texts, known), "nothing was compiled of the pack " .. name)
      for i, step in ipairs(pack.steps) do
        if step.tree then
          local tree, captures = engine.compile(step.pattern, known, step.keep ~= nil)
          same(list[i].tree, tree, step.id, {})
          same(list[i].captures, captures, step.id, {})
          compared = compared + 1
        end
      end
      -- another text, or another macro, is not taken for it
      texts[1] = { texts[1][1], texts[1][2] .. " " }
      assert(compiled.of(pack.file, texts, known) == nil)
      texts[1][2] = texts[1][2]:sub(1, -2)
      local macros = { More = "more" }
      for macro, text in pairs(known.macros) do macros[macro] = text end
      known.macros = macros
      assert(compiled.of(pack.file, texts, known) == nil)
    end
  end
end
assert(compared > 50, "only " .. compared .. " patterns were compared")

-- the forms that came with them are those of the lemmas
for _, lemma in ipairs { "say", "sign", "visit" } do
  assert(table.concat(wordtest.forms { lemma }, " ") == table.concat(inflect.forms(lemma), " "))
end

-- a machine has what it needs of a tree: rules let go of it, and have it again when somebody asks, copies of them too
local packs, kept = {}, {}
using.packs({ "times" }, packs, {}, 1)
local rules = {}
for _, step in ipairs(packs[#packs].steps) do if step.pattern then rules[#rules + 1] = step end end
for k, r in ipairs(rules) do kept[k] = engine.tree(r) end
engine.machine(rules)
for _, r in ipairs(rules) do assert(r.tree == nil, r.id .. " keeps its tree") end
for k, r in ipairs(rules) do same(engine.tree(setmetatable({}, { __index = r })), kept[k], r.id, {}) end
engine.machine(rules)
engine.machine(rules, true)
local own = require("lunette.rule").rules { name = "own", { "own", "one two", fact = "own" } }
engine.machine(own.steps)
assert(own.steps[1].tree, "a script's rules are not made again")

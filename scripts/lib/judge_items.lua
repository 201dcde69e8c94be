-- What there is to judge of a rule: goes through documents once and draws matches, near misses (sentences in which the rule came past
-- half of its elements, or was refused by its `where` or beaten) and random sentences of the others. Lots hang on the seed and the
-- place alone, so that two people get the same and more are the same and some besides.
local cell = require "lunette.cell"
local chance = require "lunette.chance"
local core = require "lunette.core"
local engine = require "lunette.engine"
local marked = require "lunette.marked"
local phase = require "lunette.phase"
local text = require "lunette.explain_text"
local items = {}

local function one_line(s) return (s:gsub("%s+", " ")) end

-- How far the rule comes in each sentence of the document as it is now: function(first, last) -> elements.
local function depths_of(gauge, doc, lookups)
  local lemmas = core.data(doc).lemmas and true or false
  gauge.machines[lemmas] = gauge.machines[lemmas] or engine.machine({ gauge.rule }, lemmas or nil)
  local found = core.search(gauge.machines[lemmas], doc, lookups)
  local depth = {}
  local i = 1
  while i <= #doc do
    local first, last = doc:sentence(i)
    local deepest = 0
    for start = first, last do
      local flat = found:attempts(1, start)
      for k = 2, #flat, 4 do
        local element = flat[k]
        deepest = math.max(deepest, element == 0 and gauge.measure.total or gauge.measure.before[element] or 0)
      end
    end
    depth[first] = deepest
    i = last + 1
  end
  found:close()
  return depth
end

-- What is written of a thing and shown: place and text of the span, its sentences, and what stands around them.
local function item_of(doc, kind, first, last, m)
  local span = doc:span(first, last)
  local parts, from, to = marked.of(doc, first, last)
  local start, stop = doc:source(span)
  local item = { kind = kind, doc = cell.valid(tostring(doc.id)), bytes = { start, stop }, text = parts.text, parts = parts, place = cell.text(cell.place(span)),
    sentence = one_line(doc:span(from, to).text), captures = {} }
  local least, most = doc:paragraph(from), select(2, doc:paragraph(to))
  if from > least then item.before = one_line(doc:span((doc:sentence(from - 1)), from - 1).text) end
  if to < most then item.after = one_line(doc:span(to + 1, (select(2, doc:sentence(to + 1)))).text) end
  for name, value in pairs(m or {}) do
    if type(name) == "string" then item.captures[name] = one_line(cell.text(cell.keep(name, value))) end
  end
  return item
end

-- target: one rule, as lunette.explain_target finds it. wanted: how many of each kind, { match = 20, near = 20, random = 20 }, nil
-- for none. Gives take(doc), to be called for each document, and drawn(): the items by kind, each list in the order of lots, and the
-- population { matches, near, rest, documents }.
function items.new(target, wanted, seed)
  local step = target.steps[1]
  local sources, rule = text.open(step)
  local gauge = { rule = rule, sources = sources, measure = text.measure(rule.tree), machines = {} }
  local enough = math.max(1, (gauge.measure.total + 1) // 2)
  local samples, population = {}, { matches = 0, near = 0, rest = 0, documents = 0 }
  for kind, size in pairs(wanted) do samples[kind] = chance.sample(size) end
  local measured = wanted.near or wanted.random

  local function offer(kind, doc, first, last, m, near)
    local sample = samples[kind]
    if not sample then return end
    local lot = chance.lot_of_name(seed, ("%s\0%s\0%d\0%d"):format(kind, tostring(doc.id), first, last))
    if not sample:takes(lot) then return end
    local item = item_of(doc, kind, first, last, m)
    item.lot, item.near = lot, near
    sample:add(lot, item)
  end

  local function take(doc)
    local entries, depth = {}, nil
    phase.run(target.packs, doc, target.without, {
      match = function(r, _, entry) if r == step then entries[#entries + 1] = entry end end,
      before = function(rules, lookups)
        for _, r in ipairs(measured and rules or {}) do if r == step then depth = depths_of(gauge, doc, lookups) end end
      end,
    })
    population.documents = population.documents + 1
    local matched = {} -- first tokens of sentences that hold a match
    for _, entry in ipairs(entries) do
      if not entry.lost then
        population.matches = population.matches + 1
        offer("match", doc, entry.m[4], entry.m[5], entry.m)
        local i = doc:sentence(entry.m[4])
        while i <= entry.m[5] do
          matched[i] = true
          i = select(2, doc:sentence(i)) + 1
        end
      end
    end
    local i = 1
    while measured and i <= #doc do
      local first, last = doc:sentence(i)
      if not matched[first] then
        local near = (depth and depth[first] or 0) >= enough
        population[near and "near" or "rest"] = population[near and "near" or "rest"] + 1
        if near then offer("near", doc, first, last, nil, true) end
        offer("random", doc, first, last, nil, near)
      end
      i = last + 1
    end
  end

  local function drawn()
    local lists = {}
    for kind, sample in pairs(samples) do
      lists[kind] = sample.items
      table.sort(lists[kind], function(a, b) return a.lot < b.lot end)
    end
    return lists, population
  end
  return { take = take, drawn = drawn, measured = measured ~= nil }
end

return items

-- The engine that compare.lua holds against the reference: the product's machine, asked for what the reference answers.
-- Some sets of rules run with one state at a time, others with many, and with limits so small that states are made anew,
-- runs count as long and readings go backwards.
local core = require "lunette.core"
local product = require "lunette.engine"
local wordtest = require "lunette.wordtest"
local engine = {}

-- What searches need that depends on the rules alone. `where` of the comparison is asked for every rule.
function engine.prepare(rules)
  local prepared = {}
  for number, rule in ipairs(rules) do
    local parts = rule.part and {}
    for part in (rule.part or ""):gmatch "[^|%s]+" do parts[part] = true end
    prepared[number] = { tree = rule.tree, captures = rule.captures, keep = rule.keep and "all", across = rule.across,
      within = rule.within, outside = rule.outside, parts = parts }
  end
  return prepared
end

-- Captures come by name, each a span or a list of spans: names in order, for the engine keeps no order among them.
local function captures_of(by_name)
  local names, captures = {}, {}
  for name in pairs(by_name) do if type(name) == "string" then names[#names + 1] = name end end
  table.sort(names)
  for _, name in ipairs(names) do
    local value = by_name[name]
    for _, s in ipairs(type(value) == "table" and value or { value }) do captures[#captures + 1] = { name, s.first, s.last } end
  end
  return captures
end

local function match_of(number, m)
  return { rule = number, first = m[2], last = m[3], match_first = m[4], match_last = m[5], captures = captures_of(m) }
end

function engine.search(doc, prepared, options)
  local matches, numbers, where = {}, {}, options and options.where
  for number, rule in ipairs(prepared) do
    numbers[rule] = number
    rule.where = where and function(m) return where(match_of(number, m)) end or nil
  end
  local kind = where and "choosing" or "plain"
  if not prepared[kind] then
    local turn = #prepared + #prepared[1].tree + #doc
    prepared[kind] = core.machine(prepared, wordtest.forms, turn % 3)
    if turn % 5 > 1 then prepared[kind]:limits(turn % 5 == 2 and 2000 or 1 << 20, turn % 4 == 0 and 16 or 512, turn % 4 > 1 and 8 or 16384, turn % 3 > 0 and 16 or 16384) end
  end
  product.search(prepared[kind], prepared, doc, nil, nil, function(rule, m) matches[#matches + 1] = match_of(numbers[rule], m) end)
  return matches
end

return engine

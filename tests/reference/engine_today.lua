-- The engine that compare.lua holds against the reference: the product's matcher, asked for what the reference answers.
-- `avoids` leaves out the rules on which it is known to differ.
local matcher = require "lunette.matcher"
local index = require "lunette.index"
local starting = require "lunette.starting"
local wordtest = require "lunette.wordtest"
local reference = dofile "tests/reference/matcher.lua"
local engine = {}

-- A capture inside one of the same name comes before it in their list.
local function nested_names(x, names)
  if x.op == "cap" then
    if names[x.name] then return true end
    names = setmetatable({ [x.name] = true }, { __index = names })
  end
  for _, y in ipairs(x) do if nested_names(y, names) then return true end end
  return false
end

-- With `across`, look-ahead over the end of what `within`, `outside` and `part` leave sees nothing.
local function has_look(x)
  if x.op == "look" then return true end
  for _, y in ipairs(x) do if has_look(y) then return true end end
  return false
end

-- A conjunction of nothing but places, inside another test, raises; one of a flag and its contrary holds for the flag.
local function odd_conjunction(x)
  if x.kind == "and" then
    local have, lack = wordtest.flags(x)
    if have & lack ~= 0 or wordtest.ask(x, true) == false then return true end
  end
  for _, y in ipairs(x) do if odd_conjunction(y) then return true end end
  return false
end

-- Trees with holes are the compiler's: alternatives of which the first takes several tokens and the others one.
function engine.avoids(rule, tree)
  local o = rule.options
  return not reference.is_whole(tree) or odd_conjunction(tree) or nested_names(tree, {}) or
    o.across and (o.within or o.outside or o.part) and has_look(tree)
end

local function narrow_of(rule, view)
  if not (rule.part or rule.within or rule.outside) then return nil end
  local function tokens_of(name) return name and index.find(view, { op = "layer", name = name }).inside end
  local inside, outside, parts = tokens_of(rule.within), tokens_of(rule.outside), {}
  for part in (rule.part or ""):gmatch "[^|%s]+" do parts[part] = true end
  return function(i)
    local to, last = i - 1, inside and inside[i] or not inside and view.n
    if not last then return nil end
    while to < last and not (outside and outside[to + 1]) and (not rule.part or parts[view.doc:part(to + 1)]) do to = to + 1 end
    return to >= i and to or nil
  end
end

-- Captures come by name, each a span or a list of spans: names in order, for the engine keeps no order among them.
local function captures_of(by_name)
  local names, captures = {}, {}
  for name in pairs(by_name) do names[#names + 1] = name end
  table.sort(names)
  for _, name in ipairs(names) do
    local value = by_name[name]
    for _, s in ipairs(type(value) == "table" and value or { value }) do captures[#captures + 1] = { name, s.first, s.last } end
  end
  return captures
end

-- What searches need that depends on the rules alone.
function engine.prepare(rules)
  local programs = {}
  for number, rule in ipairs(rules) do
    local tree = rule.tree
    programs[number] = { tree = tree, captures = rule.captures, first = tree.op == "seq" and tree[1].op == "start" }
  end
  return { rules = rules, round = starting.prepare(programs) }
end

function engine.search(doc, prepared, options)
  local matches, view = {}, matcher.open(doc, {})
  local starts, where = starting.starts(prepared.round, view), options and options.where
  for number, rule in ipairs(prepared.rules) do
    local how = { keep = rule.keep, across = rule.across, narrow = narrow_of(rule, view) }
    matcher.search(prepared.round.programs[number], starts[number], how, function(captures, match_first, match_last, first, last)
      local match = { rule = number, first = first, last = last, match_first = match_first, match_last = match_last,
        captures = captures_of(captures) }
      if where and not where(match) then return false end
      matches[#matches + 1] = match
      return true
    end)
  end
  return matches
end

return engine

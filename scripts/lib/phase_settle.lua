-- How matches compete that are seen one by one, because a rule among them emits, or somebody watches: who wins becomes a span of a layer or a
-- fact. What need not be seen is settled in C, by the same order (lunette.claim).
local claim = require "lunette.claim"
local fact = require "lunette.fact"
local origin = require "lunette.origin"
local settle = {}

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

-- Spans of one layer: each that overlaps none taken before it; what the layer holds already stays. lose(entry, the stronger
-- entry or span, kind, name) hears of every other.
function settle.layer(doc, name, list, lose)
  doc:make_layer(name)
  local taken, kept = {}, {}
  if not name:find "%?$" then
    table.sort(list, stronger_span)
    for s in doc:spans(name) do for i = s.first, s.last do taken[i] = s end end
  end
  for _, x in ipairs(list) do
    local by
    for i = x.first, x.rule.keep and x.first - 1 or x.last do by = by or taken[i] end
    if by then lose(x, by, "span", name)
    else
      kept[#kept + 1] = x
      for i = x.first, name:find "%?$" and 0 or x.last do taken[i] = x end
    end
  end
  table.sort(kept, earlier)
  local record = origin.recorder(doc)
  for _, x in ipairs(kept) do
    local attributes = claim.attributes(x.rule, x.m)
    claim.check(x.rule, "attributes", x.m, attributes)
    record(doc:add(name, x.first, x.last, attributes, x.rule.id), x.rule, x.m[4], x.m[5])
  end
end

-- Facts of one type, each with a single filler of its rule's key or none: the strongest of each filler. Most fillers have one or two.
local function strongest(list, lose, name)
  local best, kept = {}, {}
  for _, x in ipairs(list) do
    local at = x.filler
    local other = at and best[at]
    if not other or stronger_fact(x, other) then best[at or x] = x end
  end
  for _, x in ipairs(list) do
    local by = best[x.filler or x]
    if by ~= x then lose(x, by, "fact", name) else kept[#kept + 1] = x end
  end
  return kept
end

-- The same where a filler may be a list: each of whose fillers no stronger one has any.
local function apart(list, lose, name)
  local taken, kept = {}, {}
  table.sort(list, stronger_fact)
  for _, x in ipairs(list) do
    local filler, by = x.rule.key and x.m[x.rule.key], nil
    local fillers = type(filler) == "table" and filler or { filler }
    for _, s in ipairs(fillers) do by = by or taken[s.first << 31 | s.last] end
    for _, s in ipairs(by and {} or fillers) do taken[s.first << 31 | s.last] = x end
    if by then lose(x, by, "fact", name) else kept[#kept + 1] = x end
  end
  return kept
end

function settle.facts(doc, name, list, lose)
  local single = true
  for _, x in ipairs(list) do
    local filler = x.rule.key and x.m[x.rule.key]
    if type(filler) == "table" then single = false break end
    x.filler = filler and (filler.first << 31 | filler.last)
  end
  local kept = (single and strongest or apart)(list, lose, name)
  table.sort(kept, earlier)
  for _, x in ipairs(kept) do
    local roles, m, r = {}, x.m, x.rule
    for role, value in next, m do if type(role) == "string" then roles[role] = value end end
    roles.rule, roles.file, roles.line, roles.match = r.id, r.file, r.line, m.match
    fact.make(doc, name, roles)
    local list, _, makers = fact.of(doc)
    makers[#list] = r
  end
end

return settle

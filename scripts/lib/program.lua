-- From a pattern's tree to the program that the matcher runs, with what lets it pass over most tokens: which tokens can
-- begin a match, and what every match holds.
-- Instructions: {op="tok", test, memo}  {op="over", kind, name, attribute, values}  {op="split", a, b}  {op="jump", a}
--   {op="save", name, side}  {op="look", test, negative}  {op="start"}  {op="stop"}  {op="match"}
local core = require "lunette.core"
local pattern = require "lunette.pattern"
local wordtest = require "lunette.wordtest"
local program = {}

local MAX_ELEMENTS = 10000

local function nullable(x)
  if x.op == "rep" then return x.min == 0 or nullable(x[1])
  elseif x.op == "cap" or x.op == "span" then return nullable(x[1])
  elseif x.op == "seq" then for _, y in ipairs(x) do if not nullable(y) then return false end end return true
  elseif x.op == "alt" then for _, y in ipairs(x) do if nullable(y) then return true end end return false
  elseif x.op == "gap" then return x.min == 0 end
  return x.op == "look" or x.op == "start" or x.op == "stop"
end

-- Whether the token can begin the element, as function(run, token): what gaps stop at.
local begins_with
local function any_of(list)
  return function(run, i)
    for k = 1, #list do if list[k](run, i) then return true end end
    return false
  end
end
local function begins_of(x)
  if x.op == "tok" then return wordtest.compile(x[1])
  elseif x.op == "entry" or x.op == "layer" then
    return function(run, i) return (run.found[x] or run.index(x, x.op)).last[i] ~= nil end
  elseif x.op == "seq" then
    local list = {}
    for _, y in ipairs(x) do
      if y.op == "gap" then return function() return true end end
      if y.op ~= "look" and y.op ~= "start" and y.op ~= "stop" then list[#list + 1] = begins_with(y) end
      if not nullable(y) then break end
    end
    return any_of(list)
  elseif x.op == "alt" then
    local list = {}
    for k, y in ipairs(x) do list[k] = begins_with(y) end
    return any_of(list)
  elseif x[1] and x.op ~= "look" then return begins_with(x[1]) end
  return function() return true end
end
function begins_with(x)
  if not x.begins then x.begins = begins_of(x) end
  return x.begins
end

-- Where matches can begin: { words = {lower, ...}, asks = {{ask, flags that a word must have}, ...}, indexes = {element, ...}, any =, first = }. Asks may
-- say yes too often (they know the word, not its place), never too seldom.
local function starts_of(x, starts)
  if x.op == "tok" then
    local t = x[1]
    local words = wordtest.words(t)
    if words then table.move(words, 1, #words, #starts.words + 1, starts.words)
    else
      local ask = wordtest.asking(t)
      if ask then starts.asks[#starts.asks + 1] = { ask, wordtest.required(t) }
      elseif t.kind == "entry" or t.kind == "layer" then starts.indexes[#starts.indexes + 1] = { op = t.kind, name = t.name, attribute = t.attribute, values = t.values, inside = true }
      else starts.any = true end
    end
  elseif x.op == "entry" or x.op == "layer" then starts.indexes[#starts.indexes + 1] = x
  elseif x.op == "seq" then
    for k, y in ipairs(x) do
      if y.op == "start" and k == 1 then starts.first = true end
      if y.op == "gap" then starts.any = true end
      if y.op ~= "look" and y.op ~= "start" and y.op ~= "stop" then starts_of(y, starts) end
      if not nullable(y) then break end
    end
  elseif x.op == "alt" then for _, y in ipairs(x) do starts_of(y, starts) end
  elseif x[1] and x.op ~= "look" then starts_of(x[1], starts)
  else starts.any = true end
  return starts
end

-- Whether a sorted list has a number in first .. last.
local function within(list, first, last)
  local low, high = 1, #list + 1
  if high == 1 or list[high - 1] < first or list[1] > last then return false end
  while low < high do
    local middle = (low + high) // 2
    if list[middle] < first then low = middle + 1 else high = middle end
  end
  return list[low] ~= nil and list[low] <= last
end

-- What no reading can do without: list of function(run, first, last) -> whether it stands among those tokens.
local function needs_of(x, list)
  if x.op == "entry" or x.op == "layer" then
    list[#list + 1] = function(run, first, last) return within((run.found[x] or run.index(x, x.op)).starts, first, last) end
  elseif x.op == "tok" then
    local t = x[1]
    local words = wordtest.words(t)
    if words then
      list[#list + 1] = function(run, first, last)
        for k = 1, #words do
          local at = run.places[words[k]]
          if at and within(at, first, last) then return true end
        end
      end
    elseif wordtest.rare(t) then
      local ask = wordtest.asking(t)
      list[#list + 1] = function(run, first, last) return within(run.passing(ask), first, last) end
    end
  elseif x.op == "seq" then
    for _, y in ipairs(x) do needs_of(y, list) end
  elseif x.op == "alt" then
    local firsts = {}
    for k, y in ipairs(x) do
      firsts[k] = needs_of(y, {})[1]
      if not firsts[k] then return list end
    end
    list[#list + 1] = function(run, first, last)
      for k = 1, #firsts do if firsts[k](run, first, last) then return true end end
    end
  elseif x.op == "cap" or x.op == "span" or (x.op == "rep" and x.min > 0) then needs_of(x[1], list) end
  return list
end

-- Captures below a node: list of {name, stands in a repetition}.
local function captures_of(x)
  if x.captures then return x.captures end
  local list = {}
  for _, y in ipairs(x.op == "tok" and {} or x) do
    for _, c in ipairs(captures_of(y)) do
      list[#list + 1] = { c[1], c[2] or (x.op == "rep" and x.max ~= 1 and x.max ~= 0) }
    end
  end
  if x.op == "cap" then list[#list + 1] = { x.name, false } end
  x.captures = list
  return list
end

-- Names of captures that are lists: those in a repetition, and those met twice in one sequence.
local function lists_of(tree)
  local lists = {}
  local function walk(x)
    local seen = {}
    for _, y in ipairs(x.op == "tok" and {} or x) do
      local here = {}
      for _, c in ipairs(captures_of(y)) do
        if c[2] or (x.op == "seq" and seen[c[1]]) then lists[c[1]] = true end
        here[c[1]] = true
      end
      for name in pairs(here) do seen[name] = true end
      if #captures_of(y) > 1 then walk(y) end
    end
  end
  for _, c in ipairs(captures_of(tree)) do if c[2] then lists[c[1]] = true end end
  walk(tree)
  return lists
end

local function holds_gap(x)
  if x.holds_gap == nil then
    x.holds_gap = x.op == "gap"
    for _, y in ipairs(x.op ~= "tok" and x.op ~= "look" and x or {}) do if holds_gap(y) then x.holds_gap = true end end
  end
  return x.holds_gap
end

-- Elements after repetitions are written out.
local function size_of(x)
  if not x.size then
    local size = 1
    for _, y in ipairs(x.op ~= "tok" and x.op ~= "look" and x or {}) do size = size + size_of(y) end
    if x.op == "rep" or x.op == "gap" then size = size * math.max(1, x.max or x.min + 1) end
    x.size = size
  end
  return x.size
end

-- The instructions of a tree. Jumps are relative, so the instructions of a node are made once and copied wherever a macro or
-- a repetition wants them; only what holds a gap is made anew, since a gap depends on its neighbours.
local function code_of(tree, text)
  local function nearest(context) -- of siblings, nearest first, then of what stands around
    while context do
      if not nullable(context.node) then return begins_with(context.node) end
      context = context.next
    end
  end
  local block
  local function append(to, from) table.move(from, 1, #from, #to + 1, to) end
  local function split(lazy, here, there)
    if lazy then here, there = there, here end
    return { op = "split", a = here, b = there }
  end
  local function gap(x, left, right)
    local l, r = nearest(left), nearest(right)
    if not l or not r then pattern.fail(text, x.at, "a gap needs an element that must match on either side", 7) end
    local e = x.except
    local except = e and wordtest.compile(e.op == "tok" and e[1] or { kind = e.op, name = e.name, attribute = e.attribute, values = e.values })
    local free = x.free
    local one = { op = "tok", test = function(run, i)
      if except and except(run, i) then return false end
      return free or not (r(run, i) or l(run, i))
    end }
    return block({ op = "rep", min = x.min, max = x.max, at = x.at, { op = "ready", code = { one } } })
  end
  local function make(x, left, right)
    local op, code = x.op, {}
    if op == "tok" then
      local test = wordtest.compile(x[1])
      code[1] = { op = "tok", test = test, memo = wordtest.memo_of[test] }
    elseif op == "entry" or op == "layer" then code[1] = { op = "over", kind = op, name = x.name, attribute = x.attribute, values = x.values }
    elseif op == "seq" then
      for k, y in ipairs(x) do
        local l, r = left, right
        if y.holds_gap then
          for j = 1, k - 1 do l = { node = x[j], next = l } end
          for j = #x, k + 1, -1 do r = { node = x[j], next = r } end
        end
        append(code, block(y, l, r))
      end
    elseif op == "alt" then
      local blocks, size = {}, 0
      for k, y in ipairs(x) do
        blocks[k] = block(y, left, right)
        size = size + #blocks[k] + (k < #x and 2 or 0)
      end
      for k, inner in ipairs(blocks) do
        if k < #x then code[#code + 1] = split(false, 1, #inner + 2) end
        append(code, inner)
        if k < #x then code[#code + 1] = { op = "jump", a = size - #code } end
      end
    elseif op == "rep" then
      local inner = block(x[1], left, right)
      for _ = 1, x.min do append(code, inner) end
      if not x.max then
        code[#code + 1] = split(x.lazy, 1, #inner + 2)
        append(code, inner)
        code[#code + 1] = { op = "jump", a = -#inner - 1 }
      else
        for left_over = x.max - x.min, 1, -1 do
          code[#code + 1] = split(x.lazy, 1, left_over * (#inner + 1))
          append(code, inner)
        end
      end
    elseif op == "cap" or op == "span" then
      local name = op == "cap" and x.name or "span:"
      code[1] = { op = "save", name = name, side = 1 }
      append(code, block(x[1], left, right))
      code[#code + 1] = { op = "save", name = name, side = 2 }
    elseif op == "gap" then return gap(x, left, right)
    elseif op == "look" then code[1] = { op = "look", test = wordtest.compile(x[1]), negative = x.negative }
    else code[1] = { op = op } end
    return code
  end
  function block(x, left, right)
    if x.code then return x.code end
    local code = make(x, left, right)
    if not holds_gap(x) then x.code = code end
    return code
  end
  holds_gap(tree)
  local made = block(tree)
  local code = table.move(made, 1, #made, 1, {})
  code[#code + 1] = { op = "match" }
  return code
end

-- A rule's program: code, names of captures that are lists, where it can begin and what it needs.
-- The code is made when the rule is first tried, for most texts have nothing for most rules; what can be wrong with it is
-- looked for at once.
function program.compile(tree, text)
  if size_of(tree) > MAX_ELEMENTS then pattern.fail(text, tree.at or 1, "the pattern expands to more than 10,000 elements", 4) end
  local p = { starts = starts_of(tree, { words = {}, asks = {}, indexes = {} }), needs = needs_of(tree, {}) }
  local function make(key)
    if not rawget(p, "code") then p.code, p.lists = code_of(tree, text), lists_of(tree) end
    return rawget(p, key)
  end
  if holds_gap(tree) then make "code" end
  return setmetatable(p, { __index = function(_, key) if key == "code" or key == "lists" then return make(key) end end })
end

return program

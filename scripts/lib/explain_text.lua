-- A rule as it is written, for explaining: where every element stands in the text of the pattern or of a macro, what of the
-- compiled pattern goes back to it, and how many elements must match before it. Patterns built in Lua are written out first.
-- A place: { op, at, past (the byte behind), source, parent, kids, node }; a source: { text, name (of a macro) }.
local core = require "lunette.core"
local pattern = require "lunette.pattern"
local grammar = require "lunette.pattern_grammar"
local text = {}

local bare = "^[%l%d\x80-\xFF][%w\x80-\xFF'.&-]*$"

-- A word as a pattern writes it in any case, else exactly.
function text.word(word)
  local lower = core.lower(word)
  if lower:find(bare) and lower:find "[%w\x80-\xFF]$" and #core.words(lower) == 1 and core.lower(lower) == core.norm(lower) then return lower end
  return text.exact(word)
end
function text.exact(words) return '"' .. words:gsub("%s+", " "):gsub('[\\"]', "\\%0") .. '"' end

local function value_of(value) return value:find "^[^%s,%]&|)\"]+$" and value or '"' .. value:gsub('[\\"]', "\\%0") .. '"' end
local function values_of(values)
  local list = {}
  for k, value in ipairs(values) do list[k] = value_of(value) end
  return table.concat(list, ",")
end
local function named(x)
  return (x.kind or x.op) == "layer" and "@" .. x.name .. (x.attribute and ("[%s=%s]"):format(x.attribute, values_of(x.values)) or "") or
    "#" .. x.name .. (x.attribute and ("[%s=%s]"):format(x.attribute, values_of(x.values)) or "")
end

-- What stands between brackets.
local function test_of(t)
  local kind, parts = t.kind, {}
  if kind == "not" then return "!" .. ((t[1].kind == "and" or t[1].kind == "or") and "(" .. test_of(t[1]) .. ")" or test_of(t[1])) end
  if kind == "and" or kind == "or" then
    for k, x in ipairs(t) do parts[k] = (x.kind == "and" or x.kind == "or") and "(" .. test_of(x) .. ")" or test_of(x) end
    return table.concat(parts, kind == "and" and " & " or " | ")
  end
  if kind == "name" then return t.name end
  if kind == "begins" then return "^" .. named(t[1]) end
  if kind == "compare" or kind == "prior" then return t.field .. t.sign .. values_of(t.values) end
  if kind == "regex" then return "word~/" .. t.source .. "/" end
  if kind == "lower" then return "word=" .. value_of(t.word) end
  if kind == "text" then return "text=" .. value_of(t.word) end
  if kind == "forms" then return "lemma=" .. values_of(t.lemmas) end
  if kind == "any" then return "word~/.*/" end
  return named(t)
end
local function token_of(t)
  if t.kind == "any" then return "_" end
  if t.kind == "lower" then return t.word end
  if t.kind == "text" then return text.exact(t.word) end
  if t.kind == "forms" then return "<" .. table.concat(t.lemmas, "|") .. ">" end
  if t.kind == "regex" then return "/" .. t.source .. "/" end
  return "[" .. test_of(t) .. "]"
end

-- A tree that was built in Lua as a text.
function text.write(x)
  local op, parts = x.op, {}
  if op == "tok" then return token_of(x[1]) end
  if op == "look" then return (x.negative and "!" or "&") .. "[" .. test_of(x[1]) .. "]" end
  if op == "text" then return text.exact(x.text) end
  if op == "entry" or op == "layer" then return named(x) end
  if op == "start" or op == "stop" then return op == "start" and "^" or "$" end
  if op == "macro" then return x.name end
  if op == "gap" then
    return ("...%s{%d,%d%s}"):format(x.free and "!" or "", x.min, x.max, x.except and " -" .. text.write(x.except) or "")
  end
  for k, y in ipairs(x) do
    parts[k] = text.write(y)
    local list, single = y.op == "alt" or y.op == "seq", y.op == "tok" or y.op == "entry" or y.op == "layer" or y.op == "text" or y.op == "macro"
    if list and y.op ~= op and y.op ~= "seq" or op ~= "seq" and op ~= "alt" and not single then parts[k] = "(" .. parts[k] .. ")" end
  end
  if op == "cap" then return x.name .. ":" .. parts[1] end
  if op == "span" then return "span:" .. parts[1] end
  if op == "rep" then return ("%s{%d,%s}%s"):format(parts[1], x.min, x.max or "", x.lazy and "?" or "") end
  return table.concat(parts, op == "alt" and " | " or " ")
end

-- Notes in the nodes of a placed tree where they stand.
local function place(x, source, parent)
  local here = { op = x.op, source = source, parent = parent, kids = {}, node = x, test = (x.op == "tok" or x.op == "look") and x[1] or nil }
  x.from = here
  if not here.test then for k, y in ipairs(x) do here.kids[k] = place(y, source, here) end end
  local kids = here.kids
  if x.except then here.except = place(x.except, source, here) end
  here.at = x.bracket or (x.op == "seq" or x.op == "alt" or x.op == "rep") and kids[1].at or x.at
  here.past = x.past or kids[#kids].past
  here.bracketed = x.bracket ~= nil
  return here
end

local function open(source)
  local tree = grammar.places(source.text)
  source.top = place(tree, source)
  return tree
end

-- A rule as it is written: sources, and a copy of it whose compiled tree leads back to them.
function text.open(step)
  local main = { text = type(step.pattern) == "string" and step.pattern or text.write(step.pattern), file = step.file, line = step.line }
  local sources, macros = { main = main }, {}
  for name, written in pairs(step.known.macros) do
    sources[name] = { name = name, text = type(written) == "string" and written or text.write(written) }
    macros[name] = open(sources[name])
  end
  local known = { macros = macros, expanded = {}, tests = step.known.tests, dictionary = step.known.dictionary }
  local tree, captures = pattern.compile(open(main), known, step.keep ~= nil)
  return sources, text.rule(step, tree, captures)
end

-- What core.machine wants of a rule, with the elements of the tree to be filled in.
function text.rule(step, tree, captures)
  return {
    tree = tree, captures = captures, elements = {}, across = step.across, keep = step.keep, where = step.where,
    within = step.within, outside = step.outside, parts = step.parts, id = step.id,
  }
end

-- The text of a source after an edit { source, at, past, new }.
function text.edited(edit)
  return edit.source.text:sub(1, edit.at - 1) .. edit.new .. edit.source.text:sub(edit.past)
end

-- The rule compiled anew after an edit; nil when that is no pattern.
function text.changed(step, sources, edit)
  local known = { macros = {}, expanded = {}, tests = step.known.tests, dictionary = step.known.dictionary }
  for name, source in pairs(sources) do
    if name ~= "main" then known.macros[name] = edit.source == source and text.edited(edit) or source.text end
  end
  local ok, tree, captures = pcall(pattern.compile, edit.source == sources.main and text.edited(edit) or sources.main.text, known, step.keep ~= nil)
  return ok and text.rule(step, tree, captures) or nil
end

-- For every element, by its number in a machine: how many elements must match before it, whether it may be left out; and
-- how many must match in all. What stands in an alternative or a repetition never counts for more than the whole of it.
function text.measure(tree)
  local needs, before, optional, number = {}, {}, {}, 0
  local function need(x)
    if needs[x] then return needs[x] end
    local n = 0
    if x.op == "tok" or x.op == "entry" or x.op == "layer" then n = 1
    elseif x.op == "rep" then n = x.min > 0 and need(x[1]) or 0
    elseif x.op == "alt" then
      n = math.huge
      for _, y in ipairs(x) do n = math.min(n, need(y)) end
    elseif x.op ~= "look" then
      for _, y in ipairs(x) do n = n + need(y) end
    end
    needs[x] = n
    return n
  end
  local function walk(x, sum, free, bound)
    number = number + 1
    before[number], optional[number] = math.min(sum, bound), free
    if x.op == "tok" or x.op == "look" then return end
    if x.op == "alt" or x.op == "rep" then bound = math.min(bound, sum + math.max(0, need(x) - 1)) end
    for _, y in ipairs(x) do
      walk(y, sum, free or x.op == "rep" and x.min == 0, bound)
      if x.op == "seq" then sum = sum + need(y) end
    end
  end
  walk(tree, 0, false, math.huge)
  return { before = before, optional = optional, total = need(tree) }
end

-- The element with what is written around it alone: its quantifier, its name.
function text.whole(here)
  while here.parent and #here.parent.kids == 1 and here.parent.op ~= "seq" and here.parent.op ~= "alt" do here = here.parent end
  return here
end
function text.shown(here) return (here.source.text:sub(here.at, here.past - 1):gsub("%s+", " ")) end

return text

-- Patterns for a machine: takes the tree of a pattern (lunette.pattern_grammar, lunette.builder), puts its macros in place, checks every name
-- and turns gaps into repetitions of the tokens that they may hold. What is wrong raises with a caret under the place.
-- Then there is no text, macro or gap among the nodes, and there are more tests: text {word}, prior {field: a dictionary, sign, values}, and
-- `own` of a name, what it asks. What a caller puts into a node's `from` goes over to what replaces the node.
local core = require "lunette.core"
local grammar = require "lunette.pattern_grammar"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local wordtest = require "lunette.wordtest"
local pattern = {}

local MAX_ELEMENTS, MAX_ROUNDS, MAX_DEPTH, MAX_WORD = 10000, 64, 1000, 65535

local refused = {}
for word in ([[and break do else elseif end false for function goto if in local nil not or repeat return then true until while
  text start stop layer rule doc span match first last type file line why]]):gmatch "%a+" do refused[word] = true end
local fields = { len = "number", value = "number", word = "list", text = "list", lemma = "list", stem = "list" }

local function unknown(text, at, what, given, known, form, advice)
  grammar.fail(text, at, ("no %s '%s%s'%s%s"):format(what, given, form or "", suggest.hint(given, set.names(known)), advice or ""))
end

local function check_length(word)
  if #word > MAX_WORD then error(("'%s...' is longer than 65,535 bytes: no word is"):format(word:sub(1, 20)), 0) end
  return word
end
pattern.check_length = check_length

local whole = {} -- words that are one token and in lower case
local function check_word(text, at, word)
  if whole[word] then return end
  local words = core.words(check_length(word))
  if #words ~= 1 then
    grammar.fail(text, at, ("'%s' is never one token: it is cut into %s"):format(word, table.concat(words, " | ")))
  elseif core.lower(word) ~= core.norm(word) then
    grammar.fail(text, at, ("bare words are in lower case: write %s (any case) or %q (exact)"):format(core.lower(word), word))
  end
  whole[word] = true
end

-- The function, with an error where it is deeper in itself than trees of any sense are.
local function bounded_depth(enter)
  return function(x, text, known)
    known.depth = known.depth + 1
    if known.depth > MAX_DEPTH then error(grammar.TOO_DEEP, 0) end
    local result = enter(x, text, known)
    known.depth = known.depth - 1
    return result
  end
end

-- pos=NOUN and tag=VBD ask the layer that a document's own tokens make (lunette.annotation): the test becomes that one.
local of_token = { pos = true, tag = true }
local universal = set.of { "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X", "_" }
local function ask_token(t, text)
  if t.sign ~= "=" and t.sign ~= "!=" then grammar.fail(text, t.at, t.field .. " is compared by = or !=") end
  for _, value in ipairs(t.field == "pos" and t.values or {}) do -- documents may bring parts of speech of their own
    if not universal[value] and universal[value:upper()] then grammar.fail(text, t.at, ("parts of speech are in capitals: pos=%s"):format(value:upper())) end
  end
  local asked = { kind = "layer", at = t.at, past = t.past, name = "token", attribute = t.field, values = t.values }
  if t.sign == "!=" then
    t.kind, t[1] = "not", asked
  else
    t.kind, t.name, t.attribute = "layer", asked.name, asked.attribute
  end
  return t
end

-- A test that has a name because a script gave it one: what it stands for, as if it were written there.
local function written_out(x, at, past)
  local copy = {}
  for key, value in pairs(x) do copy[key] = value end
  copy.at, copy.past = at, past
  for k, inner in ipairs(x) do copy[k] = written_out(inner, at, past) end
  return copy
end
function pattern.named_test(text)
  local tree = grammar.parse("[" .. text .. "]")
  if tree.op ~= "tok" then grammar.fail(text, 1, "a named test is one test: [...] is not to stand around it, nor anything behind it") end
  local function check(t)
    if t.kind == "entry" or t.kind == "layer" or t.kind == "begins" or t.kind == "name" and t.name == "first" or t.kind == "compare" and (t.field == "pos" or t.field == "tag") then
      grammar.fail("[" .. text .. "]", t.at, "a named test asks the word alone, not where it stands; write a macro for this")
    end
    for _, inner in ipairs(t) do check(inner) end
  end
  check(tree[1])
  return tree[1]
end

-- given>=5 asks how sure a dictionary is of the word by itself, given_head>=5 of what stands before its first hyphen.
local function ask_dictionary(t, text, known)
  local asked, head = { name = t.field }, false
  local found = tonumber(t.values[1]) and not t.values[2] and pcall(known.dictionary, asked, error)
  if not found and t.field:find "_head$" then
    asked, head = { name = t.field:sub(1, -6) }, true
    found = tonumber(t.values[1]) and not t.values[2] and pcall(known.dictionary, asked, error)
  end
  if not found then unknown(text, t.at, "test", t.field, fields, t.sign .. "...") end
  t.kind, t.dictionary, t.head = "prior", asked.dictionary, head
end

local check_test
check_test = bounded_depth(function(t, text, known)
  local kind = t.kind
  if kind == "name" then
    t.own = known.tests[t.name]
    if not t.own then unknown(text, t.at, "test", t.name, known.tests) end
    if type(t.own) == "table" then
      local named = written_out(t.own, t.at, t.past)
      t.name, t.own = nil, nil
      for key, value in pairs(named) do t[key] = value end
      return check_test(t, text, known)
    end
  elseif kind == "lower" then check_word(text, t.at, t.word)
  elseif kind == "entry" then known.dictionary(t, function(message) grammar.fail(text, t.at, message) end)
  elseif kind == "regex" then
    local regex, message, at = core.regex(t.source)
    if not regex then grammar.fail(text, text and text:find("/", t.at, true) + at, message) end
    t.regex = regex
  elseif kind == "compare" then
    local takes = fields[t.field]
    if of_token[t.field] then return check_test(ask_token(t, text), text, known) end
    if not takes then ask_dictionary(t, text, known) end
    if takes == "number" and not tonumber(t.values[1]) then
      grammar.fail(text, t.at, ("%s%s wants a number, not '%s'"):format(t.field, t.sign, t.values[1]))
    end
    if takes == "number" and t.values[2] then
      grammar.fail(text, t.at, ("%s%s takes one number: write [%s%s%s | %s%s%s]"):format(t.field, t.sign, t.field, t.sign, t.values[1], t.field, t.sign, t.values[2]))
    end
    if takes == "list" and t.sign ~= "=" and t.sign ~= "!=" then grammar.fail(text, t.at, t.field .. " is compared by = or !=") end
    for _, word in ipairs(t.field == "word" and t.values or {}) do check_word(text, t.at, word) end
    if t.field == "stem" then
      local ok, own = pcall(wordtest.stems, t.values)
      if not ok then grammar.fail(text, t.at, own) end
      t.own = own
    end
  end
  for _, word in ipairs(t.lemmas or t.values or {}) do check_length(word) end
  if kind == "layer" then t.text = text end
  local reads = kind == "layer"
  if kind == "begins" then
    local x = t[1]
    x.text, x.reads = text, x.op == "layer" or nil
    if x.op == "entry" then known.dictionary(x, function(message) grammar.fail(text, x.at, message) end) end
    return x.reads
  end
  for _, inner in ipairs(t) do reads = check_test(inner, text, known) or reads end
  return reads
end)

-- Elements of a tree with its repetitions written out; macros know theirs.
local function size_of(x)
  local size = x.size or 1
  if not x.size and x.op ~= "tok" and x.op ~= "look" then
    for _, y in ipairs(x) do size = size + size_of(y) end
    if x.op == "rep" or x.op == "gap" then size = size * math.max(1, x.max or x.min + 1) end
  end
  return math.min(size, MAX_ELEMENTS + 1)
end

-- Alternatives of one token each that stand side by side are one test.
local function join_tokens(x)
  local kept, joined = 0, nil
  for k = 1, #x do
    local y = x[k]
    x[k] = nil
    if y.op ~= "tok" or not (kept > 0 and x[kept].op == "tok") then
      kept, joined = kept + 1, nil
      x[kept] = y
    else
      if not joined then -- what a macro is, others may use
        local first = x[kept]
        joined = { op = "tok", at = kept == 1 and x.at or first.at, from = kept == 1 and x.from or first.from, reads = first.reads, { kind = "or", at = first.at, first[1] } }
        x[kept] = joined
      end
      table.insert(joined[1], y[1])
      joined.reads = joined.reads or y.reads
    end
  end
end

-- Replaces macros and texts, checks names, and marks the nodes: `empty` ones may take no token, the others say what stands
-- in them: `gaps`, endless repetitions (`open`), `span:` (`given`), captures (`caps`), layers (`reads`).
local expand
expand = bounded_depth(function(x, text, known)
  local op = x.op
  text = x.written or text
  if op == "tok" or op == "look" then
    if check_test(x[1], text, known) then x.reads = true end
    if op == "look" then x.empty = true end
    return x
  elseif op == "macro" then
    local done, source = known.expanded[x.name], known.macros[x.name]
    if not source then
      unknown(text, x.at, "macro", x.name, known.macros, "", (": write %s (any case) or %q (exact)"):format(x.name:lower(), x.name))
    elseif done == nil then
      known.expanded[x.name] = false
      local outer = known.inside -- whose text an error that is raised now shows
      known.inside = x.name
      local built = type(source) == "table"
      if built then grammar.check_part(source) end
      local tree = expand(built and source or grammar.parse(source), not built and source or nil, known)
      known.expanded[x.name], tree.size, known.inside = tree, size_of(tree), outer
    elseif not done then grammar.fail(text, x.at, ("the macro '%s' uses itself: write what repeats with *, + or {1,5}"):format(x.name)) end
    return known.expanded[x.name]
  elseif op == "text" then
    local seq = { op = "seq", at = x.at, from = x.from }
    for i, word in ipairs(core.words(check_length(x.text))) do seq[i] = { op = "tok", { kind = "text", word = word }, at = x.at, from = x.from } end
    if not seq[1] then grammar.fail(text, x.at, "a text without tokens: write a word between the quotes, or take it out") end
    return seq[2] and seq or seq[1]
  elseif op == "entry" then known.dictionary(x, function(message) grammar.fail(text, x.at, message) end)
  elseif op == "layer" then x.text = text
  elseif op == "cap" and refused[x.name] then
    grammar.fail(text, x.at, ("'%s' cannot name a capture, for Lua, spans, matches or facts use the word: write another name"):format(x.name))
  elseif (op == "rep" or op == "gap") and x.max and x.max < x.min then
    grammar.fail(text, x.at, ("{%d,%d}: the second number is the larger one, write {%d,%d}"):format(x.min, x.max, x.max, x.min))
  end
  local empties, gaps, open, given, caps, reads = 0, op == "gap", op == "rep" and not x.max, op == "span", op == "cap", op == "layer"
  for i, inner in ipairs(x) do
    local y = expand(inner, text, known)
    x[i] = y
    if y.empty then empties = empties + 1 end
    gaps, open, given, caps, reads = gaps or y.gaps, open or y.open, given or y.given, caps or y.caps, reads or y.reads
  end
  if x.except then
    x.except = expand(x.except, text, known)
    reads = reads or x.except.reads
  end
  if op == "alt" then
    join_tokens(x)
    if not x[2] then return x[1] end
  end
  x.gaps, x.open, x.given, x.caps, x.reads = gaps or nil, open or nil, given or nil, caps or nil, reads or nil
  local empty = op == "start" or op == "stop" or op == "gap" or op == "rep" and x.min == 0 or
    op == "alt" and empties > 0 or op ~= "alt" and x[1] and empties == #x
  if op == "span" and empty then grammar.fail(text, x.at, "what `span:` gives must take a token: take ? or * off one of its elements") end
  x.empty = empty or nil
  return x
end)

-- The elements of a node that a gap meets first: behind the gap all that can begin the node, so that its optional beginning is
-- left to it; before the gap the nearest that must match, which the whole node cannot be without. Brackets make no difference there.
local function nearest_of(x, before, list)
  if x.op == "tok" or x.op == "entry" or x.op == "layer" then list[#list + 1] = x
  elseif x.op == "seq" and before then
    for k = #x, 1, -1 do
      if not x[k].empty then return nearest_of(x[k], before, list) end
    end
  elseif x.op ~= "look" then
    for _, y in ipairs(x) do
      nearest_of(y, before, list)
      if x.op == "seq" and not y.empty then break end
    end
  end
  return list
end

-- A neighbour of a gap: these elements, and the test that holds for any token which can begin one of them.
local function neighbour_of(nodes)
  local tests = { kind = "or" }
  for k, x in ipairs(nodes) do tests[k] = x.op == "tok" and x[1] or { kind = "begins", x } end
  return { nodes = nodes, test = tests[1] and not tests[2] and tests[1] or tests }
end
local function begins(x)
  x.begins = x.begins or neighbour_of(nearest_of(x, false, {}))
  return x.begins
end
local function ends(x)
  x.ends = x.ends or neighbour_of(nearest_of(x, true, {}))
  return x.ends
end

-- A test as a text: equal for tests that ask the same.
function pattern.key(t)
  if not t.key then
    local parts = { t.kind or t.op, t.word or t.name or t.field or t.source or "", t.sign or t.attribute or "" }
    if t.own or t.dictionary then parts[3] = ("%s%p"):format(parts[3], t.own or t.dictionary) end
    for _, value in ipairs(t.lemmas or t.values or {}) do parts[#parts + 1] = value end
    for _, inner in ipairs(t) do parts[#parts + 1] = pattern.key(inner) end
    t.key = "(" .. table.concat(parts, "\0") .. ")"
  end
  return t.key
end

-- Whether a test holds whatever its parts say: such neighbours leave a gap nothing.
local function always_holds(t)
  local atoms, truth = {}, {}
  local function gather(x)
    local inner = x.kind == "not" or x.kind == "and" or x.kind == "or"
    if not inner and x.kind ~= "any" and not truth[pattern.key(x)] then atoms[#atoms + 1], truth[x.key] = x.key, true end
    for _, y in ipairs(inner and x or {}) do gather(y) end
  end
  local function holds(x)
    if x.kind == "not" then return not holds(x[1]) end
    if x.kind ~= "and" and x.kind ~= "or" then return x.kind == "any" or truth[x.key] end
    for _, y in ipairs(x) do if holds(y) == (x.kind == "or") then return x.kind == "or" end end
    return x.kind == "and"
  end
  gather(t)
  for mask = 0, #atoms <= 10 and (1 << #atoms) - 1 or -1 do
    for bit, key in ipairs(atoms) do truth[key] = mask >> (bit - 1) & 1 == 1 end
    if not holds(t) then return false end
  end
  return #atoms <= 10
end

local function either(a, b)
  if not (a and b) or a == b then return a or b end
  local nodes = table.move(b.nodes, 1, #b.nodes, #a.nodes + 1, table.move(a.nodes, 1, #a.nodes, 1, {}))
  return { nodes = nodes, test = { kind = "or", a.test, b.test } }
end

-- A copy without gaps; left and right are the nearest elements that must match, `after` says that
-- endless repetitions are bounded here. What needs no change is shared.
local function settle(x, text, left, right, after)
  if not x.gaps and not (x.open and (after or x.given)) then return x end
  local copy = {}
  for key, value in pairs(x) do copy[key] = value end
  copy.size = nil -- it may grow
  if x.op == "gap" then
    if not left or not right then grammar.fail(text, x.at, "a gap needs an element that must match on either side: write one there, or take ? or * off") end
    local near = not x.free and either(left, right) or nil
    local stops = { kind = "or", near and near.test }
    local e = x.except
    if e and e.op == "seq" then grammar.fail(text, e.at, "a gap can leave out a text of one token only: name the one that tells, as in ...{0,5 -\"but\"}") end
    if e then stops[#stops + 1] = e.op == "tok" and e[1] or { kind = e.op, name = e.name, attribute = e.attribute, values = e.values } end
    if stops[1] and always_holds(stops) then grammar.fail(text, x.at, "its neighbours leave this gap no token, for it stops where either may stand: make one of them narrower, or write _{0,5}") end
    -- Gaps that stop at a word each would go on apart from each other: the pass over the text lets them go over the words to
    -- their right, and asks again where a rule then matches.
    local loose = not x.free and wordtest.words(right.test) and { kind = "not", { kind = "or", left.test, stops[2] } } or nil
    return { op = "rep", reads = x.reads, at = x.at, from = x.from, min = x.min, max = x.max,
      { op = "tok", reads = x.reads, from = x.from, loose = loose, stops = near and near.nodes or {}, { kind = "not", stops } } }
  elseif x.op == "rep" then
    if x.max ~= 1 then left, right = left and either(left, ends(x[1])), right and either(right, begins(x[1])) end
    if after and not x.max then copy.max = x.min + MAX_ROUNDS end
  end
  local rights = {} -- what follows each child of a sequence
  for k = #x, 1, -1 do
    rights[k] = right
    if x.op == "seq" and not x[k].empty then right = begins(x[k]) end
  end
  for k, y in ipairs(x) do
    copy[k] = settle(y, text, left, rights[k], after)
    if x.op == "seq" then
      if not y.empty then left = ends(y) end
      after = after or y.given
    end
  end
  return copy
end

-- Captures of a tree: name -> true when it is a list, for it stands in a repetition or twice in one sequence.
local function captures_of(x)
  local names = {}
  for _, y in ipairs(x) do
    for name, many in pairs(y.caps and captures_of(y) or {}) do
      names[name] = many or names[name] or x.op == "rep" and x.max ~= 1 or x.op == "seq" and names[name] ~= nil
    end
  end
  if x.op == "cap" then names[x.name] = names[x.name] ~= nil end
  return names
end

-- A text or a tree -> tree, captures, how many elements it holds when repetitions are written out. known: macros, expanded (empty at first), tests (name -> function or flag), dictionary
-- (function(entry, fail): looks the name and the attribute up). `bounded` bounds every repetition, as `keep = "all"` wants it.
function pattern.compile(source, known, bounded)
  local text = grammar.written(source)
  known.depth = 0
  local tree = expand(type(source) == "string" and grammar.parse(source) or source, text, known)
  local settled = settle(tree, text, nil, nil, bounded)
  local size = size_of(settled)
  if size > MAX_ELEMENTS then grammar.fail(text, tree.at, "the pattern expands to more than 10,000 elements: make the repetition shorter, or a long list a dictionary (lunette help lists)") end
  return settled, captures_of(tree), size
end

return pattern

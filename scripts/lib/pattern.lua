-- The rule language: an LPeg grammar makes a tree of a pattern; builders in `p` make the same tree from Lua.
-- Nodes (all carry `at`, the byte in the pattern, for carets):
--   {op="seq"|"alt", node...}   {op="rep", node, min=, max= (nil: no bound), lazy=}   {op="cap", node, name=}
--   {op="span", node}   {op="tok", test}   {op="look", test, negative=}   {op="start"}   {op="stop"}
--   {op="entry"|"layer", name=, attribute=, values=}   {op="gap", min=, max=, except=node|nil, free=}
--   {op="regex", source=}   {op="macro", name=} (gone after `expand`)
-- Tests: {kind="lower"|"text", word=}  {kind="any"}  {kind="forms", set=}  {kind="name", name=}  {kind="not"|"and"|"or", test...}
--   {kind="compare", field=, sign=, values=|number=}  {kind="entry"|"layer", name=, attribute=, values=}
local lpeg = require "lpeg"
local inflect = require "lunette.inflect"
local suggest = require "lunette.suggest"
local P, R, S, C, Cc, Ct, Cg, Cp, V, Cmt = lpeg.P, lpeg.R, lpeg.S, lpeg.C, lpeg.Cc, lpeg.Ct, lpeg.Cg, lpeg.Cp, lpeg.V, lpeg.Cmt
local pattern = {}

local MAX_ELEMENTS = 10000

-- The farthest place that the grammar looked at and what it wanted there.
local farthest, wanted
local function expect(what)
  return Cmt(true, function(_, i)
    if i > farthest then farthest, wanted = i, {} end
    if i == farthest then wanted[what] = true end
    return true
  end) * P(false) -- so that LPeg sees that it takes nothing and never succeeds
end

local space = (S " \t\r\n" + P "--" * (1 - S "\n") ^ 0) ^ 0
local function token(p) return p * space end
local function need(p, what) return p + expect(what) end
local letter = R("az", "AZ") + "_"
local name = C(letter * (letter + R "09") ^ 0)
local number = C(R "09" ^ 1) / math.tointeger
local values = Ct(C((1 - S " \t\r\n,]&|)") ^ 1) * (space * "," * space * C((1 - S " \t\r\n,]&|)") ^ 1)) ^ 0)
local bracket = (P "[" * space * Cg(name, "attribute") * space * "=" * space * Cg(values, "values") * space * need(P "]", "`]`")) ^ -1
local word = C((R "az" + R "\x80\xFF") * (R("az", "09") + R "\x80\xFF" + S "'-." * #(R("az", "09") + R "\x80\xFF")) ^ 0)

local function node(op, p) return Ct(Cg(Cp(), "at") * Cg(Cc(op), "op") * p) end
local function test(kind, p) return Ct(Cg(Cp(), "at") * Cg(Cc(kind), "kind") * p) end

local function fold_one(op)
  return function(t)
    if #t == 1 then return t[1] end
    t.op = op
    return t
  end
end
local function fold_test(kind)
  return function(t)
    if #t == 1 then return t[1] end
    t.kind = kind
    return t
  end
end

-- A quantifier after an element: {min, max or false, lazy}
local bounds = P "{" * space * (number * space * (("," * space * (number + Cc(false))) + Cc(nil)) + Cc(0) * "," * space * number) * space * need(P "}", "`}`")
local quantifier = Ct((P "?" * Cc(0, 1) + P "*" * Cc(0, false) + P "+" * Cc(1, false) + bounds) * Cg(P "?" * Cc(true), "lazy") ^ -1)
local function quantify(element, q)
  if not q then return element end
  local max = q[2]
  if max == nil then max = q[1] end
  return { op = "rep", element, min = q[1], max = max or nil, lazy = q.lazy, at = element.at }
end

local regex = P "/" * C((P "\\" * 1 + (1 - S "/\n")) ^ 1) * need(P "/", "a closing `/`")

local grammar = P {
  space * V "alt" * (-1 + expect "the end of the pattern"),
  alt = Ct(Cg(Cp(), "at") * V "seq" * (token "|" * V "seq") ^ 0) / fold_one "alt",
  seq = Ct(Cg(Cp(), "at") * need(V "item", "an element") * V "item" ^ 0) / fold_one "seq",
  item = node("span", P "span:" * space * V "item") + node("cap", Cg(name, "name") * ":" * space * need(V "item", "an element")) +
    V "primary" * token(quantifier + Cc(false)) / quantify,
  primary = token("(" * space * V "alt" * need(P ")", "`)`")) +
    node("gap", P "..." * (P "!" * Cg(Cc(true), "free")) ^ -1 * (P "{" * space * Cg(number, "min") * space * "," * space * Cg(number, "max") * space *
      (P "-" * Cg(V "except", "except")) ^ -1 * space * need(P "}", "`}`") + Cg(Cc(0), "min") * Cg(Cc(6), "max"))) +
    node("look", P "&" * space * V "bracketed") + node("look", P "!" * space * V "bracketed" * Cg(Cc(true), "negative")) +
    V "one" + node("start", P "^") + node("stop", P "$") + node("macro", Cg(C(R "AZ" * (letter + R "09") ^ 0), "name")) +
    node("tok", test("lower", Cg(word, "word"))) + expect "a word, \"Text\", [test], #dictionary, @layer, <lemma> or a Macro",
  except = V "one",
  one = node("tok", V "bracketed") + node("text", P '"' * Cg(lpeg.Cs((P "\\" / "" * 1 + (1 - S "\"\\")) ^ 1), "text") * need(P '"', "a closing `\"`")) +
    node("regex", Cg(regex, "source")) +
    node("tok", test("forms", P "<" * space * Cg(Ct(C((1 - S "|> ") ^ 1) * (space * "|" * space * C((1 - S "|> ") ^ 1)) ^ 0), "lemmas") * space * need(P ">", "`>`"))) +
    node("entry", P "#" * Cg(name, "name") * bracket) + node("layer", P "@" * Cg(name, "name") * bracket) +
    node("tok", test("any", P "_" * -letter)),
  bracketed = P "[" * space * V "tests" * need(P "]", "`]`, `&` or `|`"),
  tests = Ct(V "all" * (token "|" * V "all") ^ 0) / fold_test "or",
  all = Ct(V "unary" * (token "&" * V "unary") ^ 0) / fold_test "and",
  unary = token(test("not", P "!" * space * V "unary") + P "(" * space * V "tests" * need(P ")", "`)`") +
    test("entry", P "#" * Cg(name, "name") * bracket) + test("layer", P "@" * Cg(name, "name") * bracket) +
    test("compare", Cg(name, "field") * space * Cg(C(P ">=" + "<=" + "!=" + "=" + ">" + "<"), "sign") * space * Cg(values, "values")) +
    test("regex", Cg(name, "field") * space * "~" * space * Cg(regex, "source")) +
    test("name", Cg(name, "name")) + expect "a test"),
}
grammar = space * grammar

-- Raises with the pattern and a caret under the byte.
function pattern.fail(text, at, message, level)
  local line_start = text:sub(1, at - 1):match "^.*\n()" or 1
  local line = text:match("^[^\n]*", line_start)
  local indent = #line:match "^%s*"
  error(("%s\n  %s\n  %s^"):format(message, line:sub(indent + 1), (" "):rep(at - line_start - indent)), (level or 1) + 1)
end

local refused = {
  text = true, start = true, stop = true, layer = true, rule = true, kind = true, doc = true, first = true, last = true, span = true, match = true,
  match_first = true, match_last = true, type = true,
}
for keyword in ("and break do else elseif end false for function goto if in local nil not or repeat return then true until while"):gmatch "%a+" do refused[keyword] = true end

-- Replaces macros, splits texts into tokens, checks names. `known` gives macros, tests and dictionaries.
local function expand(text, tree, known, depth, level)
  if depth > 20 then pattern.fail(text, tree.at or 1, "macros that use each other without end", level + 1) end
  local function check_test(t)
    if t.kind == "name" and not known.tests[t.name] then
      local names = {}
      for test_name in pairs(known.tests) do names[#names + 1] = test_name end
      pattern.fail(text, t.at, ("no test '%s'%s"):format(t.name, suggest.hint(t.name, names)), level + 2)
    elseif t.kind == "entry" then known.dictionary(t, function(message) pattern.fail(text, t.at, message, level + 3) end)
    elseif t.kind == "compare" and not known.fields[t.field] then
      local names = {}
      for field in pairs(known.fields) do names[#names + 1] = field end
      pattern.fail(text, t.at, ("no test '%s%s...'%s"):format(t.field, t.sign, suggest.hint(t.field, names)), level + 2)
    elseif t.kind == "compare" and (t.field == "len" or t.field == "value") and not tonumber(t.values[1]) then
      pattern.fail(text, t.at, ("%s%s wants a number, not '%s'"):format(t.field, t.sign, t.values[1]), level + 2)
    elseif t.kind == "forms" then
      t.set = {}
      for _, lemma in ipairs(t.lemmas) do for _, form in ipairs(inflect.forms(lemma)) do t.set[form] = true end end
    end
    for _, inner in ipairs(t) do check_test(inner) end
  end
  if tree.op == "macro" then
    local macro = known.macros[tree.name]
    if not macro then
      local names = {}
      for macro_name in pairs(known.macros) do names[#names + 1] = macro_name end
      local hint = suggest.hint(tree.name, names)
      if hint == "" then hint = (": write %s (any case) or %q (exact)"):format(tree.name:lower(), tree.name) end
      pattern.fail(text, tree.at, ("no macro '%s'%s"):format(tree.name, hint), level + 1)
    end
    -- expanded once a pack: trees are not changed after this, so rules share them
    known.expanded = known.expanded or {}
    if not known.expanded[tree.name] then
      known.expanded[tree.name] = expand(macro, pattern.parse(macro, level + 1), known, depth + 1, level + 1)
    end
    return known.expanded[tree.name]
  elseif tree.op == "text" then
    local words = known.words(tree.text)
    if #words == 0 then pattern.fail(text, tree.at, "an empty text", level + 1) end
    local seq = { op = "seq", at = tree.at }
    for i, w in ipairs(words) do seq[i] = { op = "tok", { kind = "text", word = w }, at = tree.at } end
    return #seq == 1 and seq[1] or seq
  elseif tree.op == "regex" then
    return { op = "tok", { kind = "regex", field = "word", source = tree.source, at = tree.at }, at = tree.at }
  elseif tree.op == "rep" and tree.max and tree.max < tree.min then
    pattern.fail(text, tree.at, ("{%d,%d}: the second number is the larger one"):format(tree.min, tree.max), level + 1)
  elseif tree.op == "cap" and refused[tree.name] then
    pattern.fail(text, tree.at, ("'%s' cannot name a capture: it is a word of Lua or a field of spans, matches or facts"):format(tree.name), level + 1)
  elseif tree.op == "entry" then
    known.dictionary(tree, function(message) pattern.fail(text, tree.at, message, level + 2) end)
  end
  if tree.op == "tok" or tree.op == "look" then
    check_test(tree[1])
    if tree[1].kind == "lower" then
      local words = known.words(tree[1].word)
      if #words ~= 1 then
        pattern.fail(text, tree.at, ("'%s' is never one token: it is cut into %s"):format(tree[1].word, table.concat(words, " | ")), level + 1)
      end
    end
  else
    for i, inner in ipairs(tree) do tree[i] = expand(text, inner, known, depth, level) end
    -- alternatives of one token each are one test
    if tree.op == "alt" then
      local either = { kind = "or", at = tree.at }
      for i, inner in ipairs(tree) do either[i] = inner.op == "tok" and inner[1] or nil end
      if #either == #tree then return { op = "tok", either, at = tree.at } end
    end
    if tree.except then tree.except = expand(text, tree.except, known, depth, level) end
  end
  return tree
end

function pattern.parse(text, level)
  farthest, wanted = 1, {}
  local tree = grammar:match(text)
  if tree then return tree end
  local list = {}
  for what in pairs(wanted) do list[#list + 1] = what end
  table.sort(list)
  pattern.fail(text, math.min(farthest, #text + 1), "expected " .. (#list > 0 and table.concat(list, " or ") or "a pattern"), (level or 1) + 1)
end

-- Text or tree -> tree without macros, checked.
function pattern.compile(source, known, level)
  local text = type(source) == "string" and source or "(pattern built in Lua)"
  local tree = type(source) == "string" and pattern.parse(source, level + 1) or source
  return expand(text, tree, known, 0, level + 1), MAX_ELEMENTS
end

-- Builders: p.word "x", p.text "X y", p.lemma { "say" }, p.layer "person", p.entry "title", p.any, p.test "cap", p.cap("who", x),
-- x * y then, x + y either, x ^ n at least n (x ^ -n at most), -x is refused, p.span(x), p.gap(m, n).
local p, meta = {}, {}
local function make(t) return setmetatable(t, meta) end
local function element(x) return type(x) == "string" and p.text(x) or x end
function meta.__mul(a, b) return make { op = "seq", at = 1, element(a), element(b) } end
function meta.__add(a, b) return make { op = "alt", at = 1, element(a), element(b) } end
function meta.__pow(a, n) return make { op = "rep", at = 1, element(a), min = math.max(n, 0), max = n < 0 and -n or nil } end
function p.word(w) return make { op = "tok", at = 1, { kind = "lower", word = w } } end
function p.text(t) return make { op = "text", at = 1, text = t } end
function p.lemma(l) return make { op = "tok", at = 1, { kind = "forms", lemmas = type(l) == "table" and l or { l } } } end
function p.layer(n, attribute, list) return make { op = "layer", at = 1, name = n, attribute = attribute, values = list } end
function p.entry(n, attribute, list) return make { op = "entry", at = 1, name = n, attribute = attribute, values = list } end
function p.test(n) return make { op = "tok", at = 1, { kind = "name", name = n, at = 1 } } end
function p.cap(n, x) return make { op = "cap", at = 1, name = n, element(x) } end
function p.span(x) return make { op = "span", at = 1, element(x) } end
function p.gap(m, n) return make { op = "gap", at = 1, min = m or 0, max = n or 6 } end
p.any = make { op = "tok", at = 1, { kind = "any" } }
pattern.p = p

return pattern

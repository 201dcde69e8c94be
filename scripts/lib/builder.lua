-- The operator form of the rule language: functions and operators that build the trees which lunette.pattern_grammar makes of texts.
-- x * y is x then y, x + y either, x ^ n at least n and x ^ -n at most n times, -x looks at the next token and refuses it.
-- Where a pattern is wanted, a string stands for exactly that text.
local grammar = require "lunette.pattern_grammar"
local p, operators = {}, {}

local function node(t)
  t.at = 1
  return setmetatable(t, operators)
end

local function element(x)
  if type(x) == "string" then return p.text(x) end
  if getmetatable(x) ~= operators then error("a pattern is wanted, not a " .. type(x), 3) end
  grammar.check_part(x)
  return x
end

local function values_of(values) return type(values) == "string" and { values } or values end

function operators.__mul(a, b) return node { op = "seq", element(a), element(b) } end
function operators.__add(a, b) return node { op = "alt", element(a), element(b) } end
function operators.__pow(x, n)
  return node { op = "rep", element(x), min = math.max(n, 0), max = n < 0 and -n or nil }
end
local function look(x, negative)
  if x.op ~= "tok" then error("only a test of one token can look ahead", 3) end
  grammar.check_part(x)
  return node { op = "look", x[1], negative = negative }
end
function operators.__unm(x) return look(x, true) end

function p.look(x) return look(x) end

function p.word(word) return node { op = "tok", { kind = "lower", word = word, at = 1 } } end
function p.text(text) return node { op = "text", text = text } end
function p.regex(source) return node { op = "tok", { kind = "regex", source = source, at = 1 } } end
function p.lemma(lemmas) return node { op = "tok", { kind = "forms", lemmas = values_of(lemmas), at = 1 } } end

-- A test as between brackets: p.test "cap & len>=2".
function p.test(text)
  local tree = grammar.parse("[" .. text .. "]")
  if tree.op ~= "tok" then error("p.test wants what stands between brackets", 2) end
  return node { op = "tok", tree[1] }
end

-- Whole spans of a layer and whole entries of a dictionary; p.layer("place", "kind", { "city", "town" }).
function p.layer(name, attribute, values)
  return node { op = "layer", name = name, attribute = attribute, values = values_of(values) }
end
function p.dict(name, attribute, values)
  return node { op = "entry", name = name, attribute = attribute, values = values_of(values) }
end

function p.cap(name, x) return node { op = "cap", name = name, element(x) } end
function p.span(x) return node { op = "span", element(x) } end

-- x repeated min to max times (no max: no bound), as few as can be when lazy.
function p.rep(x, min, max, lazy) return node { op = "rep", element(x), min = min, max = max, lazy = lazy } end

-- A gap of min to max tokens (0 to 6) that holds no token which begins a neighbour, unless free, nor one of `except`.
function p.gap(min, max, except, free)
  return node { op = "gap", min = min or 0, max = max or 6, except = except and element(except), free = free }
end
function p.macro(name) return node { op = "macro", name = name } end

p.any = node { op = "tok", { kind = "any", at = 1 } }
p.start, p.stop = node { op = "start" }, node { op = "stop" }

return p

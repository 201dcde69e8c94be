-- The rule language: an LPeg grammar turns the text of a pattern into a tree, which lunette.pattern compiles. What is wrong raises
-- with a caret under the place. Grammars of other languages that make such trees (lunette.cql) take their parts and their
-- parser from here.
-- Nodes ({op, at = byte in the text}): seq alt {node...}, rep {node, min, max (nil: no bound), lazy}, cap {node, name},
-- span {node}, tok {test}, look {test, negative}, entry layer {name, attribute, values}, start, stop, text, macro,
-- gap {min, max, except, free}. The topmost node of another language's tree holds its text in `written`.
-- Tests ({kind}): any, begins {a layer or entry}, lower {word}, forms {lemmas}, name {name}, regex {source}, compare {field,
-- sign, values}, entry layer {like the node}, not and or {test...}.
local lpeg = require "lpeg"
local P, R, S, C, Cc, Ct, Cg, Cp, V = lpeg.P, lpeg.R, lpeg.S, lpeg.C, lpeg.Cc, lpeg.Ct, lpeg.Cg, lpeg.Cp, lpeg.V
local grammar = {}

grammar.TOO_DEEP = "the pattern is nested too deeply: write its inner parts as macros (define = { Name = [[ ... ]] })"

-- Raises with the line of the text and a caret under the byte; trees built in Lua have no text.
function grammar.fail(text, at, message)
  if not text then error(message, 0) end
  local before = text:sub(1, at - 1):match "[^\n]*$"
  local line = text:match("^[^\n]*", at - #before)
  local indent = #line:match "^%s*"
  local column = utf8.len(before:sub(indent + 1)) or #before - indent
  error(("%s\n  %s\n  %s^"):format(message, line:sub(indent + 1):gsub("%s+$", ""), (" "):rep(column)), 0)
end

local function fold(field, value) -- a list of one is that one
  return function(t)
    if not t[2] then return t[1] end
    t[field] = value
    return t
  end
end
local function quantify(x, q, past)
  return q and { op = "rep", at = x.at, past = past, x, min = q[1], max = q[2] or nil, lazy = q.lazy } or x
end
local function bracketed(at, x, past) -- the outermost brackets count
  x.bracket, x.past = at, past
  return x
end
local function count(digits) return math.min(math.tointeger(tonumber(digits)) or 1 << 31, 1 << 31) end
grammar.fold, grammar.quantify, grammar.count = fold, quantify, count -- for grammars of other languages too

-- The grammar. `expect(what)` stands where a reader would look for `what`; it never matches. With `placed` nodes and tests
-- hold where they end: `past`, the byte behind, and `bracket` where "(" opens around them.
local function grammar_of(expect, placed)
  local space = (S " \t\r\n" + "--" * (1 - S "\n") ^ 0) ^ 0
  local letter, digit, high = R("az", "AZ") + "_", R "09", R "\x80\xFF"
  local name = C(letter * (letter + digit) ^ 0)
  local number = digit ^ 1 / count
  local function need(p) return P(p) + expect("`" .. p .. "`") end
  local past = placed and Cg(Cp(), "past") or P(true)
  local function node(op, p) return Ct(Cg(Cp(), "at") * Cg(Cc(op), "op") * p * past) end
  local function test(kind, p) return Ct(Cg(Cp(), "at") * Cg(Cc(kind), "kind") * p * past) end
  local function bracket(p)
    p = "(" * space * p * space * need ")"
    return placed and Cp() * p * Cp() / bracketed or p
  end
  local function list(p, mark) return Ct(Cg(Cp(), "at") * p * (space * mark * space * p) ^ 0) end
  local quoted = '"' * lpeg.Cs((P "\\" / "" * P(1) + (1 - S '"\\')) ^ 1) * need '"'
  local values = Cg(list(quoted + C((1 - S " \t\r\n,]&|)\"") ^ 1) + expect "a value", ","), "values")
  local named = Cg(name + expect "a name", "name") *
    ("[" * space * Cg(name + expect "an attribute", "attribute") * space * need "=" * space * values * space * need "]" + -P "[")
  local regex = "/" * Cg(C(("\\" * P(1) + (1 - S "/\n")) ^ 1), "source") * need "/"
  local word = C((R "az" + digit + high) * (letter - "_" + digit + high + S "'-.&" * #(letter + digit + high)) ^ 0)
  local lemma = C((1 - S "|> \t\r\n") ^ 1) + expect "a lemma"
  local least_most = number * space * ("," * space * (number + Cc(false))) ^ -1 / function(m, n)
    if n == nil then return m, m end
    return m, n
  end
  local bounds = "{" * space * (least_most + "," * space * (Cc(0) * number) + expect "a number") * space * need "}"
  local quantifier = Ct((P "?" * Cc(0, 1) + "*" * Cc(0, false) + "+" * Cc(1, false) + bounds) * Cg("?" * Cc(true), "lazy") ^ -1)
  local gap = "..." * Cg("!" * Cc(true), "free") ^ -1 * ("{" * space * Cg(number, "min") * space * need "," * space *
    Cg(number + expect "a number", "max") * space * ("-" * space * Cg(V "one", "except") * space) ^ -1 * need "}" +
    Cg(Cc(0), "min") * Cg(Cc(6), "max"))
  return space * P {
    V "alt" * (-P(1) + expect "the end of the pattern"),
    alt = list(V "seq", "|") / fold("op", "alt"),
    seq = Ct(Cg(Cp(), "at") * (V "item" * space) ^ 1) / fold("op", "seq") + expect "a word, \"Text\", [test], #dictionary, @layer, <lemma> or Macro",
    item = node("span", P "span:" * space * V "item") + node("cap", Cg(name, "name") * ":" * space * V "item") +
      V "element" * (quantifier + Cc(false)) * (placed and Cp() or P(true)) / quantify,
    element = bracket(V "alt") + node("gap", gap) + node("look", "&" * space * V "tests") +
      node("look", "!" * space * V "tests" * Cg(Cc(true), "negative")) + V "one" + node("start", P "^") + node("stop", P "$") +
      node("macro", Cg(C(R "AZ" * (letter + digit) ^ 0), "name")) + node("tok", test("lower", Cg(word, "word"))),
    one = node("tok", V "tests") + node("text", Cg(quoted, "text")) + node("tok", test("regex", regex)) +
      node("tok", test("forms", "<" * space * Cg(list(lemma, "|"), "lemmas") * space * need ">")) +
      node("entry", "#" * named) + node("layer", "@" * named) + node("tok", test("any", "_" * -letter)),
    tests = "[" * space * V "either" * space * (P "]" + expect "`&`, `|` or `]`"),
    either = list(V "both", "|") / fold("kind", "or"),
    both = list(V "single", "&") / fold("kind", "and"),
    single = test("not", "!" * space * V "single") + bracket(V "either") +
      test("entry", "#" * named) + test("layer", "@" * named) +
      test("begins", "^" * space * (node("layer", "@" * named) + node("entry", "#" * named) + expect "@layer or #dictionary")) + test("regex", "word" * space * "~" * space * regex) +
      test("compare", Cg(name, "field") * space * Cg(C(P ">=" + "<=" + "!=" + "=" + ">" + "<"), "sign") * space * values) +
      test("name", Cg(name, "name")) + expect "a test",
  }
end
local function nothing() return P(false) end

-- The text of a pattern, which trees built in Lua do not have.
function grammar.written(source)
  if type(source) == "table" then return source.written end
  return source
end

-- A tree that stands inside another must not narrow the whole rule.
function grammar.check_part(x)
  if x.within then grammar.fail(x.written, x.within.at, "a part of a pattern cannot say within a layer: give it to the rule, within = ...") end
end

-- LPeg's stacks are of a fixed size, and what does not fit them is an error of its own. What a grammar itself refuses ends
-- with a caret.
local function match(compiled, text)
  local ok, tree = pcall(lpeg.match, compiled, text, 1, text)
  if ok then return tree end
  error(not tree:find "%^$" and (tree:find "stack overflow" or tree:find "too deep") and grammar.TOO_DEEP or tree, 0)
end

-- A function that reads texts by a grammar: what does not fit raises, with what was looked for at the farthest place.
function grammar.parser(rules)
  local plain, explaining -- made when first needed
  local farthest, wanted -- of the explaining grammar: the last place where something was looked for, and what
  return function(text)
    local _, invalid = utf8.len(text)
    if invalid then error(("the pattern is not valid UTF-8: see its byte %d"):format(invalid), 0) end
    if text:find("\0", 1, true) then error(("the pattern holds a NUL: see its byte %d"):format(text:find("\0", 1, true)), 0) end
    plain = plain or rules(nothing)
    local tree = match(plain, text)
    if tree then return tree end
    explaining = explaining or rules(function(what)
      return lpeg.Cmt(true, function(_, i)
        if i > farthest then farthest, wanted = i, {} end
        if i == farthest and not wanted[what] then wanted[what], wanted[#wanted + 1] = true, what end
        return true
      end) * P(false)
    end)
    farthest, wanted = 1, {}
    match(explaining, text)
    local mark = text:match("^[,;:.'%%=~%-]", farthest) or text:match("^\xE2\x80[\x93-\xA6]", farthest)
    grammar.fail(text, farthest, "expected " .. table.concat(wanted, " or ") .. (mark and (': marks stand in quotes: "%s"'):format(mark) or ""))
  end
end
grammar.parse = grammar.parser(grammar_of)
local placing

-- The tree of a text that is right, its nodes with where they end.
function grammar.places(text)
  placing = placing or grammar_of(nothing, true)
  return placing:match(text)
end

return grammar

-- The corpus query language (as in CQP, Sketch Engine, BlackLab), read into the trees of lunette.pattern_grammar: the same nodes and
-- tests, `at` counted in the query, which the topmost node holds as `written`. What narrows a whole rule stands there too:
-- `within`, { name, at } of a layer, and `sentence` for `within <s/>`. What CQL has and lunette has not raises by name.
local lpeg = require "lpeg"
local core = require "lunette.core"
local pattern = require "lunette.pattern"
local grammar = require "lunette.pattern_grammar"
local suggest = require "lunette.suggest"
local P, R, S, C, Cc, Cg, Cp, Cs, Ct, V = lpeg.P, lpeg.R, lpeg.S, lpeg.C, lpeg.Cc, lpeg.Cg, lpeg.Cp, lpeg.Cs, lpeg.Ct, lpeg.V
local cql = {}

cql.page = [==[
lunette find --cql 'QUERY' [INPUT...]

Reads the pattern as CQL, the corpus query language of CQP, Sketch Engine and BlackLab. In Lua lun.cql(text) stands where a
pattern stands: { "visit", lun.cql [[ who:<person/> []{0,3} [lemma="visit"] ]], fact = "visit" }, also among those of lun.p.

  "regex" 'regex'         a token whose whole text matches, as it is written; "say|tell", "\." for the mark itself
  [word="regex"] []       the same; any token
  [word="regex"%c]        in any case; %d whatever the accents of a plain word, %l takes every character as itself
  [lemma="go|see"]        any inflected form of these, in any case
  [layer="quote"]         a token inside a span of a layer, !="quote" outside of them
  != & | ! ( )            between [ ]: [word!="[A-Z].*" & !(lemma="be" | word="not")]
  X Y   X | Y   ( )       then, either, group; ? * + {n} {n,} {n,m} {,m} repeat; # begins a comment
  who:X                   a capture; of who:[]+ one span
  <s> </s> <s/>           start and end of a sentence; a whole one
  <person/>               one whole span of a layer; <quote depth="0"/> with such an attribute
  within <quote/>         at the end of the query: only inside the spans of a layer; within <s/> holds anyway

  lunette find --cql 'who:[word="[A-Z].*"]+ [lemma="say|tell"]' articles/
  lunette find --cql --use names 'who:<person/> []{0,3} [lemma="visit"] where:<place/>' article.txt

A match stays in one sentence, the longest that starts first wins, and matches do not overlap. [pos="NOUN|PROPN"] and
[tag=...] ask the part of speech, universal or Penn (lunette help pos). containing, :: a.word = b.word and within with a query
are refused.
]==]

local attributes = { "word", "lemma", "layer", "pos", "tag" }

-- A regular expression that is a word or alternatives of them: the list of words.
local mark, meta = R("!/", ":@", "[`", "{~"), S ".[](){}*+?|\\^$"
local piece = Cs((P "\\" / "" * mark + (1 - meta)) ^ 1)
local pieces = piece * ("|" * piece) ^ 0
local plain = Ct("(" * pieces * ")" + pieces) * -1
local slashed = Cs((P "\\" * 1 + P "/" / "\\/" + 1) ^ 0) -- as it stands between slashes

local function need_tokens(words, value, text)
  for _, word in ipairs(words) do
    local parts = core.words(pattern.check_length(word))
    if #parts ~= 1 then
      local each = {}
      for k, part in ipairs(parts) do each[k] = ('"%s"'):format(part:gsub('[%.%[%](){}*+?|\\^$"]', "\\%0")) end
      grammar.fail(text, value.at, ("'%s' is never one token%s"):format(word, each[1] and ": it is cut into several, write " .. table.concat(each, " ") or ""))
    end
  end
  return words
end

-- A plain word as a regular expression whose letters may carry any accents or none.
local accented -- letter without accents -> those that are it with some
local function without_accents(word)
  if not accented then
    accented = {}
    for _, range in ipairs { { 0xC0, 0x24F }, { 0x1E00, 0x1EFF } } do
      for code = range[1], range[2] do
        local letter = utf8.char(code)
        local key = core.key(letter)
        if key ~= letter and key:find "^%a$" then accented[key] = (accented[key] or "") .. letter end
      end
    end
  end
  return (core.key(word):gsub(utf8.charpattern, function(letter)
    if accented[letter] then return ("[%s%s]\\p{M}*"):format(letter, accented[letter]) end
    return letter:find "%p" and "\\" .. letter or nil
  end))
end

local tests = {} -- by attribute: function(value { at, source, from (of its first byte), c, d, l }, text) -> test

function tests.word(value, text)
  local words = value.l and { value.source } or plain:match(value.source)
  if words then need_tokens(words, value, text) end
  if words and not value.d then
    if value.c then for k, word in ipairs(words) do words[k] = core.lower(word) end end
    if words[2] then return { kind = "compare", field = value.c and "word" or "text", sign = "=", values = words } end
    return { kind = value.c and "lower" or "text", word = words[1] }
  end
  if value.d and not words then grammar.fail(text, value.at, '%d takes plain words only: in a regular expression write the letters, as in "caf[eé]s?"') end
  local before, source = value.c and "(?i)" or "", value.source
  if value.d then
    for k, word in ipairs(words) do words[k] = without_accents(word) end
    source = table.concat(words, "|")
  end
  local regex, message, at = core.regex(before .. source)
  if not regex then grammar.fail(text, value.from + math.max(0, at - 1 - #before), message) end
  return { kind = "regex", source = before .. slashed:match(source) }
end

function tests.lemma(value, text)
  local words = value.l and { value.source } or plain:match(value.source)
  if not words then grammar.fail(text, value.at, 'lemma takes a plain word or several, as in [lemma="go|see"], and no other regular expression') end
  if value.d then grammar.fail(text, value.at, "%d is for word only") end
  return { kind = "forms", lemmas = need_tokens(words, value, text) }
end

function tests.layer(value, text)
  local either = { kind = "or", at = value.at }
  for k, name in ipairs(plain:match(value.source) or {}) do
    if name:find "^[%a_][%w_]*$" then either[k] = { kind = "layer", at = value.at, name = name } else either = {} break end
  end
  if not either[1] then grammar.fail(text, value.at, 'layer takes a name or several, as in [layer="person|org"]') end
  return either[2] and either or either[1]
end

-- What documents say of their own tokens.
local function given(attribute)
  return function(value, text)
    local words = plain:match(value.source)
    if not words then grammar.fail(text, value.at, attribute .. ' takes plain values, as in [' .. attribute .. '="NOUN|PROPN"], and no other regular expression') end
    return { kind = "compare", field = attribute, sign = "=", values = words }
  end
end
tests.pos, tests.tag = given "pos", given "tag"

-- The test of `attribute sign value`.
local function test_of(at, attribute, sign, value, text)
  if not tests[attribute] then
    grammar.fail(text, at, ("no attribute '%s'%s (tokens have word, lemma, pos, tag, and layer for the spans around them)"):format(attribute, suggest.hint(attribute, attributes)))
  end
  local test = tests[attribute](value, text)
  test.at = at
  if sign == "=" then return test end
  if test.kind == "compare" then
    test.sign = sign
    return test
  end
  return { kind = "not", at = at, test }
end

local function tag_of(at, name, tail, text)
  if name == "s" and not tail.attribute then
    if not tail.whole then return { op = tail.close and "stop" or "start", at = at } end
    return { op = "seq", at = at, { op = "start", at = at },
      { op = "rep", at = at, min = 1, { op = "tok", at = at, { kind = "any", at = at } } }, { op = "stop", at = at } }
  end
  if not tail.whole then
    grammar.fail(text, at, ('only sentences have a start and an end: write <%s/> for a whole span, [layer="%s"] for a token inside'):format(name, name))
  end
  if not tail.attribute then return { op = "layer", at = at, name = name } end
  local values = plain:match(tail.value.source)
  if not values then grammar.fail(text, tail.value.at, "an attribute of a span takes plain values, as in \"a|b\", and no other regular expression") end
  return { op = "layer", at = at, name = name, attribute = tail.attribute, values = values }
end

-- Puts what stands behind a query into its topmost node.
local function query_of(tree, endings, text)
  for _, ending in ipairs(endings) do
    if ending.name == "s" then tree.sentence = true
    elseif tree.within then grammar.fail(text, ending.at, "within takes one layer")
    else tree.within = ending end
  end
  return tree
end

local unsupported = {
  within = "within takes <s/> or a layer, such as within <quote/>, at the end of the query; a query or a number there is not supported",
  containing = "containing is not supported: find the inner query and take within, or ask in a rule's where = function(m)",
  ["::"] = "global constraints (:: a.word = b.word) are not supported: compare the captures in a rule's where = function(m)",
  ["&"] = "& joins tests between [ ] only: queries cannot be joined by it",
  label = "a label is a name, such as a1:",
}

-- The rules of the language, as grammar.parser wants them.
local function rules_of(expect)
  local space = (S " \t\r\n" + "#" * (1 - S "\n") ^ 0) ^ 0
  local letter, digit, text = R("az", "AZ") + "_", R "09", lpeg.Carg(1)
  local name, number = C(letter * (letter + digit) ^ 0), digit ^ 1 / grammar.count
  local function need(p) return P(p) + expect("`" .. p .. "`") end
  local function word(p) return P(p) * -(letter + digit) end
  local function node(op, p) return Ct(Cg(Cp(), "at") * Cg(Cc(op), "op") * p) end
  local function test(kind, p) return Ct(Cg(Cp(), "at") * Cg(Cc(kind), "kind") * p) end
  local function list(p, by) return Ct(Cg(Cp(), "at") * p * (space * by * space * p) ^ 0) end
  local function refuse(p, what)
    return lpeg.Cmt(Cp() * p, function(source, _, at) grammar.fail(source, at, unsupported[what]) end)
  end
  local function quoted(q)
    return q * Cg(Cp(), "from") * (Cg(C(("\\" * P(1) + (1 - S("\\\n" .. q))) ^ 1), "source") + expect "a regular expression") * need(q)
  end
  local flag = Cg("c" * Cc(true), "c") + Cg("d" * Cc(true), "d") + Cg("l" * Cc(true), "l")
  local value = Ct(Cg(Cp(), "at") * (quoted '"' + quoted "'" + expect "\"regex\"") * (space * "%" * (flag + expect "`c`, `d` or `l`") * flag ^ 0) ^ -1)
  local least_most = number * space * ("," * space * (number + Cc(false))) ^ -1 / function(m, n)
    if n == nil then return m, m end
    return m, n
  end
  local bounds = "{" * space * (least_most + "," * space * (Cc(0) * number) + expect "a number") * space * need "}"
  local quantifier = Ct(P "?" * Cc(0, 1) + "*" * Cc(0, false) + "+" * Cc(1, false) + bounds)
  local default = Cp() * Cc "word" * Cc "=" * #S "\"'" * value * text / test_of
  local named = (name + expect "`s` or a layer") * space
  local empty = Cg("/" * Cc(true), "whole")
  local asked = Cg(name, "attribute") * space * need "=" * space * Cg(value, "value") * space
  local tag = Cp() * "<" * space * ("/" * space * named * Ct(Cg(Cc(true), "close")) * need ">" +
    named * Ct((asked * (empty + expect "`/>`") + empty) ^ -1) * space * (">" + expect "`>` or `/>`")) * text / tag_of
  local whole = "<" * space * name * space * "/" * space * ">" + name * -(space * S "\"'[({<?*+:")
  local endings = Ct((word "within" * space * Ct(Cg(Cp(), "at") * Cg(whole, "name")) * space) ^ 0)
  local other = refuse(word "within", "within") + refuse(P "!" ^ -1 * word "containing", "containing") +
    refuse("!" * word "within", "within") + refuse("::", "::") + refuse("&", "&")
  return space * P {
    V "alt" * endings * text / query_of * (";" * space) ^ -1 * (other + -P(1) + expect "the end of the query"),
    alt = list(V "seq", "|") / grammar.fold("op", "alt"),
    seq = Ct(Cg(Cp(), "at") * (V "item" * space) ^ 1) / grammar.fold("op", "seq") + expect "\"word\", [word=\"regex\"], [lemma=\"word\"], [], <layer/> or (",
    item = node("cap", Cg(name, "name") * space * ":" * -P ":" * space * (V "item" + expect "what is labelled")) +
      refuse(digit ^ 1 * ":", "label") + V "element" * space * (quantifier + Cc(false)) / grammar.quantify,
    element = "(" * space * V "alt" * space * (")" + other + expect "`)`") + node("tok", default) + tag +
      node("tok", "[" * space * (test("any", P "]") + V "either" * space * need "]")),
    either = list(V "both", "|") / grammar.fold("kind", "or"),
    both = list(V "single", "&") / grammar.fold("kind", "and"),
    single = test("not", "!" * space * V "single") + "(" * space * V "either" * space * need ")" + default +
      Cp() * name * space * (C(P "!=" + "=") + expect "`=` or `!=`") * space * value * text / test_of + expect "a test, such as lemma=\"go\"",
  }
end
local parse = grammar.parser(rules_of)
local operators = getmetatable(require("lunette.builder").any)

-- The tree of a query; raises with a caret under what is wrong.
function cql.parse(text)
  local tree = parse(text)
  tree.written = text
  return setmetatable(tree, operators)
end

return cql

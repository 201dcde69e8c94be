-- Patterns that explode in engines which backtrack or keep every state apart, each with texts that make them. A case:
-- name; pattern (or rules, a list); text(n) of about n tokens; matches(n, doc), where the number is known; prepare(doc).
local chance = dofile("tests/bench/rules_words.lua").chance
local cases = {}

local function case(name, pattern, text, matches, more)
  local c = { name = name, rules = type(pattern) == "table" and pattern or { pattern }, text = text, matches = matches }
  for key, value in pairs(more or {}) do c[key] = value end
  cases[#cases + 1] = c
end

-- A text of n tokens from a unit of `size` tokens, with what ends it. What a pattern cannot do without stands in every text,
-- so that no engine is done by a look at its words: behind a number, which stops runs of words (a wall), or too far away.
local function repeated(unit, size, tail)
  return function(n) return unit:rep(math.max(1, n // size)) .. (tail or "") end
end
local function number(n) return function() return n end end
local none, one = number(0), number(1)
-- The same pattern on a text that lets it match at its last token only, and on one that does from the first to the last.
local function both(name, pattern, unit, size, more)
  case(name .. ", behind a wall", pattern, repeated(unit, size, "9 X"), one, more)
  case(name .. ", at the end", pattern, repeated(unit, size, "X"), one, more)
end

case("any, then X", [[ _* "X" ]], repeated("a ", 1, "X"), one)
case("start, any, then X", [[ a _* "X" ]], repeated("a ", 1, "X"), one)
case("start, any, then what is missing", [[ a _* "X" ]], repeated("a ", 1), none)
case("start, words, then X", [[ a [lower]* "X" ]], repeated("a ", 1, "9 X"), none)
both("nested repetition", [[ ([lower]* [lower]*)* "X" ]], "a ", 1)
both("repetition thrice nested", [[ (([lower]+)* [lower]?)* "X" ]], "a ", 1)
both("ambiguous alternatives", [[ (a | a a)* "X" ]], "a ", 1)
both("alternatives of any length", [[ (a+ | a a+ | (a a)+)* "X" ]], "a ", 1)
both("bounded in endless", [[ ([lower]{0,50})* "X" ]], "a ", 1)
case("bounded in bounded", [[ ([lower]{0,50}){0,50} "X" ]], repeated("a ", 1, "9 X"), one)
case("optional chain", (" a?"):rep(64) .. (" a"):rep(64), repeated("a ", 1), function(_, doc)
  return #doc // 128 + (#doc % 128 >= 64 and 1 or 0)
end)
case("optional groups", ("(a b?)? "):rep(64) .. [["X"]], repeated("a b ", 2, "9 X"), one)
case("free gap of 500", [[ a ...!{0,500} "X" ]], repeated("a ", 1, "X"), one)
case("gap of 500", [[ a ...{0,500} "X" ]], repeated("a " .. ("b "):rep(499), 500, "X"), one)
case("gap of 500, match each", [[ a ...{0,500} "X" ]], repeated("a " .. ("b "):rep(400) .. "X ", 402), function(_, doc) return #doc // 402 end)
case("gaps in a row", [[ a ...!{0,40} b ...!{0,40} a ...!{0,40} b ...!{0,40} "X" ]], repeated("a b ", 2, "X"), one)

local prefixes = {}
for k = 1, 200 do prefixes[k] = ("a "):rep(k % 40 + 1) .. "w" .. k end
case("common prefixes", "(" .. table.concat(prefixes, " | ") .. ")", repeated("a ", 1, "9 w1"), none)
case("common prefixes repeated", "(" .. table.concat(prefixes, " | ") .. [[ | a)* "X"]], repeated("a ", 1, "9 X"), one)
both("alternating text", [[ (a b | b a | a | b)* "X" ]], "a b ", 2)
case("alternating text, wrong pair", [[ (a b)* b b ]], repeated("a b ", 2), none)
local function random_letters(n) -- the last fifteen are a
  local w, list = chance(n), {}
  for k = 1, n do list[k] = (w.chance(50) or k > n - 15) and "a" or "b" end
  return table.concat(list, " ") .. " X"
end
case("states double with each element", [[ [word=a,b]* a [word=a,b]{14} "X" ]], random_letters, one)
case("states double, from each start", [[ a [word=a,b]{14} [word=a,b]{0,14} "X" ]], random_letters, one)

-- Many rules that wake at every token, and many that must be tried from every token.
local function rules(count, pattern)
  local list = {}
  for k = 1, count do list[k] = pattern:gsub("K", k) end
  return list
end
case("rules that wake everywhere", rules(300, [[ [word=a,wK] [word=a,vK]{0,2} "X" ]]), repeated("a ", 1, "X"), number(300))
case("rules that begin far before they wake", rules(200, [[ [lower]* [word=x,wK] "Y" ]]), repeated("a ", 1, "x Y"), number(200))
case("rules that wake and begin everywhere", rules(200, [[ [lower]* [word=a,wK] "Y" ]]), repeated("a ", 1, "9 a Y"), number(200))

both("lazy repetition", [[ [lower]*? [lower]*? "X" ]], "a ", 1)
case("short match, long hope", [[ a (_* "Y")? ]], repeated("a ", 1), function(_, doc) return #doc end)
case("short match, hope behind a wall", [[ a ([lower]* "Y")? ]], repeated("a ", 1, "9 Y"), function(_, doc) return #doc - 2 end)
case("short match, two hopes", [[ a ((_* "Y") | ([lower]+ "Z"))? ]], repeated("a X ", 2), function(_, doc) return #doc // 2 end)
case("nearly matched everywhere", [[ a _* "X" "Y" ]], repeated("a X b Y ", 4), none)
case("captures in repetition", [[ (x:a | y:b)* "X" ]], repeated("a b ", 2, "X"), one)
case("captures at either end of a choice", [[ (x:[lower]* y:[lower]*)* z:"X" ]], repeated("a ", 1, "X"), one)

case("look-ahead in repetition", [[ (&[lower] &[len>=1] ![upper] ![punct] _)* "X" ]], repeated("a ", 1, "9 X"), one)
case("look-ahead chain", ("&[lower] ![upper] "):rep(100) .. [[ [lower]* "X" ]], repeated("a ", 1, "9 X"), none)
case("end of the sentence", [[ [lower]* "X" $ ]], repeated("a ", 1, "X 9"), none)
case("between start and end", [[ ^ [lower]* $ ]], repeated("a ", 1), one)

both("quotations in repetition", [[ (@quote [punct]?)* "X" ]], "“b” ", 3)
case("quotations or words", [[ (@quote | [lower] | [punct])* "Y" ]], repeated("a “b” ", 4, "9 Y"), one)
case("quotations over sentences", [[ [lower] ...{0,3} @quote [!punct]* "X" ]],
  repeated("Cats said “Cat ran. Cats sat.” and left, X. ", 14), none)
case("spans in spans", [[ (@deep | [lower])* "X" ]], repeated("a ", 1, "X"), one, { prepare = function(doc)
  for k = 1, #doc // 2 - 1 do doc:add("deep", k, #doc - k) end
end })
case("spans that overlap", [[ @wide ...{0,6} "X" ]], repeated("a ", 1, "X"), nil, { prepare = function(doc)
  for k = 1, #doc - 8 do doc:add("wide", k, k + 8) end
end })
both("entries in repetition", [[ (#place | of)* "X" ]], "Chile of ", 2)
case("capitals everywhere", [[ name:([cap] ([cap] | of)*) "(" short:[upper] ")" ]], repeated("Ana Bo ", 2, "9 (X)"), none)

case("every match", { { [[ a{1,64} ]], keep = "all" } }, repeated("a ", 1), function(_, doc) return #doc end)
case("every match, few", { { [[ a _{0,60} "X" ]], keep = "all" } }, repeated("a ", 1, "X"), number(61))
case("across sentences", { { [[ [lower]+ ([punct] [lower]+)* "X" ]], across = "document" } }, repeated("cats ran. ", 3, "9 X"), none)
case("across sentences, any", { { [[ cats _* "X" ]], across = "document" } }, repeated("Cats ran. ", 3, "X"), one)
case("across sentences, end of each", { { [[ cats _* $ "X" ]], across = "document" } }, repeated("Cats ran. ", 3, "X"), one)
case("shared context", [[ span:a _{0,60} "X" ]], repeated(("a "):rep(60) .. "X ", 61), function(_, doc) return #doc // 61 * 60 end)
case("shared context, few", [[ span:a _{0,60} "Y" ]], repeated("a X ", 2, "Y"), number(30))

local many, ends = {}, {}
for k = 1, 100 do many[k], ends[k] = ([[ a _* "X%d" ]]):format(k), "X" .. k end
case("a hundred of a kind", many, repeated("a ", 1, table.concat(ends, " ")), number(100))
local hopes = {}
for k = 1, 100 do hopes[k] = ([[ a{%d} ([lower]* "X%d")? b ]]):format(k, k) end
case("a hundred of a kind, long hopes", hopes, repeated("a ", 1, "9 b X1"), none)

return cases

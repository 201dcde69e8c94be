-- Tests of one word: what a pattern asks of a token that depends on its text alone. Owns their names, the words that they
-- stand for, and `ask`, which looks at one word without a machine, for who wants to know which part of a test held.
local core = require "lunette.core"
local inflect = require "lunette.inflect"
local set = require "lunette.set"
local stem = require "lunette.stem"
local wordtest = {}

-- What patterns may name between brackets: flags of C, `first` (not of the word), functions that scripts define.
wordtest.names = { first = "first" }
for name in ("cap upper lower mixed punct open close word number"):gmatch "%a+" do
  wordtest.names[name == "number" and "num" or name] = core.flags[name]
end

local forms_of = {} -- by lemma: rules name the same ones again and again

-- Takes over forms that are known: lemma -> its forms, parted by spaces.
local told = {}
function wordtest.know(forms)
  for lemma, list in pairs(forms) do told[lemma] = list end
end

local function find_forms(lemma)
  if not told[lemma] then return inflect.forms(lemma) end
  local list = {}
  for form in told[lemma]:gmatch "%S+" do list[#list + 1] = form end
  return list
end

-- The inflected forms of lemmas, each once.
function wordtest.forms(lemmas)
  local list, seen = {}, {}
  for _, lemma in ipairs(lemmas) do
    forms_of[lemma] = forms_of[lemma] or find_forms(lemma)
    for _, form in ipairs(forms_of[lemma]) do
      if not seen[form] then seen[form], list[#list + 1] = true, form end
    end
  end
  return list
end

-- The same for core.machine, of one lemma: as it was told, where it was.
function wordtest.written_forms(lemmas)
  return not lemmas[2] and told[lemmas[1]] or wordtest.forms(lemmas)
end

-- The test of words whose stem is that of one of these words; the same function for the same ones.
local tests_of_stems = {}
function wordtest.stems(words)
  local key = table.concat(words, "\0")
  if not tests_of_stems[key] then
    local wanted = {}
    for _, word in ipairs(words) do wanted[stem.of(word)] = true end
    tests_of_stems[key] = function(word) return wanted[stem.of(word)] == true end
  end
  return tests_of_stems[key]
end

-- The lower-case words of which a token that passes a test is one; nil where they cannot be listed.
function wordtest.words(t, list)
  list = list or {}
  if t.kind == "lower" or t.kind == "text" then list[#list + 1] = core.lower(t.word)
  elseif t.kind == "forms" then for _, form in ipairs(wordtest.forms(t.lemmas)) do list[#list + 1] = form end
  elseif t.kind == "compare" and t.field == "word" and t.sign == "=" then table.move(t.values, 1, #t.values, #list + 1, list)
  elseif t.kind == "or" then
    for _, x in ipairs(t) do if not wordtest.words(x, list) then return nil end end
  else return nil end
  return list
end

local signs = {
  ["="] = function(a, b) return a == b end, ["!="] = function(a, b) return a ~= b end,
  [">="] = function(a, b) return a >= b end, ["<="] = function(a, b) return a <= b end,
  [">"] = function(a, b) return a > b end, ["<"] = function(a, b) return a < b end,
}
-- What a word writes as one number in digits, with the ending of 1990s or 12th; times and fractions are no single number.
local endings = { [""] = true, s = true, st = true, nd = true, rd = true, th = true }
local numbers = {
  len = utf8.len,
  value = function(text)
    local digits, ending = core.norm(text):gsub(",", ""):match "^'?(%+?%d*%.?%d+)'?(%a*)$"
    return digits and endings[ending:lower()] and tonumber(digits)
  end,
}
local function compare(t)
  local holds, number, bound = signs[t.sign], numbers[t.field], tonumber(t.values[1])
  if number then
    return function(text)
      local value = number(text)
      return value and holds(value, bound)
    end
  end
  if t.field == "stem" then
    local own = wordtest.stems(t.values)
    return function(text) return own(text) == (t.sign == "=") end
  end
  local words, wanted = set.of(t.field == "lemma" and wordtest.forms(t.values) or t.values), t.sign == "="
  if t.field == "text" then return function(text) return (words[text] or false) == wanted end end
  return function(_, lower) return (words[lower] or false) == wanted end
end

local asks = {}
function asks.any() return function() return true end end
function asks.lower(t)
  local word = core.lower(t.word)
  return function(_, lower) return lower == word end
end
function asks.text(t)
  local norm = core.norm(t.word)
  return function(text) return text == norm or core.norm(text) == norm end
end
function asks.forms(t)
  local forms = set.of(wordtest.forms(t.lemmas))
  return function(_, lower) return forms[lower] end
end
function asks.regex(t) return t.regex end
asks.compare = compare
function asks.prior(t)
  local holds, bound, of = signs[t.sign], tonumber(t.values[1]), require("lunette.prior").within(t.dictionary)
  if t.head then return function(text) return holds(of(text:match "^(.-)%-" or ""), bound) end end
  return function(text) return holds(of(text), bound) end
end
function asks.name(t)
  local own = t.own
  if type(own) == "function" then return function(text) return own(text) end end
  return function(_, _, flags) return flags & own ~= 0 end
end

-- A function(text, lower, flags), as core.lexeme gives a word's: whether a test of one word without parts holds for it.
function wordtest.ask(t) return asks[t.kind](t) end

return wordtest

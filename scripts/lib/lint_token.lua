-- What follows from tests of one token: whether no token passes a test, whether all that pass one pass another. Tests are
-- those of lunette.pattern_grammar as parsed. Only what is certain is said: whatever is not understood counts as possible.
-- A test becomes a list of conjunctions of simple tests, and each conjunction is looked at for a contradiction.
local core = require "lunette.core"
local lun = require "lunette"
local pattern = require "lunette.pattern"
local set = require "lunette.set"
local wordtest = require "lunette.wordtest"
local token = {}

local MAX_CONJUNCTIONS = 1000

-- What a flag takes with it, and flags that exclude each other: see LUN_LEX_* in vocab.h.
local entails = { cap = { "word" }, lower = { "word" }, upper = { "word", "cap" }, mixed = { "word" }, open = { "punct" }, close = { "punct" } }
local exclusive = { { "lower", "upper" }, { "lower", "mixed" }, { "upper", "mixed" }, { "lower", "cap" }, { "punct", "word" }, { "punct", "num" }, { "open", "close" } }
local caseless = set.of { "word", "num", "punct" } -- flags that a word keeps in capitals

-- Flags of a text that is one token, by name; nil for others.
local known_flags = {}
local function flags_of(text)
  if known_flags[text] == nil then
    known_flags[text] = false
    local doc = lun.doc(text)
    if #doc == 1 then
      local _, _, bits = core.lexeme(doc:lexeme(1))
      local flags = {}
      for name, bit in pairs(wordtest.names) do if math.type(bit) then flags[name] = bits & bit ~= 0 end end
      known_flags[text] = flags
    end
    core.close(doc)
  end
  return known_flags[text] or nil
end

local function plain(text) return text:find "^[%w]+$" ~= nil end

-- List of conjunctions, lists of { test, negative }, one of which holds when the test does (when negative: does not).
-- nil when there would be too many.
local function conjunctions(t, negative)
  if t.kind == "not" then return conjunctions(t[1], not negative) end
  if t.kind ~= "and" and t.kind ~= "or" then return { { { t, negative } } } end
  if (t.kind == "or") ~= (negative or false) then
    local all = {}
    for _, inner in ipairs(t) do
      local list = conjunctions(inner, negative)
      if not list or #all + #list > MAX_CONJUNCTIONS then return nil end
      table.move(list, 1, #list, #all + 1, all)
    end
    return all
  end
  local all = { {} }
  for _, inner in ipairs(t) do
    local list, product = conjunctions(inner, negative), {}
    if not list or #all * #list > MAX_CONJUNCTIONS then return nil end
    for _, left in ipairs(all) do
      for _, right in ipairs(list) do
        product[#product + 1] = table.move(right, 1, #right, #left + 1, table.move(left, 1, #left, 1, {}))
      end
    end
    all = product
  end
  return all
end

-- What a conjunction says: words and texts (sets of which the token is one; nil: any), no_words, no_texts, have and lack
-- (flags), len and value (bounds), others (key -> true or false), regexes and functions (test -> wanted).
local function intersect(some, more)
  if not some then return more end
  local both = {}
  for x in pairs(some) do both[x] = more[x] end
  return both
end
local function bound(range, sign, n)
  if sign == "=" then range.least, range.most = math.max(range.least, n), math.min(range.most, n)
  elseif sign == ">=" then range.least = math.max(range.least, n)
  elseif sign == "<=" then range.most = math.min(range.most, n)
  elseif sign == ">" then
    range.least = math.max(range.least, n)
    range.without[n] = true
  elseif sign == "<" then
    range.most = math.min(range.most, n)
    range.without[n] = true
  else range.without[n] = true end
end
local opposite = { ["="] = "!=", ["!="] = "=", [">="] = "<", ["<"] = ">=", ["<="] = ">", [">"] = "<=" }

local function words_of(t) -- lower-case words that a test of words allows; nil for other tests
  local words = {}
  if t.kind == "lower" then words[core.lower(t.word)] = true
  elseif t.kind == "forms" or t.kind == "compare" and t.field == "lemma" then
    for _, form in ipairs(wordtest.forms(t.lemmas or t.values)) do if core.lower(form) == form then words[form] = true end end
  elseif t.kind == "compare" and t.field == "word" then return set.of(t.values)
  else return nil end
  return words
end

local function put(says, t, negative)
  if t.kind == "compare" and t.sign == "!=" and (t.field == "word" or t.field == "lemma" or t.field == "text") then negative = not negative end
  local words = words_of(t)
  if words then
    if not negative then says.words = intersect(says.words, words)
    else for word in pairs(words) do says.no_words[word] = true end end
  elseif t.kind == "text" or t.kind == "compare" and t.field == "text" then
    local texts, marks = {}, false
    for _, text in ipairs(t.values or { t.word }) do
      texts[core.norm(text)] = true
      if t.values and not plain(text) then marks = true end
    end
    if marks then return end -- text= takes marks as written
    if not negative then says.texts = intersect(says.texts, texts)
    else for text in pairs(texts) do says.no_texts[text] = true end end
  elseif t.kind == "compare" and t.field == "len" then
    bound(says.len, negative and opposite[t.sign] or t.sign, tonumber(t.values[1]))
  elseif t.kind == "compare" and t.field == "value" then
    says.valued = says.valued or not negative -- what is no number fails all comparisons
    bound(says.value, negative and opposite[t.sign] or t.sign, tonumber(t.values[1]))
  elseif t.kind == "name" and math.type(wordtest.names[t.name]) then (negative and says.lack or says.have)[t.name] = true
  elseif t.kind == "any" then says.impossible = says.impossible or negative
  else
    local key = pattern.key(t)
    if says.others[key] == not (not negative) then says.impossible = true end
    says.others[key] = not negative
    if t.kind == "regex" then says.regexes[t] = not negative end
  end
end

local function empty_range(range)
  return range.least > range.most or range.least == range.most and range.without[range.least] or false
end
local function within(range, n) return n >= range.least and n <= range.most and not range.without[n] end

-- Whether the flags that are known of a text agree with those that are wanted.
local function flags_fit(says, flags, names)
  for name in pairs(names) do
    if says.have[name] and not flags[name] or says.lack[name] and flags[name] then return false end
  end
  return true
end

local function word_fits(says, word)
  if says.no_words[word] then return false end
  local flags = flags_of(word)
  if flags and not flags_fit(says, flags, caseless) then return false end
  if plain(word) and not within(says.len, #word) then return false end
  if word:find "^%d+$" and says.valued and not within(says.value, tonumber(word)) then return false end
  if says.valued and not word:find "%d" then return false end
  return true
end

local function text_fits(says, text)
  local lower = core.lower(text)
  if says.no_texts[text] or says.words and not says.words[lower] or not word_fits(says, lower) then return false end
  if not plain(text) then return true end
  local flags = flags_of(text)
  if flags and not flags_fit(says, flags, flags) then return false end
  for t, wanted in pairs(says.regexes) do
    local regex = core.regex(t.source)
    if regex and (regex(text) and true or false) ~= wanted then return false end
  end
  return true
end

local function impossible(conjunction)
  local says = {
    no_words = {}, no_texts = {}, have = {}, lack = {}, others = {}, regexes = {},
    len = { least = 1, most = math.huge, without = {} }, value = { least = 0, most = math.huge, without = {} },
  }
  for _, pair in ipairs(conjunction) do put(says, pair[1], pair[2]) end
  if says.impossible or empty_range(says.len) or says.valued and empty_range(says.value) then return true end
  for name, more in pairs(entails) do
    if says.have[name] then for _, entailed in ipairs(more) do says.have[entailed] = true end end
  end
  for name in pairs(says.have) do if says.lack[name] then return true end end
  for _, pair in ipairs(exclusive) do if says.have[pair[1]] and says.have[pair[2]] then return true end end
  if says.valued and says.have.punct then return true end
  for _, kind in ipairs { "words", "texts" } do
    if says[kind] then
      local possible = false
      for x in pairs(says[kind]) do possible = possible or (kind == "words" and word_fits or text_fits)(says, x) end
      if not possible then return true end
    end
  end
  return false
end

-- Whether no token passes the test.
function token.never(t)
  local list = conjunctions(t)
  for _, conjunction in ipairs(list or { {} }) do if not impossible(conjunction) then return false end end
  return true
end

-- Whether every token that passes a passes b.
function token.implies(a, b) return token.never { kind = "and", a, { kind = "not", b } } end

return token

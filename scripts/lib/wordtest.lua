-- Tests of one token: a test's tree becomes function(run, token) -> boolean. What depends on the word alone is asked once
-- for each distinct word and remembered; only what depends on the place (layers, entries, the sentence's first token) is
-- asked again.
local core = require "lunette.core"
local inflect = require "lunette.inflect"
local wordtest = {}

local flags = core.flags
local flag_tests = {
  cap = flags.cap, upper = flags.upper, lower = flags.lower, mixed = flags.mixed, punct = flags.punct, open = flags.open,
  close = flags.close, word = flags.word, num = flags.number,
}
wordtest.own = {} -- defined by scripts: name -> function(word)
wordtest.fields = { len = true, value = true, word = true, lemma = true, text = true }

-- Names that patterns may use between brackets.
function wordtest.known()
  local known = { first = true }
  for name in pairs(flag_tests) do known[name] = true end
  for name in pairs(wordtest.own) do known[name] = true end
  return known
end

-- Text, lower case and flags of a lexeme, asked of C once.
local texts, lowers, bits = {}, {}, {}
local function info(lexeme)
  local text = texts[lexeme]
  if text then return text, lowers[lexeme], bits[lexeme] end
  texts[lexeme], lowers[lexeme], bits[lexeme] = core.lexeme(lexeme)
  return texts[lexeme], lowers[lexeme], bits[lexeme]
end
wordtest.info = info

-- Of a word test what is remembered: lexeme -> boolean; nil for tests that depend on the place.
wordtest.memo_of = setmetatable({}, { __mode = "k" })

-- ask(text, lower, flags) once a lexeme.
local function by_word(ask)
  local memo = {}
  local function test(run, i)
    local lexeme = run.lexeme[i]
    local known = memo[lexeme]
    if known == nil then
      known = ask(info(lexeme)) and true or false
      memo[lexeme] = known
    end
    return known
  end
  wordtest.memo_of[test] = memo
  return test, ask
end

local function number_of(text) return tonumber((text:gsub("[,%s]", ""):match "^[%d.]+")) end

local function compare(t)
  local sign, wanted = t.sign, {}
  for _, value in ipairs(t.values) do wanted[value] = true end
  if t.field == "word" then return function(_, lower) return (wanted[lower] or false) == (sign == "=") end end
  if t.field == "text" then return function(text) return (wanted[text] or false) == (sign == "=") end end
  if t.field == "lemma" then
    local set = {}
    for lemma in pairs(wanted) do for _, form in ipairs(inflect.forms(lemma)) do set[form] = true end end
    return function(_, lower) return set[lower] end
  end
  local bound = tonumber(t.values[1])
  return function(text)
    local value = t.field == "len" and utf8.len(text) or number_of(text)
    if not value then return false end
    if sign == "=" then return value == bound elseif sign == "!=" then return value ~= bound
    elseif sign == ">=" then return value >= bound elseif sign == "<=" then return value <= bound
    elseif sign == ">" then return value > bound else return value < bound end
  end
end

-- The flag that a named test looks at, 0 for tests of scripts and of places.
local function flag_of(x) return not wordtest.own[x.name] and flag_tests[x.name] or 0 end

-- ask(text, lower, flags) of a test that depends on the word alone, or nil. For a conjunction `loose` leaves out what
-- depends on the place, so the answer is yes too often.
local asking
local function make_ask(t, loose)
  local kind = t.kind
  if kind == "any" then return function() return true end
  elseif kind == "lower" then
    local word = core.lower(t.word)
    return function(_, lower) return lower == word end
  elseif kind == "text" then
    local norm = core.norm(t.word)
    return function(text) return text == t.word or core.norm(text) == norm end
  elseif kind == "forms" then return function(_, lower) return t.set[lower] end
  elseif kind == "regex" then
    local regex, message = core.regex(t.source)
    if not regex then error(("/%s/: %s"):format(t.source, message), 0) end
    return function(text) return regex(text) end
  elseif kind == "compare" then return compare(t)
  elseif kind == "name" and t.name ~= "first" then
    local bit, own = flag_tests[t.name], wordtest.own[t.name]
    if own then return function(text) return own(text) end end
    return function(_, _, bits) return bits & bit ~= 0 end
  elseif kind == "not" then
    local a = asking(t[1])
    return a and function(text, lower, bits) return not a(text, lower, bits) end
  elseif kind == "and" or kind == "or" then
    local list, stop_at = {}, kind == "or"
    local have, lack = 0, 0 -- flags that a conjunction wants and refuses, looked at together
    for _, x in ipairs(t) do
      local flag = kind == "and" and (x.kind == "name" and flag_of(x) or 0) or 0
      local refused = kind == "and" and x.kind == "not" and x[1].kind == "name" and flag_of(x[1]) or 0
      local ask = flag == 0 and refused == 0 and asking(x, loose)
      if flag ~= 0 then have = have | flag
      elseif refused ~= 0 then lack = lack | refused
      elseif ask then list[#list + 1] = ask
      elseif not (loose and kind == "and") then return nil end
    end
    local both = have | lack
    if both ~= 0 then
      return function(text, lower, bits)
        if bits & both ~= have then return false end
        for k = 1, #list do if not list[k](text, lower, bits) then return false end end
        return true
      end
    end
    if #list == 0 then return nil end
    return function(text, lower, bits)
      for k = 1, #list do if (list[k](text, lower, bits) or false) == stop_at then return stop_at end end
      return not stop_at
    end
  end
end

-- Kept on the tree's node: false for none.
function asking(t, loose)
  local slot = loose and "loose_ask" or "ask"
  if t[slot] == nil then t[slot] = make_ask(t, loose) or false end
  return t[slot] or nil
end

local compile
local function build(t)
  local ask = asking(t)
  if ask then return (by_word(ask)) end
  local kind = t.kind
  if kind == "name" then return function(run, i) return run.begins[i] or false end
  elseif kind == "entry" or kind == "layer" then
    return function(run, i) return (run.found[t] or run.index(t, kind)).inside[i] or false end
  elseif kind == "not" then
    local a = compile(t[1])
    return function(run, i) return not a(run, i) end
  end
  -- what depends on the word alone is one test, asked before the others
  local words, list, stop_at = { kind = kind }, {}, kind == "or"
  for _, x in ipairs(t) do
    if asking(x) then words[#words + 1] = x else list[#list + 1] = compile(x) end
  end
  if #words > 0 then table.insert(list, 1, compile(#words == 1 and words[1] or words)) end
  local first, second = list[1], list[2]
  if #list == 2 then
    if stop_at then return function(run, i) return first(run, i) or second(run, i) end end
    return function(run, i) return first(run, i) and second(run, i) end
  end
  return function(run, i)
    for k = 1, #list do if list[k](run, i) == stop_at then return stop_at end end
    return not stop_at
  end
end

-- A tree's node keeps its test, so that rules that share a macro share what was asked of words.
local single = {} -- kind and word -> test
function compile(t)
  if t.compiled then return t.compiled end
  local id = (t.kind == "lower" or t.kind == "text") and t.kind .. " " .. t.word
  t.compiled = id and single[id] or build(t)
  if id then single[id] = t.compiled end
  return t.compiled
end
wordtest.compile = compile
function wordtest.asking(t) return asking(t, true) end

-- Flags that a word must have to pass a test: 0 where none is known.
function wordtest.required(t)
  if t.kind == "name" then return flag_tests[t.name] or 0 end
  local required = 0
  if t.kind == "and" then for _, x in ipairs(t) do required = required | wordtest.required(x) end end
  return required
end

-- The lower-case words that alone can pass a test, or nil: of `a | an`, of <sign>.
function wordtest.words(t, list)
  list = list or {}
  if t.kind == "lower" or t.kind == "text" then list[#list + 1] = core.lower(t.word)
  elseif t.kind == "forms" then for form in pairs(t.set) do list[#list + 1] = form end
  elseif t.kind == "or" then
    for _, x in ipairs(t) do if not wordtest.words(x, list) then return nil end end
  elseif t.kind == "compare" and t.field == "word" and t.sign == "=" then for _, word in ipairs(t.values) do list[#list + 1] = word end
  else return nil end
  return list
end

-- Whether few words pass a test, so that asking for them all ahead pays: numbers and what scripts define.
function wordtest.rare(t)
  if t.kind == "name" then return t.name == "num" or wordtest.own[t.name] ~= nil end
  if t.kind == "and" then
    for _, x in ipairs(t) do if wordtest.rare(x) then return asking(t, true) ~= nil end end
  end
  return false
end

return wordtest

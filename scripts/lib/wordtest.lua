-- Tests of one word: what a pattern asks of a token that depends on its text alone, so that it can be asked once for each
-- distinct word. `ask` makes of a test a function(text, lower, flags), true or false in the sense of Lua.
local core = require "lunette.core"
local inflect = require "lunette.inflect"
local wordtest = {}

-- What patterns may name between brackets: flags of C, `first` (not of the word), functions that scripts define.
wordtest.names = { first = "first" }
for name in ("cap upper lower mixed punct open close word number"):gmatch "%a+" do
  wordtest.names[name == "number" and "num" or name] = core.flags[name]
end

-- Values as a set, or all that `form` gives for them.
local function set_of(values, form)
  local set = {}
  for _, value in ipairs(values) do
    if form then for _, x in ipairs(form(value)) do set[x] = true end else set[value] = true end
  end
  return set
end
function wordtest.forms(lemmas) return set_of(lemmas, inflect.forms) end

-- The lower-case words of which a token that passes a test is one; nil where they cannot be listed.
function wordtest.words(t, list)
  list = list or {}
  if t.kind == "lower" or t.kind == "text" then list[#list + 1] = core.lower(t.word)
  elseif t.kind == "forms" then for form in pairs(wordtest.forms(t.lemmas)) do list[#list + 1] = form end
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
  local set, wanted = set_of(t.values, t.field == "lemma" and inflect.forms), t.sign == "="
  if t.field == "text" then return function(text) return (set[text] or false) == wanted end end
  return function(_, lower) return (set[lower] or false) == wanted end
end

-- The flags that a word must have to pass, and those that it must not have.
function wordtest.flags(t)
  if t.kind == "not" then return 0, math.type(t[1].own) and t[1].own or 0 end
  local have, lack = math.type(t.own) and t.own or 0, 0
  for _, x in ipairs(t.kind == "and" and t or {}) do
    local more, less = wordtest.flags(x)
    have, lack = have | more, lack | less
  end
  return have, lack
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
  local set = wordtest.forms(t.lemmas)
  return function(_, lower) return set[lower] end
end
function asks.regex(t) return t.regex end
asks.compare = compare
function asks.name(t)
  local own = t.own
  if own == "first" then return nil end
  if type(own) == "function" then return function(text) return own(text) end end
  return function(_, _, flags) return flags & own ~= 0 end
end
asks["not"] = function(t)
  local ask = wordtest.ask(t[1])
  return ask and function(text, lower, flags) return not ask(text, lower, flags) end
end
asks["and"] = function(t, loose)
  local list, have, lack = {}, wordtest.flags(t) -- flags are looked at all at once
  local both = have | lack
  for _, x in ipairs(t) do
    if not math.type(x.own) and not (x.kind == "not" and math.type(x[1].own)) then
      local ask = wordtest.ask(x, loose)
      if not ask and not loose then return nil end
      list[#list + 1] = ask
    end
  end
  return (list[1] or both > 0) and function(text, lower, flags)
    if flags & both ~= have then return false end
    for k = 1, #list do if not list[k](text, lower, flags) then return false end end
    return true
  end
end
asks["or"] = function(t, loose)
  local list = {}
  for k, x in ipairs(t) do
    list[k] = wordtest.ask(x, loose)
    if not list[k] then return nil end
  end
  return function(text, lower, flags)
    for k = 1, #list do if list[k](text, lower, flags) then return true end end
    return false
  end
end

-- nil for tests that depend on the place; `loose` asks of a conjunction what it can, so it says yes too often.
function wordtest.ask(t, loose)
  local make = asks[t.kind]
  return make and make(t, loose)
end

return wordtest

-- Where rules can begin, so that they are tried nowhere else: at some words, entries and spans, or where a test of the
-- word says so, asked once a word; and what a match cannot do without, which must stand within its reach.
local index = require "lunette.index"
local pattern = require "lunette.pattern"
local wordtest = require "lunette.wordtest"
local starting = {}

local nothing = {}

-- What no match of a tree can do without: a list of lists of words and of entries or spans, one of each stands in it.
local function needs_of(x, list)
  local op, t = x.op, x.op == "tok" and x[1]
  local words = t and wordtest.words(t)
  if words then list[#list + 1] = words
  elseif t and t.kind == "and" then for _, y in ipairs(t) do needs_of({ op = "tok", y }, list) end
  elseif op == "entry" or op == "layer" or t and (t.kind == "entry" or t.kind == "layer") then list[#list + 1] = { t or x }
  elseif op == "seq" then for _, y in ipairs(x) do needs_of(y, list) end
  elseif op == "cap" or op == "span" or op == "rep" and x.min > 0 then needs_of(x[1], list)
  elseif op == "alt" or t and t.kind == "or" then
    local any = {}
    for _, y in ipairs(t or x) do
      local first = needs_of(t and { op = "tok", y } or y, {})[1]
      if not first then return list end
      table.move(first, 1, #first, #any + 1, any)
    end
    list[#list + 1] = any
  end
  return list
end

-- Tokens of a document where something of a need stands, in order.
local function tokens_of(need, view)
  local first = need[1]
  if not need[2] and type(first) == "string" then return view.places[first] or nothing end
  if not need[2] and first.op then return index.find(view, first).starts end
  local list = {}
  for _, x in ipairs(need) do
    local found = type(x) == "table" and index.find(view, x)
    for _, i in ipairs(found and found.starts or view.places[x] or nothing) do
      for k = i, found and x.kind and found.last[i] or i do list[#list + 1] = k end -- a test holds anywhere inside
    end
  end
  table.sort(list)
  return list
end

-- For one search from left to right: function(i, reach) -> the token up to which no match can begin, for something that the
-- program needs does not stand between i and reach; nil when all is there. nil instead when the document lacks something.
function starting.needs(program, view)
  if not program.needs then
    program.needs = needs_of(program.tree, {})
    table.sort(program.needs, function(a, b) return #a < #b end) -- the cheapest to look up first
  end
  local lists, at = {}, {}
  for k, need in ipairs(program.needs) do
    lists[k], at[k] = tokens_of(need, view), 1
    if not lists[k][1] then return nil end
  end
  return function(i, reach)
    for k = 1, #lists do
      local list, place = lists[k], at[k]
      while list[place] and list[place] < i do place = place + 1 end
      at[k] = place
      if not list[place] then return view.n elseif list[place] > reach then return reach end
    end
  end
end

-- What can begin the programs of a round: words ({number of the program, lower case}), asks ({ask, flags, numbers...}: they
-- say yes too often rather than too seldom), places ({number, entry or span, it may begin inside}), every (numbers).
function starting.prepare(programs)
  local round = { programs = programs, words = {}, asks = {}, places = {}, every = {}, memo = {}, seen = {} }
  local asks = {}
  local function add(t, number)
    local words = wordtest.words(t)
    if words then for _, word in ipairs(words) do round.words[#round.words + 1] = { number, word } end
    elseif t.kind == "or" then for _, x in ipairs(t) do add(x, number) end
    elseif t.kind == "begins" then table.insert(round.places, { number, t[1], false })
    elseif t.kind == "entry" or t.kind == "layer" then table.insert(round.places, { number, t, true })
    else
      local key = pattern.key(t)
      local ask = asks[key] or { wordtest.ask(t, true) or false, (wordtest.flags(t)) }
      if not ask[1] then round.every[number] = true
      else
        if not asks[key] then asks[key], round.asks[#round.asks + 1] = ask, ask end
        ask[#ask + 1] = number
      end
    end
  end
  for number, program in ipairs(programs) do add(pattern.begins(program.tree), number) end
  return round
end

-- Programs that a word can begin by what is asked of it.
local function begun_by(round, lexeme)
  local text, lower, flags = index.word(lexeme)
  local list, seen = nothing, round.seen -- number -> the last word that it was listed for
  for k = 1, #round.asks do
    local ask = round.asks[k]
    if flags & ask[2] == ask[2] and ask[1](text, lower, flags) then
      if list == nothing then list = {} end
      for m = 3, #ask do
        local number = ask[m]
        if seen[number] ~= lexeme then list[#list + 1], seen[number] = number, lexeme end
      end
    end
  end
  round.memo[lexeme] = list
  return list
end

-- Tokens where each program of a round can begin: lists in order, some tokens perhaps twice.
function starting.starts(round, view)
  local starts, memo, lexeme, mixed = {}, round.memo, view.lexeme, {}
  for number in ipairs(round.programs) do starts[number] = {} end
  for i = 1, round.asks[1] and view.n or 0 do
    local list = memo[lexeme[i]] or begun_by(round, lexeme[i])
    for k = 1, #list do
      local of = starts[list[k]]
      of[#of + 1] = i
    end
  end
  for _, pair in ipairs(round.words) do
    local of, at = starts[pair[1]], view.places[pair[2]]
    if at then
      mixed[pair[1]] = mixed[pair[1]] or #of > 0 or nil
      table.move(at, 1, #at, #of + 1, of)
    end
  end
  for _, place in ipairs(round.places) do
    local of, found = starts[place[1]], index.find(view, place[2])
    mixed[place[1]] = mixed[place[1]] or #of > 0 or nil
    for _, first in ipairs(found.starts) do
      for i = first, place[3] and found.last[first] or first do of[#of + 1] = i end
    end
  end
  for number in pairs(mixed) do table.sort(starts[number]) end
  for number in pairs(round.every) do for i = 1, view.n do starts[number][i] = i end end
  return starts
end

return starting

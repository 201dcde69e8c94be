-- The reference matcher: what a rule matches, worked out from the definitions of the rule language with no thought for
-- speed, so that an engine can be held against it. A tree of `lunette.pattern` becomes a list of instructions (m copies for
-- X{m,n}, then n - m nested optional ones; a loop for what has no bound), and from every token all readings are followed
-- depth first in written order. An instruction is entered once a token and start: a second reading that comes there can
-- only reach ends that the first has reached, and a loop that has taken no token gets nowhere. It shares nothing with the
-- product but the tree, the inflected forms, and what C says of words, sentences, entries and spans.
local core = require "lunette.core"
local inflect = require "lunette.inflect"
local reference = {}

local SHORTER = 8 -- shorter matches that are tried at a start when `where` refuses

-- The document, the rule's `across`, the first token of the match that is tried, and the last one that it may hold.
local doc, n, across, start, bound
local sentence_begins, paragraph_begins, runs = {}, {}, {}

local function turn_to(document)
  doc, n, sentence_begins, paragraph_begins, runs = document, #document, {}, {}, {}
  for s in doc:sentences() do sentence_begins[s.first] = true end
  for s in doc:paragraphs() do paragraph_begins[s.first] = true end
end

-- Entries of a dictionary or spans of a layer as patterns see them: lists of {first, last} by first token and by every token.
local function runs_of(x)
  local layer = (x.op or x.kind) == "layer"
  local id = table.concat({ layer and "@" or "#", x.name, x.attribute or "", table.unpack(x.values or {}) }, "\0")
  if runs[id] then return runs[id] end
  local all, found, wanted = {}, { at = {}, over = {} }, {}
  for _, value in ipairs(x.values or {}) do wanted[value] = true end
  if layer then
    for s in doc:spans(x.name) do
      if not x.values or wanted[s:get(x.attribute)] then all[#all + 1] = { s.first, s.last } end
    end
  else
    local dictionary = require("lunette").dictionary(x.name)
    for first, last, entry in doc:entries(x.name) do
      local fits = not x.values
      for _, row in ipairs(x.values and dictionary:candidates(entry) or {}) do fits = fits or wanted[row[x.attribute]] end
      if fits then all[#all + 1] = { first, last } end
    end
  end
  table.sort(all, function(a, b) return a[1] < b[1] or a[1] == b[1] and a[2] > b[2] end)
  for _, run in ipairs(all) do
    if not found.over[run[1]] then
      found.at[run[1]] = run
      for i = run[1], run[2] do found.over[i] = run end
    end
  end
  runs[id] = found
  return found
end

local signs = {
  ["="] = function(a, b) return a == b end, ["!="] = function(a, b) return a ~= b end,
  [">="] = function(a, b) return a >= b end, ["<="] = function(a, b) return a <= b end,
  [">"] = function(a, b) return a > b end, ["<"] = function(a, b) return a < b end,
}
local numbers = {
  len = utf8.len,
  value = function(text) return tonumber((text:gsub(",", ""):match "^%d[%d.]*")) end,
}
local function among(word, list)
  for _, x in ipairs(list) do if x == word then return true end end
  return false
end
local forms = {} -- lemma -> its forms
local function is_form(lower, lemmas)
  for _, lemma in ipairs(lemmas) do
    forms[lemma] = forms[lemma] or inflect.forms(lemma)
    if among(lower, forms[lemma]) then return true end
  end
  return false
end

-- Whether the token i passes a test.
local holds
local tests = {
  any = function() return true end,
  lower = function(t, _, _, lower) return lower == t.word end,
  text = function(t, _, text) return core.norm(text) == core.norm(t.word) end,
  forms = function(t, _, _, lower) return is_form(lower, t.lemmas) end,
  regex = function(t, _, text) return t.regex(text) end,
  name = function(t, i, text, _, flags)
    if t.name == "first" then return sentence_begins[i] or false end
    if math.type(t.own) then return flags & t.own ~= 0 end
    return t.own(text) and true or false
  end,
  compare = function(t, _, text, lower)
    if numbers[t.field] then
      local number = numbers[t.field](text)
      return number ~= nil and signs[t.sign](number, tonumber(t.values[1]))
    end
    local found
    if t.field == "lemma" then found = is_form(lower, t.values) else found = among(t.field == "text" and text or lower, t.values) end
    return found == (t.sign == "=")
  end,
  entry = function(t, i) return runs_of(t).over[i] ~= nil end,
  begins = function(t, i) return runs_of(t[1]).at[i] ~= nil end,
  ["not"] = function(t, i) return not holds(t[1], i) end,
  ["and"] = function(t, i)
    for _, x in ipairs(t) do if not holds(x, i) then return false end end
    return true
  end,
  ["or"] = function(t, i)
    for _, x in ipairs(t) do if holds(x, i) then return true end end
    return false
  end,
}
tests.layer = tests.entry
function holds(t, i) return tests[t.kind](t, i, core.lexeme(doc:lexeme(i))) end

-- Whether the text ends before token i for a match: nothing is taken or looked at over such a place, unless the match begins there.
local function parted(i)
  if i > n then return true end
  if i == start or across == "document" then return false end
  return (across == "paragraph" and paragraph_begins or sentence_begins)[i] or false
end
local function may_take(i) return i <= bound and not parted(i) end

-- What instructions take from token i: the token after what they take, nil where they refuse.
local takes = {}
function takes.tok(x, i) return may_take(i) and holds(x[1], i) and i + 1 or nil end
function takes.entry(x, i)
  local run = runs_of(x).at[i]
  if not run then return nil end
  for k = i, run[2] do if not may_take(k) then return nil end end
  return run[2] + 1
end
function takes.layer(x, i) -- sentences may begin inside
  local run = may_take(i) and runs_of(x).at[i]
  if not run or run[2] > bound then return nil end
  for k = i + 1, run[2] do if across == "paragraph" and paragraph_begins[k] then return nil end end
  return run[2] + 1
end
function takes.look(x, i)
  local seen = not parted(i) and holds(x[1], i)
  return seen ~= (x.negative or false) and i or nil
end
function takes.start(_, i) return sentence_begins[i] and i or nil end
function takes.stop(_, i) return (i > n or sentence_begins[i] and i ~= start) and i or nil end

-- Whether all lists of a tree are without holes: what stands behind one would be lost in silence.
function reference.is_whole(x)
  local count = 0
  for key in pairs(x) do if math.type(key) == "integer" then count = count + 1 end end
  for k = 1, count do if x[k] == nil or not reference.is_whole(x[k]) then return false end end
  return true
end

-- Instructions of a tree: {take, node}; {"split", first, second}: both in this order; {"jump", to}; {"open" or "close", name}.
local function instructions_of(tree)
  local list, emit = {}, nil
  local function put(...)
    list[#list + 1] = { ... }
    return list[#list]
  end
  local function split(lazy) -- what follows at once is the body; returns a function that makes the next place its exit
    local x, body = put "split", #list + 1
    return function()
      local exit = #list + 1
      x[2], x[3] = lazy and exit or body, lazy and body or exit
    end
  end
  local kinds = {}
  function kinds.seq(x) for _, y in ipairs(x) do emit(y) end end
  function kinds.alt(x)
    local jumps = {}
    for k, y in ipairs(x) do
      local other = k < #x and split(false)
      emit(y)
      jumps[k] = put "jump"
      if other then other() end
    end
    for _, jump in ipairs(jumps) do jump[2] = #list + 1 end
  end
  function kinds.rep(x)
    for _ = 1, x.min do emit(x[1]) end
    local exits, loop = {}, #list + 1
    for k = 1, x.max and x.max - x.min or 1 do
      exits[k] = split(x.lazy)
      emit(x[1])
    end
    if not x.max then put("jump", loop) end
    for _, exit in ipairs(exits) do exit() end
  end
  function kinds.cap(x)
    put("open", x.name)
    emit(x[1])
    put("close", x.name)
  end
  kinds.span = kinds.cap
  function emit(x)
    if kinds[x.op] then kinds[x.op](x) else put(takes[x.op], x) end
  end
  assert(reference.is_whole(tree), "the compiler left a hole in a list of the tree: alternatives behind it would be lost")
  emit(tree)
  put "end"
  return list
end

-- All ends that readings from `start` reach, in the order in which they are reached: {token after the end, its saves}. Saves
-- are what the reading opened and closed: {instruction, token, earlier saves}.
local function ends_of(instructions)
  local visited, ends = {}, {}
  local places, tokens, saves, top = { 1 }, { start }, { false }, 1
  while top > 0 do
    local place, i, save = places[top], tokens[top], saves[top]
    local key = place * (n + 2) + i
    top = top - 1
    if not visited[key] then
      visited[key] = true
      local x = instructions[place]
      local op = x[1]
      local function go(to, token, saved)
        top = top + 1
        places[top], tokens[top], saves[top] = to, token, saved
      end
      if op == "split" then
        go(x[3], i, save)
        go(x[2], i, save)
      elseif op == "jump" then go(x[2], i, save)
      elseif op == "open" or op == "close" then go(place + 1, i, { x, i, save })
      elseif op == "end" then
        if i > start then ends[#ends + 1] = { i, save } end
      else
        local after = op(x[2], i)
        if after then go(place + 1, after, save) end
      end
    end
  end
  return ends
end

-- Captures of a reading in the order in which they open, less those without tokens; and what `span:` gives.
local function captures_of(save)
  local events, open, all, given = {}, {}, {}, nil
  while save do
    table.insert(events, 1, save)
    save = save[3]
  end
  for _, event in ipairs(events) do
    if event[1][1] == "open" then
      local capture = { event[1][2] or false, event[2] }
      all[#all + 1], open[#open + 1] = capture, capture
    else
      local capture = table.remove(open)
      capture[3] = event[2] - 1
      if not capture[1] then given = capture end
    end
  end
  local captures = {}
  for _, capture in ipairs(all) do if capture[1] and capture[3] >= capture[2] then captures[#captures + 1] = capture end end
  return captures, given
end

-- The last token that a match of the rule may hold which begins at i; nil where none may begin.
local function bound_of(rule, i)
  local within = rule.within and runs_of({ op = "layer", name = rule.within }).over
  local outside = rule.outside and runs_of({ op = "layer", name = rule.outside }).over
  local last = i - 1
  for k = i, n do
    local part = not rule.part or ("|" .. rule.part:gsub("%s", "") .. "|"):find("|" .. doc:part(k) .. "|", 1, true)
    if not part or within and not (within[k] and within[k] == within[i]) or outside and outside[k] then break end
    last = k
  end
  return last >= i and last or nil
end

local function search_one(rule, number, where, matches)
  local instructions, free = instructions_of(rule.tree), 1
  across = rule.across
  for i = 1, n do
    start, bound = i, i >= free and bound_of(rule, i)
    local ends = bound and ends_of(instructions) or {}
    table.sort(ends, function(a, b) return a[1] > b[1] end)
    for k = 1, math.min(#ends, SHORTER + 1) do
      local captures, given = captures_of(ends[k][2])
      local stop = ends[k][1] - 1
      local match = { rule = number, first = given and given[2] or i, last = given and given[3] or stop,
        match_first = i, match_last = stop, captures = captures }
      if not where or where(match) then
        matches[#matches + 1] = match
        if not rule.keep then free = match.last + 1 end
        break
      end
    end
  end
end

-- rules: {tree, captures (of lunette.pattern), across, keep, within, outside, part}. Matches of each for itself, by rule and
-- start: {rule (its number), first, last, match_first, match_last, captures = {{name, first, last}...}}. options.where(match)
-- false refuses a match.
function reference.search(document, rules, options)
  local matches = {}
  turn_to(document)
  for number, rule in ipairs(rules) do search_one(rule, number, options and options.where, matches) end
  return matches
end

return reference

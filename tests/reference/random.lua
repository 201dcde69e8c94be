-- Random cases for the comparison of two matchers: texts, layers, dictionaries, patterns over the whole rule language and
-- rule options. A case follows from its seed and number alone, on every machine. A case is {texts, rules}, a text {pieces,
-- layers = {{layer, first, length, kind}}}, a rule {node, options}; nodes are {op, node...} and `random.render` writes them.
local core = require "lunette.core"
local lun = require "lunette"
local random = {}

-- SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators").
local state = 0
local function mix(z)
  z = (z ~ (z >> 30)) * 0xBF58476D1CE4E5B9
  z = (z ~ (z >> 27)) * 0x94D049BB133111EB
  return z ~ (z >> 31)
end
local function below(k) -- 1 to k
  state = state + 0x9E3779B97F4A7C15
  return (mix(state) >> 1) % k + 1
end
local function chance(percent) return below(100) <= percent end
local function pick(list) return list[below(#list)] end
local function weighted(list) -- {weight, value...}...
  local total = 0
  for _, x in ipairs(list) do total = total + x[1] end
  local at = below(total)
  for _, x in ipairs(list) do
    at = at - x[1]
    if at <= 0 then return x[2] end
  end
end

local small = { "a", "b", "c", "a", "b", "go", "goes", "signs", "signed" }
local capitals = { "Ana", "Bo", "Lima", "A", "Go", "Ana", "BO", "McBo" }
local numerals = { "1", "12", "3.5", "1,200", "2020" }
local attribute_values = { "x", "y", "z" }
local dictionaries, layers = { "r_one", "r_two" }, { "one", "two", "three", "quote" }

lun.test("r_short", function(word) return #word == 1 end)

local LONG = 400 -- every so many cases the text is one of several hundred tokens

-- Dictionaries change from block to block of cases; names of several tokens, some with several candidates.
local BLOCK, made, names = 50, nil, {} -- names: {dictionary, words}
local function make_dictionaries(seed, block)
  if made == seed .. "/" .. block then return end
  made, state, names = seed .. "/" .. block, mix(mix(seed) ~ block), {}
  for _, name in ipairs(dictionaries) do
    local rows = {}
    for k = 1, 2 + below(5) do
      local words = {}
      for w = 1, weighted { { 5, 1 }, { 4, 2 }, { 2, 3 } } do
        words[w] = weighted { { 4, pick(small) }, { 4, pick(capitals) }, { 1, "1" } }
      end
      if words[2] and chance(20) then words[1] = words[1] .. "," end
      rows[k] = { table.concat(words, " "), pick(attribute_values) }
      names[#names + 1] = { name, core.words(rows[k][1]) }
      if chance(25) then rows[#rows + 1] = { rows[k][1], pick(attribute_values) } end
    end
    lun.dictionary(name, rows, { columns = { "kind" }, case = pick { "exact", "fold" } })
  end
end

-- Texts. A piece is what is put after the one before it.
local function text_of(length)
  local pieces, fresh, open = {}, true, {}
  local function put(piece) pieces[#pieces + 1] = piece end
  local headed = chance(15) and length > 15
  if headed then
    put "Lima signs pact\n\nLIMA"
    put(pick { " –", ", Peru –", " (Wire) –" })
    length = length - 6
  end
  for _ = 1, length do
    local what = fresh and chance(80) and "capital" or weighted {
      { 40, "small" }, { 16, "capital" }, { 7, "number" }, { 7, "," }, { 11, "stop" }, { 9, "quote" }, { 4, "paragraph" }, { 3, "bracket" },
    }
    fresh = false
    if what == "small" then put(" " .. pick(small))
    elseif what == "capital" then put(" " .. pick(capitals))
    elseif what == "number" then put(" " .. pick(numerals))
    elseif what == "," then put ","
    elseif what == "stop" then
      put(pick { ".", ".", ".", "!", "?" })
      fresh = true
    elseif what == "paragraph" then
      put(pick { ".\n\n", "\n\n", ",\n\n" })
      fresh = true
    elseif what == "bracket" then put(pick { " (", ")", " –", ":" })
    elseif open[1] and chance(75) then
      local mark = table.remove(open)
      put(pick { mark, "." .. mark, "," .. mark })
    else
      local marks = pick { { " “", "”" }, { " “", "”" }, { ' "', '"' } }
      put(marks[1])
      open[#open + 1] = marks[2]
      fresh = chance(50)
    end
  end
  if headed then put ", officials of both countries said.\n\n Ana" end
  return pieces
end

local function layers_over(length)
  local list = {}
  for k = 1, 1 + below(2) do
    for _ = 1, below(5) do
      local before = list[#list]
      local first = before and chance(35) and before[2] + below(2) - 1 or below(length)
      list[#list + 1] = { layers[k], first, weighted { { 4, 1 }, { 4, 2 }, { 3, 3 }, { 2, 5 }, { 1, 9 } }, pick(attribute_values) }
    end
  end
  return list
end

-- Adds the spans of a text's layers to its document, cut to its tokens.
function random.document(text)
  local doc = lun.doc(table.concat(text.pieces))
  for _, name in ipairs(layers) do doc:make_layer(name) end
  for _, s in ipairs(text.layers) do
    local first, last = s[2], math.min(s[2] + s[3] - 1, #doc)
    if first <= last then doc:add(s[1], first, last, { kind = s[4] }) end
  end
  return doc
end

-- Patterns. Trees of macros are shared by all places and rules that use them.
random.macros = { Who = [[ p:[cap] | a b ]], Thing = [[ Who? (b | #r_one | @two) ]] }
local function quoted(text) return '"' .. text:gsub('["\\]', "\\%0") .. '"' end
local function attribute() return chance(35) and ("[kind=%s]"):format(pick { "x", "y", "x,z" }) or "" end
local function test_of(depth)
  if depth > 0 and chance(35) then
    local parts = {}
    for k = 1, 2 do
      parts[k] = test_of(depth - 1)
      if chance(30) then parts[k] = "!" .. (parts[k]:find "[&|]" and "(" .. parts[k] .. ")" or parts[k])
      elseif parts[k]:find "[&|]" then parts[k] = "(" .. parts[k] .. ")" end
    end
    return table.concat(parts, pick { " & ", " | " })
  end
  return weighted {
    { 12, pick { "cap", "lower", "num", "punct" } }, { 3, "first" },
    { 5, pick { "upper", "mixed", "open", "close", "word", "r_short" } },
    { 3, "len" .. pick { ">=2", "<2", "=1", "!=3" } }, { 2, "value" .. pick { ">=2", "<12", "=1", "!=1" } },
    { 4, "word" .. pick { "=a,b", "!=a", "=go" } },
    { 2, pick { "word~/[ab]/", "word~/g.*|s.*/" } }, { 2, pick { "lemma=go", "lemma=sign,go" } },
    { 3, "#" .. pick(dictionaries) .. attribute() }, { 4, "@" .. pick(layers) .. attribute() },
  }
end
local function test() return "[" .. (chance(20) and "!" .. test_of(0) or test_of(2)) .. "]" end

local function atom()
  return { op = "atom", weighted {
    { 20, pick { "a", "b", "c", "go", "ana", "bo", "lima", "1" } }, { 8, quoted(pick(capitals)) },
    { 6, quoted(pick { "a b", "Ana Bo", ". A", "a , b", "go a b" }) }, { 4, quoted(pick { ",", ".", "“", "”", "(" }) },
    { 5, pick { "/[abc]/", "/A.*/", "/.*s/", "/./" } },
    { 6, pick { "<go>", "<sign|go>", "<sign>" } }, { 20, test() }, { 8, "_" }, { 4, pick { "Who", "Thing" } },
    { 11, "#" .. pick(dictionaries) .. attribute() }, { 13, "@" .. pick(layers) .. attribute() },
  } }
end
local function gap()
  local least = below(3) - 1
  local bounds = chance(30) and "" or ("{%d,%d%s}"):format(least, least + below(5), chance(30) and
    " -" .. weighted { { 3, test() }, { 2, "#" .. pick(dictionaries) }, { 2, "@" .. pick(layers) }, { 2, '"b"' } } or "")
  return { op = "gap", "..." .. (chance(30) and "!" or "") .. bounds }
end
local function quantifier()
  local least = below(3) - 1
  return weighted { { 6, "?" }, { 5, "*" }, { 5, "+" }, { 2, "{2}" }, { 4, ("{%d,%d}"):format(least, least + below(3)) } } ..
    (chance(25) and "?" or "")
end
local function name() return pick { "p", "q", "r", "p" } end

local node_of
local function sequence_of(length, make)
  local seq = { op = "seq" }
  local function put(x) seq[#seq + 1] = x end
  for k = 1, length do
    local gapped = k > 1 and chance(10)
    if gapped then put(gap()) end
    if chance(4) then put { op = "atom", (chance(50) and "&" or "!") .. test() } end
    put(make(gapped))
  end
  if chance(6) then put { op = "atom", (chance(50) and "&" or "!") .. test() } end
  return seq[2] and seq or seq[1]
end
local function wrap(x)
  if chance(18) then x = { op = "rep", x, quantifier = quantifier() } end
  if chance(18) then x = { op = "cap", x, name = name() } end
  return x
end
function node_of(depth)
  local what = depth < 1 and "atom" or weighted { { 50, "atom" }, { 16, "seq" }, { 16, "alt" }, { 4, "look" }, { 2, "edge" } }
  local x
  if what == "atom" then x = atom()
  elseif what == "seq" then x = sequence_of(1 + below(2), function() return node_of(depth - 1) end)
  elseif what == "alt" then
    x = { op = "alt" }
    for k = 1, 1 + below(2) do x[k] = node_of(depth - 1) end
  elseif what == "look" then x = { op = "atom", (chance(50) and "&" or "!") .. test() }
  else x = { op = "atom", pick { "^", "$" } } end
  return wrap(x)
end

-- An element that the word passes, so that patterns made along a text match in it.
local function element_for(word)
  local lower = core.lower(word)
  local plain = lower:find "^%l+$" or lower:find "^%d+$"
  local x = { op = "atom", weighted {
    { 6, plain and lower or quoted(word) }, { 2, quoted(word) }, { 3, "_" }, { 1, "/.*/" },
    { 8, word:find "^%u" and "[cap]" or word:find "^%l" and "[lower]" or word:find "^%d" and "[num]" or "[punct]" },
  } }
  if chance(15) then x = chance(50) and { op = "alt", x, node_of(1) } or { op = "alt", node_of(1), x } end
  return wrap(x)
end
local function whole_run(text, words, at) -- a span or name that begins at a word, and how many words it takes
  for _, s in ipairs(text.layers) do
    if s[2] == at and chance(40) then return { op = "atom", "@" .. s[1] .. (chance(30) and "[kind=" .. s[4] .. "]" or "") }, s[3] end
  end
  for _, name in ipairs(names) do
    local same = true
    for k, word in ipairs(name[2]) do same = same and words[at + k - 1] == word end
    if same and chance(40) then return { op = "atom", "#" .. name[1] .. attribute() }, #name[2] end
  end
end
local function along(text, words)
  local at = below(#words)
  return sequence_of(weighted { { 6, 1 }, { 5, 2 }, { 4, 3 }, { 2, 4 }, { 1, 5 } }, function(gapped)
    if gapped then at = at + below(3) - 1 end
    local x, length = whole_run(text, words, at)
    if x then x = wrap(x)
    elseif chance(9) or not words[at] then x = node_of(1)
    else x = element_for(words[at]) end
    at = at + (length or 1)
    return x
  end)
end

local function rule_of(text)
  local words = core.words(table.concat(text.pieces))
  local node = words[1] and chance(88) and along(text, words) or
    sequence_of(weighted { { 3, 1 }, { 5, 2 }, { 4, 3 }, { 2, 4 } }, function() return node_of(2) end)
  if chance(20) then -- span: around one element, sometimes two
    node = node.op == "seq" and node or { op = "seq", node }
    for _ = 1, chance(15) and 2 or 1 do
      local k = below(#node)
      if node[k].op ~= "gap" then node[k] = { op = "span", node[k] } end
    end
  end
  if chance(6) then node = { op = "seq", { op = "atom", "^" }, node } end
  if chance(6) then node = { op = "seq", node, { op = "atom", "$" } } end
  local options = {}
  if chance(25) then options.across = pick { "paragraph", "document" } end
  if chance(15) then options.keep = true end
  if chance(5) then options.within = pick(layers) end
  if chance(7) then options.outside = pick(layers) end
  if chance(5) then options.part = pick { "lead", "body", "lead|body", "headline", "dateline", "headline|lead" } end
  return { node = node, options = options }
end

-- The source of a node.
function random.render(x, inside)
  local text
  if x.op == "atom" or x.op == "gap" then return x[1]
  elseif x.op == "seq" or x.op == "alt" then
    local parts = {}
    for k, y in ipairs(x) do parts[k] = random.render(y, x.op == "seq" and y.op ~= "rep" and y.op ~= "cap" and y.op ~= "span") end
    text = table.concat(parts, x.op == "seq" and " " or " | ")
    return inside and "(" .. text .. ")" or text
  elseif x.op == "rep" then
    local bare = x[1].op == "atom"
    return (bare and x[1][1] or "(" .. random.render(x[1]) .. ")") .. x.quantifier
  end
  return (x.name or "span") .. ":" .. random.render(x[1], true)
end

function random.case(seed, number)
  make_dictionaries(seed, (number - 1) // BLOCK)
  state = mix(mix(seed) + number)
  local case = { texts = {}, rules = {} }
  local long = number % LONG == 0
  for k = 1, long and 1 or 1 + below(3) do
    local length = long and 500 + below(300) or math.max(below(40), below(40))
    case.texts[k] = { pieces = text_of(length), layers = layers_over(length) }
  end
  for k = 1, long and 3 or below(12) do
    case.rules[k] = rule_of(pick(case.texts))
    if long then case.rules[k].options.across = chance(80) and "document" or nil end
  end
  return case
end

return random

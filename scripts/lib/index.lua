-- What rules ask of a document, gathered once: its words by number, where its sentences begin and end, where each word
-- stands, and, when a pattern asks, the entries of a dictionary and the spans of a layer that patterns may take.
local core = require "lunette.core"
local index = {}

-- Text, lower case and flags of a lexeme, asked of C once.
local texts, lowers, flags = {}, {}, {}
function index.word(lexeme)
  if not texts[lexeme] then texts[lexeme], lowers[lexeme], flags[lexeme] = core.lexeme(lexeme) end
  return texts[lexeme], lowers[lexeme], flags[lexeme]
end

-- A view of a document: doc, n (tokens), lexeme (token -> number), begins (token -> it is the first of its sentence), last_of
-- (token -> last of its sentence), places (lower case -> tokens), found (what `find` read), crossing (spans of layers that
-- end in a later sentence: {first, last}).
function index.view(doc)
  local view = { doc = doc, n = #doc, lexeme = {}, begins = {}, last_of = {}, places = {}, found = {}, crossing = {} }
  local places_of = {} -- by lexeme, several of which may have one lower case
  for i = 1, view.n do
    local lexeme = doc:lexeme(i)
    local at = places_of[lexeme]
    if not at then
      local _, lower = index.word(lexeme)
      at = view.places[lower] or {}
      view.places[lower], places_of[lexeme] = at, at
    end
    view.lexeme[i], at[#at + 1] = lexeme, i
  end
  for s in doc:sentences() do
    view.begins[s.first] = true
    for i = s.first, s.last do view.last_of[i] = s.last end
  end
  return view
end

-- Forgets the layers, which change from round to round.
function index.refresh(view)
  for id in pairs(view.found) do if id:find "^@" then view.found[id] = nil end end
  view.crossing = {}
end

-- The name under which `find` keeps what a node or test (entry or layer, with attribute and values) wants.
function index.id(x)
  if not x.id then
    local values = x.values and ("[%s=%s]"):format(x.attribute, table.concat(x.values, ",")) or ""
    x.id = ((x.kind or x.op) == "layer" and "@" or "#") .. x.name .. values
  end
  return x.id
end

-- Entries or spans, less those that overlap one taken: last (first token -> last), inside (token -> last token of what holds
-- it), starts (list), spans (first token -> the layer's span). Of an entry's candidates one must have the attribute.
function index.find(view, x)
  local id = index.id(x)
  local found, wanted, reached = view.found[id], nil, 0
  if found then return found end
  found = { last = {}, inside = {}, starts = {}, spans = {} }
  view.found[id] = found
  if x.values then
    wanted = {}
    for _, value in ipairs(x.values) do wanted[value] = true end
  end
  local function put(first, last, span)
    if first <= reached then return end
    found.last[first], found.spans[first], found.starts[#found.starts + 1], reached = last, span, first, last
    for i = first, last do found.inside[i] = last end
  end
  if id:find "^@" then
    for s in view.doc:spans(x.name) do
      if not wanted or wanted[s:get(x.attribute)] then
        put(s.first, s.last, s)
        if s.last > view.last_of[s.first] then table.insert(view.crossing, { s.first, s.last }) end
      end
    end
  else
    local dictionary = require("lunette").dictionary(x.name)
    for first, last, entry in view.doc:entries(dictionary) do
      local fits = not wanted
      for _, row in ipairs(wanted and dictionary:candidates(entry) or {}) do fits = fits or wanted[row[x.attribute]] end
      if fits then put(first, last) end
    end
  end
  return found
end

-- The last token that a match can reach which begins in the sentence that ends with the token `last`: that one, or where
-- the sentence ends in which a span comes to its end.
function index.reach(view, first, last)
  local reach, before = last, 0
  while reach > before do
    before = reach
    for _, x in ipairs(view.crossing) do
      if x[1] >= first and x[1] <= reach and x[2] > reach then reach = view.last_of[x[2]] end
    end
  end
  return reach
end

return index

-- What may sensibly stand in an element of a rule: the parts of speech of a word as far as the lexicon tells, which words an
-- element can take on beside its own, which tokens look like a span, and how much of the rule's meaning an element carries.
local core = require "lunette.core"
local inflect = require "lunette.inflect"
local fit = {}

local DOUBTFUL = 2          -- added to the cost of what is possible but unlikely
local SAMPLE = 60           -- entries of a dictionary that are looked at
local OTHER_KIND = 3        -- added for an article where a preposition stands, a noun where a pronoun does
local CAPTURED, ONLY, NAMED = 4, 4, 3 -- added to the cost of leaving such an element out

local closed, auxiliary = {}, {}
for _, lemma in ipairs { "be", "have", "do" } do for _, form in ipairs(inflect.forms(lemma)) do auxiliary[form] = true end end
for tag in ("DT IN CC TO PRP PRP$ MD WDT WP WRB EX PDT POS"):gmatch "%S+" do closed[tag] = true end

-- The tags of a word, the likeliest first; "" where the lexicon has the word without any, nil where it lacks the word.
local function tags_of(word)
  local dictionary = core.embedded_dictionary "lexicon"
  local row = dictionary and (dictionary:lookup(core.lower(word)) or {})[1]
  return row and (row.tags or "")
end

-- Whether a word is one of those that hold sentences together, as pronouns and prepositions do; forms of be and marks are
-- such for a rule, which hardly ever lacks them.
function fit.is_closed(word) return closed[(tags_of(word) or ""):match "^%S+" or ""] or false end
function fit.is_pronoun(word) return (tags_of(word) or ""):find "^PRP%f[%s\0]" ~= nil end
function fit.is_function_word(word)
  return auxiliary[core.lower(word)] or not word:find "[%a\x80-\xFF]" or fit.is_closed(word)
end

-- The words that a test lists, lemmas too.
local function words_of(t)
  if not t then return {} end
  local list = t.lemmas or (t.field == "word" or t.field == "lemma" or t.field == "text") and t.sign == "=" and t.values or
    (t.kind == "lower" or t.kind == "text") and { t.word } or {}
  list = table.move(list, 1, #list, 1, {})
  for _, x in ipairs(t.kind ~= "not" and t or {}) do
    for _, word in ipairs(words_of(x)) do list[#list + 1] = word end
  end
  return list
end

-- Whether an element already takes such words: then one more is no surprise.
function fit.takes_function_words(t)
  for _, word in ipairs(words_of(t)) do if fit.is_function_word(word) then return true end end
  return false
end

-- Parts of speech: V verb, N noun, J adjective, R adverb, F any other. The set, and the first of V, N, J and R.
local function classes_of(tags)
  local set, first = {}, nil
  for tag in tags:gmatch "%S+" do
    local class = tag:match "^VB" and "V" or tag:match "^NN" and "N" or tag:match "^JJ" and "J" or tag:match "^RB" and "R"
    set[class or "F"], first = true, first or class
  end
  return set, first
end

-- Classes of a word; of one without tags those of the words that it is a form of, else what its ending says. nil: unknown.
local function word_classes(word)
  word = core.lower(word)
  if fit.is_closed(word) then return { F = true } end -- whatever else a lexicon made from a corpus says of it
  local set = classes_of(tags_of(word) or "")
  if next(set) then return set end
  if word:find "%a%aly$" then return { R = true } end
  if word:find "%a%aed$" or word:find "%a%aing$" then return { V = true } end
  for _, lemma in ipairs(inflect.lemmas(word)) do
    if lemma ~= word then for class in pairs(classes_of(tags_of(lemma) or "")) do set[class] = true end end
  end
  set.J, set.R, set.F = nil, nil, nil -- these have no such forms
  return next(set) and set or nil
end

-- "yes", "doubtful" or "no": may the word be a form of a verb? One that is rather an adjective or adverb hardly is, unless it
-- is the participle of what is a verb above all: elected, but not tired.
local function as_verb(word, set)
  if not set then return "yes" elseif not set.V then return "no" end
  local first
  for tag in (tags_of(word) or ""):gmatch "%S+" do
    local _, class = classes_of(tag)
    if class ~= "N" and not (tag == "VBN" and set.J) then first = first or class end
  end
  if first ~= "J" and first ~= "R" then return "yes" end
  for _, lemma in ipairs(inflect.lemmas(core.lower(word))) do
    local _, above = classes_of(tags_of(lemma) or "")
    if lemma ~= core.lower(word) and above == "V" then return "yes" end
  end
  return "doubtful"
end

local function is_cap(doc, i)
  local _, _, flags = core.lexeme(doc:lexeme(i))
  return flags & core.flags.cap ~= 0
end
function fit.is_name(doc, i) return is_cap(doc, i) and doc:sentence(i) ~= i end

-- Classes of a token: a name that the lexicon lacks is a noun, whatever its ending.
local function token_classes(doc, i)
  local word = doc:word(i)
  return fit.is_name(doc, i) and not tags_of(word) and { N = true } or word_classes(word)
end

-- What it costs more to add the lemma of a token to such lemmas; nil where that is absurd.
function fit.lemma(lemmas, doc, i)
  local wanted, known = {}, false
  for _, lemma in ipairs(lemmas) do
    local set, first = classes_of(tags_of(lemma) or "")
    if set.V then set.J, set.R, set.F = nil, nil, nil end
    for class in pairs(set) do wanted[class] = true end
    known = known or first ~= nil
  end
  if not known then wanted = { V = true, N = true } end
  local set = token_classes(doc, i)
  local verb = wanted.V and as_verb(doc:word(i), set) or "no"
  if not set or verb == "yes" then return 0 end
  if wanted.V and not wanted.N then return nil end
  if wanted.N and set.N or not wanted.V and (wanted.J and set.J or wanted.R and set.R or wanted.F and set.F) then return 0 end
  return verb == "doubtful" and DOUBTFUL or nil
end

-- The same of a token's word beside those of a test: only words of their kind do, where they mean something. Of those
-- that hold a sentence together the first tag says the kind, and another is possible.
function fit.word(t, doc, i)
  local set, wanted, kinds, here = token_classes(doc, i), {}, {}, (tags_of(doc:word(i)) or ""):match "^%S+"
  for _, other in ipairs(words_of(t)) do
    local classes = word_classes(other)
    if not classes then return 0 end
    if fit.is_closed(other) then kinds[tags_of(other):match "^%S+"] = true
    else for class in pairs(classes) do wanted[class] = true end end
  end
  if next(kinds) and not next(wanted) then return (not here or kinds[here]) and 0 or OTHER_KIND end
  if kinds[here] then return 0 end
  if not set or not next(wanted) then return 0 end
  for class in pairs(set) do if wanted[class] then return 0 end end
  return nil
end

-- Whether tokens look like a span: from a capital or a figure to one, and no pronoun or article alone.
function fit.looks_like_span(doc, first, last)
  local function marked(i) return is_cap(doc, i) or doc:word(i):find "%d" ~= nil end
  if not marked(first) then return false end
  if first == last and doc:sentence(first) == first and fit.is_function_word(doc:word(first)) then return false end
  return marked(last) or doc:word(first):find "^%d" ~= nil
end

-- Whether most entries of a dictionary are forms of verbs, as far as some of them show.
local of_verbs = setmetatable({}, { __mode = "k" })
local function holds_verbs(dictionary)
  if of_verbs[dictionary] == nil then
    local verbs, others = 0, 0
    for k = 1, #dictionary, math.max(1, #dictionary // SAMPLE) do
      local _, first = classes_of(tags_of(dictionary:candidates(k)[1].surface) or "")
      if first == "V" then verbs = verbs + 1 elseif first then others = others + 1 end
    end
    of_verbs[dictionary] = verbs > others
  end
  return of_verbs[dictionary]
end

-- What it costs more to make tokens an entry of a dictionary; nil where that is absurd. To one of verbs only verbs are added,
-- to others nouns and names mostly, and no adverb.
function fit.entry(dictionary, doc, first, last)
  local set = token_classes(doc, last)
  if holds_verbs(dictionary) then
    local verb = first == last and not fit.is_name(doc, first) and as_verb(doc:word(last), set) or "no"
    return verb == "yes" and 0 or verb == "doubtful" and DOUBTFUL or nil
  end
  if not set or set.N or is_cap(doc, last) then return 0 end
  if first == last and set.R and not set.V and not set.J then return nil end
  return DOUBTFUL
end

-- Where a name begins that ends with a token: a capital that a sentence gives to a word of the lexicon is none of it.
function fit.name_start(doc, last)
  local first, start = last, doc:sentence(last)
  while first > start and is_cap(doc, first) and is_cap(doc, first - 1) and (first - 1 > start or not tags_of(doc:word(start))) do first = first - 1 end
  return first
end

-- How much of the meaning an element carries -----------------------------------------------------------------------------

local function within(here, other)
  while here and here ~= other do here = here.parent end
  return here ~= nil
end
local function has(here, op)
  if here.op == op then return true end
  for _, kid in ipairs(here.kids) do if has(kid, op) then return true end end
  return false
end

local function is_literal(here)
  if here.op == "entry" then return true end
  local words = here.op == "text" and core.words(here.node.text) or words_of(here.test)
  for _, word in ipairs(here.op ~= "look" and words or {}) do if not fit.is_function_word(word) then return true end end
  return false
end

-- Elements that must match and hold words of a meaning; alternatives are one.
local function literals(here, list)
  if here.op == "rep" and here.node.min == 0 then return list end
  if here.op == "alt" then
    for _, kid in ipairs(here.kids) do
      if #literals(kid, {}) > 0 then
        list[#list + 1] = here
        break
      end
    end
  elseif is_literal(here) then list[#list + 1] = here
  else for _, kid in ipairs(here.kids) do literals(kid, list) end end
  return list
end

-- A function that says of an element of these sources, the pattern's and its macros', what leaving it out costs more.
function fit.meaning(sources)
  local only, captured = {}, {}
  for k, source in ipairs(sources) do
    literals(source.top, only)
    local function visit(here, inside)
      inside = inside or here.op == "cap" or here.op == "span" or k > 1 and captured[source.name]
      if here.op == "macro" and inside then captured[here.node.name] = true end
      for _, kid in ipairs(here.kids) do visit(kid, inside) end
    end
    visit(source.top, false)
  end
  return function(here)
    local price, up = captured[here.source.name or ""] and CAPTURED or 0, here
    while up and price == 0 do
      if up.op == "cap" or up.op == "span" then price = CAPTURED end
      up = up.parent
    end
    if price == 0 and (has(here, "cap") or has(here, "span")) then price = CAPTURED end
    if #only == 1 and (within(here, only[1]) or within(only[1], here)) then return price + ONLY end
    if here.op == "layer" or here.op == "entry" then return price + NAMED end
    for _, lemma in ipairs(here.test and here.test.kind == "forms" and here.test.lemmas or {}) do
      if classes_of(tags_of(lemma) or "").V and not auxiliary[lemma] then return price + NAMED end
    end
    return price
  end
end

return fit

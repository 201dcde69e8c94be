-- What speaks for each type of a mention: features that a reader can check (its words, the dictionaries' priors, what stands
-- before and after it, what the rest of the article says), and their weights from the dictionary `nameweight`. A linear
-- model: the weights of the features are added up, the type with the largest sum is taken. The features are made by
-- core/name (feature_word.c, weigh.c), from the words and limits given here; the same code tells them.
local core = require "lunette.core"
local naming = require "lunette.naming"
local weigh = {}

weigh.types = { "person", "org", "place", "none" }

local weighing, tell
local function make()
  if weighing then return end
  weighing, tell = naming.weigher {
    texts = {
      -- what marks are called beside a name
      marks = [[
        comma ,
        stop . ? !
        bracket ( )
        possessive 's ’s
        apostrophe ' ’
        colon :
        semicolon ;
        quote " “ ” `` ''
        dash - – — _
        slash /
        ampersand &
        money $
        hash #
        at-sign @
      ]],
      joins = ", and or / & ;", -- between names of a list
      -- a description: `Veltra, a Dutch maker of pumps`, and words that end it
      described_by = ", is was", articles = "a an the one", described_until = "of in",
    },
    rules = {},
    numbers = {
      words_most = 5, seen_most = 4, capitals_most = 6, -- more count as so many: words, mentions of a text, letters in capitals
      likely = 4, -- priors above this count
      ending = 3, ending_of = 4, -- the last bytes of a word that is longer than this
      sure_elsewhere = 7, -- a mention this sure speaks for others of its text,
      sure_shape = 5, -- one this sure for those of its words, and for its neighbours in a list
      described_words = 6, -- of a description that are looked at
    },
  }
end

-- A function of a document that adds what is weighed to the layer `weighed`: type and margin in tenths. `own` is how much a mention
-- counts for itself, `none` is added to the sum of the type "none".
function weigh.step(own, none, rule)
  make()
  return weighing(own, none, rule)
end

-- The mentions that are weighed, each { first, last, type, text, key } with the list of its features: { text, weights by
-- weigh.types }, without weights where it has none.
function weigh.told(doc)
  make()
  return tell(doc)
end

-- The mention with the tokens of a span, told; a document is told once.
local function told(span)
  local data, count = core.data(span.doc), core.span_numbers(span.doc, "mention")
  local kept = data.weighed
  if not kept or kept.count ~= count then
    kept = { count = count, by_tokens = {} }
    for _, m in ipairs(weigh.told(span.doc)) do kept.by_tokens[m.first << 31 | m.last] = m end
    data.weighed = kept
  end
  return kept.by_tokens[span.first << 31 | span.last]
end

-- The features that speak most for the type of a span that was weighed, against the type that comes next: `surname here +2.1,
-- after said +1.4`; nil for a span that was none. `type`: the type that is meant where the layer does not say it. Worked out when
-- somebody asks.
function weigh.reason(span, wanted)
  wanted = wanted or span.layer
  local found, mine, other = told(span), nil, nil
  for k, type in ipairs(weigh.types) do mine = type == wanted and k or mine end
  if not found or not mine then return nil end
  local sums = { 0, 0, 0, 0 }
  for _, feature in ipairs(found) do
    for k = 1, #feature - 1 do sums[k] = sums[k] + feature[k + 1] end
  end
  for k, sum in ipairs(sums) do if k ~= mine and (not other or sum > sums[other]) then other = k end end
  local list = {}
  for _, feature in ipairs(found) do
    local more = feature[2] and feature[mine + 1] - feature[other + 1] or 0
    if more > 0 then list[#list + 1] = { feature[1], more } end
  end
  table.sort(list, function(a, b)
    if a[2] ~= b[2] then return a[2] > b[2] end
    return a[1] < b[1]
  end)
  local parts = {}
  for i = 1, math.min(4, #list) do parts[i] = ("%s +%.1f"):format(list[i][1], list[i][2]) end
  return table.concat(parts, ", ")
end

return weigh

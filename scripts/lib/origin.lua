-- Who made the spans and facts of a document: kept while rules run, read by lunette.why. core.data(doc).origins holds for each
-- layer runs of spans' numbers, four entries each: the first and the last, who made them, and the tokens of the match that
-- they were made for, if one and the same; for facts the makers by their places in the list of facts. Spans that won as claims know their
-- match themselves.
local core = require "lunette.core"
local origin = {}

origin.dictionary_files = {} -- of the dictionaries that scripts made, by name

local function origins_of(doc)
  local data = core.data(doc)
  data.origins = data.origins or { facts = {}, layers = {} }
  return data.origins
end

-- Two tokens are kept as one number: texts are far shorter than 2^31 tokens.
local function note(origins, name, first, last, maker, bounds)
  if last < first then return end
  local runs = origins.layers[name]
  if not runs then
    origins.layers[name] = { first, last, maker, bounds or false }
    return
  end
  local n = #runs
  runs[n + 1], runs[n + 2], runs[n + 3], runs[n + 4] = first, last, maker, bounds or false
end

-- What settling calls for the spans of one layer: function(span, rule, first and last token of the match).
function origin.recorder(doc, name)
  local origins = origins_of(doc)
  return function(span, maker, first, last)
    local number = core.span_number(span)
    note(origins, name, number, number, maker, first << 31 | last)
  end
end

-- The spans first to last of a layer won as claims of rules, which `makers` has by their ids.
function origin.claimed(doc, name, first, last, makers) note(origins_of(doc), name, first, last, makers) end

-- The list of the makers of facts, where those who made the document's newest fact put it down.
function origin.makers(doc) return origins_of(doc).facts end

local kept -- a table for numbers of layers, used again but by steps that run within a step

-- Calls run(...), which scripts wrote, and notes that all spans that it adds to any layer, and all its facts, were made by
-- `maker`; m is the match that it is called for, if any. Gives what run gives.
function origin.during(doc, maker, m, run, ...)
  local origins, before = origins_of(doc), kept or {}
  kept = nil
  local there = core.layer_numbers(doc, before)
  origins.maker, origins.match = maker, m
  local given = run(...)
  origins.maker, origins.match = nil, nil
  local grown = core.grown_layers(doc, before, there)
  for i = 1, grown and #grown or 0, 3 do
    note(origins, grown[i], grown[i + 1] + 1, grown[i + 2], maker, m and m[4] << 31 | m[5])
  end
  kept = before
  return given
end

-- What doc:fact does for a fact that a rule's or a step's own code makes, the newest one.
function origin.mark(doc, fact)
  local origins = core.data(doc).origins
  local maker = origins and origins.maker
  if not maker then return end
  origins.facts[#core.data(doc).facts] = maker
  fact.rule, fact.file, fact.line = fact.rule or maker.id, fact.file or maker.file, fact.line or maker.line
  if origins.match then fact.match = fact.match or origins.match.match end
end

-- Where the run of a number begins in a layer's list; runs go up, for numbers do.
local function run_of(runs, number)
  local low, high = 0, #runs // 4 - 1
  while low < high do
    local middle = (low + high) // 2
    if runs[4 * middle + 2] < number then low = middle + 1 else high = middle end
  end
  local at = 4 * low + 1
  return runs[at] and runs[at] <= number and number <= runs[at + 1] and at
end

-- The maker of a span and the first and last token of its match; of a fact the maker. nil for what no rule made.
function origin.of_span(span)
  local origins = core.data(span.doc).origins
  local runs = origins and origins.layers[span.layer]
  local at = runs and run_of(runs, core.span_number(span))
  if not at then return nil end
  local maker, bounds = runs[at + 2], runs[at + 3]
  if bounds then return maker, bounds >> 31, bounds & 0x7FFFFFFF end
  local first, last = core.span_match(span)
  if first then maker = maker[span.rule] end
  return maker, first, last
end
function origin.of_fact(doc, fact)
  local data = core.data(doc)
  local origins = data.origins
  if not origins then return nil end
  local places = origins.places
  if not places or places.count ~= #data.facts then
    places = { count = #data.facts }
    for n, f in ipairs(data.facts) do places[f] = n end
    origins.places = places
  end
  return origins.facts[places[fact]]
end

return origin

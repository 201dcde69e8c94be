-- Who made the spans and facts of a document: kept while rules run, read by lunette.why. core.data(doc).origins holds for
-- each layer, by a span's number, the rule or step that made it and the tokens that its match took; for facts the maker.
local core = require "lunette.core"
local origin = {}

origin.dictionary_files = {} -- of the dictionaries that scripts made, by name

local function origins_of(doc)
  local data = core.data(doc)
  data.origins = data.origins or { facts = {}, layers = {} }
  return data.origins
end
local function layer_of(origins, name)
  local layer = origins.layers[name]
  if not layer then
    layer = { makers = {}, bounds = {} }
    origins.layers[name] = layer
  end
  return layer
end

-- What settling calls for the spans of one layer: function(span, rule, first and last token of the match). Two tokens are
-- kept as one number: texts are far shorter than 2^31 tokens.
function origin.recorder(doc, name)
  local layer = layer_of(origins_of(doc), name)
  local makers, bounds = layer.makers, layer.bounds
  return function(span, maker, first, last)
    local number = core.span_number(span)
    makers[number], bounds[number] = maker, first << 31 | last
  end
end

function origin.fact(doc, fact, maker) origins_of(doc).facts[fact] = maker end

-- Calls run(...), which scripts wrote, and notes that all spans that it adds to layers of the set, or to any without one,
-- and all its facts were made by `maker`; m is the match that it is called for, if any.
function origin.during(doc, maker, m, names, run, ...)
  local origins, before = origins_of(doc), {}
  for name in pairs(names or {}) do before[name] = core.span_numbers(doc, name) end
  if not names then for name in doc:layers() do before[name] = core.span_numbers(doc, name) end end
  origins.maker, origins.match = maker, m
  run(...)
  origins.maker, origins.match = nil, nil
  local function note(name)
    for number = (before[name] or 0) + 1, core.span_numbers(doc, name) do
      local layer = layer_of(origins, name)
      layer.makers[number], layer.bounds[number] = maker, m and m[4] << 31 | m[5]
    end
  end
  if names then for name in pairs(names) do note(name) end else for name in doc:layers() do note(name) end end
end

-- What doc:fact does for a fact that a rule's or a step's own code makes.
function origin.mark(doc, fact)
  local origins = core.data(doc).origins
  local maker = origins and origins.maker
  if not maker then return end
  origins.facts[fact] = maker
  fact.rule, fact.file, fact.line = fact.rule or maker.id, fact.file or maker.file, fact.line or maker.line
  if origins.match then fact.match = fact.match or origins.match.match end
end

-- The maker of a span and the first and last token of its match; of a fact the maker. nil for what no rule made.
function origin.of_span(span)
  local origins = core.data(span.doc).origins
  local layer = origins and origins.layers[span.layer]
  local number = layer and core.span_number(span)
  if not number or not layer.makers[number] then return nil end
  local bounds = layer.bounds[number]
  return layer.makers[number], bounds and bounds >> 31, bounds and bounds & 0x7FFFFFFF
end
function origin.of_fact(doc, fact)
  local origins = core.data(doc).origins
  return origins and origins.facts[fact]
end

return origin

-- Who made the spans and facts of a document: kept while rules run, read by lunette.why. core.data(doc).origins holds the makers of
-- spans - rules and steps, or for spans that won as claims all rules by their ids - by the numbers that layers note (core/layer/layer.c),
-- and the makers of facts by their places in the list of facts.
local core = require "lunette.core"
local origin = {}

origin.dictionary_files = {} -- of the dictionaries that scripts made, by name

local function origins_of(doc)
  local data = core.data(doc)
  local origins = data.origins
  if origins then return origins end
  origins = { facts = {}, makers = {} }
  data.origins = origins
  return origins
end

-- What settling calls for the spans of layers, each just added: function(span, rule, first and last token of the match).
function origin.recorder(doc)
  local makers = origins_of(doc).makers
  return function(span, maker, first, last)
    makers[#makers + 1] = maker
    core.note_maker(span, #makers, first, last)
  end
end

-- The number of the makers of spans that win as claims, which know their match themselves: all rules by their ids.
function origin.claimed(doc, rules)
  local makers = origins_of(doc).makers
  makers[#makers + 1] = rules
  return #makers
end

-- The list of the makers of facts, where those who made the document's newest fact put it down.
function origin.makers(doc) return origins_of(doc).facts end
-- Who runs now, if anybody: a rule or a step.
function origin.maker(doc) return origins_of(doc).maker end

-- Notes that whoever runs now, if anybody, made all spans that were added since this was last done.
local function note(doc, origins)
  local maker, makers, m = origins.maker, origins.makers, origins.match
  if not maker then core.note_makers(doc, 0)
  elseif core.note_makers(doc, #makers + 1, m and m[4], m and m[5]) then makers[#makers + 1] = maker end
end

-- Calls run(...), which scripts wrote, and notes that all spans that it adds to any layer, and all its facts, were made by
-- `maker`; m is the match that it is called for, if any. Gives what run gives. A step may run within a step.
function origin.during(doc, maker, m, run, ...)
  local origins = origins_of(doc)
  local outer, outer_match = origins.maker, origins.match
  note(doc, origins)
  origins.maker, origins.match = maker, m
  local given = run(...)
  note(doc, origins)
  origins.maker, origins.match = outer, outer_match
  return given
end

-- Runs steps over a document, one after the other, each as above.
function origin.run(doc, steps)
  local origins = origins_of(doc)
  local outer, outer_match = origins.maker, origins.match
  note(doc, origins)
  origins.match = nil
  for i = 1, #steps do
    local step = steps[i]
    core.make_layers(doc, step.makes)
    origins.maker = step
    step.each(doc)
    note(doc, origins)
  end
  origins.maker, origins.match = outer, outer_match
end

-- What doc:fact does for a fact that a rule's or a step's own code makes, the newest one.
origin.mark = core.mark_fact

-- The maker of a span and the first and last token of its match; of a fact the maker. nil for what no rule made.
function origin.of_span(span)
  local number, first, last = core.span_maker(span)
  if not number then return nil end
  local maker = core.data(span.doc).origins.makers[number]
  if first then return maker, first, last end
  first, last = core.span_match(span)
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

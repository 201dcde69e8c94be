-- Who made the spans and facts of a document: kept while rules run, read by lunette.why. A document has a list of the makers of spans - rules
-- and steps, or for spans that won as claims all rules by their ids - by the numbers that layers note (core/layer/layer.c), and who runs
-- now (core/lua/bind_origin.c); core.data(doc).fact_makers holds the makers of facts by their places in the list of facts.
local core = require "lunette.core"
local origin = {}

origin.dictionary_files = {} -- of the dictionaries that scripts made, by name

-- The document's own list of makers, which may get more; others are of a plan (lunette.phase_plan).
local function own_makers(doc)
  local makers = core.makers(doc) or {}
  if makers.own then return makers end
  makers = table.move(makers, 1, #makers, 1, { own = true })
  core.keep_makers(doc, makers)
  return makers
end

-- Notes that whoever runs now, if anybody, made all spans that were added since this was last done.
local function note(doc)
  local maker, m = core.running(doc)
  if not maker then
    core.note_makers(doc, 0)
    return
  end
  local number = #(core.makers(doc) or {}) + 1
  if core.note_makers(doc, number, m and m[4], m and m[5]) then own_makers(doc)[number] = maker end
end

-- Makes those of a plan's list makers of the document, before they run: gives the number before theirs.
function origin.begin(doc, makers)
  if core.take_makers(doc, makers) then return 0 end
  note(doc)
  if core.makers(doc) == makers then return 0 end
  local known = own_makers(doc)
  local before = #known
  table.move(makers, 1, #makers, before + 1, known)
  return before
end

-- What settling calls for the spans of layers, each just added: function(span, rule, first and last token of the match).
function origin.recorder(doc)
  local makers = own_makers(doc)
  return function(span, maker, first, last)
    makers[#makers + 1] = maker
    core.note_maker(span, #makers, first, last)
  end
end

-- Calls run(...), which scripts wrote, and notes that all spans that it adds to any layer, and all its facts, were made by
-- `maker`; m is the match that it is called for, if any. Gives what run gives. A step may run within a step.
function origin.during(doc, maker, m, run, ...)
  local outer, outer_match = core.running(doc)
  note(doc)
  core.run_as(doc, maker, m)
  local given = run(...)
  note(doc)
  core.run_as(doc, outer, outer_match)
  return given
end

-- The maker of a span and the first and last token of its match; of a fact the maker. nil for what no rule made.
function origin.of_span(span)
  local number, first, last = core.span_maker(span)
  if not number then return nil end
  local maker = core.makers(span.doc)[number]
  if first then return maker, first, last end
  first, last = core.span_match(span)
  if first then maker = maker[span.rule] end
  return maker, first, last
end

function origin.of_fact(doc, fact)
  local data = core.data(doc)
  if not data.facts then return nil end
  local places = data.fact_places
  if not places or places.count ~= #data.facts then
    places = { count = #data.facts }
    for n, f in ipairs(data.facts) do places[f] = n end
    data.fact_places = places
  end
  return data.fact_makers[places[fact]]
end

return origin

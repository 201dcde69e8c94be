-- Linking: makes a linker (core/name) of the numbers and words that a pack hands over, runs it over documents, and says why a
-- name was taken for what it is. The pack `links` holds the numbers.
local cell = require "lunette.cell"
local core = require "lunette.core"
local fact = require "lunette.fact"
local phase = require "lunette.phase"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local linking = {}
local methods = {}
local class = { __name = "linker", __index = methods } -- apart, so that no script gets at the class by a linker
local made = setmetatable({}, { __mode = "k" }) -- linker -> { linker = the one of C, terms }

local MOST_SHOWN = 6 -- candidates that explain prints of one name

local function fail(...) error((select(1, ...)):format(select(2, ...)), 0) end

-- Words in a text, one after the other.
local function each_word(words, see) for word in words:gmatch "%S+" do see(word) end end

-- Names in a setting, sorted, each of which must have a value of that type.
local function names_in(settings, setting, wanted)
  local values, names = settings[setting], {}
  if values ~= nil and type(values) ~= "table" then fail("'%s' is %s, not a table: lunette show links", setting, type(values)) end
  for name, value in pairs(values or {}) do
    if type(name) ~= "string" then fail("'%s' has the key %s: its keys are names, lunette show links", setting, tostring(name)) end
    if type(value) ~= wanted then fail("'%s' in '%s' is %s, not a %s: lunette show links", name, setting, type(value), wanted) end
    names[#names + 1] = name
  end
  table.sort(names)
  return names
end

local known = set.of { "weights", "common", "after", "before", "short", "terms" }

-- settings: weights (name -> number), common (country's code -> number), after and before (kind -> words), short
-- (beginning of an id -> its ends with their short forms, commas between them), terms (name of a
-- weight -> what it says in a reason).
function linking.new(settings)
  if type(settings) ~= "table" or type(settings.weights) ~= "table" then fail("lun.linker wants a table with weights: lunette show links") end
  suggest.check_fields("lun.linker", settings, known, 0)
  local lun = require "lunette"
  local linker = core.linker(lun.dictionary "place", lun.dictionary "norp", lun.dictionary "org", core.embedded_dictionary "within")
  local weights = linker:weights()
  suggest.check_fields("weights", settings.weights, set.of(weights), 0)
  for number, name in ipairs(weights) do
    local weight = settings.weights[name]
    if type(weight) ~= "number" then fail("the weight '%s' is %s, not a number: lunette show links has them all", name, weight == nil and "missing" or type(weight)) end
    linker:weigh(number, weight)
  end
  for _, cc in ipairs(names_in(settings, "common", "number")) do
    local ok, message = linker:country(cc, settings.common[cc])
    if not ok then fail("%s", message) end
  end
  for _, where in ipairs { "after", "before" } do
    for _, kind in ipairs(names_in(settings, where, "string")) do
      each_word(settings[where][kind], function(word)
        local ok, message = linker:head(kind, word, where == "before")
        if not ok then fail("%s", message) end
      end)
    end
  end
  for _, beginning in ipairs(names_in(settings, "short", "string")) do
    for item in settings.short[beginning]:gmatch "[^,]+" do
      local code = item:match "%S+"
      each_word(item, function(word)
        local ok, message = linker:short(word, beginning .. code)
        if not ok then fail("%s", message) end
      end)
    end
  end
  names_in(settings, "terms", "string")
  local new = setmetatable({}, class)
  made[new] = { linker = linker, terms = settings.terms or {} }
  return new
end

-- Long and short forms of organisations in turn, nil where the document gives none; looked for again when facts were added.
local function aliases_of(doc, data)
  local facts, kept = data.facts, data.link_aliases
  if not facts or kept and kept.count == #facts then return kept and kept.list end
  kept = { count = #facts }
  for _, alias in ipairs(fact.complete(doc, "alias")) do
    kept.list = kept.list or {}
    kept.list[#kept.list + 1], kept.list[#kept.list + 2] = alias.long, alias.short
  end
  data.link_aliases = kept
  return kept.list
end

local layers = { place = true, norp = true, org = true }
function methods:run(doc)
  local data = core.data(doc)
  made[self].linker:run(doc, aliases_of(doc, data), data.date)
  data.links = self
end

-- The candidates of a linked span, best first, each { id, surface, cc, kind, score, terms = { name = part of the score } },
-- and whether none of them is meant; nil for a span that was not linked.
function linking.choices(span)
  local links = layers[span.layer or ""] and core.data(span.doc).links
  if not links then return nil end
  return made[links].linker:explain(span.doc, span.layer, core.span_number(span), aliases_of(span.doc, core.data(span.doc)), span.doc.date)
end

local function named(choice) return (choice.id or choice.surface) .. (choice.cc and " " .. choice.cc or "") end

-- What spoke for a choice, most first.
local function parts_of(choice, says)
  local names, parts = set.names(choice.terms), {}
  table.sort(names, function(a, b)
    if choice.terms[a] ~= choice.terms[b] then return choice.terms[a] > choice.terms[b] end
    return a < b
  end)
  for _, name in ipairs(names) do
    if math.abs(choice.terms[name]) >= 0.05 then parts[#parts + 1] = ("%s %+.1f"):format(says[name] or name, choice.terms[name]) end
  end
  return parts
end

-- One line on why a name was taken for what it is: what spoke for it, most first, and the runner-up. nil where the dictionary left
-- no choice.
function linking.reason(span)
  local choices, elsewhere = linking.choices(span)
  if not choices or not choices[1] then return nil end
  if elsewhere then return ("not %s: %s"):format(named(choices[1]), span.layer == "org" and "its long form names another" or "what holds it does not hold that") end
  if not choices[2] then return nil end
  local best = choices[1]
  local parts = parts_of(best, made[core.data(span.doc).links].terms)
  local second = span:get "also" and choices[2]
  for k = 2, #choices do second = second or choices[k].cc ~= best.cc and choices[k] end -- rather than a district of the same name
  second = second or choices[2]
  return ("%s %.1f (%s) %s %s %.1f"):format(named(best), best.score, table.concat(parts, ", "),
    span:get "also" and "as likely as" or "before", named(second), second.score)
end

-- What `lunette explain links` prints of a document, or of one line: each name, and its candidates with what spoke for
-- each.
function linking.lines(target, doc, line, paint)
  local lines, spans = {}, {}
  phase.run(target.packs, doc, target.without)
  for _, layer in ipairs(set.names(layers)) do for s in doc:spans(layer) do spans[#spans + 1] = s end end
  table.sort(spans, function(a, b) return a.first < b.first end)
  for _, s in ipairs(spans) do
    local place = cell.text(cell.place(s))
    local choices, astray
    local wanted = not line or tonumber(place:match ":(%d+):%d+$") == line
    if wanted then choices, astray = linking.choices(s) end
    if choices and choices[1] then
      local said = astray and linking.reason(s) or named(choices[1]) .. (s:get "also" and ", or " .. s:get "also" or "")
      lines[#lines + 1] = ("%s  %s  %s"):format(paint("dim", place), paint("bold", cell.text(s.text)), said)
      for k, choice in ipairs(choices[2] and choices or {}) do
        local parts = parts_of(choice, made[core.data(doc).links].terms)
        if k <= MOST_SHOWN then lines[#lines + 1] = ("  %5.1f  %s  %s"):format(choice.score, named(choice), table.concat(parts, ", ")) end
      end
      if #choices > MOST_SHOWN then lines[#lines + 1] = ("         and %d more"):format(#choices - MOST_SHOWN) end
    elseif wanted then
      lines[#lines + 1] = ("%s  %s  %s"):format(paint("dim", place), paint("bold", cell.text(s.text)), s.id or "no dictionary has it")
    end
  end
  return lines
end

return linking

-- Linking: makes a linker (core/name) of the numbers and words that a pack hands over, runs it over documents, and says why a
-- name was taken for what it is. The pack `links` holds the numbers.
local core = require "lunette.core"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local linking = {}

local function fail(...) error(("linking: " .. select(1, ...)):format(select(2, ...)), 0) end

-- Words in a text, one after the other.
local function each_word(words, see) for word in words:gmatch "%S+" do see(word) end end

-- settings: weights (name -> number), common (country's code -> number), after and before (kind -> words), short
-- (beginning of an id -> its ends with their short forms, commas between them), terms (name of a
-- weight -> what it says in a reason).
function linking.new(settings)
  local lun = require "lunette"
  local linker = core.linker(lun.dictionary "place", lun.dictionary "norp", lun.dictionary "org", core.embedded_dictionary "within")
  for _, name in ipairs(set.names(settings.weights)) do
    if not linker:weigh(name, settings.weights[name]) then
      fail("there is no weight '%s'%s", name, suggest.hint(name, set.names(settings.terms)))
    end
  end
  for _, cc in ipairs(set.names(settings.common)) do
    local ok, message = linker:country(cc, settings.common[cc])
    if not ok then fail("%s", message) end
  end
  for _, where in ipairs { "after", "before" } do
    for _, kind in ipairs(set.names(settings[where])) do
      each_word(settings[where][kind], function(word)
        local ok, message = linker:head(kind, word, where == "before")
        if not ok then fail("%s", message) end
      end)
    end
  end
  for _, beginning in ipairs(set.names(settings.short)) do
    for item in settings.short[beginning]:gmatch "[^,]+" do
      local code = item:match "%S+"
      each_word(item, function(word)
        local ok, message = linker:short(word, beginning .. code)
        if not ok then fail("%s", message) end
      end)
    end
  end
  return { linker = linker, terms = settings.terms }
end

-- Long and short forms of organisations in turn, nil where the document gives none.
local function aliases_of(doc)
  local list
  for fact in doc:facts "alias" do
    list = list or {}
    list[#list + 1], list[#list + 2] = fact.long, fact.short
  end
  return list
end

function linking.run(links, doc)
  links.linker:run(doc, aliases_of(doc), doc.date)
  core.data(doc).links = links
end

local layers = { place = true, norp = true, org = true }

-- The candidates of a linked span, best first, each { id, surface, cc, kind, score, terms = { name = part of the score } },
-- and whether none of them is meant; nil for a span that was not linked.
function linking.choices(span)
  local links = layers[span.layer or ""] and core.data(span.doc).links
  if not links then return nil end
  return links.linker:explain(span.doc, span.layer, core.span_number(span), aliases_of(span.doc), span.doc.date)
end

local function named(choice) return (choice.id or choice.surface) .. (choice.cc and " " .. choice.cc or "") end

-- One line on why a name was taken for what it is: what spoke for it, most first, and the runner-up. nil where the dictionary left
-- no choice.
function linking.reason(span)
  local choices, elsewhere = linking.choices(span)
  if not choices or not choices[1] then return nil end
  if elsewhere then return ("not %s: %s"):format(named(choices[1]), span.layer == "org" and "its long form names another" or "what holds it does not hold that") end
  if not choices[2] then return nil end
  local best, parts = choices[1], {}
  local names = set.names(best.terms)
  table.sort(names, function(a, b)
    if best.terms[a] ~= best.terms[b] then return best.terms[a] > best.terms[b] end
    return a < b
  end)
  for _, name in ipairs(names) do parts[#parts + 1] = ("%s %+.1f"):format(core.data(span.doc).links.terms[name] or name, best.terms[name]) end
  local second = span:get "also" and choices[2]
  for k = 2, #choices do second = second or choices[k].cc ~= best.cc and choices[k] end -- rather than a district of the same name
  second = second or choices[2]
  return ("%s %.1f (%s) %s %s %.1f"):format(named(best), best.score, table.concat(parts, ", "),
    span:get "also" and "as likely as" or "before", named(second), second.score)
end

return linking

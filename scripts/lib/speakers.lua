-- Speakers of statements: the facts `said` of a document are attributed by core/reference/attribution.c, which follows their sources back to
-- entities and makes facts of quotations that have none.
local antecedent = require "lunette.antecedent"
local fact = require "lunette.fact"
local quotation = require "lunette.quotation"
local speakers = {}

-- Attributes them. stance(text of a cue) gives its stance and its polarity.
function speakers.attribute(doc, stance)
  local known, _, class = antecedent.of(doc), fact.of(doc)
  local made = known.referents:attribute(fact.list(doc, "said"), quotation.words(), quotation.NEAR, stance, class, fact.untold_class(doc))
  for i = 1, #made do fact.make(doc, "said", made[i], true) end
  known:forget_statements() -- who speaks where is known from now on
end

-- Those who say it: entities, then spans of those of whom nobody is known; empty where nobody is.
local function all_of(said)
  local list = { table.unpack(said.speakers or { said.speaker }) }
  return list[1] and table.move(said.nameless or {}, 1, #(said.nameless or {}), #list + 1, list) or list
end

-- Who says it, for a cell: one, or a list of several; where nobody is known the words of the source, nil where there is none.
function speakers.of(said)
  local list = all_of(said)
  if list[2] then return list end
  return list[1] or said.antecedent or said.source
end

-- The same as a text.
function speakers.shown(said)
  local names = {}
  for i, speaker in ipairs(all_of(said)) do names[i] = speaker.name or speaker.text end
  if names[1] then return table.concat(names, "; ") end
  local words = said.antecedent or said.source
  return words and words.text
end

return speakers

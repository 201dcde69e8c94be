-- Speakers of statements: the facts `said` of a document are attributed by core/reference/attribution.c, which follows their sources back to
-- entities and makes facts of quotations that have none.
local antecedent = require "lunette.antecedent"
local fact = require "lunette.fact"
local origin = require "lunette.origin"
local quotation = require "lunette.quotation"
local speakers = {}

-- Attributes them. stance(text of a cue) gives its stance and its polarity.
function speakers.attribute(doc, stance)
  local known, _, class = antecedent.of(doc), fact.of(doc)
  local made = known.referents:attribute(fact.list(doc, "said"), quotation.words(), quotation.NEAR, stance, class, fact.untold_class(doc))
  for i = 1, #made do origin.mark(doc, fact.make(doc, "said", made[i])) end
  known:forget_statements() -- who speaks where is known from now on
end

-- Who says it by name, of several all that are known, else by the words of the source; nil for nobody.
function speakers.shown(said)
  local names = {}
  for i, speaker in ipairs(said.speakers or { said.speaker }) do names[i] = speaker.name or speaker.text end
  return names[1] and table.concat(names, "; ") or said.source and said.source.text
end

return speakers

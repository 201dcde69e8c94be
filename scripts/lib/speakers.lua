-- Whom the source of a statement means: a name, a pronoun or a role noun is followed back to an entity (core/reference), with the reason
-- for it, or the reason why to none.
local antecedent = require "lunette.antecedent"
local speakers = {}

-- Called when all sources of a document were asked for: who speaks where is known from now on.
function speakers.finish(doc) antecedent.of(doc):forget_statements() end

-- Whom a source means: entity and reason, or nil and the reason why nobody. speaker and quote: who spoke before, and the quotation.
function speakers.of(doc, source, speaker, quote)
  return antecedent.of(doc).referents:source(source, speaker and speaker.number, quote and quote.last)
end

return speakers

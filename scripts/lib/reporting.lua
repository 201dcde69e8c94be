-- What verbs and nouns report (dictionaries `reporting` and `reportnoun`): the reader of statements, of core/clause, made once.
local clause = require "lunette.clause"
local core = require "lunette.core"
local fact = require "lunette.fact"
local reporting = {}

local reporter

-- Reads the statements of a document; `stated`: first tokens of the quotations that have one already. Gives the reporter and how many it
-- found: reporter:place(doc, n) gives the token of the n-th one's verb.
function reporting.read(doc, stated)
  local dictionary = require("lunette").dictionary
  reporter = reporter or core.reporter(clause.words(), dictionary "reporting", dictionary "reportnoun")
  return reporter, reporter:run(doc, stated)
end

-- Makes them facts of the document, and their cues spans of a layer.
function reporting.tell(doc, stated, layer)
  local from, count = reporting.read(doc, stated)
  if count > 0 then
    local facts, class, makers = fact.of(doc)
    from:tell(doc, layer, facts, class, fact.untold_class(doc), makers, (core.running(doc)))
  end
end

return reporting

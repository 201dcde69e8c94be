-- What the verb of a clause tells of the time in it: whether it is to come or has been. Read by core/clause from parts of speech and
-- words around the time (those of lunette.clause); nothing is stored in the document.
local clause = require "lunette.clause"
local core = require "lunette.core"
local tense = {}

local READER = {} -- key of what reads a document's clauses, which is kept with it
local told = { ahead = true, perhaps = true, been = false }

function tense.reader(doc)
  local data = core.data(doc)
  local reader = data[READER]
  if not reader or not reader:stands() then
    reader = clause.reader(doc)
    data[READER] = reader
  end
  return reader
end

-- Whether the time of tokens first..last in doc is to come: will meet, plans to meet, is due, until Monday. True, false, or nil where
-- nothing tells; behind it "weak" where only an infinitive does. A verb before it in the clause counts first, then the next behind it.
function tense.ahead(doc, first, last)
  local said = tense.reader(doc):tense(first, last)
  return told[said], said == "perhaps" and "weak" or nil
end

return tense

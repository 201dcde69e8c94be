-- Reported speech without marks around it, or with a quoted fragment in it: he said the road was closed; the road, she said, was
-- closed; according to police; they plan to leave; the party opposes the law. It goes from the verbs and nouns that report
-- (dictionaries `reporting` and `reportnoun`), and only those cost anything: lunette.reporting reads what stands around each of them.
local fact = require "lunette.fact"
local reporting = require "lunette.reporting"

local function find(doc)
  local stated = {} -- first tokens of quotations that have a statement
  for _, said in ipairs(fact.complete(doc, "said")) do stated[#stated + 1] = said.what.first end
  reporting.tell(doc, stated, "reported")
end

return lun.rules {
  name = "reported",
  about = "What is reported without quotation marks: who says, thinks, wants, backs or opposes what.",
  use = { "speech" },
  inner = { "reported" },
  lun.resolve { name = "statements", reads = { "quote", "said" }, gives = { "reported" }, each = find },
}

-- One article as a page: the text with names, speech, times and quantities marked, lists that jump to them, and of each mark the rule
-- and the derivation that gave it. It loads nothing from elsewhere.
return lun.report {
  name = "page", about = "One article as a self-contained page: what was found is marked, with the rule behind each mark.",
  use = { "attribution", "times", "quantities" }, format = "html", raw = true,
  each = function(doc, row) row { page = require("lunette.page").of(doc) } end,
}

-- A word or phrase in its contexts: lunette run kwic WORD INPUT...
-- A view of `lunette find`, which sorts, samples and counts such lines too: lunette find WORD INPUT... --width 8t --sort 1R
local find = require "lunette.find"

return lun.report {
  name = "kwic", about = "Every place of a word or phrase, with what stands before and after it.",
  args = { "word" },
  columns = { "left", "match", "right", "at" },
  right = { left = true },
  each = function(doc, row, word)
    for left, match, right in find.words(doc, word) do row { left = left, match = match, right = right, at = match } end
  end,
}

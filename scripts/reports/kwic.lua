-- A word or phrase in its contexts: lunette run kwic WORD INPUT... A view of `lunette find`, which sorts and counts too.
local concordance = require "lunette.concordance"
local lower = require("lunette.core").methods("doc").lower -- called for every token

return lun.report {
  name = "kwic", about = "Every place of a word or phrase, with what stands before and after it.",
  args = { "word" },
  columns = { "left", "match", "right", "at" },
  right = { left = true },
  each = function(doc, row, word)
    local wanted = {}
    for _, w in lun.doc(word):tokens() do wanted[#wanted + 1] = lun.lower(w) end
    if #wanted == 0 then error("kwic wants a word to look for", 0) end
    for i = 1, #doc - #wanted + 1 do
      local here = true
      for k, w in ipairs(wanted) do
        if lower(doc, i + k - 1) ~= w then
          here = false
          break
        end
      end
      if here then
        local match = doc:span(i, i + #wanted - 1)
        local left, right = concordance.around(doc, match, concordance.WIDTH, { doc:paragraph(i) })
        row { left = left, match = match, right = right, at = match }
      end
    end
  end,
}

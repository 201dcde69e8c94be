-- A word or phrase in its contexts: lunette run kwic WORD INPUT...
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
        if doc:lower(i + k - 1) ~= w then
          here = false
          break
        end
      end
      if here then
        local first, last = doc:paragraph(i)
        local stop = i + #wanted - 1
        local left = math.max(first, i - 8)
        row {
          left = left < i and doc:span(left, i - 1) or nil, match = doc:span(i, stop),
          right = stop < last and doc:span(stop + 1, math.min(last, stop + 8)) or nil, at = doc:span(i, stop),
        }
      end
    end
  end,
}

-- Whom pronouns, role nouns and descriptions mean, and names that fit several: one row each.
--
--   text, means  what is written, and who is meant; empty where nobody is, or where several are as likely
--   reason       why, or why nobody
--   others       the runners-up, the nearest first; of what is unclear those whom it may mean
--   unclear      yes where several are as likely
local function names_of(list, name)
  local names = {}
  for k, item in ipairs(list or {}) do names[k] = name(item) end
  return names[1] and names or nil
end

return lun.report {
  name = "references", about = "Whom pronouns, role nouns and descriptions mean, with reasons and runners-up.",
  use = { "references" },
  columns = { "text", "means", "reason", "others", "unclear", "at" },
  each = function(doc, row)
    local spans = lun.collect(doc:spans "reference")
    for s in doc:spans "person" do
      local told = doc:reference(s)
      if told and told.unclear then spans[#spans + 1] = s end
    end
    table.sort(spans, function(a, b) return a.start < b.start end)
    for _, s in ipairs(spans) do
      local told = doc:reference(s)
      if told then -- nothing is told of what a rule of the user's own lays down as one
        row {
          text = s, means = not told.unclear and told.entity or names_of(told.several, function(e) return e.name end) or told.country, reason = told.reason,
          others = names_of(told.others, function(other) return other.entity.name end), unclear = told.unclear and "yes", at = s,
        }
      end
    end
  end,
}

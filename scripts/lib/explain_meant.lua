-- What `lunette explain entities` and `lunette explain references` print: whom each name, pronoun and noun phrase means, why, and the
-- runners-up.
local cell = require "lunette.cell"
local phase = require "lunette.phase"
local meant = {}

local layers = { references = { "reference" }, entities = { "person", "place", "org", "norp", "misc", "reference" } }
meant.packs = layers -- which of them are explained so

-- What is said of an answer of doc:reference in one line.
function meant.who(told)
  if told.entity then return told.entity.name end
  local names = {}
  for k, e in ipairs(told.several or {}) do names[k] = e.name end
  return names[1] and table.concat(names, " and ") or told.country or "nobody"
end

function meant.lines(target, doc, line, paint)
  local lines, spans = {}, {}
  phase.run(target.packs, doc, target.without)
  for _, layer in ipairs(target.meant) do for s in doc:spans(layer) do spans[#spans + 1] = s end end
  table.sort(spans, function(a, b)
    if a.first ~= b.first then return a.first < b.first end
    return a.last > b.last
  end)
  for _, s in ipairs(spans) do
    local place = cell.text(cell.place(s))
    local told = (not line or tonumber(place:match ":(%d+):%d+$") == line) and doc:reference(s)
    if told then
      lines[#lines + 1] = ("%s  %s  %s: %s"):format(paint("dim", place), paint("bold", cell.text(s.text)), told.unclear and paint("yellow", "unclear") or meant.who(told), told.reason)
      for _, other in ipairs(told.others) do lines[#lines + 1] = ("    %s %s: %s"):format(told.unclear and "perhaps" or "not", other.entity.name, other.reason) end
    end
  end
  return lines
end

return meant

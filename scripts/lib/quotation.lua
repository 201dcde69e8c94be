-- Quotations as tokens: where sources and cues may stand around them. The layer `saying` holds what stands outside of all quotations
-- in the sentences that quotations are in, so that rules need look for speakers nowhere else (within = "saying").
local core = require "lunette.core"
local quotation = {}

quotation.NEAR = 60 -- tokens that a source or a cue stands from its quotation at most

local function lay(doc, first, last)
  if first <= last then doc:add("saying", first, last) end
end

-- Makes the layer `saying`.
function quotation.surround(doc)
  doc:make_layer "saying"
  local near = quotation.NEAR
  local done, reach = 0, 0 -- the last token that is quoted, and the last one that its sentence goes on to
  for n = 1, #doc:layer "quote" do
    local first, last = core.quotation(doc, n)
    if first > done then -- not within another
      local start, stop = doc:sentence(first)
      lay(doc, done + 1, math.min(reach, first - 1))
      lay(doc, math.max(start, first - near, done + 1, reach + 1), first - 1)
      if last > stop then stop = select(2, doc:sentence(last)) end
      done, reach = last, math.min(stop, last + near)
    end
  end
  lay(doc, done + 1, reach)
end

return quotation

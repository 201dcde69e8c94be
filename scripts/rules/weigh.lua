-- Weighing: a linear model gives each mention its type where rules and priors leave a choice, and a margin in tenths. Features
-- and weights are in the dictionary `nameweight`; --why names those that weighed most. A script that leaves it out
-- (use = { "names", "-weigh.mentions" }) has what the rules alone decide.
local weigh = require "lunette.weigh"

local OWN = 0.5 -- how much a mention counts for itself; the rest is what all mentions of that text say together
local NONE = -0.6 -- added to "none": a name left out is as bad as one too many, and the weights know more of the latter

local function each(doc)
  local mentions, groups = {}, {}
  for _, m in ipairs(weigh.mentions(doc)) do
    if m.type ~= "norp" then mentions[#mentions + 1] = m end
  end
  weigh.sums(doc, mentions)
  for _, m in ipairs(mentions) do
    local group = groups[m.key] or { 0, 0, 0, 0, n = 0 }
    groups[m.key] = group
    group.n = group.n + 1
    for k = 1, 4 do group[k] = group[k] + m.sums[k] end
  end
  for _, m in ipairs(mentions) do
    local group, total = groups[m.key], {}
    for k = 1, 4 do total[k] = OWN * m.sums[k] + (1 - OWN) * group[k] / group.n + (k == 4 and NONE or 0) end
    local best, second = 1, 2
    if total[2] > total[1] then best, second = 2, 1 end
    for k = 3, 4 do
      if total[k] > total[best] then best, second = k, best elseif total[k] > total[second] then second = k end
    end
    local margin = total[best] - total[second]
    doc:add("weighed", m.first, m.last, { type = weigh.types[best], margin = math.floor(margin * 10) }, "weigh.mentions")
  end
end

return lun.rules {
  name = "weigh",
  about = "The type of each mention by a linear model over features that can be read.",
  use = { "mentions" },
  inner = { "weighed" },
  lun.resolve { name = "mentions", reads = { "mention" }, gives = { "weighed" }, each = each },
}

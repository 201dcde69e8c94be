-- Weighing: a linear model gives each mention its type where rules and priors leave a choice, and a margin in tenths. Features
-- and weights are in the dictionary `nameweight`; --why names those that weighed most. A script that leaves it out
-- (use = { "names", "-weigh.mentions" }) has what the rules alone decide.
local weigh = require "lunette.weigh"

local OWN = 0.5 -- how much a mention counts for itself; the rest is what all mentions of that text say together
local NONE = -0.6 -- added to "none": a name left out is as bad as one too many, and the weights know more of the latter

return lun.rules {
  name = "weigh",
  about = "The type of each mention by a linear model over features that can be read.",
  use = { "mentions" },
  inner = { "weighed" },
  lun.resolve { name = "mentions", reads = { "mention" }, gives = { "weighed" }, each = weigh.step(OWN, NONE, "weigh.mentions") },
}

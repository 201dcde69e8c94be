-- Estimates and their intervals against figures that books give, or that were worked out by hand or by another way.
local statistics = require "lunette.statistics"
local check = dofile "tests/lua/check.lua"
local that = check.that

local function near(got, wanted, within)
  that(got and math.abs(got - wanted) <= (within or 5e-4), ("%s, not %s"):format(tostring(got), tostring(wanted)))
end

-- Wilson: for 3 of 5, z = 1.96: middle (0.6 + 0.38415) / 1.76829 = 0.55655, half 0.32580.
local low, high = statistics.wilson(3, 5)
near(low, 0.2307); near(high, 0.8824)
low, high = statistics.wilson(0, 10)
near(low, 0); near(high, 0.2775)
low, high = statistics.wilson(10, 10)
near(low, 0.7225); near(high, 1)
that(statistics.wilson(0, 0) == nil)

-- Kappa: both said y 20 times and n 15 times of 50, so they agree on 0.7; by chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5.
local agreement, kappa = statistics.kappa { y = { y = 20, n = 5 }, n = { y = 10, n = 15 } }
near(agreement, 0.7); near(kappa, 0.4)
agreement, kappa = statistics.kappa { y = { y = 7 } }
that(agreement == 1 and kappa == nil, "where nobody differs and nothing varies there is no kappa")
agreement, kappa = statistics.kappa { y = { n = 3 }, n = { y = 3 } }
that(agreement == 0); near(kappa, -1)
that(statistics.kappa {} == nil)

-- Recall of what was judged whole is no estimate: 3 of 4 were right, and 2 + 1 were missed.
local recall, from, to, hits, misses = statistics.recall({ size = 4, judged = 4, right = 3 }, { { size = 5, judged = 5, right = 2 }, { size = 10, judged = 10, right = 1 } })
near(recall, 0.5); near(from, 0.5); near(to, 0.5)
that(hits == 3 and misses == 3)
-- 100,000 found, all right; 2 of 20 of a million others were missed ones: the share of these lies, by a beta distribution with 2.5 and
-- 18.5, between 0.02137 and 0.28385 (its integral by small steps), and so recall between 100000 / 383850 and 100000 / 121370.
recall, from, to = statistics.recall({ size = 100000, judged = 100000, right = 100000 }, { { size = 1000000, judged = 20, right = 2 } })
near(recall, 0.5); near(from, 0.2605, 0.01); near(to, 0.8239, 0.01)
-- The same again is the same; where no miss was seen the interval reaches to 1.
local _, again = statistics.recall({ size = 100000, judged = 100000, right = 100000 }, { { size = 1000000, judged = 20, right = 2 } })
that(again == from)
recall, from, to = statistics.recall({ size = 50, judged = 20, right = 20 }, { { size = 400, judged = 30, right = 0 } })
that(recall == 1 and to == 1 and from < 0.95 and from > 0.3, tostring(from))
-- More judged, a narrower interval.
local _, from_more, to_more = statistics.recall({ size = 100000, judged = 100000, right = 100000 }, { { size = 1000000, judged = 200, right = 20 } })
that(from_more > again and to_more < 0.8)
that(statistics.recall({ size = 10, judged = 5, right = 0 }, { { size = 10, judged = 5, right = 0 } }) == nil)
check.done()

-- run.lua PAIRS SEED[@CASE]...: compares the engine with the reference on so many pairs of every seed, from its first case
-- or the one named, and raises at the first difference. It also holds the generator to being useful: enough patterns that
-- compile, enough pairs that match.
collectgarbage "generational"
local core = require "lunette.core"
local compare = dofile "tests/reference/compare.lua"
local engine = dofile "tests/reference/engine.lua"
local wanted, seeds = math.tointeger((...)), { select(2, ...) }
if not wanted or not seeds[1] then error("usage: run.lua PAIRS SEED[@CASE]...", 0) end

local total = { pairs = 0, matching = 0, rules = 0, refused = 0, avoided = 0 }
for _, seed in ipairs(seeds) do
  local began = core.clock()
  local number, case = seed:match "^(%d+)@?(%d*)$"
  if not number then error(("'%s' is no seed: write 7, or 7@120 to begin at case 120"):format(seed), 0) end
  local counts, difference = compare.run(engine, wanted, math.tointeger(number), math.tointeger(case))
  if difference then error(difference, 0) end
  for name, count in pairs(total) do total[name] = count + counts[name] end
  print(("seed %s: %d pairs agree, %d per second"):format(seed, counts.pairs, counts.pairs // (core.clock() - began)))
end
local matching, refused = 100 * total.matching / total.pairs, 100 * total.refused / total.rules
print(("%.0f %% of the pairs match; of %d patterns %.0f %% are refused by the compiler and %.0f %% left out for this engine"):format(
  matching, total.rules, refused, 100 * total.avoided / total.rules))
if total.pairs >= 5000 and (matching < 37 or refused > 25) then
  error("the random patterns match too seldom, or too many are refused", 0)
end

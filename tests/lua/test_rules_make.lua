-- The rules that the benchmarks are run with: as many as asked for, none twice, the same for a seed, each accepted by the
-- compiler, and mixed as promised.
local lun = require "lunette"
local check = dofile "tests/lua/check.lua"
local rules = dofile "tests/bench/rules_make.lua"

local list, anchored = rules.make(1000, 7)
check.that(#list == 1000, "a thousand rules were asked for")
local seen = {}
for _, text in ipairs(list) do
  check.that(not seen[text], text .. " is there twice")
  seen[text] = true
end
local again, other = rules.make(1000, 7), rules.make(1000, 8)
check.that(table.concat(list, "\n") == table.concat(again, "\n"), "the same seed gives the same rules")
check.that(table.concat(list, "\n") ~= table.concat(other, "\n"), "another seed gives other rules")

local pack = { name = "made" }
for k, text in ipairs(list) do pack[k] = { "rule" .. k, text, gives = "found" } end
lun.rules(pack)

local mix = rules.mix(list, anchored)
for name, least in pairs { anchored = 80, reads = 30, captures = 50, span = 2, alternatives = 20, optional = 15, bounded = 10, gaps = 15 } do
  check.that(mix[name] >= least, ("%.0f %% of the rules have %s, not %d"):format(mix[name], name, least))
end
check.that(mix.anchored == 80, "one rule of five is generic")
check.done()

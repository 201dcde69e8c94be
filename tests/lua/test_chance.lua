-- Chance by a seed: the numbers are SplitMix64's, samples have their size, keep what was taken and prefer nothing.
local chance = require "lunette.chance"
local check = dofile "tests/lua/check.lua"
local that = check.that

-- The first numbers of SplitMix64 for the seed 1234567, as its authors' program prints them.
local real = chance.reals(1234567)
for _, wanted in ipairs { 6457827717110365317, 3203168211198807973, 9817491932198370423 } do
  wanted = math.type(wanted) == "float" and 9817491932198370423 // 2 ^ 11 or wanted >> 11
  that(math.abs(real() * 2.0 ^ 53 - wanted) <= 1024)
end

local function drawn(size, items, seed)
  local sample, list = chance.sample(size), {}
  for n = 1, items do
    local lot = chance.lot(seed, n)
    that(lot >= 0)
    if sample:takes(lot) then sample:add(lot, n) end
  end
  for k, n in ipairs(sample.items) do list[k] = n end
  table.sort(list)
  return list
end
for _, sizes in ipairs { { 3, 2 }, { 1, 50 }, { 7, 50 }, { 50, 50 }, { 0, 9 } } do
  local list = drawn(sizes[1], sizes[2], 5)
  that(#list == math.min(sizes[1], sizes[2]))
  for k = 2, #list do that(list[k] > list[k - 1]) end
end
that(table.concat(drawn(7, 500, 1), " ") == table.concat(drawn(7, 500, 1), " "))
that(table.concat(drawn(7, 500, 1), " ") ~= table.concat(drawn(7, 500, 2), " "))

-- What is taken are the smallest lots, in whatever order they come.
local lots, sample = {}, chance.sample(10)
for n = 1, 200 do lots[n] = chance.lot_of_name(3, "item " .. n) end
for n = 200, 1, -1 do sample:add(lots[n], lots[n]) end
table.sort(lots)
table.sort(sample.items)
for k = 1, 10 do that(sample.items[k] == lots[k]) end

-- Each of 20 items is in a sample of 5 a quarter of the time: 500 of 2,000 samples, give or take five standard deviations.
local times = {}
for seed = 1, 2000 do for _, n in ipairs(drawn(5, 20, seed)) do times[n] = (times[n] or 0) + 1 end end
for n = 1, 20 do that(math.abs(times[n] - 500) < 5 * (2000 * 0.25 * 0.75) ^ 0.5, n .. ": " .. times[n]) end
check.done()

-- Chance that is the same for the same seed, on every machine: numbers of SplitMix64 (Steele, Lea and Flood, "Fast splittable
-- pseudorandom number generators", OOPSLA 2014), and samples of a stream whose length nobody knows before its end.
local chance = {}

local GOLDEN = 0x9E3779B97F4A7C15 -- 2^64 divided by the golden ratio

local function mix(z)
  z = (z ~ z >> 30) * 0xBF58476D1CE4E5B9
  z = (z ~ z >> 27) * 0x94D049BB133111EB
  return z ~ z >> 31
end

-- The lot of the n-th item of a stream: at least 0, equally likely anywhere below 2^63.
function chance.lot(seed, n) return mix(mix(seed) + n * GOLDEN) >> 1 end

-- The lot of something with a name, wherever in the stream it stands.
function chance.lot_of_name(seed, name)
  local hash = mix(seed + #name)
  for i = 1, #name - 7, 8 do hash = mix(hash ~ string.unpack("<i8", name, i)) end
  for i = #name // 8 * 8 + 1, #name do hash = mix(hash ~ name:byte(i)) end
  return mix(hash) >> 1
end

-- A function that gives one number after another, each above 0 and below 1.
function chance.reals(seed)
  local state = seed
  return function()
    state = state + GOLDEN
    return ((mix(state) >> 11) + 0.5) * 2.0 ^ -53
  end
end

local class = { __index = {} }
local methods = class.__index

-- A sample of `size` items in memory for that many: a reservoir in which each item has drawn a lot and the smallest lots stay
-- (Efraimidis and Spirakis, "Weighted random sampling with a reservoir", 2006, with equal weights). It does not depend on the
-- order in which items come.
function chance.sample(size) return setmetatable({ size = size, lots = {}, items = {} }, class) end

-- Whether an item with that lot would be taken as things stand.
function methods:takes(lot) return self.size > 0 and (#self.lots < self.size or lot < self.lots[1]) end

-- Both lists are a heap with the largest lot on top.
function methods:add(lot, item)
  if not self:takes(lot) then return end
  local lots, items, at = self.lots, self.items, #self.lots + 1
  if at <= self.size then
    while at > 1 and lots[at // 2] < lot do
      lots[at], items[at] = lots[at // 2], items[at // 2]
      at = at // 2
    end
  else
    at = 1
    while true do
      local child = 2 * at
      if child < self.size and lots[child + 1] > lots[child] then child = child + 1 end
      if child > self.size or lots[child] <= lot then break end
      lots[at], items[at] = lots[child], items[child]
      at = child
    end
  end
  lots[at], items[at] = lot, item
end

return chance

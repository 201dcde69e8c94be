-- What the steps that decide names share: the bundled dictionaries that they ask, and what they remember of words. The steps
-- themselves are C (core/name); the packs `mentions`, `weigh` and `names` give them the words and numbers that they go by, and
-- what one lacks is an error when the pack is loaded.
local core = require "lunette.core"
local naming = {}

local shared
local function the_shared()
  shared = shared or core.naming()
  return shared
end

-- Each takes { numbers = , texts = , rules = } and gives a function of a document; the weigher one of how it is to weigh, which gives such
-- a function, and one that tells.
function naming.gatherer(given) return the_shared():gatherer(given) end
function naming.weigher(given) return the_shared():weigher(given) end
function naming.settler(given) return the_shared():settler(given) end

return naming

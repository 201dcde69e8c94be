-- What the steps that decide names share: the bundled dictionaries that they ask, and what they remember of words. The steps
-- themselves are C (core/name); the packs `mentions`, `weigh` and `names` give them the words and numbers that they go by, and
-- what one lacks is an error when the pack is loaded.
local core = require "lunette.core"
local naming = {}

local shared
local function the_shared()
  if not shared then
    local dictionaries = {}
    for _, name in ipairs(core.naming_dictionaries()) do
      dictionaries[name] = core.embedded_dictionary(name) or error(("names need the dictionary '%s', which is not among the bundled ones"):format(name), 0)
    end
    shared = core.naming(dictionaries)
  end
  return shared
end

-- Each takes { numbers = , texts = , rules = } and gives a function of a document.
function naming.gatherer(given) return the_shared():gatherer(given) end
function naming.weigher(given) return the_shared():weigher(given) end
function naming.settler(given) return the_shared():settler(given) end

return naming

-- Whether an event has happened: by the verb's group, by what governs it, and by the statement that tells of it; and whether harm is
-- fighting. core/clause reads it; here is what is made of that. Methods of lunette.happening's reader.
local set = require "lunette.set"
local class = {}

-- happened, planned, alleged, denied or conditional: of a clause s, or of a noun at a token.
function class:status(s, at) return self:events():status(s and s.v, at, (self:statement(at))) end

-- The status of what was found, which the statement `told` tells, if one does: what is called off has not happened, and what is not called
-- off is still to come.
function class:status_of(found, s, at, told)
  local status = self:events():status(s and s.v, at, told)
  if found.off and status == "happened" then return "denied" end
  if found.off and status == "denied" then return "planned" end
  return status
end

local armed = set.of { "MIL", "REB", "UAF" }

-- Whether what was found at the verb v, which nobody is named to do, is only that people came to harm: they are killed and hurt by floods and
-- on roads as well, so that a sentence which names nobody who does it must show an attack. Harm to who bears arms is an attack where
-- nothing else is said.
function class:mere_harm(found, v)
  local cause = found.code and self:events():cause(v)
  if not cause or cause == "attack" then return false end
  for _, a in ipairs(cause == "none" and found.to or {}) do
    if armed[a.part] then return false end
  end
  return true
end

return class

-- Whether an event has happened: by the verb's group, by what governs it, and by the statement that tells of it. core/clause reads it; here is
-- what is made of that. Methods of lunette.happening's reader.
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

return class

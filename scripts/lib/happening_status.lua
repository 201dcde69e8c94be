-- Whether an event has happened: by the verb's group, by what governs it, and by the statement that tells of it. core/clause reads it; here is
-- what is made of that. Methods of lunette.happening's reader.
local class = {}

-- happened, planned, alleged, denied or conditional: of a clause s, or of a noun at a token.
function class:status(s, at) return self:events():status(s and s.v, at, (self:statement(at))) end

return class

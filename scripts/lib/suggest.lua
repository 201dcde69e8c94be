-- "did you mean": the known name nearest to an unknown one, and where that says too little all that there are.
local distance = require "lunette.distance"
local set = require "lunette.set"
local suggest = {}

-- The nearest of the candidates within a third of the name's length (at least 1), or nil; ties go to the first by bytes.
local function nearest(name, candidates)
  local best, best_distance
  table.sort(candidates)
  for _, candidate in ipairs(candidates) do
    local d = distance.within(name:lower(), candidate:lower(), math.max(1, #name // 3))
    if d and (not best_distance or d < best_distance) then best, best_distance = candidate, d end
  end
  return best
end

-- "; did you mean 'person'?" or "".
function suggest.hint(name, candidates)
  local best = nearest(name, candidates)
  return best and ("; did you mean '%s'?"):format(best) or ""
end

-- Raises for keys of a table that are not among the known ones. instead: what is said of keys that others have for what these
-- tables call otherwise.
function suggest.check_fields(what, given, known, level, instead)
  local wrong = {} -- sorted, so that the same mistakes give the same message
  for key in pairs(given) do if type(key) == "string" and not known[key] then wrong[#wrong + 1] = key end end
  table.sort(wrong)
  local key = wrong[1]
  if not key then return end
  local names = set.names(known)
  local candidates = table.move(names, 1, #names, 1, {})
  for name in pairs(instead or {}) do candidates[#candidates + 1] = name end
  local best = nearest(key, candidates)
  local hint = best and (known[best] and ("; did you mean '%s'?"):format(best) or "; " .. instead[best]) or ""
  error(("%s has no field '%s'%s; fields: %s"):format(what, key, hint, table.concat(names, ", ")), (level or 1) + 1)
end

return suggest

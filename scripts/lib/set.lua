-- Sets: tables whose keys are what they hold.
local set = {}

-- The set of a list's values; of one value, or of nothing, alike.
function set.of(list)
  local made = {}
  for _, value in ipairs(type(list) == "table" and list or { list }) do made[value] = true end
  return made
end

-- The names that are keys of a table, sorted, so that every walk over them has one order.
function set.names(of)
  local names = {}
  for name in pairs(of) do names[#names + 1] = name end
  table.sort(names)
  return names
end

return set

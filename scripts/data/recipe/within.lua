-- Which first-level division a city lies in: the id of GeoNames and the ISO 3166-2 code of the division, for the cities that
-- the dictionary of places has. What lies in no division of ISO 3166-2 by that name has no row.
local common = require "common"
local within = {}

-- rows: of the dictionary of places
function within.rows(raw, rows)
  local division, wanted, list = {}, {}, {}
  for row in common.rows(raw .. "/admin1.tsv") do division[row[1] .. " " .. row[2]] = row[3] end
  for _, row in ipairs(rows) do wanted[row[3]] = true end
  for row in common.rows(raw .. "/cities.tsv") do
    local id, code = "gn:" .. row[2], division[row[3] .. " " .. row[4]]
    if code and wanted[id] then list[#list + 1] = { id, "iso:" .. code } end
  end
  return list
end

return within

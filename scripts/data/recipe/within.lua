-- Where a city lies, for the cities that the dictionary of places has: the id of GeoNames, the ISO 3166-2 code of its first-level
-- division (empty where it lies in no division of ISO 3166-2 by that name), and latitude and longitude in degrees (WGS 84) to two
-- places, about a kilometre.
local common = require "common"
local within = {}

-- rows: of the dictionary of places
function within.rows(raw, rows)
  local division, wanted, list = {}, {}, {}
  for row in common.rows(raw .. "/admin1.tsv") do division[row[1] .. " " .. row[2]] = row[3] end
  for _, row in ipairs(rows) do wanted[row[3]] = true end
  for row in common.rows(raw .. "/cities.tsv") do
    local id, code, lat, lon = "gn:" .. row[2], division[row[3] .. " " .. row[4]], tonumber(row[9]), tonumber(row[10])
    if wanted[id] and lat and lon then list[#list + 1] = { id, code and "iso:" .. code or "", ("%.2f"):format(lat), ("%.2f"):format(lon) } end
  end
  return list
end

return within

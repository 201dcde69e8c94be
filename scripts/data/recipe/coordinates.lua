-- Where a city lies: the id of GeoNames, latitude and longitude in degrees (WGS 84) to two places, about a kilometre, for the
-- cities that the dictionary of places has.
local common = require "common"
local coordinates = {}

-- rows: of the dictionary of places
function coordinates.rows(raw, rows)
  local wanted, list = {}, {}
  for _, row in ipairs(rows) do wanted[row[3]] = true end
  for row in common.rows(raw .. "/cities.tsv") do
    local id, lat, lon = "gn:" .. row[2], tonumber(row[9]), tonumber(row[10])
    if wanted[id] and lat and lon then list[#list + 1] = { id, ("%.2f"):format(lat), ("%.2f"):format(lon) } end
  end
  return list
end

return coordinates

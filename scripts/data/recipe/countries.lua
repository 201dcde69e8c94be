-- Countries, world regions and first-level divisions, from country-coder, i18n-iso-countries and CLDR. Owns the map from an
-- English country name to its ISO code, which the other parts use to find the country of a city or a people.
local common, words = require "common", require "words"
local countries = { code = {}, admin = {}, rows = {} }

local no_country = common.set "EU EZ UN QO ZZ XA XB"
local codes_kept = { UK = "GB", US = "US", USA = "US", UAE = "AE", ["U.S."] = "US", ["U.S.A."] = "US", ["U.K."] = "GB", ["U.A.E."] = "AE", DRC = "CD" }
countries.compass = common.set "Centre Center Central North South East West Northern Southern Eastern Western Capital Coast Plateau Littoral Northeast Northwest Southeast Southwest City Village Continent"

local function add(surface, kind, id, cc, prior, flags)
  countries.rows[#countries.rows + 1] = { surface, kind, id, cc, tostring(prior), flags }
end

local function name_country(name, code)
  if name:find "[%(%)]" or name:find " %- " or name:find "%d" or name:find ", " or no_country[code] then return end
  name = name:gsub("^[Tt]he ", "")
  if name:find "^[%u%-%.]+$" and #name <= 6 then return end
  if not countries.code[name] then countries.code[name] = code end
  if name:find " & " then name_country(name:gsub(" & ", " and "), code) end
  if name:find "^St%. " then name_country(name:gsub("^St%. ", "Saint "), code) end
end

function countries.load(raw)
  for row in common.rows(raw .. "/countries.tsv") do name_country(row[1], row[2]) end
  for row in common.rows(raw .. "/territories.tsv") do
    local code = row[2]:match "^%u%u"
    if code and not row[2]:find "chagos" then name_country(row[1], code) end
  end
  for row in common.rows(raw .. "/coder.tsv") do
    local code = row[2]:match "^iso:(%u%u)$"
    if code and row[4] ~= "union" and row[4] ~= "unitedNations" then name_country(row[1], code) end
  end
end

-- Country rows; `extra` maps further names, found in WordNet, to codes.
function countries.build(raw, extra)
  local ambiguous = { Congo = "CG,CD" }
  for name, code in pairs(extra) do if not countries.code[name] then countries.code[name] = code end end
  for _, name in ipairs(common.keys(countries.code)) do
    local code = countries.code[name]
    if name == "Antarctica" then add(name, "LOC.region", "iso:AQ", "AQ", 9, "") else
    local prior, flags = words.place_prior(name, 9, true)
    if extra[name] then flags = flags .. "A" end
    for one in (ambiguous[name] or code):gmatch "%u%u" do add(name, "LOC.country", "iso:" .. one, one, prior, flags) end end
  end
  for name, code in pairs(codes_kept) do add(name, "LOC.country", "iso:" .. code, code, name == "US" and 7 or 9, name == "US" and "acA" or "aA") end
  for row in common.rows(raw .. "/coder.tsv") do
    local m49 = row[2]:match "^m49:"
    if m49 and row[1] ~= "World" and row[1] ~= "Earth" and row[1] ~= "Planet" then add(row[1], "LOC.region", row[2], "", 8, row[6]) end
  end
  for row in common.rows(raw .. "/territories.tsv") do
    if row[2]:find "^%d+$" and row[1] ~= "world" then add(row[1], "LOC.region", "m49:" .. row[2], "", 8, "") end
  end
end

-- First-level divisions. `known` says whether WordNet has the name as a place, `is_people` whether it names a people.
function countries.build_divisions(raw, known, is_people)
  local size, list = {}, {}
  for row in common.rows(raw .. "/subdivisions.tsv") do
    local cc = row[2]:sub(1, 2)
    size[cc] = (size[cc] or 0) + 1
    list[#list + 1] = row
  end
  for _, row in ipairs(list) do
    local name, code, cc = row[1]:gsub("^[Tt]he ", ""), row[2], row[2]:sub(1, 2)
    local ordinary = words.common(name)
    local junk = countries.compass[name] or name:find "[%(%)]" or name:find "%d" or #name < 3 or is_people(name) and cc ~= "US" or not common.is_capital(name) -- peoples gave states of the US their names
    if not junk and not (ordinary >= 2 and not known(name)) then
      local base = (size[cc] > 100 and cc ~= "GB" and cc ~= "FR") and 4 or 5
      if known(name) then base = base + 2 end
      if cc == "US" or code:find "^GB%-%u%u%u$" and (code == "GB-ENG" or code == "GB-SCT" or code == "GB-WLS" or code == "GB-NIR") then base = 9 end
      local prior, flags = words.place_prior(name, base, known(name))
      add(name, "LOC.admin1", "iso:" .. code, cc, prior, flags)
      countries.admin[cc .. name] = "iso:" .. code
    end
  end
end

return countries

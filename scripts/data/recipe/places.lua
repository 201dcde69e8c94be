-- Cities from GeoNames and further places from WordNet. A city is kept when it is large, a capital, or known to WordNet.
-- WordNet's names for a city are joined to the GeoNames row of the same country that has one of them among its names, which
-- gives the English names (Cologne, Kiev) an id. Several places of one name keep their rows, the largest first in prior.
local common, words, wordnet, countries = require "common", require "words", require "wordnet", require "countries"
local places = { rows = {}, names = {}, largest = {} }

local arab = common.set "DZ BH EG IQ JO KW LB LY MA OM QA SA SD SY TN AE YE PS"

local function add(surface, kind, id, cc, prior, flags)
  places.rows[#places.rows + 1] = { surface, kind, id, cc, tostring(prior), flags }
  places.names[surface] = math.max(places.names[surface] or 0, prior)
end

-- WordNet's places: a synset each, with its usable names, its country and whether it is of the past.
local function bare(lemma) return (lemma:gsub("^[Tt]he ", "")) end

local function usable(lemma)
  return common.is_capital(lemma) and not lemma:find "^%u%u?%u?%u?$" and not lemma:find "%d" and not lemma:find "^%u%.%u?%.?$"
    and not lemma:find "^Capital of " and #lemma > 2
end

local sky = { "celestial body", "constellation", "star", "planet", "galaxy", "asteroid", "comet", "sign of the zodiac", "satellite", "imaginary place", "meteor swarm", "star cluster", "nebula" }

-- Does a gloss open by saying that the place is of the past?
local function was(gloss)
  local first = gloss:match "^[^;]*"
  return first:find "^an? ancient" ~= nil or first:find "^an? former" ~= nil or first:find "^the ancient" ~= nil
    or first:find "^%(?ancient" ~= nil or first:find "^the former" ~= nil or first:find "ancient Greek" ~= nil or first:find "ancient kingdom" ~= nil
end

function places.wordnet()
  local list = {}
  for _, s in ipairs(wordnet.nouns()) do
    if (s.file == 15 or s.file == 17) and wordnet.is_instance(s) then
      local above, heavenly = wordnet.above(s), false
      for _, word in ipairs(sky) do heavenly = heavenly or above[word] end
      local place = { synset = s, names = {}, above = above, past = was(s.gloss) }
      for _, lemma in ipairs(s.lemmas) do
        local name = bare(lemma)
        if usable(name) then place.names[#place.names + 1] = name end
      end
      if not heavenly and #place.names > 0 then list[#list + 1] = place end
    end
  end
  return list
end

local function country_of(place)
  for _, name in ipairs(place.names) do if countries.code[name] then return countries.code[name], true end end
  for _, holder in ipairs(wordnet.holders(place.synset)) do
    for _, lemma in ipairs(holder.lemmas) do
      local code = countries.code[bare(lemma)]
      if code then return code, false end
    end
  end
  return "", false
end

-- Names of countries that only WordNet has: Britain, Holland, America. Left out are old names that mislead.
local misleading = common.set "Zion Sion Salvador Annam Cathay"
function places.extra_countries(list, is_people)
  local extra = {}
  for _, place in ipairs(list) do
    place.cc, place.is_country = country_of(place)
    local above = place.above
    if place.is_country and (above["American state"] or above["national capital"] or above["city"]) then place.is_country = false end
    if place.is_country and (above["country"] or above["state"] or above["nation"]) then
      for _, name in ipairs(place.names) do
        if not countries.code[name] and not words.is_calendar(name) and words.common(name) == 0
          and not is_people(name) and not misleading[name] and not name:find "Soviet" and not name:find "^Belgian" and not name:find "^French Congo" then extra[name] = place.cc end
      end
    end
  end
  return extra
end

function places.known_names(list)
  local known = {}
  for _, place in ipairs(list) do for _, name in ipairs(place.names) do known[name] = true end end
  return known
end

local function city_base(population, feature, known)
  local base = population >= 1e6 and 9 or population >= 5e5 and 8 or population >= 1e5 and 7 or population >= 5e4 and 6
    or population >= 15e3 and 5 or 4
  if feature == "PPLC" then base = math.max(7, base) end
  return known and base + 1 or base
end

local function add_candidates(by_name, known)
  for _, name in ipairs(common.keys(by_name)) do
    local list = by_name[name]
    table.sort(list, function(a, b)
      if a.population ~= b.population then return a.population > b.population end
      return a.id < b.id
    end)
    for i = 1, math.min(5, #list) do
      local city = list[i]
      local base = city_base(city.population, city.feature, known[name])
      if i > 1 then base = base - (city.population * 4 < list[1].population and 3 or 1) end
      local prior, flags = words.place_prior(name, base, known[name] and i == 1)
      if city.alias then flags = "A" .. flags end
      if city.feature == "PPLC" then
        flags = flags .. "k"
        if not flags:find "c" then prior = math.max(7, prior) end
      end
      local rival = list[i == 1 and 2 or 1]
      if rival and rival ~= city and rival.population * 4 > city.population then flags = flags .. "m" end
      -- a small namesake that nobody means without saying so takes room only
      if i == 1 or prior >= 2 then add(name, "LOC.city", "gn:" .. city.id, city.cc, prior, flags) end
      if i == 1 then places.largest[name] = city.population end
    end
  end
end

-- Whether a name of a city is said of the province around it rather than of the city, which is called so with "City": Quebec, but
-- not New York, which is large.
local PROVINCE_MEANT = 1e6 -- in smaller cities
local function means_province(name, place, city)
  if city.population >= PROVINCE_MEANT or not countries.admin[city.cc .. name] then return false end
  for _, other in ipairs(place.names) do if other == name .. " City" then return true end end
  return false
end

function places.build_cities(raw, list, known)
  local by_name, by_country = {}, {}
  local function note(name, city, alias)
    by_name[name] = by_name[name] or {}
    for _, other in ipairs(by_name[name]) do if other.id == city.id then return end end
    table.insert(by_name[name], setmetatable({ alias = alias }, { __index = city }))
  end
  local function forget(name, city)
    for i, other in ipairs(by_name[name] or {}) do if other.id == city.id then return table.remove(by_name[name], i) end end
  end
  for row in common.rows(raw .. "/cities.tsv") do
    local city = { name = row[1], ascii = row[7], id = row[2], cc = row[3], feature = row[5], population = tonumber(row[6]), names = { [row[1]] = true, [row[7]] = true } }
    for name in (row[8] or ""):gmatch "[^|]+" do city.names[name] = true end
    by_country[city.cc] = by_country[city.cc] or {}
    table.insert(by_country[city.cc], city)
    local section = city.feature == "PPLX" or city.feature == "PPLH" or city.feature == "PPLW" or city.feature == "PPLQ"
    local keep = city.feature == "PPLC" or (city.population >= 50e3 and not section) or (city.population >= 15e3 and known[city.name])
    local name = city.name
    if keep and not name:find "[%(%),/]" and #name > 1 then
      note(name, city, false)
      local short = arab[city.cc] and (name:match "^A[ldrnstzAhy][sh]? (%u.+)$" or name:match "^Al%-(%u.+)$")
      if short and #short > 3 then note(short, city, true) end
    end
  end
  -- the English names
  for _, place in ipairs(list) do
    local found
    if place.cc ~= "" and not place.is_country and (place.above["municipality"] or place.above["city"] or place.above["town"] or place.above["urban area"]) then
      for _, city in ipairs(by_country[place.cc] or {}) do
        local same = false
        for _, name in ipairs(place.names) do same = same or city.names[name] end
        if same and city.population >= 15e3 and (not found or city.population > found.population) then found = city end
      end
    end
    if found then
      place.city = found
      for _, name in ipairs(place.names) do
        if name == found.name or countries.code[name] then -- its own, or the country's
        elseif not means_province(name, place, found) then note(name, found, true)
        elseif name == found.ascii then forget(found.name, found) end -- nor is it as it is spelt there: Québec
      end
    end
  end
  add_candidates(by_name, known)
end

-- A river or a range that lies in several countries belongs to none of them.
local function lies_abroad(place)
  local codes, count = {}, 0
  for _, p in ipairs(place.synset.pointers) do
    local holder = p.kind == "#p" and wordnet.synset[p.target]
    for _, lemma in ipairs(holder and holder.lemmas or {}) do
      local code = countries.code[bare(lemma)]
      if code and not codes[code] then
        codes[code] = true
        count = count + 1
      end
    end
  end
  return count > 1
end

local function kind_of(above)
  if above["body of water"] or above["stream"] then return "LOC.water" end
  if above["island"] or above["archipelago"] then return "LOC.island" end
  if above["mountain"] or above["range"] or above["mountain peak"] or above["hill"] then return "LOC.mtn" end
  if above["municipality"] or above["town"] or above["village"] then return "LOC.city" end
  if above["continent"] or above["geographical area"] or above["region"] or above["district"] then return "LOC.region" end
  return "LOC.place"
end

-- What WordNet knows and nothing else has named yet.
function places.build_rest(list, taken, is_people)
  for _, place in ipairs(list) do
    if not place.city and not place.is_country then
      local id
      for _, name in ipairs(place.names) do
        local admin = countries.admin[place.cc .. name]
        if admin and (place.above["state"] or place.above["province"] or place.above["district"] or place.above["county"]) then id = admin end
      end
      local alias = id ~= nil
      if lies_abroad(place) then place.cc = "" end
      id = id or "lun:geo/" .. common.slug(place.names[1])
      for i, name in ipairs(place.names) do
        local ordinary = words.common(name)
        local plain = countries.compass[name] or ordinary >= 2 or ordinary == 1 and place.above["body of water"] and name ~= "Pacific"
        -- a small town of that name does not hide the mountains
        if (taken[name] or 0) < 7 and not is_people(name, true) and not plain then
          local base = place.past and 5 or 7
          if name:find "[ %-]" then base = base + 1 end
          local prior, flags = words.place_prior(name, base, true)
          if is_people(name) then prior, flags = math.min(prior, 2), flags .. "n" end
          local abbreviation = name:find "^%u%l?%l?%.$"
          if abbreviation then prior = math.min(prior, 3) end
          if place.past then flags = flags .. "h" end
          if alias or i > 1 then flags = flags .. "A" end
          add(name, alias and "LOC.admin1" or kind_of(place.above), id, place.cc, prior, flags)
        end
      end
    end
  end
end

return places

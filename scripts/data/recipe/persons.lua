-- Given names and surnames: the 1990 census by rank, faker's Latin locales, compromise, WordNet's famous people, hand lists.
-- A prior says how sure a capitalised word is a name of that sort when nothing else is known; a word that is ordinary in
-- lower case, a place or a nationality loses by it.
local common, words, wordnet = require "common", require "words", require "wordnet"
local persons = { given = {}, surname = {} }

local first, last = {}, {}

-- Sources speak for a gender: each locale and list once, the census three times where it puts a name far before the other
-- gender's, for it finds nearly every common name under both. What speaks for one alone, or far more for it, is it.
local FAR, SURE = 4, 6
local function gender_of(one)
  local male, female = one.male or 0, one.female or 0
  local m, f = one.rank.male, one.rank.female
  if m then male = male + (f and m >= FAR * f and 0 or f and f < FAR * m and 1 or 3) end
  if f then female = female + (m and f >= FAR * m and 0 or m and m < FAR * f and 1 or 3) end
  if male > SURE * female then return "M" end
  if female > SURE * male then return "F" end
  return "U"
end

local function note_first(name, gender, base, locale, rank)
  local one = first[name] or { base = 0, locales = {}, count = 0, rank = {} }
  first[name] = one
  one.base = math.max(one.base, base)
  if (gender == "male" or gender == "female") and not rank then one[gender] = (one[gender] or 0) + 1 end
  if rank then one.rank[gender] = math.min(one.rank[gender] or rank, rank) end
  if locale and not one.locales[locale] then
    one.locales[locale] = true
    one.count = one.count + 1
  end
end

local function note_last(name, base)
  last[name] = math.max(last[name] or 0, base)
end

local function well_formed(name)
  return common.is_capital(name) and not name:find "%.$" and not name:find "^%u+$" and #name >= 2 and not name:find " .* " and not name:find "[%(%)/,%d]"
end

local function capitalise(name)
  return (name:gsub("^%l", string.upper):gsub("([%- '])(%l)", function(mark, letter) return mark .. letter:upper() end))
end

function persons.load(raw, hand)
  for row in common.rows(raw .. "/census.tsv") do
    local name, part, gender, rank = row[1], row[2], row[3], tonumber(row[4])
    if well_formed(name) then
      if part == "first" then note_first(name, gender, rank <= 100 and 9 or rank <= 400 and 8 or rank <= 1200 and 7 or 6, nil, rank)
      elseif rank <= 20000 then note_last(name, rank <= 500 and 8 or rank <= 2000 and 7 or rank <= 5000 and 6 or rank <= 10000 and 5 or 4) end
    end
  end
  for row in common.rows(raw .. "/faker.tsv") do
    if well_formed(row[1]) and row[4] ~= "eo" then
      if row[2] == "first" then note_first(row[1], row[3], 5, row[4]) else note_last(row[1], 5) end
    end
  end
  local kinds = { MaleName = "male", FemaleName = "female", FirstName = "generic" }
  for row in common.rows(raw .. "/compromise.tsv") do
    local name = capitalise(row[1])
    if kinds[row[2]] and well_formed(name) then note_first(name, kinds[row[2]], 7)
    elseif row[2] == "LastName" and well_formed(name) then note_last(name, 6) end
  end
  for _, s in ipairs(wordnet.nouns()) do
    local above = s.file == 18 and wordnet.is_instance(s) and wordnet.above(s)
    if above and not above["deity"] and not above["saint"] and not above["mythical being"] and not above["fictional character"] then
      for _, lemma in ipairs(s.lemmas) do
        local name = lemma:match " (%u%l[%a'-]+)$"
        if name and not lemma:find " of " and not lemma:find " the " then note_last(name, 5) end
      end
    end
  end
  for row in common.rows(hand .. "/surnames_news.tsv") do note_last(row[1], tonumber(row[2])) end
  for row in common.rows(hand .. "/given_news.tsv") do note_first(row[1], row[3] == "F" and "female" or row[3] == "M" and "male" or "generic", tonumber(row[2])) end
end

-- Short forms that stand beside names and are none.
local never = common.set "Co Inc Ltd Corp St Mt Ft No Vs Jr Sr Dr Mr Mrs Ms Gen Gov Sen Rep Dept Ave Rd To Am Pm Mon Via"

local function cost(name, rank)
  if words.is_calendar(name) or never[words.fold(name)] then return 9 end
  local price = words.name_cost(name)
  return rank and rank <= 150 and math.max(0, price - 2) or price
end

-- place(name): prior of the place of that name or nil; large(name): is it a country or a big city?
function persons.build(place, large, people)
  for _, name in ipairs(common.keys(first)) do
    local one = first[name]
    local base = one.count >= 3 and math.max(7, one.base) or one.base
    local prior = base - cost(name, words.first_rank(name))
    if people(name) then prior = prior - 3 end
    if large(name) then prior = math.min(prior - 2, 5) elseif (place(name) or 0) >= 7 then prior = prior - 1 end
    if #name == 2 and base < 7 then prior = prior - 1 end
    persons.given[#persons.given + 1] = { name, tostring(common.clip(prior)), gender_of(one) }
  end
  for _, name in ipairs(common.keys(last)) do
    local prior, flags = last[name] - cost(name, words.last_rank(name)), ""
    if words.common(name) > 0 then flags = "c" end
    if first[name] and (first[name].base >= 7 or first[name].count >= 3) then
      flags = flags .. "f"
      prior = prior - 1
    end
    if place(name) then
      flags = flags .. "p"
      prior = prior - (large(name) and 2 or (place(name) >= 7 and 1 or 0))
    end
    if people(name) then
      flags = flags .. "n"
      prior = prior - 3
    end
    if prior > 0 then persons.surname[#persons.surname + 1] = { name, tostring(common.clip(prior)), flags } end -- with no prior nobody asks for it
  end
end

return persons

-- How ordinary a word is, from SCOWL's levels and Brill's tags, and how frequent it is as a name in the 1990 census and in
-- other countries' lists of given names. All
-- priors of the recipe are lowered by these two answers. The structure is plain maps, filled once.
local common = require "common"
local words = {}

local level, tags, first_rank, last_rank, folded, widespread = {}, {}, {}, {}, {}, {}
words.level, words.tags = level, tags

function words.load(raw)
  for row in common.rows(raw .. "/scowl.tsv") do level[row[1]] = tonumber(row[2]) end
  for row in common.rows(raw .. "/brill.tsv") do tags[row[1]] = row[2] end
  for row in common.rows(raw .. "/folded.tsv") do folded[row[1]] = row[2] end
  local locales = {}
  for row in common.rows(raw .. "/faker.tsv") do
    if row[2] == "first" then
      local name = folded[row[1]] or row[1]
      locales[name] = locales[name] or {}
      locales[name][row[4]:match "^%a+"] = true
    end
  end
  for name, set in pairs(locales) do
    local count = 0
    for _ in pairs(set) do count = count + 1 end
    widespread[name] = count >= 3 or nil
  end
  for row in common.rows(raw .. "/census.tsv") do
    local ranks = row[2] == "first" and first_rank or last_rank
    local rank = tonumber(row[4])
    ranks[row[1]] = math.min(ranks[row[1]] or rank, rank)
  end
end

local calendar = common.set [[January February March April May June July August September October November December
  Monday Tuesday Wednesday Thursday Friday Saturday Sunday Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
  Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Spring Summer Autumn Winter Today Tomorrow Yesterday]]

function words.is_calendar(surface) return calendar[folded[surface] or surface] == true end

-- The surface without accents, which is how it is looked up.
function words.fold(surface) return folded[surface] or surface end

-- 0 (never an ordinary word) to 3 (one of the commonest, and no tag says that the capitalised form is a name).
-- Headlines and titles have taught the tags that Chancellor and Leader are names, so for names of people (`strict`) a tag
-- counts for less.
function words.common(surface, strict)
  surface = folded[surface] or surface
  if surface:find "[ %-]" then return 0 end
  local lower = surface:lower()
  local at = level[lower]
  if not at or at > 50 then return 0 end
  local degree = at <= 20 and 3 or at <= 35 and 2 or 1
  local tag = tags[surface]
  if tag and (tag == "NNP" or tag == "NNPS" or tag == "NNP NNPS" or tag == "NNPS NNP") then degree = degree - (strict and 1 or 2)
  elseif tag and tag:find "^NNP" then degree = degree - 1 end
  if at <= 20 then return math.max(1, degree) end
  return math.max(0, degree)
end

local place_cost = { [0] = 0, 1, 3, 5 }
local name_cost = { [0] = 0, 2, 4, 6 }

function words.place_cost(surface) return place_cost[words.common(surface)] end
function words.name_cost(surface) return name_cost[words.common(surface, true)] end

function words.first_rank(surface) return first_rank[surface] end
function words.last_rank(surface) return last_rank[surface] end

-- How much a place's prior falls because people bear its name; less for places that everybody knows. Flags f and l.
function words.person_cost(surface, well_known)
  local plain = folded[surface] or surface
  local first, last = first_rank[plain] or math.huge, last_rank[plain] or math.huge
  local by_first = first <= 200 and 3 or (first <= 500 or widespread[plain]) and 2 or first <= 800 and 1 or 0
  local by_last = last <= 500 and 2 or last <= 3000 and 1 or 0
  local cost = math.max(by_first, by_last)
  if well_known then cost = math.max(0, cost - 1) end
  return cost, (by_first > 0 and "f" or "") .. (by_last > 0 and "l" or "")
end

-- The prior of a place: base, less what speaks against the surface. Gives the prior and the flags c, f, l.
function words.place_prior(surface, base, well_known)
  local cost, flags = words.person_cost(surface, well_known)
  if words.common(surface) > 0 then flags = "c" .. flags end
  if words.is_calendar(surface) then return 0, flags end
  return common.clip(base - words.place_cost(surface) - cost), flags
end

return words

-- Organisations: the hand-written lists first, then what WordNet has under organisation. Packages know few organisations
-- that news are about, so rules find most of them; this list holds those whose names say nothing (Hamas, Pentagon, Boeing).
local common, words, wordnet = require "common", require "words", require "wordnet"
local orgs = { rows = {}, taken = {} }

function orgs.load(hand)
  for _, file in ipairs { "orgs_core.tsv", "orgs_more.tsv" } do
    for row in common.rows(hand .. "/" .. file) do
      -- the first list wins where both have a surface
      if file == "orgs_core.tsv" or not orgs.taken[row[1]] then orgs.rows[#orgs.rows + 1] = row end
      if file == "orgs_core.tsv" then orgs.taken[row[1]] = true end
    end
  end
  for _, row in ipairs(orgs.rows) do orgs.taken[row[1]] = true end
end

local function kind_of(above)
  if above["terrorist organization"] or above["guerrilla force"] then return "ORG.armed" end
  if above["political party"] then return "ORG.party" end
  if above["military unit"] or above["armed service"] or above["military service"] then return "ORG.mil" end
  if above["religion"] or above["church"] or above["sect"] or above["religious order"] then return "ORG.rel" end
  if above["university"] or above["school"] or above["college"] or above["educational institution"] then return "ORG.edu" end
  if above["agency"] or above["government department"] or above["executive department"] or above["court"] or above["legislature"]
    or above["government"] or above["administrative unit"] then return "ORG.gov" end
  if above["league"] or above["team"] then return "ORG.sport" end
  if above["business"] or above["company"] then return "ORG.com" end
  return "ORG.other"
end

local function usable(lemma)
  return common.is_capital(lemma) and not lemma:find "^%u%.?%u?%.?$" and not lemma:find "^%u%u%u?$" and not lemma:find "%d" and #lemma > 3
    and not lemma:find "^A%-" -- a team is no A-team
end

function orgs.build(is_place, is_people)
  for _, s in ipairs(wordnet.nouns()) do
    local above = (s.file == 14 or s.file == 6) and wordnet.above(s)
    local fits = above and (s.file == 14 and (above["organization"] or above["terrorist organization"] or above["agency"] or above["military unit"])
      or s.file == 6 and wordnet.is_instance(s) and above["university"])
    if fits and not above["taxonomic group"] and not above["religion"] then
      local id
      for _, lemma in ipairs(s.lemmas) do
        local name = lemma:gsub("^[Tt]he ", "")
        if usable(name) then
          id = id or "lun:org/" .. common.slug(name)
          if not orgs.taken[name] and not is_place(name) and not is_people(name) then
            local acronym = name:find "^[%u%.]+$" ~= nil
            local prior = name:find " " and 8 or acronym and 5 or 6
            local flags = (acronym and "a" or "") .. (words.common(name) > 0 and "c" or "")
            prior = common.clip(prior - words.name_cost(name))
            local ordinary = words.common(name, true) > 0
            if prior >= 2 and not ordinary then orgs.rows[#orgs.rows + 1] = { name, kind_of(above), id, "", tostring(prior), flags } end
          end
        end
      end
    end
  end
end

return orgs

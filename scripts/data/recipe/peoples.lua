-- Nationalities, inhabitants, peoples, religions and political camps (type NORP): from WordNet's inhabitants and pertainyms,
-- i18n-nationality, compromise's demonyms and the hand-written lists. Each surface is one row, the best known meaning wins:
-- nationality before inhabitant before religion before people. Plurals of nouns are rows with the flag P.
local common, words, wordnet, countries = require "common", require "words", require "wordnet", require "countries"
local peoples = { rows = {}, best = {} }

local order = { ["NORP.nat"] = 1, ["NORP.pol"] = 2, ["NORP.rel"] = 3, ["NORP.inh"] = 4, ["NORP.eth"] = 5 }

local function plural(noun)
  if noun:find "ese$" or noun:find "sh$" or noun:find "ch$" or noun:find "s$" or noun:find "z$" or noun:find "men$" or noun:find "folk$" then return nil end
  if noun:find "man$" and not noun:find "[Gg]erman$" and not noun:find "[Rr]oman$" and not noun:find "Ottoman$" and not noun:find "Brahman$"
    and not noun:find "Norman$" and not noun:find "Turkoman$" then return (noun:gsub("man$", "men")) end
  if noun:find "[^aeiou]y$" then return (noun:gsub("y$", "ies")) end
  return noun .. "s"
end

local function offer(surface, kind, cc, is_noun)
  if surface:find "[%d%(%),]" or not common.is_capital(surface) or #surface < 3 then return end
  local now = peoples.best[surface]
  if not now or order[kind] < order[now.kind] then peoples.best[surface] = { kind = kind, cc = cc or "", noun = is_noun or (now and now.noun) }
  else
    now.noun = now.noun or is_noun
    if now.kind == kind and now.cc == "" then now.cc = cc or "" end
  end
end

local function country_above(s)
  local at = { s, table.unpack(wordnet.holders(s)) }
  for i, holder in ipairs(at) do
    for _, lemma in ipairs(holder.lemmas) do
      local code = countries.code[(lemma:gsub("^[Tt]he ", ""))]
      if code then return code, i == 1 end
    end
  end
  return "", false
end

-- Adjectives that belong to a place, and nouns for those who live in one.
local function from_pertainyms()
  for _, s in ipairs(wordnet.adjectives()) do
    for _, p in ipairs(s.pointers) do
      local lemma, target = s.lemmas[p.from] or s.lemmas[1], wordnet.synset[p.target]
      if p.kind == "\\" and target and target.part == "n" and target.file == 15 and wordnet.is_instance(target) then
        local code, direct = country_above(target)
        offer(lemma, direct and "NORP.nat" or "NORP.inh", code, false)
      elseif p.kind == "\\" and target and target.part == "n" then
        local above = wordnet.above(target)
        if above["religious person"] or above["religion"] or above["sect"] or above["church"] or above["theological doctrine"] then offer(lemma, "NORP.rel", "", false)
        elseif target.file == 18 and not wordnet.is_instance(target) and (above["inhabitant"] or above["ethnic group"] or above["Semite"]) and common.is_capital(target.lemmas[1]) then
          offer(lemma, "NORP.eth", "", false)
        end
      end
    end
  end
end

local function from_persons()
  for _, s in ipairs(wordnet.nouns()) do
    if s.file == 18 and not wordnet.is_instance(s) then
      local above = wordnet.above(s)
      local home
      for _, p in ipairs(s.pointers) do
        local target = (p.kind == "#m" or p.kind == "#p" or p.kind == "+") and wordnet.synset[p.target]
        if target and target.part == "n" and target.file == 15 and wordnet.is_instance(target) then home = home or target end
      end
      for _, lemma in ipairs(s.lemmas) do
        if common.is_capital(lemma) and not lemma:find " .* " and not lemma:find "^%u+$" then
          if above["religious person"] then offer(lemma, "NORP.rel", "", true)
          elseif home then
            local code, direct = country_above(home)
            local people = not s.gloss:find "native" and not s.gloss:find "inhabitant" and not s.gloss:find "resident"
            offer(lemma, people and "NORP.eth" or direct and "NORP.nat" or "NORP.inh", code, true)
          elseif above["inhabitant"] or above["ethnic group"] or above["Amerindian"] or above["person of color"] or above["Semite"] then
            offer(lemma, (s.gloss:find "native or" or s.gloss:find "resident of" or s.gloss:find "lives in") and "NORP.inh" or "NORP.eth", "", true)
          end
        end
      end
    end
  end
end

-- What WordNet has among peoples and believers and what in news is mostly something else.
local misleading = common.set("Brother Brothers Mullah Mullahs Crow Creek Olympic Celtic Frank Fleming Father Sister Friar Lady Mahdi Osage Fox Delaware Huron Ottawa Miami Illinois Kansa Omaha Iowa Missouri Angle Angles Friend Friends Hugo Rebel Shaker Shakers "
  .. "Paddy Paddies Mick Micks Kraut Krauts Boche Limey Limeys Redskin Redskins Taffy Gringo Gringos") -- insults, and names of people and teams

local wrong = common.set "WF AG KN AI GS CX CC"

function peoples.load(raw, hand)
  from_pertainyms()
  from_persons()
  for row in common.rows(raw .. "/nationalities.tsv") do
    local name, code = row[1], row[2]
    local looks_right = name:find "an$" or name:find "ese$" or name:find "ish$" or name:find "i$" or name:find "ch$" or name:find "ic$" or name:find "er$"
    if looks_right and not wrong[code] and not countries.code[name] and not name:find "[%(,]" then offer(name, "NORP.nat", code, not name:find "ish$" and not name:find "ch$") end
  end
  for row in common.rows(raw .. "/compromise.tsv") do
    if row[2] == "Demonym" and row[1]:find "^%l+$" and #row[1] > 4 and words.common(row[1]) == 0 then
      offer(row[1]:gsub("^%l", string.upper), "NORP.inh", "", not row[1]:find "[sz]h?$")
    end
  end
  for row in common.rows(hand .. "/demonyms_patch.tsv") do
    peoples.best[row[1]] = { kind = row[2] and row[2] ~= "" and "NORP.nat" or (peoples.best[row[1]] or { kind = "NORP.eth" }).kind, cc = row[2] or "" }
  end
  for row in common.rows(hand .. "/peoples.tsv") do
    peoples.best[row[1]] = { kind = row[2], cc = row[3] or "", prior = row[4] ~= "" and tonumber(row[4]) or nil, flags = row[5] }
  end
end

-- Is the surface the name of a people? With `sure`, of one that wins over a place of that name.
function peoples.is(surface, sure)
  local best = peoples.best[surface]
  if not best then return false end
  return not sure or best.kind == "NORP.nat" or best.kind == "NORP.inh"
end

function peoples.build(is_place)
  for _, name in ipairs(common.keys(peoples.best)) do
    local best = peoples.best[name]
    if best.noun then
      local many = plural(name)
      local now = many and peoples.best[many]
      if many and (not now or order[best.kind] < order[now.kind]) then peoples.best[many] = { kind = best.kind, cc = best.cc, plural = true } end
    end
  end
  for _, name in ipairs(common.keys(peoples.best)) do
    local best = peoples.best[name]
    local place = is_place(name)
    local rank = words.first_rank(name)
    local weak = not best.prior and (misleading[name] or best.kind ~= "NORP.nat" and (words.common(name) >= 2 or rank and rank <= 1200))
    local skip = weak or countries.code[name] ~= nil or (not best.prior and place and place >= 7 and best.kind ~= "NORP.nat")
    if not skip then
      local cost, flags = words.place_cost(name), words.common(name) > 0 and "c" or ""
      local prior = best.prior or (best.kind == "NORP.nat" and 9 or 7) - cost
      if best.kind == "NORP.eth" and not best.prior then prior = prior - 1 end
      if words.is_calendar(name) then prior = 0 end
      if place then
        flags = flags .. "p"
        if best.kind == "NORP.eth" then prior = prior - 2 end
      end
      if best.plural then flags = flags .. "P" end
      local id = best.kind == "NORP.nat" and best.cc:find "^%u%u$" and "iso:" .. best.cc or ""
      peoples.rows[#peoples.rows + 1] = { name, best.kind, id, best.cc, tostring(common.clip(prior)), best.flags and best.flags ~= "" and best.flags or flags }
    end
  end
end

return peoples

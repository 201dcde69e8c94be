-- Noun phrases that refer back: a role noun to a person who is called so or holds such an office, a noun for a body to an organisation,
-- a description to a country. Of several candidates who fits more of the words goes first, then who was named last.
local core = require "lunette.core"
local entity = require "lunette.entity"
local set = require "lunette.set"
local noun = {}

local MOST = 3 -- runners-up that are told
local determiners = set.of { "the", "this", "that", "his", "her", "their", "its", "these", "those" }
local opens_tail = set.of { "of", "for", "at", "in" }
local lands = set.of { "nation", "country", "state", "republic", "kingdom", "island", "giant", "power", "neighbour", "neighbor", "monarchy", "emirate", "democracy", "economy", "ally" }
local leading = set.of { "leader", "head", "president", "premier", "chief", "ruler" }

function noun.answer(e, reason, others) return { entity = e, reason = reason, others = others or {} } end
local answer = noun.answer

-- The same whose runners-up are found when somebody asks for them (noun.whole), for who asks whom a source means asks no more.
function noun.answer_later(e, reason, find) return { entity = e, reason = reason, find_others = find } end
function noun.whole(told)
  if told and told.find_others then told.others, told.find_others = told.find_others(), nil end
  return told
end

-- The parts of a phrase: determiner, words before the head, head, and what stands behind it.
local function parse(doc, first, last)
  local phrase = { first = first, last = last, words = {} }
  for i = first, last do
    local word = doc:lower(i)
    if i == first and determiners[word] then phrase.determiner = word
    elseif opens_tail[word] and phrase.head then
      phrase.tail = i
      break
    else
      if phrase.head then phrase.words[#phrase.words + 1] = phrase.head end
      phrase.head, phrase.at = word, i
    end
  end
  return phrase
end

-- Spans of a layer inside a phrase with a country; the last is told first where words before the head say it.
local function read_country(doc, phrase)
  for _, layer in ipairs { "org", "place", "norp" } do
    local found = core.find_layer(doc, layer)
    for s in found and found:within(doc:span(phrase.first, phrase.last)) or function() end do
      local cc = s:get "cc"
      if cc and #cc == 2 then return cc, layer, s end
    end
  end
end

local function country_in(doc, phrase)
  phrase.country = phrase.country or table.pack(read_country(doc, phrase))
  return table.unpack(phrase.country, 1, 3)
end

-- Who fits most, then who was named last; runners-up in that order. Entries: { entity, mention, fit, reason }.
local function best_of(list)
  table.sort(list, function(a, b)
    if a.fit ~= b.fit then return a.fit > b.fit end
    return a.mention.last > b.mention.last
  end)
  local best, others, seen = list[1], {}, {}
  if not best then return nil end
  seen[best.entity] = true
  for _, entry in ipairs(list) do
    if not seen[entry.entity] and #others < MOST then others[#others + 1] = { entity = entry.entity, reason = entry.reason } end
    seen[entry.entity] = true
  end
  local second
  for k = 2, #list do second = second or list[k].entity ~= best.entity and list[k] end
  if second and second.fit == best.fit and second.mention.sentence == best.mention.sentence then
    table.insert(others, 1, { entity = best.entity, reason = best.reason })
    local told = answer(nil, "more than one is " .. best.reason, others)
    told.unclear = true
    return told
  end
  return answer(best.entity, best.reason, others)
end

local TRIED = 24 -- persons called by a noun that are looked at

-- Persons who are called the head of a phrase, or hold an office of that name.
local function called(known, phrase)
  local cc = country_in(known.doc, phrase)
  local list = {}
  local entries = known:called(phrase.head)
  for k = #entries, math.max(1, #entries - TRIED), -1 do
    local entry = entries[k]
    local mention = known:latest(entry.entity, phrase.first)
    if mention then
      local fit, missing = entry.office and -1 or 0, false
      for _, word in ipairs(phrase.words) do
        if entry.words:find(" " .. word .. " ", 1, true) then fit = fit + 2 else missing = true end
      end
      if cc and entry.entity.country == cc then fit = fit + 3 elseif cc and entry.entity.country then fit = fit - 3 end
      local words = table.concat(phrase.words, " ") .. (phrase.words[1] and " " or "") .. phrase.head
      list[#list + 1] = { entity = entry.entity, mention = mention, fit = fit, reason = (entry.office and "holds the office of " or "called ") .. (missing and phrase.head or words) }
    end
  end
  return best_of(list)
end

-- `the head of the Pentagon`: the last person with a role and a country that fits what is named.
local function leader(known, phrase)
  local cc, layer, s = country_in(known.doc, phrase)
  if not cc or not phrase.tail and layer ~= "norp" or layer == "norp" and not leading[phrase.head] then return nil end
  local list = {}
  for _, m in ipairs(known:candidates(phrase.first, "person")) do
    if m.entity.country == cc and #m.entity.roles > 0 then list[#list + 1] = { entity = m.entity, mention = m, fit = 0, reason = (layer == "org" and "leads " or "of ") .. s.text } end
  end
  if list[1] then return best_of(list) end
  local m = known:last(phrase.first, "person", "of " .. cc, function(m) return m.entity.country == cc and #m.entity.roles > 0 end)
  return m and answer(m.entity, (layer == "org" and "leads " or "of ") .. s.text)
end

local of_gender_only = { man = "M", woman = "F", boy = "M", girl = "F", gentleman = "M", lady = "F", businessman = "M", businesswoman = "F", actress = "F", heiress = "F", widow = "F", widower = "M" }

-- The businesswoman: the last person of the gender, where the noun says nothing but that.
local function of_gender(known, phrase)
  local gender, list = of_gender_only[phrase.head], {}
  for _, m in ipairs(gender and known:candidates(phrase.first, "person") or {}) do
    if known:gender(m.entity) == gender then list[#list + 1] = { entity = m.entity, mention = m, fit = 0, reason = gender == "F" and "the woman named last" or "the man named last" } end
  end
  return best_of(list)
end

-- The Dutch physician: the last person from there of whom no other role is known.
local function countryman(known, phrase)
  local cc, layer, s = country_in(known.doc, phrase)
  local list = {}
  if layer ~= "norp" or not require("lunette").dictionary("role"):lookup(phrase.head) then return nil end
  for _, m in ipairs(known:candidates(phrase.first, "person")) do
    if m.entity.country == cc and not m.entity.roles[1] then list[#list + 1] = { entity = m.entity, mention = m, fit = 0, reason = "the " .. s.text .. " person named last" } end
  end
  return best_of(list)
end

local singulars = {} -- of plurals in the dictionary `role`, each worked out once

-- Persons called so in the plural: the ministers.
local function called_together(known, phrase)
  local row = (require("lunette").dictionary("role"):lookup(phrase.head) or {})[1]
  if not row or not (row.flags or ""):find "P" then return nil end
  local singular = singulars[phrase.head] or require("lunette.inflect").lemmas(phrase.head)
  singulars[phrase.head] = singular
  local several, seen = {}, {}
  local function add(e)
    if not seen[e] and #several < TRIED then several[#several + 1] = e end
    seen[e] = true
  end
  for _, word in ipairs(singular) do
    for _, entry in ipairs(known:called(word)) do
      local m = known:latest(entry.entity, phrase.first)
      for _, other in ipairs(m and word == phrase.head and known:joined(m) or {}) do add(other.entity) end -- the ministers, Ana Torres and Luis Vega
      if m then add(entry.entity) end
    end
  end
  if not several[2] then return nil end
  table.sort(several, function(a, b) return a.number < b.number end)
  local told = answer(nil, "called " .. phrase.head)
  told.several = several
  return told
end

-- Nouns that any organisation of a kind is called by; others only one whose name ends with the noun (the Justice Department).
local of_kind = { company = "com", firm = "com", corporation = "com", giant = "com", group = "com", maker = "com", carrier = "com", lender = "com", party = "party", team = "sport", club = "sport" }
local no_text = set.of { "dateline", "byline", "related" }

-- The company: the organisation whose name ends with the noun, or which is of that kind, named last.
local function body(known, phrase)
  local list, kind = {}, of_kind[phrase.head]
  if not kind and not require("lunette").dictionary("orgnoun"):lookup(phrase.head) then return nil end
  for _, m in ipairs(known:candidates(phrase.first, "org")) do
    local e = m.entity
    local first = e.mentions[1]
    local ends = core.lower(e.name):find(phrase.head, -#phrase.head, true) ~= nil
    local alike = kind and (first:get "kind" == "ORG." .. kind or kind == "com" and first.rule == "orgs.company")
    if (ends or alike) and not no_text[known.doc:part(m.first)] then
      list[#list + 1] = { entity = e, mention = m, fit = ends and 1 or 0, reason = ends and "its name ends so" or "the " .. phrase.head .. " named last" }
    end
  end
  return best_of(list)
end

local function codes_of(text)
  local codes = {}
  for cc in text:gmatch "%u%u" do codes[cc] = true end
  return codes
end

-- Countries that a description fits, as a set of codes and the reason; nil for no description. Plain `the country` fits all.
local function described(doc, phrase)
  local lun = require "lunette"
  local from = phrase.determiner and phrase.first + 1 or phrase.first
  local whole = from <= phrase.last and (lun.dictionary("described"):lookup(doc:span(from, phrase.last).text) or {})[1]
  if whole and whole.kind == "name" then return codes_of(whole.cc), "called " .. whole.surface end
  if not lands[phrase.head] or phrase.tail then return nil end
  for i = from, phrase.at - 1 do
    for last = phrase.at - 1, i, -1 do
      local row = (lun.dictionary("described"):lookup(doc:span(i, last).text) or {})[1]
      if row and row.kind == "region" then return codes_of(row.cc), ("the %s %s named last"):format(row.surface, phrase.head) end
    end
  end
  if from == phrase.at and (phrase.head == "country" or phrase.head == "nation" or phrase.head == "kingdom" or phrase.head == "republic") then return {}, "the country named last" end
end

-- The first place with a country among them that is named behind a phrase.
local AFTER = 24 -- places that are looked at
local function named_next(known, phrase, codes)
  local list = known:after(phrase.last, "place", AFTER)
  for _, m in ipairs(list) do if codes[m.entity.country or ""] and m.entity.id == "iso:" .. m.entity.country then return m.entity end end
end

local function country(known, phrase)
  local doc = known.doc
  local codes, reason = described(doc, phrase)
  if not codes then return nil end
  local any, list = next(codes) == nil, {}
  for _, m in ipairs(known:candidates(phrase.first, "place")) do
    local e = m.entity
    if e.id == "iso:" .. (e.country or "") and (any or codes[e.country]) then list[#list + 1] = { entity = e, mention = m, fit = 0, reason = reason } end
  end
  if list[1] then return best_of(list) end
  local m = known:last(phrase.first, "place", "country " .. reason, function(m) return m.entity.id == "iso:" .. (m.entity.country or "") and (any or codes[m.entity.country]) end)
  if m then return answer(m.entity, reason) end
  for _, o in ipairs(known:candidates(phrase.first, "org")) do
    if not any and codes[o.entity.country or ""] and phrase.head == "giant" then list[#list + 1] = { entity = o.entity, mention = o, fit = 0, reason = reason } end
  end
  if list[1] then return best_of(list) end
  local place = not any and named_next(known, phrase, codes)
  if place then return answer(place, (reason:gsub("named last$", "named next"))) end
  local only = next(codes)
  local told = answer(nil, any and "no country is named before" or "no such country is named before")
  if only and next(codes, only) == nil then told.country, told.reason = only, reason .. ", which the text does not name" end
  return told
end

-- The person whose name stands beside a phrase: the mayor, Ana Torres, left; Ana Torres, the mayor, left.
local function named_beside(doc, phrase)
  local persons = core.find_layer(doc, "person")
  if not persons then return nil end
  local comma = phrase.last < #doc and doc:word(phrase.last + 1) == ","
  local at = phrase.last + (comma and 2 or 1)
  for s in at <= #doc and persons:at(at) or function() end do
    if s.first == at and (not comma or s.last < #doc and doc:word(s.last + 1):find "^[,.]") then return doc:entity(s) end
  end
  if phrase.first > 2 and doc:word(phrase.first - 1) == "," and (comma or doc:word(phrase.last + 1 <= #doc and phrase.last + 1 or phrase.last):find "^[,.]") then
    for s in persons:at(phrase.first - 2) do if s.last == phrase.first - 2 then return doc:entity(s) end end
  end
end

-- His country: the one of whom the pronoun means.
local own = set.of { "his", "her" }
local function own_country(known, phrase, pronoun)
  if not own[phrase.determiner] or phrase.head ~= "country" and phrase.head ~= "nation" or phrase.words[1] then return nil end
  local told = noun.whole(pronoun(known, phrase.first))
  local cc = told and told.entity and told.entity.country
  if not cc then return answer(nil, "whose country is not known", told and told.others) end
  local m = known:last(phrase.first, "place", "country " .. cc, function(m) return m.entity.id == "iso:" .. cc end)
  local said = answer(m and m.entity, "the country of " .. told.entity.name)
  if not m then said.country = cc end
  return said
end

-- What a noun phrase refers to; nil for one that refers to nothing of the kinds above. pronoun(known, token) says whom his and her mean.
function noun.of(known, first, last, pronoun)
  local phrase = parse(known.doc, first, last)
  if not phrase.determiner or not phrase.head then return nil end
  local beside = named_beside(known.doc, phrase)
  if beside then return answer(beside, "named beside") end
  return own_country(known, phrase, pronoun) or country(known, phrase) or called_together(known, phrase) or called(known, phrase) or leader(known, phrase) or body(known, phrase) or of_gender(known, phrase) or countryman(known, phrase)
    or answer(nil, "nobody of the text is known as that")
end

return noun

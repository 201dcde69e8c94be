-- Entities: mentions of one document grouped into who and what they mean. Persons by full name and surname, places and
-- organisations by dictionary id, name and acronym; roles and country with the reason for it.
local given = lun.dictionary "given"

local function key(text) return lun.key(text):gsub("%.", "") end

-- A name as it would be printed: text in capitals (datelines, headlines) is set as a name.
local set_in_capitals = { headline = true, dateline = true, related = true, byline = true }
local function printed(s)
  local text = s.text:gsub("%s+", " ")
  if s.layer ~= "org" and #text > 3 and not text:find "%l" and not text:find "%." and set_in_capitals[s.doc:part(s.first)] then
    return lun.titlecase(text)
  end
  return text
end

local function words_of(name)
  local words = {}
  for word in key(name):gsub(",.*", ""):gmatch "%S+" do words[#words + 1] = word end
  return words
end

-- Where the family name stands first, the first word says nothing about gender.
local family_first = { CN = true, TW = true, HK = true, KR = true, KP = true, JP = true, VN = true, KH = true, HU = true }
local function gender_of(name)
  local first = name:match "^%S+"
  for _, row in ipairs(first and given:lookup(first) or {}) do
    if (row.gender == "M" or row.gender == "F") and (tonumber(row.prior) or 5) >= 5 then return row.gender end
  end
end

-- Whether a shorter name can mean the person of a longer one: its words are among the longer one's, in order, the last
-- ones if it is a single word.
local function fits(short, long)
  if #short > #long then return false end
  if #short == 1 then
    return short[1] == long[#long] or (#long >= 3 and short[1] == long[#long - 1]) or short[1] == long[1]
  end
  local at = 1
  for _, word in ipairs(long) do
    local wanted = short[at]
    if wanted and (word == wanted or (#wanted == 1 and word:sub(1, 1) == wanted)) then at = at + 1 end
  end
  return at > #short
end

-- Pairs of a name's words, first one before the second, each whole and by its letter alone: what a longer name is found by
-- with the first and the last word of a shorter one, whose words may be initials.
local function each_pair(words, see)
  for i = 1, #words - 1 do
    for j = i + 1, #words do
      local a, b = words[i], words[j]
      local first, last = a:sub(1, 1), b:sub(1, 1)
      see(a .. "|" .. b)
      if a ~= first then see(first .. "|" .. b) end
      if b ~= last then
        see(a .. "|" .. last)
        if a ~= first then see(first .. "|" .. last) end
      end
    end
  end
end

-- Calls see(word) for the words by which alone a person may be called (`fits`).
local function each_single(words, see)
  see(words[#words])
  if words[1] ~= words[#words] then see(words[1]) end
  if #words >= 3 then see(words[#words - 1]) end
end

local function bucket(index, name)
  index[name] = index[name] or {}
  return index[name]
end

-- Persons of full names. Of several whom a name fits it is the one mentioned last. Names are found by pairs of their words,
-- for a long text holds far too many to try each.
local function full_names(mentions, list)
  local by_pairs, by_ends = {}, {} -- pair of words -> persons whose name holds it; whose name begins and ends with it
  local person_of = {} -- mention -> person
  for _, s in ipairs(mentions) do
    local words = words_of(s.text)
    if #words > 1 then
      local found
      local function try(e)
        if (not found or e.mentions[#e.mentions].first > found.mentions[#found.mentions].first) and
          (fits(words, e.words) or fits(e.words, words)) then found = e end
      end
      local ends = words[1] .. "|" .. words[#words]
      for _, e in ipairs(by_pairs[ends] or {}) do try(e) end
      each_pair(words, function(pair) for _, e in ipairs(by_ends[pair] or {}) do try(e) end end)
      local longer = not found or #words > #found.words
      if not found then
        found = { mentions = {} }
        list[#list + 1] = found
      end
      if longer then
        found.words, found.name = words, printed(s)
        table.insert(bucket(by_ends, ends), found)
        each_pair(words, function(pair) table.insert(bucket(by_pairs, pair), found) end)
      end
      table.insert(found.mentions, s)
      person_of[s] = found
    end
  end
  return person_of
end

-- Full names first, so that a headline's surname finds its person further down.
local function people(doc)
  local list, mentions = {}, lun.collect(doc:spans "person")
  local person_of = full_names(mentions, list)
  local first, latest = {}, {} -- word -> the first person who may be called so; the one mentioned last
  local function know(e) each_single(e.words, function(word) first[word] = first[word] or e end) end
  for _, e in ipairs(list) do know(e) end
  for _, s in ipairs(mentions) do
    local e = person_of[s]
    if not e then
      local word = words_of(s.text)[1] or ""
      e = latest[word] or first[word]
      if not e then
        e = { words = { word }, name = printed(s), mentions = {} }
        list[#list + 1] = e
        know(e)
      end
      table.insert(e.mentions, s)
    end
    each_single(e.words, function(single) latest[single] = e end)
  end
  return list
end

-- Groups mentions of a layer by dictionary id or name.
local function by_name(doc, layer, same)
  local list, index = {}, {}
  for s in doc:spans(layer) do
    local name = printed(s)
    local k = same[key(name)] or (s.id and s.id ~= "" and s.id) or key(name)
    local e = index[k]
    if not e then
      local namesake = index[key(name)] -- one name may be two places in one article
      if namesake and not (namesake.id and s.id and namesake.id ~= s.id) then e = namesake end
    end
    if not e then
      e = { name = s.name or name, mentions = {}, id = s.id, country = s.cc }
      list[#list + 1] = e
    end
    index[k], index[key(name)] = e, e
    if not e.id and s.id then e.id, e.country = s.id, s.cc end
    table.insert(e.mentions, s)
  end
  return list
end

local function single(cc) return cc and #cc == 2 and cc or nil end

-- Roles and countries of people. Why a country was taken is kept: stated, organisation, dateline.
local function describe(doc, person_of)
  local said = {} -- person -> roles in small letters
  for fact in doc:facts "role" do
    local e = person_of(fact.who)
    if e then
      if fact.role then
        local text = fact.role.text:gsub("%s+", " ")
        local roles, role = bucket(said, e), lun.lower(text)
        if not roles[role] then e.roles[#e.roles + 1] = text end
        roles[role] = true
      end
      local from = type(fact.from) == "table" and fact.from[1] or fact.from
      if from and not e.country then
        for _, layer in ipairs { "norp", "place" } do
          for s in doc:layer(layer):at(from.first) do e.country, e.country_from = single(s.cc), "stated" end
        end
      end
    end
  end
end

-- The country of most places named before a token in its paragraph: function(token), asked for ascending tokens.
local function voter(doc)
  local places, at = lun.collect(doc:spans "place"), 1
  local paragraph, votes, best
  return function(token)
    local start = doc:paragraph(token)
    if start ~= paragraph then paragraph, votes, best = start, {}, nil end
    while places[at] and places[at].last < token do
      local cc = places[at].first >= start and single(places[at].cc)
      if cc then
        votes[cc] = (votes[cc] or 0) + 1
        if not best or votes[cc] > votes[best] then best = cc end
      end
      at = at + 1
    end
    return best
  end
end

-- The country of the first organisation with one that lies behind a token and before the end of its sentence: function(token, stop),
-- asked for ascending tokens.
local function organisation_after(doc)
  local orgs, at = {}, 1
  for s in doc:spans "org" do if single(s.cc) then orgs[#orgs + 1] = s end end
  return function(token, stop)
    while orgs[at] and orgs[at].first <= token do at = at + 1 end
    local k = at
    while orgs[k] and orgs[k].last > stop and orgs[k].first <= stop do k = k + 1 end
    return orgs[k] and orgs[k].first <= stop and orgs[k].cc or nil
  end
end

local function guess_countries(doc)
  local home
  if doc.dateline then
    for i in doc.dateline:tokens() do
      for _, s in ipairs(lun.collect(doc:layer("place"):at(i))) do home = home or single(s.cc) end
    end
  end
  local vote, after = voter(doc), organisation_after(doc)
  for e in doc:entities "person" do
    if not e.country and #e.roles > 0 then
      local first = e.mentions[1]
      local cc = after(first.last, first:sentence().last)
      if cc then e.country, e.country_from = cc, "organisation" end
      local best = not e.country and vote(first.first)
      if best then e.country, e.country_from = best, "paragraph" end
      if not e.country and home then e.country, e.country_from = home, "dateline" end
    end
  end
end

-- Offices that people hold, by the dictionary `office`, whose rows are true for a time. A namesake holds none: the article must
-- name the country or the organisation, or say of the person what the office is.
local offices = lun.dictionary "office"
local family_written_first = { CN = true, TW = true, HK = true, KR = true, KP = true, VN = true, MM = true, KH = true }

local full_names_of -- family name -> full names, made when a person without a given name is first asked for
local function by_family(name)
  if not full_names_of then
    full_names_of = {}
    for i = 1, #offices do
      for _, row in ipairs(offices:candidates(i)) do
        local words = words_of(row.surface)
        bucket(full_names_of, words[family_written_first[row.cc] and 1 or #words])[key(row.surface)] = row.surface
      end
    end
  end
  return full_names_of[key(name)] or {}
end

local function is_said(row, roles)
  for _, role in ipairs(roles) do
    local text = lun.lower(role)
    if text:find(row.role, 1, true) and (row.kind == "deputy" or not text:find "vice" and not text:find "deputy" and not text:find "former") then return true end
  end
end

-- The rows that are true on the day and of which the article gives a sign; by a family name alone those of one person, whose
-- office is said and whose country is named.
local function rows_of(e, day, is_named)
  local found, single_word, of = {}, not e.name:find "%s", nil
  local names = { e.name }
  if single_word and #e.roles > 0 then
    for _, name in pairs(by_family(e.name)) do names[#names + 1] = name end
    table.sort(names)
  end
  for _, name in ipairs(names) do
    for _, row in ipairs(offices:lookup(name, day) or {}) do
      local said, named = is_said(row, e.roles), is_named(row.cc or row.id)
      local alone = single_word and name ~= e.name
      if alone and said and named or not alone and (said or named) then
        if alone and of and of ~= key(row.surface) then return {} end
        of = key(row.surface)
        found[#found + 1] = row
      end
    end
  end
  return found
end

local function hold_offices(doc)
  local named
  local function is_named(what)
    if not named then
      named = {}
      for _, layer in ipairs { "place", "norp", "org" } do
        for s in doc:spans(layer) do
          if s.cc then named[s.cc] = true end
          if s.id then named[s.id] = true end
        end
      end
    end
    return named[what] == true
  end
  local day = doc.date
  for e in doc:entities "person" do
    for _, row in ipairs(rows_of(e, day, is_named)) do
      e.offices = e.offices or {}
      table.insert(e.offices, { role = row.role .. (row.role:find " of the " and "" or " of " .. row.of), country = row.cc, id = row.id, from = row.from, to = row.to })
      if row.cc and e.country_from ~= "stated" and e.country_from ~= "office" then e.country, e.country_from = row.cc, "office" end
    end
  end
end

local function build(doc)
  for _, layer in ipairs { "person", "place", "org", "norp", "misc" } do
    if #lun.collect(doc:spans(layer)) == 0 then doc:make_layer(layer) end
  end
  local same = {} -- short form -> long form
  for fact in doc:facts "alias" do same[key(fact.short.text)] = key(fact.long.text) end
  local groups = {}
  for _, e in ipairs(people(doc)) do
    e.type, e.roles, e.gender = "person", {}, gender_of(e.name)
    for _, s in ipairs(e.mentions) do
      local title = s.title and lun.lower(s.title)
      if title == "mr." or title == "mr" or title == "sir" or title == "lord" then e.gender, e.gender_stated = "M", true end
      if title == "mrs." or title == "ms." or title == "mrs" or title == "ms" or title == "lady" then e.gender, e.gender_stated = "F", true end
    end
    groups[#groups + 1] = e
  end
  for _, pair in ipairs { { "place", "place" }, { "org", "org" }, { "norp", "norp" }, { "misc", "misc" } } do
    for _, e in ipairs(by_name(doc, pair[1], same)) do
      e.type = pair[2]
      e.country = single(e.country)
      groups[#groups + 1] = e
    end
  end
  for _, e in ipairs(groups) do
    table.sort(e.mentions, function(a, b) return a.first < b.first end)
  end
  table.sort(groups, function(a, b) return a.mentions[1].first < b.mentions[1].first end)
  for _, e in ipairs(groups) do
    local aliases, seen = {}, { [e.name] = true }
    for _, s in ipairs(e.mentions) do
      local name = printed(s)
      if not seen[name] then
        seen[name] = true
        aliases[#aliases + 1] = name
      end
    end
    doc:add_entity {
      type = e.type, name = e.name, aliases = aliases, mentions = e.mentions, roles = e.roles or {}, country = e.country,
      gender = e.gender, gender_stated = e.gender_stated, id = e.id,
    }
  end
  describe(doc, function(span) return doc:entity(span) end)
  guess_countries(doc)
  for e in doc:entities "person" do
    if not e.gender_stated and family_first[e.country or ""] then e.gender = nil end
  end
end

return lun.rules {
  name = "entities",
  about = "Who and what is meant: persons, places, organisations, nationalities, with roles and countries.",
  use = { "links", "roles" },
  lun.resolve { name = "group", reads = { "person", "place", "org", "norp", "misc", "role" }, gives = { "entity" }, each = build },
  lun.resolve { name = "offices", reads = { "entity" }, each = hold_offices },
}

-- Entities: mentions of one document grouped into who and what they mean. Persons by full name, surname, given name and nickname, with
-- titles and roles keeping apart those of one surname; places and organisations by dictionary id, name, acronym and short form; roles
-- and country with the reason for it. The words that grouping goes by are here, to be read and changed.
local grouper = lun.grouper {
  male = "mr mister sir lord",
  female = "mrs ms miss lady",
  generation = "jr sr", -- which follow a surname
  numeral = "ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xvii xviii", -- the same, where they stand in capitals: Li Xi is no eleventh Li
  -- what the name of a company ends or begins with and its short form does not
  company = "a/s ab gmbh spa bhd berhad pte pty pjsc jsc ojsc bv kgaa inc incorporated corp corporation co company companies ltd limited plc llc llp lp sa ag se nv oyj asa group holding holdings international "
    .. "resources energy petroleum oil mining minerals metals steel motors motor airlines airways airline bank savings bancorp foods pharmaceuticals technologies technology systems "
    .. "industries industrial enterprises entertainment software telecom communications electric electronics partners pictures studios stores "
    .. "grupo banco minera groupe gruppo compagnie",
  small = "the of and for in on at to de del la du der und et y e da do", -- words without a letter in an acronym; what a role is of
  region = "province prefecture governorate oblast region state", -- what the name of a region ends with and its short form does not
  family_first = "CN TW HK KR KP JP VN KH HU", -- countries where the family name stands first: the first word says nothing about gender
  -- roles of those who mostly are from where they are written of, so that a dateline or the places before tell their country, with words before
  -- these that name no body
  home = "president premier minister chancellor governor mayor councillor councilor senator congressman congresswoman lawmaker legislator mp deputy candidate politician "
    .. "king queen prince princess emir sultan judge justice magistrate prosecutor attorney lawyer barrister sheriff constable commander general colonel "
    .. "major captain lieutenant sergeant admiral marshal brigadier soldier activist bishop archbishop imam priest pastor leader "
    .. "farmer fisherman resident villager survivor shopkeeper pensioner housewife lecturer suspect defendant gen adm col maj capt lt sgt brig cmdr sen rep gov "
    .. "former acting late outgoing interim retired deputy opposition rebel ruling local state federal army navy prime foreign vice chief",
  -- what every land has one of, whose name alone says nothing of the land, and words with which the names of those of several lands begin
  national = "congress senate parliament ministry court army navy police cabinet treasury constabulary gendarmerie party",
  joint = "international european african arab asian world global islamic inter-american eurasian regional united",
  -- roles of those who need not be from the town that is named with them
  team = "coach manager captain player defender midfielder striker forward winger goalkeeper keeper quarterback pitcher playmaker skipper analyst correspondent",
}

-- Offices that people hold, by the dictionary `office`, whose rows are true for a time. A namesake holds none: the article must
-- name the country or the organisation, or say of the person what the office is.
local offices = lun.dictionary "office"
local family_written_first = { CN = true, TW = true, HK = true, KR = true, KP = true, VN = true, MM = true, KH = true }

local function key(text) return (lun.key(text):gsub("%.", "")) end

local of_family -- family name -> full names, made when a person without a given name is first asked for
-- A family name and the full names that have it.
local function by_family(name)
  if not of_family then
    of_family = {}
    local family_of, before = {}, nil
    for i = 1, #offices do
      for _, row in ipairs(offices:candidates(i)) do
        if row.surface ~= before then -- rows of one person mostly stand side by side
          before = row.surface
          local written = before:match(family_written_first[row.cc] and "^%S+" or "%S+$")
          local family = family_of[written] or key(written)
          family_of[written] = family
          of_family[family] = of_family[family] or {}
          table.insert(of_family[family], before)
        end
      end
    end
  end
  local found, names = {}, { name }
  for _, full in ipairs(of_family[key(name)] or {}) do found[key(full)] = full end
  for _, full in pairs(found) do names[#names + 1] = full end
  table.sort(names)
  return names
end
local names_of = lun.timex.remembering(by_family)

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
  for _, name in ipairs(single_word and #e.roles > 0 and names_of(e.name) or { e.name }) do
    for _, row in ipairs(offices:lookup(name, day) or {}) do
      local said, alone = is_said(row, e.roles), single_word and name ~= e.name
      if alone and said and is_named(row.cc or row.id) or not alone and (said or is_named(row.cc or row.id)) then
        if alone and of and of ~= key(row.surface) then return {} end
        of = key(row.surface)
        found[#found + 1] = row
      end
    end
  end
  return found
end

local function hold_offices(doc)
  local named = {}
  local function is_named(what)
    if what and named[what] == nil then
      named[what] = false
      for _, name in ipairs { "place", "norp", "org" } do
        local layer = doc:layer(name)
        named[what] = named[what] or layer:has("cc", what) or layer:has("id", what)
      end
    end
    return what and named[what]
  end
  local day = doc.date
  doc:describe_entities("person", function(e)
    for _, row in ipairs(rows_of(e, day, is_named)) do
      e.offices = e.offices or {}
      table.insert(e.offices, { role = row.role .. (row.role:find " of the " and "" or " of " .. row.of), country = row.cc, id = row.id, from = row.from, to = row.to })
      if row.cc and e.country_from ~= "stated" and e.country_from ~= "office" then e.country, e.country_from = row.cc, "office" end
    end
  end, offices) -- whoever has a name that is there may hold one
end

return lun.rules {
  name = "entities",
  about = "Who and what is meant: persons, places, organisations, nationalities, with roles and countries.",
  use = { "links", "roles" },
  lun.resolve { name = "group", reads = { "person", "place", "org", "norp", "misc", "role" }, gives = { "entity" }, each = function(doc) grouper:run(doc) end },
  lun.resolve { name = "offices", reads = { "entity" }, each = hold_offices },
}

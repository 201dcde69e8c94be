-- Entities: who and what the mentions of a document refer to. Those that grouping found (core/entity) are described when a field of
-- theirs is first asked for, so that a document costs no more than what somebody looks at. The table core.data(doc) holds `grouped`:
-- { groups, count, doc, made = number -> entity, names = number -> name of one that nobody described, finish = type -> list of what is called for
-- a described one, completed = number -> whether anything is }, and `entities`, those that were added one by one.
-- What words mean, by their names or because they were said to, is known to lunette.antecedent.
local core = require "lunette.core"
local fact = require "lunette.fact"
local entity = {}

local methods = {}
local UNTOLD, MENTIONED = {}, {} -- keys of what an entity is to be described from, and its mentions; the description takes them out
local class = { __name = "entity" }
entity.class = class
local made, each_grouped = core.entity_makers(class, UNTOLD) -- the entity of a number, and all of a type

-- A name as it would be printed: text in capitals (datelines, headlines) is set as a name.
local set_in_capitals = { headline = true, dateline = true, related = true, byline = true }
local function printed(text, layer, part)
  if set_in_capitals[part] and layer ~= "org" and #text > 3 and not text:find "%l" and not text:find "%." then return require("lunette").titlecase(text) end
  return text
end

local function other_names(name, spelt)
  local list, seen = {}, { [name] = true }
  for _, s in ipairs(spelt) do
    local text = printed(s.text:gsub("%s+", " "), s.layer, s.doc:part(s.first))
    if not seen[text] then
      seen[text] = true
      list[#list + 1] = text
    end
  end
  return list
end

-- Texts, each once however its letters are set.
local function once(texts)
  if not texts[2] then return texts end
  local list, seen = {}, {}
  for _, text in ipairs(texts) do
    local lower = core.lower(text)
    if not seen[lower] then list[#list + 1] = text end
    seen[lower] = true
  end
  return list
end

local function describe(e)
  local grouped = rawget(e, UNTOLD)
  e[UNTOLD], grouped.names[e.number] = nil, nil
  local name, layer, part, roles, rivals = grouped.groups:describe(grouped.doc, e.number, e)
  rawset(e, "name", printed(name, layer, part))
  rawset(e, MENTIONED, grouped) -- mentions and aliases are asked more rarely
  rawset(e, "roles", once(roles))
  local also = rawget(e, "also")
  if also then
    local list = {} -- the other ids of a tie
    for id in also:gmatch "[^,]+" do list[#list + 1] = id end
    rawset(e, "also", list)
  end
  if rivals then
    for i, number in ipairs(rivals) do rivals[i] = made(grouped, number) end
    rawset(e, "unclear", rivals)
  end
  for _, finish in ipairs(grouped.finish[e.type] or {}) do finish.describe(e) end
end

local asked = {}
function asked.mentions(e, grouped) return grouped.groups:mentions(grouped.doc, e.number) end
function asked.aliases(e, grouped) return other_names(e.name, grouped.groups:spellings(grouped.doc, e.number)) end

-- Works out a field that is asked more rarely, unless somebody set it.
local function ask(e, key)
  local grouped = rawget(e, MENTIONED)
  if grouped and rawget(e, key) == nil then rawset(e, key, asked[key](e, grouped)) end
end

function class.__index(e, key)
  if methods[key] then return methods[key] end
  if rawget(e, UNTOLD) then describe(e) end
  if asked[key] then ask(e, key) end
  return rawget(e, key)
end
function class.__newindex(e, key, value)
  if rawget(e, UNTOLD) then describe(e) end
  rawset(e, key, value)
end
function class.__pairs(e)
  if rawget(e, UNTOLD) then describe(e) end
  for key in pairs(asked) do ask(e, key) end
  rawset(e, MENTIONED, nil)
  return next, e, nil
end
function class.__tostring(e) return e.name end

-- The name of an entity that nobody has described, by its number, and whether it has roles.
local function name_of(grouped, number)
  local name, layer, part, roles = grouped.groups:named(grouped.doc, number)
  return printed(name, layer, part), roles
end

-- Whether nobody has described an entity that was grouped.
local function is_untold(grouped, number)
  local known = grouped.made[number]
  return not known or rawget(known, UNTOLD) ~= nil
end

-- Whether somebody completes the description of an entity of a type, which nobody has described. The name of one that nobody does is kept.
local function is_completed(grouped, number, type_name)
  local finishes = grouped.finish[type_name]
  if not finishes then return false end
  local known, name, roles = grouped.completed[number], nil, nil
  if known ~= nil then return known end
  known = false
  for _, finish in ipairs(finishes) do
    local concerned = finish.listed and grouped.groups:is_listed(grouped.doc, number, finish.listed)
    if concerned == nil and finish.concerns then
      if not name then name, roles = name_of(grouped, number) end
      concerned = known or finish.concerns(name, roles) and true or false
    end
    known = known or not finish.concerns or concerned
  end
  grouped.completed[number] = known
  if not known and is_untold(grouped, number) then grouped.names[number] = name end -- who was asked about it may have looked at it
  return known
end

-- The groups that tell all of what they know of a person, by its number, with its name and whether it has roles; nil for one that was described
-- or added, and where somebody completes its description.
function entity.plain_person(doc, number)
  local grouped = core.data(doc).grouped
  if not grouped or not is_untold(grouped, number) or number > grouped.count or is_completed(grouped, number, "person") then return nil end
  return grouped.groups, name_of(grouped, number)
end

-- Its gender, and whether a title says so, for which it need not be described.
function entity.gender(e)
  local grouped = rawget(e, UNTOLD)
  if grouped then return grouped.groups:gender(e.number) end
  return e.gender, e.gender_stated
end

-- The entity of a number.
function entity.numbered(doc, number)
  local data = core.data(doc)
  local grouped = data.grouped
  local known = grouped and grouped.count or 0
  if number > known then return data.entities[number - known] end
  return made(grouped, number)
end

-- The groups that an entity is to be described from, which then tell as much; nil for one that was described, or whose description
-- somebody completes.
function entity.untold(e)
  local grouped = rawget(e, UNTOLD)
  return grouped and not is_completed(grouped, e.number, e.type) and grouped.groups or nil
end

-- The name of the entity of a number, for which it need not be described unless somebody completes its description. Those of others are kept
-- until somebody describes them, and read by core/lua/bind_answer.c.
function entity.name(doc, number)
  local grouped = core.data(doc).grouped
  if grouped and number <= grouped.count and is_untold(grouped, number) then
    local name = grouped.names[number]
    if name then return name end
    if not is_completed(grouped, number, grouped.groups:type(number)) and is_untold(grouped, number) then
      name = grouped.names[number] or name_of(grouped, number)
      grouped.names[number] = name
      return name
    end
  end
  return entity.numbered(doc, number).name
end

-- The groups that tell countries of a document's entities of a type; nil where there are none, and where somebody completes these.
function entity.telling(doc, type_name)
  local grouped = core.data(doc).grouped
  return grouped and not grouped.finish[type_name] and grouped.groups or nil
end

-- First and last token of its first mention, for which it need not be described.
function entity.first(e)
  local grouped = rawget(e, UNTOLD)
  if grouped then return grouped.groups:first(e.number) end
  local first = e.mentions[1]
  return first.first, first.last
end

-- Its country, for which it need not be described.
function entity.country(e)
  local groups = entity.untold(e)
  if groups then return groups:country(e.number) end
  return e.country
end

function entity.is(value) return getmetatable(value) == class end

local MANY = 64 -- entities that what is kept by their numbers has room for from the beginning

-- Groups that a document's entities are made from, in place of any it had.
function entity.group(doc, groups)
  local data = core.data(doc)
  if data.grouped and data.facts then fact.tell(data.facts) end -- which are told from them
  local count = #groups
  local room = math.min(count, MANY)
  data.grouped = { groups = groups, count = count, doc = doc, made = core.with_room(room, 0), names = core.with_room(room, 0), finish = {}, completed = {} }
  data.entities, data.antecedents = nil, nil
  return data.grouped
end

local antecedent
local function antecedents_of(doc)
  antecedent = antecedent or require "lunette.antecedent" -- which asks this module
  return antecedent.of(doc)
end

function entity.add(doc, fields)
  if type(fields.name) ~= "string" or type(fields.type) ~= "string" then error("an entity needs a name and a type", 3) end
  local data = core.data(doc)
  data.entities = data.entities or {}
  local e = { aliases = {}, mentions = {}, roles = {} }
  for key, value in pairs(fields) do e[key] = value end
  data.entities[#data.entities + 1] = e
  e.number = (data.grouped and data.grouped.count or 0) + #data.entities
  setmetatable(e, class)
  local referents = antecedents_of(doc).referents
  for _, s in ipairs(e.mentions) do referents:refer(s, e.number, true) end
  return e
end

function entity.refer(doc, s, e)
  antecedents_of(doc).referents:refer(s, e.number)
end

function entity.at(doc, first, last) return antecedents_of(doc).referents:at(first, last) end

local function none() end
function entity.each(doc, type_name)
  local data = core.data(doc)
  local next_grouped, list, i = data.grouped and each_grouped(data.grouped, type_name) or none, data.entities, 0
  if not list then return next_grouped end
  return function()
    local e = next_grouped()
    if e then return e end
    repeat i = i + 1 until not list[i] or not type_name or list[i].type == type_name
    return list[i]
  end
end

-- Whether a dictionary has a name, or that is of one word and roles are said of it, so that it may be a family name there.
local function listed_in(dictionary)
  return function(name, roles) return roles and not name:find "%s" or dictionary:lookup(name) ~= nil end
end

-- Calls a function for every entity of a type: for one that nobody has looked at when somebody does. concerns(name, whether it has roles) says
-- of which it would change anything, or a dictionary of names does (listed_in); nil: of all.
function entity.finish(doc, type_name, finish, concerns)
  local data = core.data(doc)
  local grouped = data.grouped
  for _, e in pairs(grouped and grouped.made or {}) do if e.type == type_name and not rawget(e, UNTOLD) then finish(e) end end
  for _, e in ipairs(data.entities or {}) do if e.type == type_name then finish(e) end end
  if not grouped then return end
  local listed = core.class(concerns) == "dictionary" and concerns or nil
  local finishes, added = grouped.finish[type_name], { describe = finish, concerns = listed and listed_in(listed) or concerns, listed = listed }
  if finishes then finishes[#finishes + 1] = added else grouped.finish[type_name] = { added } end
  grouped.completed = core.with_room(math.min(grouped.count, MANY), 0)
  for number in pairs(grouped.names) do grouped.names[number] = nil end -- it may change them
end

-- Whether somebody completes the description of every entity of a type.
local function are_completed(grouped, type_name)
  for _, finish in ipairs(grouped.finish[type_name] or {}) do if not finish.concerns then return true end end
  return false
end

-- Calls tell(number, roles, offices) for each person, roles being texts; offices of those who need not be described for their roles are told
-- only where `offices` says so.
function entity.called(doc, offices, tell)
  local data = core.data(doc)
  local grouped = data.grouped
  local groups = grouped and grouped.groups
  local bare = grouped and not offices and not are_completed(grouped, "person")
  local number = groups and groups:next(0, "person")
  while number do
    local e = grouped.made[number]
    if is_untold(grouped, number) and (bare or not is_completed(grouped, number, "person")) then
      local roles = groups:roles(doc, number)
      if roles then tell(number, once(roles)) end
    else
      e = e or made(grouped, number)
      tell(number, e.roles, e.offices)
    end
    number = groups:next(number, "person")
  end
  for _, e in ipairs(data.entities or {}) do if e.type == "person" then tell(e.number, e.roles, e.offices) end end
end

-- What offices a person holds, each with the time for which it does; nil for none.
function methods:shown_offices()
  local list = {}
  for i, office in ipairs(self.offices or {}) do
    local time = not office.to and "since " .. office.from or office.from .. " to " .. office.to
    list[i] = ("%s (%s)"):format(office.role, time)
  end
  return list[1] and list or nil
end

-- Whom an unclear name may mean, as reports print it; nil for a clear one.
function methods:shown_unclear()
  local names = {}
  for i, e in ipairs(self.unclear or {}) do names[i] = e.name end
  return names[1] and table.concat(names, " or ") .. ": named as near" or nil
end

function methods:shown_country()
  local inferred = self.country_from and self.country_from ~= "stated"
  return self.country and self.country .. (inferred and "?" or "")
end

return entity

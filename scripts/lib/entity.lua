-- Entities: who and what the mentions of a document refer to. Those that grouping found (core/entity) are described when a field of
-- theirs is first asked for, so that a document costs no more than what somebody looks at. The table core.data(doc) holds `grouped`:
-- { groups, doc, made = number -> entity, finish = what is called for a described one }, `entities`, those that were added one by one,
-- and `referred`, words that were said to mean one, by blocks of tokens in which they end.
local core = require "lunette.core"
local entity = { BLOCK = 32 }

local methods = {}
local UNTOLD, SPELT = {}, {} -- keys of what an entity is to be described from, and its aliases; the description takes them out
local class = { __name = "entity" }
entity.class = class

-- A name as it would be printed: text in capitals (datelines, headlines) is set as a name.
local set_in_capitals = { headline = true, dateline = true, related = true, byline = true }
local function printed(s)
  local text = s.text:gsub("%s+", " ")
  if s.layer ~= "org" and #text > 3 and not text:find "%l" and not text:find "%." and set_in_capitals[s.doc:part(s.first)] then
    return require("lunette").titlecase(text)
  end
  return text
end

local function made(grouped, number, type_name)
  local known = grouped.made[number]
  if not known then
    known = setmetatable({ number = number, type = type_name or select(2, grouped.groups:next(number - 1)), [UNTOLD] = grouped }, class)
    grouped.made[number] = known
  end
  return known
end

local function other_names(name, spelt)
  local list, seen = {}, { [name] = true }
  for _, s in ipairs(spelt) do
    local text = printed(s)
    if not seen[text] then
      seen[text] = true
      list[#list + 1] = text
    end
  end
  return list
end

local function role_texts(spans)
  local list, seen = {}, {}
  for _, s in ipairs(spans) do
    local text = s.text:gsub("%s+", " ")
    local lower = core.lower(text)
    if not seen[lower] then list[#list + 1] = text end
    seen[lower] = true
  end
  return list
end

local function describe(e)
  local grouped = rawget(e, UNTOLD)
  e[UNTOLD] = nil
  local named, spelt, roles, rivals = grouped.groups:describe(grouped.doc, e.number, e)
  local name = e.type ~= "person" and named:get "name" or printed(named)
  rawset(e, "name", name)
  rawset(e, SPELT, spelt) -- aliases are asked more rarely
  rawset(e, "roles", role_texts(roles))
  if rawget(e, "also") then
    local also = {} -- the other ids of a tie
    for id in e.also:gmatch "[^,]+" do also[#also + 1] = id end
    rawset(e, "also", also)
  end
  if rivals then
    for i, number in ipairs(rivals) do rivals[i] = made(grouped, number) end
    rawset(e, "unclear", rivals)
  end
  for _, finish in ipairs(grouped.finish) do if finish.type == e.type then finish.describe(e) end end
end

local function tell_aliases(e)
  local spelt = rawget(e, SPELT)
  if not spelt then return end
  rawset(e, SPELT, nil)
  rawset(e, "aliases", other_names(e.name, spelt))
end

function class.__index(e, key)
  if methods[key] then return methods[key] end
  if rawget(e, UNTOLD) then describe(e) end
  if key == "aliases" then tell_aliases(e) end
  return rawget(e, key)
end
function class.__newindex(e, key, value)
  if rawget(e, UNTOLD) then describe(e) end
  if key == "aliases" then rawset(e, SPELT, nil) end
  rawset(e, key, value)
end
function class.__pairs(e)
  if rawget(e, UNTOLD) then describe(e) end
  tell_aliases(e)
  return next, e, nil
end
function class.__tostring(e) return e.name end

-- Its gender, for which it need not be described.
function entity.gender(e)
  local grouped = rawget(e, UNTOLD)
  if grouped then return grouped.groups:gender(e.number) end
  return e.gender
end

-- Its country, for which it need not be described where nobody completes what is described of its type.
function entity.country(e)
  local grouped = rawget(e, UNTOLD)
  for _, finish in ipairs(grouped and grouped.finish or {}) do if finish.type == e.type then return e.country end end
  if grouped then return grouped.groups:country(e.number) end
  return e.country
end

function entity.is(value) return getmetatable(value) == class end

-- Groups that a document's entities are made from, in place of any it had.
function entity.group(doc, groups)
  local data = core.data(doc)
  data.grouped = { groups = groups, doc = doc, made = {}, finish = {} }
  data.entities, data.entity_of = nil, nil
  return data.grouped
end

function entity.add(doc, fields)
  if type(fields.name) ~= "string" or type(fields.type) ~= "string" then error("an entity needs a name and a type", 3) end
  local data = core.data(doc)
  data.entities, data.entity_of = data.entities or {}, data.entity_of or {}
  local e = { aliases = {}, mentions = {}, roles = {} }
  for key, value in pairs(fields) do e[key] = value end
  data.entities[#data.entities + 1] = e
  e.number = (data.grouped and #data.grouped.groups or 0) + #data.entities
  setmetatable(e, class)
  for _, s in ipairs(e.mentions) do data.entity_of[s.first << 31 | s.last] = e end
  return e
end

-- Ranges of tokens as one number: texts are far shorter than 2^31 tokens.
function entity.refer(doc, s, e)
  local data = core.data(doc)
  data.entity_of, data.referred = data.entity_of or {}, data.referred or {}
  local first, last = s.first, s.last
  data.entity_of[first << 31 | last] = e
  local block = last // entity.BLOCK
  local list = data.referred[block] or {}
  data.referred[block], list[#list + 1] = list, { entity = e, first = first, last = last }
end

function entity.at(doc, first, last)
  local data = core.data(doc)
  local known = data.entity_of and data.entity_of[first << 31 | last]
  if known or not data.grouped then return known end
  local number = data.grouped.groups:at(first, last)
  return number and made(data.grouped, number)
end

function entity.each(doc, type_name)
  local data = core.data(doc)
  local grouped, list, number, i = data.grouped, data.entities or {}, 0, 0
  return function()
    if grouped then
      local found, kind = grouped.groups:next(number, type_name)
      if found then
        number = found
        return made(grouped, found, kind)
      end
      grouped = nil
    end
    repeat i = i + 1 until not list[i] or not type_name or list[i].type == type_name
    return list[i]
  end
end

-- { number, first, last, ... } of the mentions of all entities of a type, in the order of the text, and the entity of a number.
function entity.mentions(doc, type_name)
  local data = core.data(doc)
  local grouped, list = data.grouped, data.entities or {}
  local known = grouped and #grouped.groups or 0
  local flat = grouped and grouped.groups:mentions(type_name) or {}
  if list[1] then
    local all = {}
    for i = 1, #flat, 3 do all[#all + 1] = { flat[i], flat[i + 1], flat[i + 2] } end
    for _, e in ipairs(list) do
      for _, s in ipairs(e.type == type_name and e.mentions or {}) do all[#all + 1] = { e.number, s.first, s.last } end
    end
    table.sort(all, function(a, b)
      if a[2] ~= b[2] then return a[2] < b[2] end
      return a[1] < b[1]
    end)
    flat = {}
    for _, m in ipairs(all) do table.move(m, 1, 3, #flat + 1, flat) end
  end
  return flat, function(number) return number > known and list[number - known] or made(grouped, number) end
end

-- Calls a function for every entity of a type: for one that nobody has looked at when somebody does.
function entity.finish(doc, type_name, finish)
  local data = core.data(doc)
  local grouped = data.grouped
  for _, e in pairs(grouped and grouped.made or {}) do if e.type == type_name and not rawget(e, UNTOLD) then finish(e) end end
  for _, e in ipairs(data.entities or {}) do if e.type == type_name then finish(e) end end
  if grouped then table.insert(grouped.finish, { type = type_name, describe = finish }) end
end

-- Why a mention was taken for its entity, and the others that it might be: a name of `lun_entity_why` (include/lunette/entity.h).
function entity.why(doc, first, last)
  local grouped = core.data(doc).grouped
  if not grouped then return nil end
  local why, rivals = grouped.groups:why(first, last)
  for i, number in ipairs(rivals or {}) do rivals[i] = made(grouped, number) end
  return why, rivals
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

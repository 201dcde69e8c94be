-- Facts of a document: tables of roles with a class of their own, in core.data(doc).facts in the order of making.
local core = require "lunette.core"
local fact = {}

local MANY = 32 -- facts that lists of them have room for from the beginning

local methods = {}
function methods:why() return require("lunette.why").fact(self, getmetatable(self).doc) end

local about = { type = true, rule = true, file = true, line = true, match = true } -- of the fact, no roles
local DEEP = 4 -- tables in tables that are shown

-- A value of a role in words: of a table, such as an actor or a list of them, what it holds, for its address is another in each run; of a
-- fact in one its type, for it may hold the fact that is shown.
function fact.worded(value, depth)
  local class = type(value) == "table" and getmetatable(value)
  if type(value) ~= "table" or class and not depth then return tostring(value) end
  if class then return class.__name == "fact" and value.type or tostring(value) end
  if depth == DEEP then return "{...}" end
  local list, named = {}, {}
  for k, item in ipairs(value) do list[k] = fact.worded(item, (depth or 0) + 1) end
  for name, item in pairs(value) do
    if not list[name] then named[#named + 1] = tostring(name) .. "=" .. fact.worded(item, (depth or 0) + 1) end
  end
  table.sort(named)
  return "{" .. table.concat(table.move(named, 1, #named, #list + 1, list), ", ") .. "}"
end

local function shown(self)
  local roles = {}
  for name, value in pairs(self) do
    if not about[name] then roles[#roles + 1] = name .. "=" .. fact.worded(value) end
  end
  table.sort(roles)
  return ("%s(%s)"):format(self.type, table.concat(roles, ", "))
end

-- The list of a document's facts, their class, and the list of their makers (lunette.origin). Facts of one document share a metatable, which
-- knows the document: no role does.
function fact.of(doc)
  local data = core.data(doc)
  local facts = data.facts
  if not facts then
    facts = core.with_room(MANY, 0)
    data.facts, data.fact_class, data.fact_makers = facts, { __index = methods, __name = "fact", __tostring = shown, doc = doc }, core.with_room(MANY, 0)
  end
  return facts, data.fact_class, data.fact_makers
end

-- A class of facts of a document whose roles are not all told yet: they are when one is asked for that is missing, or set.
local function told_index(f, role)
  core.tell_fact(f)
  return f[role]
end
local function told_newindex(f, role, value)
  core.tell_fact(f)
  f[role] = value
end
local function told_pairs(f)
  core.tell_fact(f)
  return next, f
end
function fact.untold_class(doc)
  return { __index = told_index, __newindex = told_newindex, __pairs = told_pairs, __name = "fact", __tostring = shown, doc = doc }
end

-- Tells all facts of a list.
function fact.tell(list)
  for i = 1, #list do core.tell_fact(list[i]) end
end

fact.OWN = 6 -- fields that a fact has besides its roles: type, rule, file, line, match and one that whoever makes it adds

-- Makes a fact of the table of its roles, which is taken, not copied; `marked`: it notes who runs now as its maker, with the rule, file, line
-- and match of that unless it names its own.
function fact.make(doc, type_name, roles, marked)
  if not core.make_fact(doc, type_name, roles, marked) then
    fact.of(doc)
    core.make_fact(doc, type_name, roles, marked)
  end
  return roles
end

-- The facts of a type, or all of them, in the order of the text; those of one place in the order of making.
fact.list = core.facts_in_order

-- Who made a fact, for messages.
function fact.maker(f) return f.file and ("%s:%d: rule '%s'"):format(f.file, f.line, f.rule) or ("'%s'"):format(f.rule or "a script") end

-- Roles that bundled packs read of facts that anybody's rules may make, which must be spans: of a list one of them. Where
-- `several` is set the reader takes the first of a list of spans.
fact.wanted = {
  said = { { "what" } }, harmed = { { "count" } }, journey = { { "verb", "noun" } }, construction = { { "verb", "noun" }, several = true }, alias = { { "long" }, { "short" } },
}

-- Whether a role, or the first of several, is a span; else what would make it one.
local function filled(f, names, several)
  local remedy = "let the pattern capture it"
  for i = 1, #names do
    local value = f[names[i]]
    if core.class(value) == "span" then return true end
    if type(value) == "table" and core.class(value[1]) == "span" then
      if several then return true end
      remedy = "let the pattern capture it once, not in a repetition"
    end
  end
  return false, remedy
end

-- Raises where a fact lacks one of them.
local function check_roles(f)
  local wanted = fact.wanted[f.type]
  for i = 1, #wanted do
    local names = wanted[i]
    local ok, remedy = filled(f, names, wanted.several)
    if not ok then
      error(("%s makes a fact '%s' without a span `%s`, which is read of these facts: %s, or give the fact a type of your own")
        :format(fact.maker(f), f.type, table.concat(names, "` or `"), remedy), 0)
    end
  end
end

-- The facts of a type in fact.wanted, as fact.list has them; raises where one lacks a role.
function fact.complete(doc, type_name)
  local list = fact.list(doc, type_name)
  local lacking = core.find_lacking(list, fact.wanted[type_name])
  if lacking then check_roles(list[lacking]) end
  return list
end

return fact

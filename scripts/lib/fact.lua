-- Facts of a document: tables of roles with a class of their own, in core.data(doc).facts in the order of making.
local core = require "lunette.core"
local fact = {}

local methods = {}
function methods:why() return require("lunette.why").fact(self, getmetatable(self).doc) end

local about = { type = true, rule = true, file = true, line = true, match = true } -- of the fact, no roles
local function shown(self)
  local roles = {}
  for name, value in pairs(self) do
    if not about[name] then roles[#roles + 1] = name .. "=" .. tostring(value) end
  end
  table.sort(roles)
  return ("%s(%s)"):format(self.type, table.concat(roles, ", "))
end

-- The list of a document's facts and their class. Facts of one document share a metatable, which knows the document: no role does.
function fact.of(doc)
  local data = core.data(doc)
  local facts = data.facts
  if not facts then
    facts = {}
    data.facts, data.fact_class = facts, { __index = methods, __name = "fact", __tostring = shown, doc = doc }
  end
  return facts, data.fact_class
end

fact.OWN = 6 -- fields that a fact has besides its roles: type, rule, file, line, match and one that whoever makes it adds

-- Makes a fact of the table of its roles, which is taken, not copied.
function fact.make(doc, type_name, roles)
  if not core.make_fact(doc, type_name, roles) then
    fact.of(doc)
    core.make_fact(doc, type_name, roles)
  end
  return roles
end

-- The facts of a type, or all of them, in the order of the text; those of one place in the order of making.
function fact.list(doc, type_name)
  local facts = core.data(doc).facts
  return facts and core.facts_in_order(facts, type_name) or {}
end

-- Who made a fact, for messages.
function fact.maker(f) return f.file and ("%s:%d: rule '%s'"):format(f.file, f.line, f.rule) or ("'%s'"):format(f.rule or "a script") end

-- Roles that bundled packs read of facts that anybody's rules may make, which must be spans: "verb|noun" wants one of two.
fact.wanted = { said = { "what" }, harmed = { "count" }, journey = { "verb|noun" }, construction = { "verb|noun" }, alias = { "long", "short" } }

-- Raises where a fact lacks one of them.
local function check_roles(f)
  for _, names in ipairs(fact.wanted[f.type]) do
    local filled
    for name in names:gmatch "[^|]+" do
      local value = f[name]
      if f.type == "construction" and type(value) == "table" then value = value[1] end -- whose reader takes the first of several
      filled = filled or core.class(value) == "span"
    end
    if not filled then
      error(("%s makes a fact '%s' without a span `%s`, which is read of these facts: let the pattern capture it, or give the fact a type of your own")
        :format(fact.maker(f), f.type, (names:gsub("|", "` or `"))), 0)
    end
  end
end

-- The same of a type in fact.wanted: raises where a fact lacks a role.
function fact.complete(doc, type_name)
  local list = fact.list(doc, type_name)
  for _, f in ipairs(list) do check_roles(f) end
  return list
end

return fact

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

-- Makes a fact of the table of its roles, which is taken, not copied.
function fact.make(doc, type_name, roles)
  local facts, class = fact.of(doc)
  roles.type = type_name
  facts[#facts + 1] = setmetatable(roles, class)
  return roles
end

local function first_of(f)
  local match = f.match
  return match and match.first or 0
end

-- The facts of a type, or all of them, in the order of the text; those of one place in the order of making. Most were made in
-- that order.
function fact.list(doc, type_name)
  local list, firsts, ordered, last = {}, {}, true, 0
  for _, f in ipairs(core.data(doc).facts or {}) do
    if not type_name or f.type == type_name then
      local n, first = #list + 1, first_of(f)
      list[n], firsts[n] = f, first
      ordered, last = ordered and first >= last, first
    end
  end
  if ordered then return list end
  -- the place and the order of making in one number: a text has far fewer than 2^31 tokens, and facts
  for n, first in ipairs(firsts) do firsts[n] = first << 31 | n end
  table.sort(firsts)
  local sorted = {}
  for k, number in ipairs(firsts) do sorted[k] = list[number & 0x7FFFFFFF] end
  return sorted
end

return fact

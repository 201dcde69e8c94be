-- scripts/meta/ declares exactly what the live tables have: every function and field of the module and of the
-- classes, and nothing else.
local core = require "lunette.core"
local lun = require "lunette"
local help = require "lunette.help"

local declared = {}
for _, entry in ipairs((help.declarations())) do
  local class, name = entry.name:match "^(%w+)[.:]([%w_]+)$"
  if class then
    declared[class] = declared[class] or {}
    declared[class][name] = entry
    if not entry.field then assert(#entry.lines > 0, entry.name .. " has no prose") end
  end
end

local function compare(class, live)
  for name in pairs(live) do assert(declared[class][name], ("%s.%s is live but not declared"):format(class, name)) end
  for name in pairs(declared[class]) do assert(live[name] ~= nil, ("%s.%s is declared but not live"):format(class, name)) end
end

compare("lun", lun)
for _, class in ipairs { "doc", "span", "layer", "dictionary" } do
  local methods, getters = core.methods(class)
  local live = {}
  for name in pairs(methods) do live[name] = true end
  for name in pairs(getters) do
    assert(not live[name], class .. "." .. name .. " is a method and a field")
    live[name] = true
  end
  compare(class, live)
end

-- entities and facts are made by the library: their fields, on one that has them all
local doc = lun.doc "Ana Torres spoke."
local entity = doc:add_entity { type = "person", name = "Ana Torres", mentions = { doc:span(1, 2) }, country = "PE", country_from = "dateline", gender = "F", id = "x", also = { "y" }, offices = {}, unclear = {} }
for name in pairs(declared.entity) do assert(entity[name] ~= nil, "entity." .. name) end
local fact = doc:fact("said", { what = doc:span(1) })
assert(fact.type == "said" and fact.what.text == "Ana")
print "ok"

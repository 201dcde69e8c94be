-- What scripts name: the packs that they use, by name or path. Packs are loaded before the rules that use them are compiled,
-- for these may ask tests that the packs define.
local core = require "lunette.core"
local environment = require "lunette.environment"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local using = {}

local loaded, loading = {}, {} -- packs by file; names that are being loaded, in order

local function is_pack(value) return type(value) == "table" and (getmetatable(value) or {}).__name == "pack" end

-- A pack by name or path.
local function load_pack(name, level)
  for _, other in ipairs(loading) do
    if other == name then error("packs use each other: " .. table.concat(loading, " -> ") .. " -> " .. name, 0) end
  end
  local text, chunk_name, folder = environment.find(name, "rules")
  if not text then
    local beside = (environment.folder or ".") .. "/" .. name .. ".lua"
    if core.kind(beside) == "file" then chunk_name = ('%s: one of your own is named by its file: use = { "%s.lua" }'):format(chunk_name, name) end
    error(chunk_name, level + 1)
  end
  if loaded[chunk_name] then return loaded[chunk_name] end
  local chunk, message = environment.compile(text, chunk_name)
  if not chunk then error(message, 0) end
  loading[#loading + 1] = name
  local ok, pack = pcall(environment.within, folder, chunk)
  loading[#loading] = nil
  if not ok then error(pack, 0) end
  if not is_pack(pack) then error(("%s does not return lun.rules{...}"):format(chunk_name), level + 1) end
  loaded[chunk_name] = pack
  return pack
end

-- Lets packs of one's own be read again when they are asked for next.
function using.forget()
  for name in pairs(loaded) do if not name:find "^scripts/" or core.script_folders() then loaded[name] = nil end end
end

-- Adds a pack and those that it uses, each once, and the rules that it leaves out.
function using.add(pack, packs, without)
  for _, other in ipairs(packs) do if other == pack then return end end -- as are those that it uses
  for _, other in ipairs(pack.uses) do using.add(other, packs, without) end
  for id in pairs(pack.leaves_out) do without[id] = true end
  packs[#packs + 1] = pack
end

-- Leaves out of packs what "-pack.rule" or "-pack" in a `use` list names: into the set of rules.
function using.leave_out(use, packs, without, level)
  local steps, known
  for _, name in ipairs(use or {}) do
    if type(name) == "string" and name:sub(1, 1) == "-" then
      name = name:sub(2)
      if not steps then
        steps, known = {}, {}
        for _, pack in ipairs(packs) do
          steps[pack.name], known[pack.name] = {}, true
          for _, step in ipairs(pack.steps) do
            table.insert(steps[pack.name], step.id)
            steps[step.id], known[step.id] = { step.id }, true
          end
        end
      end
      if not steps[name] then
        local hint = next(known) and suggest.hint(name, set.names(known)) or ("; name a pack that brings it too, as in names,-%s"):format(name)
        error(("`use` leaves out '%s', but no pack of it has that rule%s"):format(name, hint), level + 1)
      end
      for _, id in ipairs(steps[name]) do without[id] = true end
    end
  end
end

-- Packs of a `use` list with those that they use, and the set of rules that "-pack.rule" leaves out, or "-pack" with all of its own. Names
-- are looked for now, beside the script that is being loaded.
function using.packs(use, packs, without, level)
  for _, name in ipairs(use or {}) do
    if is_pack(name) then using.add(name, packs, without)
    elseif type(name) ~= "string" then error(("`use` lists names of packs, not a %s"):format(type(name)), level + 1)
    elseif name:sub(1, 1) ~= "-" then using.add(load_pack(name, level + 1), packs, without) end
  end
  using.leave_out(use, packs, without, level + 1)
end

-- Facts that a later pack completes: `said` has speakers and indirect speech only then.
local completed_by = { said = "attribution" }

-- What a step gives: names of layers and types of facts, a list each.
local function given_by(step)
  local layers, types, facts = {}, {}, step.facts_set or set.of(step.fact)
  for name in pairs(step.gives_set) do
    if facts[name] then types[#types + 1] = name end
    if not facts[name] or set.of(step.gives)[name] then layers[#layers + 1] = name end
  end
  return layers, types
end

-- The sets of layers and of types of facts that packs give.
function using.given(packs)
  local layers, types = {}, {}
  for _, pack in ipairs(packs) do
    for _, step in ipairs(pack.steps) do
      local names, of_facts = given_by(step)
      for _, name in ipairs(names) do layers[name] = true end
      for _, name in ipairs(of_facts) do types[name] = true end
    end
  end
  return layers, types
end

-- The bundled pack that gives a layer, or with `facts` facts of that type; or nil. And the layers, or types, that bundled packs
-- give.
function using.giver(name, facts)
  local known = {}
  for _, pack_name in ipairs(environment.names "rules") do
    local ok, pack = pcall(load_pack, pack_name, 1)
    for _, step in ipairs(ok and pack_name ~= "guide" and pack.steps or {}) do -- that one shows the language
      local layers, types = given_by(step)
      for _, other in ipairs(facts and types or layers) do
        if other == name then return facts and completed_by[name] or pack_name, known end
        known[#known + 1] = other
      end
    end
  end
  return nil, known
end

return using

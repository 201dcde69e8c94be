-- Scripts by name or path: found, compiled, and run where their own paths begin. Scripts are text, from files or from the
-- binary; those of users run in a sandbox (lunette.sandbox), bundled ones do not.
local core = require "lunette.core"
local permission = require "lunette.permission"
local sandbox = require "lunette.sandbox"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local environment = {}

-- Folder of the script that is being loaded, for paths written in it.
environment.folder = nil

-- The folder of a script's file, from which the paths in it begin.
function environment.folder_of(path)
  local folder = path:match "^(.*)/[^/]*$"
  return folder == "" and "/" or folder or "."
end

-- Texts of the scripts that were compiled, by chunk name, so that a rule knows its line.
environment.texts = {}

-- Names of compiled scripts by function, and the one that runs now.
local names = setmetatable({}, { __mode = "k" })
environment.current = nil
local bundled = {} -- names of those that the binary brought

-- Compiles a script: function, or nil and a message that begins with file:line.
function environment.compile(text, name, env)
  environment.texts[name] = text
  local own = name:match "^scripts/(.*)$"
  local code = own and core.script_code(own, text)
  bundled[name] = own and (code and true or core.script(own) == text) or nil
  if code then
    local chunk, message = load(code, "@" .. name, "b", env or sandbox.bundled())
    if chunk then names[chunk] = name end
    return chunk, message
  end
  text = text:gsub("^\xEF\xBB\xBF", ""):gsub("^#[^\n]*", "")
  local chunk, message = load(text, "@" .. name, "t", env or bundled[name] and sandbox.bundled() or sandbox.new(environment.folder_of(name)))
  if chunk then names[chunk] = name end
  return chunk, message
end

-- Text and name of a bundled or a user's script. kind is "rules" or "reports". A name that is a path is a file.
function environment.find(name, kind)
  if name:find "/" or name:find "%.lua$" then
    local text, path = permission.read(name, environment.folder)
    return text, path, text and environment.folder_of(path)
  end
  local text, chunk_name = core.script(kind .. "/" .. name .. ".lua")
  if text then
    if chunk_name:find "^scripts/" then return text, chunk_name, nil end
    permission.grant_read(environment.folder_of(chunk_name)) -- of --scripts DIR
    return text, chunk_name, environment.folder_of(chunk_name)
  end
  return nil, ("no bundled script '%s'%s"):format(name, suggest.hint(name, environment.names(kind)))
end

-- The same with the name that was meant of what a class does not have: doc:wrod(1).
local function with_name(message)
  return (message:gsub("a (%l+) has no field or method '([%w_]+)'", function(class, name)
    local ok, methods, getters = pcall(core.methods, class)
    if not ok then return nil end
    local known = set.names(methods)
    for getter in pairs(getters) do known[#known + 1] = getter end
    return ("a %s has no field or method '%s'%s"):format(class, name, suggest.hint(name, known))
  end))
end

-- What an error of a script says: its text, or of what is no text as much as one line shows. Never calls the script's own
-- code unprotected.
function environment.message_of(raised)
  if type(raised) == "string" then return raised:find("has no field or method '", 1, true) and with_name(raised) or raised end
  local meta = debug.getmetatable(raised)
  if type(meta) == "table" and rawget(meta, "__tostring") then
    local ok, text = pcall(tostring, raised)
    if ok then return text end
  end
  if type(raised) ~= "table" then return "an error that is " .. (raised == nil and "nil" or "the " .. type(raised) .. " " .. tostring(raised)) end
  local cells = {}
  for key, value in next, raised do
    local plain = type(value) == "string" or type(value) == "number" or type(value) == "boolean"
    if type(key) == "string" then cells[#cells + 1] = ("%s = %s"):format(key, type(value) == "string" and ("%q"):format(value) or plain and tostring(value) or "a " .. type(value)) end
  end
  table.sort(cells)
  return ("an error that is a table: { %s }"):format(table.concat(cells, ", ", 1, math.min(5, #cells)))
end

-- The same without lunette's own frames: what is told a reader.
function environment.plain(raised)
  return (environment.message_of(raised):gsub("\nstack traceback:.*", ""):gsub("^scripts/lib/[%w_]+%.lua:%d+: ", ""))
end

local function traceback(raised) return debug.traceback(environment.message_of(raised), 2) end

-- Runs the function with `folder` as the place that relative paths start from.
function environment.within(folder, run, ...)
  local before, current = environment.folder, environment.current
  environment.folder, environment.current = folder or before, names[run] or current
  local result = table.pack(xpcall(run, traceback, ...))
  environment.folder, environment.current = before, current
  if not result[1] then error(result[2], 0) end
  return table.unpack(result, 2, result.n)
end

-- Whether the script of that chunk name is one that the binary brought.
function environment.is_bundled(name) return bundled[name] == true end

-- Whether any script that was compiled is one of the user's own.
function environment.runs_own()
  for name in pairs(environment.texts) do if not bundled[name] then return true end end
  return false
end

-- Whether a bundled script is being loaded.
function environment.bundled() return bundled[environment.current] == true end

-- Names of the bundled scripts of a kind.
function environment.names(kind)
  local seen = {}
  for _, file in ipairs(core.scripts()) do
    local name = file:match("^" .. kind .. "/(.*)%.lua$")
    if name then seen[name] = true end
  end
  for folder in (core.script_folders() or ""):gmatch "[^:]+" do
    for _, file in ipairs(core.list(folder .. "/" .. kind) or {}) do
      local name = file:match "^(.*)%.lua$"
      if name then seen[name] = true end
    end
  end
  return set.names(seen)
end

return environment

-- What users' scripts see: a list of allowed names, never what happens to be there. Assigning or reading a global that
-- nobody declared is an error with a hint. Scripts are text, loaded from files or from the binary.
local core = require "lunette.core"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local environment = {}

local allowed = {
  "assert", "error", "getmetatable", "ipairs", "next", "pairs", "pcall", "print", "rawequal", "rawget", "rawlen", "rawset",
  "select", "setmetatable", "tonumber", "tostring", "type", "xpcall", "_VERSION",
}
local allowed_in = {
  string = { "byte", "char", "find", "format", "gmatch", "gsub", "len", "lower", "match", "pack", "packsize", "rep", "reverse", "sub", "unpack", "upper" },
  table = { "concat", "insert", "move", "pack", "remove", "sort", "unpack" },
  math = { "abs", "ceil", "exp", "floor", "fmod", "huge", "log", "max", "maxinteger", "min", "mininteger", "modf", "pi", "random", "sqrt", "tointeger", "type", "ult" },
  utf8 = { "char", "charpattern", "codepoint", "codes", "len", "offset" },
  coroutine = { "create", "isyieldable", "resume", "running", "status", "wrap", "yield" },
}

local modules = { lunette = true, lpeg = true, string = true, table = true, math = true, utf8 = true }

local function sandbox_require(name)
  if modules[name] then return require(name) end
  error(("scripts can require lunette and lpeg, not '%s'%s"):format(tostring(name), suggest.hint(tostring(name), set.names(modules))), 2)
end

-- A fresh environment.
function environment.new()
  local names = {}
  for _, name in ipairs(allowed) do names[name] = _G[name] end
  for library, functions in pairs(allowed_in) do
    names[library] = {}
    for _, name in ipairs(functions) do names[library][name] = _G[library][name] end
  end
  names.require = sandbox_require
  names.lun = require "lunette"
  local env = {}
  for name, value in pairs(names) do env[name] = value end
  return setmetatable(env, {
    __index = function(_, name)
      error(("undefined name '%s'%s"):format(tostring(name), suggest.hint(tostring(name), set.names(names))), 2)
    end,
    __newindex = function(_, name)
      error(("assignment to undeclared global '%s': write 'local %s = ...'"):format(tostring(name), tostring(name)), 2)
    end,
    __metatable = false,
  })
end

-- Folder of the script that is being loaded, for paths written in it.
environment.folder = nil

-- Texts of the scripts that were compiled, by chunk name, so that a rule knows its line.
environment.texts = {}

-- Names of compiled scripts by function, and the one that runs now.
local names = setmetatable({}, { __mode = "k" })
environment.current = nil

-- Compiles a script: function, or nil and a message that begins with file:line.
function environment.compile(text, name, env)
  environment.texts[name] = text
  local code = core.script_code((name:gsub("^scripts/", "")))
  if code and name:find "^scripts/" and core.script(name:gsub("^scripts/", "")) == text then
    local chunk, message = load(code, "@" .. name, "b", env or environment.new())
    if chunk then names[chunk] = name end
    return chunk, message
  end
  text = text:gsub("^\xEF\xBB\xBF", ""):gsub("^#[^\n]*", "")
  local chunk, message = load(text, "@" .. name, "t", env or environment.new())
  if chunk then names[chunk] = name end
  return chunk, message
end

-- Text and name of a bundled or a user's script. kind is "rules" or "reports". A name that is a path is a file.
function environment.find(name, kind)
  if name:find "/" or name:find "%.lua$" then
    local path = name
    if environment.folder and not path:find "^/" and core.kind(environment.folder .. "/" .. path) == "file" then
      path = environment.folder .. "/" .. path
    end
    local text, message = core.read(path)
    return text, text and path or message, path:match "^(.*)/[^/]*$" or "."
  end
  local text, chunk_name = core.script(kind .. "/" .. name .. ".lua")
  if text then return text, chunk_name, nil end
  return nil, ("no bundled script '%s'%s"):format(name, suggest.hint(name, environment.names(kind)))
end

-- Runs the function with `folder` as the place that relative paths start from.
function environment.within(folder, run, ...)
  local before, current = environment.folder, environment.current
  environment.folder, environment.current = folder or before, names[run] or current
  local result = table.pack(xpcall(run, debug.traceback, ...))
  environment.folder, environment.current = before, current
  if not result[1] then error(result[2], 0) end
  return table.unpack(result, 2, result.n)
end

-- Whether a bundled script is being loaded.
function environment.bundled()
  local name = environment.current and environment.current:match "^scripts/(.*)$"
  return name ~= nil and select(2, core.script(name)) == environment.current
end

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

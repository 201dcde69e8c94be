-- What scripts of users see: an allow-list, made afresh for each, so that nothing that one script changes is met by another
-- or by the library. No function here reads a file, a clock or the environment, starts a program, loads bytecode or looks
-- into the library; lunette.permission holds what of files is open. Reading a name that is closed says what to use instead.
local core = require "lunette.core"
local later = require "lunette.later"
local permission = require "lunette.permission"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local terminal = require "lunette.terminal"
local sandbox = {}

sandbox.page = [==[
lunette help sandbox: what scripts may do

Your scripts have Lua's own language and its string, table, math, utf8 and coroutine libraries, `lpeg` and `lun`; not what
reaches outside of them: io, os, debug, package, dofile, loadfile, string.dump. `load` takes text. Each document begins with
the same seed of math.random. The order of pairs() and the addresses that tostring shows differ from run to run: sort what
you print.

  require "name"            name.lua beside the script or in its lib/; lpeg and lunette
  lun.read(path)            the text of a file beside the script; lun.lines(path) goes through its lines
  lun.open, lun.docs        articles among the inputs of the command line or beside the script
  lun.write(path, text)     a file below the folder of --allow write=DIR
  lun.date(doc.date, 7)     days of the calendar, since there is no clock

Of files a script reads what lies in its own folder, in the folder of the project file (lunette help project) and among the
inputs of the command line. Links and ".." count where they lead.

  --allow read=DIR          opens a folder more for reading; may be given again
  --allow write=DIR         a folder below which lun.write writes
  --trust                   gives the whole of Lua: only for scripts that you have read

An example that runs as it stands:
  $ lunette run -e 'print(lun.date("2018-08-17", 7))' --text x
]==]

local allowed = {
  "assert", "error", "ipairs", "next", "pairs", "pcall", "rawequal", "rawget", "rawlen", "rawset", "select", "tonumber",
  "tostring", "type", "xpcall", "_VERSION",
}
local allowed_in = {
  string = { "byte", "char", "find", "format", "gmatch", "gsub", "len", "lower", "match", "pack", "packsize", "reverse", "sub", "unpack", "upper" },
  table = { "concat", "insert", "pack", "remove", "sort", "unpack" },
  math = { "abs", "acos", "asin", "atan", "ceil", "cos", "deg", "exp", "floor", "fmod", "huge", "log", "max", "maxinteger", "min", "mininteger", "modf", "pi",
    "rad", "random", "sin", "sqrt", "tan", "tointeger", "type", "ult" },
  utf8 = { "char", "charpattern", "codepoint", "codes", "len", "offset" },
  coroutine = { "create", "isyieldable", "resume", "running", "status", "wrap", "yield" },
}

-- Names that are closed, and what to use instead.
local instead = {
  io = 'use lun.lines("x.txt"), --allow read=DIR or --trust',
  os = "use lun.date for days, lun.write with --allow write=DIR for files, or --trust",
  debug = "an error names its line by itself and print shows a value; --trust opens it",
  package = 'use require "name" for name.lua beside the script, or --trust',
  loadfile = 'use require "name" for name.lua beside the script, load(lun.read("x.lua")), or --trust',
  dofile = 'use require "name" for name.lua beside the script, or --trust',
  loadstring = "use load(text)",
  _G = "name what you need; a table of your own holds what is yours",
  arg = "use ... for the words of the command line",
  unpack = "use table.unpack",
}
local of_os = {
  time = "depends on the clock: use lun.date(doc.date, 7)", date = 'depends on the clock: use lun.date("2018-08-17", 7)',
  clock = "depends on the clock: use `lunette profile`", difftime = "depends on the clock: take the numbers that lun.date gives",
  execute = "starts programs", exit = "ends the program: use return, or error(message)", getenv = "reads the environment: use ... for words of the command line",
  remove = "removes files", rename = "renames files", tmpname = "makes files: use lun.write with --allow write=DIR",
  setlocale = "changes the locale, which lunette does not use",
}
local closed_members = {
  string = { dump = "functions are not turned into bytes" },
  coroutine = { close = "let it come to its end" },
  table = {}, math = {}, utf8 = {},
  lpeg = { setmaxstack = "it is 10,000 here", ptree = "nothing is printed behind the script", pcode = "nothing is printed behind the script" },
}

local LONGEST_CHUNK = 16 << 20

local function closed(name, remedy) return ("'%s' is closed here: %s"):format(name, remedy) end

-- Whether the line that runs asks for a member of os, which has a remedy of its own.
local function os_remedy(level)
  local place = debug.getinfo(level, "Sl")
  local text = place and require("lunette.environment").texts[place.source:sub(2)]
  local number = 0
  for line in ((text or "") .. "\n"):gmatch "(.-)\n" do
    number = number + 1
    local member = number == place.currentline and line:match "%f[%w_]os%s*%.%s*(%a+)"
    if member and of_os[member] then return ("os.%s %s; --trust opens it"):format(member, of_os[member]) end
  end
  return instead.os
end

-- Metatables that scripts gave: those of the library are theirs neither to see nor to replace.
local own_metatables = setmetatable({}, { __mode = "k" })

local function script_getmetatable(value)
  local meta = debug.getmetatable(value)
  if meta == nil then return nil end
  if not own_metatables[meta] then return false end
  local shown = rawget(meta, "__metatable")
  if shown ~= nil then return shown end
  return meta
end

local function script_setmetatable(value, meta)
  if type(value) ~= "table" then error(("bad argument #1 to 'setmetatable' (table expected, got %s)"):format(type(value)), 2) end
  if meta ~= nil and type(meta) ~= "table" then error("bad argument #2 to 'setmetatable' (nil or table expected)", 2) end
  local there = debug.getmetatable(value)
  if there and (not own_metatables[there] or rawget(there, "__metatable") ~= nil) then error("cannot change a protected metatable", 2) end
  if meta then
    if rawget(meta, "__gc") ~= nil then error("'__gc' is closed here: what a script leaves behind is collected without it", 2) end
    own_metatables[meta] = true
  end
  return setmetatable(value, meta)
end

local function script_collectgarbage(option)
  if option == "count" then return collectgarbage "count" end
  if option == "step" then return true end
  error(closed("collectgarbage", 'memory is looked after by lunette; "count" tells how much there is'), 2)
end

local function loader(env)
  return function(chunk, name, _, ...)
    if name ~= nil and type(name) ~= "string" then error("load wants a name that is a string", 2) end
    local text = chunk
    if type(chunk) == "function" then
      local pieces, size = {}, 0
      while true do
        local piece = chunk()
        if piece == nil or piece == "" then break end
        if type(piece) ~= "string" then return nil, "the function that load reads from gave a " .. type(piece) end
        size = size + #piece
        if size > LONGEST_CHUNK then error("load takes at most 16 MiB", 2) end
        pieces[#pieces + 1] = piece
      end
      text = table.concat(pieces)
    elseif type(chunk) ~= "string" then error("load wants a text or a function, not a " .. type(chunk), 2) end
    if #text > LONGEST_CHUNK then error("load takes at most 16 MiB", 2) end
    local target = env
    if select("#", ...) > 0 then target = (...) end
    return load(text, name or type(chunk) == "string" and chunk or "=(load)", "t", target)
  end
end

-- What print has written, kept until there is enough of it, or something else is written (sandbox.flush).
local pending, size = {}, 0

-- Writes what is pending: true, or nil and a message.
function sandbox.flush()
  if size == 0 then return true end
  local text = table.concat(pending)
  pending, size = {}, 0
  return core.write(1, text)
end

-- Any text can be printed, and none drives a terminal.
local function script_print(...)
  local parts = table.pack(...)
  for i = 1, parts.n do
    local text = tostring(parts[i])
    if type(text) ~= "string" then error("'tostring' must return a string to 'print'", 2) end
    parts[i] = text
  end
  local line = terminal.text(table.concat(parts, "\t")) .. "\n"
  pending[#pending + 1], size = line, size + #line
  if size > 1 << 16 then sandbox.flush() end
end

-- The functions of Lua and LPeg that look at their arguments first; strings find their methods there from now on.
local guarded
local function guard()
  if guarded then return guarded end
  guarded = core.guard()
  local methods = {}
  for _, name in ipairs(allowed_in.string) do methods[name] = string[name] end
  methods.rep = guarded.rep
  getmetatable("").__index = methods
  sandbox.seed "" -- what is random is the same in every run
  return guarded
end

-- Seeds math.random for a document, from its id alone: whatever ran before it leaves no trace. Few scripts ask for anything random, so
-- it is done when the first number is wanted.
local unseeded
function sandbox.seed(id) unseeded = id end

local function seed_now()
  local id, hash = unseeded, 5381
  unseeded = nil
  for i = 1, #id - 7, 8 do hash = hash * 33 ~ string.unpack("<i8", id, i) end
  for i = #id // 8 * 8 + 1, #id do hash = hash * 33 ~ id:byte(i) end
  math.randomseed(hash, #id)
end

local function script_random(...)
  if unseeded then seed_now() end
  return math.random(...)
end

local function script_randomseed(first, second)
  unseeded = nil
  return math.randomseed(first or 0, second or 0)
end

local function copy_nodes(value, seen)
  if type(value) ~= "table" then return value end
  if seen[value] then return seen[value] end
  local copy = {}
  seen[value] = copy
  for key, item in next, value do copy[key] = copy_nodes(item, seen) end
  return setmetatable(copy, debug.getmetatable(value))
end

-- Members of a library's table, which says of those that are closed what to use instead.
local function library(name, functions)
  local members = closed_members[name]
  return setmetatable(functions, {
    __index = function(_, member)
      if members[member] then error(closed(name .. "." .. tostring(member), members[member]), 2) end
    end,
  })
end

-- `lun` for a script in a folder.
local function lun_for(folder)
  local lun, own = require "lunette", {}
  for name, value in next, lun do if not later[name] then own[name] = value end end
  own.p = copy_nodes(lun.p, {})
  own.json = copy_nodes(lun.json, {})
  local function open(path)
    if type(path) ~= "string" then return path end -- the function itself says what it wants
    local found, message, is_closed = permission.locate(path, folder)
    if is_closed then error(message, 3) end
    return found or path
  end
  function own.open(path, ...) return lun.open(open(path), ...) end
  function own.docs(...)
    local paths = table.pack(...)
    require("lunette.source").check_paths(paths, 2)
    for i = 1, paths.n do paths[i] = open(paths[i]) end
    local documents = lun.docs(table.unpack(paths, 1, paths.n))
    return function()
      local doc, message, more = documents()
      local file = doc and core.data(doc).file
      if not doc or permission.covers(file) then return doc, message, more end
      core.close(doc)
      return false, ("%s: is closed here: it lies outside of the script's folder"):format(file)
    end
  end
  function own.dictionary(...) return lun.dictionary(...) end -- lint listens to what is made
  function own.read(path) return sandbox.read(path, folder) end
  function own.lines(path) return sandbox.lines(path, folder) end
  return setmetatable(own, { __index = function(_, name)
    if later[name] then
      own[name] = copy_nodes(lun[name], {})
      return own[name]
    end
    local names = set.names(own)
    for part in pairs(later) do names[#names + 1] = part end
    error(("lun has no '%s'%s"):format(tostring(name), suggest.hint(tostring(name), names)), 2)
  end })
end

-- The text of a file of the script's; nil and a message when it is not there, an error when it is closed.
function sandbox.read(path, folder, level)
  level = level or 2
  if type(path) ~= "string" then error("a path is a text, not a " .. type(path), level) end
  local text, message, is_closed = permission.read(path, folder)
  if is_closed then error(message, level) end
  if not text then return nil, message end
  return text
end

-- Its lines, one after the other, without their ends; what cannot be read is an error.
function sandbox.lines(path, folder)
  local text, message = sandbox.read(path, folder, 3)
  if not text then error(message, 2) end
  local at = 1
  text = text:gsub("^\xEF\xBB\xBF", "")
  return function()
    if at > #text then return nil end
    local stop = text:find("\n", at, true) or #text + 1
    local line = text:sub(at, stop - 1):gsub("\r$", "")
    at = stop + 1
    return line
  end
end

function sandbox.write(path, text)
  if type(path) ~= "string" or type(text) ~= "string" then error("lun.write wants a path and a text", 2) end
  local ok, message, is_closed = permission.write(path, text)
  if is_closed then error(message, 2) end
  return ok, message
end

-- require for a script in a folder: its own files, each loaded once into its environment.
local function requirer(env, folder)
  local loaded = {}
  local lpeg
  local function given(name)
    if name == "lunette" then return env.lun end
    if name == "lpeg" then
      if not lpeg then
        lpeg = library("lpeg", {})
        for member, value in next, permission.trusted and require "lpeg" or guard().lpeg do lpeg[member] = value end
      end
      return lpeg
    end
    return allowed_in[name] and rawget(env, name) or nil
  end
  return function(name)
    if type(name) ~= "string" then error("require wants a name, not a " .. type(name), 2) end
    if given(name) then return given(name) end
    if not name:find "^[%w_.]+$" or name:find("..", 1, true) or name:find "^%." or name:find "%.$" then
      error(("require wants a name of letters, digits and _, with . between folders, not %q"):format(name), 2)
    end
    if loaded[name] ~= nil then
      if loaded[name] == loaded then error(("'%s' requires itself"):format(name), 2) end
      return loaded[name]
    end
    local path = name:gsub("%.", "/") .. ".lua"
    local text, found, is_closed = permission.read(path, folder)
    if not text and not is_closed then text, found, is_closed = permission.read("lib/" .. path, folder) end
    if is_closed then error(found, 2) end
    if not text then
      error(("there is no '%s' to require: scripts have lunette and lpeg, and %s beside them or in their lib/%s"):format(name, path, suggest.hint(name, { "lpeg", "lunette" })), 2)
    end
    local chunk, message = require("lunette.environment").compile(text, found, env)
    if not chunk then error(message, 0) end
    loaded[name] = loaded
    local ok, value = pcall(chunk, name)
    loaded[name] = nil
    if not ok then error(value, 0) end
    loaded[name] = value == nil or value
    return loaded[name]
  end
end

local function strict(env, names)
  return setmetatable(env, {
    __index = function(_, name)
      if name == "lpeg" then return env.require "lpeg" end
      local remedy = instead[name]
      if name == "os" then remedy = os_remedy(3) end
      if remedy and not permission.trusted then error(closed(name, remedy), 2) end
      error(("undefined name '%s'%s"):format(tostring(name), suggest.hint(tostring(name), set.names(names))), 2)
    end,
    __newindex = function(_, name)
      error(("assignment to undeclared global '%s': write 'local %s = ...'"):format(tostring(name), tostring(name)), 2)
    end,
    __metatable = false,
  })
end

-- The whole of Lua, for --trust.
local function trusted_environment(folder)
  local env, names = {}, {}
  for name, value in pairs(_G) do env[name], names[name] = value, true end
  env.lun = require "lunette"
  function env.print(...)
    script_print(...)
    sandbox.flush()
  end
  local own = requirer(env, folder)
  function env.require(name)
    local path = type(name) == "string" and name:find "^[%w_.]+$" and not package.loaded[name] and name:gsub("%.", "/") .. ".lua"
    if path and (core.kind(folder .. "/" .. path) or core.kind(folder .. "/lib/" .. path)) then return own(name) end
    return require(name)
  end
  return strict(env, names)
end

-- A fresh environment for a script in a folder.
function sandbox.new(folder)
  folder = folder or "."
  if permission.trusted then return trusted_environment(folder) end
  local checked, env, names = guard(), {}, {}
  for _, name in ipairs(allowed) do env[name] = _G[name] end
  for name, functions in pairs(allowed_in) do
    local copy = {}
    for _, member in ipairs(functions) do copy[member] = _G[name][member] end
    env[name] = copy
  end
  env.string.rep, env.table.move = checked.rep, checked.move
  env.math.random, env.math.randomseed = script_random, script_randomseed
  for name in pairs(allowed_in) do library(name, env[name]) end
  env.getmetatable, env.setmetatable = script_getmetatable, script_setmetatable
  env.collectgarbage, env.print = script_collectgarbage, script_print
  env.load = loader(env)
  env.require = requirer(env, folder)
  env.lun = lun_for(folder)
  for name in pairs(env) do names[name] = true end
  names.lpeg = true
  return strict(env, names)
end

-- The environment that all bundled scripts share: they are the library's own.
local bundled
function sandbox.bundled()
  if bundled then return bundled end
  local env = {}
  for name, value in pairs(_G) do env[name] = value end
  env.lun = require "lunette"
  bundled = strict(env, env)
  return bundled
end

return sandbox

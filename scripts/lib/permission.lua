-- What scripts may read and write: nothing but what lies in the folders of the scripts and the inputs that the command line
-- names, in the folder of a project file, and below the folders of --allow; links and ".." count where they lead. Without a
-- command line (the library's own tests) nothing is closed.
local core = require "lunette.core"
local suggest = require "lunette.suggest"
local permission = { trusted = false }

local limited = false
local read_roots, write_roots = {}, {} -- as they were named
local real_roots = {} -- list -> the same as the system resolves them, made when a script asks first

local function resolved(list)
  local real = real_roots[list] or { from = 0 }
  real_roots[list] = real
  for i = real.from + 1, #list do real[#real + 1] = core.real(list[i]) end -- nil for what is not there: nothing is added
  real.from = #list
  return real
end

local function folder_of(path) return path:match "^(.*)/[^/]*$" or "." end

function permission.grant_read(path)
  if path == "" then path = "/" end
  read_roots[#read_roots + 1] = path
end

-- Grants what a word of the command line names: a script's folder, an input itself.
local function grant_word(word)
  local script = word:match "^(.*%.lua):?[%w_.]*$" -- FILE.lua:rule too
  if script then
    permission.grant_read(folder_of(script))
    permission.grant_read(script)
  elseif not core.kind(word) and word:match "^(.+):%d+$" then permission.grant_read(word:match "^(.-):[%d:]+$")
  else permission.grant_read(word) end
end

-- Reads --allow: read=DIR,write=DIR,exec. nil and a message for what is wrong.
local function allow(text)
  local rest = text
  while rest ~= "" do
    local kind, path = rest:match "^(%a+)=(.*)$"
    if kind == "read" or kind == "write" then
      local stop = path:find ",%a+=" or path:find ",exec$" or #path + 1
      path, rest = path:sub(1, stop - 1), path:sub(stop + 1)
      local there = core.kind(path)
      if there ~= "folder" then return nil, ("--allow %s=%s: %s"):format(kind, path, there and "is no folder" or "no such folder") end
      local list = kind == "read" and read_roots or write_roots
      list[#list + 1] = path
    elseif rest:find "^exec%f[^%w]" then
      return nil, "--allow exec is not there yet: scripts start no programs; --trust opens os.execute and io.popen"
    else
      local name = rest:match "^[^=,]*"
      return nil, ("--allow %s%s: write --allow read=DIR, write=DIR or both with a comma"):format(rest, suggest.hint(name, { "read", "write", "exec" }))
    end
  end
  return true
end

-- Closes what the command line does not open: options by name, its words. true, or nil and a message.
function permission.limit(options, words)
  limited = true
  for folder in (options.scripts or ""):gmatch "[^:]+" do
    local there = core.kind(folder)
    if there ~= "folder" then return nil, ("--scripts %s: %s"):format(folder, there and "is no folder" or "no such folder") end
  end
  for _, given in ipairs(options.allow or {}) do
    local ok, message = allow(given)
    if not ok then return nil, message end
  end
  for _, word in ipairs(words) do if type(word) == "string" and word ~= "" then grant_word(word) end end
  for _, lists in ipairs { options.use or {}, options.rules or {} } do
    for _, list in ipairs(lists) do
      for name in list:gmatch "[^,]+" do if name:find "%.lua%f[:%z]" then grant_word(name) end end
    end
  end
  if options.script and options.script:find "%.lua$" then grant_word(options.script) end
  if options.trust then
    permission.trusted, limited = true, false
    core.trust()
  end
  return true
end

local function below(real, root)
  if real == root then return true end
  local prefix = root == "/" and root or root .. "/"
  return real:sub(1, #prefix) == prefix
end

-- The root, of those that a path as the system resolves it lies below, or nil.
local function inside(real, roots)
  for _, root in ipairs(resolved(roots)) do if below(real, root) then return root end end
end

-- The same, and what of the path is below it. From there on files are walked to without following links, which may have been
-- put there since; a root that is a file stands in its folder.
local function apart(real, roots)
  local root = inside(real, roots)
  if root == real then return real:match "^(.*/)([^/]*)$" end
  return root, real:sub(#root + (root == "/" and 1 or 2))
end

-- A folder as the system resolves it, seen from the working folder where it lies below that.
local function named_folder(real)
  local here = core.real "."
  if not here then return real end
  if real == here then return "." end
  return below(real, here) and real:sub(#here + (here == "/" and 1 or 2)) or real
end

-- real: where the path leads, if it is there: that folder is the one to open.
local function closed(what, path, option, real)
  local folder = real and named_folder(core.kind(real) == "folder" and real or folder_of(real) == "" and "/" or folder_of(real)) or folder_of(path)
  return ("%s '%s' is closed here: it lies outside of the script's folder; --allow %s=%s or --trust opens it"):format(what, path, option, folder)
end

-- The file or folder that a path in a script means: beside the script (its folder), else from the working folder. Gives the
-- path, and where scripts are limited the path as the system resolves it. nil, message, and true when it is there but closed.
function permission.locate(path, folder)
  if path:find "%z" then return nil, "a path has no zero byte" end
  if path == "-" then
    if not limited then return path end
    for _, word in ipairs(read_roots) do if word == "-" then return path end end
    return nil, "reading standard input is closed here: name - among the inputs", true
  end
  local beside = folder and folder ~= "." and not path:find "^/" and folder .. "/" .. path
  if not limited then return beside and core.kind(beside) and beside or path end
  local outside, leads = path:find "^/" or path:find "%.%.", nil
  for _, candidate in ipairs { beside or path, path } do
    local real = core.real(candidate)
    if real and inside(real, read_roots) then return candidate, real end
    outside = outside or real
    leads = leads or real
  end
  if outside then return nil, closed("reading", path, "read", leads), true end
  return nil, ("%s: no such file"):format(path)
end

-- Whether a document may be seen by a script: of its file, or of the archive that it stands in, where the system finds it.
function permission.covers(file)
  if not limited then return true end
  if file == nil or file == "stdin" then return true end -- a text of the script's own; what standard input gave
  while file do
    local real = core.real(file)
    if real then return inside(real, read_roots) ~= nil end
    file = file:match "^(.+)[/:!#][^/:!#]*$"
  end
  return false
end

-- Bytes of a file and the path it was found at; nil, message, and true when it is closed.
function permission.read(path, folder)
  local found, real, is_closed = permission.locate(path, folder)
  if not found then return nil, real, is_closed end
  if not real then
    local bytes, message = core.read(found)
    return bytes, bytes and found or message
  end
  local above, rest = apart(real, read_roots)
  local bytes, message = core.read_beneath(above, rest)
  if bytes then return bytes, found end
  return nil, found .. message:sub(#rest + 1)
end

-- Whether the nearest folder above a path, of those that are there, is one that is written to.
local function is_below_open(path)
  while path ~= "." and path ~= "" and path ~= "/" do
    local real = core.real(path)
    if real then return inside(real, write_roots) end
    path = folder_of(path)
  end
  return false
end

-- Writes a file below a folder of --allow write=DIR. true, or nil and a message; true as the third when it is closed.
function permission.write(path, bytes)
  if permission.trusted or not limited then return core.write_file(path, bytes) end
  if path:find "%z" then return nil, "a path has no zero byte" end
  local name = path:match "[^/]*$"
  local real = core.real(folder_of(path) == "" and "/" or folder_of(path))
  local plain = not path:find "^/" and not path:find("..", 1, true)
  if not real and write_roots[1] and (plain or is_below_open(folder_of(path))) then
    return nil, ("%s: no such folder"):format(folder_of(path))
  end
  if not real or name == "" or name == "." or name == ".." or not inside(real, write_roots) then
    return nil, ("writing '%s' is closed here: --allow write=%s or --trust opens it"):format(path, folder_of(path)), true
  end
  local above, rest = apart(real == "/" and "/" .. name or real .. "/" .. name, write_roots)
  local ok, message = core.write_beneath(above, rest, bytes)
  if ok then return true end
  return nil, path .. message:sub(#rest + 1)
end

return permission

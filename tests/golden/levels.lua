-- The house's levels: a C file includes only its own folder or a folder of a lower level; folders of the same level do not
-- include each other; only core/lua and core/cli see Lua; only core/base reads, writes, renames or allocates. Run from the
-- project's top folder; prints each offence and exits with 1.
local level = { base = 0, text = 1, layer = 2, match = 3, input = 3, name = 3, entity = 3, clause = 3, event = 3, output = 3, reference = 4, time = 4, lua = 5, cli = 6 }
-- Which folder a public header belongs to.
local header = {
  status = "base", mem = "base", io = "base", utf8 = "base", library = "base", hash = "base", digest = "base", sha256 = "base",
  session = "base", prompt = "base",
  text = "text", vocab = "text", guise = "text", token = "text", quote = "text", regex = "text", amount = "text", offset = "text", csv = "text", lines = "text", tag = "text", stem = "text",
  layer = "layer", dictionary = "layer", doc = "layer", names = "layer",
  match = "match", claim = "match",
  name = "name", link = "name", entity = "entity", reference = "reference", attribution = "reference",
  clause = "clause", statement = "clause", event = "clause", quotation = "clause",
  times = "time",
  actor = "event",
  jsonl = "input", language = "input", html = "input", container = "input", warc = "input",
  units = "output", sheet = "output", store = "output",
  host = "lua",
}
local offences = 0
local function offend(file, line, message)
  offences = offences + 1
  print(("%s:%d: %s"):format(file, line, message))
end

local function files(pattern)
  local list, pipe = {}, assert(io.popen("ls " .. pattern .. " 2>/dev/null"))
  for name in pipe:lines() do list[#list + 1] = name end
  pipe:close()
  return list
end

local function allowed(from, to) return from == to or level[to] < level[from] end

local function check(file, folder)
  local number = 0
  for line in io.lines(file) do
    number = number + 1
    local name = line:match '^%s*#%s*include%s*"([^"]+)"' or line:match "^%s*#%s*include%s*<([^>]+)>"
    if name then
      local public, inner = name:match "^lunette/([%w_]+)%.h$", name:match "^([%w_]+)/[%w_]+%.h$"
      if public then
        if not header[public] then offend(file, number, ("header '%s' has no level in tests/golden/levels.lua"):format(name))
        elseif not allowed(folder, header[public]) then offend(file, number, ("%s (level %d) includes %s (level %d)"):format(folder, level[folder], name, level[header[public]])) end
      elseif name == "lunette.h" then
        if level[folder] < 4 then offend(file, number, "the umbrella header is for level 4 and up") end
      elseif inner and level[inner] and not allowed(folder, inner) then
        offend(file, number, ("%s (level %d) includes %s (level %d)"):format(folder, level[folder], name, level[inner]))
      elseif name:find "^lua" or name == "lauxlib.h" or name == "lualib.h" then
        if folder ~= "lua" and folder ~= "cli" then offend(file, number, "only core/lua and core/cli see Lua") end
      end
    end
    if folder ~= "base" then
      local call = line:match "%f[%w_](malloc)%s*%(" or line:match "%f[%w_](calloc)%s*%(" or line:match "%f[%w_](realloc)%s*%(" or
        line:match "%f[%w_](free)%s*%(" or line:match "%f[%w_](strdup)%s*%("
      if call then offend(file, number, ("%s(): allocations go through core/base/mem"):format(call)) end
      call = line:match "%f[%w_](fopen)%s*%(" or line:match "%f[%w_](fread)%s*%(" or line:match "%f[%w_](fwrite)%s*%(" or
        line:match "[^%w_.](open)%s*%(" or line:match "[^%w_.](read)%s*%(" or line:match "[^%w_.](write)%s*%(" or line:match "[^%w_.](rename)%s*%("
      if call then offend(file, number, ("%s(): files go through core/base/io"):format(call)) end
    end
    if level[folder] < level.cli and (line:match "%f[%w_]printf%s*%(" or line:match "%f[%w_]exit%s*%(" or line:match "%f[%w_]getenv%s*%(" or line:match "%f[%w_]setlocale%s*%(") then
      offend(file, number, "core never prints, exits, or reads the environment or the locale")
    end
  end
end

local checked = 0
for folder in pairs(level) do
  for _, file in ipairs(files("core/" .. folder .. "/*.[ch]")) do
    checked = checked + 1
    check(file, folder)
  end
end
for _, file in ipairs(files "include/lunette/*.h") do
  local name = file:match "([%w_]+)%.h$"
  checked = checked + 1
  if header[name] then check(file, header[name]) else offend(file, 1, "a public header without a level") end
end
print(("%d files, %d offences"):format(checked, offences))
os.exit(offences == 0 and checked > 20 and 0 or 1)

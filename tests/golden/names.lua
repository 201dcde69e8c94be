-- Usage: lua names.lua LUAC. Every name that a script uses and does not make must be one of Lua's own, or `lun` in packs, reports and
-- user scripts, which are given it: a line that no test reaches would otherwise be missed until a user's article reaches it.
local compiler = arg[1]

local function lines_of(command)
  local pipe <close> = assert(io.popen(command))
  local list = {}
  for line in pipe:lines() do list[#list + 1] = line end
  return list
end

local scripts = lines_of "find scripts samples/scripts tests -name '*.lua' ! -path 'scripts/meta/*' | sort"
local unknown = {}
for _, path in ipairs(scripts) do
  local listing = lines_of(("%s -l -l -p '%s' 2>&1"):format(compiler, path))
  local given = path:find "^scripts/r[ue]%l+/" or path:find "^samples/"
  if not listing[1] then unknown[#unknown + 1] = path .. ": " .. compiler .. " listed nothing" end
  for _, line in ipairs(listing) do
    local number, name = line:match '%[(%d+)%]%s+%u+TABUP.*_ENV "([^"]*)"'
    if name and _G[name] == nil and not (given and name == "lun") then
      unknown[#unknown + 1] = ("%s:%s: '%s' is not defined: make it local, or take the line out"):format(path, number, name)
    end
  end
end
assert(#scripts > 30, "no scripts here: run from the project's top folder")
for _, line in ipairs(unknown) do print(line) end
print(("%d scripts, %d undefined names"):format(#scripts, #unknown))
os.exit(#unknown == 0)

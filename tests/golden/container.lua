-- lunette_lua_test container.lua PATH...: what core.container gives for each path, one line a member: its name, how many
-- bytes (or, for .jsonl, lines; for web archives, documents) and their sum, with remarks and failures in brackets.
-- Without paths: how the binding answers to misuse.
local core = require "lunette.core"
local check = dofile "tests/lua/check.lua"

local function sum(text, before)
  for i = 1, #text do before = (before * 31 + text:byte(i)) % 2147483648 end
  return before
end

local function bare(message, path) return (message:gsub("^.*/", ""):gsub(path:match "[^/]*$", "", 1)) end

local function count(iterator, member, path, field)
  local n, total, wrong = 0, 0, {}
  for got, message in iterator do
    if got then n, total = n + 1, sum(field and got[field] or got, total)
    else wrong[#wrong + 1] = "[" .. bare(message, path) .. "]" end
  end
  print(("%s: %d, %d%s"):format(member, n, total, table.concat(wrong)))
end

local function list(path)
  local container <close>, message = core.container(path)
  if not container then return print(("[%s]"):format(message)) end
  while true do
    local name, remark, kind = container:next()
    if name == nil then return end
    if name and remark then print(("[%s]"):format(bare(remark, path))) end
    if not name then print(("[%s: %s]"):format(kind, bare(remark, path)))
    elseif container:peek(5) == "WARC/" then count(container:warc(), bare(name, ""), path, "body")
    elseif name:find "%.jsonl$" then count(container:lines(), bare(name, ""), path)
    else
      local bytes, why = container:read()
      print(bytes and ("%s: %d, %d"):format(name:match "[^/]*$", #bytes, sum(bytes, 0)) or ("%s: [%s]"):format(name:match "[^/]*$", bare(why, path)))
    end
  end
end

local function misuse()
  check.raises(function() core.container() end, "string expected")
  local container = core.container "tests/golden/container.lua"
  check.raises(function() container:read() end, "no member is open: go to the next one first")
  check.raises(function() container:lines()() end, "no member is open")
  check.that(container:next() == "tests/golden/container.lua")
  check.raises(function() container:read(-1) end, "outside 0 .. 256 MiB")
  check.raises(function() container:peek(5000) end, "outside 0 .. 4096")
  check.raises(function() return container.size end, "no field or method 'size'")
  local lines, records = container:lines(), container:warc()
  check.that(lines():find "^%-%- lunette_lua_test" and select(2, lines()) == 2)
  check.that(container:next() == nil and container:next() == nil)
  check.raises(lines, "belongs to a member that container:next has left")
  check.raises(records, "belongs to a member that container:next has left")
  container:close()
  container:close()
  check.raises(lines, "the container of this iterator is closed")
  check.raises(function() container:next() end, "the container is closed")
  local none, message = core.container "tests/golden"
  check.that(none == nil and message == "tests/golden: is a folder")
  none, message = core.container "tests/golden/missing.gz"
  check.that(none == nil and message:find "^tests/golden/missing.gz: cannot be read: No such file")
  for _ = 1, 2000 do core.container "tests/golden/container.lua":next() end -- more than there are descriptors: collected ones are closed
  check.done()
end

local paths = { ... }
if not paths[1] then misuse() end
for _, path in ipairs(paths) do list(path) end

-- The lines that were typed at prompts, kept in a file for the next session: one a line, line ends and backslashes in them
-- escaped. A session adds to what is there by then, for others may run beside it.
local core = require "lunette.core"
local history = {}

local MOST = 2000

local function escaped(text) return (text:gsub("\\", "\\\\"):gsub("\n", "\\n")) end
local function whole(line) return (line:gsub("\\(.)", function(c) return c == "n" and "\n" or c end)) end

-- What the file holds, the oldest first.
function history.read(path)
  local list, text = {}, path and core.read(path) or ""
  for line in text:gmatch "([^\n]+)\n" do if utf8.len(line) and not line:find "%z" then list[#list + 1] = whole(line) end end
  return list
end

-- Adds a text; nil and a message where it cannot be kept.
function history.add(path, text)
  local list = history.read(path)
  if list[#list] == text then return true end
  list[#list + 1] = text
  local lines = {}
  for i = math.max(1, #list - MOST + 1), #list do lines[#lines + 1] = escaped(list[i]) .. "\n" end
  local folder = path:match "^(.+)/[^/]*$"
  if folder and not core.kind(folder) then
    local ok, message = core.make_folders(folder, true)
    if not ok then return nil, message end
  end
  return core.write_file(path, table.concat(lines))
end

return history

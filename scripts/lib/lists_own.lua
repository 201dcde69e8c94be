-- The lists that a user keeps: NAME is a file lists/NAME.tsv (or .csv, .txt) below a project's folder or in the user's data
-- folder, and #NAME finds its names without a declaration. Owns where they are; what a file holds is lunette.lists' matter.
local core = require "lunette.core"
local own = {}

own.data = core.list_data() -- the user's data folder, or nil
own.endings = { "tsv", "csv", "txt" }

-- Folders that hold lists, the nearest first.
function own.folders()
  local list = {}
  if core.kind "lunette.lua" == "file" then list[1] = "lists" end
  if own.data then list[#list + 1] = own.data .. "/lists" end
  return list
end

-- The file of a list, or nil.
function own.find(name)
  if not name:find "^[%a_][%w_]*$" then return nil end
  for _, folder in ipairs(own.folders()) do
    for _, ending in ipairs(own.endings) do
      local path = ("%s/%s.%s"):format(folder, name, ending)
      if core.kind(path) == "file" then return path end
    end
  end
end

-- All of them: { name, file } by name, of several files of one name the one that counts.
function own.all()
  local list, seen = {}, {}
  for _, folder in ipairs(own.folders()) do
    for _, file in ipairs(core.kind(folder) == "folder" and core.list(folder) or {}) do
      local name = file:match "^([%a_][%w_]*)%.[ct]sv$" or file:match "^([%a_][%w_]*)%.txt$"
      if name and not seen[name] then
        seen[name] = true
        list[#list + 1] = { name = name, file = own.find(name) }
      end
    end
  end
  table.sort(list, function(a, b) return a.name < b.name end)
  return list
end

return own

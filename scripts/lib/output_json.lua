-- Reports for programs: one JSON value for all of a run, or JSON Lines.
local core = require "lunette.core"
local output = require "lunette.output"

local formats = {}

-- One value for all of a run: a list of documents, or the document itself when there is one.
function formats.json(tables, context)
  local documents, by_id = {}, {}
  for _, doc in ipairs(context.documents) do
    local object = core.json_object { id = doc.id, file = doc.file, date = doc.date }
    by_id[doc] = object
    documents[#documents + 1] = object
  end
  for _, t in ipairs(tables) do
    for _, object in ipairs(documents) do object[t.name] = object[t.name] or {} end
    for _, row in ipairs(t.rows) do
      local object = by_id[row.document]
      if object then
        local list = object[t.name]
        list[#list + 1] = core.json_object(row.cells)
      else -- rows of finish() belong to no document
        documents[t.name] = documents[t.name] or {}
        table.insert(documents[t.name], core.json_object(row.cells))
      end
    end
  end
  local loose = {}
  for key, value in pairs(documents) do if type(key) == "string" then loose[key] = value end end
  if next(loose) then return core.json_encode(core.json_object(loose), 2) .. "\n" end
  return core.json_encode(#documents == 1 and documents[1] or documents, 2) .. "\n"
end

-- One row a line, with its document and, where there are several, its table.
function formats.jsonl(tables, context)
  local lines = {}
  for _, t in ipairs(tables) do
    for _, row in ipairs(t.rows) do
      local object = {}
      for key, value in pairs(row.cells) do object[key] = value end
      if not context.raw then
        object.document = row.document and row.document.id
        if #tables > 1 then object["table"] = t.name end
      end
      lines[#lines + 1] = core.json_encode(core.json_object(object))
    end
  end
  return #lines > 0 and table.concat(lines, "\n") .. "\n" or ""
end

return output.of_functions(formats)

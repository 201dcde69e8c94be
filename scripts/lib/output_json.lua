-- Reports for programs: one JSON value for all of a run, or JSON Lines.
local core = require "lunette.core"
local cell = require "lunette.cell"
local output = require "lunette.output"

local formats = {}

-- The cells of a row as an object; of a table that is `full` every column is there, null where it has no value.
local function object_of(t, cells)
  for column in pairs(t.numbers or {}) do cells[column] = cell.typed(t, cells, column) end
  for _, column in ipairs(t.full and t.columns or {}) do
    if cells[column] == nil then cells[column] = core.json_null end
  end
  return core.json_object(cells)
end

local function rows_of(t)
  local list = {}
  for _, row in ipairs(t.rows) do list[#list + 1] = object_of(t, row.cells) end
  for _, line in ipairs(t.lines or {}) do list[#list + 1] = core.json_object { text = line } end
  return list
end

-- One value for all of a run: a list of documents, or the document itself when there is one. Rows that belong to no document, or
-- have an order over several, make one object of tables.
function formats.json(tables, context)
  local documents, by_id = {}, {}
  for _, doc in ipairs(context.documents) do
    local object = core.json_object { id = doc.id, file = doc.file, date = doc.date }
    by_id[doc] = object
    documents[#documents + 1] = object
  end
  local loose, any_loose = {}, false
  for _, t in ipairs(tables) do
    local in_order = t.arranged and context.documents[2] ~= nil -- over all documents, so that none holds its rows
    if t.loose or in_order then
      any_loose = true
      loose[t.name] = loose[t.name] or {}
      for _, row in ipairs(in_order and t.rows or {}) do row.cells.document = row.document and row.document.id end
      local list = rows_of(t)
      table.move(list, 1, #list, #loose[t.name] + 1, loose[t.name])
    end
    for _, object in ipairs(documents) do object[t.name] = object[t.name] or {} end
    for _, row in ipairs((t.loose or in_order) and {} or t.rows) do
      local list = by_id[row.document][t.name]
      list[#list + 1] = object_of(t, row.cells)
    end
  end
  if any_loose then return core.json_encode(core.json_object(loose), 2) .. "\n" end
  return core.json_encode(#documents == 1 and documents[1] or documents, 2) .. "\n"
end

-- One row a line, with its document and, where there are several, its table.
local function jsonl(context)
  local several = false
  return {
    begin = function(tables) several = #(tables or {}) > 1 end,
    row = function(t, row)
      local object = {}
      for key, value in pairs(row.cells) do object[key] = value end
      if not context.raw then
        object.document = row.document and row.document.id
        if several or t.name ~= "rows" then object["table"] = t.name end
      end
      return core.json_encode(object_of(t, object)) .. "\n"
    end,
  }
end

local writers = output.of_functions(formats)
writers.jsonl = output.of_lines({ jsonl = jsonl }).jsonl
return writers

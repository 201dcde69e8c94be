-- Fields of the input that are passed on into the rows (--keep). A field that is called as a column of the report is, gets
-- "input_" before its name: the report's columns stay what they are.
local set = require "lunette.set"
local keep = {}

local taken = { document = true, ["table"] = true, why = true } -- what writers put beside the cells

-- Puts what the rows' documents keep into their cells, and their names behind the table's columns. order: the names as the reader gave
-- them, if so.
function keep.add(t, order)
  local seen, has = {}, set.of(t.columns)
  for _, row in ipairs(t.rows) do
    for name in pairs(row.document and row.document.keep or {}) do seen[name] = true end
  end
  if not next(seen) then return end
  local columns, called = table.move(t.columns, 1, #t.columns, 1, {}), {}
  for _, name in ipairs(type(order) == "table" and order or set.names(seen)) do
    if seen[name] and not called[name] then
      local column = name
      while has[column] or taken[column] or t.seen and t.seen[column] do column = "input_" .. column end
      called[name], has[column], columns[#columns + 1] = column, true, column
    end
  end
  for _, row in ipairs(t.rows) do
    for name, value in pairs(row.document and row.document.keep or {}) do row.cells[called[name]] = value end
  end
  t.columns = columns
end

return keep

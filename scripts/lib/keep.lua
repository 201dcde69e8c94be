-- Fields of the input that are passed on into the rows (--keep). A field that is called as a column of the report is, gets
-- "input_" before its name: the report's columns stay what they are.
local set = require "lunette.set"
local keep = {}

local taken = { document = true, ["table"] = true, why = true } -- what writers put beside the cells

-- The column of a field among others.
local function column_for(name, has)
  while has[name] or taken[name] do name = "input_" .. name end
  return name
end

-- Puts the fields' columns behind those that a table declares, so that its rows can be written before all are known.
function keep.declare(t, names)
  local has = set.of(t.declared)
  t.columns, t.kept = table.move(t.declared, 1, #t.declared, 1, {}), {}
  for _, name in ipairs(names) do
    if not t.kept[name] then
      local column = column_for(name, has)
      t.kept[name], has[column], t.columns[#t.columns + 1] = column, true, column
    end
  end
end

-- Puts what the row's document keeps into its cells at once; where columns are not declared the row's own cells decide.
function keep.fill(row)
  local own = set.of(set.names(row.cells))
  for _, name in ipairs(set.names(row.document.keep or {})) do -- in one order, for a name may be taken by another of them
    local column = row.table.kept and row.table.kept[name] or column_for(name, own)
    own[column], row.cells[column] = true, row.document.keep[name]
  end
end

-- The same for a table whose rows are all there. wanted: names as the reader gave them, or "all".
function keep.add(t, wanted)
  local seen, has = {}, set.of(t.columns)
  for _, row in ipairs(t.rows) do
    for name in pairs(row.document and row.document.keep or {}) do seen[name] = true end
  end
  for name in pairs(t.seen or {}) do has[name] = true end
  local columns, called = table.move(t.columns, 1, #t.columns, 1, {}), {}
  for _, name in ipairs(wanted == "all" and set.names(seen) or wanted) do
    if not called[name] then
      local column = column_for(name, has)
      called[name], has[column], columns[#columns + 1] = column, true, column
    end
  end
  for _, row in ipairs(t.rows) do
    for name, value in pairs(row.document and row.document.keep or {}) do row.cells[called[name]] = value end
  end
  t.columns = columns
end

return keep

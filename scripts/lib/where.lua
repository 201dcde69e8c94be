-- Rows that a reader wants of a report: --where COLUMN=VALUE, each of which must hold. A cell with several values has each of them.
local cell = require "lunette.cell"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local where = {}

where.page = [==[
lunette run REPORT --where COLUMN=VALUE [--where ...] [INPUT...]

Only rows whose cell in the column is VALUE, letter by letter; of a cell with several values one of them. What is inferred has a
question mark in the cell, and is found with or without it: country=KE finds KE and KE?, country=KE? only KE?. A name is looked for
in its own column alone: name=Ana Torres, but aliases=Torres. Of several --where all must hold.

  lunette run people articles/ --where country=KE
  lunette run entities article.txt --where type=person --where aliases=Torres

The field `where` of a rule: lunette help rule.where; all its fields: lunette help lun.rules
]==]

-- The columns that a report declares, a list without any twice; nil where it declares none.
local function columns_of(r)
  local list = r.columns and table.move(r.columns, 1, #r.columns, 1, {})
  for _, t in ipairs(r.tables or {}) do
    if t.columns then list = table.move(t.columns, 1, #t.columns, #(list or {}) + 1, list or {}) end
  end
  return list and set.names(set.of(list))
end

-- What must hold of the rows of a report, { column, value } each, or nil and a message.
function where.read(r, given)
  local wanted, known = {}, columns_of(r)
  for i, text in ipairs(given) do
    local column, value = text:match "^([^=]+)=(.*)$"
    if not column then return nil, ("--where %s: write --where COLUMN=VALUE"):format(text) end
    local is_known = not known
    for _, name in ipairs(known or {}) do is_known = is_known or name == column end
    if not is_known then
      return nil, ("--where %s: %s has no column '%s'%s: it has %s"):format(text, r.name, column, suggest.hint(column, known), table.concat(known, ", "))
    end
    wanted[i] = { column, value }
  end
  return wanted
end

-- What is inferred has a question mark behind it: KE?
local function is(value, text)
  local shown = cell.text(value)
  return shown == text or shown == text .. "?"
end

local function has(value, text)
  if type(value) == "table" and value[1] ~= nil then
    for _, item in ipairs(value) do if is(item, text) then return true end end
  end
  return is(value, text)
end

local MANY, SHOWN, LONGEST = 200, 12, 40 -- values of a column that are kept and told, and characters of one

-- Keeps the values of a column that rows had instead of what is wanted.
local function note(w, value)
  w.others, w.count = w.others or {}, w.count or 0
  for _, item in ipairs(type(value) == "table" and value[1] ~= nil and value or { value }) do
    local text = cell.text(item)
    if text ~= "" and not w.others[text] and w.count < MANY and (utf8.len(text) or LONGEST) < LONGEST then w.others[text], w.count = true, w.count + 1 end
  end
end

-- Whether all that is wanted holds of the cells of a row, as they are kept.
function where.holds(wanted, cells)
  for _, w in ipairs(wanted) do
    if not has(cells[w[1]], w[2]) then
      note(w, cells[w[1]])
      return false
    end
    w.met = true
  end
  return true
end

-- Lines on what is wanted and that no row had, with what rows had in that column.
function where.refused(wanted)
  local lines = {}
  for _, w in ipairs(wanted) do
    if not w.met and w.others then
      local names = set.names(w.others)
      local more = #names > SHOWN and ", ..." or ""
      lines[#lines + 1] = ("--where %s=%s: no row has it%s; %s"):format(w[1], w[2], suggest.hint(w[2], set.names(w.others)),
        names[1] and ("rows have %s%s"):format(table.concat(names, ", ", 1, math.min(#names, SHOWN)), more) or "the column is empty")
    end
  end
  return lines
end

return where

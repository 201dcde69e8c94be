-- Reports as workbooks: a sheet a table. Texts stay texts, numbers numbers; a cell that is a day of the calendar, YYYY-MM-DD,
-- becomes a date. What no spreadsheet can hold is cut, counted and said.
local core = require "lunette.core"
local calendar = require "lunette.calendar"
local cell = require "lunette.cell"
local environment = require "lunette.environment"

local writers = { rows_of_a_sheet = 1048575 } -- below the header

local writer = {}
writer.__index = writer

-- Calls of the library may raise; the writer gives nil and a message instead.
local function guarded(self, run)
  local ok, message = pcall(run)
  if ok then return true end
  return nil, ("%s: %s"):format(self.context.path, environment.plain(message))
end

function writer:open()
  if self.book then return end
  local book, message = core.book(self.file:neighbour())
  if not book then error(message, 0) end
  self.book = book
end

function writer:sheet(t)
  local sheet = self.sheets[t]
  if sheet then return sheet end
  local columns = cell.columns(t)
  if not t.loose then table.insert(columns, 1, "document") end
  local name = t.name == "rows" and self.context.report or t.heading or t.name
  sheet = { number = self.book:sheet(name, columns), columns = columns, count = 0 }
  self.sheets[t] = sheet
  return sheet
end

function writer:put(sheet, column, value)
  local kind = math.type(value)
  if kind == "float" and (value ~= value or value == math.huge or value == -math.huge) or kind == "integer" and math.abs(value) > 1 << 53 then
    value = tostring(value)
  elseif type(value) == "string" and #value == 10 and value:find "^[12]%d%d%d%-%d%d%-%d%d$" and value >= "1900-03-01" and calendar.is(value) then
    self.book:date(sheet.number, sheet.count, column, tonumber(value:sub(1, 4)), tonumber(value:sub(6, 7)), tonumber(value:sub(9, 10)))
    return
  elseif type(value) == "table" then
    value = cell.text(value)
  end
  if value == nil or value == "" then return end
  if self.book:put(sheet.number, sheet.count, column, value) then self.cut = self.cut + 1 end
end

function writer:row(t, row)
  local sheet = self:sheet(t)
  if sheet.count == writers.rows_of_a_sheet then
    self.lost = self.lost + 1
    return
  end
  sheet.count = sheet.count + 1
  for c, column in ipairs(sheet.columns) do
    local value = cell.typed(t, row.cells, column)
    if column == "document" and value == nil and row.document then value = row.document.id end
    self:put(sheet, c, value)
  end
end

function writer:stream(tables)
  self.streamed = tables ~= nil
  self.tables = tables
  return self.streamed
end

function writer:rows(_, rows)
  return guarded(self, function()
    self:open()
    for _, row in ipairs(rows) do self:row(row.table, row) end
  end)
end

function writer:finish(tables)
  local context = self.context
  local ok, message = guarded(self, function()
    self:open()
    if tables[1] == nil then tables = { { name = "rows", columns = {}, rows = {} } } end -- a workbook has a sheet
    for _, t in ipairs(tables) do
      self:sheet(t)
      for _, row in ipairs(t.rows) do self:row(t, row) end
      for _, line in ipairs(t.lines or {}) do self:row(t, { cells = { text = line } }) end
    end
    local closed, refusal = self.book:close()
    if not closed then error(refusal, 0) end
  end)
  if ok then ok, message = self.file:commit() end
  if not ok then
    self:discard()
    return nil, message
  end
  if self.cut > 0 then table.insert(context.notes, ("%d cell%s cut to 32,767 characters, the most that a spreadsheet takes"):format(self.cut, self.cut == 1 and " was" or "s were")) end
  if self.lost > 0 then table.insert(context.notes, ("%d row%s left out: a sheet takes %d; write .csv or .db"):format(self.lost, self.lost == 1 and " was" or "s were", writers.rows_of_a_sheet + 1)) end
  return nil
end

function writer:discard()
  if self.book then self.book:discard() end
  self.file:discard()
end

function writers.xlsx(context)
  local file, message = core.output(context.path)
  if not file then return nil, message end
  if not file:neighbour() then return nil, context.path .. ": a workbook is written to a file, not to a device" end
  return setmetatable({ context = context, file = file, sheets = {}, cut = 0, lost = 0 }, writer)
end

return writers

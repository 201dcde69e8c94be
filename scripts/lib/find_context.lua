-- What stands around a match of `lunette find`, and the order of its lines: context on either side in tokens or characters, the
-- words that --sort compares, and the value of a document's field.
local cell = require "lunette.cell"
local core = require "lunette.core"
local context = {}

local USUAL = 8 -- tokens of the sentence on either side where nobody asked for another width

-- The width that a text asks for: "60" characters, "8t" tokens; nil for what is none.
function context.width(text)
  local digits, unit = text:match "^(%d+)(t?)$"
  local count = math.tointeger(tonumber(digits))
  return count and count > 0 and { count = count, tokens = unit == "t" } or nil
end

-- First and last token that the context may reach: of the sentences of the match, or of its paragraph when a width was asked for.
local function bounds_of(doc, first, last, width)
  if not width then return (doc:sentence(first)), (select(2, doc:sentence(last))) end
  return (doc:paragraph(first)), (select(2, doc:paragraph(last)))
end

-- Spans before and after tokens first to last, nil where nothing stands there.
function context.around(doc, first, last, width)
  local least, most = bounds_of(doc, first, last, width)
  local from, to = first, last
  if width and not width.tokens then
    local room = width.count
    while from > least do
      room = room - utf8.len(doc:word(from - 1)) - (from < first and doc:spaced(from) and 1 or 0)
      if room < 0 then break end
      from = from - 1
    end
    room = width.count
    while to < most do
      room = room - utf8.len(doc:word(to + 1)) - (to > last and doc:spaced(to + 1) and 1 or 0)
      if room < 0 then break end
      to = to + 1
    end
  else
    local count = width and width.count or USUAL
    from, to = math.max(least, first - count), math.min(most, last + count)
  end
  return from < first and doc:span(from, first - 1) or nil, to > last and doc:span(last + 1, to) or nil
end

local function is_word(doc, i)
  local kind = doc:kind(i)
  return kind ~= "punct" and kind ~= "symbol"
end
context.is_word = is_word

-- The n-th word before or after the match in its paragraph, marks not counted, in lower case; "" where there is none.
local function neighbour(doc, span, n, step)
  local least, most = bounds_of(doc, span.first, span.last, true)
  local i = step < 0 and span.first or span.last
  while n > 0 do
    i = i + step
    if i < least or i > most then return "" end
    if is_word(doc, i) then n = n - 1 end
  end
  return doc:lower(i)
end

-- A value as it is compared and counted: one line, in lower case unless it is wanted as written.
function context.text(name, value, as_written)
  if value == nil then return "" end
  local text = cell.text(cell.keep(name, value)):gsub("%s+", " ")
  return as_written and text or core.lower(text)
end

local of_document = {
  document = function(data) return tostring(data.id) end,
  file = function(data) return data.file end,
  date = function(data) return data.date end,
  month = function(data) return data.date and data.date:sub(1, 7) end,
  year = function(data) return data.date and data.date:sub(1, 4) end,
}

-- Whether a field is of every document, not of its record.
function context.of_document(field) return of_document[field] ~= nil end

-- A field of a document as a text; nil where it has none.
function context.field(doc, field)
  local data = core.data(doc)
  local value
  if of_document[field] then value = of_document[field](data) else value = (data.keep or {})[field] end
  if value == nil or value == "" then return nil end
  return cell.valid(cell.text(value))
end

-- What --sort compares: a list of functions(doc, span, cells) -> text, and the list of fields of records among the keys.
function context.keys(text, is_column)
  local keys, fields = {}, {}
  for name in text:gmatch "[^,%s]+" do
    local n, side = name:match "^(%d+)([LRlr])$"
    if n and tonumber(n) > 0 then
      local step = side:upper() == "L" and -1 or 1
      keys[#keys + 1] = function(doc, span) return neighbour(doc, span, tonumber(n), step) end
    elseif name == "K" or name == "match" then
      keys[#keys + 1] = function(_, span) return context.text("match", span) end
    elseif is_column(name) then
      keys[#keys + 1] = function(_, _, cells) return context.text(name, cells[name]) end
    else
      if not of_document[name] then fields[#fields + 1] = name end
      keys[#keys + 1] = function(doc) return context.field(doc, name) or "" end
    end
  end
  return keys, fields
end

return context

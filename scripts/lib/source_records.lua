-- Files that hold many documents: JSON Lines, JSON, CSV and TSV. Each reader gives an iterator: a document; or false, a
-- message and an outcome { file, line, reason }; nil at the end. A record that is wrong costs no other one.
local annotation = require "lunette.annotation"
local core = require "lunette.core"
local date = require "lunette.source_date"
local fields = require "lunette.source_fields"
local set = require "lunette.set"
local stream = require "lunette.source_stream"
local records = {}

local reasons = { ["malformed data"] = "malformed", ["not found"] = "no text", ["over a limit"] = "too large" }

local function failure(where, line, message, reason)
  message = message:gsub("^standard input: ", "")
  if message:find(where.file .. ": ", 1, true) == 1 then message = message:sub(#where.file + 3) end
  local shown = line and line > 0 and ("%s:%d: %s"):format(where.file, line, message) or ("%s: %s"):format(where.file, message)
  return false, shown, { file = where.file, line = line, reason = reason }
end

-- A failure from C, whose message begins with the line; number: of the record, where that is no line.
local function refused(where, line, message, status, number)
  local at, rest = message:match "^line (%d+)[,:] (.*)$"
  rest = rest or message
  if number and number ~= line then rest = ("record %d: %s"):format(number, rest) end
  return failure(where, tonumber(at) or line, rest, reasons[status] or "malformed")
end

-- How many bytes the headline takes that a text begins with, in lines of its own, apart from white space and case; nil where it
-- does not: a first sentence that merely begins so is no headline.
local function begins_with(text, headline)
  local size, at = 0, text:find "%S" or 1
  for word in headline:gmatch "%S+" do
    local stop = at + #word - 1
    local there = text:sub(at, stop)
    if there ~= word and not (utf8.len(there) and #word < 1000 and core.lower(there) == core.lower(word)) then return nil end
    size, at = stop, text:find("%S", stop + 1) or #text + 1
  end
  return text:find("^[^%S\r\n]*[\r\n]%s*%S", size + 1) and size
end

-- Says once what was guessed, with the first file of which it holds.
local function tell(where, settings, note)
  if not note or settings.noted[note] then return end
  settings.noted[note] = true
  settings.note(("%s: %s"):format(where.file, note))
end

-- The date of a record as a day; an unreadable one is a warning.
local function day_of(where, line, text, settings)
  if not text or text == "" then return nil end
  local day = date.read(text)
  if not day and settings.warn and date.is_open(text) then
    settings.warn(("%s:%d: the date '%s' could be two days: --date-order dmy or --date-order mdy says which"):format(where.file, line, text:sub(1, 60)), "date of two readings")
  elseif not day and settings.warn then settings.warn(("%s:%d: the date '%s' cannot be read: write it as YYYY-MM-DD"):format(where.file, line, text:sub(1, 60)), "unreadable date") end
  return day
end

local function valid(text) return text and (core.valid(text) and text or core.decode(text) or "") end

local FIELDS = 16 -- of a document's table, with those that rules add: a power of two, as tables have room

-- One record as a document. text: a string, or the fields that hold it; the others are valid UTF-8.
local function document(where, line, settings, text, id, day, headline, keep)
  if #text > stream.LIMIT then return failure(where, line, ("a text of more than %d bytes"):format(stream.LIMIT), "too large") end
  local data = core.with_room(0, FIELDS)
  data.id = id and id ~= "" and id or ("%s:%d"):format(where.stem, line)
  data.file, data.record, data.keep = where.file, line, keep
  data.date = settings.date or day and day_of(where, line, day, settings)
  local before, headed
  if headline and headline:find "%S" then
    headline = headline:gsub("%s+", " "):match "^ ?(.-) ?$"
    local whole = tostring(text)
    local read = core.valid(whole)
    headed = read and begins_with(whole, headline)
    if not headed and read then
      before = headline .. "\n\n"
      data.before = #before
    end
  end
  return date.of_dateline(core.doc(text, data, before, nil, headed or nil))
end

-- The fields of an object that are kept: those named, or all but the text. What is null stays away.
local function kept_of(object, settings, text_name)
  local keep = {}
  if settings.keep == "all" then
    for name, value in pairs(object) do if name ~= text_name then keep[name] = value end end
  else
    for _, name in ipairs(settings.keep) do keep[name] = fields.at(object, name) end
  end
  return keep
end

-- Half a surrogate pair in an escape, which no text can hold, costs its record nothing but that character: the record mended, or nil.
local function mended(where, bytes, line, settings)
  local better, count = core.json_mend(bytes)
  if count == 0 then return nil end
  if settings.warn then
    settings.warn(("%s:%d: %d %s of a character (\\ud800 ... \\udfff) replaced by U+FFFD"):format(where.file, line, count, count == 1 and "half" or "halves"), "half characters")
  end
  return better
end

-- What makes a document, or a failure, of what core.record gives for an object: (JSON, its line, the number of its record where
-- that is another, ...); and the fields that it wants.
local function reader_of_objects(where, settings)
  local lists = fields.lists(settings.fields)
  local wanted = core.fields(lists, settings.keep ~= nil)
  local told = false
  local function take(bytes, line, number, text, id, day, headline, text_name, id_name, day_name, headline_name, texts, marked, object)
    if not text and day == "malformed data" then
      local better = mended(where, bytes, line, settings)
      if better then return take(better, line, number, core.record(better, line, wanted)) end
    end
    if not text then return refused(where, line, id, day, number) end
    if object and not settings.there then settings.there = set.names(object) end
    if settings.note and not told then
      told = true
      local chosen = { text = lists[1][text_name], id = lists[2][id_name], date = lists[3][day_name], headline = lists[4][headline_name] }
      if chosen.headline == "title" then chosen.headline = nil end -- what a headline is mostly called
      local others = {}
      if texts > 1 then
        local whole = core.json_decode(bytes)
        for _, name in ipairs(lists[1]) do
          if name ~= chosen.text and whole and type(whole[name]) == "string" and whole[name] ~= "" then others[#others + 1] = name end
        end
      end
      tell(where, settings, fields.note(chosen, settings.fields, others))
    end
    local doc, message, outcome = document(where, number or line, settings, text, id, day, headline, settings.keep and kept_of(object, settings, lists[1][text_name]))
    if not doc or not (marked or annotation.apart) then return doc, message, outcome end
    local ok, wrong = annotation.attach(doc, core.json_decode(bytes), ("%s:%d"):format(where.file, number or line))
    if ok then return doc end
    core.close(doc)
    return false, wrong, { file = where.file, line = line, reason = "annotation" }
  end
  return take, wanted
end

function records.jsonl(where, s, settings)
  local problem
  s, problem = s:decoded()
  if not s then return failure(where, nil, problem, stream.reason(problem)) end
  local take, wanted = reader_of_objects(where, settings)
  local next_record, count = s:records(wanted, annotation.apart), s.count
  local function made(number, size, line, ...)
    if number == nil then return nil end
    if number == false then
      local message = size:gsub("^.-: line %d+ is ", "line is ")
      return failure(where, line, message, stream.reason(message))
    end
    if count then count(size + 1) end
    return take(line, number, nil, ...)
  end
  return function() return made(next_record()) end
end

-- A list of records, one record, an object that holds a list of records, or objects one after the other. Many may stand on a line,
-- so they are known by their numbers.
function records.json(where, s, settings)
  local problem, over
  s, problem = s:decoded()
  if not s then return failure(where, nil, problem, stream.reason(problem)) end
  local bytes
  bytes, problem, over = s:all(stream.TOTAL)
  if not bytes then
    return failure(where, nil, over and problem .. ": a JSON file is read whole; one object a line (.jsonl) has no such bound" or problem, stream.reason(problem))
  end
  local take, wanted = reader_of_objects(where, settings)
  local values = core.json_cut(bytes)
  local first, last, line = values()
  local second = first and { values() }
  if first and not second[1] and bytes:byte(first) == 123 then -- one object: a record, or what holds a list of them
    local text, _, status = core.record(bytes:sub(first, last), line, core.fields(fields.lists(settings.fields)))
    if not text and status == "not found" then
      local inside = core.json_cut(bytes, first, last)
      if inside then
        values = inside
        first, last, line = values()
      end
    end
  end
  local empty, count = not first, 0
  local stop = #bytes -- of the list that the file is: a download that broke off behind a record has none
  while stop > 0 and bytes:find("^%s", stop) do stop = stop - 1 end
  local unended = bytes:find "^\xEF?\xBB?\xBF?%s*%[" and bytes:byte(stop) ~= 93
  return function()
    if empty then
      empty = false
      if not bytes:find "[%[{]" then return failure(where, nil, "no JSON in this file", "malformed") end
      return nil
    end
    if not first and unended then
      unended = false
      return failure(where, nil, "the list of records does not end with ]: the file is cut short, or more stands behind", "malformed")
    elseif not first then return nil end
    local from, to, at = first, last, line
    if second and second[1] then first, last, line = table.unpack(second)
    else first, last, line = values() end
    second = nil
    count = count + 1
    local record = bytes:sub(from, to)
    return take(record, at, count, core.record(record, at, wanted))
  end
end

-- Rows under a head that names the columns.
function records.csv(where, s, settings, separator)
  local problem
  s, problem = s:decoded()
  if not s then return failure(where, nil, problem, stream.reason(problem)) end
  local csv, blocks, ended = core.csv(separator, stream.LIMIT), s:blocks(), false
  local head, column, kept

  local function next_row()
    while true do
      local cells, line, at, status = csv:next()
      if cells ~= nil then return cells, line, at, status end
      if ended then return nil end
      local block, message = blocks()
      if block == false then
        ended = true
        return false, message, 0, "io"
      end
      ended = block == nil
      csv:feed(block or "", ended)
    end
  end

  local function begin(cells)
    head = cells
    for i, name in ipairs(head) do head[i] = valid(name) end
    column, problem = fields.columns(head, settings.fields)
    if not column then return problem end
    settings.there = settings.there or head
    if settings.keep == "all" then
      kept = {}
      for i, name in ipairs(head) do if i ~= column.text then kept[#kept + 1] = { name, i } end end
    elseif settings.keep then
      kept = {}
      for _, name in ipairs(settings.keep) do
        for i, there in ipairs(head) do if there == name then kept[#kept + 1] = { name, i } end end
      end
    end
    if settings.note then
      local chosen, others, any_case = {}, {}, {}
      for role, i in pairs(column) do chosen[role] = head[i] end
      for _, name in ipairs(fields.names.text) do any_case[name:lower()] = true end
      for i, name in ipairs(head) do if i ~= column.text and any_case[name:lower()] then others[#others + 1] = name end end
      if chosen.headline == "title" then chosen.headline = nil end
      tell(where, settings, fields.note(chosen, settings.fields, others))
    end
  end

  return function()
    while true do
      local cells, line, at, status = next_row()
      if cells == nil then return nil end
      if cells == false then
        if status == "io" then return failure(where, nil, line, stream.reason(line)) end
        return refused(where, at, line, status)
      end
      if not head then
        local wrong = begin(cells)
        if wrong then
          csv, ended = core.csv(separator, stream.LIMIT), true
          return failure(where, line, wrong, "no text")
        end
      elseif #cells ~= #head then
        return failure(where, line, ("a row of %d cell%s under a head of %d"):format(#cells, #cells == 1 and "" or "s", #head), "malformed")
      else
        local keep
        if kept then
          keep = {}
          for _, pair in ipairs(kept) do keep[pair[1]] = valid(cells[pair[2]]) end
        end
        return document(where, line, settings, cells[column.text], valid(cells[column.id]), valid(cells[column.date]), valid(cells[column.headline]), keep)
      end
    end
  end
end

function records.tsv(where, s, settings) return records.csv(where, s, settings, "\t") end

return records

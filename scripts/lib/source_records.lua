-- Files that hold many documents: JSON Lines, JSON, CSV and TSV. Each reader gives an iterator: a document; or false, a
-- message and an outcome { file, line, reason }; nil at the end. A record that is wrong costs no other one.
local annotation = require "lunette.annotation"
local core = require "lunette.core"
local date = require "lunette.source_date"
local fields = require "lunette.source_fields"
local kind = require "lunette.source_kind"
local stream = require "lunette.source_stream"
local records = {}

local reasons = { ["malformed data"] = "malformed", ["not found"] = "no text", ["over a limit"] = "too large" }

local function failure(where, line, message, reason)
  message = message:gsub("^standard input: ", "")
  if message:find(where.file .. ": ", 1, true) == 1 then message = message:sub(#where.file + 3) end
  local shown = line and line > 0 and ("%s:%d: %s"):format(where.file, line, message) or ("%s: %s"):format(where.file, message)
  return false, shown, { file = where.file, line = line, reason = reason }
end

-- A failure from C, whose message begins with the line.
local function refused(where, line, message, status)
  local at, rest = message:match "^line (%d+)[,:] (.*)$"
  return failure(where, tonumber(at) or line, rest or message, reasons[status] or "malformed")
end

-- Whether a text begins with its headline, apart from white space and case.
local function begins_with(text, headline)
  local at = text:find "%S" or 1
  for word in headline:gmatch "%S+" do
    local stop = at + #word - 1
    local there = text:sub(at, stop)
    if there ~= word and not (utf8.len(there) and #word < 1000 and core.lower(there) == core.lower(word)) then return false end
    at = text:find("%S", stop + 1) or #text + 1
  end
  return true
end

-- The date of a record as a day; an unreadable one is a warning.
local function day_of(where, line, text, settings)
  if not text or text == "" then return nil end
  local day = date.read(text)
  if not day and settings.warn then settings.warn(("%s:%d: the date '%s' cannot be read: write it as YYYY-MM-DD"):format(where.file, line, text:sub(1, 60)), "unreadable date") end
  return day
end

local function valid(text) return text and (utf8.len(text) and text or core.decode(text) or "") end

-- One record as a document.
local function document(where, line, settings, text, id, day, headline, keep)
  if #text > stream.LIMIT then return failure(where, line, ("a text of more than %d bytes"):format(stream.LIMIT), "too large") end
  id, headline = valid(id), valid(headline)
  local data = {
    id = id and id ~= "" and id or ("%s:%d"):format(where.stem, line),
    file = where.file,
    record = line,
    date = settings.date or day_of(where, line, valid(day), settings),
    keep = keep,
  }
  local before
  if headline and headline:find "%S" then
    headline = headline:gsub("%s+", " "):match "^ ?(.-) ?$"
    if utf8.len(text) and not begins_with(text, headline) then before = headline .. "\n\n" end
  end
  data.before = before and #before
  return core.doc(text, data, before)
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

-- What reads one object: (line of JSON, its number) -> a document or a failure.
local function reader_of_objects(where, settings, file_kind)
  local lists = fields.lists(settings.fields)
  local wanted = core.fields(lists, settings.keep ~= nil)
  local noted = settings.noted
  return function(bytes, number)
    local text, id, day, headline, text_name, id_name, day_name, headline_name, texts, marked, object = core.record(bytes, number, wanted)
    if not text then return refused(where, number, id, day) end
    if settings.note and not noted[file_kind] then
      noted[file_kind] = true
      local chosen = { text = lists[1][text_name], id = lists[2][id_name], date = lists[3][day_name], headline = lists[4][headline_name] }
      if chosen.headline == "title" then chosen.headline = nil end -- what a headline is mostly called
      local others = {}
      if texts > 1 then
        local whole = core.json_decode(bytes)
        for _, name in ipairs(lists[1]) do
          if name ~= chosen.text and whole and type(whole[name]) == "string" and whole[name] ~= "" then others[#others + 1] = name end
        end
      end
      settings.note(fields.note(chosen, settings.fields, others))
    end
    local doc, message, outcome = document(where, number, settings, text, id, day, headline, settings.keep and kept_of(object, settings, lists[1][text_name]))
    if not doc or not (marked or annotation.apart) then return doc, message, outcome end
    local ok, wrong = annotation.attach(doc, core.json_decode(bytes), ("%s:%d"):format(where.file, number))
    if ok then return doc end
    core.close(doc)
    return false, wrong, { file = where.file, line = number, reason = "annotation" }
  end
end

function records.jsonl(where, s, settings)
  local problem
  s, problem = s:decoded()
  if not s then return failure(where, nil, problem, stream.reason(problem)) end
  local lines, read = s:lines(), reader_of_objects(where, settings, "JSON Lines")
  return function()
    while true do
      local line, number, at = lines()
      if line == nil then return nil end
      if line == false then
        local message = number:gsub("^.-: line %d+ is ", "line is ")
        return failure(where, at, message, stream.reason(message))
      end
      if line:find "%S" then return read(line, number) end
    end
  end
end

-- A list of records, one record, an object that holds a list of records, or objects one after the other.
function records.json(where, s, settings)
  local problem, over
  s, problem = s:decoded()
  if not s then return failure(where, nil, problem, stream.reason(problem)) end
  local bytes
  bytes, problem, over = s:all(stream.TOTAL)
  if not bytes then
    return failure(where, nil, over and problem .. ": a JSON file is read whole; one object a line (.jsonl) has no such bound" or problem, stream.reason(problem))
  end
  local read = reader_of_objects(where, settings, "JSON")
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
  local empty = not first
  return function()
    if empty then
      empty = false
      if not bytes:find "[%[{]" then return failure(where, nil, "no JSON in this file", "malformed") end
      return nil
    end
    if not first then return nil end
    local from, to, number = first, last, line
    if second and second[1] then first, last, line = table.unpack(second)
    else first, last, line = values() end
    second = nil
    return read(bytes:sub(from, to), number)
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
    if settings.keep == "all" then
      kept = {}
      for i, name in ipairs(head) do if i ~= column.text then kept[#kept + 1] = { name, i } end end
    elseif settings.keep then
      kept = {}
      for _, name in ipairs(settings.keep) do
        for i, there in ipairs(head) do if there == name then kept[#kept + 1] = { name, i } end end
      end
    end
    local file_kind = separator == "\t" and "TSV" or "CSV"
    if settings.note and not settings.noted[file_kind] then
      settings.noted[file_kind] = true
      local chosen, others, any_case = {}, {}, {}
      for role, i in pairs(column) do chosen[role] = head[i] end
      for _, name in ipairs(fields.names.text) do any_case[name:lower()] = true end
      for i, name in ipairs(head) do if i ~= column.text and any_case[name:lower()] then others[#others + 1] = name end end
      if chosen.headline == "title" then chosen.headline = nil end
      settings.note(fields.note(chosen, settings.fields, others))
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
        return document(where, line, settings, cells[column.text], cells[column.id], cells[column.date], cells[column.headline], keep)
      end
    end
  end
end

function records.tsv(where, s, settings) return records.csv(where, s, settings, "\t") end

return records

-- Documents from where they are: text files, JSON Lines, folders, standard input, a text given on the command line.
-- A document that cannot be read is an outcome, not an error: false and a message, and the next one follows.
local core = require "lunette.core"
local annotation = require "lunette.annotation"
local source = {}

local function stem(path)
  local name = path:match "[^/]+$" or path
  return name:match "^(.+)%.[^.]*$" or name
end

-- Whether a text is a day of the calendar, YYYY-MM-DD (a time may follow).
local month_days = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }
function source.is_date(text)
  local y, m, d = text:match "^(%d%d%d%d)%-(%d%d)%-(%d%d)"
  y, m, d = tonumber(y), tonumber(m), tonumber(d)
  if not y or m < 1 or m > 12 or d < 1 or d > month_days[m] then return false end
  return not (m == 2 and d == 29) or (y % 4 == 0 and (y % 100 ~= 0 or y % 400 == 0))
end

local function check_meta(meta, level)
  if meta ~= nil and type(meta) ~= "table" then error("meta is a table such as { date = \"2026-01-31\" }", level + 1) end
  local data = {}
  for key, value in pairs(meta or {}) do data[key] = value end
  if data.date and not source.is_date(tostring(data.date)) then
    error(("'%s' is no date of the form YYYY-MM-DD"):format(data.date), level + 1)
  end
  return data
end

function source.doc(text, meta)
  if type(text) ~= "string" then error("lun.doc wants a text, not a " .. type(text), 2) end
  local data = check_meta(meta, 2)
  data.id = data.id or "text"
  return core.doc(text, data)
end

-- Modules of the formats that are more than text, by the ending of the file.
local readers = {
  html = "lunette.source_html", htm = "lunette.source_html", xhtml = "lunette.source_html",
  md = "lunette.source_markdown", markdown = "lunette.source_markdown",
}

function source.open(path, meta)
  if type(path) ~= "string" then error("lun.open wants a path, not a " .. type(path), 2) end
  local data = check_meta(meta, 2)
  local bytes, message = core.read(path)
  if not bytes then return nil, message end
  data.file = path == "-" and "stdin" or path
  data.id = data.id or (path == "-" and "stdin" or stem(path))
  local reader = readers[(path:match "%.([^./]+)$" or ""):lower()]
  if reader then return require(reader).document(bytes, data) end
  local doc = core.doc(bytes, data)
  local ok, wrong = annotation.attach(doc, path)
  if not ok then return nil, wrong end
  return doc
end

-- One line of a JSON Lines file as a document.
local function record_doc(line, path, number, meta)
  local record, message = core.record(line, number)
  if not record then return false, ("%s:%d: %s"):format(path, number, (message:gsub("^line %d+[,:] ", ""))) end
  local data = {
    id = record.id == ("line %d"):format(number) and ("%s:%d"):format(stem(path), number) or record.id,
    file = path,
    record = number,
    date = meta and meta.date or (source.is_date(record.date or "") and record.date:sub(1, 10) or nil),
  }
  local doc = core.doc(record.text, data)
  local ok, wrong = annotation.attach_line(doc, line, ("%s:%d"):format(path, number))
  if not ok then return false, wrong end
  return doc
end

local function records(path, meta)
  local lines, message = core.lines(path)
  if not lines then return function() end, message end
  return function()
    while true do
      local line, number, at = lines()
      if line == nil then return nil end
      if line == false then return false, ("%s:%d: %s"):format(path, at or 0, number) end
      if line:find "%S" then return record_doc(line, path, number, meta) end
    end
  end
end

local readable = { txt = true, jsonl = true, html = true, htm = true, xhtml = true, md = true, markdown = true, conllu = true, conll = true }

-- Files below a folder, in order of their names; links and hidden files are passed over.
local function walk(folder, files)
  local names, message = core.list(folder)
  if not names then
    files[#files + 1] = { error = message }
    return
  end
  for _, name in ipairs(names) do
    local path = folder:gsub("/+$", "") .. "/" .. name
    local kind = name:sub(1, 1) ~= "." and core.kind(path)
    if kind == "folder" then walk(path, files)
    elseif kind == "file" and readable[(name:match "%.([^.]+)$" or ""):lower()] then files[#files + 1] = { path = path } end
  end
end

-- Documents of all paths in order: doc, or false and a message. meta goes to every one.
function source.each(paths, meta)
  local files, next_file, current = {}, 0, nil
  for _, path in ipairs(paths) do
    local kind = path == "-" and "file" or core.kind(path)
    if not kind then files[#files + 1] = { error = path .. ": no such file or folder" }
    elseif kind == "folder" then
      local before = #files
      walk(path, files)
      if #files == before then files[#files + 1] = { error = path .. ": no .txt, .html, .md, .jsonl, .conllu or .conll file in this folder" } end
    else files[#files + 1] = { path = path } end
  end
  return function()
    while true do
      if current then
        local doc, message = current()
        if doc ~= nil then return doc, message end
        current = nil
      end
      next_file = next_file + 1
      local file = files[next_file]
      if not file then return nil end
      if file.error then return false, file.error end
      local reader = file.path:match "%.jsonl$" and records or annotation.reader(file.path)
      if reader then
        local iterator, message = reader(file.path, meta)
        if message then return false, message end
        current = iterator
      else
        local doc, message = source.open(file.path, meta)
        return doc or false, message
      end
    end
  end
end

function source.docs(...)
  local paths = { ... }
  for i, path in ipairs(paths) do
    if type(path) ~= "string" then error(("path %d is a %s, not a text"):format(i, type(path)), 2) end
  end
  return source.each(paths)
end

return source

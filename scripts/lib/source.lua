-- Documents from where they are: files of all kinds, folders, globs, standard input, a text given on the command line. A
-- document that cannot be read is an outcome, not an error: false, a message and what happened, and the next one follows.
local core = require "lunette.core"
local date = require "lunette.source_date"
local folder = require "lunette.source_folder"
local kind = require "lunette.source_kind"
local records = require "lunette.source_records"
local stream = require "lunette.source_stream"
local source = {}

local function stem(path)
  local name = path:match "[^/]+$" or path
  return name:match "^(.+)%.[^.]*$" or name
end

-- A path as valid UTF-8: bytes that are none are written as \xFF.
local function shown(path)
  if utf8.len(path) then return path end
  return (path:gsub("[\x80-\xFF]", function(byte) return ("\\x%02X"):format(byte:byte()) end))
end

source.is_date = date.is

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

local function failure(file, message, reason)
  return false, message:find(file, 1, true) and message or ("%s: %s"):format(file, message), { file = file, reason = reason }
end

-- Makers of documents from all bytes of a file, by kind.
local makers = {}
function makers.text(bytes, data)
  local mark, written = kind.utf16(bytes)
  return core.doc(mark and not written and mark .. bytes or bytes, data)
end
-- Kinds whose makers are modules of their own.
for _, name in ipairs { "html", "markdown" } do
  makers[name] = function(bytes, data)
    if not core.script("lib/source_" .. name .. ".lua") then return makers.text(bytes, data) end
    return require("lunette.source_" .. name).document(bytes, data)
  end
end

-- A file that is one document.
local function whole(s, file_kind, data)
  local bytes, message, over = s:all(stream.LIMIT)
  if not bytes then return failure(data.file, message, over and "too large" or "cannot be read") end
  local doc, problem = makers[file_kind](bytes, data)
  if not doc then return failure(data.file, problem, "malformed") end
  return doc
end

local function refuse_binary(file, what, remedy)
  return failure(file, ("is %s, not a text%s"):format(what, remedy and ": " .. remedy or ""), "not a text")
end

-- The documents of a stream: an iterator, or false, a message, an outcome. file is what it is called.
local function documents_of(s, file, id, file_kind, settings)
  local what, remedy = kind.binary(s.beginning)
  if what then return refuse_binary(file, what, remedy) end
  file_kind = file_kind or kind.sniff(s.beginning)
  if kind.records[file_kind] then return records[file_kind]({ file = file, stem = id }, s, settings), true end
  local done = false
  return function()
    if done then return nil end
    done = true
    return whole(s, file_kind, { id = id, file = file, date = settings.date })
  end
end

-- The documents of one path.
local function open(file, settings)
  local path = file.path
  local name = path == "-" and "stdin" or shown(path)
  local s, message = stream.of_file(path, settings.count)
  if not s then return failure(name, message, "cannot be read") end
  return documents_of(s, name, path == "-" and "stdin" or shown(stem(path)), settings.format or kind.of_name(path), settings)
end

function source.open(path, meta)
  if type(path) ~= "string" then error("lun.open wants a path, not a " .. type(path), 2) end
  local data = check_meta(meta, 2)
  local s, message = stream.of_file(path)
  if not s then return nil, message end
  data.file = path == "-" and "stdin" or shown(path)
  data.id = data.id or (path == "-" and "stdin" or shown(stem(path)))
  local what, remedy = kind.binary(s.beginning)
  if what then return nil, (select(2, refuse_binary(data.file, what, remedy))) end
  local by_name = kind.of_name(path)
  local doc, problem = whole(s, makers[by_name] and by_name or "text", data)
  if not doc then return nil, problem end
  return doc
end

-- Whether the document is in a language that is wanted: true, or false, a message and an outcome. One that was named by
-- itself is read all the same, with a warning.
local function language_of(doc, settings, alone)
  local code, name = core.language(doc)
  if not code or settings.languages[code] then return true end
  local data = core.data(doc)
  local where = data.record and ("%s:%d"):format(data.file, data.record) or data.file or data.id
  if alone then
    if settings.warn then settings.warn(("%s: reads like %s; the bundled rules are for English"):format(where, name), "language") end
    return true
  end
  return false, ("%s: reads like %s"):format(where, name), { file = data.file, line = data.record, reason = "language", language = code, skipped = true }
end

-- What the paths come to, in order: files, and what is to be said of the others.
local function list(paths, settings)
  local files = {}
  for _, path in ipairs(paths) do
    local what = path == "-" and "file" or core.kind(path)
    local base = not what and folder.of_glob(path)
    if what == "folder" or base then
      local before, read = #files, false
      if base and core.kind(base) ~= "folder" then files[#files + 1] = { path = path, error = path .. ": no such file or folder" }
      else folder.walk(base or path, files, settings, base and folder.glob(path)) end
      for i = before + 1, #files do read = read or not files[i].skipped end
      if not read then
        files[#files + 1] = { path = path, error = path .. (base and ": no file fits this" or
          settings.include and ": no file in this folder fits --include" or ": no article in this folder (.txt .md .html .jsonl .json .csv .tsv)") }
      end
    elseif not what then
      files[#files + 1] = { path = path, error = path .. ": no such file or folder" }
    else
      local bytes = what == "file" and path ~= "-" and select(2, core.kind_of_name(path)) or nil
      files[#files + 1] = { path = path, bytes = bytes, named = true }
    end
  end
  return files
end

-- Documents of all paths in order: a document; or false, a message and an outcome { file, line, reason, skipped }. Settings,
-- all optional: date of every document; fields, names of the text's field and others by role; keep, names of fields or
-- "all"; format; include, exclude, lists of globs; follow links; languages, a set of codes (others are skipped); and what is
-- called: note(text) for what was guessed, warn(text, reason), count(bytes) as they are read. Bytes of all files, where they
-- are known, come second.
function source.each(paths, settings)
  settings = settings or {}
  settings.noted = settings.noted or {}
  local files, next_file, current, alone = list(paths, settings), 0, nil, false
  local bytes = 0
  for _, file in ipairs(files) do
    if not file.skipped and not file.error then bytes = bytes and file.bytes and bytes + file.bytes or nil end
    if not bytes then break end
  end
  local function next_document()
    while true do
      if current then
        local doc, message, outcome = current()
        if doc then
          if not settings.languages then return doc end
          local wanted, why, skipped = language_of(doc, settings, alone)
          if wanted then return doc end
          core.close(doc)
          return false, why, skipped
        elseif doc == false then return false, message, outcome end
        current = nil
      end
      next_file = next_file + 1
      local file = files[next_file]
      if not file then return nil end
      if file.error then return false, file.error, { file = shown(file.path), reason = "cannot be read" } end
      if file.skipped then
        return false, ("%s: %s"):format(shown(file.path), file.skipped), { file = shown(file.path), reason = file.skipped, skipped = true }
      end
      local iterator, message, outcome = open(file, settings)
      if not iterator then return false, message, outcome end
      current, alone = iterator, file.named and message ~= true
    end
  end
  return next_document, bytes
end

-- A text that was given on the command line, as documents.
function source.of_text(text, settings)
  local done = false
  return function()
    if done then return nil end
    done = true
    local doc = source.doc(text, { date = settings.date })
    if settings.languages then language_of(doc, settings, true) end
    return doc
  end
end

function source.docs(...)
  local paths = { ... }
  for i, path in ipairs(paths) do
    if type(path) ~= "string" then error(("path %d is a %s, not a text"):format(i, type(path)), 2) end
  end
  local documents = source.each(paths)
  return function()
    while true do
      local doc, message, outcome = documents()
      if doc ~= false or not outcome.skipped then return doc, message end
    end
  end
end

return source

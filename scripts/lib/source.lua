-- Documents from where they are: files of all kinds, folders, globs, standard input, a text given on the command line. A
-- document that cannot be read is an outcome, not an error: false, a message and what happened, and the next one follows.
local calendar = require "lunette.calendar"
local core = require "lunette.core"
local kind = require "lunette.source_kind"
local members = require "lunette.source_members"
local source = {}

local shown, stem = members.shown, members.stem

source.is_date = calendar.is

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
  return members.dated(core.doc(text, data))
end

function source.open(path, meta)
  if type(path) ~= "string" then error("lun.open wants a path, not a " .. type(path), 2) end
  local data = check_meta(meta, 2)
  data.file = path == "-" and "stdin" or shown(path)
  data.id = data.id or (path == "-" and "stdin" or shown(stem(path)))
  return members.one(path, data)
end

-- Whether a document is read that is in a language which is not wanted: false, a message and an outcome. One that was named by
-- itself is, with a warning.
local function in_other_language(doc, code, settings, alone)
  local name = core.language_name(code)
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
    local folder = (what == "folder" or not what) and require "lunette.source_folder"
    local base = not what and folder.of_glob(path)
    if what == "folder" or base then
      local before, read = #files, false
      if base and core.kind(base) ~= "folder" then files[#files + 1] = { path = path, error = path .. ": no such file or folder", reason = "no input" }
      else folder.walk(base or path, files, settings, base and folder.glob(path)) end
      for i = before + 1, #files do read = read or not files[i].skipped end
      if not read then
        files[#files + 1] = { path = path, reason = "no input", error = path .. (base and ": no file fits this" or
          settings.include and ": no file in this folder fits --include" or ": no article in this folder (.txt .md .html .jsonl .json .csv .tsv .conllu)") }
      end
    elseif not what then
      files[#files + 1] = { path = path, error = path .. ": no such file or folder", reason = "no input" }
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
  local files, next_file, current, alone = list(paths, settings), 0, nil, nil
  local bytes = 0
  for _, file in ipairs(files) do
    if not file.skipped and not file.error then bytes = bytes and file.bytes and not kind.is_packed(file.path) and bytes + file.bytes or nil end
    if not bytes then break end
  end
  local function next_document()
    while true do
      if current then
        local doc, message, outcome = current()
        if doc then
          local code = settings.languages and core.language(doc)
          if not code or settings.languages[code] then return doc end
          local wanted, why, skipped = in_other_language(doc, code, settings, alone and alone())
          if wanted then return doc end
          core.close(doc)
          return false, why, skipped
        elseif doc == false then return false, message, outcome end
        current = nil
      end
      next_file = next_file + 1
      local file = files[next_file]
      if not file then return nil end
      if file.error then return false, file.error, { file = shown(file.path), reason = file.reason or "cannot be read" } end
      if file.skipped then
        return false, ("%s: %s"):format(shown(file.path), file.skipped), { file = shown(file.path), reason = file.skipped, skipped = true }
      end
      local iterator, single, outcome = members.of(file.path, settings)
      if not iterator then return false, single, outcome end
      current, alone = iterator, file.named and single
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
    local code = settings.languages and core.language(doc)
    if code and not settings.languages[code] then in_other_language(doc, code, settings, true) end
    return doc
  end
end

-- Raises for what are no paths of lun.docs.
function source.check_paths(paths, level)
  if paths.n == 0 then error("lun.docs wants paths: lun.docs(...) reads the inputs of the command line, where it names any", level + 1) end
  for i = 1, paths.n do
    if type(paths[i]) ~= "string" then error(("path %d is a %s, not a text"):format(i, type(paths[i])), level + 1) end
  end
end

function source.docs(...)
  local paths = table.pack(...)
  source.check_paths(paths, 2)
  local documents = source.each(paths)
  return function()
    while true do
      local doc, message, outcome = documents()
      if doc ~= false or not outcome.skipped then return doc, message end
    end
  end
end

return source

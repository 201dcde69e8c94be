-- The documents of one path: of a plain file, a compressed one, or every member of an archive. Chooses the reader by the
-- member's kind and refuses what is no text. Iterators give a document; or false, a message and an outcome { file, line,
-- reason, skipped }; nil at the end.
local core = require "lunette.core"
local kind = require "lunette.source_kind"
local stream = require "lunette.source_stream"
local members = {}

function members.stem(path)
  local name = path:match "[^/]+$" or path
  return name:match "^(.+)%.[^.]*$" or name
end

-- A path as valid UTF-8 in one line: bytes that are none, and control characters, are written as \xFF.
function members.shown(path)
  if utf8.len(path) and not path:find "%c" then return path end
  return (path:gsub(utf8.len(path) and "%c" or "[\x80-\xFF%c]", function(byte) return ("\\x%02X"):format(byte:byte()) end))
end

-- A failure of a file; messages from C name it already.
local function failure(file, message, reason)
  message = message:gsub("^standard input: ", "stdin: ")
  return false, message:find(file, 1, true) == 1 and message or ("%s: %s"):format(file, message), { file = file, reason = reason }
end
members.failure = failure

local function unreadable(file, message) return failure(file, message, stream.reason(message)) end

-- A document that says no date with the one of its dateline, if it has one.
function members.dated(doc)
  local places = not doc.date and doc.dateline
  local behind = places and select(2, doc:bounds(places.last)) + 1
  if behind and doc.text:sub(behind, behind + 40):find "%d%d%d%d" then require("lunette.source_date").of_dateline(doc) end -- which takes reading
  return doc
end

-- Makers of documents from all bytes of a file, by kind.
local makers = {}
function makers.text(bytes, data)
  local mark, written = kind.utf16(bytes)
  local doc, message = core.doc(mark and not written and mark .. bytes or bytes, data, nil, data.charset)
  return doc and members.dated(doc), message and ("%s: %s"):format(data.file or data.id, message)
end
function makers.html(bytes, data) return require("lunette.source_page").html(bytes, data) end
function makers.markdown(bytes, data) return require("lunette.source_page").markdown(bytes, data) end

-- What a page says of itself, as fields that --keep passes on.
local claims = { "url", "site", "lang", "byline", "headline" }
local function kept_claims(doc, settings, file_kind)
  if file_kind == "text" then return doc end
  settings.there = settings.there or claims
  local data, wanted = core.data(doc), settings.keep ~= "all" and require("lunette.set").of(settings.keep)
  data.keep = data.keep or {}
  for _, name in ipairs(claims) do
    if (not wanted or wanted[name]) and type(data[name]) == "string" then data.keep[name] = data[name] end
  end
  return doc
end

-- A page of which all was read, for nothing in it looked like an article.
local function note_page(doc, settings)
  local data = core.data(doc)
  if data.whole and settings and settings.warn then
    local place = data.record and ("%s:%d"):format(data.file, data.record) or data.file or data.id
    settings.warn(("%s: no article recognised in this page: all text that it shows is read"):format(place), "no article")
  end
  return doc
end

local function reason_of(problem)
  return problem:find("no text in this", 1, true) and "no text" or problem:find("iconv of this system", 1, true) and "unreadable charset" or "malformed"
end

-- The whole of a stream as one document.
local function whole(s, file_kind, data, settings)
  local bytes, message = s:all(stream.LIMIT)
  if not bytes then return unreadable(data.file, message) end
  local doc, problem = makers[file_kind](bytes, data)
  if not doc then return failure(data.file, problem, reason_of(problem)) end
  note_page(doc, settings)
  return settings and settings.keep and kept_claims(doc, settings, file_kind) or doc
end

local function refuse_binary(file, what, remedy)
  return failure(file, ("is %s, not a text%s"):format(what, remedy and ": " .. remedy or ""), "not a text")
end

-- The documents of a web archive, each as its content type says.
local function of_warc(container, file, settings)
  local next_record = container:warc()
  return function()
    local r, message, what, reason = next_record()
    if r == nil then return nil end
    if not r then return false, message, { file = file, reason = what == "skipped" and "web archive" or "damaged archive", detail = reason, skipped = what == "skipped" or nil } end
    if settings.count then settings.count(#r.body) end
    local data = { id = r.id or ("%s:%d"):format(members.stem(file), r.number), file = file, record = r.number, date = settings.date, url = r.url, charset = r.charset }
    if settings.keep then
      local all = { id = r.id, url = r.url, date = r.date, status = r.status, content_type = r.content_type }
      data.keep = {}
      settings.there = settings.there or { "id", "url", "date", "status", "content_type" }
      for name, value in pairs(all) do
        local wanted = settings.keep == "all"
        for _, asked in ipairs(wanted and {} or settings.keep) do wanted = wanted or asked == name end
        if wanted then data.keep[name] = value end
      end
    end
    local html = (r.content_type or ""):find("html", 1, true) or not r.content_type and kind.sniff(r.body) == "html"
    local doc, problem = makers[html and "html" or "text"](r.body, data)
    if not doc then return failure(("%s:%d"):format(file, r.number), problem, reason_of(problem)) end
    data.date = data.date or r.date and require("lunette.source_date").read(r.date) -- when it was fetched, where the page says no date of its own
    return note_page(doc, settings)
  end
end

-- The documents of a file that holds nothing but annotated ones.
local function of_annotation(s, file, file_kind, settings)
  local documents = require("lunette.annotation").reader(file_kind)(file, { date = settings.date }, s:lines())
  return function()
    local doc, problem = documents()
    if doc == false then return false, problem, { file = file, reason = "annotation" } end
    return doc
  end, false
end

local with_columns = { text = true, csv = true, tsv = true, conll = true, conllu = true } -- what files of columns are called

-- The documents of the member that the container stands at: an iterator and whether it is a single document, or false, a message,
-- an outcome. name: what its kind is told by.
local function of_member(container, file, id, name, settings)
  local s, message = stream.of_member(container, settings.count)
  if not s then return unreadable(file, message) end
  if s.beginning == "" and kind.is_packed(name) then return failure(file, "is empty, and so no archive", "damaged archive") end
  if kind.ending(name) == "warc" or s.beginning:find "^WARC/%d" then return of_warc(container, file, settings), false end
  local what, remedy = kind.binary(s.beginning)
  if what then return refuse_binary(file, what, remedy) end
  local file_kind = settings.format or kind.of_name(name) or kind.sniff(s.beginning)
  if file_kind == "text" and not settings.format and not kind.of_name(name) and next(settings.fields or {}) then file_kind = "csv" end -- who asks for fields has records
  if not settings.format and with_columns[file_kind] then
    local columns = kind.columns(s.beginning, #s.beginning < stream.BEGINNING)
    if columns and columns ~= file_kind then
      file_kind = columns
      if settings.note then settings.note(("%s: read as %s, by how it begins; --input-format text takes it as it stands"):format(file, kind.annotated[columns])) end
    end
  end
  if kind.annotated[file_kind] then return of_annotation(s, file, file_kind, settings) end
  if kind.records[file_kind] then
    settings.read_records = true
    return require("lunette.source_records")[file_kind]({ file = file, stem = id }, s, settings)
  end
  local done = false
  return function()
    if done then return nil end
    done = true
    return whole(s, file_kind, { id = id, file = file, date = settings.date }, settings)
  end, true
end

-- What a file of an office program is, by the names of its first members; nil for an archive.
local function office_file(container, name)
  if name == "mimetype" then
    local mime = container:peek(80) or ""
    return kind.of_mime(mime)
  elseif name ~= "[Content_Types].xml" then return nil end
  for _ = 1, 40 do
    local next_name = container:next()
    if next_name == nil then break end
    local what = next_name and kind.of_part(next_name)
    if what then return what end
  end
end

local compressed = { gz = true, zst = true, xz = true, bz2 = true }

-- Whether the container's member is the file itself rather than one of many in it.
local function is_single(path, name)
  return name == path or compressed[kind.ending(path)] and name == path:match "^(.+)%.[^.]*$"
end

-- Whether a member of an archive is read, as a file in a folder would be: true; nil for what nobody misses; false and why.
local function takes(name, settings, fits)
  if ("/" .. name):find "/[.]" or name:find "^__MACOSX/" then return nil end
  local last = name:match "[^/]*$"
  if fits.excluded(name, last) then return nil end
  if fits.must then return fits.included(name, last) or nil end
  if settings.format or kind.of_name(name) or kind.ending(name) == "warc" then return true end
  return false, "another kind of file"
end

-- What stands beside a text: its annotation. The document, or a failure.
local function with_annotation(doc, path)
  local beside = path:match "^(.*)%.txt$" -- asked before the module is loaded, which most runs do without
  if not beside or core.kind(beside .. ".ann") ~= "file" then return doc end
  local ok, wrong = require("lunette.annotation").attach(doc, path)
  if ok then return doc end
  local file = core.data(doc).file
  core.close(doc)
  return failure(file, wrong, "annotation")
end

-- The documents of a path. single() tells, behind a document, whether it is the only one of its file.
function members.of(path, settings)
  local file = path == "-" and "stdin" or members.shown(path)
  local container, message = core.container(path)
  if not container then return unreadable(file, message) end
  local current, alone, first = nil, false, true
  local fits

  local function open(name)
    if is_single(path, name) then
      local shown = path == "-" and "stdin" or members.shown(name)
      return of_member(container, file, members.stem(shown), name, settings)
    end
    if not fits then
      local folder = require "lunette.source_folder"
      fits = {}
      fits.included, fits.must = folder.matcher(settings.include)
      fits.excluded = folder.matcher(settings.exclude)
    end
    local inside = file .. "!" .. name
    local wanted, why = takes(name, settings, fits)
    if wanted then return of_member(container, inside, file:match "[^/]*$" .. "!" .. name, name, settings) end
    if why then return false, ("%s: %s"):format(inside, why), { file = inside, reason = why, skipped = true } end
  end

  local function next_document()
    while container do
      if current then
        local doc, problem, outcome = current()
        if doc and alone then return with_annotation(doc, path) end
        if doc ~= nil then return doc, problem, outcome end
        current = nil
      end
      local name, remark, what = container:next()
      if name == nil then
        container:close()
        container = nil
      elseif name == false then
        if what == "skipped" then return false, remark, { file = remark:match "^(.-): " or file, reason = "no regular file", skipped = true } end
        local _, said, outcome = unreadable(file, remark)
        outcome.reason = "damaged archive"
        return false, said, outcome
      else
        if remark and settings.warn then settings.warn(remark, "compression") end
        local what = first and office_file(container, name)
        first = false
        if what then
          container:close()
          container = nil
          return refuse_binary(file, what, "save it as text, HTML or CSV")
        end
        local outcome
        current, alone, outcome = open(name)
        if current == false then
          local problem = alone
          current, alone = nil, false
          return false, problem, outcome
        end
        alone = alone and is_single(path, name)
      end
    end
  end
  return next_document, function() return alone end
end

-- The one document that a path is; nil and a message where it is none or many.
function members.one(path, data)
  local container, message = core.container(path)
  if not container then return nil, message end
  local name, remark = container:next()
  if not name then return nil, remark or path .. ": holds nothing" end
  local by_name = kind.of_name(name)
  if not is_single(path, name) or kind.records[by_name] or kind.annotated[by_name] or kind.ending(name) == "warc" then
    container:close()
    return nil, ("%s: a file of many articles: lun.docs(path) goes through them"):format(path)
  end
  local s
  s, message = stream.of_member(container)
  if not s then return nil, message end
  local what, remedy = kind.binary(s.beginning)
  if what then return nil, (select(2, refuse_binary(data.file, what, remedy))) end
  local doc, problem = whole(s, makers[by_name] and by_name or "text", data)
  container:close()
  if doc then doc, problem = with_annotation(doc, path) end
  if not doc then return nil, problem end
  return doc
end

return members

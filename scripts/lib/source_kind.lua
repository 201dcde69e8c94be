-- What kind of input some bytes are: by the ending of a name, else by how they begin; and what is no text at all.
local kind = {}

local endings = {
  txt = "text", text = "text", md = "markdown", markdown = "markdown", html = "html", htm = "html", xhtml = "html",
  jsonl = "jsonl", ndjson = "jsonl", json = "json", csv = "csv", tsv = "tsv", tab = "tsv",
  conllu = "conllu", conll = "conll",
}
local packed = { gz = true, zst = true, xz = true, bz2 = true, tar = true, tgz = true, txz = true, tbz2 = true, tzst = true, zip = true, warc = true }

kind.names = { "text", "markdown", "html", "jsonl", "json", "csv", "tsv", "conll", "conllu" }
kind.known = {}
for _, name in ipairs(kind.names) do kind.known[name] = true end
kind.annotated = { conll = "columns with BIO labels", conllu = "CoNLL-U" } -- files that hold nothing but annotated documents
kind.records = { jsonl = true, json = true, csv = true, tsv = true } -- many documents in a file

function kind.ending(path) return (path:match "%.([^./]+)$" or ""):lower() end

-- The kind that a name's ending says, or nil.
function kind.of_name(path) return endings[kind.ending(path)] end

function kind.is_packed(path) return packed[kind.ending(path)] == true end

-- The kind of what begins with these bytes.
function kind.sniff(bytes)
  local from = bytes:find("%S", bytes:find "^\xEF\xBB\xBF" and 4 or 1)
  if not from then return "text" end
  local first = bytes:sub(from, from + 1023)
  if first:find '^{%s*["}]' then
    local line = first:match "^[^\r\n]*"
    if #line == #first or line:find "}%s*$" then return "jsonl" end
    return "json"
  elseif first:find "^%[%s*{%s*\"" then return "json"
  elseif first:lower():find "^<!doctype html" or first:lower():find "^<html" or (first:find "^<[!?]" and first:lower():find "<html") then return "html" end
  return "text"
end

local LEAST = 3 -- lines by which columns are told
local TOKEN = "^%d+[-.%d]*\t[^\t]+\t[^\t]*\t[%u_]+\t[^\t]*\t[^\t]*\t[%d_]+\t" -- of CoNLL-U: number, form, lemma, UPOS, XPOS, features, head

-- "conllu" or "conll" for what begins with lines of columns as they have them: of all these the last column is a BIO label, and not
-- everywhere O; nil for others. whole: nothing follows.
function kind.columns(bytes, whole)
  local first = bytes:match "^[\xEF\xBB\xBF%s]*([^\r\n]+)"
  if not first or not (first:find "%s[OBIESLU][^%s]*$" or first:find "^#" or first:find "\t.*\t.*\t") then return nil end
  if not whole then bytes = bytes:match "^(.*)\n[^\n]*$" or "" end
  local rows, labels, width = 0, 0, nil
  for line in bytes:gsub("^\xEF\xBB\xBF", ""):gmatch "[^\r\n]+" do
    local tabs = select(2, line:gsub("\t", "\t"))
    if tabs == 9 and line:find(TOKEN) then return "conllu" end
    local label = line:match "%S%s+(%S+)%s*$"
    local _, columns = line:gsub("%S+", "")
    if line:find "^%-DOCSTART%-" then labels = labels + 1
    elseif not line:find "^#" and line:find "%S" then
      if not label or label ~= "O" and not label:find "^[BIESLU]%-." or columns ~= (width or columns) then return nil end
      rows, labels, width = rows + 1, labels + (label ~= "O" and 1 or 0), columns
    elseif not line:find "^#" then -- blank
    elseif label == "O" or (label or ""):find "^[BIESLU]%-." then rows, width = rows + 1, width or columns end -- the token #
  end
  return rows >= LEAST and labels > 0 and "conll" or nil
end

-- Files that are no text, by how they begin: what they are, and what to do.
local magic = {
  { "^%%PDF%-", "a PDF file", "make a text of it first (pdftotext)" },
  { "^\xD0\xCF\x11\xE0", "an old Office file", "save it as text" },
  { "^{\\rtf", "an RTF file", "save it as text" },
  { "^\x89PNG", "an image (PNG)" }, { "^\xFF\xD8\xFF", "an image (JPEG)" }, { "^GIF8[79]a", "an image (GIF)" },
  { "^RIFF....WEBP", "an image (WebP)" }, { "^II%*%z", "an image (TIFF)" }, { "^MM%z%*", "an image (TIFF)" },
  { "^\x7FELF", "a program" }, { "^MZ..%z", "a program" },
  { "^SQLite format 3", "a database (SQLite)", "export its texts as CSV or JSON Lines" },
  { "^PAR1", "a Parquet file", "export it as CSV or JSON Lines" }, { "^OggS", "a sound file" }, { "^ID3", "a sound file" },
  { "^....ftyp", "a video" }, { "^\x00asm", "a program" },
}

-- What the zip of an office program is, by the name of a member, or by what its member "mimetype" says; nil for others.
local parts = { word = "a Word document (docx)", xl = "an Excel workbook (xlsx)", ppt = "a PowerPoint file (pptx)" }
function kind.of_part(name) return parts[name:match "^(%l+)/" or ""] end
function kind.of_mime(mime) return mime:find "opendocument" and "an OpenDocument file" or mime:find "epub" and "an e-book (EPUB)" or nil end

-- What the file is that begins so, and what to do about it, or nil where it may be text.
function kind.binary(bytes)
  for _, row in ipairs(magic) do
    if bytes:find(row[1]) then return row[2], row[3] end
  end
  if kind.utf16(bytes) then return nil end
  if #bytes:match "^[^%z\1-\7\14-\26\28-\31\127]*" == #bytes then return nil end -- most texts, at a glance
  local controls = select(2, bytes:gsub("[%z\1-\7\14-\26\28-\31\127]", ""))
  if controls >= 8 and controls * 50 > #bytes then return "binary data" end
end

-- "\xFF\xFE" or "\xFE\xFF" for UTF-16: the mark that stands there, or that is missing where every other byte is NUL.
function kind.utf16(bytes)
  local mark = bytes:match "^\xFF\xFE" or bytes:match "^\xFE\xFF"
  if mark then return mark, true end
  if #bytes < 8 or not bytes:find("\0", 1, true) then return nil end
  local sample = bytes:sub(1, 4096)
  local half = #sample // 2
  local nuls, second = 0, 0 -- the second byte of a pair is the upper half of a character in little-endian
  for at in sample:gmatch "()%z" do
    nuls = nuls + 1
    if at % 2 == 0 then second = second + 1 end
  end
  if nuls * 5 < half * 3 or nuls > half then return nil end
  if second * 10 >= nuls * 9 then return "\xFF\xFE", false end
  if second * 10 <= nuls then return "\xFE\xFF", false end
end

return kind

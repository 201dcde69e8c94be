-- Pages of news sites in many layouts (tests/html): what is read of each against what was written beside it. Those whose names
-- begin with "late" were written when the scorer had been finished on the others, "later" after what these taught, "last" after
-- those: at their first reading their main text had a precision of 0.78, 0.89 and 1.00 and a recall of 0.97, 0.99 and 0.99.
local lun = require "lunette"
local core = require "lunette.core"

local folder = "tests/html"

local function words_of(text)
  local doc, words = lun.doc(text), {}
  for _, word in doc:tokens() do words[#words + 1] = word end
  return words
end

-- Length of the longest common subsequence.
local function common(a, b)
  local before = {}
  for j = 0, #b do before[j] = 0 end
  for i = 1, #a do
    local row = { [0] = 0 }
    for j = 1, #b do row[j] = a[i] == b[j] and before[j - 1] + 1 or math.max(before[j], row[j - 1]) end
    before = row
  end
  return before[#b]
end

local pages, found, got, wanted = 0, 0, 0, 0
local wrong = {}
for _, name in ipairs(assert(core.list(folder))) do
  local stem = name:match "^(.+)%.html$"
  if stem then
    pages = pages + 1
    local expected = assert(core.read(folder .. "/" .. stem .. ".txt"))
    local head, body = expected:match "^(.-)\n\n(.*)$"
    local doc = assert(lun.open(folder .. "/" .. name))
    local data = core.data(doc)
    for key, value in head:gmatch "(%w+): ([^\n]+)" do
      if data[key] ~= value then wrong[#wrong + 1] = ("%s: %s is '%s', not '%s'"):format(name, key, tostring(data[key]), value) end
    end
    local a, b = words_of(doc.text), words_of(body)
    local c = common(a, b)
    found, got, wanted = found + c, got + #a, wanted + #b
    print(("%-24s precision %.3f recall %.3f"):format(stem, c / #a, c / #b))
    if c / #a < 0.9 or c / #b < 0.9 then wrong[#wrong + 1] = name .. ": main text" end
    if doc.headline.text:gsub("%s+", " ") ~= data.headline then wrong[#wrong + 1] = name .. ": the structure's headline is " .. doc.headline.text end
  end
end

-- Every token of a page stands where its map says: the bytes there, without tags and with references decoded, are its text; and
-- line and column count to the same byte.
local names = { amp = "&", quot = '"', nbsp = " ", mdash = "—", ndash = "–", rsquo = "’", lsquo = "‘", ldquo = "“", rdquo = "”", bull = "•" }
local function decoded(bytes)
  bytes = bytes:gsub("<[^>]*>", ""):gsub("%s+", " ")
  bytes = bytes:gsub("&#[xX](%x+);", function(n) return utf8.char(tonumber(n, 16)) end):gsub("&#(%d+);", function(n) return utf8.char(tonumber(n)) end)
  return (bytes:gsub("&(%a+);", names))
end
local function check_map(path)
  local bytes, doc = assert(core.read(path)), assert(lun.open(path))
  local latin, before = doc.encoding == "Windows-1252", 0
  local lines = { 1 }
  for at in bytes:gmatch "\n()" do lines[#lines + 1] = at end
  for i, word in doc:tokens() do
    local start, stop = doc:source(doc:span(i))
    local piece = bytes:sub(start + 1, stop)
    if latin then piece = piece:gsub("[\x80-\xFF]", function(c) return utf8.char(c:byte()) end) end
    assert(decoded(piece) == word, ("%s: token %d '%s' is mapped to '%s'"):format(path, i, word, piece))
    assert(start >= before and stop > start, path .. ": the map goes back")
    before = start
    local line, column = doc:position((doc:bounds(i)))
    local to = bytes:sub(lines[line], start)
    local characters = latin and #to or utf8.len(to)
    assert(column == characters + 1, ("%s: token %d '%s' is said to be at %d:%d"):format(path, i, word, line, column))
  end
  return #doc
end
local tokens = 0
for _, name in ipairs(core.list(folder)) do
  if name:find "%.html$" then tokens = tokens + check_map(folder .. "/" .. name) end
end
assert(tokens > 1500)

print(("%d pages: precision %.4f, recall %.4f"):format(pages, found / got, found / wanted))
assert(pages >= 10 and found / got >= 0.98 and found / wanted >= 0.98, "the main text of pages is not found well enough")
assert(#wrong == 0, table.concat(wrong, "\n"))

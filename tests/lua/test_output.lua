-- Writers by themselves: rows that are streamed and rows that are kept come out alike, a row that cannot be written costs its
-- document, limits of sheets are counted, and names of columns are ones that SQL takes.
local lun = require "lunette"
local core = require "lunette.core"
local cell = require "lunette.cell"
local output = require "lunette.output"
local report = require "lunette.report"
local schema = require "lunette.output_schema"
local check = dofile "tests/lua/check.lua"
local that = check.that

local function documents(texts)
  local i = 0
  return function()
    i = i + 1
    return texts[i] and lun.doc(texts[i], { id = "d" .. i })
  end
end

-- What a format gives of a report over texts, and the result of the run.
local function written(format, r, texts, streams)
  local writer = output.writer(format, { collect = true, notes = {}, report = r.name, paint = function(_, text) return text end })
  if not streams then writer.stream = nil end
  local result = report.run(r, documents(texts), { writer = writer })
  return writer:finish(result.tables), result
end

do -- offsets keep the text that they are of, also where it never was a string
  local doc = core.doc("The text is here.", {}, "A headline\u{e9}\n\n")
  local offsets, other = core.units(doc), lun.doc(("word "):rep(20))
  core.discard(doc)
  that(table.concat({ offsets:of(other:span(4, 4), "chars") }, " ") == "14 18")
end

local texts = { "Ana met Bo.", "Rain fell.", "Then Cy left, =1." }
local function words(columns)
  return lun.report { name = "words", columns = columns, each = function(doc, row) for i, word in doc:tokens() do row { word = word, n = i, at = doc:span(i) } end end }
end
for _, format in ipairs { "csv", "tsv", "jsonl" } do
  local streamed, of_stream = written(format, words { "word", "n", "at" }, texts, true)
  local kept, of_kept = written(format, words { "word", "n", "at" }, texts, false)
  that(streamed == kept and #streamed > 100, format)
  that(of_stream.rows == of_kept.rows and of_stream.count == 3 and #of_stream.documents == 0 and #of_kept.documents == 3)
  that(written(format, words(nil), texts, true):find "Ana", "columns that are not declared: " .. format)
end
that(written("csv", words { "word", "n", "at" }, { "" }, true) == "document,word,n,at\r\n", "an empty table has its head")
cell.asked = true
that(written("csv", words { "word", "n", "at" }, { "" }, true) == "document,word,n,at,start,stop,offsets\r\n", "offsets that were asked for")
cell.asked = false

-- Several tables, a row each, all in one.
local two = lun.report { name = "two", tables = { { name = "a", columns = { "x" } }, { name = "b", columns = { "y" } } }, each = function(_, row) row("a", { x = 1 }) row("b", { y = 2 }) end }
that(written("csv", two, { "One." }, true) == "document,table,x,y\r\nd1,a,1,\r\nd1,b,,2\r\n")
that(written("jsonl", two, { "One." }, true) == '{"document":"d1","table":"a","x":1}\n{"document":"d1","table":"b","y":2}\n')

-- A document that fails gives no rows; the others do.
local fails = lun.report { name = "f", columns = { "n" }, each = function(doc, row)
  row { n = 1 }
  if doc.text:find "Rain" then error "no" end
  row { n = doc.text:find "Cy" and 0 / 0 or 2 }
end }
for _, streams in ipairs { true, false } do
  local text, result = written("csv", fails, texts, streams)
  that(text:find "^document,n\r\nd1,1\r\nd1,2\r\nd3," and result.rows == 4 and result.count == 2 and #result.failures == 1, text)
end
local text, result = written("jsonl", fails, texts, true)
that(text == '{"document":"d1","n":1}\n{"document":"d1","n":2}\n' and #result.failures == 2 and result.count == 1, "a row that is no JSON costs its document: " .. text)

-- Units of offsets; a text of bytes that are no UTF-8.
cell.unit = "utf16"
local place = cell.place(lun.doc("😀 Zoë left."):span(2))
that(place.start == 3 and place.stop == 6 and place.offsets == "utf16" and place.text == "Zoë" and place.line == 1 and place.column == 3)
cell.unit = "bytes"
that(cell.valid "a\xffb\xc3" == "a\u{FFFD}b\u{FFFD}" and cell.valid "Zoë" == "Zoë")

-- Sheets: what does not fit is counted and said.
local xlsx = require "lunette.output_xlsx"
local context = { path = "/tmp/lunette-test-output.xlsx", report = "r", notes = {} }
local writer = assert(xlsx.xlsx(context))
local puts, dates = {}, 0
writer.book = {
  sheet = function() return 0 end, date = function() dates = dates + 1 end, close = function() return nil, "not really" end, discard = function() end,
  put = function(_, _, row, column, value)
    puts[#puts + 1] = { row, column, value }
    return #tostring(value) > 10
  end,
}
local before = xlsx.rows_of_a_sheet
xlsx.rows_of_a_sheet = 2
local t = { name = "rows", columns = { "v" }, loose = true, rows = {} }
writer:row({ name = "figures", columns = { "v" }, loose = true, numbers = { v = "real" } }, { cells = { v = "-9.50" } })
that(table.remove(puts)[3] == -9.5, "a number in a column of numbers")
for i, value in ipairs { "2020-02-29", "a text of some length", "2021-02-29", 4 } do t.rows[i] = { cells = { v = value } } end
local finished, message = writer:finish { t }
that(finished == nil and message:find "not really" and writer.lost == 2 and writer.cut == 1 and dates == 1 and #puts == 1, message)
that(core.kind(context.path) == nil, "nothing is left of it")
xlsx.rows_of_a_sheet = before

-- Columns of numbers: texts of digits are numbers to programs, those that a float would change stay texts, and csv keeps the digits.
local figures = lun.report { name = "figures", columns = { "n" }, numbers = { n = "exact" }, each = function(doc, row)
  for _, n in ipairs { "-9.0", "0.05", "999999999999999", "1234567890123456", "0.1234567890123456", "n/a", "1e3", "", 7 } do row { n = n } end
end }
local kept = written("jsonl", figures, { "One." }, true)
for _, wanted in ipairs { '"n":-9.0}', '"n":0.05}', '"n":999999999999999}', '"n":"1234567890123456"}', '"n":"0.1234567890123456"}', '"n":"n/a"}', '"n":"1e3"}', '"n":""}', '"n":7}' } do that(kept:find(wanted, 1, true), wanted .. " in " .. kept) end
that(written("csv", figures, { "One." }, true):find("d1,-9.0\r\nd1,0.05\r\n", 1, true), "csv keeps the digits")
local ok, problem = pcall(lun.report, { name = "figures", numbers = { n = "reel" } })
that(not ok and problem:find "column 'n' is 'reel'.*did you mean 'real'", problem)

-- Names that SQL takes, each once.
local store, taken = { keyword = function(_, word) return word == "from" end }, {}
local names = {}
for i, wanted in ipairs { "from", "(before)", "Name", "name", "2nd", "", "größe", 'a"b' } do names[i] = schema.name(store, wanted, taken) end
that(table.concat(names, " ") == "from_ before Name name_2 n2nd n größe a_b", table.concat(names, " "))

do -- a cell that is wider than any column gets stands whole, and makes no other line as long
  local long = ("x"):rep(3000)
  local text = written("text", lun.report { name = "wide", columns = { "a", "b" }, each = function(doc, row) row { a = doc.text:find "Rain" and long or "y", b = "z" } end }, texts, false)
  local longest = 0
  for line in text:gmatch "[^\n]+" do if not line:find "xx" then longest = math.max(longest, #line) end end
  that(text:find(long .. "  z", 1, true) and longest < 600, "a wide cell: " .. longest)
end

do -- cells of all kinds, in columns that are filled up at the right and at the left; the last has no blanks behind it
  local cells = { { a = "Tür", n = 7, z = "one" }, { a = "two  blanks", n = 1234567 }, { n = 0.5, z = "é" }, { a = "", n = true, z = "end" } }
  local text = written("text", lun.report { name = "kinds", columns = { "a", "n", "z" }, right = { n = true }, each = function(_, row) for _, c in ipairs(cells) do row(c) end end }, { "One." }, false)
  that(text == "a                 n  z\nTür               7  one\ntwo blanks  1234567\n                0.5  é\n               true  end\n", text)
end

do -- a column is left out where it says nothing, not where what it says takes no cell
  local text = written("text", lun.report { name = "marks", columns = { "a", "mark", "none" }, each = function(_, row) row { a = "x", mark = "\u{200B}", none = "" } end }, { "One." }, false)
  that(text == "a  mark\nx  \u{200B}\n", text)
end

-- Cells as they are kept: plain values as they are, others by a function, and names that a report does not have refused.
local function keep(name, value) return name .. ":" .. type(value) end
local kept, count = core.kept_cells({ a = "x", b = 1, c = true, d = {}, e = "\xff" }, keep, nil, nil, 0)
that(count == 5 and kept.a == "x" and kept.b == 1 and kept.c == true and kept.d == "d:table" and kept.e == "e:string")
local seen = { a = 1 }
core.kept_cells({ a = "x", b = false }, keep, nil, seen, 1 << 40)
that(seen.a == 1 and seen.b == true, "names that are new are noted")
that(select("#", core.kept_cells({}, keep, { a = true }, nil, -1)) == 2)
local none, name = core.kept_cells({ a = 1, z = 2 }, keep, { a = true }, nil, 0)
that(none == nil and name == "z")
none, name = core.kept_cells({ [3] = 1 }, keep, nil, nil, 0)
that(none == nil and name == 3)
that(not pcall(core.kept_cells, { a = {} }, function() error "no" end, nil, nil, 0))

-- Where rows say why they are there, that is no column, also when a row was refused in the midst.
do
  local each = function(_, row)
    pcall(row, { why = "x", a = print })
    row { b = 1 }
  end
  local result = report.run(lun.report { name = "told", each = each }, documents { "One." }, { explained = true })
  that(table.concat(result.tables[1].columns, " ") == "b", table.concat(result.tables[1].columns, " "))
end

-- Columns of a text and their lines: filled up to their widths, no blanks at the end.
local rows = { { cells = { n = 7, word = "Ana" }, document = { id = "d1" } }, { cells = { n = 1.5 }, document = { id = "d2" } }, { cells = { n = "caf\u{E9}", document = "own" } } }
local function shown(value) return "<" .. tostring(value) .. ">", 3 end
local texts, widths, widest = core.text_column(rows, "n", shown)
that(table.concat(texts, "|") == "7|<1.5>|<caf\u{E9}>" and table.concat(widths, "|") == "1|3|3" and widest == 3)
that(table.concat(core.text_column(rows, "document", shown), "|") == "d1|d2|own")
that(select(3, core.text_column(rows, "none", shown)) == nil)
local columns = { { texts = texts, widths = widths, width = 4, right = true }, { texts = { "a", "bb", "" }, widths = { 1, 2, 0 }, width = 2, start = "<", stop = ">" } }
that(core.text_lines(columns, 1, 3, " ") == "    7  <a>\n  <1.5>  <bb>\n  <caf\u{E9}>", core.text_lines(columns, 1, 3, " "))
that(core.text_lines(columns, 2, 1, " ") == "" and core.text_lines({}, 1, 2, "-") == "-\n-")
columns = { { texts = { ("x"):rep(9000) }, widths = { 9000 }, width = 20000 }, { texts = { "y" }, widths = { 1 }, width = 9 } }
that(core.text_lines(columns, 1, 1, "") == ("x"):rep(9000) .. (" "):rep(11002) .. "y")
that(not pcall(core.text_lines, { { texts = {}, width = 1 } }, 1, 1, ""))
local colours = { paint = function(style, text) return text == "" and "" or "[" .. style .. "]" .. text .. "." end, notes = {} }
local painted = output.writer("text", { collect = true, notes = {}, report = "p", paint = colours.paint, width = 30 })
local result = report.run(lun.report { name = "p", columns = { "word", "at" }, each = function(doc, row) row { word = doc:word(1), at = "a place that is far too long for this" } row { word = doc.text } end }, documents { "Ana met Bo." }, { writer = painted })
local text = painted:finish(result.tables)
that(text:find("^%[dim%]word") and text:find("[dim]…", 1, true) and not text:find("%s\n"), text)

check.done()

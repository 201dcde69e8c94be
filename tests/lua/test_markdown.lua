-- Markdown as articles: the front matter's claims, the structure, and the places of what is found.
local lun = require "lunette"
local core = require "lunette.core"
local page = require "lunette.source_page"
local date_of = require "lunette.source_date"
local read = page.markdown

local text = [[
---
title: "Ferry runs aground off Bohol; all saved"
date: Sat, 4 March 2023 10:00
authors:
  - Ana Torres
  - Ben Ito
lang: en_PH
---

# Ferry runs aground off Bohol; all saved

*By Ana Torres and Ben Ito*

CEBU, Philippines — A ferry with **112 people** on board [ran aground](https://example.org/a_(b)) on Friday,
the coast guard said.

> “We walked,” said Rosa Quispe.

| Year | Ships |
|------|-------|
| 2022 | 3     |

The captain, J. P. Abad, was asleep.
]]
local doc = assert(read(text, { id = "ferry", file = "ferry.md" }))
local data = core.data(doc)
assert(data.date == "2023-03-04" and doc.date == "2023-03-04" and data.byline == "Ana Torres, Ben Ito" and data.lang == "en-PH")
assert(data.headline == "Ferry runs aground off Bohol; all saved" and doc.headline.text == data.headline)
assert(doc.byline.text == "By Ana Torres and Ben Ito" and doc.dateline.text == "CEBU, Philippines")
assert(not doc.text:find("Year", 1, true) and doc.text:find("ran aground on Friday, the coast guard", 1, true))
local quote = doc:spans "quote"()
assert(doc:position(quote.start) == 17)
local start, stop = doc:source(quote)
assert(text:sub(start + 1, stop) == "“We walked,”")
for i, word in doc:tokens() do
  local from, to = doc:source(doc:span(i))
  local bytes = text:sub(from + 1, to):gsub("[*]", "")
  assert(bytes == word, word .. " is mapped to " .. bytes)
end

-- what the caller gave stays; what cannot be read is left out
data = core.data(assert(read(text, { id = "x", date = "2020-01-01", byline = "C" })))
assert(data.date == "2020-01-01" and data.byline == "C")
data = core.data(assert(read("---\ndate: soon\n---\n\nNo heading here.", { id = "x" })))
assert(data.date == nil and data.headline == nil)
data = core.data(assert(read("Some words.\n\n## A part\n\nMore words.", { id = "x" })))
assert(data.headline == "A part")

-- an empty file is an outcome
local none, message = read("<!-- nothing -->\n", { id = "x", file = "x.md" })
assert(none == nil and message == "x.md: no text in this Markdown file")

-- dates and by-lines as pages write them
for written, date in pairs {
  ["2024-05-14T10:00:00Z"] = "2024-05-14", ["2024/5/4"] = "2024-05-04", ["20240514"] = "2024-05-14", ["Published May 14, 2024 at 9"] = "2024-05-14",
  ["Tue, 14 May 2024 10:00:00 GMT"] = "2024-05-14", ["14th of May 2024"] = false, ["Sept. 4, 2019"] = "2019-09-04", ["2nd June 2020"] = "2020-06-02",
  ["2024-13-01"] = false, ["31 February 2024"] = false, ["today"] = false, [("x"):rep(300) .. " 2024-05-14"] = false,
} do
  assert((date_of.find(written) or false) == date, written)
end
for written, byline in pairs {
  ["By Ana Torres"] = "Ana Torres", ["by  Ana\nTorres | Lima"] = "Ana Torres", ["Written by: Ana Torres"] = "Ana Torres", ["https://example.org/ana"] = false,
  ["Ana Torres, 4 May 2024"] = "Ana Torres", ["By Ana Torres May 4, 2024 10:00"] = "Ana Torres", ["By"] = "By", ["  "] = false,
} do
  assert((page.byline(written) or false) == byline, written .. " is read as " .. tostring(page.byline(written)))
end
assert(lun.open("tests/html/wire-quake.html").headline.text == "Quake off Tonga cuts cable; no tsunami")

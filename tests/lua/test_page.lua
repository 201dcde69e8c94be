-- The page of an article: what it says of facts that rules made, marks that go over the ends of paragraphs, and work that grows with
-- the marks and not with their square. How it looks and works in a browser is tested by tests/golden/test_page.sh.
local check = dofile "tests/lua/check.lua"
local core = require "lunette.core"
local lun = require "lunette"
local page = require "lunette.page"
local phase = require "lunette.phase"
local report = require "lunette.report"
local that = check.that

local packs = report.check { name = "paged", use = { "entities", "links", "speech" } }.packs

-- Roles that are lists or tables are written out: an address would be another in each run.
local pack = lun.rules { name = "falls", { "fall", "what:[cap] fell", emit = function(m, doc)
  doc:fact("fall", { what = m.what, also = { "sleet", "hail" }, of = { depth = 3 }, match = m.match })
end } }
local doc = lun.doc "Snow fell."
phase.run({ pack }, doc)
local text = page.of(doc)
that(text:find("sleet; hail", 1, true) and text:find("depth=3", 1, true), text:match "<div class=\"why\".*")
that(not text:find "table: ", "an address stands in the page")

-- A mark that goes over the end of a paragraph stands in both, and in no later one.
doc = lun.doc "One two.\n\nThree four.\n\nFive six."
doc:make_layer "person"
doc:add("person", 2, 5)
local _, spans = page.of(doc):gsub('data%-a="1"[^>]*>', "")
that(spans >= 2, "the mark stands in " .. spans .. " paragraphs")
that(not page.of(doc):match "<p>([^\n]*)Five":find "data%-a", "it goes on behind its end")

local function work_of(count)
  local d = lun.doc(("Ana Torres said that Torres met the mayor of Paris.\n\n"):rep(count))
  phase.run(packs, d)
  local steps = 0
  debug.sethook(function() steps = steps + 1 end, "", 100)
  page.of(d)
  debug.sethook()
  core.close(d)
  return steps
end
work_of(10)
local few, many = work_of(50), work_of(200)
that(many / few < 4.6, ("four times the marks are %.2f times the work"):format(many / few))

-- Times and quantities that a rule of a user's own lays down have no value, but a text.
local bare = report.check { name = "bare", use = { lun.rules { name = "feasts", { "feast", "x:\"Feastday\"", gives = "time" }, { "load", "x:cartload", gives = "quantity" } }, "entities", "links", "speech" } }.packs
local d = lun.doc "They met on Feastday with a cartload of hay."
phase.run(bare, d)
local shown = page.of(d)
that(shown:find("<b>Feastday</b>", 1, true) and shown:find("<b>cartload</b>", 1, true), "a time and a quantity without a value")
check.done()

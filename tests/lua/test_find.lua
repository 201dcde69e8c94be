-- `lunette find`: the report that is made of a pattern: its columns and rows, what narrows it, and what it says when the
-- pattern, a pack or a layer is wrong.
local lun = require "lunette"
local find = require "lunette.find"
local output = require "lunette.output"
local report = require "lunette.report"
local terminal = require "lunette.terminal"
local check = dofile "tests/lua/check.lua"
local that = check.that

-- The rows of a pattern over texts, cells joined by " / " under the columns; `context` as for the text format.
local function rows(pattern, texts, options, context)
  local r, message = find.report(options or {}, { pattern }, context)
  assert(r, message)
  local i = 0
  local result = report.run(r, function()
    i = i + 1
    return texts[i] and lun.doc(texts[i], { id = "d" .. i })
  end)
  assert(not result.failures[1], result.failures[1])
  local text = output.writer("tsv", { collect = true }):finish(result.tables)
  return text:gsub("\tstart\tstop\toffsets\n", "\n"):gsub("\t%d+\t%d+\tbytes\n", "\n"):gsub("\t", " / "), result, r
end
local function is(pattern, texts, wanted, options)
  local got = rows(pattern, type(texts) == "table" and texts or { texts }, options)
  if got ~= wanted then error(("%s gives\n%s not\n%s"):format(pattern, got, wanted), 2) end
  check.count = check.count + 1
end
local function refused(code, pattern, options, ...)
  local r, message, got = find.report(options or {}, { pattern }, false)
  that(r == nil, tostring(pattern) .. " was accepted")
  that(got == code, ("%s: code %s, not %d: %s"):format(tostring(pattern), got, code, message))
  for _, wanted in ipairs { ... } do that(message:find(wanted, 1, true), ("%q lacks %q"):format(message, wanted)) end
  that(not message:find "traceback" and not message:find "scripts/lib", message)
end

-- Captures are columns in written order; lists are joined; what captures nothing stays empty.
is("who:[cap] met b:[cap] a:[num]?", "Ana met Bo.", "document / match / who / b / a / at\nd1 / Ana met Bo / Ana / Bo /  / d1:1:1\n")
is([[x:[cap] ("," x:[cap])*]], "Ana, Bo left.", "document / match / x / at\nd1 / Ana, Bo / Ana; Bo / d1:1:1\n")
-- span: gives the match and its place.
is("in span:[cap]", "They met in Lima.", "document / match / at\nd1 / Lima / d1:1:13\n")
-- Several matches and documents, each where it stands.
is("[num]", { "1 and 2", "none", "x\n\n3" }, "document / match / at\nd1 / 1 / d1:1:1\nd1 / 2 / d1:1:7\nd3 / 3 / d3:3:1\n")

-- In text format what stands around the match in its sentence goes with it, at most eight words.
local one = "Snow fell. One two three four five six seven eight nine Lima one two three four five six seven eight nine. Rain fell."
local _, result = rows("lima", { one }, nil, true)
local cells = result.tables[1].rows[1].cells
that(cells["(before)"] == "two three four five six seven eight nine" and cells["(after)"] == "one two three four five six seven eight")
_, result = rows("fell", { "Snow fell. Rain came." }, nil, true)
that(result.tables[1].rows[1].cells["(before)"] == "Snow" and result.tables[1].rows[1].cells["(after)"] == ".", "the sentence bounds it")
-- A narrow terminal cuts what stands before from its left, so that the word next to the match stays.
local text = output.writer("text", { paint = terminal.painter(false) }):finish(result.tables)
that(text:find "%(before%)  match")
that(terminal.cut_left("one two three", 8) == "…o three" and terminal.cut_left("short", 8) == "short" and terminal.cut_left("añoñu", 4) == "…oñu")
that(terminal.width(terminal.cut_left("日本語の文", 6)) <= 6)

-- What narrows a rule.
is("a b", "a. b a b", "document / match / at\nd1 / a b / d1:1:6\n")
is("fell [punct] rain", "Snow fell. Rain came.", "document / match / at\nd1 / fell. Rain / d1:1:6\n", { across = "paragraph" })
is("[cap]", "Ana said: “No.”", "document / match / at\nd1 / No / d1:1:12\n", { within = "quote" })
is("[cap]", "Ana said: “No.”", "document / match / at\nd1 / Ana / d1:1:1\n", { outside = "quote" })
is("[cap] [cap]", "Ana Bo Cy", "document / match / at\nd1 / Ana Bo / d1:1:1\nd1 / Bo Cy / d1:1:5\n", { matches = "all" })
local article = require("lunette.core").read "samples/articles/cyber-pact.txt"
is("^ [cap]", article, "document / match / at\nd1 / Santiago / d1:1:1\n", { part = "headline" })

-- Packs run first, and what one of them uses; own ones by path.
is("who:@person left", "Ana Torres left.", "document / match / who / at\nd1 / Ana Torres left / Ana Torres / d1:1:1\n", { use = { "names" } })
is("@place", "Talks in Lima ended.", "document / match / at\nd1 / Lima / d1:1:10\n", { use = { "roles, times" } })
is("@place signed", "x", "document / match / at\n", { use = { "samples/scripts/signings.lua,alias" } })

-- What is wrong is shown with a caret and its own exit code.
refused(3, "a (b", nil, "the pattern: expected `)`", "\n  a (b\n      ^")
refused(3, "[cpa]", nil, "no test 'cpa'; did you mean 'cap'?")
refused(3, "Actor left", nil, "no macro 'Actor'")
refused(3, "a at:[cap]", nil, "'at' is a column of every match", "\n  a at:[cap]\n    ^")
refused(3, "who:@person", nil, "@person is given by the pack names: add --use names", "\n  who:@person\n      ^")
refused(3, "@cue", { use = { "names" } }, "add --use names,speech")
refused(3, "@persn", nil, "nothing gives the layer 'persn'; did you mean 'person'?")
refused(2, "a", { within = "person" }, "--within: @person is given by the pack names")
refused(2, "a", { matches = "most" }, "--matches:")
refused(2, "a", { across = "page" }, '--across: across is "paragraph" or "document"')

-- Sorting holds all rows and says so when they are too many; a sample of them is not.
find.most_sorted = 2
local sorted = assert(find.report({ sort = "K" }, { "[num]" }))
local function once()
  local doc = lun.doc "3 and 2 and 1"
  return function()
    local given = doc
    doc = nil
    return given
  end
end
local ran, message = pcall(report.run, sorted, once())
that(not ran and message:find("more than 2 matches: --sort holds all of them; narrow the pattern, add --sample N", 1, true), tostring(message))
local drawn = report.run(assert(find.report({ sort = "K", sample = "2" }, { "[num]" })), once())
that(#drawn.tables[1].rows == 2 and drawn.rows == 2)
find.most_sorted = 3
local result_sorted = report.run(assert(find.report({ sort = "K" }, { "[num]" })), once())
local order = {}
for k, row in ipairs(result_sorted.tables[1].rows) do order[k] = row.cells.match end
that(table.concat(order) == "123", table.concat(order))

refused(2, "a", { use = { "nams" } }, "--use: no bundled script 'nams'; did you mean 'names'?")
refused(66, "a", { use = { "no/such.lua" } }, "no/such.lua")
refused(3, "a", { use = { "samples/scripts/watch.lua" } }, "does not return lun.rules{...}")
refused(2, nil, nil, "find needs a pattern")
refused(66, nil, { f = "no/such.pattern" }, "no/such.pattern")
check.done()

-- What find makes of matches, against figures worked out by hand.
local lun = require "lunette"
local concordance = require "lunette.concordance"
local find = require "lunette.find"
local output = require "lunette.output"
local report = require "lunette.report"

local function same(got, wanted)
  if got ~= wanted then error(("\n%s\nis not\n%s"):format(tostring(got), tostring(wanted)), 2) end
end

-- The table of a pattern over texts (a text, or { text, date = }), as TSV with | between cells; and the report.
local function made(pattern, texts, options)
  local r, message, code = find.report(options or {}, { pattern }, false)
  if not r then return nil, message, code end
  local i = 0
  local result = report.run(r, function()
    i = i + 1
    local given = texts[i]
    return given and lun.doc(type(given) == "table" and given[1] or given, { id = "d" .. i, date = type(given) == "table" and given.date or nil })
  end)
  assert(not result.failures[1], result.failures[1])
  local text = output.writer("tsv", { collect = true }):finish(result.tables)
  return text:gsub("\tstart\tstop\toffsets\n", "\n"):gsub("\t%d+\t%d+\tbytes\n", "\n"):gsub("\t", "|"):gsub("\n$", ""), r, result
end
local function is(pattern, texts, options, wanted) same((made(pattern, texts, options)), (wanted:gsub("\n +", "\n"))) end
local function refused(pattern, options, ...)
  local got, message, code = made(pattern, { "x" }, options)
  assert(got == nil, "was accepted")
  same(code, 2)
  for _, part in ipairs { ... } do if not message:find(part, 1, true) then error(("%s lacks %s"):format(message, part), 2) end end
end

local four = { "Red wine flows. Red wine sells. White wine sells.", "Red paint dries." }

-- Context, as wide as is asked, never over the end of a sentence.
is("wine", four, { width = "1" }, [[document|(before)|match|(after)|at
  d1|Red|wine|flows|d1:1:5
  d1|Red|wine|sells|d1:1:21
  d1|White|wine|sells|d1:1:39]])
is("flows", four, { width = "9" }, "document|(before)|match|(after)|at\nd1|Red wine|flows|.|d1:1:10")
is("flows", four, { width = "0" }, "document|match|at\nd1|flows|d1:1:10")

-- Order: by words beside the match, by captures, both ways; capitals and accents do not count, and nothing comes last.
local towns = { "Ana met Élan. Ana saw zoe. Ana met bo.", "Then ana left." }
is("ana v:[lower] o:_?", towns, { sort = "v,o" }, [[document|match|v|o|at
  d2|ana left.|left|.|d2:1:6
  d1|Ana met bo|met|bo|d1:1:28
  d1|Ana met Élan|met|Élan|d1:1:1
  d1|Ana saw zoe|saw|zoe|d1:1:15]])
is("ana v:[lower]", towns, { sort = "-v,1R" }, [[document|match|v|at
  d1|Ana saw|saw|d1:1:15
  d1|Ana met|met|d1:1:28
  d1|Ana met|met|d1:1:1
  d2|ana left|left|d2:1:6]])
is("ana", towns, { sort = "1L,2R" }, [[document|match|at
  d2|ana|d2:1:6
  d1|Ana|d1:1:28
  d1|Ana|d1:1:1
  d1|Ana|d1:1:15]])
is("ana", towns, { sort = "match,9L" }, [[document|match|at
  d1|Ana|d1:1:1
  d1|Ana|d1:1:15
  d1|Ana|d1:1:28
  d2|ana|d2:1:6]])

-- Samples: as many as asked, of all matches alike, in their order, and the same again.
local numbers = {}
for i = 1, 200 do numbers[i] = tostring(i) end
local many = { table.concat(numbers, " ") }
local function sampled(n, seed)
  local text, r = made("[num]", many, { sample = n, seed = seed })
  local list, rows = {}, 0
  for number in text:gmatch "|(%d+)|d1" do list[#list + 1], rows = tonumber(number), rows + 1 end
  return list, r
end
local list, r = sampled("20", "7")
same(#list, 20)
for i = 2, 20 do assert(list[i - 1] < list[i]) end
same(table.concat(list, " "), table.concat(sampled("20", "7"), " "))
assert(table.concat(list, " ") ~= table.concat(sampled("20", "8"), " "))
same(r.ended()[1], "a sample of 20 of 200 matches: --seed 7")
same(#sampled("500"), 200)
local low = 0 -- each half is met about as often: of 4,000 draws 2,000, with a deviation of 32 at most
for seed = 1, 200 do for _, n in ipairs((sampled("20", tostring(seed)))) do low = low + (n <= 100 and 1 or 0) end end
assert(low > 1840 and low < 2160, low)
is("[num]", { "3 1 2" }, { sample = "9", sort = "match" }, "document|match|at\nd1|1|d1:1:3\nd1|2|d1:1:5\nd1|3|d1:1:1")

-- Counts: the commonest spelling stands for all; 2 of 6 is 33.3 %.
is("w:[lower] sells", four, { count = "w" }, "w|n|percent|documents\nwine|2|100|1")
is("red w:_", { "red Wine, Red wine, RED wine, red paint.", "red ink, red Ink." }, { count = "w" }, [[w|n|percent|documents
  wine|3|50|1
  ink|2|33.3|1
  paint|1|16.7|1]])
is("[lower]", { "a b b", "b a c" }, { count = "match", least = "2" }, "match|n|percent|documents\nb|3|50|2\na|2|33.3|2")
is("x:_ y:_", { "a b.", "A B.", "a c." }, { count = "x,y" }, "x|y|n|percent|documents\na|b|2|66.7|2\na|c|1|33.3|1")
is("wine", four, { count = "1R" }, "1R|n|percent|documents\nsells|2|66.7|1\nflows|1|33.3|1")

-- Fields: of 12 tokens (stops are tokens) of 2019 3 are wine, 250,000 in a million, of the 4 of 2020 none.
local dated = { { four[1], date = "2019-03-01" }, { four[2], date = "2020-01-31" } }
is("wine", dated, { by = "year" }, "year|n|percent|documents|per_million\n2019|3|100|1|250000\n2020|0|0|0|0")
is("red", dated, { by = "month" }, "month|n|percent|documents|per_million\n2019-03|2|66.7|1|166666.7\n2020-01|1|33.3|1|250000")
is("red", four, { by = "document" }, "document|n|percent|documents|per_million\nd1|2|66.7|1|166666.7\nd2|1|33.3|1|250000")
is("red w:_", dated, { count = "w", by = "year" }, "w|year|n|percent|documents|per_million\nwine|2019|2|66.7|1|166666.7\npaint|2020|1|33.3|1|250000")

-- Company, within one word: 3 matches of 12 words, windows of 3 words. wine: n 2 of 3, so logdice 14 + log2(4/6) = 13.415,
-- mi log2(2 * 12 / 9) = 1.415; ll with 2 1 1 8 observed and .75 2.25 2.25 6.75 expected: 2 * 1.69899 = 3.398.
is("red", four, { collocates = "1" }, "word|n|left|right|frequency|logdice\nwine|2|0|2|3|13.42\npaint|1|0|1|1|13")
is("red", four, { collocates = "1", stat = "mi" }, "word|n|left|right|frequency|mi\npaint|1|0|1|1|2\nwine|2|0|2|3|1.42")
is("red", four, { collocates = "1", stat = "ll", least = "2" }, "word|n|left|right|frequency|ll\nwine|2|0|2|3|3.4")
-- Sides; a word between two matches counts once; capitals do not count; no window goes over the end of a sentence.
is("x", { "A x b x c. D e." }, { collocates = "1", stat = "mi" }, "word|n|left|right|frequency|mi\na|1|1|0|1|1.81\nb|1|0|1|1|1.81\nc|1|0|1|1|1.81")
is("x", { "A x. B a x." }, { collocates = "2" }, "word|n|left|right|frequency|logdice\na|2|2|0|2|14\nb|1|1|0|1|13.42")
local ll = concordance.stats.ll
same(("%.3f"):format(ll(1, 6, nil, 12, 6)), "-5.822") -- 1 5 5 1 observed, 3 expected everywhere
same(("%.3f"):format(ll(3, 3, nil, 12, 3)), "13.496") -- always there: 2 * (3 ln 4 + 9 ln (12/9))

-- What is wrong.
refused("a", { sort = "wha" }, "--sort wha: no capture of the pattern")
refused("what:a", { sort = "wat" }, "did you mean 'what'?", "1L, 2R and what are known")
refused("a", { sort = "," }, "--sort needs a key")
refused("a", { count = "-match" }, "--count -match")
refused("a", { width = "x" }, "--width x: a whole number from 0 on")
refused("a", { width = "-1" }, "--width -1")
refused("a", { sample = "0" }, "--sample 0: a whole number from 1 on")
refused("a", { sample = "2", seed = "z" }, "--seed z")
refused("a", { seed = "1" }, "--seed belongs to --sample")
refused("a", { collocates = "0" }, "--collocates 0")
refused("a", { collocates = "5", stat = "lodice" }, "--stat lodice; did you mean 'logdice'?: one of ll, logdice, mi")
refused("a", { stat = "mi" }, "--stat belongs to --collocates")
refused("a", { least = "2" }, "--least belongs to")
refused("a", { least = "x", count = "match" }, "--least x")
refused("a", { collocates = "5", count = "match" }, "leave --count and --by out")
refused("a", { count = "match", sort = "match" }, "leave them out")
refused("a", { collocates = "5", width = "3" }, "--width is of matches")
refused("w:a", { by = "w" }, "--by w: it is a capture")
print "ok"

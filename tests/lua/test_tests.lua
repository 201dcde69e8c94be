-- The table of tests in `lunette help patterns` is true: every word that it shows passes the test or fails it, as it says,
-- in the real language; and no test is left out.
local lun = require "lunette"
local check = dofile "tests/lua/check.lua"
local phase = require "lunette.phase"
local wordtest = require "lunette.wordtest"
local built_in = {}
for name in pairs(wordtest.names) do built_in[name] = true end -- before a script adds its own

-- Tokens of a text that pass a test.
local function passing(test, text)
  local found = {}
  local doc = lun.doc(text)
  phase.run({ lun.rules { name = "t", { "r", "[" .. test .. "]", emit = function(m) found[m.text] = true end } } }, doc)
  return found, #doc
end

local function words_of(cell)
  local words = {}
  for word in cell:gmatch "%S+" do words[#words + 1] = word end
  check.that(#words == 3, ("three words are wanted, not %q"):format(cell))
  return words
end

local text, rows, shown = nil, 0, {}
local table_of_tests = require("lunette.patterns"):match "\ntests of one token[^\n]*\n[^\n]*\n(.-)\n\n"
for line in table_of_tests:gmatch "[^\n]+" do
  text = line:match "^tests of a place, here in: (.*)$" or text
  local test, passes, fails = line:match "^  (.-) +| [^|]* | ([^|]*) | ([^|]*)$"
  check.that(test or not line:find "^  .* | ", "no row of the table: " .. line)
  if test then
    rows = rows + 1
    for field, sign in test:gmatch "([%a#@]+)([~=!<>]*)" do shown[field .. sign] = true end
    for expected, words in pairs { [true] = words_of(passes), [false] = words_of(fails) } do
      for _, word in ipairs(words) do
        local found, tokens = passing(test, text or word)
        check.that(text and text:find(word, 1, true) or tokens == 1, word .. " is no token of its own")
        check.that((found[word] or false) == expected, ("[%s] on %s is not %s"):format(test, word, expected))
      end
    end
  end
end
check.that(rows >= 25 and text, rows .. " rows were read")

for name in pairs(built_in) do check.that(shown[name], "the table lacks " .. name) end
for _, test in ipairs { "len>=", "value>=", "word=", "word!=", "word~", "text=", "lemma=" } do check.that(shown[test], "the table lacks " .. test) end
for _, sign in ipairs { "=", "!=", "<", "<=", ">", ">=" } do -- as the table says of len and value
  for _, field in ipairs { "len", "value" } do passing(field .. sign .. "3", "Ana") end
end

-- What the page says below the table.
lun.test("vowel", function(word) return word:find "^[aeiou]" ~= nil end)
check.that(passing("vowel", "an egg fell").egg)
check.that(passing('word=","', "Yes, no.")[","])
check.that(passing("^@quote", "“No way, Bo,” she wrote.")["“"] and not passing("^@quote", "“No way, Bo,” she wrote.").way)
-- How sure a dictionary is: rows without a prior count 5, what it does not have 0; one of the script's own goes before a bundled one.
local sure = lun.dictionary("sure", { { "Ana", "7" }, { "Bo", "" }, { "Ana", "3" }, { "Cy Dee", "9" } }, { columns = { "prior" } })
local plainly = lun.dictionary("plainly", { "Ana" })
for test, wanted in pairs { ["sure>=7"] = "Ana", ["sure=5"] = "Bo", ["sure=0"] = "Cy", ["sure<=5 & sure!=0"] = "Bo", ["plainly>4"] = "Ana", ["!sure>0"] = "Cy" } do
  local found, list = passing("(" .. test .. ") & cap", "Ana met Bo. Cy left."), {}
  for word in pairs(found) do list[#list + 1] = word end
  check.that(#list == 1 and list[1] == wanted, test .. ": " .. table.concat(list, " "))
  local pack = lun.rules { name = "t", { "r", "[" .. test .. "]", gives = "x" } }
  check.that(test:find "[&!]" or wordtest.ask(pack.steps[1].tree[1])(wanted), test .. " by itself")
end
check.that(sure and plainly)
check.refused("[persn>=7]", "no test 'persn>=...'")
check.refused("[given>=often]", "no test 'given>=...'")
check.refused("[^first]", "expected @layer or #dictionary")
check.refused("[pos<NOUN]", "compared by = or !=")
check.refused("[tag>VBD]", "compared by = or !=")
check.done()

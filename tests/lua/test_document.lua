-- The classes doc, span and layer as scripts use them.
local lun = require "lunette"
local core = require "lunette.core"
local lpeg = require "lpeg"

local function raises(pattern, f, ...)
  local ok, message = pcall(f, ...)
  assert(not ok, "nothing was raised; expected " .. pattern)
  assert(tostring(message):find(pattern), ("%q does not match %q"):format(tostring(message), pattern))
end

local doc = lun.doc("Ana Torres left Lima.\n\nShe said “no” on 12 May.", { id = "a", date = "2026-05-13" })

-- a name is a field or a method, whichever is looked for first
for _, class in ipairs { "doc", "span", "layer", "dictionary" } do
  local methods, getters = core.methods(class)
  for name in pairs(getters) do assert(methods[name] == nil, class .. "." .. name) end
end

-- offsets: bytes of a span's text are the text's bytes
for i = 1, #doc do
  local s = doc:span(i)
  assert(doc.text:sub(s.start, s.stop) == s.text and s.text == doc:word(i))
  local start, stop = doc:bounds(i)
  assert(start == s.start and stop == s.stop and s.first == i and s.last == i)
  assert(doc:at(start) == i and doc:at(stop) == i)
end
assert(doc.id == "a" and doc.date == "2026-05-13" and doc.file == nil and doc.encoding == "UTF-8")
assert(doc:at(#doc.text + 1) == nil)

-- the country of an entity as it is printed
local place = doc:add_entity { type = "place", name = "Lima", country = "PE" }
assert(place:shown_country() == "PE")
place.country_from = "stated"
assert(place:shown_country() == "PE")
place.country_from = "dateline"
assert(place:shown_country() == "PE?")
place.country = nil
assert(place:shown_country() == nil)
doc = lun.doc(doc.text, { id = "a", date = "2026-05-13" })

-- iterators
local sentences = lun.collect(doc:sentences())
assert(#sentences == 2 and sentences[1].text == "Ana Torres left Lima.")
assert(#lun.collect(doc:paragraphs()) == 2)
local words = {}
for _, word in sentences[1]:tokens() do words[#words + 1] = word end
assert(table.concat(words, "|") == "Ana|Torres|left|Lima|.")
assert(doc:span(2, 3):sentence().text == sentences[1].text)
do -- a part of the sentence
  local long = lun.doc "One two three four five six seven. Eight."
  assert(long:span(4, 4):sentence(1).text == "three four five" and long:span(4, 5):sentence(0).text == "four five")
  assert(long:span(1, 1):sentence(2).text == "One two three" and long:span(7, 7):sentence(3).text == "four five six seven.")
  assert(long:span(4, 4):sentence(100).text == "One two three four five six seven.")
  assert(long:span(7, 9):sentence(1).text == "six seven.", "a span that goes on behind its sentence")
  assert(not pcall(function() return long:span(1, 1):sentence(-1) end))
end

-- layers: order, queries, attributes
local long = doc:add("name", 1, 2, { gender = "F", sure = 9 }, "test.long")
local short = doc:add("name", 2)
assert(#doc:layer "name" == 2 and long.gender == "F" and long.sure == "9" and long.rule == "test.long" and short.rule == nil)
local order = lun.collect(doc:spans "name")
assert(order[1] == long and order[2] == short and order[1] ~= order[2])
assert(#lun.collect(doc:layer("name"):at(2)) == 2 and #lun.collect(doc:layer("name"):at(3)) == 0)
assert(#lun.collect(doc:layer("name"):within(doc:span(2, 3))) == 1 and #lun.collect(doc:layer("name"):covering(short)) == 2)
assert(#lun.collect(doc:layer("name"):overlapping(doc:span(1))) == 1)
assert(not doc:layer("name"):has("role", "nobody") and not pcall(doc:layer("name").has, doc:layer("name"), "role"))
assert(doc:layer("name"):next(2) == short and doc:layer("name"):previous(3) == short and doc:layer("name"):previous(1) == nil)
assert(long:contains(short) and not short:contains(long) and long:overlaps(short))
long:set("gender", nil)
assert(long.gender == nil and long:get "sure" == "9")
local keys = {}
for key, value in long:attributes() do keys[#keys + 1] = key .. "=" .. value end
assert(#keys == 1 and keys[1] == "sure=9")
doc:remove(short)
assert(#doc:layer "name" == 1)
assert(#lun.collect(doc:spans "nothing") == 0)

-- quotations
local quote = lun.collect(doc:spans "quote")[1]
assert(quote.text == "“no”" and doc:quoted(quote).text == "no")

-- LPeg over characters and over tokens
doc:scan(lpeg.R "09" ^ 1, "digits")
assert(lun.collect(doc:spans "digits")[1].text == "12")
local found = {}
for start, stop, capture in doc:scan(lpeg.P "L" * lpeg.C(lpeg.R "az" ^ 1)) do found[#found + 1] = { doc.text:sub(start, stop), capture } end
assert(#found == 1 and found[1][1] == "Lima" and found[1][2] == "ima")
local tape = doc:tape { { "N", "@name" }, { "C", function(word) return word:find "^%u" ~= nil end } }
assert(#tape == #doc and tape:sub(1, 4) == "NN.C")

-- places in the input
local line, column = doc:position(sentences[2].start)
assert(line == 3 and column == 1)
local start, stop = doc:source(quote)
assert(doc.text:sub(start + 1, stop) == quote.text)

-- misuse says what is wrong
raises("unknown layer 'nme'; did you mean 'name'%?", doc.layer, doc, "nme")
local _, where_asked = pcall(function() return (doc:layer "nme") end)
assert(where_asked:find "test_document%.lua:%d+: unknown layer 'nme'", where_asked) -- where it is asked, not in the library
raises("outside 1 %.%.", doc.word, doc, 0)
raises("outside 1 %.%.", doc.word, doc, #doc + 1)
raises("no field or method 'wrod'", function() return doc.wrod end)
raises("YYYY%-MM%-DD", lun.doc, "x", { date = "May" })
raises("no layer has no attributes", function() doc:span(1):set("a", "b") end)

-- dictionaries of one's own
local colours = lun.dictionary("colour", { { "dark red", "r" }, { "blue", "b" } }, { columns = { "code" }, case = "fold" })
assert(#colours == 2 and colours:lookup("Dark Red")[1].code == "r" and colours:lookup "green" == nil)
local grades = lun.dictionary("grade", { { "Oslo", "3", "hamlet" }, { "Oslo", "9", "city" }, { "Oslo", "9", "fjord" }, { "Oslo", "", "ship" }, { "Bergen", "", "town" } }, { columns = { "prior", "kind" } })
assert(grades:best("Oslo").kind == "city" and grades:best("Bergen").kind == "town" and grades:best("Oslo").surface == "Oslo" and grades:best "Lima" == nil, "the row of which a dictionary is most sure")
local other = lun.doc "A Dark red and a BLUE flag."
local hits = {}
for first, last, entry in other:entries(colours) do hits[#hits + 1] = other:span(first, last).text .. "=" .. colours:candidates(entry)[1].code end
assert(table.concat(hits, " ") == "Dark red=r BLUE=b", table.concat(hits, " "))
raises("unknown dictionary 'colou'; did you mean 'colour'%?", lun.dictionary, "colou")

-- helpers
assert(lun.acronym("Southern Command", "SouthCom") and lun.acronym("World Health Organization", "WHO"))
assert(not lun.acronym("James Hill", "Republican") and not lun.acronym("Harbour Police", "CRA"))
assert(not lun.acronym(("X"):rep(65536) .. " Association", "XA") and not lun.acronym("Southern Command", ("S"):rep(65536)))
raises("not valid UTF%-8", lun.acronym, "Harbour \xFF", "HP")
raises("string expected, got number", lun.acronym, 12, 34)
assert(next(core.with_room((1 << 20) + 1, 0)) == nil, "lists of more than a million begin with less room")
raises("less than nothing", core.with_room, -1, 0)
assert(lun.key "Piñera" == "Pinera" and lun.lower "ÉTÉ’s" == "été's")
for given, small in pairs { ["The U.S. Army"] = "the u.s. army", [""] = "", ["--"] = "-", ["''"] = '"', ["`A"] = "'a", ["--A"] = "--a", ["''A"] = "''a", [("NO "):rep(30)] = ("no "):rep(30), ["2,500"] = "2,500", ["ZÜRICH"] = "zürich" } do
  assert(lun.lower(given) == small, given)
end
assert(lun.titlecase "ÑUÑOA" == "Ñuñoa" and lun.titlecase "PORT-AU-PRINCE, HAITI" == "Port-Au-Prince, Haiti" and lun.titlecase "" == "")
assert(lun.distance("Janerio", "Janeiro", 2) == 1 and lun.distance("abc", "xyz", 2) == nil)

-- each of several documents has its own words and fields, whichever was made last, and what is lacking is said of it
do
  local one, two = lun.doc("Rain fell.", { id = "one", date = "2026-01-01" }), lun.doc("Snow lay deep.", { id = "two" })
  for _ = 1, 2 do
    for d, is in pairs { [one] = { "one", "Rain fell.", "Rain", "2026-01-01" }, [two] = { "two", "Snow lay deep.", "Snow" } } do
      assert(d.id == is[1] and d.text == is[2] and d:word(1) == is[3] and d.date == is[4] and d.headline == nil)
      assert(core.class(d) == "doc" and tostring(d):find("^doc " .. is[1]) and #d == (is[1] == "one" and 3 or 4))
      assert(not pcall(d.word, {}, 1) and d.word == core.methods("doc").word)
      raises("a doc has no field or method 'wrod'", function() return d:wrod(1) end)
    end
    collectgarbage()
  end
  raises("closed", function()
    core.close(two)
    return two.text
  end)
  assert(one.text == "Rain fell." and one:word(2) == "fell")
  local kept = setmetatable({ lun.doc "Hail." }, { __mode = "v" })
  collectgarbage()
  assert(kept[1] == nil and one.id == "one")
end

-- lists of words and tags read a token when it is asked for, and "" beyond either end
do
  local two = lun.doc "Rain FELL."
  local low, tag = core.lower_list(two), core.tag_list(two)
  for _ = 1, 2 do
    assert(low[1] == "rain" and low[2] == "fell" and low[3] == "." and tag[2] == two:tag(2))
    for _, i in ipairs { -1, 0, 4, 1 << 40 } do assert(low[i] == "" and tag[i] == "", i) end
  end
  raises("number expected", function() return low.word end)
  core.close(two)
  assert(low[1] == "rain")
  two = lun.doc "Rain fell."
  low = core.lower_list(two)
  core.close(two)
  raises("closed", function() return low[1] end)
end

-- a closed document is an error, not a crash
local span, pos = doc:span(1), doc.pos
assert(doc:pos(1) == pos(doc, 1))
raises("doc expected", function() return pos(span, 1) end)
core.close(doc)
raises("closed", function() return pos(doc, 1) end)
raises("closed", function() return span.text end)
raises("closed", function() return #doc end)
print "ok"

-- a file of many articles is not read as one text
local none, why = lun.open "tests/lua/lists/firm.csv"
assert(none == nil and why == "tests/lua/lists/firm.csv: a file of many articles: lun.docs(path) goes through them", why)

-- the day of publication that a dateline says
assert(lun.doc("LONDON, 14 June 2023 — Ana Torres left on Friday.").date == "2023-06-14")
assert(lun.doc("PARIS, March 3, 2021 (AP) — They left on Friday.").date == "2021-03-03")
assert(lun.doc("PARIS, March 3 (AP) — They left on Friday.").date == nil, "a day without a year")
assert(lun.doc("PARIS, March 3, 2021 (AP) — They left.", { date = "2021-03-04" }).date == "2021-03-04", "what is known goes before it")
assert(lun.doc("On March 3, 2021 they left.").date == nil)

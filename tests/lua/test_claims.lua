-- Layers and facts settled as claims are those that matches settled one by one make, for random rules and texts; what asks only the
-- words is asked once for each wording, and who made a span or a fact is known in either way.
local core = require "lunette.core"
local examples = require "lunette.examples"
local lun = require "lunette"
local origin = require "lunette.origin"
local phase = require "lunette.phase"
local check = dofile "tests/lua/check.lua"
local that, raises = check.that, check.raises

local function shown(doc)
  local list, names = {}, {}
  for name in doc:layers() do names[#names + 1] = name end
  for _, name in ipairs(names) do
    for number = 1, core.span_numbers(doc, name) do list[#list + 1] = false end
    for s in doc:spans(name) do
      local attributes = {}
      for key, value in s:attributes() do attributes[#attributes + 1] = key .. "=" .. value end
      table.sort(attributes)
      local maker, first, last = origin.of_span(s)
      list[#list + 1] = table.concat({ name, core.span_number(s), s.first, s.last, tostring(s.rule), maker and maker.id or "", tostring(first), tostring(last),
        table.concat(attributes, ";") }, " ")
    end
  end
  for k = #list, 1, -1 do if not list[k] then table.remove(list, k) end end
  for _, f in ipairs(core.data(doc).facts or {}) do
    local roles = {}
    for name, value in pairs(f) do
      local places = {}
      for k, s in ipairs(core.class(value) == "span" and { value } or type(value) == "table" and value or {}) do places[k] = ("%d-%d"):format(s.first, s.last) end
      roles[#roles + 1] = name .. "=" .. (places[1] and table.concat(places, ",") or tostring(value))
    end
    table.sort(roles)
    list[#list + 1] = f.type .. " " .. origin.of_fact(doc, f).id .. " " .. table.concat(roles, ";")
  end
  return table.concat(list, "\n")
end
local function both(packs, text)
  local one, other = lun.doc(text), lun.doc(text)
  phase.run(packs, one)
  local claimed = shown(one)
  phase.run(packs, other, nil, { match = function() end })
  that(claimed == shown(other), ("claims and matches differ in %q:\n%s\n--\n%s"):format(text, claimed, shown(other)))
  return claimed
end

local seed = 7
local function random(n)
  seed = (seed * 1103515245 + 12345) % 2147483648
  return seed // 65536 % n + 1
end
local function one_of(list) return list[random(#list)] end

local patterns = { "a b", "b+", "k:b", "k:[cap]+ k:a?", "(a | k:b) k:[cap]", "k:(a b) x:c?", "[cap]{1,3}", "a span:(b | c){1,2}", "x:[cap] (and x:[cap])*", "span:([lower]{1,2}) c", "@base b?", "c @base", "x:[len<=1]{1,4}",
  "span:x:[cap] a", "(a | b | c){2,4}", "^ _ span:_", "x:@base{1,3}" }
local conditions = {
  false, false,
  function(m) return m.last > m.first end,
  function(m) return m.text:find "b" ~= nil end,
  function(m) return #m.match % 2 == 0 end,
}
local attributes = {
  false, { kind = "fixed", more = 3 },
  { kind = function(m) return m.text end, size = function(m) return #m.match end, none = function() return nil end, fixed = "yes" },
}
local function random_pack(name)
  local pack = { name = name, { "base", "[num]", gives = "base" } }
  for k = 1, 1 + random(5) do
    local r = { "r" .. k, one_of(patterns), gives = one_of { "one", "one", "two", "open?", "open?" }, priority = one_of { false, 1, 2.5 } or nil,
      keep = one_of { false, false, false, "all", "every" } or nil, where = one_of(conditions) or nil, attributes = one_of(attributes) or nil,
      across = one_of { false, false, "document" } or nil }
    if random(3) == 1 then
      r.fact, r.key = one_of { "fact", "fact", "two", "deed" }, r[2]:find "k:" and one_of { "k", "k", false } or nil
      if random(2) == 1 then r.gives, r.attributes = nil, nil end
    elseif r.attributes == attributes[3] or r.where then r.asks = one_of { "words", "words", { where = "words" }, { attributes = "words" }, false } or nil end
    pack[#pack + 1] = r
  end
  return lun.rules(pack)
end
local facts = 0
local words = { "a", "b", "c", "and", "Ana", "Bo", "1", "2", ",", ".", "a", "b" }
local pieces, filled = {}, 0
for round = 1, 60 do
  local packs = { random_pack("claims" .. round) }
  for _ = 1, 4 do
    for k = 1, 5 + random(30) do pieces[k] = one_of(words) .. one_of { " ", " ", " ", "  ", "\n", "" } end
    local got = both(packs, table.concat(pieces))
    if got ~= "" then filled = filled + 1 end
    if got:find "match=" then facts = facts + 1 end
  end
end
that(filled > 200 and facts > 80, ("most texts gave something, and many facts: %d, %d"):format(filled, facts))

-- Attributes that may ask anything are asked of what has won, in the order of the text, each with the match that the condition has seen.
do
  local seen = {}
  local pack = lun.rules { name = "late",
    { "long", "x:[cap] [cap]+", gives = "name", attributes = { number = function(m)
      seen[#seen + 1] = m.text
      return #lun.collect(m.doc:spans "name")
    end } },
    { "short", "[cap]", gives = "name", where = function(m) m.mark = m.text:lower() return true end, attributes = { mark = function(m) return m.mark end, none = function() return nil end } },
    { "said", "who:@name said what:[lower]", fact = "saying", key = "who", where = function(m) m.loud = m.what.text:upper() return m.what.text ~= "nothing" end },
    { "told", "who:@name said what:[lower]+", fact = "saying", key = "who", priority = -1 },
  }
  local got = both({ pack }, "Ana Torres said yes. Bo said nothing. Cy said no to Di Roe.")
  that(table.concat(seen, "|", 1, 2) == "Ana Torres|Di Roe", table.concat(seen, "|"))
  that(got:find "number=0\n" and got:find "mark=bo\n" and got:find "name 4 14 15 late.long late.long 14 15 number=3", got)
  that(got:find "late.said [^\n]*loud=YES" and got:find "late.told [^\n]*what=8%-8" and not got:find "late.told [^\n]*who=1%-2", got)
  raises(function()
    phase.run({ lun.rules { name = "broken", { "r", "a", gives = "x", attributes = { k = function() error "no value" end } } } }, lun.doc "a")
  end, "no value")
  raises(function()
    phase.run({ lun.rules { name = "broken", { "r", "a", gives = "x", attributes = { function() return 1 end } } } }, lun.doc "a")
  end, "names of attributes are strings")
  local function close(m) return core.close(m.doc) or true end
  for name, r in pairs { where = { "r", "a", gives = "x", where = close }, attributes = { "r", "a", gives = "x", attributes = { k = close } } } do
    local doc = lun.doc(("a b "):rep(20000)) -- so long that nothing of it is kept
    raises(function() phase.run({ lun.rules { name = "closing " .. name, r } }, doc) end, "the document is closed")
  end
  local doc = lun.doc(("a "):rep(40000))
  local span = doc:add("x", doc:span(1))
  core.close(doc)
  for _, ask in ipairs { core.span_maker, core.span_match } do raises(function() ask(span) end, "the document is closed") end
end

-- Times are told without the table of a match, which other functions of the rule get; both ways tell the same, in the order of the text.
do
  local anchor, met = lun.timex.anchor(), 0
  local function count(m)
    met = met + 1
    return m.day and m.day.text or m.date.text
  end
  local times = lun.rules { name = "own",
    { "day", "day:#weekday part:(night)?", gives = "mine", attributes = { type = anchor:tells "weekday_type", value = anchor:tells "weekday" } },
    { "said", "word day:#weekday", gives = "mine", attributes = { value = anchor:tells "weekday", words = count } },
    { "digits", "date:[word~/.*[0-9].*/]", gives = "mine", where = anchor:tells "is_digits", attributes = { value = anchor:tells "digits", words = count } } }
  local doc, list = lun.doc("It met on Monday night. At his word Friday it met, not in A4, but on 3/5/2017.", { date = "2018-08-17" }), {}
  phase.run({ times }, doc)
  for s in doc:spans "mine" do list[#list + 1] = table.concat({ s.text, s:get "type" or "-", s:get "value", s:get "words" or "-" }, ",") end
  that(table.concat(list, " ") == "Monday night,TIME,2018-08-13TNI,- word Friday,-,2018-08-17,Friday 3/5/2017,-,2017-03-05,3/5/2017" and met == 2, "times are told: " .. table.concat(list, " ") .. " " .. met)
  that(anchor:latest(doc).named == "2017-03-05" and anchor:latest(doc).token == #doc - 1, "what was named last")
  local day, whence = anchor:base(doc, true)
  that(lun.timex.iso(day) == "2017-03-05" and whence == "text" and anchor:published(doc) == day + 530, "what times are counted from")
  that(anchor:near(doc, #doc).kind == "day" and anchor:near(doc, 1) == nil, "what is near")
  local m = { doc = doc, first = 4, last = 5, day = doc:span(4, 4), part = doc:span(5, 5) }
  that(anchor:tells "weekday"(m) == "2018-08-13TNI", "of a table")
  raises(function() anchor:tells "weekday"({ doc = doc, first = 4, last = 5 }) end, "wants a capture 'day'")
  raises(function() anchor:tells "week" end, "it tells weekday")
  raises(function() lun.rules { name = "slip", { "one", "date:#weekday", gives = "x", attributes = { value = anchor:tells "weekday" } } } end, 'anchor:tells "weekday" asks for \'day\', but nothing is captured')
  raises(function() lun.rules { name = "slip", { "one", "day:#weekday", gives = "x", asks = "day", attributes = { value = anchor:tells "weekday" } } } end, 'anchor:tells "weekday" asks what was said before it')
  lun.rules { name = "kind", { "one", "day:#weekday", gives = "x", asks = "day", attributes = { value = anchor:tells "weekday_type" } } }
  local told = anchor:tells "within_month"
  for field, value in pairs { where = told, attributes = { value = told } } do -- whose capture may be missing
    local slip = lun.rules { name = "slip", { "one", "(early | part:late)? month:#month", gives = "x", [field] = value } }
    raises(function() phase.run({ slip }, lun.doc "They met in May.") end, ("'within_month' wants a capture 'part' (in `%s` of rule 'slip.one', which met \"May\")"):format(field))
  end
end

-- Attributes that are columns of the surest row are told without Lua, and are what Lua tells: also of what is not found, in
-- capitals, a capture that took nothing, and numbers that are not whole.
do
  lun.dictionary("port", { { "Tellmar", "3", "hamlet", "b" }, { "Tellmar", "8", "city", "" }, { "Old Norwick", "", "town", "c" }, { "Sorrel", "2", "cape", "x" }, { "Quay", "2", "", "x" } },
    { columns = { "prior", "kind", "grade" } })
  local asked = 0
  local pack = lun.rules { name = "ports",
    { "near", "near place:[cap]+ (\"-\" other:[cap])?", gives = "port?", asks = "place|other",
      attributes = { sure = lun.surest("place", "port", "prior", { without = "1", add = 2, most = 9, capitals = true }), kind = lun.surest("place", "port", "kind", { capitals = true }),
        other = lun.surest("other", "port", "kind"), grade = lun.surest("place", "port", "grade", { without = "none" }) } },
    { "by", "by place:[cap]+", gives = "port?", asks = "place", where = function(m) asked = asked + 1 return #m.place.text ~= 4 end, attributes = { kind = lun.surest("place", "port", "kind"), below = lun.surest("place", "port", "prior", { add = -20 }) } },
    { "at", "at place:[cap]", gives = "port?", asks = "place", where = function(m) return m.place.text ~= "Quay" end,
      attributes = { kind = lun.surest("place", "port", "kind"), own = function(m) return m.place.text:lower() end } },
  }
  local titlecase = lun.titlecase
  lun.titlecase = function() error "words in capitals are told without Lua" end
  phase.run({ pack }, lun.doc "We met near TELLMAR, near LIMA.")
  lun.titlecase = titlecase
  local got = both({ pack }, "We met near Tellmar, near TELLMAR - Sorrel, near Old Norwick, near Lima, near SORREL, by Tellmar, by Quay, by Quay, by Lima, at Tellmar, at Quay.")
  local list = {}
  for line in got:gmatch "port%? [^\n]+" do list[#list + 1] = line:match "ports%.(%a+) " .. ":" .. line:match "[^ ]*$" end
  local wanted = "near:grade=none;kind=city;sure=9|near:grade=none;kind=city;other=cape;sure=9|near:grade=c;kind=town;sure=3|near:grade=none;sure=3|near:grade=none;kind=cape;sure=4|by:below=-12;kind=city|at:kind=city;own=tellmar"
  that(table.concat(list, "|") == wanted, "the surest row tells attributes: " .. table.concat(list, "|"))
  raises(function() lun.surest("place", "port", "kin") end, "has no column 'kin'; did you mean 'kind'")
  raises(function() lun.surest("place", "prt", "kind") end, "unknown dictionary 'prt'")
  raises(function() lun.surest("place", "port") end, "wants the names of a capture")
  raises(function() lun.surest("place", "port", "kind", { ad = 1 }) end, "takes add, most")
  local odd = { lun.rules { name = "odd", { "in", "in place:[cap]", gives = "port?", asks = "place", attributes = { kind = lun.surest("place", "port", "kind", { add = 1 }) } } } }
  raises(function() phase.run(odd, lun.doc "They are in Tellmar.") end, "'city' in column 'kind' is no number")
end

-- Short forms are told by their letters; Lua is asked of those alone that do not fit and that the dictionary knows.
do
  lun.dictionary("crew", { { "CRA", "3" }, { "Unda", "4" }, { "Nix", "0" } }, { columns = { "prior" } })
  local asked = {}
  local pack = lun.rules { name = "shortened",
    { "paren", [[ long:[cap]{1,4} "(" short:[cap]? ")" ]], gives = "x", fact = "alias",
      where = lun.short_form("long", "short", { dictionary = "crew", otherwise = function(m) asked[#asked + 1] = m.long.text return #m.long == 2 end }) },
    { "letters", [[ short:[cap] "/" long:([cap]{1,3}) ]], gives = "x", where = lun.short_form("long", "short") },
  }
  local text = "Coastal Relief Agency (CRA), Harbour Police Force (Unda), Tellmar (Nix), Ana (Reuters), Ana (), HP/Harbour Police, HP/Port Police."
  phase.run({ pack }, lun.doc(text))
  that(table.concat(asked, "|") == "Harbour Police Force|Police Force", table.concat(asked, "|"))
  local got = both({ pack }, text)
  that(got:find "long=1%-3" and got:find "short=5%-5" and got:find "long=9%-10" and not got:find "long=15", got)
  that(select(2, got:gsub("shortened.letters shortened.letters", "")) == 1, got)
  local of_both = {}
  local known = lun.rules { name = "known", { "paren", [[ long:[cap]{1,2} "(" short:[cap] ")" ]], gives = "x",
    where = lun.short_form("long", "short", { dictionary = "crew", both = true, otherwise = function(m) of_both[#of_both + 1] = m.long.text return true end }) } }
  phase.run({ known }, lun.doc "Nix Ana (Unda), CRA (Unda), CRA (Ana), Nix (Unda), Harbour Police (HP).")
  that(table.concat(of_both, "|") == "CRA", table.concat(of_both, "|"))
  local endless = ("A%s P%s (AP)"):format(("x"):rep(40000), ("y"):rep(40000)) -- longer than texts whose letters are looked at
  that(not both({ pack }, endless):find "alias", "too long for its letters")
  raises(function() lun.short_form("long") end, "wants the names of two captures")
  raises(function() lun.short_form("long", "short", "crew") end, "takes a table of options, not crew")
  raises(function() lun.short_form("long", "short", { dictionary = "crew" }) end, "with otherwise, a function")
  raises(function() lun.short_form("long", "short", { dictionary = "crw", otherwise = print }) end, "unknown dictionary 'crw'")
  raises(function() lun.short_form("long", "short", { other = print }) end, "takes dictionary, both and otherwise, not other")
  raises(function() lun.rules { name = "slip", { "one", "long:(one) two", gives = "x", where = lun.short_form("long", "shrt") } } end, "asks for 'shrt', but nothing is captured")
  raises(function() lun.surest("long", "org", "id", "most") end, "takes a table of options, not most")
end

-- Lua is asked of those alone whose words the dictionary knows, or which end so: of each match, or of each wording.
do
  for _, asks in ipairs { "each", "words" } do
    local seen = {}
    local pack = lun.rules { name = "unless_" .. asks,
      { "near", [[ near org:([cap] [!punct & !cap]{0,1}) ]], gives = "x", asks = asks == "words" and "org" or nil,
        attributes = asks == "words" and { rank = lun.surest("org", "crew", "prior", { without = "none" }) } or nil,
        where = lun.unless("org", { dictionary = "crew", endings = { " team", " club" }, otherwise = function(m) seen[#seen + 1] = m.org.text return m.org.text ~= "CRA" end }) },
    }
    local text = "We met near Unda, near CRA, near Brevik, near CRA, near Ana club, near clubs."
    phase.run({ pack }, lun.doc(text))
    that(table.concat(seen, "|") == (asks == "words" and "Unda|CRA|Ana club" or "Unda|CRA|CRA|Ana club"), asks .. ": " .. table.concat(seen, "|"))
    local got = both({ pack }, text)
    that(select(2, got:gsub("[^\n]+", "")) == 3, got)
  end
  raises(function() lun.unless("org") end, "wants the name of a capture and a table")
  raises(function() lun.unless("org", { dictionary = "crew" }) end, "and otherwise, a function")
  raises(function() lun.unless("org", { otherwise = print }) end, "wants a dictionary or endings")
  raises(function() lun.unless("org", { endings = 3, otherwise = print }) end, "wants a table as endings, not number")
  raises(function() lun.unless("org", { endings = { 3 }, otherwise = print }) end, "wants texts as endings, not a number")
  raises(function() lun.unless("org", { endings = { "a\0b" }, otherwise = print }) end, "wants texts as endings, not a zero byte in one")
  raises(function() lun.unless("org", { endings = { "a", "b", "c", "d", "e" }, otherwise = print }) end, "takes up to 4 endings, not 5")
  raises(function() lun.unless("org", { ending = "x", otherwise = print }) end, "takes dictionary, endings and otherwise, not ending")
  raises(function() lun.unless("org", { dictionary = "crw", otherwise = print }) end, "unknown dictionary 'crw'")
  raises(function() lun.rules { name = "slip", { "one", "org:(one) two", gives = "x", where = lun.unless("og", { endings = { "e" }, otherwise = print }) } } end, "asks for 'og', but nothing is captured")
end

-- Each wording is asked once, in whatever document; another kind of blank is another wording.
local asked = {}
local function note(m)
  asked[m.match.text] = (asked[m.match.text] or 0) + 1
  return m.text ~= "b b"
end
local pack = lun.rules { name = "asking", { "r", "(a | b) b", gives = "x", asks = "words", where = note, attributes = { text = function(m) return m.text end } } }
local packs = { pack } -- what is remembered goes with the list of packs
local function found(text)
  local doc, list = lun.doc(text), {}
  phase.run(packs, doc)
  for s in doc:spans "x" do list[#list + 1] = ("%q"):format(s:get "text") end
  return table.concat(list, " ")
end
that(found "a b, b b, a b" == '"a b" "a b"' and asked["a b"] == 1 and asked["b b"] == 1)
that(found "a b" == '"a b"' and asked["a b"] == 1, "the answer is kept from document to document")
that(found "a  b a  b" == '"a  b" "a  b"' and asked["a  b"] == 2, "what its words do not tell is asked each time")

-- A span with shared attributes may be given others; its like keep theirs.
local doc = lun.doc "a b, a b"
phase.run({ pack }, doc)
local list = lun.collect(doc:spans "x")
list[1]:set("text", "changed")
list[1]:set("more", "1")
that(list[1].text == "a b" and list[1]:get "text" == "changed" and list[1]:get "more" == "1")
that(list[2]:get "text" == "a b" and list[2]:get "more" == nil)
list[2]:set("text", nil)
that(list[2]:get "text" == nil and found "a b" == '"a b"')

-- A rule that says words_only and looks around is found out by its examples; errors name the rule.
-- what is asked of each match and what of its words only are asked of one table
do
  local seen, same, wordings = nil, 0, 0
  local twice = lun.rules { name = "twice", { "r", "n:(a | b) c", gives = "x", where = function(m)
    seen = m
    return true
  end, asks = { attributes = "words" }, attributes = { text = function(m)
    wordings, same = wordings + 1, same + (m == seen and 1 or 0)
    return m.n.text
  end } } }
  phase.run({ twice }, lun.doc "a c b c a c")
  that(wordings == 2 and same == 2, ("%d of %d attributes were asked of the table of the condition"):format(same, wordings))
end

local looks = lun.rules { name = "looks", { "r", "a", gives = "x", asks = "words", where = function(m) return m.first == 1 end, yes = { "a b" }, no = { "b a" } } }
local failures = examples.run(looks, { looks })
that(failures[1] and table.concat(failures, "\n"):find([[rule 'looks.r' says asks = "words", but its `where` answered otherwise]], 1, true), table.concat(failures, "\n"))
raises(function() lun.rules { name = "x", { "r", "a", fact = "f", asks = "words" } } end, "asks is for a rule that gives a layer")
raises(function() lun.rules { name = "x", { "r", "a", gives = "f", asks = "all" } } end, "nothing is captured under 'all'")
raises(function() lun.rules { name = "x", { "r", "a", gives = "f", asks = { emit = "words" } } } end, "not of 'emit'")

-- By shape, and by the words of some captures.
local shapes = {}
local shaped = lun.rules { name = "shaped", { "r", "(one:a | two:(a a)) rest:[cap]{1,2}", gives = "x", asks = "shape",
  attributes = { shape = function(m)
    shapes[#shapes + 1] = m.match.text
    return (m.one and "one" or "two") .. #m.rest
  end } } }
that(both({ shaped }, "a Bo, a a Bo, a Cy, a Bo Cy, a  Di") == "x 1 1 2 shaped.r shaped.r 1 2 shape=one1\nx 2 4 6 shaped.r shaped.r 4 6 shape=two1\n" ..
  "x 3 8 9 shaped.r shaped.r 8 9 shape=one1\nx 4 11 13 shaped.r shaped.r 11 13 shape=one2\nx 5 15 16 shaped.r shaped.r 15 16 shape=one1")
that(table.concat(shapes, "|", 1, 3) == "a Bo|a a Bo|a Bo Cy" and #shapes == 3 + 5, "each shape is asked once, when nobody watches")
shapes = {}
local titled = lun.rules { name = "titled", { "r", "who:[cap]{1,2} a what:b?", gives = "x", asks = "who", attributes = { who = function(m)
  shapes[#shapes + 1] = m.match.text
  return m.who.text .. (m.what and " b" or "")
end } } }
that(both({ titled }, "Bo a b, Bo a c, Bo A a b. Cy a b, Bo a b"):find "who=Bo A b")
that(table.concat(shapes, "|", 1, 4) == "Bo a b|Bo a|Bo A a b|Cy a b" and #shapes == 4 + 5)
local broken = lun.rules { name = "broken", { "r", "a", gives = "x", asks = "words", where = function() error "no" end } }
raises(function() both({ broken }, "a") end, "in `where` of rule 'broken.r', which met \"a\"")
local odd = lun.rules { name = "odd", { "r", "a", gives = "x", asks = "words", attributes = { [1] = function() return 1 end } } }
raises(function() phase.run({ odd }, lun.doc "a") end, "names of attributes are strings")

-- Who made what is known: of steps, of a step that runs within a step, of what rules emit, and of what nobody made.
do
  local inner = { lun.rules { name = "inner", lun.resolve { name = "step", reads = {}, gives = { "made" }, each = function(doc) doc:add("made", 2) end } } }
  local outer = { lun.rules { name = "outer",
    lun.resolve { name = "step", reads = {}, gives = { "made" }, each = function(doc)
      doc:add("made", 1)
      phase.run(inner, doc)
      doc:add("made", 3)
      doc:fact("late", { what = doc:span(3) })
    end },
    { "rule", "x:c d", gives = { "marked" }, emit = function(m, doc)
      doc:add("marked", m.x)
      doc:fact("late", { what = m.x })
      doc:fact("early", { what = m.x, match = doc:span(1) })
      doc:fact("early", { what = 1, match = doc:span(1) })
    end },
    { "plain", "d", fact = "early" } } }
  local doc = lun.doc "a b c d e"
  doc:add("made", 5)
  phase.run(outer, doc)
  doc:add("made", 4)
  local list = {}
  for _, name in ipairs { "made", "marked" } do
    for s in doc:spans(name) do
      local maker, first, last = origin.of_span(s)
      list[#list + 1] = ("%s %s %s-%s"):format(s.text, maker and maker.id, first, last)
    end
  end
  that(table.concat(list, "|") == "a outer.step nil-nil|b inner.step nil-nil|c outer.step nil-nil|d nil nil-nil|e nil nil-nil|c outer.rule 3-4", table.concat(list, "|"))
  list = {}
  for f in doc:facts() do list[#list + 1] = ("%s %s %s %s"):format(f.type, f.what, f.match and f.match.text, origin.of_fact(doc, f).id) end
  that(table.concat(list, "|") == "late c nil outer.step|early c a outer.rule|early 1 a outer.rule|late c c d outer.rule|early nil d outer.plain", table.concat(list, "|"))
  that(#lun.collect(doc:facts "early") == 3 and lun.collect(doc:facts "early")[2].what == 1 and #lun.collect(doc:facts "none") == 0)
  raises(function() doc:fact "late" end, "wants a type and a table of roles")
end

-- The same of packs that run over a document one after the other, and of one that runs again.
do
  local function pack_of(name, pattern)
    return { lun.rules { name = name, { "rule", pattern, gives = name }, lun.resolve { name = "step", reads = { name }, gives = { name .. "s" }, each = function(doc)
      for s in doc:spans(name) do doc:add(name .. "s", s) end
    end } } }
  end
  local one, two, doc = pack_of("one", "a"), pack_of("two", "b"), lun.doc "a b"
  for _, packs in ipairs { one, two, one } do phase.run(packs, doc) end
  local list = {}
  for _, name in ipairs { "one", "ones", "two", "twos" } do
    for s in doc:spans(name) do list[#list + 1] = s.text .. " " .. origin.of_span(s).id end
  end
  that(table.concat(list, "|") == "a one.rule|a one.step|a one.step|b two.rule|b two.step", table.concat(list, "|"))
end

-- A document whose step fails leaves nothing to the next one, and one that a step runs has claims of its own.
do
  local fails = false
  local inner = { lun.rules { name = "inside", { "rule", "a", gives = "inside" } } }
  local packs = { lun.rules { name = "outside", { "rule", "a", gives = "outside" }, { "fact", "a b", fact = "pair" }, lun.resolve { name = "step", reads = { "outside" }, gives = { "none" }, each = function()
    local other = lun.doc "a a a"
    phase.run(inner, other)
    that(#other:layer "inside" == 3)
    if fails then error("no more", 0) end
  end }, { "late", "@none | b", gives = "late" } } }
  for _, text in ipairs { "a b", "a b a b a", "c" } do
    for _, wrong in ipairs { true, false } do
      fails = wrong
      local doc = lun.doc(text)
      that(pcall(phase.run, packs, doc) == not wrong)
      that(wrong or #doc:layer "outside" == select(2, text:gsub("a", "")) and #doc:layer "late" == #lun.collect(doc:facts "pair"), text)
    end
  end
end

-- Functions of attributes are called in the order of their names, whichever way a layer goes: one may note what another reads.
do
  local called = {}
  local attributes = {}
  for name in ("value from type kind place sure count among"):gmatch "%a+" do
    attributes[name] = function()
      called[#called + 1] = name
      return name
    end
  end
  local ordered = lun.rules { name = "ordered", { "letter", [[ b ]], gives = "letter", attributes = attributes, yes = { "b" }, no = { "a" } } }
  for _, observer in ipairs { false, {}, { match = function() end } } do
    called = {}
    phase.run({ ordered }, lun.doc "a b", nil, observer or nil)
    that(table.concat(called, " ") == "among count from kind place sure type value", table.concat(called, " "))
  end
end

-- Claims that a run left behind, whose search claimed nothing, close nothing of a later run when they are collected.
do
  local failing = lun.rules { name = "failing", { "none", "x:nowhere", fact = "none" }, lun.resolve { name = "step", each = function() error "no step" end } }
  local asked = 0
  local function collect()
    asked = asked + 1
    collectgarbage()
    collectgarbage()
    return true
  end
  local collecting = lun.rules { name = "collecting", { "one", "a", gives = "one", where = collect }, { "other", "dog", gives = "other", where = function() return true end } }
  raises(function() phase.run({ failing }, lun.doc "He saw a dog.") end, "no step")
  local doc = lun.doc "He saw a dog."
  phase.run({ collecting }, doc)
  that(asked == 1 and doc:spans "other"(), "a later run goes on")
end

-- Answers are bounded.
local machine = require("lunette.engine").machine(pack.steps)
local few = core.claimants(machine, { { rule = 1, layer = 1, name = "r", place = 1, where = "words", words = true, test = function() return true end } }, 3)
local counts = {}
for k = 1, 9 do
  local text = lun.doc(("a b %d"):format(k) .. (" b"):rep(k))
  local claims, seen = core.claims(), core.search(machine, text)
  claims:collect(seen, few, phase.match_class)
  claims:settle(text, { 1, "x", true })
  claims:close()
  counts[k] = (few:answers())
end
for k = 1, 9 do that(counts[k] <= 4, "answers grow on") end

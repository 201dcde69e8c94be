-- What a match means: sentences, the longest match from the leftmost start, captures of the first reading, `where`, `keep`,
-- and patterns that explode elsewhere. At the end the patterns that every version must be able to run.
local lun = require "lunette"
local core = require "lunette.core"
local examples = require "lunette.examples"
local check = dofile "tests/lua/check.lua"
local is = check.is

-- A match stays in one sentence, except inside a span that is taken whole.
is("dog cat", "I saw a dog. Cat food is dear.", "")
is("dog [punct] cat", "I saw a dog. Cat food is dear.", "")
is("[punct] ... food", "I saw a dog. Cat food is dear.", "")
is("[cap] saw", "I left. Ana saw it.", "Ana saw") -- the first element may begin a sentence
is("said @quote yesterday", "He said “No. Never. Not me.” yesterday.", "said “No. Never. Not me.” yesterday")
is("@quote yesterday saw", "He said “No. Never.” yesterday saw it. “Yes. Saw.”", "“No. Never.” yesterday saw")
is("@quote [cap]", "He said “No. Never.” He left.", "") -- what begins a sentence after it is refused
is("dog [punct] cat", "I saw a dog. Cat food is dear.", "dog. Cat", { across = "paragraph" })
is("dog [punct] cat", "I saw a dog.\n\nCat food is dear to us all.", "", { across = "paragraph" })
is("dog [punct] cat", "I saw a dog.\n\nCat food is dear to us all.", "dog. Cat", { across = "document" })
is("dog [punct] ^ cat", "I saw a dog. Cat food is dear.", "dog. Cat", { across = "document" })
is("dog [punct] $", "A dog. A dog! A dog", "dog.|dog!", { across = "document" })
is("saw [lower]* &[punct]", "I saw a dog. Cats saw it", "saw a dog")

-- `within`, `outside` and `part` narrow a rule: all tokens of a match lie there.
is("no", "No. He said “no” again.", "no", { within = "quote" })
is("[lower]+", "He said “no no” again and “never” then.", "no no|never", { within = "quote" })
is("[punct]{2,9}", "“No.”“Yes.”", ".”|.”", { within = "quote" }) -- not over two quotations
is("no", "No. He said “no” again.", "No", { outside = "quote" })
is("[!punct]+", "He said “no” again.", "He said|again", { outside = "quote" })
local article = "Chile signs pact\n\nSANTIAGO – Chile signed it today, officials of both countries said.\n\nChile will pay."
is("chile", article, "Chile", { part = "headline" })
is("chile", article, "Chile|Chile", { part = "lead|body" })
is("[upper]+ [punct]", article, "SANTIAGO –", { part = "dateline" })

-- Leftmost, longest; the order of alternatives never matters to the span.
is("new | new york", "new york", "new york")
is("new york | new", "new york", "new york")
is("[lower]+", "one two three", "one two three")
is("a (b | b c)", "a b c", "a b c")
is("(a | a b) (c | b c d)?", "a b c d", "a b c d")
is("a b c | b c d e", "a b c d e", "a b c") -- leftmost before longest
is("[lower]+? b?", "a b c", "a b c") -- lazy never shortens a match
-- Captures are those of the first reading, in written order, that reaches the end.
check.captures("a:[lower]* b:[lower]*", "one two", { a = "one two", b = "nil" })
check.captures("a:[lower]*? b:[lower]*", "one two", { a = "nil", b = "one two" })
check.captures("a:[lower]+? b:[lower]+", "one two three", { a = "one", b = "two three" })
check.captures("a:[lower]{1,2} b:[lower]+", "one two three", { a = "one two", b = "three" })
check.captures("a:[lower]{1,2}? b:[lower]+", "one two three", { a = "one", b = "two three" })
check.captures("a:[lower]?? b:[lower]", "one two", { a = "one", b = "two" })
check.captures("(x:(one two) | x:one y:two)", "one two", { x = "one two", y = "nil" })
check.captures("(x:one y:two | x:(one two))", "one two", { x = "one", y = "two" })
check.captures("(x:[lower] | y:([lower] [lower]))+", "one two three", { x = "one|two|three", y = "nil" })
check.captures("(x:(one two) | y:[lower]){1,3}", "one two three", { x = "one two", y = "three" })

-- `where` sees full matches only; refusing frees the start: shorter matches, longest first, then the next start.
is("[cap]+", "Alpha Beta Gamma met.", "Alpha Beta", { where = function(m) return m.last - m.first == 1 end })
is("[cap]+", "Alpha Beta Gamma met.", "Gamma", { where = function(m) return m.text == "Gamma" end })
local tried = {}
is("[lower]+", ("a "):rep(20), "", { where = function(m)
  if m.first == 1 then tried[#tried + 1] = #m.span end
  return false
end })
check.that(table.concat(tried, " ") == "20 19 18 17 16 15 14 13 12", "the longest and eight shorter ones: " .. table.concat(tried, " "))
is("long:[cap]+ \"(\" short:[cap] \")\"", "The U.S. Southern Command ( SouthCom ) is there.", "Southern Command ( SouthCom )",
  { where = function(m) return lun.acronym(m.long.text, m.short.text) end })

-- `keep = "all"`: the longest match at every start.
is("[lower] [lower]", "one two three", "one two|two three", { keep = "all" })
is("a [lower]*", "a b a c", "a b a c|a c", { keep = "all" })
-- `keep = "every"`: up to eight shorter ones there too; `where` is asked about each.
is("a [lower]*", "a b a c", "a b a c|a b a|a b|a|a c|a", { keep = "every" })
is("a [lower]*", "a b a c", "a b a|a", { keep = "every", where = function(m) return m.text:find "a$" ~= nil and (#m.text ~= 1 or m.first == 3) end })
is("[lower]+", "a b c d e f g h i j k l", "a b c d e f g h i j k l|a b c d e f g h i j k|a b c d e f g h i j|a b c d e f g h i|a b c d e f g h|a b c d e f g|a b c d e f|a b c d e|a b c d", { keep = "every", within = nil, where = function(m) return m.first == 1 end })
is("[lower]+", ("a "):rep(70) .. "b", ("a "):rep(64) .. "a", { keep = "all", where = function(m) return m.first == 1 end })
-- The search goes on after what `span:` marks, so neighbours share context; what follows it is bounded.
is("[cap] span:met [cap]", "Ana met Bo met Cy.", "met|met")
is("span:[num] (a | of)", "1 a 2 of 3 b", "1|2")
is("span:(one span:two) three", "one two three", "one two") -- of one within another the outer one
is("span:go [lower]* stop", "go" .. (" a"):rep(60) .. " stop", "go")
is("span:go [lower]* stop", "go" .. (" a"):rep(70) .. " stop", "")

-- No pattern explodes, and deep repetition does not exhaust the stack.
local long = ("a "):rep(900)
local before = core.clock()
is("(a* a*)* [num]", long, "")
is("(a | a a | a a a)* [num]", long, "")
is("((a?)*)* a{3} [num]", long, "")
is("[num] ((a | b a)+ c?)*", "1 " .. long, ("1 " .. long):sub(1, -2))
check.that(core.clock() - before < 30, "patterns that explode elsewhere")
is("([lower] [lower]){2,3} [num]", "a b c d e f g 1", "b c d e f g 1")
is("([lower]{2} | [lower]{3})* [num]", "a b c d e 1", "a b c d e 1")

-- Spans and captures that a layer or a dictionary fills.
lun.dictionary("t_person", { "Ana Torres", "Torres", "Bo Li", "James Mattis", "Alberto Espina Otero" })
lun.dictionary("t_place", { "Lima", "Chile", "New York", "Rabat", "Oslo", "Peru" })
lun.dictionary("t_org", { "Pentagon", "Central Bank", "United Nations" })
local layers = {
  { "person", [[ #t_person ]], gives = "person", attributes = { kind = function(m) return #m.span > 1 and "full" or "bare" end } },
  { "place", [[ #t_place ]], gives = "place" }, { "org", [[ #t_org ]], gives = "org" },
}
local seen
is("who:@person[kind=full] left", "Torres left. Ana Torres left.", "Ana Torres left",
  { where = function(m) seen = m.who return true end }, layers)
check.that(seen.layer == "person" and seen.kind == "full", "a capture filled by @layer is the layer's span")
is("(who:@person | who:@place) left", "Lima left.", "Lima left", { where = function(m) seen = m.who return true end }, layers)
check.that(seen.layer == "place")

-- Patterns that must work.
lun.dictionary("title", { "President", "Defense Minister", "Gen.", "Minister" }, { case = "fold" })
lun.dictionary("orgnoun", { "agency", "company", "maker" })
lun.dictionary("agreement", { "agreement", "accord", "fishing pact", "pact" })
lun.dictionary("cursign", { "$", "€" })
lun.dictionary("currency", { "dollars", "euros" })
lun.dictionary("scale", { "million", "billion" })
lun.dictionary("t_weekday", { "Monday", "Friday" })
lun.dictionary("t_month", { "March", "May" })
lun.dictionary("people", { "people", "soldiers", "civilians" })
lun.dictionary("role", { "minister", "defense minister", "director" })
local must = {
  name = "must", define = { Speaker = [[ (@person | he | she) ]], Actor = [[ (@person | @org | @place) ]] },
  { "titled", [[ title:#title+ span:name:([cap & !#title] ([cap] | de | van | al | bin)*) ]], gives = "name",
    yes = { { "Defense Minister Ana van Torres left.", title = "Defense Minister", name = "Ana van Torres", span = "Ana van Torres" },
      { "Gen. President Ana left.", title = "Gen. President", name = "Ana" } },
    no = { "The minister left.", "President left Lima." } },
  { "appositive", [[ span:org:[cap]+ "," (a|an|the) ...{0,3} kind:#orgnoun ]], gives = "o",
    yes = { { "Then the firm Bram Foods, a large Dutch company, fell.", org = "Bram Foods", kind = "company" }, { "Acme, the maker of nails, rose.", org = "Acme" } },
    no = { "Acme, a one of the very very old company, rose.", "Acme, company" } },
  { "csq", [[ what:@quote ","? speaker:Speaker verb:<say|add|tell|warn> ]], fact = "said",
    yes = { { "“We go,” Ana Torres said.", what = "“We go,”", speaker = "Ana Torres", verb = "said" }, { "“No. Never”, he added.", verb = "added" } },
    no = { "“We go.” Ana Torres left." } },
  { "cqs", [[ what:@quote ","? verb:<say|add|tell|warn> speaker:Speaker ]], fact = "said",
    yes = { { "“We go,” said Ana Torres.", speaker = "Ana Torres" } }, no = { "“We go,” Ana Torres said." } },
  { "sqc", [[ speaker:Speaker verb:<say|tell|add> ...{0,6 -@quote} what:@quote ]], fact = "said",
    yes = { { "Bo Li told the crowd on Friday: “We go.”", speaker = "Bo Li", verb = "told", what = "“We go.”" } },
    no = { "Bo Li told the whole of the crowd on that Friday: “We go.”", "Bo Li left: “We go.”" } },
  { "that", [[ speaker:Speaker verb:<say|add|warn|argue> that what:(_* [!punct]) [punct]* $ ]], fact = "said",
    yes = { { "She warned that the road, and the bridge, were closed!”", what = "the road, and the bridge, were closed", speaker = "She" } },
    no = { "She said the road was closed.", "She said that." } },
  { "agreement", [[ a:Actor ...{0,3} <sign|ink|conclude> (a|an|the)? ...{0,4} what:#agreement with b:Actor ]], fact = "agreement",
    yes = { { "Chile last week signed a new fishing pact with Peru.", a = "Chile", b = "Peru", what = "fishing pact" },
      { "Lima and Chile inked the accord with the United Nations and Peru, Chile signing an accord with Oslo.", a = "Chile", b = "Oslo" } },
    no = { "Chile signed a treaty with Peru.", "Chile and its oldest and best friend signed a pact with Peru." } },
  { "between", [[ what:#agreement ...{0,3} between a:Actor and b:Actor ]], fact = "agreement",
    yes = { { "The accord signed yesterday between Chile and Peru holds.", what = "accord", a = "Chile", b = "Peru" } },
    no = { "The accord between Chile or Peru." } },
  { "meeting", [[ a:Actor (<meet> with? | <hold> talks with) b:Actor (in place:@place)? ]], fact = "meeting",
    yes = { { "Ana Torres met with Bo Li in Rabat.", a = "Ana Torres", b = "Bo Li", place = "Rabat" }, { "Chile held talks with Peru.", b = "Peru" } },
    no = { "Ana Torres holds talks in Rabat." } },
  { "trip", [[ who:Actor ...{0,3} <travel|fly|head|go> (from @place)? to stops:@place ("," stops:@place)* (","? and stops:@place)? ]], fact = "trip",
    yes = { { "Ana Torres will now fly from Lima to Oslo, Rabat, and New York.", who = "Ana Torres", stops = { "Oslo", "Rabat", "New York" } },
      { "Bo Li went to Lima.", stops = { "Lima" } } },
    no = { "Bo Li went from Lima." } },
  { "money", [[ (cur:#cursign n:[num] scale:#scale? | n:[num] scale:#scale? cur:#currency) ]], gives = "sum",
    yes = { { "It cost $ 3.5 million then.", cur = "$", n = "3.5", scale = "million" }, { "It cost 20 euros.", n = "20", cur = "euros" } },
    no = { "It cost 20." } },
  { "date", [[ (day:#t_weekday ","?)? month:#t_month d:[num & value<=31] (","? y:[num & len=4])? ]], gives = "t",
    yes = { { "On Friday, March 3, 2021 they met.", day = "Friday", month = "March", d = "3", y = "2021", span = "Friday, March 3, 2021" }, { "On May 31 they met.", d = "31" } },
    no = { "In March 2021 they met." } },
  { "casualties", [[ n:[num] who:#people? <be>? ...{0,2} how:<kill|wound|injure> ]], fact = "casualties",
    yes = { { "At least 12 soldiers were badly wounded.", n = "12", who = "soldiers", how = "wounded" }, { "Then 3 killed.", n = "3", how = "killed" } },
    no = { "12 soldiers were then very badly wounded." } },
  { "appointed", [[ who:@person <be> ...{0,2} <appoint|name|elect> as? ...{0,2} role:#role (of org:@org)? ]], fact = "appointed",
    yes = { { "Ana Torres was on Friday named as the new director of the Central Bank.", who = "Ana Torres", role = "director" },
      { "Bo Li is appointed defense minister.", role = "defense minister" }, { "Bo Li was elected director of Central Bank.", org = "Central Bank" } },
    no = { "Bo Li was not ever, ever elected director." } },
  { "dateline", [[ ^ place:[upper]+ ("(" agency:_{1,3} ")")? [punct] ]], part = "dateline", gives = "place2",
    yes = { { "Accord is signed\n\nNEW YORK (Wire) — The accord was signed on Friday, officials of both sides said.", place = "NEW YORK", agency = "Wire" },
      { "Accord is signed\n\nSANTIAGO – Chile signed it today, officials of both countries said.", place = "SANTIAGO" } },
    no = { "NATO, the alliance, met." } },
}
for _, r in ipairs(layers) do must[#must + 1] = r end
-- There may be a machine for each of many rounds; those that nobody has a use for any more make room for others, whoever stops the collector.
do
  local kept = {}
  local tree, captures = require("lunette.pattern").compile("dog cat", {})
  local forms = require("lunette.wordtest").forms
  for i = 1, 2000 do kept[i] = core.machine({ { tree = tree, captures = captures } }, forms) end
  collectgarbage "stop"
  for _ = 1, 2200 do core.machine({ { tree = tree, captures = captures } }, forms) end
  collectgarbage "restart"
end

local failures, lines = examples.run(lun.rules(must))
check.that(#failures == 0, table.concat(failures, "\n"))
check.count = check.count + lines
check.done()

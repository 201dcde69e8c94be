-- lun.explain: rules that nearly match. The change that it names is asserted, then made, and the rule must match; how it
-- tells matches, refusals and losers; the words of the command.
local lun = require "lunette"
local core = require "lunette.core"
local inflect = require "lunette.inflect"
local phase = require "lunette.phase"
local check = dofile "tests/lua/check.lua"
local that = check.that

lun.dictionary("x_pact", { { "pact", "small" }, { "peace accord", "large" } }, { columns = { "size" } })
lun.dictionary("x_name", { "Ana Torres", "Bo Li" })
lun.dictionary("x_place", { "Lima", "Peru" })
local layers = {
  { "who", [[ #x_name ]], gives = "who", attributes = { kind = "full" } }, { "where", [[ #x_place ]], gives = "where" },
}

local function pack_of(pattern, options, define)
  local r = { "r", pattern, gives = "found" }
  for field, value in pairs(options or {}) do r[field] = value or nil end
  local pack = { name = "x", define = define }
  table.move(layers, 1, #layers, 1, pack)
  pack[#pack + 1] = r
  return lun.rules(pack)
end
local function explained(pattern, text, options, define)
  return lun.explain(pack_of(pattern, options, define), lun.doc(text), { rule = "r", all = true })
end
local function matched(pattern, text, options, define)
  local doc, list = lun.doc(text), {}
  phase.run({ pack_of(pattern, options, define) }, doc)
  for s in doc:spans "found" do list[#list + 1] = s.text end
  return table.concat(list, "|")
end

-- The change for a rule that nearly matches: what it says, the pattern or the field that it makes; then that is made.
local function nearly(pattern, text, what, made, options, define)
  that(matched(pattern, text, options, define) == "", pattern .. " matches already")
  local finding = explained(pattern, text, options, define)[1]
  that(finding and finding.kind == "near", pattern .. ": no near miss")
  local c = finding.change
  that(c, ("%s on %q: no change, wanted %s"):format(pattern, text, what))
  that(c.what == what, ("%s on %q: %q, not %q"):format(pattern, text, c.what, what))
  local changed, fields, macros = c.pattern or pattern, {}, {}
  for field, value in pairs(options or {}) do fields[field] = value end
  for name, value in pairs(define or {}) do macros[name] = value end
  if c.field then
    that(made == c.field, ("%s: changes %s"):format(pattern, c.field))
    fields[c.field == "parts" and "part" or c.field] = c.value
  else
    if c.macro then macros[c.macro] = c.text end
    that(c.text == made, ("%s: %q, not %q"):format(pattern, c.text, made))
  end
  local got = matched(changed, text, fields, macros)
  that(got ~= "" and got:find(c.would.text, 1, true), ("%s on %q: the change does not help"):format(changed, text))
  return finding
end

-- Where a gap stopped is said, with the neighbour that takes that token, or that the gap leaves it out.
local function stops(pattern, text, what, define)
  local shown = tostring(explained(pattern, text, nil, define))
  that(shown:find(what, 1, true), ("%s on %q lacks: %s\n%s"):format(pattern, text, what, shown))
end
stops("who:(the <worker>) ...{0,4} <reject>", "The workers, unlike office workers, rejected it.", "the gap ...{0,4} stops at 'workers', which its neighbour <worker> takes; ...! lifts this")
stops("a:Pair ...{0,4} <reject>", "The Dock Union of Lisbon rejected it.", "stops at 'Union', which its neighbour [cap] takes", { Pair = "[cap]{2}" })
stops("met @who ...{0,4} <sign>", "They met Bo Li and Ana Torres signed.", "stops at 'Ana', which its neighbour @who takes")
stops("a:<worker> ...{0,4 -[punct]} <reject>", "The workers, at last, rejected it.", "the gap ...{0,4 -[punct]} stops at ',', which it leaves out")
that(not tostring(explained("a:<worker> ...{0,1} <reject>", "The workers at very last rejected it.")):find "stops at", "a gap that is too short stops at nothing")

-- Another lemma, word, entry, value or layer.
local f = nearly("who:@who ...{0,3} <sign> a pact", "Ana Torres quickly inked a pact.", "add the lemma 'ink'", "who:@who ...{0,3} <sign|ink> a pact")
that(f.element == "<sign>" and f.met.text == "inked" and f.reading[1].element == "who:@who" and f.reading[1].span.text == "Ana Torres")
that(f.reading[2].element == "...{0,3}" and f.reading[2].span.text == "quickly" and f.change.shown == "<sign|ink>" and f.change.would.text == "Ana Torres quickly inked a pact")
-- a word that stands for one form only where all are meant: <be>, not be | was
nearly("@who be here", "Ana Torres was here.", "take all forms of it", "@who <be> here")
nearly("@who (visit | tour) lima", "Ana Torres visited Lima.", "take all forms of it", "@who (<visit> | tour) lima")
nearly("the minister left", "Now the ministers left.", "take all forms of it", "the <minister> left")
nearly("@who (has | had) left", "Ana Torres having left.", "add the word having", "@who (has | had | having) left")
nearly("@who has left", "Ana Torres having left.", "add the word having", "@who (has | having) left")
nearly("the (old | very new) pact", "They read the broken pact.", "add the word broken", "the (old | broken | very new) pact")
nearly([[@who joined "the Unit" in]], "Ana Torres joined the unit in May.", "take it in any case", [[@who joined (the unit) in]])
nearly("a [word=new,old] pact", "They signed a broken pact.", "add the word 'broken'", "a [word=new,old,broken] pact")
nearly("a [lemma=sign] pact", "They want a broken pact.", "add the lemma 'break'", "a [lemma=sign,break] pact")
f = nearly("signed a what:#x_pact with @where", "She signed a peace treaty with Peru.", "add the entry 'peace treaty' to the dictionary 'x_pact'",
  [[signed a what:(#x_pact | "peace treaty") with @where]])
that(f.change.entry.name == "x_pact" and f.change.entry.text == "peace treaty" and f.element == "what:#x_pact")
nearly("a #x_pact[size=large] with", "She signed a pact with Peru.", "add the value 'small'", "a #x_pact[size=large,small] with")
nearly("@who[kind=bare] left", "Ana Torres left.", "add the value 'full'", "@who[kind=bare,full] left")
nearly("@who left @who", "Ana Torres left Lima.", "add the layer @where", "@who left (@who | @where)")
f = nearly("@who left", "Then Rosa Diaz left.", "let a rule or a list make 'Rosa Diaz' a span of @who", [[(@who | "Rosa Diaz") left]])
-- One test or look less, a bound.
nearly("the [cap & len>=3 & !upper] treaty", "They like the NATO treaty.", "drop the test !upper", "the [cap & len>=3] treaty")
nearly("on [num & value<=31] may", "It was on 45 May.", "let value go to 45", "on [num & value<=45] may")
nearly("signed ![word=a] _ pact", "She signed a pact.", "drop ![word=a]", "signed  _ pact")
nearly("^ she signed", "Then she signed.", "drop ^", " she signed")
-- Left out, wider gaps, new ones, the next sentence.
nearly("@who has [punct] left", "Ana Torres has left.", "let it be left out", "@who has [punct]? left")
nearly("who:@who ...{0,1} <sign> it", "Ana Torres has not yet signed it.", "let the gap be 2 tokens wider", "who:@who ...{0,3} <sign> it")
nearly("on [cap]{1,2} and", "We met on North West South East and left.", "allow 2 more", "on [cap]{1,4} and")
nearly("@who ...{0,4 -[punct]} <leave> it", "Ana Torres, at last, left it.", "let the gap hold [punct]", "@who ...{0,4} <leave> it")
nearly("@who [punct]? left lima", "Ana Torres of all people left Lima.", "put a gap before it", "@who [punct]? ...{0,3} left lima")
nearly("dog [punct] cat food", "I saw a dog. Cat food is dear.", 'cross the end of the sentence: across = "paragraph"', "across")
nearly("no", "He said no again.", 'drop within = "quote"', "within", { within = "quote" })
nearly("no", "He said “no” again.", 'drop outside = "quote"', "outside", { outside = "quote" })
nearly("she signed", "She signed.", 'drop part = "caption"', "parts", { part = "caption" })
-- In a macro, and in a pattern built in Lua.
f = nearly("Actor left it", "It was Lima left it.", "add the layer @where", " (@who | @where) ", nil, { Actor = " @who " })
that(f.change.macro == "Actor" and not f.change.pattern)
local p = lun.p
local built = lun.explain(pack_of(p.cap("w", p.layer "who") * p.gap(0, 2) * p.lemma { "sign" } * "Pact"), lun.doc "Ana Torres inked Pact.", { rule = "r", all = true })
that(built[1].change.what == "add the lemma 'ink'" and built[1].change.pattern == 'w:@who ...{0,2} <sign|ink> "Pact"', built[1].change.pattern)
that(matched(built[1].change.pattern, "Ana Torres inked Pact.") == "Ana Torres inked Pact")
-- `where` is asked about changed rules too; nothing helps where two things are wrong.
f = explained("[lower] <sign> it", "They inked it.", { where = function(m) return m.text == "never" end })[1]
that(f.kind == "near" and not f.change)
f = explained("@who <sign> the #x_pact of @where now", "Ana Torres inked the pact with Bo Li later.")[1]
that(f.kind == "near" and not f.change and f.met.text == "inked")

-- What the words are decides: no adverb, adjective or participle that is one becomes a lemma, nothing in lower case a span.
local function of_entities(pattern, text, options)
  local r = { "r", pattern, gives = "found" }
  for field, value in pairs(options or {}) do r[field] = value end
  return lun.explain(lun.rules { name = "x", use = { "entities" }, r }, lun.doc(text), { rule = "r", all = true })[1]
end
local function sensible(pattern, text, what, made)
  local finding = of_entities(pattern, text)
  local c = finding.change
  that(finding.kind == "near" and c, ("%s on %q: no change, wanted %s"):format(pattern, text, what))
  that(c.what == what and c.text == made, ("%s on %q: %s: %s"):format(pattern, text, c.what, tostring(c.text)))
  local after = of_entities(c.pattern or pattern, text, c.field and { [c.field] = c.value })
  that(after.kind == "match" and after.match.text == c.would.text, ("%s on %q: the change does not help"):format(made or what, text))
  return finding
end
local gap = "put a gap before it"
sensible("who:@person <resign|quit>", "Ana Torres suddenly resigned yesterday.", gap, "who:@person ...{0,1} <resign|quit>")
sensible("who:@person <resign|quit> as role:#role", "Ana Torres suddenly resigned as mayor.", gap, "who:@person ...{0,1} <resign|quit> as role:#role")
sensible("who:@person <resign|quit> (as role:#role)?", "Ana Torres suddenly resigned as mayor.", gap, "who:@person ...{0,1} <resign|quit> (as role:#role)?")
sensible("who:@person ...{0,2} <resign|quit>", "Ana Torres of the old guard resigned yesterday.", "let the gap be 2 tokens wider", "who:@person ...{0,4} <resign|quit>")
sensible("who:@person ...{0,4} <resign|quit> as role:#role", "Ana Torres, the old and tired mayor, resigned as chairman.", "let the gap be 3 tokens wider",
  "who:@person ...{0,7} <resign|quit> as role:#role")
sensible("who:@person ...{0,6} <resign|quit>", "Ana Torres was tired. She resigned on Monday.", 'cross the end of the sentence: across = "paragraph"', nil)
sensible([[org:@org "," founded (in year:[num & len=4] | by founder:@person)]], "The World Bank, founded back in 1998, grew.", gap,
  [[org:@org "," founded ...{0,1} (in year:[num & len=4] | by founder:@person)]])
sensible("who:@person (<be> | <have> been)? <appoint> role:#role", "Ana Torres was elected minister of health.", "add the lemma 'elect'",
  "who:@person (<be> | <have> been)? <appoint|elect> role:#role")
f = of_entities("who:@person ...{0,2} <resign|quit> as role:#role", "Ana Torres, the old and tired mayor, resigned as chairman.")
that(f.kind == "near" and not f.change)
for _, x in ipairs(lun.explain(lun.rules { name = "x", use = { "entities" }, { "r", "who:@person ...{0,2} <resign|quit> as role:#role", gives = "found" } },
  lun.doc "Ana Torres, the old and tired mayor, resigned as chairman.", { rule = "r", all = true }):lines()) do that(not x:find "lemma", x) end
f = explained("the <want|like> #x_pact", "They saw the old pact.")[1]
that(not (f.change and f.change.what:find "lemma"), f.change and f.change.what)
lun.dictionary("x_verb", { "said", "went", "resigned" })
f = explained("@who #x_verb that", "Ana Torres neighbours that.")[1]
that(not (f.change and f.change.entry), f.change and f.change.what)
nearly("@who what:#x_verb that", "Ana Torres wrote that.", "add the entry 'wrote' to the dictionary 'x_verb'", [[@who what:(#x_verb | "wrote") that]])
nearly("@quote ...{0,2} vanished (from @who)?", "He said “really” to Ana Torres and then vanished.", "let the gap be 3 tokens wider", "@quote ...{0,5} vanished (from @who)?")
f = explained("@who left the party", "Then some old men left the party.")[1]
that(f.met.text == "men" and not (f.change and f.change.what:find "span"), f.change and f.change.what)
f = explained("the (old | new) pact", "They read the slowly pact.")[1]
that(not (f.change and f.change.what:find "word"), f.change and f.change.what)
-- The first element failed where the rest would follow it.
f = sensible("who:@person (<be> | <have> been)? <appoint> role:#role", "She was appointed minister of health.", "add the word she",
  "who:(@person | she) (<be> | <have> been)? <appoint> role:#role")
that(f.element == "who:@person" and f.met.text == "She")
f = explained("who:@who (<be> | <have> been)? <appoint> a #x_pact", "Some say that Rosa Diaz was appointed a pact.")[1]
that(f.met.text == "Rosa" and f.change.what == "let a rule or a list make 'Rosa Diaz' a span of @who", f.change.what)
-- A `where` that cannot do without what is left out has not said yes.
f = explained("who:@who <leave> place:@where", "Ana Torres left.", { where = function(m) return #m.place.text > 0 end })
that(not f[1].change and not tostring(f):find("`where` says no", 1, true), tostring(f))
-- Of the tests that packs define those that the rule asks for.
lun.test("x_stop", function(word) return word:find "%.$" ~= nil end)
that(not tostring(explained("@who left [punct] it", "Ana Torres left..")):find "x_stop")
that(tostring(explained("@who left [num & x_stop]", "Ana Torres left.")):find("[punct x_stop]", 1, true))

-- Matches, refusals, losers.
f = explained("who:@who ...{0,3} <sign> it", "Ana Torres has signed it.")[1]
that(f.kind == "match" and f.match.text == "Ana Torres has signed it" and #f.reading == 4 and f.reading[2].span.text == "has" and not f.change)
f = explained("[cap]+ left", "Ana Torres left.", { where = function() return false end })[1]
that(f.kind == "refused" and f.reading[1].span.text == "Ana Torres")
local rivals = lun.rules { name = "rivals", { "short", [[ a b ]], gives = "thing" }, { "long", [[ a b c ]], gives = "thing" },
  { "low", [[ d e ]], gives = "other" }, { "high", [[ d e ]], gives = "other", priority = 2 },
  { "early", [[ g h ]], gives = "more" }, { "late", [[ g h ]], gives = "more" },
  { "first", [[ w:x y ]], fact = "f", key = "w" }, { "second", [[ w:x y z ]], fact = "f", key = "w", priority = -1 } }
local function rival(name, text) return lun.explain(rivals, lun.doc(text), { rule = name, all = true }) end
local lost = rival("short", "a b c")
that(lost[1].kind == "lost" and lost[1].winner == "rivals.long" and tostring(lost):find("rivals.long takes 'a b c': it is longer: 3 tokens, not 2", 1, true), tostring(lost))
lost = rival("low", "d e")
that(lost[1].kind == "lost" and tostring(lost):find("its priority is higher: 2, not 0", 1, true))
lost = rival("late", "g h")
that(lost[1].kind == "lost" and lost[1].winner == "rivals.early" and tostring(lost):find("its rule stands first", 1, true), tostring(lost))
lost = rival("second", "x y z")
that(lost[1].kind == "lost" and lost[1].winner == "rivals.first" and tostring(lost):find("its priority is higher: 0, not -1", 1, true))
that(rival("long", "a b c")[1].kind == "match")

-- The words, whole; the article stays as it is.
local doc = lun.doc "Ana Torres quickly inked a pact."
local told = tostring(lun.explain(pack_of "who:@who ...{0,3} <sign> a pact", doc, { rule = "r" }))
that(told:gsub("^[^\n]*\n", "") == [[
  text:1:1  Ana Torres quickly inked a pact.
    who:@who  Ana Torres
    ...{0,3}  quickly
    <sign>    met 'inked'
    inked: [lower word]; a form of ink; #eventform #lexicon
    who:@who ...{0,3} <sign> a pact
                      ^^^^^^
    add the lemma 'ink': <sign|ink>
    then it matches Ana Torres quickly inked a pact]], told)
that(lun.collect(doc:spans "who")[1] == nil and not core.find_layer(doc, "who"))
told = tostring(lun.explain(pack_of "who:@who ...{0,1} <sign> it", lun.doc "Ana Torres has not signed it.", { rule = "r" }))
that(told:find("let the gap be 1 token wider: ...{0,1} becomes ...{0,2}", 1, true), told)
told = tostring(lun.explain(pack_of "@who left ![word=it]", lun.doc "Ana Torres left it.", { rule = "r" }))
that(told:find("the end  met 'it'", 1, true) and told:find("drop ![word=it]\n", 1, true), told)
told = tostring(lun.explain(pack_of "[cap] left [punct] cat", lun.doc "Ana left. Cat food is dear.", { rule = "r" }))
that(told:find("cat      met 'Cat', which begins the next sentence", 1, true), told)
told = tostring(lun.explain(pack_of("no", { within = "quote" }), lun.doc "He said no again.", { rule = "r" }))
that(told:find("the whole pattern is there, but a condition of the rule refuses it", 1, true) and told:find('drop within = "quote"', 1, true), told)
-- Nearest first, the others counted; a line of the text.
local many = ("He left. "):rep(7) .. "\nAna Torres has left it.\nBo Li left."
local nearest = lun.explain(pack_of "[cap] [lower] ...{0,2} here now", lun.doc(many), { rule = "r" })
that(#nearest == 5 and nearest.hidden > 0)
local on_line = lun.explain(pack_of "@who left it", lun.doc(many), { rule = "r", line = 2 })
that(#on_line == 1 and on_line[1].sentence.text == "Ana Torres has left it.", #on_line)
check.raises(function() lun.explain("speech.siad", doc) end, "no rule 'siad'")
check.raises(function() lun.explain("speach.csv", doc) end, "speach")
check.raises(function() lun.explain(7, doc) end, "name of a rule")

-- Attempts, from which all this is told: token, element, the attempt before, whether it took the token.
local tree, captures = require("lunette.pattern").compile("a (b | c d)? e $", { macros = {}, expanded = {}, tests = {} })
local elements = {}
local machine = core.machine({ { tree = tree, captures = captures, elements = elements } }, inflect.forms)
local flat = core.search(machine, lun.doc "a c d x"):attempts(1, 1)
local seen = {}
for k = 1, #flat, 4 do
  local x = elements[flat[k + 1]]
  seen[#seen + 1] = ("%d%s%d%s"):format(flat[k], x and x[1].word or "-", flat[k + 2], flat[k + 3] == 1 and "+" or "")
end
that(table.concat(seen, " ") == "1a0+ 2b1 2c1+ 2e1 3d3+ 4e5", table.concat(seen, " "))

-- Lemmas of forms.
for form, lemma in pairs { inked = "ink", hoping = "hope", hopped = "hop", said = "say", women = "woman", tried = "try", agreed = "agree", has = "have", wolves = "wolf" } do
  that(inflect.lemmas(form)[1] == lemma, form .. ": " .. tostring(inflect.lemmas(form)[1]))
end

-- What is written out is read as it was.
local grammar, text = require "lunette.pattern_grammar", require "lunette.explain_text"
for _, name in ipairs(require("lunette.environment").names "rules") do
  for _, pack in ipairs(require("lunette.report").check({ name = "x", use = { name } }).packs) do
    for _, step in ipairs(pack.steps) do
      if type(step.pattern) == "string" then
        local written = text.write(grammar.parse(step.pattern))
        that(text.write(grammar.parse(written)) == written, step.id)
        that(grammar.places(step.pattern) ~= nil, step.id)
      end
    end
  end
end
that(text.write(grammar.parse [[(a | "B c"){2,} x:(#d[e=f,"g h"]) ![!num & (cap | word~/x/)] ...!{1,2 -@q} _?? ^ $]]) ==
  [[(a | "B c"){2,} x:#d[e=f,"g h"] ![!num & (cap | word~/x/)] ...!{1,2 -@q} _{0,1}? ^ $]])

-- Of several documents: matches first, then the cheapest of the near misses of all, ten at most, then how many there are else.
local texts = { "Ana Torres quickly and quietly left it.", "Bo Li sang a song.", "Bo Li sang. Ana Torres saw Lima.", "Bo Li gladly left it.", "Ana Torres left it." }
for _ = 1, 10 do texts[#texts + 1] = "Bo Li sadly now left it." end
local command, options_of, targets = require "lunette.explain_command", require "lunette.options", require "lunette.explain_target"
local find, inputs = targets.find, options_of.inputs
function targets.find(name) return targets.in_pack(require("lunette.report").of_pack(pack_of "@who left it"), "r", name) end
local function command_on(list)
  local words, k = { "x.r" }, 0
  for n = 1, #list do words[n + 1] = ("%d.txt"):format(n) end
  function options_of.inputs()
    return function()
      k = k + 1
      return list[k] and lun.doc(list[k], { file = ("%d.txt"):format(k) })
    end
  end
  return command.run({}, words, { paint = require("lunette.terminal").painter(false), say = error })
end
local shown, order = command_on(texts), {}
for sentence in shown:gmatch "\n  %S+  ([^\n]+)" do order[#order + 1] = sentence end
that(#order == 11 and order[1] == "Ana Torres left it." and order[2] == "Bo Li gladly left it." and order[3] == "Bo Li sadly now left it.", table.concat(order, "|"))
that(shown:find("\nand 2 more that a single change lets match, 3 more sentences in which no single change is enough; INPUT:LINE", 1, true), shown)
that(command_on { "It rained.", "It snowed." } == "x.r: no rule comes past its first element here\n")
shown = command_on { "Bo Li sang a song." }
that(shown:find("Bo Li sang a song.", 1, true) and shown:find("no single change is enough", 1, true), shown)
targets.find, options_of.inputs = find, inputs

-- Of a construction that tells no event it is said why, of one that tells one nothing.
local function of_event(sentence, rule)
  local explained = lun.explain("events", lun.doc(sentence), { rule = rule })
  return tostring(explained):match "no event: [^\n]*"
end
for sentence, wanted in pairs {
  ["The film was praised."] = "no event: 'The film' names no actor that has a code or a name",
  ["The suspect was arrested."] = false,
} do
  that((of_event(sentence, "passive") or false) == wanted, of_event(sentence, "passive") or sentence)
end
that(of_event("The attack on the road was short.", "done") == "no event: a noun needs both sides, and 'the road' names no actor that has a code or a name", of_event("The attack on the road was short.", "done"))
that(of_event("The ship in the harbour was old.", "done"):find "no event: a noun needs both sides", "a noun with a code")
that(of_event("The airport in the harbour was old.", "done") == "no event: 'airport' tells none by itself (lunette show eventnoun)", of_event("The airport in the harbour was old.", "done"))
check.done()

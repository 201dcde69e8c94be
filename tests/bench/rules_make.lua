-- Rules as people write them, any number of them, none twice: patterns of the rule language made from the bundled
-- dictionaries. Four of five hold a word that must stand in the text (anchored), one of five has tests, dictionaries and
-- layers only (generic). They read the layers @quote, @person, @place and @org.
local words = dofile "tests/bench/rules_words.lua"
local rules = {}

local lexicon, lists
local function load_words()
  if lists then return end
  lexicon = words.lexicon()
  local function known(row) return tonumber(row.prior) >= 8 end
  local function single(row) return not row[1]:find "[^%a]" end
  local function cue(row) return row.form == "base" and single(row) and tonumber(row.prior) >= 5 end
  lists = {
    sayverb = words.surfaces("sayverb", 1, cue), title = words.surfaces("title", 3), orgnoun = words.surfaces("orgnoun", 2),
    role = words.surfaces("role", 2), org = words.surfaces("org", 4, known), norp = words.surfaces("norp", 1, known),
    place = words.surfaces("place", 3, function(row) return known(row) and row.type ~= "LOC.admin1" end),
    surname = words.surfaces("surname", 1, single), given = words.surfaces("given", 1, single),
    month = words.surfaces("month", 1, single), weekday = words.surfaces("weekday", 1, single),
    currency = words.surfaces("currency", 2, function(row) return row[1]:find "^%l" ~= nil end),
    unit = words.surfaces("unit", 1, function(row) return row[1]:find "^%l%l%l" ~= nil end),
    preposition = { "of", "in", "on", "for", "with", "against", "from", "over", "after", "before", "about", "between", "into", "under" },
    ending = { "ing", "ed", "ly", "tion", "ment", "ness", "ism", "ist", "ers", "al", "ic", "ive", "ous", "ance", "ence", "ity", "ship", "able", "ful", "less", "ian", "ese", "ish", "ary", "ure" },
    titlekind = { "gov", "hon", "job", "mil", "rel", "royal" },
    rolekind = { "arts", "gov", "job", "law", "mil", "person", "press", "rel", "royal", "sport" },
    unitkind = { "area", "data", "energy", "length", "ratio", "speed", "temperature", "time", "volume", "weight" },
    stance = { "ask", "claim", "confirm", "criticize", "deny", "neutral", "order", "praise", "promise", "warn" },
    orgkind = { "armed", "com", "edu", "gov", "igo", "media", "mil", "ngo", "party", "sport" },
    placekind = { "LOC.city", "LOC.country", "LOC.region", "LOC.admin1" },
    letter = {},
  }
  for letter in ("ABCDEFGHIJKLMNOPRSTVWZ"):gmatch "." do table.insert(lists.letter, letter) end
end

-- What fills the places of a family, `{name}` in its text; w is the source of chance. Each use draws anew.
local fill = {}
local function band_word(tag)
  return function(w)
    local band = w.below(100)
    local list = lexicon[tag][band <= 60 and "10" or band <= 85 and "20" or "35"]
    return w.one(list[1] and list or lexicon[tag]["10"])
  end
end
for name, tag in pairs { noun = "NN", nouns = "NNS", adjective = "JJ", verb = "VB", adverb = "RB", past = "VBD", participle = "VBN" } do
  fill[name] = band_word(tag)
end
local function quoted(list) return function(w) return ('"%s"'):format(w.one(lists[list])) end end
for _, name in ipairs { "title", "orgnoun", "org", "norp", "place", "surname", "given", "month", "weekday" } do fill[name] = quoted(name) end
for _, name in ipairs { "sayverb", "preposition", "ending", "titlekind", "rolekind", "unitkind", "stance", "orgkind", "placekind", "letter" } do
  fill[name] = function(w) return w.one(lists[name]) end
end
local function phrase_of(name)
  return function(w)
    local phrase = w.one(lists[name])
    return phrase:find "^%l+$" and phrase or ('"%s"'):format(phrase)
  end
end
for _, name in ipairs { "role", "currency", "unit" } do fill[name] = phrase_of(name) end
function fill.digit(w) return tostring(w.below(9)) end
function fill.value(w) return tostring(w.below(40) * w.one { 1, 5, 10, 50 }) end
function fill.length(w) return tostring(2 + w.below(9)) end
function fill.actor(w)
  return w.one { "@person", "@org", "@place", "(@person | @org)", "(@org | @place)", "(@person | @org | @place)", "[cap]+", "([cap & !first] [cap]{0,3})" }
end
function fill.person(w) return w.one { "@person", "@person", "([cap] [cap]{1,3})", "([cap & !#month] [cap]*)" } end
function fill.gap(w) return w.one { "...{0,2}", "...{0,3}", "...{0,4}", "...", "...{0,3 -[punct]}", "...{1,4 -@quote}" } end
function fill.article(w) return w.one { "(a|an|the)", "the", "(a|an|the)?", "(the|its|their|his|her)", "[word=the,this,that]" } end
local function several(separator, least, most, what)
  return function(w)
    local list, seen = {}, {}
    for _ = 1, least + w.below(most - least + 1) - 1 do
      local word = fill[what](w)
      if not seen[word] then list[#list + 1], seen[word] = word, true end
    end
    return table.concat(list, separator)
  end
end
fill.sayverbs, fill.verbs = several("|", 1, 4, "sayverb"), several("|", 1, 3, "verb")
fill.nounset, fill.nounlist = several("|", 1, 4, "noun"), several(",", 2, 6, "noun")
fill.pluralset, fill.adjectiveset = several("|", 1, 3, "nouns"), several(",", 2, 5, "adjective")

-- The families: { weight, text }. Weights are of their kind's whole.
local anchored = {
  { 6, [[ what:@quote ","? verb:<{sayverbs}> speaker:{person} ]] },
  { 3, [[ what:@quote ","? verb:<{sayverbs}> speaker:({article} {adjective}? {role}) ]] },
  { 4, [[ what:@quote [punct]? speaker:{person} verb:<{sayverbs}> ]] },
  { 4, [[ speaker:{actor} verb:<{sayverbs}> ...{0,6 -@quote} what:@quote ]] },
  { 5, [[ speaker:{person} verb:<{sayverbs}> that what:([!punct]{1,12}) ]] },
  { 3, [[ speaker:#role[kind={rolekind}] verb:<{sayverbs}> {preposition} what:[lower]{1,4} ]] },
  { 6, [[ title:{title} span:name:([cap & !#title] ([cap] | de | van | al | bin){0,4}) ]] },
  { 2, [[ title:({title} | {title}) name:@person ]] },
  { 6, [[ a:{actor} {gap} <{verbs}> {article} ...{0,4} what:({nounset}) with b:{actor} ]] },
  { 4, [[ who:{actor} {gap} <{verbs}> {gap} whom:{actor} ]] },
  { 3, [[ org:([cap] [cap & !#month]{0,3} {orgnoun}) ]] },
  { 2, [[ org:({orgnoun} of the? [cap]{1,4}) ]] },
  { 2, [[ span:org:([cap]+ {orgnoun}) {preposition} place:@place ]] },
  { 6, [[ {adjective} {noun} {preposition} ]] },
  { 5, [[ {noun} {preposition} the {noun} ]] },
  { 3, [[ <{verb}> {preposition} the {adjective}? ({nounset}) ]] },
  { 4, [[ [word={nounlist}] {gap} [word={nounlist}] ]] },
  { 4, [[ ({nounset}) {gap} <{verbs}> ]] },
  { 3, [[ [word={adjectiveset}] thing:({nounset} | {pluralset}) ]] },
  { 4, [[ n:[num] {adjective}? thing:({pluralset}) ]] },
  { 3, [[ n:(#number | [num]) ...{0,2} who:({pluralset}) {gap} how:<{verbs}> ]] },
  { 3, [[ role:((from:#norp)? {adjective}? {role}) (of (the)? place:@place)? ]] },
  { 4, [[ who:@person "," (a | an | the) ...{0,3} kind:({role} | {role}) ]] },
  { 2, [[ span:org:[cap]{1,4} "," (a | an | the) ...{0,3} kind:{noun} ]] },
  { 2, [[ (day:#weekday ","?)? {month} d:[num & value<={value}] {preposition} ]] },
  { 2, [[ ({preposition} | since | until | {adverb}) {weekday} {gap} <{verb}> ]] },
  { 3, [[ n:[num] scale:(million | billion | thousand)? {currency} {preposition} {noun} ]] },
  { 2, [[ n:[num & value>={value}] unit:({unit} | {unit}) ]] },
  { 3, [[ who:{actor} ...{0,3} <{verbs}> (from @place)? to stops:@place ("," stops:@place){0,4} (","? and stops:@place)? ]] },
  { 4, [[ <{verbs}> {gap} (in | at | near) where:{place} ]] },
  { 3, [[ {place} "'s" {adjective}? what:({nounset}) ]] },
  { 4, [[ who:{person} <be>? <{verb}> {article} what:({adjective}? {noun}) ]] },
  { 3, [[ who:@person <be> ...{0,2} <{verbs}> as? ...{0,2} role:{role} (of org:@org)? ]] },
  { 2, [[ what:({nounset}) {gap} between a:{actor} and b:{actor} ]] },
  { 3, [[ who:([cap]{0,2} {surname}) verb:<{sayverbs}> ]] },
  { 2, [[ name:({given} [cap]{1,2}) ("," age:[num & value<120] ",")? ]] },
  { 3, [[ org:{org} {gap} <{verbs}> ]] },
  { 2, [[ {norp} what:({adjective} | [lower])? who:({pluralset}) ]] },
  { 2, [[ ^ {adverb} ","? who:{actor} {gap} <{verbs}> ]] },
  { 2, [[ {adjective} ![word=and,or] thing:[lower & len>={length}] {preposition} ]] },
  { 2, [[ {article} ({adjective} | {adjective}){1,2} {noun} ]] },
  { 2, [[ {adverb} <{verb}> &[punct] ]] },
}
-- These begin at what many words are, and are told apart by what follows.
local generic = {
  { 3, [[ from:#norp role:#title[kind={titlekind}] name:[cap]{1,{digit}} ]] },
  { 2, [[ org:[cap]{2,4} "(" short:[upper & len<={length}] ")" ]] },
  { 3, [[ n:[num & value>={value}] unit:#unit[kind={unitkind}] ]] },
  { 2, [[ a:@place[type={placekind}] "," b:@place[type={placekind}] ]] },
  { 4, [[ what:@quote [punct]? who:@person <{sayverbs}> ]] },
  { 5, [[ [cap]{1,3} {preposition} the? thing:({nounset}) ]] },
  { 5, [[ name:[cap]{1,{digit}} <{verbs}> ]] },
  { 5, [[ n:[num] ...{0,2} thing:({nounset}) ]] },
  { 4, [[ how:[lower & word~/.+{ending}/] {preposition} thing:({nounset}) ]] },
  { 2, [[ ^ place:[upper & len>={length}]{1,3} ","? {month} [num]? ]] },
  { 3, [[ day:#weekday ","? month:#month d:[num & value<={value}] ]] },
  { 4, [[ a:{actor} <{verbs}> ...{0,{digit}} b:@place[type={placekind}] ]] },
  { 4, [[ who:@person {gap} verb:#sayverb[stance={stance}] [!punct]{1,{digit}} ]] },
  { 3, [[ who:@person "," [lower]{1,{digit}} role:#role[kind={rolekind}] ]] },
  { 3, [[ head:([cap] [cap]{0,{digit}} #orgnoun[kind={orgkind}]) ]] },
  { 3, [[ n:#number unit:(#unit[kind={unitkind}] | {nounset}) ]] },
  { 2, [[ (cur:#currency n:[num & value>={value}] | n:[num & value>={value}] cur:#currency) ]] },
  { 1, [[ [first & len>={length}] ","? who:[cap]+ #sayverb[stance={stance}] ]] },
}

local function draw(families, w)
  local total = 0
  for _, family in ipairs(families) do total = total + family[1] end
  local at = w.below(total)
  for _, family in ipairs(families) do
    at = at - family[1]
    if at <= 0 then
      local text = family[2]:gsub("{(%l+)}", function(name) return fill[name](w) end)
      return (text:gsub("^%s+", ""):gsub("%s+$", ""))
    end
  end
end

-- count patterns: texts, which of them are anchored (index -> true).
function rules.make(count, seed)
  load_words()
  local w, list, is_anchored, seen = words.chance(seed), {}, {}, {}
  while #list < count do
    local anchor, text = #list % 5 ~= 4, nil
    repeat text = draw(anchor and anchored or generic, w) until not seen[text]
    seen[text] = true
    list[#list + 1] = text
    is_anchored[#list] = anchor
  end
  return list, is_anchored
end

-- Shares of the rules in percent: anchored, reads (a layer or a dictionary), captures, span, optional, bounded, gaps.
function rules.mix(list, is_anchored)
  local mix = { anchored = 0, reads = 0, captures = 0, span = 0, alternatives = 0, optional = 0, bounded = 0, gaps = 0 }
  local function count(name, holds) mix[name] = mix[name] + (holds and 1 or 0) end
  for k, text in ipairs(list) do
    count("anchored", is_anchored[k])
    count("reads", text:find "[#@]%l")
    count("captures", text:find "%l+:")
    count("span", text:find "span:")
    count("alternatives", text:find "|")
    count("optional", text:find "%?")
    count("bounded", text:find "[%]%)%a]{%d")
    count("gaps", text:find "%.%.%.")
  end
  for name, number in pairs(mix) do mix[name] = 100 * number / #list end
  return mix
end

return rules

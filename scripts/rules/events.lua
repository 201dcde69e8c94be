-- Events: who does what to whom. Rules say the constructions around the verbs and nouns of the dictionaries `eventverb` and
-- `eventnoun`; lunette.happening says what event each makes. Facts of the type `event` have: kind (what sort of event), code
-- (CAMEO), who and to (lists of actors: code, entity, first, last), what, place, time, status, source, sentence. Each is a mention; facts
-- of the type `occurrence` are what happened: an event with all its `mentions`, its date and what that is from (time_from: stated,
-- "sentence before", event, article), the occurrence that it is dated by (anchor, with relation and offset), and its place on the
-- timeline (order). Facts `event` of a user's own packs are joined with ours. A fact `construction` is what a rule here matched: `verb`
-- or `noun`, `who`, `prep` and `to`, `what`; an event is made of each that means one, of those of a user's rules as well.
local happening = lun.happening

-- Words of sport: where they are many, players and teams beat each other, and no countries do.
lun.test("ofsport", "word=" .. table.concat(happening.sport, ",") .. [[,champion,champions,title,titles,season,squad,goal,penalty,team,teams,teammates,
  medal,medals,seed,seeded,test,club,player,players,scored,defender,points,race,stadium]])

-- Verbs of each document as the rules met them, so that no group is read twice.
local readers = setmetatable({}, { __mode = "k" })
local function reader(doc)
  local reading = readers[doc]
  if not reading then
    reading = happening.reader(doc)
    readers[doc] = reading
  end
  return reading
end

-- Whether a time is that of what is called, and to come: called an election for May.
local function calls_for(reading, found, what, time)
  return what and time and (found.event == "election" or found.code == "143" or found.code == "141") and (found.verb == "call" or found.verb == "announce") and reading.r.low[time.first - 1] == "for" and time.first > what.last
end

-- Whether a time is that of what is called behind what is done: dissolved parliament and called an election for May.
local function is_of_a_call(reading, what, time)
  if not what or not time or reading.r.low[time.first - 1] ~= "for" or time.first - 2 <= what.last then return false end
  local row = reading:thing(time.first - 2, time.first - 2)
  return row ~= nil and row.event == "election"
end

-- Whether the first of two verbs that `and` joins takes no object, so that what stands behind the second is that one's: resigned and joined a bank.
local function shares_nothing(reading, f)
  if not f.rule or not f.rule:find "%.shared$" then return false end
  for _, row in ipairs(reading:rows(f.verb.first)) do if row.takes.object or row.class ~= "" then return false end end
  return true
end

-- One fact for a construction; `who` and `to` are lists of actors.
local function give(reading, f, at, found, who, to, s)
  local doc = reading.doc
  if f.alone then f = happening.fact(doc, "construction", { verb = f.verb, match = f.verb }) end
  if found.whom and not to[1] then to = { found.whom } end
  local what = f.what or found.patient and doc:span(found.patient.first, found.patient.last)
  if what and shares_nothing(reading, f) then what = nil end
  if to ~= who then to = reading:described(who, to) end
  if not happening.settle(reading, found, s, who, to, what) then return nil end
  who, to, what = happening.sides(reading, found, s, who, to, what)
  local told = reading:statement(at)
  local time, place, place_from, status, sentence = reading:circumstances(found, s, f, at, found.event == "travel" and to, told)
  if what and time and what.first >= time.first and (what.last <= time.last or what.first <= time.last and reading.r.tag[time.last + 1] == "IN") then what = nil end
  status = happening.settled_status(reading, found, s, status)
  local ahead = calls_for(reading, found, what, time)
  if ahead then status = "planned" elseif is_of_a_call(reading, what, time) then time = nil end
  local fact = happening.fact(doc, "event", {
    kind = happening.type_of(found), code = found.code or nil, other = found.other, own = found.own, who = who, to = to, verb = f.verb or f.noun, what = (found.thing or found.event or not to[1]) and what or nil, lemma = found.verb or found.what,
    time = time, place = place, place_from = place_from, status = status, source = told and told.source or nil, speaker = told and told.speaker or nil, speakers = told and told.speakers or nil,
    sentence = sentence, ahead = ahead or nil, rule = f.rule, match = f.match, construction = f,
  })
  happening.note(fact, s, found)
  return fact
end

local BEHIND = 4 -- tokens behind what tells of a journey in which stands what it is for
local meeting = { talks = true, negotiation = true }

-- An event of a noun of which a verb says what became of it: when, whether, and that it broke off.
local function give_fate(reading, f, fate, found, who, to)
  local told = happening.fact(reading.doc, "construction", { verb = reading.doc:span(fate.first, fate.last), match = f.match, rule = f.rule })
  return give(reading, told, fate.first, found, who, to, fate.s)
end
local function of_fate(reading, f, fate, who, to)
  local found = fate.found
  found.what, found.thing = f.noun.text, nil
  return give_fate(reading, f, fate, found, who, to)
end

-- An event of a verb that stands as a noun, of which another verb says what became of it: the signing of a treaty was postponed.
local function of_gerund(reading, event, fates, covered)
  local f, found = event[1], event[3]
  local token = (f.verb or f).last
  local fate = fates[token]
  covered[token] = true
  if not fate then return give(reading, table.unpack(event)) end
  found.off = fate.found.off
  return give_fate(reading, f, fate, found, event[4], event[5])
end

-- Talks that somebody makes a journey for: is to fly to Oslo for talks with Li.
local function of_purpose(reading, f, trip)
  local noun, verb, r = f.noun, trip[1].verb, reading.r
  local before = noun.first - (r.tag[noun.first - 1] == "DT" and 2 or 1)
  local row = r.low[before] == "for" and reading:thing(noun.first, noun.last)
  if not row or not meeting[row.class] or not f.to or not row.takes[lun.lower(f.prep.text)] or not trip[4][1] then return end
  local to = reading:actors(f.to.first, f.to.last)
  if not to[1] then to = reading:named(f.to.first, f.to.last) end
  local fate = { found = { code = row.code, event = row.event, made = { noun = row } }, first = verb.first, last = verb.last, s = trip[6] }
  return to[1] and of_fate(reading, f, fate, trip[4], to)
end

-- The token of the verb that stands as a noun and is done to a noun at a token: the signing of a treaty. nil for none.
local function gerund_before(r, noun, first)
  local i = noun - 1
  while i > first and r.tag[i]:find "^[DJ]" do i = i - 1 end
  return i > first and r.low[i] == "of" and r.low[i - 1]:find "ing$" and i - 1 or nil
end

local function of_noun(reading, f, covered, fates)
  local noun = f.noun
  if covered[noun.last] then return end
  local r, doc = reading.r, reading.doc
  local first = doc:sentence(noun.first)
  local row = reading:thing(noun.first, noun.last)
  if not row or row.code == "" and not row.event or row.event == "disaster" then return end
  local who, to = {}, {}
  if f.both then who = reading:sides(f.both.first, f.both.last) to = who
  else
    if f.who then who = reading:actors(f.who.first, f.who.last) end
    if f.prep and f.to and row.takes[lun.lower(f.prep.text)] then to = reading:actors(f.to.first, f.to.last) end
    if not who[1] then
      local a = r:noun_before(noun.last, first)
      if a and a < noun.first then who = reading:actors(a, noun.first - 1) end
    end
  end
  if not who[1] or not to[1] then return end
  if fates[noun.last] then return of_fate(reading, f, fates[noun.last], who, to) end
  local signing = f.both and gerund_before(r, noun.first, first)
  if signing and fates[signing] then
    covered[signing] = true
    return give_fate(reading, f, fates[signing], fates[signing].found, who, to)
  end
  return give(reading, f, noun.first, { code = row.code ~= "" and row.code, event = row.event, what = noun.text, made = { noun = row } }, who, to, nil)
end

-- Whom a trial or a sentence is of: Torres's trial, the trial of Torres.
local function tried(reading, head, s, before)
  if before[1] or reading.r.low[head + 1] ~= "of" then return before end
  local last = select(2, reading.r:noun_after(head + 2, select(2, reading.doc:sentence(head)), true)) or head
  local to = reading:actors(head + 2, last)
  return to[1] and to or reading:named(head + 2, last)
end

-- What takes place, of which no construction tells: clashes broke out. That none did is not told.
local function occur(reading, fate, covered)
  local doc, found, s = reading.doc, fate.found, fate.s
  local head = found.made.head
  if covered[head] or covered[fate.first] or doc:lower(s.subject[1]) == "no" then return end
  local verb = doc:span(fate.first, fate.last)
  local words = select(2, found.made.noun.surface:gsub("%S+", "")) -- a prisoner exchange is none of prisoners'
  local who = reading:before_head(s.subject[1], head - words + 1)
  if found.event == "court" then return give(reading, { verb = verb, match = verb, alone = true }, fate.first, found, {}, tried(reading, head, s, who), s) end
  give(reading, { verb = verb, match = verb, alone = true }, fate.first, found, who, who[2] and reading:events():is_reciprocal(found.code) and who or {}, s)
end

-- Whether a verb tells that what is public begins, is held or ends: the trial opened, the strike ended.
local sporting = { rally = true, march = true }
local of_public = { court = true, election = true, business = true, strike = true, protest = true }
local function takes_place(fate)
  local made = fate.found.made
  return not fate.s.passive and of_public[made.noun.class] and made.verb.class ~= "break" and not sporting[made.noun.surface]
end

-- Most verbs of a text are asked, so that they are no rule.
local function lay_verbs(doc) reader(doc):lay "eventverb" end

-- What verbs say of the nouns that are their subjects: a list, and by the tokens of these that which says most.
local function fates_of(events)
  local list, fates = {}, {}
  local number, found, s, first, last = events:occurrence(0)
  while number do
    local head, fate = found.made.head, { found = found, s = s, first = first, last = last }
    list[#list + 1] = fate
    if not fates[head] or found.off or found.code ~= fates[head].found.code then fates[head] = fate end
    number, found, s, first, last = events:occurrence(number)
  end
  return list, fates
end

-- Gives an event of a verb that nobody is said to do both sides that its noun is between, by the last token of that: a truce between Peru and
-- Chile was signed, the signing of a truce between them.
local function take_sides(reading, event, between, covered)
  local found = event[3]
  local head = found.made and found.made.head
  local both = head and not event[4][1] and between[head]
  if not both or found.off or (found.code or ""):find "^16" then return end
  local sides = reading:sides(both.first, both.last)
  if not sides[2] then return end
  event[4], event[5], covered[head] = sides, sides, true
end

-- Events of verbs; what was done to a noun by nobody, as talks that were called off, is given back, for of who talks a noun may tell better;
-- what verbs that stand as nouns tell; and journeys by the tokens that tell of them.
local function of_verbs(reading, told, nouns, covered)
  local bare, gerunds, trips, between, stands = {}, {}, {}, {}, {}
  for _, f in ipairs(nouns) do if f.both then between[f.noun.last] = f.both end end
  for k, event in ipairs(told) do
    local f, found = event[1], event[3]
    if told[k + 1] then event[4] = happening.attackers(reading, event, told[k + 1]) or event[4] end
    event[1] = f.verb and f or { verb = f, match = f, alone = true }
    take_sides(reading, event, between, covered)
    if f.verb and reading.r.tag[f.verb.last] == "NN" then gerunds[#gerunds + 1], stands[f.verb.last] = event, true
    elseif stands[found.made and found.made.head] and not event[4][1] then goto next -- its fate
    elseif found.patient and found.made.head and not event[4][1] then bare[#bare + 1] = event
    else give(reading, table.unpack(event)) end
    if found.event == "travel" then for i = event[1].match.first, event[1].match.last + BEHIND do trips[i] = event end end
    ::next::
  end
  return bare, gerunds, trips
end

local function find(doc)
  local reading = reader(doc)
  local told, nouns, covered = reading:find("construction", "eventverb")
  local bare, gerunds, trips = of_verbs(reading, told, nouns, covered)
  local list, fates = fates_of(reading:events())
  for _, event in ipairs(gerunds) do of_gerund(reading, event, fates, covered) end
  for _, f in ipairs(nouns) do
    local trip = trips[f.noun.last]
    if trip then of_purpose(reading, f, trip) end
    if of_noun(reading, f, covered, fates) then covered[f.noun.last] = true end
  end
  for _, event in ipairs(bare) do
    local found, head = event[3], event[3].made.head
    local fate = fates[head]
    if fate then found.code, found.off = fate.found.code, fate.found.off end
    if not covered[head] then give(reading, table.unpack(event)) end
  end
  for _, fate in ipairs(list) do if fate.found.made.verb.class == "occur" or takes_place(fate) then occur(reading, fate, covered) end end
end

-- Events of all packs, each to its time, its place and its other mentions.
local function join(doc)
  happening.join(doc, reader(doc))
  readers[doc] = nil
end

return lun.rules {
  name = "events",
  about = "Events between actors: who does what to whom, when, where, and whether it happened.",
  use = { "attribution", "times" },
  inner = { "eventverb", "eventnoun", "sporting" },
  define = {
    Skip = [[ ([tag=RB,RBR,RP & !punct] | (on | in | at | since | during | by | for | from)? @time ![tag=POS] | "," @time ",")* ]],
    Inner = [[ ([tag=JJ,JJR,JJS,NN,NNS,NNP,NNPS,CD,POS,HYPH,AFX,FW,ADD] | [tag=NN,NNS,NNP] [tag=VBG] &[tag=NN,NNS] | "$") ]],
    Head = [[ [(tag=NN,NNS,NNP,NNPS | word=primary) & !@time] ]],
    About = [[ (at [word=least,most] | [word=more,fewer,less] than | no (more | fewer | less) than | as many as | up to) ]],
    Group = [[ (About? &[tag=CD])? ([tag=DT,PDT,PRP$ | word=her] ([tag=DT] | [tag=JJ,JJR,JJS,RB,RBS,RBR,VBN,VBG,CD,HYPH])* Inner* Head | [tag=JJ,JJR,JJS,RB,RBS,RBR,CD,HYPH]* Inner* Head | [tag=NN,NNS,NNP,NNPS]) ]],
    Light = [[ (Group | [tag=PRP]) ]],
    Some = [[ [word=most,some,many,part,half,several,both,none] of ]],
    Near = [[ ([tag=PRP] | (Some? Group | Some [tag=PRP]) ((of | in | from | for | inside) ![@time] Light)*) ]],
    Amount = [[ (a further)? (("$" | "€" | "£")? [tag=CD & (value>=1 | lower)]+ | half? a [word=hundred,thousand,million,billion]) [tag=NN,NNS]{0,3} ]],
    Sum = [[ ([word=another,some,about,nearly,almost,over,around,roughly] | a further | an (additional | extra) | up to | at least | more than)? ("$" | "€" | "£")? [tag=CD]+ (in | of | worth of) Light ]],
    Groups = [[ Near (("," Near)* ","? (and | or | "as well as") Near)? ]],
    Objects = [[ Near (("," Near)* ","? (and | or | "as well as") Near ![tag=VBD,VBZ,VBP,MD | tag=NN,NNS,NNP,NNPS & !@time | word=of,inside])? ]],
    Prep = [[ [word=with,to,against,on,upon,at,for,over,about,of,from,into,between,in,by,among,around,through,toward,towards] ]],
  },
  { "noun", [[ &[tag=NN,NNS,JJ] #eventform[kind=noun] ]], gives = "eventnoun", yes = { "The attack was short." }, no = { "The river is wet." } },
  { "sporting", [[ [ofsport] ]], gives = "sporting", yes = { "The striker missed a penalty." }, no = { "The river is wet." } },

  { "object", [[ verb:@eventverb[voice=active,linked] Skip what:(Objects | Sum | Amount) (Skip prep:Prep to:Objects (Skip prep2:Prep to2:Objects)?)? ]],
    fact = "construction", key = "verb", yes = { { "Peru signed on Monday a treaty with Chile.", what = "a treaty", to = "Chile" } }, no = { "Peru protested." } },
  { "shared", [[ verb:@eventverb[voice=active,linked] and @eventverb what:Objects ]],
    fact = "construction", key = "verb", yes = { { "Police arrested and charged a man.", verb = "arrested", what = "a man" } }, no = { "Peru protested." } },
  { "described", [[ verb:@eventverb[voice=linked] Skip what:([tag=VBN | word=visiting] Objects) ]],
    fact = "construction", key = "verb", yes = { { "Peru met with captured soldiers from Chile.", what = "captured soldiers from Chile" } }, no = { "Peru met rebels." } },
  { "letting", [[ verb:@eventverb[voice=active,linked] Skip what:Near [word=allowing,letting,permitting,enabling,requiring,obliging,giving,granting] to:Near ]],
    fact = "construction", key = "verb", priority = 1, yes = { { "Peru reached an accord allowing Chile to build a road.", what = "an accord", to = "Chile" } }, no = { "Peru protested." } },
  { "link", [[ verb:@eventverb[voice=active,linked] Skip prep:Prep to:Objects (Skip prep2:Prep to2:Objects)? ]],
    fact = "construction", key = "verb", yes = { { "Troops clashed on Monday with rebels in Lima.", to = "rebels in Lima" } }, no = { "Peru protested." } },
  { "that", [[ verb:@eventverb[voice=active,linked] Skip prep:that to:Near ]],
    fact = "construction", key = "verb", yes = { { "Peru demanded that Chile leave.", to = "Chile" } }, no = { "Peru protested." } },
  { "passive", [[ verb:@eventverb[voice=passive] (Skip prep:Prep to:Objects (Skip prep2:Prep to2:Objects)?)? ]],
    fact = "construction", key = "verb", yes = { { "The treaty was signed with Chile.", to = "Chile" } }, no = { "Peru protested." } },
  { "passive.by", [[ verb:@eventverb[voice=passive] (Skip prep:Prep to:Near | of [tag=VBG] Near? | Amount)? Skip by who:Objects (prep2:Prep to2:Near)? ]],
    fact = "construction", key = "verb", priority = 1, yes = { { "The mayor was arrested by police.", who = "police" } }, no = { "Peru protested." } },
  { "gerund", [[ verb:@eventverb[voice=gerund] of what:Near (prep:[word=with,against,to] to:Near)? (by who:Near)? ]],
    fact = "construction", key = "verb", yes = { { "The bombing of Norwick by rebels went on.", what = "Norwick", who = "rebels" } }, no = { "Peru protested." } },

  { "between", [[ noun:@eventnoun ...{0,3 -[tag=VBD,VBZ,VBP,VBN]} between both:Groups ]],
    fact = "construction", key = "noun", yes = { { "The talks between Peru and Chile failed.", both = "Peru and Chile" } }, no = { "The talks failed." } },
  { "done", [[ noun:@eventnoun prep:Prep to:Near (by who:Near)? ]],
    fact = "construction", key = "noun", yes = { { "An attack on Norwick by rebels failed.", to = "Norwick", who = "rebels" } }, no = { "The talks failed." } },
  { "by", [[ noun:@eventnoun by who:Near prep:Prep to:Near ]],
    fact = "construction", key = "noun", yes = { { "An attack by rebels on Norwick failed.", to = "Norwick", who = "rebels" } }, no = { "The talks failed." } },

  lun.resolve { name = "verbs", reads = { "attribution", "person", "place", "org", "norp" }, gives = { "eventverb" }, each = lay_verbs },
  lun.resolve { name = "events", reads = { "construction", "attribution", "time", "eventverb", "sporting" }, facts = { "event" }, each = find },
  lun.resolve { name = "join", reads = { "event", "time", "place" }, facts = { "occurrence" }, each = join },
}

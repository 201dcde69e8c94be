-- The rule language by example: titles, agreements, meetings, trips, money, dates, casualties, appointments and who said what.
-- Each rule shows a few things that the language can do and is meant to be copied and changed; `speech`, `names` and
-- `times` are the packs that go further. Read it from top to bottom: what a rule adds is said above it.

-- A test of one's own, [barred], written as patterns write tests; a function(word) may stand there too, for what no pattern says,
-- and is asked once for each distinct word. Over these no actor reaches a verb: "Chile did not sign", "In Lima she met ...".
lun.test("barred", [[word=not,never,neither,nor,no,refuse,refuses,refused,refusing,decline,declines,declined,declining,fail,fails,failed,
  without,he,she,it,they,we,i,who,which,"n't","n’t"]])

-- A condition on a whole match, for `where`: the count is not that of "no one".
local function counts(m) return m.first == 1 or m.doc:lower(m.first - 1) ~= "no" end

return lun.rules {
  name = "guide",
  about = "The rule language by example.",
  use = { "names" }, -- lays down @person, @place, @org and @norp
  -- Macros are named pieces; those that others use stand first by custom, not by need.
  define = {
    Actor = [[ (@person | @org | @place) ]],
    Speaker = [[ (@person | @org | he | she | they | (the | a | an) [lower & !punct & !#role]{0,2} #role{1,2}) ]],
    Particle = [[ (de | del | della | van | von | der | al | el | bin | ibn | da | di) ]],
    Proper = [[ [cap & word & !#weekday & !#month] ]],
    Rank = [[ (the | his | her | its | their)? ([#title | #role | word=","] | @norp){0,5} ]],
    Count = [[ ([num] | #number[kind=cardinal]) ]],
    People = [[ ([word=other,more,further,young,local,foreign,armed,unarmed,suspected] | @norp){0,2} who:#people ]],
    Harmed = [[ [word=killed,wounded,injured] ]],
    Approximately = [[ ([word=nearly,almost,about,around,some] | at [word=least,most] | more than | as many as | up to) ]],
    Aside = [[ "," [!punct]{1,8} "," ]],
    Place = [[ the? stops:@place ]],
  },

  -- #title is an entry of a dictionary, perhaps several words; span: makes the name, not the whole match, what the rule gives.
  -- `asks` promises that the attributes depend on nothing but the match's words: then the same words are asked once.
  { "titled", [[ title:#title+ span:name:([cap & word & !#title & !#weekday] (Particle{0,2} Proper)*) ]], gives = "titled",
    attributes = { title = function(m) return m.title.text end }, asks = "words",
    yes = { { "Later President Ana Torres left.", title = "President", name = "Ana Torres" },
      { "We asked Defense Minister Pieter van der Berg on Monday.", title = "Defense Minister", name = "Pieter van der Berg" },
      { "They wrote to former Vice President Omar al Rashid Monday.", title = "Vice President", name = "Omar al Rashid" },
      { "Then Gen. Mark Hollis spoke.", title = "Gen.", name = "Mark Hollis" } },
    no = { "The president left Lima.", "A minister of Peru answered.", "The captain Monday left." } },

  -- [cap & !@place] joins tests; a gap ...{m,n} keeps clear of its neighbours, and -[...] of more; &[...] looks ahead.
  { "appositive", [[ span:org:[cap & word & !@place & !@person & !#weekday & !#month]+ ","
      (a | an | the) ...{0,3 -[punct | #role | word=of,for,at,in,from,with,by,who]} kind:#orgnoun
      &[punct | word=that,which,based,with,for,in,of,from] ]], gives = "described",
    attributes = { kind = function(m) return m.kind.text end }, asks = "words",
    yes = { { "Shares of Bramwell Foods, a large Dutch company, fell.", org = "Bramwell Foods", kind = "company" },
      { "It was found by Harbour Watch, an independent monitoring group based in Norwick.", org = "Harbour Watch", kind = "monitoring group" },
      { "The firm Veltra, the maker of pumps, agreed.", org = "Veltra", kind = "maker" } },
    no = { "In Lima, the company, which makes pumps, closed.", "Ana Torres, a lawyer for the company, agreed.",
      "On Monday, the agency opened its doors." } },

  -- @quote is a whole quotation, marks included; <say|add> is every form of the verbs. `key` says that rules which give the
  -- same type of fact compete for what they hold in common: here one quotation has one speaker.
  { "said.csq", [[ what:@quote ","? Rank speaker:Speaker verb:<say|add|tell|warn> ]], fact = "said", key = "what",
    yes = { { "“We will rebuild the bridge,” Ana Torres said.", what = "“We will rebuild the bridge,”", speaker = "Ana Torres", verb = "said" },
      { "“The river is rising. Stay at home,” the mayor warned.", speaker = "the mayor", verb = "warned" },
      { "“No”, she added.", what = "“No”", speaker = "she" },
      { "“We will sign,” President Bo Li told reporters.", speaker = "Bo Li", verb = "told" } },
    no = { "“We will rebuild the bridge.” Ana Torres left.", "Ana Torres said “no” to the plan.", "“Stay” is the word on the wall, he said." } },
  { "said.cqs", [[ what:@quote ","? verb:<say|add|tell|warn> Rank speaker:Speaker ]], fact = "said", key = "what",
    yes = { { "“We will rebuild the bridge,” said Ana Torres.", speaker = "Ana Torres", verb = "said" },
      { "“It is too late,” warned the chief engineer, who had seen the cracks.", speaker = "the chief engineer" },
      { "“We are ready,” said President Bo Li.", what = "“We are ready,”", speaker = "Bo Li" } },
    no = { "“We will rebuild the bridge,” Ana Torres said.", "“Too late,” said the sign on the door.", "He read “The River” and said nothing." } },
  { "said.sqc", [[ speaker:Speaker verb:<say|tell|add> ...{0,6 -@quote} what:@quote ]], fact = "said", key = "what",
    yes = { { "Bo Li told the crowd on Friday: “We are ready.”", speaker = "Bo Li", verb = "told", what = "“We are ready.”" },
      { "She said it was “a bad day for the valley”.", speaker = "She", what = "“a bad day for the valley”" },
      { "The minister added, “We have time.”", speaker = "The minister", verb = "added" } },
    no = { "Bo Li told the whole of the crowd in the square on Friday: “We are ready.”", "Bo Li left. “We are ready.”",
      "The sign said: “Closed.”" } },
  -- ^ and $ are the edges of the sentence; _* is any run of tokens. The words of a report without quotation marks.
  { "said.that", [[ speaker:Speaker verb:<say|add|warn|argue|tell> ...{0,6 -[punct | @quote]} that what:(_* [!punct]) [punct]* $ ]], fact = "said", key = "what",
    yes = { { "Ana Torres said that the road, and the bridge, were closed.", speaker = "Ana Torres", what = "the road, and the bridge, were closed" },
      { "The mayor told residents on Monday that the water was safe!", speaker = "The mayor", verb = "told", what = "the water was safe" },
      { "She warned that prices would rise.", speaker = "She", what = "prices would rise" } },
    no = { "Ana Torres said the road was closed.", "She said that.", "The road that she argued over was closed." } },

  -- A gap may stand between any two elements that must match. [barred] is the test from the head of this file.
  { "agreement", [[ a:Actor ...{0,3 -[barred | punct]} <sign|ink|conclude> (a | an | the)? ...{0,4 -[punct]} what:#agreement
      ...{0,4 -[punct]} with the? Rank b:Actor ]], fact = "agreement", key = "what",
    yes = { { "Chile last week signed a new fishing pact with Peru.", a = "Chile", what = "fishing pact", b = "Peru" },
      { "The European Union has concluded a free trade agreement with Canada.", a = "European Union", what = "free trade agreement", b = "Canada" },
      { "Peru is inking a memorandum of understanding on fisheries with the United Nations.", what = "memorandum of understanding", b = "United Nations" } },
    no = { "Chile signed the letter with a pen.", "Chile did not sign the treaty with Peru.", "Chile didn’t sign the treaty with Peru.", "Chile broke a treaty with Peru.",
      "Chile and its oldest and best friend signed a pact with Peru." } },
  -- A name that is captured in a repetition, or twice, is a list.
  { "between", [[ what:#agreement ...{0,3 -[punct]} between the? a:Actor ("," the? b:Actor)* ","? and the? b:Actor ]], fact = "agreement", key = "what",
    yes = { { "The peace accord signed yesterday between Chile and Peru holds.", what = "peace accord", a = "Chile", b = { "Peru" } },
      { "A trade deal between Canada and the European Union is near.", what = "trade deal", a = "Canada", b = { "European Union" } },
      { "The treaty between Peru, Chile and Brazil ended.", a = "Peru", b = { "Chile", "Brazil" } } },
    no = { "The accord between Chile or Peru.", "The road between Chile and Peru is closed.", "The treaty was read between meals in Chile and Peru." } },

  -- X? may be missing: its capture is then nil.
  { "meeting", [[ a:Actor ...{0,3 -[barred | punct]} (<meet> with? | <hold> [lower & !punct]{0,4} talks ...{0,3 -[punct]} with) Rank b:Actor
      (","? ...{0,2 -[punct]} in place:@place)? ]], fact = "meeting",
    yes = { { "Ana Torres met with Bo Li in Rabat.", a = "Ana Torres", b = "Bo Li", place = "Rabat" },
      { "Chile held two days of talks with Peru.", a = "Chile", b = "Peru" },
      { "Ana Torres will meet her Peruvian counterpart, Carlos Mendoza, on Friday.", a = "Ana Torres", b = "Carlos Mendoza" } },
    no = { "Ana Torres held talks in Rabat.", "In Rabat she met Bo Li.", "Ana Torres met the deadline of Peru.", "Ana Torres refused to meet Bo Li." } },
  { "trip", [[ who:Actor ...{0,3 -[barred | punct]} <travel|fly|head|go> on? (from the? @place)? to Place ("," Place)* (","? and Place)? ]], fact = "trip",
    yes = { { "Ana Torres will now fly from Lima to Oslo, Rabat, and New York.", who = "Ana Torres", stops = { "Oslo", "Rabat", "New York" } },
      { "Bo Li went to Peru.", who = "Bo Li", stops = { "Peru" } },
      { "On Friday Ana Torres headed to the United States and Canada.", who = "Ana Torres", stops = { "United States", "Canada" } } },
    no = { "Bo Li went from Lima.", "Ana Torres did not travel to Oslo.", "Ana Torres heads a delegation to Oslo." } },

  -- Alternatives may give the same names.
  { "money", [[ (cur:#cursign n:[num] scale:#scale? | n:Count scale:#scale? cur:#currency) ]], fact = "money", key = "n",
    yes = { { "The bridge cost $4.2bn.", cur = "$", n = "4.2", scale = "bn" },
      { "They paid 3.5 million euros for it.", n = "3.5", scale = "million", cur = "euros" },
      { "A loan of US$ 20 was enough.", cur = "US$", n = "20" },
      { "It costs twenty rupees now.", n = "twenty", cur = "rupees" } },
    no = { "The bridge cost 20 lives.", "The euros were gone.", "It rose by 3.5 million." } },
  { "date", [[ (day:#weekday ","?)? (month:#month d:[num & value>=1 & value<=31] | d:[num & value>=1 & value<=31] of? month:#month) (","? y:[num & len=4])? ]],
    fact = "date", key = "month",
    yes = { { "They met on Friday, March 3, 2021, in Lima.", day = "Friday", month = "March", d = "3", y = "2021" },
      { "On Aug. 31 they met.", month = "Aug.", d = "31" },
      { "It began on 12th May 1998 in the rain.", d = "12th", month = "May", y = "1998" } },
    no = { "In March 2021 they met.", "They met on Friday.", "May 45 of them come?" } },

  -- Macros may capture too (People gives who). ![...] refuses what follows: "12 gunmen killed a farmer" is no toll.
  -- `where` sees full matches and may refuse them.
  { "casualties", [[
      n:Count People? Aside? ([lemma=have]? <be> ...{0,2 -[barred | punct]} how:Harmed | how:Harmed ![word & !word=and,or,in,by,when,while,as,after,on,during,at,near,since])
      | how:Harmed Approximately? n:Count People ]], fact = "casualties", key = "n", where = counts,
    yes = { { "At least 12 soldiers were badly wounded.", n = "12", who = "soldiers", how = "wounded" },
      { "Then three were killed and 40 others injured.", n = "three", how = "killed" },
      { "Then three were killed and 40 others injured.", n = "40", who = "others", how = "injured" },
      { "About 100 people, among them two nurses, have been injured.", n = "100", who = "people", how = "injured" },
      { "The blast killed at least seven Chilean police officers.", n = "seven", who = "police officers", how = "killed" },
      { "Two civilians killed in Rabat", n = "Two", who = "civilians", how = "killed" } },
    no = { "In 2018 gunmen killed a farmer.", "Then 12 gunmen killed a farmer.", "The 12 soldiers were not wounded.",
      "On 3 May wounded men came.", "No one was killed." } },
  { "appointed", [[ who:@person Aside? [lemma=have,will]? <be> ...{0,2 -[barred]} <appoint|name|elect>
      as? ...{0,4 -[punct & !word="'s"]} role:#role ((of | at) the? org:(@org | @place))? ]], fact = "appointed",
    yes = { { "Ana Torres was on Friday named as the new director of the Central Bank.", who = "Ana Torres", role = "director", org = "Central Bank" },
      { "Bo Li, a retired judge, has been appointed defense minister.", who = "Bo Li", role = "defense minister" },
      { "Ana Torres was elected president of Peru.", who = "Ana Torres", role = "president", org = "Peru" },
      { "Carlos Mendoza was named the country's new finance minister.", who = "Carlos Mendoza", role = "finance minister" } },
    no = { "Bo Li was not elected director.", "Ana Torres was named in the report.", "Bo Li named a new director." } },

  -- `part` keeps a rule to a part of the article: headline, byline, dateline, lead, body, caption or related.
  { "dateline", [[ ^ place:[upper]+ ("," [cap | num]{1,4})? ("(" agency:_{1,3} ")")? [punct] ]], part = "dateline", fact = "dateline",
    yes = { { "Accord is signed\n\nNEW YORK (Wire) — The accord was signed on Friday, officials of both sides said.", place = "NEW YORK", agency = "Wire" },
      { "Accord is signed\n\nSANTIAGO – Chile signed it today, officials of both countries said.", place = "SANTIAGO" },
      { "Accord is signed\n\nSANTIAGO, Chile (Andean Press) — Chile signed it today, officials of both countries said.", place = "SANTIAGO", agency = "Andean Press" } },
    no = { "NATO, the alliance, met on Friday.", "Accord is signed\n\nOfficials of both countries said that Chile signed it today.",
      "Accord is signed\n\nThe UN (in New York) — as ever — was late, officials of both countries said." } },
}

-- Casualties: a table of cases, each named after its phenomenon: a text and what is wanted of its counts, in the order of the text:
-- "HARM LOW-HIGH [who WORDS] [=KIND] [^CAUSE] [*COUNTRY] [!STATUS] [latest|replaced] [part] [@DATE] [~FROM] [said WORDS] [xMENTIONS] [in PLACE]", `?` for an end that is open; nothing else is found.
local lun = require "lunette"
local phase = require "lunette.phase"
local using = require "lunette.using"
local casualty = require "lunette.casualty"

local packs = {}
using.packs({ "casualties" }, packs, {}, 1)

local cases = {
  -- how they are told
  { "passive", "12 people were killed.", "killed 12-12; who people; =person; !happened" },
  { "people of a nation", "The shelling killed at least 14 Ukrainians, including two nurses.", "killed 14-?; who Ukrainians; *UKR; ^The shelling", "killed 2-2; who nurses; part" },
  { "none of the whole", "None of the freighter's 19 crew were hurt." },
  { "nobody among the whole", "Nobody among the 40 passengers was hurt, and neither of the two guards died." },
  { "some of the whole", "Two of the 14 miners were wounded." },
  { "all of them", "Its 19 sailors were killed.", "killed 19-19; who sailors" },
  { "among the dead, turned", "A bomb killed 14 people. Among the dead were three nurses.", "killed 14-14", "killed 3-3; who nurses" },
  { "the injured included", "The injured included six teachers.", "wounded 6-6; who teachers" },
  { "stabbed to death", "Two guards were stabbed to death.", "killed 2-2; who guards" },
  { "shot and wounded", "Two guards were shot and wounded.", "wounded 2-2; who guards" },
  { "found dead", "Four hikers were found dead on Monday.", "killed 4-4; who hikers; @2021-06-14" },
  { "suffered injuries", "Nine pupils suffered minor burns.", "wounded 9-9; who pupils" },
  { "cost the lives of", "The fire cost the lives of 12 miners.", "killed 12-12; who miners; ^The fire" },
  { "killed himself and others", "A bomber killed himself and six recruits.", "killed 1-1", "killed 6-6; who recruits" },
  { "on board", "All 62 people on board were killed.", "killed 62-62; who people" },
  { "searched for", "Divers are searching for 12 missing sailors.", "missing 12-12; who sailors" },
  { "infected", "Cholera has infected 4,500 people and killed 120.", "infected 4500-4500; who people", "killed 120-120" },
  { "number of cases", "The number of confirmed cases rose to 4,500.", "infected 4500-4500" },
  { "hostages", "The gunmen took around 30 hostages.", "abducted 30-30" },
  { "taken hostage, active", "The gunmen took six teachers hostage.", "abducted 6-6; who teachers" },
  { "toll of at least", "The death toll climbed to at least 45.", "killed 45-?; latest" },
  { "toll that rose by some", "The death toll rose by six to 45.", "killed 45-45; latest" },
  { "in one place and in another that is not known", "Forty people died in Puno region and six in nearby Vilcarampa.", "killed 40-40; in Puno", "killed 6-6; in Vilcarampa; latest" },
  { "place of a neighbour", "In neighbouring Peru, floods have killed 12 people.", "killed 12-12; in Peru" },
  { "place of what happened", "Nine people died and four were hurt when a truck slid off a muddy road into a ravine in southern Peru.", "killed 9-9; in Peru", "wounded 4-4; in Peru" },
  { "a score is no count", "Peru won 3-0 and 12 fans were hurt.", "wounded 12-12; who fans" },
  { "count that is no toll", "The current delegate count is 384." },
  { "passive, perfect", "Two miners have been injured.", "wounded 2-2; who miners; =worker" },
  { "passive, aside", "Three soldiers, two of them officers, were wounded.", "wounded 3-3; who soldiers; =military", "wounded 2-2; who officers; part" },
  { "aside without people", "Ninety miners were hurt, between four and seven of them badly.", "wounded 90-90", "wounded 4-7; part" },
  { "of them, behind", "A bomb killed 14 people, nine of them students, in Lima.", "killed 14-14", "killed 9-9; who students; part" },
  { "of them, detained", "Troops surrounded the strikers and arrested five of them.", "detained 5-5; ^Troops" },
  { "of the wounded", "Three of the wounded have died.", "killed 3-3; who wounded" },
  { "one of the injured, aside", "One of the injured, a 40-year-old nurse, died on Tuesday.", "killed 1-1; @2021-06-15" },
  { "among the dead", "A bomb killed 14 people. Three nurses are among the dead.", "killed 14-14; latest", "killed 3-3; who nurses; part; latest" },
  { "among the dead, behind none", "A bomb killed 14 people and injured 30. No woman was killed, but three boys are among the dead.", "killed 14-14", "wounded 30-30", "killed 0-0", "killed 3-3; who boys; part" },
  { "two kinds among the dead", "A bomb killed 14 people. Three nurses and two monks are among the dead.", "killed 14-14", "killed 3-3; who nurses; part", "killed 2-2; who monks; part" },
  { "among the injured, before", "Two monks were among the injured.", "wounded 2-2; who monks" },
  { "in one place and in another", "Forty people died in Lima and six in nearby Cusco.", "killed 40-40; in Lima", "killed 6-6; in Cusco; ^; latest" },
  { "in one place and in another, behind a comma", "A quake killed forty people in Lima. Thirty-four people died in Lima and six in neighbouring Cusco, the mayor said.", "killed 40-40", "killed 34-34", "killed 6-6; in Cusco; latest" },
  { "a quake is an earthquake", "Quake kills dozens in Peru\n\nAn earthquake killed at least 38 people in Peru.", "killed 24-99; replaced", "killed 38-?; latest" },
  { "in one place and in another, passive", "Forty miners were injured in Peru and six in Chile.", "wounded 40-40; in Peru", "wounded 6-6; in Chile" },
  { "trapped", "Crews dug for some 30 miners believed trapped below the ridge.", "missing 30-30; !alleged" },
  { "trapped under what fell", "Forty miners are trapped under the rubble.", "missing 40-40" },
  { "trapped elsewhere", "Forty tourists are trapped in Peru." },
  { "of them, of a people", "Some 14 people died in Lima, nine of them Chileans.", "killed 14-14", "killed 9-9; who Chileans; *CHL; part" },
  { "none of them", "Some 14 people, none of them miners, died in Lima.", "killed 14-14" },
  { "treated", "Hospitals said 17 people were being treated for burns, among them four firefighters.", "wounded 17-17", "wounded 4-4; who firefighters; part" },
  { "taken to hospital", "Two guards were taken to hospital.", "wounded 2-2; who guards" },
  { "active", "The blast killed seven villagers.", "killed 7-7; who villagers; ^The blast; =civilian" },
  { "participle", "A bomb went off in Oslo, killing four nurses.", "killed 4-4; who nurses" },
  { "intransitive", "Nine sailors drowned.", "killed 9-9; who sailors" },
  { "left dead", "The raid left six farmers dead and two wounded.", "killed 6-6; who farmers", "wounded 2-2" },
  { "headline, dead and injured", "Six dead, 20 injured in train crash", "killed 6-6; ^train crash", "wounded 20-20; ^train crash" },
  { "noun", "There were 31 deaths and no injuries.", "killed 31-31", "wounded 0-0" },
  { "noun with of", "The arrest of 12 students was wrong.", "detained 12-12; who students" },
  { "bodies of people", "Rescuers pulled the bodies of 11 miners from the shaft.", "killed 11-11; who miners" },
  { "bodies found", "So far 12 bodies have been recovered.", "killed 12-12" },
  { "lives", "The flood claimed 40 lives.", "killed 40-40; ^The flood" },
  { "toll", "The death toll has risen to 15.", "killed 15-15; latest" },
  { "toll of an attack", "The death toll from the attack reached 15.", "killed 15-15; ^the attack" },
  { "toll of an attack that is told at length", "The death toll from a car bombing at a busy fish market in the northern city of Mosul climbed to 45 on Tuesday.", "killed 45-45; latest; @2021-06-15" },
  { "number of those killed when something is told at length", "The number of people killed when a ferry sank off the port of Dakar rose to 45 on Monday.", "killed 45-45; @2021-06-14" },
  { "deaths that are reported", "The ministry reported 41 deaths. It now puts the toll at 45.", "killed 41-41; !happened; replaced", "killed 45-45; latest" },
  { "deaths that had been reported by somebody", "The ministry had earlier reported 41 deaths. Now the toll is 45.", "killed 41-41; !happened; replaced", "killed 45-45; latest" },
  { "bodies, active", "Divers have recovered eleven bodies.", "killed 11-11" },
  { "toll of an attack told at length, with an aside", "The death toll from a bombing in Mosul, a city in the north, rose to 45.", "killed 45-45" },
  { "toll that is money", "The toll of a trip on the old road to Mosul rose to 45 dollars." },
  { "toll of an attack told at length, from and to", "The death toll from two landslides near a mining town in the north of Peru rose from 12 to 15.", "killed 12-12; replaced", "killed 15-15; latest" },
  { "number of those hurt in what is told at length", "The number of people injured in a stampede at a temple on the holy hill of Sarangkot rose to 80.", "wounded 80-80" },
  { "number of injured", "The number of people injured stands at 80.", "wounded 80-80" },
  { "missing", "34 people are still missing.", "missing 34-34" },
  { "unaccounted for", "Eleven miners remain unaccounted for.", "missing 11-11" },
  { "displaced", "Floods have displaced 86,000 people.", "displaced 86000-86000; ^Floods" },
  { "fled", "Some 3,000 villagers fled.", "displaced 3000-3000; who villagers" },
  { "forced to flee", "The fire forced 200 residents to flee.", "displaced 200-200; ^The fire" },
  { "driven from home", "1,200 people were driven from their homes.", "displaced 1200-1200" },
  { "detained", "Police detained 50 protesters.", "detained 50-50; who protesters; =protester; ^Police" },
  { "taken into custody", "Two men were taken into custody.", "detained 2-2" },
  { "abducted", "Gunmen kidnapped three nurses.", "abducted 3-3; ^Gunmen" },
  { "one", "A policeman was shot dead.", "killed 1-1; who policeman; =police" },
  { "one, active", "Rebels killed a French soldier.", "killed 1-1; who French soldier; *FRA; ^Rebels" },
  { "two in one", "12 soldiers and three civilians were killed.", "killed 12-12; who soldiers; =military", "killed 3-3; who civilians; =civilian" },
  { "two objects", "Police arrested 30 students and a reporter.", "detained 30-30", "detained 1-1; who reporter" },
  { "two harms", "The blast killed two guards and injured five.", "killed 2-2; who guards", "wounded 5-5; ^The blast" },
  { "nationality", "Five Chilean tourists were hurt.", "wounded 5-5; *CHL; who Chilean tourists" },
  { "none", "No one was hurt.", "wounded 0-0" },
  { "not a single one", "Not a single miner was killed.", "killed 0-0; who miner" },
  -- numbers and ranges
  { "at least", "At least 12 people died.", "killed 12-?" },
  { "more than", "More than 1,300 people died.", "killed 1300-?" },
  { "upwards of", "Upwards of 1,300 people died.", "killed 1300-?" },
  { "up to", "Up to 40 people were injured.", "wounded ?-40" },
  { "between", "Between 10 and 15 people were injured.", "wounded 10-15" },
  { "from one to another", "10 to 15 people were injured.", "wounded 10-15" },
  { "either", "Two or three people were injured.", "wounded 2-3" },
  { "dash", "10-15 people were injured.", "wounded 10-15" },
  { "dozens", "Dozens were hurt.", "wounded 24-99" },
  { "dozens of", "Dozens of villagers were hurt.", "wounded 24-99; who villagers" },
  { "two dozen", "Two dozen people were hurt.", "wounded 24-24" },
  { "hundreds", "Hundreds of people have been displaced.", "displaced 200-999" },
  { "tens of thousands", "Tens of thousands of people were displaced.", "displaced 20000-99999" },
  { "several", "Several guards were wounded.", "wounded 3-9" },
  { "words", "Twenty-five people were killed.", "killed 25-25" },
  { "scaled", "2.5 million people were displaced.", "displaced 2500000-2500000" },
  { "couple", "A Dutch couple was kidnapped.", "abducted 2-2; *NLD" },
  -- status, cause and source
  { "by without a noun behind it", "Six soldiers were killed in Kidal by.", "killed 6-6; who soldiers" },
  { "may have died", "Ten people may have died.", "killed 10-10; !conditional" },
  { "feared dead", "Ten people are feared dead.", "killed 10-10; !alleged" },
  { "not", "Three people were not hurt.", "wounded 3-3; !denied" },
  { "denied that", "Officials denied that ten people had been killed.", "killed 10-10; !denied" },
  { "denied a gerund", "Police denied killing ten protesters.", "killed 10-10; !denied" },
  { "said behind, with a part", "By Friday the toll had risen to 38, with 100 people still missing, said Ana Torres, head of the relief fund.", "killed 38-38; said Ana Torres; @2021-06-11", "missing 100-100; said Ana Torres" },
  { "by whom, behind a day", "On Monday gunmen killed ten farmers.", "killed 10-10; ^gunmen; @2021-06-14" },
  { "by whom, with a bound", "At least four rebels killed ten farmers.", "killed 10-10; ^At least four rebels" },
  { "in a crash", "Ten people died in a bus crash.", "killed 10-10; ^a bus crash" },
  { "when", "Ten people died when a roof fell on them, and it rained.", "killed 10-10; ^a roof fell on them" },
  { "by", "Ten people were shot dead by gunmen.", "killed 10-10; ^gunmen" },
  -- several counts
  { "revised, earlier and now", "Officials had earlier said that 12 people were killed. The toll now stands at 15.", "killed 12-12; replaced", "killed 15-15; latest" },
  { "revised, an earlier toll behind", "87 people were killed. An earlier toll had stood at 61.", "killed 87-87; latest", "killed 61-61; replaced" },
  { "revised, first told", "A flood killed at least 23 people. Officials first spoke of 35 dead.", "killed 23-?; latest", "killed 35-35; replaced" },
  { "revised, corrected behind", "A flood killed at least 23 people. The mayor reported 35 dead but corrected the figure.", "killed 23-?; latest", "killed 35-35; replaced" },
  { "dozens are the number that is told", "Dozens dead in flood\n\nA flood killed at least 23 people.", "killed 24-99; replaced", "killed 23-?; latest" },
  { "dozens behind the number", "A flood killed 30 people. Dozens of people died in the flood.", "killed 30-30; latest", "killed 24-99; replaced" },
  { "hundreds are not", "Hundreds dead in flood\n\nA flood killed 23 people.", "killed 200-999; latest", "killed 23-23; replaced" },
  { "another disaster", "A mudslide killed 14 people in May. In June, three people died in another mudslide.", "killed 14-14; latest", "killed 3-3; latest" },
  { "the victims included", "A bomb killed 14 people. The victims included three nurses.", "killed 14-14; latest", "killed 3-3; who nurses; part" },
  { "bodies pulled out", "A flood killed 14 people. Rescuers pulled out two more bodies.", "killed 14-14", "killed 2-2" },
  { "who died later died besides", "A blast killed 14 people. Five people died later in hospital.", "killed 14-14; latest", "killed 5-5; latest" },
  { "revised, from and to", "The toll rose from 12 to 15.", "killed 12-12; replaced", "killed 15-15; latest" },
  { "revised, told before", "A quake killed at least 60 people. On Monday the ministry had spoken of 35 dead and 700 injured. More than 900 people were injured.", "killed 60-?; latest", "killed 35-35; replaced", "wounded 700-700; replaced", "wounded 900-?; latest" },
  { "revised, put at before", "A quake killed 60 people. The mayor had put the toll at 75.", "killed 60-60; latest", "killed 75-75; replaced" },
  { "had been killed is no older count", "The mayor said that 12 people were killed. On Tuesday he said that 15 had been killed.", "killed 12-12; replaced", "killed 15-15; latest" },
  { "what the headline says is new", "Landslide toll rises to 34\n\nA landslide hit Lima on Monday. Officials first spoke of 21 dead, and later revised it to 29.", "killed 34-34; latest", "killed 21-21; replaced", "killed 29-29; replaced" },
  { "others of another year", "Police shot three miners dead in Lima. In July last year, at least 23 miners were killed when police opened fire.", "killed 3-3; latest", "killed 23-?; latest" },
  { "others of another quake", "A quake killed at least 38 people in Peru. A quake in 1999 killed more than 17,000 people there.", "killed 38-?; latest", "killed 17000-?; latest" },
  { "the same since another year", "The war has killed 9,000 people. More than 12,000 people have been killed since 2019, the ministry said.", "killed 9000-9000; replaced", "killed 12000-?; latest" },
  { "repeated", "87 people were killed. Peru wept for the 87 people killed.", "killed 87-87; latest" },
  { "part", "12 people were killed, including three children.", "killed 12-12; latest", "killed 3-3; who children; part; latest" },
  { "others at another time", "Two people were killed in Lima on Monday. In 2008, 75 people were killed in Oslo.", "killed 2-2; latest", "killed 75-75; latest" },
  { "two sources, the larger", "The agency said 12 were dead. The ministry said 20 were dead.", "killed 12-12; replaced", "killed 20-20; latest" },
  { "two sources, the larger first", "The agency said 20 were dead. The ministry said 12 were dead.", "killed 20-20; latest", "killed 12-12; replaced" },
  { "headline and text are one", "Six killed as rebels attack army post\n\nRebels attacked an army post in Lima on Tuesday, killing six soldiers.", "killed 6-6; who soldiers; x2; latest; @2021-06-15" },
  { "the same number of others", "Two soldiers were killed. Two others died on the way.", "killed 2-2; who soldiers; x1; latest", "killed 2-2; x1; latest" },
  { "also is besides", "Two people were killed. Six people were also killed in the north.", "killed 2-2; latest", "killed 6-6; latest" },
  { "the same number of other people", "Two soldiers were killed. Two nurses were killed.", "killed 2-2; x1; latest", "killed 2-2; x1; latest" },
  { "the same number in one sentence", "Two soldiers were killed and two people died.", "killed 2-2; x1", "killed 2-2; x1" },
  { "a figure of another day", "A blast hit Lima on Sunday. At least 12 people were dead on Monday. On Tuesday the toll was 15.", "killed 12-?; replaced", "killed 15-15; latest; @2021-06-15" },
  { "a figure of another day, the later first", "On Tuesday the toll was 15. On Monday the toll was 12.", "killed 15-15; latest", "killed 12-12; replaced" },
  { "by another day", "A blast killed 12 people on Monday. By Tuesday 15 people had been killed.", "killed 12-12; replaced", "killed 15-15; latest" },
  { "put at", "A blast killed 12 people in Lima on Monday. On Tuesday officials put it at 45.", "killed 12-12; replaced", "killed 45-45; latest; @2021-06-15; ^A blast; in Lima" },
  { "put at, without a count before", "On Tuesday officials put it at 45." },
  { "a figure that rose", "Floods displaced 300 people. On Tuesday the figure rose to 450.", "displaced 300-300; replaced", "displaced 450-450; latest" },
  { "a figure of another year", "In 2008, 75 people were killed in Oslo. On Tuesday the toll was 15.", "killed 75-75; latest", "killed 15-15; latest" },
  -- days
  { "day, behind a passive", "Six soldiers were killed in Lima on Monday. Three soldiers were killed in Oslo on Tuesday.", "killed 6-6; @2021-06-14; ~stated; latest", "killed 3-3; @2021-06-15; ~stated; latest" },
  { "day, before a passive", "On Monday six soldiers were killed.", "killed 6-6; @2021-06-14; ~stated" },
  { "day, of a toll", "The toll rose to 15 on Monday.", "killed 15-15; @2021-06-14; ~stated" },
  { "day, of the event that dates it", "Rebels killed nine farmers when they attacked a village on Monday.", "killed 9-9; @2021-06-14; ~event" },
  { "day, of a dateline is the article's", "LIMA, June 12, 2021 (Wire) - Rebels killed nine farmers in the north.", "killed 9-9; @2021-06-16; ~article" },
  { "day, of a dateline, and one that is stated", "LIMA, June 15, 2021 (Wire) - Rebels killed nine farmers when they attacked a village on Monday.", "killed 9-9; @2021-06-14" },
  { "day, of a dateline is not carried over", "LIMA, June 12, 2021 (Wire) - Rain fell. Rebels killed nine farmers.", "killed 9-9; @2021-06-16; ~article" },
  { "cause by what carried something", "A helicopter carrying relief goods crashed in Peru, killing all five crew.", "killed 5-5; ^A helicopter" },
  { "cause of a toll by its noun", "Flood toll rises to 187 as foreign aid arrives", "killed 187-187; ^Flood" },
  { "cause by whom a pronoun means", "Uganda's army said it had detained 23 people.", "detained 23-23; ^Uganda's army" },
  { "cause by a pronoun that means nobody", "It killed five people.", "killed 5-5; ^It" },
  { "cause by who acts in the clause", "Peru left the talks after Chilean gunboats sank a trawler and wounded five students.", "wounded 5-5; ^Chilean gunboats" },
  { "no cause by daybreak", "At least 82 were killed, the mayor said as dawn broke on Monday.", "killed 82-?; ^" },
  { "no cause by a part somebody played", "Five people were arrested, charged as an accomplice.", "detained 5-5; ^" },
  { "no cause by what a year is told by", "Some 500 people were killed since 1992, when the army called off a vote.", "killed 500-500; ^" },
  { "cause by a result", "Five people were arrested as a result of the stakeout.", "detained 5-5; ^the stakeout" },
  { "cause in a headline", "Sixteen killed as bus crashes in northern Peru", "killed 16-16; ^bus crashes in northern Peru" },
  { "cause by what was going on", "Two women died as a bus fell into a ravine.", "killed 2-2; ^a bus fell into a ravine" },
  { "cause in a long clause", "Six women died when a bus fell from a narrow mountain road into a deep ravine on the bank of the river in Lima on Monday.", "killed 6-6; ^a bus fell from a narrow mountain road into a deep ravine on the bank of the river in Lima on Monday" },
  { "no age", "In Lima, 12, including two children, were killed.", "killed 12-12", "killed 2-2" },
  -- nothing
  { "an age", "Ana Torres, 61, who heads the party, was arrested." },
  { "a year", "In 2018 gunmen killed a farmer.", "killed 1-1; ^gunmen" },
  { "a day", "On May 12 killed the fever of the markets." },
  { "no people", "He killed 12 birds." },
  { "a score", "Peru beat Chile 3-2." },
}

local function line_of(c)
  return ("%s %s-%s"):format(c.harm, c.low or "?", c.high or "?"), {
    ["who " .. (c.who and c.who.text or "")] = true, ["=" .. (c.people or "")] = true, ["^" .. (c.cause and c.cause.text or "")] = true, ["*" .. (c.country or "")] = true,
    ["!" .. c.status] = true, [c.latest and "latest" or "replaced"] = true, [c.part_of and "part" or ""] = true,
    ["@" .. (c.date or "-")] = true, ["~" .. (c.time_from or "-")] = true, ["said " .. tostring(c.speaker and (c.speaker.name or c.speaker.text) or c.source and c.source.text)] = true, ["x" .. #c.mentions] = true, ["in " .. (c.place and c.place.text or "-")] = true,
  }
end

local failures = {}
for _, case in ipairs(cases) do
  local doc, got, wrong = lun.doc(case[2], { date = "2021-06-16" }), {}, nil
  phase.run(packs, doc)
  local list = lun.collect(doc:facts "casualty")
  table.sort(list, function(a, b) return a.count.first < b.count.first end)
  if #list ~= #case - 2 then wrong = ("%d counts"):format(#list) end
  for k, c in ipairs(list) do
    local line, traits = line_of(c)
    local words = {}
    for word in pairs(traits) do words[#words + 1] = word end
    table.sort(words)
    got[k] = line .. " " .. table.concat(words, " ")
    for part in (case[k + 2] or ""):gmatch "[^;]+" do
      part = part:gsub("^%s+", "")
      if part ~= line and not traits[part] then wrong = (wrong or "") .. " " .. part end
    end
  end
  if wrong then failures[#failures + 1] = ("%s: %q\n    wrong: %s\n    got    %s"):format(case[1], case[2], wrong, table.concat(got, "\n           ")) end
end
for text, wanted in pairs { ["as many as 12"] = "nil 12", ["a few"] = "3 9", ["half a million"] = "500000 500000", ["no"] = "0 0", ["the bell"] = "nil nil", ["12.5"] = "nil nil", ["two to three hundred"] = "200 300" } do
  local low, high = casualty.number(text)
  if ("%s %s"):format(low, high) ~= wanted then failures[#failures + 1] = ("%s: %s %s, not %s"):format(text, low, high, wanted) end
end
if failures[1] then error(("%d of %d cases\n%s"):format(#failures, #cases, table.concat(failures, "\n")), 0) end

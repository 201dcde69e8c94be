-- Names: what the rules decide, what weighing decides, the reasons that it gives, and how it is left out.
local core = require "lunette.core"
local lun = require "lunette"
local phase = require "lunette.phase"
local report = require "lunette.report"

local with = report.check { name = "with", use = { "names" } }
local without = report.check { name = "without", use = { "names", "-weigh.mentions" } }

local function names(text, r)
  local doc = assert(lun.doc(text))
  phase.run((r or with).packs, doc, (r or with).without)
  local found = {}
  for _, layer in ipairs { "person", "place", "org", "norp" } do
    for s in doc:spans(layer) do found[s.text] = layer end
  end
  return found, doc
end

local function that(text, wanted, r)
  local found = names(text, r)
  for name, layer in pairs(wanted) do
    if found[name] ~= (layer or nil) then error(("%q: %s is %s, not %s"):format(text, name, found[name], layer), 2) end
  end
end

-- A given name with a surname that is also a head noun of places; surnames that are places; names of another kind.
that("Ana Torres met James Hill in Victoria Park and Jackson Square.", { ["James Hill"] = "person", ["Victoria Park"] = "place", ["Jackson Square"] = "place" })
that("President Carlos Mesa spoke. Mesa told us so in Lima.", { Mesa = "person", Lima = "place" })
that("Michael Jordan won. He lives in Jordan.", { ["Michael Jordan"] = "person", Jordan = "place" })
that("They signed the Treaty of Versailles. She won the Davis Cup.", { Versailles = false, ["Davis Cup"] = false })

-- A country whose name is an ordinary word too, at the head of a sentence: it acts, or stands in a list of places.
that("Turkey invaded Syria.", { Turkey = "place", Syria = "place" })
that("China's envoy left. Guinea, Chad and Mali signed.", { China = "place", Guinea = "place", Chad = "place", Mali = "place" })
that("Turkey launches a satellite.", { Turkey = "place" })
that("Turkey farms close.", { Turkey = false })
that("China shops were closed.", { China = false })

-- What teams are called are ordinary words; behind a town they are one name with it. Firms named after their owners.
that("On Friday the Cubs beat the Expos. A bear with two cubs was seen.", { Cubs = "org", Expos = "org", cubs = false })
that("They lost to the Norwich Braves on Sunday.", { ["Norwich Braves"] = "org", Norwich = false })
that("Lawyers at Lazard and Barnes & Noble declined.", { Lazard = "org", ["Barnes & Noble"] = "org" })

-- Storms bear names of persons, and insults for peoples are given names.
that("Hurricane Maria hit the island on Monday.", { Maria = false, ["Hurricane Maria"] = false })
that("Hurricane Maria hit the island. Maria killed a dozen.", { Maria = false })
that("Hurricane Maria hit the island. Maria Tarvin stayed; Maria is a nurse.", { ["Maria Tarvin"] = "person", Maria = "person" })

-- Firms by what they report and plan; no person and no place by it.
that("Tarvo reported a quarterly loss of $4 million. Tarvo said little.", { Tarvo = "org" })
that("Brevon said it would close a mill.", { Brevon = "org" })
that("They bought Alaska for $7 million. Several employees left.", { Alaska = "place" })

do -- what a span of another rule is called may be nothing
  local doc = lun.doc "Gale Maria hit the island. Maria Tarvin stayed."
  doc:add("misc", 1, 2, { called = "" })
  phase.run(with.packs, doc, with.without)
  for s in doc:spans "person" do assert(s.text == "Maria Tarvin") end
end

-- So do vessels, which are called without what they are later on.
that("The MV Santa Tarva sank. The Santa Tarva was old.", { ["MV Santa Tarva"] = false, ["Santa Tarva"] = false })
that("A tanker, the Marlow Star, and the frigate Admiral Brevik left Lima.", { ["Marlow Star"] = false, ["Admiral Brevik"] = false, Brevik = false, Lima = "place" })
that("HMS Defender and the French aircraft carrier Charles Brevik met the ship Captain Tomas Quill led.", { HMS = false, ["Charles Brevik"] = false, ["Tomas Quill"] = "person" })
that("The fence fell, said its director, Paddy Nolan.", { ["Paddy Nolan"] = "person" })

that("Flooding was likely along the River Shannon until Wednesday.", { ["River Shannon"] = "place" })

-- The first or the last word of an organisation's name alone; not so a place, or where it happens.
that("Quellmar Industries fell. The deal would make Quellmar the largest.", { ["Quellmar Industries"] = "org", Quellmar = "org" })
that("Kenya Wildlife Service rangers left. Kenya paid.", { ["Kenya Wildlife Service"] = "org", Kenya = "place" })

-- Firms of two and three partners; two people with a mark between are none.
that("Hart & Bell declined to comment.", { ["Hart & Bell"] = "org", Hart = false, Bell = false })
that("She left Becker, Stowe & Lind for Romeo & Tarn Productions Inc. in May.", { ["Becker, Stowe & Lind"] = "org", ["Romeo & Tarn Productions Inc."] = "org" })
that("Veltrano to Buy Hart & Bell's Paint Unit", { ["Hart & Bell"] = "org" })
that("They thanked Anna Marlow & Peter Quill.", { ["Anna Marlow"] = "person", ["Peter Quill"] = "person" })

-- What stands before or behind a name says that it is an organisation.
that("The union Solidar called a strike.", { Solidar = "org" })
that("The newspaper Le Courrier and the state-run newspaper Thanh Moi said so.", { ["Le Courrier"] = "org", ["Thanh Moi"] = "org" })
that("Outages were seen, monitors NetWatch said.", { NetWatch = "org" })
that("Anti-graft group Voz Limpia called it historic.", { ["Voz Limpia"] = "org" })
that("They back the ruling RPDS-Jamana party.", { ["RPDS-Jamana"] = "org" })
that("Shares in Orlin, the Canadian miner, rose.", { Orlin = "org" })
that("The mine belongs to Tarvena, the Indian miner.", { Tarvena = "org" })
that("Bombs came from Tarvo, the Australian explosives maker.", { Tarvo = "org" })
that("Brandis shares fell, and Tarvo's chief executive left.", { Brandis = "org", Tarvo = "org" })
that("She founded the company Anna Marlow runs.", { ["Anna Marlow"] = "person" })
that("Tomas Brevik, a miner, left. He told the court Brevik was drunk.", { ["Tomas Brevik"] = "person", Brevik = "person" })

that("She will lead the combined company, to be known as Tarvo Reyes. It was told to KTRM, the official news agency.", { ["Tarvo Reyes"] = "org", KTRM = "org" })

-- The letters of an organisation that the article names, without brackets.
that("The Chile Football Association met. Then CFA president Ana Torres spoke.", { CFA = "org" })

-- A word such as London-listed is no part of a name.
that("Equipment came from Lima-based Tarvo and London-listed Brandis.", { Tarvo = "org", Brandis = "org", ["Lima-based Tarvo"] = false, ["London-listed Brandis"] = false })
that("Shares of Hong Kong-listed Tarvo Foods fell.", { ["Tarvo Foods"] = "org", Hong = false })

-- Long names with small words in them are one.
that("The Supreme People's Procuratorate and the Tarvo Centres for Flood Control and Prevention said so.", { ["Supreme People's Procuratorate"] = "org", ["Tarvo Centres for Flood Control and Prevention"] = "org" })
that("The National Committee for Flood Prevention said so.", { ["National Committee for Flood Prevention"] = "org" })
that("The bloc's Peace and Security Council will meet.", { ["Peace and Security Council"] = "org" })
that("The Kenya Information and Broadcasting Authority closed.", { ["Kenya Information and Broadcasting Authority"] = "org" })
that("The Tarvo Erosion and Mitigation Department met.", { ["Tarvo Erosion and Mitigation Department"] = "org" })
that("Congress and the Justice Department agreed.", { ["Justice Department"] = "org" })
that("The Office of the High Commissioner for Refugees said so.", { ["Office of the High Commissioner for Refugees"] = "org" })
that("The Public Prosecutor's Office was satisfied.", { ["Public Prosecutor's Office"] = "org" })
that("He left Norwick Albion for Chilean champions.", { ["Norwick Albion"] = "org" })

-- Before the person of that name is named, a word that an organisation's name begins with is the organisation's, and a country
-- the country.
that("Tarvo A/S will buy it. Tarvo hired staff. Tarvo was founded by Soren Tarvo.", { Tarvo = "org", ["Soren Tarvo"] = "person" })
that("They asked Hart & Bell. Hart fell. Later Josiah Hart died.", { Hart = "org", ["Josiah Hart"] = "person" })
that("Chad's President Ali Torres left. Later Jordan Chad, a photographer, was hurt.", { Chad = "place", ["Jordan Chad"] = "person" })

-- Names with articles, numerals, titles of two words; places in a list and in capitals.
that("Sudan's ambassador, Al-Karim Idriss al-Karim Mohamed, spoke.", { ["Al-Karim Idriss al-Karim Mohamed"] = "person" })
that("Gen. Abdel Fattah al-Barhan spoke. Then Barhan left.", { Barhan = "person" })
that("Pope Leo XIV prayed. Colonel-Major Amadou Salou spoke.", { ["Leo XIV"] = "person", ["Amadou Salou"] = "person" })
that("They left the districts of Quang Nam and Thanh Dien by boat.", { ["Quang Nam"] = "place", ["Thanh Dien"] = "place" })
that("HUE, Vietnam (AP) - Rain fell for days on the roofs of the town.", { HUE = "place", Vietnam = "place" })

-- Players are a club's, also where a place is named alone; who is somewhere is not at a club.
that("They meet Stoke defender Ali Torres, Lyon's Algerian midfielder Tom Hill and Bolton manager Max Quill. He lives in Derby.", { Stoke = "org", Lyon = "org", Bolton = "org", Derby = "place" })
that("They meet Brazil midfielder Ali Torres.", { Brazil = "place" })
that("They signed Stoke defender Cristian Roma in May.", { ["Cristian Roma"] = "person", Roma = false })

-- What owns is a company when one is called so; analysts work for one.
that("Blast Kills Nine; Owner Jinleng Under Investigation\n\nThe mine belongs to Jinleng Holding Group, police said.", { Jinleng = "org" })
that("Owner Tomas Brevik left.", { ["Tomas Brevik"] = "person" })
that("Analyst Ana Torres of Jeffries spoke. An economist at Brandisbank agreed.", { Jeffries = "org", Brandisbank = "org" })

-- What takes only a part of a run of capitals is the run's.
that("They cheered when the Lima Falcons scored.", { ["Lima Falcons"] = "org", Lima = false })
that("Soldiers of the Korean People's Army marched.", { ["Korean People's Army"] = "org", Korean = false })
that("They wrote to the National Governors' Association on Monday.", { ["National Governors' Association"] = "org" })
that("The 14th Armored Division crossed the river.", { ["14th Armored Division"] = "org" })
that("She moved to Washington, D.C., last May.", { ["Washington, D.C."] = "place" })

-- An article of another language begins names of places; nouns of places in other languages stand before theirs, and go on with ours.
that("The road leads to La Tarvosa and Los Brevinos.", { ["La Tarvosa"] = "place", ["Los Brevinos"] = "place" })
that("She lives off Jalan Tarvin, near Kuala Brevik.", { ["Jalan Tarvin"] = "place", ["Kuala Brevik"] = "place" })
that("They met at the Tarvin Precinct, near the Grand Mosque.", { ["Tarvin Precinct"] = "place", ["Grand Mosque"] = "place" })
that("They marched from Lal Chowk to Parque Tarvo.", { ["Lal Chowk"] = "place", ["Parque Tarvo"] = "place" })
that("Hikers left Mount Sorrel National Park and Santa Tarva Airport.", { ["Mount Sorrel National Park"] = "place", ["Santa Tarva Airport"] = "place" })

-- Who is quoted by one word that nothing else tells of: not what a place, or more of the name, follows.
that('"I left," said Atikor.', { Atikor = "person" })
that('“It is over,” says Tarvin, a farmer. "No," said Lima', { Tarvin = "person", Lima = "place" })
that('Said Brevin', { Brevin = false })

-- The short form of a place; a centre that warns of storms is no storm.
that("The Upper Tarvo Dam (UTD) is full. Water left the UTD on Monday.", { ["Upper Tarvo Dam"] = "place", UTD = "place" })
that("The Council on the Law of the Sea (CLS) and the Coastal Relief Agency (CRA) were named.", { CLS = "org", CRA = "org" })
that("The National Hurricane Center warned the Tarvish neighbourhood.", { ["National Hurricane Center"] = "org", Tarvish = "place" })

that("Tropical Storm Florence turned north.", { ["Storm Florence"] = false })
that("They beat the ENGLISH COUNTY side.", { ENGLISH = false })

-- Where something is, is a place, unless the name is known for a person's.
that("They met in Hai Brevong, at Mir Tarvil and near Talat Marvaq.", { ["Hai Brevong"] = "place", ["Mir Tarvil"] = "place", ["Talat Marvaq"] = "place" })
that("They laughed at Boris Tarvosh and put their trust in Kofi Brevik.", { ["Boris Tarvosh"] = "person", ["Kofi Brevik"] = "person" })
that("It was seen in Baz Marlovic's film. They took aim at Yoon Hee-geun and believe in James Hill.", { ["Baz Marlovic"] = "person", ["Yoon Hee-geun"] = "person", ["James Hill"] = "person" })

-- Words before a name are no part of it.
that("Then biochemist Tomas Brevik and Scientologist Laura Marlow left.", { ["Laura Marlow"] = "person" })
that("We met Prime Minister John Key there.", { ["John Key"] = "person" })

-- An unknown given name before a known one is a part of the name; a holiday whose name goes on as one of a person is none.
that("Police held Tarvosh Ahmad Torres, 24, in Lima.", { ["Tarvosh Ahmad Torres"] = "person", ["Ahmad Torres"] = false })
that("Third-seeded Wayne Marlow beat Jim Torres.", { ["Wayne Marlow"] = "person", ["Third-seeded Wayne Marlow"] = false })
that("Shops closed for Eid Al Adha.", { ["Eid Al Adha"] = false, ["Al Adha"] = false })

-- The person behind what his post is of, both in capitals: the place and the ministry end where the name begins.
that("Chad's ambassador to Peru Kwesi Torres-Tarvo and the Minister of Water and Rural Development Ana Hollis met.", { Peru = "place", ["Kwesi Torres-Tarvo"] = "person", ["Ana Hollis"] = "person" })
that("The foreign minister of Somalia Abdisaid Warsame spoke, and the Leader of the Opposition James Hill left.", { Somalia = "place", ["Abdisaid Warsame"] = "person", ["James Hill"] = "person" })
that("The chairman of the Food Security Committee Mark Hollis spoke.", { ["Food Security Committee"] = "org", ["Mark Hollis"] = "person" })
that("The president of Real Madrid Tomas Brevik spoke.", { ["Real Madrid"] = "org", ["Tomas Brevik"] = "person" })
that("The president of Costa Rica and the chairman of the Trade Union Congress left.", { ["Costa Rica"] = "place", ["Trade Union Congress"] = "org" })

-- Who leads a government is named before it; a place, a party, and what is made of a place is something else.
that("The Brevik administration fell, and with it the Torres-Marlow government.", { Brevik = "person", ["Torres-Marlow"] = "person" })
that("The Biden administration said so. The Lima government, the Bavarian government and the Hamas government did not.", { Biden = "person", ["Biden administration"] = false, Lima = "place", Bavarian = "norp", Hamas = "org" })
that("The Brevik-era administration and the Tarvoland administration fell.", { ["Brevik-era"] = false, Tarvoland = false })
that("The song came in at No. 3.", { ["No."] = false })

-- Particles of names in small letters.
that("Hessa bint Essa Marlow met King Tarvosh ka Zwelivo.", { ["Hessa bint Essa Marlow"] = "person", ["Tarvosh ka Zwelivo"] = "person" })

-- A surname later with its particle, in small letters or not.
that("Prince Hassan bin Tarvosh spoke. They said Bin Tarvosh had left. The plan of bin Tarvosh failed.", { ["Bin Tarvosh"] = "person", ["bin Tarvosh"] = "person", Tarvosh = false })
that("Anna del Brevik spoke. Last year, del Brevik agreed.", { ["del Brevik"] = "person", Brevik = false })

-- What is called after where it is lends it no name.
that("He died in Tarvosh Hospital. A visit to Tarvosh was planned.", { ["Tarvosh Hospital"] = "org" })

-- Surnames that are titles or months.
that("Rev. Martin Luther King Jr. spoke first. Later King sat down.", { ["Martin Luther King Jr."] = "person", King = "person" })
that("Theresa May spoke. They said that May had left in May.", { ["Theresa May"] = "person" })

-- The family name first, also where it is an ordinary word; a faith, and whoever has its name.
that("Park Hyun Tae spoke. Moon Brevin Tarl left. Park Officials left.", { ["Park Hyun Tae"] = "person", ["Moon Brevin Tarl"] = "person" })
that("They turned to Islam and feared for Islam. Rafiq Islam left.", { Islam = false, ["Rafiq Islam"] = "person" })
that("Islam forbids it. The minister said that Islam was no threat.", { Islam = false })
that("Islam was arrested.", { Islam = "person" })
that("A team led by Ana Torres left.", { ["A team"] = false })

that("They elected Leung Mei-kwan on Sunday.", { ["Leung Mei-kwan"] = "person" })
that("The group of Zhang Tarvong won. Wasim is a cook. The plan of Wasim failed.", { ["Zhang Tarvong"] = "person", Wasim = "person" })

-- Letters that are no organisation's, alone or as the short form of something else.
that("Two MPs, a TV crew and nine NGOs came. They spent FDI on LNG.", { MPs = false, TV = false, NGOs = false, FDI = false, LNG = false })
that("She filed a First Harbour Report (FHR) on Monday. The FHR was sent to the Inspector General of Police (IGOP). The IGOP agreed.", { FHR = false, IGOP = false })
that("The Coastal Relief Agency (CRA) met. The CRA agreed. The Director of the Harbour Guard (HG) left.", { CRA = "org", HG = "org" })

-- Generations are no generals, games no clubs; whom police call only by a surname is a person.
that("Prices rose for Gen Z and Gen Zers.", { Z = false, Zers = false })
that("Gen Torres spoke.", { Torres = "person" })
that("Athletics coach Ana Torres spoke.", { Athletics = false, ["Ana Torres"] = "person" })
that("Police held a clerk surnamed Deep and a man surnamed Brevik.", { Deep = "person", Brevik = "person" })

-- What several are called before their names; what an office is of is no place; a word with a hyphen that says what somebody does.
that("Presidents Tarvosh and Al-Brevik met. Then Generals Ana Torres and Jens Holm left.", { Tarvosh = "person", ["Ana Torres"] = "person" })
that("Spanish Farm Minister Ana Torres met EU Farm Commissioner Jens Holm.", { ["Spanish Farm"] = false, ["EU Farm"] = false, EU = "org", ["Ana Torres"] = "person" })
that("Co-moderator Andrea Tarvin asked. Botox-maker Brandisco rose in Tarvish-ruled Lima.", { ["Andrea Tarvin"] = "person", ["Botox-maker Brandisco"] = false, Lima = "place" })
that("They left the Co-operative Bank.", { ["Co-operative Bank"] = "org" })

-- A quarter of a place, and one by its little namesake; a place that goes on with a particle.
that("Trade in Northern Kenya fell. They talked of Northern Kenya and Little Havana.", { ["Northern Kenya"] = "place", ["Little Havana"] = "place" })
that("People of San Juan de Tarvosh protested.", { ["San Juan de Tarvosh"] = "place" })
that('"It rains," says Sari van Anders, a student.', { ["Sari van Anders"] = "person" })

-- States of the US by their letters, which may be somebody's; courts of appeals by their numbers.
that("They drove from Tarvin, N.Y., to Newark, N.J., with N.C. Marlow.", { ["N.Y."] = "place", ["N.J."] = "place", ["N.C. Marlow"] = "person" })
that("The 5th Circuit and the Ninth Circuit agreed.", { ["5th Circuit"] = "org", ["Ninth Circuit"] = "org" })

-- Clubs, parties and assemblies by words of other languages that begin or end their names.
that("Spartak Tarvinsk beat Hapoel Brevik.", { ["Spartak Tarvinsk"] = "org", ["Hapoel Brevik"] = "org" })
that("The Dewan Tarvan voted, the Tarvosh Dal marched, and Institut Brevik agreed.", { ["Dewan Tarvan"] = "org", ["Tarvosh Dal"] = "org", ["Institut Brevik"] = "org" })

-- Degrees are nobody's, and a tournament, a programme no organisation.
that("It was 30 degrees Celsius at the U.S. Open. Medicare was cut, they told Torres.", { Celsius = false, ["U.S. Open"] = false, Medicare = false })

-- A day before what is called like a place is none of its words.
that("On Monday Tarvin Woods was closed.", { ["Tarvin Woods"] = "place" })

-- A title behind the name of a county is somebody's.
that("Tarvosh County Judge Ana Torres left. Then Sheriff Bo Li of Lake County left.", { ["Ana Torres"] = "person", ["Lake County"] = "place" })

-- Markets of shares are no places; a player of the Cubs is a Cub; whose residents are named is a place.
that("The Tarvosh Secondary Market (TSM) is shut. They left the Tarvosh Fish Market.", { ["Tarvosh Secondary Market"] = "org", TSM = "org", ["Tarvosh Fish Market"] = "place" })
that("Then Oriole Jamie Torres and Cub Kerry Hollis left.", { ["Jamie Torres"] = "person", ["Kerry Hollis"] = "person" })
that("Residents of Tarvosh blocked roads.", { Tarvosh = "place" })

-- A given name that is a month, too; a party in brackets; who is in one town and another.
that("Spokeswoman Jan Torres left in Jan 2020.", { ["Jan Torres"] = "person" })
that("Ali Torres (TVP, Lima) left.", { TVP = "org" })
that("Rain fell in Tarvosh and Brevinfield.", { Brevinfield = "place" })
that("They left Tarvosh village for Lima State.", { Tarvosh = "place", ["Lima State"] = "place" })
that("Cr Torres spoke. The Islamic State West Africa Province (ISWAP) struck.", { Torres = "person", ["Islamic State West Africa Province"] = "org", ISWAP = "org" })

-- A country is nobody's surname.
that("Miss Mavis Ghana spoke. They love Ghana and Peru, but Ghana paid.", { Ghana = "place", Peru = "place" })

-- The agency in a dateline.
that("LIMA, May 3 (Tarvosh Wire) - Talks ended on Monday.", { LIMA = "place", ["Tarvosh Wire"] = "org" })

-- One slip of the pen from a known place.
that("Police killed Bir Singh in Lima.", { Lima = "place", ["Bir Singh"] = "person" })
that("Two soldiers were hurt near Tellmoa da Praia on Sunday.", { ["Tellmoa da Praia"] = "place" })
that("Ana da Silva met Bo Li in Ana da Silva's house.", { ["Ana da Silva"] = "person" })
that("They flew to Rio de Janerio on Friday.", { ["Rio de Janerio"] = "place" })

-- Weighing: unsure names get a type from what stands around them, with a reason; it can be left out.
local text = "Ampuero Reyes said that Qorvath, a Dutch maker of pumps, had moved to the town of Tellmar."
local found, doc = names(text)
assert(found["Ampuero Reyes"] == "person" and found.Tellmar == "place")
local weighed
for s in doc:spans "person" do if s.weighed then weighed = s end end
assert(tostring(weighed:why()):find "verb of saying %+%d", "why shows the reason")
local _, plain = names(text, without)
assert(not core.find_layer(plain, "weighed"))
for s in plain:spans "person" do assert(not s.weighed) end

-- Beside scores teams are meant.
that("Chile 2 - 1 Peru, it ended. Chile had scored early. Ghana 3-0 Sweden was the last game in Chile.", { Peru = "org", Ghana = "org" })

-- The steps are given all that they go by.
local naming = require "lunette.naming"
local function refused(wanted, step, given)
  local fine, said = pcall(naming[step], given)
  assert(not fine and said:find(wanted, 1, true), said)
end
refused("no table 'numbers'", "gatherer", {})
refused("no numbers.sure_unsaid", "gatherer", { numbers = {}, texts = {}, rules = {} })
refused("no numbers.words_most", "weigher", { numbers = { words_most = "five" }, texts = {}, rules = {} })
refused("no numbers.sure", "settler", { numbers = {}, texts = {}, rules = {} })

-- What weighing tells is what decides: the features of every mention, with the weights that the dictionary has.
local weigh = require "lunette.weigh"
local told = weigh.told(doc)
assert(told[1].text == "Ampuero Reyes" and told[1].type == "person" and told[1].first == 1 and told[1].last == 2)
local features = {}
for _, feature in ipairs(told[1]) do features[feature[1]] = #feature end
assert(features["after verb of saying"] == 5 and features["before nothing"] and features["words 2"])
local rows = lun.dictionary "nameweight":lookup "after verb of saying"
for _, feature in ipairs(told[1]) do
  if feature[1] == "after verb of saying" then assert(feature[2] == tonumber(rows[1].person) and feature[5] == tonumber(rows[1].none)) end
end
for s in doc:spans "mention" do s:set("type", "org") end
assert(weigh.told(doc)[1].type == "org", "what a script set counts")

-- lun.prior
assert(lun.prior("given", "Maria") > 5 and lun.prior("given", "Xqzzy") == 0 and lun.prior("lexicon", "house") == 5)
for _ = 1, 2 do -- the second answer is remembered
  assert(lun.prior("place", "New York") >= 7 and lun.prior("place", "New Xqzzy") == 0 and lun.prior("place", "") == 0 and lun.prior("place", "\xFF") == 0)
end
local harbours = lun.dictionary("harbour", { { "Tide Row", "7" }, { "Keel", "2" }, { "Keel", "6.5" }, { "Mole" }, { "Sluice", "-3" },
  { "Weir", "300" }, { "Lock", "high" }, { ("Breakwater"):rep(7), "8" } }, { columns = { "prior" } })
for text, wanted in pairs { ["Tide Row"] = 7, Keel = 6.5, Mole = 5, Sluice = 0, Weir = 300, Lock = 5, Tide = 0, ["Tide  row"] = 0, [("Breakwater"):rep(7)] = 8 } do
  for _ = 1, 2 do
    local prior = harbours:prior(text)
    assert(prior == wanted and lun.prior("harbour", text) == wanted, ("%s: %s, not %s"):format(text, prior, wanted))
    assert(math.type(prior) == (wanted == 6.5 and "float" or "integer"))
  end
end
for k = 1, 3000 do harbours:prior("Pier No. " .. k) end -- more than are remembered
assert(harbours:prior("Tide Row") == 7 and harbours:prior("Tide  Row") == 7)
local ok, message = pcall(lun.prior, "given")
assert(not ok and message:find "wants the name of a dictionary")

-- What weighing tells of a document does not depend on those before it, whose mentions stood at the same tokens.
local function features(text)
  local _, one = names(text)
  local lines = {}
  for _, m in ipairs(weigh.told(one)) do for _, feature in ipairs(m) do lines[#lines + 1] = m.text .. ": " .. feature[1] end end
  return table.concat(lines, "\n")
end
local plain_list = "Ana Torres, Lima and Quito agreed. In Lima, Ana Torres and James Hill met."
local before = features(plain_list)
assert(before:find "listed after place" and before:find "listed before place", before)
features "Paris, Rome, Oslo, Cairo, Lagos, Delhi, Quito, Lima, Bogota, Accra, Dakar, Tunis and Rabat agreed. IBM, Ford and Shell left."
assert(features(plain_list) == before)

return 0

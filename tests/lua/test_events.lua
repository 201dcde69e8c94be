-- Events: a table of cases, construction by construction, and what the report and the user's own dictionaries make of them. A case
-- is its name, a text and the events wanted of it: "SOURCE CODE TARGET status", with - for what is not known; further words say
-- in @PLACE, on =TIME (- where its sentence gives it none), or the kind of an event without a code. With `never`, no event's line has that text, with `never_at` no place; with `name`, the
-- wanted event has a side of that name.
local lun = require "lunette"
local phase = require "lunette.phase"
local using = require "lunette.using"
local happening = require "lunette.happening"

local packs = {}
using.packs({ "events" }, packs, {}, 1)

local function events_of(text)
  local doc = lun.doc(text, { date = "2021-06-16" })
  phase.run(packs, doc)
  local list = {}
  for e in doc:facts "event" do
    for _, pair in ipairs(happening.pairs(e, doc)) do
      local line = ("%s %s %s %s"):format(pair[1] and pair[1].code or "-", pair[3] or e.kind, pair[2] and pair[2].code or "-", e.status)
      list[#list + 1] = { line = line, names = ("%s;%s"):format(happening.name(doc, pair[1]), happening.name(doc, pair[2])), place = e.place and e.place.text, time = e.time and e.time.value, said = e.speaker and e.speaker.name or e.source and e.source.text }
    end
  end
  return list
end

local cases = {
  -- companies, of which no country is known
  { "company buys a thing", "Veltrano Foods Inc. bought a mine in the north.", "- business - happened" },
  { "company buys a company", "Veltrano Foods Inc. will acquire Bramwell Holdings Ltd.", "- business - planned" },
  { "person buys a hat", "Ana Torres bought a hat.", never = "business" },
  -- participles of harm
  { "harm by what fell, in a clause of time", "Peru left the talks hours after shells hit a market in the border town of Arica, killing six Chilean soldiers.", "- 190 CHLMIL happened @Arica", never = "PER 190" },
  { "two harms of one bomb", "Protests erupted after a bomb exploded in the northern city of Kano, killing three Malian soldiers and wounding two Malian students.",
    "- 190 MLIMIL happened @Kano", "- 180 MLIEDU happened" },
  { "harm by those who attack, not by who fled", "Malian troops attacked the village after rebels fled, killing six Chadian soldiers.", "MLIMIL 190 TCDMIL happened", never = "REB 190" },
  { "storm with a name", "Hurricane Maria hit Puerto Rico in 2017.", "- disaster PRI happened =2017", never = "190" },
  -- games, cues and sides without a code
  { "a game", "England beat Australia by six wickets." },
  { "a score", "Brazil defeated Chile 3-0." },
  { "fans at a game", "Peruvian police clashed with Chilean fans after the football final.", "PERCOP 190 CHL happened" },
  { "no game", "Brazil defeated Chile in the war.", "BRA 190 CHL happened" },
  { "a cue behind a quotation", "\"Why?\" asked Ana Torres.", },
  { "a side without a code beside one that has it", "Peruvian police arrested Peter Banda.", "PERCOP 173 - happened", name = "Peter Banda" },
  { "harm by what collapsed", "A bridge collapsed in Peru, killing two Malian soldiers.", "- casualty MLIMIL happened", never = "190" },
  -- words of several meanings
  { "theft that is admitted", "Peter Banda of Peru admitted the theft.", never = "086" },
  { "office that is taken", "Ana Torres took office in May.", "- appointment - happened" },
  { "fire that is returned", "Troops of Mali returned fire.", never = "084" },
  { "talks that are derailed", "Peru tried to derail the talks.", never = "disaster" },
  { "train that derails", "A train derailed in Peru.", "- disaster - happened @Peru" },
  { "another sum", "Ethiopia pledged another $20 million in military aid to Sudan.", "ETH 033 SDN happened" },
  { "spoke by phone", "Angela Merkel spoke by phone with Emmanuel Macron.", "DEUGOV 041 FRAGOV happened" },
  -- titles and relative clauses
  { "title with of and name", "U.S. Secretary of State Mark Ellison praised Chile.", "USAGOV 051 CHL happened", name = "Mark Ellison" },
  { "relative clause with two verbs", "President Ana Torres of Peru, who visited Chile on Monday and will visit Bolivia, left.", "PERGOV 042 CHL happened", "PERGOV 042 BOL planned" },
  { "in two cities of one country", "Police attacked demonstrators in Lima and Arequipa.", "---COP 190 PEROPP happened" },
  -- what is no actor
  { "a month that a leader is called like", "The Chilean army attacked the town in May.", "CHLMIL 190 - happened", never = "GBR" },
  { "a campaign of a candidate", "Peru launched its campaign for tourists in Chile.", never = "190" },
  { "a campaign of an army", "Peru launched a military campaign against Chile.", "PER 190 CHL happened" },
  -- active
  { "active, object", "Peru praised Chile.", "PER 051 CHL happened" },
  { "active, object and place", "Police arrested three students in Lima.", "---COP 173 PEREDU happened" },
  { "active, at least", "Rebels killed at least 14 Malian soldiers.", "---REB 190 MLIMIL happened" },
  { "active, as many as", "Police arrested as many as 40 students in Lima.", "---COP 173 PEREDU happened" },
  { "disaster, that killed", "An earthquake killed more than 12 Nepalese soldiers.", "- disaster NPLMIL happened" },
  { "active, adverb", "Chile sharply criticized Bolivia.", "CHL 111 BOL happened" },
  { "noun in -ing at the end of the text", "Bo Li of Peru came late for the signing" },
  { "active, time between", "Chile on Tuesday condemned Bolivia.", "CHL 111 BOL happened =2021-06-15" },
  { "active, present", "Norway backs Finland.", "NOR 051 FIN happened" },
  { "active, perfect", "Kenya has expelled two Ugandan diplomats.", "KEN 166 UGAGOV happened" },
  { "active, role noun", "Colombian soldiers attacked a Venezuelan patrol.", "COLMIL 190 VENMIL happened" },
  { "active, role noun in a place", "Rebels in Chad ambushed French troops.", "TCDREB 190 FRAMIL happened" },
  { "active, title and name", "President Ana Torres of Peru thanked Bolivia.", "PERGOV 051 BOL happened" },
  { "active, role noun that refers back", "Minister Ana Torres of Peru came to Lima. The minister criticized Chile.", "PERGOV 111 CHL happened" },
  { "active, pronoun that refers back by gender", "President Ana Torres of Peru met Peter Miller. She criticized Chile.", "PERGOV 111 CHL happened" },
  { "active, ministry", "The Polish foreign ministry rebuked Hungary.", "POLGOV 111 HUN happened" },
  { "active, body", "The United Nations criticized Sudan.", "IGOUNO 111 SDN happened" },
  { "active, armed group", "Gunmen kidnapped a Danish journalist in Mali.", "---UAF 181 DNKMED happened @Mali" },
  { "active, airstrike verb", "Turkish jets bombed Syrian rebels.", "TURMIL 195 SYRREB happened" },
  { "active, shelling", "Armenian forces shelled Azerbaijan.", "ARMMIL 194 AZE happened" },
  { "active, occupation", "Ethiopian troops occupied Somalia.", "ETHMIL 192 SOM happened" },
  { "active, lawsuit", "Ecuador sued Colombia.", "ECU 115 COL happened" },
  { "active, release", "Iran freed two British sailors.", "IRN 084 GBRMIL happened" },
  { "active, ban", "Nepal banned Indian newspapers.", "NPL 172 INDMED happened" },
  { "active, deportation", "Greece deported Albanian workers.", "GRC 174 ALBLAB happened" },
  { "active, protection", "Kenyan police rescued Somali refugees.", "KENCOP 073 SOMREF happened" },
  -- prepositions
  { "link, with", "Brazilian officials consulted with Argentina.", "BRAGOV 040 ARG happened" },
  { "link, negotiation is told from both sides", "Egypt negotiated with Ethiopia.", "EGY 046 ETH happened", "ETH 046 EGY happened" },
  { "link, against", "Hungarian students protested against the government of Hungary.", "HUNEDU 140 HUNGOV happened" },
  { "link, clash", "Indian troops clashed with Chinese soldiers.", "INDMIL 190 CHNMIL happened" },
  { "link, cooperation", "Japan cooperated with Australia.", "JPN 060 AUS happened" },
  { "link, apology", "Japan apologized to Korean workers.", "JPN 055 KORLAB happened" },
  { "link, withdrawal", "French troops withdrew from Mali.", "FRAMIL 087 MLI happened" },
  { "link, call on", "Spain called on Morocco.", "ESP 020 MAR happened" },
  -- travel
  { "visit, object", "The Japanese prime minister visited Vietnam.", "JPNGOV 042 VNM happened", "VNM 043 JPNGOV happened" },
  { "visit, in", "The Italian president arrived in Tunisia.", "ITAGOV 042 TUN happened", "TUN 043 ITAGOV happened" },
  { "visit, planned", "The Italian president will travel to Tunisia.", "ITAGOV 042 TUN planned", "TUN 043 ITAGOV planned" },
  { "visit, cancelled", "The Japanese prime minister cancelled a visit to Vietnam.", "JPNGOV 042 VNM denied", never = "160" },
  { "visit, not cancelled", "The Japanese prime minister did not cancel a visit to Vietnam.", "JPNGOV 042 VNM planned" },
  { "visit, to be cancelled", "The Japanese prime minister will postpone his trip to Vietnam.", "JPNGOV 042 VNM planned" },
  { "visit, ended", "The Japanese prime minister ended a three-nation tour on Friday.", "JPNGOV 042 - happened", never = "160" },
  { "noun, talks ended", "Peru ended talks with Chile.", "PER 164 CHL happened" },
  { "host", "Vietnam hosted the Japanese prime minister.", "VNM 043 JPNGOV happened", "JPNGOV 042 VNM happened" },
  -- a verb and its noun
  { "noun, agreement", "Peru signed a trade agreement with Chile.", "PER 057 CHL happened" },
  { "noun, agreement with a time between", "Peru signed on Monday a trade agreement with Chile.", "PER 057 CHL happened =2021-06-14" },
  { "noun, talks", "Peru held talks with Chile.", "PER 046 CHL happened", "CHL 046 PER happened" },
  { "noun, meeting", "Peruvian ministers held a meeting with Chile.", "PERGOV 040 CHL happened" },
  { "noun, sanctions imposed", "Canada imposed economic sanctions on Belarus.", "CAN 163 BLR happened" },
  { "noun, sanctions lifted", "Canada lifted sanctions on Belarus.", "CAN 085 BLR happened" },
  { "noun, ties cut", "Qatar cut diplomatic ties with Chad.", "QAT 161 TCD happened" },
  { "noun, ties restored", "Qatar restored diplomatic relations with Chad.", "QAT 050 TCD happened" },
  { "noun, aid", "Norway provided food aid to Malawi.", "NOR 070 MWI happened" },
  { "noun, weapons", "Iran supplied missiles to Sudan.", "IRN 072 SDN happened" },
  { "noun, troops", "Kenya sent troops to Somalia.", "KEN 074 SOM happened" },
  { "noun, concern", "Sweden expressed its concern about Belarus.", "SWE 111 BLR happened" },
  { "noun, condolence", "Sweden conveyed condolences to Nepal.", "SWE 018 NPL happened" },
  { "noun, attack launched", "Rebels launched an attack on Malian soldiers.", "---REB 190 MLIMIL happened" },
  { "noun, airstrike", "Israel carried out an air strike on Lebanon.", "ISR 195 LBN happened" },
  { "noun, exercise", "India conducted military exercises with Japan.", "IND 062 JPN happened" },
  { "noun, proposal rejected", "Serbia rejected a proposal from Croatia.", "SRB 120 HRV happened" },
  { "noun, investigation", "Argentina opened an investigation into Paraguay.", "ARG 090 PRY happened" },
  { "noun, aid cut", "Norway suspended aid to Malawi.", "NOR 162 MWI happened" },
  { "noun, asylum", "Ecuador granted asylum to a Belarusian journalist.", "ECU 075 BLRMED happened" },
  { "noun, letting", "Peru reached an accord allowing Chile to build a road.", "PER 057 CHL happened" },
  { "noun, deed of another", "Peru welcomed the resumption of ties with Chile.", "PER 051 CHL happened" },
  -- passive
  { "passive, by", "Two Danish reporters were detained by Egyptian police.", "EGYCOP 173 DNKMED happened" },
  { "passive, of and by", "Ecuador was accused of spying by Bolivia.", "BOL 112 ECU happened" },
  { "passive, without agent", "Three Malian soldiers were killed.", "- 190 MLIMIL happened" },
  { "passive, time between", "The envoy of Chad was expelled on Monday by Qatar.", "QAT 166 TCDGOV happened =2021-06-14" },
  { "passive, noun", "Sanctions were imposed on Belarus by Canada.", "CAN 163 BLR happened" },
  { "passive, treaty", "The treaty was signed by Peru with Chile.", "PER 057 CHL happened" },
  { "passive, participle", "A Danish reporter arrested by Egyptian police returned home.", "EGYCOP 173 DNKMED happened" },
  { "passive, harm by water", "At least 21 Malian students were killed when the river burst its banks.", "- casualty MLIEDU happened", never = "190", name = "At least 21" },
  { "passive, harm on the road", "Three Malian students were killed in a road accident.", "- casualty MLIEDU happened", never = "190" },
  { "passive, harm at sea", "Nine Malian students were hurt when their boat capsized.", "- casualty MLIEDU happened", never = "180" },
  { "passive, soldiers in an accident", "Three Malian soldiers were killed in a road accident.", "- casualty MLIMIL happened", never = "190" },
  { "passive, harm by a bomb", "Three Malian students were killed when a bomb went off.", "- 190 MLIEDU happened" },
  { "passive, harm in an attack", "Three Malian students were hurt in an attack on their school.", "- 180 MLIEDU happened" },
  { "passive, harm where others attack", "Three Malian students were killed when rebels shelled the school.", "- 190 MLIEDU happened" },
  { "active, an accident killed", "The accident killed three Malian students.", "- casualty MLIEDU happened", never = "190" },
  { "passive, nobody with a code", "Two suspects were arrested in Arica.", "- 173 - happened @Arica", name = "Two suspects" },
  { "passive, nobody with a code, by", "A guard was detained by Peruvian police.", "PERCOP 173 - happened", name = "A guard" },
  { "active, nobody with a code", "Peruvian police arrested two suspects.", "PERCOP 173 - happened", name = "two suspects" },
  { "passive, things", "Shops were looted in Arica.", "- 145 - happened @Arica" },
  { "passive, things and a noun", "Assets worth 3 million dollars will be frozen.", "- 163 - planned" },
  { "passive, nothing done", "The film was praised.", },
  { "passive, a sum before who does it", "Veltrano Foods Inc. was fined 12 billion roubles by a Russian court.", "RUSJUD 116 - happened", name = "Veltrano Foods Inc." },
  { "passive, half a million", "Veltrano Foods Inc. was fined half a million dollars by Peru.", "PER 116 - happened", name = "Veltrano Foods Inc." },
  { "passive, joined", "Ana Torres was fined 9,000 dollars and barred from public office.", "- 116 - happened", "- 172 - happened", name = "Ana Torres" },
  { "passive, joined and negated", "Three Malian students were not arrested or charged.", "- 173 MLIEDU denied", never = "happened" },
  { "passive, in a headline", "Minister jailed in bribery case\n\nLIMA, June 16 (Wire) - Nothing was said on Monday.", "- 173 ---GOV happened" },
  -- words that were lacking
  { "water cannon", "Peruvian border guards used water cannon against migrants.", "PERMIL 175 ---REF happened" },
  { "tear gas", "Peruvian police fired tear gas at protesters.", "PERCOP 175 ---OPP happened", never = "190" },
  { "threat of a strike", "Peruvian workers threatened to strike.", "PERLAB 133 - happened" },
  { "threat to cut off", "Peru threatened to cut off gas supplies to Chile.", "PER 130 CHL planned" },
  { "set fire", "Protesters allegedly set fire to the office of a Peruvian lawmaker.", "---OPP 171 PERLEG alleged" },
  { "called for restraint", "Peru called for restraint.", "PER 020 - happened" },
  { "ordered a release", "A court in Peru ordered the release of 30 students.", "PERJUD 084 ---EDU happened" },
  { "called on the phone", "Peru's president called Angela Merkel on Saturday.", "PERGOV 041 DEUGOV happened =2021-06-12" },
  { "called names", "Peru's president called Angela Merkel a liar.", never = "041" },
  { "tons of aid", "Peru sent 25 tonnes of aid to Chile.", "PER 070 CHL happened" },
  { "money pledged", "Peru pledged 50 million lira.", "PER 033 - happened" },
  { "money released", "Peru released 2.5 million euros.", "PER 070 - happened", never = "084" },
  { "rescuers offered", "Peru offered to send rescuers to Chile.", "PER 033 CHL planned" },
  { "made to do it", "Peru imposed sanctions on Chile, prompting Bolivia to recall its ambassador.", "PER 163 CHL happened", "BOL 161 - happened" },
  { "claimed responsibility", "Rebels in Peru claimed responsibility for the attack.", "PERREB 015 - happened" },
  { "jobs cut", "Veltrano Foods Inc. cut 800 jobs.", "- business - happened" },
  { "settled", "Veltrano Foods Inc. settled a lawsuit with Chile.", "- 057 CHL happened" },
  { "succeeded by", "Ana Torres will be succeeded by Bo Li.", "- appointment - planned", name = "Bo Li" },
  { "succeeded in doing", "Ana Torres succeeded in praising Chile.", never = "appointment" },
  { "sum without a noun", "Peru pledged $20 million to Chile.", "PER 033 CHL happened" },
  { "sum in pounds", "Peru froze a further £3.2m.", "PER 162 - happened" },
  { "sum given", "Peru gave 8 million pounds to Chile.", "PER 070 CHL happened", never = "033" },
  { "most of the sanctions", "The EU lifted most of the sanctions in May.", "IGOEUREEC 085 - happened" },
  { "host of talks", "Peru offered to host a new round of talks in Lima.", "PER 036 - planned", never = "PER 036 PER" },
  { "asked others to", "Peru urged both sides to resume the talks.", "PER 026 - planned", never = "046" },
  { "asked to extradite", "Peru asked Chile to extradite his brother.", "PER 020 CHL happened", never = "court" },
  { "disaster in a place", "A quake in Lima killed 70 Peruvian students.", "- disaster PEREDU happened", never = "PER disaster" },
  { "number alone", "Nine were detained.", "- 173 - happened", name = "Nine" },
  { "what is to come, of two verbs", "Ana Torres will step down on Friday and be succeeded by Bo Li.", "- appointment - planned =2021-06-18", name = "Bo Li" },
  { "what is tried in court", "Two Malian students were tried in May.", "- 173 MLIEDU happened" },
  { "statement that is released", "Peter Banda spoke in a statement released on Monday.", never = "084" },
  { "witnessed the signing", "The leaders of Peru and Chile witnessed the signing of three agreements.", "PERGOV 057 CHLGOV happened" },
  -- nominal
  { "nominal, between", "Talks between Peru and Chile failed.", "PER 046 CHL happened", "CHL 046 PER happened" },
  { "nominal, between, broke off", "Peace talks between Peru and Chile broke off on Monday after the rebels left.", "PER 164 CHL happened =2021-06-14", "CHL 164 PER happened", never = "046" },
  { "nominal, between, collapsed", "Peace talks between the Malian army and the rebels collapsed.", "MLIMIL 164 ---REB happened", never = "046" },
  { "nominal, between, put off", "The talks between Peru and Chile have been put off.", "PER 046 CHL denied", never = "happened" },
  { "nominal, between, called off", "The summit between Peru and Chile was called off on Tuesday.", "PER 040 CHL denied =2021-06-15", never = "happened" },
  { "nominal, between, did not take place", "A prisoner swap between Peru and Chile did not take place.", "PER 084 CHL denied", never = "happened" },
  { "nominal, between, to be held", "Talks between Peru and Chile will be held on Friday.", "PER 046 CHL planned =2021-06-18", never = "happened" },
  { "nominal, between, expected", "Talks between Peru and Chile are expected to resume on Friday.", "PER 046 CHL planned", never = "happened" },
  { "nominal, between, in a clause of its own", "Talks between Peru and Chile, which were to start on Monday, have been put off.", "PER 046 CHL denied", never = "happened" },
  { "nominal, between, what talks do", "Talks between Peru and Chile ended a war.", never = "087" },
  { "nominal, what did not take place", "A prisoner exchange did not take place.", "- 084 - denied" },
  { "nominal, a planned visit that was cancelled", "A planned visit to Peru was cancelled.", "- 042 PER denied", never = "happened" },
  { "nominal, on and by", "An attack on Malian soldiers by rebels was short.", "---REB 190 MLIMIL happened" },
  { "nominal, by and on", "An attack by rebels on Malian soldiers was short.", "---REB 190 MLIMIL happened" },
  { "nominal, of a nation", "Israeli air strikes on Lebanon went on.", "ISR 195 LBN happened" },
  { "nominal, possessive", "Egypt's invasion of Cyprus was long ago.", "EGY 190 CYP happened" },
  { "nominal, gerund", "The bombing of Lebanon by Israel went on.", "ISR 195 LBN happened" },
  -- infinitive and governed
  { "infinitive, vow", "Egypt vowed to attack Syria.", "EGY 138 SYR planned" },
  { "infinitive, threaten", "Egypt threatened to invade Syria.", "EGY 138 SYR planned" },
  { "infinitive, plan", "Norway plans to help Malawi.", "NOR 033 MWI planned" },
  { "infinitive, refuse", "Norway refused to help Malawi.", "NOR 122 MWI planned" },
  { "infinitive, refuse to say", "Norway declined to comment on the strike in Malawi.", "NOR 011 - happened", never = "124" },
  { "infinitive, refuse to say who", "Norway refused to explain why soldiers left Malawi.", "NOR 011 - happened", never = "124" },
  { "infinitive, asked", "Malawi asked Norway to help Kenya.", "MWI 023 NOR planned" },
  { "infinitive, demanded", "Chad ordered France to release Malian soldiers.", "TCD 105 FRA planned" },
  { "infinitive, meet", "Peru agreed to meet Chile.", "PER 036 CHL planned" },
  -- coordination
  { "coordination, two subjects", "Peru and Chile condemned Bolivia.", "PER 111 BOL happened", "CHL 111 BOL happened" },
  { "coordination, two objects", "Bolivia condemned Peru and Chile.", "BOL 111 PER happened", "BOL 111 CHL happened" },
  { "coordination, each other", "Peru and Chile signed an agreement.", "PER 057 CHL happened", "CHL 057 PER happened" },
  { "coordination, not each other", "Peru and Chile criticized the plan.", "PER 111 - happened", "CHL 111 - happened", never = "PER 111 CHL" },
  { "coordination, offers to somebody else", "Peru and Chile offered help.", "PER 033 - happened", never = "PER 033 CHL" },
  { "coordination, each other said", "Peru and Chile criticized each other.", "PER 111 CHL happened", "CHL 111 PER happened" },
  { "coordination, one other country", "Peru and Chile criticized one other country.", "PER 111 - happened", never = "PER 111 CHL" },
  { "coordination, one another behind a preposition", "Peru and Chile fired rockets at one another.", "PER 190 CHL happened", "CHL 190 PER happened" },
  { "coordination, talks halted", "Peru and Chile broke off talks.", "PER 164 CHL happened" },
  { "place of an earlier event", "Peru freed rebels after talks in Oslo.", "PER 084 ---REB happened", never_at = "Oslo" },
  { "place behind a time", "Peru attacked Chile after dawn in Oslo.", "PER 190 CHL happened @Oslo" },
  { "coordination, verbs taken for participles", "Russia's foreign ministry congratulated Kenya and accused France of meddling.", "RUSGOV 051 KEN happened", "RUSGOV 112 FRA happened" },
  { "coordination, behind that", "Officials said that Peru and Chile signed a treaty.", "PER 057 CHL happened", "CHL 057 PER happened" },
  { "coordination, behind said", "Officials said Peru and Chile signed a treaty.", "PER 057 CHL happened", "CHL 057 PER happened" },
  { "coordination, behind after", "It ended after Peru and Chile attacked Mali.", "PER 190 MLI happened", "CHL 190 MLI happened" },
  { "coordination, behind because", "It ended because Peru and Chile attacked Mali.", "PER 190 MLI happened", "CHL 190 MLI happened" },
  { "coordination, object of another verb", "Kenya criticized Peru and Chile attacked Mali.", "CHL 190 MLI happened", never = "PER 190" },
  { "coordination, two verbs", "Bolivia condemned Peru and praised Chile.", "BOL 111 PER happened", "BOL 051 CHL happened" },
  { "coordination, officials of two", "Lawmakers in Peru and Chile condemned Bolivia.", "PERLEG 111 BOL happened", "CHLLEG 111 BOL happened" },
  { "coordination, two in a headline", "EU, Britain impose new sanctions on Belarus", "IGOEUREEC 163 BLR happened", "GBR 163 BLR happened" },
  { "coordination, three met", "Peru, Chile and Bolivia condemned Cuba.", "PER 111 CUB happened", "CHL 111 CUB happened", "BOL 111 CUB happened" },
  { "coordination, two nations of one noun", "Indian and Chinese troops clashed.", "INDMIL 190 CHNMIL happened", "CHNMIL 190 INDMIL happened" },
  { "clause, demanded that", "Chad demanded that France leave.", "TCD 100 FRA happened" },
  { "infinitive, ready to", "Norway is ready to help Malawi.", "NOR 033 MWI planned" },
  { "infinitive, reluctant to", "Norway was reluctant to meet Malawi.", "NOR 125 MWI planned" },
  { "infinitive, urged", "Kenya urged Uganda to release two students.", "KEN 025 UGA planned" },
  { "infinitive, called on", "Kenya called on Uganda to help Malawi.", "KEN 023 UGA planned" },
  { "noun, strikes from the air", "Israeli warplanes launched strikes on Lebanon.", "ISRMIL 190 LBN happened" },
  { "noun, calls rejected", "Serbia rejected calls by Croatia.", "SRB 120 HRV happened" },
  { "actor, leaders of rebels", "Malian rebel leaders met French diplomats.", "MLIREB 040 FRAGOV happened" },
  { "actor, body of many", "NATO praised Finland.", "IGOWSTNAT 051 FIN happened" },
  { "actor, person of a country", "Ana Torres of Peru met Bo Li of Chile.", "PER 040 CHL happened" },
  { "actor, person of a body", "Ana Torres of Reuters criticized Chile.", "- 111 CHL happened", never = "GBR" },
  { "actor, body of states", "The Economic Community of West African States condemned Mali.", "IGOWAFECO 111 MLI happened" },
  { "actor, body of states without a code of its own", "The East African Community condemned Mali.", "IGO 111 MLI happened" },
  { "actor, company", "Apple criticized Peru.", "USABUS 111 PER happened" },
  { "actor, agency of news", "Reuters criticized Peru.", "GBRMED 111 PER happened" },
  { "actor, organisation without a country", "Oxfam criticized Peru.", "---NGO 111 PER happened" },
  { "actor, team", "Manchester United criticized Peru.", never = "GBR" },
  { "actor, last name of a leader", "Putin criticized Peru.", "RUSGOV 111 PER happened" },
  { "actor, whole name of a leader", "Vladimir Putin criticized Peru.", "RUSGOV 111 PER happened" },
  { "actor, namesake of a leader", "Erik Solberg criticized Peru.", "- 111 PER happened", never = "NOR" },
  { "actor, secretary of state", "The U.S. Secretary of State met the president of Chile.", "USAGOV 040 CHLGOV happened" },
  { "actor, heads of state of two", "Heads of state of Peru and Chile met.", "PERGOV 040 CHLGOV happened", "CHLGOV 040 PERGOV happened" },
  { "actor, former", "Former Malian officials criticized France.", "MLIELI 111 FRA happened" },
  { "actor, capital", "Warsaw condemned Minsk.", "POL 111 BLR happened" },
  { "nominal, participle behind", "Two soldiers killed in Mali were French.", "- 190 ---MIL happened" },
  { "actor, spokesman of a company", "A spokesman for UniCredit criticised Peru.", "ITABUS 111 PER happened", never = "GOV" },
  { "actor, spokesman of rebels", "A spokesman for the rebels in Mali praised Peru.", "MLIREB 051 PER happened" },
  { "actor, officials of a body", "Officials of the World Bank met Peru's president.", "IGOUNOIBR 040 PERGOV happened" },
  { "actor, supporters of a person", "About 300 supporters of Torres protested in Lima.", "---CVL 140 - happened", name = "300 supporters" },
  { "actor, works council", "Talks between the bank and its works council failed.", "---BUS 046 ---LAB happened" },
  { "actor, users of social media", "Prosecutors investigated 50 social media users.", "---JUD 090 ---CVL happened" },
  { "actor, officers of the police", "Peruvian police fired on protesters. A student was beaten by officers.", "---COP 182 ---EDU happened" },
  { "actor, officers of an army", "The Malian army attacked the town. A student was beaten by officers.", "---MIL 182 ---EDU happened" },
  { "actor, what is used is none", "Peru voiced concern over the use of force in Chile.", "PER 111 CHL happened", never = "MIL" },
  { "actor, what is withdrawn is none", "Peru rejected a clause on the withdrawal of troops from the town.", "PER 120 - happened", never = "MIL" },
  { "actor, an unknown name in a place", "The Chadian envoy is due to meet Burhan in Port Sudan.", "TCDGOV 040 - planned", never = "SDN" },
  { "actor, both", "Peru and Chile signed a truce, but both later violated it.", "PER 128 - happened", "CHL 128 - happened", never = "128 PER" },
  { "actor, of a body under a dateline", "GENEVA, March 14 (Wire) - The United Nations secretary-general, Ana Torres, urged Peru to free two students.", "IGOUNO 020 PER happened", never = "CHE" },
  { "actor, in exile under a dateline", "BRUSSELS (Wire) - Exiled opposition leader Ana Torres condemned Chile.", "---OPP 111 CHL happened", never = "BEL" },
  { "actor, at home under a dateline", "LIMA (Wire) - Opposition leader Ana Torres condemned Chile.", "PEROPP 111 CHL happened" },
  { "participle before its noun", "The captured soldiers praised Chile.", "---MIL 051 CHL happened", never = "173" },
  { "clause, another subject behind and", "Peru welcomed the move, and Chile called for a ban on all trade with Bolivia.", "PER 051 - happened", never = "051 CHL" },
  { "clause, a blow to efforts", "The Malian army left the talks, dealing a blow to efforts to end the war.", never = "087" },
  { "noun, bombing", "Rebels in Mali carried out the bombing.", "MLIREB 183 - happened" },
  -- status
  { "status, will", "Canada will impose sanctions on Belarus.", "CAN 163 BLR planned" },
  { "status, may", "Canada may impose sanctions on Belarus.", "CAN 163 BLR conditional" },
  { "status, if", "If Chile attacked Peru, the world would hear of it.", "CHL 190 PER conditional" },
  { "status, negated", "Chile did not attack Peru.", "CHL 190 PER denied" },
  { "status, help that is not given", "Norway will not help Malawi.", "NOR 122 MWI denied" },
  { "status, denied", "Chile denied attacking Peru.", "CHL 190 PER denied" },
  { "status, allegedly", "Chilean police allegedly tortured Peruvian workers.", "CHLCOP 182 PERLAB alleged" },
  { "status, accused of", "Bolivia accused Chile of arming Peruvian rebels.", "BOL 112 CHL happened", "CHL 072 PERREB alleged" },
  { "status, denied that", "Russia denied that its troops had attacked Ukraine.", "---MIL 190 UKR denied" },
  { "status, not denied that", "Chile has not denied that its troops attacked Peru.", "---MIL 190 PER happened" },
  { "status, denied that they did two things", "Chile denied that its troops attacked Peru and shelled Bolivia.", "---MIL 190 PER denied", never = "BOL happened" },
  { "status, denied reports", "The army denied media reports that Chilean troops shelled Peru.", "CHLMIL 194 PER denied" },
  { "status, allegations", "Allegations that Chilean troops shelled Peru reached the court.", "CHLMIL 194 PER alleged" },
  { "status, rejected claims", "Chile rejected claims that its troops shelled Peru.", "---MIL 194 PER denied" },
  { "status, dismissed who did it", "Chile dismissed two officers who attacked Peru.", never = "190 PER denied" },
  { "status, what is denied stands beside", "Chile denied that it shelled Bolivia after rebels attacked Peru.", "---REB 190 PER happened" },
  { "status, claimed that", "Bolivia claimed that Chilean troops attacked Peru.", "CHLMIL 190 PER alleged" },
  { "status, alleged behind", "Chilean troops attacked Peru, Bolivia alleged.", "CHLMIL 190 PER alleged" },
  { "status, said that", "Bolivia said that Chilean troops attacked Peru.", "CHLMIL 190 PER happened" },
  { "status, denied a noun", "Chile denied an attack on Peru by its troops.", "---MIL 190 PER denied" },
  { "status, said it would", "Canada said it would impose sanctions on Belarus.", "CAN 163 BLR planned" },
  { "status, announced that it would", "Canada announced on Monday that it would impose sanctions on Belarus.", "CAN 163 BLR planned" },
  { "status, would if", "Canada said it would impose sanctions on Belarus if Poland agreed.", "CAN 163 BLR conditional" },
  { "status, would of its own", "Canada would impose sanctions on Belarus.", "CAN 163 BLR conditional" },
  { "status, no officer", "No officer was arrested.", "- 173 ---MIL denied", never = "happened" },
  { "status, not a single one", "Not a single student was arrested by Peruvian police.", "PERCOP 173 ---EDU denied", never = "happened" },
  { "status, none of them", "None of the Peruvian students was arrested.", "- 173 PEREDU denied", never = "happened" },
  { "status, nobody", "Nobody was wounded in Arica.", "- casualty - denied" },
  { "status, done to no one", "Peruvian police arrested no one.", "PERCOP 173 - denied", never = "happened" },
  { "status, no fewer than", "No fewer than six Malian soldiers were killed.", "- 190 MLIMIL happened" },
  { "status, no longer", "Peru attacked no longer.", never = "denied" },
  { "status, no one who did it", "No one who attacked the Malian soldiers fled.", "- 190 MLIMIL happened" },
  { "status, had it been so", "Had rebels attacked the Peruvian soldiers by night, more would have died.", "---REB 190 PERMIL conditional", never = "190 PERMIL happened" },
  { "status, were it to be so", "The talks would end, were Peru to attack Chile.", "PER 190 CHL conditional" },
  { "status, on condition that", "Peru approved the deal on condition that Chile withdraw its troops.", "CHL 087 - conditional", never = "087 - happened" },
  { "status, what was never done has its own code", "Chile had never provided weapons to any group in Peru.", "CHL 072 PER denied", never = "122" },
  { "status, never met", "Peru and Chile never met.", "PER 040 CHL denied", never = "125" },
  { "status, sanctions that are not joined", "Norway has not joined the sanctions against Peru.", "NOR 163 PER denied", never = "120" },
  { "status, asked not to", "Peru had asked Chile not to recognise the rebels.", "PER 020 CHL planned", never = "022" },
  { "status, vowed not to", "Peru vowed not to help Chile.", "PER 122 CHL denied" },
  -- who a word means
  { "pronoun, it", "Peru condemned Bolivia. It also criticized Cuba.", "PER 111 BOL happened", "PER 111 CUB happened" },
  { "pronoun, they", "Police arrested two students in Lima. They also detained a Danish reporter.", "---COP 173 PEREDU happened", "---COP 173 DNKMED happened" },
  { "pronoun, he after another", "Peru's President Bo Li met Chilean President Ana Torres. He praised Bolivia.", "PERGOV 051 BOL happened" },
  { "pronoun, she said", "Ana Torres, the president of Peru, spoke in Lima. She praised Chile.", "PERGOV 051 CHL happened" },
  { "role, the minister", "Peruvian Defence Minister Ana Torres left. The defence minister praised Chile.", "PERGOV 051 CHL happened" },
  { "relative", "Gunmen who attacked Malian soldiers fled.", "---UAF 190 MLIMIL happened" },
  { "participle", "Rebels crossed the river, killing three Malian soldiers.", "---REB 190 MLIMIL happened" },
  { "participle, behind a dateline", "LIMA, Peru, March 3 (Wire) - Rebels attacked a Malian patrol on Tuesday, killing six Malian soldiers, the ministry said.", "---REB 190 MLIMIL happened", never = "---GOV" },
  { "participle, behind a dateline, without a speaker", "LIMA, Peru, March 3 - Rebels attacked a patrol on Tuesday, killing six Malian soldiers.", "---REB 190 MLIMIL happened", never = "PER 190" },
  { "participle, what a ministry said", "Killing six Malian soldiers was wrong, the ministry said.", never = "---GOV" },
  -- other types
  { "type, appointment", "Peru appointed Ana Torres.", "PER appointment - happened" },
  { "type, disaster", "An earthquake hit Nepal.", "- disaster NPL happened" },
  { "type, creation", "Peru created a special force.", "PER creation - happened" },
  { "time, of the clause of when", "Peru attacked Chile when a fire swept through Oslo on Monday.", "PER 190 CHL happened =2021-06-14" },
  { "time, of its own clause before when", "Peru attacked Chile on Monday when a fire swept through Oslo on Tuesday.", "PER 190 CHL happened =2021-06-14" },
  { "time, that only ends what was done", "Peru attacked Chile, which barred it from its ports until 2027.", "CHL 172 - happened =-" },
  { "time, of what is told beside", "Ana Torres, who appointed Bo Li in 2011, has been charged.", "- 173 - happened =-", name = "Ana Torres" },
  { "time, of what others are accused of", "Peru accused Chile of shelling a school in Arica last Saturday.", "PER 112 CHL happened =-", "CHL 194 CHLEDU alleged =2021-06-12" },
  { "time, of who accuses", "Peru accused Chile on Monday of shelling a school in Arica.", "PER 112 CHL happened =2021-06-14" },
  { "time, of what is asked for", "The opposition called on the president of Peru to stay away from work on Thursday.", "---OPP 020 PERGOV happened =-" },
  { "time, before two verbs", "A court on Friday convicted the former Peruvian minister Ana Torres of taking three million dollars in bribes from the Chilean builder Norte Sur and sentenced her.",
    "---JUD 116 PERELI happened =2021-06-11", "---JUD 116 PERGOV happened =2021-06-11" },
  { "time, what is going on", "Ana Torres was extradited from Spain in 2019 and is cooperating with prosecutors.", "- court - happened =2019", "- 060 ---JUD happened =-" },
  { "status, due to", "The French envoy is due to meet the Chilean president.", "FRAGOV 040 CHLGOV planned" },
  { "status, scheduled to", "The French president is scheduled to travel to Jakarta on Saturday.", "FRAGOV 042 IDN planned =2021-06-19", never = "happened" },
  { "status, expected to", "The French president was expected to fly to Quetta to meet families.", "FRAGOV 042 PAK planned", never = "026" },
  { "status, if not", "Peru threatened to attack Chile if two students were not freed.", "- 084 ---EDU conditional", never = "denied" },
  { "type, suspended", "The African Union suspended Mali.", "IGOAFRAFU 160 MLI happened" },
  { "status, present of a day to come", "Ana Torres of Peru travels to Panama next week.", "PER 042 PAN planned" },
  { "status, present of a day before", "On 12 June Ana Torres of Peru travels to Panama.", "PER 042 PAN happened" },
  { "type, called a strike", "Peru called a strike.", "PER 143 - happened" },
  { "type, called it something", "Peru called the attack a crime.", never = "190" },
  { "type, called a charge", "Peru called the charge shameful.", never = "173" },
  { "type, sent helicopters", "Mexico sent two helicopters to Peru.", "MEX 072 PER happened" },
  { "type, no creation", "Ana Torres of Peru leads a committee.", never = "creation" },
  { "type, patients are no aid", "Two officers of Peru were treated for burns.", never = "073" },
  { "infinitive, shared by two verbs", "On Thursday, President Torres of Peru scheduled to give a speech here and meet with dissidents from Chile.", "PERGOV 040 CHLOPP happened" },
  { "link, a participle before the noun", "The president of Peru met with captured soldiers from Chile.", "PERGOV 040 CHLMIL happened" },
  { "actor, student leader behind the name", "Maria Ortega, a student leader, was arrested.", "- 173 ---CVL happened" },
  { "actor, opposition leader behind the name", "Police arrested Maria Ortega, an opposition leader, in Lima.", "---COP 173 ---OPP happened" },
  { "actor, leader of the opposition", "Maria Ortega, the leader of the opposition, was arrested.", "- 173 ---OPP happened" },
  { "actor, leader of rebels", "Maria Ortega, leader of the rebels, praised Chile.", "---REB 051 CHL happened" },
  { "actor, leader of a country", "Maria Ortega, the leader of Peru, praised Chile.", "PERGOV 051 CHL happened" },
  -- one side, or none
  { "alone, protest", "Belarusian students protested in Minsk.", "BLREDU 140 - happened @Minsk" },
  { "alone, demonstrated", "Belarusian students demonstrated in Minsk on Tuesday.", "BLREDU 140 - happened @Minsk" },
  { "alone, demonstrated something", "Belarusian students demonstrated a new engine." },
  { "two sides, met in", "Angela Merkel and Emmanuel Macron met in Paris on Monday.", "DEUGOV 040 FRAGOV happened =2021-06-14" },
  { "two sides, agreed to a ceasefire", "Ethiopia and Sudan agreed to a ceasefire.", "ETH 057 SDN happened" },
  { "one side, agreed to a ceasefire with", "Ethiopia agreed on a truce with Sudan.", "ETH 057 SDN happened" },
  { "one side, pledged a sum", "Ethiopia pledged $20 million in aid to Sudan.", "ETH 033 SDN happened" },
  { "one side, pledged a sum to nobody named", "Ethiopia pledged $20 million in aid.", "ETH 033 - happened" },
  { "one side, without a country", "Ana Torres was arrested in Lima.", "- 173 - happened @Lima", name = "Ana Torres" },
  { "one side, without a country, who does it", "Ana Torres praised the work.", "- 051 - happened", name = "Ana Torres" },
  { "two sides, without a country", "Ana Torres met Bo Li in Lima.", "- 040 - happened @Lima", name = "Bo Li" },
  { "two sides, in a match", "Ana Torres beat Bo Li in Lima." },
  { "no side, clashes", "Clashes broke out in Kidal on Tuesday.", "- 190 - happened =2021-06-15" },
  { "no side, a bomb", "A bomb exploded in Lima.", "- 183 - happened @Lima" },
  { "no side, protests", "Protests erupted in Lima.", "- 141 - happened @Lima", never = "disaster" },
  { "no side, a volcano", "A volcano erupted in Peru.", "- disaster - happened @Peru" },
  { "no side, no clashes", "No clashes broke out in Kidal." },
  { "sides of what occurs", "Clashes between Peru and Chile broke out.", "PER 190 CHL happened", never = "- 190 -" },
  { "side of what occurs", "Israeli air strikes took place in Lebanon.", "ISR 195 - happened @Lebanon" },
  -- nothing
  { "nothing, weather", "The road to Lima is wet." },
  { "nothing, a name alone", "Peru is a country in South America." },
}

local failures = {}
for _, case in ipairs(cases) do
  local got, lines = events_of(case[2]), {}
  for k, e in ipairs(got) do lines[k] = e.line end
  local missing = {}
  for k = 3, #case do
    local wanted, place, time = case[k], case[k]:match "@(%S+)", case[k]:match "=(%S+)"
    local line = wanted:gsub("%s+[@=]%S+", "")
    local found
    for _, e in ipairs(got) do
      found = found or e.line == line and (not place or e.place == place) and (not time or (e.time or "-") == time) and (not case.name or e.names:find(case.name, 1, true))
    end
    if not found then missing[#missing + 1] = wanted end
  end
  for _, e in ipairs(case.never_at and got or {}) do
    if e.place == case.never_at then missing[#missing + 1] = "nothing in " .. e.place end
  end
  for _, line in ipairs(case.never and lines or {}) do
    if line:find(case.never, 1, true) then missing[#missing + 1] = "no " .. case.never end
  end
  if #case == 2 and not case.never and got[1] or missing[1] then
    failures[#failures + 1] = ("%s: %q\n    wanted %s\n    got    %s"):format(case[1], case[2], table.concat(missing, "; "), table.concat(lines, "; "))
  end
end
if failures[1] then error(("%d of %d cases\n%s"):format(#failures, #cases, table.concat(failures, "\n")), 0) end
assert(#cases >= 80)

-- A sentence in which each verb is governed by the one before is read as far as anybody would write one.
local chain = events_of("Peru wants " .. ("to go and "):rep(60000) .. "to attack Chile.")
assert(#chain == 1 and chain[1].line:find "^%S+ %d+ CHL ", chain[1] and chain[1].line)
assert(events_of("Peru wants " .. ("to go and "):rep(8) .. "to attack Chile.")[1].line == "PER 138 CHL planned")

-- A user's rule may lay down days that have no value.
local dated = {}
using.packs({ lun.rules { name = "feasts", { "feast", [[ time:(on "Feastday") ]], gives = "time", attributes = { type = "DATE" } } }, "events" }, dated, {}, 1)
local feast = lun.doc("Peru signed a deal with Chile on Feastday. Brazil attacked Peru.", { date = "2021-06-16" })
phase.run(dated, feast)
assert(#lun.collect(feast:facts "event") == 2)

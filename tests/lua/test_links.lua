-- Links: which row of the dictionaries a name of several gets, a short text for each phenomenon; ids that documents brought;
-- reasons; and what is wrong with weights. In a case `Georgia=iso:GE` is about all mentions, `Georgia#2` about the second
-- one; `none XX` is a name in country XX that no dictionary has there, `a+b` a tie whose first id is a.
local core = require "lunette.core"
local linking = require "lunette.linking"
local lun = require "lunette"
local phase = require "lunette.phase"
local report = require "lunette.report"

local packs = report.check { name = "linked", use = { "links" } }.packs

local function linked(text)
  local doc = assert(lun.doc(text))
  phase.run(packs, doc)
  return doc
end

local function got_of(s)
  if not s.id then return s.cc and "none " .. s.cc or "none" end
  return s.id .. (s.also and "+" .. s.also or "")
end

local function mentions(doc, name)
  local list = {}
  for _, layer in ipairs { "place", "norp", "org" } do
    for s in doc:spans(layer) do if s.text == name then list[#list + 1] = s end end
  end
  return list
end

local cases = {
  -- names that bodies of many nations have
  { "a body of another nation, where a medium of its own is named", "BOGOTA, Colombia (Reuters) - The Conservative Party lost on Monday.", "Conservative Party=none" },
  { "a body of another nation, where its own is named too", "NAIROBI, Kenya - Kenya's police met American envoys in Nairobi, the National Security Council said. Kenyans voted.", "National Security Council=none" },
  { "a body of its own nation, where others are named more often", "KYIV, Ukraine - Ukraine asked the U.S. for help. In Kyiv, Ukrainians waited for Congress.", "Congress=lun:org/congress" },
  { "a body of another nation, by the name of one", "The Chilean Senate met. On Friday the Senate voted.", "Senate=none" },
  { "a body of another nation", "NAIROBI, Kenya - The High Court ruled on Monday. The Senate met in Nairobi.", "High Court=none; Senate=none" },
  { "a body of the nation that is named", "WASHINGTON - The Senate met on Monday. Envoys of Peru waited.", "Senate=lun:org/senate" },
  { "a body where no nation is named", "The Senate met on Monday.", "Senate=lun:org/senate" },
  -- what holds it follows
  { "a country after a comma", "Floods hit Hyderabad, Pakistan, on Friday.", "Hyderabad=gn:1176734" },
  { "without it the largest", "Floods hit Hyderabad on Friday.", "Hyderabad=gn:1269843" },
  { "a province that its capital is called after with City", "Talks in Quebec ended.", "Quebec=iso:CA-QC" },
  { "the capital with City", "Talks in Quebec City ended.", "Quebec City=gn:6325494" },
  { "a large city is meant before its state", "Talks in New York ended.", "New York=gn:5128581" },
  { "a state after a comma", "The mill in Springfield, Illinois, has closed.", "Springfield=gn:4250542" },
  { "another state after a comma", "The mill in Springfield, Oregon, has closed.", "Springfield=gn:5754005" },
  { "a state's abbreviation", "She was raised in Richmond, Calif., by an aunt.", "Richmond=gn:5387428" },
  { "a state's initials", "The rally in Concord, N.H., was short.", "Concord=gn:5084868" },
  { "a state's code", "The rally in Salem, OR, was short.", "Salem=gn:5750162" },
  { "initials of a state without that town", "The rally in Berlin, N.H., was short.", "Berlin=none US" },
  { "capitals behind a comma that go on", "In Salem, IN cells open from March, nobody slept.", "Salem=gn:1257629" },
  { "a province after a comma", "The train stopped at Kingston, Ontario, for an hour.", "Kingston=gn:5992500; Ontario=iso:CA-ON" },
  { "a country in brackets", "The fair in Córdoba (Spain) was cancelled.", "Córdoba=gn:2519240" },
  { "another country in brackets", "The fair in Córdoba (Argentina) was cancelled.", "Córdoba=gn:3860259" },
  { "two words after the comma", "He sailed from Santiago, Dominican Republic, at dawn.", "Santiago=gn:3492914" },
  { "a town that no dictionary has there", "He was born in Paris, Texas, in 1950.", "Paris=none US; Texas=iso:US-TX" },
  { "a town of which no dictionary knows", "He was born in Tarvosville, Oklahoma, in 1950. She left Brevinton, Okla., on Monday. He saw Tellmarsk, Peru, at once. She died. They stayed near Kortovo in Chile's north.", "Tarvosville=none US; Brevinton=none US; Tellmarsk=none PE; Kortovo=none CL" },
  { "towns in a list", "They met in Tarvosville, Peru and Chile.", "Tarvosville=none" },
  { "its later mentions", "He was born in Paris, Texas, in 1950. Paris was small then.", "Paris=none US" },
  { "beside its namesake with a holder", "She flew from Paris, France, to Paris, Texas, in May.", "Paris#1=gn:2988507; Paris#2=none US" },
  { "a clause that ends before a country", "In London, France won by a point.", "London=gn:2643743" },
  { "a clause that ends before a possessive", "In London, Germany's envoy waited for an answer.", "London=gn:2643743" },
  { "a list of towns is no holding", "They played in Paris, London, and Rome.", "Paris=gn:2988507; London=gn:2643743; Rome=gn:3169070" },
  { "a list of countries is no holding", "Envoys of Jordan, Georgia and Ukraine met.", "Georgia=iso:GE; Jordan=iso:JO" },
  { "a list that begins with a town", "Offices in Lagos, Ghana and Kenya will close.", "Lagos=gn:2332459" },
  { "the holder decided by what it holds, a country", "The court in Tbilisi, Georgia, ruled on Monday.", "Georgia=iso:GE" },
  { "the holder decided by what it holds, a state", "The court in Atlanta, Georgia, ruled on Monday.", "Georgia=iso:US-GA" },
  { "both decided by each other", "The college in Athens, Georgia, was evacuated.", "Athens=gn:4180386; Georgia=iso:US-GA" },
  { "two that are rare decided by each other", "A bus from Rome, Georgia, overturned.", "Rome=gn:4219762; Georgia=iso:US-GA" },
  { "a capital's namesake", "The hearing was held in Alexandria, Virginia.", "Alexandria=gn:4744091" },
  { "a capital's namesake in a third country", "The ferry left Trinidad, Bolivia, on Tuesday.", "Trinidad=gn:3902377" },
  -- datelines
  { "a dateline with its country", "TRIPOLI, Lebanon — Shops stayed shut on Monday. In Tripoli the port was quiet.", "Tripoli=gn:266826" },
  { "a dateline without one", "TRIPOLI — Shops stayed shut on Monday.\n\nThe port of Tripoli was quiet.", "Tripoli=gn:2210247" },
  { "a dateline's country for others", "CARACAS, Venezuela — Power failed on Monday.\n\nHospitals in Valencia and Mérida ran on generators.", "Valencia=gn:3625549; Mérida=gn:3632308" },
  -- countries of the article
  { "the country is named", "Costa Rica raised its tariffs. Merchants in San Jose protested, and Costa Rica gave way.", "San Jose=gn:3621849" },
  { "a nationality is named", "Philippine police closed a road. Near San Jose the Philippine army had found a camp in the Philippines.", "San Jose=gn:1689510" },
  { "its capital is named", "The minister left Beirut at noon. In the evening he spoke in Tripoli.", "Tripoli=gn:266826" },
  { "other towns are named", "Buses from Karachi and Lahore were delayed. Hyderabad saw the worst of it.", "Hyderabad=gn:1176734" },
  { "against a much larger namesake", "Spanish firefighters came from Madrid. The fire near Guadalajara in Spain burnt for days, and Spain sent planes.", "Guadalajara=gn:3121070" },
  { "the larger namesake at home", "Mexican firefighters came from Monterrey. The fire near Guadalajara burnt for days.", "Guadalajara=gn:4005539" },
  { "a port far away", "Officials in Sydney said that Newcastle would export less coal.", "Newcastle=gn:2155472" },
  { "a port at home", "Officials in London said that Newcastle would build a bridge.", "Newcastle=gn:2641673" },
  { "an island's capital", "Bermuda raised its taxes. Banks in Hamilton objected.", "Hamilton=gn:3573197" },
  { "a town of the antipodes", "Farmers from Auckland and Wellington marched. In Hamilton they were joined by others.", "Hamilton=gn:2190324" },
  { "Nicaragua's and not Spain's", "The governor left Managua for Granada and León.", "Granada=gn:3619136; León=gn:3618030" },
  { "Venezuela's and not Spain's", "Caracas was calm. In Barcelona and Valencia, Venezuelan troops guarded the shops.", "Barcelona=gn:3648559" },
  { "Spain's and not Venezuela's", "Madrid was calm. In Barcelona and Valencia, Spanish troops guarded the shops.", "Barcelona=gn:3128760" },
  { "a town of many names in Bolivia", "Bolivia's president flew from La Paz to Santa Cruz.", "La Paz=gn:3911925; Santa Cruz=gn:3904906" },
  { "two countries a paragraph each", "Spain was calm. A market in Valencia opened.\n\nVenezuela was not. In Valencia, Venezuelan troops guarded the shops.", "Valencia#2=gn:3625549" },
  { "a nationality beside the name", "The Venezuelan city of Valencia has no water. Spain, France and Italy have sent pumps.", "Valencia=gn:3625549" },
  { "the country behind `in`", "Fighting broke out at Tripoli in Lebanon. Libya, Egypt and Tunisia kept silent.", "Tripoli=gn:266826" },
  -- regions
  { "the state is named", "Alabama sued the maker. A jury in Birmingham heard the case.", "Birmingham=gn:4049979" },
  { "without it the city", "A jury in Birmingham heard the case.", "Birmingham=gn:2655603" },
  { "a town of the same state", "Buses left Chicago at nine. By noon they had reached Springfield.", "Springfield=gn:4250542" },
  { "another state's capital", "Snow fell in Boston. Schools in Cambridge closed, as did others in Massachusetts.", "Cambridge=gn:4931972" },
  { "a university town at home", "Snow fell in London and Oxford. Schools in Cambridge closed.", "Cambridge=gn:2653941" },
  { "the smaller of two in one country", "Lobsters are landed all over Maine. Portland has the largest market.", "Portland=gn:4975802" },
  { "the larger of two in one country", "A fire broke out in Portland on Monday.", "Portland=gn:5746545" },
  { "a resort of a southern state", "The storm crossed Tampa and then St. Petersburg before Florida had shut its schools.", "St. Petersburg=gn:4171563" },
  { "a Russian city among Russians", "Moscow paid for it. Russian engineers came from St. Petersburg.", "St. Petersburg=gn:498817; Moscow=gn:524901" },
  { "a state among states", "Voters in Alabama, Georgia and Florida queued for hours.", "Georgia=iso:US-GA" },
  { "a country among countries", "Russia has troops near Armenia. Georgia has called up its reserve, and Azerbaijan may follow.", "Georgia=iso:GE" },
  { "a country whose people are named", "Georgian farmers met U.S. officials. In Georgia wine is the first export.", "Georgia=iso:GE" },
  { "a state whose town is named", "Voters queued in Atlanta. Georgia had opened too few polls.", "Georgia=iso:US-GA" },
  { "both senses, each by what stands beside it", "The president of Georgia returned to Tbilisi.\n\nThe governor of Georgia returned to Atlanta.", "Georgia#1=iso:GE; Georgia#2=iso:US-GA" },
  { "nothing speaks for either", "He had never been to Georgia before.", "Georgia=iso:GE+iso:US-GA" },
  { "a capital and not the state", "The bill will be voted on in Washington.", "Washington=gn:4140963" },
  { "a state by its town", "Rain is forecast for Seattle and for all of Washington and Oregon.", "Washington=iso:US-WA" },
  { "a state by the word behind it", "The dam is in Washington state.", "Washington=iso:US-WA" },
  { "a state by the words before it", "The tax was raised by the state of New York.", "New York=iso:US-NY" },
  { "a city by the words before it", "The tax was raised by the city of New York.", "New York=gn:5128581" },
  { "a state of Australia", "Melbourne will vote again. Victoria has closed its schools.", "Victoria=iso:AU-VIC" },
  { "a city of Canada", "Vancouver will vote again. Canadian nurses marched in Victoria, as in all of British Columbia.", "Victoria=gn:6174041" },
  { "a province by its town", "Trains from Toronto are late. Ontario has bought new ones.", "Ontario=iso:CA-ON" },
  { "a province of two countries, here", "Farmers left Lahore for Islamabad. Punjab has had no rain.", "Punjab=iso:PK-PB" },
  { "a province of two countries, there", "Farmers left Amritsar for Delhi. Punjab has had no rain.", "Punjab=iso:IN-PB" },
  { "a province over the border", "In Maastricht the Dutch king opened a bridge. Farmers in Limburg had waited for it.", "Limburg=iso:NL-LI" },
  { "a province within the border", "In Hasselt the Belgian king opened a bridge. Farmers in Limburg had waited for it.", "Limburg=iso:BE-VLI" },
  { "a province that is called like a country", "Herders left Niger state for Abuja.", "Niger=iso:NG-NI" },
  { "the country itself", "Herders left Niger for Mali.", "Niger=iso:NE; Mali=iso:ML" },
  { "a country of two names, here", "Rebels marched on Kinshasa. Congo closed its schools.", "Congo=iso:CD" },
  { "a country of two names, there", "Ministers met in Brazzaville. Congo closed its schools.", "Congo=iso:CG" },
  -- nationalities
  { "the southern half", "Korean officials spoke in Seoul.", "Korean=iso:KR" },
  { "the northern half", "Korean officials spoke in Pyongyang.", "Korean=iso:KP" },
  { "neither half", "A Korean poet won the prize.", "Korean=iso:KR+iso:KP" },
  { "the larger half of an island", "The Dominican navy left Santo Domingo.", "Dominican=iso:DO" },
  { "the smaller island", "The Dominican prime minister spoke in Roseau.", "Dominican=iso:DM" },
  { "the people of a country of two names", "Congolese refugees reached Brazzaville.", "Congolese=iso:CG" },
  -- organisations
  { "an acronym with its long form", "The Pakistan Tehreek-e-Insaf (PTI) won two seats. PTI will govern.", "PTI=lun:org/pakistan-tehreek-e-insaf" },
  { "an acronym by the country", "In Islamabad and Lahore supporters of the PTI marched. Pakistan held its breath.", "PTI=lun:org/pakistan-tehreek-e-insaf" },
  { "an acronym by another country", "Reporters of the PTI in New Delhi and Mumbai saw it. India denied it.", "PTI=lun:org/press-trust-of-india" },
  { "an acronym that stands for something else here", "The Canadian Astronomers Network (CAN) met. CAN has ten members.", "CAN=none" },
  -- spelling
  { "capitals in a headline", "VALENCIA FLOODED AGAIN\n\nSpanish rescuers reached Valencia from Madrid on Monday.", "VALENCIA=gn:2509954; Valencia=gn:2509954" },
  { "without its accent", "Planes from Bogota landed in Brasilia.", "Bogota=gn:3688689; Brasilia=gn:3469058" },
  { "a misspelt one", "Trains from Brasilia to Rio de Janerio were late.", "Rio de Janerio=gn:3451190" },
}

local failed = {}
for _, case in ipairs(cases) do
  local name, text, wanted = table.unpack(case)
  local doc = linked(text)
  for surface, number, id in (wanted .. ";"):gmatch "%s*([^=;#]+)#?(%d*)=([^;]+);" do
    local list = mentions(doc, surface)
    if not list[1] then failed[#failed + 1] = ("%s: %s is no name"):format(name, surface) end
    for k, s in ipairs(list) do
      if (number == "" or tonumber(number) == k) and got_of(s) ~= id then
        failed[#failed + 1] = ("%s: mention %d of %s is %s, not %s: %s"):format(name, k, surface, got_of(s), id, linking.reason(s))
      end
    end
  end
end
if failed[1] then error(table.concat(failed, "\n"), 0) end
assert(#cases >= 60)

-- What a document brought with an id keeps it, and speaks for others of its name.
local brought = assert(lun.doc "The fair in Valencia was cancelled. Nobody in Valencia complained.")
brought:add("place", 4, 4, { id = "gn:5405288", cc = "US" })
phase.run(packs, brought)
local first, second = table.unpack(mentions(brought, "Valencia"))
assert(first.id == "gn:5405288" and not first.linked and not linking.reason(first), "a given id stays")
assert(second.id == "gn:5405288", "and is that of the other mentions")

-- Again changes nothing.
local doc = linked "The court in Tbilisi, Georgia, and the one in Paris, Texas, ruled."
local before, links = {}, core.data(doc).links
for s in doc:spans "place" do before[#before + 1] = got_of(s) end
links:run(doc)
for s in doc:spans "place" do assert(got_of(s) == table.remove(before, 1)) end

-- The same name in another document has the same attributes, also those that are written to it a second time.
for _, text in ipairs { "Chilean farmers of Chile met envoys of the United Nations in Lima.", "The U.N. met in LIMA." } do
  local function said()
    local list, twice = {}, linked(text)
    for _, layer in ipairs { "place", "norp", "org" } do
      for s in twice:spans(layer) do for _, key in ipairs { "id", "cc", "kind", "name", "sure" } do list[#list + 1] = tostring(s:get(key)) end end
    end
    return table.concat(list, " ")
  end
  local once = said()
  assert(once:find "%S:" and once == said() and once == said(), once)
end

-- Reasons say what spoke for a choice, and the runner-up; where there was no choice there is none.
local georgia, texas, paris = mentions(doc, "Georgia")[1], mentions(doc, "Texas")[1], mentions(doc, "Paris")[1]
assert(linking.reason(georgia):find "^iso:GE GE [%d.]+ %(prior %+6.4, what it holds stands before it %+[%d.]+.*%) before iso:US%-GA US")
assert(linking.reason(texas) == nil and linking.reason(paris) == "not gn:2988507 FR: what holds it does not hold that")
assert(paris.within == "iso:US-TX" and paris.cc == "US" and not paris.kind)
assert(tostring(georgia:why()):find("what it holds stands before it", 1, true), "why shows it")
local total, choices = 0, linking.choices(georgia)
for _, value in pairs(choices[1].terms) do total = total + value end
assert(math.abs(total - choices[1].score) < 0.01 and choices[1].score >= choices[2].score, "the parts add up")

-- Countries of a tie are all named, and no reader takes one of them for sure.
local tie = mentions(linked "He had never been to Georgia before.", "Georgia")[1]
assert(tie.cc == "GE,US" and tie.also == "iso:US-GA" and tie.kind == "LOC.country")

-- Two places of one name are two entities.
local both = linked "The president of Georgia returned to Tbilisi.\n\nThe governor of Georgia returned to Atlanta."
phase.run(report.check { name = "entities of both", use = { "entities" } }.packs, both)
local georgias = {}
for e in both:entities "place" do if e.name == "Georgia" then georgias[#georgias + 1] = e.id .. " " .. e.country end end
assert(table.concat(georgias, ", ") == "iso:GE GE, iso:US-GA US", table.concat(georgias, ", "))

-- What is wrong with the numbers is said.
local function refuses(settings, message)
  local ok, said = pcall(lun.linker, settings)
  assert(not ok and said:find(message, 1, true), said)
end
refuses(nil, "wants a table with weights")
refuses({ weights = { priro = 1 } }, "weights has no field 'priro'; did you mean 'prior'?")
refuses({ weights = { prior = 1 } }, "is missing, not a number")
local weights = {}
local of_core = core.linker(lun.dictionary "place", lun.dictionary "norp", lun.dictionary "org", core.embedded_dictionary "within")
for _, name in ipairs(of_core:weights()) do weights[name] = 1 end
refuses({ weights = weights, common = { Chile = 1 } }, "'Chile' is no code of a country")
refuses({ weights = weights, after = { ["LOC.region"] = "area" } }, "not 'LOC.region'")
refuses({ weights = weights, common = 3 }, "'common' is number, not a table")
refuses({ weights = weights, common = { CL = "high" } }, "'CL' in 'common' is string, not a number")
refuses({ weights = weights, before = { "LOC.city" } }, "'before' has the key 1")
refuses({ weights = weights, after = { ["LOC.city"] = { "town" } } }, "'LOC.city' in 'after' is table, not a string")
refuses({ weights = weights, terms = { prior = true } }, "'prior' in 'terms' is boolean, not a string")
refuses({ weights = weights, comon = {} }, "lun.linker has no field 'comon'; did you mean 'common'?")
refuses({ weights = weights, short = { ["US-"] = "NH N.H." } }, "'US-NH' is no id of a first-level division")

-- Nobody who holds a linker can change what others do with theirs.
local mine = lun.linker { weights = weights }
assert(mine.run and mine.linker == nil and mine.__index == nil)
mine.run = nil
assert(lun.linker({ weights = weights }).run)
-- No weight is too far from what is usual.
for _, near in ipairs { -1, 1e300, 0 / 0 } do
  weights.near = near
  lun.linker({ weights = weights }):run(linked "He flew to Paris in France and to the city of Lima.")
end
return 0

-- Itineraries: a table of cases, each named after its phenomenon: a text and the journeys wanted of it, in the order of their travellers:
-- "WHO: PLACE (INSIDE; INSIDE) > PLACE!STATUS=DATE", a status where it is not "happened", a day where the text gives one.
local lun = require "lunette"
local phase = require "lunette.phase"
local using = require "lunette.using"

local packs = {}
using.packs({ "itineraries" }, packs, {}, 1)

local function journeys(text)
  local doc, by, order = lun.doc(text, { date = "2021-06-16" }), {}, {}
  phase.run(packs, doc)
  for s in doc:facts "stop" do
    local who = type(s.who) == "string" and s.who or s.who.name
    if not by[who] then
      by[who] = {}
      order[#order + 1] = who
    end
    local inside = {}
    for k, place in ipairs(s.inside or {}) do inside[k] = place.name or place.text end
    by[who][s.number] = (s.place.name or s.place.text) .. (inside[1] and " (" .. table.concat(inside, "; ") .. ")" or "") .. (s.status ~= "happened" and "!" .. s.status or "") .. (s.date and "=" .. s.date or "")
  end
  table.sort(order)
  for k, who in ipairs(order) do order[k] = who .. ": " .. table.concat(by[who], " > ") end
  return table.concat(order, " | ")
end

local cases = {
  { "from and to", "Ana Torres flew from Lima to Oslo.", "Ana Torres: Lima > Oslo" },
  { "to, from behind", "Ana Torres flew to Oslo from Lima.", "Ana Torres: Lima > Oslo" },
  { "list of stops", "Ana Torres traveled to Lima, Oslo and Rabat.", "Ana Torres: Lima > Oslo > Rabat" },
  { "from first", "From Lima, Ana Torres flew to Oslo.", "Ana Torres: Lima > Oslo" },
  { "visited", "Ana Torres visited Norway and Finland.", "Ana Torres: Norway > Finland" },
  { "left for", "Ana Torres left Lima for Oslo on Monday.", "Ana Torres: Lima=2021-06-14 > Oslo=2021-06-14" },
  { "left, where a journey begins", "Ana Torres arrived in Oslo. She had left Lima on June 1, 2021.", "Ana Torres: Lima=2021-06-01 > Oslo" },
  { "arrived", "Ana Torres arrived in Oslo on Monday.", "Ana Torres: Oslo=2021-06-14" },
  { "a city by its state", "Ana Torres arrived in Little Rock, Arkansas, on Monday.", "Ana Torres: Little Rock=2021-06-14" },
  { "cities by their states, and a list", "Ana Torres visited Huntington, West Virginia, and Lima, Arequipa and Cusco.", "Ana Torres: Huntington > Lima > Arequipa > Cusco" },
  { "a visit that opens the sentence", "After a visit to Kyiv, Ana Torres arrived in Warsaw on Monday.", "Ana Torres: Kyiv > Warsaw=2021-06-14" },
  { "a journey that is thought of", "Ana Torres considered moving to Norway.", "Ana Torres: Norway!conditional" },
  { "a journey that is to follow", "Ana Torres will travel to Lima, then fly on to Oslo.", "Ana Torres: Lima!planned > Oslo!planned" },
  { "due in", "Ana Torres is due in Lima on Friday.", "Ana Torres: Lima!planned=2021-06-18" },
  { "expected in", "Ana Torres is expected in Lima next week.", "Ana Torres: Lima!planned=2021-W25" },
  { "an island of a nation", "Ana Torres flew to the Greek island of Crete.", "Ana Torres: Crete" },
  { "a capital by its nation", "Ana Torres visited the Norwegian capital Oslo.", "Ana Torres: Oslo" },
  { "a capital by its country", "Ana Torres visited Norway's capital, Oslo, on Monday.", "Ana Torres: Oslo=2021-06-14" },
  { "by way of", "Ana Torres flew from Lima to Oslo via Madrid.", "Ana Torres: Lima > Madrid > Oslo" },
  { "by way of, before the end", "Ana Torres flew from Lima via Madrid to Oslo.", "Ana Torres: Lima > Madrid > Oslo" },
  { "then and finally", "Ana Torres went to Lima, then to Oslo and finally to Rabat.", "Ana Torres: Lima > Oslo > Rabat" },
  { "back from", "Ana Torres returned home from Lima.", "Ana Torres: Lima" },
  { "is back from", "Ana Torres visited Oslo. She is back from Lima.", "Ana Torres: Oslo > Lima" },
  { "tried to board a flight", "Ana Torres was seized as she tried to board a flight to Oslo.", "Ana Torres: Oslo!planned" },
  { "a flight that was boarded", "Ana Torres boarded a flight to Oslo.", "Ana Torres: Oslo" },
  { "wanted to make a trip", "Ana Torres wanted to make a trip to Oslo.", "Ana Torres: Oslo!planned" },
  { "wanted to do something on a trip", "Ana Torres wanted to rest after a trip to Oslo.", "Ana Torres: Oslo" },
  { "made a trip", "Ana Torres made a trip to Oslo.", "Ana Torres: Oslo" },
  { "failed to reach", "Ana Torres visited Lima but failed to reach Oslo.", "Ana Torres: Lima" },
  { "arrested before it", "Ana Torres visited Lima. She was arrested at the airport before boarding a flight to Oslo.", "Ana Torres: Lima" },
  { "somebody else arrested in the sentence before", "Luis Vega was arrested. Before boarding a flight to Oslo, Ana Torres waved.", "Ana Torres: Oslo" },
  { "kept from it", "Ana Torres visited Lima. She was stopped from boarding a flight to Oslo.", "Ana Torres: Lima" },
  { "with somebody", "Ana Torres travelled with Bo Li to Oslo.", "Ana Torres: Oslo | Bo Li: Oslo" },
  { "together with somebody", "Ana Torres visited Oslo together with Bo Li.", "Ana Torres: Oslo | Bo Li: Oslo" },
  { "accompanied by", "Ana Torres, accompanied by Bo Li, visited Oslo.", "Ana Torres: Oslo | Bo Li: Oslo" },
  { "will be in", "Ana Torres will be in Oslo on Friday.", "Ana Torres: Oslo!planned=2021-06-18" },
  { "on to a capital", "Bo Li travelled to Oslo and then to the Peruvian capital Lima.", "Bo Li: Oslo > Lima" },
  { "spent days in", "Ana Torres spent two days in Oslo.", "Ana Torres: Oslo" },
  { "took a train", "Ana Torres took a night train to Oslo on Monday.", "Ana Torres: Oslo=2021-06-14" },
  { "led a delegation", "Ana Torres led a trade delegation to Oslo.", "Ana Torres: Oslo" },
  { "cancelled behind", "Ana Torres was to visit Oslo on Friday, but the trip was cancelled.", "" },
  { "another is cancelled behind", "Ana Torres visited Oslo on Monday, but a trip to Lima was cancelled.", "Ana Torres: Oslo=2021-06-14" },
  { "another leg is cancelled behind", "Ana Torres visited Oslo on Monday, but the visit to Lima was cancelled.", "Ana Torres: Oslo=2021-06-14" },
  { "days", "Ana Torres visited Oslo on Tuesday. She visited Lima on Monday.", "Ana Torres: Lima=2021-06-14 > Oslo=2021-06-15" },
  { "the first stop", "Ana Torres arrived in Oslo. Lima was the first stop on Ana Torres's tour.", "Ana Torres: Lima > Oslo" },
  { "his first stop", "Bo Li left Lima on Monday. His first stop was Oslo.", "Bo Li: Lima=2021-06-14 > Oslo=2021-06-14" },
  { "last stop", "The last stop of Ana Torres's trip will be Oslo. Ana Torres visited Lima.", "Ana Torres: Lima > Oslo!planned" },
  { "possessive and cities", "Ana Torres visited Brazil. During her visits to Rio de Janeiro and Recife she spoke.", "Ana Torres: Brazil (Rio de Janeiro; Recife)" },
  { "misspelt", "Ana Torres visited Brazil. She flew to Rio de Janerio.", "Ana Torres: Brazil (Rio de Janeiro)" },
  { "ended a journey in", "Ana Torres ended a long journey in Kenya. She had visited Norway.", "Ana Torres: Norway > Kenya" },
  { "before a gerund", "Ana Torres flew to Oslo before heading back to Lima.", "Ana Torres: Oslo > Lima" },
  { "and back", "Ana Torres left Lima. She flew to Oslo. She returned to Lima.", "Ana Torres: Lima > Oslo > Lima" },
  { "expected back", "Ana Torres left Lima. She flew to Oslo. She is expected back in Lima on Friday.", "Ana Torres: Lima > Oslo > Lima!planned=2021-06-18" },
  { "left, where somebody stopped", "Ana Torres arrived in Oslo on Tuesday from Lima. Before leaving Lima on Monday, Torres met Bo Li.", "Ana Torres: Lima > Oslo=2021-06-15" },
  { "each place with its time", "Ana Torres visited Oslo in May and Lima the month before.", "Ana Torres: Lima=2021-04 > Oslo=2021-05" },
  { "each place with its time, one is not said", "Ana Torres travelled to Oslo on Monday and to Lima on Tuesday.", "Ana Torres: Oslo=2021-06-14 > Lima=2021-06-15" },
  { "due to meet somebody there", "The envoy, Bo Li, is due to meet Ana Torres in Lima on Friday.", "Bo Li: Lima!planned=2021-06-18" },
  { "scheduled to", "Ana Torres is scheduled to travel to Lima on Friday for talks.", "Ana Torres: Lima!planned=2021-06-18" },
  { "due to meet an office", "Bo Li is due to meet Peru's president in Lima on Friday.", "Bo Li: Lima!planned=2021-06-18" },
  { "a day behind before", "Bo Li will fly to Lima before returning home on Friday.", "Bo Li: Lima!planned" },
  { "due to meet nobody that is named", "The council is due to meet in Lima on Friday.", "" },
  { "named by the name before a particle", "President Ana Clara Torres da Costa arrived in Oslo on Monday. Torres will fly to Lima on Friday.", "Ana Clara Torres da Costa: Oslo=2021-06-14 > Lima!planned=2021-06-18" },
  { "planned", "Ana Torres will fly to Oslo on Friday.", "Ana Torres: Oslo!planned=2021-06-18" },
  { "planned visit", "Ana Torres will begin a visit to Peru on Friday.", "Ana Torres: Peru!planned=2021-06-18" },
  { "planned after what was made", "Ana Torres returned to Oslo on Monday. She will travel to Lima next week.", "Ana Torres: Oslo=2021-06-14 > Lima!planned=2021-W25" },
  { "planned first in the text", "Ana Torres will travel to Lima. She visited Oslo.", "Ana Torres: Oslo > Lima!planned" },
  { "a week and a day", "Ana Torres will visit Oslo next week. She will visit Lima on June 18, 2021.", "Ana Torres: Lima!planned=2021-06-18 > Oslo!planned=2021-W25" },
  { "a month and days", "Ana Torres visited Oslo on June 2, 2021. She visited Lima in May 2021. She visited Rabat in June 2021.", "Ana Torres: Lima=2021-05 > Oslo=2021-06-02 > Rabat=2021-06" },
  { "a year between days", "Ana Torres visited Oslo on June 2, 2021. She visited Rabat in 2021. She visited Lima on June 1, 2021.", "Ana Torres: Lima=2021-06-01 > Oslo=2021-06-02 > Rabat=2021" },
  { "before a gerund that stands first", "Ana Torres left Oslo. Before arriving in Lima on Tuesday, she stopped in Quito.", "Ana Torres: Oslo > Quito > Lima=2021-06-15" },
  { "before a gerund with a day", "Ana Torres stopped in Quito before arriving in Lima on Tuesday.", "Ana Torres: Quito > Lima=2021-06-15" },
  { "after a gerund", "Ana Torres flew to Quito after visiting Lima on Monday.", "Ana Torres: Lima=2021-06-14 > Quito" },
  { "after she had", "Ana Torres arrived in Lima on Tuesday after she had stopped in Quito.", "Ana Torres: Quito > Lima=2021-06-15" },
  { "cancelled", "Ana Torres visited Lima. She cancelled a visit to Quito.", "Ana Torres: Lima" },
  { "was cancelled", "Ana Torres visited Lima. Her visit to Quito was cancelled.", "Ana Torres: Lima" },
  { "called off", "Ana Torres called off a trip to Quito.", "" },
  { "called off what was planned", "Ana Torres called off her planned trip to Quito.", "" },
  { "planned before a gerund", "Ana Torres visited Lima on Monday. She will fly to Rabat before visiting Cairo.", "Ana Torres: Lima=2021-06-14 > Rabat!planned > Cairo!planned" },
  { "cancelled what was planned", "Ana Torres visited Lima. She had planned to visit Quito but cancelled the trip.", "Ana Torres: Lima" },
  { "refused", "Ana Torres visited Lima. She refused to visit Quito.", "Ana Torres: Lima" },
  { "postponed", "Ana Torres has postponed a visit to Quito.", "Ana Torres: Quito!planned" },
  { "denied", "Ana Torres did not fly to Oslo." , "" },
  { "conditional", "Ana Torres may visit Oslo.", "Ana Torres: Oslo!conditional" },
  { "what took her", "Ana Torres arrived in Oslo. The tour then took her to Lima and Rabat.", "Ana Torres: Oslo > Lima > Rabat" },
  { "two travellers", "Ana Torres flew to Oslo. Bo Li went to Lima.", "Ana Torres: Oslo | Bo Li: Lima" },
  { "together", "Ana Torres and Bo Li flew to Oslo.", "Ana Torres: Oslo | Bo Li: Oslo" },
  { "a pronoun is who travelled", "Ana Torres flew to Norway. In Oslo she met Bo Li.", "Ana Torres: Norway (Oslo)" },
  { "a pronoun of another paragraph", "The army left Lima.\n\nAna Torres called it a beginning. She will fly to Oslo on Friday.", "Ana Torres: Oslo!planned=2021-06-18 | The army: Lima" },
  { "a group by its words", "Turkish diplomats flew to Oslo.", "Turkish diplomats: Oslo" },
  { "a city and its country", "Ana Torres traveled to Lima, Peru, and to Oslo.", "Ana Torres: Lima > Oslo" },
  { "no country, no stop", "Ana Torres made her first trip to Latin America.", "" },
  { "the same place twice is one stop", "Ana Torres arrived in Oslo. She traveled from Oslo to Lima.", "Ana Torres: Oslo > Lima" },
  { "who only did something there does not travel", "In Oslo Ana Torres won.", "" },
  { "what goes and does not travel", "The prize went to Norway.", "" },
}

local failures = {}
for _, case in ipairs(cases) do
  local got = journeys(case[2])
  if got ~= case[3] then failures[#failures + 1] = ("%s: %q\n    wanted %s\n    got    %s"):format(case[1], case[2], case[3], got) end
end
if failures[1] then error(("%d of %d cases\n%s"):format(#failures, #cases, table.concat(failures, "\n")), 0) end

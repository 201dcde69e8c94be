-- Other names: events, holidays, laws and agreements, prizes, plans, works, languages, products. Known ones, and those that a head
-- noun makes of the words before or behind it. What they take is no name of a person, place or organisation (pack `names`).
local known, nouns = lun.dictionary "misc", lun.dictionary "miscnoun"
local function kind_of_name(m) return (known:lookup(m.name.text) or {{}})[1].kind end
local function kind_of_noun(m) return (nouns:lookup(m.noun.text) or {{}})[1].kind end
-- By what a storm or a vessel is called later, which is then no person: Hurricane Maria, Maria.
local function called(m) return m.called.text end

return lun.rules {
  name = "misc",
  about = "Names that are no person, place or organisation: events, laws, prizes, works, languages.",
  use = { "people" }, -- for its tests of words
  define = {
    Lead = [[ [cap & word & !opener & !#month & !#weekday & !#title] ]],
    Part = [[ [cap & word & !opener & !#weekday] | [num & cap] | of | "&" ]],
    Year = [[ [num & value>=1800 & value<=2100] ]],
    Number = [[ ("I" | "II" | "III" | "IV" | "V" | "VI" | [num & value<1000]) ]],
    Rest = [[ [cap & word & !#weekday & !#month] ]],
    Craft = [[ (ferry | tanker | supertanker | frigate | destroyer | warship | submarine | battleship | corvette | icebreaker | freighter | trawler | yacht | superyacht | schooner | steamship | steamer | liner |
      tugboat | gunboat | minesweeper | drillship | ship | vessel | aircraft carrier | cruiser | space shuttle | spacecraft) ]],
    Prefix = [[ [text=USS,HMS,HMAS,HMCS,HMNZS,USNS,USCGC,BRP,KRI,ROKS,RFA,RRS,MV,"M/V","M/T"] ]],
    Ship = [[ [cap & word & !opener & !#weekday & (!#title | text=Admiral,General,Marshal,King,Queen,Prince,Princess,Sir,Lady) & (!#norp | #place)] ]],
    Further = [[ ([word=de,of,the,del,la,van]{0,2} Rest){0,2} ([num & value<1000] | [text=I,II,III,IV,V,VI])? ]],
    -- what goes on in capitals is a longer name: Nobel Prize Committee
    End = [[ ![cap & word & !opener & !#month & !#weekday] ]],
  },
  { "known", [[ name:#misc[prior=6,7,8] End ]],
    gives = "misc", attributes = { kind = kind_of_name }, asks = "name", priority = 1,
    yes = { { "They fasted during Ramadan.", name = "Ramadan" }, { "Both men fought in World War II.", name = "World War II" } },
    no = { "They fasted for a month.", "The Nobel Prize Committee met." } },
  { "headed", [[ span:name:(Year? Lead Part{0,3} noun:[#miscnoun[prior=8] & cap] Number?) End ]],
    gives = "misc", attributes = { kind = kind_of_noun }, asks = "noun",
    yes = { { "She ran in the Harbour Marathon.", name = "Harbour Marathon" }, { "The 2016 Coastal Cup was cancelled.", name = "2016 Coastal Cup" },
      { "Members backed the Clean Rivers Act on Monday.", name = "Clean Rivers Act" } },
    no = { "She ran a marathon.", "Parliament passed the act.", "Members of the Clean Rivers Act Committee met." } },
  { "heading", [[ span:name:(noun:[#miscnoun[prior=8] & cap] (of | on | for | against) (the)? Rest{1,4} (of (the)? Rest{1,2})?) ]],
    gives = "misc", attributes = { kind = kind_of_noun }, asks = "noun",
    yes = { { "They signed the Treaty of Norwick in May.", name = "Treaty of Norwick" }, { "He survived the Siege of Tellmar.", name = "Siege of Tellmar" } },
    no = { "They signed the treaty of friendship." } },
  { "storm", [[ name:([text=Hurricane,Typhoon,Cyclone] called:[cap & word & !opener & !#orgnoun] | "Storm" called:[cap & word & !opener & !#month & !#weekday & !#orgnoun] | "Depression" called:[cap & word & !opener & !#month & !#weekday & !#orgnoun & !#place]) End ]],
    gives = "misc", attributes = { kind = "event", called = called },
    yes = { { "Hurricane Maria hit the island.", name = "Hurricane Maria" }, { "Tropical Storm Odile turned north.", name = "Storm Odile" }, { "Tropical Storm Florence turned north.", name = "Storm Florence" } },
    no = { "The storm turned north.", "The National Hurricane Center warned.", "He grew up in Depression Ireland." } },
  { "vessel", [[ span:name:(Prefix called:([cap & word] Further)) End |
      (the | a | an | its | their | his | her | of | aboard | [#norp]) ([lower & !punct]{0,3} | [cap & num]? [#norp]) Craft ("," the)? span:name:called:(Ship Further) End ![word=used,owned,captained,commanded,built,bought] ]],
    gives = "misc", attributes = { kind = "vessel", called = called }, part = "lead|body|caption",
    yes = { { "The MV Santa Tarva overturned.", name = "MV Santa Tarva" }, { "The tanker Marlow Star left.", name = "Marlow Star" }, { "A ferry, the Santa Tarva, sank.", name = "Santa Tarva" } },
    no = { "The tanker left.", "The ferry Monday was full.", "The warship Captain Tomas Brevik left.", "It was the ship Brevik used.", "They held the captain of the ferry, Tomas Brevik." } },
  { "titled", [[ (novel | film | movie | book | album | song | play | series | sitcom | documentary | musical | memoir | painting | single | game) ","? [open | text="\""] span:name:(Rest ([cap & word] | a | an | the | of | and | in | on | to | for | with | "'s" | "," | [num]){0,6}) [close | text="\""] ]],
    gives = "misc", attributes = { kind = "work" },
    yes = { { "His novel \"The Drowned Harbour\" sold well.", name = "The Drowned Harbour" } },
    no = { "His novel sold well." } },
  -- Islam is a family name, too
  { "faith", [[ (of | to | from | against | about | with | within | into | for | and | in | radical | political | militant | sunni | shia | shiite | moderate | orthodox) span:name:"Islam" ![cap & word | #sayverb]
      | span:name:"Islam" ([word=forbids,forbade,permits,permitted,prohibits,prohibited,teaches,taught,preaches] | (is | was) not? (a | an | the | no)? [lower & !punct]{0,2} [word=religion,faith,threat,creed,compatible,incompatible]) ]],
    gives = "misc", attributes = { kind = "religion" },
    yes = { { "They converted from Judaism to Islam.", name = "Islam" }, { "Islam forbids it.", name = "Islam" }, { "He said that Islam was no threat.", name = "Islam" } },
    no = { "They met Rafiq Islam.", "According to Islam said so." } },
  { "language", [[ (speak | speaks | spoke | speaking | spoken | fluent in | learn | learning | translated into | teach | teaches | taught) span:name:#lang ![cap & word] ]],
    gives = "misc", attributes = { kind = "language" },
    yes = { { "She spoke Quechua to the crowd.", name = "Quechua" } },
    no = { "She spoke to the crowd." } },
}

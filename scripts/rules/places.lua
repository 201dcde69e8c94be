-- Places: known ones by how sure the dictionary is of them, others by what stands around them. Gives candidates; the pack
-- `names` decides.
local metonyms, orgs = lun.dictionary "metonym", lun.dictionary "org"
local function seat(m, column)
  local row = metonyms:lookup(m.place.text)
  return row and row[1][column]
end

-- What the dictionary says of a place, so much surer than it; text in capitals is read as a name.
local function attributes(by)
  local function told(column) return lun.surest("place", "place", column, { capitals = true }) end
  local sure = lun.surest("place", "place", "prior", { without = "3", add = by, most = 9, capitals = true })
  return { sure = sure, id = told "id", cc = told "cc", kind = told "type" }
end

-- What the dictionary says of a region whose name has its kind behind it: Shanxi Province.
local dictionary = lun.dictionary "place"
local function of_region(column)
  return function(m)
    for _, row in ipairs(m.region and dictionary:lookup(m.region.text) or {}) do if row.type == "LOC.admin1" then return row[column] end end
  end
end

return lun.rules {
  name = "places",
  about = "Candidates for names of places.",
  use = { "people" }, -- for its tests of words
  define = {
    Word = [[ [cap & word & !opener & !#month & !#weekday & !#norp & !#title] ]],
    Cue = [[ in | at | near | from | to | around | outside | across | toward | towards | into | through | throughout | visit | visiting | visited | visits ]],
    -- what a country does or has: `China sent`, `Turkey's`; of the finest china nobody says so at the head of a sentence
    Acts = [[ [lower & len>4 & word~/.+ed/] | "'s" | has | had | is | was | will | would | may | did
      | sent | won | lost | held | fought | made | took | gave | told | put | hit | met | fell | began | came | went | saw | beat | rose | shot | led | struck | broke | spent | built | drew | bought | sold | withdrew | sought | became | knew | grew | swore | bore | said
      | [word~/.+s/ & lemma=say,want,plan,seek,deny,call,urge,back,vow,send,do,launch,attack,invade,strike,reject,accuse,condemn,sign,agree,approve,ban,bomb,warn,threaten,announce,open,close,raise,lift,impose,vote,win,beat,lose,face,get,take,make,give,begin,end,deploy,test,summon,expel,recall,withdraw,halt,suspend,offer,pledge,tell,hold,join,buy,sell,build,put,set,keep,leave,go,see,need,hope,expect,refuse,criticize,criticise,demand,declare,deport,arrest,execute,release,free,jail,elect,mourn,protest,hail] ]],
    Named = [[ [cap & word & !opener & !#placenoun[position=after,both] & !#title & !#month & !#weekday] ]],
    Direction = [[ north | south | east | west | northern | southern | eastern | western | central | northeast | northwest | southeast | southwest | northeastern | northwestern | southeastern | southwestern | upper | lower | downtown ]],
  },
  { "known", [[ place:#place[prior=4,5,6,7,8,9] ]],
    asks = "place", gives = "place?", attributes = attributes(0),
    yes = { { "Talks in Lima ended.", place = "Lima" }, { "They flew to the United States on Friday.", place = "United States" } },
    no = { "Talks ended." } },
  -- seats of power are named as places, whoever speaks from them; what is another name of a ministry (Pentagon) is not
  { "seat", [[ place:#metonym[prior=7,8,9] ]],
    asks = "place", gives = "place?",
    where = function(m)
      for _, row in ipairs(orgs:lookup(m.place.text) or {}) do if row.id ~= seat(m, "id") then return false end end
      return seat(m, "id") ~= nil
    end, attributes = { sure = "9", id = function(m) return seat(m, "id") end, cc = function(m) return seat(m, "cc") end },
    yes = { { "A crowd stood before La Moneda in the rain.", place = "La Moneda" } },
    no = { "A crowd stood in the rain." } },
  { "cued", [[ (Cue | Direction) span:place:#place ]],
    asks = "place", gives = "place?", attributes = attributes(2),
    yes = { { "A storm formed near Lima.", place = "Lima" } },
    no = { "A storm formed." } },
  { "acting", [[ ^ span:place:#place[type=LOC.country] (Acts | (and | or | ",") #place[prior=7,8,9]) ]],
    asks = "place", gives = "place?", attributes = attributes(5),
    yes = { { "Turkey invaded Syria.", place = "Turkey" }, { "China, Japan and Chile signed.", place = "China" }, { "China's envoy left.", place = "China" }, { "China sends troops.", place = "China" } },
    no = { "Turkey farms are being closed.", "The china cracked." } },
  { "within", [[ span:place:(#place "," "D.C.") | span:place:#place "," #place[prior=7,8,9] ]],
    asks = "place", gives = "place?", attributes = attributes(3),
    yes = { { "He was born in Lima, Peru.", place = "Lima" } },
    no = { "He was born in a village." } },
  { "particle", [[ (in | at | near | outside | across) span:place:(Named{1,2} [word=da,do,das,dos,del] Named) ]],
    gives = "place?", attributes = { sure = "7" },
    yes = { { "A lorry overturned near Tellmar da Praia.", place = "Tellmar da Praia" } },
    no = { "A lorry overturned near Praia.", "Tellmar da Silva left." } },
  { "unknown", [[ span:place:(Word{2,3} | ![upper & len<=4 & !first] Word) "," #place[type=LOC.country,LOC.admin1] ![text="'s","'"] ]],
    gives = "place?", attributes = { sure = "5" }, -- short letters alone are a party's: Ali Torres (TVP, Lima)
    yes = { { "The camp near Tellmar, Chile was closed.", place = "Tellmar" } },
    no = { "The camp was closed.", "Wim Tellmar, Chile's envoy, left." } },
  { "called", [[ (town | city | village | island | islands | province | district | region | suburb | capital | county | municipality | neighborhood | neighbourhood | hamlet | settlement | commune | township | port | republic | peninsula) of span:place:Word{1,3} ]],
    asks = "place", gives = "place?", attributes = attributes(4),
    yes = { { "He moved to the town of Tellmar.", place = "Tellmar" } },
    no = { "He moved to the town." } },
  { "several", [[ (towns | cities | villages | islands | provinces | districts | regions | suburbs | counties | municipalities) of span:place:Word{1,2} ("," | and) [cap] ]],
    asks = "place", gives = "place?", attributes = attributes(4),
    yes = { { "They left the towns of Tellmar and Kortovo.", place = "Tellmar" } },
    no = { "They left the towns." } },
  { "others", [[ (towns | cities | villages | islands | provinces | districts | regions | suburbs | counties | municipalities) of Word{1,2} ("," Word{1,2}){0,3} ","? and span:place:Word{1,2} ]],
    asks = "place", gives = "place?", attributes = attributes(4),
    yes = { { "They left the towns of Tellmar and Kortovo.", place = "Kortovo" } },
    no = { "They left the towns." } },
  { "peopled", [[ (residents | villagers | inhabitants | outskirts | suburbs | neighbourhoods | neighborhoods | streets | townspeople | mayor | mayors) of span:place:Word{1,3} ]],
    asks = "place", gives = "place?", attributes = attributes(5),
    yes = { { "Residents of Tellmar fled.", place = "Tellmar" } },
    no = { "Residents of the town fled." } },
  { "described", [[ span:place:Word{1,3} ("," | is | was) (a | an | the | one) ([lower & !punct & !#role] | #norp){0,3} (town | city | village | hamlet | suburb | island | province | district | municipality | neighborhood | neighbourhood | commune | settlement | seaport | peninsula | mountain | river | lake | valley | reservoir) ![lower & #role] ]],
    gives = "place?", attributes = { sure = "7" },
    yes = { { "They stopped in Tellmar, a small fishing village.", place = "Tellmar" }, { "Tellmar is a hamlet near Lima.", place = "Tellmar" } },
    no = { "Timur, a village elder, left." } },
  { "noted", [[ span:place:Word{1,2} &[lower] (province | district | county | prefecture | peninsula | airport | river | valley | governorate | oblast | township | archipelago | canton | neighborhood | neighbourhood | bridge | police station | border crossing | checkpoint | island | islands)
      | span:place:(![text=Northern,Southern,Eastern,Western,Border,Olympic,Christian,Muslim,Jewish] Word{1,2}) &[lower] (village | villages | town | commune | settlement | refugee camp) ]],
    asks = { attributes = "place" }, gives = "place?", attributes = attributes(5),
    where = function(m) return m.first > 1 or #m.span > 1 end,
    yes = { { "Floods hit the Tellmar valley on Friday.", place = "Tellmar" }, { "Floods hit Tellmar village on Friday.", place = "Tellmar" } },
    no = { "Floods hit the valley.", "Floods hit the Southern town.", "Floods hit the Olympic village." } },
  { "headed", [[ span:place:(region:Named{1,3} [text=Province,Region,Prefecture,Governorate,Oblast,State & #placenoun[position=after,both] ] | Named{1,3} #placenoun[position=after,both]) ![text=Minister,Ministers,Commissioner,Secretary] ]],
    asks = "region", gives = "place?", attributes = { sure = "6", id = of_region "id", cc = of_region "cc", kind = of_region "type" },
    yes = { { "The boat sank off Cormorant Island.", place = "Cormorant Island" } },
    no = { "The boat sank off the island." } },
  -- by nouns that end the names of places alone
  { "surely", [[ span:place:(Named{1,3} [text=County,Island,Islands,River,Basin,Strait,Plateau,Mountains,Peninsula,Archipelago,Township,Atoll,Glacier,Estuary,Lagoon]
      | (Named{2,3} | ![#given] Named) [text=Lake,Bay,Cove]) ]],
    asks = "words", gives = "place?", attributes = { sure = "8" },
    yes = { { "The boat sank off Cormorant Island.", place = "Cormorant Island" }, { "The boat sank in Cormorant Bay.", place = "Cormorant Bay" } },
    no = { "The boat sank off the island.", "They beat the Tellmar Hotel.", "Anna Lake left." } },
  { "heading", [[ span:place:(#placenoun[position=before,both] (of (the)?)? ![#title] [cap & word & !opener]{1,2}) ]], -- but Lamar County Judge Ana Torres
    gives = "place?", attributes = { sure = "6" },
    yes = { { "They climbed Mount Sorrel in May.", place = "Mount Sorrel" } },
    no = { "They climbed in May." } },
  { "site", [[ the span:place:Word{1,2} ([lower & !punct]){0,5} (base | airport | port | harbor | harbour | refinery | dam | mine | prison | plant | barracks | spaceport | checkpoint | crossing) ]],
    gives = "place?", attributes = { sure = "5" },
    where = function(m) return m.first > 2 end,
    yes = { { "They use the Tellmar rocket launching base.", place = "Tellmar" } },
    no = { "They use the old rocket base." } },
  { "both", [[ (in | near) [cap & word & !opener & !#month & !#weekday & !#norp & !#title]{1,2} and span:place:([cap & word & !acronym & !opener & !#month & !#weekday & !#norp & !#title & !lexicon>0]{1,2}) &[punct] ]],
    asks = "place", gives = "place?", attributes = attributes(1),
    yes = { { "It grows in Lima and Kortovo.", place = "Kortovo" } },
    no = { "It grows in Lima and Kortovo grew." } },
  { "after", [[ (in | near | outside | at) span:place:([cap & word & text!=No.,Nos. & !opener & !#month & !#weekday & !#norp & !#title & !lexicon>0]{1,3}) ]],
    gives = "place?", attributes = { sure = "4" },
    yes = { { "Shelling was heard near Kortovo overnight.", place = "Kortovo" } },
    no = { "Shelling was heard near the bridge." } },
}

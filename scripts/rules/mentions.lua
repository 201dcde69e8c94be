-- Mentions: runs of words with capitals, and what the candidates of people, places, orgs and nationalities make of them.
-- Longer and surer candidates win; what takes only a part of a run is weighed as the whole run (Perth Glory, Paris
-- Agreement); runs that no candidate took are unsure mentions. The pack `names` decides them once a document.
local core = require "lunette.core"
local fact = require "lunette.fact"
local naming = require "lunette.naming"

-- Words with a capital that are no part of a name within a sentence either.
lun.test("functional", [[(word=the,a,an,this,that,these,those,he,she,it,we,they,i,you,his,her,its,their,our,my,in,on,at,by,for,from,of,to,with,
  and,but,or,nor,so,yet,if,when,while,after,before,as,since,although,though,because,until,during,over,about,against,between,
  through,what,who,which,where,why,how,there,here,not,no,yes,also,now,then,today,yesterday,tomorrow,many,most,some,all,both,each,
  every,another,other,such,more,less,few,several,next,according,despite,amid,among,within,without,however,meanwhile,
  moreover,still,even,just,only,per,via,later,earlier,is,are,was,were,be,been,has,have,had,do,does,did,can,could,would,should,
  may,must,mr,mrs,ms,vs,celsius,fahrenheit | word~/(?i)(mrs?|ms|dr|nos?|vol|fig|pp?|vs?)\./ |
  compounded) & text!=May,Will]])

-- How sure a mention is goes from 0 to 9. Sentences in capitals or in title case are found by counting their words; there
-- capitals say nothing, so ordinary words are no part of a name.
-- Letters that alone are no name at all.
local letters = [[TV TVs DNA RNA GDP GNP CEO CEOs CFO CFOs COO CTO CIO CMO MP MPs MPS MLA MLAs MEP MEPs MSP MSPs PC PCs AM PM PMs OK ID IDs HIV AIDS SUV SUVs UFO UFOs
  DVD DVDs CD CDs GPS VIP VIPs PR IT AI IQ ATM ATMs MBA PHD PhD PhDs BC AD CE BCE II III IV VI VII VIII IX XI XII NOTE PHOTO FILE UPDATE BREAKING COVID
  SARS LGBT LGBTQ IPO IPOs FAQ USD EUR GBP GMT UTC EST EDT PST PDT CET NGO NGOs INGO INGOs CSO CSOs SME SMEs MSME MSMEs NFT NFTs NPL NPLs FDI LNG LPG
  CNG SMS ETF ETFs ESG VAT GST PPE ICU ICUs MRI UAV UAVs IED IEDs ICBM ICBMs PTSD ADHD DIY EV EVs HQ HR KPI WMD WMDs PCR POW POWs IDP IDPs DJ DJs SOS UV
  RPG RPGs VP VPs HH HRH IGP CCTV BMI NCO NCOs PMI ROI VAR FIR QC VPM Z Zers]]

local gather = naming.gatherer {
  texts = {
    headings = "headline related caption", -- parts of an article that may be in title case
    closers = ".?!\"”’", -- a sentence that ends with one of these bytes is no heading
    openers = "“\"‘`:•–—_", -- behind a word that begins with one of these bytes, or a hyphen, every word has a capital
    region = "LOC.region", joint = "and the", -- Latin America and the Caribbean: two places, although statisticians have it as one
    settled = "alias.paren alias.owned alias.foreign alias.known people.titled orgs.company orgs.heading orgs.traded orgs.paired orgs.joined", -- rules whose mentions are whole although they stand in a longer run
    place_cues = "in at near outside across toward towards throughout inside",
    post_joints = "of to for", -- between somebody's post and what it is of: ambassador to Peru,
    post_within = "of the and ,", -- and in the name of that: minister of Trade and Industry
    letters = letters,
    articles = "La El Los Las Les Il Gli", -- that begin names of places rather than of people
    compass = "north south east west northern southern eastern western central upper lower old greater inner outer little",
  },
  rules = { run = "mentions.run", person = "mentions.person", places_within = "places.within", places_acting = "places.acting", alias_other = "alias.other" },
  numbers = {
    long_word = 3, -- bytes: words that are longer show how a sentence is set
    -- candidates
    sure_unsaid = 5, -- of a candidate that does not say
    cut_in_heading = 1, -- less, for one that lost ordinary words at its end,
    head_in_capitals = 7, -- unless they are, this sure, what ends names of organisations
    opens_sentence = 4, -- less, for an ordinary word where every word has a capital, unless it is a country that acts at the head of a sentence
    person_kept = 9, -- one this sure is a person as it stands; in others and in organisations
    given_within = 6, -- a given name this sure begins a person's name,
    given_surely = 7, -- one this sure does so even behind in, at or near,
    words_within = 3, -- of fewer words behind the first,
    person_found = 6, -- which is then this sure
    place_doubted = 8, place_followed = 2, -- a place less sure than this, before another name, is less sure: `Boston Globe`
    -- who is taken, the longer first
    sure_first = 5, -- those this sure,
    sure_later = 2, -- then those this sure
    alias = 8, alias_place = 7, alias_person = 9, -- forms in brackets are organisations unless a place, a person is this sure
    place_within = 7, -- `Lima, Peru` this sure is no part of a longer name
    -- runs that nothing took: how sure they are, by their own words
    person_at_post = 9, -- a person behind what the post is of, in one run: the ambassador to Peru Joaquim Moreira; unknown names
    post_place = 9, -- only where a place this sure stands before,
    post_given = 7, post_surname = 4, -- ordinary words only where they are given names and surnames this sure
    person_in_run = 5, -- a given name and more, behind another word
    org_head = 5, place_head = 5, -- the last word says it: Coastal Command, Cormorant Island
    part_person = 5, part_org = 4, part_place = 4, -- what a part is, but a place followed by more is an organisation
    part_place_end = 6, -- a place behind a word of the compass;
    part_place_surely = 8, -- a place as sure as those of a pair, in a quarter: Northern Kenya; any before a particle and more: San Juan de Tarvo
    given_first = 5, person_given = 5, person_words = 4, -- a given name this sure goes first, in fewer words than this
    cued = 4, -- a place: behind a preposition of place_cues
    unknown = 3, -- several words that are not ordinary: a person when there are few, else an organisation
    capitals = 3, -- an organisation: capitals, digits
    known_alone = 4, person_known = 3, -- a person: a given name or surname this sure
    after_the = 3, -- an organisation: behind `the`
    person_alone = 2, undecided = 1,
    pair_place = 7, -- two places this sure with a hyphen between are no name: the Russia-Ukraine war
  },
}

-- Nouns of what is no organisation, whose letters in brackets are none: Gross Domestic Product (GDP), Inspector General of Police (IGP).
local other = {}
for noun in ([[act acts accord agreement treaty covenant convention protocol declaration certificate rate rates assessment assessments report machine machines plan scheme
  product technology technologies capital disease virus syndrome disorder index price tax duty card number vehicle vehicles aircraft missile missiles test tests
  examination intelligence money income investment investments bond bonds loan loans degree diploma procedure method model memorandum strategy policy budget
  equipment device devices drug drugs vaccine vaccines therapy treatment gas emissions notice warrant data rights officer officers minister secretary director
  inspector superintendent executive governor mayor chairman ambassador advocate commander commanding collector magistrate registrar president]]):gmatch "%S+" do other[noun] = true end
local ranks = { director = true, inspector = true, secretary = true, solicitor = true }
local function names_no_body(long, short)
  local of = long:find(" of ", 1, true)
  if of and lun.acronym(long:sub(of + 4), short) then return false end -- Director General of the Coastal Relief Agency (CRA)
  local stop = math.min(of or #long + 1, long:find(" for ", 1, true) or #long + 1, long:find(" on ", 1, true) or #long + 1)
  local head = lun.lower(long:sub(1, stop - 1))
  local before, last = head:match "^(.*)[^%a](%a+)$"
  return other[last or head] or last == "general" and ranks[before:match "%a+$"] or false
end

-- The forms of aliases in brackets: for each the tokens of the long one and of the short one, and the rule; nil where there is none.
local function aliases_of(doc)
  if core.count_facts(doc, "alias") == 0 then return nil end
  local aliases = {}
  for _, alias in ipairs(fact.complete(doc, "alias")) do
    for _, s in ipairs { alias.long, alias.short } do table.move({ s.first, s.last }, 1, 2, #aliases + 1, aliases) end
    aliases[#aliases + 1] = names_no_body(alias.long.text, alias.short.text) and "alias.other" or alias.rule
  end
  return aliases
end

local function gather_mentions(doc) gather(doc, aliases_of(doc)) end

return lun.rules {
  name = "mentions",
  about = "Whatever may be a name, each place once, with what the rules make of it.",
  use = { "people", "places", "orgs", "alias" },
  inner = { "run", "mention" },
  define = {
    Particle = [[ (de | del | della | di | da | dos | das | van | von | der | den | bin | bint | binti | ibn | ould | al | el | la | le | ten | ter | dela | du | st | y | ka){1,2} ]],
    Name = [[ ([cap & word & !functional & !#month & !#weekday & !#title] | [dname] | "May") ]],
    Last = [[ ([cap & word & #title] ![cap & word | word=of]) ]],
  },
  { "run", [[ ([ordinal] &[cap & !#month])? [cap & word & !functional & !#month & !#weekday & !#title] (Particle? Name)* Last? ![compounded] ]], gives = "run",
    yes = { { "On Monday Maria van der Berg met Perth Glory.", text = "Maria van der Berg" } },
    no = { "On Monday the ministry answered." } },
  { "nationality", [[ people:#norp ]],
    asks = "people", gives = "norp?",
    attributes = { sure = lun.surest("people", "norp", "prior", { without = "5", add = 1, most = 8 }), cc = lun.surest("people", "norp", "cc") },
    yes = { { "The Chilean navy left.", people = "Chilean" } },
    no = { "The navy left." } },
  lun.resolve { name = "gather", reads = { "person?", "place?", "org?", "norp?", "run" }, gives = { "mention" }, each = gather_mentions },
}

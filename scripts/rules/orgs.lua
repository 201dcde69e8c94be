-- Organisations: known ones, head nouns with what belongs to them, company suffixes, acronyms. Gives candidates; the pack
-- `names` decides.
local orgs, seats = lun.dictionary "org", lun.dictionary "metonym"

-- A building by its own name (the Kremlin) is a place for the pack `places`; and of a government the country is named, of an administration the
-- person, the noun is common.
local COMMON = { " government", " administration" }
local function is_no_place(m)
  local seat = seats:lookup(m.org.text)
  local row = seat and orgs:best(m.org.text)
  local is_seat = row and tonumber(seat[1].prior) >= 7 and seat[1].id == row.id
  for _, noun in ipairs(COMMON) do is_seat = is_seat or m.org.text:sub(-#noun) == noun end
  return not is_seat
end

lun.test("orgacronym", [[word~/[A-Z][A-Z&]{1,5}/ & text!=TV,DNA,RNA,GDP,CEO,CFO,MP,MPS,PC,AM,PM,OK,ID,HIV,AIDS,SUV,UFO,DVD,CD,GPS,VIP,PR,IT,AI,IQ,
  ATM,MBA,PHD,BC,AD,CE,BCE,II,III,IV,VI,VII,VIII,IX,XI,XII,NOTE,PHOTO,FILE,UPDATE,BREAKING,COVID,SARS,LGBT,LGBTQ,IPO,FAQ,USD,EUR,
  GBP,GMT,UTC,EST,EDT,PST]])
lun.test("plural", "word~/[A-Z][a-z]+s|People|Women|Men|Children/")
lun.test("seated", "word~/[A-Z][^-]*-(based|listed|headquartered)/")
lun.test("ordinal", "word~/[0-9]+[snrt][tdh]/")

-- How sure a name is that its surroundings call an organisation: less for what begins as a person or a place does.
local articles = { Le = true, La = true, El = true, Al = true, Das = true, Der = true, Die = true, Los = true, Las = true, Les = true }
local function sure_of_called(m)
  local first = m.org.text:match "^%S+"
  if articles[first] then return "7" end
  if lun.prior("given", first) >= (#m.org > 1 and 3 or 7) then return "4" end
  return (lun.prior("place", first) >= 4 or lun.prior("surname", first) >= 7) and "6" or "8"
end
-- Behind these stands what is theirs, not what they are called: the court, the unit.
local nameless = { unit = true, office = true, court = true, panel = true, board = true, department = true, command = true, service = true, church = true, school = true, hospital = true, team = true }
-- Some nouns say what a person does as well.
local persons_too = { miner = true, broker = true, contractor = true, developer = true, producer = true, publisher = true, operator = true, distributor = true, monitor = true }
local function sure_of_described(m)
  local sure, noun = sure_of_called(m), m.kind.text
  if sure == "4" or lun.prior("norp", m.org.text) > 0 or nameless[noun] or m.article.text ~= "the" and (persons_too[noun] or #m.org > 1) or m.doc:word(m.org.last + 1) ~= "," then return "6" end
  return sure
end
-- Nor does anybody stand behind a newspaper.
local function sure_of_apposed(m) return m.medium and "8" or sure_of_called(m) end
local function sure_of_named(m)
  local sure = sure_of_called(m)
  return m.definite and sure > "6" and "6" or sure
end

-- National teams are called as their countries are, and those of states as these.
local places = lun.dictionary "place"
local function is_country(text)
  local row = places:best(text)
  return row and (row.type == "LOC.country" or row.type == "LOC.admin1")
end

-- Behind what companies do, one ordinary word is none: Fifty employees.
local function may_deal(m)
  local text = m.org.text
  return lun.prior("orgnoun", text) == 0 and lun.prior("norp", text) == 0 and (lun.prior("lexicon", text) == 0 or lun.prior("org", text) > 0)
end

-- Whether a name goes on from another before it, so that what it joins are two names.
local function goes_on(m)
  local before = m.first > 1 and m.doc:word(m.first - 1) or ""
  return before:find "^%u" and not before:find "%-%l" and (lun.prior("lexicon", before) == 0 or lun.prior("place", before) > 0)
end

-- What is played is no club: Athletics coach Ana Torres.
local sports = { Athletics = true, Football = true, Soccer = true, Rugby = true, Hockey = true, Cricket = true, Tennis = true, Swimming = true, Basketball = true, Head = true, Assistant = true }

-- Two given names are a pair of people, and ordinary words no name.
local function is_pair(m)
  local first, last = m.doc:word(m.first), m.doc:word(m.last)
  if goes_on(m) or lun.prior("given", first) >= 6 and lun.prior("given", last) >= 3 then return false end
  if last == "Family" or lun.prior("given", m.other.text) >= 3 and m.last > m.other.last or (first .. last):find "%l%-%l" then return false end
  return lun.prior("lexicon", first) == 0 or lun.prior("lexicon", last) == 0 or lun.prior("surname", first) >= 4 or lun.prior("orgnoun", last) > 0
end

-- What `and` joins within a name is called by ordinary words: Trade and Fisheries Board, but Congress and the State Department.
local function is_joinable(word)
  return lun.prior("lexicon", word) > 0 and lun.prior("surname", word) < 7 and lun.prior("place", word) == 0 and lun.prior("org", word) == 0 or word:find "tion$" ~= nil
end
local function is_joined(m)
  local one = m.one.text
  return is_joinable(one) and not goes_on(m) and lun.prior("orgnoun", one) == 0 and is_joinable(m.other.text)
end

return lun.rules {
  name = "orgs",
  about = "Candidates for names of organisations.",
  use = { "people" }, -- for its tests of words
  define = {
    Part = [[ [cap & word & !opener & !#month & !#weekday] ]],
    Lead = [[ [cap & word & !opener & !#month & !#weekday & !#title] ]],
    Kind = [[ ([lower & #orgnoun]{1,3} | company | brand | label | duo | provider | platform) ]],
    Owner = [[ [plural] ("'s" | "'") ]], -- Women's, Governors'
    Holder = [[ [text=Prime,Public,Attorney,Prosecutor,General,Vice,Minister,President,Premier,Chancellor,Governor,Mayor,Sheriff,Ombudsman,Commissioner,Auditor,Comptroller]{1,3} "'s" ]],
    Of = [[ of (the)? Lead{1,4} (("," Lead{1,2}){0,2} ","? and Lead{1,2} ![cap & word])? ]],
    -- what names an organisation by what it is for
    For = [[ [text=Committee,Subcommittee,Council,Commission,Centre,Center,Centres,Centers,Institute,Office,Agency,Association,Organization,Organisation,Bureau,Ministry,Department,
      Foundation,Society,Directorate,Secretariat,Authority,Board,Tribunal,Observatory,Movement,Alliance,Coalition,Campaign,Front,Party,Group,Network,Union,Academy,School,Forum,
      Fund,Administration,Federation,College,Service,Court,Company,Bank,Mission,Division,Panel]
      (for | on) (the)? Owner? Lead{1,4} (of Lead{1,3})? (("," Lead{1,2}){0,2} ","? and Lead{1,2} ![cap & word])? ]],
    Bare = [[ [cap & word & len>=2 & !opener & !#month & !#weekday & !#title & !#norp & text!=TV,AI,IT] ]],
    Joint = [[ de | del | della | dello | di | du | des | la ]],
    Called = [[ (Bare | [dname]) (Joint? Bare){0,3} ]], -- an organisation by where it stands
    -- what the organisation is that is named behind it: not the court, the unit
    Which = [[ ([lower & #orgnoun]{0,2} (medium:[lower & #orgnoun & word=newspaper,magazine,tabloid,daily,weekly,agency,broadcaster,website] |
      [lower & #orgnoun & word!=unit,office,court,panel,board,department,command,service,church,school,hospital,team]) | company | brand | label | duo | provider | platform) ]],
  },
  { "known", [[ org:#org[prior=3,4,5,6,7,8,9] ![text=Minister,Ministers,Ministry] ]],
    asks = "org", gives = "org?",
    attributes = {
      sure = lun.surest("org", "org", "prior", { without = "5" }), id = lun.surest("org", "org", "id"), cc = lun.surest("org", "org", "cc"),
      kind = lun.surest("org", "org", "type"),
    },
    where = lun.unless("org", { dictionary = "metonym", endings = COMMON, otherwise = is_no_place }),
    yes = { { "The United Nations agreed.", org = "United Nations" } },
    no = { "The nations agreed.", "Peru's Labour Minister agreed." } },
  -- a town and what its team is called: the full names of famous ones are known as a whole
  { "team", [[ org:(#place #org[type=ORG.sport]) ]],
    gives = "org?", attributes = { sure = "8", kind = "ORG.sport" },
    yes = { { "They lost to the Norwich Braves on Sunday.", org = "Norwich Braves" } },
    no = { "They lost to the Braves on Sunday." } },
  -- what an organisation is called in a country: not of capitals, behind which somebody's or something's country stands (EU Ukraine talks)
  { "branch", [[ org:(of:#org[prior=7,8,9] #place[type=LOC.country]) ![lower & !#sayverb | text="'s","’s"] ]],
    gives = "org?", attributes = { sure = "8", kind = lun.surest("of", "org", "type") },
    where = function(m) return m.of.text:find "%l" ~= nil and m.of.text:find " " ~= nil end,
    yes = { { "Amnesty International Kenya agreed.", org = "Amnesty International Kenya" } },
    no = { "EU Ukraine talks ended." } },
  { "headed", [[ org:(([ordinal])? ((Lead | Owner | Holder) (Part | Owner | Holder){0,3} [#orgnoun & cap] Of? | Lead Part{0,3} For)) ]],
    gives = "org?", attributes = { sure = "6" },
    yes = { { "The Harbour Police closed the Coastal Command on Monday.", org = "Harbour Police" }, { "Nurses at Saltmarsh General Hospital of Norwick walked out.", org = "Saltmarsh General Hospital of Norwick" } },
    no = { "The police closed it." } },
  { "heading", [[ org:([#orgnoun & cap] Of | For | [text=Office,Bureau,Secretariat] of (the)? [cap & #title]{1,3} (for Lead{1,3})?) ]],
    gives = "org?", attributes = { sure = "7" },
    yes = { { "The Ministry of Fisheries objected.", org = "Ministry of Fisheries" } },
    no = { "The ministry objected." } },
  { "faculty", [[ org:([text=University,College] of Lead{1,3} [text=School,College,Faculty,Department,Institute,Center,Centre,Hospital,Press] ((of | for) Lead{1,3} (and Lead)?)?) ]],
    gives = "org?", attributes = { sure = "8" },
    yes = { { "She teaches at the University of Tellmar School of Law.", org = "University of Tellmar School of Law" } },
    no = { "She teaches at the school of law." } },
  -- (what stands behind a preposition is the kind of another: a tester at the same firm)
  { "described", [[ span:org:Lead{1,3} ("," | is | was) article:(a | an | the | one) ([lower & !punct & word!=at,of,in,for,with,from & (!#role | word=official,private,general,national)] | [#norp] | #place "-" based | [cap & !#role]){0,5} kind:Kind &[punct | word=that,which,based,with,for,in,of,from,founded,run,owned,whose] ]],
    gives = "org?", attributes = { sure = sure_of_described },
    yes = { { "Shares of Veltrano, a Dutch maker and fintech startup, rose.", org = "Veltrano" }, { "Veltrano is a charity based in Lima.", org = "Veltrano" } },
    no = { "Veltrano, a company director, left.", "Veltrano, a tester at the same firm, left." } },
  { "apposed", [[ (Kind ","? (to be (known as | called | named) | known as) | Which | ngo | ngos | [seated]) span:org:(Called ((of | for) (the)? Lead{1,2} (and Lead)?)?) ![word=founded,founds,owns,owned,runs,ran,leads,led,heads,headed,started,created,built] ]],
    asks = "org|medium", gives = "org?", attributes = { sure = sure_of_apposed }, part = "lead|body|caption",
    yes = { { "They work for the software company Veltrano.", org = "Veltrano" }, { "Anti-graft group Voz Limpia objected.", org = "Voz Limpia" } },
    no = { "They work for the company.", "He told the court Veltrano lied." } },
  { "named", [[ (definite:the | ruling | opposition | governing) span:org:Called (news agency | [lower & word=party,movement,militia,newspaper,newspapers,magazine,daily,tabloid,website,channel,broadcaster,airline,chain,brand,charity,club,cartel]) ]],
    asks = "org|definite", gives = "org?", attributes = { sure = sure_of_named }, part = "lead|body|caption",
    yes = { { "He read it in the Tarsk newspaper.", org = "Tarsk" } },
    no = { "He read it in the newspaper." } },
  { "traded", [[ (shares | stock | shareholders | stake) (in | of) span:org:Called | span:org:Called (shares [word=rose,fell,jumped,gained,dropped,closed,slid,climbed,surged,tumbled,plunged,were]
      | ("'s")? (chief executive | ceo | cfo | chief financial officer | chief operating officer | managing director | shareholders | share price | subsidiary)) ]],
    asks = "org", gives = "org?", attributes = { sure = sure_of_called },
    where = function(m) return lun.prior("orgnoun", m.org.text) == 0 end,
    yes = { { "Shares in Veltrano rose.", org = "Veltrano" }, { "Veltrano's chief executive left.", org = "Veltrano" } },
    no = { "Shares rose." } },
  -- what only a company earns, owes or has done to it
  { "reporting", [[ span:org:Called ([word=reported,reports,posted,posts,booked] (a | an | its | record | higher | lower)? ([lower & !punct] | [num]){0,4} [word=profit,profits,loss,losses,revenue,revenues,earnings,sales,turnover]
      | [word=employees,customers,shareholders,executives,bondholders] [lower & !#sayverb]
      | [word=filed,files] for (bankruptcy | chapter)) ]],
    asks = "org", gives = "org?", attributes = { sure = sure_of_called }, part = "lead|body|caption",
    where = may_deal,
    yes = { { "Veltrano reported a net loss of 4 million euros.", org = "Veltrano" }, { "Veltrano employees walked out.", org = "Veltrano" } },
    no = { "They reported a net loss.", "Fifty employees walked out." } },
  { "announcing", [[ span:org:Called said it ([word=plans,expects,planned,expected,intends,aims] to
      | [word=would,will] [word=cut,lay,buy,acquire,sell,invest,open,close,shut,launch,recall,build,hire,appeal,comply,cooperate,resume,suspend,list]) ]],
    asks = "org", gives = "org?", attributes = { sure = sure_of_called }, part = "lead|body|caption",
    where = may_deal,
    yes = { { "Veltrano said it would cut 40 jobs.", org = "Veltrano" } },
    no = { "Veltrano said it would rain." } },
  { "employing", [[ [word=analyst,analysts,economist,economists,strategist,trader,lecturer,professor,columnist,correspondent] ([cap & word]{1,3} of | at | with | for) span:org:Called ]],
    asks = "org", gives = "org?", attributes = { sure = sure_of_called }, part = "lead|body|caption",
    yes = { { "An economist at Veltrano agreed.", org = "Veltrano" }, { "Analyst Ana Torres of Veltrano agreed.", org = "Veltrano" } },
    no = { "An economist agreed." } },
  -- whose players are spoken of; the pack `names` asks for this rule
  { "club", [[ span:org:Called ("'s" (#norp)? | s)? ([word=defender,midfielder,striker,winger,goalkeeper] | [word=manager,coach] [cap]) ]],
    gives = "org?", attributes = { sure = "9" },
    where = function(m) return not sports[m.org.text] and lun.prior("org", m.org.text) > 0 or #m.org == 1 and lun.prior("orgnoun", m.org.text) == 0 and lun.prior("norp", m.org.text) == 0 and not is_country(m.org.text) end,
    yes = { { "Lyon's Algerian midfielder left.", org = "Lyon" }, { "Stoke defender Tomas Brevik left.", org = "Stoke" } },
    no = { "Brazil midfielder Tomas Brevik left." } },
  { "paired", [[ org:((Lead ",")? Lead "&" other:Lead Part{0,2}) ![cap & word] ]],
    gives = "org?", attributes = { sure = "8" },
    where = is_pair,
    yes = { { "We asked Hart & Bell about it.", org = "Hart & Bell" }, { "They wrote to Stowe, Hart & Bell.", org = "Stowe, Hart & Bell" } },
    no = { "We asked Hart about Terms & Conditions.", "We met Daniel & Richard Hart." } },
  { "joined", [[ org:(Lead{0,6} one:Lead and other:Part Part{0,2} (and Part)? [text=Council,Authority,Board,Agency,Bureau,Commission,Committee,Subcommittee,Administration,Department,
      Ministry,Institute,Office,Service,Services,Fund,Foundation,Association,Center,Centre,Bank,Corporation,Company,Group,Division,Organization,Organisation,Court,Tribunal,Union,
      Society,Federation,Academy,School,College,University,Museum,Corps,Police,Party,News,Cooperative,Hospital,Directorate,Panel,Exchange,Trust,Chamber,Inspectorate,Forum] Of?) ]],
    gives = "org?", attributes = { sure = "8" },
    where = is_joined,
    yes = { { "The Trade and Fisheries Board met.", org = "Trade and Fisheries Board" } },
    no = { "Congress and the Fisheries Board met." } },
  { "company", [[ org:(Lead (Part | "&"){0,3} ","? #company) ]],
    gives = "org?", attributes = { sure = "8" },
    yes = { { "Shares of Bramwell Foods Inc. fell.", org = "Bramwell Foods Inc." } },
    no = { "Shares fell." } },
  { "romance", [[ org:([text=Liga,Lega,Asamblea,Congreso,Armada,Institut,Jamiat,Jamaat,Harakat,Majlis,Dewan,Partai,Yayasan,Deportivo,Atlético,Atletico,Dynamo,Dinamo,Spartak,Lokomotiv,Shakhtar,Hapoel,Maccabi,Olympique,Borussia,Eintracht,Levski,CSKA,Slavia,Steaua,Partizan,Legia,Grupo,Gruppo,Groupe,Banco,Banca,Banque,Minera,Constructora,Construtora,Cementos,Cervecería,Inmobiliaria,Petróleos,Aerolíneas,Líneas,Compañía,Companhia,Compagnie,Société,Universidad,Universidade,Université,Università,Partido,Partito,Parti,Movimiento,Movimento,Mouvement,Frente,Fronte,Instituto,Fundación,Fundação,Fondation,Fondazione,Ministerio,Ministério,Editorial,Sindicato,Federación,Federação,Fédération,Confederación,Confédération,Asociación,Associação,Corporación,Cámara,Câmara,Comisión,Comissão,Consejo,Conselho]
      ([word=de,del,da,do,dos,das,di,della,du,des,la,las,los,le,les,el,y,e,et]{0,3} [cap & word & !opener & !#month & !#weekday]){1,4}) ]],
    gives = "org?", attributes = { sure = "7" },
    yes = { { "Analysts at Banco Tellmar called it fair.", org = "Banco Tellmar" }, { "The Partido de la Costa won.", org = "Partido de la Costa" } },
    no = { "The banco closed." } },
  { "acronym", [[ org:[orgacronym & !#place] ]],
    gives = "org?", attributes = { sure = "3" }, part = "lead|body|caption",
    yes = { { "Officials of the XRTB met.", org = "XRTB" } },
    no = { "Officials met on TV." } },
  -- who sends what a dateline heads
  { "agency", [[ [text="(","/"] span:org:([cap & word & !#month & !#weekday & !#place] [cap & word & !#place]{0,2}) [text=")","/"] ]],
    gives = "org?", attributes = { sure = "8" }, part = "dateline",
    yes = { { "LIMA, May 3 (Norwick Wire) - Talks ended on Monday.", org = "Norwick Wire" } },
    no = { "LIMA - Talks ended on Monday.", "The talks (Norwick Wire) ended." } },
  { "paper", [[ the span:org:(Part{0,3} ("Times" | "Post" | "Journal" | "Tribune" | "Herald" | "Gazette" | "Chronicle" | "Guardian" | "Telegraph" | "Observer" | "News")) ]],
    gives = "org?", attributes = { sure = "5" },
    yes = { { "He told the Norwick Gazette on Friday.", org = "Norwick Gazette" } },
    no = { "He told the story on Friday." } },
}

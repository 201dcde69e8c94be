-- People: names after titles, given names with what follows, initials, and capitalised runs whose surroundings say person.
-- Gives candidates; the pack `names` decides between person, place and organisation.
lun.test("acronym", "word~/[A-Z][A-Z0-9&]+/")
lun.test("initial", "word~/[A-Z]\\.(-?[A-Z]\\.)?/")
lun.test("abbreviated", "word~/.*\\./")
-- Not a part of the name that it begins with, nor of the one behind it: Perth-based Veltrano.
lun.test("compounded", "word~/[A-Z][^-]*-(?i)(based|backed|led|run|owned|listed|born|dominated|controlled|held|occupied|funded|registered|trained|headquartered|aligned|linked|sponsored|brokered|administered|educated|speaking|ruled|derived|winning|maker|flagged|affiliated)/")
-- An article of another language, with which names of places, clubs and papers begin, and hardly one of a person.
lun.test("article", "text=La,El,Los,Las,Les,Il,Gli")
-- Capitalised words that open a sentence or a title and are never part of a name.
lun.test("opener", [[word=the,a,an,this,that,these,those,he,she,it,we,they,i,you,his,her,its,their,our,my,in,on,at,by,for,from,of,to,with,
  and,but,or,nor,so,yet,if,when,while,after,before,as,since,although,though,because,until,during,under,over,about,against,
  between,through,what,who,which,where,why,how,there,here,not,no,yes,also,now,then,today,yesterday,tomorrow,one,two,three,four,
  five,six,seven,eight,nine,ten,many,most,some,all,both,each,every,other,another,such,more,less,few,several,last,next,new,
  according,despite,amid,like,unlike,among,within,without,however,meanwhile,moreover,still,even,just,only,once,per,via,later,earlier |
  compounded]])

-- Given names of two syllables as Chinese and Korean ones are written behind the family name: Wong Kwok-kin, Park Joo-Ho.
lun.test("syllables", "word~/(?!Anti|Non|Pre|Post)(?!.*-[A-Z]?[a-z]*ed$)[A-Z][a-z]{1,5}-[A-Za-z][a-z]{1,5}/")
lun.test("dname", "word~/([dDlLO]'[A-Z]|[aAeE]l-[A-Z]|[dD]'[À-ÿ]).*/")

-- Given names that with a capital and a name behind them are hardly the ordinary word: Bill Marlow spoke, Bin Laden left.
lun.test("short", "text=Bill,Bob,Rob,Nick,Ken,Chuck,Pat,Gene,Sue,Drew,Curt,Herb,Frank,Rod,Barb,Peg,Bin,Ibn")

-- How sure a run that begins with a given name is: the given name's prior, helped by a known surname, weakened where the
-- words are ordinary ones.
local function sure_of_given(m)
  local first = m.given7 and 7 or m.given6 and 6 or m.given5 and 5 or m.given3 and 3 or 1
  local last = m.surname7 and 7 or m.surname4 and 4 or 0
  local sure = first >= 5 and 6 or first >= 3 and 5 or 3
  if last >= 4 then sure = sure + 1 end
  if m.ordinary then sure = sure - (first >= 7 and 1 or first >= 5 and 2 or 3) end
  if m.plain then sure = sure - 2 end
  if m.park and (#m.name > 2 or last < 7 and not (first >= 7 and last >= 4)) then sure = sure - 3 end -- Anna Marlow Park is one, Ji-sung Park and James Hill are not
  return tostring(math.max(1, math.min(9, sure)))
end

-- After some titles stands another noun as well: Master Class, Metropolitan Opera.
local function sure_of_titled(m) return m.plain and not m.title.text:find "%.$" and "4" or "9" end
local function may_be_titled(m) return #m.name > 1 or m.title.text:lower() ~= "owner" end -- which may be a company
local function sure_of_said(m) return m.first == m.last and "2" or "4" end
-- Behind a quotation and a verb of saying stands who said it, though nothing else be known of the name.
local marks = { ['"'] = true, ["”"] = true, ["’"] = true, ["''"] = true, ["'"] = true }
local function sure_of_spoken(m)
  if m.first < m.last then return "4" end
  local doc, first = m.doc, m.first
  if first < 3 or not marks[doc:word(first - 2)] or first < #doc and not doc:word(first + 1):find "^%p" then return "2" end
  local word = doc:word(first)
  return (lun.prior("place", word) > 0 or lun.prior("org", word) > 0 or lun.prior("lexicon", word) > 0) and "2" or "8"
end

-- In brackets only another given name: Robert (Bob) Marlow, but Robert (Peru) Marlow is none.
local function is_nicknamed(m)
  return m.mark.text ~= "(" and m.mark.text ~= "[" or #m.nickname == 1 and lun.prior("given", m.nickname.text) > 0 and lun.prior("place", m.nickname.text) == 0
end

-- Whether a name before a government is that of who leads it: no place, organisation or party, nor what is made of a place (Victorian, Jubaland)
-- or of a name (Trump-era). Behind a government stands much else, so that it takes a known surname.
local function may_govern(m)
  local name = m.name.text
  for _, list in ipairs { "place", "org", "orgnoun", "norp" } do if lun.prior(list, name) >= 4 then return false end end
  if name:find "[ie]an$" or name:find "%-%l" then return false end
  return m.noun.text ~= "government" and not name:find "land$" or name:find "-" ~= nil or lun.prior("surname", name:match "[^-]+$") >= 4
end

return lun.rules {
  name = "people",
  about = "Candidates for names of people.",
  inner = { "caps" },
  define = {
    Particle = [[ (de | del | della | di | da | dos | das | van | von | der | den | bin | bint | binti | ibn | ould | al | el | la | le | ten | ter | dela | du | st | ka){1,2} ]],
    First = [[ [cap & word & !acronym & !opener & !abbreviated & !#month & !#weekday & !#norp & !#title] ]],
    Rest = [[ [cap & word & !acronym & !opener & !#month & !#weekday & (!#norp | text=Roma,English,French,German,Norman,Welsh,Holland) & !#orgnoun & !#title & !abbreviated] | [dname] | Initial | "May" ]],
    Initial = [[ [initial & text!=N.Y.,N.J.,N.H.,U.S.,U.K. & !#company] ]],
    Suffix = [[ ","? ("Jr." | "Sr." | "Jr" | "Sr" | [text=II,III,IV,V,VI,VII,VIII,IX,X,XI,XII,XIII,XIV,XV,XVI,XVII,XVIII]) ]],
    Last = [[ ([cap & word & #title & !acronym & !abbreviated] ![cap & word & !abbreviated]) ]],
    -- tokens of a run of capitals that the rule `caps` has found: one behind its first, and what cannot go on inside of it
    Inner = [[ [@caps & !^@caps] ]],
    Letter = [[ [@caps & !^@caps & initial] ]],
    Rare = [[ [@caps & !^@caps & !(lexicon>0 & surname<5)] ]],
    End = [[ ![@caps & !^@caps] ]],
    Several = [[ ([^@caps] Inner+) End ]],
    -- a name next to a verb of saying: its first word is no ordinary one, nor its last (Greyfriars Capital said)
    Speaker = [[ ([^@caps & !lexicon>0] (Inner* [@caps & !^@caps & !(lexicon>0 & surname<4)])?) End ]],
    -- a given name by how sure it is, or a double one whose first half is: Jean-Baptiste; plain: it is an ordinary word as well
    Given = [[ (given7:[^@caps & (given>=7 | short)] | given6:[^@caps & given=6] |
      plain:(given5:[^@caps & given=5 & lexicon>0] | given3:[^@caps & given>=3 & given<5 & lexicon>0] | given1:[^@caps & given<3 & lexicon>0 & (given>0 | given_head>4)]) |
      given5:[^@caps & given=5] | given3:[^@caps & given>=3 & given<5] | given1:[^@caps & given<3 & (given>0 | given_head>4)]) ]],
    Family = [[ (surname7:[@caps & !^@caps & surname>=7] | surname4:[@caps & !^@caps & surname>=4 & surname<7] |
      ordinary:[@caps & !^@caps & surname<4 & lexicon>0] | [@caps & !^@caps & surname<4]) ]],
    Full = [[ (First | Initial) (Particle? Rest){0,4} (Last)? Suffix? ]],
  },
  -- runs of capitalised words that a name can be; each is looked at as a whole by the rules below
  { "caps", [[ Full ]], gives = "caps",
    yes = { "On Monday Maria van der Berg resigned.", "We asked J. K. Marlow." },
    no = { "On Monday the ministry answered." } },
  { "titled", [[ title:#title ([cap & word & !opener] #title)? span:name:(plain:[^@caps & lexicon>0 & surname<5] End | ![text=X,Y,Z,Xer,Zer,Xers,Yers,Zers] @caps) ]], -- Gen Z is no general
    asks = "title", gives = "person?",
    where = may_be_titled,
    attributes = { sure = sure_of_titled, title = function(m) return m.title.text end },
    yes = { { "President Ana Torres spoke.", name = "Ana Torres" }, { "Gen. Mark Hollis left for Rabat.", name = "Mark Hollis" }, { "Its owner Mark Hollis left.", name = "Mark Hollis" } },
    no = { "The president spoke in Rabat.", "Its owner Veltrano left." } },
  { "known", [[ span:name:(![#title] #office) ]],
    gives = "person?", attributes = { sure = "9" },
    yes = { { "In Poland Donald Tusk spoke.", name = "Donald Tusk" } },
    no = { "In Poland the prime minister spoke." } },
  { "given", [[ name:(![article] Given Inner* (park:(&[placenoun>=6] Family) | Family)) End ]],
    asks = "shape", gives = "person?", attributes = { sure = sure_of_given },
    yes = { { "On Monday Maria van der Berg resigned.", name = "Maria van der Berg" }, { "Bill Marlow spoke.", name = "Bill Marlow" }, { "Then Bin Laden left.", name = "Bin Laden" } },
    no = { "On Monday the ministry answered." } },
  { "nicknamed", [[ name:([cap & given>0] Letter? mark:[open | word~/["']/] nickname:[cap & word]{1,3} [close | word~/["'’]/] [cap & word & !opener]{1,2}) ]],
    gives = "person?", attributes = { sure = "8" },
    where = is_nicknamed,
    yes = { { "Then Robert “Bob” Smith won.", name = "Robert “Bob” Smith" }, { "Police hold Mario “El Chato” Brevik.", name = "Mario “El Chato” Brevik" } },
    no = { "Robert read “Bob” aloud.", "Robert (Peru) Smith won." } },
  { "familyfirst", [[ name:([cap & word & len<=8 & !opener & !acronym & !#month & !#weekday & !#title & !#norp] [syllables]) ]],
    asks = "words", gives = "person?", attributes = { sure = "7" },
    where = function(m)
      local first = m.doc:word(m.first)
      return lun.prior("surname", first) > 0 or lun.prior("lexicon", first) == 0
    end,
    yes = { { "Later Leung Mei-kwan spoke.", name = "Leung Mei-kwan" }, { "They met Park Joo-Ho.", name = "Park Joo-Ho" } },
    no = { "The South Pre-war houses stood." } },
  -- a given name that is a month, too
  { "january", [[ name:("Jan" Particle? [cap & word & !acronym & !opener & !#month & !#weekday & !#orgnoun & !#title]{1,2}) ]],
    gives = "person?", attributes = { sure = "8" },
    yes = { { "Then Jan de Vries left.", name = "Jan de Vries" } },
    no = { "He left in Jan 2020." } },
  -- family names that are ordinary words
  { "families", [[ name:([text=Park,Moon,Song,Sun,Son,Bang,Ban,Oh,Ho,Ma,Tan,Lam,Fan,Man,Long,Ha,Ki,Min] [cap & word & len<=6 & !lexicon>0 & !opener & !acronym & !#month & !#weekday & !#title & !#norp & !#place]{2}) ![cap & word] ]],
    gives = "person?", attributes = { sure = "7" },
    yes = { { "Park Hyun Tae left.", name = "Park Hyun Tae" } },
    no = { "Park Officials left.", "Sun Microsystems fell." } },
  { "initials", [[ name:([^@caps & initial] Letter* [@caps & !^@caps & !initial] Inner* | [^@caps & !initial] ([@caps & !^@caps & !initial]+ Letter | Letter+ [@caps & !^@caps & !initial]) Inner*) ]],
    gives = "person?", attributes = { sure = "8" },
    yes = { { "The novelist J. K. Marlow declined.", name = "J. K. Marlow" }, { "We asked Horace T. Quill about it.", name = "Horace T. Quill" } },
    no = { "The U.S. declined." } },
  { "speaks", [[ span:name:Speaker (#sayverb[form=s,past] | "," who) ]],
    asks = "shape", gives = "person?", attributes = { sure = sure_of_said },
    yes = { { "Later Ampuero Reyes said no.", name = "Ampuero Reyes" } },
    no = { "Later they said no." } },
  { "spoken", [[ #sayverb[form=past,s] span:name:Speaker ]],
    gives = "person?", attributes = { sure = sure_of_spoken },
    yes = { { "\"No,\" said Ampuero Reyes.", name = "Ampuero Reyes" } },
    no = { "\"No,\" said the envoy." } },
  { "apposed", [[ #role "," span:name:Several [text=",",".",";" | word=of,who] ]],
    gives = "person?", attributes = { sure = "7" },
    yes = { { "The fence fell, said its director, Paddy Nolan.", name = "Paddy Nolan" }, { "The chief negotiator, Bounmy Sisavath, was careful.", name = "Bounmy Sisavath" } },
    no = { "The chief negotiator, however, was careful." } },
  { "described", [[ span:name:Several "," (a | an | the | one) ([lower & !punct]){0,4} #role ]],
    gives = "person?", attributes = { sure = "7" },
    yes = { { "Timur Osmonov, a retired farmer, left.", name = "Timur Osmonov" } },
    no = { "Timur left the shepherd." } },
  { "surnamed", [[ (surnamed | "née" | nicknamed) span:name:[cap & word & !acronym & !opener]{1,3} ]],
    gives = "person?", attributes = { sure = "9" },
    yes = { { "Police held a clerk surnamed Brevik.", name = "Brevik" } },
    no = { "Police held a clerk." } },
  { "run", [[ name:([^@caps & !article & !(lexicon>0 & surname<5)] Rare+) End ]], -- none of its words is an ordinary one
    gives = "person?", attributes = { sure = "4" }, part = "lead|body|caption",
    yes = { { "Then Achta Hisseine left.", name = "Achta Hisseine" } },
    no = { "Then the Red River rose." } },
  { "aged", [[ span:name:@caps "," [num & value>=1 & value<=110] "," ]],
    gives = "person?", attributes = { sure = "7" },
    yes = { { "Police held Tomas Brevik, 44, on Friday.", name = "Tomas Brevik" } },
    no = { "Police held 44, on Friday." } },
  { "governing", [[ span:name:[^@caps & !(lexicon>0 & surname<5)] noun:(administration | government | regime | dictatorship | presidency) ]],
    asks = "words", gives = "person?", attributes = { sure = "8" },
    where = may_govern,
    yes = { { "Under the Brevik administration prices rose.", name = "Brevik" } },
    no = { "Under the Chilean government prices rose.", "Under the military government prices rose." } },
  { "possessed", [[ #place "'s" span:name:([^@caps] Inner* [@caps & !^@caps & !lexicon>0]) End ]],
    gives = "person?", attributes = { sure = "4" },
    yes = { { "Peru's Lidia Quispe objected.", name = "Lidia Quispe" } },
    no = { "Peru's president objected." } },
}

-- Organisations: known ones, head nouns with what belongs to them, company suffixes, acronyms. Gives candidates; the pack
-- `names` decides.
local orgs, seats = lun.dictionary "org", lun.dictionary "metonym"

-- A building by its own name (the Kremlin) is a place for the pack `places`.
local function is_seat(m)
  local row, seat = orgs:best(m.org.text), seats:lookup(m.org.text)
  return row and seat and tonumber(seat[1].prior) >= 7 and seat[1].id == row.id
end

-- Capitals that name no organisation are left out.
lun.test("orgacronym", [[word~/[A-Z][A-Z&]{1,5}/ & text!=TV,DNA,RNA,GDP,CEO,CFO,MP,MPS,PC,AM,PM,OK,ID,HIV,AIDS,SUV,UFO,DVD,CD,GPS,VIP,PR,IT,AI,IQ,
  ATM,MBA,PHD,BC,AD,CE,BCE,II,III,IV,VI,VII,VIII,IX,XI,XII,NOTE,PHOTO,FILE,UPDATE,BREAKING,COVID,SARS,LGBT,LGBTQ,IPO,FAQ,USD,EUR,
  GBP,GMT,UTC,EST,EDT,PST]])
lun.test("plural", "word~/[A-Z][a-z]+s|People|Women|Men|Children/")
lun.test("ordinal", "word~/[0-9]+[snrt][tdh]/")

return lun.rules {
  name = "orgs",
  about = "Candidates for names of organisations.",
  use = { "people" }, -- for its tests of words
  define = {
    Part = [[ [cap & word & !opener & !#month & !#weekday] ]],
    Lead = [[ [cap & word & !opener & !#month & !#weekday & !#title] ]],
    Kind = [[ ([lower & #orgnoun]{1,3} | company | brand | label | duo | provider | platform) ]],
    Owner = [[ [plural] ("'s" | "'") ]], -- Women's, Governors'
    Of = [[ of (the)? Lead{1,4} ]],
    For = [[ (of | for | on) (the)? Lead{1,4} (("," Lead{1,2}){0,2} ","? and Lead{1,2} ![cap & word])? ]],
  },
  { "known", [[ org:#org[prior=3,4,5,6,7,8,9] ]],
    asks = "org", gives = "org?",
    attributes = {
      sure = lun.surest("org", "org", "prior", { without = "5" }), id = lun.surest("org", "org", "id"), cc = lun.surest("org", "org", "cc"),
      kind = lun.surest("org", "org", "type"),
    },
    where = function(m) return not m.org.text:find " government$" and not is_seat(m) end, -- the country is named, the noun is common
    yes = { { "The United Nations agreed.", org = "United Nations" } },
    no = { "The nations agreed." } },
  -- a town and what its team is called: the full names of famous ones are known as a whole
  { "team", [[ org:(#place #org[type=ORG.sport]) ]],
    gives = "org?", attributes = { sure = "8", kind = "ORG.sport" },
    yes = { { "They lost to the Norwich Braves on Sunday.", org = "Norwich Braves" } },
    no = { "They lost to the Braves on Sunday." } },
  { "headed", [[ org:(([ordinal])? (Lead | Owner) (Part | Owner){0,3} [#orgnoun & cap] Of?) ]],
    gives = "org?", attributes = { sure = "6" },
    yes = { { "The Harbour Police closed the Coastal Command on Monday.", org = "Harbour Police" }, { "Nurses at Saltmarsh General Hospital of Norwick walked out.", org = "Saltmarsh General Hospital of Norwick" } },
    no = { "The police closed it." } },
  { "heading", [[ org:([#orgnoun & cap] For) ]],
    gives = "org?", attributes = { sure = "7" },
    yes = { { "The Ministry of Fisheries objected.", org = "Ministry of Fisheries" } },
    no = { "The ministry objected." } },
  { "described", [[ span:org:Lead{1,3} ("," | is | was) (a | an | the | one) ([lower & !punct & !#role] | [#norp] | #place "-" based | [cap & !#role]){0,5} Kind &[punct | word=that,which,based,with,for,in,of,from,founded,run,owned,whose] ]],
    gives = "org?", attributes = { sure = "6" },
    yes = { { "Shares of Veltrano, a Dutch maker and fintech startup, rose.", org = "Veltrano" }, { "Veltrano is a charity based in Lima.", org = "Veltrano" } },
    no = { "Veltrano, a company director, left." } },
  { "apposed", [[ (Kind | ngo | ngos) span:org:([cap & word & !opener & !#month & !#weekday & !#title & !#given]{1,3}) ]],
    gives = "org?", attributes = { sure = "4" }, part = "lead|body|caption",
    where = function(m) return m.first > 3 end,
    yes = { { "They work for the software company Veltrano.", org = "Veltrano" } },
    no = { "They work for the company." } },
  { "company", [[ org:(Lead Part{0,3} ","? #company) ]],
    gives = "org?", attributes = { sure = "8" },
    yes = { { "Shares of Bramwell Foods Inc. fell.", org = "Bramwell Foods Inc." } },
    no = { "Shares fell." } },
  { "romance", [[ org:([text=Grupo,Gruppo,Groupe,Banco,Banca,Banque,Minera,Constructora,Construtora,Cementos,Cervecería,Inmobiliaria,Petróleos,Aerolíneas,Líneas,Compañía,Companhia,Compagnie,Société,Universidad,Universidade,Université,Università,Partido,Partito,Parti,Movimiento,Movimento,Mouvement,Frente,Fronte,Instituto,Fundación,Fundação,Fondation,Fondazione,Ministerio,Ministério,Editorial,Sindicato,Federación,Federação,Fédération,Confederación,Confédération,Asociación,Associação,Corporación,Cámara,Câmara,Comisión,Comissão,Consejo,Conselho]
      ([word=de,del,da,do,dos,das,di,della,du,des,la,las,los,le,les,el,y,e,et]{0,3} [cap & word & !opener & !#month & !#weekday]){1,4}) ]],
    gives = "org?", attributes = { sure = "7" },
    yes = { { "Analysts at Banco Tellmar called it fair.", org = "Banco Tellmar" }, { "The Partido de la Costa won.", org = "Partido de la Costa" } },
    no = { "The banco closed." } },
  { "acronym", [[ org:[orgacronym & !#place] ]],
    gives = "org?", attributes = { sure = "3" }, part = "lead|body|caption",
    yes = { { "Officials of the XRTB met.", org = "XRTB" } },
    no = { "Officials met on TV." } },
  { "paper", [[ the span:org:(Part{0,3} ("Times" | "Post" | "Journal" | "Tribune" | "Herald" | "Gazette" | "Chronicle" | "Guardian" | "Telegraph" | "Observer" | "News")) ]],
    gives = "org?", attributes = { sure = "5" },
    yes = { { "He told the Norwick Gazette on Friday.", org = "Norwick Gazette" } },
    no = { "He told the story on Friday." } },
}

-- Short names given in brackets after the long one: acronyms, and short forms that the dictionary of organisations knows. Brackets are
-- read that stand right behind the name, or hold the long name behind the short one: the Coastal Relief Agency (CRA); CRA (Coastal Relief
-- Agency). The letters must begin words of the long name, or the dictionary must have both for one body; (Republican) is none. Names by
-- which somebody is known (known as, nicknamed) are facts `nickname` of the pack `roles`; `lunette run entities` shows all as aliases, a
-- short form without brackets, too.
local orgs = lun.dictionary "org"

-- The ids that the dictionary has for a short name, or nil; those that are some are kept.
local ids_of = {}
local function ids_of_short(short)
  if not ids_of[short] and orgs:prior(short) > 0 then
    local ids = {}
    for _, row in ipairs(orgs:lookup(short) or {}) do if row.id and row.id ~= "" then ids[row.id] = true end end
    ids_of[short] = next(ids) and ids
  end
  return ids_of[short]
end

-- Whether the dictionary gives both names to one organisation (Unasur: its letters are those of another language), and no
-- later beginning of the long one gives the letters.
local function one_organisation(m)
  local long, short = m.long.text, m.short.text
  local ids, one = ids_of_short(short), false
  if not ids then return false end
  for _, row in ipairs(orgs:lookup(long) or {}) do one = one or ids[row.id] end
  if not one then return false end
  for at in long:gmatch "()%f[%S]%S" do if lun.acronym(long:sub(at), short) then return false end end
  return true
end
local short_of = lun.short_form("long", "short", { dictionary = "org", both = true, otherwise = one_organisation })

local articles = { The = true, A = true, An = true }
-- Whether the letters of a short name stand in the long one in this order: Water of Norwick (WNK).
local function holds_letters(long, short)
  local at = 0
  for letter in lun.lower(short):gmatch "%a" do
    at = long:find(letter, at + 1, true)
    if not at then return false end
  end
  return true
end

-- An acronym of another language stands behind an organisation's name as one of its own letters would; what is the name of
-- something else is none.
local joints = { of = true, ["for"] = true }
local function is_foreign(m)
  local before = m.first > 1 and m.doc:word(m.first - 1) or ""
  if joints[before] and m.first > 2 and m.doc:word(m.first - 2):find "^%u" or before:find "^%u" and not articles[before] then return false end
  local short = m.short.text
  if not short:find "%u%u" or lun.prior("place", short) > 0 or lun.acronym(m.long.text, short) then return false end
  return m.noun ~= nil or holds_letters(lun.lower(m.long.text), short)
end
local function is_known(m)
  local first = m.doc:word(m.long.first)
  return #m.long > 1 and (lun.prior("given", first) < 5 or lun.prior("place", first) > 0) and lun.prior("place", m.short.text) == 0
end

return lun.rules {
  name = "alias",
  about = "Short names after the long one: in brackets, or behind what says that it is known so.",
  define = {
    Long = [[ [cap & word & len>=2 & text!=The,A,An] (([cap & word] | of | the | and | for | on | "&" | "'s"){0,7} [cap & word])? ]],
    First = [[ [cap & word & len>=2 & text!=The,A,An,This,That,Its,His,Her,Their,Our,In,At,On,But,And] ]],
    Known = [[ ","? (also | widely | better | commonly | locally | otherwise)? (known | dubbed | called | nicknamed) ]],
    Body = [[ [text=Office,Party,Service,Ministry,Agency,Authority,Institute,Commission,Committee,Council,Union,Front,Movement,Federation,Confederation,Association,Alliance,Coalition,
      Congress,Army,Police,Guard,Force,Forces,Court,Bureau,Department,Directorate,Institution,Foundation,Fund,Organization,Organisation,Center,Centre,Chamber,Board,Administration,Corps,Command] ]],
  },
  { "paren", [[ long:Long "(" short:[cap & len<=12] ")" ]],
    where = short_of,
    fact = "alias",
    yes = { { "The Coastal Relief Agency (CRA) opened a camp.", long = "Coastal Relief Agency", short = "CRA" },
      { "The Chilean People's Army (CPA) met.", long = "Chilean People's Army", short = "CPA" },
      { "The U.S. Southern Command ( SouthCom ) is based there.", long = "Southern Command", short = "SouthCom" } },
    no = { "James Hill (Republican) left." } },
  { "owned", [[ long:Long "'s" "(" short:[cap & len<=12] ")" ]],
    where = short_of,
    fact = "alias",
    yes = { { "The Coastal Relief Agency's (CRA) camp closed.", long = "Coastal Relief Agency", short = "CRA" } },
    no = { "James Hill's (Republican) camp closed." } },
  -- whose letters are those of another language
  { "foreign", [[ long:(First [cap & word]{0,5} noun:Body | First [cap & word]{0,2} [text=Prosecutor,General,Minister,President,Governor,Mayor,Commissioner] "'s" noun:Body | (First [cap & word]{0,3})? noun:Body (of | for | on) (the)? [cap & word] ([cap & word] | of | the | and | for){0,8} | First of [cap & word]{1,2})
      "(" short:[upper & len>=2 & len<=8 & !org>0] ")" ]],
    where = is_foreign,
    fact = "alias",
    yes = { { "The Harbour Unity Party (PUP) lost.", long = "Harbour Unity Party", short = "PUP" }, { "It belongs to Water of Norwick (WNK).", long = "Water of Norwick", short = "WNK" } },
    no = { "The Labour Party (UK) lost." } },
  { "known", [[ long:(First ([cap & word] | of | the | and | for | on | "&"){1,8}) Known (by its (#norp | english)? (initials | acronym | abbreviation))? as? short:[upper & len>=2 & len<=8 & word~/[A-Z]+/] ]],
    where = is_known,
    fact = "alias",
    yes = { { "The Coastal Fisheries Authority, known as COFA, did not answer.", long = "Coastal Fisheries Authority", short = "COFA" } },
    no = { "The authority, known as COFA, did not answer." } },
  { "reverse", [[ short:[upper & len>=2 & len<=8] "(" long:Long ")" ]],
    where = short_of,
    fact = "alias",
    yes = { { "CRA (Coastal Relief Agency) opened a camp.", long = "Coastal Relief Agency", short = "CRA" } },
    no = { "CRA (founded in May) opened a camp." } },
}

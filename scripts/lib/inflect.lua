-- Inflected forms of English lemmas: regular rules for spelling, a table for what is irregular. <sign> in a pattern means
-- sign, signs, signed, signing; for verbs and nouns alike, since a pattern does not know which is meant.
local inflect = {}

-- lemma -> past, participle (the same when one is given); plurals after "/".
local irregular = {}
for line in ([[
arise arose arisen|awake awoke awoken|bear bore borne|beat beat beaten|become became become|begin began begun|bend bent|bet bet|bid bid
bind bound|bite bit bitten|bleed bled|blow blew blown|break broke broken|breed bred|bring brought|broadcast broadcast|build built|burn burned burnt
burst burst|buy bought|cast cast|catch caught|choose chose chosen|cling clung|come came come|cost cost|creep crept|cut cut|deal dealt|dig dug
do did done|draw drew drawn|dream dreamed dreamt|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought
find found|flee fled|fling flung|fly flew flown|forbid forbade forbidden|forecast forecast|foresee foresaw foreseen|forget forgot forgotten|forgive forgave forgiven
freeze froze frozen|get got gotten|give gave given|go went gone|grind ground|grow grew grown|hang hung|hear heard|hide hid hidden|hit hit|hold held|hurt hurt
keep kept|kneel knelt|know knew known|lay laid|lead led|lean leaned leant|leap leaped leapt|learn learned learnt|leave left|lend lent|let let|lie lay lain
light lit|lose lost|make made|mean meant|meet met|mislead misled|mistake mistook mistaken|overcome overcame overcome|overrun overran overrun|oversee oversaw overseen
overtake overtook overtaken|overthrow overthrew overthrown|pay paid|prove proved proven|put put|quit quit|read read|rebuild rebuilt|repay repaid|ride rode ridden|ring rang rung
rise rose risen|run ran run|say said|see saw seen|seek sought|sell sold|send sent|set set|sew sewed sewn|shake shook shaken|shed shed|shine shone|shoot shot|show showed shown
shrink shrank shrunk|shut shut|sing sang sung|sink sank sunk|sit sat|sleep slept|slide slid|speak spoke spoken|speed sped|spend spent|spin spun|split split|spread spread
spring sprang sprung|stand stood|steal stole stolen|stick stuck|sting stung|strike struck|strive strove striven|swear swore sworn|sweep swept|swim swam swum|swing swung
take took taken|teach taught|tear tore torn|tell told|think thought|throw threw thrown|undergo underwent undergone|understand understood|undertake undertook undertaken
undo undid undone|uphold upheld|upset upset|wake woke woken|wear wore worn|weave wove woven|win won|wind wound|withdraw withdrew withdrawn|withhold withheld|withstand withstood|write wrote written
]]):gmatch "[^|\n]+" do
  local lemma, past, participle = line:match "^%s*(%S+)%s+(%S+)%s*(%S*)"
  if lemma then irregular[lemma] = { past, participle ~= "" and participle or past } end
end
local whole = { -- lemmas whose forms follow no rule at all
  be = { "be", "am", "is", "are", "was", "were", "been", "being" }, have = { "have", "has", "had", "having" },
  can = { "can", "could" }, will = { "will", "would" }, may = { "may", "might" },
}
local plural = {
  man = "men", woman = "women", child = "children", person = "people", foot = "feet", tooth = "teeth", goose = "geese", mouse = "mice", ox = "oxen",
  wife = "wives", life = "lives", knife = "knives", leaf = "leaves", half = "halves", thief = "thieves", shelf = "shelves", wolf = "wolves", loaf = "loaves",
  crisis = "crises", analysis = "analyses", basis = "bases", thesis = "theses", criterion = "criteria", phenomenon = "phenomena", medium = "media", datum = "data",
  alumnus = "alumni", nucleus = "nuclei", hero = "heroes", veto = "vetoes", echo = "echoes", potato = "potatoes", cargo = "cargoes", embargo = "embargoes",
  spokesman = "spokesmen", spokeswoman = "spokeswomen", policeman = "policemen", chairman = "chairmen", congressman = "congressmen", gunman = "gunmen", fisherman = "fishermen",
}
-- Verbs of more than one syllable that end in consonant, vowel, consonant and double it: the stress is on the last.
local doubles = {}
for lemma in ([[admit commit permit submit omit transmit emit refer prefer confer defer infer transfer occur recur incur concur deter rebel compel expel propel repel
  dispel impel control patrol enrol begin forget regret upset equip abet acquit allot annul befit excel program kidnap worship handicap]]):gmatch "%S+" do doubles[lemma] = true end

local function syllables(lemma)
  local _, n = lemma:gsub("[aeiouy]+", "")
  return n
end

local function doubled(lemma)
  if not lemma:find "[^aeiou][aeiou][bcdfgklmnprtvz]$" and not lemma:find "^[aeiou][bdgmnpt]$" then return false end
  return doubles[lemma] or (syllables(lemma) == 1 and not lemma:find "qu[ao]t$" or lemma:find "[^aeiou]qui[tpz]$" ~= nil)
end

local function add_s(lemma)
  if plural[lemma] then return plural[lemma] end
  if lemma:find "[^aeiou]y$" then return lemma:sub(1, -2) .. "ies" end
  if lemma:find "[sxz]$" or lemma:find "[cs]h$" or lemma == "go" or lemma == "do" or lemma == "undergo" or lemma == "undo" then return lemma .. "es" end
  return lemma .. "s"
end
local function add_ed(lemma)
  if lemma:find "e$" then return lemma .. "d" end
  if lemma:find "[^aeiou]y$" then return lemma:sub(1, -2) .. "ied" end
  if doubled(lemma) then return lemma .. lemma:sub(-1) .. "ed" end
  if lemma:find "c$" then return lemma .. "ked" end
  return lemma .. "ed"
end
local function add_ing(lemma)
  if lemma:find "ie$" then return lemma:sub(1, -3) .. "ying" end
  if lemma:find "[^eoy]e$" and not lemma:find "inge$" then return lemma:sub(1, -2) .. "ing" end
  if doubled(lemma) or irregular[lemma] and lemma:find "[^aeiou][aeiou][bdgmnpt]$" and syllables(lemma) == 1 then return lemma .. lemma:sub(-1) .. "ing" end
  if lemma:find "c$" then return lemma .. "king" end
  return lemma .. "ing"
end

-- All forms, the lemma first; lower case. A lemma of several words or with other characters is its only form.
function inflect.forms(lemma)
  if whole[lemma] then return whole[lemma] end
  if not lemma:find "^%l%l+$" then return { lemma } end
  local list, seen = {}, {}
  local function put(form)
    if form and not seen[form] then
      seen[form] = true
      list[#list + 1] = form
    end
  end
  put(lemma)
  put(add_s(lemma))
  if irregular[lemma] then
    put(irregular[lemma][1])
    put(irregular[lemma][2])
  else put(add_ed(lemma)) end
  put(add_ing(lemma))
  if plural[lemma] then put(lemma .. "s") end
  return list
end

return inflect

-- Inflected forms of English lemmas: <sign> in a pattern means sign, signs, signed and signing. Regular spelling by rules,
-- the rest by tables; verb and noun alike, for a pattern does not know which is meant.
local inflect = {}

-- Lemma, past, participle: the participle is the past where it is not given, "/" parts two forms in use.
local verbs = [[
abide abode/abided|arise arose arisen|awake awoke awoken|bear bore borne|beat beat beaten|become became become|befall befell befallen
beget begot begotten|begin began begun|behold beheld|bend bent|beset beset|bet bet|bid bid/bade bidden|bind bound|bite bit bitten|bleed bled
blow blew blown|break broke broken|breed bred|bring brought|broadcast broadcast|browbeat browbeat browbeaten|build built
burn burned/burnt|burst burst|buy bought|cast cast|catch caught|choose chose chosen|cling clung|come came come|cost cost|creep crept
cut cut|deal dealt|dig dug|dive dived/dove dived|do did done|draw drew drawn|dream dreamed/dreamt|drink drank drunk|drive drove driven
dwell dwelt/dwelled|eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought|find found|fit fit/fitted|flee fled|fling flung
fly flew flown|forbid forbade forbidden|forecast forecast/forecasted|forego forewent foregone|foresee foresaw foreseen
foretell foretold|forget forgot forgotten|forgive forgave forgiven|forgo forwent forgone|forsake forsook forsaken
freeze froze frozen|get got got/gotten|give gave given|go went gone|grind ground|grow grew grown|hang hung/hanged|hear heard|hide hid hidden
hit hit|hold held|hurt hurt|input input|keep kept|kneel knelt/kneeled|knit knit/knitted|know knew known|lay laid|lead led
lean leaned/leant|leap leaped/leapt|learn learned/learnt|leave left|lend lent|let let|lie lay/lied lain/lied|light lit/lighted|lose lost
make made|mean meant|meet met|mislay mislaid|mislead misled|misread misread|misspell misspelled/misspelt|mistake mistook mistaken
misunderstand misunderstood|mow mowed mown/mowed|offset offset|outbid outbid|outdo outdid outdone|outgrow outgrew outgrown
outrun outran outrun|outsell outsold|overcome overcame overcome|overdo overdid overdone|overhear overheard|override overrode overridden
overrun overran overrun|oversee oversaw overseen|overtake overtook overtaken|overthrow overthrew overthrown|pay paid|plead pleaded/pled
prove proved proven/proved|put put|quit quit|read read|rebuild rebuilt|recast recast|redo redid redone|remake remade|rend rent
repay repaid|rerun reran rerun|resell resold|reset reset|rethink rethought|retell retold|rewrite rewrote rewritten|rid rid
ride rode ridden|ring rang rung|rise rose risen|run ran run|saw sawed sawn/sawed|say said|see saw seen|seek sought|sell sold|send sent
set set|sew sewed sewn/sewed|shake shook shaken|shave shaved shaven/shaved|shear sheared shorn/sheared|shed shed|shine shone/shined
shoot shot|show showed shown|shrink shrank shrunk|shut shut|sing sang sung|sink sank sunk|sit sat|slay slew slain|sleep slept
slide slid|sling slung|slink slunk|slit slit|smell smelled/smelt|smite smote smitten|sow sowed sown/sowed|speak spoke spoken|speed sped/speeded
spell spelled/spelt|spend spent|spill spilled/spilt|spin spun|spit spat|split split|spoil spoiled/spoilt|spread spread
spring sprang sprung|stand stood|steal stole stolen|stick stuck|sting stung|stink stank stunk|strew strewed strewn|stride strode stridden
strike struck struck/stricken|string strung|strive strove/strived striven|swear swore sworn|sweep swept|swell swelled swollen
swim swam swum|swing swung|take took taken|teach taught|tear tore torn|tell told|think thought|thrive thrived/throve|throw threw thrown
thrust thrust|tread trod trodden|unbind unbound|undercut undercut|undergo underwent undergone|underlie underlay underlain
undertake undertook undertaken|understand understood|underwrite underwrote underwritten|undo undid undone|unwind unwound
uphold upheld|upset upset|wake woke/waked woken|waylay waylaid|wear wore worn|weave wove woven|wed wed/wedded|weep wept|wet wet/wetted
win won|wind wound|withdraw withdrew withdrawn|withhold withheld|withstand withstood|wring wrung|write wrote written]]

-- Nouns whose plural follows no rule; those in `also_verbs` have the regular forms besides.
local nouns = [[
man men|woman women|child children|person people|foot feet|tooth teeth|goose geese|mouse mice|louse lice|ox oxen
wife wives|life lives|knife knives|leaf leaves|half halves|thief thieves|shelf shelves|wolf wolves|loaf loaves|calf calves|scarf scarves
self selves|crisis crises|analysis analyses|basis bases|thesis theses|hypothesis hypotheses|diagnosis diagnoses|axis axes|oasis oases
emphasis emphases|parenthesis parentheses|criterion criteria|phenomenon phenomena|medium media|datum data|bacterium bacteria
memorandum memoranda|referendum referenda|stratum strata|alumnus alumni|nucleus nuclei|stimulus stimuli|fungus fungi|cactus cacti
radius radii|vertebra vertebrae|larva larvae|index indices|appendix appendices|matrix matrices|quiz quizzes
hero heroes|veto vetoes|echo echoes|potato potatoes|tomato tomatoes|cargo cargoes|embargo embargoes|torpedo torpedoes|volcano volcanoes
mosquito mosquitoes|tornado tornadoes|buffalo buffaloes|domino dominoes|negro negroes|passer-by passers-by|runner-up runners-up
attorney-general attorneys-general|secretary-general secretaries-general|court-martial courts-martial
series series|species species|aircraft aircraft|spacecraft spacecraft|hovercraft hovercraft|sheep sheep|deer deer|fish fish|salmon salmon
offspring offspring|headquarters headquarters|crossroads crossroads|means means]]

-- Lemmas that are given whole.
local whole = {
  be = "be am is are was were been being", have = "have has had having", can = "can could", will = "will would", may = "may might",
  shall = "shall should", must = "must", ought = "ought",
}

local function set_of(words)
  local set = {}
  for word in words:gmatch "%S+" do set[word] = true end
  return set
end
local also_verbs = set_of "man leaf half wolf knife loaf echo veto embargo torpedo fish quiz foot index mouse calf shelf"
-- Verbs of several syllables whose last consonant is doubled, for the stress is on the last; those of which both spellings
-- are in use; those that keep their e; those with -es after o.
local doubles = set_of [[abet abhor abut acquit admit allot annul befit begin beset commit compel concur confer control corral
  debar defer demur deter disbar dispel emit enrol enthral equip excel expel extol fulfil forbid forget format handicap impel
  incur infer input instil inter kidnap occur omit outrun overrun patrol permit prefer program propel rebel rebut recur refer
  refit regret remit repel rerun reset submit transfer transmit undercut unwrap upset worship zigzag]]
local may_double = set_of [[benefit bias bus cancel channel counsel dial duel equal focus fuel gas initial label level marshal
  model panel pedal quarrel rival shovel shrivel signal snivel spiral swivel total towel travel tunnel unravel yodel]]
local keeps_e = set_of "singe binge tinge whinge swinge"
local takes_es = set_of "go do undergo forgo forego undo redo outdo overdo"

local past, plural = {}, {}
for line in verbs:gmatch "[^|\n]+" do
  local lemma, first, second = line:match "^(%S+) (%S+) ?(%S*)"
  past[lemma] = first .. "/" .. second
end
for line in nouns:gmatch "[^|\n]+" do
  local lemma, form = line:match "^(%S+) (%S+)"
  plural[lemma] = form
end

-- What stands before -ed and -ing: the lemma, the lemma with its last consonant doubled, or both.
local function stems(lemma)
  local _, syllables = lemma:gsub("[aeiouy]+", "")
  local twice = lemma .. lemma:sub(-1)
  if may_double[lemma] then return { lemma, twice } end
  local short = lemma:find "[^aeiou][aeiou][bdfgklmnprtvz]$" or lemma:find "^[aeiou][bdgmnprt]$" or lemma:find "qu[aeio][bdgmnptz]$"
  if doubles[lemma] or short and syllables == 1 then return { twice } end
  return { lemma:find "ic$" and lemma .. "k" or lemma }
end

local function with_s(lemma)
  if lemma:find "[^aeiou]y$" or lemma:find "quy$" then return lemma:sub(1, -2) .. "ies" end
  if lemma:find "[sxz]$" or lemma:find "[cs]h$" or takes_es[lemma] then return lemma .. "es" end
  return lemma .. "s"
end
local function with_ed(lemma, put)
  if lemma:find "e$" then put(lemma .. "d")
  elseif lemma:find "[^aeiou]y$" then put(lemma:sub(1, -2) .. "ied")
  else for _, stem in ipairs(stems(lemma)) do put(stem .. "ed") end end
end
local function with_ing(lemma, put)
  if lemma:find "ie$" then put(lemma:sub(1, -3) .. "ying")
  elseif lemma:find "[^eoy]e$" and not keeps_e[lemma] then put(lemma:sub(1, -2) .. "ing")
  elseif lemma:find "e$" then put(lemma .. "ing")
  else for _, stem in ipairs(stems(lemma)) do put(stem .. "ing") end end
end

-- All forms of a lemma, itself first. A compound takes the forms of what follows its last hyphen; what is no English word
-- in lower case is its only form.
function inflect.forms(lemma)
  local list, seen = {}, {}
  local function put(form)
    if not seen[form] then list[#list + 1], seen[form] = form, true end
  end
  local before, after = lemma:match "^(.+%-)(%l%l+)$"
  put(lemma)
  if whole[lemma] then
    for form in whole[lemma]:gmatch "%S+" do put(form) end
  elseif plural[lemma] and not also_verbs[lemma] then put(plural[lemma])
  elseif before then
    for _, form in ipairs(inflect.forms(after)) do put(before .. form) end
  elseif lemma:find "^%l%l+$" then
    if plural[lemma] then put(plural[lemma]) end
    if not plural[lemma] or not plural[lemma]:find "es$" or plural[lemma]:find "ves$" then put(with_s(lemma)) end
    if past[lemma] then for form in past[lemma]:gmatch "[^/]+" do put(form) end else with_ed(lemma, put) end
    with_ing(lemma, put)
  end
  return list
end

return inflect

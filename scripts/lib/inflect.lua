-- Inflected forms of English lemmas: <sign> in a pattern means sign, signs, signed and signing. Verb and noun alike, for a
-- pattern does not know which is meant. Three sources: tables of what is common and follows no rule, which say all forms of
-- a lemma; rules of spelling; and the dictionary `inflection`, made of WordNet's exception lists, which adds rarer forms
-- and says whose last consonant is doubled, because the stress of a word cannot be read off its spelling.
local core = require "lunette.core"
local inflect = {}

-- Lemma, past, participle: the participle is the past where it is not given, "/" parts forms in use side by side.
local verbs = [[
abide abode/abided|arise arose arisen|awake awoke awoken|babysit babysat|bear bore borne/born|beat beat beaten/beat|become became become
befall befell befallen|beget begot/begat begotten|begin began begun|behold beheld|bend bent|beseech besought/beseeched|beset beset
bespeak bespoke bespoken|bestride bestrode bestridden|bet bet/betted|betake betook betaken|bid bid/bade bidden/bid|bind bound
bite bit bitten|bleed bled|blow blew blown|break broke broken|breastfeed breastfed|breed bred|bring brought|broadcast broadcast
browbeat browbeat browbeaten|build built|burn burned/burnt|burst burst|bust busted/bust|buy bought|cast cast|catch caught
chide chided/chid|choose chose chosen|cleave cleaved/cleft/clove cloven/cleft/cleaved|cling clung|clothe clothed/clad|come came come
cost cost|creep crept|crossbreed crossbred|cut cut|deal dealt|dig dug|dive dived/dove dived|do did done|draw drew drawn
dream dreamed/dreamt|drink drank drunk|drive drove driven|dwell dwelt/dwelled|eat ate eaten|fall fell fallen|feed fed|feel felt
fight fought|find found|fit fitted/fit|flee fled|fling flung|floodlight floodlit/floodlighted|fly flew flown|forbear forbore forborne
forbid forbade/forbad forbidden|forecast forecast/forecasted|foreswear foreswore foresworn|forget forgot forgotten
forgive forgave forgiven|forgo forwent forgone|forsake forsook forsaken|forswear forswore forsworn|freeze froze frozen|gainsay gainsaid
get got got/gotten|give gave given|go went gone|greenlight greenlit/greenlighted|grind ground|grow grew grown|hamstring hamstrung
handwrite handwrote handwritten|hang hung/hanged|hear heard|hew hewed hewn/hewed|hide hid hidden/hid|hit hit|hold held|hurt hurt
inbreed inbred|inlay inlaid|input input/inputted|inset inset|keep kept|kneel knelt/kneeled|knit knit/knitted|know knew known|lay laid
lead led|lean leaned/leant|leap leaped/leapt|learn learned/learnt|leave left|lend lent|let let|lie lay/lied lain/lied|light lit/lighted
lose lost|make made|mean meant|meet met|melt melted melted/molten|miscast miscast|mislead misled|misspell misspelled/misspelt
mistake mistook mistaken|mow mowed mown/mowed|offset offset|output output/outputted|partake partook partaken|pay paid|plead pleaded/pled
podcast podcast/podcasted|prove proved proven/proved|put put|quit quit/quitted|read read|rend rent|rid rid/ridded|ride rode ridden
ring rang rung|rise rose risen|run ran run|saw sawed sawn/sawed|say said|see saw seen|seek sought|sell sold|send sent|set set
sew sewed sewn/sewed|shake shook shaken|shave shaved shaven/shaved|shear sheared shorn/sheared|shed shed|shine shone/shined
shit shit/shat/shitted|shoe shod/shoed|shoot shot|show showed shown/showed|shrink shrank/shrunk shrunk/shrunken|shut shut
simulcast simulcast|sing sang sung|sink sank/sunk sunk/sunken|sit sat|slay slew slain|sleep slept|slide slid slid/slidden|sling slung
slink slunk|slit slit|smell smelled/smelt|smite smote smitten|sneak sneaked/snuck|sow sowed sown/sowed|speak spoke spoken
speed sped/speeded|spell spelled/spelt|spellbind spellbound|spend spent|spill spilled/spilt|spin spun|spit spat/spit/spitted|split split
spoil spoiled/spoilt|spotlight spotlighted/spotlit|spread spread|spring sprang/sprung sprung|stand stood|steal stole stolen|stick stuck
sting stung|stink stank/stunk stunk|strew strewed strewn/strewed|stride strode stridden|strike struck struck/stricken|string strung
strive strove/strived striven|sunburn sunburned/sunburnt|swear swore sworn|sweat sweated/sweat|sweep swept|swell swelled swollen/swelled
swim swam swum|swing swung|take took taken|teach taught|tear tore torn|telecast telecast|tell told|think thought
thrive thrived/throve thrived/thriven|throw threw thrown|thrust thrust|tread trod/treaded trodden/trod|typecast typecast
understand understood|wake woke/waked woken/waked|waylay waylaid|wear wore worn|weave wove/weaved woven/weaved|wed wed/wedded|weep wept
wet wet/wetted|win won|wind wound|withdraw withdrew withdrawn|withhold withheld|withstand withstood|wring wrung|write wrote written]]

-- What a verb of that table may follow: overthrow is inflected as throw is. Those that only look so stand apart.
local prefixes = { "counter", "fore", "ghost", "inter", "mis", "out", "over", "pre", "re", "sub", "type", "un", "under", "up" }
local looks_prefixed = "relay"

-- Nouns whose plural follows no rule; those in `also_verbs` have the forms of a verb besides.
local nouns = [[
man men|woman women|child children|person people/persons|foot feet|tooth teeth|goose geese|mouse mice|louse lice|ox oxen|wife wives
life lives|knife knives|leaf leaves|half halves|thief thieves|shelf shelves|wolf wolves|loaf loaves|calf calves|scarf scarves/scarfs
self selves|crisis crises|analysis analyses|basis bases|thesis theses|hypothesis hypotheses|diagnosis diagnoses|axis axes|oasis oases
emphasis emphases|parenthesis parentheses|criterion criteria|phenomenon phenomena|medium media/mediums|datum data|bacterium bacteria
memorandum memoranda/memorandums|referendum referendums/referenda|stratum strata|alumnus alumni|nucleus nuclei|stimulus stimuli
fungus fungi|cactus cacti/cactuses|radius radii|vertebra vertebrae|larva larvae|index indexes/indices|appendix appendices/appendixes
matrix matrices|quiz quizzes|hero heroes|veto vetoes|echo echoes|potato potatoes|tomato tomatoes|cargo cargoes/cargos|embargo embargoes
torpedo torpedoes|volcano volcanoes/volcanos|mosquito mosquitoes/mosquitos|tornado tornadoes/tornados|buffalo buffaloes/buffalos/buffalo
domino dominoes|passerby passersby|standby standbys|flyby flybys|money moneys/monies|passer-by passers-by|hanger-on hangers-on
runner-up runners-up/runner-ups|court-martial courts-martial/court-martials|series series|species species|aircraft aircraft
spacecraft spacecraft|hovercraft hovercraft|sheep sheep|deer deer|fish fish/fishes|salmon salmon|offspring offspring
headquarters headquarters|barracks barracks|chassis chassis|corps corps|crossroads crossroads|means means]]

-- Lemmas that are given whole: what the tokenizer leaves of contractions is theirs (she | 's, wo | n't).
local whole = {
  be = "be am is are was were been being 'm 's 're", have = "have has had having 've 's 'd", ["do"] = "do does did done doing",
  can = "can cans could ca canned canning", could = "could", will = "will would 'll wo", would = "would 'd", may = "may might",
  might = "might", shall = "shall should sha 'll", should = "should", must = "must", ought = "ought",
}

local function set_of(words)
  local set = {}
  for word in words:gmatch "%S+" do set[word] = true end
  return set
end
local also_verbs = set_of "man leaf half wolf knife loaf echo veto embargo torpedo fish quiz foot index mouse calf shelf scarf"
-- Ends that are no man's: humans, Germans.
local not_men = set_of "human superhuman subhuman german roman ottoman shaman talisman brahman caiman cayman norman hetman"
-- Doubled without WordNet saying so; of two syllables and with -l doubled always, as the stress is on the last; doubled or not.
local doubles = set_of "babysit input photoshop"
local doubles_l = set_of [[annul appal compel control corral decontrol dispel distil enrol enthral disenthral excel expel extol
  fulfil impel instil instal patrol propel rappel rebel repel]]
local may_double = set_of [[bayonet benefit bias bus carburet combat coquet curvet dial diagram duel equal facet focus fuel
  hiccup initial kidnap nonplus program redial refocus refuel ricochet tranship transship victual worship]]
local keeps_e = set_of "singe binge tinge whinge swinge"
local may_keep_e = set_of "age eye queue cue"
local hard_ch = set_of "stomach monarch oligarch patriarch matriarch hierarch epoch eunuch loch tech czech"
-- What a noun's plural stands before in compounds: commanders-in-chief, secretaries-general.
local links, follows = set_of "at by for in of to", set_of "general president elect designate"
local takes_es = set_of "go do forgo"

-- The tables by lemma, and the lemmas by their forms, read when somebody first asks.
local past, plural, lemmas_of
local function read_tables()
  past, plural, lemmas_of = {}, {}, {}
  for line in verbs:gmatch "[^|\n]+" do
    local lemma, first, second = line:match "^(%S+) (%S+) ?(%S*)"
    past[lemma] = first .. "/" .. second
  end
  for line in nouns:gmatch "[^|\n]+" do
    local lemma, forms = line:match "^(%S+) (%S+)"
    plural[lemma] = forms
  end
  for _, irregular in ipairs { past, plural, whole } do
    for lemma, forms in pairs(irregular) do
      for form in forms:gmatch "[^/%s]+" do
        local list = lemmas_of[form] or {}
        list[#list + 1], lemmas_of[form] = lemma, list
      end
    end
  end
end

-- The forms that the dictionary lists for a lemma: form -> kind, and the forms in order.
local function listed(lemma)
  local dictionary, kinds, order = core.embedded_dictionary "inflection", {}, {}
  for _, row in ipairs(dictionary and dictionary:lookup(lemma) or {}) do
    if row.surface == lemma then
      if not kinds[row.inflected] then order[#order + 1] = row.inflected end
      kinds[row.inflected] = row.kind
    end
  end
  return kinds, order
end

-- Whether the dictionary doubles the last consonant of a lemma, or of what follows a prefix: resubmitted as submitted.
local function is_doubled(lemma, kinds)
  local twice = lemma .. lemma:sub(-1)
  if doubles[lemma] or kinds[twice .. "ed"] or kinds[twice .. "ing"] then return true end
  for _, prefix in ipairs(next(kinds) and {} or prefixes) do
    local rest = lemma:sub(1, #prefix) == prefix and lemma:sub(#prefix + 1)
    if rest and #rest > 3 and listed(rest)[twice:sub(#prefix + 1) .. "ed"] then return true end
  end
  return false
end

-- What stands before -ed and -ing: the lemma, the lemma with its last consonant doubled, or both.
local function stems(lemma, kinds)
  local _, syllables = lemma:gsub("[aeiouy]+", "")
  local twice = lemma .. lemma:sub(-1)
  local in_l = syllables > 1 and lemma:find "[^aeiou][aeiou]l$" and not doubles_l[lemma]
  if may_double[lemma] or in_l then return { lemma, twice } end
  local short = lemma:find "[^aeiou][aeiou][bdfgklmnprtvz]$" or lemma:find "^[aeiou][bdgmnprt]$" or lemma:find "qu[aeio][bdgmnptz]$"
  if doubles_l[lemma] or short and syllables == 1 or is_doubled(lemma, kinds) then return { twice } end
  return { lemma:find "[aeiou]c$" and lemma .. "k" or lemma }
end

local function with_s(lemma)
  if lemma:find "[^aeiou]y$" or lemma:find "quy$" then return lemma:sub(1, -2) .. "ies" end
  if lemma:find "[sxz]$" or lemma:find "[cs]h$" and not hard_ch[lemma] or takes_es[lemma] then return lemma .. "es" end
  return lemma .. "s"
end
local function with_ed(lemma, kinds, put)
  if lemma:find "e$" then put(lemma .. "d")
  elseif lemma:find "[^aeiou]y$" then put(lemma:sub(1, -2) .. "ied")
  else for _, stem in ipairs(stems(lemma, kinds)) do put(stem .. "ed") end end
end
local function with_ing(lemma, kinds, put)
  if lemma:find "ie$" then put(lemma:sub(1, -3) .. "ying")
  elseif lemma:find "[^eoy]e$" and not keeps_e[lemma] or may_keep_e[lemma] then put(lemma:sub(1, -2) .. "ing")
  elseif not lemma:find "e$" then for _, stem in ipairs(stems(lemma, kinds)) do put(stem .. "ing") end end
  if lemma:find "[eoy]e$" or keeps_e[lemma] or may_keep_e[lemma] then put(lemma .. "ing") end
end
local function as_verb(lemma, kinds, put)
  if past[lemma] then for form in past[lemma]:gmatch "[^/]+" do put(form) end else with_ed(lemma, kinds, put) end
  with_ing(lemma, kinds, put)
end

-- The verb of the table that follows a prefix: overthrow -> over, throw.
local function prefixed(lemma)
  for _, prefix in ipairs(prefixes) do
    local rest = lemma:sub(1, #prefix) == prefix and lemma:sub(#prefix + 1)
    if rest and past[rest] and lemma ~= looks_prefixed then return prefix, rest end
  end
end

-- The plural of nouns that end in another noun (policewomen, spokespeople), of Greek ones, of those whose head comes first.
local function plural_of(lemma)
  if plural[lemma] then return plural[lemma] end
  if lemma:find "%l%lman$" and not not_men[lemma] then return lemma:sub(1, -3) .. "en" end
  local head, link, tail = lemma:match "^(%l%l+)%-(%l+)(%-%l+)$"
  if head and links[link] then return (plural_of(head) or with_s(head)) .. "-" .. link .. tail end
  local office, after = lemma:match "^(%l%l%l%l+)%-(%l+)$"
  if office and follows[after] then return with_s(office) .. "-" .. after .. "/" .. lemma .. "s" end
  if lemma:find "%l%lperson$" then return lemma:sub(1, -7) .. "people/" .. lemma .. "s" end
  if lemma:find "%l%lwife$" then return lemma:sub(1, -3) .. "ves" end
  if lemma:find "%l%l[aeioy]sis$" or lemma:find "%l%lpsis$" then return lemma:sub(1, -3) .. "es" end
end

-- Forms of a lemma and a set of them: all, or where one is wanted at least that, if it is one.
local function forms_of(lemma, wanted)
  local list, seen = {}, {}
  local function put(form)
    if not seen[form] then list[#list + 1], seen[form] = form, true end
  end
  put(lemma)
  if lemma == wanted then return list, seen end
  if whole[lemma] then
    for form in whole[lemma]:gmatch "%S+" do put(form) end
    return list, seen
  end
  local kinds, order = listed(lemma)
  local plurals, prefix, rest = plural_of(lemma), prefixed(lemma)
  local before, after = lemma:match "^(.+%-)(%l%l+)$"
  local verb = not plurals and not (before and order[1]) or also_verbs[lemma]
  for _, kind in pairs(kinds) do verb = verb or kind == "verb" end
  for form in (plurals or ""):gmatch "[^/]+" do put(form) end
  if kinds[wanted] then put(wanted) end
  if seen[wanted] then return list, seen end
  if verb and prefix and not past[lemma] then
    put(prefix .. with_s(rest))
    as_verb(rest, listed(rest), function(form) put(prefix .. form) end)
  elseif verb and before then
    for _, form in ipairs((forms_of(after))) do put(before .. form) end
  elseif verb and lemma:find "^%l%l+$" then
    if not plurals or not plurals:find "es$" or plurals:find "ves$" then put(with_s(lemma)) end
    if seen[wanted] then return list, seen end -- most that are asked for end in -s
    as_verb(lemma, kinds, put)
  end
  for _, form in ipairs(order) do put(form) end
  return list, seen
end

-- All forms of a lemma, itself first. A compound takes the forms of what follows its last hyphen; what is no English word
-- in lower case is its only form.
function inflect.forms(lemma)
  if not past then read_tables() end
  return (forms_of(lemma))
end

-- Lemmas that a form can be of by its spelling: hoping -> hop, hope.
local function spelled(form)
  local list = { form }
  local function put(stem, ...)
    for _, ending in ipairs(stem and { ... } or {}) do
      if #stem > 1 or #ending > 1 then list[#list + 1] = stem .. ending end -- lying: l, ie
    end
  end
  local ends = form:sub(-1)
  if ends == "s" then
    put(form:match "^(.+)s$", "")
    put(form:match "^(.+)es$", "", "is")
    put(form:match "^(.+)ies$", "y")
    put(form:match "^(.+)ves$", "f", "fe")
  elseif ends == "d" then
    put(form:match "^(.+)ed$", "", "e")
    put(form:match "^(.+)ied$", "y")
    put(form:match "^(.+(%l))%2ed$" and form:sub(1, -4), "")
  elseif ends == "g" then
    put(form:match "^(.+)ing$", "", "e")
    put(form:match "^(.+)ying$", "ie")
    put(form:match "^(.+(%l))%2ing$" and form:sub(1, -5), "")
  end
  return list
end

local KNOWN = 1000 -- ranks below are of words of the lexicon that are inflected
local ITSELF = 5000 -- what a form's own rank is behind those of others

-- The lemmas that a form is of, the likeliest first: words of the lexicon, or if it has none of them any; the form itself last. Whether words that
-- the lexicon does not have are inflected so is asked only where none that it has is.
function inflect.lemmas(form)
  if not past then read_tables() end
  local list, others, rank, is_known = {}, {}, {}, false
  local lexicon = core.embedded_dictionary "lexicon"
  local function add(lemma)
    if not select(2, forms_of(lemma, form))[form] then return end
    is_known = is_known or rank[lemma] < KNOWN
    list[#list + 1] = lemma
  end
  local function put(lemma)
    if rank[lemma] then return end
    local row = (lexicon and lexicon:lookup(lemma) or {})[1]
    local open = row and (row.tags == "" or row.tags == nil or row.tags:find "%f[%u]VB%f[%U]" or row.tags:find "%f[%u]NN%f[%U]")
    rank[lemma] = (row and tonumber(row.band) or KNOWN) + (open and 0 or 500) + (lemma == form and ITSELF or 0)
    if rank[lemma] % ITSELF < KNOWN then add(lemma) else others[#others + 1] = lemma end
  end
  for _, lemma in ipairs(lemmas_of[form] or {}) do put(lemma) end
  for _, lemma in ipairs(spelled(form)) do put(lemma) end
  for _, lemma in ipairs(is_known and {} or others) do add(lemma) end
  table.sort(list, function(a, b)
    if rank[a] ~= rank[b] then return rank[a] < rank[b] end
    return a < b
  end)
  return list
end

-- What a tag is to a lemma of the lexicon.
local function is_tagged(lexicon, lemma, kind)
  local row = lexicon and (lexicon:lookup(lemma) or {})[1]
  return row and row.tags and row.tags:find(kind == "verb" and "%f[%u]VB%f[%U]" or "%f[%u]NN%f[%U]") and tonumber(row.band) or nil
end

-- The one lemma that a form is of as a "verb" or a "noun": that of the tables, else the commonest that the lexicon has as such, else
-- what spelling gives. `inflected`: the form is known to be none itself. nil for what has none.
function inflect.lemma(form, kind, inflected)
  if not past then read_tables() end
  local found
  for lemma, forms in pairs(whole) do
    if kind == "verb" and (" " .. forms .. " "):find(" " .. form .. " ", 1, true) and (not found or #lemma > 0 and forms:find(form, 1, true) == 1) then
      found = (lemma == "be" or lemma == "have" or lemma == "do") and lemma or found or lemma
    end
  end
  if found and (inflected or found == "be") then return found end
  if not inflected then return form end
  for lemma, forms in pairs(kind == "verb" and past or plural) do
    if lemma ~= form and ("/" .. forms .. "/"):find("/" .. form .. "/", 1, true) and (not found or lemma < found) then found = lemma end
  end
  if found then return found end
  local lexicon, best = core.embedded_dictionary "lexicon", nil
  for _, lemma in ipairs(inflect.lemmas(form)) do
    local band = lemma ~= form and is_tagged(lexicon, lemma, kind)
    if band and (not best or band < best) then found, best = lemma, band end
  end
  local little = kind == "verb" and (form:match "^(.+[bcdfgkpstz]l)ed$" or form:match "^(.+[bcdfgkpstz]l)ing$") -- no word ends in zzl
  return found or little and little .. "e" or inflect.lemmas(form)[1]
end

return inflect

-- What an event comes to by who does it and to whom, where its words alone say another thing or none: an army's strike is no walk-out, a
-- minister who flies home visits nobody, who has refused has done so, who attacks has killed those who died. Asked by the pack `events` for each
-- event of ours.
local set = require "lunette.set"
local whom = require "lunette.happening_whom"
local done_to, subject_of = whom.done_to, whom.subject_of
local sense = {}

-- Whether all actors of a list pass a test; false of none.
local function all(actors, test)
  for _, a in ipairs(actors) do if not test(a) then return false end end
  return actors[1] ~= nil
end

-- Whether who travels is at home there: no visit. A government may receive its opposition.
local function is_at_home(found, who, to)
  local one = found.code == "042" and who[1]
  if not one or not one.country then return false end
  local function is_home(a) return a.country == one.country and (not a.part or a.part == "" or a.part == one.part) end
  return all(who, function(a) return a.country == one.country end) and all(to, is_home)
end

-- Whether the noun that heads what something is done to is one of a set: released a report, killed the merger.
local function is_done_to(reading, s, what, nouns)
  local _, _, head = done_to(reading, s, what)
  return head ~= nil and nouns[reading.r.low[head]] or false
end

local officials = set.of { "GOV", "MIL", "COP", "JUD", "LEG", "SPY" }
local dismissing = { dismiss = "120", sack = "171", oust = "166" } -- of what is said, of towns, of governments
local ending = set.of { "dismiss", "sack", "fire", "oust" }
local roles

-- Whether words of what is dismissed mean who holds an office, or a person by name: dismissed the army's chief of staff, not its claims.
local function is_of_office(reading, first, last)
  local _, head = reading:thing(first, last)
  roles = roles or require("lunette").dictionary "role"
  local one = reading:named(first, last)[1]
  if one and one.entity and one.entity.type == "person" then return true end
  return head ~= nil and (roles:lookup(reading.r.low[head]) or {})[1] ~= nil
end
local function is_of_officials(reading, first, last)
  local actor = reading:actors(first, last)[1]
  return actor ~= nil and officials[actor.part] and reading.r.low[last + 1] ~= "as" and is_of_office(reading, first, last) or false
end

local function is_of_company(reading, first, last)
  local actor = reading:actors(first, last)[1]
  return actor ~= nil and actor.part == "BUS" and is_of_office(reading, first, last)
end

-- Makes the end of an office of what is said of towns and claims as well; false where fire is shot.
local function settle_dismissal(reading, found, s, what)
  local verb = found.verb
  if not ending[verb] or found.dismissed or found.made and found.made.noun then return true end
  local fired = found.event == "appointment"
  if not fired and dismissing[verb] ~= found.code then return true end
  local first, last = done_to(reading, s, what)
  local ends = first and (fired and is_of_office or verb == "oust" and is_of_company or is_of_officials)(reading, first, last)
  if ends then found.code, found.event = nil, "appointment" end
  return ends or not fired
end

local riding = set.of { "bus", "buses", "car", "cars", "coach", "ferry", "lorry", "lorries", "minibus", "motorcycle", "taxi", "train", "trains", "tram", "truck", "trucks", "van" }
local wrecked = set.of { "aircraft", "airliner", "airplane", "balcony", "barge", "boat", "boats", "bridge", "building", "buildings", "ceiling", "chopper", "crane", "banks", "dam", "dams", "dike", "dyke", "dinghy", "levee", "pipe", "pipeline", "reservoir", "flight", "footbridge", "freighter", "helicopter", "helicopters",
  "house", "houses", "jet", "jetliner", "mine", "plane", "planes", "roof", "scaffolding", "ship", "ships", "stand", "tanker", "tower", "trawler", "tunnel", "vehicle", "vehicles", "vessel", "wall", "warship", "yacht" }
local wrecking = set.of { "crash", "sink", "collide", "collapse", "overturn", "plunge", "catch fire", "burst into flames", "derail", "capsize", "run aground", "burst", "slam into", "smash into", "plough into", "plow into", "crash into" }
local bumping = set.of { "hit", "strike" }
local governing = set.of { "government", "coalition", "cabinet" }
local harming = set.of { "kill", "injure", "wound", "hurt" }

-- What happens to things: a bus overturned, not shares; false where it is none. Who rides in it does nothing, and it kills as accidents do.
local function settle_wreck(reading, found, s, who)
  local verb, noun = found.verb, found.made and found.made.noun
  if noun or s.passive or not (wrecking[verb] or harming[verb] or bumping[verb]) then return true end
  local thing = subject_of(reading, s)
  if bumping[verb] then
    if riding[thing] and found.code then found.code, found.event, found.nobody = nil, "disaster", true end -- a bus hit a wall
    return true
  end
  local civil = riding[thing] or wrecked[thing] and not (who[1] and who[1].country)
  if harming[verb] and civil and found.code then found.code, found.event = nil, "casualty" end
  if wrecking[verb] and found.event == "disaster" and not (riding[thing] or wrecked[thing]) then return verb == "collapse" and governing[thing] end
  if civil or wrecking[verb] and not (verb == "collide" and who[1] and who[1].country) then found.nobody = true end
  if verb == "collide" and found.nobody then found.nowhere = true end -- with a lorry in Kenya
  return true
end

local crowds = set.of { "CVL", "OPP", "EDU", "LAB", "AGR", "REF", "PTY", "REL", "NGO", "HRI", "MED", "HLH", "LEG", "BUS" }
local marching = set.of { "march", "rally" }

-- Whether a crowd does what armies and teams do as well: supporters marched through Lima, soldiers to it, and Peru rallied to win.
local function is_of_crowds(who) return all(who, function(a) return crowds[a.part] end) end

local leaving = set.of { "out", "back", "away", "from" }

local touring = set.of { "GOV", "MIL", "LEG", "REL", "IGO" }

-- Whether words begin with the name of a place.
local function is_named_place(reading, what)
  return reading.r.tag[what.first]:find "^NNP" ~= nil
end
-- Makes workers of pilots, who are of an army else.
local function hire_pilots(reading, who)
  for k, a in ipairs(who) do
    if a.part == "MIL" and reading.r.low[a.last]:find "^pilots?$" then who[k] = { code = reading.coder.coder:code(a.country, "LAB"), entity = a.entity, first = a.first, last = a.last, country = a.country, part = "LAB" } end
  end
end

local staying = set.of { "unchanged", "steady", "on", "at" }
local prizes = set.of { "oscar", "oscars", "grammy", "emmy", "golden", "award", "awards", "bafta", "tony" }

local weapons = set.of { "bomb", "bombs", "bomber", "blast", "blasts", "device", "explosive", "explosives", "grenade", "mine", "landmine", "missile", "rocket", "rockets", "shell", "shells" }

-- Whether only where a weapon went off is named, not whose it was: a bomb at the Chinese embassy.
local function is_at_place(reading, s, who)
  if not s.subject or not who[1] then return false end
  local _, head = reading:thing(s.subject[1], s.subject[2])
  return head and weapons[reading.r.low[head]] and head < s.subject[2] and not reading:actors(s.subject[1], head)[1]
end

local seizing = set.of { "seize", "confiscate", "impound" }

-- Whether those to whom a thing is done are no more than the place where it lay: seized cocaine in Rotterdam.
local function is_where(reading, found, what, who, to)
  local one = to[1]
  if not seizing[found.verb] or not what or not one or to[2] or one.part and one.part ~= "" or not all(who, function(a) return a.part == "COP" or a.part == "GOV" end) then return false end
  local _, head = reading:thing(what.first, what.last)
  return head and whom.where[reading.r.low[head + 1]] and not reading:actors(what.first, head)[1]
end

-- What is released and is no person.
local published = set.of { "ad", "ads", "advertisement", "album", "audio", "book", "data", "details", "document", "documents", "email", "emails", "figures", "film", "findings", "footage", "funds", "gas", "images", "information", "it", "letter", "list", "memo", "movie",
  "photo", "photos", "picture", "pictures", "poll", "recording", "records", "report", "reports", "result", "results", "song", "statement", "statements", "statistics", "study", "survey", "tape", "transcript", "trailer", "version", "video", "videos", "water" }

local asked = set.of { "NN", "NNS", "NNP", "NNPS", "VB" } -- before the infinitive of those who are told to do something
local no_office = set.of { ".", ",", ":", "''", "-RRB-", "CC", "IN", "RB" } -- tags behind whom no office is given to

-- Whether only somebody's name is told: declined to name him.
local function only_tells(reading, what)
  local after = what.last + 1
  return reading.r.tag[what.last] == "PRP" and (after > #reading.doc or reading.r.low[after] ~= "as" and no_office[reading.r.tag[after]] or false)
end

local sums = set.of { "million", "billion", "trillion", "crore", "lakh", "dollars", "euros", "pounds", "yen", "yuan", "rupees" }
local SUM = 6 -- tokens behind `of` in which a sum stands

-- Whether what is reported or opened is some of other things: the loss of two ships, a store of grain; not a loss of $3 million.
local function is_part_of_things(reading, noun, what)
  local r = reading.r
  local _, head = reading:thing(what.first, what.last)
  if not head or r.low[head + 1] ~= "of" then return false end
  if noun.class ~= "results" then return true end
  local _, last = reading.doc:sentence(head)
  for i = head + 2, math.min(head + 1 + SUM, last) do
    if sums[r.low[i]] or r.tag[i] == "$" or r.low[i]:find "^%W+%d" then return false end
  end
  return true
end

local verbal = set.of { "personal", "verbal", "scathing", "blistering", "stinging", "rhetorical", "thinly-veiled", "veiled", "partisan", "scurrilous" }

-- Whether an attack is one of words: made a personal attack on the minister.
local function is_verbal(reading, what)
  for i = what.first, what.last do if verbal[reading.r.low[i]] then return true end end
  return false
end

local posts = set.of { "post", "job", "role", "helm", "reins", "presidency", "chairmanship", "leadership" }

-- Whether verbs tell another thing than an event of theirs does, each asked as another[verb](reading, found, s, who, to, what, noun), `noun` being
-- the row of the noun that is part of what they tell; what else they tell they change in `found`.
local another = {}

another["find dead"] = function(_, _, s) return not s.passive end

function another.release(reading, found, s, _, _, what, noun) return found.event == "release" and not noun and is_done_to(reading, s, what, published) end

function another.strike(reading, found, s, who, _, _, noun) -- an army
  if found.code ~= "143" or noun then return false end
  hire_pilots(reading, who)
  return not all(who, function(a) return whom.workers[a.part] end) or reading.r.low[s.v + 2] == "of"
end
another["walk out"] = another.strike

another["go to the polls"] = function(reading, _, s) return s.to and asked[reading.r.tag[s.to - 1]] end -- urged them to register to vote, time to vote
function another.vote(reading, found, s, who, to)
  if s.tag == "VBP" or s.tag == "VBG" or s.subject and reading.r.tag[s.subject[1]] == "PRP" then return true end -- who votes for whom
  if another["go to the polls"](reading, found, s, who, to) then return true end
  if s.tag == "VB" and not (s.to or s.modal) then return true end -- urged them to come out and vote
  if all(who, function(a) return a.part == "LEG" end) then found.event = "law" end
end

function another.name(reading, _, s, _, _, what, noun) return not noun and not s.passive and what and only_tells(reading, what) end

another["take over"] = function(reading, found, _, _, _, what)
  if found.code ~= "192" or not what then return false end
  local _, head = reading:thing(what.first, what.last)
  if posts[reading.r.low[head or what.last]] then found.code, found.event = nil, "appointment" end
end

another["hand down"] = function(_, _, _, _, _, _, noun) return noun and noun.class == "law" end -- a budget

another["return"] = function(reading, found, s, _, _, what, noun) -- bronzes to Ghana
  return found.event == "travel" and not noun and what and not s.passive and not is_named_place(reading, what)
end

function another.invest(_, found, _, who, to)
  if found.event == "business" and to[1] and to[1].country and to[1].country ~= (who[1] and who[1].country) then found.code, found.event = "061", nil end
end

-- The same of nouns by their class, and by themselves: a band's tour, a nomination for a prize.
local another_class, another_noun = {}, {}

function another_class.results(reading, _, _, _, _, what, noun) return what and is_part_of_things(reading, noun, what) end
another_noun.store = another_class.results

function another_class.rates(reading, found, _, _, _, what)
  if not what then return false end
  if reading.r.low[what.last - 1] == "tax" then return true end
  return (found.verb == "keep" or found.verb == "leave") and not staying[reading.r.low[what.last + 1]]
end

function another_noun.operation(_, found, _, who, to) -- a firm started operations
  return found.code == "190" and not to[1] and all(who, function(a) return not a.code end)
end

function another_noun.attack(reading, found, _, _, _, what)
  if found.code == "190" and what and is_verbal(reading, what) then found.code = "111" end
end

function another_noun.tour(_, _, s, who) return not s.passive and not all(who, function(a) return touring[a.part] end) end

function another_class.seat(reading, found, _, _, _, what) -- took a back seat
  return found.verb == "hold" or found.verb == "take" and what and reading.r.tag[what.last] == "NN"
end

function another_noun.opposition(_, found) return found.code == "111" end -- lead it

function another_noun.nomination(reading, _, _, _, _, what)
  for i = what and what.first or 1, what and what.last or 0 do if prizes[reading.r.low[i]] then return true end end
end

local armed = set.of { "MIL", "COP", "REB", "UAF" }

-- Whether words tell another thing than an event of theirs does: an army struck, a nomination for a prize.
local function is_of_another(reading, found, s, who, to, what)
  local noun = found.made and found.made.noun
  local tells = another[found.verb]
  if tells and tells(reading, found, s, who, to, what, noun) then return true end
  if not noun then return false end
  tells = another_class[noun.class]
  if tells and tells(reading, found, s, who, to, what, noun) then return true end
  tells = another_noun[noun.surface]
  if tells and tells(reading, found, s, who, to, what, noun) then return true end
  return found.event == "business" and all(who, function(a) return armed[a.part] end)
end

local placing = set.of { "promote", "install", "name", "designate", "appoint", "nominate", "inaugurate" }

-- Whether an office is given, by a verb of `placing`, to something that is no person: promoted trade, installed a camera.
local function is_of_things(reading, found, s, to, what)
  if found.event ~= "appointment" or found.made and found.made.noun then return false end
  local first, last = done_to(reading, s, what)
  if not first or reading.r.tag[last] == "PRP" then return false end
  for _, a in ipairs(to) do if a.part and a.part ~= "" or a.entity and a.entity.type == "person" then return false end end
  return not is_of_office(reading, first, last)
end

local aiding = set.of { "help", "assist", "aid" }
-- Whether some of a list are of a country, or of a body of countries.
local function is_of_country(actors)
  for _, a in ipairs(actors) do if a.country or (a.code or ""):find "^IGO" then return true end end
  return false
end

local contesting = set.of { "battle", "fight" }

-- Whether what is fought, by a verb of `contesting`, is nobody: a blaze.
local function is_no_fighting(reading, found, to, what)
  if found.code ~= "190" or not what then return false end
  local row = reading:thing(what.first, what.last)
  return not to[1] or row and row.event == "disaster"
end

local arms = set.of { "MIL", "COP", "IGO", "REB", "UAF" }
local guarding = set.of { "protect", "escort" }

-- Whether a thing is guarded by words, an office held and not a town: protects jobs, occupied two seats.
local function is_no_deed(reading, found, who, to, what)
  local code, noun = found.code, found.made and found.made.noun
  if code == "112" and noun and noun.class == "evidence" then return not to[1] end -- issued a statement
  if code == "043" and found.verb == "receive" and not noun then return not to[1] or what ~= nil and reading.r.low[what.last] == "it" end -- received a letter
  if code == "070" and aiding[found.verb] and not noun then return not is_of_country(who) and not is_of_country(to) end -- helps girls
  if code == "074" and guarding[found.verb] and not noun then
    for _, a in ipairs(to) do if a.country then return false end end
    for _, a in ipairs(who) do if arms[a.part] then return false end end
    return true
  end
  local row = code == "192" and what and not noun and reading:thing(what.first, what.last)
  return row and (row.class == "seat" or row.class == "jobs") or false
end

local HEAD, FEW, OFTEN = 300, 5, 50 -- tokens of an article that are asked; words of sport that are few in it; tokens to one where it is of sport

-- Whether an article is of sport.
local function is_of_sport(reading)
  if reading.sport == nil then
    local count, last = 0, math.min(#reading.doc, HEAD)
    for word in reading.doc:spans "sporting" do
      if word.first > last or count * OFTEN >= last and count >= FEW then break end
      count = count + 1
    end
    reading.sport = count >= FEW and count * OFTEN >= last
  end
  return reading.sport
end

-- Whether who does it to whom are teams and players, in an article of sport: a country, or a person, without an office.
local function are_of_no_office(actors)
  for _, a in ipairs(actors) do if a.part and a.part ~= "" or (a.code or ""):find "^IGO" then return false end end
  return true
end

local lifeless = set.of { "idea", "ideas", "plan", "plans", "deal", "deals", "bill", "bills", "merger", "takeover", "project", "projects", "proposal", "proposals", "talks", "hope", "hopes", "chance", "chances", "initiative", "law", "legislation",
  "amendment", "company", "companies", "firm", "firms", "industry", "jobs", "business", "economy", "demand", "mood", "story", "scheme", "programme", "program", "motion", "measure", "compromise", "accord", "agreement", "market", "growth" }
local attempting = set.of { "win", "score", "qualify", "reach", "find", "beat", "impress", "boost", "convince", "make", "get", "meet", "stop", "prevent", "capitalise", "capitalize", "materialise", "materialize" }

-- Whether words of death or refusal are a figure of speech: killed the merger, failed to win.
local function is_figure(reading, found, s, what)
  if found.made and found.made.noun then return false end
  if found.verb == "fail" then return reading.r.low[s.v + 1] == "to" and attempting[reading.r.low[s.v + 2]] or false end
  return found.verb == "kill" and is_done_to(reading, s, what, lifeless)
end

local over = set.of { "finish", "cancel" } -- no army ends its strike

-- Changes the code of what was found; false where it is no event. `what` is the span that something is done to, if there is one.
function sense.settle(reading, found, s, who, to, what)
  local code, verb, noun = found.code, found.verb, found.made and found.made.noun
  if is_at_home(found, who, to) then found.code = nil end -- a journey still
  if not s then return true end
  if marching[verb] and not noun and not to[1] and who[1] and not is_of_crowds(who) then return false end
  if verb == "move" and noun and what and not to[1] and leaving[reading.r.low[(s.passive and s.v or what.last) + 1]] then return false end -- moved troops out of Peru
  if code and who[1] and are_of_no_office(who) and are_of_no_office(to) and is_of_sport(reading) then return false end
  if is_of_another(reading, found, s, who, to, what) or found.code and is_no_deed(reading, found, who, to, what) then return false end
  if placing[verb] and is_of_things(reading, found, s, to, what) or contesting[verb] and is_no_fighting(reading, found, to, what) then return false end
  if not s.passive and is_at_place(reading, s, who) then found.nobody = true end
  if is_where(reading, found, what, who, to) then found.nowhere = true end
  if not settle_wreck(reading, found, s, who) or is_figure(reading, found, s, what) then return false end
  if (verb == "blame" or verb == "ram") and not noun and not to[1] then return false end -- blamed bad weather, rammed a law through
  if code == "130" and s.passive and s.negated then return false end -- will not be intimidated
  if code == "143" and noun and over[found.made.verb.class] then hire_pilots(reading, who)
  elseif code == "143" and noun and noun.surface == "strike" and reading.armed(who) then found.code = "195"
  elseif code == "145" and what and reading.armed(who) then found.code = "171" -- fighters looted lorries
  elseif code == "190" and verb == "raid" and all(who, function(a) return a.part == "COP" end) then found.code = "170" -- a search
  elseif code == "120" and all(who, function(a) return whom.is_court(reading, a) end) then found.code, found.event = nil, "court" end -- dismissed an appeal
  if code and code:find "^07" and s.governor and (reading.r.low[s.governor] == "ordered" or reading.r.low[s.governor] == "orders") and who[1] and whom.is_court(reading, who[1]) then found.code, found.event = nil, "court" end
  if found.event == "disaster" and verb == "collapse" and governing[subject_of(reading, s)] then found.event = "appointment" end
  if code == "020" and verb == "appeal to" and to[1] and whom.is_court(reading, to[1]) then found.code, found.event = nil, "court" end
  return settle_dismissal(reading, found, s, what)
end

local proposing = set.of { "propose", "plan", "schedule", "expect", "intend" }

-- Whether the word that governs a verb refuses - or threatens, where that is asked as well -, and is no longer to come itself.
local function has_said(reading, s, refuses)
  if s.modal or s.governor_negated then return false end
  for _, row in ipairs(reading:rows(s.governor) or {}) do
    if row.surface == "threaten" and not refuses or row.code and row.code:sub(1, 2) == "12" then return true end
  end
  return false
end

-- The status of an event that is one of words: who refuses or threatens has done so, what is proposed is to come.
function sense.status(reading, found, s, status)
  if status == "planned" and s and s.governor and found.code and (found.code:find "^12" or found.code:find "^13") and has_said(reading, s) then return "happened" end
  if status == "planned" and s and s.governor and not found.code and has_said(reading, s, true) then return "denied" end -- refused to resign
  if status == "happened" and found.event == "business" and found.made and found.made.noun and (found.verb == "block" or found.verb == "reject") then return "denied" end
  if status == "happened" and s and not s.passive and found.made and found.made.noun and proposing[found.verb] then return "planned" end
  return status
end

local AMID = 16 -- tokens between what was done and the attack in which it was
local amid = set.of { "when", "as", "after" }
local of_state = set.of { "", "GOV", "MIL", "COP", "SPY" }

-- Whether two may be of one side, by what is known of them: soldiers, and the army of their country.
local function are_one_side(a, b)
  if a.country and b.country and a.country ~= b.country then return false end
  local one, other = a.part or "", b.part or ""
  return one == other or of_state[one] and of_state[other] or false
end

local function fought(found)
  local code = found.code or ""
  return code:find "^1[89]" or code:find "^20"
end

-- Who attacks when harm is done that nobody is said to do: two were killed when gunmen ambushed a convoy. nil where nobody does, and where those
-- are of their own side. Both events as class:find gives them: { fact or verb, token, found, who, to, clause }.
function sense.attackers(reading, harm, attack)
  local s, at = harm[6], attack[2]
  if not s or not s.passive or harm[4][1] or not attack[4][1] or at - harm[2] > AMID then return nil end
  if not fought(harm[3]) or not fought(attack[3]) or attack[3].off or at > select(2, reading.doc:sentence(harm[2])) then return nil end
  for _, hurt in ipairs(harm[5]) do
    for _, a in ipairs(attack[4]) do if are_one_side(hurt, a) then return nil end end
  end
  for i = harm[2] + 1, at - 1 do if amid[reading.r.low[i]] then return attack[4] end end
end

return sense

-- Verbs whose words tell another thing, or nothing, by what stands beside them: who asks why appeals to nobody, a candidate beats another at the
-- polls, costs hit nobody, a mood that is captured is no prisoner. Asked for each event of a verb of ours without a noun of its own.
local set = require "lunette.set"
local figure = {}

local armed = set.of { "MIL", "COP", "REB", "UAF", "SEP", "CRM", "SPY" }
local public = set.of { "PTY", "LEG", "OPP", "GOV", "ELI", "MED", "JUD", "BUS", "NGO", "EDU" }
local pronouns = set.of { "him", "her", "them", "me", "us" }
local reflexive = set.of { "himself", "herself", "itself", "themselves", "myself", "ourselves", "yourself" }
local weapons = set.of { "bomb", "bombs", "bomber", "bombers", "blast", "blasts", "bullet", "bullets", "drone", "drones", "explosion", "explosions", "grenade", "grenades", "missile", "missiles", "mortar", "mortars", "rocket", "rockets", "shell",
  "shells", "gunfire", "shrapnel", "projectile", "projectiles", "jet", "jets", "warplane", "warplanes", "plane", "planes", "helicopter", "helicopters", "car", "truck", "bus", "train", "van", "lorry", "vehicle" }

-- Whether some of a list pass a test.
local function any(actors, test)
  for _, a in ipairs(actors) do if test(a) then return true end end
  return false
end

local function is_armed(a) return armed[a.part] end
local function is_soldier(a) return armed[a.part] and a.part ~= "COP" end
local function is_person(a) return a.entity ~= nil and a.entity.type == "person" end
local function is_land(a) return a.country ~= nil and not a.part or (a.code or ""):find "^IGO" ~= nil end
local function is_known(a) return is_person(a) or a.part ~= nil and a.part ~= "" end
local function is_official(a) return public[a.part] or is_person(a) end

-- The first and the last word of whom or what something is done to, and the noun that heads them; nil where nothing says so.
local function done_to(reading, s, what)
  local first, last
  if s.passive then
    if s.subject then first, last = s.subject[1], s.subject[2] end
  elseif what then first, last = what.first, what.last end
  if not first then return nil end
  local _, head = reading:thing(first, last)
  return first, last, head or last
end

-- The small letters of the noun that heads the subject; "" for none.
local function subject_of(reading, s)
  if not s.subject then return "" end
  local _, head = reading:thing(s.subject[1], s.subject[2])
  return reading.r.low[head or s.subject[2]]
end

local roles, people
-- Whether a noun is one of persons: of an office, of those who are counted.
local function is_of_people(word)
  if not roles then
    local lun = require "lunette"
    roles, people = lun.dictionary "role", lun.dictionary "people"
  end
  return roles:lookup(word) ~= nil or people:lookup(word) ~= nil
end

-- Whether something is done to somebody: a pronoun, a number, a noun of persons, or an actor that the words name as a whole; not to what is his.
local function is_done_to_somebody(reading, s, to, what)
  local first, last, head = done_to(reading, s, what)
  if not first then return any(to, is_known) end
  local r = reading.r
  if pronouns[r.low[first]] and r.tag[first] == "PRP" or r.tag[first] == "PRP" and s.passive and r.low[first] ~= "it" or r.tag[head] == "CD" then return true end
  for _, a in ipairs(to) do
    if a.first <= head and head <= a.last and is_known(a) then return true end
  end
  return is_of_people(r.low[head])
end

local asking = set.of { "to", "for", "that" }
local wondering = set.of { "whether", "if", "about", "why", "how", "what", "who", "when", "where", "which", "question", "questions", ":", "``", "“", "\"", "‘", "into", "over" }
local ends = set.of { ".", "?", "!", ";", ":" }
local REACH = 16 -- tokens behind a verb in which stands what somebody is asked

-- Whether behind a verb stands what somebody is to do, before words that only ask.
local function is_for_doing(reading, s)
  local r, last = reading.r, select(2, reading.doc:sentence(s.v))
  for i = s.v + 1, math.min(s.v + REACH, last) do
    local word = r.low[i]
    if wondering[word] or ends[word] then return false end
    if asking[word] and (word ~= "to" or r.tag[i + 1]:find "^VB$" or r.tag[i + 1] == "RB") then return true end
  end
  return false
end

local VOTES = 10 -- tokens behind a verb in which stands that it was at the polls
local voting = set.of { "election", "elections", "primary", "primaries", "polls", "poll", "ballot", "runoff", "run-off", "votes", "vote", "caucus", "caucuses", "nomination", "%", "percent", "race", "leadership" }
local function is_at_polls(reading, s)
  local r, last = reading.r, select(2, reading.doc:sentence(s.v))
  for i = s.v + 1, math.min(s.v + VOTES, last) do if voting[r.low[i]] or r.low[i]:find "%d%%$" then return true end end
  return false
end

local won = set.of { "state", "states", "seat", "seats", "delegates", "nomination", "presidency", "primary", "primaries", "caucus", "caucuses", "majority", "senate", "congress", "parliament", "house", "vote", "votes", "percent", "%", "district", "mayoralty",
  "governorship" }
local held = set.of { "town", "towns", "village", "villages", "city", "cities", "base", "bases", "airport", "bridge", "territory", "island", "islands", "province", "hill", "hills", "port", "capital", "district", "districts", "stronghold", "outpost",
  "checkpoint", "position", "positions", "area", "areas", "region", "camp", "crossing", "garrison", "fort", "headquarters", "settlement", "settlements", "barracks" }

-- What is captured: persons, land, votes; hearts and markets are not.
local function capture(reading, found, s, who, to, what)
  if found.code ~= "173" and found.code ~= "192" and not (found.code or ""):find "^13" then return true end
  local first, _, head = done_to(reading, s, what)
  if not first then return any(to, is_known) end
  local word = reading.r.low[head]
  local is_at_war = any(who, is_armed) or #who > 0 and any(who, is_land)
  if not is_at_war and (won[word] or any(who, is_official) and any(to, is_land) and not is_done_to_somebody(reading, s, to, what)) then
    found.code, found.event, found.nowhere = nil, "election", true
    return true
  end
  local name = reading.coder:names(head, head)[1]
  local is_town = name and name.layer == "place" or not name and reading.r.tag[head] == "NNP" and any(who, is_soldier)
  if held[word] or is_town then
    if found.code == "173" then found.code, found.event = "192", nil end
    return is_at_war or s.passive or not who[1]
  end
  return is_done_to_somebody(reading, s, to, what)
end

-- Who beats whom at the polls; two of whom no office is known play a game.
local function defeat(reading, found, s, who, to, what)
  if any(who, is_armed) or any(to, is_armed) then return true end
  local first = done_to(reading, s, what)
  if not s.passive and first and reading.r.tag[first] == "PRP" and to[1] and to[1].first > first then found.nowhere = true end -- beat her in Peru
  local polls = is_at_polls(reading, s)
  local known = any(who, is_official) and (any(to, is_official) or found.nowhere) and (any(who, is_known) or any(to, is_known))
  if polls and (any(who, is_official) or any(to, is_official)) or known and not s.passive and reading.r.low[s.v + 1] ~= "up" then
    found.code, found.event = nil, "election"
    return true
  end
  return found.verb == "defeat" or is_done_to_somebody(reading, s, to, what) and reading.r.low[s.v + 1] ~= "out"
end

local spoken = set.of { "record", "policy", "policies", "plan", "plans", "decision", "proposal", "proposals", "remarks", "comments", "idea", "idealism", "character", "integrity", "credibility", "argument", "speech", "law", "bill", "deal", "notion", "stance", "position",
  "views", "handling", "coverage", "report", "statement", "work", "temperament", "judgment", "judgement", "motives", "ideology", "legacy", "campaign" }
local tools = set.of { "with", "using" }
local reasons = set.of { "for", "over" }

-- Whether behind what is attacked stands why: attacked him for failing, over the bill; not with a knife.
local function is_reproached(reading, s, what)
  if s.passive then return false end
  local r, after = reading.r, (what and what.last or s.v) + 1
  return reasons[r.low[after]] and (r.tag[after + 1] == "VBG" or r.tag[after + 1]:find "^PRP%$" or r.low[after] == "over") or false
end

-- Whether those who bear no arms attack by words.
local function attack(reading, found, s, who, to, what)
  if not (found.code or ""):find "^19" then return true end
  if any(who, is_armed) or any(to, is_armed) or any(who, is_land) then return true end
  if tools[reading.r.low[(what and what.last or s.v) + 1]] then return true end
  local first, _, head = done_to(reading, s, what)
  local public_men = any(who, is_person) and any(who, is_official) and any(to, is_official)
  if is_reproached(reading, s, what) and #who > 0 or public_men or first and not s.passive and spoken[reading.r.low[head]] then found.code = "111" end
  return true
end

-- Whether a number is all that says to whom something is done, and those who are named only where: detained 12 in Peru.
local where = set.of { "in", "at", "near", "across", "outside", "inside" }
local function is_number_somewhere(reading, s, to, what)
  local one, r = to[1], reading.r
  if s.passive or not what or not one or to[2] or not is_land(one) then return false end
  for i = what.first, what.last - 1 do
    if r.tag[i] == "CD" and where[r.low[i + 1]] then return true end
    if r.tag[i]:find "^N" then return false end
  end
  return false
end

local lifeless = set.of { "cost", "costs", "price", "prices", "crisis", "recession", "downturn", "slump", "inflation", "demand", "rate", "rates", "rise", "fall", "drop", "decline", "shortage", "shortages", "news", "report", "reports", "idea", "economy", "market",
  "markets", "loss", "losses", "remark", "remarks", "words", "comments", "scandal", "behavior", "behaviour", "experience", "win", "victory", "defeat", "move", "policy", "policies", "plan", "plans", "cut", "cuts", "tax", "taxes", "tariff", "tariffs",
  "law", "rule", "rules", "deal", "vote", "debate", "selection", "decision", "growth", "spot", "ad", "ads", "poll", "polls", "that", "this", "it", "which", "bowling", "weather" }
local struck = set.of { "note", "notes", "chord", "snag", "road", "trail", "airwaves", "record", "target", "targets", "deal", "high", "highs", "low", "lows", "bottom", "ball", "balls", "homer", "homers", "run", "runs", "shot", "shots", "wall", "peak", "market",
  "stage", "streets", "shelves", "headlines", "campus", "tone", "balance", "pose", "gold", "oil", "line", "button", "mark", "ground", "jackpot", "brakes", "limit", "ceiling", "screen", "screens", "cinemas", "theaters", "theatres", "buckle", "boundary",
  "six", "sixes", "four", "fours", "double", "single", "triple", "grounder", "century", "pitch", "nerve", "level", "levels", "obstacle", "back" }

-- Who hits or strikes whom or what: weapons and those who bear them; not costs, nor notes that are struck.
local function hit(reading, found, s, who, to, what)
  if not (found.code or ""):find "^1[39]" then return true end
  local r, doer = reading.r, subject_of(reading, s)
  if s.passive then
    if r.low[s.v + 1]:find "^hard" then return false end
    local _, last = reading.doc:sentence(s.v)
    for i = s.v + 1, math.min(s.v + 3, last) do
      if r.low[i] == "by" and not who[1] then
        local _, stop = reading.r:noun_after(i + 1, last, true)
        local row, head = reading:thing(i + 1, stop or i + 1)
        return weapons[r.low[head or stop or i + 1]] or row ~= nil and row.code ~= ""
      end
    end
    return true
  end
  local first, _, head = done_to(reading, s, what)
  if lifeless[doer] or first and not weapons[doer] and (struck[r.low[head]] or r.tag[first] == "PRP$" and not any(to, is_known)) then return false end
  if not who[1] and s.subject and not weapons[doer] then
    local row = reading:thing(s.subject[1], s.subject[2])
    if not row or row.code == "" then return false end
  end
  if who[1] and not any(who, is_armed) and any(who, is_person) and not any(to, is_known) then return false end
  return attack(reading, found, s, who, to, what)
end

local function target(reading, found, s, who, to, what)
  if not (found.code or ""):find "^19" then return true end
  return not (any(who, is_official) and not any(who, is_armed))
end

-- Whether who joins is of a country, and what as well: a party that joins a coalition and a man who joins his friends are none.
local function join(_, found, _, who, to)
  if found.code ~= "050" and found.code ~= "032" and found.code ~= "030" then return true end
  local of_states = any(to, is_land) or any(who, is_land) and any(to, function(a) return a.entity ~= nil and a.entity.type == "org" end)
  return of_states and any(who, function(a) return not is_person(a) or a.part == "GOV" end)
end

local calling = set.of { "NN", "NNS", "NNP", "NNPS", "," }
local said_of = set.of { "JJ", "NN", "NNS", "DT", "``", "PRP$", "VBG", "JJR", "JJS" }
local quoting = set.of { "'", "''", "``", "“", "‘", "\"" }
local weekdays = set.of { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" }

-- Who is called by telephone, not by a name: a firm called Norte, called Peru a friend.
local function call(reading, found, s, who, to, what)
  if found.code ~= "041" then return true end
  local r = reading.r
  if s.passive or s.tag == "VBN" and calling[r.tag[s.v - 1]] and not (any(who, is_official) and any(to, is_person)) then return false end
  if r.low[s.v - 1] == "-" then return false end -- so-called
  if what and weekdays[r.low[what.first]] then -- called Monday for talks
    found.code, found.nowhere = "020", true
    return reading.r.low[what.first + 1] == "for"
  end
  if not is_done_to_somebody(reading, s, to, what) and not any(to, is_person) then return false end
  local after = (what and what.last or s.v) + 1
  return not said_of[r.tag[after]] and not quoting[r.low[after]]
end

local function somebody(reading, _, s, _, to, what) return is_done_to_somebody(reading, s, to, what) end

local detained = set.of { "prisoner", "prisoners", "hostage", "hostages", "captive", "captives", "detainee", "detainees", "inmate", "inmates", "suspect", "suspects" }
local function release(reading, found, s, who, to, what)
  if found.event ~= "release" then return true end
  local first, _, head = done_to(reading, s, what)
  if not first then return any(to, is_known) end
  return detained[reading.r.low[head]] or somebody(reading, found, s, who, to, what)
end

-- Who helps whom: a country, an army, a body; nobody of his own country, and no deed that is of use.
local helping = set.of { "GOV", "MIL", "NGO", "COP", "REF", "HLH" }
local function is_of_state(a) return is_land(a) or helping[a.part] end
local function help(reading, found, s, who, to, what)
  if found.code ~= "070" and found.code ~= "033" and found.code ~= "023" then return true end
  if s.subject and (not s.passive and not who[1] or lifeless[subject_of(reading, s)]) then return false end
  local r = reading.r
  if not s.passive and what and r.tag[what.last + 1] == "VB" and not any(who, is_land) then return false end -- helped her win
  if any(who, is_person) and (not to[1] or to[1].country == who[1].country or not to[1].country) then return false end
  return any(who, is_of_state) or any(to, is_of_state)
end

-- Who is hurt: not the economy, nor a country by what somebody says.
local function hurt(reading, found, s, who, to, what)
  if found.code ~= "180" and found.code ~= "138" then return true end
  if s.passive and found.verb == "hurt" and not who[1] then return is_done_to_somebody(reading, s, to, what) end
  if lifeless[subject_of(reading, s)] or not s.passive and not who[1] and s.subject then return false end
  return is_done_to_somebody(reading, s, to, what)
end

local secrets = set.of { "intelligence", "information", "data", "evidence", "secrets", "findings", "technology", "know-how", "technologies", "expertise" }
local function share(reading, found, s, who, to, what)
  if found.code ~= "064" then return true end
  local first, _, head = done_to(reading, s, what)
  return first ~= nil and secrets[reading.r.low[head]] and (to[1] ~= nil or any(who, is_land)) or false
end

local aids = set.of { "help", "support", "aid", "guidance", "assistance", "protection", "advice" }
local function turn(reading, found, s, who, to)
  if found.code ~= "036" then return true end
  local one = to[1]
  return reading.r.low[s.v + 1] == "to" and one ~= nil and reading.r.low[one.last + 1] == "for" and aids[reading.r.low[one.last + 2]] or false
end

local function surround(_, found, s, who, to)
  if found.code ~= "191" then return true end
  return any(who, is_armed) or any(who, is_land)
end

local curious = set.of { "MED", "PTY", "LEG", "EDU", "OPP", "CVL" }
local doubting = set.of { "WRB", "WP", "WDT", "IN" }

-- Who is questioned by the police; others question why, or what was said.
local function question(reading, found, s, who, to, what)
  if found.code ~= "090" then return true end
  local first, _, head = done_to(reading, s, what)
  if not s.passive and (doubting[reading.r.tag[s.v + 1]] or first and spoken[reading.r.low[head]]) then
    found.code = "111"
    return true
  end
  if any(who, function(a) return curious[a.part] or is_person(a) end) then return false end
  return is_done_to_somebody(reading, s, to, what)
end

local function ask(reading, _, s) return is_for_doing(reading, s) end

-- Somebody of whom it is said that he is to do something: challenged him to a debate.
local function challenge(reading, found, s, who, to, what)
  if found.code ~= "100" then return true end
  local after = (s.passive and s.v or what and what.last or s.v) + 1
  return reading.r.low[after] == "to" or reading.r.low[after] == "over"
end

local function fail(reading, found, s)
  if found.code ~= "124" then return true end
  for i = s.v + 1, math.min(s.v + 4, #reading.doc) do
    if reading.r.low[i] == "to" then return true end
    if not (reading.r.tag[i]:find "^RB" or weekdays[reading.r.low[i]] or reading.r.low[i] == "on") then return false end
  end
  return false
end

-- Who is tried by a court, not what is.
local function try(reading, found, s, who, to, what)
  if found.code ~= "173" then return true end
  return reading.r.low[s.v + 1] ~= "to" and is_done_to_somebody(reading, s, to, what)
end

local chances = set.of { "chance", "opportunity", "moment", "initiative", "floor", "momentum", "lead", "title", "crown", "mantle", "advantage", "spotlight", "issue", "idea" }
local function seize(reading, found, s, who, to, what)
  if reading.r.low[s.v + 1] == "on" or reading.r.low[s.v + 1] == "upon" then return false end
  local first, _, head = done_to(reading, s, what)
  if not first then return true end
  local word = reading.r.low[head]
  if word == "control" and to[1] and found.code == "171" then found.code = "192" return true end
  return not chances[word] and (word ~= "control" or to[1] ~= nil)
end

local function block(reading, found, s, who, to, what)
  if found.code ~= "172" then return true end
  local first, last = done_to(reading, s, what)
  local row = first and reading:thing(first, last)
  if not (who[1] or to[1]) and not (row and row.code ~= "") then return false end -- the text was blocked
  return true
end

local function receive(reading, found, s, who, to, what)
  if found.code ~= "043" and found.code ~= "042" then return true end
  if any(who, function(a) return a.part == "MED" end) then return false end
  return is_done_to_somebody(reading, s, to, what) and (any(who, is_land) or any(who, is_known))
end

local function work(reading, found, s)
  if found.code ~= "060" then return true end
  for i = s.v + 1, math.min(s.v + 4, #reading.doc) do
    if reading.r.low[i] == "with" or reading.r.low[i] == "together" then return true end
  end
  return false
end

local accused = set.of { "indictment", "lawsuit", "suit", "complaint", "report", "warrant", "suspect", "suspects", "victim", "victims" }
local naming = set.of { "NN", "NNS", "NNP", "NNPS" }

-- Whether a name is only told: a worker named Torres, was named in a lawsuit, named a suspect.
local function name(reading, found, s, who, to, what)
  if found.event ~= "appointment" then return true end
  local r = reading.r
  if (s.tag == "VBN" or s.tag == "VBD") and naming[r.tag[s.v - 1]] and s.v + 1 <= #reading.doc and r.tag[s.v + 1]:find "^NNP" and s.tag == "VBN" then return false end
  if s.passive and (r.low[s.v + 1] == "in" or r.low[s.v + 1] == "after") then return false end
  local _, _, head = done_to(reading, s, what)
  return not (head and not s.passive and accused[r.low[head]])
end

local contesting = set.of { "RB", "DT", "PRP$", "JJ" }
local function contest(reading, _, s) return not (s.tag == "VBN" and contesting[reading.r.tag[s.v - 1]] or s.tag == "JJ") end

local function submit(_, found, s, who, to, what) return found.code ~= "080" or not (s.passive or what) end

local function replace(reading, found, s, who, to, what)
  if found.event ~= "appointment" then return true end
  return is_done_to_somebody(reading, s, to, what) or done_to(reading, s, what) == nil
end

-- Who votes for whom is told of those who have voted; what everybody does, or will do, is no event.
local function vote(reading, _, s)
  return (s.tag == "VBD" or s.tag == "VBN") and not (s.subject and reading.r.tag[s.subject[1]] == "PRP")
end

local function shoot(reading, found, s, who, to, what)
  if found.code ~= "193" then return true end
  return s.passive or is_done_to_somebody(reading, s, to, what)
end

local balloting = set.of { "hold", "call", "open", "close", "boycott", "postpone", "cancel", "schedule", "announce", "delay", "win", "lose", "contest", "go to the polls", "organise", "organize" }

-- Whether a poll is an election: polls are held, called, opened; one that is taken asks people.
local function is_ballot(found)
  local noun = found.made.noun
  if noun.surface ~= "poll" then return true end
  return balloting[found.verb] or false
end

-- Who lays off workers, and who loses an office; a claim or a rival that is dismissed is left as it is.
local staff = set.of { "LAB", "EDU", "HLH", "BUS", "MED", "CVL" }
local because = set.of { "for", "from", "over", "after", "on" }
local function dismiss(reading, found, s, _, to, what)
  local r, one = reading.r, to[1]
  local is_for_cause = s.passive and because[r.low[s.v + 1]]
  if found.code == "166" or not (is_for_cause and found.verb == "sack") and not is_done_to_somebody(reading, s, to, what) then return true end
  local _, _, head = done_to(reading, s, what)
  if found.code == "120" and s.passive and r.low[s.v + 1] == "as" and (r.low[s.v + 2] == "a" or r.low[s.v + 2] == "an") then found.dismissed = true end -- as a clown
  local many = head and (r.tag[head] == "NNS" or r.tag[head] == "CD")
  if many and one and staff[one.part] and found.verb ~= "dismiss" then
    found.code, found.event = nil, "business"
  elseif found.code == "171" or found.code == "120" and is_for_cause then
    found.code, found.event, found.dismissed = nil, "appointment", true
  end
  return true
end

local pleas = set.of { "plea", "appeal", "petition", "motion", "suit", "lawsuit", "application", "bail", "injunction", "challenge", "case", "writ" }
local courts = set.of { "court", "courts", "judge", "judges", "magistrate", "tribunal", "justices", "jury" }

-- Whether a court refuses: to hear a case, a plea.
local function refuse(reading, found, s, who, _, what)
  if not (found.code or ""):find "^12" then return true end
  local _, _, head = done_to(reading, s, what)
  for _, a in ipairs(who) do
    local rules = head ~= nil and pleas[reading.r.low[head]] and a.part == "JUD"
    for i = a.first, a.last do rules = rules or courts[reading.r.low[i]] end
    if not rules then return true end
  end
  if who[1] then found.code, found.event = nil, "court" end
  return true
end

local refusing = set.of { "reject", "dismiss", "refuse", "turn down" }

-- An offer is declined; numbers decline.
local function decline(reading, found, s, who, to, what)
  return (found.code ~= "120" or s.tag ~= "VBG" or s.helper ~= nil) and refuse(reading, found, s, who, to, what)
end

-- Two who were killed, in a headline, have not killed each other.
local function harm(_, found, s, who, to, what)
  if not s.passive and not what and who[2] and who == to and (found.code or ""):find "^1[89]" then found.code, found.event, found.nobody = nil, "casualty", true end
  return true
end

local determiners = set.of { "DT", "PRP$", "WP$" }
local governing = set.of { "VBD", "VBZ", "VBP" }
local being = set.of { "is", "are", "was", "were", "began", "begins", "begin", "started", "starts", "start", "stopped", "stops", "stop", "kept", "keeps", "keep", "avoided", "considered", "recommended" }

-- Who visits somewhere and is met there: met the visiting president.
local function visit(reading, found, s, _, to)
  local r = reading.r
  local before = r.tag[s.v - 1]
  if s.tag ~= "VBG" or not to[1] or any(to, is_land) or determiners[r.tag[s.v + 1]] or not (governing[before] and not being[r.low[s.v - 1]] or determiners[before] or r.low[s.v - 1] == "with") then return true end
  found.guests = to
  return true
end

local checks = {
  ask = ask, push = ask, press = ask, prod = ask, challenge = challenge, fail = fail, beat = defeat, defeat = defeat, capture = capture, attack = attack, hit = hit, strike = hit, target = target, join = join, call = call, release = release,
  help = help, assist = help, aid = help, hurt = hurt, harm = hurt, share = share, turn = turn, surround = surround, question = question, try = try, seize = seize, block = block, restrict = block, receive = receive, host = receive, work = work, name = name,
  contest = contest, submit = submit, replace = replace, ["vote for"] = vote, shoot = shoot, sack = dismiss, fire = dismiss, dismiss = dismiss, refuse = refuse, decline = decline, reject = refuse,
  ["turn down"] = refuse, kill = harm, injure = harm, wound = harm, visit = visit, recapture = capture, retake = capture, conquer = capture,
}

-- Whether a verb tells an event, which it may change; `what` is the span that something is done to, if there is one. Who does something to himself does
-- nothing to anybody, unless it is harm.
function figure.settle(reading, found, s, who, to, what)
  if not s then return true end
  if found.made and found.made.noun then return is_ballot(found) and (not refusing[found.verb] or refuse(reading, found, s, who, to, what)) end
  if what and not s.passive and reflexive[reading.r.low[what.first]] and found.event ~= "casualty" then return false end
  if is_number_somewhere(reading, s, to, what) then found.nowhere = true end
  local check = checks[found.verb]
  return not check or check(reading, found, s, who, to, what)
end

local unable = set.of { "unable", "unfit", "ineligible", "powerless", "helpless" }
local hazards = set.of { "risk", "danger", "brink", "verge" }

-- The status of an event by the words before its verb: unfit to stand trial, at risk of losing a seat.
function figure.status(reading, s, status)
  local low = reading.r.low
  if not s or status == "denied" then return status end
  if s.to and unable[low[s.to - 1]] then return "denied" end
  if s.tag == "VBG" and low[s.v - 1] == "of" and hazards[low[s.v - 2]] then return "conditional" end
  return status
end

return figure

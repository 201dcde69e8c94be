-- Verbs whose words tell another thing, or nothing, by what stands beside them: who asks why appeals to nobody, a candidate beats another at the
-- polls, costs hit nobody, a mood that is captured is no prisoner. Asked for each event of a verb of ours without a noun of its own.
local set = require "lunette.set"
local whom = require "lunette.happening_whom"
local contest = require "lunette.happening_contest"
local figure = {}

local any, done_to, subject_of, is_done_to_somebody = whom.any, whom.done_to, whom.subject_of, whom.is_done_to_somebody
local is_person, is_land, is_known, is_official = whom.is_person, whom.is_land, whom.is_known, whom.is_official

local reflexive = set.of { "himself", "herself", "itself", "themselves", "myself", "ourselves", "yourself" }

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

-- Whether a number or a noun of persons is all that says to whom something is done, and those who are named only where: detained 12 in Peru.
local function is_somewhere(reading, s, to, what)
  local one, r = to[1], reading.r
  if s.passive or not what or not one or to[2] or not is_land(one) then return false end
  local is_somebody = false
  for i = what.first, what.last - 1 do
    is_somebody = is_somebody or whom.is_of_people(r.low[i])
    if whom.where[r.low[i + 1]] then return r.tag[i] == "CD" or is_somebody and one.first > i + 1 end
  end
  return false
end

local states = set.of { "country", "countries", "nation", "nations", "states", "republics", "republic" }
local bodies = set.of { "bloc", "alliance", "coalition", "union", "zone", "eurozone", "war", "treaty", "pact", "convention", "accord", "agreement", "organization", "organisation", "club" } -- which lands join
local function names_body(reading, what, to)
  local one = to[1] or what and reading:named(what.first, what.last)[1]
  return one ~= nil and one.entity ~= nil and one.entity.type == "org"
end

-- Whether who joins is of a country, and what as well: a party that joins a coalition and a man who joins his friends are none.
local function join(reading, found, s, who, to, what)
  if found.code ~= "050" and found.code ~= "032" and found.code ~= "030" then return true end
  local of_states = any(to, is_land) or any(who, is_land) and any(to, function(a) return a.entity ~= nil and a.entity.type == "org" end)
  if not who[1] and states[subject_of(reading, s)] then return names_body(reading, what, to) end -- ten countries
  local _, _, head = done_to(reading, s, what)
  if head and bodies[reading.r.low[head]] and any(who, is_land) then return true end
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
    return r.low[what.first + 1] == "for"
  end
  if not is_done_to_somebody(reading, s, to, what) and not any(to, is_person) then return false end
  local after = (what and what.last or s.v) + 1
  return not said_of[r.tag[after]] and not quoting[r.low[after]]
end

local function somebody(reading, _, s, _, to, what) return is_done_to_somebody(reading, s, to, what) end

local published = set.of { "data", "figures", "report", "reports", "statement", "statements", "documents", "emails", "poll", "results", "statistics", "video", "numbers", "records", "transcript", "transcripts", "letter", "letters", "survey", "study" }
local detained = set.of { "prisoner", "prisoners", "hostage", "hostages", "captive", "captives", "detainee", "detainees", "inmate", "inmates", "suspect", "suspects", "defendant", "defendants", "co-defendant", "co-defendants" }
local function release(reading, found, s, who, to, what)
  if found.event ~= "release" then return true end
  local first, last, head = done_to(reading, s, what)
  if not first then return any(to, is_known) end
  if published[reading.r.low[last]] then return false end -- a ministry's data
  return detained[reading.r.low[head]] or somebody(reading, found, s, who, to, what)
end

-- Who helps whom: a country, an army, a body; nobody of his own country, and no deed that is of use.
local helping = set.of { "GOV", "MIL", "NGO", "COP", "REF", "HLH" }
local needy = set.of { "victims", "refugees", "survivors", "families", "migrants", "orphans", "evacuees", "homeless", "villagers" }
local function is_of_state(a) return is_land(a) or helping[a.part] end
local function help(reading, found, s, who, to, what)
  if found.code ~= "070" and found.code ~= "033" and found.code ~= "023" then return true end
  if s.subject and (not s.passive and not who[1] or whom.lifeless[subject_of(reading, s)]) then return false end
  local r = reading.r
  if not s.passive and what and r.tag[what.last + 1] == "VB" and not any(who, is_land) then return false end -- helped her win
  if any(who, is_person) and (not to[1] or to[1].country == who[1].country or not to[1].country) then return false end
  local _, _, head = done_to(reading, s, what)
  return any(who, is_of_state) or any(to, is_of_state) or head ~= nil and needy[reading.r.low[head]] and who[1] ~= nil
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

local curious = set.of { "MED", "PTY", "LEG", "EDU", "OPP", "CVL" }
local doubting = set.of { "WRB", "WP", "WDT", "IN" }

-- Who is questioned by the police; others question why, or what was said.
local function question(reading, found, s, who, to, what)
  if found.code ~= "090" then return true end
  local first, _, head = done_to(reading, s, what)
  if not s.passive and (doubting[reading.r.tag[s.v + 1]] and reading.r.low[s.v + 1] ~= "of" and reading.r.low[s.v + 1] ~= "by" or first and whom.spoken[reading.r.low[head]]) then
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

-- Whether behind a name stands the office that somebody is given: named Ana Torres as its head, chief executive, to the board.
local function is_given_office(reading, s, what)
  local r, after = reading.r, (what and what.last or s.v) + 1
  if s.passive or not what or after > #reading.doc then return false end
  return r.low[after] == "as" and r.low[after + 1] ~= "a" and r.low[after + 1] ~= "an" or r.low[after] == "to" or r.tag[after] == "DT" or r.tag[after] == "PRP$" or r.tag[what.last] == "NN" and whom.is_of_people(r.low[what.last])
end

-- Whether a name is only told: a worker named Torres, was named in a lawsuit, named a suspect.
local function name(reading, found, s, who, to, what)
  if found.event ~= "appointment" then return true end
  local r = reading.r
  if s.tag == "VBN" and naming[r.tag[s.v - 1]] and r.tag[s.v + 1]:find "^NNP" and not is_given_office(reading, s, what) then return false end
  if s.passive and (r.low[s.v + 1] == "in" or r.low[s.v + 1] == "after") then return false end
  local _, _, head = done_to(reading, s, what)
  if any(who, function(a) return a.part == "MED" or a.part == "COP" end) then return false end
  return not (head and not s.passive and accused[r.low[head]])
end

local modifying = set.of { "RB", "DT", "PRP$", "JJ" }
local function compete(reading, _, s) return not (s.tag == "VBN" and modifying[reading.r.tag[s.v - 1]] or s.tag == "JJ") end

local function submit(_, found, s, who, to, what) return found.code ~= "080" or not (s.passive or what) end

-- Who is replaced, also by the name alone: Torres, not Torres's plan.
local function replace(reading, found, s, who, to, what)
  if found.event ~= "appointment" then return true end
  local first, last, head = done_to(reading, s, what)
  if not first or is_done_to_somebody(reading, s, to, what) then return true end
  if reading.r.tag[first] == "PRP" then return false end
  local one = reading:named(first, last)[1]
  return one ~= nil and is_person(one) and one.first <= head and head <= one.last
end

-- Who votes for whom is told of those who have voted; what everybody does, or will do, is no event.
local one = set.of { "he", "she" }
local function vote(reading, _, s, _, to)
  local r, first = reading.r, s.subject and s.subject[1]
  return (s.tag == "VBD" or s.tag == "VBN") and not (first and r.tag[first] == "PRP" and not (one[r.low[first]] and to[1]))
end

local balloting = set.of { "hold", "call", "open", "close", "boycott", "postpone", "cancel", "schedule", "announce", "delay", "win", "lose", "contest", "go to the polls", "take place", "organise", "organize" }

-- Whether a poll is an election: polls are held, called, opened; one that is taken asks people.
local function is_ballot(found)
  local noun = found.made.noun
  if noun.surface ~= "poll" then return true end
  return balloting[found.verb] or false
end

-- Who lays off workers, and who loses an office; a claim or a rival that is dismissed is left as it is.
local because = set.of { "for", "from", "over", "after", "on" }
local function dismiss(reading, found, s, who, to, what)
  if found.code == "190" then return contest.attack(reading, found, s, who, to, what) end -- fired at somebody
  local r, one = reading.r, to[1]
  local is_for_cause = s.passive and because[r.low[s.v + 1]]
  if found.code == "166" or not (is_for_cause and found.verb == "sack") and not is_done_to_somebody(reading, s, to, what) then return true end
  local _, _, head = done_to(reading, s, what)
  if found.code == "120" and s.passive and r.low[s.v + 1] == "as" and (r.low[s.v + 2] == "a" or r.low[s.v + 2] == "an") then found.dismissed = true end -- as a clown
  local many = head and (r.tag[head] == "NNS" or r.tag[head] == "CD")
  if many and one and whom.workers[one.part] and found.verb ~= "dismiss" then
    found.code, found.event = nil, "business"
  elseif found.code == "171" or found.code == "120" and is_for_cause then
    found.code, found.event, found.dismissed = nil, "appointment", true
  end
  return true
end

local pleas = set.of { "plea", "appeal", "petition", "motion", "suit", "lawsuit", "application", "bail", "injunction", "challenge", "case", "writ" }

-- Whether a court refuses: to hear a case, a plea.
local function refuse(reading, found, s, who, _, what)
  if not (found.code or ""):find "^12" then return true end
  local _, _, head = done_to(reading, s, what)
  for _, a in ipairs(who) do
    if not (head and pleas[reading.r.low[head]] and a.part == "JUD" or whom.is_court(reading, a)) then return true end
  end
  if who[1] then found.code, found.event = nil, "court" end
  return true
end

local refusing = set.of { "reject", "dismiss", "refuse", "turn down" }

-- An offer is declined; numbers decline, and by some percent.
local shares = set.of { "percent", "pct", "cent", "points" }
local function decline(reading, found, s, who, to, what)
  if found.code == "124" and not what and reading.r.low[s.v + 1] ~= "to" then return false end
  if found.code == "120" and what and (reading.r.low[what.last] == "%" or shares[reading.r.low[what.last]]) then return false end
  return (found.code ~= "120" or s.tag ~= "VBG" or s.helper ~= nil) and refuse(reading, found, s, who, to, what)
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

-- Who meets whom; needs, deadlines and targets are met by nobody.
local needs = set.of { "need", "needs", "demand", "demands", "deadline", "deadlines", "target", "targets", "standard", "standards", "criteria", "requirement", "requirements", "obligation", "obligations", "goal", "goals", "challenge", "challenges", "disaster",
  "disasters", "cost", "costs", "expectations", "conditions", "resistance", "opposition", "fate", "terms", "bill", "test", "criticism", "approval", "skepticism", "scepticism", "anger", "success", "silence", "outrage", "protests", "threat", "threshold" }
local function meet(reading, found, s, _, _, what)
  if s.passive or not (found.code or ""):find "^0[34]" or not what then return true end
  local _, _, head = done_to(reading, s, what)
  return not (needs[reading.r.low[head]] or needs[reading.r.low[what.last]])
end

-- Cheering supporters are no supporters who are cheered.
local function cheer(reading, _, s)
  return not (s.tag == "VBG" and s.helper == nil and reading.r.tag[s.v + 1] == "NNS" and not reading.r.tag[s.v - 1]:find "^[,I]")
end

-- Who reminds somebody to do something, not what reminds us of another.
local function remind(reading, _, s, _, _, what)
  return not (s.tag == "VBZ" and what and reading.r.tag[what.first] == "PRP" and reading.r.low[what.last + 1] == "of")
end

-- Who gets an office, not what is made known.
local function promote(_, found, s, _, to, what) return found.event ~= "appointment" or s.passive or what ~= nil or to[1] ~= nil end

-- Who withdraws where nobody is told from whom: an army from a town, a country; nobody from a race, and no prices.
local contests = set.of { "race", "politics", "event", "events", "tournament", "competition", "talks", "negotiations", "election", "sale", "contest", "agreement", "treaty", "deal", "pact", "programme", "program", "programs", "match", "open", "championship",
  "bid", "campaign", "market", "economy", "league", "project", "vote", "summit", "highs", "record", "public", "life" }
local function withdraw(reading, found, s, who, to)
  if to[1] or not (found.code or ""):find "^0[38]" then return true end
  if any(who, is_person) or whom.lifeless[subject_of(reading, s)] then return false end
  if any(who, whom.is_soldier) then return true end
  local last = select(2, reading.doc:sentence(s.v))
  for i = s.v + 1, math.min(s.v + REACH // 2, last) do if contests[reading.r.low[i]] then return false end end
  return any(who, is_land)
end

local checks = {
  ask = ask, push = ask, press = ask, prod = ask, challenge = challenge, fail = fail, join = join, call = call, release = release, help = help, assist = help, aid = help, share = share, turn = turn, question = question, try = try, receive = receive,
  host = receive, work = work, name = name, contest = compete, submit = submit, replace = replace, ["vote for"] = vote, sack = dismiss, fire = dismiss, dismiss = dismiss, refuse = refuse, decline = decline, reject = refuse, ["turn down"] = refuse,
  visit = visit, meet = meet, ["meet with"] = meet, cheer = cheer, remind = remind, promote = promote, designate = promote,
  withdraw = withdraw, retreat = withdraw, ["pull out"] = withdraw, ["pull back"] = withdraw,
}

local suing = set.of { "file", "bring", "launch", "lodge", "pursue", "open", "lose", "win", "drop", "hear", "join", "settle", "begin", "start", "withdraw", "register", "reopen", "dismiss", "reject", "throw out", "take", "refuse", "delay", "postpone" }

local gathering = set.of { "hold", "host", "open", "stage", "organise", "organize", "attend", "close", "end" }
local striking = set.of { "carry out", "conduct", "launch", "order" }

-- Whether a verb and its noun tell what they are: a poll that is held, a case that is filed, not made.
local function is_of_noun(reading, found, s, who, to, what)
  if found.made.noun.surface == "strike" and found.code == "143" and striking[found.verb] and who[1] and not any(who, function(a) return not is_land(a) end) then found.code = "190" end -- of an air force
  if found.made.noun.surface == "convention" and gathering[found.verb] then return false end
  if found.made.noun.surface == "case" and not suing[found.verb] then return false end
  return is_ballot(found) and (not refusing[found.verb] or refuse(reading, found, s, who, to, what))
end

local sufferers = set.of { "victim", "victims", "suspect", "suspects", "spree", "range", "death", "deaths", "case", "cases", "scene", "incident", "incidents" }
local harmful = setmetatable({}, { __index = function(known, code)
  known[code] = code:find "^1[89]" ~= nil or code:find "^20" ~= nil
  return known[code]
end })
local function is_harm(found) return found.code and harmful[found.code] or found.event == "casualty" end

-- Whether a verb of harm stands before those who suffered it: shooting victims.
local function is_before_victims(reading, found, s)
  if s.tag ~= "VBG" and s.tag ~= "NN" or not is_harm(found) then return false end
  return sufferers[reading.r.low[s.v + 1]] or false
end

local kin = set.of { "relative", "relatives", "family", "families", "parents", "mother", "mothers", "father", "fathers", "widow", "widows", "friend", "friends", "colleagues", "body", "bodies", "remains", "wives", "brother", "sister", "children" }

-- Those who were harmed, where it is told of whose relatives: the relatives of 49 people killed; the mother of a man who died.
local function harmed_of_kin(reading, found, s)
  local a, r = s.subject, reading.r
  if not a or not is_harm(found) or not (s.passive or found.event == "casualty") or r.tag[a[1]]:find "^PRP$" then return nil end
  for i = a[1], a[2] - 2 do
    if kin[r.low[i]] and r.low[i + 1] == "of" then
      local list = reading:actors(i + 2, a[2])
      return list[1] and list or nil
    end
  end
end

-- Whether a verb tells an event, which it may change; `what` is the span that something is done to, if there is one. Who does something to himself does
-- nothing to anybody, unless it is harm.
function figure.settle(reading, found, s, who, to, what)
  if not s then return true end
  if found.made and found.made.noun then return is_of_noun(reading, found, s, who, to, what) end
  local himself = what and not s.passive and reflexive[reading.r.low[what.first]]
  if himself and found.event ~= "casualty" and not (reading.r.low[what.first + 1] == "and" and to[1]) then return false end -- killed himself and six soldiers
  if is_somewhere(reading, s, to, what) then found.nowhere = true end
  if is_before_victims(reading, found, s) then return false end
  found.harmed = harmed_of_kin(reading, found, s)
  local check = checks[found.verb] or contest[found.verb]
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

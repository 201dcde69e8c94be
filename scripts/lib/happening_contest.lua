-- Verbs of fighting by who fights, and with what: at the polls, by words, at war; what is captured, hit and hurt by nobody. Checks by verb, each of
-- (reading, found, s, who, to, what), which says whether an event is told and may change it; lunette.happening_figure asks them.
local set = require "lunette.set"
local whom = require "lunette.happening_whom"
local any, done_to, subject_of, is_done_to_somebody = whom.any, whom.done_to, whom.subject_of, whom.is_done_to_somebody
local is_armed, is_soldier, is_person, is_land, is_known, is_official = whom.is_armed, whom.is_soldier, whom.is_person, whom.is_land, whom.is_known, whom.is_official

local weapons = set.of { "bomb", "bombs", "bomber", "bombers", "blast", "blasts", "bullet", "bullets", "drone", "drones", "explosion", "explosions", "grenade", "grenades", "missile", "missiles", "mortar", "mortars", "rocket", "rockets", "shell",
  "shells", "gunfire", "shrapnel", "projectile", "projectiles", "jet", "jets", "warplane", "warplanes", "plane", "planes", "helicopter", "helicopters", "car", "truck", "bus", "train", "van", "lorry", "vehicle" }

local political = set.of { "PTY", "LEG", "OPP", "GOV", "ELI", "JUD" }
local function is_political(a) return political[a.part] or false end

local VOTES = 10 -- tokens behind a verb in which stands that it was at the polls
local voting = set.of { "election", "elections", "primary", "primaries", "polls", "poll", "ballot", "runoff", "run-off", "votes", "vote", "caucus", "caucuses", "nomination", "%", "percent" }
local function is_at_polls(reading, s)
  local r, last = reading.r, select(2, reading.doc:sentence(s.v))
  for i = s.v + 1, math.min(s.v + VOTES, last) do if voting[r.low[i]] or r.low[i]:find "%d%%$" then return true end end
  return false
end

local won = set.of { "state", "states", "seat", "seats", "delegates", "nomination", "presidency", "primary", "primaries", "caucus", "caucuses", "majority", "senate", "congress", "parliament", "house", "vote", "votes", "percent", "%", "district", "mayoralty",
  "governorship" }
local held = set.of { "town", "towns", "village", "villages", "city", "cities", "base", "bases", "airport", "bridge", "territory", "island", "islands", "province", "hill", "hills", "port", "capital", "district", "districts", "stronghold", "outpost",
  "checkpoint", "position", "positions", "area", "areas", "region", "camp", "crossing", "garrison", "fort", "headquarters", "settlement", "settlements", "barracks" }

local shares = set.of { "rest", "part", "parts", "half", "most", "much", "third" } -- of a land

-- What is captured: persons, land, votes; hearts and markets are not.
local function capture(reading, found, s, who, to, what)
  if found.code ~= "173" and found.code ~= "192" and not (found.code or ""):find "^13" then return true end
  local first, _, head = done_to(reading, s, what)
  if not first then return any(to, is_known) end
  local word = reading.r.low[head]
  local is_at_war = any(who, is_armed) or #who > 0 and any(who, is_land)
  if not is_at_war and (won[word] or (any(who, is_official) or is_at_polls(reading, s)) and any(to, is_land) and not is_done_to_somebody(reading, s, to, what)) then
    found.code, found.event, found.nowhere = nil, "election", true
    return true
  end
  local name = reading.coder:names(head, head)[1]
  local is_town = name and name.layer == "place" or not name and reading.r.tag[head] == "NNP" and (any(who, is_soldier) or any(who, is_land) and not any(to, is_known))
  if held[word] or is_town or shares[word] and any(to, is_land) then
    if found.code == "173" then found.code, found.event = "192", nil end
    return is_at_war or s.passive or not who[1]
  end
  return is_done_to_somebody(reading, s, to, what)
end

local function subject_is_name(reading, s) return s.subject ~= nil and reading.r.tag[s.subject[2]]:find "^NNP" ~= nil end

local function subject_is_person(reading, s)
  local one = reading:named(s.subject[1], s.subject[2])[1]
  return one ~= nil and is_person(one)
end

-- Who beats whom at the polls; two of whom no office is known play a game.
local function defeat(reading, found, s, who, to, what)
  if any(who, is_armed) or any(to, is_armed) then return true end
  local first = done_to(reading, s, what)
  if not s.passive and first and reading.r.tag[first] == "PRP" and to[1] and to[1].first > first then found.nowhere = true end -- beat her in Peru
  local is_rival = any(who, is_political) and (any(to, is_official) or any(to, is_land) or found.nowhere) or any(to, is_political) and (any(who, is_official) or not who[1] and any(to, is_person) or subject_is_name(reading, s))
  if is_at_polls(reading, s) and (any(who, is_official) or any(to, is_official)) or is_rival and not (s.passive and found.verb == "beat") and reading.r.low[s.v + 1] ~= "up" then
    found.code, found.event, found.nobody = nil, "election", not who[1] and not subject_is_name(reading, s)
    return true
  end
  return found.verb == "defeat" or is_done_to_somebody(reading, s, to, what) and reading.r.low[s.v + 1] ~= "out"
end

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
  local of_rival = any(to, is_political) and any(to, is_person)
  local public_men = any(who, is_person) and any(who, is_official) and (any(to, is_official) or first ~= nil and not s.passive and reading.r.tag[first] == "PRP") or not who[1] and not s.passive and of_rival and not weapons[subject_of(reading, s)]
  if is_reproached(reading, s, what) and #who > 0 or public_men or first and not s.passive and whom.spoken[reading.r.low[head]] then found.code = "111" end
  return true
end

local struck = set.of { "note", "notes", "chord", "snag", "road", "trail", "airwaves", "record", "deal", "high", "highs", "low", "lows", "bottom", "ball", "balls", "homer", "homers", "run", "runs", "shot", "shots", "wall", "peak",
  "stage", "streets", "shelves", "headlines", "campus", "tone", "balance", "pose", "gold", "oil", "line", "button", "mark", "ground", "jackpot", "brakes", "limit", "ceiling", "screen", "screens", "cinemas", "theaters", "theatres", "buckle", "boundary",
  "six", "sixes", "four", "fours", "double", "single", "triple", "grounder", "century", "pitch", "nerve", "level", "levels", "obstacle", "back" }

local aims = set.of { "target", "targets", "market", "markets" } -- of an army, or of a budget

-- Who hits or strikes whom or what: weapons and those who bear them; not costs, nor notes that are struck.
local function hit(reading, found, s, who, to, what)
  if not (found.code or ""):find "^1[39]" then return true end
  local r, doer = reading.r, subject_of(reading, s)
  if s.passive then
    if r.low[s.v + 1]:find "^hard" then return false end
    local _, last = reading.doc:sentence(s.v)
    for i = s.v + 1, math.min(s.v + 3, last - 1) do
      if r.low[i] == "by" and not who[1] then
        local _, stop = reading.r:noun_after(i + 1, last, true)
        local row, head = reading:thing(i + 1, stop or i + 1)
        return weapons[r.low[head or stop or i + 1]] or row ~= nil and row.code ~= ""
      end
    end
    return true
  end
  local first, _, head = done_to(reading, s, what)
  local somebody = first and (whom.is_of_people(r.low[head]) or r.tag[first] == "PRP" and tools[r.low[what.last + 1]] or false) -- not: hit him on taxes
  if whom.lifeless[doer] or first and not weapons[doer] and (struck[r.low[head]] or aims[r.low[head]] and not (any(who, is_armed) or any(who, is_land) and to[1]) or r.tag[first] == "PRP$" and not (somebody or any(to, is_known))) then return false end
  if not who[1] and s.subject and not weapons[doer] and not (somebody and subject_is_person(reading, s)) then
    local row = reading:thing(s.subject[1], s.subject[2])
    if not row or row.code == "" then return false end
  end
  if who[1] and not any(who, is_armed) and any(who, is_person) and not (somebody or any(to, is_known)) then return false end
  return attack(reading, found, s, who, to, what)
end

local function target(reading, found, s, who, to, what)
  if not (found.code or ""):find "^19" then return true end
  return not (any(who, is_official) and not any(who, is_armed))
end

-- Who is hurt: not the economy, nor a country by what somebody says.
local function hurt(reading, found, s, who, to, what)
  if found.code ~= "180" and found.code ~= "138" then return true end
  if s.passive and found.verb == "hurt" and not who[1] then return is_done_to_somebody(reading, s, to, what) end
  if whom.lifeless[subject_of(reading, s)] or not s.passive and not who[1] and s.subject then return false end
  return is_done_to_somebody(reading, s, to, what)
end

local function surround(_, found, s, who, to)
  if found.code ~= "191" then return true end
  return any(who, is_armed) or any(who, is_land)
end

local function is_party(a) return not a.part or a.part == "PTY" or a.part == "LEG" end
local function is_assembly(a) return a.part == "LEG" end
local chances = set.of { "chance", "opportunity", "moment", "initiative", "floor", "momentum", "lead", "title", "crown", "mantle", "advantage", "spotlight", "issue", "idea" }
local function seize(reading, found, s, who, to, what)
  if reading.r.low[s.v + 1] == "on" or reading.r.low[s.v + 1] == "upon" then return false end
  local first, _, head = done_to(reading, s, what)
  if not first then return true end
  local word = reading.r.low[head]
  if word == "power" and found.code == "171" then found.code, found.event = nil, "appointment" end
  if word == "control" and found.code == "171" and any(who, is_party) and not any(who, is_armed) and (is_at_polls(reading, s) or any(to, is_assembly)) then
    found.code, found.event, found.nowhere = nil, "election", true -- of a house, in an election
    return true
  end
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

local function shoot(reading, found, s, who, to, what)
  if found.code ~= "193" then return true end
  return s.passive or is_done_to_somebody(reading, s, to, what)
end

-- Two who were killed, in a headline, have not killed each other.
local function kill(_, found, s, who, to, what)
  if not s.passive and not what and who[2] and who == to and (found.code or ""):find "^1[89]" then found.code, found.event, found.nobody = nil, "casualty", true end
  return true
end

-- What is said of nobody: hung up, harassing language.
local particles = set.of { "up", "on", "out", "over" }
local function hang(reading, found, s, _, to, what)
  return found.code ~= "186" or not particles[reading.r.low[s.v + 1]] and is_done_to_somebody(reading, s, to, what)
end
local function abuse(reading, found, s, _, to, what) return found.code ~= "180" and found.code ~= "182" or any(to, is_land) or is_done_to_somebody(reading, s, to, what) end

-- Who is put down by force, not concerns.
local feared = set.of { "concern", "concerns", "fear", "fears", "doubt", "doubts", "rumors", "rumours", "speculation", "anxiety", "anxieties", "enthusiasm", "hopes", "dreams", "expectations", "appetite", "demand", "inflation", "growth" }
local function quell(reading, found, s, _, _, what)
  local first, _, head = done_to(reading, s, what)
  return found.code ~= "175" and found.code ~= "130" or not (first and feared[reading.r.low[head]])
end

-- Who is executed, not a plan.
local function execute(reading, found, s, _, to, what)
  return found.code ~= "186" or is_done_to_somebody(reading, s, to, what)
end

return {
  beat = defeat, defeat = defeat, capture = capture, recapture = capture, retake = capture, conquer = capture, attack = attack, hit = hit, strike = hit, target = target,
  hurt = hurt, harm = hurt, surround = surround, seize = seize, block = block, restrict = block, shoot = shoot, kill = kill, injure = kill, wound = kill, execute = execute, hang = hang, harass = abuse,
  abuse = abuse, quell = quell, suppress = quell, crush = quell,
}

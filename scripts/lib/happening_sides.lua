-- Who does what to whom where the words of an event say so otherwise than its construction does: where it is, who is not known, who was caught
-- before. Asked by the pack `events` for each event of ours, when it is known what it comes to.
local set = require "lunette.set"
local sides = {}

-- Those who stand behind the noun of an event: before it stands where it is, or whose: the Oregon primary, its shops. An election is lost to nobody.
local function behind(found, to)
  local list, head = {}, found.made.head
  if found.event == "election" then return list end
  for _, a in ipairs(to) do if a.first > head then list[#list + 1] = a end end
  return list
end

local doing = set.of { "business", "court", "election", "law" }
local relative = set.of { "which", "who", "that" }
local timed = set.of { "day", "week", "month", "year", "years", "weeks", "months", "time", "money" }

local doing_nothing = set.of { "outlook", "results", "law", "shares", "rates", "goods", "suit", "test", "ties" } -- classes of nouns

-- Who does something of whom nothing is known, by the words that say who: the airline, the Greens; not prices and relations.
local function unknown(reading, s)
  local a, r = s.subject, reading.r
  if not a or not r.tag[a[2]]:find "^NN" or timed[r.low[a[2]]] then return {} end
  local thing = reading:thing(a[1], a[2])
  if thing and doing_nothing[thing.class] then return {} end
  local first = a[1]
  if relative[r.low[s.start - 1]] then -- received money from Norte Sur, which won a contract
    for i = a[1], a[2] do if r.tag[i] == "IN" and r.tag[i + 1] == "NNP" then first = i + 1 end end
  end
  return { { first = first, last = a[2], part = "" } }
end

-- Whether the subject says what an event is of, which names nobody: a bus overturned, the trial opened; not a flood that injured six.
local function tells_by_subject(reading, found, s)
  if found.code or not s or not s.subject or reading.r.tag[s.subject[1]] == "PRP" then return false end
  return found.event ~= "casualty" or s.passive or s.tag ~= "VBG"
end

local caught = set.of { "arrest", "court", "release" }

-- Whom a pronoun means of somebody who is arrested, charged or freed: police arrested two men, and they were charged.
local function caught_again(reading, s, to)
  if not (to[1] and to[1].part == "COP" and s.subject and reading.r.tag[s.subject[1]] == "PRP") then return to end
  return reading.caught or {}
end

-- Who is found guilty and the words that say so, without what follows.
local function found_guilty(reading, what, to)
  for i = what.first + 1, what.last do
    if reading.r.low[i] == "guilty" then
      local one = reading:actors(what.first, i - 1)
      if not one[1] then one = reading:named(what.first, i - 1) end
      return one[1] and one or { { first = what.first, last = i - 1, part = "" } }, reading.doc:span(what.first, i - 1)
    end
  end
  return to, what
end

-- Nobody, where `it` would mean who does it: decided whether to join it.
local function but_oneself(reading, who, to)
  local one = who[1] and to[1]
  return one and one.entity and one.entity == who[1].entity and reading.r.low[one.last] == "it" and {} or to
end

local numbers = set.of { "thousands", "hundreds", "dozens", "scores" } -- core/clause lets these do something alone

-- The crowd that a subject of a number only is: thousands marched; some 4,000 walked out.
local function crowd(reading, s)
  local a, r = s.subject, reading.r
  if not a then return {} end
  local head = a[2]
  if not (numbers[r.low[head]] or r.tag[head] == "CD" and #r.low[head] > 4) then return {} end
  return { { code = reading.coder.coder:code(nil, "CVL"), part = "CVL", first = a[1], last = head } }
end

local articles = set.of { "a", "an" }

-- Those of a list without one who is named twice: a judge and critic of the government.
local function once(reading, list)
  local r, two = reading.r, list[2]
  if not two or list[3] or r.low[two.first - 1] ~= "and" or r.low[two.first] == r.low[list[1].first] then return list end
  return r.tag[two.first] == "NN" and r.tag[two.last] == "NN" and articles[r.low[list[1].first]] and r.tag[list[1].last] == "NN" and { list[1] } or list
end

-- Both lists of actors and the words of what is done, as they are.
function sides.of(reading, found, s, who, to, what)
  if who ~= to then who, to = once(reading, who), once(reading, to) end
  if found.guests then who, to = found.guests, {} end
  if found.harmed then
    if s.passive then to = found.harmed else who = found.harmed end
  end
  if not who[1] and s and not s.passive and found.code and found.code:find "^14" and s.subject then who = crowd(reading, s) end
  if found.nobody then who = {} end
  if found.nowhere then to = {} end
  to = but_oneself(reading, who, to)
  if found.made and found.made.head and found.event and not found.code then to = behind(found, to) end
  if found.code == "116" and found.verb == "find" and what and not s.passive then to, what = found_guilty(reading, what, to) end
  if caught[found.event] then
    if s and s.passive then to = caught_again(reading, s, to) end
    if to[1] then reading.caught = to end
  end
  if not who[1] and not found.nobody and s and not s.passive and what and doing[found.event] and not found.code then who = unknown(reading, s) end
  if not (what or who[1] or to[1]) and tells_by_subject(reading, found, s) then what = reading.doc:span(s.subject[1], s.subject[2]) end
  return who, to, what
end

return sides

-- Whom a verb of an event has done something to: whether that is somebody or a thing, a land, a person, one who bears arms. Tests that
-- lunette.happening_sense, happening_figure and happening_contest ask of actors, which are { code, entity, country, part, first, last }.
local set = require "lunette.set"
local whom = {}

local armed = set.of { "MIL", "COP", "REB", "UAF", "SEP", "CRM", "SPY" }
local public = set.of { "PTY", "LEG", "OPP", "GOV", "ELI", "MED", "JUD", "BUS", "NGO", "EDU" }
local courts = set.of { "court", "courts", "judge", "judges", "jury", "magistrate", "magistrates", "tribunal", "justices" }
local pronouns = set.of { "him", "her", "them", "me", "us" }

-- Whether some of a list pass a test.
function whom.any(actors, test)
  for _, a in ipairs(actors) do if test(a) then return true end end
  return false
end

function whom.is_armed(a) return armed[a.part] end
function whom.is_soldier(a) return armed[a.part] and a.part ~= "COP" end
function whom.is_person(a) return a.entity ~= nil and a.entity.type == "person" end
function whom.is_land(a) return a.country ~= nil and not a.part and not whom.is_person(a) or (a.code or ""):find "^IGO" ~= nil end
function whom.is_known(a) return whom.is_person(a) or a.part ~= nil and a.part ~= "" end
function whom.is_official(a) return public[a.part] or whom.is_person(a) end

-- Whether a court is among the words that name an actor.
function whom.is_court(reading, a)
  for i = a.first, a.last do if courts[reading.r.low[i]] then return true end end
  return false
end

-- Prepositions by which a place only says where something is: detained 12 in Peru, seized cocaine off Rotterdam.
whom.where = set.of { "in", "at", "near", "off", "outside", "inside", "across" }

-- Parts that work for somebody: who walks out, and is laid off.
whom.workers = set.of { "LAB", "EDU", "HLH", "MED", "BUS", "CVL" }

-- The first and the last word of whom or what something is done to, and the noun that heads them; nil where nothing says so.
function whom.done_to(reading, s, what)
  local first, last
  if s.passive then
    if s.subject then first, last = s.subject[1], s.subject[2] end
  elseif what then first, last = what.first, what.last end
  if not first then return nil end
  local _, head = reading:thing(first, last)
  return first, last, head or last
end

-- The small letters of the noun that heads the subject; "" for none.
function whom.subject_of(reading, s)
  if not s.subject then return "" end
  local _, head = reading:thing(s.subject[1], s.subject[2])
  return reading.r.low[head or s.subject[2]]
end

local roles, people, relations
-- Whether a noun is one of persons: of an office, of those who are counted, of kin.
function whom.is_of_people(word)
  if not roles then
    local lun = require "lunette"
    roles, people, relations = lun.dictionary "role", lun.dictionary "people", lun.dictionary "relation"
  end
  return roles:lookup(word) ~= nil or people:lookup(word) ~= nil or relations:lookup(word) ~= nil
end

-- Whether the noun that heads some words is the name of a people, of whom one or some are meant: a Libyan, five Iraqis; not Chile.
local function is_of_a_people(reading, first, head)
  if first == head or reading.r.tag[first]:find "^PRP%$" then return false end
  local name = reading.coder:names(head, head)[1]
  return name ~= nil and name.layer == "norp"
end

-- Whether something is done to somebody: a pronoun, a number, a noun of persons, or an actor that the words name as a whole; not to what is his.
function whom.is_done_to_somebody(reading, s, to, what)
  local first, last, head = whom.done_to(reading, s, what)
  if not first then return whom.any(to, whom.is_known) end
  local r = reading.r
  if pronouns[r.low[first]] and r.tag[first] == "PRP" or r.tag[first] == "PRP" and s.passive and r.low[first] ~= "it" or r.tag[head] == "CD" then return true end
  for _, a in ipairs(to) do
    if a.first <= head and head <= a.last and whom.is_known(a) then return true end
  end
  return whom.is_of_people(r.low[head]) or is_of_a_people(reading, first, head)
end

-- Subjects that do nothing: costs hit nobody, the weather helps nobody.
whom.lifeless = set.of { "cost", "costs", "price", "prices", "crisis", "recession", "downturn", "slump", "inflation", "demand", "rate", "rates", "rise", "fall", "drop", "decline", "shortage", "shortages", "news", "report", "reports", "idea", "economy", "market",
  "markets", "loss", "losses", "remark", "remarks", "words", "comments", "scandal", "behavior", "behaviour", "experience", "win", "victory", "defeat", "move", "policy", "policies", "plan", "plans", "cut", "cuts", "tax", "taxes", "tariff", "tariffs",
  "law", "rule", "rules", "deal", "vote", "debate", "selection", "decision", "growth", "spot", "ad", "ads", "poll", "polls", "that", "this", "it", "which", "bowling", "weather" }

-- What is attacked and questioned by words.
whom.spoken = set.of { "record", "policy", "policies", "plan", "plans", "decision", "proposal", "proposals", "remarks", "comments", "idea", "idealism", "character", "integrity", "credibility", "argument", "speech", "law", "bill", "deal", "notion", "stance", "position",
  "views", "handling", "coverage", "report", "statement", "work", "temperament", "judgment", "judgement", "motives", "ideology", "legacy", "campaign" }

return whom

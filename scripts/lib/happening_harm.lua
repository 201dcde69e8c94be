-- Whether harm is fighting: people are killed and hurt by floods and on roads as well, so that a sentence which names nobody who does it
-- must show an attack. Methods of lunette.happening's reader.
local set = require "lunette.set"
local class = {}

local harms = set.of { "kill", "hurt", "injure", "wound" } -- lemmas of verbs that do not say how
local weapons = set.of { "bomb", "bombs", "explosive", "explosives", "gunfire", "gunshot", "gunshots", "bullet", "bullets", "gun", "guns", "rifle", "rifles", "drone", "drones", "shrapnel", "mine", "mines", "landmine", "landmines", "sniper", "snipers", "knife", "knives", "machete", "machetes", "weapon", "weapons", "gunman", "gunmen", "attacker", "attackers", "assailant", "assailants" }
local accidents = set.of { "accident", "accidents", "collision", "collisions", "mishap", "mishaps" }
local armed = set.of { "MIL", "REB", "UAF" }

-- What one of the rows says: "attack" of a code of assault, fighting or mass violence that is no siege or occupation; "disaster".
local function kind_of(rows)
  local attack
  for _, row in ipairs(rows) do
    if row.event == "disaster" then return "disaster" end
    if row.code:find "^18" or row.code:find "^19[03-6]" or row.code:find "^20" then attack = "attack" end
  end
  return attack
end

-- "attack" where the sentence around a verb shows one, "disaster" where it shows an accident and no attack.
function class:cause(v)
  local low, tag, found = self.r.low, self.r.tag, nil
  local first, last = self:near(v)
  for i = first, last do
    local word, t = low[i], tag[i]:sub(1, 1)
    local kind = weapons[word] and "attack" or accidents[word] and "disaster"
    if not kind and i ~= v and t == "N" then kind = kind_of(self:nouns(i)) end
    if not kind and i ~= v and t == "V" then
      local rows, lemma = self:rows(i)
      kind = not harms[lemma] and kind_of(rows)
    end
    if kind == "attack" then return kind end
    found = found or kind
  end
  return found
end

-- Whether what was found at the verb v, which nobody is named to do, is only that people came to harm. Harm to who bears arms is an
-- attack where nothing else is said.
function class:mere_harm(found, v)
  local _, lemma = self:rows(v)
  if not found.code or not harms[lemma] then return false end
  local cause = self:cause(v)
  if cause == "attack" then return false end
  for _, a in ipairs(cause and {} or found.to) do
    if armed[a.part] then return false end
  end
  return true
end

return class

-- What the verb of a clause tells of the time in it: whether it is to come or has been. Read from parts of speech and words around
-- the time, no further than its sentence; nothing is stored in the document.
local set = require "lunette.set"
local tense = {}

local to_come = set.of { "will", "'ll", "wo", "shall", "due", "scheduled", "expected", "expects", "slated", "set", "plans", "plan", "planned", "planning", "next", "upcoming" }
local deadline = set.of { "until", "till", "starting", "beginning" }
local breaks = set.of { ",", ";", ":", "but", "which", "who", "that", "while", "when" }

-- What one word tells: true (to come), false (has been), or nil; "weak" behind it where an infinitive tells.
local function tells(doc, i, first)
  local tag, word = doc:tag(i), doc:lower(i)
  if to_come[word] and tag ~= "NN" then return true end
  if tag == "MD" then
    if word == "would" or word == "could" or word == "might" then return nil end
    return true
  end
  if tag == "VB" and i > first and doc:lower(i - 1) == "to" then return true, "weak" end
  if tag == "VBD" or tag == "VBN" or tag == "VBZ" or tag == "VBP" then
    for k = i - 1, math.max(first, i - 4), -1 do
      if to_come[doc:lower(k)] or doc:tag(k) == "MD" then return true end
      if breaks[doc:lower(k)] then break end
    end
    local before = i > first and doc:lower(i - 1)
    if tag == "VBN" and (before == "is" or before == "are" or before == "'s" or before == "be") then return nil end
    if tag == "VBD" or tag == "VBN" then return false end
  end
  return nil
end

-- Whether the time of tokens first..last in doc is to come: will meet, plans to meet, is due, until Monday. True, false, or nil where
-- nothing tells; behind it "weak" where only an infinitive does. A verb before it in the clause counts first, then the next behind it.
function tense.ahead(doc, first, last)
  local from, to = doc:sentence(first)
  if first > 1 and deadline[doc:lower(first - 1)] or first > 3 and doc:lower(first - 1) == "as" and (doc:lower(first - 2) == "soon" or doc:lower(first - 2) == "early") then return true end
  for i = first - 1, from, -1 do
    local told, weak = tells(doc, i, from)
    if told ~= nil then return told, weak end
    if breaks[doc:lower(i)] then break end
  end
  for i = last + 1, to do
    local told, weak = tells(doc, i, from)
    if told ~= nil then return told, weak end
    if breaks[doc:lower(i)] and doc:lower(i) ~= "," then break end
  end
end

return tense

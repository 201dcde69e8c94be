-- Whether a lemma that a pattern asks for is mistyped: no dictionary of words knows it, and a slip of the
-- fingers makes it of a word that one does.
local core = require "lunette.core"
local inflect = require "lunette.inflect"

local LEAST = 5 -- letters; short words have too many neighbours
local letters = "abcdefghijklmnopqrstuvwxyz"
local known_to = { "lexicon", "sayverb", "reporting", "reportnoun", "eventverb", "eventnoun", "miscnoun", "role", "orgnoun" }

local function is_known(word)
  for _, name in ipairs(known_to) do
    if core.embedded_dictionary(name):lookup(word) then return true end
  end
  return false
end

-- The first word that one step makes of it: two letters swapped, one put in, one left out. None is replaced, for
-- that turns many a rare word into a common one.
local function neighbour(word)
  local before, behind = {}, {}
  for k = 0, #word do before[k], behind[k] = word:sub(1, k), word:sub(k + 1) end
  for k = 1, #word - 1 do
    local swapped = before[k - 1] .. word:sub(k + 1, k + 1) .. word:sub(k, k) .. behind[k + 1]
    if is_known(swapped) then return swapped end
  end
  for k = 0, #word do
    for letter in letters:gmatch "." do
      local made = before[k] .. letter .. behind[k]
      if is_known(made) then return made end
    end
  end
  for k = 1, #word do
    if is_known(before[k - 1] .. behind[k]) then return before[k - 1] .. behind[k] end
  end
end

-- The word that was meant, or nil where the lemma is one or nothing is near it.
return function(lemma)
  if #lemma < LEAST or not lemma:find "^%l+$" or is_known(lemma) then return nil end
  for _, other in ipairs(inflect.lemmas(lemma)) do if other ~= lemma and is_known(other) then return nil end end
  return neighbour(lemma)
end

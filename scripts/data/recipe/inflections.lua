-- Irregular English forms from WordNet's exception lists: verb.exc and noun.exc name for a form its lemma, and the rows turn
-- that round, so that a lemma finds its forms. Regular spelling is no matter of these lists; doubled consonants are
-- (stop stopped), for which of two syllables bears the stress is no matter of spelling.
local common = require "common"
local inflections = { rows = {} }

-- Lines that are slips of the lists: the form belongs to another lemma.
local wrong = common.set "singe=singing cathar=cathari djinny=djinn clarino=clani boschbok=bok acciaccatura=acciaccature"

-- Forms of several words, and those that are cut at their apostrophe or stop, can be no token.
local function is_token(text) return text:find "^[%l-]+$" ~= nil end

function inflections.load(folder)
  for _, kind in ipairs { "verb", "noun" } do
    for line in io.lines(folder .. "/" .. kind .. ".exc") do
      local form, lemmas = line:match "^(%S+) (.*)$"
      for lemma in lemmas:gmatch "%S+" do
        if is_token(form) and is_token(lemma) and form ~= lemma and not wrong[lemma .. "=" .. form] then
          inflections.rows[#inflections.rows + 1] = { lemma, form, kind }
        end
      end
    end
  end
end

return inflections

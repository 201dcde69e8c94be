-- Stems of words by the Snowball stemmers. Owns the stemmers, made when first needed, and what they said of words.
local core = require "lunette.core"
local prior = require "lunette.prior"
local stem = {}

local stemmers = {} -- language -> function(word in lower case), remembering

-- The stem of a word, whatever its case; `language` is english unless it is said. Raises where libstemmer or the language is
-- missing, with what to do.
function stem.of(word, language)
  language = language or "english"
  if not stemmers[language] then stemmers[language] = prior.remembering(core.stemmer(language)) end
  return stemmers[language](core.lower(word))
end

return stem

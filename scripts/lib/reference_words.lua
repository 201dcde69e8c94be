-- Words by which references are followed back (core/reference), in small letters.
local core = require "lunette.core"
local words = {}

words.lists = {
  male = { "he", "him", "his", "himself" },
  female = { "she", "her", "hers", "herself" },
  plural = { "they", "them", "their", "theirs", "themselves" },
  object = { "him", "her" }, -- to whom something is done: not who does it
  lesser = { "former", "ex", "vice", "deputy", "assistant", "late", "then", "prime" }, -- who is called so is rather not meant by the bare noun
  deputy = { "vice", "deputy", "assistant" }, -- who is not called so is not meant with it
  self = { "himself", "herself" },
  own = { "his", "her" },    -- his country
  determiner = { "the", "this", "that", "his", "her", "their", "its", "these", "those" },
  article = { "a", "an", "the", "his", "her", "its", "their", "this", "that" }, -- behind which a verb of speech is a noun: a warning, his reply
  tail = { "of", "for", "at", "in" }, -- what is attached behind the head of a noun phrase
  relation = { "in", "of", "at", "from", "for", "to", "near" }, -- police in Lima: who is named behind it only tells more of a source
  -- behind what begins a clause a name may be its subject
  subordinate = { "that", "while", "because", "if", "although", "though", "whether", "since", "as", "after", "before", "until", "unless", "when", "where" },
  -- behind these somebody else may be the subject
  clause = { "that", "and", "but", "or", "who", "which", "when", "while", "before", "after", "if", "because", "as", "since", "until", "whether" },
  opening = { '"' }, -- behind a quotation mark, of which this is the plain form, somebody else may speak
  -- what descriptions of countries end with: the South American giant
  land = { "nation", "country", "state", "republic", "kingdom", "island", "giant", "power", "neighbour", "neighbor", "monarchy", "emirate", "democracy", "economy", "ally" },
  country = { "country", "nation" }, -- which is somebody's own
  realm = { "country", "nation", "kingdom", "republic" }, -- which mean any country that was named
  giant = { "giant" }, -- may be a company, too
  leading = { "leader", "head", "president", "premier", "chief", "ruler" }, -- the Peruvian leader
  -- nouns that say nothing of a person but the gender
  man = { "man", "boy", "gentleman", "businessman", "widower" },
  woman = { "woman", "girl", "lady", "businesswoman", "actress", "heiress", "widow" },
  -- nouns that any organisation of a kind is called by; others (dictionary `orgnoun`) only one whose name ends with the noun
  company = { "company", "firm", "corporation", "giant", "maker", "carrier", "lender" },
  party = { "party" },
  team = { "team", "club" },
  group = { "group" }, -- a company, an aid organisation, fighters
  organisation = { "organisation", "organization", "bloc" },
  medium = { "newspaper", "paper", "broadcaster", "magazine" },
}

local made
function words.made()
  local dictionary = core.embedded_dictionary
  made = made or core.reference_words(words.lists, { role = dictionary "role", body = dictionary "orgnoun", say = dictionary "sayverb", described = dictionary "described" }, "orgs.company")
  return made
end

return words

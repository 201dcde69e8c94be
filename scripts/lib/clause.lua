-- Clauses: what stands around a verb - the words that make one group with it, its subject, noun groups before and behind - read by
-- core/clause from words and parts of speech. Here are the words that it goes by, in small letters.
local core = require "lunette.core"
local clause = {}

clause.lists = {
  auxiliary = { "be", "is", "was", "were", "are", "am", "been", "being", "has", "have", "had", "having", "did", "does", "do", "'s", "'ve", "'d", "'ll", "'re", "'m" },
  being = { "be", "is", "was", "were", "are", "am", "been", "being", "'re", "'m", "got", "gets" }, -- what makes a passive
  negation = { "not", "n't", "never" },
  -- what makes a noun group alone
  alone = { "some", "many", "most", "others", "both", "several", "few", "all", "this", "that", "these", "those", "another", "each", "critics", "no" },
  -- what attaches a noun group to another
  attached = { "of", "for", "in", "at", "from", "with", "to", "on", "by", "near", "against", "between", "behind", "under", "among", "about", "around", "inside", "outside", "over", "off" },
  -- what begins a clause, or a circumstance, within the sentence
  subordinate = { "when", "while", "after", "before", "because", "as", "if", "since", "although", "though", "unless", "until", "during", "despite", "where", "whereas", "amid", "following", "but", "without", "instead" },
  day = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today", "tonight", "earlier", "later", "recently", "last", "this", "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december" },
  hour = { "morning", "night", "evening", "afternoon", "week", "month", "year" }, -- goes on with a day: Monday morning
  -- what may open an insertion between two commas behind a subject: Torres, of Lima, said; Torres, for her part, said
  describing = { "of", "in", "from", "at", "with", "for", "like", "unlike" },
  question = { "whether", "if", "how", "why", "what", "who", "where", "when", "which" },
  asking = { "whether", "how", "why", "what", "who", "which" }, -- begins a question behind a hearer: asked him how
  -- who is told, behind what is said: "...," he told reporters
  hearer = { "reporters", "journalists", "supporters", "voters", "lawmakers", "viewers", "investors", "delegates", "him", "her", "them", "us", "me", "you", "himself", "herself", "themselves" },
  -- by which a verb brings along what is said: spoke about, warned against
  preposition = { "about", "of", "for", "against", "on", "to", "at", "over", "with", "as", "in", "from", "into", "by" },
  circumstance = { "on", "in", "at", "to", "during", "after", "through", "via" }, -- leads to where, when, to whom it is said
  saying = { "said", "says", "say", "saying", "told", "tells", "added", "adding", "reported", "warned", "announced" }, -- the verbs whose subjects others share
  to_come = { "will", "'ll", "wo", "shall", "due", "scheduled", "expected", "expects", "slated", "set", "plans", "plan", "planned", "planning", "next", "upcoming" },
  arranged = { "set", "due", "next" }, -- of these, which tell it only in some places
  deadline = { "until", "till", "starting", "beginning" }, -- behind which a time is to come
  ["break"] = { ",", ";", ":", "but", "which", "who", "that", "while", "when" }, -- where another clause begins, whose verb tells nothing of a time
  timetable = { "flies", "fly", "travels", "travel", "departs", "depart", "arrives", "arrive", "returns", "return", "heads", "head", "leaves", "leave", "visits", "visit", "meets", "meet",
    "begins", "begin", "starts", "start", "opens", "open", "resumes", "resume", "reopens", "reopen", "ends", "end", "expires", "expire", "concludes", "conclude", "kicks", "kick" }, -- in the present these tell of the day that comes: she flies home on Monday
  force = { "place", "effect", "force", "polls" }, -- the same of what these stand behind: takes place, comes into force, goes to the polls
  contested = { "charge", "charges", "claim", "claims", "accusation", "accusations", "allegation", "allegations", "assertion", "assertions", "suggestion", "demand", "demands" }, -- of which a clause without a relative word tells: a charge Peru denies
  -- verbs that imply that what they are told with was or was not done, when they were: failed to agree, managed to leave
  -- (implicatives of Karttunen 1971, and verbs of beginning, going on, trying and seeming)
  implying = { "failed", "fails", "managed", "manages", "refused", "refuses", "declined", "declines", "neglected", "dared", "happened", "happens", "began", "begun", "begins", "started",
    "starts", "continued", "continues", "ceased", "proceeded", "tried", "tries", "try", "attempted", "attempts", "sought", "struggled", "struggles", "rushed", "helped", "appeared",
    "appears", "appear", "seemed", "seems", "seem", "proved", "fail", "manage", "refuse", "continue", "begin", "start" },
  conditional = { "could", "might" }, -- tell neither that something comes nor that it was
  -- verbs that tell of words or of arms; then who uses these, and what they are turned against: she attacked the plan, rebels attacked the town
  assault = { "attack", "attacks", "attacked", "attacking", "blast", "blasts", "blasted", "blasting" },
  seizing = { "claim", "claims", "claimed", "claiming" }, -- the same of what is taken, whoever does it: they claimed the town, claimed 12 lives
  armed = { "rebels", "rebel", "militants", "gunmen", "gunman", "troops", "soldiers", "fighters", "guerrillas", "insurgents", "forces", "army", "jets", "warplanes", "planes",
    "aircraft", "helicopters", "drones", "tanks", "bombers", "bomber", "assailants", "attackers", "extremists", "jihadists", "terrorists", "commandos", "militia", "militias",
    "militiamen", "raiders", "pirates", "robbers", "artillery", "shells", "mob", "mobs", "rioters", "hackers", "dog", "dogs" },
  target = { "village", "villages", "villagers", "town", "towns", "city", "base", "bases", "barracks", "camp", "camps", "convoy", "convoys", "checkpoint", "checkpoints", "post",
    "posts", "positions", "patrol", "embassy", "consulate", "church", "mosque", "school", "hospital", "hospitals", "market", "house", "houses", "home", "homes", "building",
    "buildings", "hotel", "airport", "station", "stations", "bus", "buses", "ship", "ships", "vessel", "tanker", "plant", "refinery", "website", "websites", "stronghold", "soldiers",
    "troops", "policemen", "bridge", "prison", "outpost", "headquarters", "compound", "garrison", "pipeline", "vehicle", "vehicles", "hill", "hills", "life", "lives" },
  -- participles, and adjectives, that attach what follows to the noun before them: a man accused of stealing money, people familiar with the matter
  charged = { "accused", "charged", "suspected", "convicted", "acquitted", "indicted", "jailed", "arrested", "detained", "wanted" },
  familiar = { "familiar", "close", "privy" },
  present = { "is", "are", "'s", "be" }, -- by which a participle does not tell that something has been
}

local words
function clause.words()
  words = words or core.clause_words(clause.lists)
  return words
end

local class = { __index = core.clause_methods }

local READER = {} -- key of what reads a document's clauses, which is kept with it
local read = { "quote", "org", "token" } -- layers that a reader reads when it is made; parts of speech that a script brings stand in the last

-- The reader of one document, anew where what it read has changed; what it can be asked is told in core/lua/bind_clause.c.
function clause.reader(doc)
  local data, seal = core.data(doc), core.seal_layers(doc, read)
  local reader = data[READER]
  if not reader or reader.seal ~= seal or not reader:stands() then
    reader = setmetatable({ core.clauses(doc, clause.words(), "saying"), doc = doc, seal = seal }, class)
    data[READER] = reader
  end
  return reader
end

return clause

-- Words that events are read by, in small letters, and the dictionaries that say what verbs and nouns tell: what core/clause goes by
-- when it reads the events of a document.
local core = require "lunette.core"
local words = {}

words.lists = {
  counting = { "at", "more", "about", "some", "up", "over", "nearly", "almost", "around", "between", "as", "fewer", "less" }, -- begins a number behind a verb: killed at least 14
  dating = { "on", "in", "by", "at", "since", "until", "during" }, -- brings a time that stands before a subject
  partitive = { "series", "round", "rounds", "number", "set", "string", "wave", "spate", "couple", "handful", "kind", "sort", "package", "batch", "ton", "tons", "tonne", "tonnes", "kilos", "kilograms", "shipment", "shipments", "truckload", "truckloads", "team", "teams" }, -- a series of meetings is meetings, and tons of aid are aid
  relying = { "look", "looks", "looked", "looking", "point", "points", "pointed", "pointing" }, -- to somebody who is to do it, not to where it is done
  carrier = { "plane", "planes", "aircraft", "flight", "flights", "ship", "ships", "truck", "trucks", "lorry", "lorries", "train", "trains" }, -- a plane with tents is tents
  about = { "with", "between", "on", "against", "by", "from", "of", "to" }, -- what these bring belongs to the noun before
  hedge = { "allegedly", "reportedly", "supposedly", "apparently", "purportedly", "alleged", "suspected", "reported" },
  doubt = { "may", "might", "could", "would", "should" },
  denying = { "denied", "deny", "denies", "denying" },
  alleging = { "accused", "accuse", "accuses", "accusing", "allege", "alleged", "alleges", "claimed", "claims", "claim", "suspected", "believed", "thought", "rumored", "rumoured", "presumed", "reputed", "understood" },
  -- what these govern in -ing has not happened: avoided attacking, prevented him from leaving, ruled out sending, instead of sending
  avoiding = { "avoid", "avoids", "avoided", "avoiding", "refrain", "refrains", "refrained", "refraining", "prevent", "prevents", "prevented", "preventing", "bar", "bars", "barred", "barring", "ban", "bans", "banned", "banning",
    "prohibit", "prohibits", "prohibited", "deter", "deters", "deterred", "deterring", "dissuade", "dissuaded", "discourage", "discouraged", "block", "blocks", "blocked", "ruled", "rule", "rules", "short", "instead", "without" },
  -- the same is not known to happen: considered attacking, joked about leaving, warned against sending, the risk of losing
  weighing = { "consider", "considers", "considered", "considering", "mull", "mulls", "mulled", "mulling", "contemplate", "contemplates", "contemplated", "contemplating", "weigh", "weighs", "weighed", "weighing",
    "debate", "debates", "debated", "debating", "discuss", "discusses", "discussed", "discussing", "propose", "proposes", "proposed", "proposing", "suggest", "suggests", "suggested", "suggesting",
    "recommend", "recommends", "recommended", "advocate", "advocates", "advocated", "oppose", "opposes", "opposed", "opposing", "joke", "jokes", "joked", "joking", "talk", "talks", "talked", "talking",
    "think", "thinks", "thinking", "fantasized", "mused", "speculated", "speculation", "dreamed", "hinted", "worried", "serious", "warned", "against", "possibility", "prospect", "idea", "option", "notion", "risk", "danger", "chance", "question", "close", "envisage", "envisages" },
  -- of a noun these say that it may come, or may not: possible talks, an attack is unlikely; whether Peru attacked
  uncertain = { "possible", "potential", "likely", "unlikely", "imminent", "looming", "feared", "hypothetical", "impossible", "improbable", "threatened", "whether" },
  bringing = { "took", "managed", "began", "started", "continued", "helped", "used", "proceeded", "rushed", "went", "dared", "takes", "begins", "continues", "continuing", "beginning", "starting" }, -- what these govern has happened
  causing = { "prompt", "prompts", "prompted", "prompting", "force", "forces", "forced", "forcing", "led", "leading", "drove", "pushed", "pushing", "compelled", "compelling", "caused", "causing", "enabled", "enabling" }, -- whom these make do it has done it
  effort = { "effort", "efforts", "attempt", "attempts", "bid", "bids", "plan", "plans", "push", "campaign", "moves", "calls", "pressure" }, -- to do something
  thwarting = { "foil", "foils", "foiled", "foiling", "thwart", "thwarts", "thwarted", "thwarting", "stop", "stopped", "block", "blocked", "prevent", "prevented", "avert", "averted", "quash", "quashed", "crush", "crushed", "repel", "repelled", "condemn", "condemned", "denounce", "denounced", "reject", "rejected", "oppose", "opposed", "criticised", "criticized", "dismissed" }, -- an effort of others
  -- Verbs whose clause is said not to be so, and those whose clause is not known to be so, by their lemmas; and nouns that bring a
  -- clause that is told and not known. The stance of the dictionaries says less: refuse has "deny" too, and refuses to do, not that it is so.
  denial = { "deny", "refute", "rebut", "reject", "dismiss", "disavow", "repudiate", "contradict", "negate", "disclaim", "dispute", "discount" },
  allegation = { "allege", "claim", "accuse", "suspect", "believe", "think", "purport", "presume", "speculate" },
  tale = { "report", "reports", "allegation", "allegations", "claim", "claims", "accusation", "accusations", "rumor", "rumors", "rumour", "rumours", "charge", "charges", "suggestion", "suggestions", "assertion", "assertions", "suspicion", "suspicions" },
  other = { "who", "whom", "which", "whose", "where", "when", "while", "after", "before", "because", "although", "until", "since" }, -- what stands behind these is told by itself
  condition = { "if", "unless", "provided" },
  opening = { "which", "who", "whom", "where", "when", "while", "that", "after", "before", "because", "but", "although", "until", "since", ";", ":" }, -- begins another clause, whose time is another
  relative = { "which", "who", "whom", "where" }, -- what stands behind these is said of a noun
  locating = { "in", "at", "near", "off", "outside", "inside", "around", "across", "over", "through" }, -- says where
  harm = { "kill", "hurt", "injure", "wound" }, -- lemmas of verbs that do not say how
  weapon = { "bomb", "bombs", "explosive", "explosives", "gunfire", "gunshot", "gunshots", "bullet", "bullets", "gun", "guns", "rifle", "rifles", "drone", "drones", "shrapnel", "mine", "mines", "landmine", "landmines", "sniper", "snipers", "knife", "knives", "machete", "machetes", "weapon", "weapons", "gunman", "gunmen", "attacker", "attackers", "assailant", "assailants" },
  accident = { "accident", "accidents", "collision", "collisions", "mishap", "mishaps", "collapse", "collapsed", "overturned", "capsized", "crash", "crashed", "derailed" },
  -- Conjunctions that bring an event, by when it was; behind a comma some need not say when.
  earlier = { "before", "until" },
  later = { "after", "since", "once", "following" },
  meanwhile = { "when", "while", "as", "during" },
  contrast = { "while", "as", "since", "when" },
  none = { "no", "nobody", "none", "nothing", "neither" },
  single = { "a", "an", "any", "one" }, -- behind not: not a single soldier
  proviso = { "condition", "provided", "providing", "proviso", "assuming", "supposing" }, -- before that: what is told is not known to be so
  inverted = { "had", "were", "should" }, -- before its subject such a verb says if: had Peru attacked
  willing = { "ready", "willing", "prepared", "eager", "keen", "determined", "poised" },
  unwilling = { "reluctant", "unwilling", "unprepared" },
  -- Verbs that tell of matches and arguments as well as of fighting: of sides of whom no country is known they tell nothing, nor of names
  -- beside a word of `sport` or a score.
  sport = { "final", "finals", "semifinal", "semi-final", "quarterfinal", "quarter-final", "championship", "championships", "cup", "league", "tournament", "wickets", "wicket", "innings",
    "goals", "penalties", "playoff", "playoffs", "qualifier", "qualifiers", "qualify", "tennis", "football", "soccer", "rugby", "cricket", "basketball", "baseball", "hockey", "match", "coach", "striker", "olympics",
    "runs", "hat-trick", "midfielder", "goalkeeper", "batsman", "bowler", "referee", "half-time", "halftime", "semi-finals", "semifinals", "quarter-finals", "quarterfinals", "wimbledon" },
  contest = { "attack", "batter", "battle", "beat", "blast", "capture", "challenge", "clash", "conquer", "crush", "defeat", "face", "fight", "fire", "hit", "pound", "pummel", "punch", "raid", "repel", "rout", "storm", "strike", "target", "topple" },
}

-- What an intent, an appeal, a demand or a refusal makes of a code, by its root; and how the codes begin of what those do to each other who do it.
words.codes = {
  intended = { ["04"] = "036", ["05"] = "032", ["06"] = "031", ["07"] = "033", ["08"] = "035", ["14"] = "133", ["15"] = "138", ["16"] = "130", ["17"] = "130", ["18"] = "138", ["19"] = "138", ["20"] = "138", ["12"] = "130" },
  asked = { ["03"] = "020", ["04"] = "026", ["05"] = "022", ["06"] = "021", ["07"] = "023", ["08"] = "025" },
  demanded = { ["03"] = "100", ["04"] = "106", ["05"] = "102", ["06"] = "101", ["07"] = "103", ["08"] = "105" },
  refused = { ["01"] = "011", ["03"] = "120", ["04"] = "125", ["05"] = "120", ["06"] = "121", ["07"] = "122", ["08"] = "124" },
  reciprocal = { ["03"] = "030 031 032 036 037", ["04"] = "040 041 044 046", ["05"] = "050 057", ["06"] = "06", ["16"] = "161 164", ["19"] = "19" },
}

local known
function words.known()
  local function dictionary(name) return core.embedded_dictionary(name) end
  known = known or core.event_words(words.lists, { forms = dictionary "eventform", verbs = dictionary "eventverb", nouns = dictionary "eventnoun", pairs = dictionary "eventpair", spoken = dictionary "sayverb" }, words.codes)
  return known
end

return words

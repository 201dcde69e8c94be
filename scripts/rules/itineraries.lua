-- Itineraries: who went where, in what order. Rules say where a journey is told (facts `journey`: who, origin, stops, verb or noun);
-- lunette.itinerary finds whose it is and the order. Facts `stop` have: who (an entity or the words), place, inside (places in it where
-- they stopped), number, how (the words), status, time, date, time_from, mentions.
local itinerary = lun.happening.itineraries

return lun.rules {
  name = "itineraries",
  about = "Who went where, in what order: stops of journeys, visits and tours, with when and whether they were made.",
  use = { "events" },
  define = {
    To = [[ (the | southern | northern | eastern | western | central | neighboring | neighbouring | downtown | nearby | "the" city of | the town of)? stops:@place ]],
    Places = [[ To (("," | and | "," and | then | "," then | and then | "," before | or) (to | on to | in)? To)* ]],
    From = [[ from the? origin:@place ("," @place ",")? ]],
    Skip = [[ ([tag=RB,RP & !punct] | (on | in | at | since | during | by | for | from)? @time | "," @time "," | alone | together | (by | aboard | in | on) (a | an | the | his | her)? [tag=JJ,NN,VBN]{1,3})* ]],
    Ordinal = [[ ordinal:[word=first,second,third,fourth,fifth,next,last,final,only] ]],
    Leg = [[ (stop | leg | destination | "port of call" | stopover | station) ]],
    Owner = [[ (who:@person ("'s" | "'") | who:[word=his,her,their,its] | who:((the | [tag=PRP$]) [lower & !punct]{0,3} #role) ("'s" | "'")) ]],
  },
  { "went", [[ verb:<travel|fly|go|head|drive|sail|return|move|continue|proceed|come|ride|journey|jet|commute|set> Skip From? Skip (to | for | into | toward | towards | on to | onward to | through) Places (Skip From)? ]], fact = "journey", key = "verb",
    yes = { { "Ana Torres flew on Monday from Lima to Oslo and Rabat.", origin = "Lima", stops = { "Oslo", "Rabat" } }, { "They will return to Peru.", verb = "return" } },
    no = { "Prices rose in Lima.", "She went home." } },
  { "from", [[ From ","? who:(@person | he | she | they | the [lower & !punct]{0,3} #role) Skip verb:<travel|fly|go|head|drive|sail|return|move|continue|proceed|journey> Skip (to | for | into | on to | onward to) Places ]], fact = "journey", key = "verb", priority = 1,
    yes = { { "From Lima she flew to Oslo.", origin = "Lima", who = "she", stops = { "Oslo" } } }, no = { "From Lima she wrote to Oslo." } },
  { "arrived", [[ verb:<arrive|land|stop|stay|alight|disembark> Skip (in | at | on) Places (Skip From)? ]], fact = "journey", key = "verb",
    yes = { { "Ana Torres arrived on Monday in Lima.", stops = { "Lima" } } }, no = { "Ana Torres arrived late." } },
  { "touched", [[ verb:(<touch> down | <be> back | <be> expected back) Skip (in | at) Places ]], fact = "journey", key = "verb",
    yes = { { "She was back in Oslo.", stops = { "Oslo" } } }, no = { "She was glad in Oslo." } },
  { "visited", [[ verb:<visit|tour|reach|enter> Places ]], fact = "journey", key = "verb",
    yes = { { "Ana Torres visited Lima, Oslo and Rabat.", stops = { "Lima", "Oslo", "Rabat" } } }, no = { "Ana Torres visited a school." } },
  -- visited Lima in May and Oslo the month before: the second has a time of its own
  { "visited.too", [[ verb:<visit|tour|travel|fly|go|head> to? the? @place (in | on | at)? @time ","? and to? To (in | on | at)? (day:@time)? ]], fact = "journey",
    yes = { { "Ana Torres visited Lima in May and Oslo in June.", stops = "Oslo", day = "June" } }, no = { "Ana Torres visited Lima in May and left." } },
  { "due", [[ <be> [word=due,scheduled,expected,set] to verb:[word=meet,see] with? ([!punct & !@person]{0,5} @person | [!punct & !@person]{0,5} #role | [tag=NNP]{1,3}) ("," [!punct]{1,8} ",")? in Places ]], fact = "journey", key = "verb",
    yes = { { "Ana Torres is due to meet President Bo Li in Lima.", stops = { "Lima" } } }, no = { "The council is due to meet in Lima." } },
  { "left", [[ verb:<leave|depart> from? the? origin:@place (Skip for Places)? ]], fact = "journey", key = "verb",
    yes = { { "Ana Torres left Lima for Oslo.", origin = "Lima", stops = { "Oslo" } }, { "She had left Lima.", origin = "Lima" } }, no = { "Ana Torres left her hat in Lima." } },
  { "leaving", [[ verb:<leave|depart|set> Skip (for | off for) Places ]], fact = "journey", key = "verb",
    yes = { { "Ana Torres left on Monday for Oslo.", stops = { "Oslo" } } }, no = { "Ana Torres left a hat." } },
  { "took", [[ verb:<take|bring|lead> who:([word=him,her,them] | @person) Skip (to | through) Places ]], fact = "journey", key = "verb",
    yes = { { "The tour took her to Lima, Oslo and Rabat.", who = "her", stops = { "Lima", "Oslo", "Rabat" } } }, no = { "The tour took a day." } },
  { "trip", [[ Owner? (Ordinal | [tag=JJ,NN,VBN,CD,HYPH,RB]){0,5} noun:(visit | visits | trip | trips | tour | tours | journey | stop | stops | stopover | arrival | return | voyage | flight | travels) Skip (to | in | of | through | at) Places ]], fact = "journey", key = "noun",
    yes = { { "During his visits to Lima and Oslo he spoke.", who = "his", stops = { "Lima", "Oslo" } }, { "Ana Torres's first official trip to Peru ended.", who = "Ana Torres" } },
    no = { "The visits were short." } },
  { "was", [[ To <be> (the | Owner) [tag=JJ]{0,2} Ordinal [tag=JJ]{0,2} noun:Leg ((on | of | in) (Owner | (the | a | an) [tag=JJ,NN,CD,HYPH]{0,4} (tour | trip | journey | visit) (of who:@person)?))? ]], fact = "journey", key = "noun",
    yes = { { "Lima was the first stop on Ana Torres's tour.", stops = "Lima", who = "Ana Torres", ordinal = "first" } }, no = { "Lima was the first to vote." } },
  { "stop", [[ (Owner | the | a) [tag=JJ]{0,2} Ordinal [tag=JJ]{0,2} noun:Leg ((on | of | in) (Owner | the | a | an) [tag=JJ,NN,CD,HYPH]{0,4} (tour | trip | journey | visit | agenda | itinerary))? (will? <be> | ":" | ",") in? Places ]], fact = "journey", key = "noun",
    yes = { { "His first stop was Mexico City.", who = "His", stops = { "Mexico City" } } }, no = { "His first stop was short." } },
  { "there", [[ in To ","? who:(@person | he | she) Skip verb:[tag=VBD] ]], fact = "journey", key = "verb",
    yes = { { "In Lima she met Bo Li.", who = "she", stops = "Lima" } }, no = { "In Lima it rained." } },

  lun.resolve { name = "itineraries", reads = { "journey", "occurrence", "attribution", "person", "place", "org", "norp" }, gives = { "stop" }, each = function(doc) itinerary.read(doc) end },
}

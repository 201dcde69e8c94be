-- Casualties: how many were killed, wounded, are missing, were displaced or detained. Rules say where a count stands with a word of harm
-- (facts `harmed`); lunette.casualty says what each comes to. Facts `casualty` have: harm, low and high (exact whole numbers; only
-- one of them where the text gives one end: at least 12), about, count (the words), who, people (their kind in the dictionary `people`), country, code,
-- cause, event (the occurrence it belongs to), time, date, time_from, place, status, source, speaker, latest, part_of, sentence.
local casualty = lun.happening.casualties

local function plausible(m) return casualty.counts(m.doc, m.count) end
local function of_all(m) return plausible(m) and not casualty.is_whole(m.doc, m.count) end -- none of the 19 crew were hurt
local holding = {} -- three miners hostage
for word in ("take takes took taken taking hold holds held holding seize seizes seized seizing"):gmatch "%S+" do holding[word] = true end
local function bare(m) -- four rebels killed at least ten
  local doc, i = m.doc, m.last + 1
  local bound = i < #doc and doc:lower(i) == "at" and (doc:lower(i + 1) == "least" or doc:lower(i + 1) == "most")
  return not bound and plausible(m)
end

return lun.rules {
  name = "casualties",
  about = "Counts of killed, wounded, missing, displaced, detained, abducted and infected people, with whose, where, when, of what, and which is the latest.",
  use = { "events" },
  define = {
    Hedge = [[ ([word=about,around,some,nearly,almost,over,approximately,roughly,only,just,another,the,all,these,those,its,their,estimated] | up to
      | at [word=least,most] | [word=more,less,fewer] than | as many as | no [word=fewer,less,more] than | upwards of | a further | an estimated) ]],
    Scale = [[ (#scale | [#number[kind=scale] ]) ]],
    Plain = [[ ([num & !word~/\d{1,2}:\d\d.*|\d+(st|nd|rd|th)/ | word~/[0-9,.]+[-–][0-9,.]+/] | #number[kind=cardinal] (and? #number[kind=cardinal]){0,3} | half a) ]],
    Number = [[ (Plain Scale? | a [word=dozen,hundred,thousand,million]) ]],
    Vague = [[ (([word=tens,hundreds] of)? [word=dozens,scores,hundreds,thousands] of? | several Scale? of? | a? few Scale? | a [word=handful,couple] of) ]],
    Figure = [[ (between Number and Number | Number ((to | or | "-") Number)? | Vague) ]],
    None = [[ (no one | not (a single | one) | [word=nobody,none,no]) ]],
    Amount = [[ (Hedge* Figure | None) ]],
    Beside = [[ (Hedge{0,3} Figure | None) ]], -- of what is counted besides: behind the span that a rule gives repetitions end
    Count = [[ count:Amount ]],
    Kind = [[ ([word=more,other,further,additional | text="-" | tag=JJ,NN,NNP,VBN & !punct & !#people] | of [word=the,its,them] | @norp) ]],
    People = [[ (Kind{0,4} (#people | [tag=NNPS & @norp])) ]],
    Who = [[ who:People ]],
    Harmed = [[ [word=dead,killed,wounded,injured,hurt,missing,trapped,displaced,arrested,detained,infected] ]],
    Counted = [[ (Count (Who (on board | aboard | and crew)? | of [word=the,those,its] who:Harmed)? | count:[word=a,an,one,another] who:(Kind{0,3} #people)) ]],
    Others = [[ (count:Amount Who | count:[word=a,an,one,another] who:(Kind{0,3} #people)) ]],
    Near = [[ (in ([tag=JJ,VBG,NN] | the){0,3}) ]],
    Aside = [[ ("," [!punct]{1,10} "," | "(" [!punct]{1,8} ")") ]],
    Treated = [[ ([word=hospitalised,hospitalized] | treated (for [tag=JJ,NN]{0,2} [word=injuries,wounds,burns,fractures,cuts,bruises] | (in | at) (the | a | local)? [word=hospital,hospitals]) | taken to (the | a)? [word=hospital,hospitals]) ]],
    Among = [[ among (the | those) [word=confirmed,reported]? ]],
    Suffered = [[ (([word=shot,struck,hit,stabbed,attacked,ambushed,captured,abducted] and)? [word=killed,slain,murdered,executed,massacred,beheaded,electrocuted,lynched,infected,sickened,wounded,injured,hurt,maimed,displaced,evacuated,uprooted,detained,arrested,imprisoned,jailed,abducted,kidnapped,missing,dead,homeless]
      | [word=believed,feared,presumed,reported] trapped | trapped &[word=under,beneath,below,underground,inside,alive] | [word=shot,found,pronounced,declared,confirmed] dead
      | [word=shot,stabbed,beaten,burned,burnt,crushed,hacked,trampled,strangled,bludgeoned,frozen,starved] to death | gunned down | tested positive | unaccounted for | taken (into custody | [word=hostage,captive]) | driven from their [word=homes,villages] | [word=forced,made] to flee) ]],
    Helper = [[ ([lemma=have,will,would,could,may,might,must]? [lemma=be,get] being? | [lemma=have,may,might] been | [word=remain,remains,remained] | were left) ]],
    Hurt = [[ (<suffer|sustain|receive> [tag=JJ,RB,NN & !punct]{0,3} [word=injuries,wounds,burns,fractures,injury]) ]],
    Toll = [[ how:(toll | (death | body) count | number of ([lower & !punct & !num]{0,2} (dead | killed | wounded | injured | missing | displaced | deaths | injuries | victims | infections | cases))) ]],
    Ravel = [[ ([word=from,of,in,at,on,by,as,when,after,caused] [!punct | text="-","'"]{1,20} ("," [!punct]{1,8} ",")? [!punct | text="-","'"]{0,6} <rise|climb|jump|grow|increase|go|stand|reach|pass|exceed|top|hit|soar|double>) ]], -- what is told at length, up to its verb
    Between = [[ ([tag=RB | word=reported,confirmed,feared,believed,presumed] | [word=said,known] to (be | have been) | listed as){0,2} ]],
  },
  -- 12 people were killed; two are feared dead
  -- three children are among the dead: of those who were counted, in a sentence of their own
  { "suffered", [[ Counted Aside? Helper (Between how:(Suffered | Treated) | of:among (the | those) confirmed? how:(Harmed | victims)) ]], fact = "harmed", key = "count", where = of_all,
    yes = { { "At least 12 people were killed.", count = "At least 12", who = "people", how = "killed" }, { "A French soldier was shot dead.", count = "A", how = "shot dead" },
      { "No one was hurt.", count = "No one", how = "hurt" }, { "Three children are among the dead.", count = "Three", who = "children", how = "dead" } },
    no = { "None of the 12 sailors was hurt.", "In 2018 soldiers were killed.", "12 people were glad.", "Children are among the dead." } },
  { "first", [[ span:Counted (Aside | "," Beside People?)? ","? and (Beside People? | [word=a,an,one,another] People) Helper (Between how:Suffered | of:among (the | those) confirmed? how:(Harmed | victims)) ]], fact = "harmed", key = "count", where = plausible,
    yes = { { "12 soldiers and three civilians were killed.", how = "killed" } }, no = { "12 soldiers were killed." } },
  { "died", [[ Counted (of [word=them,whom])? Aside? [word=later,subsequently]? ([lemma=have,may,might,will,could] [tag=RB]? have?)? how:(<die|perish|drown|disappear|flee> | lost their (lives | homes) | Hurt | tested positive | <fall> [word=ill,sick]) ]], fact = "harmed", key = "count", where = of_all,
    yes = { { "Two miners have died.", count = "Two", how = "died" }, { "Some 3,000 people fled.", count = "Some 3,000", how = "fled" }, { "Four of them later died.", count = "Four", how = "died" } }, no = { "The miners died." } },
  { "short", [[ Counted (still | others)? ([word=believed,feared,presumed] to? be?)? how:Suffered ![tag=NN,NNS,NNP,CD,DT,PRP$,JJ | word=more,fewer,up,dozens,scores,hundreds,thousands,several,some,about,around] ]], fact = "harmed", key = "count", where = bare,
    yes = { { "12 dead and 30 injured in Lima", how = "dead" } }, no = { "12 wounded soldiers left.", "Four rebels killed ten farmers.", "Four rebels killed at least ten farmers." } },
  -- killing at least 12 soldiers
  { "did", [[ how:<kill|slay|murder|massacre|execute|behead|wound|injure|hurt|maim|displace|uproot|evacuate|detain|arrest|jail|imprison|abduct|kidnap|infect|sicken> ([word=himself,herself,themselves,itself] and)? (Others | Count (&[punct | word=and,in,on,at,near,when,as,after,during,by,before,since] | of them)) ]],
    fact = "harmed", key = "count", where = plausible,
    yes = { { "The blast killed 12 soldiers.", count = "12", who = "soldiers" }, { "Police arrested dozens of students.", count = "dozens of", who = "students" } },
    no = { "He killed 12 birds.", "Rebels killed on 3 May." } },
  { "did.and", [[ how:<kill|slay|murder|massacre|execute|behead|wound|injure|hurt|maim|displace|uproot|evacuate|detain|arrest|jail|imprison|abduct|kidnap> (Amount | [word=a,an,one,another]) People ("," (Amount | [word=a,an,one,another]) People)? ","? and span:Others ]],
    fact = "harmed", key = "count", where = plausible,
    yes = { { "Police arrested 30 students and a French reporter.", count = "a", who = "French reporter" } }, no = { "Police arrested 30 students and left." } },
  { "left", [[ <leave> Counted ("," | and)? how:Suffered ]], fact = "harmed", key = "count", priority = 1, where = plausible,
    yes = { { "It left 12 people dead.", count = "12", how = "dead" } }, no = { "It left 12 boxes." } },
  { "forced", [[ how:(<force|drive>) Counted (to (flee | leave | evacuate) | (from | out of) their (homes | houses | villages)) ]], fact = "harmed", key = "count", where = plausible,
    yes = { { "Floods forced 3,000 people to flee.", count = "3,000" } }, no = { "Floods forced 3,000 people to wait." } },
  { "lives", [[ how:<claim|take|cost> (Count (more | other)? lives | the lives of Counted) ]], fact = "harmed", key = "count", where = plausible,
    yes = { { "The fire claimed 12 lives.", count = "12" }, { "It cost the lives of 12 miners.", count = "12", who = "miners" } }, no = { "The fire claimed a house." } },
  { "deaths", [[ Count (more | other | further | confirmed | reported)? how:[word=deaths,fatalities,injuries,arrests,infections] ]], fact = "harmed", key = "count", where = plausible,
    yes = { { "There were 12 deaths.", count = "12" }, { "No injuries were reported.", count = "No" } }, no = { "There were deaths." } },
  { "of", [[ how:<death|killing|murder|massacre|arrest|detention|abduction|kidnapping|displacement|execution> of Counted ]], fact = "harmed", key = "count", where = plausible,
    yes = { { "The arrest of 12 students was wrong.", count = "12", who = "students" } }, no = { "The arrest of students was wrong." } },
  -- the bodies of 12 people; 12 bodies were found
  { "bodies", [[ ((the | <find|recover|retrieve|pull>) how:bodies of Counted | <find|recover|retrieve|pull> [word=out,up]? Count (more | other)? how:bodies) ]], fact = "harmed", key = "count", where = plausible,
    yes = { { "They pulled the bodies of 12 people from the river.", count = "12", who = "people" }, { "They recovered 12 bodies.", count = "12" } },
    no = { "They are members of the bodies of the union.", "The governing bodies of 12 members met." } },
  { "bodies.found", [[ Count (more | other)? how:bodies ([lemma=have] been | were) [word=found,recovered,retrieved,discovered,pulled] ]], fact = "harmed", key = "count", where = plausible,
    yes = { { "So far 12 bodies have been recovered.", count = "12" } }, no = { "12 bodies oversee the banks.", "Three bodies found that the rules were unfair." } },
  -- the toll has risen to 15
  { "toll", [[ Toll (([!punct & !num & !#people & !word=from,by] | [word=from,by] &[tag=DT,PRP$,NN,NNS,JJ,NNP]){0,6}? | Ravel (up | down)? [word=to,at,by]?) Count (![#people | #currency | #unit | text="%"] | Who) ]],
    fact = "harmed", key = "count", where = plausible,
    yes = { { "The death toll rose to 15.", count = "15", how = "toll" }, { "The death toll from a bombing at a busy market in the old city of Mosul rose to 15.", count = "15" }, { "The number of people killed has reached 15.", count = "15" } }, no = { "The toll is high." } },
  { "toll.from", [[ Toll ([!punct & !num]{0,4} | Ravel) from span:Count to Number ]], fact = "harmed", key = "count", where = plausible,
    yes = { { "The toll rose from 12 to 15.", count = "12" } }, no = { "The toll rose to 15." } },
  { "toll.to", [[ Toll ([!punct & !num]{0,4} | Ravel) (from | by) Number to span:Count ]], fact = "harmed", key = "count", where = plausible,
    yes = { { "The toll rose from 12 to 15.", count = "15" } }, no = { "The toll rose to 15." } },
  -- on Tuesday officials put it at 45: the harm is that of the count before
  -- among the dead were three children; the victims included a nurse
  { "were", [[ (Among how:(Harmed | victims) <be> | how:(Harmed | victims) <include>) span:Counted ]], fact = "harmed", key = "count", where = plausible,
    yes = { { "Among the dead were 12 children.", count = "12", who = "children" }, { "The victims included three nurses.", count = "three" } }, no = { "Among the guests were 12 children." } },
  -- search for 12 missing miners
  { "sought", [[ Count how:missing who:People ]], fact = "harmed", key = "count", where = plausible,
    yes = { { "Divers looked for 12 missing sailors.", count = "12", who = "sailors" } }, no = { "Divers looked for missing sailors." } },
  { "hostages", [[ count:(Hedge{0,3} Figure) ([tag=JJ] | more | @norp)? how:[word=hostages,captives] | Counted how:[word=hostage,captive] ]], fact = "harmed", key = "count",
    where = function(m) return m.first > 1 and holding[m.doc:lower(m.first - 1)] and plausible(m) end,
    yes = { { "They took 12 hostages.", count = "12", how = "hostages" }, { "They took 12 miners hostage.", count = "12", who = "miners" } }, no = { "They took hostages." } },
  { "put", [[ put:(<put|place|raise|revise|estimate|bring|take> (it | (the | its)? [word=figure,count,total,number] (of the? (Harmed | deaths | infections | cases))?) (up | down)? (at | to) | (the | that) (figure | count | total | number) ([lemma=have] been? | was | were)? (was | is | stands at | stood at | [lower & !punct & !num & !#people]{1,2} to)) Count Who? ]],
    fact = "harmed", key = "count", where = plausible,
    yes = { { "On Tuesday officials put it at 45.", count = "45" }, { "The figure rose to 45.", count = "45" } }, no = { "Officials put it there.", "The figure rose." } },
  -- 12 people were killed, including three children
  { "including", [[ (including | "among them" | among (those | the) (killed | dead | injured | wounded)) span:Counted ("," and Beside)? ]], fact = "harmed", key = "count", priority = 3, where = plausible,
    yes = { { "12 people died, including three children, and dozens were hurt.", count = "three" }, { "12 people were killed, including three children.", count = "three", who = "children" } }, no = { "12 people were killed, including him." } },
  { "including.of", [[ [text=",","(","-"] span:(count:(Hedge{0,3} Figure) of [word=them,whom] (who:(People | @norp))?) ]], fact = "harmed", key = "count", priority = 3, where = plausible,
    yes = { { "12 people were killed, three of them children.", count = "three", who = "children" }, { "12 people were hurt, three of them badly.", count = "three" } }, no = { "12 people were killed, most of them children." } },
  -- 12 people died in Lima and three in nearby Cusco
  { "elsewhere", [[ how:(<die|perish|drown> | Suffered) Near @place [word=district,province,region,state,county,city,town]? ","? and span:(Count Who? Near there:(@place | [cap & tag=NNP]{1,3})) ]], fact = "harmed", key = "count", where = plausible,
    yes = { { "12 people died in Lima and three in nearby Cusco.", count = "three", how = "died", there = "Cusco" } }, no = { "12 people died in Lima and were buried in Cusco." } },

  lun.resolve { name = "casualties", reads = { "harmed", "occurrence", "attribution", "person", "place", "org", "norp" }, facts = { "casualty" }, each = function(doc) casualty.read(doc) end },
}

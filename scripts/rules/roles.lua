-- What people are called: titles before their names, and descriptions after them.
-- What stands behind a name without an article may be what it does: Ana Torres, lost two children.
local finite = { MD = true, VB = true, VBD = true, VBP = true, VBZ = true }
local function is_noun(m)
  local first = m.role.first
  return m.doc:word(first - 1) ~= "," or not finite[m.doc:tag(first)]
end

-- What stands before a comma and who says it is told of somebody else: he met his rivals, Ana Torres said.
local sayverbs = lun.dictionary "sayverb"
local function is_called(m)
  local after = m.who.last + 1
  return after > #m.doc or not sayverbs:lookup(m.doc:word(after))
end

return lun.rules {
  name = "roles",
  about = "Roles of people: titles before and descriptions after their names.",
  use = { "names" },
  define = {
    Small = [[ [lower & !punct & !#sayverb & !num & text!="'s","’s" & word!=by,his,her,its,their,our,my] ]],
    Bare = [[ ![word=the,a,an,who,which,that,whose,where,when,while,as,after,but,and,with,from,to,second,third,fourth,fifth,another,other] ]],
    Owner = [[ ((@person | @org | [cap & word & !opener]{1,3} | Small{1,2}) ("'s" | "'")) ]],
    Nation = [[ ((@norp "-"?)? from:[@norp & word=american,canadian,australian] | from:@norp) ]],
    Whose = [[ (Nation | from:@place "'s"? | @org | Owner) ]],
    Inner = [[ [lower & word & !num & word!=who,which,that,from,with,in,at,on,of,for,and,but,or,to,as,when,where,after,is,was,has,had,said,by,the,a,an,his,her,its,their,our,my] ]],
    Body = [[ ([cap & word]{1,4} ((of | for | and) the? [cap & word]{1,4}){0,2}) ]],
    Of = [[ ((of | for | at | in) (the | a | an)? Inner{0,3} (@org | from:@place | Body)? (Inner{0,2} | Inner{1,2} @org)) ]],
    Joined = [[ ([cap & word & lexicon>0 & !opener & !#title & !#org & !@person & !@place] and) ]],
    Age = [[ ("," [num & value<=120]) ]],
  },
  { "before", [[ role:([word=former,acting,late,deputy,outgoing,interim,ex]? (from:@norp | from:@place | @org)? [word=deputy,vice,assistant,acting,country,regional,programme,program,field]? Joined? ([cap & word & !opener & !#title & !@person]){0,2} #title[kind=gov,job,mil,rel,royal] (and #title)?) #title? who:@person (of from:@place[kind=LOC.country])? ]],
    gives = "role", fact = "role", key = "who",
    yes = { { "Chilean Defense Minister Ana Torres left.", role = "Chilean Defense Minister", who = "Ana Torres" },
      { "Then Energy and Mines Minister Ana Torres left.", role = "Energy and Mines Minister", who = "Ana Torres" },
      { "Then its country director Ana Torres left.", role = "country director", who = "Ana Torres" },
      { "Then Emergencies Minister Ana Torres left.", role = "Emergencies Minister", who = "Ana Torres" },
      { "Former Peruvian President Ana Torres left.", role = "Former Peruvian President", who = "Ana Torres" },
      { "U.S. Deputy Trade Envoy Ana Torres left.", role = "U.S. Deputy Trade Envoy", from = "U.S.", who = "Ana Torres" },
      { "Then the former minister Dr Ana Torres left.", role = "former minister", who = "Ana Torres" },
      { "President Ana Torres of Peru left.", role = "President", who = "Ana Torres", from = "Peru" } },
    no = { "The minister met Ana Torres." } },
  { "named", [[ role:((Nation | from:@place | @org) Small? #role) who:@person ]],
    gives = "role", fact = "role", key = "who",
    yes = { { "Spanish national Ana Torres left.", role = "Spanish national", from = "Spanish", who = "Ana Torres" } },
    no = { "Spanish Ana Torres left." } },
  { "possessed", [[ from:@place ("'s" | "'") role:(Small{0,2} #title) who:@person ]],
    gives = "role", fact = "role", key = "who", priority = 1,
    yes = { { "Peru's outgoing president Ana Torres left.", role = "outgoing president", who = "Ana Torres" } },
    no = { "Peru's president left." } },
  { "apposed", [[ (from:@place ("'s" | "'"))? role:(Bare (from:@norp | Owner)? Inner{0,3} #role Of?) "," (from:@norp)? #title? who:@person ]],
    gives = "role", fact = "role", key = "role", where = is_called,
    yes = { { "Carlos Mesa's lawyer, Ana Torres, left.", role = "Carlos Mesa's lawyer", who = "Ana Torres" }, { "Peru's chief negotiator, Ana Torres, left.", role = "chief negotiator", who = "Ana Torres" },
      { "North Kivu's governor, Ana Torres, left.", role = "North Kivu's governor", who = "Ana Torres" }, { "Then a third lawmaker, Ana Torres, left.", role = "lawmaker", who = "Ana Torres" },
      { "They met the envoy of the UN refugee agency UNHCR, Ana Torres, then.", role = "envoy of the UN refugee agency UNHCR", who = "Ana Torres" },
      { "Asked by her barrister, Ana Torres, he wept.", role = "barrister", who = "Ana Torres" }, { "The union and its general secretary, Ana Torres, left.", role = "general secretary", who = "Ana Torres" },
      { "It was led by the head of the UNESCO mission, Dr Ana Torres, then.", role = "head of the UNESCO mission", who = "Ana Torres" },
      { "Then the head of the harbour guard, General Ana Torres, left.", role = "head of the harbour guard", who = "Ana Torres" } },
    no = { "Peru's negotiator met Ana Torres.", "He met his rivals, Ana Torres said." } },
  { "country", [[ (from:@place "'s" | from:@norp) who:@person ]],
    gives = "role", fact = "role", key = "who",
    yes = { { "Peru's Ana Torres left.", from = "Peru", who = "Ana Torres" }, { "Then Peruvian Ana Torres left.", from = "Peruvian", who = "Ana Torres" } },
    no = { "Peru left." } },
  { "national", [[ who:@person Age? "," (who (is | was))? (a | an | the) Small{0,2} Nation Inner{0,2} &[punct | word=who,and,with,from,in] ]],
    gives = "role", fact = "role", key = "from",
    yes = { { "Ana Torres, a Chadian, left.", from = "Chadian", who = "Ana Torres" } },
    no = { "Ana Torres, who met a Chadian, left." } },
  { "where", [[ from:@place[kind=LOC.country] "," where #title[kind=gov,mil,rel,royal] who:@person ]],
    gives = "role", fact = "role", key = "from",
    yes = { { "He went to Peru, where General Ana Torres rules.", from = "Peru", who = "Ana Torres" } },
    no = { "He went to Peru, where Ana Torres lives." } },
  -- another name: entities joins both
  { "known", [[ who:(@person | @org) ([word="," | word="("] (who (is | was))? (nicknamed | dubbed | born)
      | [word="," | word="("]? (who (is | was))? ([word=also,better,widely,commonly,popularly,best,simply,otherwise]? known [word=simply,also]? as | aka | whose [word=real,full,birth,stage,pen,given] name (is | was))) [punct]? short:(@person | @org) ]],
    fact = "nickname", key = "short",
    yes = { { "Ana Torres, better known as Tina Sol, left.", who = "Ana Torres", short = "Tina Sol" }, { "Tina Sol, whose real name is Ana Torres, left.", who = "Tina Sol", short = "Ana Torres" } },
    no = { "Ana Torres, known in Lima, left.", "Ana Torres dubbed Bo Lind a liar." } },
  { "inland", [[ (^ | [!#role]) span:(in from:@place[kind=LOC.country] "," who:@person) ]],
    gives = "role", fact = "role", key = "who",
    yes = { { "Later, in Peru, Ana Torres agreed.", from = "Peru", who = "Ana Torres" } },
    no = { "Ana Torres agreed in Peru.", "The head in Peru, Ana Torres, agreed." } },
  { "after", [[ who:@person Age? "," (who (is | was))? (a | an | the | its | his | her | their)? role:(Bare Whose? (Inner | [cap & word & !opener]){0,3} (#role | member) Of?) &[punct & text!="'","’" | word=who,which,that,from,with,in,at,on,of,for,and,to] ]],
    gives = "role", fact = "role", key = "role", where = is_noun,
    yes = { { "Ana Torres, the president of Peru, left.", who = "Ana Torres", role = "president of Peru" },
      { "Ana Torres, the commission's director, left.", who = "Ana Torres", role = "commission's director" },
      { "Ana Torres, who was the chief of staff, left.", who = "Ana Torres", role = "chief of staff" },
      { "Ana Torres, a retired judge who led it, left.", who = "Ana Torres", role = "retired judge" },
      { "Ana Torres, 54, its former editor, left.", who = "Ana Torres", role = "former editor" },
      { "Ana Torres, the former director of state rail company Raillo, left.", who = "Ana Torres", role = "former director of state rail company Raillo" },
      { "Ana Torres, a Dutch member of the team, left.", who = "Ana Torres", from = "Dutch", role = "Dutch member of the team" } },
    no = { "Ana Torres, lost two children.", "Ana Torres, 44, left.", "Ana Torres, who heads a farmers' association, left." } },
}

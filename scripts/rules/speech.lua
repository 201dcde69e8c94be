-- Who said what: quotations with their speakers and cues, and reported speech after `said that` and `according to`. Direct
-- speech is quoted whole, mixed speech is a quoted fragment in a reported clause, indirect speech has no marks. First the
-- phrases that can speak and the cues are laid down as layers, then the statements read those.

-- Verbs that take a clause without `that`: said the road was closed.
local bare = {}
for lemma in ("say claim believe think insist argue warn hope expect know fear admit acknowledge concede explain note suggest predict estimate assume maintain confirm promise vow swear"):gmatch "%S+" do
  bare[lemma] = true
end
local sayverbs = lun.dictionary "sayverb"
local function takes_clause(m)
  for _, row in ipairs(sayverbs:lookup(m.doc:word(m.cue.last)) or {}) do if bare[row.lemma] then return true end end
  return false
end

return lun.rules {
  name = "speech",
  about = "Who said what: direct, mixed and indirect speech with source and cue.",
  use = { "entities" },
  inner = { "speaker", "cue", "statement" },
  define = {
    Small = [[ [lower & !punct & !#sayverb & !#role] ]],
    Adverb = [[ ([word=also,later,then,once,reportedly,again,earlier,previously,recently,further,separately,still,even,just,never] | [word~/.+ly/]) ]],
    Aux = [[ [word=has,have,had,is,was,were,are,been,will,would,did,does,could,may,might,must,should,not] ]],
    Whom = [[ (#relation | him | her | them | us | me | reporters | journalists | lawmakers | parliament | viewers | supporters | investors | deputies | delegates | residents | the Small{1,2} | a Small{1,3} | the? @org | @person | @place ("'s" Small{1,2})?) ]],
    When = [[ ([word=on,in,at,during,after,before,late,early,last,this,earlier,yesterday,today] [!punct & !@quote]{0,6}) ]],
    Attr = [[ [!punct & !@speaker & !@cue & !@quote]{0,4} ]],
    After = [[ (([word=of,from,at,for] (the)? @speaker)? ("," [!punct & !@quote & !@speaker]{1,12} ","?)?) ]],
  },

  { "pronoun", [[ source:[word=he,she,they] ]], gives = "speaker",
    yes = { { "Then she left.", source = "she" } }, no = { "Then it rained." } },
  { "named", [[ source:((the)? (@norp | @place "'s"? | @org "'s"?)? (#title (and #title)?)? @person | (the)? @org (#role)? | (the)? @place) ]], gives = "speaker",
    yes = { { "President Ana Torres left.", source = "President Ana Torres" } }, no = { "Everybody left." } },
  { "role", [[ source:([word=the,a,an,one,another,its,his,her,their,some] (@norp | @place "'s"? | @org "'s"? | Small | [cap & word])? (@norp | Small | [cap & word]){0,2} #role ([word=of,for,at,in] ((the)? [cap & word]{1,4} | [word=the,a,an,his,her,their,its] Small{1,2} | Small))?) ]], gives = "speaker",
    yes = { { "Then the foreign minister of Peru left.", source = "the foreign minister of Peru" } }, no = { "Then the rain stopped." } },
  { "cue", [[ said:(Aux{0,2} Adverb? #sayverb[form=s,past,part,ing]) ]], gives = "cue",
    yes = { { "She has repeatedly warned him.", said = "has repeatedly warned" } }, no = { "She left him." } },

  -- "...," Torres said
  { "csv", [[ what:@quote [punct & !@quote]? Attr source:@speaker After? cue:@cue ]], gives = "statement", fact = "said", key = "what", priority = 6,
    yes = { { "“We will go,” Ana Torres said.", source = "Ana Torres", cue = "said" } },
    no = { "“We will go.” Later they left." } },
  -- "...," the mayor, Ana Torres, said
  { "csav", [[ what:@quote [punct & !@quote]? Attr @speaker "," source:@speaker "," cue:@cue ]], gives = "statement", fact = "said", key = "what", priority = 7,
    yes = { { "“We will go,” the mayor, Ana Torres, said.", source = "Ana Torres", cue = "said" } },
    no = { "“We will go.” The mayor, Ana Torres, left." } },
  -- "...," said Torres
  { "cvs", [[ what:@quote [punct & !@quote]? cue:@cue Attr source:@speaker ]], gives = "statement", fact = "said", key = "what", priority = 7,
    yes = { { "“We will go,” said Ana Torres.", source = "Ana Torres", cue = "said" } },
    no = { "“We will go.” Later they left." } },
  -- Torres said: "..."; Torres told reporters on Friday that "..."
  { "svc", [[ source:@speaker After? cue:@cue Whom? When? (that | "," | ":" | in Small{1,4} ":")? When? ","? what:@quote ]], gives = "statement", fact = "said", key = "what", priority = 5,
    yes = { { "Ana Torres told reporters on Friday: “We will go.”", source = "Ana Torres", cue = "told" } },
    no = { "Ana Torres left the hall. “We will go.”" } },
  -- Torres: "..."
  { "colon", [[ ^ source:@speaker cue:":" what:@quote ]], gives = "statement", fact = "said", key = "what", priority = 4,
    yes = { { "Ana Torres: “We will go.”", source = "Ana Torres" } },
    no = { "The answer: “We will go.”" } },
  -- "...," according to Torres; according to Torres, "..."
  { "according", [[ what:@quote ","? cue:(according to) source:@speaker ]], gives = "statement", fact = "said", key = "what", priority = 6,
    yes = { { "“The road is closed,” according to Ana Torres.", source = "Ana Torres" } },
    no = { "“The road is closed” is the sign." } },
  { "accordingto", [[ cue:(according to) source:@speaker "," ...{0,8} what:@quote ]], gives = "statement", fact = "said", key = "what", priority = 4,
    yes = { { "According to Ana Torres, the road is “closed for now”.", source = "Ana Torres" } },
    no = { "The road is “closed for now”." } },
  -- she praised the city for its "quiet courage": a fragment later in the speaker's sentence
  { "fragment", [[ source:@speaker After? cue:@cue ...{1,24 -@quote} what:@quote ]], gives = "statement", fact = "said", key = "what", priority = 3,
    yes = { { "Ana Torres praised the city for its “quiet courage”.", source = "Ana Torres", cue = "praised" } },
    no = { "Ana Torres left the city and its “quiet courage”." } },
  -- he called it a start and said it should "grow": the second cue of one speaker
  { "second", [[ source:@speaker After? @cue ...{1,12 -@quote} and cue:@cue ...{1,24 -@quote} what:@quote ]], gives = "statement", fact = "said", key = "what", priority = 3,
    yes = { { "Ana Torres called it a start and said it should “grow fast”.", source = "Ana Torres", cue = "said" } },
    no = { "Ana Torres left and it should “grow fast”." } },
  -- reported clauses
  { "that", [[ source:@speaker After? cue:@cue Whom? When? ","? that what:([!@quote & !punct] _* [!punct] [close]?) [punct]* $ ]], gives = "statement", fact = "said", key = "what", priority = 2,
    yes = { { "Ana Torres said that the road was closed.", source = "Ana Torres", what = "the road was closed" } },
    no = { "Ana Torres closed the road that was open." } },
  { "clause", [[ source:@speaker After? cue:@cue what:(([word=the,a,an,it,he,she,they,we,there,his,her,its,their,this,these,all,no] | @person | @org | @place | [num]) _* [!punct] [close]?) [punct]* $ ]], gives = "statement", fact = "said", key = "what", priority = 1,
    where = takes_clause,
    yes = { { "Ana Torres said the road was closed.", source = "Ana Torres", what = "the road was closed" } },
    no = { "Ana Torres closed the road." } },
  { "tail", [[ ^ what:([!@quote & word] _* [!punct] [close]?) "," source:@speaker cue:@cue (When | Whom)? [punct]* $ ]], gives = "statement", fact = "said", key = "what", priority = 1,
    yes = { { "The road was closed, Ana Torres said.", source = "Ana Torres", what = "The road was closed" } },
    no = { "The road was closed, and they left." } },
  { "leadaccording", [[ ^ cue:(according to) source:(@speaker | (the | a) [!punct & !@speaker]{1,6}) "," what:([!@quote & !punct] _* [!punct] [close]?) [punct]* $ ]], gives = "statement", fact = "said", key = "what", priority = 1,
    yes = { { "According to Ana Torres, the road was closed.", source = "Ana Torres", what = "the road was closed" } },
    no = { "According to plan the road was closed." } },
  { "tailaccording", [[ ^ what:([!@quote & word] _* [!punct] [close]?) ","? cue:(according to) source:(@speaker | (the | a) [!punct]{1,6}) [punct]* $ ]], gives = "statement", fact = "said", key = "what", priority = 1,
    yes = { { "The road was closed, according to Ana Torres.", source = "Ana Torres", what = "The road was closed" } },
    no = { "The road was closed." } },
}

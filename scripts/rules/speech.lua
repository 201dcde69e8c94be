-- Who said what between quotation marks: quotations with their speakers and cues. Direct speech is quoted whole, mixed speech a
-- quoted fragment in somebody's sentence; what is reported without marks is found by the pack `reported`. First the
-- phrases that can speak and the cues are laid down as layers, where a quotation is near (layer `saying`); the statements read those.

local quotation = require "lunette.quotation"

return lun.rules {
  name = "speech",
  about = "Who said what between quotation marks, with source and cue.",
  use = { "entities" },
  inner = { "saying", "speaker", "cue" },
  define = {
    Small = [[ [lower & !punct & !#sayverb & !#role & word!=the,a,an,and,but,while,although,though,whereas,when,because,after,before,as,that,who,which] ]],
    Collective = [[ [word=police,authorities,government,army,military,navy,administration,opposition,media,press,state,court,family,union,public,prosecution,defence,defense,leadership,intelligence,coalition,junta] ]],
    Kind = [[ (@norp | @place | @org | [num] | [word=two,three,four,five,several,some,many,most,other,local,senior,top,former,federal,state,city,county,regional,provincial,national,foreign,western,military,health,government,party,company,industry,election,intelligence,security,defense,defence,police,court,rescue,emergency,hospital,school,union,opposition,rebel,unnamed,anonymous,independent,human,rights,political,legal,medical,white,house,administration,campaign,republican,democratic,conservative,liberal] ) ]],
    Where = [[ ([word=in,at,of,from,for] the? (@place | @org)) ]],
    Adverb = [[ ([word=also,later,then,once,reportedly,again,earlier,previously,recently,further,separately,still,even,just,never] | [word~/.+ly/]) ]],
    Aux = [[ [word=has,have,had,is,was,were,are,been,will,would,did,does,could,may,might,must,should,not] ]],
    Has = [[ [word=has,have,had,will,would,did,does,could,may,might,must,should,not] ]], -- nobody who was praised speaks
    Whom = [[ (#relation | him | her | them | us | me | reporters | journalists | lawmakers | parliament | viewers | supporters | investors | deputies | delegates | residents | the Small{1,2} | a Small{1,3} | the? @org | @person | @place ("'s" Small{1,2})?) ]],
    When = [[ ([word=on,in,at,during,after,before,late,early,last,this,earlier,yesterday,today] [!punct & !@quote]{0,6}) ]],
    Attr = [[ [!punct & !@speaker & !@cue & !@quote & word!=and,but,while,although,though,whereas,when,because,after,before,as,that]{0,4} ]], -- of one clause
    -- one who speaks, or several together: Torres, Li and the mayor
    Who = [[ (@speaker (("," @speaker){0,4} ","? and @speaker)?) ]],
    -- the same behind the cue, where what follows may do something of its own: said Torres, and Li left
    Behind = [[ (@speaker (("," @speaker){0,4} ","? and @speaker &[punct | word=of,in,on,at,from,for,after,before,during,as,when,while,who,yesterday,today])?) ]],
    -- what may stand between a speaker and the cue: a description that names nobody else, or one between two commas
    After = [[ (([word=of,from,at,for] (the)? @speaker)? ("," [!punct & !@quote & !@speaker]{1,12} ","? | "," [!punct & !@quote & !@cue]{1,14} "," | "," (who | whose | which) [!punct & !@quote]{1,14} ",")?) ]],
  },

  { "pronoun", [[ source:[word=he,she,they] ]], gives = "speaker", within = "saying",
    yes = { { "“No,” she said.", source = "she" } }, no = { "“No,” it said.", "Then she left." } },
  { "named", [[ source:((the)? (@norp | @place "'s"? | @org "'s"?)? (#title (and #title)?)? @person | (the)? @org (#role)? | (the)? @place) ![text="'s","’s"] ]], gives = "speaker", within = "saying",
    yes = { { "“No,” President Ana Torres said.", source = "President Ana Torres" } }, no = { "“No,” everybody said.", "President Ana Torres left." } },
  { "role", [[ source:(([word=the,a,an,one,another,its,his,her,their,some] | the? (@place | @org | @person | [cap & word & !opener]) ("'s" | "'")) (@norp | @place "'s"? | @org "'s"? | Small | [cap & word])? (@norp | Small | [cap & word]){0,2} #role ([word=of,for,at,in] ((the)? [cap & word]{1,4} | [word=the,a,an,his,her,their,its] Small{1,2} | Small) Where?)? ("," @person &[text=".",";"])?) ]], gives = "speaker", within = "saying",
    yes = { { "“No,” the foreign minister of Peru said.", source = "the foreign minister of Peru" }, { "“No,” said its director, Ana Torres.", source = "its director, Ana Torres" },
      { "“No,” said Peru's president.", source = "Peru's president" }, { "A diplomat at its embassy in Lima said “no”.", source = "A diplomat at its embassy in Lima" } }, no = { "“No,” the rain said." } },
  { "aged", [[ source:(the [word~/\d+-year-old/]) ![@person] ]], gives = "speaker", within = "saying",
    yes = { { "“No,” said the 45-year-old.", source = "the 45-year-old" } }, no = { "“No,” said the year-old report." } },
  -- those who speak without a name: bodies, and several or some of a kind
  { "body", [[ source:([word=the,a,an,its,his,her,their,another] (@norp | @place "'s"? | @org "'s"? | Small | [cap & word & !@person])? (@norp | Small){0,2} #orgnoun{1,2}) ]], gives = "speaker", within = "saying",
    yes = { { "“No,” the regional oil company said.", source = "the regional oil company" } }, no = { "“No,” the rain said." } },
  { "several", [[ source:(Kind{0,3} (#role[flags=P] | Collective) Where?) ]], gives = "speaker", within = "saying",
    yes = { { "“No,” local residents said.", source = "local residents" }, { "“No,” said police.", source = "police" }, { "“No,” police in Lima said.", source = "police in Lima" },
      { "“No,” two Chilean officials said.", source = "two Chilean officials" } },
    no = { "“No,” the resident said." } },
  { "authority", [[ source:([word=the,a,an,its,his,her,their] (@norp | @place "'s"? | @org "'s"? | Kind | Small | [cap & word & !@person])? (@norp | Kind | Small)? Collective Where?) ]], gives = "speaker", within = "saying",
    yes = { { "“No,” the local authorities said.", source = "the local authorities" } }, no = { "“No,” the rain said." } },
  { "indefinite", [[ source:((many | some | most | several | few) ([word=other,local,young])? (people | #people)? | others | many | some | everyone | everybody | nobody) &[#sayverb] ]], gives = "speaker", within = "saying",
    yes = { { "“No,” many people say.", source = "many people" } }, no = { "“No,” read the signs of many people." } },
  { "cue", [[ said:(Has{0,2} Adverb? #sayverb[form=s,past,part] | Aux{0,2} Adverb? #sayverb[form=ing]) ]], gives = "cue", within = "saying",
    yes = { { "She has repeatedly warned him: “No.”", said = "has repeatedly warned" } }, no = { "She left him a “no”.", "She has repeatedly warned him." } },

  -- of several: police say (their nouns that look like verbs, `report` and `claim`, are left out)
  { "present", [[ ([word=they,others,many,some,people] | #role[flags=P] | Collective) span:said:(Adverb? [word=say,think,believe,argue,insist,warn,fear,expect,suggest,maintain,acknowledge,agree]) ]], gives = "cue", within = "saying",
    yes = { { "“No,” most doctors say.", said = "say" } }, no = { "“No,” they want to say." } },

  -- "...," Torres said
  { "csv", [[ what:@quote [punct & !@quote]? Attr source:Who After? cue:@cue ]], fact = "said", key = "what", priority = 6,
    yes = { { "“We will go,” Ana Torres said.", source = "Ana Torres", cue = "said" } },
    no = { "“We will go.” Later they left." } },
  -- "...," the mayor, Ana Torres, said
  { "csav", [[ what:@quote [punct & !@quote]? Attr &[word=the,a,an,its,his,her,their,our,one] @speaker "," source:@speaker "," cue:@cue ]], fact = "said", key = "what", priority = 7,
    yes = { { "“We will go,” the mayor, Ana Torres, said.", source = "Ana Torres", cue = "said" } },
    no = { "“We will go.” The mayor, Ana Torres, left." } },
  -- "...," said Torres
  { "cvs", [[ what:@quote [punct & !@quote]? cue:@cue Attr source:Behind ]], fact = "said", key = "what", priority = 7,
    yes = { { "“We will go,” said Ana Torres.", source = "Ana Torres", cue = "said" }, { "“We will go,” said Ana Torres, and Bo Li left.", source = "Ana Torres" } },
    no = { "“We will go.” Later they left." } },
  -- Torres said: "..."; Torres told reporters on Friday that "..."
  { "svc", [[ source:Who After? cue:@cue addressee:Whom? When? (that | "," | ":" | in Small{1,4} ":")? When? ","? what:@quote ]], fact = "said", key = "what", priority = 5,
    yes = { { "Ana Torres told reporters on Friday: “We will go.”", source = "Ana Torres", cue = "told" }, { "Ana Torres and Bo Li said: “We will go.”", source = "Ana Torres and Bo Li" } },
    no = { "Ana Torres left the hall. “We will go.”" } },
  -- Torres: "..."
  { "colon", [[ ^ source:@speaker cue:":" what:@quote ]], fact = "said", key = "what", priority = 4,
    yes = { { "Ana Torres: “We will go.”", source = "Ana Torres" } },
    no = { "The answer: “We will go.”" } },
  -- Torres was not impressed: "...": whoever opens the sentence speaks, where nobody else is named before the mark
  { "introduced", [[ ^ source:@speaker After? [!punct & !@speaker & !@cue & !@quote]{1,12} cue:":" what:@quote ]], fact = "said", key = "what", priority = 1,
    yes = { { "Mayor Ana Torres was not impressed: “We will go.”", source = "Mayor Ana Torres", cue = ":" } },
    no = { "Ana Torres met Bo Li of Lima: “We will go.”", "The rain was heavy: “We will go.”" } },
  -- "...," according to Torres; according to Torres, "..."
  { "according", [[ what:@quote ","? cue:(according to) source:Behind ]], fact = "said", key = "what", priority = 6,
    yes = { { "“The road is closed,” according to Ana Torres.", source = "Ana Torres" } },
    no = { "“The road is closed” is the sign." } },
  { "accordingto", [[ cue:(according to) source:Who "," ...{0,8} what:@quote ]], fact = "said", key = "what", priority = 4,
    yes = { { "According to Ana Torres, the road is “closed for now”.", source = "Ana Torres" } },
    no = { "The road is “closed for now”." } },
  -- as Torres put it, "..."; "...," as Torres put it
  { "put", [[ source:Who After? cue:([word=put,puts] it) ("," | ":") what:@quote ]], fact = "said", key = "what", priority = 5,
    yes = { { "As Ana Torres, the mayor, put it: “We will go.”", source = "Ana Torres", cue = "put it" } },
    no = { "Ana Torres put it on the table: “The Long Way”." } },
  { "asput", [[ what:@quote ","? as source:Who After? cue:([word=put,puts] it) ]], fact = "said", key = "what", priority = 2,
    yes = { { "“We will go,” as Ana Torres put it.", source = "Ana Torres", cue = "put it" } },
    no = { "“We will go,” said the note, and Ana Torres put it away." } },
  -- to chants of "..."
  { "chant", [[ cue:([word=chant,chants,cry,cries,shout,shouts,scream,screams] of) what:@quote ]], fact = "said", key = "what", priority = 2,
    yes = { { "The crowd answered with chants of “No way”.", what = "“No way”", cue = "chants of" } },
    no = { "The crowd had heard of “No Way”." } },
  -- she praised the city for its "quiet courage": a fragment later in the speaker's sentence
  { "fragment", [[ source:Who After? cue:@cue ...{1,24 -@quote} what:@quote ]], fact = "said", key = "what", priority = 3,
    yes = { { "Ana Torres praised the city for its “quiet courage”.", source = "Ana Torres", cue = "praised" } },
    no = { "Ana Torres left the city and its “quiet courage”." } },
  -- he was praised by the mayor as "a model"; he was called "a model" by the mayor
  { "passive", [[ cue:(Aux{1,2} Adverb? @cue) by source:Who ...{1,12 -@quote} what:@quote ]], fact = "said", key = "what", priority = 9,
    yes = { { "Bo Li was praised by Ana Torres as a “model of care”.", source = "Ana Torres", cue = "was praised" } },
    no = { "Bo Li was praised as a “model of care”." } },
  { "passive.before", [[ cue:(Aux{1,2} Adverb? @cue) (as | of | for | a | an | the){0,2} what:@quote by source:Who ]], fact = "said", key = "what", priority = 9,
    yes = { { "Bo Li was called “a model of care” by Ana Torres.", source = "Ana Torres", cue = "was called" } },
    no = { "Bo Li was called “a model of care”." } },
  -- while the mayor called it "a start", others said it came too late: what is quoted there has its speaker and its cue before it
  { "opening", [[ ^ [word=while,although,though,whereas,after,when,as,because,since] ...{0,8 -[punct]} source:@speaker After? cue:@cue ...{0,24 -@quote} what:@quote ]], fact = "said", key = "what", priority = 8,
    yes = { { "While Bo Li called it “a mistake”, Ana Torres said the plan was good.", source = "Bo Li", cue = "called" } },
    no = { "While the plan was “a mistake”, Ana Torres left." } },
  -- he called it a start and said it should "grow": the second cue of one speaker
  { "second", [[ source:@speaker After? @cue ...{1,12 -@quote} and cue:@cue ...{1,24 -@quote} what:@quote ]], fact = "said", key = "what", priority = 3,
    yes = { { "Ana Torres called it a start and said it should “grow fast”.", source = "Ana Torres", cue = "said" } },
    no = { "Ana Torres left and it should “grow fast”." } },

  lun.resolve { name = "around", reads = { "quote" }, gives = { "saying" }, each = quotation.surround },
}

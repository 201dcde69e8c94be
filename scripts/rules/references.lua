-- References: pronouns, role nouns and descriptions, each followed back to whom it means: he, the minister, the head of the Pentagon,
-- the company, the South American giant. A span of the layer `reference` says
--   entity, type   whom it means; several: the names of those meant together
--   reason         why, or why nobody
--   others         runners-up, each with its reason in brackets
--   unclear        "yes" where they are as likely
--   country        of a described country
-- and doc:entity(span) is the entity. What is not meant by anybody stays without one. doc:reference(span) gives the same for a span of
-- your own, and for names; `lunette explain references article.txt:3` prints them with the names of a line.
-- The German said no: one person; the French, the Germans are several.
local verb = { VBD = true, VBZ = true, MD = true, WP = true }
local function is_one(m)
  local word = m.doc:word(m.who.last)
  return not word:find "[sh]$" and not word:find "ese$" and verb[m.doc:tag(m.who.last + 1)]
end

return lun.rules {
  name = "references",
  about = "Whom pronouns, role nouns and descriptions mean, with the reason and the runners-up.",
  use = { "attribution" },
  define = {
    That = [[ [word=the,this,that,his,her,their,its] ]],
    Small = [[ [lower & !punct & !#role & word!=next,future & (pos=NOUN,ADJ | word=acting,outgoing,ruling,visiting,retiring,then)] ]],
    Of = [[ ([word=of,for,at] the? (@org | @place | @norp)) ]],
  },
  { "pronoun", [[ span:who:[word=he,him,his,himself,she,her,hers,herself,they,them,their,theirs,themselves] ]], gives = "reference?",
    yes = { { "Then she left.", who = "she" } }, no = { "Then it rained." } },
  { "role", [[ span:who:(That (@norp | @place "'s"? | @org "'s"? | Small){0,3} ([word=chief,head,deputy,general,assistant] Small{0,2})? #role Of?) ![word="'s" | @person | @org | tag=NN,NNS,JJ & !word~/.+ing/ & word!=yesterday,today,tonight,tomorrow] ]], gives = "reference?",
    yes = { { "Then the foreign minister of Peru left.", who = "the foreign minister of Peru" }, { "Then the minister yesterday left.", who = "the minister" } }, no = { "A minister left.", "Then the Republican debate began.", "They say that President Ana Torres left." } },
  { "aged", [[ span:who:(the @norp? [word~/\d+-year-old/]) &[tag=VBD,VBZ,MD,RB,IN,WP | punct] ]], gives = "reference?",
    yes = { { "Then the 45-year-old was freed.", who = "the 45-year-old" } }, no = { "Then the 45-year-old bridge fell.", "A 45-year-old was freed." } },
  { "countryman", [[ span:who:(the @norp) &[lower] ]], gives = "reference?", where = is_one,
    yes = { { "Then the German said no.", who = "the German" } }, no = { "Then the Germans left.", "Then the French left.", "Then the German team left." } },
  { "body", [[ span:who:(That (@norp | Small){0,2} [lower & #orgnoun]) ]], gives = "reference?",
    yes = { { "Then the oil company paid.", who = "the oil company" } }, no = { "A company paid." } },
  { "country", [[ span:who:(That (@norp | Small | [cap & word]){0,3} [word=nation,country,republic,kingdom,island,giant,power,monarchy,emirate]) ![#role] ]], gives = "reference?",
    yes = { { "Then the South American giant paid.", who = "the South American giant" } }, no = { "A country paid." } },
  { "described", [[ span:who:(That #described[kind=name]) ]], gives = "reference?",
    yes = { { "Then the Emerald Isle won.", who = "the Emerald Isle" } }, no = { "Ireland won." } },
  lun.resolve { name = "refer", reads = { "reference?", "entity", "attribution" }, gives = { "reference" }, each = function(doc) doc:lay_references("reference?", "reference") end },
}

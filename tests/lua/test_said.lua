-- What is said, by whom and how far it goes: one short case for each phenomenon of reported speech, named after it. A line of a
-- case is `speaker | kind | words`; the speaker is the entity's name, or the words of the source where nobody is known.
local lun = require "lunette"
local core = require "lunette.core"
local phase = require "lunette.phase"
local report = require "lunette.report"
local speakers = require "lunette.speakers"
local check = dofile "tests/lua/check.lua"

local packs = lun.report({ name = "said", use = { "attribution" }, each = function() end }).packs

local function facts_of(text)
  local doc, list = lun.doc(text), {}
  phase.run(packs, doc)
  for fact in doc:facts "said" do
    if fact.kind then list[#list + 1] = fact end
  end
  table.sort(list, function(a, b)
    if a.content.first ~= b.content.first then return a.content.first < b.content.first end
    return #a.content > #b.content
  end)
  return list, doc
end

local function line_of(fact)
  local who = (speakers.shown(fact) or "-"):gsub("; ", " + ")
  return ("%s | %s | %s"):format(who, fact.kind, fact.words:gsub("%s+", " "))
end

local cases = {
  { "two ministers, named between commas", "Two ministers, Ana Torres and Luis Vega, said it rained.", "Ana Torres + Luis Vega | indirect | it rained" },
  { "a source that is an adjective", "The 58-year-old told police that it rained.", "The 58-year-old | indirect | it rained" },
  { "an office that ends as an adjective, named between commas", "Its chief executive, Ana Torres, said it rained.", "Ana Torres | indirect | it rained" },
  { "the same of what has an owner", "The firm's chief executive, Ana Torres, said it rained.", "Ana Torres | indirect | it rained" },
  { "a minister, named between commas", "The minister, Ana Torres, said it rained.", "Ana Torres | indirect | it rained" },
  -- what only describes a noun
  { "suspected rebels, whom nobody suspects here", "Suspected rebels blew up a bridge on Friday.", "" },
  { "arms, by who uses them", "Rebels attacked the ministry on Friday. Senator Ana Torres attacked the plan.", "Ana Torres | indirect | the plan" },
  { "arms, by what they are turned against", "They attacked a convoy near the border. A village in the north was attacked by the group.", "" },
  { "behind a dateline", "GOMA, Congo - Suspected rebels attacked the town on Tuesday, residents said.", "residents | indirect | Suspected rebels attacked the town on Tuesday" },
  { "criticism of a plan to do something", "Ana Torres slammed the opposition's plan to sell the road.", "Ana Torres | indirect | the opposition's plan to sell the road" },
  { "later told, taken for a participle", "Ana Torres later told reporters that the dam was safe.", "Ana Torres | indirect | the dam was safe" },
  { "a subject of no known word", "Ana Torres said iwi had not been consulted.", "Ana Torres | indirect | iwi had not been consulted" },
  { "asked whether, who is told of", "Asked whether it would last, she laughed. When asked if it would last, Bo Li laughed.", "" },
  { "asked whether, who answers", "Asked if it would last, Ana Torres said it would.", "Ana Torres | indirect | it would" },
  { "an object that begins with a quotation", "Ana Torres later accused “outside agitators” of the fires.", "Ana Torres | mixed | outside agitators" },
  { "a source whose head is not the place behind it", "A diplomat at its embassy in Lima told the AP that Quito was “watching with concern”.", "A diplomat at its embassy in Lima | indirect | Quito was “watching with concern”\nA diplomat at its embassy in Lima | mixed | watching with concern" },
  { "an organisation in a country", "Amnesty International Kenya said the raid was illegal.", "Amnesty International Kenya | indirect | the raid was illegal" },
  { "neither nor", "Ana Torres neither confirmed nor denied that the dam had failed.", "Ana Torres | indirect | the dam had failed" },
  { "said as something else went on", "The depot had been empty for years, federal inspectors said on Monday as the trial opened in Lima.", "federal inspectors | indirect | The depot had been empty for years" },
  { "told a court", "The mayor had taken bribes, prosecutors told the court in Lima on Monday.", "prosecutors | indirect | The mayor had taken bribes" },
  { "told a medium", "The bank will be sold, Ana Torres told Reuters.", "Ana Torres | indirect | The bank will be sold" },
  { "told somebody, of when it was", "When she came home, Ana Torres told the police.", "" },
  { "told somebody something of one's own", "The bank had failed, and Ana Torres told the court that she was sorry.", "Ana Torres | indirect | she was sorry" },
  { "said after something", "The bridge was unsafe, Ana Torres told reporters after she had walked over it.", "Ana Torres | indirect | The bridge was unsafe" },
  { "said while something went on", "The bridge was unsafe, engineers said while crews worked.", "engineers | indirect | The bridge was unsafe" },
  { "said after doing something", "The bridge was unsafe, Ana Torres told reporters after walking over it.", "Ana Torres | indirect | The bridge was unsafe" },
  { "asked not to", "Bo Li asked not to be named.", "Bo Li | indirect | not to be named" },
  { "accused of something", "A former banker accused of stealing money from pensioners told a jury that he was innocent.",
    "A former banker accused of stealing money from pensioners | indirect | he was innocent" },
  { "charged with something", "The man charged with arson told the court he had been asleep.", "The man charged with arson | indirect | he had been asleep" },
  { "familiar with something", "The bank will be sold, two people familiar with the matter said.", "two people familiar with the matter | indirect | The bank will be sold" },
  { "familiar with something, behind the verb", "The bank will be sold, said two people familiar with the matter.", "two people | indirect | The bank will be sold" },
  { "accused somebody", "Ana Torres accused Bo Li of lying.", "Ana Torres | indirect | Bo Li of lying" },
  { "what is seized", "The rebels claimed the town. The raid claimed 12 lives. The rebels claimed responsibility for it.", "The rebels | indirect | responsibility for it" },
  { "what is asked of whoever speaks", "Asked whether she would resign, Ana Torres said the road was closed. When asked about it, Bo Li said he had left.",
    "Ana Torres | indirect | the road was closed\nBo Li | indirect | he had left" },
  { "a description that ends before the verb", "Ana Torres, who denied that she had lied, resigned.", "Ana Torres | indirect | she had lied" },
  { "police in a list", "Police, Ana Torres and Bo Li said the road was safe.", "Ana Torres + Bo Li + Police | indirect | the road was safe" },
  { "but did not say", "Ana Torres said the dam was safe but did not say why.", "Ana Torres | indirect | the dam was safe\nAna Torres | indirect | why" },
  { "but did something else", "Ana Torres said the dam was safe but did not hold.", "Ana Torres | indirect | the dam was safe but did not hold" },
  { "an insertion before that", "Ana Torres said, without a word of thanks, that someone had lied.", "Ana Torres | indirect | someone had lied" },
  { "an infinitive before a second verb", "Bo Li refused to concede and alleged fraud.", "Bo Li | indirect | to concede" },
  { "an estimated number", "The storm destroyed an estimated 200 houses.", "" },
  { "a proposed ban, and what is proposed", "Critics said the proposed ban was late. She proposed a ban.",
    "Critics | indirect | the proposed ban was late\nShe | indirect | a ban" },
  -- who it is
  { "one who is named and others who are not", "Police and Ana Torres said the road was closed.", "Ana Torres + Police | indirect | the road was closed" },
  { "several who are named and a body that is not", "“It was late,” Ana Torres, Bo Li and residents of the town said.", "Ana Torres + Bo Li + residents of the town | direct | It was late," },
  { "those of three countries are one source", "Officials in Peru, Chile and Bolivia said the road was closed.", "Officials in Peru, Chile and Bolivia | indirect | the road was closed" },
  { "a union, an alliance and a country", "The European Union, NATO and Peru said the road was closed.", "European Union + NATO + Peru | indirect | the road was closed" },
  { "nobody, charged with something", "Aksoy was charged with murder on Thursday.", "" },
  { "introduced by who opens the sentence", "“It is a step,” Ana Torres said.\n\nMayor Bo Li was not impressed: “They sell us our own air.”",
    "Ana Torres | direct | It is a step,\nBo Li | direct | They sell us our own air." },
  { "behind content, described before", "He denies the charges, his lawyer, Kari Lund, said.", "Kari Lund | indirect | He denies the charges" },
  { "shared, behind a past form taken for a participle", "Transparency International praised Norway but urged it to protect witnesses.",
    "Transparency International | indirect | Norway\nTransparency International | indirect | it to protect witnesses" },
  { "an age and a relative clause before the verb", "Ana Torres, 58, who lost the vote, left the hall and told a crowd that the bridge would open.", "Ana Torres | indirect | the bridge would open" },
  { "a name behind the possessed noun that it is described by", "Carlos Mesa's lawyer, Ana Torres, said the bridge would open.", "Ana Torres | indirect | the bridge would open" },
  { "a verb taken for a participle behind a relative clause", "Ana Torres, who arrived in Lima on Tuesday and will fly to Quito on Saturday, called the bridge a gift of the state.", "Ana Torres | indirect | the bridge a gift of the state" },
  { "a relative clause within what is said", "Ana Torres said the state had proved that Peter Miller, who ran the bridge from 2006 to 2011, accepted a bribe.", "Ana Torres | indirect | the state had proved that Peter Miller, who ran the bridge from 2006 to 2011, accepted a bribe\nthe state | indirect | Peter Miller, who ran the bridge from 2006 to 2011, accepted a bribe" },
  { "a name behind a role behind the verb", "“We will rebuild the bridge,” said its director, Ana Torres.", "Ana Torres | direct | We will rebuild the bridge," },
  { "whose lawyer it is, not who", "Peter Miller's lawyer said the bridge was closed.", "Peter Miller's lawyer | indirect | the bridge was closed" },
  { "whose president it is, by name", "“We will rebuild the bridge,” said Peru's president, Ana Torres.", "Ana Torres | direct | We will rebuild the bridge," },
  { "an office and what its body is", "Bo Li, head of the council of Lima, the city's ruling body, said the bridge would open.", "Bo Li | indirect | the bridge would open" },
  { "an office of a body, whose arm says it", "In Lima, head of state Ana Torres, the winner, said the bridge would open.", "Ana Torres | indirect | the bridge would open" },
  { "an age, a description and a relative clause", "Ana Torres, 41, a nurse in Hull, who said that the bridge was closed, is late.", "Ana Torres | indirect | the bridge was closed" },
  { "a description and a relative clause before the verb", "Ana Torres, a nurse, who lost the vote, said the bridge would open.", "Ana Torres | indirect | the bridge would open" },
  { "an object that ends in a quotation is told once", "Ana Torres called the bridge “a first step”.", "Ana Torres | mixed | a first step" },
  { "what an infinitive of purpose has for its object is no speech", "The bank sold bonds worth $4 million to support it. The bank spent $4 million to support the bridge.", "" },
  -- several who say it together
  { "two subjects of one verb", "Ana Torres and Bo Li said the bridge was closed.", "Ana Torres + Bo Li | indirect | the bridge was closed" },
  { "three subjects of one verb", "Ana Torres, Bo Li and Peter Miller said the bridge was closed.", "Ana Torres + Bo Li + Peter Miller | indirect | the bridge was closed" },
  { "three subjects behind the content", "The bridge was closed, Ana Torres, Bo Li and Peter Miller said.", "Ana Torres + Bo Li + Peter Miller | indirect | The bridge was closed" },
  { "three subjects with a comma before and", "Ana Torres, Bo Li, and Peter Miller said the bridge was closed.", "Ana Torres + Bo Li + Peter Miller | indirect | the bridge was closed" },
  { "a description before and", "Peter Miller, the mayor of Hull, and Bo Li said the bridge was closed.", "Peter Miller + Bo Li | indirect | the bridge was closed" },
  { "whom somebody met is no speaker", "The men met Ana Torres, and Bo Li said the bridge was closed.", "Bo Li | indirect | the bridge was closed" },
  { "two sources behind a quotation", "“We will rebuild the bridge,” Ana Torres and Bo Li said.", "Ana Torres + Bo Li | direct | We will rebuild the bridge," },
  { "two sources behind the cue", "“We will rebuild the bridge,” said Ana Torres and Bo Li. “It takes a year.”", "Ana Torres + Bo Li | direct | We will rebuild the bridge, … It takes a year." },
  { "two sources before a quotation", "Ana Torres and Bo Li told reporters: “We will rebuild the bridge.”", "Ana Torres + Bo Li | direct | We will rebuild the bridge." },
  { "who does something else behind the cue", "“We will rebuild the bridge,” said Ana Torres, and Bo Li left.", "Ana Torres | direct | We will rebuild the bridge," },
  { "two sources by according to", "According to Ana Torres and Bo Li, the bridge was closed.", "Ana Torres + Bo Li | indirect | the bridge was closed" },
  { "two bodies, one of a name with of", "The Bank of England and the Federal Reserve said the bridge was closed.", "Bank of England + Federal Reserve | indirect | the bridge was closed" },
  { "a surname and a role", "Ana Torres, the mayor of Hull, met Peter Miller in Hull. Miller and the mayor said the bridge was closed.", "Peter Miller + Ana Torres | indirect | the bridge was closed" },
  { "they who were named together", "Mary Smith and Peter Miller met in Hull. They said the bridge was closed.", "Mary Smith + Peter Miller | indirect | the bridge was closed" },
  { "one who is known beside some who are not", "Ana Torres and police said the bridge was closed.", "Ana Torres + police | indirect | the bridge was closed" },
  { "two places of one source", "Officials in Peru and Chile said the bridge was closed.", "Officials in Peru and Chile | indirect | the bridge was closed" },
  { "a lawyer of two", "A lawyer for Ana Torres and Bo Li said the bridge was closed.", "A lawyer for Ana Torres and Bo Li | indirect | the bridge was closed" },
  { "speakers carried on", "“We will rebuild it this year,” Ana Torres and Bo Li said.\n\n“The river is never going to wait for us.”",
    "Ana Torres + Bo Li | direct | We will rebuild it this year,\nAna Torres + Bo Li | direct | The river is never going to wait for us." },
  { "pronoun and surname, with both before the verb", "Mary Smith met Peter Miller in Hull. She and Miller both expect a new bridge.", "Mary Smith + Peter Miller | indirect | a new bridge" },
  { "one of them", "“Nobody told us anything,” one of them said. Some of them said the bridge was closed.", "one of them | direct | Nobody told us anything,\nSome of them | indirect | the bridge was closed" },
  { "one of them, described", "“Nobody told us anything,” one of them, who had come by boat, said.", "one of them | direct | Nobody told us anything," },
  -- direct speech in all orders
  { "source, cue, content with a colon", "Ana Torres said: “We will rebuild the bridge.”", "Ana Torres | direct | We will rebuild the bridge." },
  { "source, cue, content with a comma", "Ana Torres said, “We will rebuild the bridge.”", "Ana Torres | direct | We will rebuild the bridge." },
  { "content, source, cue", "“We will rebuild the bridge,” Ana Torres said.", "Ana Torres | direct | We will rebuild the bridge," },
  { "content, cue, source", "“We will rebuild the bridge,” said Ana Torres.", "Ana Torres | direct | We will rebuild the bridge," },
  { "cue, source, content", "Added Ana Torres: “We will rebuild the bridge.”", "Ana Torres | direct | We will rebuild the bridge." },
  { "colon without a verb", "Ana Torres: “We will rebuild the bridge.”", "Ana Torres | direct | We will rebuild the bridge." },
  { "straight marks", 'Ana Torres said: "We will rebuild the bridge."', "Ana Torres | direct | We will rebuild the bridge." },
  { "doubled single marks", "''We will rebuild the bridge,'' Ana Torres said.", "Ana Torres | direct | We will rebuild the bridge," },
  { "guillemets", "«We will rebuild the bridge,» said Ana Torres.", "Ana Torres | direct | We will rebuild the bridge," },
  { "mark on the wrong side of the space", "“We will rebuild the bridge, “she said to Ana Torres.", "she | direct | We will rebuild the bridge," },
  { "question before its cue", "“Who will rebuild the bridge?” asked Ana Torres.", "Ana Torres | direct | Who will rebuild the bridge?" },
  { "several sentences in one quotation", "“We will rebuild it. It takes a year,” Ana Torres said.", "Ana Torres | direct | We will rebuild it. It takes a year," },
  { "split quotation, sentence goes on", "“We will rebuild it,” Ana Torres said, “and it takes a year.”", "Ana Torres | direct | We will rebuild it, … and it takes a year." },
  { "split quotation, new sentence", "“We will rebuild it,” Ana Torres said. “It takes a year.”", "Ana Torres | direct | We will rebuild it, … It takes a year." },
  { "split quotation with a short second half", "“It is not built yet,” said Ana Torres. “Not yet.”", "Ana Torres | direct | It is not built yet, … Not yet." },
  { "quotation over two paragraphs", "Ana Torres said: “We will rebuild it this year.\n\n“It will be wider than before.”", "Ana Torres | direct | We will rebuild it this year. “It will be wider than before." },
  { "speaker carried on from the paragraph before", "“We will rebuild it this year,” Ana Torres said.\n\n“The river is never going to wait for us.”",
    "Ana Torres | direct | We will rebuild it this year,\nAna Torres | direct | The river is never going to wait for us." },
  { "two speakers who take turns", "“We will rebuild it,” said Ana Torres. “It is too dear,” said Peter Miller.",
    "Ana Torres | direct | We will rebuild it,\nPeter Miller | direct | It is too dear," },
  { "subject of the sentence before", "Ana Torres looked at the river for long. “The old bridge will not hold another winter.”", "Ana Torres | direct | The old bridge will not hold another winter." },
  { "pronoun as source", "Mary Smith came by boat. “The bridge is gone,” she said.", "Mary Smith | direct | The bridge is gone," },
  { "shared subject of two verbs", "Ana Torres crossed the river and said: “The bridge will hold.”", "Ana Torres | direct | The bridge will hold." },
  { "participle as cue", "Ana Torres waved from the boat, shouting: “The bridge will hold.”", "Ana Torres | direct | The bridge will hold." },
  { "description between commas before the cue", "“The bridge is gone,” Ana Torres, a fisherman from Hull, said.", "Ana Torres | direct | The bridge is gone," },
  { "description behind an inverted source", "“The bridge is gone,” said Ana Torres, who had come by boat.", "Ana Torres | direct | The bridge is gone," },
  { "bare noun as source", "“The bridge is gone,” a ferryman shouted.", "a ferryman | direct | The bridge is gone," },
  { "addressee and day behind the cue", "“The bridge is gone,” Ana Torres told reporters on Monday.", "Ana Torres | direct | The bridge is gone," },
  { "quotation by `according to`", "“The bridge is gone,” according to Ana Torres.", "Ana Torres | direct | The bridge is gone," },
  { "quotation behind `that`", "Ana Torres said that “the bridge is gone for good”.", "Ana Torres | direct | the bridge is gone for good" },
  { "one word and its cue", "Peter Miller asked for the key and Ana Torres said: “No.”", "Ana Torres | direct | No." },
  { "split quotation with a lower-case second half", "“A plank is no bridge,” said Ana Torres, “but it carries people.”", "Ana Torres | direct | A plank is no bridge, … but it carries people." },
  { "split quotation before a paragraph that begins with by", "“We have one bridge left,” Ana Torres says. “It is a plank.”\n\nBy May it was gone.",
    "Ana Torres | direct | We have one bridge left, … It is a plank." },
  { "pause before its cue", "“Well, it is a plank…” Ana Torres said.", "Ana Torres | direct | Well, it is a plank…" },
  { "question before a cue of rarer verbs", "“A plank?” Ana Torres repeated.", "Ana Torres | direct | A plank?" },
  { "as somebody puts it, before", "Or, as Ana Torres, a former mayor, put it: “It is a plank.”", "Ana Torres | direct | It is a plank." },
  { "as somebody puts it, behind", "“It is a plank and no bridge,” as Ana Torres put it.", "Ana Torres | direct | It is a plank and no bridge," },
  { "chants", "The men waited to chants of “Mary! Mary! Mary!” from the hall.", "- | direct | Mary! Mary! Mary!" },
  { "clause of names alone", "“It is a good team,” Ana Torres said. “That’s Peter Miller and Mary Smith.”", "Ana Torres | direct | It is a good team, … That’s Peter Miller and Mary Smith." },
  { "all but a subject between the marks", "Ana Torres said she “would never cross that old bridge in the dark again”.",
    "Ana Torres | indirect | she “would never cross that old bridge in the dark again”\nAna Torres | direct | would never cross that old bridge in the dark again" },
  { "all but a subject between the marks, behind a participle", "Ana Torres left early, saying the bridge “has carried more people than all the others of the town together”.",
    "Ana Torres | indirect | the bridge “has carried more people than all the others of the town together”\nAna Torres | direct | has carried more people than all the others of the town together" },
  { "sentences of its own", "Ana Torres said so often that it was “a wreck for years. Nobody should cross it, and nobody will.”",
    "Ana Torres | indirect | it was “a wreck for years\nAna Torres | direct | a wreck for years. Nobody should cross it, and nobody will." },
  { "headline with a colon", "Ana Torres on the Old Bridge: “It Will Never Hold”\n\nAna Torres left on Monday. She did not come back to the bridge.", "Ana Torres | direct | It Will Never Hold" },
  -- mixed speech, and what is no speech
  { "content with a part behind a comma, before an inverted source", "The toll had risen to 38, with 100 people still missing, said Ana Torres, head of the fund.",
    "Ana Torres | indirect | The toll had risen to 38, with 100 people still missing" },
  { "description with a preposition", "Peter Miller, with the relief fund, said the bridge was gone.", "Peter Miller | indirect | the bridge was gone" },
  { "fragment in somebody's sentence", "Ana Torres praised the town for its “quiet courage”.", "Ana Torres | indirect | the town for its “quiet courage”\nAna Torres | mixed | quiet courage" },
  { "fragment in a reported clause", "Ana Torres said that the bridge was “a wreck”.", "Ana Torres | indirect | the bridge was “a wreck”\nAna Torres | mixed | a wreck" },
  { "object and quotation joined by as are told once", "Ana Torres described the bridge as “a wreck”.", "Ana Torres | mixed | a wreck" },
  { "fragment behind while", "Ana Torres praised the bridge while the mayor called it “a wreck”.", "Ana Torres | indirect | the bridge\nthe mayor | mixed | a wreck" },
  { "fragments on both sides of while", "Ana Torres called the bridge “a gift”, while Peter Miller called it “a wreck”.", "Ana Torres | mixed | a gift\nPeter Miller | mixed | a wreck" },
  { "fragments on both sides of but", "Ana Torres called the bridge “a gift” but Peter Miller called it “a wreck”.", "Ana Torres | mixed | a gift\nPeter Miller | mixed | a wreck" },
  { "fragment in a clause that opens the sentence", "While the mayor called the bridge “a wreck”, Ana Torres said it would hold.", "the mayor | mixed | a wreck\nAna Torres | indirect | it would hold" },
  { "fragment that the clause goes on behind", "Ana Torres hoped that “a new bridge” would stand there.", "Ana Torres | indirect | “a new bridge” would stand there\nAna Torres | mixed | a new bridge" },
  { "what a body calls it, in what somebody says", "The council praised the men for what it called “quiet courage”.", "The council | indirect | the men for what it called “quiet courage”\nit | mixed | quiet courage" },
  { "scare quotes", "The so-called “bridge” was a plank, and nobody used it.", "" },
  { "title of a work", "The film “Bridge of Sighs” opens in Lima on Friday.", "" },
  { "title of a work in a speaker's sentence", "Ana Torres wrote about it in her memoir, “Bridge of Sighs”, which sold well.", "Ana Torres | indirect | it in her memoir" },
  { "title of what somebody spoke on", "“We never lost a man here,” Ana Torres said on “Morning in Hull”.", "Ana Torres | direct | We never lost a man here," },
  { "title that begins with a number", "The film, “13 Bridges: The Story of Hull,” opens on Friday.", "" },
  { "few words behind a dash", "Peter Miller had worked there - “a year in the mud” - and went home.", "" },
  { "few words behind a comma", "Across the river, “shouting from the roofs” for hours, stood Peter Miller.", "" },
  { "heading in marks", "The town waits.\n\n'A wide river'\n\nNobody has crossed it for a year.", "" },
  -- indirect speech
  { "clause with that", "Ana Torres said that the bridge would be closed.", "Ana Torres | indirect | the bridge would be closed" },
  { "clause without that", "Ana Torres said the bridge would be closed.", "Ana Torres | indirect | the bridge would be closed" },
  { "number with at least", "Police said at least 12 boats were lost.", "Police | indirect | at least 12 boats were lost" },
  { "number with more than", "Police said more than 100 boats were lost.", "Police | indirect | more than 100 boats were lost" },
  { "number with up to", "Police said up to 30 boats were lost.", "Police | indirect | up to 30 boats were lost" },
  { "number with nearly", "Police said nearly 100 boats were lost.", "Police | indirect | nearly 100 boats were lost" },
  { "number behind a day", "Police said on Monday at least 12 boats were lost.", "Police | indirect | at least 12 boats were lost" },
  { "clause that goes on with but that", "Ana Torres said that the bridge was old, but that it would hold.", "Ana Torres | indirect | the bridge was old, but that it would hold" },
  { "clause first, source and cue behind", "The bridge would be closed, Ana Torres said.", "Ana Torres | indirect | The bridge would be closed" },
  { "clause first, cue and source behind", "The bridge would be closed, said Ana Torres.", "Ana Torres | indirect | The bridge would be closed" },
  { "source and cue in the middle", "The bridge, Ana Torres said, would be closed in May.", "Ana Torres | indirect | The bridge … would be closed in May" },
  { "according to, first", "According to Ana Torres, the bridge would be closed.", "Ana Torres | indirect | the bridge would be closed" },
  { "according to, last", "The bridge would be closed, according to Ana Torres.", "Ana Torres | indirect | The bridge would be closed" },
  { "he said he would", "Peter Miller said he would close the bridge.", "Peter Miller | indirect | he would close the bridge" },
  { "denied", "Peter Miller denied that he had closed the bridge.", "Peter Miller | indirect | he had closed the bridge" },
  { "denied doing", "Peter Miller denied closing the bridge.", "Peter Miller | indirect | closing the bridge" },
  { "promised to", "Peter Miller promised to rebuild the bridge.", "Peter Miller | indirect | to rebuild the bridge" },
  { "threatened to", "Peter Miller threatened to close the bridge.", "Peter Miller | indirect | to close the bridge" },
  { "warned of", "Peter Miller warned of a hard winter.", "Peter Miller | indirect | a hard winter" },
  { "urged somebody to", "Peter Miller urged the council to close the bridge.", "Peter Miller | indirect | the council to close the bridge" },
  { "asked whether", "Peter Miller asked whether the bridge was closed.", "Peter Miller | indirect | whether the bridge was closed" },
  { "told somebody that", "Peter Miller told the council that the bridge was closed.", "Peter Miller | indirect | the bridge was closed" },
  { "believes", "Peter Miller believes the bridge will hold.", "Peter Miller | indirect | the bridge will hold" },
  { "wants to", "Peter Miller wants to close the bridge.", "Peter Miller | indirect | to close the bridge" },
  { "plans to", "The company plans to close the bridge.", "The company | indirect | to close the bridge" },
  { "opposes", "Peter Miller opposes the new bridge.", "Peter Miller | indirect | the new bridge" },
  { "accused of", "Peter Miller accused the council of neglect.", "Peter Miller | indirect | the council of neglect" },
  { "list whose last items are joined", "Peter Miller demanded boats, ropes and a ferry.", "Peter Miller | indirect | boats, ropes and a ferry" },
  { "list of many items, with a comma before its conjunction", "Peter Miller promised ropes, old boats, planks, and a ferry to the town.", "Peter Miller | indirect | ropes, old boats, planks, and a ferry to the town" },
  { "list that another clause follows", "Peter Miller demanded boats, ropes and planks, and Ana Torres left.", "Peter Miller | indirect | boats, ropes and planks" },
  { "no list, but the next clause", "Peter Miller demanded boats, and Ana Torres and Bo Li left.", "Peter Miller | indirect | boats" },
  { "whom something is done to is nothing said", "Peter Miller thanked her. Ana Torres praised them.", "" },
  { "what somebody is made is nothing said", "Ana Torres was named head of the ferry company in May.", "" },
  { "what somebody is promised", "Ana Torres was promised a new bridge.", "- | indirect | a new bridge" },
  { "day and place between cue and clause", "Peter Miller said on Monday in a statement that the bridge was closed.", "Peter Miller | indirect | the bridge was closed" },
  { "officials", "Officials said the bridge was closed.", "Officials | indirect | the bridge was closed" },
  { "spokesman for somebody", "A spokesman for the ferry company said the bridge was closed.", "A spokesman for the ferry company | indirect | the bridge was closed" },
  { "police", "The bridge was closed, police said.", "police | indirect | The bridge was closed" },
  { "report as source", "The report found that the bridge was unsafe.", "The report | indirect | the bridge was unsafe" },
  { "poll as source", "A new poll shows that most voters want the bridge.", "A new poll | indirect | most voters want the bridge" },
  { "organisation whose name has a preposition, behind according to", "The bridge was closed, according to Reporters Without Borders, which has an office there.", "Reporters Without Borders | indirect | The bridge was closed" },
  { "organisation whose name has a preposition, before the content", "According to Doctors Without Borders, the bridge was closed.", "Doctors Without Borders | indirect | the bridge was closed" },
  { "organisation whose name begins as a verb", "Save the Children said the bridge was closed.", "Save the Children | indirect | the bridge was closed" },
  { "long source with a description", "Peter Miller, the mayor who closed the old harbour, said the bridge would hold.", "Peter Miller | indirect | the bridge would hold" },
  { "relative pronoun as source", "They met Peter Miller, who said the bridge would hold.", "Peter Miller | indirect | the bridge would hold" },
  { "role noun as source", "Peter Miller, the mayor of Hull, came late. The mayor said the bridge would hold.", "Peter Miller | indirect | the bridge would hold" },
  { "participle behind a comma", "Peter Miller left the hall, saying the bridge would hold.", "Peter Miller | indirect | the bridge would hold" },
  { "nested attribution", "Ana Torres said that Peter Miller had told her the bridge was closed.",
    "Ana Torres | indirect | Peter Miller had told her the bridge was closed\nPeter Miller | indirect | the bridge was closed" },
  { "end at the next speaker", "Ana Torres said the bridge was closed, and Peter Miller said it was open.",
    "Ana Torres | indirect | the bridge was closed\nPeter Miller | indirect | it was open" },
  { "end at the next cue of the same speaker", "Ana Torres said the bridge was closed and added that it was old.",
    "Ana Torres | indirect | the bridge was closed\nAna Torres | indirect | it was old" },
  { "end at a while that leads to the next cue", "Ana Torres said the bridge was closed while police said it was open.",
    "Ana Torres | indirect | the bridge was closed\npolice | indirect | it was open" },
  { "end at a participle that reports", "Ana Torres said the bridge was closed, adding that it was old.",
    "Ana Torres | indirect | the bridge was closed\nAna Torres | indirect | it was old" },
  { "end of a clause between commas", "When Ana Torres said the bridge was closed, the men went home.", "Ana Torres | indirect | the bridge was closed" },
  { "end of an object at the day", "Ana Torres criticized the plan on Monday.", "Ana Torres | indirect | the plan" },
  { "noun with a possessive pronoun", "Mary Smith came late, and her promise to rebuild the bridge was kept.", "Mary Smith | indirect | to rebuild the bridge" },
  { "noun with a possessive name", "Peter Miller's criticism of the new bridge was heard.", "Peter Miller | indirect | the new bridge" },
  { "noun that nobody has", "The promise to rebuild the bridge was kept.", "" },
  { "passive with by", "The plan was rejected by the council.", "the council | indirect | The plan" },
  -- what the tagger takes for a participle, an adjective or an infinitive
  { "verb of the clause taken for a participle", "Ana Torres said the bank raised rates.", "Ana Torres | indirect | the bank raised rates" },
  { "no row of nobody within such a clause", "Ana Torres said the company planned to cut 300 jobs.", "Ana Torres | indirect | the company planned to cut 300 jobs" },
  { "verb of the clause taken for an adjective", "Ana Torres said the strike delayed trains.", "Ana Torres | indirect | the strike delayed trains" },
  { "clause without an object that ends in such a verb", "Ana Torres said costs increased.", "Ana Torres | indirect | costs increased" },
  { "participle that tells of the subject of the clause", "Ana Torres said the money raised last year was spent.", "Ana Torres | indirect | the money raised last year was spent" },
  { "participle that tells of an object", "Ana Torres announced a plan drawn up in May.", "Ana Torres | indirect | a plan drawn up in May" },
  { "cue taken for a participle", "The mayor called for calm.", "The mayor | indirect | calm" },
  { "cue of a body taken for a participle", "Amnesty International called for an inquiry.", "Amnesty International | indirect | an inquiry" },
  { "title taken for an infinitive", "Prices will rise, finance chief Priya Raghunathan said.", "Priya Raghunathan | indirect | Prices will rise" },
  { "aside between commas", "Peter Miller, for his part, said that the bridge was closed.", "Peter Miller | indirect | the bridge was closed" },
  { "dateline is no part of what is said", "OSLO — The fund is empty, the company said on Friday.", "the company | indirect | The fund is empty" },
  { "dateline with a hyphen and an agency", "OSLO (Wire) - The fund is empty, the company said on Friday.", "the company | indirect | The fund is empty" },
  { "adjective that looks like a participle", "Ruling party loses majority in vote", "" },
  { "place before the source, clause behind", "In Peru, Ana Torres said, the road was closed.", "Ana Torres | indirect | In Peru … the road was closed" },
  { "place before the subject", "In Peru, Ana Torres has agreed to three bases.", "" },
}

local named = {}
for _, case in ipairs(cases) do
  local name, text, wanted = table.unpack(case)
  check.that(not named[name], "two cases called " .. name)
  named[name] = true
  local list, doc = facts_of(text)
  local lines = {}
  for k, fact in ipairs(list) do lines[k] = line_of(fact) end
  local got = table.concat(lines, "\n")
  check.that(got == wanted, ("%s: %s\n  gives %s\n  not   %s"):format(name, text, got, wanted))
  core.close(doc)
end
check.that(#cases >= 60, #cases .. " cases")

-- The shape of the fact: what the first one of a text has under a name, as text.
local function has(text, field, wanted)
  local list, doc = facts_of(text)
  local value = list[1] and list[1][field]
  local got = core.class(value) == "span" and value.text or type(value) == "table" and #value > 0 and tostring(#value) or tostring(value)
  check.that(got == wanted, ("%s: %s is %s, not %s"):format(text, field, got, wanted))
  core.close(doc)
end
has("Peter Miller denied that he had closed the bridge.", "stance", "deny")
has("Peter Miller confirmed that the bridge was closed.", "stance", "confirm")
has("Peter Miller claimed the bridge was closed.", "stance", "claim")
has("Peter Miller promised to rebuild the bridge.", "stance", "promise")
has("Peter Miller called the bridge a marvel.", "stance", "neutral") -- as good as a disgrace: the verb does not say
has("Peter Miller opposes the new bridge.", "stance", "oppose")
has("“We will go,” warned Peter Miller.", "stance", "warn")
has("“We will go,” according to Peter Miller.", "stance", "neutral")
has("Peter Miller said the bridge was closed.", "polarity", "positive")
has("Peter Miller did not say that the bridge was closed.", "polarity", "negative")
has("Peter Miller never said the bridge was closed.", "polarity", "negative")
has("Peter Miller neither confirmed nor denied that the bridge was closed.", "polarity", "negative")
has("Nobody from the ministry said the bridge was closed.", "polarity", "negative")
has("Few experts believe the bridge is closed.", "polarity", "negative")
has("A few experts believe the bridge is closed.", "polarity", "positive")
has("Peter Miller has yet to say whether the bridge is closed.", "polarity", "negative")
has("Peter Miller has repeatedly said the bridge was closed.", "cue", "has repeatedly said")
has("Peter Miller called for a new bridge.", "cue", "called for")
has("Police said up to 30 boats were lost.", "cue", "said")
has("Peter Miller pointed out that the bridge was closed.", "cue", "pointed out")
has("Peter Miller told the council that the bridge was closed.", "addressee", "the council")
has("Peter Miller told reporters on Friday: “We will go.”", "addressee", "reporters")
has("The bridge, Ana Torres said, would be closed in May.", "parts", "2")
has("“We will go,” Ana Torres said. “It is late.”", "parts", "2")
has("Ana Torres said: “We will go.”", "reason", "named")
has("Ana Torres said: “We will go.”", "speakers", "nil")
has("Ana Torres and Bo Li said: “We will go.”", "speakers", "2")
has("Ana Torres and Bo Li said: “We will go.”", "reason", "named")
has("Mary Smith and Peter Miller met in Lima. They said the bridge was closed.", "reason", "named together")
has("Ana Torres said: “We will go.”", "unattributed", "nil")
has("Officials said the bridge was closed.", "unattributed", "a source without a name")
has("They said the bridge was closed.", "unattributed", "several are meant")
has("The mayor said the bridge was closed.", "unattributed", "nobody of the text is known as that")
has("The river rose. “Nobody of us will stay here any longer.”", "unattributed", "no source stands near, and nobody spoke in the paragraph before")

-- Who spoke is known behind a source that asked for it while sources were looked for.
do
  local doc = lun.doc "Ana Torres of Peru spoke in Lima. Her country said it was ready."
  phase.run(report.check({ name = "said", use = { "attribution" }, each = function() end }).packs, doc)
  local statement = require("lunette.antecedent").of(doc):statement(#doc - 1)
  check.that(doc:word(#doc - 1) == "ready" and statement and statement.content.text == "it was ready", "the statement that a word stands in")
  core.close(doc)
end

-- Facts that a script made: of a list the first fills a role, a speaker without a source stays and goes on, and what cannot be is refused.
do
  local speakers = require "lunette.speakers"
  local function neutral() return "neutral", "positive" end
  local function attributed(text, ...)
    local doc = lun.doc(text)
    phase.run(report.check({ name = "own", use = { "entities" }, each = function() end }).packs, doc)
    for _, make in ipairs { ... } do doc:fact("said", make(doc)) end
    speakers.attribute(doc, neutral)
    local list = lun.collect(doc:facts "said")
    return list, doc
  end
  local text = "Ana Torres left. “We will go at once.” Then it rained. “It was late again that day.”"
  local function quote(doc, n) return lun.collect(doc:spans "quote")[n] end
  local list, doc = attributed(text, function(doc) return { what = quote(doc, 1), source = { doc:span(1, 2), doc:span(3, 3) }, match = quote(doc, 1) } end)
  check.that(core.class(list[1].source) == "span" and list[1].source.text == "Ana Torres" and list[1].speaker.name == "Ana Torres" and list[1].kind == "direct", "the first of a list")
  check.that(#list == 2 and list[2].speaker == list[1].speaker and list[2].rule == "attribution.carried", "the speaker is carried on")
  core.close(doc)
  list, doc = attributed(text, function(doc) return { what = quote(doc, 1), speaker = doc:span(3, 3), match = quote(doc, 1) } end)
  check.that(list[1].speaker.text == "left" and list[1].unattributed == nil and list[2].speaker.text == "left", "a speaker that is no entity")
  core.close(doc)
  check.raises(function() attributed(text, function(doc) return { match = quote(doc, 1) } end) end, "wants the span of what is said as its role 'what'")
  check.raises(function() attributed(text, function(doc) return { what = quote(doc, 1), source = "Ana" } end) end, "a string as its source")
end

-- Facts that were given are told who speaks when somebody first asks for what they lack.
do
  local fact, speakers = require "lunette.fact", require "lunette.speakers"
  local text = "Peru's foreign minister, Ana Torres, said the road was closed. She denied that Bo Li had left."
  local function untold()
    local doc = lun.doc(text)
    phase.run(packs, doc)
    local list = fact.list(doc, "said")
    check.that(#list == 2 and rawget(list[1], "kind") == nil and rawget(list[1], "rule") ~= nil, "not told, but found")
    return doc, list
  end
  local function keys(f)
    local names = {}
    for name, value in pairs(f) do
      check.that(type(name) == "string" and value ~= nil, "a role has a name")
      names[#names + 1] = name
    end
    table.sort(names)
    return table.concat(names, " ")
  end
  local roles = "content cue file kind line match parts polarity reason rule source speaker stance type what words"
  local doc, list = untold()
  check.that(list[1].kind == "indirect" and rawget(list[1], "speaker").name == "Ana Torres" and rawget(list[2], "kind") == nil, "told when one is asked for, and the other not")
  check.that(keys(list[1]) == roles and keys(list[2]) == roles, "pairs tells it: " .. keys(list[2]))
  check.that(list[1].nothing == nil and tostring(list[1]):find("speaker=Ana Torres", 1, true) ~= nil, "what is told is an ordinary fact")
  core.close(doc)
  doc, list = untold()
  check.that(tostring(list[2]):find("stance=deny", 1, true) ~= nil, "to be printed it is told")
  list[1].kind = "hearsay"
  check.that(list[1].kind == "hearsay" and list[1].speaker.name == "Ana Torres", "what is set stays")
  speakers.attribute(doc, function() return "neutral", "positive" end)
  check.that(list[1].kind == "indirect" and list[1].speaker.name == "Ana Torres" and list[2].stance == "deny", "attributed anew")
  core.close(doc)
  doc, list = untold()
  phase.run(report.check({ name = "own", use = { "entities" }, each = function() end }).packs, doc)
  check.that(rawget(list[2], "kind") == "indirect" and list[2].speaker.name == "Ana Torres", "told before entities are grouped anew")
  core.close(doc)
  doc, list = untold()
  local kept = doc:facts "said"()
  core.close(doc)
  check.that(kept.kind == "indirect" and kept.polarity == "positive" and kept.words == "the road was closed", "what doc:facts gives is told, and can be kept")
  check.raises(function() return list[2].kind end, "closed")
end

-- Who says it, as a text.
for text, expected in pairs {
  ["Ana Torres said the road was closed."] = "Ana Torres", ["Police and Ana Torres said the road was closed."] = "Ana Torres; Police",
  ["Police said the road was closed."] = "Police", ["The driver, who said the road was closed, left."] = "The driver", ["“No way,” it was said."] = "nil",
} do
  local doc = lun.doc(text)
  phase.run(packs, doc)
  local q = doc:facts "said"()
  check.that(tostring(q and lun.said_by(q)) == expected, tostring(q and lun.said_by(q)))
  core.close(doc)
end
check.raises(function() lun.said_by {} end, "wants a fact 'said'")
check.raises(function() lun.said_by "Torres" end, "wants a fact 'said'")

-- The report of people counts what each says, and how; a quotation that goes on without a cue has no stance, and counts all the same.
local people = report.load "people"()
local function said(text)
  local doc, rows = lun.doc(text), {}
  phase.run(people.packs, doc)
  people.each(doc, function(row) rows[#rows + 1] = ("%s %d %d %s"):format(row.name, row.said, row.quoted, row.stances and table.concat(row.stances, ", ") or "-") end)
  core.close(doc)
  return table.concat(rows, "; ")
end
for text, expected in pairs {
  ["“We will go,” Ana Torres said. Peter Miller denied that the bridge was closed. Ana Torres promised to rebuild it. Bo Li left."] =
    "Ana Torres 2 1 promise 1; Peter Miller 1 0 deny 1; Bo Li 0 0 -",
  ["Ana Torres denied that the army was “not in a hurry” to leave."] = "Ana Torres 1 1 deny 1",
  ["“We will go,” Ana Torres and Bo Li said. Bo Li denied that the bridge was closed."] = "Bo Li 2 1 deny 1; Ana Torres 1 1 -",
  ["“We will go,” Ana Torres said.\n\n“It is late, and nobody of us will stay here any longer.”\n"] = "Ana Torres 2 2 -",
} do
  check.that(said(text) == expected, said(text))
end
check.done()

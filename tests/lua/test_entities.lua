-- Who and what is meant: one short case for each phenomenon of names and of references, named after it. `at` is the mention asked for,
-- with #2 the second that is written so; what is expected is `entity | reason | runners-up`, where `-` is nobody.
local lun = require "lunette"
local core = require "lunette.core"
local phase = require "lunette.phase"
local report = require "lunette.report"
local check = dofile "tests/lua/check.lua"

local packs = report.check({ name = "meant", use = { "references" }, each = function() end }).packs

local function read(text, date)
  local doc = lun.doc(text, { date = date })
  phase.run(packs, doc)
  return doc
end

-- The tokens of the n-th place where a text is written.
local function span_of(doc, wanted)
  local text, number = wanted:match "^(.-)#(%d+)$"
  text, number = text or wanted, tonumber(number or 1)
  local from = 1
  for _ = 1, number do
    local start, stop
    repeat
      start, stop = doc.text:find(text, from, true)
      assert(start, ("'%s' is not in '%s'"):format(wanted, doc.text))
      from = start + 1
    until not doc.text:sub(start - 1, start - 1):find "%w" and not doc.text:sub(stop + 1, stop + 1):find "%w"
    from = stop + 1
    if number == 1 then return doc:span(doc:at(start), doc:at(stop)) end
    number = number - 1
  end
end

local function told(doc, at)
  local answer = doc:reference(span_of(doc, at))
  if not answer then return "none" end
  local others, several = {}, {}
  for k, other in ipairs(answer.others) do others[k] = other.entity.name end
  for k, e in ipairs(answer.several or {}) do several[k] = e.name end
  local who = answer.entity and answer.entity.name or several[1] and table.concat(several, " + ") or answer.country or "-"
  return ("%s | %s | %s"):format(who, (answer.unclear and "unclear: " or "") .. answer.reason, table.concat(others, ", "))
end

local two = "John Smith, the mayor, met Mary Smith, a teacher.\n\n"
local cases = {
  -- names of persons
  { "surname after the full name", "Ana Torres met the council. Torres was late.", "Torres#2", "Ana Torres | the only one of that name | " },
  { "full name again", "Ana Torres left. On Monday Ana Torres came back.", "Ana Torres#2", "Ana Torres | the same name | " },
  { "longer form of a name", "Ana Torres left. On Monday Ana Maria Torres came back.", "Ana Torres", "Ana Maria Torres | the same name | " },
  { "the name before a particle", "Torres wins the race\n\nAna Clara Torres da Costa won the race in Hull on Monday.", "Torres", "Ana Clara Torres da Costa | the only one of that name | " },
  { "the name before a particle, two of the surname", "Ana Clara Neves da Costa met Rita da Costa. Neves left.", "Neves#2", "Ana Clara Neves da Costa | the only one of that name | " },
  { "initial for a given name", "Peter Miller left. On Monday P. Miller came back.", "P. Miller", "Peter Miller | the same name | " },
  { "surname in a headline before the full name", "Torres wins the race\n\nAna Torres won the race in Hull on Monday.", "Torres", "Ana Torres | the only one of that name | " },
  { "two of one surname, title of a man", two .. "Mr. Smith left.", "Smith#3", "John Smith | the title says the gender | Mary Smith" },
  { "two of one surname, title of a woman", two .. "Mrs. Smith left.", "Smith#3", "Mary Smith | the title says the gender | John Smith" },
  { "two of one surname, title of an office", "President Ana Torres met Minister Maria Torres. President Torres left.", "Torres#3", "Ana Torres | called by that title | Maria Torres" },
  { "two of one surname, full given name", two .. "Mary Smith left.", "Mary Smith#2", "Mary Smith | the same name | " },
  { "two of one surname, one named before", "John Smith spoke. Later Smith left.\n\nMary Smith came on Friday.", "Smith#2", "John Smith | the only one named before | Mary Smith" },
  { "two of one surname, one in the paragraph", two .. "Mary Smith came back. Later Smith left.", "Smith#4", "Mary Smith | the only one named last in the paragraph | John Smith" },
  { "two of one surname, one in the last sentences", "John Smith spoke. It rained for hours. It went on. Mary Smith came. Later Smith left.", "Smith#3", "Mary Smith | the only one in the last sentences | John Smith" },
  { "two of one surname, nothing decides", two .. "Later Smith left.", "Smith#3", "Smith | unclear: several of that name were named as near | John Smith, Mary Smith" },
  { "two of one surname in a headline", "Smith wins the race\n\nJohn Smith won the race. His wife Mary Smith watched.", "Smith", "John Smith | named first afterwards | Mary Smith" },
  { "couple without given names", "Mr. Miller and Mrs. Miller came. Mrs. Miller spoke.", "Miller#3", "Miller | the title says the gender | Miller" },
  { "father and son", "John Smith Sr. met John Smith Jr. in Hull.", "John Smith Jr.", "John Smith Jr. | the same name | " },
  { "nickname in marks, with the surname", "Robert “Bob” Smith won the race. On Monday Bob Smith left.", "Bob Smith", "Robert “Bob” Smith | the same name | " },
  { "nickname in brackets", "Robert (Bob) Smith won the race. On Monday Bob Smith left.", "Bob Smith", "Robert (Bob) Smith | the same name | " },
  { "family name first", "Xi Jinping met the council. Later Xi left.", "Xi#2", "Xi Jinping | the only one of that name | " },
  { "family name first, Korean", "Moon Jae-in met the council. Later Moon left.", "Moon#2", "Moon Jae-in | the only one of that name | " },
  { "known by another name", "General Luis Vega, better known as Tico, left. Tico slept. He was tired.", "Tico#2", "Luis Vega | short form given in the text | " },
  { "a name that stands for the real one", "Tina Sol, whose real name is Ana Torres, left. Torres slept.", "Torres#2", "Tina Sol | the only one of that name | " },
  { "known by another name of the same surname", "Ana Torres, born Rita Torres, left. Later Torres slept.", "Torres#3", "Ana Torres | the only one of that name | " },
  { "who calls somebody something is somebody else", "Ana Torres dubbed Bo Lind a liar. Lind left.", "Lind#2", "Bo Lind | the only one of that name | " },
  { "a surname that is a number elsewhere", "Premier Li Qiang arrived in Oslo. Li Xi spoke on Monday. Later Xi left.", "Xi#2", "Li Xi | the only one of that name | " },
  { "a number behind a name", "Pope Leo XIV spoke. Later Leo left.", "Leo#2", "Leo XIV | the same name | " },
  { "initials that the dictionary has for somebody else", "The Rapid Support Forces signed a truce in Sudan. The RSF left.", "RSF", "Rapid Support Forces | its letters begin the words of the long name | " },
  { "initials of a body that is named itself", "The Rapid Support Forces signed a truce. Reporters Without Borders objected. RSF left.", "RSF", "Reporters Without Borders | one entry of the dictionary | " },
  { "a nickname behind the name", "Luis Vega, nicknamed Tico, left. Later Tico slept.", "Tico#2", "Luis Vega | short form given in the text | " },
  { "given name alone", "Ana Torres ran. “I won,” said Ana.", "Ana#2", "Ana Torres | the only one of that name | " },
  -- organisations and countries
  { "acronym in brackets", "The Coastal Relief Agency (CRA) came. The CRA opened a camp.", "CRA#2", "Coastal Relief Agency | short form given in the text | " },
  { "acronym behind what is longer than a lexeme", ("X"):rep(65530) .. " Association (WHO) met John Smith. Later Smith left.", "Smith#2", "John Smith | the only one of that name | " },
  { "acronym of another language", "The Harbour Unity Party (PUP) lost. The PUP left.", "PUP#2", "Harbour Unity Party | short form given in the text | " },
  { "acronym of an office in another language", "The Public Prosecutor's Office (MPF) agreed. The MPF left.", "MPF#2", "Public Prosecutor's Office | short form given in the text | " },
  { "acronym of a place in another language", "It belongs to Electricity of Norwick (ENK). Later ENK closed.", "ENK#2", "Electricity of Norwick | short form given in the text | " },
  { "acronym that is said", "The Kenya Fisheries and Water Authority, known as COFWA, was shut. Later COFWA opened.", "COFWA#2", "Kenya Fisheries and Water Authority | short form given in the text | " },
  { "company without its legal form", "Tarvo A/S will buy it. Shares in Tarvo rose.", "Tarvo#2", "Tarvo A/S | a shorter form of that name | " },
  { "surname without its article", "Gen. Abdel Fattah al-Barhan spoke. Then Barhan left.", "Barhan#2", "Abdel Fattah al-Barhan | the only one of that name | " },
  { "region with its kind", "Fires hit China's Shanxi Province. Later Shanxi was dry.", "Shanxi#2", "Shanxi Province | a shorter form of that name | " },
  { "first partner of a firm", "They asked Hart & Bell. Later Hart fell in London.", "Hart#2", "Hart & Bell | a shorter form of that name | " },
  { "acronym without brackets", "The Coastal Relief Agency came. Later CRA opened a camp.", "CRA", "Coastal Relief Agency | its letters begin the words of the long name | " },
  { "acronym before the long form", "CRA opened a camp. The Coastal Relief Agency has ten boats.", "CRA", "Coastal Relief Agency | the same name | " },
  { "acronym that the dictionary knows", "The World Health Organization sent doctors. The WHO will stay.", "WHO", "World Health Organization | its letters begin the words of the long name | " },
  { "company without what its branch is called", "Northgate Resources fell. Northgate said so.", "Northgate#2", "Northgate Resources | a shorter form of that name | " },
  { "company without what its name begins with", "Grupo Tellmar fell. Later Tellmar said it would close.", "Tellmar#2", "Grupo Tellmar | a shorter form of that name | " },
  { "a bank without what it is", "Harcourt Savings Bank fell. Harcourt said so.", "Harcourt#2", "Harcourt Savings Bank | a shorter form of that name | " },
  { "a body without what it is of", "The Central Bank of Ireland agreed. Later the Central Bank left.", "Central Bank#2", "Central Bank of Ireland | a shorter form of that name | " },
  { "a body without what it is of, of two", "The Central Bank of Ireland met the Central Bank of Malta. Later the Central Bank left.", "Central Bank#3", "Central Bank | the same name | " },
  { "company without its ending", "Acme Holdings Inc. fired 300 people. Later Acme fell.", "Acme#2", "Acme Holdings Inc. | a shorter form of that name | " },
  { "a body without the words between", "The U.N. General Assembly met. Later the U.N. Assembly voted.", "U.N. Assembly", "U.N. General Assembly | a shorter form of that name | " },
  { "a region without what its name ends with", "It burnt in Shanxi Province. Later Shanxi sent help.", "Shanxi#2", "Shanxi Province | a shorter form of that name | " },
  { "abbreviation of a country", "The United States sent troops. The U.S. will stay.", "U.S", "United States | one entry of the dictionary | " },
  { "people of a country keep their country", "Chilean troops left.", "Chilean", "Chilean | the same name | " },
  -- pronouns
  { "he, by gender", "Ana Torres met Peter Miller. He left.", "He", "Peter Miller | named last in the paragraph | " },
  { "she, by gender", "Ana Torres met Peter Miller. She left.", "She", "Ana Torres | subject of the paragraph | " },
  { "she, the subject before the object", "Mary Smith met Ana Torres. She left.", "She", "Mary Smith | subject of the paragraph | Ana Torres" },
  { "she, behind a preposition is no subject", "Mary Smith spoke to Ana Torres. She left.", "She", "Mary Smith | subject of the paragraph | Ana Torres" },
  { "he, the last subject of several", "Peter Miller came. Paul Jones left. He was tired.", "He", "Paul Jones | subject of the paragraph | Peter Miller" },
  { "his, the subject of its sentence", "Peter Miller left his house.", "his", "Peter Miller | subject of the paragraph | " },
  { "her, by gender", "Peter Miller met Ana Torres and her brother.", "her", "Ana Torres | named last in the paragraph | " },
  { "him, not the subject of its clause", "Peter Miller came late. Paul Jones called him.", "him", "Peter Miller | subject of the paragraph | " },
  { "her, of another clause than the subject named last", "Ana Torres waited while Mary Smith slept, but they called her.", "her", "Mary Smith | subject of the paragraph | Ana Torres" },
  { "himself", "Peter Miller hurt himself.", "himself", "Peter Miller | subject of the paragraph | " },
  { "he, of unknown gender", "Achta Hisseine left. He was tired.", "He", "Achta Hisseine | subject of the paragraph | " },
  { "he, not who is she elsewhere", "Achta Hisseine lost her boat. Bounmy Sisavath met Achta Hisseine on Friday. He left.", "He", "Bounmy Sisavath | subject of the paragraph | " },
  { "she, who is she elsewhere", "Achta Hisseine lost her boat. Bounmy Sisavath met Achta Hisseine on Friday. She left.", "She", "Achta Hisseine | subject of the paragraph | Bounmy Sisavath" },
  { "he, whom a role noun meant last", "Prime Minister Ryu Seong-min came. Peter Miller left.\n\nThe prime minister slept. He was tired.", "He", "Ryu Seong-min | subject of the paragraph | Peter Miller" },
  { "him, not who is told of behind who", "Ryu Seong-min left. Later Chidinma Ezeoke, who was angry with him, came.", "him", "Ryu Seong-min | subject of the paragraph | " },
  { "he, nobody fits", "Mary Smith left. He was tired.", "He", "- | nobody named before fits the pronoun | " },
  { "she, in the next paragraph", "Ana Torres came to Hull.\n\nThe hall was full when she left.", "she", "Ana Torres | named last before | " },
  { "she, speaker before over paragraphs", "Peter Miller met Mary Smith in Hull.\n\n“We lost the key,” said Ana Torres.\n\n“We will look for it,” she said.", "she", "Ana Torres | speaker before | Mary Smith" },
  { "he is no body that spoke before", "“We lost the key,” Acme Holdings Inc. said.\n\n“We will look for it,” he said.", "he", "- | nobody named before fits the pronoun | " },
  { "him, no reporter of the by-line", "Storm ends\n\nBy Peter Miller and Luis Vega\n\nHULL (Wire) — It rained, and the crew found him.", "him", "- | nobody named before fits the pronoun | " },
  { "they, no agency of the dateline", "Storm ends\n\nHULL, England (Reuters) — It rained, and they left.", "they", "- | several are meant | " },
  { "him, whom the article is about, not a stranger of another paragraph", "Peter Miller came. Later Miller slept. At dawn Miller left.\n\nPaul Jones came by.\n\nThe hall was full for him.", "him", "Peter Miller | named most before | Paul Jones" },
  { "she, who spoke in the sentence before, not whose gender is known", "Mary Smith came. Analyst Achta Rao said the price was steep. “It is late,” she said.", "she", "Achta Rao | speaker before | Mary Smith" },
  { "she, nobody who is named in what she says", "Mary Smith met Ana Torres. “Smith is late,” she said.", "she", "Ana Torres | named last in the paragraph | Mary Smith" },
  { "she in a quotation is not who speaks", "Ana Torres waited. “She came at noon,” Ana Torres said, and Mary Smith was late.", "She", "- | nobody named before fits the pronoun | " },
  { "she, who says the clause", "Ana Torres said that she was tired.", "she", "Ana Torres | speaker of the clause | " },
  { "he, the subject of his sentence, of unknown gender", "General Luis Vega came. The south's governor, Achta Hisseine, was killed on May 3, hours after he blamed the rebels.", "he", "Achta Hisseine | subject of the paragraph | Luis Vega" },
  { "he, not who spoke in the paragraph before", "“It burns,” said Peter Miller. “Help us,” he said.\n\nThe town mourns a student, Wilber Quispe, whose family says he was shot. Achta Hisseine was killed hours after he blamed the rebels.", "he#3", "Achta Hisseine | subject of the paragraph | Wilber Quispe, Peter Miller" },
  { "he, of the sentence rather than who spoke before it", "Peter Miller said it burns. Paul Jones left after he said no.", "he", "Paul Jones | subject of the paragraph | Peter Miller" },
  { "he, of whose family is told", "Peter Miller came. They mourn the death of a student, Achta Hisseine, whose family says he was shot.", "he", "Achta Hisseine | named last in the paragraph | Peter Miller" },
  { "she, of known gender in the sentence of a stranger", "Luis Vega came. Achta Hisseine met Mary Smith before she left.", "she", "Mary Smith | named last in the paragraph | Achta Hisseine" },
  { "they, two named together", "Ana Torres and Peter Miller met. They left.", "They", "Ana Torres + Peter Miller | named together | " },
  { "they, three named together", "Ana Torres, Mary Smith and Peter Miller met. They left.", "They", "Ana Torres + Mary Smith + Peter Miller | named together | " },
  { "their, those of the sentence before", "Ana Torres and Peter Miller met. They left. Their car was new.", "Their", "Ana Torres + Peter Miller | named together | " },
  { "they, a body", "The Coastal Relief Agency came. They opened a camp.", "They", "Coastal Relief Agency | subject of the sentence before | " },
  { "they, two bodies named together", "The Coastal Relief Agency and the Red Cross said they would come.", "they", "Coastal Relief Agency + Red Cross | named together | " },
  { "they, nobody named together", "It rained. They left.", "They", "- | several are meant | " },
  -- role nouns
  { "role in front of the name", "Minister Ana Torres came. The minister left.", "The minister", "Ana Torres | called minister | " },
  { "role behind the name", "Peter Miller, the mayor of Hull, came. The mayor left.", "The mayor", "Peter Miller | called mayor | " },
  { "role between commas", "The mayor, Ana Torres, left.", "The mayor", "Ana Torres | named beside | " },
  { "role that two have, by its first word", "Foreign Minister Ana Torres met Defence Minister Luis Vega. The foreign minister left.", "The foreign minister", "Ana Torres | called foreign minister | Luis Vega" },
  { "role that two have in one sentence", "Minister Ana Torres met Minister Luis Vega. The minister left.", "The minister", "- | unclear: more than one is called minister | Luis Vega, Ana Torres" },
  { "role that two have, the one named last", "Minister Ana Torres came. Minister Luis Vega left. The minister was tired.", "The minister", "Luis Vega | called minister | Ana Torres" },
  { "roles of two together", "Minister Ana Torres met Minister Luis Vega. The ministers left.", "The ministers", "Ana Torres + Luis Vega | called ministers | " },
  { "office of the day, by the dictionary", "Emmanuel Macron of France met Olaf Scholz. The French president left.", "The French president", "Emmanuel Macron | holds the office of president | ", "2022-03-03" },
  { "head of a body", "Defense Secretary James Hill of the Pentagon met envoys. The head of the Pentagon left.", "The head of the Pentagon", "James Hill | leads Pentagon | " },
  { "nationality and a role that was not named", "Joost van der Meulen of the Netherlands spoke. The Dutch physician was tired.", "The Dutch physician", "- | nobody of the text is known as that | " },
  { "job that only sounds of a gender", "Ana Torres met Peter Miller. The spokesman left.", "The spokesman", "- | nobody of the text is known as that | " },
  { "his country", "President Ana Torres of Peru met envoys of Chile. Her country wants peace.", "Her country", "Peru | the country of Ana Torres | " },
  { "noun of a gender", "Ana Torres met Peter Miller. The businesswoman left.", "The businesswoman", "Ana Torres | the woman named last | " },
  { "role that nobody has", "Ana Torres came. The gardener left.", "The gardener", "- | nobody of the text is known as that | " },
  -- bodies and countries by a description
  { "the company", "Acme Holdings Inc. fell. The company will cut jobs.", "The company", "Acme Holdings Inc. | the company named last | " },
  { "the maker, beside its name", "Acme Holdings Inc. fell. It buys from Northgate Resources, the Chilean pump maker.", "the Chilean pump maker", "Northgate Resources | named beside | " },
  { "the bloc", "The European Union met Apple. The bloc will act.", "The bloc", "European Union | the bloc named last | " },
  { "the German, who is from there", "Peter Miller, a German, met Luis Vega, a Chilean. The German said no.", "The German", "Peter Miller | the German person named last | " },
  { "the German, of whom no country is known", "Coach Peter Miller met Luis Vega, a Chilean. The German said no.", "The German", "Peter Miller | the German person named last | " },
  { "the agency, by the end of its name", "The Coastal Relief Agency met Acme Holdings Inc. The agency left.", "The agency", "Coastal Relief Agency | its name ends so | " },
  { "the bank, the subject of the sentence before", "The Central Bank met Harbour Savings Bank. Harbour Savings Bank wrote to the Central Bank. The bank will close.", "The bank", "Harbour Savings Bank | its name ends so | Central Bank" },
  { "the bank, whom the article names most", "It rained on Harbour Savings Bank. They like Harbour Savings Bank. A letter to the Central Bank was lost. It will take days. The bank will close.", "The bank", "Harbour Savings Bank | its name ends so | Central Bank" },
  { "an officer is no chief", "Chief Ana Torres came. Acme Holdings Inc. fell. Its chief information officer, Luis Vega, left.", "Its chief information officer", "Luis Vega | named beside | " },
  { "South American giant", "Chile and Brazil will talk. The South American giant wants peace.", "The South American giant", "Brazil | called South American giant | " },
  { "Andean nation, of those named", "Chile and Brazil will talk. The Andean nation wants peace.", "The Andean nation", "Chile | the Andean nation named last | " },
  { "island nation named afterwards", "The island nation voted on Friday. Cyprus has few voters.", "The island nation", "Cyprus | the island nation named next | " },
  { "Baltic country, two in one sentence", "Latvia and Estonia will talk. The Baltic country wants peace.", "The Baltic country", "- | unclear: more than one is the Baltic country named last | Estonia, Latvia" },
  { "described country that is not named", "The Emerald Isle won the cup.", "The Emerald Isle", "IE | called Emerald Isle, which the text does not name | " },
  { "the group, an aid organisation after a company", "Apple sued Oxfam. Later Oxfam praised Norway. The group said prices fell.", "The group", "Oxfam | the group named last | Apple" },
  { "the organization, no company", "The World Health Organization sued Apple. The organisation said prices fell.", "The organisation", "World Health Organization | the organisation named last | " },
  { "the newspaper", "The mayor told The Guardian. The newspaper printed it.", "The newspaper", "The Guardian | the newspaper named last | " },
  { "the country", "Nepal was hit by floods. The country asked for help.", "The country", "Nepal | the country named last | " },
  { "of statements that end together the inner one is the last", "Peter Vega said that Luis Torres said the road was closed.\n\nHe left.", "He", "Luis Torres | speaker before | Peter Vega" },
  { "no reference at all", "The rain fell on Hull.", "The rain", "- | nobody of the text is known as that | " },
}

local named, failed = {}, {}
for _, case in ipairs(cases) do
  local name, text, at, wanted, date = table.unpack(case)
  check.that(not named[name], "two cases called " .. name)
  named[name] = true
  local doc = read(text, date)
  local got = told(doc, at)
  if got ~= wanted then failed[#failed + 1] = ("%s: %s is\n  %s, not\n  %s"):format(name, at, got, wanted) end
end
check.that(not failed[1], table.concat(failed, "\n"))

do -- no half of a phrase is laid down as a reference
  local function laid(text)
    local words = {}
    for s in read(text):spans "reference" do words[#words + 1] = s.text end
    return table.concat(words, ", ")
  end
  check.that(laid "Ana Torres left. Its chief information officer, Luis Vega, slept." == "Its chief information officer", laid "Ana Torres left. Its chief information officer, Luis Vega, slept.")
  check.that(laid "They wrote to Chad. Then its country director Luis Vega left." == "They", laid "They wrote to Chad. Then its country director Luis Vega left.")
end
-- The fields of an entity are there for whoever reads or walks them, and when somebody looks.
do
  local doc = read "John Smith, the mayor, met Mary Smith.\n\nOn Friday Smith left Hull. The mayor was tired."
  local looked, names = 0, {}
  doc:describe_entities("person", function(e)
    looked = looked + 1
    e.seen = true
  end)
  for e in doc:entities() do names[#names + 1] = e.type .. " " .. e.name end
  check.that(table.concat(names, ", ") == "person John Smith, person Mary Smith, person Smith, place Hull", table.concat(names, ", "))
  check.that(looked == 3, looked .. " persons were described")
  local unclear = doc:entity(span_of(doc, "Smith#3"))
  local fields = {}
  for key in pairs(unclear) do fields[key] = true end
  check.that(fields.name and fields.mentions and fields.aliases and fields.roles and fields.unclear and fields.seen and not fields.id, "fields of an entity")
  check.that(#unclear.unclear == 2 and unclear.unclear[1].name == "John Smith" and tostring(unclear.unclear[2]) == "Mary Smith", "whom an unclear name may mean")
  local john = doc:entity(span_of(doc, "John Smith"))
  john.note = "first"
  check.that(john.note == "first" and john.roles[1] == "mayor" and #john.mentions == 1 and john.gender == "M", "a field that is set stays beside the others")
  local span = span_of(doc, "The mayor")
  check.that(doc:entity(span) == john, "a reference refers to its entity")
  local found
  for s in doc:spans "reference" do if s.first == span.first then found = s end end
  check.that(found.entity == "John Smith" and found.type == "person" and found.reason == "called mayor" and not found.unclear, "attributes of a reference")
  local ok, message = pcall(doc.refer, doc, span, { name = "Ana Torres" })
  check.that(not ok and message:find "wants a span and an entity", message)
  ok, message = pcall(doc.reference, doc, "he")
  check.that(not ok and message:find "wants a span of the document", message)
  ok, message = pcall(doc.lay_references, doc, "reference?")
  check.that(not ok and message:find "wants the names of two layers", message)
  doc:add("mine?", span)
  doc:add("mine?", span_of(doc, "mayor#2"))
  doc:add("mine?", span_of(doc, "was tired"))
  doc:lay_references("mine?", "mine")
  doc:lay_references("nothing?", "nothing")
  local laid = lun.collect(doc:spans "mine")
  check.that(#laid == 1 and laid[1].text == "The mayor" and laid[1].entity == "John Smith" and laid[1].reason == "called mayor", #laid .. " references in a layer of one's own")
  check.that(lun.collect(doc:spans "nothing")[1] == nil, "references of no spans")
  ok, message = pcall(doc.describe_entities, doc, "person")
  check.that(not ok and message:find "wants a type of entities", message)
end

do -- references are laid by the names that entities have by then
  local doc = read "Ana Torres met Luis Vega.\n\nShe slept. He left."
  local function laid(layer)
    local names = {}
    doc:lay_references("mine?", layer)
    for s in doc:spans(layer) do names[#names + 1] = s.entity end
    return table.concat(names, ", ")
  end
  doc:add("mine?", span_of(doc, "She"))
  doc:add("mine?", span_of(doc, "He"))
  check.that(laid "first" == "Ana Torres, Luis Vega", laid "first again")
  doc:entity(span_of(doc, "Ana Torres")).name = "A. T."
  check.that(laid "second" == "A. T., Luis Vega", laid "second again")
  doc:describe_entities("person", function(e) if e.name == "Luis Vega" then e.name = "L. V." end end)
  check.that(laid "third" == "A. T., L. V.", laid "third again")
end

do -- who is asked whether a name concerns it may look at its entity
  local doc = read "Ana Torres met Luis Vega.\n\nShe slept."
  local ana = doc:entity(span_of(doc, "Ana Torres"))
  doc:add("mine?", span_of(doc, "She"))
  doc:describe_entities("person", function() end, function(name) return name == "Ana Torres" and ana.roles == nil end)
  doc:lay_references("mine?", "first")
  ana.name = "A. T."
  doc:lay_references("mine?", "second")
  check.that(lun.collect(doc:spans "first")[1].entity == "Ana Torres" and lun.collect(doc:spans "second")[1].entity == "A. T.", lun.collect(doc:spans "second")[1].entity)
end

do -- who is concerned by the name is described before it is told what persons are called; of others the text tells it
  local text = "John Smith, the mayor, met Eva Ruiz, a lawyer.\n\nThe lawyer left. The minister slept. The mayor was tired."
  local doc, looked, asked = lun.doc(text), {}, {}
  phase.run(report.check({ name = "meant", use = { "entities" }, each = function() end }).packs, doc)
  local function look(e)
    looked[#looked + 1] = e.name
    if e.name == "Eva Ruiz" then e.roles[#e.roles + 1] = "minister" end
  end
  doc:describe_entities("person", look, function(name, roles)
    asked[name] = roles
    return name == "Eva Ruiz"
  end)
  check.that(doc:reference(span_of(doc, "The minister")).entity.name == "Eva Ruiz" and asked["John Smith"] and asked["Eva Ruiz"], "who is concerned by the name")
  check.that(#looked == 1 and looked[1] == "Eva Ruiz", table.concat(looked, ", "))
  check.that(doc:reference(span_of(doc, "The mayor")).entity.name == "John Smith" and doc:reference(span_of(doc, "The lawyer")).entity.name == "Eva Ruiz", "roles of who is not")
  local ok, message = pcall(doc.describe_entities, doc, "person", print, "Eva Ruiz")
  check.that(not ok and message:find "whether it concerns", message)
end

do -- a dictionary concerns whose name it has, however it is set, and who may have a family name of it
  local mayors = lun.dictionary("mayors", { "Eva Ruiz", "Ana Torres" })
  local doc, looked = read "NORWICK MAYOR OMAR SAID\n\nEva  Ruiz met Mary Smith and the judge, Paul Keller. Minister Torres, who met Ben Hall, left. ANA TORRES SLEPT.", {}
  doc:describe_entities("person", function(e) looked[#looked + 1] = e.name end, mayors)
  local entity = require "lunette.entity"
  for _, name in ipairs { "Eva  Ruiz", "Mary Smith", "Paul Keller", "Torres", "Ben Hall" } do
    local plain = entity.plain_person(doc, doc:entity(span_of(doc, name)).number)
    check.that((plain == nil) == (name == "Eva  Ruiz" or name == "Torres"), name)
  end
  check.that(#looked == 0, "nobody is described for that")
end

do -- who says nothing of a name is not concerned by it, and is not asked again
  local doc, asked = read "Eva Ruiz met Mary Smith.", 0
  doc:describe_entities("person", function() end, function() asked = asked + 1 end)
  local eva = doc:entity(span_of(doc, "Eva Ruiz"))
  for _ = 1, 3 do require("lunette.entity").plain_person(doc, eva.number) end
  check.that(asked == 1, asked)
end

do -- who completes descriptions says by names whom that concerns; of others what is asked is told without
  local entity = require "lunette.entity"
  local doc, asked = read "Eva Ruiz met Mary Smith.", {}
  doc:describe_entities("person", function(e) e.seen = true end, function(name, roles)
    asked[name] = roles
    return name == "Eva Ruiz"
  end)
  local eva, mary = doc:entity(span_of(doc, "Eva Ruiz")), doc:entity(span_of(doc, "Mary Smith"))
  check.that(entity.plain_person(doc, eva.number) == nil, "a person whose description is completed")
  local groups, name, roles = entity.plain_person(doc, mary.number)
  check.that(groups and name == "Mary Smith" and not roles and asked["Eva Ruiz"] == false and asked["Mary Smith"] == false, "a person who is told without being described")
  check.that(entity.first(mary) == mary.mentions[1].first and mary.seen and entity.first(mary) == mary.mentions[1].first, "the first mention")
  check.that(entity.plain_person(doc, mary.number) == nil, "a person who was described")
end

do -- who describes an entity may ask whom words mean, but not add entities meanwhile; what fails there is told
  local text = "Ana Torres met Luis Vega in Peru.\n\nThe Peruvian leader left. She slept."
  local doc, heard = read(text), nil
  doc:describe_entities("person", function() heard = heard or doc:reference(span_of(doc, "She")).reason end)
  local spans = { span_of(doc, "The Peruvian leader"), span_of(doc, "She") }
  check.that(doc:reference(spans[1]).reason and doc:reference(spans[2]).entity.name == "Ana Torres" and heard, "a question within a question")
  doc = lun.doc(text)
  phase.run(report.check({ name = "meant", use = { "entities" }, each = function() end }).packs, doc)
  doc:describe_entities("person", function() error "no such day" end)
  local ok, message = pcall(doc.reference, doc, span_of(doc, "The Peruvian leader"))
  check.that(not ok and message:find "no such day", tostring(message))
  doc:add_entity { name = "Eva Ruiz", type = "person", gender = "F", mentions = { span_of(doc, "left") } }
  check.that(doc:entity(span_of(doc, "left")).name == "Eva Ruiz" and told(doc, "She") == "Eva Ruiz | subject of the paragraph | Ana Torres", told(doc, "She"))
end

do -- who describes an entity may ask anew for several before the answer that it is described for is told
  local antecedent = require "lunette.antecedent"
  local doc = lun.doc(("Ana Torres and Luis Vega met. They left.\n\n"):rep(60))
  phase.run(report.check({ name = "meant", use = { "entities" }, each = function() end }).packs, doc)
  local known, asked = antecedent.of(doc), false
  function known:entity(number)
    if not asked then
      asked = true
      for k = 2, 60 do doc:reference(span_of(doc, "They#" .. k)) end
    end
    return getmetatable(self).__index.entity(self, number)
  end
  local first = told(doc, "They")
  check.that(first:find("^Ana Torres %+ Luis Vega |") and asked and first == told(doc, "They#60"), first)
end

do -- as many as stand side by side are meant together, up to a number of them, however long the list
  local names = {}
  for k = 1, 200 do names[k] = ("Ana Tor%s%s"):format(string.char(97 + k // 26), string.char(97 + k % 26)) end
  local doc = read(table.concat(names, ", ") .. " and Luis Vega met. They left.\n")
  local several = doc:reference(span_of(doc, "They")).several
  check.that(#several > 20 and #several < 60, #several .. " persons together")
end

do -- mentions of an entity are spans of its own document, as many as were counted
  local doc, other = read "Ana Torres met somebody. She left.", lun.doc "One Two Three Four Five."
  doc:add_entity { name = "Eva Ruiz", type = "person", gender = "F", mentions = { other:span(4) } }
  check.that(told(doc, "She"):find "^Ana Torres", told(doc, "She"))
  local span, more = span_of(doc, "somebody"), 0
  local mentions = {}
  doc:add_entity(setmetatable({ name = "Eva Ruiz", type = "person", gender = "F" }, { __index = function(_, key)
    if key ~= "mentions" then return nil end
    more = more + 1000
    for k = 1, more do mentions[k] = span end
    return mentions
  end }))
  check.that(pcall(told, doc, "She"), "mentions that become more while they are read")
end

-- Words that a grouper goes by are asked for when it is made.
for given, wanted in pairs { [1] = "wants a table of words", [{ male = "mr" }] = "wants the words 'female'", [{ men = "mr" }] = "has no field 'men'" } do
  local ok, message = pcall(lun.grouper, given)
  check.that(not ok and tostring(message):find(wanted, 1, true), tostring(message))
end

do -- entities are described from the document that was grouped
  local doc = read "Ana Torres met Luis Vega in Lima."
  local groups = core.data(doc).grouped.groups
  local ok, message = pcall(groups.describe, groups, lun.doc "Ana", 1, {})
  check.that(not ok and message:find "another document was grouped", message)
end

do -- where Ana Torres is from, and what she is called: not from where those are whom she talks to, nor from where it is written by chance
  local wrong = {}
  local function person(text, wanted)
    local got
    for e in read(text):entities "person" do
      if e.name == "Ana Torres" or e.name == "Park Jin-young" then got = ("%s | %s"):format(table.concat(e.roles, "; "), e:shown_country()) end
    end
    if got ~= wanted then wrong[#wrong + 1] = ("%s: %s, not %s"):format(text, got, wanted) end
  end
  -- a country is said
  person("Chilean Finance Minister Ana Torres left.", "Chilean Finance Minister | CL")
  person("Ana Torres, a former Peruvian minister, left.", "former Peruvian minister | PE")
  person("Union chairman Ana Torres, a Chadian, spoke of Niger.", "Union chairman | TD")
  person("LUSAKA, Zambia (Wire) - The union's chief observer, Ana Torres, a Belgian, left.", "union's chief observer | BE")
  person("The union's chief observer, Ana Torres, a Belgian member of the team, left.", "union's chief observer; Belgian member of the team | BE")
  person("Russians are in Mali, where Colonel Ana Torres rules.", "Colonel | ML")
  person("Ana Torres, a Korean American teacher from Hull, left.", "Korean American teacher | US")
  person("The agency's director, Togolese Ana Torres, left.", "agency's director | TG")
  person("Spanish national Ana Torres was freed in Lima.", "Spanish national | ES")
  person("U.S. Ambassador Ana Torres left Oslo.", "U.S. Ambassador | US")
  -- of a town it is a guess, and none of who plays there
  person("Ana Torres, the mayor of Lima, left.", "mayor of Lima | PE?")
  person("Lima coach Ana Torres left.", "Lima coach | nil")
  person("Chile coach Ana Torres left.", "Chile coach | CL")
  -- of the body in the role, or of none
  person("South Korea's Northgate Resources met Vietnam. Northgate's manager, Park Jin-young, left.", "Northgate's manager | KR?")
  person("France beat Spain. The Coastal Relief Agency's president, Ana Torres, left.", "Coastal Relief Agency's president | nil")
  person("They won in France. Al-Ittifaq president Ana Torres left.", "Al-Ittifaq president | nil")
  person("They won in France. Opposition candidate Ana Torres left.", "Opposition candidate | FR?")
  person("Analyst Ana Torres told Reuters that prices fell.", "Analyst | nil")
  person("Analyst Ana Torres told Reuters that Apple fell.", "Analyst | nil")
  person("Analyst Ana Torres of Apple said prices fell.", "Analyst | US?")
  person("LIMA, Peru (Wire) - They met General Ana Torres, chosen to lead Apple, on Friday.", "General | US?")
  -- of places before and the dateline only for those who mostly are from there
  person("Peru freed Bo Li. His lawyer, Ana Torres, told Reuters he was well.", "lawyer | nil")
  person("Peru freed Bo Li. Lawyer Ana Torres told Reuters he was well.", "Lawyer | PE?")
  person("Peter Miller, who was in Peru for a fair, said nothing, but his spokeswoman Ana Torres did.", "spokeswoman | nil")
  person("It opened in Peru. The fair's former president, Ana Torres, left.", "fair's former president | nil")
  person("It opened in Peru. The city's mayor, Ana Torres, left.", "city's mayor | PE?")
  person("A bank opened in Peru. Chief information officer Ana Torres left.", "officer | nil")
  -- nor from where they work
  person("Ana Torres, the fund's coordinator in Chad, left.", "fund's coordinator in Chad | nil")
  person("Ana Torres, the mission chief for northern Chad, left.", "mission chief for northern Chad | nil")
  person("Ana Torres, the governor of a bank in Lima, left.", "governor of a bank | nil")
  person("Mayor Ana Torres spoke.\n\nIn Lima it rained. Peru asked for help, and Peruvians prayed.", "Mayor | PE?")
  person("Mayor Ana Torres spoke.\n\nIn Lima it rained.", "Mayor | nil")
  person("LIMA, Peru (Wire) - Judge Ana Torres left.", "Judge | PE?")
  person("LIMA, Peru (Wire) - Analyst Ana Torres left.", "Analyst | nil")
  -- roles in apposition
  person("Ana Torres, the former chief executive of state rail company Raillo, left.", "former chief executive of state rail company Raillo | nil")
  person("Ana Torres, 54, a rice farmer, wept.", "rice farmer | nil")
  person("They met the former finance minister Dr Ana Torres.", "former finance minister | nil")
  person("FIFA agent Ana Torres left.", "FIFA agent | nil")
  person("That is said by the head of the FIFA mission, Ana Torres, too.", "head of the FIFA mission | nil")
  person("Its head in Peru, Ana Torres, left.", "head in Peru | nil")
  person("Ana Torres, its former editor, left.", "former editor | nil")
  person("It was built in 1921 by Ana Torres, a blacksmith.", "blacksmith | nil")
  person("FIFA chairman Justice Ana Torres left.", "FIFA chairman | nil")
  person("Ana Torres, a lawyer for three banks, left.", "lawyer for three banks | nil")
  person("Ana Torres, a lecturer at the National Centre for River Studies, left.", "lecturer at the National Centre for River Studies | nil")
  person("It was done by the head of the harbour guard, General Ana Torres, then.", "head of the harbour guard; General | nil")
  -- what somebody does is no role
  person("Bo Li's neighbor, Mrs. Ana Torres, lost two children.", "Bo Li's neighbor | nil")
  person("Acme's chairman, Dame Ana Torres, will become deputy chair.", "Acme's chairman | nil")
  person("Ana Torres, lost two children.", " | nil")
  check.that(not wrong[1], table.concat(wrong, "\n"))
end

do -- the lands of bodies: what their names say, and of what every land has one of that of the article
  local wrong = {}
  local function bodies(text, wanted)
    local got = {}
    for e in read(text):entities "org" do got[#got + 1] = ("%s | %s | %s"):format(e.name, e:shown_country(), e.country_from) end
    got = table.concat(got, "; ")
    if got ~= wanted then wrong[#wrong + 1] = ("%s: %s, not %s"):format(text, got, wanted) end
  end
  bodies("The Lebanese Red Cross and the Harbour Authority of Ghana met the New Zealand Fisheries Board and Harbour Watch Brazil.",
    "Lebanese Red Cross | LB | stated; Harbour Authority of Ghana | GH | stated; New Zealand Fisheries Board | NZ | stated; Harbour Watch Brazil | BR | stated")
  bodies("They asked the Harbour University of Queensland and the Harbour College of Birmingham.", "Harbour University of Queensland | AU | stated; Harbour College of Birmingham | nil | nil")
  bodies("The Queensland Harbour Board met Acme Surin Ltd.", "Queensland Harbour Board | AU | stated; Acme Surin Ltd. | nil | nil")
  bodies("The Indian Ocean Fisheries Board met.", "Indian Ocean Fisheries Board | nil | nil")
  bodies("LIMA, Peru - The Interior Ministry said so on Friday, and Peru paid.", "Interior Ministry | PE? | article")
  bodies("They asked Peru, Chile, Mali and Chad. The Interior Ministry said so.", "Interior Ministry | nil | nil")
  bodies("LIMA, Peru - The European Harbour Court and the Harbour Agency said so.", "European Harbour Court | nil | nil; Harbour Agency | nil | nil")
  bodies("The Chilean Senate met. On Friday the Senate voted.", "Chilean Senate | CL | stated")
  bodies("U.S. officials asked the Chilean Congress. On Friday Congress in Washington voted.", "Chilean Congress | CL | stated; Congress | US | nil")
  check.that(not wrong[1], table.concat(wrong, "\n"))
end

do -- one that is closed groups nothing
  local words = { male = "mr", female = "mrs", generation = "jr", numeral = "", company = "inc", small = "of", family_first = "CN", home = "mayor", team = "coach", region = "province", national = "court", joint = "world" }
  local grouper = core.grouper(lun.dictionary "given", words)
  debug.getmetatable(grouper).__gc(grouper)
  local ok, message = pcall(grouper, lun.doc "Ana Torres left.", {}, {})
  check.that(not ok and message:find "closed", message)
end

check.that(#cases >= 60, #cases .. " cases")

-- What a rule of a user's own lays down as a reference may mean nothing.
local meant = report.load("references")()
local given = false
meant.packs = report.check { name = "unmeant", use = { lun.rules { name = "nobody", { "x", "x:cartload", gives = "reference" } }, "references" } }.packs
local result = report.run(meant, function()
  if given then return nil end
  given = true
  return lun.doc "Ana Torres came with a cartload of hay. She left."
end)
check.that(not result.failures[1] and result.rows == 1, result.failures[1] or result.rows .. " references")
check.done()

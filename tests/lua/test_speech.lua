-- Who says what, whole reports on short texts: descriptions beside names, sources without a name, pronouns and the gender of
-- given names, closing marks, and quotations that no statement covers.
local lun = require "lunette"
local core = require "lunette.core"
local phase = require "lunette.phase"
local report = require "lunette.report"
local check = dofile "tests/lua/check.lua"
local that = check.that

local quotes = report.load "quotes"()

-- Rows as "speaker|said" in the order of the text.
local function said(text)
  local doc, rows = lun.doc(text), {}
  phase.run(quotes.packs, doc)
  quotes.each(doc, function(row)
    local names = {}
    for i, speaker in ipairs(row.speaker and (core.class(row.speaker) or row.speaker.name) and { row.speaker } or row.speaker or {}) do names[i] = speaker.name or speaker.text end
    rows[#rows + 1] = ("%s|%s"):format(table.concat(names, "; "), row.said)
  end)
  core.close(doc)
  return table.concat(rows, "\n")
end
local function says(text, wanted)
  local got = said(text)
  that(got == wanted, ("%s\n  gives %s\n  not   %s"):format(text, got, wanted))
end

-- descriptions
says("Peter Miller, the mayor of Boston, said they agree.", "Peter Miller|they agree")
says("Ana Torres, a fisherman from Hull, said the road was closed.", "Ana Torres|the road was closed")
says("Ana Torres, who commands the army's eastern sector, said that the men had left.", "Ana Torres|the men had left")
says("The mayor, Peter Miller, said they agree.", "Peter Miller|they agree")
says("Its chairman, Sir Peter Miller, said they agree.", "Peter Miller|they agree")
says("“We do agree now,” Peter Miller, a lawyer, said.", "Peter Miller|We do agree now,")
says("“It is too costly,” said Ana Torres. Peter Miller, a lawyer, said: “Sorry, we do agree now.”",
  "Ana Torres|It is too costly,\nPeter Miller|Sorry, we do agree now.")
says("“It is too costly,” said Ana Torres. “Sorry, we do agree now,” Peter Miller, a lawyer, said.",
  "Ana Torres|It is too costly,\nPeter Miller|Sorry, we do agree now,")

says("Analyst Ana Torres of Miller said the road was closed.", "Ana Torres|the road was closed")
says("A lawyer for Ana Torres said the road was closed.", "A lawyer for Ana Torres|the road was closed")

-- who is praised does not speak, but who praises
says("Ana Torres was praised by Peter Miller as a “model of care”.", "Peter Miller|Ana Torres\nPeter Miller|model of care")
says("Ana Torres was called “a model of care” by Peter Miller.", "Peter Miller|Ana Torres\nPeter Miller|a model of care")
says("Ana Torres has been praised as a “model of care”.", "")
says("Ana Torres was quoted as saying: “We lost the key.”", "Ana Torres|We lost the key.")

-- several speakers
says("“We do agree now,” Ana Torres and Peter Miller said.", "Ana Torres; Peter Miller|We do agree now,")

-- sources without a name
says("Police said that the road was closed.", "Police|the road was closed")
says("Officials said the road was closed.", "Officials|the road was closed")
says("Senior Chilean officials said the road was closed.", "Senior Chilean officials|the road was closed")
says("The government said it would act.", "The government|it would act")
says("The local authorities said it would rain.", "The local authorities|it would rain")
says("The company said that the road was closed.", "The company|the road was closed")
says("According to police, the road was closed.", "police|the road was closed")
says("The road was closed, according to police.", "police|The road was closed")
says("The road was closed, prosecutors said.", "prosecutors|The road was closed")
says("“We are safe,” residents said.", "residents|We are safe,")
says("“It was very loud,” said witnesses.", "witnesses|It was very loud,")
says("Many people say the road is closed.", "Many people|the road is closed")
says("“We lost the key,” said a clerk, who denied that she had it.", "a clerk|We lost the key,\na clerk|she had it")
says("Police in Lima said the road was closed.", "Police in Lima|the road was closed")
says("“We lost the key,” said Ana Torres. “We found the key,” police said. “It is here now.”",
  "Ana Torres|We lost the key,\npolice|We found the key, … It is here now.")

-- a cue with a source in the quotation's own sentence
says("“We lost the key,” said Ana Torres. Peter Miller laughed for long, adding in the end, with a bow to all in the hall: “We have two of them.”",
  "Ana Torres|We lost the key,\nPeter Miller|We have two of them.")

-- pronouns
says('Mary Smith met Peter Miller in Lima. "We lost the key," she said.', "Mary Smith|We lost the key,")
says('Mary Smith met Peter Miller in Lima. "We lost the key," he said.', "Peter Miller|We lost the key,")
local given = lun.dictionary "given"
for name, gender in pairs { Mary = "F", Linda = "F", Susan = "F", Patricia = "F", Peter = "M", John = "M", James = "M", Robert = "M", Kim = "U", Jean = "U", Robin = "U" } do
  that(given:lookup(name)[1].gender == gender, name .. " is " .. given:lookup(name)[1].gender)
end

-- closing marks
says('Boris Johnson said that the deal was "done".', 'Boris Johnson|done\nBoris Johnson|the deal was "done"')
says("Boris Johnson said that the deal was “done”.", "Boris Johnson|done\nBoris Johnson|the deal was “done”")
check.done()

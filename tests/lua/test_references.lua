-- What the pack `references` lays down: all references of a short text in order, `words = entity`, where `-` is nobody, and several persons
-- are joined by +. One case for each phenomenon, named after it; test_entities.lua asks single ones for their reasons.
local lun = require "lunette"
local phase = require "lunette.phase"
local report = require "lunette.report"
local check = dofile "tests/lua/check.lua"

local packs = report.check({ name = "meant", use = { "references" }, each = function() end }).packs

local function laid(text)
  local doc, list = lun.doc(text), {}
  phase.run(packs, doc)
  for s in doc:spans "reference" do
    local answer, several = doc:reference(s), {}
    for k, e in ipairs(answer.several or {}) do several[k] = e.name end
    list[#list + 1] = s.text .. " = " .. (answer.entity and answer.entity.name or several[1] and table.concat(several, " + ") or "-")
  end
  return table.concat(list, "; ")
end

local cases = {
  -- nouns
  { "a campaign is nobody who manages it", "Campaign manager Ana Torres spoke. The campaign went on.", "" },
  { "a party is nobody who leads it", "Ana Torres, the party secretary, spoke. The secretary left. The party lost.", "the party secretary = Ana Torres; The secretary = Ana Torres" },
  { "the head of a role before what it is of", "Ana Torres, spokeswoman for the port, spoke. The spokeswoman left.", "The spokeswoman = Ana Torres" },
  { "several of a nation are not one person", "Ana Torres, a Democrat, spoke. The Democrats lost.", "" },
  { "a role that only tells of a noun", "Ana Torres, a Republican, spoke. Then the Republican debate began.", "" },
  { "a role that only tells of a noun, before an adjective", "Ana Torres, a Republican, spoke. Then the Republican presidential debate began.", "" },
  { "of a party of that land", "President Ana Torres of the United States spoke. The Democrat left.", "" },
  { "a body whose noun stands in a role", "Ana Torres, professor in the school of law, spoke. The school closed.", "" },
  { "a body before whom it belongs to", "Ana Torres lost. It was the campaign Torres wanted.", "" },
  { "a role before a day", "Mayor Ana Torres spoke. Then the mayor yesterday left.", "the mayor = Ana Torres" },
  { "his lawyer is not another one's", "Jan Holm's lawyer, Peter Vik, left. Luis Vega came. His lawyer spoke.", "His = Luis Vega" },
  { "his lawyer, who is called so", "Jan Holm's lawyer, Peter Vik, left. Holm came. His lawyer spoke.", "His lawyer = Peter Vik; His = Jan Holm" },
  { "a rival is not who has it", "Rivals Ana Torres and Mary Smith met. Ana Torres, a rival of Mary Smith, won. Mary Smith, a rival, lost. Smith praised her rival.", "her rival = Ana Torres; her = Mary Smith" },
  { "the minister, not the former one", "Minister Ana Torres met former minister Mary Smith. The minister left.", "The minister = Ana Torres" },
  { "the president, not the vice president", "President Ana Torres met Vice President Mary Smith. The president left. The vice president stayed.", "The president = Ana Torres; The vice president = Mary Smith" },
  { "the minister, not the prime minister", "Foreign Minister Ana Torres met Prime Minister Mary Smith. The minister left. The prime minister stayed.", "The minister = Ana Torres; The prime minister = Mary Smith" },
  { "a company by a later mention", "Veltra rises\n\nVeltra Inc. reported a profit. The company will grow.", "The company = Veltra" },
  { "a company that led the sentence before", "Veltra Inc. sued Norvik Corp. on Monday. The company won.", "The company = Veltra Inc." },
  { "the next mayor is not yet anybody", "Mayor Ana Torres left. The next mayor will be rich.", "" },
  { "the deputy minister is not the minister", "Minister Ana Torres met her deputy. The deputy minister left.", "her = Ana Torres" },
  { "by an age", "Luis Vega, 44, met Peter Miller (51). It rained. The 44-year-old was tired. The 51-year-old farmer woke.", "The 44-year-old = Luis Vega; The 51-year-old farmer = Peter Miller" },
  { "by an age that was not told", "Ana Torres beat Mary Smith, 30. The 31-year-old was glad.", "The 31-year-old = Ana Torres" },
  { "an age of nobody", "Ana Torres, 30, won. The 31-year-old was glad.", "" },
  { "the country of the dateline", "OSLO, Norway (Wire) - Peter Miller left. He once flew to Cyprus. It rained for days. He must stay in the country.", "He = Peter Miller; He = Peter Miller; the country = Norway" },
  { "the country that is named beside", "OSLO, Norway (Wire) - Peter Miller left. He once flew to Cyprus. He loves the country.", "He = Peter Miller; He = Peter Miller; the country = Cyprus" },
  -- pronouns
  { "he, the subject behind a day", "Peter Miller came. On Monday Luis Vega was freed. He was tired.", "He = Luis Vega" },
  { "he, not behind a preposition that a sentence opens with", "Peter Miller came. Behind Luis Vega stood a guard. He was tired.", "He = Peter Miller" },
  { "himself behind a name", "Paul Jones left. Peter Miller met Luis Vega. Miller said the order came from Jones himself.", "himself = Paul Jones" },
  { "himself, the nearest subject", "Peter Miller said that Paul Jones had hurt himself.", "himself = Paul Jones" },
  { "himself behind he", "Paul Jones came. Peter Miller left, and he blamed himself.", "he = Peter Miller; himself = Peter Miller" },
  { "himself, of somebody who is told of", "Peter Miller, who blamed himself, left Paul Jones.", "himself = Peter Miller" },
  { "her, of the name before and", "Mary Smith met Ana Torres and her brother.", "her = Ana Torres" },
  { "her, an object behind and", "Mary Smith met Ana Torres, and her brother left.", "her = Mary Smith" },
  { "he in a quotation, not who says it although he spoke before", "Peter Miller came. Luis Vega said it rained.\n\n“He took it,” Vega said.", "He = Peter Miller" },
  { "his, who spoke in the sentence before", "Peter Miller came. “Paul took it,” Luis Vega told Miller. His house was empty.", "His = Luis Vega" },
}

local named, failed = {}, {}
for _, case in ipairs(cases) do
  local name, text, wanted = table.unpack(case)
  check.that(not named[name], "two cases called " .. name)
  named[name] = true
  local got = laid(text)
  if got ~= wanted then failed[#failed + 1] = ("%s: %q\n  wanted %s\n  got    %s"):format(name, text, wanted, got) end
end
check.that(not failed[1], table.concat(failed, "\n"))

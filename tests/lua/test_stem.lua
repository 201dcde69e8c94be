-- Stems by libstemmer: in scripts, in tests of rules, alone and negated, and what is wrong said with its place.
local lun = require "lunette"
local core = require "lunette.core"
local phase = require "lunette.phase"
local check = dofile "tests/lua/check.lua"
local that = check.that

local ok, missing = pcall(core.stemmer, "english")
if not ok then
  that(tostring(missing):find "libstemmer%-dev" ~= nil, "a build without libstemmer says what to install: " .. tostring(missing))
  print("SKIPPED: " .. tostring(missing))
  return 77
end

local function found(pattern, text)
  local list, doc = {}, lun.doc(text)
  phase.run({ lun.rules { name = "t", { "r", pattern, gives = "found" } } }, doc)
  for s in doc:spans "found" do list[#list + 1] = s.text end
  return table.concat(list, "|")
end

that(lun.stem "Negotiations" == "negoti", "whatever the case")
that(lun.stem "university" == lun.stem "universe", "by rule, not by meaning")
that(lun.stem("Verhandlungen", "german") == "verhandl", "another language")
that(lun.stem("parlements", "fr") == lun.stem("parlement", "french"), "by its code too")
that(lun.doc("She signs."):stem(2) == "sign", "of a token")
local text = "Negotiators negotiated; the NEGOTIATION went on, its signing did not."
that(found("[stem=negotiating]", text) == "Negotiators|negotiated|NEGOTIATION", "any word names its stem: " .. found("[stem=negotiating]", text))
that(found("[stem=negotiate,sign]", text) == "Negotiators|negotiated|NEGOTIATION|signing", "several")
that(found("[stem!=negotiate & word & len>3]", text) == "went|signing", "negated: " .. found("[stem!=negotiate & word & len>3]", text))
that(found("![stem=sign] [stem=negotiate]", "A negotiator signs. Signing negotiators.") == "negotiator|negotiators", "in looks ahead")
local good, message = pcall(lun.stem, "word", "klingon")
that(not good and message:find("no stemmer for 'klingon'", 1, true) ~= nil, message)
good, message = pcall(found, "[stem>sign]", "x")
that(not good and message:find("stem is compared by = or !=", 1, true) ~= nil, message)

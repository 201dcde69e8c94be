-- Attribution: the one shape of what is said. Takes the statements that the packs `speech` and `reported` found, gives every
-- quotation its kind, follows sources back to entities (lunette.speakers), carries speakers on within and over paragraphs, and
-- joins the halves of split quotations. A fact `said` has then
--   speaker       the entity, where one is known; unattributed: why none is
--   speakers      of several who say it together (Torres and Li said; they said) those that are known, of which speaker is the first
--   nameless      of those the parts of the source of whom nobody is known: police and Torres said
--   source, cue   spans; addressee: who is told, where that is said
--   content       the span, parts: its pieces, words: their text; quote: the quotation, if it is one
--   kind          direct (all of it in marks but a few words at its beginning), mixed, indirect
--   stance        of the cue: neutral, claim, confirm, deny, warn, promise, praise, criticize, order, ask, want, expect, support, oppose
--   polarity      positive, or negative: she did not say
--   reason        why this speaker; joins: the fact whose second half it is, which has its part
-- Titles in marks and second halves have no kind, and reports leave them out:
--   for q in doc:facts "said" do if q.kind then row { who = lun.said_by(q), kind = q.kind, words = q.words } end end
local core = require "lunette.core"
local speakers = require "lunette.speakers"

local denials = { ["not"] = true, ["n't"] = true, never = true }
local spoken, reporting = lun.dictionary "sayverb", lun.dictionary "reporting"

-- Stance of the words of a cue, and the polarity of what it says; most are asked again and again.
local MANY = 5000
local stances, polarities, count = {}, {}, 0
local function stance_of(text)
  local stance, polarity = stances[text], "positive"
  if stance then return stance, polarities[text] end
  for word in core.lower(text):gsub("’", "'"):gmatch "%S+" do
    if denials[word] or word:find "n't$" then polarity = "negative" end
    local row = not stance and (spoken:lookup(word) or reporting:lookup(word) or {})[1]
    stance = row and row.stance or stance
  end
  local row = (spoken:lookup(text) or {})[1] -- brush aside
  stance = row and row.stance or stance or "neutral"
  if count == MANY then stances, polarities, count = {}, {}, 0 end
  stances[text], polarities[text], count = stance, polarity, count + 1
  return stance, polarity
end

return lun.rules {
  name = "attribution",
  about = "Speakers of quotations and reported clauses; kinds of speech.",
  use = { "reported" },
  lun.resolve { name = "speakers", reads = { "quote", "entity", "said", "reported" }, gives = { "attribution" }, each = function(doc) speakers.attribute(doc, stance_of) end },
}

-- Who said what, and where it stands: one row a quotation or reported clause.
--
--   speaker  the person or body meant, by its full name: pronouns, surnames and "the minister" are followed back to it. Where
--            nobody is found the words of the source (police; for who and which, the words that they stand for); empty where the text
--            names no source. Those who say it together are all named, up to eight, those of whom nobody is known by the words for them:
--            Ana Torres and Bo Li said; police and Ana Torres said
--   cue      the words that say so: said, has warned, according to
--   said     what was said, without the quotation marks around it; the halves of a split quotation as one: we will go … tonight
--   kind     direct    quoted whole, or all but a few words at its beginning: “We will go,” she said; she “would go at once and come back”
--            mixed     a quoted fragment in somebody's sentence: she called it “a bad day”
--            indirect  what is reported without marks: she said that the road was closed; he wants to leave; they oppose the law
--   at       where `said` stands: file:line:column
--
-- Who counts as a source: the subject of a verb that reports (dictionary `reporting`), whatever it is; where no such verb stands
-- near, persons, organisations and places by name, he, she, they, roles and bodies (the mayor, a spokesman for the bank). A pronoun goes to a person whose given name has its gender before one whose gender is not known, and to nobody where
-- two strangers are equally near. A quotation without a statement of its own goes to the source of a cue in its sentence, to the
-- person whom the sentence before begins with, or to who was quoted last, in this order.
local speakers = require "lunette.speakers"

return lun.report {
  name = "quotes", about = "Quotations with their speakers.",
  use = { "attribution" },
  columns = { "speaker", "cue", "said", "kind", "at" },
  each = function(doc, row)
    for q in doc:facts "said" do
      if q.kind then
        row { speaker = speakers.of(q), cue = q.cue, said = q.words, kind = q.kind, at = q.content }
      end
    end
  end,
}

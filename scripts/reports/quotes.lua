-- Who said what, and where it stands.
return lun.report {
  name = "quotes", about = "Quotations with their speakers.",
  use = { "attribution" },
  columns = { "speaker", "cue", "said", "kind", "at" },
  each = function(doc, row)
    for q in doc:facts "said" do
      if q.kind then
        row { speaker = q.speaker or q.source, cue = q.cue, said = q.content, kind = q.kind, at = q.content }
      end
    end
  end,
}

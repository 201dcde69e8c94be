-- Events, one row an actor and a target: what event-data people load.
local happening = lun.happening
return lun.report {
  name = "events", about = "Events with actors as codes: one row an event and pair of actors.", use = { "events" },
  columns = { "date", "source", "target", "code", "root", "quad", "goldstein", "kind", "who", "to", "where", "status", "said", "sentence", "at" },
  each = function(doc, row)
    for e in doc:facts "event" do
      local cameo = e.code and (lun.dictionary("cameo"):lookup(e.code) or {})[1]
      for _, pair in ipairs(happening.pairs(e)) do
        local who, to = pair[1], pair[2]
        row {
          date = e.time and e.time.value or doc.date, source = who and who.code, target = to and to.code, code = pair[3], root = pair[3] and pair[3]:sub(1, 2),
          quad = cameo and cameo.quad, goldstein = cameo and cameo.scale, kind = e.kind, who = happening.name(doc, who), to = happening.name(doc, to),
          where = e.place, status = e.status, said = e.speaker or e.source, sentence = e.sentence, at = e.verb,
        }
      end
    end
  end,
}

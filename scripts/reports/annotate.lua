-- Everything found, as JSON Lines with offsets. They are 0-based and half-open, in the unit of --offsets: bytes of the text as it
-- was given. What stands in a headline that the text does not hold is left out: it has no place there.
-- Places and organisations within words with hyphens (US-led, the Russia-Ukraine war) are entities too, of the rule compound.part.
local happening, compound = lun.happening, require "lunette.compound"
local types = { person = "PER", org = "ORG", place = "LOC", norp = "NORP", misc = "MISC" }

return lun.report {
  name = "annotate", about = "One JSON object a document: tokens, sentences, entities, people, acronyms, quotes, times, events; --with pos: parts of speech.",
  use = { "attribution", "times", "events" },
  format = "jsonl", raw = true, with = { "pos" },
  each = function(doc, row)
    local function at(s)
      local start, stop = doc:offsets(s)
      return { start, stop }
    end
    local function given(s)
      local start, stop = doc:source(s)
      return start < stop
    end
    local function put(list, s)
      local start, stop, unit = doc:offsets(s)
      if start < stop and (unit == "bytes" or given(s)) then list[#list + 1] = { start, stop } end
    end
    local function spanned(s, object)
      object.start, object["end"] = doc:offsets(s)
      object.text = s.text
      return object
    end
    local out = { id = doc.id, date = doc.date, tokens = {}, sentences = {}, entities = {}, people = {}, acronyms = {}, quotes = {}, times = {}, events = {}, related_headlines = {} }
    if #doc > 0 then out.offsets = select(3, doc:offsets(doc:span(1))) end
    out.headline = doc.headline and doc.headline.text
    out.dateline = doc.dateline and doc.dateline.text
    out.byline = doc.byline and tostring(doc.byline)
    for paragraph, part in doc:paragraphs() do
      if part == "related" then table.insert(out.related_headlines, paragraph.text) end
    end
    local tagged = lun.with "pos"
    if tagged then out.pos, out.upos = {}, {} end
    for i = 1, #doc do
      put(out.tokens, doc:span(i))
      if tagged and #out.tokens > #out.pos then
        table.insert(out.pos, doc:tag(i) or "")
        table.insert(out.upos, doc:pos(i) or "")
      end
    end
    for s in doc:sentences() do put(out.sentences, s) end
    local mentions = {}
    for e in doc:entities() do
      for _, s in ipairs(e.mentions) do if given(s) then mentions[#mentions + 1] = { s, e } end end
    end
    table.sort(mentions, function(a, b) return a[1].first < b[1].first end)
    for _, m in ipairs(mentions) do
      local s, e = m[1], m[2]
      table.insert(out.entities, spanned(s, { type = types[e.type], entity = e.number, name = e.name, id = e.id, also = e.also, rule = s.rule }))
    end
    local told = #out.entities
    compound.each(doc, mentions, function(start, stop, text, e, row)
      table.insert(out.entities, { start = start, ["end"] = stop, text = text, type = e and types[e.type] or "LOC", entity = e and e.number,
        name = e and e.name or row.surface, id = e and e.id or row and row.id, rule = "compound.part" })
    end)
    if #out.entities > told then table.sort(out.entities, function(a, b) return a.start < b.start end) end
    for e in doc:entities "person" do
      table.insert(out.people, { name = e.name, aliases = e.aliases, roles = e.roles, country = e.country, offices = e.offices })
    end
    for fact in doc:facts "alias" do
      table.insert(out.acronyms, { short = fact.short.text, long = fact.long.text })
    end
    for q in doc:facts "said" do
      if q.kind and given(q.content) then
        local object = { content = at(q.content), kind = q.kind, rule = q.rule, text = q.content.text }
        if q.cue then object.cue = at(q.cue) end
        if q.source then object.source = at(q.source) end
        if q.speaker then object.speaker = q.speaker.name end
        if q.speakers then
          object.speakers = {}
          for k, speaker in ipairs(q.speakers) do object.speakers[k] = speaker.name end
        end
        if #q.parts > 1 then
          object.content_parts = {}
          for k, part in ipairs(q.parts) do object.content_parts[k] = at(part) end
          object.content = { object.content_parts[1][1], object.content_parts[#q.parts][2] }
        end
        table.insert(out.quotes, object)
      end
    end
    for t in doc:spans "time" do
      if given(t) then table.insert(out.times, spanned(t, { type = t.type, value = t.value, rule = t.rule })) end
    end
    for e in doc:facts "event" do
      if e.code and given(happening.at(e)) then
        for _, pair in ipairs(happening.pairs(e, doc)) do
          local who, to = pair[1], pair[2]
          if who and who.code and to and to.code and not (who.code:find "^%-" and to.code:find "^%-") then table.insert(out.events, spanned(happening.at(e), {
            type = e.kind, code = pair[3], source = who and who.code or "---", target = to and to.code or "---", who = happening.name(doc, who),
            to = happening.name(doc, to), when = e.time and e.time.value, date = e.date, time_from = e.time_from, where = e.place and e.place.text, status = e.status, rule = e.rule,
          })) end
        end
      end
    end
    row(out)
  end,
}

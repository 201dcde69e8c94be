-- One article at a glance: who, where, which organisations, who said what and when, each line with its place in the text.
local function shorten(text, characters)
  text = text:gsub("%s+", " ")
  local cut = utf8.offset(text, characters + 1)
  return cut and text:sub(1, cut - 1):gsub("%s+%S*$", "") .. " …" or text
end

local speakers = require "lunette.speakers"

return lun.report {
  name = "brief", about = "Who, where, who said what and when, on one page.",
  use = { "attribution", "times" },
  tables = {
    { name = "article", columns = { "headline", "dateline", "date", "byline", "words" } },
    { name = "related", heading = "Related headlines", bare = true, columns = { "headline", "at" } },
    { name = "people", heading = "Who", bare = true, right = { mentions = true }, columns = { "name", "role", "country", "mentions", "at" } },
    { name = "organisations", heading = "Organisations", bare = true, right = { mentions = true }, columns = { "name", "aliases", "country", "mentions", "at" } },
    { name = "places", heading = "Where", bare = true, right = { mentions = true }, columns = { "name", "country", "mentions", "at" } },
    { name = "said", heading = "Who said what", bare = true, columns = { "speaker", "cue", "said", "kind", "at" } },
    { name = "when", heading = "When", bare = true, columns = { "value", "text", "at" } },
  },
  each = function(doc, row)
    local words = 0
    for i = 1, #doc do if doc:kind(i) ~= "punct" then words = words + 1 end end
    row("article", { headline = doc.headline, dateline = doc.dateline, date = doc.date, byline = doc.byline, words = words })
    for paragraph, part in doc:paragraphs() do
      if part == "related" then row("related", { headline = paragraph, at = paragraph }) end
    end
    for e in doc:entities "person" do
      row("people", {
        name = e.name, role = #e.roles > 0 and e.roles or e:shown_offices(), country = e:shown_country(),
        mentions = #e.mentions, at = e.mentions[1],
      })
    end
    for e in doc:entities "org" do
      row("organisations", { name = e.name, aliases = #e.aliases > 0 and e.aliases or nil, country = e.country, mentions = #e.mentions, at = e.mentions[1] })
    end
    for e in doc:entities "place" do
      row("places", { name = e.name, country = e.country, mentions = #e.mentions, at = e.mentions[1] })
    end
    for q in doc:facts "said" do
      if q.kind then
        local said = shorten(q.words, 90)
        if q.kind ~= "indirect" then said = "“" .. said .. "”" end
        row("said", {
          speaker = speakers.of(q) or "—",
          cue = q.cue, said = said, kind = q.kind, at = q.content,
        })
      end
    end
    for t in doc:spans "time" do
      -- a value with X in it waits for the date of publication (--date)
      row("when", { value = t.value and not t.value:find "X" and t.value or nil, text = t, at = t })
    end
  end,
}

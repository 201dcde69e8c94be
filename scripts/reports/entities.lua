-- People, places, organisations and nationalities of an article, with what they are called and how often.
return lun.report {
  name = "entities", about = "Who and what is named, with roles, countries and counts.",
  use = { "entities" },
  columns = { "type", "name", "roles", "office", "country", "aliases", "mentions", "id", "at" },
  right = { mentions = true },
  each = function(doc, row)
    for e in doc:entities() do
      row {
        type = e.type, name = e.name, roles = #e.roles > 0 and e.roles or nil, office = e:shown_offices(), country = e:shown_country(),
        aliases = #e.aliases > 0 and e.aliases or nil, mentions = #e.mentions, id = e.also and e.id .. "|" .. table.concat(e.also, "|") or e.id, at = e.mentions[1],
      }
    end
  end,
}

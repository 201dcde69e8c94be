-- People, places, organisations and nationalities of an article, with what they are called and how often. Of a bare surname that fits
-- several people `unclear` says whom it may mean; lunette explain entities says of every mention why it is whose.
return lun.report {
  name = "entities", about = "Who and what is named, with roles, countries and counts.",
  use = { "entities" },
  columns = { "type", "name", "roles", "office", "country", "aliases", "mentions", "id", "unclear", "at" },
  right = { mentions = true },
  each = function(doc, row)
    for e in doc:entities() do
      row {
        type = e.type, name = e.name, roles = #e.roles > 0 and e.roles or nil, office = e:shown_offices(), country = e:shown_country(),
        aliases = #e.aliases > 0 and e.aliases or nil, mentions = #e.mentions, id = e.also and e.id .. "|" .. table.concat(e.also, "|") or e.id,
        unclear = e:shown_unclear(), at = e.mentions[1],
      }
    end
  end,
}

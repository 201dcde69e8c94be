-- People, places, organisations and nationalities of an article, with what they are called and how often. Of a bare surname that fits
-- several people `unclear` says whom it may mean; lunette explain entities says of every mention why it is whose. A row each:
--
--   type      person, place, org, norp (a nationality, a people, a faith), misc (a work, an event)
--   name      the longest name that is used; aliases: the other ways in which it is written, short forms and nicknames, too
--   roles     what a person is called before or behind the name
--   office    offices that a person holds on the day of the article, with the time, by the dictionary `office`
--   country   ISO 3166; of a person with ? where it is inferred: of a town or a body in the role, of the dictionary of offices, of places named
--             before, of the dateline, or of most places of the article, the last three only of those who mostly are from there; of a body that
--             every land has one of (the Interior Ministry), that of most places of the article. Without ?: stated (a Chadian minister; of a
--             place or a body that of its entry, of what owns it, Peru's Acme, or of its own name: Bank of Ghana). In Lua e.country_from says which
--   mentions  names of it in the text, in headline, by-line and dateline, too; pronouns and the minister are none: lunette run references
--   id        of the dictionaries: iso: countries and their parts (ISO 3166), gn: places (GeoNames), lun:org/ organisations; a|b: either.
--             None: no dictionary has the name
--   at        where first
--
-- Only some rows: lunette run entities INPUT --where type=org. By SQL: -o articles.db, then lunette sql (lunette help sql).
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

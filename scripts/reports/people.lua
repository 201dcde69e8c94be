-- Who the people of an article are and how much each says in it: one row a person, those who say most first.
--
--   roles, country  what they are called, and where they are from (with a question mark where that is inferred: lunette help entities)
--   said            statements of theirs, with marks and without, also those that several make together; what is quoted within one is no
--                   other. quoted: quotations of theirs
--   stances         how they say it: deny 1, promise 2; what is merely said is left out
--   mentions        how often they are named
--   unclear         of a bare surname: whom it may mean, where nothing decides
--   at              where first
return lun.report {
  name = "people", about = "Who is named, with roles, and how much each says.",
  use = { "attribution" },
  columns = { "name", "roles", "country", "said", "quoted", "stances", "mentions", "unclear", "at" },
  right = { said = true, quoted = true, mentions = true },
  each = function(doc, row)
    local said, order = {}, {}
    for e in doc:entities "person" do
      said[e] = { all = 0, quoted = 0, stances = {}, cues = {} }
      order[#order + 1] = e
    end
    for q in doc:facts "said" do
      for _, speaker in ipairs(q.kind and (q.speakers or { q.speaker }) or {}) do
        local own = said[speaker]
        local again = own and q.cue and own.cues[q.cue.first] -- it is quoted within a statement that stands as a whole, too
        if own and q.kind ~= "indirect" then own.quoted = own.quoted + 1 end
        if own and not again then
          own.all = own.all + 1
          if q.cue then own.cues[q.cue.first] = true end
          if q.stance and q.stance ~= "neutral" then own.stances[q.stance] = (own.stances[q.stance] or 0) + 1 end
        end
      end
    end
    table.sort(order, function(a, b)
      if said[a].all ~= said[b].all then return said[a].all > said[b].all end
      return a.number < b.number
    end)
    for _, e in ipairs(order) do
      local stances = {}
      for stance, count in pairs(said[e].stances) do stances[#stances + 1] = stance .. " " .. count end
      table.sort(stances)
      row {
        name = e.name, roles = #e.roles > 0 and e.roles or nil, country = e:shown_country(), said = said[e].all, quoted = said[e].quoted,
        stances = #stances > 0 and stances or nil, mentions = #e.mentions, unclear = e:shown_unclear(), at = e.mentions[1],
      }
    end
  end,
}

-- How many were harmed: one row a statement, as the article makes it. A count that was replaced later in the article has a row of its
-- own, and the latest of the counts of the same is marked. A count that is told twice is one row with both mentions.
--
--   harm             killed, wounded, missing, displaced, detained, abducted, infected
--   low, high        exact whole numbers, the same where one number is said: 12, 12; between 10 and 15: 10, 15; at least 12: 12 and none;
--                    up to 15: none and 15; no one: 0, 0. Words without a number give the range that they leave: several, a few 3 to 9,
--                    dozens 24 to 99, scores 40 to 199, hundreds 200 to 999, thousands 2000 to 9999
--   about            about, where the text says so; count: the words
--   who, people      who was counted, and of which kind: civilian, military, police, armed, worker, protester, prisoner, traveller, person
--   country, actor   where they are from, where it is said, and their code as an actor (lunette help events)
--   cause            what harmed them, as words; event: the number of that event in the report timeline
--   date, time, time_from, place, place_id, lat, lon, status, said, sentence, at   as in the report events
--   latest           yes, or no for a count that another one replaced. Of several counts of the same one is the latest, also where they are of
--                    several sources: by words (an earlier toll, had spoken of, has risen to), else the one of the later day, else the larger
--                    number. Only counts of one status are compared, so what is denied has a latest of its own, and of one time: what
--                    another year's quake did is not of this one
--   part_of          the count that this one is a part of: 12 dead, including three children
--   mentions         every place where the article says this: six killed in the headline, six soldiers in the text
local NEAR = 300 -- tokens of a sentence on each side of a count that are shown
return lun.report {
  name = "casualties", about = "How many were killed, wounded, missing, displaced, detained: exact counts and ranges, who, of what, and which is the latest.", use = { "casualties" },
  columns = {
    "harm", "low", "high", "about", "count", "who", "people", "country", "actor", "cause", "event", "date", "time", "time_from", "place", "place_id", "lat", "lon", "status",
    "said", "latest", "part_of", "mentions", "sentence", "start", "stop", "at",
  },
  numbers = { low = "exact", high = "exact", event = "integer", lat = "real", lon = "real", start = "integer", stop = "integer" },
  each = function(doc, row)
    for c in doc:facts "casualty" do
      local start, stop = doc:offsets(c.count)
      local lat, lon = lun.happening.coordinates(c.place)
      row {
        harm = c.harm, low = c.low, high = c.high, about = c.about, count = c.count, who = c.who, people = c.people, country = c.country, actor = c.code, cause = c.cause,
        event = c.event and c.event.order, date = c.date, time = c.time, time_from = c.time_from, place = c.place and (c.place.name or c.place), place_id = c.place and c.place.id,
        lat = lat, lon = lon, status = c.status, said = c.speaker or c.source, latest = c.latest and "yes" or "no", part_of = c.part_of and c.part_of.count,
        mentions = c.mentions, sentence = c.count:sentence(NEAR), start = start, stop = stop, at = c.count,
      }
    end
  end,
}

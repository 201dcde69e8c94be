-- Who went where, in what order: one row a stop of each traveller.
--
--   who           who travelled: a person by name, else the words (a Turkish delegation)
--   number        the stop's place in the journey: by what is said (from Lima to Oslo, the first stop, before arriving in Lima, days that are stated),
--                 else by the text; what is planned comes last, and a visit that was cancelled or refused is no stop
--   place, inside  where; the places in it at which they stopped too: Brazil, with Brasilia and Rio de Janeiro inside
--   country, place_id, lat, lon   of the place (lunette help links)
--   date, time, time_from, status, mentions, at   as in the report events; only days that the text gives
--   how           the words that tell of it
local function name(place) return place.name or place.text end
return lun.report {
  name = "itinerary", about = "Who went where, in what order: one row a stop, with when, and whether it was made or is planned.", use = { "itineraries" },
  columns = { "who", "number", "place", "inside", "country", "place_id", "lat", "lon", "date", "time", "time_from", "status", "how", "mentions", "at" },
  numbers = { number = "integer", lat = "real", lon = "real" },
  each = function(doc, row)
    local stops, rank = lun.collect(doc:facts "stop"), {}
    for k, s in ipairs(stops) do rank[s.who] = rank[s.who] or k end
    table.sort(stops, function(a, b)
      if rank[a.who] ~= rank[b.who] then return rank[a.who] < rank[b.who] end
      return a.number < b.number
    end)
    for _, s in ipairs(stops) do
      local inside = {}
      for k, place in ipairs(s.inside or {}) do inside[k] = name(place) end
      local lat, lon = lun.happening.coordinates(s.place)
      row {
        who = s.who, number = s.number, place = name(s.place), inside = inside[1] and inside or nil, country = s.place.cc, place_id = s.place.id, lat = lat, lon = lon,
        date = s.date, time = s.time, time_from = s.time_from, status = s.status, how = s.how, mentions = s.mentions, at = s.mentions[1],
      }
    end
  end,
}

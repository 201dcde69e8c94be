-- What happened, in the order of the calendar: one row an event, with all that is known of when. `events` has the same with codes, but
-- nothing for what parts of one country, or one group, do to each other.
--
--   number     the event's place in the order of its article: by day, then by what is said to come before what, else as the article tells it.
--              What has no day stands beside what it is told to be before or after, and comes last where that is no event of the article
--   date       the day, or the month, week, quarter (TIMEX3)
--   time       the words that say so; of what is told by another event all of them: A day before the envoy arrived in Lima
--   time_from  what the day is from: stated, sentence before, event, article (lunette help events)
--   relation   how it stands to another event of the article: before 3, after 3 by P2D
--   who, whom  actors by name
--   told       the words that tell of it where it is told best, and kind of what
--   roles      what else a type of events of your own captures
--   place      where; status: happened, planned, conditional, alleged, denied
--   day        the first day of date, by which rows of several articles can be sorted: 2018-08-13 of 2018-W33
--   mentions   how often the article tells of it; at: where first
--
--   lunette run timeline articles/ -o t.db && lunette sql t.db 'SELECT date, who, told FROM report_timeline ORDER BY day'
local happening = lun.happening
local function names(doc, actors)
  local list = {}
  for k, a in ipairs(actors) do list[k] = happening.name(doc, a) end
  return list[1] and list or nil
end

return lun.report {
  name = "timeline", about = "What happened, in the order of the calendar: one row an event, with when, who, where and what comes before what.", use = { "events" },
  columns = { "number", "date", "time", "time_from", "relation", "kind", "who", "whom", "told", "roles", "place", "status", "day", "mentions", "at" },
  numbers = { number = "integer", mentions = "integer" },
  each = function(doc, row)
    local list = lun.collect(doc:facts "occurrence")
    table.sort(list, function(a, b) return a.order < b.order end)
    for _, o in ipairs(list) do
      local a = o.anchor
      row({
        number = o.order, date = o.date, time = o.when or o.time, time_from = o.time_from,
        relation = a and o.relation .. " " .. a.order .. (o.offset and o.offset.value and " by " .. o.offset.value or "") or nil,
        kind = o.kind, who = names(doc, o.who), whom = names(doc, o.to), told = o.told, roles = o.roles, place = o.place and (o.place.name or o.place), status = o.status,
        day = happening.first_day(o.date), mentions = #o.mentions, at = happening.at(o.mentions[1]),
      }, nil, o)
    end
  end,
}

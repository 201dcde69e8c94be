-- Who did what to whom: one row an event and pair of actors, as event data are kept, so that rows can be loaded as they are
-- (--format jsonl, or csv with --csv-raw, without which --- gets an apostrophe for spreadsheets; `lunette help output`).
--
-- Mentions of one event in an article are one row: the same code (or one that only says its root), the same actors, times and places that can be
-- the same; where one mention leaves a side out, the same thing and number of it (two students). All of them are in `mentions`.
--
--   date             the day of it, or the month, week, quarter: 2018-08-16, 2018-W33 (TIMEX3)
--   time, time_from  the words that say so, and what the day is from: stated (in its sentence, nearest to it), sentence before (carried over
--                    within the paragraph), event (counted from another one: a day before the envoy arrived), article (the day of publication)
--   source, target   actors as codes: the country by ISO 3166-1 and what part of it acts: GOV MIL COP SPY LEG JUD OPP REB UAF SEP
--                    CRM CVL REF MED BUS LAB EDU REL NGO PTY ELI (former ones); bodies whole: IGOUNO, IGOEUREEC. `---` is a country
--                    that is not known. Empty: the text does not say who, or somebody of whom no country or office is known
--   source_country, source_sector, target_country, target_sector   both parts of a code, where they are known
--   code, label, root  what happens, by CAMEO, and in our words: 057 signs an accord; empty for other types of events
--   quad, goldstein  class of the root, verbal or material, cooperation or conflict; and its number on Goldstein's scale
--   kind             agreement, praise, arrest, travel ...; without a code: business, court, election, law, disaster, appointment, casualty,
--                    movement, creation, introduction; for a rule of your own its name
--   who, whom, what  the actors by name, and the words that say what: a trade agreement
--   roles            what else a type of your own captures: price=$3 million
--   place            where, as it is called; of a journey its end; where its sentence says none the place of the dateline, in the
--                    first paragraph only
--   place_id, place_country, lat, lon   its id (lunette help links), country, and where it lies, for the cities of GeoNames
--   status           happened; planned (will, said it would, plans to, is asked to, was to have); conditional (may, if, whether, a question;
--                    possible, unlikely; considered, proposed or warned against doing); alleged (allegedly, accused of, claimed that, is
--                    believed to have); denied (did not, denied doing, denied that, almost, avoided or was kept from doing; no talks; a
--                    visit that is called off)
--   said             whose words tell of it, where they are reported
--   day              the first day of date, by which rows can be sorted: 2018-08-13 of 2018-W33
--   mentions         where else it stands: every mention, the first one too
--   sentence, at     where it stands first; start and stop are the bytes of it (0-based, half-open; lunette help output)
--
-- What makes an event stands in dictionaries and in the pack `events` (lunette show events, lunette list): `eventverb` has verbs
-- with the code of each and with what brings whom it is done to, `eventnoun` the nouns, `eventpair` what both make together
-- (sign + agreement), `sector` what actors are called. Intents, appeals and refusals change the code: wants to help is 033, asked Peru to
-- help 023, refused to help 122, vowed to attack 138. Who is killed or hurt by nobody named is a casualty without a code, unless the
-- sentence shows an attack or they bear arms. A visit and talks are told from both sides, a row each. What was not done keeps its code and
-- is denied: no officer was charged, never met. Who is arrested or charged is in `whom` without a code where no country or office is known of
-- them; of things that were seized, looted, frozen `what` has the words. Why a rule matched and no row came out: lunette explain events.
--
-- Your own actors, agents and verbs go before ours, as lists with the columns surface and code; dictionaries of PETRARCH are such
-- lists when they are imported:
--
--   lunette import petrarch actors.txt -o actor.tsv         also agents, and verbs (columns before and behind: words around the verb)
--   lunette run events --list actor:fold=actor.tsv --list agent:fold=agent.tsv --list eventcode:fold=verb.tsv articles/ -o e.csv
--
-- Your own types of events are a rule pack whose facts are `event`, with the captures who and to (also what, and verb, time and place, where
-- the pattern says them better than we find them): `lunette new event mergers` makes the start of one. At the same verb its events stand in place of ours. Its rows have the rule's name as
-- kind, and time, place, status and merged mentions as ours have, here and in `timeline`:
--
--   lunette run events --use mergers.lua articles/
--
--   return lun.rules { name = "mergers", use = { "names" },
--     { "merger", [[ who:@org verb:<merge> with to:@org ]], fact = "event",
--       yes = { { "Bramwell Foods merged with Veltra Inc.", to = "Veltra Inc." } }, no = { "The lanes merged." } } }
local happening = lun.happening
local NEAR = 300 -- tokens of a sentence on each side of an event that are shown
return lun.report {
  name = "events", about = "Who did what to whom, when and where, with actors and CAMEO codes: one row an event and pair of actors.", use = { "events" },
  columns = {
    "date", "time", "time_from", "source", "source_country", "source_sector", "target", "target_country", "target_sector", "code", "label", "root", "quad", "goldstein",
    "kind", "who", "whom", "what", "roles", "place", "place_id", "place_country", "lat", "lon", "status", "said", "day", "mentions", "sentence", "start", "stop", "at",
  },
  numbers = { goldstein = "real", lat = "real", lon = "real", start = "integer", stop = "integer" },
  each = function(doc, row)
    local codes = lun.dictionary "cameo"
    for o in doc:facts "occurrence" do
      local first, where, mentions = happening.at(o.mentions[1]), o.place, {}
      for k, e in ipairs(o.mentions) do mentions[k] = happening.at(e) end
      local start, stop = doc:offsets(first)
      local lat, lon = happening.coordinates(where)
      for _, pair in ipairs(happening.pairs(o, doc)) do
        local who, to, code = pair[1] or {}, pair[2] or {}, pair[3]
        local who_country, who_sector = happening.parts(pair[1])
        local to_country, to_sector = happening.parts(pair[2])
        local cameo = code and (codes:lookup(code) or codes:lookup(code:sub(1, 2)) or {})[1]
        row({
          date = o.date, time = o.when or o.time, time_from = o.time_from,
          source = who.code, source_country = who_country, source_sector = who_sector, target = to.code, target_country = to_country, target_sector = to_sector,
          code = code, label = cameo and cameo.name, root = code and code:sub(1, 2), quad = cameo and cameo.quad, goldstein = cameo and cameo.scale, kind = o.kind,
          who = happening.name(doc, pair[1]), whom = happening.name(doc, pair[2]), what = o.what, roles = o.roles,
          place = where and (where.name or where), place_id = where and where.id, place_country = where and where.cc, lat = lat, lon = lon,
          status = o.status, said = o.speakers or o.speaker or o.source, day = happening.first_day(o.date), mentions = mentions, sentence = first:sentence(NEAR), start = start, stop = stop, at = first,
        }, nil, o.mentions[2] and o or o.mentions[1])
      end
    end
  end,
}

-- Who did what to whom: one row an event and pair of actors, as event data are kept, so that rows can be loaded as they are
-- (--format jsonl, or csv with --csv-raw, without which --- gets an apostrophe for spreadsheets; `lunette help output`).
--
--   date, basis      the day that the text gives for it, by TIMEX3 (2018-08-16, 2018-W33); else the day of publication: stated, published
--   source, target   actors as codes: the country by ISO 3166-1 and what part of it acts: GOV MIL COP SPY LEG JUD OPP REB UAF SEP
--                    CRM CVL REF MED BUS LAB EDU REL NGO PTY ELI (former ones); bodies whole: IGOUNO, IGOEUREEC. `---` is a country
--                    that is not known. Empty: the text does not say who
--   code, root       what happens, by CAMEO: 057 signs an accord; empty for other types of events
--   quad, goldstein  class of the root, verbal or material, cooperation or conflict; and its number on Goldstein's scale
--   kind             agreement, praise, arrest, travel ...; without a code: business, court, election, disaster, appointment, casualty,
--                    movement, creation, introduction
--   who, to, what    the actors by name, and the words that say what: a trade agreement
--   where            the place that is told with it; of a journey its end; in the first paragraph the place of the dateline
--   status           happened; planned (will, plans to, is asked to); conditional (may, if); alleged (allegedly, accused of);
--                    denied (did not, denied doing)
--   said             whose words tell of it, where they are reported
--   sentence, at     where it stands
--
-- What makes an event stands in dictionaries and in the pack `events` (lunette show events, lunette list): `eventverb` has verbs
-- with the code of each and with what brings whom it is done to, `eventnoun` the nouns, `eventpair` what both make together
-- (sign + agreement), `sector` what actors are called. Intents, appeals and refusals change the code: wants to help is 033, asked Peru to
-- help 023, refused to help 122, vowed to attack 138. A visit and talks are told from both sides, a row each.
--
-- Your own actors, agents and verbs go before ours, as lists with the columns surface and code; dictionaries of PETRARCH are such
-- lists when they are imported:
--
--   lunette import petrarch actors.txt -o actor.tsv         also agents, and verbs (columns before and behind: words around the verb)
--   lunette run events --list actor:fold=actor.tsv --list agent:fold=agent.tsv --list eventcode:fold=verb.tsv articles/ -o e.csv
--
-- Your own types of events are a rule pack whose facts are `event`, with the captures who and to; its rows have the rule's name
-- as kind: lunette run events --use mergers.lua articles/
--
--   return lun.rules { name = "mergers", use = { "names" },
--     { "merger", [[ who:@org <merge> with to:@org ]], fact = "event",
--       yes = { { "Bramwell Foods merged with Veltra Inc.", to = "Veltra Inc." } }, no = { "The lanes merged." } } }
local happening = lun.happening
return lun.report {
  name = "events", about = "Who did what to whom, with actors and CAMEO codes: one row an event and pair of actors.", use = { "events" },
  columns = { "date", "basis", "source", "target", "code", "root", "quad", "goldstein", "kind", "who", "to", "what", "where", "status", "said", "sentence", "at" },
  right = { goldstein = true },
  each = function(doc, row)
    local order = {}
    for e in doc:facts "event" do order[#order + 1] = e end
    table.sort(order, function(a, b) return happening.at(a).first < happening.at(b).first end)
    for _, e in ipairs(order) do
      for _, pair in ipairs(happening.pairs(e, doc)) do
        local who, to, code = pair[1], pair[2], pair[3]
        local codes = lun.dictionary "cameo"
        local cameo = code and (codes:lookup(code) or codes:lookup(code:sub(1, 2)) or {})[1]
        row {
          date = e.time and e.time.value or doc.date, basis = e.time and "stated" or doc.date and "published" or nil,
          source = who and who.code, target = to and to.code, code = code, root = code and code:sub(1, 2),
          quad = cameo and cameo.quad, goldstein = cameo and cameo.scale, kind = e.kind or e.rule:match "[^.]+$",
          who = happening.name(doc, who), to = happening.name(doc, to), what = e.what, where = e.place, status = e.status,
          said = e.speaker or e.source, sentence = e.sentence or happening.at(e):sentence(), at = happening.at(e),
        }
      end
    end
  end,
}

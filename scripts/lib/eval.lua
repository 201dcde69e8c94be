-- `lunette eval`: what a script finds against spans that somebody marked, kept apart from the rules while these run. Owns the
-- counting by type, the pairing of what was missed with what was found in its place, and the tables.
local annotation = require "lunette.annotation"
local core = require "lunette.core"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local eval = {}

eval.page = [==[
lunette eval GOLD... [--script NAME|FILE.lua]
lunette eval RULE.judged.jsonl...

Precision, recall and F1 of what is found against spans of your own, type by type, and the errors, the most frequent first.
GOLD are documents that bring their annotation (lunette help annotation); the rules do not see it:

  gold.jsonl       {"id": "a", "text": "...", "offsets": "chars", "entities": [{"start": 0, "end": 4, "type": "PER"}]}
                   or "layers", "spans", "ents" as in `lunette help annotation`
  a.conll a.conllu columns with BIO labels, also under other names: they are told by how they begin (--input-format conll, conllu)
  a.txt            brat standoff in a.ann beside it

Mind what offsets count: those of "entities" are BYTES unless the record says "offsets": "chars" (as Python counts) or "utf16";
those of all other fields are characters unless it says "bytes". Spans that begin or end inside words, or with a space, are a
sign of the wrong one: they are counted as they stand, and said at the end. So are spans that end behind the text or not behind their start.

  lunette eval gold.jsonl
  lunette eval gold/*.txt --script mine.lua --types person,vessel --format csv -o errors.csv

A span is right when its first and last character and its type are those of the gold. Types are layers: PER and PERSON are
person, ORG and ORGANIZATION org, LOC, GPE, FAC and LOCATION place, NORP norp; any other label is the layer of that name. A type
that no rule gives is not counted and said at the end. Documents without annotation are not counted either.

  --script NAME|FILE   a report or a rule pack whose layers are evaluated; without it `entities`
  --types A,B          these types only
  --errors N           rows of errors, 40 unless said; 0 for none
  --use PACKS          packs besides, and rules to leave out: --use=names,-weigh.mentions

Of files that `lunette judge` wrote it tells for each rule and coder, as of the version of the rule that was judged last:
  precision   right of the matches judged, with Wilson's interval (1927)
  recall      estimated, in sentences: each kind's share of right ones times how many there are of it (matches, near misses, the others),
              with the interval of Webber (2013): recalls drawn from beta-binomial posteriors; it needs --near-misses and --random
  kappa       Cohen's (1960) for two coders, of things to which both said y or n, and the table of all their answers

Columns of the table `scores`: type, precision, recall, f1 (percent), right, found, gold. Of `errors`: count, kind (missed;
spurious; type: the same span, another type; bounds: spans that overlap), gold and found (types), text, found_text, rule and
the first place where it stands, with the words around it.
]==]

local called = {
  per = "person", pers = "person", people = "person", organization = "org", organisation = "org", loc = "place", gpe = "place", fac = "place", facility = "place",
  location = "place", nationality = "norp", event = "misc", work = "misc", law = "misc",
}

-- The type of a label or of a layer's name.
function eval.type_of(label)
  local name = core.lower(label):gsub("[^%w_]", "_")
  return called[name] or name
end

local AROUND = 40 -- bytes of context on either side
local function context(text, s)
  local left, right = text:sub(math.max(1, s.start - AROUND + 1), s.start), text:sub(s.stop + 1, s.stop + AROUND)
  left, right = left:gsub("^[\x80-\xBF]+", ""), right:gsub("[\xC2-\xF4][\x80-\xBF]*$", "")
  return ((left .. "[" .. s.text .. "]" .. right):gsub("%s+", " "))
end

local function span_of(doc, type, start, stop, rule)
  return { type = type, start = start, stop = stop, rule = rule, text = (doc.text:sub(start + 1, stop):gsub("%s+", " ")) }
end

-- Every span once: where two have the same bounds and type the first counts.
local function add(list, seen, s)
  local key = s.type .. " " .. s.start .. " " .. s.stop
  if seen[key] then return end
  seen[key] = s
  list[#list + 1] = s
end

-- Whether a place, behind so many bytes, lies inside a word.
local function splits(doc, place)
  if not doc.text:find("^[%w\x80-\xFF]", place) or not doc.text:find("^[%w\x80-\xFF]", place + 1) then return false end
  local token = doc:at(place + 1)
  return token ~= nil and doc:bounds(token) <= place
end

-- The spans that were marked; bad(kind, where) is told of those that cannot be meant as they stand.
local function gold_of(doc, bad)
  local list, seen, data = {}, {}, core.data(doc)
  for _, s in ipairs(data.gold) do
    local where = ("%s: %s"):format(data.id, s.written)
    if s.stop > #doc.text then bad("outside", where)
    elseif s.start < 0 or s.start >= s.stop then bad("empty", where)
    else
      local span = span_of(doc, eval.type_of(s.label), s.start, s.stop)
      if splits(doc, s.start) or splits(doc, s.stop) or span.text:find "^ " or span.text:find " $" then bad("split_" .. data.gold_unit, where .. ": " .. context(doc.text, span)) end
      add(list, seen, span)
    end
  end
  return list
end

local faults = {
  { "outside", "%d of %d gold spans end behind the text and are not counted (the first: %s)" },
  { "empty", "%d of %d gold spans end before or where they begin and are not counted (the first: %s)" },
  { "split_bytes", 'begin or end inside a word or with a space; their offsets are taken for bytes: if they are characters, add "offsets": "chars" to the records' },
  { "split_chars", 'begin or end inside a word or with a space; their offsets are taken for characters: if they are bytes, add "offsets": "bytes" to the records' },
  { "split_utf16", 'begin or end inside a word or with a space; their offsets are taken for UTF-16: if they are characters, add "offsets": "chars" to the records' },
}
for _, fault in ipairs(faults) do if fault[1]:find "^split" then fault[2] = "%d of %d gold spans " .. fault[2] .. " (the first: %s)" end end

local function found_of(doc, given)
  local list, seen = {}, {}
  for name in doc:layers() do
    if not name:find "%?$" then
      given[eval.type_of(name)] = true
      for s in doc:spans(name) do
        local start, stop = doc:bounds(s.first), select(2, doc:bounds(s.last))
        add(list, seen, span_of(doc, eval.type_of(name), start - 1, stop, s.rule))
      end
    end
  end
  return list
end

local function only(list, types)
  local kept = {}
  for _, s in ipairs(list) do if types[s.type] then kept[#kept + 1] = s end end
  return kept
end

-- Errors of a document: error(kind, gold span or nil, found span or nil).
local function compare(gold, found, count, error)
  local by_bounds, of_gold = {}, {}
  local function key(s) return s.start .. " " .. s.stop end
  for _, s in ipairs(found) do
    by_bounds[key(s)] = by_bounds[key(s)] or {}
    table.insert(by_bounds[key(s)], s)
    count(s.type, "found")
  end
  for _, s in ipairs(gold) do of_gold[key(s)] = true end
  local used = {}
  for _, g in ipairs(gold) do
    count(g.type, "gold")
    for _, f in ipairs(by_bounds[key(g)] or {}) do
      if f.type == g.type and not used[f] then
        used[f], used[g] = true, true
        count(g.type, "right")
      end
    end
  end
  for _, g in ipairs(gold) do
    local other = used[g] and g or nil
    for _, f in ipairs(not other and by_bounds[key(g)] or {}) do
      if not other and not used[f] then
        other, used[f] = f, true
        error("type", g, f)
      end
    end
    for _, f in ipairs(other and {} or found) do
      if not other and not used[f] and not of_gold[key(f)] and f.start < g.stop and g.start < f.stop then
        other, used[f] = f, true
        error("bounds", g, f)
      end
    end
    if not other then error("missed", g, nil) end
  end
  for _, f in ipairs(found) do if not used[f] then error("spurious", nil, f) end end
end

local function percent(a, b)
  if b == 0 then return nil end
  return math.floor(1000 * a / b + 0.5) / 10
end
local function score(type, c)
  local p, r = c.found > 0 and c.right / c.found or 0, c.gold > 0 and c.right / c.gold or 0
  return { type = type, precision = percent(c.right, c.found), recall = percent(c.right, c.gold), f1 = p + r > 0 and percent(2 * p * r, p + r) or 0,
    right = c.right, found = c.found, gold = c.gold }
end

local kinds = { missed = 1, type = 2, bounds = 3, spurious = 4 }

-- The report that evaluates another. options: types (a set, or nil), errors (rows), say (function of a note).
function eval.report(of, options)
  local documents, given, bare, marked, met = {}, {}, 0, 0, {}
  local function bad(kind, where)
    met[kind] = met[kind] or { count = 0, first = where }
    met[kind].count = met[kind].count + 1
  end
  local r = { name = "eval", prints = true, undated = true, packs = of.packs, without = of.without, right = {} }
  for _, column in ipairs { "precision", "recall", "f1", "right", "found", "gold", "count" } do r.right[column] = true end
  for _, pack in ipairs(of.packs) do
    for _, step in ipairs(pack.steps) do for name in pairs(step.gives_set) do given[eval.type_of(name)] = true end end
  end
  function r.each(doc)
    local data = core.data(doc)
    if not data.gold then
      bare = bare + 1
      return
    end
    marked = marked + #data.gold
    documents[#documents + 1] = { gold = gold_of(doc, bad), found = found_of(doc, given), text = doc.text, id = tostring(data.id) }
  end
  function r.finish(_, out)
    local types, lacking, counts, errors, there = {}, {}, {}, {}, {}
    for _, d in ipairs(documents) do
      for _, g in ipairs(d.gold) do
        there[g.type] = true
        if options.types and not options.types[g.type] then -- not asked for
        elseif given[g.type] then types[g.type] = true
        else lacking[g.type] = (lacking[g.type] or 0) + 1 end
      end
    end
    local total = { right = 0, found = 0, gold = 0 }
    local function count(type, what)
      counts[type] = counts[type] or { right = 0, found = 0, gold = 0 }
      counts[type][what], total[what] = counts[type][what] + 1, total[what] + 1
    end
    for _, d in ipairs(documents) do
      compare(only(d.gold, types), only(d.found, types), count, function(kind, g, f)
        local text, found_text = (g or f).text, kind == "bounds" and f.text or nil
        local key = table.concat({ kind, g and g.type or "", f and f.type or "", text, found_text or "" }, "\n")
        local e = errors[key]
        if not e then
          e = { count = 0, kind = kind, gold = g and g.type, found = f and f.type, text = text, found_text = found_text, rule = f and f.rule, first = d.id .. ": " .. context(d.text, g or f) }
          errors[key], errors[#errors + 1] = e, e
        end
        e.count = e.count + 1
      end)
    end
    local rows = {}
    for _, type in ipairs(set.names(types)) do rows[#rows + 1] = score(type, counts[type] or { right = 0, found = 0, gold = 0 }) end
    if rows[2] then rows[#rows + 1] = score("all", total) end
    if rows[1] then out:table(rows, { name = "scores", heading = "Scores", columns = { "type", "precision", "recall", "f1", "right", "found", "gold" } }) end
    table.sort(errors, function(a, b)
      if a.count ~= b.count then return a.count > b.count end
      if a.kind ~= b.kind then return kinds[a.kind] < kinds[b.kind] end
      if a.text ~= b.text then return a.text < b.text end
      return a.first < b.first
    end)
    local shown = table.move(errors, 1, math.min(#errors, options.errors), 1, {})
    if shown[1] then out:table(shown, { name = "errors", heading = "Errors, the most frequent first", columns = { "count", "kind", "gold", "found", "text", "found_text", "rule", "first" } }) end
    if #errors > #shown then options.say(("%d of %d kinds of error are shown: --errors N"):format(#shown, #errors)) end
    for _, type in ipairs(set.names(lacking)) do options.say(("no rule gives the type '%s': its %d spans are not counted"):format(type, lacking[type])) end
    for _, fault in ipairs(faults) do
      local m = met[fault[1]]
      if m then options.say(fault[2]:format(m.count, marked, m.first)) end
    end
    for _, type in ipairs(documents[1] and set.names(options.types or {}) or {}) do
      if not there[type] then options.say(("--types %s: no gold span has this type%s; types of the gold: %s"):format(type, suggest.hint(type, set.names(there)), table.concat(set.names(there), ", "))) end
    end
    r.scored = rows[1] ~= nil
    if not documents[1] and bare > 0 then options.say 'nothing to score: no document brings annotation. Give the records "entities" or "layers", put NAME.ann beside NAME.txt, or end each line of columns with a label such as B-PER or O (lunette help eval)'
    elseif bare > 0 then options.say(("%d document%s without annotation not counted (lunette help eval)"):format(bare, bare == 1 and "" or "s")) end
  end
  return r
end

-- From here on what documents bring is kept apart.
function eval.keep_apart() annotation.apart = true end

return eval

-- `lunette profile`: what each rule of a script costs and brings over documents. Makes a report whose packs are copies
-- with a clock in every `where`, `emit` and resolve step; an observer of phase.run takes the times of each round and
-- searches every rule once more in a machine of its own; the rows come when the last document is done.
local core = require "lunette.core"
local engine = require "lunette.engine"
local set = require "lunette.set"
local profile = {}

profile.page = [==[
lunette profile NAME|FILE.lua [INPUT...]

Runs the rules of a report or a pack over the inputs and says, of each rule, what it costs and what it brings. A report's
own `each` is not run, only its rules and those of the packs that it uses.

  lunette profile attribution articles/
  lunette profile mine.lua articles/ -o mine.csv
  lunette profile --no-alone names article.txt

All times are milliseconds of processor time. The rules of a round run in one machine, so its pass is measured as a whole;
what a rule costs by itself is measured apart.

  rules        the dearest first, as far as the text is long enough to tell. alone_ms: the same documents searched by a
               machine of this rule only, once the layers that it reads are there; where_ms and emit_ms: inside its
               functions; ms: all three, or the time of a resolve step. candidates: what the pattern found, before `where`;
               matches: what `where` let pass; lost: matches that a stronger one of the same layer or fact took the place
               of. wakes: the share of tokens from which the rule was run. It sleeps where no word, <lemma>, #dictionary or
               @layer stands that every match of it must hold
  rounds       reading (with tokens, sentences, quotations), building the machines, then each round: looking up dictionary
               entries, the machine's pass, captures of matches, `where`, settling who wins, `emit`, resolve steps
  never_fired  rules without a match; candidates tells whether `where` refused them
  always_lost  rules all of whose matches lost, with the rules they lost to and how often. What a rule gives to a layer
               whose name ends in ? never loses: a resolve step decides there
  could_not_sleep
               rules that were run from half of all tokens or more, with the element that they begin with: no word, <lemma>,
               #dictionary or @layer stands in every match of theirs, or only one that stands nearly everywhere. One such
               element that is rare, anywhere in the pattern, lets them sleep; not one that may be left out, stands in some
               alternatives only or in a look-ahead, nor a test that many words pass, as [cap] does. [num], value>=1 and a
               regular expression let it sleep where what they pass holds a digit, a mark or a hyphen, or begins with no letter

  --no-alone                   do not search each rule alone: faster, without alone_ms, wakes and could_not_sleep
  --text TEXT, --date DATE     take TEXT as the article; its day of publication; more options of INPUT: lunette help inputs
  --format FORMAT, -o FILE     the format, or write to FILE, whose ending chooses it: lunette help output

Exit codes: 0 ok, 1 an input failed, 2 usage, 3 the script is wrong, 66 no input.
]==]

local AWAKE = 0.5 -- share of tokens from which on a rule could not sleep

-- A test as it would be written between brackets.
local test_text
local function joined(list, mark)
  local parts = {}
  for k, x in ipairs(list) do
    parts[k] = type(x) == "table" and test_text(x) or tostring(x)
    if mark == " & " and x.kind == "or" then parts[k] = "(" .. parts[k] .. ")" end
  end
  return table.concat(parts, mark)
end
local function named(x, sign)
  return sign .. x.name .. (x.attribute and ("[%s=%s]"):format(x.attribute, joined(x.values, ",")) or "")
end
local test_forms = {
  regex = function(t) return "word~/" .. t.source .. "/" end,
  name = function(t) return t.name end,
  compare = function(t) return t.field .. t.sign .. joined(t.values, ",") end,
  prior = function(t) return t.field .. t.sign .. t.values[1] end,
  begins = function(t) return "^" .. named(t[1], t[1].op == "layer" and "@" or "#") end,
  entry = function(t) return named(t, "#") end,
  layer = function(t) return named(t, "@") end,
  ["not"] = function(t) return t[1][2] and ("!(%s)"):format(test_text(t[1])) or "!" .. test_text(t[1]) end,
  ["and"] = function(t) return joined(t, " & ") end,
  ["or"] = function(t) return joined(t, " | ") end,
}
function test_text(t) return test_forms[t.kind](t) end

-- The test of one token as an element. Alternatives of one token each are one test.
local element_forms = {
  any = function() return "_" end,
  lower = function(t) return t.word end,
  text = function(t) return ("%q"):format(t.word) end,
  forms = function(t) return "<" .. table.concat(t.lemmas, "|") .. ">" end,
  regex = function(t) return "/" .. t.source .. "/" end,
}
local function holds_elements(t)
  if t.kind ~= "or" then return element_forms[t.kind] and t.kind ~= "regex" end
  for _, inner in ipairs(t) do if holds_elements(inner) then return true end end
  return false
end
local function token_text(t)
  if element_forms[t.kind] then return element_forms[t.kind](t) end
  if not holds_elements(t) then return "[" .. test_text(t) .. "]" end
  local parts = {}
  for k, inner in ipairs(t) do parts[k] = token_text(inner) end
  return "(" .. table.concat(parts, " | ") .. ")"
end
local function element_text(x)
  if x.op == "entry" or x.op == "layer" then return named(x, x.op == "entry" and "#" or "@") end
  return token_text(x[1])
end

-- The elements that can take the first token of a match, with the number of tokens at which each can begin.
local function first_elements(x, list)
  if x.op == "tok" or x.op == "entry" or x.op == "layer" then list[#list + 1] = { element = x, starts = 0 }
  elseif x.op ~= "look" then
    for _, y in ipairs(x) do
      first_elements(y, list)
      if x.op == "seq" and not y.empty then break end
    end
  end
  return list
end

-- The profile of one run: `rows` of rules and resolve steps, `rounds` and what came before them, counts of the run.
local function new_profile(packs, without, alone)
  local p = { rows = {}, rounds = {}, before = { reading = 0, building = 0 }, documents = 0, tokens = 0 }
  local row_of, by_id, by_round, entries = {}, {}, {}, {} -- by step; by the ids of steps; by round of phase.run; matches of the document
  local round, last, asked = nil, core.clock(), 0 -- the round that runs now; when a stage ended; seconds in `where` since

  -- Seconds since a stage ended.
  local function lap()
    local now = core.clock()
    local passed = now - last
    last = now
    return passed
  end

  -- The function with its time added to the row.
  local function timed(row, field, run)
    return function(...)
      local start = core.clock()
      local result = run(...)
      local passed = core.clock() - start
      row[field] = row[field] + passed
      if field == "where" then
        row.candidates, asked = row.candidates + 1, asked + passed
      end
      return result
    end
  end

  local copies = {}
  for i, pack in ipairs(packs) do
    local copy = { name = pack.name, file = pack.file, steps = {} }
    for _, step in ipairs(pack.steps) do
      local mine = setmetatable({}, getmetatable(step))
      for key, value in pairs(step) do mine[key] = value end
      copy.steps[#copy.steps + 1] = mine
      if not without[step.id] then
        local row = { step = mine, alone = 0, where = 0, emit = 0, each = 0, candidates = 0, matches = 0, lost = 0, lost_to = {}, starts = 0, searched = 0 }
        row.at = ("%s:%d"):format(step.file or pack.file, step.line or debug.getinfo(step.each, "S").linedefined)
        for _, field in ipairs { "where", "emit", "each" } do
          if step[field] then mine[field] = timed(row, field, step[field]) end
        end
        p.rows[#p.rows + 1], row_of[mine], by_id[mine.id] = row, row, row
      end
    end
    copies[i] = setmetatable(copy, getmetatable(pack))
  end
  p.packs = copies

  -- Tokens at which something could begin; what was found is freed at once, for the collector does not see how large it is.
  local function starts_of(found)
    local _, _, starts = found:count()
    found:close()
    return starts
  end

  -- Searches the rule in a machine of its own. Where it begins often and with one of several elements, each is counted.
  local function search_alone(row, doc, lookups)
    local r = row.step
    if not row.machine then row.machine, row.firsts = engine.machine { r }, first_elements(engine.tree(r), {}) end
    core.look_up(row.machine, doc, lookups)
    local start = core.clock()
    local found = core.search(row.machine, doc, lookups)
    row.alone = row.alone + core.clock() - start
    local starts = starts_of(found)
    row.starts, row.searched = row.starts + starts, row.searched + #doc
    if starts < AWAKE * #doc or not row.firsts[2] then return end
    for _, first in ipairs(row.firsts) do
      first.machine = first.machine or engine.machine { { tree = first.element, captures = {} } }
      first.starts = first.starts + starts_of(core.search(first.machine, doc, lookups))
    end
  end

  local function round_of(made)
    local there = by_round[made]
    if not there then
      there = { rules = #made.rules, look_up = 0, pass = 0, captures = 0, where = 0, settle = 0, emit = 0, resolve = 0 }
      p.rounds[#p.rounds + 1], by_round[made] = there, there
    end
    return there
  end

  local observer = {}
  function observer.match(_, _, entry) entries[#entries + 1] = entry end
  local lost = {} -- by claims of the document: see phase.run
  function observer.claimed(losses) lost = losses end

  -- Calls see(row, matches that it was offered, claims that it made) for all rules that claim, in all documents.
  local function each_claimant(see)
    for round in pairs(by_round) do
      for k, r in ipairs(round.claims.rules or {}) do see(row_of[r], round.claims.claimants:count(k)) end
    end
  end
  function observer.stage(name, doc, now, lookups)
    if name == "reading" then -- a document that failed may have left some
      entries, lost, asked = {}, {}, 0
      each_claimant(function(row, offered, claims) row.before, row.claims = offered, claims end)
    end
    if p.before[name] then
      p.before[name] = p.before[name] + lap()
      return
    end
    round = round_of(now)
    round[name] = round[name] + lap()
    if name == "captures" then
      round.captures, round.where, asked = round.captures - asked, round.where + asked, 0
      for _, r in ipairs(alone and now.rules or {}) do search_alone(row_of[r], doc, lookups) end
      last = core.clock()
    end
  end
  p.observer = observer

  -- The document is done: its matches are counted, now that it is known which have lost.
  function p.count(doc)
    p.documents, p.tokens = p.documents + 1, p.tokens + #doc
    each_claimant(function(row, offered, claims)
      row.offered, row.matches = (row.offered or 0) + offered - (row.before or 0), row.matches + claims - (row.claims or 0)
    end)
    for k = 1, #lost, 2 do
      local row, winner = by_id[lost[k]], lost[k + 1] ~= "" and lost[k + 1] or "the document itself"
      row.lost, row.lost_to[winner] = row.lost + 1, (row.lost_to[winner] or 0) + 1
    end
    for _, x in ipairs(entries) do
      local row = row_of[x.rule]
      row.matches = row.matches + 1
      if x.lost then
        local winner = type(x.lost) == "table" and x.lost.rule.id or x.lost.rule or "the document itself"
        row.lost, row.lost_to[winner] = row.lost + 1, (row.lost_to[winner] or 0) + 1
      end
    end
    last = core.clock()
  end
  return p
end

-- Rules and how often, the most frequent first.
local function counted(counts)
  local names = set.names(counts)
  table.sort(names, function(a, b)
    if counts[a] ~= counts[b] then return counts[a] > counts[b] end
    return a < b
  end)
  for k, name in ipairs(names) do names[k] = ("%s %d"):format(name, counts[name]) end
  return names
end

-- The element at which a rule begins most often.
local function cause_of(row)
  local most = row.firsts[1]
  for _, first in ipairs(row.firsts) do if first.starts > most.starts then most = first end end
  return element_text(most.element)
end

local function sum_of(row) return row.alone + row.where + row.emit + row.each end

local parts_of_round = { "look_up", "pass", "captures", "where", "settle", "emit", "resolve" }

-- Writes the tables. `readable`: times and shares as texts of equal length rather than numbers.
local function write(p, out, alone, readable)
  local function ms(seconds)
    if readable then return ("%.3f"):format(seconds * 1000) end
    return math.floor(seconds * 1e6 + 0.5) / 1000
  end
  local function share(row)
    if row.searched == 0 then return nil end
    local value = row.starts / row.searched
    if readable then return ("%.1f%%"):format(value * 100) end
    return math.floor(value * 10000 + 0.5) / 10000
  end
  local function put(name, heading, rows, columns)
    if rows[1] then out:table(rows, { name = name, heading = heading, columns = columns }) end
  end

  local rules, never, always, awake = {}, {}, {}, {}
  local total = { documents = p.documents, tokens = p.tokens, rules = 0, candidates = 0, matches = 0, lost = 0 }
  local sorted = table.move(p.rows, 1, #p.rows, 1, {})
  for k, row in ipairs(sorted) do row.place = k end
  table.sort(sorted, function(a, b)
    local x, y = sum_of(a), sum_of(b)
    if x ~= y then return x > y end
    return a.place < b.place
  end)
  for _, row in ipairs(sorted) do
    local r = row.step
    local cells = { rule = r.id, ms = ms(sum_of(row)), at = row.at }
    if r.pattern then
      row.candidates = not r.where and row.matches or row.offered or row.candidates
      cells.alone_ms, cells.where_ms, cells.emit_ms = alone and ms(row.alone) or nil, r.where and ms(row.where), r.emit and ms(row.emit)
      cells.candidates, cells.matches, cells.lost, cells.wakes = row.candidates, row.matches, row.lost, share(row)
      total.rules = total.rules + 1
      for _, field in ipairs { "candidates", "matches", "lost" } do total[field] = total[field] + row[field] end
    end
    rules[#rules + 1] = cells
  end
  for _, row in ipairs(p.rows) do
    local r = row.step
    if r.pattern and row.matches == 0 then never[#never + 1] = { rule = r.id, candidates = row.candidates, at = row.at } end
    if row.matches > 0 and row.lost == row.matches then
      always[#always + 1] = { rule = r.id, lost = row.lost, to = counted(row.lost_to), at = row.at }
    end
    if row.searched > 0 and row.starts >= AWAKE * row.searched then
      awake[#awake + 1] = { rule = r.id, wakes = share(row), element = cause_of(row), at = row.at }
    end
  end

  local all = p.before.reading + p.before.building
  local rounds, sums = { { round = "reading", ms = ms(p.before.reading) }, { round = "building", ms = ms(p.before.building) } }, {}
  for k, round in ipairs(p.rounds) do
    local cells, sum = { round = ("%d"):format(k), rules = round.rules }, 0
    for _, part in ipairs(parts_of_round) do
      cells[part .. "_ms"] = ms(round[part])
      sums[part], sum = (sums[part] or 0) + round[part], sum + round[part]
    end
    cells.ms, all = ms(sum), all + sum
    rounds[#rounds + 1] = cells
  end
  local cells = { round = "total", rules = total.rules, ms = ms(all) }
  for _, part in ipairs(parts_of_round) do cells[part .. "_ms"] = sums[part] and ms(sums[part]) end
  rounds[#rounds + 1], total.ms = cells, ms(all)

  local columns = { "round", "rules" }
  for _, part in ipairs(parts_of_round) do columns[#columns + 1] = part .. "_ms" end
  columns[#columns + 1] = "ms"
  put("run", "Run", { total }, { "documents", "tokens", "rules", "candidates", "matches", "lost", "ms" })
  put("rules", "Rules, the dearest first", rules, { "rule", "ms", "alone_ms", "where_ms", "emit_ms", "candidates", "matches", "lost", "wakes", "at" })
  put("rounds", "Rounds", rounds, columns)
  put("never_fired", "Never fired", never, { "rule", "candidates", "at" })
  put("always_lost", "Always lost", always, { "rule", "lost", "to", "at" })
  put("could_not_sleep", "Could not sleep", awake, { "rule", "wakes", "element", "at" })
end

-- The report that profiles another report or that of a pack. options.alone: search each rule alone too; options.readable:
-- see write.
function profile.report(of, options)
  local p = new_profile(of.packs, of.without, options.alone)
  local r = { name = "profile", packs = p.packs, without = of.without, observer = p.observer, right = {} }
  for _, column in ipairs { "documents", "tokens", "ms", "alone_ms", "candidates", "matches", "lost", "rules", "wakes" } do r.right[column] = true end
  for _, part in ipairs(parts_of_round) do r.right[part .. "_ms"] = true end
  function r.each(doc) p.count(doc) end
  function r.finish(_, out) write(p, out, options.alone, options.readable) end
  return r
end

return profile

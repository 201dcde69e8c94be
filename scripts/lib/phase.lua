-- Rule packs over a document, in phases that follow from what each rule reads and gives. Owns the plan (in which round a step
-- runs, one machine for the rules of a round) and the run: matches compete when all rules have run that give the same layer
-- or fact, and what won becomes spans and facts.
local claim = require "lunette.claim"
local core = require "lunette.core"
local engine = require "lunette.engine"
local fact = require "lunette.fact"
local origin = require "lunette.origin"
local grammar = require "lunette.pattern_grammar"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local using = require "lunette.using"
local phase = {}

-- Depths: a step runs after all that give what it reads. One that reads the layer it gives runs after those that give it
-- without reading it, together with all others of its kind. A cycle is refused with its chain.
local function depths_of(steps)
  local depth, path, on_path, waits, givers = {}, {}, {}, {}, {}
  for _, step in ipairs(steps) do
    for name in pairs(step.gives_set) do
      givers[name] = givers[name] or {}
      table.insert(givers[name], step)
    end
  end
  local function reads_own(step, name) return step.reads_set[name] and step.gives_set[name] end
  for _, step in ipairs(steps) do
    waits[step] = {}
    for name in pairs(step.reads_set) do
      waits[step][name] = true
      for _, other in ipairs(reads_own(step, name) and givers[name] or {}) do
        if reads_own(other, name) then for more in pairs(other.reads_set) do waits[step][more] = true end end
      end
    end
  end
  local visit
  local highest = {} -- of those that give a name
  local function after(name)
    local most = highest[name]
    if not most then
      most = 0
      for _, other in ipairs(givers[name] or {}) do most = math.max(most, visit(other)) end
      highest[name] = most
    end
    return most + 1
  end
  function visit(step)
    if depth[step] then return depth[step] end
    path[#path + 1] = step.id
    if on_path[step] then
      error("rules wait for each other: " .. table.concat(path, " -> ", on_path[step]), 0)
    end
    on_path[step] = #path
    local mine = 1
    for name in pairs(waits[step]) do
      if not step.gives_set[name] then mine = math.max(mine, after(name))
      else
        for _, other in ipairs(givers[name]) do
          if other ~= step and not reads_own(other, name) then mine = math.max(mine, visit(other) + 1) end
        end
      end
    end
    path[#path], on_path[step] = nil, nil
    depth[step] = mine
    return mine
  end
  for _, step in ipairs(steps) do visit(step) end
  return depth
end

-- A layer that a rule reads must be given by a step or be there.
local function fact_called(steps, name)
  for _, step in ipairs(steps) do
    if step.fact == name then return (": '%s' is the fact of rule '%s'; write gives = \"%s\" there to have its spans as a layer"):format(name, step.id, name) end
  end
end
local function check_layers(steps, given, doc)
  for name in doc:layers() do given[name] = true end
  given.token = true -- see check_tokens
  for _, r in ipairs(steps) do
    for name, node in pairs(r.layers or {}) do
      if not given[name] then
        local giver = using.giver(name)
        local hint = giver and (': write use = { "%s" }'):format(giver) or fact_called(steps, name) or suggest.hint(name, set.names(given))
        local what = ("reads the layer '%s', which nothing gives%s"):format(name, hint)
        if not giver then what = what .. ("; if documents bring it, write given = { %q } in the pack"):format(name) end
        local ok, message = pcall(grammar.fail, node.text, node.at, what)
        error(("%s:%d: rule '%s' %s"):format(r.file, r.line, r.id, ok or message), 0)
      end
    end
  end
end

-- What documents say of their own tokens is asked by @token: one that says nothing is refused, for a rule that never matches would
-- not be noticed. A pack that declares given = { "token" } takes it as it is. Parts of speech (pos=, tag=) a document need not
-- bring: lunette's own tagger says them where it does not.
local NO_TOKENS = "asks what the document says of its own tokens (@token), and this one says nothing of them: lunette help annotation"

local function token_asker(steps, packs)
  for _, pack in ipairs(packs) do if set.of(pack.given)["token"] then return nil end end
  for _, r in ipairs(steps) do
    local asked = r.layers and r.layers.token
    if asked and asked.attribute ~= "pos" and asked.attribute ~= "tag" then return r end
  end
end

local function check_tokens(r, doc)
  if core.find_layer(doc, "token") then return end
  local who = r.id == "find.find" and "the pattern" or ("%s:%d: rule '%s'"):format(r.file, r.line, r.id)
  error(("%s %s"):format(who, NO_TOKENS), 0) -- one line: it is said of many documents
end

-- A round as core.run_rounds takes it; false where something of it goes the way of matches.
local function listed(round)
  local settled = round.settled
  if not settled or round.claims.others[1] then return false end
  local function filled(list) return list[1] and list or false end
  return { round.machine or false, round.claims.claimants or false, filled(settled.layers), filled(settled.facts), filled(round.steps), round.first }
end

-- Rounds of the packs' steps: { rules, machine, resolves, settles = names whose matches then compete, emitters = rules with `emit`, claims = see claim.of_round }
-- with `settled`, what of it is settled as claims at once (claim.settling), `steps`, what core.run_steps calls, and `first`, the number of the first of them as
-- a maker. `claimed`: layers and facts of that kind; `makers`: rules by their ids, then all steps; `given`: layers that rules give by `gives`; `listed`: what
-- core.run_rounds runs.
-- Documents that bring lemmas have plans of their own, whose machines ask those.
local plans, plans_of_lemmas, no_rules = setmetatable({}, { __mode = "k" }), setmetatable({}, { __mode = "k" }), {}
local function plan_of(packs, doc, without)
  without = without or no_rules
  local lemmas = core.data(doc).lemmas
  local plans = lemmas and plans_of_lemmas or plans
  local known = plans[packs]
  if not known then
    known = {}
    plans[packs] = known
  end
  if known[without] then return known[without] end
  local steps, given, rounds, last = {}, {}, {}, {}
  for _, pack in ipairs(packs) do
    for _, name in ipairs(pack.given or {}) do given[name] = true end
    for _, step in ipairs(pack.steps) do
      for name in pairs(step.gives_set) do given[name] = given[name] or name ~= step.fact or set.of(step.gives)[name] end -- facts are no layers
      if not without[step.id] then
        steps[#steps + 1] = step
        step.place = #steps
      end
    end
  end
  check_layers(steps, given, doc)
  local depth = depths_of(steps)
  for _, step in ipairs(steps) do
    local d = depth[step]
    for k = #rounds + 1, d do rounds[k] = { rules = {}, resolves = {}, settles = {}, emitters = {} } end
    table.insert(step.pattern and rounds[d].rules or rounds[d].resolves, step)
    if step.emit then table.insert(rounds[d].emitters, step) end
    for name in pairs(step.pattern and step.gives_set or {}) do
      local stage = step.reads_set[name] and name .. " again" or name
      last[stage] = math.max(last[stage] or 0, d)
    end
  end
  for stage, d in pairs(last) do table.insert(rounds[d].settles, (stage:gsub(" again$", ""))) end
  for _, round in ipairs(rounds) do table.sort(round.settles) end
  rounds.claimed, rounds.makers, rounds.given, rounds.candidates, rounds.listed = claim.numbers(steps), { {} }, {}, {}, {}
  local told = {}
  for _, step in ipairs(steps) do
    rounds.makers[1][step.id] = step
    step.makes = step.makes or set.names(step.gives_set) -- in the same order in every run
    if step.pattern and type(step.gives) == "string" then
      rounds.given[step.gives] = true
      rounds.candidates[step.gives] = step.gives:find "%?$" ~= nil
    end
    if step.pattern and step.fact then told[step.fact] = true end
  end
  for k, round in ipairs(rounds) do
    round.machine = round.rules[1] and engine.machine(round.rules, lemmas)
    round.claims = claim.of_round(round.machine, round.rules, rounds.claimed)
    round.settled = claim.settling(round.settles, rounds.claimed, rounds.given, told, rounds.candidates)
    round.steps, round.first = {}, #rounds.makers + 1
    for _, step in ipairs(round.resolves) do
      table.move({ step, step.each, step.makes }, 1, 3, #round.steps + 1, round.steps)
      table.insert(rounds.makers, step)
    end
    rounds.listed[k] = listed(round)
  end
  rounds.asks_tokens = token_asker(steps, packs)
  known[without] = rounds
  return rounds
end

-- Raises what is wrong with packs together: layers that nothing gives, rules that wait for each other.
function phase.check(packs)
  local doc = require("lunette").doc ""
  local ok, message = pcall(plan_of, packs, doc)
  core.close(doc)
  if not ok then error(message, 0) end
end

local match_class = core.match_class -- of a match: its captures by name, and what it says of itself

phase.match_class = match_class

-- Who wins. Spans go by length, then priority; facts, whose length says little when they hold gaps, the other way round.
local function compare_by(priority_first)
  return function(a, b)
    local long = (a.last - a.first) - (b.last - b.first)
    local prior = (a.rule.priority or 0) - (b.rule.priority or 0)
    local first, second = priority_first and prior or long, priority_first and long or prior
    if first ~= 0 then return first > 0 end
    if second ~= 0 then return second > 0 end
    if a.rule ~= b.rule then return a.rule.place < b.rule.place end
    return a.first < b.first
  end
end
local stronger_span, stronger_fact = compare_by(false), compare_by(true)
local function earlier(a, b)
  if a.m[4] ~= b.m[4] then return a.m[4] < b.m[4] end
  if a.rule ~= b.rule then return a.rule.place < b.rule.place end
  return a.m[5] < b.m[5]
end

-- Spans of one layer: each that overlaps none taken before it; what the layer holds already stays. lose(entry, the stronger
-- entry or span, kind, name) hears of every other.
local function settle_layer(doc, name, list, lose)
  doc:make_layer(name)
  local taken, kept = {}, {}
  if not name:find "%?$" then
    table.sort(list, stronger_span)
    for s in doc:spans(name) do for i = s.first, s.last do taken[i] = s end end
  end
  for _, x in ipairs(list) do
    local by
    for i = x.first, x.rule.keep and x.first - 1 or x.last do by = by or taken[i] end
    if by then lose(x, by, "span", name)
    else
      kept[#kept + 1] = x
      for i = x.first, name:find "%?$" and 0 or x.last do taken[i] = x end
    end
  end
  table.sort(kept, earlier)
  local record = origin.recorder(doc)
  for _, x in ipairs(kept) do
    local attributes = claim.attributes(x.rule, x.m)
    claim.check(x.rule, "attributes", x.m, attributes)
    record(doc:add(name, x.first, x.last, attributes, x.rule.id), x.rule, x.m[4], x.m[5])
  end
end

-- Facts of one type, each with a single filler of its rule's key or none: the strongest of each filler. Most fillers have one or two.
local function strongest(list, lose, name)
  local best, kept = {}, {}
  for _, x in ipairs(list) do
    local at = x.filler
    local other = at and best[at]
    if not other or stronger_fact(x, other) then best[at or x] = x end
  end
  for _, x in ipairs(list) do
    local by = best[x.filler or x]
    if by ~= x then lose(x, by, "fact", name) else kept[#kept + 1] = x end
  end
  return kept
end

-- The same where a filler may be a list: each of whose fillers no stronger one has any.
local function apart(list, lose, name)
  local taken, kept = {}, {}
  table.sort(list, stronger_fact)
  for _, x in ipairs(list) do
    local filler, by = x.rule.key and x.m[x.rule.key], nil
    local fillers = type(filler) == "table" and filler or { filler }
    for _, s in ipairs(fillers) do by = by or taken[s.first << 31 | s.last] end
    for _, s in ipairs(by and {} or fillers) do taken[s.first << 31 | s.last] = x end
    if by then lose(x, by, "fact", name) else kept[#kept + 1] = x end
  end
  return kept
end

local function settle_facts(doc, name, list, lose)
  local single = true
  for _, x in ipairs(list) do
    local filler = x.rule.key and x.m[x.rule.key]
    if type(filler) == "table" then single = false break end
    x.filler = filler and (filler.first << 31 | filler.last)
  end
  local kept = (single and strongest or apart)(list, lose, name)
  table.sort(kept, earlier)
  for _, x in ipairs(kept) do
    local roles, m, r = {}, x.m, x.rule
    for role, value in next, m do if type(role) == "string" then roles[role] = value end end
    roles.rule, roles.file, roles.line, roles.match = r.id, r.file, r.line, m.match
    fact.make(doc, name, roles)
    local list, _, makers = fact.of(doc)
    makers[#list] = r
  end
end

-- Facts that are settled as claims: { number of a type, its name, ... }.
local function settle_claims(doc, claims, types)
  local list, class, makers = fact.of(doc)
  claims:facts(types, class, list, makers)
end

-- Settles a round of which something goes the way of matches, name after name.
local function settle(run, round)
  local doc, rounds, claims, layers, facts = run.doc, run.rounds, run.claims, run.layers, run.facts
  for _, name in ipairs(round.settles) do
    local number = claims and rounds.claimed.layer[name]
    if number then claims:settle(doc, { number, name, not rounds.candidates[name] }, run.before + 1)
    elseif rounds.given[name] then
      settle_layer(doc, name, layers[name] or {}, run.lose)
      layers[name] = nil
    end
  end
  for _, name in ipairs(round.settles) do
    local number = claims and rounds.claimed.fact[name]
    if number then settle_claims(doc, claims, { number, name })
    elseif facts[name] then
      settle_facts(doc, name, facts[name], run.lose)
      facts[name] = nil
    end
  end
end

-- Calls `emit` for what won, and sees that it writes only layers that its rule gives.
local function emit(r, doc, list)
  local before = {}
  for name in doc:layers() do before[name] = #doc:layer(name) end
  for _, x in ipairs(list) do
    local given = not x.lost and origin.during(doc, r, x.m, r.emit, x.m, doc)
    if type(given) == "table" and not getmetatable(given) then
      error(("%s:%d: rule '%s': emit returns a table, which nobody reads: make a fact of it, doc:fact(\"TYPE\", { role = ... })%s"):format(r.file, r.line, r.id,
        r.fact and (', and take `fact = "%s"` out, which makes one of the captures'):format(r.fact) or ""), 0)
    end
  end
  for name in doc:layers() do
    if #doc:layer(name) ~= (before[name] or 0) and not r.gives_set[name] then
      error(("%s:%d: rule '%s' writes the layer '%s', which its `gives` does not name"):format(r.file, r.line, r.id, name), 0)
    end
  end
end

-- The rules of a round whose matches are seen one by one, to the layers and facts of the run: all of them, or those that the list names.
-- Gives what each rule that emits has found.
local function search(run, round, found, only)
  local layers, facts, match, emits = run.layers, run.facts, run.observer.match, {}
  local function add(to, key, x)
    if not key then return end
    local list = to[key] or {}
    list[#list + 1], to[key] = x, list
  end
  local function each(r, m)
    local x = { rule = r, m = m, first = m[2], last = m[3] }
    add(emits, r.emit and r, x)
    add(layers, type(r.gives) == "string" and r.gives, x)
    add(facts, r.fact, x)
    if match then match(r, m, x) end
  end
  engine.each(found, round.rules, only, match_class, each)
  return emits
end

-- Runs a round that somebody watches, or of which something goes the way of matches.
local function run_round(run, round)
  local doc, claims, lookups, observer = run.doc, run.claims, run.lookups, run.observer
  local function stage(name) if observer.stage then observer.stage(name, doc, round, lookups) end end
  local emits
  if observer.before then observer.before(round.rules, lookups) end
  if round.machine then
    if observer.stage then
      core.look_up(round.machine, doc, lookups) -- which the pass does itself
      stage "look_up"
    end
    local found = core.search(round.machine, doc, lookups)
    stage "pass"
    local own = claims and round.claims.claimants
    local stays = own and claims:collect(found, own, match_class)
    if not own or round.claims.others[1] then emits = search(run, round, found, own and round.claims.others) end
    if not stays then found:close() end
    stage "captures"
  end
  local settled = claims and round.settled
  if settled then
    if settled.layers[1] then claims:settle(doc, settled.layers, run.before + 1) end
    if settled.facts[1] then settle_claims(doc, claims, settled.facts) end
  else settle(run, round) end
  stage "settle"
  if emits then for _, r in ipairs(round.emitters) do if emits[r] then emit(r, doc, emits[r]) end end end
  stage "emit"
  if round.steps[1] then core.run_steps(doc, round.steps, run.before + round.first) end
  stage "resolve"
end

-- What rounds share that run_round runs.
local function run_of(doc, rounds, before, claims, lookups, observer)
  local function lose(x, winner, kind, name)
    x.lost = x.lost or winner
    if observer.lost then observer.lost(x, winner, kind, name) end
  end
  return { doc = doc, rounds = rounds, before = before, claims = claims, lookups = lookups, observer = observer, layers = {}, facts = {}, lose = lose }
end

-- Claims and lookups that no document has, for the next one.
local idle_claims, idle_lookups

-- Runs packs over a document that nobody watches.
local function run(packs, doc, without)
  local rounds = plan_of(packs, doc, without)
  if rounds.asks_tokens then check_tokens(rounds.asks_tokens, doc) end
  local before, claims, lookups = origin.begin(doc, rounds.makers), idle_claims or core.claims(), idle_lookups or core.lookups()
  idle_claims, idle_lookups = nil, nil -- for those that a step runs
  local by_matches, k = nil, core.run_rounds(doc, rounds.listed, 1, claims, lookups, before, fact.of)
  while k <= #rounds do
    by_matches = by_matches or run_of(doc, rounds, before, claims, lookups, {})
    run_round(by_matches, rounds[k])
    k = core.run_rounds(doc, rounds.listed, k + 1, claims, lookups, before, fact.of)
  end
  claims:empty()
  lookups:empty()
  idle_claims, idle_lookups = claims, lookups
end

-- Runs packs over a document, without the rules in the set `without`. An observer has the functions it needs of these:
-- before(rules, lookups) sees the document as these rules are about to; match(rule, match, entry) every match before they
-- compete; lost(entry, winner, kind, name) each that did not get its place as "span" of a layer or as "fact" of a type, for
-- the stronger entry, or span that was there before, took it: the first such winner stays as entry.lost. stage(name, doc,
-- round, lookups): a stage is done, which is reading (of the document, before the run), building (machines), or in each
-- round look_up ... resolve. Where nobody looks at matches, layers and facts are settled as claims; they are the same. An observer
-- with claimed(losses), which gets the ids of rules whose claims lost and of the winners, by turns, and ends the run, leaves it at that:
-- its match and lost hear of the others.
function phase.run(packs, doc, without, observer)
  if not observer then
    if packs[1] then run(packs, doc, without) end
    return
  end
  local lookups = core.lookups()
  local claims = (observer.claimed or not observer.match and not observer.lost) and core.claims(observer.claimed) or nil
  if observer.stage then observer.stage("reading", doc, nil, lookups) end
  local rounds = plan_of(packs, doc, without)
  if rounds.asks_tokens then check_tokens(rounds.asks_tokens, doc) end
  local watched = run_of(doc, rounds, origin.begin(doc, rounds.makers), claims, lookups, observer)
  if observer.stage then observer.stage("building", doc, nil, lookups) end
  for _, round in ipairs(rounds) do run_round(watched, round) end
  if observer.claimed then observer.claimed(claims:losses()) end
  if claims then claims:close() end
  lookups:close()
end

return phase

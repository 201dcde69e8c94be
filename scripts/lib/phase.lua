-- Rule packs over a document, in the rounds of their plan (lunette.phase_plan): matches compete when all rules have run that give the same layer
-- or fact, and what won becomes spans and facts.
local core = require "lunette.core"
local engine = require "lunette.engine"
local fact = require "lunette.fact"
local origin = require "lunette.origin"
local plan = require "lunette.phase_plan"
local phase = {}

-- Raises what is wrong with packs together: layers that nothing gives, rules that wait for each other.
function phase.check(packs)
  local doc = require("lunette").doc ""
  local ok, message = pcall(plan.of, packs, doc)
  core.close(doc)
  if not ok then error(message, 0) end
end

local match_class = core.match_class -- of a match: its captures by name, and what it says of itself

phase.match_class = match_class

-- Facts that are settled as claims: { number of a type, its name, ... }.
local function settle_claims(doc, claims, types)
  local list, class, makers = fact.of(doc)
  claims:facts(types, class, list, makers)
end

-- Settles a round of which something goes the way of matches, name after name.
local function settle(run, round)
  local doc, rounds, claims, layers, facts = run.doc, run.rounds, run.claims, run.layers, run.facts
  local settling = require "lunette.phase_settle" -- which few runs need
  for _, name in ipairs(round.settles) do
    local number = claims and rounds.claimed.layer[name]
    if number then claims:settle(doc, { number, name, not rounds.candidates[name] }, run.before + 1)
    elseif rounds.given[name] then
      settling.layer(doc, name, layers[name] or {}, run.lose)
      layers[name] = nil
    end
  end
  for _, name in ipairs(round.settles) do
    local number = claims and rounds.claimed.fact[name]
    if number then settle_claims(doc, claims, { number, name })
    elseif facts[name] then
      settling.facts(doc, name, facts[name], run.lose)
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
  local rounds = plan.of(packs, doc, without)
  if rounds.asks_tokens then plan.check_tokens(rounds.asks_tokens, doc) end
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
  local rounds = plan.of(packs, doc, without)
  if rounds.asks_tokens then plan.check_tokens(rounds.asks_tokens, doc) end
  local watched = run_of(doc, rounds, origin.begin(doc, rounds.makers), claims, lookups, observer)
  if observer.stage then observer.stage("building", doc, nil, lookups) end
  for _, round in ipairs(rounds) do run_round(watched, round) end
  if observer.claimed then observer.claimed(claims:losses()) end
  if claims then claims:close() end
  lookups:close()
end

return phase

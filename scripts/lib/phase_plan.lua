-- In which round each step of rule packs runs, by what it reads and gives: the plan that lunette.phase runs over documents, made once for
-- packs. Refuses layers that nothing gives, and rules that wait for each other.
local claim = require "lunette.claim"
local core = require "lunette.core"
local engine = require "lunette.engine"
local grammar = require "lunette.pattern_grammar"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local using = require "lunette.using"
local plan = {}

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
  given.token = true -- see plan.check_tokens
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

function plan.check_tokens(r, doc)
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
function plan.of(packs, doc, without)
  without = without or no_rules
  local lemmas = core.data(doc).lemmas
  local kept = lemmas and plans_of_lemmas or plans
  local known = kept[packs]
  if not known then
    known = {}
    kept[packs] = known
  end
  if known[without] then return known[without] end
  local steps, given, rounds, last = {}, {}, {}, {}
  for _, pack in ipairs(packs) do
    for _, name in ipairs(pack.given or {}) do given[name] = true end
    for _, step in ipairs(pack.steps) do
      local facts = step.facts_set -- of a step of lun.resolve
      for name in pairs(step.gives_set) do given[name] = given[name] or name ~= step.fact and not (facts and facts[name]) or set.of(step.gives)[name] end -- facts are no layers
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

return plan

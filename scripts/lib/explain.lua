-- `lunette explain`: why a rule did not match, or how it did. Runs the packs up to each rule and finds for every sentence how
-- far the rule came. explain_target knows which rules are meant, explain_text where elements are written, explain_change which
-- single change helps, explain_show how it is said.
local core = require "lunette.core"
local change = require "lunette.explain_change"
local engine = require "lunette.engine"
local environment = require "lunette.environment"
local fit = require "lunette.explain_fit"
local phase = require "lunette.phase"
local report = require "lunette.report"
local rule = require "lunette.rule"
local targets = require "lunette.explain_target"
local text = require "lunette.explain_text"
local explain = {}

explain.page = [==[
lunette explain RULE INPUT[:LINE]...
lunette explain INPUT:LINE

Shows how far a rule comes in each sentence: the elements that matched and their tokens, the first that did not and what
the token there is, and the cheapest single change that lets the rule match. Every change that is shown was made and tried.
Where the rule does match, its reading is shown; where `where` said no or a stronger match won, that is said.

RULE is pack.rule or pack of a bundled pack, FILE.lua:rule or FILE.lua of your own, or the type of a fact or a layer (`said`).
Without a rule: every match and near miss of the packs that `brief` uses. Packs that a rule's pack uses run first. Without
LINE only sentences count in which the rule came past its first element: the nearest are shown, the others counted. Of several
files the ten misses are shown, over all of them, that the cheapest changes turn into matches.

  lunette explain visits.lua:visit --text "Ana Torres toured Peru."
  lunette explain speech article.txt:12
  lunette explain said article.txt:12

Of a construction that the pack events found and that tells no event it is said why.
Names are decided by weights, not by a pattern: of a candidate that is no name in the end it is said what it lost to, and
  lunette explain weigh article.txt:3    each mention of line 3: what it became, and which features weighed most
  lunette explain links article.txt:3    which place, nationality or organisation each name means, and why
Whom words mean is decided by what was named before: names, pronouns, "the minister", with the runners-up:
  lunette explain entities article.txt:3

  --text TEXT, --date DATE   take TEXT as the article; its day of publication; more options of INPUT: lunette help inputs
  --use PACK[,PACK...]       look into these packs, and run them

Changes that are tried: all forms of a word (<be> for be), another word, lemma, dictionary entry, value or layer for an element; one
test or look less; an element left out; a gap up to 3 tokens wider, or a new one; the next sentence; without within, outside or part.
Exit codes: 0 explained, 1 an input failed, 2 usage, 3 a pack does not load, 66 no input.
]==]

local SHOWN, SEVERAL, TOGETHER = 5, 1, 8 -- near misses that are shown of one rule, of each of several, of these together
local MAX_POINTS = 48       -- places where a rule stopped that changes are tried at, for one sentence
local BACK = 2              -- elements before the farthest place at which the mistake may lie

-- How far a rule comes --------------------------------------------------------------------------------------------------

-- Tokens of one element in a row become one step of a reading: { here, first, last }.
local function add_step(list, here, token)
  local last = list[#list]
  if last and last.here == here and last.last == token - 1 then last.last = token
  else list[#list + 1] = { here = here, first = token, last = token } end
end

local function reading_of(found, match, first, elements)
  local list = {}
  for k, element in ipairs(found:elements(match)) do add_step(list, elements[element].from, first + k - 1) end
  return list
end

-- What the rule found: a list of { first, last, number, refused }, as the engine goes through it.
local function matches_of(found, step)
  local list = {}
  engine.choose(found, 1, step, phase.match_class, function(m, match)
    local ok, yes = true, true
    if step.where then ok, yes = pcall(step.where, m) end
    list[#list + 1] = { first = m[4], last = m[5], number = match, refused = not (ok and yes), raised = not ok and environment.plain(yes) or nil }
    return ok and yes
  end, function() end)
  return list
end

-- The places in a sentence where the rule stopped, the farthest first; each { here, node, token, start, depth, steps() }.
-- Second: the reading of the whole pattern where that is there and something outside of it refuses it.
local function points_of(found, measure, elements, sentence)
  local points, seen, whole = {}, {}, nil
  for start = sentence.first, sentence.last do
    local flat = found:attempts(1, start)
    for k = 1, #flat, 4 do
      local token, element = flat[k], flat[k + 1]
      local depth = element == 0 and measure.total or measure.before[element]
      local function steps()
        local back, list, from = {}, {}, flat[k + 2]
        while from > 0 do
          table.insert(back, 1, 4 * from - 3)
          from = flat[4 * from - 1]
        end
        for _, at in ipairs(back) do add_step(list, elements[flat[at + 1]].from, flat[at]) end
        return list
      end
      if flat[k + 3] == 1 then whole = whole or element == 0 and steps() or nil
      elseif not seen[element << 32 | token] then
        seen[element << 32 | token] = true
        local node = elements[element]
        points[#points + 1] = {
          here = node and node.from, node = node, token = token, start = start, depth = depth, order = #points, extra = 0,
          aside = node == nil or measure.optional[element] or node.from.op == "gap", steps = steps,
        }
      end
    end
  end
  table.sort(points, function(a, b)
    if a.depth ~= b.depth then return a.depth > b.depth end
    if a.aside ~= b.aside then return b.aside end
    return a.order < b.order
  end)
  return points, whole
end

-- Elements that a changed rule still lacks in a sentence, 0 where the whole pattern is there, and the start of that attempt.
local function missing(found, number, changed, sentence)
  local measure, least, where = text.measure(changed.tree), math.huge, nil
  for start = sentence.first, sentence.last do
    local flat = found:attempts(number, start)
    for k = 1, #flat, 4 do
      local element = flat[k + 1]
      local lacks = element > 0 and measure.total - measure.before[element] or element == 0 and 1 - flat[k + 3]
      if lacks < least then least, where = lacks, start end
    end
  end
  return least, where
end

-- Where the first element would have to stand for the rest to come the farthest: its point there is put before its others.
-- That is where the rule stopped, unless it came past that element and as far elsewhere.
local function place_first(finding, sources, doc, lookups)
  local points, first, at = finding.points, nil, nil
  for k, point in ipairs(points) do
    if point.depth == 0 and point.here and not point.aside and not first then first, at = point.here, k end
  end
  local any = first and text.changed(finding.rule, sources, { source = first.source, at = first.at, past = first.past, new = "_" })
  local ok, machine = pcall(engine.machine, { any }, core.data(doc).lemmas)
  if not any or not ok then return end
  local lacks, start = missing(core.search(machine, doc, lookups), 1, any, finding.sentence)
  if not start or lacks >= finding.total - 1 then return end
  if first.op == "layer" or first.op == "entry" then start = fit.name_start(doc, start) end
  for k = at, #points do
    if points[k].here == first and points[k].token == start then
      table.insert(points, at, table.remove(points, k))
      return
    end
  end
end

local function sentences_of(doc, wanted)
  local list, i, number = {}, 1, nil
  while i <= #doc do
    local first, last
    first, last, number = doc:sentence(i)
    if wanted(first, last) then list[#list + 1] = { first = first, last = last, number = number } end
    i = last + 1
  end
  return list
end

-- The gap that refused a token where the rule came farthest, and what of the rule takes that token: { here, token, by (a place, nil
-- where the gap's own -X leaves it out) }.
local function stopped_gap(finding, doc, lookups)
  for _, point in ipairs(finding.points) do
    if point.depth < finding.depth then return nil end
    local sentence = finding.sentence
    if point.here and point.here.op == "gap" and point.node.stops and point.token <= sentence.last then
      for _, node in ipairs(point.node.stops) do
        local alone = { tree = node, captures = {}, elements = {}, keep = "all", id = "neighbour" }
        local there = false
        for _, match in ipairs(matches_of(core.search(engine.machine({ alone }, core.data(doc).lemmas), doc, lookups), alone)) do
          there = there or match.first == point.token
        end
        if there then return { here = point.here, token = point.token, by = node.from } end
      end
      if point.here.except then return { here = point.here, token = point.token } end
    end
  end
end

-- Tries the changes on a near miss.
local function solve(finding, sources, changed, doc, lookups)
  local step, points = finding.rule, {}
  place_first(finding, sources, doc, lookups)
  for _, point in ipairs(finding.points) do
    if #points < MAX_POINTS and point.depth >= finding.depth - BACK then points[#points + 1] = point end
  end
  local list = change.list(step, sources, points, doc, finding.whole)
  local helped, other, lacks = change.try(step, sources, changed, list, doc, lookups, finding.sentence, phase.match_class, missing)
  local point = helped and helped.point or finding.points[1]
  if helped then
    finding.change, finding.would = helped, other
    finding.change.made = change.apply(sources, helped)
  elseif other and lacks < finding.total - finding.depth then finding.best, finding.lacks = other, lacks end
  finding.stopped = not finding.whole and stopped_gap(finding, doc, lookups) or nil
  if finding.whole and not (helped and helped.point) then finding.steps = finding.whole
  elseif point then finding.steps, finding.failed = point.steps(), point end
end

-- What there is to say of a rule in the document as it is now: findings in the order of the text.
local function analyse(step, doc, lookups, options)
  local sources, r = text.open(step)
  local measure = text.measure(r.tree)
  local found = core.search(engine.machine({ r }, core.data(doc).lemmas), doc, lookups)
  local findings, near, matches = {}, {}, matches_of(found, step)
  for _, sentence in ipairs(options.sentences) do
    local shown, refused = false, nil
    local function add(kind, fields)
      fields.kind, fields.rule, fields.sentence, fields.sources, fields.total = kind, step, sentence, sources, measure.total
      findings[#findings + 1] = fields
      return fields
    end
    local function add_match(kind, match)
      add(kind, { first = match.first, last = match.last, raised = match.raised, steps = reading_of(found, match.number, match.first, r.elements) })
    end
    for _, match in ipairs(matches) do
      if match.first <= sentence.last and match.last >= sentence.first then
        if match.refused then refused = refused or match
        else
          shown = true
          if match.first >= sentence.first or options.lines then add_match("match", match) end
        end
      end
    end
    if not shown and refused then add_match("refused", refused)
    elseif not shown then
      local points, whole = points_of(found, measure, r.elements, sentence)
      local depth = whole and measure.total or points[1] and points[1].depth or 0
      local least = options.several and math.max(options.any and 2 or 1, measure.total // 2) or options.lines and 0 or 1
      if points[1] and depth >= least then near[#near + 1] = add("near", { points = points, whole = whole, depth = depth }) end
    end
  end
  table.sort(near, function(a, b)
    if a.total - a.depth ~= b.total - b.depth then return a.total - a.depth < b.total - b.depth end
    return a.sentence.first < b.sentence.first
  end)
  for k, finding in ipairs(near) do
    if k <= options.limit then solve(finding, sources, r, doc, lookups) else finding.hidden = true end
    finding.points = nil
  end
  return findings
end

-- Matches that lost: `beaten` holds lists of { loser, winner, kind } by the rule that lost.
local function note_losers(findings, beaten)
  for _, finding in ipairs(findings) do
    for _, contest in ipairs(finding.kind == "match" and beaten[finding.rule] or {}) do
      local m = contest.loser.m
      if m[4] == finding.first and m[5] == finding.last then
        finding.kind, finding.loser, finding.winner, finding.contest = "lost", contest.loser, contest.winner, contest.kind
      end
    end
  end
end

local function facts_at(target, doc, settings)
  local facts = { sentences = settings.sentences[1] ~= nil }
  for fact in doc:facts() do
    for _, sentence in ipairs((target.any and settings.lines or fact.type == target.kind) and fact.match and settings.sentences or {}) do
      if fact.match.first <= sentence.last and fact.match.last >= sentence.first then
        facts[#facts + 1] = fact
        break
      end
    end
  end
  return facts
end

local rank = { match = 1, lost = 2, refused = 3, near = 4 }

-- Explains a target in a document on which no pack has run. options: line and last_line (sentences that touch these lines),
-- limit, among (the document is one of several: all near misses that a change helps are given). Findings: matches first, then
-- the nearest misses, those that a change helps before the others; second the number of near misses that are not among them;
-- third the facts at the place when rules were asked for by what they give, with `sentences` where there is any to look at;
-- fourth the number of near misses not among the findings in which no single change is enough.
function explain.document(target, doc, options)
  options = options or {}
  local from, to = options.line, options.last_line or options.line
  local several = #target.steps > 1
  local settings = {
    lines = from ~= nil or options.all, several = several, any = target.any, limit = options.limit or (several and SEVERAL or SHOWN),
    sentences = sentences_of(doc, function(first, last)
      if not from then return true end
      local _, stop = doc:bounds(last)
      return doc:position((doc:bounds(first))) <= to and doc:position(stop) >= from
    end),
  }
  local beaten, findings = {}, {}
  phase.run(target.packs, doc, target.without, { lost = function(loser, winner, kind)
    beaten[loser.rule] = beaten[loser.rule] or {}
    table.insert(beaten[loser.rule], { loser = loser, winner = winner, kind = kind })
  end, before = function(rules, lookups)
    for _, r in ipairs(rules) do
      if target.wanted[r] then for _, finding in ipairs(analyse(r, doc, lookups, settings)) do findings[#findings + 1] = finding end end
    end
  end })
  note_losers(findings, beaten)
  local shown, hidden, helpless = {}, 0, 0
  for k, finding in ipairs(findings) do
    finding.order = k
    local no_help = finding.kind == "near" and not finding.hidden and not finding.change
    if finding.hidden or several and no_help then hidden, helpless = hidden + 1, helpless + (no_help and 1 or 0)
    else shown[#shown + 1] = finding end
  end
  table.sort(shown, function(a, b)
    if rank[a.kind] ~= rank[b.kind] then return rank[a.kind] < rank[b.kind] end
    if a.kind == "near" then
      if (a.change == nil) ~= (b.change == nil) then return a.change ~= nil end
      local x, y = several and a.change.cost - a.depth / 2, several and b.change.cost - b.depth / 2
      if x ~= y then return x < y end
      if a.total - a.depth ~= b.total - b.depth then return a.total - a.depth < b.total - b.depth end
    end
    return a.order < b.order
  end)
  while several and not options.among and shown[TOGETHER + 1] and shown[#shown - TOGETHER].kind == "near" do shown[#shown], hidden = nil, hidden + 1 end
  return shown, hidden, facts_at(target, doc, settings), helpless
end

-- Lines about an example of `lunette test` that does not hold: { rule, packs, text, brings, kind }.
function explain.example(example, paint, width)
  local doc = require("lunette").doc(example.text)
  if example.brings then require("lunette.annotation").attach(doc, example.brings) end
  local target = targets.of({ packs = example.packs }, { example.rule }, example.rule.id)
  local findings, _, facts = explain.document(target, doc, { all = true, limit = 1 })
  for k = #findings, 1, -1 do
    if findings[k].hidden or example.kind == "no" and findings[k].kind ~= "match" then table.remove(findings, k) end
  end
  local lines = findings[1] and require("lunette.explain_show").lines(target, doc, findings, 0, facts, paint, width) or {}
  core.close(doc)
  return lines
end

-- For scripts -----------------------------------------------------------------------------------------------------------

local result_class = { __name = "explanation" }
result_class.__index = result_class

-- What scripts see of a finding.
local function public(finding, doc)
  local reading, failed, made = {}, finding.failed, finding.change
  for k, step in ipairs(finding.steps or {}) do reading[k] = { element = text.shown(text.whole(step.here)), span = doc:span(step.first, step.last) } end
  local winner = finding.winner
  return {
    kind = finding.kind, rule = finding.rule.id, sentence = doc:span(finding.sentence.first, finding.sentence.last), reading = reading,
    match = finding.first and doc:span(finding.first, finding.last) or nil,
    element = failed and failed.here and text.shown(text.whole(failed.here)) or nil,
    met = failed and failed.token <= #doc and doc:span(failed.token) or nil,
    change = made and { what = made.what, shown = made.shown, would = finding.would, pattern = made.made.pattern, macro = made.made.macro,
      text = made.made.text, field = made.made.field, value = made.made.value, entry = made.entry } or nil,
    winner = winner and (core.class(winner) == "span" and winner.rule or winner.rule.id) or nil,
  }
end

-- lun.explain: `what` is a name as on the command line, or a pack (all its rules, or that of options.rule).
function explain.rules(what, doc, options)
  options = options or {}
  local target, message
  local made = rule.made -- packs that are loaded for this are none that the script makes
  if type(what) == "table" then
    if not report.is_pack(what) then error("lun.explain wants the name of a rule or a pack", 2) end
    local r = report.of_pack(what)
    target, message = targets.in_pack(r, options.rule or "", what.name)
  elseif type(what) == "string" then target, message = targets.find(what, options.rules)
  else error("lun.explain wants the name of a rule or a pack", 2) end
  rule.made = made
  if not target then error(message, 2) end
  local copy = require("lunette").doc(doc.text, { id = doc.id, file = doc.file, date = doc.date })
  local findings, hidden, facts = explain.document(target, copy, options)
  local result = setmetatable({ hidden = hidden }, result_class)
  for k, finding in ipairs(findings) do result[k] = public(finding, copy) end
  function result.lines(_, paint, width) return require("lunette.explain_show").lines(target, copy, findings, hidden, facts, paint, width) end
  return result
end

function result_class:__tostring() return table.concat(self:lines(), "\n") end
function result_class:print() core.write(1, require("lunette.terminal").text(tostring(self)) .. "\n") end

return explain

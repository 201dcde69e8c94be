-- `lunette eval RULE.judged.jsonl`: what the answers of `lunette judge` say of a rule: precision, recall and the agreement of two
-- coders, each with its interval or table. lunette.statistics has the estimators, lunette.judged the file.
local core = require "lunette.core"
local count = require "lunette.count"
local judged = require "lunette.judged"
local set = require "lunette.set"
local statistics = require "lunette.statistics"
local eval_judged = {}

function eval_judged.is_file(path) return path:find "%.judged%.jsonl$" ~= nil end

local function percent(x) return x and math.floor(1000 * x + 0.5) / 10 or nil end

-- Versions of rules in the files, { rule, hash }, of each rule the one that was judged last; and the records.
local function versions_of(paths)
  local records, last, order = {}, {}, {}
  for _, path in ipairs(paths) do
    local list, message = nil, path .. ": no such file"
    if core.kind(path) then list, message = judged.read(path) end
    if not list then return nil, message end
    table.move(list, 1, #list, #records + 1, records)
  end
  for _, record in ipairs(records) do
    if record.hash then
      if not last[record.rule] then order[#order + 1] = record.rule end
      last[record.rule] = record.hash
    end
  end
  local versions = {}
  for k, rule in ipairs(order) do versions[k] = { rule = rule, hash = last[rule] } end
  return versions, records
end

-- Answers of a coder by kind, those of random sentences apart by whether they are near misses: { y, n, ["?"] }.
local function tally_of(answers, coder)
  local tally = {}
  for _, kind in ipairs { "match", "near", "rest" } do tally[kind] = { y = 0, n = 0, ["?"] = 0 } end
  for _, record in ipairs(answers) do
    local kind = record.kind == "match" and "match" or (record.kind == "near" or record.near) and "near" or "rest"
    if record.coder == coder and tally[kind] and tally[kind][record.answer] then tally[kind][record.answer] = tally[kind][record.answer] + 1 end
  end
  return tally
end

local function precision_row(rule, coder, t)
  local judged_by = t.y + t.n
  local low, high = statistics.wilson(t.y, judged_by)
  return { rule = rule, coder = coder, precision = percent(judged_by > 0 and t.y / judged_by or nil), low = percent(low), high = percent(high), right = t.y, wrong = t.n, unsure = t["?"] }
end

-- The row of recall and those of what it stands on, or nil and what is missing for it.
local function recall_row(rule, coder, tally, population)
  local function stratum(kind, size) return { size = size, judged = tally[kind].y + tally[kind].n, right = tally[kind].y } end
  if not population then return nil, "no sentence without a match has been drawn" end
  local found, near, rest = stratum("match", population.matches), stratum("near", population.near), stratum("rest", population.rest)
  if found.judged == 0 and found.size > 0 then return nil, "no match has been judged" end
  if rest.judged == 0 and rest.size > 0 then return nil, "no random sentence has been judged" end
  local missed = { near, rest }
  if near.judged == 0 and near.size > 0 then return nil, "no near miss has been judged" end
  for _, s in ipairs { found, near, rest } do s.size = math.max(s.size, s.judged) end -- more were judged than the last run met
  local recall, low, high, hits, misses = statistics.recall(found, missed)
  if not recall then return nil, "nothing right has been seen" end
  local row, strata = { rule = rule, coder = coder, recall = percent(recall), low = percent(low), high = percent(high), found = math.floor(hits + 0.5), missed = math.floor(misses + 0.5) }, {}
  for k, s in ipairs { found, near, rest } do
    strata[k] = { rule = rule, coder = coder, kind = ({ "match", "near miss", "other sentence" })[k], there = s.size, judged = s.judged, right = s.right }
  end
  return row, strata
end

-- Rows of agreement and kappa of two coders.
local function compare(rule, answers, a, b)
  local of, table_of, sure, both, counted = {}, {}, {}, 0, 0
  for _, record in ipairs(answers) do if record.coder == a then of[judged.key(record)] = record.answer end end
  for _, record in ipairs(answers) do
    local first = record.coder == b and of[judged.key(record)]
    if first then
      both = both + 1
      table_of[first] = table_of[first] or {}
      table_of[first][record.answer] = (table_of[first][record.answer] or 0) + 1
      if first ~= "?" and record.answer ~= "?" then
        counted = counted + 1
        sure[first] = sure[first] or {}
        sure[first][record.answer] = (sure[first][record.answer] or 0) + 1
      end
    end
  end
  if both == 0 then return nil end
  local rows = {}
  for _, answer in ipairs { "y", "n", "?" } do
    local row = table_of[answer] or {}
    rows[#rows + 1] = { rule = rule, coders = a .. " / " .. b, answer = answer, y = row.y or 0, n = row.n or 0, ["?"] = row["?"] or 0 }
  end
  local agreement, kappa = statistics.kappa(sure)
  return { rule = rule, coders = a .. " / " .. b, things = counted, unsure = both - counted, agreement = percent(agreement), kappa = kappa and math.floor(1000 * kappa + 0.5) / 1000 or nil }, rows
end

-- The report of the files; nil and a message when one cannot be read. note(text) says what could not be told.
function eval_judged.report(paths, note)
  local versions, records = versions_of(paths)
  if not versions then return nil, records end
  if not versions[1] then return nil, paths[1] .. ": holds no judgement: lunette judge writes them (lunette help judge)" end
  local precision, recall, strata, kappas, tables = {}, {}, {}, {}, {}
  for _, version in ipairs(versions) do
    local answers, population, others = judged.answers(records, version.rule, version.hash)
    if #versions == 1 and others > 0 then note(("%s of another version of the rule not counted"):format(count.of(others, "answer"))) end
    local coders = {}
    for _, record in ipairs(answers) do coders[tostring(record.coder)] = true end
    coders = set.names(coders)
    for k, coder in ipairs(coders) do
      local tally = tally_of(answers, coder)
      precision[#precision + 1] = precision_row(version.rule, coder, tally.match)
      local row, lacking = recall_row(version.rule, coder, tally, population)
      recall[#recall + 1] = row
      if row then table.move(lacking, 1, 3, #strata + 1, strata) end
      if not row then note(("no recall of %s by %s: %s (lunette judge %s ... --near-misses --random)"):format(version.rule, coder, lacking, judged.called(version.rule))) end
      for i = k + 1, #coders do
        local made, rows = compare(version.rule, answers, coder, coders[i])
        kappas[#kappas + 1] = made
        if made then table.move(rows, 1, #rows, #tables + 1, tables) end
      end
    end
  end
  local r = { name = "eval", packs = {}, without = {}, each = function() end, right = set.of { "precision", "recall", "low", "high", "right", "wrong", "unsure", "found", "missed", "there", "judged", "things", "agreement", "kappa", "y", "n", "?" } }
  function r.finish(_, out)
    out:table(precision, { name = "precision", heading = "Precision, with Wilson's interval of 95 %", columns = { "rule", "coder", "precision", "low", "high", "right", "wrong", "unsure" } })
    if recall[1] then
      out:table(recall, { name = "recall", heading = "Recall in sentences, estimated, with Webber's interval of 95 %",
        columns = { "rule", "coder", "recall", "low", "high", "found", "missed" } })
      out:table(strata, { name = "strata", heading = "What it is estimated from", columns = { "rule", "coder", "kind", "there", "judged", "right" } })
    end
    if kappas[1] then
      out:table(kappas, { name = "kappa", heading = "Agreement of two coders, with Cohen's kappa", columns = { "rule", "coders", "things", "unsure", "agreement", "kappa" } })
      out:table(tables, { name = "agreement", heading = "Answers of the first (down) and the second (across)", columns = { "rule", "coders", "answer", "y", "n", "?" } })
    end
  end
  return r
end

return eval_judged

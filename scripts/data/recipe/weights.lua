-- Makes scripts/data/nameweight.tsv: `lunette_lua_test weights.lua GOLD.jsonl... > nameweight.tsv` learns how much each feature of
-- lunette.weigh speaks for each type of name. GOLD is JSON Lines with byte offsets: {"id", "text", "entities":
-- [{"start", "end", "type"}]}. Multinomial logistic regression by stochastic gradient descent with AdaGrad's steps and a
-- penalty on large weights; the order of the mentions is shuffled by a generator of its own, so that the same gold gives the
-- same bytes. With -N/M before them it holds out every M-th document from the N-th and prints how well the rest foretells them.
local core = require "lunette.core"
local lun = require "lunette"
local phase = require "lunette.phase"
local report = require "lunette.report"
local weigh = require "lunette.weigh"

local files = { ... }
local held, of = (files[1] or ""):match "^%-(%d+)/(%d+)$"
if held then table.remove(files, 1) end
assert(files[1], "usage: weights.lua [-N/M] GOLD.jsonl...")

local packs = report.check { name = "learn", use = { "mentions" } }.packs
local class = { PER = 1, PERSON = 1, ORG = 2, LOC = 3, GPE = 3, FAC = 3 }
local place = require("lunette.prior").of "place"

local learn, test, features, names, counts = {}, {}, {}, {}, {} -- counts: { documents, mentions } with a feature
local documents = 0
for _, file in ipairs(files) do
  for line in assert(core.read(file)):gmatch "[^\n]+" do
    local gold = core.json_decode(line)
    local genre = gold.id:match "^GUM_(%a+)"
    if gold.entities and genre ~= "essay" and genre ~= "letter" then
      documents = documents + 1
      local to = held and documents % of == held % of and test or learn
      local doc = lun.doc(gold.text, { id = gold.id })
      phase.run(packs, doc, {})
      local types = {}
      for _, e in ipairs(gold.entities) do types[e.start .. " " .. e["end"]] = class[e.type] end
      local mentions = weigh.told(doc)
      local of_key = {}
      for _, m in ipairs(mentions) do of_key[m.key] = (of_key[m.key] or 0) + 1 end
      for _, m in ipairs(mentions) do
        local start, stop = doc:offsets(doc:span(m.first, m.last))
        local label = types[start .. " " .. stop] or 4
        -- some corpora call a country that acts an organisation; here it stays a place
        if label == 2 and place(m.text) >= 7 and m.type == "place" then label = 3 end
        local list = {}
        for _, feature in ipairs(m) do
          local f = feature[1]
          if not features[f] then
            names[#names + 1] = f
            features[f], counts[#names] = #names, { 0, 0, 0 }
          end
          local k = features[f]
          list[#list + 1] = k
          local count = counts[k]
          if to == learn then
            if count[3] ~= documents then count[1], count[3] = count[1] + 1, documents end
            count[2] = count[2] + 1
          end
        end
        to[#to + 1] = { label, list, 1 / math.sqrt(of_key[m.key]) } -- a name that fills an article counts less
      end
      core.close(doc)
    end
  end
end

local LEAST, ROUNDS, STEP, PENALTY = 3, 20, 0.15, 10 -- LEAST: documents with a feature
local w, g, sum = {}, {}, {} -- weights, squared slopes, weights of the later rounds added up
for k = 1, #names do w[k], g[k], sum[k] = { 0, 0, 0, 0 }, { 1, 1, 1, 1 }, { 0, 0, 0, 0 } end
local function sums_of(list)
  local s = { 0, 0, 0, 0 }
  for _, k in ipairs(list) do
    if counts[k][1] >= LEAST then
      local v = w[k]
      for c = 1, 4 do s[c] = s[c] + v[c] end
    end
  end
  return s
end
local state = 12345
local function random(n)
  state = (state * 1103515245 + 12345) & 0x7FFFFFFF
  return (state >> 8) % n + 1
end
for round = 1, ROUNDS do
  for i = #learn, 2, -1 do
    local j = random(i)
    learn[i], learn[j] = learn[j], learn[i]
  end
  for _, x in ipairs(learn) do
    local s = sums_of(x[2])
    local top, total = math.max(s[1], s[2], s[3], s[4]), 0
    for c = 1, 4 do
      s[c] = math.exp(s[c] - top)
      total = total + s[c]
    end
    for c = 1, 4 do
      local d = (s[c] / total - (x[1] == c and 1 or 0)) * x[3]
      for _, k in ipairs(x[2]) do
        if counts[k][1] >= LEAST then
          local slope = d + PENALTY / counts[k][2] * w[k][c]
          g[k][c] = g[k][c] + slope * slope
          w[k][c] = w[k][c] - STEP * slope / math.sqrt(g[k][c])
        end
      end
    end
  end
  for k = 1, round > ROUNDS // 2 and #names or 0 do
    for c = 1, 4 do sum[k][c] = sum[k][c] + w[k][c] end
  end
end
for k = 1, #names do
  for c = 1, 4 do w[k][c] = sum[k][c] / (ROUNDS - ROUNDS // 2) end
end
if held then
  local right, n = 0, #test
  local table_of = {}
  for c = 1, 4 do table_of[c] = { 0, 0, 0, 0 } end
  for _, x in ipairs(test) do
    local s, best = sums_of(x[2]), 1
    for c = 2, 4 do if s[c] > s[best] then best = c end end
    if best == x[1] then right = right + 1 end
    table_of[x[1]][best] = table_of[x[1]][best] + 1
  end
  print(("%d learnt, %d held out: %.2f%% right"):format(#learn, n, 100 * right / n))
  for c = 1, 4 do print(weigh.types[c], table.concat(table_of[c], "\t")) end
  return 0
end
local rows = {}
for k, name in ipairs(names) do
  local v = w[k]
  local mean = (v[1] + v[2] + v[3] + v[4]) / 4
  local large = 0
  for c = 1, 4 do large = math.max(large, math.abs(v[c] - mean)) end
  if counts[k][1] >= LEAST and large >= 0.08 then
    rows[#rows + 1] = ("%s\t%.2f\t%.2f\t%.2f\t%.2f\n"):format(name, v[1] - mean, v[2] - mean, v[3] - mean, v[4] - mean)
  end
end
table.sort(rows)
core.write(1, "#dictionary nameweight\n#case exact\n#source learnt from GUM and WikiGold by recipe/weights.lua: numbers, no part of their texts\n" ..
  "#licence MIT; see NOTICE for the sources\n#cols surface\tperson\torg\tplace\tnone\n" .. table.concat(rows))
core.write(2, ("%d mentions, %d features\n"):format(#learn, #rows))
return 0

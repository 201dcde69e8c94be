-- Patterns of spaCy (EntityRuler and Matcher) as a rule pack. Owns the file's forms, and the pack: its rules give candidates,
-- every match at every start, of which one step takes the longest first, as EntityRuler does.
local core = require "lunette.core"
local set = require "lunette.set"
local token = require "lunette.import_token"
local spacy = {}

-- The patterns of a file: { line, label, pattern, id }, or nil and a message. Forms: JSON Lines of {"label", "pattern", "id"}; a
-- list of such, or {"patterns": list}; an object of Matcher's names with lists of token patterns.
function spacy.patterns(text, file)
  local list, problems = {}, {}
  local function add(entry, line)
    if type(entry) == "table" and type(entry.label) == "string" and entry.pattern ~= nil then
      list[#list + 1] = { line = line, label = entry.label, pattern = entry.pattern, id = entry.id }
    else problems[#problems + 1] = { line = line, text = 'no {"label": ..., "pattern": ...}' } end
  end
  text = text:gsub("^\xEF\xBB\xBF", "")
  local whole = core.json_decode(text)
  if type(whole) == "table" and whole.label == nil then
    local entries = whole.patterns or whole
    if entries[1] == nil then
      local names = set.names(entries)
      for n, name in ipairs(names) do
        local patterns = entries[name]
        if type(patterns) ~= "table" then return nil, ("%s: '%s' is a %s, not a list of patterns"):format(file, name, type(patterns)) end
        if patterns[1] and patterns[1][1] == nil then patterns = { patterns } end
        for _, pattern in ipairs(patterns) do list[#list + 1] = { line = n, label = name, pattern = pattern } end
      end
    end
    for n, entry in ipairs(entries) do add(entry, n) end
    return list, problems
  end
  local number = 0
  for line in (text .. "\n"):gmatch "(.-)\r?\n" do
    number = number + 1
    if line:find "%S" then
      local entry, message = core.json_decode(line)
      if entry == nil then problems[#problems + 1] = { line = number, text = message } else add(entry, number) end
    end
  end
  return list, problems
end

-- Halves go to the even number, as in Python.
local function rounded(x)
  local whole = math.floor(x + 0.5)
  return x % 1 == 0.5 and whole % 2 == 1 and whole - 1 or whole
end

local function layer_of(label)
  local name = core.lower(label):gsub("[^%w_]", "_"):gsub("^%d", "_%0")
  return (name == "quote" or name == "token") and "given_" .. name or name
end

-- What fuzzy tests need: the plain edit distance, in which a swap is two.
local LEVENSHTEIN = [=[
-- Insertions, deletions and replacements from one word to another, up to a bound.
local function edits(a, b, bound)
  local x, y, row = { utf8.codepoint(a, 1, -1) }, { utf8.codepoint(b, 1, -1) }, {}
  if math.abs(#x - #y) > bound then return bound + 1 end
  for j = 0, #y do row[j] = j end
  for i = 1, #x do
    local before = row[0]
    row[0] = i
    for j = 1, #y do
      before, row[j] = row[j], math.min(row[j] + 1, row[j - 1] + 1, before + (x[i] == y[j] and 0 or 1))
    end
  end
  return row[#y]
end
]=]

local STOP_WORDS = [=[
-- The English stop words of spaCy (MIT License, Copyright (c) 2016-2024 ExplosionAI GmbH and contributors).
local stop_words = {}
for word in ([[
%s]]):gmatch "%%S+" do stop_words[word] = true end
lun.test(%q, function(word) return stop_words[lun.lower(word)] end)
]=]

local RESOLVE = [=[
  -- The longest first, of equal ones the earlier; none over another, nor over what the document brought.
  lun.resolve { name = "longest", reads = { "entity?" }, gives = { $GIVES }, each = function(doc)
    local list, taken = lun.collect(doc:spans "entity?"), {}
    local function free(s)
      for i = s.first, s.last do if taken[i] then return false end end
      return true
    end
    local function take(s) for i = s.first, s.last do taken[i] = true end end
    for _, layer in ipairs { $GIVES } do for s in doc:spans(layer) do take(s) end end
    local order = {}
    for i, s in ipairs(list) do order[s] = i end
    table.sort(list, function(a, b)
      if #a ~= #b then return #a > #b end
      if a.first ~= b.first then return a.first < b.first end
      return order[a] < order[b]
    end)
    for _, s in ipairs(list) do
      if free(s) then
        take(s)
        doc:add(s:get "layer", s, nil, { label = s:get "label", id = s:get "id" }, s.rule)
      end
    end
  end },
]=]

local function elements(entry, pack, lower)
  if type(entry.pattern) == "string" then return (token.phrase(entry.pattern, lower)) end
  if type(entry.pattern) ~= "table" then error("a pattern is a text or a list of tokens", 0) end
  if #entry.pattern == 0 then error("a pattern without tokens", 0) end
  local parts = {}
  for _, spec in ipairs(entry.pattern) do parts[#parts + 1] = token.element(spec, pack) end
  local text = table.concat(parts, " "):gsub("  +", " ")
  if not text:find "%S" then error("nothing is left to match", 0) end
  return text
end

-- Compiles a pattern as the pack will, so that what cannot be is listed with its line instead of failing the whole pack.
local function try(text, tests)
  local wordtest = require "lunette.wordtest"
  local known = { macros = {}, expanded = {}, tests = setmetatable(tests, { __index = wordtest.names }), dictionary = function() end }
  local ok, message = pcall(require("lunette.engine").compile, text, known, true)
  if not ok then error(tostring(message):match "^[^\n]*", 0) end
end

-- The text of a pack, and what was not imported: list of { line, text }; or nil and a message. `attr` LOWER reads phrases in
-- any case.
function spacy.pack(text, file, name, attr)
  local list, problems = spacy.patterns(text, file)
  if not list then return nil, problems end
  local tests, test_lines = {}, {}
  local pack = { given = {}, layer_of = layer_of }
  local lower = attr and attr:upper() == "LOWER"
  function pack.fuzzy(value, bound, in_lower)
    if type(value) ~= "string" then error("FUZZY: a value is no text", 0) end
    bound = bound or math.max(2, rounded(0.3 * utf8.len(value)))
    local key = ("%s %d %s"):format(in_lower, bound, value)
    if not tests[key] then
      local called = ("%s_like_%d"):format(name, #test_lines + 1)
      tests[key] = called
      test_lines[#test_lines + 1] = ("lun.test(%q, function(word) return edits(%s, %q, %d) <= %d end)"):format(called, in_lower and "lun.lower(word)" or "word", value, bound, bound)
    end
    return tests[key]
  end
  function pack.stop_word()
    local called = name .. "_stop_word"
    tests[called] = called
    return called
  end
  local rules, layers, imported = {}, {}, 0
  local seen, labelled, given_before = {}, {}, {}
  for _, entry in ipairs(list) do labelled[layer_of(entry.label)] = entry.label end
  for _, entry in ipairs(list) do
    pack.given = {}
    local ok, pattern = pcall(elements, entry, pack, lower)
    for _, layer in ipairs(ok and set.names(pack.given) or {}) do
      if labelled[layer] then ok, pattern = false, ("ENT_TYPE %s is a label of this very file: spaCy asks what was there before its ruler, here both would be the layer %s"):format(labelled[layer], layer) end
    end
    if ok then
      local own = {}
      for _, called in pairs(tests) do own[called] = function() return false end end
      local fine, message = pcall(try, pattern, own)
      if not fine then ok, pattern = false, message end
    end
    if not ok then problems[#problems + 1] = { line = entry.line, text = pattern, label = entry.label }
    else
      imported = imported + 1
      for layer in pairs(pack.given) do given_before[layer] = true end
      seen[entry.line] = (seen[entry.line] or 0) + 1
      local called = "p" .. entry.line .. (seen[entry.line] > 1 and "_" .. seen[entry.line] or "")
      layers[layer_of(entry.label)] = true
      rules[#rules + 1] = ("  entity { %q, [==[ %s ]==], label = %q%s },"):format(called, pattern, entry.label, type(entry.id) == "string" and (", id = %q"):format(entry.id) or "")
    end
  end
  table.sort(problems, function(a, b) return a.line < b.line end)
  local given = {}
  for k, layer in ipairs(set.names(given_before)) do given[k] = ("%q"):format(layer) end
  local gives, map = {}, {}
  for k, layer in ipairs(set.names(layers)) do gives[k] = ("%q"):format(layer) end
  for _, entry in ipairs(list) do map[entry.label] = layer_of(entry.label) end
  local layer_lines = {}
  for k, label in ipairs(set.names(map)) do layer_lines[k] = ("[%q] = %q"):format(label, map[label]) end
  local lines = {
    ("-- Imported from %s by `lunette import spacy`: %d of %d patterns. A layer a label, with attributes label and id."):format(file:match "[^/]+$" or file, imported, imported + #problems),
  }
  for _, p in ipairs(problems) do lines[#lines + 1] = ("-- Not imported: line %d: %s"):format(p.line, (p.text:gsub("%s+", " "))) end
  if test_lines[1] then lines[#lines + 1] = LEVENSHTEIN end
  local stop_word = tests[name .. "_stop_word"]
  if stop_word then lines[#lines + 1] = STOP_WORDS:format((require "lunette.import_stopwords"):gsub("\n$", ""), stop_word) end
  table.move(test_lines, 1, #test_lines, #lines + 1, lines)
  lines[#lines + 1] = "local layers = { " .. table.concat(layer_lines, ", ") .. " }"
  lines[#lines + 1] = [=[
-- A rule whose every match, shorter ones too, is a candidate.
local function entity(rule)
  return {
    rule[1], rule[2], gives = "entity?", keep = "every", across = "paragraph",
    attributes = { layer = layers[rule.label], label = rule.label, id = rule.id },
  }
end
]=]
  lines[#lines + 1] = "return lun.rules {"
  lines[#lines + 1] = ("  name = %q,"):format(name)
  if given[1] then lines[#lines + 1] = "  given = { " .. table.concat(given, ", ") .. " }," end
  table.move(rules, 1, #rules, #lines + 1, lines)
  lines[#lines + 1] = RESOLVE:gsub("%$GIVES", (table.concat(gives, ", "):gsub("%%", "%%%%"))):gsub("\n$", "")
  lines[#lines + 1] = "}"
  return table.concat(lines, "\n") .. "\n", problems, imported
end

return spacy

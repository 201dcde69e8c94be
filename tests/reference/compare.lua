-- Holds an engine against the reference on random cases and stops at the first pair of a rule and a text on which they
-- differ, made as small as it can. An engine is {prepare(rules), search(doc, prepared, options), avoids(rule, tree)?}; there is
-- a difference where the matches of a rule differ in their tokens, or in the captures of one name.
local core = require "lunette.core"
local product = require "lunette.engine"
local wordtest = require "lunette.wordtest"
local lun = require "lunette"
local random = dofile "tests/reference/random.lua"
local reference = dofile "tests/reference/matcher.lua"
local compare = {}

local columns = { r_one = { kind = true }, r_two = { kind = true } }
local function check_dictionary(x, fail)
  if not columns[x.name] or x.attribute and not columns[x.name][x.attribute] then fail("no such dictionary or column") end
end

-- A rule as engines take it, or nil and why the compiler refuses it. `expanded` keeps the macros of a set of rules.
local function compile(rule, expanded)
  local known = { macros = random.macros, expanded = expanded, tests = wordtest.names, dictionary = check_dictionary }
  local source = random.render(rule.node)
  local ok, tree, captures = pcall(product.compile, source, known, rule.options.keep)
  if not ok then return nil, tree end
  local compiled = { tree = tree, captures = captures, source = source }
  for key, value in pairs(rule.options) do compiled[key] = value end
  return compiled
end

-- A match as a text; captures by name, for what order there is among names is nobody's business.
local function describe(match)
  local list = {}
  for k, c in ipairs(match.captures) do list[k] = ("%s%4d=%d-%d"):format(c[1], k, c[2], c[3]) end
  table.sort(list)
  for k, text in ipairs(list) do list[k] = text:gsub("^(%a+) *%d+=", "%1=") end
  return ("%d-%d gives %d-%d %s"):format(match.match_first, match.match_last, match.first, match.last, table.concat(list, " "))
end
local function results(matches, count)
  local lists = {}
  for number = 1, count do lists[number] = {} end
  for _, match in ipairs(matches) do table.insert(lists[match.rule], describe(match)) end
  return lists
end

-- Refuse every third match or most of them, always the same ones.
local function where_few(match) return (match.match_first * 7 + match.match_last * 5) % 3 ~= 0 end
local function where_most(match) return (match.match_first * 7 + match.match_last * 5) % 13 == 0 end

-- The engine made ready for a set of rules: function(doc, options) -> matches, which raises what making it ready raised.
local function ready(engine, rules)
  local ok, prepared = xpcall(engine.prepare, debug.traceback, rules)
  return function(doc, options)
    if not ok then error(prepared, 0) end
    return engine.search(doc, prepared, options)
  end
end

-- Compares compiled rules on a text: the number of the first rule that differs and both results; nil and how many match.
local function difference(search, rules, text, refuse)
  local doc, options = random.document(text), { where = refuse }
  local wanted = results(reference.search(doc, rules, options), #rules)
  local ok, found = xpcall(search, debug.traceback, doc, options)
  local got, matching = ok and results(found, #rules), 0
  core.close(doc)
  for number in ipairs(rules) do
    local a, b = table.concat(wanted[number], "\n"), ok and table.concat(got[number], "\n") or tostring(found)
    if a ~= b then return number, a, b end
    if a ~= "" then matching = matching + 1 end
  end
  return nil, matching
end

-- Smaller cases of a rule or text: all that one step can leave out.
local function copy_of(x)
  if type(x) ~= "table" then return x end
  local copy = {}
  for key, value in pairs(x) do copy[key] = copy_of(value) end
  return copy
end
local function smaller_nodes(x, list, rebuild)
  for k, y in ipairs(x) do
    if type(y) == "table" then
      local function put(z)
        local copy = copy_of(x)
        copy[k] = z
        return rebuild(copy)
      end
      list[#list + 1] = function() return rebuild(copy_of(y)) end
      if x[2] then
        list[#list + 1] = function()
          local copy = copy_of(x)
          table.remove(copy, k)
          return rebuild(copy[2] and copy or copy[1])
        end
      end
      smaller_nodes(y, list, put)
    end
  end
  return list
end
local function smaller(rule, text)
  local list = {}
  for size = #text.pieces // 2, 1, -1 do
    for from = 1, (size > 3 and size % 4 > 0) and 0 or #text.pieces - size + 1 do
      list[#list + 1] = function()
        local copy = copy_of(text)
        for _ = 1, size do table.remove(copy.pieces, from) end
        return rule, copy
      end
    end
  end
  for k in ipairs(text.layers) do
    list[#list + 1] = function()
      local copy = copy_of(text)
      table.remove(copy.layers, k)
      return rule, copy
    end
    for _, other in ipairs { -1, 1 } do -- a shorter span, or one that begins a token earlier
      list[#list + 1] = function()
        local copy = copy_of(text)
        local s = copy.layers[k]
        if other < 0 then s[3] = math.max(1, s[3] - 1) else s[2] = math.max(1, s[2] - 1) end
        return rule, (s[2] ~= text.layers[k][2] or s[3] ~= text.layers[k][3]) and copy or nil
      end
    end
  end
  for key in pairs(rule.options) do
    list[#list + 1] = function()
      local copy = copy_of(rule)
      copy.options[key] = nil
      return copy, text
    end
  end
  for _, make in ipairs(smaller_nodes(rule.node, {}, function(x) return x end)) do
    list[#list + 1] = function() return { node = make(), options = rule.options }, text end
  end
  return list
end

-- The number of the first of some rules that differs on a text, and both results; nil where the compiler refuses one.
local function differs(engine, given, text, refuse)
  local rules, expanded = {}, {}
  for k, rule in ipairs(given) do
    rules[k] = compile(rule, expanded)
    if not rules[k] or engine.avoids and engine.avoids(rule, rules[k].tree) then return nil end
  end
  if #table.concat(text.pieces) == 0 then return nil end
  local number, a, b = difference(ready(engine, rules), rules, text, refuse)
  return number, number and a, b
end

-- As few rules as still differ.
local function fewest(engine, given, text, refuse)
  local kept, k = given, 1
  while kept[2] and k <= #kept do
    local without = table.move(kept, 1, #kept, 1, {})
    table.remove(without, k)
    if differs(engine, without, text, refuse) then kept = without else k = k + 1 end
  end
  return kept
end
local function shrink(engine, rule, text, refuse)
  local steps, found = 0, true
  while found and steps < 3000 do
    found = false
    for _, make in ipairs(smaller(rule, text)) do
      local less_rule, less_text = make()
      steps = steps + 1
      if less_rule and less_text and differs(engine, { less_rule }, less_text, refuse) then
        rule, text, found = less_rule, less_text, true
        break
      end
    end
  end
  return rule, text
end

local function show(rule, text, wanted, got)
  local lines, options = {}, {}
  for key, value in pairs(rule.options) do options[#options + 1] = key .. "=" .. tostring(value) end
  table.sort(options)
  local doc, tokens = random.document(text), {}
  for i, word in doc:tokens() do
    tokens[i] = (doc:paragraph(i) == i and "¶ " or doc:sentence(i) == i and "| " or "") .. i .. ":" .. word
  end
  lines[1] = "pattern  " .. random.render(rule.node)
  lines[2] = "options  " .. table.concat(options, " ")
  lines[3] = ("text     %q"):format(table.concat(text.pieces))
  lines[4] = "tokens   " .. table.concat(tokens, " ")
  for layer in doc:layers() do
    for s in doc:spans(layer) do
      lines[#lines + 1] = ("layer    @%s %d-%d kind=%s"):format(layer, s.first, s.last, tostring(s:get "kind"))
    end
  end
  for _, name in ipairs { "r_one", "r_two" } do
    for first, last, entry in doc:entries(name) do
      local kinds = {}
      for k, row in ipairs(lun.dictionary(name):candidates(entry)) do kinds[k] = tostring(row.kind) end
      lines[#lines + 1] = ("entry    #%s %d-%d kind=%s"):format(name, first, last, table.concat(kinds, ","))
    end
  end
  core.close(doc)
  lines[#lines + 1] = "reference\n  " .. wanted:gsub("\n", "\n  ")
  lines[#lines + 1] = "engine\n  " .. got:gsub("\n", "\n  ")
  return table.concat(lines, "\n")
end

-- A difference: as it was found, and as small as it can be made. Rules that differ only in company are listed.
local function explain(engine, given, number, text, refuse, wanted, got)
  local parts = { (show(given[number], text, "", ""):gsub("\nreference\n.*", "\n")) }
  local kept = fewest(engine, given, text, refuse)
  if not differs(engine, kept, text, refuse) then
    parts[2] = "only after the other texts of the case"
    parts[3] = show(given[number], text, wanted, got)
  elseif kept[2] then
    parts[2] = "only together:"
    for _, rule in ipairs(kept) do parts[#parts + 1] = "  " .. random.render(rule.node) end
    number, wanted, got = differs(engine, kept, text, refuse)
    parts[#parts + 1] = show(kept[number], text, wanted, got)
  else
    local rule, less = shrink(engine, kept[1], text, refuse)
    parts[2] = "made smaller"
    parts[3] = show(rule, less, select(2, differs(engine, { rule }, less, refuse)))
  end
  return table.concat(parts, "\n")
end

-- Runs cases of a seed until `wanted` pairs were compared: what was counted, and the first difference as a text or nil.
function compare.run(engine, wanted, seed, from)
  local counts = { pairs = 0, matching = 0, rules = 0, refused = 0, avoided = 0, case = (from or 1) - 1 }
  while counts.pairs < wanted do
    counts.case = counts.case + 1
    local case, rules, given, expanded = random.case(seed, counts.case), {}, {}, {}
    for _, rule in ipairs(case.rules) do
      counts.rules = counts.rules + 1
      local compiled, why = compile(rule, expanded)
      if not compiled then
        counts.refused = counts.refused + 1
        why = why:gsub("\n.*", ""):gsub("'.-'", "")
        counts[why] = (counts[why] or 0) + 1
      elseif engine.avoids and engine.avoids(rule, compiled.tree) then counts.avoided = counts.avoided + 1
      else rules[#rules + 1], given[#given + 1] = compiled, rule end
    end
    local refuse = counts.case % 10 == 3 and where_few or counts.case % 10 == 7 and where_most or nil
    local search = ready(engine, rules)
    for k, text in ipairs(case.texts) do
      local number, wanted_text, got = difference(search, rules, text, refuse)
      if number then
        local head = ("seed %d, case %d, rule %d, text %d%s (again: run.lua 1 %d@%d)"):format(seed, counts.case, number, k,
          refuse and ", with `where`" or "", seed, counts.case)
        return counts, head .. "\n" .. explain(engine, given, number, text, refuse, wanted_text, got)
      end
      counts.pairs, counts.matching = counts.pairs + #rules, counts.matching + wanted_text
    end
  end
  return counts, nil
end

return compare

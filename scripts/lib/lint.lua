-- `lunette lint`: what in a pack or a report can never match or never matters, each finding with its place and a remedy.
-- Owns what concerns whole rules, packs, reports and lists; lint_pattern looks into patterns, lint_token into tests.
local core = require "lunette.core"
local environment = require "lunette.environment"
local fact = require "lunette.fact"
local inflect = require "lunette.inflect"
local lists = require "lunette.lists"
local lun = require "lunette"
local grammar = require "lunette.pattern_grammar"
local phase = require "lunette.phase"
local report = require "lunette.report"
local token = require "lunette.lint_token"
local walk = require "lunette.lint_pattern"
local lint = {}

lint.page = [==[
lunette lint [NAME|FILE.lua...]

Warns of what in rule packs and reports can never match or never matters, with file:line, the rule and a remedy; without
words it looks at all bundled packs. Only what is certain is said. Exit codes: 0 nothing to say, 1 warnings, 2 usage,
3 a script does not compile.

  alternative   an alternative or a value that is written twice, or of one token that the others take anyway
  never         tests that exclude each other, {0}, `$` before an element, `^` or [first] behind one, lemmas in capitals,
                attributes that no entry of the dictionary has
  misspelt      lemmas that no dictionary knows and that one letter makes a word of; parts of speech that are not lunette's
  beaten        a rule whose every match loses against that of another rule
  lazy          a lazy quantifier that changes nothing: lazy moves captures, it never shortens a match
  unused        macros that no rule uses, lists of a report that nothing asks for
  role          facts of a type that bundled packs read (said, harmed, journey ...) without what is read of them
  example       rules without yes or no lines, examples that mark captures the pattern does not have
  entry         entries of the script's own lists that are never found in a text
  layer         layers that no rule of the pack and none that it uses gives, rules that wait for each other

  --forms       show the inflected forms that <lemma> and lemma= stand for
]==]

local LARGEST = 100000 -- entries of a list that are looked for

local unnamed = { text = true, span = true, match = true } -- what an example may mark besides captures

-- Runs `load` and hands over the dictionaries that the script makes meanwhile: { name, surfaces, file }.
function lint.recording(load)
  local made, original = {}, lun.dictionary
  function lun.dictionary(name, rows, options)
    if rows ~= nil then
      local surfaces = {}
      if type(rows) == "string" then
        for line in rows:gmatch "[^\r\n]+" do if line:sub(1, 1) ~= "#" then surfaces[#surfaces + 1] = line end end
      else
        for k, row in ipairs(rows) do surfaces[k] = type(row) == "table" and table.concat(row, "\t") or tostring(row) end
      end
      made[#made + 1] = { name = name, surfaces = surfaces, file = (options or {}).file }
    end
    return original(name, rows, options)
  end
  function lists.opened(name, dictionary, file)
    local surfaces = {}
    for entry = 1, math.min(#dictionary, LARGEST) do
      for _, row in ipairs(dictionary:candidates(entry)) do -- rows of one name with other columns, such as two terms of office, are two
        local cells = { row.surface }
        for _, column in ipairs(dictionary.columns) do cells[#cells + 1] = row[column] or "" end
        surfaces[#surfaces + 1] = table.concat(cells, "\t")
      end
    end
    made[#made + 1] = { name = name, surfaces = surfaces, file = file }
  end
  local result = table.pack(pcall(load))
  lun.dictionary, lists.opened = original, nil
  if not result[1] then error(result[2], 0) end
  return made, table.unpack(result, 2, result.n)
end

-- The line of a file where something stands, 1 where that is not known.
local function line_at(text, at)
  return at and select(2, text:sub(1, at):gsub("\n", "")) + 1 or 1
end

-- One pack: its rules and macros as sources { text, tree, what, file, line }.
local function sources_of(pack)
  local text, macros, rules = environment.texts[pack.file], {}, {}
  local function tree_of(written) return type(written) == "string" and grammar.parse(written) or written end
  for name, written in pairs(pack.define or {}) do
    macros[name] = {
      text = type(written) == "string" and written or nil, tree = tree_of(written), what = ("macro '%s'"):format(name), file = pack.file,
      line = line_at(text, text and text:find("%f[%w_]" .. name .. "%s*=")),
    }
  end
  for _, step in ipairs(pack.steps) do
    if step.pattern then
      rules[#rules + 1] = {
        step = step, text = grammar.written(step.pattern), tree = tree_of(step.pattern),
        what = ("rule '%s'"):format(step.id), file = step.file, line = step.line, place = #rules + 1,
      }
    end
  end
  return rules, macros
end

-- Macros that no rule reaches. Patterns that were built in Lua have theirs put in when they are compiled: then nothing is
-- known.
local function check_macros(rules, macros, warn)
  local used = {}
  local function reach(x)
    if x.op == "macro" and not used[x.name] then
      used[x.name] = true
      if macros[x.name] then reach(macros[x.name].tree) end
    end
    for _, y in ipairs(x) do reach(y) end
    if x.except then reach(x.except) end
  end
  for _, r in ipairs(rules) do
    if not r.text then return end
    reach(r.tree)
  end
  for name, macro in pairs(macros) do
    if not used[name] then warn(macro, nil, "unused", "no rule uses it; take it out of define") end
  end
end

local restricting = { "across", "within", "outside", "part", "keep" }

-- Whether whatever `b` finds, `a` finds as well and wins with it: the same pattern, or one token that a wider test takes.
local function beats(a, b, names)
  local first, second = a.step, b.step
  if first.where or second.where or first.keep or second.keep or second.emit then return false end
  local more = (first.priority or 0) - (second.priority or 0)
  if more < 0 or more == 0 and a.place > b.place then return false end
  local same, free = true, true
  for _, field in ipairs(restricting) do
    same = same and first[field] == second[field]
    free = free and (first[field] == nil or field == "across")
  end
  local function competes(name) -- both are settled together
    return name and not name:find "%?$" and (first.reads_set[name] or false) == (second.reads_set[name] or false)
  end
  local layer = type(second.gives) == "string" and first.gives == second.gives and competes(second.gives)
  local same_fact = second.fact and second.key and first.fact == second.fact and first.key == second.key and competes(second.fact)
  if second.gives and not layer or second.fact and not same_fact or not (layer or same_fact) then return false end
  if same_fact and not walk.captures(b.tree, names)[second.key] then return false end
  if same and walk.key(a.tree, names, same_fact) == walk.key(b.tree, names, same_fact) then return true end
  local wide, narrow = walk.one_token(a.tree, names), walk.one_token(b.tree, names)
  return not same_fact and wide and narrow and (same or free) and not token.never(narrow) and token.implies(narrow, wide)
end

local function check_fact(r, names, warn)
  local captures = walk.captures(r.tree, names)
  for _, wanted in ipairs(fact.wanted[r.step.fact] or {}) do
    local captured
    for _, name in ipairs(wanted) do captured = captured or captures[name] ~= nil end
    if not captured then
      warn(r, nil, "role", ("makes a fact '%s' without `%s`, which is read of these facts; capture it, or give the fact a type of your own"):format(r.step.fact, table.concat(wanted, "` or `")))
    end
  end
end

local function check_examples(r, names, warn)
  local captures = walk.captures(r.tree, names)
  for _, kind in ipairs { "yes", "no" } do
    local list = r.step[kind]
    if not list or not list[1] then
      warn(r, nil, "example", ("has no example under `%s`; add a sentence that it must %sfind: %s = { \"...\" }"):format(kind, kind == "no" and "not " or "", kind))
    end
    for _, line in ipairs(list or {}) do
      for name in pairs(type(line) == "table" and line or {}) do
        if type(name) == "string" and captures[name] == nil and not unnamed[name] then
          warn(r, nil, "example", ("the example %q marks '%s', which the pattern does not capture; name it in the pattern or take it out"):format(line[1], name))
        end
      end
    end
  end
end

local function check_pack(pack, warn)
  local rules, macros = sources_of(pack)
  local names = { macro = function(name)
    local macro = macros[name]
    if macro then return macro.tree, macro end
  end }
  local lazy, order = {}, {}
  for _, macro in pairs(macros) do walk.check(macro.tree, macro, names, warn) end
  for _, r in ipairs(rules) do
    walk.check(r.tree, r, names, warn)
    if not r.step.across then walk.check_place(r.tree, r, names, warn) end
    if r.step.within and r.step.within == r.step.outside then
      warn(r, nil, "never", ("nothing is within @%s and outside of it; drop one of the two"):format(r.step.within))
    end
    walk.lazy(r.tree, r, names, function(node, source, useful)
      if lazy[node] == nil then order[#order + 1] = { node, source } end
      lazy[node] = lazy[node] or useful or false
    end)
    for _, other in ipairs(rules) do
      if other ~= r and beats(other, r, names) then
        warn(r, nil, "beaten", ("%s finds the same and always wins; take one of them out or raise the priority of this one"):format(other.what))
        break
      end
    end
    check_fact(r, names, warn)
    check_examples(r, names, warn)
  end
  for _, found in ipairs(order) do
    if not lazy[found[1]] then warn(found[2], found[1].at, "lazy", "a lazy quantifier never shortens a match, and no capture stands where it could move it; take the `?` out") end
  end
  check_macros(rules, macros, warn)
end

-- Lists that neither the script nor a pack that it uses names: a name that is written once is written where it is defined.
local function check_lists(r, file, warn)
  local texts = { environment.texts[file] }
  for _, pack in ipairs(r.packs) do if pack.file ~= file then texts[#texts + 1] = environment.texts[pack.file] end end
  for name in pairs(r.lists or {}) do
    local count = 0
    for _, text in ipairs(texts) do
      for _ in text:gmatch("%f[%w_]" .. name:gsub("%p", "%%%0") .. "%f[^%w_]") do count = count + 1 end
    end
    if count == 1 then
      warn({ what = ("list '%s'"):format(name), file = file, line = line_at(texts[1], texts[1]:find(name, 1, true)) }, nil, "unused", "nothing asks for it; take it out, or use it as #" .. name)
    end
  end
end

-- Entries of the script's own lists that no text yields: each is looked for where it stands alone and among words.
local function check_entries(list, file, warn)
  local found, seen = {}, {}
  for _, frame in ipairs { "%s", "and %s and" } do
    local parts, at, starts = {}, 1, {}
    for _, row in ipairs(list.surfaces) do
      local surface = row:match "^[^\t]*"
      local before, after = frame:match "^(.*)%%s(.*)$"
      starts[at + #before + #surface:match "^%s*"] = surface
      parts[#parts + 1] = before .. surface .. after
      at = at + #parts[#parts] + 2
    end
    local text = table.concat(parts, "\n\n")
    local doc = lun.doc(text)
    if doc.text ~= text then return end -- repaired bytes: places are not known
    for first, last in doc:entries(list.name) do
      local span = doc:span(first, last)
      local surface = starts[span.start]
      if surface and #surface:match "^%s*(.-)%s*$" <= #span.text then found[surface] = true end
    end
    core.close(doc)
  end
  local where = list.file and core.kind(list.file) == "file" and list.file or file
  local text = where == file and environment.texts[file] or core.read(where)
  local at = {} -- where a surface stood last
  for _, row in ipairs(list.surfaces) do
    local surface = row:match "^[^\t]*"
    at[surface] = text and text:find(surface, (at[surface] or 0) + 1, true)
    local source = { what = ("list '%s'"):format(list.name), file = where, line = line_at(text, at[surface]) }
    if not found[surface] then warn(source, nil, "entry", ("the entry '%s' is never found in a text; take it out or write it as an article would"):format(surface)) end
    if seen[row] then warn(source, nil, "alternative", ("the entry '%s' is written twice; take one out"):format(surface)) end
    seen[row] = true
  end
end

-- Findings in what a script returned, a pack or a report, and in the lists that it made, in order of their places.
function lint.check(value, file, lists)
  local found = {}
  local function warn(source, at, kind, message)
    local shown = message
    if at and source.text then shown = select(2, pcall(grammar.fail, source.text, at, message)) end
    local key = ("%s:%d: %s: %s"):format(source.file, source.line, source.what, shown)
    if not found[key] then
      found[key] = true
      found[#found + 1] = { file = source.file, line = source.line, what = source.what, kind = kind, text = shown, at = at or 0, order = #found }
    end
  end
  local pack = report.is_pack(value) and value or value.own
  walk.forget()
  if pack then
    check_pack(pack, warn)
    local ok, message = pcall(phase.check, report.is_pack(value) and report.of_pack(value).packs or value.packs)
    local at_file, line, what, rest = tostring(message):match "^(.-):(%d+): (rule '[^']*') (.*)$"
    if not ok then warn({ file = at_file or file, line = math.tointeger(tonumber(line)) or 1, what = what or "the pack" }, nil, "layer", rest or message) end
  end
  if report.is_report(value) then check_lists(value, file, warn) end
  for _, list in ipairs(lists or {}) do check_entries(list, file, warn) end
  table.sort(found, function(a, b)
    if a.file ~= b.file then return a.file < b.file end
    if a.line ~= b.line then return a.line < b.line end
    if a.what ~= b.what then return a.what < b.what end
    if a.at ~= b.at then return a.at < b.at end
    return a.order < b.order
  end)
  return found
end

-- Lines that show the forms of every lemma in a pack.
function lint.forms(value)
  local pack, lines = report.is_pack(value) and value or value.own, {}
  if not pack then return lines end
  local rules, macros = sources_of(pack)
  for _, macro in pairs(macros) do rules[#rules + 1] = macro end
  table.sort(rules, function(a, b)
    if a.line ~= b.line then return a.line < b.line end
    return a.what < b.what
  end)
  for _, r in ipairs(rules) do
    walk.lemmas(r.tree, function(t)
      for _, lemma in ipairs(t.lemmas or t.values) do
        lines[#lines + 1] = ("%s:%d: %s: <%s> %s"):format(r.file, r.line, r.what, lemma, table.concat(inflect.forms(lemma), " "))
      end
    end)
  end
  return lines
end

return lint

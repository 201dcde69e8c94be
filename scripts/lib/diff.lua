-- `lunette diff`: what two versions of rules find in the same documents: facts and spans gained and lost, each in its sentence, and
-- a count by rule. Each document is read twice, so that neither version sees what the other laid down.
local cell = require "lunette.cell"
local core = require "lunette.core"
local count = require "lunette.count"
local fact = require "lunette.fact"
local marked = require "lunette.marked"
local options_of = require "lunette.options"
local phase = require "lunette.phase"
local report = require "lunette.report"
local set = require "lunette.set"
local diff = {}

diff.page = [==[
lunette diff RULES_A RULES_B INPUT...

Runs two versions of rules over the same documents and prints what the second gained and lost: facts and spans, each with its
sentence, and below them a count by rule. RULES is a pack or a report: its file, or its bundled name.

  lunette diff old/visits.lua visits.lua articles/
  git show HEAD:visits.lua > /tmp/before.lua; lunette diff /tmp/before.lua visits.lua articles/ -o changes.csv

A fact is the same when its type and its roles are: the same words of the document, whatever rule found them. A span is the same
when its layer, its words and its attributes are. Candidates (layers such as person?) are not compared.

In text each change has its own lines, + for gained and - for lost; in the other formats it is a row.
Columns of the table `changes`: change (gained or lost), kind (fact or span), what (its type, or its layer), text (of the match), roles
(or attributes), rule, sentence, at. Of `rules`, those that found anything: rule, gained, lost, same, the last line for all; what both
found counts for the rule of the second.

  --format FORMAT, -o FILE     the format, or write to FILE, whose ending chooses it: lunette help output
  --text TEXT, --date DATE     take TEXT as the article; its day of publication; more options of INPUT: lunette help inputs

An example that runs as it stands:
  $ lunette diff speech attribution --text '"We lost the key," said Ana Torres.'; echo "exit code $?"

Inputs are read twice, so they are files and not standard input.
Exit codes: 0 no difference, 4 a difference, 1 an input failed or a rule raised, 2 usage, 3 a script does not compile, 66 no input.
]==]

local DIFFERENT = 4 -- exit code

local hidden = { type = true, rule = true, file = true, line = true, match = true } -- fields of a fact that are no roles

-- A role's value for comparison: where its words stand, or its name or text.
local function key_of(value)
  local class = core.class(value)
  if class == "span" then return ("%d-%d"):format(value.first, value.last) end
  if type(value) == "table" and value[1] ~= nil and not value.type then
    local list = {}
    for k, item in ipairs(value) do list[k] = key_of(item) end
    return "{" .. table.concat(list, ",") .. "}"
  end
  return fact.worded(value)
end

-- Everything that the packs gave: { key, kind, what, first, last, roles, rule }, in order of the text.
local function given(doc, layers)
  local list = {}
  local function add(kind, what, first, last, pairs_of, rule)
    local names, keys, roles = set.names(pairs_of), {}, {}
    for k, name in ipairs(names) do
      keys[k] = name .. "=" .. key_of(pairs_of[name])
      roles[k] = name .. "=" .. cell.text(cell.keep(name, pairs_of[name])):gsub("%s+", " ")
    end
    local place = first and (kind == "span" or not names[1]) and ("%d-%d"):format(first, last) or ""
    list[#list + 1] = { key = table.concat({ kind, what, place, table.concat(keys, "\0") }, "\0"), kind = kind, what = what, first = first, last = last,
      roles = table.concat(roles, "; "), rule = rule or "", order = #list }
  end
  for f in doc:facts() do
    local roles = {}
    for name, value in pairs(f) do if not hidden[name] then roles[name] = value end end
    add("fact", f.type, f.match and f.match.first, f.match and f.match.last, roles, f.rule)
  end
  for _, name in ipairs(layers) do
    for s in doc:spans(name) do
      local attributes = {}
      for key, value in s:attributes() do attributes[key] = value end
      add("span", name, s.first, s.last, attributes, s.rule)
    end
  end
  return list
end

-- Layers that either of the reports' packs gives, sorted.
local function layers_of(...)
  local names = {}
  for _, r in ipairs { ... } do
    for _, pack in ipairs(r.packs) do
      for _, step in ipairs(pack.steps) do
        local gives = set.of(step.gives)
        for name in pairs(step.gives_set) do
          if not name:find "%?$" and (name ~= step.fact or gives[name]) then names[name] = true end
        end
      end
    end
  end
  return set.names(names)
end

-- Changes for people, two lines or more each: what and where, then the sentence with the match in brackets.
local function laid_out(changes)
  return function(paint, width)
    local lines, room = {}, marked.width(width)
    for _, x in ipairs(changes) do
      local words, sign, style = {}, x.change == "gained" and "+" or "-", x.change == "gained" and "green" or "red"
      marked.add(words, sign, style)
      marked.add(words, (x.kind == "span" and "@" or "") .. x.what, style)
      marked.add(words, x.roles)
      marked.add(words, x.rule, "dim")
      marked.add(words, x.place or "", "dim")
      for k, line in ipairs(marked.wrap(words, room, "", paint)) do lines[#lines + 1] = (k > 1 and "  " or "") .. line end
      if x.parts then
        words = {}
        marked.sentence(words, x.parts, style)
        for _, line in ipairs(marked.wrap(words, room, "    ", paint)) do lines[#lines + 1] = line end
      end
    end
    return lines
  end
end

-- The report that compares two others, for people or as rows. again() gives the documents a second time, one after another; note(text) says something.
function diff.report(before, after, again, note, for_people)
  local layers, tally, all = layers_of(before, after), {}, { rule = "all", gained = 0, lost = 0, same = 0 }
  local r = { name = "diff", packs = {}, without = {}, right = set.of { "gained", "lost", "same" }, prints = true }
  local documents, shown = 0, {}

  local function tell(rule, what)
    tally[rule] = tally[rule] or { rule = rule, gained = 0, lost = 0, same = 0 }
    tally[rule][what], all[what] = tally[rule][what] + 1, all[what] + 1
  end

  function r.each(doc, row)
    local other
    repeat other = again() until other ~= false -- what failed is told of the first reading
    if not other or #other ~= #doc then error("the document was another when it was read again", 0) end
    local ok, old, new = pcall(function()
      phase.run(before.packs, doc, before.without)
      phase.run(after.packs, other, after.without)
      return given(doc, layers), given(other, layers)
    end)
    core.close(other)
    if not ok then error(old, 0) end
    documents = documents + 1
    local left, changes = {}, {}
    for _, x in ipairs(old) do
      left[x.key] = left[x.key] or {}
      table.insert(left[x.key], x)
    end
    for _, x in ipairs(new) do
      if left[x.key] and left[x.key][1] then
        table.remove(left[x.key], 1).stays = true
        tell(x.rule, "same")
      else
        x.change = "gained"
        changes[#changes + 1] = x
      end
    end
    for _, x in ipairs(old) do
      if not x.stays then
        x.change = "lost"
        changes[#changes + 1] = x
      end
    end
    table.sort(changes, function(a, b)
      if (a.first or 0) ~= (b.first or 0) then return (a.first or 0) < (b.first or 0) end
      if a.change ~= b.change then return a.change > b.change end
      return a.order < b.order
    end)
    for _, x in ipairs(changes) do
      tell(x.rule, x.change)
      local span = x.first and doc:span(x.first, x.last)
      if for_people then
        x.parts, x.place = span and marked.of(doc, x.first, x.last), span and cell.text(cell.place(span)) or tostring(doc.id)
        shown[#shown + 1] = x
      else
        row { change = x.change, kind = x.kind, what = x.what, text = span, roles = x.roles ~= "" and x.roles or nil, rule = x.rule,
          sentence = span and doc:span((doc:sentence(x.first)), (select(2, doc:sentence(x.last)))), at = span }
      end
    end
  end
  function r.finish(rows, out)
    local rules = {}
    for _, rule in ipairs(set.names(tally)) do rules[#rules + 1] = tally[rule] end
    if shown[1] then out:text("", laid_out(shown)) end
    if rows[1] then out:table(rows, { name = "changes", columns = { "change", "kind", "what", "text", "roles", "rule", "sentence", "at" } }) end
    rules[#rules + 1] = all
    out:table(rules, { name = "rules", columns = { "rule", "gained", "lost", "same" } })
  end
  function r.ended() if all.gained + all.lost == 0 and documents > 0 then note("no difference in " .. count.of(documents, "document")) end end

  -- The exit code of a run that went well.
  function r.code() return all.gained + all.lost > 0 and DIFFERENT or 0 end
  return r
end

-- context: say(message, style), interactive, load_report(name) and run_report(report, arguments, options, words) of the command line.
-- Gives the exit code.
function diff.run(options, words, context)
  local say, names, reports = context.say, { table.remove(words, 1), table.remove(words, 1) }, {}
  if not names[2] then
    say "diff needs two versions of rules: lunette diff RULES_A RULES_B INPUT...; `lunette help diff`"
    return 2
  end
  local inputs = words[1] and words or options["project-inputs"] or {}
  if not options.text and (not inputs[1] or set.of(inputs)["-"]) then
    say "diff reads its inputs twice: name files or folders, not standard input"
    return 2
  end
  for k, name in ipairs(names) do
    local value, chunk_name, code = context.load_report(name)
    if value == nil then
      say(chunk_name)
      return code
    elseif not report.is_report(value) or #value.packs == 0 then
      say(("%s: holds no rules to compare"):format(chunk_name))
      return 2
    end
    reports[k] = value
  end
  local again, problem, code = options_of.inputs(options, table.move(words, 1, #words, 1, {}), context.interactive)
  if not again then
    say(problem)
    return code
  end
  local r = diff.report(reports[1], reports[2], again, function(text) say(text, "yellow") end, options_of.format(options) == "text")
  code = context.run_report(r, {}, options, words)
  return code == 0 and r.code() or code
end

return diff

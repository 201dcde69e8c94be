-- `lunette new`: starting files that run and pass `lunette test` as they stand: a rule pack, a type of events, a report, a project; or a pack
-- with one bundled rule in it, with what the rule needs. Writes nothing over anything.
local core = require "lunette.core"
local environment = require "lunette.environment"
local examples = require "lunette.examples"
local excerpt = require "lunette.excerpt"
local report = require "lunette.report"
local set = require "lunette.set"
local show = require "lunette.show"
local new = {}

new.page = [==[
lunette new rule NAME [--from PACK.RULE]
lunette new event NAME
lunette new report NAME
lunette new project NAME

Writes a file to begin with, which `lunette test` passes as it stands: NAME.lua with one rule, with one
type of events, which the reports events and timeline then have beside ours (at the same verb in place of ours), or with one report
that has a rule of its own. In a project (lunette help project) it goes into rules/ or reports/. A project is a folder NAME: lunette.lua
with what holds for all runs, rules/, reports/, lists/, articles/, and tests/run.sh (which runs $LUNETTE where that is set). Nothing is
written over what is there, and nothing outside of the working folder.

--from copies a bundled rule with its yes and no lines and what it needs: the macros and functions that it names, and the packs
that lay down what it reads. A fact or a layer that it gives is given under NAME, so that it runs beside the bundled one.

  lunette new rule visits
  lunette new rule spoke --from speech.csv
  lunette new event mergers && lunette run timeline --use mergers.lua articles/
  lunette new project minutes

An example that runs as it stands:
  $ cd $(mktemp -d) && lunette new rule visits && lunette test visits.lua

Exit codes: 0, 2 usage, or something of that name is there, 74 a file cannot be written.
]==]

local rule = [==[
-- What it finds, in a sentence.
return lun.rules {
  name = "$NAME",
  use = { "names" }, -- lays down @person, @place, @org
  { "visit", [[ who:@person ...{0,3} <visit|tour> where:@place ]],
    fact = "$FACT",
    yes = { { "Ana Torres will visit Lima.", who = "Ana Torres", where = "Lima" } },
    no = { "Ana Torres paid a visit." } },
}
]==]

local event = [==[
-- What happens, in a sentence. Facts of the type `event` stand in the reports events and timeline beside ours, and in place of ours at
-- the same verb, with this rule's name as their kind: lunette run timeline --use $NAME.lua articles/
--
-- who and to are those who act and whom they reach, what is what it is about, verb the word at which it stands: from there its time,
-- place and status (will, may, allegedly, did not) are read. Where the pattern knows better, capture time:@time and place:@place.
-- What else it captures stands in the column roles. With a code of CAMEO, in place of the line with fact and key:
-- emit = function(m, doc) doc:fact("event", { who = m.who, to = m.to, verb = m.verb, code = "061" }) end,
return lun.rules {
  name = "$NAME",
  use = { "names", "times" }, -- lays down @person, @place, @org, @time
  { "$FACT", [[ who:@org ...{0,3} verb:<merge> with to:@org ]],
    fact = "event", key = "verb",
    yes = {
      { "Bramwell Foods merged with Veltra Inc. on Monday.", who = "Bramwell Foods", to = "Veltra Inc." },
      { "Bramwell Foods will soon merge with Veltra Inc.", verb = "merge" },
    },
    no = { "The lanes merged." } },
}
]==]

local reports = [==[
-- What it prints, in a sentence.
return lun.report {
  name = "$NAME",
  use = { "names" }, -- lays down @person, @place, @org
  rules = {
    { "visit", [[ who:@person ...{0,3} <visit|tour> where:@place ]],
      fact = "visit",
      yes = { { "Ana Torres will visit Lima.", who = "Ana Torres", where = "Lima" } },
      no = { "Ana Torres paid a visit." } },
  },
  columns = { "who", "where", "sentence", "at" },
  each = function(doc, row)
    for visit in doc:facts "visit" do
      row { who = visit.who, where = visit.where, sentence = visit.match:sentence(), at = visit.match }
    end
  end,
}
]==]

local project = {
  ["lunette.lua"] = [==[
-- What holds for all that is run in this folder; options of the command line go before it (lunette help project).
return lun.project {
  inputs = { "articles" },
  use = { "names" },
  lists = { company = "lists/companies.csv" },
  -- text_field = "body", id_field = "id", date_field = "published", headline_field = "title", -- of JSON Lines and CSV
  -- keep = { "url" }, format = "csv",
}
]==],
  ["rules/purchases.lua"] = [==[
-- Who buys whom, of the companies in lists/companies.csv.
return lun.rules {
  name = "purchases",
  lists = { company = "../lists/companies.csv" },
  { "buys", [[ buyer:#company ...{0,4} <buy|acquire> bought:#company ]],
    fact = "purchase",
    yes = { { "Northwind Cables will buy Bramwell Foods.", buyer = "Northwind Cables", bought = "Bramwell Foods" } },
    no = { "Northwind Cables will buy a ship." } },
}
]==],
  ["reports/purchases.lua"] = [==[
-- Purchases of companies, with their sentences.
return lun.report {
  name = "purchases",
  use = { "../rules/purchases.lua" },
  columns = { "buyer", "bought", "sentence", "at" },
  each = function(doc, row)
    for p in doc:facts "purchase" do
      row { buyer = p.buyer, bought = p.bought, sentence = p.match:sentence(), at = p.match }
    end
  end,
}
]==],
  ["lists/companies.csv"] = "name,aliases,country\nNorthwind Cables,Northwind,NO\nBramwell Foods,,NL\n",
  ["articles/first.txt"] = "A purchase in Oslo\n\nNorthwind Cables agreed to buy Bramwell Foods on Monday. The price was not told.\n",
  ["tests/expected.csv"] = "document,buyer,bought,sentence,at\r\nfirst,Northwind Cables,Bramwell Foods,Northwind Cables agreed to buy Bramwell Foods on Monday.,articles/first.txt:3:1\r\n",
  ["tests/run.sh"] = [==[
#!/bin/sh
# The yes and no lines of all rules, and the report over the articles against what is expected. LUNETTE is the program, where it
# is not found by its name.
set -eu
lunette=${LUNETTE:-lunette}
case $lunette in /*) ;; */*) lunette=$PWD/$lunette ;; esac
cd "$(dirname "$0")/.."
"$lunette" test rules/*.lua
"$lunette" run reports/purchases.lua articles --format csv | diff tests/expected.csv -
echo "all as expected"
]==],
}

local function fill(template, name) return (template:gsub("%$NAME", name):gsub("%$FACT", name:match "[%w_]+$")) end

-- Layers that the other steps of a pack give.
local function given_by_others(pack, step_name)
  local given = {}
  for _, step in ipairs(pack.steps) do
    if step.name ~= step_name then for layer in pairs(step.gives_set) do given[layer] = step.fact ~= layer or nil end end
  end
  return given
end

local function pack_of(name)
  local text, file = core.script("rules/" .. name .. ".lua")
  return environment.within(nil, assert(environment.compile(text, file)))
end

-- A pack `name` that holds one bundled rule and what it needs, or nil and a message.
function new.from(name, from)
  local made, step, _, pack_name = show.rule(from)
  if not made then return nil, step end
  if step.resolves then return nil, ("'%s' has no pattern of its own: it settles what rules give; `lunette show %s` prints it"):format(from, pack_name) end
  local pack = pack_of(pack_name)
  local own
  for _, compiled in ipairs(pack.steps) do own = compiled.name == step.name and compiled or own end
  local text = step.text
  local fact = name:match "[%w_]+$"
  if own.fact then text = text:gsub('(%f[%w_]fact%s*=%s*)"[^"]*"', '%1"' .. fact .. '"', 1) end
  if type(own.gives) == "string" and not own.emit then
    local unsure = own.gives:find "%?$" and "?" or ""
    local layer = own.fact and fact .. "_span" or fact -- a name is a layer's or a fact's
    text = text:gsub('(%f[%w_]gives%s*=%s*)"[^"]*"', '%1"' .. layer .. unsure .. '"', 1)
  end
  local macros, statements = excerpt.needed(made, text)
  local others, needs_pack = given_by_others(pack, step.name), false
  for layer in pairs(own.reads_set) do needs_pack = needs_pack or others[layer] end
  for layer in pairs(own.layers) do needs_pack = needs_pack or others[layer] end
  for quoted in (table.concat(statements, "\n") .. text):gmatch '"([%w_]+%??)"' do needs_pack = needs_pack or others[quoted] end
  local use = needs_pack and ('{ "%s", "-%s" }'):format(pack_name, from) or made.fields.use
  local lines = { ("-- %s, from the bundled rule %s."):format(name, from) }
  for _, statement in ipairs(statements) do lines[#lines + 1] = statement end
  if statements[1] then lines[#lines + 1] = "" end
  lines[#lines + 1] = "return lun.rules {"
  lines[#lines + 1] = ('  name = "%s",'):format(name)
  if use then lines[#lines + 1] = ("  use = %s,"):format(use) end
  if macros[1] then
    lines[#lines + 1] = "  define = {"
    for _, macro in ipairs(macros) do lines[#lines + 1] = ("    %s = %s,"):format(macro.name, macro.text) end
    lines[#lines + 1] = "  },"
  end
  lines[#lines + 1] = "  " .. text .. ","
  lines[#lines + 1] = "}"
  return table.concat(lines, "\n") .. "\n"
end

-- Runs the yes and no lines of a script's text; nil and a message when they do not hold.
function new.check(text, file)
  local chunk, message = environment.compile(text, file)
  if not chunk then return nil, message end
  local ok, value = pcall(environment.within, environment.folder_of(file), chunk)
  if not ok then return nil, environment.plain(value) end
  local r = report.is_pack(value) and report.of_pack(value) or value
  local failures, lines = examples.run(r.own, r.packs, r.without)
  if failures[1] then return nil, failures[1] end
  return true, lines
end

-- Whether a folder lies outside of the working folder; links and ".." count where they lead.
local function leads_outside(folder)
  local here, path = core.real ".", folder:gsub("(.)/+$", "%1")
  local real = core.real(path)
  while not real do -- what is not there is made below the nearest that is
    if path:match "[^/]*$" == ".." then return true end
    path = path:match "^(.*)/[^/]*$" or "."
    real = core.real(path == "" and "/" or path)
  end
  return not (real == here or here == "/" or real:sub(1, #here + 1) == here .. "/")
end

local function folder_for(kind)
  local folder = kind == "report" and "reports" or "rules"
  return core.kind "lunette.lua" == "file" and core.kind(folder) == "folder" and folder .. "/" or ""
end

-- Writes what `lunette new KIND NAME` asks for: the lines to print, or nil, message, code.
function new.run(options, words)
  local kind, name = words[1], words[2]
  local kinds = { rule = rule, event = event, report = reports, project = project }
  if not kinds[kind] or not name or words[3] then
    local hint = kind and not kinds[kind] and require("lunette.suggest").hint(kind, set.names(kinds)) or ""
    local unknown = kind and not kinds[kind] and ("cannot make '%s'%s: "):format(kind, hint) or ""
    return nil, unknown .. "new needs what to make and its name: lunette new rule NAME, new event NAME, new report NAME or new project NAME", 2
  end
  local folder, stem = name:match "^(.*/)([^/]*)$"
  stem = (stem or name):gsub("%.lua$", "")
  if not stem:find "^[%a_][%w_-]*$" then return nil, ("'%s' is no name for a %s: letters, digits, _ and -, a letter first"):format(stem, kind), 2 end
  if folder and leads_outside(folder) then return nil, ("'%s' leads outside of this folder, where nothing is written: go there first"):format(name), 2 end
  if options.from and kind ~= "rule" then return nil, "--from copies a rule: lunette new rule NAME --from PACK.RULE", 2 end
  local files = {}
  if kind == "project" then
    local root = (folder or "") .. stem
    if core.kind(root) then return nil, ("%s is there already: nothing was written"):format(root), 2 end
    for path, text in pairs(project) do files[root .. "/" .. path] = text end
  else
    local path = (folder or folder_for(kind)) .. stem .. ".lua"
    local text = fill(kinds[kind], stem)
    if options.from then
      local copied, message = new.from(stem:gsub("-", "_"), options.from)
      if not copied then return nil, message, 2 end
      local holds, problem = new.check(copied, path)
      if not holds then return nil, ("'%s' cannot be taken out of its pack: %s"):format(options.from, problem), 2 end
      text = copied
    end
    if core.kind(path) then return nil, ("%s is there already: nothing was written"):format(path), 2 end
    files[path] = text
  end
  local lines = {}
  for _, path in ipairs(set.names(files)) do
    local ok, message = core.make_folders(environment.folder_of(path))
    if ok then ok, message = core.write_file(path, files[path]) end
    if not ok then return nil, message, 74 end
    lines[#lines + 1] = "wrote " .. path
  end
  local first = set.names(files)[1]
  lines[#lines + 1] = kind == "project" and ("begin with: cd %s && lunette test rules/*.lua && lunette run reports/purchases.lua"):format((folder or "") .. stem)
    or kind == "event" and ('begin with: lunette run timeline --use %s --text "Bramwell Foods will merge with Veltra Inc. on Monday."'):format(first)
    or kind == "report" and ('begin with: lunette run %s --text "Ana Torres will visit Lima."'):format(first) or ("begin with: lunette test %s"):format(first)
  return table.concat(lines, "\n") .. "\n"
end

return new

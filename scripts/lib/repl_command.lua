-- The commands of the prompt, each behind a colon: what they say goes through the session's `write`.
local cell = require "lunette.cell"
local core = require "lunette.core"
local environment = require "lunette.environment"
local permission = require "lunette.permission"
local set = require "lunette.set"
local show = require "lunette.repl_show"
local suggest = require "lunette.suggest"
local terminal = require "lunette.terminal"
local command = { commands = {} }

local commands = command.commands

command.help = {
  { ":help [NAME]", "this; or about a function, a pack, a report, a topic" },
  { ":use PACK", "runs a pack over the article, by name or path" },
  { ":load FILE", "another article or folder as `doc` and `docs`" },
  { ":run REPORT", "a report over the article" },
  { ":find PATTERN", "the matches of a pattern, each in its sentence" },
  { ":explain RULE [LINE]", "why a rule did not match, or how it did" },
  { ":rules [PACK]", "rules in use and how often they matched" },
  { ":test [PACK]", "the yes and no lines of your own packs in use, or of PACK" },
  { ":layers", "layers of the article and what they hold" },
  { ":show NAME", "source of a pack, a report, a rule" },
  { ":time LUA", "runs LUA and says how long it took" },
  { ":save FILE.txt|.lua", "this session as a transcript for `lunette test`, or as Lua" },
  { ":quit", "ends, as Ctrl-D does" },
}

local function put(self, text, style) self.write(self.view.paint(style, terminal.text(text)) .. "\n") end
local function wrong(self, message) put(self, message, "red") end

-- The article, or nil after saying that there is none.
local function article(self)
  local doc = self:doc()
  if not doc then wrong(self, "no article here: :load FILE takes one, doc = lun.doc \"...\" makes one") end
  return doc
end

function commands.help(self, name)
  if name ~= "" then
    local text, message = require("lunette.help").about(name:gsub("^:", ""), self.usage or "")
    if text then put(self, (text:gsub("\n+$", ""))) else wrong(self, message) end
    return
  end
  local wide = 0
  for _, row in ipairs(command.help) do wide = math.max(wide, #row[1]) end
  for _, row in ipairs(command.help) do
    self.write(("  %s  %s\n"):format(self.view.paint("cyan", terminal.pad(row[1], wide)), terminal.cut(row[2], math.max(20, self.view.width - wide - 4))))
  end
  for _, line in ipairs { "All else is Lua: doc:spans \"person\", x = lun.collect(doc:facts \"said\"), #x, `_`.",
    "Tab completes, Ctrl-R searches, Alt-Enter breaks a line, Ctrl-C stops what runs.", "More: lunette help repl" } do
    self.write(self.view.paint("dim", terminal.cut(line, self.view.width)) .. "\n")
  end
end

function commands.use(self, names)
  if names == "" then
    put(self, self.names[1] and table.concat(self.names, ", ") or "no packs in use: :use names")
    return
  end
  local list = {}
  for name in names:gmatch "[^,%s]+" do
    if name:find "%.lua$" then permission.grant_read(environment.folder_of(name)) end
    list[#list + 1] = name
  end
  self:use(table.unpack(list))
  local doc = self:doc()
  if doc then self.write(show.value(doc, self.view) .. "\n") end
end

function commands.load(self, path)
  if path == "" then return wrong(self, "which file? :load article.txt, :load mine.lua") end
  if path:find "%.lua$" then return commands.use(self, path) end
  permission.grant_read(path)
  local ok, message = self:open { path }
  if ok then self.write(show.value(self:doc(), self.view) .. "\n")
  elseif message then wrong(self, message) end
end

function commands.run(self, rest)
  local words = {}
  for word in rest:gmatch "%S+" do words[#words + 1] = word end
  local name, doc = table.remove(words, 1), article(self)
  if not doc then return end
  if not name then return wrong(self, "which report? :run brief; `lunette list` shows them") end
  local report = require "lunette.report"
  if name:find "%.lua$" then permission.grant_read(environment.folder_of(name)) end
  local chunk, message, folder = report.load(name)
  if not chunk then return wrong(self, message) end
  local r = environment.within(folder, chunk)
  if report.is_pack(r) then r = report.of_pack(r) end
  if not report.is_report(r) then return wrong(self, ("%s returns no report"):format(name)) end
  if #words < #(r.args or {}) then return wrong(self, (":run %s %s"):format(name, table.concat(r.args, " "):upper())) end
  local given
  local result = report.run(r, function()
    if given then return nil end
    given = self:fresh(doc)
    return given
  end, { arguments = words, on_failure = function(text) wrong(self, text) end })
  local writer = require("lunette.output_text").text { paint = self.view.paint, width = self.view.width }
  local text = writer:finish(result.tables)
  self.write(text ~= "" and text or "nothing found\n")
end

function commands.find(self, pattern)
  local doc = article(self)
  if not doc then return end
  if pattern == "" then return wrong(self, "which pattern? :find who:@person <visit> (:help patterns)") end
  local layers = {}
  for name in doc:layers() do layers[#layers + 1] = name end
  local r, message = require("lunette.find").report({ given = table.concat(layers, ",") }, { pattern }, true)
  if not r then return wrong(self, message) end
  local rows = {}
  require("lunette.phase").run({ r.own }, doc)
  r.each(doc, function(cells)
    for name, value in pairs(cells) do cells[name] = cell.keep(name, value) end
    rows[#rows + 1] = cells
  end)
  if not rows[1] then return put(self, "no match", "yellow") end
  self.write(show.table(r.tables[1].columns, rows, self.view, r.tables[1].right) .. "\n")
  put(self, require("lunette.count").of(#rows, "match", "matches"), "dim")
end

-- The pack among those in use that has a rule of this id, and the rule's name.
local function rule_in_use(self, id)
  for _, pack in ipairs(self.packs) do
    if pack.name == id then return pack end
    for _, step in ipairs(pack.steps) do if step.id == id then return pack, step end end
  end
end

function commands.explain(self, rest)
  local doc = article(self)
  if not doc then return end
  local what, line = rest:match "^(%S+)%s*(%d*)$"
  if not what then return wrong(self, "which rule? :explain speech.csv, :explain said 12 (a line of the article)") end
  local pack, step = rule_in_use(self, what)
  local own = pack and not pack.file:find "^scripts/"
  local options = { line = tonumber(line), rule = own and step and step.name or nil }
  local result = require("lunette").explain(own and pack or what, doc, options)
  self.write(show.value(result, self.view) .. "\n")
end

function commands.test(self, name)
  local examples, count = require "lunette.examples", require "lunette.count"
  local any = false
  for _, pack in ipairs(self.packs) do
    if pack.name == name or name == "" and not pack.file:find "^scripts/" then
      any = true
      local failures, lines = examples.run(pack, self.packs, self.without)
      for _, failure in ipairs(failures) do wrong(self, failure) end
      put(self, ("%s: %d of %s"):format(pack.name, lines - #failures, count.of(lines, "example holds", "examples hold")), "dim")
    end
  end
  if not any then wrong(self, name == "" and "no pack of your own is in use: use(lun.rules { ... }), or :use mine.lua" or ("no pack '%s' in use"):format(name)) end
end

function commands.rules(self, filter)
  local rows, doc, matches = {}, self:doc(), {}
  if not self.packs[1] then return put(self, "no packs in use: :use names", "yellow") end
  if doc then
    for fact in doc:facts() do if fact.rule then matches[fact.rule] = (matches[fact.rule] or 0) + 1 end end
    for name in doc:layers() do
      for s in doc:spans(name) do if s.rule then matches[s.rule] = (matches[s.rule] or 0) + 1 end end
    end
  end
  for _, pack in ipairs(self.packs) do
    for _, step in ipairs(pack.steps) do
      if filter == "" or pack.name == filter or step.id == filter then
        local gives = {}
        for _, name in ipairs(set.names(step.gives_set)) do gives[#gives + 1] = (name == step.fact and "" or "@") .. name end
        rows[#rows + 1] = { rule = step.id, gives = table.concat(gives, " "), matches = matches[step.id] or 0, at = ("%s:%s"):format(step.file, step.line or "?") }
      end
    end
  end
  if not rows[1] then return wrong(self, ("no pack or rule '%s' in use: %s"):format(filter, table.concat(self.names, ", "))) end
  if filter == "" then table.sort(rows, function(a, b) -- the busiest are what is looked for
    if a.matches ~= b.matches then return a.matches > b.matches end
    return a.rule < b.rule
  end) end
  self.write(show.table({ "rule", "gives", "matches", "at" }, rows, self.view, { matches = true }) .. "\n")
  put(self, require("lunette.count").of(#rows, "rule"), "dim")
end

function commands.layers(self)
  local doc = article(self)
  if not doc then return end
  local rows = {}
  for name in doc:layers() do
    local first
    for s in doc:spans(name) do
      first = s
      break
    end
    rows[#rows + 1] = { layer = "@" .. name, spans = #doc:layer(name), first = first and first.text, at = first and cell.place(first) }
  end
  table.sort(rows, function(a, b) return a.layer < b.layer end)
  self.write(show.table({ "layer", "spans", "first", "at" }, rows, self.view, { spans = true }) .. "\n")
end

function commands.show(self, name)
  if name == "" then return wrong(self, "what? :show speech, :show speech.csv, :show brief") end
  local pack, step = rule_in_use(self, name)
  local text, message
  if pack and not pack.file:find "^scripts/" then
    text = core.read(pack.file) or ""
    local made = step and require("lunette.excerpt").of(text)
    for _, part in ipairs(made and made.steps or {}) do
      if part.name == step.name then text = ("-- %s  %s:%d\n%s"):format(step.id, pack.file, part.line, (part.text:gsub("\n  ", "\n"))) end
    end
  else text, message = require("lunette.show").text(name, self.view.colour and self.view.paint or nil) end
  if not text then return wrong(self, message) end
  self.write(text:gsub("\n*$", "\n"))
  if message then put(self, message, "yellow") end
end

function commands.time(self, text)
  local began, ran = core.now(), core.clock()
  local ok, message = self:evaluate(text)
  if not ok then
    for _, line in ipairs(require("lunette.repl_error").lines(text, message, ok == false, self.view.paint, self.view.width)) do self.write(line .. "\n") end
  end
  put(self, ("%.3f s, of which the processor worked %.3f s"):format(core.now() - began, core.clock() - ran), "dim")
end

function commands.save(self, path)
  if not path:find "%.txt$" and not path:find "%.lua$" then return wrong(self, "save as FILE.txt, a transcript, or as FILE.lua, a script") end
  if core.kind(path) then return wrong(self, ("%s is there already: give another name"):format(path)) end
  local ok, message = core.write_file(path, require("lunette.repl_transcript").text(self, path:find "%.lua$" ~= nil))
  if not ok then return wrong(self, message) end
  put(self, ("%s written: %s"):format(path, require("lunette.count").of(#self.entries, "line")), "dim")
end

function commands.quit() return false end

-- Runs a command: true, or false where the session ends.
function command.run(self, name, rest)
  local known = set.names(commands)
  local run = commands[name]
  for _, other in ipairs(known) do -- a beginning that only one has is enough
    if not run and name ~= "" and other:sub(1, #name) == name then run = commands[other] end
  end
  if not run then
    wrong(self, ("no command ':%s'%s; :help shows them"):format(name, suggest.hint(name, known)))
    return true
  end
  local ok, result = xpcall(run, environment.message_of, self, rest)
  if not ok then wrong(self, environment.plain(result)) end
  return not (ok and result == false)
end

return command

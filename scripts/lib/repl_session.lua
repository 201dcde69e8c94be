-- A session at the prompt: the articles, the packs that run over them, the variables, and what becomes of a line that is typed.
-- Packs whose files or lists have changed are read again before a line runs, and what that changes in the article is said. Knows no
-- terminal: everything it says goes through `write`.
local asked = require "lunette.asked"
local cell = require "lunette.cell"
local core = require "lunette.core"
local environment = require "lunette.environment"
local fault = require "lunette.repl_error"
local options_of = require "lunette.options"
local phase = require "lunette.phase"
local report = require "lunette.report"
local sandbox = require "lunette.sandbox"
local set = require "lunette.set"
local show = require "lunette.repl_show"
local terminal = require "lunette.terminal"
local using = require "lunette.using"
local session = {}

local class = { __index = {} }
local methods = class.__index

local CHANGES = 10 -- lines that are shown of what a pack that was read again has changed
local LARGE_LIST = 1 << 20 -- bytes of a list of names
local LONGEST_LIST = 100000 -- values that an iterator is asked for

-- Articles ---------------------------------------------------------------------------------------------------------------

local docs_class = { __name = "docs" }

-- Articles of the inputs in order, each after the packs have run over it; one that cannot be read is said and passed over.
local function articles(self, words)
  local summary = require("lunette.summary").new({ progress = "none" }, self.say, {})
  local options = {}
  for name, value in pairs(self.options) do options[name] = value end
  if words[1] then options.text = nil end -- of the command line, which another article replaces
  local documents, problem = options_of.inputs(options, table.move(words, 1, #words, 1, {}), true, summary)
  if not documents then return nil, problem end
  local number = 0
  return function()
    while true do
      local doc, message = documents()
      if doc == nil then return nil end
      number = number + 1
      if doc then
        self.origins[doc] = { words = words, number = number }
        return doc
      end
      self.say(message)
    end
  end
end

-- `docs`: a call goes through the articles, docs[n] is the n-th, #docs how many there are.
local function docs_of(self, words)
  local kept, total = setmetatable({}, { __mode = "v" }), nil
  local function open() return assert(articles(self, words)) end
  return setmetatable({}, {
    __name = docs_class.__name,
    __metatable = false,
    __call = function()
      local next_one = open()
      return function()
        local doc = next_one()
        if doc then self:run_packs(doc) end
        return doc
      end
    end,
    __index = function(_, n)
      if math.type(n) ~= "integer" then error("docs[1] is the first article; for d in docs() do goes through them", 2) end
      if kept[n] then return kept[n] end
      local i = 0
      for doc in open() do
        i = i + 1
        if i == n then
          self:run_packs(doc)
          kept[n] = doc
          return doc
        end
        core.close(doc)
      end
      self.beyond = ("docs[%d]: there is no such article: #docs is %d"):format(n, i)
    end,
    __len = function()
      if not total then
        total = 0
        for doc in open() do
          total = total + 1
          core.close(doc)
        end
      end
      return total
    end,
    __newindex = function() error("docs is what the command line names: :load takes another", 2) end,
    __tostring = function(list) return ("%d article%s: docs[1] is the first, for d in docs() do goes through them"):format(#list, #list == 1 and "" or "s") end,
  })
end

-- The same article without what packs have laid down: read again where it came from, or made anew of its text.
function methods:fresh(doc)
  local origin = self.origins[doc]
  if origin then
    for other in articles(self, origin.words) do
      if self.origins[other].number == origin.number then return other end
      core.close(other)
    end
  end
  return require("lunette").doc(doc.text, { id = doc.id, file = doc.file, date = doc.date })
end

-- The article of the session: what `doc` is now, or nil.
function methods:doc()
  local doc = rawget(self.variables, "doc")
  return core.class(doc) == "doc" and doc or nil
end

-- Takes the inputs as `docs` and the first article as `doc`: true, or nil, message, code.
function methods:open(words)
  local documents, problem = articles(self, words)
  if not documents then return nil, problem, 2 end
  local first = documents()
  if not first then return nil, nil, 66 end
  rawset(self.variables, "docs", docs_of(self, words))
  rawset(self.variables, "doc", first)
  self:run_packs(first)
  return true
end

-- Packs ------------------------------------------------------------------------------------------------------------------

-- Runs those packs that have not run over this article.
function methods:run_packs(doc)
  local ran = self.ran[doc]
  if not ran then
    self.ran[doc] = set.of(self.packs)
    phase.run(self.packs, doc, self.without)
    return
  end
  local missing = {}
  for _, pack in ipairs(self.packs) do
    if not ran[pack] then
      missing[#missing + 1] = pack
      ran[pack] = true
    end
  end
  phase.run(missing, doc, self.without)
end

-- The text of a list's file; of a large one, which is not read before each line, its size.
local function list_text(file)
  if core.kind(file) ~= "file" then return nil end
  local size = select(2, core.kind_of_name(file))
  return size > LARGE_LIST and tostring(size) or core.read(file)
end

local function note_lists(self)
  for _, file in pairs(require("lunette.origin").dictionary_files) do self.lists[file] = self.lists[file] or list_text(file) end
end

local function compiled(names)
  local r = report.check { name = "prompt", use = names }
  return r.packs, r.without
end

-- Runs packs, by name or path, over the article and over all that come.
function methods:use(...)
  local names = table.move(self.names, 1, #self.names, 1, {})
  local known = set.of(names)
  for _, name in ipairs { ... } do
    if not known[name] then names[#names + 1], known[name] = name, true end
  end
  local packs, without = compiled(names)
  self.names, self.packs, self.without = names, packs, without
  note_lists(self)
  local doc = self:doc()
  if doc then self:run_packs(doc) end
end

-- Files of scripts and lists that have changed since they were read: name -> text; second, whether a list is among them. What the
-- binary brought stands in no file.
local function changed_files(self)
  local changed, of_list = {}, false
  for file, text in pairs(self.lists) do
    local now = list_text(file)
    if now and now ~= text then changed[file], self.lists[file], of_list = now, now, true end
  end
  for name, text in pairs(environment.texts) do
    if name ~= fault.CHUNK and not (name:find "^scripts/" and not core.script_folders()) and core.kind(name) == "file" then
      local now = core.read(name)
      if now and now ~= text then changed[name] = now end
    end
  end
  return changed, of_list
end

local function place_of(span) return span and cell.text(cell.place(span)) or "" end

-- What the article holds of facts and of the layers that these packs give: line -> how often, in `order`.
local function holdings(doc, packs)
  local held, layers = { facts = {}, spans = {}, order = {} }, {}
  local function note(kind, line)
    held[kind][line] = (held[kind][line] or 0) + 1
    held.order[#held.order + 1] = { kind, line }
  end
  for fact in doc:facts() do note("facts", ("%s  %s"):format(terminal.line(tostring(fact)), place_of(fact.match))) end
  for _, pack in ipairs(packs) do for _, step in ipairs(pack.steps) do for name in pairs(step.gives_set) do layers[name] = true end end end
  for _, name in ipairs(set.names(layers)) do
    for s in doc:spans(name) do note("spans", ("@%s %s  %s"):format(name, terminal.line(s.text), place_of(s))) end
  end
  return held
end

-- Lines of `held` that `other` has not.
local function only_in(held, other, kind)
  local left, list = {}, {}
  for line, n in pairs(held[kind]) do left[line] = n - (other[kind][line] or 0) end
  for _, entry in ipairs(held.order) do
    local line = entry[2]
    if entry[1] == kind and (left[line] or 0) > 0 then
      left[line] = left[line] - 1
      list[#list + 1] = line
    end
  end
  return list
end

-- Says what is different: "+12 -3 facts", with the lines.
local function tell_changes(self, names, before, after)
  local parts, lines, paint = {}, {}, self.view.paint
  for _, kind in ipairs { "facts", "spans" } do
    local gone, new = only_in(before, after, kind), only_in(after, before, kind)
    if gone[1] or new[1] then parts[#parts + 1] = ("+%d -%d %s"):format(#new, #gone, kind) end
    for _, line in ipairs(new) do lines[#lines + 1] = { "green", "+ " .. line } end
    for _, line in ipairs(gone) do lines[#lines + 1] = { "red", "- " .. line } end
  end
  self.write(paint("yellow", ("%s read again: %s"):format(table.concat(names, ", "), parts[1] and table.concat(parts, ", ") or "nothing changes in this article")) .. "\n")
  for i, line in ipairs(lines) do
    if i > CHANGES then
      self.write(paint("dim", ("  ... %d more"):format(#lines - CHANGES)) .. "\n")
      break
    end
    self.write("  " .. paint(line[1], terminal.cut(line[2], self.view.width - 2)) .. "\n")
  end
end

-- Reads packs again whose files, or whose lists, have changed, and runs them over the article anew. Where one is wrong the old ones stay.
function methods:reload()
  if not self.names[1] then return end
  local changed, of_list = changed_files(self)
  local names = set.names(changed)
  if not names[1] then return end
  using.forget()
  if of_list then require("lunette.lists").of_options(self.options) end
  local ok, packs, without = pcall(compiled, self.names)
  for name, text in pairs(changed) do -- said once, until it changes again
    if environment.texts[name] then environment.texts[name] = text end
  end
  note_lists(self)
  local function refuse(raised)
    self.write(self.view.paint("red", terminal.text(environment.plain(raised))) .. "\n" ..
      self.view.paint("dim", ("%s: what was read before stays"):format(table.concat(names, ", "))) .. "\n")
  end
  if not ok then return refuse(packs) end
  local doc, old, old_without, old_ran = self:doc(), self.packs, self.without, self.ran
  self.packs, self.without, self.ran = packs, without, setmetatable({}, { __mode = "k" })
  if not doc then return end
  local fresh = self:fresh(doc)
  local ran, raised = pcall(self.run_packs, self, fresh)
  if not ran then
    self.packs, self.without, self.ran = old, old_without, old_ran
    refuse(raised)
    return
  end
  local own = {}
  for _, list in ipairs { old, packs } do
    for _, pack in ipairs(list) do if not pack.file:find "^scripts/" then own[#own + 1] = pack end end
  end
  tell_changes(self, names, holdings(doc, own), holdings(fresh, own))
  rawset(self.variables, "doc", fresh)
end

-- Lines ------------------------------------------------------------------------------------------------------------------

function methods:compile(text)
  environment.texts[fault.CHUNK] = text
  local chunk = load("return true, " .. text, "@" .. fault.CHUNK, "t", self.variables) -- a call alone would leave no trace of its line
  if chunk then return chunk, nil, true end
  return load(text, "@" .. fault.CHUNK, "t", self.variables)
end

-- Whether a text wants more lines.
function methods:is_unfinished(text)
  if text:find "^%s*:" then return false end
  text = text .. "\n" -- which ends a text in quotes
  local chunk, message = load(text, "=x", "t", {})
  local value, other = load("return true, " .. text, "=x", "t", {})
  return not chunk and not value and (fault.is_unfinished(message) or fault.is_unfinished(other))
end

-- Names of the functions of the library, and of Lua, with their arguments where they are declared.
local function named_functions(self)
  local named = {}
  local _, declared = require("lunette.help").declarations()
  local function take(from, before)
    for key, value in next, from do
      local name = type(key) == "string" and before .. key
      if type(value) == "function" and name then named[value] = declared[name] and declared[name].signature or name
      elseif type(value) == "table" and name and not name:find "[.]" then take(value, name .. ".") end
    end
  end
  for _, name in ipairs { "doc", "span", "layer", "dictionary" } do take((core.methods(name)), name .. ":") end
  take(self.environment, "")
  return named
end

-- An iterator of the library's, which has no name, is shown as the list of what it gives; second, whether it was one.
local function collected(self, value)
  if type(value) == "table" then self.view.functions = self.view.functions or named_functions(self) end
  if type(value) ~= "function" or debug.getinfo(value, "S").source == "@" .. fault.CHUNK then return value end
  self.view.functions = self.view.functions or named_functions(self)
  if self.view.functions[value] then return value end
  local list = {}
  while #list < LONGEST_LIST do
    local item = table.pack(pcall(value))
    if not item[1] then return value end
    if item[2] == nil then break end
    list[#list + 1] = item.n > 2 and { table.unpack(item, 2, item.n) } or item[2]
  end
  return list, true
end

-- A local that a line makes is gone with it, which surprises whoever pastes a script.
local function note_locals(self, text)
  local name = text:match "^%s*local%s+([%a_][%w_]*)%s*=[^\n;]*$"
  if name then self.write(self.view.paint("dim", ("%s is gone with this line: without `local` it stays"):format(name)) .. "\n") end
end

-- Runs a text and shows what it gives: true; or nil, message for one that does not compile, false, message for one that raised.
function methods:evaluate(text)
  local chunk, message, is_value = self:compile(text)
  if not chunk then return nil, message end
  asked.forget(self.heard)
  self.beyond = nil
  self.heard.on = true
  local result = table.pack(xpcall(chunk, environment.message_of))
  self.heard.on = false
  sandbox.flush()
  if not result[1] then return false, environment.plain(result[2]) end
  result = table.pack(table.unpack(result, is_value and 3 or 2, result.n))
  for i = 1, result.n do
    local was_iterator
    result[i], was_iterator = collected(self, result[i])
    local shown, value = true, self.view.paint("dim", "nothing")
    if not was_iterator or next(result[i]) ~= nil then shown, value = pcall(show.value, result[i], self.view) end
    if not shown then return false, environment.plain(value) end
    self.write(value .. "\n")
  end
  if result.n > 0 then rawset(self.variables, "_", result[1]) end
  if not is_value then note_locals(self, text) end
  return true
end

-- Lines on what the text that ran last asked the article for and that nothing gives.
function methods:unfounded()
  local lines = asked.told(self.heard, self.packs, function(pack) return ("use %q"):format(pack) end)
  for i, line in ipairs(lines) do lines[i] = line:gsub("^" .. fault.CHUNK .. ":%d+: ", "") end
  lines[#lines + 1] = self.beyond
  return lines
end

-- A line as it was typed, with what is said of its errors; the session goes on unless this gives false.
function methods:line(text)
  self:reload()
  local command, rest = text:match "^%s*:(%S*)%s*(.-)%s*$"
  if command then
    local goes_on = require("lunette.repl_command").run(self, command, rest)
    sandbox.flush() -- what scripts printed
    return goes_on
  end
  local ok, message = self:evaluate(text)
  if not ok then
    for _, line in ipairs(fault.lines(text, message, ok == false, self.view.paint, self.view.width)) do self.write(line .. "\n") end
    local word = text:match "^%s*(%a+)"
    if word == "exit" then word = "quit" end
    if word and rawget(self.variables, word) == nil and rawget(self.environment, word) == nil and require("lunette.repl_command").commands[word] then
      self.write(self.view.paint("dim", ("commands have a colon before them: :%s"):format(word)) .. "\n")
    end
  else
    for _, said in ipairs(self:unfounded()) do self.write(self.view.paint("yellow", terminal.text(said)) .. "\n") end
  end
  return true
end

-- A session without articles. write(text) says what there is to say, say(message) what is wrong with inputs; view is of
-- lunette.repl_show; usage the command line's page.
function session.new(options, context)
  local self = setmetatable({
    options = options, write = context.write, say = context.say, view = context.view, usage = context.usage,
    heard = asked.listen { on = false }, names = {}, packs = {}, without = {}, ran = setmetatable({}, { __mode = "k" }), origins = setmetatable({}, { __mode = "k" }), entries = {}, lists = {},
  }, class)
  local env = sandbox.new "."
  rawset(env, "_", false)
  rawset(env, "print", function(...)
    local parts = table.pack(...)
    for i = 1, parts.n do parts[i] = tostring(parts[i]) end
    self.write(terminal.text(table.concat(parts, "\t")) .. "\n")
  end)
  rawset(env, "use", function(...) self:use(...) end)
  self.environment = env
  self.variables = setmetatable({}, { __index = env, __metatable = false })
  return self
end

return session

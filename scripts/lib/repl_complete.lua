-- Completion at the prompt: what can stand before the cursor, by where that is: behind a colon commands and what they take, in a
-- text what the function that it is for knows (packs, layers, facts, dictionaries, files), in a pattern layers and
-- dictionaries, else names, fields and methods. Looks at values and never runs anything.
local core = require "lunette.core"
local environment = require "lunette.environment"
local excerpt = require "lunette.excerpt"
local set = require "lunette.set"
local terminal = require "lunette.terminal"
local lun = require "lunette"
local complete = {}

local LINES = 12 -- of candidates that are shown

local function add(list, more) return table.move(more, 1, #more, #list + 1, list) end

-- Paths that begin as the text does; folders end in a slash.
function complete.files(text)
  local folder, start = text:match "^(.*/)([^/]*)$"
  folder, start = folder or "", start or text
  local list = {}
  for _, name in ipairs(core.list(folder == "" and "." or folder) or {}) do
    if name:sub(1, #start) == start and (start:sub(1, 1) == "." or name:sub(1, 1) ~= ".") then
      list[#list + 1] = folder .. name .. (core.kind(folder .. name) == "folder" and "/" or "")
    end
  end
  return list
end

local function layers_of(self)
  local list, doc = {}, self:doc()
  if doc then for name in doc:layers() do list[#list + 1] = name end end
  return list
end

local function types_of(iterator)
  local seen = {}
  for item in iterator do seen[item.type] = true end
  return set.names(seen)
end

local function facts_of(self)
  local doc = self:doc()
  return doc and types_of(doc:facts()) or {}
end
local function entities_of(self)
  local doc = self:doc()
  return doc and types_of(doc:entities()) or {}
end

-- Rules of the packs that are used, and the packs themselves.
local function rules_of(self)
  local list = {}
  for _, pack in ipairs(self.packs) do
    list[#list + 1] = pack.name
    for _, step in ipairs(pack.steps) do list[#list + 1] = step.id end
  end
  return list
end

local function packs() return environment.names "rules" end
local function reports() return environment.names "reports" end
local function dictionaries() return lun.collect(lun.dictionaries()) end

local function topics()
  local help = require "lunette.help"
  local list = set.names(help.topics)
  for _, entry in ipairs((help.declarations())) do if not entry.name:find "%[" then list[#list + 1] = entry.name end end
  return add(add(list, reports()), packs())
end

local function scripts() return add(reports(), packs()) end

-- What the words behind a command can be.
local of_command = {
  help = topics,
  load = function(_, text) return complete.files(text) end,
  save = function(_, text) return complete.files(text) end,
  show = function(self) return add(scripts(), rules_of(self)) end,
  explain = function(self) return add(add(rules_of(self), facts_of(self)), packs()) end,
  rules = function(self) return add(packs(), rules_of(self)) end,
  run = reports,
  use = function(_, text) return add(packs(), complete.files(text)) end,
}

-- What the text of a call can be, by the name that stands before it.
local of_call = {
  use = of_command.use,
  spans = layers_of, layer = layers_of, add = layers_of, make_layer = layers_of,
  facts = facts_of, fact = facts_of, entities = entities_of,
  entries = dictionaries, dictionary = dictionaries, prior = dictionaries,
  open = of_command.load, docs = of_command.load, read = of_command.load, lines = of_command.load, require = of_command.load,
  explain = of_command.explain,
}

-- The value that a chain of names leads to, without asking any code of the reader's; nil where it is not known.
local function value_of(self, chain)
  local value
  for name in chain:gmatch "[%a_][%w_]*" do
    if value == nil then
      value = rawget(self.variables, name)
      if value == nil then value = rawget(self.environment, name) end
    elseif type(value) == "table" then
      local meta = debug.getmetatable(value)
      local inner = rawget(value, name)
      if inner == nil and meta and type(rawget(meta, "__index")) == "table" then inner = rawget(rawget(meta, "__index"), name) end
      value = inner
    else
      local class = core.class(value)
      local _, getters = nil, nil
      if class then _, getters = core.methods(class) end
      if not getters or not getters[name] then return nil end
      local ok, inner = pcall(getters[name], value)
      value = ok and inner or nil
    end
    if value == nil then return nil end
  end
  return value
end

-- Names of what a value has behind "." or ":".
local function members_of(value, colon)
  local seen = {}
  local class = core.class(value)
  local function take(from, functions)
    for name, item in next, from do
      if type(name) == "string" and name:find "^[%a_][%w_]*$" and (not functions or type(item) == "function") then seen[name] = true end
    end
  end
  if class then
    local methods, getters = core.methods(class)
    take(colon and methods or getters)
    if class == "span" and not colon then for name in value:attributes() do seen[name] = true end end
  elseif type(value) == "string" then
    if colon then take(string, true) end
  elseif type(value) == "table" then
    take(value, colon)
    local meta = debug.getmetatable(value)
    local index = meta and rawget(meta, "__index")
    if type(index) == "table" then take(index, colon) end
  end
  return set.names(seen)
end

local keywords = { "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil", "not", "or", "repeat",
  "return", "then", "true", "until", "while" }

local function names_of(self)
  local seen = set.of(keywords)
  for _, scope in ipairs { self.variables, self.environment } do
    for name in next, scope do if type(name) == "string" and name:find "^[%a_][%w_]*$" then seen[name] = true end end
  end
  return set.names(seen)
end

-- The text that is open at the end of a line, and what stands before its mark; nil where none is.
local function open_text(line)
  local word, before
  for kind, text, first in excerpt.words(line) do
    if kind == "string" then
      local short = text:sub(1, 1) ~= "["
      local mark = short and text:sub(1, 1) or "]" .. text:match "^%[(=*)%[" .. "]"
      if #text == 1 or text:sub(-#mark) ~= mark or not short and #text < 2 * #mark then
        word, before = text:gsub(short and "^." or "^%[=*%[", ""), line:sub(1, first - 1)
      end
    end
  end
  return word, before
end

-- Candidates for the end of a line, and that end.
local function candidates(self, line)
  local command = line:match "^%s*:(%S*)$"
  if command then
    local list = {}
    for name in pairs(require("lunette.repl_command").commands) do list[#list + 1] = name end
    return list, command, " "
  end
  local name, rest = line:match "^%s*:(%S+)%s+(.*)$"
  if name == "time" then line = rest
  elseif name and name ~= "find" then
    local of = of_command[name]
    return of and of(self, rest) or {}, rest
  end
  local text, before = open_text(line)
  if name == "find" then text, before = rest, "" end
  if text then
    local mark, start = text:match "([@#])([%w_]*)$"
    if mark then return mark == "@" and layers_of(self) or dictionaries(), start end
    local called = before:match "([%a_][%w_]*)%s*[({]?%s*[{]?%s*$" or before:match "([%a_][%w_]*)%s*[({][^(){}]*$"
    local of = of_call[called]
    if of then return of(self, text), text end
    if text:find "^[^%s]*/" then return complete.files(text), text end
    return {}, text
  end
  local chain, sign, start = line:match "([%a_][%w_.]*)%s*([.:])([%a_]?[%w_]*)$"
  if chain then
    local value = value_of(self, chain)
    return value ~= nil and members_of(value, sign == ":") or {}, start
  end
  start = line:match "[%a_][%w_]*$" or ""
  if start == "" and line:find "%S" then return {}, start end
  return names_of(self), start
end

-- Columns of names, as many as the width holds.
local function columns(list, width)
  local widest = 0
  for _, name in ipairs(list) do widest = math.max(widest, terminal.width(name)) end
  local per_line = math.max(1, (width + 1) // (widest + 2))
  local lines_needed = (#list + per_line - 1) // per_line
  local lines = {}
  for row = 1, math.min(lines_needed, LINES) do
    local parts = {}
    for i = row, #list, lines_needed do parts[#parts + 1] = terminal.pad(terminal.line(list[i]), widest) end
    lines[#lines + 1] = table.concat(parts, "  "):gsub("%s+$", "")
  end
  if lines_needed > LINES then lines[#lines + 1] = ("... %d in all"):format(#list) end
  return table.concat(lines, "\n") .. "\n"
end

-- What is to be done about the text before the cursor: what is put behind it, or nil; what is shown below the line, or nil; and
-- the candidates.
function complete.line(self, line)
  if line:find "\n[ \t]*$" then return "  ", nil, {} end -- of a chunk that goes on: Tab indents
  local all, start, suffix = candidates(self, line)
  local seen, list = {}, {}
  for _, name in ipairs(all) do
    if name:sub(1, #start) == start and not seen[name] then
      seen[name] = true
      list[#list + 1] = name
    end
  end
  table.sort(list)
  if not list[1] then return nil, nil, list end
  local common = list[1]
  for _, name in ipairs(list) do
    while name:sub(1, #common) ~= common do common = common:sub(1, -2) end
  end
  while not utf8.len(common) do common = common:sub(1, -2) end
  local put = common:sub(#start + 1)
  if not list[2] then put = put .. (suffix or "") end
  if put ~= "" then return put, nil, list end
  return nil, list[2] and columns(list, self.view.width) or nil, list
end

return complete

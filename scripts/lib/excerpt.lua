-- Parts of a script's text as it was written: the statements before its `return`, the fields of the table that it returns, and
-- its rules. Reads Lua's words, never its meaning; lunette.show prints the parts, lunette.new writes new scripts of them.
local set = require "lunette.set"
local excerpt = {}

local keywords = set.of { "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil", "not",
  "or", "repeat", "return", "then", "true", "until", "while" }
local opens = set.of { "function", "if", "do", "repeat", "{", "(", "[" }
local closes = set.of { "end", "until", "}", ")", "]" }

-- The word that begins at a byte: kind (comment, string, keyword, name, number, space, sign) and its last byte.
local function word_at(text, at)
  local stop = text:match("^%s+()", at)
  if stop then return "space", stop - 1 end
  local level = text:match("^%-%-%[(=*)%[", at)
  if level then return "comment", select(2, text:find("]" .. level .. "]", at, true)) or #text end
  if text:find("^%-%-", at) then return "comment", (text:find("\n", at, true) or #text + 1) - 1 end
  level = text:match("^%[(=*)%[", at)
  if level then return "string", select(2, text:find("]" .. level .. "]", at, true)) or #text end
  local quote = text:match("^[\"']", at)
  if quote then
    local i = at + 1
    while i <= #text and text:sub(i, i) ~= quote do i = i + (text:sub(i, i) == "\\" and 2 or 1) end
    return "string", math.min(i, #text)
  end
  stop = text:match("^[%a_][%w_]*()", at)
  if stop then return keywords[text:sub(at, stop - 1)] and "keyword" or "name", stop - 1 end
  stop = text:match("^%d[%w.]*()", at)
  if stop then return "number", stop - 1 end
  return "sign", at
end

-- Goes through the words of a text from a byte: kind, word, first and last byte.
function excerpt.words(text, from)
  local at = from or 1
  return function()
    if at > #text then return nil end
    local first, kind, last = at, word_at(text, at)
    at = last + 1
    return kind, text:sub(first, last), first, last
  end
end

-- The items of a table's braces, the first of which stands at `from`: { first, last } of each, comments before it included,
-- and the byte of the closing brace.
local function items_of(text, from)
  local items, depth, first, last = {}, 0, nil, nil
  for kind, word, start, stop in excerpt.words(text, from) do
    local bare = kind == "sign" or kind == "keyword"
    if bare and closes[word] and depth == 1 then
      if first and last then items[#items + 1] = { first = first, last = last } end
      return items, start
    elseif bare and word == "," and depth == 1 then
      items[#items + 1] = { first = first, last = last }
      first, last = nil, nil
    elseif kind ~= "space" and depth >= 1 then
      if kind == "comment" and not first and items[1] and not text:sub(items[#items].last, start):find "\n" then goto continue end -- of the item before
      first = first or start
      if kind ~= "comment" then last = stop end
    end
    if bare and opens[word] then depth = depth + 1 elseif bare and closes[word] then depth = depth - 1 end
    ::continue::
  end
  return items, #text
end

-- Statements of the text before `stop`, each with the comments above it: a line that is not indented begins one, unless it
-- closes another.
local function statements(text, stop)
  local list, comments = {}, {}
  for line in text:sub(1, stop):gmatch "([^\n]*)\n" do
    if line:find "^%-%-" then comments[#comments + 1] = line
    elseif line == "" then
      if list[#list] and not list[#list].done then list[#list].done = true end
      if comments[1] then comments = {} end -- the words that open the file, and headings
    elseif line:find "^[%s%]})]" or line:find "^end%f[^%w_]" then
      if list[#list] then list[#list].text = list[#list].text .. "\n" .. line end
    else
      comments[#comments + 1] = line
      list[#list + 1] = { text = table.concat(comments, "\n") }
      comments = {}
    end
  end
  return list
end

-- What a script's text holds: { opening (comments at its top), statements, fields (name -> text of the value), steps }, each
-- step { name, text }. nil when it does not end in a table of lun.rules or lun.report.
function excerpt.of(text)
  local at = text:find "\nreturn lun%.%l+ ?{" or text:find "^return lun%.%l+ ?{"
  local brace = at and text:find("{", at, true)
  if not brace then return nil end
  local made = { opening = text:match "^%-%-[^\n]*" and text:match "^[^\n]*" or "", statements = statements(text, at), fields = {}, steps = {} }
  for _, item in ipairs(items_of(text, brace)) do
    local body = text:sub(item.first, item.last)
    local bare = body
    while bare:find "^%-%-" do bare = bare:gsub("^%-%-[^\n]*\n%s*", "", 1) end
    local field, value = bare:match "^([%a_][%w_]*)%s*=%s*(.*)$"
    if field then made.fields[field] = value
    else
      local name = bare:match '^{%s*"([^"]*)"' or bare:match 'name%s*=%s*"([^"]*)"'
      made.steps[#made.steps + 1] = { name = name, text = body, line = select(2, text:sub(1, item.last - #bare):gsub("\n", "")) + 1, resolves = bare:find "^lun%.resolve" ~= nil }
    end
  end
  return made
end

-- Names and texts of a table of macros: define = { Actor = [[ ... ]] }.
function excerpt.macros(value)
  local list = {}
  for _, item in ipairs(items_of(value, 1)) do
    local name, body = value:sub(item.first, item.last):match "([%a_][%w_]*)%s*=%s*(.*)$"
    if name then list[#list + 1] = { name = name, text = body } end
  end
  return list
end

-- The names that a text mentions, in code and in strings alike.
function excerpt.mentioned(text, into)
  into = into or {}
  for name in text:gmatch "[%a_][%w_]*" do into[name] = true end
  return into
end

-- The macros and statements that a text needs, those that they need included, in the order of the file.
function excerpt.needed(made, text)
  local names, macros, statement_list = excerpt.mentioned(text), {}, {}
  local all = made.fields.define and excerpt.macros(made.fields.define) or {}
  local function defines(statement)
    local code = statement:gsub("^%-%-[^\n]*\n", "")
    while code:find "^%-%-" do code = code:gsub("^%-%-[^\n]*\n", "", 1) end
    local defined = {}
    local name = code:match "^local function ([%a_][%w_]*)"
    if name then defined[name] = true
    elseif code:find "^local " then
      for each in code:match("^local ([^=\n]*)"):gmatch "[%a_][%w_]*" do defined[each] = true end
    elseif code:find '^lun%.test' then defined[code:match '"([^"]*)"' or ""] = true
    else -- a loop or an assignment belongs to what it fills
      for filled in code:gmatch "([%a_][%w_]*)%s*%[" do defined[filled] = true end
      for filled in code:gmatch "([%a_][%w_]*)[%w_.]*%s*=[^=]" do defined[filled] = true end
      for asked in code:gmatch 'lun%.test%("([^"]*)"' do defined[asked] = true end
    end
    return defined
  end
  local taken, grown = {}, true
  while grown do
    grown = false
    for _, macro in ipairs(all) do
      if names[macro.name] and not taken[macro] then
        taken[macro], grown = true, true
        excerpt.mentioned(macro.text, names)
      end
    end
    for _, statement in ipairs(made.statements) do
      if not taken[statement] then
        for name in pairs(defines(statement.text)) do
          if names[name] then
            taken[statement], grown = true, true
            excerpt.mentioned(statement.text, names)
            break
          end
        end
      end
    end
  end
  for _, macro in ipairs(all) do if taken[macro] then macros[#macros + 1] = macro end end
  for _, statement in ipairs(made.statements) do if taken[statement] then statement_list[#statement_list + 1] = statement.text end end
  return macros, statement_list
end

return excerpt

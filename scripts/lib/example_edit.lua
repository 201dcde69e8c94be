-- Examples put into the text of a rule as it stands in a file: finds the rule's table by Lua's words and gives what is to be inserted
-- where, so that every other byte stays.
local excerpt = require "lunette.excerpt"
local edit = {}

local opens = { ["{"] = true, ["("] = true, ["["] = true }
local closes = { ["}"] = true, [")"] = true, ["]"] = true }

-- The word list of a text from a byte on, less blanks and comments: { kind, word, first, last }.
local function words_of(text, from)
  local list = {}
  for kind, word, first, last in excerpt.words(text, from) do
    if kind ~= "space" and kind ~= "comment" then list[#list + 1] = { kind = kind, word = word, first = first, last = last } end
  end
  return list
end

local function value_of(word)
  if word.kind ~= "string" then return nil end
  local chunk = load("return " .. word.word, "string", "t", {})
  return chunk and chunk()
end

-- The index of the word that closes the bracket at an index.
local function closing(words, from)
  local depth = 0
  for k = from, #words do
    local word = words[k].word
    if words[k].kind == "sign" and opens[word] then depth = depth + 1
    elseif words[k].kind == "sign" and closes[word] then
      depth = depth - 1
      if depth == 0 then return k end
    end
  end
end

-- Where the table of a rule opens, as an index of the words: `{ "name", pattern`.
local function rule_at(words, name)
  local found
  for k = 1, #words - 2 do
    if words[k].word == "{" and words[k].kind == "sign" and value_of(words[k + 1]) == name and words[k + 2].word == "," then
      if found then return nil, "it stands there twice" end
      found = k
    end
  end
  return found, "it is not written there as { \"name\", pattern, ... }"
end

-- The list of examples of a field: the index of its brace and of the brace that closes it; nil where the rule has none. Second,
-- where there is such a field but no list that can be added to: true.
local function field_at(words, from, to, field)
  local k = from + 1
  while k < to do
    local word = words[k]
    if word.kind == "name" and word.word == field and words[k + 1].word == "=" then
      if words[k + 2].word ~= "{" then return nil, nil, true end
      return k + 2, closing(words, k + 2)
    end
    k = word.kind == "sign" and opens[word.word] and closing(words, k) + 1 or k + 1
  end
end

-- An example as Lua: a text, or a text with the captures that it names, sorted.
function edit.written(example)
  local function quoted(s) return (("%q"):format(s):gsub("\\\n", "\\n")) end
  if not example.captures or not next(example.captures) then return quoted(example.text) end
  local names, parts = {}, { quoted(example.text) }
  for name in pairs(example.captures) do names[#names + 1] = name end
  table.sort(names)
  for _, name in ipairs(names) do parts[#parts + 1] = ("%s = %s"):format(name, quoted(example.captures[name])) end
  return "{ " .. table.concat(parts, ", ") .. " }"
end

-- What puts examples { yes = { example... }, no = { ... } } into the rule of that name: a list of { at (the byte before which it goes),
-- lines (what is inserted) } from the end of the text to its beginning; or nil and why not.
function edit.insertions(text, name, examples)
  local words = words_of(text, 1)
  local from, problem = rule_at(words, name)
  local to = from and closing(words, from)
  if not to then return nil, problem end
  local line_start = text:sub(1, words[from].first):match ".*()\n" or 0
  local indent = text:match("^[ \t]*", line_start + 1) .. "  "
  local list = {}
  for _, field in ipairs { "yes", "no" } do
    local added = {}
    for k, example in ipairs(examples[field] or {}) do added[k] = ("%s  %s"):format(indent, edit.written(example)) end
    if added[1] then
      local opened, closed, other = field_at(words, from, to, field)
      if other then return nil, ("its `%s` is no list in braces"):format(field) end
      if opened then
        local before = words[closed - 1]
        local comma = closed - 1 > opened and before.word ~= "," and "," or ""
        list[#list + 1] = { at = before.last + 1, text = comma .. "\n" .. table.concat(added, ",\n") .. "," }
      else
        local before = words[to - 1]
        list[#list + 1] = { at = before.last + 1, text = (before.word ~= "," and "," or "") .. ("\n%s%s = {\n%s,\n%s},"):format(indent, field, table.concat(added, ",\n"), indent) }
      end
    end
  end
  table.sort(list, function(a, b) return a.at > b.at end)
  if list[2] and list[1].at == list[2].at then -- neither field was there: one behind the other
    list = { { at = list[1].at, text = list[1].text .. list[2].text:gsub("^,", "") } }
  end
  if text:find "\r\n" then
    for _, insertion in ipairs(list) do insertion.text = insertion.text:gsub("\n", "\r\n") end
  end
  return list
end

-- The text with what is inserted.
function edit.apply(text, insertions)
  for _, insertion in ipairs(insertions) do text = text:sub(1, insertion.at - 1) .. insertion.text .. text:sub(insertion.at) end
  return text
end

return edit

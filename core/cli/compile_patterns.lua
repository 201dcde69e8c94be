-- compile_patterns.lua FOLDER NAME...: while the project is built, writes FOLDER/NAME.lua for each bundled rule pack: the trees of
-- its patterns as Lua code, for lunette.compiled. The code gives four values: the pack's macros, its patterns (false for a step
-- without one), a function(tests, dictionary, regex) that builds a list, by step, of { tree, captures, layers = name -> the node that reads it },
-- and the inflected forms of the lemmas that the patterns name, by lemma.
local core, inflect, using = require "lunette.core", require "lunette.inflect", require "lunette.using"
require "lunette"
core.trust()

-- Fields that are of no use once a tree is made, and those that the builder looks up anew.
local left_out = { key = true, begins = true, ends = true, size = true, own = true, regex = true, dictionary = true }

local function quoted(value) return (("%q"):format(value):gsub("\\\n", "\\n")) end

local function sorted_names(t)
  local names = {}
  for name in pairs(t) do if type(name) == "string" then names[#names + 1] = name end end
  table.sort(names)
  return names
end

-- Appends to `lines` what makes a table and those in it, each once; gives its number.
local function put(t, lines, numbers)
  if numbers[t] then return numbers[t] end
  local parts, counted = {}, 0
  for i, inner in ipairs(t) do parts[i], counted = type(inner) == "table" and ("n[%d]"):format(put(inner, lines, numbers)) or quoted(inner), i end
  assert(#t == counted, "a list with holes")
  for _, name in ipairs(sorted_names(t)) do
    local value = t[name]
    if not left_out[name] then
      local kind = type(value)
      assert(kind == "string" or kind == "number" or kind == "boolean" or kind == "table", name)
      parts[#parts + 1] = ("[%q]=%s"):format(name, kind == "table" and ("n[%d]"):format(put(value, lines, numbers)) or quoted(value))
    end
  end
  for _, lemma in ipairs(t.kind == "forms" and t.lemmas or t.kind == "compare" and t.field == "lemma" and t.values or {}) do
    lines.forms[lemma] = table.concat(inflect.forms(lemma), " ")
  end
  assert(t.field ~= "stem", "write the code of tests of stems first") -- no bundled pack has one
  if t.kind == "name" then
    parts[#parts + 1] = math.type(t.own) and "own=" .. quoted(t.own) or ("own=tests[%q]"):format(t.name)
  end
  if t.kind == "prior" then -- of the dictionary that its field names
    parts[#parts + 1] = ("dictionary=dictionary{name=%q}.dictionary"):format(t.head and t.field:sub(1, -6) or t.field)
  end
  if t.regex then parts[#parts + 1] = ("regex=regex(%q)"):format(t.source) end
  local made = "{" .. table.concat(parts, ",") .. "}"
  if t.dictionary and t.name then made = "dictionary(" .. made .. ")" end
  lines.count = lines.count + 1
  lines[#lines + 1] = ("n[%d]=%s"):format(lines.count, made)
  numbers[t] = lines.count
  return lines.count
end

-- Code of the nodes of a tree that read layers, by these; `within` and `outside` of the rule are no nodes.
local function layers_of(step, numbers)
  local parts = {}
  for _, name in ipairs(sorted_names(step.layers)) do
    local number = numbers[step.layers[name]]
    if number then parts[#parts + 1] = ("[%q]=n[%d]"):format(name, number) end
  end
  return table.concat(parts, ",")
end

local folder = ...
for _, name in ipairs { select(2, ...) } do
  local packs = {}
  using.packs({ name }, packs, {}, 1)
  local pack = packs[#packs]
  local macros, patterns, lines, numbers, list = {}, {}, { count = 0, forms = {} }, {}, {}
  local whole = true -- whether all of it is text
  for macro, text in pairs(pack.define or {}) do
    whole = whole and type(text) == "string"
    macros[#macros + 1] = ("[%q]=%s"):format(macro, quoted(text))
  end
  table.sort(macros)
  for i, step in ipairs(pack.steps) do
    if step.tree then
      whole = whole and type(step.pattern) == "string"
      patterns[i] = whole and quoted(step.pattern) or "false"
      local tree, captures = put(step.tree, lines, numbers), put(step.captures, lines, numbers)
      list[i] = ("{tree=n[%d],captures=n[%d],layers={%s}}"):format(tree, captures, layers_of(step, numbers))
    else
      patterns[i], list[i] = "false", "false"
    end
  end
  local out = assert(io.open(folder .. "/" .. name .. ".lua", "wb"))
  if whole then
    out:write("return {", table.concat(macros, ","), "},{", table.concat(patterns, ","), "},function(tests,dictionary,regex)\nlocal n={}\n")
    out:write(table.concat(lines, "\n"), "\nreturn {", table.concat(list, ","), "}\nend,{")
    for _, lemma in ipairs(sorted_names(lines.forms)) do out:write(("[%q]=%q,"):format(lemma, lines.forms[lemma])) end
    out:write "}\n"
  else
    out:write "return {},{},nil\n" -- matches no pack
  end
  assert(out:close())
end

-- Values as a person at the prompt wants to see them: a span in its sentence, lists of spans, facts, entities and rows as tables
-- cut to the terminal with their counts, an article by what it holds. A view is { paint =, width =, functions = (names by function) } of the terminal.
local cell = require "lunette.cell"
local core = require "lunette.core"
local count = require "lunette.count"
local set = require "lunette.set"
local terminal = require "lunette.terminal"
local show = {}

local ROWS, ITEMS, DEEPEST = 20, 20, 3 -- of a table, of a table of Lua, of tables in tables
local INDENT = "  "

local function class_of(value)
  local class = core.class(value)
  if class then return class end
  local meta = type(value) == "table" and debug.getmetatable(value)
  local name = meta and rawget(meta, "__name")
  return (name == "fact" or name == "entity" or name == "pack" or name == "report" or name == "explanation") and name or nil
end

local function quoted(text) return (("%q"):format(terminal.text(text)):gsub("\\\n", "\\n")) end

-- A table of cells, the first ROWS of `rows`; what is behind them is counted.
function show.table(columns, rows, view, right)
  local shown = {}
  for i = 1, math.min(#rows, ROWS) do shown[i] = { cells = rows[i] } end
  local writer = require("lunette.output_text").text { paint = view.paint, width = view.width }
  local text = writer:finish { { name = "rows", columns = columns, rows = shown, right = right } }:gsub("\n$", "")
  if #rows > ROWS then text = text .. "\n" .. view.paint("dim", ("... %d more"):format(#rows - ROWS)) end
  return text
end

-- "12 spans: 9 @person, 3 @place": how many there are, and of which kinds.
local function counted(kinds, n, one, many)
  local names, parts = set.names(kinds), {}
  table.sort(names, function(a, b)
    if kinds[a] ~= kinds[b] then return kinds[a] > kinds[b] end
    return a < b
  end)
  for i, name in ipairs(names) do parts[i] = names[2] and ("%d %s"):format(kinds[name], name) or name end
  return count.of(n, one, many) .. (parts[1] and ": " or "") .. table.concat(parts, ", ")
end

local function attributes_of(span)
  local parts = {}
  for key, value in span:attributes() do parts[#parts + 1] = ("%s=%s"):format(key, value) end
  table.sort(parts)
  return table.concat(parts, " ")
end

-- Places in one file are told by line and column, and the file once: it is given back.
local function shorten(rows)
  local file
  for _, row in ipairs(rows) do
    if row.at then
      if file and row.at.file ~= file then return nil end
      file = row.at.file
    end
  end
  for _, row in ipairs(rows) do if row.at then row.at = ("%d:%d"):format(row.at.line, row.at.column) end end
  return file
end

-- The rows with what is said below them.
local function placed(columns, rows, view, said, right)
  local file = shorten(rows)
  return show.table(columns, rows, view, right) .. "\n" .. view.paint("dim", terminal.line(said .. (file and "  in " .. file or "")))
end

local function place_of(span) return cell.text(cell.place(span)) end

-- A span between what stands around it in its sentence, in so many cells.
function show.in_sentence(span, view, room)
  local doc, first, last = span.doc, span.first, span.last
  local from, to = doc:sentence(first), select(2, doc:sentence(last))
  local text = doc.text
  local before = from < first and terminal.line(text:sub(doc:bounds(from), doc:bounds(first) - 1)) or ""
  local after = last < to and terminal.line(text:sub(select(2, doc:bounds(last)) + 1, (select(2, doc:bounds(to))))) or ""
  local middle = terminal.cut(terminal.line(span.text), room - 2)
  local painted = view.paint("green", middle)
  if painted == middle then painted = "«" .. middle .. "»" end -- no colour here
  local left = room - terminal.width(middle) - 2
  local half = left // 2
  local behind = math.max(half, left - terminal.width(before))
  before = terminal.cut_left(before, math.max(left - math.min(behind, terminal.width(after)), 0))
  return before .. painted .. terminal.cut(after, math.max(left - terminal.width(before), 0))
end

local shown_of = {}

function shown_of.span(span, view)
  local head = { view.paint("bold", terminal.cut(terminal.line(span.text), view.width // 2)) }
  if span.layer then head[#head + 1] = view.paint("cyan", "@" .. span.layer) end
  head[#head + 1] = span.first == span.last and "token " .. span.first or ("tokens %d-%d"):format(span.first, span.last)
  head[#head + 1] = view.paint("dim", place_of(span))
  local attributes = attributes_of(span)
  if attributes ~= "" then head[#head + 1] = terminal.line(attributes) end
  if span.rule then head[#head + 1] = view.paint("dim", span.rule) end
  return table.concat(head, "  ") .. "\n" .. INDENT .. show.in_sentence(span, view, view.width - 2)
end

function shown_of.doc(doc, view)
  local data, lines = core.data(doc), {}
  local sentences, facts, kinds = 0, 0, {}
  for _ in doc:sentences() do sentences = sentences + 1 end
  for fact in doc:facts() do
    facts = facts + 1
    kinds[fact.type] = (kinds[fact.type] or 0) + 1
  end
  local head = { view.paint("bold", terminal.line(tostring(doc.id))), count.of(#doc, "token"), count.of(sentences, "sentence") }
  if doc.date then table.insert(head, 2, doc.date) end
  lines[1] = table.concat(head, "  ")
  if data.file then lines[#lines + 1] = INDENT .. view.paint("dim", terminal.line(data.file .. (data.record and ":" .. data.record or ""))) end
  if doc.headline then lines[#lines + 1] = INDENT .. terminal.cut(terminal.line(doc.headline.text), view.width - 2) end
  local layers = {}
  for name in doc:layers() do layers[#layers + 1] = ("@%s %d"):format(name, #doc:layer(name)) end
  lines[#lines + 1] = INDENT .. terminal.cut(table.concat(layers, "  "), view.width - 2)
  if facts > 0 then lines[#lines + 1] = INDENT .. terminal.cut(counted(kinds, facts, "fact"), view.width - 2) end
  return table.concat(lines, "\n")
end

function shown_of.layer(layer, view)
  local list = {}
  for s in layer:spans() do list[#list + 1] = s end
  if not list[1] then return ("layer %s, without spans"):format(layer.name) end
  return show.value(list, view)
end

function shown_of.dictionary(dictionary) return ("dictionary %s, %s; columns: %s"):format(dictionary.name, count.of(#dictionary, "entry", "entries"),
  dictionary.columns[1] and table.concat(dictionary.columns, ", ") or "none") end

function shown_of.explanation(result, view) return table.concat(result:lines(view.paint, view.width), "\n") end

local hidden = set.of { "type", "rule", "file", "line", "match" }

-- Roles of facts in the order of their first places, then by name.
local function roles_of(facts)
  local place = {}
  for _, fact in ipairs(facts) do
    for role, value in pairs(fact) do
      if not hidden[role] then
        local first = core.class(value) == "span" and value.first - (fact.match and fact.match.first or value.first) or math.huge
        place[role] = math.min(place[role] or math.huge, first)
      end
    end
  end
  local roles = set.names(place)
  table.sort(roles, function(a, b)
    if place[a] ~= place[b] then return place[a] < place[b] end
    return a < b
  end)
  return roles
end

function shown_of.fact(fact, view)
  local lines = { view.paint("bold", fact.type) .. "  " .. view.paint("dim", ("%s  %s:%s"):format(fact.rule or "", fact.file or "", fact.line or "")) }
  local wide = 0
  local roles = roles_of { fact }
  for _, role in ipairs(roles) do wide = math.max(wide, terminal.width(role)) end
  for _, role in ipairs(roles) do
    local text = terminal.line(cell.text(cell.keep(role, fact[role])))
    lines[#lines + 1] = INDENT .. view.paint("cyan", terminal.pad(role, wide)) .. INDENT .. terminal.cut(text, view.width - wide - 4)
  end
  if fact.match then lines[#lines + 1] = INDENT .. show.in_sentence(fact.match, view, view.width - 2) .. "\n" .. INDENT .. view.paint("dim", place_of(fact.match)) end
  return table.concat(lines, "\n")
end

local fields_of_entity = { "country", "country_from", "gender", "id" }

function shown_of.entity(entity, view)
  local lines = { view.paint("bold", terminal.line(entity.name)) .. INDENT .. entity.type }
  for _, field in ipairs(fields_of_entity) do if entity[field] then lines[1] = lines[1] .. ("  %s=%s"):format(field, entity[field]) end end
  for _, list in ipairs { "aliases", "roles" } do
    if entity[list] and entity[list][1] then lines[#lines + 1] = INDENT .. view.paint("cyan", list) .. INDENT .. terminal.cut(terminal.line(table.concat(entity[list], "; ")), view.width - 12) end
  end
  for i, span in ipairs(entity.mentions) do
    if i > 5 then
      lines[#lines + 1] = INDENT .. view.paint("dim", ("... %d more mentions"):format(#entity.mentions - 5))
      break
    end
    lines[#lines + 1] = INDENT .. show.in_sentence(span, view, view.width - 2)
  end
  return table.concat(lines, "\n")
end

local lists = {}

function lists.span(list, view)
  local rows, kinds = {}, {}
  for i, span in ipairs(list) do
    local attributes, layer = attributes_of(span), span.layer
    rows[i] = { text = span.text, layer = layer and "@" .. layer, attributes = attributes, rule = span.rule, at = cell.place(span) }
    kinds[layer and "@" .. layer or "no layer"] = (kinds[layer and "@" .. layer or "no layer"] or 0) + 1
  end
  if kinds["no layer"] == #list then kinds = {} end
  return placed({ "text", "layer", "attributes", "rule", "at" }, rows, view, counted(kinds, #list, "span"))
end

-- Facts of one type: as many roles as there is room for.
local function table_of_facts(list, view)
  local rows, columns, rest = {}, { "fact" }, {}
  for _, role in ipairs(roles_of(list)) do
    local to = #columns < math.max(3, view.width // 20) and columns or rest
    to[#to + 1] = role
  end
  for i, fact in ipairs(list) do
    rows[i] = { fact = fact.type, at = fact.match and cell.place(fact.match) }
    for _, role in ipairs(columns) do
      if role ~= "fact" and fact[role] ~= nil and type(fact[role]) ~= "function" then rows[i][role] = cell.keep(role, fact[role]) end
    end
  end
  columns[#columns + 1] = "at"
  return placed(columns, rows, view, count.of(#list, "fact") .. (rest[1] and ", also with " .. table.concat(rest, ", ") .. ";" or ""))
end

function lists.fact(list, view)
  local of, kinds = {}, {}
  for _, fact in ipairs(list) do
    of[fact.type] = of[fact.type] or {}
    table.insert(of[fact.type], fact)
    kinds[fact.type] = (kinds[fact.type] or 0) + 1
  end
  local parts = {}
  for _, name in ipairs(set.names(of)) do parts[#parts + 1] = table_of_facts(of[name], view) end
  if parts[2] then parts[#parts + 1] = view.paint("dim", counted(kinds, #list, "fact")) end
  return table.concat(parts, "\n\n")
end

function lists.entity(list, view)
  local rows, kinds = {}, {}
  for i, entity in ipairs(list) do
    local first = entity.mentions[1]
    rows[i] = { name = entity.name, type = entity.type, mentions = #entity.mentions, country = entity:shown_country(), id = entity.id, roles = entity.roles[1], at = first and cell.place(first) }
    kinds[entity.type] = (kinds[entity.type] or 0) + 1
  end
  return placed({ "name", "type", "mentions", "country", "roles", "id", "at" }, rows, view, counted(kinds, #list, "entity", "entities"), { mentions = true })
end

function lists.doc(list, view)
  local rows = {}
  for i, doc in ipairs(list) do
    rows[i] = { n = i, id = doc.id, date = doc.date, tokens = #doc, headline = doc.headline and doc.headline.text }
  end
  return show.table({ "n", "id", "date", "tokens", "headline" }, rows, view, { n = true, tokens = true }) .. "\n" .. view.paint("dim", count.of(#list, "article"))
end

-- The class that all items of a list have, or nil.
local function class_of_list(list)
  local class = rawget(list, 1) ~= nil and class_of(rawget(list, 1))
  if not class or not lists[class] then return nil end
  local n = 0
  for key, value in next, list do
    n = n + 1
    if math.type(key) ~= "integer" or class_of(value) ~= class then return nil end
  end
  return n == rawlen(list) and class or nil
end

local function is_plain(value)
  return type(value) ~= "table" and type(value) ~= "function" and type(value) ~= "thread" and (type(value) ~= "userdata" or core.class(value) ~= nil)
end

-- Columns of a list of rows that hold nothing but plain values, under names or all under numbers; or nil.
local function columns_of(list)
  local seen, most = {}, 0
  for key, row in next, list do
    if math.type(key) ~= "integer" or type(row) ~= "table" or class_of(row) or next(row) == nil then return nil end
    for name, value in next, row do
      if not is_plain(value) then return nil end
      if math.type(name) == "integer" and name >= 1 and name <= ITEMS then most = math.max(most, name)
      elseif type(name) == "string" then seen[name] = true
      else return nil end
    end
  end
  if not list[1] or most > 0 and next(seen) then return nil end
  for i = 1, most do seen[i] = i end
  return most > 0 and seen or set.names(seen)
end

local function sorted_keys(value)
  local keys = {}
  for key in next, value do keys[#keys + 1] = key end
  table.sort(keys, function(a, b)
    local x, y = type(a), type(b)
    if x == y and (x == "number" or x == "string") then return a < b end
    return x < y
  end)
  return keys
end

-- A value in one line: what stands in a table.
local function short(value, view, depth)
  local class = class_of(value)
  if class == "span" then return quoted(value.text) .. (value.layer and " @" .. value.layer or "") end
  if class == "pack" and depth == 0 then return ("pack '%s': use(_) runs it over the article"):format(tostring(value.name)) end
  if class == "pack" or class == "report" then return ("%s '%s'"):format(class, tostring(value.name)) end
  if class then return terminal.line(tostring(value)) end
  if type(value) == "string" then return quoted(value) end
  if type(value) == "table" then return show.table_of(value, view, depth) end
  if type(value) == "function" then return "function" .. (view.functions and view.functions[value] and " " .. view.functions[value] or "") end
  return terminal.line(tostring(value))
end

-- A table of Lua, at most ITEMS of it.
function show.table_of(value, view, depth)
  local meta = debug.getmetatable(value)
  if meta and rawget(meta, "__tostring") then return terminal.text(tostring(value)) end
  if next(value) == nil then return "{}" end
  if depth >= DEEPEST then return "{ ... }" end
  local keys, lines = sorted_keys(value), {}
  for i, key in ipairs(keys) do
    if i > ITEMS then
      lines[#lines + 1] = view.paint("dim", ("... %d more"):format(#keys - ITEMS))
      break
    end
    local name = type(key) == "string" and terminal.line(key) or ("[%s]"):format(terminal.line(tostring(key)))
    local text = short(rawget(value, key), view, depth + 1)
    if not text:find "\n" then text = terminal.cut(text, math.max(20, view.width - 2 * depth - terminal.width(name) - 6)) end
    lines[#lines + 1] = ("%s = %s"):format(name, text)
  end
  return "{\n" .. INDENT .. table.concat(lines, "\n"):gsub("\n", "\n" .. INDENT) .. "\n}"
end

-- Any value.
function show.value(value, view)
  local class = class_of(value)
  if class and shown_of[class] then return shown_of[class](value, view) end
  if type(value) == "string" then
    if #value > 2 * view.width or value:find "\n." and #value > view.width then
      return terminal.text(value):gsub("\n$", "") .. "\n" .. view.paint("dim", ("text of %d bytes"):format(#value))
    end
    return quoted(value)
  elseif type(value) ~= "table" or class then return short(value, view, 0) end
  if next(value) == nil and not debug.getmetatable(value) then return "{}" end
  local of = class_of_list(value)
  if of then return lists[of](value, view) end
  local columns = not debug.getmetatable(value) and columns_of(value)
  if columns then
    local rows = {}
    for i, row in ipairs(value) do
      rows[i] = {}
      for name, item in next, row do rows[i][tostring(name)] = cell.keep(tostring(name), item) end
    end
    for i, name in ipairs(columns) do columns[i] = tostring(name) end
    return show.table(columns, rows, view) .. "\n" .. view.paint("dim", count.of(#rows, "row"))
  end
  return show.table_of(value, view, 0)
end

return show

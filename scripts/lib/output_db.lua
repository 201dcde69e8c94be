-- Reports as databases (SQLite): documents, what was found in them, and the report's own rows. A new database is built beside
-- and renamed when it is whole; in an existing one documents are replaced by their ids, many a transaction.
local core = require "lunette.core"
local cell = require "lunette.cell"
local environment = require "lunette.environment"
local schema = require "lunette.output_schema"
local set = require "lunette.set"

local writers = { documents_of_a_transaction = 500 }

local writer = {}
writer.__index = writer

local function guarded(self, run, ...)
  local ok, message = pcall(run, self, ...)
  if ok then return true end
  return nil, ("%s: %s"):format(self.context.path, environment.plain(message))
end

local function prepare(store, text)
  local statement, message = store:prepare(text)
  return statement or error(message, 0)
end

local texts = {
  add_document = "INSERT INTO documents(id, file, record, day, headline, byline, dateline, tokens, text, fields) VALUES (?,?,?,?,?,?,?,?,?,?)",
  change_document = "UPDATE documents SET (file, record, day, headline, byline, dateline, tokens, text, fields) = (?2,?3,?4,?5,?6,?7,?8,?9,?10) WHERE id = ?1",
  add_entity = "INSERT INTO entities(document, type, name, identifier, roles, aliases, country, country_from, mentions) VALUES (?,?,?,?,?,?,?,?,?)",
  add_mention = "INSERT INTO mentions(document, layer, text, start, stop, line, letter, entity, rule, attributes) VALUES (?,?,?,?,?,?,?,?,?,?)",
  add_fact = "INSERT INTO facts(document, type, rule, rule_file, rule_line, text, start, stop, line, letter) VALUES (?,?,?,?,?,?,?,?,?,?)",
  add_role = "INSERT INTO fact_roles(fact, role, item, text, start, stop, entity) VALUES (?,?,?,?,?,?,?)",
  find_document = "SELECT number FROM documents WHERE id = ?",
  remove_mentions = "DELETE FROM mentions WHERE document = ?",
  remove_facts = "DELETE FROM facts WHERE document = ?",
  remove_entities = "DELETE FROM entities WHERE document = ?",
  set_about = "INSERT INTO about(name, value) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
}

-- What is wrong with adding to a database that exists, or nil.
local function unfit(store, unit)
  local application = prepare(store, "PRAGMA application_id"):run()
  local version = prepare(store, "PRAGMA user_version"):run()
  if application ~= schema.application then return "a database that lunette did not write: name a new file" end
  if version > schema.version then return ("written by a newer lunette (layout %d, this one knows %d): name a new file"):format(version, schema.version) end
  if version < schema.version then return ("written by an older lunette (layout %d, this one writes %d): name a new file"):format(version, schema.version) end
  local before = prepare(store, "SELECT value FROM about WHERE name = 'offsets'"):run()
  if before ~= unit then return ("its offsets are in %s: add --offsets %s, or name a new file"):format(before, before) end
end

function writer:open(path)
  local store, message = core.store(path, self.file and "fresh" or "write")
  if not store then error(message, 0) end
  self.store = store
  if self.file then
    store:run(("PRAGMA application_id = %d; PRAGMA user_version = %d;"):format(schema.application, schema.version))
    store:run "BEGIN"
    store:run(schema.tables)
  else
    local problem = unfit(store, self.context.offsets)
    if problem then error(problem, 0) end
    store:run "BEGIN"
  end
  for name, text in pairs(texts) do self[name] = prepare(store, text) end
  self.set_about:run("lunette", core.version)
  self.set_about:run("offsets", self.context.offsets)
  self.roles = {} -- of facts by type: sets
  self.removals = {} -- statements that remove a document's rows of this report
  if not self.file then
    local list = prepare(store, "SELECT DISTINCT f.type, r.role FROM facts f LEFT JOIN fact_roles r ON r.fact = f.number")
    while true do
      local more, type_name, role = list:next()
      if not more then break end
      self.roles[type_name] = self.roles[type_name] or {}
      if role then self.roles[type_name][role] = true end
    end
    local own = prepare(store, "SELECT name FROM report_tables WHERE report = ?1 ORDER BY name")
    for _, name in ipairs(self:column_of(own, self.context.report)) do
      self.removals[#self.removals + 1] = prepare(store, ("DELETE FROM %s WHERE document = ?"):format(name))
      store:run(("DELETE FROM %s WHERE document IS NULL"):format(name))
    end
  end
end

-- The first column of all rows of a statement with one parameter.
function writer:column_of(statement, parameter)
  statement:bind(parameter)
  local list = {}
  while true do
    local more, value = statement:next()
    if not more then return list end
    list[#list + 1] = value
  end
end

local function json(value) return value and core.json_encode(value) or nil end

-- Text, start, stop, line, letter of a span.
local function bounds(span)
  local start, stop = cell.offsets(span)
  return span.text, start, stop, cell.position(span)
end

local function text_of(span) return span and span.text or nil end

-- The id under which a document is stored: its own; where that was stored before in this run its place; where a file is read twice
-- its place with a number.
function writer:stored_id(data, document)
  local id = document.id
  if not self.stored[id] then return id end
  local place = cell.valid(data.file or data.id) .. (data.record and ":" .. data.record or "")
  self.twice = self.twice + 1
  local free, n = place, 1
  while self.stored[free] do
    n = n + 1
    free = ("%s#%d"):format(place, n)
  end
  self.first_twice = self.first_twice or ("'%s', now '%s'"):format(id, free)
  return free
end

function writer:add_entities(doc, number)
  local numbers = {}
  for e in doc:entities() do
    self.add_entity:run(number, e.type, cell.valid(e.name), e.id and tostring(e.id), e.roles[1] and json(cell.keep("roles", e.roles)), e.aliases[1] and json(cell.keep("aliases", e.aliases)),
      e.country, e.country_from, #e.mentions)
    numbers[e] = self.store:last()
  end
  return numbers
end

function writer:add_mentions(doc, number, entities)
  local layers = {} -- by name: rules of one round make theirs in any order
  for layer in doc:layers() do layers[#layers + 1] = layer end
  table.sort(layers)
  for _, layer in ipairs(layers) do
    if not layer:find "%?$" then -- candidates are settled into other layers
      for s in doc:spans(layer) do
        local attributes
        for key, value in s:attributes() do
          attributes = attributes or {}
          attributes[key] = value
        end
        local text, start, stop, line, letter = bounds(s)
        local e = doc:entity(s)
        self.add_mention:run(number, layer, text, start, stop, line, letter, e and entities[e], s.rule, attributes and json(core.json_object(attributes)))
      end
    end
  end
end

local no_roles = set.of { "type", "rule", "file", "line", "match" }

function writer:add_filler(doc, fact, role, item, value, entities)
  local text, start, stop, entity
  local kind = getmetatable(value)
  if core.class(value) == "span" then
    text, start, stop = bounds(value)
    local e = doc:entity(value)
    entity = e and entities[e]
  elseif type(value) == "table" and kind and kind.__name == "entity" then text, entity = value.name, entities[value]
  elseif type(value) == "table" and kind and kind.__name == "fact" and core.class(value.match) == "span" then text, start, stop = bounds(value.match)
  elseif type(value) == "table" and not kind and value.code and math.type(value.first) == "integer" then -- an actor of an event
    start, stop = select(2, bounds(doc:span(value.first, value.last)))
    text, entity = ("%s %s"):format(value.code, require("lunette.happening").name(doc, value)), entities[value.entity]
  else text = cell.text(cell.keep(role, value)) end
  self.add_role:run(fact, role, item, text, start, stop, entity)
end

function writer:add_facts(doc, number, entities)
  for fact in doc:facts() do
    local text, start, stop, line, letter
    if core.class(fact.match) == "span" then text, start, stop, line, letter = bounds(fact.match) end
    self.add_fact:run(number, fact.type, fact.rule, fact.file, fact.line, text, start, stop, line, letter)
    local made = self.store:last()
    self.roles[fact.type] = self.roles[fact.type] or {}
    for _, role in ipairs(set.names(fact)) do
      if not no_roles[role] then
        local value = fact[role]
        self.roles[fact.type][role] = true
        local several = type(value) == "table" and getmetatable(value) == nil
        for item, filler in ipairs(several and value or { value }) do self:add_filler(doc, made, role, item, filler, entities) end
      end
    end
  end
end

function writer:add(doc, document)
  self:pause()
  local data = core.data(doc)
  local id = self:stored_id(data, document)
  self.stored[id], document.stored = true, id
  local number = not self.file and self.find_document:run(id) or nil
  if number then -- what other reports say of it stays
    for _, removal in ipairs(self.removals) do removal:run(id) end
    for _, part in ipairs { "mentions", "facts", "entities" } do self["remove_" .. part]:run(number) end
  end
  local put = number and self.change_document or self.add_document
  put:run(id, document.file, data.record, data.date, text_of(doc.headline), doc.byline and tostring(doc.byline), text_of(doc.dateline), #doc, data.before and doc.text:sub(data.before + 1) or doc.text,
    data.keep and json(core.json_object(cell.keep("fields", data.keep))) or nil)
  number = number or self.store:last()
  local entities = self:add_entities(doc, number)
  self:add_mentions(doc, number, entities)
  self:add_facts(doc, number, entities)
  self.count = self.count + 1
end

function writer:document(doc, document) return guarded(self, self.add, doc, document) end

-- The table of a report's table: made, or given the columns that it lacks.
function writer:report_table(t)
  local made = self.tables[t]
  if made then return made end
  local store, context = self.store, self.context
  local name = schema.name(store, "report_" .. context.report .. (t.name == "rows" and "" or "_" .. t.name))
  local columns, own, taken, sql, declared = cell.columns(t, true), set.of(t.columns), { document = true }, {}, {}
  for i, column in ipairs(columns) do
    sql[i] = column == "document" and "document_" or schema.name(store, column, taken)
    local kind = t.numbers and t.numbers[column] or not own[column] and (column == "start" or column == "stop") and "integer"
    declared[i] = kind and kind ~= "exact" and sql[i] .. " " .. cell.kinds_of_number[kind] or sql[i]
  end
  local there = {}
  local info = prepare(store, ("PRAGMA table_info(%s)"):format(name))
  while true do
    local more, _, column = info:next()
    if not more then break end
    there[column:lower()] = true
  end
  info:close()
  if next(there) then
    for i, column in ipairs(sql) do
      if not there[column:lower()] then store:run(("ALTER TABLE %s ADD COLUMN %s"):format(name, declared[i])) end
    end
  else
    store:run(("CREATE TABLE %s (document TEXT REFERENCES documents(id) ON DELETE CASCADE%s)"):format(name, #sql > 0 and ", " .. table.concat(declared, ", ") or ""))
    store:run(("CREATE INDEX %s_document ON %s(document)"):format(name, name))
    prepare(store, "INSERT INTO report_tables(name, report) VALUES (?, ?)"):run(name, context.report)
  end
  made = {
    columns = columns,
    add = prepare(store, ("INSERT INTO %s(document%s) VALUES (?%s)"):format(name, #sql > 0 and ", " .. table.concat(sql, ", ") or "", (", ?"):rep(#sql))),
  }
  self.tables[t] = made
  return made
end

function writer:row(t, row)
  local made, values = self:report_table(t), {}
  for c, column in ipairs(made.columns) do
    local value = cell.typed(t, row.cells, column)
    if type(value) == "table" then value = cell.text(value) end
    values[c] = value
  end
  made.add:run(row.document and row.document.stored, table.unpack(values, 1, #made.columns))
end

-- Between documents: what was done so far is kept.
function writer:pause()
  if self.count < writers.documents_of_a_transaction then return end
  self.count = 0
  self.store:run "COMMIT; BEGIN"
end

function writer:stream(tables)
  self.streamed = tables ~= nil
  if not tables then return false end
  self.known = tables
  return true
end

function writer:rows(_, rows)
  return guarded(self, function()
    for _, t in ipairs(self.known or {}) do self:report_table(t) end -- in their order
    self.known = nil
    for _, row in ipairs(rows) do self:row(row.table, row) end
  end)
end

function writer:close(tables)
  local store = self.store
  for _, t in ipairs(tables) do
    self:report_table(t)
    for _, row in ipairs(t.rows) do self:row(t, row) end
    for _, line in ipairs(t.lines or {}) do self:row(t, { cells = { text = line } }) end
  end
  for _, type_name in ipairs(set.names(self.roles)) do store:run(schema.fact_view(store, type_name, set.names(self.roles[type_name]))) end
  if self.file then
    store:run(schema.indexes)
    store:run(schema.views)
    local ok, message = pcall(store.run, store, schema.full_text)
    if not ok then
      if not environment.plain(message):find "no such module" then error(message, 0) end
      table.insert(self.context.notes, "this SQLite has no FTS5: the database goes without document_search")
    end
  end
  store:run "COMMIT"
  store:close()
end

function writer:finish(tables)
  local ok, message = guarded(self, self.close, tables)
  if ok and self.file then ok, message = self.file:commit() end
  if not ok then
    self:discard()
    return nil, message
  end
  if self.twice > 0 then
    table.insert(self.context.notes, ("%d document%s an id that another of this run had, and %s stored by place: the first was %s"):format(
      self.twice, self.twice == 1 and " had" or "s had", self.twice == 1 and "is" or "are", self.first_twice))
  end
  return nil
end

function writer:discard()
  if self.store then self.store:close() end -- what was not committed is taken back
  if self.file then self.file:discard() end
end

function writers.db(context)
  local self = setmetatable({ context = context, tables = {}, stored = {}, twice = 0, count = 0 }, writer)
  local kind = core.kind(context.path)
  if kind == "other" then return nil, context.path .. ": a database is written to a file, not to a device" end
  if kind ~= "file" or core.read(context.path, 0) == "" then
    local message
    self.file, message = core.output(context.path)
    if not self.file then return nil, message end
  end
  local ok, message = guarded(self, self.open, self.file and self.file:neighbour() or context.path)
  if ok then return self end
  self:discard()
  return nil, message
end

return writers

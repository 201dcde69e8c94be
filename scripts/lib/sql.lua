-- `lunette sql`: questions to a database that a run wrote, and what is in it, as a table for the writers. The page is the
-- description of the database.
local core = require "lunette.core"
local environment = require "lunette.environment"
local grammar = require "lunette.pattern_grammar"
local suggest = require "lunette.suggest"
local sql = {}

sql.page = [==[
lunette sql DB ['SELECT ...']

Answers a question to a database of `lunette run ... -o NAME.db`; without one it shows the tables and views, their columns
and how many rows they have. Nothing can be written this way. Any program that reads SQLite can ask the same.

  lunette run quotes articles/ -o news.db
  lunette sql news.db
  lunette sql news.db "SELECT speaker, count(*) AS times FROM who_said_what GROUP BY speaker ORDER BY times DESC"
  lunette sql news.db "SELECT id, snippet(document_search, 1, '[', ']', '...', 8) AS found
                       FROM document_search JOIN documents ON documents.number = document_search.rowid
                       WHERE document_search MATCH 'port AND strike'" -o found.csv

  --format FORMAT, -o FILE, --csv-raw   as for `lunette run`; the answer to a question has no receipt

Tables
  documents      number, id, file, record (its line, in .json its number), day (YYYY-MM-DD), headline, byline, dateline, tokens,
                 text, fields (what --keep kept, as JSON)
  mentions       every span of every layer: number, document, layer, text, start, stop, line, letter (the column, counted in
                 characters), entity, rule, attributes (JSON: attributes ->> '$.kind')
  entities       number, document, type, name, identifier, roles and aliases (JSON lists), country, country_from, mentions
  facts          number, document, type, rule, rule_file, rule_line, text, start, stop, line, letter
  fact_roles     fact, role, item (1; in lists 2, 3, ... too), text, start, stop, entity
  report_NAME    the rows of the report NAME, its columns as they stand there; document is the id. A report of several tables
                 has one each, report_NAME_TABLE; report_tables lists them
  document_search  full text of headlines and texts (FTS5): WHERE document_search MATCH 'word'
  about          name, value: lunette (version), offsets (the unit of start and stop)
Columns that a report declares as numbers (lunette help lun.report) compare as numbers: WHERE goldstein <= -9. The exact values of
money and casualties are numbers too; one of more than 15 digits, which no number of a database would keep whole, stays a text, which
SQL puts behind all numbers.
A document in mentions, entities and facts is the number of documents; in report tables and views it is the id.

Views
  people organisations places   entities with the id of their document
  who_said_what                 document, day, speaker, cue, said, kind, rule, rule_file, rule_line, start, stop, line
  facts_wide                    a row each fact, its roles as one JSON object
  fact_TYPE                     a row each fact of a type, its roles as columns

start and stop are 0-based and half-open, in the unit that `about` names: bytes (of the input as it was given), chars or utf16
(of text: with --offsets chars it is substr(documents.text, start + 1, stop - start)). A column whose name SQL keeps for itself has a
line below it (from becomes from_).

Writing again: a document whose id is there is replaced with all that was found in it, so no row is there twice; mentions,
entities and facts are those of the last run, report tables stay as long as their report is not run again. A second document of
the same id within a run is stored under its place, FILE or FILE:RECORD, and the run says how many. A new database is built
beside and renamed when it is whole; an existing one changes by whole documents, some hundred at a time, so that a run that was
interrupted can be run again. PRAGMA user_version is the version of this layout, 1.

An example that runs as it stands:
  $ lunette run quotes --text '"We lost the key," said Ana Torres.' -o /tmp/lunette-example.db --no-receipt && lunette sql /tmp/lunette-example.db 'SELECT speaker, said FROM who_said_what'; rm -f /tmp/lunette-example.db

Exit codes: 0, 2 usage or a question that is wrong or would write, 66 no such database, 74 the output could not be written.
]==]

-- Tables that SQLite keeps for itself: its own and the parts of full-text tables.
local function is_inner(name, full_text)
  if name:find "^sqlite_" then return true end
  for _, other in ipairs(full_text) do if name:sub(1, #other + 1) == other .. "_" then return true end end
  return false
end

local function quoted(name) return '"' .. name:gsub('"', '""') .. '"' end

-- The tables and views that a reader asks: { name, "table" or "view" } in order.
local function tables_of(store)
  local full_text, found = {}, {}
  local list = store:prepare "SELECT name, type, sql FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY type, name"
  while true do
    local more, name, kind, text = list:next()
    if not more then break end
    found[#found + 1] = { name, kind }
    if (text or ""):lower():find "^create virtual table" then full_text[#full_text + 1] = name end
  end
  local shown = {}
  for _, item in ipairs(found) do if not is_inner(item[1], full_text) then shown[#shown + 1] = item end end
  return shown
end

local function columns_of(store, name) return assert(store:prepare("SELECT * FROM " .. quoted(name) .. " LIMIT 0")):columns() end

-- What is in a database: a row each table and view.
local function contents(store)
  local rows = {}
  for k, item in ipairs(tables_of(store)) do
    local name, kind = item[1], item[2]
    local count = assert(store:prepare("SELECT count(*) FROM " .. quoted(name))):run()
    rows[k] = { cells = { kind = kind, name = name, rows = count, columns = table.concat(columns_of(store, name), " ") } }
  end
  return { name = "rows", columns = { "kind", "name", "rows", "columns" }, right = { rows = true }, rows = rows, loose = true }
end

-- "; did you mean 'report_deals'?", and where to look: for a table that is not there the one that it is a part of or nearest to
-- (`rows` are those of a report), for a column one of the tables that the question names. "" for other problems.
local function remedy(store, path, question, problem)
  local table_name, column = problem:match "^no such table: ([%w_]+)", problem:match "^no such column: ([%w_.]+)"
  if not table_name and not column then return "" end
  local wanted = (table_name or column:match "[%w_]+$"):lower()
  local candidates, longer = {}, {}
  for _, item in ipairs(tables_of(store)) do
    local name = item[1]
    if table_name then
      candidates[#candidates + 1] = name
      if ("_" .. name .. "_"):find("_" .. wanted .. "_", 1, true) or wanted == "rows" and name:find "^report_" and name ~= "report_tables" then longer[#longer + 1] = name end
    elseif question:find(name, 1, true) then
      for _, other in ipairs(columns_of(store, name)) do candidates[#candidates + 1] = other end
    end
  end
  local hint = longer[1] and ("; did you mean '%s'?"):format(table.concat(longer, "', '", 1, math.min(4, #longer))) or suggest.hint(wanted, candidates)
  return ("%s; `lunette sql %s` shows what there is"):format(hint, path)
end

-- Names of columns, each once.
local function distinct(names)
  local seen, out = {}, {}
  for i, name in ipairs(names) do
    local made, n = name, 1
    while seen[made] do
      n = n + 1
      made = ("%s_%d"):format(name, n)
    end
    seen[made], out[i] = true, made
  end
  return out
end

local WRITTEN = ": lunette run REPORT INPUT... -o NAME.db writes one" -- where there is none

-- The answer to the words (a path, and perhaps a question) as a table; or nil, message, code.
function sql.table(words)
  local path, question = words[1], words[2]
  if not path then return nil, "sql needs a database: lunette sql NAME.db 'SELECT ...'; `lunette help sql`", 2 end
  if words[3] then return nil, ("sql takes one question, in quotes; '%s' stands behind it"):format(words[3]), 2 end
  if core.kind(path) ~= "file" then return nil, path .. ": no such database", 66 end
  if select(2, core.kind_of_name(path)) == 0 then return nil, path .. ": it is empty, and so no database" .. WRITTEN, 66 end
  local store, message = core.store(path, "read")
  if not store then return nil, ("%s: %s%s"):format(path, message, WRITTEN), 66 end
  if not question then
    local ok, t = pcall(contents, store)
    store:close()
    if ok then return t end
    return nil, ("%s: %s%s"):format(path, environment.plain(t), WRITTEN), 66
  end
  local statement, problem, at = store:prepare(question)
  if not statement then
    local told, hint = pcall(remedy, store, path, question, problem)
    if told then problem = problem .. hint end -- what is no database of lunette may say no more
    store:close()
    if at > 0 then
      local _, shown = pcall(grammar.fail, question, math.min(at, #question + 1), problem)
      problem = shown
    end
    return nil, "the question: " .. problem, 2
  end
  local columns = distinct(statement:columns())
  local rows = {}
  local ok, raised = pcall(function()
    while true do
      local values = table.pack(statement:next())
      if not values[1] then break end
      local cells = {}
      for c, column in ipairs(columns) do
        local value = values[c + 1]
        if type(value) == "string" then value = require("lunette.cell").valid(value) end
        cells[column] = value
      end
      rows[#rows + 1] = { cells = cells }
    end
  end)
  store:close()
  if not ok then return nil, "the question: " .. environment.plain(raised), 2 end
  return { name = "rows", columns = columns, rows = rows, loose = true, full = true }
end

return sql

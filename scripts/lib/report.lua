-- Reports: checked when loaded, run over documents one after the other, their rows collected and handed to a writer.
-- A rule pack runs as the report that prints one row a fact. Rows are turned into plain values at once, so a document is
-- closed before the next one is read.
local core = require "lunette.core"
local cell = require "lunette.cell"
local environment = require "lunette.environment"
local keep_fields = require "lunette.keep"
local lists = require "lunette.lists"
local sandbox = require "lunette.sandbox"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local using = require "lunette.using"
local report = {}
local keep_cell = cell.keep

report.page = [==[
lunette run NAME|FILE.lua [WORD...] [INPUT...]
lunette run -e 'LUA' [INPUT...]

Runs a report, or a rule pack, over articles and prints its rows, each with its place in the article. NAME is of those that
`lunette list` shows; a name with a slash or .lua is a file of your own, which returns lun.report { ... } or lun.rules { ... }
(a pack prints one row a fact) or rows, or is a plain script that does everything itself. LUA runs once for each article, as
`doc`, and may call row { name = value } and print. WORD is what a report asks for. INPUT is files, folders, archives,
globs in quotes, - for standard input; which kinds, and the options of all that read it: lunette help inputs.

  lunette run quotes articles/ -o quotes.csv
  lunette run --use names -e 'for s in doc:spans "person" do row { name = s, at = s } end' article.txt

  --text TEXT, --date DATE   take TEXT as the article; its day of publication, YYYY-MM-DD, from which "last month" is counted
  --format FORMAT, -o FILE   the format, or write to FILE, whose ending chooses it: lunette help output
  --keep NAMES|all           fields of the input that go into the rows too (--keep url,outlet); --with NAMES: what is asked for (pos of annotate)
  --why, --where COL=VALUE   why each row is there (lunette help why); only rows whose cell in the column COL is VALUE, or has it
  --use PACK[,PACK...]       packs to run before, which lay down the layers and facts that LUA or the report reads
  --scripts DIR              a folder of scripts, DIR/reports and DIR/rules, that goes before the bundled ones
  --allow, --trust           what a script may do besides (lunette help sandbox); --no-project (lunette help project)

An example that runs as it stands:
  $ lunette run quotes --text '"We lost the key," said Ana Torres.' --format csv

Exit codes: 0 also when nothing was found, 1 an article failed or the script raised, 2 usage, 3 the script does not compile,
66 no input, 74 the output could not be written.
]==]

local class = { __name = "report" }
local fields = {
  name = "string", about = "string", use = "table", rules = "table", lists = "table", define = "table", each = "function",
  finish = "function", args = "table", columns = "table", with = "table", tables = "table", format = "string", raw = "boolean", right = "table", numbers = "table",
}

local SMALL = 32 << 10 -- kilobytes of a heap that may grow sixfold before garbage is looked for

-- What a document is called in messages.
local function place_of(data) return data.record and ("%s:%d"):format(data.file, data.record) or data.file or data.id end

-- How far the heap may grow, in hundredths of what is in use.
local function pause() return collectgarbage "count" < SMALL and 600 or 200 end
local LONG = 5000 -- tokens of an article that garbage is collected for from the start

-- What --with asked for: set by the command line, told to reports by lun.with.
report.asked = {}

-- true, or nil and a message where a report knows nothing of a name that --with has.
function report.ask(r, names)
  local known = set.of(r.with or {})
  for name in names:gmatch "[^,%s]+" do
    if not known[name] then
      local what = next(known) and "it knows " .. table.concat(set.names(known), ", ") or "it knows none"
      return nil, ("report '%s' has no --with %s%s: %s"):format(r.name, name, suggest.hint(name, set.names(known)), what)
    end
    report.asked[name] = true
  end
  return true
end

local function is_pack(value) return type(value) == "table" and (getmetatable(value) or {}).__name == "pack" end

function report.check(r)
  require("lunette.rule").made = require("lunette.rule").made + 1
  if type(r) ~= "table" then error("lun.report wants a table", 2) end
  suggest.check_fields("a report", r, fields, 2)
  for name, kind in pairs(fields) do
    if r[name] ~= nil and type(r[name]) ~= kind then
      error(("the report's field '%s' is a %s, not a %s"):format(name, type(r[name]), kind), 2)
    end
  end
  if not r.name then error("a report needs a name", 2) end
  for column, kind in pairs(r.numbers or {}) do
    if not cell.kinds_of_number[kind] then
      local kinds = set.names(cell.kinds_of_number)
      error(("the report's numbers: column '%s' is '%s', not one of %s%s"):format(column, tostring(kind), table.concat(kinds, ", "), suggest.hint(tostring(kind), kinds)), 2)
    end
  end
  lists.declare(r.lists, 2)
  r.packs, r.without = {}, {}
  using.packs(r.use, r.packs, r.without, 2)
  if r.rules then
    local own = { name = r.name, define = r.define }
    for i, rule in ipairs(r.rules) do own[i] = rule end
    r.packs[#r.packs + 1] = require("lunette.rule").rules(own, 3)
    r.own = r.packs[#r.packs]
  end
  return setmetatable(r, class)
end

-- A script by name or path: its chunk, the chunk's name and folder; or nil, message, code. Where a report and a pack share a name
-- the report is meant, or the pack when `first` is "rules".
function report.load(name, first)
  local kind, other = first or "reports", first == "rules" and "reports" or "rules"
  local text, chunk_name, folder = environment.find(name, kind)
  if not text then
    if name:find "/" or name:find "%.lua$" then return nil, chunk_name, 66 end
    text, chunk_name, folder = environment.find(name, other)
  end
  if not text then
    local names = environment.names "reports"
    for _, pack in ipairs(environment.names "rules") do names[#names + 1] = pack end
    local what = core.kind(name)
    if core.kind(name .. ".lua") == "file" then return nil, ("no report or rule pack '%s': a script of your own is named by its file: %s.lua"):format(name, name), 2
    elseif what == "file" or what == "folder" then
      return nil, ("'%s' is a %s, not a report or a rule pack: its name goes before the articles, as in lunette run brief %s; a script of your own ends in .lua or is given as ./%s"):format(name, what, name, name), 2
    end
    return nil, ("no report or rule pack '%s'%s\n`lunette list` shows what there is; a script of your own is given as a path"):format(name, suggest.hint(name, names)), 2
  end
  local chunk, message = environment.compile(text, chunk_name)
  if not chunk then return nil, message, 3 end
  return chunk, chunk_name, folder
end

-- The report that prints the facts of a pack.
function report.of_pack(pack)
  local r = { name = pack.name, about = pack.about, use = { pack } }
  r.packs, r.without = {}, {}
  using.add(pack, r.packs, r.without)
  r.own = pack
  local candidates = {} -- a pack that gives nothing else finds no row
  for _, step in ipairs(pack.steps) do
    for name in pairs(step.gives_set) do candidates[#candidates + 1] = name end
    if step.fact or step.facts then candidates = {} break end
  end
  local settled = false
  for _, name in ipairs(candidates) do settled = settled or not name:find "%?$" end
  if candidates[1] and not settled then
    function r.hopeless()
      return { ("the pack %s gives only candidates (@%s), which the pack names decides: lunette run names, or lunette explain %s"):format(pack.name, table.concat(set.names(set.of(candidates)), ", @"), pack.name) }
    end
  end
  return setmetatable(r, class)
end

-- The report that prints the rows which a plain script returned: a list of them, or one. nil for what is no row.
function report.of_rows(value)
  if type(value) ~= "table" then return nil end
  local rows = {}
  for i = 1, rawlen(value) do rows[i] = rawget(value, i) end
  if not rows[1] then rows[1] = value end
  for _, row in ipairs(rows) do
    if type(row) ~= "table" then return nil end
    for key in next, row do if type(key) ~= "string" then return nil end end
  end
  if next(rows[1]) == nil then return nil end
  return setmetatable({ name = "rows", packs = {}, without = {}, finish = function(_, out) out:table(rows) end }, class)
end

function report.is_report(value) return getmetatable(value) == class end
report.is_pack = is_pack

-- What is said besides where a script calls what documents and spans hold as a text or a number: doc:text(1).
local function with_remedy(message)
  return (message:gsub("attempt to call a (%a+) value %(method '([%a_]+)'%)", function(kind, name)
    if kind ~= "string" and kind ~= "number" then return nil end
    return ("attempt to call a %s value (method '%s'); '%s' is a %s and no function: write x.%s without brackets%s"):format(kind, name, name, kind, name, name == "text" and "; the word of token i is doc:word(i)" or "")
  end))
end

-- Without `each`: one row a fact of the report's own rules, its roles as columns.
local hidden = { type = true, rule = true, file = true, line = true, match = true }
local function rows_of_facts(own)
  local own_name = own and own.name
  local given, facts = {}, false
  for _, step in ipairs(own and own.steps or {}) do
    if step.fact or step.facts then facts = true end
    for name in pairs(step.gives_set) do given[name] = true end
  end
  if own and not facts then -- a pack that gives layers only: one row a span
    local layers = {} -- candidates are none
    for _, name in ipairs(set.names(given)) do if not name:find "%?$" then layers[#layers + 1] = name end end
    return function(doc, row)
      for _, name in ipairs(layers) do
        for s in doc:spans(name) do
          local cells = { layer = name, text = s, at = s }
          for key, value in s:attributes() do cells[key] = cells[key] or value end
          row(cells)
        end
      end
    end
  end
  return function(doc, row)
    for fact in doc:facts() do
      if not own_name or (fact.rule or ""):match "^[^.]*" == own_name then
        local cells = { fact = fact.type, at = fact.match }
        for name, value in pairs(fact) do if not hidden[name] then cells[name] = value end end
        row(cells, nil, fact)
      end
    end
  end
end

-- Names of captures in the order in which rules write them, those that a report puts first before them: name -> number.
local function written_order(own, leading)
  local order, count = {}, 0
  for k, name in ipairs(leading or {}) do order[name] = k - #leading - 1 end
  local function visit(x)
    if x.op == "cap" and not order[x.name] then
      count = count + 1
      order[x.name] = count
    end
    for _, y in ipairs(x) do if type(y) == "table" then visit(y) end end
  end
  for _, step in ipairs(own and own.steps or {}) do if step.fact and step.pattern then visit(require("lunette.engine").tree(step)) end end
  return order
end

-- Columns in the order that the report declares; otherwise `fact` first, `at` last, the rest as the rules write their
-- captures, then by name.
local function sorted_columns(seen, order)
  local list = set.names(seen)
  local function rank(name) return (name == "fact" or name == "layer") and 0 or name == "document" and -1 or name == "at" and 2 or 1 end
  table.sort(list, function(a, b)
    if rank(a) ~= rank(b) then return rank(a) < rank(b) end
    local first, second = order[a] or math.huge, order[b] or math.huge
    if first ~= second then return first < second end
    return a < b
  end)
  return list
end

-- The words of the first time of a document that only its date of publication would place; nil where there is none.
local function undated_time(doc)
  local layer = core.find_layer(doc, "time")
  if not layer then return nil end
  for s in layer:spans() do
    local value = s:get "value"
    if value and value:find "^XXXX" then return (s.text:gsub("%s+", " ")) end
  end
end

-- A report that the library makes may have `undated` (nothing of it hangs on the date of publication), `leading` (columns that stand
-- first), `place` (puts a row with its `key`, what was given behind the row's fact, among the rows that are kept) and `arrange` (gives
-- the rows of a table as they are written).
--
-- Runs a report over documents. Result: tables for the writer; count and rows, numbers of documents and rows; documents (none
-- where the writer streams), failures {message}; refusal, what the writer said when it ended the run. Rows of a document that
-- failed are dropped. undated: how many documents have no date of publication; waiting: words of a time of one of them that
-- wants it; unplaced: whether one gave rows with a column `date`. Settings, all optional: arguments of the report;
-- on_failure(message, is_warning, what happened); keep, the fields of the input that rows get (lunette.keep); where, what must
-- hold of the rows (lunette.where); explained, which gives each row its derivations as the cell `why`, which is no column;
-- writer, which sees each document while it is open and may take its rows at once (lunette.output).
function report.run(r, documents, settings)
  settings = settings or {}
  local on_failure, explained, where, writer = settings.on_failure, settings.explained, settings.where, settings.writer
  local phase = require "lunette.phase"
  local tables, by_name, seen_documents, failures = {}, {}, {}, {}
  for _, t in ipairs(r.tables or {}) do
    local made = { name = t.name, heading = t.heading, columns = t.columns, bare = t.bare, right = t.right, numbers = r.numbers, rows = {}, seen = {}, room = 0, declared = t.columns }
    tables[#tables + 1] = made
    by_name[t.name] = made
  end
  for _, t in ipairs(tables) do t.known = t.declared and set.of(t.declared) end
  local function table_of(name)
    if not by_name[name] then
      if r.tables and name ~= "rows" then error(("report '%s' has no table '%s'"):format(r.name, name), 3) end
      by_name[name] = { name = name, declared = r.columns, columns = r.columns, known = not r.finish and r.columns and set.of(r.columns) or nil, right = r.right or r.numbers, numbers = r.numbers, rows = {}, seen = {}, room = 0 }
      tables[#tables + 1] = by_name[name]
    end
    return by_name[name]
  end
  local pending, streamed, count, rows, refusal = {}, false, 0, 0, nil -- pending: rows of the document that is open
  local open, document -- that document, and what its rows say of it
  local giver = 2 -- of rows, by the level of its call
  local function row(name, cells, fact, key)
    if type(name) == "table" then name, cells = "rows", name end
    if type(cells) ~= "table" then error("a row is a table of named cells: row { name = value }", giver) end
    local t = by_name[name] or table_of(name)
    local kept, filled = core.kept_cells(cells, keep_cell, t.known, not t.known and t.seen or nil, t.room) -- as many cells as most rows before
    if not kept then
      if type(filled) ~= "string" then error("cells of a row have names: row { name = value }", giver) end
      error(("the row's cell '%s' is not among the report's columns%s"):format(filled, suggest.hint(filled, table.move(t.declared, 1, #t.declared, 1, {}))), giver)
    end
    if filled > t.room then t.room = filled end
    if where and not require("lunette.where").holds(where, kept) then return end
    if explained and open and kept.why == nil then
      kept.why = require("lunette.why").row(open, cells, fact)
      if not kept.why[1] then kept.why = nil end
    end
    pending[#pending + 1] = { table = t, document = document, cells = kept, key = key }
  end
  local function keep()
    local given = #pending
    rows = rows + given
    for i = 1, given do
      local row = pending[i]
      local list = row.table.rows
      if r.place then r.place(list, row) else list[#list + 1] = row end
      pending[i] = nil
    end
  end
  if not r.finish and r.columns and not r.tables then table_of "rows" end -- so that an empty table has its columns
  if writer and writer.stream and not r.finish and not r.arrange then
    local known = tables[1] ~= nil
    for _, t in ipairs(tables) do known = known and t.declared ~= nil end
    known = known and settings.keep ~= "all" -- what is kept may then be called anything
    if known and settings.keep then for _, t in ipairs(tables) do keep_fields.declare(t, settings.keep) end end
    streamed = writer:stream(known and tables or nil)
  end
  local each, arguments, shows = r.each or rows_of_facts(r.own), settings.arguments or {}, writer and writer.document
  local undated, waiting, unplaced, wants_day = 0, nil, false, false
  for _, pack in ipairs(set.of(r.columns)["date"] and r.packs or {}) do wants_day = wants_day or pack.name == "events" or pack.name == "times" end
  local read, file, valid_file = 0, nil, nil -- of many documents, one after the other, in one file
  local function read_document()
    if read == 1 and #open > LONG then collectgarbage "restart" end
    phase.run(r.packs, open, r.without, r.observer)
    if arguments[1] == nil then each(open, row) else each(open, row, table.unpack(arguments)) end
    if not document.date and not waiting then
      waiting = undated_time(open)
      unplaced = unplaced or wants_day and pending[1] ~= nil
    end
    if shows then
      local written, said = writer:document(open, document)
      if not written then refusal = said end
    end
  end
  local function fail(message, outcome)
    failures[#failures + 1] = message
    if on_failure then on_failure(message, false, outcome) end
  end
  for doc, message, outcome in documents do
    if pending[1] then pending = {} end
    read = read + 1
    if read == 2 then collectgarbage "restart" end -- the command line stops it: one short article never waits for it
    if read % 256 == 2 then collectgarbage("setpause", pause()) end
    if not doc then fail(message, outcome)
    else
      local data = core.data(doc)
      local id = data.id
      local shown = id
      if not core.valid(id) then
        id = tostring(id)
        shown = cell.valid(id)
      end
      if data.file ~= file then file, valid_file = data.file, data.file and cell.valid(data.file) end
      open, document = doc, { id = shown, file = valid_file, date = data.date, keep = data.keep }
      local warnings = on_failure and core.warnings(doc)
      if warnings then for _, warning in ipairs(warnings) do on_failure(("%s: warning: %s"):format(place_of(data), warning), true, warning) end end
      sandbox.seed(id)
      local ok, raised = xpcall(read_document, environment.message_of)
      core.discard(doc)
      if ok and not refusal and streamed then
        local written, said
        if settings.keep then for _, row in ipairs(pending) do keep_fields.fill(row) end end
        ok, written, said = pcall(writer.rows, writer, document, pending)
        if not ok then raised = written elseif not written then refusal = said end
      end
      if not ok then fail(("%s: %s"):format(place_of(data), with_remedy(raised)), { file = data.file or data.id, line = data.record, reason = "script error" })
      elseif not refusal then
        count = count + 1
        if not document.date then undated = undated + 1 end
        if streamed then rows = rows + #pending
        else
          seen_documents[#seen_documents + 1] = document
          keep()
        end
      end
      if refusal then break end
    end
  end
  pending = {}
  if r.arrange and not refusal then
    rows = 0
    for _, t in ipairs(tables) do
      t.rows, t.arranged = r.arrange(t.rows), true
      rows = rows + #t.rows
    end
  end
  open, document, giver = nil, nil, 3
  if r.finish and not refusal then
    rows = 0
    local kept = {}
    for _, t in ipairs(tables) do for _, row in ipairs(t.rows) do kept[#kept + 1] = row.cells end end
    tables, by_name = {}, {}
    r.finish(kept, {
      table = function(_, list, options)
        options = options or {}
        local name = options.name or "rows"
        by_name[name] = nil
        local t = table_of(name)
        t.heading, t.declared, t.loose = options.heading, options.columns or r.columns, true
        for _, cells in ipairs(list) do row(name, cells) end
        keep()
      end,
      text = function(_, text, lay) tables[#tables + 1] = { name = "text", lay = lay, columns = {}, rows = {}, lines = { tostring(text) }, seen = {}, loose = true } end,
    })
  end
  for _, t in ipairs(tables) do
    if explained then t.seen.why = nil end -- which is no column
    t.columns = t.declared or sorted_columns(t.seen, written_order(r.own, r.leading))
    if settings.keep then keep_fields.add(t, settings.keep) end
    t.several = count > 1 and t.rows[1] and t.rows[1].document ~= nil
  end
  return { tables = tables, documents = seen_documents, count = count, rows = rows, failures = failures, refusal = refusal, undated = undated, waiting = waiting, unplaced = unplaced }
end

return report

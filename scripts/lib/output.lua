-- The formats of reports: which there are, which file endings ask for them, and the writers behind them. A report gives
-- tables of rows: { name = , columns = , rows = }, each row { document = , cells = }; what the reader asked for (--format, or
-- the ending of -o) decides how they are written.
--
-- A writer is an object with some of these methods. Where they give nil and a message, the output failed and the run ends.
--   writer:stream(tables)            optional; called before the first document of a report without `finish`, with the tables
--                                    if the columns of all are declared, else nil. True when rows are wanted document by
--                                    document; then tables of `finish` have none
--   writer:document(doc, document)   optional; called for each document while it is open, after its rules and its report ran:
--                                    true, or nil and a message
--   writer:rows(document, rows)      with stream: the rows of a document, { table = , document = , cells = } each: true, or nil
--                                    and a message
--   writer:finish(tables)            the bytes of the output (nil when it wrote them itself), or nil and a message
--   writer:discard()                 optional; nothing is to be left of the output
-- Its module gives a function of the format's name that makes one from the context of the run, or nil and a message: { path =
-- (of -o), documents = (those that were read, by the time of finish; none with stream), report = (its name), offsets = (their
-- unit), raw =, why =, paint =, width =, csv_raw =, collect = (finish gives the text of lines rather than writing it) }. context.notes is a list of what is said of the output at the end;
-- context.defused counts cells that a spreadsheet would run.
local core = require "lunette.core"
local set = require "lunette.set"
local output = {}

output.page = [==[
lunette run ... --format FORMAT, -o FILE

What a report or a search found, written as FORMAT, or as the ending of FILE asks:

  text   .txt      tables for a terminal, fitted to its width; only here is anything cut
  md     .md       tables for a page
  html   .html     one page with tables that can be sorted and filtered; it loads nothing and reports nothing
  json   .json     one document: that of the article, or a list of them
  jsonl  .jsonl    one row a line
  csv    .csv      RFC 4180; all tables of a report in one
  tsv    .tsv      the same with tabs, which are blanks inside cells
  xlsx   .xlsx     a workbook, a sheet each table; texts stay texts, numbers numbers, YYYY-MM-DD a date
  db     .db       a database (SQLite) of documents, mentions, entities, facts and rows: lunette help sql
  brat .ann, conllu .conllu, spacy .spacy   the layers for annotation tools; --layers a,b|all: lunette help annotation

The column `at` of a row is a place, file:line:column. Where rows are for programs it has its offsets with it: in JSON "at" is
{"file", "line", "column", "start", "stop", "offsets", "text"}; db has the columns start, stop, offsets behind it, and
csv, tsv, xlsx and html have them with --offsets. start and stop are 0-based and half-open, and `offsets` names their unit:

  --offsets bytes    (default) bytes of the input as it was given; of a record of .jsonl, of its text
  --offsets chars    characters (code points) of the text that was read from it, as Python counts
  --offsets utf16    UTF-16 units of that text, as JavaScript and Java count

  --csv-raw          In csv and tsv a cell that a spreadsheet would run (it begins with = + - @) gets an apostrophe before it, and
                     the run says how many did; numbers are left alone. This leaves all cells as they are.
  --no-receipt       Beside FILE stands FILE.receipt.json: version, command, and SHA-256 of scripts, dictionaries, lists and
                     inputs, with the numbers of documents, rows and failures. No time stands in it: the same inputs give the
                     same bytes, so a receipt that differs says what has changed. This leaves it out. text and md have none.

FILE is written whole or not at all: what stood there stays until the new one is complete. Rows of jsonl, and of csv, tsv, xlsx
and db when a report declares its columns and has no `finish`, are written document by document, so memory stays small.

An example that runs as it stands:
  $ lunette run quotes --text '"We lost the key," said Ana Torres.' --format jsonl --offsets chars

Exit codes: 74 when the output could not be written, 141 (quiet) when the reader of a pipe went away.
]==]

-- Each format: the module that writes it, the endings of files that ask for it; `file`, when it cannot go to standard output;
-- `folder`, when -o may name one; `layers`, when it writes articles with their layers (of --layers), not rows; `receipt`, when one is laid beside the file.
local declared = {
  text = { "output_text", "txt", "text" },
  md = { "output_text", "md", "markdown" },
  json = { "output_json", "json", receipt = true },
  jsonl = { "output_json", "jsonl", "ndjson", receipt = true },
  csv = { "output_table", "csv", receipt = true },
  tsv = { "output_table", "tsv", receipt = true },
  html = { "output_html", "html", "htm", receipt = true },
  xlsx = { "output_xlsx", "xlsx", file = true, receipt = true },
  db = { "output_db", "db", "sqlite", "sqlite3", file = true, receipt = true },
  brat = { "output_annotation", "ann", folder = true, layers = true },
  conllu = { "output_annotation", "conllu", layers = true },
  spacy = { "output_annotation", "spacy", layers = true },
}

local of_ending = {}
for format, row in pairs(declared) do
  for i = 2, #row do of_ending[row[i]] = format end
end

function output.names() return set.names(declared) end
function output.known(format) return declared[format] ~= nil end
function output.needs_file(format) return declared[format].file or false end
function output.takes_folder(format) return declared[format].folder or false end
function output.writes_layers(format) return declared[format].layers or false end
function output.has_receipt(format) return declared[format].receipt or false end

-- Endings of files, for messages: ".csv .db ...".
function output.endings()
  local list = {}
  for ending in pairs(of_ending) do list[#list + 1] = "." .. ending end
  table.sort(list)
  return table.concat(list, " ")
end

-- The format that a path's ending asks for.
function output.format_of(path)
  local ending = path:match "%.([%w]+)$"
  return ending and of_ending[ending:lower()]
end

-- Makes the writer of a format, or gives nil and a message.
function output.writer(format, context)
  return require("lunette." .. declared[format][1])[format](context)
end

-- What a module of writers gives that needs nothing but the tables: functions of (tables, context) by format.
function output.of_functions(functions)
  local makers = {}
  for format, write in pairs(functions) do
    makers[format] = function(context)
      return { finish = function(_, tables) return write(tables, context) end }
    end
  end
  return makers
end

-- What a module of writers gives that writes line by line: makers of { begin(tables), row(table, row) }, functions that
-- give text or nothing, by format; `needs_columns` when `begin` must know all of them.
function output.of_lines(makers)
  local writers = {}
  for format, make in pairs(makers) do
    writers[format] = function(context)
      local lines, collected, file, refusal = make(context), {}, nil, nil
      local function put(text)
        if refusal or not text then return end
        if context.collect then
          collected[#collected + 1] = text
          return
        end
        if not file then
          file, refusal = core.output(context.path)
          if not file then return end
        end
        local ok, message = file:write(text)
        if not ok then refusal = message end
      end
      local function outcome()
        if refusal then return nil, refusal end
        return true
      end
      local writer = { begun = false }
      function writer:stream(tables)
        if lines.needs_columns and not tables then return false end
        self.streamed, self.tables = true, tables
        return true
      end
      local function begin(tables)
        if writer.begun then return end
        writer.begun = true
        put(lines.begin(tables))
      end
      function writer:rows(_, rows)
        begin(self.tables)
        local texts = {} -- a row that cannot be written is an error before the others are
        for i, row in ipairs(rows) do texts[i] = lines.row(row.table, row) end
        put(table.concat(texts))
        return outcome()
      end
      function writer:finish(tables)
        begin(tables)
        if not self.streamed then
          for _, t in ipairs(tables) do
            for _, row in ipairs(t.rows) do put(lines.row(t, row)) end
            for _, line in ipairs(t.lines or {}) do put(lines.row(t, { cells = { text = line } })) end
          end
        end
        if context.collect then return table.concat(collected) end
        if not file and context.path then put "" end
        if not context.path then require("lunette.sandbox").flush() end -- what scripts printed
        if not refusal and file then
          local ok, message = file:commit()
          if not ok then refusal = message end
        end
        return nil, refusal
      end
      function writer:discard() if file then file:discard() end end
      return writer
    end
  end
  return writers
end

return output

-- The formats of reports: which there are, which file endings ask for them, and the writers behind them. A report gives
-- tables of rows: { name = , columns = , rows = }, each row with its document; what the reader asked for (--format, or the
-- ending of -o) decides how they are written.
--
-- A writer is an object with two methods:
--   writer:document(doc, document)   optional; called for each document while it is open, after its rules and its report ran
--   writer:finish(tables)            the bytes of the output (nil when it wrote the file itself), or nil and a message
-- Its module gives a function of the format's name that makes one from the context of the run: { documents = (those that were
-- read, by the time of finish), path = (of -o), raw =, why =, paint =, width = }; `context.defused` counts changed cells.
local set = require "lunette.set"
local output = {}

-- Each format: the module that writes it and the endings of files that ask for it.
local declared = {
  text = { "output_text", "txt", "text" },
  md = { "output_text", "md", "markdown" },
  json = { "output_json", "json" },
  jsonl = { "output_json", "jsonl", "ndjson" },
  csv = { "output_table", "csv" },
  tsv = { "output_table", "tsv" },
  brat = { "output_annotation", "ann" },
  conllu = { "output_annotation", "conllu" },
  spacy = { "output_annotation", "spacy" },
}

local of_ending = {}
for format, row in pairs(declared) do
  for i = 2, #row do of_ending[row[i]] = format end
end

function output.names() return set.names(declared) end
function output.known(format) return declared[format] ~= nil end

-- The format that a path's ending asks for.
function output.format_of(path)
  local ending = path:match "%.([%w]+)$"
  return ending and of_ending[ending:lower()]
end

-- Makes the writer of a format.
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

return output

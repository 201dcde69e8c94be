-- What becomes of a run on the command line: a report is run over inputs, its rows go to a writer, a receipt is laid beside the
-- file, and what is to be said of it is said; the answer is an exit code. Questions to databases end the same way.
local cell = require "lunette.cell"
local core = require "lunette.core"
local count = require "lunette.count"
local environment = require "lunette.environment"
local options_of = require "lunette.options"
local output = require "lunette.output"
local report = require "lunette.report"
local sandbox = require "lunette.sandbox"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local terminal = require "lunette.terminal"

local module = {}

-- terminal_facts: say(message, style), colour, width, interactive and redraws, as the command line knows them.
function module.new(terminal_facts)
  local say, colour, width, interactive = terminal_facts.say, terminal_facts.colour, terminal_facts.width, terminal_facts.interactive
  local outcome = { command_line = {} } -- its words, for receipts

  -- Writes a whole output.
  function outcome.write_result(options, text)
    local flushed, broken = sandbox.flush()
    if not flushed then return broken:find "Broken pipe" and 141 or 74 end
    if options.o then
      local ok, message = core.write_file(options.o, text)
      if not ok then
        say(message)
        return 74
      end
      return 0
    end
    local ok, message = core.write(1, text)
    if ok then return 0 end
    if message:find "Broken pipe" then return 141 end
    say(message)
    return 74
  end

  -- What is wrong with writing to the path of -o, before anything is read: message and exit code, or nil.
  local function check_output(path, words, format)
    if not path then return nil end
    if output.takes_folder(format) then path = path:gsub("(.)/+$", "%1") end
    local folder = path:match "^(.*)/[^/]*$"
    if folder == "" then folder = "/" end
    if folder and core.kind(folder) ~= "folder" then return ("-o %s: there is no folder '%s': make it first"):format(path, folder), 74 end
    if core.kind(path) == "folder" and not output.takes_folder(format) then return ("-o %s: it is a folder: name a file in it"):format(path), 74 end
    for _, word in ipairs(words) do
      if core.kind(word) == "file" and core.same_file(word, path) then return ("-o %s: it is an input too, which would be lost: write to another file"):format(path), 2 end
    end
  end

  -- The documents, of which none may be read from the file that is written; `state.clash` names it when one is.
  local function apart_from(path, documents, state)
    if not path or not core.kind(path) then return documents end
    local last
    return function()
      local doc, message, what = documents()
      local file = doc and core.data(doc).file
      if file and file ~= last then
        last = file
        if core.same_file(file, path) then
          state.clash = file
          return nil
        end
      end
      return doc, message, what
    end
  end

  -- What a writer needs to know besides the tables.
  local function context_of(options, report_name)
    return {
      documents = {}, notes = {}, path = options.o, report = report_name, offsets = cell.unit, csv_raw = options["csv-raw"],
      paint = terminal.painter(colour and not options.o), width = colour and not options.o and width > 0 and width or nil,
    }
  end

  -- What is to be said of an output that is there.
  local function tell(context)
    local n = context.defused
    if n then say(("%s that a spreadsheet would run got an apostrophe before %s (--csv-raw leaves all as they are)"):format(count.of(n, "cell"), n == 1 and "it" or "them"), "yellow") end
    for _, note in ipairs(context.notes) do say(note, "yellow") end
  end

  -- Exit code of an output that was refused.
  local function refused(message)
    if message:find "^standard output: .*Broken pipe" then return 141 end
    say(message)
    return 74
  end

  -- Runs a report over the inputs that are left among the words, or over these documents, and writes its rows: the exit code.
  function outcome.run_report(r, arguments, options, words, given)
    local format, message = options_of.format(options, r.format)
    if not format then
      say(message)
      return 2
    end
    if options.why and format ~= "text" and not format:find "^json" then
      say(("--why has no place in %s: use --format text, json or jsonl"):format(format))
      return 2
    end
    if options.layers and not output.writes_layers(format) then
      say(("--layers has no place in %s: it chooses what --format brat, conllu and spacy write"):format(format))
      return 2
    end
    local where, problem, code
    if options.where then where, problem = require("lunette.where").read(r, options.where) end
    if problem then
      say(problem)
      return 2
    end
    cell.unit, cell.asked = options.offsets or "bytes", options.offsets ~= nil
    if not set.of(cell.units)[cell.unit] then
      say(("unknown unit '%s' of --offsets%s: one of %s"):format(cell.unit, suggest.hint(cell.unit, cell.units), table.concat(cell.units, ", ")))
      return 2
    end
    problem, code = check_output(options.o, (given or options.text) and {} or words, format)
    if problem then
      say(problem)
      return code
    end
    local paths, documents = table.move(words, 1, #words, 1, {}), given
    local summary = require("lunette.summary").new(options, say, { is_terminal = terminal_facts.redraws, width = width })
    if not documents then documents, problem, code = options_of.inputs(options, words, interactive, summary) end
    if not documents then
      say(problem)
      return code
    end
    local with_receipt = options.o and output.has_receipt(format) and not options["no-receipt"] and core.kind(options.o) ~= "other"
    local state, seen = {}, {}
    documents = apart_from(options.o, documents, state)
    local receipt = with_receipt and require "lunette.receipt"
    if receipt then documents = receipt.watch(documents, seen) end
    local context = context_of(options, r.name)
    context.raw, context.why = r.raw, options.why
    context.packs, context.layers = r.packs, options_of.layers(options)
    local writer, refusal = output.writer(format, context)
    if not writer then
      say(refusal)
      return 74
    end
    local function discard() if writer.discard then writer:discard() end end
    local ran, result = pcall(report.run, r, documents, {
      arguments = arguments,
      on_failure = function(text, warning, what)
        if warning then summary:warned_of_bytes(text, what) else summary:failed(text, what) end
      end,
      explained = options.why,
      keep = options_of.keep(options),
      where = where,
      writer = writer,
    })
    if not ran then
      discard()
      summary:close(0)
      say(environment.plain(result))
      return 1
    elseif result.refusal then
      discard()
      summary.progress:clear()
      return refused(result.refusal)
    elseif state.clash then
      discard()
      summary:close(result.count)
      say(("-o %s: it is an input too (%s), which would be lost: write to another file"):format(options.o, state.clash))
      return 2
    end
    context.documents = result.documents
    local ended = r.ended and r.ended() or {}
    if result.count == 0 and #result.failures > 0 then discard()
    else
      local finished, text
      finished, text, refusal = pcall(writer.finish, writer, result.tables)
      if not finished then
        discard()
        say(environment.plain(text))
        return 1
      elseif refusal then return refused(refusal) end
      local written = text and outcome.write_result(options, text) or 0
      if written ~= 0 then return written end
      if receipt then
        local ok
        ok, refusal = core.write_file(receipt.path(options.o), receipt.text {
          command = outcome.command_line, words = paths, text = options.text, seen = seen, documents = result.count, rows = result.rows, failures = #result.failures, undated = result.undated,
          format = format, offsets = cell.unit,
        })
        if not ok then return refused(refusal) end
      end
    end
    local rows = result.rows
    for _, t in ipairs(result.tables) do rows = rows + #(t.lines or {}) end
    if not given and result.count == 0 and #result.failures == 0 and summary.skipped.count == 0 then say("no document in these inputs", "yellow")
    elseif rows == 0 and result.count > 0 and not r.prints then
      say("nothing found in " .. count.of(result.count, "document"), "yellow")
      if where then for _, line in ipairs(require("lunette.where").refused(where)) do say(line, "yellow") end end
      if r.hopeless then for _, warning in ipairs(r.hopeless()) do say(warning, "yellow") end end
    end
    tell(context)
    if (result.waiting or result.unplaced) and not r.undated then
      say(("%s no date of publication, without which %s: --date YYYY-MM-DD, or a field of records (lunette help inputs)"):format(
        result.count == 1 and "the document has" or result.undated == result.count and ("all %d documents have"):format(result.count) or
        ("%d of %d documents %s"):format(result.undated, result.count, result.undated == 1 and "has" or "have"),
        result.waiting and ("times such as '%s' have no day"):format(result.waiting) or "rows have only the dates that their texts say in full"), "yellow")
    end
    for _, line in ipairs(ended) do say(line, "yellow") end
    local annotation = package.loaded["lunette.annotation"]
    for _, line in ipairs(annotation and annotation.told() or {}) do say(line, "yellow") end
    local closed, unwritten = summary:close(result.count, rows)
    if not closed then return refused(unwritten) end
    if #result.failures > 0 then return (result.count > 0 or not summary:only "no input") and 1 or 66 end
    return 0
  end

  -- A question to a database that a run wrote.
  function outcome.sql(options, words)
    local format, message = options_of.format(options)
    if not format then
      say(message)
      return 2
    end
    if output.writes_layers(format) then
      say(("%s writes articles with their layers; the answer to a question is rows: choose another format"):format(format))
      return 2
    end
    local t, code
    t, message, code = require("lunette.sql").table(words)
    if not t then
      say(message)
      return code
    end
    local problem
    problem, code = check_output(options.o, { words[1] }, format)
    if problem then
      say(problem)
      return code
    end
    local context = context_of(options, "rows")
    context.raw = true
    local writer, refusal = output.writer(format, context)
    if not writer then
      say(refusal)
      return 74
    end
    local text
    text, refusal = writer:finish { t }
    if refusal then return refused(refusal) end
    if #t.rows == 0 then say("no rows", "yellow") end
    tell(context)
    return text and outcome.write_result(options, text) or 0
  end

  return outcome
end

return module

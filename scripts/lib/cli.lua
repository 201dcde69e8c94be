-- The command line: options, commands, exit codes (0 ok, 1 some documents failed or the script raised, 2 usage, 3 a
-- script does not compile, 66 no input, 74 output failed). Every message goes to standard error, made safe to print.
collectgarbage "stop" -- until the first document is done, or a long one comes
local core = require "lunette.core"
local environment = require "lunette.environment"
local output = require "lunette.output"
local report = require "lunette.report"
local rule = require "lunette.rule"
local source = require "lunette.source"
local suggest = require "lunette.suggest"
local terminal = require "lunette.terminal"
local lun = require "lunette"

local colour, colour_err, interactive, width = core.terminal()
local paint_err = terminal.painter(colour_err)

local function say(message, style)
  core.write(2, paint_err(style or "red", "lunette: ") .. terminal.text(tostring(message)) .. "\n")
end

local usage = [[
lunette: read news articles by rules

  lunette run NAME|FILE.lua [INPUT...]   run a report or a rule pack (brief, quotes, mine.lua ...)
  lunette test FILE.lua...               run the yes and no lines of rules
  lunette list                           what comes with lunette: reports, rule packs, dictionaries
  lunette help [NAME]                    about a command, a report, a pack or a function
  lunette repl [FILE]                    Lua at a prompt, with the article as `doc`
  lunette --version

INPUT: text files, JSON Lines ({"id","text","date"}), folders, or - for standard input.

  --text TEXT       take TEXT as the article
  --date DATE       date of publication, YYYY-MM-DD
  --format FORMAT   text, md, json, jsonl or csv
  -o FILE           write to FILE; its ending chooses the format
  --scripts DIR     a folder of scripts that goes before the bundled ones

Start with: lunette run brief ARTICLE.txt
]]

-- Options take a value; `--name=value` and `--name value` are the same. "--" ends them.
local takes = { format = true, date = true, text = true, scripts = true, o = true }
local flags = { version = true, help = true, h = true, V = true }

local function parse(arguments)
  local options, words, i = {}, {}, 1
  while i <= #arguments do
    local word = arguments[i]
    local name, value = word:match "^%-%-?([%w][%w%-]*)=(.*)$"
    name = name or word:match "^%-%-?([%a][%w%-]*)$"
    if word == "--" then
      for j = i + 1, #arguments do words[#words + 1] = arguments[j] end
      break
    elseif name and takes[name] then
      if not value then
        i = i + 1
        value = arguments[i]
        if not value then return nil, ("%s needs a value"):format(word) end
      end
      options[name] = value
    elseif name and flags[name] then
      options[name] = true
    elseif name then
      local known = {}
      for option in pairs(takes) do known[#known + 1] = option end
      for option in pairs(flags) do known[#known + 1] = option end
      return nil, ("unknown option %s%s"):format(word, suggest.hint(name, known))
    else
      words[#words + 1] = word
    end
    i = i + 1
  end
  return options, words
end

local commands = {}

-- The message of a Lua error without lunette's own frames.
local function plain(message) return (tostring(message):gsub("\nstack traceback:.*", "")) end

local function choose_format(r, options)
  local ending = options.o and not options.format and options.o:match "%.([%w]+)$"
  if ending and not output.format_of(options.o) then
    return nil, ("no format for a file ending in .%s: .txt .md .json .jsonl .csv, or --format"):format(ending)
  end
  local format = options.format or (options.o and output.format_of(options.o)) or r.format or "text"
  if not output.formats[format] then
    local known = {}
    for name in pairs(output.formats) do known[#known + 1] = name end
    table.sort(known)
    return nil, ("unknown format '%s'%s: one of %s"):format(format, suggest.hint(format, known), table.concat(known, ", "))
  end
  return format
end

-- The documents that the options and the words name, or nil, message, code.
local function inputs(options, words)
  local meta = options.date and { date = options.date }
  if options.date and not (#options.date == 10 and source.is_date(options.date)) then
    return nil, ("--date %s is no day of the calendar: write it as YYYY-MM-DD"):format(options.date), 2
  end
  if options.text then
    if #words > 0 then return nil, "--text and INPUT files exclude each other", 2 end
    local text, done = options.text, false
    return function()
      if done then return nil end
      done = true
      return source.doc(text, meta)
    end
  end
  if #words == 0 then
    if interactive then return nil, "no input: name a file or a folder, or - for standard input, or --text TEXT", 66 end
    words = { "-" }
  end
  return source.each(words, meta)
end

local function write_result(text, options)
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

function commands.run(options, words)
  local name = table.remove(words, 1)
  if not name then
    say "run needs the name of a report or a script; `lunette list` shows the bundled ones"
    return 2
  end
  local loaded, chunk_name, folder_or_code = report.load(name)
  if not loaded then
    say(chunk_name)
    return folder_or_code
  end
  if name:find "/" or name:find "%.lua$" then collectgarbage "restart" end -- it may be a plain script that reads much
  local made = rule.made
  local ok, value = pcall(environment.within, type(folder_or_code) == "string" and folder_or_code or nil, loaded, table.unpack(words))
  if not ok then
    say(plain(value))
    return 3
  end
  if report.is_pack(value) then
    ok, value = pcall(report.of_pack, value)
    if not ok then
      say(plain(value))
      return 3
    end
  elseif not report.is_report(value) then
    if value == nil then -- a plain script, which has run
      if rule.made > made then say(("%s: makes rules or a report but does not return them: begin it with `return lun...`"):format(chunk_name), "yellow") end
      return 0
    end
    say(("%s: returns a %s; a script returns lun.report{...}, lun.rules{...} or nothing"):format(chunk_name, type(value)))
    return 3
  end
  local r = value
  local arguments = {}
  for i, argument in ipairs(r.args or {}) do
    arguments[i] = table.remove(words, 1)
    if not arguments[i] then
      say(("report '%s' needs %s: lunette run %s %s INPUT..."):format(r.name, argument, name, table.concat(r.args, " "):upper()))
      return 2
    end
  end
  local format, message = choose_format(r, options)
  if not format then
    say(message)
    return 2
  end
  local documents, problem, code = inputs(options, words)
  if not documents then
    say(problem)
    return code
  end
  local ran, result = pcall(report.run, r, documents, arguments, function(text, warning) say(text, warning and "yellow") end)
  if not ran then
    say(plain(result))
    return 1
  end
  local no_input = #result.documents == 0 and #result.failures > 0
  local context = {
    documents = result.documents,
    raw = r.raw,
    paint = terminal.painter(colour and not options.o),
    width = colour and not options.o and width > 0 and width or nil,
  }
  local written = no_input and 0 or write_result(output.formats[format](result.tables, context), options)
  if written ~= 0 then return written end
  local rows = 0
  for _, t in ipairs(result.tables) do rows = rows + #t.rows + #(t.lines or {}) end
  if rows == 0 and #result.documents > 0 then
    say(("nothing found in %d document%s"):format(#result.documents, #result.documents == 1 and "" or "s"), "yellow")
  end
  if context.defused then say(("%d cells that a spreadsheet would run got an apostrophe before them"):format(context.defused), "yellow") end
  if #result.failures > 0 then
    if #result.documents + #result.failures > 1 then
      say(("%d of %d documents failed"):format(#result.failures, #result.documents + #result.failures))
    end
    for _, failure in ipairs(result.failures) do if not failure:find "no such file" or #result.documents > 0 then return 1 end end
    return 66
  end
  return 0
end

-- Runs the examples of packs, bundled by name or one's own by path; without a word those of all bundled packs.
function commands.test(_, words)
  if #words == 0 then words = environment.names "rules" end
  local failed, lines = 0, 0
  for _, name in ipairs(words) do
    local loaded, chunk_name, folder = report.load(name)
    if not loaded then
      say(chunk_name)
      return folder
    end
    local ok, value = pcall(environment.within, type(folder) == "string" and folder or nil, loaded)
    local pack = ok and (report.is_pack(value) and value or report.is_report(value) and value.own)
    if not ok then
      say(plain(value))
      return 3
    elseif not pack then
      say(("%s: holds no rules"):format(chunk_name), "yellow")
    else
      local packs = report.is_pack(value) and report.of_pack(value).packs or value.packs
      local ran, failures, n = pcall(rule.examples, pack, packs)
      if not ran then
        say(plain(failures))
        return 3
      end
      lines = lines + n
      for _, failure in ipairs(failures) do
        failed = failed + 1
        say(failure)
      end
    end
  end
  local code = write_result(("%d of %d examples hold\n"):format(lines - failed, lines), {})
  return failed > 0 and 1 or code
end

function commands.list()
  return require("lunette.help").list(function(text) return write_result(text, {}) end, terminal.painter(colour))
end

function commands.help(_, words)
  local text, message = require("lunette.help").about(words[1], usage)
  if text then return write_result(text, {}) end
  say(message)
  return 2
end

function commands.repl(options, words)
  collectgarbage "restart"
  return require("lunette.repl").run(options, words, { colour = colour, interactive = interactive, width = width, say = say })
end

return function(arguments)
  local options, words = parse(arguments)
  if not options then
    say(words .. "; `lunette help` shows what there is")
    return 2
  end
  if options.version or options.V then return write_result(("lunette %s\n"):format(lun.version), {}) end
  local command = table.remove(words, 1)
  if options.help or options.h then
    if not command or command == "help" then return commands.help(options, words) end
    return commands.help(options, { words[1] or command })
  end
  if not command then
    core.write(2, usage)
    return 2
  end
  if not commands[command] then
    local known = {}
    for name in pairs(commands) do known[#known + 1] = name end
    say(("unknown command '%s'%s; `lunette help` shows what there is"):format(command, suggest.hint(command, known)))
    return 2
  end
  return commands[command](options, words)
end

-- The command line: commands, what they say, exit codes (0 ok, 1 some documents failed or the script raised, 2 usage, 3 a
-- script does not compile, 66 no input, 74 output failed). Every message goes to standard error, made safe to print.
collectgarbage "stop" -- until the first document is done, or a long one comes
local core = require "lunette.core"
local environment = require "lunette.environment"
local lists = require "lunette.lists"
local options_of = require "lunette.options"
local permission = require "lunette.permission"
local report = require "lunette.report"
local rule = require "lunette.rule"
local sandbox = require "lunette.sandbox"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local terminal = require "lunette.terminal"
local using = require "lunette.using"
local lun = require "lunette"

local colour, colour_err, interactive, width, redraws, edits = core.terminal()
local paint_err = terminal.painter(colour_err)
local plain = environment.plain

local LONGEST = 4096 -- bytes of a message

local function say(message, style)
  message = tostring(message)
  if #message > LONGEST then message = message:sub(1, LONGEST):gsub("[\xC2-\xF4][\x80-\xBF]*$", "") .. (" ... (%d bytes)"):format(#message) end
  core.write(2, paint_err(style or "red", "lunette: ") .. terminal.text(message) .. "\n")
end

function lists.say(text) say(text, "yellow") end

local usage = [[
lunette: read news articles by rules

Reading articles
  lunette run NAME|FILE.lua [INPUT...]   run a report or a rule pack (brief, quotes, mine.lua ...)
  lunette find 'PATTERN' [INPUT...]      every match of one pattern in its context; sorted, sampled, counted, with collocates
  lunette run -e 'LUA' [INPUT...]        a line of Lua for each article, with `doc` and `row`
  lunette repl [INPUT...]                Lua at a prompt, with the article as `doc`; tries rules while you write them

Writing rules
  lunette test [FILE...]                 run the yes and no lines of rules, or a transcript of the prompt
  lunette explain RULE INPUT[:LINE]      why a rule did not match there, and what would change it
  lunette lint [FILE.lua...]             what in rules can never match or never matters
  lunette profile NAME|FILE [INPUT...]   time and matches of each rule
  lunette judge RULE INPUT...            matches one by one: right or wrong? for precision, recall and examples
  lunette diff RULES_A RULES_B INPUT...  what another version of rules gains and loses
  lunette new KIND NAME                  a file to begin with: a rule, a type of events, a report, a project
  lunette show NAME                      the source of a report, a pack or one rule
  lunette import KIND FILE               patterns and dictionaries of spaCy, PETRARCH, CQL in lunette's form

Asking what was found
  lunette eval GOLD...                   precision, recall and F1 against spans of your own, and the errors
  lunette sql DB ['SELECT ...']          a question to a database of -o NAME.db; what is in it

What there is
  lunette dict list FILE                 what a file gives as a list of names; lookup, add, remove, build
  lunette list                           what comes with lunette: reports, rule packs, dictionaries
  lunette help [NAME]                    about a command, a report, a pack or a function
  lunette --version

INPUT: .txt .md .html .jsonl .json .csv .tsv .conllu .warc files, also packed or in archives, folders, 'globs/**/*.html', or -
for standard input (lunette help inputs).

  --text TEXT       take TEXT as the article
  --date DATE       date of publication, YYYY-MM-DD
  --keep NAMES|all  fields of the input that go into the rows too (lunette help inputs)
  --format FORMAT   text, md, html, json, jsonl, csv, tsv, xlsx, db; brat, conllu, spacy
  -o FILE           write to FILE; its ending chooses the format (lunette help output)
  --lang LANGS|any  languages that are read; others are counted and skipped (en)
  --use PACK,...    packs that run before: their layers and facts are there
  --with pos        with run annotate: parts of speech too (lunette help pos)
  --why             with run: why each row is there, down to dictionary lines and words
  --list NAME=FILE  names of your own, one a line or a CSV: #NAME in patterns (lunette help lists)
  --scripts DIR     a folder of scripts that goes before the bundled ones
  --allow read=DIR,write=DIR, --trust   what scripts may do besides (lunette help sandbox)

Start with: lunette run brief ARTICLE.txt
]]

local commands = {}

local outcome = require("lunette.outcome").new { say = say, colour = colour, width = width, interactive = interactive, redraws = redraws }
local write_result, run_report = outcome.write_result, outcome.run_report

-- What a script gives when it is run with the words (first: as report.load): value (false for nothing) and the chunk's name, or nil, message, code.
local function load_script(name, words, first)
  local chunk, chunk_name, folder = report.load(name, first)
  if not chunk then return nil, chunk_name, folder end
  local ok, value = pcall(environment.within, type(folder) == "string" and folder or nil, chunk, table.unpack(words or {}))
  if not ok then return nil, plain(value), 3 end
  return value or false, chunk_name
end

-- The same with a pack as the report that prints its facts.
local function load_report(name, words)
  local value, chunk_name, code = load_script(name, words)
  if not report.is_pack(value) then return value, chunk_name, code end
  local ok, r = pcall(report.of_pack, value)
  if ok then return r, chunk_name end
  return nil, plain(r), 3
end

-- Adds packs to a report that uses none: of --use, or of the project file.
local function add_packs(r, options)
  local use = options_of.use(options)
  if not use or r.use and not options.use then return true end
  local added, left_out = {}, {} -- -pack.rule may be of the report's own packs
  for _, name in ipairs(use) do
    local list = name:sub(1, 1) == "-" and left_out or added
    list[#list + 1] = name
  end
  local ok, more = pcall(report.check, { name = r.name, use = added })
  if not ok then return nil, plain(more) end
  local packs, seen = {}, set.of(r.packs)
  for _, pack in ipairs(more.packs) do if not seen[pack] then packs[#packs + 1] = pack end end
  table.move(r.packs, 1, #r.packs, #packs + 1, packs)
  for id in pairs(more.without) do r.without[id] = true end
  ok, more = pcall(using.leave_out, left_out, packs, r.without, -1)
  if not ok then return nil, plain(more) end
  r.packs = packs
  return true
end

function commands.run(options, words)
  if options.e then
    collectgarbage "restart"
    local r, problem, code = require("lunette.oneliner").report(options.e, options_of.use(options))
    if r and options.with then r, problem, code = nil, "--with asks a report for what it declares, and -e declares nothing: leave it out", 2 end
    if r then return run_report(r, {}, options, words) end
    say(plain(problem))
    return code
  end
  local name = table.remove(words, 1)
  if not name then
    say "run needs the name of a report or a script; `lunette list` shows the bundled ones"
    return 2
  end
  if name:find "/" or name:find "%.lua$" then collectgarbage "restart" end -- it may be a plain script that reads much
  local made = rule.made
  local value, chunk_name, failed = load_report(name, words)
  if value == nil then
    say(chunk_name)
    return failed
  end
  if not report.is_report(value) then
    if not value then -- a plain script, which has run
      if rule.made > made then say(("%s: makes rules or a report but does not return them: begin it with `return lun...`"):format(chunk_name), "yellow") end
      return 0
    end
    local rows = report.of_rows(value)
    if rows then return run_report(rows, {}, options, words, function() end) end
    say(("%s: returns a %s; a script returns lun.report{...}, lun.rules{...}, rows of named cells, or nothing"):format(chunk_name, type(value)))
    return 3
  end
  local added, problem = add_packs(value, options)
  if not added then
    say(problem)
    return 2
  end
  if options.with then
    added, problem = report.ask(value, options.with)
    if not added then
      say(problem)
      return 2
    end
  end
  local arguments = {}
  for i, argument in ipairs(value.args or {}) do
    arguments[i] = table.remove(words, 1)
    if not arguments[i] then
      say(("report '%s' needs %s: lunette run %s %s INPUT..."):format(value.name, argument, name, table.concat(value.args, " "):upper()))
      return 2
    end
  end
  return run_report(value, arguments, options, words)
end

-- One pattern over the inputs, a row each match.
function commands.find(options, words)
  local format, message = options_of.format(options)
  if not format then
    say(message)
    return 2
  end
  local r, problem, code = require("lunette.find").report(options, words, format == "text")
  if not r then
    say(problem)
    return code
  end
  return run_report(r, {}, options, words)
end

-- Why rules match or do not.
function commands.explain(options, words)
  collectgarbage "restart"
  local text, message, code = require("lunette.explain_command").run(options, words, { paint = terminal.painter(colour), width = width > 0 and width or nil, interactive = interactive, redraws = redraws, say = say })
  if text then
    local written = write_result({}, text)
    return written ~= 0 and written or code or 0
  end
  say(message)
  return code
end

-- Runs the examples of packs, bundled by name or one's own by path; without a word those of all bundled packs.
function commands.test(_, words)
  if #words == 0 then words = environment.names "rules" end
  local failed, lines = 0, 0
  for _, name in ipairs(words) do
    if name:find "%.txt$" then
      local broken, n, code = require("lunette.repl_transcript").test(name)
      if not broken then
        say(n)
        return code
      end
      failed, lines = failed + #broken, lines + n
      for _, failure in ipairs(broken) do say(failure) end
      goto continue
    end
    local value, chunk_name, code = load_script(name, nil, "rules")
    if value == nil then
      say(chunk_name)
      return code
    end
    local pack = report.is_pack(value) and value or report.is_report(value) and value.own
    if not pack then
      say(("%s: holds no rules"):format(chunk_name), "yellow")
    else
      local packs, examples = report.is_pack(value) and report.of_pack(value).packs or value.packs, require "lunette.examples"
      for _, message in ipairs(examples.missing(pack)) do say(message, "yellow") end
      local ran, failures, n, failed_lines = pcall(examples.run, pack, packs, value.without)
      if not ran then
        say(plain(failures))
        return 3
      end
      lines = lines + n
      for k, failure in ipairs(failures) do
        failed = failed + 1
        say(failure)
        local told = failed_lines[k] and require("lunette.explain").example(failed_lines[k], paint_err) or {}
        if told[1] then core.write(2, table.concat(told, "\n") .. "\n") end
      end
    end
    ::continue::
  end
  local code = write_result({}, ("%d of %d examples hold\n"):format(lines - failed, lines))
  return failed > 0 and 1 or code
end

-- Warns of what in rules and lists can never match or never matters; without a word in all bundled packs.
function commands.lint(options, words)
  local lint = require "lunette.lint"
  collectgarbage "restart"
  if #words == 0 then words = environment.names "rules" end
  local lines, warnings = {}, 0
  for _, name in ipairs(words) do
    local lists, value, chunk_name, code = lint.recording(function() return load_script(name, nil, "rules") end)
    if value == nil then
      say(chunk_name)
      return code
    elseif not (report.is_pack(value) or report.is_report(value)) then
      say(("%s: holds no rules"):format(chunk_name), "yellow")
    else
      for _, w in ipairs(lint.check(value, chunk_name, lists)) do
        warnings = warnings + 1
        lines[#lines + 1] = ("%s:%d: %s: %s"):format(w.file, w.line, w.what, terminal.text(w.text))
      end
      for _, line in ipairs(options.forms and lint.forms(value) or {}) do lines[#lines + 1] = line end
    end
  end
  lines[#lines + 1] = ("%d warning%s in %d script%s\n"):format(warnings, warnings == 1 and "" or "s", #words, #words == 1 and "" or "s")
  local code = write_result({}, table.concat(lines, "\n"))
  return code == 0 and warnings > 0 and 1 or code
end

-- Time and matches of each rule over the inputs.
function commands.profile(options, words)
  local name = table.remove(words, 1)
  if not name then
    say "profile needs the name of a report, a rule pack or a script; `lunette list` shows the bundled ones"
    return 2
  end
  local value, chunk_name, code = load_report(name)
  if value == nil then
    say(chunk_name)
    return code
  end
  if not report.is_report(value) or #value.packs == 0 then
    say(("%s: holds no rules to profile"):format(chunk_name))
    return 2
  end
  local format = options_of.format(options)
  local readable = format == "text" or format == "md"
  collectgarbage "restart"
  return run_report(require("lunette.profile").report(value, { alone = not options["no-alone"], readable = readable }), {}, options, words)
end

-- What a script finds against spans that somebody marked.
function commands.eval(options, words)
  local eval, judgements = require "lunette.eval", require "lunette.eval_judged"
  if words[1] and judgements.is_file(words[1]) then
    local r, problem = judgements.report(words, function(note) say(note, "yellow") end)
    if r then return run_report(r, {}, options, words, function() end) end
    say(problem)
    return core.kind(words[1]) and 2 or 66
  end
  local errors = math.tointeger(tonumber(options.errors or 40))
  if not errors or errors < 0 then
    say "--errors wants a number of rows"
    return 2
  elseif #words == 0 or options.annotations == "none" then
    say "eval needs documents with annotation: lunette help eval"
    return 2
  end
  local value, chunk_name, code = load_report(options.script or "entities")
  if value == nil then
    say(chunk_name)
    return code
  end
  if not report.is_report(value) then
    say(("%s: holds no rules to evaluate"):format(chunk_name))
    return 2
  end
  local ok, problem = add_packs(value, options)
  if not ok then
    say(problem)
    return 2
  end
  if #value.packs == 0 then
    say(("%s: holds no rules to evaluate"):format(chunk_name))
    return 2
  end
  local types
  for type in (options.types or ""):gmatch "[^,%s]+" do
    types = types or {}
    types[eval.type_of(type)] = true
  end
  collectgarbage "restart"
  eval.keep_apart()
  local evaluation = eval.report(value, { types = types, errors = errors, say = function(note) say(note, "yellow") end })
  local ended = run_report(evaluation, {}, options, words)
  return ended == 0 and not evaluation.scored and 2 or ended
end

-- A person's answers to what a rule finds.
function commands.judge(options, words)
  collectgarbage "restart"
  return require("lunette.judge").run(options, words, { say = say, paint = terminal.painter(colour), width = width > 0 and width or nil, interactive = interactive, redraws = redraws })
end

-- What another version of rules gains and loses.
function commands.diff(options, words)
  collectgarbage "restart"
  return require("lunette.diff").run(options, words, { say = say, interactive = interactive, load_report = load_report, run_report = run_report })
end

function commands.sql(options, words) return outcome.sql(options, words) end

-- What lists and dictionaries hold.
function commands.dict(options, words)
  local text, message, code = require("lunette.dict").run(words, options)
  if text then return write_result({}, text) end
  say(message)
  return code
end

-- Patterns, queries and dictionaries of other tools.
function commands.import(options, words)
  collectgarbage "restart"
  local text, notes, code = require("lunette.import").run(options, words)
  if not text then
    say(notes)
    return code
  end
  for _, note in ipairs(notes) do say(note, "yellow") end
  return write_result(options, text)
end

-- The source of what comes with lunette.
function commands.show(_, words)
  if not words[1] or words[2] then
    say "show needs one name: of a report, a pack or a rule (speech.csv); `lunette list` shows them"
    return 2
  end
  local text, message = require("lunette.show").text(words[1], colour and terminal.painter(true) or nil)
  if not text then
    say(message)
    return 2
  end
  if message then say(message, "yellow") end
  return write_result({}, text)
end

-- Files to begin with.
function commands.new(options, words)
  local text, message, code = require("lunette.new").run(options, words)
  if text then return write_result({}, text) end
  say(message)
  return code
end

function commands.list()
  return require("lunette.help").list(function(text) return write_result({}, text) end, terminal.painter(colour))
end

function commands.help(options, words)
  local text, message
  if options.man then text = require("lunette.manual").man(usage)
  elseif options.completion then text, message = require("lunette.manual").completion(options.completion, usage)
  else text, message = require("lunette.help").about(words[1], usage) end
  if text then return write_result({}, text) end
  say(message)
  return 2
end

function commands.repl(options, words)
  collectgarbage "restart"
  return require("lunette.repl").run(options, words, { colour = colour, interactive = interactive, edits = edits, width = width, say = say, usage = usage })
end

local reads_project = set.of { "run", "find", "explain", "test", "lint", "profile", "repl", "eval", "judge", "diff" }

return function(arguments)
  outcome.command_line = arguments
  local options, words = options_of.parse(arguments)
  if not options then
    say(words .. "; `lunette help` shows what there is")
    return 2
  end
  if options.version or options.V then return write_result({}, ("lunette %s\n"):format(lun.version)) end
  local command = table.remove(words, 1)
  if options.help or options.h then
    if not command or command == "help" then return commands.help(options, words) end
    local word = words[1]
    if word and (word:find "/" or word:find "%.lua$") then word = nil end -- a file of one's own
    return commands.help(options, { word or command })
  end
  if not command then
    core.write(2, usage)
    return 2
  end
  if not commands[command] then
    for _, kind in ipairs { "report", "rule pack" } do
      if set.of(environment.names(kind == "report" and "reports" or "rules"))[command] then
        say(("'%s' is a %s, not a command: lunette run %s %s"):format(command, kind, command, words[1] and table.concat(words, " ") or "INPUT"))
        return 2
      end
    end
    say(("unknown command '%s'%s; `lunette help` shows what there is"):format(command, suggest.hint(command, set.names(commands))))
    return 2
  end
  local allowed, problem = permission.limit(options, words)
  if allowed and reads_project[command] and core.kind "lunette.lua" == "file" then
    local said
    allowed, said = require("lunette.project").defaults(options, words, options_of.is_known)
    if not allowed then
      say(said)
      return 3
    end
    if said then say(said, "dim") end
  end
  if not allowed then
    say(problem)
    return 2
  end
  local opened, message, failed = lists.of_options(options)
  if opened and options["project-lists"] then
    opened, message = pcall(lists.declare, options["project-lists"], 0)
    if not opened then message, failed = "lunette.lua: " .. plain(message), 3 end
  end
  if not opened then
    say(message)
    return failed
  end
  local code = commands[command](options, words)
  local flushed, broken = sandbox.flush() -- what scripts printed
  if flushed then return code end
  if not broken:find "Broken pipe" then say(broken) end
  return broken:find "Broken pipe" and 141 or 74
end

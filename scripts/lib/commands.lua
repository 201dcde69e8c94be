-- The commands of the command line: name -> function(options, words), which does what it is asked and gives the exit code (0 ok, 1 some
-- documents failed or the script raised, 2 usage, 3 a script does not compile, 66 no input, 74 output failed).
local console = require "lunette.console"
local core = require "lunette.core"
local environment = require "lunette.environment"
local options_of = require "lunette.options"
local report = require "lunette.report"
local rule = require "lunette.rule"
local set = require "lunette.set"
local terminal = require "lunette.terminal"
local usage = require "lunette.usage"
local using = require "lunette.using"
local plain, say, refuse = environment.plain, console.say, console.refuse
local write_result, run_report = console.outcome.write_result, console.outcome.run_report
local commands = {}

-- What commands are told that show matches themselves.
local function shown()
  return { say = say, paint = console.paint, width = console.width > 0 and console.width or nil, interactive = console.interactive, redraws = console.redraws }
end

-- What a script gives when it is run with the words (first: as report.load): value (false for nothing) and the chunk's name, or nil, message, code.
local function load_script(name, words, first)
  local chunk, chunk_name, folder = report.load(name, first)
  if not chunk then return nil, chunk_name, folder end
  local ok, value = pcall(environment.within, type(folder) == "string" and folder or nil, chunk, table.unpack(words or {}))
  if ok then return value or false, chunk_name end
  local said = plain(value)
  return nil, said:find "^[^\n]-:%d+: " and said or chunk_name .. ": " .. said, 3 -- a tail call leaves no line
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
    return refuse(plain(problem), code)
  end
  local name = table.remove(words, 1)
  if not name then return refuse("run needs the name of a report or a script; `lunette list` shows the bundled ones", 2) end
  if name:find "/" or name:find "%.lua$" then collectgarbage "restart" end -- it may be a plain script that reads much
  local made = rule.made
  local value, chunk_name, failed = load_report(name, words)
  if value == nil then return refuse(chunk_name, failed) end
  if not report.is_report(value) then
    if not value then -- a plain script, which has run
      if rule.made == made then return 0 end
      return refuse(("%s: makes rules or a report but does not return them: begin it with `return lun...`"):format(chunk_name), 3)
    end
    local rows = report.of_rows(value)
    if rows then return run_report(rows, {}, options, words, function() end) end
    return refuse(("%s: returns a %s; a script returns lun.report{...}, lun.rules{...}, rows of named cells, or nothing"):format(chunk_name, type(value)), 3)
  end
  local added, problem = add_packs(value, options)
  if not added then return refuse(problem, 2) end
  if options.with then
    added, problem = report.ask(value, options.with)
    if not added then return refuse(problem, 2) end
  end
  local arguments = {}
  for i, argument in ipairs(value.args or {}) do
    arguments[i] = table.remove(words, 1)
    if not arguments[i] then return refuse(("report '%s' needs %s: lunette run %s %s INPUT..."):format(value.name, argument, name, table.concat(value.args, " "):upper()), 2) end
  end
  if environment.runs_own() then require("lunette.asked").watch(value) end
  return run_report(value, arguments, options, words)
end

-- One pattern over the inputs, a row each match.
function commands.find(options, words)
  local format, message = options_of.format(options)
  if not format then return refuse(message, 2) end
  local r, problem, code = require("lunette.find").report(options, words, format == "text")
  if not r then return refuse(problem, code) end
  return run_report(r, {}, options, words)
end

-- Why rules match or do not.
function commands.explain(options, words)
  collectgarbage "restart"
  local text, message, code = require("lunette.explain_command").run(options, words, shown())
  if text then
    local written = write_result({}, text)
    return written ~= 0 and written or code or 0
  end
  return refuse(message, code)
end

-- Runs the examples of packs, bundled by name or one's own by path; without a word those of all bundled packs.
function commands.test(_, words)
  if #words == 0 then words = environment.names "rules" end
  local failed, lines = 0, 0
  for _, name in ipairs(words) do
    if name:find "%.txt$" then
      local broken, n, code = require("lunette.repl_transcript").test(name)
      if not broken then return refuse(n, code) end
      failed, lines = failed + #broken, lines + n
      for _, failure in ipairs(broken) do say(failure) end
      goto continue
    end
    local value, chunk_name, code = load_script(name, nil, "rules")
    if value == nil then return refuse(chunk_name, code) end
    local pack = report.is_pack(value) and value or report.is_report(value) and value.own
    if not pack then
      say(("%s: holds no rules"):format(chunk_name), "yellow")
    else
      local packs, examples = report.is_pack(value) and report.of_pack(value).packs or value.packs, require "lunette.examples"
      for _, message in ipairs(examples.missing(pack)) do say(message, "yellow") end
      local ran, failures, n, failed_lines = pcall(examples.run, pack, packs, value.without)
      if not ran then return refuse(plain(failures), 3) end
      lines = lines + n
      for k, failure in ipairs(failures) do
        failed = failed + 1
        say(failure)
        local told = failed_lines[k] and require("lunette.explain").example(failed_lines[k], console.paint_err) or {}
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
      return refuse(chunk_name, code)
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
  if not name then return refuse("profile needs the name of a report, a rule pack or a script; `lunette list` shows the bundled ones", 2) end
  local value, chunk_name, code = load_report(name)
  if value == nil then return refuse(chunk_name, code) end
  if not report.is_report(value) or #value.packs == 0 then return refuse(("%s: holds no rules to profile"):format(chunk_name), 2) end
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
    return refuse("--errors wants a number of rows", 2)
  elseif #words == 0 or options.annotations == "none" then
    return refuse("eval needs documents with annotation: lunette help eval", 2)
  end
  local value, chunk_name, code = load_report(options.script or "entities")
  if value == nil then return refuse(chunk_name, code) end
  if not report.is_report(value) then return refuse(("%s: holds no rules to evaluate"):format(chunk_name), 2) end
  local ok, problem = add_packs(value, options)
  if not ok then return refuse(problem, 2) end
  if #value.packs == 0 then return refuse(("%s: holds no rules to evaluate"):format(chunk_name), 2) end
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
  return require("lunette.judge").run(options, words, shown())
end

-- What another version of rules gains and loses.
function commands.diff(options, words)
  collectgarbage "restart"
  return require("lunette.diff").run(options, words, { say = say, interactive = console.interactive, load_report = load_report, run_report = run_report })
end

function commands.sql(options, words) return console.outcome.sql(options, words) end

-- What lists and dictionaries hold.
function commands.dict(options, words)
  local text, message, code = require("lunette.dict").run(words, options)
  if text then return write_result({}, text) end
  return refuse(message, code)
end

-- Patterns, queries and dictionaries of other tools.
function commands.import(options, words)
  collectgarbage "restart"
  local text, notes, code = require("lunette.import").run(options, words)
  if not text then return refuse(notes, code) end
  for _, note in ipairs(notes) do say(note, "yellow") end
  return write_result(options, text)
end

-- The source of what comes with lunette.
function commands.show(_, words)
  if not words[1] or words[2] then return refuse("show needs one name: of a report, a pack or a rule (speech.csv); `lunette list` shows them", 2) end
  local text, message = require("lunette.show").text(words[1], console.colour and console.paint or nil)
  if not text then return refuse(message, 2) end
  if message then say(message, "yellow") end
  return write_result({}, text)
end

-- Files to begin with.
function commands.new(options, words)
  local text, message, code = require("lunette.new").run(options, words)
  if text then return write_result({}, text) end
  return refuse(message, code)
end

function commands.list(_, words)
  if words[1] then
    return refuse(("list takes no words: about '%s' tells lunette help %s; names of a list show lunette dict list %s"):format(words[1], words[1], words[1]), 2)
  end
  return require("lunette.help").list(function(text) return write_result({}, text) end, console.paint)
end

function commands.help(options, words)
  if words[2] then return refuse(("help takes one name: lunette help %s"):format(words[1]), 2) end
  local text, message
  if options.man then text = require("lunette.manual").man(usage)
  elseif options.completion then text, message = require("lunette.manual").completion(options.completion, usage)
  else text, message = require("lunette.help").about(words[1], usage) end
  if text then return write_result({}, text) end
  return refuse(message, 2)
end

function commands.repl(options, words)
  collectgarbage "restart"
  return require("lunette.repl").run(options, words, { colour = console.colour, interactive = console.interactive, edits = console.edits, width = console.width, say = say, usage = usage })
end

return commands

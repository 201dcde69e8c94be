-- The command line: from its words to the command that they name, with the options, permissions, project file and lists that hold for the
-- run. Gives the exit code (lunette.commands).
collectgarbage "stop" -- until the first document is done, or a long one comes
local commands = require "lunette.commands"
local console = require "lunette.console"
local core = require "lunette.core"
local environment = require "lunette.environment"
local lists = require "lunette.lists"
local options_of = require "lunette.options"
local permission = require "lunette.permission"
local sandbox = require "lunette.sandbox"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local lun = require "lunette"
local plain, say, refuse = environment.plain, console.say, console.refuse

function lists.say(text) say(text, "yellow") end

local reads_project = set.of { "run", "find", "explain", "test", "lint", "profile", "repl", "eval", "judge", "diff" }

local reads_articles = set.of { "run", "find", "explain", "profile", "eval", "judge", "diff" }

return function(arguments)
  console.outcome.command_line = arguments
  local options, words = options_of.parse(arguments)
  if not options then return refuse(words .. "; `lunette help` shows what there is", 2) end
  if options.version or options.V then return console.outcome.write_result({}, ("lunette %s\n"):format(lun.version)) end
  local command = table.remove(words, 1)
  if options.help or options.h then
    if not command or command == "help" then return commands.help(options, words) end
    local word = words[1]
    if word and (word:find "/" or word:find "%.lua$") then word = nil end -- a file of one's own
    return commands.help(options, { word or command })
  end
  if not command then
    core.write(2, require "lunette.usage")
    return 2
  end
  if not commands[command] then
    for _, kind in ipairs { "report", "rule pack" } do
      if set.of(environment.names(kind == "report" and "reports" or "rules"))[command] then return refuse(("'%s' is a %s, not a command: lunette run %s %s"):format(command, kind, command, words[1] and table.concat(words, " ") or "INPUT"), 2) end
    end
    return refuse(("unknown command '%s'%s; `lunette help` shows what there is"):format(command, suggest.hint(command, set.names(commands))), 2)
  end
  local allowed, problem = permission.limit(options, words)
  if allowed and reads_project[command] and core.kind "lunette.lua" == "file" then
    local said
    allowed, said = require("lunette.project").defaults(options, words, options_of.is_known)
    if not allowed then return refuse(said, 3) end
    if said then say(said, "dim") end
  end
  if not allowed then return refuse(problem, 2) end
  local opened, message, failed = lists.of_options(options)
  if opened and options["project-lists"] then
    opened, message = pcall(lists.declare, options["project-lists"], 0)
    if not opened then message, failed = "lunette.lua: " .. plain(message), 3 end
  end
  if not opened then return refuse(message, failed) end
  local code = commands[command](options, words)
  if options.list and code <= 1 and reads_articles[command] then for _, line in ipairs(lists.unread()) do say(line, "yellow") end end
  local flushed, broken = sandbox.flush() -- what scripts printed
  if flushed then return code end
  if not broken:find "Broken pipe" then say(broken) end
  return broken:find "Broken pipe" and 141 or 74
end

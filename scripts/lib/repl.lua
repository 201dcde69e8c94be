-- `lunette repl`: the loop at the prompt. Reads lines (core.prompt), runs them in a session (lunette.repl_session) of which a copy
-- is kept while they run, so that Ctrl-C leaves it as it was, and keeps what was typed. Input that is not a terminal runs as one
-- chunk without prompts.
local core = require "lunette.core"
local complete = require "lunette.repl_complete"
local history = require "lunette.repl_history"
local options_of = require "lunette.options"
local permission = require "lunette.permission"
local sessions = require "lunette.repl_session"
local show = require "lunette.repl_show"
local terminal = require "lunette.terminal"
local repl = {}

repl.page = [==[
lunette repl [INPUT...]

Lua at a prompt, with the first article of INPUT as `doc` and all as `docs` (lunette help inputs). An expression shows its
value: a span in its sentence, lists of spans, facts, entities and rows as tables, an iterator as the list that it gives; `_`
is the last value. A new global is a variable of the session; what is unfinished goes on in the next line. `lunette help doc`
lists what an article can be asked.

  use "names"                              run packs over the article, bundled by name or your own by path; each once
  doc:spans "person"                       all persons
  doc:word(1)                              the first token
  said = lun.collect(doc:facts "said")     after use "attribution"
  for d in docs() do print(d.id, #d) end   all articles; docs[2] is the second, doc = docs[2] goes there
  :find who:@person ...{0,3} <visit>       a pattern, each match in its sentence
  :explain visits.lua:visit                why rules match or do not
  :help                                    all commands; :help doc:spans is the page of a function
  :save visits.txt                         the session as a transcript, which `lunette test visits.txt` runs again

A pack of your own that has changed, or a list of it, is read again before the next line runs, and what that changes in the
article is said: "+12 -3 facts", with the lines. Keep an editor open beside the prompt.

  Tab        completes names, fields, methods, layers, dictionaries, packs, reports, files, commands
  Ctrl-R     searches what was typed before, in earlier sessions too; the arrows go through it
  Ctrl-C     stops what runs, whatever it is, and the session is as it was before that line; at the prompt it drops the line
  Alt-Enter  breaks the line without running it; what is pasted is taken whole
  Ctrl-D     ends

Lines are edited where libedit is installed (Debian: libedit2), ~/.editrc is read, and they are kept in
~/.local/state/lunette/history; LUNETTE_HISTORY names another file, or `none`. Input that is not a terminal runs as one chunk
without prompts, and exits with its error.

  --text TEXT     take TEXT as the article
  --date DATE     its day of publication, YYYY-MM-DD
  --use PACK,...  packs to run first
  --scripts DIR   a folder of scripts that goes before the bundled ones

An example that runs as it stands:
  $ echo 'use "names"  return doc:spans "person"' | lunette repl --text "James Mattis went to Lima."

Exit codes: 0, 1 the chunk raised, 2 usage, 3 it does not compile, 66 no such file.
]==]

local PIPED_WIDTH = 120 -- where no terminal says how wide it is

-- A session with the articles and packs that the command line names: it, or nil, message (nil where it was said), code.
function repl.session(options, words, context)
  permission.grant_read "."
  local self = sessions.new(options, context)
  local packs, of_project = options_of.use(options), not options.use and options["project-use"]
  if words[1] or options.text or options["project-inputs"] then
    local ok, message, code = self:open(words)
    if not ok then return nil, message, code end
  end
  if packs then
    local ok, message = pcall(self.use, self, table.unpack(packs))
    if not ok then return nil, (of_project and "lunette.lua: " or "--use: ") .. require("lunette.environment").plain(message), 3 end
  end
  return self
end

-- One chunk, as it comes through a pipe: the exit code.
local function run_piped(self, say)
  local text, message = core.read "-"
  if not text then
    say(message)
    return 74
  end
  local ok, problem = self:evaluate(text)
  if ok then
    for _, line in ipairs(self:unfounded()) do say(line, "yellow") end
    return 0
  end
  local typed = ("\n" .. text):match "\n%s*(:%a+)"
  if typed and ok == nil then problem = ("%s\n%s: commands work at a terminal; what comes through a pipe is one piece of Lua (lunette help repl)"):format(problem, typed) end
  say(problem)
  return ok == nil and 3 or 1
end

local function greet(self, missing)
  local paint = self.view.paint
  local function put(text) self.write(paint("dim", text) .. "\n") end
  put(("lunette %s   :help for help, Tab completes, Ctrl-D ends"):format(core.version))
  if missing then put(terminal.text(("lines are not edited here: %s"):format(missing))) end
  if not permission.trusted then put "io, os and debug are closed; lun.read reads below this folder (lunette help sandbox)" end
  local doc = self:doc()
  if doc then self.write(show.value(doc, self.view) .. "\n") else put "no article: :load FILE takes one" end
end

-- Runs a line with a copy of the session kept: false where the session ends with it.
local function run_kept(self, text)
  local paint = self.view.paint
  local turn, message
  if self.kept then turn, message = core.session_save() end
  if turn == "interrupted" then
    self.write(paint("yellow", "\nstopped: the session is as it was before this line") .. "\n")
    return true
  elseif turn == "lost" then
    self.write(paint("red", "\nthis line ended the process: the session is as it was before it") .. "\n")
    return true
  elseif message then self.write(paint("yellow", terminal.text(message) .. ": Ctrl-C ends the session while this line runs") .. "\n") end
  local said, write = {}, self.write
  function self.write(part)
    said[#said + 1] = part
    write(part)
  end
  local goes_on = self:line(text)
  self.write = write
  if self.kept then core.session_done() end
  if goes_on then self.entries[#self.entries + 1] = { text = text, said = table.concat(said) } end
  return goes_on
end

-- The prompt until it ends: the exit code.
local function loop(self, context)
  local paint, path, pending = self.view.paint, core.history_file(), nil
  local prompt, missing = core.prompt(context.edits, function(before)
    local put, shown = complete.line(self, pending and pending .. "\n" .. before or before)
    return 0, put, shown
  end)
  if not prompt then
    context.say(missing)
    return 74
  end
  for _, text in ipairs(history.read(path)) do prompt:remember(text) end
  local function look() -- a terminal may have another width by now
    local width = prompt:width()
    self.view.width = width > 0 and width or 80
  end
  look()
  greet(self, missing)
  -- what takes no place stands between bytes 1, and the blank behind it: libedit drops what ends a prompt
  local function sign(text) return context.colour and paint("cyan", text):gsub("\27%[[%d;]*m", "\1%0\1") .. " " or text .. " " end
  while true do
    local line, problem = prompt:ask(sign(pending and ">>" or ">"))
    if line == nil then
      core.write(1, "\n")
      if problem then context.say(problem) end
      return problem and 74 or 0
    end
    look()
    if line == false then
      core.write(1, "^C\n")
      pending = nil
    else
      local text = pending and pending .. "\n" .. line or line
      if not text:find "%S" then pending = nil
      elseif self:is_unfinished(text) then pending = text
      else
        pending = nil
        prompt:remember(text)
        if path then
          local kept, why = history.add(path, text)
          if not kept then
            self.write(paint("yellow", terminal.text(("what is typed is not kept: %s"):format(why))) .. "\n")
            path = nil
          end
        end
        if not run_kept(self, text) then return 0 end
      end
    end
  end
end

-- The session of a terminal; Ctrl-C while articles are read or packs run over the first one leaves it without.
local function open_kept(options, words, sayings)
  local turn = sayings.kept and core.session_save()
  if turn == "interrupted" or turn == "lost" then
    sayings.write(sayings.view.paint("yellow", "\nstopped: no article is taken") .. "\n")
    return sessions.new(options, sayings)
  end
  local self, message, code = repl.session(options, words, sayings)
  if sayings.kept then core.session_done() end
  return self, message, code
end

function repl.run(options, words, context)
  local function write(text) core.write(1, text) end
  local width = context.width > 0 and context.width or context.interactive and 80 or PIPED_WIDTH
  local view = { paint = terminal.painter(context.colour), colour = context.colour, width = width }
  local command = table.move(words, 1, #words, 1, {})
  if options.text then command = { "--text", options.text } end
  for _, packs in ipairs(options.use or {}) do table.move({ "--use", packs }, 1, 2, #command + 1, command) end
  local kept = false -- whether a copy of the session can be left behind
  if context.interactive then
    local ended, problem = core.session_start()
    if ended then return ended end
    if problem then context.say(("%s: Ctrl-C ends the session"):format(problem)) end
    kept = not problem
  end
  local open = context.interactive and open_kept or repl.session
  local self, message, code = open(options, words, { write = write, say = context.say, view = view, usage = context.usage, kept = kept })
  if self then
    self.command, self.kept = command, kept
    code = context.interactive and loop(self, context) or run_piped(self, context.say)
  elseif message then context.say(message) end
  if kept then core.session_end(code) end
  return code
end

return repl

-- Transcripts of sessions: what `:save FILE.txt` writes and `lunette test FILE.txt` runs again. Lines that begin with "> " were
-- typed, those with ">> " go on, all others are what was said; a line "..." stands for any lines, "..." in a line for any
-- text. The first line is the command, "$ lunette repl ...".
local permission = require "lunette.permission"
local terminal = require "lunette.terminal"
local transcript = {}

local WIDTH = 80

local function shell_word(word)
  return word:find "^[%w_./:=,+-]+$" and word or "'" .. word:gsub("'", "'\\''") .. "'"
end

-- What was typed as a line of a script: a new variable is local there, a bare value is printed, and what only the prompt knows is left
-- as a comment. `seen` keeps the variables.
local function script_line(text, seen)
  if text:find "^%s*:" then return "-- " .. text end
  if text:find "^%s*use%f[%W]" then return "-- " .. text:gsub("\n", "\n-- ") .. "   (of the prompt; a script names packs by use = { ... } in lun.report or lun.rules)" end
  if load("return " .. text, "=typed", "t", {}) and not load(text, "=typed", "t", {}) then return "print(" .. text .. ")" end
  local names = text:match "^%s*([%a_][%w_%s,]*)=[^=]"
  local new = names and load("local " .. names, "=typed", "t", {}) ~= nil
  for name in (new and names or ""):gmatch "[%w_]+" do
    new = new and not seen[name]
    seen[name] = true
  end
  return new and "local " .. text or text
end

-- The text of a session: a transcript, or with `script` what was typed as a script.
function transcript.text(self, script)
  local parts, seen = {}, {}
  if script then
    parts[1] = "-- From a session at the prompt: lunette repl " .. table.concat(self.command or {}, " ")
  else
    local words = {}
    for i, word in ipairs(self.command or {}) do words[i] = shell_word(word) end
    parts[1] = "$ lunette repl " .. table.concat(words, " ")
  end
  for _, entry in ipairs(self.entries) do
    if script then
      parts[#parts + 1] = script_line(entry.text, seen)
    else
      parts[#parts + 1] = "> " .. entry.text:gsub("\n", "\n>> ")
      if entry.said ~= "" then parts[#parts + 1] = (entry.said:gsub("\27%[[%d;]*m", ""):gsub("\n$", "")) end
    end
  end
  return table.concat(parts, "\n") .. "\n"
end

-- Words of a command line, with quotes as a shell has them.
local function words_of(line)
  local words, word = {}, nil
  local at = 1
  while at <= #line do
    local single, stop = line:match("^'([^']*)'()", at)
    if not single then single, stop = line:match('^"([^"]*)"()', at) end
    if not single then single, stop = line:match("^\\(.)()", at) end
    if not single then single, stop = line:match("^([^%s'\"\\]+)()", at) end
    if single then word, at = (word or "") .. single, stop
    else
      if word then words[#words + 1] = word end
      word, at = nil, at + 1
    end
  end
  if word then words[#words + 1] = word end
  return words
end

-- What a transcript holds: its command's words and steps { text, expected lines, line }; nil and a message.
function transcript.read(text)
  local lines, steps, words = {}, {}, nil
  for line in (text:gsub("\n$", "") .. "\n"):gmatch "(.-)\r?\n" do lines[#lines + 1] = line end
  for number, line in ipairs(lines) do
    local step = steps[#steps]
    local typed, more = line:match "^> ?(.*)$", line:match "^>> ?(.*)$"
    if not words then
      local rest = line:match "^%$ lunette repl(.*)$"
      if rest then words = words_of(rest)
      elseif not line:find "^#" and line:find "%S" then return nil, ("%d: a transcript begins with the line `$ lunette repl ...`"):format(number) end
    elseif more and step and not step.expected[1] then step.text = step.text .. "\n" .. more
    elseif typed and not more then steps[#steps + 1] = { text = typed, expected = {}, line = number }
    elseif step then table.insert(step.expected, line)
    elseif line:find "%S" and not line:find "^#" then return nil, ("%d: a line before the first prompt"):format(number) end
  end
  if not words then return nil, "1: a transcript begins with the line `$ lunette repl ...`" end
  return words, steps
end

local function line_fits(wanted, got)
  if wanted == got then return true end
  if not wanted:find("...", 1, true) then return false end
  local pattern = wanted:gsub("%p", "%%%0"):gsub("%%%.%%%.%%%.", ".*")
  return got:find("^" .. pattern .. "$") ~= nil
end

-- Whether lines are those that were wanted.
function transcript.fits(wanted, got)
  local function from(i, k)
    while i <= #wanted do
      if wanted[i] == "..." then
        for stop = k, #got + 1 do if from(i + 1, stop) then return true end end
        return false
      end
      if k > #got or not line_fits(wanted[i], got[k]) then return false end
      i, k = i + 1, k + 1
    end
    return k > #got
  end
  return from(1, 1)
end

-- Runs a transcript again: list of failures and number of lines that were typed; nil, message, code for one that cannot be.
function transcript.test(path)
  local text, message = require("lunette.core").read(path)
  if not text then return nil, message, 66 end
  local words, steps = transcript.read(text)
  if not words then return nil, ("%s:%s"):format(path, steps), 3 end
  local options, inputs = require("lunette.options").parse(table.move(words, 1, #words, 2, { "repl" }))
  if not options then return nil, ("%s:1: %s"):format(path, inputs), 3 end
  table.remove(inputs, 1)
  for _, word in ipairs(inputs) do permission.grant_read(word) end
  permission.grant_read "."
  local said, failures = {}, {}
  local function write(part) said[#said + 1] = part end
  local view = { paint = terminal.painter(false), width = WIDTH }
  local self, problem, code = require("lunette.repl").session(options, inputs, { write = write, say = function(line) write("lunette: " .. line .. "\n") end, view = view })
  if not self then return nil, ("%s:1: %s"):format(path, problem or "no article"), code end
  self.command = words
  for _, step in ipairs(steps) do
    said = {}
    local goes_on = self:line(step.text)
    local output, got = table.concat(said), {}
    for line in output:gmatch "(.-)\n" do got[#got + 1] = line end
    while got[#got] == "" do got[#got] = nil end
    while step.expected[#step.expected] == "" do step.expected[#step.expected] = nil end
    if not transcript.fits(step.expected, got) then
      failures[#failures + 1] = ("%s:%d: > %s\n  wanted:\n    %s\n  came:\n    %s"):format(path, step.line, step.text, table.concat(step.expected, "\n    "), table.concat(got, "\n    "))
    end
    if not goes_on then break end
  end
  return failures, #steps
end

return transcript

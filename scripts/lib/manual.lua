-- The manual page and the completions of shells, made of what lunette says of itself: the usage, the pages of commands, the table
-- of options, the names of reports, packs and formats. `lunette help --man`, `lunette help --completion bash|zsh|fish`.
local core = require "lunette.core"
local environment = require "lunette.environment"
local help = require "lunette.help"
local options = require "lunette.options"
local output = require "lunette.output"
local set = require "lunette.set"
local manual = {}

-- Commands of the usage in their order: { name, what it does }.
local function commands_of(usage)
  local list, seen = {}, {}
  for name, rest in usage:gmatch "\n  lunette (%l+)([^\n]*)" do
    if not seen[name] then
      seen[name] = true
      list[#list + 1] = { name, rest:match "%s%s+(%S.*)$" or "" }
    end
  end
  return list
end

-- Plain lines for roff: nothing in them is an instruction.
local function roff(text)
  text = text:gsub("\\", "\\e"):gsub("%-", "\\-")
  return (("\n" .. text):gsub("\n([.'])", "\n\\&%1"):sub(2))
end

-- The manual page, section 1, as roff.
function manual.man(usage)
  local out = {
    '.TH LUNETTE 1 "" "lunette ' .. core.version .. '" "User Commands"\n',
    ".SH NAME\nlunette \\- read news articles by rules\n",
    ".SH SYNOPSIS\n.B lunette\n.I COMMAND\n[\\fIOPTION\\fR...] [\\fIARGUMENT\\fR...]\n",
    ".SH DESCRIPTION\n.nf\n", roff((usage:gsub("^[^\n]*\n\n", ""))), "\n.fi\n",
  }
  for _, command in ipairs(commands_of(usage)) do
    local page = help.topics[command[1]]
    if type(page) == "function" then
      out[#out + 1] = (".SH LUNETTE %s\n.nf\n%s\n.fi\n"):format(command[1]:upper(), roff(page()))
    end
  end
  out[#out + 1] = ".SH EXIT STATUS\n.nf\n" .. roff [[
0    done, also where nothing was found
1    some documents failed, or a script raised
2    the command line is wrong
3    a script does not compile
4    `lunette diff` found a difference
66   there is no such input
70   an error of lunette itself
74   the output could not be written]] .. "\n.fi\n"
  return table.concat(out)
end

-- What completions offer: names by what they follow.
local function words_of(usage)
  local commands, of_command, values = {}, {}, {}
  for i, command in ipairs(commands_of(usage)) do commands[i] = command[1] end
  for _, name in ipairs(commands) do of_command[name] = options.of_command(name) end
  values.format, values.use = output.names(), environment.names "rules"
  values.run = {}
  for _, kind in ipairs { "reports", "rules" } do for _, name in ipairs(environment.names(kind)) do values.run[#values.run + 1] = name end end
  values.help = set.names(help.topics)
  values.lang, values.offsets, values.stat = { "any" }, { "bytes", "chars", "utf16" }, { "logdice", "mi", "ll" }
  values.completion = { "bash", "zsh", "fish" }
  return commands, of_command, values
end

local shells = {}

function shells.bash(usage)
  local commands, of_command, values = words_of(usage)
  local out = { "# bash completion for lunette; made by `lunette help --completion bash`\n_lunette() {\n",
    '  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]} list=\n',
    '  COMPREPLY=()\n  case $before in\n' }
  for _, name in ipairs(set.names(values)) do
    if name ~= "run" and name ~= "help" then out[#out + 1] = ("    --%s) COMPREPLY=($(compgen -W '%s' -- \"$word\")); return ;;\n"):format(name, table.concat(values[name], " ")) end
  end
  out[#out + 1] = ("  esac\n  if [ \"$COMP_CWORD\" -eq 1 ]; then COMPREPLY=($(compgen -W '%s --version' -- \"$word\")); return; fi\n  case $command in\n"):format(table.concat(commands, " "))
  for _, name in ipairs(commands) do out[#out + 1] = ("    %s) list='%s' ;;\n"):format(name, table.concat(of_command[name], " ")) end
  out[#out + 1] = "  esac\n  case $word in\n    -*) COMPREPLY=($(compgen -W \"$list\" -- \"$word\")) ;;\n    *)\n"
  for _, name in ipairs { "run", "help" } do
    out[#out + 1] = ("      if [ \"$command\" = %s ] && [ \"$COMP_CWORD\" -eq 2 ]; then COMPREPLY=($(compgen -W '%s' -- \"$word\")); fi\n"):format(name, table.concat(values[name], " "))
  end
  out[#out + 1] = "      COMPREPLY+=($(compgen -f -- \"$word\")) ;;\n  esac\n}\ncomplete -o filenames -F _lunette lunette\n"
  return table.concat(out)
end

function shells.zsh(usage)
  local commands, of_command, values = words_of(usage)
  local out = { "#compdef lunette\n# zsh completion for lunette; made by `lunette help --completion zsh`\n_lunette() {\n  local -a commands list\n  commands=(\n" }
  for _, command in ipairs(commands_of(usage)) do
    out[#out + 1] = ("    '%s:%s'\n"):format(command[1], (command[2]:gsub("'", "'\\''"):gsub(":", "\\:")))
  end
  out[#out + 1] = "  )\n  if (( CURRENT == 2 )); then _describe command commands; return; fi\n  case $words[CURRENT-1] in\n"
  for _, name in ipairs(set.names(values)) do
    if name ~= "run" and name ~= "help" then out[#out + 1] = ("    --%s) compadd -- %s; return ;;\n"):format(name, table.concat(values[name], " ")) end
  end
  out[#out + 1] = "  esac\n  case $words[2] in\n"
  for _, name in ipairs(commands) do out[#out + 1] = ("    %s) list=(%s) ;;\n"):format(name, table.concat(of_command[name], " ")) end
  out[#out + 1] = "  esac\n  if [[ $PREFIX == -* ]]; then compadd -- $list; return; fi\n"
  for _, name in ipairs { "run", "help" } do
    out[#out + 1] = ("  if [[ $words[2] == %s ]] && (( CURRENT == 3 )); then compadd -- %s; fi\n"):format(name, table.concat(values[name], " "))
  end
  out[#out + 1] = "  _files\n}\n_lunette \"$@\"\n"
  return table.concat(out)
end

function shells.fish(usage)
  local commands, of_command, values = words_of(usage)
  local out = { "# fish completion for lunette; made by `lunette help --completion fish`\n" }
  for _, command in ipairs(commands_of(usage)) do
    out[#out + 1] = ("complete -c lunette -n __fish_use_subcommand -f -a %s -d '%s'\n"):format(command[1], (command[2]:gsub("'", "\\'")))
  end
  for _, name in ipairs(commands) do
    for _, option in ipairs(of_command[name]) do
      local bare = option:gsub("^%-+", "")
      local takes = values[bare] and (" -x -a '%s'"):format(table.concat(values[bare], " ")) or options.takes_value(bare) and " -r" or ""
      out[#out + 1] = ("complete -c lunette -n '__fish_seen_subcommand_from %s' -%s %s%s\n"):format(name, #bare == 1 and "s" or "l", bare, takes)
    end
  end
  for _, name in ipairs { "run", "help" } do
    out[#out + 1] = ("complete -c lunette -n '__fish_seen_subcommand_from %s' -a '%s'\n"):format(name, table.concat(values[name], " "))
  end
  return table.concat(out)
end

-- The completions for a shell, or nil and a message.
function manual.completion(shell, usage)
  if not shells[shell] then return nil, ("no completions for '%s': bash, zsh or fish"):format(shell) end
  return shells[shell](usage)
end

return manual

-- The terminal that the command line speaks to: what it can show, what is said there, and what becomes of results. Every message goes to
-- standard error, made safe to print.
local core = require "lunette.core"
local terminal = require "lunette.terminal"
local console = {}

local colour_err
console.colour, colour_err, console.interactive, console.width, console.redraws, console.edits = core.terminal()
console.paint, console.paint_err = terminal.painter(console.colour), terminal.painter(colour_err)

local LONGEST = 4096 -- bytes of a message

function console.say(message, style)
  message = tostring(message)
  if #message > LONGEST then message = message:sub(1, LONGEST):gsub("[\xC2-\xF4][\x80-\xBF]*$", "") .. (" ... (%d bytes)"):format(#message) end
  core.write(2, console.paint_err(style or "red", "lunette: ") .. terminal.text(message) .. "\n")
end

-- Says what is wrong, and gives the exit code of it.
function console.refuse(message, code)
  console.say(message)
  return code
end

console.outcome = require("lunette.outcome").new(console)

return console

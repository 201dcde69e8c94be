-- Errors at the prompt: the message, the line it speaks of and a caret under the place. Where a text does not compile, the
-- place is the first word with which it cannot; where it raised, the name that the message speaks of.
local excerpt = require "lunette.excerpt"
local terminal = require "lunette.terminal"
local fault = {}

fault.CHUNK = "prompt"

-- Whether a text that does not compile only lacks its end.
function fault.is_unfinished(message) return message:find "<eof>['\"]?$" ~= nil end

local function line_of(text, number)
  local n, at = 1, 1
  while n < number do
    at = (text:find("\n", at, true) or #text) + 1
    n = n + 1
  end
  return text:sub(at, (text:find("\n", at, true) or #text + 1) - 1)
end

-- The byte at which a text cannot go on, as a chunk or as a value, and what is said of it; nil where it only lacks its end.
local function stop_of(text)
  for kind, word, first, last in excerpt.words(text) do
    if kind ~= "space" and kind ~= "comment" then
      local head = text:sub(1, last)
      local chunk, message = load(head, "=x", "t", {})
      local value, other = load("return true, " .. head, "=x", "t", {})
      if not chunk and not value and not fault.is_unfinished(message) and not fault.is_unfinished(other) then
        local near = " near '" .. word .. "'"
        return first, (message:sub(-#near) == near and message or other):gsub("^x:%d+: ", "")
      end
    end
  end
end

-- The byte of a line that a message speaks of: a name in quotes that stands there, the longest first.
local function named_in(line, message)
  local best, size
  for name in message:gmatch "'([^']+)'" do
    local pattern = name:gsub("%p", "%%%0")
    local at = line:find("%f[%w_]" .. pattern .. "%f[^%w_]") or not name:find "^[%w_]+$" and line:find(name, 1, true)
    if at and (not size or #name > size) then best, size = at, #name end
  end
  return best
end

-- The lines about an error: `message` of `text`, which did not compile, or raised. paint as of terminal.painter.
function fault.lines(text, message, compiled, paint, width)
  local number, what = message:match("^" .. fault.CHUNK .. ":(%d+): (.*)$")
  local lines = {}
  if not number then
    lines[1] = paint("red", terminal.text(message))
    return lines
  end
  local line = line_of(text, tonumber(number))
  local at
  if compiled then at = named_in(line, what)
  else
    local stop, why = stop_of(text)
    if stop then
      what = why
      line = text:sub(1, stop):match "[^\n]*$"
      local start = stop - #line + 1
      line = text:sub(start, (text:find("\n", start, true) or #text + 1) - 1)
      at = stop - start + 1
    elseif what:find "<eof>" then
      line = line_of(text, select(2, text:gsub("\n", "")) + 1)
      at = #line + 1
    end
  end
  if at or text:find "\n" then
    local shown = line:gsub("\t", " ")
    local column = terminal.width(terminal.text(shown:sub(1, (at or #shown:match "^%s*" + 1) - 1)))
    shown = terminal.text(shown)
    if column > width - 20 then -- the place stays in sight
      shown = terminal.cut_left(shown, math.max(terminal.width(shown) - column + width // 2, 2))
      column = width // 2
    end
    lines[#lines + 1] = "  " .. terminal.cut(shown, width - 2)
    if at then lines[#lines + 1] = "  " .. (" "):rep(column) .. paint("red", "^") end
  end
  lines[#lines + 1] = paint("red", terminal.text(what))
  if text:find "\n" then lines[#lines] = lines[#lines] .. paint("dim", ("  (line %s)"):format(number)) end
  return lines
end

return fault

-- Text for a terminal: nothing of an article or a message may drive it. Control characters, bidirectional overrides and
-- line separators become visible escapes; widths are counted in cells; colour only where it is wanted.
local core = require "lunette.core"
local terminal = {}

local function escape(code) return ("\\u{%X}"):format(code) end

-- C1 controls, line and paragraph separators, directional marks, embeddings, overrides and isolates.
local function escape_unicode(text)
  if not text:find "[\xC2\xD8\xE2]" then return text end
  text = text:gsub("\xC2[\x80-\x9F]", function(c) return escape(utf8.codepoint(c)) end)
  text = text:gsub("\xD8\x9C", escape(0x61C))
  text = text:gsub("\xE2\x80[\x8E\x8F\xA8-\xAE]", function(c) return escape(utf8.codepoint(c)) end)
  return (text:gsub("\xE2\x81[\xA6-\xA9]", function(c) return escape(utf8.codepoint(c)) end))
end

-- One line of text, safe to print: white space is folded to single blanks.
function terminal.line(text)
  if core.is_plain(text) then return text end
  text = text:gsub("%s+", " "):gsub("[%z\1-\31\127]", function(c) return escape(c:byte()) end)
  return escape_unicode(text)
end

-- Text that may have several lines.
function terminal.text(text)
  if not utf8.len(text) then text = text:gsub("[\x80-\xFF]", function(c) return ("\\x%02X"):format(c:byte()) end) end
  text = text:gsub("\r\n?", "\n"):gsub("[%z\1-\8\11-\31\127]", function(c) return escape(c:byte()) end)
  return escape_unicode(text)
end

-- Cells that a line takes.
function terminal.width(text) return core.width(text) end

-- Cut to a width in cells, with an ellipsis.
function terminal.cut(text, width)
  if core.width(text) <= width then return text end
  return core.cut(text, width - 1) .. "…"
end

-- The same with the end kept: what stands before a word is read from its end.
function terminal.cut_left(text, width)
  local over = core.width(text) - width
  if over <= 0 then return text end
  local gone = #core.cut(text, over + 1)
  while core.width(text:sub(gone + 1)) > width - 1 do gone = utf8.offset(text, 2, gone + 1) - 1 end
  return "…" .. text:sub(gone + 1)
end

function terminal.pad(text, width)
  local room = width - core.width(text)
  return room > 0 and text .. (" "):rep(room) or text
end

local codes = { bold = "1", dim = "2", red = "31", green = "32", yellow = "33", blue = "34", cyan = "36" }

-- A painter: paint("bold", text). Without colour it gives the text back.
function terminal.painter(colour)
  if not colour then return function(_, text) return text end end
  return function(style, text)
    if not style or text == "" then return text end
    return ("\27[%sm%s\27[0m"):format(codes[style], text)
  end
end

return terminal

-- Text as HTML, and what a page's content security policy says of its own style and script.
local core = require "lunette.core"
local html_text = {}

local letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

-- Base64 of bytes given in hexadecimal.
local function base64(hexadecimal)
  local bytes = hexadecimal:gsub("%x%x", function(digits) return string.char(tonumber(digits, 16)) end)
  local out = {}
  for i = 1, #bytes, 3 do
    local a, b, c = bytes:byte(i, i + 2)
    local joined = a << 16 | (b or 0) << 8 | (c or 0)
    for k = 0, 3 do
      local n = joined >> (18 - 6 * k) & 63
      out[#out + 1] = (k == 2 and not b or k == 3 and not c) and "=" or letters:sub(n + 1, n + 1)
    end
  end
  return table.concat(out)
end

-- A source of the policy: what has this hash.
local function hash_of(text) return "'sha256-" .. base64(core.sha256(text)) .. "'" end

local entity = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;", ["'"] = "&#39;" }

-- Text as HTML text: marks as entities; controls and what turns the direction of writing as visible escapes.
local function escape(text)
  text = text:gsub("[&<>\"']", entity):gsub("[%z\1-\8\11-\31\127]", "\u{FFFD}")
  text = text:gsub("\xC2[\x80-\x9F]", "\u{FFFD}")
  text = text:gsub("\xE2\x80[\x8E\x8F\xAA-\xAE]", function(c) return ("\\u{%X}"):format(utf8.codepoint(c)) end)
  return (text:gsub("\xE2\x81[\xA6-\xA9]", function(c) return ("\\u{%X}"):format(utf8.codepoint(c)) end))
end

-- The elements of a page's head that keep everything else out: it loads nothing, reports nothing, sends no form.
local function policy(style, script)
  return ('<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src %s; script-src %s; base-uri \'none\'; form-action \'none\'">\n'):format(hash_of(style), hash_of(script)) ..
    '<meta name="referrer" content="no-referrer">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
end

html_text.escape, html_text.policy = escape, policy

return html_text

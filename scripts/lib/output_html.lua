-- Reports as one page: a table each, light and dark, that can be sorted and filtered. The page loads nothing: its content
-- security policy allows its own style and its own script alone. All text is escaped; only http and https become links.
local core = require "lunette.core"
local cell = require "lunette.cell"
local output = require "lunette.output"

local style = [[
:root{color-scheme:light dark;--line:#ccc;--soft:#f3f3f1;--ink:#1b1b1b;--page:#fff;--link:#0645ad}
@media(prefers-color-scheme:dark){:root{--line:#444;--soft:#222;--ink:#e4e4e2;--page:#151515;--link:#8ab4f8}}
body{font:15px/1.45 system-ui,sans-serif;color:var(--ink);background:var(--page);margin:2em auto;padding:0 1em;max-width:110em}
h1{font-size:1.3em}h2{font-size:1.1em;margin-top:2em}
input{font:inherit;padding:.25em .5em;width:20em;max-width:100%}
div{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid var(--line);padding:.3em .6em;text-align:start;vertical-align:top}
th{position:sticky;top:0;background:var(--soft);cursor:pointer;white-space:nowrap}
td{max-width:40em;overflow-wrap:anywhere}td.n{text-align:end;font-variant-numeric:tabular-nums}
tr[hidden]{display:none}a{color:var(--link)}
]]

local script = [[
document.querySelectorAll("table").forEach(function(table){
var body=table.tBodies[0];
table.querySelectorAll("th").forEach(function(head,column){head.onclick=function(){
var up=head.dataset.up=head.dataset.up==="1"?"0":"1";
Array.from(body.rows).sort(function(a,b){
a=a.cells[column];b=b.cells[column];
var order=a.className==="n"&&b.className==="n"?a.textContent-b.textContent:a.textContent<b.textContent?-1:a.textContent>b.textContent?1:0;
return up==="1"?order:-order;}).forEach(function(row){body.appendChild(row);});};});});
document.getElementById("filter").oninput=function(){
var wanted=this.value.toLowerCase();
document.querySelectorAll("tbody tr").forEach(function(row){row.hidden=row.textContent.toLowerCase().indexOf(wanted)<0;});};
]]

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

local function hash_of(text) return "'sha256-" .. base64(core.sha256(text)) .. "'" end

local entity = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;", ["'"] = "&#39;" }

-- Text as HTML text: marks as entities; controls and what turns the direction of writing as visible escapes.
local function escape(text)
  text = text:gsub("[&<>\"']", entity):gsub("[%z\1-\8\11-\31\127]", "\u{FFFD}")
  text = text:gsub("\xC2[\x80-\x9F]", "\u{FFFD}")
  text = text:gsub("\xE2\x80[\x8E\x8F\xAA-\xAE]", function(c) return ("\\u{%X}"):format(utf8.codepoint(c)) end)
  return (text:gsub("\xE2\x81[\xA6-\xA9]", function(c) return ("\\u{%X}"):format(utf8.codepoint(c)) end))
end

local function html_cell(value)
  local text = cell.text(value)
  if type(value) == "number" then return ('<td class="n">%s</td>'):format(escape(text)) end
  local link = text:find "^[Hh][Tt][Tt][Pp][Ss]?://[^%s%c\"'<>`\\]+$" and not text:find "[\x80-\xFF]"
  if link then return ('<td><a href="%s" rel="noreferrer noopener nofollow">%s</a></td>'):format(escape(text), escape(text)) end
  return ('<td dir="auto">%s</td>'):format(escape(text))
end

local formats = {}

function formats.html(tables, context)
  local title = escape(context.report or "lunette")
  local out = {
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
    ('<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src %s; script-src %s; base-uri \'none\'; form-action \'none\'">\n'):format(hash_of(style), hash_of(script)),
    '<meta name="referrer" content="no-referrer">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n',
    ("<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n<h1>%s</h1>\n"):format(title, style, title),
    '<p><input id="filter" type="search" placeholder="Filter" aria-label="Filter rows"></p>\n',
  }
  for _, t in ipairs(tables) do
    if t.heading or #tables > 1 then out[#out + 1] = ("<h2>%s</h2>\n"):format(escape(t.heading or t.name)) end
    for _, line in ipairs(t.lines or {}) do out[#out + 1] = ("<p>%s</p>\n"):format(escape(line)) end
    local columns = t.lines and {} or cell.columns(t)
    if columns[1] then
      if not t.loose then table.insert(columns, 1, "document") end
      out[#out + 1] = "<div><table>\n<thead><tr>"
      for _, column in ipairs(columns) do out[#out + 1] = ("<th>%s</th>"):format(escape(column)) end
      out[#out + 1] = "</tr></thead>\n<tbody>\n"
      for _, row in ipairs(t.rows) do
        local cells = {}
        for c, column in ipairs(columns) do
          local value = cell.value(row.cells, column)
          if column == "document" and value == nil and row.document then value = row.document.id end
          cells[c] = html_cell(value)
        end
        out[#out + 1] = "<tr>" .. table.concat(cells) .. "</tr>\n"
      end
      out[#out + 1] = "</tbody></table></div>\n"
    end
  end
  out[#out + 1] = ("<script>%s</script>\n</body>\n</html>\n"):format(script)
  return table.concat(out)
end

return output.of_functions(formats)

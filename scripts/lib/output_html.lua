-- Reports as one page: a table each, light and dark, that can be sorted and filtered. The page loads nothing: its content
-- security policy allows its own style and its own script alone. All text is escaped; only http and https become links.
local cell = require "lunette.cell"
local html_text = require "lunette.html_text"
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

local escape = html_text.escape

local function html_cell(value)
  local text = cell.text(value)
  if type(value) == "number" then return ('<td class="n">%s</td>'):format(escape(text)) end
  local link = text:find "^[Hh][Tt][Tt][Pp][Ss]?://[^%s%c\"'<>`\\]+$" and not text:find "[\x80-\xFF]"
  if link then return ('<td><a href="%s" rel="noreferrer noopener nofollow">%s</a></td>'):format(escape(text), escape(text)) end
  return ('<td dir="auto">%s</td>'):format(escape(text))
end

local formats = {}

-- A report that is `raw` gives a whole page itself, { page = }, of one article.
local function whole_page(tables)
  local pages = {}
  for _, t in ipairs(tables) do for _, row in ipairs(t.rows) do pages[#pages + 1] = row.cells.page end end
  if #pages > 1 then return nil, ("a page is of one article, and there are %d: name one, or run it for each"):format(#pages) end
  return pages[1] or ""
end

function formats.html(tables, context)
  if context.raw then return whole_page(tables) end
  local title = escape(context.report or "lunette")
  local out = {
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
    html_text.policy(style, script),
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

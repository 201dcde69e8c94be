-- The page of one article: its text with what was found in it marked, a list of each kind that jumps to its places, and of every
-- mark why it is there. Owns the cutting of the text where marks begin and end, and the HTML; style and script are lunette.page_asset.
local asset = require "lunette.page_asset"
local cell = require "lunette.cell"
local html_text = require "lunette.html_text"
local speakers = require "lunette.speakers"
local why_of = require("lunette.why").of
local escape = html_text.escape
local page = {}

-- Kinds of marks in the order of their lists: kind, heading.
local kinds = {
  { "person", "People" }, { "org", "Organisations" }, { "place", "Places" }, { "norp", "Peoples" }, { "misc", "Other names" },
  { "said", "Who said what" }, { "time", "Times" }, { "quantity", "Quantities" }, { "fact", "Facts" },
}
local inline = { said = 1, fact = 2 } -- these lie around the others

local LONG = 60 -- lines of a derivation

local function why_text(why, thing)
  local ok, text = pcall(function() return tostring(why(thing)) end)
  if not ok then return "" end
  local lines = 0
  for at in text:gmatch "()\n" do
    lines = lines + 1
    if lines == LONG then return text:sub(1, at) .. "..." end
  end
  return text
end

-- All marks of a document: { kind, first, last, entity, title, notes = { {name, value} ... }, why }.
local function gather(doc)
  local list = {}
  local function mark(kind, first, last, fields)
    fields.kind, fields.first, fields.last = kind, first, last
    list[#list + 1] = fields
    return fields
  end
  for _, kind in ipairs { "person", "org", "place", "norp", "misc" } do
    for s in doc:spans(kind) do
      local e = doc:entity(s)
      local notes = {}
      if e then
        if e.roles and e.roles[1] then notes[#notes + 1] = { "role", e.roles[1] } end
        if e.country then notes[#notes + 1] = { "country", e:shown_country() } end
      end
      if s.id then notes[#notes + 1] = { "id", s.id } end
      if s.reason then notes[#notes + 1] = { "because", s.reason } end
      mark(kind, s.first, s.last, { entity = e, title = e and e.name or s.text, notes = notes, thing = s })
    end
  end
  for s in doc:spans "time" do
    mark("time", s.first, s.last, { title = s.value or s.text, notes = { { "type", s.type }, { "from", s.from } }, thing = s })
  end
  for s in doc:spans "quantity" do
    local notes = {}
    for _, name in ipairs { "high", "code", "unit", "what", "about" } do if s:get(name) then notes[#notes + 1] = { name, s:get(name) } end end
    mark("quantity", s.first, s.last, { title = s:get "value" or s.text, notes = notes, thing = s })
  end
  for f in doc:facts() do
    if f.type == "said" and f.content then
      local speaker = speakers.shown(f)
      local notes = { { "kind", f.kind }, { "cue", f.cue and f.cue.text }, { "stance", f.stance }, { "no speaker", not speaker and f.reason or nil } }
      mark("said", f.content.first, f.content.last, { title = speaker or "(nobody named)", notes = notes, thing = f, text = f.content.text })
    elseif f.match and f.type ~= "said" and f.type ~= "alias" and f.type ~= "role" then
      local notes = {}
      for name, value in pairs(f) do
        if name ~= "type" and name ~= "rule" and name ~= "file" and name ~= "line" and name ~= "match" then
          notes[#notes + 1] = { name, cell.text(cell.keep(name, value)) }
        end
      end
      table.sort(notes, function(a, b) return a[1] < b[1] end)
      mark("fact", f.match.first, f.match.last, { title = f.type, notes = notes, thing = f, text = f.match.text })
    end
  end
  table.sort(list, function(a, b)
    if a.first ~= b.first then return a.first < b.first end
    if (inline[a.kind] or 9) ~= (inline[b.kind] or 9) then return (inline[a.kind] or 9) < (inline[b.kind] or 9) end
    return a.last > b.last
  end)
  for number, m in ipairs(list) do m.number = number end
  return list
end

-- What stands in the hidden element of a mark, which the tip shows and screen readers are told.
local function description(m, reasons)
  local out = { ('<div class="why" id="w%d" data-k="%s"><b>%s</b> <span class="k2">%s</span>'):format(m.number, m.kind, escape(m.title or ""), m.kind) }
  for _, note in ipairs(m.notes) do
    if note[2] and note[2] ~= "" then out[#out + 1] = ('<br><span class="k2">%s</span> %s'):format(escape(note[1]), escape(tostring(note[2]):gsub("%s+", " "))) end
  end
  local why = why_text(reasons, m.thing)
  if why ~= "" then out[#out + 1] = "<pre>" .. escape(why) .. "</pre>" end
  return table.concat(out) .. "</div>\n"
end

-- The marks that reach into paragraphs, which are asked for in the order of the text: function(first, last) -> list, in order.
local function reaching(list)
  local at, open = 1, {} -- those that go on behind the paragraph asked for last
  return function(first, last)
    local found, going = {}, {}
    local function take(m)
      if m.last >= first then found[#found + 1] = m end
      if m.last > last then going[#going + 1] = m end
    end
    for _, m in ipairs(open) do take(m) end
    while list[at] and list[at].first <= last do
      take(list[at])
      at = at + 1
    end
    open = going
    return found
  end
end

-- The text of tokens first .. last, cut where marks begin and end; `there` are those that reach into it.
local function marked(doc, there, first, last, out)
  local begins, ends = {}, {}
  for _, m in ipairs(there) do
    local a, b = math.max(m.first, first), math.min(m.last, last)
    begins[a], ends[b + 1] = begins[a] or {}, true
    table.insert(begins[a], m)
  end
  local open, text, at = {}, doc.text, doc:bounds(first)
  local function flush(from, to, fresh)
    if from > to then return end
    local piece = escape(text:sub(from, to)):gsub("\n%s*", " ")
    if not open[1] then
      out[#out + 1] = piece
      return
    end
    local classes, numbers, names, entity, described = {}, {}, {}, nil, {}
    for _, m in ipairs(open) do
      if not names[m.kind] then
        names[m.kind] = true
        classes[#classes + 1] = m.kind
      end
      numbers[#numbers + 1] = m.number
      entity = m.entity and m.entity.number or entity
    end
    for _, m in ipairs(fresh) do described[#described + 1] = "w" .. m.number end
    local kinds_text = table.concat(classes, " ")
    out[#out + 1] = ('<span class="a %s" data-k="%s" data-a="%s"%s%s>%s</span>'):format(kinds_text, kinds_text, table.concat(numbers, " "),
      entity and (' data-e="%d"'):format(entity) or "",
      fresh[1] and (' data-t tabindex="0" role="mark" aria-describedby="%s"'):format(table.concat(described, " ")) or "", piece)
  end
  local fresh = {}
  for i = first, last + 1 do
    if begins[i] or ends[i] or i == last + 1 then
      local start = i <= last and doc:bounds(i) or select(2, doc:bounds(last)) + 1
      local stop = start - 1
      -- blanks before a token belong to the marks that go on over it, not to those that end before it
      local going = {}
      for _, m in ipairs(open) do if m.last >= i then going[#going + 1] = m end end
      if #going == #open then flush(at, stop, fresh)
      else
        local token_end = select(2, doc:bounds(i - 1))
        flush(at, token_end, fresh)
        open = going
        flush(token_end + 1, stop, {})
      end
      at, fresh = start, {}
      for _, m in ipairs(begins[i] or {}) do
        open[#open + 1] = m
        if m.first >= first then fresh[#fresh + 1] = m end
      end
    end
  end
end

-- The list of a kind: what it is called, how often, and buttons that jump.
local function side_list(kind, heading, list)
  local groups, order, count = {}, {}, 0
  for _, m in ipairs(list) do
    if m.kind == kind then
      count = count + 1
      local key = m.entity or (kind == "said" or kind == "fact") and m or m.title
      if not groups[key] then
        groups[key] = { title = m.title, text = m.text }
        order[#order + 1] = groups[key]
      end
      table.insert(groups[key], m.number)
    end
  end
  if count == 0 then return "", 0 end
  local out = { ('<section data-k="%s" aria-label="%s"><h2 class="k %s">%s <small>%d</small></h2><ul>\n'):format(kind, heading, kind, heading, count) }
  for _, group in ipairs(order) do
    local text = group.text and group.text:gsub("%s+", " ")
    local cut = text and utf8.offset(text, 61)
    if cut then text = text:sub(1, cut - 1) .. "…" end
    out[#out + 1] = ('<li><button type="button" data-a="%s">%s%s</button>%s</li>\n'):format(table.concat(group, " "), escape(group.title or ""),
      text and " <small>" .. escape(text) .. "</small>" or "", #group > 1 and (" <small>%d</small>"):format(#group) or "")
  end
  return table.concat(out) .. "</ul></section>\n", count
end

local tags = { headline = "h2", byline = "p", caption = "p", related = "p" }

-- The whole page of a document, as HTML.
function page.of(doc)
  local list, out = gather(doc), {}
  local marks_of = reaching(list)
  local headline = doc.headline and doc.headline.text:gsub("%s+", " ") or doc.id
  out[1] = '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n' .. html_text.policy(asset.style, asset.script) ..
    ("<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n"):format(escape(headline), asset.style)
  local about = { doc.date or "no date", doc.id }
  if doc.byline then table.insert(about, 2, (tostring(doc.byline):gsub("%s+", " "))) end
  out[#out + 1] = ("<header><h1>%s</h1>\n<p>%s</p></header>\n"):format(escape(headline), escape(table.concat(about, " · ")))
  out[#out + 1] = '<div class="columns">\n<main>\n'
  for paragraph, part in doc:paragraphs() do
    if not (part == "headline" and doc.headline) then
      local tag = tags[part] or "p"
      out[#out + 1] = ("<%s>"):format(tag)
      marked(doc, marks_of(paragraph.first, paragraph.last), paragraph.first, paragraph.last, out)
      out[#out + 1] = ("</%s>\n"):format(tag)
    else
      out[#out + 1] = '<p class="k2">'
      marked(doc, marks_of(paragraph.first, paragraph.last), paragraph.first, paragraph.last, out)
      out[#out + 1] = "</p>\n"
    end
  end
  local lists, boxes = {}, {}
  for _, kind in ipairs(kinds) do
    local text, count = side_list(kind[1], kind[2], list)
    if count > 0 then
      lists[#lists + 1] = text
      boxes[#boxes + 1] = ('<label><input type="checkbox" checked value="%s"> <span class="k %s">%s</span> <small>%d</small></label>\n'):format(kind[1], kind[1], kind[2], count)
    end
  end
  out[#out + 1] = '</main>\n<nav aria-label="What was found">\n<fieldset><legend>Show</legend>\n' .. table.concat(boxes) .. "</fieldset>\n" ..
    '<p><small>j and k go on and back, n to the next mention of the same one, Escape closes.</small></p>\n' .. table.concat(lists) .. "</nav>\n</div>\n"
  local reasons = why_of(doc)
  for _, m in ipairs(list) do out[#out + 1] = description(m, reasons) end
  out[#out + 1] = ('<div id="tip" role="tooltip" hidden></div>\n<script>%s</script>\n</body>\n</html>\n'):format(asset.script)
  return table.concat(out)
end

return page

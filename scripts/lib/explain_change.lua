-- The single changes that could let a rule match where it stopped, and which of them really do: each is made in the text of
-- the rule, compiled and run on the document.
-- A change: { what (words for the user), shown (the element as it would be), cost, source at past new (the edit of a text) or
-- field value (of the rule), point (where it helps) }. A point: { here (place of the element), node, token, start, depth }.
local core = require "lunette.core"
local engine = require "lunette.engine"
local fit = require "lunette.explain_fit"
local inflect = require "lunette.inflect"
local text = require "lunette.explain_text"
local change = {}

local MAX_CHANGES, MAX_COMPARED = 400, 80 -- for one sentence: those that are tried; those that are compared when none helps
local WIDER, ENTRY = 3, 4 -- tokens that a gap may grow by; tokens of a new entry

-- What it costs: the less, the likelier it is what the author of the rule forgot.
local cost = {
  case = 1, forms = 1, value = 1.5, widen = 1, wider = 0.75, skip = 1.7, first = 2.25, layer = 2, add = 2, more = 0.5, bound = 2.5, span = 2.5,
  drop = 3, narrow = 3, across = 3, look = 3.5,
  optional = 4, last = 4.5, any = 5, insert = 3.5, free = 5, function_word = 4, other = 1.5, common = 3, back = 0.5,
}

local function quoted(list) return "'" .. list .. "'" end

-- Layers that every article has: no rule gives them.
local given
local function is_given(name)
  if not given then
    given = {}
    local doc = require("lunette").doc ""
    for layer in doc:layers() do given[layer] = true end
    core.close(doc)
  end
  return given[name] or false
end

-- Collects changes; equal edits are kept once.
local function collector()
  local list, seen = {}, {}
  return list, function(c)
    local key = c.source and ("%s %d %d %s"):format(c.source.name or "", c.at, c.past, c.new) or ("%s=%s"):format(c.field, tostring(c.value))
    if not seen[key] then
      seen[key] = true
      list[#list + 1] = c
    end
  end
end

local function edit(put, point, here, at, past, new, what, price)
  local whole = text.whole(here)
  local source = here.source.text
  local shown = source:sub(math.min(whole.at, at), at - 1) .. new .. source:sub(past, math.max(whole.past, past) - 1)
  put { source = here.source, at = at, past = past, new = new, what = what, cost = price, shown = (shown:gsub("%s+", " ")), point = point, here = here }
end

-- X | other, written where X stands.
local function add_alternative(put, point, here, other, what, price, entry)
  local function with_entry(c)
    c.entry = entry
    put(c)
  end
  if here.op == "alt" then
    local last = here.kids[#here.kids].past
    edit(with_entry, point, here, last, last, " | " .. other, what, price)
  elseif here.parent and here.parent.op == "alt" then edit(with_entry, point, here, here.past, here.past, " | " .. other, what, price)
  else edit(with_entry, point, here, here.at, here.past, ("(%s | %s)"):format(here.source.text:sub(here.at, here.past - 1), other), what, price) end
end

-- The word of the token beside the element: in any case where the text has it so or it begins the sentence. A word of another
-- kind than the one that is written is hardly what was forgotten.
local function add_word(put, point, here, doc)
  local word, t = doc:word(point.token), here.test
  local extra, written = fit.word(point.node and point.node[1] or t, doc, point.token), text.word(word)
  if not extra then return end
  if word ~= core.lower(word) and doc:sentence(point.token) ~= point.token then written = text.exact(word) end
  local other = t and (t.kind == "lower" and fit.is_function_word(t.word) and not fit.is_function_word(word) or here.source.text:sub(here.at, here.at) == "[")
  add_alternative(put, point, here, written, "add the word " .. written, cost.add + point.extra + extra + (other and cost.other or 0))
end

-- <be> for be, which took that one form and not the one that stands there.
local function all_forms(put, point, here, doc)
  local t = here.test
  if not t or t.kind ~= "lower" or here.source.text:sub(here.at, here.past - 1) ~= t.word then return end
  for _, lemma in ipairs(inflect.lemmas(doc:lower(point.token))) do
    if lemma == t.word then edit(put, point, here, here.at, here.past, "<" .. lemma .. ">", "take all forms of it", cost.forms) end
  end
end

local function add_lemmas(put, point, here, doc)
  local word, other = doc:lower(point.token), fit.is_name(doc, point.token) and cost.other or 0
  if not word:find "^[%a'\x80-\xFF-]+$" then return end
  local extra = fit.lemma(here.test.lemmas, doc, point.token)
  for k, lemma in ipairs(extra and inflect.lemmas(word) or {}) do
    if k > 2 then break end
    edit(put, point, here, here.past - 1, here.past - 1, "|" .. lemma, "add the lemma " .. quoted(lemma), cost.add - 0.25 + (k - 1) * cost.more + other + extra + point.extra)
  end
end

-- The runs of tokens from a place that an entry or a span might be: that of capitals first.
local function runs(doc, first)
  local _, stop = doc:sentence(first)
  local list, capitals = {}, first
  local function is_cap(i)
    local _, _, flags = core.lexeme(doc:lexeme(i))
    return flags & core.flags.cap ~= 0
  end
  local lexicon = core.embedded_dictionary "lexicon"
  local doubtful = doc:sentence(first) == first and lexicon and lexicon:lookup(doc:lower(first)) and 1 or 0 -- has its capital from there
  while is_cap(first) and capitals < stop and is_cap(capitals + 1) do capitals = capitals + 1 end
  for last = first, math.min(stop, math.max(capitals, first + ENTRY - 1)) do
    if not doc:word(last):find "[%w\x80-\xFF]" then break end
    local inside = last > first and fit.is_function_word(doc:word(last)) -- an entry does not end with it: Bank of Chile
    if inside and not (last < stop and is_cap(last + 1)) then break end
    if not inside then list[#list + 1] = { last = last, cost = math.abs(last - capitals) * cost.more + doubtful } end
  end
  return list
end

local function at_span(doc, name, first)
  for s in doc:spans(name) do
    if s.first == first then return s end
    if s.first > first then return nil end
  end
end

-- An entry or a layer's span that is not there, or that lacks the attribute.
local function whole_changes(put, point, here, doc)
  local x, first = here.node, point.token
  if x.attribute then
    edit(put, point, here, here.at, here.past, (here.op == "layer" and "@" or "#") .. x.name, ("drop [%s=...]"):format(x.attribute), cost.drop)
    local values = {}
    if here.op == "layer" then values = { (at_span(doc, x.name, first) or {})[x.attribute] }
    else
      for from, _, entry in doc:entries(x.dictionary or x.name) do
        if from == first then for k, row in ipairs((x.dictionary or require("lunette").dictionary(x.name)):candidates(entry, doc.date)) do values[k] = row[x.attribute] end end
      end
    end
    for _, value in ipairs(values) do
      if value ~= "" then
        local past = x.values[#x.values] and here.source.text:sub(1, here.past - 1):find "%s*%]$"
        edit(put, point, here, past, past, "," .. (value:find "^[%w_.-]+$" and value or text.exact(value)), ("add the value %s"):format(quoted(value)), cost.value)
      end
    end
  end
  if here.op == "layer" then
    for name in doc:layers() do
      if name ~= x.name and not name:find "%?$" and at_span(doc, name, first) then
        add_alternative(put, point, here, "@" .. name, ("add the layer @%s"):format(name), cost.layer + (is_given(x.name) and cost.common or 0))
      end
    end
  end
  if here.op == "layer" and fit.is_pronoun(doc:word(first)) then
    local word = text.word(doc:word(first))
    add_alternative(put, point, here, word, "add the word " .. word, cost.add)
  end
  for _, run in ipairs(here.op == "layer" and is_given(x.name) and {} or runs(doc, first)) do
    local words = doc:span(first, run.last).text:gsub("%s+", " ")
    local elsewhere = here.op == "entry" and doc.date and (x.dictionary or require("lunette").dictionary(x.name)):lookup(words)
    local what = elsewhere and ("let a row of %s in the dictionary '%s' be true on %s: change its from and to"):format(quoted(words), x.name, doc.date:sub(1, 10)) or
      here.op == "entry" and ("add the entry %s to the dictionary '%s'"):format(quoted(words), x.name) or
      ("let a rule or a list make %s a span of @%s"):format(quoted(words), x.name)
    local price = fit.is_name(doc, first) and cost.span or cost.span + cost.common
    if here.op == "entry" then
      local extra = fit.entry((x.dictionary or require("lunette").dictionary(x.name)), doc, first, run.last)
      price = extra and cost.add + extra
    elseif not fit.looks_like_span(doc, first, run.last) then price = nil end
    if price then add_alternative(put, point, here, text.exact(words), what, price + run.cost + point.extra, { name = x.name, kind = here.op, text = words }) end
  end
end

-- A test between brackets: another value or bound, or one test less.
local function test_changes(put, point, here, doc, t)
  local word, source = doc:lower(point.token), here.source.text
  if t.kind == "compare" and t.past then
    local number = t.field == "value" and tonumber((word:gsub(",", ""):match "^%d[%d.]*")) or t.field == "len" and utf8.len(doc:word(point.token))
    local last = not t.bracket and t.past or nil
    if last and number and t.sign:find "[<>]" then
      edit(put, point, here, t.at, last, ("%s%s%g"):format(t.field, t.sign:sub(1, 1) .. "=", number), ("let %s go to %g"):format(t.field, number), cost.bound)
    elseif last and t.sign == "=" and (t.field == "word" or t.field == "lemma") then
      local value = t.field == "lemma" and inflect.lemmas(word)[1] or word
      local shown = value:find "^[%w\x80-\xFF'.-]+$" and value or text.exact(value)
      local extra
      if t.field == "lemma" then extra = fit.lemma(t.values, doc, point.token) else extra = fit.word(t, doc, point.token) end
      if extra then edit(put, point, here, last, last, "," .. shown, ("add the %s %s"):format(t.field, quoted(value)), cost.add + extra + point.extra) end
    end
  end
  if t.kind == "and" then
    for k, x in ipairs(t) do
      local rest, whole = {}, nil
      for j, y in ipairs(t) do
        if j ~= k then rest[#rest + 1] = source:sub(y.bracket or y.at, y.past - 1) end
        if j == k then whole = source:sub(y.bracket or y.at, y.past - 1) end
      end
      edit(put, point, here, t[1].bracket or t[1].at, t[#t].past, table.concat(rest, " & "), ("drop the test %s"):format(whole), cost.drop)
      test_changes(put, point, here, doc, x)
    end
  elseif t.kind == "or" then for _, x in ipairs(t) do if x.past then test_changes(put, point, here, doc, x) end end end
end

-- Whether an element takes nearly anything, so that a neighbour of it can always be left out.
local function is_wide(here)
  local x = here and here.node
  return x and (x.op == "gap" or x.op == "rep" and (not x.max or x.max > 2) or x.op == "tok" and x[1].kind == "any") or false
end

-- X? for the element; X* for X+. Where what follows it then matches in its place, that says much; at an end of a pattern or
-- beside a gap it says little.
local function optional_changes(add, point, here, meaning)
  local function put(c)
    local price = math.max(meaning(point.here), meaning(c.here))
    c.left_out, c.loses, c.cost = true, price > 0, c.cost + price
    add(c)
  end
  local whole, source = text.whole(here), here.source.text
  local siblings, at = whole.parent and whole.parent.op == "seq" and whole.parent.kids or {}, 0
  for k, other in ipairs(siblings) do if other == whole then at = k end end
  local last = at == 0 or not siblings[at + 1]
  local price = last and cost.last or (is_wide(siblings[at - 1]) or is_wide(siblings[at + 1])) and cost.optional or
    at == 1 and cost.first or cost.skip
  while here do
    local up = here.parent
    if here.op == "rep" then
      if here.node.min > 0 then
        local inner = here.kids[1]
        local new = here.node.max and ("{0,%d}"):format(here.node.max) or "*"
        edit(put, point, here, inner.past, here.past, new .. (here.node.lazy and "?" or ""), "let it be left out", price)
      end
    elseif not (up and up.op == "rep") and here.op ~= "cap" and here.op ~= "span" and here.op ~= "gap" then
      local loose = (here.op == "alt" or here.op == "seq") and not here.bracketed
      if not loose then edit(put, point, here, here.past, here.past, "?", "let it be left out", price)
      elseif here.op == "alt" then edit(put, point, here, here.at, here.past, "(" .. source:sub(here.at, here.past - 1) .. ")?", "let it be left out", price) end
    end
    here, price = up, price + 1
  end
end

-- Room for other tokens before the element.
local function insert_changes(put, point, here)
  here = text.whole(here)
  while here.parent and (here.parent.op == "seq" and here.parent.kids[1] == here or here.parent.op == "alt") do here = text.whole(here.parent) end
  local siblings = here.parent and here.parent.op == "seq" and here.parent.kids or {}
  for k = 2, #siblings do
    if siblings[k] == here and siblings[k - 1].op ~= "gap" then
      for more = 1, WIDER do
        local gap = ("...{0,%d} "):format(more)
        put { source = here.source, at = here.at, past = here.at, new = gap, what = "put a gap before it", cost = cost.insert + 0.5 * more, shown = gap .. text.shown(here),
          point = point, here = here }
      end
    end
  end
end

local function at_point(put, point, doc, meaning)
  local here, t = point.here, point.node and point.node[1]
  if here.op == "gap" or point.token > #doc then
    if here.op ~= "gap" then optional_changes(put, point, here, meaning) end
    return
  end
  local word = doc:word(point.token)
  if fit.is_function_word(word) then point.extra = not fit.takes_function_words(t) and cost.function_word or word:find "%a" and -cost.more or 0 end
  if here.op == "entry" or here.op == "layer" then whole_changes(put, point, here, doc)
  elseif here.op == "text" then
    local words = here.node.text
    if core.lower(words) ~= words then
      local parts = core.words(words)
      for k, word in ipairs(parts) do parts[k] = text.word(word) end
      local new = table.concat(parts, " ")
      edit(put, point, here, here.at, here.past, #parts > 1 and "(" .. new .. ")" or new, "take it in any case", cost.case)
    end
    if #core.words(words) == 1 then add_word(put, point, here, doc) end
  elseif here.op == "tok" or here.op == "alt" then
    local one = here.op == "tok" and t.kind
    if one == "forms" then add_lemmas(put, point, here, doc) end
    for _, kid in ipairs(here.op == "alt" and here.kids or {}) do
      if kid.test and kid.test.kind == "forms" then add_lemmas(put, point, kid, doc) end
      all_forms(put, point, kid, doc)
    end
    all_forms(put, point, here, doc)
    if one ~= "forms" and here.source.text:sub(here.at, here.at) ~= "[" then add_word(put, point, here, doc) end
    if here.op == "tok" and here.source.text:sub(here.at, here.at) == "[" then
      test_changes(put, point, here, doc, t)
      local word = doc:lower(point.token)
      local value = word:find "^[%w\x80-\xFF'.-]+$" and word or text.exact(word)
      if t.kind == "and" then add_word(put, point, here, doc)
      elseif t.kind ~= "compare" then edit(put, point, here, here.past - 1, here.past - 1, " | word=" .. value, "add the word " .. quoted(word), cost.add + cost.other + point.extra) end
      if t.kind ~= "and" then edit(put, point, here, here.at, here.past, "_", "take any token", cost.any) end
    end
  end
  optional_changes(put, point, here, meaning)
  insert_changes(put, point, here)
end

-- Gaps, repetitions and conditions anywhere in the rule.
local function anywhere(put, here, point)
  local x, source = here.node, here.source.text
  if here.op == "gap" then
    local except = here.except and " -" .. text.shown(here.except) or ""
    local function gap(max, free, left_out) return ("...%s{%d,%d%s}"):format(free and "!" or "", x.min, max, left_out) end
    for more = 1, WIDER do
      edit(put, point, here, here.at, here.past, gap(x.max + more, x.free, except), ("let the gap be %d token%s wider"):format(more, more == 1 and "" or "s"),
        cost.widen + cost.wider * more)
    end
    if here.except then edit(put, point, here, here.at, here.past, gap(x.max, x.free, ""), ("let the gap hold %s"):format(text.shown(here.except)), cost.drop) end
    if not x.free then edit(put, point, here, here.at, here.past, gap(x.max, true, except), "let the gap hold what begins its neighbours", cost.free) end
  elseif here.op == "rep" and x.max and x.max > 1 then
    for more = 1, WIDER do
      edit(put, point, here, here.kids[1].past, here.past, ("{%d,%d}%s"):format(x.min, x.max + more, x.lazy and "?" or ""), ("allow %d more"):format(more), cost.widen + cost.wider * more)
    end
  elseif here.op == "look" or here.op == "start" or here.op == "stop" then
    local shown = source:sub(here.at, here.past - 1)
    put { source = here.source, at = here.at, past = here.past, new = "", what = "drop " .. shown, cost = cost.look, point = point, here = here }
  end
  for _, kid in ipairs(here.kids) do anywhere(put, kid, point) end
end

-- Sources that the pattern uses, through macros too.
local function used(sources)
  local list, seen = {}, {}
  local function visit(here)
    if here.op == "macro" and sources[here.node.name] and not seen[here.node.name] then
      seen[here.node.name] = true
      list[#list + 1] = sources[here.node.name]
      visit(sources[here.node.name].top)
    end
    for _, kid in ipairs(here.kids) do visit(kid) end
  end
  list[1] = sources.main
  visit(sources.main.top)
  return list
end

-- Changes for the points of one sentence, the cheapest first; those of conditions where the whole pattern is there.
function change.list(step, sources, points, doc, whole)
  local list, put = collector()
  local written = used(sources)
  local meaning = fit.meaning(written)
  for _, point in ipairs(points) do if point.here then at_point(put, point, doc, meaning) end end
  for _, source in ipairs(written) do anywhere(put, source.top, nil) end
  local function field(name, value, what, price) put { field = name, value = value, what = what, cost = whole and 0 or price } end
  if not step.across then
    field("across", "paragraph", 'cross the end of the sentence: across = "paragraph"', cost.across)
    field("across", "document", 'cross the end of the paragraph: across = "document"', cost.across + 1)
  end
  for _, name in ipairs { "within", "outside" } do
    if step[name] then field(name, false, ('drop %s = "%s"'):format(name, step[name]), cost.narrow) end
  end
  if step.part then field("parts", false, ('drop part = "%s"'):format(step.part), cost.narrow) end
  local farthest = points[1] and points[1].depth or 0
  for k, c in ipairs(list) do
    c.order = k
    if c.point then c.cost = c.cost + cost.back * (farthest - c.point.depth) end
  end
  table.sort(list, function(a, b)
    if a.cost ~= b.cost then return a.cost < b.cost end
    local x, y = a.point and a.point.depth or 0, b.point and b.point.depth or 0
    if x ~= y then return x > y end
    return a.order < b.order
  end)
  for k = #list, MAX_CHANGES + 1, -1 do list[k] = nil end
  return list
end

-- The rules that the changes make, those that are none left out of the list.
local function rules_of(step, sources, rule, changes)
  local rules, kept = {}, {}
  for _, c in ipairs(changes) do
    local r
    if c.source then r = text.changed(step, sources, c)
    else
      r = {}
      for name, value in pairs(rule) do r[name] = value end
      r.elements, r[c.field] = {}, c.value or nil
    end
    if r then rules[#rules + 1], kept[#kept + 1] = r, c end
  end
  return rules, kept
end

-- One machine for all where that is not too large, else one for each rule that can have one; `from` is the place of its first.
local function machines_of(rules, lemmas)
  local ok, machine = pcall(engine.machine, rules, lemmas)
  if ok then return { { machine = machine, rules = rules, from = 1 } } end
  local list = {}
  for k, r in ipairs(rules) do
    ok, machine = pcall(engine.machine, { r }, lemmas)
    if ok then list[#list + 1] = { machine = machine, rules = { r }, from = k } end
  end
  return list
end

-- The match of a rule that helps: in the sentence, over the place where it stopped, accepted by `where`. Without one, whether
-- `where` raised: it cannot do without what the change leaves out.
local function helps(found, number, step, c, sentence, class, doc)
  local match, raised = found:first(number), false
  while match do
    local first, last, after = found:bounds(match)
    local near = first >= sentence.first and first <= sentence.last
    if c.point then near = first <= c.point.token + (c.left_out and c.point.depth == 0 and 1 or 0) and last >= c.point.start end
    if c.field == "across" then near = near and last > sentence.last and (last > #doc or select(3, doc:sentence(last)) - sentence.number <= 1) end
    if near and step.where then
      local ok, yes = pcall(step.where, setmetatable(found:read(match), class))
      near, raised = ok and yes, raised or not ok
    end
    if near then return doc:span(first, last) end
    match = after
  end
  return nil, raised
end

-- Tries changes on the document: the cheapest that lets the rule match, and the match; else nil, the one that comes farthest,
-- and how many elements are still missing there, as missing(found, number, rule, sentence) counts them.
function change.try(step, sources, rule, changes, doc, lookups, sentence, class, missing)
  local rules, kept = rules_of(step, sources, rule, changes)
  local tried = {}
  for _, made in ipairs(machines_of(rules, core.data(doc).lemmas)) do
    local found = core.search(made.machine, doc, lookups)
    for number, r in ipairs(made.rules) do
      local c = kept[made.from + number - 1]
      local match, raised = helps(found, number, step, c, sentence, class, doc)
      if match then return c, match end
      if not raised and not c.loses then tried[#tried + 1] = { c, found, number, r } end
    end
  end
  local best, least
  for k = 1, math.min(#tried, MAX_COMPARED) do
    local c, found, number, r = table.unpack(tried[k])
    local lacks = missing(found, number, r, sentence)
    if not least or lacks < least then best, least = c, lacks end
  end
  return nil, best, least
end

-- The whole rule after a change, as the script would hold it.
function change.apply(sources, c)
  if c.field then return { field = c.field, value = c.value } end
  return { pattern = c.source == sources.main and text.edited(c) or nil, macro = c.source.name, text = text.edited(c) }
end

return change

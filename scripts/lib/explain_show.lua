-- What `lunette explain` says of its findings, line by line: the reading, the element that failed with what stands there,
-- a mark under the pattern, and the change. Owns the words and their layout; knows nothing of matching.
local core = require "lunette.core"
local cell = require "lunette.cell"
local engine = require "lunette.engine"
local fit = require "lunette.explain_fit"
local inflect = require "lunette.inflect"
local terminal = require "lunette.terminal"
local text = require "lunette.explain_text"
local wordtest = require "lunette.wordtest"
local show = {}

local WIDTH, COLUMN, ROLE, NAMES = 100, 30, 40, 8 -- cells of a line, of the column of elements, of a role; dictionaries named

local function one_line(s) return terminal.line((s:gsub("%s+", " "))) end
local function words_of(doc, first, last) return one_line(doc:span(first, last).text) end
local function quoted(s) return "'" .. s .. "'" end

-- Names of the tests that a tree asks for.
local function asked(x, set)
  if x.kind == "name" then set[x.name] = true end
  for _, y in ipairs(x) do asked(y, set) end
  return set
end

-- What a token is: tests that hold, the part of speech if the rule asks any, the lemma, layers and dictionaries that it stands in. Of the tests that packs define only
-- those that the rule asks for.
function show.token(doc, i, step)
  local word, lower, flags = core.lexeme(doc:lexeme(i))
  local tests, parts, names, own_tests = {}, {}, {}, step and asked(engine.tree(step), {}) or {}
  for name, own in pairs(wordtest.names) do
    if math.type(own) then if flags & own ~= 0 then tests[#tests + 1] = name end
    elseif type(own) == "function" and own_tests[name] then
      local ok, yes = pcall(own, word)
      if ok and yes then tests[#tests + 1] = name end
    end
  end
  table.sort(tests)
  if doc:sentence(i) == i then table.insert(tests, 1, "first") end
  parts[1] = #tests > 0 and "[" .. table.concat(tests, " ") .. "]" or "no test holds"
  if step and step.layers and step.layers.token then parts[2] = ("%s %s"):format(doc:pos(i) or "no pos", doc:tag(i) or "no tag") end
  local lemmas = {}
  for _, lemma in ipairs(lower:find "^%l[%l'-]*$" and not fit.is_closed(lower) and inflect.lemmas(lower) or {}) do
    if lemma ~= lower and #lemmas < 2 then lemmas[#lemmas + 1] = lemma end
  end
  if lemmas[1] then parts[#parts + 1] = "a form of " .. table.concat(lemmas, ", ") end
  local span = doc:span(i)
  for name in doc:layers() do
    for s in doc:layer(name):covering(span) do
      parts[#parts + 1] = s.first == s.last and "@" .. name or ("in @%s %s"):format(name, quoted(terminal.cut(one_line(s.text), 30)))
      break
    end
  end
  local first, last = doc:sentence(i)
  for name in require("lunette").dictionaries() do
    for from, to in doc:entries(name, first, last) do
      if from <= i and i <= to then
        names[#names + 1] = "#" .. name .. (from < to and (" %s"):format(quoted(words_of(doc, from, to))) or "")
        break
      end
    end
  end
  for k = #names, NAMES + 1, -1 do names[k] = nil end
  if names[1] then parts[#parts + 1] = table.concat(names, " ") end
  return table.concat(parts, "; ")
end

-- The line of a pattern that holds the element, and a mark below it.
local function marked(here, put, paint, width)
  local source, whole = here.source.text, text.whole(here)
  local before = source:sub(1, here.at - 1):match "[^\n]*$"
  local line = source:match("^[^\n]*", here.at - #before)
  local indent = #line:match "^%s*"
  local lead = here.source.name and here.source.name .. " = " or ""
  local past = math.min(whole.past - here.at + #before + 1, #line + 1)
  local left = terminal.line((before:sub(indent + 1):gsub("\t", " ")))
  local element = terminal.line((line:sub(#before + 1, past - 1):gsub("\t", " ")))
  local right = terminal.line((line:sub(past):gsub("%s+$", ""):gsub("\t", " ")))
  local room = width - core.width(lead) - 4
  left = terminal.cut_left(left, math.max(room // 3, room - core.width(element .. right)))
  put(paint("dim", lead) .. terminal.cut(left .. element .. right, room))
  put((" "):rep(core.width(lead .. left)) .. paint("red", ("^"):rep(math.max(1, math.min(core.width(element), room - core.width(left))))))
end

local function element_of(here)
  local whole = text.whole(here)
  return one_line(text.shown(whole)) .. (here.source.name and " (in " .. here.source.name .. ")" or "")
end

-- Whether the token that was met begins a sentence, which a rule that stays in one refuses.
local function begins_another(finding, doc)
  local token = finding.failed.token
  return not finding.rule.across and token ~= finding.failed.start and doc:sentence(token) == token
end

local function put_reading(finding, doc, put, paint, width)
  local rows = {}
  for k, step in ipairs(finding.steps or {}) do rows[k] = { element_of(step.here), words_of(doc, step.first, step.last) } end
  local failed = finding.failed
  if failed then
    local met
    if failed.token > #doc then met = "met the end of the text"
    else met = "met " .. quoted(words_of(doc, failed.token, failed.token)) .. (begins_another(finding, doc) and ", which begins the next sentence" or "") end
    rows[#rows + 1] = { failed.here and element_of(failed.here) or "the end", met, true }
  end
  local column = 0
  for _, row in ipairs(rows) do column = math.max(column, math.min(COLUMN, core.width(row[1]))) end
  for _, row in ipairs(rows) do
    local left = terminal.pad(terminal.cut(row[1], COLUMN), column)
    put(paint(row[3] and "red" or "cyan", left) .. "  " .. paint(row[3] and "red" or nil, terminal.cut(row[2], width - column - 8)))
  end
  if failed and failed.token <= #doc then put(paint("dim", words_of(doc, failed.token, failed.token) .. ": " .. show.token(doc, failed.token, finding.rule))) end
end

-- Where a gap stopped, and which of its neighbours takes that token.
local function put_stop(finding, doc, put, paint)
  local stop = finding.stopped
  if not stop then return end
  local gap, word = one_line(text.shown(stop.here)), words_of(doc, stop.token, stop.token)
  if stop.by then
    put(("the gap %s stops at '%s', which its neighbour %s takes"):format(gap, word, one_line(text.shown(stop.by))) .. paint("dim", "; ...! lifts this"))
  else put(("the gap %s stops at '%s', which it leaves out"):format(gap, word)) end
end

local function put_change(finding, doc, put, paint)
  local c = finding.change
  if c then
    local same = c.entry or c.field or c.what:find "^drop [!&^$]"
    local before = not c.point and not same and one_line(text.shown(text.whole(c.here))) .. " becomes " or ""
    put(paint("green", c.what) .. (same and "" or ": " .. before .. paint("bold", one_line(c.shown))) ..
      (c.source and c.source.name and paint("dim", " in " .. c.source.name) or ""))
    put(paint("dim", "then it matches ") .. words_of(doc, finding.would.first, finding.would.last))
  elseif finding.best then
    local shown = not finding.best.entry and finding.best.shown
    put(paint("yellow", "no single change is enough"))
    put(("the best: %s%s; then %s"):format(finding.best.what, shown and ": " .. one_line(shown) or "", finding.lacks > 0 and
      ("%d of %d elements are still missing"):format(finding.lacks, finding.total) or finding.rule.where and "`where` says no" or "a condition of the rule says no"))
  else
    put(paint("yellow", "no single change is enough") .. (": %d of %d elements match"):format(finding.depth, finding.total))
  end
end

-- Why a match lost, in the order in which matches are compared.
local function put_winner(finding, doc, put, paint)
  local winner = finding.winner
  if core.class(winner) == "span" then
    put(paint("yellow", ("but @%s holds %s there already"):format(winner.layer, quoted(words_of(doc, winner.first, winner.last)))) ..
      (winner.rule and ", from " .. winner.rule or ""))
    return
  end
  local rule, other, loser = finding.rule, winner.rule, finding.loser
  local long, length = winner.last - winner.first + 1, loser.last - loser.first + 1
  local longer = long ~= length and ("it is longer: %d tokens, not %d"):format(long, length)
  local higher = (other.priority or 0) ~= (rule.priority or 0) and ("its priority is higher: %d, not %d"):format(other.priority or 0, rule.priority or 0)
  local reason = finding.contest == "fact" and (higher or longer) or longer or higher or other ~= rule and "its rule stands first" or "it begins first"
  put(paint("yellow", "but " .. other.id) .. (" takes %s: %s"):format(quoted(words_of(doc, winner.first, winner.last)), reason))
end

local no_role = { type = true, rule = true, file = true, line = true, match = true }

-- A fact with its roles, long ones cut.
local function fact_line(fact)
  local roles = {}
  for name, value in pairs(fact) do
    if not no_role[name] then roles[#roles + 1] = name .. "=" .. terminal.cut(one_line(cell.text(cell.keep(name, value))), ROLE) end
  end
  table.sort(roles)
  return ("%s(%s)"):format(fact.type, table.concat(roles, ", "))
end

-- A fact, and the tree of what it stands on.
local function put_fact(fact, put, paint)
  put(paint("green", fact_line(fact)))
  for line in tostring(fact:why()):gmatch "[^\n]+" do put(line) end
end

-- Facts that the match of a finding became.
local function facts_of(finding, doc)
  local list = {}
  for fact in doc:facts(finding.rule.fact) do
    if fact.rule == finding.rule.id and fact.match and fact.match.first == finding.first and fact.match.last == finding.last then list[#list + 1] = fact end
  end
  return list
end

local function put_sentence(s, doc, put, paint, width)
  put(("  %s  %s"):format(paint("dim", cell.text(cell.place(doc:span(s.first, s.last)))), terminal.cut(words_of(doc, s.first, s.last), width - 24)))
end

-- Why there is no name in the end where a rule gave a candidate.
local function put_fate(finding, doc, put, paint)
  for name in pairs(finding.rule.gives_set) do
    local layer = name:match "^(.+)%?$"
    local said = layer and require("lunette.explain_weighed").lost(doc, layer, finding.first, finding.last)
    if said then put(paint("yellow", said)) end
  end
end

local function put_finding(finding, doc, put, paint, width, settled)
  local inner = function(line) put("    " .. line) end
  put_sentence(finding.sentence, doc, put, paint, width)
  local match = finding.first and words_of(doc, finding.first, finding.last)
  if match then
    inner(paint(finding.kind == "match" and "green" or "yellow", finding.kind == "match" and "matches: " or "the pattern matches: ") .. terminal.cut(match, width - 24))
    put_reading(finding, doc, inner, paint, width)
    if finding.kind == "lost" then put_winner(finding, doc, inner, paint)
    elseif finding.kind == "refused" then inner(paint("yellow", finding.raised and "but `where` raised: " .. finding.raised or "but `where` said no"))
    elseif finding.rule.fact then
      for _, fact in ipairs(facts_of(finding, doc)) do
        put_fact(fact, inner, paint)
        local lacking = fact.type == "construction" and require("lunette.why_event").lacking(doc, fact)
        if lacking then inner(paint("yellow", lacking)) end
      end
    elseif settled then put_fate(finding, doc, inner, paint) end
  else
    put_reading(finding, doc, inner, paint, width)
    if finding.failed and finding.failed.here then marked(finding.failed.here, inner, paint, width)
    elseif not finding.failed then inner(paint("yellow", "the whole pattern is there, but a condition of the rule refuses it")) end
    put_stop(finding, doc, inner, paint)
    put_change(finding, doc, inner, paint)
  end
end

-- Facts at the place that no finding has shown: those that functions of packs have made.
local function put_other_facts(findings, facts, doc, put, paint)
  local told = {}
  for _, finding in ipairs(findings) do
    if finding.kind == "match" and finding.rule.fact then for _, fact in ipairs(facts_of(finding, doc)) do told[fact] = true end end
  end
  local head = true
  for _, fact in ipairs(facts) do
    if not told[fact] then
      if head then put(paint("bold", "other facts here")) end
      head = false
      put(("  %s%s"):format(paint("dim", fact.rule and fact.rule .. "  " or ""), fact_line(fact)))
    end
  end
end

-- Where all rules are asked, those that give no fact take a line each: the rule, its match, what became of it. The others
-- are given back.
local function put_spans(findings, doc, put, paint, width)
  local rest, rows, column = {}, {}, 0
  for _, finding in ipairs(findings) do
    if finding.rule.fact or finding.kind == "near" then rest[#rest + 1] = finding
    else
      rows[#rows + 1] = finding
      column = math.max(column, #finding.rule.id)
    end
  end
  table.sort(rows, function(a, b)
    if a.sentence.first ~= b.sentence.first then return a.sentence.first < b.sentence.first end
    if a.first ~= b.first then return a.first < b.first end
    return a.order < b.order
  end)
  local sentence
  for _, finding in ipairs(rows) do
    if sentence ~= finding.sentence.first then put_sentence(finding.sentence, doc, put, paint, width) end
    sentence = finding.sentence.first
    local winner = finding.winner and (core.class(finding.winner) == "span" and "@" .. finding.winner.layer or finding.winner.rule.id)
    local note = finding.kind == "refused" and "`where` says no" or winner and "loses to " .. winner
    put(("    %s  %s%s"):format(paint(note and "dim" or "cyan", terminal.pad(finding.rule.id, column)), terminal.cut(words_of(doc, finding.first, finding.last), 50),
      note and paint("yellow", "  " .. note) or ""))
  end
  return rest
end

-- What there is besides the near misses that are shown of several documents; nil where that is nothing.
function show.rest(count)
  local parts = {}
  local function say(n, one, several) if n > 0 then parts[#parts + 1] = ("%d more %s"):format(n, n == 1 and one or several) end end
  say(count.more, "that a single change lets match", "that a single change lets match")
  say(count.helpless, "sentence in which no single change is enough", "sentences in which no single change is enough")
  say(count.untried, "that is farther from a match and was not tried", "that are farther from a match and were not tried")
  return parts[1] and "and " .. table.concat(parts, ", ") .. "; INPUT:LINE shows those of a line" or nil
end

-- All lines about a document: what explain.document gives.
function show.lines(target, doc, findings, hidden, facts, paint, width)
  paint, width = paint or terminal.painter(false), width or WIDTH
  local lines, last = {}, nil
  local function put(line) lines[#lines + 1] = line end
  local whole, settled = findings, false
  for _, pack in ipairs(target.packs) do settled = settled or pack.name == "names" end
  if target.any then findings = put_spans(findings, doc, put, paint, width) end
  for _, finding in ipairs(findings) do
    if finding.rule ~= last then put(paint("bold", finding.rule.id) .. paint("dim", ("  %s:%d"):format(finding.rule.file, finding.rule.line))) end
    last = finding.rule
    put_finding(finding, doc, put, paint, width, settled)
  end
  put_other_facts(whole, facts, doc, put, paint)
  if #doc == 0 then put(("%s: the text holds no words"):format(core.data(doc).file or "text"))
  elseif not facts.sentences then put "no sentence stands on this line"
  elseif #whole == 0 and not facts[1] then
    put(("%s: no rule comes past its first element here"):format(target.name))
  elseif hidden > 0 then put(paint("dim", ("and %d more near miss%s; INPUT:LINE shows those of a line"):format(hidden, hidden == 1 and "" or "es"))) end
  return lines
end

return show

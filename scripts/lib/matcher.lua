-- The plain matcher: a pattern's tree becomes closures in continuation-passing style, `enter(i)` of which takes what it can
-- from token i and calls what follows, in written order, until every reading has been followed. Where readings meet
-- (after alternatives and repetitions) a token is let through once a start, as in RE2's BitState, so a start costs at most
-- the pattern times its window, and who arrives first at an end is the first reading that reaches it.
local index = require "lunette.index"
local pattern = require "lunette.pattern"
local starting = require "lunette.starting"
local wordtest = require "lunette.wordtest"
local matcher = {}

local WINDOW = 1024 -- tokens that one match may hold
local RETRIES = 8 -- shorter matches that are tried at a start when `where` refuses
local find, nothing = index.find, {}

-- The document and the start that are being searched; set by `open` and `search`.
local view, doc, n, lexeme, begins, last_of, found
local zero, edge, hard, across, stamp = 0, 0, 0, nil, 0 -- token before the start; last token that may be taken now, and ever
local saves, ends, arrived = false, {}, 0 -- captures, newest first; token after an end, its captures, ...; numbers in `ends`

-- A test as function(token), and what it remembers (lexeme -> boolean). Tests that ask the same share both.
local compiled = {}
local test_of
local function make_test(t)
  local ask, kind = wordtest.ask(t), t.kind
  if ask then
    local memo = {}
    return { function(i)
      local known = ask(index.word(lexeme[i])) and true or false
      memo[lexeme[i]] = known
      return known
    end, memo }
  elseif kind == "name" then return { function(i) return begins[i] or false end, nothing }
  elseif kind == "entry" or kind == "layer" then
    local id = index.id(t)
    return { function(i) return (found[id] or find(view, t)).inside[i] ~= nil end, nothing }
  elseif kind == "begins" then
    local x, id = t[1], index.id(t[1])
    return { function(i) return (found[id] or find(view, x)).last[i] ~= nil end, nothing }
  elseif kind == "not" then
    local test = test_of(t[1])
    return { function(i) return not test(i) end, nothing }
  end
  local words, rest, decided = { kind = kind }, {}, kind == "or"
  for _, x in ipairs(t) do
    if wordtest.ask(x) then words[#words + 1] = x else rest[#rest + 1] = test_of(x) end
  end
  local test, memo = nil, nothing -- what depends on words alone is one test, and the first
  if words[1] then test, memo = test_of(words[2] and words or words[1]) end
  return { function(i)
    local known = memo[lexeme[i]]
    if known == nil and test then known = test(i) end
    if known == decided then return decided end
    for k = 1, #rest do if rest[k](i) == decided then return decided end end
    return not decided
  end, nothing }
end
function test_of(t)
  local key = pattern.key(t)
  compiled[key] = compiled[key] or make_test(t)
  return compiled[key][1], compiled[key][2]
end

-- Lets the first reading through that comes to a token.
local function join(k)
  local seen = {}
  return function(i)
    if seen[i - zero] ~= stamp then
      seen[i - zero] = stamp
      return k(i)
    end
  end
end

-- Repetitions of one test. Without a bound, tokens that an earlier reading went over are not gone over again.
local function link_run(x, k)
  local test, memo = test_of(x[1][1])
  local function holds(i)
    if i > edge then return false end
    local known = memo[lexeme[i]]
    if known == nil then known = test(i) end
    return known
  end
  local min, max, lazy, seen, before = x.min, x.max, x.lazy, {}, nil
  if not max then
    min, max, before = 0, math.maxinteger, x.min
  else k = join(k) end
  local function run(i)
    local stop, least, most = i, i + min, max == math.maxinteger and max or i + max
    while true do
      if not lazy or stop < least then
        if before then
          if seen[stop - zero] == stamp then
            stop = stop - 1
            break
          end
          seen[stop - zero] = stamp
        end
        if stop == most or not holds(stop) then break end
        stop = stop + 1
      else
        if before then
          if seen[stop - zero] == stamp then return end
          seen[stop - zero] = stamp
        end
        k(stop)
        if stop == most or not holds(stop) then return end
        stop = stop + 1
      end
    end
    if not lazy then for last = stop, least, -1 do k(last) end end
  end
  return run, before
end

local link, layers_of
local function link_rep(x, k)
  local body, enter = x[1], nil
  if body.op == "tok" then
    local before
    enter, before = link_run(x, k)
    for _ = 1, before or 0 do enter = link(body, enter) end
    return enter
  end
  local lazy, inner = x.lazy, nil
  if not x.max then
    enter = join(function(i)
      if lazy then
        k(i)
        return inner(i)
      end
      inner(i)
      return k(i)
    end)
    inner = link(body, enter)
  else
    if x.max > x.min then k = join(k) end
    enter = k
    for _ = x.min + 1, x.max do
      local again = link(body, enter)
      enter = lazy and function(i)
        k(i)
        return again(i)
      end or function(i)
        again(i)
        return k(i)
      end
    end
  end
  for _ = 1, x.min do enter = link(body, enter) end
  return enter
end

local links = { rep = link_rep }
function links.tok(x, k)
  local test, memo = test_of(x[1])
  return function(i)
    if i > edge then return end
    local known = memo[lexeme[i]]
    if known == nil then known = test(i) end
    if known then return k(i + 1) end
  end
end
-- A whole entry or span. Where a span ends in a later sentence, that sentence goes on.
function links.entry(x, k)
  local id = index.id(x)
  return function(i)
    local last = i <= edge and (found[id] or find(view, x)).last[i]
    if not last or last > (x.op == "layer" and hard or edge) then return end
    if last <= edge then return k(last + 1) end
    local before = edge
    edge = math.min(hard, last_of[last])
    k(last + 1)
    edge = before
  end
end
links.layer = links.entry
function links.seq(x, k)
  for j = #x, 1, -1 do k = link(x[j], k) end
  return k
end
function links.alt(x, k)
  local branches, count = {}, #x
  k = join(k)
  for j, y in ipairs(x) do branches[j] = link(y, k) end
  return function(i)
    for j = 1, count - 1 do branches[j](i) end
    return branches[count](i)
  end
end
function links.cap(x, k)
  local name, first, layers = x.name or "span:", 0, layers_of(x, {})
  local inner = link(x[1], function(i)
    local mine, older = first, saves
    saves = { name, mine, i - 1, older, layers }
    k(i)
    first, saves = mine, older
  end)
  return function(i)
    local outer = first
    first = i
    inner(i)
    first = outer
  end
end
links.span = links.cap
function links.look(x, k)
  local test, refuses = test_of(x[1]), x.negative or false
  return function(i)
    local over = i > edge and (across or i > n or begins[i])
    if (not over and test(i) and true or false) ~= refuses then return k(i) end
  end
end
function links.start(_, k) return function(i) if begins[i] then return k(i) end end end
function links.stop(_, k) return function(i) if i > n or begins[i] and i > zero + 1 then return k(i) end end end

function link(x, k) return links[x.op](x, k) end

-- Layers of which a node can take whole spans.
function layers_of(x, list)
  if x.op == "layer" then list[#list + 1] = x end
  for _, y in ipairs(x.op ~= "tok" and x.reads and x or nothing) do layers_of(y, list) end
  return list
end

local function arrive(i)
  if i > zero + 1 then ends[arrived + 1], ends[arrived + 2], arrived = i, saves, arrived + 2 end
end

-- Captures of a reading: name -> span or list of spans, and the span that `span:` marks. What a whole span of a layer fills
-- is that span, with its attributes.
local function captures_of(program, save)
  local captures, given_first, given_last = {}, nil, nil
  while save do
    local name, first, last = save[1], save[2], save[3]
    if name == "span:" then given_first, given_last = given_first or first, given_last or last
    elseif last >= first then
      local span
      for _, x in ipairs(save[5]) do
        local there = find(view, x)
        if not span and there.last[first] == last then span = there.spans[first] end
      end
      span = span or doc:span(first, last)
      if program.captures[name] then
        captures[name] = captures[name] or {}
        table.insert(captures[name], 1, span)
      else captures[name] = span end
    end
    save = save[4]
  end
  return captures, given_first, given_last
end

-- Makes a program of a pattern: its tree and captures, to which the first search adds closures.
function matcher.compile(source, known, bounded)
  local tree, captures = pattern.compile(source, known, bounded)
  return { tree = tree, captures = captures, first = tree.op == "seq" and tree[1].op == "start" }
end

-- Turns to a document, anew in each round for its layers have changed; `kept` keeps the rest from round to round.
function matcher.open(document, kept)
  if kept.view then index.refresh(kept.view) else kept.view = index.view(document) end
  view, doc = kept.view, document
  n, lexeme, begins, last_of, found = view.n, view.lexeme, view.begins, view.last_of, view.found
  return view
end

-- Searches a document from the starts: calls accept(captures, first, last, given_first, given_last) for full matches, at
-- each start the longest first, until it is true. `keep` lets matches overlap. narrow(start) is the last token that a match
-- from there may hold, nil for none.
function matcher.search(program, starts, options, accept)
  if not starts[1] then return end
  program.layers = program.layers or layers_of(program.tree, {})
  for _, x in ipairs(program.layers) do find(view, x) end -- before `reach` is asked for
  local free, narrow, unmet = 1, options.narrow, starting.needs(program, view)
  if not unmet then return end
  local sentence, reach = 0, n -- the last token of the sentence, and what a match from there can reach
  for _, i in ipairs(starts) do
    local bound = i >= free and (begins[i] or not program.first) and (narrow and (narrow(i) or 0) or n)
    if bound and not options.across and last_of[i] ~= sentence then
      sentence = last_of[i]
      reach = view.crossing[1] and index.reach(view, i, sentence) or sentence
    end
    local over = bound and unmet(i, reach)
    if over then free = over + 1
    elseif bound and bound >= i then
      program.enter = program.enter or link(program.tree, arrive)
      zero, stamp, saves, arrived, across = i - 1, stamp + 1, false, 0, options.across
      hard = math.min(bound, i + WINDOW - 1)
      if across == "paragraph" then hard = math.min(hard, (select(2, doc:paragraph(i)))) end
      edge = across and hard or math.min(hard, last_of[i])
      free = i + 1 -- starts may be listed twice
      program.enter(i)
      local count = arrived
      for _ = 0, count > 0 and RETRIES or -1 do
        local best
        for k = 1, count, 2 do if ends[k] > (best and ends[best] or 0) then best = k end end
        if not best then break end
        local stop = ends[best]
        local captures, given_first, given_last = captures_of(program, ends[best + 1])
        ends[best] = 0
        given_first, given_last = given_first or i, given_last or stop - 1
        if accept(captures, i, stop - 1, given_first, given_last) then
          if not options.keep then free = given_last + 1 end
          break
        end
      end
    end
  end
end

return matcher

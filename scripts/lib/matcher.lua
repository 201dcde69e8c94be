-- The plain matcher: runs a rule's program from each token where it can begin. Every pair of instruction and token is
-- visited once a start, in written order (as in RE2's BitState, after Thompson 1968), so a start costs at most program
-- times window, and the first visit to an end is the first reading that reaches it.
local wordtest = require "lunette.wordtest"
local matcher = {}

local WINDOW = 4096 -- tokens that one match may hold

-- Candidates of an entry, read from the dictionary once.
local candidates = {}
local function candidates_of(name, entry)
  local of = candidates[name]
  if not of then
    of = { dictionary = require("lunette").dictionary(name) }
    candidates[name] = of
  end
  local rows = of[entry]
  if not rows then
    rows = of.dictionary:candidates(entry)
    of[entry] = rows
  end
  return rows
end

-- Indexes of one document that rules ask for: entries of a dictionary, spans of a layer, each with an attribute's values.
local ids = {} -- "kind name attribute values" of an element, made once
local function id_of(kind, name, attribute, values)
  if not values then return kind == "entry" and "#" .. name or "@" .. name end
  local id = ids[values]
  if not id then
    id = ("%s %s %s %s"):format(kind, name, attribute, table.concat(values, ","))
    ids[values] = id
  end
  return id
end
local function index_of(doc, cache, kind, name, attribute, values)
  local id = id_of(kind, name, attribute, values)
  local index = cache[id]
  if index then return index end
  index = { last = {}, inside = {}, starts = {} }
  local wanted
  if values then
    wanted = {}
    for _, value in ipairs(values) do wanted[value] = true end
  end
  local function put(first, last)
    index.last[first] = last
    index.starts[#index.starts + 1] = first
    for i = first, last do index.inside[i] = true end
  end
  if kind == "entry" then
    local hits = cache[name]
    if not hits then
      hits = {}
      cache[name] = hits
      for first, last, entry in doc:entries(name) do
        local n = #hits
        hits[n + 1], hits[n + 2], hits[n + 3] = first, last, entry
      end
    end
    for k = 1, #hits, 3 do
      local fits = not wanted
      for _, row in ipairs(wanted and candidates_of(name, hits[k + 2]) or {}) do fits = fits or wanted[row[attribute]] end
      if fits then put(hits[k], hits[k + 1]) end
    end
  else
    local reached = 0
    for s in doc:spans(name) do
      if s.first > reached and (not wanted or wanted[s:get(attribute)]) then
        put(s.first, s.last)
        reached = s.last
      end
    end
  end
  cache[id] = index
  return index
end

-- What rules need of a document; layers may have changed since the last phase, so a run is made for each phase.
function matcher.run(doc, cache)
  local run = { doc = doc, n = #doc, found = {}, lexeme = cache.lexeme, begins = cache.begins, places = cache.places }
  if not run.lexeme then
    run.lexeme, run.begins, run.places = {}, {}, {}
    local places_of, lexeme_places = {}, {} -- lexeme -> places of its lower case; its own places
    for i = 1, #doc do
      local lexeme = doc:lexeme(i)
      run.lexeme[i] = lexeme
      local places = places_of[lexeme]
      if not places then
        local lower = doc:lower(i)
        places = run.places[lower] or {}
        run.places[lower], places_of[lexeme] = places, places
      end
      places[#places + 1] = i
      local own = lexeme_places[lexeme]
      if own then own[#own + 1] = i else lexeme_places[lexeme] = { i } end
    end
    cache.places_of = lexeme_places
    for s in doc:sentences() do run.begins[s.first] = true end
    cache.lexeme, cache.begins, cache.places, cache.entries = run.lexeme, run.begins, run.places, {}
  end
  -- Last token that a match beginning at i can hold: its sentence's last, or that of the sentence in which a span that
  -- crosses the sentence's end comes to its own end.
  local quotes = {}
  for s in doc:spans "quote" do
    if s.depth == "0" then quotes[s.first] = s.last end
  end
  local reached = cache.reached or {}
  cache.reached = reached
  function run.reach(i)
    local first, last = doc:sentence(i)
    if reached[first] then return reached[first] end
    local k = first
    while k <= last do
      if quotes[k] and quotes[k] > last then last = select(2, doc:sentence(quotes[k])) end
      k = k + 1
    end
    reached[first] = last
    return last
  end
  -- Tokens whose word passes an ask, in order.
  local passing = cache.passing or {}
  cache.passing = passing
  function run.passing(ask)
    local list = passing[ask]
    if not list then
      list = {}
      for lexeme, places in pairs(cache.places_of) do
        if ask(wordtest.info(lexeme)) then table.move(places, 1, #places, #list + 1, list) end
      end
      table.sort(list)
      passing[ask] = list
    end
    return list
  end
  local layers = {}
  -- The index that an element or a test (with name, attribute, values) asks for, kept under it.
  function run.index(x, kind)
    local index = index_of(doc, kind == "entry" and cache.entries or layers, kind, x.name, x.attribute, x.values)
    run.found[x] = index
    return index
  end
  return run
end

-- All ends of matches that begin at a token: end (token after the last) -> saves, a linked list, newest first; nil when
-- there are none. The stack and the marks of what was visited are kept from start to start; a mark is the start's number.
-- Only places where readings divide are marked: between two of them a reading runs straight on.
local stack, visited, visit = {}, {}, 0
local nowhere = {}
local function ends_at(program, run, start, limit, across)
  local code, begins, lexeme = program.code, run.begins, run.lexeme
  local barred = across and nowhere or begins -- tokens that only the first element may take
  local size, top, ends = #code, 3, nil
  visit = visit + 1
  local mark = visit
  stack[1], stack[2], stack[3] = 1, start, false
  while top > 0 do
    local pc, i, saves = stack[top - 2], stack[top - 1], stack[top]
    top = top - 3
    repeat -- along one reading until it fails or divides
      local x = code[pc]
      local op = x.op
      if op == "tok" then
        if i > limit or (barred[i] and i > start) then break end
        local memo = x.memo
        local known = memo and memo[lexeme[i]]
        if known == nil then known = x.test(run, i) end
        if not known then break end
        pc, i = pc + 1, i + 1
      elseif op == "split" then
        local id = i * size + pc
        if visited[id] == mark then break end
        visited[id] = mark
        local first = code[pc + x.a]
        local memo = first.memo
        if first.op == "tok" and (i > limit or (memo and memo[lexeme[i]] == false)) then pc = pc + x.b -- a dead branch
        else
          stack[top + 1], stack[top + 2], stack[top + 3] = pc + x.b, i, saves
          top = top + 3
          pc = pc + x.a
        end
      elseif op == "save" then
        saves = { x.name, x.side, i, saves }
        pc = pc + 1
      elseif op == "jump" then pc = pc + x.a
      elseif op == "over" then
        if i > limit or (barred[i] and i > start) then break end
        local last = (run.found[x] or run.index(x, x.kind)).last[i]
        if not last or last > limit then break end
        pc, i = pc + 1, last + 1
      elseif op == "match" then
        if i > start then
          ends = ends or {}
          if ends[i] == nil then ends[i] = saves end
        end
        break
      else
        local at_end = i > limit or (i > start and begins[i] or false)
        local ok
        if op == "look" then
          if at_end then ok = x.negative else ok = x.test(run, i) == not x.negative end
        elseif op == "start" then ok = begins[i]
        else ok = at_end end
        if not ok then break end
        pc = pc + 1
      end
    until false
  end
  return ends
end

-- Captures of a match: name -> span or list of spans; and the span that the rule gives.
local function read_saves(program, doc, saves, first, last)
  local order = {}
  while saves do
    order[#order + 1] = saves
    saves = saves[4]
  end
  local open, captures, given_first, given_last = {}, {}, first, last
  for k = #order, 1, -1 do
    local name, side, i = order[k][1], order[k][2], order[k][3]
    if side == 1 then open[name] = i
    elseif name == "span:" then given_first, given_last = open[name], i - 1
    elseif i > open[name] then
      local span = doc:span(open[name], i - 1)
      if program.lists[name] then
        captures[name] = captures[name] or {}
        table.insert(captures[name], span)
      else captures[name] = span end
    end
  end
  return captures, given_first, given_last
end

local nothing = {}

-- Prepares the programs of one round: for each word which of them it can begin, worked out once a word.
function matcher.prepare(programs)
  local by_lower, asking, groups, always = {}, {}, {}, {}
  for number, p in ipairs(programs) do
    for _, word in ipairs(p.starts.any and nothing or p.starts.words) do
      by_lower[word] = by_lower[word] or {}
      table.insert(by_lower[word], number)
    end
    for _, ask in ipairs(p.starts.any and nothing or p.starts.asks) do
      local group = groups[ask[1]] -- rules that share a macro ask once
      if not group then
        group = { ask = ask[1], required = ask[2] }
        groups[ask[1]] = group
        asking[#asking + 1] = group
      end
      group[#group + 1] = number
    end
    if p.starts.any then always[number] = true end
  end
  return { programs = programs, by_lower = by_lower, asking = asking, always = always, memo = {} }
end

-- Tokens where each program of a round can begin: program number -> sorted list, perhaps with repetitions.
function matcher.starts(round, run)
  local starts, memo, lexemes, by_lower, asking, seen = {}, round.memo, run.lexeme, round.by_lower, round.asking, {}
  for number in ipairs(round.programs) do starts[number] = {} end
  for i = 1, run.n do
    local lexeme = lexemes[i]
    local list = memo[lexeme]
    if not list then
      local text, lower, bits = wordtest.info(lexeme)
      list = nothing
      local n = 0
      local words = by_lower[lower]
      if words then
        list = {}
        for k = 1, #words do
          local number = words[k]
          if seen[number] ~= lexeme then
            seen[number], n = lexeme, n + 1
            list[n] = number
          end
        end
      end
      for k = 1, #asking do
        local group = asking[k]
        if bits & group.required == group.required and group.ask(text, lower, bits) then
          if n == 0 then list = {} end
          for g = 1, #group do
            local number = group[g]
            if seen[number] ~= lexeme then
              seen[number], n = lexeme, n + 1
              list[n] = number
            end
          end
        end
      end
      memo[lexeme] = list
    end
    for k = 1, #list do
      local of = starts[list[k]]
      of[#of + 1] = i
    end
  end
  for number, p in ipairs(round.programs) do
    local of = starts[number]
    if round.always[number] then for i = 1, run.n do of[i] = i end
    elseif #p.starts.indexes > 0 then
      local mixed = #of > 0 or #p.starts.indexes > 1 -- one index alone is in order
      for _, x in ipairs(p.starts.indexes) do
        local index = run.found[x] or run.index(x, x.op)
        for _, first in ipairs(index.starts) do
          for i = first, x.inside and index.last[first] or first do of[#of + 1] = i end
        end
      end
      if mixed then
        table.sort(of)
      end
    end
  end
  return starts
end

-- Matches of a program from the tokens in `starts`: calls found(captures, first, last, given_first, given_last) for
-- each full match, longest first, until it gives true; at most 8 shorter ones at a start.
function matcher.each(program, run, starts, options, found)
  local doc, across, needs = run.doc, options.across, program.needs
  for k = 1, #needs do -- nothing in the whole text
    if not needs[k](run, 1, run.n) then return end
  end
  local free, lacking = 0, 0 -- the last token that is taken; the last one before which something needed does not stand
  local first_only, begins = program.starts.first, run.begins
  for s = 1, #starts do
    local i = starts[s]
    local try = i > free and i > lacking and (not first_only or begins[i])
    -- what a match needs must stand within reach: in this sentence, or in the one where a unit that begins here ends
    local reach = try and (across and run.n or run.reach(i))
    for k = 1, try and #needs or 0 do
      if not needs[k](run, i, reach) then
        try, lacking = false, reach
        break
      end
    end
    if try and (not options.allowed or options.allowed(run, i)) then
      free = i
      local limit = math.min(reach, i + WINDOW)
      if across == "paragraph" then limit = math.min(limit, (select(2, doc:paragraph(i)))) end
      if options.limit then limit = math.min(limit, options.limit(run, i) or limit) end
      local ends, list = ends_at(program, run, i, limit, across ~= nil), {}
      for stop in pairs(ends or list) do list[#list + 1] = stop end
      table.sort(list, function(a, b) return a > b end)
      for k = 1, math.min(#list, 9) do
        local captures, given_first, given_last = read_saves(program, doc, ends[list[k]], i, list[k] - 1)
        if given_last >= given_first and found(captures, i, list[k] - 1, given_first, given_last) then
          if not options.all then free = math.max(i, given_last) end
          break
        end
      end
    end
  end
end

return matcher

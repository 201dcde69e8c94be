-- What is made of matches: what stands around them, in which order they come, a sample of them, counts of what they hold, and
-- the words that keep company with them. Changes the report that lunette.find has made; knows nothing of patterns.
local cell = require "lunette.cell"
local core = require "lunette.core"
local count = require "lunette.count"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local lun = require "lunette"
local concordance = {}

local lexeme_of = core.methods("doc").lexeme -- called for every token

concordance.WIDTH = 8 -- tokens on either side of a match

local SORT = "(sort)" -- the cell that holds what a row is sorted by; no capture is called so

-- What stands before and after a span, so many tokens at most, within its sentence, or `within`: first and last token.
function concordance.around(doc, span, width, within)
  local first, last
  if within then first, last = within[1], within[2] else first, last = doc:sentence(span.first), select(2, doc:sentence(span.last)) end
  local from, to = math.max(first, span.first - width), math.min(last, span.last + width)
  return from < span.first and doc:span(from, span.first - 1) or nil, to > span.last and doc:span(span.last + 1, to) or nil
end

-- A whole number of an option: it, or nil and a message.
local function number_of(options, name, least)
  local n = math.tointeger(tonumber(options[name]))
  if not n or n < least then return nil, ("--%s %s: a whole number from %d on"):format(name, options[name], least) end
  return n
end

-- Keys ---------------------------------------------------------------------------------------------------------------------

-- A function of document, match and its span that gives the text of a key: a capture, the match, 1L or 2R for a word beside it.
local function key_of(name, captures)
  local distance, side = name:match "^(%d+)([LR])$"
  if distance then
    distance = tonumber(distance)
    return function(doc, _, span)
      local first, last = doc:sentence(span.first), select(2, doc:sentence(span.last))
      local i = side == "L" and span.first - distance or span.last + distance
      return i >= first and i <= last and doc:word(i) or ""
    end
  elseif name == "match" then return function(_, _, span) return span.text end
  elseif set.of(captures)[name] then return function(_, m) return cell.text(cell.keep(name, m[name])) end end
end

-- The functions of a list of keys, with what each is called and whether it goes down; nil and a message.
local function keys_of(option, text, captures)
  local keys = {}
  for name in text:gmatch "[^,%s]+" do
    local down = option == "sort" and name:match "^%-(.+)$"
    local value = key_of(down or name, captures)
    if not value then
      local known = table.move(captures, 1, #captures, 2, { "match" })
      return nil, ("--%s %s: no capture of the pattern%s; match, 1L, 2R%s are known too"):format(option, name, suggest.hint(down or name, table.move(known, 1, #known, 1, {})),
        captures[1] and " and " .. table.concat(captures, ", ") or "")
    end
    keys[#keys + 1] = { name = down or name, value = value, down = down ~= nil }
  end
  if not keys[1] then return nil, ("--%s needs a key: match, a capture, 1L, 2R"):format(option) end
  return keys
end

-- Texts that differ in capitals, marks or accents are one.
local function folded(text) return lun.lower(lun.key(text)) end

-- Rows -----------------------------------------------------------------------------------------------------------------

local function by_keys(keys)
  return function(a, b)
    for i, key in ipairs(keys) do
      local x, y = a.by[i], b.by[i]
      if x ~= y then
        if x == "" or y == "" then return y == "" end -- nothing comes last
        if key.down then x, y = y, x end
        return x < y
      end
    end
    return a.number < b.number
  end
end

-- So many of a list, in their order; the same for the same seed wherever it runs.
local function sample_of(rows, n, seed)
  math.randomseed(seed, 0)
  local chosen = {}
  for i = 1, #rows do
    local k = i <= n and i or math.random(i)
    if k <= n then chosen[k] = i end
  end
  table.sort(chosen)
  local sample = {}
  for k, i in ipairs(chosen) do sample[k] = rows[i] end
  return sample
end

-- Sorts the rows and takes a sample of them: true, or nil and a message.
local function arrange(r, options, captures, add)
  local keys, message, n, seed
  if options.sort then
    keys, message = keys_of("sort", options.sort, captures)
    if not keys then return nil, message end
    r.tables[1].hidden = { SORT }
    add(function(cells, doc, m, span)
      local by = {}
      for i, key in ipairs(keys) do by[i] = folded(key.value(doc, m, span)) end
      cells[SORT] = by
    end)
  end
  if options.sample then
    n, message = number_of(options, "sample", 1)
    if not n then return nil, message end
    if options.seed then seed, message = number_of(options, "seed", 0) else seed = 1 end
    if not seed then return nil, message end
  elseif options.seed then return nil, "--seed belongs to --sample" end
  if not keys and not n then return true end
  function r.arrange(rows)
    if n and #rows > n then
      local all = #rows
      rows = sample_of(rows, n, seed)
      function r.ended() return { ("a sample of %s of %s: --seed %d"):format(count.grouped(n), count.of(all, "match", "matches"), seed) } end
    end
    for i, row in ipairs(rows) do row.number, row.by, row.cells[SORT] = i, row.cells[SORT], nil end
    if keys then table.sort(rows, by_keys(keys)) end
    return rows
  end
  return true
end

-- Counts -----------------------------------------------------------------------------------------------------------------

local of_date = { year = 4, month = 7, date = 10 }

-- The function of a document that gives what --by asks for.
local function field_of(name)
  if name == "document" then return function(doc) return doc.id end end
  if of_date[name] then return function(doc) return doc.date and doc.date:sub(1, of_date[name]) or "" end end
  return function(doc) return cell.text((core.data(doc).keep or {})[name]) end
end

local function round(x, places)
  local scale = 10 ^ places
  return math.floor(x * scale + 0.5) / scale
end

-- The spelling that is the commonest of a group; of several the one that came first.
local function note_spelling(group, texts)
  local joined = table.concat(texts, "\0")
  local seen = group.spellings[joined] or { texts = texts, n = 0, order = #group.list + 1 }
  if seen.n == 0 then group.spellings[joined], group.list[#group.list + 1] = seen, seen end
  seen.n = seen.n + 1
  if not group.best or seen.n > group.best.n or seen.n == group.best.n and seen.order < group.best.order then group.best = seen end
end

-- Counts matches by what they hold (--count), by fields of their documents (--by), or both.
local function counted(r, options, captures, least)
  local keys, message = {}, nil
  if options.count then
    keys, message = keys_of("count", options.count, captures)
    if not keys then return nil, message end
  end
  local field = options.by and field_of(options.by)
  if options.by and set.of(captures)[options.by] and not options.count then return nil, ("--by %s: it is a capture, which --count counts"):format(options.by) end
  local groups, order, total, sizes, documents_of, all_tokens = {}, {}, 0, {}, {}, 0
  function r.take(doc, matches)
    local value = field and field(doc) or ""
    sizes[value], all_tokens, documents_of[value] = (sizes[value] or 0) + #doc, all_tokens + #doc, (documents_of[value] or 0) + 1
    local here = {}
    for _, found in ipairs(matches) do
      local texts, folds = {}, { value }
      for i, key in ipairs(keys) do
        texts[i] = cell.valid((key.value(doc, found.m, found.span):gsub("%s+", " ")))
        folds[#folds + 1] = folded(texts[i])
      end
      local id = table.concat(folds, "\0")
      local group = groups[id]
      if not group then
        group = { value = value, n = 0, documents = 0, spellings = {}, list = {}, folds = folds }
        groups[id], order[#order + 1] = group, group
      end
      note_spelling(group, texts)
      group.n, total = group.n + 1, total + 1
      if not here[group] then here[group], group.documents = true, group.documents + 1 end
    end
  end
  local columns = {}
  for i, key in ipairs(keys) do columns[i] = key.name end
  if field then columns[#columns + 1] = options.by end
  table.move({ "n", "percent", "documents" }, 1, 3, #columns + 1, columns)
  if field then columns[#columns + 1] = "per_million" end
  function r.finish(_, out)
    if field and not options.count then -- also where nothing was found: a year without matches says something
      for value in pairs(sizes) do
        if not groups[value] then groups[value] = { value = value, n = 0, documents = 0, folds = { value }, best = { texts = {} } }; order[#order + 1] = groups[value] end
      end
    end
    local rows = {}
    for _, group in ipairs(order) do
      if group.n >= least then
        local cells = { n = group.n, percent = total > 0 and round(100 * group.n / total, 1) or 0.0, documents = group.documents }
        for i, key in ipairs(keys) do cells[key.name] = group.best.texts[i] end
        if field then
          cells[options.by] = group.value
          cells.per_million = sizes[group.value] > 0 and round(1e6 * group.n / sizes[group.value], 1) or 0.0
        end
        rows[#rows + 1] = { cells = cells, n = group.n, id = table.concat(group.folds, "\0") }
      end
    end
    table.sort(rows, function(a, b)
      if options.count and a.n ~= b.n then return a.n > b.n end -- fields come in their own order
      return a.id < b.id
    end)
    for i, row in ipairs(rows) do rows[i] = row.cells end
    out:table(rows, { columns = columns })
  end
  return true
end

-- Company ------------------------------------------------------------------------------------------------------------------

-- How strongly a word keeps company with the matches. n: how often it stands in the windows around them; word: in all
-- documents; matches, tokens: how many there are; window: words in all windows. All words are counted without punctuation.
concordance.stats = {
  -- 14 + log2(2 n / (matches + word)): at most 14, whatever the size of the corpus (Rychlý 2008)
  logdice = function(n, word, matches) return 14 + math.log(2 * n / (matches + word), 2) end,
  -- log2(n tokens / (matches word)): how often more than by chance; high for rare words (Church and Hanks 1990)
  mi = function(n, word, matches, tokens) return math.log(n * tokens / (matches * word), 2) end,
  -- log-likelihood of the table of word and window (Dunning 1993); negative where the word keeps away
  ll = function(n, word, _, tokens, window)
    local sum = 0
    local function add(observed, row, column)
      if observed > 0 then sum = sum + observed * math.log(observed * tokens / (row * column)) end
    end
    add(n, window, word)
    add(window - n, window, tokens - word)
    add(word - n, tokens - window, word)
    add(tokens - window - word + n, tokens - window, tokens - word)
    return n * tokens < window * word and -2 * sum or 2 * sum
  end,
}

local function collocates(r, options, least)
  local reach, message = number_of(options, "collocates", 1)
  if not reach then return nil, message end
  local stat = options.stat or "logdice"
  local score = concordance.stats[stat]
  if not score then return nil, ("--stat %s%s: one of %s"):format(stat, suggest.hint(stat, set.names(concordance.stats)), table.concat(set.names(concordance.stats), ", ")) end
  local matches, tokens, window = 0, 0, 0
  local frequency, left, right, word = {}, {}, {}, {} -- by lexeme; word: its lower case, false for what is no word
  function r.take(doc, found)
    for i = 1, #doc do
      local lexeme = lexeme_of(doc, i)
      local n = frequency[lexeme]
      if not n then
        local kind = doc:kind(i)
        word[lexeme] = kind ~= "punct" and kind ~= "symbol" and doc:lower(i)
        n = 0
      end
      frequency[lexeme] = n + 1
      if word[lexeme] then tokens = tokens + 1 end
    end
    local marked = {}
    local function mark(i, side)
      local lexeme = lexeme_of(doc, i)
      if marked[i] or not word[lexeme] then return end
      marked[i], window = true, window + 1
      side[lexeme] = (side[lexeme] or 0) + 1
    end
    for _, one in ipairs(found) do
      matches = matches + 1
      local before, after = concordance.around(doc, one.span, reach)
      for i = before and before.first or 1, before and before.last or 0 do mark(i, left) end
      for i = after and after.first or 1, after and after.last or 0 do mark(i, right) end
    end
  end
  function r.finish(_, out)
    local by_word, rows = {}, {}
    for lexeme, n in pairs(frequency) do
      local text = word[lexeme]
      if text then
        local row = by_word[text] or { word = text, n = 0, left = 0, right = 0, frequency = 0 }
        by_word[text] = row
        row.left, row.right, row.frequency = row.left + (left[lexeme] or 0), row.right + (right[lexeme] or 0), row.frequency + n
        row.n = row.left + row.right
      end
    end
    for _, row in pairs(by_word) do
      if row.n >= math.max(least, 1) then
        row[stat] = round(score(row.n, row.frequency, matches, tokens, window), 2)
        rows[#rows + 1] = row
      end
    end
    table.sort(rows, function(a, b)
      if a[stat] ~= b[stat] then return a[stat] > b[stat] end
      if a.n ~= b.n then return a.n > b.n end
      return a.word < b.word
    end)
    out:table(rows, { columns = { "word", "n", "left", "right", "frequency", stat } })
  end
  return true
end

-- Makes of a report what the options ask: true, or nil and a message. r.each is to call r.take with document and matches, a list
-- of { m =, span = }, where there is one, and else to give rows, whose cells each function that `add` was called with fills.
function concordance.apply(r, options, captures, add)
  local least = options.by and not options.count and 0 or 1
  if options.least then
    local message
    least, message = number_of(options, "least", 0)
    if not least then return nil, message end
  end
  local counts = options.count or options.by
  for _, pair in ipairs { { options.stat and not options.collocates, "--stat belongs to --collocates" }, { options.least and not counts and not options.collocates, "--least belongs to --count, --by and --collocates" },
    { counts and options.collocates, "--collocates gives a table of its own: leave --count and --by out" },
    { (counts or options.collocates) and (options.sort or options.sample), "--sort and --sample are of matches, not of what is counted: leave them out" },
    { (counts or options.collocates) and options.width, "--width is of matches, not of what is counted: leave it out" } } do
    if pair[1] then return nil, pair[2] end
  end
  if options.collocates then return collocates(r, options, least) end
  if counts then return counted(r, options, captures, least) end
  return arrange(r, options, captures, add)
end

return concordance

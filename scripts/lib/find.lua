-- `lunette find`: the concordancer. Makes a report of what gives matches (find_pattern, find_rules) and of how they are looked at:
-- rows with their context in an order or a sample (find_context, chance), or tables of numbers (find_table, find_collocates).
local chance = require "lunette.chance"
local context_of = require "lunette.find_context"
local core = require "lunette.core"
local options_of = require "lunette.options"
local output = require "lunette.output"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local text = require "lunette.explain_text"
local find = {}

find.page = [==[
lunette find 'PATTERN' [INPUT...]
lunette find --rules RULE[,RULE...] [INPUT...]

Prints one row for every match of a pattern: the match (or what span: marks), the captures in written order, and
file:line:column. In text the match stands among up to eight words of its sentence on either side. A capture that holds
several spans prints them joined by "; ". `lunette help patterns` is the language; INPUT and its options: lunette help inputs.

  lunette find '<sign|ink> (a|an|the)? what:[lower]' articles/
  lunette find --use names 'who:@person ...{0,3} <visit> where:@place' article.txt -o visits.csv
  lunette find --text "Rain fell. Snow fell." 'what:[cap] fell' --format tsv

Layers and tests of those packs may stand in the pattern; their macros are for their own rules alone.

  -f FILE                      read the pattern from FILE; all words are INPUT then
  --cql                        the pattern is CQL, the corpus query language: `lunette help cql`
  --rules RULE[,RULE...]       no pattern: the facts and spans of these rules, named as for `lunette explain`: pack.rule, pack,
                               FILE.lua:rule, FILE.lua, the type of a fact, a layer; their roles are columns
  --use PACK[,PACK...]         run these packs first, bundled by name or your own by path, so that their layers are there
  --text TEXT, --date DATE     take TEXT as the article; its day of publication
  --format FORMAT, -o FILE     the format, or write to FILE, whose ending chooses it: lunette help output
  --offsets UNIT               bytes, chars or utf16: what the offsets of places count
  --across paragraph|document  let a match go over the ends of sentences
  --within LAYER               only inside the spans of a layer, such as quote
  --outside LAYER              only outside of them
  --part PART[|PART...]        only in headline, byline, dateline, lead, body, caption, related
  --matches all|every          the longest match at every start, overlapping ones too; every: all readings of the shorter ones too

Lines of a concordance:

  --width N|Nt                 N characters (Nt: N tokens) of the paragraph on either side, as columns left and right, in every format
  --sort KEYS                  by 1L (the word before the match), 2R (the second behind it) ..., K (the match), a capture, document,
                               file, date, month, year or a field of the input: --sort 1L,1R; words in lower case, marks not counted
  --sample N [--seed S]        N matches drawn at random; the same for the same seed (1) and the same inputs

Numbers instead of lines; each takes --top N, the first N rows:

  --count NAMES                how often captures hold what, in lower case: --count who,where; `match` is the whole match; a
                               capture of several spans counts as one text; c.NAME is what the entry of c says (c:#place, c.cc)
  --as-written                 ... with capitals as they stand
  --by FIELD                   matches by document, file, date, month, year or a field of the input, also per million tokens
                               (marks are tokens); with --count the counts of each value
  --collocates N               words that stand within N words of the match, in its sentence, more often than chance has it
  --stat logdice|mi|ll         by which measure (logdice); --least N: only those that stand there N times (3)

  logdice  14 + log2(2t / (f + g)), Rychly 2008; at most 14, whatever the size of the corpus
  mi       log2(tN / (fg)), Church and Hanks 1990; high for rare words
  ll       the log-likelihood ratio, Dunning 1993, of (the word, others) by (near, elsewhere)

with f matches, the word g times in all and t times in the windows, N words in all; a word in two windows counts once.

  lunette find minister articles/ --width 40 --sort 1R
  lunette find --use names 'who:@person <visit>' news.jsonl --count who --by year
  lunette find '<strike>' news.jsonl --collocates 5 --stat ll --top 30

An example that runs as it stands:
  $ lunette find --text 'Rain fell. Snow fell.' 'what:[cap] fell' --count what --as-written

csv, tsv and jsonl are written as matches are found, in the same memory however many there are, and so are --sample and the numbers,
which grow with what is distinct. --sort holds all rows and refuses more than a million; other formats hold them until the end.

Exit codes: 0 also when nothing was found, 1 an input failed, 2 usage, 3 the pattern or a pack is wrong, 66 no input.
]==]

find.most_sorted = 1000000 -- rows that --sort holds

local whole_numbers = { "collocates", "sample", "top", "least" }
local needs = { stat = "collocates", least = "collocates", seed = "sample", ["as-written"] = "count" }
local of_patterns = { "f", "cql", "across", "within", "outside", "part", "matches", "given" } -- options that --rules leaves no place for

-- The options of a concordance as numbers and lists; nil and a message for what is wrong.
local function settings_of(options)
  local s, format = {}, options_of.format(options)
  if format and output.writes_layers(format) then
    for _, name in ipairs { "count", "by", "collocates", "sort", "sample", "width" } do
      if options[name] then return nil, ("%s writes articles with their layers, and --%s is of rows: choose another format"):format(format, name) end
    end
  end
  for _, name in ipairs(whole_numbers) do
    if options[name] then
      s[name] = math.tointeger(tonumber(options[name]))
      if not s[name] or s[name] < 1 then return nil, ("--%s wants a number from 1 on, not '%s'"):format(name, options[name]) end
    end
  end
  for _, name in ipairs(set.names(needs)) do
    if options[name] and not options[needs[name]] then return nil, ("--%s belongs to --%s"):format(name, needs[name]) end
  end
  s.seed = math.tointeger(tonumber(options.seed or 1))
  if not s.seed then return nil, ("--seed wants a whole number, not '%s'"):format(options.seed) end
  s.stat = options.stat or "logdice"
  local stats = set.names(require("lunette.find_collocates").measures)
  if not set.of(stats)[s.stat] then return nil, ("--stat %s%s: one of %s"):format(s.stat, suggest.hint(s.stat, stats), table.concat(stats, ", ")) end
  s.least = s.least or 3
  if options.width then
    s.width = context_of.width(options.width)
    if not s.width then return nil, ("--width wants characters or tokens, 60 or 8t, not '%s'"):format(options.width) end
  end
  s.numbers = options.collocates and "collocates" or options.count and "count" or options.by and "by" or nil
  if s.numbers == "collocates" and (options.count or options.by) then return nil, "--collocates is a table of its own: leave out --count and --by" end
  for _, name in ipairs(s.numbers and { "sort", "sample", "width", "keep" } or { "top" }) do
    if options[name] then
      return nil, s.numbers and ("--%s is of lines, and --%s prints numbers: leave one out"):format(name, s.numbers) or "--top belongs to --count, --by and --collocates"
    end
  end
  if options.rules then
    for _, name in ipairs(of_patterns) do
      if options[name] then return nil, ("%s%s is of a pattern, and --rules takes none: leave one out"):format(#name == 1 and "-" or "--", name) end
    end
  end
  return s
end

-- Asks the inputs for fields of records that no row gets.
local function ask_fields(options, names, option)
  options.asked = options.asked or {}
  for _, name in ipairs(names) do options.asked[name] = option end
end

-- The report of numbers.
local function numbers_of(source, s, options)
  local r, counted, known = source.report, nil, set.of(source.columns)
  if s.numbers == "collocates" then s.table = require("lunette.find_collocates").new { window = s.collocates, stat = s.stat, least = s.least, top = s.top }
  else
    for name in (options.count or ""):gmatch "[^,%s]+" do
      counted = counted or {}
      counted[#counted + 1] = name == "K" and "match" or name
      local capture = name:match "^([^.]+)%..+$" -- c.country: what the entry of c says
      if not known[name] and not known[capture] and name ~= "K" and name ~= "match" and not source.open then
        local names = { "match", table.unpack(source.columns) }
        return nil, ("--count %s: nothing is captured under that name%s; there is %s"):format(name, suggest.hint(name, names), table.concat(names, ", ")), 2
      end
    end
    if options.count and not counted then return nil, "--count wants names of captures, or match", 2 end
    local by = options.by
    if by and not context_of.of_document(by) then ask_fields(options, { by }, "--by") end
    if by and set.of(counted)[by] then return nil, ("--by %s: a capture is called so too; give it another name"):format(by), 2 end
    s.table = require("lunette.find_table").new { count = counted, by = by, as_written = options["as-written"], top = s.top }
  end
  r.right = set.of(s.table.numbers)
  function r.each(doc) s.table.add(doc, source.hits(doc)) end
  local shown, all, few
  function r.finish(_, out)
    local rows, columns
    rows, columns, all, few = s.table.rows()
    shown = #rows
    out:table(rows, { columns = columns })
  end
  function r.ended()
    local lines = {}
    if shown and shown < all then lines[1] = ("%d of %d rows are shown: --top N"):format(shown, all) end
    for _, name in ipairs(s.table.missing and s.table.missing() or {}) do
      lines[#lines + 1] = ("--count %s: no entry that was found has '%s'; `lunette dict lookup NAME WORDS` shows what one has"):format(name, name:match "%.(.+)$")
    end
    if few and few > 0 then lines[#lines + 1] = ("%d words that stand there less than %d times are left out: --least 1"):format(few, s.least) end
    return lines
  end
  return r
end

-- Rows that are held until the end: in order, or a sample of them.
local function hold(r, s, options, is_column)
  local sample, keys, fields = s.sample and chance.sample(s.sample), nil, nil
  if options.sort then
    for name in options.sort:gmatch "%d[^,%s]*" do
      if not name:find "^%d+[LRlr]$" and not is_column(name) and options.sort:find("%f[^%s,%z]" .. name:gsub("%p", "%%%0")) then
        return nil, ("--sort %s: no such key; there is 1L, 1R, 2R ..., K, captures, document, file, date, month, year and fields"):format(name), 2
      end
    end
    keys, fields = context_of.keys(options.sort, is_column)
    if not keys[1] then return nil, "--sort wants keys: 1L, 1R, K, captures, fields", 2 end
    ask_fields(options, fields, "--sort")
  end
  if sample then function r.place(_, row) sample:add(row.key.lot, row) end
  else
    function r.place(rows, row)
      if #rows >= find.most_sorted then
        error(("more than %d matches: --sort holds all of them; narrow the pattern, add --sample N, or sort the rows of -o FILE.csv"):format(find.most_sorted), 0)
      end
      rows[#rows + 1] = row
    end
  end
  function r.arrange(rows)
    local list = sample and sample.items or rows
    table.sort(list, function(a, b)
      for k = 1, keys and #keys or 0 do
        if a.key[k] ~= b.key[k] then return a.key[k] < b.key[k] end
      end
      return a.key.order < b.key.order
    end)
    return list
  end
  local order = 0
  return function(doc, span, cells)
    order = order + 1
    local key = { order = order, lot = sample and chance.lot(s.seed, order) }
    if sample and not sample:takes(key.lot) then return nil end
    for k = 1, keys and #keys or 0 do key[k] = keys[k](doc, span, cells) end
    return key
  end
end

-- The report of lines.
local function lines_of(source, s, options, with_context)
  local r, before, after = source.report, "(before)", "(after)" -- no capture is called so
  if s.width then before, after = "left", "right" end
  local columns, right = { "match" }, nil
  if with_context or s.width then columns, right = { before, "match", after }, { [before] = true } end
  r.right = right
  if source.open then r.leading = table.move(columns, 1, #columns, 1, {}) end
  table.move(source.columns, 1, #source.columns, #columns + 1, columns)
  table.insert(columns, "at")
  if source.open then r.columns = nil
  else r.tables = { { name = "rows", columns = columns, right = right } } end -- so that the head of a table without rows names them
  local key_of
  if options.sort or s.sample then
    local message, code
    key_of, message, code = hold(r, s, options, function(name) return set.of(source.columns)[name] end)
    if not key_of then return nil, message, code end
  end
  function r.each(doc, row)
    for span, cells in source.hits(doc) do
      local key = key_of and key_of(doc, span, cells)
      if key or not key_of then
        cells.match, cells.at = span, span
        if right then cells[before], cells[after] = context_of.around(doc, span.first, span.last, s.width) end
        row(cells, nil, nil, key)
      end
    end
  end
  return r
end

-- The report that finds the pattern, which is taken from the words, or what the rules of --rules give; nil, message, code when
-- something is wrong. With `with_context` a row holds what stands before and after the match.
function find.report(options, words, with_context)
  local s, problem = settings_of(options)
  if not s then return nil, problem, 2 end
  local taken = { at = true, document = true, match = options.rules and true, left = s.width and true, right = s.width and true } -- columns that are there anyway
  local source, message, code
  if options.rules then source, message, code = require("lunette.find_rules").source(options, taken)
  else source, message, code = require("lunette.find_pattern").source(options, words, taken) end
  if not source then return nil, message, code end
  local r
  if s.numbers then r, message, code = numbers_of(source, s, options) else r, message, code = lines_of(source, s, options, with_context) end
  if not r then return nil, message, code end
  r.hopeless = source.hopeless
  return r
end

-- The places of words as they stand in a text, in any case, with eight tokens of the paragraph on either side:
-- for left, match, right in find.words(doc, "prime minister") do
local packs, around_words = {}, { count = 8, tokens = true }
function find.words(doc, words)
  local found = {}
  if not packs[words] then
    local elements = {}
    for k, word in ipairs(core.words(words)) do elements[k] = text.word(word) end
    if not elements[1] then error("kwic wants a word to look for", 0) end
    local pack = require("lunette.rule").rules { name = "words", { "words", table.concat(elements, " "), across = "paragraph", emit = function(m) table.insert(packs[words].found, m.span) end } }
    packs[words] = { pack }
  end
  packs[words].found = found
  require("lunette.phase").run(packs[words], doc)
  local i = 0
  return function()
    i = i + 1
    if not found[i] then return nil end
    local left, right = context_of.around(doc, found[i].first, found[i].last, around_words)
    return left or "", found[i], right
  end
end

return find

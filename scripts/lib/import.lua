-- The command `import`: what other tools call patterns, queries and dictionaries, written in lunette's own forms. What cannot
-- be said is listed with its line and the reason, the rest is imported.
local core = require "lunette.core"
local count = require "lunette.count"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local import = {}

import.page = [==[
lunette import KIND FILE|QUERY [-o FILE]

Prints what another tool's file or query says, in lunette's language. What cannot be said is listed on standard error with its
line and the reason; the rest is imported.

  lunette import spacy patterns.jsonl -o names.lua     patterns of spaCy's EntityRuler or Matcher: a rule pack
  lunette import cql '[lemma="sign"] []{0,3} "deal"'   a query of CQP, Sketch Engine or BlackLab: a pattern
  lunette import petrarch actors.txt -o actors.tsv     a dictionary of PETRARCH or TABARI: a list

spacy: lines of {"label", "pattern", "id"}, or a list of them, or an object of Matcher's names. Phrases and TEXT ORTH LOWER LEMMA
  POS TAG SHAPE PREFIX SUFFIX LENGTH ENT_TYPE IS_... LIKE_... with IN NOT_IN INTERSECTS REGEX FUZZY and comparisons; OP ! ? * + {n,m}.
  Each label is a layer. Every match is a candidate, of which the longest is taken first, then the earliest, as EntityRuler
  does. LEMMA without given lemmas, and ENT_TYPE, ask lunette's forms and layers; POS and TAG ask what documents bring, or
  lunette's tagger (lunette help pos). --attr LOWER reads phrases in any case, as phrase_matcher_attr does. Words are lunette's: where
  spaCy cuts a word that lunette does not (well-known), a pattern of single tokens differs; a document that brings
  spaCy's tokens has none of this.
petrarch: columns surface, code, from, to (days, where the line gives them) and name, the entry that a synonym belongs to. A name
  with several codes in time has a row for each. Use: lists = { actor = "actors.tsv" }, then #actor, m.a.code, m.a.from. Of a
  dictionary of verbs: each form of a verb with each of its patterns, columns surface, code, before and behind, the words around
  it. The report `events` takes all three (lunette help events).

An example that runs as it stands:
  $ lunette import cql 'who:<person/> []{0,3} [lemma="visit|tour"] where:<place/>'

--attr ATTRIBUTE  of phrases: ORTH or LOWER. Exit codes: 0 also when some of it was not imported, 2 usage, 3 nothing of it
could be read, 66 no such file, 74 the output could not be written.
]==]

-- Lines that were not imported, for standard error: the first hundred, and how many more.
local function listed(problems, file, imported, what)
  local lines = {}
  for k, p in ipairs(problems) do
    if k > 100 then
      lines[#lines + 1] = ("%d more"):format(#problems - 100)
      break
    end
    lines[#lines + 1] = ("%s:%d: not imported: %s"):format(file, p.line, (p.text:gsub("%s+", " ")))
  end
  lines[#lines + 1] = ("%s imported, %d not"):format(count.of(imported, what), #problems)
  if imported == 0 and not problems[1] then lines = { ("%s: holds no %s"):format(file, what) } end
  return lines
end

-- The text of a file, or nil, message, exit code: also for one that is no text.
local function read(file)
  local text, message = core.read(file)
  if not text then return nil, message, 66 end
  local binary, remedy = require("lunette.source_kind").binary(text:sub(1, 4096))
  if binary then return nil, ("%s: is %s, not a text%s"):format(file, binary, remedy and ": " .. remedy or ""), 3 end
  return text
end

local kinds = {}

function kinds.spacy(file, options)
  local attr = options.attr and options.attr:upper()
  if attr and attr ~= "LOWER" and attr ~= "ORTH" and attr ~= "TEXT" then return nil, ("--attr %s: ORTH or LOWER"):format(options.attr), 2 end
  local text, message, code = read(file)
  if not text then return nil, message, code end
  local name = ((options.o or file):match "[^/]+$"):gsub("%.[^.]*$", ""):gsub("[^%w_]", "_"):gsub("^%d", "_%0")
  local pack, problems, imported = require("lunette.import_spacy").pack(text, file, name, attr)
  if not pack then return nil, problems, 3 end
  local notes = listed(problems, file, imported, "pattern")
  if imported == 0 then return nil, table.concat(notes, "\n"), 3 end
  return pack, notes
end

function kinds.cql(query)
  local ok, tree = pcall(require("lunette.cql").parse, query)
  if not ok then return nil, core.kind(query) == "file" and ("'%s' is a file: import cql takes a query, in quotes"):format(query) or tree, 3 end
  local written, notes = require("lunette.explain_text").write(tree), {}
  if tree.within then notes[1] = ("the query says within <%s/>: give the rule within = %q (lunette find --within %s)"):format(tree.within.name, tree.within.name, tree.within.name) end
  return written .. "\n", notes
end

function kinds.petrarch(file)
  local text, message, code = read(file)
  if not text then return nil, message, code end
  local verbs = require "lunette.import_petrarch_verbs"
  local reader = verbs.looks_like(text) and verbs or require "lunette.import_petrarch"
  local list, problems, got = reader.list(text, file)
  local notes = listed(problems, file, got.rows, "row")
  if got.rows == 0 and not problems[1] then return nil, notes[1], 3 end
  notes[#notes] = ("%s of %s, %s; %d lines not read"):format(count.of(got.rows, "row"), count.of(got.entries, "entry", "entries"), count.of(got.synonyms, "synonym"), #problems)
  if got.rows == 0 then return nil, table.concat(notes, "\n"), 3 end
  return list, notes
end

-- What `lunette import` prints, and lines for standard error; or nil, message, exit code.
function import.run(options, words)
  local kind, what = words[1], words[2]
  if not kind then return nil, "import needs what to import: spacy, cql or petrarch; `lunette help import` shows how", 2 end
  if not kinds[kind] then return nil, ("cannot import '%s'%s: spacy, cql or petrarch"):format(kind, suggest.hint(kind, set.names(kinds))), 2 end
  if not what or words[3] then return nil, ("import %s takes one %s"):format(kind, kind == "cql" and "query, in quotes" or "file"), 2 end
  return kinds[kind](what, options)
end

return import

---@meta lunette
-- What scripts can call: the module, and what packs and reports are made of (document.lua: an article and what stands in it).
-- The one source of API prose for editors, for help and for the test that compares it with the live tables. Bytes and tokens
-- are counted from 1 and ranges include both ends, so doc.text:sub(s.start, s.stop) == s.text. Misuse raises an error with
-- file:line and a hint; what the environment refuses returns nil and a message.

---The module: `local lun = require "lunette"`. Scripts that lunette runs find it as `lun` without `require`.
---@class lun
---@field version string   version of lunette, such as "0.1.0"
---@field timex table      values of times as TIMEX3 writes them: lun.timex.number "two and a half", .unit "weeks", .duration(2, unit), .counted("month", days, -1), .iso(days), .clock("4:30", "p.m."), .anchor() what times of an article are counted from, and functions of a match that tell of times (lunette help anchor), .values(anchor) such functions as the bundled rules have, with what each asks in scripts/lib/time_value.lua, .ahead(doc, first, last) whether a clause looks ahead, .remembering(f) a function of one text as one that asks it once a text; scripts/lib/timex.lua and tense.lua say what each does
---@field happening table  what constructions tell: lun.happening.reader(doc), .pairs(event) its pairs of actors { who, to, code }, also of an occurrence, .name(doc, actor), .at(event) where it stands, .coordinates(place); scripts/lib/happening.lua says what each does
---@field json table       lun.json.encode(value [, indent]) with sorted keys; lun.json.decode(text) or nil, message
---@field p table          pattern builders: p.word, p.text, p.layer, p.dict, p.cap, p.any ...; the operator form of the rule language
local lun = {}

---Reads an article from a file, also a compressed one ("-" is standard input; of a web page, .html, its main text, of Markdown, .md, the
---text without marks) and cuts it into tokens, sentences and quotations.
---@param path string
---@param meta? {id: string?, date: string?}  id is the file's name without folder and ending unless given
---@return doc? doc
---@return string? message  why it could not be read; a file of many articles (.jsonl, .csv, .zip ...) is for lun.docs
function lun.open(path, meta) end

---Makes a document of a text: any bytes; what is not UTF-8 is repaired as in lun.open.
---@param text string
---@param meta? {id: string?, date: string?, file: string?}
---@return doc
function lun.doc(text, meta) end

---Goes through the documents of files, folders (recursively), archives, globs and "-", of all kinds that `lunette help inputs`
---lists.
---@param ... string
---@return fun(): doc?, string?  the next document, or false and a message for one that could not be read
function lun.docs(...) end

---The text of a file beside the script, or in a folder that is open to it (lunette help sandbox). A relative path begins
---at the script's folder, else at the working folder.
---@param path string
---@return string? text
---@return string? message  why it could not be read
function lun.read(path) end

---Goes through the lines of a file that lun.read can read, without their ends: for line in lun.lines "names.txt" do.
---@param path string
---@return fun(): string?
function lun.lines(path) end

---Writes a file whole or not at all, below a folder that --allow write=DIR opens. A relative path begins at the working
---folder; folders are not made.
---@param path string
---@param text string
---@return boolean? done
---@return string? message  why it could not be written
function lun.write(path, text) end

---The day that lies some days after a date (before it for a negative number), for there is no clock in scripts:
---lun.date(doc.date, 7). The difference of the numbers of two dates is the days between them.
---@param date string  YYYY-MM-DD
---@param days? integer
---@return string date
---@return string weekday  in English
---@return integer number  of the day, counted from 1970-01-01
function lun.date(date, days) end

---What lunette.lua in a working folder returns: defaults for all that is run there (lunette help project).
---@param project table
---@return table project
function lun.project(project) end

---Gathers what an iterator gives into a list: lun.collect(doc:sentences()).
---@return table
function lun.collect(iterator, state, control) end

---A bundled dictionary by name, or one made of a list of names or rows.
---@param name string
---@param rows? string[]|string[][]|string  names; rows {surface, value...} under `columns`; or the bytes of a TSV file
---@param options? {columns: string[]?, case: "exact"|"fold"|nil}
---@return dictionary
function lun.dictionary(name, rows, options) end

---Names of all dictionaries, in order.
---@return fun(): string
function lun.dictionaries() end

---Defines a token test for patterns: [name]. Called once for each distinct word, which it gets as written: capitals, marks
---and accents as in the article. `word:lower()` misses accented letters, lun.lower(word) does not.
---A test in the pattern language gives it a name instead, and costs no call: lun.test("yearish", "word~/(19|20)[0-9]{2}s?/ & !word=2000s").
---@param name string
---@param test string|fun(word: string): boolean
function lun.test(name, test) end

---Reads a query of the corpus query language (lunette help cql) into what stands for a pattern, alone or among those of
---lun.p. A query that says within <quote/> is a whole rule's: the rule is then within that layer.
---@param text string
---@return table pattern
function lun.cql(text) end

---Checks and compiles a rule pack, which stands in a file of its own as `return lun.rules { ... }`: the fields below, then
---its rules (and steps of lun.resolve), each in braces.
---@param pack pack
---@return pack
function lun.rules(pack) end

---Why rules matched or did not, as `lunette explain` shows it: what is a name as on the command line, or a pack. The text
---is read anew, so the article itself stays as it is. tostring(result) and result:print() give the words of the command. A
---finding: kind ("match", "lost", "refused", "near"), rule, sentence, reading {element, span}, match, and for near misses
---element, met (the token) and change {what, shown, pattern, macro, text, field, value, would}, when a single one helps.
---@param what string|pack
---@param doc doc
---@param options? {rule: string?, line: integer?, last_line: integer?, all: boolean?, limit: integer?, rules: string?}
---@return table
function lun.explain(what, doc, options) end

---Checks a report, which stands in a file of its own as `return lun.report { ... }`. All fields but name may be left out.
---@param report report
---@return report
function lun.report(report) end

---Whether --with asked for a name, which the report declares: with = { "pos" }.
---@param name string
---@return boolean
function lun.with(name) end

---A step that settles layers which exclude each other, once a document; stands in a pack's list of rules or alone. gives: its layers,
---facts: the types of its facts.
---@param step {name: string, reads?: string[], gives?: string[], facts?: string[], each: fun(doc: doc)}
---@return table
function lun.resolve(step) end

---Whether a short form can stand for a long one: its letters are found in order among the long one's initials and
---letters, beginning with the first.
---@return boolean
function lun.acronym(long, short) end

---For `where` of a rule: whether the words of the capture `brief` can stand for those of `full` (lun.acronym), which is told
---without asking Lua: `where = lun.short_form("long", "short")`. Options: dictionary = "org", otherwise = a function of the match, which is
---asked where the letters do not fit and that dictionary knows the short words; with both = true it must know the long ones, too.
---@param full string
---@param brief string
---@param options? {dictionary: string, both: boolean?, otherwise: fun(m: table): boolean?}
---@return function
function lun.short_form(full, brief, options) end

---For `where` of a rule whose matches most often stand, which is told without asking Lua: where a dictionary knows the words of the
---capture, or they end in one of up to four texts, `otherwise` is asked, a function of the match:
---`where = lun.unless("org", { dictionary = "metonym", endings = { " government" }, otherwise = is_org })`.
---@param capture string
---@param options {dictionary: string?, endings: string[]?, otherwise: fun(m: table): boolean?}
---@return function
function lun.unless(capture, options) end

---How sure a dictionary is of a text: the highest prior (0 to 9) of its rows, 5 for rows without one, 0 if it has none.
---Remembered, so it may be asked of every word: lun.prior("given", "Maria").
---@param dictionary string
---@param text string
---@return integer
function lun.prior(dictionary, text) end

---For `attributes` of a rule: what the surest row of a capture's words (that with the highest prior) has in a column of a
---dictionary. `asks` is to name the capture; then nothing has to be asked of Lua: `attributes = { country = lun.surest("place", "place", "cc") }`.
---Options: without = "5", where no row has it; add = 2, to a whole number; most = 9, the largest that becomes; capitals = true, text
---in capitals is read as a name where it is not found.
---@param capture string
---@param dictionary string
---@param column string
---@param options table?
---@return function
function lun.surest(capture, dictionary, column, options) end

---Makes a linker, whose run(doc) gives places, nationalities and organisations their ids by evidence over the whole article.
---Its numbers and words are handed over as the pack `links` does it: lunette help links, lunette show links.
---@param settings {weights: table, common: table, after: table, before: table, short: table, terms: table}
---@return table linker
function lun.linker(settings) end

---Makes a grouper, whose run(doc) groups the mentions of an article into its entities, by words such as titles of men and women.
---@param words {male: string, female: string, generation: string, numeral: string, company: string, small: string, family_first: string, home: string, team: string, region: string, national: string, joint: string}
---@return table grouper
function lun.grouper(words) end

---The look-up form of a text: NFC, straight marks, "-" for all dashes, no accents, case kept.
---@param text string
---@return string
function lun.key(text) end

---The lower case of a text, with straight marks and "-" for all dashes.
---@param text string
---@return string
function lun.lower(text) end

---The stem of a word by the Snowball stemmers, which cut endings off by rule: "sign" for "signing", "univers" for "university" and
---"universe". Forms of a word that is spelled otherwise (went, go) are no matter of stems: see doc:lemma. The language is "english"
---unless it is said ("german", "fr").
---@param word string
---@param language? string
---@return string
function lun.stem(word, language) end

---The exact value of an amount as decimal digits, and the upper end where it is a range: lun.quantity("4.2", nil, "billion") is
---"4200000000", lun.quantity("10-12bn") is "10000000000" and "12000000000"; nil for what is no number.
---@param low string       a number in digits or words, or a range in one word
---@param high string?     the second number of a range
---@param scale string?    what multiplies them: "million", "bn", "crore"
---@param unit string?     a decimal that multiplies them too: "0.01" for cents
---@return string? value
---@return string? high
function lun.quantity(low, high, scale, unit) end

---Who says it, of a fact `said`, as reports print it: names of those who are known, parted by "; ", then the words for others who say it with them;
---where nobody is known the words of the source; nil where there are none.
---@param said fact
---@return string?
function lun.said_by(said) end

---A text in capitals as names are written: all but the first letter of each word, also after a hyphen, in lower case.
---@param text string
---@return string
function lun.titlecase(text) end

---Edit distance of two texts in characters (insert, delete, replace, swap neighbours), or nil when over the bound.
---@param a string
---@param b string
---@param bound integer
---@return integer?
function lun.distance(a, b, bound) end

---A rule pack: { name = "...", these fields, { "rule", [[ pattern ]], ... }, ... }.
---@class pack
---@field name string      needed; goes before the names of its rules: `name = "visits"`
---@field about string?    a sentence about it, for whoever reads it: `about = "Who visits which place."`
---@field use string[]?    packs that run before it, bundled ones by name, one's own by path; "-pack.rule" leaves a rule out, "-pack" all of its own: `use = { "names", "my/rules.lua", "-places.cued" }`
---@field define table?    macros: a name with a capital stands for a pattern in its rules: `define = { Go = [[ <visit|tour> ]] }`
---@field given string[]?  layers that documents bring with them (lunette help annotation), so that its rules may read them: `given = { "victim" }`
---@field inner string[]?  layers that are steps on the way, which `--format brat`, conllu and spacy leave out unless --layers names them: `inner = { "cue" }`
---@field lists table?     lists of one's own, #NAME in patterns: a text file of one name a line or a CSV beside the script, or names (lunette help lists): `lists = { agency = "agencies.txt", company = { "companies.csv", case = "fold" }, river = { "Rhine", "Elbe" } }`

---A rule in a pack: { "name", [[ pattern ]], these fields }. It must have fact, gives or emit, and may have several.
---@class rule
---@field fact string?     type of the fact that each match becomes; its captures are the roles, `lunette run` prints a row a fact: `fact = "visit"`
---@field gives string|string[]? layer that the match, or what span: marks in it, is added to; a list names the layers that emit writes: `gives = "company"`
---@field attributes table? values, or functions of the match, that a span of `gives` gets: `attributes = { kind = "firm", head = function(m) return m.head.text end }`
---@field where function?  asked about each full match (lunette help m); nil or false refuses it, up to eight shorter ones are tried then; it sees matches of up to about 2,048 tokens: `where = function(m) return #m.who > 1 end`
---@field asks string|table? for rules with `gives`: what `where` and the functions of `attributes` ask of a match, neither its place nor what stands around. They are then called once for what is alike in this: "words", all words of the match and its captures; "shape", only how many tokens it and its captures take; names of captures, the shape and their words: "who|where"; of one function: { attributes = "words" }. `lunette test` checks it: `asks = "words"`
---@field emit function?   called for each match that stands, to do anything else; writes only layers that `gives` names: `gives = { "buyer" }, emit = function(m, doc) doc:add("buyer", m.who) end`
---@field key string?      role for whose filler facts of one type compete, so one quotation has one speaker: `key = "what"`
---@field priority number? the higher wins: among facts before the longer match, among spans of one layer after it; 0 unless given: `priority = 2`
---@field keep string?     "all": the longest match at every start, also those that overlap; "every": up to eight shorter ones there too; otherwise the search goes on after a match: `keep = "all"`
---@field across string?   lets a match go over the ends of sentences, within the paragraph or the document: `across = "paragraph"`
---@field within string?   only inside the spans of this layer: `within = "quote"`
---@field outside string?  only outside the spans of this layer: `outside = "quote"`
---@field part string?     only in these parts of the article, of headline, byline, dateline, lead, body, caption, related: `part = "lead|body"`
---@field reads string[]?  layers and facts that `where` or `emit` look at though the pattern does not name them; the rule runs after those that give them: `reads = { "quote" }`
---@field yes table?       sentences that must match, with the texts that captures must hold if you like; `lunette test` runs them: `yes = { { "Ana Torres will visit Lima.", who = "Ana Torres" } }`
---@field no table?        sentences that must not match: `no = { "Ana Torres paid a visit." }`

---What a rule matched, as `where`, `emit` and the functions of `attributes` get it. A capture of the pattern is a field under
---its name: a span, a list of spans if the name stands inside a repetition or twice in a row, or nil if nothing was taken.
---In the pattern [[ who:@person <meet> others:@person ("," others:@person)* ]] m.who is a span and m.others a list:
---
---  where = function(m) return #m.others > 1 and m.who.text ~= m.others[1].text end
---
---@class match
---@field [string] span|span[]? a capture by its name, such as m.who; m.who.text, m.who.first and the rest: lunette help span; of c:#company also m.c.name and the columns, m.c.country
---@field text string      text of what the rule gives: the match, or what span: marks in it
---@field span span        the same as a span
---@field match span       the whole match
---@field first integer    first token of what the rule gives
---@field last integer     its last token
---@field doc doc          the article

---What times of an article are counted from: the day of publication, and days that were named before. lun.timex.anchor() makes one,
---which serves all rules of a pack and all articles:
---
--- local anchor = lun.timex.anchor()
--- return lun.rules { name = "deadlines", { "due", [[ <due> on? span:day:#weekday ]], gives = "deadline", attributes = { value = anchor:tells "weekday" } } }
---
---Its functions see what the pattern captured, by these names, of which those in brackets may be left out:
---
--- "weekday"       day (part, rel, every): 2018-08-13, 2018-08-13TNI at night, XXXX-WXX-1 in a week that is not known
--- "weekday_type"  the same: DATE, TIME or SET
--- "month"         month (day, year, rel, yearly): 2018-03, 2018-03-05
--- "within_month"  part: of mid-May, 2018-05
--- "digits"        date: of 10/31/89, 1989-10-31; "is_digits" is for `where`: whether it is such a day
--- "year"          year
--- "from"          (year): "stated" where a year is said, else "published"
---
---Weekdays and months are those of the bundled dictionaries, by whatever list a pattern finds them.
---@class anchor
local anchor = {}

---A function of a match, for `where` and `attributes`, which costs no call of Lua.
---@param what string
---@return function
function anchor:tells(what) end

---A report: { name = "...", these fields }.
---@class report
---@field name string      needed: `name = "speakers"`
---@field about string?    a sentence about it, for whoever reads it: `about = "Who is quoted how often."`
---@field use string[]?    packs that run before `each`, bundled ones by name, one's own by path; "-pack.rule" leaves a rule out: `use = { "attribution", "my/rules.lua" }`
---@field rules table?     rules of its own, as in a pack: `rules = { { "visit", [[ who:@person <visit> where:@place ]], fact = "visit" } }`
---@field define table?    macros of these rules: `define = { Go = [[ <visit|tour> ]] }`
---@field lists table?     lists of one's own, #NAME in patterns, doc:entries "NAME" in Lua: a text file of one name a line or a CSV beside the script, or names (lunette help lists): `lists = { agency = "agencies.txt", company = { "companies.csv", case = "fold" }, river = { "Rhine", "Elbe" } }`
---@field each function?   called for each article to give rows; without it each fact (or span) of its own rules is a row: `each = function(doc, row) for q in doc:facts "said" do row { speaker = q.speaker } end end`
---@field finish function? called once at the end with the list of the rows of all articles, whose cells are texts and numbers; prints only what it hands to out:table or out:text: `finish = function(rows, out) local n = 0 for _, r in ipairs(rows) do n = n + r.words end out:table({ { words = n } }, { columns = { "words" } }) end`
---@field args string[]?   words after the report's name on the command line, which `each` gets after row: `args = { "word" }`
---@field with string[]?   names that --with may ask for, so that lun.with "pos" is true: `with = { "pos" }`
---@field columns string[]? cells of a row in their order; others are then errors: `columns = { "speaker", "words", "at" }`
---@field tables table?    several tables, `row("NAME", { ... })` adds to one; heading, bare (no column names) and right may be left out: `tables = { { name = "people", heading = "Who", columns = { "name", "at" }, bare = true } }`
---@field format string?   format unless --format or -o choose one: `format = "jsonl"`
---@field raw boolean?     rows of jsonl stay as they are, without the article's id: `raw = true`
---@field right table?     columns that are aligned at the right and cut at the left: `right = { words = true }`
---@field numbers table?   columns of numbers, which json, xlsx and db have as such, also where a dictionary gave them as text: "integer", "real" or, where no digit may be lost, "exact": `numbers = { lat = "real", value = "exact" }`

return lun

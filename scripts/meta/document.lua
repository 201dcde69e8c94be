---@meta
-- An article and what stands in it, as scripts see them: doc, span, layer, dictionary, fact, entity. The second half of
-- lunette.lua, which says how bytes and tokens are counted; help reads both as one.

---One article. #doc is its number of tokens; a token is an integer.
---@class doc
---@field text string       the text, valid UTF-8
---@field id string
---@field file string?      the path it was read from
---@field date string?      date of publication, YYYY-MM-DD: of --date, the record or the page, else of a dateline with a year
---@field headline span?    without it: nil; one that a record, a page or a file's head declares always is it
---@field byline span|string|nil  where the text has none, what the page or the file's head says, as a text
---@field dateline span?    the place names before the dash
---@field encoding string   "UTF-8", "UTF-16LE", "Windows-1252", ...
local doc = {}

---Text of a token.
---@param i integer
---@return string
function doc:word(i) end
---Lower case of a token, straight marks.
---@param i integer
---@return string
function doc:lower(i) end
---Universal part of speech of a token, as [pos=NOUN] asks it: what the document brought, else what the tagger says (lunette help pos).
---@param i integer
---@return string?
function doc:pos(i) end
---Penn tag of a token, as [tag=VBD] asks it; nil where a document brought tags but none for this token.
---@param i integer
---@return string?
function doc:tag(i) end
---Lemma of a token: what the document brought, else its form led back by its tag: "leaf" or "leave" for "leaves".
---@param i integer
---@return string
function doc:lemma(i) end
---Stem of a token by the Snowball stemmer for English, as [stem=sign] asks it: "univers" for "universities".
---@param i integer
---@return string
function doc:stem(i) end
---Number of a token's distinct text, equal for equal texts over all documents of the process.
---@param i integer
---@return integer
function doc:lexeme(i) end
---First and last byte of a token.
---@param i integer
---@return integer start
---@return integer stop
function doc:bounds(i) end
---Whether white space stands before the token.
---@return boolean
function doc:spaced(i) end
---"word", "number", "punct", "symbol", "url", "email", "hashtag" or "clitic".
---@return string
function doc:kind(i) end
---The token at a byte or the next one after it; nil after the last.
---@param byte integer
---@return integer?
function doc:at(byte) end
---for i, word in doc:tokens() do
---@param first? integer
---@param last? integer
---@return fun(): integer, string
function doc:tokens(first, last) end
---Sentences as spans.
---@return fun(): span
function doc:sentences() end
---Paragraphs as spans, and the part that each is ("headline", "byline", "lead", "body", "caption", "related").
---@return fun(): span, string
function doc:paragraphs() end
---First and last token of the sentence that holds a token, and its number.
---@param i integer
---@return integer first
---@return integer last
---@return integer number
function doc:sentence(i) end
---First and last token of the paragraph that holds a token, and its number.
---@return integer first
---@return integer last
---@return integer number
function doc:paragraph(i) end
---The part of the article that a token stands in; "dateline" for the dateline's.
---@return string
function doc:part(i) end
---A span of tokens that belongs to no layer.
---@param first integer
---@param last? integer  the same token unless given
---@return span
function doc:span(first, last) end
---A layer by name; unknown names raise, with a suggestion.
---@return layer
function doc:layer(name) end
---Names of the layers there are, in order of making.
---@return fun(): string
function doc:layers() end
---Spans of a layer, in order. An absent layer has none.
---@return fun(): span
function doc:spans(name) end
---Adds a span to a layer, which is made when missing.
---@param layer string
---@param first integer|span   a token, or a span whose tokens are taken
---@param last? integer
---@param attributes? table<string, string|number|boolean>
---@param rule? string
---@return span
function doc:add(layer, first, last, attributes, rule) end
---Removes a span from its layer.
---@param s span
function doc:remove(s) end
---The span of a layer that has just the tokens of another span, or that span itself.
---@param s span
---@return span
function doc:same(s) end
---What stands between the marks of a span of the layer "quote".
---@param s span
---@return span
function doc:quoted(s) end
---The same paragraph by paragraph, for a quotation that runs over several.
---@param s span
---@return fun(): span
function doc:quoted_parts(s) end
---Matches an LPeg pattern at every place of the text; what it matches becomes spans of the layer, widened to whole
---tokens. Without a layer: an iterator of start byte, stop byte and captures.
---@param pattern any
---@param layer? string
function doc:scan(pattern, layer) end
---One byte a token, for LPeg over tokens: a position in the tape is a token. `classes` lists {letter, class}, a class being
---a dictionary name, a layer name with "@", or a function on the word; the first that holds wins, "." is any other token.
---@param classes {[1]: string, [2]: string|function}[]
---@return string
function doc:tape(classes) end
---Entries of a dictionary in the text: first token, last token, entry number.
---@param dictionary string|dictionary
---@param first? integer
---@param last? integer
---@return fun(): integer, integer, integer
function doc:entries(dictionary, first, last) end
---Line and column (in characters) of a byte; of a web page or Markdown file those of the file.
---@return integer line
---@return integer column
function doc:position(byte) end
---Offsets of a span in the input as given: 0-based, half-open bytes.
---@param s span
---@return integer start
---@return integer stop
function doc:source(s) end
---Start and stop of a span in the unit that the run was asked for (--offsets bytes, chars, utf16), 0-based and half-open:
---bytes of the input as it was given, characters or UTF-16 units of the text that was read from it.
---@param s span
---@return integer start
---@return integer stop
---@return string unit
function doc:offsets(s) end
---What was repaired in the input, one sentence each.
---@return fun(): string
function doc:warnings() end
---Facts of a type (all without one), in order of the text.
---@param type? string
---@return fun(): fact
function doc:facts(type) end
---Adds a fact; fields of the table are its roles.
---@param type string
---@param roles table
---@return fact
function doc:fact(type, roles) end
---Entities of a type ("person", "place", "org" ...; all without one), in order of first mention.
---@return fun(): entity
function doc:entities(type) end
---The entity that a span is a mention of, or nil.
---@return entity?
function doc:entity(s) end

---Whom a name, a pronoun or a noun phrase means: {entity?, reason, others = {{entity, reason}, ...}, unclear?, several?, country?}. `others`
---are the runners-up; `unclear` says that they are as likely; `several` are persons named together (they, the ministers); `country`
---is the code of a described country that the text does not name. nil for what refers to nothing.
---@return {entity: entity?, reason: string, others: {entity: entity, reason: string}[], unclear: boolean?, several: entity[]?, country: string?}?
function doc:reference(s) end
---Follows back each span of one layer (doc:reference), and lays what it means in another, with the attributes entity, type, reason, others,
---several, unclear ("yes") and country. Left out are phrases within longer ones and what nobody is called by, but no pronouns.
---@param from string
---@param to string
function doc:lay_references(from, to) end

---Adds an entity: {type, name, mentions, aliases?, roles?, country?, gender?, id?}; its mentions then refer to it.
---@param fields table
---@return entity
function doc:add_entity(fields) end
---Calls a function for every entity of a type, at the latest when somebody first looks at it: to add fields that cost time. Where `concerns`
---says of a name that it would change nothing, what is asked of the entity may be told without it. A dictionary concerns those whose name it
---has, and those of one word of whom a role is said, which may be a family name there.
---@param type string
---@param describe fun(e: entity)
---@param concerns? dictionary | fun(name: string, roles: boolean): boolean
function doc:describe_entities(type, describe, concerns) end
---Lets a span, such as a pronoun, refer to an entity without being one of its mentions.
---@param s span
---@param entity entity
function doc:refer(s, entity) end
---Makes a layer that may stay empty.
---@param name string
function doc:make_layer(name) end

---A run of tokens, in a layer or on its own. tostring(s) and s.text are its text, #s its number of tokens.
---Other names are attributes: s.gender, s.id.
---@class span
---@field text string
---@field start integer    first byte
---@field stop integer     last byte
---@field first integer    first token
---@field last integer     last token
---@field layer string?    name of its layer
---@field rule string?     the rule that made it, "pack.rule"
---@field doc doc
local span = {}
---Why it is there: the node that `lunette help why` describes; tostring gives the tree.
---@return table
function span:why() end
---for i, word in s:tokens() do
---@return fun(): integer, string
function span:tokens() end
---The sentence that holds its first token, as a span. With `most` only what of it lies at most so many tokens before the span or
---behind it: a text without stops is one sentence, which for each row anew would fill any disk.
---@param most integer?
---@return span
function span:sentence(most) end
---Sets an attribute; nil removes it. Numbers and booleans are kept as text.
---@param key string
---@param value string|number|boolean|nil
function span:set(key, value) end
---An attribute by name, for names that are fields or methods as well.
---@return string?
function span:get(key) end
---for key, value in s:attributes() do
---@return fun(): string, string
function span:attributes() end
---Whether all tokens of the other span are in this one.
---@return boolean
function span:contains(other) end
---Whether they share a token.
---@return boolean
function span:overlaps(other) end

--- The candidates of the dictionary entry that fills a capture: rows { surface = , column = value }, those only that have the
--- attribute which the pattern asks for (`#place[kind=city]`) and are true on the document's date. An empty list for spans that no `#dictionary` took.
---@return table[]
function span:candidates() end

---Spans under one name, sorted by start, longest first. #layer is their number.
---@class layer
---@field name string
local layer = {}
---All spans in order.
---@return fun(): span
function layer:spans() end
---Spans that hold the token.
---@return fun(): span
function layer:at(token) end
---Spans inside the tokens of another span.
---@return fun(): span
function layer:within(s) end
---Spans that hold another.
---@return fun(): span
function layer:covering(s) end
---Spans that share a token with another.
---@return fun(): span
function layer:overlapping(s) end
---Whether any span has that value of an attribute: doc:layer("place"):has("cc", "PE").
---@param attribute string
---@param value string
---@return boolean
function layer:has(attribute, value) end
---The first span that begins at the token or after it.
---@return span?
function layer:next(token) end
---The last span that ends before the token.
---@return span?
function layer:previous(token) end

---A list of names with attributes. #dictionary is its number of entries.
---@class dictionary
---@field name string
---@field columns string[]
local dictionary = {}
---Candidates of a surface: a list of rows {surface = , column = value ...}, or nil. Where rows have columns `from` and `to` those
---that are true on a day: doc.date; without a day all of them, those that have no end first.
---@param surface string
---@param day string?   YYYY-MM-DD, as doc.date; a time may follow
---@return table[]?
function dictionary:lookup(surface, day) end
---Of the rows that lookup gives the first with the highest prior, or nil.
---@param surface string
---@param day string?
---@return table?
function dictionary:best(surface, day) end
---How sure the dictionary is of a surface: as lun.prior says.
---@param surface string
---@return number
function dictionary:prior(surface) end
---Candidates of an entry number, on a day.
---@param entry integer
---@param day string?   YYYY-MM-DD
---@return table[]
function dictionary:candidates(entry, day) end

---A typed statement with named roles (spans, entities, texts), and where it comes from.
---@class fact
---@field type string      by which doc:facts lists it; while rules run, by what it was made as
---@field rule string      "pack.rule"
---@field file string      file of the rule
---@field line integer     line of the rule
---@field match span       all that the rule matched
local fact = {}
---Why it is there: the node that `lunette help why` describes; tostring gives the tree.
---@return table
function fact:why() end

---Who or what mentions refer to.
---@class entity
---@field type string       "person", "place", "org", "norp"
---@field name string       canonical name
---@field aliases string[]  other names it goes by, in order of appearance
---@field mentions span[]
---@field roles string[]    persons: what they are called
---@field country string?   ISO 3166-1 alpha-2
---@field country_from string? what the country was taken from: "stated", "place", "office", "organisation", "paragraph", "dateline", "article"
---@field offices table[]?  offices that a person holds on the article's day: { role, country, id, from, to }, by the dictionary `office`
---@field gender string?    "M" or "F"
---@field id string?        of the dictionary that knows it
---@field also string[]?    the ids that are as likely, where the article does not decide: `id` is then one of several, and no country is said
---@field unclear entity[]? whom a bare surname may mean, where nothing decides
---@field number integer    from 1, in order of first mention
local entity = {}
---Its offices as reports print them, each with its time: "president of Chile (2014-03-11 to 2018-03-11)".
---@return string[]?
function entity:shown_offices() end
---Whom an unclear name may mean, as reports print it: "John Smith or Mary Smith: named as near".
---@return string?
function entity:shown_unclear() end
---Its country as reports print it: with a question mark when it is inferred and not stated.
---@return string?
function entity:shown_country() end

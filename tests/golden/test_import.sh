#!/bin/sh
# test_import.sh LUNETTE: patterns of spaCy, CQL queries, and dictionaries of PETRARCH in lunette's own forms.
. tests/golden/check.sh

code 0 "$lunette" import --help; out 'lunette import KIND'
code 2 "$lunette" import; err 'needs what to import'
code 2 "$lunette" import spacey x; err "did you mean 'spacy'"
code 2 "$lunette" import cql; err 'takes one query'
code 66 "$lunette" import spacy "$folder/none.jsonl"; err 'none.jsonl'

# spans PATTERN TEXT: layer and text of what an imported pattern gives, joined
spans() {
  printf '{"label":"X","pattern":%s}\n' "$1" >"$folder/one.jsonl"
  "$lunette" import spacy "$folder/one.jsonl" -o "$folder/one.lua" 2>"$folder/err" || { cat "$folder/err"; return; }
  "$lunette" run "$folder/one.lua" --text "$2" --format jsonl 2>/dev/null | sed 's/.*"text":"//; s/"}$//' | tr '\n' '|'
}
is() {
  got=$(spans "$1" "$2")
  [ "$got" = "$3" ] || fail "$1 on $2 gives $got, not $3"
}
is '"Ana Torres"' 'Ana Torres and ana torres.' 'Ana Torres|'
is "\"O'Hara\"" "O'Hara, O’Hara." "O'Hara|"
is '"Smith-Jones Ltd"' 'At Smith-Jones Ltd and' 'Smith-Jones Ltd|'
is '[{"LOWER":"ana"}]' 'ANA, Ana, Anna' 'ANA|Ana|'
is '[{"TEXT":"Ana"},{"IS_TITLE":true,"OP":"+"}]' 'So Ana Torres Ruiz left.' 'Ana Torres Ruiz|'
is '[{"LOWER":{"IN":["a","the"]}},{"OP":"?"},{"LOWER":"mine"}]' 'The old mine, a mine, mine.' 'The old mine|a mine|'
is '[{"ORTH":{"NOT_IN":["Bo"]},"IS_TITLE":true}]' 'Bo and Ana.' 'Ana|'
is '[{"SHAPE":"Xxxx"}]' 'Anna Ana Lotte Lima' 'Anna|Lima|'
is '[{"SHAPE":"dd"},{"SHAPE":"Xxxxx"}]' '12 March, 123 March, 12 may' '12 March|'
is '[{"LENGTH":{">=":5,"<":7}}]' 'four fives sixsix sevenxx' 'fives|sixsix|'
is '[{"LENGTH":4,"IS_LOWER":true}]' 'four Four five5 FOUR' 'four|'
is '[{"LIKE_NUM":true}]' 'Two 12 1,234.5 3/4 21st xx ten' 'Two|12|1,234.5|3/4|21st|ten|'
is '[{"IS_CURRENCY":true},{"IS_DIGIT":true}]' 'It cost € 12 or EUR 12.' '€ 12|'
is '[{"TEXT":{"REGEX":"^Mc[A-Z]|burg$"}}]' 'McCoy of Hamburg, Mccoy, burgher' 'McCoy|Hamburg|'
is '[{"LOWER":{"FUZZY":"treaty"}}]' 'Treatey, trety, tree, treaties' 'Treatey|trety|'
is '[{"TEXT":{"FUZZY1":"Lima"}}]' 'Limaa, Lma, Lmia, lima' 'Limaa|Lma|lima|'
is '[{"LOWER":"no"},{"LOWER":"way","OP":"!"}]' 'No way. No one.' 'No one|'
is '[{"LOWER":"x","OP":"{2,3}"},{"LOWER":"y"}]' 'x y x x y x x x x y' 'x x y|x x x y|'
is '[{"TEXT":"x"},{"IS_SPACE":true,"OP":"*"},{"TEXT":"y"}]' 'x y' 'x y|'
is '[{"TEXT":"New York","OP":"?"},{"TEXT":"y"}]' 'x y' 'y|'
is '[{"PREFIX":"A"},{"SUFFIX":"ing"}]' 'An ending, a king' 'An ending|'
is '[{"IS_UPPER":true},{"IS_PUNCT":true,"OP":"!"}]' 'UN says, EU. Un' 'UN says|'
is '[{"IS_SENT_START":true,"IS_TITLE":true}]' 'Ana left Bo. Cy came.' 'Ana|Cy|'
is '[{"IS_STOP":true},{"IS_STOP":false,"IS_ALPHA":true}]' 'It is over the harbour, Not now' 'the harbour|'
is '[{"TEXT":{"INTERSECTS":["Ana","Bo"]}}]' 'Ana saw Bo.' 'Ana|Bo|'

# the longest wins, also over one that begins before; shorter ones of a pattern are candidates
printf '%s\n' '{"label":"ORG","pattern":"Bank of Lima","id":"bank"}' '{"label":"Place-Name","pattern":"Lima"}' '{"label":"PERSON","pattern":[{"IS_TITLE":true,"OP":"+"}]}' '{"label":"ORG","pattern":"Torres Bank of Lima"}' >"$folder/p.jsonl"
code 0 "$lunette" import spacy "$folder/p.jsonl" -o "$folder/p.lua"; err '4 patterns imported, 0 not'
code 0 "$lunette" run "$folder/p.lua" --text "They near Ana Torres Bank of Lima, Bank of Lima." --format tsv
[ "$(cut -f2,3,5 "$folder/out" | tr '\t\n' ' ;')" = 'layer id text;org  Torres Bank of Lima;org bank Bank of Lima;person  They;person  Ana;' ] || { fail "longest first"; cat "$folder/out"; }
code 0 "$lunette" import spacy "$folder/p.jsonl" --attr LOWER -o "$folder/l.lua"
code 0 "$lunette" run "$folder/l.lua" --text "at BANK OF LIMA now" --format tsv; out '	BANK OF LIMA	'
code 2 "$lunette" import spacy "$folder/p.jsonl" --attr SHAPE; err 'ORTH or LOWER'

# what cannot be said, by line; Matcher's form; what documents bring
printf '%s\n' '{"label":"A","pattern":[{"DEP":"nsubj"}]}' 'no json' '{"pattern":"x"}' '{"label":"A","pattern":[{"TEXT":"a b"}]}' '{"label":"A","pattern":[{"TEXT":{"REGEX":"("}}]}' '{"label":"A","pattern":[]}' \
  '{"label":"A","pattern":[{"WHAT":1}]}' '{"label":"A","pattern":"fine"}' '{"label":"A","pattern":[{"TEXT":"x","OP":"{a}"}]}' >"$folder/q.jsonl"
code 0 "$lunette" import spacy "$folder/q.jsonl"; out 'entity { "p8"'; out 'Not imported: line 1: DEP: lunette has no dependency relations'
err 'q.jsonl:2: not imported: '; err 'q.jsonl:3: not imported: no {"label"'; err 'q.jsonl:4: not imported: a value with white space'
err 'q.jsonl:5: not imported: REGEX: '; err 'q.jsonl:6: not imported: a pattern without tokens'; err 'q.jsonl:7: not imported: WHAT: no such attribute'
err 'q.jsonl:9: not imported: OP {a}'; err '1 pattern imported, 8 not'
code 74 "$lunette" import spacy "$folder/q.jsonl" -o "$folder/none/q.lua"; err 'cannot be written'
printf '{"label":"A","pattern":[]}\n' >"$folder/empty.jsonl"
code 3 "$lunette" import spacy "$folder/empty.jsonl"; err '0 patterns imported, 1 not'
# a pattern that asks for a label of its own file is listed, for it would wait for itself; the others run
printf '%s\n' '{"label":"ORG","pattern":"Northwind Cables"}' '{"label":"DEAL","pattern":[{"LOWER":"buy"},{"ENT_TYPE":"ORG"}]}' '{"label":"TRIP","pattern":[{"LOWER":"to"},{"ENT_TYPE":"GPE"}]}' >"$folder/own.jsonl"
code 0 "$lunette" import spacy "$folder/own.jsonl" -o "$folder/own.lua"
err 'own.jsonl:2: not imported: ENT_TYPE ORG is a label of this very file'; err '2 patterns imported, 1 not'
code 0 "$lunette" run "$folder/own.lua" --text 'We buy Northwind Cables.' --format tsv; out 'Northwind Cables'
echo '{"GREET": [[{"LOWER":"hello"},{"IS_PUNCT":true,"OP":"?"},{"LOWER":"world"}]], "NOUNS": [[{"POS":"NOUN"}],[{"TAG":{"IN":["VBD","VBZ"]}},{"ENT_TYPE":"PERSON"}]]}' >"$folder/m.json"
code 0 "$lunette" import spacy "$folder/m.json" -o "$folder/m.lua"; err '3 patterns imported'
grep -q 'given = { "person" }' "$folder/m.lua" || fail "layers that the patterns ask are declared"
printf '%s\n' '{"text":"Hello, world! Bo saw Ana.","tokens":["Hello",",","world","!","Bo","saw","Ana","."],"pos":["X","X","NOUN","X","X","X","X","X"],"tag":["X","X","X","X","X","VBD","X","X"],"layers":{"person":[[21,24]]}}' >"$folder/m.jsonl"
code 0 "$lunette" run "$folder/m.lua" "$folder/m.jsonl" --format tsv; out 'Hello, world'; out 'saw Ana'

# CQL
code 0 "$lunette" import cql 'who:<person/> []{0,3} [lemma="visit|tour"] [word="the"%c]? within <quote/>'
[ "$(cat "$folder/out")" = 'who:@person _{0,3} <visit|tour> the{0,1}' ] || { fail "a query as a pattern"; cat "$folder/out"; }
err 'within = "quote"'
code 3 "$lunette" import cql '[lemma='; err 'expected'

# PETRARCH: actors with synonyms and times, agents with plurals and sets
cat >"$folder/actors.txt" <<'END'
<!-- a note
over lines -->
ARDENIA_ [ARD] # its note
+ARDENIAN
+THE_ARDENES_
BO_MARSH_
   [ARDGOV 900101-961231]
   [ARDOPP >970101]
   [ARDELI <19891231]
OLD_TOWN [OLD/NEW >20010101]
NOBODY
+NOONE
BROKEN [ABC
LATE [LAT 991301-991302]
END
code 0 "$lunette" import petrarch "$folder/actors.txt" -o "$folder/actors.tsv"
err 'actors.txt:11: not imported: .NOBODY. has no code'; err 'actors.txt:13: not imported: a bracket is not closed'; err 'actors.txt:14: not imported: .*no day of the calendar'
err '8 rows of 4 entries, 3 synonyms; 3 lines not read'
grep -q "^BO MARSH	ARDGOV	1990-01-01	1996-12-31	BO MARSH$" "$folder/actors.tsv" || { fail "times are columns"; cat "$folder/actors.tsv"; }
grep -q "^BO MARSH	ARDOPP	1997-01-01		BO MARSH$" "$folder/actors.tsv" || fail "an open time"
grep -q "^THE ARDENES	ARD			ARDENIA$" "$folder/actors.tsv" || fail "a synonym has the entry's code and name"
cat >"$folder/actors.lua" <<'END'
return lun.rules { name = "actors", lists = { actor = "actors.tsv" },
  { "actor", [[ who:#actor ]], gives = "actor", attributes = { codes = function(m)
    local codes = {}
    for _, row in ipairs(m.who:candidates()) do codes[#codes + 1] = row.code .. (row.from or "") end
    table.sort(codes)
    return table.concat(codes, " ")
  end } } }
END
code 0 "$lunette" run "$folder/actors.lua" --text "Bo Marsh met the Ardenian envoy." --format tsv
out 'ARDELI ARDGOV1990-01-01 ARDOPP1997-01-01	Bo Marsh'; out '	ARD	Ardenian'
printf '!PERSON! = MAN, MEN\nMINISTER [~GOV]\nGOOSE {GEESE} [~GGS]\nPARTY {} [~PTY]\nCONGRESS!PERSON! [~LEG]\nX!NONE! [~X]\n' >"$folder/agents.txt"
code 0 "$lunette" import petrarch "$folder/agents.txt"; out '^GEESE	~GGS			GOOSE'; out '^PARTIES	~PTY'; out '^CONGRESSMEN	~LEG			CONGRESSMAN'; err 'set !NONE! is not defined'

[ "$failures" -eq 0 ] || { echo "$failures failures"; exit 1; }

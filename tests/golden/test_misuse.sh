#!/bin/sh
# test_misuse.sh LUNETTE: what is said of commands that are given the wrong thing: what it is, where, what to do, and an exit code
# that is not 0.
. tests/golden/check.sh
lacks_err() { if grep -q -- "$1" "$folder/err"; then fail "standard error has: $1"; cat "$folder/err"; fi; }
cd "$folder" || exit 1
printf 'Ana Torres visited Lima.\n' >a.txt
: >zero.txt
printf '\1\2\3\4\5\6\7\16\17\20\21\22' >bin.txt
mkdir empty
cat >visits.lua <<'END'
return lun.rules { name = "visits", { "visit", [[ who:[cap]+ visited where:[cap] ]], fact = "visit" } }
END

echo 'lun.report { name = "r", each = function(doc, row) row { n = #doc } end }' >unreturned.lua
echo 'return lun.report { name = "r", use = { "nmes" } }' >unknown.lua
echo 'return lun.report { name = "r", lists = { c = "nowhere.csv" } }' >unlisted.lua
echo 'return lun.report { name = "r", each = function(doc, row) row { w = doc:wrod(1) } end }' >wrod.lua

# what stands where a report, a pack or a pattern is wanted
code 2 "$lunette" run a.txt; err "'a.txt' is a file, not a report or a rule pack: its name goes before the articles, as in lunette run brief a.txt"
code 2 "$lunette" run empty; err "'empty' is a folder"
code 2 "$lunette" run visits a.txt; err "a script of your own is named by its file: visits.lua"
code 2 "$lunette" lint zero.txt; err "'zero.txt' is a file"
code 2 "$lunette" find a.txt; err "the pattern 'a.txt' is the name of a file: lunette find 'PATTERN' a.txt"
code 0 "$lunette" find visited a.txt
code 2 "$lunette" list place; err 'list takes no words'; err 'lunette help place'
code 2 "$lunette" help brief quotes; err 'help takes one name'
code 2 "$lunette" new rul visits; err "cannot make 'rul'; did you mean 'rule'?: new needs what to make"
code 2 "$lunette" run brief a.txt --scripts nowhere; err '^lunette: --scripts nowhere: no such folder'

# scripts: the file is named also where a tail call leaves no line; what is misspelt has its near name
code 3 "$lunette" run unreturned.lua a.txt; err 'unreturned.lua: makes rules or a report but does not return them'
code 3 "$lunette" run unknown.lua a.txt; err "^lunette: unknown.lua: no bundled script 'nmes'; did you mean 'names'"
code 3 "$lunette" run unlisted.lua a.txt; err "^lunette: unlisted.lua: list 'c': nowhere.csv: no such file"
code 1 "$lunette" run wrod.lua a.txt; err "wrod.lua:1: a doc has no field or method 'wrod'; did you mean 'word'"
code 1 "$lunette" run wrod.lua a.txt; err "a.txt: wrod.lua:1"

# files that are empty, or something else
code 66 "$lunette" sql zero.txt; err 'zero.txt: it is empty, and so no database: lunette run REPORT'
code 66 "$lunette" sql a.txt; err 'a.txt: it is no SQLite database: lunette run REPORT'
code 3 "$lunette" import spacy zero.txt; err '^lunette: zero.txt: holds no pattern'
code 3 "$lunette" import petrarch zero.txt; err '^lunette: zero.txt: holds no row'
code 3 "$lunette" import spacy bin.txt; err 'bin.txt: is binary data, not a text'
code 3 "$lunette" import cql zero.txt; err "'zero.txt' is a file: import cql takes a query, in quotes"
code 0 "$lunette" explain speech zero.txt; out 'zero.txt: the text holds no words'
code 66 "$lunette" diff visits.lua visits.lua nowhere.txt; err 'nowhere.txt: no such file'; lacks_err 'no difference'
code 2 "$lunette" eval a.txt; err 'nothing to score'; lacks_err 'nothing found'

# JSON that broke off behind a record; inputs without any
printf '[{"text":"Rain fell."},\n' >cut.json
code 1 "$lunette" run stats cut.json; err 'cut.json: the list of records does not end with \]: the file is cut short, or more stands behind'
printf ' [{"text":"Rain fell."}]\n\n' >whole.json
code 0 "$lunette" run stats whole.json; lacks_err 'cut short'
printf '[]' >none.json
code 0 "$lunette" run stats none.json; err 'no document in these inputs'
code 0 "$lunette" run stats whole.json; lacks_err 'no document'
echo 'return { { a = 1 } }' >rows.lua
code 0 "$lunette" run rows.lua; out '^1$'; lacks_err 'no document'
: >visits.judged.jsonl
code 2 "$lunette" eval visits.judged.jsonl; err 'visits.judged.jsonl: holds no judgement: lunette judge writes them'

[ "$failures" -eq 0 ] && echo ok
exit "$([ "$failures" -eq 0 ] && echo 0 || echo 1)"

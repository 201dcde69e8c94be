#!/bin/sh
# test_concordance.sh LUNETTE: `lunette find` as a concordancer: context, order, samples, counts and collocates against figures that
# were worked out by hand, and its look on a terminal of 80 columns.
. tests/golden/check.sh

cat >"$folder/news.jsonl" <<'END'
{"id":"a","date":"2019-01-05","outlet":"Gazette","text":"The red ferry left. A red Ferry sank near the quay."}
{"id":"b","date":"2019-02-11","outlet":"Courier","text":"One blue ferry left, and the ferry of Olvar sank. No boat came."}
{"id":"c","date":"2020-02-01","outlet":"Gazette","text":"The old ferry burned; nobody on the quay saw it."}
{"id":"d","text":"Rain fell."}
END
cd "$folder" || exit 1
find() { code 0 "$lunette" find ferry news.jsonl "$@"; }
# shows LINE...: standard output is these lines
shows() { printf '%s\n' "$@" >wanted; cmp -s wanted out || { fail "not what was expected:"; diff wanted out; }; }
tab=$(printf '\t')
rows() { printf '%s\n' "$@" | tr '|' "$tab" >wanted; cmp -s wanted out || { fail "not the rows expected:"; diff wanted out; }; }

# context: tokens, or whole tokens that fit in characters, of the paragraph
find --width 2t --format tsv
rows 'document|left|match|right|at' 'a|The red|ferry|left.|news.jsonl:1:1:9' 'a|A red|Ferry|sank near|news.jsonl:1:1:27' 'b|One blue|ferry|left,|news.jsonl:2:1:10' \
  'b|and the|ferry|of Olvar|news.jsonl:2:1:30' 'c|The old|ferry|burned;|news.jsonl:3:1:9'
find --width 9 --format tsv; out "^b${tab}, and the${tab}ferry${tab}of Olvar${tab}"; out "^c${tab}The old${tab}ferry${tab}burned;${tab}"
code 2 "$lunette" find ferry news.jsonl --width 0; err "width wants characters or tokens, 60 or 8t, not '0'"
code 3 "$lunette" find 'left:[cap]' news.jsonl --width 9; err "'left' is a column of every match"

# order: words beside the match without marks, the match, fields of the document and of its record
find --sort 1R,1L --format tsv; rows 'document|match|at' 'c|ferry|news.jsonl:3:1:9' 'b|ferry|news.jsonl:2:1:10' 'a|ferry|news.jsonl:1:1:9' 'b|ferry|news.jsonl:2:1:30' 'a|Ferry|news.jsonl:1:1:27'
find --sort outlet,2R --format tsv; rows 'document|match|at' 'b|ferry|news.jsonl:2:1:10' 'b|ferry|news.jsonl:2:1:30' 'a|ferry|news.jsonl:1:1:9' 'a|Ferry|news.jsonl:1:1:27' 'c|ferry|news.jsonl:3:1:9'
code 0 "$lunette" find 'x:[cap]' news.jsonl --sort x --format tsv; out "^d${tab}Rain"; [ "$(sed -n 2p out)" = "a${tab}A${tab}A${tab}news.jsonl:1:1:21" ] || fail "captures do not sort"
find --sort outlt; err "\-\-sort outlt: no record has 'outlt'; did you mean 'outlet'?"
find --sort right; err "fields: .*; else it takes 1L, 1R, 2R"

# a sample: the same for the same seed, in the order of the text
find --sample 2 --format tsv; cp out first; find --sample 2 --format tsv; cmp -s out first || fail "one seed gives two samples"
[ "$(wc -l <out)" -eq 3 ] || fail "a sample of 2 has other than 2 rows"
find --sample 2 --seed 2 --format tsv; cmp -s out first && fail "two seeds give one sample"
find --sample 9 --format tsv; cp out whole; find --format tsv; cmp -s out whole || fail "a sample of more than all is not all"
code 2 "$lunette" find ferry news.jsonl --seed 2; err 'seed belongs to --sample'

# counts: 5 matches among 44 tokens, of which 25 stand in the Gazette and 13 in January
find --count match; shows 'match  count  percent  per_million  documents' 'ferry      5      100    113636.36          3'
find --count match --as-written; shows 'match  count  percent  per_million  documents' 'ferry      4       80     90909.09          3' 'Ferry      1       20     22727.27          1'
find --by outlet; shows 'outlet   count  per_million  tokens  documents' 'Gazette      3       120000      25          2' 'Courier      2       125000      16          1' '(none)       0            0       3          1'
find --by month --format csv; out '^2019-01,2,153846.15,13,1'; out '^2020-02,1,83333.33,12,1'; [ "$(tail -n 1 out | tr -d '\r')" = "(none),0,0,3,1" ] || fail "what has no date is not last"
code 0 "$lunette" find 'colour:_ ferry' news.jsonl --count colour --by year --top 2; shows 'year  colour  count  percent  per_million  documents' '2019  red         2       50     68965.52          1' '2019  blue        1       25     34482.76          1'
err '2 of 4 rows are shown: --top N'
code 2 "$lunette" find 'colour:_ ferry' news.jsonl --count color; err "nothing is captured under that name; did you mean 'colour'?; there is colour, match"
code 2 "$lunette" find ferry news.jsonl --count match --format conllu; err 'conllu writes articles with their layers, and --count is of rows'
code 2 "$lunette" find ferry news.jsonl --count match --sort 1L; err 'sort is of lines, and --count prints numbers'

# collocates: 36 words, 10 of them in the windows of 5 matches; left and red stand there 2 of 2 times
find --collocates 1 --least 2; shows 'collocate  logdice  together  left  right  count' 'left         13.19         2     0      2      2' 'red          13.19         2     2      0      2'
err '6 words that stand there less than 2 times are left out: --least 1'
find --collocates 1 --least 2 --stat mi; out '^left  *2.85 '   # log2(2 * 36 / (5 * 2))
find --collocates 1 --least 2 --stat ll; out '^red  *5.44 '    # 2 (2 ln 3.6 + 8 ln(8 / 9.444) + 26 ln(26 / 24.556))
find --collocates 1 --least 1; out '^sank  *12.19  *1  *0  *1  *2$'; out '^the  *11.68  *1  *1  *0  *5$' # 14 + log2(2 / (5 + 5)) for the
code 2 "$lunette" find ferry news.jsonl --collocates x; err "collocates wants a number from 1 on, not 'x'"
code 2 "$lunette" find ferry news.jsonl --collocates 5 --stat logdise; err "did you mean 'logdice'"
code 2 "$lunette" find ferry news.jsonl --stat mi; err 'stat belongs to --collocates'

# what rules give: facts with their roles, spans, a rule's, a pack's, all of a kind
cat >fleet.lua <<'END'
return lun.rules { name = "fleet",
  { "loss", [[ colour:_ ship:ferry <sink|burn> ]], fact = "loss" },
  { "boat", [[ [word=boat,ferry] ]], gives = "vessel" } }
END
code 0 "$lunette" find --rules fleet.lua:loss news.jsonl --format tsv
rows 'document|match|fact|colour|ship|rule|at' 'a|red Ferry sank|loss|red|Ferry|fleet.loss|news.jsonl:1:1:23' 'c|old ferry burned|loss|old|ferry|fleet.loss|news.jsonl:3:1:5'
code 0 "$lunette" find --rules fleet.lua news.jsonl --count match; out '^ferry  *5'; out '^boat  *1'; out '^red ferry sank  *1'
code 0 "$lunette" find --rules vessel --use fleet.lua news.jsonl --sort 1L --format tsv; out "^b${tab}vessel${tab}boat${tab}fleet.boat"; [ "$(wc -l <out)" -eq 7 ] || fail "not six vessels"
code 0 "$lunette" find --rules names --text 'Ana Torres left Lima.' --format tsv
out "Ana Torres${tab}"; out "Lima${tab}"
code 2 "$lunette" find --rules fleet.lua:lost news.jsonl; err "rules: 'fleet' has no rule 'lost'; did you mean 'loss'?"
code 2 "$lunette" find --rules fleet.lua --cql news.jsonl; err 'cql is of a pattern, and --rules takes none'

# kwic is the same look at words
cd - >/dev/null || exit 1
code 0 "$lunette" run kwic 'The Ferry' "$folder/news.jsonl" --format tsv; out "^b${tab}One blue ferry left, and${tab}the ferry${tab}of Olvar sank. No boat came.${tab}"; [ "$(wc -l <"$folder/out")" -eq 2 ] || fail "kwic finds other than 1"
code 1 "$lunette" run kwic ' ' "$folder/news.jsonl"; err 'kwic wants a word'

# on a terminal of 80 columns the matches stand below each other, and places keep their end
if command -v python3 >/dev/null; then
  cd "$folder" || exit 1
  python3 "$OLDPWD/tests/golden/typed.py" 80 '' "$lunette" find ferry news.jsonl --width 24 --sort 1R,1L | sed "s/$(printf '\033')\[[0-9;]*m//g; s/, [0-9.]* s$//" >out
  shows 'document                  left  match  right                 at' \
    'c                      The old  ferry  burned; nobody on t…  news.jsonl:3:1:9' \
    'b                     One blue  ferry  left, and the ferry…  news.jsonl:2:1:10' \
    'a                      The red  ferry  left. A red Ferry s…  news.jsonl:1:1:9' \
    'b         …ferry left, and the  ferry  of Olvar sank. No b…  news.jsonl:2:1:30' \
    'a         …d ferry left. A red  Ferry  sank near the quay.   news.jsonl:1:1:27' \
    'lunette: 4 documents, 5 rows'
fi

code 0 "$lunette" help find; example=$(sed -n 's/^  \$ //p' "$folder/out") # which runs as it stands
[ -n "$example" ] || fail "help find has no example"
code 0 sh -c "lunette() { \"$lunette\" \"\$@\"; }; $example"; [ -s "$folder/out" ] || fail "nothing from: $example"

[ "$failures" -eq 0 ] && echo ok
exit "$([ "$failures" -eq 0 ] && echo 0 || echo 1)"

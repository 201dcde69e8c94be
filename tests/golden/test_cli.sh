#!/bin/sh
# test_cli.sh LUNETTE: the command line as a user meets it: exit codes, messages, formats, streams.
. tests/golden/check.sh

article=samples/articles/cyber-pact.txt
code 0 "$lunette" --version; out '^lunette [0-9]'
code 2 "$lunette"; err 'lunette run'
code 0 "$lunette" help; out 'run NAME'
for command in run find repl test explain lint profile list help; do
  code 0 "$lunette" help; out "^  lunette $command"; code 0 "$lunette" help $command; out "lunette $command"
done
for command in run test list repl; do # a page each, also behind the command; its example runs
  code 0 "$lunette" $command --help; out 'Exit codes: 0'; cp "$folder/out" "$folder/page"
  code 0 "$lunette" help $command; cmp -s "$folder/out" "$folder/page" || fail "$command --help is not help $command"
  example=$(sed -n 's/^  \$ //p' "$folder/page")
  [ -n "$example" ] || fail "help $command has no example"
  code 0 sh -c "lunette() { \"$lunette\" \"\$@\"; }; $example"; [ -s "$folder/out" ] || fail "nothing from: $example"
done
code 0 "$lunette" help; out 'lunette help lun.rules'
code 0 "$lunette" help where; out 'rule.where'; code 2 "$lunette" help priorit; err "did you mean 'rule.priority'"
code 2 "$lunette" help profil; err "did you mean 'profile'"
code 0 "$lunette" help doc:word; out 'doc:word(i)'
code 0 "$lunette" help brief; out 'at a glance'
code 2 "$lunette" help brif; err "did you mean 'brief'"
code 0 "$lunette" list; out 'quotes'; out 'place .*entries'
code 2 "$lunette" rnu; err "did you mean 'run'"
code 2 "$lunette" timeline samples/articles; err "'timeline' is a report, not a command: lunette run timeline samples/articles"
code 2 "$lunette" quantities; err "'quantities' is a rule pack, not a command: lunette run quantities INPUT"
code 2 "$lunette" run; err 'needs the name'
code 2 "$lunette" run breif "$article"; err "did you mean 'brief'"
code 2 "$lunette" run brief --fromat csv "$article"; err "did you mean '--format'"
code 2 "$lunette" run brief --format cvs "$article"; err "did you mean 'csv'"
code 2 "$lunette" run brief --date May "$article"; err 'YYYY-MM-DD'
code 66 "$lunette" run brief "$folder/none.txt"; err 'none.txt'
code 66 "$lunette" run "$folder/none.lua" "$article"; err 'none.lua'
code 1 "$lunette" run stats "$folder/none.txt" "$article"; err '1 of 2 documents failed'; out 'bytes'

echo 'return lun.report { name = "x", each = function(doc, row) row { n = #doc } end }' >"$folder/count.lua"
code 0 "$lunette" run "$folder/count.lua" --text "One two three."; out '4'
echo 'return lun.report { name = "x", each = functoin() end }' >"$folder/broken.lua"
code 3 "$lunette" run "$folder/broken.lua" "$article"; err 'broken.lua:1:'
echo 'return lun.report { name = "x", eahc = print }' >"$folder/typo.lua"
code 3 "$lunette" run "$folder/typo.lua" "$article"; err "did you mean 'each'"
echo 'return lun.report { name = "x", each = function(doc) return doc.wrod end }' >"$folder/raises.lua"
code 1 "$lunette" run "$folder/raises.lua" "$article"; err 'raises.lua:1:.*wrod'
echo 'total = 1' >"$folder/global.lua"
code 3 "$lunette" run "$folder/global.lua"; err "global.lua:1:.*write 'local total"
echo 'os.exit(9)' >"$folder/os.lua"
code 3 "$lunette" run "$folder/os.lua"; err "'os' is closed here: os.exit"

code 0 "$lunette" run quotes --format csv "$article"; out '^document,speaker,cue,said,kind,at'
code 0 "$lunette" run quotes --format json "$article"; out '"rows"'
code 0 "$lunette" run quotes --format jsonl "$article"; out '^{"at"'
code 0 "$lunette" run quotes --format md "$article"; out '^| speaker'
code 0 "$lunette" run quotes "$article" -o "$folder/q.csv"
grep -q '^document,speaker' "$folder/q.csv" || fail "-o q.csv is no CSV"
code 74 "$lunette" run quotes "$article" -o "$folder/no/such/q.csv"; err 'q.csv'
code 0 "$lunette" run kwic Mattis "$article"; out 'Mattis'
code 2 "$lunette" run kwic
code 0 "$lunette" run stats samples/articles; out 'document'
printf '{"id":"a","text":"Ana Torres left."}\nnot json\n' >"$folder/two.jsonl"
code 1 "$lunette" run stats "$folder/two.jsonl"; err 'two.jsonl:2:'

# find: one pattern, a row a match
code 0 "$lunette" find 'who:[cap]{2} ...{0,2} <visit>' --text 'Then at last Ana Torres visited Lima.'; out '(before) *match *(after) *who *at'
out '^Then at last  Ana Torres visited  Lima. *Ana Torres  text:1:14$'
code 0 "$lunette" find 'x:[cap] ("," x:[cap])*' --text 'Lima, Quito left.' --format tsv; out '^text	Lima, Quito	Lima; Quito	text:1:1$'
code 0 "$lunette" find '[cap]' --text 'Lima' -o "$folder/found.tsv"
grep -q '^document	match	at$' "$folder/found.tsv" || fail "-o found.tsv is no TSV"
code 0 "$lunette" find 'fog' samples/articles -o "$folder/found.jsonl"
code 0 "$lunette" find '<sign>' --format csv samples/articles; out '^document,match,at'; out '^river-accord,'
code 0 "$lunette" find '<zigzag>' "$article"; err 'nothing found in 1 document'
printf 'who:[cap] -- a name\n  <leave>\n' >"$folder/pattern.txt"
code 0 "$lunette" find -f "$folder/pattern.txt" --text 'Ana left.' --format jsonl; out '"who":"Ana"'
code 3 "$lunette" find 'who:([cap]' --text 'Ana left.'; err 'the pattern: expected `)`'; err '^            ^$'
if grep -q 'traceback\|scripts/lib' "$folder/err"; then fail "a pattern's error shows lunette's own code"; fi
code 3 "$lunette" find 'who:@person' "$article"; err '@person is given by the pack names: add --use names'
code 0 "$lunette" find --use names 'who:@person' "$article"; out 'James Mattis'
code 2 "$lunette" find; err "lunette find 'PATTERN' INPUT"
code 2 "$lunette" find '[cap]' --part led "$article"; err "\-\-part: no part 'led'; did you mean 'lead'"
code 2 "$lunette" find '[cap]' --format cvs "$article"; err "did you mean 'csv'"
code 66 "$lunette" find '[cap]' "$folder/none.txt"; err 'none.txt'
code 66 "$lunette" find -f "$folder/none.pattern" "$article"; err 'none.pattern'
code 2 "$lunette" run brief --rules names "$article"; err 'belongs to `lunette find`'
code 0 "$lunette" find --cql 'who:"[A-Z].*"+ [lemma="visit"] "Lima" within <s/>' --text 'Then Ana Torres visited Lima.' --format tsv; out '^text	Then Ana Torres visited Lima	Then Ana Torres	text:1:1$'
code 3 "$lunette" find --cql '"a" [wrod="b"]' "$article"; err "the query: no attribute 'wrod'; did you mean 'word'?"; err '^       ^$'
code 2 "$lunette" run brief --cql "$article"; err 'belongs to `lunette find`'
code 0 "$lunette" help cql; out 'within <quote/>'
code 0 "$lunette" help find; out "lunette find 'PATTERN'"; out 'outside LAYER'

# explain: how far a rule comes, the change that helps, and what it refuses to guess
cat >"$folder/visits.lua" <<'LUA'
return lun.rules { name = "visits", use = { "names" },
  { "visit", [[ who:@person ...{0,3} <visit|tour> where:@place ]], fact = "visit",
    yes = { "Ana Torres inspected Peru." }, no = { "Ana Torres toured Peru." } },
}
LUA
code 0 "$lunette" explain "$folder/visits.lua:visit" --text "Ana Torres inspected Peru."
out "^    <visit|tour>  met 'inspected'$"; out '^                         ^^^^^^^^^^^^$'
out "^    add the lemma 'inspect': <visit|tour|inspect>$"; out '^    then it matches Ana Torres inspected Peru$'
code 0 "$lunette" explain "$folder/visits.lua" --text "Ana Torres toured Peru."; out '^    where:@place  Peru$'; out 'visit(where=Peru, who=Ana Torres)'
printf 'Rain fell.\nAna Torres inspected Peru.\n' >"$folder/visit.txt"
code 0 "$lunette" explain "$folder/visits.lua:visit" "$folder/visit.txt"; out 'visit.txt:2:1'
code 0 "$lunette" explain "$folder/visits.lua:visit" "$folder/visit.txt:1"; out "met 'Rain'"; out 'no single change is enough'
code 0 "$lunette" explain speech.csv "$article"; out '^speech.csv  scripts/rules/speech.lua:[0-9]*$'; out 'more near miss'
code 0 "$lunette" explain said "$article:13"; out '^speech.cvs'; out '^    said(.*Catalina Norambuena'
code 0 "$lunette" explain "$article:13"; out 'Catalina Norambuena'; out 'then it matches'
code 0 "$lunette" explain speech.csv --text "Rain fell."; out "what:@quote  met 'Rain'"
printf '{"text":"Rain fell."}\n{"text":"Ana Torres inspected Peru."}\n' >"$folder/visit.jsonl"
code 0 "$lunette" explain "$folder/visits.lua:visit" "$folder/visit.jsonl:2"; out "add the lemma 'inspect'"
code 2 "$lunette" explain; err 'lunette explain RULE INPUT'
code 2 "$lunette" explain speech.csx "$article"; err "no rule 'csx', did you mean 'csv'\\|no rule 'csx'"
code 2 "$lunette" explain spech "$article"; err "did you mean 'speech'"
code 2 "$lunette" explain speech --format csv "$article"; err 'belongs to'
code 66 "$lunette" explain speech "$folder/none.txt:3"; err 'none.txt'
code 1 "$lunette" explain speech.csv "$folder/none.txt" "$article"; err 'none.txt'; out '^speech.csv'
code 0 "$lunette" explain speech.csv "$article:2"; out 'no sentence stands on this line'
for what in entities names links speech.csv reported; do # a line that is not there
  code 2 "$lunette" explain $what "$folder/visit.txt:99"; err 'visit.txt: there is no line 99: its text has the lines 1 to '
done
code 2 "$lunette" explain speech.csv "$folder/visit.txt:0"; err 'there is no line 0'
echo 'return lun.rules { name = "bare", use = { "people" }, lun.resolve { name = "r", reads = { "person?" }, gives = { "x" }, each = function() end } }' >"$folder/bare.lua"
code 2 "$lunette" explain "$folder/bare.lua" "$article"; err 'it uses.* people'
printf 'John Smith met Mary Smith.\n\nOn Friday Smith left. He was glad.\n' >"$folder/smith.txt"
code 0 "$lunette" explain entities "$folder/smith.txt:3"; out ':3:11  Smith  unclear: several of that name were named as near$'; out '    perhaps Mary Smith: has that name'; if grep -q ':1:1 ' "$folder/out"; then fail 'explain shows another line'; fi
code 0 "$lunette" explain references "$folder/smith.txt"; out ':3:23  He  '; if grep -q 'Smith  unclear' "$folder/out"; then fail 'a name among references'; fi
code 0 "$lunette" run references "$folder/smith.txt" --format csv; out '^smith,Smith,,several of that name were named as near,John Smith; Mary Smith,yes,'
code 0 "$lunette" run people "$folder/smith.txt" --format csv; out ',John Smith or Mary Smith: named as near,'
code 66 "$lunette" explain "$folder/none.lua:x" "$article"; err 'none.lua'
code 3 "$lunette" explain "$folder/broken.lua" "$article"; err 'broken.lua:1:'
echo 'lun.explain("guide.trip", lun.doc "Ana Torres rode to Lima.", { all = true }):print()' >"$folder/explains.lua"
code 0 "$lunette" run "$folder/explains.lua"; out "add the lemma 'ride'"; [ -s "$folder/err" ] && fail "lun.explain in a script warns"
code 0 "$lunette" help explain; out 'lunette explain RULE'
code 1 "$lunette" test "$folder/visits.lua"; out '^0 of 2 examples hold$'; err 'yes .*no match'; err "add the lemma 'inspect'"; err 'where:@place  Peru'

# --why: what rows stand on, in text and JSON
cat >"$folder/why.lua" <<'LUA'
return lun.rules { name = "w",
  { "name", [[ [cap & !first] ]], gives = "name" },
  { "left", [[ who:@name left ]], fact = "left" } }
LUA
code 0 "$lunette" run "$folder/why.lua" --why --text 'Then Ana left.'
out '^left  Ana  text:1:6$'; out '^    left "Ana left"  w.left .*/why.lua:3$'; out '^    ├─ who: @name "Ana"  w.name .*/why.lua:2$'; out '^    │  └─ "Ana"$'; out '^    └─ "left"$'
code 0 "$lunette" run "$folder/why.lua" --text 'Then Ana left.'; if grep -q '─' "$folder/out"; then fail "a tree without --why"; fi
code 0 "$lunette" run "$folder/why.lua" --why --format jsonl --text 'Then Ana left.'; out '"why":\[{"at":"text:1:6","captures":{"who":{.*"rule":"w.left"'
code 0 "$lunette" run quotes --why --format json "$article"; out '"dictionary": "sayverb"'; out '"file": "sayverb.tsv"'
code 2 "$lunette" run quotes --why --format csv "$article"; err '\-\-why has no place in csv: use --format text, json or jsonl'
code 2 "$lunette" find fog --why "$article"; err 'belongs to `lunette run`'
code 0 "$lunette" help why; out 'Fields of a node'; code 0 "$lunette" help fact:why; out 'the tree'

# lint: warnings with place and remedy
code 0 "$lunette" lint; out '^0 warnings in [0-9]* scripts$'
code 0 "$lunette" lint speech brief samples/scripts/watch.lua; out '^0 warnings in 3 scripts$'
cat >"$folder/lint.lua" <<'LUA'
return lun.rules { name = "lint",
  { "twice", [[ who:@quote (north | south | north) ]], fact = "x", yes = { "x" }, no = { "y" } },
}
LUA
code 1 "$lunette" lint "$folder/lint.lua"; out "lint.lua:2: rule 'lint.twice': this alternative is written twice; take it out"
out '^  who:@quote (north | south | north)$'; out '^1 warning in 1 script$'
code 0 "$lunette" lint samples/scripts/signings.lua --forms; out '<ink> ink inks inked inking'
code 3 "$lunette" lint "$folder/broken.lua"; err 'broken.lua:1:'
code 66 "$lunette" lint "$folder/none.lua"; err 'none.lua'
code 2 "$lunette" lint speach; err "did you mean 'speech'"
code 2 "$lunette" run brief --forms "$article"; err 'belongs to `lunette lint`'
code 0 "$lunette" help lint; out 'lunette lint \[NAME'; out 'unused '

# what a pack uses is loaded before its rules are compiled: they may ask tests that it defines
for pack in roles orgs places; do code 0 "$lunette" run $pack --text 'Mayor Ana Torres of the Lima Council spoke in Quito.'; done
mkdir "$folder/packs"
cat >"$folder/packs/base.lua" <<'LUA'
lun.test("wide", function(word) return #word > 3 end)
return lun.rules { name = "base" }
LUA
echo 'return lun.rules { name = "top", use = { "base.lua" }, lists = { towns = "towns.txt" }, { "r", [[ [wide] #towns ]], gives = "x" } }' >"$folder/packs/top.lua"
printf 'Lima\nQuito\n' >"$folder/packs/towns.txt"
code 0 "$lunette" run "$folder/packs/top.lua" --text 'tall Lima, big Lima'; out 'tall Lima'
printf '# towns\n\nLima\n-\n' >"$folder/packs/bad.txt"
echo 'return lun.rules { name = "l", lists = { l = "bad.txt" }, { "r", [[ #l ]], gives = "x" } }' >"$folder/packs/l.lua"
code 0 "$lunette" run "$folder/packs/l.lua" --text 'In Lima'; out Lima; err 'bad.txt: 1 name can never be found, for it holds no word or over 64, and is left out (line 4)'
echo 'return lun.rules { name = "a", use = { "b.lua" } }' >"$folder/packs/a.lua"
echo 'return lun.rules { name = "b", use = { "a.lua" } }' >"$folder/packs/b.lua"
code 3 "$lunette" run "$folder/packs/a.lua" --text x; err 'packs use each other: '
echo 'return lun.rules { name = "c", use = { "base" } }' >"$folder/packs/c.lua"
code 3 "$lunette" run "$folder/packs/c.lua" --text x; err 'use = { "base.lua" }'
code 0 "$lunette" find '$40' --text 'It cost $40.'; err 'never matches'

# packs: columns as the rules write them; what is wrong is said with file, line and remedy, and once
cat >"$folder/posts.lua" <<'LUA'
return lun.rules { name = "posts",
  { "left", [[ who:[cap] left as:[lower] also:[cap]? ]], fact = "left",
    yes = { "Ana left early.", { "Bo left late.", who = "Ana" } } },
}
LUA
code 0 "$lunette" run "$folder/posts.lua" --text 'Ana left early.' --format tsv; out "^document$(printf '\t')fact$(printf '\t')who$(printf '\t')as$(printf '\t')at\$"
code 1 "$lunette" test "$folder/posts.lua"; err '/posts.lua:2: posts.left: yes "Bo left late.": who is "Bo", not "Ana"'
code 3 "$lunette" find --use "$folder/posts.lua" '@left' samples/articles; err "'left' is no layer but the fact of rule 'posts.left': write gives = \"left\""
[ "$(grep -c 'is no layer' "$folder/err")" = 1 ] || fail "what is wrong with a pattern is said more than once"
printf 'return lun.rules { name = "p",\n  { [[ a ]], fact = "f" } }\n' >"$folder/nameless.lua"
code 3 "$lunette" test "$folder/nameless.lua"; err 'nameless.lua:[0-9]*: rule 1 of pack .p.: a rule is .*; its name or its pattern is missing'
printf 'return lun.rules { name = "p",\n  { "a", [[ a ]], fact = "f" },\n  { "a", [[ b ]], fact = "f" } }\n' >"$folder/twice.lua"
code 3 "$lunette" test "$folder/twice.lua"; err "twice.lua:3: pack 'p' has two rules called 'a': rename one"
printf 'return lun.rules { name = "p",\n  { "a", [[ a ]], fct = "f" } }\n' >"$folder/field.lua"
code 3 "$lunette" test "$folder/field.lua"; err "field.lua:2: rule 'p.a' has no field 'fct'; did you mean 'fact'"

# profile: a table of rules, a line a round, and what never fired, always lost, could not sleep
cat >"$folder/profile.lua" <<'LUA'
return lun.rules { name = "towns",
  { "pair", [[ [cap] [cap] ]], gives = "town" },
  { "one", [[ [cap & !first] ]], gives = "town" },
  { "none", [[ zeppelin ]], fact = "none" },
  { "tail", [[ _ [word~/f.ll/] ]], where = function(m) return m.text ~= "x" end, fact = "tail" },
}
LUA
code 0 "$lunette" profile "$folder/profile.lua" --text 'Santa Fe fell.'
out '^ *documents  tokens  rules  candidates  matches  lost  *ms$'; out '^ *1  *4  *4  *3  *3  *1  *[0-9.]*$'
out '^  towns.tail  *[0-9]*\.[0-9]* .* 1  *1  *0  100.0%  .*profile.lua:5$'
out '^  1  *4  [0-9. ]*$'; out '^  total  *4  [0-9. ]*$'
out '^Never fired$'; out '^  towns.none  *0  .*profile.lua:4$'
out '^Always lost$'; out '^  towns.one  *1  towns.pair 1  .*profile.lua:3$'
out '^Could not sleep$'; out '^  towns.tail  *100.0%  _  .*profile.lua:5$'
code 0 "$lunette" profile --no-alone "$folder/profile.lua" --text 'Santa Fe fell.'
if grep -q 'alone_ms\|Could not sleep' "$folder/out"; then fail "--no-alone searches rules alone"; fi
code 0 "$lunette" profile brief --format jsonl samples/articles; out '"rule":"names.settle","table":"rules"'
code 0 "$lunette" profile "$folder/profile.lua" --text 'Santa Fe fell.' --format jsonl; out '"table":"could_not_sleep","wakes":1'
code 0 "$lunette" profile names "$article" -o "$folder/profile.csv"
grep -q '^rules,.*,people.caps,' "$folder/profile.csv" || fail "-o profile.csv lacks a rule"
code 0 "$lunette" profile speech "$article" --format md; out '^## Never fired'
code 2 "$lunette" profile; err 'profile needs the name'
code 2 "$lunette" profile speach "$article"; err "did you mean 'speech'"
code 2 "$lunette" profile kwic "$article"; err 'holds no rules to profile'
code 2 "$lunette" run brief --no-alone "$article"; err 'belongs to `lunette profile`'
code 3 "$lunette" profile "$folder/broken.lua" "$article"; err 'broken.lua:1:'
code 66 "$lunette" profile names "$folder/none.txt"; err 'none.txt'
code 1 "$lunette" profile names "$folder/none.txt" "$article"; err '1 of 2 documents failed'; out '^Rules'
code 0 "$lunette" help profile; out 'lunette profile NAME'; out 'could_not_sleep'

# standard input, and nothing of an article drives a terminal
printf 'Red \033[31m alert \033[0m \302\233 here.' >"$folder/ansi.txt"
"$lunette" run kwic alert - <"$folder/ansi.txt" >"$folder/out" 2>&1 || fail "standard input"
if LC_ALL=C grep -q "$(printf '\033')" "$folder/out"; then fail "an escape of the article reached the output"; fi
out 'u{1B}'
NO_COLOR=1 "$lunette" run brief "$article" >"$folder/out" 2>&1
if LC_ALL=C grep -q "$(printf '\033')" "$folder/out"; then fail "colour without a terminal"; fi

# spreadsheets
code 0 "$lunette" run kwic 'cmd' --text '=cmd here' --format csv; err 'spreadsheet'

# the prompt, plain
printf '%s' 'return doc:word(1)' | "$lunette" repl "$article" >"$folder/out" 2>"$folder/err" || fail "repl"
out '"'

# any working folder
here=$(pwd)
(cd / && "$lunette" run stats "$here/$article" >/dev/null) || fail "run from another folder"

# a command takes the options that mean something to it, all that read INPUT the same ones
for command in 'test speech' 'lint speech' 'explain speech' 'show quotes' 'list' 'dict list x.csv' 'new rule x' 'repl'; do
  code 2 "$lunette" $command --format csv; err '^lunette: --format belongs to `lunette run`'
  code 2 "$lunette" $command -o "$folder/never"; err '^lunette: -o belongs to `lunette run`'
done
[ -e "$folder/never" ] && fail "-o wrote a file"
code 2 "$lunette" test speech --text x --lang en; err '^lunette: --lang belongs to'; first=$(cat "$folder/err") # of two always the same
for again in 1 2 3 4 5 6 7 8; do code 2 "$lunette" test speech --text x --lang en; [ "$(cat "$folder/err")" = "$first" ] || fail "another message each run"; done
printf '{"id":"a","story":"Rain fell."}\n{"id":"b","story":"Snow fell."}\n' >"$folder/two.jsonl"
for command in 'run stats' 'find fell' 'explain speech' 'profile speech' 'repl'; do
  code 0 "$lunette" $command --text-field story --id-field id --date 2020-01-31 --lang any --include '*' --input-format jsonl "$folder/two.jsonl"
done
echo 'return doc.text, doc.date' | "$lunette" repl --text-field story --date 2020-01-31 "$folder/two.jsonl" >"$folder/out" 2>&1; out '^"Rain fell."$'; out '^"2020-01-31"$'
code 66 "$lunette" repl "$folder/none.txt"; err 'none.txt: no such file'
code 1 "$lunette" explain speech --text-field story "$folder/two.jsonl" "$folder/none.txt" --failures "$folder/failed"; err '1 of 3 documents failed (no input 1)'
grep -q '"reason":"no input"' "$folder/failed" || fail "explain --failures"
code 0 "$lunette" profile speech "$article" --no-receipt -o "$folder/bare.csv"; [ -e "$folder/bare.csv.receipt.json" ] && fail "profile --no-receipt"
# pages: all that read INPUT say where it is told, and no format is missing
for command in run find explain profile repl; do code 0 "$lunette" help $command; out 'lunette help inputs'; done
code 2 "$lunette" run brief --format zebra "$article"; formats=$(sed 's/.*one of //; s/,//g' "$folder/err")
[ "$(echo "$formats" | wc -w)" -ge 12 ] || fail "few formats: $formats"
for format in $formats; do for page in '' output; do code 0 "$lunette" help $page; grep -q "\b$format\b" "$folder/out" || fail "help $page lacks the format $format"; done; done
for format in $formats; do grep -q "\b$format\b" README.md || fail "README lacks the format $format"; done
code 0 "$lunette" list; sed '/^Dictionaries/,$d' "$folder/out" | grep '^  ' | grep -v '\.$' && fail "list cuts a sentence"

# a pack that shares its name with a report is tested and linted all the same
code 0 "$lunette" test; if grep -q 'holds no rules' "$folder/err"; then fail "test passes over a pack"; fi
code 0 "$lunette" test entities; [ -s "$folder/err" ] && fail "test takes the report for the pack"

# one article costs the modules that it needs
echo 'return lun.report { name = "loaded", each = function() for name in pairs(package.loaded) do print(name) end end }' >"$folder/loaded.lua"
code 0 "$lunette" run --trust "$folder/loaded.lua" "$article"; out '^lunette.report$'
if grep -E '^lunette\.(annotation|receipt|project|source_(date|fields|folder|page|records)|import|sql|find|help|output_[dhjx])' "$folder/out"; then fail "loaded for nothing"; fi

[ "$failures" -eq 0 ] && echo "ok"
exit "$((failures > 0))"

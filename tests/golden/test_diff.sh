#!/bin/sh
# test_diff.sh LUNETTE: `lunette diff`: what another version of rules gains and loses, told by hand, and its exit codes.
. tests/golden/check.sh

cat >"$folder/news.jsonl" <<'END'
{"id":"a","text":"The red ferry left. A red Ferry sank near the quay."}
{"id":"b","text":"The old ferry burned; nobody on the quay saw it."}
END
cat >"$folder/old.lua" <<'END'
return lun.rules { name = "fleet",
  { "loss", [[ colour:_ ship:ferry <sink> ]], fact = "loss" },
  { "boat", [[ [word=boat,ferry] ]], gives = "vessel" },
  { "stop", [[ quay ]], gives = "stop?" } }
END
cat >"$folder/new.lua" <<'END'
return lun.rules { name = "fleet",
  { "gone", [[ colour:_ ship:ferry <sink> ]], fact = "loss" },
  { "fire", [[ ship:ferry <burn> ]], fact = "loss" },
  { "boat", [[ [word=boat,ferry] &[word=left,sank] ]], gives = "vessel" },
  { "quay", [[ quay ]], gives = "place", attributes = { kind = "quay" } } }
END
cd "$folder" || exit 1
code 0 "$lunette" diff old.lua old.lua news.jsonl; err 'no difference in 2 documents'; out '^all  *0  *0  *4$'
code 4 "$lunette" diff old.lua new.lua news.jsonl --format tsv
tr '\t' '|' <out >rows
cat >wanted <<'END'
table|change|kind|what|text|roles|rule|sentence|at|gained|lost|same
changes|gained|span|place|quay|kind=quay|fleet.quay|A red Ferry sank near the quay.|news.jsonl:1:1:47|||
changes|lost|span|vessel|ferry||fleet.boat|The old ferry burned; nobody on the quay saw it.|news.jsonl:2:1:9|||
changes|gained|fact|loss|ferry burned|ship=ferry|fleet.fire|The old ferry burned; nobody on the quay saw it.|news.jsonl:2:1:9|||
changes|gained|span|place|quay|kind=quay|fleet.quay|The old ferry burned; nobody on the quay saw it.|news.jsonl:2:1:37|||
rules||||||fleet.boat|||0|1|2
rules||||||fleet.fire|||1|0|0
rules||||||fleet.gone|||0|0|1
rules||||||fleet.quay|||2|0|0
rules||||||all|||3|1|3
END
cmp -s rows wanted || { fail "not the changes that were worked out"; diff rows wanted; }
code 4 "$lunette" diff new.lua old.lua news.jsonl --format jsonl; [ "$(grep -c '"change":"lost"' out)" -eq 3 ] || fail "the other way round it is not the other way round"
code 4 "$lunette" diff old.lua new.lua news.jsonl -o changes.csv; [ -s changes.csv ] && [ -s changes.csv.receipt.json ] || fail "no changes.csv with its receipt"
code 4 "$lunette" diff old.lua new.lua news.jsonl # for people
cat >wanted <<'END'
+ @place kind=quay fleet.quay news.jsonl:1:1:47
    A red Ferry sank near the [quay].
- @vessel fleet.boat news.jsonl:2:1:9
    The old [ferry] burned; nobody on the quay saw it.
+ loss ship=ferry fleet.fire news.jsonl:2:1:9
    The old [ferry burned]; nobody on the quay saw it.
+ @place kind=quay fleet.quay news.jsonl:2:1:37
    The old ferry burned; nobody on the [quay] saw it.

rule        gained  lost  same
fleet.boat       0     1     2
fleet.fire       1     0     0
fleet.gone       0     0     1
fleet.quay       2     0     0
all              3     1     3
END
cmp -s out wanted || { fail "another look"; diff out wanted; }
code 4 "$lunette" diff old.lua new.lua --text "A ferry burned."; out '^+ loss ship=ferry'
cd - >/dev/null || exit 1
code 4 "$lunette" diff brief speech samples/articles/cyber-pact.txt; out '^names'
code 0 "$lunette" diff quotes quotes samples/pages
code 0 "$lunette" diff events events samples/articles # whose facts hold tables
code 1 "$lunette" diff "$folder/old.lua" "$folder/old.lua" "$folder/none.txt" "$folder/news.jsonl"; err 'none.txt'
code 2 "$lunette" diff "$folder/old.lua"; err 'needs two versions'
code 2 "$lunette" diff "$folder/old.lua" "$folder/new.lua" -; err 'reads its inputs twice'
code 66 "$lunette" diff "$folder/old.lua" "$folder/nowhere.lua" "$folder/news.jsonl"; err 'nowhere.lua'
code 2 "$lunette" diff kwic brief samples/articles; err 'holds no rules to compare'
code 0 "$lunette" help diff; out '4 a difference'; code 0 "$lunette" help; out '^  lunette diff'

code 0 "$lunette" help diff; example=$(sed -n 's/^  \$ //p' "$folder/out") # which runs as it stands
[ -n "$example" ] || fail "help diff has no example"
code 0 sh -c "lunette() { \"$lunette\" \"\$@\"; }; $example"; [ -s "$folder/out" ] || fail "nothing from: $example"

[ "$failures" -eq 0 ] && echo ok
exit "$([ "$failures" -eq 0 ] && echo 0 || echo 1)"

#!/bin/sh
# test_concordance.sh LUNETTE: find as a concordancer, as a user calls it: order, samples, counts by fields of the input, company,
# in all formats.
. tests/golden/check.sh

cat >"$folder/news.jsonl" <<'LINES'
{"id":"a","date":"2019-03-01","outlet":"Herald","text":"The minister signed a pact. The minister left."}
{"id":"b","date":"2019-11-20","outlet":"Courier","text":"A new minister signed it. No minister spoke."}
{"id":"c","date":"2020-02-02","outlet":"Herald","text":"Nothing was signed."}
LINES
news=$folder/news.jsonl
same() { printf '%b' "$1" >"$folder/wanted"; cmp -s "$folder/wanted" "$folder/out" || { fail "$2"; cat "$folder/out"; }; }

code 0 "$lunette" find minister "$news" --sort 1R,1L --width 2 --format tsv
same 'document\t(before)\tmatch\t(after)\tat\na\tThe\tminister\tleft.\t'"$news"':1:1:33\nb\tA new\tminister\tsigned it\t'"$news"':2:1:7\na\tThe\tminister\tsigned a\t'"$news"':1:1:5\nb\tNo\tminister\tspoke.\t'"$news"':2:1:30\n' "sorted"
code 0 "$lunette" find minister "$news" --by outlet --format csv
same 'outlet,n,percent,documents,per_million\r\nCourier,2,50,1,200000\r\nHerald,2,50,1,142857.1\r\n' "by outlet" # of 10 tokens, and of 10 + 4
code 0 "$lunette" find 'minister what:[lower]' "$news" --count what --by year --format tsv
same 'what\tyear\tn\tpercent\tdocuments\tper_million\nsigned\t2019\t2\t50\t2\t100000\nleft\t2019\t1\t25\t1\t50000\nspoke\t2019\t1\t25\t1\t50000\n' "by year" # of 20 tokens
code 0 "$lunette" find minister "$news" --by outlt --format csv; err "no record has 'outlt'; did you mean 'outlet'"
code 0 "$lunette" find minister "$news" --collocates 1 --stat mi --least 2 --format csv # 4 matches, 19 words: log2(2 * 19 / (4 * 2)), log2(2 * 19 / (4 * 3))
same 'word,n,left,right,frequency,mi\r\nthe,2,2,0,2,2.25\r\nsigned,2,0,2,3,1.66\r\n' "collocates"
code 0 "$lunette" find minister "$news" --sample 2 --seed 3 --format jsonl; err 'a sample of 2 of 4 matches: --seed 3'; [ "$(wc -l <"$folder/out")" -eq 2 ] || fail "sample"
cp "$folder/out" "$folder/first"; code 0 "$lunette" find minister "$news" --sample 2 --seed 3 --format jsonl; cmp -s "$folder/out" "$folder/first" || fail "another sample of the same seed"
code 0 "$lunette" find --cql '[word="minister"] [word="signed"]' "$news" --count match; out '^minister signed  2 '
printf 'minister x:[lower]\n' >"$folder/pattern"; code 0 "$lunette" find -f "$folder/pattern" "$news" --count x; out '^signed  2 '
code 0 "$lunette" find '@person' --rules names --text "Ana Torres met Ana Torres." --count match; out '^Ana Torres  2'
for options in '--sort 1R' '--count match' '--by year' '--collocates 3' '--sample 2'; do
  for format in md html json jsonl csv tsv; do code 0 "$lunette" find minister "$news" $options --format $format; [ -s "$folder/out" ] || fail "$options as $format is empty"; done
  for format in xlsx db; do code 0 "$lunette" find minister "$news" $options -o "$folder/out.$format"; rm -f "$folder"/out.$format*; done
done
code 0 "$lunette" find nowhere "$news" --count match; err 'nothing found in 3 documents'
code 2 "$lunette" find minister "$news" --sort what; err '^lunette: --sort what: no capture'
code 2 "$lunette" run kwic minister "$news" --sort match; err 'belongs to `lunette find`'
code 0 "$lunette" help find; out '--collocates N'; out 'log2(nt / (mf))'

[ "$failures" -eq 0 ] || { echo "$failures failures"; exit 1; }

#!/bin/sh
# test_mixed.sh LUNETTE: one folder of all that can be read, and ten broken files in it: its rows are those of its parts, in the
# order of names; every failure is named; each run gives the same bytes, in every format.
set -u
lunette=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0
fail() { failures=$((failures + 1)); echo "FAILED: $*"; }
missing=""
has() { command -v "$1" >/dev/null 2>&1 || { missing="$missing $1"; return 1; }; }

mkdir -p "$folder/mixed/deep/er" "$folder/pack"
cd "$folder/mixed" || exit 1
page() { printf '<html><head><title>A page</title></head><body><nav>Home</nav><article><h1>A page</h1><p>%s left %s on Monday, and the roads were closed for a day.</p></article></body></html>' "$1" "$2"; }
printf 'Ana left Lima.' >01.txt
printf '# Notes\n\nBea *left* Oslo.\n' >02.md
printf 'Cid left Rome.\n' >03.markdown
page Dan Kyiv >04.html
page Eva Bern >05.htm
printf '{"id":"f1","text":"Fay left Riga."}\n{"id":"f2","text":"Gil left Nice."}\n' >06.jsonl
printf '{"id":"h1","text":"Hal left Bari."}\n' >07.ndjson
printf '[{"id":"i1","text":"Ian left Pisa."},{"id":"i2","text":"Joy left Graz."}]' >08.json
printf '{"docs":[{"id":"k1","text":"Kai left Linz."}]}' >09.json
printf 'id,text\nl1,Leo left Gent.\nl2,"Mia left Metz,\r\nthen slept."\n' >10.csv
printf 'id;text\nn1;Nat left Caen.\n' >11.csv
printf 'id\ttext\no1\tOra left Bonn.\n' >12.tsv
printf '# text = Pia left Kiel.\n1\tPia\t_\tPROPN\t_\t_\t_\t_\t_\t_\n2\tleft\tleave\tVERB\t_\t_\t_\t_\t_\t_\n3\tKiel\t_\tPROPN\t_\t_\t_\t_\t_\tSpaceAfter=No\n4\t.\t_\tPUNCT\t_\t_\t_\t_\t_\t_\n\n' >13.conllu
printf 'Quy NNP B-PER\nleft VBD O\nHuế NNP B-LOC\n. . O\n\n' >14.conll
printf 'Ray left Cork.' >15.txt; printf 'T1\tPerson 0 3\tRay\n' >15.ann
printf 'Sam left Bath.' | gzip -cn >16.txt.gz
has zstd && printf '{"id":"t1","text":"Tom left York."}\n' | zstd -qc >17.jsonl.zst
has xz && page Uma Dover | xz -c >18.html.xz
has bzip2 && printf 'id,text\nv1,Val left Hull.\n' | bzip2 -c >19.csv.bz2
printf 'Wes left Ayr.' >"$folder/pack/a.txt"; printf '{"id":"x1","text":"Xia left Wick."}\n' >"$folder/pack/b.jsonl"
tar -cf 20.tar -C "$folder/pack" a.txt b.jsonl
tar -czf 21.tgz -C "$folder/pack" b.jsonl
has python3 && python3 -c 'import sys, zipfile
with zipfile.ZipFile("22.zip", "w") as z: z.write(sys.argv[1], "in/a.txt")' "$folder/pack/a.txt"
body=$(page Yan Tralee)
record() { # one response of a web archive
  printf 'WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:%s>\r\nWARC-Target-URI: http://example.org/%s/\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n' "$1" "$1" "$((45 + ${#body}))"
  printf 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n%s\r\n\r\n' "$body"
}
{ record y1; record y2; } >23.warc
printf '\377\376Z\000o\000e\000 \000l\000e\000f\000t\000 \000E\000l\000y\000.\000' >24.txt
printf 'Jon NNP B-PER\nleft VBD O\nUlm NNP B-LOC\n. . O\n\n' | gzip -cn >26.conll.gz
printf 'Deb left Sligo.' >deep/er/25.txt
# ten that are broken, each in its own way
printf '{"id":"ok1","text":"Abe left Ely."}\nno json\n{"id":"ok2","text":"Bob left Deal."}\n' >b0.jsonl
printf '{"id":' >b1.json
printf 'id,text\nc1,Cat left Rye.\nc2\nc3,"open\n' >b2.csv
printf 'id,words\n1,none\n' >b3.csv
printf '%%PDF-1.7 ...' >b4.txt
printf '\211PNG\r\n\032\n....' >b5.txt
head -c 3000 /dev/zero >b6.txt
printf 'Long enough to be packed, and then cut off in the middle of it.' | gzip -cn | head -c 30 >b7.txt.gz
printf '<html><body></body></html>' >b8.html
printf 'Dot left Stoke.' >b9.txt; printf 'T1\tPerson 0\n' >b9.ann; printf '{"text":"x","layers":5,"tokens":[{"start":9,"end":1}]}\n' >b9.jsonl
cd - >/dev/null || exit 1
[ -z "$missing" ] || echo "SKIPPED: the kinds that need$missing" >&2

find_in() { (cd "$folder" && "$lunette" find 'who:[cap] left where:[cap]' --format csv "$@"); }
find_in mixed --failures "$folder/failed" >"$folder/whole" 2>"$folder/err"
[ $? -eq 1 ] || fail "exit code of a folder with broken files"

# the rows of its parts, file by file, in the order of names
head -n 1 "$folder/whole" >"$folder/parts"
(cd "$folder" && find mixed -type f ! -name '*.ann' | LC_ALL=C sort) >"$folder/names"
while read -r name; do find_in "$name" 2>/dev/null | tail -n +2; done <"$folder/names" >>"$folder/parts"
cmp -s "$folder/whole" "$folder/parts" || { fail "the folder gives other rows than its parts"; diff "$folder/parts" "$folder/whole"; }
for who in Ana Bea Cid Dan Eva Fay Gil Hal Ian Joy Kai Leo Mia Nat Ora Pia Quy Ray Sam Wes Xia Yan Zoe Jon Deb Abe Bob Cat Dot; do
  grep -q ",$who," "$folder/whole" || fail "$who is missing"
done
rows=$(($(wc -l <"$folder/whole") - 1))

# every failure by its name, and none besides
python3 -c 'import json, sys
for line in open(sys.argv[1]): f = json.loads(line); print(f["file"], f.get("line", "-"), f["reason"])' "$folder/failed" >"$folder/told" 2>/dev/null && {
  cat >"$folder/expected" <<'END'
mixed/b0.jsonl 2 malformed
mixed/b1.json 1 malformed
mixed/b2.csv 3 malformed
mixed/b2.csv 4 malformed
mixed/b3.csv 1 no text
mixed/b4.txt - not a text
mixed/b5.txt - not a text
mixed/b6.txt - not a text
mixed/b7.txt.gz - damaged archive
mixed/b8.html - no text
mixed/b9.jsonl 1 annotation
END
  cmp -s "$folder/told" "$folder/expected" || { fail "other failures"; diff "$folder/expected" "$folder/told"; }
}
for name in b0.jsonl:2 b1.json b2.csv:3 b3.csv b4.txt b5.txt b6.txt b7.txt.gz b8.html b9.jsonl:1; do
  grep -q "^lunette: mixed/$name" "$folder/err" || { fail "standard error does not name $name"; cat "$folder/err"; }
done
grep -q '^lunette: annotation: 1 line of annotation not understood (the first: mixed/b9.ann:1)' "$folder/err" || fail "b9.ann is not named"
grep -q '^lunette: 11 of [0-9]* documents failed (malformed 4, no text 2, not a text 3, damaged archive 1, annotation 1)$' "$folder/err" || { fail "the sum"; tail -n 1 "$folder/err"; }
if grep 'passed over' "$folder/err" | grep -qv 'looks like no annotation'; then fail "passed over what belongs to an article"; fi

# the same bytes on each run: rows, failures, messages, receipts, in every format
for format in text md html json jsonl csv tsv xlsx db conllu spacy; do
  for run in 1 2; do
    rm -rf "$folder/run" && mkdir "$folder/run"
    (cd "$folder" && "$lunette" find 'who:[cap] left where:[cap]' mixed -o "run/o.$format" --failures run/failed >run/out 2>run/err)
    rm -rf "$folder/run$run" && cp -r "$folder/run" "$folder/run$run"
  done
  diff -r "$folder/run1" "$folder/run2" >"$folder/differs" || { fail "not the same bytes: $format"; head -5 "$folder/differs"; }
  cmp -s "$folder/failed" "$folder/run1/failed" || fail "other failures with $format"
done
for run in 1 2; do
  rm -rf "$folder/brat$run" && mkdir "$folder/brat$run"
  (cd "$folder" && "$lunette" find 'who:[cap] left where:[cap]' mixed --format brat -o "brat$run" >/dev/null 2>&1)
done
[ -n "$(ls "$folder/brat1")" ] && diff -r "$folder/brat1" "$folder/brat2" >/dev/null || fail "not the same bytes: brat"
[ "$failures" -eq 0 ] && echo "ok, $rows rows"
exit "$((failures > 0))"

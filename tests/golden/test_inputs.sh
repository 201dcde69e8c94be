#!/bin/sh
# test_inputs.sh LUNETTE: what is read and how: kinds of files, folders and globs, fields of records, dates, encodings, what is
# refused, languages, what is passed on into the rows, and how a run is summed up.
. tests/golden/check.sh
cat >"$folder/r.lua" <<'LUA'
return lun.report { name = "r", columns = { "tokens", "first", "date", "at" }, each = function(doc, row)
  local last = #doc > 0 and doc:span(#doc)
  row { tokens = #doc, first = #doc > 0 and doc:word(1) or nil, date = doc.date, at = last or nil }
end }
LUA

no_err() { if grep -q -- "$1" "$folder/err"; then fail "standard error holds: $1"; cat "$folder/err"; fi; }
tab=$(printf '\t')
run() { "$lunette" run "$folder/r.lua" --format tsv "$@"; }
rows() { # rows ID TOKENS FIRST DATE AT
  out "^$1$tab$2$tab$3$tab$4$tab$5\$"
}

# one of every kind, in one folder
mkdir -p "$folder/all/deep/er"
cd "$folder/all" || exit 1
printf 'Rain fell.' >a.txt
printf '# Ana left\n\nShe went to *Lima*.\n' >b.md
printf '<html><body><article><h1>Snow</h1><p>Snow fell on the town again, and the roads were closed for a day.</p></article></body></html>' >c.html
printf '{"id":"d1","text":"Hail fell."}\n\n{"text":"Fog fell."}\n' >d.jsonl
printf '{"id":7,"text":"Ice fell."}' >e.ndjson
printf '[{"id":"f1","text":"One fell."},\n {"id":"f2","text":"Two fell."}]' >f.json
printf '{"meta":{"n":2},"docs":[{"id":"g1","text":"Six fell."},{"id":"g2","text":"Ten fell."}]}' >g.json
printf '{"id":"h1","text":"Ash fell."}' >h.json
printf '{"id":"i1","text":"Mud fell."}\n{"id":"i2","text":"Oil fell."}\n' >i.json
printf 'id,text\r\nj1,"Sand, all\r\nof it."\r\nj2,Dew fell.\r\n' >j.csv
printf 'id;text;date\nk1;Sun shone;2020-01-31\n' >k.csv
printf 'id\ttext\nl1\t"No," she said.\n' >l.tsv
printf 'Deep down.' >deep/er/m.txt
printf 'no' >.hidden.txt
printf 'no' >deep/.also.txt
printf 'Gone.' | gzip -c >n.txt.gz
cd - >/dev/null || exit 1
code 0 run "$folder/all"
[ "$(wc -l <"$folder/out")" -eq 20 ] || { fail "not one row each"; cat "$folder/out"; }
rows a 3 Rain '' ".*/a.txt:1:10"; rows b 7 Ana '' '.*'; rows d1 3 Hail '' ".*/d.jsonl:1:1:10"; rows d:3 3 Fog '' ".*/d.jsonl:3:1:9"
rows 7 3 Ice '' '.*'; rows f2 3 Two '' ".*/f.json:2:1:9"; rows g1 3 Six '' '.*'; rows g2 3 Ten '' '.*'; rows h1 3 Ash '' '.*'; rows i2 3 Oil '' ".*/i.json:2:1:9"
rows j1 6 Sand '' ".*/j.csv:2:2:6"; rows j2 3 Dew '' ".*/j.csv:4:1:9"; rows k1 2 Sun 2020-01-31 '.*'; rows l1 7 '“\?.*' '' '.*'; rows m 3 Deep '' '.*'; rows n 2 Gone '' '.*'
no_err 'passed over'
cp "$folder/out" "$folder/once"
for locale in C tr_TR.UTF-8 de_DE.UTF-8; do
  LC_ALL=$locale "$lunette" run "$folder/r.lua" --format tsv "$folder/all" >"$folder/again" 2>/dev/null
  cmp -s "$folder/once" "$folder/again" || fail "not the same bytes with LC_ALL=$locale"
done

# globs, --include, --exclude
code 0 run "$folder/all/**/*.txt"; [ "$(wc -l <"$folder/out")" -eq 3 ] || fail "a glob over folders"; rows m 3 Deep '' '.*'
code 0 run "$folder/all/*.txt"; [ "$(wc -l <"$folder/out")" -eq 2 ] || fail "a glob in a folder"
code 0 run "$folder/all/[k-l].{csv,tsv}"; [ "$(wc -l <"$folder/out")" -eq 3 ] || fail "classes and alternatives"
code 0 run --include '*.tsv' --include 'deep/**' "$folder/all"; [ "$(wc -l <"$folder/out")" -eq 3 ] || fail "--include"
code 0 run --exclude '*.json' --exclude deep "$folder/all"; [ "$(wc -l <"$folder/out")" -eq 12 ] || fail "--exclude"
code 66 run "$folder/all/*.xyz"; err 'no file fits this'
code 66 run --include '*.xyz' "$folder/all"; err 'no file in this folder fits --include'
(cd "$folder/all" && "$lunette" run "$folder/r.lua" --format tsv '**/m.txt' >"$folder/out" 2>&1); rows m 3 Deep '' 'deep/er/m.txt:1:10\|.*'

# links, pipes and other files: passed over by name, never waited for
mkdir "$folder/odd"
printf 'Real.' >"$folder/odd/real.txt"; printf '%%PDF-1.4' >"$folder/odd/paper.pdf"
ln -s real.txt "$folder/odd/link.txt"; ln -s .. "$folder/odd/up"; mkfifo "$folder/odd/pipe.txt"
code 0 run "$folder/odd"; err '2 links not followed (.*link.txt, .*up); --follow'; err 'no regular file passed over (.*pipe.txt)'; err '1 file of other kinds passed over (.*paper.pdf)'
[ "$(wc -l <"$folder/out")" -eq 2 ] || fail "a link was followed"
mkdir "$folder/linked"; ln -s ../all/a.txt "$folder/linked/x.txt"; ln -s ../all/deep "$folder/linked/d"
code 0 run --follow "$folder/linked"; [ "$(wc -l <"$folder/out")" -eq 3 ] || fail "--follow"
code 0 run "$folder/odd/link.txt"; rows link 2 Real '' '.*' # what is named is read
printf 'A name.' >"$folder/odd/$(printf 'n\377\033[31m.txt')"
code 0 run "$folder/odd"; out '\\xFF'; if LC_ALL=C grep -q "$(printf '\033')" "$folder/out" "$folder/err"; then fail "an escape in a name reached the terminal"; fi
code 0 "$lunette" run "$folder/r.lua" --format json "$folder/odd"; python3 -c 'import json,sys; json.load(sys.stdin)' <"$folder/out" 2>/dev/null || command -v python3 >/dev/null && python3 -c 'import json,sys; json.load(open(sys.argv[1], encoding="utf-8"))' "$folder/out" || fail "JSON with a strange name"

# fields: guessed and said, or asked for
printf '{"title":"Fine day","body":"Ana left.","content":"Too.","url":"u1","pubDate":"Tue, 5 Mar 2019 10:00:00 +0100"}\n{"body":"Bo left."}\n' >"$folder/guess.jsonl"
code 0 run "$folder/guess.jsonl"; err "reading text from 'body' ('content' holds text too), id from 'url', date from 'pubDate'"
[ "$(grep -c 'reading text' "$folder/err")" -eq 1 ] || fail "said more than once"
rows u1 5 Fine 2019-03-05 ".*guess.jsonl:1:1:9"
printf '{"id":"x","text":"Ana left."}\n' >"$folder/plain.jsonl"
code 0 run "$folder/plain.jsonl"; [ -s "$folder/err" ] && fail "says what is plain"
printf '{"data":{"t":"Deep text."},"k":{"n":5},"w":"2020-02-03T01:02:03Z","h":"Head"}\n' >"$folder/own.jsonl"
code 0 run --text-field data.t --id-field k.n --date-field w --headline-field h "$folder/own.jsonl"; rows 5 4 Head 2020-02-03 ".*own.jsonl:1:1:10"; no_err reading
printf 'ID,Body,Pub_Date\n9,Ana left.,13.03.2019\n' >"$folder/guess.csv"
code 0 run "$folder/guess.csv"; err "reading text from 'Body'"; rows 9 3 Ana 2019-03-13 '.*'
code 1 run --text-field words "$folder/guess.csv"; err "no column 'words' (columns: ID, Body, Pub_Date)"
code 1 run --text-field words "$folder/plain.jsonl"; err "no field holds the text (fields: id, text); --text-field NAME says which"
# a headline that the text begins with is not set twice; one of its own is line 0
printf '{"headline":"Ana  LEFT","text":"Ana left\\n\\nShe did."}\n{"headline":"News","text":"Ana left."}\n' >"$folder/head.jsonl"
code 0 "$lunette" find '[cap]' --format tsv "$folder/head.jsonl"
out "Ana${tab}.*head.jsonl:1:1:1"; out "News${tab}.*head.jsonl:2:0:1"; out "Ana${tab}.*head.jsonl:2:1:1"
echo 'return lun.report { name = "t", columns = { "t" }, each = function(doc, row) row { t = doc.text .. "|" .. #doc.text .. "|" .. doc.text } end }' >"$folder/t.lua"
code 0 "$lunette" run "$folder/t.lua" --format jsonl "$folder/head.jsonl" "$folder/plain.jsonl" # texts as a whole, of which the last is asked for twice
out '"t":"Ana left\\n\\nShe did.|18|Ana left'; out '"t":"News\\n\\nAna left.|15|News'; out '"t":"Ana left.|9|Ana left."'
code 0 "$lunette" find '[cap]' --format jsonl "$folder/head.jsonl"; out '"file":"[^"]*head.jsonl:2","line":1,"offsets":"bytes","start":0,"stop":3,"text":"Ana"},"document":"head:2","match":"Ana"'
code 0 "$lunette" find '[cap]' --format jsonl --offsets chars "$folder/head.jsonl"; out '"file":"[^"]*head.jsonl:2","line":1,"offsets":"chars","start":0,"stop":3,"text":"Ana"}'

# dates
day() { printf '{"text":"x","date":%s}\n' "$1" >"$folder/date.jsonl"; code 0 run "$folder/date.jsonl"; rows date:1 1 x "$2" '.*'; }
day '"2019-03-05"' 2019-03-05; day '"2019-03-05T23:59:59+02:00"' 2019-03-05; day '"20190305"' 2019-03-05; day '"2019/3/5"' 2019-03-05; day '"March 5, 2019"' 2019-03-05
day '"5 Mar. 2019"' 2019-03-05; day '"Tuesday, March 5th, 2019"' 2019-03-05; day '"03.03.2019"' 2019-03-03; day '"25/12/2019"' 2019-12-25; day '"12/25/2019"' 2019-12-25
day 1551744000 2019-03-05; day '"1551744000000"' 2019-03-05; day '"Tue Mar 05 10:00:00 +0000 2019"' 2019-03-05; day '""' ''
no_err warning
day '"05.03.2019"' ''; err "the date '05.03.2019' could be two days: --date-order dmy or --date-order mdy says which"
for unreadable in '"soon"' '"2019-02-30"' '"2019"' 12; do day "$unreadable" ''; err 'the date .* cannot be read'; done

# what is passed on
printf '{"id":"a","text":"Ana left.","url":"u","n":1.5,"tags":["x","y"],"date":"2020-01-01","first":"own"}\n' >"$folder/keep.jsonl"
code 0 "$lunette" run "$folder/r.lua" --format jsonl --keep all "$folder/keep.jsonl"
out '"first":"Ana"'; out '"input_first":"own"'; out '"n":1.5'; out '"tags":\["x","y"\]'; out '"input_date":"2020-01-01"'
code 0 run --keep n,url "$folder/keep.jsonl"; out "^document${tab}tokens${tab}first${tab}date${tab}at${tab}n${tab}url$"; out "${tab}1.5${tab}u$"
printf '{"id":"a","text":"Ana left.","at":1,"input_at":2}\n' >"$folder/both.jsonl" # a field may be called as another one is about to be
for again in 1 2 3 4 5 6 7 8; do code 0 "$lunette" find '[cap]' --format jsonl --keep all "$folder/both.jsonl"; out '"input_at":1,"input_input_at":2,'; done
code 0 run --keep outlet "$folder/keep.jsonl"; out "${tab}at${tab}outlet$"
code 0 run --keep all "$folder/keep.jsonl"; out "${tab}at${tab}input_date${tab}input_first${tab}id${tab}n${tab}tags${tab}url$"
printf 'id,text,outlet\n1,Ana left.,Post\n' >"$folder/keep.csv"
code 0 "$lunette" find '[cap]' --format csv --keep outlet "$folder/keep.csv"; out '^document,match,at,outlet'; out ',Post.$'
code 0 "$lunette" run brief --format text --keep outlet "$folder/keep.csv"

# standard input is sniffed; --input-format decides
printf '{"id":"s","text":"Ana left."}\n' | "$lunette" run "$folder/r.lua" --format tsv - >"$folder/out" 2>&1; rows s 3 Ana '' 'stdin:1:1:9'
printf '[{"id":"s","text":"Ana left."}]' | "$lunette" run "$folder/r.lua" --format tsv >"$folder/out" 2>&1; rows s 3 Ana '' 'stdin:1:1:9'
printf '[1] A note in {braces}.' | "$lunette" run "$folder/r.lua" --format tsv - >"$folder/out" 2>&1; out '^stdin'
printf 'id,text\n1,Ana left.\n' | "$lunette" run "$folder/r.lua" --format tsv --input-format csv - >"$folder/out" 2>&1; rows 1 3 Ana '' 'stdin:2:1:9'
printf 'Ana left.' | gzip -c | "$lunette" run "$folder/r.lua" --format tsv - >"$folder/out" 2>&1; out '^stdin'
code 2 run --input-format cvs "$folder/all"; err "did you mean 'csv'"

# encodings
printf '\377\376A\000n\000a\000.\000' >"$folder/bom.txt"; code 0 run "$folder/bom.txt"; rows bom 2 Ana '' '.*'
printf 'A\000n\000a\000 \000l\000e\000f\000t\000.\000' >"$folder/nobom.txt"; code 0 run "$folder/nobom.txt"; rows nobom 3 Ana '' '.*'
printf 'i,text\n1,caf\351 closed\n' >"$folder/latin.csv"; code 0 run "$folder/latin.csv"; rows latin:2 2 café '' '.*'
printf 'id,text\n1,Ana left.\n' | iconv -f UTF-8 -t UTF-16 >"$folder/wide.csv" 2>/dev/null && { code 0 run "$folder/wide.csv"; rows 1 3 Ana '' '.*'; }
: >"$folder/empty.txt"; code 0 run "$folder/empty.txt"; rows empty 0 '' '' ''

# ten broken ones: each is named, the run goes on, the exit code says so
mkdir "$folder/bad"
cd "$folder/bad" || exit 1
printf '{"id":"ok","text":"Fine."}\nnot json\n{"text":5}\n[1]\n{"id":"ok2","text":"Fine."}\n' >a.jsonl
printf '{"id":' >b.json
printf 'id,text\n1,Fine.\n2\n3,"open\n4,Good.\n' >c.csv
printf 'id,words\n1,none\n' >d.csv
printf '%%PDF-1.7 ...' >e.txt
python3 -c 'import zipfile
with zipfile.ZipFile("f.docx", "w") as z:
  for name in ("[Content_Types].xml", "_rels/.rels", "word/document.xml"): z.writestr(name, "<x/>")' 2>/dev/null || printf '\320\317\021\340' >f.docx
printf '\211PNG\r\n\032\n....' >g.txt
head -c 3000 /dev/zero >h.txt
printf 'not gzip' >i.jsonl.gz
printf '<html></html>' >j.html
printf '{"id":"last","text":"Fine."}\n' >k.jsonl
cd - >/dev/null || exit 1
code 1 run --failures "$folder/failures.jsonl" "$folder/bad" "$folder/bad/f.docx"
rows ok 2 Fine '' '.*'; rows ok2 2 Fine '' '.*'; rows 1 2 Fine '' '.*'; rows 4 2 Good '' '.*'; rows last 2 Fine '' '.*'
err 'a.jsonl:2: column'; err 'a.jsonl:3: its text is a number, not a string'; err 'a.jsonl:4: an object is wanted'; err 'b.json:1: '
err 'c.csv:3: a row of 1 cell under a head of 2'; err 'c.csv:4: a quotation mark opens a cell and none closes it'; err 'd.csv:1: no column holds the text (columns: id, words)'
err 'e.txt: is a PDF file, not a text: make a text of it first'; err 'f.docx: is a Word document (docx)\|f.docx: is an old Office file'; err 'g.txt: is an image (PNG)'; err 'h.txt: is binary data'
err '[0-9]* of [0-9]* documents failed (malformed [0-9]*, no text [0-9]*, not a text 4)\|documents failed (.*not a text 4'
grep -q '"file":"[^"]*c.csv","line":4,"message":.*"reason":"malformed"' "$folder/failures.jsonl" || { fail "--failures"; cat "$folder/failures.jsonl"; }
[ "$(wc -l <"$folder/failures.jsonl")" -ge 11 ] || fail "--failures names not all"
cp "$folder/out" "$folder/once"; cp "$folder/err" "$folder/err1"; code 1 run --failures "$folder/failures.jsonl" "$folder/bad" "$folder/bad/f.docx"
cmp -s "$folder/once" "$folder/out" && cmp -s "$folder/err1" "$folder/err" || fail "not the same bytes each run"
# one reason does not flood
i=0; while [ $i -lt 300 ]; do echo nonsense; i=$((i + 1)); done >"$folder/flood.jsonl"
code 1 run "$folder/flood.jsonl" "$folder/plain.jsonl"; err '... and 295 more: malformed (--failures FILE names them all)'; err '300 of 301 documents failed (malformed 300)'
[ "$(wc -l <"$folder/err")" -lt 10 ] || fail "a flood of messages"
echo 'return lun.report { name = "x", each = function(doc) if doc.id == "ok" then error "boo" end end }' >"$folder/boo.lua"
code 1 "$lunette" run "$folder/boo.lua" "$folder/bad/k.jsonl" "$folder/bad/a.jsonl"; err 'boo.lua:1: boo'; err 'script error 1'

# languages: what is not English is counted and skipped, but for an article named by itself
german='Der Stadtrat stimmt am Montag über die neue Brücke ab, die seit mehr als zehn Jahren geplant ist und wegen der hohen Kosten nie gebaut wurde.'
spanish='El concejo votará el lunes sobre el nuevo puente, que se planea desde hace más de diez años y que nunca se construyó por su alto costo.'
mkdir "$folder/many"; printf '%s' "$german" >"$folder/many/de.txt"; printf '%s' "$spanish" >"$folder/many/es.txt"; printf '{"id":"r","text":"%s"}\n{"id":"en","text":"Ana left."}\n' "$german" >"$folder/many/r.jsonl"
code 0 run "$folder/many"; err '3 documents not in a wanted language (de 2, es 1) skipped; --lang any reads them'; [ "$(wc -l <"$folder/out")" -eq 2 ] || fail "a German article was read"
code 0 run --lang any "$folder/many"; [ "$(wc -l <"$folder/out")" -eq 5 ] || fail "--lang any"; no_err language
code 0 run --lang en,de "$folder/many"; [ "$(wc -l <"$folder/out")" -eq 4 ] || fail "--lang en,de"; err '(es 1)'
code 0 run "$folder/many/de.txt"; err 'de.txt: reads like German; the bundled rules are for English'; rows de '.*' Der '' '.*'
code 0 run "$folder/many/r.jsonl"; err '(de 1) skipped'
code 0 run --text "$german"; err 'reads like German'
code 2 run --lang xx "$folder/many"; err '\-\-lang xx: no language'

# progress for machines
code 1 run --progress json "$folder/bad"; err '^{"bytes":[0-9]*,"documents":[0-9]*,"done":true,"failures":1[0-9].*"rows":[0-9]*,"seconds":[0-9.]*'
code 0 run --progress none "$folder/all"; code 2 run --progress loud "$folder/all"; err 'one of auto, json, none'
# on a terminal: a line that is taken away, and a closing sum
if command -v script >/dev/null 2>&1; then
  TERM=xterm script -qec "'$lunette' run '$folder/r.lua' --format tsv '$folder/all' -o '$folder/t.tsv'" /dev/null >"$folder/out" 2>&1 </dev/null
  out 'lunette: .*20 documents, 20 rows, [0-9.]* s\|19 documents, 19 rows'
  TERM=xterm script -qec "'$lunette' run '$folder/r.lua' --progress none '$folder/all' -o '$folder/t.tsv'" /dev/null >"$folder/out" 2>&1 </dev/null
  if grep -q 'documents,' "$folder/out"; then fail "--progress none tells the sum"; fi
fi

# explain finds records of every kind
code 0 "$lunette" explain speech.csv "$folder/all/j.csv:4"; out 'j.csv:4:1'
code 0 "$lunette" find --matches all '[cap]{2}' --text 'Ana Bo Cy' --format tsv; out 'Bo Cy'
code 0 "$lunette" help inputs; out 'text-field'; out 'archive.zip!dir/a.txt'

[ "$failures" -eq 0 ] && echo "ok"
exit "$((failures > 0))"

#!/bin/sh
# test_records.sh LUNETTE: what is made of records and of what files say of themselves: how they are numbered, which headline and
# by-line they have, dates of two readings, line ends in cells, fields that none has, and what is said of all this.
. tests/golden/check.sh
no_err() { if grep -q -- "$1" "$folder/err"; then fail "standard error holds: $1"; cat "$folder/err"; fi; }
tab=$(printf '\t')
cat >"$folder/r.lua" <<'LUA'
return lun.report { name = "r", columns = { "headline", "byline", "date", "words", "at" }, each = function(doc, row)
  row { headline = doc.headline, byline = doc.byline, date = doc.date, words = #doc, at = #doc > 0 and doc:span(#doc) or nil }
end }
LUA
run() { "$lunette" run "$folder/r.lua" --format tsv "$@"; }

# many records on one line: each has a number, a place and an id of its own, in a database too
printf '[{"text":"“We left,” said Ana Torres."}, {"text":"“We stayed,” said Bo Chen."}, {"text":5}, {"text":"“No,” said Cy Diaz."}]' >"$folder/one.json"
code 1 run "$folder/one.json"; out "^one:1$tab.*one.json:1:1:"; out "^one:2$tab.*one.json:2:1:"; out "^one:4$tab.*one.json:4:1:"; err 'one.json:1: record 3: its text is a number'
code 1 "$lunette" run quotes "$folder/one.json" -o "$folder/one.db"
code 0 "$lunette" sql "$folder/one.db" 'SELECT id, record FROM documents ORDER BY number' --format tsv; out "^one:4${tab}4$"; [ "$(wc -l <"$folder/out")" -eq 4 ] || fail "not every record is stored"
printf '{"text":"Ana left."}\n' >"$folder/twice.jsonl"
code 0 "$lunette" run "$folder/r.lua" "$folder/twice.jsonl" "$folder/twice.jsonl" "$folder/twice.jsonl" -o "$folder/twice.db"; err 'had an id that another'
code 0 "$lunette" sql "$folder/twice.db" 'SELECT count(*) AS n FROM documents' --format tsv; out '^3$'

# a headline that a record declares is the headline, however short the text and whatever ends it
headline() { printf '%s\n' "$1" >"$folder/h.jsonl"; code 0 run "$folder/h.jsonl"; out "^[^$tab]*$tab$2$tab"; }
headline '{"text":"Ana Torres left Lima on Monday.","headline":"Peru loses"}' 'Peru loses'
headline '{"text":"She left.","headline":"Peru loses."}' 'Peru loses\.'
headline '{"text":"Peru loses\nShe left.","headline":"Peru loses"}' 'Peru loses'
headline '{"text":"Peru  LOSES.\n\nShe left.","headline":"peru loses."}' 'Peru LOSES\.'
headline '{"text":"Peru loses to Chile, as all had thought it would.","headline":"Peru loses"}' 'Peru loses'; out ":1:1:49$"
headline '{"text":"She left."}' ''
printf 'id,title,text\n1,Peru loses.,She left.\n' >"$folder/h.csv"; code 0 run "$folder/h.csv"; out "^1${tab}Peru loses\.$tab"
code 0 "$lunette" run brief --format tsv "$folder/h.csv"; out 'Peru loses\.'
printf -- '---\ntitle: Peru loses.\nauthor: Ana Torres\n---\nShe left.\n' >"$folder/h.md"; code 0 run "$folder/h.md"; out "^h${tab}Peru loses\.${tab}Ana Torres$tab"
printf '# Peru loses.\n\nShe left.\n' >"$folder/g.md"; code 0 run "$folder/g.md"; out "^g${tab}Peru loses\.$tab"
printf 'She left for the *coast*.\n\n# Peru loses.\n\nHe stayed.\n' >"$folder/f.md"; code 0 run "$folder/f.md"; out "^f$tab$tab"
printf '<html><body><article><h1>Peru loses again.</h1><p>She left for the coast on a Monday, and nobody who knew her had thought that she would ever come back.</p></article></body></html>' >"$folder/h.html"
code 0 run "$folder/h.html"; out "^h${tab}Peru loses again\.$tab"
code 0 "$lunette" run -e 'print(doc.byline)' "$folder/h.md"; out '^Ana Torres$'
code 0 "$lunette" run "$folder/r.lua" "$folder/h.md" -o "$folder/h.db"; code 0 "$lunette" sql "$folder/h.db" 'SELECT byline FROM documents' --format tsv; out '^Ana Torres$'

# line ends in cells are the cell's own, in bytes and in characters
printf 'id,text\r\n1,"One.\r\nTwo.\r\nThree."\r\n' >"$folder/crlf.csv"
code 0 "$lunette" find three --format jsonl "$folder/crlf.csv"; out '"line":3,.*"start":12,"stop":17'
code 0 "$lunette" find three --format jsonl --offsets chars "$folder/crlf.csv"; out '"start":12,"stop":17'
gzip -c "$folder/crlf.csv" >"$folder/packed.csv.gz"; code 0 "$lunette" find three --format jsonl "$folder/packed.csv.gz"; out '"start":12,"stop":17'

# dates of two readings
printf '{"text":"x","date":"3/5/2019"}\n' >"$folder/d.jsonl"
code 0 run "$folder/d.jsonl"; err "d.jsonl:1: the date '3/5/2019' could be two days: --date-order dmy or --date-order mdy says which"
code 0 run --date-order dmy "$folder/d.jsonl"; out "${tab}2019-05-03$tab"; no_err date
code 0 run --date-order mdy "$folder/d.jsonl"; out "${tab}2019-03-05$tab"; no_err date
printf '{"text":"x","date":"25/12/2019"}\n' >"$folder/d.jsonl"; code 0 run --date-order mdy "$folder/d.jsonl"; out "${tab}2019-12-25$tab"
code 2 run --date-order ymd "$folder/d.jsonl"; err '\-\-date-order ymd: dmy for 31/12/2019, mdy for 12/31/2019'
printf -- '---\ndate: 03.05.2019\n---\nShe left.\n' >"$folder/d.md"; code 0 run --date-order dmy "$folder/d.md"; out "${tab}2019-05-03$tab"

# a page from an archive has its own date; where it has none, that of the capture
warc() {
  body="HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><head>$1</head><body><article><h1>The port opens</h1><p>The port opens again on Monday, the council of the town said, after a winter of storms.</p></article></body></html>"
  printf "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: http://example.org/a\r\nWARC-Date: 2022-02-02T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: $(printf "$body" | wc -c)\r\n\r\n$body\r\n\r\n"
}
warc "<meta property='article:published_time' content='2019-03-05'>" >"$folder/a.warc"; code 0 run "$folder/a.warc"; out "${tab}2019-03-05$tab"
warc '' >"$folder/b.warc"; code 0 run "$folder/b.warc"; out "${tab}2022-02-02$tab"
code 0 run --date 2001-01-01 "$folder/a.warc"; out "${tab}2001-01-01$tab"

# fields that were asked for and that none has
printf '{"text":"Ana left.","outlet":"Post"}\n' >"$folder/k.jsonl"
code 0 run --keep outlte,outlet "$folder/k.jsonl"; err "\-\-keep outlte: no record has 'outlte'; did you mean 'outlet'?; fields: outlet, text"; no_err "'outlet': no"
printf 'text,outlet\nAna left.,Post\n' >"$folder/k.csv"
code 0 run --keep nosuch "$folder/k.csv"; err "no record has 'nosuch'; fields: text, outlet"
printf 'Ana left.' >"$folder/k.txt"; code 0 run --keep nosuch "$folder/k.txt"; err 'these inputs have no fields'
code 0 run --keep outlet "$folder/k.csv" "$folder/k.jsonl"; no_err 'outlet'
code 0 run --text-field body "$folder/k.txt"; err '\-\-text-field body: none of these inputs holds records'
printf 'Nr;Story Text (full)\n7;Ana left.\n' >"$folder/odd"
"$lunette" run "$folder/r.lua" --format tsv - --text-field 'Story Text (full)' --id-field Nr <"$folder/odd" >"$folder/out" 2>"$folder/err"; out "^7$tab.*stdin:2:1:9$"
code 0 run --text-field 'Story Text (full)' --id-field Nr "$folder/odd"; out "^7$tab"
code 1 run --text-field Story "$folder/odd"; err "no column 'Story' (columns: Nr, Story Text (full))"
printf '{"body":"Ana left."}\n' >"$folder/b.jsonl"; cp "$folder/b.jsonl" "$folder/c.jsonl"; printf '{"content":"Ana left."}\n' >"$folder/e.jsonl"
code 0 run "$folder/b.jsonl" "$folder/c.jsonl" "$folder/e.jsonl"; err "b.jsonl: reading text from 'body'"; err "e.jsonl: reading text from 'content'"; no_err 'c.jsonl'

# half a character costs its record nothing but itself
printf '{"id":"a","text":"Ana \\ud800 left \\\\ud800.","tokens":["Ana"]}\n{"id":"b","text":"Bo \\ud83d\\ude00 left."}\n' >"$folder/s.jsonl"
code 0 "$lunette" find left --format tsv --keep all "$folder/s.jsonl" --annotations none; out '^a'; out '^b'; err 's.jsonl:1: 1 half of a character (.ud800 ... .udfff) replaced by U+FFFD'; no_err 's.jsonl:2'
code 0 "$lunette" find left --format tsv "$folder/s.jsonl"; no_err 'attempt to'

# empty files are articles without words, whatever their kind; empty archives are none
for ending in txt md html; do : >"$folder/nothing.$ending"; code 0 run "$folder/nothing.$ending"; out "^nothing$tab$tab$tab${tab}0$tab$"; done
for ending in zip tar warc; do : >"$folder/nothing.$ending"; code 1 run "$folder/nothing.$ending"; err "nothing.$ending: is empty, and so no archive"; done

# a byte order mark is counted in bytes, which are the file's, and not in characters, which are the text's
printf '\357\273\277Ana left.' >"$folder/bom.txt"
code 0 "$lunette" find ana --format jsonl "$folder/bom.txt"; out '"start":3,"stop":6'
code 0 "$lunette" find ana --format jsonl --offsets chars "$folder/bom.txt"; out '"start":0,"stop":3'
code 0 "$lunette" help inputs; out 'chars and utf16 count the text, which has none'; out 'Hidden files are passed over without a word'; out 'date-order dmy|mdy'

# annotation that is none is passed over and counted; what is wrong has its line
printf '{"text":"Ana left.","layers":"nonsense"}\n' >"$folder/n.jsonl"
code 0 "$lunette" find '[cap]' --format tsv "$folder/n.jsonl"; out 'Ana'; err '1 field passed over that looks like no annotation (the first: .*n.jsonl:1: layers)'
printf '{"text":"Ana left."}\n{"text":"Bo left."}\n' >"$folder/p.jsonl"
code 1 "$lunette" find '@token[feats=X]' "$folder/p.jsonl"; err 'p.jsonl:1: the pattern asks what the document says of its own tokens'; err 'p.jsonl:2: the pattern'
[ "$(wc -l <"$folder/err")" -eq 3 ] || fail "more than a line a document"
printf 'Ana left.' >"$folder/q.txt"; printf 'T1\tPerson 0 3\tAna\nT2\tPerson 50 60\tAna\n' >"$folder/q.ann"
code 0 "$lunette" find '[cap]' --format tsv "$folder/q.txt"; err '1 span that ends behind its text, or before it begins, left out (the first: .*q.ann:2)'

# lun.docs without paths is a mistake that is said
code 1 "$lunette" run -e 'for d in lun.docs() do end' --text x; err '\-e:1: lun.docs wants paths: lun.docs(...) reads the inputs of the command line'

[ "$failures" -eq 0 ] && echo "ok"
exit "$((failures > 0))"

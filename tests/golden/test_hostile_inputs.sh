#!/bin/sh
# test_hostile_inputs.sh LUNETTE: inputs that are made to do harm: broken and odd records, encodings, sizes, names, links, closed
# streams, the environment. The cases stand here; where a folder of such files lies beside the project, its files are read too.
set -u
lunette=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
given=$(pwd)/../shared/hostile/inputs
failures=0
echo 'return lun.report { name = "n", columns = { "tokens", "words" }, each = function(doc, row) row { tokens = #doc, words = doc.text } end }' >"$folder/n.lua"

fail() { failures=$((failures + 1)); echo "FAILED: $*"; }
code() {
  expected=$1; shift
  timeout 60 "$@" >"$folder/out" 2>"$folder/err" </dev/null
  got=$?
  [ "$got" -eq "$expected" ] || { fail "exit code $got instead of $expected: $*"; head -5 "$folder/err"; }
  for stream in out err; do
    iconv -f UTF-8 -t UTF-8 "$folder/$stream" >/dev/null 2>&1 || fail "standard $stream is not UTF-8: $*"
  done
  if LC_ALL=C grep -q "$(printf '\033')" "$folder/err"; then fail "an escape on standard error: $*"; fi
}
err() { grep -q -- "$1" "$folder/err" || { fail "standard error lacks: $1"; head -5 "$folder/err"; }; }
out() { grep -q -- "$1" "$folder/out" || { fail "standard output lacks: $1"; head -5 "$folder/out"; }; }
json() { code "$1" "$lunette" run "$folder/n.lua" --format jsonl "$2"; }
lines() { [ "$(wc -l <"$folder/out")" -eq "$1" ] || { fail "$(wc -l <"$folder/out") rows, not $1"; head -5 "$folder/out"; }; }

# records
printf '{"id":1,"text":"ok"}\n{"id":2,"text":\n\nnot json\n{"id":3,"text":"ok"}{"id":4}\n[1,2]\nnull\n{"id":5,"text":"ok"}' >"$folder/j.jsonl"
json 1 "$folder/j.jsonl"; lines 2; for line in 2 4 5 6 7; do err "j.jsonl:$line: "; done; err '5 of 7 documents failed'
{ printf '{"text":"x","n":1e999999}\n{"text":"x","n":01}\n{"text":"x","n":NaN}\n{"id":9007199254740993,"text":"ok"}\n{"text":"x","n":'; head -c 100000 /dev/zero | tr '\0' 9; printf '}\n'; } >"$folder/n.jsonl"
json 1 "$folder/n.jsonl"; lines 1; out '"document":"9007199254740993"'; err '4 of 5 documents failed'
printf '{"text":"a","text":"b","__index":"x","__gc":"y","__proto__":1,"":3}\n' >"$folder/keys.jsonl"
code 0 "$lunette" run "$folder/n.lua" --format jsonl --keep all "$folder/keys.jsonl"; out '"__gc":"y"'; out '"words":"b"'
printf '\357\273\277{"id":1,"text":"a"}\r\n  {"id":2,"text":"b"}  \r\n\r\n' >"$folder/bom.jsonl"; json 0 "$folder/bom.jsonl"; lines 2
{ printf '{"text":"x","deep":'; head -c 200000 /dev/zero | tr '\0' '['; printf '\n{"text":"ok"}\n'; } >"$folder/deep.jsonl"; json 1 "$folder/deep.jsonl"; lines 1; err 'nested deeper than 512'
{ printf '{"a":'; head -c 200000 /dev/zero | tr '\0' '['; } >"$folder/deep.json"; json 1 "$folder/deep.json"
printf '{"text":"lone \\ud800"}\n{"text":"nul \\u0000 kept"}\n{"text":"\303"}\n' >"$folder/esc.jsonl"; json 1 "$folder/esc.jsonl"; lines 2; out 'nul \\u0000 kept'
# a line over the limit costs itself; memory stays bounded
long() { printf '{"id":1,"text":"'; head -c 70000000 /dev/zero | tr '\0' a; printf '"}\n{"id":2,"text":"ok"}\n'; }
(ulimit -v 1000000 && "$lunette" --version) >/dev/null 2>&1 && bound=1000000 || bound=unlimited # a sanitizer wants all there is
long | (ulimit -v $bound 2>/dev/null; timeout 60 "$lunette" run "$folder/n.lua" --format jsonl - >"$folder/out" 2>"$folder/err"); lines 1; out '"document":"2"'; err 'stdin:1: line is longer than 67108864 bytes'
head -c 70000000 /dev/zero | tr '\0' '\n' >"$folder/large.txt"; json 1 "$folder/large.txt"; err 'larger than 67108864 bytes'; rm -f "$folder/large.txt"

# separated values: formulas and names are data, both ways
printf 'id,text,=1+1\n1,"=HYPERLINK(""http://x"",""y"")",-2+3\n2,@SUM(1),"\t=1"\n' >"$folder/f.csv"
code 0 "$lunette" run "$folder/n.lua" --format csv --keep all "$folder/f.csv"; out "'=HYPERLINK"; out "'-2+3"; out "'@SUM"; err 'spreadsheet'
{ echo id,text; i=0; while [ $i -lt 20000 ]; do printf '%d,"open\n' $i; i=$((i + 1)); done; } >"$folder/open.csv"; code 0 "$lunette" run stats --format csv "$folder/open.csv" || true
printf 'text' >"$folder/head.csv"; json 0 "$folder/head.csv"; lines 0
: >"$folder/empty.csv"; json 0 "$folder/empty.csv"; lines 0; : >"$folder/empty.jsonl"; json 0 "$folder/empty.jsonl"; lines 0; : >"$folder/empty.json"; json 1 "$folder/empty.json"; err 'no JSON in this file'

# bytes
printf 'caf\303\251 bad \300\257 \355\240\200 \360\237 end' >"$folder/bad.txt"; json 0 "$folder/bad.txt"; err 'replaced by U+FFFD'
awk 'BEGIN { for (k = 0; k < 40; k++) for (i = 0; i < 256; i++) printf "%c", i }' >"$folder/all.txt" 2>/dev/null; LC_ALL=C awk 'BEGIN { for (k = 0; k < 40; k++) for (i = 0; i < 256; i++) printf "%c", i }' >"$folder/all.txt"
json 1 "$folder/all.txt"; err 'is binary data'
printf 'one\r\ntwo\rthree\nfour' >"$folder/ends.txt"; code 0 "$lunette" find four --format tsv "$folder/ends.txt"; out 'ends.txt:4:1$'

# names, links, pipes
mkdir "$folder/walk"
printf 'Fine.' >"$folder/walk/$(printf 'x\377\376\033[31m.txt')"; printf 'Fine.' >"$folder/walk/--format=csv.txt"; printf 'Fine.' >"$folder/walk/$(printf 'two\nlines.txt')"
ln -s /etc/passwd "$folder/walk/link.txt"; ln -s . "$folder/walk/loop"; mkfifo "$folder/walk/pipe.txt"; ln -s nowhere "$folder/walk/dead.txt"
json 0 "$folder/walk"; lines 3; err 'links not followed'; err 'no regular file'; out '\\\\xFF\\\\xFE\\\\x1B'
(cd "$folder/walk" && timeout 60 "$lunette" run "$folder/n.lua" --format jsonl --include '--*' . >"$folder/out" 2>"$folder/err"); lines 1
code 0 "$lunette" run "$folder/n.lua" --format jsonl --follow --exclude link.txt --exclude dead.txt --exclude pipe.txt --exclude loop "$folder/walk"; lines 3

# standard output closed: an error, and no file takes its number
timeout 60 "$lunette" run "$folder/n.lua" --text 'Fine.' >&- 2>"$folder/err"; [ $? -eq 74 ] || fail "a closed standard output"
err 'standard output: cannot be written'
timeout 60 "$lunette" run "$folder/n.lua" --text 'Fine.' -o "$folder/o.csv" >&- 2>&- || fail "-o with closed streams"
[ "$(wc -l <"$folder/o.csv")" -eq 2 ] || fail "-o with closed streams wrote something else"
timeout 60 "$lunette" run "$folder/n.lua" - <&- >"$folder/out" 2>"$folder/err"; [ $? -eq 1 ] || fail "a closed standard input"

# the environment: Lua's variables are not looked at, the locale changes nothing
mkdir "$folder/canary"
for variable in LUA_INIT LUA_INIT_5_4; do env "$variable=os.execute('touch $folder/canary/v')" timeout 60 "$lunette" run "$folder/n.lua" --text 'Fine.' >/dev/null 2>&1; done
printf 'return {}' >"$folder/canary/lpeg.lua"; env "LUA_PATH=$folder/canary/?.lua" "LUA_CPATH=$folder/canary/?.so" timeout 60 "$lunette" run quotes --text '"No," said Ana Torres.' >"$folder/out" 2>&1; out 'Ana Torres'
[ ! -e "$folder/canary/v" ] || fail "LUA_INIT ran"
"$lunette" run brief "$(pwd)/samples/articles/cyber-pact.txt" >"$folder/once" 2>&1
for locale in de_DE.UTF-8 tr_TR.UTF-8 C; do LC_ALL=$locale "$lunette" run brief "$(pwd)/samples/articles/cyber-pact.txt" >"$folder/again" 2>&1; cmp -s "$folder/once" "$folder/again" || fail "other bytes with LC_ALL=$locale"; done
env -u LC_ALL -u LANG "$lunette" run brief "$(pwd)/samples/articles/cyber-pact.txt" >"$folder/again" 2>&1; cmp -s "$folder/once" "$folder/again" || fail "other bytes without a locale"

# the files beside the project
if [ -d "$given" ]; then
  code 0 "$lunette" run "$folder/n.lua" --format csv --text-field title "$given/c01_formula.jsonl"; if grep -q '^[^,]*,[^,]*,"\?[=+@-]' "$folder/out"; then fail "c01: a cell runs"; fi
  code 1 "$lunette" run "$folder/n.lua" --format csv "$given/c03_header_injection.jsonl"
  json 0 "$given/e02_utf16le.txt"; if grep -q 'u0000' "$folder/out"; then fail "e02: read as NULs"; fi
  json 0 "$given/e04_invalid_utf8.txt"; lines 1
  json 1 "$given/e06_all_bytes.bin"; err 'binary data'
  json 0 "$given/e08_crlf_cr_mixed.txt"; lines 1
  json 1 "$given/j01_bad_lines.jsonl"; lines 2; err 'j01_bad_lines.jsonl:4: '
  json 1 "$given/j03_numbers.jsonl"; err 'of 3 documents failed\|j03_numbers'
  json 1 "$given/j05_dup_keys_proto.jsonl"; code 0 "$lunette" run "$folder/n.lua" --format jsonl --text-field __index --keep all "$given/j05_dup_keys_proto.jsonl"; out '"document":"2"'
  json 0 "$given/j07_bom_ws_crlf.jsonl"; lines 2
  json 1 "$given/z02_bad_crc.jsonl.gz"; err 'z02_bad_crc.jsonl.gz'
  json 0 "$given/z04_concatenated.jsonl.gz"; lines 2
  json 0 "$given/z06_not_gzip.jsonl.gz"; err 'not compressed'
  json 1 "$given/z08_empty.gz"; err 'is empty'
  json 1 "$given/z10_bomb_500M.txt.zst"; json 1 "$given/z12_zst_window_2G.zst"; err 'window'
  json 0 "$given/s04_empty.txt"; lines 1
  code 1 "$lunette" run "$folder/n.lua" --format jsonl "$given/s06_many_titles.html" "$given/j07_bom_ws_crlf.jsonl"; lines 2
  for file in "$given"/t0*.txt; do code 0 "$lunette" run kwic . "$file"; if LC_ALL=C grep -q "$(printf '[\033\302]\233\\|\033')" "$folder/out"; then fail "$file drives a terminal"; fi; done
else
  echo "SKIPPED: no $given; only the cases of this file were tried" >&2
fi

[ "$failures" -eq 0 ] && echo "ok"
exit "$((failures > 0))"

#!/bin/sh
# test_charsets.sh LUNETTE: pages that declare a charset of their own, in the page or in the answer of HTTP: text, places that lead to
# the bytes as they were given, and what is said.
. tests/golden/check.sh

page() { printf '<html><head><meta charset="%s"></head><body><article><h1>Night train %b</h1><p>"We are fine," said Oleg %b in Oslo.</p></article></body></html>' "$1" "$2" "$2"; }

for charset in KOI8-R CP932 CP1251; do
  printf x | iconv -f $charset -t UTF-8 >/dev/null 2>&1 || { skip "iconv has no $charset here"; }
done

page koi8-r '\0351\0327\0301\0316\0317\0327' >"$folder/koi.html"
code 0 "$lunette" find --lang any 'said "Oleg" who:_ in' "$folder/koi.html" --format json
out '"who": "Иванов"'
err 'koi.html: warning: byte [0-9]*: not UTF-8; read as koi8-r, which it declares'
start=$(sed -n 's/.*"start": \([0-9]*\).*/\1/p' "$folder/out" | head -n 1)
stop=$(sed -n 's/.*"stop": \([0-9]*\).*/\1/p' "$folder/out" | head -n 1)
tail -c +$((start + 1)) "$folder/koi.html" | head -c $((stop - start)) >"$folder/bytes"
printf 'said Oleg \351\327\301\316\317\327 in' | cmp -s - "$folder/bytes" || { fail "the offsets do not lead to the page's own bytes"; cat "$folder/bytes"; }

page shift_jis '\0223\0214\0213\0236' >"$folder/sjis.html"
code 0 "$lunette" run --lang any -e 'print(doc.encoding, doc.headline)' "$folder/sjis.html"
out 'shift_jis	Night train 東京'

# HTTP's word goes before the page's; plain text has no other
record() {
  printf 'HTTP/1.1 200 OK\r\nContent-Type: %s\r\n\r\n' "$1" >"$folder/http"
  cat "$2" >>"$folder/http"
  printf 'WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:x:%s>\r\nWARC-Target-URI: http://example.org/%s\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n' "$3" "$3" "$(wc -c <"$folder/http")"
  cat "$folder/http"
  printf '\r\n\r\n'
}
page utf-8 '\0314\0350\0360' >"$folder/w1251.html"
printf 'Oleg \314\350\360 left Oslo.\n' >"$folder/plain"
{ record 'text/html; charset=windows-1251' "$folder/w1251.html" a; record 'text/plain; charset=cp1251' "$folder/plain" b; } >"$folder/c.warc"
code 0 "$lunette" run --lang any -e 'print(doc.id, doc.encoding, doc.text:find("Мир", 1, true) ~= nil)' "$folder/c.warc"
out 'urn:x:a	windows-1251	true'
out 'urn:x:b	windows-1251	true'

[ "$failures" -eq 0 ] && echo "all as promised"
[ "$failures" -eq 0 ]

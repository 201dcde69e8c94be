#!/bin/sh
# test_pages.sh LUNETTE: web pages and Markdown files from the command line: fields, places, outcomes of what holds no text, and a
# folder of mixed files.
. tests/golden/check.sh

# the date of the page dates its weekdays; places are those of the page's bytes
code 0 "$lunette" run brief tests/html/harbour-strike.html
out 'Dockers end nine-day strike in Rotterdam  ROTTERDAM, Netherlands  2023-10-17  By Marit Oosterling'
out 'Hendrika de Wael'; out '2023-10-17  *Tuesday'
grep -q 'pilot_61\|fjords\|bicycle bell\|partners' "$folder/out" && fail "what is no article was read"
code 0 "$lunette" run quotes --format json tests/html/harbour-strike.html
line=$(grep -n 'We did not win' tests/html/harbour-strike.html | cut -d: -f1)
out "\"line\": $line"
row=$(sed -n "/\"line\": $line,/,/\"stop\"/p" "$folder/out" | head -n 4)
start=$(echo "$row" | sed -n 's/.*"start": \([0-9]*\).*/\1/p')
end=$(echo "$row" | sed -n 's/.*"stop": \([0-9]*\).*/\1/p')
tail -c +$((start + 1)) tests/html/harbour-strike.html | head -c $((end - start)) >"$folder/bytes"
[ "$(cat "$folder/bytes")" = 'We did not win, and they did not win,' ] || { fail "the bytes of a quotation are not its own"; cat "$folder/bytes"; }

# what holds no text is an outcome with a name, and the run goes on
mkdir "$folder/in"
printf '<svg/onload=alert(1)><math><mi//xlink:href="data:x,<script>">' >"$folder/in/a.html"
printf '' >"$folder/in/b.HTM"
printf '# Port opens\n\nLIMA — “We left,” said Ana Torres.\n' >"$folder/in/c.md"
printf '<p hidden>hidden</p' >"$folder/in/d.xhtml"
cp tests/html/wire-quake.html "$folder/in/e.html"
code 1 "$lunette" run quotes "$folder/in"
for name in a.html d.xhtml; do err "$name: no text in this page"; done
err '2 of 5 documents failed'
out 'Ana Torres'; out 'Sione Fifita'
code 0 "$lunette" run quotes "$folder/in/b.HTM" # an empty file is an article without words, whatever its kind

# a page of a few words is an article too; where nothing says so all is read but navigation, consent and comments, and that is said
around() { printf '<nav><a href=/>Home</a></nav><div class="cookie-banner">We use cookies here.</div>%s<div id="comments"><p>Nonsense, Carl wrote.</p></div>' "$1"; }
around '<main><article><h1>Fog</h1><p>The ferry stayed in port.</p></article></main>' >"$folder/short.html"
around '<div><p>The ferry stayed in port.</p></div>' >"$folder/none.html"
code 0 "$lunette" run -e 'print(doc.text)' "$folder/short.html"
[ "$(cat "$folder/out")" = "$(printf 'Fog\n\nThe ferry stayed in port.')" ] || { fail "a short article is not all that is read"; cat "$folder/out"; }
grep -q 'no article' "$folder/err" && fail "a short article is warned of"
code 0 "$lunette" run -e 'print(doc.text)' "$folder/none.html"
[ "$(cat "$folder/out")" = 'The ferry stayed in port.' ] || { fail "navigation or comments were read"; cat "$folder/out"; }
err 'none.html: no article recognised in this page: all text that it shows is read'

[ "$failures" -eq 0 ] && echo "all as promised"
[ "$failures" -eq 0 ]

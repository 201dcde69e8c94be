#!/bin/sh
# The page of one article, used in a real browser: Chromium without a window, driven through chromedriver. Screenshots stay beside the
# program, in screenshots/. usage: test_page.sh LUNETTE
. tests/golden/check.sh
command -v chromium >/dev/null && command -v chromedriver >/dev/null || skip "no chromium and chromedriver here (on Debian, apt-get install chromium chromium-driver)"
screenshots=$(dirname "$lunette")/screenshots
mkdir -p "$screenshots"
use() { python3 tests/golden/page.py "$@" || fail "the page $1 in a browser"; }

code 0 "$lunette" run page --date 2019-05-10 samples/articles/cyber-pact.txt -o "$folder/page.html"
use "$folder/page.html" "$screenshots"

# an article that would rather be a program
cat >"$folder/hostile.txt" <<'TEXT'
<script>alert(1)</script> & "quotes" '><img src=x onerror=alert(2)>

On Monday President Ana Torres said: "</script><b>No</b> $5 million & more." James <i>Hill</i> visited Lima's "Port" on March 3, 2021.
TEXT
code 0 "$lunette" run page "$folder/hostile.txt" -o "$folder/hostile.html"
use "$folder/hostile.html" "$folder"
for tag in '<script>alert' '<img' '<b>No' '<i>Hill'; do
  grep -qF "$tag" "$folder/hostile.html" && fail "the article's own $tag stands in the page"
done

# the text of the page is that of the article, whatever was marked in it
python3 - "$folder/page.html" samples/articles/cyber-pact.txt <<'PYTHON' || fail "the page has another text"
import html.parser, sys
class Text(html.parser.HTMLParser):
    depth, text = 0, ""
    def handle_starttag(self, tag, attributes): self.depth += tag == "main"
    def handle_endtag(self, tag):
        self.depth -= tag == "main"
        self.text += " " if tag in ("p", "h2") else ""
    def handle_data(self, data): self.text += data if self.depth else ""
parser = Text()
parser.feed(open(sys.argv[1], encoding="utf-8").read())
sys.exit(parser.text.split() != open(sys.argv[2], encoding="utf-8").read().split())
PYTHON

code 74 "$lunette" run page samples/articles/cyber-pact.txt samples/articles/river-accord.txt
err "a page is of one article, and there are 2"

seed=../shared/seed
if [ -f "$seed/gold.jsonl" ]; then
  code 0 "$lunette" run page --date 2018-08-17 "$seed/article.txt" -o "$folder/seed.html"
  [ "$(wc -c <"$folder/seed.html")" -le 307200 ] || fail "the page has more than 300 KB"
  use "$folder/seed.html" "$folder" "$seed/gold.jsonl"
fi
[ "$failures" -eq 0 ]

#!/bin/sh
# test_output.sh LUNETTE: what is written where: every format, offsets, receipts, databases and questions to them, hostile
# text, and files that are whole or not there. Workbooks and databases are read by Python, another reader than the writer.
. tests/golden/check.sh
python=$(command -v python3) || { skip "no python3 here"; }
# check NAME: a Python script on standard input, run in the folder
check() { (cd "$folder" && "$python" - "$@") >"$folder/said" 2>&1 || { fail "$1"; cat "$folder/said"; }; }

article=samples/articles/cyber-pact.txt
cat >"$folder/odd.lua" <<'LUA'
return lun.report {
  name = "odd", columns = { "text", "count", "ratio", "yes", "day", "link", "list", "at" },
  each = function(doc, row)
    for i, word in doc:tokens() do
      row { text = word, count = i, ratio = i / 4, yes = i % 2 == 0, day = "2020-02-29", link = "https://example.org/a?b=1&c=2", list = { "=a", word }, at = doc:span(i) }
    end
  end,
}
LUA
printf 'Zoë 😀 =1+1 went.' >"$folder/odd.txt"

# Layers stand in one order in every run, in databases too
for i in 1 2 3 4 5 6 7 8; do
  code 0 "$lunette" run quotes "$article" -o "$folder/layers.db" --no-receipt
  mv "$folder/layers.db" "$folder/layers.$i.db"
  cmp -s "$folder/layers.1.db" "$folder/layers.$i.db" || fail "run $i gives another database than run 1"
  code 0 "$lunette" run --use attribution -e 'local names = lun.collect(doc:layers()) print(table.concat(names, " "))' "$article"
  cp "$folder/out" "$folder/layers.$i"
  cmp -s "$folder/layers.1" "$folder/layers.$i" || { fail "run $i makes layers in another order"; cat "$folder/layers.1" "$folder/layers.$i"; }
done

# Every format of one run: the same bytes on each run, in any locale and time zone, and a receipt beside each table
for format in csv tsv json jsonl html xlsx db; do
  code 0 "$lunette" run "$folder/odd.lua" "$folder/odd.txt" -o "$folder/a.$format"
  code 0 env TZ=Asia/Tokyo LC_ALL=C "$lunette" run "$folder/odd.lua" "$folder/odd.txt" -o "$folder/b.$format"
  cmp -s "$folder/a.$format" "$folder/b.$format" || fail "two runs give different bytes of $format"
  [ -s "$folder/a.$format.receipt.json" ] || fail "no receipt beside a.$format"
  sed "s|/b\\.$format|/a.$format|" "$folder/b.$format.receipt.json" | cmp -s - "$folder/a.$format.receipt.json" || fail "two runs give different receipts of $format"
done
for format in txt md; do
  code 0 "$lunette" run "$folder/odd.lua" "$folder/odd.txt" -o "$folder/a.$format"
  [ -e "$folder/a.$format.receipt.json" ] && fail "a receipt beside a.$format"
done
ls -A "$folder" | grep -q '^\.lunette' && fail "a temporary file is left"

# Spans: text and offsets in each unit, the unit named. The text: Z o ë(2 bytes) blank 😀(4 bytes, 2 UTF-16 units) ...
for unit in bytes chars utf16; do
  code 0 "$lunette" run "$folder/odd.lua" "$folder/odd.txt" --offsets $unit --format jsonl; cp "$folder/out" "$folder/$unit.jsonl"
  code 0 "$lunette" run "$folder/odd.lua" "$folder/odd.txt" --offsets $unit --format csv --csv-raw; cp "$folder/out" "$folder/$unit.csv"
done
check offsets <<'PY'
import json, csv
text = open("odd.txt", encoding="utf-8").read()
units = {"bytes": text.encode(), "chars": text, "utf16": text.encode("utf-16-le")}
for unit, whole in units.items():
    step = 2 if unit == "utf16" else 1
    rows = [json.loads(line) for line in open(unit + ".jsonl", encoding="utf-8")]
    assert len(rows) >= 5
    table = list(csv.DictReader(open(unit + ".csv", encoding="utf-8", newline="")))
    for row, cells in zip(rows, table):
        at = row["at"]
        piece = whole[at["start"] * step:at["stop"] * step]
        if unit == "bytes": piece = piece.decode()
        if unit == "utf16": piece = piece.decode("utf-16-le")
        assert piece == at["text"] == row["text"], (unit, at, piece)
        assert at["offsets"] == unit == cells["offsets"]
        assert (int(cells["start"]), int(cells["stop"])) == (at["start"], at["stop"])
PY
code 2 "$lunette" run stats --offsets byte "$article"; err "unknown unit 'byte' of --offsets; did you mean 'bytes'"
code 0 "$lunette" run annotate --offsets chars --text 'Zoë Ana Torres.'; out '"offsets":"chars"'
# names within words with hyphens, one of which is no name itself
code 0 "$lunette" run annotate --offsets chars --text 'Zoë saw US-led troops, Hong Kong-listed firms and the Peru-Chile war of a Chile-loving Peru-man.'
out '"end":10,.*"rule":"compound.part","start":8,"text":"US","type":"LOC"'
out '"start":23,"text":"Hong Kong"'; out '"start":54,"text":"Peru"'; out '"start":59,"text":"Chile"'; lacks '"text":"Peru-Chile"'; lacks '"start":7[0-9]'

# csv: RFC 4180, nothing that a spreadsheet runs
cat >"$folder/formulas.lua" <<'LUA'
return lun.report {
  name = "formulas",
  each = function(_, row)
    for _, text in ipairs { "=1+1", "+1", "+cmd", "-2", "-2+3", "@SUM(A1)", "\t=1", "\r=1", '"=1"', " =1", "＝1", "a\nb", 'say "x", y', "plain" } do row { text = text, number = -2 } end
  end,
}
LUA
code 0 "$lunette" run "$folder/formulas.lua" --text x -o "$folder/f.csv"; err '^lunette: 9 cells that a spreadsheet would run got an apostrophe'
code 0 "$lunette" run "$folder/formulas.lua" --text x -o "$folder/f.tsv"; err '^lunette: 9 cells'
code 0 "$lunette" run "$folder/formulas.lua" --text x --csv-raw -o "$folder/raw.csv"; [ -s "$folder/err" ] && fail "--csv-raw counts cells"
printf 'return lun.report { name = "h", columns = { "=HYPERLINK(1)", "b" }, each = function(_, row) row { b = 1 } end }' >"$folder/header.lua"
code 0 "$lunette" run "$folder/header.lua" --text x --format csv; out "^document,'=HYPERLINK(1),b"
check formulas <<'PY'
import csv
for name, dialect in (("f.csv", {}), ("f.tsv", {"delimiter": "\t"})):
    rows = list(csv.DictReader(open(name, encoding="utf-8", newline=""), **dialect))
    assert len(rows) == 14
    for row in rows:
        assert row["number"] == "-2", row
        text = row["text"].lstrip(' "')
        assert text[:1] not in "=@" and (text[:1] not in "+-" or text in ("+1", "-2")), row
    assert rows[13]["text"] == "plain"
raw = open("raw.csv", "rb").read()
assert raw.count(b"\r\n") == 15 and b"\n=1" not in raw.replace(b"\r\n", b"") and b",=1+1\r\n" in raw
PY

# xlsx: types, frozen bold header with a filter, widths, no formula, no link
check workbook <<'PY'
import zipfile, re
import xml.etree.ElementTree as tree
book = zipfile.ZipFile("a.xlsx")
assert book.testzip() is None
m = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
assert [s.get("name") for s in tree.fromstring(book.read("xl/workbook.xml")).iter(m + "sheet")] == ["odd"]
sheet = tree.fromstring(book.read("xl/worksheets/sheet1.xml"))
rows = [[(c.get("t"), "".join(c.itertext())) for c in row] for row in sheet.iter(m + "row")]
assert [text for _, text in rows[0]] == ["document", "text", "count", "ratio", "yes", "day", "link", "list", "at"], rows[0]
first = rows[1]
assert first[1] == ("inlineStr", "Zoë") and first[2] == (None, "1") and first[3] == (None, "0.25") and first[4] == ("b", "0") and first[5] == (None, "43890"), first
assert first[6] == ("inlineStr", "https://example.org/a?b=1&c=2") and first[7] == ("inlineStr", "=a; Zoë")
assert not list(sheet.iter(m + "f")) and not list(sheet.iter(m + "hyperlink"))
pane = next(sheet.iter(m + "pane"))
assert pane.get("state") == "frozen" and pane.get("ySplit") == "1"
assert next(sheet.iter(m + "autoFilter")).get("ref") == "A1:I%d" % len(rows)
widths = [float(c.get("width")) for c in sheet.iter(m + "col")]
assert widths[6] > widths[1], widths
styles = book.read("xl/styles.xml").decode()
assert "yyyy-mm-dd" in styles and "<b/>" in styles
assert all(i.date_time == (1980, 1, 1, 0, 0, 0) for i in book.infolist())
PY
code 0 "$lunette" run brief "$article" -o "$folder/brief.xlsx"
check 'a sheet a table' <<'PY'
import zipfile, re
names = re.findall(r'<sheet name="([^"]*)"', zipfile.ZipFile("brief.xlsx").read("xl/workbook.xml").decode())
assert names == ["article", "Related headlines", "Who", "Organisations", "Where", "Who said what", "When"], names
PY
code 2 "$lunette" run stats --format xlsx "$article"; err 'add -o NAME.xlsx'

# html: everything escaped, a policy that allows the page's own style and script alone, links of http and https only
cat >"$folder/page.lua" <<'LUA'
return lun.report {
  name = "<page>",
  each = function(_, row) for _, text in ipairs { "<script>alert(1)</script>", "javascript:alert(1)", "http://a.example/?x=1&y='2'", "https://b.example/c", "a\u{202E}b" } do row { ["<b>"] = text } end end,
}
LUA
code 0 "$lunette" run "$folder/page.lua" --text x -o "$folder/page.html"
check page <<'PY'
import re, base64, hashlib
from html.parser import HTMLParser
page = open("page.html", encoding="utf-8").read()
class Reader(HTMLParser):
    def __init__(self): super().__init__(); self.links, self.tags, self.meta = [], [], {}
    def handle_starttag(self, tag, attributes):
        self.tags.append(tag); attributes = dict(attributes)
        if tag == "a": self.links.append(attributes["href"])
        if tag == "meta" and "http-equiv" in attributes: self.meta = attributes
reader = Reader(); reader.feed(page)
assert reader.links == ["https://b.example/c"], reader.links
assert reader.tags.count("script") == 1 and "alert(1)&lt;" in page and "\u202e" not in page
policy = reader.meta["content"]
assert policy.startswith("default-src 'none'")
for tag in ("style", "script"):
    body = re.search("<%s>(.*?)</%s>" % (tag, tag), page, re.S).group(1)
    assert base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() in policy, tag
assert "://" not in re.sub(r"https?://[ab]\.example", "", page), "the page names another"
PY

# A database: what is in it, by another reader
pwd >"$folder/root"
code 0 "$lunette" run quotes samples/articles -o "$folder/news.db"
check database <<'PY'
import sqlite3
keywords = set("""ABORT ACTION ADD AFTER ALL ALTER ALWAYS ANALYZE AND AS ASC ATTACH AUTOINCREMENT BEFORE BEGIN BETWEEN BY CASCADE CASE CAST CHECK COLLATE
COLUMN COMMIT CONFLICT CONSTRAINT CREATE CROSS CURRENT DATABASE DEFAULT DELETE DESC DETACH DISTINCT DO DROP EACH ELSE END ESCAPE EXCEPT EXISTS FILTER FIRST
FOLLOWING FOR FOREIGN FROM FULL GLOB GROUP GROUPS HAVING IF IGNORE IN INDEX INNER INSERT INSTEAD INTERSECT INTO IS ISNULL JOIN KEY LAST LEFT LIKE LIMIT MATCH
MATERIALIZED NATURAL NO NOT NOTHING NULL NULLS OF OFFSET ON OR ORDER OTHERS OUTER OVER PARTITION PLAN PRAGMA PRECEDING PRIMARY QUERY RAISE RANGE RECURSIVE
REFERENCES REGEXP REINDEX RELEASE RENAME REPLACE RESTRICT RETURNING RIGHT ROLLBACK ROW ROWS SAVEPOINT SELECT SET TABLE TEMP TEMPORARY THEN TIES TO TRANSACTION
TRIGGER UNBOUNDED UNION UNIQUE UPDATE USING VACUUM VALUES VIEW VIRTUAL WHEN WHERE WINDOW WITH WITHOUT""".split())
db = sqlite3.connect("news.db")
one = lambda sql, *p: db.execute(sql, p).fetchone()[0]
assert one("PRAGMA integrity_check") == "ok" and not db.execute("PRAGMA foreign_key_check").fetchall()
assert one("PRAGMA user_version") == 1
names = [n for (n,) in db.execute("SELECT name FROM sqlite_master WHERE type IN ('table','view') AND name NOT LIKE 'document_search_%'")]
for name in names:
    for column in db.execute("SELECT * FROM %s LIMIT 0" % name).description:
        assert column[0].upper() not in keywords and column[0].isidentifier(), (name, column[0])
assert one("SELECT count(*) FROM documents") == 10
assert {"people", "organisations", "places", "who_said_what", "facts_wide", "fact_said"} <= set(names)
root = open("root").read().strip()
files = {number: open(root + "/" + file, "rb").read() for number, file in db.execute("SELECT number, file FROM documents")}
for table, columns in (("mentions", "text, start, stop"), ("facts", "text, start, stop")):
    for number, text, start, stop in db.execute("SELECT document, %s FROM %s" % (columns, table)).fetchall():
        assert files[number][start:stop].decode() == text
assert one("SELECT count(*) FROM facts WHERE rule IS NULL OR rule_file IS NULL OR rule_line IS NULL OR text IS NULL") == 0
assert one("SELECT count(*) FROM fact_roles WHERE role = 'speaker' AND entity IS NULL") == 0
assert one("SELECT count(*) FROM mentions m JOIN entities e ON e.number = m.entity WHERE e.type = 'person' AND m.layer = 'person'") > 20
assert one("SELECT attributes ->> '$.depth' FROM mentions WHERE layer = 'quote' LIMIT 1") == "0"
assert one("SELECT count(*) FROM who_said_what") == one("SELECT count(*) FROM report_quotes") > 50
assert one("SELECT count(*) FROM document_search WHERE document_search MATCH 'cyber OR digital'") >= 1
assert one("SELECT value FROM about WHERE name = 'offsets'") == "bytes"
assert one("SELECT roles ->> '$.cue' FROM facts_wide WHERE type = 'said' AND roles ->> '$.cue' IS NOT NULL LIMIT 1")
open("counts", "w").write(repr([(n, one("SELECT count(*) FROM " + n)) for n in names]))
PY
code 0 "$lunette" run quotes samples/articles -o "$folder/news.db"
code 0 "$lunette" run entities "$article" -o "$folder/news.db"
code 0 "$lunette" run quotes samples/articles -o "$folder/news.db"
check 'running again doubles nothing' <<'PY'
import sqlite3
db = sqlite3.connect("news.db")
for name, count in eval(open("counts").read()):
    found = db.execute("SELECT count(*) FROM " + name).fetchone()[0]
    assert found == count + (name == "report_tables"), (name, count, found)
assert db.execute("SELECT count(*) FROM report_entities").fetchone()[0] > 5, "another report's rows are gone"
assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok" and not db.execute("PRAGMA foreign_key_check").fetchall()
db.execute("INSERT INTO document_search(document_search, rank) VALUES ('integrity-check', 1)")
PY
code 74 "$lunette" run quotes "$article" --offsets chars -o "$folder/news.db"; err 'its offsets are in bytes: add --offsets bytes'
code 0 "$lunette" run quotes "$article" --offsets chars -o "$folder/chars.db"
code 0 "$lunette" sql "$folder/chars.db" 'SELECT count(*) AS n FROM mentions m JOIN documents d ON d.number = m.document WHERE substr(d.text, m.start + 1, m.stop - m.start) <> m.text' --format csv
out '^0'
check 'databases that are not ours' <<'PY'
import sqlite3
db = sqlite3.connect("foreign.db"); db.execute("CREATE TABLE t (a)"); db.commit()
db = sqlite3.connect("newer.db"); db.execute("PRAGMA application_id = %d" % 0x6C756E65); db.execute("PRAGMA user_version = 99"); db.execute("CREATE TABLE t (a)"); db.commit()
PY
echo 'no database at all, but some text that is long enough' >"$folder/text.db"
for name in foreign newer text; do cp "$folder/$name.db" "$folder/$name.before"; done
code 74 "$lunette" run quotes "$article" -o "$folder/foreign.db"; err 'foreign.db: a database that lunette did not write: name a new file'
code 74 "$lunette" run quotes "$article" -o "$folder/newer.db"; err 'written by a newer lunette (layout 99'
code 74 "$lunette" run quotes "$article" -o "$folder/text.db"; err 'text.db: it is no SQLite database'
for name in foreign newer text; do cmp -s "$folder/$name.db" "$folder/$name.before" || fail "$name.db was changed"; done
: >"$folder/empty.db"; code 0 "$lunette" run quotes "$article" -o "$folder/empty.db"; code 0 "$lunette" sql "$folder/empty.db"; out 'who_said_what'

# Documents of one id in one run; reserved words as columns; rows of finish
printf '{"id":"x","text":"Ana left."}\n{"id":"x","text":"Bo left."}\n' >"$folder/same.jsonl"
for _ in 1 2; do
  code 0 "$lunette" find 'from:[cap] order:left' "$folder/same.jsonl" -o "$folder/same.db"; err "1 document had an id that another of this run had, and is stored by place: the first was 'x', now '.*same.jsonl:2'"
  code 0 "$lunette" sql "$folder/same.db" "SELECT document, from_, order_ FROM report_find ORDER BY rowid" --format tsv
  [ "$(cut -f2,3 "$folder/out" | tr '\t\n' '  ')" = 'from_ order_ Ana left Bo left ' ] || { fail "rows of documents of one id"; cat "$folder/out"; }
done
cat >"$folder/finish.lua" <<'LUA'
return lun.report { name = "sums", each = function(doc, row) row { n = #doc } end,
  finish = function(rows, out) out:table({ { documents = #rows } }, { name = "total" }) out:text "Done." end }
LUA
for _ in 1 2; do code 0 "$lunette" run "$folder/finish.lua" samples/articles -o "$folder/sums.db"; done
code 0 "$lunette" sql "$folder/sums.db" 'SELECT documents FROM report_sums_total' --format jsonl; out '^{"documents":10}$'; [ "$(wc -l <"$folder/out")" -eq 1 ] || fail "rows of finish are there twice"

# Questions: any format, errors with their place, nothing is written
cp "$folder/news.db" "$folder/news.before"
code 0 "$lunette" sql "$folder/news.db" --format csv; out '^view,who_said_what,'; out '^table,documents,10,'
code 0 "$lunette" sql "$folder/news.db" 'SELECT 1 AS a, 2 AS a, NULL AS b, 0.5 AS c' --format csv; out '^a,a_2,b,c'; out '^1,2,,0.5'
code 0 "$lunette" sql "$folder/news.db" 'SELECT NULL AS b, 1 AS a' --format jsonl; out '^{"a":1,"b":null}$'
code 0 "$lunette" sql "$folder/news.db" 'SELECT NULL AS b, 1 AS a' --format json; out '"b": null'
code 0 "$lunette" sql "$folder/news.db" "SELECT speaker, said FROM who_said_what LIMIT 2" -o "$folder/answer.xlsx"
[ -e "$folder/answer.xlsx.receipt.json" ] && fail "an answer has a receipt"
code 0 "$lunette" sql "$folder/news.db" "SELECT '=1' AS f" --format csv; err '1 cells* that a spreadsheet'
code 2 "$lunette" sql "$folder/news.db" 'SELECT speaker, from who'; err 'near "from": syntax error'; err '^                  ^$'
code 2 "$lunette" sql "$folder/news.db" 'SELECT speakr FROM who_said_what'; err 'no such column: speakr'; err '^         ^$'
for question in 'DELETE FROM documents' 'CREATE TABLE t (a)' 'CREATE TEMP TABLE t (a)' "ATTACH '$folder/new.db' AS n" 'PRAGMA user_version = 7' 'VACUUM' "VACUUM INTO '$folder/new.db'" 'BEGIN' \
  'PRAGMA writable_schema = ON' 'DROP VIEW people'; do
  code 2 "$lunette" sql "$folder/news.db" "$question"; err 'only questions (SELECT ...) are answered'
done
code 2 "$lunette" sql "$folder/news.db" 'SELECT 1; DELETE FROM documents'; err 'one statement at a time'
code 0 "$lunette" sql "$folder/news.db" 'SELECT 1 AS n; -- that is all'
code 2 "$lunette" sql "$folder/news.db" ''; err 'there is no statement'
code 2 "$lunette" sql "$folder/news.db" 'SELECT' 1 2
code 2 "$lunette" sql; code 66 "$lunette" sql "$folder/none.db" 'SELECT 1'; code 66 "$lunette" sql "$folder/text.db" 'SELECT 1'; err 'no SQLite database'
cmp -s "$folder/news.db" "$folder/news.before" || fail "a question changed the database"
[ -e "$folder/new.db" ] && fail "a question made a file"
code 0 "$lunette" help sql; out 'who_said_what'; code 0 "$lunette" help output; out 'offsets utf16'

# Receipts: what went in, by hash; none where none belongs
printf 'Ana\nBo\n' >"$folder/names.txt"
echo 'return lun.rules { name = "r", lists = { friend = "names.txt" }, { "seen", [[ who:#friend ]], fact = "seen" } }' >"$folder/friends.lua"
printf 'Then Ana met Bo.' >"$folder/met.txt"
code 1 "$lunette" run "$folder/friends.lua" "$folder/met.txt" "$folder/none.txt" -o "$folder/met.csv"
check receipt <<'PY'
import json, hashlib
r = json.load(open("met.csv.receipt.json"))
sum_of = lambda path: hashlib.sha256(open(path, "rb").read()).hexdigest()
assert [(i["path"].split("/")[-1], i["sha256"], i["size"]) for i in r["inputs"]] == [("met.txt", sum_of("met.txt"), 16)], r["inputs"]
assert any(s["name"].endswith("friends.lua") and s["sha256"] == sum_of("friends.lua") for s in r["scripts"])
assert [(l["name"], l["sha256"]) for l in r["lists"]] == [("friend", sum_of("names.txt"))]
assert (r["documents"], r["rows"], r["failures"], r["offsets"], r["format"]) == (1, 2, 1, "bytes", "csv")
assert len(r["dictionaries"]) == 64 and r["command"][0] == "run" and r["lunette"]
PY
code 0 "$lunette" run "$folder/friends.lua" "$folder/met.txt" -o "$folder/none.csv" --no-receipt; [ -e "$folder/none.csv.receipt.json" ] && fail "--no-receipt leaves one"
code 0 "$lunette" run "$folder/friends.lua" "$folder/met.txt" --format csv -o /dev/null; [ -e /dev/null.receipt.json ] && fail "a receipt beside a device"

mkdir "$folder/mine"; cp "$folder/met.txt" "$folder/mine"
for _ in 1 2; do code 0 "$lunette" run "$folder/friends.lua" "$folder/mine" -o "$folder/mine/rows.xlsx"; done # a receipt is no input
check 'a receipt of a run is no input of the next' <<'PY'
import json
r = json.load(open("mine/rows.xlsx.receipt.json"))
assert [i["path"].split("/")[-1] for i in r["inputs"]] == ["met.txt"] and r["documents"] == 1 and r["failures"] == 0, r
PY

# Where output goes: a folder that is not there, an input, a folder, a link, closed and broken streams, a full disk
code 74 "$lunette" run quotes "$article" -o "$folder/no/such/q.csv"; err "there is no folder '$folder/no/such'"
code 74 "$lunette" run quotes "$article" -o "$folder" --format csv; err 'it is a folder'
cp "$article" "$folder/in.txt"
code 2 "$lunette" run stats "$folder/in.txt" -o "$folder/./in.txt"; err 'it is an input too'
mkdir "$folder/docs"; cp "$article" "$folder/docs/one.txt"; printf '{"text":"Ana left."}\n' >"$folder/docs/two.jsonl"
code 2 "$lunette" run stats "$folder/docs" -o "$folder/docs/two.jsonl"; err 'it is an input too'
cmp -s "$article" "$folder/in.txt" || fail "an input was changed"; grep -q Ana "$folder/docs/two.jsonl" || fail "an input in a folder was changed"
echo keep >"$folder/target"; ln -s "$folder/target" "$folder/link.csv"
code 0 "$lunette" run quotes "$article" -o "$folder/link.csv"; grep -q keep "$folder/target" || fail "a link was followed"
mkdir "$folder/real"; ln -s "$folder/real" "$folder/linked"
for format in csv xlsx db; do code 0 "$lunette" run quotes "$article" -o "$folder/linked/q.$format"; [ -s "$folder/real/q.$format" ] || fail "a folder behind a link: $format"; done
for format in csv jsonl json text; do
  "$lunette" run quotes "$article" --format $format >&- 2>"$folder/err"; [ $? -eq 74 ] || fail "closed standard output: $format"
  "$lunette" run quotes "$article" --format $format >/dev/full 2>"$folder/err"; [ $? -eq 74 ] || fail "full standard output: $format"
  err 'standard output: cannot be written'
  { "$lunette" run kwic the samples/articles --format $format 2>"$folder/err"; echo $? >"$folder/code"; } | true
  case $(cat "$folder/code") in 0 | 141) [ -s "$folder/err" ] && fail "a broken pipe speaks: $format" ;; *) fail "a broken pipe: $format" ;; esac
done
"$lunette" run quotes "$article" -o "$folder/closed.csv" >&- 2>&- <&-; [ $? -eq 0 ] || fail "closed streams and a file"
code 0 "$lunette" run quotes "$article" -o "$folder/open.csv"; cmp -s "$folder/closed.csv" "$folder/open.csv" || fail "what goes to a closed stream goes into a file"
echo old >"$folder/old.csv"; echo 'return lun.report { name = "x", columns = { "a" }, each = function(doc, row) row { a = 1 } error("no") end }' >"$folder/raises.lua"
code 1 "$lunette" run "$folder/raises.lua" "$article" -o "$folder/old.csv"; grep -q '^old$' "$folder/old.csv" || fail "a run that failed replaced the output"
code 1 "$lunette" run "$folder/raises.lua" "$article" --format jsonl; [ -s "$folder/out" ] && fail "rows of a document that failed are printed"
if [ "$(id -u)" -eq 0 ] && mkdir "$folder/small" && mount -t tmpfs -o size=256k tmpfs "$folder/small" 2>/dev/null; then
  for format in csv jsonl json html xlsx db; do
    for left in 0 40 100; do
      rm -f "$folder/small/"* "$folder/small/".lun*
      [ $left -eq 0 ] || dd if=/dev/zero of="$folder/small/full" bs=1k count=$((256 - left)) 2>/dev/null
      "$lunette" run kwic the samples/articles samples/articles samples/articles samples/articles -o "$folder/small/q.$format" >/dev/null 2>"$folder/err"
      got=$?
      if [ $got -eq 74 ]; then
        grep -q 'q\.'$format "$folder/err" || { fail "a full disk: the message names no file: $format"; cat "$folder/err"; }
        [ -e "$folder/small/q.$format" ] && [ ! -e "$folder/small/q.$format.receipt.json" ] && ! grep -q receipt "$folder/err" && fail "a full disk leaves half a file: $format"
      elif [ $got -eq 0 ]; then
        "$lunette" run kwic the samples/articles samples/articles samples/articles samples/articles -o "$folder/whole.$format" >/dev/null 2>&1
        cmp -s "$folder/small/q.$format" "$folder/whole.$format" || fail "a full disk cuts $format silently ($left KiB left)"
      else fail "a full disk: exit code $got: $format"; fi
      ls -A "$folder/small" | grep -q '^\.lunette' && fail "a full disk: a temporary file is left: $format"
    done
  done
  umount "$folder/small"
fi

# A run that is interrupted leaves what was there, and nothing beside it
"$python" -c 'for i in range(20000): print("{\"id\":\"d%d\",\"text\":\"Ana Torres met Luis Vega in Lima. The port was closed.\"}" % i)' >"$folder/many.jsonl"
mkdir "$folder/cut"; cp "$folder/same.db" "$folder/cut/kept.db"; echo kept >"$folder/cut/o.csv"; echo kept >"$folder/cut/o.xlsx"
for format in csv xlsx db; do
  [ $format = db ] || cp "$folder/cut/o.$format" "$folder/before"
  for signal in INT TERM KILL; do
    setsid "$python" -c 'import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])' "$lunette" run quotes "$folder/many.jsonl" -o "$folder/cut/o.$format" >/dev/null 2>&1 &
    process=$!
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do ls -A "$folder/cut" | grep -q '^\.lunette' && break; sleep 0.1; done
    kill -$signal $process; wait $process 2>/dev/null
    [ $signal = KILL ] && rm -f "$folder/cut/".lunette-*
    ls -A "$folder/cut" | grep -q '^\.lunette' && fail "SIG$signal leaves a temporary file: $format"
    if [ $format = db ]; then [ -e "$folder/cut/o.db" ] && fail "SIG$signal leaves half a database"; else cmp -s "$folder/before" "$folder/cut/o.$format" || fail "SIG$signal replaces the output: $format"; fi
  done
done
"$lunette" run quotes "$folder/many.jsonl" -o "$folder/cut/kept.db" >/dev/null 2>&1 & process=$!; sleep 1; kill -KILL $process; wait $process 2>/dev/null
code 0 "$lunette" sql "$folder/cut/kept.db" 'SELECT (SELECT count(*) FROM documents) > 1 AS some, (SELECT count(*) FROM mentions WHERE document NOT IN (SELECT number FROM documents)) AS loose' --format csv
out ',0'

# Names of files that are not UTF-8: every output is
mkdir "$folder/names"; cp "$folder/met.txt" "$(printf '%s/names/caf\351.txt' "$folder")"
for format in json jsonl csv html md text; do
  code 0 "$lunette" run "$folder/friends.lua" "$folder/names" --format $format
  "$python" -c 'import sys; sys.stdin.buffer.read().decode()' <"$folder/out" || fail "a name that is not UTF-8: $format"
done
for format in xlsx db; do code 0 "$lunette" run "$folder/friends.lua" "$folder/names" -o "$folder/n.$format"; done

# a question that is wrong: what there is instead
code 0 "$lunette" run quotes --text '"We lost the key," said Ana Torres.' -o "$folder/asked.db" --no-receipt
code 2 "$lunette" sql "$folder/asked.db" 'SELECT * FROM rows'; err "no such table: rows; did you mean 'report_quotes'?; \`lunette sql .*asked.db\` shows what there is"
code 2 "$lunette" sql "$folder/asked.db" 'SELECT * FROM quotes'; err "did you mean 'report_quotes'"
code 2 "$lunette" sql "$folder/asked.db" 'SELECT * FROM said'; err "did you mean 'fact_said', 'who_said_what'"
code 2 "$lunette" sql "$folder/asked.db" 'SELECT * FROM documnets'; err "did you mean 'documents'"
code 2 "$lunette" sql "$folder/asked.db" 'SELECT q.speakers FROM report_quotes q'; err "no such column: q.speakers; did you mean 'speaker'"
code 2 "$lunette" sql "$folder/asked.db" 'SELECT * FROM zebra'; err 'no such table: zebra; `lunette sql'
for format in brat conllu spacy; do code 2 "$lunette" sql "$folder/asked.db" 'SELECT 1' --format $format -o "$folder"; err 'the answer to a question is rows'; done
code 0 "$lunette" sql "$folder/asked.db" "SELECT '=1' AS a" --format csv; err '1 cell that a spreadsheet would run got an apostrophe before it (--csv-raw'

[ "$failures" -eq 0 ] && echo "all output tests passed"
exit "$((failures > 0))"

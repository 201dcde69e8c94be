#!/bin/sh
# What happened when, on one article: each report over tests/golden/when/article.txt gives what stands beside it as NAME.csv.
# test_when.sh LUNETTE; with --write behind it the files are written anew, to be read before they are kept.
. tests/golden/check.sh
for report in events timeline itinerary casualties money; do
  expected=tests/golden/when/$report.csv
  "$lunette" run $report --date 2021-06-17 --csv-raw --format csv tests/golden/when/article.txt 2>"$folder/err" | tr -d '\r' >"$folder/$report.csv"
  if [ "${2:-}" = --write ]; then cp "$folder/$report.csv" "$expected"; fi
  diff -u "$expected" "$folder/$report.csv" >"$folder/diff" || { fail "$report is not as expected"; cat "$folder/diff"; }
done

# in JSON every mention has its bytes, in tables they stand in columns
code 0 "$lunette" run events --text 'Peru praised Chile. Later Peru praised Chile again.' --format jsonl
out '"mentions":\[{[^}]*"start":5,"stop":12[^}]*},{[^}]*"start":31,"stop":38'
code 0 "$lunette" run events --text 'Peru praised Chile.' --format csv; out ',5,12,text:1:6'

# a database that is asked for the order of things
code 0 "$lunette" run timeline --date 2021-06-17 tests/golden/when/article.txt -o "$folder/t.db"
code 0 "$lunette" sql "$folder/t.db" "SELECT who, told FROM report_timeline WHERE date = '2021-06-14'"; out 'Signe Aaberg'

# days by which dates of all kinds can be sorted
code 0 "$lunette" run timeline --date 2021-04-20 --text 'Peru praised Chile in April 2021. Peru met Chile last week.' --format csv; out '2021-W15,.*,2021-04-12,1,'; out '2021-04,.*,2021-04-01,1,'
code 0 "$lunette" run events --date 2021-04-20 --text 'Peru praised Chile in April 2021.' --format csv; out '2021-04,.*praises.*,2021-04-01,'

# an event says in whatever row why its actors and its code are what they are; the database names actors by code and name
code 0 "$lunette" run events --text 'Peru praised Chile.' --why; out 'who: actor "Peru" (PER)'; out 'code: #eventverb "praised"  eventverb.tsv: praise .*code=051'
code 0 "$lunette" run events --text 'Syrian rebels attacked a Turkish army base.' -o "$folder/who.db"
code 0 "$lunette" sql "$folder/who.db" "SELECT who, to_ FROM fact_event" --format csv; out '^SYRREB Syrian rebels,TURMIL a Turkish army base'

# numbers compare as numbers, and those that a float would change stay exact
code 0 "$lunette" run events --date 2021-06-17 tests/golden/when/article.txt -o "$folder/e.db"
code 0 "$lunette" sql "$folder/e.db" "SELECT DISTINCT typeof(goldstein) AS type FROM report_events WHERE goldstein <= -6" --format csv; out '^real'
code 0 "$lunette" sql "$folder/e.db" "SELECT DISTINCT typeof(lat), typeof(lon) FROM report_events WHERE lat < 90" --format csv; out '^real,real'
code 0 "$lunette" sql "$folder/e.db" "SELECT sql FROM sqlite_master WHERE name = 'report_events'"; out 'goldstein REAL.*lat REAL.*start INTEGER'
code 0 "$lunette" run money --text 'It paid $4.25 million, then $900 and then $12345678901234567890.25.' -o "$folder/m.db"
code 0 "$lunette" sql "$folder/m.db" "SELECT group_concat(value, ' ') AS all_of_them FROM (SELECT value FROM report_money WHERE value > 1000 ORDER BY value)"; out '^4250000 12345678901234567890.25'
code 0 "$lunette" run itinerary --format json --text 'Ana Torres flew to Lima.'; out '"lat": -12.04'
code 0 "$lunette" run casualties --text 'Twelve people were killed in Lima.' -o "$folder/c.db"
code 0 "$lunette" sql "$folder/c.db" "SELECT lat, low FROM report_casualties WHERE low > 11 AND lat < -12" --format csv; out '^-12.04,12'

for report in events timeline itinerary casualties; do code 0 "$lunette" help $report; out "run $report\|lunette run\|One row\|one row"; done
[ "$failures" -eq 0 ]

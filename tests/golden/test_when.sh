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

for report in events timeline itinerary casualties; do code 0 "$lunette" help $report; out "run $report\|lunette run\|One row\|one row"; done
[ "$failures" -eq 0 ]

#!/bin/sh
# What reading JSON Lines costs, with all that every article pays for: lines, records, tokens, sentences, quotations and the guess
# of its language, by `lunette run` with a report that prints one number an article, against `wc -w` on the same bytes. CPU
# time (user + system) of whole processes, alternated, best of ROUNDS (7), on one core. Prints wc's time divided by ours.
# usage: tests/bench/jsonl.sh LUNETTE [NEWS.jsonl [ROUNDS]]
set -eu
program=$(realpath "${1:?usage: jsonl.sh LUNETTE [NEWS.jsonl [ROUNDS]]}")
news=${2:-}
. "$(dirname "$0")/prepare.sh"
cat >"$folder/tokens.lua" <<'LUA'
return lun.report { name = "tokens", about = "Tokens of an article.", columns = { "tokens" }, each = function(doc, row) row { tokens = #doc } end }
LUA
python3 - "$program" "$folder" "$news" "${3:-7}" <<'PYTHON'
import json, os, resource, subprocess, sys

program, folder, news, rounds = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[-1]})

# the same records as others write them: escapes, a nested object, fields by other names, and as CSV
nested, table = os.path.join(folder, "nested.jsonl"), os.path.join(folder, "table.csv")
import csv
with open(news, encoding="utf-8") as lines, open(nested, "w") as out, open(table, "w", newline="", encoding="utf-8") as rows:
    writer = csv.writer(rows)
    writer.writerow(["id", "body", "outlet"])
    for line in lines:
        if line.strip():
            record = json.loads(line)
            out.write(json.dumps({"meta": {"id": record["id"], "tags": ["a", 1.5, None]}, "url": record["id"], "body": record["text"]}) + "\n")
            writer.writerow([record["id"], record["text"], "x"])

def seconds(command, out):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(out, "wb") as to:
        subprocess.run(command, check=True, stdout=to, stderr=subprocess.DEVNULL, env=dict(os.environ, LC_ALL="C.UTF-8"))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

good = True
for path, what, floor in ((news, "JSON Lines", 0.2), (nested, "JSON Lines with nested fields and escapes", 0), (table, "CSV", 0)):
    best = [float("inf"), float("inf")]
    for _ in range(max(1, rounds)):
        best[0] = min(best[0], seconds(["wc", "-w", path], os.path.join(folder, "words")))
        best[1] = min(best[1], seconds([program, "run", os.path.join(folder, "tokens.lua"), "--format", "tsv", path], os.path.join(folder, "rows")))
    with open(os.path.join(folder, "rows"), encoding="utf-8") as rows:
        articles = sum(1 for _ in rows) - 1
    ratio = best[0] / best[1]
    good = good and ratio >= floor and articles > 0
    print("%s: wc -w %.3f s, lunette %.3f s (%.0f MB/s), ratio %.2f%s; %d articles"
          % (what, best[0], best[1], os.path.getsize(path) / best[1] / 1e6, ratio, " (floor %.1f, aim 0.25)" % floor if floor else "", articles))
sys.exit(0 if good else 1)
PYTHON

#!/bin/sh
# Speed of the tagger alone over the news, against `wc -w` on the same bytes: CPU time, alternated, best of 7 each, on one core. The tokens
# are cut beforehand; the first pass makes all rows that it remembers, the second finds them. Prints millions of tokens a second
# and how long wc takes for the same text, in the tagger's seconds; the bar is 6 million a second where wc reads 200 MB/s.
# Then start-up: `lunette run brief` of a line must not read the weights.
# usage: tests/bench/tagger.sh BENCH_TAGGER LUNETTE [NEWS.jsonl]
set -eu
program=${1:?usage: tagger.sh BENCH_TAGGER LUNETTE [NEWS.jsonl]}
lunette=${2:?usage: tagger.sh BENCH_TAGGER LUNETTE [NEWS.jsonl]}
news=${3:-}
. "$(dirname "$0")/prepare.sh"
python3 - "$program" "$lunette" "$root/scripts/data/tagger.weights" "$news" "$folder" <<'PYTHON'
import json, os, resource, subprocess, sys

program, lunette, weights, news, folder = sys.argv[1:]
path = os.path.join(folder, "news.txt")
with open(news, encoding="utf-8") as lines, open(path, "w", encoding="utf-8") as out:
    out.write("\n\n".join(json.loads(line)["text"] for line in lines if line.strip()))
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[-1]})

def seconds(command, environment=None):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

best = {"wc": float("inf"), "first": float("inf"), "again": float("inf")}
utf8 = dict(os.environ, LC_ALL="C.UTF-8")
tokens = 0
for _ in range(7):
    best["wc"] = min(best["wc"], seconds(["wc", "-w", path], utf8))
    for line in subprocess.run([program, weights, path], check=True, capture_output=True, text=True).stdout.splitlines():
        words = line.split()
        tokens = int(words[1])
        best[words[0]] = min(best[words[0]], float(words[3]))
size = os.path.getsize(path)
wc = size / best["wc"] / 1e6
print("%d tokens, %.1f MB; wc -w %.3f s (%.0f MB/s)" % (tokens, size / 1e6, best["wc"], wc))
good = True
for name, what in (("first", "first pass"), ("again", "again")):
    rate = tokens / best[name] / 1e6
    fair = rate * 200 / wc # as it were where wc reads 200 MB/s
    good = good and fair >= 6
    print("%-10s %.3f s, %.1f million tokens a second, %.1f where wc reads 200 MB/s (bar 6), wc / tagger %.2f"
          % (what, best[name], rate, fair, best["wc"] / best[name]))
untouched = min(seconds([lunette, "run", "brief", "--text", "Rain fell."]) for _ in range(15))
asked = min(seconds([lunette, "run", "annotate", "--with", "pos", "--text", "Rain fell."]) for _ in range(15))
print("start: run brief %.1f ms, run annotate --with pos %.1f ms" % (untouched * 1e3, asked * 1e3))
sys.exit(0 if good else 1)
PYTHON

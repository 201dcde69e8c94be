#!/bin/sh
# Speed of tokenizing and sentence splitting against `wc -w` on the same bytes: CPU time (user + system) of whole
# processes, alternated, best of 7 each, on one core. Prints wc's time divided by ours; 1.0 means as fast as wc.
# usage: tests/bench/tokens.sh BENCH_TOKENS [NEWS.jsonl]
set -eu
program=${1:?usage: tokens.sh BENCH_TOKENS [NEWS.jsonl]}
news=${2:-}
. "$(dirname "$0")/prepare.sh"
python3 - "$program" "$news" "$folder" <<'PYTHON'
import json, os, resource, subprocess, sys

program, news, folder = sys.argv[1:]
with open(news, encoding="utf-8") as lines:
    text = "\n\n".join(json.loads(line)["text"] for line in lines if line.strip()).encode() + b"\n\n"
inputs = (("50 MB, repeated", "repeated", (text * (50_000_000 // len(text) + 1))[:50_000_000], 0.6, 1.0),
          ("%.0f MB, once" % (len(text) / 1e6), "once", text, 0.4, 0.7))

if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[-1]})

def seconds(command, environment=None):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

utf8 = dict(os.environ, LC_ALL="C.UTF-8")
good = True
for name, file, data, floor, aim in inputs:
    path = os.path.join(folder, file)
    with open(path, "wb") as out:
        out.write(data[:len(data.decode("utf-8", "ignore").encode())])
    best = [float("inf"), float("inf")]
    for _ in range(7):
        best[0] = min(best[0], seconds(["wc", "-w", path], utf8))
        best[1] = min(best[1], seconds([program, path]))
    ratio = best[0] / best[1]
    good = good and ratio >= floor
    print("%s: wc -w %.3f s, lunette %.3f s (%.0f MB/s), ratio %.2f (floor %.1f, aim %.1f)"
          % (name, best[0], best[1], len(data) / best[1] / 1e6, ratio, floor, aim))
sys.exit(0 if good else 1)
PYTHON

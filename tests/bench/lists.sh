#!/bin/sh
# A list of NAMES (1,000,000) names against its bars: the first load (compiled and kept), a later start (mapped from the cache
# folder), and tokens, sentences and this list over the news against the same without it, as bench_tokens does it on one
# vocabulary and as whole runs of `lunette run`. CPU time (user + system) but for the first load and the start, which are wall
# time; alternated, best of ROUNDS (5). Seconds depend on the machine, so the first load is also held against `sort` of the same
# bytes and a start against `md5sum` of them. A third of the rows are true for a time only.
# usage: tests/bench/lists.sh LUNETTE BENCH_TOKENS [NEWS.jsonl [NAMES [ROUNDS]]]
set -eu
program=$(realpath "${1:?usage: lists.sh LUNETTE BENCH_TOKENS [NEWS.jsonl [NAMES [ROUNDS]]]}")
tokens=$(realpath "${2:?usage: lists.sh LUNETTE BENCH_TOKENS [NEWS.jsonl [NAMES [ROUNDS]]]}")
news=${3:-}
. "$(dirname "$0")/prepare.sh"
if ! command -v lua5.4 >/dev/null; then
  echo "SKIPPED: lua5.4 is needed; nothing was measured" >&2
  exit 77
fi
(cd "$root" && lua5.4 tests/bench/lists_make.lua "${4:-1000000}") >"$folder/names.csv"

# Reports that print one row an article, so that writing costs next to nothing.
cat >"$folder/without.lua" <<'LUA'
return lun.report { name = "without", columns = { "entries" }, each = function(doc, row) row { entries = #doc } end }
LUA
cat >"$folder/with.lua" <<'LUA'
return lun.report { name = "with", columns = { "entries" }, lists = { mine = "names.csv" },
  each = function(doc, row)
    local entries = 0
    for _ in doc:entries "mine" do entries = entries + 1 end
    row { entries = entries }
  end }
LUA
printf 'Rain fell.\n' >"$folder/one.txt"
python3 - "$program" "$tokens" "$news" "$folder" "${5:-5}" <<'PYTHON'
import json, os, resource, shutil, subprocess, sys, time

program, tokens, news, folder, rounds = sys.argv[1:5] + [max(1, int(sys.argv[5]))]
names, cache = os.path.join(folder, "names.csv"), os.path.join(folder, "cache")
environment = dict(os.environ, LUNETTE_CACHE=cache, LC_ALL="C")
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[-1]})

def run(*command):
    """wall and CPU seconds of a whole process"""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    took, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

def best(count, which, *commands):
    """the least time of each command, alternated"""
    times = [float("inf")] * len(commands)
    for _ in range(count):
        for i, command in enumerate(commands):
            times[i] = min(times[i], run(*command)[which])
    return times

def first_load():
    shutil.rmtree(cache, ignore_errors=True)
    return run(program, "dict", "build", names)[0]

good = True
def bar(what, value, limit, unit=""):
    global good
    good = good and value <= limit
    print("%s: %.3f%s (bar %g%s)%s" % (what, value, unit, limit, unit, "" if value <= limit else "  FAIL"))

rows = sum(1 for _ in open(names, "rb")) - 1
print("%d names, %.0f MB" % (rows, os.path.getsize(names) / 1e6))
load = min(first_load() for _ in range(min(3, rounds)))
sort, = best(min(3, rounds), 0, ("sort", "-o", os.path.join(folder, "sorted"), names))
bar("first load", load, 5, " s")
bar("first load / sort", load / sort, 12)
one = os.path.join(folder, "one.txt")
start, plain, digest = best(4 * rounds, 0, (program, "run", os.path.join(folder, "with.lua"), one),
                            (program, "run", os.path.join(folder, "without.lua"), one), ("md5sum", names))
print("start without a list: %.3f s" % plain)
bar("later start", start, 0.030, " s")
bar("later start / md5sum", start / digest, 1)
with open(news, encoding="utf-8") as lines:
    text = "\n\n".join(json.loads(line)["text"] for line in lines if line.strip())
plain_text = os.path.join(folder, "news.txt")
with open(plain_text, "w", encoding="utf-8") as out:
    out.write(text)
run(tokens, "-l", names, "-c", cache, plain_text)
without, with_list = best(rounds, 1, (tokens, plain_text), (tokens, "-l", names, "-c", cache, plain_text))
bar("tokens, sentences and the list %.3f s, without it %.3f s: ratio" % (with_list, without), with_list / without, 1.8)
without, with_list = best(rounds, 1, (program, "run", os.path.join(folder, "without.lua"), news),
                          (program, "run", os.path.join(folder, "with.lua"), news))
bar("lunette run with the list %.3f s, without it %.3f s: ratio" % (with_list, without), with_list / without, 1.8)
on_a_day, = best(rounds, 1, (program, "run", "--date", "2018-08-17", os.path.join(folder, "with.lua"), news))
bar("the same on a day, when a third of the rows is true for a time, %.3f s: ratio" % on_a_day, on_a_day / without, 1.9)
sys.exit(0 if good else 1)
PYTHON

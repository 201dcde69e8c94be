#!/bin/sh
# What finding names costs over the news, by `lunette run` on one core against `wc -w` on the same bytes: the pack `names` with all
# it uses, then with `links`, then with a part of speech of one token in each sentence, and with those of all tokens. CPU time
# (user + system) of whole processes, alternated, best of ROUNDS (3); wc's time divided by ours. Bars: 0.06 with links, 0.04 with those of all tokens.
# Then the dictionaries of those packs alone: nanoseconds a token when its word is known, and of a word that is new, for all of
# them together, as they would be where wc reads 200 MB/s. Bars: 30 and 200. Fails where a bar is missed.
# usage: tests/bench/names.sh BENCH_DICTIONARY LUNETTE [NEWS.jsonl [ARTICLES [ROUNDS]]]
set -eu
program=$(realpath "${1:?usage: names.sh BENCH_DICTIONARY LUNETTE [NEWS.jsonl [ARTICLES [ROUNDS]]]}")
lunette=$(realpath "${2:?usage: names.sh BENCH_DICTIONARY LUNETTE [NEWS.jsonl [ARTICLES [ROUNDS]]]}")
news=${3:-}
. "$(dirname "$0")/prepare.sh"
if [ -n "${4:-}" ]; then head -n "$4" "$news" >"$folder/news.jsonl"; else cp "$news" "$folder/news.jsonl"; fi
image=$(dirname "$lunette")/dictionaries.image
dictionaries=$(cd "$root/scripts/rules" && sed 's/--.*//' people.lua places.lua orgs.lua alias.lua mentions.lua |
  grep -o '#[a-z][a-z]*' | sort -u | sed 's/#//' | while read -r name; do [ ! -f "$root/scripts/data/$name.tsv" ] || echo "$name"; done)

# Reports that print one row an article, so that writing costs next to nothing.
for kind in names links asked tagged; do
  case $kind in names) use='"names"' tags= ;; links) use='"names", "links"' tags= ;; *) use='"names", "links"' ;; esac
  case $kind in asked) tags='for s in doc:sentences() do doc:pos(s.first) end' ;; tagged) tags='for i = 1, #doc do doc:pos(i) end' ;; esac
  cat >"$folder/$kind.lua" <<LUA
return lun.report { name = "names", about = "Names of an article.", use = { $use }, columns = { "names" },
  each = function(doc, row)
    local names = 0
    for _, layer in ipairs { "person", "place", "org", "norp" } do names = names + #doc:layer(layer) end
    $tags
    row { names = names }
  end }
LUA
done
python3 - "$program" "$lunette" "$image" "$folder" "${5:-3}" $dictionaries <<'PYTHON'
import json, os, resource, subprocess, sys

program, lunette, image, folder = sys.argv[1:5]
rounds, dictionaries = int(sys.argv[5]), sys.argv[6:]
news, texts = os.path.join(folder, "news.jsonl"), os.path.join(folder, "texts")
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[-1]})

def seconds(command, out=os.devnull, environment=None):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(out, "wb") as to:
        subprocess.run(command, check=True, stdout=to, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

utf8 = dict(os.environ, LC_ALL="C.UTF-8")
size = os.path.getsize(news)
good, wc = True, float("inf")
for name, what, bar in (("names", "names", None), ("links", "names with links", 0.06), ("asked", "names with links and a part of speech of each sentence", None),
                        ("tagged", "names with links and all parts of speech", 0.04)):
    best, rows = float("inf"), os.path.join(folder, name + ".txt")
    for _ in range(max(1, rounds)):
        wc = min(wc, seconds(["wc", "-w", news], environment=utf8))
        best = min(best, seconds([lunette, "run", os.path.join(folder, name + ".lua"), news], rows))
    with open(rows, encoding="utf-8") as lines:
        found = sum(int(line.split()[-1]) for line in lines if line.rstrip()[-1:].isdigit())
    if not found:
        sys.exit("FAIL: the report '%s' found no names" % name)
    good = good and (bar is None or wc / best >= bar)
    print("%s: wc -w %.3f s, lunette %.3f s (%.2f MB/s), ratio %.4f%s; %d found" % (what, wc, best, size / best / 1e6, wc / best, "" if bar is None else " (bar %.2f)" % bar, found))

with open(news, encoding="utf-8") as lines, open(texts, "wb") as out:
    out.write(b"\0".join(json.loads(line)["text"].encode() for line in lines if line.strip()))
runs = []  # of both states; wc next to each, as what else the machine does slows both
for _ in range(max(5, rounds)):
    near = seconds(["wc", "-w", news], environment=utf8)
    first, again = [line.split() for line in subprocess.run([program, image, texts] + dictionaries, check=True, capture_output=True, text=True).stdout.splitlines()]
    speed = size / min(near, *(seconds(["wc", "-w", news], environment=utf8) for _ in range(2))) / 200e6 * 1e9
    runs.append((float(again[7]) / int(again[1]) * speed, (float(first[7]) - float(again[7])) / int(first[5]) * speed))
known, new = (sorted(each)[len(runs) // 2] for each in zip(*runs))
good = good and known <= 30 and new <= 200
print("%d dictionaries: %.1f ns a token (bar 30), %.0f ns a new word (bar 200) where wc reads 200 MB/s" % (len(dictionaries), known, new))
sys.exit(0 if good else 1)
PYTHON

#!/bin/sh
# What a whole run costs: tokens and sentences, then dictionaries, then all bundled rule packs over the news, each by
# `lunette run` on one core, against `wc -w` on the same bytes. CPU time (user + system) of whole processes, alternated, best
# of ROUNDS (3). Prints wc's time divided by ours; 1.0 means as fast as wc. A run that takes over a minute is not repeated.
# usage: tests/bench/throughput.sh LUNETTE [NEWS.jsonl [ARTICLES [ROUNDS]]]
set -eu
program=$(realpath "${1:?usage: throughput.sh LUNETTE [NEWS.jsonl [ARTICLES [ROUNDS]]]}")
news=${2:-}
. "$(dirname "$0")/prepare.sh"
if [ -n "${3:-}" ]; then head -n "$3" "$news" >"$folder/news.jsonl"; else cp "$news" "$folder/news.jsonl"; fi
packs=$(cd "$root/scripts/rules" && for file in *.lua; do printf '"%s", ' "${file%.lua}"; done)
dictionaries=$(cd "$root/scripts/data" && grep -l '^#dictionary' ./*.tsv | sed 's|^\./\(.*\)\.tsv$|"\1",|' | tr '\n' ' ')

# Reports that print one row an article, so that writing costs next to nothing.
cat >"$folder/sentences.lua" <<'LUA'
return lun.report { name = "sentences", about = "Tokens of an article.", columns = { "tokens" },
  each = function(doc, row) row { tokens = #doc } end }
LUA
cat >"$folder/dictionaries.lua" <<LUA
local names = { $dictionaries }
return lun.report { name = "dictionaries", about = "Entries of all dictionaries.", columns = { "entries" },
  each = function(doc, row)
    local entries = 0
    for _, name in ipairs(names) do for _ in doc:entries(name) do entries = entries + 1 end end
    row { entries = entries }
  end }
LUA
cat >"$folder/rules.lua" <<LUA
return lun.report { name = "rules", about = "Facts and entities of all packs.", use = { $packs }, columns = { "facts", "entities" },
  each = function(doc, row)
    local facts, entities = 0, 0
    for _ in doc:facts() do facts = facts + 1 end
    for _ in doc:entities() do entities = entities + 1 end
    row { facts = facts, entities = entities }
  end }
LUA
python3 - "$program" "$folder" "${4:-3}" <<'PYTHON'
import os, resource, subprocess, sys

program, folder, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
news = os.path.join(folder, "news.jsonl")
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[-1]})

def seconds(command, out, environment=None):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(out, "wb") as to:
        subprocess.run(command, check=True, stdout=to, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

utf8 = dict(os.environ, LC_ALL="C.UTF-8")
size = os.path.getsize(news)
for name, what in (("sentences", "tokens, sentences and quotations"), ("dictionaries", "the same and every dictionary"),
                   ("rules", "all bundled rules")):
    best = [float("inf"), float("inf")]
    for _ in range(max(1, rounds)):
        best[0] = min(best[0], seconds(["wc", "-w", news], os.path.join(folder, "words"), utf8))
        taken = seconds([program, "run", os.path.join(folder, name + ".lua"), news], os.path.join(folder, name + ".txt"))
        best[1] = min(best[1], taken)
        if taken > 60:
            break
    with open(os.path.join(folder, name + ".txt"), encoding="utf-8") as rows:
        articles = sum(1 for line in rows if line.rstrip()[-1:].isdigit())
    if not articles:
        sys.exit("FAIL: the report '%s' printed no rows" % name)
    print("%s: wc -w %.3f s, lunette %.3f s (%.2f MB/s), ratio %.4f; %d articles"
          % (what, best[0], best[1], size / best[1] / 1e6, best[0] / best[1], articles))
PYTHON

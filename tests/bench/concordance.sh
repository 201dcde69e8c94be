#!/bin/sh
# `lunette find` with one word over the news against tokens and sentences alone, and its memory. CPU time (user + system) of whole
# processes, alternated, best of ROUNDS (5); a common, a usual and a rare word, as text and as CSV, against a report that prints a
# row an article. Bars: 3 times that report's time for every word, and for CSV, which is written as it is found, 40 MB more than it.
# usage: tests/bench/concordance.sh LUNETTE [NEWS.jsonl [ROUNDS]]
set -eu
program=$(realpath "${1:?usage: concordance.sh LUNETTE [NEWS.jsonl [ROUNDS]]}")
news=${2:-}
. "$(dirname "$0")/prepare.sh"
cat >"$folder/sentences.lua" <<'LUA'
return lun.report { name = "sentences", columns = { "tokens" }, each = function(doc, row) row { tokens = #doc } end }
LUA
python3 - "$program" "$folder" "$news" "${3:-5}" <<'PYTHON'
import os, subprocess, sys

program, folder, news, rounds = sys.argv[1], sys.argv[2], sys.argv[3], max(1, int(sys.argv[4]))

def run(*arguments):
    """CPU seconds and megabytes of a whole process"""
    process = subprocess.Popen([program, *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit("FAIL: %s" % " ".join(arguments))
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024

good = True
csv = os.path.join(folder, "rows.csv")
for word in "said", "minister", "ferry":
    commands = [("run", os.path.join(folder, "sentences.lua"), news, "--no-receipt", "-o", csv), ("find", word, news, "--no-receipt", "-o", csv), ("find", word, news)]
    times, sizes = [float("inf")] * 3, [0] * 3
    for _ in range(rounds):
        for k, command in enumerate(commands):
            seconds, sizes[k] = run(*command)
            times[k] = min(times[k], seconds)
    for k, name in ((1, "csv"), (2, "text")):
        ratio = times[k] / times[0]
        good = good and ratio <= 3
        print("find %s, %s: %.2f s, tokens and sentences %.2f s: ratio %.2f (bar 3)%s" % (word, name, times[k], times[0], ratio, "" if ratio <= 3 else "  FAIL"))
    more = sizes[1] - sizes[0]
    good = good and more <= 40
    print("find %s, csv: %.0f MB, tokens and sentences %.0f MB (bar 40 more)%s" % (word, sizes[1], sizes[0], "" if more <= 40 else "  FAIL"))
sys.exit(0 if good else 1)
PYTHON

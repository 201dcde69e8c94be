#!/bin/sh
# documents.sh LUNETTE [KILOBYTES...]: what one long document costs each bundled report, by its length (125 250 500 1000 2000
# 4000), in paragraphs and, the largest, in one line. Prints user time, the growth from the size before over the growth of
# the text (1.0 is linear), and the memory at its peak. tests/lua/test_growth.lua holds the growth by counting work.
set -eu
program=$(realpath "${1:?usage: documents.sh LUNETTE [KILOBYTES...]}")
shift
root=$(cd "$(dirname "$0")/../.." && pwd)
for tool in python3 lua5.4; do
  if ! command -v $tool >/dev/null; then
    echo "SKIPPED: $tool is needed; nothing was measured" >&2
    exit 77
  fi
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM
cd "$root"
[ $# -gt 0 ] || set -- 125 250 500 1000 2000 4000
for size in "$@"; do
  lua5.4 tests/bench/documents_make.lua $((size * 1000)) >"$folder/$size.txt"
  last=$size
done
lua5.4 tests/bench/documents_make.lua $((last * 1000)) line >"$folder/$last-line.txt"
python3 - "$program" "$folder" "$@" "$last-line" <<'PY'
import os, resource, sys
program, folder, *sizes = sys.argv[1:]

def run(report, size):
    pid = os.fork()
    if not pid:
        os.execv(program, [program, "run", report, "%s/%s.txt" % (folder, size), "-o", folder + "/rows.jsonl"])
    _, status, usage = os.wait4(pid, 0)
    if status: sys.exit("lunette run %s failed" % report)
    return usage.ru_utime, usage.ru_maxrss // 1024

print("%-12s %12s %8s %8s %8s" % ("report", "kilobytes", "seconds", "growth", "MB"))
for report in "stats", "times", "names", "entities", "guide", "quotes", "brief", "annotate":
    before = None
    for size in sizes:
        seconds, memory = run(report, size)
        bytes_ = os.path.getsize("%s/%s.txt" % (folder, size))
        growth = "%8.2f" % (seconds / before[0] / (bytes_ / before[1])) if before and before[0] > 0.05 else "%8s" % ""
        print("%-12s %12s %8.2f %s %8d" % (report, size, seconds, growth, memory), flush=True)
        before = seconds, bytes_
PY

#!/bin/sh
# output.sh LUNETTE [DOCUMENTS]: time and memory of each format that writes rows as they come, at a tenth of the documents (100,000
# unless told) and at all of them: memory must not grow with their number. Then what a receipt costs.
set -eu
lunette=$1
documents=${2:-100000}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 - "$lunette" "$documents" "$folder" <<'PY'
import json, os, resource, subprocess, sys, time
lunette, documents, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]
texts = ["On Monday Ana Torres visited Lima. “We lost the key,” said Luis Vega in Quito.\n\nThe port of Santos was closed, the minister said on Tuesday.",
         "Rain fell over Quito. Dr. Luis Vega said the dam would hold. “It held in 1998,” he added.\n\nNobody was hurt."]
def inputs(n):
    path = "%s/%d.jsonl" % (folder, n)
    with open(path, "w", encoding="utf-8") as out:
        for i in range(n): out.write(json.dumps({"id": "d%d" % i, "date": "2020-01-02", "text": texts[i % 2]}, ensure_ascii=False) + "\n")
    return path
def run(*words):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen([lunette, "run", "quotes", *words], stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    assert status == 0, words
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
few, all_of_them = inputs(documents // 10), inputs(documents)
failed = False
print("%-6s %10s %10s %12s %14s" % ("format", "documents", "seconds", "memory MB", "output MB"))
for ending in ("jsonl", "csv", "tsv", "xlsx", "db"):
    memory = []
    for path, n in ((few, documents // 10), (all_of_them, documents)):
        out = "%s/out.%s" % (folder, ending)
        seconds, used = run(path, "-o", out, "--no-receipt")
        memory.append(used)
        print("%-6s %10d %10.2f %12.1f %14.1f" % (ending, n, seconds, used, os.path.getsize(out) / 1e6), flush=True)
        os.remove(out)
    failed = failed or memory[1] > memory[0] + documents * 300 / 2**20 + 32 # ids are kept for .db; the collector lets a heap grow to 32 MB
without, _ = run(few, "-o", folder + "/out.csv", "--no-receipt")
with_one, _ = run(few, "-o", folder + "/out.csv")
print("a receipt over %.1f MB of input: %.0f ms" % (os.path.getsize(few) / 1e6, 1000 * (with_one - without)))
sys.exit("memory grows with the number of documents" if failed else 0)
PY

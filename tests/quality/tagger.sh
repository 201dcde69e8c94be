#!/bin/sh
# tagger.sh LUNETTE_TRAIN_TAGGER [CORPORA]: trains the tagger without the news of GUM and PUD and holds its universal tags on both to
# their bar. Takes about half a minute. CORPORA is a folder with dev/*.jsonl (default: ../shared/corpora beside the project);
# without it the test is skipped, loudly. --shares also says what each source adds.
set -eu
train=$1
corpora=${2:-${LUNETTE_CORPORA:-../shared/corpora}}
data=$(cd "$(dirname "$0")/../../scripts/data" && pwd)
if [ ! -f "$corpora/dev/gum_news.jsonl" ]; then
  echo "SKIPPED: no corpora in $corpora; set LUNETTE_CORPORA to a folder with dev/*.jsonl" >&2
  exit 77
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dev=$corpora/dev
gum="$dev/gum_interview.jsonl $dev/gum_speech.jsonl $dev/gum_other.jsonl"

learn() { # FILES: trains on them
  # shellcheck disable=SC2086
  "$train" --data "$data" -o "$folder/weights" --without essay,letter --test "$dev/gum_news.jsonl" --test "$dev/pud_news.jsonl" $1 2>"$folder/said" || { cat "$folder/said"; exit 1; }
}

learn "$gum $gum $dev/ewt.jsonl"
grep -v '^run' "$folder/said"
failed=0
for name in gum_news pud_news; do
  sed -n "s/.*$name.jsonl: upos \([0-9.]*\).*/\1/p" "$folder/said" | awk -v name=$name -v least=95.5 \
    '{ good = $1 >= least; printf "%-4s %s upos %.2f (bar %.1f)\n", good ? "ok" : "LOW", name, $1, least } END { exit NR == 1 && good ? 0 : 1 }' || failed=1
done
size=$(wc -c <"$data/tagger.weights")
[ "$size" -le 4194304 ] && echo "ok   weights $size bytes (bar 4194304)" || { echo "LOW  weights $size bytes"; failed=1; }
if [ "${3:-}" = --shares ]; then
  for files in "$gum" "$dev/ewt.jsonl" "$gum $gum"; do
    echo "trained on: $(echo "$files" | sed "s|$dev/||g; s|\.jsonl||g")"
    learn "$files"
    grep upos "$folder/said"
  done
fi
exit $failed

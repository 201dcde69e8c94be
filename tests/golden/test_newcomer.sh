#!/bin/sh
# test_newcomer.sh LUNETTE: the session of README's "twenty lines", pasted as it stands, and what README says that it prints.
set -u
lunette=$1
root=$(pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0
fail() { echo "FAILED: $1"; failed=1; }

mkdir "$folder/bin"
ln -s "$lunette" "$folder/bin/lunette"
ln -s "$root/samples" "$folder/samples"
awk '/^<!-- session -->/ { on = 1; next } on && /^    / { print substr($0, 5); next } on && NF { exit }' README.md >"$folder/session.sh"
lines=$(wc -l <"$folder/session.sh")
[ "$lines" -ge 15 ] && [ "$lines" -le 25 ] || fail "the session has $lines lines"
cd "$folder" || exit 1
LUNETTE_CACHE=none PATH="$folder/bin:$PATH" sh -e session.sh >out 2>err || fail "exit code $?"
[ ! -s err ] || { fail "standard error"; cat err; }

# Every line that README shows is printed, in that order; the test says before them that the rule's examples hold.
awk '/^The rows, and the answer/ { on = 1; next } on && /^    / { print substr($0, 5); next } on && NF { exit }' "$root/README.md" >shown
[ "$(wc -l <shown)" -ge 8 ] || fail "README shows nothing"
{ echo '2 of 2 examples hold'; cat shown; } >expected
cmp -s expected out || { fail "what is printed is not what README shows"; diff expected out; }
for file in deals.xlsx deals.db deals.xlsx.receipt.json deals.db.receipt.json; do [ -s "$file" ] || fail "no $file"; done
[ "$failed" -eq 0 ] && echo "the session holds"
exit "$failed"

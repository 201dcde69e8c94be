# Sourced by the tests of this folder that run the program as a user would: . tests/golden/check.sh, with the program as $1.
# Gives $lunette, a folder of its own in $folder, and the checks below. What cannot be tried here is skipped with 77, which ctest
# shows as skipped and not as passed.
set -u
lunette=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0

fail() { failures=$((failures + 1)); echo "FAILED: $*"; }
# code EXPECTED COMMAND...: runs and compares the exit code; output in $folder/out and $folder/err
code() {
  expected=$1; shift
  "$@" >"$folder/out" 2>"$folder/err" </dev/null
  got=$?
  [ "$got" -eq "$expected" ] || { fail "exit code $got instead of $expected: $*"; cat "$folder/err"; }
}
err() { grep -q -- "$1" "$folder/err" || { fail "standard error lacks: $1"; cat "$folder/err"; }; }
out() { grep -q -- "$1" "$folder/out" || { fail "standard output lacks: $1"; cat "$folder/out"; }; }
skip() { echo "SKIPPED: $*"; exit 77; }

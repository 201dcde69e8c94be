#!/bin/sh
# Hostile patterns on hostile texts: time must grow with the text, see adversarial.lua. Each case is a process of its own
# with a limit of CPU time, so that an engine which explodes fails and does not hang.
# usage: tests/bench/adversarial.sh LUNETTE_LUA_TEST [PART OF A CASE'S NAME]
set -u
program=$(realpath "${1:?usage: adversarial.sh LUNETTE_LUA_TEST [PART OF A CASE\'S NAME]}")
part=${2:-}
cd "$(dirname "$0")/../.." || exit 2
cases=$(mktemp)
trap 'rm -f "$cases"' EXIT
trap 'exit 130' INT TERM
"$program" tests/bench/adversarial.lua list >"$cases" || exit 2
failures=0
count=0
while IFS= read -r name; do
  case $name in *"$part"*) ;; *) continue ;; esac
  count=$((count + 1))
  output=$(ulimit -t 40; "$program" tests/bench/adversarial.lua "$name" 2>&1 </dev/null)
  code=$?
  [ "$count" -eq 1 ] && printf '%s\n' "$output" | head -n 1
  if [ "$code" -gt 1 ]; then
    printf '%-40s FAIL: ended by signal or error %d\n' "$name" "$code"
  else
    printf '%s\n' "$output" | tail -n +2
  fi
  [ "$code" -eq 0 ] || failures=$((failures + 1))
done <"$cases"
echo "$count cases, $failures failed"
[ "$count" -gt 0 ] && [ "$failures" -eq 0 ]

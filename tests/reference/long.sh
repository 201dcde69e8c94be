#!/bin/sh
# long.sh PAIRS [SEED]: holds the engine against the reference on so many random pairs of a rule and a text, in runs of
# at most 20,000 with seeds that count up from SEED (the time of day unless given). LUNETTE_TEST is the test program.
set -eu
cd "$(dirname "$0")/../.."
program=${LUNETTE_TEST:-build/release/tests/lunette_lua_test}
left=${1:?usage: long.sh PAIRS [SEED]}
seed=${2:-$(date +%s)}
pairs=$left
while [ "$left" -gt 0 ]; do
  part=$((left < 20000 ? left : 20000))
  "$program" tests/reference/run.lua "$part" "$seed"
  left=$((left - part)) seed=$((seed + 1))
done
echo "$pairs pairs agree"

#!/bin/sh
# Speed of 10 to 10,000 rules against cutting the same news into tokens and sentences, memory, and one machine for all
# rules against one each: see rules.lua, which further arguments go to (articles=N rules=10,100 rounds=N seconds=N).
# usage: tests/bench/rules.sh LUNETTE_LUA_TEST [NEWS.jsonl [OPTION...]]
set -eu
program=${1:?usage: rules.sh LUNETTE_LUA_TEST [NEWS.jsonl [OPTION...]]}
program=$(realpath "$program")
news=${2:-}
. "$(dirname "$0")/news.sh"
[ $# -gt 1 ] && shift
shift
cd "$root"
exec "$program" tests/bench/rules.lua "$news" "$@"

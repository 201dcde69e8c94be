#!/bin/sh
# The manual page and completions, made by the program of its own help: all commands and options stand in them, and shells take them.
# usage: test_manual.sh LUNETTE
. tests/golden/check.sh

code 0 "$lunette" help --man
cp "$folder/out" "$folder/lunette.1"
for command in run find repl test explain lint profile diff judge new show import eval sql dict list; do
  grep -q "^\.SH LUNETTE $(echo "$command" | tr a-z A-Z)$" "$folder/lunette.1" || fail "the manual page lacks $command"
done
grep -q '^[.]SH EXIT STATUS$' "$folder/lunette.1" || fail "the manual page lacks the exit codes"
if command -v groff >/dev/null && groff -man -Tutf8 -ww "$folder/lunette.1" >"$folder/page" 2>"$folder/warnings"; then
  [ -s "$folder/warnings" ] && { fail "groff complains"; head -5 "$folder/warnings"; }
  grep -q 'lunette run quotes archive\|lunette run quotes articles/ -o quotes.csv' "$folder/page" || fail "an example is not as it is typed"
fi

code 2 "$lunette" help --completion tcsh
err "no completions for 'tcsh': bash, zsh or fish"
for shell in bash zsh fish; do
  code 0 "$lunette" help --completion "$shell"
  cp "$folder/out" "$folder/completion.$shell"
  for word in explain collocates quotes xlsx; do grep -q "$word" "$folder/completion.$shell" || fail "the completions for $shell lack $word"; done
  command -v "$shell" >/dev/null && { "$shell" -n "$folder/completion.$shell" || fail "$shell does not take its completions"; }
done

# complete WORDS...: what bash offers for the last one
complete() {
  bash -c '. "$1"; shift; COMP_WORDS=(lunette "$@"); COMP_CWORD=$#; _lunette; printf "%s\n" "${COMPREPLY[@]}"' bash "$folder/completion.bash" "$@" >"$folder/out"
}
offers() { grep -qx -- "$1" "$folder/out" || { fail "not offered: $1"; head -20 "$folder/out"; }; }
if command -v bash >/dev/null; then
  complete ex; offers explain
  complete run br; offers brief
  complete find --coll; offers --collocates
  complete run quotes --format x; offers xlsx
  complete run --use na; offers names
  complete help patt; offers patterns
  complete run quotes README.m; offers README.md
fi
[ "$failures" -eq 0 ]

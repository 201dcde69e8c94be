#!/bin/sh
# The tutorial: its commands run one after the other in an empty folder and print what it shows. And the example of each page that says
# that it runs as it stands. usage: test_tutorial.sh LUNETTE
. tests/golden/check.sh
code 0 "$lunette" help tutorial
cp "$folder/out" "$folder/tutorial"
mkdir "$folder/empty" "$folder/bin"
ln -s "$lunette" "$folder/bin/lunette"
PATH=$folder/bin:$PATH
export PATH
cd "$folder/empty" || exit 1
commands=$(grep -c '^  \$ ' "$folder/tutorial")
number=0
while [ "$number" -lt "$commands" ]; do
  number=$((number + 1))
  awk -v n="$number" '/^  \$ /{k++; if (k == n) print substr($0, 5)}' "$folder/tutorial" >"$folder/command"
  # what stands below the command, up to the next line that is no output
  awk -v n="$number" '/^  \$ /{k++; on = k == n; next} /^[^ ]/{on = 0} on {print substr($0, 3)}' "$folder/tutorial" | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' >"$folder/shown"
  sh "$folder/command" >"$folder/out" 2>"$folder/err" || { fail "$(cat "$folder/command")"; cat "$folder/err"; }
  [ -s "$folder/shown" ] || continue
  sed 's/ *$//' "$folder/out" >"$folder/printed"
  diff "$folder/shown" "$folder/printed" >"$folder/other" || { fail "it prints something else: $(cat "$folder/command")"; cat "$folder/other"; }
done
[ "$number" -ge 6 ] || fail "only $number commands"

cd "$OLDPWD" || exit 1
examples=0
for topic in run find repl test diff judge new show import sql list output lists inputs project sandbox explain lint profile eval dict; do
  "$lunette" help "$topic" | awk '/runs as it stands/{on = 1} on && /^ *\$ /{sub(/^ *\$ /, ""); print; on = 0}' >"$folder/command"
  [ -s "$folder/command" ] || continue
  examples=$((examples + 1))
  sh "$folder/command" >"$folder/out" 2>"$folder/err" </dev/null || { fail "the example of help $topic: $(cat "$folder/command")"; cat "$folder/err"; }
done
[ "$examples" -ge 15 ] || fail "only $examples pages have an example"
[ "$failures" -eq 0 ]

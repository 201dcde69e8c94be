#!/bin/sh
# test_told.sh LUNETTE: messages that say what to do instead: keys of --sort, values of options, names of lists, rules of one's own.
. tests/golden/check.sh

printf 'Ana Torres said it was late. Bo Li said nothing.\n' >"$folder/a.txt"

code 2 "$lunette" find said "$folder/a.txt" --sort 9X; err "--sort 9X: no such key; there is 1L, 1R"
code 0 "$lunette" find said "$folder/a.txt" --sort 1R,2L,match
code 0 "$lunette" find said "$folder/a.txt" --sort nope; err "--sort nope: these inputs have no fields; it takes 1L"
code 0 "$lunette" find said "$folder/a.txt" --by nope; err "--by nope: these inputs have no fields; it takes document, file, date, month and year"
code 2 "$lunette" find said "$folder/a.txt" --matches foo; err "--matches: it is all or every, not 'foo'"
code 3 "$lunette" find '#firm' "$folder/a.txt"; err "unknown dictionary 'firm'; a list of your own is named by --list firm=FILE"
code 2 "$lunette" find 'c:#company' "$folder/a.txt" --count d.country; err "--count d.country: nothing is captured under that name"

# What an entry says of a capture is counted too.
code 0 "$lunette" find 'p:#place' --text 'Lima is in Peru. So is Cusco.' --count p.cc --format tsv; out '^pe	3'
code 0 "$lunette" find 'p:#place' --text 'Lima is in Peru.' --count p.country; err "--count p.country: no entry that was found has 'country'"
printf 'firm\tseat\nAcme Steel\tOslo\nBolt Works\tOslo\nCogs\tLima\n' >"$folder/firms.tsv"
code 0 "$lunette" find 'c:#firm' --list firm="$folder/firms.tsv" --text 'Acme Steel, Bolt Works and Cogs met.' --count c.seat --format tsv; out '^oslo	2'; out '^lima	1'

# A lemma that is mistyped.
code 0 "$lunette" find '<resing>' "$folder/a.txt"; err "no dictionary knows the lemma 'resing'; did you mean 'resign'"
code 0 "$lunette" find '<resign>' "$folder/a.txt"; if grep -q 'dictionary knows' "$folder/err"; then fail "a lemma is called unknown"; fi

# A pack at the prompt says how it is run.
echo 'return lun.rules { name = "p", { "r", "rained", fact = "rain" } }' >"$folder/typed"
"$lunette" repl --text 'It rained.' <"$folder/typed" >"$folder/out" 2>&1 || fail "a pack at the prompt"
out "pack 'p': use(_) runs it"

# -o - is standard output.
(cd "$folder" && code 0 "$lunette" run quotes a.txt --format tsv -o - && out 'Ana Torres	said'; [ "$failures" -eq 0 ]) || fail "-o - is no standard output"
[ ! -e "$folder/-" ] || fail "a file called - was written"

# A line that names a capture which its rule lacks.
cat >"$folder/visit.lua" <<'END'
return lun.rules {
  name = "visit",
  { "visit", [[ who:[cap]+ <visit> ]], fact = "visit", yes = { { "Ana Torres visited Lima.", whom = "Ana Torres" } }, no = { "He left." } },
}
END
code 1 "$lunette" test "$folder/visit.lua"; err "no capture 'whom'; did you mean 'who'"

# At the prompt: what is saved as Lua runs as a script, and commands are no Lua.
printf ':help\n' >"$folder/typed"
"$lunette" repl --text 'It rained.' <"$folder/typed" >"$folder/out" 2>"$folder/err" && fail "a command ran through a pipe"
err ':help: commands work at a terminal'
code 0 "$lunette" help completion; out 'help --completion bash'
code 0 "$lunette" help man; out 'help --man'

[ "$failures" -eq 0 ]

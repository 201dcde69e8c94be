#!/bin/sh
# test_prompt.sh LUNETTE: the prompt: sessions at a real terminal (terminal.py), transcripts, what comes through a pipe.
. tests/golden/check.sh
here=$(pwd)

# what comes through a pipe is one chunk, without prompts
piped() { printf '%s\n' "$1" | "$lunette" repl --text "Ana Torres visited Peru." >"$folder/out" 2>"$folder/err"; got=$?; }
piped 'x = 2
return x * 21'; [ "$got" -eq 0 ] && [ "$(cat "$folder/out")" = 42 ] || fail "a chunk: $(cat "$folder/out" "$folder/err")"
piped 'x = = 2'; [ "$got" -eq 3 ] || fail "code $got of what does not compile"
piped 'error "no"'; [ "$got" -eq 1 ] || fail "code $got of what raises"
piped 'use "names" return doc:spans "person"'; out '^text  *layer '; out '^1 span: @person in text$'
printf 'return #docs, docs[2].id' | "$lunette" repl samples/articles >"$folder/out" 2>&1; out '^10$'; out '"battery-verdict"'
printf 'return doc:facts "said"' | "$lunette" repl --use attribution samples/articles/cyber-pact.txt >"$folder/out" 2>&1; out '^[0-9]* facts'
code 3 "$lunette" repl --use nothing --text x; err "no bundled script 'nothing'"

piped 'use "nmes"'; [ "$got" -eq 1 ] || fail "code $got of a pack that is not there"; err "^lunette: no bundled script 'nmes'; did you mean 'names'"
piped 'return doc:facts "evnt"'; err "^lunette: facts 'evnt': nothing gives them; did you mean 'event'"
piped 'for s in doc:spans "person" do print(s) end'; err '^lunette: @person: given by the pack names: use "names"'
piped 'use "events" for f in doc:facts "event" do print(f) end'; if grep -q facts "$folder/err"; then fail "facts that a pack gives are told"; fi

printf 'doc = docs[2]' | "$lunette" repl samples/articles/cyber-pact.txt >"$folder/out" 2>"$folder/err"; err '^lunette: docs\[2\]: there is no such article: #docs is 1'

# transcripts
code 0 "$lunette" test tests/golden/expect/session.txt; out '^\([0-9]*\) of \1 examples hold$'
printf '$ lunette repl --text "Rain fell."\n> doc:word(1)\n"Snow"\n> 1\n1\n' >"$folder/wrong.txt"
code 1 "$lunette" test "$folder/wrong.txt"; err 'wrong.txt:2: > doc:word(1)'; err '"Rain"'; out '^1 of 2 examples hold'
printf 'Rain fell.\n' >"$folder/article.txt"
code 3 "$lunette" test "$folder/article.txt"; err 'article.txt:1: a transcript begins with'
code 66 "$lunette" test "$folder/none.txt"

# the session of the README, with the rule of the README
sed -n '/^Save this as `visits.lua`/,/^and run it/s/^    //p' README.md >"$folder/visits.lua"
sed -n '/^    \$ lunette repl/,/^$/s/^    //p' README.md | sed '/^$/d' >"$folder/readme.txt"
(cd "$folder" && "$lunette" test readme.txt visits.lua) >"$folder/out" 2>&1 || { fail "the session of the README"; cat "$folder/out"; }
out '^5 of 5 examples hold$'

python=$(command -v python3) || skip "no python3 here: no terminal"
for case in session paste history plain width ends load lists vi; do
  mkdir "$folder/$case"
  "$python" "$here/tests/golden/terminal.py" "$lunette" "$folder/$case" "$case" >"$folder/out" 2>"$folder/err"
  got=$?
  [ "$got" -eq 77 ] && { echo "lines are not edited here: $case is not tried"; continue; }
  [ "$got" -eq 0 ] || { fail "at a terminal: $case"; cat "$folder/out" "$folder/err"; }
done
[ "$failures" -eq 0 ]

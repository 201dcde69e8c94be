#!/bin/sh
# test_sandbox.sh LUNETTE: what scripts may not do: reach files, programs, the environment or the library; and what --allow
# and --trust open. Also runs the hostile scripts beside the project, where they are there: those that no limit is needed for.
set -u
lunette=$1
top=$(pwd)
hostile=$top/../shared/hostile/scripts
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0

fail() { failures=$((failures + 1)); echo "FAILED: $*"; }
code() {
  expected=$1; shift
  timeout 20 "$@" >"$folder/out" 2>"$folder/err" </dev/null
  got=$?
  [ "$got" -eq "$expected" ] || { fail "exit code $got instead of $expected: $*"; cat "$folder/err"; }
}
err() { grep -q -- "$1" "$folder/err" || { fail "standard error lacks: $1"; cat "$folder/err"; }; }
out() { grep -q -- "$1" "$folder/out" || { fail "standard output lacks: $1"; cat "$folder/out"; }; }
# script CODE 'LUA' [ARGUMENT...]: runs a plain script that stands in inner/
script() {
  wanted=$1; printf '%s\n' "$2" >inner/script.lua; shift 2
  code "$wanted" "$lunette" run inner/script.lua "$@"
  if grep -q ESCAPED out; then fail "escaped: $(cat inner/script.lua)"; fi
}

cd "$folder" || exit 1
mkdir inner outer outer/deep inner/lib canary
echo 'the secret' >outer/secret.txt
echo 'return { secret = "ESCAPED" }' >outer/module.lua
echo 'Mine.' >inner/mine.txt
ln -s ../outer/secret.txt inner/link.txt
ln -s ../outer inner/linked
ln -s ../../outer/module.lua inner/lib/outside.lua
ln -s mine.txt inner/same.txt

# no way to programs, files, the environment, the library's inside
for use in 'os.execute "touch canary/a"' 'os.remove "outer/secret.txt"' 'os.getenv "HOME"' 'os.exit(0)' 'os.tmpname()' 'os.time()'; do
  script 3 "print('ESCAPED', $use)"; err "'os' is closed here: os\.[a-z]* "
done
for use in 'io.open "outer/secret.txt"' 'io.popen "id"' 'io.lines "outer/secret.txt"' 'io.read "a"'; do
  script 3 "print('ESCAPED', $use)"; err "inner/script.lua:1: 'io' is closed here: use lun.lines(\"x.txt\"), --allow read=DIR or --trust"
done
for name in debug package loadfile dofile loadstring _G; do script 3 "print('ESCAPED', $name)"; err "'$name' is closed here: "; done
script 3 "print('ESCAPED', require 'lunette.core')"; err "there is no 'lunette.core' to require"
script 3 "print('ESCAPED', require 'io')"; err "there is no 'io' to require"
script 3 "setmetatable({}, { __gc = function() print 'ESCAPED' end })"; err '__gc'
script 3 "getmetatable('').__index = function() return 'ESCAPED' end"; err 'attempt to index a boolean'
script 3 "load(('').dump(print))"; err 'field .dump.\|method .dump.'
script 0 "string.format, table.concat, lun.report = nil, nil, nil print 'done'"; out done
script 0 "print(pcall(require 'lpeg'.P, -2147483648))"; out '^false'
script 0 "print(#('').rep('', 1 << 60))"; out '^0$'

# files: those of the script's own folder, and no link or dot leads out of it
script 0 'print(lun.read "mine.txt", lun.read "same.txt")'; out 'Mine'
script 0 'for line in lun.lines "mine.txt" do print(#line) end'; out '^5$'
for path in ../outer/secret.txt outer/secret.txt link.txt linked/secret.txt "$folder/outer/secret.txt" inner/../outer/secret.txt /etc/passwd /proc/self/environ; do
  script 3 "print('ESCAPED', lun.read '$path')"; err "reading '$path' is closed here"; err '\-\-allow read='
  script 3 "print('ESCAPED', lun.open '$path')"; err 'is closed here'
  script 3 "for l in lun.lines '$path' do print('ESCAPED', l) end"; err 'is closed here'
  script 3 "for d in lun.docs '$path' do print('ESCAPED', d) end"; err 'is closed here'
  script 3 "return lun.report { name = 'r', lists = { l = '$path' } }"; err 'is closed here'
done
for path in . inner "inner/*" "inner/linked/*" 'inner/l*/*.txt'; do
  printf 'local ok, problem = pcall(function() for d, m in lun.docs "%s" do print(d and d.text:gsub("the " .. "secret", "ESC" .. "APED"), m) end end) print(problem)\n' "$path" >inner/script.lua
  code 0 "$lunette" run inner/script.lua; grep -q ESCAPED out && fail "a link in $path was followed"
done
script 3 "return lun.report { name = 'r', use = { '../outer/module.lua' } }"; err 'is closed here'
script 3 "print(require('outside').secret)"; err 'is closed here'
script 3 "print(lun.explain('../outer/module.lua:x', lun.doc 'x'))"; err 'is closed here'
script 3 "print('ESCAPED', lun.open '-')"; err 'standard input is closed here'
script 0 'print(lun.open(...).text)' outer/secret.txt; out 'the secret' # an input of the command line
script 0 'print(lun.read "outer/secret.txt")' --allow read=outer; out 'the secret'
script 0 'print(lun.read "link.txt")' --allow read=outer; out 'the secret'
script 3 'print("ESCAPED", lun.read "/etc/passwd")' --allow read=outer; err 'is closed here'
script 2 'print(1)' --allow read=none; err 'allow read=none: no such folder'
script 2 'print(1)' --allow exec; err 'not there yet'
script 2 'print(1)' --allow exec=ls; err 'not there yet'
# the remedy names the folder that a link or a path beside the script leads to, and it helps
script 3 'print(lun.read "link.txt")'; err '\-\-allow read=outer or'
script 3 'print(lun.read "../outer/deep/../secret.txt")'; err '\-\-allow read=outer or'
script 3 'print(lun.read "linked/secret.txt")' --allow read=inner; err '\-\-allow read=outer or'
script 2 'print(1)' --allow wirte=.; err "did you mean 'write'"

# writing: below the folder that is named
ln -s ../canary outer/away
ln -s ../../canary/target outer/deep/link
script 3 'lun.write("x.txt", "ESCAPED")'; err "writing 'x.txt' is closed here: --allow write=. or --trust opens it"
for path in ../x.txt outer/../x.txt outer/away/x.txt /tmp/x.txt canary/x.txt outer/.. outer/ ..; do
  script 3 "lun.write('$path', 'x')" --allow write=outer; err 'is closed here'
done
script 0 'print(lun.write("outer/none/x.txt", "x"))' --allow write=outer; out '^nil	outer/none: no such folder'
script 0 'print(lun.write("inner/../outer/none/deep/x.txt", "x"))' --allow write=outer; out '^nil	inner/../outer/none/deep: no such folder'
script 3 'print(lun.write("inner/../canary/none/x.txt", "x"))' --allow write=outer; err 'is closed here'
script 0 'print(lun.write("outer/deep/x.txt", "one"), lun.write("outer/deep/link", "two"))' --allow read=inner,write=outer; out '^true	nil	.*no plain file'
[ "$(cat outer/deep/x.txt)" = one ] || fail "outer/deep/x.txt was not written"
[ -z "$(ls -A canary)" ] || fail "something was written outside: $(ls canary)"
[ "$(ls -A outer/deep | wc -l)" = 2 ] || fail "something was left behind"

# --trust opens all; the environment names no place for modules
script 0 'print(io.open("outer/secret.txt"):read "a", os.getenv "PWD", debug.getinfo(1).short_src, #package.path > 0)' --trust; out 'the secret'; out 'script.lua	true'
mkdir path; echo 'print "ESCAPED"' >path/evil.lua; echo 'print "ESCAPED"' >init.lua
for trust in '' --trust; do
  printf 'require "evil"\n' >inner/script.lua
  code 3 env LUA_INIT=@init.lua LUA_INIT_5_4=@init.lua LUA_PATH="$folder/path/?.lua" LUA_PATH_5_4="$folder/path/?.lua" LUA_CPATH="$folder/path/?.so" "$lunette" run inner/script.lua $trust
  grep -q ESCAPED out && fail "the environment names a place for modules"
done

# other commands run scripts the same way
printf 'io.open "x"\n' >inner/script.lua
for command in test lint profile; do code 3 "$lunette" $command inner/script.lua; err "'io' is closed here"; done
code 3 "$lunette" explain inner/script.lua:x --text x; err "'io' is closed here"
code 3 "$lunette" find --use inner/script.lua x --text x; err "'io' is closed here"
code 1 "$lunette" run -e 'io.open "x"' --text x; err "'io' is closed here"
code 1 "$lunette" run -e 'lun.read "/etc/passwd"' --text x; err 'is closed here'
echo 'return io.open "x"' | "$lunette" repl >out 2>err; grep -q "'io' is closed here" err || fail "repl"
code 0 "$lunette" help sandbox; out 'lun.read'

# errors of any kind are said, and drive no terminal
script 3 'error { code = 7 }'; err 'an error that is a table: { code = 7 }'
script 3 'error(setmetatable({}, { __tostring = function() error "x" end }))'; err 'an error that is a table'
script 3 'error(nil)'; err 'an error that is nil'
script 3 'error("\27[2Jred")'; err 'u{1B}\[2Jred'
script 3 'error(("x"):rep(10000000))'; [ "$(wc -c <err)" -lt 5000 ] || fail "an error of 10 MB is said whole"
script 0 'print("\27[2Jred")'; out 'u{1B}\[2Jred'
# a document's chance does not depend on what ran before it
printf '{"id":"a","text":"x"}\n{"id":"b","text":"x"}\n' >two.jsonl; printf '{"id":"b","text":"x"}\n' >one.jsonl
code 0 "$lunette" run -e 'row { id = doc.id, n = math.random(1 << 40) }' two.jsonl --format csv; grep '^b' out >first
code 0 "$lunette" run -e 'row { id = doc.id, n = math.random(1 << 40) }' one.jsonl --format csv; grep '^b' out | cmp -s - first || fail "chance depends on the documents before"

# the scripts kept aside: what breaks out is an error, what is harmless runs, the rest waits for limits
if [ -r "$hostile/MANIFEST.tsv" ]; then
  echo 'A document.' >document.txt
  ran=0
  awk -F '\t' 'NR > 1 { gsub(" ", "_", $3); print $1, $2, $3 "-" }' "$hostile/MANIFEST.tsv" >list
  while read -r file class also; do
    also=$(echo "${also%-}" | tr _ ' ')
    case $file in a*|e*) ;; *) case "$class $also" in harmless*) ;; *) continue ;; esac ;; esac
    case $file in d37*) continue ;; esac # ends by a limit of memory
    ran=$((ran + 1))
    timeout 10 "$lunette" run "$hostile/$file" document.txt >out 2>err </dev/null
    got=$?
    case $got in 0) outcome=harmless ;; 1|3) outcome=error-message ;; *) outcome="exit code $got" ;; esac
    case " $class $also " in *" $outcome "*) ;; *) fail "$file: $outcome, not $class" ;; esac
    grep -q ESCAPED out err && fail "$file escaped"
  done <list
  [ "$ran" -ge 30 ] || fail "only $ran hostile scripts ran"
  [ -z "$(ls -A canary)" ] || fail "a hostile script wrote: $(ls canary)"
else
  echo "SKIPPED: no hostile scripts in $hostile"
fi

[ "$failures" -eq 0 ] && echo "ok"
exit "$((failures > 0))"

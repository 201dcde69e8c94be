#!/bin/sh
# test_judge.sh LUNETTE: `lunette judge`: what it draws, asks and keeps, what `lunette eval` makes of the answers (by hand), and the lines
# that it adds to a rule's file.
. tests/golden/check.sh
top=$(pwd)
cd "$folder" || exit 1

cat >visits.lua <<'END'
-- Who goes where.
return lun.rules { name = "visits",
	{ "visit", [[ who:[cap] <visit> where:[cap] ]], -- not "{ 'visit', "
	  fact = "visit",
	  yes = { "Eva visited Oslo." }, -- one will do
	  no = { "Ana paid a visit." } },
  { "stay", [[ who:[cap] <stay> ]], gives = "stay" },
}
END
cat >news.jsonl <<'END'
{"id":"a","text":"Ana visited Lima. Bo visited Quito yesterday. Rain fell."}
{"id":"b","text":"Cy visited the Pope. Cy has visited Oslo. Nothing else happened."}
{"id":"c","text":"Di visited Bo. No tour is planned."}
END
# judge ANSWERS ARGUMENT...: a session whose answers come through a pipe
judge() {
  answers=$1; shift
  printf "$answers" | "$lunette" judge visits.lua:visit news.jsonl "$@" >out 2>err || { fail "judge: exit code $?"; cat err; }
}
file=visits.visit.judged.jsonl

# a session is left and taken up again; the same seed draws the same, in one order
judge 'q\n' --coder ana; out '^1 of 3  match  news.jsonl:'; [ ! -e $file ] || fail "nothing was answered, and there is a file"
judge 'y\nx\n\n?\nu\nn\n' --coder ana -n 2; out '^no more.   u undo'; out 'visits.visit: 1 right, 1 wrong, 0 unsure; all 2 are judged: lunette eval visits.visit.judged.jsonl'
[ "$(wc -l <$file)" -eq 4 ] || fail "not four lines: y, ?, undo, n"
grep -q '"answer":"undo".*"coder":"ana".*"time":"20[0-9-]*T[0-9:]*Z"' $file || { fail "no undo, coder and time"; cat $file; }
grep '"answer"' $file | sed 's/.*"bytes":\([^]]*\]\).*"doc":"\(.\)".*/\2\1/' | sort -u >two
judge '' --coder bo -n 2; sed -n 's/^[12] of 2  match  news.jsonl:\([0-9]\).*/\1/p' out >places; [ -s places ] || fail "nothing is shown"
judge 'y\n' --coder ana; out '^1 of 1  match'; out '1 right, 0 wrong, 0 unsure; all 3 are judged'
judge '' --coder ana --seed 2; out 'all 3 are judged'

# the whole of it: 3 matches, one near miss, 4 sentences of other kinds; a sentence is asked about once, however it was drawn
rm $file
judge 'y\ny\ny\ny\ny\ny\ny\ny\n' --coder ana --near-misses --random; out '^4 of 8  near miss  news.jsonl:2:1:1$'; out '^5 of 8  random sentence'; out '8 right'
grep -q '"documents":3,.*"kind":"population","matches":3,"near":1,"rest":4' $file || { fail "the population is another"; cat $file; }
judge '' --coder ana --near-misses --random; out 'all 8 are judged'; [ "$(grep -c population $file)" -eq 1 ] || fail "the population is told twice"
wrong() { sed -i "s/\"answer\":\"[yn?]\"\\(.*\"sentence\":\"$1\\)/\"answer\":\"$2\"\\1/" $file; }
wrong 'Di visited Bo' n; wrong 'Cy visited the Pope' n; wrong 'Rain fell' n; wrong 'Nothing else' n; wrong 'No tour is' n

# 2 of 3 right; 2 found, Oslo missed: all is judged, so that recall is 2 of 3 without a doubt
code 0 "$lunette" eval $file
out '^  visits.visit  ana  *66.7  20.8  93.9  *2  *1  *0$'
out '^  visits.visit  ana  *66.7  66.7  66.7  *2  *1$'
out '^  visits.visit  ana    match  *3  *3  *2$'; out '^  visits.visit  ana    near miss  *1  *1  *0$'; out '^  visits.visit  ana    other sentence  *4  *4  *1$'
if grep -q 'Agreement' out; then fail "agreement of one coder"; fi
# a second coder says y to Di too, is unsure of Rain and leaves one out: of 6 things both are sure; they agree on 5 (3 y, 2 n) by
# chance on 4/6 * 3/6 + 2/6 * 3/6 = 0.5, so kappa is (5/6 - 1/2) / (1 - 1/2)
grep -v population $file | grep -v 'No tour is' | sed 's/"coder":"ana"/"coder":"bo"/; s/"answer":"n"\(.*"sentence":"Di\)/"answer":"y"\1/; s/"answer":"n"\(.*Rain fell\)/"answer":"?"\1/' >more
cat more >>$file
code 0 "$lunette" eval $file --format jsonl
out '"agreement":83.3,"coders":"ana / bo","kappa":0.667,"rule":"visits.visit","table":"kappa","things":6,"unsure":1}'
out '"?":0,"answer":"y","coders":"ana / bo","n":0,"rule":"visits.visit","table":"agreement","y":3}'
out '"?":1,"answer":"n","coders":"ana / bo","n":2,"rule":"visits.visit","table":"agreement","y":1}'
code 0 "$lunette" eval $file -o scores.csv; grep -q '^precision,visits.visit,bo,100,' scores.csv || { fail "no scores.csv"; cat scores.csv; }
grep -v '"kind":"random"' $file >half.judged.jsonl; code 0 "$lunette" eval half.judged.jsonl; err 'no recall of visits.visit by ana: no random sentence has been judged'; err 'lunette judge visits.lua:visit \.\.\. --near-misses'
printf '{"x":1}\n' >bad.judged.jsonl; code 2 "$lunette" eval bad.judged.jsonl; err 'bad.judged.jsonl:1: no judgement'
for line in '{"kind":"match","rule":"visits.visit"}' '{"kind":"near","rule":"visits.visit","doc":"d","bytes":[1]}'; do
  echo "$line" >bad.judged.jsonl
  code 2 "$lunette" judge visits.lua:visit --text 'Rain fell.' --coder ana -o bad.judged.jsonl </dev/null; err 'bad.judged.jsonl:1: no judgement'
done
code 66 "$lunette" eval none.judged.jsonl; err 'none.judged.jsonl'

# examples: the change is shown, nothing is written without a y, and every byte but the new ones stays
cp visits.lua before.lua; grep '"coder":"ana"\|population' $file >mine; mv mine $file
printf 'n\n' | "$lunette" judge visits.lua:visit --add-examples >out 2>err; cmp -s visits.lua before.lua || fail "written without a yes"; err 'nothing was written'
printf 'y\n' | "$lunette" judge visits.lua:visit --add-examples --coder ana >out 2>err || fail "--add-examples: exit code $?"
cat >after.lua <<'END'
-- Who goes where.
return lun.rules { name = "visits",
	{ "visit", [[ who:[cap] <visit> where:[cap] ]], -- not "{ 'visit', "
	  fact = "visit",
	  yes = { "Eva visited Oslo.",
	    { "Ana visited Lima.", where = "Lima", who = "Ana" },
	    { "Bo visited Quito yesterday.", where = "Quito", who = "Bo" },
	    "Cy has visited Oslo.", }, -- one will do
	  no = { "Ana paid a visit.",
	    "Di visited Bo.",
	    "Cy visited the Pope.", } },
  { "stay", [[ who:[cap] <stay> ]], gives = "stay" },
}
END
sort visits.lua >given; sort after.lua >wanted; cmp -s given wanted || { fail "another file than expected"; diff visits.lua after.lua; }
out "^+ .*{ \"Ana visited Lima.\", where = \"Lima\", who = \"Ana\" },"; err '2 of these lines do not hold yet: lunette test visits.lua'
code 1 "$lunette" test visits.lua; err 'no "Di visited Bo." *: matches\|"Di visited Bo.": matches'; out '6 of 8 examples hold\|5 of 7 examples hold'
printf 'y\n' | "$lunette" judge visits.lua:visit --add-examples >out 2>err; err 'no new examples'

# answers speak of one version of a rule; its examples are no part of it
judge '' --coder ana; out 'all 3 are judged'
sed -i 's/<visit> where/<visit|see> where/' visits.lua
judge '' --coder ana; out '^1 of 3'; err "$file: 8 answers of another version of the rule are left aside"


# lines above a rule and examples beside its `where` are no part of it either; what `where` asks is
cat >asks.lua <<'END'
return lun.rules { name = "asks",
  { "visit", [[ who:[cap] <visit> ]], fact = "visit", where = function(m) return m.who.text ~= "Di" end, yes = { "Eva visited us." }, no = {} } }
END
printf 'y\n' | "$lunette" judge asks.lua news.jsonl --coder ana -n 1 >out 2>err; printf 'y\n' | "$lunette" judge asks.lua --add-examples >out 2>err
[ "$(wc -l <asks.lua)" -eq 3 ] || { fail "no example was added"; cat out err asks.lua; }
sed -i '1i -- Comments.' asks.lua; "$lunette" judge asks.lua news.jsonl --coder ana -n 1 >out 2>err </dev/null; out 'all 1 are judged'
sed -i 's/~= "Di"/~= "Do"/' asks.lua; "$lunette" judge asks.lua news.jsonl --coder ana -n 1 >out 2>err </dev/null; err '1 answer of another version'

# a match that a stronger one beat is none of the rule's, but a near miss
cat >beat.lua <<'END'
return lun.rules { name = "beat", { "short", [[ a:[cap] ]], gives = "thing" }, { "long", [[ a:[cap] b:[cap] ]], gives = "thing" } }
END
"$lunette" judge beat.lua:short --text 'Ana Torres met Bo. Ana Torres left.' --coder ana --near-misses >out 2>err </dev/null; out '^1 of 2  match  text:1:16'

# what is wrong
code 2 "$lunette" judge; err 'judge needs a rule'
code 2 "$lunette" judge visits.lua news.jsonl --coder ana; err "'visits.lua' is 2 rules: judge one of them: visits.visit, visits.stay"
code 2 "$lunette" judge visits.lua:visit news.jsonl; err 'coder NAME'
code 2 "$lunette" judge visits.lua:visit - --coder ana; err 'answers from standard input'
code 2 "$lunette" judge visits.lua:visit news.jsonl --coder ana -n none; err "wants a number from 1 on, not 'none'"
code 2 "$lunette" judge visits.lua:vist news.jsonl --coder ana; err "did you mean 'visit'"
code 66 "$lunette" judge visits.lua:visit none.jsonl --coder ana; err 'none.jsonl'
code 2 "$lunette" judge speech.csv --add-examples -o $file; err 'is bundled: copy it'
code 0 "$lunette" help judge; out '"*answer  *y, n, ?, or undo'; code 0 "$lunette" help; out '^  lunette judge'

# on a terminal: one key an answer, lines wrapped to 80 columns, the sentences around
if command -v python3 >/dev/null; then
  cat >long.txt <<'END'
The harbour was closed for most of the morning because of the fog that had come in at night. Eva visited Oslo, where the mayor waited for her with a brass band, a cake and nobody else at all. The ferry left without her.
END
  rm -f $file
  python3 "$top/tests/golden/typed.py" 80 'zyunq' "$lunette" judge visits.lua:visit long.txt news.jsonl --coder ana -n 9 --progress none | sed "s/$(printf '\033')\[[0-9;]*m//g; s/, [0-9.]* s$//" >out
  [ "$(tail -n 1 out)" = "visits.visit: 0 right, 1 wrong, 0 unsure; 3 left, the same command goes on" ] || { fail "the keys were not taken"; cat out; }
  [ "$(grep -c 'q quit > [yunq]$' out)" -eq 4 ] || fail "a key that means nothing is shown, or one that does is not"
  python3 "$top/tests/golden/typed.py" 80 'q' "$lunette" judge visits.lua:visit long.txt --coder bo --progress none | sed "s/$(printf '\033')\[[0-9;]*m//g" >out
  cat >wanted <<'END'

1 of 1  match  long.txt:1:94
  The harbour was closed for most of the morning because of the fog that had
  come in at night. [Eva visited Oslo], where the mayor waited for her with a
  brass band, a cake and nobody else at all. The ferry left without her.
    where: Oslo who: Eva
right? y n ?   u undo   q quit > q

visits.visit: 0 right, 0 wrong, 0 unsure; 1 left, the same command goes on
END
  cmp -s out wanted || { fail "another look"; diff out wanted; }
fi

code 0 "$lunette" help judge; example=$(sed -n 's/^  \$ //p' "$folder/out") # which runs as it stands
[ -n "$example" ] || fail "help judge has no example"
code 0 sh -c "lunette() { \"$lunette\" \"\$@\"; }; $example"; [ -s "$folder/out" ] || fail "nothing from: $example"

[ "$failures" -eq 0 ] && echo ok
exit "$([ "$failures" -eq 0 ] && echo 0 || echo 1)"

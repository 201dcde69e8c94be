#!/bin/sh
# test_script.sh LUNETTE: a whole script in one file, lines of Lua, what `show` prints and `new` writes, the project file.
. tests/golden/check.sh
quiet() { [ -s "$folder/err" ] && { fail "standard error is not empty"; cat "$folder/err"; }; }

article=$(pwd)/samples/articles/cyber-pact.txt
cd "$folder" || exit 1

# one file: rules, use, lists and define together, with each and without
printf 'name,country\nNorthwind Cables,NO\nBramwell Foods,NL\n' >companies.csv
cat >whole.lua <<'LUA'
return lun.report {
  name = "whole",
  use = { "names", "-people.titled" },
  lists = { company = "companies.csv", town = { "Lima", "Oslo" } },
  define = { Buyer = [[ #company ]] },
  rules = {
    { "buys", [[ who:Buyer ...{0,3} <buy> what:#company[country=NL] ]], fact = "buys",
      yes = { { "Northwind Cables will buy Bramwell Foods.", who = "Northwind Cables" } }, no = { "Bramwell Foods sleeps." } },
    { "town", [[ x:#town ]], gives = "town", yes = { "We saw Oslo." }, no = { "We saw it." } },
  },
  EACH
}
LUA
sed 's/EACH/each = function(doc, row) for s in doc:spans "town" do row { town = s } end for b in doc:facts "buys" do row { who = b.who, town = "-" } end end/' whole.lua >each.lua
sed 's/EACH//' whole.lua >facts.lua
text='Northwind Cables wants to buy Bramwell Foods. It is in Oslo.'
code 0 "$lunette" run each.lua --text "$text" --format tsv; out '^text	Oslo	$\|^text		Oslo$'; out 'Northwind Cables'
code 0 "$lunette" run facts.lua --text "$text" --format tsv; out '^document	fact	who	what	at$'; out '^text	buys	Northwind Cables	Bramwell Foods	text:1:1$'
code 0 "$lunette" test facts.lua; out '^4 of 4 examples hold$'
sed 's/-people.titled/-people.titeld/' facts.lua >wrong.lua
code 3 "$lunette" run wrong.lua --text x; err "\`use\` leaves out 'people.titeld', but no pack of it has that rule"; err "did you mean 'people.title"
sed 's/Buyer ...{0,3}/Byuer ...{0,3}/' facts.lua >wrong.lua
code 3 "$lunette" run wrong.lua --text x; err "no macro 'Byuer'"
sed 's/rules = {/ruls = {/' facts.lua >wrong.lua
code 3 "$lunette" run wrong.lua --text x; err "a report has no field 'ruls'; did you mean 'rules'"
sed 's/"names"/"naems"/' facts.lua >wrong.lua
code 3 "$lunette" run wrong.lua --text x; err "did you mean 'names'"
sed 's/companies.csv/compnies.csv/' facts.lua >wrong.lua
code 3 "$lunette" run wrong.lua --text x; err "list 'company': compnies.csv: no such file"
sed 's/NL\]/NL/' facts.lua >wrong.lua
code 3 "$lunette" run wrong.lua --text x; err 'wrong.lua:7: rule .whole.buys.'
echo 'return { { a = 1, b = "x" }, { a = 2 } }' >rows.lua
code 0 "$lunette" run rows.lua --format jsonl; out '^{"a":1,"b":"x"}$'
echo 'return 7' >wrong.lua
code 3 "$lunette" run wrong.lua --text x; err 'returns a number; a script returns lun.report{...}'
echo 'local t = {} t.a = { t } return t' >wrong.lua
code 1 "$lunette" run wrong.lua; err 'cycle in the row: a.1.a is a table that holds it'
echo 'return { x = 0/0 }' >wrong.lua
code 1 "$lunette" run wrong.lua --format json; err 'lunette: NaN and infinity are no JSON'

# modules beside the script and in its lib/
mkdir lib
echo 'return { name = "beside" }' >helper.lua
echo 'local h = require "helper" return function() return h.name .. " and below" end' >lib/deep.lua
echo 'print(require "deep"(), require "helper" == require "helper")' >asks.lua
code 0 "$lunette" run asks.lua; out '^beside and below	true$'
echo 'require "asks_itself"' >asks_itself.lua
code 3 "$lunette" run asks_itself.lua; err "'asks_itself' requires itself"

# -e: a value, rows, prints
code 0 "$lunette" run -e '#doc, doc.id' --text 'One two.'; out '^3	text$'; quiet
code 0 "$lunette" run -e 'for s in doc:spans "person" do row { name = s } end' --use names "$article" --format jsonl; out '"name":"James Mattis"'
code 0 "$lunette" run -e 'print(doc:word(1)) row { n = #doc }' --text 'One two.' --format jsonl; out '^One$'; out '"n":3'
[ "$(head -n 1 out)" = One ] || fail "what is printed comes after the rows"
code 0 "$lunette" run -e 'local n = 0' --text x; quiet
code 3 "$lunette" run -e 'x = = 1' --text x; err '^lunette: -e:1: unexpected symbol'
code 1 "$lunette" run -e 'local a
doc.wrod()' --text x; err 'text: -e:2: a doc has no field or method .wrod.'
code 3 "$lunette" run -e '#doc' --use naems --text x; err "did you mean 'names'"
code 2 "$lunette" find x -e '#doc' --text x; err 'belongs to `lunette run`'

# show
code 0 "$lunette" show quotes; out '^return lun.report {'
code 0 "$lunette" show speech.csv; out '^-- speech.csv  scripts/rules/speech.lua:[0-9]*$'; out '^{ "csv", '; out '^  yes = '; out '^  Attr = '; quiet
code 0 "$lunette" show entities; out 'lun.report'; err "'entities' is a rule pack too: lunette show rules/entities"
code 2 "$lunette" show speech.csw; err "'speech' has no rule 'csw'; did you mean 'csv'"
code 2 "$lunette" show speeches; err 'no report, rule pack or rule'
code 2 "$lunette" show; err 'needs one name'
code 2 "$lunette" show mine.lua; err 'read in an editor'
for page in show new project sandbox; do
  code 0 "$lunette" help $page; cp out page
  example=$(sed -n 's/^  \$ //p' page)
  code 0 sh -c "lunette() { \"$lunette\" \"\$@\"; }; $example"; [ -s out ] || fail "nothing from: $example"
done

# new: what is written runs and its lines hold; nothing is written over
code 0 "$lunette" new rule visits; out '^wrote visits.lua$'
code 0 "$lunette" test visits.lua; out '^2 of 2 examples hold$'; quiet
code 0 "$lunette" run visits.lua --text 'Ana Torres will visit Lima.'; out 'Ana Torres'
echo changed >visits.lua
code 2 "$lunette" new rule visits; err 'visits.lua is there already: nothing was written'; grep -q changed visits.lua || fail "visits.lua was written over"
code 0 "$lunette" new report trips; code 0 "$lunette" test trips.lua; out '^2 of 2'; code 0 "$lunette" lint trips.lua
code 0 "$lunette" new event mergers; out 'begin with: lunette run timeline --use mergers.lua'; code 0 "$lunette" test mergers.lua; out '^3 of 3'; code 0 "$lunette" lint mergers.lua
awk '/^-- emit = /{emit = substr($0, 4)} /fact = "event", key = "verb",/{$0 = emit} {print}' mergers.lua >coded.lua # as its comment says
code 0 "$lunette" test coded.lua; out '^3 of 3'
code 0 "$lunette" run events --use coded.lua --format jsonl --text "Bramwell Foods merged with Veltra Inc."; out '"code":"061"'; grep -q '_sector' "$folder/out" && fail "a sector of a side that has none"
for name in events timeline; do
  code 0 "$lunette" run $name --use mergers.lua --date 2021-06-16 --format csv --text 'Bramwell Foods will merge with Veltra Inc. in Oslo on Friday. Bramwell Foods allegedly merged with Veltra Inc. in 2020.'
  out '2021-06-18,Friday,stated,.*mergers,Bramwell Foods,Veltra Inc.,.*Oslo,.*planned'; out '2020,2020,stated,.*mergers,Bramwell Foods,Veltra Inc.,.*alleged'
done
code 0 "$lunette" new rule spoke --from speech.csv; grep -q 'fact = "spoke"' spoke.lua || fail "the fact keeps its name"
code 0 "$lunette" test spoke.lua; out '^2 of 2'
code 0 "$lunette" run spoke.lua --text '“We will go,” Ana Torres said.' --format tsv; out '^text	spoke	“We will go,”	Ana Torres	said	text:1:1$'
code 2 "$lunette" new rule x --from speech.csw; err "did you mean 'csv'"; [ -e x.lua ] && fail "x.lua was written"
code 2 "$lunette" new rul x; err "did you mean 'rule'"
code 2 "$lunette" new rule 9x; err 'is no name for a rule'
code 2 "$lunette" new report x --from speech.csv; err 'copies a rule'

# the project file
PATH=$(dirname "$lunette"):$PATH; export PATH
code 0 "$lunette" new project minutes; out '^wrote minutes/lunette.lua$'
code 0 sh minutes/tests/run.sh; out '^all as expected$'
code 2 "$lunette" new project minutes; err 'minutes is there already'
cd minutes || exit 1
code 0 "$lunette" run reports/purchases.lua --format tsv; out 'Northwind Cables	Bramwell Foods'; err '^lunette: defaults from lunette.lua: inputs, use, lists$'
[ "$(grep -c defaults "$folder/err")" = 1 ] || fail "the project file is named more than once"
code 0 "$lunette" find '#company'; out 'Northwind Cables'
code 0 "$lunette" find '@org' --text 'The World Bank lends.'; out 'World Bank'
code 0 "$lunette" new rule second; out '^wrote rules/second.lua$'; code 0 "$lunette" new report third; out '^wrote reports/third.lua$'
code 0 "$lunette" test rules/second.lua reports/third.lua; out '^4 of 4'
code 0 "$lunette" find '#company' --no-project --text 'Northwind Cables left.'; err 'nothing found'
code 0 "$lunette" run -e '#doc' --no-project --text x; quiet
project() { echo "$1" >lunette.lua; }
project 'return lun.project { format = "csv" }'
code 0 "$lunette" run -e 'row { n = #doc }' --text x; out '^document,n'; err 'defaults from lunette.lua: format'
code 0 "$lunette" run -e 'row { n = #doc }' --text x --format jsonl; out '"n":1'
code 0 "$lunette" run -e 'row { n = #doc }' --text x -o n.md; grep -q '^| n' n.md || fail "-o goes before the project's format"
project 'return lun.project { lists = { company = "lists/companies.csv" } }'; printf 'Acme\n' >own.txt
code 0 "$lunette" find '#company' --list company=own.txt --text 'Acme met Bramwell Foods.' --format tsv; out 'Acme'; grep -q 'Bramwell Foods	' "$folder/out" && fail "--list does not go before the project's"
project 'return lun.project { txt_field = "x" }'
code 3 "$lunette" run brief "$article"; err "lunette.lua:.*a project has no field 'txt_field'; did you mean 'text_field'"; err '\-\-no-project leaves it aside'
project 'return lun.project { keep = 7 }'; code 3 "$lunette" run brief "$article"; err "the project's field 'keep' is a number"
project 'return lun.project { format = "cvs" }'; code 3 "$lunette" run brief "$article"; err "did you mean 'csv'"
project 'return 7'; code 3 "$lunette" run brief "$article"; err 'lunette.lua: returns a number; a project file returns lun.project'
project 'return ='; code 3 "$lunette" run brief "$article"; err 'lunette.lua:1: unexpected symbol'
project 'return lun.project { inputs = { "/etc" } }'; code 3 "$lunette" run stats; err "inputs: reading '/etc' is closed here"
project 'return lun.project { lists = { x = "/etc/passwd" } }'; code 3 "$lunette" run stats "$article"; err "list 'x': reading '/etc/passwd' is closed here"
project 'io.open "x"'; code 3 "$lunette" run stats "$article"; err "lunette.lua:1: 'io' is closed here"
code 0 "$lunette" help; out '^  lunette show NAME'; out '^  lunette new '

mkdir own; cd own || exit 1 # away from the project file above

# -e: a value stands behind the document's id where there are several; what nothing gives is told with its remedy
printf 'One two.' >one.txt; printf 'One two three.' >two.txt
code 0 "$lunette" run -e '#doc' one.txt; [ "$(cat "$folder/out")" = 3 ] || { fail "the value of one document stands alone"; cat "$folder/out"; }
code 0 "$lunette" run -e '#doc, doc.id' one.txt two.txt; [ "$(cat "$folder/out")" = "$(printf 'one\t3\tone\ntwo\t4\ttwo')" ] || { fail "values of several documents lack their ids"; cat "$folder/out"; }
code 0 "$lunette" run -e 'for s in doc:spans "person" do print(s) end' --text 'Ana Torres left.'; err '@person: given by the pack names: add --use names'
code 0 "$lunette" run --use alias -e 'doc:spans "person"()' --text 'Ana Torres left.'; err 'add --use alias,names'
code 0 "$lunette" run -e 'doc:spans "persn"()' --text 'Ana Torres left.'; err "@persn: nothing gives this layer; did you mean 'person'"
code 0 "$lunette" run -e 'for f in doc:facts "said" do print(f) end' --text 'Ana Torres left.'; err "facts 'said': given by the pack attribution: add --use attribution"
code 0 "$lunette" run --use names -e 'for s in doc:spans "person" do print(s) end' --text 'It rained.'; quiet

# new writes in this folder only; a project's tests run with a program that is called otherwise
mkdir -p stay/in; ln -s .. stay/in/up
for name in ../x up/x a/../../x "$folder/x"; do
  (cd stay/in && code 2 "$lunette" new rule "$name"; err 'leads outside of this folder'; exit "$failures") || fail "new $name"
done
[ -e stay/x.lua ] || [ -e x.lua ] && fail "new wrote outside"
(cd stay/in && code 0 "$lunette" new rule deep/y && code 0 "$lunette" new project p; exit "$failures") || fail "new below"
code 0 env PATH=/usr/bin:/bin LUNETTE="$lunette" sh stay/in/p/tests/run.sh; out 'all as expected'

[ "$failures" -eq 0 ] && echo "ok"
exit "$((failures > 0))"

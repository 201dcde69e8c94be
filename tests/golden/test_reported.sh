#!/bin/sh
# test_reported.sh LUNETTE: what a user is told of indirect speech: why a verb reports nothing, which pack completes quotations.
. tests/golden/check.sh

printf 'Vote is near\n\nAna Torres spoke of the plan, officials of both towns heard on Friday.\n\nThe mayor refused comment. Ana Torres said it was late.\n' >"$folder/a.txt"
printf 'Zoo is open\n\nBo Li liked the zoo, officials of both towns heard on Friday. The bear was old.\n' >"$folder/b.txt"

code 0 "$lunette" explain reported "$folder/a.txt"; out '5:11  refused  takes infinitive, quote, and none is found'; out '5:39  said  .*: it was late'
code 0 "$lunette" explain reported.statements "$folder/a.txt:3"; out '3:55  heard'; if grep -q ':5:' "$folder/out"; then fail "explain shows another line"; fi
code 0 "$lunette" explain reported.clause "$folder/a.txt:5"; out 'it was late'
code 0 "$lunette" explain said "$folder/a.txt:5"; out 'refused  takes infinitive'
for rule in reported.by reported.against+ing attribution.within; do code 0 "$lunette" explain $rule "$folder/a.txt:5"; out 'it was late'; done
code 2 "$lunette" explain reported.nope "$folder/a.txt"; err "'reported' has no rule 'nope'"
code 2 "$lunette" explain attribution.by "$folder/a.txt"; err "'attribution' has no rule 'by'"
code 0 "$lunette" run -e 'for q in doc:facts "said" do print(q) end' "$folder/a.txt"; err 'add --use attribution'

# The order of lines goes over all documents, in JSON too.
code 0 "$lunette" find 'the _' "$folder/a.txt" "$folder/b.txt" --sort match --format json
[ "$(grep '"match"' "$folder/out" | tr -d ' \n')" = '"match":"Thebear""match":"Themayor""match":"theplan""match":"thezoo"' ] || fail "the order of JSON: $(grep '"match"' "$folder/out")"
out '"document": "b"'

[ "$failures" -eq 0 ]

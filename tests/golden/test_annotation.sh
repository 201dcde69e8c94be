#!/bin/sh
# test_annotation.sh LUNETTE: annotation that documents bring: JSON Lines, brat, CoNLL; what rules see of it, and writing it.
set -u
lunette=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0

fail() { failures=$((failures + 1)); echo "FAILED: $*"; }
code() {
  expected=$1; shift
  "$@" >"$folder/out" 2>"$folder/err" </dev/null
  got=$?
  [ "$got" -eq "$expected" ] || { fail "exit code $got instead of $expected: $*"; cat "$folder/err"; }
}
err() { grep -q -- "$1" "$folder/err" || { fail "standard error lacks: $1"; cat "$folder/err"; }; }
out() { grep -q -- "$1" "$folder/out" || { fail "standard output lacks: $1"; cat "$folder/out"; }; }
same() { printf '%s\n' "$1" | cmp -s - "$folder/out" || { fail "standard output is not: $1"; cat "$folder/out"; }; }

code 0 "$lunette" help annotation; out '"layers"'

# layers of JSON Lines; characters beyond the first plane count one each, a combining mark is a character
cat >"$folder/a.jsonl" <<'END'
{"id":"a","text":"🎉 Zoe\u0301 Ruiz met Ana in the sawmill.","layers":{"person":[{"start":2,"end":11,"role":"victim"},{"start":16,"end":19,"role":"witness"}],"Place-Name":[{"start":27,"end":30}],"nobody":[]}}
END
cat >"$folder/r.lua" <<'END'
return lun.rules { name = "r", given = { "person", "place_name" },
  { "met", [[ who:@person[role=victim] <meet> whom:@person ... where:@place_name ]], fact = "met" } }
END
code 0 "$lunette" run "$folder/r.lua" "$folder/a.jsonl" --format jsonl
out "$(printf '"who":"Zoe\314\201 Ruiz"')"; out '"whom":"Ana"'; out '"where":"sawmill"'
err 'annotation: 1 span that began or ended inside a token widened to it (the first: .*a.jsonl:1)'
code 0 "$lunette" find --given person,nobody '@person[role=witness] | @nobody' "$folder/a.jsonl"; out ' Ana '
code 2 "$lunette" run "$folder/r.lua" "$folder/a.jsonl" --annotations some; err 'annotations some: none or auto'
code 0 "$lunette" run "$folder/r.lua" "$folder/a.jsonl" --annotations none; err 'nothing found'

# the same span by bytes and by UTF-16 units
printf '%s\n' '{"offsets":"bytes","text":"🎉 Ana left.","layers":{"person":[[5,8]]}}' '{"offsets":"utf16","text":"🎉 Ana left.","layers":{"person":[[3,6]]}}' '{"text":"🎉 Ana left.","layers":{"person":[[2,5]]}}' >"$folder/units.jsonl"
code 0 "$lunette" find --given person '@person' "$folder/units.jsonl" --format tsv
[ "$(grep -c '	Ana	' "$folder/out")" -eq 3 ] || { fail "three units give three spans"; cat "$folder/out"; }

# spans that cannot be: counted, said once; fields of a wrong kind: the document fails and the next is read
printf '%s\n' '{"text":"Ana left.","layers":{"p":[[0,3],[3,4],[90,99],[5,2]]}}' '{"text":"Bo left.","layers":{"p":[["x",2]]}}' '{"text":"Bo left.","layers":[1]}' \
  '{"text":"Bo left.","offsets":"runes"}' '{"text":"Bo left.","layers":{"p":[[0,2]]},"offsets":"runes"}' '{"text":"Cy left.","layers":{"p":[[0,2]]}}' >"$folder/bad.jsonl"
code 1 "$lunette" find --given p '@p' "$folder/bad.jsonl" --format tsv
out '	Ana	'; out '	Cy	'; err 'bad.jsonl:2: layers.p\[1\]: start is no whole number'; err 'bad.jsonl:3: layers is a list'
err "bad.jsonl:5: offsets is 'runes': chars, bytes or utf16"; err '1 span without a token left out'; err '2 spans that end behind their text'

# tokens, parts of speech and lemmas
cat >"$folder/t.jsonl" <<'END'
{"id":"a","text":"Ana Torres saw the well-kept saw. They cannot saw.","tokens":["Ana","Torres","saw","the","well","-","kept","saw",".","They","cannot","saw","."],"pos":["PROPN","PROPN","VERB","DET","ADV","PUNCT","ADJ","NOUN","PUNCT","PRON","AUX","VERB","PUNCT"],"lemma":["Ana","Torres","see","the","well","-","keep","saw",".","they","can",null,"."]}
END
sed -i 's/null/""/' "$folder/t.jsonl"
code 0 "$lunette" find '[pos=NOUN]' "$folder/t.jsonl" --format tsv; same "$(printf 'document\tmatch\tat\na\tsaw\t%s/t.jsonl:1:1:30' "$folder")"
code 0 "$lunette" find '<see>' "$folder/t.jsonl" --format tsv; same "$(printf 'document\tmatch\tat\na\tsaw\t%s/t.jsonl:1:1:12\na\tsaw\t%s/t.jsonl:1:1:47' "$folder" "$folder")" # where no lemma is given the forms decide
code 0 "$lunette" find '[lemma=saw & pos!=NOUN]' "$folder/t.jsonl" --format tsv; same "$(printf 'document\tmatch\tat\na\tsaw\t%s/t.jsonl:1:1:47' "$folder")"
code 0 "$lunette" find '[lemma!=saw & lemma!=see & lower & len=3]' "$folder/t.jsonl" --format tsv; out '	the	'
code 0 "$lunette" find 'well "-" kept' "$folder/t.jsonl" --format tsv; out 'well-kept'
code 0 "$lunette" find '[word~/cannot/ & pos=AUX]' "$folder/t.jsonl" --format tsv; out '	cannot	'
code 0 "$lunette" find --cql '[pos="NOUN"]' "$folder/t.jsonl" --format tsv; out ':1:30'
code 1 "$lunette" find '[pos=NOUN]' --text "No tokens here."; err 'says nothing of them: lunette help annotation'
printf '%s\n' '{"text":"Ana left.","tokens":["Ana","went","."]}' '{"text":"Ana left.","pos":["PROPN"]}' '{"text":"Ana left.","tokens":[{"start":4,"end":8},{"start":0,"end":3}]}' >"$folder/bad.jsonl"
code 1 "$lunette" find 'ana' "$folder/bad.jsonl"; err "tokens\[2\], 'went', does not stand in the text where tokens\[1\] ends"
err 'pos has 1 values, but there are 3 tokens: give `tokens` too'; err 'bad.jsonl:3: token 2: token 2 cannot stand at bytes 0 to 3'

# brat beside its text
printf 'Ana Torres of Ríos Ltd met Bo.\nBo, of Lima, left.\n' >"$folder/b.txt"
printf 'T1\tPerson 0 10\tAna Torres\nT2\tOrg-Name 14 22\tRíos Ltd\nT3\tPerson 27 29\tBo\nT4\tMeet 23 26\tmet\nT5\tPerson 31 33;38 42\tBo Lima\nE1\tMeet:T4 Who:T1 Who2:T3\nA1\tNegated E1\nA2\tRole T3 guest\nR1\tWorks Arg1:T1 Arg2:T2\nN1\tReference T2 Wiki:12 Rios\n#1\tAnnotatorNotes T1\tfirst of all\nX9 what\nT6\tPerson 43 47\tgone\n' >"$folder/b.ann"
code 0 "$lunette" find --given person,org_name,meet 'a:@person[works=T2] of @org_name[reference="Wiki:12"] m:@meet[who="T1,T3"] @person[role=guest]' "$folder/b.txt"
out 'Ana Torres of Ríos Ltd met Bo'; err '1 discontinuous span read from the first to the last character (the first: .*b.ann: T5 31-33;38-42)'
err '1 line of annotation not understood (the first: .*b.ann:12)'; err '1 span whose text is not what the annotation says'
code 0 "$lunette" find --given person '@person[note="first of all"] | @person[fragments="31-33;38-42"]' "$folder/b.txt" --format tsv
[ "$(wc -l <"$folder/out")" -eq 3 ] || fail "note and fragments are attributes"
code 0 "$lunette" find --given meet '@meet[negated=1]' "$folder/b.txt"; out 'met'

[ "$failures" -eq 0 ] || { echo "$failures failures"; exit 1; }

#!/bin/sh
# test_annotation.sh LUNETTE: annotation that documents bring: JSON Lines, brat, CoNLL; what rules see of it, and writing it.
. tests/golden/check.sh
tab=$(printf "\t")

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
code 1 "$lunette" find '@token[feats=X]' --text "No tokens here."; err 'says nothing of them: lunette help annotation'
code 0 "$lunette" find '[pos=NOUN]' --text "No tokens here." --format tsv; out '	tokens	'
# fields of these names that mean something else
printf '%s\n' '{"text":"Ana left.","tokens":3,"tag":"news","pos":"1","spans":[],"ents":["Ana"],"lemma":["a","b"],"sents":1}' '{"text":"Bo left.","tokens":[[0,2]],"spans":{"a":3}}' >"$folder/other.jsonl"
code 0 "$lunette" find '[cap]' "$folder/other.jsonl" --format tsv; out '	Ana	'; out '	Bo	'; err '7 fields passed over that look like no annotation (the first: .*other.jsonl:1: ents)'
printf '%s\n' '{"text":"Ana left.","tokens":["Ana","went","."]}' '{"text":"Ana left.","pos":["PROPN"]}' '{"text":"Ana left.","tokens":[{"start":4,"end":8},{"start":0,"end":3}]}' >"$folder/bad.jsonl"
code 1 "$lunette" find 'ana' "$folder/bad.jsonl"; err "tokens\[2\], 'went', does not stand in the text where tokens\[1\] ends"
err '1 field passed over that looks like no annotation (the first: .*bad.jsonl:2: pos has 1 values for 3 tokens)'; err 'bad.jsonl:3: token 2: token 2 cannot stand at bytes 0 to 3'

# explaining goes by the given lemma too
cat >"$folder/x.lua" <<'END'
return lun.rules { name = "x", given = { "person" }, { "s", [[ who:@person <saw> the ]], fact = "s" }, { "t", [[ who:@person <unite> the ]], fact = "t" } }
END
printf '%s\n' '{"text":"Ana saw the saw.","tokens":["Ana","saw","the","saw","."],"lemma":["Ana","unite","the","saw","."],"layers":{"person":[[0,3]]}}' >"$folder/x.jsonl"
code 0 "$lunette" explain "$folder/x.lua:s" "$folder/x.jsonl"; out "<saw>  *met 'saw'"
code 0 "$lunette" explain "$folder/x.lua:t" "$folder/x.jsonl"; out 'matches: Ana saw the'; out '<unite>  *saw'
code 0 "$lunette" run "$folder/x.lua" "$folder/x.jsonl" --why; out 't "Ana saw the"'; out 'who: @person "Ana"'

# an example of a rule brings its annotation; a rule without is refused per document, not silently without matches
cat >"$folder/e.lua" <<'END'
return lun.rules { name = "e", given = { "person" },
  { "saw", [[ who:@person [pos=VERB] ]], fact = "saw",
    yes = { { "Ana saw it.", { pos = { "PROPN", "VERB", "PRON", "PUNCT" }, layers = { person = { { 0, 3 } } } }, who = "Ana" } },
    no = { { "Ana saw it.", { pos = { "PROPN", "NOUN", "PRON", "PUNCT" }, layers = { person = { { 0, 3 } } } } } } } }
END
code 0 "$lunette" test "$folder/e.lua"; out '2 of 2 examples hold'
sed -i 's/who = "Ana"/who = "Bo"/' "$folder/e.lua"; code 1 "$lunette" test "$folder/e.lua"; err 'who is "Ana", not "Bo"'; err 'who:@person  *Ana'
sed -i '/yes =/d; s/pos=VERB/@token/' "$folder/e.lua"; sed -i 's/no = .*/no = { "Ana saw it." } } }/' "$folder/e.lua"; code 1 "$lunette" test "$folder/e.lua"; err 'says nothing of them'
printf '%s\n' '{"text":"Ana saw.","pos":["X","VERB","X"]}' '{"text":"Bo saw."}' >"$folder/mixed.jsonl"
code 0 "$lunette" find '[pos=VERB]' "$folder/mixed.jsonl" --format tsv; out '	saw	.*mixed.jsonl:1:1:5'; out '	saw	.*mixed.jsonl:2:1:4' # given, and the tagger's
code 1 "$lunette" find '@token[pos=VERB] @token' "$folder/mixed.jsonl" --format tsv; out '	saw\.	'; err 'mixed.jsonl:2: the pattern asks what the document says'
code 3 "$lunette" find '@persona' "$folder/mixed.jsonl"; err 'one that documents bring is named by --given persona'
echo 'return lun.rules { name = "n", { "r", [[ @sunk ]], fact = "f" } }' >"$folder/n.lua"
code 1 "$lunette" run "$folder/n.lua" --text "A ship."; err 'if documents bring it, write given = { "sunk" } in the pack'

# what README shows
sed -n 's/^    \({"text": "Ana.*\)$/\1/p' README.md >"$folder/marked.jsonl"
(cd "$folder" && "$lunette" find --given person '@person[role=witness] <see>' marked.jsonl) >"$folder/out" 2>"$folder/err"
sed 's/^/    /; s/ *$//' "$folder/out" >"$folder/shown"
grep -F -A2 -e "lunette find --given person '@person[role=witness] <see>' marked.jsonl" README.md | tail -n 2 | sed 's/ *$//' | cmp -s - "$folder/shown" || { fail "README shows other rows"; cat "$folder/shown"; }

# what a document brings stays, and bundled and imported packs add only what overlaps none of it
printf '{"text":"Ana Torres saw Lima. Torres left Oslo.","layers":{"person":[{"start":0,"end":10,"role":"witness"}],"org":[{"start":15,"end":19}]}}\n' >"$folder/both.jsonl"
code 0 "$lunette" find --use names 'a:@person | a:@place | a:@org' --format tsv "$folder/both.jsonl"; [ "$(cut -f 2 "$folder/out" | tr '\n' ' ')" = "match Ana Torres Lima Torres Oslo " ] || { fail "given spans are laid twice, or not followed"; cat "$folder/out"; }
code 0 "$lunette" find --use names 'a:@person[role=witness] | a:@org' --format tsv "$folder/both.jsonl"; [ "$(wc -l <"$folder/out")" -eq 3 ] || fail "given spans are gone"
code 0 "$lunette" run entities --format tsv "$folder/both.jsonl"; grep -q "^both:1${tab}person${tab}Ana Torres${tab}.*${tab}2${tab}" "$folder/out" || { fail "a mention is counted twice"; cat "$folder/out"; }
printf '{"label":"ORG","pattern":"Lima"}\n{"label":"ORG","pattern":"saw Lima"}\n{"label":"ORG","pattern":"Oslo"}\n' >"$folder/overlap.jsonl"
code 0 "$lunette" import spacy "$folder/overlap.jsonl" -o "$folder/overlap.lua"
code 0 "$lunette" find --use "$folder/overlap.lua" '@org' --format tsv "$folder/both.jsonl"; [ "$(cut -f 2 "$folder/out" | tr '\n' ' ')" = "match Lima Oslo " ] || { fail "an imported pattern lies over a given span"; cat "$folder/out"; }

code 0 "$lunette" find --given person --matches every '@person' --format tsv "$folder/both.jsonl"; out 'Ana Torres'

# brat beside its text
printf 'Ana Torres of Ríos Ltd met Bo.\nBo, of Lima, left.\n' >"$folder/b.txt"
printf 'T1\tPerson 0 10\tAna Torres\nT2\tOrg-Name 14 22\tRíos Ltd\nT3\tPerson 27 29\tBo\nT4\tMeet 23 26\tmet\nT5\tPerson 31 33;38 42\tBo Lima\nE1\tMeet:T4 Who:T1 Who2:T3\nA1\tNegated E1\nA2\tRole T3 guest\nR1\tWorks Arg1:T1 Arg2:T2\nN1\tReference T2 Wiki:12 Rios\n#1\tAnnotatorNotes T1\tfirst of all\nX9 what\nT6\tPerson 43 47\tgone\n' >"$folder/b.ann"
code 0 "$lunette" find --given person,org_name,meet 'a:@person[works=T2] of @org_name[reference="Wiki:12"] m:@meet[who="T1,T3"] @person[role=guest]' "$folder/b.txt"
out 'Ana Torres of Ríos Ltd met Bo'; err '1 discontinuous span read from the first to the last character (the first: .*b.ann:5: T5 31-33;38-42)'
err '1 line of annotation not understood (the first: .*b.ann:12)'; err '1 span whose text is not what the annotation says'
code 0 "$lunette" find --given person '@person[note="first of all"] | @person[fragments="31-33;38-42"]' "$folder/b.txt" --format tsv
[ "$(wc -l <"$folder/out")" -eq 3 ] || fail "note and fragments are attributes"
code 0 "$lunette" find --given meet '@meet[negated=1]' "$folder/b.txt"; out 'met'

# CoNLL-U: sentences, paragraphs, multiword tokens, spaces, labels; several documents in one file
tab() { sed 's/ *| */	/g'; }
tab >"$folder/c.conllu" <<'END'
# newdoc id = first
# newpar
# text = Ana Torres didn't "sing" au bar.
1|Ana|Ana|PROPN|NNP|Number=Sing|4|nsubj|_|NER=B-Person
2|Torres|Torres|PROPN|NNP|Number=Sing|1|flat|_|NER=I-Person
3-4|didn't|_|_|_|_|_|_|_|_
3|did|do|AUX|VBD|_|6|aux|_|_
4|n't|not|PART|RB|_|6|advmod|_|_
5|"|"|PUNCT|``|_|6|punct|_|SpaceAfter=No
6|sing|sing|VERB|VB|_|0|root|_|SpaceAfter=No
7|"|"|PUNCT|''|_|6|punct|_|_
8-9|au|_|_|_|_|_|_|_|_
8|à|à|ADP|IN|_|10|case|_|_
9|le|le|DET|DT|_|10|det|_|_
10|bar|bar|NOUN|NN|_|6|obl|_|SpaceAfter=No
10.1|gone|go|VERB|_|_|_|_|_|_
11|.|.|PUNCT|.|_|6|punct|_|_

# text = he left.
1|he|he|PRON|PRP|_|2|nsubj|_|_
2|left|leave|VERB|VBD|_|0|root|_|SpaceAfter=No
3|.|.|PUNCT|.|_|2|punct|_|SpacesAfter=\n\n

# newdoc id = second
1|Bo|Bo|PROPN|NNP|_|2|nsubj|_|NER=B-Person
2|saw|see|VERB|VBD|_|0|root|_|SpaceAfter=No
3|.|.|PUNCT|.|_|2|punct|_|_
END
echo 'return lun.report { name = "x", each = function(doc, row) for s in doc:sentences() do row { s = s, n = #s } end end }' >"$folder/sentences.lua"
code 0 "$lunette" run "$folder/sentences.lua" "$folder/c.conllu" --format tsv
same "$(printf 'document\tn\ts\nfirst\t10\tAna Torres didn'"'"'t "sing" au bar.\nfirst\t3\the left.\nsecond\t3\tBo saw.')"
code 0 "$lunette" find --given person 'who:@person [pos=AUX] [lemma=not]' "$folder/c.conllu" --format tsv; out "	Ana Torres didn't	Ana Torres	"
code 0 "$lunette" find '[pos="ADP+DET"] | <leave> | <see>' "$folder/c.conllu" --format tsv; out '	au	'; out '	left	'; out '	saw	'
code 0 "$lunette" find '@token[feats="Number=Sing"]' "$folder/c.conllu" --format tsv; out '	Torres	'
printf '1\tAna\n' >"$folder/bad.conllu"
code 1 "$lunette" find ana "$folder/bad.conllu"; err 'bad.conllu:1: a line of CoNLL-U has 10 columns between tabs, not 2'

printf '1\tAn\377a\t_\t_\t_\t_\t_\t_\t_\t_\n' >"$folder/bad.conllu"
code 1 "$lunette" find ana "$folder/bad.conllu"; err 'bad.conllu:1: the line is no UTF-8'
echo 'Ana left.' >"$folder/u.txt"; printf 'T1\tP\377 0 3\tAna\n' >"$folder/u.ann"
code 1 "$lunette" find ana "$folder/u.txt"; err 'u.ann: byte 5: no UTF-8'; code 0 "$lunette" find ana "$folder/u.txt" --annotations none

# CoNLL columns
printf -- '-DOCSTART- -X- O O\n\nEU NNP I-NP B-ORG\nrejects VBZ I-VP O\nGerman JJ I-NP I-MISC\ncall NN I-NP O\n. . O O\n\nPeter NNP I-NP B-PER\nBlack NNP I-NP I-PER\nBo NNP I-NP B-PER\n\n-DOCSTART- -X- O O\n\nLima NNP I-NP B-LOC\n' >"$folder/c.conll"
code 0 "$lunette" find --given org,misc,per,loc '@org | @misc | @per | @loc | [tag=VBZ]' "$folder/c.conll" --format tsv
[ "$(cut -f1,2 "$folder/out" | tr '\t\n' ' ;')" = 'document match;c EU;c rejects;c German;c Peter Black;c Bo;c:2 Lima;' ] || { fail "columns give layers"; cat "$folder/out"; }
printf 'Ana B-PER\nleft\n' >"$folder/bad.conll"
code 1 "$lunette" find ana "$folder/bad.conll"; err 'bad.conll:2: a line has a token first and a label'

# out and in again: the same spans, characters and attributes
printf 'Piñera met Zoe\314\201 Ruiz 🎉 in New\nYork City Hall, he said “no\nway”.\n\nBo O’Hara of the  well-known Blue Ltd left.\n' >"$folder/round.txt"
cat >"$folder/pack.lua" <<'END'
return lun.rules { name = "pack",
  { "name", [[ [cap & !first]+ ]], gives = "name", attributes = { kind = "a b;c=d|e%", head = "1" } },
  { "city", [[ New York City ]], gives = "place_name", attributes = { cc = "US" } },
  { "hall", [[ York City Hall ]], gives = "site" }, { "wide", [[ met ...{0,9} he ]], gives = "wide" },
  { "pair", [[ [word] [word] ]], gives = "pair", keep = "all" },
}
END
sed -i 's/New York City \]/"New York City" ]/; s/York City Hall \]/"York City Hall" ]/' "$folder/pack.lua"
cat >"$folder/dump.lua" <<'END'
return lun.report { name = "dump", use = { USE }, columns = { "layer", "from", "to", "text", "more" }, each = function(doc, row)
  for _, layer in ipairs { "name", "pair", "place_name", "quote", "site", "wide" } do
    for s in doc:spans(layer) do
      local more = {}
      for key, value in s:attributes() do if key ~= "id" and key ~= "fragments" then more[#more + 1] = key .. "=" .. value end end
      table.sort(more)
      row { layer = layer, from = utf8.len(doc.text, 1, s.start) - 1, to = utf8.len(doc.text, 1, s.stop), text = s.text, more = table.concat(more, " ") }
    end
  end
end }
END
sed 's/USE/"pack.lua"/' "$folder/dump.lua" >"$folder/before.lua"; sed 's/USE//' "$folder/dump.lua" >"$folder/after.lua"
code 0 "$lunette" run "$folder/before.lua" "$folder/round.txt" -o "$folder/before.tsv"
[ "$(wc -l <"$folder/before.tsv")" -gt 20 ] || fail "the pack gives spans"
mkdir "$folder/brat"
code 0 "$lunette" run "$folder/pack.lua" "$folder/round.txt" --format brat -o "$folder/brat"
cmp -s "$folder/round.txt" "$folder/brat/round.txt" || fail "brat has the text beside"
code 0 "$lunette" run "$folder/pack.lua" "$folder/round.txt" -o "$folder/round.conllu"
code 0 "$lunette" run "$folder/pack.lua" "$folder/round.txt" --format spacy -o "$folder/round.jsonl"
for file in brat/round.txt round.conllu round.jsonl; do
  code 0 "$lunette" run "$folder/after.lua" "$folder/$file" -o "$folder/after.tsv"
  cmp -s "$folder/before.tsv" "$folder/after.tsv" || { fail "$file gives other spans"; diff "$folder/before.tsv" "$folder/after.tsv"; cat "$folder/err"; }
done
# tokens and what is known of them: CoNLL-U out, in and out again is the same file; so is spaCy's
for format in conllu spacy; do
  ending=$(echo $format | sed 's/spacy/jsonl/')
  code 0 "$lunette" run "$folder/pack.lua" "$folder/c.conllu" "$folder/t.jsonl" --format $format -o "$folder/one.$ending"
  code 0 "$lunette" run "$folder/sentences.lua" "$folder/one.$ending" --format $format -o "$folder/two.$ending"
  cmp -s "$folder/one.$ending" "$folder/two.$ending" || { fail "$format again is another file"; diff "$folder/one.$ending" "$folder/two.$ending"; }
done
code 0 "$lunette" run "$folder/pack.lua" samples/articles --format brat -o "$folder/brat"
[ "$(ls "$folder/brat" | grep -c '\.ann$')" -eq 11 ] || fail "a folder gets two files a document"
code 74 "$lunette" run "$folder/pack.lua" samples/articles --format brat; err 'give a folder for several documents'
code 0 "$lunette" run "$folder/pack.lua" samples/articles --format brat -o "$folder/made" # a folder that is not there is made
[ "$(ls "$folder/made" | grep -c '\.ann$')" -eq 10 ] || fail "a new folder gets two files a document"
code 0 "$lunette" run "$folder/pack.lua" "$folder/round.txt" --format brat -o "$folder/made2/"
[ -f "$folder/made2/round.ann" ] || fail "a new folder is named with a slash too"
code 74 "$lunette" run "$folder/pack.lua" samples/articles --format brat -o "$folder/none/deep"; err 'none'

# settled layers are written, and are entities before others; steps on the way are left out unless --layers says so
text='“We lost,” said Ana Torres, mayor of Lima, on Monday. Peru left the United Nations.'
code 0 "$lunette" run quotes --format spacy --text "$text"
out '"ents":\[{"end":26,"label":"person","start":16},{"end":41,"label":"place","start":37}'; out '{"end":82,"label":"org","start":68}\]'
grep -q 'caps\|"speaker"\|"cue"\|"saying"' "$folder/out" && fail "layers on the way were written"
err 'layers left out that are steps on the way: caps, cue, mention, run, saying, speaker, weighed; --layers all writes them too'
code 0 "$lunette" run quotes --format spacy --layers all --text "$text"; out '"caps":'; out '"ents":\[{"end":26,"label":"person","start":16}'
code 0 "$lunette" run quotes --format conllu --layers place,planet --text "$text"
out 'Layer_place=B'; err "no document has a layer 'planet'; did you mean 'place'"
grep -q 'Layer_person\|Layer_caps' "$folder/out" && fail "layers that were not chosen were written"
code 0 "$lunette" run quotes --format brat --layers person --text "$text"; out '^T1	person 16 26	Ana Torres'; out '^A1	sure T1 '; [ "$(grep -c '^T' "$folder/out")" -eq 1 ] || fail "brat: one span"
code 2 "$lunette" run quotes --format csv --layers person --text "$text"; err 'layers has no place in csv'
printf 'return lun.rules { name = "x", inner = { "nome" }, { "r", [[ a ]], gives = "name" } }' >"$folder/inner.lua"
code 3 "$lunette" run "$folder/inner.lua" --text x; err "inner names the layer 'nome', which no rule of the pack gives"

[ "$failures" -eq 0 ] || { echo "$failures failures"; exit 1; }

#!/bin/sh
# test_eval.sh LUNETTE: `lunette eval`: scores and errors against gold in JSON Lines, columns and brat, counted by hand.
. tests/golden/check.sh

lacks_err() { if grep -q -- "$1" "$folder/err"; then fail "standard error has: $1"; cat "$folder/err"; fi; }
lacks() { if grep -q -- "$1" "$folder/out"; then fail "standard output has: $1"; cat "$folder/out"; fi; }

code 0 "$lunette" help eval; out 'lunette eval GOLD'
code 2 "$lunette" eval; err 'lunette help eval'

# a pack whose spans are known: every word in capitals is a vessel, every Xo a person
cat >"$folder/ships.lua" <<'END'
return lun.rules { name = "ships",
  { "vessel", [[ ship:[upper & len>=3] ]], gives = "vessel" },
  { "person", [[ who:[word~/X.*/ & !upper] ]], gives = "person" } }
END
cat >"$folder/gold.jsonl" <<'END'
{"id":"a","text":"The ORCA met Xo.","entities":[{"start":4,"end":8,"type":"Vessel"},{"start":13,"end":15,"type":"PER"}]}
{"id":"b","text":"Zoë saw ORCA and the KRILL leave Xa Marlow.","entities":[{"start":0,"end":4,"type":"PERSON"},{"start":9,"end":13,"type":"vessel"},{"start":22,"end":27,"type":"PER"},{"start":34,"end":43,"type":"PER"},{"start":34,"end":36,"type":"cargo"}]}
{"id":"c","text":"No gold in the TUNNY here."}
END
code 0 "$lunette" eval "$folder/gold.jsonl" --script "$folder/ships.lua"
out '^ *person  *50  *25  *33.3  *1  *2  *4$'
out '^ *vessel  *66.7  *100  *80  *2  *3  *2$'
out '^ *all  *60  *50  *54.5  *3  *5  *6$'
out '1  missed *person .* Zoë  '
out '1  type *person  vessel  KRILL .* ships.vessel  b: '
out '1  bounds *person  person  Xa Marlow  Xa  *ships.person'
lacks 'spurious'
err "no rule gives the type 'cargo': its 1 spans are not counted"; err '1 document without annotation not counted'
code 0 "$lunette" eval "$folder/gold.jsonl" --script "$folder/ships.lua" --types vessel --errors 0
lacks person; lacks Errors
code 2 "$lunette" eval "$folder/gold.jsonl" --errors many; err 'errors wants a number'
code 2 "$lunette" eval "$folder/gold.jsonl" --script kwic; err 'holds no rules to evaluate'
code 2 "$lunette" run brief --script x; err 'belongs to `lunette eval`'
code 66 "$lunette" eval "$folder/none.jsonl"; err 'none.jsonl'

# most frequent first, as rows for other tools
printf '%s\n' '{"id":"d","text":"ORCA, ORCA and KRILL.","entities":[]}' >"$folder/many.jsonl"
code 0 "$lunette" eval "$folder/gold.jsonl" "$folder/many.jsonl" --script "$folder/ships.lua" --format jsonl
[ "$(grep '"table":"errors"' "$folder/out" | head -n 1 | grep -c '"count":2.*"text":"ORCA"')" -eq 1 ] || { fail "the commonest error is not first"; cat "$folder/out"; }

# the same in code points and as layers; columns; brat
printf '%s\n' '{"id":"e","text":"Zoë saw ORCA.","offsets":"chars","entities":[{"start":8,"end":12,"type":"vessel"}]}' '{"id":"f","text":"Zoë saw ORCA.","layers":{"vessel":[[8,12]]}}' >"$folder/units.jsonl"
code 0 "$lunette" eval "$folder/units.jsonl" --script "$folder/ships.lua"; out '^ *vessel  *100  *100  *100  *2  *2  *2$'
printf 'The O\nORCA B-VESSEL\nmet O\nXo B-PER\n. O\n' >"$folder/a.conll"
code 0 "$lunette" eval "$folder/a.conll" --script "$folder/ships.lua"; out '^ *all  *100 *100 *100  *2  *2  *2$'
# whatever the file is called: told by how it begins, and said; --input-format decides
cp "$folder/a.conll" "$folder/b.txt"
code 0 "$lunette" eval "$folder/b.txt" --script "$folder/ships.lua"; out '^ *all  *100 *100 *100  *2  *2  *2$'; err 'b.txt: read as columns with BIO labels, by how it begins; --input-format text'
code 0 "$lunette" eval "$folder/a.conll" --script "$folder/ships.lua"; lacks_err 'read as'
code 2 "$lunette" eval "$folder/b.txt" --script "$folder/ships.lua" --input-format text; err 'nothing to score'; err 'end each line of columns with a label such as B-PER or O'
cp "$folder/a.conll" "$folder/b.tsv"
code 0 "$lunette" eval "$folder/b.tsv" --script "$folder/ships.lua"; out '^ *all  *100 *100 *100  *2  *2  *2$'
printf '\357\273\277The\tO\r\nORCA\tB-VESSEL\r\nmet\tO\r\n\r\nXo\tB-PER\r\n' >"$folder/gold.iob"
code 0 "$lunette" eval "$folder/gold.iob" --script "$folder/ships.lua"; out '^ *all  *100 *100 *100  *2  *2  *2$'
code 0 "$lunette" eval "$folder/gold.iob" --script "$folder/ships.lua" --input-format conll; out '^ *all  *100 *100 *100  *2  *2  *2$'; lacks_err 'read as'
printf '1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_\n2\tORCA\torca\tPROPN\tNNP\t_\t0\troot\t_\tNER=B-VESSEL\n\n' >"$folder/u.conll"
code 0 "$lunette" eval "$folder/u.conll" --script "$folder/ships.lua"; out '^ *vessel  *100'; err 'u.conll: read as CoNLL-U'
code 2 "$lunette" eval "$folder/b.txt" --gold-format conll; err 'unknown option --gold-format; the kind of files is --input-format: one of text, .*conll'
printf '1\t2014\ta\tb\tc\td\te\tf\tg\tRain fell.\n2\t2014\ta\tb\tc\td\te\tf\tg\tSnow fell.\n' >"$folder/ten.tsv"
code 1 "$lunette" run stats "$folder/ten.tsv"; lacks_err 'read as'; err 'no column holds the text'
printf 'Goal O\nAna B\nThe end\n' >"$folder/plain.txt"
code 2 "$lunette" eval "$folder/plain.txt" --script "$folder/ships.lua"; lacks_err 'read as'
printf 'The ORCA met Xo.' >"$folder/t.txt"
printf 'T1\tVessel 4 8\tORCA\nT2\tPerson 0 3\tThe\n' >"$folder/t.ann"
code 0 "$lunette" eval "$folder/t.txt" --script "$folder/ships.lua"; out '^ *vessel  *100'; out '^ *person  *0  *0  *0  *0  *1  *1$'

# rules do not see the gold, and without --script it is the names
printf '%s\n' '{"id":"g","text":"They met Ana Torres in Lima.","entities":[{"start":0,"end":4,"type":"PER"},{"start":9,"end":19,"type":"PER"},{"start":23,"end":27,"type":"GPE"}]}' >"$folder/names.jsonl"
code 0 "$lunette" eval "$folder/names.jsonl"
out '^ *person  *100  *50'; out '^ *place  *100  *100'; out 'missed *person .* They '
code 0 "$lunette" eval "$folder/names.jsonl" --use=names,-weigh.mentions; out '^ *place  *100  *100'

# a rule of the script's own packs is left out without naming a pack; a mistake is no success
code 0 "$lunette" eval "$folder/names.jsonl" --use=-weigh.mentions; out '^ *place  *100  *100'
code 2 "$lunette" eval "$folder/names.jsonl" --use=-weigh.mention; err "did you mean 'weigh.mentions'"

# offsets of the wrong unit, and spans that cannot be meant, are said
printf '%s\n' '{"id":"h","text":"Zoë’s café saw ORCA there.","entities":[{"start":15,"end":19,"type":"vessel"},{"start":4,"end":999,"type":"PER"},{"start":9,"end":4,"type":"PER"}]}' >"$folder/python.jsonl"
code 0 "$lunette" eval "$folder/python.jsonl" --script "$folder/ships.lua"
err '1 of 3 gold spans begin or end inside a word'; err '"offsets": "chars"'; err 'h: vessel 15 to 19'
err '1 of 3 gold spans end behind the text and are not counted (the first: h: PER 4 to 999)'
err '1 of 3 gold spans end before or where they begin and are not counted (the first: h: PER 9 to 4)'
sed 's/"id"/"offsets":"chars","id"/' "$folder/python.jsonl" >"$folder/chars.jsonl"
code 0 "$lunette" eval "$folder/chars.jsonl" --script "$folder/ships.lua" --types vessel
out '^ *vessel  *100'; lacks_err 'inside a word'

# nothing to score is a mistake with a remedy; `entities` is said to be for eval alone
code 2 "$lunette" eval "$folder/gold.jsonl" --types vesel --script "$folder/ships.lua"; err "no gold span has this type; did you mean 'vessel'"
printf '%s\n' '{"id":"i","text":"The ORCA."}' >"$folder/bare.jsonl"
code 2 "$lunette" eval "$folder/bare.jsonl" --script "$folder/ships.lua"; err 'no document brings annotation'
code 0 "$lunette" find --given vessel '@vessel' "$folder/gold.jsonl"; err '--given vessel: no document brings this layer'; err 'only `lunette eval` reads `entities`'
code 0 "$lunette" help annotation; out '"entities"'

[ "$failures" -eq 0 ] && echo ok
exit "$([ "$failures" -eq 0 ] && echo 0 || echo 1)"

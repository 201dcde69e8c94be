#!/bin/sh
# test_links.sh LUNETTE: ids of names as a user sees them: in reports, in reasons, in explanations, and with numbers of one's own.
. tests/golden/check.sh

# The places of an article: one id each, whatever they are called.
code 0 "$lunette" run entities samples/articles/cyber-pact.txt --format tsv
for place in Santiago:gn:3871336 Washington:gn:4140963 Chile:iso:CL 'United States:iso:US' Valparaíso:gn:3868626 Brazil:iso:BR 'Rio de Janeiro:gn:3451190' Bogotá:gn:3688689 Venezuela:iso:VE; do
  out "	place	${place%%:*}	.*	${place#*:}	"
done
out '	place	Brasília	.*Brasilia.*	gn:3469058	'

# What the document says itself stays.
printf '%s\n' '{"text": "The fair in Valencia was cancelled. Valencia wept.", "layers": {"place": [{"start": 12, "end": 20, "id": "gn:5405288", "cc": "US"}]}}' >"$folder/given.jsonl"
code 0 "$lunette" run entities "$folder/given.jsonl" --format tsv; out '	place	Valencia	.*US	.*2	gn:5405288	'

# Reasons: with --why in brackets, in explain for each candidate; of one line only what stands there.
code 0 "$lunette" run entities --why --text "The court in Tbilisi, Georgia, ruled."; out 'iso:GE GE .*what it holds stands before it .* before iso:US-GA US'
code 0 "$lunette" run people --why --text "LIMA, Peru (Wire) - Judge Ana Torres, a Chadian, met Bo Lind, mayor of Lima."; out "role .Judge Ana Torres.  roles.before"; out "country .TD. (stated with the name)"; out "country .PE. (of the town in the role)"
code 0 "$lunette" explain links --text "The court in Tbilisi, Georgia, ruled."; out '^text:1:23  Georgia  iso:GE GE$'; out '^ *[0-9.]*  iso:US-GA US  prior'
code 0 "$lunette" explain links --text "He had never been to Georgia before."; out 'Georgia  iso:GE GE, or iso:US-GA'
code 0 "$lunette" explain links --text "The Canadian Astronomers Network (CAN) met."; out 'CAN  not .*: its long form names another'
code 0 "$lunette" explain links --text "Kodoma Resources met Zorblax Inc. in Lima."; out 'Zorblax Inc.  no dictionary has it'; out 'Lima  gn:3936456 PE'
code 0 "$lunette" explain links samples/articles/cyber-pact.txt:21; out ':21:34  Bogotá  gn:3688689 CO'; if grep -q ':19:' "$folder/out"; then fail "explain shows another line"; fi
code 2 "$lunette" explain links.link --text "Lima."; err "'links' has no rule 'link'"

# Numbers of one's own stand in a copy of the pack.
code 0 "$lunette" help links; out 'lunette explain links'
code 0 "$lunette" show links; sed 's/ inside = 8,/ inside = 0,/; s/ country = 3.5,/ country = 0,/; s/ sentence = 2,/ sentence = 0,/; s/ paragraph = 1.5,/ paragraph = 0,/' "$folder/out" >"$folder/mine.lua"
cat >"$folder/ids.lua" <<'END'
return lun.report { name = "ids", use = { "mine.lua" }, columns = { "name", "id" },
  each = function(doc, row) for s in doc:spans "place" do row { name = s, id = s.id } end end }
END
code 0 "$lunette" run "$folder/ids.lua" --format tsv --text "Floods hit Hyderabad, Pakistan."; out 'Hyderabad	gn:1269843'
sed 's/ tie = / tye = /' "$folder/mine.lua" >"$folder/wrong.lua"; mv "$folder/wrong.lua" "$folder/mine.lua"
code 3 "$lunette" run "$folder/ids.lua" --text "Lima."; err "weights has no field 'tye'; did you mean 'tie'"


# a copy of the pack in its place; a folder of scripts beside the bundled ones
"$lunette" show links | sed 's/name = "links"/name = "mylinks"/' >"$folder/mine.lua"
code 0 "$lunette" run entities --use "$folder/mine.lua,-links" --text "Ana Torres left Lima."
out "Lima"
code 2 "$lunette" run entities --use=-linkz --text "Ana Torres left Lima."
err "did you mean 'links'"
mkdir -p "$folder/scripts/rules"
cp "$folder/mine.lua" "$folder/scripts/rules/mine.lua"
code 0 "$lunette" run entities --scripts "$folder/scripts" --text "Ana Torres left Lima."
out "Lima"

[ "$failures" -eq 0 ]

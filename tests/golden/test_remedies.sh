#!/bin/sh
# test_remedies.sh LUNETTE: what is said of slips that would otherwise give nothing without a word.
. tests/golden/check.sh
lacks() { if grep -q -- "$1" "$folder/out"; then fail "standard output has: $1"; cat "$folder/out"; fi; }
lacks_err() { if grep -q -- "$1" "$folder/err"; then fail "standard error has: $1"; cat "$folder/err"; fi; }
text='Ana Torres met Bo Lind in Lima.'

# options are suggested of the command that is asked; a value that is missing is shown
code 2 "$lunette" run entities --type person --text "$text"; err 'unknown option --type; rows of a report are chosen by --where COLUMN=VALUE'; lacks_err "'--types'"
code 0 "$lunette" run entities --where type=person --text "$text" --format csv; out 'person,Bo Lind'; lacks 'place,Lima'
code 0 "$lunette" run entities --where type=person --where 'name=Bo Lind' --text "$text" --format csv; out 'person,Bo Lind'; lacks 'Ana Torres'
code 0 "$lunette" run entities --where 'aliases=Torres' --text "$text Ana María Torres left. Torres slept." --format csv; out 'Ana María Torres'; lacks 'Bo Lind'
code 2 "$lunette" run entities --where typ=person --text "$text"; err "has no column 'typ'; did you mean 'type'?: it has aliases"
code 0 "$lunette" run people --where country=PE --text 'They met in Peru. Mayor Ana Torres left.' --format csv; out 'Ana Torres,Mayor,PE?'
code 0 "$lunette" run people --where country=PE? --text 'President Ana Torres of Peru left.' --format csv; lacks 'Ana Torres'
code 2 "$lunette" run brief --where foo=1 --text "$text"; lacks_err ' at, at'
code 0 "$lunette" run entities --where type=prson --text "$text"; err "^lunette: --where type=prson: no row has it; did you mean 'person'?; rows have person, place"
code 0 "$lunette" run entities --where type=person --where country=XX --text "$text"; err '^lunette: --where country=XX: no row has it; the column is empty'; lacks_err 'where type'
code 0 "$lunette" run entities --where type=person --text "Rain fell."; lacks_err 'no row has it'
code 0 "$lunette" help where; out 'run people articles/ --where country=KE'
code 2 "$lunette" run entities --where type --text "$text"; err 'write --where COLUMN=VALUE'
code 2 "$lunette" eval gold.jsonl --type person; err "did you mean '--types'"
code 2 "$lunette" find '@person' --use names --count; err '^lunette: --count needs a value: --count match'
code 2 "$lunette" run entities --format; err 'needs a value: --format csv'

# a pack of candidates alone finds no rows, and says who decides them
code 0 "$lunette" run orgs --text 'The United Nations agreed.'; err 'the pack orgs gives only candidates (@org?), which the pack names decides: lunette run names'
code 0 "$lunette" run roles --text 'Nothing.'; lacks_err 'only candidates'

# a table that emit returns is lost: the rule says so; what doc:fact returns is none
cat >"$folder/lost.lua" <<'END'
return lun.rules { name = "lost",
  { "met", [[ a:[cap]+ met b:[cap]+ ]], fact = "meeting", emit = function(m) return { who = m.a.text } end } }
END
code 1 "$lunette" run "$folder/lost.lua" --text "$text"; err "lost.lua:2: rule 'lost.met': emit returns a table, which nobody reads"; err 'doc:fact'
sed 's/fact = "meeting", //; s/return { who = m.a.text }/return lun_fact(m)/' "$folder/lost.lua" >"$folder/kept.lua"
sed -i 's/emit = function(m) return lun_fact(m) end/emit = function(m, doc) return doc:fact("meeting", { who = m.a }) end/' "$folder/kept.lua"
code 0 "$lunette" run "$folder/kept.lua" --text "$text"; lacks_err 'emit returns'

# what is a text is no function
code 1 "$lunette" run -e 'row { word = doc:text(1) }' --text "$text"; err "'text' is a string and no function: write x.text without brackets; the word of token i is doc:word(i)"
code 2 "$lunette" run entities --date 2015 --text "$text"; err 'write year, month and day as YYYY-MM-DD, such as 2019-03-12'
# a rule of a pack that the report uses is left out by its name alone; where no pack is there one is named
code 0 "$lunette" run entities --use=-weigh.mentions --text "$text"; out 'Ana Torres'
code 3 "$lunette" find '@person' --use=-weigh.mentions --text "$text"; err 'name a pack that brings it too, as in names,-weigh.mentions'

# what a rule of one's own says of a name stays; other names are linked as ever
cat >"$folder/club.lua" <<'END'
return lun.report { name = "r", use = { "entities" }, columns = { "name", "id", "cc" },
  rules = { { "club", [[ "Ajax" ]], gives = "org", attributes = { cc = "NL", id = "my:club" } } },
  each = function(doc, row) for e in doc:entities() do row { name = e.name, id = e.id, cc = e.country } end end }
END
code 0 "$lunette" run "$folder/club.lua" --format csv --text 'Fans of Ajax met in Toronto. The club Ajax won. Google said so.'
out ',Ajax,my:club,NL'; out ',Google,lun:org/google,US'; out ',Toronto,gn:[0-9]*,CA'

# an id of a tie stands with those that are as likely
code 0 "$lunette" run entities --text 'Talks were held in Atlanta and Tbilisi. Georgia was on the agenda. Officials of Georgia met.' --format csv; out ',Georgia,,,,,2,iso:US-GA|iso:GE,'; out ',Atlanta,,,US,,1,gn:4180439,'
code 0 "$lunette" help inputs; out 'to date only the undated'

# a type of facts, a layer or a type of entities that nothing gives is told once a run, with its place; what only finds nothing is silent
cat >"$folder/asks.lua" <<'END'
return lun.report { name = "asks", use = { "events" }, each = function(doc, row)
  for f in doc:facts "evnt" do row { a = f.type } end
  for s in doc:spans "persn" do row { a = s } end
  for e in doc:entities "persons" do row { a = e } end
  for f in doc:facts "casualty" do row { a = f.type } end
  for f in doc:facts "person" do row { a = f.type } end
  for f in doc:facts "occurrence" do row { a = f.type } end
  for s in doc:spans "time" do row { a = s } end
  if #doc > 1000 then doc:fact("rarity", {}) end
  for f in doc:facts "rarity" do row { a = f.type } end
end }
END
printf '{"text":"Rain fell."}\n{"text":"Snow fell."}\n' >"$folder/weather.jsonl"
code 0 "$lunette" run "$folder/asks.lua" "$folder/weather.jsonl"
err "asks.lua:2: facts 'evnt': nothing gives them; did you mean 'event'"; err "asks.lua:3: @persn: nothing gives this layer; did you mean 'person'"
err "asks.lua:4: entities 'persons': there are none of this type; did you mean 'person'"
err "asks.lua:5: facts 'casualty': given by the pack casualties: add it to use = { ..., \"casualties\" }"
err "asks.lua:6: facts 'person': it is a layer: doc:spans \"person\""
[ "$(grep -c "'evnt'" "$folder/err")" -eq 1 ] || fail "told for each document"
lacks_err 'occurrence'; lacks_err '@time'; lacks_err 'rarity'
# who asks by words of the articles is not told of each of them, and a method may be a coroutine
cat >"$folder/words.lua" <<'END'
return lun.report { name = "words", use = { "events" }, columns = { "n" }, each = function(doc, row)
  for i = 1, 500 do for f in doc:facts("word" .. i) do row { n = f.type } end end
  row { n = #lun.collect(coroutine.wrap(doc.spans)(doc, "nix")) }
end }
END
code 0 "$lunette" run "$folder/words.lua" --text 'Rain fell.'; out '^0$'; err "words.lua:2: facts 'word1': nothing gives them"; err 'and more that nothing gives'
[ "$(wc -l <"$folder/err")" -lt 20 ] || fail "told of each word"
code 0 "$lunette" run timeline "$folder/weather.jsonl"; lacks_err 'nothing gives'
code 0 "$lunette" run -e 'for f in doc:facts "casualty" do print(f) end' --use names "$folder/weather.jsonl"; err 'given by the pack casualties: add --use names,casualties'
code 0 "$lunette" run -e 'for e in doc:entities "person" do print(e) end' --text 'Rain fell.'; err "entities 'person': given by the pack entities: add --use entities"

# a list of a name that nothing reads
printf 'Northwind\n' >"$folder/names.txt"
code 0 "$lunette" run events --list acter="$folder/names.txt" --text "$text"; err "^lunette: --list acter=.*names.txt: nothing in this run reads a list of this name; did you mean 'actor'?; #acter in a pattern does"
code 0 "$lunette" run quotes --list firm="$folder/names.txt" --text "$text"; err '#firm in a pattern does'
code 0 "$lunette" run quotes --list actor="$folder/names.txt" --text "$text"; err 'the pack events would: --use events'
code 0 "$lunette" run entities --list place="$folder/names.txt" --text "$text"; err 'bundled packs keep their own dictionary'
code 0 "$lunette" run events --list actor="$folder/names.txt" --text "Rain fell."; lacks_err 'list of this name'
code 0 "$lunette" find '#firm' --list firm="$folder/names.txt" --text "$text"; lacks_err 'list of this name'
code 0 "$lunette" run -e 'for a in doc:entries "firm" do print(a) end' --list firm="$folder/names.txt" --text "$text"; lacks_err 'list of this name'

# times that wait for a date of publication: told once, with an example and what to do; the receipt counts the undated
cat >"$folder/dates.jsonl" <<'END'
{"text":"Ana Torres left Lima on Friday."}
{"text":"Bo Lind visited Lima on Monday.","date":"2019-03-12"}
{"text":"Ana Torres visited Lima last month."}
END
code 0 "$lunette" run timeline "$folder/dates.jsonl" -o "$folder/dates.csv"
err "^lunette: 2 of 3 documents have no date of publication, without which times such as 'Friday' have no day: --date YYYY-MM-DD, or a field of records"
grep -q '"undated": 2' "$folder/dates.csv.receipt.json" || fail "the receipt lacks the undated"
code 0 "$lunette" run brief --text 'Ana Torres left Lima on Friday.'; err 'the document has no date of publication'
code 0 "$lunette" run brief --text 'Ana Torres left Lima on Friday.' --date 2019-03-12; lacks_err 'no date'
code 0 "$lunette" run brief --text 'Ana Torres left Lima in 2015.'; lacks_err 'no date'
code 0 "$lunette" run brief --text 'Ana Torres lives in Lima now.'; lacks_err 'no date'
code 0 "$lunette" run timeline --text 'Ana Torres visited Lima.'; err 'the document has no date of publication, without which rows have only the dates that their texts say in full: --date'
code 0 "$lunette" run timeline --text 'Rain fell.'; lacks_err 'no date'
code 0 "$lunette" run quotes "$folder/dates.jsonl"; lacks_err 'no date'

[ "$failures" -eq 0 ] && echo ok
exit "$([ "$failures" -eq 0 ] && echo 0 || echo 1)"

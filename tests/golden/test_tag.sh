#!/bin/sh
# test_tag.sh LUNETTE: parts of speech as a user asks them, and the trainer that makes the weights: the same bytes each time, and tags
# learnt from a small corpus of our own.
. tests/golden/check.sh
train=$(dirname "$lunette")/lunette-train-tagger

lacks() { if grep -q -- "$1" "$folder/out"; then fail "standard output has: $1"; cat "$folder/out"; fi; }

code 0 "$lunette" help pos; out 'doc:lemma(i)'
code 0 "$lunette" find '[pos=DET] [pos=ADJ]* [pos=NOUN]' --text "They met the new minister in the old port." --format tsv; out '	the new minister	'; out '	the old port	'
code 0 "$lunette" find '[lemma=visit & pos=NOUN]' --text "Her visits ended when she visits." --format tsv; out ':1:5'; lacks ':1:27'

# annotate: only when asked, one value a token, offsets as ever
code 0 "$lunette" run annotate --text "Ana saw the port."; lacks '"upos"'
code 0 "$lunette" run annotate --with pos --text "Ana saw the port."; out '"pos":\["NNP","VBD","DT","NN","\."\]'; out '"upos":\["PROPN","VERB","DET","NOUN","PUNCT"\]'
code 2 "$lunette" run annotate --with tags --text "x"; err "no --with tags.*it knows pos"
code 2 "$lunette" run quotes --with pos --text "x"; err "it knows none"
code 2 "$lunette" find x --with pos --text "x"; err 'belongs to `lunette run`'
code 2 "$lunette" run -e 'row { n = 1 }' --with pos --text "x"; err 'and -e declares nothing'

# explain tells the part of speech of the token that did not fit, for rules that ask one
echo 'return lun.rules { name = "e", { "x", [[ [pos=DET] [pos=ADJ] [tag=NNS] ]], fact = "x" } }' >"$folder/e.lua"
code 0 "$lunette" explain "$folder/e.lua" --text "They met the new minister."; out 'minister.*NOUN NN'

# the trainer
cat >"$folder/make.lua" <<'END'
local tags = { the = "DT DET", a = "DT DET", port = "NN NOUN", mayor = "NN NOUN", plan = "NN NOUN", opened = "VBD VERB", praised = "VBD VERB", will = "MD AUX", open = "VB VERB", ["."] = ". PUNCT" }
local subjects, verbs = { "the mayor", "a mayor", "the port", "the plan" }, { "opened", "praised", "will open", "will plan" }
local file = assert(io.open(arg[1], "w"))
for n = 1, 40 do
  local words, text, tokens, pos, upos = {}, "", {}, {}, {}
  for word in (subjects[n % 4 + 1] .. " " .. verbs[n // 4 % 4 + 1] .. " " .. subjects[n // 16 % 4 + 1] .. " ."):gmatch "%S+" do words[#words + 1] = word end
  for i, word in ipairs(words) do
    if i > 1 and word ~= "." then text = text .. " " end
    local tag = word == "plan" and words[i - 1] == "will" and "VB VERB" or tags[word]
    tokens[#tokens + 1] = ("[%d,%d]"):format(#text, #text + #word)
    pos[#pos + 1], upos[#upos + 1] = '"' .. tag:match "^%S+" .. '"', '"' .. tag:match "%S+$" .. '"'
    text = text .. word
  end
  file:write(('{"id":"%d","genre":"%s","text":"%s","tokens":[%s],"pos":[%s],"upos":[%s]}\n'):format(n, n == 40 and "odd" or "news", text, table.concat(tokens, ","), table.concat(pos, ","), table.concat(upos, ",")))
end
file:close()
END
lua5.4 "$folder/make.lua" "$folder/own.jsonl" || lua "$folder/make.lua" "$folder/own.jsonl"
code 0 "$train" --data scripts/data -o "$folder/one" --without odd --test "$folder/own.jsonl" "$folder/own.jsonl"; err 'upos 100.00 pos 100.00'
code 0 "$train" --data scripts/data -o "$folder/two" --without odd "$folder/own.jsonl"
cmp -s "$folder/one" "$folder/two" || fail "the same corpus gives other weights"
code 2 "$train"; err '^usage:'
code 2 "$train" --data scripts/data -o "$folder/x" --epochs 0 "$folder/own.jsonl"
code 1 "$train" --data "$folder" -o "$folder/x" "$folder/own.jsonl"; err 'lexicon.tsv'
code 1 "$train" --data scripts/data -o "$folder/x" "$folder/none.jsonl"; err 'none.jsonl'
echo '{"text":"Ana left.","tokens":[[0,3]],"pos":[],"upos":["X"]}' >"$folder/bad.jsonl"
code 1 "$train" --data scripts/data -o "$folder/x" "$folder/bad.jsonl"; err 'not a tag in'
echo '{"text":' >"$folder/bad.jsonl"
code 1 "$train" --data scripts/data -o "$folder/x" "$folder/bad.jsonl"; err 'bad.jsonl'
: >"$folder/empty.jsonl"
code 1 "$train" --data scripts/data -o "$folder/x" "$folder/empty.jsonl"; err 'nothing to learn from'
[ ! -e "$folder/x" ] || fail "weights were written though training failed"

[ "$failures" -eq 0 ] || { echo "$failures failures"; exit 1; }

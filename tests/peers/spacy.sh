#!/bin/sh
# spacy.sh LUNETTE [FOLDER]: the importer of spaCy's patterns against spaCy itself, 1,000 patterns on 200 documents, and the format
# spacy loaded by spaCy. spaCy comes from the package registry into a virtual environment in FOLDER, where all files stay.
# Exit codes: 0 the same spans on the same tokens, 1 others, 77 spaCy cannot be had.
set -eu
lunette=$(realpath "${1:-build/release/lunette}")
here=$(dirname "$(realpath "$0")")
folder=${2:-$(mktemp -d)}
mkdir -p "$folder"
if ! "$folder/environment/bin/python" -c 'import spacy' 2>/dev/null; then
  python3 -m venv "$folder/environment" && "$folder/environment/bin/pip" install --quiet "spacy>=3.7,<4" || { echo "spaCy cannot be installed here"; exit 77; }
fi
python="$folder/environment/bin/python"
"$python" "$here/spacy_peer.py" make "$folder" "$here/../../scripts/data"
"$lunette" import spacy "$folder/patterns.jsonl" -o "$folder/names.lua"
cat >"$folder/spans.lua" <<'END'
-- Every span with its label and its offsets in characters.
local layers = { "person", "org", "gpe", "event", "money", "role", "work_of_art" }
return lun.report { name = "spans", use = { "names.lua" }, each = function(doc, row)
  for _, layer in ipairs(layers) do
    for s in doc:spans(layer) do
      row { label = s:get "label", from = utf8.len(doc.text, 1, s.start) - 1, to = utf8.len(doc.text, 1, s.stop) }
    end
  end
end }
END
"$lunette" run "$folder/spans.lua" "$folder/documents.jsonl" -o "$folder/plain.jsonl"
"$lunette" run "$folder/spans.lua" "$folder/tokens.jsonl" -o "$folder/given.jsonl"
"$python" "$here/spacy_peer.py" compare "$folder"
# The format spacy, loaded by spaCy itself: its text, tokens, sentences and spans.
"$lunette" run names "$here/../../samples/articles" --format spacy -o "$folder/loaded.jsonl"
"$python" "$here/spacy_peer.py" load "$folder/loaded.jsonl"

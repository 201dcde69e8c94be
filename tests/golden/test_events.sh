#!/bin/sh
# The report of events as a user sees it: columns that event-data tools load, PETRARCH's dictionaries as a user's own, and a type of
# events of one's own. test_events.sh LUNETTE
set -eu
lunette=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() {
  echo "FAILED: $*" >&2
  exit 1
}
holds() { # FILE TEXT
  grep -qF -- "$2" "$1" || { cat "$1" >&2; fail "no '$2' in $1"; }
}

# a table
"$lunette" run events --date 2021-06-16 --text "Peru signed on Monday a trade agreement with Chile. Police will meet rebels." --csv-raw -o "$folder/e.csv"
head -1 "$folder/e.csv" | grep -q '^document,date,time,time_from,source,source_country,source_sector,target,target_country,target_sector,code,label,root,quad,goldstein,kind,who,whom,what,roles,place,place_id,place_country,lat,lon,status,said,day,mentions,sentence,start,stop,at' || fail "the columns: $(head -1 "$folder/e.csv")"
holds "$folder/e.csv" "2021-06-14,Monday,stated,PER,PER,,CHL,CHL,,057,signs an accord,05,verbal cooperation,8,agreement,Peru,Chile,a trade agreement"
holds "$folder/e.csv" "---COP,,COP,---REB,,REB,040,consults,04,verbal cooperation,1,consultation"

# annotate has what two known sides do
"$lunette" run annotate --text "Peru praised Chile." >"$folder/a.jsonl"
holds "$folder/a.jsonl" '"code":"051"'
holds "$folder/a.jsonl" '"source":"PER"'

# PETRARCH's dictionaries
cat >"$folder/actors.txt" <<'X'
BRAMWELL [BRM]
+BRAMWELLIAN
VELTRA [VLT]
X
cat >"$folder/agents.txt" <<'X'
HARBOUR_WARDEN {} [~HWD]
X
cat >"$folder/verbs.txt" <<'X'
&KINDS
+NAVAL
+TRADE

--- GREET [041] ---
GREET
- * &KINDS_ENVOY [042]
- NOT * [111]

--- SKETCH [---] ---
SKETCH
- * PLAN [099:098]
X
for part in actor:actors agent:agents eventcode:verbs; do
  "$lunette" import petrarch "$folder/${part#*:}.txt" -o "$folder/${part%:*}.tsv" 2>"$folder/notes"
done
holds "$folder/eventcode.tsv" "greeted	042		naval envoy"
holds "$folder/eventcode.tsv" "greets	111	not"
own() {
  "$lunette" run events --list "actor:fold=$folder/actor.tsv" --list "agent:fold=$folder/agent.tsv" --list "eventcode:fold=$folder/eventcode.tsv" --format csv --text "$1" >"$folder/own.csv"
}
own "The Bramwell harbour wardens greeted Veltra."
holds "$folder/own.csv" "BRMHWD,BRM,HWD,VLT,VLT,,041,talks by telephone or message,04"
own "Bramwell greeted the naval envoy of Veltra."
holds "$folder/own.csv" "BRM,BRM,,VLTGOV,VLT,GOV,042,makes a visit,04"
own "Bramwell sketched a plan with Veltra."
holds "$folder/own.csv" "BRM,BRM,,VLT,VLT,,099"
holds "$folder/own.csv" "VLT,VLT,,BRM,BRM,,098"
own "Bramwell sketched a house with Veltra."
if grep -q "BRM" "$folder/own.csv"; then fail "a verb that tells nothing makes an event"; fi

# a code of a list of one's own is cut into its country and its part
printf 'name,code\nMarina Lazar,HRVOPP\nPetra Veltra,XXQBUS\n' >"$folder/codes.csv"
"$lunette" run events --list "actor=$folder/codes.csv" --format csv --text "Marina Lazar praised Petra Veltra." >"$folder/own.csv"
holds "$folder/own.csv" "HRVOPP,HRV,OPP,XXQBUS,XXQBUS,,051"

# a type of one's own
cat >"$folder/mergers.lua" <<'X'
return lun.rules { name = "mergers", use = { "names", "quantities" },
  { "merger", [[ who:@org verb:<merge> with to:@org (for price:@quantity)? ]], fact = "event",
    yes = { { "Bramwell Foods merged with Veltra Inc.", to = "Veltra Inc." } }, no = { "The lanes merged." } } }
X
"$lunette" test "$folder/mergers.lua" >/dev/null || fail "the rule's own lines"
"$lunette" run events --use "$folder/mergers.lua" --format csv --text "Bramwell Foods merged with Veltra Inc. on Monday." >"$folder/m.csv"
holds "$folder/m.csv" "merger,Bramwell Foods,Veltra Inc."
"$lunette" run events --use "$folder/mergers.lua" --format jsonl --text "Bramwell Foods merged with Veltra Inc. for \$3 million." >"$folder/m.jsonl"
holds "$folder/m.jsonl" '"roles":{"price":"$3 million"}'
echo "ok"

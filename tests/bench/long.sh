#!/bin/sh
# long.sh LUNETTE: texts that no writer wrote cost time in proportion to their length: a text four times as long may
# take at most eight times as long.
set -u
lunette=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0

repeat() { awk -v text="$1" -v times="$2" 'BEGIN { for (i = 0; i < times; i++) printf "%s", text }' >"$3"; }
acronyms() { # long forms, all of them different, each with its short form
  awk -v times="$2" 'BEGIN {
    vowels = "aeiou"
    for (i = 0; i < times; i++) {
      words = letters = ""
      for (k = 0; k < 3; k++) {
        first = sprintf("%c", 66 + int(i / (1 + k * 19)) % 24)
        words = words first substr(vowels, 1 + (i + k) % 5, 1) "r" substr(vowels, 1 + int(i / 5) % 5, 1) "n "
        letters = letters first
      }
      printf "The %sAgency (%sA) was praised in Lima.\n", words, letters
    }
  }' >"$3"
}
spent() { # user time of a run in hundredths of a second
  sh -c '"$0" run brief "$1" >/dev/null 2>&1; times' "$lunette" "$1" | awk 'NR == 2 { split($1, t, "[ms]"); printf "%d", (t[1] * 60 + t[2]) * 100 + 1 }'
}
try() { # TEXT TIMES, or acronyms TIMES
  case $1 in
  acronyms) write=acronyms ;;
  *) write="repeat" ;;
  esac
  $write "$1" "$2" "$folder/short.txt"
  $write "$1" $((4 * $2)) "$folder/long.txt"
  short=$(spent "$folder/short.txt")
  long=$(spent "$folder/long.txt")
  echo "'$1' x $2: $short, x $((4 * $2)): $long hundredths of a second"
  if [ "$long" -gt $((8 * short + 20)) ]; then
    failures=$((failures + 1))
    echo "  more than eight times as long for four times the text"
  fi
}

try 'John Smith ' 1500
try 'The minister said ' 800
try 'Said Ana Torres, the president of Peru, ' 800
try '"' 20000
try '“Hello. ' 1500
try 'A' 500000
try 'in Rio de Janerio ' 1000
try acronyms 6000
[ "$failures" -eq 0 ] && echo ok
exit "$((failures > 0))"

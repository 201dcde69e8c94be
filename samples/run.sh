#!/bin/sh
# Installs what is missing, builds lunette and runs its main job, the brief, on a sample article.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
. .ci/install.sh
# shellcheck disable=SC2086
lunette_install $LUNETTE_BUILD_PACKAGES

log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { cmake --preset release -DBUILD_TESTING=OFF && cmake --build --preset release; } >"$log" 2>&1; then
  cat "$log" >&2
  echo "lunette: the build failed; the messages are above" >&2
  exit 1
fi

lunette=build/release/lunette
article=samples/articles/cyber-pact.txt
echo "\$ $lunette run brief $article"
echo
"$lunette" run brief "$article" --date 2018-08-17
cat <<END

What to try next:
  $lunette run quotes samples/articles/            who said what, in all samples
  $lunette run entities YOUR-ARTICLE.txt           people, places, organisations
  $lunette run kwic minister samples/articles/     a word in its contexts
  $lunette run samples/scripts/signings.lua samples/articles/   a rule of your own
  $lunette run quotes samples/articles/ -o quotes.csv           the same as a table
  echo 'return #doc' | $lunette repl $article      Lua at hand
  $lunette list                                    what comes with it
END

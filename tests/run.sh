#!/bin/sh
# Installs what is missing, builds, runs all tests. LUNETTE_PRESETS chooses the builds (default: asan, then release);
# the last one's closing line ends the output.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
. .ci/install.sh
# shellcheck disable=SC2086
lunette_install $LUNETTE_BUILD_PACKAGES $LUNETTE_TEST_PACKAGES

presets=${LUNETTE_PRESETS:-asan release}
case " $presets " in *" clang "*) lunette_install clang ;; esac
for preset in $presets; do
  echo "== $preset"
  cmake --preset "$preset" -DLUNETTE_WERROR=ON -DBUILD_TESTING=ON >"build-$preset.log" 2>&1 || { cat "build-$preset.log"; rm -f "build-$preset.log"; exit 1; }
  cmake --build --preset "$preset" >"build-$preset.log" 2>&1 || { cat "build-$preset.log"; rm -f "build-$preset.log"; exit 1; }
  rm -f "build-$preset.log"
  ctest --preset "$preset" --parallel "$(nproc)"
done

# Sourced by samples/run.sh and tests/run.sh. lunette_install PACKAGE...: installs what is missing of the Debian packages,
# as root or through sudo, and says clearly what is lacking where it cannot. The one list of what the project needs:
LUNETTE_BUILD_PACKAGES="gcc libc6-dev cmake ninja-build pkg-config lua5.4 liblua5.4-dev lua-lpeg-dev libutf8proc-dev libjansson-dev libpcre2-dev libarchive-dev zlib1g-dev libzstd-dev liblzma-dev libbz2-dev libgumbo-dev libxlsxwriter-dev libsqlite3-dev libstemmer-dev libedit-dev"
LUNETTE_TEST_PACKAGES="libcmocka-dev valgrind python3 chromium chromium-driver"
# Where charsets such as koi8-r stand in a package of their own, pages that declare them need it.
apt-cache show libc-gconv-modules-extra >/dev/null 2>&1 && LUNETTE_TEST_PACKAGES="$LUNETTE_TEST_PACKAGES libc-gconv-modules-extra"

lunette_install() {
  command -v dpkg-query >/dev/null 2>&1 || {
    echo "lunette: this is no Debian system; needed are (by their Debian names): $*" >&2
    return 0
  }
  missing=""
  for package in "$@"; do
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  as_root=""
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1; then as_root="sudo"; else
      echo "lunette: missing packages:$missing" >&2
      echo "lunette: not root and no sudo here; run as root: apt-get install$missing" >&2
      return 1
    fi
  fi
  echo "lunette: installing$missing" >&2
  # shellcheck disable=SC2086
  if ! { $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q >/dev/null &&
         $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >/dev/null; }; then
    echo "lunette: could not install$missing" >&2
    return 1
  fi
}

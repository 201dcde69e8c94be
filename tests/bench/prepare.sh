# Read by the benchmarks over the news that measure with python3: `news` and `root` as news.sh gives them, and `folder`, an empty
# folder that goes when the benchmark ends; where python3 is missing the benchmark is skipped, loudly.
. "$(dirname "$0")/news.sh"
if ! command -v python3 >/dev/null; then
  echo "SKIPPED: python3 is needed; nothing was measured" >&2
  exit 77
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM

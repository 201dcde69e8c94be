# Read by the benchmarks over the news: `news` becomes the file given, or the one that lies beside the project, as a whole
# path; where there is none the benchmark is skipped, loudly.
root=$(cd "$(dirname "$0")/../.." && pwd)
news=${news:-$root/../shared/corpora/bench/news.jsonl}
if [ ! -r "$news" ]; then
  echo "SKIPPED: no $news (JSON Lines with a \"text\" each); nothing was measured" >&2
  exit 77
fi
news=$(realpath "$news")

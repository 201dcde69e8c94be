#!/bin/sh
# test_container.sh LUNETTE: files that other programs made, through core.container: every compression and kind of archive
# gives the same documents, and what cannot be read is named. Needs python3; zstd is tried where it is installed.
set -u
tester=$(cd "$(dirname "$1")" && pwd)/tests/lunette_lua_test
here=$(pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0
fail() { failures=$((failures + 1)); echo "FAILED: $*"; }
list() { "$tester" tests/golden/container.lua "$@"; }
# is WANTED PATH: all that the container gives
is() { got=$(list "$2" 2>&1); [ "$got" = "$1" ] || { fail "$2 gives:"; echo "$got"; echo "and not:"; echo "$1"; }; }

command -v python3 >/dev/null 2>&1 || { echo "python3 is missing: nothing is tested here"; exit 1; }
"$tester" tests/golden/container.lua >/dev/null || fail "misuse of the binding"

python3 - "$folder" <<'END' || fail "python3 could not make the files"
import bz2, gzip, io, lzma, os, sys, tarfile, zipfile
os.chdir(sys.argv[1])
def put(name, data):
    with open(name, "wb") as f: f.write(data)
lines = b"".join(b'{"id":%d,"text":"line %d"}\n' % (i, i * i) for i in range(30000))
put("a.jsonl", lines)
put("a.jsonl.gz", gzip.compress(lines[:100000]) + gzip.compress(lines[100000:]))
put("a.jsonl.bz2", bz2.compress(lines[:5000]) + bz2.compress(lines[5000:]))
put("a.jsonl.xz", lzma.compress(lines[:5000]) + lzma.compress(lines[5000:]))
put("cut.jsonl.gz", gzip.compress(lines)[:-3])
put("cut.jsonl.bz2", bz2.compress(lines)[:-3])
put("cut.jsonl.xz", lzma.compress(lines)[:-3])
members = [("one.txt", b"One.\n"), ("n\u00e9wer/tw\u00f6.txt", b"Two, " * 50000), ("three.txt.gz", gzip.compress(b"Three.\n"))]
def tar(mode, format):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode, format=format) as t:
        for name, data in members:
            info = tarfile.TarInfo(name); info.size = len(data); t.addfile(info, io.BytesIO(data))
        info = tarfile.TarInfo("link"); info.type = tarfile.SYMTYPE; info.linkname = "/etc/passwd"; t.addfile(info)
    return out.getvalue()
put("gnu.tar", tar("w", tarfile.GNU_FORMAT)); put("pax.tar.gz", tar("w:gz", tarfile.PAX_FORMAT))
put("u.tar.bz2", tar("w:bz2", tarfile.USTAR_FORMAT)); put("u.txz", tar("w:xz", tarfile.USTAR_FORMAT))
for name, how in ("stored.zip", zipfile.ZIP_STORED), ("deflated.zip", zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(name, "w", how) as z:
        z.writestr("folder/", b"")
        for member, data in members: z.writestr(member, data)
z = open("stored.zip", "rb").read()
put("damaged.zip", z.replace(b"One.\n", b"0ne.\n"))
def encrypted(z):  # the flag is enough: nothing is decrypted
    z = bytearray(z); z[z.index(b"one.txt") - 24] |= 1; z[z.rindex(b"one.txt") - 38] |= 1; return bytes(z)
put("locked.zip", encrypted(z)); put("packed.zip.gz", gzip.compress(z)); put("cut.zip", z[:len(z) // 2])
with zipfile.ZipFile("bomb.zip", "w", zipfile.ZIP_DEFLATED) as z: z.writestr("zeros.jsonl", bytes(150000000)); z.writestr("after.txt", b"x")
with zipfile.ZipFile("none.zip", "w"): pass
def record(kind, block, more=b""):
    return b"WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:x:1>\r\n%sContent-Length: %d\r\n\r\n%s\r\n\r\n" % (kind, more, len(block), block)
http = b"Content-Type: application/http; msgtype=response\r\nWARC-Target-URI: http://news.example/%d/\r\n"
records = [record(b"warcinfo", b"x: y\r\n")]
for i in range(200):
    body = b"<p>Story %d</p>" % i * 300
    records.append(record(b"request", b"GET / HTTP/1.1\r\n\r\n", http % i))
    records.append(record(b"response", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n" +
        b"".join(b"%x\r\n%s\r\n" % (len(c), c) for c in [gzip.compress(body)[:50], gzip.compress(body)[50:]]) + b"0\r\n\r\n", http % i))
put("w.warc", b"".join(records)); put("w.warc.gz", b"".join(gzip.compress(r) for r in records))
put("cut.warc.gz", b"".join(gzip.compress(r) for r in records)[:-100])
with tarfile.open("w.tar", "w") as t: t.add("w.warc.gz")
END

lines=$(list "$folder/a.jsonl")
case $lines in "a.jsonl: 30000, "*) ;; *) fail "a.jsonl: $lines" ;; esac
for kind in gz bz2 xz; do is "$lines" "$folder/a.jsonl.$kind"; done
got=$(list - <"$folder/a.jsonl.gz"); case $got in "-: "*) ;; *) fail "standard input: $got" ;; esac
got=$(list - <"$folder/gnu.tar" | wc -l); [ "$got" -eq 4 ] || fail "a tar on standard input: $got"
got=$(cat "$folder/deflated.zip" | list - | wc -l); [ "$got" -eq 3 ] || fail "a zip through a pipe: $got"
if command -v zstd >/dev/null 2>&1; then
  zstd -q "$folder/a.jsonl" && is "$lines" "$folder/a.jsonl.zst"
  zstd -q "$folder/gnu.tar" && [ "$(list "$folder/gnu.tar.zst" | wc -l)" -eq 4 ] || fail "a tar in zstd"
else echo "zstd is not installed: not tried"; fi
is "cut${lines#a}[: its gzip data is cut short: the rest is missing]" "$folder/cut.jsonl.gz"
is "cut${lines#a}[: its bzip2 data is cut short: the rest is missing]" "$folder/cut.jsonl.bz2"
is "cut${lines#a}[: its xz data is cut short: the rest is missing]" "$folder/cut.jsonl.xz"

members=$(list "$folder/stored.zip")
[ "$(echo "$members" | cut -d, -f1 | tr '\n' ';')" = "one.txt: 5;twö.txt: 250000;three.txt: 7;" ] || fail "stored.zip: $members"
is "$members" "$folder/deflated.zip"
for archive in gnu.tar pax.tar.gz u.tar.bz2 u.txz; do is "$members
[skipped: !link: is a symbolic link: skipped]" "$folder/$archive"; done
rest=$(echo "$members" | tail -2)
is "one.txt: [!one.txt: cannot be unpacked: ZIP bad CRC: 0x$(printf '%s' "$(python3 -c 'import zlib; print("%x should be 0x%x" % (zlib.crc32(b"0ne.\n"), zlib.crc32(b"One.\n")))')")]
$rest" "$folder/damaged.zip"
is "[failed: !one.txt: is encrypted: unpack it first with its password]
$rest" "$folder/locked.zip"
is "[$folder/packed.zip.gz: holds a zip archive, which is packed too deeply: unpack it first]" "$folder/packed.zip.gz"
is "" "$folder/none.zip"
list "$folder/cut.zip" | grep -q '^one.txt: 5' || fail "cut.zip loses its first member"
list "$folder/cut.zip" | grep -q 'cannot be unpacked: Truncated ZIP' || fail "cut.zip does not say that it is cut"
is "zeros.jsonl: 0, 0[: unpacks to more than 1000 times its size, as only bombs do: if it is none, unpack it first and give what comes out]" "$folder/bomb.zip"

records=$(list "$folder/w.warc")
case $records in "w.warc: 200, "*) ;; *) fail "w.warc: $records" ;; esac
[ "$(echo "$records" | grep -o '): request]\|: warcinfo]' | wc -l)" -eq 201 ] || fail "w.warc does not name its 201 skipped records"
documents() { list "$1" | sed 's/\[.*//'; }
for file in w.warc.gz w.tar; do [ "$(documents "$folder/$file")" = "${records%%\[*}" ] || fail "$file: $(documents "$folder/$file")"; done
list "$folder/cut.warc.gz" | grep -q 'its gzip data is cut short' || fail "cut.warc.gz does not say that it is cut"
list "$folder/cut.warc.gz" | grep -q '^cut.warc: 199, ' || fail "cut.warc.gz loses whole records"

# Plain files load none of the libraries, compressed ones only their own.
loaded() { LD_DEBUG=files "$tester" tests/golden/container.lua "$1" 2>&1 | grep -oE 'file=lib(z|zstd|lzma|bz2|archive)\.so[^ ]* \[0\];  dyn' | sort -u | wc -l; }
if [ "$(LD_DEBUG=files "$tester" tests/golden/container.lua 2>&1 | grep -c 'file=')" -gt 0 ]; then
  [ "$(loaded "$folder/a.jsonl")" -eq 0 ] || fail "a plain file loads libraries"
  [ "$(loaded "$folder/a.jsonl.gz")" -eq 1 ] || fail "a gzip file loads other libraries than zlib"
else echo "this loader does not tell what it loads: not tried"; fi

# A line of 200 MB among others, in half of which it would have to go.
long=$( (ulimit -v 300000; { echo first; head -c 200000000 /dev/zero | tr '\0' a; echo; echo last; } | gzip -1 >"$folder/long.jsonl.gz"; list "$folder/long.jsonl.gz") 2>&1)
case $long in *"jsonl: 2, "*"line 2 is longer than 67108864 bytes]") ;; *) case ${ASAN_OPTIONS-}$long in *Sanitizer*) ;; *) fail "a long line: $long" ;; esac ;; esac

hostile=${LUNETTE_HOSTILE:-$here/../shared/hostile}/inputs
if [ -d "$hostile" ]; then
  list "$hostile/z04_concatenated.jsonl.gz" | grep -q '^z04_concatenated.jsonl: 2, [0-9]*$' || fail z04
  is "[failed: : is empty, and so no compressed file]" "$hostile/z08_empty.gz"
  list "$hostile/z02_bad_crc.jsonl.gz" | grep -q '^z02_bad_crc.jsonl: 1000, .*\[: its gzip data cannot be unpacked: incorrect data check\]$' || fail z02
  list "$hostile/z06_not_gzip.jsonl.gz" | grep -q 'read as it stands' || fail z06
  list "$hostile/z10_bomb_500M.txt.zst" | grep -q 'more than 1000 times its size' || fail z10
  list "$hostile/z12_zst_window_2G.zst" | grep -q 'window is larger than 128 MiB' || fail z12
else echo "no hostile inputs here (LUNETTE_HOSTILE names their folder): not tried"; fi

[ "$failures" -eq 0 ] || { echo "$failures failures"; exit 1; }
echo ok

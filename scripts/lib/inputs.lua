-- The page `lunette help inputs`: what can be read, how fields are found, what is refused, how a run is summed up.
return [==[
Inputs: what `lunette run`, find, explain, profile and repl read

INPUT is any number of files, folders, globs in quotes ('articles/**/*.html'), and - for standard input; or --text TEXT.

  .txt .md .html                one article a file (.htm .markdown too)
  .jsonl .ndjson                one article a line: {"id", "text", "date", "headline"}
  .json                         a list of records, one record, an object that holds a list of them, or one after the other;
                                read whole, up to 256 MiB
  .csv .tsv                     one article a row, under a head; separated by , ; tab or |
  .conllu .conll                annotated texts; an .ann beside a .txt, fields of records such as "layers" (lunette help annotation)
  .gz .zst .xz .bz2             any of the others, compressed
  .tar .zip .tgz ...            read as a folder: archive.zip!dir/a.txt is a member's name
  .warc                         web archives (also .warc.gz): one article a page, its id the record's, url kept; its date the page's own,
                                else the day of the capture

A folder is read with all folders in it, in the order of names. Hidden files are passed over without a word. Links
(--follow follows them), pipes and files of other kinds are passed over too; the end of the run tells how many. A file of another
ending that is named itself, and standard input, is told by how it begins, and read as CSV where fields are asked for and nothing
else fits; --input-format says it (text markdown html jsonl json csv tsv conll conllu). Columns with BIO labels and CoNLL-U are
told by how they begin, whatever the file is called, which is said.

  --include GLOB, --exclude GLOB   in folders and archives: read only what fits, leave out what fits; may be given several times.
                                   * and ? stay within a name, ** goes through folders; also [abc] and {a,b}
  --follow                         follow links in folders
  --text-field NAME, --id-field NAME, --date-field NAME, --headline-field NAME
                                   the fields of records; a.b is the field b of a's object. Otherwise common names are looked for
                                   (text body content article full_text ..., id url ..., date published ..., headline title),
                                   and what was guessed is said once
  --keep NAMES|all                 fields of records (and url, site, byline ... of pages) that go into every row: --keep url,outlet.
                                   A field that is called as a column of the report becomes input_NAME
  --date DATE                      the day of publication of all articles, also of those that have one of their own, which it replaces:
                                   to date only the undated, run these by themselves. Where times such as "Friday" want one, the
                                   end of the run tells how many articles have none, and so does the receipt. Records' dates are read
                                   in usual forms (ISO, RFC 2822, March 5, 2019, Unix seconds); 05.03.2019 could be two days and is
                                   read only with
  --date-order dmy|mdy             which of two numbers is the day: dmy for 31/12/2019, mdy for 12/31/2019
  --lang LANGS|any                 languages that are read (en): others are skipped and counted, from 20 words on. An article that
                                   is named by itself is read all the same, with a warning
  --failures FILE                  every failure and everything skipped as JSON Lines: file, line, reason, message
  --progress auto|json|none        how far the run is, on standard error: a line on a terminal, an object a second for machines

A page of which no part looks like an article is read as a whole, without navigation, consent and comments, and that is said.

Places. file:line:column; in records file:RECORD:line:column, where RECORD is the line of the file on which the record begins (in .json,
where many may stand on a line, its number), and line and column are those in its text. A headline of its own that the text does not
begin with, in a line of its own, is set before the text: it is line 0, and offsets are counted from the text as it was given. Bytes
are those of the file with its byte order mark; --offsets chars and utf16 count the text, which has none.

Failures. A document that cannot be read costs no other one: it is named at the end with file, line and remedy, by reason, the first
five of each; the exit code is 1. Documents over 64 MiB fail, as do PDF, Office and other binary files (with what to do).
UTF-8, UTF-16 and Windows-1252 are told apart by themselves. What is no UTF-8 and declares another charset (<meta charset>, or a web
archive's answer of HTTP, which goes first) is read as that: koi8-r, windows-1251, shift_jis, gb2312, euc-kr and the others of the web.
Bytes that are none of these become U+FFFD, as do lone halves of characters (\ud800) in JSON; each of it with a warning. Offsets in bytes are those of the file as it was given, in any
charset; only in UTF-16 they count the same text in UTF-8. An empty file is an article without words; an empty
archive fails.

  lunette run quotes articles/ --keep url -o quotes.csv
  lunette run entities news.csv --text-field story --id-field nr
  lunette find '<sign> a what:_' 'archive/**/*.jsonl.gz' --failures failed.jsonl

An example that runs as it stands:
  $ echo '{"id":"a","body":"Ana Torres left Lima.","outlet":"Post"}' | lunette find '[cap]{2}' --keep outlet --format csv -

The bundled rules are for English.
]==]

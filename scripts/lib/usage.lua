-- What `lunette` prints when it is given nothing: every command in a line, and the options that most of them take. The manual page and the
-- completions of shells are made of it.
return [[
lunette: read news articles by rules

Reading articles
  lunette run NAME|FILE.lua [INPUT...]   run a report or a rule pack (brief, quotes, mine.lua ...)
  lunette find 'PATTERN' [INPUT...]      every match of one pattern in its context; sorted, sampled, counted, with collocates
  lunette run -e 'LUA' [INPUT...]        a line of Lua for each article, with `doc` and `row`
  lunette repl [INPUT...]                Lua at a prompt, with the article as `doc`; tries rules while you write them

Writing rules
  lunette test [FILE...]                 run the yes and no lines of rules, or a transcript of the prompt
  lunette explain RULE INPUT[:LINE]      why a rule did not match there, and what would change it
  lunette lint [FILE.lua...]             what in rules can never match or never matters
  lunette profile NAME|FILE [INPUT...]   time and matches of each rule
  lunette judge RULE INPUT...            matches one by one: right or wrong? for precision, recall and examples
  lunette diff RULES_A RULES_B INPUT...  what another version of rules gains and loses
  lunette new KIND NAME                  a file to begin with: a rule, a type of events, a report, a project
  lunette show NAME                      the source of a report, a pack or one rule
  lunette import KIND FILE               patterns and dictionaries of spaCy, PETRARCH, CQL in lunette's form

Asking what was found
  lunette eval GOLD...                   precision, recall and F1 against spans of your own, and the errors
  lunette sql DB ['SELECT ...']          a question to a database of -o NAME.db; what is in it

What there is
  lunette dict list FILE                 what a file gives as a list of names; lookup, add, remove, build
  lunette list                           what comes with lunette: reports, rule packs, dictionaries
  lunette help [NAME]                    about a command, a report, a pack or a function
  lunette --version

INPUT: .txt .md .html .jsonl .json .csv .tsv .conllu .warc files, also packed or in archives, folders, 'globs/**/*.html', or -
for standard input (lunette help inputs).

  --text TEXT       take TEXT as the article
  --date DATE       date of publication, YYYY-MM-DD
  --keep NAMES|all  fields of the input that go into the rows too (lunette help inputs)
  --format FORMAT   text, md, html, json, jsonl, csv, tsv, xlsx, db; brat, conllu, spacy
  -o FILE           write to FILE; its ending chooses the format (lunette help output)
  --lang LANGS|any  languages that are read; others are counted and skipped (en)
  --use PACK,...    packs that run before: their layers and facts are there
  --with pos        with run annotate: parts of speech too (lunette help pos)
  --why             with run: why each row is there, down to dictionary lines and words
  --list NAME=FILE  names of your own, one a line or a CSV: #NAME in patterns (lunette help lists)
  --scripts DIR     a folder of scripts that goes before the bundled ones
  --allow read=DIR,write=DIR, --trust   what scripts may do besides (lunette help sandbox)

Start with: lunette run brief ARTICLE.txt
]]

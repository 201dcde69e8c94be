-- The tutorial: from one article to a rule, its tests and a table, in commands that run as they stand, in an empty folder.
return [==[
From an article to a rule of your own, in ten minutes. Each line behind $ runs as it stands, in an empty folder.

1  What is in an article

  $ lunette run brief --text "On Monday Ana Torres visited Lima. Carlos Vega inspected a mine in Chile."
  words
  13

  Who
    Ana Torres   1  text:1:11
    Carlos Vega  1  text:1:36

  Where
    Lima   PE  1  text:1:30
    Chile  CL  1  text:1:68

  When
    Monday  text:1:4

With files instead of --text it is `lunette run brief article.txt`, a folder, an archive, records of JSON Lines or CSV
(`lunette help inputs`). `lunette list` shows the other reports: quotes, people, entities, events, timeline ...

2  A pattern

A word stands for itself, <visit> for any form of a verb, #title for an entry of a dictionary, @person for a whole mention that
the pack `names` found.

  $ lunette find "<visit>" --text "On Monday Ana Torres visited Lima."
              (before)  match    (after)  at
  On Monday Ana Torres  visited  Lima.    text:1:22

  $ lunette find --use names "who:@person ...{0,3} <visit> where:@place" --text "On Monday Ana Torres visited Lima."
   (before)  match                    (after)  who         where  at
  On Monday  Ana Torres visited Lima  .        Ana Torres  Lima   text:1:11

`who:` and `where:` name what they take; `...{0,3}` leaves up to three words between. The language on one page: `lunette help
patterns`.

3  A rule with its tests

  $ lunette new rule visits
  $ lunette test visits.lua
  2 of 2 examples hold

The file holds one rule, with a line that it must match and one that it must not. Read it, and run it:

  $ lunette run visits.lua --text "On Monday Ana Torres visited Lima. Carlos Vega inspected a mine in Chile."
  fact    who         where  at
  visits  Ana Torres  Lima   text:1:11

4  Why not?

The second sentence is not there. What would let it match was tried before it is said:

  $ lunette explain visits.lua:visit --text "Carlos Vega inspected a mine in Chile."

Write <visit|tour|inspect> and ...{0,3} before the place in visits.lua, add a `yes` line, and test again. `lunette lint visits.lua`
warns of what can never match; `lunette run visits.lua --why ...` shows what each row stands on.

5  Over many articles

  lunette run visits.lua articles/ -o visits.csv            a table; .xlsx, .jsonl, .html, .db by the ending
  lunette sql visits.db "SELECT who, count(*) FROM fact_visits GROUP BY who"
  lunette judge visits.lua:visit articles/ --coder ana      say of each match whether it is right; `lunette eval` counts
  lunette diff old.lua visits.lua articles/                 what a changed rule gains and loses
  lunette repl articles/                                    Lua at a prompt, with the articles as `docs`

Next: `lunette help lun.rules` (all that a rule can say), `lunette help lun.report` (reports of your own), `lunette help lists`
(lists of your own), `lunette show speech.csv` (how a bundled rule is written).
]==]

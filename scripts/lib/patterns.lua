-- The rule language in one page, printed by `lunette help patterns`.
return [==[
A pattern says what a run of tokens looks like; it is read from left to right and stays within one sentence.

one token, or one span
  word                 a token in any case; bare words are written in lower case
  "Text"               exactly this text, perhaps several tokens
  /regex/              one token whose whole text matches an ordinary regular expression
  <sign|ink>           any inflected form: sign signs signed signing ink inks ...
  [test]               one token under a test; _ is any token
  #place #place[prior=8,9]     one entry of a dictionary (lunette list), by its columns
  @person @quote[depth=0]      one whole span of a layer, by its attributes
  Name                 a macro: define = { Name = [[ pattern ]] } in the pack
  ...  ...{m,n}  ...{m,n -X}   a gap of 0 to 6 (m to n) tokens that stops at its neighbours; -X leaves X out

tests, joined by & | ! and brackets
  cap upper lower mixed num punct open close word first   len>=2 value>=1 word=a,b word~/regex/ lemma=go,see
  #dictionary @layer   inside an entry, inside a span;  any name given to lun.test

putting together
  X Y   X | Y   ( )   X? X* X+ X{m} X{m,n}, lazy with ? after it   name:X captures   span:X is what the rule gives
  &[test] ![test] look at the next token   ^ $ start and end of the sentence

a pack, in the file that `lunette run FILE.lua` reads
  return lun.rules {
    name = "visits", use = { "names" }, define = { Go = [[ <visit|tour> ]] },
    { "visit", [[ who:@person ...{0,3} Go where:@place ]],
      fact = "visit",                      -- captures become the fact's roles, one row a fact
      yes = { { "Ana Torres will visit Lima.", who = "Ana Torres", where = "Lima" } },
      no = { "Ana Torres paid a visit." } },
  }
fields of a rule: fact, gives (a layer), attributes, emit = function(m, doc), where = function(m), key, priority, keep = "all",
  across = "paragraph", within, outside (a layer), part = "headline|lead|body", reads, yes, no
`lunette test FILE.lua` runs the yes and no lines.

The longest match that starts first wins; of several spans in one layer the longest, then by priority, then the first rule.
]==]

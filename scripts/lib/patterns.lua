-- The rule language in one page, printed by `lunette help patterns`. The rows of its table of tests are run by the tests.
return [==[
A pattern says what a run of tokens looks like; it is read from left to right and stays within one sentence.

one token, or one span
  word                 a token in any case; bare words are written in lower case
  "Text"               exactly this text, perhaps several tokens
  /regex/              one token whose whole text matches an ordinary regular expression
  <sign|ink>           any inflected form: sign signs signed signing ink inks ...; <be> finds 's 'm 're too, <have> 've, <will> 'll
  [test]               one token under a test; _ is any token
  #place #place[prior=8,9]     one entry of a dictionary (lunette list), by its columns
  @person @quote[depth=0]      one whole span of a layer, by its attributes
  Name                 a macro: define = { Name = [[ pattern ]] } in the pack
  ...  ...{m,n}  ...{m,n -X}   a gap of 0 to 6 (m to n) tokens that stops at its neighbours; -X leaves X out

A gap holds no token that begins what stands nearest on either side and must match, so that the nearest counts; ...! lifts this:
    who:@person ...{0,3} <sign>     in "Ana met Bo who signed" who is Bo: the gap of Ana stops at Bo
    (the? <worker>) ...{0,4} <sit>  goes over "the" in "workers by the port sat", for "the" need not be there; it stops at the next <worker>
    <see> ...{0,4} who:(the? <worker>)   stops at "the" behind it, which is left to who
    who:@person ...{0,4 -[word=not,never]} <back>   no match in "Ana did not back it": a gap stops at what it leaves out
    lunette explain says where a gap stopped and at which neighbour

tests of one token, joined by & | ! and brackets: [cap & !upper]
  test                  | holds for                                     | as in                 | but not in
  cap                   | a word whose first letter is a capital        | Ana NATO 3M           | ana iPhone 12
  upper                 | all letters are capitals, one is enough       | NATO U.S. A           | Nato SouthCom 12
  lower                 | all letters are small ones                    | ana co-op 12th        | Ana iPhone 12
  mixed                 | capitals elsewhere than at the head of a part | iPhone SouthCom McCoy | Ana NATO Jean-Luc
  word                  | what holds a letter                           | Ana 12th U.S.         | 12 , $
  num                   | a number in digits, a time, an ordinal        | 1,234.5 12th 8:30     | twelve 4chan $
  punct                 | marks and symbols only                        | , — $                 | a 12 U.S.
  open                  | an opening bracket or curly quotation mark    | ( [ “                 | ) ” "
  close                 | a closing one                                 | ) ] ”                 | ( “ "
  len>=5                | so many characters; also = != < <= >          | apple naïve 1,234     | four tree 12th
  len!=3                | not so many                                   | of four 12            | the Ana 3rd
  value>=12             | the number in digits; also = != < <= >        | 12th 1,234.5 1990s    | 3 11.9 2nd
  value<100             | which is one number: neither time nor fraction | 99.5 +4 '90s          | 8:30 2/3 twelve
  value=0.5             | a sign, a point, an apostrophe may go before  | 0.5 .5 0.50           | 5 0.05 ½
  word=to,the           | one of these, in any case                     | to The THE            | toe a two
  word!=to,the          | none of these                                 | toe a two             | to The THE
  word~/.+ing/          | the regex matches it from end to end          | king Running thing    | KING kings ing
  text=May,Jun,Jul      | one of these exactly                          | May Jun Jul           | may MAY June
  text!=May,Jun,Jul     | none of these exactly                         | may MAY June          | May Jun Jul
  lemma=go,see          | a form of one of these, irregular ones too    | goes Went SEEN        | goal seed to
  lemma!=go,see         | no form of these                              | goal seed to          | goes Went SEEN
  stem=negotiate        | words of one stem, by Snowball's rules        | negotiators Negotiating negotiation | went nego stem
  stem!=negotiate       | words of another one                          | went nego stem        | negotiators negotiate negotiable
  !cap                  | not                                           | ana iPhone 12         | Ana NATO 3M
  cap & !upper          | and                                           | Ana McCoy 3Ms         | NATO ana 12
  upper | num           | or                                            | NATO 12 3rd           | Ana ana ,
  (upper | num) & len>2 | brackets                                      | NATO 3rd 1,500        | UN 12 Ana
  given>=5              | so sure is a dictionary of the word alone (prior) | Ana Omar Pedro     | ana Quito rain
tests of a place, here in: Rain fell. Ana left. “No way, Bo,” she wrote to Lima on May 3, June 4, July 5 and August 6.
  first                 | the first token of its sentence               | Rain Ana “            | fell left she
  #month                | inside an entry of a dictionary               | May June August       | Lima 3 Ana
  #month[number=5,6,7]  | one with such an attribute                    | May June July         | August Lima 3
  @quote                | inside a span of a layer                      | No way “              | Ana she Lima
  @quote[depth=0]       | one with such an attribute                    | No way “              | Ana she Lima
  ^#month               | the first token of an entry, or ^@quote: of a span | May June July     | 3 Lima she
  NAME holds where the function(word) of lun.test("NAME", function) says so; it gets each distinct
    word once, as written: "Ana", not "ana"
  pos=NOUN,PROPN tag=VBD ask the part of speech, universal or Penn (lunette help pos); a value with odd signs stands in "..."

putting together
  X Y   X | Y   ( )   X? X* X+ X{m} X{m,n}, lazy with ? after it   name:X captures   span:X is what the rule gives
  &[test] ![test] look at the next token   ^ $ start and end of the sentence
  | binds loosest: a b | c is (a b) | c, and who:a | b is (who:a) | b; write a (b | c) and who:(a | b) for the other

a pack, in the file that `lunette run FILE.lua` reads
  return lun.rules {
    name = "visits", use = { "names" }, define = { Go = [[ <visit|tour> ]] },
    { "visit", [[ who:@person ...{0,3} Go where:@place ]],
      fact = "visit",                      -- captures become the fact's roles, one row a fact
      yes = { { "Ana Torres will visit Lima.", who = "Ana Torres", where = "Lima" } },
      no = { "Ana Torres paid a visit." } },
  }
`lunette help lun.rules` has all fields of a rule and of a pack, each with an example; `lunette help m` what a match offers to
`where` and `emit`; `lunette help lun.report` how a report of one's own is written.
`lunette test FILE.lua` runs the yes and no lines.

The longest match that starts first wins; of several spans in one layer the longest, then by priority, then the first rule.
]==]

-- What it finds, in a sentence.
return lun.rules {
  name = "x",
  use = { "names" }, -- lays down @person, @place, @org
  { "visit", [[ who:@person ...{0,3} <visit|tour> where:@place ]],
    fact = "x",
    yes = { { "Ana Torres will visit Lima.", who = "Ana Torres", where = "Lima" } },
    no = { "Ana Torres paid a visit." } },
}

-- Who signed what with whom: a rule with examples that run as tests. It prints one row a fact.
return lun.rules {
  name = "signings",
  about = "Agreements that are signed.",
  use = { "names" },
  define = { Party = [[ (@person | @org | @place) ]], Paper = [[ (agreement | accord | pact | treaty | memorandum | deal) ]] },
  { "signed", [[ who:Party ...{0,4} <sign|ink|conclude> (a | an | the)? what:([!punct & !@person]{0,4} Paper) (with the? partner:Party)? ]],
    fact = "signing",
    yes = { { "Minister Ana Torres signed a fishing accord with Iceland.", who = "Ana Torres", what = "fishing accord", partner = "Iceland" } },
    no = { "Minister Ana Torres signed the guest book." } },
  { "passive", [[ what:([lower & !punct]{0,2} (Paper | document)) <be> signed (in | at) ...{0,8 -"."} where:@place ]],
    fact = "signing",
    yes = { { "The fishing accord was signed in Reykjavik on Monday.", what = "fishing accord", where = "Reykjavik" } },
    no = { "The fishing accord was never signed." } },
}

/* An article for sweeps, with what costs memory to read. */
#ifndef LUNETTE_FAULT_ARTICLE_H
#define LUNETTE_FAULT_ARTICLE_H

/* Every kind of quotation mark, a dateline, abbreviations, numbers, an address, accents in both forms, a list. */
static const char article[] =
  "Ministers agree on a port for Vel\xc3\xa1zquez Bay\n\n"
  "By Ana Mar\xc3\xad" "a O\xe2\x80\x99" "Dell\n\n"
  "PORT MERIDIAN, March 3 (Harbour News) \xe2\x80\x94 Ministers from six coastal states agreed on Monday to build a deep-water port at "
  "Vela\xcc\x81zquez Bay, ending a quarrel that began in the 1990s and cost both sides an estimated $1,250.5 million.\n\n"
  "\xe2\x80\x9cWe have argued long enough,\xe2\x80\x9d said Gen. J. K. Ostrander, the head of the Joint Harbour Authority (JHA). "
  "\xe2\x80\x9cIt\xe2\x80\x99s time to dig. As my predecessor put it, \xe2\x80\x98" "a port is a promise\xe2\x80\x99, and we mean to keep it.\n\n"
  "\xe2\x80\x9cNobody will be asked to move without a new home,\xe2\x80\x9d he added. Dr. Salgado didn't agree: \"They told us so in "
  "2004. 'Wait,' they said. We're still waiting...\"\n\n"
  "\xc2\xab" "C\xe2\x80\x99" "est une bonne nouvelle\xc2\xbb, a minister told reporters, while \xe2\x80\x9e" "ein Hafen f\xc3\xbcr alle\xe2\x80\x9c was "
  "the headline of one paper. \xe2\x80\x9d" "Fishermen were not heard\xe2\x80\x9c, read a banner. \xe2\x80\x9cThe work will never be finished\n\n"
  "RELATED: Storm closes the old harbour for a third week\n\n"
  "The plan, published at https://harbour.example/plan?id=7 and sent to press@harbour.example, names three stages:\n\n"
  "- dredging, from Jan. 10 to Dec. 20;\n- a breakwater of 2.4 km, at 8:30 a.m. tides;\n- cranes (about 35% of the cost).\n\n"
  "    Work starts next week. #VelazquezBay was the most used word on Tuesday, the U.S. consulate said. Is that all? \xe2\x80\x98Not by "
  "far,\xe2\x80\x99 says Mr. Ostrander\xe2\x80\x99s deputy, Luc\xc3\xad" "a Th\xc3\xb8gersen.\n"
  "A word that is longer than the slots of a vocabulary hold: hydrometeorologically-inclined.\n";

#endif

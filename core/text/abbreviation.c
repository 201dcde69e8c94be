/* The built-in list of abbreviations whose stop belongs to them. Owns the list and its look-up; refuses to know the
 * text around a word, which is the tokenizer's business. A sorted array of eight-byte keys, searched as big-endian
 * numbers without branches, because every word before a stop is asked about. */
#include "text/abbreviation.h"

#include <stdint.h>
#include <string.h>

enum { A = LUN_ABBR_ALWAYS, T = LUN_ABBR_TITLE, N = LUN_ABBR_NUMBER, C = LUN_ABBR_CAREFUL };

typedef struct entry {
  char text[LUN_ABBREVIATION_MAX + 1];
  uint8_t class;
} entry;

/* In byte order. */
static const entry entries[] = {
  {"Adm", T}, {"Ala", A}, {"Ald", T}, {"Alta", A}, {"Amb", T}, {"Approx", A}, {"Apr", A}, {"Apt", A},
  {"Ariz", A}, {"Ark", A}, {"Art", N}, {"Arts", N}, {"Assn", A}, {"Assoc", A}, {"Asst", T}, {"Attn", A},
  {"Atty", T}, {"Aug", A}, {"Ave", A}, {"Bhd", A}, {"Bldg", A}, {"Blvd", A}, {"Brig", T}, {"Bros", A},
  {"Calif", A}, {"Capt", T}, {"Capts", T}, {"Cdr", T}, {"Ch", N}, {"Chap", N}, {"Cllr", T}, {"Cmdr", T},
  {"Cmdt", T}, {"Co", A}, {"Col", T}, {"Colo", A}, {"Cols", T}, {"Comdr", T}, {"Conn", A}, {"Corp", A},
  {"Cos", A}, {"Cpl", T}, {"Cpt", T}, {"Ct", C}, {"Dec", A}, {"Del", C}, {"Dep", T}, {"Dept", A}, {"Depts", A},
  {"Det", T}, {"Dist", A}, {"Div", A}, {"Dr", T}, {"Drs", T}, {"Ed", C}, {"Eds", A}, {"Eq", N}, {"Esp", C},
  {"Esq", A}, {"Est", A}, {"Ext", A}, {"Feb", A}, {"Fig", N}, {"Figs", N}, {"Fla", A}, {"Fr", T}, {"Fri", A},
  {"Ft", T}, {"Ga", A}, {"Gen", T}, {"Gens", T}, {"Gov", T}, {"Govs", T}, {"Govt", A}, {"Hon", T}, {"Hwy", A},
  {"Ill", C}, {"Inc", A}, {"Ind", C}, {"Insp", T}, {"Intl", A}, {"Jan", A}, {"Jr", A}, {"Jul", C}, {"Jun", C},
  {"Kan", A}, {"Kans", A}, {"Ky", A}, {"La", C}, {"Lieut", T}, {"Lt", T}, {"Ltd", A}, {"Lts", T}, {"Maj", T},
  {"Mar", C}, {"Mass", C}, {"Md", A}, {"Messrs", T}, {"Mfg", A}, {"Mgmt", A}, {"Mgr", A}, {"Mich", A},
  {"Minn", A}, {"Miss", C}, {"Mlle", T}, {"Mme", T}, {"Mmes", T}, {"Mo", A}, {"Mon", A}, {"Mont", A}, {"Mr", T},
  {"Mrs", T}, {"Ms", T}, {"Msgr", T}, {"Mt", T}, {"Natl", A}, {"Neb", A}, {"Nebr", A}, {"Nev", A}, {"No", N},
  {"Nos", N}, {"Nov", A}, {"Nr", N}, {"Oct", A}, {"Okla", A}, {"Ont", A}, {"Op", N}, {"Ore", C}, {"Pa", A},
  {"Par", N}, {"Pfc", T}, {"Phila", A}, {"Pkwy", A}, {"Pres", T}, {"Prof", T}, {"Profs", T}, {"Pt", N},
  {"Pte", A}, {"Pty", A}, {"Pvt", T}, {"Que", A}, {"Rd", A}, {"Rep", T}, {"Reps", T}, {"Rev", T}, {"Revs", T},
  {"Rm", N}, {"Rs", A}, {"Rt", T}, {"Sask", A}, {"Sat", C}, {"Sec", T}, {"Sect", N}, {"Sen", T}, {"Sens", T},
  {"Sep", A}, {"Sept", A}, {"Sgt", T}, {"Sgts", T}, {"Spc", T}, {"Spec", T}, {"Sq", C}, {"Sr", A}, {"St", A},
  {"Ste", A}, {"Sts", A}, {"Sun", C}, {"Supt", T}, {"Tel", A}, {"Tenn", A}, {"Tex", A}, {"Thu", A}, {"Thur", A},
  {"Thurs", A}, {"Tue", A}, {"Tues", C}, {"Univ", A}, {"Va", A}, {"Ver", N}, {"Vol", N}, {"Vols", N}, {"Vt", A},
  {"Wash", C}, {"Wed", C}, {"Wis", A}, {"Wyo", A}, {"al", A}, {"approx", A}, {"art", N}, {"ave", C}, {"b", N},
  {"blvd", C}, {"c", N}, {"ca", A}, {"cf", A}, {"ch", N}, {"chap", N}, {"corp", A}, {"cu", C}, {"dept", A},
  {"dist", C}, {"dr", C}, {"ed", C}, {"eds", A}, {"eg", A}, {"esp", A}, {"etc", A}, {"ext", C}, {"feb", A},
  {"fig", N}, {"figs", N}, {"ft", A}, {"govt", A}, {"hr", C}, {"hrs", C}, {"ibid", A}, {"ie", A}, {"inc", A},
  {"incl", A}, {"jan", A}, {"lb", C}, {"lbs", A}, {"ltd", A}, {"mgr", C}, {"misc", A}, {"mr", C}, {"mrs", C},
  {"ms", C}, {"mt", C}, {"no", N}, {"nos", N}, {"nov", A}, {"nr", N}, {"oct", A}, {"op", N}, {"oz", C}, {"p", N},
  {"par", N}, {"pp", N}, {"pt", N}, {"sec", C}, {"sect", N}, {"sept", A}, {"sq", C}, {"tbsp", A}, {"tel", C},
  {"trans", C}, {"tsp", A}, {"v", A}, {"ver", N}, {"viz", A}, {"vol", N}, {"vols", N}, {"vs", A}, {"yr", C},
  {"yrs", C}
};

enum { ENTRY_COUNT = sizeof entries / sizeof entries[0] };

static uint64_t big_endian(const char text[8]) {
  const unsigned char *p = (const unsigned char *)text;
  return (uint64_t)p[0] << 56 | (uint64_t)p[1] << 48 | (uint64_t)p[2] << 40 | (uint64_t)p[3] << 32 | (uint64_t)p[4] << 24 |
         (uint64_t)p[5] << 16 | (uint64_t)p[6] << 8 | (uint64_t)p[7];
}

static lun_abbreviation search(const char text[8]) {
  const uint64_t wanted = big_endian(text);
  size_t base = 0, rest = ENTRY_COUNT;
  while (rest > 1) {
    const size_t half = rest / 2;
    base += big_endian(entries[base + half].text) <= wanted ? half : 0;
    rest -= half;
  }
  return memcmp(entries[base].text, text, 8) == 0 ? (lun_abbreviation)entries[base].class : LUN_ABBR_NONE;
}

lun_abbreviation lun_abbreviation_find(const char *text, size_t size) {
  char key[8] = {0};
  if (size == 0 || size > LUN_ABBREVIATION_MAX) return LUN_ABBR_NONE;
  memcpy(key, text, size);
  lun_abbreviation found = search(key);
  if (found != LUN_ABBR_NONE || size < 2) return found;
  for (size_t i = 0; i < size; i++) {
    if (key[i] < 'A' || key[i] > 'Z') return LUN_ABBR_NONE;
    if (i > 0) key[i] = (char)(key[i] + ('a' - 'A'));
  }
  found = search(key);
  return found == LUN_ABBR_CAREFUL ? LUN_ABBR_NONE : found; /* MISS. and SAT. are mostly words in a heading */
}

/* Classes of the few hundred words that structure, sentences and quotations turn on. Owns the list and its look-up;
 * refuses to know the text around a word. A sorted array of twelve-byte keys, of which those with the same first letter are searched
 * as big-endian numbers without branches, because some word of every paragraph is asked about. */
#include "text/reading.h"

enum { WORD_MAX = 12 };

typedef struct word {
  char text[WORD_MAX]; /* padded with zeros, not closed by one */
  uint32_t classes;
} word;

enum {
  S = LUN_WORD_STARTER,
  C = LUN_WORD_CUE,
  P = LUN_WORD_PRONOUN,
  T = LUN_WORD_SMALL,
  M = LUN_WORD_MONTH,
  W = LUN_WORD_WEEKDAY,
  I = LUN_WORD_CREDIT,
  F = LUN_WORD_FRONT,
  L = LUN_WORD_LABEL,
  R = LUN_WORD_POINTER,
  E = LUN_WORD_ELISION,
  Q = LUN_WORD_QUESTION
};

/* In byte order. */
static const word words[] = {
  {"a", S | T}, {"about", S}, {"acknowledged", C}, {"added", C}, {"adds", C}, {"admits", C}, {"admitted", C},
  {"advisory", L}, {"after", S | T}, {"agreed", C}, {"al", T}, {"alert", L}, {"all", S}, {"almost", S}, {"also", S | R},
  {"although", S}, {"amid", T}, {"among", S}, {"an", S | T}, {"analysis", L}, {"and", S | T}, {"announced", C},
  {"announces", C}, {"another", S}, {"answered", C}, {"answers", C}, {"any", S}, {"apr", M}, {"april", M}, {"are", S | Q},
  {"argued", C}, {"argues", C}, {"as", S | T}, {"asked", C}, {"asks", C}, {"asserted", C}, {"assured", C}, {"at", S | T},
  {"athletics", L}, {"aug", M}, {"august", M}, {"background", L}, {"baseball", L}, {"basketball", L}, {"because", S},
  {"before", S}, {"begged", C}, {"between", S}, {"boasted", C}, {"both", S}, {"bout", E}, {"boxing", L}, {"breaking", L},
  {"business", L}, {"busted", L}, {"but", S | T}, {"by", S | T}, {"called", C}, {"can", S | Q}, {"caption", L},
  {"cause", E}, {"cautioned", C}, {"chanted", C}, {"chapter", L}, {"claimed", C}, {"claims", C}, {"comment", L},
  {"commentary", L}, {"commented", C}, {"complained", C}, {"conceded", C}, {"concluded", C}, {"concludes", C},
  {"confessed", C}, {"continued", C}, {"continues", C}, {"correction", L}, {"cos", E}, {"could", S | Q}, {"countered", C},
  {"courtesy", I}, {"credit", I}, {"cricket", L}, {"cried", C}, {"cuz", E}, {"cycling", L}, {"de", T}, {"dec", M},
  {"december", M}, {"declared", C}, {"declares", C}, {"del", T}, {"demanded", C}, {"despite", S}, {"did", S | Q},
  {"digest", L}, {"do", S | Q}, {"does", S | Q}, {"during", S}, {"each", S}, {"earlier", S}, {"editor", L},
  {"editorial", L}, {"either", S}, {"el", T}, {"em", E}, {"emailed", C}, {"even", S}, {"exclaimed", C}, {"exclusive", L},
  {"explained", C}, {"explainer", L}, {"explains", C}, {"factbox", L}, {"feature", L}, {"feb", M}, {"february", M},
  {"few", S}, {"filed", F}, {"football", L}, {"for", S | T}, {"fri", W}, {"friday", W}, {"from", S | T}, {"full", L},
  {"fumed", C}, {"gloated", C}, {"golf", L}, {"graphic", I}, {"had", S | Q}, {"has", S | Q}, {"have", S | Q},
  {"he", S | P}, {"her", S}, {"here", S}, {"highlights", L}, {"his", S}, {"hockey", L}, {"how", S | Q}, {"however", S},
  {"i", S | P}, {"if", S}, {"illustration", I}, {"image", I}, {"images", I}, {"in", S | T}, {"indicators", L},
  {"inquired", C}, {"insight", L}, {"insisted", C}, {"insists", C}, {"instead", S}, {"interjected", C}, {"interview", L},
  {"into", T}, {"is", S | T | Q}, {"it", S | P}, {"its", S}, {"jan", M}, {"january", M}, {"joked", C}, {"jokes", C},
  {"jul", M}, {"july", M}, {"jun", M}, {"june", M}, {"la", T}, {"lamented", C}, {"later", S}, {"laughed", C}, {"le", T},
  {"let", S}, {"listen", L | R}, {"live", L}, {"look", L}, {"many", S}, {"mar", M}, {"march", M}, {"may", M},
  {"maybe", S}, {"meanwhile", S}, {"mlb", L}, {"modified", F}, {"mon", W}, {"monday", W}, {"more", S | L | R},
  {"most", S}, {"much", S}, {"mused", C}, {"muttered", C}, {"my", S}, {"n", E}, {"nba", L}, {"nearly", S}, {"neither", S},
  {"news", L}, {"newsmaker", L}, {"nfl", L}, {"nhl", L}, {"no", S}, {"nor", S | T}, {"not", S}, {"note", L}, {"noted", C},
  {"notes", C}, {"nov", M}, {"november", M}, {"now", S}, {"observed", C}, {"oct", M}, {"october", M}, {"of", T},
  {"off", T}, {"on", S | T}, {"once", S}, {"one", S}, {"only", S}, {"opined", C}, {"opinion", L}, {"or", S | T},
  {"other", S}, {"our", S}, {"over", T}, {"part", L}, {"per", T}, {"perhaps", S}, {"photo", I | L}, {"photograph", I},
  {"photographer", I}, {"photographs", I}, {"photos", I | L}, {"picture", I}, {"pictures", I}, {"pleaded", C},
  {"pledged", C}, {"podcast", L}, {"posted", F}, {"predicted", C}, {"press", L}, {"preview", L}, {"printed", F},
  {"profile", L}, {"promised", C}, {"protested", C}, {"published", F}, {"q", L}, {"quipped", C}, {"quoted", C},
  {"racing", L}, {"read", C | L | R}, {"reads", C}, {"recalled", C}, {"recalls", C}, {"recounted", C}, {"related", L | R},
  {"remarked", C}, {"repeated", C}, {"repeats", C}, {"replied", C}, {"replies", C}, {"report", L}, {"reported", C},
  {"reports", C}, {"responded", C}, {"responds", C}, {"retorted", C}, {"review", L}, {"revised", F}, {"round", E},
  {"rtrs", L}, {"rugby", L}, {"said", C}, {"sat", W}, {"saturday", W}, {"say", C}, {"saying", C}, {"says", C},
  {"scoffed", C}, {"screamed", C}, {"section", L}, {"see", R}, {"sep", M}, {"sept", M}, {"september", M}, {"several", S},
  {"she", S | P}, {"should", S | Q}, {"shouted", C}, {"sighed", C}, {"since", S}, {"snapped", C}, {"snapshot", L},
  {"so", S}, {"soccer", L}, {"some", S}, {"sports", L}, {"stated", C}, {"states", C}, {"still", S}, {"stressed", C},
  {"such", S}, {"suggested", C}, {"summary", L}, {"sun", W}, {"sunday", W}, {"swimming", L}, {"tells", C}, {"tennis", L},
  {"testified", C}, {"than", T}, {"that", S}, {"the", S | T}, {"their", S}, {"then", S}, {"there", S}, {"these", S},
  {"they", S | P}, {"this", S}, {"those", S}, {"though", S}, {"thought", C}, {"thu", W}, {"thur", W}, {"thurs", W},
  {"thursday", W}, {"til", E}, {"till", E}, {"timeline", L}, {"tis", E}, {"to", S | T}, {"today", S}, {"told", C},
  {"tomorrow", S}, {"transcript", L}, {"tude", E}, {"tue", W}, {"tues", W}, {"tuesday", W}, {"twas", E}, {"tweeted", C},
  {"under", S}, {"until", S}, {"update", L}, {"updated", F | L}, {"urged", C}, {"urgent", L}, {"v", T}, {"van", T},
  {"via", T}, {"video", L}, {"von", T}, {"vowed", C}, {"vs", T}, {"warned", C}, {"warns", C}, {"was", S | Q},
  {"watch", L | R}, {"we", S | P}, {"weather", L}, {"wed", W}, {"wednesday", W}, {"were", S | Q}, {"what", S | Q},
  {"when", S | Q}, {"where", S | Q}, {"which", S | Q}, {"while", S}, {"whispered", C}, {"who", S | P | Q}, {"why", S | Q},
  {"will", S | Q}, {"with", S | T}, {"within", S}, {"without", S}, {"wondered", C}, {"would", S | Q}, {"wrapup", L},
  {"writes", C}, {"wrote", C}, {"yelled", C}, {"yesterday", S}, {"yet", S}, {"you", S | P}, {"your", S}
};

enum { WORD_COUNT = sizeof words / sizeof words[0], LETTERS = 26 };
/* Where the words of each letter begin, and behind them all. */
static const uint16_t begins[LETTERS + 1] = {0, 41, 57, 86, 99, 113, 126, 129, 140, 158, 166, 166, 175, 191, 208, 223, 245, 248, 271, 306, 340, 346, 353, 379, 379, 384, WORD_COUNT};

static uint64_t big_endian(const char *text, unsigned size) {
  uint64_t number = 0;
  for (unsigned i = 0; i < size; i++) number = number << 8 | (unsigned char)text[i];
  return number;
}

uint32_t lun_word_classes(const char *text, size_t size) {
  char key[WORD_MAX] = {0};
  if (size > 1 && text[size - 1] == '.') size--;
  if (size == 0 || size > WORD_MAX) return 0;
  const unsigned first = ((unsigned char)text[0] | 0x20u) - 'a';
  if (first >= LETTERS || begins[first] == begins[first + 1]) return 0;
  for (size_t i = 0; i < size; i++) {
    unsigned char c = (unsigned char)text[i] | 0x20;
    if (c < 'a' || c > 'z') return 0;
    key[i] = (char)c;
  }
  const uint64_t head = big_endian(key, 8), tail = big_endian(key + 8, 4);
  size_t base = begins[first], rest = begins[first + 1] - base;
  while (rest > 1) {
    const size_t half = rest / 2;
    const char *at = words[base + half].text;
    const uint64_t other = big_endian(at, 8);
    base += (other < head || (other == head && big_endian(at + 8, 4) <= tail)) ? half : 0;
    rest -= half;
  }
  return memcmp(words[base].text, key, WORD_MAX) == 0 ? words[base].classes : 0;
}

bool lun_reading_ends(const lun_reading *r, uint32_t first, uint32_t stop) {
  uint32_t i = stop;
  while (i > first) {
    uint32_t flags = lun_reading_flags(r, --i);
    if (flags & (LUN_LEX_STOP | LUN_LEX_ABBREV)) return true;
    if (!(flags & (LUN_LEX_CLOSE | LUN_LEX_QUOTE))) return false;
  }
  return false;
}

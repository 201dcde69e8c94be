/* What says in which order events of one sentence come, and what tells mentions of events apart. */
#include <ctype.h>
#include <string.h>

#include "clause/event.h"

enum { WIDE = 6 }; /* words of a noun group before the noun that is the event */

/* Where the clause or the noun group of an event begins, of a sentence that begins with a token. */
static int32_t edge_of(lun_events *e, int32_t at, int32_t first, int32_t start, int32_t subject, bool gerund) {
  const uint64_t nominal = T_DETERMINER & ~(T(PDT) | T(WP_S));
  int32_t edge = at, count = 0;
  if (start != LUN_NO_TOKEN) edge = !gerund && subject != LUN_NO_TOKEN && subject < at && subject >= first ? subject : start;
  if (gerund || (start != LUN_NO_TOKEN && subject == LUN_NO_TOKEN)) return edge;
  for (; edge > first && count < WIDE; edge--, count++)
    if (!clause_tag_is(e->c, edge - 1, nominal | T(JJ) | T(NN) | T(NNS) | T(NNP) | T(NNPS) | T(CD) | T(POS) | T(HYPH))) break;
  return edge;
}

int32_t lun_event_conjunction(lun_events *e, int32_t at, int32_t start, int32_t subject, bool gerund, lun_event_order *order) {
  static const struct { uint64_t words; lun_event_order order; } known[] = {{E(EARLIER), LUN_EVENT_BEFORE}, {E(LATER), LUN_EVENT_AFTER}, {E(MEANWHILE), LUN_EVENT_DURING}};
  const int32_t first = lun_clause_sentence(e->c, at).first, c = edge_of(e, at, first, start, subject, gerund) - 1;
  if (c < first) return LUN_NO_TOKEN;
  *order = LUN_EVENT_BEFORE;
  const bool two = (clause_word_is(e->c, c, W(TO)) && event_word_is(e, c - 1, E(PRIOR))) || (event_word_is(e, c, E(OF)) && event_word_is(e, c - 1, E(AHEAD)));
  if (two && c > first) return c - 1; /* prior to, ahead of */
  if (event_word_is(e, c, E(CONTRAST)) && clause_word_is(e->c, c - 1, W(COMMA))) return LUN_NO_TOKEN;
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    if (!event_word_is(e, c, known[i].words)) continue;
    *order = known[i].order;
    return c;
  }
  return LUN_NO_TOKEN;
}

/* Whether a text ends with a unit of time and one space: days . */
static bool ends_with_unit(const char *text, size_t size) {
  static const char *const units[] = {"day", "week", "month", "year"};
  if (size < 2 || !isspace((unsigned char)text[size - 1])) return false;
  const size_t stop = size - 1 - (text[size - 2] == 's');
  for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
    const size_t length = strlen(units[i]);
    if (stop >= length && !memcmp(text + stop - length, units[i], length)) return stop == length || !isalpha((unsigned char)text[stop - length - 1]);
  }
  return false;
}

int32_t lun_event_counted(const lun_events *e, const char *word, int32_t from) {
  const lun_doc *doc = e->c->doc;
  const size_t length = strlen(word);
  for (int32_t i = from; i < e->count; i++) {
    const char *at = doc->text + doc->tokens.start[i];
    if (*at != *word || doc->tokens.start[i] + length > doc->size || memcmp(at, word, length) != 0) continue;
    if (ends_with_unit(doc->text, doc->tokens.start[i])) return i;
  }
  return LUN_NO_TOKEN;
}

int32_t lun_event_number(lun_events *e, lun_phrase words) {
  for (int32_t i = words.first; i <= words.last; i++)
    if (clause_tag_is(e->c, i, T(CD))) return i;
  return LUN_NO_TOKEN;
}

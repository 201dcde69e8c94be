/* The person behind what somebody's post is of, where both are in capitals and nothing stands between: the ambassador to Peru
 * Joaquim Moreira, the minister of Trade and Economic Development Amr Hollis. */
#include "name/gather.h"

static bool is(lun_gatherer *g, lun_lexeme word, unsigned fact) { return lun_word_is(&g->naming->words, word, fact); }
static bool shaped(lun_gatherer *g, lun_lexeme word, unsigned shape) { return lun_word_shaped(&g->naming->words, word, shape); }
static int32_t prior(lun_gatherer *g, lun_lexeme word, lun_name_list list) { return (int32_t)lun_word_prior(&g->naming->words, word, list); }

/* Whether a post stands before what a token begins or goes on: minister of Trade and. */
static bool is_posted(lun_gatherer *g, const lun_doc *doc, uint32_t token) {
  enum { MOST = 8 /* words of what a post is of */ };
  for (uint32_t i = token, steps = 0; i-- > 1 && steps < MOST; steps++) {
    const lun_lexeme word = lun_token(doc, i), before = lun_word_lower(&g->naming->words, lun_token(doc, i - 1));
    if (lun_word_set_has(&g->post_joints, word) && is(g, before, LUN_FACT_ROLE | LUN_FACT_TITLE)) return true;
    if (!lun_word_set_has(&g->post_within, word) && !shaped(g, word, LUN_SHAPE_CAPITAL)) return false;
  }
  return false;
}

/* Words of what a post is of, and hardly of a person's name. */
static bool is_ordinary(lun_gatherer *g, lun_lexeme word) {
  if (prior(g, word, LUN_LIST_ORGNOUN) || shaped(g, word, LUN_SHAPE_CAPITALS)) return true;
  return is(g, word, LUN_FACT_COMMON) && prior(g, word, LUN_LIST_SURNAME) < lun_number(g, GN_post_surname) && prior(g, word, LUN_LIST_GIVEN) < lun_number(g, GN_given_first);
}

static bool begins_name(lun_gatherer *g, lun_lexeme word) {
  if (!shaped(g, word, LUN_SHAPE_PROPER) || shaped(g, word, LUN_SHAPE_STOP) || is(g, word, LUN_FACT_TITLE | LUN_FACT_NORP | LUN_FACT_ENDS_PLACE) || prior(g, word, LUN_LIST_ORGNOUN)) return false;
  return !is(g, word, LUN_FACT_COMMON) || prior(g, word, LUN_LIST_GIVEN) >= lun_number(g, GN_post_given);
}

/* The first token behind the longest place or organisation that a run begins with, and how sure that is; the run's first where it begins with
 * none. */
static uint32_t behind_known(lun_gatherer *g, const lun_doc *doc, uint32_t first, uint32_t last, int32_t *sure) {
  enum { MOST = 4 };
  for (uint32_t stop = last - first < MOST ? last - 1 : first + MOST; stop > first; stop--) {
    const uint32_t start = doc->tokens.start[first];
    const lun_lexeme text = lun_words_intern(&g->naming->words, doc->text + start, lun_token_stop(&doc->tokens, stop - 1) - start);
    if ((*sure = prior(g, text, LUN_LIST_PLACE)) || (*sure = prior(g, text, LUN_LIST_ORG))) return stop;
  }
  return first;
}

uint32_t lun_person_at_post(lun_gatherer *g, const lun_doc *doc, uint32_t first, uint32_t last) {
  if (!is_posted(g, doc, first)) return 0;
  int32_t sure = 0;
  uint32_t at = behind_known(g, doc, first, last, &sure);
  const bool known = at > first;
  while (at < last && is_ordinary(g, lun_token(doc, at))) at++;
  if (at == first || at >= last || !begins_name(g, lun_token(doc, at))) return 0;
  if (known && sure < lun_number(g, GN_post_place) && prior(g, lun_token(doc, at), LUN_LIST_GIVEN) < lun_number(g, GN_given_first)) return 0;
  for (uint32_t i = at + 1; i <= last; i++)
    if (shaped(g, lun_token(doc, i), LUN_SHAPE_CAPITAL) && (is_ordinary(g, lun_token(doc, i)) || is(g, lun_token(doc, i), LUN_FACT_TITLE))) return 0;
  return at;
}

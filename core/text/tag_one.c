/* The labels of single tokens, the same that they get when their sentence is tagged whole. The label of a token hangs on the two before it;
 * but where its score without them is ahead by more than they can make up for, it is known without asking what they are, and where
 * the one before is known, the other is mostly not asked for. So a token is worked out alone if that can be, else the one before it first,
 * and so on: mostly a few words. What is found on the way is kept, so that no token is looked at more than three times, whatever is asked. */
#include <string.h>

#include "text/tag_sum.h"

typedef struct sentence {
  lun_tagger *tagger;
  const lun_lexeme *lexeme; /* of its first token, as all that follows */
  const lun_tag_sentence *is;
  uint32_t count;
  uint8_t *found; /* labels, LUN_UNREAD where not yet */
} sentence;

static lun_tag_stand stand_of(const sentence *s, uint32_t i) {
  const lun_tag_stand set = (lun_tag_stand)s->is->setting;
  return set == LUN_TAG_INSIDE && i <= s->is->word ? LUN_TAG_FIRST : set;
}

/* What is remembered of a word of the sentence, which is read where it has not been, or of what is outside it. NULL when memory is out. */
static const memo *read_word(const sentence *s, uint32_t i) {
  const memo *word = s->tagger->memos + (i < s->count ? s->lexeme[i] : 0);
  return word->sides || lun_tag_learn(s->tagger, s->lexeme[i]) ? word : NULL;
}

/* Hints at what the tokens behind i will ask for, which are mostly asked for next: their rows are spread over megabytes. What leads to a
 * row is hinted at one token before the row itself. */
HINT void expect_next(const sentence *s, uint32_t i, const memo *word) {
  const lun_tagger *t = s->tagger;
  if (i + 4 >= s->count) return;
  const memo *next = t->memos + s->lexeme[i + 1], *second = t->memos + s->lexeme[i + 2], *third = t->memos + s->lexeme[i + 3];
  const char *own = (const char *)t->own.rows[next->own[LUN_TAG_INSIDE]];
  PREFETCH(t->memos + s->lexeme[i + 4]);
  PREFETCH(lun_tag_next_row(t, second->cluster, third->cluster));
  PREFETCH(own);
  PREFETCH(own + ROW_ALIGN);
  PREFETCH(lun_tag_row(t, word->sides, LUN_TAG_BEFORE));
  PREFETCH(lun_tag_row(t, second->sides, LUN_TAG_AFTER));
  PREFETCH(lun_tag_row(t, third->sides, LUN_TAG_AFTER2));
  PREFETCH(lun_tag_row(t, *lun_tag_next_row(t, next->cluster, second->cluster), 0));
}

/* The label of token i as far as it follows from what is known of the two before it; LUN_TAG_NONE where it does not. False when memory is
 * out. */
static bool find_label(const sentence *s, uint32_t i, unsigned *label) {
  lun_tagger *t = s->tagger;
  const lun_tag_stand stand = stand_of(s, i);
  const unsigned last = i < 1 ? LUN_TAG_NONE : s->found[i - 1], last2 = i < 2 ? LUN_TAG_NONE : s->found[i - 2];
  const memo *word = read_word(s, i);
  if (!word) return false;
  if ((*label = word->fixed) != LUN_TAG_NONE) return true;
  /* numbers of tokens before the first are greater than that of the last */
  const memo *const others[LUN_TAG_SIDES] = {read_word(s, i - 2), read_word(s, i - 1), read_word(s, i + 1), read_word(s, i + 2)};
  if (!others[0] || !others[1] || !others[2] || !others[3]) return false;
  const unsigned cluster = word->cluster, after = others[LUN_TAG_AFTER]->cluster;
  const bool turned = last != LUN_UNREAD, whole = turned && last2 != LUN_UNREAD;
  if (!lun_tag_make_set(t, stand)) return false;
  const uint32_t *own = lun_tag_own_row(t, s->lexeme[i], stand), *next = lun_tag_next_row(t, cluster, after), *turn = turned ? lun_tag_turn_row(t, last, cluster) : NULL, *history = whole ? lun_tag_history_row(t, last2, last) : NULL;
  if (!*own && !lun_tag_make_own(t, s->lexeme[i], stand)) return false;
  if (!*next && !lun_tag_make_next(t, cluster, after)) return false;
  if (turned && !*turn && !lun_tag_make_turn(t, last, cluster)) return false;
  if (whole && !*history && !lun_tag_make_history(t, last2, last)) return false;
  lun_tag_rows rows = {.split = 0};
  unsigned count = 0;
  for (; count < LUN_TAG_SIDES; count++) lun_tag_take(t, count, others[count]->sides, &rows);
  lun_tag_take(t, count++, *next, &rows);
  if (turned) lun_tag_take(t, count++, *turn, &rows);
  if (whole) lun_tag_take(t, count++, *history, &rows);
  expect_next(s, i, word);
  lun_tag_sum sum;
  lun_tag_sum_rows(t->own.rows[*own], &rows, count, &sum);
  *label = whole ? lun_tag_best(&sum) : lun_tag_only(&sum, turned ? t->bounds->before[last] : t->bounds->cluster[cluster]);
  return true;
}

/* Words of a long sentence are seen once for how it is set. */
static bool see_sentence(lun_tagger *tagger, const lun_lexeme *lexeme, uint32_t count, lun_tag_sentence *is) {
  lun_tag_setting setting = {0};
  for (uint32_t i = 0; i < count; i++) {
    if (!tagger->memos[lexeme[i]].bits && !lun_tag_see(tagger, lexeme[i])) return false;
    lun_tag_setting_add(&setting, tagger->memos[lexeme[i]].bits);
  }
  is->word = 0;
  while (is->word < count && !(tagger->memos[lexeme[is->word]].bits & LUN_TAG_IS_WORD)) is->word++;
  is->setting = (uint8_t)lun_tag_setting_of(&setting);
  is->seen = true;
  return true;
}

lun_status lun_tagger_run_token(lun_tagger *tagger, const lun_tokens *tokens, uint32_t first, uint32_t stop, uint32_t token, lun_tag_sentence *is,
                                uint8_t *found, uint8_t *label, lun_err *err) {
  const lun_status status = lun_tagger_open(tagger, err);
  if (status) return status;
  const sentence s = {tagger, tokens->lexeme + first, is, stop - first, found + first};
  if (!lun_tag_make_room(tagger) || (!is->seen && !see_sentence(tagger, s.lexeme, s.count, is))) return lun_fail_memory(err);
  const uint32_t asked = token - first;
  for (uint32_t at = asked; s.found[asked] == LUN_UNREAD;) {
    unsigned known;
    if (s.found[at] != LUN_UNREAD) {
      at++;
      continue;
    }
    if (!find_label(&s, at, &known)) return lun_fail_memory(err);
    if (known == LUN_TAG_NONE) {
      at -= s.found[at - 1] == LUN_UNREAD ? 1 : 2;
      continue;
    }
    s.found[at] = label[first + at] = (uint8_t)known;
    lun_tag_turn_quotes(tagger, tokens, first + at, first + at + 1, label);
  }
  return LUN_OK;
}

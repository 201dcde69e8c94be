/* The labels of single tokens, the same that they get when their sentence is tagged whole. The label of a token hangs on the two before it;
 * but where its score without them is ahead by more than they can make up for, it is known without asking what they are, and where
 * the one before is known, the other is mostly not asked for. So a token is worked out alone if that can be, else the one before it first,
 * and so on: mostly a few words. What is found on the way is kept, so that no token is looked at more than three times, whatever is asked. */
#include "text/tagger.h"

typedef struct sentence {
  lun_tagger *tagger;
  const lun_lexeme *lexeme; /* of its first token, as all that follows */
  const lun_tag_sentence *is;
  uint32_t count;
  uint8_t *found; /* labels, LUN_UNREAD where not yet */
} sentence;

/* The only label that can have the greatest sum over the rows and what may be added within a bound; LUN_TAG_NONE where several can. */
#ifdef VECTORS
static unsigned only_label(const int16_t *const *rows, unsigned count, const lun_tag_bound bound) {
  __m128i sum[VECTORS], least[VECTORS];
  for (unsigned v = 0; v < VECTORS; v++) sum[v] = _mm_load_si128((const __m128i *)(const void *)rows[0] + v);
  for (unsigned r = 1; r < count; r++)
    for (unsigned v = 0; v < VECTORS; v++) sum[v] = _mm_add_epi16(sum[v], _mm_load_si128((const __m128i *)(const void *)rows[r] + v));
  for (unsigned v = 0; v < VECTORS; v++) least[v] = _mm_add_epi16(sum[v], _mm_loadu_si128((const __m128i *)(const void *)bound[0] + v));
  const __m128i floor = lun_tag_greatest(least);
  uint64_t below = 0;
  for (unsigned v = 0; v < VECTORS; v += 2) {
    const __m128i most = _mm_add_epi16(sum[v], _mm_loadu_si128((const __m128i *)(const void *)bound[1] + v));
    const __m128i other = _mm_add_epi16(sum[v + 1], _mm_loadu_si128((const __m128i *)(const void *)bound[1] + v + 1));
    below |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_packs_epi16(_mm_cmpgt_epi16(floor, most), _mm_cmpgt_epi16(floor, other))) << (v * 8);
  }
  const uint64_t left = ~below;
  return left & (left - 1) ? LUN_TAG_NONE : (unsigned)__builtin_ctzll(left);
}
#else
static unsigned only_label(const int16_t *const *rows, unsigned count, const lun_tag_bound bound) {
  int16_t sum[WIDTH] = {0};
  unsigned only = LUN_TAG_NONE, left = 0;
  int floor = INT16_MIN;
  for (unsigned r = 0; r < count; r++)
    for (unsigned i = 0; i < WIDTH; i++) sum[i] = (int16_t)(sum[i] + rows[r][i]);
  for (unsigned i = 0; i < WIDTH; i++) floor = sum[i] + bound[0][i] > floor ? sum[i] + bound[0][i] : floor;
  for (unsigned i = 0; i < WIDTH; i++) {
    if (sum[i] + bound[1][i] < floor) continue;
    only = i;
    left++;
  }
  return left == 1 ? only : LUN_TAG_NONE;
}
#endif

static lun_tag_stand stand_of(const sentence *s, uint32_t i) {
  const lun_tag_stand set = (lun_tag_stand)s->is->setting;
  return set == LUN_TAG_INSIDE && i <= s->is->word ? LUN_TAG_FIRST : set;
}

/* A neighbour's own row is made as well: it will most likely be asked for. */
static bool read_word(const sentence *s, uint32_t i) {
  return i >= s->count || s->tagger->memos[s->lexeme[i]].sides || lun_tag_learn(s->tagger, s->lexeme[i], stand_of(s, i));
}

static uint32_t sides_of(const sentence *s, uint32_t i) { return i < s->count ? s->tagger->memos[s->lexeme[i]].sides : s->tagger->contexts[LUN_TAG_EDGE]; }

/* The label of token i as far as it follows from what is known of the two before it; LUN_TAG_NONE where it does not. False when memory is
 * out. */
static bool find_label(const sentence *s, uint32_t i, unsigned *label) {
  lun_tagger *t = s->tagger;
  const lun_lexeme lexeme = s->lexeme[i];
  const lun_tag_stand stand = stand_of(s, i);
  const uint32_t before = i - 1, before2 = i - 2; /* none of the sentence where they would be below 0 */
  const unsigned last = i < 1 ? LUN_TAG_NONE : s->found[before], last2 = i < 2 ? LUN_TAG_NONE : s->found[before2];
  if (!read_word(s, i)) return false;
  if ((*label = t->memos[lexeme].fixed) != LUN_TAG_NONE) return true;
  if (!read_word(s, before2) || !read_word(s, before) || !read_word(s, i + 1) || !read_word(s, i + 2)) return false;
  const unsigned cluster = t->memos[lexeme].cluster, after = i + 1 < s->count ? t->memos[s->lexeme[i + 1]].cluster : LUN_TAG_EDGE;
  if (!lun_tag_make_own(t, lexeme, stand) || !lun_tag_make_next(t, cluster, after)) return false;
  if (last != LUN_UNREAD && !lun_tag_make_turn(t, last, cluster)) return false;
  if (last != LUN_UNREAD && last2 != LUN_UNREAD && !lun_tag_make_history(t, last2, last)) return false;
  int16_t(*const rows)[WIDTH] = t->rows;
  const int16_t *added[8] = {rows[t->memos[lexeme].own[stand]], rows[sides_of(s, before2) + LUN_TAG_BEFORE2], rows[sides_of(s, before) + LUN_TAG_BEFORE],
                             rows[sides_of(s, i + 1) + LUN_TAG_AFTER], rows[sides_of(s, i + 2) + LUN_TAG_AFTER2], rows[*lun_tag_next_row(t, cluster, after)]};
  if (last == LUN_UNREAD) {
    *label = only_label(added, 6, t->bounds->cluster[cluster]);
    return true;
  }
  added[6] = rows[*lun_tag_turn_row(t, last, cluster)];
  if (last2 == LUN_UNREAD) {
    *label = only_label(added, 7, t->bounds->before[last]);
    return true;
  }
  added[7] = rows[*lun_tag_history_row(t, last2, last)];
  *label = lun_tag_best(added);
  return true;
}

/* Words of a long sentence are seen once for how it is set. */
static bool see_sentence(lun_tagger *tagger, const lun_lexeme *lexeme, uint32_t count, lun_tag_sentence *is) {
  for (uint32_t i = 0; i < count; i++)
    if (!tagger->bits[lexeme[i]] && !lun_tag_see(tagger, lexeme[i])) return false;
  is->word = 0;
  while (is->word < count && !(tagger->bits[lexeme[is->word]] & LUN_TAG_IS_WORD)) is->word++;
  is->setting = (uint8_t)lun_tag_setting_of_words(tagger, lexeme, count);
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

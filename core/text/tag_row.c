/* The rows of scores that a tagger remembers, added up from the weights, and what it remembers of words. */
#include <string.h>

#include "lunette/mem.h"
#include "text/tag_sum.h"

enum {
  FIRST_OWN = 1 << 15, FIRST_PAIRS = 1 << 16, /* 4 MB each, of pages that nothing takes up before it is written; more are moved with these, not copied */
  OWN_BOUND = 9000, SIDE_BOUND = 3500, /* 9000 + 4 * 3500 + 3 * LUN_TAG_LABEL_BOUND + 7 * UINT8_MAX < 32768 */
  BYTE_MIDDLE = 128, /* the byte of the number 0 */
  NEUTRAL = 1, /* the row of pairs without features */
  NO_LABEL = -9000 /* in rows of their own words: labels that do not exist */
};

/* Makes room for more rows of some bytes each; *rows stay aligned within *block. */
static bool reserve(void **rows, void **block, uint32_t count, uint32_t *capacity, uint32_t more, size_t each, uint32_t first) {
  if (count + more <= *capacity) return true;
  if (*capacity >= 1u << (31 - LUN_TAG_PLACE_BITS)) return false; /* places would not hold them */
  const uint32_t wanted = *capacity ? *capacity * 2 : first;
  const size_t before = *block ? (size_t)((char *)*rows - (char *)*block) : 0;
  char *grown = lun_realloc(*block, wanted * each + ROW_ALIGN);
  if (!grown) return false;
  const size_t after = (ROW_ALIGN - (uintptr_t)grown % ROW_ALIGN) % ROW_ALIGN;
  if (after != before) memmove(grown + after, grown + before, count * each);
  *block = grown;
  *rows = grown + after;
  *capacity = wanted;
  return true;
}
static bool reserve_own(lun_tagger *t, uint32_t more) {
  return reserve((void **)&t->own.rows, &t->own.block, t->own.count, &t->own.capacity, more, sizeof *t->own.rows, FIRST_OWN);
}
/* With room for their rests. */
static bool reserve_pairs(lun_tagger *t) {
  return reserve((void **)&t->pairs.rows, &t->pairs.block, t->pairs.count, &t->pairs.capacity, 2 * LUN_TAG_SIDES, sizeof *t->pairs.rows, FIRST_PAIRS);
}

/* Hints at the weights of a feature, which are asked for. */
static lun_tag_pairs find_feature(const lun_tagger *tagger, uint32_t key) {
  const lun_tag_pairs found = lun_tag_find(&tagger->features, key);
  PREFETCH(found.at);
  return found;
}

/* Adds a feature of a word's own. Weights are some dozens, seldom some hundreds, and no word has more than a score of features. */
static void add_own(lun_tag_pairs found, int16_t row[WIDTH]) {
  const lun_tag_pair *pair = found.at, *stop = pair + found.count;
  for (; stop - pair >= 4; pair += 4) /* as lun_tag_add has it */
    for (unsigned i = 0; i < 4; i++) row[pair[i].label] = (int16_t)(row[pair[i].label] + pair[i].weight);
  for (; pair < stop; pair++) row[pair->label] = (int16_t)(row[pair->label] + pair->weight);
}

/* Cuts sums to a bound. */
static void cut(const int32_t sum[WIDTH], int32_t bound, int16_t row[WIDTH]) {
#ifdef VECTORS
  const __m128i most = _mm_set1_epi16((int16_t)bound), least = _mm_set1_epi16((int16_t)-bound);
  for (unsigned i = 0; i < WIDTH; i += 8) {
    const __m128i *at = (const __m128i *)(const void *)(sum + i);
    const __m128i eight = _mm_packs_epi32(_mm_loadu_si128(at), _mm_loadu_si128(at + 1));
    _mm_storeu_si128((__m128i *)(void *)(row + i), _mm_max_epi16(least, _mm_min_epi16(most, eight)));
  }
#else
  for (unsigned i = 0; i < WIDTH; i++) row[i] = (int16_t)(sum[i] > bound ? bound : sum[i] < -bound ? -bound : sum[i]);
#endif
}

/* Adds a feature to a row of pairs. False where a byte does not hold what comes of it, and the row is of no use then. */
static bool add_to_pairs(lun_tag_pairs found, uint16_t row[WIDTH / 2]) {
  for (uint32_t i = 0; i < found.count; i++) {
    const unsigned label = found.at[i].label, shift = label < WIDTH / 2 ? 0 : 8;
    uint16_t *pair = row + label % (WIDTH / 2);
    const int sum = (*pair >> shift & UINT8_MAX) + found.at[i].weight;
    if (sum < 0 || sum > UINT8_MAX) return false;
    *pair = (uint16_t)((*pair & ~(UINT8_MAX << shift)) | sum << shift);
  }
  return true;
}

/* Adds the row of a side that was made before. */
static void add_row(const lun_tagger *tagger, uint32_t place, unsigned side, int32_t sum[WIDTH]) {
  const uint16_t *row = lun_tag_row(tagger, place, side), *rest = place >> side & 1 ? row + LUN_TAG_REST * (WIDTH / 2) : NULL;
  for (unsigned i = 0; i < WIDTH; i++) {
    const unsigned pair = i % (WIDTH / 2), shift = i < WIDTH / 2 ? 0 : 8;
    sum[i] += (row[pair] >> shift & UINT8_MAX) - BYTE_MIDDLE + (rest ? (int8_t)(rest[pair] >> shift & UINT8_MAX) * (UINT8_MAX + 1) : 0);
  }
}

/* Writes a row whose numbers, cut to a bound, bytes do not hold. 0 where they do when the same is added to all labels, which chooses no
 * other: then there is no rest. */
static unsigned split_row(const int32_t sum[WIDTH], int32_t bound, uint16_t row[WIDTH / 2], uint16_t rest[WIDTH / 2]) {
  int16_t number[WIDTH];
  cut(sum, bound, number);
  int least = number[0], most = number[0];
  for (unsigned i = 1; i < WIDTH; i++) {
    if (number[i] < least) least = number[i];
    if (number[i] > most) most = number[i];
  }
  const bool fits = most - least <= UINT8_MAX;
  for (unsigned i = 0; i < WIDTH / 2; i++) {
    const unsigned low = (unsigned)(number[i] - (fits ? least : -BYTE_MIDDLE)), high = (unsigned)(number[i + WIDTH / 2] - (fits ? least : -BYTE_MIDDLE));
    row[i] = (uint16_t)((low & UINT8_MAX) | (high & UINT8_MAX) << 8);
    rest[i] = (uint16_t)((low >> 8 & UINT8_MAX) | (high >> 8 & UINT8_MAX) << 8);
  }
  return !fits;
}

typedef struct two { uint32_t key, other; } two; /* features; 0 for none */

/* Writes the row of a side: its features on top of the same side of `begun`, which may be no row. 1 where the row has a rest. */
static unsigned write_row(lun_tagger *tagger, uint32_t begun, unsigned side, two features, int32_t bound) {
  static const lun_tag_pairs none = {NULL, 0};
  const lun_tag_pairs found = features.key ? lun_tag_find(&tagger->features, features.key) : none, second = features.other ? lun_tag_find(&tagger->features, features.other) : none;
  uint16_t *row = tagger->pairs.rows[tagger->pairs.count + side];
  if (begun) memcpy(row, lun_tag_row(tagger, begun, side), sizeof *tagger->pairs.rows);
  else memset(row, BYTE_MIDDLE, sizeof *tagger->pairs.rows);
  if (!(begun >> side & 1) && add_to_pairs(found, row) && add_to_pairs(second, row)) return 0;
  int32_t sum[WIDTH] = {0};
  if (begun) add_row(tagger, begun, side, sum);
  lun_tag_add(found, sum);
  lun_tag_add(second, sum);
  return split_row(sum, bound, row, tagger->pairs.rows[tagger->pairs.count + side + LUN_TAG_REST]);
}

/* The place of the rows that were written, of which those of `split` have rests. */
static uint32_t take_rows(lun_tagger *tagger, unsigned count, uint32_t split) {
  const uint32_t first = tagger->pairs.count;
  tagger->pairs.count += split ? LUN_TAG_REST + count : count;
  return first << LUN_TAG_PLACE_BITS | split;
}

/* The row of up to two features. Most rare labels and clusters have none, and share a row. */
static bool label_row(lun_tagger *tagger, uint32_t *place, uint32_t key, uint32_t other) {
  if (!lun_tag_find(&tagger->features, key).count && (!other || !lun_tag_find(&tagger->features, other).count)) {
    *place = NEUTRAL << LUN_TAG_PLACE_BITS;
    return true;
  }
  if (!reserve_pairs(tagger)) return false;
  *place = take_rows(tagger, 1, write_row(tagger, 0, 0, (two){key, other}, LUN_TAG_LABEL_BOUND));
  return true;
}

bool lun_tag_make_next(lun_tagger *tagger, unsigned cluster, unsigned after) {
  return label_row(tagger, lun_tag_next_row(tagger, cluster, after), lun_tag_next_key(cluster, after), 0);
}

bool lun_tag_make_history(lun_tagger *tagger, unsigned before2, unsigned before) {
  return label_row(tagger, lun_tag_history_row(tagger, before2, before), lun_tag_before_key(before), lun_tag_before2_key(before2, before));
}

bool lun_tag_make_turn(lun_tagger *tagger, unsigned before, unsigned cluster) {
  return label_row(tagger, lun_tag_turn_row(tagger, before, cluster), lun_tag_turn_key(before, cluster), 0);
}

/* The rows of sides of all words like it, or of a known word: those of the words like it with its own features. */
static bool make_sides(lun_tagger *tagger, uint32_t *place, uint16_t known, uint16_t bucket) {
  uint32_t *alike = tagger->contexts + bucket;
  if (known && !*alike && !make_sides(tagger, alike, 0, bucket)) return false;
  if (!reserve_pairs(tagger)) return false;
  const uint16_t context = known ? known : bucket;
  uint32_t split = 0;
  for (unsigned side = 0; side < LUN_TAG_SIDES; side++) {
    const two features = {context ? lun_tag_side_key((lun_tag_side)side, context) : 0, 0};
    split |= write_row(tagger, known ? *alike : 0, side, features, SIDE_BOUND) << side;
  }
  *place = take_rows(tagger, LUN_TAG_SIDES, split);
  return true;
}

/* What is alike in a word and its kin, whose features are added up once. */
static const int16_t *alike_of(lun_tagger *tagger, const lun_tag_word *word) {
  kin *found = tagger->kins + lun_tag_key2(0, word->kin[0] ^ word->kin[2] << 24, word->kin[1]) % KINS;
  if (found->known && !memcmp(found->is, word->kin, sizeof found->is)) return found->sum;
  *found = (kin){.known = true};
  memcpy(found->is, word->kin, sizeof found->is);
  uint32_t keys[LUN_TAG_KIN];
  for (unsigned i = 0, n = lun_tag_kin_keys(word->kin, keys); i < n; i++) add_own(lun_tag_find(&tagger->features, keys[i]), found->sum);
  return found->sum;
}

/* Adds a feature that many words have, which mostly has dozens of weights: they are laid out once. */
static void add_common(lun_tagger *tagger, uint32_t key, int16_t row[WIDTH]) {
  common *found = tagger->commons + key % COMMONS;
  if (found->key != key) {
    *found = (common){.key = key};
    add_own(lun_tag_find(&tagger->features, key), found->weight);
  }
  for (unsigned i = 0; i < WIDTH; i++) row[i] = (int16_t)(row[i] + found->weight[i]);
}

/* Adds up what holds of a word wherever it stands. */
static void add_word(lun_tagger *tagger, const lun_tag_word *word, int16_t row[WIDTH]) {
  lun_tag_pairs found[LUN_TAG_OWN]; /* all are found, then added: they lie far apart */
  for (unsigned i = word->own_common; i < word->own_count; i++) found[i] = find_feature(tagger, word->own[i]);
  memcpy(row, alike_of(tagger, word), sizeof *tagger->own.rows);
  for (unsigned i = 0; i < word->own_common; i++) add_common(tagger, word->own[i], row);
  for (unsigned i = word->own_common; i < word->own_count; i++) add_own(found[i], row);
}

/* The row of a word in its own place; there is room for it. `inside`: its row inside a sentence, or 0 where that is not made. */
static uint32_t own_row(lun_tagger *tagger, const lun_tag_word *word, lun_tag_stand stand, uint32_t inside) {
  uint32_t keys[4];
  int16_t *row = tagger->own.rows[tagger->own.count];
  if (inside) memcpy(row, tagger->own.rows[inside], sizeof *tagger->own.rows);
  else add_word(tagger, word, row);
  for (unsigned i = 0, n = lun_tag_stand_keys(word, stand, keys); i < n; i++) add_own(lun_tag_find(&tagger->features, keys[i]), row);
  for (unsigned i = tagger->header->labels; i < WIDTH; i++) row[i] = NO_LABEL;
  for (unsigned i = 0; i < WIDTH; i++) row[i] = (int16_t)(row[i] > OWN_BOUND ? OWN_BOUND : row[i] < -OWN_BOUND ? -OWN_BOUND : row[i]);
  return tagger->own.count++;
}

bool lun_tag_see(lun_tagger *tagger, lun_lexeme lexeme) {
  unsigned bits;
  if (!lun_tag_bits(tagger->vocab, lexeme, &bits)) return false;
  tagger->memos[lexeme].bits = (uint8_t)(bits | LUN_TAG_IS_SEEN);
  return true;
}

/* What is asked of a lexeme, which is kept for a while: its own row is mostly asked for soon, so its features are hinted at. NULL when memory is
 * out. */
static const lun_tag_word *read_lexeme(lun_tagger *tagger, lun_lexeme lexeme) {
  struct lun_tag_reading *reading = &tagger->readings[lexeme % READINGS];
  const lun_tag_word *word = &reading->word;
  if (reading->lexeme == lexeme) return word;
  reading->lexeme = lun_tag_read(&tagger->words, tagger->vocab, lexeme, &reading->word) ? lexeme : 0;
  if (!reading->lexeme) return NULL;
  for (unsigned i = word->own_common; i < word->own_count; i++) PREFETCH(tagger->features.table.slots + lun_tag_place(word->own[i], tagger->features.table.room));
  return word;
}

bool lun_tag_learn(lun_tagger *tagger, lun_lexeme lexeme) {
  const lun_tag_word *word = read_lexeme(tagger, lexeme);
  if (!word) return false;
  const uint32_t contexts = tagger->header->contexts;
  const uint16_t known = word->known < contexts ? word->known : 0, bucket = word->bucket < contexts ? word->bucket : 0;
  struct lun_tag_known *other = tagger->known + known; /* mostly another number: a known word's two forms may be like different words */
  uint32_t *place = known ? &other->sides : tagger->contexts + bucket;
  if ((*place == 0 || (known && other->bucket != bucket)) && !make_sides(tagger, place, known, bucket)) return false;
  other->bucket = bucket;
  memo made = {.sides = *place, .cluster = word->cluster, .bits = (uint8_t)(word->bits | LUN_TAG_IS_SEEN)};
  made.fixed = made.last = word->fixed < tagger->header->labels ? word->fixed : LUN_TAG_NONE;
  tagger->memos[lexeme] = made;
  return true;
}

bool lun_tag_make_own(lun_tagger *tagger, lun_lexeme lexeme, lun_tag_stand stand) {
  const lun_tag_word *word = read_lexeme(tagger, lexeme);
  if (!word || !reserve_own(tagger, 1)) return false;
  *lun_tag_own_row(tagger, lexeme, stand) = own_row(tagger, word, stand, tagger->memos[lexeme].own[LUN_TAG_INSIDE]);
  return true;
}

bool lun_tag_make_edges(lun_tagger *tagger) {
  if (!reserve_own(tagger, 1) || !reserve_pairs(tagger)) return false;
  memset(tagger->pairs.rows[0], 0, sizeof *tagger->pairs.rows);
  memset(tagger->pairs.rows[NEUTRAL], BYTE_MIDDLE, sizeof *tagger->pairs.rows);
  tagger->own.count = 1; /* 0 is no row */
  tagger->pairs.count = NEUTRAL + 1;
  return make_sides(tagger, tagger->contexts + LUN_TAG_EDGE, LUN_TAG_EDGE, 0);
}

static bool forget(lun_tagger *tagger) {
  for (uint32_t i = 0; i < tagger->memo_capacity; i++) tagger->memos[i] = (memo){.bits = tagger->memos[i].bits};
  if (tagger->set) memset(tagger->set, 0, tagger->set_capacity * sizeof *tagger->set);
  memset(tagger->contexts, 0, (tagger->header->contexts + LUN_TAG_EDGE + 1) * sizeof *tagger->contexts);
  memset(tagger->known, 0, tagger->header->contexts * sizeof *tagger->known);
  memset(tagger->before, 0, BEFORES * BEFORES * sizeof *tagger->before);
  memset(tagger->turn, 0, BEFORES * LUN_TAG_CLUSTERS * sizeof *tagger->turn);
  memset(tagger->next, 0, LUN_TAG_CLUSTERS * LUN_TAG_CLUSTERS * sizeof *tagger->next);
  return lun_tag_make_edges(tagger);
}

bool lun_tag_make_set(lun_tagger *tagger, lun_tag_stand stand) {
  const uint32_t before = tagger->set_capacity;
  if (stand < LUN_TAG_TITLED || before >= tagger->memo_capacity) return true;
  if (lun_grow((void **)&tagger->set, &tagger->set_capacity, tagger->memo_capacity, sizeof *tagger->set)) return false;
  memset(tagger->set + before, 0, (tagger->set_capacity - before) * sizeof *tagger->set);
  return true;
}

bool lun_tag_make_room(lun_tagger *tagger) {
  const uint32_t count = lun_vocab_count(tagger->vocab) + 1, memos = tagger->memo_capacity;
  if (tagger->own.count + tagger->pairs.count > MOST_ROWS && !forget(tagger)) return false;
  if (count > memos) {
    if (lun_grow((void **)&tagger->memos, &tagger->memo_capacity, count, sizeof *tagger->memos)) return false;
    memset(tagger->memos + memos, 0, (tagger->memo_capacity - memos) * sizeof *tagger->memos);
  }
  *tagger->memos = (memo){.sides = tagger->contexts[LUN_TAG_EDGE], .cluster = LUN_TAG_EDGE, .fixed = LUN_TAG_NONE, .last = LUN_TAG_NONE};
  return true;
}

/* The tagger at work. A token's score for each label is a sum of eight rows, one of its own, one for each of four neighbours, and three
 * for the labels before it and the word after it. A row is 64 numbers of 16 bits, added up from the weights when it is first needed and
 * remembered: own rows by lexeme, neighbours' by lexeme or, of unknown words, once for all that are alike, the others by their numbers. Words
 * that only ever had one label in training get it without a sum. Rows are cut to bounds whose sum a number of 16 bits holds. */
#include "lunette/tag.h"

#include <string.h>

#include "lunette/mem.h"
#include "text/tag.h"

#if defined(__SSE2__) && defined(__GNUC__) && !defined(LUN_TAG_PORTABLE)
#include <emmintrin.h>
#define VECTORS (WIDTH / 8) /* of eight numbers, in a row */
#endif
#if defined(__GNUC__)
#define PREFETCH(address) __builtin_prefetch(address)
#define HINT static inline __attribute__((always_inline)) /* gcc drops calls of functions that do nothing else */
#else
#define PREFETCH(address) ((void)(address))
#define HINT static inline
#endif

#ifndef LUN_TAG_MOST_ROWS /* tests set fewer */
#define LUN_TAG_MOST_ROWS (1 << 18) /* 32 MB */
#endif

enum {
  WIDTH = LUN_TAG_LABELS,
  BEFORES = LUN_TAG_NONE + 1,
  ROW_ALIGN = 64,
  AHEAD = 6, SOON = 3, /* tokens */
  FIRST_ROWS = 512,
  KINS = 256,
  MOST_ROWS = LUN_TAG_MOST_ROWS, /* beyond it all that is remembered is forgotten before the next text */
  OWN_BOUND = 9000, SIDE_BOUND = 3500, LABEL_BOUND = 2700, /* 9000 + 4 * 3500 + 3 * 2700 < 32768 */
  NO_LABEL = -9000 /* in rows of their own words: labels that do not exist */
};

typedef struct memo { /* of a lexeme */
  uint32_t own[LUN_TAG_STANDS]; /* rows, 0 where not yet made */
  uint32_t sides;               /* row of the first of its four sides; 0 where the lexeme has not been read */
  uint8_t cluster, fixed, bits;
  uint8_t last; /* the label that it got last; the fixed one at first */
} memo;

typedef struct kin { /* of words that have some features alike */
  bool known;
  uint32_t is[3];
  int32_t sum[WIDTH]; /* of those */
} kin;

struct lun_tagger {
  const void *weights;
  size_t size;
  const lun_tag_header *header; /* NULL until it is open */
  lun_tag_words words;
  const lun_tag_slot *slots;
  const lun_tag_pair *pairs;
  const char *pos[LUN_TAG_LABELS], *tag[LUN_TAG_LABELS];
  unsigned opening, closing; /* labels of quotation marks, LUN_TAG_NONE without */
  lun_vocab *vocab;
  memo *memos; /* [memo_capacity], by lexeme */
  uint32_t memo_capacity;
  int16_t (*rows)[WIDTH]; /* aligned within row_block; row 0 is none, row 1 all zeros */
  void *row_block;
  uint32_t row_count, row_capacity;
  kin *kins;          /* [KINS] those met last, by hash */
  uint32_t *contexts; /* [header->contexts]: row of the first side, of unknown words and of the edge */
  uint32_t *before;   /* [BEFORES * BEFORES] */
  uint32_t *turn;     /* [BEFORES * CLUSTERS] */
  uint32_t *next;     /* [CLUSTERS * CLUSTERS] */
};

static bool reserve_rows(lun_tagger *tagger, uint32_t more) {
  if (tagger->row_count + more <= tagger->row_capacity) return true;
  if (tagger->row_capacity > UINT32_MAX / 4) return false;
  const uint32_t capacity = tagger->row_capacity ? tagger->row_capacity * 2 : FIRST_ROWS;
  const size_t before = tagger->row_block ? (size_t)((char *)tagger->rows - (char *)tagger->row_block) : 0;
  char *block = lun_realloc(tagger->row_block, (size_t)capacity * sizeof *tagger->rows + ROW_ALIGN);
  if (!block) return false;
  const size_t after = (ROW_ALIGN - (uintptr_t)block % ROW_ALIGN) % ROW_ALIGN;
  if (after != before) memmove(block + after, block + before, (size_t)tagger->row_count * sizeof *tagger->rows);
  tagger->row_block = block;
  tagger->rows = (void *)(block + after);
  tagger->row_capacity = capacity;
  return true;
}

typedef struct pairs { const lun_tag_pair *at; uint32_t count; } pairs;

/* Where the weights of a feature stand, which are asked for; none where it has none. */
static pairs find_feature(const lun_tagger *tagger, uint32_t key) {
  const uint32_t room = tagger->header->feature_room;
  for (uint32_t at = lun_tag_place(key, room);; at = lun_tag_next_place(at, room)) {
    const lun_tag_slot *slot = tagger->slots + at;
    if (slot->key == 0) return (pairs){NULL, 0};
    if (slot->key != key) continue;
    const pairs found = {tagger->pairs + (slot->place & ((1u << LUN_TAG_PAIR_BITS) - 1)), slot->place >> LUN_TAG_PAIR_BITS};
    PREFETCH(found.at);
    return found;
  }
}

static void add_pairs(pairs found, int32_t sum[WIDTH]) {
  for (uint32_t i = 0; i < found.count; i++) sum[found.at[i].label] += found.at[i].weight;
}

static void add_feature(const lun_tagger *tagger, uint32_t key, int32_t sum[WIDTH]) { add_pairs(find_feature(tagger, key), sum); }

/* A new row; there is room for it. */
static uint32_t make_row(lun_tagger *tagger, const int32_t sum[WIDTH], int32_t bound) {
  int16_t *row = tagger->rows[tagger->row_count];
#ifdef VECTORS
  const __m128i most = _mm_set1_epi16((int16_t)bound), least = _mm_set1_epi16((int16_t)-bound);
  for (unsigned i = 0; i < WIDTH; i += 8) {
    const __m128i *at = (const __m128i *)(const void *)(sum + i);
    const __m128i eight = _mm_packs_epi32(_mm_loadu_si128(at), _mm_loadu_si128(at + 1));
    _mm_store_si128((__m128i *)(void *)(row + i), _mm_max_epi16(least, _mm_min_epi16(most, eight)));
  }
#else
  for (unsigned i = 0; i < WIDTH; i++) row[i] = (int16_t)(sum[i] > bound ? bound : sum[i] < -bound ? -bound : sum[i]);
#endif
  return tagger->row_count++;
}

/* The row of up to two features, worked out when *place is 0; 0 when memory is out. */
static uint32_t label_row(lun_tagger *tagger, uint32_t *place, uint32_t key, uint32_t other) {
  int32_t sum[WIDTH] = {0};
  if (!reserve_rows(tagger, 1)) return 0;
  add_feature(tagger, key, sum);
  if (other) add_feature(tagger, other, sum);
  return *place = make_row(tagger, sum, LABEL_BOUND);
}

static bool make_sides(lun_tagger *tagger, uint32_t *place, uint16_t known, uint16_t bucket) {
  if (!reserve_rows(tagger, LUN_TAG_SIDES)) return false;
  uint32_t first = tagger->row_count;
  for (unsigned side = 0; side < LUN_TAG_SIDES; side++) {
    int32_t sum[WIDTH] = {0};
    if (known) add_feature(tagger, lun_tag_side_key((lun_tag_side)side, known), sum);
    if (bucket) add_feature(tagger, lun_tag_side_key((lun_tag_side)side, bucket), sum);
    make_row(tagger, sum, SIDE_BOUND);
  }
  *place = first;
  return true;
}

/* Hints at the features that will be added next, so that they come from memory together. */
HINT void expect(const lun_tagger *tagger, const uint32_t *keys, unsigned count) {
  for (unsigned i = 0; i < count; i++) PREFETCH(tagger->slots + lun_tag_place(keys[i], tagger->header->feature_room));
}

/* What is alike in a word and its kin, whose features are added up once. */
static const int32_t *alike_of(lun_tagger *tagger, const lun_tag_word *word) {
  kin *found = tagger->kins + lun_tag_key2(0, word->kin[0] ^ word->kin[2] << 24, word->kin[1]) % KINS;
  if (found->known && !memcmp(found->is, word->kin, sizeof found->is)) return found->sum;
  *found = (kin){.known = true};
  memcpy(found->is, word->kin, sizeof found->is);
  for (unsigned i = 0; i < word->own_count; i++)
    if (word->alike >> i & 1) add_feature(tagger, word->own[i], found->sum);
  return found->sum;
}

/* The row of a word in its own place; there is room for it. */
static uint32_t own_row(lun_tagger *tagger, const lun_tag_word *word, lun_tag_stand stand) {
  uint32_t keys[4];
  int32_t sum[WIDTH];
  memcpy(sum, alike_of(tagger, word), sizeof sum);
  pairs found[LUN_TAG_OWN]; /* all are found before they are added: their weights lie far apart */
  unsigned count = 0;
  for (unsigned i = 0; i < word->own_count; i++)
    if (!(word->alike >> i & 1)) found[count++] = find_feature(tagger, word->own[i]);
  for (unsigned i = 0; i < count; i++) add_pairs(found[i], sum);
  for (unsigned i = 0, n = lun_tag_stand_keys(word, stand, keys); i < n; i++) add_feature(tagger, keys[i], sum);
  for (unsigned i = tagger->header->labels; i < WIDTH; i++) sum[i] = NO_LABEL;
  return make_row(tagger, sum, OWN_BOUND);
}

static bool read_lexeme(lun_tagger *tagger, lun_lexeme lexeme) {
  lun_tag_word word;
  if (!lun_tag_read(&tagger->words, tagger->vocab, lexeme, &word)) return false;
  expect(tagger, word.own, word.own_count);
  const uint32_t contexts = tagger->header->contexts;
  const uint16_t known = word.known < contexts ? word.known : 0, bucket = word.bucket < contexts ? word.bucket : 0;
  uint32_t own_sides = 0, *place = known ? &own_sides : tagger->contexts + bucket; /* a known word's two forms may be like different words */
  if (*place == 0 && !make_sides(tagger, place, known, bucket)) return false;
  memo made = {.sides = *place, .cluster = word.cluster, .bits = (uint8_t)word.bits};
  made.fixed = made.last = word.fixed < tagger->header->labels ? word.fixed : LUN_TAG_NONE;
  if (made.fixed == LUN_TAG_NONE) { /* it will most likely be asked for */
    if (!reserve_rows(tagger, 1)) return false;
    made.own[LUN_TAG_INSIDE] = own_row(tagger, &word, LUN_TAG_INSIDE);
  }
  tagger->memos[lexeme] = made;
  return true;
}

static bool make_own(lun_tagger *tagger, lun_lexeme lexeme, lun_tag_stand stand) {
  lun_tag_word word;
  if (!reserve_rows(tagger, 1) || !lun_tag_read(&tagger->words, tagger->vocab, lexeme, &word)) return false;
  tagger->memos[lexeme].own[stand] = own_row(tagger, &word, stand);
  return true;
}

/* The label whose sum over eight rows is greatest, the first of equal ones. The rows that are known last stand last, so that the others
 * are added up before: what one label waits for is the one before it. Nothing here branches, for no label is foreseen. */
#ifdef VECTORS
static unsigned best_label(const int16_t *const rows[8]) {
  __m128i sum[VECTORS], most[VECTORS / 2];
  for (unsigned v = 0; v < VECTORS; v++) sum[v] = _mm_load_si128((const __m128i *)(const void *)rows[0] + v);
  for (unsigned r = 1; r < 8; r++)
    for (unsigned v = 0; v < VECTORS; v++) sum[v] = _mm_add_epi16(sum[v], _mm_load_si128((const __m128i *)(const void *)rows[r] + v));
  for (unsigned v = 0; v < VECTORS / 2; v++) most[v] = _mm_max_epi16(sum[v], sum[v + VECTORS / 2]);
  for (unsigned half = VECTORS / 4; half > 0; half /= 2)
    for (unsigned v = 0; v < half; v++) most[v] = _mm_max_epi16(most[v], most[v + half]);
  __m128i all = _mm_max_epi16(most[0], _mm_shuffle_epi32(most[0], 0x4E));
  all = _mm_max_epi16(all, _mm_shuffle_epi32(all, 0xB1));
  all = _mm_max_epi16(all, _mm_shufflehi_epi16(_mm_shufflelo_epi16(all, 0xB1), 0xB1));
  uint64_t found = 0;
  for (unsigned v = 0; v < VECTORS; v += 2) {
    const __m128i same = _mm_packs_epi16(_mm_cmpeq_epi16(sum[v], all), _mm_cmpeq_epi16(sum[v + 1], all));
    found |= (uint64_t)(unsigned)_mm_movemask_epi8(same) << (v * 8);
  }
  return (unsigned)__builtin_ctzll(found);
}
#else
static unsigned best_label(const int16_t *const rows[8]) {
  int16_t sum[WIDTH];
  memcpy(sum, rows[0], sizeof sum);
  for (unsigned r = 1; r < 8; r++)
    for (unsigned i = 0; i < WIDTH; i++) sum[i] = (int16_t)(sum[i] + rows[r][i]);
  unsigned best = 0;
  for (unsigned i = 1; i < WIDTH; i++) best = sum[i] > sum[best] ? i : best;
  return best;
}
#endif

static lun_tag_stand setting_of(const lun_tagger *tagger, const lun_lexeme *lexeme, uint32_t count) {
  lun_tag_setting setting = {0};
  for (uint32_t i = 0; i < count; i++) lun_tag_setting_add(&setting, tagger->memos[lexeme[i]].bits);
  return lun_tag_setting_of(&setting);
}

HINT void expect_rows(const lun_tagger *tagger, uint32_t first, unsigned count) {
  const char *rows = (const char *)tagger->rows[first];
  for (unsigned line = 0; line < count * sizeof *tagger->rows; line += ROW_ALIGN) PREFETCH(rows + line);
}

/* Hints at the rows of a word that is a few tokens ahead: they are spread over megabytes. */
HINT void expect_word(const lun_tagger *tagger, const memo *word, lun_tag_stand stand) {
  if (word->fixed == LUN_TAG_NONE) expect_rows(tagger, word->own[stand], 1);
  expect_rows(tagger, word->sides, LUN_TAG_SIDES);
}

/* The same for the rows of a word with the word after it, and with the label before it, which most likely is the one that the word
 * before got last. */
HINT void expect_labels(const lun_tagger *tagger, const lun_lexeme *lexeme) {
  const memo *word = tagger->memos + lexeme[0];
  const unsigned before = tagger->memos[lexeme[-1]].last, after = tagger->memos[lexeme[1]].cluster;
  expect_rows(tagger, tagger->next[word->cluster * LUN_TAG_CLUSTERS + after], 1);
  expect_rows(tagger, tagger->turn[before * LUN_TAG_CLUSTERS + word->cluster], 1);
}

/* Makes what is missing of the rows of a word where it stands so, with the labels before it and the cluster of the word after it. */
static bool make_rows(lun_tagger *tagger, lun_lexeme lexeme, lun_tag_stand stand, unsigned before2, unsigned before, unsigned after) {
  const unsigned cluster = tagger->memos[lexeme].cluster;
  uint32_t *history = tagger->before + before2 * BEFORES + before, *turn = tagger->turn + before * LUN_TAG_CLUSTERS + cluster;
  uint32_t *next = tagger->next + cluster * LUN_TAG_CLUSTERS + after;
  if (!tagger->memos[lexeme].own[stand] && !make_own(tagger, lexeme, stand)) return false;
  if (!*history && !label_row(tagger, history, lun_tag_before_key(before), lun_tag_before2_key(before2, before))) return false;
  if (!*turn && !label_row(tagger, turn, lun_tag_turn_key(before, cluster), 0)) return false;
  return *next || label_row(tagger, next, lun_tag_next_key(cluster, after), 0);
}

/* One sentence: its tokens are count lexemes, all of them read; `known` lexemes stand there, of which the ones behind the sentence are most
 * likely asked for next. False when memory is out. */
static bool tag_sentence(lun_tagger *tagger, const lun_lexeme *lexeme, uint32_t count, uint32_t known, uint8_t *label) {
  const lun_tag_stand setting = setting_of(tagger, lexeme, count);
  const uint32_t edge = tagger->contexts[LUN_TAG_EDGE];
  unsigned before2 = LUN_TAG_NONE, before = LUN_TAG_NONE;
  bool first = setting == LUN_TAG_INSIDE;
  for (uint32_t i = 0; i < count; i++) {
    memo *word = tagger->memos + lexeme[i];
    if (i + AHEAD < known) expect_word(tagger, tagger->memos + lexeme[i + AHEAD], setting);
    if (i + SOON + 1 < known) expect_labels(tagger, lexeme + i + SOON);
    const lun_tag_stand stand = first ? LUN_TAG_FIRST : setting;
    if (word->bits & LUN_TAG_IS_WORD) first = false;
    unsigned chosen = word->fixed;
    if (chosen == LUN_TAG_NONE) {
      const unsigned after = i + 1 < count ? tagger->memos[lexeme[i + 1]].cluster : LUN_TAG_EDGE;
      const uint32_t *history = tagger->before + before2 * BEFORES + before, *turn = tagger->turn + before * LUN_TAG_CLUSTERS + word->cluster;
      const uint32_t *next = tagger->next + word->cluster * LUN_TAG_CLUSTERS + after;
      if ((!word->own[stand] || !*history || !*turn || !*next) && !make_rows(tagger, lexeme[i], stand, before2, before, after)) return false;
      int16_t(*const rows)[WIDTH] = tagger->rows;
      const int16_t *const added[8] = {
          rows[word->own[stand]],
          rows[(i > 1 ? tagger->memos[lexeme[i - 2]].sides : edge) + LUN_TAG_BEFORE2],
          rows[(i > 0 ? tagger->memos[lexeme[i - 1]].sides : edge) + LUN_TAG_BEFORE],
          rows[(i + 1 < count ? tagger->memos[lexeme[i + 1]].sides : edge) + LUN_TAG_AFTER],
          rows[(i + 2 < count ? tagger->memos[lexeme[i + 2]].sides : edge) + LUN_TAG_AFTER2],
          rows[*next], rows[*history], rows[*turn]};
      chosen = best_label(added);
    }
    label[i] = word->last = (uint8_t)chosen;
    before2 = before;
    before = chosen;
  }
  return true;
}

static bool reserve_memos(lun_tagger *tagger, uint32_t count) {
  const uint32_t old = tagger->memo_capacity;
  if (lun_grow((void **)&tagger->memos, &tagger->memo_capacity, count, sizeof *tagger->memos)) return false;
  if (tagger->memo_capacity > old) memset(tagger->memos + old, 0, (tagger->memo_capacity - old) * sizeof *tagger->memos);
  return true;
}

/* A straight mark opens or closes by where white space stands beside it, which no text of a token tells. */
static void turn_quotes(const lun_tagger *tagger, const lun_tokens *tokens, uint32_t first, uint32_t stop, uint8_t *label) {
  if (tagger->opening == LUN_TAG_NONE || tagger->closing == LUN_TAG_NONE) return;
  for (uint32_t i = first; i < stop; i++) {
    if (!(tagger->memos[tokens->lexeme[i]].bits & LUN_TAG_IS_STRAIGHT)) continue;
    const bool before = (tokens->flags[i] & (LUN_TOKEN_SPACE | LUN_TOKEN_LINE)) != 0;
    const bool after = i + 1 == tokens->count || (tokens->flags[i + 1] & (LUN_TOKEN_SPACE | LUN_TOKEN_LINE)) != 0;
    if (before != after) label[i] = (uint8_t)(before ? tagger->opening : tagger->closing);
  }
}

static bool make_edges(lun_tagger *tagger) {
  if (!reserve_rows(tagger, 1 + LUN_TAG_SIDES)) return false;
  memset(tagger->rows[tagger->row_count++], 0, sizeof *tagger->rows);
  return make_sides(tagger, tagger->contexts + LUN_TAG_EDGE, LUN_TAG_EDGE, 0);
}

static bool forget(lun_tagger *tagger) {
  memset(tagger->memos, 0, tagger->memo_capacity * sizeof *tagger->memos);
  memset(tagger->contexts, 0, (tagger->header->contexts + LUN_TAG_EDGE + 1) * sizeof *tagger->contexts);
  memset(tagger->before, 0, BEFORES * BEFORES * sizeof *tagger->before);
  memset(tagger->turn, 0, BEFORES * LUN_TAG_CLUSTERS * sizeof *tagger->turn);
  memset(tagger->next, 0, LUN_TAG_CLUSTERS * LUN_TAG_CLUSTERS * sizeof *tagger->next);
  tagger->row_count = 0;
  return make_edges(tagger);
}

/* Makes ready for tokens first .. stop: reads their words. */
static lun_status prepare(lun_tagger *tagger, const lun_tokens *tokens, uint32_t first, uint32_t stop, lun_err *err) {
  const lun_status status = lun_tagger_open(tagger, err);
  if (status) return status;
  if (tagger->row_count > MOST_ROWS && !forget(tagger)) return lun_fail_memory(err);
  if (!reserve_memos(tagger, lun_vocab_count(tagger->vocab) + 1)) return lun_fail_memory(err);
  for (uint32_t i = first; i < stop; i++)
    if (!tagger->memos[tokens->lexeme[i]].sides && !read_lexeme(tagger, tokens->lexeme[i])) return lun_fail_memory(err);
  return LUN_OK;
}

static bool run_sentence(lun_tagger *tagger, const lun_tokens *tokens, uint32_t first, uint32_t stop, uint8_t *label) {
  if (!tag_sentence(tagger, tokens->lexeme + first, stop - first, tokens->count - first, label + first)) return false;
  turn_quotes(tagger, tokens, first, stop, label);
  return true;
}

lun_status lun_tagger_run(lun_tagger *tagger, const lun_tokens *tokens, const lun_ranges *sentences, uint8_t *label, lun_err *err) {
  const lun_status status = prepare(tagger, tokens, 0, tokens->count, err);
  for (uint32_t s = 0; !status && s < sentences->count; s++) {
    const uint32_t stop = s + 1 < sentences->count ? sentences->first[s + 1] : tokens->count;
    if (!run_sentence(tagger, tokens, sentences->first[s], stop, label)) return lun_fail_memory(err);
  }
  return status;
}

lun_status lun_tagger_run_sentence(lun_tagger *tagger, const lun_tokens *tokens, uint32_t first, uint32_t stop, uint8_t *label, lun_err *err) {
  const lun_status status = prepare(tagger, tokens, first, stop, err);
  return status || run_sentence(tagger, tokens, first, stop, label) ? status : lun_fail_memory(err);
}

static void read_names(lun_tagger *tagger) {
  const char *name = (const char *)tagger->header + tagger->header->names;
  tagger->opening = tagger->closing = LUN_TAG_NONE;
  for (unsigned i = 0; i < tagger->header->labels; i++) {
    tagger->tag[i] = name;
    if (!strcmp(name, "``")) tagger->opening = i;
    if (!strcmp(name, "''")) tagger->closing = i;
    tagger->pos[i] = name += strlen(name) + 1;
    name += strlen(name) + 1;
  }
}

lun_status lun_tagger_new(const void *weights, size_t size, lun_vocab *vocab, lun_tagger **out, lun_err *err) {
  lun_tagger *tagger = *out = lun_zalloc(1, sizeof *tagger);
  if (!tagger) return lun_fail_memory(err);
  *tagger = (lun_tagger){.weights = weights, .size = size, .vocab = vocab};
  return LUN_OK;
}

static void close_tagger(lun_tagger *tagger) {
  lun_free(tagger->memos);
  lun_free(tagger->row_block);
  lun_free(tagger->kins);
  lun_free(tagger->contexts);
  lun_free(tagger->before);
  lun_free(tagger->turn);
  lun_free(tagger->next);
  *tagger = (lun_tagger){.weights = tagger->weights, .size = tagger->size, .vocab = tagger->vocab};
}

lun_status lun_tagger_open(lun_tagger *tagger, lun_err *err) {
  if (tagger->header) return LUN_OK;
  const lun_status status = lun_tag_check(tagger->weights, tagger->size, err);
  if (status) return status;
  const lun_tag_header *header = tagger->weights;
  const char *bytes = tagger->weights;
  tagger->header = header;
  tagger->words = (lun_tag_words){header->word_room, (const uint32_t *)(const void *)(bytes + header->word_keys),
                                  (const uint16_t *)(const void *)(bytes + header->word_values)};
  tagger->slots = (const lun_tag_slot *)(const void *)(bytes + header->features);
  tagger->pairs = (const lun_tag_pair *)(const void *)(bytes + header->pairs);
  read_names(tagger);
  tagger->kins = lun_zalloc(KINS, sizeof *tagger->kins);
  tagger->contexts = lun_zalloc((size_t)header->contexts + LUN_TAG_EDGE + 1, sizeof *tagger->contexts);
  tagger->before = lun_zalloc(BEFORES * BEFORES, sizeof *tagger->before);
  tagger->turn = lun_zalloc(BEFORES * LUN_TAG_CLUSTERS, sizeof *tagger->turn);
  tagger->next = lun_zalloc(LUN_TAG_CLUSTERS * LUN_TAG_CLUSTERS, sizeof *tagger->next);
  if (!tagger->kins || !tagger->contexts || !tagger->before || !tagger->turn || !tagger->next || !make_edges(tagger)) {
    close_tagger(tagger);
    return lun_fail_memory(err);
  }
  return LUN_OK;
}

void lun_tagger_free(lun_tagger *tagger) {
  if (!tagger) return;
  close_tagger(tagger);
  lun_free(tagger);
}

unsigned lun_tagger_labels(const lun_tagger *tagger) { return tagger->header->labels; }
const char *lun_tagger_pos(const lun_tagger *tagger, unsigned label) { return tagger->pos[label]; }
const char *lun_tagger_tag(const lun_tagger *tagger, unsigned label) { return tagger->tag[label]; }

size_t lun_tagger_memory(const lun_tagger *tagger) {
  return sizeof *tagger + KINS * sizeof *tagger->kins + (size_t)tagger->memo_capacity * sizeof *tagger->memos + (size_t)tagger->row_capacity * sizeof *tagger->rows +
         ((size_t)tagger->header->contexts + BEFORES * BEFORES + BEFORES * LUN_TAG_CLUSTERS + LUN_TAG_CLUSTERS * LUN_TAG_CLUSTERS) * sizeof(uint32_t);
}

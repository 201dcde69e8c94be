/* Sums of rows, and what they say. A row of a token's own holds 64 numbers of 16 bits. The others hold pairs in 16 bits, of labels 0 and 32, 1
 * and 33, and so on: a byte each, 128 more than its number, the lower one of the lower label. They are added up without taking them apart,
 * which is done once for all of them; what the 128s add is the same for all labels. Few rows have numbers that no byte holds: the upper bytes
 * of these stand in a second row, and their place says so. */
#ifndef LUNETTE_TEXT_TAG_SUM_H
#define LUNETTE_TEXT_TAG_SUM_H

#include <string.h>

#include "text/tagger.h"

enum { LUN_TAG_ROWS = 7 };
/* Rows of pairs that are added up: first the four sides, each of another word, then those of labels. */
typedef struct lun_tag_rows {
  const uint16_t *at[LUN_TAG_ROWS];
  unsigned split; /* bits of those that have rests */
} lun_tag_rows;

static inline void lun_tag_take(const lun_tagger *t, unsigned r, uint32_t place, lun_tag_rows *rows) {
  const unsigned side = r < LUN_TAG_SIDES ? r : 0;
  rows->at[r] = lun_tag_row(t, place, side);
  rows->split |= (place >> side & 1) << r;
}

#if defined(__SSE2__) && defined(__GNUC__) && !defined(LUN_TAG_PORTABLE)
#include <emmintrin.h>
#define VECTORS (WIDTH / 8) /* of eight numbers, in a row */

typedef struct lun_tag_sum {
  __m128i at[VECTORS];
} lun_tag_sum;

#if defined(__x86_64__)
#include <immintrin.h>
#define LUN_TAG_WIDE /* processors that add sixteen numbers at once may be met */
#endif

static inline __m128i lun_tag_load(const void *from, unsigned v) { return _mm_load_si128((const __m128i *)from + v); }

static inline void lun_tag_add_rests(const lun_tag_rows *rows, lun_tag_sum *sum) {
  for (unsigned split = rows->split; split; split &= split - 1) {
    const uint16_t *rest = rows->at[__builtin_ctz(split)] + LUN_TAG_REST * (WIDTH / 2);
    for (unsigned v = 0; v < VECTORS / 2; v++) {
      const __m128i pairs = lun_tag_load(rest, v);
      sum->at[v] = _mm_add_epi16(sum->at[v], _mm_slli_epi16(pairs, 8));
      sum->at[v + VECTORS / 2] = _mm_add_epi16(sum->at[v + VECTORS / 2], _mm_slli_epi16(_mm_srli_epi16(pairs, 8), 8));
    }
  }
}

/* The sum of the row of its own and the first `count` others. */
static inline void lun_tag_sum_rows(const int16_t *own, const lun_tag_rows *rows, unsigned count, lun_tag_sum *sum) {
  for (unsigned v = 0; v < VECTORS / 2; v++) {
    __m128i all = _mm_setzero_si128(), high = all;
    for (unsigned r = 0; r < count; r++) {
      const __m128i pairs = lun_tag_load(rows->at[r], v);
      all = _mm_add_epi16(all, pairs);
      high = _mm_add_epi16(high, _mm_srli_epi16(pairs, 8));
    }
    sum->at[v] = _mm_add_epi16(lun_tag_load(own, v), _mm_sub_epi16(all, _mm_slli_epi16(high, 8)));
    sum->at[v + VECTORS / 2] = _mm_add_epi16(lun_tag_load(own, v + VECTORS / 2), high);
  }
  if (rows->split) lun_tag_add_rests(rows, sum);
}

/* The greatest of the numbers, in each place. */
static inline __m128i lun_tag_greatest(const __m128i at[VECTORS]) {
  __m128i most[VECTORS / 2];
  for (unsigned v = 0; v < VECTORS / 2; v++) most[v] = _mm_max_epi16(at[v], at[v + VECTORS / 2]);
  for (unsigned half = VECTORS / 4; half > 0; half /= 2)
    for (unsigned v = 0; v < half; v++) most[v] = _mm_max_epi16(most[v], most[v + half]);
  __m128i all = _mm_max_epi16(most[0], _mm_shuffle_epi32(most[0], 0x4E));
  all = _mm_max_epi16(all, _mm_shuffle_epi32(all, 0xB1));
  return _mm_max_epi16(all, _mm_shufflehi_epi16(_mm_shufflelo_epi16(all, 0xB1), 0xB1));
}

/* The label whose sum is greatest, the first of equal ones. Nothing here branches, for no label is foreseen. */
static inline unsigned lun_tag_best(const lun_tag_sum *sum) {
  const __m128i all = lun_tag_greatest(sum->at);
  uint64_t found = 0;
  for (unsigned v = 0; v < VECTORS; v += 2) {
    const __m128i same = _mm_packs_epi16(_mm_cmpeq_epi16(sum->at[v], all), _mm_cmpeq_epi16(sum->at[v + 1], all));
    found |= (uint64_t)(unsigned)_mm_movemask_epi8(same) << (v * 8);
  }
  return (unsigned)__builtin_ctzll(found);
}

/* The only label whose sum can be greatest with what may be added within a bound; LUN_TAG_NONE where several can. */
static inline unsigned lun_tag_only(const lun_tag_sum *sum, const lun_tag_bound bound) {
  __m128i least[VECTORS];
  for (unsigned v = 0; v < VECTORS; v++) least[v] = _mm_add_epi16(sum->at[v], _mm_loadu_si128((const __m128i *)(const void *)bound[0] + v));
  const __m128i floor = lun_tag_greatest(least);
  uint64_t below = 0;
  for (unsigned v = 0; v < VECTORS; v += 2) {
    const __m128i most = _mm_add_epi16(sum->at[v], _mm_loadu_si128((const __m128i *)(const void *)bound[1] + v));
    const __m128i other = _mm_add_epi16(sum->at[v + 1], _mm_loadu_si128((const __m128i *)(const void *)bound[1] + v + 1));
    below |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_packs_epi16(_mm_cmpgt_epi16(floor, most), _mm_cmpgt_epi16(floor, other))) << (v * 8);
  }
  const uint64_t left = ~below;
  return left & (left - 1) ? LUN_TAG_NONE : (unsigned)__builtin_ctzll(left);
}

#ifdef LUN_TAG_WIDE
enum { WIDE = WIDTH / 16 /* vectors of sixteen numbers, in a row */ };

__attribute__((target("avx2"))) static inline __m256i lun_tag_load_wide(const void *from, unsigned v) { return _mm256_load_si256((const __m256i *)from + v); }

/* What lun_tag_sum_rows and lun_tag_best say of all rows, on processors that have AVX2. */
__attribute__((target("avx2"))) static inline unsigned lun_tag_best_wide(const int16_t *own, const lun_tag_rows *rows) {
  __m256i sum[WIDE];
  for (unsigned v = 0; v < WIDE / 2; v++) {
    __m256i all = _mm256_setzero_si256(), high = all;
    for (unsigned r = 0; r < LUN_TAG_ROWS; r++) {
      const __m256i pairs = lun_tag_load_wide(rows->at[r], v);
      all = _mm256_add_epi16(all, pairs);
      high = _mm256_add_epi16(high, _mm256_srli_epi16(pairs, 8));
    }
    sum[v] = _mm256_add_epi16(lun_tag_load_wide(own, v), _mm256_sub_epi16(all, _mm256_slli_epi16(high, 8)));
    sum[v + WIDE / 2] = _mm256_add_epi16(lun_tag_load_wide(own, v + WIDE / 2), high);
  }
  for (unsigned split = rows->split; split; split &= split - 1) {
    const uint16_t *rest = rows->at[__builtin_ctz(split)] + LUN_TAG_REST * (WIDTH / 2);
    for (unsigned v = 0; v < WIDE / 2; v++) {
      const __m256i pairs = lun_tag_load_wide(rest, v);
      sum[v] = _mm256_add_epi16(sum[v], _mm256_slli_epi16(pairs, 8));
      sum[v + WIDE / 2] = _mm256_add_epi16(sum[v + WIDE / 2], _mm256_slli_epi16(_mm256_srli_epi16(pairs, 8), 8));
    }
  }
  const __m256i most = _mm256_max_epi16(_mm256_max_epi16(sum[0], sum[1]), _mm256_max_epi16(sum[2], sum[3]));
  const __m128i all = _mm_xor_si128(_mm_max_epi16(_mm256_castsi256_si128(most), _mm256_extracti128_si256(most, 1)), _mm_set1_epi16(INT16_MAX)); /* the least without a sign is the greatest */
  const __m256i greatest = _mm256_broadcastw_epi16(_mm_xor_si128(_mm_minpos_epu16(all), _mm_set1_epi16(INT16_MAX)));
  uint64_t found = 0;
  for (unsigned v = 0; v < WIDE; v += 2) {
    const __m256i same = _mm256_packs_epi16(_mm256_cmpeq_epi16(sum[v], greatest), _mm256_cmpeq_epi16(sum[v + 1], greatest));
    found |= (uint64_t)(unsigned)_mm256_movemask_epi8(_mm256_permute4x64_epi64(same, 0xD8)) << (v * 16);
  }
  return (unsigned)__builtin_ctzll(found);
}
#endif

#else

typedef struct lun_tag_sum {
  int16_t at[WIDTH];
} lun_tag_sum;

static inline void lun_tag_sum_rows(const int16_t *own, const lun_tag_rows *rows, unsigned count, lun_tag_sum *sum) {
  memcpy(sum->at, own, sizeof sum->at);
  for (unsigned r = 0; r < count; r++) {
    const uint16_t *row = rows->at[r], *rest = rows->split >> r & 1 ? row + LUN_TAG_REST * (WIDTH / 2) : NULL;
    for (unsigned i = 0; i < WIDTH / 2; i++) {
      sum->at[i] = (int16_t)(sum->at[i] + (row[i] & UINT8_MAX) + (rest ? rest[i] << 8 : 0));
      sum->at[i + WIDTH / 2] = (int16_t)(sum->at[i + WIDTH / 2] + (row[i] >> 8) + (rest ? rest[i] & ~UINT8_MAX : 0));
    }
  }
}

static inline unsigned lun_tag_best(const lun_tag_sum *sum) {
  unsigned best = 0;
  for (unsigned i = 1; i < WIDTH; i++) best = sum->at[i] > sum->at[best] ? i : best;
  return best;
}

static inline unsigned lun_tag_only(const lun_tag_sum *sum, const lun_tag_bound bound) {
  unsigned only = LUN_TAG_NONE, left = 0;
  int floor = INT16_MIN;
  for (unsigned i = 0; i < WIDTH; i++) floor = sum->at[i] + bound[0][i] > floor ? sum->at[i] + bound[0][i] : floor;
  for (unsigned i = 0; i < WIDTH; i++) {
    if (sum->at[i] + bound[1][i] < floor) continue;
    only = i;
    left++;
  }
  return left == 1 ? only : LUN_TAG_NONE;
}

#endif
#endif

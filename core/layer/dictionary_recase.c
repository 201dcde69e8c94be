/* What an image remembers of tokens in capitals, for headlines and datelines. Owns the readings of such a token: each of its
 * words as it is written and in other cases, as far as some dictionary of the image has them. */
#include "layer/dictionary_image.h"
#include "layer/dictionary_key.h"
#include "lunette/mem.h"

enum { READINGS_MAX = 8 };

/* Bits of the dictionaries in which case counts and an entry begins with a word. */
static uint64_t begins_of(const lun_image *image, uint32_t word) {
  uint32_t count;
  uint64_t begins = 0;
  const lun_image_start *start = lun_image_starts(image, word, &count);
  for (uint32_t i = 0; i < count; i++)
    if (start[i].dictionary < image->count) begins |= UINT64_C(1) << start[i].dictionary;
  return begins & ~image->folding;
}

/* Appends the readings of one word: as it is written, then in other cases as far as the image has them. */
static bool push_readings(lun_image *image, const char *upper, size_t upper_size, const char *lower, size_t lower_size, uint64_t *begins) {
  uint32_t readings[READINGS_MAX] = {lun_image_find_word(image, upper, upper_size, lun_image_hash(upper, upper_size))}, count = 1;
  char other[LUN_KEY_RECASED_MAX];
  size_t size;
  for (unsigned way = 0; (size = lun_key_recase(upper, upper_size, lower, lower_size, way, other)) != 0; way++) {
    const uint32_t word = lun_image_find_word(image, other, size, lun_image_hash(other, size));
    bool known = word == LUN_CODE_NONE;
    for (uint32_t i = 0; i < count && !known; i++) known = readings[i] == word;
    if (!known && count < READINGS_MAX) readings[count++] = word;
  }
  if (!lun_memo_push(&image->memo, count)) return false;
  for (uint32_t i = 0; i < count; i++) {
    if (!lun_memo_push(&image->memo, readings[i])) return false;
    *begins |= begins_of(image, readings[i]);
  }
  return true;
}

static bool push_token(lun_image *image, const char *upper, size_t upper_size, const char *lower, size_t lower_size) {
  lun_memo *memo = &image->memo;
  const uint32_t place = memo->pool_count;
  uint64_t begins = 0, unused = 0;
  for (uint32_t i = 0; i < LUN_RECASED_FIRST; i++)
    if (!lun_memo_push(memo, i == LUN_RECASED_LONG && lun_key_letters(upper, upper_size) >= 4)) return false;
  const char *upper_word, *lower_word;
  size_t upper_at = 0, lower_at = 0, upper_length, lower_length;
  while (lun_key_word(upper, upper_size, &upper_at, &upper_word, &upper_length) &&
         lun_key_word(lower, lower_size, &lower_at, &lower_word, &lower_length)) {
    uint64_t *set = memo->pool[place + LUN_RECASED_WORDS]++ ? &unused : &begins;
    if (!push_readings(image, upper_word, upper_length, lower_word, lower_length, set)) return false;
  }
  memo->pool[place + LUN_RECASED_BEGINS] = (uint32_t)begins;
  memo->pool[place + LUN_RECASED_BEGINS + 1] = (uint32_t)(begins >> 32);
  return true;
}

/* The place of a lexeme in the pool, of its own also where it is no words; 0 when memory is out. */
static uint32_t place_of(lun_image *image, lun_vocab *vocab, lun_lexeme lexeme) {
  lun_memo *memo = &image->memo;
  lun_known *known = lun_memo_of(memo, lexeme);
  if (known->set == LUN_SET_UNKNOWN && !lun_memo_learn(image, vocab, lexeme)) return 0;
  const uint32_t fresh = memo->pool_count;
  if (!known->place && lun_memo_push_place(memo, LUN_CODE_NONE, LUN_CODE_NONE)) known->place = fresh & LUN_CODE_NONE;
  return known->place;
}

uint32_t lun_memo_recase(lun_image *image, lun_vocab *vocab, lun_lexeme lexeme) {
  lun_memo *memo = &image->memo;
  if (lexeme >= memo->known || !(lun_vocab_flags(vocab, lexeme) & LUN_LEX_UPPER)) return LUN_RECASE_PLAIN;
  const uint32_t place = place_of(image, vocab, lexeme), readings = memo->pool_count;
  if (!place) return LUN_RECASE_UNKNOWN;
  if (memo->pool[place + LUN_POOL_RECASED]) return memo->pool[place + LUN_POOL_RECASED];
  char room[LUN_KEY_LOWER_MAX];
  size_t upper_size, lower_size;
  const char *upper = lun_key_text(vocab, lexeme, false, &upper_size);
  const char *lower = upper ? lun_key_lower(vocab, lexeme, upper, upper_size, room, &lower_size) : NULL;
  if (!upper || !lower) return LUN_RECASE_UNKNOWN;
  if (push_token(image, upper, upper_size, lower, lower_size)) return memo->pool[place + LUN_POOL_RECASED] = readings;
  memo->pool_count = readings;
  return LUN_RECASE_UNKNOWN;
}

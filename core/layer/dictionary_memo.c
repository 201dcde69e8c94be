/* What a dictionary remembers of the lexemes of one vocabulary: which of its words a lexeme is, so that each distinct
 * token text is looked up once and every later token costs one load. Owns the look-up of words in an image's table.
 *
 * A vocabulary may be freed and another be made at the same address, so the pointer does not tell them apart. Therefore
 * a witness is put into it: a text that no token can have and that names this dictionary and how many vocabularies it has
 * seen. Only the vocabulary it was put into has it under that number. */
#include <stdio.h>
#include <string.h>

#include "layer/dictionary_image.h"
#include "layer/dictionary_key.h"
#include "lunette/mem.h"

enum { READINGS_MAX = 8 };

void lun_memo_free(lun_dictionary *dictionary) {
  lun_memo *memo = &dictionary->memo;
  lun_free(memo->codes);
  lun_free(memo->recased);
  lun_free(memo->pool);
  *memo = (lun_memo){.generation = memo->generation};
  lun_priors_forget(&dictionary->priors);
}

static void write_witness(lun_memo *memo) {
  const int size = snprintf(memo->witness_text, LUN_WITNESS_MAX, "\001memo %p %llu", (const void *)memo, (unsigned long long)memo->generation);
  memo->witness_size = size > 0 ? (size_t)size : 0;
}

static bool knows(const lun_memo *memo, const lun_vocab *vocab) {
  size_t size;
  if (memo->vocab != vocab || memo->witness == 0 || memo->witness > lun_vocab_count(vocab)) return false;
  const char *text = lun_vocab_text(vocab, memo->witness, &size);
  return size == memo->witness_size && memcmp(text, memo->witness_text, size) == 0;
}

/* New elements are LUN_CODE_UNKNOWN. */
static bool grow(uint32_t **at, uint32_t *known, uint32_t want) {
  if (want <= *known) return true;
  uint32_t capacity = *known;
  void *block = *at;
  if (lun_grow(&block, &capacity, want, sizeof **at)) return false;
  *at = block;
  memset(*at + *known, 0xFF, (capacity - *known) * sizeof **at);
  *known = capacity;
  return true;
}

lun_status lun_memo_prepare(lun_dictionary *dictionary, lun_vocab *vocab, bool recase, lun_err *err) {
  lun_memo *memo = &dictionary->memo;
  if (!knows(memo, vocab)) {
    lun_memo_free(dictionary);
    memo->generation++;
    write_witness(memo);
    memo->witness = lun_vocab_intern(vocab, memo->witness_text, memo->witness_size);
    if (memo->witness == 0) return lun_fail_memory(err);
    memo->vocab = vocab;
  }
  const uint32_t want = lun_vocab_count(vocab) + 1;
  if (!grow(&memo->codes, &memo->known, want)) return lun_fail_memory(err);
  if (recase && !grow(&memo->recased, &memo->recased_known, want)) return lun_fail_memory(err);
  return LUN_OK;
}

/* The number of a word, or LUN_CODE_NONE. */
static uint32_t find_word(const lun_dictionary *dictionary, const char *text, size_t size) {
  const lun_image *image = dictionary->image;
  const uint32_t hash = lun_image_hash(text, size), mask = dictionary->record->slot_mask;
  uint32_t at = hash & mask;
  for (uint64_t tried = 0; tried <= mask; tried++, at = (at + 1) & mask) {
    const lun_image_slot *slot = dictionary->slots + at;
    if (slot->word == 0) break;
    if (slot->hash != hash || slot->word > dictionary->record->words) continue;
    const uint32_t offset = dictionary->words[slot->word - 1];
    if (offset >= image->heap_size || size >= image->heap_size - offset) continue;
    if (memcmp(image->heap + offset, text, size) == 0 && image->heap[offset + size] == 0) return slot->word - 1;
  }
  return LUN_CODE_NONE;
}

static bool push(lun_memo *memo, uint32_t value) {
  if (memo->pool_count >= LUN_CODE_NONE) return false;
  if (lun_grow((void **)&memo->pool, &memo->pool_capacity, (uint64_t)memo->pool_count + 1, sizeof *memo->pool)) return false;
  memo->pool[memo->pool_count++] = value;
  return true;
}

uint32_t lun_memo_code(lun_dictionary *dictionary, lun_vocab *vocab, lun_lexeme lexeme) {
  lun_memo *memo = &dictionary->memo;
  if (lexeme >= memo->known) return LUN_CODE_NONE; /* no lexeme of this vocabulary */
  if (memo->codes[lexeme] != LUN_CODE_UNKNOWN) return memo->codes[lexeme];
  size_t size, at = 0, length;
  const char *text = lun_key_text(vocab, lexeme, dictionary->record->fold != 0, &size), *part;
  if (!text) return LUN_CODE_UNKNOWN;
  const uint32_t place = memo->pool_count, roots = dictionary->record->roots;
  uint32_t count = 0, first = LUN_CODE_NONE;
  while (lun_key_word(text, size, &at, &part, &length)) {
    const uint32_t word = find_word(dictionary, part, length);
    if (word == LUN_CODE_NONE) {
      count = 0;
      break;
    }
    if (count == 0) first = word;
    if (count == 0 && at >= size) { /* the one word of the token: nothing in the pool */
      count = 1;
      break;
    }
    if ((count == 0 && !push(memo, 0)) || !push(memo, word)) {
      memo->pool_count = place;
      return LUN_CODE_UNKNOWN;
    }
    count++;
  }
  uint32_t code = LUN_CODE_NONE;
  if (count == 1) code = first;
  if (count > 1) {
    memo->pool[place] = count;
    code = place | LUN_CODE_SEVERAL;
  } else {
    memo->pool_count = place;
  }
  if (count > 0 && first < roots) code |= LUN_CODE_BEGINS;
  if (count <= 1 && lun_key_is_joiner(vocab, lexeme)) code |= LUN_CODE_JOINS;
  return memo->codes[lexeme] = code;
}

/* Appends the readings of one word: as it is written, then in other cases as far as the dictionary has them. */
static bool push_readings(lun_dictionary *dictionary, const char *upper, size_t upper_size, const char *lower, size_t lower_size) {
  uint32_t readings[READINGS_MAX] = {find_word(dictionary, upper, upper_size)}, count = 1;
  char other[LUN_KEY_RECASED_MAX];
  size_t size;
  for (unsigned way = 0; (size = lun_key_recase(upper, upper_size, lower, lower_size, way, other)) != 0; way++) {
    const uint32_t word = find_word(dictionary, other, size);
    bool known = word == LUN_CODE_NONE;
    for (uint32_t i = 0; i < count && !known; i++) known = readings[i] == word;
    if (!known && count < READINGS_MAX) readings[count++] = word;
  }
  if (!push(&dictionary->memo, count)) return false;
  for (uint32_t i = 0; i < count; i++)
    if (!push(&dictionary->memo, readings[i])) return false;
  return true;
}

static bool push_token(lun_dictionary *dictionary, const char *upper, size_t upper_size, const char *lower, size_t lower_size) {
  lun_memo *memo = &dictionary->memo;
  const uint32_t place = memo->pool_count;
  if (!push(memo, lun_key_letters(upper, upper_size) >= 4) || !push(memo, 0)) return false;
  const char *upper_word, *lower_word;
  size_t upper_at = 0, lower_at = 0, upper_length, lower_length;
  while (lun_key_word(upper, upper_size, &upper_at, &upper_word, &upper_length) &&
         lun_key_word(lower, lower_size, &lower_at, &lower_word, &lower_length)) {
    if (!push_readings(dictionary, upper_word, upper_length, lower_word, lower_length)) return false;
    memo->pool[place + 1]++;
  }
  return true;
}

uint32_t lun_memo_recased(lun_dictionary *dictionary, lun_vocab *vocab, lun_lexeme lexeme) {
  lun_memo *memo = &dictionary->memo;
  if (lexeme >= memo->recased_known) return LUN_RECASE_PLAIN;
  if (memo->recased[lexeme] != LUN_CODE_UNKNOWN) return memo->recased[lexeme];
  if (dictionary->record->fold != 0 || !(lun_vocab_flags(vocab, lexeme) & LUN_LEX_UPPER)) return memo->recased[lexeme] = LUN_RECASE_PLAIN;
  size_t upper_size, lower_size;
  const char *upper = lun_key_text(vocab, lexeme, false, &upper_size), *lower = lun_key_text(vocab, lexeme, true, &lower_size);
  if (!upper || !lower) return LUN_CODE_UNKNOWN;
  const uint32_t place = memo->pool_count;
  if (!push_token(dictionary, upper, upper_size, lower, lower_size)) {
    memo->pool_count = place;
    return LUN_CODE_UNKNOWN;
  }
  return memo->recased[lexeme] = place;
}

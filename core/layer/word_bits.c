/* Sets of bits by the numbers of lexemes. A word of a list has its bits from the beginning; any other form of it takes over those of its small
 * letters when it is first met. */
#include "layer/word_bits.h"

#include <string.h>

#include "lunette/mem.h"

static const uint64_t made = (uint64_t)1 << WORD_BITS;

static bool grow(uint64_t **at, uint32_t *capacity, uint32_t count) {
  const uint32_t old = *capacity;
  if (lun_grow((void **)at, capacity, count, sizeof **at)) return false;
  if (*capacity > old) memset(*at + old, 0, (*capacity - old) * sizeof **at);
  return true;
}
/* Room for a lexeme, in both. */
static bool reserve(word_bits *words, lun_lexeme lexeme) {
  if (lexeme < words->capacity) return true;
  if (!grow(&words->at, &words->room, lexeme + 1) || !grow(&words->plain, &words->plain_room, words->room / 64 + 1)) return false;
  words->capacity = words->room;
  return true;
}

/* Gives a word, for which there is room, bits: it is not plain then. */
static void give(word_bits *words, lun_lexeme lexeme, uint64_t bits) {
  words->at[lexeme] |= bits;
  words->plain[lexeme / 64] &= ~((uint64_t)1 << lexeme % 64);
}

bool lun_word_bits_add(word_bits *words, const char *text, size_t size, uint64_t bits) {
  const lun_lexeme word = lun_vocab_intern(words->vocab, text, size), lower = word ? lun_vocab_lower(words->vocab, word) : 0;
  if (!lower || !reserve(words, lower)) return false;
  give(words, lower, bits);
  return true;
}

static bool learn(word_bits *words, lun_lexeme lexeme, uint64_t (*of_letters)(const char *lower, size_t size)) {
  const lun_lexeme lower = lun_vocab_lower(words->vocab, lexeme);
  if (!lower || !reserve(words, lower > lexeme ? lower : lexeme)) return false;
  size_t size;
  const char *text = lun_vocab_text(words->vocab, lower, &size);
  const uint64_t bits = word_bits_learned(words, lexeme) | word_bits_learned(words, lower) | (of_letters ? of_letters(text, size) : 0);
  if (bits) give(words, lexeme, bits | made);
  else words->plain[lexeme / 64] |= (uint64_t)1 << lexeme % 64;
  return true;
}

lun_status lun_word_bits_learn(word_bits *words, const lun_lexeme *lexeme, uint32_t count, uint64_t (*of_letters)(const char *lower, size_t size), lun_err *err) {
  for (uint32_t i = 0; i < count; i++) {
    if (lexeme[i] < words->capacity && (word_is_plain(words, lexeme[i]) || words->at[lexeme[i]] & made)) continue;
    if (!learn(words, lexeme[i], of_letters)) return lun_fail_memory(err);
  }
  return LUN_OK;
}

void lun_word_bits_free(word_bits *words) {
  lun_free(words->plain);
  lun_free(words->at);
}

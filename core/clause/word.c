/* The lists of words: one set of bits for each lexeme of the vocabulary, in an array by its number. A word of a list has its bits from
 * the beginning; any other form of it takes over those of its small letters when it is first met. */
#include "clause/word.h"

#include <string.h>

#include "lunette/mem.h"

static const char *const lists[] = {
#define X(name, text) text,
    CLAUSE_LISTS(X)
#undef X
};
static const struct {
  const char *text;
  uint64_t bit;
} fixed[] = {
#define X(name, text) {text, W(name)},
    CLAUSE_FIXED(X)
#undef X
};
enum { LISTS = sizeof lists / sizeof *lists, FIXED = sizeof fixed / sizeof *fixed };

const char *lun_clause_list(unsigned i) { return i < LISTS ? lists[i] : NULL; }

uint64_t lun_clause_list_bit(const char *name) {
  for (unsigned i = 0; i < LISTS; i++)
    if (!strcmp(lists[i], name)) return (uint64_t)1 << i;
  return 0;
}

static bool reserve(word_bits *words, uint32_t lexemes) {
  const uint32_t old = words->capacity;
  if (lun_grow((void **)&words->at, &words->capacity, (uint64_t)lexemes + 1, sizeof *words->at)) return false;
  if (words->capacity > old) memset(words->at + old, 0, (words->capacity - old) * sizeof *words->at);
  return true;
}

bool lun_word_bits_add(word_bits *words, const char *text, size_t size, uint64_t bits) {
  const lun_lexeme word = lun_vocab_intern(words->vocab, text, size), lower = word ? lun_vocab_lower(words->vocab, word) : 0;
  if (!lower || !reserve(words, lower)) return false;
  words->at[lower] |= bits;
  return true;
}

static const uint64_t made = (uint64_t)1 << WORD_BITS;
static bool learn(word_bits *words, lun_lexeme lexeme, uint64_t (*of_letters)(const char *lower, size_t size)) {
  const lun_lexeme lower = lun_vocab_lower(words->vocab, lexeme);
  if (!lower || !reserve(words, lower > lexeme ? lower : lexeme)) return false;
  size_t size;
  const char *text = lun_vocab_text(words->vocab, lower, &size);
  words->at[lexeme] |= words->at[lower] | (of_letters ? of_letters(text, size) : 0) | made;
  return true;
}

lun_status lun_word_bits_learn(word_bits *words, const lun_lexeme *lexeme, uint32_t count, uint64_t (*of_letters)(const char *lower, size_t size), lun_err *err) {
  for (uint32_t i = 0; i < count; i++) {
    if (lexeme[i] < words->capacity && words->at[lexeme[i]] & made) continue;
    if (!learn(words, lexeme[i], of_letters)) return lun_fail_memory(err);
  }
  return LUN_OK;
}

lun_status lun_word_column(const lun_dictionary *dictionary, const char *name, const char *what, uint32_t *column, lun_err *err) {
  *column = lun_dictionary_find_column(dictionary, name);
  if (*column < lun_dictionary_columns(dictionary)) return LUN_OK;
  return lun_fail(err, LUN_FORMAT, 0, "the dictionary %s has no column '%s', which %s are read by", lun_dictionary_name(dictionary), name, what);
}

lun_status lun_clause_words_new(lun_vocab *vocab, lun_clause_words **out, lun_err *err) {
  lun_clause_words *words = *out = lun_zalloc(1, sizeof *words);
  if (!words) return lun_fail_memory(err);
  words->bits.vocab = vocab;
  for (unsigned i = 0; i < FIXED; i++)
    if (!lun_word_bits_add(&words->bits, fixed[i].text, strlen(fixed[i].text), fixed[i].bit)) {
      lun_clause_words_free(words);
      *out = NULL;
      return lun_fail_memory(err);
    }
  return LUN_OK;
}

void lun_clause_words_free(lun_clause_words *words) {
  if (!words) return;
  lun_free(words->bits.at);
  lun_free(words);
}

/* Forms that were met already have no bits of it: lists are told before documents are read. */
lun_status lun_clause_words_add(lun_clause_words *words, const char *list, const char *word, size_t size, lun_err *err) {
  const uint64_t bit = lun_clause_list_bit(list);
  if (!bit) return lun_fail(err, LUN_NOT_FOUND, 0, "clauses know no list of words '%s'", list);
  return lun_word_bits_add(&words->bits, word, size, bit) ? LUN_OK : lun_fail_memory(err);
}

static uint64_t of_letters(const char *lower, size_t size) { return size >= 2 && lower[size - 2] == 'e' && lower[size - 1] == 'd' ? W(ENDS_ED) : 0; }

lun_status lun_clause_words_learn(lun_clause_words *words, const lun_lexeme *lexeme, uint32_t count, lun_err *err) {
  return lun_word_bits_learn(&words->bits, lexeme, count, of_letters, err);
}

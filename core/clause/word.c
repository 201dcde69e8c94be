/* The lists of words that clauses are read by. */
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
  lun_word_bits_free(&words->bits);
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

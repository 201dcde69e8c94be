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

static bool reserve(lun_clause_words *words, uint32_t lexemes) {
  const uint32_t old = words->capacity;
  if (lun_grow((void **)&words->classes, &words->capacity, (uint64_t)lexemes + 1, sizeof *words->classes)) return false;
  if (words->capacity > old) memset(words->classes + old, 0, (words->capacity - old) * sizeof *words->classes);
  return true;
}

static bool add(lun_clause_words *words, const char *text, size_t size, uint64_t bit) {
  const lun_lexeme word = lun_vocab_intern(words->vocab, text, size), lower = word ? lun_vocab_lower(words->vocab, word) : 0;
  if (!lower || !reserve(words, lower)) return false;
  words->classes[lower] |= bit;
  return true;
}

lun_status lun_clause_words_new(lun_vocab *vocab, lun_clause_words **out, lun_err *err) {
  lun_clause_words *words = *out = lun_zalloc(1, sizeof *words);
  if (!words) return lun_fail_memory(err);
  words->vocab = vocab;
  for (unsigned i = 0; i < FIXED; i++)
    if (!add(words, fixed[i].text, strlen(fixed[i].text), fixed[i].bit)) {
      lun_clause_words_free(words);
      *out = NULL;
      return lun_fail_memory(err);
    }
  return LUN_OK;
}

void lun_clause_words_free(lun_clause_words *words) {
  if (!words) return;
  lun_free(words->classes);
  lun_free(words);
}

/* Forms that were met already have no bits of it: lists are told before documents are read. */
lun_status lun_clause_words_add(lun_clause_words *words, const char *list, const char *word, size_t size, lun_err *err) {
  const uint64_t bit = lun_clause_list_bit(list);
  if (!bit) return lun_fail(err, LUN_NOT_FOUND, 0, "clauses know no list of words '%s'", list);
  return add(words, word, size, bit) ? LUN_OK : lun_fail_memory(err);
}

static bool learn(lun_clause_words *words, lun_lexeme lexeme) {
  const lun_lexeme lower = lun_vocab_lower(words->vocab, lexeme);
  if (!lower || !reserve(words, lower > lexeme ? lower : lexeme)) return false;
  size_t size;
  const char *text = lun_vocab_text(words->vocab, lower, &size);
  const bool ends_ed = size >= 2 && text[size - 2] == 'e' && text[size - 1] == 'd';
  words->classes[lexeme] |= words->classes[lower] | (ends_ed ? W(ENDS_ED) : 0) | W(KNOWN);
  return true;
}

lun_status lun_clause_words_learn(lun_clause_words *words, const lun_lexeme *lexeme, uint32_t count, lun_err *err) {
  for (uint32_t i = 0; i < count; i++) {
    if (lexeme[i] < words->capacity && words->classes[lexeme[i]] & W(KNOWN)) continue;
    if (!learn(words, lexeme[i])) return lun_fail_memory(err);
  }
  return LUN_OK;
}

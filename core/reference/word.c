/* The lists of words: one set of bits for each lexeme of the vocabulary, in an array by its number. A word of a list has its bits from
 * the beginning; any other form of it takes over those of its small letters when it is first met. What dictionaries say of a word is
 * looked up when it is first asked, and singulars of plurals are told by whoever is asked for them. */
#include "reference/word.h"

#include <string.h>

#include "lunette/mem.h"

static const char *const lists[] = {
#define X(name, text) text,
    REFERENCE_LISTS(X)
#undef X
};
enum { LISTS = sizeof lists / sizeof *lists };

const char *lun_reference_list(unsigned i) { return i < LISTS ? lists[i] : NULL; }

static bool reserve(lun_reference_words *words, uint32_t lexemes) {
  const uint32_t old = words->capacity;
  if (lun_grow((void **)&words->bits, &words->capacity, (uint64_t)lexemes + 1, sizeof *words->bits)) return false;
  if (words->capacity > old) memset(words->bits + old, 0, (words->capacity - old) * sizeof *words->bits);
  return true;
}

static lun_lexeme word(lun_reference_words *words, const char *text) { return lun_vocab_intern(words->vocab, text, strlen(text)); }

lun_status lun_reference_words_new(lun_vocab *vocab, lun_dictionary *const dictionary[LUN_REFERENCE_DICTIONARIES], uint32_t company, lun_reference_words **out, lun_err *err) {
  *out = NULL;
  const lun_dictionary *role = dictionary[LUN_REFERENCE_ROLE], *described = dictionary[LUN_REFERENCE_DESCRIBED];
  const uint32_t flags = lun_dictionary_find_column(role, "flags"), kind = lun_dictionary_find_column(described, "kind"), cc = lun_dictionary_find_column(described, "cc");
  if (flags == lun_dictionary_columns(role)) return lun_fail(err, LUN_INVALID, 0, "the dictionary of roles wants the column flags");
  if (kind == lun_dictionary_columns(described) || cc == lun_dictionary_columns(described))
    return lun_fail(err, LUN_INVALID, 0, "the dictionary of descriptions wants the columns kind and cc");
  lun_reference_words *words = lun_zalloc(1, sizeof *words);
  if (!words) return lun_fail_memory(err);
  words->vocab = vocab;
  memcpy(words->dictionary, dictionary, sizeof words->dictionary);
  words->role_flags = flags;
  words->described_kind = kind;
  words->described_cc = cc;
  words->company = company;
  words->and_ = word(words, "and");
  words->comma = word(words, ",");
  words->colon = word(words, ":");
  words->who = word(words, "who");
  words->whose = word(words, "whose");
  words->the = word(words, "the");
  if (!words->and_ || !words->comma || !words->colon || !words->who || !words->whose || !words->the) {
    lun_reference_words_free(words);
    return lun_fail_memory(err);
  }
  *out = words;
  return LUN_OK;
}

void lun_reference_words_free(lun_reference_words *words) {
  if (!words) return;
  lun_free(words->bits);
  lun_free(words->singular);
  lun_free(words->plurals);
  lun_free(words->plural_at);
  lun_free(words);
}

lun_status lun_reference_words_add(lun_reference_words *words, const char *list, const char *text, size_t size, lun_err *err) {
  unsigned i = 0;
  while (i < LISTS && strcmp(lists[i], list) != 0) i++;
  if (i == LISTS) return lun_fail(err, LUN_NOT_FOUND, 0, "references know no list of words '%s'", list);
  const lun_lexeme lexeme = lun_vocab_intern(words->vocab, text, size), lower = lexeme ? lun_vocab_lower(words->vocab, lexeme) : 0;
  if (!lower || !reserve(words, lower)) return lun_fail_memory(err);
  words->bits[lower] |= (uint64_t)1 << i;
  return LUN_OK;
}

static uint64_t learn(lun_reference_words *words, lun_lexeme lexeme) {
  const lun_lexeme lower = lun_vocab_lower(words->vocab, lexeme);
  if (!lower || !reserve(words, lower > lexeme ? lower : lexeme)) return 0;
  return words->bits[lexeme] |= words->bits[lower] | R(KNOWN);
}

uint64_t lun_reference_bits(lun_reference_words *words, lun_lexeme lexeme) {
  const uint64_t bits = lexeme < words->capacity ? words->bits[lexeme] : 0;
  return bits & R(KNOWN) ? bits : learn(words, lexeme);
}

bool lun_reference_is_pronoun(lun_reference_words *words, lun_lexeme lexeme) { return (lun_reference_bits(words, lexeme) & R_PRONOUN) != 0; }

/* Adds bits of dictionaries that have the small letters of a word. */
uint64_t lun_reference_looked_up(lun_reference_words *words, lun_lexeme lexeme, lun_err *failure) {
  static const struct { lun_reference_dictionary dictionary; uint64_t bit; } asked[] = {
      {LUN_REFERENCE_ROLE, R(ROLE)}, {LUN_REFERENCE_BODY, R(BODY)}, {LUN_REFERENCE_SAY, R(SAY)}};
  const uint64_t known = lun_reference_bits(words, lexeme);
  if (known & R(LOOKED_UP)) return known;
  if (!known) {
    lun_fail_memory(failure);
    return 0;
  }
  size_t size;
  const char *text = lun_vocab_text(words->vocab, lun_vocab_lower(words->vocab, lexeme), &size);
  uint64_t bits = known | R(LOOKED_UP);
  for (unsigned i = 0; i < sizeof asked / sizeof *asked; i++) {
    uint32_t entry, row;
    lun_dictionary *dictionary = words->dictionary[asked[i].dictionary];
    if (lun_dictionary_find(dictionary, words->vocab, text, size, &entry, failure)) return known;
    if (!entry) continue;
    bits |= asked[i].bit;
    if (asked[i].bit == R(ROLE) && lun_dictionary_candidates(dictionary, entry - 1, &row) && strchr(lun_dictionary_value(dictionary, row, words->role_flags), 'P')) bits |= R(ROLES);
  }
  return words->bits[lexeme] = bits;
}

const lun_lexeme *lun_reference_singulars(const lun_reference_words *words, lun_lexeme plural, uint32_t *count) {
  const uint32_t place = plural < words->plural_room ? words->plural_at[plural] : 0;
  if (!place) return NULL;
  *count = words->plurals[place - 1].count;
  return words->singular + words->plurals[place - 1].first;
}

lun_status lun_reference_plural(lun_reference_words *words, lun_lexeme plural, lun_err *err) {
  const uint32_t old = words->plural_room;
  if (lun_grow((void **)&words->plural_at, &words->plural_room, (uint64_t)plural + 1, sizeof *words->plural_at)) return lun_fail_memory(err);
  memset(words->plural_at + old, 0, (words->plural_room - old) * sizeof *words->plural_at);
  if (lun_grow((void **)&words->plurals, &words->plural_capacity, (uint64_t)words->plural_count + 1, sizeof *words->plurals) ||
      lun_grow((void **)&words->singular, &words->singular_capacity, (uint64_t)words->singular_count + 1, sizeof *words->singular))
    return lun_fail_memory(err);
  words->plurals[words->plural_count++] = (reference_singulars){words->singular_count, 0};
  words->plural_at[plural] = words->plural_count;
  return LUN_OK;
}

lun_status lun_reference_words_singular(lun_reference_words *words, const char *text, size_t size, lun_err *err) {
  if (!words->plural_count) return lun_fail(err, LUN_INVALID, 0, "nobody asked for singulars");
  const lun_lexeme lexeme = lun_vocab_intern(words->vocab, text, size);
  if (!lexeme || lun_grow((void **)&words->singular, &words->singular_capacity, (uint64_t)words->singular_count + 1, sizeof *words->singular)) return lun_fail_memory(err);
  words->singular[words->singular_count++] = lexeme;
  words->plurals[words->plural_count - 1].count++;
  return LUN_OK;
}

/* What words are, as a set of bits made once for a lexeme: of lists that are told, and of what their letters say. Most words have none, which one
 * bit of each says: so that hundreds of them share a line of a cache. */
#ifndef LUNETTE_WORD_BITS_H
#define LUNETTE_WORD_BITS_H

#include "lunette/vocab.h"

enum { WORD_BITS = 63 }; /* of a word's 64, the last says that they are made */
typedef struct word_bits {
  lun_vocab *vocab;
  uint64_t *plain;   /* 64 lexemes each: those that were met and have no bits */
  uint64_t *at;      /* by lexeme: the bits of others */
  uint32_t capacity; /* lexemes that there is room for in both, */
  uint32_t plain_room, room; /* and in each */
} word_bits;

/* Gives a word, in small letters, bits, which the forms of it that are not learned yet take over. False when memory is out. */
bool lun_word_bits_add(word_bits *words, const char *text, size_t size, uint64_t bits);
/* Makes the bits of every word of the tokens: those of its small letters, and what `of_letters`, which may be NULL, says of these.
 * LUN_NO_MEMORY. */
lun_status lun_word_bits_learn(word_bits *words, const lun_lexeme *lexeme, uint32_t count, uint64_t (*of_letters)(const char *lower, size_t size), lun_err *err);
void lun_word_bits_free(word_bits *words);

/* Whether a word, for which there is room, is plain; the bits of one that was learned; those of any, none of one that was not met. */
static inline bool word_is_plain(const word_bits *words, lun_lexeme lexeme) { return words->plain[lexeme / 64] >> lexeme % 64 & 1; }
static inline uint64_t word_bits_learned(const word_bits *words, lun_lexeme lexeme) { return word_is_plain(words, lexeme) ? 0 : words->at[lexeme]; }
static inline uint64_t word_bits_of(const word_bits *words, lun_lexeme lexeme) { return lexeme < words->capacity ? word_bits_learned(words, lexeme) : 0; }

#endif

/* Guises: what a word looks like to those who ask only for its flags, and whether it is one of the words that somebody has listed.
 * Most words are in nobody's list, and all of them that have the same flags have one guise. Many who would each keep something of
 * every word keep it of the guises, which are few, and are told those of a text's words once for all of them. */
#ifndef LUNETTE_GUISE_H
#define LUNETTE_GUISE_H

#include "lunette/vocab.h"

typedef struct lun_guise {
  uint32_t flags;
  lun_lexeme lower, norm; /* these forms of the word where they are listed, else 0 */
  uint32_t odd;           /* 1 where it begins with a character of ASCII that is no letter */
} lun_guise;

/* Lists words, as the lower case or the norm of others. Where there is a new one all guises are forgotten, which begins another epoch. */
lun_status lun_guises_list(lun_vocab *vocab, const lun_lexeme *forms, uint32_t count);
uint32_t lun_guises_epoch(const lun_vocab *vocab);
uint32_t lun_guises_count(const lun_vocab *vocab); /* guises are 1 .. count */
const lun_guise *lun_guises_at(const lun_vocab *vocab, uint32_t guise);

/* The guise of a word; 0 when memory is out. Of the words of a text one after the other; guises: [count]. */
uint32_t lun_guise_of(lun_vocab *vocab, lun_lexeme lexeme);
lun_status lun_guises_of(lun_vocab *vocab, const lun_lexeme *lexemes, uint32_t count, uint32_t *guises);

#endif

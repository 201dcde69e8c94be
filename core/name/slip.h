/* Names of places one slip of the pen away: a letter too many, missing or wrong, or two that changed places. */
#ifndef LUNETTE_NAME_SLIP_H
#define LUNETTE_NAME_SLIP_H

#include "name/word.h"

typedef struct lun_slips { /* of the places that are known well enough */
  uint64_t *hashes; /* [mask + 1] of their letters; 0 is free */
  uint64_t *bits;   /* one of 2 ^ (64 - shift) for the highest bits of each hash: so few that they stay in the cache */
  uint64_t *parts;  /* one for how a name may begin, and end */
  uint32_t mask, shift;
} lun_slips;
void lun_slips_free(lun_slips *slips);

/* The row, and 1, of a place whose prior is at least `prior` and that a text is one slip away from; 0 for none, for a text that is a
 * place or is shorter than `least` bytes. The first letter is never the wrong one. */
uint32_t lun_slip_find(lun_slips *slips, lun_words *words, lun_lexeme text, unsigned prior, unsigned least);

#endif

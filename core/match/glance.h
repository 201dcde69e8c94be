/* What can be seen of a token at a glance: bits for its word and for what else is true of it, and for each expression the
 * bits without which it cannot hold. Most tests of most tokens are over with that. */
#ifndef LUN_MATCH_GLANCE_H
#define LUN_MATCH_GLANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lunette/status.h"
#include "lunette/vocab.h"

/* Of a token: a bit for its word (by hash), when that is in any set; bits for flags, places and tests of words. Of something
 * that can be taken: bits of which one is there. The lowest of `others` is in every token, and in what asks for none. */
typedef struct lun_glance { uint64_t words, others; } lun_glance;
#define GLANCE_ALL ((lun_glance){UINT64_MAX, UINT64_MAX})
enum { GLANCE_ANY = 1 };
static inline bool lun_glance_shared(lun_glance a, lun_glance b) { return ((a.words & b.words) | (a.others & b.others)) != 0; }
static inline void lun_glance_join(lun_glance *a, lun_glance b) {
  a->words |= b.words;
  a->others |= b.others;
}
static inline bool lun_glance_is_all(lun_glance a) { return (a.others & GLANCE_ANY) != 0; }
static inline uint64_t lun_word_bit(lun_lexeme form) { return 1ull << (form * 0x9E3779B1u >> 26); }

/* Where an expression holds, a token shares a bit with `some`, has all others of `all` and none of `none`. Where it shares no bit
 * with `doubt` the opposite is true as well, so that there is nothing left to ask. */
typedef struct lun_sight { lun_glance some, doubt; uint64_t all, none; } lun_sight;
static inline bool lun_sight_passes(const lun_sight *sight, lun_glance token) {
  return lun_glance_shared(sight->some, token) & ((token.others & sight->all) == sight->all) & !(token.others & sight->none);
}
static inline bool lun_sight_settles(const lun_sight *sight, lun_glance token) { return !lun_glance_shared(sight->doubt, token); }

#define LEFT_PLACES (UINT32_MAX - 1)
typedef struct lun_sights {
  lun_sight *at;     /* [expressions] */
  uint32_t *left;    /* [expressions] a leaf that is all that is left to ask where the sight passes; LEFT_PLACES when there are
                      * only places to ask for; or LUN_NONE */
  uint64_t *bits; /* [leaves] of a word in the sets of words; of the others the one of the leaf */
  uint32_t count, leaf_count;
  uint64_t own;    /* bits that are of one leaf only, and are true */
  uint64_t places; /* those of places */
  uint64_t common; /* those of flags that most words have */
  uint64_t maybe;  /* those of tests that need the word's class: every word has them, where no flag is known that they need */
  uint64_t flags[32]; /* of each LUN_LEX_ bit, also those of the tests that need it */
} lun_sights;

struct lun_predicates;
lun_status lun_sights_make(struct lun_predicates *predicates); /* once all tests are there */
void lun_sights_free(lun_sights *sights);
size_t lun_sights_memory(const lun_sights *sights);
/* Bits of which one is in every token for which an expression holds: the rarest that are known. */
lun_glance lun_sights_some(const lun_sights *sights, uint32_t expression);
/* What a glance shows of a word wherever it stands: of the sets that its forms are in (0 for a form that is in none), and of its flags. */
uint64_t lun_sights_words(const struct lun_predicates *predicates, lun_lexeme lower, lun_lexeme norm);
uint64_t lun_sights_flags(const lun_sights *sights, uint32_t flags);

#endif

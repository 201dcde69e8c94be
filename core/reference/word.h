/* What a word is to references, as a set of bits: of the lists that are told, and of dictionaries. Made once for a lexeme. */
#ifndef LUNETTE_REFERENCE_WORD_H
#define LUNETTE_REFERENCE_WORD_H

#include "lunette/reference.h"

/* Lists that are told: scripts/lib/reference_words.lua has them. */
#define REFERENCE_LISTS(X) \
  X(MALE, "male") X(FEMALE, "female") X(PLURAL, "plural") X(OBJECT, "object") X(OWN, "own") X(DETERMINER, "determiner") X(TAIL, "tail") \
  X(RELATION, "relation") X(SUBORDINATE, "subordinate") X(CLAUSE, "clause") X(OPENING, "opening") X(LAND, "land") X(COUNTRY, "country") \
  X(REALM, "realm") X(LEADING, "leading") X(MAN, "man") X(WOMAN, "woman") X(COMPANY, "company") X(PARTY, "party") X(TEAM, "team") \
  X(GROUP, "group") X(ORGANISATION, "organisation") X(MEDIUM, "medium") X(GIANT, "giant") X(ARTICLE, "article") X(SELF, "self") X(LESSER, "lesser") X(DEPUTY, "deputy")
typedef enum reference_word {
#define X(name, text) REFERENCE_##name,
  REFERENCE_LISTS(X)
#undef X
  REFERENCE_ROLE, REFERENCE_ROLES /* a plural of the dictionary */, REFERENCE_BODY, REFERENCE_SAY,
  REFERENCE_LOOKED_UP, /* its bits of dictionaries are made */
  REFERENCE_KNOWN      /* those of lists */
} reference_word;
_Static_assert(REFERENCE_KNOWN < 64, "bits of words");
#define R(name) ((uint64_t)1 << REFERENCE_##name)
#define R_PRONOUN (R(MALE) | R(FEMALE) | R(PLURAL))
#define R_KIND (R(COMPANY) | R(PARTY) | R(TEAM) | R(GROUP) | R(ORGANISATION) | R(MEDIUM))

typedef struct reference_singulars { uint32_t first, count; } reference_singulars; /* of a plural, in `singular` */

struct lun_reference_words {
  lun_vocab *vocab;
  lun_dictionary *dictionary[LUN_REFERENCE_DICTIONARIES];
  uint32_t role_flags, described_kind, described_cc; /* columns */
  uint32_t company; /* rule */
  uint64_t *bits;   /* [capacity], by lexeme */
  uint32_t capacity;
  lun_lexeme and_, comma, colon, who, whose, the; /* as they are written */
  lun_lexeme *singular;
  uint32_t singular_count, singular_capacity;
  reference_singulars *plurals;
  uint32_t plural_count, plural_capacity;
  uint32_t *plural_at; /* [plural_room] by lexeme: its number in `plurals`, and 1 */
  uint32_t plural_room;
};

/* Bits of the lists; and of the dictionaries, too. None when memory is out. */
uint64_t lun_reference_bits(lun_reference_words *words, lun_lexeme lexeme);
uint64_t lun_reference_looked_up(lun_reference_words *words, lun_lexeme lexeme, lun_err *failure);
/* The singulars of a plural, borrowed until more are told; NULL where they were not told yet. lun_reference_plural begins those of one. */
const lun_lexeme *lun_reference_singulars(const lun_reference_words *words, lun_lexeme plural, uint32_t *count);
lun_status lun_reference_plural(lun_reference_words *words, lun_lexeme plural, lun_err *err);

#endif

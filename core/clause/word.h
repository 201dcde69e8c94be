/* What a word is to clauses: bits of the lists that are told, and of the few words that grammar itself names. */
#ifndef LUNETTE_CLAUSE_WORD_H
#define LUNETTE_CLAUSE_WORD_H

#include "layer/word_bits.h"
#include "lunette/clause.h"

/* The number of a dictionary's column. LUN_FORMAT: it has none of that name; `what` are read by it. */
lun_status lun_word_column(const lun_dictionary *dictionary, const char *name, const char *what, uint32_t *column, lun_err *err);

/* Lists that are told: scripts/lib/clause.lua has them. */
#define CLAUSE_LISTS(X) \
  X(AUXILIARY, "auxiliary") X(BEING, "being") X(NEGATION, "negation") X(ALONE, "alone") X(ATTACHED, "attached") X(SUBORDINATE, "subordinate") \
  X(DAY, "day") X(DESCRIBING, "describing") X(QUESTION, "question") X(ASKING, "asking") X(HEARER, "hearer") X(PREPOSITION, "preposition") X(CIRCUMSTANCE, "circumstance") \
  X(HOUR, "hour") X(SAYING, "saying") X(TO_COME, "to_come") X(DEADLINE, "deadline") X(BREAK, "break") X(CONDITIONAL, "conditional") X(PRESENT, "present") \
  X(ASSAULT, "assault") X(SEIZING, "seizing") X(ARMED, "armed") X(TARGET, "target") X(TIMETABLE, "timetable") X(CHARGED, "charged") X(FAMILIAR, "familiar") \
  X(ARRANGED, "arranged") X(FORCE, "force") X(CONTESTED, "contested") X(IMPLYING, "implying")
/* Words of the grammar: each of the texts has the bit. */
#define CLAUSE_FIXED(X) \
  X(COMMA, ",") X(SEMICOLON, ";") X(COLON, ":") X(STOP, ".") X(CALLS, "?") X(CALLS, "!") X(DASH, "-") X(DOUBLE, "\"") X(SINGLE, "'") \
  X(OPENING, "(") X(OPENING, "[") X(CLOSING, ")") X(CLOSING, "]") X(AND, "and") X(OR, "or") X(AMPERSAND, "&") X(BUT, "but") X(TO, "to") \
  X(BY, "by") X(AS, "as") X(THAT, "that") X(WHAT, "what") X(WHO, "who") X(WHO, "which") X(DURING, "during") X(ACCORDING, "according") \
  X(WHILE, "while") X(WHILE, "although") X(WHILE, "though") X(VAGUE, "last") X(VAGUE, "later") X(VAGUE, "earlier") X(SOON, "soon") \
  X(SOON, "early") X(FLOATING, "both") X(FLOATING, "all") X(FLOATING, "each") X(DOING, "he") X(DOING, "she") X(DOING, "they") X(DOING, "we") \
  X(FLOATING, "neither") X(NOR, "neither") X(NOR, "nor") X(NOBODY, "nobody") X(NOBODY, "none") X(NOBODY, "no") X(NOBODY, "few") X(YET, "yet") X(THAN, "than")

typedef enum clause_word {
#define X(name, text) WORD_##name,
  CLAUSE_LISTS(X)
#undef X
  WORD_COMMA, WORD_SEMICOLON, WORD_COLON, WORD_STOP, WORD_CALLS, WORD_DASH, WORD_DOUBLE, WORD_SINGLE, WORD_OPENING, WORD_CLOSING,
  WORD_AND, WORD_OR, WORD_AMPERSAND, WORD_BUT, WORD_TO, WORD_BY, WORD_AS, WORD_THAT, WORD_WHAT, WORD_WHO, WORD_DURING, WORD_ACCORDING,
  WORD_WHILE, WORD_VAGUE, WORD_SOON, WORD_FLOATING, WORD_DOING, WORD_NOR, WORD_NOBODY, WORD_YET, WORD_THAN,
  WORD_ENDS_ED, /* its letters end in -ed */
  CLAUSE_WORD_COUNT
} clause_word;
_Static_assert((int)CLAUSE_WORD_COUNT <= (int)WORD_BITS, "bits of words");
#define W(name) ((uint64_t)1 << WORD_##name)
#define W_JOINS (W(AND) | W(OR) | W(AMPERSAND))
#define W_MARK (W(COMMA) | W(STOP) | W(SEMICOLON) | W(COLON) | W(CALLS))

struct lun_clause_words {
  word_bits bits;
  const lun_tagger *tagger; /* of the last document, whose labels `tag_of` tells: bits of tags */
  uint64_t tag_of[256];
};

/* Makes the bits of every word of the tokens, which clause_classes then gives. LUN_NO_MEMORY. */
lun_status lun_clause_words_learn(lun_clause_words *words, const lun_lexeme *lexeme, uint32_t count, lun_err *err);
static inline uint64_t clause_classes(const lun_clause_words *words, lun_lexeme lexeme) { return word_bits_learned(&words->bits, lexeme); }
/* The bit of the list of a name; 0 for none. */
uint64_t lun_clause_list_bit(const char *name);

#endif

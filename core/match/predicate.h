/* What a machine can ask of a token: leaves (a flag of the word, a set of words, a measure, a caller's test, something
 * that stands at the place) and expressions over them. Both are kept once each, so that equal tests are one number. */
#ifndef LUN_MATCH_PREDICATE_H
#define LUN_MATCH_PREDICATE_H

#include "lunette/match.h"
#include "match/glance.h"
#include "match/lists.h"

typedef enum lun_leaf_kind { LEAF_PLACE, LEAF_FLAG, LEAF_WORDS, LEAF_NORMS, LEAF_MEASURE, LEAF_REGEX, LEAF_PRIOR, LEAF_CALL } lun_leaf_kind;
typedef struct lun_leaf {
  uint8_t kind, measure, sign;
  uint32_t number; /* flag, call, or set of words */
  double bound;
  const lun_regex *regex;
  lun_dictionary *dictionary; /* of a prior */
  bool head; /* of the word's part before its first hyphen */
} lun_leaf;
enum { LEAF_END, LEAF_SENTENCE, LEAF_PARAGRAPH, LEAF_FIRST_FREE }; /* places that every machine knows */

typedef enum lun_operator { OP_FALSE, OP_TRUE, OP_LEAF, OP_NOT, OP_AND, OP_OR } lun_operator;
typedef struct lun_expression { uint32_t operator, a, b; } lun_expression;
enum { EXPRESSION_FALSE = 0, EXPRESSION_TRUE = 1 };

/* What is known of an expression from its making: what its triggers cost (see lun_predicates_triggers), NO_TRIGGERS where it
 * has none or very many, and how deep it is, which is bounded because truth is worked out by recursion. */
typedef struct lun_weight { uint32_t cost, depth; } lun_weight;
enum { EXPRESSION_DEPTH_MAX = 10000, TRIGGERS_MAX = 1 << 17 };
#define NO_TRIGGERS UINT32_MAX

/* Leaves as bits, hashed, those of sets of words and the others apart. Where two signatures share no bit they share no
 * leaf. The lowest bit of `others` is in every signature of a symbol. */
typedef struct lun_signature { uint64_t words[2], others[2]; } lun_signature;
static inline uint32_t lun_leaf_bit(uint32_t leaf) {
  const uint32_t hash = leaf * 0x9E3779B1u >> 25;
  return hash ? hash : 1;
}
static inline bool lun_is_words(const lun_leaf *leaf) { return leaf->kind == LEAF_WORDS || leaf->kind == LEAF_NORMS; }
static inline void lun_signature_add(lun_signature *signature, bool words, uint32_t leaf) {
  const uint32_t bit = lun_leaf_bit(leaf);
  (words ? signature->words : signature->others)[bit / 64] |= 1ull << (bit % 64);
}
static inline void lun_signature_join(lun_signature *a, const lun_signature *b) {
  for (unsigned w = 0; w < 2; w++) {
    a->words[w] |= b->words[w];
    a->others[w] |= b->others[w];
  }
}
static inline bool lun_signature_shared(const lun_signature *a, const lun_signature *b) {
  return ((a->words[0] & b->words[0]) | (a->words[1] & b->words[1]) | (a->others[0] & b->others[0]) | (a->others[1] & b->others[1])) != 0;
}

#define LUN_SIGNATURE_ALL ((lun_signature){{UINT64_MAX, UINT64_MAX}, {UINT64_MAX, UINT64_MAX}})

typedef struct lun_posting { uint32_t leaf, next; } lun_posting; /* of a word: leaves whose set it is in */

/* What is asked of words that have the same flags: leaves of `others` that hold for them all, and those that are to be asked. Of a
 * dictionary that is asked how sure it is of the word a group: its first leaf, where in `held` those stand that hold for each whole number
 * below LUN_PRIORS, and then where all of them do. */
enum { LUN_PRIORS = 10, LUN_PRIOR_GROUP = LUN_PRIORS + 3 };
typedef struct lun_kin {
  lun_numbers leaves; /* the first `sure` of them hold */
  lun_numbers groups, held;
  uint32_t sure, flags;
  bool known;
} lun_kin;
enum { LUN_KINS = 256 };

typedef struct lun_predicates {
  lun_leaf *leaves;
  uint32_t leaf_count, leaf_capacity;
  lun_expression *expressions;
  uint32_t expression_count, expression_capacity;
  lun_weight *weights;         /* [expression] */
  uint32_t weight_capacity;
  uint32_t *slots, slot_count; /* expressions by content: number + 1, or 0 */
  lun_lists sets;              /* words of LEAF_WORDS and LEAF_NORMS */
  lun_numbers leaf_of;         /* [set] + 1 */
  lun_posting *postings;
  uint32_t posting_count, posting_capacity;
  lun_numbers head[2];  /* lexeme -> posting + 1 of its lower case or norm */
  lun_numbers values;   /* leaves that ask for a number's value */
  lun_numbers others;   /* leaves of the other kinds of word tests */
  lun_kin kins[LUN_KINS]; /* those met last, by a hash of the flags */
  uint32_t ending[256]; /* of expressions of which a match may end in a byte, where that is one of few: posting + 1 of the first, or 0 */
  bool calls, norms;
  /* Truth on the symbol that is loaded. */
  uint32_t stamp;
  uint32_t *leaf_stamp, leaf_stamp_capacity;
  uint32_t *value_stamp, value_capacity; /* 2 * stamp + truth */
  lun_signature *leaves_of; /* [value_capacity] of each expression */
  uint32_t *guards;         /* [leaf_count] flags that a word has wherever the leaf makes a difference; see lun_predicates_guard */
  lun_sights sights;
} lun_predicates;

lun_status lun_predicates_init(lun_predicates *predicates); /* starts zeroed */
void lun_predicates_free(lun_predicates *predicates);
size_t lun_predicates_memory(const lun_predicates *predicates);

/* The first posting + 1 of a word, as the lower case or the norm of others; 0 for none. */
static inline uint32_t lun_predicates_posting(const lun_predicates *predicates, bool norm, lun_lexeme form) {
  return form < predicates->head[norm].count ? predicates->head[norm].at[form] : 0;
}

/* LUN_TEST_FAILED when memory is out or the test is too deep; nothing is changed then. */
lun_test lun_predicates_leaf(lun_predicates *predicates, lun_leaf leaf);
lun_test lun_predicates_words(lun_predicates *predicates, bool norm, lun_numbers *words); /* sorts them */
lun_test lun_predicates_place(lun_predicates *predicates, uint32_t *leaf); /* a new leaf of a place */
lun_test lun_predicates_not(lun_predicates *predicates, lun_test a);
lun_test lun_predicates_and(lun_predicates *predicates, lun_test a, lun_test b);
lun_test lun_predicates_or(lun_predicates *predicates, lun_test a, lun_test b);

/* Finds what makes no difference: where all labels that ask a leaf ask a flag besides, the leaf is asked only of words that have
 * the flag. `labels`: bits of the expressions that are asked by themselves; NULL for all. To be called before the room is made. */
lun_status lun_predicates_guard(lun_predicates *predicates, const uint64_t *labels);
static inline bool lun_predicates_wonders(const lun_predicates *predicates, uint32_t leaf, uint32_t flags) {
  return !predicates->guards || (predicates->guards[leaf] & ~flags) == 0;
}

/* Flags of words that few tokens have. */
#define LUN_LEX_RARE (LUN_LEX_DIGIT | LUN_LEX_NUMBER | LUN_LEX_OPEN | LUN_LEX_CLOSE | LUN_LEX_QUOTE | LUN_LEX_DASH | LUN_LEX_ABBREV | LUN_LEX_TITLE_ABBREV | LUN_LEX_INITIAL | LUN_LEX_CURRENCY | LUN_LEX_HYPHEN)
/* Words that one has to be among for a leaf that is no set of words to hold: those that have one of the flags, and where `odd` those that
 * begin with no letter. False when all words may be. */
typedef struct lun_few { uint32_t flags; bool odd; } lun_few;
bool lun_predicates_few(const lun_predicates *predicates, uint32_t leaf, lun_few *few);

/* The leaves that hold for a word, sorted, appended to *leaves; `answers` are the calls that hold. */
lun_status lun_predicates_classify(lun_predicates *predicates, lun_vocab *vocab, lun_lexeme lexeme, const uint32_t *answers,
                                   uint32_t answer_count, lun_numbers *leaves, lun_err *err);

/* Truth: make room once after the last test was made, load the leaves that hold, then ask. */
lun_status lun_predicates_room(lun_predicates *predicates);
void lun_predicates_load(lun_predicates *predicates, const uint32_t *leaves, uint32_t count);
bool lun_predicates_holds(lun_predicates *predicates, lun_test test);
/* Whether a test may hold of a word whose leaves are loaded, if it stands where it must. */
bool lun_predicates_may_hold(const lun_predicates *predicates, lun_test test);

/* Leaves of which one holds wherever the test does, appended to *leaves; false when there are none such. */
bool lun_predicates_triggers(const lun_predicates *predicates, lun_test test, lun_numbers *leaves, lun_status *status);

#endif

/* The inside of core/clause: words and tags as sets of bits, so that a question about a token is one load and one test, and what its
 * files ask of each other. Tokens are int32_t: texts are far shorter, and what is looked for before the first is -1. */
#ifndef LUNETTE_CLAUSE_CLAUSE_H
#define LUNETTE_CLAUSE_CLAUSE_H

#include "clause/word.h"
#include "lunette/clause.h"

/* Tags of the Penn Treebank and of OntoNotes, and others by what they begin with. */
#define CLAUSE_TAGS(X) \
  X(CC, "CC") X(CD, "CD") X(DT, "DT") X(EX, "EX") X(FW, "FW") X(HYPH, "HYPH") X(IN, "IN") X(JJ, "JJ") X(JJR, "JJR") X(JJS, "JJS") X(MD, "MD") \
  X(NN, "NN") X(NNS, "NNS") X(NNP, "NNP") X(NNPS, "NNPS") X(NFP, "NFP") X(PDT, "PDT") X(POS, "POS") X(PRP, "PRP") X(PRP_S, "PRP$") X(RB, "RB") \
  X(RBR, "RBR") X(RBS, "RBS") X(RP, "RP") X(TO, "TO") X(VB, "VB") X(VBD, "VBD") X(VBG, "VBG") X(VBN, "VBN") X(VBP, "VBP") X(VBZ, "VBZ") X(WDT, "WDT") \
  X(WP, "WP") X(WP_S, "WP$") X(WRB, "WRB") X(STOP, ".") X(COMMA, ",") X(COLON, ":") X(MONEY, "$") X(ADD, "ADD") X(AFX, "AFX") \
  X(OTHER_V, "V") X(OTHER_NN, "NN") X(OTHER_N, "N") X(OTHER_JJ, "JJ") X(OTHER_J, "J") X(OTHER_W, "W") X(OTHER, "")
typedef enum clause_tag {
  TAG_NONE, /* no tag, or no token */
#define X(name, text) TAG_##name,
  CLAUSE_TAGS(X)
#undef X
  CLAUSE_TAG_COUNT
} clause_tag;
_Static_assert(CLAUSE_TAG_COUNT <= 64, "bits of tags");
#define T(name) ((uint64_t)1 << TAG_##name)
#define T_VERB (T(VB) | T(VBD) | T(VBG) | T(VBN) | T(VBP) | T(VBZ) | T(OTHER_V))
#define T_NN (T(NN) | T(NNS) | T(NNP) | T(NNPS) | T(OTHER_NN))
#define T_N (T_NN | T(NFP) | T(OTHER_N))
#define T_JJ (T(JJ) | T(JJR) | T(JJS) | T(OTHER_JJ))
#define T_J (T_JJ | T(OTHER_J))
#define T_W (T(WDT) | T(WP) | T(WP_S) | T(WRB) | T(OTHER_W))
#define T_FINITE (T(VBD) | T(VBZ) | T(VBP) | T(MD))
#define T_NAMING (T(NN) | T(NNS) | T(NNP) | T(NNPS) | T(PRP) | T(CD) | T(EX))
#define T_INSIDE (T(NN) | T(NNS) | T(NNP) | T(NNPS) | T(JJ) | T(JJR) | T(JJS) | T(CD) | T(POS) | T(MONEY) | T(HYPH) | T(ADD) | T(AFX) | T(FW))
#define T_DETERMINER (T(DT) | T(PRP_S) | T(PDT) | T(WP_S))
/* The tag of a text; NULL and "" are none. */
clause_tag lun_clause_tag(const char *text);

typedef struct clause_outer { /* an outer quotation */
  int32_t first, last;
  uint32_t id; /* in the layer "quote" */
} clause_outer;

struct lun_clauses {
  const lun_doc *doc;
  const lun_clause_words *words;
  int32_t count;              /* tokens */
  const lun_lexeme *lexeme;
  const uint8_t *label;       /* of the tagger, or own */
  const uint64_t *tag_of;     /* label -> bit of the tag; 0 for LUN_UNREAD */
  lun_err failure;            /* what has gone wrong while a sentence was read, whose tags then are none */
  uint8_t *own;               /* tags that the document brought, or none of them */
  clause_outer *quotes;       /* in order */
  int32_t quote_count, near;  /* near: the number that was asked for last */
  lun_phrase *names;          /* those of organisations that have words between others, in order: Doctors Without Borders */
  int32_t name_count;
  uint8_t *cue;               /* [count] clause_cue, or NULL */
  int32_t sentence_first, sentence_last; /* the last that was asked for */
};

/* The tag of a token whose sentence was not read yet. */
uint64_t lun_clause_read_tag(lun_clauses *clauses, int32_t token);
static inline uint64_t clause_tag_at(lun_clauses *c, int32_t i) {
  if (i < 0 || i >= c->count) return T(NONE);
  const uint64_t tag = c->tag_of[c->label[i]];
  return tag ? tag : lun_clause_read_tag(c, i);
}
static inline uint64_t clause_word_at(lun_clauses *c, int32_t i) { return i >= 0 && i < c->count ? clause_classes(c->words, c->lexeme[i]) : 0; }
static inline bool clause_tag_is(lun_clauses *c, int32_t i, uint64_t tags) { return (clause_tag_at(c, i) & tags) != 0; }
static inline bool clause_word_is(lun_clauses *c, int32_t i, uint64_t words) { return (clause_word_at(c, i) & words) != 0; }
static inline bool clause_is_dash(lun_clauses *c, int32_t i) { return clause_word_is(c, i, W(DASH)) && !clause_tag_is(c, i, T(HYPH)); }
typedef enum clause_cue { CUE_NONE, CUE_ALWAYS, CUE_AS_VERB } clause_cue;
static inline bool clause_is_cue(lun_clauses *c, int32_t i) {
  return c->cue && i >= 0 && i < c->count && c->cue[i] && (c->cue[i] == CUE_ALWAYS || clause_tag_is(c, i, T_VERB));
}
static inline int32_t clause_least(int32_t a, int32_t b) { return a < b ? a : b; }
static inline int32_t clause_most(int32_t a, int32_t b) { return a > b ? a : b; }

/* Makes a token a cue. LUN_NO_MEMORY. */
lun_status lun_clauses_mark(lun_clauses *clauses, int32_t token, clause_cue cue, lun_err *err);

enum { CLAUSE_WITHIN = 300 }; /* tokens on either side of a verb that are looked at, of a sentence that is longer: a list, a table */
/* First and last token of a token's sentence; then of what is looked at for one verb. */
lun_phrase lun_clause_sentence(lun_clauses *clauses, int32_t token);
lun_phrase lun_clause_around(lun_clauses *clauses, int32_t token);

/* Number of the first outer quotation that ends at a token or behind it, quote_count for none; the one that holds a token, or NULL. */
int32_t lun_clause_quote_number(lun_clauses *clauses, int32_t token);
const clause_outer *lun_clause_quotation(lun_clauses *clauses, int32_t token);
static inline bool clause_begins_quotation(lun_clauses *c, int32_t token) {
  const clause_outer *q = lun_clause_quotation(c, token);
  return q && q->first == token;
}

/* The name that holds a token, which is one word for all that is read, or NULL. */
const lun_phrase *lun_clause_find_name(const lun_clauses *clauses, int32_t token);
static inline const lun_phrase *clause_name_at(const lun_clauses *c, int32_t token) { return c->name_count ? lun_clause_find_name(c, token) : NULL; }

/* The finite verb that begins at a token, adverbs aside, or LUN_NO_TOKEN; whether a clause begins with a noun group that no finite verb
 * follows. */
int32_t lun_clause_verb_at(lun_clauses *clauses, int32_t token, int32_t last);
bool lun_clause_has_verb_in_disguise(lun_clauses *clauses, lun_phrase noun, int32_t last);

/* Last token of a clause, and of a noun group or an infinitive with what hangs on it, that begins at a token. */
int32_t lun_clause_end(lun_clauses *clauses, int32_t begin, int32_t last);
int32_t lun_clause_phrase_end(lun_clauses *clauses, int32_t begin, int32_t last);
/* The same without the marks at its ends, which are no part of what is said; its first token stands behind its last where nothing is left. */
lun_phrase lun_clause_trimmed(lun_clauses *clauses, lun_phrase phrase);

/* Whether an adjective ends a noun group that an article or an owner begins: the 45-year-old, its chief executive. */
static inline bool clause_ends_as_noun(lun_clauses *c, int32_t e) {
  if (!clause_tag_is(c, e, T(JJ))) return false;
  return clause_tag_is(c, e - 1, T_DETERMINER) || (clause_tag_is(c, e - 1, T(JJ)) && clause_tag_is(c, e - 2, T(PRP_S) | T(POS)));
}

#endif

/* Clauses: what stands around a verb, read from words and parts of speech - the words that make one group with it, its subject,
 * noun groups before and behind. Works for one verb that is asked for and looks no further than the caller lets it; nothing is
 * stored in the document. Which words are auxiliaries, days or hearers is told once, by lists. */
#ifndef LUNETTE_CLAUSE_H
#define LUNETTE_CLAUSE_H

#include "lunette/doc.h"

/* Lists of words, kept by lexeme from document to document. */
typedef struct lun_clause_words lun_clause_words;
/* Empty lists for documents of a vocabulary, which is borrowed. LUN_NO_MEMORY. */
lun_status lun_clause_words_new(lun_vocab *vocab, lun_clause_words **words, lun_err *err);
void lun_clause_words_free(lun_clause_words *words);
/* The name of the i-th list: "auxiliary", "day", ...; NULL behind the last. */
const char *lun_clause_list(unsigned i);
/* Puts a word, in small letters, in a list. LUN_NOT_FOUND: there is no such list. LUN_NO_MEMORY. */
lun_status lun_clause_words_add(lun_clause_words *words, const char *list, const char *word, size_t size, lun_err *err);

/* Tokens here may be asked for beyond either end, where nothing stands; that of nothing is LUN_NO_TOKEN. */
enum { LUN_NO_TOKEN = -1 };
typedef struct lun_phrase { /* both tokens are of it; first is LUN_NO_TOKEN where there is none */
  int32_t first, last;
} lun_phrase;
static const lun_phrase lun_no_phrase = {LUN_NO_TOKEN, LUN_NO_TOKEN};
static inline bool lun_is_phrase(lun_phrase phrase) { return phrase.first != LUN_NO_TOKEN; }

/* A reader of one document, whose parts of speech are worked out sentence by sentence as they are asked for. Document and words are
 * borrowed and must outlive it. */
typedef struct lun_clauses lun_clauses;
/* LUN_NO_MEMORY; errors as of lun_tagger_run. */
lun_status lun_clauses_new(lun_clause_words *words, const lun_doc *doc, lun_clauses **clauses, lun_err *err);
void lun_clauses_free(lun_clauses *clauses);
/* What has gone wrong while parts of speech were worked out for what was asked so far, or LUN_OK; from then on words of sentences that were
 * not read have none. Errors as of lun_tagger_run. */
lun_status lun_clauses_failure(const lun_clauses *clauses, lun_err *err);
/* Whether it may be asked further: false when the document was cut anew or got another tagger, and when parts of speech could not be worked out. */
bool lun_clauses_stand(const lun_clauses *clauses);
/* Makes every token whose word is in a list a cue, a verb that reports: subjects are looked for with them. LUN_NOT_FOUND, LUN_NO_MEMORY. */
lun_status lun_clauses_cue(lun_clauses *clauses, const char *list, lun_err *err);

/* A verb with what makes one group with it: has repeatedly warned. */
typedef struct lun_verb_group {
  int32_t start;  /* its first token */
  int32_t helper; /* the helping verb that stands first */
  int32_t to;     /* of an infinitive */
  bool passive, negated;
} lun_verb_group;
/* Of the main verb at a token; `first` is the first token that may be looked at, here as in all that follows. */
lun_verb_group lun_verb_group_of(lun_clauses *clauses, int32_t verb, int32_t first);

typedef enum lun_subject_kind {
  LUN_SUBJECT_NONE, LUN_SUBJECT_PRONOUN, LUN_SUBJECT_NOUN,
  LUN_SUBJECT_RELATIVE,   /* who, which: `antecedent` is what it stands for */
  LUN_SUBJECT_SHARED,     /* that of an earlier verb: she came and said */
  LUN_SUBJECT_PARTICIPLE, /* whose participle it is */
  LUN_SUBJECT_INVERTED    /* behind the verb: "...," said Torres */
} lun_subject_kind;
const char *lun_subject_kind_name(lun_subject_kind kind); /* "pronoun", ...; NULL for none */
typedef struct lun_subject {
  lun_phrase phrase, antecedent;
  lun_subject_kind kind;
} lun_subject;
/* The subject of the verb group that begins at a token. */
lun_subject lun_subject_of(lun_clauses *clauses, int32_t start, int32_t first);
/* The noun that a relative clause before the comma before a token tells of: Torres, who left on Monday, called it a gift. For a verb that
 * was taken for a participle. */
lun_subject lun_subject_before_relative(lun_clauses *clauses, int32_t start, int32_t first);
/* Whose participle begins at a token: the subject of the sentence before it, or behind the comma where it opens the sentence. */
lun_subject lun_subject_of_participle(lun_clauses *clauses, int32_t start, int32_t first, int32_t last);
/* The last finite verb at a token or before it, outside of the quotations that end there; LUN_NO_TOKEN where there is none. */
int32_t lun_finite_before(lun_clauses *clauses, int32_t token, int32_t first);

typedef enum lun_tense {
  LUN_TENSE_UNTOLD,
  LUN_HAS_BEEN,
  LUN_TO_COME,
  LUN_MAY_COME /* an infinitive tells so: plans to meet */
} lun_tense;
/* Whether what a phrase is about, such as a time, is to come: will meet, is due, until Monday. The nearest verb before it in the clause
 * tells, then the next behind it; none is looked for far away or beyond the sentence. */
lun_tense lun_tense_around(lun_clauses *clauses, lun_phrase phrase);
/* Whether a time must be over, around which the verb tells this (lun_tense_around): was arrested in July, in jail since July; not announced a
 * strike in July. */
bool lun_tense_is_over(lun_clauses *clauses, lun_phrase phrase, lun_tense tense);

/* The noun group that ends at a token. */
lun_phrase lun_noun_before(lun_clauses *clauses, int32_t end, int32_t first);
/* The noun group that begins at a token, with what is attached to it: the mayor of Lima. `bare`: without that. */
lun_phrase lun_noun_after(lun_clauses *clauses, int32_t begin, int32_t last, bool bare);

#endif

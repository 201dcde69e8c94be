/* From what a search found to the spans of layers and to facts: rules that give a layer claim spans of it, rules that give a fact
 * claim one of its type, claims compete, and what wins becomes spans, or facts, which the caller makes. What a rule asks of a match
 * beyond its pattern the caller answers; what it asks of the words alone is remembered for each wording. */
#ifndef LUNETTE_CLAIM_H
#define LUNETTE_CLAIM_H

#include "lunette/layer.h"
#include "lunette/match.h"

typedef enum lun_asks { LUN_ASKS_NOTHING, LUN_ASKS_WORDS /* of what is worded alike once */, LUN_ASKS_EACH /* of each match */ } lun_asks;

/* An attribute that is what the surest row of a capture's words has in a column of a dictionary; strings are borrowed. */
typedef struct lun_surest {
  const char *key;
  lun_dictionary *dictionary;
  uint32_t capture, column; /* the name of the capture */
  bool adds, capitals;      /* it is a whole number and so much is added; words in capitals are read as a name where they are not found */
  int64_t add, most;
  const char *without;      /* where no row has it; NULL: no attribute */
} lun_surest;
enum { LUN_SUREST_MOST = 8 };

/* A condition: the letters of a capture's words stand for those of another. Where they do not, a dictionary must know the words, or those
 * of both, before the caller is asked; without one nobody is. */
typedef struct lun_short_form {
  uint32_t full, brief; /* names of captures */
  lun_dictionary *dictionary;
  bool both;
} lun_short_form;

/* A condition: the caller is asked where a dictionary knows the words of a capture, or they end in one of some texts; all others stand. */
enum { LUN_UNLESS_ENDINGS = 4 };
typedef struct lun_unless {
  uint32_t capture; /* its name */
  lun_dictionary *dictionary; /* or NULL */
  const char *endings[LUN_UNLESS_ENDINGS]; /* NULL behind the last */
} lun_unless;

typedef struct lun_claimant { /* a rule that gives a layer, or a fact, or both; what is asked of all of them stands first, in a line of the cache */
  uint32_t rule;           /* its number in the machine */
  uint32_t layer;          /* the caller's number: claims of one layer compete; 0 for none */
  uint32_t fact;           /* likewise, of a type of facts */
  uint32_t name;           /* lun_span.rule of what it gives */
  uint32_t place;          /* of equals the first wins */
  bool overlaps;           /* it loses to nothing, and begins again at once */
  bool every;              /* takes all that a rule that chooses offers */
  bool all_words;          /* "words" are those of the match; else of captures with these names, and its shape */
  lun_asks where;          /* whether a match stands */
  lun_asks attributes;     /* each: of each span that wins, when its layer is settled */
  const lun_values *values; /* its attributes where it asks nothing for them, or NULL */
  uint64_t matches, claims; /* how many it was offered, and made, in all documents */
  double priority;
  uint32_t key;            /* name of the capture whose tokens facts compete for; LUN_NONE for none */
  uint32_t names[8], name_count;
  const lun_short_form *short_form; /* of each match, what tells that before the caller is asked; or NULL */
  const lun_unless *unless;         /* likewise, of each wording, too */
  const lun_surest *surest; /* all of its attributes, sorted by their keys, where none is asked of the caller but what these leave open */
  uint32_t surest_count;
} lun_claimant;

typedef struct lun_claim {
  uint32_t first, stop, match_first, match_stop;
  const lun_claimant *by;
  union {
    const lun_values *values; /* of a span; NULL for none, or where they are asked for when it has won */
    struct { uint32_t first, count; } fillers; /* of a fact: in lun_claims.fillers */
  };
  uint32_t search, match, number; /* the number is that of a match that stands: its span and its fact have the same */
} lun_claim;
/* Claims in the order in which they were made, and where those of each claimant that are not settled stand in a row. */
typedef struct lun_claim_run { const lun_claimant *by; uint32_t first, stop; } lun_claim_run;
typedef struct lun_claim_list { lun_claim *at; uint32_t count, capacity; lun_claim_run *runs; uint32_t run_count, run_capacity; } lun_claim_list;
typedef struct lun_loss { const lun_claimant *loser, *winner; uint32_t rule; } lun_loss; /* winner NULL: a span that was there, of that lun_span.rule */
typedef struct lun_claims {
  lun_claim_list spans, facts;
  const lun_claim **sorted;        /* those that are being settled: in the order of the text, then by strength */
  uint32_t sorted_capacity, settling, given; /* settling: how many these are; given: how many of them have been gone through */
  uint32_t *taken, taken_capacity; /* token -> what has taken it; of facts slots of a table of fillers */
  uint64_t *fillers;               /* first and stop of tokens */
  uint32_t filler_count, filler_capacity;
  uint32_t standing;               /* how many matches stand */
  lun_values_store **stores;       /* held for what is not settled yet */
  uint32_t store_count, store_capacity;
  bool tells;                      /* whether losses are noted: the first of each match */
  lun_loss *losses;
  uint32_t loss_count, loss_capacity;
  uint8_t *lost;                   /* by number */
  uint32_t lost_count, lost_capacity;
} lun_claims; /* starts zeroed */
void lun_claims_free(lun_claims *claims);
void lun_claims_empty(lun_claims *claims); /* for another document: without any claim, with the room unless that is large */

/* Answers by wording: what stood in a match, its captures, its rule. They begin anew when they hold very many. */
typedef struct lun_answers lun_answers;
lun_answers *lun_answers_new(uint32_t most); /* NULL when memory is out; most: 0 for the usual bound */
void lun_answers_free(lun_answers *answers);
size_t lun_answers_memory(const lun_answers *answers);
uint32_t lun_answers_count(const lun_answers *answers);
lun_values_store *lun_answers_store(lun_answers *answers); /* for the values of answers */
lun_values_store *lun_answers_constants(lun_answers *answers); /* for what is not forgotten */

/* Collects the claims of some rules. It stops at each question: the caller answers, and goes on. */
typedef struct lun_collector {
  lun_machine *machine;
  const lun_doc *doc;
  lun_found *found;
  lun_claims *claims;
  lun_answers *answers;
  lun_claimant *claimants;
  const uint32_t *rules; /* [claimant_count] theirs, next to each other, for most have no match */
  uint32_t claimant_count, search; /* search: the caller's number of it, which its claims bear */
  /* what follows starts zeroed and is the collector's own, but for these, which are the question */
  bool asks_where, asks_attributes;
  uint32_t claimant, match;
  uint32_t next, free, done, stage;
  bool begun, worded, told, reads; /* reads: the rule's matches are still to be read */
  const lun_values *telling; /* attributes that were told without a question */
  uint32_t *key, key_count, key_capacity;
} lun_collector;
lun_status lun_collect(lun_collector *collector, bool *asks, lun_err *err);
/* values: in the answers' store; NULL for none. */
lun_status lun_collect_answer(lun_collector *collector, bool stands, const lun_values *values, lun_err *err);
void lun_collector_free(lun_collector *collector);
/* The attributes of a match by a claimant's `surest`, in a store; *told is false where the caller is to say them. */
lun_status lun_surest_tell(const lun_machine *machine, const lun_doc *doc, const lun_found *found, const lun_match *match, const lun_claimant *by,
                           lun_values_store *store, const lun_values **values, bool *told, lun_err *err);

/* Whether a match stands by a condition; *told is false where the caller is to say it. */
lun_status lun_short_form_tell(const lun_machine *machine, const lun_doc *doc, const lun_found *found, const lun_match *match, const lun_short_form *form,
                               bool *stands, bool *told, lun_err *err);

/* Whether a match stands by a condition without a question; *told is false where the caller is to say it. */
lun_status lun_unless_tell(const lun_machine *machine, const lun_doc *doc, const lun_found *found, const lun_match *match, const lun_unless *unless, bool *told,
                           lun_err *err);

/* Finds what wins among the claims of a layer; these are then no longer among the others, and are to be gone through before more is
 * claimed. Without `contested` all win. Longer
 * spans win, then those of higher priority, of the earlier rule, the earlier ones; what the layer holds already stays. */
lun_status lun_claims_settle(lun_claims *claims, uint32_t layer, bool contested, lun_layer *spans, uint32_t tokens, lun_err *err);
/* Adds what has won to the layer, in the order of the text, with the claimant's name and the match. *asks: the span it has come to,
 * whose attributes the caller is to set, and to go on; NULL when all are there. The caller adds that one by lun_claims_add. */
lun_status lun_claims_give(lun_claims *claims, lun_layer *spans, const lun_claim **asks, lun_err *err);
lun_status lun_claims_add(const lun_claim *claim, lun_layer *spans, uint32_t *id, lun_err *err);
/* Finds what wins among the claims of a type of facts: of those that have a filler in common the one of higher priority, then the longer
 * span, the earlier rule, the earlier ones. What has won is then gone through in the order of the text, to NULL. */
lun_status lun_claims_settle_facts(lun_claims *claims, uint32_t fact, lun_err *err);
const lun_claim *lun_claims_next_fact(lun_claims *claims);

#endif

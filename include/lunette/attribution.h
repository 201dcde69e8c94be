/* Attribution: who says what is quoted and what is reported. Takes the statements of a document, gives each quotation its kind, follows
 * sources back to entities, carries speakers on within and over paragraphs, and joins the halves of split quotations. */
#ifndef LUNETTE_ATTRIBUTION_H
#define LUNETTE_ATTRIBUTION_H

#include "lunette/quotation.h"
#include "lunette/reference.h"

/* What fills a role: tokens, none where stop is 0; of a layer, or what fills the same role of another statement, by its number. */
typedef struct lun_filler { uint32_t first, stop, of; lun_layer *layer; uint32_t id; } lun_filler;
/* Who speaks: an entity, or whoever does by another statement, which may be nobody of the document; both LUN_NOBODY where none is known. Of
 * several who speak together `entity` is the first, and `several` lists them all, `many` of them; 0 for one alone. `nameless` as of a source. */
typedef struct lun_voice {
  uint32_t entity, of, many, several[LUN_SPEAKERS], nameless_count;
  lun_part_of_source nameless[LUN_SPEAKERS];
} lun_voice;
static inline bool lun_is_voice(lun_voice voice) { return voice.entity != LUN_NOBODY || voice.of != LUN_NOBODY; }

typedef struct lun_utterance {
  uint32_t first, stop; /* of what is said */
  lun_filler source, cue;
  uint32_t asked_first, asked_stop; /* tokens that mean the source: a relative pronoun's antecedent; stop 0 for none */
  lun_voice speaker;
  /* What is found. */
  lun_reason reason; /* why this speaker, where `reasoned` */
  uint32_t reason_of; /* else that of this statement, or LUN_NOBODY */
  bool asked, reasoned;
  bool joined; /* it has a second half */
  uint32_t statement; /* whoever gives it may number what it is read from */
} lun_utterance;

/* What was done with a statement, in the order of the text. */
typedef enum lun_uttered {
  LUN_UTTERED_CLAUSE,    /* it is indirect speech */
  LUN_UTTERED_QUOTATION, /* it is what a quotation says, of a kind */
  LUN_UTTERED_HALF,      /* a quotation is the second half of another statement, which `joins` is; of this one, if there is any */
  LUN_UTTERED_TITLE      /* the quotation is no speech */
} lun_uttered;
typedef enum lun_utterance_rule { LUN_UTTERANCE_CARRIED, LUN_UTTERANCE_WITHIN, LUN_UTTERANCE_SAME } lun_utterance_rule; /* why a statement was made */
const char *lun_utterance_rule_name(lun_utterance_rule rule); /* "carried", ... */
typedef struct lun_taking {
  uint32_t number; /* of the statement; LUN_NOBODY for a second half that none has */
  uint32_t quote;  /* in the document's quotations; of no clause */
  uint32_t joins;
  uint8_t what, rule; /* rule: of one that was made */
  bool direct;
} lun_taking;

typedef struct lun_utterances {
  lun_utterance *at; /* those that were given, then those that were made, for quotations that had none */
  lun_taking *taken;
  uint32_t given, count, capacity, taken_count, taken_capacity;
  uint32_t *numbers, number_capacity; /* lists of the work, which are freed with the rest should a question never come back */
} lun_utterances;
/* Room for statements that are given: zeros. LUN_NO_MEMORY. */
lun_status lun_utterances_give(lun_utterances *utterances, uint32_t count, lun_err *err);
void lun_utterances_free(lun_utterances *utterances);

/* Attributes the statements that were given, in the order of the text. near: tokens that a source or a cue stands from its quotation at most.
 * LUN_INVALID for a statement of another document; errors as of lun_source_of. */
lun_status lun_utterances_attribute(lun_referents *referents, const lun_reference_ask *ask, lun_quotation_words *words, uint32_t near, lun_utterances *utterances, lun_err *err);

#endif

/* What the files that read one statement ask of each other. */
#ifndef LUNETTE_CLAUSE_REPORT_H
#define LUNETTE_CLAUSE_REPORT_H

#include "clause/clause.h"
#include "lunette/statement.h"

_Static_assert(LUN_FRAME_COUNT <= 32, "bits of frames");
#define F(name) ((uint32_t)1 << LUN_FRAME_##name)
#define F_SAYS (F(THAT) | F(CLAUSE))
/* Prepositions that belong to the cue: opposition to, calls for. */
#define F_OF_CUE (F(ABOUT) | F(OF) | F(FOR) | F(AGAINST) | F(ON) | F(TO) | F(AT))

/* What stands behind a verb or a noun that reports. */
typedef struct complement {
  lun_phrase phrase; /* none: nothing that the dictionary allows */
  lun_phrase hearer;
  lun_frame frame;
  lun_frame_form form;
  const clause_outer *quote;
} complement;
complement lun_complement_of(lun_clauses *clauses, int32_t begin, int32_t last, uint32_t frames);
/* Skips times, places and hearers between a verb and what it says: on Monday, in a statement, to reporters, during a speech. */
int32_t lun_skip_circumstances(lun_clauses *clauses, int32_t token, int32_t last);

/* A statement that is being read. */
typedef struct reading {
  lun_clauses *clauses;
  lun_statement *s;
  uint32_t frames;
  int32_t first, last; /* tokens that are looked at */
  int32_t verb, stop;  /* first and last token of the entry */
  uint64_t tag;        /* of the verb */
  lun_verb_group group;
  bool subject_read;
  lun_subject subject; /* the source, by a subject */
} reading;

/* Content that stands before its source: "...," Torres said; the road was closed, said Torres. */
bool lun_content_may_stand_first(const reading *r);
bool lun_read_content_first(reading *r);
/* According to Torres, the road was closed. */
bool lun_read_according(reading *r);
/* Who says it, where that stands before the verb; of a passive the one behind `by`. `patient`: what a passive tells of. */
void lun_find_source(reading *r, lun_phrase *patient);

/* Reads what a verb says, and a noun: false where it says nothing. One with `quote` and no parts has that quotation, at part[0], for
 * its content, and can stand in no other's. */
bool lun_statement_of_verb(lun_clauses *clauses, lun_phrase verb, uint32_t frames, lun_statement *statement);
bool lun_statement_of_noun(lun_clauses *clauses, lun_phrase noun, uint32_t frames, lun_statement *statement);

#endif

/* Answers by wording, as core/match/claim.c asks for them. A key is any list of numbers. */
#ifndef LUN_MATCH_WORDING_H
#define LUN_MATCH_WORDING_H

#include "lunette/claim.h"

typedef struct lun_answer { bool stands; const lun_values *values; } lun_answer;
lun_status lun_answers_begin(lun_answers *answers); /* forgets all when there are too many; not while a document is asked about */
const lun_answer *lun_answers_find(const lun_answers *answers, const uint32_t *key, uint32_t count); /* NULL: not asked yet */
lun_status lun_answers_add(lun_answers *answers, const uint32_t *key, uint32_t count, lun_answer answer);

/* The words of the first capture of a name in a match, as they stand in the text; NULL where it took none. */
const char *lun_captured_words(const lun_machine *machine, const lun_doc *doc, const lun_found *found, const lun_match *match, uint32_t name, size_t *size);

#endif

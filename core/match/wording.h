/* Answers by wording, as core/match/claim.c asks for them. A key is any list of numbers. */
#ifndef LUN_MATCH_WORDING_H
#define LUN_MATCH_WORDING_H

#include "lunette/claim.h"

typedef struct lun_answer { bool stands; const lun_values *values; } lun_answer;
lun_status lun_answers_begin(lun_answers *answers); /* forgets all when there are too many; not while a document is asked about */
const lun_answer *lun_answers_find(const lun_answers *answers, const uint32_t *key, uint32_t count); /* NULL: not asked yet */
lun_status lun_answers_add(lun_answers *answers, const uint32_t *key, uint32_t count, lun_answer answer);

#endif

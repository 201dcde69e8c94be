/* Who stands beside a quotation that no statement covers (beside.c). */
#ifndef LUNETTE_REFERENCE_BESIDE_H
#define LUNETTE_REFERENCE_BESIDE_H

#include "lunette/attribution.h"

/* The source and the cue that stand in a quotation's own sentence, outside of it: the last cue before it that has a speaker before, else the
 * first one behind it with a speaker on either side, all within so many tokens of it. False for none. */
bool lun_source_beside(lun_referents *r, const lun_quote *quote, uint32_t near, lun_filler *source, lun_filler *cue);
/* Who is named first in a headline that goes on in marks behind a colon, and the colon. */
bool lun_source_of_headline(lun_referents *r, uint32_t first, lun_filler *source, lun_filler *cue);
/* The first person named in the sentence before a quotation of the same paragraph, or in a paragraph that ends in a colon and opens the
 * quotation. False for none, and where the quotation before, which ends at a token, stands between (0 for no quotation). */
bool lun_subject_before(lun_referents *r, uint32_t first, uint32_t quotation_stop, lun_filler *subject);

#endif

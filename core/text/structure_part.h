/* What a paragraph is, inside core/text: parts of the article from where a paragraph stands and what it looks like. */
#ifndef LUNETTE_TEXT_STRUCTURE_PART_H
#define LUNETTE_TEXT_STRUCTURE_PART_H

#include "text/reading.h"

/* Fills part and the dateline of a structure whose paragraphs are found. */
void lun_structure_parts(const lun_reading *r, lun_structure *structure);

typedef struct lun_dateline { uint32_t first, stop, end; } lun_dateline; /* as in lun_structure */

/* The dateline that a paragraph begins with; false where there is none. after_headline: a place in capitals may stand
 * alone. colon: a place in capitals may be followed by a colon instead of a dash. */
bool lun_dateline_find(const lun_reading *r, uint32_t first, uint32_t stop, bool after_headline, bool colon, lun_dateline *dateline);

/* First token after the date that begins at `first` ("Saturday, September 12, 2015", "5 Jan. 2018", "2018-01-05"), or
 * `first` where none begins there. A time of day and a zone may follow the date. */
uint32_t lun_date_end(const lun_reading *r, uint32_t first, uint32_t stop);

#endif

/* What the files that read the clause of a verb of an event ask of each other. */
#ifndef LUNETTE_CLAUSE_EVENT_CLAUSE_H
#define LUNETTE_CLAUSE_EVENT_CLAUSE_H

#include "clause/event.h"

/* The clause of a verb of one token, read to a depth; NULL when memory is out. */
const lun_event_verb *lun_event_clause_at(lun_events *events, const lun_event_asked *asked, int32_t verb);
/* The subject whose last group is known; `first` is the first token that may be looked at. */
lun_phrase lun_event_whole_subject(lun_events *events, lun_phrase group, int32_t first);
/* The last group of the subject of a participle in -ing without a helping verb; tells whose object it is. */
lun_phrase lun_event_subject_of_participle(lun_events *events, const lun_event_asked *asked, lun_event_verb *verb);
/* The noun that a participle tells of, whose object a group before a verb is: a helicopter carrying supplies crashed. */
lun_phrase lun_event_told_by_participle(lun_events *events, lun_phrase group, int32_t first);

#endif

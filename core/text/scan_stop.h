/* Whether a stop behind a word belongs to it. */
#ifndef LUNETTE_TEXT_SCAN_STOP_H
#define LUNETTE_TEXT_SCAN_STOP_H

#include "text/scan.h"

typedef struct lun_stop {
  uint32_t end; /* where the word goes on or ends; the stop's own place when it does not belong to the word */
  bool last;    /* the word ends there, whatever follows */
} lun_stop;

/* Whether the stop at text[at], which has white space or a mark behind it, belongs to the word from `start`. */
bool lun_stop_kept(const lun_scan *scan, uint32_t start, uint32_t at);

/* The stop at text[at] behind the word from `start`, whose part behind the last hyphen begins at `part`; first: there
 * is no stop in the word before. */
lun_stop lun_stop_judge(const lun_scan *scan, uint32_t start, uint32_t part, uint32_t at, bool first);

#endif

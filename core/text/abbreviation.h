/* Abbreviations that keep their stop, as far as cutting text into tokens needs them. Says nothing of what they mean. */
#ifndef LUNETTE_TEXT_ABBREVIATION_H
#define LUNETTE_TEXT_ABBREVIATION_H

#include <stddef.h>

typedef enum lun_abbreviation {
  LUN_ABBR_NONE = 0,
  LUN_ABBR_ALWAYS, /* Inc. Jan. etc.: wherever it stands */
  LUN_ABBR_TITLE,  /* Mr. Gen.: always, and a name follows */
  LUN_ABBR_NUMBER, /* No. pp. Fig.: only before a number */
  LUN_ABBR_CAREFUL /* Sat. Miss. in.: also an ordinary word, so not where a sentence seems to end */
} lun_abbreviation;

enum { LUN_ABBREVIATION_MAX = 7 }; /* bytes of the longest, without its stop */

/* What text, given without its stop, is with one. All capitals are as good as the usual case. */
lun_abbreviation lun_abbreviation_find(const char *text, size_t size);

#endif

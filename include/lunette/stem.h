/* Stems of words by the Snowball stemmers (Porter 2001, snowballstem.org), which cut endings off by rule: signing, signs and signed
 * are sign, university and universe are univers. libstemmer is loaded when the first stemmer is made. */
#ifndef LUNETTE_STEM_H
#define LUNETTE_STEM_H

#include <stddef.h>

#include "lunette/status.h"

typedef struct lun_stemmer lun_stemmer;

/* `language` by Snowball's name or its ISO 639 code ("english", "en"). LUN_NOT_FOUND: no such stemmer, or no library (the
 * message says what to install); LUN_NO_MEMORY. */
lun_status lun_stemmer_new(const char *language, lun_stemmer **stemmer, lun_err *err);
void lun_stemmer_free(lun_stemmer *stemmer);
/* The stem of a word, which is to be in lower case: borrowed, until the next one is asked for. LUN_NO_MEMORY; LUN_LIMIT over
 * 65,535 bytes. */
lun_status lun_stemmer_stem(lun_stemmer *stemmer, const char *word, size_t size, const char **stem, size_t *stem_size, lun_err *err);

#endif

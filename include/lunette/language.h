/* Which language a document is in, told from how many of its words are among the commonest of each: a coarse and inspectable
 * guess (the words stand in core/input/language_words.c), made to find the documents that are not English. */
#ifndef LUNETTE_LANGUAGE_H
#define LUNETTE_LANGUAGE_H

#include "lunette/token.h"

enum {
  LUN_LANGUAGE_LEAST = 20, /* words below which nothing is decided */
  LUN_LANGUAGE_MOST = 400 /* tokens that are looked at */
};

typedef struct lun_languages lun_languages; /* what is known of the words seen so far; belongs to one vocabulary */

typedef struct lun_language {
  const char *code;  /* "en", "de", ...; NULL where nothing is decided; static */
  const char *name;  /* "English", ...; static */
  uint32_t words;    /* looked at */
  uint32_t common;   /* of these, among the commonest of that language, or written in its script */
} lun_language;

/* Makes the commonest English words lexemes. LUN_NO_MEMORY. */
lun_status lun_languages_new(lun_vocab *vocab, lun_languages **languages, lun_err *err);
void lun_languages_free(lun_languages *languages);
/* LUN_NO_MEMORY. */
lun_status lun_language_guess(lun_languages *languages, const lun_tokens *tokens, lun_language *guess, lun_err *err);

/* The name of a language that can be guessed, or NULL. */
const char *lun_language_name(const char *code);

#endif

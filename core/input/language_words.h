/* The languages that are told apart, with their commonest words. */
#ifndef LUNETTE_LANGUAGE_WORDS_H
#define LUNETTE_LANGUAGE_WORDS_H

typedef struct lun_language_words {
  const char *code, *name;
  const char *words; /* in lower case, separated by blanks; "" for one told by its script alone */
} lun_language_words;

/* English is the first. The last ones are those told by their script, in the order of language.c. */
enum { LUN_LANGUAGES = 28, LUN_LANGUAGES_LATIN = 18 };
extern const lun_language_words lun_language_words_of[LUN_LANGUAGES];

#endif

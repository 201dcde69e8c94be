/* What kind of speech a quotation is, from how it stands in its sentence: words that somebody said, a few of them within a sentence of the
 * article, the title of a work, or words that are only set off. */
#ifndef LUNETTE_QUOTATION_H
#define LUNETTE_QUOTATION_H

#include "lunette/clause.h"

/* Lists of words that the kinds go by. */
typedef struct lun_quotation_words lun_quotation_words;
/* Empty lists for documents of a vocabulary, which is borrowed. LUN_NO_MEMORY. */
lun_status lun_quotation_words_new(lun_vocab *vocab, lun_quotation_words **words, lun_err *err);
void lun_quotation_words_free(lun_quotation_words *words);
/* The name of the i-th list: "small", ...; NULL behind the last. */
const char *lun_quotation_list(unsigned i);
/* Puts a word in a list: marks as they are written, words in small letters. LUN_NOT_FOUND: there is no such list. LUN_NO_MEMORY. */
lun_status lun_quotation_words_add(lun_quotation_words *words, const char *list, const char *word, size_t size, lun_err *err);

typedef enum lun_quotation_kind {
  LUN_QUOTATION_DIRECT,
  LUN_QUOTATION_MIXED, /* a part of what is said */
  LUN_QUOTATION_SCARE,
  LUN_QUOTATION_TITLE  /* of a work that somebody's sentence names */
} lun_quotation_kind;

typedef struct lun_quotation { /* all are tokens of one document */
  lun_phrase whole;   /* with its marks */
  lun_phrase content; /* no phrase where nothing stands between the marks */
  bool said;          /* a statement has it */
  lun_phrase cue;     /* of the statement, or no phrase */
  bool continues;     /* it is the second half of a quotation */
  int32_t within;     /* first token of the reported clause that it stands in, or LUN_NO_TOKEN */
} lun_quotation;
/* LUN_NO_MEMORY. */
lun_status lun_quotation_kind_of(lun_quotation_words *words, const lun_doc *doc, const lun_quotation *quotation, lun_quotation_kind *kind, lun_err *err);

#endif

/* Words that kinds of quotations go by, and the kind of the first quotation of a text. For the tests of quotations only. */
#ifndef LUNETTE_TEST_QUOTATION_FIXTURE_H
#define LUNETTE_TEST_QUOTATION_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lunette/quotation.h"

typedef struct quotation_work {
  lun_vocab *vocab;
  lun_quotation_words *words;
  lun_doc *doc;
} quotation_work;

static inline lun_status quotation_open(quotation_work *w, lun_err *err) {
  static const char *const lists[][2] = {{"ends", "."}, {"ends", ","}, {"single", "'"}, {"small", "of"}, {"small", "the"}, {"subjects", "that"}, {"behind", "and"}, {"naming", "in"}, {"naming", "of"}};
  *w = (quotation_work){0};
  lun_status status = lun_vocab_new(&w->vocab, err);
  if (!status) status = lun_quotation_words_new(w->vocab, &w->words, err);
  for (size_t i = 0; !status && i < sizeof lists / sizeof *lists; i++) status = lun_quotation_words_add(w->words, lists[i][0], lists[i][1], strlen(lists[i][1]), err);
  return status;
}

static inline void quotation_close(quotation_work *w) {
  lun_doc_free(w->doc);
  lun_quotation_words_free(w->words);
  lun_vocab_free(w->vocab);
}

/* The token that a word is, which stands in the text; LUN_NO_TOKEN for NULL. */
static inline int32_t quotation_at(const quotation_work *w, const char *word) {
  const char *at = word ? strstr(w->doc->text, word) : NULL;
  return at ? (int32_t)lun_tokens_at(&w->doc->tokens, (uint32_t)(at - w->doc->text)) : LUN_NO_TOKEN;
}

/* cue: the word that is one, or NULL; within: the first word of a clause around it, or NULL. */
static inline lun_status quotation_kind(quotation_work *w, const char *text, bool said, const char *cue, bool continues, const char *within, lun_quotation_kind *kind, lun_err *err) {
  lun_doc_free(w->doc);
  w->doc = NULL;
  const lun_status status = lun_doc_new(w->vocab, text, strlen(text), &w->doc, err);
  if (status) return status;
  assert_true(w->doc->quotes.count > 0);
  const lun_quote *q = w->doc->quotes.at;
  const int32_t at = quotation_at(w, cue);
  const lun_quotation quotation = {.whole = {(int32_t)q->first, (int32_t)q->stop - 1}, .content = q->inner_first < q->inner_stop ? (lun_phrase){(int32_t)q->inner_first, (int32_t)q->inner_stop - 1} : lun_no_phrase,
                                   .said = said, .cue = {at, at}, .continues = continues, .within = quotation_at(w, within)};
  return lun_quotation_kind_of(w->words, w->doc, &quotation, kind, err);
}

#endif

/* Documents written with their tags (Torres/NNP said/VBD), a few lists of words and entries of dictionaries, and what is found as one
 * line of text. For the tests of clauses and statements only. */
#ifndef LUNETTE_TEST_CLAUSE_FIXTURE_H
#define LUNETTE_TEST_CLAUSE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lunette/mem.h"
#include "lunette/statement.h"

static const char *const clause_lists[][2] = {
    {"auxiliary", "has"}, {"auxiliary", "have"}, {"auxiliary", "was"}, {"auxiliary", "were"}, {"auxiliary", "been"}, {"auxiliary", "did"}, {"being", "was"}, {"being", "were"},
    {"being", "been"},    {"contested", "charge"}, {"negation", "not"},   {"alone", "many"},    {"attached", "of"},     {"attached", "to"},    {"attached", "for"}, {"attached", "on"}, {"subordinate", "when"},
    {"subordinate", "as"}, {"day", "monday"},    {"day", "last"},      {"hour", "night"},      {"describing", "of"},  {"question", "whether"}, {"asking", "whether"},
    {"hearer", "reporters"}, {"preposition", "for"}, {"preposition", "about"}, {"circumstance", "in"}, {"circumstance", "on"}, {"saying", "said"},
    {"to_come", "plan"}, {"to_come", "due"}, {"deadline", "until"}, {"break", ","}, {"break", "that"}, {"conditional", "might"}, {"present", "is"}, {"implying", "failed"}, {"implying", "refused"},
    {"implying", "appears"}, {"implying", "try"}};

typedef struct clause_work {
  lun_vocab *vocab;
  lun_image *image;
  lun_clause_words *words;
  lun_doc *doc;
  char text[2000];
} clause_work;

static inline lun_status clause_open(clause_work *w, lun_err *err) {
  *w = (clause_work){0};
  lun_status status = lun_vocab_new(&w->vocab, err);
  if (!status) status = lun_clause_words_new(w->vocab, &w->words, err);
  for (size_t i = 0; !status && i < sizeof clause_lists / sizeof *clause_lists; i++)
    status = lun_clause_words_add(w->words, clause_lists[i][0], clause_lists[i][1], strlen(clause_lists[i][1]), err);
  return status;
}

/* Gives each token the tag behind its last slash. */
static inline lun_status clause_read(clause_work *w, const char *tagged, lun_err *err) {
  char copy[sizeof w->text], *tags[400];
  uint32_t count = 0;
  lun_layer *layer = NULL;
  lun_doc_free(w->doc);
  w->doc = NULL;
  assert_true(strlen(tagged) < sizeof copy);
  strcpy(copy, tagged);
  *w->text = 0;
  for (char *word = strtok(copy, " "); word; word = strtok(NULL, " ")) {
    char *slash = strrchr(word, '/');
    assert_non_null(slash);
    *slash = 0;
    if (count) strcat(w->text, " ");
    strcat(w->text, word);
    assert_true(count < sizeof tags / sizeof *tags);
    tags[count++] = slash + 1;
  }
  lun_status status = lun_doc_new(w->vocab, w->text, strlen(w->text), &w->doc, err);
  if (!status) assert_int_equal(w->doc->tokens.count, count);
  if (!status) status = lun_doc_layer_make(w->doc, "token", &layer, err);
  for (uint32_t i = 0; !status && i < count; i++) {
    uint32_t id;
    status = lun_layer_add(layer, i, i + 1, 0, &id, err);
    if (!status) status = lun_layer_set(layer, id, "tag", tags[i], strlen(tags[i]), err);
  }
  return status;
}

/* Lays a span of a layer over words that stand in the text once, with up to two attributes, of which NULL is none. */
static inline lun_status clause_lay(clause_work *w, const char *name, const char *words, const char *const attributes[2][2], lun_err *err) {
  lun_layer *layer = NULL;
  uint32_t id = 0;
  const char *at = strstr(w->text, words);
  assert_non_null(at);
  const uint32_t start = (uint32_t)(at - w->text), first = lun_tokens_at(&w->doc->tokens, start), stop = lun_tokens_at(&w->doc->tokens, start + (uint32_t)strlen(words));
  lun_status status = lun_doc_layer_make(w->doc, name, &layer, err);
  if (!status) status = lun_layer_add(layer, first, stop, 0, &id, err);
  for (int i = 0; !status && i < 2; i++)
    if (attributes[i][1]) status = lun_layer_set(layer, id, attributes[i][0], attributes[i][1], strlen(attributes[i][1]), err);
  return status;
}

static inline void clause_close(clause_work *w) {
  lun_doc_free(w->doc);
  lun_clause_words_free(w->words);
  if (w->image) lun_image_close(w->image);
  lun_vocab_free(w->vocab);
}

/* The words of a phrase, appended; "-" for none. */
static inline void clause_show(const clause_work *w, lun_phrase phrase, char *to, size_t room) {
  const size_t length = strlen(to);
  if (!lun_is_phrase(phrase)) {
    snprintf(to + length, room - length, "-");
    return;
  }
  const uint32_t start = w->doc->tokens.start[phrase.first], stop = lun_token_stop(&w->doc->tokens, (uint32_t)phrase.last);
  snprintf(to + length, room - length, "%.*s", (int)(stop - start), w->text + start);
}

#endif

/* One dictionary made from a few lines, a vocabulary, and searches whose result is one line of text: each hit as
 * first-stop=surface of its first row. For the tests of dictionaries only. */
#ifndef LUNETTE_TEST_DICTIONARY_FIXTURE_H
#define LUNETTE_TEST_DICTIONARY_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lunette/dictionary.h"
#include "lunette/mem.h"

typedef struct fixture {
  lun_vocab *vocab;
  lun_image *image;
  lun_dictionary *dictionary; /* the first of the image */
  char *bytes;
  size_t size;
} fixture;

static inline void compile(const char *tsv, char **bytes, size_t *size) {
  lun_image_builder *builder;
  lun_err err = {0};
  assert_int_equal(lun_image_builder_new(&builder, &err), LUN_OK);
  if (lun_image_builder_add(builder, "list", "list.tsv", tsv, strlen(tsv), &err) != LUN_OK) fail_msg("%s", err.message);
  assert_int_equal(lun_image_builder_finish(builder, bytes, size, &err), LUN_OK);
  lun_image_builder_free(builder);
}

static inline fixture open_list(const char *tsv) {
  fixture f;
  lun_err err = {0};
  compile(tsv, &f.bytes, &f.size);
  assert_int_equal(lun_vocab_new(&f.vocab, &err), LUN_OK);
  if (lun_image_open(f.bytes, f.size, &f.image, &err) != LUN_OK) fail_msg("%s", err.message);
  assert_int_equal(lun_image_count(f.image), 1);
  f.dictionary = lun_image_at(f.image, 0);
  return f;
}

static inline void close_list(fixture *f) {
  lun_image_close(f->image);
  lun_vocab_free(f->vocab);
  lun_free(f->bytes);
}

/* Searches text on a day, "" for any. The token `sentence` (0: none) begins a sentence. */
static inline void expect_on(fixture *f, const char *text, uint32_t sentence, unsigned options, const char *day, const char *expected) {
  lun_tokens tokens = {0};
  lun_hits hits = {0};
  lun_err err = {0};
  char line[1000] = "";
  size_t length = 0;
  assert_int_equal(lun_tokenize(text, (uint32_t)strlen(text), f->vocab, &tokens, &err), LUN_OK);
  if (tokens.count > 0) tokens.flags[0] |= LUN_TOKEN_SENTENCE;
  if (sentence != 0) tokens.flags[sentence] |= LUN_TOKEN_SENTENCE;
  assert_int_equal(lun_image_scan(lun_dictionary_image(f->dictionary), lun_dictionary_bit(f->dictionary), f->vocab, &tokens, 0, tokens.count, options, day, &hits, &err), LUN_OK);
  for (uint32_t i = 0; i < hits.count; i++) {
    uint32_t row;
    assert_true(lun_dictionary_candidates(f->dictionary, hits.at[i].entry, &row) > 0);
    length += (size_t)snprintf(line + length, sizeof line - length, "%s%u-%u=%s", i > 0 ? " " : "", (unsigned)hits.at[i].first,
                               (unsigned)hits.at[i].stop, lun_dictionary_surface(f->dictionary, row));
    assert_true(length < sizeof line);
  }
  assert_string_equal(line, expected);
  lun_hits_free(&hits);
  lun_tokens_free(&tokens);
}

static inline void expect_in_sentences(fixture *f, const char *text, uint32_t sentence, unsigned options, const char *expected) {
  expect_on(f, text, sentence, options, "", expected);
}

static inline void expect(fixture *f, const char *text, const char *expected) { expect_in_sentences(f, text, 0, 0, expected); }

static inline void expect_recased(fixture *f, const char *text, const char *expected) {
  expect_in_sentences(f, text, 0, LUN_LOOKUP_RECASE, expected);
}

/* Each surface alone is found as a whole. */
static inline void expect_same(fixture *f, const char *const *surfaces, size_t count, uint32_t *entry) {
  for (size_t i = 0; i < count; i++) {
    uint32_t found;
    lun_err err = {0};
    if (lun_dictionary_lookup(f->dictionary, f->vocab, surfaces[i], strlen(surfaces[i]), &found, &err) != LUN_OK) fail_msg("%s", err.message);
    if (i == 0) *entry = found;
    assert_int_equal(found, *entry);
  }
}

#endif

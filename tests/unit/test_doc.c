/* Documents: the stages together, the layer "quote", layers by name, and parts of the article. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lunette/doc.h"

static const char article[] =
  "Harbour town votes for new bridge\n\n"
  "By Lena Okafor\n\n"
  "PORT ELGIN, May 4 (Coast Press) \xE2\x80\x94 The council of Port Elgin voted on Friday to build a second bridge over the river, after a debate of six hours.\n\n"
  "\xE2\x80\x9CWe have waited for this since 1998,\xE2\x80\x9D said Mayor Tomas Reyle. \xE2\x80\x9CMy father told me: \xE2\x80\x98Wait and see.\xE2\x80\x99\xE2\x80\x9D\n\n"
  "\xE2\x80\x9CThe money is not there, and nobody has said who will pay, he added.\n";

static lun_vocab *vocab(void **state) { return *state; }

static int open_vocab(void **state) {
  lun_vocab *made;
  if (lun_vocab_new(&made, NULL)) return -1;
  *state = made;
  return 0;
}
static int close_vocab(void **state) {
  lun_vocab_free(*state);
  return 0;
}

static lun_doc *document(void **state, const char *text, size_t size) {
  lun_doc *doc;
  lun_err err;
  if (lun_doc_new(vocab(state), text, size, &doc, &err)) fail_msg("%s", err.message);
  return doc;
}

/* The token that begins where `word` first stands in the article. */
static uint32_t token_of(const lun_doc *doc, const char *word) {
  const char *at = strstr(doc->text, word);
  assert_non_null(at);
  return lun_tokens_at(&doc->tokens, (uint32_t)(at - doc->text));
}

static void test_a_document_holds_all_stages(void **state) {
  lun_doc *doc = document(state, article, sizeof article - 1);
  assert_ptr_equal(doc->text, article);
  assert_int_equal(doc->size, sizeof article - 1);
  assert_true(doc->tokens.count > 80);
  assert_int_equal(doc->structure.paragraphs.count, 5);
  assert_true(doc->sentences.count >= 5);
  assert_int_equal(doc->quotes.count, 4);
  assert_int_equal(doc->layer_count, 1);
  lun_doc_free(doc);
}

static void test_quotations_are_a_layer_from_the_start(void **state) {
  lun_doc *doc = document(state, article, sizeof article - 1);
  lun_layer *layer = lun_doc_layer(doc, "quote");
  assert_non_null(layer);
  assert_int_equal(lun_layer_count(layer), doc->quotes.count);
  for (uint32_t i = 0; i < doc->quotes.count; i++) {
    const lun_quote *q = &doc->quotes.at[i];
    const lun_span *span = lun_layer_by_id(layer, i + 1); /* the n-th quotation is number n */
    assert_int_equal(span->first, q->first);
    assert_int_equal(span->stop, q->stop);
    char depth[8];
    snprintf(depth, sizeof depth, "%u", (unsigned)q->depth);
    assert_string_equal(lun_layer_get(layer, i + 1, "depth", NULL), depth);
    static const struct { unsigned flag; const char *key; } flags[] = {
      {LUN_QUOTE_UNCLOSED, "unclosed"}, {LUN_QUOTE_TURNED, "turned"}, {LUN_QUOTE_SINGLE, "single"}, {LUN_QUOTE_JOINED, "joined"}};
    for (size_t f = 0; f < sizeof flags / sizeof *flags; f++) {
      const char *value = lun_layer_get(layer, i + 1, flags[f].key, NULL);
      if (q->flags & flags[f].flag) assert_string_equal(value, "1");
      else assert_null(value);
    }
  }
  uint32_t inner = lun_layer_at(layer, token_of(doc, "Wait and"), 0); /* the outer one comes first */
  assert_string_equal(lun_layer_get(layer, lun_layer_span(layer, inner)->id, "depth", NULL), "0");
  inner = lun_layer_at(layer, token_of(doc, "Wait and"), inner + 1);
  assert_string_equal(lun_layer_get(layer, lun_layer_span(layer, inner)->id, "depth", NULL), "1");
  uint32_t open = lun_layer_at(layer, token_of(doc, "money"), 0);
  assert_string_equal(lun_layer_get(layer, lun_layer_span(layer, open)->id, "unclosed", NULL), "1");
  lun_doc_free(doc);
}

static void test_every_token_stands_in_a_part(void **state) {
  lun_doc *doc = document(state, article, sizeof article - 1);
  assert_int_equal(lun_doc_part(doc, token_of(doc, "Harbour town")), LUN_HEADLINE);
  assert_int_equal(lun_doc_part(doc, token_of(doc, "Okafor")), LUN_BYLINE);
  assert_int_equal(lun_doc_part(doc, token_of(doc, "PORT ELGIN")), LUN_DATELINE);
  assert_int_equal(lun_doc_part(doc, token_of(doc, "Coast Press")), LUN_DATELINE);
  assert_int_equal(lun_doc_part(doc, token_of(doc, "The council")), LUN_LEAD);
  assert_int_equal(lun_doc_part(doc, token_of(doc, "Reyle")), LUN_BODY);
  assert_int_equal(lun_doc_part(doc, doc->tokens.count), LUN_BODY);
  assert_int_equal(lun_doc_part(doc, UINT32_MAX), LUN_BODY);
  lun_doc_free(doc);
}

static void test_a_text_without_tokens_is_a_document(void **state) {
  static const char *const texts[] = {"", " ", "\n\n\n", "\t\r\n", "\xC2\xA0\xE2\x80\x8B"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    lun_doc *doc = document(state, texts[i], strlen(texts[i]));
    assert_int_equal(doc->tokens.count, 0);
    assert_int_equal(doc->sentences.count, 0);
    assert_int_equal(lun_layer_count(lun_doc_layer(doc, "quote")), 0);
    assert_int_equal(lun_doc_part(doc, 0), LUN_BODY);
    lun_doc_free(doc);
  }
}

static void test_layers_are_made_once_and_found_by_name(void **state) {
  lun_doc *doc = document(state, article, sizeof article - 1);
  lun_layer *made, *again;
  assert_null(lun_doc_layer(doc, "person"));
  assert_int_equal(lun_doc_layer_make(doc, "person", &made, NULL), LUN_OK);
  assert_string_equal(lun_layer_name(made), "person");
  assert_int_equal(lun_doc_layer_make(doc, "person", &again, NULL), LUN_OK);
  assert_ptr_equal(made, again);
  assert_ptr_equal(lun_doc_layer(doc, "person"), made);
  assert_null(lun_doc_layer(doc, "perso"));
  for (unsigned i = 0; i < 50; i++) { /* layers do not move while others are made */
    char name[16];
    snprintf(name, sizeof name, "layer%u", i);
    assert_int_equal(lun_doc_layer_make(doc, name, &again, NULL), LUN_OK);
  }
  assert_ptr_equal(lun_doc_layer(doc, "person"), made);
  assert_int_equal(doc->layer_count, 52);
  assert_string_equal(lun_layer_name(doc->layers[0]), "quote");
  assert_string_equal(lun_layer_name(doc->layers[51]), "layer49");
  lun_doc_free(doc);
}

static void test_each_of_very_many_layers_is_found(void **state) {
  lun_doc *doc = document(state, article, sizeof article - 1);
  char name[16];
  for (unsigned i = 0; i < 600; i++) {
    lun_layer *layer;
    snprintf(name, sizeof name, "layer%u", i);
    assert_null(lun_doc_layer(doc, name));
    assert_int_equal(lun_doc_layer_make(doc, name, &layer, NULL), LUN_OK);
  }
  for (unsigned i = 0; i < 600; i++) {
    snprintf(name, sizeof name, "layer%u", i);
    assert_string_equal(lun_layer_name(lun_doc_layer(doc, name)), name);
  }
  lun_doc_free(doc);
}

/* A document that is used again has the layers of its own alone, whatever stood in those of the one before. */
static void test_a_document_used_again_begins_with_empty_layers(void **state) {
  static const char *const names[][3] = {{"x", "y", "z"}, {"z", "x", "w"}, {"y", "w", "x"}};
  lun_doc *doc = document(state, article, sizeof article - 1);
  for (unsigned turn = 0; turn < 9; turn++) {
    lun_layer *layer;
    lun_err err;
    uint32_t id;
    size_t size;
    for (unsigned k = 0; k < 3; k++) {
      const char *name = names[turn % 3][k];
      assert_null(lun_doc_layer(doc, name));
      assert_int_equal(lun_doc_layer_make(doc, name, &layer, &err), LUN_OK);
      assert_string_equal(lun_layer_name(layer), name);
      assert_int_equal(lun_layer_count(layer), 0);
      assert_int_equal(lun_layer_sealed(layer), 0);
      assert_null(lun_layer_key(layer, "kind"));
      for (uint32_t i = turn == 4 ? 2000 : 2 + turn; i-- > 0;) { /* once many, in no order */
        assert_int_equal(lun_layer_add(layer, i % 7, i % 7 + 1 + i % 3, 0, &id, &err), LUN_OK);
        assert_int_equal(lun_layer_set(layer, id, "kind", name, 1, &err), LUN_OK);
      }
      assert_int_equal(id, turn == 4 ? 2000 : 2 + turn);
      assert_int_equal(lun_layer_by_id(layer, 1)->id, 1);
      assert_memory_equal(lun_layer_get(layer, 1, "kind", &size), name, 1);
      for (uint32_t i = 1; i < lun_layer_count(layer); i++) assert_true(lun_layer_span(layer, i)->first >= lun_layer_span(layer, i - 1)->first);
      lun_layer_seal(layer, 7);
    }
    assert_int_equal(doc->layer_count, 4);
    assert_string_equal(lun_layer_name(doc->layers[0]), "quote");
    if (lun_doc_headed(vocab(state), article, sizeof article - 1, 0, doc, &doc, &err)) fail_msg("%s", err.message);
    assert_int_equal(doc->layer_count, 1);
    assert_int_equal(lun_layer_count(doc->layers[0]), 4);
  }
  for (unsigned k = 0; k < 200; k++) { /* very many are not kept */
    char name[8];
    lun_layer *layer;
    snprintf(name, sizeof name, "n%u", k);
    assert_int_equal(lun_doc_layer_make(doc, name, &layer, NULL), LUN_OK);
  }
  assert_int_equal(lun_doc_headed(vocab(state), article, sizeof article - 1, 0, doc, &doc, NULL), LUN_OK);
  assert_true(doc->layer_kept < 100);
  lun_doc_free(doc);
}

static void test_documents_share_a_vocabulary(void **state) {
  lun_doc *a = document(state, "The bridge.", 11), *b = document(state, "A bridge!", 9);
  assert_int_equal(a->tokens.lexeme[1], b->tokens.lexeme[1]);
  assert_int_not_equal(a->tokens.lexeme[0], b->tokens.lexeme[0]);
  lun_doc_free(a);
  assert_int_equal(b->tokens.count, 3);
  lun_doc_free(b);
}

static void test_a_text_over_the_limit_is_refused_unread(void **state) {
  lun_doc *doc;
  lun_err err;
  assert_int_equal(lun_doc_new(vocab(state), "x", (size_t)LUN_TEXT_MAX + 1, &doc, &err), LUN_LIMIT);
  assert_null(doc);
  assert_int_equal(err.code, LUN_LIMIT);
}

static void test_what_was_decoded_becomes_a_document(void **state) {
  static const char input[] = "\x93Good,\x94 said Jos\xE9.\0 \x93" "Bye.\x94";
  lun_decoded d;
  assert_int_equal(lun_text_decode(input, sizeof input - 1, &d, NULL), LUN_OK);
  lun_doc *doc = document(state, d.bytes, d.size);
  assert_int_equal(doc->quotes.count, 2);
  uint32_t last = doc->quotes.at[1].first;
  assert_int_equal(lun_text_source(&d, doc->tokens.start[last], false), sizeof input - 1 - 6);
  assert_int_equal(lun_text_source(&d, lun_token_stop(&doc->tokens, doc->quotes.at[1].stop - 1), true), sizeof input - 1);
  lun_doc_free(doc);
  lun_decoded_free(&d);
}

static void test_parts_have_names(void **state) {
  (void)state;
  static const struct { lun_part part; const char *name; } parts[] = {
    {LUN_BODY, "body"}, {LUN_HEADLINE, "headline"}, {LUN_BYLINE, "byline"}, {LUN_LEAD, "lead"},
    {LUN_CAPTION, "caption"}, {LUN_RELATED, "related"}, {LUN_DATELINE, "dateline"}};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) assert_string_equal(lun_part_name(parts[i].part), parts[i].name);
}

static void test_a_document_takes_the_cut_that_it_is_given(void **state) {
  static const char text[] = "They cannot go.\n\nWell-kept \xE2\x80\x9Csaw\xE2\x80\x9D!";
  static const uint32_t start[] = {0, 5, 12, 14, 17, 21, 22, 27, 30, 33}, stop[] = {4, 11, 14, 15, 21, 22, 26, 30, 33, 36};
  static const uint32_t sentence[] = {0, 2, 9};
  const lun_cut cut = {start, stop, 10, sentence, 3};
  lun_doc *doc;
  lun_err err;
  assert_int_equal(lun_doc_new(vocab(state), text, sizeof text - 1, &doc, NULL), LUN_OK);
  assert_int_equal(lun_doc_recut(doc, &cut, &err), LUN_OK);
  assert_int_equal(doc->tokens.count, 10);
  for (uint32_t i = 0; i < 10; i++) {
    assert_int_equal(doc->tokens.start[i], start[i]);
    assert_int_equal(lun_token_stop(&doc->tokens, i), stop[i]);
  }
  assert_int_equal(doc->tokens.flags[5] & LUN_TOKEN_SPACE, 0);
  assert_true(doc->tokens.flags[1] & LUN_TOKEN_SPACE);
  assert_int_equal(doc->structure.paragraphs.count, 2);
  assert_int_equal(doc->sentences.count, 4); /* a paragraph begins one too */
  assert_int_equal(doc->sentences.first[2], 4);
  assert_int_equal(doc->quotes.count, 1);
  lun_doc_free(doc);
}

static void test_a_cut_that_cannot_stand_leaves_the_document_as_it_was(void **state) {
  static const char text[] = "Zo\xC3\xAB left.";
  static const struct { uint32_t start[2], stop[2]; uint64_t wrong; } cases[] = {
      {{0, 5}, {4, 99}, 2}, {{5, 0}, {9, 4}, 2}, {{0, 3}, {4, 5}, 2}, {{3, 5}, {4, 9}, 1}, {{0, 5}, {3, 9}, 1}, {{2, 5}, {2, 9}, 1}};
  lun_doc *doc;
  lun_err err;
  lun_layer *layer;
  assert_int_equal(lun_doc_new(vocab(state), text, sizeof text - 1, &doc, NULL), LUN_OK);
  const uint32_t count = doc->tokens.count;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const lun_cut cut = {cases[i].start, cases[i].stop, 2, NULL, 0};
    assert_int_equal(lun_doc_recut(doc, &cut, &err), LUN_INVALID);
    assert_int_equal(err.position, cases[i].wrong);
    assert_int_equal(doc->tokens.count, count);
  }
  const lun_cut none = {NULL, NULL, 0, NULL, 0};
  assert_int_equal(lun_doc_layer_make(doc, "own", &layer, NULL), LUN_OK);
  assert_int_equal(lun_doc_recut(doc, &none, &err), LUN_INVALID);
  lun_doc_free(doc);
  assert_int_equal(lun_doc_new(vocab(state), text, sizeof text - 1, &doc, NULL), LUN_OK);
  assert_int_equal(lun_doc_recut(doc, &none, NULL), LUN_OK);
  assert_int_equal(doc->tokens.count, 0);
  lun_doc_free(doc);
}

/* The stretches that are laid around the quotations of a text, as its words with a bar behind each. */
static void check_surroundings(void **state, const char *text, uint32_t near, const char *wanted) {
  lun_doc *doc = document(state, text, strlen(text));
  char shown[500] = "";
  assert_int_equal(lun_doc_surround(doc, "around", near, NULL), LUN_OK);
  lun_layer *layer = lun_doc_layer(doc, "around");
  for (uint32_t i = 0; i < lun_layer_count(layer); i++) {
    const lun_span *span = lun_layer_span(layer, i);
    const uint32_t start = doc->tokens.start[span->first];
    snprintf(shown + strlen(shown), sizeof shown - strlen(shown), "%.*s|", (int)(lun_token_stop(&doc->tokens, span->stop - 1) - start), text + start);
  }
  assert_string_equal(shown, wanted);
  lun_doc_free(doc);
}

static void test_what_stands_around_quotations_is_laid(void **state) {
  check_surroundings(state, "He left. She said: \"Go on.\" It rained.", 60, "She said:|");
  check_surroundings(state, "\"Go,\" she said, \"and run.\" It rained.", 60, "she said,|");
  check_surroundings(state, "\"We go,\" she said on Friday.", 60, "she said on Friday.|");
  check_surroundings(state, "Then on Monday she called it \"a start\" and left the town.", 2, "called it|and left|");
  check_surroundings(state, "\xE2\x80\x9CHe told me: \xE2\x80\x98Wait.\xE2\x80\x99\xE2\x80\x9D she said.", 60, "she said.|"); /* nested ones have no surroundings */
  check_surroundings(state, "It rained.", 60, "");
  check_surroundings(state, "", 60, "");
}

static void test_freeing_nothing_is_allowed(void **state) {
  (void)state;
  lun_doc_free(NULL);
  lun_layer_free(NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_a_document_holds_all_stages),
    cmocka_unit_test(test_quotations_are_a_layer_from_the_start),
    cmocka_unit_test(test_every_token_stands_in_a_part),
    cmocka_unit_test(test_a_text_without_tokens_is_a_document),
    cmocka_unit_test(test_layers_are_made_once_and_found_by_name),
    cmocka_unit_test(test_each_of_very_many_layers_is_found),
    cmocka_unit_test(test_a_document_used_again_begins_with_empty_layers),
    cmocka_unit_test(test_documents_share_a_vocabulary),
    cmocka_unit_test(test_a_text_over_the_limit_is_refused_unread),
    cmocka_unit_test(test_what_was_decoded_becomes_a_document),
    cmocka_unit_test(test_parts_have_names),
    cmocka_unit_test(test_a_document_takes_the_cut_that_it_is_given),
    cmocka_unit_test(test_a_cut_that_cannot_stand_leaves_the_document_as_it_was),
    cmocka_unit_test(test_what_stands_around_quotations_is_laid),
    cmocka_unit_test(test_freeing_nothing_is_allowed),
  };
  return cmocka_run_group_tests(tests, open_vocab, close_vocab);
}

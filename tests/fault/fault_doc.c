/* Memory that runs out at every place on the way from bytes to a document with layers. Each stage must
 * give LUN_NO_MEMORY, leave nothing behind, and leave what it was given fit for a second attempt, whose result is the
 * same as that of an attempt that never failed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "article.h"
#include "fault.h"
#include "lunette/doc.h"
#include "lunette/guise.h"
#include "lunette/mem.h"

typedef struct outcome { uint32_t tokens, sentences, paragraphs, quotes, lexemes; } outcome;

static outcome outcome_of(const lun_doc *doc) {
  return (outcome){doc->tokens.count, doc->sentences.count, doc->structure.paragraphs.count, doc->quotes.count, lun_vocab_count(doc->vocab)};
}

/* Reads all that a document holds. */
static void read_whole(lun_doc *doc) {
  lun_layer *quotes = lun_doc_layer(doc, "quote");
  assert_non_null(quotes);
  assert_int_equal(lun_layer_count(quotes), doc->quotes.count);
  for (uint32_t i = 0; i < lun_layer_count(quotes); i++) {
    const lun_span *span = lun_layer_span(quotes, i);
    const char *key, *value;
    size_t size;
    assert_true(span->first < span->stop && span->stop <= doc->tokens.count);
    for (uint32_t a = 0; lun_layer_attribute(quotes, span->id, a, &key, &value, &size); a++) assert_int_equal(strlen(value), size);
    assert_non_null(lun_layer_get(quotes, span->id, "depth", &size));
  }
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    size_t size;
    const char *text = lun_vocab_text(doc->vocab, doc->tokens.lexeme[i], &size);
    assert_int_equal(size, doc->tokens.length[i]);
    assert_memory_equal(text, doc->text + doc->tokens.start[i], size);
    assert_non_null(lun_part_name(lun_doc_part(doc, i)));
  }
}

static lun_status make_vocab(void *argument) {
  (void)argument;
  lun_vocab *vocab;
  lun_err err = {0};
  lun_status status = lun_vocab_new(&vocab, &err);
  if (status) {
    assert_null(vocab);
    assert_int_equal(err.code, status);
    return status;
  }
  for (unsigned i = 0; i < 5000 && status == LUN_OK; i++) { /* through several growths, with inline and long texts */
    char text[64];
    int size = snprintf(text, sizeof text, i % 3 ? "w%u" : "a word that is longer than a record %u", i);
    lun_lexeme lexeme = lun_vocab_intern(vocab, text, (size_t)size);
    if (!lexeme) {
      status = LUN_NO_MEMORY;
      fault_mem_relent();
      assert_int_equal(lun_vocab_find(vocab, text, (size_t)size), 0);
      assert_true(lun_vocab_intern(vocab, text, (size_t)size) == i + 1);
    } else assert_int_equal(lexeme, i + 1);
    assert_int_equal(lun_vocab_find(vocab, text, (size_t)size), i + 1);
    assert_int_equal(lun_vocab_count(vocab), i + 1);
  }
  lun_vocab_free(vocab);
  return status;
}

static void test_vocabulary_survives_any_failing_allocation(void **state) {
  (void)state;
  assert_true(fault_mem_sweep("vocabulary", make_vocab, NULL) > 3);
}

static lun_status make_forms(void *argument) {
  (void)argument;
  static const char *const texts[] = {"Vela\xcc\x81zquez", "O\xe2\x80\x99" "Dell", "DEEP\xe2\x80\x93WATER", "plain",
                                      "Th\xc3\xb8gersen-\xc3\x85" "rhus\xe2\x80\x99s-Hydrometeorological",
                                      "\xe2\x80\x8bzero\xe2\x80\x8bwidth"};
  lun_vocab *vocab;
  lun_status status = lun_vocab_new(&vocab, NULL);
  for (size_t t = 0; status == LUN_OK && t < sizeof texts / sizeof *texts; t++) {
    lun_lexeme lexeme = lun_vocab_intern(vocab, texts[t], strlen(texts[t])), norm = 0, lower = 0, key = 0;
    if (lexeme) norm = lun_vocab_norm(vocab, lexeme);
    if (norm) lower = lun_vocab_lower(vocab, lexeme);
    if (lower) key = lun_vocab_key(vocab, lexeme);
    if (!key) {
      status = LUN_NO_MEMORY;
      fault_mem_relent();
      lexeme = lun_vocab_intern(vocab, texts[t], strlen(texts[t]));
      assert_true(lexeme && lun_vocab_norm(vocab, lexeme) && lun_vocab_lower(vocab, lexeme));
      key = lun_vocab_key(vocab, lexeme);
      assert_true(key);
    }
    size_t size;
    if (t == 0) assert_string_equal(lun_vocab_text(vocab, key, &size), "Velazquez");
  }
  if (vocab) lun_vocab_free(vocab);
  return status;
}

static void test_forms_of_words_survive_any_failing_allocation(void **state) {
  (void)state;
  assert_true(fault_mem_sweep("forms", make_forms, NULL) > 3);
}

/* Of words that could not all be listed none is, so that no guise from before is kept of one that is. */
static lun_status list_words(void *argument) {
  (void)argument;
  enum { WORDS = 600 };
  lun_vocab *vocab;
  lun_lexeme words[WORDS];
  lun_status status = lun_vocab_new(&vocab, NULL);
  if (status) return status;
  for (unsigned i = 0; i < WORDS && status == LUN_OK; i++) {
    char text[8];
    const int size = snprintf(text, sizeof text, "w%u", i);
    if (!(words[i] = lun_vocab_intern(vocab, text, (size_t)size))) status = LUN_NO_MEMORY;
  }
  if (status == LUN_OK && (!lun_guise_of(vocab, words[1]) || !lun_guise_of(vocab, words[2]))) status = LUN_NO_MEMORY;
  const lun_lexeme listed[] = {words[1], words[WORDS - 1]};
  if (status == LUN_OK && (status = lun_guises_list(vocab, listed, 2))) {
    fault_mem_relent();
    assert_int_equal(lun_guise_of(vocab, words[1]), lun_guise_of(vocab, words[2]));
    assert_int_equal(lun_guises_list(vocab, listed, 1), LUN_OK);
    assert_int_not_equal(lun_guise_of(vocab, words[1]), lun_guise_of(vocab, words[2]));
  }
  lun_vocab_free(vocab);
  return status;
}

static void test_listed_words_survive_any_failing_allocation(void **state) {
  (void)state;
  assert_true(fault_mem_sweep("listed words", list_words, NULL) > 5);
}

typedef struct input { const char *name, *bytes; size_t size; const char *charset; } input;

static lun_status decode(void *argument) {
  const input *in = argument;
  lun_decoded out;
  lun_err err = {0};
  char line[200];
  lun_status status = in->charset ? lun_text_decode_declared(in->bytes, in->size, in->charset, strlen(in->charset), &out, &err) : lun_text_decode(in->bytes, in->size, &out, &err);
  if (status) {
    assert_int_equal(err.code, status);
    assert_null(out.bytes);
    assert_null(out.edits);
    return status;
  }
  for (unsigned n = 0; lun_text_warning(&out, n, line, sizeof line); n++) assert_true(strlen(line) > 0);
  for (uint32_t at = 0; at <= out.size; at++) assert_true(lun_text_source(&out, at, true) <= in->size || out.encoding >= LUN_UTF16LE);
  lun_decoded_free(&out);
  return status;
}

static void test_decoding_survives_any_failing_allocation(void **state) {
  (void)state;
  static const char western[] = "Vel\xe1zquez\x92s port \x96 \x93good\x94";
  static char broken[3 * sizeof article], wide[2 * sizeof article];
  size_t size = 0;
  for (size_t i = 0; i + 1 < sizeof article; i++) { /* an invalid byte every few, so that edits grow several times */
    broken[size++] = article[i];
    if (i % 7 == 0) broken[size++] = (char)0xFF;
  }
  wide[0] = (char)0xFF;
  wide[1] = (char)0xFE;
  for (size_t i = 0; i + 1 < sizeof article; i++) wide[2 * i + 2] = (char)(article[i] & 0x7F);
  input inputs[] = {
    {"UTF-8", article, sizeof article - 1, NULL},
    {"UTF-8 with invalid parts", broken, size, NULL},
    {"UTF-8 with a BOM", "\xef\xbb\xbfport", 7, NULL},
    {"Windows-1252", western, sizeof western - 1, NULL},
    {"UTF-16LE", wide, 2 * sizeof article, NULL},
    {"KOI8-R", western, sizeof western - 1, "koi8-r"},
    {"nothing", "", 0, NULL},
  };
  for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
    uint64_t calls = fault_mem_sweep(inputs[i].name, decode, &inputs[i]);
    if (i == 0) assert_true(calls <= 1); /* what is text already is not copied */
    if (i == 1) assert_true(calls >= 2); /* the text and its edits */
  }
}

typedef struct request { const char *text; size_t size; outcome expected; } request;

static lun_status make_doc(void *argument) {
  const request *asked = argument;
  lun_vocab *vocab;
  lun_doc *doc = NULL;
  lun_err err = {0};
  lun_status status = lun_vocab_new(&vocab, &err);
  if (status) return status;
  status = lun_doc_new(vocab, asked->text, asked->size, &doc, &err);
  if (status) {
    assert_null(doc);
    assert_int_equal(err.code, status);
    fault_mem_relent(); /* the vocabulary is as good as before */
    assert_int_equal(lun_doc_new(vocab, asked->text, asked->size, &doc, &err), LUN_OK);
  }
  outcome made = outcome_of(doc);
  assert_memory_equal(&made, &asked->expected, sizeof made);
  read_whole(doc);
  lun_doc_free(doc);
  lun_vocab_free(vocab);
  return status;
}

static uint64_t sweep_doc(const char *name, const char *text, outcome *made) {
  request asked = {text, strlen(text), {0}};
  lun_vocab *vocab;
  lun_doc *doc;
  assert_int_equal(lun_vocab_new(&vocab, NULL), LUN_OK);
  assert_int_equal(lun_doc_new(vocab, text, asked.size, &doc, NULL), LUN_OK);
  *made = asked.expected = outcome_of(doc);
  lun_doc_free(doc);
  lun_vocab_free(vocab);
  return fault_mem_sweep(name, make_doc, &asked);
}

static void test_documents_survive_any_failing_allocation(void **state) {
  (void)state;
  outcome made;
  assert_true(sweep_doc("document", article, &made) > 20);
  assert_true(made.tokens > 300 && made.sentences > 15 && made.paragraphs > 8 && made.quotes > 8);
  sweep_doc("empty document", "", &made);
  assert_int_equal(made.tokens, 0);
}

/* A quotation that goes on behind a related headline, with so many before it that the list of quotations grows first in
 * one place and then in another. */
static void test_long_quotations_survive_any_failing_allocation(void **state) {
  (void)state;
  for (unsigned before = 0; before < 13; before++) {
    char text[1024] = "Port opens\n\n";
    outcome made;
    for (unsigned i = 0; i < before; i++) strcat(text, "\xe2\x80\x9cYes,\xe2\x80\x9d she said. ");
    strcat(text, "She went on: \xe2\x80\x9cThe work took nine years.\n\n");
    strcat(text, "RELATED: Storm closes \xe2\x80\x9cold harbour\xe2\x80\x9d\n\n");
    strcat(text, "\xe2\x80\x9cNow it is done,\xe2\x80\x9d she said, and \xe2\x80\x9cwe are glad.\xe2\x80\x9d\n");
    sweep_doc("long quotation", text, &made);
    assert_true(made.quotes >= before + 2);
  }
}

static lun_status make_layers(void *argument) {
  (void)argument;
  lun_layer *layer = NULL;
  lun_status status = lun_layer_new("person", &layer, NULL);
  if (status) {
    assert_null(layer);
    return status;
  }
  uint32_t made = 0, id;
  for (uint32_t i = 0; i < 200 && status == LUN_OK; i++) {
    uint32_t first = i * 37 % 200;
    char value[40];
    int size = snprintf(value, sizeof value, "value %u", i);
    if ((status = lun_layer_add(layer, first, first + 1 + i % 5, i, &id, NULL))) break;
    made++;
    for (unsigned k = 0; k < 10 && status == LUN_OK; k++) {
      char key[16];
      snprintf(key, sizeof key, "key%u", k);
      status = lun_layer_set(layer, id, key, value, (size_t)size, NULL);
    }
    if (i % 11 == 10 && status == LUN_OK) {
      assert_int_equal(lun_layer_remove(layer, id, NULL), LUN_OK);
      made--;
    }
    if (i % 50 == 0) assert_non_null(lun_layer_span(layer, 0)); /* puts in order in between */
  }
  assert_int_equal(lun_layer_count(layer), made);
  for (uint32_t i = 0; i < made; i++) {
    const lun_span *span = lun_layer_span(layer, i), *before = i ? lun_layer_span(layer, i - 1) : NULL;
    assert_non_null(span);
    assert_true(!i || before->first < span->first || (before->first == span->first && before->stop >= span->stop));
    assert_non_null(lun_layer_by_id(layer, span->id));
  }
  if (status) { /* goes on where it stopped */
    fault_mem_relent();
    assert_int_equal(lun_layer_add(layer, 5, 6, 0, &id, NULL), LUN_OK);
    assert_int_equal(lun_layer_count(layer), made + 1);
    assert_int_equal(lun_layer_set(layer, id, "key", "x", 1, NULL), LUN_OK);
  }
  lun_layer_free(layer);
  return status;
}

static void test_layers_survive_any_failing_allocation(void **state) {
  (void)state;
  assert_true(fault_mem_sweep("layer", make_layers, NULL) > 10);
}

static lun_status make_doc_layers(void *argument) {
  lun_doc *doc = NULL;
  lun_vocab *vocab = argument;
  lun_status status = lun_doc_new(vocab, "A port.", 7, &doc, NULL);
  for (unsigned i = 0; i < 40 && status == LUN_OK; i++) {
    char name[16];
    lun_layer *layer;
    uint32_t count = doc->layer_count;
    snprintf(name, sizeof name, "layer%u", i);
    status = lun_doc_layer_make(doc, name, &layer, NULL);
    assert_int_equal(doc->layer_count, count + (status == LUN_OK));
    assert_true((lun_doc_layer(doc, name) != NULL) == (status == LUN_OK));
  }
  lun_doc_free(doc);
  return status;
}

static void test_layers_of_a_document_survive_any_failing_allocation(void **state) {
  (void)state;
  lun_vocab *vocab;
  assert_int_equal(lun_vocab_new(&vocab, NULL), LUN_OK);
  assert_true(lun_vocab_intern(vocab, "A", 1) && lun_vocab_intern(vocab, "port", 4) && lun_vocab_intern(vocab, ".", 1));
  assert_true(fault_mem_sweep("layers of a document", make_doc_layers, vocab) > 40);
  lun_vocab_free(vocab);
}

/* A document cut anew, word by word at its blanks: what fails leaves it as it was. */
static lun_status recut_doc(void *argument) {
  (void)argument;
  static uint32_t start[sizeof article], stop[sizeof article], sentence[] = {0, 9};
  lun_cut cut = {start, stop, 0, sentence, 2};
  for (uint32_t i = 0; i < sizeof article - 1; i++) {
    if (article[i] == ' ' || article[i] == '\n') continue;
    if (i == 0 || article[i - 1] == ' ' || article[i - 1] == '\n') start[cut.count++] = i;
    stop[cut.count - 1] = i + 1;
  }
  lun_vocab *vocab;
  lun_doc *doc = NULL;
  lun_err err = {0};
  lun_status status = lun_vocab_new(&vocab, &err);
  if (!status) status = lun_doc_new(vocab, article, sizeof article - 1, &doc, &err);
  const uint32_t before = doc ? doc->tokens.count : 0;
  if (!status && (status = lun_doc_recut(doc, &cut, &err))) {
    assert_int_equal(doc->tokens.count, before);
    read_whole(doc);
  } else if (!status) {
    assert_int_equal(doc->tokens.count, cut.count);
    read_whole(doc);
  }
  lun_doc_free(doc);
  if (vocab) lun_vocab_free(vocab);
  return status;
}

static void test_cutting_anew_survives_any_failing_allocation(void **state) {
  (void)state;
  assert_true(fault_mem_sweep("recut", recut_doc, NULL) > 20);
}

static int finish(void **state) {
  (void)state;
  fault_reset();
  return fault_mem_live() ? -1 : 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_teardown(test_vocabulary_survives_any_failing_allocation, finish),
    cmocka_unit_test_teardown(test_forms_of_words_survive_any_failing_allocation, finish),
    cmocka_unit_test_teardown(test_listed_words_survive_any_failing_allocation, finish),
    cmocka_unit_test_teardown(test_decoding_survives_any_failing_allocation, finish),
    cmocka_unit_test_teardown(test_documents_survive_any_failing_allocation, finish),
    cmocka_unit_test_teardown(test_long_quotations_survive_any_failing_allocation, finish),
    cmocka_unit_test_teardown(test_layers_survive_any_failing_allocation, finish),
    cmocka_unit_test_teardown(test_layers_of_a_document_survive_any_failing_allocation, finish),
    cmocka_unit_test_teardown(test_cutting_anew_survives_any_failing_allocation, finish),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

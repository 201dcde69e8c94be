/* Memory that runs out while dictionaries are compiled, opened and looked up in. What fails leaves the builder and the image
 * fit for a second attempt, whose result is the same as that of an attempt that never failed. */
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
#include "lunette/dictionary.h"
#include "lunette/doc.h"
#include "lunette/mem.h"

static const char names[] =
  "#dictionary name\n#case exact\n#cols surface\tcountry\tprior\n"
  "Ostrander\tMeridian\t9\nJ. K. Ostrander\tMeridian\t7\nLuc\xc3\xad" "a Th\xc3\xb8gersen\tNorland\t4\nSalgado\tMeridian\t5\nSalgado\tSouth Cape\t2\n"
  "Meridian Dredging Co.\tMeridian\t3\nCape E.\tNorland\t1\nGate no.\t\t1\n";
static const char words[] =
  "#dictionary word\n#case fold\n#cols surface\tclass\nport\tplace\ndeep-water port\tplace\nminister\trole\nministers\trole\n"
  "joint harbour authority\torganisation\nvelazquez bay\tplace\nharbour\tplace\nstorm\tevent\nbreakwater\tthing\n";

static const char more_names[] =
  "#dictionary name\n#cols surface\trole\tcountry\n"
  "Lightship Row\tstreet\tMeridian\nAna Mar\xc3\xad" "a Keeper\tpilot\tNorland\nTide Gauge B.\t\tNorland\n";

typedef struct image_bytes { char *bytes; size_t size; } image_bytes;

/* Builds the image of all lists. What fails is done again, with memory; gives the first status that was not LUN_OK. */
static lun_status build(image_bytes *out, lun_err *err) {
  static const struct { const char *file, *tsv; } lists[] = {{"names.tsv", names}, {"words.tsv", words}, {"more.tsv", more_names}};
  lun_image_builder *builder;
  out->bytes = NULL;
  lun_status first = lun_image_builder_new(&builder, err), status = first;
  if (first) {
    assert_null(builder);
    return first;
  }
  for (size_t i = 0; i < sizeof lists / sizeof *lists && !status; i++) {
    status = lun_image_builder_add(builder, "name", lists[i].file, lists[i].tsv, strlen(lists[i].tsv), err);
    if (status != LUN_NO_MEMORY) continue;
    first = status;
    fault_mem_relent();
    status = lun_image_builder_add(builder, "name", lists[i].file, lists[i].tsv, strlen(lists[i].tsv), err);
  }
  if (!status) status = lun_image_builder_finish(builder, &out->bytes, &out->size, err);
  if (status == LUN_NO_MEMORY) {
    assert_null(out->bytes);
    first = status;
    fault_mem_relent();
    status = lun_image_builder_finish(builder, &out->bytes, &out->size, err);
  }
  lun_image_builder_free(builder);
  return status ? status : first;
}

static lun_status build_image(void *argument) {
  const image_bytes *expected = argument;
  image_bytes made;
  lun_err err = {0};
  lun_status status = build(&made, &err);
  if (status) assert_int_equal(err.code, status);
  if (!made.bytes) return status;
  assert_int_equal(made.size, expected->size);
  assert_memory_equal(made.bytes, expected->bytes, made.size);
  lun_free(made.bytes);
  return status;
}

/* What fails is asked again, with memory. */
static lun_status prior_is(lun_dictionary *dictionary, lun_vocab *vocab, const char *text, double wanted, lun_err *err) {
  double prior = -1;
  const lun_status status = lun_dictionary_prior_of(dictionary, vocab, text, strlen(text), &prior, err);
  if (status) {
    fault_mem_relent();
    lun_err again;
    assert_int_equal(lun_dictionary_prior_of(dictionary, vocab, text, strlen(text), &prior, &again), LUN_OK);
  }
  assert_true(prior == wanted);
  return status;
}

static lun_status use_image(void *argument) {
  const image_bytes *in = argument;
  lun_image *image = NULL;
  lun_vocab *vocab = NULL;
  lun_doc *doc = NULL;
  lun_hits hits = {0};
  lun_err err = {0};
  uint32_t entry = 0, found[2] = {0, 0};
  lun_status status = lun_image_open(in->bytes, in->size, &image, &err);
  if (status) {
    assert_null(image);
    return status;
  }
  if (!status) status = lun_vocab_new(&vocab, &err);
  if (!status) status = lun_doc_new(vocab, article, sizeof article - 1, &doc, &err);
  for (uint32_t d = 0; !status && d < 2; d++) {
    lun_dictionary *dictionary = lun_image_at(image, d);
    status = lun_dictionary_scan(dictionary, vocab, &doc->tokens, 0, doc->tokens.count, LUN_LOOKUP_RECASE, &hits, &err);
    found[d] = hits.count;
    if (!status) status = lun_dictionary_lookup(dictionary, vocab, d ? "Deep-Water Port" : "J. K. Ostrander", 15, &entry, &err);
    if (!status) status = prior_is(dictionary, vocab, d ? "Deep-Water Port" : "J. K. Ostrander", d ? 5 : 7, &err);
    if (!status) status = prior_is(dictionary, vocab, "Salgado", d ? 0 : 5, &err);
  }
  if (status) { /* the same scan again, over what the failing one remembered */
    assert_int_equal(status, LUN_NO_MEMORY);
    assert_int_equal(err.code, status);
    fault_mem_relent();
    lun_hits_free(&hits);
    memset(&hits, 0, sizeof hits);
    if (!vocab) assert_int_equal(lun_vocab_new(&vocab, &err), LUN_OK);
    if (!doc) assert_int_equal(lun_doc_new(vocab, article, sizeof article - 1, &doc, &err), LUN_OK);
    for (uint32_t d = 0; d < 2; d++) {
      lun_dictionary *dictionary = lun_image_at(image, d);
      assert_int_equal(lun_dictionary_scan(dictionary, vocab, &doc->tokens, 0, doc->tokens.count, LUN_LOOKUP_RECASE, &hits, &err), LUN_OK);
      found[d] = hits.count;
    }
  }
  if (found[0] != 4 || found[1] != 4 + 14) fail_msg("%u and %u names and words found", found[0], found[1] - found[0]);
  lun_hits_free(&hits);
  lun_doc_free(doc);
  if (vocab) lun_vocab_free(vocab);
  lun_image_close(image);
  return status;
}

static lun_status search_day(void *argument) {
  static const char text[] = "Old Port City and Old Port.";
  const image_bytes *in = argument;
  lun_image *image = NULL;
  lun_vocab *vocab = NULL;
  lun_doc *doc = NULL;
  lun_hits hits = {0};
  lun_err err = {0};
  lun_status status = lun_image_open(in->bytes, in->size, &image, &err);
  if (!status) status = lun_vocab_new(&vocab, &err);
  if (!status) status = lun_doc_new(vocab, text, sizeof text - 1, &doc, &err);
  if (!status) {
    lun_doc_set_day(doc, "2005-01-01T10:00", 16);
    status = lun_doc_entries(doc, image, lun_dictionary_bit(lun_image_at(image, 0)), 0, doc->tokens.count, &hits, &err);
  }
  if (status) assert_int_equal(err.code, status);
  else if (hits.count != 2 || hits.at[0].stop != 2) fail_msg("%u entries found", (unsigned)hits.count);
  lun_hits_free(&hits);
  lun_doc_free(doc);
  if (vocab) lun_vocab_free(vocab);
  lun_image_close(image);
  return status;
}

static void test_searches_of_a_day_survive_any_failing_allocation(void **state) {
  (void)state;
  static const char tsv[] = "#cols surface\tfrom\tto\nOld Port City\t\t1999\nOld Port\t2000\t\n";
  lun_image_builder *builder;
  image_bytes image;
  lun_err err = {0};
  if (lun_image_builder_new(&builder, &err) || lun_image_builder_add(builder, "ports", "ports.tsv", tsv, sizeof tsv - 1, &err) ||
      lun_image_builder_finish(builder, &image.bytes, &image.size, &err))
    fail_msg("%s", err.message);
  lun_image_builder_free(builder);
  assert_true(fault_mem_sweep("day", search_day, &image) > 10);
  lun_free(image.bytes);
}

static void test_dictionaries_survive_any_failing_allocation(void **state) {
  (void)state;
  image_bytes image;
  lun_err err = {0};
  if (build(&image, &err)) fail_msg("%s", err.message);
  assert_true(fault_mem_sweep("image", build_image, &image) > 10);
  assert_true(fault_mem_sweep("scan", use_image, &image) > 20);
  lun_free(image.bytes);
}

static int finish(void **state) {
  (void)state;
  fault_reset();
  return fault_mem_live() ? -1 : 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test_teardown(test_dictionaries_survive_any_failing_allocation, finish),
                                     cmocka_unit_test_teardown(test_searches_of_a_day_survive_any_failing_allocation, finish)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

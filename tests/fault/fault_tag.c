/* Memory that runs out while the tagger opens and reads words: each failure is said, leaves nothing behind, and the tagger then says
 * what one that never failed says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fault.h"
#include "lunette/doc.h"
#include "lunette/io.h"
#include "lunette/mem.h"
#include "lunette/tag.h"

static const char article[] = "Ministers of six coastal states agreed on Monday to build a port at Vel\xc3\xa1zquez Bay. \"It is time,\" they said.";

typedef struct given {
  char *weights;
  size_t size;
  uint8_t expected[64];
  uint32_t count;
} given;

static lun_status tag_once(void *argument) {
  given *g = argument;
  lun_vocab *vocab = NULL;
  lun_tagger *tagger = NULL;
  lun_doc *doc = NULL;
  const uint8_t *label;
  lun_status status = lun_vocab_new(&vocab, NULL);
  if (!status) status = lun_tagger_new(g->weights, g->size, vocab, &tagger, NULL);
  if (!status) status = lun_doc_new(vocab, article, sizeof article - 1, &doc, NULL);
  if (!status) status = lun_doc_set_tagger(doc, tagger, NULL);
  if (!status) {
    status = lun_doc_labels(doc, &label, NULL);
    if (status) { /* a second attempt gets through */
      fault_mem_relent();
      assert_int_equal(lun_doc_labels(doc, &label, NULL), LUN_OK);
    }
    if (!g->count) memcpy(g->expected, label, g->count = doc->tokens.count);
    assert_int_equal(doc->tokens.count, g->count);
    assert_memory_equal(label, g->expected, g->count);
  }
  lun_doc_free(doc);
  lun_tagger_free(tagger);
  lun_vocab_free(vocab);
  return status;
}

static void test_memory_running_out_while_tagging(void **state) {
  (void)state;
  given g = {0};
  assert_int_equal(lun_io_read_file("scripts/data/tagger.weights", 1 << 23, &g.weights, &g.size, NULL), LUN_OK);
  assert_int_equal(tag_once(&g), LUN_OK);
  assert_true(fault_mem_sweep("tagging", tag_once, &g) > 10);
  lun_free(g.weights);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_memory_running_out_while_tagging)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

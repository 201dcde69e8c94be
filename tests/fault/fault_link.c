/* Memory that runs out while a linker is made and while it links and explains: each failure is said, leaves nothing behind, and a
 * second attempt of the same linker gives what one that never failed gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fault.h"
#include "lunette/link.h"
#include "lunette/mem.h"

static const char lists[][400] = {
  "#dictionary place\n#cols surface\ttype\tid\tcc\tprior\tflags\nMeridian\tLOC.city\tgn:1\tNO\t7\nMeridian\tLOC.city\tgn:2\tSE\t5\n"
  "Meridian\tLOC.admin1\tiso:SE-M\tSE\t5\nNorland\tLOC.country\tiso:SE\tSE\t9\nSaltmarsh\tLOC.city\tgn:3\tSE\t6\nBay\tLOC.city\tgn:4\tNO\t4\n",
  "#dictionary norp\n#cols surface\ttype\tid\tcc\tprior\tflags\nNorse\tNORP.nat\t\tNO,SE\t9\nSwedish\tNORP.nat\t\tSE\t9\n",
  "#dictionary org\n#cols surface\ttype\tid\tcc\tprior\tflags\nJHA\tORG.gov\tlun:org/harbour\tNO\t5\nJHA\tORG.ngo\tlun:org/joint\tSE\t5\n"
  "Assembly\tORG.gov\tlun:org/assembly\tNO\t8\tn\nJoint Harbour Authority\tORG.gov\tlun:org/harbour\tNO\t8\nJoint Aid\tORG.ngo\tlun:org/joint\tSE\t8\n",
  "#dictionary within\n#cols surface\twithin\ngn:2\tiso:SE-K\ngn:3\tiso:SE-K\ngn:4\tiso:NO-B\n"};

static const char article[] = "Meridian, Norland, and Saltmarsh met the Norse fleet. The Joint Harbor Authority (JHA) left. Bay, Norland, was shut. JHA met at Meridian, N.H.";
static const struct { const char *layer, *text; } names[] = {
  {"place", "Meridian"}, {"place", "Norland"}, {"place", "Saltmarsh"}, {"norp", "Norse"}, {"org", "JHA"}, {"place", "Bay"}};

/* An assembly is of another nation where a body is named that no dictionary has, but which begins with the nation. */
static const char foreign[] = "The Assembly met the Swedish Guild.";

/* Adds a span for each place where a name's one token stands. */
static lun_status mark(lun_doc *doc, const char *name, const char *text, lun_err *err) {
  lun_layer *layer;
  lun_status status = lun_doc_layer_make(doc, name, &layer, err);
  for (uint32_t i = 0; !status && i < doc->tokens.count; i++) {
    if (doc->tokens.length[i] != strlen(text) || memcmp(doc->text + doc->tokens.start[i], text, strlen(text)) != 0) continue;
    status = lun_layer_add(layer, i, i + 1, 1, NULL, err);
  }
  return status;
}

typedef struct given {
  lun_image *image[4];
  char expected[2000];
} given;

static void tell(const lun_doc *doc, char text[2000]) {
  size_t used = 0;
  text[0] = 0;
  for (size_t k = 0; k < 3; k++) {
    lun_layer *layer = lun_doc_layer(doc, k == 0 ? "place" : k == 1 ? "norp" : "org");
    for (uint32_t id = 1; id <= lun_layer_numbers(layer); id++) {
      const char *key, *value;
      size_t size;
      for (uint32_t i = 0; lun_layer_attribute(layer, id, i, &key, &value, &size); i++) used += (size_t)snprintf(text + used, 2000 - used, "%u %s=%s;", id, key, value);
    }
  }
}

static lun_status make(given *g, lun_vocab *vocab, lun_linker **linker) {
  lun_dictionary *dictionary[LUN_LINK_LAYERS];
  for (int i = 0; i < LUN_LINK_LAYERS; i++) dictionary[i] = lun_image_at(g->image[i], 0);
  lun_status status = lun_linker_new(vocab, dictionary, lun_image_at(g->image[3], 0), linker, NULL);
  for (unsigned i = 0; !status && i < LUN_LINK_WEIGHTS; i++) lun_linker_weigh(*linker, (lun_link_term)i, 1 + 0.1 * i);
  if (!status) lun_linker_weigh(*linker, LUN_LINK_LONG_FORM, 50);
  if (!status) status = lun_linker_add_head(*linker, "LOC.city", "city", true, NULL);
  if (!status) status = lun_linker_add_short(*linker, "N.H.", "iso:US-NH", NULL);
  return status;
}

static lun_status link_once(void *argument) {
  given *g = argument;
  lun_vocab *vocab = NULL;
  lun_linker *linker = NULL;
  lun_doc *doc = NULL;
  lun_link_choices choices = {0};
  lun_status status = lun_vocab_new(&vocab, NULL);
  if (!status) status = lun_doc_new(vocab, article, sizeof article - 1, &doc, NULL);
  for (size_t i = 0; !status && i < sizeof names / sizeof *names; i++) status = mark(doc, names[i].layer, names[i].text, NULL);
  if (!status) status = make(g, vocab, &linker);
  if (!status) {
    uint32_t open = 0;
    while (doc->tokens.length[open] != 1 || article[doc->tokens.start[open]] != '(') open++;
    const lun_link_alias alias = {open - 3, open, open + 1, open + 2};
    const lun_link_facts facts = {&alias, 1, "2018-08-17"};
    char told[2000];
    status = lun_linker_run(linker, doc, &facts, NULL);
    if (status) { /* a second attempt gets through */
      fault_mem_relent();
      assert_int_equal(lun_linker_run(linker, doc, &facts, NULL), LUN_OK);
    }
    const lun_status explained = lun_linker_explain(linker, doc, &facts, LUN_LINK_PLACES, 1, &choices, NULL);
    if (!status) status = explained;
    if (!explained) assert_int_equal(choices.count, 3);
    tell(doc, told);
    if (!*g->expected) memcpy(g->expected, told, sizeof told);
    assert_string_equal(told, g->expected);
  }
  lun_link_choices_free(&choices);
  lun_linker_free(linker);
  lun_doc_free(doc);
  lun_vocab_free(vocab);
  return status;
}

static lun_status link_foreign_once(void *argument) {
  given *g = argument;
  const lun_link_facts facts = {0};
  lun_vocab *vocab = NULL;
  lun_linker *linker = NULL;
  lun_doc *doc = NULL;
  lun_status status = lun_vocab_new(&vocab, NULL);
  if (!status) status = lun_doc_new(vocab, foreign, sizeof foreign - 1, &doc, NULL);
  if (!status) status = mark(doc, "org", "Assembly", NULL);
  if (!status) status = mark(doc, "org", "Swedish", NULL);
  if (!status) status = make(g, vocab, &linker);
  if (!status) {
    size_t size;
    status = lun_linker_run(linker, doc, &facts, NULL);
    if (status) { /* a second attempt gets through */
      fault_mem_relent();
      assert_int_equal(lun_linker_run(linker, doc, &facts, NULL), LUN_OK);
    }
    assert_null(lun_layer_get(lun_doc_layer(doc, "org"), 1, "id", &size));
  }
  lun_linker_free(linker);
  lun_doc_free(doc);
  lun_vocab_free(vocab);
  return status;
}

static void test_memory_running_out_while_linking(void **state) {
  (void)state;
  given g = {0};
  char *bytes[4];
  for (size_t i = 0; i < 4; i++) {
    lun_image_builder *builder;
    size_t size;
    assert_int_equal(lun_image_builder_new(&builder, NULL), LUN_OK);
    assert_int_equal(lun_image_builder_add(builder, "list", "list.tsv", lists[i], strlen(lists[i]), NULL), LUN_OK);
    assert_int_equal(lun_image_builder_finish(builder, &bytes[i], &size, NULL), LUN_OK);
    assert_int_equal(lun_image_open(bytes[i], size, &g.image[i], NULL), LUN_OK);
    lun_image_builder_free(builder);
  }
  assert_int_equal(link_once(&g), LUN_OK);
  assert_non_null(strstr(g.expected, "1 id=gn:2;")); /* what follows holds it */
  assert_non_null(strstr(g.expected, "within=iso:US-NH;"));
  assert_non_null(strstr(g.expected, "id=lun:org/harbour;"));
  assert_true(fault_mem_sweep("linking", link_once, &g) > 50);
  assert_int_equal(link_foreign_once(&g), LUN_OK);
  assert_true(fault_mem_sweep("linking abroad", link_foreign_once, &g) > 30);
  for (size_t i = 0; i < 4; i++) {
    lun_image_close(g.image[i]);
    lun_free(bytes[i]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_memory_running_out_while_linking)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

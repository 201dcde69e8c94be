/* Memory that runs out while a grouper is made and while it groups: each failure is said, leaves nothing behind, and a second
 * attempt of the same grouper gives what one that never failed gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fault.h"
#include "lunette/entity.h"
#include "lunette/mem.h"

static const char list[] = "#dictionary given\n#cols surface\tprior\tgender\nAna\t9\tF\nPeter\t9\tM\n";
static const char article[] =
    "Mayor Ana Torres met Peter J. Torres Jr. of the Joint Harbour Authority in Lima. Mayor Torres and Mr. Torres spoke. JHA paid Saltmarsh Holdings Inc. and Saltmarsh. Torres left.";
static const struct { const char *layer; uint32_t first, stop; } spans[] = {
  {"person", 1, 3}, {"person", 4, 8}, {"org", 10, 13}, {"place", 14, 15}, {"person", 17, 18}, {"person", 20, 21}, {"org", 23, 24},
  {"org", 25, 28}, {"person", 29, 30}, {"person", 31, 32}};

typedef struct given {
  lun_image *image;
  char expected[2000];
} given;

static lun_status mark(lun_doc *doc) {
  lun_status status = LUN_OK;
  for (size_t i = 0; !status && i < sizeof spans / sizeof *spans; i++) {
    lun_layer *layer;
    uint32_t id;
    status = lun_doc_layer_make(doc, spans[i].layer, &layer, NULL);
    if (!status) status = lun_layer_add(layer, spans[i].first, spans[i].stop, 1, &id, NULL);
    if (!status && spans[i].first == 20) status = lun_layer_set(layer, id, "title", "Mr.", 3, NULL);
    if (!status && spans[i].first == 14) status = lun_layer_set(layer, id, "cc", "PE", 2, NULL);
  }
  return status;
}

/* In the order of lun_entity_why. */
static const char *const whys[] = {"name", "id", "alias", "acronym", "company", "part", "gender", "role", "before", "after", "paragraph", "sentence", "unclear"};

static void tell(const lun_entities *e, char text[2000]) {
  size_t used = 0;
  text[0] = 0;
  for (uint32_t i = 0; i < e->mention_count; i++)
    used += (size_t)snprintf(text + used, 2000 - used, "%u:%u %s %u;", e->mentions[i].first, e->mentions[i].entity, whys[e->mentions[i].why], e->mentions[i].rivals);
  for (uint32_t i = 0; i < e->count; i++) used += (size_t)snprintf(text + used, 2000 - used, "%u %u %u;", e->entities[i].gender, e->entities[i].country_from, e->entities[i].roles);
}

static lun_status group_once(void *argument) {
  static const lun_entity_words words = {"mr", "mrs", "jr", "ii", "inc holdings", "of the", "CN", "mayor", "coach", "province", "court", "joint"};
  static const lun_entity_role roles[] = {{1, 3, 0, 1, 0, 0}, {17, 18, 16, 17, 0, 0}};
  static const lun_entity_alias alias = {10, 13, 23, 24};
  given *g = argument;
  lun_vocab *vocab = NULL;
  lun_grouper *grouper = NULL;
  lun_doc *doc = NULL;
  lun_entities entities = {0};
  lun_status status = lun_vocab_new(&vocab, NULL);
  if (!status) status = lun_doc_new(vocab, article, sizeof article - 1, &doc, NULL);
  if (!status) status = mark(doc);
  if (!status) status = lun_grouper_new(vocab, lun_image_at(g->image, 0), &words, &grouper, NULL);
  if (!status) {
    char told[2000];
    status = lun_grouper_run(grouper, doc, roles, 2, &alias, 1, &entities, NULL);
    if (status) { /* a second attempt gets through */
      fault_mem_relent();
      assert_int_equal(lun_grouper_run(grouper, doc, roles, 2, &alias, 1, &entities, NULL), LUN_OK);
    }
    tell(&entities, told);
    if (!*g->expected) memcpy(g->expected, told, sizeof told);
    assert_string_equal(told, g->expected);
  }
  lun_entities_free(&entities);
  lun_grouper_free(grouper);
  lun_doc_free(doc);
  lun_vocab_free(vocab);
  return status;
}

static void test_memory_running_out_while_grouping(void **state) {
  (void)state;
  given g = {0};
  char *bytes;
  size_t size;
  lun_image_builder *builder;
  assert_int_equal(lun_image_builder_new(&builder, NULL), LUN_OK);
  assert_int_equal(lun_image_builder_add(builder, "given", "given.tsv", list, strlen(list), NULL), LUN_OK);
  assert_int_equal(lun_image_builder_finish(builder, &bytes, &size, NULL), LUN_OK);
  assert_int_equal(lun_image_open(bytes, size, &g.image, NULL), LUN_OK);
  lun_image_builder_free(builder);
  assert_int_equal(group_once(&g), LUN_OK);
  assert_string_equal(g.expected,
                      "1:0 name 0;4:1 name 0;10:2 name 0;14:3 name 0;17:0 role 1;20:1 gender 1;23:2 alias 0;25:4 name 0;29:4 company 0;31:5 unclear 2;"
                      "2 0 2;1 0 0;0 0 0;0 1 0;0 0 0;0 0 0;");
  assert_true(fault_mem_sweep("grouping", group_once, &g) > 50);
  lun_image_close(g.image);
  lun_free(bytes);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_memory_running_out_while_grouping)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

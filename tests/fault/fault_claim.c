/* Memory that runs out while claims are collected, answered and settled: each failing run says so and leaves nothing behind, and
 * what gets through is the same as when nothing failed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fault.h"
#include "lunette/claim.h"
#include "lunette/mem.h"

static const char text[] = "Ana Salgado met Bo. Ana Salgado and Cy Dee met Bo and Ana Salgado. Cy met Bo Dee Cy.";

typedef struct work {
  lun_doc *doc;
  lun_machine *machine;
  lun_found found;
  lun_surest surest; /* of the second rule's attributes */
  lun_short_form short_form; /* of the fourth rule */
  const lun_unless *unless; /* of the second, or NULL */
  char expected[2000];
} work;

/* One or two capitals, asked of each wording; a capital and what follows, of each match, which gives a fact too; every capital, which
 * is asked for attributes when it has won; two capitals of which the dictionary knows the second. */
static const lun_claimant claimants[] = {
    {.rule = 0, .layer = 1, .name = 7, .place = 1, .where = LUN_ASKS_WORDS, .attributes = LUN_ASKS_WORDS, .all_words = true},
    {.rule = 1, .layer = 1, .fact = 1, .key = 3, .name = 8, .place = 2, .where = LUN_ASKS_EACH, .attributes = LUN_ASKS_WORDS, .names = {3}, .name_count = 1, .overlaps = true},
    {.rule = 2, .layer = 2, .fact = 1, .key = LUN_NONE, .name = 9, .place = 3, .attributes = LUN_ASKS_EACH},
    {.rule = 3, .layer = 2, .key = LUN_NONE, .name = 10, .place = 4, .where = LUN_ASKS_EACH, .attributes = LUN_ASKS_WORDS, .all_words = true},
};

enum { CLAIMANTS = sizeof claimants / sizeof *claimants };
static const uint32_t rules[CLAIMANTS] = {0, 1, 2, 3};

static lun_status answer(work *x, lun_collector *c, lun_err *err) {
  const lun_match *m = &x->found.matches[c->match];
  const lun_values *values = NULL;
  char length[12];
  if (c->asks_attributes) {
    snprintf(length, sizeof length, "%u", (unsigned)(m->stop - m->first));
    const lun_named_value list[] = {{"length", length, strlen(length)}, {"kind", "word", 4}};
    if (!(values = lun_values_new(lun_answers_store(c->answers), list, 2))) return lun_fail_memory(err);
  }
  return lun_collect_answer(c, m->first % 3 != 1, values, err);
}

static lun_status fill(work *x, lun_answers *answers, lun_claimant *own, lun_claims *claims, lun_collector *c, lun_layer *const *layers, lun_err *err) {
  *c = (lun_collector){.machine = x->machine, .doc = x->doc, .found = &x->found, .claims = claims, .answers = answers, .claimants = own, .rules = rules, .claimant_count = CLAIMANTS, .key = c->key, .key_capacity = c->key_capacity};
  bool asks;
  lun_status status;
  while (!(status = lun_collect(c, &asks, err)) && asks)
    if ((status = answer(x, c, err))) return status;
  for (uint32_t layer = 1; !status && layer <= 2; layer++) {
    const lun_claim *won = NULL;
    uint32_t id;
    status = lun_claims_settle(claims, layer, layer == 1, layers[layer - 1], x->doc->tokens.count, err);
    while (!status && !(status = lun_claims_give(claims, layers[layer - 1], &won, err)) && won)
      if (!(status = lun_claims_add(won, layers[layer - 1], &id, err))) status = lun_layer_set(layers[layer - 1], id, "length", "asked", 5, err);
    if (!status) status = lun_layer_note_maker(layers[layer - 1], 0, (lun_maker){1, 0, 0}, err);
  }
  return status ? status : lun_claims_settle_facts(claims, 1, err);
}

static void show(lun_layer *layer, char *line, size_t room) {
  size_t n = strlen(line), size;
  for (uint32_t k = 0; k < lun_layer_count(layer); k++) {
    const lun_span *s = lun_layer_span(layer, k);
    uint32_t first, stop;
    const char *length = lun_layer_get(layer, s->id, "length", &size);
    if (!length) length = lun_layer_get(layer, s->id, "rank", &size);
    assert_true(lun_layer_match(layer, s->id, &first, &stop));
    n += (size_t)snprintf(line + n, room - n, "%s %u-%u by %u of %u-%u %s\n", lun_layer_name(layer), (unsigned)s->first, (unsigned)s->stop, (unsigned)s->rule, (unsigned)first, (unsigned)stop, length ? length : "");
    assert_true(n < room);
  }
}

/* The facts that have won, and who lost. */
static void show_facts(lun_claims *claims, char *line, size_t room) {
  size_t n = strlen(line);
  for (const lun_claim *x; (x = lun_claims_next_fact(claims)); assert_true(n < room))
    n += (size_t)snprintf(line + n, room - n, "fact of %u-%u by %u\n", (unsigned)x->match_first, (unsigned)x->match_stop, (unsigned)x->by->name);
  for (uint32_t k = 0; k < claims->loss_count; k++, assert_true(n < room))
    n += (size_t)snprintf(line + n, room - n, "%u lost\n", (unsigned)claims->losses[k].loser->name);
}

static lun_status run(void *argument) {
  work *x = argument;
  lun_err err = {0};
  lun_claimant own[CLAIMANTS];
  lun_layer *layers[2] = {NULL, NULL};
  lun_claims claims = {.tells = true};
  lun_collector collector = {0};
  memcpy(own, claimants, sizeof own);
  own[1].surest = &x->surest;
  own[1].surest_count = 1;
  own[3].short_form = &x->short_form;
  own[1].unless = x->unless;
  lun_answers *answers = lun_answers_new(4);
  lun_status status = answers ? LUN_OK : LUN_NO_MEMORY;
  if (!status) status = lun_layer_new("one", &layers[0], &err);
  if (!status) status = lun_layer_new("two", &layers[1], &err);
  if (!status) status = fill(x, answers, own, &claims, &collector, layers, &err);
  char line[2000] = "";
  if (!status) show_facts(&claims, line, sizeof line);
  lun_collector_free(&collector);
  lun_claims_empty(&claims);
  assert_true(claims.tells && !claims.standing && !claims.spans.count && !claims.facts.count && !claims.store_count && !claims.loss_count);
  lun_claims_free(&claims);
  lun_answers_free(answers); /* the layers hold what they use */
  if (!status) {
    for (unsigned k = 0; k < 2; k++) show(layers[k], line, sizeof line);
    if (!*x->expected) strcpy(x->expected, line);
    assert_string_equal(line, x->expected);
    if (lun_layer_set(layers[0], 1, "length", "other", 5, &err)) status = LUN_NO_MEMORY; /* a list of its own */
  }
  for (unsigned k = 0; k < 2; k++) lun_layer_free(layers[k]);
  return status;
}

static lun_pattern *node(lun_machine *machine, lun_pattern_kind kind, uint32_t count, lun_pattern *a, lun_pattern *b, uint32_t *element) {
  lun_pattern *made = lun_pattern_new(machine, kind, count), *const children[] = {a, b};
  made->element = ++*element;
  for (uint32_t i = 0; i < count; i++) made->children[i] = children[i];
  return made;
}

static void test_claims_survive_any_failing_allocation(void **state) {
  (void)state;
  work x = {0};
  lun_vocab *vocab;
  uint32_t element = 0;
  lun_rule_options plain = {.within = LUN_NO_CONTEXT, .outside = LUN_NO_CONTEXT}, choose = plain;
  choose.choose = true;
  static const char list[] = "#dictionary ranks\n#case exact\n#cols surface\tprior\trank\nBo\t2\tsecond\nBo\t7\tfirst\n";
  lun_image_builder *builder;
  lun_image *image;
  char *bytes;
  size_t size;
  assert_int_equal(lun_image_builder_new(&builder, NULL), LUN_OK);
  assert_int_equal(lun_image_builder_add(builder, "ranks", "ranks.tsv", list, sizeof list - 1, NULL), LUN_OK);
  assert_int_equal(lun_image_builder_finish(builder, &bytes, &size, NULL), LUN_OK);
  lun_image_builder_free(builder);
  assert_int_equal(lun_image_open(bytes, size, &image, NULL), LUN_OK);
  x.surest = (lun_surest){.key = "rank", .dictionary = lun_image_at(image, 0), .capture = 3, .column = 1, .without = "none"};
  x.short_form = (lun_short_form){4, 5, x.surest.dictionary, false};
  assert_int_equal(lun_vocab_new(&vocab, NULL), LUN_OK);
  assert_int_equal(lun_machine_new(vocab, &x.machine, NULL), LUN_OK);
  lun_pattern *capital[5];
  for (unsigned k = 0; k < 5; k++) {
    capital[k] = node(x.machine, LUN_PATTERN_TOKEN, 0, NULL, NULL, &element);
    capital[k]->test = lun_test_flag(x.machine, LUN_LEX_CAP);
  }
  lun_pattern *some = node(x.machine, LUN_PATTERN_REPEAT, 1, capital[0], NULL, &element);
  some->min = 1;
  some->max = 2;
  lun_pattern *any = node(x.machine, LUN_PATTERN_TOKEN, 0, NULL, NULL, &element), *named = node(x.machine, LUN_PATTERN_CAPTURE, 1, capital[1], NULL, &element);
  any->test = lun_test_any(x.machine);
  named->name = 3;
  assert_int_equal(lun_machine_add(x.machine, some, &choose, NULL), LUN_OK);
  assert_int_equal(lun_machine_add(x.machine, node(x.machine, LUN_PATTERN_SEQUENCE, 2, named, any, &element), &choose, NULL), LUN_OK);
  assert_int_equal(lun_machine_add(x.machine, capital[2], &plain, NULL), LUN_OK);
  lun_pattern *full = node(x.machine, LUN_PATTERN_CAPTURE, 1, capital[3], NULL, &element), *brief = node(x.machine, LUN_PATTERN_CAPTURE, 1, capital[4], NULL, &element);
  lun_pattern *between = node(x.machine, LUN_PATTERN_TOKEN, 0, NULL, NULL, &element);
  full->name = 4;
  brief->name = 5;
  between->test = lun_test_any(x.machine);
  assert_int_equal(lun_machine_add(x.machine, node(x.machine, LUN_PATTERN_SEQUENCE, 2, full, node(x.machine, LUN_PATTERN_SEQUENCE, 2, between, brief, &element), &element), &choose, NULL), LUN_OK);
  assert_int_equal(lun_machine_ready(x.machine, 0, NULL), LUN_OK);
  assert_int_equal(lun_doc_new(vocab, text, sizeof text - 1, &x.doc, NULL), LUN_OK);
  assert_int_equal(lun_machine_begin(x.machine, NULL), LUN_OK);
  assert_int_equal(lun_machine_search(x.machine, x.doc, NULL, &x.found, NULL), LUN_OK);
  assert_int_equal(run(&x), LUN_OK);
  assert_non_null(strstr(x.expected, "by 7"));
  assert_non_null(strstr(x.expected, "by 8"));
  assert_non_null(strstr(x.expected, "by 9 of 0-1 asked"));
  assert_non_null(strstr(x.expected, "fact of 0-1 by 9\nfact of 1-2 by 9"));
  assert_non_null(strstr(x.expected, "fact of 3-5 by 8"));
  assert_non_null(strstr(x.expected, "by 8 of 3-5 first")); /* its surer row */
  assert_non_null(strstr(x.expected, " none"));
  assert_non_null(strstr(x.expected, "by 10 of 9-12")); /* Dee met Bo */
  assert_null(strstr(x.expected, "by 10 of 6-9"));  /* Salgado and Cy, whom the dictionary does not know */
  x.found.captures = lun_realloc(x.found.captures, (x.found.capture_capacity = 200) * sizeof *x.found.captures); /* reading makes none */
  assert_true(fault_mem_sweep("claims", run, &x) > 20);
  const lun_unless unless = {3, x.surest.dictionary, {"a"}};
  assert_null(strstr(x.expected, "by 8 of 16-18"));
  x.unless = &unless;
  *x.expected = 0;
  assert_int_equal(run(&x), LUN_OK);
  assert_non_null(strstr(x.expected, "by 8 of 16-18")); /* Cy, of whom nobody is asked any more */
  assert_null(strstr(x.expected, "by 8 of 13-15"));     /* Ana, who ends as those do that are asked */
  assert_true(fault_mem_sweep("claims that most often stand", run, &x) > 20);
  lun_found_free(&x.found);
  lun_doc_free(x.doc);
  lun_machine_free(x.machine);
  lun_image_close(image);
  lun_free(bytes);
  lun_vocab_free(vocab);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(test_claims_survive_any_failing_allocation, fault_make_place, fault_remove_place),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

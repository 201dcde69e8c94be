/* Memory that runs out at every place on the way from an empty machine to readings of what it found. Each step must give
 * LUN_NO_MEMORY with its message and leave the machine fit for the same step again; what is then found is the same as
 * when nothing failed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fault.h"
#include "lunette/match.h"
#include "lunette/mem.h"

static const char fruit[] =
  "#dictionary fruit\n#case fold\n#cols surface\tkind\napple\tpome\nblood orange\tcitrus\norange\tcitrus\nsea pear\tmade up\npear\tpome\n";
static const char text[] =
  "Ana Salgado ate an apple, a blood orange and 12 pears on Monday. Bo Keeper ate three. \xE2\x80\x9CNo apple is left. I saw it,\xE2\x80\x9D said "
  "Ana Salgado.\n\nA sea pear and an apple and an orange and a pear and an apple, and nobody ate 31 of them but Bo Keeper.";

typedef struct work {
  char *image_bytes;
  size_t image_size;
  uint32_t widest;
  size_t bytes; /* limits; 0 for the usual ones */
  uint32_t run, reading;
  char expected[2000]; /* of a run without failures; empty before the first */
  /* of the run that goes on */
  lun_vocab *vocab;
  lun_machine *machine;
  uint32_t element;
  bool failed;
  lun_err err;
} work;

/* The step again, with memory back, when it has failed. */
#define STEP(x, call)                                      \
  do {                                                     \
    (x)->err = (lun_err){0};                               \
    const lun_status status_ = (call);                     \
    if (status_) {                                         \
      assert_int_equal(status_, LUN_NO_MEMORY);            \
      assert_int_equal((x)->err.code, LUN_NO_MEMORY);      \
      assert_true(*(x)->err.message);                      \
      (x)->failed = true;                                  \
      fault_mem_relent();                                  \
      assert_int_equal((call), LUN_OK);                    \
    }                                                      \
  } while (0)
#define GIVES(x, variable, call, nothing)  \
  do {                                     \
    (variable) = (call);                   \
    if ((variable) == (nothing)) {         \
      (x)->failed = true;                  \
      fault_mem_relent();                  \
      (variable) = (call);                 \
      assert_true((variable) != (nothing)); \
    }                                      \
  } while (0)

static lun_lexeme lexeme(work *x, const char *word) {
  lun_lexeme made, lower;
  GIVES(x, made, lun_vocab_intern(x->vocab, word, strlen(word)), 0);
  GIVES(x, lower, lun_vocab_lower(x->vocab, made), 0);
  return lower;
}
static lun_test words(work *x, const char *first, const char *second) {
  const lun_lexeme list[] = {lexeme(x, first), lexeme(x, second)};
  lun_test test;
  GIVES(x, test, lun_test_words(x->machine, false, list, 2), LUN_TEST_FAILED);
  return test;
}
static lun_test flag(work *x, uint32_t bit) {
  lun_test test;
  GIVES(x, test, lun_test_flag(x->machine, bit), LUN_TEST_FAILED);
  return test;
}
static lun_test not(work *x, lun_test test) {
  lun_test made;
  GIVES(x, made, lun_test_not(x->machine, test), LUN_TEST_FAILED);
  return made;
}
static lun_test call(work *x, uint32_t number) {
  lun_test test;
  GIVES(x, test, lun_test_call(x->machine, number), LUN_TEST_FAILED);
  return test;
}
static lun_test one(work *x, lun_test a, lun_test b) {
  lun_test test;
  GIVES(x, test, lun_test_one(x->machine, (lun_test[]){a, b}, 2), LUN_TEST_FAILED);
  return test;
}

static lun_pattern *node(work *x, lun_pattern_kind kind, uint32_t count, lun_pattern *a, lun_pattern *b, lun_pattern *c) {
  lun_pattern *made, *const children[] = {a, b, c};
  GIVES(x, made, lun_pattern_new(x->machine, kind, count), NULL);
  made->element = ++x->element;
  for (uint32_t i = 0; i < count; i++) made->children[i] = children[i];
  return made;
}
static lun_pattern *seq(work *x, lun_pattern *a, lun_pattern *b, lun_pattern *c) { return node(x, LUN_PATTERN_SEQUENCE, c ? 3 : 2, a, b, c); }
static lun_pattern *either(work *x, lun_pattern *a, lun_pattern *b) { return node(x, LUN_PATTERN_EITHER, 2, a, b, NULL); }
static lun_pattern *tok(work *x, lun_test test) {
  lun_pattern *made = node(x, LUN_PATTERN_TOKEN, 0, NULL, NULL, NULL);
  made->test = test;
  return made;
}
static lun_pattern *look(work *x, bool negative, lun_test test) {
  lun_pattern *made = node(x, LUN_PATTERN_LOOK, 0, NULL, NULL, NULL);
  made->test = test;
  made->negative = negative;
  return made;
}
static lun_pattern *repeat(work *x, uint32_t min, uint32_t max, bool lazy, lun_pattern *child) {
  lun_pattern *made = node(x, LUN_PATTERN_REPEAT, 1, child, NULL, NULL);
  made->min = min;
  made->max = max;
  made->lazy = lazy;
  return made;
}
static lun_pattern *cap(work *x, uint32_t name, lun_pattern *child) {
  lun_pattern *made = node(x, LUN_PATTERN_CAPTURE, 1, child, NULL, NULL);
  made->name = name;
  return made;
}
static lun_pattern *whole(work *x, lun_context context) {
  lun_pattern *made = node(x, LUN_PATTERN_WHOLE, 0, NULL, NULL, NULL);
  made->context = context;
  return made;
}
static void add(work *x, lun_pattern *pattern, lun_rule_options options) { STEP(x, lun_machine_add(x->machine, pattern, &options, &x->err)); }

/* Rules that use all there is. The same sets of words are asked for again, after the first making may have failed. */
static void add_rules(work *x, lun_dictionary *dictionary) {
  static const char *const kinds[] = {"pome", "citrus"}, *const roles[] = {"eater"};
  const lun_rule_options plain = {.within = LUN_NO_CONTEXT, .outside = LUN_NO_CONTEXT};
  lun_rule_options all = plain, choose = plain, across = plain, zone = plain, inside = plain;
  lun_context entries, some_entries, quote, person, eater;
  lun_test in_quote, begins, first, value;
  STEP(x, lun_context_dictionary(x->machine, dictionary, NULL, NULL, 0, &entries, &x->err));
  STEP(x, lun_context_dictionary(x->machine, dictionary, "kind", kinds, 2, &some_entries, &x->err));
  STEP(x, lun_context_layer(x->machine, "quote", NULL, NULL, 0, &quote, &x->err));
  STEP(x, lun_context_layer(x->machine, "person", NULL, NULL, 0, &person, &x->err));
  STEP(x, lun_context_layer(x->machine, "person", "role", roles, 1, &eater, &x->err));
  GIVES(x, in_quote, lun_test_inside(x->machine, quote), LUN_TEST_FAILED);
  GIVES(x, begins, lun_test_begins(x->machine, some_entries), LUN_TEST_FAILED);
  GIVES(x, first, lun_test_first(x->machine), LUN_TEST_FAILED);
  GIVES(x, value, lun_test_measure(x->machine, LUN_VALUE, LUN_GREATER_EQUAL, 12), LUN_TEST_FAILED);
  const lun_test a_an = words(x, "a", "an"), any = lun_test_any(x->machine);
  all.all = choose.choose = true;
  across.across = LUN_ACROSS_DOCUMENT;
  zone.outside = quote;
  zone.parts = 1u << LUN_BODY | 1u << LUN_LEAD;
  inside.within = quote;
  inside.across = LUN_ACROSS_PARAGRAPH;
  add(x, seq(x, cap(x, 1, whole(x, person)), repeat(x, 0, 6, true, tok(x, not(x, a_an))), cap(x, 2, either(x, whole(x, entries), tok(x, value)))), plain);
  add(x, seq(x, tok(x, a_an), cap(x, 3, whole(x, some_entries)), look(x, true, call(x, 1))), plain);
  add(x, seq(x, tok(x, words(x, "a", "an")), node(x, LUN_PATTERN_SPAN, 1, cap(x, 4, repeat(x, 1, 9, false, tok(x, any))), NULL, NULL), tok(x, words(x, "ate", "and"))), choose);
  add(x, seq(x, cap(x, 5, whole(x, eater)), repeat(x, 0, UINT32_MAX, false, tok(x, any)), node(x, LUN_PATTERN_STOP, 0, NULL, NULL, NULL)), across);
  add(x, seq(x, tok(x, one(x, begins, flag(x, LUN_LEX_CAP))), repeat(x, 0, 3, false, tok(x, not(x, in_quote))), NULL), all);
  add(x, repeat(x, 1, UINT32_MAX, false, tok(x, one(x, first, words(x, "apple", "is")))), inside);
  add(x, seq(x, node(x, LUN_PATTERN_START, 0, NULL, NULL, NULL), repeat(x, 1, UINT32_MAX, false, tok(x, any)), NULL), zone);
  add(x, seq(x, tok(x, call(x, 2)), tok(x, any), look(x, false, any)), plain);
}

static void answer(work *x, const lun_doc *doc) {
  uint32_t from = 0;
  for (lun_lexeme word; (word = lun_machine_unknown(x->machine, doc, &from));) {
    size_t size;
    const char *there = lun_vocab_text(x->vocab, word, &size);
    const uint32_t answers[] = {1, 2};
    STEP(x, lun_machine_answer(x->machine, word, strchr(there, 'o') ? answers : answers + 1, strchr(there, 'o') ? 2 : size % 2, &x->err));
  }
}

static void lay(work *x, lun_doc *doc, uint32_t first, uint32_t stop, const char *role) {
  lun_layer *layer;
  uint32_t id;
  STEP(x, lun_doc_layer_make(doc, "person", &layer, &x->err));
  STEP(x, lun_layer_add(layer, first, stop, 0, &id, &x->err));
  STEP(x, lun_layer_set(layer, id, "role", role, strlen(role), &x->err));
}

static lun_status search(work *x, const lun_doc *doc, lun_lookups *lookups, lun_found *found) {
  lun_found_free(found);
  return lun_machine_search(x->machine, doc, lookups, found, &x->err);
}

/* Writes what was found, with the sum of each match's elements and what each rule tries from the first token. */
static void write_found(work *x, lun_found *found, char *line, size_t room) {
  size_t n = 0;
  for (uint32_t rule = 0; rule < lun_machine_rules(x->machine); rule++) {
    lun_attempts attempts = {0};
    for (uint32_t k = found->first_of[rule]; k != LUN_NONE; k = found->matches[k].next) {
      uint32_t elements[200], sum = 0;
      if (lun_found_reads(x->machine, found, k)) STEP(x, lun_found_read(x->machine, found, k, &x->err));
      const lun_match m = found->matches[k];
      STEP(x, lun_found_elements(x->machine, found, &m, elements, &x->err));
      for (uint32_t i = 0; i < m.stop - m.first; i++) sum += elements[i];
      n += (size_t)snprintf(line + n, room - n, "%u:%u-%u>%u-%u/%u", rule, m.first, m.stop, m.given_first, m.given_stop, sum);
      for (uint32_t c = 0; c < m.capture_count; c++) {
        const lun_capture *capture = &found->captures[m.captures + c];
        n += (size_t)snprintf(line + n, room - n, "+%u=%u-%u", lun_capture_name(x->machine, capture->capture), capture->first, capture->stop);
      }
      assert_true(n < room);
    }
    STEP(x, lun_found_attempts(x->machine, found, rule, 0, &attempts, &x->err));
    n += (size_t)snprintf(line + n, room - n, "(%u:%u)\n", attempts.at[attempts.count - 1].token, attempts.count);
    lun_free(attempts.at);
    assert_true(n < room);
  }
}

static lun_status run(void *argument) {
  work *x = argument;
  lun_image *image;
  lun_doc *doc, *other;
  lun_found found = {0}, more = {0};
  lun_lookups *lookups;
  char line[2000];
  x->failed = false;
  x->element = 0;
  STEP(x, lun_vocab_new(&x->vocab, &x->err));
  STEP(x, lun_image_open(x->image_bytes, x->image_size, &image, &x->err));
  STEP(x, lun_machine_new(x->vocab, &x->machine, &x->err));
  add_rules(x, lun_image_at(image, 0));
  STEP(x, lun_machine_ready(x->machine, x->widest, &x->err));
  if (x->run) lun_machine_limits(x->machine, x->bytes, x->run, x->reading, 16);
  STEP(x, lun_doc_new(x->vocab, text, sizeof text - 1, &doc, &x->err));
  STEP(x, lun_doc_new(x->vocab, "An apple. Or two.", 17, &other, &x->err));
  lay(x, doc, 0, 2, "eater");
  lay(x, doc, 15, 17, "keeper");
  GIVES(x, lookups, lun_lookups_new(), NULL);
  STEP(x, lun_machine_begin(x->machine, &x->err));
  answer(x, doc);
  STEP(x, lun_machine_look_up(x->machine, doc, lookups, &x->err));
  STEP(x, search(x, doc, lookups, &found));
  if (x->bytes && lun_machine_begin(x->machine, NULL)) { /* what was found can be read although words could not be learnt anew */
    x->failed = true;
    fault_mem_relent();
    answer(x, doc);
    for (uint32_t k = 0; k < found.match_count; k++)
      if (lun_found_reads(x->machine, &found, k)) assert_int_equal(lun_found_read(x->machine, &found, k, NULL), LUN_OK);
  }
  STEP(x, lun_machine_begin(x->machine, &x->err)); /* which may forget all words */
  answer(x, other);
  STEP(x, search(x, other, NULL, &more));
  if (lun_found_stale(x->machine, &found)) answer(x, doc);
  write_found(x, &found, line, sizeof line);
  if (!*x->expected) strcpy(x->expected, line);
  assert_string_equal(line, x->expected);
  lun_lookups_free(lookups);
  lun_found_free(&found);
  lun_found_free(&more);
  lun_doc_free(doc);
  lun_doc_free(other);
  lun_machine_free(x->machine);
  lun_image_close(image);
  lun_vocab_free(x->vocab);
  return x->failed ? LUN_NO_MEMORY : LUN_OK;
}

static void test_machines_survive_any_failing_allocation(void **state) {
  (void)state;
  static const struct { const char *name; uint32_t widest; size_t bytes; uint32_t run, reading; } kinds[] = {
    {"one state at a time", 1, 0, 0, 0}, {"many states", 2, 0, 0, 0}, {"all limits small", 1, 1, 4, 0}, {"many states, small limits", 2, 1, 4, 0}};
  work x = {0};
  lun_image_builder *builder;
  assert_int_equal(lun_image_builder_new(&builder, NULL), LUN_OK);
  assert_int_equal(lun_image_builder_add(builder, "fruit", "fruit.tsv", fruit, sizeof fruit - 1, NULL), LUN_OK);
  assert_int_equal(lun_image_builder_finish(builder, &x.image_bytes, &x.image_size, NULL), LUN_OK);
  lun_image_builder_free(builder);
  for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
    x.widest = kinds[k].widest;
    x.bytes = kinds[k].bytes;
    x.run = kinds[k].run;
    x.reading = kinds[k].reading;
    assert_int_equal(run(&x), LUN_OK); /* the first kind says what is found, the others find the same */
    assert_true(fault_mem_sweep(kinds[k].name, run, &x) > 200);
  }
  for (unsigned rule = 0; rule < 8; rule++) {
    char wanted[4] = {(char)('0' + rule), ':', 0, 0};
    if (!strstr(x.expected, wanted)) fail_msg("rule %u finds nothing: %s", rule, x.expected);
  }
  lun_free(x.image_bytes);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(test_machines_survive_any_failing_allocation, fault_make_place, fault_remove_place),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

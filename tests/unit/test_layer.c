/* Layers against a model that keeps all spans in a plain array and answers every question by looking at each of them. */
#include "layer_fixture.h"

#include <stdlib.h>
#include <string.h>

enum { MODEL_MAX = 1200 };
typedef struct model {
  lun_span at[MODEL_MAX];
  uint32_t count;
} model;

static int in_order(const void *pa, const void *pb) {
  const lun_span *a = pa, *b = pb;
  if (a->first != b->first) return a->first < b->first ? -1 : 1;
  if (a->stop != b->stop) return a->stop > b->stop ? -1 : 1;
  return a->id < b->id ? -1 : 1;
}

static uint32_t next_random(uint32_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 17;
  *state ^= *state << 5;
  return *state;
}

typedef enum question { AT, WITHIN, COVERING, OVERLAPPING, QUESTIONS } question;

static uint32_t ask(lun_layer *layer, question q, uint32_t first, uint32_t stop, uint32_t from) {
  switch (q) {
    case AT: return lun_layer_at(layer, first, from);
    case WITHIN: return lun_layer_within(layer, first, stop, from);
    case COVERING: return lun_layer_covering(layer, first, stop, from);
    default: return lun_layer_overlapping(layer, first, stop, from);
  }
}

static bool answers(const lun_span *s, question q, uint32_t first, uint32_t stop) {
  switch (q) {
    case AT: return s->first <= first && first < s->stop;
    case WITHIN: return first <= s->first && s->stop <= stop;
    case COVERING: return s->first <= first && stop <= s->stop;
    default: return s->first < stop && first < s->stop;
  }
}

static void check_order(lun_layer *layer, const model *m) {
  assert_int_equal(lun_layer_count(layer), m->count);
  for (uint32_t i = 0; i < m->count; i++) assert_memory_equal(lun_layer_span(layer, i), &m->at[i], sizeof(lun_span));
  assert_null(lun_layer_span(layer, m->count));
}

static void check_queries(lun_layer *layer, const model *m, uint32_t tokens, uint32_t *random, unsigned rounds) {
  while (rounds--) {
    uint32_t first = next_random(random) % tokens, stop = first + 1 + next_random(random) % (next_random(random) % 3 ? 6 : tokens);
    for (question q = AT; q < QUESTIONS; q++) {
      uint32_t found = ask(layer, q, first, stop, 0);
      for (uint32_t i = 0; i < m->count; i++) {
        if (!answers(&m->at[i], q, first, stop)) continue;
        if (found != i) fail_msg("question %d over %u-%u: %u, not %u", q, first, stop, found, i);
        found = ask(layer, q, first, stop, i + 1);
      }
      if (found != m->count) fail_msg("question %d over %u-%u: %u after the last", q, first, stop, found);
    }
    uint32_t next = 0, previous = m->count;
    while (next < m->count && m->at[next].first < first) next++;
    for (uint32_t i = 0; i < m->count; i++)
      if (m->at[i].stop <= first) previous = i;
    assert_int_equal(lun_layer_next(layer, first), next);
    assert_int_equal(lun_layer_previous(layer, first), previous);
  }
}

/* Spans come in order, in any order and in both ways, go again, and are asked about in between. */
static void test_queries_agree_with_the_model_while_spans_come_and_go(void **state) {
  (void)state;
  static model m;
  uint32_t random = 88172645;
  for (unsigned round = 0; round < 60; round++) {
    lun_layer *layer = new_layer("round");
    m.count = 0;
    uint32_t ids = 0, tokens = round % 3 ? 60 : 1000, place = 0, steps = 1 + next_random(&random) % 500;
    for (uint32_t step = 0; step < steps; step++) {
      uint32_t r = next_random(&random);
      bool removes = m.count && (r >> 3) % 100 < (round % 5 == 4 ? 45u : 15u);
      if (removes) {
        uint32_t i = (r >> 10) % m.count;
        assert_int_equal(lun_layer_remove(layer, m.at[i].id, NULL), LUN_OK);
        memmove(&m.at[i], &m.at[i + 1], (m.count - i - 1) * sizeof *m.at);
        m.count--;
      } else if (m.count < MODEL_MAX) {
        place += (r >> 20) % 3;
        uint32_t first = round % 4 == 0 || (round % 4 == 1 && r % 8) ? place : (r >> 10) % tokens;
        uint32_t stop = first + 1 + next_random(&random) % ((r >> 5) % 10 ? 4 : tokens), id = 0;
        assert_int_equal(lun_layer_add(layer, first, stop, step, &id, NULL), LUN_OK);
        assert_int_equal(id, ++ids);
        m.at[m.count++] = (lun_span){first, stop, step, id};
        qsort(m.at, m.count, sizeof *m.at, in_order);
      }
      assert_int_equal(lun_layer_count(layer), m.count);
      if (next_random(&random) % 12 == 0) {
        if (r % 2) check_order(layer, &m);
        check_queries(layer, &m, tokens, &random, 2);
      }
    }
    check_order(layer, &m);
    check_queries(layer, &m, tokens, &random, 30);
    lun_layer_free(layer);
  }
}

static void test_an_empty_layer_answers_with_its_count(void **state) {
  (void)state;
  lun_layer *layer = new_layer("empty");
  assert_string_equal(lun_layer_name(layer), "empty");
  for (question q = AT; q < QUESTIONS; q++) assert_int_equal(ask(layer, q, 0, 10, 0), 0);
  assert_int_equal(lun_layer_next(layer, 0), 0);
  assert_int_equal(lun_layer_previous(layer, 5), 0);
  assert_null(lun_layer_span(layer, 0));
  assert_null(lun_layer_by_id(layer, 0));
  assert_null(lun_layer_by_id(layer, 1));
  uint32_t id = add(layer, 3, 5);
  assert_int_equal(lun_layer_remove(layer, id, NULL), LUN_OK);
  for (question q = AT; q < QUESTIONS; q++) assert_int_equal(ask(layer, q, 0, 10, 0), 0);
  assert_int_equal(lun_layer_count(layer), 0);
  lun_layer_free(layer);
}

static void test_longer_spans_come_first_and_equal_ones_in_order_of_adding(void **state) {
  (void)state;
  lun_layer *layer = new_layer("order");
  static const uint32_t spans[][2] = {{5, 6}, {2, 3}, {2, 9}, {2, 3}, {0, 1}, {2, 5}};
  static const uint32_t ids[] = {5, 3, 6, 2, 4, 1};
  for (unsigned i = 0; i < 6; i++) add(layer, spans[i][0], spans[i][1]);
  for (uint32_t i = 0; i < 6; i++) assert_int_equal(lun_layer_span(layer, i)->id, ids[i]);
  lun_layer_free(layer);
}

static void test_numbers_stay_while_spans_come_and_go(void **state) {
  (void)state;
  lun_layer *layer = new_layer("numbers");
  uint32_t a = add(layer, 5, 6), b = add(layer, 1, 2), c = add(layer, 3, 4);
  assert_int_equal(lun_layer_remove(layer, b, NULL), LUN_OK);
  assert_int_equal(lun_layer_by_id(layer, a)->first, 5);
  assert_null(lun_layer_by_id(layer, b));
  uint32_t d = add(layer, 1, 2);
  assert_true(d != b);
  assert_int_equal(lun_layer_by_id(layer, c)->first, 3);
  lun_err err;
  assert_int_equal(lun_layer_remove(layer, b, &err), LUN_NOT_FOUND);
  assert_int_equal(lun_layer_remove(layer, 0, NULL), LUN_NOT_FOUND);
  assert_int_equal(lun_layer_remove(layer, 99, NULL), LUN_NOT_FOUND);
  assert_int_equal(lun_layer_count(layer), 3);
  lun_layer_free(layer);
}

static void test_empty_and_turned_spans_are_refused(void **state) {
  (void)state;
  lun_layer *layer = new_layer("person");
  lun_err err;
  assert_int_equal(lun_layer_add(layer, 4, 4, 0, NULL, &err), LUN_INVALID);
  assert_non_null(strstr(err.message, "person"));
  assert_int_equal(lun_layer_add(layer, 5, 4, 0, NULL, NULL), LUN_INVALID);
  assert_int_equal(lun_layer_count(layer), 0);
  lun_layer_free(layer);
}

static void test_the_largest_tokens_are_no_trap(void **state) {
  (void)state;
  lun_layer *layer = new_layer("large");
  add(layer, UINT32_MAX - 1, UINT32_MAX);
  assert_int_equal(lun_layer_at(layer, UINT32_MAX - 1, 0), 0);
  assert_int_equal(lun_layer_at(layer, UINT32_MAX, 0), 1);
  assert_int_equal(lun_layer_covering(layer, UINT32_MAX, UINT32_MAX, 0), 1);
  assert_int_equal(lun_layer_within(layer, 0, UINT32_MAX, 0), 0);
  assert_int_equal(lun_layer_previous(layer, UINT32_MAX), 0);
  assert_int_equal(lun_layer_overlapping(layer, 5, 5, 0), 1);
  lun_layer_free(layer);
}

/* What a scan over all spans for each query would make a matter of minutes. */
static void test_long_layers_with_long_spans_are_queried_fast(void **state) {
  (void)state;
  enum { COUNT = 150000 };
  lun_layer *layer = new_layer("long");
  for (uint32_t i = 0; i < COUNT; i++) add(layer, i, i + 1 + (i % 2 ? 0 : COUNT)); /* half of them reach far over the end */
  for (uint32_t i = 1; i < COUNT; i += 2) {
    assert_int_equal(lun_layer_within(layer, i, i + 1, 0), i);
    assert_int_equal(lun_layer_within(layer, i - 1, i, 0), COUNT);
    assert_int_equal(lun_layer_previous(layer, i), i > 1 ? i - 2 : COUNT);
    assert_int_equal(lun_layer_covering(layer, i, i + 1, i), i);
    assert_int_equal(lun_layer_overlapping(layer, 2 * COUNT, 3 * COUNT, 0), COUNT);
  }
  lun_layer_free(layer);
  layer = new_layer("short");
  for (uint32_t i = 0; i < COUNT; i++) add(layer, i, i + 1);
  for (uint32_t i = 0; i < COUNT; i++) {
    assert_int_equal(lun_layer_at(layer, i, 0), i);
    assert_int_equal(lun_layer_covering(layer, i, i + 2, 0), COUNT);
  }
  lun_layer_free(layer);
}

static void test_reading_while_adding_in_order_is_fast(void **state) {
  (void)state;
  enum { COUNT = 200000 };
  lun_layer *layer = new_layer("growing");
  for (uint32_t i = 0; i < COUNT; i++) {
    add(layer, 2 * i, 2 * i + 2);
    assert_int_equal(lun_layer_previous(layer, 2 * i + 2), i);
    assert_int_equal(lun_layer_count(layer), i + 1);
  }
  lun_layer_free(layer);
}

static void test_matches_are_noted_by_span(void **state) {
  (void)state;
  lun_layer *layer = new_layer("matches");
  uint32_t first = 0, stop = 0;
  const uint32_t a = add(layer, 1, 2);
  assert_int_equal(lun_layer_add_match(layer, &(lun_span){5, 6, 7, 0}, NULL, 4, 8, NULL), LUN_OK);
  const uint32_t b = add(layer, 3, 4);
  assert_int_equal(lun_layer_add_match(layer, &(lun_span){2, 3, 0, 0}, NULL, 2, 4, NULL), LUN_OK);
  assert_int_equal(lun_layer_add_match(layer, &(lun_span){4, 4, 0, 0}, NULL, 4, 5, NULL), LUN_INVALID);
  assert_int_equal(lun_layer_count(layer), 4);
  const lun_span *last = lun_layer_span(layer, 3), *second = lun_layer_span(layer, 1);
  assert_true(last->first == 5 && last->stop == 6 && last->rule == 7 && second->first == 2);
  assert_true(lun_layer_match(layer, last->id, &first, &stop) && first == 4 && stop == 8);
  assert_true(lun_layer_match(layer, second->id, &first, &stop) && first == 2 && stop == 4);
  assert_false(lun_layer_match(layer, a, &first, &stop));
  assert_false(lun_layer_match(layer, b, &first, &stop));
  assert_false(lun_layer_match(layer, 5, &first, &stop));
  lun_layer_free(layer);
}

static void test_makers_are_noted_of_what_was_added_since(void **state) {
  (void)state;
  lun_layer *layer = new_layer("made");
  for (uint32_t i = 0; i < 5; i++) add(layer, i, i + 1);
  assert_int_equal(lun_layer_note_maker(layer, 3, (lun_maker){7, 1, 2}, NULL), LUN_OK);
  add(layer, 8, 9);
  assert_true(lun_layer_unsaid(layer) && lun_layer_note_maker(layer, 0, (lun_maker){0, 0, 0}, NULL) == LUN_OK && !lun_layer_unsaid(layer));
  add(layer, 4, 6);
  assert_int_equal(lun_layer_note_maker(layer, 0, (lun_maker){9, 0, 0}, NULL), LUN_OK);
  static const uint32_t makers[] = {0, 0, 7, 7, 7, 0, 9, 0};
  for (uint32_t i = 0; i < 8; i++) assert_int_equal(lun_layer_maker(layer, i + 1).number, makers[i]);
  assert_true(lun_layer_maker(layer, 4).match_first == 1);
  assert_true(lun_layer_empty(layer) && add(layer, 1, 2) == 1 && !lun_layer_maker(layer, 1).number);
  lun_layer_free(layer);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_queries_agree_with_the_model_while_spans_come_and_go),
    cmocka_unit_test(test_an_empty_layer_answers_with_its_count),
    cmocka_unit_test(test_longer_spans_come_first_and_equal_ones_in_order_of_adding),
    cmocka_unit_test(test_numbers_stay_while_spans_come_and_go),
    cmocka_unit_test(test_empty_and_turned_spans_are_refused),
    cmocka_unit_test(test_the_largest_tokens_are_no_trap),
    cmocka_unit_test(test_long_layers_with_long_spans_are_queried_fast),
    cmocka_unit_test(test_reading_while_adding_in_order_is_fast),
    cmocka_unit_test(test_matches_are_noted_by_span),
    cmocka_unit_test(test_makers_are_noted_of_what_was_added_since),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

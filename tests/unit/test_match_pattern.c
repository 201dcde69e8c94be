/* What each kind of node of a pattern matches, the order of readings, captures, and patterns that are refused. */
#include "match_fixture.h"

static void test_sequence_and_either(void **state) {
  (void)state;
  EXPECT_ONE(SEQ(f, w(f, "a"), w(f, "b")), "a b a a b", "0:0-2 0:3-5");
  EXPECT_ONE(EITHER(f, w(f, "a"), SEQ(f, w(f, "a"), w(f, "b")), w(f, "c")), "a b c a d", "0:0-2 0:2-3 0:3-4"); /* the longest, whatever the order */
  EXPECT_ONE(SEQ(f, w(f, "a"), EITHER(f, w(f, "b"), w(f, "c")), w(f, "d")), "a b d a c d a d", "0:0-3 0:3-6");
  EXPECT_ONE(w(f, "a"), "b c", "");
  EXPECT_ONE(w(f, "a"), "", "");
}

static void test_repetition(void **state) {
  (void)state;
  EXPECT_ONE(SEQ(f, w(f, "a"), maybe(f, w(f, "b")), w(f, "c")), "a c a b c a b b c", "0:0-2 0:2-5");
  EXPECT_ONE(SEQ(f, w(f, "a"), many(f, w(f, "b"))), "a b b a", "0:0-3 0:3-4");
  EXPECT_ONE(some(f, w(f, "a")), "b a a a b a", "0:1-4 0:5-6");
  EXPECT_ONE(repeat(f, 2, 3, false, w(f, "a")), "a b a a b a a a a a", "0:2-4 0:5-8 0:8-10");
  EXPECT_ONE(repeat(f, 3, 3, false, w(f, "a")), "a a b a a a a", "0:3-6");
  EXPECT_ONE(repeat(f, 2, UINT32_MAX, false, w(f, "a")), "a b a a a", "0:2-5");
  EXPECT_ONE(SEQ(f, repeat(f, 0, 0, false, w(f, "a")), w(f, "b")), "a b", "0:1-2");
  EXPECT_ONE(SEQ(f, many(f, w(f, "a")), w(f, "a"), w(f, "b")), "a a a b", "0:0-4");
  EXPECT_ONE(SEQ(f, some(f, tok(f, any(f))), w(f, "b")), "a b c b d", "0:0-4");
  EXPECT_ONE(SEQ(f, many(f, EITHER(f, w(f, "a"), SEQ(f, w(f, "b"), w(f, "c")))), w(f, "d")), "a b c b c a d b d", "0:0-7 0:8-9");
  EXPECT_ONE(many(f, maybe(f, many(f, w(f, "a")))), "a a b", "0:0-2");
  EXPECT_ONE(maybe(f, w(f, "a")), "b", ""); /* a match takes a token */
}

static void test_lazy_repetition_changes_captures_alone(void **state) {
  (void)state;
  for (uint32_t lazy = 0; lazy < 2; lazy++) {
    const bool l = lazy;
    EXPECT_ONE(SEQ(f, cap(f, 1, repeat(f, 1, UINT32_MAX, l, w(f, "a"))), cap(f, 2, many(f, w(f, "a")))), "a a a",
               l ? "0:0-3[1=0-1 2=1-3]" : "0:0-3[1=0-3]");
    EXPECT_ONE(SEQ(f, cap(f, 1, repeat(f, 0, 1, l, w(f, "a"))), cap(f, 2, repeat(f, 0, 1, false, w(f, "a")))), "a",
               l ? "0:0-1[2=0-1]" : "0:0-1[1=0-1]");
    EXPECT_ONE(SEQ(f, cap(f, 1, repeat(f, 1, 3, l, w(f, "a"))), cap(f, 2, repeat(f, 1, 3, false, w(f, "a")))), "a a a a",
               l ? "0:0-4[1=0-1 2=1-4]" : "0:0-4[1=0-3 2=3-4]");
  }
}

static void test_captures_are_those_of_the_first_reading(void **state) {
  (void)state;
  EXPECT_ONE(EITHER(f, cap(f, 1, w(f, "a")), cap(f, 2, w(f, "a"))), "a", "0:0-1[1=0-1]");
  EXPECT_ONE(EITHER(f, cap(f, 2, w(f, "a")), cap(f, 1, w(f, "a"))), "a", "0:0-1[2=0-1]");
  EXPECT_ONE(EITHER(f, cap(f, 1, w(f, "a")), cap(f, 2, SEQ(f, w(f, "a"), w(f, "b")))), "a b", "0:0-2[2=0-2]"); /* of those that reach the end */
  EXPECT_ONE(SEQ(f, cap(f, 1, SEQ(f, w(f, "a"), cap(f, 2, w(f, "b")))), cap(f, 3, w(f, "c"))), "a b c", "0:0-3[1=0-2 2=1-2 3=2-3]");
  EXPECT_ONE(many(f, SEQ(f, cap(f, 1, w(f, "a")), cap(f, 2, maybe(f, w(f, "b"))))), "a b a a b", "0:0-5[1=0-1 2=1-2 1=2-3 1=3-4 2=4-5]");
  EXPECT_ONE(SEQ(f, cap(f, 7, w(f, "a")), cap(f, 7, w(f, "b"))), "a b", "0:0-2[7=0-1 7=1-2]"); /* one name, two nodes */
  EXPECT_ONE(SEQ(f, cap(f, 1, cap(f, 2, cap(f, 3, w(f, "a")))), w(f, "b")), "a b", "0:0-2[1=0-1 2=0-1 3=0-1]");
}

static void test_captures_of_a_list_are_known_from_others(void **state) {
  (void)state;
  EXPECT_ONE(SEQ(f, cap_list(f, 1, w(f, "a")), cap(f, 2, w(f, "b")), cap_list(f, 1, w(f, "c"))), "a b c", "0:0-3[1*=0-1 2=1-2 1*=2-3]");
  EXPECT_ONE(some(f, cap_list(f, 1, w(f, "a"))), "a a", "0:0-2[1*=0-1 1*=1-2]"); /* copies of one node */
}

static void test_captures_of_no_token_are_left_out(void **state) {
  (void)state;
  EXPECT_ONE(SEQ(f, cap(f, 1, maybe(f, w(f, "a"))), cap(f, 2, cap(f, 3, many(f, w(f, "b")))), cap(f, 4, w(f, "c"))), "c", "0:0-1[4=0-1]");
  EXPECT_ONE(SEQ(f, w(f, "a"), cap(f, 1, SEQ(f, cap(f, 2, maybe(f, w(f, "b"))), w(f, "c"))), cap(f, 3, maybe(f, w(f, "d")))), "a c", "0:0-2[1=1-2]");
  EXPECT_ONE(SEQ(f, w(f, "a"), cap(f, 1, look(f, false, word(f, "b"))), cap(f, 2, w(f, "b"))), "a b", "0:0-2[2=1-2]");
}

static void test_span_is_what_the_rule_gives(void **state) {
  (void)state;
  EXPECT_ONE(SEQ(f, w(f, "a"), span(f, some(f, w(f, "b"))), w(f, "c")), "a b b c", "0:0-4>1-3");
  EXPECT_ONE(SEQ(f, w(f, "a"), span(f, w(f, "b")), w(f, "a")), "a b a b a b a", "0:0-3>1-2 0:2-5>3-4 0:4-7>5-6"); /* the search goes on after it */
  EXPECT_ONE(SEQ(f, cap(f, 1, w(f, "a")), span(f, cap(f, 2, w(f, "b")))), "a b", "0:0-2>1-2[1=0-1 2=1-2]");
  EXPECT_ONE(EITHER(f, span(f, w(f, "a")), SEQ(f, w(f, "a"), w(f, "b"))), "a b", "0:0-2"); /* a reading without it gives the match */
}

static void test_looking_ahead(void **state) {
  (void)state;
  EXPECT_ONE(SEQ(f, w(f, "a"), look(f, false, word(f, "b"))), "a b a c a", "0:0-1");
  EXPECT_ONE(SEQ(f, w(f, "a"), look(f, true, word(f, "b"))), "a b a c a", "0:2-3 0:4-5");
  EXPECT_ONE(SEQ(f, w(f, "a"), look(f, false, flag(f, LUN_LEX_LOWER)), look(f, true, word(f, "b")), tok(f, any(f))), "a b a c a D", "0:2-4");
  EXPECT_ONE(SEQ(f, look(f, true, word(f, "a")), tok(f, flag(f, LUN_LEX_LOWER))), "a b", "0:1-2");
  EXPECT_ONE(SEQ(f, w(f, "a"), maybe(f, SEQ(f, look(f, false, word(f, "b")), tok(f, any(f))))), "a b a c", "0:0-2 0:2-3");
  EXPECT_ONE(SEQ(f, w(f, "a"), EITHER(f, look(f, false, word(f, "b")), look(f, false, word(f, "c")))), "a b a c a d", "0:0-1 0:2-3");
  EXPECT_ONE(look(f, false, word(f, "a")), "a", "");
}
static void test_looking_ahead_at_the_end_of_the_sentence(void **state) {
  (void)state;
  EXPECT_ONE(SEQ(f, tok(f, flag(f, LUN_LEX_STOP)), look(f, false, any(f))), "One two. Three four.", ""); /* there is nothing */
  EXPECT_ONE(SEQ(f, tok(f, flag(f, LUN_LEX_STOP)), look(f, true, any(f))), "One two. Three four.", "0:2-3 0:5-6");
  EXPECT_ONE(SEQ(f, tok(f, flag(f, LUN_LEX_STOP)), look(f, true, word(f, "three"))), "One two. Three four.", "0:2-3 0:5-6");
  EXPECT_ONE(SEQ(f, look(f, false, word(f, "three")), tok(f, any(f))), "One two. Three four.", "0:3-4"); /* before the first token too */
}

static void test_start_and_stop(void **state) {
  (void)state;
  EXPECT_ONE(SEQ(f, start(f), tok(f, any(f))), "One two. Three four.", "0:0-1 0:3-4");
  EXPECT_ONE(SEQ(f, tok(f, any(f)), stop(f)), "One two. Three four.", "0:2-3 0:5-6");
  EXPECT_ONE(SEQ(f, start(f), many(f, tok(f, any(f))), stop(f)), "One two. Three four.", "0:0-3 0:3-6");
  EXPECT_ONE(SEQ(f, w(f, "two"), start(f), tok(f, any(f))), "One two. Three four.", "");
  EXPECT_ONE(SEQ(f, stop(f), w(f, "two")), "One two. Three four.", "");
  EXPECT_ONE(EITHER(f, SEQ(f, start(f), w(f, "a")), SEQ(f, w(f, "b"), stop(f))), "a b a b", "0:0-1 0:3-4");
}

static void test_a_match_stays_in_its_sentence(void **state) {
  (void)state;
  EXPECT_ONE(some(f, tok(f, any(f))), "One two. Three four.", "0:0-3 0:3-6");
  EXPECT_ONE(SEQ(f, tok(f, flag(f, LUN_LEX_STOP)), tok(f, any(f))), "One two. Three four.", "");
}

static void test_rules_do_not_hinder_each_other(void **state) {
  (void)state;
  for (uint32_t widest = 1; widest <= 2; widest++) {
    fixture f_ = open_machine(), *f = &f_;
    add(f, SEQ(f, w(f, "a"), w(f, "b")));
    add(f, SEQ(f, cap(f, 1, w(f, "a")), some(f, tok(f, any(f)))));
    add(f, w(f, "b"));
    add(f, SEQ(f, w(f, "a"), w(f, "b"))); /* as the first */
    ready(f, widest);
    assert_int_equal(lun_machine_rules(f->machine), 4);
    expect(f, "a b a b", "0:0-2 0:2-4 1:0-4[1=0-1] 2:1-2 2:3-4 3:0-2 3:2-4");
    expect(f, "b", "2:0-1");
    close_machine(f);
  }
  fixture f_ = open_machine(), *f = &f_;
  ready(f, 0);
  expect(f, "a b", "");
  close_machine(f);
}

static void refused(fixture *f, const lun_pattern *pattern, lun_status wanted, const char *message) {
  lun_err err = {0};
  assert_int_equal(lun_machine_add(f->machine, pattern, &plain, &err), wanted);
  if (!strstr(err.message, message)) fail_msg("\"%s\" does not hold \"%s\"", err.message, message);
}

static lun_pattern *chain(fixture *f, uint32_t count, lun_pattern *(*make)(fixture *, uint32_t)) {
  lun_pattern *x = node(f, LUN_PATTERN_SEQUENCE, count);
  for (uint32_t i = 0; i < count; i++) x->children[i] = make(f, i);
  return x;
}
static lun_test long_as(fixture *f, uint32_t n) { return lun_test_measure(f->machine, LUN_LENGTH, LUN_EQUAL, n); }
static lun_pattern *optional_word(fixture *f, uint32_t i) { return maybe(f, tok(f, long_as(f, i))); }
static lun_pattern *look_ahead(fixture *f, uint32_t i) { return look(f, false, long_as(f, i)); }
static lun_pattern *optional_look(fixture *f, uint32_t i) { return maybe(f, look(f, false, long_as(f, i))); }
static lun_pattern *empty_capture(fixture *f, uint32_t i) { return cap(f, i, maybe(f, tok(f, long_as(f, i)))); }

static void test_patterns_that_are_too_large_are_refused(void **state) {
  (void)state;
  fixture f_ = open_machine(), *f = &f_;
  add(f, w(f, "a"));
  refused(f, repeat(f, 1000000, 1000000, false, w(f, "a")), LUN_LIMIT, "too large");
  refused(f, repeat(f, 0, 1000000, false, w(f, "a")), LUN_LIMIT, "too large");
  refused(f, repeat(f, 9999, 9999, false, repeat(f, 0, 9999, true, w(f, "a"))), LUN_LIMIT, "too large");
  refused(f, chain(f, 3000, optional_word), LUN_LIMIT, "too many elements");
  refused(f, SEQ(f, chain(f, 65, look_ahead), w(f, "a")), LUN_LIMIT, "64");
  refused(f, SEQ(f, w(f, "a"), chain(f, 30, optional_look), w(f, "a")), LUN_LIMIT, "too many ways");
  lun_pattern *deep = w(f, "a");
  for (unsigned i = 0; i < 500000; i++) deep = i % 2 ? cap(f, i, deep) : SEQ(f, deep);
  refused(f, deep, LUN_LIMIT, "nested deeper");
  refused(f, cap(f, 1, deep), LUN_LIMIT, "nested deeper");
  deep = w(f, "a");
  for (unsigned i = 0; i < 1900; i++) deep = cap(f, i, deep);
  lun_pattern *heavy = repeat(f, 5000, 5000, false, deep); /* each edge opens and closes 1900 captures */
  refused(f, heavy, LUN_LIMIT, "too");
  add(f, w(f, "b")); /* what was refused leaves nothing */
  ready(f, 0);
  assert_int_equal(lun_machine_rules(f->machine), 2);
  expect(f, "a b", "0:0-1 1:1-2");
  close_machine(f);
}

static void test_patterns_that_are_just_small_enough_work(void **state) {
  (void)state;
  fixture f_ = open_machine(), *f = &f_;
  add(f, SEQ(f, chain(f, 64, look_ahead), w(f, "a")));
  add(f, SEQ(f, w(f, "a"), chain(f, 1000, optional_word), w(f, "bb")));
  add(f, SEQ(f, w(f, "a"), chain(f, 1000, empty_capture), w(f, "bb")));
  lun_pattern *deep = w(f, "a");
  for (unsigned i = 0; i < 1500; i++) deep = i % 2 ? maybe(f, deep) : SEQ(f, deep);
  add(f, deep);
  ready(f, 0);
  assert_true(lun_machine_memory(f->machine) < (size_t)64 << 20);
  expect(f, "a bb", "1:0-2 2:0-2 3:0-1");
  expect(f, "a c ccc bb", "1:0-4 2:0-4[1=1-2 3=2-3] 3:0-1");
  close_machine(f);
}

static void test_what_holds_nothing_is_not_repeated(void **state) {
  (void)state;
  fixture f_ = open_machine(), *f = &f_;
  lun_pattern *nothing = node(f, LUN_PATTERN_SEQUENCE, 0);
  for (unsigned i = 0; i < 100; i++) nothing = repeat(f, 4000000000u, UINT32_MAX - 1, false, repeat(f, 2, 2, false, nothing));
  refused(f, nothing, LUN_LIMIT, "too large"); /* but its way out is */
  nothing = node(f, LUN_PATTERN_SEQUENCE, 0);
  for (unsigned i = 0; i < 100; i++) nothing = repeat(f, 4000000000u, 4000000000u, false, repeat(f, 2, 2, false, nothing));
  add(f, SEQ(f, nothing, w(f, "a"), repeat(f, 4000000000u, 4000000000u, true, repeat(f, 0, 0, false, w(f, "b")))));
  ready(f, 0);
  expect(f, "a b", "0:0-1");
  close_machine(f);
}

static void test_nodes_that_lack_something_are_refused(void **state) {
  (void)state;
  fixture f_ = open_machine(), *f = &f_;
  refused(f, NULL, LUN_INVALID, "lacks");
  refused(f, node(f, LUN_PATTERN_REPEAT, 0), LUN_INVALID, "lacks");
  refused(f, node(f, LUN_PATTERN_CAPTURE, 0), LUN_INVALID, "lacks");
  refused(f, node(f, LUN_PATTERN_CAPTURE, 1), LUN_INVALID, "lacks"); /* the child was not given */
  refused(f, node(f, LUN_PATTERN_SPAN, 2), LUN_INVALID, "lacks");
  refused(f, node(f, LUN_PATTERN_SEQUENCE, 2), LUN_INVALID, "lacks");
  refused(f, cap(f, 1, whole(f, 3)), LUN_INVALID, "lacks");
  refused(f, tok(f, 123456), LUN_INVALID, "lacks");
  refused(f, repeat(f, 3, 2, false, w(f, "a")), LUN_INVALID, "at least 3 and at most 2");
  refused(f, tok(f, LUN_TEST_FAILED), LUN_NO_MEMORY, "");
  refused(f, SEQ(f, w(f, "a"), look(f, true, LUN_TEST_FAILED)), LUN_NO_MEMORY, "");
  close_machine(f);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_sequence_and_either),
    cmocka_unit_test(test_repetition),
    cmocka_unit_test(test_lazy_repetition_changes_captures_alone),
    cmocka_unit_test(test_captures_are_those_of_the_first_reading),
    cmocka_unit_test(test_captures_of_a_list_are_known_from_others),
    cmocka_unit_test(test_captures_of_no_token_are_left_out),
    cmocka_unit_test(test_span_is_what_the_rule_gives),
    cmocka_unit_test(test_looking_ahead),
    cmocka_unit_test(test_looking_ahead_at_the_end_of_the_sentence),
    cmocka_unit_test(test_start_and_stop),
    cmocka_unit_test(test_a_match_stays_in_its_sentence),
    cmocka_unit_test(test_rules_do_not_hinder_each_other),
    cmocka_unit_test(test_patterns_that_are_too_large_are_refused),
    cmocka_unit_test(test_patterns_that_are_just_small_enough_work),
    cmocka_unit_test(test_what_holds_nothing_is_not_repeated),
    cmocka_unit_test(test_nodes_that_lack_something_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

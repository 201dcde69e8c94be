/* Captures that stand so many tokens from an end of the match, which are not read, and those that look like them. */
#include "match_fixture.h"

static void test_from_the_first_token(void **state) {
  (void)state;
  EXPECT_ONE(cap(f, 1, SEQ(f, w(f, "a"), some(f, w(f, "b")))), "a b b c a b", "0:0-3[1=0-3] 0:4-6[1=4-6]");
  EXPECT_ONE(SEQ(f, w(f, "a"), cap(f, 1, w(f, "b")), many(f, w(f, "c"))), "a b c c a b", "0:0-4[1=1-2] 0:4-6[1=5-6]");
  EXPECT_ONE(SEQ(f, EITHER(f, w(f, "a"), w(f, "b")), cap(f, 1, some(f, w(f, "c")))), "b c c a c", "0:0-3[1=1-3] 0:3-5[1=4-5]");
}

static void test_from_the_end(void **state) {
  (void)state;
  EXPECT_ONE(SEQ(f, some(f, w(f, "a")), cap(f, 1, w(f, "b")), w(f, "c")), "a a a b c a b c", "0:0-5[1=3-4] 0:5-8[1=6-7]");
  EXPECT_ONE(SEQ(f, w(f, "a"), span(f, cap(f, 2, some(f, w(f, "b")))), w(f, "c")), "a b b b c", "0:0-5>1-4[2=1-4]");
  EXPECT_ONE(SEQ(f, cap(f, 3, w(f, "a")), maybe(f, w(f, "b")), cap(f, 4, w(f, "c")), look(f, true, word(f, "d"))), "a b c a c a c d", "0:0-3[3=0-1 4=2-3] 0:3-5[3=3-4 4=4-5]");
}

static void test_one_within_another(void **state) {
  (void)state;
  EXPECT_ONE(cap(f, 5, SEQ(f, w(f, "a"), cap(f, 6, SEQ(f, cap(f, 7, w(f, "b")), many(f, w(f, "c")))))), "a b c c", "0:0-4[5=0-4 6=1-4 7=1-2]");
  EXPECT_ONE(SEQ(f, cap(f, 8, maybe(f, w(f, "a"))), cap(f, 9, w(f, "b"))), "a b b", "0:0-2[8=0-1 9=1-2] 0:2-3[9=2-3]");
}

/* Of spans it is the one that closes last that is given. */
static void test_spans_one_within_another(void **state) {
  (void)state;
  EXPECT_ONE(SEQ(f, span(f, SEQ(f, w(f, "a"), span(f, w(f, "b")))), w(f, "c")), "a b c", "0:0-3>0-2");
  EXPECT_ONE(SEQ(f, span(f, SEQ(f, w(f, "a"), span(f, w(f, "b")), w(f, "c"))), some(f, w(f, "d"))), "a b c d d", "0:0-5>0-3");
  EXPECT_ONE(SEQ(f, span(f, SEQ(f, span(f, w(f, "a")), w(f, "b"))), w(f, "c")), "a b c", "0:0-3>0-2");
  EXPECT_ONE(SEQ(f, span(f, w(f, "a")), span(f, w(f, "b")), w(f, "c")), "a b c", "0:0-3>1-2");
}

static void test_those_that_depend_on_the_way(void **state) {
  (void)state;
  EXPECT_ONE(SEQ(f, many(f, w(f, "a")), cap(f, 1, w(f, "b")), many(f, w(f, "c"))), "a a b c b c c", "0:0-4[1=2-3] 0:4-7[1=4-5]");
  EXPECT_ONE(EITHER(f, SEQ(f, w(f, "a"), cap(f, 1, w(f, "b"))), SEQ(f, w(f, "c"), w(f, "b"))), "c b a b", "0:0-2 0:2-4[1=3-4]");
  EXPECT_ONE(EITHER(f, SEQ(f, w(f, "a"), cap(f, 1, w(f, "b"))), SEQ(f, w(f, "a"), w(f, "c"), cap(f, 1, w(f, "b")), w(f, "d"))), "a b a c b d", "0:0-2[1=1-2] 0:2-6[1=4-5]");
  EXPECT_ONE(SEQ(f, w(f, "a"), maybe(f, cap(f, 1, w(f, "b"))), w(f, "c")), "a c a b c", "0:0-2 0:2-5[1=3-4]");
  EXPECT_ONE(SEQ(f, w(f, "a"), repeat(f, 1, 3, false, cap_list(f, 1, w(f, "b")))), "a b b", "0:0-3[1*=1-2 1*=2-3]");
}

/* More captures than are looked at. */
static void test_very_many(void **state) {
  (void)state;
  enum { CAPTURES = 40 };
  lun_pattern *list[CAPTURES];
  char text[2 * CAPTURES + 1] = "", expected[8 * CAPTURES * 2];
  fixture f_ = open_machine(), *f = &f_;
  size_t n = (size_t)sprintf(expected, "0:0-%d[", CAPTURES);
  for (uint32_t i = 0; i < CAPTURES; i++) {
    list[i] = cap(f, i, w(f, "a"));
    strcat(text, "a ");
    n += (size_t)snprintf(expected + n, sizeof expected - n, "%s%u=%u-%u", i ? " " : "", i, i, i + 1);
  }
  snprintf(expected + n, sizeof expected - n, "]");
  add(f, around(f, LUN_PATTERN_SEQUENCE, CAPTURES, list));
  ready(f, 0);
  expect(f, text, expected);
  close_machine(f);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_from_the_first_token),
    cmocka_unit_test(test_from_the_end),
    cmocka_unit_test(test_one_within_another),
    cmocka_unit_test(test_spans_one_within_another),
    cmocka_unit_test(test_those_that_depend_on_the_way),
    cmocka_unit_test(test_very_many),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

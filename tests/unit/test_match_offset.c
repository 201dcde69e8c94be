/* Captures that stand so many tokens from an end of the match, which are not read, and those that look like them. */
#include "match/machine.h"
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

static uint32_t below(uint64_t *seed, uint32_t count) {
  *seed ^= *seed << 13;
  *seed ^= *seed >> 7;
  *seed ^= *seed << 17;
  return (uint32_t)((*seed >> 20) % count);
}

/* Any pattern of a few words, with everything around them that captures may meet. */
static lun_pattern *any_pattern(fixture *f, uint64_t *seed, unsigned depth) {
  static const char *const texts[] = {"a", "b", "c"};
  const uint32_t kind = below(seed, depth ? 12 : 4), least = below(seed, 2), count = 1 + below(seed, 3);
  const bool other = below(seed, 2);
  lun_pattern *parts[3];
  if (kind < 3) return w(f, texts[kind]);
  if (kind == 3) return look(f, other, word(f, texts[least]));
  for (uint32_t i = 0; i < count; i++) parts[i] = any_pattern(f, seed, depth - 1);
  if (kind < 7) return around(f, LUN_PATTERN_SEQUENCE, count, parts);
  if (kind == 7) return around(f, LUN_PATTERN_EITHER, count, parts);
  if (kind == 8) return repeat(f, least, count == 3 ? UINT32_MAX : least + count, other, parts[0]);
  return kind == 9 ? span(f, parts[0]) : other ? cap(f, count, parts[0]) : cap_list(f, count, parts[0]);
}

/* Each match again along its way: the same captures, and the same is given. */
static uint32_t compare_readings(lun_machine *m, lun_found *found) {
  uint32_t fixed = 0;
  for (uint32_t k = 0; k < found->match_count; k++) {
    const lun_match told = found->matches[k];
    const lun_rule *rule = &m->rules[told.rule];
    if (rule->offsets != OFFSETS_FIXED) continue;
    lun_match read = {told.rule, told.first, told.stop, told.first, told.stop, 0, 0, LUN_NONE};
    assert_int_equal(lun_read_match(m, found, &read, NULL), LUN_OK);
    assert_int_equal(read.given_first, told.given_first);
    assert_int_equal(read.given_stop, told.given_stop);
    assert_int_equal(read.capture_count, told.capture_count);
    for (uint32_t c = 0; c < read.capture_count; c++) assert_memory_equal(&found->captures[told.captures + c], &found->captures[read.captures + c], sizeof *found->captures);
    fixed++;
  }
  return fixed;
}

static void test_any_pattern_gives_what_a_reading_gives(void **state) {
  (void)state;
  enum { MACHINES = 500, RULES = 4, TEXT = 40 };
  uint64_t seed = 0x9E3779B97F4A7C15u;
  uint32_t fixed = 0;
  for (unsigned machine = 0; machine < MACHINES; machine++) {
    fixture f = open_machine();
    char text[2 * TEXT + 1] = "";
    for (unsigned i = 0; i < RULES; i++) add(&f, SEQ(&f, any_pattern(&f, &seed, 3), any_pattern(&f, &seed, 3)));
    for (unsigned i = 0; i < TEXT; i++) strcat(text, (const char *const[]){"a ", "b ", "c "}[below(&seed, 3)]);
    ready(&f, 0);
    lun_doc *doc = document(&f, text);
    lun_found found = {0};
    assert_int_equal(lun_machine_search(f.machine, doc, NULL, &found, NULL), LUN_OK);
    fixed += compare_readings(f.machine, &found);
    lun_found_free(&found);
    lun_doc_free(doc);
    close_machine(&f);
  }
  assert_true(fixed > MACHINES);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_from_the_first_token),
    cmocka_unit_test(test_from_the_end),
    cmocka_unit_test(test_one_within_another),
    cmocka_unit_test(test_spans_one_within_another),
    cmocka_unit_test(test_those_that_depend_on_the_way),
    cmocka_unit_test(test_very_many),
    cmocka_unit_test(test_any_pattern_gives_what_a_reading_gives),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

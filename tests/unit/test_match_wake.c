/* Rules sleep until what every match of theirs holds stands in the text: nothing may be missed for it, wherever that stands
 * and however often, and where it does not stand nothing is tried. */
#include "match_fixture.h"

#include "lunette/regex.h"

/* Tokens from which rules were run. */
static uint32_t starts(fixture *f, const char *text) {
  lun_doc *doc = document(f, text);
  lun_found found = {0};
  lun_err err;
  if (lun_machine_search(f->machine, doc, NULL, &found, &err)) fail_msg("%s", err.message);
  const uint32_t count = found.starts;
  lun_found_free(&found);
  lun_doc_free(doc);
  return count;
}

static void test_nothing_is_tried_where_no_rule_wakes(void **state) {
  (void)state;
  fixture f_ = open_machine(), *f = &f_;
  add(f, SEQ(f, some(f, tok(f, flag(f, LUN_LEX_LOWER))), w(f, "zebra")));
  add(f, SEQ(f, tok(f, flag(f, LUN_LEX_CAP)), w(f, "saw"), tok(f, any(f))));
  ready(f, 0);
  assert_int_equal(starts(f, "Ana fed a horse and a mule ."), 0);
  assert_int_equal(starts(f, "a zebra"), 1);
  assert_int_equal(starts(f, "he saw Ana , and Bo saw ."), 1); /* from a capital only */
  close_machine(f);
}

/* A rule that nothing wakes is tried where what it can take first stands, whether others sleep or not. */
static void test_rules_that_never_sleep_are_tried_where_they_can_begin(void **state) {
  (void)state;
  for (int others = 0; others < 2; others++) {
    fixture f_ = open_machine(), *f = &f_;
    add(f, some(f, tok(f, flag(f, LUN_LEX_CAP))));
    if (others) add(f, SEQ(f, w(f, "a"), w(f, "zebra")));
    ready(f, 0);
    for (int often = 0; often < 2; often++) assert_int_equal(starts(f, "Ana fed a horse and Bo a mule ."), 2);
    expect(f, "Ana Bo fed Cy .", "0:0-2 0:3-4");
    close_machine(f);
  }
}

/* The rarest of a rule's words wakes it; it is found however far away the match begins. */
static void test_a_match_begins_far_before_what_wakes_its_rule(void **state) {
  (void)state;
  fixture f_ = open_machine(), *f = &f_;
  lun_rule_options across = plain;
  across.across = LUN_ACROSS_DOCUMENT;
  add(f, SEQ(f, w(f, "the"), many(f, tok(f, any(f))), w(f, "zebra")));
  add_with(f, SEQ(f, w(f, "the"), many(f, tok(f, any(f))), w(f, "zebra")), across);
  add(f, SEQ(f, repeat(f, 0, 3, false, tok(f, any(f))), w(f, "zebra"), repeat(f, 0, 2, false, tok(f, any(f)))));
  ready(f, 0);
  expect(f, "the a b c d e f g h zebra", "0:0-10 1:0-10 2:6-10");
  expect(f, "the a . The b zebra", "0:3-6 1:0-6 2:3-6");
  expect(f, "zebra zebra a b c zebra", "2:0-4 2:4-6");
  close_machine(f);
}

/* A whole span may reach over the end of a sentence, so a match may lie in several. */
static void test_a_whole_span_leads_over_sentences(void **state) {
  (void)state;
  fixture f_ = open_machine(), *f = &f_;
  const lun_context x = layer(f, "x");
  add(f, SEQ(f, whole(f, x), w(f, "zebra")));
  add(f, SEQ(f, w(f, "zebra"), whole(f, x)));
  add(f, SEQ(f, w(f, "quagga"), whole(f, x), w(f, "zebra"))); /* one of both words is the other's witness */
  add(f, SEQ(f, w(f, "quagga"), maybe(f, whole(f, x)), tok(f, any(f)), w(f, "zebra")));
  ready(f, 0);
  lun_doc *doc = document(f, "A zebra . Then quagga a b . C d . E f zebra g . Z");
  lay(doc, "x", 5, 13, NULL, NULL);
  expect_doc(f, doc, "0:5-14 2:4-14");
  lun_doc_free(doc);
  close_machine(f);
}

static void test_what_wakes_may_be_words_and_spans_by_turns(void **state) {
  (void)state;
  fixture f_ = open_machine(), *f = &f_;
  const lun_context x = layer(f, "x"), y = layer(f, "y");
  add(f, SEQ(f, EITHER(f, w(f, "zebra"), whole(f, x), tok(f, lun_test_inside(f->machine, y))), tok(f, flag(f, LUN_LEX_LOWER))));
  add(f, SEQ(f, tok(f, lun_test_begins(f->machine, x)), tok(f, lun_test_inside(f->machine, x)), tok(f, any(f))));
  add(f, some(f, whole(f, x)));
  ready(f, 0);
  lun_doc *doc = document(f, "A zebra b C d E f zebra G");
  lay(doc, "x", 3, 5, NULL, NULL);
  lay(doc, "x", 5, 7, NULL, NULL);
  lay(doc, "y", 0, 4, NULL, NULL);
  expect_doc(f, doc, "0:0-2 0:3-5 0:5-8 1:3-6 2:3-7");
  lun_doc_free(doc);
  close_machine(f);
}

/* A flag that few words have, a number's value and a regular expression that begins with no letter or needs a sign wake a rule as words
 * do: it is tried from such words only as pass the whole test, as far as their text tells. */
static void test_a_test_that_few_words_pass_wakes_its_rule(void **state) {
  (void)state;
  lun_regex *hour, *range, *old;
  assert_int_equal(lun_regex_new("[0-9]+:[0-9]+", 13, &hour, NULL), LUN_OK);
  assert_int_equal(lun_regex_new("[0-9,.]+[-~][0-9]+", 18, &range, NULL), LUN_OK);
  assert_int_equal(lun_regex_new(".+-old", 6, &old, NULL), LUN_OK);
  for (int counted = 0; counted < 2; counted++) {
    fixture f_ = open_machine(), *f = &f_;
    const lun_context x = layer(f, "x");
    const lun_test num = flag(f, LUN_LEX_NUMBER), day = both(f, num, lun_test_measure(f->machine, LUN_VALUE, LUN_LESS_EQUAL, 31));
    add(f, SEQ(f, maybe(f, w(f, "about")), EITHER(f, tok(f, both(f, num, not(f, lun_test_regex(f->machine, hour)))), w(f, "ten")), w(f, "men")));
    add(f, SEQ(f, tok(f, flag(f, LUN_LEX_LOWER)), tok(f, day)));
    add(f, SEQ(f, tok(f, lun_test_regex(f->machine, range)), tok(f, any(f))));
    add(f, SEQ(f, tok(f, any(f)), tok(f, lun_test_regex(f->machine, old))));
    add(f, tok(f, both(f, both(f, num, lun_test_measure(f->machine, LUN_VALUE, LUN_GREATER, 900)), not(f, lun_test_inside(f->machine, x)))));
    ready(f, 0);
    if (counted) lun_machine_limits(f->machine, 1u << 30, 512, 1 << 14, 8);
    for (int turn = 0; turn < 3; turn++) {
      expect(f, "Then about 12 men and ten men saw 31 .", "0:1-4 0:5-7 1:1-3 1:7-9");
      expect(f, "Of 8:30 men 44 x", "");
      expect(f, "An a-old horse 5-6 horses", "2:3-5 3:0-2");
    }
    assert_int_equal(starts(f, "he saw 44 horses at 8:30 , and an old mule ."), 0);
    assert_int_equal(starts(f, "saw 12 horses"), 1);
    lun_doc *doc = document(f, "1000 2000");
    lay(doc, "x", 0, 1, NULL, NULL);
    expect_doc(f, doc, "4:1-2");
    lun_doc_free(doc);
    close_machine(f);
  }
  lun_regex_free(hour);
  lun_regex_free(range);
  lun_regex_free(old);
}

static void test_a_witness_must_stand_where_it_can(void **state) {
  (void)state;
  fixture f_ = open_machine(), *f = &f_;
  add(f, SEQ(f, w(f, "zebra"), repeat(f, 0, 2, false, tok(f, any(f))), w(f, "quagga")));
  add(f, SEQ(f, w(f, "quagga"), many(f, tok(f, any(f))), w(f, "zebra")));
  ready(f, 0);
  expect(f, "zebra a b quagga", "0:0-4");
  expect(f, "zebra a b c quagga", "");
  expect(f, "quagga a b c zebra", "1:0-5");
  expect(f, "quagga a . Then zebra", "");
  assert_int_equal(starts(f, "quagga a b . Then a zebra"), 0);
  close_machine(f);
}

/* Rules whose words stand everywhere are given up for the sake of one document, and let sleep again. */
static void test_rules_that_wake_all_the_time_find_the_same(void **state) {
  (void)state;
  for (uint32_t sample = 16; sample <= 1 << 14; sample <<= 10) {
    fixture f_ = open_machine(), *f = &f_;
    char name[16], *crowd = malloc(8000), wanted[4000] = "", *at = wanted;
    for (unsigned k = 0; k < 60; k++) {
      snprintf(name, sizeof name, "w%u", k);
      add(f, SEQ(f, tok(f, words(f, 2, "a", name)), repeat(f, 0, k % 3, false, tok(f, words(f, 2, "a", name))), w(f, "zebra")));
      at += snprintf(at, (size_t)(wanted + sizeof wanted - at), "%s%u:%u-3001", k ? " " : "", k, 3000 - 1 - k % 3);
    }
    ready(f, 0);
    lun_machine_limits(f->machine, 1u << 30, 512, 1 << 14, sample);
    for (unsigned k = 0; k < 3000; k++) memcpy(crowd + 2 * k, "a ", 2);
    strcpy(crowd + 6000, "zebra");
    for (int turn = 0; turn < 6; turn++) {
      expect(f, crowd, wanted);
      expect(f, "a w3 zebra", "3:1-3");
    }
    free(crowd);
    close_machine(f);
  }
}

/* When it has been counted how often what wakes stands, and how seldom a match may begin, the few rules of a machine sleep no more; but
 * they do where matches may begin everywhere. */
static void test_few_rules_sleep_no_more_where_matches_seldom_begin(void **state) {
  (void)state;
  for (int seldom = 0; seldom < 2; seldom++) {
    fixture f_ = open_machine(), *f = &f_;
    const lun_context x = layer(f, "x");
    const char *const second = seldom ? "the" : "zebra";
    add(f, SEQ(f, tok(f, flag(f, seldom ? LUN_LEX_DIGIT : LUN_LEX_LOWER)), w(f, second)));
    add(f, SEQ(f, whole(f, x), w(f, second)));
    ready(f, 0);
    lun_machine_limits(f->machine, 1u << 30, 512, 1 << 14, 2000);
    assert_int_equal(starts(f, "12 a b"), 0);
    for (unsigned tokens = 0; tokens < 2000; tokens += 15) expect(f, "a the the the the . The the a the the the the the .", "");
    for (int often = 0; often < 2; often++) {
      assert_int_equal(starts(f, "12 a b"), seldom);
      lun_doc *doc = document(f, "a b the 12 the a zebra . 7");
      lay(doc, "x", 0, 2, NULL, NULL);
      lay(doc, "x", 5, 6, NULL, NULL);
      expect_doc(f, doc, seldom ? "0:3-5 1:0-3" : "0:5-7 1:5-7");
      lun_doc_free(doc);
    }
    close_machine(f);
  }
}

/* Rules that are looked for in spans of a layer alone go on sleeping then, and only what stands in these wakes them. */
static void test_a_narrowed_rule_goes_on_sleeping(void **state) {
  (void)state;
  fixture f_ = open_machine(), *f = &f_;
  lun_rule_options in = plain;
  in.within = layer(f, "x");
  add(f, SEQ(f, tok(f, flag(f, LUN_LEX_DIGIT)), w(f, "the")));
  add_with(f, SEQ(f, tok(f, flag(f, LUN_LEX_LOWER)), w(f, "the")), in);
  add_with(f, SEQ(f, w(f, "the"), some(f, tok(f, flag(f, LUN_LEX_LOWER)))), in);
  ready(f, 0);
  lun_machine_limits(f->machine, 1u << 30, 512, 1 << 14, 2000);
  for (unsigned tokens = 0; tokens < 2000; tokens += 15) expect(f, "a the the the the . The the a the the the the the .", "");
  assert_int_equal(starts(f, "12 a b the a"), 1);
  lun_doc *doc = document(f, "a the b . 12 the a b the . The a");
  lay(doc, "x", 0, 2, NULL, NULL);
  lay(doc, "x", 6, 9, NULL, NULL);
  expect_doc(f, doc, "0:4-6 1:0-2 1:7-9");
  lay(doc, "x", 10, 12, NULL, NULL);
  expect_doc(f, doc, "0:4-6 1:0-2 1:7-9 2:10-12");
  lun_doc_free(doc);
  close_machine(f);
}

/* Explaining asks about rules that the search had no need to run. */
static void test_a_rule_that_slept_can_be_explained(void **state) {
  (void)state;
  fixture f_ = open_machine(), *f = &f_;
  add(f, w(f, "horse"));
  add(f, SEQ(f, whole(f, layer(f, "x")), w(f, "zebra")));
  ready(f, 0);
  lun_doc *doc = document(f, "A horse ran");
  lay(doc, "x", 0, 2, NULL, NULL);
  lun_found found = {0};
  lun_attempts attempts = {0};
  assert_int_equal(lun_machine_search(f->machine, doc, NULL, &found, NULL), LUN_OK);
  assert_int_equal(found.match_count, 1);
  assert_int_equal(lun_found_attempts(f->machine, &found, 1, 0, &attempts, NULL), LUN_OK);
  assert_int_equal(attempts.count, 3);
  assert_true(attempts.at[0].took && attempts.at[1].took && !attempts.at[2].took);
  lun_free(attempts.at);
  lun_found_free(&found);
  lun_doc_free(doc);
  close_machine(f);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_nothing_is_tried_where_no_rule_wakes),
    cmocka_unit_test(test_rules_that_never_sleep_are_tried_where_they_can_begin),
    cmocka_unit_test(test_a_match_begins_far_before_what_wakes_its_rule),
    cmocka_unit_test(test_a_whole_span_leads_over_sentences),
    cmocka_unit_test(test_what_wakes_may_be_words_and_spans_by_turns),
    cmocka_unit_test(test_a_test_that_few_words_pass_wakes_its_rule),
    cmocka_unit_test(test_a_witness_must_stand_where_it_can),
    cmocka_unit_test(test_rules_that_wake_all_the_time_find_the_same),
    cmocka_unit_test(test_few_rules_sleep_no_more_where_matches_seldom_begin), cmocka_unit_test(test_a_narrowed_rule_goes_on_sleeping),
    cmocka_unit_test(test_a_rule_that_slept_can_be_explained),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Kinds of quotations by how they stand in their sentences. */
#include "quotation_fixture.h"

static void check(const char *text, bool said, const char *cue, lun_quotation_kind wanted) {
  quotation_work w;
  lun_err err = {0};
  lun_quotation_kind kind = LUN_QUOTATION_DIRECT;
  if (quotation_open(&w, &err) || quotation_kind(&w, text, said, cue, false, NULL, &kind, &err)) fail_msg("%s", err.message);
  if (kind != wanted) fail_msg("%s is of kind %d, not %d", text, (int)kind, (int)wanted);
  quotation_close(&w);
}

static void test_what_somebody_says_is_direct(void **state) {
  (void)state;
  check("\"The road is closed,\" said Torres.", true, "said", LUN_QUOTATION_DIRECT);
  check("Torres said \"the road is closed\".", true, "said", LUN_QUOTATION_DIRECT);
  check("\"No,\" said Torres.", true, "said", LUN_QUOTATION_DIRECT); /* one word, with its stop */
  check("The mayor had an answer in short, \"we open the road\".", false, NULL, LUN_QUOTATION_SCARE);
  check("The mayor had an answer, \"we will open the old road today\".", false, NULL, LUN_QUOTATION_DIRECT); /* a clause behind a comma */
  check("The mayor was angry \"It is late. We go home\" and left.", false, NULL, LUN_QUOTATION_DIRECT); /* sentences of its own */
}

static void test_a_part_of_what_is_said_is_mixed(void **state) {
  (void)state;
  check("Torres said the road was \"closed for now\".", true, "said", LUN_QUOTATION_MIXED);
  check("Torres said it was \"closed for now and for all of the days that are to come\".", true, "said", LUN_QUOTATION_DIRECT); /* but a few words */
  check("Torres said it was \"closed for now and for all of the days that are to come\" on Monday.", true, "said", LUN_QUOTATION_MIXED); /* which goes on */
  check("Torres said it was \"closed for now and for all of the days that are to come\" and left.", true, "said", LUN_QUOTATION_DIRECT);
}

static void test_words_that_nobody_says_are_set_off(void **state) {
  (void)state;
  check("The \"road\" was a path.", false, NULL, LUN_QUOTATION_SCARE);
  check("She reads \"The Keeper of the Hill\" at night.", false, NULL, LUN_QUOTATION_SCARE);
  check("They bought \"Who keeps the old road open\" by Ana Torres.", false, NULL, LUN_QUOTATION_SCARE);
  check("'What we know so far'\n\nThe road is closed and nobody knows why it is.", false, NULL, LUN_QUOTATION_SCARE);
}

static void test_a_title_is_named(void **state) {
  (void)state;
  check("Torres said in \"The Keeper of the Hill\" that it was late.", true, "said", LUN_QUOTATION_TITLE);
  check("Torres spoke of \"The Keeper of the Hill\".", true, "of", LUN_QUOTATION_DIRECT); /* the cue itself names nothing */
  check("Torres said, \"That's Hull. Go Home.\"", true, "said", LUN_QUOTATION_DIRECT);
}

static void test_clauses_and_halves(void **state) {
  (void)state;
  quotation_work w;
  lun_err err = {0};
  lun_quotation_kind kind;
  assert_int_equal(quotation_open(&w, &err), LUN_OK);
  assert_int_equal(quotation_kind(&w, "He left the \"quick brown\" ones.", false, NULL, true, NULL, &kind, &err), LUN_OK);
  assert_int_equal(kind, LUN_QUOTATION_SCARE);
  assert_int_equal(quotation_kind(&w, "He left the \"quick brown old\" ones.", false, NULL, true, NULL, &kind, &err), LUN_OK);
  assert_int_equal(kind, LUN_QUOTATION_DIRECT);
  assert_int_equal(quotation_kind(&w, "Torres said that \"the road is closed\" again.", false, NULL, false, "that", &kind, &err), LUN_OK);
  assert_int_equal(kind, LUN_QUOTATION_DIRECT);
  assert_int_equal(quotation_kind(&w, "He was told so: \"\" was written.", false, NULL, false, NULL, &kind, &err), LUN_OK);
  assert_int_equal(kind, LUN_QUOTATION_SCARE);
  assert_int_equal(lun_quotation_words_add(w.words, "nothing", "x", 1, &err), LUN_NOT_FOUND);
  quotation_close(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_what_somebody_says_is_direct), cmocka_unit_test(test_a_part_of_what_is_said_is_mixed),
                                     cmocka_unit_test(test_words_that_nobody_says_are_set_off), cmocka_unit_test(test_a_title_is_named), cmocka_unit_test(test_clauses_and_halves)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

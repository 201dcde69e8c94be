/* Statements: who says what, in sentences whose tags are written by hand, and which of them stand. */
#include "statement_fixture.h"

static void check(const char *tagged, const char *wanted) {
  statement_work w;
  lun_err err = {0};
  char shown[1000] = "";
  if (statement_open(&w, &err) || statement_read(&w, tagged, NULL, 0, shown, sizeof shown, &err)) fail_msg("%s", err.message);
  assert_string_equal(shown, wanted);
  statement_close(&w);
}

static void test_content_behind_the_verb(void **state) {
  (void)state;
  check("Torres/NNP said/VBD that/IN the/DT road/NN was/VBD closed/VBN ./.", "that: Torres [said] the road was closed\n");
  check("Torres/NNP said/VBD the/DT road/NN was/VBD closed/VBN ./.", "clause: Torres [said] the road was closed\n");
  check("Torres/NNP did/VBD not/RB say/VB whether/IN he/PRP left/VBD ./.", "question: Torres [did not say] not whether he left\n");
  check("Torres/NNP told/VBD reporters/NNS that/IN he/PRP left/VBD ./.", "that: Torres [told] to reporters: he left\n");
  check("Torres/NNP called/VBD for/IN calm/NN ./.", "for: Torres [called for] calm\n");
  check("They/PRP plan/VBP to/TO leave/VB ./.", "infinitive: They [plan] to leave\n");
}

static void test_content_before_the_verb(void **state) {
  (void)state;
  check("The/DT road/NN is/VBZ closed/VBN ,/, Torres/NNP said/VBD ./.", "clause: Torres [said] The road is closed\n");
  check("The/DT road/NN is/VBZ closed/VBN ,/, said/VBD Torres/NNP ./.", "clause: Torres [said] The road is closed\n");
  check("The/DT road/NN ,/, she/PRP said/VBD ,/, is/VBZ closed/VBN ./.", "clause: she [said] The road | is closed\n");
  check("According/VBG to/TO Torres/NNP ,/, the/DT road/NN is/VBZ closed/VBN ./.", "according: Torres [According to] the road is closed\n");
}

static void test_passive_and_who_stands_behind_by(void **state) {
  (void)state;
  check("The/DT law/NN was/VBD opposed/VBN by/IN farmers/NNS ./.", "passive: farmers [was opposed] The law\n");
}

static void test_relative_clause_ends_with_its_comma(void **state) {
  (void)state;
  check("The/DT clerk/NN ,/, who/WP said/VBD the/DT road/NN was/VBD closed/VBN ,/, left/VBD ./.", "clause: who of The clerk [said] the road was closed\n");
}

static void test_noun_of_somebody(void **state) {
  (void)state;
  check("Her/PRP$ open/JJ promise/NN to/TO leave/VB was/VBD kept/VBN ./.", "infinitive: Her [open promise] to leave\n");
  check("The/DT promise/NN to/TO leave/VB was/VBD kept/VBN ./.", "");
}

static void test_verb_that_was_taken_for_a_noun(void **state) {
  (void)state;
  check("The/DT company/NN plans/NNS to/TO leave/VB ./.", "infinitive: The company [plans] to leave\n");
  check("The/DT company/NN plans/NNS to/TO leave/VB were/VBD kept/VBN ./.", "");
}

static void test_what_stands_in_the_content_of_another_is_not_told_apart(void **state) {
  (void)state;
  check("Torres/NNP said/VBD they/PRP plan/VBP to/TO leave/VB ./.", "clause: Torres [said] they plan to leave\n(infinitive: they [plan] to leave)\n");
  check("Torres/NNP said/VBD she/PRP said/VBD the/DT road/NN was/VBD closed/VBN ./.",
        "clause: Torres [said] she said the road was closed\nclause: she [said] the road was closed\n");
}

static void test_verbs_within_quotations_say_nothing(void **state) {
  (void)state;
  check("“/`` Torres/NNP said/VBD he/PRP left/VBD ”/'' ./.", "");
}

/* A quotation that is all of the content is the content, once; one that has a statement gets no other. */
static void test_quotation_is_all_of_the_content(void **state) {
  (void)state;
  static const char tagged[] = "“/`` The/DT road/NN is/VBZ closed/VBN ,/, ”/'' Torres/NNP said/VBD ./.";
  check(tagged, "quote: Torres [said] “ The road is closed , ”\n");
  statement_work w;
  lun_err err = {0};
  char shown[1000] = "";
  const uint32_t stated[] = {0};
  assert_int_equal(statement_open(&w, &err), LUN_OK);
  assert_int_equal(statement_read(&w, tagged, stated, 1, shown, sizeof shown, &err), LUN_OK);
  assert_string_equal(shown, "(quote: Torres [said] “ The road is closed , ”)\n");
  statement_close(&w);
}

static void test_cue_has_what_the_dictionary_says(void **state) {
  (void)state;
  statement_work w;
  lun_err err = {0};
  char shown[1000] = "";
  assert_int_equal(statement_open(&w, &err), LUN_OK);
  assert_int_equal(statement_read(&w, "Torres/NNP opposed/VBD the/DT law/NN ./.", NULL, 0, shown, sizeof shown, &err), LUN_OK);
  assert_int_equal(w.found->count, 1);
  assert_string_equal(w.found->at[0].entry->stance, "oppose");
  assert_string_equal(w.found->at[0].entry->values->first->value, "oppose: object");
  statement_close(&w);
}

static void test_dictionary_without_its_columns_is_refused(void **state) {
  (void)state;
  statement_work w;
  lun_err err = {0};
  lun_reporter *reporter;
  assert_int_equal(statement_open(&w, &err), LUN_OK);
  lun_dictionary *bare = lun_image_find(w.w.image, "bare");
  assert_int_equal(lun_reporter_new(w.w.words, bare, bare, &reporter, &err), LUN_FORMAT);
  assert_non_null(strstr(err.message, "bare"));
  assert_non_null(strstr(err.message, "'stance'"));
  assert_null(reporter);
  statement_close(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_content_behind_the_verb), cmocka_unit_test(test_content_before_the_verb), cmocka_unit_test(test_passive_and_who_stands_behind_by),
      cmocka_unit_test(test_relative_clause_ends_with_its_comma), cmocka_unit_test(test_noun_of_somebody), cmocka_unit_test(test_verb_that_was_taken_for_a_noun),
      cmocka_unit_test(test_what_stands_in_the_content_of_another_is_not_told_apart), cmocka_unit_test(test_verbs_within_quotations_say_nothing),
      cmocka_unit_test(test_quotation_is_all_of_the_content), cmocka_unit_test(test_cue_has_what_the_dictionary_says),
      cmocka_unit_test(test_dictionary_without_its_columns_is_refused)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

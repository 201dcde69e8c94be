/* References: whom pronouns and noun phrases mean in sentences whose tags and names are written by hand, and the order in which it is
 * asked. */
#include "reference_fixture.h"

static const char two[] = "Ana/NNP Torres/NNP met/VBD Peter/NNP Vega/NNP ./. She/PRP thanked/VBD him/PRP ./. They/PRP left/VBD ./. The/DT mayor/NN said/VBD it/PRP ./.";
static const reference_name names[] = {{"person", 0, 2, NULL}, {"person", 3, 5, NULL}};

static void opened(reference_work *r, const char *tagged, const reference_name *of, size_t count) {
  lun_err err = {0};
  if (reference_open(r, &err) || reference_read(r, tagged, of, count, &err)) fail_msg("%s", err.message);
}

static void means(reference_work *r, uint32_t first, uint32_t stop, const char *wanted) {
  lun_err err = {0};
  char shown[1000];
  if (reference_tell(r, first, stop, shown, sizeof shown, &err)) fail_msg("%s", err.message);
  assert_string_equal(shown, wanted);
}

static void test_pronouns_go_back_to_whom_they_fit(void **state) {
  (void)state;
  reference_work r;
  opened(&r, two, names, 2);
  means(&r, 6, 7, "Ana Torres | subject of the paragraph |");
  means(&r, 8, 9, "Peter Vega | named last in the paragraph |");
  means(&r, 10, 11, "- | several are meant |");
  means(&r, 0, 2, "Ana Torres | the same name |");
  means(&r, 13, 15, "- | unclear: called % | Peter Vega Ana Torres");
  means(&r, 7, 8, "none");
  reference_close(&r);
}

static void test_words_that_were_followed_back_are_followed_themselves(void **state) {
  (void)state;
  static const char three[] = "Ana/NNP Torres/NNP left/VBD ./. The/DT clerk/NN of/IN Lima/NNP left/VBD ./. She/PRP slept/VBD ./. Eva/NNP Ruiz/NNP slept/VBD ./.";
  static const reference_name of[] = {{"person", 0, 2, NULL}, {"place", 7, 8, "PE"}, {"person", 13, 15, NULL}};
  reference_work r;
  opened(&r, three, of, 3);
  assert_int_equal(lun_referents_at(r.referents, 4, 6), LUN_NOBODY);
  assert_int_equal(lun_referents_refer(r.referents, 4, 6, 2, false, NULL), LUN_OK);
  assert_int_equal(lun_referents_at(r.referents, 4, 6), 2);
  means(&r, 10, 11, "Ana Torres | subject of the paragraph | Eva Ruiz");
  assert_int_equal(lun_referents_refer(r.referents, 4, 6, 99, false, NULL), LUN_OK); /* which is no entity: of no type */
  assert_int_equal(lun_referents_at(r.referents, 4, 6), 99);
  assert_int_equal(lun_referents_refer(r.referents, 4, 4, 0, false, NULL), LUN_INVALID);
  assert_int_equal(lun_referents_refer(r.referents, 4, 400, 0, false, NULL), LUN_INVALID);
  reference_close(&r);
}

static void test_what_persons_are_called_is_asked_for_words_of_roles_only(void **state) {
  (void)state;
  static const char text[] = "Ana/NNP Torres/NNP left/VBD ./. The/DT gizmo/NN left/VBD ./. The/DT clerk/NN slept/VBD ./. The/DT mayor/NN slept/VBD ./. The/DT minister/NN slept/VBD ./.";
  reference_work r;
  opened(&r, text, names, 1);
  means(&r, 4, 6, "- | nobody of the text is known as that |");
  assert_int_equal(r.asked, 0);
  means(&r, 12, 14, "Ana Torres | called % |"); /* a word of the dictionary, as those of offices are */
  means(&r, 16, 18, "- | nobody of the text is known as that |");
  assert_int_equal(r.asked, 1);
  assert_int_equal(r.asked_offices, 1);
  static const uint8_t type = LUN_ENTITY_PERSON;
  static const lun_added_mention mention = {0, 2, 3, NULL, 0};
  assert_int_equal(lun_referents_renew(r.referents, &r.entities, &type, 1, &mention, 1, NULL), LUN_OK); /* whoever was added may be called anything */
  means(&r, 8, 10, "- | nobody of the text is known as that |");
  assert_int_equal(r.asked, 2);
  assert_int_equal(r.asked_offices, 1);
  assert_int_equal(lun_referents_call(r.referents, 0, "mayor", 5, false, NULL), LUN_INVALID); /* nobody asks */
  reference_close(&r);
}

static void test_answer_stays(void **state) {
  (void)state;
  reference_work r;
  opened(&r, two, names, 2);
  means(&r, 6, 7, "Ana Torres | subject of the paragraph |");
  assert_int_equal(lun_referents_refer(r.referents, 2, 3, 1, false, NULL), LUN_OK);
  means(&r, 6, 7, "Ana Torres | subject of the paragraph |");
  assert_int_equal(lun_referents_renew(r.referents, &r.entities, NULL, 0, NULL, 0, NULL), LUN_OK); /* but not beyond this */
  means(&r, 6, 7, "Ana Torres | subject of the paragraph |");
  reference_close(&r);
}

static void test_countries_that_are_described(void **state) {
  (void)state;
  static const char text[] = "Peru/NNP and/CC Kenya/NNP met/VBD ./. The/DT Andean/JJ nation/NN won/VBD ./. The/DT country/NN lost/VBD ./. The/DT Emerald/NNP Isle/NNP slept/VBD ./.";
  static const reference_name of[] = {{"place", 0, 1, "PE"}, {"place", 2, 3, "KE"}};
  reference_work r;
  opened(&r, text, of, 2);
  means(&r, 5, 8, "Peru | the % named last |");
  means(&r, 10, 12, "- | unclear: the country named last | Kenya Peru");
  means(&r, 14, 17, "- | called % |");
  reference_close(&r);
}

static void test_shortest_statement_holds_a_token(void **state) {
  (void)state;
  reference_work r;
  opened(&r, two, names, 2);
  const lun_said said[] = {{0, 12, 0, true}, {3, 9, 1, false}, {3, 9, 0, false}, {8, 14, LUN_NOBODY, true}};
  assert_int_equal(lun_referents_statements(r.referents, said, 4, NULL), LUN_OK);
  static const struct { uint32_t token, statement; } wanted[] = {{0, 0}, {2, 0}, {3, 1}, {8, 1}, {9, 3}, {13, 3}, {14, LUN_NOBODY}, {999, LUN_NOBODY}};
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) assert_int_equal(lun_referents_statement_at(r.referents, wanted[i].token), wanted[i].statement);
  const lun_said beyond = {0, 1000, 0, true};
  assert_int_equal(lun_referents_statements(r.referents, &beyond, 1, NULL), LUN_INVALID);
  reference_close(&r);
}

static void test_failure_of_what_is_asked_is_told(void **state) {
  (void)state;
  reference_work r;
  lun_err err = {0};
  char shown[1000];
  opened(&r, two, names, 2);
  r.refuses = true;
  assert_int_equal(reference_tell(&r, 6, 7, shown, sizeof shown, &err), LUN_INVALID);
  assert_int_equal(reference_tell(&r, 13, 15, shown, sizeof shown, &err), LUN_INVALID);
  assert_int_equal(reference_tell(&r, 6, 600, shown, sizeof shown, &err), LUN_INVALID);
  r.refuses = false;
  means(&r, 6, 7, "Ana Torres | subject of the paragraph |"); /* which it answers all the same when it is asked again */
  reference_close(&r);
}

static void test_added_entities_have_numbers_behind_the_others(void **state) {
  (void)state;
  reference_work r;
  opened(&r, two, names, 2);
  const uint8_t type = LUN_ENTITY_TYPES; /* a ship */
  const lun_added_mention mention = {0, 14, 15, NULL, 0}, wrong = {1, 14, 15, NULL, 0};
  assert_int_equal(lun_referents_renew(r.referents, &r.entities, &type, 1, &mention, 1, NULL), LUN_OK);
  assert_int_equal(lun_referents_refer(r.referents, 14, 15, 2, true, NULL), LUN_OK);
  assert_int_equal(lun_referents_at(r.referents, 14, 15), 2);
  assert_int_equal(lun_referents_renew(r.referents, &r.entities, &type, 1, &wrong, 1, NULL), LUN_INVALID);
  reference_close(&r);
}

static void test_lists_and_dictionaries_are_checked(void **state) {
  (void)state;
  reference_work r;
  lun_err err = {0};
  lun_reference_words *words;
  opened(&r, two, names, 2);
  assert_int_equal(lun_reference_words_add(r.words, "males", "he", 2, &err), LUN_NOT_FOUND);
  assert_non_null(strstr(err.message, "'males'"));
  lun_dictionary *bare = lun_image_find(r.image, "body");
  lun_dictionary *const dictionaries[] = {bare, bare, bare, bare};
  assert_int_equal(lun_reference_words_new(r.w.vocab, dictionaries, 0, &words, &err), LUN_INVALID);
  assert_non_null(strstr(err.message, "flags"));
  assert_null(words);
  reference_close(&r);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_pronouns_go_back_to_whom_they_fit), cmocka_unit_test(test_words_that_were_followed_back_are_followed_themselves), cmocka_unit_test(test_answer_stays), cmocka_unit_test(test_what_persons_are_called_is_asked_for_words_of_roles_only),
      cmocka_unit_test(test_countries_that_are_described), cmocka_unit_test(test_shortest_statement_holds_a_token),
      cmocka_unit_test(test_failure_of_what_is_asked_is_told), cmocka_unit_test(test_added_entities_have_numbers_behind_the_others),
      cmocka_unit_test(test_lists_and_dictionaries_are_checked)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* When and where events happen, in sentences whose tags, times and places are laid by hand. */
#include "event_fixture.h"

static event_work work;

typedef struct laid { const char *words, *type, *value; } laid; /* a place without a type */

static void open_laid(const char *tagged, const laid *spans) {
  lun_err err = {0};
  if (event_open(&work, &err) || event_read(&work, tagged, &err)) fail_msg("%s", err.message);
  for (; spans->words; spans++) assert_int_equal(event_lay(&work, spans->words, spans->type, spans->value, &err), LUN_OK);
}
static lun_phrase word(const char *text) { return (lun_phrase){event_at(&work, text, 0), event_at(&work, text, 0)}; }
static void check_span(lun_event_span span, const char *wanted) {
  char shown[100] = "";
  lun_err err = {0};
  assert_int_equal(lun_events_failure(work.events, &err), LUN_OK);
  assert_int_equal(span.id != 0, lun_is_phrase(span.at));
  clause_show(&work.w, span.at, shown, sizeof shown);
  assert_string_equal(shown, wanted);
  event_close(&work);
}
static void check_time(const char *tagged, const laid *spans, const char *verb, const char *wanted) {
  open_laid(tagged, spans);
  check_span(lun_event_time_of(work.events, word(verb)), wanted);
}
static void check_place(const char *tagged, const laid *spans, const char *verb, const char *wanted, bool wanted_stated) {
  bool stated;
  open_laid(tagged, spans);
  const lun_event_span place = lun_event_place_of(work.events, word(verb).first, lun_no_phrase, &stated);
  if (place.id) assert_int_equal(stated, wanted_stated);
  check_span(place, wanted);
}

#define MONDAY {"Monday", "DATE", "2021-06-14"}
#define FRIDAY {"Friday", "DATE", "2021-06-18"}

static void test_time_is_the_nearest_by_what_lies_between(void **state) {
  (void)state;
  static const laid monday[] = {MONDAY, {0}}, both[] = {MONDAY, FRIDAY, {0}};
  check_time("Peru/NNP attacked/VBD Lima/NNP on/IN Monday/NNP ./.", monday, "attacked", "Monday");
  check_time("Peru/NNP attacked/VBD Lima/NNP ./.", (const laid[]){{0}}, "attacked", "-");
  check_time("On/IN Monday/NNP Peru/NNP attacked/VBD Lima/NNP and/CC left/VBD on/IN Friday/NNP ./.", both, "attacked", "Monday");
  check_time("Peru/NNP met/VBD Chile/NNP on/IN Monday/NNP and/CC attacked/VBD Lima/NNP on/IN Friday/NNP ./.", both, "met", "Monday");
  check_time("Peru/NNP met/VBD Chile/NNP on/IN Monday/NNP and/CC attacked/VBD Lima/NNP on/IN Friday/NNP ./.", both, "attacked", "Friday");
  check_time("Peru/NNP met/VBD Chile/NNP on/IN Monday/NNP ,/, and/CC Bolivia/NNP attacked/VBD Lima/NNP ./.", monday, "attacked", "-"); /* of another clause */
  check_time("Peru/NNP met/VBD ministers/NNS who/WP left/VBD on/IN Monday/NNP ./.", monday, "met", "-"); /* said of a noun */
  check_time("In/IN Peru/NNP by/IN Monday/NNP had/VBD been/VBN attacked/VBN rebels/NNS ./.", monday, "attacked", "Monday"); /* its own group costs nothing */
}

static void test_time_of_a_noun_is_no_time_of_the_verb(void **state) {
  (void)state;
  static const laid both[] = {MONDAY, FRIDAY, {0}};
  check_time("On/IN Friday/NNP Peru/NNP condemned/VBD Monday/NNP 's/POS raid/NN ./.", both, "condemned", "Friday");
  check_time("On/IN Friday/NNP Peru/NNP condemned/VBD Monday/NNP 's/POS raid/NN ./.", both, "raid", "Monday");
  check_time("On/IN Friday/NNP Peru/NNP left/VBD the/DT Monday/NNP talks/NNS ./.", both, "left", "Friday");
}

static void test_only_days_and_hours_date_anything(void **state) {
  (void)state;
  check_time("Peru/NNP attacked/VBD Lima/NNP now/RB ./.", (const laid[]){{"now", "DATE", "PRESENT_REF"}, {0}}, "attacked", "-");
  check_time("Peru/NNP attacked/VBD Lima/NNP daily/RB ./.", (const laid[]){{"daily", "SET", "P1D"}, {0}}, "attacked", "-");
  check_time("Peru/NNP attacked/VBD Lima/NNP overnight/RB ./.", (const laid[]){{"overnight", "TIME", "2021-06-14TNI"}, {0}}, "attacked", "overnight");
}

static void test_place_is_brought_by_a_preposition(void **state) {
  (void)state;
  static const laid lima[] = {{"Lima", NULL, NULL}, {0}}, two[] = {{"Lima", NULL, NULL}, {"Oslo", NULL, NULL}, {0}};
  check_place("Peru/NNP attacked/VBD rebels/NNS near/IN the/DT old/JJ Lima/NNP ./.", lima, "attacked", "Lima", true);
  check_place("Peru/NNP attacked/VBD Lima/NNP ./.", lima, "attacked", "-", true);
  check_place("In/IN Lima/NNP Peru/NNP attacked/VBD rebels/NNS in/IN Oslo/NNP ./.", two, "attacked", "Oslo", true);
  check_place("In/IN Lima/NNP Peru/NNP attacked/VBD rebels/NNS and/CC left/VBD troops/NNS in/IN Oslo/NNP ./.", two, "attacked", "Lima", true); /* of another verb */
  check_place("After/IN they/PRP left/VBD friends/NNS in/IN Lima/NNP ,/, Peru/NNP attacked/VBD rebels/NNS ./.", lima, "attacked", "-", true);
  check_place("Peru/NNP in/IN Lima/NNP ,/, while/IN it/PRP attacked/VBD rebels/NNS ./.", lima, "attacked", "-", true);
}

static void test_journey_goes_to_its_place(void **state) {
  (void)state;
  bool stated;
  open_laid("Ruiz/NNP left/VBD for/IN Lima/NNP in/IN Peru/NNP ./.", (const laid[]){{"Lima", NULL, NULL}, {"Peru", NULL, NULL}, {0}});
  const lun_event_span place = lun_event_place_of(work.events, word("left").first, word("Lima"), &stated);
  assert_true(stated);
  check_span(place, "Lima");
}

static void test_what_begins_and_ends_among_tokens(void **state) {
  (void)state;
  open_laid("On/IN Monday/NNP in/IN New/NNP Lima/NNP Peru/NNP left/VBD ./.", (const laid[]){MONDAY, {"New Lima", NULL, NULL}, {0}});
  assert_true(lun_event_is_when_or_where(work.events, word("Monday")) && lun_event_is_when_or_where(work.events, word("New")) && lun_event_is_when_or_where(work.events, word("Lima")));
  assert_false(lun_event_is_when_or_where(work.events, word("Peru")));
  assert_int_equal(lun_event_place_at(work.events, word("Lima").first).id, 0);
  assert_int_equal(lun_event_place_at(work.events, -1).id, 0);
  assert_int_equal(lun_event_place_at(work.events, 1000).id, 0);
  assert_int_equal(lun_event_first_time(work.events, (lun_phrase){2, 7}).id, 0);
  assert_int_equal(lun_event_first_time(work.events, (lun_phrase){0, 7}).id, 1);
  check_span(lun_event_place_at(work.events, word("New").first), "New Lima");
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_time_is_the_nearest_by_what_lies_between), cmocka_unit_test(test_time_of_a_noun_is_no_time_of_the_verb),
                                     cmocka_unit_test(test_only_days_and_hours_date_anything), cmocka_unit_test(test_place_is_brought_by_a_preposition),
                                     cmocka_unit_test(test_journey_goes_to_its_place), cmocka_unit_test(test_what_begins_and_ends_among_tokens)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Days of the calendar, what times are counted from, and values by what a match captured. */
#include "clause_fixture.h"

#include "lunette/times.h"

static void test_days_have_numbers_and_numbers_days(void **state) {
  (void)state;
  assert_int_equal(lun_day_number(1970, 1, 1), 0);
  assert_int_equal(lun_day_number(2000, 2, 29), 11016);
  assert_int_equal(lun_weekday(lun_day_number(2018, 8, 17)), 5);
  assert_int_equal(lun_weekday(lun_day_number(1969, 12, 28)), 7);
  for (int64_t day = -800000; day < 800000; day += 37) {
    const lun_date date = lun_day_date(day);
    assert_int_equal(lun_day_number(date.year, date.month, date.day), day);
    assert_in_range(date.month, 1, 12);
    assert_in_range(date.day, 1, 31);
  }
  char value[LUN_TIME_ROOM];
  lun_day_write(lun_day_number(1900, 3, 1) - 1, value);
  assert_string_equal(value, "1900-02-28");
}

static void test_days_in_digits(void **state) {
  (void)state;
  static const char *const rows[][2] = {{"10/31/89", "1989-10-31"}, {"31.10.2021", "2021-10-31"}, {"2021-03-03", "2021-03-03"}, {"2021/03/03", "2021-03-03"}, {"1-2-49", "2049-01-02"},
                                        {"13/13/2020", NULL}, {"24/7", NULL}, {"10/31/890", NULL}, {"0/1/2020", NULL}, {"12/32/2020", NULL}, {"2021-3-03", NULL}, {"", NULL}, {"1/2/20200", NULL}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    char value[LUN_DAY_ROOM];
    const bool told = lun_day_in_digits(rows[i][0], strlen(rows[i][0]), value);
    assert_int_equal(told, rows[i][1] != NULL);
    if (told) assert_string_equal(value, rows[i][1]);
  }
}

static void name(lun_anchor *a, const char *value, bool begins, uint32_t token) { lun_anchor_name(a, value, strlen(value), begins, token); }

static void test_anchor_keeps_what_was_named_last(void **state) {
  (void)state;
  lun_anchor a = {0};
  assert_null(lun_anchor_kind(&a));
  assert_false(lun_anchor_published(&a).known);
  name(&a, "2019-Q3", false, 4);
  assert_string_equal(lun_anchor_kind(&a), "quarter");
  assert_string_equal(a.year, "2019");
  name(&a, "2018-08", false, 9);
  assert_string_equal(lun_anchor_kind(&a), "month");
  assert_string_equal(a.quarter, "2019-Q3");
  assert_string_equal(a.year, "2018");
  assert_false(a.has_day);
  name(&a, "2017-05-03TMO", false, 12);
  assert_null(lun_anchor_kind(&a));
  assert_int_equal(a.day, lun_day_number(2017, 5, 3));
  name(&a, "PAST_REF that is longer than what is kept", false, 14);
  assert_null(lun_anchor_kind(&a));
  assert_int_equal(a.token, 14);
  assert_string_equal(a.year, "2017");
  char value[LUN_TIME_ROOM];
  lun_anchor_name_day(&a, lun_day_number(10000, 1, 2), 16, value);
  assert_string_equal(value, "10000-01-02");
  assert_int_equal(a.day, lun_day_number(10000, 1, 2));
  assert_int_equal(a.token, 16);
}

static void test_day_of_publication_is_that_of_the_document_else_of_its_beginning(void **state) {
  (void)state;
  lun_anchor a = {0};
  name(&a, "2017-05", true, 1);
  name(&a, "2017-05-03", false, 2);
  assert_false(lun_anchor_published(&a).known);
  name(&a, "2017-05-04", true, 3);
  name(&a, "2017-05-05", true, 4);
  assert_int_equal(lun_anchor_published(&a).day, lun_day_number(2017, 5, 4));
  a.date = "2018-08-17T10:00:00Z";
  a.date_size = strlen(a.date);
  const lun_published p = lun_anchor_published(&a);
  assert_true(p.known && p.year == 2018 && p.month == 8 && p.day == lun_day_number(2018, 8, 17));
  a.date = "yesterday";
  a.date_size = strlen(a.date);
  assert_false(lun_anchor_published(&a).known);
}

/* A text with its tags, published on a Friday, whose times are told. */
typedef struct telling { clause_work w; lun_clauses *clauses; lun_times times; lun_anchor anchor; char *bytes; } telling;
static lun_clauses *clauses_of(void *context) { return ((telling *)context)->clauses; }
static telling *open_telling(const char *tagged) {
  static const char *const tsv[] = {"#dictionary weekday\n#cols surface\tnumber\nMonday\t1\nFriday\t5\nFridays\t5\n", "#dictionary month\n#cols surface\tnumber\nMay\t5\nDecember\t12\n"};
  static telling t;
  lun_image_builder *builder;
  lun_err err = {0};
  size_t size;
  t = (telling){.anchor = {.date = "2018-08-17", .date_size = 10}};
  assert_int_equal(lun_image_builder_new(&builder, &err), LUN_OK);
  for (int i = 0; i < 2; i++) assert_int_equal(lun_image_builder_add(builder, "list", "list.tsv", tsv[i], strlen(tsv[i]), &err), LUN_OK);
  assert_int_equal(lun_image_builder_finish(builder, &t.bytes, &size, &err), LUN_OK);
  lun_image_builder_free(builder);
  assert_int_equal(clause_open(&t.w, &err), LUN_OK);
  assert_int_equal(clause_read(&t.w, tagged, &err), LUN_OK);
  assert_int_equal(lun_image_open(t.bytes, size, &t.w.image, &err), LUN_OK);
  assert_int_equal(lun_clauses_new(t.w.words, t.w.doc, &t.clauses, &err), LUN_OK);
  t.times = (lun_times){lun_image_find(t.w.image, "weekday"), lun_image_find(t.w.image, "month"), t.w.vocab, clauses_of, &t};
  return &t;
}
static void close_telling(telling *t) {
  lun_clauses_free(t->clauses);
  clause_close(&t->w);
  lun_free(t->bytes);
}

/* Captures as a list: part=words part=words; the match is the word of the first. */
static void tells(telling *t, lun_time_asked asked, const char *captures, const char *wanted) {
  char copy[100], value[LUN_TIME_ROOM];
  lun_time_match m = {.first = 0, .stop = 1};
  lun_err err = {0};
  strcpy(copy, captures);
  for (char *part = strtok(copy, " "); part; part = strtok(NULL, " ")) {
    char *words = strchr(part, '=');
    *words++ = 0;
    for (lun_time_part k = 0; k < LUN_TIME_PARTS; k++) if (!strcmp(part, lun_time_part_name(k))) m.words[k] = (lun_time_words){words, strlen(words)};
    const char *at = part == copy ? strstr(t->w.text, words) : NULL;
    if (at) m.stop = 1 + (m.first = lun_tokens_at(&t->w.doc->tokens, (uint32_t)(at - t->w.text)));
  }
  const lun_status status = lun_time_tell(&t->times, &t->anchor, asked, &m, value, &err);
  if (!wanted) assert_int_equal(status, LUN_INVALID);
  else if (status) fail_msg("%s", err.message);
  else if (strcmp(value, wanted)) fail_msg("%s: %s, not %s", captures, value, wanted);
}

static void test_weekdays_are_told_by_the_verb_and_words_beside_them(void **state) {
  (void)state;
  telling *t = open_telling("They/PRP met/VBD on/IN Monday/NNP ./.");
  tells(t, LUN_TIME_WEEKDAY, "day=Monday", "2018-08-13");
  assert_string_equal(t->anchor.named, "2018-08-13");
  tells(t, LUN_TIME_WEEKDAY, "day=Friday", "2018-08-17");
  tells(t, LUN_TIME_WEEKDAY, "day=Friday rel=last", "2018-08-10");
  tells(t, LUN_TIME_WEEKDAY, "day=Friday rel=Next", "2018-08-24");
  tells(t, LUN_TIME_WEEKDAY, "day=Monday rel=this", "2018-08-13");
  tells(t, LUN_TIME_WEEKDAY, "day=MONDAY part=night", "2018-08-13TNI");
  tells(t, LUN_TIME_WEEKDAY, "day=Monday part=mornings", "XXXX-WXX-1TMO");
  tells(t, LUN_TIME_WEEKDAY, "day=Fridays", "XXXX-WXX-5");
  tells(t, LUN_TIME_WEEKDAY, "day=Friday every=every", "XXXX-WXX-5");
  tells(t, LUN_TIME_WEEKDAY, "day=Someday", "XXXX-WXX");
  tells(t, LUN_TIME_WEEKDAY, "month=May", NULL);
  tells(t, LUN_TIME_WEEKDAY_TYPE, "day=Fridays", "SET");
  tells(t, LUN_TIME_WEEKDAY_TYPE, "day=Friday part=night", "TIME");
  tells(t, LUN_TIME_WEEKDAY_TYPE, "day=Friday", "DATE");
  close_telling(t);
  t = open_telling("They/PRP will/MD meet/VB on/IN Monday/NNP ./.");
  tells(t, LUN_TIME_WEEKDAY, "day=Monday", "2018-08-20");
  t->anchor.date = NULL;
  tells(t, LUN_TIME_WEEKDAY, "day=Monday", "XXXX-WXX-1");
  close_telling(t);
}

static void test_months_have_the_year_in_which_they_are_nearest(void **state) {
  (void)state;
  telling *t = open_telling("They/PRP met/VBD in/IN May/NNP ./.");
  tells(t, LUN_TIME_OF_MONTH, "month=May", "2018-05");
  tells(t, LUN_TIME_OF_MONTH, "month=December day=3rd", "2017-12-03");
  tells(t, LUN_TIME_OF_MONTH, "month=May day=3 year=2021", "2021-05-03");
  tells(t, LUN_TIME_OF_MONTH, "month=May year=49", "2049-05");
  tells(t, LUN_TIME_OF_MONTH, "month=May day=77 year=51", "1951-05");
  tells(t, LUN_TIME_OF_MONTH, "month=December rel=last", "2017-12");
  tells(t, LUN_TIME_OF_MONTH, "month=May rel=next", "2019-05");
  tells(t, LUN_TIME_OF_MONTH, "month=May rel=last yearly=year", "2017-05");
  tells(t, LUN_TIME_OF_MONTH, "month=May rel=previous yearly=year", "2017-05");
  tells(t, LUN_TIME_OF_MONTH, "month=May rel=Following yearly=year", "2019-05");
  tells(t, LUN_TIME_OF_MONTH, "month=May rel=current yearly=year", "2018-05");
  tells(t, LUN_TIME_OF_MONTH, "month=MAY rel=this", "2018-05");
  tells(t, LUN_TIME_OF_MONTH, "month=Maybe", "XXXX-XX");
  tells(t, LUN_TIME_OF_MONTH, "month=May year=so", "so-05");
  tells(t, LUN_TIME_OF_MONTH, "month=May year=\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9n\xC3\xA9",
        "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9n-05");
  tells(t, LUN_TIME_WITHIN_MONTH, "part=mid-December", "2017-12");
  tells(t, LUN_TIME_WITHIN_MONTH, "part=early-may", "2018-05");
  tells(t, LUN_TIME_WITHIN_MONTH, "part=LATE-MAY", "2018-05");
  tells(t, LUN_TIME_WITHIN_MONTH, "part=mid-air", "XXXX-XX");
  t->anchor.date = NULL;
  tells(t, LUN_TIME_OF_MONTH, "month=May", "XXXX-05");
  tells(t, LUN_TIME_OF_MONTH, "month=May day=4 year=2020", "2020-05-04");
  assert_true(lun_anchor_published(&t->anchor).known);
  close_telling(t);
  t = open_telling("They/PRP will/MD meet/VB in/IN May/NNP ./.");
  tells(t, LUN_TIME_OF_MONTH, "month=May", "2019-05");
  close_telling(t);
}

static void test_digits_years_and_where_a_value_is_from(void **state) {
  (void)state;
  telling *t = open_telling("It/PRP began/VBD in/IN 1998/CD ./.");
  tells(t, LUN_TIME_FROM, "month=May", "published");
  tells(t, LUN_TIME_FROM, "year=1998", "stated");
  tells(t, LUN_TIME_OF_YEAR, "year=1998", "1998");
  assert_string_equal(t->anchor.year, "1998");
  tells(t, LUN_TIME_OF_YEAR, "year=in-the-year-in-which-the-old-caf\xC3\xA9s-were-old-c\xC3\xA9", "in-the-year-in-which-the-old-caf\xC3\xA9s-were-old-c");
  tells(t, LUN_TIME_IS_IN_DIGITS, "date=24/7/x", "");
  tells(t, LUN_TIME_IN_DIGITS, "date=24/7/x", NULL);
  tells(t, LUN_TIME_IN_DIGITS, "date=10/31/89", "1989-10-31");
  t->anchor.date = NULL;
  tells(t, LUN_TIME_FROM, "month=May", "stated");
  close_telling(t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_days_have_numbers_and_numbers_days),
      cmocka_unit_test(test_days_in_digits),
      cmocka_unit_test(test_anchor_keeps_what_was_named_last),
      cmocka_unit_test(test_day_of_publication_is_that_of_the_document_else_of_its_beginning),
      cmocka_unit_test(test_weekdays_are_told_by_the_verb_and_words_beside_them),
      cmocka_unit_test(test_months_have_the_year_in_which_they_are_nearest),
      cmocka_unit_test(test_digits_years_and_where_a_value_is_from),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

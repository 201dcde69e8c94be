/* Datelines and dates at the beginning of an article. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/structure_part.h"

typedef struct fixture {
  lun_vocab *vocab;
  lun_tokens tokens;
  lun_structure structure;
  const char *text;
} fixture;

static void open_text(fixture *f, const char *text) {
  lun_err err;
  memset(f, 0, sizeof *f);
  f->text = text;
  assert_int_equal(lun_vocab_new(&f->vocab, &err), LUN_OK);
  assert_int_equal(lun_tokenize(text, (uint32_t)strlen(text), f->vocab, &f->tokens, &err), LUN_OK);
  assert_int_equal(lun_structure_find(text, f->vocab, &f->tokens, &f->structure, &err), LUN_OK);
}

static void close_text(fixture *f) {
  lun_structure_free(&f->structure);
  lun_tokens_free(&f->tokens);
  lun_vocab_free(f->vocab);
}

/* The dateline's places, and the first word behind it (NULL: the paragraph holds nothing else). */
static void expect(const char *text, const char *places, const char *behind) {
  fixture f;
  open_text(&f, text);
  const lun_structure *s = &f.structure;
  if (s->dateline_first == s->dateline_stop) fail_msg("no dateline in <%s>", text);
  uint32_t from = f.tokens.start[s->dateline_first], to = lun_token_stop(&f.tokens, s->dateline_stop - 1);
  if (to - from != strlen(places) || memcmp(text + from, places, to - from) != 0)
    fail_msg("expected <%s>, found <%.*s>", places, (int)(to - from), text + from);
  if (behind) assert_memory_equal(text + f.tokens.start[s->dateline_end], behind, strlen(behind));
  close_text(&f);
}

static void refuse(const char *text) {
  fixture f;
  open_text(&f, text);
  if (f.structure.dateline_first != f.structure.dateline_stop)
    fail_msg("dateline <%.*s> in <%s>", (int)f.tokens.length[f.structure.dateline_first], text + f.tokens.start[f.structure.dateline_first], text);
  close_text(&f);
}

#define REST "The court ruled on Friday that the bridge must stay open until the spring of next year."

static void test_place_in_capitals_before_a_dash(void **state) {
  (void)state;
  expect("SANTIAGO – " REST, "SANTIAGO", "The");
  expect("SAN JOSE — " REST, "SAN JOSE", "The");
  expect("SAN JOSE—" REST, "SAN JOSE", "The");
  expect("DAR ES SALAAM - " REST, "DAR ES SALAAM", "The");
}

static void test_agency_is_no_part_of_the_place(void **state) {
  (void)state;
  expect("GENEVA (Agency) — " REST, "GENEVA", "The");
  expect("DAR ES SALAAM, Tanzania (XP) _ " REST, "DAR ES SALAAM, Tanzania", "The");
  expect("LIMA, Peru (XP)_ " REST, "LIMA, Peru", "The");
  expect("Lima /PRENSA/ " REST, "Lima", "The");
}

static void test_date_is_no_part_of_the_place(void **state) {
  (void)state;
  expect("WASHINGTON, Jan. 5 (Agency) - " REST, "WASHINGTON", "The");
  expect("Cairo, Egypt, Apr 21 2022 (XPS) - " REST, "Cairo, Egypt", "The");
  expect("CAIRO – 26 July 2022: " REST, "CAIRO", "The");
  expect("SAN JOSE, July 24: " REST, "SAN JOSE", "The");
  expect("LIMA, July 24 (Agency): " REST, "LIMA", "The");
  expect("Lima, July 24: " REST, "Lima", "The");
}

static void test_place_with_country_needs_no_capitals(void **state) {
  (void)state;
  expect("Beirut, Lebanon - " REST, "Beirut, Lebanon", "The");
  expect("Nairobi — " REST, "Nairobi", "The");
}

static void test_dateline_on_a_line_of_its_own(void **state) {
  (void)state;
  expect("Bridge to stay open\n\nSANTIAGO –\n\n" REST, "SANTIAGO", "The");
  expect("LIMA, Peru (XP) --\n\n" REST, "LIMA, Peru", "The");
  expect("Bridge to stay open\n\nLIMA 2016-08-24\n\n" REST, "LIMA", "The");
  fixture f;
  open_text(&f, "Bridge to stay open\n\nLIMA\n\n" REST);
  assert_int_equal(f.structure.part[1], LUN_DATELINE);
  assert_int_equal(f.structure.part[2], LUN_LEAD);
  close_text(&f);
}

static void test_what_is_no_dateline(void **state) {
  (void)state;
  refuse("Egypt – the most populous state of the region – is holding its first vote in ten years on Friday.");
  refuse("BREAKING - The court ruled on Friday that the bridge must stay open until the spring of next year.");
  refuse("US – China talks on trade were put off again on Friday, the third time that this has happened.");
  refuse("He said on Friday - The court was empty - that nobody had told him of the ruling of last week.");
  refuse("On Jan. 5 - The court was empty that day - nobody had told him of the ruling of the week before.");
  refuse("SOCCER - DUTCH FIRST DIVISION RESULTS.\n\n" REST);
  refuse("ANNA MARSH: We waited for hours in the rain until somebody opened the door of the old town hall for us.\n\n"
         "JOHN ROE: And then we waited again for somebody to turn the lights on in the council's chamber.");
  refuse("Brevik (no relation): The court had ruled on Friday that the bridge must stay open until the spring of the year.");
  refuse(REST);
  refuse("");
}

static uint32_t date_tokens(const char *text) {
  fixture f;
  open_text(&f, text);
  lun_reading r = {text, f.vocab, &f.tokens};
  uint32_t end = lun_date_end(&r, 0, f.tokens.count);
  close_text(&f);
  return end;
}

static void test_dates_are_read_whole(void **state) {
  (void)state;
  assert_int_equal(date_tokens("Saturday, September 12, 2015 Then"), 6);
  assert_int_equal(date_tokens("5 January 2018 the"), 3);
  assert_int_equal(date_tokens("Jan. 5 the"), 2);
  assert_int_equal(date_tokens("2018-01-05 the"), 1);
  assert_int_equal(date_tokens("5 January 2018 at 3 a.m. the"), 6);
  assert_int_equal(date_tokens("5 January 2018, 11:30 GMT"), 6);
  assert_int_equal(date_tokens("Friday the court"), 1);
  assert_int_equal(date_tokens("May the court"), 0);
  assert_int_equal(date_tokens("The court"), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_place_in_capitals_before_a_dash),  cmocka_unit_test(test_agency_is_no_part_of_the_place),
      cmocka_unit_test(test_date_is_no_part_of_the_place),     cmocka_unit_test(test_place_with_country_needs_no_capitals),
      cmocka_unit_test(test_dateline_on_a_line_of_its_own),    cmocka_unit_test(test_what_is_no_dateline),
      cmocka_unit_test(test_dates_are_read_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

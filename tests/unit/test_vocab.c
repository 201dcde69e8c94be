/* The vocabulary: numbers, texts that never move, forms, growth. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lunette/vocab.h"

static lun_vocab *fresh(void) {
  lun_vocab *vocab;
  assert_int_equal(lun_vocab_new(&vocab, NULL), LUN_OK);
  return vocab;
}

static lun_lexeme intern(lun_vocab *vocab, const char *text) {
  const lun_lexeme lexeme = lun_vocab_intern(vocab, text, strlen(text));
  assert_int_not_equal(lexeme, 0);
  return lexeme;
}

static const char *text_of(const lun_vocab *vocab, lun_lexeme lexeme) {
  size_t size;
  const char *text = lun_vocab_text(vocab, lexeme, &size);
  assert_int_equal(strlen(text), size);
  return text;
}

static void test_equal_texts_share_a_lexeme(void **state) {
  (void)state;
  lun_vocab *vocab = fresh();
  const lun_lexeme first = intern(vocab, "minister");
  assert_int_equal(first, 1);
  assert_int_equal(intern(vocab, "ministers"), 2);
  assert_int_equal(intern(vocab, "minister"), first);
  assert_int_equal(lun_vocab_count(vocab), 2);
  assert_string_equal(text_of(vocab, first), "minister");
  lun_vocab_free(vocab);
}

static void test_finding_makes_nothing(void **state) {
  (void)state;
  lun_vocab *vocab = fresh();
  assert_int_equal(lun_vocab_find(vocab, "never", 5), 0);
  assert_int_equal(lun_vocab_count(vocab), 0);
  const lun_lexeme lexeme = intern(vocab, "once");
  assert_int_equal(lun_vocab_find(vocab, "once", 4), lexeme);
  assert_int_equal(lun_vocab_find(vocab, "once", 3), 0);
  lun_vocab_free(vocab);
}

static void test_fetching_makes_and_loses_nothing(void **state) {
  (void)state;
  lun_vocab *vocab = fresh();
  const lun_lexeme lexeme = intern(vocab, "once");
  lun_vocab_fetch(vocab, "once", 4);
  lun_vocab_fetch(vocab, "never and nowhere at all", 24);
  assert_int_equal(lun_vocab_count(vocab), 1);
  assert_int_equal(lun_vocab_find(vocab, "once", 4), lexeme);
  assert_int_equal(lun_vocab_find(vocab, "never and nowhere at all", 24), 0);
  lun_vocab_free(vocab);
}

static void test_lengths_around_the_inline_key_are_kept_apart(void **state) {
  (void)state;
  lun_vocab *vocab = fresh();
  char text[64];
  memset(text, 'a', sizeof text);
  lun_lexeme lexemes[40];
  for (size_t size = 1; size < 40; size++) {
    lexemes[size] = lun_vocab_intern(vocab, text, size);
    assert_int_equal(lexemes[size], size);
  }
  text[20] = 'b';
  assert_int_equal(lun_vocab_intern(vocab, text, 30), 40);
  text[20] = 'a';
  for (size_t size = 1; size < 40; size++) assert_int_equal(lun_vocab_find(vocab, text, size), lexemes[size]);
  lun_vocab_free(vocab);
}

static void test_nul_bytes_and_the_empty_text_are_texts_too(void **state) {
  (void)state;
  lun_vocab *vocab = fresh();
  const lun_lexeme one = lun_vocab_intern(vocab, "a", 1), two = lun_vocab_intern(vocab, "a\0", 2), none = lun_vocab_intern(vocab, "", 0);
  assert_true(one && two && none && one != two && two != none);
  assert_int_equal(lun_vocab_find(vocab, "a\0", 2), two);
  assert_int_equal(lun_vocab_find(vocab, "", 0), none);
  lun_vocab_free(vocab);
}

static void test_the_lower_case_is_known_once_it_was_asked_for(void **state) {
  (void)state;
  lun_vocab *vocab = fresh();
  const lun_lexeme lexeme = intern(vocab, "Rio");
  assert_int_equal(lun_vocab_lower_known(vocab, lexeme), 0);
  const lun_lexeme lower = lun_vocab_lower(vocab, lexeme);
  assert_int_equal(lun_vocab_lower_known(vocab, lexeme), lower);
  assert_string_equal(text_of(vocab, lower), "rio");
  assert_int_equal(lun_vocab_lower_known(vocab, lower), lower);
  const lun_lexeme small = intern(vocab, "harbour"), accent = intern(vocab, "caf\xC3\xA9");
  assert_int_equal(lun_vocab_lower_known(vocab, small), small); /* without asking */
  assert_int_equal(lun_vocab_lower_known(vocab, accent), 0); /* which is worked out */
  assert_int_equal(lun_vocab_lower(vocab, accent), accent);
  assert_int_equal(lun_vocab_lower_known(vocab, accent), accent);
  assert_int_equal(lun_vocab_lower_known(vocab, 0), 0);
  assert_int_equal(lun_vocab_lower_known(vocab, UINT32_MAX), 0);
  lun_vocab_free(vocab);
}

static void test_the_lower_case_is_found_where_it_is_and_not_made(void **state) {
  (void)state;
  lun_vocab *vocab = fresh();
  const lun_lexeme rio = intern(vocab, "Rio"), accent = intern(vocab, "\xC3\x89tat");
  lun_lexeme lower;
  assert_true(lun_vocab_find_lower(vocab, rio, &lower));
  assert_int_equal(lower, 0);
  assert_int_equal(lun_vocab_count(vocab), accent);
  const lun_lexeme small = intern(vocab, "rio");
  assert_true(lun_vocab_find_lower(vocab, rio, &lower));
  assert_int_equal(lower, small);
  assert_true(lun_vocab_find_lower(vocab, small, &lower));
  assert_int_equal(lower, small);
  assert_true(lun_vocab_find_lower(vocab, accent, &lower)); /* which is no word of ASCII letters */
  assert_string_equal(text_of(vocab, lower), "\xC3\xA9tat");
  assert_false(lun_vocab_find_lower(vocab, 0, &lower));
  lun_vocab_free(vocab);
}

static void test_growth_keeps_numbers_and_texts_in_place(void **state) {
  (void)state;
  enum { MANY = 60000 };
  lun_vocab *vocab = fresh();
  const char *early = text_of(vocab, intern(vocab, "w0"));
  char word[32];
  for (int i = 0; i < MANY; i++) {
    snprintf(word, sizeof word, i % 3 ? "w%d" : "a-rather-long-word-%d", i);
    assert_int_equal(intern(vocab, word), i + 2);
  }
  assert_ptr_equal(lun_vocab_text(vocab, 1, NULL), early);
  for (int i = 0; i < MANY; i++) {
    snprintf(word, sizeof word, i % 3 ? "w%d" : "a-rather-long-word-%d", i);
    assert_int_equal(lun_vocab_find(vocab, word, strlen(word)), i + 2);
  }
  lun_vocab_free(vocab);
}

static void test_too_long_a_text_is_refused(void **state) {
  (void)state;
  lun_vocab *vocab = fresh();
  char *text = malloc(70000);
  assert_non_null(text);
  memset(text, 'x', 70000);
  assert_int_equal(lun_vocab_intern(vocab, text, 65536), 0);
  assert_int_equal(lun_vocab_find(vocab, text, 65536), 0);
  const lun_lexeme longest = lun_vocab_intern(vocab, text, 65535);
  assert_int_equal(longest, 1);
  size_t size;
  assert_memory_equal(lun_vocab_text(vocab, longest, &size), text, 65535);
  assert_int_equal(size, 65535);
  assert_int_equal(lun_vocab_norm(vocab, longest), longest);
  free(text);
  lun_vocab_free(vocab);
}

static void test_no_lexeme_has_an_empty_text_and_no_flags(void **state) {
  (void)state;
  lun_vocab *vocab = fresh();
  assert_string_equal(text_of(vocab, 0), "");
  assert_string_equal(text_of(vocab, 17), "");
  assert_int_equal(lun_vocab_flags(vocab, 17), 0);
  assert_int_equal(lun_vocab_norm(vocab, 0), 0);
  assert_int_equal(lun_vocab_key(vocab, 17), 0);
  lun_vocab_free(vocab);
}

static void expect_forms(const char *text, const char *norm, const char *lower, const char *key) {
  lun_vocab *vocab = fresh();
  const lun_lexeme lexeme = intern(vocab, text);
  for (int again = 0; again < 2; again++) {
    assert_string_equal(text_of(vocab, lun_vocab_norm(vocab, lexeme)), norm);
    assert_string_equal(text_of(vocab, lun_vocab_lower(vocab, lexeme)), lower);
    assert_string_equal(text_of(vocab, lun_vocab_key(vocab, lexeme)), key);
  }
  assert_string_equal(text_of(vocab, lexeme), text);
  lun_vocab_free(vocab);
}

static void test_norm_straightens_marks_and_composes(void **state) {
  (void)state;
  expect_forms("O’Brien", "O'Brien", "o'brien", "O'Brien");
  expect_forms("“", "\"", "\"", "\"");
  expect_forms("»", "\"", "\"", "\"");
  expect_forms("``", "\"", "\"", "\"");
  expect_forms("''", "\"", "\"", "\"");
  expect_forms("—", "-", "-", "-");
  expect_forms("--", "-", "-", "-");
  expect_forms("Jean\xE2\x80\x91Luc", "Jean-Luc", "jean-luc", "Jean-Luc");
  expect_forms("co\xC2\xADop\xE2\x80\x8B", "coop", "coop", "coop");
  expect_forms("e\xCC\x81t\xC3\xA9", "\xC3\xA9t\xC3\xA9", "\xC3\xA9t\xC3\xA9", "ete");
}

static void test_forms_of_a_norm_that_has_another_norm_are_its_own(void **state) {
  (void)state;
  lun_vocab *vocab = fresh();
  const lun_lexeme greek = intern(vocab, "\xE1\xBF\xAF"), grave = intern(vocab, "`"), straight = intern(vocab, "'");
  for (int again = 0; again < 2; again++) {
    assert_int_equal(lun_vocab_norm(vocab, greek), grave);
    assert_int_equal(lun_vocab_lower(vocab, greek), grave);
    assert_int_equal(lun_vocab_key(vocab, greek), grave);
    assert_int_equal(lun_vocab_norm(vocab, grave), straight);
    assert_int_equal(lun_vocab_lower(vocab, grave), straight);
    assert_int_equal(lun_vocab_key(vocab, grave), straight);
  }
  lun_vocab_free(vocab);
}

static void test_plain_texts_are_their_own_forms(void **state) {
  (void)state;
  expect_forms("said", "said", "said", "said");
  expect_forms("NATO", "NATO", "nato", "NATO");
  expect_forms("14-year-old", "14-year-old", "14-year-old", "14-year-old");
}

static void test_key_drops_accents_but_keeps_case_and_other_scripts(void **state) {
  (void)state;
  expect_forms("Piñera", "Piñera", "piñera", "Pinera");
  expect_forms("ÉVORA", "ÉVORA", "évora", "EVORA");
  expect_forms("Wałęsa", "Wałęsa", "wałęsa", "Walesa");
  expect_forms("Ærø", "Ærø", "ærø", "AEro");
  expect_forms("Київ", "Київ", "київ", "Київ");
  expect_forms("हिन्दी", "हिन्दी", "हिन्दी", "हिन्दी");
}

static void test_invisible_text_keeps_its_norm(void **state) {
  (void)state;
  expect_forms("\xE2\x80\x8B", "\xE2\x80\x8B", "\xE2\x80\x8B", "\xE2\x80\x8B");
}

static void test_broken_bytes_do_no_harm(void **state) {
  (void)state;
  lun_vocab *vocab = fresh();
  const char *broken[] = {"\xFF", "a\xC3", "\xE2\x80", "\xF0\x9F\x98", "\x80\x80", "caf\xC3\xA9\xE2"};
  for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
    const lun_lexeme lexeme = intern(vocab, broken[i]);
    (void)lun_vocab_flags(vocab, lexeme);
    assert_int_not_equal(lun_vocab_lower(vocab, lexeme), 0);
    assert_int_not_equal(lun_vocab_key(vocab, lexeme), 0);
  }
  lun_vocab_free(vocab);
}

static void test_letters_of_a_short_form_begin_words_or_follow(void **state) {
  static const struct { const char *full, *brief; bool fits; } cases[] = {
      {"World Health Organization", "WHO", true}, {"Southern Command", "SouthCom", true}, {"Southern Command", "SthCom", false},
      {"Banco de la Sierra", "BS", true},         {"Banco de la Sierra", "BLS", true},    {"banco de la Sierra", "B.L.S.", true},
      {"\xC3\x89lan Vital", "EV", true},          {"Harbour Police", "CRA", false},       {"James Hill", "Republican", false},
      {"Coast Craft Makers", "CoCraM", true},     {"AB", "AB", false},                    {"Agency", "A", false},
      {"3M Norwick", "MN", false},                {"Agency of Ana", "AAA", false},        {"", "AB", false},
      {"Agency", "", false}};
  lun_err err;
  bool fits;
  lun_vocab *vocab;
  (void)state;
  assert_int_equal(lun_vocab_new(&vocab, &err), LUN_OK);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_int_equal(lun_acronym(vocab, cases[i].full, strlen(cases[i].full), cases[i].brief, strlen(cases[i].brief), &fits, &err), LUN_OK);
    if (fits != cases[i].fits) fail_msg("%s of %s", cases[i].brief, cases[i].full);
  }
  static char longest[65536];
  memset(longest, 'A', sizeof longest);
  memcpy(longest + 65533, " B", 2);
  for (size_t over = 0; over < 2; over++) { /* of what is longer than a lexeme nothing is said */
    assert_int_equal(lun_acronym(vocab, longest, sizeof longest - 1 + over, "AB", 2, &fits, &err), LUN_OK);
    assert_int_equal(fits, !over);
    assert_int_equal(lun_acronym(vocab, "AB", 2, longest, sizeof longest - 1 + over, &fits, &err), LUN_OK);
    assert_false(fits);
  }
  lun_vocab_free(vocab);
}

static void test_titlecase_keeps_first_letters_and_lowers_the_others(void **state) {
  static const struct { const char *text, *title; } cases[] = {
      {"LIMA", "Lima"}, {"PORT-AU-PRINCE", "Port-Au-Prince"}, {"NEW  YORK\nCITY", "New  York\nCity"}, {"\xC3\x89VORA", "\xC3\x89vora"},
      {"S\xC3\x83O TOM\xC3\x89", "S\xC3\xA3o Tom\xC3\xA9"}, {"A", "A"}, {"u.s.", "u.s."}, {"- -", "- -"}, {"A\xC8\xBA", "A\xE2\xB1\xA5"}};
  lun_vocab *vocab = fresh();
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const lun_lexeme title = lun_vocab_titlecase(vocab, cases[i].text, strlen(cases[i].text));
    assert_string_equal(text_of(vocab, title), cases[i].title);
  }
  char *longest = malloc(65536);
  assert_non_null(longest);
  memset(longest, 'A', 65536);
  assert_int_equal(lun_vocab_titlecase(vocab, longest, 65536), 0);
  for (size_t i = 1; i + 1 < 65535; i += 2) memcpy(longest + i, "\xC8\xBA", 2); /* which are longer when they are small */
  assert_int_equal(lun_vocab_titlecase(vocab, longest, 65535), lun_vocab_intern(vocab, longest, 65535));
  free(longest);
  lun_vocab_free(vocab);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_equal_texts_share_a_lexeme),
    cmocka_unit_test(test_finding_makes_nothing),
    cmocka_unit_test(test_fetching_makes_and_loses_nothing),
    cmocka_unit_test(test_lengths_around_the_inline_key_are_kept_apart),
    cmocka_unit_test(test_nul_bytes_and_the_empty_text_are_texts_too),
    cmocka_unit_test(test_the_lower_case_is_known_once_it_was_asked_for),
    cmocka_unit_test(test_the_lower_case_is_found_where_it_is_and_not_made),
    cmocka_unit_test(test_growth_keeps_numbers_and_texts_in_place),
    cmocka_unit_test(test_too_long_a_text_is_refused),
    cmocka_unit_test(test_no_lexeme_has_an_empty_text_and_no_flags),
    cmocka_unit_test(test_norm_straightens_marks_and_composes),
    cmocka_unit_test(test_forms_of_a_norm_that_has_another_norm_are_its_own),
    cmocka_unit_test(test_plain_texts_are_their_own_forms),
    cmocka_unit_test(test_key_drops_accents_but_keeps_case_and_other_scripts),
    cmocka_unit_test(test_invisible_text_keeps_its_norm),
    cmocka_unit_test(test_broken_bytes_do_no_harm),
    cmocka_unit_test(test_letters_of_a_short_form_begin_words_or_follow),
    cmocka_unit_test(test_titlecase_keeps_first_letters_and_lowers_the_others),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Guises: who looks the same has the same one, listed words have their own, and listing another word begins anew. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lunette/guise.h"

static lun_vocab *vocab;

static lun_lexeme word(const char *text) {
  const lun_lexeme lexeme = lun_vocab_intern(vocab, text, strlen(text));
  assert_int_not_equal(lexeme, 0);
  return lexeme;
}
static uint32_t guise(const char *text) {
  const uint32_t number = lun_guise_of(vocab, word(text));
  assert_int_not_equal(number, 0);
  return number;
}
static void list(const char *text) {
  const lun_lexeme form = word(text);
  assert_int_equal(lun_guises_list(vocab, &form, 1), LUN_OK);
}

static int open_vocab(void **state) {
  (void)state;
  return lun_vocab_new(&vocab, NULL) ? -1 : 0;
}
static int close_vocab(void **state) {
  (void)state;
  lun_vocab_free(vocab);
  return 0;
}

static void test_words_with_the_same_flags_look_the_same(void **state) {
  (void)state;
  assert_int_equal(guise("house"), guise("tree"));
  assert_int_equal(guise("House"), guise("Tree"));
  assert_int_not_equal(guise("house"), guise("House"));
  assert_int_not_equal(guise("house"), guise("1990"));
  const lun_guise *seen = lun_guises_at(vocab, guise("House"));
  assert_int_equal(seen->flags, lun_vocab_flags(vocab, word("House")));
  assert_int_equal(seen->lower, 0);
  assert_int_equal(seen->norm, 0);
}

static void test_a_listed_word_has_a_guise_by_each_of_its_forms(void **state) {
  (void)state;
  list("mayor");
  const uint32_t small = guise("mayor"), large = guise("Mayor");
  assert_int_not_equal(small, guise("tree"));
  assert_int_not_equal(large, guise("Tree"));
  assert_int_equal(lun_guises_at(vocab, small)->lower, word("mayor"));
  assert_int_equal(lun_guises_at(vocab, small)->norm, word("mayor"));
  assert_int_equal(lun_guises_at(vocab, large)->lower, word("mayor"));
  assert_int_equal(lun_guises_at(vocab, large)->norm, 0);
  list("NATO");
  assert_int_equal(lun_guises_at(vocab, guise("NATO"))->norm, word("NATO"));
}

static void test_what_begins_with_no_letter_is_odd(void **state) {
  (void)state;
  static const struct { const char *text; uint32_t odd; } rows[] = {{"tree", 0}, {"7th", 1}, {"-", 1}, {"$", 1}, {"\xC3\x89mile", 0}, {"\xE2\x82\xAC", 0}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) assert_int_equal(lun_guises_at(vocab, guise(rows[i].text))->odd, rows[i].odd);
}

static void test_listing_a_new_word_begins_another_epoch(void **state) {
  (void)state;
  list("mayor");
  const uint32_t epoch = lun_guises_epoch(vocab);
  assert_int_equal(guise("general"), guise("tree"));
  list("mayor");
  assert_int_equal(lun_guises_epoch(vocab), epoch);
  list("general");
  assert_int_not_equal(lun_guises_epoch(vocab), epoch);
  assert_int_equal(lun_guises_count(vocab), 0);
  assert_int_not_equal(guise("general"), guise("tree"));
  assert_int_equal(lun_guises_at(vocab, guise("general"))->lower, word("general"));
}

static void test_guises_of_a_text(void **state) {
  (void)state;
  lun_lexeme lexemes[2000];
  uint32_t guises[2000];
  char text[16];
  list("w7");
  for (uint32_t i = 0; i < 2000; i++) {
    snprintf(text, sizeof text, "w%u", (unsigned)(i % 1500));
    lexemes[i] = word(text);
  }
  assert_int_equal(lun_guises_of(vocab, lexemes, 2000, guises), LUN_OK);
  for (uint32_t i = 0; i < 2000; i++) {
    assert_int_equal(guises[i], lun_guise_of(vocab, lexemes[i]));
    assert_int_equal(guises[i] == guises[7], i % 1500 == 7);
  }
  assert_int_equal(lun_guises_count(vocab), 2);
  assert_int_equal(lun_guises_of(vocab, lexemes, 0, guises), LUN_OK);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(test_words_with_the_same_flags_look_the_same, open_vocab, close_vocab),
    cmocka_unit_test_setup_teardown(test_a_listed_word_has_a_guise_by_each_of_its_forms, open_vocab, close_vocab),
    cmocka_unit_test_setup_teardown(test_what_begins_with_no_letter_is_odd, open_vocab, close_vocab),
    cmocka_unit_test_setup_teardown(test_listing_a_new_word_begins_another_epoch, open_vocab, close_vocab),
    cmocka_unit_test_setup_teardown(test_guises_of_a_text, open_vocab, close_vocab),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What words are: bits of lists, which forms of a word take over, and of letters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "layer/word_bits.h"

enum { LISTED = 1, OTHER = 2, LONG = 4 };
static uint64_t of_letters(const char *lower, size_t size) { return lower[0] && size > 8 ? LONG : 0; }

static word_bits begin(void) {
  word_bits words = {.vocab = NULL};
  lun_err err;
  assert_int_equal(lun_vocab_new(&words.vocab, &err), LUN_OK);
  return words;
}
static lun_lexeme word(word_bits *words, const char *text) { return lun_vocab_intern(words->vocab, text, strlen(text)); }
static uint64_t bits(word_bits *words, const char *text) { return word_bits_of(words, word(words, text)) & (LISTED | OTHER | LONG); }
static void learn(word_bits *words, const char *text) {
  const lun_lexeme lexeme = word(words, text);
  lun_err err;
  assert_int_equal(lun_word_bits_learn(words, &lexeme, 1, of_letters, &err), LUN_OK);
  assert_int_equal(word_bits_learned(words, lexeme), word_bits_of(words, lexeme));
}

static void test_forms_take_over_what_their_small_letters_are(void **state) {
  word_bits words = begin();
  (void)state;
  assert_true(lun_word_bits_add(&words, "said", 4, LISTED) && lun_word_bits_add(&words, "said", 4, OTHER));
  assert_int_equal(bits(&words, "said"), LISTED | OTHER);
  assert_int_equal(bits(&words, "Said"), 0); /* before it is met */
  learn(&words, "Said");
  learn(&words, "SAID");
  assert_int_equal(bits(&words, "Said"), LISTED | OTHER);
  assert_int_equal(bits(&words, "SAID"), LISTED | OTHER);
  lun_word_bits_free(&words);
  lun_vocab_free(words.vocab);
}

static void test_most_words_have_none(void **state) {
  word_bits words = begin();
  (void)state;
  char text[16];
  for (int i = 0; i < 1000; i++) {
    snprintf(text, sizeof text, "w%d", i);
    learn(&words, text);
    assert_int_equal(bits(&words, text), 0);
    assert_true(word_is_plain(&words, word(&words, text)));
  }
  learn(&words, "Everywhere");
  assert_int_equal(bits(&words, "Everywhere"), LONG);
  assert_int_equal(bits(&words, "unmet"), 0);
  assert_true(lun_word_bits_add(&words, "w7", 2, OTHER)); /* though it was met */
  assert_int_equal(bits(&words, "w7"), OTHER);
  learn(&words, "w7");
  assert_int_equal(bits(&words, "w7"), OTHER);
  assert_int_equal(bits(&words, "w8"), 0);
  lun_word_bits_free(&words);
  lun_vocab_free(words.vocab);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_forms_take_over_what_their_small_letters_are), cmocka_unit_test(test_most_words_have_none)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

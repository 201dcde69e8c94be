/* Columns of numbers by lexeme: in the records of words and beside them, cleared when they are taken again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "text/column.h"

enum { SOME = LUN_RECORD_COLUMNS + 20, MANY = 3 * LUN_PAGE };

static lun_vocab *fresh(void) {
  lun_vocab *vocab;
  assert_int_equal(lun_vocab_new(&vocab, NULL), LUN_OK);
  return vocab;
}
static lun_lexeme add_word(lun_vocab *vocab, uint32_t number) {
  char text[16];
  return lun_vocab_intern(vocab, text, (size_t)snprintf(text, sizeof text, "w%u", number));
}
static lun_column take(lun_vocab *vocab) {
  lun_column column;
  assert_int_equal(lun_column_take(vocab, &column, NULL), LUN_OK);
  return column;
}

static void test_each_keeps_its_own_number_of_each_word(void **state) {
  lun_vocab *vocab = fresh();
  lun_column columns[SOME];
  (void)state;
  for (uint32_t i = 0; i < MANY / 2; i++) add_word(vocab, i);
  for (uint32_t c = 0; c < SOME; c++) columns[c] = take(vocab);
  for (uint32_t i = 0; i < MANY; i++) { /* half of them are new words */
    const lun_lexeme word = add_word(vocab, i);
    for (uint32_t c = 0; c < SOME; c++) {
      assert_int_equal(*lun_column_of(vocab, columns[c], word), 0);
      *lun_column_of(vocab, columns[c], word) = i * SOME + c + 1;
    }
  }
  for (uint32_t i = 0; i < MANY; i++) {
    char text[16];
    const lun_lexeme word = add_word(vocab, i);
    assert_int_equal(lun_vocab_find(vocab, text, (size_t)snprintf(text, sizeof text, "w%u", i)), word);
    for (uint32_t c = 0; c < SOME; c++) assert_int_equal(*lun_column_of(vocab, columns[c], word), i * SOME + c + 1);
  }
  lun_vocab_free(vocab);
}

static void test_what_was_given_back_is_taken_again_with_nothing_in_it(void **state) {
  lun_vocab *vocab = fresh();
  const lun_lexeme word = add_word(vocab, 1);
  lun_column columns[SOME];
  (void)state;
  for (uint32_t c = 0; c < SOME; c++) *lun_column_of(vocab, columns[c] = take(vocab), word) = 7;
  const uint32_t given[] = {SOME - 1, 0}; /* of a shelf and of the records */
  for (uint32_t k = 0; k < 2; k++) {
    lun_column_give_back(vocab, columns[given[k]]);
    const lun_column again = take(vocab);
    assert_memory_equal(&again, &columns[given[k]], sizeof again);
    assert_int_equal(*lun_column_of(vocab, again, word), 0);
  }
  lun_column_clear(vocab, columns[1]);
  assert_int_equal(*lun_column_of(vocab, columns[1], word), 0);
  assert_int_equal(*lun_column_of(vocab, columns[2], word), 7);
  lun_column_give_back(vocab, (lun_column){0, 0}); /* none */
  lun_vocab_free(vocab);
}

static void test_there_is_a_most(void **state) {
  lun_vocab *vocab = fresh();
  lun_err err = {0};
  lun_column column, first = take(vocab);
  uint32_t count = 1;
  (void)state;
  while (!lun_column_take(vocab, &column, &err)) count++;
  assert_int_equal(err.code, LUN_LIMIT);
  assert_int_equal(count, LUN_RECORD_COLUMNS + (LUN_SHELVES - 1) * 16);
  lun_column_give_back(vocab, first);
  take(vocab);
  lun_vocab_free(vocab);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_each_keeps_its_own_number_of_each_word),
                                     cmocka_unit_test(test_what_was_given_back_is_taken_again_with_nothing_in_it),
                                     cmocka_unit_test(test_there_is_a_most)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

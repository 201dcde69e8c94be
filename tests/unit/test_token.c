/* Arrays of tokens and ranges: search by offset, release. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lunette/mem.h"
#include "lunette/token.h"

static void test_token_at_an_offset_is_the_first_that_ends_after_it(void **state) {
  (void)state;
  uint32_t start[] = {2, 5, 6, 20};
  uint16_t length[] = {3, 1, 4, 5};
  const lun_tokens tokens = {.count = 4, .capacity = 4, .start = start, .length = length};
  const uint32_t expected[][2] = {{0, 0}, {2, 0}, {4, 0}, {5, 1}, {6, 2}, {9, 2}, {10, 3}, {19, 3}, {24, 3}, {25, 4}, {900, 4}};
  for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
    assert_int_equal(lun_tokens_at(&tokens, expected[i][0]), expected[i][1]);
  const lun_tokens none = {0};
  assert_int_equal(lun_tokens_at(&none, 3), 0);
}

static void test_range_at_a_token_is_the_last_that_starts_before_it(void **state) {
  (void)state;
  uint32_t first[] = {0, 3, 4, 10};
  const lun_ranges ranges = {.count = 4, .capacity = 4, .first = first};
  const uint32_t expected[][2] = {{0, 0}, {2, 0}, {3, 1}, {4, 2}, {9, 2}, {10, 3}, {99, 3}};
  for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
    assert_int_equal(lun_ranges_at(&ranges, expected[i][0]), expected[i][1]);
}

static void test_release_leaves_empty_arrays_that_may_be_released_again(void **state) {
  (void)state;
  lun_vocab *vocab;
  lun_tokens tokens = {0};
  assert_int_equal(lun_vocab_new(&vocab, NULL), LUN_OK);
  assert_int_equal(lun_tokenize("one two", 7, vocab, &tokens, NULL), LUN_OK);
  assert_int_equal(tokens.count, 2);
  lun_tokens_clear(&tokens);
  assert_int_equal(tokens.count, 0);
  assert_true(tokens.capacity > 0);
  lun_tokens_free(&tokens);
  assert_null(tokens.start);
  assert_int_equal(tokens.capacity, 0);
  lun_tokens_free(&tokens);
  lun_ranges ranges = {0};
  assert_int_equal(lun_grow((void **)&ranges.first, &ranges.capacity, 5, sizeof *ranges.first), LUN_OK);
  lun_ranges_free(&ranges);
  assert_null(ranges.first);
  lun_vocab_free(vocab);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_token_at_an_offset_is_the_first_that_ends_after_it),
    cmocka_unit_test(test_range_at_a_token_is_the_last_that_starts_before_it),
    cmocka_unit_test(test_release_leaves_empty_arrays_that_may_be_released_again),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Rulers: bytes, characters and UTF-16 units of the same text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "lunette/offset.h"

/* a, e with an acute accent as a combining mark, a sign of four bytes, b */
static const char text[] = "ae\xCC\x81\xF0\x9F\x8E\x89" "b";
static const size_t size = sizeof text - 1;
static const size_t bytes[] = {0, 1, 2, 4, 8, 9};          /* where characters begin, and the end */
static const uint64_t utf16[] = {0, 1, 2, 3, 5, 6};

static void test_each_unit_leads_to_the_byte_and_back(void **state) {
  (void)state;
  lun_ruler chars = lun_ruler_of(text, size, LUN_UNIT_CHARS), units = lun_ruler_of(text, size, LUN_UNIT_UTF16);
  lun_ruler plain = lun_ruler_of(text, size, LUN_UNIT_BYTES);
  for (size_t i = 0; i < sizeof bytes / sizeof *bytes; i++) {
    assert_int_equal(lun_ruler_byte(&chars, i), bytes[i]);
    assert_int_equal(lun_ruler_byte(&units, utf16[i]), bytes[i]);
    assert_int_equal(lun_ruler_byte(&plain, bytes[i]), bytes[i]);
    assert_int_equal(lun_ruler_units(&chars, bytes[i]), i);
    assert_int_equal(lun_ruler_units(&units, bytes[i]), utf16[i]);
  }
}

static void test_offsets_may_go_back(void **state) {
  (void)state;
  lun_ruler ruler = lun_ruler_of(text, size, LUN_UNIT_CHARS);
  assert_int_equal(lun_ruler_byte(&ruler, 5), 9);
  assert_int_equal(lun_ruler_byte(&ruler, 1), 1);
  assert_int_equal(lun_ruler_units(&ruler, 8), 4);
  assert_int_equal(lun_ruler_units(&ruler, 0), 0);
}

static void test_behind_the_end_is_no_byte_and_half_a_pair_is_its_character(void **state) {
  (void)state;
  lun_ruler ruler = lun_ruler_of(text, size, LUN_UNIT_UTF16);
  assert_int_equal(lun_ruler_byte(&ruler, 4), 4);
  assert_true(lun_ruler_byte(&ruler, 7) == SIZE_MAX);
  ruler = lun_ruler_of("", 0, LUN_UNIT_CHARS);
  assert_int_equal(lun_ruler_byte(&ruler, 0), 0);
  assert_true(lun_ruler_byte(&ruler, 1) == SIZE_MAX);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_each_unit_leads_to_the_byte_and_back),
    cmocka_unit_test(test_offsets_may_go_back),
    cmocka_unit_test(test_behind_the_end_is_no_byte_and_half_a_pair_is_its_character),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Places in characters, UTF-16 units, against a count from the start for every byte of texts that are
 * longer than the steps between marks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lunette/mem.h"
#include "lunette/units.h"

static void assert_places(const char *text) {
  uint32_t size = (uint32_t)strlen(text), chars = 0, units = 0;
  lun_units *offsets;
  assert_int_equal(lun_units_new(text, size, &offsets, NULL), LUN_OK);
  for (uint32_t i = 0; i <= size; i++) {
    if (i < size && ((unsigned char)text[i] & 0xC0) == 0x80) continue;
    assert_int_equal(lun_units_of(offsets, i, LUN_UNIT_BYTES), i);
    assert_int_equal(lun_units_of(offsets, i, LUN_UNIT_CHARS), chars);
    assert_int_equal(lun_units_of(offsets, i, LUN_UNIT_UTF16), units);
    chars++;
    units += (unsigned char)text[i] >= 0xF0 ? 2 : 1;
  }
  lun_units_free(offsets);
}

static void test_every_place_is_as_counted_from_the_start(void **state) {
  static const char *const pieces[] = {"a", "\xc3\xab", "\xe2\x82\xac", "\xf0\x9f\x98\x80", "\n", "\r\n", "\r", "word "};
  char text[6000];
  (void)state;
  assert_places("");
  assert_places("\xf0\x9f\x98\x80");
  for (unsigned seed = 1; seed < 40; seed++) {
    unsigned random = seed, length = seed * 13 % 1500;
    text[0] = 0;
    size_t at = 0;
    for (unsigned i = 0; i < length; i++) {
      random = random * 1103515245u + 12345u;
      const char *piece = pieces[random >> 16 & 7];
      strcpy(text + at, piece);
      at += strlen(piece);
    }
    assert_places(text);
  }
}

static void test_a_byte_inside_a_character_counts_as_its_start(void **state) {
  lun_units *offsets;
  (void)state;
  assert_int_equal(lun_units_new("a\xf0\x9f\x98\x80" "b", 6, &offsets, NULL), LUN_OK);
  for (uint32_t byte = 1; byte < 5; byte++) assert_int_equal(lun_units_of(offsets, byte, LUN_UNIT_UTF16), 1);
  assert_int_equal(lun_units_of(offsets, 5, LUN_UNIT_UTF16), 3);
  assert_int_equal(lun_units_of(offsets, 99, LUN_UNIT_CHARS), 3);
  lun_units_free(offsets);
}

static void test_units_have_names(void **state) {
  lun_unit unit;
  lun_err err;
  (void)state;
  assert_int_equal(lun_unit_named("utf16", &unit, &err), LUN_OK);
  assert_int_equal(unit, LUN_UNIT_UTF16);
  assert_int_equal(lun_unit_named("letters", &unit, &err), LUN_INVALID);
  assert_non_null(strstr(err.message, "bytes, chars, utf16"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_place_is_as_counted_from_the_start),
      cmocka_unit_test(test_a_byte_inside_a_character_counts_as_its_start),
      cmocka_unit_test(test_units_have_names),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

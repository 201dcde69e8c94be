/* Numbers in digits as exact decimals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lunette/amount.h"

typedef struct row { const char *text; int power; const char *written; } row;

static void test_numbers_are_written_exactly(void **state) {
  (void)state;
  static const row rows[] = {
      {"4.2", 9, "4200000000"}, {"1,234.50", 0, "1234.5"}, {"12,345,678", 0, "12345678"}, {"0.05", 0, "0.05"}, {"7.5", -2, "0.075"}, {"42", -2, "0.42"}, {"0", 6, "0"},
      {"0.00", 0, "0"}, {"007", 0, "7"}, {"120", -1, "12"}, {"1200", 0, "1200"}, {"36.50", 6, "36500000"}, {"5", -30, "0.000000000000000000000000000005"}, {"0.25", 1, "2.5"},
      {"12345678901234567890123456789012345678901234567890.1234567890123", 30, "12345678901234567890123456789012345678901234567890123456789012300000000000000000"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    char room[LUN_AMOUNT_ROOM + 1];
    const size_t size = strlen(rows[i].text);
    assert_int_equal(lun_amount_length(rows[i].text, size), size);
    room[lun_amount_write(rows[i].text, size, rows[i].power, room)] = 0;
    assert_string_equal(room, rows[i].written);
  }
}

static void test_the_longest_number_has_room(void **state) {
  (void)state;
  char text[LUN_AMOUNT_MOST + 1] = "", room[LUN_AMOUNT_ROOM];
  memset(text, '0', LUN_AMOUNT_MOST);
  text[1] = '.';
  text[LUN_AMOUNT_MOST - 1] = '9';
  assert_in_range(lun_amount_write(text, LUN_AMOUNT_MOST, -LUN_AMOUNT_POWER, room), 1, LUN_AMOUNT_ROOM);
  memset(text, '9', LUN_AMOUNT_MOST);
  assert_in_range(lun_amount_write(text, LUN_AMOUNT_MOST, LUN_AMOUNT_POWER, room), 1, LUN_AMOUNT_ROOM);
}

static void test_a_number_ends_before_words_and_is_none_where_it_goes_on(void **state) {
  (void)state;
  static const struct { const char *text; size_t length; } rows[] = {{"4.2 million", 3}, {"10bn", 2}, {"1,234 men", 5}, {"10-12", 2}, {"", 0}, {"few", 0}, {".5", 0}, {"5.", 0},
                                                                    {"1,5", 0}, {"1234,567", 0}, {"1.2.3", 0}, {"1,234,56", 0}, {"12,", 0}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) assert_int_equal(lun_amount_length(rows[i].text, strlen(rows[i].text)), rows[i].length);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_numbers_are_written_exactly),
      cmocka_unit_test(test_the_longest_number_has_room),
      cmocka_unit_test(test_a_number_ends_before_words_and_is_none_where_it_goes_on),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

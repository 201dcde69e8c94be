/* Lines and columns of places: what ends a line, what a column counts, and that places far into a text are those that a count
 * from its beginning gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "lunette/lines.h"

static void stands(const char *text, uint32_t offset, uint32_t line, uint32_t column) {
  uint32_t l, c;
  lun_lines *lines;
  assert_int_equal(lun_lines_new(text, (uint32_t)strlen(text), &lines, NULL), LUN_OK);
  lun_lines_place(lines, offset, &l, &c);
  lun_lines_free(lines);
  if (l != line || c != column) fail_msg("offset %u is at %u:%u, not %u:%u", offset, l, c, line, column);
}

static void test_lines_end_at_lf_crlf_and_lone_cr(void **state) {
  (void)state;
  static const char text[] = "a\r\nb\rc\n\r\nd";
  stands(text, 0, 1, 1);
  stands(text, 1, 1, 2);
  stands(text, 2, 1, 3); /* the LF of CR LF is still on its line */
  stands(text, 3, 2, 1);
  stands(text, 5, 3, 1);
  stands(text, 7, 4, 1);
  stands(text, 9, 5, 1);
  stands(text, 10, 5, 2);
  stands("\r", 1, 2, 1);
  stands("", 0, 1, 1);
}

static void test_columns_count_characters(void **state) {
  (void)state;
  static const char text[] = "x\n\xC3\xA9\xE2\x80\x94\xF0\x9F\x98\x80z";
  stands(text, 2, 2, 1);
  stands(text, 4, 2, 2);
  stands(text, 7, 2, 3);
  stands(text, 11, 2, 4);
  stands(text, 12, 2, 5);
}

static void test_other_breaks_are_no_line_ends(void **state) {
  (void)state;
  stands("a\v\fb\xC2\x85" "c\xE2\x80\xA8" "d", 10, 1, 8);
}

static void test_an_offset_past_the_end_is_the_end(void **state) {
  (void)state;
  stands("ab\ncd", 500, 2, 3);
}

static void test_places_of_a_long_text_are_those_of_a_count_from_its_beginning(void **state) {
  (void)state;
  static const char *const pieces[] = {"a", "\xC3\xA9", "\n", "\r\n", "\r", "\xF0\x9F\x98\x80", "word ", "\xE2\x80\x94"};
  static char text[20000];
  uint32_t size = 0, random = 7;
  while (size < sizeof text - 8) {
    random = random * 1103515245u + 12345u;
    const char *piece = pieces[(random >> 16) % (size < 9000 ? 8 : 2)]; /* then one line to the end */
    memcpy(text + size, piece, strlen(piece));
    size += (uint32_t)strlen(piece);
  }
  lun_lines *lines;
  assert_int_equal(lun_lines_new(text, size, &lines, NULL), LUN_OK);
  uint32_t line = 1, column = 1;
  for (uint32_t i = 0; i <= size; i++) {
    uint32_t l, c;
    lun_lines_place(lines, i, &l, &c);
    if (l != line || c != column) fail_msg("byte %u is at %u:%u, not %u:%u", i, l, c, line, column);
    if (i < size && (text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n'))) line++, column = 1;
    else if (i < size && (text[i] & 0xC0) != 0x80) column++;
  }
  lun_lines_free(lines);
}

int main(void) {
  static const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_lines_end_at_lf_crlf_and_lone_cr),
      cmocka_unit_test(test_columns_count_characters),
      cmocka_unit_test(test_other_breaks_are_no_line_ends),
      cmocka_unit_test(test_an_offset_past_the_end_is_the_end),
      cmocka_unit_test(test_places_of_a_long_text_are_those_of_a_count_from_its_beginning),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

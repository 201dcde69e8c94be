/* What is said about a decoded text: offsets in the input, warnings, lines and columns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lunette/text.h"

static void test_offsets_inside_an_edit_go_to_its_start_or_end(void **state) {
  (void)state;
  /* text: ab [ccc] [ddd] ef for input: ab [C] [DD] ef */
  lun_edit edits[] = {{2, 3, 2, 1}, {5, 3, 3, 2}};
  lun_decoded d = {.size = 10, .edits = edits, .edit_count = 2};
  static const uint32_t starts[] = {0, 1, 2, 2, 2, 3, 3, 3, 5, 6, 7}, stops[] = {0, 1, 2, 3, 3, 3, 5, 5, 5, 6, 7};
  for (uint32_t at = 0; at <= 10; at++) {
    assert_int_equal(lun_text_source(&d, at, false), starts[at]);
    assert_int_equal(lun_text_source(&d, at, true), stops[at]);
  }
}

static void test_offsets_are_found_among_very_many_edits(void **state) {
  (void)state;
  enum { COUNT = 100000 };
  lun_edit *edits = malloc(COUNT * sizeof *edits);
  assert_non_null(edits);
  for (uint32_t i = 0; i < COUNT; i++) edits[i] = (lun_edit){4 * i + 1, 3, 2 * i + 1, 1}; /* x? x? x? with ? read as three bytes */
  lun_decoded d = {.size = 4 * COUNT, .edits = edits, .edit_count = COUNT};
  for (uint32_t i = 0; i < COUNT; i++) {
    assert_int_equal(lun_text_source(&d, 4 * i, false), 2 * i);
    assert_int_equal(lun_text_source(&d, 4 * i + 2, false), 2 * i + 1);
    assert_int_equal(lun_text_source(&d, 4 * i + 2, true), 2 * i + 2);
  }
  free(edits);
}

static void test_a_clean_text_has_no_warnings(void **state) {
  (void)state;
  lun_decoded d = {.size = 5};
  char line[200];
  assert_false(lun_text_warning(&d, 0, line, sizeof line));
  d.encoding = LUN_UTF8_BOM;
  assert_false(lun_text_warning(&d, 0, line, sizeof line));
}

static void warns(const char *input, size_t size, unsigned count, const char *const *lines) {
  lun_decoded d;
  char line[200];
  assert_int_equal(lun_text_decode(input, size, &d, NULL), LUN_OK);
  for (unsigned i = 0; i < count; i++) {
    assert_true(lun_text_warning(&d, i, line, sizeof line));
    assert_string_equal(line, lines[i]);
  }
  assert_false(lun_text_warning(&d, count, line, sizeof line));
  assert_false(lun_text_warning(&d, count + 7, line, sizeof line));
  lun_decoded_free(&d);
}

static void test_warnings_name_the_byte_of_the_input(void **state) {
  (void)state;
  warns("\xC3\xA9 \xFF\xFF!\0", 7, 2, (const char *const[]){"byte 3: 2 invalid parts replaced by U+FFFD", "byte 6: 1 NUL character kept"});
  warns("\xEF\xBB\xBF\xFF", 4, 1, (const char *const[]){"byte 3: 1 invalid part replaced by U+FFFD"});
  warns("r\xE9sum\xE9", 6, 1, (const char *const[]){"byte 1: not UTF-8; read as Windows-1252"});
  warns("\xFF\xFE\0\xD8\0\0\0\0", 8, 3,
        (const char *const[]){"byte 0: read as UTF-16LE; offsets refer to the text in UTF-8", "byte 2: 1 invalid part replaced by U+FFFD", "byte 4: 2 NUL characters kept"});
}

static void test_a_warning_is_cut_to_its_room(void **state) {
  (void)state;
  lun_decoded d = {.repaired = 3, .first_repaired = UINT64_MAX};
  char line[8] = "#######";
  assert_true(lun_text_warning(&d, 0, line, 5));
  assert_string_equal(line, "byte");
  assert_int_equal(line[5], '#');
}

static void test_encodings_have_names(void **state) {
  (void)state;
  assert_string_equal(lun_encoding_name(LUN_UTF8), "UTF-8");
  assert_string_equal(lun_encoding_name(LUN_UTF16BE), "UTF-16BE");
  assert_string_equal(lun_encoding_name(LUN_WINDOWS1252), "Windows-1252");
}

static void test_what_was_taken_out_between_two_words_belongs_to_neither(void **state) {
  (void)state;
  /* text: ab|cd for input: <p>ab</b>cd */
  lun_edit edits[] = {{0, 0, 0, 3}, {2, 0, 5, 4}};
  lun_decoded d = {.size = 4, .edits = edits, .edit_count = 2};
  assert_int_equal(lun_text_source(&d, 0, false), 3);
  assert_int_equal(lun_text_source(&d, 2, true), 5);
  assert_int_equal(lun_text_source(&d, 2, false), 9);
  assert_int_equal(lun_text_source(&d, 4, true), 11);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_offsets_inside_an_edit_go_to_its_start_or_end),
    cmocka_unit_test(test_what_was_taken_out_between_two_words_belongs_to_neither),
    cmocka_unit_test(test_offsets_are_found_among_very_many_edits),
    cmocka_unit_test(test_a_clean_text_has_no_warnings),
    cmocka_unit_test(test_warnings_name_the_byte_of_the_input),
    cmocka_unit_test(test_a_warning_is_cut_to_its_room),
    cmocka_unit_test(test_encodings_have_names),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

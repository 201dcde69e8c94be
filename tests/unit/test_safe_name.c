/* Names from inside an input, made fit to be shown and to be ids. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "input/safe_name.h"
#include "lunette/utf8.h"

#define BAD "\xEF\xBF\xBD"

static void test_characters_that_drive_a_terminal_are_replaced(void **state) {
  static const struct { const char *text, *safe; } cases[] = {
    {"plain \xC3\xA9", "plain \xC3\xA9"}, {"a\x1B[2J\n", "a" BAD "[2J" BAD}, {"\xC2\x9B", BAD}, {"\x7F", BAD},
    {"a\xE2\x80\xAE" "b", "a" BAD "b"}, {"\xE2\x81\xA6", BAD}, {"lat\xE9.txt", "lat" BAD ".txt"}, {"\xF0\x9F\x8E\x88", "\xF0\x9F\x8E\x88"}};
  char out[100];
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_int_equal(lun_safe_text(cases[i].text, strlen(cases[i].text), out, sizeof out), strlen(cases[i].safe));
    assert_string_equal(out, cases[i].safe);
  }
  assert_int_equal(lun_safe_text("a\0b", 3, out, sizeof out), 5);
}

static void test_a_path_names_no_place_outside(void **state) {
  static const struct { const char *text, *safe; } cases[] = {
    {"a/b.txt", "a/b.txt"}, {"/etc/passwd", "etc/passwd"}, {"///x", "x"}, {"..", "__"}, {"../../x", "__/__/x"},
    {"a/../b", "a/__/b"}, {"a\\..\\b", "a\\__\\b"}, {"a..b/c..", "a..b/c.."}, {".../x", ".../x"}, {"a/..", "a/__"}, {"", ""}};
  char out[100];
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    lun_safe_path(cases[i].text, strlen(cases[i].text), out, sizeof out);
    assert_string_equal(out, cases[i].safe);
  }
}

static void test_what_is_too_long_is_cut_between_characters(void **state) {
  char text[400] = {0}, out[100];
  (void)state;
  for (int i = 0; i < 100; i++) strcat(text, "\xC3\xA9" "a");
  for (size_t room = 5; room < sizeof out; room++) {
    size_t size = lun_safe_text(text, strlen(text), out, room);
    assert_true(size < room && size + 3 > room - 1 && !out[size]);
    assert_int_equal(lun_utf8_valid_prefix(out, size), size);
    lun_safe_short(text, out, room);
    assert_true(strlen(out) < room && !memcmp(out, "...", 3));
    assert_int_equal(lun_utf8_valid_prefix(out, strlen(out)), strlen(out));
  }
  lun_safe_short("short\x1B", out, sizeof out);
  assert_string_equal(out, "short" BAD);
  lun_safe_short(text, out, 40);
  assert_string_equal(out + strlen(out) - 3, "\xC3\xA9" "a"); /* the end is what tells files apart */
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_characters_that_drive_a_terminal_are_replaced),
    cmocka_unit_test(test_a_path_names_no_place_outside),
    cmocka_unit_test(test_what_is_too_long_is_cut_between_characters),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

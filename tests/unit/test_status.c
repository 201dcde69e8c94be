/* Errors as values: codes, messages that fit, messages that are made of themselves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lunette/status.h"
#include "lunette/utf8.h"

static void test_fail_gives_back_the_code_and_fills_the_error(void **state) {
  (void)state;
  lun_err err = {0};
  assert_int_equal(lun_fail(&err, LUN_FORMAT, 17, "%s: line %d", "names.tsv", 3), LUN_FORMAT);
  assert_int_equal(err.code, LUN_FORMAT);
  assert_true(err.position == 17);
  assert_string_equal(err.message, "names.tsv: line 3");
}

static void test_fail_works_without_an_error_to_fill(void **state) {
  (void)state;
  assert_int_equal(lun_fail(NULL, LUN_IO, 0, "%d", 1), LUN_IO);
  assert_int_equal(lun_fail_memory(NULL), LUN_NO_MEMORY);
}

static void test_fail_memory_says_so(void **state) {
  (void)state;
  lun_err err = {.code = LUN_IO, .position = 9, .message = "before"};
  assert_int_equal(lun_fail_memory(&err), LUN_NO_MEMORY);
  assert_int_equal(err.code, LUN_NO_MEMORY);
  assert_true(err.position == 0);
  assert_string_equal(err.message, "out of memory");
}

static void test_a_message_may_be_made_of_the_message_before(void **state) {
  (void)state;
  lun_err err = {0};
  lun_fail(&err, LUN_IO, 0, "no space left");
  lun_fail(&err, err.code, 0, "out.json: %s", err.message);
  assert_string_equal(err.message, "out.json: no space left");
  memset(err.message, 'x', sizeof err.message);
  err.message[sizeof err.message - 1] = 0;
  lun_fail(&err, LUN_IO, 0, "ab%s", err.message);
  assert_int_equal(strlen(err.message), LUN_MESSAGE_MAX - 1);
  assert_memory_equal(err.message, "abxx", 4);
}

static void test_a_long_message_is_cut_between_characters(void **state) {
  (void)state;
  static const char *const characters[] = {"a", "\xc3\xa9", "\xe2\x80\x9c", "\xf0\x9f\x98\x80"};
  for (size_t c = 0; c < 4; c++)
    for (size_t before = 0; before < 8; before++) {
      char text[2 * LUN_MESSAGE_MAX] = "";
      size_t width = strlen(characters[c]);
      memset(text, '.', before);
      for (size_t n = before; n + width < sizeof text; n += width) memcpy(text + n, characters[c], width + 1);
      lun_err err;
      lun_fail(&err, LUN_INVALID, 0, "%s", text);
      size_t size = strlen(err.message);
      assert_true(size < LUN_MESSAGE_MAX && size + width >= LUN_MESSAGE_MAX);
      assert_int_equal(lun_utf8_valid_prefix(err.message, size), size);
      assert_memory_equal(err.message, text, size);
    }
}

static void test_a_long_message_of_any_bytes_is_cut_too(void **state) {
  (void)state;
  static const unsigned char bytes[] = {0x80, 0xBF, 0xC3, 0xFF, 0xF0};
  for (size_t b = 0; b < sizeof bytes; b++) {
    char text[2 * LUN_MESSAGE_MAX];
    memset(text, bytes[b], sizeof text - 1);
    text[sizeof text - 1] = 0;
    lun_err err;
    lun_fail(&err, LUN_INVALID, 0, "%s", text);
    size_t size = strlen(err.message);
    assert_true(size >= LUN_MESSAGE_MAX - 4 && size < LUN_MESSAGE_MAX);
  }
}

static void test_every_code_has_a_name_of_its_own(void **state) {
  (void)state;
  for (int a = LUN_OK; a <= LUN_LIMIT; a++) {
    assert_non_null(lun_status_name((lun_status)a));
    for (int b = LUN_OK; b < a; b++) assert_string_not_equal(lun_status_name((lun_status)a), lun_status_name((lun_status)b));
  }
  assert_string_equal(lun_status_name(LUN_OK), "ok");
  assert_string_equal(lun_status_name(LUN_NO_MEMORY), "out of memory");
  assert_non_null(lun_status_name((lun_status)(LUN_LIMIT + 1)));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_fail_gives_back_the_code_and_fills_the_error),
    cmocka_unit_test(test_fail_works_without_an_error_to_fill),
    cmocka_unit_test(test_fail_memory_says_so),
    cmocka_unit_test(test_a_message_may_be_made_of_the_message_before),
    cmocka_unit_test(test_a_long_message_is_cut_between_characters),
    cmocka_unit_test(test_a_long_message_of_any_bytes_is_cut_too),
    cmocka_unit_test(test_every_code_has_a_name_of_its_own),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

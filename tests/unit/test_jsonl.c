/* Records of JSON Lines: fields by their usual names, what is refused and in which words, bounds, and memory that runs out
 * at every place. This file's own four primitives stand in place of core/base/mem.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lunette/jsonl.h"
#include "lunette/mem.h"
#include "lunette/utf8.h"

static long blocks, countdown = -1;

static bool fails(void) { return countdown >= 0 && countdown-- == 0; }
static void *counted(void *block) {
  if (block) blocks++;
  return block;
}
void *lun_alloc(size_t size) { return fails() ? NULL : counted(malloc(size ? size : 1)); }
void *lun_zalloc(size_t count, size_t size) { return fails() ? NULL : counted(calloc(count ? count : 1, size ? size : 1)); }
void *lun_realloc(void *block, size_t size) {
  if (fails()) return NULL;
  if (!block) blocks++;
  return realloc(block, size ? size : 1);
}
void lun_free(void *block) {
  if (block) blocks--;
  free(block);
}

static lun_record record;
static lun_err err;

/* From a block of its own size, so that a read past the end is seen. */
static lun_status read_line(const char *line, size_t size, uint64_t number) {
  char *exact = malloc(size ? size : 1);
  assert_non_null(exact);
  if (size) memcpy(exact, line, size);
  lun_status status = lun_record_read(exact, size, number, &record, &err);
  free(exact);
  if (status) {
    assert_int_equal(err.code, status);
    assert_int_equal(lun_utf8_valid_prefix(err.message, strlen(err.message)), strlen(err.message));
    assert_null(record.owned);
    assert_null(record.text);
  }
  return status;
}
static void reads(const char *line) {
  if (read_line(line, strlen(line), 7)) fail_msg("%s: %s", line, err.message);
}
static void refuses(const char *line, lun_status status, const char *words) {
  lun_status given = read_line(line, strlen(line), 7);
  if (given != status) fail_msg("%.60s: %s", line, lun_status_name(given));
  if (!strstr(err.message, words)) fail_msg("%.60s: said \"%s\"", line, err.message);
}
static void is(const char *string, size_t size, const char *expected) {
  if (!expected) {
    assert_null(string);
    return;
  }
  assert_string_equal(string, expected);
  assert_int_equal(size, strlen(expected));
}

static void test_fields_are_found_by_their_usual_names(void **state) {
  (void)state;
  static const struct { const char *line, *id, *text, *date, *title; } cases[] = {
    {"{\"id\":\"a1\",\"text\":\"T\",\"date\":\"2026-01-31\",\"headline\":\"H\"}", "a1", "T", "2026-01-31", "H"},
    {"{\"url\":\"https://a.example/\",\"body\":\"B\",\"published\":\"2026\",\"title\":\"t\"}", "https://a.example/", "B", "2026", "t"},
    {"{\"content\":\"C\",\"created\":\"now\"}", "line 7", "C", "now", NULL},
    {"{\"content\":\"C\",\"body\":\"B\",\"text\":\"T\",\"url\":\"u\",\"id\":\"i\",\"title\":\"t\",\"headline\":\"h\",\"created\":\"3\",\"published\":\"2\",\"date\":\"1\"}", "i", "T", "1", "h"},
    {"{\"text\":null,\"body\":\"B\",\"date\":5,\"published\":\"p\"}", "line 7", "B", "p", NULL}, /* what is no string is passed over */
    {"{\"id\":\"\",\"url\":\"u\",\"text\":\"\"}", "u", "", NULL, NULL},
    {"{\"id\":null,\"text\":\"x\"}", "line 7", "x", NULL, NULL},
    {"{\"Text\":\"no\",\"text\":\"yes\"}", "line 7", "yes", NULL, NULL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reads(cases[i].line);
    is(record.id, record.id_size, cases[i].id);
    is(record.text, record.text_size, cases[i].text);
    is(record.date, record.date_size, cases[i].date);
    is(record.title, record.title_size, cases[i].title);
    lun_record_free(&record);
    assert_null(record.text);
  }
}

static void test_numbers_serve_as_ids(void **state) {
  (void)state;
  static const char *const ids[][2] = {{"1", "1"}, {"-5", "-5"}, {"9007199254740993", "9007199254740993"}, {"9223372036854775807", "9223372036854775807"}, {"1.5", "1.5"}};
  for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
    char line[80];
    snprintf(line, sizeof line, "{\"id\":%s,\"text\":\"x\"}", ids[i][0]);
    reads(line);
    lun_record copy = record; /* a record may be moved */
    memset(&record, '#', sizeof record);
    is(copy.id, copy.id_size, ids[i][1]);
    lun_record_free(&copy);
  }
}

static void test_the_last_of_two_equal_keys_counts(void **state) {
  (void)state;
  reads("{\"id\":1,\"id\":2,\"__index\":\"x\",\"\":3,\"text\":\"a\",\"text\":\"b\"}");
  is(record.id, record.id_size, "2");
  is(record.text, record.text_size, "b");
  lun_record_free(&record);
}

static void test_escapes_are_read_and_nul_is_kept(void **state) {
  (void)state;
  reads("{\"text\":\"a\\u0000b\\n\\\"\\\\\\u00e9\\ud83d\\ude00\"}");
  static const char text[] = "a\0b\n\"\\\xC3\xA9\xF0\x9F\x98\x80";
  assert_int_equal(record.text_size, sizeof text - 1);
  assert_memory_equal(record.text, text, sizeof text); /* with the closing NUL */
  lun_record_free(&record);
}

static void test_white_space_line_ends_and_a_first_mark_are_passed_over(void **state) {
  (void)state;
  reads("  \t{ \"text\" : \"b\" }  \r\n");
  lun_record_free(&record);
  static const char marked[] = "\xEF\xBB\xBF{\"text\":\"a\"}\r";
  assert_int_equal(read_line(marked, sizeof marked - 1, 1), LUN_OK);
  is(record.text, record.text_size, "a");
  lun_record_free(&record);
  assert_int_equal(read_line(marked, sizeof marked - 1, 2), LUN_FORMAT);
}

static void test_blank_lines_are_told_from_records(void **state) {
  (void)state;
  assert_true(lun_record_blank("", 0));
  assert_true(lun_record_blank(" \t\r\n", 4));
  assert_false(lun_record_blank(" {", 2));
  assert_false(lun_record_blank("\0", 1));
  refuses("", LUN_FORMAT, "line 7, column ");
  assert_int_equal(lun_record_read(NULL, 0, 1, &record, &err), LUN_FORMAT);
}

static void test_what_is_no_json_is_refused_with_line_and_column(void **state) {
  (void)state;
  refuses("not json", LUN_FORMAT, "line 7, column 3: ");
  refuses("{\"id\":2,\"text\":", LUN_FORMAT, "line 7, column 15: ");
  assert_int_equal(err.position, 15);
  refuses("{\"text\":\"ok\"}{\"id\":4}", LUN_FORMAT, "end of file expected near '{'");
  refuses("{\"text\":\"a", LUN_FORMAT, "premature end of input");
  refuses("{\"text\":\"a\tb\"}", LUN_FORMAT, "control character");
  refuses("{\"text\":'a'}", LUN_FORMAT, "column ");
  refuses("{\"text\":\"a\",}", LUN_FORMAT, "column ");
  refuses("{\"\\u0000\":1,\"text\":\"a\"}", LUN_FORMAT, "NUL");
  refuses("{\"text\":\"caf\xE9\"}", LUN_FORMAT, "0xe9"); /* not UTF-8 */
  static const char nul[] = "{\"text\":\"a\0b\"}";
  assert_int_equal(read_line(nul, sizeof nul - 1, 1), LUN_FORMAT);
}

static void test_columns_count_characters_and_positions_bytes(void **state) {
  (void)state;
  refuses("{\"\xC3\xA9\xC3\xA9\":x}", LUN_FORMAT, "line 7, column 7: ");
  assert_int_equal(err.position, 9);
}

static void test_lone_surrogates_are_refused(void **state) {
  (void)state;
  refuses("{\"text\":\"a\\ud800b\"}", LUN_FORMAT, "\\uD800");
  refuses("{\"text\":\"a\\udc00\"}", LUN_FORMAT, "\\uDC00");
  refuses("{\"text\":\"\\ud800\\ud800\"}", LUN_FORMAT, "\\uD800");
}

static void test_what_is_no_article_is_refused(void **state) {
  (void)state;
  refuses("[1,2]", LUN_FORMAT, "line 7: an object is wanted, not a list");
  refuses("null", LUN_FORMAT, "column");
  refuses("{}", LUN_FORMAT, "no string named text, body or content");
  refuses("{\"text\":[\"a\"]}", LUN_FORMAT, "its text is a list, not a string");
}

static void test_numbers_are_exact_or_refused(void **state) {
  (void)state;
  refuses("{\"a\":1e999999,\"text\":\"x\"}", LUN_FORMAT, "overflow");
  refuses("{\"a\":12345678901234567890123,\"text\":\"x\"}", LUN_FORMAT, "integer");
  refuses("{\"a\":01,\"text\":\"x\"}", LUN_FORMAT, "column");
  refuses("{\"a\":NaN,\"text\":\"x\"}", LUN_FORMAT, "column");
  reads("{\"a\":0.1e-400,\"b\":-0,\"text\":\"x\"}");
  lun_record_free(&record);
}

static void test_control_characters_of_the_line_do_not_reach_the_message(void **state) {
  (void)state;
  refuses("{\"text\":\x1B[2J}", LUN_FORMAT, "column ");
  refuses("{\"text\":\xC2\x9B" "2J}", LUN_FORMAT, "column ");
  assert_null(strstr(err.message, "\xC2\x9B"));
  for (const char *p = err.message; *p; p++) assert_true((unsigned char)*p >= 0x20);
}

/* {"text":"x","a": then `open` n times, what stands inside, `close` n times, and } */
static lun_status nested(unsigned n, bool closed) {
  char *line = malloc(2 * n + 40);
  assert_non_null(line);
  size_t size = (size_t)sprintf(line, "{\"text\":\"x\",\"a\":");
  memset(line + size, '[', n);
  size += n;
  if (closed) {
    memset(line + size, ']', n);
    size += n;
    line[size++] = '}';
  }
  lun_status status = read_line(line, size, 3);
  free(line);
  return status;
}

static void test_nesting_is_bounded(void **state) {
  (void)state;
  assert_int_equal(nested(LUN_RECORD_DEPTH - 1, true), LUN_OK);
  lun_record_free(&record);
  assert_int_equal(nested(LUN_RECORD_DEPTH, true), LUN_LIMIT);
  assert_non_null(strstr(err.message, "line 3, byte "));
  assert_int_equal(nested(1000000, true), LUN_LIMIT);
  assert_int_equal(nested(1000000, false), LUN_LIMIT);
}

static void test_brackets_and_digits_inside_strings_are_not_counted(void **state) {
  (void)state;
  char line[5000] = "{\"text\":\"";
  for (unsigned i = 0; i < 600; i++) strcat(line, "\\\"[{1");
  strcat(line, "\\\\\",\"b\":\"]\"}");
  reads(line);
  assert_int_equal(record.text_size, 600 * 4 + 1);
  lun_record_free(&record);
  char digits[2100] = "{\"text\":\"";
  memset(digits + 9, '9', 2000);
  strcpy(digits + 2009, "\"}");
  reads(digits);
  lun_record_free(&record);
}

static void test_long_numbers_are_refused_unread(void **state) {
  (void)state;
  enum { SIZE = 100000 };
  char *line = malloc(SIZE + 40);
  assert_non_null(line);
  size_t size = (size_t)sprintf(line, "{\"text\":\"x\",\"a\":");
  memset(line + size, '9', SIZE);
  line[size + SIZE] = '}';
  assert_int_equal(read_line(line, size + SIZE + 1, 1), LUN_LIMIT);
  assert_non_null(strstr(err.message, "number"));
  free(line);
}

static void test_a_line_over_the_limit_is_refused_unread(void **state) {
  (void)state;
  assert_int_equal(lun_record_read("{", (size_t)LUN_RECORD_MAX + 1, 9, &record, &err), LUN_LIMIT);
  assert_non_null(strstr(err.message, "line 9"));
}

static void test_memory_may_run_out_anywhere(void **state) {
  (void)state;
  static const char line[] =
    "{\"id\":12,\"text\":\"a text \\u00e9 that is long enough to be kept outside of any small buffer\",\"list\":[1,2.5,[true,null],{\"k\":\"v\"}],\"date\":\"2026-01-31\","
    "\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8}";
  assert_int_equal(blocks, 0);
  long n = 0;
  for (;; n++) {
    countdown = n;
    lun_status status = lun_record_read(line, sizeof line - 1, 1, &record, &err);
    bool failed = countdown < 0;
    countdown = -1;
    if (status) {
      if (status != LUN_NO_MEMORY) fail_msg("allocation %ld: %s", n, err.message);
      assert_true(failed);
      assert_null(record.owned);
    } else {
      is(record.id, record.id_size, "12");
      lun_record_free(&record);
    }
    if (blocks) fail_msg("allocation %ld: %ld blocks left", n, blocks);
    if (!failed) break;
  }
  assert_true(n > 20);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_fields_are_found_by_their_usual_names),
    cmocka_unit_test(test_numbers_serve_as_ids),
    cmocka_unit_test(test_the_last_of_two_equal_keys_counts),
    cmocka_unit_test(test_escapes_are_read_and_nul_is_kept),
    cmocka_unit_test(test_white_space_line_ends_and_a_first_mark_are_passed_over),
    cmocka_unit_test(test_blank_lines_are_told_from_records),
    cmocka_unit_test(test_what_is_no_json_is_refused_with_line_and_column),
    cmocka_unit_test(test_columns_count_characters_and_positions_bytes),
    cmocka_unit_test(test_lone_surrogates_are_refused),
    cmocka_unit_test(test_what_is_no_article_is_refused),
    cmocka_unit_test(test_numbers_are_exact_or_refused),
    cmocka_unit_test(test_control_characters_of_the_line_do_not_reach_the_message),
    cmocka_unit_test(test_nesting_is_bounded),
    cmocka_unit_test(test_brackets_and_digits_inside_strings_are_not_counted),
    cmocka_unit_test(test_long_numbers_are_refused_unread),
    cmocka_unit_test(test_a_line_over_the_limit_is_refused_unread),
    cmocka_unit_test(test_memory_may_run_out_anywhere),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Files read by lines, on a real file system. What happens when the system interrupts, cuts short or refuses is tested
 * in tests/fault. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "folder.h"

/* The lines of a text, each in brackets; a line over the limit as its number. */
static void lines_of(const char *path, size_t limit, char *out) {
  lun_io_lines *lines;
  const char *line;
  size_t size;
  uint64_t number, expected = 0;
  lun_err err;
  assert_int_equal(lun_io_lines_new(path, limit, &lines, NULL), LUN_OK);
  *out = 0;
  for (;;) {
    lun_status status = lun_io_lines_next(lines, &line, &size, &number, &err);
    if (status == LUN_OK && !line) break;
    assert_true(number == ++expected);
    if (status == LUN_OK) sprintf(out + strlen(out), "[%.*s]", (int)size, line);
    else {
      assert_int_equal(status, LUN_LIMIT);
      assert_true(err.position == number);
      assert_null(line);
      sprintf(out + strlen(out), "<%u>", (unsigned)number);
    }
  }
  assert_int_equal(lun_io_lines_next(lines, &line, &size, &number, &err), LUN_OK); /* the end stays the end */
  assert_null(line);
  lun_io_lines_free(lines);
}

static void test_lines_have_no_ends_and_the_last_needs_none(void **state) {
  static const struct { const char *text, *lines; } cases[] = {
    {"", ""}, {"\n", "[]"}, {"a", "[a]"}, {"a\n", "[a]"}, {"a\nb", "[a][b]"}, {"a\n\nb\n", "[a][][b]"},
    {"a\r\nb\r\n", "[a][b]"}, {"a\rb\n", "[a\rb]"}, {"\r\n\r\n", "[][]"}, {"a\r\r\n", "[a\r]"}, {"\n\n", "[][]"},
  };
  char path[PATH_ROOM], out[200];
  for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
    put(in(state, "lines", path), cases[c].text, strlen(cases[c].text));
    lines_of(path, 100, out);
    assert_string_equal(out, cases[c].lines);
  }
}

static void test_a_line_over_the_limit_is_skipped_whole_and_the_next_is_read(void **state) {
  static const struct { const char *text, *lines; } cases[] = {
    {"abc\nabcd\nab\n", "[abc]<2>[ab]"}, {"abcd", "<1>"}, {"abcd\n", "<1>"}, {"abc\r\nabcd\r\n", "[abc]<2>"},
    {"abc", "[abc]"}, {"abcdefgh\n\nx", "<1>[][x]"}, {"abcd\nabcd\n", "<1><2>"},
  };
  char path[PATH_ROOM], out[200];
  for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
    put(in(state, "lines", path), cases[c].text, strlen(cases[c].text));
    lines_of(path, 3, out);
    assert_string_equal(out, cases[c].lines);
  }
}

static void test_lines_longer_than_any_buffer_are_read_or_skipped(void **state) {
  enum { LONG = 300000 };
  char path[PATH_ROOM], *text = malloc(2 * LONG + 20), out[100];
  assert_non_null(text);
  memset(text, 'x', LONG);
  text[LONG] = '\n';
  memset(text + LONG + 1, 'y', LONG + 1); /* one byte more than the limit */
  strcpy(text + 2 * LONG + 2, "\nend\n");
  put(in(state, "lines", path), text, strlen(text));
  lines_of(path, 1000, out);
  assert_string_equal(out, "<1><2>[end]");
  lun_io_lines *lines;
  const char *line;
  size_t size;
  uint64_t number;
  assert_int_equal(lun_io_lines_new(path, LONG, &lines, NULL), LUN_OK);
  assert_int_equal(lun_io_lines_next(lines, &line, &size, &number, NULL), LUN_OK);
  assert_int_equal(size, LONG);
  assert_memory_equal(line, text, LONG);
  assert_int_equal(lun_io_lines_next(lines, &line, &size, &number, NULL), LUN_LIMIT);
  assert_int_equal(lun_io_lines_next(lines, &line, &size, &number, NULL), LUN_OK);
  assert_memory_equal(line, "end", 3);
  lun_io_lines_free(lines);
  free(text);
}

static void test_a_line_holds_any_bytes(void **state) {
  char path[PATH_ROOM];
  lun_io_lines *lines;
  const char *line;
  size_t size;
  uint64_t number;
  put(in(state, "lines", path), "a\0b\xff\nc", 6);
  assert_int_equal(lun_io_lines_new(path, 10, &lines, NULL), LUN_OK);
  assert_int_equal(lun_io_lines_next(lines, &line, &size, &number, NULL), LUN_OK);
  assert_int_equal(size, 4);
  assert_memory_equal(line, "a\0b\xff", 4);
  lun_io_lines_free(lines);
  lun_io_lines_free(NULL);
}

/* Lines whose ends fall before, on and behind the ends of the reader's buffer: long ones, so that some are cut there,
 * with short and empty ones behind them. */
static void test_lines_across_the_ends_of_the_buffer_are_all_found(void **state) {
  enum { SIZE = 400000 };
  static const size_t lengths[] = {40, 0, 1, 3, 0, 47, 0, 2, 31, 0};
  enum { KINDS = sizeof lengths / sizeof *lengths };
  char path[PATH_ROOM], *text = malloc(SIZE);
  assert_non_null(text);
  for (size_t shift = 0; shift < 8; shift++) {
    size_t size = 0, count = 0;
    memset(text, 'x', SIZE);
    for (size_t n = shift; size + n < SIZE; n = lengths[count++ % KINDS]) text[(size += n + 1) - 1] = '\n';
    put(in(state, "lines", path), text, size);
    lun_io_lines *lines;
    const char *line;
    size_t length;
    uint64_t number = 0;
    assert_int_equal(lun_io_lines_new(path, 50, &lines, NULL), LUN_OK);
    for (size_t i = 0, n = shift, at = 0; at < size; at += n + 1, n = lengths[i++ % KINDS]) {
      assert_int_equal(lun_io_lines_next(lines, &line, &length, &number, NULL), LUN_OK);
      assert_non_null(line);
      assert_int_equal(length, n);
      assert_true(number == i + 1);
    }
    assert_int_equal(lun_io_lines_next(lines, &line, &length, &number, NULL), LUN_OK);
    assert_null(line);
    lun_io_lines_free(lines);
  }
  free(text);
}

static void test_empty_lines_are_passed_over_and_counted(void **state) {
  char path[PATH_ROOM];
  const char *line, text[] = "a\n\n\r\n\n \n\r\r\nb\n\n";
  size_t size;
  uint64_t number;
  lun_io_lines *lines;
  put(in(state, "lines", path), text, sizeof text - 1);
  assert_int_equal(lun_io_lines_new(path, 50, &lines, NULL), LUN_OK);
  static const struct { const char *line; uint64_t number; } expected[] = {{"a", 1}, {" ", 5}, {"\r", 6}, {"b", 7}};
  for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
    lun_io_lines_skip_empty(lines);
    assert_int_equal(lun_io_lines_next(lines, &line, &size, &number, NULL), LUN_OK);
    assert_int_equal(size, 1);
    assert_memory_equal(line, expected[i].line, 1);
    assert_true(number == expected[i].number);
  }
  lun_io_lines_skip_empty(lines);
  assert_int_equal(lun_io_lines_next(lines, &line, &size, &number, NULL), LUN_OK);
  assert_null(line);
  lun_io_lines_free(lines);
}

int main(void) {
#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)
  const struct CMUnitTest tests[] = {
    WITH_FOLDER(test_lines_have_no_ends_and_the_last_needs_none),
    WITH_FOLDER(test_a_line_over_the_limit_is_skipped_whole_and_the_next_is_read),
    WITH_FOLDER(test_lines_longer_than_any_buffer_are_read_or_skipped),
    WITH_FOLDER(test_lines_across_the_ends_of_the_buffer_are_all_found),
    WITH_FOLDER(test_a_line_holds_any_bytes),
    WITH_FOLDER(test_empty_lines_are_passed_over_and_counted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

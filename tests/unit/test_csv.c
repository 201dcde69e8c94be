/* Separated values: RFC 4180, what is found beside it, blocks of every size, and what is refused with the line where it began. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "lunette/csv.h"

/* All rows of a text that comes in blocks of `block` bytes: LINE(cell|cell), or LINE! for one that is refused. */
static void read_all(const char *text, size_t size, size_t block, char separator, bool strict, size_t limit, char *out) {
  lun_table *csv;
  lun_table_row row;
  lun_err err;
  size_t at = 0;
  bool ended = false;
  assert_int_equal(lun_table_new(separator, strict, limit, &csv, &err), LUN_OK);
  *out = 0;
  for (;;) {
    lun_status status = lun_table_next(csv, &row, &err);
    if (status) {
      assert_true(status == LUN_FORMAT || status == LUN_LIMIT);
      sprintf(out + strlen(out), "%u%c ", (unsigned)err.position, status == LUN_FORMAT ? '!' : '>');
      continue;
    }
    if (row.count) {
      sprintf(out + strlen(out), "%u(", (unsigned)row.line);
      for (uint32_t i = 0; i < row.count; i++) sprintf(out + strlen(out), "%s%.*s", i ? "|" : "", (int)row.size[i], row.cell[i]);
      strcat(out, ") ");
      continue;
    }
    if (ended) break;
    size_t n = size - at < block ? size - at : block;
    char *exact = malloc(n ? n : 1); /* so that a read past the end is seen */
    assert_non_null(exact);
    memcpy(exact, text + at, n);
    at += n;
    ended = at == size;
    assert_int_equal(lun_table_feed(csv, exact, n, ended, &err), LUN_OK);
    free(exact);
  }
  lun_table_free(csv);
}

static void reads_as(const char *text, char separator, bool strict, const char *expected) {
  char out[1000];
  for (size_t block = 1; block <= 40; block += block < 8 ? 1 : 31) {
    read_all(text, strlen(text), block, separator, strict, 1000, out);
    if (strcmp(out, expected)) fail_msg("%s in blocks of %zu: %s, not %s", text, block, out, expected);
  }
}

static void reads(const char *text, char separator, const char *expected) { reads_as(text, separator, false, expected); }

static void test_rows_are_cut_as_rfc_4180_says(void **state) {
  (void)state;
  reads("", 0, "");
  reads("a,b\r\n1,2\r\n", 0, "1(a|b) 2(1|2) ");
  reads("a,b\n1,2", 0, "1(a|b) 2(1|2) ");
  reads("a,b\r1,2\r", 0, "1(a|b) 2(1|2) ");
  reads("a,b\n\"x, \"\"y\"\"\",\"\"\n", 0, "1(a|b) 2(x, \"y\"|) ");
  reads("a,b\n\"one\r\ntwo\",3\n4,5\n", 0, "1(a|b) 2(one\r\ntwo|3) 4(4|5) ");
  reads("\xEF\xBB\xBF\"a\",b\n\n\r\n1,\n", 0, "1(a|b) 4(1|) ");
  reads("a,,\n,,", 0, "1(a||) 2(||) ");
  reads("a\n\"\"\nb\n", 0, "1(a) 2() 3(b) ");
  reads("a,b\n1,2\n\n", 0, "1(a|b) 2(1|2) ");
}

static void test_the_separator_is_that_of_the_first_row(void **state) {
  (void)state;
  reads("a;b;c\n1,5;2;3\n", 0, "1(a|b|c) 2(1,5|2|3) ");
  reads("a\tb\n1,5\t2\n", 0, "1(a|b) 2(1,5|2) ");
  reads("a|b\n1|2\n", 0, "1(a|b) 2(1|2) ");
  reads("\"a,b,c\";d\n1;2\n", 0, "1(a,b,c|d) 2(1|2) ");
  reads("a\nb,c\n", 0, "1(a) 2(b|c) ");
  reads("a\tb, or c\n1\t2,3\n", 0, "1(a|b, or c) 2(1|2,3) "); /* as often */
  reads("x|y,\n", 0, "1(x|y|) ");
  reads("\r\n\na;b\n", 0, "3(a|b) ");
  reads("sep=|\r\na,x|b\n", 0, "2(a,x|b) ");
  reads("\nsep=;\ra;b", '\t', "3(a|b) ");
  reads("sep=;", 0, "");
  reads("sep=,;\n", 0, "1(sep=,|) ");
}

static void test_what_stands_behind_a_closing_mark_is_kept(void **state) {
  (void)state;
  reads("a,b\n\"x\"y,2\n", 0, "1(a|b) 2(xy|2) ");
  reads("a,b\nx\"y\",2\n", 0, "1(a|b) 2(x\"y\"|2) ");
  reads_as("a,b\n\"x\"y,2\n\"z\",3\n\"u\nv\"w\n4,x\"y\"\n", 0, true, "1(a|b) 2! 3(z|3) 4! 5(v\"w) 6(4|x\"y\") ");
}

static void test_with_tabs_a_mark_that_closes_nothing_is_text(void **state) {
  (void)state;
  reads("a\tb\n\"No,\" she said\t2\n\"x\ty\"\t3\n", '\t', "1(a|b) 2(\"No,\" she said|2) 3(x\ty|3) ");
  reads("a\tb\n\"open\t2\n3\t4\n", '\t', "1(a|b) 2(\"open|2) 3(3|4) ");
  reads("a\tb\n\"one\r\n\"two\"x\t3\n", '\t', "1(a|b) 2(\"one) 3(\"two\"x|3) ");
}

static void test_an_open_mark_costs_its_line_alone(void **state) {
  (void)state;
  reads("a,b\n\"open,2\n3,4\n5,6\n", 0, "1(a|b) 2! 3(3|4) 4(5|6) ");
  reads("a,b\n1,\"open\n\"3\",4\n5,\"6\n7,8\n", 0, "1(a|b) 2(1|open\n3\"|4) 4! 5(7|8) ");
  reads("\"", 0, "1! ");
  reads("a\n\"x\r\ny", 0, "1(a) 2! 3(y) ");
}

static void test_a_row_over_the_limit_is_passed_over(void **state) {
  (void)state;
  char out[1000];
  static const char text[] = "a,b\n0123456789012345,2\n3,4\n\"012345\n7890123\",5\n6,7\n";
  for (size_t block = 1; block < 64; block++) {
    read_all(text, sizeof text - 1, block, ',', false, 12, out);
    if (!strstr(out, "1(a|b) 2> 3(3|4) 4> ")) fail_msg("%s", out);
    assert_non_null(strstr(out, "6(6|7) "));
  }
  static const char lines[] = "a,b\r\n0123456789012345,2\r\n3,4\r\n0123456789012,\r\n7,8\r\n"; /* a block may end between CR and LF */
  for (size_t block = 1; block < 64; block++) {
    read_all(lines, sizeof lines - 1, block, ',', false, 12, out);
    if (strcmp(out, "1(a|b) 2> 3(3|4) 4> 5(7|8) ")) fail_msg("in blocks of %zu: %s", block, out);
  }
}

static void test_a_first_row_that_comes_in_many_blocks_is_read_once(void **state) {
  (void)state;
  enum { BLOCKS = 1 << 17 };
  static const char block[] = "0123456789012345678901234567890123456789012345678901234567890123";
  lun_table *csv;
  lun_table_row row;
  clock_t began = clock();
  assert_int_equal(lun_table_new(0, false, 1 << 26, &csv, NULL), LUN_OK);
  for (int i = 0; i < BLOCKS; i++) {
    assert_int_equal(lun_table_feed(csv, block, sizeof block - 1, i + 1 == BLOCKS, NULL), LUN_OK);
    assert_int_equal(lun_table_next(csv, &row, NULL), LUN_OK);
  }
  assert_int_equal(row.count, 1);
  assert_true(row.size[0] == (size_t)BLOCKS * (sizeof block - 1));
  lun_table_free(csv);
  assert_true((double)(clock() - began) / CLOCKS_PER_SEC < 10);
}

static void test_time_is_linear_in_open_marks(void **state) {
  (void)state;
  enum { LINES = 200000 };
  char *text = malloc(LINES * 16), *p = text;
  assert_non_null(text);
  for (int i = 0; i < LINES; i++) p += sprintf(p, "\"\"\"%d,\n", i);
  *p++ = '"';
  lun_table *csv;
  lun_table_row row;
  unsigned seen = 0;
  assert_int_equal(lun_table_new(',', false, 1 << 26, &csv, NULL), LUN_OK);
  assert_int_equal(lun_table_feed(csv, text, (size_t)(p - text), true, NULL), LUN_OK);
  for (;; seen++)
    if (!lun_table_next(csv, &row, NULL) && !row.count) break;
  assert_true(seen > 0);
  lun_table_free(csv);
  free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_rows_are_cut_as_rfc_4180_says),
    cmocka_unit_test(test_the_separator_is_that_of_the_first_row),
    cmocka_unit_test(test_what_stands_behind_a_closing_mark_is_kept),
    cmocka_unit_test(test_with_tabs_a_mark_that_closes_nothing_is_text),
    cmocka_unit_test(test_an_open_mark_costs_its_line_alone),
    cmocka_unit_test(test_a_row_over_the_limit_is_passed_over),
    cmocka_unit_test(test_a_first_row_that_comes_in_many_blocks_is_read_once),
    cmocka_unit_test(test_time_is_linear_in_open_marks),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Workbooks: what a sheet refuses, what is cut, names that are made fit. What comes out is read in tests/golden/test_output.sh. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "lunette/io.h"
#include "lunette/mem.h"
#include "lunette/sheet.h"

#ifdef LUNETTE_XLSXWRITER_SONAME

static char folder[] = "/tmp/lunette-sheet-XXXXXX", path[64];

static int make_folder(void **state) {
  (void)state;
  if (!mkdtemp(folder)) return 1;
  snprintf(path, sizeof path, "%s/book.xlsx", folder);
  return 0;
}
static int remove_folder(void **state) {
  (void)state;
  unlink(path);
  return rmdir(folder);
}

static const char *const columns[] = {"name", "count"};

static lun_book *new_book(uint32_t *sheet) {
  lun_book *book;
  lun_err err;
  assert_int_equal(lun_book_new(path, &book, &err), LUN_OK);
  assert_int_equal(lun_book_sheet(book, "rows", columns, 2, sheet, &err), LUN_OK);
  return book;
}

static void test_the_same_cells_give_the_same_bytes(void **state) {
  char *first = NULL, *second;
  size_t first_size = 0, size;
  (void)state;
  for (int run = 0; run < 2; run++) {
    uint32_t sheet;
    bool cut;
    lun_book *book = new_book(&sheet);
    for (uint32_t row = 0; row < 500; row++) {
      assert_int_equal(lun_book_text(book, sheet, row, 0, "=1+1", 4, &cut, NULL), LUN_OK);
      assert_false(cut);
      assert_int_equal(lun_book_number(book, sheet, row, 1, row / 7.0, NULL), LUN_OK);
    }
    assert_int_equal(lun_book_close(book, NULL), LUN_OK);
    lun_book_free(book);
    assert_int_equal(lun_io_read_file(path, SIZE_MAX, &second, &size, NULL), LUN_OK);
    if (run) {
      assert_int_equal(size, first_size);
      assert_memory_equal(first, second, size);
      lun_free(second);
    } else first = second, first_size = size;
  }
  assert_memory_equal(first, "PK", 2);
  lun_free(first);
}

static void test_long_texts_are_cut_between_characters(void **state) {
  uint32_t sheet;
  bool cut;
  size_t size = 4 * (LUN_SHEET_CELL / 2);
  char *text = malloc(size + 4);
  (void)state;
  for (size_t i = 0; i < size; i += 4) memcpy(text + i, "\xf0\x9f\x98\x80", 4); /* two UTF-16 units each */
  memcpy(text + size, "ab", 2);
  lun_book *book = new_book(&sheet);
  assert_int_equal(lun_book_text(book, sheet, 0, 0, text, size + 1, &cut, NULL), LUN_OK);
  assert_false(cut);
  assert_int_equal(lun_book_text(book, sheet, 1, 0, text, size + 2, &cut, NULL), LUN_OK);
  assert_true(cut);
  assert_int_equal(lun_book_text(book, sheet, 2, 0, "\0\x01\xff_x0041_", 11, &cut, NULL), LUN_OK);
  assert_int_equal(lun_book_close(book, NULL), LUN_OK);
  lun_book_free(book);
  free(text);
}

static void test_places_outside_the_sheet_are_refused(void **state) {
  uint32_t sheet;
  lun_err err;
  (void)state;
  lun_book *book = new_book(&sheet);
  assert_int_equal(lun_book_number(book, sheet, LUN_SHEET_ROWS - 2, 0, 1, &err), LUN_OK);
  assert_int_equal(lun_book_number(book, sheet, LUN_SHEET_ROWS - 1, 0, 1, &err), LUN_LIMIT);
  assert_int_equal(lun_book_number(book, sheet, 0, 0, 1, &err), LUN_INVALID); /* that row is done */
  assert_int_equal(lun_book_number(book, sheet, LUN_SHEET_ROWS - 2, 2, 1, &err), LUN_LIMIT);
  assert_int_equal(lun_book_number(book, sheet + 1, LUN_SHEET_ROWS - 2, 0, 1, &err), LUN_LIMIT);
  lun_book_free(book);
  assert_int_equal(access(path, F_OK), 0); /* of an earlier test: without a close nothing is written */
}

static void test_names_of_sheets_are_made_fit(void **state) {
  static const char *const names[] = {"a/b", "a:b", "", "History", "a name that is much longer than thirty-one letters", "a name that is much longer than thirty-one characters", "'quoted'"};
  uint32_t sheet;
  lun_err err;
  (void)state;
  lun_book *book = new_book(&sheet);
  for (uint32_t i = 0; i < sizeof names / sizeof *names; i++) {
    assert_int_equal(lun_book_sheet(book, names[i], columns, 1, &sheet, &err), LUN_OK);
    assert_int_equal(sheet, i + 1);
  }
  assert_int_equal(lun_book_close(book, &err), LUN_OK);
  lun_book_free(book);
}

static void test_a_file_that_cannot_be_made_is_an_error(void **state) {
  lun_book *book;
  lun_err err;
  uint32_t sheet;
  (void)state;
  assert_int_equal(lun_book_new("/nowhere/at/all.xlsx", &book, &err), LUN_OK);
  lun_status status = lun_book_sheet(book, "rows", columns, 2, &sheet, &err);
  if (status == LUN_OK) status = lun_book_close(book, &err);
  assert_int_not_equal(status, LUN_OK);
  lun_book_free(book);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_same_cells_give_the_same_bytes),
      cmocka_unit_test(test_long_texts_are_cut_between_characters),
      cmocka_unit_test(test_places_outside_the_sheet_are_refused),
      cmocka_unit_test(test_names_of_sheets_are_made_fit),
      cmocka_unit_test(test_a_file_that_cannot_be_made_is_an_error),
  };
  return cmocka_run_group_tests(tests, make_folder, remove_folder);
}

#else

static void test_absence_is_told(void **state) {
  lun_book *book;
  lun_err err;
  (void)state;
  assert_int_equal(lun_book_new("book.xlsx", &book, &err), LUN_NOT_FOUND);
  assert_non_null(strstr(err.message, "libxlsxwriter-dev"));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_absence_is_told)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

#endif

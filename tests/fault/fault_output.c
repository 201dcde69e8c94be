/* Memory that runs out and system calls that fail while outputs are made: workbooks, databases, offsets, digests, files
 * written piece by piece. (What the loaded libraries allocate themselves is theirs.) */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <unistd.h>

#include "fault.h"
#include "lunette/io.h"
#include "lunette/mem.h"
#include "lunette/lines.h"
#include "lunette/units.h"
#include "lunette/sheet.h"
#include "lunette/store.h"

static lun_status make_book(void *argument) {
  static const char *const columns[] = {"name", "count"};
  fault_place *p = argument;
  lun_book *book;
  uint32_t sheet;
  bool cut;
  char long_text[3000];
  memset(long_text, 'a', sizeof long_text);
  lun_status status = lun_book_new(p->fresh, &book, NULL);
  if (status) return status;
  if (!(status = lun_book_sheet(book, "rows", columns, 2, &sheet, NULL)) && !(status = lun_book_sheet(book, "more", columns, 1, &sheet, NULL)) &&
      !(status = lun_book_text(book, sheet, 0, 0, long_text, sizeof long_text, &cut, NULL)))
    status = lun_book_close(book, NULL);
  lun_book_free(book);
  unlink(p->fresh);
  return status;
}

static lun_status make_store(void *argument) {
  static const char ask[] = "SELECT 1";
  fault_place *p = argument;
  lun_store *store;
  lun_statement *statement;
  bool row;
  lun_status status = lun_store_open(p->file, LUN_STORE_FRESH, &store, NULL);
  if (status) return status;
  if (!(status = lun_statement_new(store, ask, sizeof ask - 1, &statement, NULL))) {
    status = lun_statement_step(statement, &row, NULL);
    lun_statement_free(statement);
  }
  lun_store_free(store);
  return status;
}

static lun_status count_offsets(void *argument) {
  lun_units *offsets;
  (void)argument;
  lun_status status = lun_units_new("some text", 9, &offsets, NULL);
  if (status == LUN_OK) lun_units_free(offsets);
  return status;
}

static lun_status count_lines(void *argument) {
  lun_lines *lines;
  (void)argument;
  lun_status status = lun_lines_new("some\ntext", 9, &lines, NULL);
  if (status == LUN_OK) lun_lines_free(lines);
  return status;
}

static lun_status write_pieces(void *argument) {
  fault_place *p = argument;
  lun_io_file *file;
  lun_err err;
  lun_status status = lun_io_file_new(p->file, &file, &err);
  for (int i = 0; status == LUN_OK && i < 3000; i++)
    if ((status = lun_io_file_write(file, "0123456789abcdef0123456789abcdef0123456789abcdef", 48, &err))) lun_io_file_free(file);
  if (status) return status;
  status = lun_io_file_commit(file, &err);
  lun_io_file_free(file);
  return status;
}

static lun_status digest(void *argument) {
  fault_place *p = argument;
  char digits[65];
  uint64_t size;
  return lun_io_sha256(p->file, digits, &size, NULL);
}

static void test_memory_that_runs_out_is_told(void **state) {
  fault_place *p = *state;
  assert_int_equal(lun_io_write_file(p->file, "", 0, NULL), LUN_OK);
#ifdef LUNETTE_XLSXWRITER_SONAME
  assert_true(fault_mem_sweep("workbook", make_book, p) > 4);
#endif
#ifdef LUNETTE_SQLITE_SONAME
  assert_true(fault_mem_sweep("database", make_store, p) >= 2);
#endif
  fault_mem_sweep("offsets", count_offsets, p);
  fault_mem_sweep("lines", count_lines, p);
  fault_mem_sweep("digest", digest, p);
  fault_mem_sweep("pieces", write_pieces, p);
}

static void test_pieces_are_whole_or_not_there(void **state) {
  fault_place *p = *state;
  for (uint64_t n = 2;; n++) { /* the first call asks what the file is: an answer that fails changes nothing */
    char *bytes, **names;
    size_t size, count;
    fault_reset();
    assert_int_equal(lun_io_write_file(p->file, "old", 3, NULL), LUN_OK);
    fault_system_short(9000);
    fault_system_fail(FAULT_ANY, n, ENOSPC);
    lun_status status = write_pieces(p);
    bool failed = fault_system_failed();
    assert_int_equal(fault_system_open(), 0);
    fault_reset();
    assert_int_equal(lun_io_read_file(p->file, SIZE_MAX, &bytes, &size, NULL), LUN_OK);
    assert_int_equal(size, status ? 3 : 3000 * 48);
    lun_free(bytes);
    assert_int_equal(lun_io_list(p->folder, &names, &count, NULL), LUN_OK);
    assert_int_equal(count, 1);
    lun_free(names);
    if (!failed) break;
    assert_int_equal(status, LUN_IO);
  }
}

static void test_a_digest_does_not_depend_on_how_the_file_is_read(void **state) {
  fault_place *p = *state;
  char whole[65], pieces[65];
  uint64_t size;
  assert_int_equal(write_pieces(p), LUN_OK);
  assert_int_equal(lun_io_sha256(p->file, whole, &size, NULL), LUN_OK);
  assert_int_equal(size, 3000 * 48);
  fault_system_short(7);
  fault_system_interrupt(3);
  assert_int_equal(lun_io_sha256(p->file, pieces, &size, NULL), LUN_OK);
  assert_string_equal(whole, pieces);
  fault_reset();
  for (uint64_t n = 1; n <= 2; n++) {
    fault_system_fail(n == 1 ? FAULT_OPEN : FAULT_READ, 1, EIO);
    assert_int_equal(lun_io_sha256(p->file, pieces, &size, NULL), LUN_IO);
    fault_reset();
    assert_int_equal(fault_system_open(), 0);
  }
}

int main(void) {
#define WITH_PLACE(test) cmocka_unit_test_setup_teardown(test, fault_make_place, fault_remove_place)
  const struct CMUnitTest tests[] = {
      WITH_PLACE(test_memory_that_runs_out_is_told),
      WITH_PLACE(test_pieces_are_whole_or_not_there),
      WITH_PLACE(test_a_digest_does_not_depend_on_how_the_file_is_read),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

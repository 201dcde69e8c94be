/* A system that interrupts, moves few bytes at a time, and refuses at every place of core/base/io.c: what can go on goes
 * on, a file is whole or as it was, nothing stays open or behind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fault.h"
#include "lunette/io.h"
#include "lunette/mem.h"

enum { OLD = 3000, NEW = 5000 };

/* A text of lines, told by its size. */
static void text_of(char *bytes, size_t size) {
  for (size_t i = 0; i < size; i++) bytes[i] = i % 60 == 59 ? '\n' : (char)('a' + (i / 60 + size) % 26);
}

static void write_old(fault_place *p) {
  char bytes[OLD];
  text_of(bytes, OLD);
  assert_int_equal(lun_io_write_file(p->file, bytes, OLD, NULL), LUN_OK);
}

static lun_status write_new(fault_place *p, lun_err *err) {
  char bytes[NEW];
  text_of(bytes, NEW);
  return lun_io_write_file(p->file, bytes, NEW, err);
}

/* The file is exactly the text of that size and stands alone in its folder. */
static void assert_file(fault_place *p, size_t size) {
  char expected[NEW], *bytes, **names;
  size_t found, count;
  text_of(expected, size);
  assert_int_equal(lun_io_read_file(p->file, SIZE_MAX, &bytes, &found, NULL), LUN_OK);
  assert_int_equal(found, size);
  assert_memory_equal(bytes, expected, size);
  lun_free(bytes);
  assert_int_equal(lun_io_list(p->folder, &names, &count, NULL), LUN_OK);
  assert_int_equal(count, 1);
  lun_free(names);
}

static void assert_lines(fault_place *p, size_t size) {
  char expected[NEW];
  lun_io_lines *lines;
  const char *line;
  size_t length, at = 0;
  uint64_t number;
  text_of(expected, size);
  assert_int_equal(lun_io_lines_new(p->file, 100, &lines, NULL), LUN_OK);
  for (;;) {
    assert_int_equal(lun_io_lines_next(lines, &line, &length, &number, NULL), LUN_OK);
    if (!line) break;
    assert_memory_equal(line, expected + at, length);
    at += length + 1;
  }
  assert_true(at == size || at == size + 1);
  lun_io_lines_free(lines);
}

static void test_short_reads_and_writes_are_put_together(void **state) {
  for (unsigned most = 1; most <= 7; most++) {
    fault_system_short(most);
    write_old(*state);
    assert_file(*state, OLD);
    assert_lines(*state, OLD);
    assert_true(fault_system_calls(FAULT_READ) > OLD / 7);
  }
}

static void test_interrupted_calls_are_made_again(void **state) {
  for (unsigned every = 2; every <= 5; every++) {
    fault_system_short(7);
    fault_system_interrupt(every);
    write_old(*state);
    assert_file(*state, OLD);
    assert_lines(*state, OLD);
    assert_int_equal(write_new(*state, NULL), LUN_OK);
    assert_file(*state, NEW);
    assert_int_equal(fault_system_open(), 0);
  }
}

static void test_descriptors_that_are_not_ready_are_waited_for(void **state) {
  fault_system_short(7);
  fault_system_unready(3);
  fault_system_interrupt(4);
  write_old(*state);
  assert_file(*state, OLD);
  assert_true(fault_system_calls(FAULT_WAIT) > OLD / 21);
}

static void test_a_wait_that_fails_gives_the_reason_of_the_call(void **state) {
  lun_err err = {0};
  write_old(*state);
  fault_system_unready(1);
  fault_system_fail(FAULT_WAIT, 1, ENOMEM);
  assert_int_equal(write_new(*state, &err), LUN_IO);
  assert_non_null(strstr(err.message, strerror(EAGAIN)));
  fault_reset();
  assert_file(*state, OLD);
}

/* Every call that a replacement makes fails in turn: the file is new where that is reported, else as it was. */
static void test_a_file_is_replaced_whole_or_not_at_all(void **state) {
  static const int codes[] = {ENOSPC, EIO, EDQUOT, EACCES};
  fault_place *p = *state;
  for (size_t c = 0; c < sizeof codes / sizeof *codes; c++)
    for (uint64_t n = 1;; n++) {
      lun_err err = {0};
      fault_reset();
      write_old(p);
      fault_system_short(1000); /* several writes */
      fault_system_fail(FAULT_ANY, n, codes[c]);
      lun_status status = write_new(p, &err);
      bool failed = fault_system_failed();
      uint64_t open = fault_system_open();
      fault_reset();
      assert_int_equal(open, 0);
      assert_file(p, status ? OLD : NEW);
      if (!failed) {
        assert_int_equal(status, LUN_OK);
        assert_true(n > 8);
        break;
      }
      if (n == 1) continue; /* stat: a file whose kind is not known is replaced as a new one would be */
      assert_int_equal(status, LUN_IO);
      assert_int_equal(err.code, LUN_IO);
      assert_non_null(strstr(err.message, p->file));
      assert_non_null(strstr(err.message, strerror(codes[c])));
    }
}

static void test_a_full_disk_is_reported_by_each_call_that_finds_it(void **state) {
  static const fault_call calls[] = {FAULT_OPEN, FAULT_WRITE, FAULT_FSYNC, FAULT_CLOSE, FAULT_RENAME};
  for (size_t c = 0; c < sizeof calls / sizeof *calls; c++) {
    lun_err err = {0};
    write_old(*state);
    fault_system_fail(calls[c], 1, ENOSPC);
    assert_int_equal(write_new(*state, &err), LUN_IO);
    assert_true(fault_system_failed());
    assert_non_null(strstr(err.message, strerror(ENOSPC)));
    fault_reset();
    assert_file(*state, OLD);
  }
}

static void test_a_file_system_without_fsync_is_written_all_the_same(void **state) {
  write_old(*state);
  fault_system_fail(FAULT_FSYNC, 1, EINVAL);
  assert_int_equal(write_new(*state, NULL), LUN_OK);
  assert_true(fault_system_failed());
  fault_reset();
  assert_file(*state, NEW);
}

static void test_a_neighbour_that_cannot_be_removed_does_not_hide_the_reason(void **state) {
  fault_place *p = *state;
  lun_err err = {0};
  char **names, path[400];
  size_t count;
  write_old(p);
  fault_system_fail(FAULT_RENAME, 1, EXDEV);
  fault_system_fail(FAULT_UNLINK, 1, EIO);
  assert_int_equal(write_new(p, &err), LUN_IO);
  assert_true(fault_system_calls(FAULT_UNLINK) == 1);
  assert_non_null(strstr(err.message, strerror(EXDEV)));
  fault_reset();
  assert_int_equal(lun_io_list(p->folder, &names, &count, NULL), LUN_OK);
  assert_int_equal(count, 2);
  snprintf(path, sizeof path, "%s/%s", p->folder, names[0]); /* its name begins with a full stop, so it is the first */
  lun_free(names);
  assert_int_equal(unlink(path), 0);
  assert_file(p, OLD);
}

static void test_every_refusal_to_read_is_reported(void **state) {
  fault_place *p = *state;
  write_old(p);
  for (uint64_t n = 1;; n++) {
    char *bytes;
    size_t size;
    lun_err err = {0};
    fault_system_short(1000);
    fault_system_fail(FAULT_ANY, n, EIO);
    lun_status status = lun_io_read_file(p->file, SIZE_MAX, &bytes, &size, &err);
    bool failed = fault_system_failed();
    fault_reset();
    assert_int_equal(fault_system_open(), 0);
    if (status) {
      assert_int_equal(status, LUN_IO);
      assert_null(bytes);
      assert_non_null(strstr(err.message, p->file));
      assert_non_null(strstr(err.message, strerror(EIO)));
    } else assert_int_equal(size, OLD); /* nothing failed, or only fstat, whose answer is a hint, or close after reading */
    lun_free(bytes);
    if (!failed) break;
  }
  for (uint64_t n = 1; n <= 4; n++) {
    char *bytes;
    size_t size;
    fault_system_short(1000);
    fault_system_fail(FAULT_READ, n, EIO);
    assert_int_equal(lun_io_read_file(p->file, SIZE_MAX, &bytes, &size, NULL), LUN_IO);
    fault_reset();
  }
}

static void test_a_file_whose_size_is_not_told_is_read_whole(void **state) {
  fault_place *p = *state;
  char *bytes, *big = malloc(200000);
  size_t size;
  assert_non_null(big);
  text_of(big, 200000);
  assert_int_equal(lun_io_write_file(p->file, big, 200000, NULL), LUN_OK);
  fault_system_fail(FAULT_FSTAT, 1, EOVERFLOW);
  assert_int_equal(lun_io_read_file(p->file, 200000, &bytes, &size, NULL), LUN_OK);
  assert_true(fault_system_failed());
  assert_int_equal(size, 200000);
  assert_memory_equal(bytes, big, size);
  lun_free(bytes);
  free(big);
}

static void test_every_refusal_to_list_is_reported(void **state) {
  static const fault_call calls[] = {FAULT_OPENDIR, FAULT_READDIR, FAULT_READDIR, FAULT_READDIR};
  fault_place *p = *state;
  write_old(p);
  for (size_t c = 0; c < sizeof calls / sizeof *calls; c++) {
    char **names;
    size_t count;
    lun_err err = {0};
    fault_system_fail(calls[c], c ? c : 1, EIO);
    assert_int_equal(lun_io_list(p->folder, &names, &count, &err), LUN_IO);
    assert_null(names);
    assert_int_equal(count, 0);
    assert_non_null(strstr(err.message, p->folder));
    assert_int_equal(fault_system_open(), 0);
    fault_reset();
  }
}

static void test_lines_go_on_after_a_read_that_failed(void **state) {
  fault_place *p = *state;
  write_old(p);
  for (uint64_t n = 1; n <= 6; n++) {
    lun_io_lines *lines;
    const char *line;
    size_t length, total = 0;
    uint64_t number;
    lun_err err = {0};
    unsigned refused = 0;
    fault_system_short(500);
    fault_system_fail(FAULT_READ, n * 2, EIO);
    assert_int_equal(lun_io_lines_new(p->file, 100, &lines, NULL), LUN_OK);
    for (;;) {
      lun_status status = lun_io_lines_next(lines, &line, &length, &number, &err);
      if (status == LUN_IO) {
        assert_non_null(strstr(err.message, p->file));
        refused++;
        continue;
      }
      assert_int_equal(status, LUN_OK);
      if (!line) break;
      total += length + 1;
    }
    assert_int_equal(refused, 1);
    assert_int_equal(total, OLD);
    lun_io_lines_free(lines);
    fault_reset();
  }
}

/* Below a folder: every call fails in turn, the file is new where that is reported, else as it was. */
static void test_a_file_below_a_folder_is_replaced_whole_or_not_at_all(void **state) {
  fault_place *p = *state;
  const char *name = strrchr(p->file, '/') + 1;
  char bytes[NEW];
  text_of(bytes, NEW);
  for (uint64_t n = 1;; n++) {
    lun_err err = {0};
    write_old(p);
    fault_system_fail(FAULT_ANY, n, EIO);
    lun_status status = lun_io_write_beneath(p->folder, name, bytes, NEW, &err);
    bool failed = fault_system_failed();
    uint64_t open = fault_system_open();
    fault_reset();
    assert_int_equal(open, 0);
    if (!failed) break;
    if (status) assert_non_null(strstr(err.message, strerror(EIO)));
    assert_file(p, status ? OLD : NEW);
  }
  assert_file(p, NEW);
  for (uint64_t n = 1;; n++) {
    char *read;
    size_t size;
    fault_system_fail(FAULT_ANY, n, EIO);
    lun_status status = lun_io_read_beneath(p->folder, name, NEW, &read, &size, NULL);
    bool failed = fault_system_failed();
    assert_int_equal(fault_system_open(), 0);
    fault_reset();
    assert_true(status ? read == NULL : size == NEW);
    lun_free(read);
    if (!failed) break;
  }
}

int main(void) {
#define WITH_PLACE(test) cmocka_unit_test_setup_teardown(test, fault_make_place, fault_remove_place)
  const struct CMUnitTest tests[] = {
    WITH_PLACE(test_short_reads_and_writes_are_put_together),
    WITH_PLACE(test_interrupted_calls_are_made_again),
    WITH_PLACE(test_descriptors_that_are_not_ready_are_waited_for),
    WITH_PLACE(test_a_wait_that_fails_gives_the_reason_of_the_call),
    WITH_PLACE(test_a_file_is_replaced_whole_or_not_at_all),
    WITH_PLACE(test_a_full_disk_is_reported_by_each_call_that_finds_it),
    WITH_PLACE(test_a_file_system_without_fsync_is_written_all_the_same),
    WITH_PLACE(test_a_neighbour_that_cannot_be_removed_does_not_hide_the_reason),
    WITH_PLACE(test_every_refusal_to_read_is_reported),
    WITH_PLACE(test_a_file_whose_size_is_not_told_is_read_whole),
    WITH_PLACE(test_every_refusal_to_list_is_reported),
    WITH_PLACE(test_lines_go_on_after_a_read_that_failed),
    WITH_PLACE(test_a_file_below_a_folder_is_replaced_whole_or_not_at_all),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

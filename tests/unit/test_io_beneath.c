/* Files below a folder: found through folders, refused through links and "..", written beside what stands there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/stat.h>
#include <unistd.h>

#include "folder.h"

static void assert_beneath(void **state, const char *path, const char *wanted) {
  char *bytes;
  size_t size;
  lun_err err = {0};
  assert_int_equal(lun_io_read_beneath(*state, path, 1000, &bytes, &size, &err), LUN_OK);
  assert_int_equal(size, strlen(wanted));
  assert_memory_equal(bytes, wanted, size);
  lun_free(bytes);
}

static void refuse(void **state, const char *path) {
  char *bytes;
  size_t size;
  lun_err err = {0};
  assert_int_not_equal(lun_io_read_beneath(*state, path, 1000, &bytes, &size, &err), LUN_OK);
  assert_null(bytes);
  assert_true(err.message[0] != 0);
  assert_int_not_equal(lun_io_write_beneath(*state, path, "new", 3, &err), LUN_OK);
}

static void test_files_below_a_folder_are_read_and_written(void **state) {
  char path[PATH_ROOM];
  put(in(state, "a.txt", path), "above", 5);
  assert_beneath(state, "a.txt", "above");
  assert_int_equal(mkdir(in(state, "inner", path), 0777), 0);
  assert_int_equal(lun_io_write_beneath(*state, "inner/b.txt", "below", 5, NULL), LUN_OK);
  assert_beneath(state, "inner/b.txt", "below");
  assert_int_equal(lun_io_write_beneath(*state, "inner/b.txt", "again", 5, NULL), LUN_OK);
  assert_beneath(state, "inner/b.txt", "again");
  assert_int_equal(unlink(in(state, "inner/b.txt", path)), 0);
  assert_int_equal(rmdir(in(state, "inner", path)), 0); /* nothing was left beside it */
}

static void test_no_link_is_followed(void **state) {
  char path[PATH_ROOM], other[PATH_ROOM];
  put(in(state, "a.txt", path), "above", 5);
  assert_int_equal(symlink("a.txt", in(state, "link.txt", other)), 0);
  assert_int_equal(symlink("/tmp", in(state, "link", other)), 0);
  refuse(state, "link.txt");
  refuse(state, "link/x.txt");
  assert_beneath(state, "a.txt", "above"); /* what the link names was not written */
}

static void test_dots_lead_nowhere(void **state) {
  static const char *const paths[] = {"", ".", "..", "../x", "./x", "a/../x", "/x", "//x", "a//x", "none/x"};
  char path[PATH_ROOM];
  assert_int_equal(mkdir(in(state, "a", path), 0777), 0);
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) refuse(state, paths[i]);
}

static void test_what_is_no_plain_file_is_refused_at_once(void **state) {
  char path[PATH_ROOM];
  assert_int_equal(mkfifo(in(state, "pipe", path), 0600), 0);
  refuse(state, "pipe"); /* without waiting for the other end */
  assert_int_equal(mkdir(in(state, "folder", path), 0777), 0);
  refuse(state, "folder");
}

static void test_a_path_is_resolved(void **state) {
  char path[PATH_ROOM], other[PATH_ROOM], *real, *again;
  put(in(state, "a.txt", path), "", 0);
  assert_int_equal(symlink("a.txt", in(state, "link.txt", other)), 0);
  assert_int_equal(lun_io_real(path, &real, NULL), LUN_OK);
  assert_int_equal(lun_io_real(other, &again, NULL), LUN_OK);
  assert_string_equal(real, again);
  lun_free(real);
  lun_free(again);
  lun_err err = {0};
  assert_int_equal(lun_io_real(in(state, "none", path), &real, &err), LUN_NOT_FOUND);
  assert_non_null(strstr(err.message, "none"));
  assert_null(real);
}

int main(void) {
#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)
  const struct CMUnitTest tests[] = {
    WITH_FOLDER(test_files_below_a_folder_are_read_and_written),
    WITH_FOLDER(test_no_link_is_followed),
    WITH_FOLDER(test_dots_lead_nowhere),
    WITH_FOLDER(test_what_is_no_plain_file_is_refused_at_once),
    WITH_FOLDER(test_a_path_is_resolved),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

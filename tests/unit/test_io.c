/* Files read whole and written whole, folders listed, on a real file system. What happens when the system interrupts,
 * cuts short or refuses is tested in tests/fault. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "folder.h"

static const size_t NO_LIMIT = (size_t)1 << 40;

static size_t count_names(void **state) {
  char **names;
  size_t count;
  assert_int_equal(lun_io_list(*state, &names, &count, NULL), LUN_OK);
  lun_free(names);
  return count;
}

static void test_what_is_written_is_read_back(void **state) {
  static const size_t sizes[] = {0, 1, 4095, 65535, 65536, 65537, 300000};
  char path[PATH_ROOM];
  in(state, "text", path);
  for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
    char *bytes = malloc(sizes[s] + 1), *back;
    size_t size;
    assert_non_null(bytes);
    for (size_t i = 0; i < sizes[s]; i++) bytes[i] = (char)(i * 7 + i / 251);
    put(path, bytes, sizes[s]);
    assert_int_equal(lun_io_read_file(path, NO_LIMIT, &back, &size, NULL), LUN_OK);
    assert_int_equal(size, sizes[s]);
    assert_memory_equal(back, bytes, size);
    assert_int_equal(back[size], 0);
    lun_free(back);
    free(bytes);
  }
}

static void test_limit_is_the_largest_size_that_is_read(void **state) {
  static char bytes[200000];
  static const size_t sizes[] = {1, 65536, 65537, 131072, sizeof bytes};
  char path[PATH_ROOM], *back;
  in(state, "text", path);
  for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
    size_t size = 7;
    lun_err err = {0};
    put(path, bytes, sizes[s]);
    assert_int_equal(lun_io_read_file(path, sizes[s], &back, &size, NULL), LUN_OK);
    assert_int_equal(size, sizes[s]);
    lun_free(back);
    assert_int_equal(lun_io_read_file(path, sizes[s] - 1, &back, &size, &err), LUN_LIMIT);
    assert_null(back);
    assert_int_equal(size, 0);
    assert_non_null(strstr(err.message, path));
    assert_true(err.position == sizes[s] - 1);
    assert_int_equal(lun_io_read_file(path, SIZE_MAX, &back, &size, NULL), LUN_OK);
    lun_free(back);
  }
  put(path, bytes, 0);
  size_t size;
  assert_int_equal(lun_io_read_file(path, 0, &back, &size, NULL), LUN_OK);
  lun_free(back);
}

static void test_a_pipe_is_read_to_its_end_and_by_the_limit(void **state) {
  (void)state;
  static char bytes[60000]; /* less than a pipe holds */
  for (unsigned limited = 0; limited < 2; limited++) {
    int ends[2];
    char *back;
    size_t size;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(lun_io_write(ends[1], "pipe", bytes, sizeof bytes, NULL), LUN_OK);
    close(ends[1]);
    assert_int_equal(lun_io_read_all(ends[0], "pipe", sizeof bytes - limited, &back, &size, NULL), limited ? LUN_LIMIT : LUN_OK);
    if (!limited) assert_int_equal(size, sizeof bytes);
    lun_free(back);
    close(ends[0]);
  }
}

static void test_a_descriptor_that_does_not_block_is_waited_for(void **state) {
  (void)state;
  int ends[2];
  assert_int_equal(pipe(ends), 0);
  assert_int_equal(fcntl(ends[0], F_SETFL, O_NONBLOCK), 0);
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    struct timespec pause = {0, 30000000};
    close(ends[0]);
    nanosleep(&pause, NULL);
    _exit(write(ends[1], "late", 4) != 4);
  }
  close(ends[1]);
  char *back;
  size_t size;
  assert_int_equal(lun_io_read_all(ends[0], "pipe", NO_LIMIT, &back, &size, NULL), LUN_OK);
  assert_string_equal(back, "late");
  lun_free(back);
  assert_int_equal(waitpid(child, NULL, 0), child);
  close(ends[0]);
}

static void test_a_dash_is_standard_input(void **state) {
  char path[PATH_ROOM], *back;
  size_t size;
  put(in(state, "text", path), "one\ntwo", 7);
  int kept = dup(STDIN_FILENO), fd = open(path, O_RDONLY);
  assert_true(kept >= 0 && fd >= 0);
  assert_int_equal(dup2(fd, STDIN_FILENO), STDIN_FILENO);
  assert_int_equal(lun_io_read_file("-", NO_LIMIT, &back, &size, NULL), LUN_OK);
  assert_string_equal(back, "one\ntwo");
  lun_free(back);
  lun_io_lines *lines;
  const char *line;
  uint64_t number;
  assert_true(lseek(STDIN_FILENO, 0, SEEK_SET) == 0);
  assert_int_equal(lun_io_lines_new("-", 100, &lines, NULL), LUN_OK);
  assert_int_equal(lun_io_lines_next(lines, &line, &size, &number, NULL), LUN_OK);
  assert_memory_equal(line, "one", 3);
  lun_io_lines_free(lines);
  assert_true(fcntl(STDIN_FILENO, F_GETFD) >= 0); /* it was not ours to close */
  assert_int_equal(dup2(kept, STDIN_FILENO), STDIN_FILENO);
  close(kept);
  close(fd);
}

static void test_what_is_missing_is_not_found_and_named(void **state) {
  char path[PATH_ROOM], *back, **names;
  size_t size;
  lun_io_lines *lines;
  lun_err err = {0};
  in(state, "missing", path);
  assert_int_equal(lun_io_read_file(path, NO_LIMIT, &back, &size, &err), LUN_NOT_FOUND);
  assert_null(back);
  assert_non_null(strstr(err.message, path));
  assert_non_null(strstr(err.message, strerror(ENOENT)));
  assert_int_equal(lun_io_lines_new(path, 10, &lines, &err), LUN_NOT_FOUND);
  assert_null(lines);
  assert_int_equal(lun_io_list(path, &names, &size, &err), LUN_NOT_FOUND);
  assert_null(names);
  in(state, "missing/file", path);
  assert_int_equal(lun_io_write_file(path, "x", 1, &err), LUN_NOT_FOUND);
  assert_non_null(strstr(err.message, path));
}

static void test_a_folder_is_no_file(void **state) {
  char *back;
  size_t size;
  lun_io_lines *lines;
  lun_err err = {0};
  assert_int_equal(lun_io_read_file(*state, NO_LIMIT, &back, &size, &err), LUN_INVALID);
  assert_int_equal(lun_io_lines_new(*state, 10, &lines, &err), LUN_INVALID);
  assert_null(lines);
  assert_int_equal(lun_io_write_file(*state, "x", 1, &err), LUN_INVALID);
  assert_non_null(strstr(err.message, *state));
  assert_int_equal(count_names(state), 0);
}

static void test_kinds_are_told_apart(void **state) {
  char path[PATH_ROOM];
  put(in(state, "text", path), "x", 1);
  assert_int_equal(lun_io_kind_of(path), LUN_IO_FILE);
  assert_int_equal(lun_io_kind_of(*state), LUN_IO_FOLDER);
  assert_int_equal(mkfifo(in(state, "pipe", path), 0600), 0);
  assert_int_equal(lun_io_kind_of(path), LUN_IO_OTHER);
  assert_int_equal(lun_io_kind_of(in(state, "missing", path)), LUN_IO_NONE);
}

static void test_replacing_leaves_no_neighbour_and_keeps_permissions(void **state) {
  char path[PATH_ROOM], *back;
  size_t size;
  struct stat status;
  put(in(state, "text", path), "old text", 8);
  assert_int_equal(chmod(path, 0600), 0);
  put(path, "new", 3);
  assert_int_equal(stat(path, &status), 0);
  assert_int_equal(status.st_mode & 0777, 0600);
  assert_int_equal(lun_io_read_file(path, NO_LIMIT, &back, &size, NULL), LUN_OK);
  assert_string_equal(back, "new");
  lun_free(back);
  assert_int_equal(count_names(state), 1);
}

static void test_a_new_file_follows_the_umask(void **state) {
  char path[PATH_ROOM];
  struct stat status;
  mode_t before = umask(027);
  put(in(state, "text", path), "x", 1);
  umask(before);
  assert_int_equal(stat(path, &status), 0);
  assert_int_equal(status.st_mode & 0777, 0640);
}

static void test_a_link_is_replaced_and_its_target_kept(void **state) {
  char path[PATH_ROOM], link[PATH_ROOM], *back;
  size_t size;
  struct stat status;
  put(in(state, "target", path), "kept", 4);
  assert_int_equal(symlink("target", in(state, "link", link)), 0);
  put(link, "new", 3);
  assert_int_equal(lstat(link, &status), 0);
  assert_true(S_ISREG(status.st_mode));
  assert_int_equal(lun_io_read_file(path, NO_LIMIT, &back, &size, NULL), LUN_OK);
  assert_string_equal(back, "kept");
  lun_free(back);
}

/* A pipe with a name stands for devices too: a real one would be lost to the whole machine if this failed. */
static void test_what_is_no_plain_file_is_written_as_it_stands(void **state) {
  char path[PATH_ROOM], bytes[10] = "";
  struct stat status;
  assert_int_equal(mkfifo(in(state, "pipe", path), 0600), 0);
  int fd = open(path, O_RDONLY | O_NONBLOCK);
  assert_true(fd >= 0);
  put(path, "through", 7);
  assert_int_equal(read(fd, bytes, sizeof bytes), 7);
  assert_string_equal(bytes, "through");
  close(fd);
  assert_int_equal(lstat(path, &status), 0);
  assert_true(S_ISFIFO(status.st_mode));
  assert_int_equal(count_names(state), 1);
}

static void test_names_as_long_as_can_be_are_written(void **state) {
  char path[PATH_ROOM], name[256];
  memset(name, 'n', 255);
  name[255] = 0;
  put(in(state, name, path), "x", 1);
  assert_int_equal(lun_io_kind_of(path), LUN_IO_FILE);
  assert_int_equal(count_names(state), 1);
}

static void test_names_left_by_a_killed_process_are_passed_over(void **state) {
  char path[PATH_ROOM], left[64];
  for (unsigned i = 0; i < 3; i++) {
    snprintf(left, sizeof left, ".lunette-%ld-%u", (long)getpid(), i);
    int fd = open(in(state, left, path), O_WRONLY | O_CREAT | O_EXCL, 0600);
    assert_true(fd >= 0);
    close(fd);
  }
  put(in(state, "text", path), "x", 1);
  assert_int_equal(count_names(state), 4);
}

static void test_a_relative_path_is_written_where_one_stands(void **state) {
  char here[PATH_ROOM], path[PATH_ROOM];
  assert_non_null(getcwd(here, sizeof here));
  assert_int_equal(chdir(*state), 0);
  put("plain", "x", 1);
  put("./dotted", "x", 1);
  assert_int_equal(chdir(here), 0);
  assert_int_equal(lun_io_kind_of(in(state, "plain", path)), LUN_IO_FILE);
  assert_int_equal(count_names(state), 2);
}

static void test_a_folder_is_listed_in_order_of_bytes(void **state) {
  static const char *const made[] = {"b", "a", "\xc3\xa9", "B", "a.b", ".hidden", "ab", "10", "9"};
  static const char *const order[] = {".hidden", "10", "9", "B", "a", "a.b", "ab", "b", "\xc3\xa9"};
  enum { COUNT = sizeof made / sizeof *made };
  char path[PATH_ROOM], **names;
  size_t count;
  assert_int_equal(lun_io_list(*state, &names, &count, NULL), LUN_OK);
  assert_int_equal(count, 0);
  lun_free(names);
  for (size_t i = 0; i < COUNT; i++) put(in(state, made[i], path), "", 0);
  assert_int_equal(lun_io_list(*state, &names, &count, NULL), LUN_OK);
  assert_int_equal(count, COUNT);
  for (size_t i = 0; i < COUNT; i++) assert_string_equal(names[i], order[i]);
  lun_free(names);
}

int main(void) {
#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)
  const struct CMUnitTest tests[] = {
    WITH_FOLDER(test_what_is_written_is_read_back),
    WITH_FOLDER(test_limit_is_the_largest_size_that_is_read),
    cmocka_unit_test(test_a_pipe_is_read_to_its_end_and_by_the_limit),
    cmocka_unit_test(test_a_descriptor_that_does_not_block_is_waited_for),
    WITH_FOLDER(test_a_dash_is_standard_input),
    WITH_FOLDER(test_what_is_missing_is_not_found_and_named),
    WITH_FOLDER(test_a_folder_is_no_file),
    WITH_FOLDER(test_kinds_are_told_apart),
    WITH_FOLDER(test_replacing_leaves_no_neighbour_and_keeps_permissions),
    WITH_FOLDER(test_a_new_file_follows_the_umask),
    WITH_FOLDER(test_a_link_is_replaced_and_its_target_kept),
    WITH_FOLDER(test_what_is_no_plain_file_is_written_as_it_stands),
    WITH_FOLDER(test_names_as_long_as_can_be_are_written),
    WITH_FOLDER(test_names_left_by_a_killed_process_are_passed_over),
    WITH_FOLDER(test_a_relative_path_is_written_where_one_stands),
    WITH_FOLDER(test_a_folder_is_listed_in_order_of_bytes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

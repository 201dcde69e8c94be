/* Memory that runs out at every place of core/base: nothing leaks, what was there stays, the error says so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/wait.h>
#include <unistd.h>

#include "fault.h"
#include "lunette/io.h"
#include "lunette/mem.h"
#include "lunette/prompt.h"

enum { FILE_SIZE = 500000 }; /* several times the first buffer of a reader */

static int make_place(void **state) {
  if (fault_make_place(state)) return -1;
  fault_place *p = *state;
  char *bytes = malloc(FILE_SIZE);
  if (!bytes) return -1;
  memset(bytes, 'x', FILE_SIZE);
  for (size_t i = 200000; i < FILE_SIZE; i += 100000) bytes[i] = '\n';
  lun_status status = lun_io_write_file(p->file, bytes, FILE_SIZE, NULL);
  free(bytes);
  return status == LUN_OK ? 0 : -1;
}

/* The file that each test found must be there at its end. */
static int remove_place(void **state) {
  fault_reset();
  int lost = access(((fault_place *)*state)->file, F_OK);
  return fault_remove_place(state) || lost ? -1 : 0;
}

static lun_status fill_arena(void *argument) {
  (void)argument;
  lun_arena arena;
  lun_status status = LUN_OK;
  lun_arena_init(&arena);
  for (unsigned round = 0; round < 2 && status == LUN_OK; round++) {
    char *first = NULL;
    for (unsigned i = 0; i < 300; i++) {
      size_t size = i % 50 == 49 ? 20000 : i % 90;
      char *copy = lun_arena_alloc(&arena, size);
      if (!copy) {
        status = LUN_NO_MEMORY;
        break;
      }
      memset(copy, (int)i, size);
      if (!first) first = lun_arena_copy(&arena, "first", 5);
      if (!first) status = LUN_NO_MEMORY;
    }
    if (first) assert_string_equal(first, "first");
    if (round == 0) lun_arena_clear(&arena);
  }
  lun_arena_free(&arena);
  return status;
}

/* A line of 5,000 bytes, typed where nothing edits it. */
static lun_status ask(void *argument) {
  int ends[2];
  const int before = dup(STDIN_FILENO);
  static char typed[5001];
  lun_prompt *prompt;
  const char *missing, *line;
  size_t size;
  lun_prompt_outcome outcome;
  lun_err err;
  (void)argument;
  memset(typed, 'a', 5000);
  typed[5000] = '\n';
  assert_int_equal(pipe(ends), 0);
  assert_int_equal(write(ends[1], typed, sizeof typed), sizeof typed);
  dup2(ends[0], STDIN_FILENO);
  close(ends[0]);
  close(ends[1]);
  lun_status status = lun_prompt_new(false, NULL, NULL, &prompt, &missing, &err);
  if (!status && !(status = lun_prompt_remember(prompt, "x", &err)) && !(status = lun_prompt_read(prompt, "", &outcome, &line, &size, &err))) {
    assert_int_equal(outcome, LUN_PROMPT_LINE);
    assert_int_equal(size, 5000);
    status = lun_prompt_read(prompt, "", &outcome, &line, &size, &err);
    if (!status) assert_int_equal(outcome, LUN_PROMPT_END);
  }
  lun_prompt_free(prompt);
  dup2(before, STDIN_FILENO);
  close(before);
  return status;
}
static void test_a_prompt_survives_any_failing_allocation(void **state) {
  (void)state;
  assert_true(fault_mem_sweep("prompt", ask, NULL) > 3);
}

static void test_arena_survives_any_failing_allocation(void **state) {
  (void)state;
  assert_true(fault_mem_sweep("arena", fill_arena, NULL) > 3);
}

/* A failing growth leaves pointer, capacity and content; the next attempt goes on from there. */
static void test_grow_that_fails_changes_nothing(void **state) {
  (void)state;
  uint32_t *at = NULL, capacity = 0, count = 0;
  unsigned refused = 0;
  for (uint64_t n = 1; n < 20; n++) {
    fault_mem_fail(n % 2 ? 1 : 0, FAULT_ONCE);
    uint32_t *before = at, room = capacity;
    lun_status status = lun_grow((void **)&at, &capacity, (uint64_t)capacity + 1, sizeof *at);
    if (status) {
      assert_int_equal(status, LUN_NO_MEMORY);
      assert_ptr_equal(at, before);
      assert_int_equal(capacity, room);
      refused++;
    }
    for (; count < capacity; count++) at[count] = count;
  }
  assert_int_equal(refused, 10);
  for (uint32_t i = 0; i < count; i++) assert_int_equal(at[i], i);
  lun_free(at);
}

static lun_status read_file(void *argument) {
  fault_place *p = argument;
  char *bytes;
  size_t size;
  lun_err err = {0};
  lun_status status = lun_io_read_file(p->file, FILE_SIZE, &bytes, &size, &err);
  if (status) {
    assert_null(bytes);
    assert_int_equal(size, 0);
    assert_int_equal(err.code, status);
  } else assert_int_equal(size, FILE_SIZE);
  lun_free(bytes);
  return status;
}

static void test_reading_survives_any_failing_allocation(void **state) {
  assert_int_equal(fault_mem_sweep("read", read_file, *state), 1); /* the size of a file is known beforehand */
}

static lun_status read_pipe(void *argument) {
  (void)argument;
  static const char bytes[4000];
  int ends[2];
  char *back;
  size_t size, sent = 0;
  assert_int_equal(pipe(ends), 0);
  for (unsigned i = 0; i < 15; i++) sent += (size_t)write(ends[1], bytes, sizeof bytes);
  pid_t child = sent == 60000 ? fork() : -1;
  assert_true(child >= 0);
  if (child == 0) { /* what does not fit into a pipe comes from another process, which is stopped by SIGPIPE when we leave */
    close(ends[0]);
    for (unsigned i = 0; i < 60; i++)
      if (write(ends[1], bytes, sizeof bytes) < 0) break;
    _exit(0);
  }
  close(ends[1]);
  lun_status status = lun_io_read_all(ends[0], "pipe", SIZE_MAX, &back, &size, NULL);
  close(ends[0]);
  assert_int_equal(waitpid(child, NULL, 0), child);
  if (status == LUN_OK) assert_int_equal(size, 300000);
  lun_free(back);
  return status;
}

static void test_reading_what_has_no_size_survives_any_failing_allocation(void **state) {
  (void)state;
  assert_int_equal(fault_mem_sweep("pipe", read_pipe, NULL), 4); /* 64, 128, 256, 512 KiB */
}

static lun_status list_folder(void *argument) {
  fault_place *p = argument;
  char **names;
  size_t count;
  lun_status status = lun_io_list(p->folder, &names, &count, NULL);
  if (status) {
    assert_null(names);
    assert_int_equal(count, 0);
  } else assert_string_equal(names[0], "file");
  lun_free(names);
  return status;
}

static void test_listing_survives_any_failing_allocation(void **state) {
  assert_true(fault_mem_sweep("list", list_folder, *state) >= 2);
}

static lun_status write_file(void *argument) {
  fault_place *p = argument;
  lun_status status = lun_io_write_file(p->fresh, "new", 3, NULL);
  assert_int_equal(access(p->fresh, F_OK), status ? -1 : 0);
  unlink(p->fresh);
  return status;
}

static void test_writing_survives_any_failing_allocation(void **state) {
  assert_true(fault_mem_sweep("write", write_file, *state) >= 1);
}

static lun_status read_lines(void *argument) {
  fault_place *p = argument;
  lun_io_lines *lines;
  const char *line;
  size_t size;
  uint64_t number;
  lun_status status = lun_io_lines_new(p->file, FILE_SIZE, &lines, NULL);
  if (status) {
    assert_null(lines);
    return status;
  }
  do status = lun_io_lines_next(lines, &line, &size, &number, NULL);
  while (status == LUN_OK && line);
  lun_io_lines_free(lines);
  return status;
}

static void test_reading_lines_survives_any_failing_allocation(void **state) {
  assert_true(fault_mem_sweep("lines", read_lines, *state) > 3);
}

static void test_a_line_that_found_no_memory_can_be_asked_for_again(void **state) {
  fault_place *p = *state;
  lun_io_lines *lines;
  const char *line;
  size_t size, total = 0;
  uint64_t number = 0;
  unsigned refused = 0;
  assert_int_equal(lun_io_lines_new(p->file, FILE_SIZE, &lines, NULL), LUN_OK);
  for (;;) {
    fault_mem_fail(1, FAULT_ONCE);
    lun_status status = lun_io_lines_next(lines, &line, &size, &number, NULL);
    refused += status == LUN_NO_MEMORY;
    if (status) {
      fault_mem_fail(0, FAULT_ONCE);
      status = lun_io_lines_next(lines, &line, &size, &number, NULL);
    }
    assert_int_equal(status, LUN_OK);
    if (!line) break;
    total += size + 1;
  }
  assert_true(refused > 0);
  assert_true(number == 4);
  assert_int_equal(total, FILE_SIZE + 1); /* the last line has no end */
  lun_io_lines_free(lines);
}

int main(void) {
#define WITH_PLACE(test) cmocka_unit_test_setup_teardown(test, make_place, remove_place)
  const struct CMUnitTest tests[] = {
    WITH_PLACE(test_arena_survives_any_failing_allocation),
    WITH_PLACE(test_a_prompt_survives_any_failing_allocation),
    WITH_PLACE(test_grow_that_fails_changes_nothing),
    WITH_PLACE(test_reading_survives_any_failing_allocation),
    WITH_PLACE(test_reading_what_has_no_size_survives_any_failing_allocation),
    WITH_PLACE(test_listing_survives_any_failing_allocation),
    WITH_PLACE(test_writing_survives_any_failing_allocation),
    WITH_PLACE(test_reading_lines_survives_any_failing_allocation),
    WITH_PLACE(test_a_line_that_found_no_memory_can_be_asked_for_again),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

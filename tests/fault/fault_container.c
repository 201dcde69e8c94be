/* Memory that runs out and a system that refuses, interrupts and moves few bytes while containers and web archives are
 * read: each failure is reported, nothing stays held or open, and what can go on gives the same as always. Memory that
 * zstd and libarchive take for themselves is beyond this. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>

#include "../unit/packed.h"
#include "fault.h"
#include "lunette/container.h"
#include "lunette/io.h"
#include "lunette/mem.h"

enum { LONG = 200000 };

typedef enum way { WHOLE, LINES, RECORDS } way;
typedef struct walk {
  const char *path;
  way way;
  uint64_t sum; /* of what was given */
} walk;

static void count(walk *w, const char *bytes, size_t size) {
  for (size_t i = 0; i < size; i++) w->sum = w->sum * 31 + (unsigned char)bytes[i];
}

static lun_status by_lines(lun_container *container, walk *w, lun_err *err) {
  const char *line;
  size_t size;
  uint64_t number;
  for (;;) {
    lun_status status = lun_container_line(container, &line, &size, &number, err);
    if (status || !line) return status;
    count(w, line, size);
  }
}

static lun_status by_records(lun_container *container, walk *w, lun_err *err) {
  lun_warc_record *record = malloc(sizeof *record);
  assert_non_null(record);
  lun_status status = LUN_OK;
  while (!status) {
    lun_warc_outcome outcome = lun_container_record(container, record, err);
    if (outcome == LUN_WARC_END) break;
    if (outcome == LUN_WARC_FAILED) status = err->code;
    if (outcome == LUN_WARC_DOCUMENT) count(w, record->body, record->size);
  }
  free(record);
  return status;
}

/* Reads all members of a file. */
static lun_status read_all(void *argument) {
  walk *w = argument;
  lun_container *container;
  const char *name;
  char *bytes;
  size_t size;
  lun_err err;
  w->sum = 0;
  lun_status status = lun_container_open(w->path, NULL, &container, &err);
  while (!status) {
    lun_member member = lun_container_next(container, &name, &err);
    if (member == LUN_MEMBER_END) break;
    if (member == LUN_MEMBER_FAILED) status = err.code;
    else if (w->way == LINES) status = by_lines(container, w, &err);
    else if (w->way == RECORDS) status = by_records(container, w, &err);
    else if (!(status = lun_container_read(container, 1 << 20, &bytes, &size, &err))) {
      count(w, bytes, size);
      lun_free(bytes);
    }
  }
  lun_container_free(container);
  return status;
}

static void put(fault_place *p, const packed *bytes) { assert_int_equal(lun_io_write_file(p->file, bytes->bytes, bytes->size, NULL), LUN_OK); }

/* Lines and a text longer than the first buffers. */
static char *long_text(void) {
  char *text = malloc(LONG);
  assert_non_null(text);
  for (size_t i = 0; i < LONG; i++) text[i] = i < LONG / 2 && i % 60 == 59 ? '\n' : (char)('a' + i / 60 % 26);
  return text;
}

typedef enum sample { PLAIN, GZIP, XZ, BZIP2, ZSTD, TAR, WARC, SAMPLES } sample;
static void make(sample which, packed *p) {
  packed inner = {0};
  char *text = long_text();
  switch (which) {
    case PLAIN: add(p, text, LONG); break;
    case GZIP: add_gzip(p, text, LONG / 2), add_gzip(p, text, LONG); break;
    case XZ: add(p, ONE_TWO_XZ, sizeof ONE_TWO_XZ - 1), add(p, ONE_TWO_XZ, sizeof ONE_TWO_XZ - 1); break;
    case BZIP2: add(p, ONE_TWO_BZIP2, sizeof ONE_TWO_BZIP2 - 1), add(p, ONE_TWO_BZIP2, sizeof ONE_TWO_BZIP2 - 1); break;
    case ZSTD: add_zstd(p, 3, 'z'); break;
    case TAR:
      add_tar(p, "a.txt", '0', text, LONG);
      add_gzip(&inner, text, LONG);
      add_tar(p, "b.txt.gz", '0', inner.bytes, inner.size);
      end_tar(p);
      break;
    default:
      add_gzip(&inner, text, LONG);
      for (int i = 0; i < 3; i++) {
        static const char http[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n";
        add_text(p, "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: %zu\r\n\r\n%s", strlen(http) + inner.size, http);
        add(p, inner.bytes, inner.size);
        add_text(p, "\r\n\r\n");
      }
  }
  free(text);
  forget(&inner);
}

static way way_of(sample which, bool whole) { return which == WARC ? RECORDS : whole ? WHOLE : LINES; }

static void test_memory_that_runs_out_anywhere_is_reported(void **state) {
  fault_place *place = *state;
  for (sample which = 0; which < SAMPLES; which++)
    for (int whole = 0; whole < 2; whole++) {
      packed p = {0};
      make(which, &p);
      put(place, &p);
      walk w = {place->file, way_of(which, whole), 0};
      assert_true(fault_mem_sweep("container", read_all, &w) > 3);
      forget(&p);
    }
}

static void test_short_and_interrupted_reads_change_nothing(void **state) {
  fault_place *place = *state;
  for (sample which = 0; which < SAMPLES; which++) {
    packed p = {0};
    make(which, &p);
    put(place, &p);
    walk w = {place->file, way_of(which, false), 0};
    assert_int_equal(read_all(&w), LUN_OK);
    uint64_t wanted = w.sum;
    assert_true(wanted != 0);
    fault_system_short(7);
    fault_system_interrupt(3);
    fault_system_unready(5);
    assert_int_equal(read_all(&w), LUN_OK);
    assert_true(w.sum == wanted && fault_system_calls(FAULT_READ) > p.size / 7);
    fault_reset();
    forget(&p);
  }
}

static void test_each_call_that_is_refused_is_reported(void **state) {
  fault_place *place = *state;
  for (sample which = 0; which < SAMPLES; which++) {
    packed p = {0};
    make(which, &p);
    put(place, &p);
    walk w = {place->file, way_of(which, false), 0};
    for (uint64_t n = 1;; n++) {
      fault_system_fail(FAULT_READ, n, EIO);
      lun_status status = read_all(&w);
      bool failed = fault_system_failed();
      fault_reset();
      assert_int_equal(status, failed ? LUN_IO : LUN_OK);
      assert_int_equal(fault_system_open(), 0);
      if (!failed) break;
    }
    forget(&p);
  }
}

int main(void) {
#define WITH_PLACE(test) cmocka_unit_test_setup_teardown(test, fault_make_place, fault_remove_place)
  const struct CMUnitTest tests[] = {
    WITH_PLACE(test_memory_that_runs_out_anywhere_is_reported),
    WITH_PLACE(test_short_and_interrupted_reads_change_nothing),
    WITH_PLACE(test_each_call_that_is_refused_is_reported),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

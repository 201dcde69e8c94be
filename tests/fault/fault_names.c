/* Memory that runs out and a system that refuses at every place on the way from a list of names to its dictionary: without
 * memory LUN_NO_MEMORY, without a folder that can be used the list all the same, and nothing behind in any case. */
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
#include "lunette/names.h"

static const char table[] =
  "name,aliases,cc,Head office,,cc\n\"Northwind \"\"Cables\"\"\",Northwind|NWC,NO,Oslo,x\n\"Bramwell,\nFoods\",,NL\n\"open,1\n,x\n...,,US\n"
  "Tidewater Co.,,US\nTidewater Co.,,US\nWho? What Ltd,,\na,b,c,d,e,f,g\nS\xE3o Paulo,,BR\n";

static lun_status read_table(void *argument) {
  lun_image_builder *builder;
  lun_notes notes = {0};
  lun_err err = {0};
  char *bytes = NULL;
  size_t size;
  (void)argument;
  lun_status status = lun_image_builder_new(&builder, &err);
  if (status) return status;
  status = lun_names_add(builder, &(lun_names_source){"mine", "a.csv", false}, table, sizeof table - 1, &notes, &err);
  if (status) assert_int_equal(err.code, status);
  if (status == LUN_OK) status = lun_image_builder_finish(builder, &bytes, &size, &err);
  lun_free(bytes);
  lun_notes_free(&notes);
  lun_image_builder_free(builder);
  return status;
}

static void test_reading_a_table_survives_any_failing_allocation(void **state) {
  (void)state;
  assert_true(fault_mem_sweep("table of names", read_table, NULL) > 60);
}

static void write_list(const char *path) {
  enum { ROWS = 3500 };
  char *text = lun_alloc((size_t)ROWS * 40);
  assert_non_null(text);
  size_t size = 0;
  for (unsigned i = 0; i < ROWS; i++) size += (size_t)sprintf(text + size, "Name%u of Town%u in C%u\n", i % 97, i, i % 5);
  assert_true(size > LUN_NAMES_SMALL);
  assert_int_equal(lun_io_write_file(path, text, size, NULL), LUN_OK);
  lun_free(text);
}

/* Removes what is kept; how many files it was. */
static size_t clear(const char *folder) {
  char **names, path[300];
  size_t count;
  if (lun_io_list(folder, &names, &count, NULL)) return 0;
  for (size_t i = 0; i < count; i++) {
    snprintf(path, sizeof path, "%s/%s", folder, names[i]);
    assert_int_equal(unlink(path), 0);
  }
  lun_free(names);
  rmdir(folder);
  return count;
}

static lun_status open_list(const char *path, const char *folder, bool *kept) {
  lun_names names;
  lun_err err = {0};
  const lun_status status = lun_names_open(&(lun_names_source){"mine", path, false}, folder, &names, &err);
  *kept = false;
  if (status) {
    assert_int_equal(err.code, status);
    assert_null(names.image);
    return status;
  }
  assert_int_equal(lun_dictionary_entries(lun_image_at(names.image, 0)), 3500);
  *kept = names.kept;
  lun_names_close(&names);
  return LUN_OK;
}

static void test_opening_a_list_survives_any_failing_allocation(void **state) {
  fault_place *p = *state;
  bool kept;
  write_list(p->file);
  for (int there = 0; there < 2; there++)
    for (uint64_t n = 1, failed = 1; failed; n += n < 60 || there ? 1 : 7)
      for (fault_span span = FAULT_ONCE; span <= FAULT_ONWARDS; span++) {
        if (!there) clear(p->fresh);
        fault_mem_fail(n, span);
        const lun_status status = open_list(p->file, p->fresh, &kept);
        failed = fault_mem_failed();
        fault_mem_fail(0, FAULT_ONCE);
        assert_true(status == LUN_OK || (failed && status == LUN_NO_MEMORY)); /* what cannot be kept is there all the same */
        assert_int_equal(fault_mem_live(), 0);
        assert_int_equal(fault_system_open(), 0);
        if (!failed) assert_true(kept);
      }
  clear(p->fresh);
}

static void test_opening_a_list_survives_any_refused_call(void **state) {
  fault_place *p = *state;
  static const int codes[] = {EIO, ENOSPC, EACCES};
  bool kept;
  write_list(p->file);
  for (int there = 0; there < 2; there++)
    for (uint64_t n = 1, failed = 1; failed; n++) {
      if (!there) clear(p->fresh);
      fault_system_fail(FAULT_ANY, n, codes[n % 3]);
      const lun_status status = open_list(p->file, p->fresh, &kept);
      failed = fault_system_failed();
      fault_reset();
      assert_true(status == LUN_OK || (failed && status == LUN_IO));
      assert_int_equal(fault_mem_live(), 0);
      assert_int_equal(fault_system_open(), 0);
      if (!failed) assert_true(kept);
      assert_int_equal(open_list(p->file, p->fresh, &kept), LUN_OK); /* whatever was left behind does not disturb */
      assert_true(kept);
    }
  clear(p->fresh);
}

static void test_short_and_interrupted_reads_change_nothing(void **state) {
  fault_place *p = *state;
  bool kept;
  write_list(p->file);
  fault_system_short(5000);
  fault_system_interrupt(3);
  for (int round = 0; round < 2; round++) {
    assert_int_equal(open_list(p->file, p->fresh, &kept), LUN_OK);
    assert_true(kept);
  }
  fault_reset();
  assert_int_equal(clear(p->fresh), 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_reading_a_table_survives_any_failing_allocation),
    cmocka_unit_test_setup_teardown(test_opening_a_list_survives_any_failing_allocation, fault_make_place, fault_remove_place),
    cmocka_unit_test_setup_teardown(test_opening_a_list_survives_any_refused_call, fault_make_place, fault_remove_place),
    cmocka_unit_test_setup_teardown(test_short_and_interrupted_reads_change_nothing, fault_make_place, fault_remove_place),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

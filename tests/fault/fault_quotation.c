/* Memory that runs out at every place on the way from lists of words to the kind of a quotation. */
#include "../unit/quotation_fixture.h"
#include "fault.h"

static lun_status all(void *argument) {
  (void)argument;
  quotation_work w;
  lun_err err = {0};
  lun_quotation_kind kind = LUN_QUOTATION_SCARE;
  lun_status status = quotation_open(&w, &err);
  if (!status) status = quotation_kind(&w, "\"The road is closed,\" said Torres.", true, "said", false, NULL, &kind, &err);
  if (status) assert_true(*err.message);
  else assert_int_equal(kind, LUN_QUOTATION_DIRECT);
  quotation_close(&w);
  return status;
}

static void test_memory_out_at_every_place(void **state) {
  (void)state;
  assert_true(fault_mem_sweep("quotations", all, NULL) > 10);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_memory_out_at_every_place)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

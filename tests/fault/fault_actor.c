/* Memory that runs out at every place on the way from dictionaries to the actors of a sentence: the step that meets it says so, and nothing is
 * lost. */
#include "../unit/actor_fixture.h"
#include "fault.h"

static const char tagged[] = "Bramwell/NNP wardens/NNS ,/, officials/NNS of/IN Peru/NNP and/CC Chile/NNP ,/, minister/NN Torres/NNP and/CC the/DT charity/NN of/IN Peruvians/NNPS";
static const actor_name names[] = {{"place", "Peru", "PE", NULL, "", NULL}, {"place", "Chile", "CL", NULL, "", NULL}, {"person", "Torres", NULL, NULL, "PER", "GOV"},
                                   {"norp", "Peruvians", "PE", NULL, NULL, NULL}, {0}};

static lun_status all(void *argument) {
  char *wanted = argument;
  actor_work a;
  lun_err err = {0};
  char shown[400] = "";
  lun_status status = actor_open(&a, &err);
  if (!status) status = actor_take(&a, tagged, names, true, &err);
  if (!status) status = actor_show(&a, shown, sizeof shown, &err);
  if (status) assert_true(*err.message);
  else {
    if (!*wanted) strcpy(wanted, shown);
    assert_string_equal(shown, wanted);
  }
  actor_close(&a);
  return status;
}

static void test_memory_out_at_every_place(void **state) {
  (void)state;
  char wanted[400] = "";
  assert_int_equal(all(wanted), LUN_OK);
  assert_string_equal(wanted, "BRMHWD (Bramwell wardens), PERGOV (officials), CHLGOV (officials), PERGOV (minister Torres)3, NGO (the charity)");
  assert_true(fault_mem_sweep("actors", all, wanted) > 30);
}

/* A reader that met a failure goes on with the next question. */
static void test_reader_goes_on_after_a_failure(void **state) {
  (void)state;
  actor_work a;
  lun_err err = {0};
  char shown[400] = "";
  assert_int_equal(actor_open(&a, &err), LUN_OK);
  assert_int_equal(clause_read(&a.w, tagged, &err), LUN_OK);
  assert_int_equal(actor_lay(&a, names, &err), LUN_OK);
  assert_int_equal(lun_actors_new(a.coder, a.w.doc, NULL, NULL, &a.reader, &err), LUN_OK);
  fault_reset();
  fault_mem_fail(3, FAULT_ONCE);
  assert_int_equal(actor_tell(&a, names, &err), LUN_NO_MEMORY);
  fault_reset();
  assert_int_equal(actor_tell(&a, names, &err), LUN_OK);
  assert_int_equal(actor_show(&a, shown, sizeof shown, &err), LUN_OK);
  assert_string_equal(shown, "PERGOV (officials), ---GOV (minister Torres), NGO (the charity)");
  actor_close(&a);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_memory_out_at_every_place), cmocka_unit_test(test_reader_goes_on_after_a_failure)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

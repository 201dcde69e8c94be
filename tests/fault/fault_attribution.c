/* Memory that runs out at every place on the way from empty lists to who says what: the step that meets it says so, and nothing is lost. */
#include "../unit/attribution_fixture.h"
#include "fault.h"

static const char tagged[] = "“/`` We/PRP met/VBD the/DT mayor/NN there/RB ,/, ”/'' Ana/NNP Torres/NNP said/VBD ./. “/`` He/PRP was/VBD very/RB late/JJ ./. ”/'' Then/RB it/PRP rained/VBD ./. “/`` The/DT old/JJ road/NN is/VBZ closed/JJ ./. ”/'' "
                             "She/PRP added/VBD it/PRP “/`` will/MD be/VB open/JJ ”/'' ./.";
static const reference_name names[] = {{"person", 8, 10, NULL}};

static lun_status all(void *argument) {
  static const attribution_given given[] = {{"it “ will be open ”", "She", "added"}, {"“ We met the mayor there , ”", "Ana Torres", "said"}};
  char *wanted = argument, shown[2000] = "";
  attribution_work w;
  lun_err err = {0};
  lun_status status = attribution_open(&w, &err);
  if (!status) status = reference_read(&w.r, tagged, names, sizeof names / sizeof *names, &err);
  if (!status) status = attribution_tell(&w, given, 2, shown, sizeof shown, &err);
  if (status) assert_true(*err.message);
  else {
    if (!*wanted) strcpy(wanted, shown);
    assert_string_equal(shown, wanted);
  }
  attribution_close(&w);
  return status == LUN_INVALID && fault_mem_failed() ? LUN_NO_MEMORY : status; /* who was asked ran out of it */
}

static void test_memory_out_at_every_place(void **state) {
  (void)state;
  char wanted[2000] = "";
  assert_int_equal(all(wanted), LUN_OK);
  assert_non_null(strstr(wanted, "carried on"));
  assert_true(fault_mem_sweep("attribution", all, wanted) > 60);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_memory_out_at_every_place)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

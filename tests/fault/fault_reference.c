/* Memory that runs out at every place on the way from empty lists to what the words of a document mean: the step that meets it says so,
 * and nothing is lost. */
#include "../unit/reference_fixture.h"
#include "fault.h"

static const char tagged[] = "Ana/NNP Torres/NNP and/CC Peter/NNP Vega/NNP met/VBD in/IN Peru/NNP ./. She/PRP thanked/VBD him/PRP ./. They/PRP left/VBD ./. The/DT mayors/NNS slept/VBD in/IN the/DT country/NN ./. "
                             "The/DT mayor/NN of/IN Lima/NNP and/CC his/PRP$ man/NN slept/VBD ./.";
static const reference_name names[] = {{"person", 0, 2, NULL}, {"person", 3, 5, NULL}, {"place", 7, 8, "PE"}};

static lun_status all(void *argument) {
  static const uint32_t asked[][2] = {{9, 10}, {11, 12}, {13, 14}, {16, 18}, {20, 22}, {23, 25}, {28, 29}, {29, 30}, {3, 5}};
  static const lun_said said[] = {{23, 29, 0, true}, {0, 8, 1, false}};
  char *wanted = argument, shown[2000] = "";
  reference_work r;
  lun_err err = {0};
  lun_status status = reference_open(&r, &err);
  r.said = said;
  r.said_count = 2;
  if (!status) status = reference_read(&r, tagged, names, sizeof names / sizeof *names, &err);
  if (!status) status = lun_referents_refer(r.referents, 23, 25, 0, false, &err);
  for (size_t i = 0; !status && i < sizeof asked / sizeof *asked; i++) {
    char one[400];
    status = reference_tell(&r, asked[i][0], asked[i][1], one, sizeof one, &err);
    strcat(strcat(shown, one), "\n");
  }
  if (status) assert_true(*err.message);
  else {
    if (!*wanted) strcpy(wanted, shown);
    assert_string_equal(shown, wanted);
  }
  reference_close(&r);
  return status == LUN_INVALID && fault_mem_failed() ? LUN_NO_MEMORY : status; /* who was asked ran out of it */
}

static void test_memory_out_at_every_place(void **state) {
  (void)state;
  char wanted[2000] = "";
  assert_int_equal(all(wanted), LUN_OK);
  assert_string_equal(wanted, "Ana Torres | subject of the paragraph |\nPeter Vega | subject of the paragraph |\nAna Torres + Peter Vega | named together |\n"
                              "Ana Torres + Peter Vega | called % |\nPeru | the country named last |\n- | unclear: called % | Peter Vega Ana Torres\n"
                              "Peter Vega | subject of the paragraph |\nnone\nPeter Vega | the same name |\n");
  assert_true(fault_mem_sweep("references", all, wanted) > 60);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_memory_out_at_every_place)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Memory that runs out at every place on the way from empty lists to the statements of a document: the step that meets it says so, and
 * nothing is lost. */
#include "../unit/statement_fixture.h"
#include "clause/clause.h"
#include "fault.h"

static const char tagged[] = "Torres/NNP ,/, who/WP left/VBD ,/, said/VBD that/IN the/DT road/NN was/VBD closed/VBN ./. “/`` It/PRP is/VBZ ,/, ”/'' said/VBD her/PRP$ clerk/NN ./. "
                             "Her/PRP$ promise/NN to/TO leave/VB stands/VBZ ./.";

static lun_status all(void *argument) {
  char *wanted = argument;
  statement_work s;
  lun_err err = {0};
  char shown[1000] = "";
  lun_status status = statement_open(&s, &err);
  if (!status) status = statement_read(&s, tagged, NULL, 0, shown, sizeof shown, &err);
  if (status) assert_true(*err.message);
  else {
    if (!*wanted) strcpy(wanted, shown);
    assert_string_equal(shown, wanted);
  }
  statement_close(&s);
  return status;
}

static void test_memory_out_at_every_place(void **state) {
  (void)state;
  char wanted[1000] = "";
  assert_int_equal(all(wanted), LUN_OK);
  assert_string_equal(wanted, "that: Torres [said] the road was closed\nquote: her clerk [said] “ It is , ”\ninfinitive: Her [promise] to leave\n");
  assert_true(fault_mem_sweep("statements", all, wanted) > 30);
}

/* A reporter that met a failure goes on with the next document. */
static void test_reporter_goes_on_after_a_failure(void **state) {
  (void)state;
  statement_work s;
  lun_err err = {0};
  assert_int_equal(statement_open(&s, &err), LUN_OK);
  assert_int_equal(clause_read(&s.w, tagged, &err), LUN_OK);
  fault_reset();
  fault_mem_fail(1, FAULT_ONCE);
  assert_int_equal(lun_reporter_run(s.reporter, s.w.doc, NULL, 0, &s.found, &err), LUN_NO_MEMORY);
  fault_reset();
  assert_int_equal(lun_reporter_run(s.reporter, s.w.doc, NULL, 0, &s.found, &err), LUN_OK);
  assert_int_equal(s.found->count, 3);
  statement_close(&s);
}

/* A reader that met a failure is none to be kept. */
static void test_a_failed_reader_does_not_stand(void **state) {
  (void)state;
  clause_work w;
  lun_err err = {0};
  assert_int_equal(clause_open(&w, &err), LUN_OK);
  assert_int_equal(clause_read(&w, tagged, &err), LUN_OK);
  lun_clauses *c;
  assert_int_equal(lun_clauses_new(w.words, w.doc, &c, &err), LUN_OK);
  assert_true(lun_clauses_stand(c));
  lun_fail_memory(&c->failure);
  assert_int_equal(lun_clauses_failure(c, &err), LUN_NO_MEMORY);
  assert_false(lun_clauses_stand(c));
  lun_clauses_free(c);
  clause_close(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_memory_out_at_every_place), cmocka_unit_test(test_reporter_goes_on_after_a_failure),
                                     cmocka_unit_test(test_a_failed_reader_does_not_stand)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

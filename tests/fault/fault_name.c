/* Memory that runs out at every place on the way from an empty naming to settled names: the step that meets it says so, and
 * nothing is lost. Then the same within one naming, which must go on as if nothing had happened. */
#include "../unit/name_fixture.h"
#include "fault.h"

static const char text[] = "They met Ana Torres in Rio de Janerio. Torres said that the Water Committee of Lima, the old town, met Theresa May. May said it.";
static const name_claim claims[] = {{"run", 3, 4, "", NULL}, {"run", 6, 8, "", NULL}, {"run", 14, 15, "", NULL}, {"run", 17, 17, "", NULL}, {"run", 23, 24, "", NULL},
                                    {"person?", 3, 4, "people.given", "7"}, {"place?", 17, 17, "places.known", "9"}, {"person?", 23, 24, "people.given", "6"}};
enum { CLAIMS = sizeof claims / sizeof *claims };

typedef struct work {
  char *bytes;
  size_t size;
  char wanted[1000];
} work;

static void show(lun_doc *doc, char *to, size_t room) {
  static const char *const layers[] = {"person", "place", "org"};
  for (size_t i = 0; i < 3; i++) {
    const size_t length = strlen(to);
    name_show(doc, layers[i], to + length, room - length);
  }
}

static lun_status all(void *argument) {
  work *x = argument;
  name_work w;
  lun_doc *doc = NULL;
  lun_err err = {0};
  lun_status status = name_open(&w, x->bytes, x->size, &err);
  if (!status) status = lun_doc_new(w.vocab, text, sizeof text - 1, &doc, &err);
  if (!status) status = name_claim_all(doc, claims, CLAIMS, &err);
  if (!status) status = name_run(&w, doc, true, &err);
  if (status) assert_true(*err.message);
  else {
    char shown[1000] = "";
    show(doc, shown, sizeof shown);
    if (!*x->wanted) memcpy(x->wanted, shown, sizeof shown);
    assert_string_equal(shown, x->wanted);
  }
  lun_doc_free(doc);
  name_close(&w);
  return status;
}

static void test_memory_out_at_every_place(void **state) {
  (void)state;
  work x = {0};
  name_compile(&x.bytes, &x.size);
  assert_int_equal(all(&x), LUN_OK);
  assert_non_null(strstr(x.wanted, "Rio de Janerio"));
  fault_mem_sweep("names", all, &x);
  lun_free(x.bytes);
}

/* A naming that met a failure goes on with the next document. */
static void test_naming_goes_on_after_a_failure(void **state) {
  (void)state;
  work x = {0};
  name_compile(&x.bytes, &x.size);
  assert_int_equal(all(&x), LUN_OK);
  bool through = false;
  for (uint64_t nth = 1; !through; nth++) {
    name_work w;
    lun_err err = {0};
    char shown[1000] = "";
    assert_int_equal(name_open(&w, x.bytes, x.size, &err), LUN_OK);
    for (unsigned times = 0; times < 2; times++) {
      lun_doc *doc;
      assert_int_equal(lun_doc_new(w.vocab, text, sizeof text - 1, &doc, &err), LUN_OK);
      assert_int_equal(name_claim_all(doc, claims, CLAIMS, &err), LUN_OK);
      if (!times) fault_mem_fail(nth, FAULT_ONCE);
      const lun_status status = name_run(&w, doc, true, &err);
      if (!times) {
        through = !fault_mem_failed();
        fault_reset();
      } else {
        assert_int_equal(status, LUN_OK);
        show(doc, shown, sizeof shown);
      }
      lun_doc_free(doc);
    }
    assert_string_equal(shown, x.wanted);
    name_close(&w);
  }
  lun_free(x.bytes);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_memory_out_at_every_place), cmocka_unit_test(test_naming_goes_on_after_a_failure)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

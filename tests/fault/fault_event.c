/* Memory that runs out at every place on the way from empty lists to what the verbs of a document tell: the step that meets it says so, and
 * nothing is lost. */
#include "../unit/event_fixture.h"
#include "fault.h"

static const char tagged[] = "On/IN June/NNP 3/CD Chile/NNP asked/VBD Peru/NNP to/TO help/VB ./. Ruiz/NNP denied/VBD that/IN Peru/NNP attacked/VBD Lima/NNP ./. Attacks/NNS broke/VBD out/RP ./.";

static lun_status tell(event_work *s, char *shown, lun_err *err) {
  const lun_event_asked asked = event_asked(s);
  const int32_t verb = event_at(s, "attacked", 0), cue = event_at(s, "denied", 0);
  const lun_construction around = {.verb = {verb, verb}, .what = {verb + 1, verb + 1}, .agent = lun_no_phrase};
  const lun_event_told told = {{verb - 1, verb + 1}, {cue, cue}, false};
  lun_event_reading reading;
  lun_event_found found;
  const lun_event_verb *clause;
  lun_layer *layer;
  const lun_event_made *made;
  uint32_t next = 0, count;
  bool stated;
  lun_status status = event_lay(s, "June 3", "DATE", "2021-06-03", err);
  if (!status) status = event_lay(s, "Lima", NULL, NULL, err);
  if (!status) status = lun_doc_layer_make(s->w.doc, "laid", &layer, err);
  if (!status) status = lun_events_lay(s->events, layer, err);
  if (!status) status = lun_events_find(s->events, &asked, layer, &around, 1, &made, &count, err);
  if (status) return status;
  const char *code = lun_event_read(s->events, &asked, &around, false, &reading) && lun_event_resolve(s->events, &asked, &reading, &found) ? found.code : "";
  const lun_event_status happened = *code ? lun_event_status_of(s->events, reading.clause, verb, &told, false) : LUN_EVENT_HAPPENED;
  const bool occurs = lun_event_occurrence(s->events, &asked, &next, &clause, &found);
  const lun_event_span time = lun_event_time_of(s->events, (lun_phrase){event_at(s, "asked", 0), event_at(s, "asked", 0)}), place = lun_event_place_of(s->events, verb, around.what, &stated);
  sprintf(shown, "%u laid, %u made, %s %s, %s on %u at %u", lun_layer_count(layer), count, code, lun_event_status_name(happened), occurs ? found.code : "", time.id, place.id);
  return lun_events_failure(s->events, err);
}

static lun_status all(void *argument) {
  char *wanted = argument, shown[100] = "";
  event_work s;
  lun_err err = {0};
  lun_status status = event_open(&s, &err);
  if (!status) status = event_read(&s, tagged, &err);
  if (!status) status = tell(&s, shown, &err);
  if (status) assert_true(*err.message);
  else {
    if (!*wanted) strcpy(wanted, shown);
    assert_string_equal(shown, wanted);
  }
  event_close(&s);
  return status;
}

static void test_memory_out_at_every_place(void **state) {
  (void)state;
  char wanted[100] = "";
  assert_int_equal(all(wanted), LUN_OK);
  assert_string_equal(wanted, "3 laid, 1 made, 190 denied, 190 on 1 at 1");
  assert_true(fault_mem_sweep("events", all, wanted) > 30);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_memory_out_at_every_place)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Attribution: who speaks, by statements that are given and by what stands beside a quotation that has none. */
#include "attribution_fixture.h"

typedef struct laid { const char *layer, *words; } laid; /* words stand in the text once */

static void check(const char *tagged, const reference_name *names, size_t name_count, const laid *spans, size_t span_count, const attribution_given *given, uint32_t count, const char *wanted) {
  static const char *const none[2][2] = {{NULL, NULL}, {NULL, NULL}};
  attribution_work w;
  lun_err err = {0};
  char shown[2000];
  if (attribution_open(&w, &err) || reference_read(&w.r, tagged, names, name_count, &err)) fail_msg("%s", err.message);
  for (size_t i = 0; i < span_count; i++)
    if (clause_lay(&w.r.w, spans[i].layer, spans[i].words, none, &err)) fail_msg("%s", err.message);
  if (attribution_tell(&w, given, count, shown, sizeof shown, &err)) fail_msg("%s", err.message);
  assert_string_equal(shown, wanted);
  attribution_close(&w);
}
#define COUNT(list) (sizeof (list) / sizeof *(list))

static const char split[] = "“/`` We/PRP met/VBD the/DT mayor/NN ,/, ”/'' Ana/NNP Torres/NNP said/VBD ./. “/`` He/PRP was/VBD very/RB late/JJ ./. ”/'' He/PRP left/VBD ./.";
static const reference_name ana[] = {{"person", 7, 9, NULL}};

static void test_a_statement_and_its_second_half(void **state) {
  (void)state;
  static const attribution_given given[] = {{"“ We met the mayor , ”", "Ana Torres", "said"}};
  check(split, ana, 1, NULL, 0, given, 1, "direct | Ana Torres | Ana Torres | said | named\nhalf\n");
}

static void test_a_clause_and_what_stands_within(void **state) {
  (void)state;
  static const char text[] = "Ana/NNP Torres/NNP said/VBD she/PRP “/`` met/VBD the/DT mayor/NN of/IN the/DT very/RB old/JJ town/NN there/RB today/NN ”/'' ./. She/PRP added/VBD the/DT road/NN is/VBZ closed/JJ ./.";
  static const reference_name names[] = {{"person", 0, 2, NULL}};
  static const attribution_given given[] = {{"the road is closed", "She", "added"}, {"she “ met the mayor of the very old town there today ”", "Ana Torres", "said"}};
  check(text, names, 1, NULL, 0, given, 2,
        "clause | Ana Torres | Ana Torres | said | named\ndirect within | Ana Torres | Ana Torres | said | as another\nclause | Ana Torres | She | added | speaker before\n");
}

static const char carried[] = "Ana/NNP Torres/NNP looked/VBD at/IN the/DT river/NN ./. “/`` The/DT old/JJ road/NN is/VBZ closed/JJ ./. ”/'' Peter/NNP Vega/NNP told/VBD a/DT told/NN story/NN ./.";
static const reference_name both[] = {{"person", 0, 2, NULL}, {"person", 15, 17, NULL}};

static void test_subject_of_the_sentence_before(void **state) {
  (void)state;
  check(carried, both, 2, NULL, 0, NULL, 0, "direct carried | Ana Torres | Ana Torres | - | subject of the sentence before\n");
}

static void test_cue_in_the_sentence_of_a_quotation(void **state) {
  (void)state;
  static const char text[] = "“/`` The/DT old/JJ road/NN is/VBZ closed/JJ ,/, ”/'' Peter/NNP Vega/NNP then/RB said/VBD of/IN it/PRP ./.";
  static const reference_name peter[] = {{"person", 8, 10, NULL}};
  static const laid spans[] = {{"speaker", "Peter Vega"}, {"cue", "said"}}, noun[] = {{"speaker", "Peter Vega"}, {"cue", "told"}};
  check(text, peter, 1, spans, 2, NULL, 0, "direct carried | Peter Vega | Peter Vega | said | cue in its sentence\n");
  static const char story[] = "“/`` The/DT old/JJ road/NN is/VBZ closed/JJ ,/, ”/'' was/VBD a/DT told/NN Peter/NNP Vega/NNP story/NN ./.";
  static const reference_name in_story[] = {{"person", 11, 13, NULL}};
  check(story, in_story, 1, noun, 2, NULL, 0, "direct carried | - | - | - | -\n"); /* behind an article it is no cue */
}

static void test_speaker_is_carried_on(void **state) {
  (void)state;
  static const char text[] = "“/`` We/PRP met/VBD the/DT mayor/NN there/RB ,/, ”/'' Ana/NNP Torres/NNP said/VBD ./. “/`` He/PRP was/VBD very/RB late/JJ ./. ”/'' Then/RB it/PRP rained/VBD ./. “/`` The/DT old/JJ road/NN is/VBZ closed/JJ ./. ”/''";
  static const reference_name names[] = {{"person", 8, 10, NULL}};
  static const attribution_given given[] = {{"“ We met the mayor there , ”", "Ana Torres", "said"}};
  check(text, names, 1, NULL, 0, given, 1,
        "direct | Ana Torres | Ana Torres | said | named\nhalf\ndirect carried | Ana Torres | Ana Torres | - | carried on from the quotation before\n");
}

static void test_a_part_in_the_sentence_of_another(void **state) {
  (void)state;
  static const char text[] = "“/`` We/PRP met/VBD the/DT mayor/NN ,/, ”/'' Ana/NNP Torres/NNP said/VBD of/IN the/DT “/`` end/NN ”/'' ./.";
  static const attribution_given given[] = {{"“ We met the mayor , ”", "Ana Torres", "said"}};
  check(text, ana, 1, NULL, 0, given, 1, "direct | Ana Torres | Ana Torres | said | named\nmixed same | Ana Torres | Ana Torres | said | same sentence\n");
}

static void test_several_speak_together(void **state) {
  (void)state;
  static const char text[] = "“/`` We/PRP met/VBD the/DT mayor/NN ,/, ”/'' Ana/NNP Torres/NNP and/CC Peter/NNP Vega/NNP said/VBD ./.";
  static const reference_name names[] = {{"person", 7, 9, NULL}, {"person", 10, 12, NULL}};
  static const attribution_given given[] = {{"“ We met the mayor , ”", "Ana Torres and Peter Vega", "said"}};
  check(text, names, 2, NULL, 0, given, 1, "direct | Ana Torres + Peter Vega | Ana Torres and Peter Vega | said | named\n");
}

static void test_title_of_a_work_is_no_speech(void **state) {
  (void)state;
  static const char text[] = "Ana/NNP Torres/NNP said/VBD so/RB in/IN “/`` The/DT Keeper/NNP of/IN the/DT Hill/NNP ”/'' ./.";
  static const reference_name names[] = {{"person", 0, 2, NULL}};
  static const attribution_given given[] = {{"“ The Keeper of the Hill ”", "Ana Torres", "said"}};
  check(text, names, 1, NULL, 0, given, 1, "title | Ana Torres | Ana Torres | said | named\n");
}

static void test_speaker_that_was_given_stays_where_no_source_is(void **state) {
  (void)state;
  attribution_work w;
  lun_err err = {0};
  if (attribution_open(&w, &err) || reference_read(&w.r, carried, both, 2, &err)) fail_msg("%s", err.message);
  const lun_reference_ask ask = reference_ask(&w.r);
  assert_int_equal(lun_utterances_give(&w.all, 1, &err), LUN_OK);
  w.all.at[0].first = 7;
  w.all.at[0].stop = 15;
  w.all.at[0].speaker = (lun_voice){.entity = 1, .of = 0};
  assert_int_equal(lun_utterances_attribute(w.r.referents, &ask, w.words, 60, &w.all, &err), LUN_OK);
  assert_int_equal(w.all.count, 1);
  assert_int_equal(w.all.at[0].speaker.entity, 1);
  assert_false(w.all.at[0].asked);
  attribution_close(&w);
}

static void test_failures_are_told(void **state) {
  (void)state;
  static const attribution_given given[] = {{"“ We met the mayor , ”", "He", "said"}};
  attribution_work w;
  lun_err err = {0};
  char shown[2000];
  if (attribution_open(&w, &err) || reference_read(&w.r, split, ana, 1, &err)) fail_msg("%s", err.message);
  w.r.refuses = true;
  assert_int_equal(attribution_tell(&w, given, 1, shown, sizeof shown, &err), LUN_INVALID);
  w.r.refuses = false;
  const lun_reference_ask ask = reference_ask(&w.r);
  assert_int_equal(lun_utterances_give(&w.all, 1, &err), LUN_OK); /* which is of no tokens */
  assert_int_equal(lun_utterances_attribute(w.r.referents, &ask, w.words, 60, &w.all, &err), LUN_INVALID);
  w.all.at[0].stop = 1000;
  assert_int_equal(lun_utterances_attribute(w.r.referents, &ask, w.words, 60, &w.all, &err), LUN_INVALID);
  assert_non_null(strstr(err.message, "another document"));
  attribution_close(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_statement_and_its_second_half), cmocka_unit_test(test_a_clause_and_what_stands_within), cmocka_unit_test(test_subject_of_the_sentence_before),
      cmocka_unit_test(test_cue_in_the_sentence_of_a_quotation), cmocka_unit_test(test_speaker_is_carried_on), cmocka_unit_test(test_a_part_in_the_sentence_of_another),
      cmocka_unit_test(test_several_speak_together),
      cmocka_unit_test(test_title_of_a_work_is_no_speech), cmocka_unit_test(test_speaker_that_was_given_stays_where_no_source_is), cmocka_unit_test(test_failures_are_told)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

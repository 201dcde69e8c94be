/* Clauses: verb groups, subjects and noun groups, in sentences whose tags are written by hand. */
#include "clause_fixture.h"

typedef struct sentence {
  clause_work w;
  lun_clauses *c;
  int32_t last;
} sentence;

static sentence *open_sentence(const char *tagged, bool cues) {
  static sentence s;
  lun_err err = {0};
  if (clause_open(&s.w, &err) || clause_read(&s.w, tagged, &err) || lun_clauses_new(s.w.words, s.w.doc, &s.c, &err)) fail_msg("%s", err.message);
  if (cues) assert_int_equal(lun_clauses_cue(s.c, "saying", &err), LUN_OK);
  s.last = (int32_t)s.w.doc->tokens.count - 1;
  return &s;
}
static void close_sentence(sentence *s) {
  lun_clauses_free(s->c);
  clause_close(&s->w);
}
static int32_t at(const sentence *s, const char *word) {
  for (int32_t i = 0; i <= s->last; i++) {
    size_t size;
    if (!strcmp(lun_vocab_text(s->w.vocab, s->w.doc->tokens.lexeme[i], &size), word)) return i;
  }
  fail_msg("no token '%s'", word);
  return -1;
}
static void check(const sentence *s, lun_phrase phrase, const char *wanted) {
  char shown[400] = "";
  clause_show(&s->w, phrase, shown, sizeof shown);
  assert_string_equal(shown, wanted);
}

static void check_subject(const char *tagged, const char *verb, const char *wanted, lun_subject_kind kind) {
  sentence *s = open_sentence(tagged, true);
  const lun_verb_group group = lun_verb_group_of(s->c, at(s, verb), 0);
  const lun_subject subject = lun_subject_of(s->c, group.start, 0);
  check(s, subject.phrase, wanted);
  assert_int_equal(subject.kind, kind);
  close_sentence(s);
}

static void test_verb_group_holds_helping_verbs_and_adverbs(void **state) {
  (void)state;
  sentence *s = open_sentence("Torres/NNP has/VBZ not/RB been/VBN openly/RB criticized/VBN ./.", false);
  const lun_verb_group group = lun_verb_group_of(s->c, at(s, "criticized"), 0);
  assert_int_equal(group.start, at(s, "has"));
  assert_int_equal(group.helper, at(s, "has"));
  assert_true(group.passive);
  assert_true(group.negated);
  assert_int_equal(group.to, LUN_NO_TOKEN);
  close_sentence(s);
}

static void test_infinitive_knows_its_to(void **state) {
  (void)state;
  sentence *s = open_sentence("They/PRP plan/VBP to/TO openly/RB leave/VB ./.", false);
  const lun_verb_group group = lun_verb_group_of(s->c, at(s, "leave"), 0);
  assert_int_equal(group.to, at(s, "to"));
  assert_int_equal(lun_verb_group_of(s->c, at(s, "plan"), 0).to, LUN_NO_TOKEN);
  close_sentence(s);
}

static void test_subject_is_the_noun_group_before(void **state) {
  (void)state;
  check_subject("The/DT mayor/NN of/IN Lima/NNP has/VBZ left/VBN ./.", "left", "The mayor of Lima", LUN_SUBJECT_NOUN);
  check_subject("She/PRP left/VBD ./.", "left", "She", LUN_SUBJECT_PRONOUN);
  check_subject("Ruiz/NNP left/VBD ,/, a/DT charge/NN Ana/NNP Torres/NNP denied/VBD ./.", "denied", "Ana Torres", LUN_SUBJECT_NOUN);
  check_subject("Quickly/RB ,/, left/VBD ./.", "left", "-", LUN_SUBJECT_NONE);
  check_subject("Torres/NNP on/IN Monday/NNP left/VBD ./.", "left", "Torres", LUN_SUBJECT_NOUN);
}

static void test_subject_before_a_description(void **state) {
  (void)state;
  check_subject("Torres/NNP ,/, the/DT mayor/NN ,/, left/VBD ./.", "left", "Torres", LUN_SUBJECT_NOUN);
  check_subject("Torres/NNP (/-LRB- 40/CD )/-RRB- left/VBD ./.", "left", "Torres", LUN_SUBJECT_NOUN);
  check_subject("Lima/NNP ,/, by/IN law/NN ,/, left/VBD ./.", "left", "-", LUN_SUBJECT_NONE);
}

static void test_subject_is_shared_with_an_earlier_verb(void **state) {
  (void)state;
  check_subject("Torres/NNP came/VBD and/CC said/VBD so/RB ./.", "said", "Torres", LUN_SUBJECT_SHARED);
  check_subject("Torres/NNP said/VBD that/IN Ruiz/NNP came/VBD and/CC said/VBD so/RB ./.", "said", "Torres", LUN_SUBJECT_NOUN);
}

static void test_relative_pronoun_knows_what_it_stands_for(void **state) {
  (void)state;
  sentence *s = open_sentence("The/DT clerk/NN ,/, who/WP left/VBD ,/, sang/VBD ./.", false);
  const lun_subject subject = lun_subject_of(s->c, at(s, "left"), 0);
  assert_int_equal(subject.kind, LUN_SUBJECT_RELATIVE);
  check(s, subject.phrase, "who");
  check(s, subject.antecedent, "The clerk");
  assert_string_equal(lun_subject_kind_name(subject.kind), "relative");
  assert_null(lun_subject_kind_name(LUN_SUBJECT_NONE));
  close_sentence(s);
}

static void test_verb_behind_a_relative_clause_has_the_noun_before_it(void **state) {
  (void)state;
  check_subject("The/DT clerk/NN who/WP met/VBD Torres/NNP left/VBD ./.", "left", "The clerk", LUN_SUBJECT_NOUN);
  check_subject("The/DT treaty/NN that/WDT Peru/NNP signed/VBD failed/VBD ./.", "failed", "The treaty", LUN_SUBJECT_NOUN);
  check_subject("Men/NNS who/WP came/VBD and/CC met/VBD Torres/NNP left/VBD ./.", "left", "Men", LUN_SUBJECT_NOUN);
  check_subject("Torres/NNP hit/VBD the/DT man/NN who/WP met/VBD Ruiz/NNP left/VBD ./.", "left", "Ruiz", LUN_SUBJECT_NOUN); /* a participle in truth */
  check_subject("Troops/NNS sent/VBN to/IN Mali/NNP by/IN Peru/NNP left/VBD ./.", "left", "Troops", LUN_SUBJECT_NOUN);
  check_subject("People/NNS living/VBG near/IN Lima/NNP left/VBD ./.", "left", "People", LUN_SUBJECT_NOUN);
  check_subject("Soldiers/NNS whose/WP$ leader/NN fled/VBD Lima/NNP left/VBD ./.", "left", "Soldiers", LUN_SUBJECT_NOUN);
  check_subject("The/DT clerk/NN who/WP said/VBD Torres/NNP left/VBD ./.", "left", "Torres", LUN_SUBJECT_NOUN);
  sentence *s = open_sentence("The/DT owner/NN of/IN a/DT ferry/NN that/WDT sank/VBD left/VBD ./.", false);
  check(s, lun_subject_of(s->c, at(s, "sank"), 0).antecedent, "a ferry");
  check(s, lun_subject_of(s->c, at(s, "left"), 0).phrase, "The owner of a ferry");
  close_sentence(s);
  s = open_sentence("The/DT owner/NN of/IN a/DT ferry/NN who/WP sank/VBD left/VBD ./.", false);
  check(s, lun_subject_of(s->c, at(s, "sank"), 0).antecedent, "The owner of a ferry");
  close_sentence(s);
}

static void test_participle_takes_the_subject_behind_its_comma(void **state) {
  (void)state;
  sentence *s = open_sentence("Fearing/VBG rain/NN ,/, the/DT farmers/NNS left/VBD ./.", false);
  check(s, lun_subject_of_participle(s->c, 0, 0, s->last).phrase, "the farmers");
  close_sentence(s);
  s = open_sentence("Torres/NNP left/VBD ,/, fearing/VBG rain/NN ./.", false);
  check(s, lun_subject_of_participle(s->c, at(s, "fearing"), 0, s->last).phrase, "Torres");
  close_sentence(s);
}

static void test_noun_groups(void **state) {
  (void)state;
  sentence *s = open_sentence("The/DT old/JJ friends/NNS of/IN Peru/NNP 's/POS mayor/NN and/CC Ruiz/NNP quietly/RB met/VBD ./.", false);
  check(s, lun_noun_after(s->c, 0, s->last, false), "The old friends of Peru 's mayor and Ruiz");
  check(s, lun_noun_after(s->c, 0, s->last, true), "The old friends");
  check(s, lun_noun_after(s->c, at(s, "quietly"), s->last, false), "-");
  check(s, lun_noun_before(s->c, at(s, "Ruiz"), 0), "The old friends of Peru 's mayor and Ruiz");
  check(s, lun_noun_before(s->c, at(s, "friends"), 0), "The old friends");
  check(s, lun_noun_before(s->c, at(s, "met"), 0), "-");
  close_sentence(s);
  s = open_sentence("They/PRP criticized/VBD Torres/NNP and/CC Ruiz/NNP said/VBD so/RB ./.", false);
  check(s, lun_noun_before(s->c, at(s, "Ruiz"), 0), "Ruiz");
  close_sentence(s);
}

static void test_finite_verbs_are_looked_for_outside_of_quotations(void **state) {
  (void)state;
  sentence *s = open_sentence("He/PRP left/VBD “/`` we/PRP go/VBP ”/'' then/RB ./.", false);
  assert_int_equal(lun_finite_before(s->c, at(s, "then"), 0), at(s, "left"));
  assert_int_equal(lun_finite_before(s->c, 0, 0), LUN_NO_TOKEN);
  close_sentence(s);
}

/* A long chain of nouns is read to a bound, and in time that does not grow beyond it. */
static void test_chain_of_nouns_has_a_bound(void **state) {
  (void)state;
  char text[2000] = "a/NN";
  for (int i = 0; i < 150; i++) strcat(text, " of/IN a/NN");
  sentence *s = open_sentence(text, false);
  const lun_phrase noun = lun_noun_before(s->c, s->last, 0);
  assert_int_equal(noun.last, s->last);
  assert_in_range(s->last - noun.first, 100, 200);
  assert_int_equal(lun_noun_after(s->c, 0, s->last, false).last, s->last);
  close_sentence(s);
}

static void check_tense(const char *tagged, const char *time, lun_tense wanted) {
  sentence *s = open_sentence(tagged, false);
  const int32_t token = at(s, time);
  const lun_tense tense = lun_tense_around(s->c, (lun_phrase){token, token});
  if (tense != wanted) fail_msg("%s: %d, not %d", tagged, tense, wanted);
  close_sentence(s);
}

static void test_tense_is_told_by_the_verb_of_the_clause(void **state) {
  (void)state;
  check_tense("They/PRP met/VBD on/IN Monday/NNP ./.", "Monday", LUN_HAS_BEEN);
  check_tense("They/PRP will/MD meet/VB on/IN Monday/NNP ./.", "Monday", LUN_TO_COME);
  check_tense("They/PRP want/VBP to/TO meet/VB Monday/NNP ./.", "Monday", LUN_MAY_COME);
  check_tense("They/PRP might/MD meet/VB Monday/NNP ./.", "Monday", LUN_TENSE_UNTOLD);
  check_tense("On/IN Monday/NNP ,/, they/PRP met/VBD ./.", "Monday", LUN_HAS_BEEN);
  check_tense("On/IN Monday/NNP that/WDT is/VBZ they/PRP met/VBD ./.", "Monday", LUN_TENSE_UNTOLD);
  check_tense("She/PRP left/VBD ,/, said/VBD Torres/NNP Monday/NNP ,/, and/CC will/MD return/VB ./.", "Monday", LUN_HAS_BEEN);
}

/* A word before the verb may make it look ahead, and a participle does not tell with a verb of the present. */
static void test_tense_is_told_by_what_goes_with_the_verb(void **state) {
  (void)state;
  check_tense("It/PRP is/VBZ due/JJ Monday/NNP ./.", "Monday", LUN_TO_COME);
  check_tense("The/DT plan/NN met/VBD Monday/NNP ./.", "Monday", LUN_HAS_BEEN);
  check_tense("They/PRP plan/VBP talks/NNS Monday/NNP ./.", "Monday", LUN_TO_COME);
  check_tense("They/PRP set/VBD fires/NNS Monday/NNP ./.", "Monday", LUN_HAS_BEEN);
  check_tense("The/DT plan/NN ,/, he/PRP said/VBD Monday/NNP ./.", "Monday", LUN_HAS_BEEN);
  check_tense("The/DT plan/NN of/IN Monday/NNP ./.", "Monday", LUN_TENSE_UNTOLD);
  check_tense("It/PRP is/VBZ held/VBN Monday/NNP ./.", "Monday", LUN_TENSE_UNTOLD);
  check_tense("It/PRP was/VBD held/VBN Monday/NNP ./.", "Monday", LUN_HAS_BEEN);
}

/* Who failed to agree on Monday did so then; who wants to agree on Monday may yet. */
static void test_tense_of_what_is_as_true_as_the_verb_before_it(void **state) {
  (void)state;
  check_tense("They/PRP failed/VBD to/TO agree/VB on/IN Monday/NNP ./.", "Monday", LUN_HAS_BEEN);
  check_tense("They/PRP had/VBD refused/VBN to/TO leave/VB on/IN Monday/NNP ./.", "Monday", LUN_HAS_BEEN);
  check_tense("He/PRP appears/VBZ to/TO lead/VB Monday/NNP ./.", "Monday", LUN_TENSE_UNTOLD);
  check_tense("They/PRP will/MD try/VB to/TO agree/VB on/IN Monday/NNP ./.", "Monday", LUN_TO_COME);
  check_tense("To/TO agree/VB on/IN Monday/NNP is/VBZ hard/JJ ./.", "Monday", LUN_MAY_COME);
  check_tense("They/PRP agreed/VBD to/TO meet/VB on/IN Monday/NNP ./.", "Monday", LUN_MAY_COME);
}

/* A time between a subject and its verb is of that verb, whatever the words before tell. */
static void test_tense_of_a_time_between_subject_and_verb(void **state) {
  (void)state;
  check_tense("He/PRP will/MD stay/VB after/IN a/DT court/NN Monday/NNP refused/VBD it/PRP ./.", "Monday", LUN_HAS_BEEN);
  check_tense("He/PRP stayed/VBD as/IN the/DT court/NN Monday/NNP will/MD hear/VB it/PRP ./.", "Monday", LUN_TO_COME);
  check_tense("They/PRP will/MD meet/VB on/IN Monday/NNP said/VBD Torres/NNP ./.", "Monday", LUN_TO_COME);
}

static void test_deadline_is_to_come(void **state) {
  (void)state;
  check_tense("They/PRP met/VBD until/IN Monday/NNP ./.", "Monday", LUN_TO_COME);
  check_tense("They/PRP met/VBD as/RB soon/RB as/IN Monday/NNP ./.", "Monday", LUN_TO_COME);
  check_tense("They/PRP met/VBD not/RB as/IN Monday/NNP ./.", "Monday", LUN_HAS_BEEN);
}

static void test_tense_is_not_told_from_far_away(void **state) {
  (void)state;
  char text[2000] = "Will/MD";
  for (int i = 0; i < 350; i++) strcat(text, " a/A");
  strcat(text, " Monday/NNP met/VBD");
  check_tense(text, "Monday", LUN_HAS_BEEN);
  sentence *s = open_sentence("He/PRP left/VBD ./.", false);
  assert_int_equal(lun_tense_around(s->c, lun_no_phrase), LUN_TENSE_UNTOLD);
  assert_false(lun_tense_is_over(s->c, lun_no_phrase, LUN_HAS_BEEN));
  assert_int_equal(lun_tense_around(s->c, (lun_phrase){s->last + 1, s->last + 1}), LUN_TENSE_UNTOLD);
  close_sentence(s);
}

static void test_lists_are_known_by_their_names(void **state) {
  (void)state;
  clause_work w;
  lun_err err = {0};
  assert_int_equal(clause_open(&w, &err), LUN_OK);
  assert_string_equal(lun_clause_list(0), "auxiliary");
  assert_int_equal(lun_clause_words_add(w.words, "adverb", "so", 2, &err), LUN_NOT_FOUND);
  assert_non_null(strstr(err.message, "'adverb'"));
  assert_int_equal(clause_read(&w, "He/PRP left/VBD", &err), LUN_OK);
  lun_clauses *c;
  assert_int_equal(lun_clauses_new(w.words, w.doc, &c, &err), LUN_OK);
  assert_int_equal(lun_clauses_cue(c, "adverb", &err), LUN_NOT_FOUND);
  assert_true(lun_clauses_stand(c));
  lun_clauses_free(c);
  clause_close(&w);
}

/* Tags of a document that nobody taught are told by what they begin with; a document without tags has no verbs. */
static void test_tags_of_others(void **state) {
  (void)state;
  sentence *s = open_sentence("Torres/NE ging/VVFIN ./$.", false);
  assert_int_equal(lun_finite_before(s->c, s->last, 0), LUN_NO_TOKEN);
  check(s, lun_noun_before(s->c, 0, 0), "-");
  close_sentence(s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_verb_group_holds_helping_verbs_and_adverbs), cmocka_unit_test(test_infinitive_knows_its_to),
      cmocka_unit_test(test_subject_is_the_noun_group_before), cmocka_unit_test(test_subject_before_a_description),
      cmocka_unit_test(test_subject_is_shared_with_an_earlier_verb), cmocka_unit_test(test_relative_pronoun_knows_what_it_stands_for),
      cmocka_unit_test(test_verb_behind_a_relative_clause_has_the_noun_before_it),
      cmocka_unit_test(test_participle_takes_the_subject_behind_its_comma), cmocka_unit_test(test_noun_groups),
      cmocka_unit_test(test_finite_verbs_are_looked_for_outside_of_quotations), cmocka_unit_test(test_chain_of_nouns_has_a_bound),
      cmocka_unit_test(test_tense_is_told_by_the_verb_of_the_clause), cmocka_unit_test(test_tense_is_told_by_what_goes_with_the_verb),
      cmocka_unit_test(test_tense_of_what_is_as_true_as_the_verb_before_it), cmocka_unit_test(test_tense_of_a_time_between_subject_and_verb),
      cmocka_unit_test(test_deadline_is_to_come), cmocka_unit_test(test_tense_is_not_told_from_far_away),
      cmocka_unit_test(test_lists_are_known_by_their_names), cmocka_unit_test(test_tags_of_others)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

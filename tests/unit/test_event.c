/* Events: what verbs tell, their clauses, and whether it has happened, in sentences whose tags are written by hand. */
#include "event_fixture.h"

static event_work work;

static event_work *open_events(const char *tagged) {
  lun_err err = {0};
  if (event_open(&work, &err) || event_read(&work, tagged, &err)) fail_msg("%s", err.message);
  return &work;
}
static int32_t at(const char *word) {
  const int32_t token = event_at(&work, word, 0);
  if (token == LUN_NO_TOKEN) fail_msg("no token '%s'", word);
  return token;
}
static lun_phrase from_to(const char *first, const char *last) { return first ? (lun_phrase){at(first), at(last)} : lun_no_phrase; }
static void check_phrase(lun_phrase phrase, const char *wanted) {
  char shown[400] = "";
  clause_show(&work.w, phrase, shown, sizeof shown);
  assert_string_equal(shown, wanted);
}
static const lun_event_verb *clause_of(const char *verb) {
  const lun_event_asked asked = event_asked(&work);
  const lun_event_verb *s = lun_event_clause_of(work.events, &asked, from_to(verb, verb));
  assert_non_null(s);
  assert_int_equal(lun_events_failure(work.events, NULL), LUN_OK);
  return s;
}

static void check_subject(const char *tagged, const char *verb, const char *wanted) {
  open_events(tagged);
  check_phrase(clause_of(verb)->subject, wanted);
  event_close(&work);
}

static void check_laid(const char *tagged, const char *wanted) {
  lun_err err;
  lun_layer *layer;
  char shown[400] = "";
  open_events(tagged);
  assert_int_equal(lun_doc_layer_make(work.w.doc, "laid", &layer, &err), LUN_OK);
  assert_int_equal(lun_events_lay(work.events, layer, &err), LUN_OK);
  for (uint32_t i = 0; i < lun_layer_count(layer); i++) {
    const lun_span *span = lun_layer_span(layer, i);
    size_t size;
    clause_show(&work.w, (lun_phrase){(int32_t)span->first, (int32_t)span->stop - 1}, shown, sizeof shown);
    snprintf(shown + strlen(shown), sizeof shown - strlen(shown), " %s;", lun_layer_get(layer, span->id, "voice", &size));
  }
  assert_string_equal(shown, wanted);
  event_close(&work);
}

static void test_verbs_that_may_tell_something_are_laid_with_their_voice(void **state) {
  (void)state;
  check_laid("Peru/NNP attacked/VBD Lima/NNP ./.", "attacked active;");
  check_laid("Lima/NNP was/VBD attacked/VBN ./.", "attacked passive;");
  check_laid("He/PRP calls/VBZ for/IN talks/NNS ./.", "calls for linked;");
  check_laid("The/DT signing/NN of/IN a/DT pact/NN ./.", "signing gerund;");
  check_laid("They/PRP plan/VBP talks/NNS ./.", ""); /* only governs others */
  check_laid("They/PRP held/VBD hands/NNS ./.", ""); /* says nothing without its noun */
  check_laid("They/PRP held/VBD long/JJ talks/NNS ./.", "held active;");
  check_laid("Talks/NNS were/VBD held/VBN ./.", "held passive;");
  check_laid("They/PRP held/VBD hands/NNS ./. Talks/NNS failed/VBD ./.", ""); /* of another sentence */
  check_laid("The/DT attack/NN failed/VBD ./.", "");
}

static void test_participle_of_a_noun_is_no_verb_of_its_sentence(void **state) {
  (void)state;
  open_events("Soldiers/NNS killed/VBN in/IN Lima/NNP were/VBD young/JJ ./.");
  assert_true(clause_of("killed")->passive);
  event_close(&work);
  open_events("Rebels/NNS killed/VBN at/IN least/JJS 14/CD ./.");
  assert_false(clause_of("killed")->passive);
  event_close(&work);
  open_events("Peru/NNP monday/NNP attacked/VBN ,/, Lima/NNP said/VBD ./.");
  assert_false(clause_of("attacked")->passive);
  event_close(&work);
}

static void test_subject_begins_with_its_list_and_its_bound(void **state) {
  (void)state;
  check_subject("Peru/NNP ,/, Chile/NNP and/CC Bolivia/NNP met/VBD ./.", "met", "Peru , Chile and Bolivia");
  check_subject("Peru/NNP ,/, Chile/NNP plan/VBP talks/NNS ./.", "plan", "Peru , Chile"); /* a headline */
  check_subject("The/DT Indian/JJ and/CC Chinese/JJ troops/NNS met/VBD ./.", "met", "The Indian and Chinese troops");
  check_subject("Some/DT more/JJR than/IN six/CD soldiers/NNS met/VBD ./.", "met", "more than six soldiers");
  check_subject("So/RB in/IN 2018/CD gunmen/NNS met/VBD ./.", "met", "gunmen");
}

static void test_time_before_a_subject_is_no_part_of_it(void **state) {
  (void)state;
  open_events("On/IN June/NNP 3/CD six/CD soldiers/NNS met/VBD ./.");
  assert_int_equal(event_lay(&work, "June 3", "DATE", "2021-06-03", NULL), LUN_OK);
  check_phrase(clause_of("met")->subject, "six soldiers");
  event_close(&work);
}

static void test_infinitive_knows_what_governs_it(void **state) {
  (void)state;
  open_events("Chile/NNP did/VBD not/RB plan/VB to/TO attack/VB Peru/NNP ./.");
  const lun_event_verb *s = clause_of("attack");
  assert_int_equal(s->governor, at("plan"));
  assert_true(s->governor_negated);
  check_phrase(s->subject, "Chile");
  check_phrase(s->object, "-");
  event_close(&work);
  open_events("Chile/NNP asked/VBD Peru/NNP to/TO help/VB ./.");
  s = clause_of("help");
  assert_int_equal(s->governor, at("asked"));
  check_phrase(s->object, "Peru");
  event_close(&work);
  open_events("Chile/NNP took/VBD the/DT chance/NN to/TO help/VB ./."); /* nobody is asked */
  s = clause_of("help");
  assert_int_equal(s->governor, at("took"));
  check_phrase(s->object, "-");
  event_close(&work);
  open_events("Chile/NNP plans/NNS to/TO help/VB ./."); /* taken for a noun */
  s = clause_of("help");
  assert_int_equal(s->governor, at("plans"));
  check_phrase(s->subject, "Chile");
  event_close(&work);
}

static void test_participle_takes_its_subject_from_what_it_hangs_on(void **state) {
  (void)state;
  open_events("Chile/NNP denied/VBD attacking/VBG Peru/NNP ./.");
  assert_int_equal(clause_of("attacking")->gerund_of, at("denied"));
  check_phrase(clause_of("attacking")->subject, "Chile");
  event_close(&work);
  check_subject("Lima/NNP -/: Rebels/NNS attacked/VBN a/DT post/NN ,/, killing/VBG six/CD ./.", "killing", "Rebels");
  check_subject("Attacking/VBG six/CD men/NNS ,/, the/DT ministry/NN said/VBD so/RB ./.", "Attacking", "-"); /* who tells it */
  check_subject("Attacking/VBG six/CD men/NNS ,/, the/DT rebels/NNS left/VBD ./.", "Attacking", "the rebels");
}

static void test_chain_of_verbs_is_read_to_a_depth(void **state) {
  (void)state;
  char text[1900] = "They/PRP plan/VBP";
  for (int i = 0; i < 80; i++) strcat(text, " to/TO help/VB");
  open_events(text);
  const lun_event_asked asked = event_asked(&work);
  const int32_t last = event_at(&work, "help", 79);
  assert_true(lun_event_clause_of(work.events, &asked, (lun_phrase){last, last})->read);
  assert_false(lun_event_verb_of(work.events, from_to("help", "help"))->read);
  event_close(&work);
}

/* A construction of which only some parts are there; words by their texts. */
typedef struct parts {
  const char *verb, *what, *what_last, *prep, *to, *agent;
} parts;
static void check_found(const char *tagged, parts p, const char *wanted) {
  lun_event_reading reading;
  lun_event_found found;
  char shown[200] = "-";
  open_events(tagged);
  const lun_event_asked asked = event_asked(&work);
  lun_construction c = {.verb = from_to(p.verb, p.verb), .what = from_to(p.what, p.what_last), .agent = from_to(p.agent, p.agent)};
  if (p.to) c.link[c.links++] = (lun_event_link){p.prep ? at(p.prep) : LUN_NO_TOKEN, from_to(p.to, p.to)};
  if (lun_event_read(work.events, &asked, &c, false, &reading) && lun_event_resolve(work.events, &asked, &reading, &found))
    snprintf(shown, sizeof shown, "%s %s%s%s%s%s", found.verb->lemma, found.noun ? found.noun->lemma : "", *found.code ? " =" : "", found.code, found.to.count ? " to" : "", found.called_off ? " off" : "");
  assert_string_equal(shown, wanted);
  event_close(&work);
}

static void test_what_a_construction_tells(void **state) {
  (void)state;
  check_found("Peru/NNP attacked/VBD Lima/NNP ./.", (parts){"attacked", "Lima", "Lima", NULL, NULL, NULL}, "attack  =190 to");
  check_found("Peru/NNP attacked/VBD ./.", (parts){"attacked", NULL, NULL, NULL, NULL, NULL}, "-");
  check_found("Lima/NNP was/VBD attacked/VBN by/IN Peru/NNP ./.", (parts){"attacked", NULL, NULL, NULL, NULL, "Peru"}, "attack  =190 to");
  check_found("Peru/NNP held/VBD talks/NNS with/IN Chile/NNP ./.", (parts){"held", "talks", "talks", "with", "Chile", NULL}, "hold talk =046 to");
  check_found("Peru/NNP held/VBD hands/NNS ./.", (parts){"held", "hands", "hands", NULL, NULL, NULL}, "-");
  check_found("Peru/NNP cancelled/VBD an/DT attack/NN on/IN Chile/NNP ./.", (parts){"cancelled", "an", "Chile", NULL, NULL, NULL}, "cancel attack =087 to off");
  check_found("Peru/NNP held/VBD a/DT series/NN of/IN talks/NNS ./.", (parts){"held", "a", "talks", NULL, NULL, NULL}, "hold talk =046");
  check_found("Peru/NNP and/CC Chile/NNP met/VBD in/IN Lima/NNP ./.", (parts){"met", NULL, NULL, "in", "Lima", NULL}, "meet  =040");
  check_found("Peru/NNP met/VBD in/IN Lima/NNP ./.", (parts){"met", NULL, NULL, "in", "Lima", NULL}, "-");
  check_found("Peru/NNP met/VBD rebels/NNS Chile/NNP ./.", (parts){"met", "rebels", "rebels", NULL, "Chile", NULL}, "meet  =040 to"); /* with is understood */
  check_found("Students/NNS protested/VBD ./.", (parts){"protested", NULL, NULL, NULL, NULL, NULL}, "protest  =140");
  check_found("A/DT flood/NN killed/VBD six/CD ./.", (parts){"killed", "six", "six", NULL, NULL, NULL}, "kill ");
}

static void test_ties_of_several_improve_by_themselves(void **state) {
  (void)state;
  lun_event_reading reading;
  open_events("the/DT ties/NNS improved/VBD ./.");
  const lun_event_asked asked = event_asked(&work);
  const lun_construction c = {.verb = from_to("improved", "improved"), .what = lun_no_phrase, .agent = lun_no_phrase};
  assert_true(lun_event_read(work.events, &asked, &c, false, &reading));
  check_phrase(reading.who, "-");
  check_phrase(reading.clause->subject, "the ties");
  event_close(&work);
}

static void test_what_takes_place_is_told_by_its_noun(void **state) {
  (void)state;
  uint32_t next = 0;
  const lun_event_verb *clause;
  lun_event_found found;
  open_events("Attacks/NNS broke/VBD out/RP ./. No/DT attacks/NNS broke/VBD out/RP ./.");
  const lun_event_asked asked = event_asked(&work);
  assert_true(lun_event_occurrence(work.events, &asked, &next, &clause, &found));
  assert_string_equal(found.noun->lemma, "attack");
  assert_string_equal(found.code, "190");
  assert_int_equal(found.head, 0);
  assert_true(lun_event_occurrence(work.events, &asked, &next, &clause, &found)); /* that none did is for the caller to see */
  assert_int_equal(found.head, 5);
  assert_false(lun_event_occurrence(work.events, &asked, &next, &clause, &found));
  event_close(&work);
}

/* What the verbs of a text tell: each with its code, the first words of the lists of actors, and what was made of its code. `what` is what stands
 * behind a verb. */
static void check_made(const char *tagged, const char *verb, const char *what, const char *wanted) {
  lun_err err;
  lun_layer *layer;
  char shown[400] = "";
  open_events(tagged);
  const lun_event_made *made;
  uint32_t count;
  assert_int_equal(lun_doc_layer_make(work.w.doc, "laid", &layer, &err), LUN_OK);
  assert_int_equal(lun_events_lay(work.events, layer, &err), LUN_OK);
  const lun_event_asked asked = event_asked(&work);
  const lun_construction c = {.verb = from_to(verb, verb), .what = from_to(what, what), .agent = lun_no_phrase};
  assert_int_equal(lun_events_find(work.events, &asked, layer, &c, verb != NULL, &made, &count, &err), LUN_OK);
  for (uint32_t i = 0; i < count; i++) {
    const lun_event_made *m = &made[i];
    const char *who = m->who.list ? event_word(&work, (int32_t)m->who.list - 1) : "-", *to = m->to.list ? event_word(&work, (int32_t)m->to.list - 1) : "-";
    snprintf(shown + strlen(shown), sizeof shown - strlen(shown), "%s%s %s%s %s %s%s%s", *shown ? "; " : "", event_word(&work, m->verb.first), m->found.code, m->found.event, who, to,
             m->base && strcmp(m->base, m->found.code) ? " was " : "", m->base && strcmp(m->base, m->found.code) ? m->base : "");
    if (m->governs) strcat(shown, " governs");
  }
  assert_string_equal(shown, wanted);
  event_close(&work);
}

static void test_what_verbs_tell(void **state) {
  (void)state;
  check_made("Peru/NNP attacked/VBD Lima/NNP ./.", "attacked", "Lima", "attacked 190 Peru Lima");
  check_made("Peru/NNP attacked/VBD Lima/NNP ./.", NULL, NULL, ""); /* it needs its object */
  check_made("Students/NNS protested/VBD ./.", NULL, NULL, "protested 140 Students -");
  check_made("Peru/NNP and/CC Chile/NNP met/VBD ./.", NULL, NULL, "met 040 Peru Peru"); /* each other */
  check_made("Peru/NNP protested/VBD and/CC was/VBD attacked/VBN ./.", NULL, NULL, "protested 140 Peru -");
  check_made("Peru/NNP did/VBD not/RB help/VB Chile/NNP ./.", "help", "Chile", "help 070 Peru Chile");
  check_made("Peru/NNP will/MD not/RB help/VB Chile/NNP ./.", "help", "Chile", "help 122 Peru Chile was 070");
}

static void test_what_governs_a_verb_changes_its_code(void **state) {
  (void)state;
  check_made("Peru/NNP plans/VBZ to/TO help/VB Chile/NNP ./.", "help", "Chile", "help 033 Peru Chile was 070");
  check_made("Peru/NNP is/VBZ ready/JJ to/TO help/VB Chile/NNP ./.", "help", "Chile", "help 033 Peru Chile was 070");
  check_made("Peru/NNP is/VBZ reluctant/JJ to/TO help/VB Chile/NNP ./.", "help", "Chile", "help 122 Peru Chile was 070");
  check_made("Peru/NNP is/VBZ reluctant/JJ to/TO attack/VB Chile/NNP ./.", "attack", "Chile", ""); /* no refusal has that root */
  check_made("Chile/NNP asked/VBD Peru/NNP to/TO help/VB ./.", NULL, NULL, "");
  check_made("Chile/NNP asked/VBD Peru/NNP to/TO help/VB rebels/NNS ./.", "help", "rebels", "help 023 Chile Peru was 070");
  check_made("Chile/NNP asked/VBD Peru/NNP to/TO help/VB rebels/NNS ./.", "asked", "Peru", "asked 020 Chile Peru"); /* the other verb has no construction */
}

static void test_harm_by_nobody_is_an_attack_where_the_sentence_shows_one(void **state) {
  (void)state;
  check_made("Ruiz/NNP was/VBD killed/VBN ./.", "killed", NULL, "killed casualty - Ruiz");
  check_made("Rebels/NNS were/VBD killed/VBN ./.", "killed", NULL, "killed 190 - Rebels");
  check_made("Ruiz/NNP was/VBD killed/VBN by/IN a/DT bomb/NN ./.", "killed", NULL, "killed 190 - Ruiz");
  check_made("somebody/NN was/VBD killed/VBN by/IN a/DT bomb/NN ./.", "killed", NULL, "killed 190 - somebody");
  check_made("somebody/NN was/VBD attacked/VBN ./.", "attacked", NULL, ""); /* in a match */
  check_made("a/DT child/NN was/VBD killed/VBN ./.", "killed", NULL, "killed casualty - -");
}

static lun_event_own says(void *data, const lun_event_verb *verb, const char **code, const char **other) {
  const char *word = event_word(data, verb->at.first);
  if (!strcmp(word, "attacked")) return LUN_OWN_NONE;
  if (strcmp(word, "improved") != 0) return LUN_OWN_SILENT;
  *code = "777";
  *other = "778";
  return LUN_OWN_CODE;
}
static void test_the_user_says_what_verbs_tell(void **state) {
  (void)state;
  lun_err err;
  lun_layer *layer;
  const lun_event_made *made;
  uint32_t count;
  open_events("Peru/NNP attacked/VBD Lima/NNP ./. Chile/NNP improved/VBD ./. Students/NNS protested/VBD ./.");
  lun_event_asked asked = event_asked(&work);
  asked.own = says;
  assert_int_equal(lun_doc_layer_make(work.w.doc, "laid", &layer, &err), LUN_OK);
  assert_int_equal(lun_events_lay(work.events, layer, &err), LUN_OK);
  const lun_construction c = {.verb = from_to("attacked", "attacked"), .what = from_to("Lima", "Lima"), .agent = lun_no_phrase};
  assert_int_equal(lun_events_find(work.events, &asked, layer, &c, 1, &made, &count, &err), LUN_OK);
  assert_int_equal(count, 2);
  assert_true(made[0].own && !made[0].base && !made[1].own);
  assert_string_equal(made[0].found.code, "777");
  assert_string_equal(made[0].other, "778");
  assert_string_equal(made[1].found.code, "140");
  assert_int_equal(work.told, at("Students") + 1);
  event_close(&work);
}

static void test_codes_that_are_no_codes(void **state) {
  (void)state;
  lun_err err;
  open_events("Peru/NNP met/VBD ./.");
  assert_int_equal(lun_event_words_code(work.words, "wished", "07", "033", &err), LUN_NOT_FOUND);
  assert_int_equal(lun_event_words_code(work.words, "asked", "7", "033", &err), LUN_INVALID);
  assert_int_equal(lun_event_words_code(work.words, "asked", "071", "033", &err), LUN_INVALID);
  event_close(&work);
}

static void check_status(const char *tagged, const char *verb, const char *what, const char *cue, bool direct, const char *wanted) {
  open_events(tagged);
  const lun_event_told told = {what ? (lun_phrase){at(what), (int32_t)work.w.doc->tokens.count - 2} : lun_no_phrase, from_to(cue, cue), direct};
  assert_string_equal(lun_event_status_name(lun_event_status_of(work.events, clause_of(verb), at(verb), what ? &told : NULL, false)), wanted);
  event_close(&work);
}

static void test_what_is_called_off_has_not_happened(void **state) {
  (void)state;
  open_events("Peru/NNP cancelled/VBD talks/NNS ./. Peru/NNP did/VBD not/RB cancel/VB talks/NNS ./. Peru/NNP may/MD attack/VB ./.");
  assert_string_equal(lun_event_status_name(lun_event_status_of(work.events, clause_of("cancelled"), at("cancelled"), NULL, true)), "denied");
  assert_string_equal(lun_event_status_name(lun_event_status_of(work.events, clause_of("cancel"), at("cancel"), NULL, true)), "planned");
  assert_string_equal(lun_event_status_name(lun_event_status_of(work.events, clause_of("attack"), at("attack"), NULL, true)), "conditional");
  event_close(&work);
}

static void test_status(void **state) {
  (void)state;
  check_status("Peru/NNP attacked/VBD Lima/NNP ./.", "attacked", NULL, NULL, false, "happened");
  check_status("Peru/NNP has/VBZ not/RB attacked/VBN Lima/NNP ./.", "attacked", NULL, NULL, false, "denied");
  check_status("Peru/NNP reportedly/RB attacked/VBD Lima/NNP ./.", "attacked", NULL, NULL, false, "alleged");
  check_status("if/IN Peru/NNP attacked/VBD Lima/NNP ./.", "attacked", NULL, NULL, false, "conditional");
  check_status("Peru/NNP may/MD attack/VB Lima/NNP ./.", "attack", NULL, NULL, false, "conditional");
  check_status("Peru/NNP will/MD attack/VB Lima/NNP ./.", "attack", NULL, NULL, false, "planned");
  check_status("Peru/NNP began/VBD to/TO attack/VB Lima/NNP ./.", "attack", NULL, NULL, false, "happened");
  check_status("Peru/NNP plan/VBP to/TO attack/VB Lima/NNP ./.", "attack", NULL, NULL, false, "planned");
  check_status("Peru/NNP accused/VBD Chile/NNP of/IN attacking/VBG Lima/NNP ./.", "attacking", NULL, NULL, false, "alleged");
}

static void test_status_by_the_statement_that_tells_of_it(void **state) {
  (void)state;
  check_status("Ruiz/NNP denied/VBD that/IN Peru/NNP attacked/VBD Lima/NNP ./.", "attacked", "Peru", "denied", false, "denied");
  check_status("Ruiz/NNP alleged/VBD that/IN Peru/NNP attacked/VBD Lima/NNP ./.", "attacked", "Peru", "alleged", false, "alleged");
  check_status("Ruiz/NNP said/VBD that/IN Peru/NNP attacked/VBD Lima/NNP ./.", "attacked", "Peru", "said", false, "happened");
  check_status("Ruiz/NNP said/VBD that/IN Peru/NNP would/MD attack/VB Lima/NNP ./.", "attack", "Peru", "said", false, "planned");
  check_status("Ruiz/NNP said/VBD that/IN Peru/NNP would/MD attack/VB Lima/NNP ./.", "attack", "Peru", "said", true, "planned"); /* by the modal alone */
  check_status("Ruiz/NNP denied/VBD that/IN men/NNS who/WP attacked/VBD Lima/NNP left/VBD ./.", "attacked", "men", "denied", false, "happened"); /* stands beside what is said */
  check_status("Ruiz/NNP dismissed/VBD reports/NNS that/IN Peru/NNP attacked/VBD Lima/NNP ./.", "attacked", NULL, NULL, false, "denied");
  check_status("Ruiz/NNP read/VBD reports/NNS that/IN Peru/NNP attacked/VBD Lima/NNP ./.", "attacked", NULL, NULL, false, "alleged");
}

static void check_cause(const char *tagged, const char *verb, bool harm, lun_event_cause wanted) {
  lun_event_cause cause;
  open_events(tagged);
  assert_int_equal(lun_event_cause_of_harm(work.events, at(verb), &cause), harm);
  assert_int_equal(cause, wanted);
  event_close(&work);
}

/* The conjunction that brings the clause of a verb, or a noun, and the order. */
static void check_order(const char *tagged, const char *word, bool verb, const char *wanted) {
  static const char *const names[] = {"before", "after", "during"};
  char shown[100] = "-";
  lun_event_order order;
  open_events(tagged);
  const lun_event_verb *s = verb ? clause_of(word) : NULL;
  const bool gerund = s && s->gerund && s->helper == LUN_NO_TOKEN;
  const int32_t c = lun_event_conjunction(work.events, at(word), s ? s->start : LUN_NO_TOKEN, s ? s->subject.first : LUN_NO_TOKEN, gerund, &order);
  if (c != LUN_NO_TOKEN) snprintf(shown, sizeof shown, "%s %s", event_word(&work, c), names[order]);
  assert_string_equal(shown, wanted);
  event_close(&work);
}
/* A word behind a unit of time, from a token on. */
static void check_counted(const char *tagged, const char *word, int32_t from, int32_t wanted) {
  open_events(tagged);
  assert_int_equal(lun_event_counted(work.events, word, from), wanted);
  event_close(&work);
}
static void test_a_word_counts_days_behind_their_unit_only(void **state) {
  (void)state;
  const char *tagged = "A/DT day/NN before/IN ,/, two/CD months/NNS beforehand/RB ,/, he/PRP left/VBD before/IN noon/NN";
  check_counted(tagged, "before", 0, 2);
  check_counted(tagged, "before", 3, 6);
  check_counted(tagged, "before", 7, LUN_NO_TOKEN);
  check_counted(tagged, "after", 0, LUN_NO_TOKEN);
  check_counted("His/PRP$ birthday/NN before/IN ,/, ten/CD minutes/NNS before/IN", "before", 0, LUN_NO_TOKEN);
  check_counted("Before/IN noon/NN", "Before", 0, LUN_NO_TOKEN);
  check_counted("years/NNS after/IN", "after", 0, 1);
}
static void test_conjunctions_say_the_order(void **state) {
  (void)state;
  check_order("Peru/NNP left/VBD after/IN Chile/NNP attacked/VBD Lima/NNP ./.", "attacked", true, "after after");
  check_order("Peru/NNP left/VBD before/IN attacking/VBG Lima/NNP ./.", "attacking", true, "before before");
  check_order("Peru/NNP left/VBD while/IN Chile/NNP attacked/VBD Lima/NNP ./.", "attacked", true, "while during");
  check_order("Peru/NNP left/VBD since/IN Chile/NNP attacked/VBD Lima/NNP ./.", "attacked", true, "since after");
  check_order("Peru/NNP left/VBD ,/, since/IN Chile/NNP attacked/VBD Lima/NNP ./.", "attacked", true, "-"); /* need not say when */
  check_order("Peru/NNP left/VBD after/IN the/DT deadly/JJ attack/NN ./.", "attack", false, "after after");
  check_order("Peru/NNP left/VBD prior/RB to/TO talks/NNS ./.", "talks", false, "prior before");
  check_order("Peru/NNP left/VBD ahead/RB of/IN talks/NNS ./.", "talks", false, "ahead before");
  check_order("Talks/NNS failed/VBD ./.", "Talks", false, "-");
}

static void test_first_number_among_words(void **state) {
  (void)state;
  open_events("Peru/NNP sent/VBD six/CD of/IN ten/CD ships/NNS ./.");
  assert_int_equal(lun_event_number(work.events, from_to("Peru", "ships")), at("six"));
  assert_int_equal(lun_event_number(work.events, from_to("of", "ships")), at("ten"));
  assert_int_equal(lun_event_number(work.events, from_to("ships", "ships")), LUN_NO_TOKEN);
  event_close(&work);
}

static void test_cause_of_harm(void **state) {
  (void)state;
  check_cause("Six/CD were/VBD killed/VBN by/IN a/DT bomb/NN ./.", "killed", true, LUN_CAUSE_ATTACK);
  check_cause("Six/CD were/VBD killed/VBN in/IN an/DT attack/NN ./.", "killed", true, LUN_CAUSE_ATTACK);
  check_cause("Six/CD were/VBD killed/VBN in/IN a/DT flood/NN ./.", "killed", true, LUN_CAUSE_DISASTER);
  check_cause("Six/CD were/VBD killed/VBN in/IN a/DT crash/NN ./.", "killed", true, LUN_CAUSE_DISASTER);
  check_cause("Six/CD were/VBD killed/VBN ./.", "killed", true, LUN_CAUSE_NONE);
  check_cause("Six/CD attacked/VBD a/DT bomb/NN ./.", "attacked", false, LUN_CAUSE_NONE);
}

static void test_dictionaries_and_lists_are_known_by_their_names(void **state) {
  (void)state;
  lun_err err = {0};
  lun_event_words *words;
  open_events("Peru/NNP left/VBD ./.");
  assert_string_equal(lun_event_list(0), "counting");
  assert_null(lun_event_list(100));
  assert_int_equal(lun_event_words_add(work.words, "adverb", "so", 2, &err), LUN_NOT_FOUND);
  assert_non_null(strstr(err.message, "'adverb'"));
  lun_event_sources sources = event_sources(&work);
  sources.nouns = lun_image_find(work.w.image, "bare");
  assert_int_equal(lun_event_words_new(work.w.vocab, &sources, &words, &err), LUN_FORMAT);
  assert_string_equal(err.message, "the dictionary bare has no column 'code', which events are read by");
  assert_null(words);
  event_close(&work);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_verbs_that_may_tell_something_are_laid_with_their_voice),
                                     cmocka_unit_test(test_participle_of_a_noun_is_no_verb_of_its_sentence),
                                     cmocka_unit_test(test_subject_begins_with_its_list_and_its_bound),
                                     cmocka_unit_test(test_time_before_a_subject_is_no_part_of_it),
                                     cmocka_unit_test(test_infinitive_knows_what_governs_it),
                                     cmocka_unit_test(test_participle_takes_its_subject_from_what_it_hangs_on),
                                     cmocka_unit_test(test_chain_of_verbs_is_read_to_a_depth),
                                     cmocka_unit_test(test_what_a_construction_tells),
                                     cmocka_unit_test(test_ties_of_several_improve_by_themselves),
                                     cmocka_unit_test(test_what_takes_place_is_told_by_its_noun),
                                     cmocka_unit_test(test_what_verbs_tell),
                                     cmocka_unit_test(test_what_governs_a_verb_changes_its_code),
                                     cmocka_unit_test(test_harm_by_nobody_is_an_attack_where_the_sentence_shows_one),
                                     cmocka_unit_test(test_the_user_says_what_verbs_tell),
                                     cmocka_unit_test(test_codes_that_are_no_codes),
                                     cmocka_unit_test(test_status),
                                     cmocka_unit_test(test_what_is_called_off_has_not_happened),
                                     cmocka_unit_test(test_status_by_the_statement_that_tells_of_it),
                                     cmocka_unit_test(test_conjunctions_say_the_order),
                                     cmocka_unit_test(test_a_word_counts_days_behind_their_unit_only),
                                     cmocka_unit_test(test_first_number_among_words),
                                     cmocka_unit_test(test_cause_of_harm),
                                     cmocka_unit_test(test_dictionaries_and_lists_are_known_by_their_names)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

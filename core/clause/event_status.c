/* Whether an event has happened: by the verb's group, by what governs it, and by the statement that tells of it; and whether harm is the
 * work of somebody. */
#include <string.h>

#include "clause/event.h"

enum {
  REACH = 4,      /* tokens before a noun in which the verb stands whose object it is */
  HEDGED = 2,     /* tokens before a group among which a word may say that it is only told so */
  WAITING = 20,   /* tokens before the conjunction of a clause by which somebody waits */
  DROPPED = 6,    /* tokens behind `but` among which a plan is called off */
  BY_GERUND = 8   /* tokens before a verb in -ing among which stands who denies or alleges it */
};

const char *lun_event_status_name(lun_event_status status) {
  static const char *const names[] = {"happened", "planned", "alleged", "denied", "conditional"};
  return names[status];
}

bool lun_event_spoken_row(lun_events *e, const char *word, size_t size, uint32_t *row) {
  lun_dictionary *spoken = e->words->sources.spoken;
  uint32_t entry = 0;
  if (lun_dictionary_find(spoken, e->words->bits.vocab, word, size, &entry, &e->failure) || !entry) return false;
  lun_dictionary_candidates(spoken, entry - 1, row);
  return true;
}

/* What the lemma of the last verb of speech among words is: has denied. Words here are runs of letters. */
static uint64_t lemma_bits(lun_events *e, const char *text, const char *end) {
  enum { LONGEST = 32 };
  const char *lemma = NULL;
  while (text < end) {
    char word[LONGEST + 1];
    size_t size = 0;
    for (; text < end && ((*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z')); text++, size++)
      if (size < LONGEST) word[size] = (char)(*text | 0x20);
    if (!size) text++;
    uint32_t row;
    if (!size || size > LONGEST || !lun_event_spoken_row(e, word, size, &row)) continue;
    const char *of = lun_dictionary_value(e->words->sources.spoken, row, e->words->spoken_lemma);
    if (*of) lemma = of;
  }
  return lemma ? lun_event_bits_of(e->words, lemma) : 0;
}
static uint64_t lemma_bits_of(lun_events *e, lun_phrase words) {
  const lun_doc *doc = e->c->doc;
  return lemma_bits(e, doc->text + doc->tokens.start[words.first], doc->text + lun_token_stop(&doc->tokens, (uint32_t)words.last));
}

/* Whether the clause of a verb whose group begins at `start` is what is said itself, and not one that stands in it beside. */
static bool is_told_itself(lun_events *e, lun_phrase what, int32_t start) {
  for (int32_t i = clause_most(what.first, lun_clause_around(e->c, start).first); i < start; i++) {
    if (event_word_is(e, i, E(OTHER))) return false;
    if (clause_word_is(e->c, i, W(THAT)) && i > what.first && clause_tag_is(e->c, i - 1, T_NN) && !event_word_is(e, i - 1, E(TALE))) return false; /* an accord that */
  }
  return true;
}

/* The noun before `that` which brings its clause, with or without what is attached to it: a report by the army that rebels had fled.
 * LUN_NO_TOKEN for none. */
static int32_t tale_before(lun_events *e, const lun_event_verb *s, int32_t that, int32_t first) {
  if (event_word_is(e, that - 1, E(TALE))) return that - 1;
  const bool whole = clause_tag_is(e->c, that, T(IN)) || s->passive || lun_is_phrase(lun_noun_after(e->c, s->at.last + 1, s->around.last, true)); /* not: the town that they attacked */
  const lun_phrase noun = whole ? lun_noun_before(e->c, that - 1, first) : lun_no_phrase;
  for (int32_t i = that - 2; lun_is_phrase(noun) && i >= noun.first; i--)
    if (event_word_is(e, i, E(TALE)) && clause_word_is(e->c, i + 1, W(ATTACHED))) return i;
  return LUN_NO_TOKEN;
}

/* What the noun that brings the clause of a verb makes of it: denied reports that troops attacked, allegations that they did. False where
 * none brings it. */
static bool status_by_tale(lun_events *e, const lun_event_verb *s, lun_event_status *status) {
  if (!lun_is_phrase(s->subject)) return false;
  const int32_t that = s->subject.first - 1, first = s->around.first;
  if (that - 1 < first || !clause_word_is(e->c, that, W(THAT))) return false;
  const int32_t tale = tale_before(e, s, that, first);
  if (tale == LUN_NO_TOKEN) return false;
  *status = LUN_EVENT_ALLEGED;
  for (int32_t i = tale - 1; i >= clause_most(first, tale - REACH); i--) {
    if (!clause_tag_is(e->c, i, T_VERB)) continue;
    if (lemma_bits_of(e, (lun_phrase){i, i}) & E(DENIAL)) *status = LUN_EVENT_DENIED;
    break;
  }
  return true;
}

/* What the statement makes of an event that tells of it at a token; false where it says no more than that it is so. */
static bool status_by_statement(lun_events *e, const lun_event_verb *s, int32_t at, const lun_event_told *told, lun_event_status *status) {
  if (s && status_by_tale(e, s, status)) return true;
  if (!told || !is_told_itself(e, told->what, s ? s->start : at)) return false;
  const uint64_t lemma = lemma_bits_of(e, told->cue);
  const lun_phrase what = told->what;
  *status = LUN_EVENT_DENIED;
  if (!s) return (lemma & E(DENY)) != 0;
  const bool that = clause_word_is(e->c, what.first - 1, W(THAT)) || clause_word_is(e->c, what.first, W(THAT));
  const bool clause = that || (lun_is_phrase(s->subject) && s->subject.first <= what.first && s->subject.last >= what.first - 1) || event_word_is(e, what.first, E(TALE));
  if (clause && lemma & E(DENIAL)) return true;
  *status = LUN_EVENT_ALLEGED;
  if (lemma & E(ALLEGATION)) return true;
  if (!event_word_is(e, s->modal, E(WOULD)) || !clause || told->direct) return false;
  for (int32_t i = clause_most(what.first, s->around.first); i <= clause_least(what.last, s->around.last); i++)
    if (event_word_is(e, i, E(CONDITION))) return false;
  *status = LUN_EVENT_PLANNED;
  return true;
}

/* Whether a token says for what something was done: banned for attacking, behind bars for killing. */
static bool is_for(lun_events *e, int32_t i) {
  const lun_doc *doc = e->c->doc;
  const uint32_t start = doc->tokens.start[i];
  return lun_token_stop(&doc->tokens, (uint32_t)i) - start == 3 && !strncmp(doc->text + start, "for", 3);
}

/* Whether a form in -ing is governed by such a word: before it, before its preposition, or before the object: prevented him from leaving. */
static bool is_governed(lun_events *e, int32_t start, uint64_t words) {
  const int32_t first = lun_clause_around(e->c, start).first;
  int32_t i = start - 1;
  if (i >= first && event_word_is(e, i, words) && !clause_tag_is(e->c, i, T(NN) | T(NNS))) return true; /* not: the debate refusing to end */
  if (i < first || !clause_tag_is(e->c, i, T(IN) | T(TO) | T(RP))) return false;
  if (words == E(AVOIDING) && is_for(e, i)) return false;
  const bool away = event_word_is(e, i, E(FROM)) && words == E(AVOIDING);
  const int32_t last = clause_most(first, away ? i - BY_GERUND : i - 2);
  for (i--; i >= last; i--) {
    if (event_word_is(e, i, words)) return true;
    if (!away && !clause_tag_is(e->c, i, T(RP) | T(RB))) return false;
  }
  return false;
}

/* Of a verb in -ing: denied having attacked, is accused of attacking, is going to attack. */
static bool status_of_gerund(lun_events *e, const lun_event_verb *s, int32_t first, int32_t at, lun_event_status *status) {
  for (int32_t i = s->start - 1; i >= clause_most(first, s->start - BY_GERUND); i--) {
    *status = event_word_is(e, i, E(DENYING)) ? LUN_EVENT_DENIED : LUN_EVENT_ALLEGED;
    if (event_word_is(e, i, E(DENYING) | E(ALLEGING))) return true;
    if (clause_tag_is(e->c, i, T(COMMA))) break;
  }
  if (is_governed(e, s->start, E(AVOIDING))) *status = LUN_EVENT_DENIED;
  else if (is_governed(e, s->start, E(WEIGHING))) *status = LUN_EVENT_CONDITIONAL;
  else {
    *status = LUN_EVENT_PLANNED;
    return s->helper != LUN_NO_TOKEN && clause_word_is(e->c, at + 1, W(TO));
  }
  return true;
}

/* Whether a word that hedges a noun (a reported attack) is a verb: reported 41 deaths, had earlier reported them. */
static bool says(lun_events *e, int32_t i) {
  if (!clause_word_is(e->c, i, W(SAYING))) return false;
  if (clause_tag_is(e->c, i, T(VBD))) return true;
  const int32_t helper = clause_tag_is(e->c, i - 1, T(RB) | T(RBR)) ? i - 2 : i - 1;
  return clause_tag_is(e->c, i, T(VBN)) && clause_word_is(e->c, helper, W(AUXILIARY)) && !clause_word_is(e->c, helper, W(BEING));
}

/* Whether the clause of a verb is what somebody demands: that Chile leave. */
static bool is_demand(lun_events *e, const lun_event_verb *s) {
  const int32_t that = s->subject.first - 1;
  if (!lun_is_phrase(s->subject) || !clause_tag_is(e->c, s->start, T(VB) | T(VBP)) || !clause_word_is(e->c, that, W(THAT))) return false;
  const lun_event_rows *rows = lun_event_verb_rows(e, that - 1);
  for (uint32_t i = 0; rows && i < rows->count; i++)
    if (!strncmp(rows->at[i].code, "10", 2) || !strncmp(rows->at[i].code, "02", 2)) return true;
  return false;
}

/* Whether the clause of a verb is a condition: had Chile attacked Peru, were Chile to attack it; on condition that Chile leave. */
static bool is_condition(lun_events *e, const lun_event_verb *s) {
  if (!lun_is_phrase(s->subject) || s->subject.first > s->start) return false;
  const int32_t before = s->subject.first - 1, first = s->around.first;
  if (clause_word_is(e->c, before, W(THAT))) return event_word_is(e, before - 1, E(PROVISO));
  return before >= first && event_word_is(e, before, E(INVERTED)) && (before == first || clause_word_is(e->c, before - 1, W(COMMA)) || clause_tag_is(e->c, before - 1, T(CC)));
}

/* What stands with a noun that tells an event makes of it: no talks, possible talks, the attack is unlikely. */
static bool status_of_noun(lun_events *e, int32_t noun, lun_phrase around, lun_event_status *status) {
  lun_clauses *c = e->c;
  const lun_phrase group = lun_noun_before(c, noun, around.first);
  *status = LUN_EVENT_DENIED;
  if (lun_is_phrase(group) && group.last == noun && event_word_is(e, group.first, E(NONE))) return true;
  *status = LUN_EVENT_CONDITIONAL;
  for (int32_t i = noun - 1; i >= around.first && clause_tag_is(c, i, T(JJ) | T(NN) | T(NNP) | T(VBN) | T(VBG) | T(RB)); i--)
    if (event_word_is(e, i, E(UNCERTAIN))) return true;
  for (int32_t i = noun + 1; i <= around.last; i++) {
    if (!clause_tag_is(c, i, T_FINITE)) continue;
    const int32_t adjective = i + 1 + (clause_tag_is(c, i + 1, T(RB)) && !event_word_is(e, i + 1, E(UNCERTAIN)) ? 1 : 0);
    return clause_word_is(c, i, W(BEING) | W(PRESENT)) && event_word_is(e, adjective, E(UNCERTAIN)) && clause_tag_is(c, adjective, T(JJ)) && adjective <= around.last;
  }
  return false;
}

/* Whether a verb tells beside what is asked: whether the man arrested on Monday lied while testifying. */
static bool is_beside(lun_events *e, const lun_event_verb *s) {
  if (s->helper != LUN_NO_TOKEN || s->modal != LUN_NO_TOKEN || s->to != LUN_NO_TOKEN) return false;
  if (s->gerund) return clause_word_is(e->c, s->start - 1, W(WHILE));
  return s->passive && lun_is_phrase(s->subject) && s->subject.last == s->start - 1 && clause_tag_is(e->c, s->start, T(VBN));
}

/* Whether a clause only asks: did Peru attack? whether Peru attacked. Of the words that are in both lists there is only whether. */
static bool is_question(lun_events *e, const lun_event_verb *s) {
  if (is_beside(e, s)) return false;
  const int32_t before = s->subject.first - 1;
  if (lun_is_phrase(s->subject) && before >= s->around.first && event_word_is(e, before, E(UNCERTAIN)) && clause_word_is(e->c, before, W(ASKING))) return true;
  const lun_phrase sentence = lun_clause_sentence(e->c, s->at.first);
  if (!clause_word_is(e->c, sentence.last, W(CALLS)) || e->c->doc->text[e->c->doc->tokens.start[sentence.last]] != '?') return false;
  return clause_tag_is(e->c, sentence.first, T(MD)) || clause_word_is(e->c, sentence.first, W(AUXILIARY));
}

/* Whether a verb is one that was not quite done: almost attacked; not almost certainly attacked. */
static bool is_short_of(lun_events *e, const lun_event_verb *s) {
  const int32_t before = s->at.first - 1;
  return before >= s->start && clause_tag_is(e->c, before, T(RB)) && event_word_is(e, before, E(COUNTING));
}

/* Whether the clause of a verb is one for which somebody waits: will not disarm until the army leaves, would not disarm before it had left;
 * will meet her when she arrives, which is rather sure. */
static bool is_awaited(lun_events *e, const lun_event_verb *s, lun_event_status *status) {
  if (!lun_is_phrase(s->subject) || s->subject.first > s->start) return false;
  const int32_t by = s->subject.first - 1, first = s->around.first;
  if (by <= first || !event_word_is(e, by, E(EARLIER) | E(UNTIL) | E(LATER) | E(MEANWHILE)) || !clause_tag_is(e->c, by, T(IN) | T(WRB))) return false;
  const bool until = event_word_is(e, by, E(EARLIER) | E(UNTIL)), past = clause_tag_is(e->c, s->start, T(VBD));
  if (!until && (past || !(event_word_is(e, by, E(LATER)) || clause_tag_is(e->c, by, T(WRB))))) return false;
  if (!past && (!clause_tag_is(e->c, s->start, T(VBZ) | T(VBP)) || clause_tag_is(e->c, s->at.first, T(VBG)))) return false;
  *status = until ? LUN_EVENT_CONDITIONAL : LUN_EVENT_PLANNED;
  for (int32_t i = by - 1; i >= clause_most(first, by - WAITING); i--) {
    if (clause_word_is(e->c, i, W(SEMICOLON) | W(BUT) | W(THAT))) return false;
    if (!clause_tag_is(e->c, i, T_FINITE)) continue;
    return event_word_is(e, i, E(WILL)) && (!past || clause_word_is(e->c, i + 1, W(NEGATION)));
  }
  return false;
}

/* Whether a token ends a noun that tells again of what was planned: it, the talks, that plan. */
static bool is_told_again(lun_events *e, int32_t last, int32_t first) {
  if (clause_tag_is(e->c, last, T(PRP))) return true;
  const lun_phrase noun = lun_noun_before(e->c, last, first);
  return lun_is_phrase(noun) && clause_tag_is(e->c, noun.first, T_DETERMINER) && !event_word_is(e, noun.first, E(SINGLE)) && (lun_event_noun_rows(e, noun.last) || event_word_is(e, noun.last, E(EFFORT)));
}

/* Whether the verb at a token calls off what its object, or the noun before a passive, tells again: called it off, the talks were cancelled. */
static bool calls_off(lun_events *e, int32_t v, int32_t last) {
  const lun_event_rows *rows = lun_event_verb_rows(e, v);
  bool cancels = false, calls = false;
  for (uint32_t i = 0; rows && i < rows->count; i++) {
    cancels = cancels || row_is(&rows->at[i], ROW_CANCELS);
    calls = calls || row_is(&rows->at[i], ROW_CALLS);
  }
  if (!cancels && !calls) return false;
  const int32_t object = clause_tag_is(e->c, v + 1, T(RP)) ? v + 2 : v + 1;
  const bool passive = clause_word_is(e->c, v - 1, W(BEING));
  const lun_phrase noun = passive ? lun_no_phrase : lun_noun_after(e->c, object, last, true);
  const int32_t behind = lun_is_phrase(noun) ? noun.last + 1 : v + 1;
  const bool off = object > v + 1 || clause_tag_is(e->c, behind, T(RP)); /* call it off */
  if (!cancels && !off) return false;
  return passive ? is_told_again(e, v - 2, lun_clause_around(e->c, v).first) : lun_is_phrase(noun) && is_told_again(e, noun.last, noun.first);
}

/* Whether what is planned is called off by a clause behind it: planned to march on Friday but called it off. */
static bool is_dropped_later(lun_events *e, const lun_event_verb *s) {
  const int32_t last = s->around.last;
  int32_t but = s->at.last + 1;
  while (but <= last && !clause_word_is(e->c, but, W(BUT))) {
    if (clause_word_is(e->c, but, W(SEMICOLON))) return false;
    but++;
  }
  for (int32_t i = but + 1; i <= clause_least(last, but + DROPPED); i++)
    if (clause_tag_is(e->c, i, T(VBD) | T(VBN)) && calls_off(e, i, last)) return true;
  return false;
}

static lun_event_status read_status(lun_events *e, const lun_event_verb *s, int32_t at, const lun_event_told *told) {
  const lun_phrase around = lun_clause_around(e->c, at);
  const int32_t from = s ? s->start : at;
  lun_event_status status = LUN_EVENT_HAPPENED, other;
  for (int32_t i = from - 1; i >= around.first; i--) { /* if he was not freed: nobody has denied it */
    if (event_word_is(e, i, E(UNLESS))) return LUN_EVENT_CONDITIONAL;
    if (clause_word_is(e->c, i, W(COMMA) | W(SEMICOLON) | W(THAT) | W(BUT))) break;
    if (s && s->negated && clause_tag_is(e->c, i, T(CC))) break; /* if Chile would help, and the army did not attack */
  }
  if (s && is_condition(e, s)) return LUN_EVENT_CONDITIONAL;
  if (s && s->negated && !lun_is_phrase(s->object)) return LUN_EVENT_DENIED;
  for (int32_t i = clause_most(around.first, from - HEDGED); i <= clause_least(around.last, at); i++)
    if (event_word_is(e, i, E(HEDGE)) && !says(e, i)) return LUN_EVENT_ALLEGED;
  if (!status_by_statement(e, s, at, told, &status)) status = LUN_EVENT_HAPPENED;
  if (clause_tag_is(e->c, at, T(NN) | T(NNS)) && (!s || s->at.first != at || s->noun) && status == LUN_EVENT_HAPPENED && status_of_noun(e, at, around, &other)) return other;
  if (!s) return status;
  if (status == LUN_EVENT_HAPPENED && is_question(e, s)) return LUN_EVENT_CONDITIONAL;
  if (status == LUN_EVENT_HAPPENED && is_short_of(e, s)) return LUN_EVENT_DENIED;
  if (status == LUN_EVENT_HAPPENED && s->helper == s->start && clause_word_is(e->c, s->start - 1, W(TO))) {
    if (event_word_is(e, s->start - 2, E(ALLEGING)) || clause_word_is(e->c, s->start - 2, W(SAYING))) return LUN_EVENT_ALLEGED; /* is believed to have attacked */
    if (clause_word_is(e->c, s->start - 2, W(BEING))) return LUN_EVENT_PLANNED; /* was to have left */
  }
  if (s->modal != LUN_NO_TOKEN) {
    if (status == LUN_EVENT_DENIED || status == LUN_EVENT_PLANNED) return status;
    return event_word_is(e, s->modal, E(DOUBT)) ? LUN_EVENT_CONDITIONAL : LUN_EVENT_PLANNED;
  }
  if (s->to != LUN_NO_TOKEN && s->governor == LUN_NO_TOKEN && (!lun_is_phrase(s->subject) || (s->passive && s->subject.last == s->to - 1)) && status == LUN_EVENT_HAPPENED)
    return LUN_EVENT_PLANNED; /* an attempt to topple him; it is time for him to be tried */
  if (s->to != LUN_NO_TOKEN && event_word_is(e, s->to - 1, E(EFFORT)) && event_word_is(e, s->to - 2, E(NO))) return LUN_EVENT_DENIED; /* has no plans to */
  if (s->to != LUN_NO_TOKEN && s->governor == LUN_NO_TOKEN && status == LUN_EVENT_HAPPENED && event_word_is(e, s->to - 1, E(EFFORT))) return LUN_EVENT_PLANNED;
  if (s->governor != LUN_NO_TOKEN && s->to != LUN_NO_TOKEN) {
    const bool denied = event_word_is(e, s->governor, E(DENYING)) || (clause_tag_is(e->c, s->governor, T(VBG)) && event_word_is(e, s->governor - 1, E(DENYING)));
    if (denied || status == LUN_EVENT_DENIED) return LUN_EVENT_DENIED; /* denied planning to attack */
    if (event_word_is(e, s->governor, E(ALLEGING))) return LUN_EVENT_ALLEGED;
    return event_word_is(e, s->governor, E(BRINGING) | (lun_is_phrase(s->object) ? E(CAUSING) : 0)) ? status : LUN_EVENT_PLANNED;
  }
  if (is_demand(e, s)) return LUN_EVENT_PLANNED;
  if (s->passive && lun_event_is_intended(e, s->at.first)) return LUN_EVENT_PLANNED;
  return s->gerund && status_of_gerund(e, s, around.first, at, &other) ? other : status;
}

lun_event_status lun_event_status_of(lun_events *e, const lun_event_verb *s, int32_t at, const lun_event_told *told, bool called_off) {
  lun_event_status status = read_status(e, s, at, told);
  lun_event_status awaited;
  if (status == LUN_EVENT_HAPPENED && s && is_awaited(e, s, &awaited)) status = awaited;
  if (status == LUN_EVENT_PLANNED && s && is_dropped_later(e, s)) return LUN_EVENT_DENIED;
  if (!called_off) return status;
  return status == LUN_EVENT_HAPPENED ? LUN_EVENT_DENIED : status == LUN_EVENT_DENIED ? LUN_EVENT_PLANNED : status;
}

/* What rows say: an attack, of a code of assault, fighting or mass violence that is no siege or occupation; a disaster. */
static lun_event_cause cause_of_rows(const lun_event_rows *rows) {
  lun_event_cause cause = LUN_CAUSE_NONE;
  for (uint32_t i = 0; rows && i < rows->count; i++) {
    const lun_event_row *row = &rows->at[i];
    const char *code = row->code;
    if (row_is(row, ROW_DISASTER)) return LUN_CAUSE_DISASTER;
    const bool fighting = !strncmp(code, "19", 2) && (code[2] == '0' || (code[2] >= '3' && code[2] <= '6'));
    if (!strncmp(code, "18", 2) || fighting || !strncmp(code, "20", 2)) cause = LUN_CAUSE_ATTACK;
  }
  return cause;
}

static lun_event_cause cause_of_noun(const lun_events *e, int32_t noun) {
  const lun_event_rows *rows = lun_event_noun_rows(e, noun);
  return rows && row_is(rows->at, ROW_FIRES) && !lun_event_is_of_disaster(e, rows->at, noun) ? LUN_CAUSE_NONE : cause_of_rows(rows);
}

static bool is_of_harm(const lun_events *e, const lun_event_rows *rows) { return rows && lun_event_bits_of(e->words, rows->at->lemma) & E(HARM); }

bool lun_event_cause_of_harm(lun_events *e, int32_t verb, lun_event_cause *out) {
  *out = LUN_CAUSE_NONE;
  if (!is_of_harm(e, lun_event_verb_rows(e, verb))) return false;
  const lun_phrase around = lun_clause_around(e->c, verb);
  for (int32_t i = around.first; i <= around.last; i++) {
    lun_event_cause cause = event_word_is(e, i, E(WEAPON)) ? LUN_CAUSE_ATTACK : event_word_is(e, i, E(ACCIDENT)) ? LUN_CAUSE_DISASTER : LUN_CAUSE_NONE;
    if (!cause && i != verb && clause_tag_is(e->c, i, T_N)) cause = cause_of_noun(e, i);
    if (!cause && i != verb && clause_tag_is(e->c, i, T_VERB) && !is_of_harm(e, lun_event_verb_rows(e, i))) cause = cause_of_rows(lun_event_verb_rows(e, i));
    if (cause == LUN_CAUSE_ATTACK) {
      *out = cause;
      return true;
    }
    if (!*out) *out = cause;
  }
  return true;
}

/* Tense: whether what a phrase is about, such as the time of a meeting, is to come or has been. */
#include <string.h>

#include "clause/clause.h"

enum {
  HELPERS_WITHIN = 4, /* tokens before a verb among which the word that makes it look ahead stands */
  DENIAL_WITHIN = 8,  /* tokens before a modal verb among which neither, nor or nobody stands */
  SUBJECT_WITHIN = 6, /* tokens of a subject before its verb */
  NAME_WITHIN = 3,    /* tokens of a name between a verb and the preposition of a time */
  FORCE_WITHIN = 3,   /* tokens behind a verb among which what it brings about stands: goes to the polls */
};

/* Whether a word tells of what is to come: set to leave, due in court, plans to leave; not set a bus ablaze, next to a school, due to rain, more
 * than expected, unveiled plans. */
static bool is_to_come(lun_clauses *c, int32_t i) {
  const uint64_t tag = clause_tag_at(c, i);
  if (!clause_word_is(c, i, W(TO_COME)) || tag & T(NN) || clause_word_is(c, i - 1, W(THAN))) return false;
  const bool to = clause_word_is(c, i + 1, W(TO)), goes_on = to || (clause_tag_is(c, i + 1, T(IN)) && !clause_word_is(c, i + 1, W(CIRCUMSTANCE)));
  if (tag & T(NNS)) return goes_on;
  if (!clause_word_is(c, i, W(ARRANGED))) return true;
  return to ? clause_tag_is(c, i + 2, T(VB)) : goes_on || !(tag & (T(VB) | T(VBD) | T(VBP) | T(VBN)));
}

/* The same of what stands before a verb; a planned visit is no helper of one. */
static bool looks_ahead(lun_clauses *c, int32_t i) { return clause_tag_is(c, i, T(MD)) || (is_to_come(c, i) && !clause_tag_is(c, i + 1, T(NN) | T(NNS))); }

/* Whether a verb in the present tells of the day that comes: flies home, takes place, goes to the polls. */
static bool is_in_timetable(lun_clauses *c, int32_t verb) {
  if (clause_word_is(c, verb, W(TIMETABLE))) return true;
  for (int32_t k = verb + 1; k <= verb + FORCE_WITHIN && !clause_tag_is(c, k, T(VBZ) | T(VBD) | T(VBN)); k++)
    if (clause_word_is(c, k, W(FORCE))) return true;
  return false;
}

/* Whether what a modal verb speaks of did not come about: could not be reached, neither of them could be found. */
static bool was_not(lun_clauses *c, int32_t modal, int32_t first) {
  if (!clause_word_is(c, modal, W(CONDITIONAL))) return false;
  for (int32_t k = modal + 1; k >= clause_most(first, modal - DENIAL_WITHIN); k--)
    if (clause_word_is(c, k, k > modal ? W(NEGATION) : W(NOR) | W(NOBODY))) return true;
  return false;
}

/* What a form of a verb tells with what stands before it in the clause. */
static lun_tense tense_of_verb(lun_clauses *c, int32_t verb, int32_t first) {
  const uint64_t tag = clause_tag_at(c, verb);
  for (int32_t k = verb - 1; k >= clause_most(first, verb - HELPERS_WITHIN); k--) {
    if (looks_ahead(c, k)) return was_not(c, k, first) ? LUN_HAS_BEEN : LUN_TO_COME;
    if (clause_word_is(c, k, W(BREAK))) break;
  }
  if (tag & T(VBN) && verb > first && clause_word_is(c, verb - 1, W(PRESENT))) return LUN_TENSE_UNTOLD;
  if (tag & (T(VBZ) | T(VBP)) && is_in_timetable(c, verb)) return LUN_TO_COME;
  return tag & (T(VBD) | T(VBN)) ? LUN_HAS_BEEN : LUN_TENSE_UNTOLD;
}

/* Whether what an infinitive tells is as true as the verb before it: failed to agree, refuses to leave. */
static bool is_implied(lun_clauses *c, int32_t infinitive, int32_t first) {
  return infinitive - 2 >= first && clause_word_is(c, infinitive - 2, W(IMPLYING)) && !clause_tag_is(c, infinitive - 2, T(NN) | T(NNS));
}

/* What an infinitive tells: it may come, but with a verb that implies it what that verb tells. */
static lun_tense tense_of_infinitive(lun_clauses *c, int32_t i, int32_t first) {
  if (!is_implied(c, i, first)) return LUN_MAY_COME;
  const lun_tense tense = tense_of_verb(c, i - 2, first);
  return tense || clause_tag_is(c, i - 2, T(VBZ) | T(VBP)) ? tense : LUN_MAY_COME;
}

static lun_tense tense_of_word(lun_clauses *c, int32_t i, int32_t first) {
  const uint64_t tag = clause_tag_at(c, i);
  if (is_to_come(c, i)) return LUN_TO_COME;
  if (tag & T(MD)) return clause_word_is(c, i, W(CONDITIONAL)) ? LUN_TENSE_UNTOLD : LUN_TO_COME;
  if (tag & T(VB) && i > first && clause_word_is(c, i - 1, W(TO))) return tense_of_infinitive(c, i, first);
  return tag & (T(VBD) | T(VBN) | T(VBZ) | T(VBP)) ? tense_of_verb(c, i, first) : LUN_TENSE_UNTOLD;
}

/* The token before a relative clause between commas that ends at a comma: by holders, who want more, in May; below `first` where none does. */
static int32_t before_aside(lun_clauses *c, int32_t comma, int32_t first) {
  if (!clause_word_is(c, comma, W(COMMA))) return first - 1;
  for (int32_t k = comma - 1; k >= first; k--)
    if (clause_word_is(c, k, W(COMMA))) return clause_tag_is(c, k + 1, T(WP) | T(WP_S) | T(WDT) | T(WRB)) ? k - 1 : first - 1;
  return first - 1;
}

/* Whether a deadline that begins a sentence is one that has passed: until Monday, they had slept. */
static bool has_passed(lun_clauses *c, lun_phrase phrase, lun_phrase around) {
  if (phrase.first - 1 != lun_clause_sentence(c, phrase.first).first || !clause_word_is(c, phrase.last + 1, W(COMMA))) return false;
  for (int32_t i = phrase.last + 2; i <= clause_least(around.last, phrase.last + 2 + SUBJECT_WITHIN); i++)
    if (clause_tag_is(c, i, T(MD) | T(VBD) | T(VBZ) | T(VBP))) return clause_tag_is(c, i, T(VBD));
  return false;
}

/* Whether a time stands between a subject and its verb: a court on Monday refused; but not: will meet on Monday said Torres. */
static bool parts_subject_and_verb(lun_clauses *c, lun_phrase phrase, lun_phrase around) {
  const int32_t verb = phrase.last + 1;
  return phrase.first > around.first && verb <= around.last && clause_tag_is(c, phrase.first - 1, T_NN | T(PRP)) &&
         clause_tag_is(c, verb, T(VBD) | T(MD)) && !clause_word_is(c, verb, W(CONDITIONAL));
}

static bool is_since(lun_clauses *c, int32_t i) {
  size_t size;
  return clause_word_is(c, i, W(SUBORDINATE)) && !strcmp(lun_vocab_text(c->doc->vocab, c->lexeme[i], &size), "since");
}

/* A noun behind the verb might be what comes then (announced a strike in July): only a name or a pronoun stands between. */
bool lun_tense_is_over(lun_clauses *c, lun_phrase phrase, lun_tense tense) {
  if (is_since(c, phrase.first - 1)) return true;
  if (tense != LUN_HAS_BEEN) return false;
  const int32_t first = phrase.first < 0 || phrase.first >= c->count ? 0 : lun_clause_around(c, phrase.first).first;
  int32_t i = phrase.first - 1;
  if (i <= first || !clause_tag_is(c, i, T(IN)) || !clause_word_is(c, i, W(CIRCUMSTANCE)) || clause_word_is(c, i, W(TO))) return false; /* extended to July */
  i--;
  if (clause_tag_is(c, i, T(RP)) || (clause_tag_is(c, i, T(RB)) && !clause_word_is(c, i, W(NEGATION)))) i--;
  for (int32_t k = i; k > i - NAME_WITHIN && clause_tag_is(c, k, T(NNP) | T(PRP)); k--)
    if (k > first && clause_tag_is(c, k - 1, T(VBD))) return true;
  return i >= first && clause_tag_is(c, i, T(VBD) | T(VBN));
}

lun_tense lun_tense_around(lun_clauses *c, lun_phrase phrase) {
  if (phrase.first < 0 || phrase.first >= c->count) return LUN_TENSE_UNTOLD;
  const lun_phrase around = lun_clause_around(c, phrase.first);
  const int32_t before = phrase.first - 1;
  if (parts_subject_and_verb(c, phrase, around)) return clause_tag_is(c, phrase.last + 1, T(MD)) ? LUN_TO_COME : LUN_HAS_BEEN;
  if (clause_word_is(c, before, W(DEADLINE))) return has_passed(c, phrase, around) ? LUN_HAS_BEEN : LUN_TO_COME;
  if (before >= 2 && clause_word_is(c, before, W(AS)) && clause_word_is(c, before - 1, W(SOON))) return LUN_TO_COME;
  for (int32_t i = before; i >= around.first; i--) {
    const lun_tense tense = tense_of_word(c, i, around.first);
    if (tense) return tense;
    if (clause_word_is(c, i, W(BREAK))) i = before_aside(c, i, around.first) + 1;
  }
  for (int32_t i = phrase.last + 1; i <= around.last; i++) {
    const lun_tense tense = tense_of_word(c, i, around.first);
    if (tense) return tense;
    if (clause_word_is(c, i, W(BREAK)) && !clause_word_is(c, i, W(COMMA))) break;
  }
  return LUN_TENSE_UNTOLD;
}

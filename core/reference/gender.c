/* The gender of a person whose title and given name do not say it: pronouns behind the names vote. Of each mention the first that stands
 * before anybody else is named, in its sentence or the next; behind a subject it counts twice. */
#include <string.h>

#include "reference/part.h"

enum { NEAR = 40 /* tokens behind a name that are looked at */, ASKED = 12 /* mentions of a person that are */ };

uint8_t lun_gender_of_word(lun_referents *r, uint32_t token) {
  const uint64_t bits = lun_word_bits(r, token);
  return bits & R(MALE) ? LUN_GENDER_M : bits & R(FEMALE) ? LUN_GENDER_F : LUN_GENDER_UNKNOWN;
}

static uint32_t least(uint32_t a, uint32_t b) { return a < b ? a : b; }

/* Of the tokens behind a mention: the last one that is looked at, and 1. */
static uint32_t reach(const lun_referents *r, const lun_mentions *list, const lun_antecedent *m) {
  const uint32_t next = lun_mentions_before(list, m->stop), count = r->doc->tokens.count;
  uint32_t stop = lun_sentence_stop(r, m->stop - 1);
  if (stop < count) stop = lun_sentence_stop(r, stop);
  stop = least(least(stop, m->stop + NEAR), lun_paragraph_stop(r, m->stop - 1));
  return next < list->count ? least(stop, list->at[next].first) : stop;
}

static void vote(lun_referents *r, lun_mentions *list, lun_antecedent *m, unsigned votes[3]) {
  const uint32_t stop = reach(r, list, m);
  for (uint32_t t = m->stop; t < stop; t++) {
    const uint8_t gender = lun_gender_of_word(r, t);
    if (lun_word_is(r, t, R(OPENING))) return; /* somebody else may speak */
    if (!gender || (lun_word_is(r, t, R(OBJECT)) && lun_is_subject(r, m) && !strcmp(lun_tag_at(r, t), "PRP"))) continue;
    votes[gender] += lun_is_subject(r, m) ? 2 : 1;
    return;
  }
}

static uint8_t told_gender(lun_referents *r, uint32_t person) {
  unsigned votes[3] = {0, 0, 0};
  uint32_t count;
  const uint32_t *own = lun_own_mentions(r, person, &count);
  lun_mentions *list = lun_mentions_of(r, LUN_ENTITY_PERSON);
  for (uint32_t k = 0; k < count && k < ASKED; k++) vote(r, list, &list->at[own[k]], votes);
  return votes[LUN_GENDER_M] > votes[LUN_GENDER_F] ? LUN_GENDER_M : votes[LUN_GENDER_F] > votes[LUN_GENDER_M] ? LUN_GENDER_F : LUN_GENDER_UNKNOWN;
}

uint8_t lun_referent_gender(lun_referents *r, uint32_t person) {
  if (!r->gender[person]) {
    uint8_t gender = LUN_GENDER_UNKNOWN;
    bool stated;
    if (lun_not_told(r, r->ask->gender(r->ask->context, person, &gender, &stated))) return LUN_GENDER_UNKNOWN;
    if (gender == LUN_GENDER_UNKNOWN && lun_type_of(r, person) == LUN_ENTITY_PERSON) gender = told_gender(r, person);
    r->gender[person] = (uint8_t)(gender + 1);
  }
  return (uint8_t)(r->gender[person] - 1);
}

bool lun_gender_stated(lun_referents *r, uint32_t person) {
  uint8_t gender;
  bool stated = false;
  return !lun_not_told(r, r->ask->gender(r->ask->context, person, &gender, &stated)) && stated;
}

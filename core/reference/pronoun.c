/* Pronouns. He and she go back to who began a sentence of the paragraph, else to who was named last in it, who is known to be of the
 * gender first, then to the speaker before, then to who was named last at all. They go back to persons named together, else to an
 * organisation or a nation that was the subject of the sentence before. */
#include <string.h>

#include "reference/part.h"

enum {
  SENTENCES = 3, /* back from they, for persons named together */
  TOPIC = 3      /* mentions, and as many times those of who was named last, of whom an article is about */
};

typedef struct pronoun { uint32_t token, paragraph, not_this; uint8_t gender; } pronoun;

/* Whether a person is named in what is said by whom a pronoun means: nobody calls oneself by name. */
static bool is_told_of(lun_referents *r, uint32_t person) {
  if (!r->uttered_stop) return false;
  const uint32_t place = lun_latest(r, person, r->uttered_stop);
  return place != LUN_NOBODY && r->of_type[lun_type_of(r, person)].at[place].first >= r->uttered_first;
}

/* Persons before a pronoun but for those whom it cannot mean. */
static unsigned others_of(lun_referents *r, const pronoun *p, uint32_t from, lun_antecedent found[LUN_WINDOW]) {
  const unsigned all = lun_candidates(r, p->token, LUN_ENTITY_PERSON, from, found);
  unsigned count = 0;
  for (unsigned k = 0; k < all; k++)
    if (found[k].entity != p->not_this && !is_told_of(r, found[k].entity)) found[count++] = found[k];
  return count;
}

void lun_find_others(lun_referents *r, lun_kept *kept) {
  const pronoun p = {kept->token, kept->paragraph, kept->not_this, kept->gender};
  lun_antecedent found[LUN_WINDOW];
  const unsigned count = others_of(r, &p, 0, found);
  kept->later = false;
  for (unsigned k = 0; k < count && kept->answer.others < LUN_MOST_TOLD; k++) {
    if (found[k].entity == kept->answer.entity || !lun_gender_fits(r, found[k].entity, p.gender)) continue;
    lun_reason_code code = LUN_REASON_NAMED_FARTHER;
    if (found[k].paragraph >= p.paragraph) code = lun_has_led(r, LUN_ENTITY_PERSON, &found[k]) ? LUN_REASON_SUBJECT_EARLIER : LUN_REASON_NAMED_IN_PARAGRAPH;
    lun_add_other(kept, found[k].entity, lun_reason_of(code));
  }
}

/* Who asks whom a source means asks for no runners-up: these are found when somebody does. */
static lun_kept told(const pronoun *p, uint32_t entity, lun_reason_code code) {
  lun_kept kept = lun_answer(entity, lun_reason_of(code));
  kept.token = p->token;
  kept.not_this = p->not_this;
  kept.paragraph = p->paragraph;
  kept.gender = p->gender;
  kept.later = true;
  return kept;
}

static bool holds(lun_referents *r, uint32_t person, uint8_t gender, bool known) {
  return known ? lun_referent_gender(r, person) == gender : lun_gender_fits(r, person, gender);
}

static uint32_t mentions_before(lun_referents *r, uint32_t person, uint32_t token) {
  const uint32_t *own;
  return lun_named_before(r, person, token, &own);
}

/* Whom the article is about, in place of a stranger who was named last in another paragraph; LUN_NOBODY for none. */
static uint32_t topic(lun_referents *r, const pronoun *p, uint32_t last) {
  lun_antecedent found[LUN_WINDOW];
  const unsigned count = others_of(r, p, 0, found);
  uint32_t most = TOPIC * mentions_before(r, last, p->token), best = LUN_NOBODY;
  if (most < TOPIC) most = TOPIC;
  for (unsigned k = 0; k < count; k++) {
    const uint32_t own = mentions_before(r, found[k].entity, p->token);
    if (own < most || found[k].entity == last || !lun_gender_fits(r, found[k].entity, p->gender)) continue;
    most = own + 1;
    best = found[k].entity;
  }
  return best;
}

/* Of whom a clause behind the name tells: Ana Torres, whose family says she left. */
static bool is_described(lun_referents *r, const lun_antecedent *m, uint32_t sentence) {
  return m->sentence == sentence && lun_lexeme_is(r, m->stop, r->words->comma) && lun_lower_of(r, m->stop + 1) == r->words->whose;
}

/* Who leads the sentence of a pronoun goes before those of the sentences before it, one of unknown gender where nobody there is known to be of it;
 * likewise whoever was named last with a clause that tells of them. */
static bool of_sentence(lun_referents *r, const pronoun *p, lun_antecedent here[LUN_WINDOW], unsigned count, lun_kept *kept) {
  const uint32_t sentence = lun_sentence_of(r, p->token);
  if (count && is_described(r, &here[0], sentence) && lun_gender_fits(r, here[0].entity, p->gender)) {
    *kept = told(p, here[0].entity, LUN_REASON_LAST_IN_PARAGRAPH);
    return true;
  }
  bool known = false;
  for (unsigned pass = 0; pass < 2 && !known; pass++)
    for (unsigned k = 0; k < count && here[k].sentence == sentence; k++) {
      if (!holds(r, here[k].entity, p->gender, !pass)) continue;
      known = true;
      if (!lun_is_subject(r, &here[k])) continue;
      *kept = told(p, here[k].entity, LUN_REASON_SUBJECT);
      return true;
    }
  return false;
}

/* Whose name stands before and: Ana Torres and her brother. */
static bool beside_and(lun_referents *r, const pronoun *p, const lun_antecedent here[LUN_WINDOW], unsigned count, lun_kept *kept) {
  if (!count || !lun_word_is(r, p->token, R(OWN) | R(OBJECT)) || here[0].stop + 1 != p->token || !lun_lexeme_is(r, here[0].stop, r->words->and_)) return false;
  if (strcmp(lun_tag_at(r, p->token), "PRP$") != 0 || !lun_gender_fits(r, here[0].entity, p->gender)) return false;
  *kept = told(p, here[0].entity, LUN_REASON_LAST_IN_PARAGRAPH);
  return true;
}

lun_kept lun_person_before(lun_referents *r, uint32_t token, uint8_t gender, uint32_t speaker, uint32_t quote, uint32_t not_this) {
  const pronoun p = {token, lun_paragraph_of(r, token), not_this, gender};
  lun_antecedent here[LUN_WINDOW];
  lun_kept kept;
  const unsigned count = others_of(r, &p, p.paragraph, here);
  if (speaker != LUN_NOBODY && (speaker == not_this || lun_type_of(r, speaker) != LUN_ENTITY_PERSON || is_told_of(r, speaker))) speaker = LUN_NOBODY;
  if (beside_and(r, &p, here, count, &kept)) return kept;
  if (of_sentence(r, &p, here, count, &kept)) return kept;
  if (r->spoke_just && speaker != LUN_NOBODY && lun_gender_fits(r, speaker, gender)) return told(&p, speaker, LUN_REASON_SPEAKER_BEFORE);
  const bool spoke_here = quote > p.paragraph;
  for (unsigned pass = 0; pass < 2; pass++) {
    uint32_t last = LUN_NOBODY;
    unsigned fitting = 0;
    for (unsigned k = 0; k < count; k++) {
      if (!holds(r, here[k].entity, gender, !pass)) continue;
      if (lun_has_led(r, LUN_ENTITY_PERSON, &here[k])) return told(&p, here[k].entity, LUN_REASON_SUBJECT);
      if (!fitting++) last = here[k].entity;
    }
    if (pass && fitting > 1) { /* strangers: either may be meant */
      if (speaker != LUN_NOBODY && spoke_here && lun_gender_fits(r, speaker, gender)) return told(&p, speaker, LUN_REASON_SPEAKER_BEFORE);
      lun_kept unclear = told(&p, LUN_NOBODY, LUN_REASON_MORE_THAN_ONE);
      unclear.answer.unclear = true;
      return unclear;
    }
    if (fitting) return told(&p, last, LUN_REASON_LAST_IN_PARAGRAPH);
  }
  if (speaker != LUN_NOBODY && lun_gender_fits(r, speaker, gender)) return told(&p, speaker, LUN_REASON_SPEAKER_BEFORE);
  uint32_t place = lun_last_of_kind(r, token, LUN_ENTITY_PERSON, LUN_MENTION_IS, gender, "");
  if (place == LUN_NOBODY) place = lun_last_of_kind(r, token, LUN_ENTITY_PERSON, LUN_MENTION_MAY, gender, "");
  uint32_t last = place == LUN_NOBODY ? LUN_NOBODY : r->of_type[LUN_ENTITY_PERSON].at[place].entity;
  if (last != LUN_NOBODY && (last == not_this || is_told_of(r, last))) {
    lun_antecedent others[LUN_WINDOW];
    const unsigned more = others_of(r, &p, 0, others);
    last = LUN_NOBODY;
    for (unsigned k = 0; k < more && last == LUN_NOBODY; k++)
      if (lun_gender_fits(r, others[k].entity, gender)) last = others[k].entity;
  }
  const uint32_t about = last == LUN_NOBODY ? LUN_NOBODY : topic(r, &p, last);
  if (about != LUN_NOBODY) return told(&p, about, LUN_REASON_MOST_BEFORE);
  if (last != LUN_NOBODY) return told(&p, last, LUN_REASON_LAST_BEFORE);
  /* a given name is no proof of gender: the speaker of this paragraph's last quotation goes on */
  if (speaker != LUN_NOBODY && spoke_here && !(lun_gender_stated(r, speaker) && lun_referent_gender(r, speaker) != gender)) return told(&p, speaker, LUN_REASON_SPEAKER_BEFORE);
  return told(&p, LUN_NOBODY, LUN_REASON_NOBODY_FITS);
}

/* Persons named together last before a token in its paragraph: false for none. */
static bool together(lun_referents *r, uint32_t token, uint32_t *first, uint32_t *stop) {
  lun_antecedent found[LUN_WINDOW];
  uint32_t from = lun_sentence_of(r, token);
  const uint32_t paragraph = lun_paragraph_of(r, token);
  for (unsigned k = 0; k < SENTENCES && from > paragraph; k++) from = lun_sentence_of(r, from - 1);
  const unsigned count = lun_candidates(r, token, LUN_ENTITY_PERSON, 0, found);
  for (unsigned k = 0; k < count && found[k].first >= from; k++) {
    lun_joined(r, &found[k], LUN_ENTITY_PERSON, first, stop);
    if (*stop - *first > 1) return true;
  }
  return false;
}

static bool is_plural(lun_referents *r, uint32_t token) {
  const char *tag = lun_tag_at(r, token);
  return *tag == 'N' && tag[strlen(tag) - 1] == 'S';
}

/* Organisations and nations of a sentence and the one before it in its paragraph, the last one first. */
static unsigned bodies_of(lun_referents *r, uint32_t token, lun_antecedent body[2 * LUN_WINDOW], lun_entity_type type[2 * LUN_WINDOW]) {
  static const lun_entity_type types[] = {LUN_ENTITY_ORG, LUN_ENTITY_NORP};
  uint32_t from = lun_sentence_of(r, token);
  if (from > lun_paragraph_of(r, token)) from = lun_sentence_of(r, from - 1);
  unsigned count = 0;
  for (unsigned t = 0; t < 2; t++) {
    lun_antecedent found[LUN_WINDOW];
    const unsigned all = lun_candidates(r, token, types[t], 0, found);
    for (unsigned k = 0; k < all; k++) {
      if (found[k].first < from || (types[t] == LUN_ENTITY_NORP && !is_plural(r, found[k].stop - 1))) continue;
      unsigned at = count++;
      for (; at && body[at - 1].stop < found[k].stop; at--) {
        body[at] = body[at - 1];
        type[at] = type[at - 1];
      }
      body[at] = found[k];
      type[at] = types[t];
    }
  }
  return count;
}

lun_kept lun_they(lun_referents *r, uint32_t token) {
  lun_antecedent body[2 * LUN_WINDOW];
  lun_entity_type type[2 * LUN_WINDOW];
  uint32_t first, stop;
  lun_entity_type kind = LUN_ENTITY_PERSON;
  bool several = together(r, token, &first, &stop);
  const unsigned count = bodies_of(r, token, body, type);
  unsigned best = several ? count : 0;
  while (best < count && !lun_has_led(r, type[best], &body[best])) best++;
  if (best < count && type[best] == LUN_ENTITY_ORG) { /* the Red Cross and UNICEF */
    lun_joined(r, &body[best], LUN_ENTITY_ORG, &first, &stop);
    if ((several = stop - first > 1)) {
      kind = LUN_ENTITY_ORG;
      best = count;
    }
  }
  lun_kept kept = best < count ? lun_answer(body[best].entity, lun_reason_of(LUN_REASON_SUBJECT_BEFORE))
                               : lun_answer(LUN_NOBODY, lun_reason_of(several ? LUN_REASON_TOGETHER : LUN_REASON_SEVERAL));
  for (unsigned k = 0; k < count && k < LUN_MOST_TOLD; k++)
    if (k != best && !(several && kind == LUN_ENTITY_ORG)) lun_add_other(&kept, body[k].entity, lun_reason_of(LUN_REASON_NAMED_IN_PARAGRAPH));
  for (uint32_t k = first; several && k < stop; k++) lun_add_together(r, &kept, r->of_type[kind].at[k].entity);
  return kept;
}

/* The person who does what is done to somebody else: the subject of the clause in which a pronoun is an object. */
static uint32_t doer(lun_referents *r, uint32_t token) {
  lun_antecedent found[LUN_WINDOW];
  if (strcmp(lun_tag_at(r, token), "PRP") != 0 || !lun_candidates(r, token, LUN_ENTITY_PERSON, 0, found)) return LUN_NOBODY;
  const lun_antecedent *m = &found[0];
  if (!lun_is_subject(r, &found[0]) || m->sentence != lun_sentence_of(r, token)) return LUN_NOBODY;
  const bool who = m->stop + 1 < token && lun_lexeme_is(r, m->stop, r->words->comma) && lun_lower_of(r, m->stop + 1) == r->words->who; /* Ana Torres, who knows her */
  const uint32_t from = m->stop + (who ? 2 : 0);
  if (r->doer_from != from) r->doer_from = r->doer_clear = from;
  for (; r->doer_clear < token; r->doer_clear++)
    if ((r->doc->tokens.flags[r->doer_clear] & LUN_TOKEN_KIND) == LUN_KIND_PUNCT || lun_word_is(r, r->doer_clear, R(CLAUSE))) return LUN_NOBODY;
  return m->entity;
}

/* The person whom himself or herself means: the nearest subject before it in its sentence, named or a pronoun; LUN_NOBODY. */
static uint32_t oneself(lun_referents *r, uint32_t token, uint8_t gender) {
  lun_antecedent found[LUN_WINDOW];
  const uint32_t sentence = lun_sentence_of(r, token);
  const unsigned count = lun_candidates(r, token, LUN_ENTITY_PERSON, sentence, found);
  const lun_antecedent *near = NULL;
  for (unsigned k = 0; k < count && !near; k++) {
    const uint32_t behind = found[k].stop, next = behind + lun_word_is(r, behind, R(OPENING));
    const char tag = *lun_tag_at(r, next < token ? next : behind);
    const bool who = lun_lexeme_is(r, behind, r->words->comma) && lun_lower_of(r, behind + 1) == r->words->who;
    if ((behind == token || tag == 'V' || tag == 'M' || who) && lun_gender_fits(r, found[k].entity, gender)) near = &found[k];
  }
  for (uint32_t t = token; t-- > (near ? near->stop : sentence);) {
    if (lun_gender_of_word(r, t) != gender || strcmp(lun_tag_at(r, t), "PRP") != 0 || lun_word_is(r, t, R(OBJECT))) continue;
    const lun_reference_answer *answer = lun_meant(r, t, t + 1); /* he said he hurt himself */
    return answer ? answer->entity : LUN_NOBODY;
  }
  return near ? near->entity : LUN_NOBODY;
}

static bool is_quoted(const lun_referents *r, uint32_t token) {
  const lun_quotes *quotes = &r->doc->quotes;
  uint32_t low = 0, high = quotes->count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (quotes->at[middle].first <= token) low = middle + 1;
    else high = middle;
  }
  return (low && quotes->at[low - 1].stop > token) || (low > 1 && quotes->at[low - 2].stop > token); /* one may stand in it */
}

/* Whether a quotation that was said ends in the sentence before that which a token opens, in its paragraph. */
static bool spoke_in_sentence_before(lun_referents *r, const lun_said *said, uint32_t token) {
  const uint32_t sentence = lun_sentence_of(r, token), end = said->stop - 1;
  return token <= sentence + 1 && sentence > lun_paragraph_of(r, token) && lun_sentence_of(r, sentence - 1) == lun_sentence_of(r, end);
}

/* Who speaks calls oneself not she, and a clause that she is said to have told is hers. */
lun_kept lun_person_in_text(lun_referents *r, uint32_t token, uint8_t gender) {
  if (lun_not_told(r, r->ask->statements(r->ask->context))) return lun_answer(LUN_NOBODY, lun_reason_of(LUN_REASON_NOBODY_FITS));
  const uint32_t number = lun_referents_statement_at(r, token);
  uint32_t low = 0, high = r->said_ends;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (r->said[r->said_end[middle]].stop <= token) low = middle + 1;
    else high = middle;
  }
  const uint32_t self = lun_word_is(r, token, R(SELF)) ? oneself(r, token, gender) : LUN_NOBODY;
  if (self != LUN_NOBODY) return told(&(pronoun){token, lun_paragraph_of(r, token), LUN_NOBODY, gender}, self, LUN_REASON_SUBJECT);
  const lun_said none = {0, 0, LUN_NOBODY, false}, said = number == LUN_NOBODY ? none : r->said[number], before = low ? r->said[r->said_end[low - 1]] : none;
  const uint32_t subject = lun_word_is(r, token, R(OBJECT)) ? doer(r, token) : LUN_NOBODY, speaker = said.speaker;
  if (number == LUN_NOBODY && !before.indirect && before.speaker != LUN_NOBODY && !is_quoted(r, token) && spoke_in_sentence_before(r, &before, token)) { /* "...," she said. Her husband left */
    r->spoke_just = true;
    const lun_kept kept = lun_person_before(r, token, gender, before.speaker, before.stop, subject);
    r->spoke_just = false;
    return kept;
  }
  if (subject != LUN_NOBODY || speaker == LUN_NOBODY || lun_type_of(r, speaker) != LUN_ENTITY_PERSON) return lun_person_before(r, token, gender, before.speaker, before.stop, subject);
  if (!said.indirect) return lun_person_before(r, token, gender, before.speaker, before.stop, speaker);
  lun_antecedent found[LUN_WINDOW];
  const unsigned count = lun_candidates(r, token, LUN_ENTITY_PERSON, 0, found);
  bool named = false;
  for (unsigned k = 0; k < count && !named; k++) named = found[k].first >= said.first && lun_gender_fits(r, found[k].entity, gender);
  if (named || !lun_gender_fits(r, speaker, gender)) return lun_person_before(r, token, gender, LUN_NOBODY, 0, LUN_NOBODY);
  const pronoun p = {token, lun_paragraph_of(r, token), LUN_NOBODY, gender};
  lun_kept kept = told(&p, speaker, LUN_REASON_SPEAKER_OF_CLAUSE);
  lun_find_others(r, &kept);
  return kept;
}

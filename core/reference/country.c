/* Countries that a noun phrase means: the South American giant, the Emerald Isle, the country; his country. */
#include <string.h>

#include "reference/part.h"

enum { CODES = 128 /* countries of a description */, WORDS = 12 /* before the head of a phrase that are looked up */ };

typedef struct description { char codes[2 * CODES + 1]; lun_reason reason; } description; /* codes "": all countries fit */

/* The codes in a cell: DZ,AO,BJ. */
static void read_codes(const char *cell, char codes[2 * CODES + 1]) {
  size_t count = 0;
  while (*cell) {
    const bool code = cell[0] >= 'A' && cell[0] <= 'Z' && cell[1] >= 'A' && cell[1] <= 'Z';
    if (code && count < CODES && (!count || !lun_has_code(codes, cell))) {
      memcpy(codes + 2 * count++, cell, 2);
      codes[2 * count] = 0;
    }
    cell += code ? 2 : 1;
  }
  codes[2 * count] = 0;
}

/* The first row that describes as these tokens do, if it is of a kind. */
static bool row_of(lun_referents *r, uint32_t first, uint32_t stop, const char *kind, uint32_t *row) {
  const lun_tokens *tokens = &r->doc->tokens;
  lun_dictionary *dictionary = r->words->dictionary[LUN_REFERENCE_DESCRIBED];
  uint32_t entry;
  if (lun_dictionary_find(dictionary, r->doc->vocab, r->doc->text + tokens->start[first], lun_token_stop(tokens, stop - 1) - tokens->start[first], &entry, &r->failure) ||
      !entry || !lun_dictionary_candidates(dictionary, entry - 1, row))
    return false;
  return !strcmp(lun_dictionary_value(dictionary, *row, r->words->described_kind), kind);
}

static void take_row(lun_referents *r, uint32_t row, lun_reason_code code, description *d) {
  const lun_dictionary *dictionary = r->words->dictionary[LUN_REFERENCE_DESCRIBED];
  read_codes(lun_dictionary_value(dictionary, row, r->words->described_cc), d->codes);
  d->reason = lun_reason_of(code);
  d->reason.surface = lun_dictionary_surface(dictionary, row);
}

/* Countries that a description fits; false for no description. Plain `the country` fits all. */
static bool describes(lun_referents *r, const lun_noun_phrase *phrase, description *d) {
  uint32_t row;
  if (phrase->from < phrase->stop && row_of(r, phrase->from, phrase->stop, "name", &row)) {
    take_row(r, row, LUN_REASON_DESCRIBED, d);
    return true;
  }
  if (!(phrase->head_bits & R(LAND)) || phrase->tail) return false;
  for (uint32_t i = phrase->at - phrase->from > WORDS ? phrase->at - WORDS : phrase->from; i < phrase->at; i++)
    for (uint32_t stop = phrase->at; stop > i; stop--) {
      if (!row_of(r, i, stop, "region", &row)) continue;
      take_row(r, row, LUN_REASON_LAST_REGION, d);
      d->reason.first = phrase->at;
      d->reason.stop = phrase->at + 1;
      d->reason.lower = true;
      return true;
    }
  if (phrase->from != phrase->at || !(phrase->head_bits & R(REALM))) return false;
  *d->codes = 0;
  d->reason = lun_reason_of(LUN_REASON_LAST_COUNTRY);
  return true;
}

/* The country that the dateline is in; false for none. */
static bool home(lun_referents *r, char country[2]) {
  const lun_mentions *list = lun_mentions_of(r, LUN_ENTITY_PLACE);
  const lun_structure *s = &r->doc->structure;
  for (uint32_t i = lun_mentions_before(list, s->dateline_first); i < list->count && list->at[i].first < s->dateline_stop; i++) {
    const lun_referent_facts facts = lun_facts_of(r, list->at[i].entity);
    if (*facts.country) return memcpy(country, facts.country, 2) != NULL;
  }
  return false;
}

/* Which country any description means: one that is named in its sentence or the one before, else that which the article is from. */
static void prefer_home(lun_referents *r, const lun_noun_phrase *phrase, lun_fittings *list) {
  enum { AT_HOME = 1, NEAR = 2 };
  char country[2];
  if (!list->count || !home(r, country)) return;
  const uint32_t sentence = lun_sentence_of(r, phrase->first), before = sentence ? lun_sentence_of(r, sentence - 1) : 0;
  for (unsigned k = 0; k < list->count; k++) {
    lun_fitting *f = &list->at[k];
    if (f->sentence >= before) f->fit = NEAR;
    else if (!memcmp(lun_facts_of(r, f->entity).country, country, 2)) f->fit = AT_HOME;
  }
}

/* Candidates of a type that fit a description. */
static void fit(lun_referents *r, const lun_noun_phrase *phrase, const description *d, lun_entity_type type, lun_fittings *list) {
  lun_antecedent found[LUN_WINDOW];
  const unsigned count = lun_candidates(r, phrase->first, type, 0, found);
  for (unsigned k = 0; k < count; k++) {
    const lun_referent_facts facts = lun_facts_of(r, found[k].entity);
    if (*facts.country && (facts.is_country || type != LUN_ENTITY_PLACE) && lun_has_code(d->codes, facts.country)) lun_add_fitting(list, &found[k], found[k].entity, 0, d->reason);
  }
}

/* The first country among them that is named behind a phrase. */
static uint32_t named_next(lun_referents *r, const lun_noun_phrase *phrase, const description *d) {
  const lun_mentions *list = lun_mentions_of(r, LUN_ENTITY_PLACE);
  const uint32_t at = lun_mentions_before(list, phrase->stop);
  for (uint32_t i = at; i < list->count && i < at + LUN_TRIED; i++) {
    const lun_referent_facts facts = lun_facts_of(r, list->at[i].entity);
    if (facts.is_country && *facts.country && lun_has_code(d->codes, facts.country)) return list->at[i].entity;
  }
  return LUN_NOBODY;
}

bool lun_country(lun_referents *r, const lun_noun_phrase *phrase, lun_kept *kept) {
  description d;
  if (!describes(r, phrase, &d)) return false;
  const bool any = !*d.codes;
  lun_fittings list = {.count = 0};
  fit(r, phrase, &d, LUN_ENTITY_PLACE, &list);
  if (any) prefer_home(r, phrase, &list);
  if (lun_best_of(&list, kept)) return true;
  const uint32_t place = lun_last_of_kind(r, phrase->first, LUN_ENTITY_PLACE, LUN_MENTION_COUNTRY, 0, d.codes);
  if (place != LUN_NOBODY) {
    *kept = lun_answer(r->of_type[LUN_ENTITY_PLACE].at[place].entity, d.reason);
    return true;
  }
  if (!any && phrase->head_bits & R(GIANT)) fit(r, phrase, &d, LUN_ENTITY_ORG, &list);
  if (lun_best_of(&list, kept)) return true;
  const uint32_t next = any ? LUN_NOBODY : named_next(r, phrase, &d);
  if (next != LUN_NOBODY) {
    if (d.reason.code == LUN_REASON_LAST_REGION) d.reason.code = LUN_REASON_NEXT_REGION;
    *kept = lun_answer(next, d.reason);
    return true;
  }
  *kept = lun_answer(LUN_NOBODY, lun_reason_of(any ? LUN_REASON_NO_COUNTRY : LUN_REASON_NO_SUCH_COUNTRY));
  if (strlen(d.codes) == 2) {
    memcpy(kept->answer.country, d.codes, 2);
    kept->answer.reason = d.reason;
    kept->answer.reason.unnamed = true;
  }
  return true;
}

/* His country: the one of whom the pronoun means. */
bool lun_own_country(lun_referents *r, const lun_noun_phrase *phrase, lun_kept *kept) {
  if (!(phrase->determiner & R(OWN)) || !(phrase->head_bits & R(COUNTRY)) || phrase->at != phrase->from) return false;
  lun_kept whose = lun_person_in_text(r, phrase->first, lun_gender_of_word(r, phrase->first));
  if (whose.later) lun_find_others(r, &whose);
  lun_referent_facts facts = {.is_country = false};
  if (whose.answer.entity != LUN_NOBODY) facts = lun_facts_of(r, whose.answer.entity);
  if (!*facts.country) {
    *kept = lun_answer(LUN_NOBODY, lun_reason_of(LUN_REASON_WHOSE));
    kept->answer.others = whose.answer.others;
    memcpy(kept->answer.other, whose.answer.other, sizeof kept->answer.other);
    return true;
  }
  const char code[3] = {facts.country[0], facts.country[1], 0};
  const uint32_t place = lun_last_of_kind(r, phrase->first, LUN_ENTITY_PLACE, LUN_MENTION_COUNTRY, 0, code);
  lun_reason reason = lun_reason_of(LUN_REASON_COUNTRY_OF);
  reason.entity = whose.answer.entity;
  *kept = lun_answer(place == LUN_NOBODY ? LUN_NOBODY : r->of_type[LUN_ENTITY_PLACE].at[place].entity, reason);
  if (place == LUN_NOBODY) memcpy(kept->answer.country, code, 2);
  return true;
}

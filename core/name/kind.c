/* What a run that no candidate took whole is by its own words, as far as rules can tell. */
#include <string.h>

#include "name/gather.h"

static bool common(lun_gatherer *g, lun_lexeme word) { return lun_word_is(&g->naming->words, word, LUN_FACT_COMMON); }
static int32_t prior(lun_gatherer *g, lun_lexeme word, lun_name_list dictionary) { return (int32_t)lun_word_prior(&g->naming->words, word, dictionary); }

static void is(lun_gatherer *g, lun_candidate *run, lun_name_type type, unsigned sure) {
  run->type = (uint8_t)type;
  run->sure = lun_number(g, sure);
}

/* Whether a word tells in which quarter of a place: Northern Kenya, but not North, by which clubs are called, too. */
static bool is_quarter(lun_gatherer *g, lun_lexeme word) {
  size_t size;
  const char *text = lun_word_text(&g->naming->words, word, &size);
  return size > 3 && memcmp(text + size - 3, "ern", 3) == 0;
}

/* Whether a place that a run begins with goes on with a particle of places: Tarva de Brevik, but not Tarva van Brevik. */
static bool goes_on(const lun_doc *doc, const lun_candidate *run, const lun_candidate *part) {
  return part->first == run->first && part->last + 1 < run->last && doc->text[doc->tokens.start[part->last + 1]] == 'd';
}

/* One that holds a smaller candidate. */
static void kind_with_part(lun_gatherer *g, const lun_doc *doc, lun_candidate *run) {
  const lun_candidate *part = &g->candidates[run->part - 1];
  const lun_lexeme first = lun_token(doc, run->first), last = lun_token(doc, run->last);
  const bool at_end = part->last == run->last;
  const lun_name_type type = (lun_name_type)part->type;
  if (type == LUN_PERSON) is(g, run, LUN_PERSON, GN_part_person);
  else if (type == LUN_ORG) is(g, run, common(g, last) ? LUN_NO_NAME : LUN_ORG, GN_part_org);
  else if (type == LUN_PLACE && at_end && lun_word_set_has(&g->compass, lun_word_lower(&g->naming->words, first)))
    is(g, run, LUN_PLACE, part->sure >= lun_number(g, GN_pair_place) && is_quarter(g, first) ? GN_part_place_surely : GN_part_place_end);
  else if (type == LUN_PLACE && goes_on(doc, run, part)) is(g, run, LUN_PLACE, GN_part_place_surely);
  else if (prior(g, first, LUN_LIST_GIVEN) >= lun_number(g, GN_given_first) && !common(g, last) && (int32_t)(run->last - run->first + 1) < lun_number(g, GN_person_words))
    is(g, run, LUN_PERSON, GN_person_given);
  else if (type == LUN_PLACE && !common(g, last)) is(g, run, at_end ? LUN_PLACE : LUN_ORG, GN_part_place);
}

static void kind_of_several(lun_gatherer *g, const lun_doc *doc, lun_candidate *run, bool cued) {
  for (uint32_t i = run->first; i <= run->last; i++)
    if (common(g, lun_token(doc, i))) return;
  if (cued || lun_word_set_has(&g->articles, lun_token(doc, run->first))) is(g, run, LUN_PLACE, cued ? GN_cued : GN_unknown);
  else is(g, run, (int32_t)(run->last - run->first + 1) < lun_number(g, GN_person_words) ? LUN_PERSON : LUN_ORG, GN_unknown);
}

void lun_kind_of_run(lun_gatherer *g, const lun_doc *doc, lun_candidate *run) {
  lun_words *words = &g->naming->words;
  const bool several = run->last > run->first;
  const lun_lexeme first = lun_token(doc, run->first), last = lun_token(doc, run->last);
  is(g, run, LUN_NO_NAME, GN_undecided);
  if (several && prior(g, last, LUN_LIST_ORGNOUN) > 0) is(g, run, LUN_ORG, GN_org_head);
  else if (several && lun_word_is(words, last, LUN_FACT_ENDS_PLACE)) is(g, run, LUN_PLACE, GN_place_head);
  else if (several && run->part) kind_with_part(g, doc, run);
  else {
    const lun_lexeme before = run->first ? lun_word_lower(words, lun_token(doc, run->first - 1)) : 0;
    const bool cued = before && lun_word_set_has(&g->place_cues, before);
    if (several) kind_of_several(g, doc, run, cued);
    else if (lun_word_shaped(words, first, LUN_SHAPE_CAPITALS | LUN_SHAPE_DIGIT)) is(g, run, LUN_ORG, GN_capitals);
    else if (common(g, first)) return;
    else if (cued) is(g, run, LUN_PLACE, GN_cued);
    else if (prior(g, first, LUN_LIST_GIVEN) >= lun_number(g, GN_known_alone) || prior(g, first, LUN_LIST_SURNAME) >= lun_number(g, GN_known_alone))
      is(g, run, LUN_PERSON, GN_person_known);
    else if (before == g->the) is(g, run, LUN_ORG, GN_after_the);
    else is(g, run, LUN_PERSON, GN_person_alone);
  }
}

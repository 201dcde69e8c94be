/* What is known of words as anchors: which rules one wakes, what a glance shows of it, and how often such words stand in texts. A word of
 * a set is found from its form. One that may pass a test which few words pass is classified, and what it wakes is worked out once for its
 * class; most other words are in no set, so that their flags tell all. */
#include <string.h>

#include "lunette/guise.h"
#include "lunette/mem.h"
#include "match/machine.h"

/* Whether words of a guise may be anchors otherwise than in a set of words. */
static bool is_among_few(const lun_machine *m, const lun_guise *guise) {
  const lun_few few = m->anchors.few;
  return guise->flags & few.flags || (few.odd && guise->odd);
}

/* The class of such a word. */
static lun_status find_class(lun_machine *m, lun_lexeme lexeme, uint32_t *class, lun_err *err) {
  lun_status status = LUN_OK;
  if (!*lun_class_of(m, lexeme)) status = lun_machine_learn(m, lexeme, NULL, 0, err);
  if (!status) *class = *lun_class_of(m, lexeme) - 1;
  return status;
}

/* Whether a word whose leaves are loaded may be what the anchor of a rule takes. */
static bool may_wake(const lun_machine *m, uint32_t number) {
  const lun_rule *rule = &m->rules[number];
  uint32_t count;
  const uint32_t *elements = lun_lists_at(&m->anchors.elements, m->anchors.watches[number].elements, &count);
  for (uint32_t p = rule->position; p < rule->position_stop; p++)
    for (uint32_t k = m->positions[p].edge; k < m->positions[p].edge + m->positions[p].edge_count; k++) {
      const lun_edge *e = &m->edges[k];
      for (uint32_t i = 0; e->target != LUN_END && i < count; i++)
        if (elements[i] == m->positions[e->target].element && lun_predicates_may_hold(&m->predicates, e->label)) return true;
    }
  return false;
}

static lun_status hear(const lun_anchors *a, uint32_t leaf, lun_numbers *rules) {
  const uint32_t from = a->watch_start.at[leaf], to = a->watch_start.at[leaf + 1];
  return lun_numbers_append(rules, a->watch_of.at + from, to - from);
}

/* Keeps what a word or a class wakes: *list, whose rules are in scratch.d. */
static lun_status keep_list(lun_machine *m, uint32_t *list) {
  lun_numbers *rules = &m->scratch.d;
  lun_numbers_sort(rules);
  *list = 0; /* of none */
  return rules->count ? lun_anchors_list(m, rules->at, rules->count, list) : LUN_OK;
}

/* The rules that words of a class wake, some of whose leaves are no sets of words. */
static lun_status learn_class(lun_machine *m, uint32_t class, uint32_t *list) {
  lun_anchors *a = &m->anchors;
  lun_numbers *rules = &m->scratch.d;
  if (a->class_generation != m->generation) a->wake_of_class.count = 0;
  a->class_generation = m->generation;
  while (a->wake_of_class.count <= class)
    if (lun_numbers_push(&a->wake_of_class, 0)) return LUN_NO_MEMORY;
  if ((*list = a->wake_of_class.at[class])) {
    --*list;
    return LUN_OK;
  }
  uint32_t count;
  const uint32_t *leaves = lun_lists_at(&m->symbols.words, class, &count);
  rules->count = 0;
  lun_predicates_load(&m->predicates, leaves, count);
  m->loaded = 0;
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t k = a->watch_start.at[leaves[i]]; k < a->watch_start.at[leaves[i] + 1]; k++)
      if (may_wake(m, a->watch_of.at[k]) && lun_numbers_push(rules, a->watch_of.at[k])) return LUN_NO_MEMORY;
  if (keep_list(m, list)) return LUN_NO_MEMORY;
  a->wake_of_class.at[class] = *list + 1;
  return LUN_OK;
}

/* The rules that words of a guise wake by their forms. */
static lun_status learn_forms(lun_machine *m, const lun_guise *guise, uint32_t *list) {
  const lun_predicates *p = &m->predicates;
  lun_numbers *rules = &m->scratch.d;
  rules->count = 0;
  for (unsigned norm = 0; norm < 2; norm++)
    for (uint32_t k = lun_predicates_posting(p, norm, norm ? guise->norm : guise->lower); k; k = p->postings[k - 1].next)
      if (hear(&m->anchors, p->postings[k - 1].leaf, rules)) return LUN_NO_MEMORY;
  return keep_list(m, list);
}

lun_status lun_anchors_learn(lun_machine *m, uint32_t number, lun_lexeme lexeme, uint32_t *list, lun_err *err) {
  lun_heed *heed = &m->anchors.heeds[number];
  const lun_guise *guise = lun_guises_at(m->vocab, number);
  uint32_t class = 0;
  if (heed->wake != WAKE_BY_CLASS && !is_among_few(m, guise)) {
    if (learn_forms(m, guise, list)) return lun_fail_memory(err);
    heed->wake = *list + 1;
    return LUN_OK;
  }
  heed->wake = WAKE_BY_CLASS;
  const lun_status status = find_class(m, lexeme, &class, err);
  if (status) return status;
  return learn_class(m, class, list) ? lun_fail_memory(err) : LUN_OK;
}

/* Room for what is known of each guise. */
static lun_status make_room(lun_anchors *a, uint32_t count) {
  const uint32_t before = a->heed_count;
  void *block = a->heeds;
  if (lun_grow(&block, &a->heed_count, count, sizeof *a->heeds)) return LUN_NO_MEMORY;
  a->heeds = block;
  memset(a->heeds + before, 0, (a->heed_count - before) * sizeof *a->heeds);
  return LUN_OK;
}

lun_status lun_anchors_see(lun_machine *m, uint32_t number) {
  lun_anchors *a = &m->anchors;
  const lun_guise *guise = lun_guises_at(m->vocab, number);
  const lun_glance glance = {lun_sights_words(&m->predicates, guise->lower, guise->norm), lun_sights_flags(&m->predicates.sights, guise->flags)};
  uint32_t items[sizeof glance / sizeof(uint32_t)], list;
  memcpy(items, &glance, sizeof glance);
  if (make_room(a, number + 1) || lun_lists_intern(&a->glances, items, sizeof items / sizeof *items, &list)) return LUN_NO_MEMORY;
  a->heeds[number].glance = list + 1;
  return LUN_OK;
}

lun_status lun_anchors_meet(lun_machine *m) {
  lun_anchors *a = &m->anchors;
  const uint32_t epoch = lun_guises_epoch(m->vocab);
  if (a->guise_epoch != epoch && a->heeds) memset(a->heeds, 0, a->heed_count * sizeof *a->heeds);
  a->guise_epoch = epoch;
  return make_room(a, lun_guises_count(m->vocab) + 1);
}

/* Counts the leaves of a word that may be an anchor. */
static lun_status count_word(lun_machine *m, const lun_guise *guise, lun_lexeme lexeme, lun_err *err) {
  lun_anchors *a = &m->anchors;
  const lun_predicates *p = &m->predicates;
  if (is_among_few(m, guise)) {
    uint32_t class, count;
    const lun_status status = find_class(m, lexeme, &class, err);
    if (status) return status;
    const uint32_t *leaves = lun_lists_at(&m->symbols.words, class, &count);
    for (uint32_t i = 0; i < count; i++) a->seen.at[leaves[i]]++;
    return LUN_OK;
  }
  for (unsigned norm = 0; norm < 2; norm++)
    for (uint32_t k = lun_predicates_posting(p, norm, norm ? guise->norm : guise->lower); k; k = p->postings[k - 1].next) a->seen.at[p->postings[k - 1].leaf]++;
  return LUN_OK;
}

lun_status lun_anchors_count(lun_machine *m, const lun_view *view, lun_err *err) {
  lun_anchors *a = &m->anchors;
  const uint32_t tokens = view->count < m->sample ? view->count : m->sample;
  lun_status status = LUN_OK;
  while (a->seen.count < m->predicates.leaf_count)
    if (lun_numbers_push(&a->seen, 0)) return lun_fail_memory(err);
  for (uint32_t i = 0; !status && i < tokens; i++) status = count_word(m, lun_guises_at(m->vocab, m->scratch.guises[i]), view->doc->tokens.lexeme[i], err);
  if (status) return status;
  for (uint32_t c = 0; c < m->context_count; c++) {
    const uint32_t *leaf = m->contexts[c].leaf;
    const lun_place_run *run = &view->runs[c];
    uint32_t places = 0, inside = 0;
    if (run->by_label) places = inside = run->tokens < tokens ? run->tokens : tokens;
    for (uint32_t k = run->first; !run->by_label && k < run->stop && view->places[k].stop <= tokens; k++) {
      places++;
      inside += view->places[k].stop - view->places[k].first;
    }
    if (leaf[PLACE_FIRST]) a->seen.at[leaf[PLACE_FIRST] - 1] += places;
    if (leaf[PLACE_INSIDE]) a->seen.at[leaf[PLACE_INSIDE] - 1] += inside;
  }
  a->counted += tokens;
  return lun_anchors_count_starts(m, view, tokens) ? lun_fail_memory(err) : LUN_OK;
}

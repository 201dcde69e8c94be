/* What is known of words as anchors: which rules one wakes, what a glance shows of it, and how often such words stand in texts. A word of
 * a set is found from its form. One that may pass a test which few words pass is classified, and what it wakes is worked out once for its
 * class; most other words are in no set, so that their flags tell all. */
#include <string.h>

#include "lunette/mem.h"
#include "match/machine.h"
#include "text/character.h"

/* Whether a word may be an anchor otherwise than in a set of words. */
static bool is_among_few(const lun_machine *m, lun_lexeme lexeme) {
  const lun_few few = m->anchors.few;
  if (lun_vocab_flags(m->vocab, lexeme) & few.flags) return true;
  if (!few.odd) return false;
  size_t size;
  const unsigned char *text = (const unsigned char *)lun_vocab_text(m->vocab, lexeme, &size);
  return size && *text < 0x80 && !lun_byte_is(*text, LUN_BYTE_LETTER);
}

/* The class of such a word. */
static lun_status find_class(lun_machine *m, lun_lexeme lexeme, uint32_t *class, lun_err *err) {
  lun_status status = LUN_OK;
  if (lexeme >= m->symbols.of_count || !m->symbols.known[lexeme].word) status = lun_machine_learn(m, lexeme, NULL, 0, err);
  if (!status) *class = m->symbols.known[lexeme].word - 1;
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

/* The rules that words of a form wake. */
static lun_status learn_forms(lun_machine *m, lun_lexeme lexeme, uint32_t *list) {
  const lun_predicates *p = &m->predicates;
  lun_numbers *rules = &m->scratch.d;
  rules->count = 0;
  for (unsigned norm = 0; norm < 2; norm++) {
    if (norm && !p->norms) continue;
    const lun_lexeme form = norm ? lun_vocab_norm(m->vocab, lexeme) : lun_vocab_lower(m->vocab, lexeme);
    if (!form) return LUN_NO_MEMORY;
    for (uint32_t k = form < p->head[norm].count ? p->head[norm].at[form] : 0; k; k = p->postings[k - 1].next)
      if (hear(&m->anchors, p->postings[k - 1].leaf, rules)) return LUN_NO_MEMORY;
  }
  return keep_list(m, list);
}

lun_status lun_anchors_learn(lun_machine *m, lun_lexeme lexeme, uint32_t *list, lun_err *err) {
  lun_anchors *a = &m->anchors;
  lun_status status = LUN_OK;
  *list = 0; /* of none */
  if (is_among_few(m, lexeme)) {
    uint32_t class = 0;
    status = find_class(m, lexeme, &class, err);
    if (!status && learn_class(m, class, list)) status = lun_fail_memory(err);
  } else if ((!m->symbols.known[lexeme].glance && lun_anchors_see(m, lexeme, 0)) || (lun_anchors_glance(m, lexeme).words && learn_forms(m, lexeme, list))) status = lun_fail_memory(err);
  if (status) return status;
  a->wake_of.at[lexeme] = *list + 1;
  if (*list == 0) a->deaf[lexeme / 32] |= 1u << lexeme % 32;
  return LUN_OK;
}

/* What is known of words, one by one; all of it is for the same number of them. */
static lun_status make_room(lun_anchors *a, uint32_t count) {
  const uint32_t before = a->wake_of.count;
  if (lun_numbers_room(&a->wake_of, count)) return LUN_NO_MEMORY;
  const uint32_t all = a->wake_of.capacity;
  if (all > a->deaf_count) {
    const size_t before_words = lun_deaf_words(a->deaf_count), words = lun_deaf_words(all);
    uint32_t *deaf = lun_realloc(a->deaf, words * sizeof *deaf);
    if (!deaf) return LUN_NO_MEMORY;
    memset(deaf + before_words, 0, (words - before_words) * sizeof *deaf);
    a->deaf = deaf;
    a->deaf_count = all;
  }
  memset(a->wake_of.at + before, 0, (all - before) * sizeof *a->wake_of.at);
  a->wake_of.count = all;
  return LUN_OK;
}

lun_status lun_anchors_see(lun_machine *m, lun_lexeme lexeme, lun_lexeme lower) {
  lun_anchors *a = &m->anchors;
  const uint32_t flags = lun_vocab_flags(m->vocab, lexeme);
  struct lun_plain *plain = &a->plain[(flags * 0x9E3779B1u >> 16) % (sizeof a->plain / sizeof *a->plain)];
  lun_glance glance = {0, 0};
  uint32_t items[sizeof glance / sizeof(uint32_t)], list;
  if (lun_sights_words(&m->predicates, m->vocab, lexeme, lower, &glance.words)) return LUN_NO_MEMORY;
  if (!glance.words && plain->glance && plain->flags == flags) {
    m->symbols.known[lexeme].glance = plain->glance;
    return LUN_OK;
  }
  glance.others = lun_sights_flags(&m->predicates.sights, flags);
  memcpy(items, &glance, sizeof glance);
  if (lun_lists_intern(&a->glances, items, sizeof items / sizeof *items, &list)) return LUN_NO_MEMORY;
  m->symbols.known[lexeme].glance = list + 1;
  if (!glance.words) *plain = (struct lun_plain){flags, list + 1};
  return LUN_OK;
}

/* Once it is settled what wakes whom, the glances of all words and those that wake nobody are found in one go, as far as forms are
 * known; that is faster than one by one where the text leads to them. */
lun_status lun_anchors_meet(lun_machine *m) {
  lun_anchors *a = &m->anchors;
  const uint32_t before = a->wake_of.count, count = lun_vocab_count(m->vocab) + 1;
  if (!lun_symbols_grow(m)) return LUN_NO_MEMORY;
  if (before >= count) return LUN_OK;
  if (make_room(a, count)) return LUN_NO_MEMORY;
  for (lun_lexeme lexeme = 1; before == 0 && a->watch_count && a->counted >= m->sample && lexeme < count; lexeme++) {
    const lun_lexeme lower = lun_vocab_lower_known(m->vocab, lexeme);
    if (!lower) continue;
    if (lun_anchors_see(m, lexeme, lower)) return LUN_NO_MEMORY;
    if (lun_anchors_glance(m, lexeme).words || is_among_few(m, lexeme)) continue;
    a->wake_of.at[lexeme] = 1;
    a->deaf[lexeme / 32] |= 1u << lexeme % 32;
  }
  return LUN_OK;
}

/* Counts the leaves of a word that may be an anchor. */
static lun_status count_word(lun_machine *m, lun_lexeme lexeme, lun_err *err) {
  lun_anchors *a = &m->anchors;
  const lun_predicates *p = &m->predicates;
  if (is_among_few(m, lexeme)) {
    uint32_t class, count;
    const lun_status status = find_class(m, lexeme, &class, err);
    if (status) return status;
    const uint32_t *leaves = lun_lists_at(&m->symbols.words, class, &count);
    for (uint32_t i = 0; i < count; i++) a->seen.at[leaves[i]]++;
    return LUN_OK;
  }
  for (unsigned norm = 0; norm < 2; norm++) {
    if (norm && !p->norms) continue;
    const lun_lexeme form = norm ? lun_vocab_norm(m->vocab, lexeme) : lun_vocab_lower(m->vocab, lexeme);
    if (!form) return lun_fail_memory(err);
    for (uint32_t k = form < p->head[norm].count ? p->head[norm].at[form] : 0; k; k = p->postings[k - 1].next) a->seen.at[p->postings[k - 1].leaf]++;
  }
  return LUN_OK;
}

lun_status lun_anchors_count(lun_machine *m, const lun_view *view, lun_err *err) {
  lun_anchors *a = &m->anchors;
  const uint32_t tokens = view->count < m->sample ? view->count : m->sample;
  lun_status status = LUN_OK;
  while (a->seen.count < m->predicates.leaf_count)
    if (lun_numbers_push(&a->seen, 0)) return lun_fail_memory(err);
  for (uint32_t i = 0; !status && i < tokens; i++) status = count_word(m, view->doc->tokens.lexeme[i], err);
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

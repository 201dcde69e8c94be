/* What stands beside anchors: what a rule can take first and behind that, what next to each of its anchors, and which contexts it asks
 * about at all. Told once from the rule's positions and edges; watches are chosen by it, and gates made of it. */
#include <string.h>

#include "lunette/mem.h"
#include "match/machine.h"

/* For each expression the contexts that it asks about. */
static uint64_t *contexts_of_tests(const lun_machine *m) {
  const lun_predicates *p = &m->predicates;
  uint64_t *of_leaf = lun_zalloc(p->leaf_count + (size_t)p->expression_count, sizeof *of_leaf), *of = of_leaf ? of_leaf + p->leaf_count : NULL;
  if (!of_leaf) return NULL;
  for (uint32_t c = 0; c < m->context_count; c++)
    for (unsigned which = PLACE_INSIDE; which <= PLACE_LAST; which++)
      if (m->contexts[c].leaf[which]) of_leaf[m->contexts[c].leaf[which] - 1] = lun_set_bit(c);
  for (uint32_t i = 0; i < p->expression_count; i++) { /* parts come before the whole */
    const lun_expression e = p->expressions[i];
    if (e.operator == OP_LEAF) of[i] = of_leaf[e.a];
    if (e.operator >= OP_NOT) of[i] = of[e.a] | (e.operator == OP_NOT ? 0 : of[e.b]);
  }
  return of_leaf;
}

/* The edges of a rule stand side by side, up to *stop. Positions may share them. */
static const lun_edge *edges_of(const lun_machine *m, const lun_rule *rule, const lun_edge **stop) {
  *stop = m->edges + (rule->position_stop < m->position_count ? m->positions[rule->position_stop].edge : m->edge_count);
  return m->edges + m->positions[rule->position].edge;
}

static lun_status find_asked(lun_machine *m) {
  uint64_t *tests = contexts_of_tests(m), *of = tests ? tests + m->predicates.leaf_count : NULL;
  if (!tests) return LUN_NO_MEMORY;
  for (uint32_t r = 0; r < m->rule_count; r++) {
    lun_rule *rule = &m->rules[r];
    const lun_edge *stop;
    rule->asks = rule->families = 0;
    for (const lun_edge *e = edges_of(m, rule, &stop); e < stop; e++) rule->asks |= of[e->label] | of[e->loose];
    for (uint32_t k = 0; k < rule->whole_count; k++) rule->asks |= lun_set_bit(m->anchors.wholes.at[rule->whole + k]);
    for (uint32_t c = 0; c < m->context_count; c++)
      if (rule->asks & lun_set_bit(c)) rule->families |= lun_set_bit(m->contexts[c].family);
  }
  lun_free(tests);
  return LUN_OK;
}

/* Scratch for one rule, by position: what it takes, and what can be taken before it and behind it; of a whole span not what is within it. */
typedef struct sight { lun_glance taken, before, after; } sight;

/* What can stand behind a position. */
static lun_glance behind(const lun_machine *m, const lun_position *position) {
  lun_glance all = {0, 0};
  for (uint32_t k = position->edge; k < position->edge + position->edge_count; k++) lun_glance_join(&all, lun_sights_some(&m->predicates.sights, m->edges[k].label));
  return all;
}

/* What each position takes; before the first anything: the match begins. And what can be taken first, and what stands behind that. */
static void find_taken(lun_machine *m, lun_rule *rule, sight *sights) {
  const uint32_t base = rule->position;
  const lun_position *first = &m->positions[base];
  const lun_edge *stop;
  memset(sights, 0, (rule->position_stop - base) * sizeof *sights);
  rule->begin = rule->second = (lun_glance){0, 0};
  sights[0].taken = GLANCE_ALL;
  for (const lun_edge *e = edges_of(m, rule, &stop); e < stop; e++)
    if (e->target != LUN_END) lun_glance_join(&sights[e->target - base].taken, lun_sights_some(&m->predicates.sights, e->label));
  for (uint32_t k = first->edge; k < first->edge + first->edge_count; k++) {
    if (m->edges[k].target == LUN_END) continue;
    lun_glance_join(&rule->begin, lun_sights_some(&m->predicates.sights, m->edges[k].label));
    lun_glance_join(&rule->second, behind(m, &m->positions[m->edges[k].target]));
  }
}

/* What stands next to what each position takes. */
static void find_next(const lun_machine *m, const lun_rule *rule, sight *sights) {
  const uint32_t base = rule->position;
  for (uint32_t p = base; p < rule->position_stop; p++)
    for (uint32_t k = m->positions[p].edge; k < m->positions[p].edge + m->positions[p].edge_count; k++) {
      const lun_edge *e = &m->edges[k];
      if (e->target != LUN_END && m->positions[e->target].within) continue;
      if (e->target != LUN_END) lun_glance_join(&sights[e->target - base].before, sights[p - base].taken);
      lun_glance_join(&sights[p - base].after, lun_sights_some(&m->predicates.sights, e->label));
    }
}

/* What a rule can take next to its anchor. */
static void find_neighbours(const lun_machine *m, const lun_rule *rule, const sight *sights, lun_anchor *anchor) {
  uint32_t count;
  const uint32_t *elements = lun_lists_at(&m->anchors.elements, anchor->elements, &count);
  anchor->before = anchor->after = (lun_glance){0, 0};
  for (uint32_t p = rule->position + 1; p < rule->position_stop; p++) {
    uint32_t k = 0;
    while (k < count && elements[k] != m->positions[p].element) k++;
    if (k == count) continue;
    lun_glance_join(&anchor->before, sights[p - rule->position].before);
    lun_glance_join(&anchor->after, sights[p - rule->position].after);
  }
}

lun_status lun_anchors_look_around(lun_machine *m) {
  uint32_t longest = 1;
  for (uint32_t r = 0; r < m->rule_count; r++)
    if (m->rules[r].position_stop - m->rules[r].position > longest) longest = m->rules[r].position_stop - m->rules[r].position;
  sight *sights = lun_alloc(longest * sizeof *sights);
  if (!sights) return LUN_NO_MEMORY;
  for (uint32_t r = 0; r < m->rule_count; r++) {
    lun_rule *rule = &m->rules[r];
    find_taken(m, rule, sights);
    if (rule->anchor_count) find_next(m, rule, sights);
    for (uint32_t k = rule->anchor; k < rule->anchor + rule->anchor_count; k++) find_neighbours(m, rule, sights, &m->anchors.at[k]);
  }
  lun_free(sights);
  return find_asked(m);
}

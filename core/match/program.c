/* From patterns to positions and edges. A pattern is first written out as instructions (instruction.c); then for each that
 * takes a token, what can be taken next is found by going through the others in the order of readings, gathering on the way
 * the tests of look-ahead and the captures that open and close (Glushkov's positions, with Pike's order). A way that asks more
 * than an earlier one to the same place is left out. Positions behind which the pattern goes on alike, as those at the ends of
 * alternatives, share their edges. */
#include "match/program.h"

#include <string.h>

#include "lunette/mem.h"

enum { EDGES_MAX = 1000000, ACTIONS_MAX = 4000000, WAYS_MAX = 200000, VISITS_MAX = 256 };

/* Whether an earlier way of this round to the instruction asked no more than this one; notes it otherwise. LUN_LIMIT when there
 * are too many ways. */
static lun_status visit_once(program *p, instruction *i, uint64_t looks, bool *again) {
  lun_status status;
  uint32_t before = 0;
  const uint32_t latest = i->round == p->round ? i->visit : 0;
  *again = false;
  for (uint32_t v = latest; v; v = p->visits[v - 1].before, before++)
    if ((p->visits[v - 1].looks & ~looks) == 0) {
      *again = true;
      return LUN_OK;
    }
  if (before == VISITS_MAX || p->visit_count == WAYS_MAX) return LUN_LIMIT;
  const visit seen = {looks, latest};
  LUN_VECTOR_ADD(p->visits, p->visit_capacity, p->visit_count, seen, status);
  i->round = p->round;
  i->visit = p->visit_count;
  return status;
}

/* Writes the chain of actions in order: how many, then each. */
static lun_status write_actions(program *p, uint32_t chain, uint32_t *offset) {
  lun_numbers *list = &p->machine->actions;
  *offset = 0;
  if (!chain) return LUN_OK;
  p->chain.count = 0;
  for (uint32_t k = chain; k; k = p->cells[k - 1].before)
    if (lun_numbers_push(&p->chain, p->cells[k - 1].action)) return LUN_NO_MEMORY;
  *offset = list->count;
  if (lun_numbers_push(list, p->chain.count)) return LUN_NO_MEMORY;
  for (uint32_t k = p->chain.count; k-- > 0;)
    if (lun_numbers_push(list, p->chain.at[k])) return LUN_NO_MEMORY;
  return LUN_OK;
}

/* The labels of an edge to an instruction that takes a token. Most of them are asked for again and again. */
static void label_edge(program *p, const way *w, instruction *i, bool initial, lun_edge *edge) {
  lun_predicates *t = &p->machine->predicates;
  const bool usual = !initial && !w->looks;
  if (usual && i->later != LUN_TEST_FAILED) {
    edge->label = i->later;
    edge->loose = i->later_loose;
    return;
  }
  const bool free = initial || (i->held && p->options->across != LUN_ACROSS_PARAGRAPH), one = i->loose == i->a;
  const lun_test before = edge->label;
  edge->label = lun_predicates_and(t, before, i->a);
  if (!free) edge->label = lun_predicates_and(t, edge->label, p->accept);
  edge->loose = one ? edge->label : lun_predicates_and(t, before, i->loose);
  if (!free && !one) edge->loose = lun_predicates_and(t, edge->loose, p->accept);
  if (!usual) return;
  i->later = edge->label;
  i->later_loose = edge->loose;
}

static lun_status too_many(lun_err *err) {
  return lun_fail(err, LUN_LIMIT, 0, "the pattern has too many elements that may be left out one after the other");
}

static lun_status add_edge(program *p, const way *w, bool initial, lun_err *err) {
  lun_machine *m = p->machine;
  lun_predicates *t = &m->predicates;
  instruction *i = &p->code[w->at];
  lun_test label = EXPRESSION_TRUE;
  for (uint32_t k = 0; w->looks && k < p->look_count; k++)
    if (w->looks >> k & 1) label = lun_predicates_and(t, label, initial ? p->looks[k].first : p->looks[k].later);
  lun_edge edge = {label, label, LUN_END, 0};
  if (i->code == CODE_MATCH && initial) return LUN_OK; /* a match takes a token */
  if (i->code == CODE_TAKE) {
    label_edge(p, w, i, initial, &edge);
    label = edge.label;
    if (edge.loose != label) p->rule->loose = true;
    if (!i->position) {
      lun_status status;
      const bool inside = i->held && p->options->across != LUN_ACROSS_PARAGRAPH;
      const lun_position position = {0, LUN_NONE, i->b, inside ? i->inside : 0, false, i->inside != 0};
      LUN_VECTOR_ADD(m->positions, m->position_capacity, m->position_count, position, status);
      if (status || lun_numbers_push(&m->rule_of, m->rule_count)) return lun_fail_memory(err);
      i->position = m->position_count;
      if (lun_numbers_push(&p->takers, w->at)) return lun_fail_memory(err);
    }
    edge.target = i->position - 1;
  }
  if (label == LUN_TEST_FAILED || edge.loose == LUN_TEST_FAILED) return lun_fail_memory(err);
  if (label == EXPRESSION_FALSE) return LUN_OK;
  if (m->edge_count - p->edges + p->shared >= EDGES_MAX || m->actions.count - p->actions > ACTIONS_MAX) return too_many(err);
  lun_status status = write_actions(p, w->actions, &edge.actions);
  if (!status) LUN_VECTOR_ADD(m->edges, m->edge_capacity, m->edge_count, edge, status);
  return status ? lun_fail_memory(err) : LUN_OK;
}

static lun_status put_aside(program *p, way w, uint32_t at) {
  lun_status status;
  w.at = at;
  LUN_VECTOR_ADD(p->ways, p->way_capacity, p->way_count, w, status);
  return status;
}

static lun_status add_action(program *p, way *w, uint32_t action) {
  lun_status status;
  const cell c = {action, w->actions};
  LUN_VECTOR_ADD(p->cells, p->cell_capacity, p->cell_count, c, status);
  w->actions = p->cell_count;
  return status;
}

/* Goes one way to what it takes, or to where an earlier one went, and puts aside those that part from it. */
static lun_status go(program *p, way w, bool initial, lun_err *err) {
  for (;;) {
    instruction *i = &p->code[w.at];
    while (i->code == CODE_JUMP) i = &p->code[w.at = i->a];
    bool again;
    lun_status status = visit_once(p, i, w.looks, &again);
    if (status == LUN_LIMIT) return lun_fail(err, status, 0, "there are too many ways through elements that take no token");
    if (again) return LUN_OK;
    uint32_t next = w.at + 1;
    switch (status ? CODE_JUMP : i->code) {
      case CODE_TAKE: case CODE_MATCH: return add_edge(p, &w, initial, err);
      case CODE_SPLIT:
        status = put_aside(p, w, i->b);
        next = i->a;
        break;
      case CODE_LOOK: w.looks |= 1ull << i->a; break;
      case CODE_OPEN: status = add_action(p, &w, 2 * i->a); break;
      case CODE_CLOSE:
        if (w.actions && p->cells[w.actions - 1].action == 2 * i->a) w.actions = p->cells[w.actions - 1].before; /* opened on this way: it holds no token */
        else status = add_action(p, &w, 2 * i->a + 1);
        break;
      case CODE_JUMP: break;
    }
    if (status) return lun_fail_memory(err);
    w.at = next;
  }
}

/* Edges of a position: what can be taken from an instruction on. */
static lun_status follow(program *p, uint32_t number, uint32_t at, bool initial, lun_err *err) {
  lun_machine *m = p->machine;
  const uint32_t edge = m->edge_count;
  lun_status status = LUN_OK;
  p->way_count = p->cell_count = p->visit_count = 0;
  p->round++;
  for (way w = {at, 0, 0}; !status; w = p->ways[--p->way_count]) {
    status = go(p, w, initial, err);
    if (!p->way_count) break;
  }
  lun_position *position = &m->positions[number]; /* now that what is taken has its own */
  position->edge = edge;
  position->edge_count = m->edge_count - edge;
  for (uint32_t k = edge; k < m->edge_count; k++) position->ends = position->ends || m->edges[k].target == LUN_END;
  return status;
}

/* The same of a position that an instruction takes: many are followed by what follows another. */
static lun_status follow_taker(program *p, uint32_t number, uint32_t taker, lun_err *err) {
  uint32_t at = taker + 1;
  while (p->code[at].code == CODE_JUMP) at = p->code[at].a;
  const uint32_t same = p->code[at].followed;
  if (!same) {
    p->code[at].followed = number + 1;
    return follow(p, number, at, false, err);
  }
  lun_position *positions = p->machine->positions;
  positions[number].edge = positions[same - 1].edge;
  positions[number].edge_count = positions[same - 1].edge_count;
  positions[number].ends = positions[same - 1].ends;
  p->shared += positions[number].edge_count; /* what goes over the edges of each position takes its time for them */
  return p->machine->edge_count - p->edges + p->shared > EDGES_MAX ? too_many(err) : LUN_OK;
}

static lun_status follow_all(program *p, lun_err *err) {
  p->round = p->shared = 0;
  lun_status status = follow(p, p->rule->position, 0, true, err);
  for (uint32_t k = 0; !status && k < p->takers.count; k++) status = follow_taker(p, p->rule->position + 1 + k, p->takers.at[k], err);
  return status;
}

static lun_status find_zone(lun_machine *m, const lun_rule_options *o, uint32_t *zone) {
  lun_status status = LUN_OK;
  *zone = 0;
  if (o->within == LUN_NO_CONTEXT && o->outside == LUN_NO_CONTEXT && !o->parts) return LUN_OK;
  for (uint32_t k = 0; k < m->zone_count; k++)
    if (m->zones[k].within == o->within && m->zones[k].outside == o->outside && m->zones[k].parts == o->parts) *zone = k + 1;
  if (*zone) return LUN_OK;
  const lun_zone fresh = {o->within, o->outside, o->parts};
  LUN_VECTOR_ADD(m->zones, m->zone_capacity, m->zone_count, fresh, status);
  *zone = m->zone_count;
  return status;
}

static void finish_captures(lun_machine *m, lun_rule *rule) {
  for (uint32_t k = rule->capture; k < m->capture_count; k++) {
    const uint32_t stop = k + 1 < m->capture_count ? m->captures[k + 1].context : m->capture_contexts.count;
    m->captures[k].context_count = stop - m->captures[k].context;
    if (m->captures[k].name == LUN_NONE) rule->spans = true;
    else rule->captures = true;
  }
  rule->capture_stop = m->capture_count;
}

lun_status lun_machine_add(lun_machine *m, const lun_pattern *pattern, const lun_rule_options *options, lun_err *err) {
  lun_err own;
  if (!err) err = &own;
  lun_rule rule = {.position = m->position_count, .capture = m->capture_count, .all = options->all, .choose = options->choose};
  if (!m->program && !(m->program = lun_zalloc(1, sizeof *m->program))) return lun_fail_memory(err);
  program *p = m->program;
  p->machine = m;
  p->options = options;
  p->rule = &rule;
  p->count = p->look_count = p->takers.count = 0;
  p->edges = m->edge_count;
  p->actions = m->actions.count;
  p->contexts = m->capture_contexts.count;
  const lun_position start = {m->edge_count, 0, LUN_NONE, 0, false, false};
  lun_predicates *t = &m->predicates;
  p->refuse = options->across == LUN_IN_SENTENCE        ? lun_leaf_test(m, LEAF_SENTENCE)
             : options->across == LUN_ACROSS_PARAGRAPH ? lun_leaf_test(m, LEAF_PARAGRAPH)
                                                       : EXPRESSION_FALSE;
  p->over = lun_predicates_or(t, lun_leaf_test(m, LEAF_END), p->refuse);
  p->accept = lun_predicates_not(t, p->refuse);
  if (options->across == LUN_ACROSS_PARAGRAPH) m->paragraphs = true;
  lun_status status = p->over == LUN_TEST_FAILED || p->accept == LUN_TEST_FAILED ? LUN_NO_MEMORY : LUN_OK;
  if (!status) LUN_VECTOR_ADD(m->positions, m->position_capacity, m->position_count, start, status);
  if (!status) status = lun_numbers_push(&m->rule_of, m->rule_count);
  if (status || find_zone(m, options, &rule.zone)) status = lun_fail_memory(err);
  if (!status) status = lun_program_write(p, pattern, err);
  if (!status) status = follow_all(p, err);
  if (!status) {
    finish_captures(m, &rule);
    rule.position_stop = m->position_count;
    status = lun_anchors_add(m, pattern, options->across, &rule);
    if (!status) LUN_VECTOR_ADD(m->rules, m->rule_capacity, m->rule_count, rule, status);
    if (status) status = lun_fail_memory(err);
  }
  if (status) {
    m->position_count = m->rule_of.count = rule.position;
    m->capture_count = rule.capture;
    m->edge_count = p->edges;
    m->actions.count = p->actions;
    m->capture_contexts.count = p->contexts;
  }
  return status;
}

void lun_program_free(lun_machine *m) {
  program *p = m->program;
  if (!p) return;
  lun_free(p->code);
  lun_free(p->ways);
  lun_free(p->cells);
  lun_free(p->visits);
  lun_numbers_free(&p->takers);
  lun_numbers_free(&p->chain);
  lun_free(p);
  m->program = NULL;
}

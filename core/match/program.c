/* From patterns to positions and edges. A pattern is first written out as instructions (Thompson's construction, with
 * repetitions unrolled); then for each instruction that takes a token, what can be taken next is found by going through
 * the others in the order of readings, gathering on the way the tests of look-ahead and the captures that open and close
 * (Glushkov's positions, with Pike's order). A way that asks more than an earlier one to the same place is left out. */
#include <string.h>

#include "lunette/mem.h"
#include "match/machine.h"

enum { INSTRUCTIONS_MAX = 200000, EDGES_MAX = 1000000, ACTIONS_MAX = 4000000, WAYS_MAX = 200000, VISITS_MAX = 256, LOOKS_MAX = 64, DEPTH_MAX = 2000 };

typedef enum lun_code { CODE_TAKE, CODE_SPLIT, CODE_JUMP, CODE_OPEN, CODE_CLOSE, CODE_LOOK, CODE_MATCH } lun_code;
typedef struct instruction {
  lun_code code;
  uint32_t a, b;     /* take: test, element; split: first, second; jump: to; open, close: capture; look: number */
  uint32_t position; /* take: + 1 */
  lun_test loose;    /* take */
  uint32_t inside;   /* take: context + 1, of what is taken within a span */
  bool held;         /* take: goes on inside a span, so it may begin a sentence */
  lun_test later, later_loose; /* take: its labels where nothing is looked at ahead and it is not the first; or LUN_TEST_FAILED */
} instruction;
typedef struct look { lun_test first, later; } look; /* as seen before the first token of a match, and after it */

typedef struct way { uint32_t at, actions; uint64_t looks; } way;      /* actions: a chain of cells + 1 */
typedef struct cell { uint32_t action, before; } cell;                 /* action: 2 * capture + closes */
typedef struct visit { uint64_t looks; uint32_t next; } visit;

typedef struct lun_program {
  lun_machine *machine;
  const lun_rule_options *options;
  lun_rule *rule;
  instruction *code;
  uint32_t count, capacity;
  look looks[LOOKS_MAX];
  uint32_t look_count;
  way *ways;
  uint32_t way_count, way_capacity;
  cell *cells;
  uint32_t cell_count, cell_capacity;
  visit *visits;
  uint32_t visit_count, visit_capacity;
  lun_numbers visited; /* [instruction] visit + 1 */
  lun_numbers reset;   /* instructions visited */
  lun_numbers takers;  /* instruction of each position after the first, in the order in which edges first led to them */
  lun_numbers chain;
  lun_test refuse;     /* holds where no token may be taken but the first; and where one may */
  lun_test accept;
  lun_test over;       /* holds where there is nothing to look at */
  uint32_t edges, actions, contexts; /* how many the machine had before */
} program;

lun_pattern *lun_pattern_new(lun_machine *machine, lun_pattern_kind kind, uint32_t children) {
  lun_pattern *pattern = lun_arena_alloc(&machine->arena, sizeof *pattern + children * sizeof(lun_pattern *));
  if (!pattern) return NULL;
  memset(pattern, 0, sizeof *pattern + children * sizeof(lun_pattern *));
  pattern->kind = kind;
  pattern->loose = LUN_TEST_FAILED;
  pattern->count = children;
  pattern->children = (lun_pattern **)(void *)(pattern + 1);
  return pattern;
}

static instruction plain(lun_code code, uint32_t a, uint32_t b) { return (instruction){.code = code, .a = a, .b = b}; }
static instruction take(lun_test test, lun_test loose, uint32_t element) {
  return (instruction){.code = CODE_TAKE, .a = test, .b = element, .loose = loose, .later = LUN_TEST_FAILED, .later_loose = LUN_TEST_FAILED};
}

static lun_status add(program *p, instruction i, uint32_t *at, lun_err *err) {
  lun_status status;
  if (p->count >= INSTRUCTIONS_MAX) return lun_fail(err, LUN_LIMIT, 0, "the pattern is too large");
  if (at) *at = p->count;
  LUN_VECTOR_ADD(p->code, p->capacity, p->count, i, status);
  return status ? lun_fail_memory(err) : LUN_OK;
}

static lun_test leaf_test(lun_machine *m, uint32_t leaf) { return lun_predicates_leaf(&m->predicates, (lun_leaf){.kind = LEAF_PLACE, .number = leaf}); }

/* A leaf of a context, made when a pattern first asks for it. */
static lun_test place_test(lun_machine *m, lun_context context, unsigned which) {
  uint32_t *leaf = &m->contexts[context].leaf[which];
  if (*leaf) return leaf_test(m, *leaf - 1);
  uint32_t fresh;
  const lun_test test = lun_predicates_place(&m->predicates, &fresh);
  if (test != LUN_TEST_FAILED) *leaf = fresh + 1;
  return test;
}
lun_test lun_test_inside(lun_machine *m, lun_context context) { return place_test(m, context, PLACE_INSIDE); }
lun_test lun_test_begins(lun_machine *m, lun_context context) { return place_test(m, context, PLACE_FIRST); }

static lun_status emit(program *p, const lun_pattern *x, unsigned depth, lun_err *err);

/* A whole span: its only token, or the first, inner ones, the last. */
static lun_status emit_whole(program *p, const lun_pattern *x, lun_err *err) {
  lun_predicates *t = &p->machine->predicates;
  const lun_test first = place_test(p->machine, x->context, PLACE_FIRST), last = place_test(p->machine, x->context, PLACE_LAST);
  const lun_test inside = place_test(p->machine, x->context, PLACE_INSIDE);
  const lun_test only = lun_predicates_and(t, first, last), begin = lun_predicates_and(t, first, lun_predicates_not(t, last));
  const lun_test end = lun_predicates_and(t, last, lun_predicates_not(t, first));
  const lun_test inner = lun_predicates_and(t, inside, lun_predicates_and(t, lun_predicates_not(t, first), lun_predicates_not(t, last)));
  const bool held = !p->machine->contexts[x->context].dictionary;
  const uint32_t at = p->count;
  instruction code[] = {plain(CODE_SPLIT, at + 1, at + 3), take(only, only, x->element), plain(CODE_JUMP, at + 8, 0), take(begin, begin, x->element),
                        plain(CODE_SPLIT, at + 5, at + 7), take(inner, inner, x->element), plain(CODE_JUMP, at + 4, 0), take(end, end, x->element)};
  code[5].inside = code[7].inside = x->context + 1;
  code[5].held = code[7].held = held;
  if (only == LUN_TEST_FAILED || begin == LUN_TEST_FAILED || end == LUN_TEST_FAILED || inner == LUN_TEST_FAILED) return lun_fail_memory(err);
  for (size_t i = 0; i < sizeof code / sizeof *code; i++) {
    const lun_status status = add(p, code[i], NULL, err);
    if (status) return status;
  }
  return LUN_OK;
}

/* Notes a look-ahead; the same one twice is one. */
static lun_status emit_look(program *p, lun_test first, lun_test later, lun_err *err) {
  if (first == LUN_TEST_FAILED || later == LUN_TEST_FAILED) return lun_fail_memory(err);
  uint32_t k = 0;
  while (k < p->look_count && (p->looks[k].first != first || p->looks[k].later != later)) k++;
  if (k == LOOKS_MAX) return lun_fail(err, LUN_LIMIT, 0, "a pattern looks ahead in at most %d ways", LOOKS_MAX);
  if (k == p->look_count) p->looks[p->look_count++] = (look){first, later};
  return add(p, plain(CODE_LOOK, k, 0), NULL, err);
}

static lun_status emit_repeat(program *p, const lun_pattern *x, unsigned depth, lun_err *err) {
  const lun_pattern *body = x->children[0];
  lun_status status = LUN_OK;
  if (x->max < x->min) return lun_fail(err, LUN_INVALID, 0, "a repetition of at least %lu and at most %lu", (unsigned long)x->min, (unsigned long)x->max);
  for (uint32_t i = 0; !status && i < x->min; i++) {
    const uint32_t before = p->count;
    status = emit(p, body, depth, err);
    if (p->count == before) break; /* what holds nothing is not repeated */
  }
  const bool endless = x->max == UINT32_MAX;
  const uint32_t rounds = endless ? 1 : x->max - x->min;
  uint32_t exits = 0; /* a chain through the field that will hold the way out, ended by 0 (which is never a split) */
  for (uint32_t i = 0; !status && i < rounds; i++) {
    uint32_t split = 0;
    if (p->count == 0) status = add(p, plain(CODE_JUMP, 1, 0), NULL, err);
    if (!status) status = add(p, plain(CODE_SPLIT, 0, 0), &split, err);
    if (status) break;
    if (x->lazy) p->code[split].b = split + 1, p->code[split].a = exits;
    else p->code[split].a = split + 1, p->code[split].b = exits;
    exits = split;
    status = emit(p, body, depth, err);
    if (!status && endless) status = add(p, plain(CODE_JUMP, split, 0), NULL, err);
  }
  while (!status && exits) {
    uint32_t *out = x->lazy ? &p->code[exits].a : &p->code[exits].b;
    exits = *out;
    *out = p->count;
  }
  return status;
}

static lun_status emit_either(program *p, const lun_pattern *x, unsigned depth, lun_err *err) {
  lun_status status = LUN_OK;
  uint32_t exits = UINT32_MAX;
  for (uint32_t i = 0; !status && i < x->count; i++) {
    uint32_t split = 0, jump = 0;
    const bool more = i + 1 < x->count;
    if (more) status = add(p, plain(CODE_SPLIT, p->count + 1, 0), &split, err);
    if (!status) status = emit(p, x->children[i], depth, err);
    if (!status && more) {
      status = add(p, plain(CODE_JUMP, exits, 0), &jump, err);
      if (status) break;
      exits = jump;
      p->code[split].b = p->count;
    }
  }
  while (!status && exits != UINT32_MAX) {
    const uint32_t next = p->code[exits].a;
    p->code[exits].a = p->count;
    exits = next;
  }
  return status;
}

/* Contexts of which a node can take whole places, and those that its tests do not name. */
static lun_status gather_contexts(lun_machine *m, const lun_pattern *x, unsigned depth) {
  if (!x || depth > DEPTH_MAX) return LUN_OK; /* which writing the pattern out will say */
  if (x->kind == LUN_PATTERN_WHOLE) return lun_numbers_push(&m->capture_contexts, x->context);
  for (uint32_t i = 0; i < x->count; i++)
    if (gather_contexts(m, x->children[i], depth + 1)) return LUN_NO_MEMORY;
  return LUN_OK;
}

static lun_status emit_capture(program *p, const lun_pattern *x, unsigned depth, lun_err *err) {
  lun_machine *m = p->machine;
  const bool span = x->kind == LUN_PATTERN_SPAN;
  lun_capture_node node = {span ? LUN_NONE : x->name, m->capture_contexts.count, 0};
  uint32_t capture = LUN_NONE;
  for (uint32_t k = p->rule->capture; k < m->capture_count; k++) /* copies of one node are one capture */
    if (m->captures[k].name == node.name && m->captures[k].context_count == x->element + 1) capture = k;
  lun_status status = LUN_OK;
  if (capture == LUN_NONE) {
    if (gather_contexts(m, x, depth)) return lun_fail_memory(err);
    node.context_count = x->element + 1; /* until the rule is done: see finish_captures */
    capture = m->capture_count;
    LUN_VECTOR_ADD(m->captures, m->capture_capacity, m->capture_count, node, status);
    if (status) return lun_fail_memory(err);
  }
  status = add(p, plain(CODE_OPEN, capture, 0), NULL, err);
  if (!status) status = emit(p, x->children[0], depth, err);
  if (!status) status = add(p, plain(CODE_CLOSE, capture, 0), NULL, err);
  return status;
}

/* Whether a node has the children, the test and the context that its kind needs. */
static bool is_whole_node(const lun_machine *m, const lun_pattern *x) {
  if (!x) return false;
  switch (x->kind) {
    case LUN_PATTERN_REPEAT: case LUN_PATTERN_CAPTURE: case LUN_PATTERN_SPAN: return x->count == 1;
    case LUN_PATTERN_TOKEN: case LUN_PATTERN_LOOK:
      return (x->test == LUN_TEST_FAILED || x->test < m->predicates.expression_count) &&
             (x->loose == LUN_TEST_FAILED || x->loose < m->predicates.expression_count);
    case LUN_PATTERN_WHOLE: return x->context < m->context_count;
    default: return true;
  }
}

static lun_status emit(program *p, const lun_pattern *x, unsigned depth, lun_err *err) {
  lun_predicates *t = &p->machine->predicates;
  if (!is_whole_node(p->machine, x)) return lun_fail(err, LUN_INVALID, 0, "a node of a pattern lacks a child, its test or its context");
  if (depth > DEPTH_MAX) return lun_fail(err, LUN_LIMIT, 0, "the pattern is nested deeper than %d", DEPTH_MAX);
  switch (x->kind) {
    case LUN_PATTERN_SEQUENCE:
      for (uint32_t i = 0; i < x->count; i++) {
        const lun_status status = emit(p, x->children[i], depth + 1, err);
        if (status) return status;
      }
      return LUN_OK;
    case LUN_PATTERN_EITHER: return emit_either(p, x, depth + 1, err);
    case LUN_PATTERN_REPEAT: return emit_repeat(p, x, depth + 1, err);
    case LUN_PATTERN_CAPTURE: case LUN_PATTERN_SPAN: return emit_capture(p, x, depth + 1, err);
    case LUN_PATTERN_TOKEN:
      return add(p, take(x->test, x->loose == LUN_TEST_FAILED ? x->test : x->loose, x->element), NULL, err);
    case LUN_PATTERN_WHOLE: return emit_whole(p, x, err);
    case LUN_PATTERN_LOOK: {
      const lun_test here = lun_predicates_not(t, p->over), test = x->negative ? lun_predicates_not(t, x->test) : x->test;
      const lun_test later = x->negative ? lun_predicates_or(t, p->over, test) : lun_predicates_and(t, here, test);
      return emit_look(p, test, later, err);
    }
    case LUN_PATTERN_START: {
      const lun_test sentence = leaf_test(p->machine, LEAF_SENTENCE);
      return emit_look(p, sentence, sentence, err);
    }
    case LUN_PATTERN_STOP:
      return emit_look(p, EXPRESSION_FALSE, lun_predicates_or(t, leaf_test(p->machine, LEAF_SENTENCE), leaf_test(p->machine, LEAF_END)), err);
  }
  return LUN_OK;
}

/* Whether an earlier way to the instruction asked no more than this one; notes it otherwise. LUN_LIMIT when there are too
 * many ways. */
static lun_status visit_once(program *p, uint32_t at, uint64_t looks, bool *again) {
  lun_status status = LUN_OK;
  uint32_t before = 0;
  *again = false;
  for (uint32_t v = p->visited.at[at]; v; v = p->visits[v - 1].next, before++)
    if ((p->visits[v - 1].looks & ~looks) == 0) {
      *again = true;
      return LUN_OK;
    }
  if (before == VISITS_MAX || p->visit_count == WAYS_MAX) return LUN_LIMIT;
  if (!p->visited.at[at] && lun_numbers_push(&p->reset, at)) return LUN_NO_MEMORY;
  const visit seen = {looks, p->visited.at[at]};
  LUN_VECTOR_ADD(p->visits, p->visit_capacity, p->visit_count, seen, status);
  if (!status) p->visited.at[at] = p->visit_count;
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
  if (m->edge_count - p->edges >= EDGES_MAX || m->actions.count - p->actions > ACTIONS_MAX)
    return lun_fail(err, LUN_LIMIT, 0, "the pattern has too many elements that may be left out one after the other");
  lun_status status = write_actions(p, w->actions, &edge.actions);
  if (!status) LUN_VECTOR_ADD(m->edges, m->edge_capacity, m->edge_count, edge, status);
  return status ? lun_fail_memory(err) : LUN_OK;
}

static lun_status push_way(program *p, uint32_t at, uint32_t actions, uint64_t looks) {
  lun_status status;
  const way w = {at, actions, looks};
  LUN_VECTOR_ADD(p->ways, p->way_capacity, p->way_count, w, status);
  return status;
}

/* Edges of a position: what can be taken after the instruction `at - 1`. */
static lun_status follow(program *p, uint32_t position, uint32_t at, bool initial, lun_err *err) {
  lun_machine *m = p->machine;
  m->positions[position].edge = m->edge_count;
  p->way_count = p->cell_count = p->visit_count = 0;
  lun_status status = push_way(p, at, 0, 0);
  while (!status && p->way_count) {
    const way w = p->ways[--p->way_count];
    const instruction i = p->code[w.at];
    bool again;
    if ((status = visit_once(p, w.at, w.looks, &again)) || again) continue;
    switch (i.code) {
      case CODE_TAKE: case CODE_MATCH:
        if (add_edge(p, &w, initial, err)) return err->code;
        break;
      case CODE_SPLIT:
        status = push_way(p, i.b, w.actions, w.looks);
        if (!status) status = push_way(p, i.a, w.actions, w.looks);
        break;
      case CODE_JUMP: status = push_way(p, i.a, w.actions, w.looks); break;
      case CODE_LOOK: status = push_way(p, w.at + 1, w.actions, w.looks | 1ull << i.a); break;
      case CODE_CLOSE:
        if (w.actions && p->cells[w.actions - 1].action == 2 * i.a) { /* opened on this way: it holds no token */
          status = push_way(p, w.at + 1, p->cells[w.actions - 1].before, w.looks);
          break;
        } /* fall through */
      default: {
        const cell c = {2 * i.a + (i.code == CODE_CLOSE), w.actions};
        LUN_VECTOR_ADD(p->cells, p->cell_capacity, p->cell_count, c, status);
        if (!status) status = push_way(p, w.at + 1, p->cell_count, w.looks);
      }
    }
  }
  for (uint32_t k = 0; k < p->reset.count; k++) p->visited.at[p->reset.at[k]] = 0;
  p->reset.count = 0;
  m->positions[position].edge_count = m->edge_count - m->positions[position].edge;
  for (uint32_t k = m->positions[position].edge; k < m->edge_count; k++)
    if (m->edges[k].target == LUN_END) m->positions[position].ends = true;
  if (status == LUN_LIMIT) return lun_fail(err, status, 0, "there are too many ways through elements that take no token");
  return status ? lun_fail_memory(err) : LUN_OK;
}

static lun_status follow_all(program *p, lun_err *err) {
  for (uint32_t k = 0; k < p->count; k++)
    if (lun_numbers_push(&p->visited, 0)) return lun_fail_memory(err);
  lun_status status = follow(p, p->rule->position, 0, true, err);
  for (uint32_t k = 0; !status && k < p->takers.count; k++)
    status = follow(p, p->rule->position + 1 + k, p->takers.at[k] + 1, false, err);
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
  p->count = p->look_count = p->visited.count = p->reset.count = p->takers.count = 0;
  p->edges = m->edge_count;
  p->actions = m->actions.count;
  p->contexts = m->capture_contexts.count;
  const lun_position start = {m->edge_count, 0, LUN_NONE, 0, false, false};
  lun_predicates *t = &m->predicates;
  p->refuse = options->across == LUN_IN_SENTENCE        ? leaf_test(m, LEAF_SENTENCE)
             : options->across == LUN_ACROSS_PARAGRAPH ? leaf_test(m, LEAF_PARAGRAPH)
                                                       : EXPRESSION_FALSE;
  p->over = lun_predicates_or(t, leaf_test(m, LEAF_END), p->refuse);
  p->accept = lun_predicates_not(t, p->refuse);
  if (options->across == LUN_ACROSS_PARAGRAPH) m->paragraphs = true;
  lun_status status = p->over == LUN_TEST_FAILED || p->accept == LUN_TEST_FAILED ? LUN_NO_MEMORY : LUN_OK;
  if (!status) LUN_VECTOR_ADD(m->positions, m->position_capacity, m->position_count, start, status);
  if (!status) status = lun_numbers_push(&m->rule_of, m->rule_count);
  if (status || find_zone(m, options, &rule.zone)) status = lun_fail_memory(err);
  if (!status) status = emit(p, pattern, 0, err);
  if (!status) status = add(p, plain(CODE_MATCH, 0, 0), NULL, err);
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
  lun_numbers_free(&p->visited);
  lun_numbers_free(&p->reset);
  lun_numbers_free(&p->takers);
  lun_numbers_free(&p->chain);
  lun_free(p);
  m->program = NULL;
}

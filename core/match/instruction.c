/* Patterns written out as instructions: Thompson's construction, with repetitions unrolled, whole spans as their only token or
 * the first, inner ones and the last, and looks ahead as tests of what is taken next. */
#include "match/program.h"

#include <string.h>

#include "lunette/mem.h"

enum { INSTRUCTIONS_MAX = 200000, DEPTH_MAX = 2000 };

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

lun_test lun_leaf_test(lun_machine *m, uint32_t leaf) { return lun_predicates_leaf(&m->predicates, (lun_leaf){.kind = LEAF_PLACE, .number = leaf}); }

/* A leaf of a context, made when a pattern first asks for it. */
static lun_test place_test(lun_machine *m, lun_context context, unsigned which) {
  uint32_t *leaf = &m->contexts[context].leaf[which];
  if (*leaf) return lun_leaf_test(m, *leaf - 1);
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
  lun_capture_node node = {.name = span ? LUN_NONE : x->name, .context = m->capture_contexts.count, .list = x->list};
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
      const lun_test sentence = lun_leaf_test(p->machine, LEAF_SENTENCE);
      return emit_look(p, sentence, sentence, err);
    }
    case LUN_PATTERN_STOP:
      return emit_look(p, EXPRESSION_FALSE, lun_predicates_or(t, lun_leaf_test(p->machine, LEAF_SENTENCE), lun_leaf_test(p->machine, LEAF_END)), err);
  }
  return LUN_OK;
}

lun_status lun_program_write(program *p, const lun_pattern *pattern, lun_err *err) {
  const lun_status status = emit(p, pattern, 0, err);
  return status ? status : add(p, plain(CODE_MATCH, 0, 0), NULL, err);
}

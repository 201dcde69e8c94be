/* One rule that was woken, run by itself: its automaton of positions in one machine word. Nothing is remembered between runs
 * and nothing need be worked out beforehand but the rule's plan, when it is first woken. A slot is a position together with
 * the label by which it is entered; the set of slots that were reached at each token is kept, so that a match is then read
 * by going through them once more, without a test.
 *
 * Sources: Glushkov 1961; bit-parallel simulation as in Baeza-Yates and Gonnet 1992 and, for Glushkov's automaton, Navarro and
 * Raffinot, Flexible Pattern Matching in Strings (2002), chapter 5. */
#include <string.h>

#include "lunette/mem.h"
#include "match/machine.h"

enum { SLOTS = 64, SLOT_END = 0xFF, RUN_SHORT = 64, RUN_CHOSEN = 2048, PER_TOKEN = 64, STEPS_FREE = 1 << 16, PREFETCHED = 448, CACHE_LINE = 64 };

/* Slots are those that are entered by it. Where the sight passes `left` may be all that is left to ask, a leaf; or LUN_NONE. */
typedef struct test { uint64_t slots; lun_sight sight; uint32_t label, left; } test;
/* In lun_solos.at: the plan, `follow` of each slot, the tests, and as bytes the test of each slot and the slot of each edge
 * (SLOT_END where the pattern ends unasked). */
typedef struct plan {
  uint64_t first, ends, guards, inside; /* slots: to which the beginning leads; behind which the pattern ends; that are ends
                                         * themselves, if their label holds; behind which all goes on inside a span */
  uint32_t edge;                        /* the rule's first */
  uint8_t slots, tests;
  bool bounded; /* runs end by themselves, for the rule chooses or wants all matches */
  uint32_t zone;
} plan;

static const uint64_t *follow_of(const plan *p) { return (const uint64_t *)(const void *)(p + 1); }
static const test *tests_of(const plan *p) { return (const test *)(const void *)(follow_of(p) + p->slots); }
static const uint8_t *test_of_slot(const plan *p) { return (const uint8_t *)(const void *)(tests_of(p) + p->tests); }
static const uint8_t *slot_of_edge(const plan *p) { return test_of_slot(p) + p->slots; }
static const plan *plan_of(const lun_machine *m, uint32_t rule) { return (const plan *)(const void *)(m->solos.at + m->solos.of[rule] - 1); }

void lun_solos_free(lun_solos *s) {
  lun_free(s->at);
  lun_free(s->of);
  lun_free(s->history);
  *s = (lun_solos){0};
}

size_t lun_solos_memory(const lun_solos *s) {
  return (s->capacity + (size_t)s->history_capacity) * sizeof(uint64_t) + s->of_count * sizeof *s->of;
}

lun_status lun_solos_ready(lun_machine *m) {
  lun_solos_free(&m->solos);
  m->solos.of = lun_zalloc(m->rule_count ? m->rule_count : 1, sizeof *m->solos.of);
  m->solos.of_count = m->solos.of ? m->rule_count : 0;
  return m->solos.of ? LUN_OK : LUN_NO_MEMORY;
}

/* A plan in the making. */
typedef struct draft {
  plan head;
  uint64_t of_position[SLOTS + 1]; /* slots to which each position leads */
  uint64_t follow[SLOTS];
  uint32_t label[SLOTS], target[SLOTS]; /* of slots; target from the rule's first position on, LUN_END for guards */
  test tests[SLOTS];
  uint8_t test_of[SLOTS];
} draft;

/* The slot of an edge, made when it is new; false when there are too many. */
static bool slot_of(draft *d, const lun_edge *e, uint32_t target, uint32_t *slot) {
  plan *h = &d->head;
  for (*slot = 0; *slot < h->slots; ++*slot)
    if (d->target[*slot] == target && d->label[*slot] == e->label) return true;
  if (h->slots == SLOTS) return false;
  if (target == LUN_END) h->guards |= 1ull << h->slots;
  d->target[h->slots] = target;
  d->label[h->slots++] = e->label;
  return true;
}

static bool make_slots(const lun_machine *m, const lun_rule *rule, draft *d, uint8_t *slot_of_edges) {
  const uint32_t base = rule->position;
  uint64_t ends = 0, inside = 0; /* by position, of those behind the first */
  if (rule->position_stop - base > SLOTS + 1) return false;
  for (uint32_t p = base; p < rule->position_stop; p++) {
    const lun_position *x = &m->positions[p];
    bool all_inside = p > base;
    d->of_position[p - base] = 0;
    for (uint32_t k = x->edge; k < x->edge + x->edge_count; k++) {
      const lun_edge *e = &m->edges[k];
      const bool end = e->target == LUN_END;
      if (end || m->positions[e->target].inside == 0) all_inside = false;
      if (end && e->label == EXPRESSION_TRUE) {
        if (p > base) ends |= 1ull << (p - base - 1);
        slot_of_edges[k - d->head.edge] = SLOT_END;
        continue;
      }
      uint32_t slot;
      if (!slot_of(d, e, end ? LUN_END : e->target - base, &slot)) return false;
      d->of_position[p - base] |= 1ull << slot;
      slot_of_edges[k - d->head.edge] = (uint8_t)slot;
    }
    if (all_inside && x->edge_count) inside |= 1ull << (p - base - 1);
  }
  d->head.first = d->of_position[0];
  for (uint32_t s = 0; s < d->head.slots; s++) {
    d->follow[s] = 0;
    if (d->target[s] == LUN_END) continue;
    d->follow[s] = d->of_position[d->target[s]];
    if (ends >> (d->target[s] - 1) & 1) d->head.ends |= 1ull << s;
    if (inside >> (d->target[s] - 1) & 1) d->head.inside |= 1ull << s;
  }
  return true;
}

static void make_tests(const lun_machine *m, draft *d) {
  plan *h = &d->head;
  for (uint32_t s = 0; s < h->slots; s++) {
    uint32_t t = 0;
    while (t < h->tests && d->tests[t].label != d->label[s]) t++;
    if (t == h->tests) d->tests[h->tests++] = (test){0, m->predicates.sights.at[d->label[s]], d->label[s], m->predicates.sights.left[d->label[s]]};
    d->tests[t].slots |= 1ull << s;
    d->test_of[s] = (uint8_t)t;
  }
}

/* Makes the plan of a rule. solos.of stays 0 when memory is out; LUN_NONE: the rule is too large. */
static lun_status make_plan(lun_machine *m, uint32_t number) {
  lun_solos *s = &m->solos;
  const lun_rule *rule = &m->rules[number];
  const lun_position *last = &m->positions[rule->position_stop - 1];
  const uint32_t edge = m->positions[rule->position].edge, edges = last->edge + last->edge_count - edge;
  draft d; /* of which nothing is asked that was not written */
  d.of_position[0] = 0;
  d.head = (plan){.edge = edge, .bounded = rule->all || rule->choose, .zone = rule->zone};
  lun_numbers *bytes = &m->scratch.d;
  if (lun_numbers_room(bytes, edges / sizeof *bytes->at + 1)) return LUN_NO_MEMORY;
  uint8_t *slots = (uint8_t *)(void *)bytes->at;
  if (!make_slots(m, rule, &d, slots)) {
    s->of[number] = LUN_NONE;
    return LUN_OK;
  }
  make_tests(m, &d);
  const uint32_t n = d.head.slots, tests = d.head.tests;
  const size_t size = sizeof d.head + n * sizeof *d.follow + tests * sizeof *d.tests + n + edges, words = (size + sizeof *s->at - 1) / sizeof *s->at;
  void *block = s->at;
  if (lun_grow(&block, &s->capacity, s->count + (uint64_t)words, sizeof *s->at)) return LUN_NO_MEMORY;
  s->at = block;
  unsigned char *at = (unsigned char *)(s->at + s->count);
  memcpy(at, &d.head, sizeof d.head);
  memcpy(at += sizeof d.head, d.follow, n * sizeof *d.follow);
  memcpy(at += n * sizeof *d.follow, d.tests, tests * sizeof *d.tests);
  memcpy(at += tests * sizeof *d.tests, d.test_of, n);
  memcpy(at + n, slots, edges);
  s->of[number] = s->count + 1;
  s->count += (uint32_t)words;
  return LUN_OK;
}

lun_status lun_solo_fits(lun_machine *m, uint32_t rule, bool *fits) {
  const lun_status status = m->solos.of[rule] ? LUN_OK : make_plan(m, rule);
  *fits = m->solos.of[rule] != LUN_NONE;
  return status;
}

/* A plan is in no cache when its rule is called for the first time in a document. */
void lun_solo_prefetch(const lun_machine *m, uint32_t rule) {
  if (!m->solos.of[rule] || m->solos.of[rule] == LUN_NONE) return;
  const char *at = (const char *)plan_of(m, rule);
  for (size_t offset = 0; offset < PREFETCHED; offset += CACHE_LINE) __builtin_prefetch(at + offset);
}

static lun_status room_for_history(lun_solos *s, uint32_t length) {
  void *block = s->history;
  const lun_status status = lun_grow(&block, &s->history_capacity, length, sizeof *s->history);
  s->history = block;
  return status;
}

static bool is_among(const uint32_t *sorted, uint32_t count, uint32_t wanted) {
  uint32_t low = 0, high = count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (sorted[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low < count && sorted[low] == wanted;
}

/* Whether a word is in a leaf's set. */
static lun_status is_in_set(lun_machine *m, const lun_leaf *leaf, lun_lexeme lexeme, bool *value) {
  uint32_t count;
  const uint32_t *words = lun_lists_at(&m->predicates.sets, leaf->number, &count); /* the first is the set's kind */
  const lun_lexeme form = leaf->kind == LEAF_NORMS ? lun_vocab_norm(m->vocab, lexeme) : lun_vocab_lower(m->vocab, lexeme);
  *value = is_among(words + 1, count - 1, form);
  return form ? LUN_OK : LUN_NO_MEMORY;
}

/* What a glance left open. */
static lun_status holds_indeed(lun_machine *m, const lun_view *view, const test *t, uint32_t token, bool *value) {
  const lun_leaf *leaf = t->left == LUN_NONE ? NULL : &m->predicates.leaves[t->left];
  if (leaf && lun_is_words(leaf) && token < view->count) return is_in_set(m, leaf, view->doc->tokens.lexeme[token], value);
  uint32_t symbol;
  if (lun_view_symbol(m, view, token, &symbol)) return LUN_NO_MEMORY;
  if (leaf && leaf->kind != LEAF_PLACE) {
    uint32_t count;
    const uint32_t *leaves = lun_lists_at(&m->symbols.words, m->symbols.at[symbol].word, &count);
    *value = is_among(leaves, count, t->left);
  } else *value = lun_machine_holds(m, t->label, symbol);
  return LUN_OK;
}

/* Whether a label holds for a token: mostly a glance tells. */
static inline lun_status holds(lun_machine *m, const lun_view *view, const test *t, uint32_t token, lun_glance glance, bool *value) {
  *value = lun_sight_passes(&t->sight, glance);
  return !*value || lun_sight_settles(&t->sight, glance) ? LUN_OK : holds_indeed(m, view, t, token, value);
}

/* Of some slots those whose label holds for a token. */
static inline lun_status enter(lun_machine *m, const lun_view *view, const plan *p, uint64_t slots, uint32_t token, uint64_t *entered) {
  const test *tests = tests_of(p);
  const uint8_t *test_of = test_of_slot(p);
  lun_glance glance;
  *entered = 0;
  if (lun_view_glance(m, view, token, &glance)) return LUN_NO_MEMORY;
  while (slots) {
    const test *t = &tests[test_of[__builtin_ctzll(slots)]];
    const uint64_t mine = slots & t->slots;
    bool value;
    slots ^= mine;
    if (holds(m, view, t, token, glance, &value)) return LUN_NO_MEMORY;
    if (value) *entered |= mine;
  }
  return LUN_OK;
}

/* The last token of the span inside which all slots go on behind a token; the next one when they do not. */
static uint32_t end_of_span(const lun_machine *m, const lun_view *view, const plan *p, uint64_t slots, uint32_t token) {
  const uint8_t *slot_of = slot_of_edge(p);
  uint32_t context = 0;
  for (uint64_t next = 0; slots; slots &= slots - 1) {
    next = follow_of(p)[__builtin_ctzll(slots)];
    uint32_t edge = 0;
    while (slot_of[edge] == SLOT_END || !(next >> slot_of[edge] & 1)) edge++;
    const uint32_t inside = m->positions[m->edges[p->edge + edge].target].inside;
    if (context && context != inside) return token + 1;
    context = inside;
  }
  const lun_place *place = lun_view_around(view, context - 1, token);
  return place && place->stop > token + 1 ? place->stop - 1 : token + 1;
}

static lun_status note_end(lun_numbers *ends, uint32_t rule, uint32_t end) {
  if (!ends || (ends->count && ends->at[ends->count - 1] == end)) return LUN_OK;
  return lun_numbers_push(ends, rule) ? LUN_NO_MEMORY : lun_numbers_push(ends, end);
}

lun_status lun_solo_run(lun_machine *m, const lun_view *view, uint32_t number, uint32_t start, uint64_t *steps, lun_numbers *ends, uint32_t *end) {
  lun_solos *s = &m->solos;
  const plan *p = plan_of(m, number);
  const uint32_t last = p->zone ? view->zone_stops[(size_t)(p->zone - 1) * view->count + start] : view->count;
  uint64_t slots = p->first;
  uint32_t check = start + (m->long_run < RUN_SHORT ? m->long_run : RUN_SHORT);
  *end = 0;
  for (uint32_t at = start;;) {
    if (at >= last) slots &= p->guards; /* nothing can be taken there */
    if (!slots) break;
    uint64_t now;
    if (enter(m, view, p, slots, at, &now)) return LUN_NO_MEMORY;
    ++*steps;
    if (now & p->guards) {
      if (at > start && note_end(ends, number, *end = at)) return LUN_NO_MEMORY;
      now &= ~p->guards;
    }
    if (!now) break;
    if (at + 1 - start >= s->history_capacity && room_for_history(s, at + 2 - start)) return LUN_NO_MEMORY;
    s->history[at++ - start] = now;
    if (now & p->ends && note_end(ends, number, *end = at)) return LUN_NO_MEMORY;
    slots = 0;
    for (uint64_t bits = now; bits; bits &= bits - 1) slots |= follow_of(p)[__builtin_ctzll(bits)];
    if (!(now & ~p->inside)) { /* the inner tokens of a span do what the one before did */
      const uint32_t stop = end_of_span(m, view, p, now, at - 1);
      if (stop > at + 1 && stop < last) {
        if (room_for_history(s, stop + 2 - start) || enter(m, view, p, slots, at, &now)) return LUN_NO_MEMORY;
        while (at < stop) s->history[at++ - start] = now;
        slots = 0;
        for (uint64_t bits = now; bits; bits &= bits - 1) slots |= follow_of(p)[__builtin_ctzll(bits)];
      }
    }
    if (at < check) continue;
    check = at + RUN_SHORT;
    if (p->bounded && at - start >= RUN_CHOSEN) break;
    const bool costly = *steps > PER_TOKEN * (uint64_t)start + STEPS_FREE;
    if (p->bounded || (at - start < m->long_run && !costly)) continue;
    *end = LUN_NONE;
    break;
  }
  return LUN_OK;
}

lun_status lun_solo_read(lun_machine *m, const lun_view *view, const lun_match *match, lun_numbers *edges) {
  const plan *p = plan_of(m, match->rule);
  const uint8_t *slot_of = slot_of_edge(p);
  const uint32_t length = match->stop - match->first, base = m->rules[match->rule].position;
  uint64_t *history = m->solos.history;
  lun_numbers *next = &m->scratch.a; /* at each depth the edge to try next */
  if (lun_numbers_room(next, length + 2) || lun_numbers_room(edges, length + 2)) return LUN_NO_MEMORY;
  uint32_t depth = 0, position = base;
  next->at[0] = m->positions[base].edge;
  for (;;) {
    const lun_position *x = &m->positions[position];
    const uint32_t stop = x->edge + x->edge_count;
    uint32_t k = next->at[depth];
    for (; k < stop; k++) {
      const uint32_t slot = slot_of[k - p->edge];
      if (depth < length) {
        if (slot == SLOT_END || !(history[depth] >> slot & 1)) continue;
        history[depth] ^= 1ull << slot; /* it is not tried twice */
        break;
      }
      if (slot == SLOT_END) break;
      if (!(p->guards >> slot & 1)) continue;
      bool value;
      lun_glance glance;
      if (lun_view_glance(m, view, match->stop, &glance)) return LUN_NO_MEMORY;
      if (holds(m, view, &tests_of(p)[test_of_slot(p)[slot]], match->stop, glance, &value)) return LUN_NO_MEMORY;
      if (value) break;
    }
    if (k < stop) {
      next->at[depth] = k + 1;
      edges->at[depth++] = k;
      if (depth > length) break;
      position = m->edges[k].target;
      next->at[depth] = m->positions[position].edge;
      continue;
    }
    if (depth == 0) return LUN_INVALID;
    depth--;
    position = depth == 0 ? base : m->edges[edges->at[depth - 1]].target;
  }
  edges->count = length + 1;
  return LUN_OK;
}

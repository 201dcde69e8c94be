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

/* Slots are those that are entered by it. Where the sight passes, `left` may be all that is left to ask: LEFT_WORDS and where a
 * set of `size` words stands in lun_predicates.sets, another leaf, or LEFT_PLACES; or LUN_NONE. */
typedef struct test { uint64_t slots; lun_sight sight; uint32_t label_or_size, left; } test;
#define LEFT_WORDS (UINT32_C(1) << 31)

/* An edge as readings need it: its slot (SLOT_END where the pattern ends unasked), and its actions in the plan's, from and to. */
typedef struct step { uint16_t from, to; uint8_t slot; } step;

/* In lun_solos.at: the plan, `follow` of each slot, as bytes the test and the position of each slot, the tests; behind what runs
 * need, what readings do: the first step of each position that the rule has, the steps, and the actions, of 16 bits. */
typedef struct plan {
  uint64_t first, ends, guards, inside; /* slots: to which the beginning leads; behind which the pattern ends; that are ends
                                         * themselves, if their label holds; behind which all goes on inside a span */
  uint32_t zone;
  uint32_t position; /* the rule's first */
  uint16_t steps, actions;
  uint8_t slots, tests, positions;
  bool bounded;      /* runs end by themselves, for the rule chooses or wants all matches */
} plan;

static const uint64_t *follow_of(const plan *p) { return (const uint64_t *)(const void *)(p + 1); }
static const uint8_t *test_of_slot(const plan *p) { return (const uint8_t *)(const void *)(follow_of(p) + p->slots); }
static const uint8_t *position_of_slot(const plan *p) { return test_of_slot(p) + p->slots; }
static size_t bytes_of_slots(uint32_t slots) { return (2 * (size_t)slots + 7) / 8 * 8; }
static const test *tests_of(const plan *p) { return (const test *)(const void *)(test_of_slot(p) + bytes_of_slots(p->slots)); }
static const uint16_t *first_step(const plan *p) { return (const uint16_t *)(const void *)(tests_of(p) + p->tests); }
static const step *steps_of(const plan *p) { return (const step *)(const void *)(first_step(p) + p->positions + 1); }
static const uint16_t *actions_of(const plan *p) { return (const uint16_t *)(const void *)(steps_of(p) + p->steps); }
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
enum { STEPS = 1024, ACTIONS = 1024 };
typedef struct draft {
  plan head;
  uint64_t of_position[SLOTS + 1]; /* slots to which each position leads */
  uint64_t follow[SLOTS];
  uint32_t label[SLOTS], target[SLOTS]; /* of slots; target from the rule's first position on, LUN_END for guards */
  test tests[SLOTS];
  uint8_t test_of[SLOTS], position_of[SLOTS];
  uint16_t first_step[SLOTS + 2];
  step steps[STEPS];
  uint16_t actions[ACTIONS];
} draft;

/* The slot of an edge, made when it is new; false when there are too many. */
static bool slot_of(draft *d, const lun_edge *e, uint32_t target, uint32_t *slot) {
  plan *h = &d->head;
  for (*slot = 0; *slot < h->slots; ++*slot)
    if (d->target[*slot] == target && d->label[*slot] == e->label) return true;
  if (h->slots == SLOTS) return false;
  if (target == LUN_END) h->guards |= 1ull << h->slots;
  d->target[h->slots] = target;
  d->position_of[h->slots] = target == LUN_END ? 0 : (uint8_t)target;
  d->label[h->slots++] = e->label;
  return true;
}

/* An action is twice the capture's number in the rule, and whether it closes. */
static bool add_step(const lun_machine *m, const lun_rule *rule, draft *d, const lun_edge *e, uint32_t slot) {
  plan *h = &d->head;
  if (h->steps == STEPS) return false;
  step *x = &d->steps[h->steps++];
  *x = (step){h->actions, h->actions, (uint8_t)slot};
  const uint32_t count = e->actions ? m->actions.at[e->actions] : 0;
  if (h->actions + (uint64_t)count > ACTIONS || rule->capture_stop - rule->capture > INT16_MAX) return false;
  for (uint32_t k = 1; k <= count; k++) d->actions[h->actions++] = (uint16_t)(m->actions.at[e->actions + k] - 2 * rule->capture);
  x->to = h->actions;
  return true;
}

static bool make_slots(const lun_machine *m, const lun_rule *rule, draft *d) {
  const uint32_t base = rule->position;
  uint64_t ends = 0, inside = 0; /* by position, of those behind the first */
  if (rule->position_stop - base > SLOTS + 1) return false;
  d->head.positions = (uint8_t)(rule->position_stop - base);
  for (uint32_t p = base; p < rule->position_stop; p++) {
    const lun_position *x = &m->positions[p];
    bool all_inside = p > base;
    d->of_position[p - base] = 0;
    d->first_step[p - base] = d->head.steps;
    for (uint32_t k = x->edge; k < x->edge + x->edge_count; k++) {
      const lun_edge *e = &m->edges[k];
      const bool end = e->target == LUN_END;
      uint32_t slot = SLOT_END;
      if (end || m->positions[e->target].inside == 0) all_inside = false;
      if (end && e->label == EXPRESSION_TRUE) {
        if (p > base) ends |= 1ull << (p - base - 1);
      } else {
        if (!slot_of(d, e, end ? LUN_END : e->target - base, &slot)) return false;
        d->of_position[p - base] |= 1ull << slot;
      }
      if (!add_step(m, rule, d, e, slot)) return false;
    }
    if (all_inside && x->edge_count) inside |= 1ull << (p - base - 1);
  }
  d->first_step[d->head.positions] = d->head.steps;
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

static test make_test(const lun_machine *m, uint32_t label) {
  const lun_predicates *p = &m->predicates;
  const uint32_t left = p->sights.left[label];
  test fresh = {0, p->sights.at[label], label, left};
  uint32_t count;
  if (left >= LEFT_PLACES) return fresh;
  if (p->leaves[left].kind == LEAF_PLACE) fresh.left = LUN_NONE;
  if (!lun_is_words(&p->leaves[left])) return fresh;
  const uint32_t *set = lun_lists_at(&p->sets, p->leaves[left].number, &count); /* of which the first says of what sort it is */
  fresh.left = LEFT_WORDS | (uint32_t)(set - p->sets.items.at);
  fresh.label_or_size = count - 1;
  return fresh;
}

static void make_tests(const lun_machine *m, draft *d) {
  plan *h = &d->head;
  uint32_t labels[SLOTS];
  for (uint32_t s = 0; s < h->slots; s++) {
    uint32_t t = 0;
    while (t < h->tests && labels[t] != d->label[s]) t++;
    if (t == h->tests) {
      labels[t] = d->label[s];
      d->tests[h->tests++] = make_test(m, d->label[s]);
    }
    d->tests[t].slots |= 1ull << s;
    d->test_of[s] = (uint8_t)t;
  }
}

static unsigned char *put(unsigned char *at, const void *from, size_t size) {
  memcpy(at, from, size);
  return at + size;
}

/* Makes the plan of a rule. solos.of stays 0 when memory is out; LUN_NONE: the rule is too large. */
static lun_status make_plan(lun_machine *m, uint32_t number) {
  lun_solos *s = &m->solos;
  const lun_rule *rule = &m->rules[number];
  draft d; /* of which nothing is asked that was not written */
  d.head = (plan){.zone = rule->zone, .position = rule->position, .bounded = rule->all || rule->choose};
  d.of_position[0] = 0;
  const plan *h = &d.head;
  if (!make_slots(m, rule, &d)) {
    s->of[number] = LUN_NONE;
    return LUN_OK;
  }
  make_tests(m, &d);
  const size_t follow = h->slots * sizeof *d.follow, tests = h->tests * sizeof *d.tests, first = (h->positions + (size_t)1) * sizeof *d.first_step;
  const size_t steps = h->steps * sizeof *d.steps, actions = h->actions * sizeof *d.actions;
  const size_t words = (sizeof *h + follow + tests + bytes_of_slots(h->slots) + first + steps + actions + sizeof *s->at - 1) / sizeof *s->at;
  void *block = s->at;
  if (lun_grow(&block, &s->capacity, s->count + (uint64_t)words, sizeof *s->at)) return LUN_NO_MEMORY;
  s->at = block;
  unsigned char *at = put((unsigned char *)(s->at + s->count), h, sizeof *h);
  at = put(at, d.follow, follow);
  put(put(at, d.test_of, h->slots), d.position_of, h->slots);
  at = put(at + bytes_of_slots(h->slots), d.tests, tests);
  put(put(put(at, d.first_step, first), d.steps, steps), d.actions, actions);
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

/* Whether a word is in a set, whose first number says whether it is of norms. */
static lun_status is_in_set(lun_machine *m, const uint32_t *set, uint32_t size, lun_lexeme lexeme, bool *value) {
  const lun_lexeme form = set[0] ? lun_vocab_norm(m->vocab, lexeme) : lun_vocab_lower(m->vocab, lexeme);
  *value = is_among(set + 1, size, form);
  return form ? LUN_OK : LUN_NO_MEMORY;
}

/* What a glance left open. */
static lun_status holds_indeed(lun_machine *m, const lun_view *view, const test *t, uint32_t token, bool *value) {
  const lun_predicates *p = &m->predicates;
  if (t->left == LEFT_PLACES) {
    *value = lun_machine_holds_at(m, t->label_or_size, lun_view_place_of(m, view, token));
    return LUN_OK;
  }
  const bool some = t->left != LUN_NONE;
  if (some && t->left & LEFT_WORDS) {
    *value = false;
    if (token == view->count) return LUN_OK;
    return is_in_set(m, p->sets.items.at + (t->left & ~LEFT_WORDS), t->label_or_size, view->doc->tokens.lexeme[token], value);
  }
  uint32_t symbol;
  if (lun_view_symbol(m, view, token, &symbol)) return LUN_NO_MEMORY;
  if (some) {
    uint32_t count;
    const uint32_t *leaves = lun_lists_at(&m->symbols.words, m->symbols.bits[symbol].word, &count);
    *value = is_among(leaves, count, t->left);
  } else *value = lun_machine_holds(m, t->label_or_size, symbol);
  return LUN_OK;
}

/* Whether a label holds for a token: mostly a glance tells. */
static inline lun_status holds(lun_machine *m, const lun_view *view, const test *t, uint32_t token, lun_glance glance, bool *value) {
  *value = lun_sight_passes(&t->sight, glance);
  return !*value || lun_sight_settles(&t->sight, glance) ? LUN_OK : holds_indeed(m, view, t, token, value);
}

/* Of some slots those whose label holds for a token. */
static inline lun_status enter(lun_machine *m, const lun_view *view, const test *tests, const uint8_t *test_of, uint64_t slots, uint32_t token, uint64_t *entered) {
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
  uint32_t context = 0;
  for (; slots; slots &= slots - 1) { /* all edges of each lead on inside the same span */
    const uint32_t position = position_of_slot(p)[__builtin_ctzll(slots)];
    const uint32_t inside = m->positions[m->edges[m->positions[p->position + position].edge].target].inside;
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

/* Whether a run is so long, or so many are, that the rule had better be searched alone. */
static bool is_long(const lun_machine *m, uint32_t start, uint32_t at, uint64_t steps) {
  return at - start >= m->long_run || steps > PER_TOKEN * (uint64_t)start + STEPS_FREE;
}

lun_status lun_solo_run(lun_machine *m, const lun_view *view, uint32_t number, uint32_t start, uint64_t *steps, lun_numbers *ends, uint32_t *end) {
  lun_solos *s = &m->solos;
  const plan *p = plan_of(m, number);
  const uint32_t last = p->zone ? view->zone_stops[(size_t)(p->zone - 1) * view->count + start] : view->count;
  const test *tests = tests_of(p);
  const uint8_t *test_of = test_of_slot(p);
  uint64_t slots = p->first;
  uint32_t check = start + (m->long_run < RUN_SHORT ? m->long_run : RUN_SHORT);
  *end = 0;
  for (uint32_t at = start;;) {
    if (at >= last) slots &= p->guards; /* nothing can be taken there */
    if (!slots) break;
    uint64_t now;
    if (enter(m, view, tests, test_of, slots, at, &now)) return LUN_NO_MEMORY;
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
        if (room_for_history(s, stop + 2 - start) || enter(m, view, tests, test_of, slots, at, &now)) return LUN_NO_MEMORY;
        while (at < stop) s->history[at++ - start] = now;
        slots = 0;
        for (uint64_t bits = now; bits; bits &= bits - 1) slots |= follow_of(p)[__builtin_ctzll(bits)];
      }
    }
    if (at < check) continue;
    check = at + RUN_SHORT;
    if (p->bounded ? at - start >= RUN_CHOSEN : is_long(m, start, at, *steps)) {
      if (!p->bounded) *end = LUN_NONE;
      break;
    }
  }
  return LUN_OK;
}

/* The first way in written order through what the last run entered, as steps; *depth of them. LUN_INVALID when there is none. */
static lun_status follow_match(lun_machine *m, const lun_view *view, const plan *p, const lun_match *match, uint32_t *taken) {
  const uint32_t length = match->stop - match->first;
  const step *steps = steps_of(p);
  const uint16_t *first = first_step(p);
  uint64_t *history = m->solos.history;
  uint32_t depth = 0, position = 0, k = first[0];
  for (;;) {
    const uint32_t stop = first[position + 1];
    for (; k < stop; k++) {
      const uint32_t slot = steps[k].slot;
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
      taken[depth] = k;
      if (depth++ == length) return LUN_OK;
      position = position_of_slot(p)[steps[k].slot];
      k = first[position];
      continue;
    }
    if (depth == 0) return LUN_INVALID;
    depth--;
    k = taken[depth] + 1;
    position = depth == 0 ? 0 : position_of_slot(p)[steps[taken[depth - 1]].slot];
  }
}

lun_status lun_solo_read(lun_machine *m, lun_found *found, lun_match *match, lun_err *err) {
  const plan *p = plan_of(m, match->rule);
  const lun_rule *rule = &m->rules[match->rule];
  lun_numbers *taken = &m->scratch.b;
  const uint32_t length = match->stop - match->first;
  if (lun_numbers_room(taken, length + 1)) return lun_fail_memory(err);
  lun_status status = follow_match(m, found->view, p, match, taken->at);
  if (status) return status == LUN_NO_MEMORY ? lun_fail_memory(err) : lun_fail(err, status, 0, "a match cannot be read");
  status = lun_read_open(m, found, match, err);
  for (uint32_t k = 0; !status && k <= length; k++) {
    const step *x = &steps_of(p)[taken->at[k]];
    for (uint32_t a = x->from; !status && a < x->to; a++) status = lun_read_action(m, found, match, 2 * rule->capture + actions_of(p)[a], match->first + k, err);
  }
  return lun_read_close(found, match, status);
}

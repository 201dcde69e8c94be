/* Searching a document: from each token where something can begin, all rules run at once until none can go on; of each
 * rule the longest end counts, and the rule begins again after it. Most tokens begin nothing, which one load tells.
 *
 * So that no text makes this more than linear, a run that goes on and on is looked at: it stops when all its rules are
 * busy with an earlier match. A rule that is not, and whose run is longer than machine->long_run (or, in a text where many runs are
 * long, RUN_SHORT), is put aside and searched alone with a pass backwards (reach.c). */
#include <stdlib.h>
#include <string.h>

#include "lunette/mem.h"
#include "match/machine.h"

enum { LOOK_EVERY = 16, RUN_SHORT = 64, RUN_CHOSEN = 2048, SHORTER = 8, PER_TOKEN = 64, CHECK_EVERY = 64 };

typedef struct run {
  lun_machine *machine;
  lun_found *found;
  const lun_view *view;
  uint32_t start;
  uint64_t steps; /* in this document */
  lun_numbers active, next, touched, ends; /* ends: rule, end of rules that choose */
} run;

/* Ends come in order but for one: where a look-ahead decides whether a rule ended before the last token, another state may
 * have taken that token already. */
static lun_status accept(run *r, const uint32_t *rules, uint32_t count, uint32_t end) {
  lun_machine *m = r->machine;
  lun_scratch *s = &m->scratch;
  for (uint32_t k = 0; k < count; k++) {
    const uint32_t rule = rules[k];
    const lun_rule *x = &m->rules[rule];
    if (s->bound[rule] > r->start || end == r->start) continue;
    if (x->zone && end > r->view->zone_stops[(size_t)(x->zone - 1) * r->view->count + r->start]) continue;
    if (s->touched[rule] != r->start + 1) {
      s->touched[rule] = r->start + 1;
      if (lun_numbers_push(&r->touched, rule)) return LUN_NO_MEMORY;
      s->best[rule] = end;
    } else if (s->best[rule] == end) continue;
    else if (s->best[rule] < end) s->best[rule] = end;
    if (x->choose && (lun_numbers_push(&r->ends, rule) || lun_numbers_push(&r->ends, end))) return LUN_NO_MEMORY;
  }
  return LUN_OK;
}

static lun_status enter(run *r, uint32_t state, uint32_t end) {
  const lun_state *s = &r->machine->states.at[state];
  if (s->accept_count) {
    const lun_status status = accept(r, r->machine->states.accepts.at + s->accept, s->accept_count, end);
    if (status) return status;
  }
  if (!s->group_count && !s->guard_count) return LUN_OK; /* nothing can follow */
  for (uint32_t k = 0; k < r->next.count; k++) if (r->next.at[k] == state) return LUN_OK;
  return lun_numbers_push(&r->next, state);
}

/* Takes a step's value: states that stand before `end`, rules that ended before the symbol. */
static lun_status take(run *r, uint32_t value, uint32_t end) {
  if (value == STEP_DEAD) return LUN_OK;
  if (!(value & 1)) return enter(r, (value - 4) / 2, end);
  uint32_t at = value / 2;
  const uint32_t states = r->machine->states.records.at[at], rules = r->machine->states.records.at[at + 1];
  lun_status status = LUN_OK;
  if (rules) status = accept(r, r->machine->states.records.at + at + 2 + states, rules, end - 1);
  for (uint32_t k = 0; !status && k < states; k++) status = enter(r, r->machine->states.records.at[at + 2 + k], end);
  return status;
}

/* Whether the run must go on for the sake of some rule; puts rules aside whose run is too long. */
static bool worth_going_on(run *r, uint32_t length) {
  lun_machine *m = r->machine;
  lun_scratch *s = &m->scratch;
  const bool costly = r->steps > PER_TOKEN * (uint64_t)r->start + 65536;
  const uint32_t most = costly && m->long_run > RUN_SHORT ? RUN_SHORT : m->long_run;
  bool worth = false;
  for (uint32_t k = 0; k < r->active.count; k++) {
    uint32_t count;
    const uint32_t *positions = lun_lists_at(&m->states.sets, r->active.at[k], &count);
    for (uint32_t i = 0; i < count;) {
      const uint32_t rule = m->rule_of.at[positions[i]];
      const lun_rule *x = &m->rules[rule];
      while (i < count && positions[i] < x->position_stop) i++;
      if (s->bound[rule] > r->start) continue;
      if (x->choose || x->all) worth = worth || length < RUN_CHOSEN;
      else if (length < most) worth = true;
      else {
        s->deferred[rule] = r->start + 1;
        s->bound[rule] = UINT32_MAX;
      }
    }
  }
  return worth;
}

static uint64_t used(const lun_states *s) {
  return sizeof(uint32_t) * ((uint64_t)2 * s->sets.items.count + s->targets.count + s->accepts.count + s->guards.count + s->index.count + s->records.count) +
         s->count * sizeof *s->at + s->group_count * sizeof *s->groups + 2 * s->step_count * sizeof *s->steps;
}

static lun_status run_from(run *r, uint32_t value) {
  lun_machine *m = r->machine;
  const uint32_t *symbols = r->view->symbols;
  uint32_t at = r->start + 1;
  r->next.count = 0;
  lun_status status = take(r, value, at);
  while (!status && r->next.count) {
    const lun_numbers swap = r->active;
    r->active = r->next;
    r->next = swap;
    r->next.count = 0;
    const uint32_t length = at - r->start, symbol = symbols[at];
    r->steps += r->active.count;
    if (length % LOOK_EVERY == 0 && !worth_going_on(r, length)) break;
    if (length % CHECK_EVERY == 0 && used(&m->states) > m->limit && (status = lun_states_renew(m, &r->active))) break;
    if (m->widest > 1 && r->active.count > m->widest) { /* too many at once: one state for all of them */
      lun_numbers *set = &m->scratch.a;
      set->count = 0;
      for (uint32_t k = 0; !status && k < r->active.count; k++) {
        uint32_t count;
        const uint32_t *positions = lun_lists_at(&m->states.sets, r->active.at[k], &count);
        status = lun_numbers_append(set, positions, count);
      }
      r->active.count = 1;
      if (status || (status = lun_states_intern(m, set, &r->active.at[0]))) break;
    }
    const uint64_t signature = m->symbols.at[symbol].signature;
    at++;
    for (uint32_t k = 0; !status && k < r->active.count; k++) {
      const uint32_t state = r->active.at[k];
      if (!(m->states.at[state].signature & signature) && m->states.at[state].signature != UINT64_MAX) continue;
      const uint32_t owner = m->states.at[state].owner;
      if (owner != LUN_NONE && m->scratch.bound[owner] > r->start) continue;
      status = lun_states_step(m, state, symbol, &value);
      if (!status) status = take(r, value, at);
    }
    if (symbol == SYMBOL_END) break;
  }
  return status;
}

lun_status lun_found_add(lun_machine *m, lun_found *found, uint32_t rule, uint32_t first, uint32_t stop, bool read, lun_err *err) {
  lun_status status;
  lun_match match = {rule, first, stop, first, stop, 0, 0, LUN_NONE};
  if (read && (m->rules[rule].captures || m->rules[rule].spans) && (status = lun_read_match(m, found, &match, err))) return status;
  LUN_VECTOR_ADD(found->matches, found->match_capacity, found->match_count, match, status);
  if (status) return lun_fail_memory(err);
  const uint32_t number = found->match_count - 1;
  if (found->first_of[rule] == LUN_NONE) found->first_of[rule] = number;
  else found->matches[m->scratch.last[rule]].next = number;
  m->scratch.last[rule] = number;
  if (!m->rules[rule].all && !m->rules[rule].choose) m->scratch.bound[rule] = match.given_stop > first ? match.given_stop : first + 1;
  return LUN_OK;
}

static int compare_ends(const void *a, const void *b) { /* by rule, then longest first */
  const uint32_t *x = a, *y = b;
  if (x[0] != y[0]) return x[0] < y[0] ? -1 : 1;
  return (x[1] < y[1]) - (x[1] > y[1]);
}

/* Of rules that choose: the longest end and up to SHORTER more. */
static lun_status add_ends(run *r, lun_err *err) {
  uint32_t given = 0;
  if (r->ends.count > 2) qsort(r->ends.at, r->ends.count / 2, 2 * sizeof *r->ends.at, compare_ends);
  for (uint32_t k = 0; k < r->ends.count; k += 2) {
    const uint32_t *end = r->ends.at + k;
    if (k == 0 || end[0] != end[-2]) given = 0;
    else if (end[1] == end[-1]) continue;
    if (given++ > SHORTER) continue;
    const lun_status status = lun_found_add(r->machine, r->found, end[0], r->start, end[1], false, err);
    if (status) return status;
  }
  return LUN_OK;
}

static lun_status add_matches(run *r, lun_err *err) {
  const lun_machine *m = r->machine;
  for (uint32_t k = 0; k < r->touched.count; k++) {
    const uint32_t rule = r->touched.at[k];
    if (m->scratch.deferred[rule] || m->rules[rule].choose) continue;
    const lun_status status = lun_found_add(r->machine, r->found, rule, r->start, m->scratch.best[rule], true, err);
    if (status) return status;
  }
  return add_ends(r, err);
}

static lun_status run_all(run *r, lun_err *err) {
  lun_machine *m = r->machine;
  const uint32_t *symbols = r->view->symbols, count = r->view->count;
  lun_status status = LUN_OK;
  for (uint32_t i = 0; !status && i < count; i++) {
    uint32_t value = symbols[i] < m->states.first_capacity ? m->states.first_step[symbols[i]] : 0;
    if (value == STEP_DEAD) continue;
    if (!value) {
      if (used(&m->states) > m->limit && lun_states_start(m)) return lun_fail_memory(err);
      if (lun_states_first(m, symbols[i], &value)) return lun_fail_memory(err);
      if (value == STEP_DEAD) continue;
    } else if (i % CHECK_EVERY == 0 && used(&m->states) > m->limit) {
      if (lun_states_start(m) || lun_states_first(m, symbols[i], &value)) return lun_fail_memory(err);
    }
    r->start = i;
    r->touched.count = r->ends.count = 0;
    if (run_from(r, value)) return lun_fail_memory(err);
    if (r->touched.count) status = add_matches(r, err);
  }
  return status;
}

static lun_status prepare(lun_machine *m, lun_found *found, lun_err *err) {
  lun_scratch *s = &m->scratch;
  const size_t size = (m->rule_count ? m->rule_count : 1) * sizeof(uint32_t);
  if (!m->states.count && lun_states_start(m)) return lun_fail_memory(err);
  if (!found->first_of && !(found->first_of = lun_alloc(size))) return lun_fail_memory(err);
  memset(found->first_of, 0xFF, size);
  memset(s->bound, 0, size);
  memset(s->touched, 0, size);
  memset(s->deferred, 0, size);
  return LUN_OK;
}

lun_status lun_machine_begin(lun_machine *m, lun_err *err) {
  const lun_symbols *s = &m->symbols;
  if (s->count && lun_symbols_memory(s) - s->word_of_count * sizeof *s->word_of <= m->limit) return LUN_OK;
  lun_symbols_free(&m->symbols);
  lun_states_free(&m->states);
  return lun_symbols_init(m) ? lun_fail_memory(err) : LUN_OK;
}

lun_status lun_machine_search(lun_machine *m, const lun_doc *doc, lun_lookups *lookups, lun_found *found, lun_err *err) {
  lun_status status = lun_view_new(m, doc, lookups, &found->view, err);
  if (!status) status = prepare(m, found, err);
  if (status || !m->rule_count) return status;
  run r = {.machine = m, .found = found, .view = found->view};
  status = run_all(&r, err);
  for (uint32_t rule = 0; !status && rule < m->rule_count; rule++)
    if (m->scratch.deferred[rule]) status = lun_search_alone(m, found, rule, m->scratch.deferred[rule] - 1, err);
  lun_numbers_free(&r.active);
  lun_numbers_free(&r.next);
  lun_numbers_free(&r.touched);
  lun_numbers_free(&r.ends);
  return status;
}

void lun_found_free(lun_found *found) {
  lun_free(found->matches);
  lun_free(found->captures);
  lun_free(found->first_of);
  lun_view_free(found->view);
  *found = (lun_found){0};
}

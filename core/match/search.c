/* Searching a document: from each token where something can begin, all rules run at once until none can go on; of each
 * rule the longest end counts, and the rule begins again after it. Most tokens begin nothing, which one load tells.
 *
 * So that no text makes this more than linear, a run that goes on and on is looked at: it stops when all its rules are
 * busy with an earlier match. A rule that is not, and whose run is longer than machine->long_run (or, in a text where many
 * runs are long, RUN_SHORT; or where it is at very many places of its pattern at once), is put aside and searched alone
 * with a pass backwards (reach.c). Rules that choose and rules that want all matches are not put aside: their runs end. */
#include <stdlib.h>
#include <string.h>

#include "lunette/mem.h"
#include "match/machine.h"

enum { LOOK_EVERY = 8, RUN_SHORT = 64, RUN_CHOSEN = 2048, SHORTER = 8, PER_TOKEN = 64, CHECK_EVERY = 64, MANY_POSITIONS = 128 };

typedef struct run {
  lun_machine *machine;
  lun_found *found;
  const lun_view *view;
  uint32_t start;
  uint64_t steps; /* in this document */
  lun_numbers touched, ends; /* ends: rule, end of rules that choose */
} run;

static lun_status accept(run *r, const uint32_t *rules, uint32_t count, uint32_t end) {
  lun_machine *m = r->machine;
  lun_scratch *s = &m->scratch;
  for (uint32_t k = 0; k < count; k++) {
    const uint32_t rule = rules[k];
    const lun_rule *x = &m->rules[rule];
    if (s->bound[rule] > s->base + r->start || end == r->start) continue;
    if (x->zone && end > r->view->zone_stops[(size_t)(x->zone - 1) * r->view->count + r->start]) continue;
    if (s->touched[rule] != s->base + r->start + 1) {
      s->touched[rule] = s->base + r->start + 1;
      if (lun_numbers_push(&r->touched, rule)) return LUN_NO_MEMORY;
    } else if (s->best[rule] == end) continue;
    s->best[rule] = end;
    if (x->choose && (lun_numbers_push(&r->ends, rule) || lun_numbers_push(&r->ends, end))) return LUN_NO_MEMORY;
  }
  return LUN_OK;
}

/* Whether the run must go on for the sake of some rule; puts rules aside whose run is too long. */
static lun_status worth_going_on(run *r, uint32_t front, uint32_t length, bool *worth) {
  lun_machine *m = r->machine;
  lun_scratch *s = &m->scratch;
  const bool costly = r->steps > PER_TOKEN * (uint64_t)r->start + 65536;
  const uint32_t most = costly && m->long_run > RUN_SHORT ? RUN_SHORT : m->long_run;
  *worth = false;
  uint32_t states;
  const uint32_t *list = lun_lists_at(&m->fronts.sets, front, &states);
  for (uint32_t k = 0; k < states; k++) {
    uint32_t count;
    const uint32_t *positions = lun_lists_at(&m->states.sets, list[k], &count);
    for (uint32_t i = 0; i < count;) {
      const uint32_t rule = m->rule_of.at[positions[i]];
      const lun_rule *x = &m->rules[rule];
      const uint32_t begin = i;
      while (i < count && positions[i] < x->position_stop) i++;
      if (s->bound[rule] > s->base + r->start) continue;
      if (x->choose || x->all) *worth = *worth || length < RUN_CHOSEN;
      else if (length < (i - begin > MANY_POSITIONS ? LOOK_EVERY : most)) *worth = true;
      else {
        if (lun_numbers_append(&s->deferred, (const uint32_t[]){rule, r->start}, 2)) return LUN_NO_MEMORY;
        s->bound[rule] = UINT32_MAX;
      }
    }
  }
  return LUN_OK;
}

static bool over_limit(const lun_machine *m) { return lun_states_used(&m->states) + lun_fronts_used(&m->fronts) > m->limit; }

static lun_status run_from(run *r, uint32_t value) {
  lun_machine *m = r->machine;
  const lun_fronts *f = &m->fronts;
  const uint32_t *symbols = r->view->symbols;
  lun_status status = LUN_OK;
  uint32_t look = r->start + LOOK_EVERY;
  for (uint32_t at = r->start; value != STEP_DEAD;) {
    if (value & STEP_RECORD) {
      const uint32_t *record = f->records.at + (value & ~STEP_RECORD);
      if ((status = accept(r, record + 2, record[1], at)) || record[0] == STEP_DEAD) break;
      value = record[0];
    }
    uint32_t front = value / 4 - 1;
    at++;
    if (value & STEP_SAYS) {
      const lun_front *x = &f->at[front];
      if ((status = accept(r, f->accepts.at + x->accept, x->accept_count, at))) break;
      if (x->inside) { /* nothing happens before the last token of the span */
        const lun_place *place = lun_view_around(r->view, x->inside - 1, at - 1);
        if (place && place->stop > at + 1) at = place->stop - 1;
      }
    }
    if (value & STEP_ENDS) break;
    const uint32_t symbol = symbols[at];
    r->steps++;
    if (!lun_signature_shared(&f->bits[front].triggers, &m->symbols.signatures[symbol])) break;
    if (at >= look) {
      look = at + LOOK_EVERY;
      bool worth;
      if ((status = worth_going_on(r, front, at - r->start, &worth)) || !worth) break;
      if (over_limit(m) && (status = lun_fronts_start(m, &front))) break;
    }
    if ((status = lun_fronts_step(m, front, symbol, &value))) break;
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
  if (!m->rules[rule].all && !m->rules[rule].choose) m->scratch.bound[rule] = m->scratch.base + (match.given_stop > first ? match.given_stop : first + 1);
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
    if (end[0] == LUN_NONE) break;
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
    if (m->scratch.bound[rule] == UINT32_MAX) continue;
    if (m->rules[rule].loose) { /* the last end that its loose labels reach is no shorter than the right one */
      const uint32_t most = m->scratch.best[rule];
      const bool choose = m->rules[rule].choose;
      for (uint32_t e = 0; choose && e < r->ends.count; e += 2) if (r->ends.at[e] == rule) r->ends.at[e] = LUN_NONE;
      if (lun_longest_end(r->machine, r->view, rule, r->start, most, choose ? &r->ends : NULL, &m->scratch.best[rule])) return lun_fail_memory(err);
      if (!m->scratch.best[rule]) continue;
    }
    if (m->rules[rule].choose) continue;
    const lun_status status = lun_found_add(r->machine, r->found, rule, r->start, m->scratch.best[rule], true, err);
    if (status) return status;
  }
  return add_ends(r, err);
}

static lun_status run_all(run *r, lun_err *err) {
  lun_machine *m = r->machine;
  const lun_view *view = r->view;
  lun_status status = LUN_OK;
  for (uint32_t k = 0; !status && k < view->start_count; k++) {
    const uint32_t i = view->starts[k], symbol = view->symbols[i];
    uint32_t value = symbol < m->fronts.first_capacity ? m->fronts.first_step[symbol] : 0, none = LUN_NONE;
    if ((!value || k % CHECK_EVERY == 0) && over_limit(m)) {
      if (lun_fronts_start(m, &none)) return lun_fail_memory(err);
      value = 0;
    }
    if (!value && lun_fronts_first(m, symbol, &value)) return lun_fail_memory(err);
    if (value == STEP_DEAD) {
      lun_symbol_is_dead(m, view->doc->tokens.lexeme[i], symbol);
      continue;
    }
    r->found->starts++;
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
  uint32_t none = LUN_NONE;
  if (m->stale && lun_fronts_start(m, &none)) return lun_fail_memory(err);
  if (!found->first_of && !(found->first_of = lun_alloc(size))) return lun_fail_memory(err);
  memset(found->first_of, 0xFF, size);
  if (s->base > UINT32_MAX / 2 || s->base == 0) {
    memset(s->bound, 0, size);
    memset(s->touched, 0, size);
    s->base = 1;
  }
  return LUN_OK;
}

/* Frees the rules that were put aside, and counts on behind the document. */
static void finish(lun_machine *m, uint32_t tokens) {
  lun_scratch *s = &m->scratch;
  for (uint32_t k = 0; k < s->deferred.count; k += 2) s->bound[s->deferred.at[k]] = 0;
  s->deferred.count = 0;
  s->base += tokens + 1;
}

lun_status lun_machine_begin(lun_machine *m, lun_err *err) {
  const lun_symbols *s = &m->symbols;
  if (s->count && lun_symbols_memory(s) - 2 * s->of_count * sizeof *s->word_of <= m->limit) return LUN_OK;
  lun_symbols_free(&m->symbols);
  uint32_t none = LUN_NONE;
  return lun_symbols_init(m) || lun_fronts_start(m, &none) ? lun_fail_memory(err) : LUN_OK;
}

lun_status lun_machine_search(lun_machine *m, const lun_doc *doc, lun_lookups *lookups, lun_found *found, lun_err *err) {
  lun_status status = lun_view_new(m, doc, lookups, &found->view, err);
  if (!status) status = prepare(m, found, err);
  if (status || !m->rule_count) return status;
  run r = {.machine = m, .found = found, .view = found->view};
  status = run_all(&r, err);
  for (uint32_t k = 0; !status && k < m->scratch.deferred.count; k += 2)
    status = lun_search_alone(m, found, m->scratch.deferred.at[k], m->scratch.deferred.at[k + 1], err);
  finish(m, r.view->count);
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

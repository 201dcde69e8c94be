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

enum { LOOK_EVERY = 8, RUN_SHORT = 64, RUN_CHOSEN = 2048, SHORTER = 8, PER_TOKEN = 64, CHECK_EVERY = 64, MANY_POSITIONS = 128, ROOM_LEAST = 4, ROOM_MOST = 1024, AHEAD = 3, STARTS_AHEAD = 8, MOVES_EACH = 32 };

typedef struct run {
  lun_machine *machine;
  lun_found *found;
  const lun_view *view;
  uint32_t start;
  uint32_t windows;
  bool chooses;   /* the rule that runs */
  uint64_t steps; /* of the rule that runs, or of all rules that are always awake */
} run;

static lun_status accept(run *r, const uint32_t *rules, uint32_t count, uint32_t end) {
  lun_machine *m = r->machine;
  lun_scratch *s = &m->scratch;
  const uint32_t start = s->base + r->start;
  for (uint32_t k = 0; end != r->start && k < count; k++) {
    const uint32_t rule = rules[k];
    const lun_rule *x = &m->rules[rule];
    lun_progress *progress = &s->progress[rule];
    if (progress->bound > start) continue;
    if (x->zone && end > r->view->zone_stops[(size_t)(x->zone - 1) * r->view->count + r->start]) continue;
    if (progress->touched != start + 1) {
      progress->touched = start + 1;
      if (lun_numbers_push(&s->running, rule)) return LUN_NO_MEMORY;
    } else if (progress->best == end) continue;
    progress->best = end;
    if (x->choose && (lun_numbers_push(&s->ends, rule) || lun_numbers_push(&s->ends, end))) return LUN_NO_MEMORY;
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
      if (s->progress[rule].bound > s->base + r->start) continue;
      if (x->choose || x->all) *worth = *worth || length < RUN_CHOSEN;
      else if (length < (i - begin > MANY_POSITIONS ? LOOK_EVERY : most)) *worth = true;
      else {
        if (lun_numbers_append(&s->deferred, (const uint32_t[]){rule, r->start}, 2)) return LUN_NO_MEMORY;
        s->progress[rule].bound = UINT32_MAX;
      }
    }
  }
  return LUN_OK;
}

static bool over_limit(const lun_machine *m) { return lun_states_used(&m->states) + lun_fronts_used(&m->fronts) > m->limit; }

static lun_status run_from(run *r, uint32_t value) {
  lun_machine *m = r->machine;
  const lun_fronts *f = &m->fronts;
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
    lun_glance glance;
    r->steps++;
    if ((status = lun_view_glance(m, r->view, at, &glance)) || !lun_glance_shared(f->bits[front].next, glance)) break; /* of most its symbol is not asked for */
    uint32_t symbol;
    if ((status = lun_view_symbol(m, r->view, at, &symbol))) break;
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

lun_status lun_found_add(lun_machine *m, lun_found *found, uint32_t rule, uint32_t first, uint32_t stop, lun_reader *reader, lun_err *err) {
  const lun_rule *x = &m->rules[rule];
  lun_progress *progress = &m->scratch.progress[rule];
  lun_status status;
  if (lun_grow((void **)&found->matches, &found->match_capacity, (uint64_t)found->match_count + 1, sizeof *found->matches)) return lun_fail_memory(err);
  lun_match *match = &found->matches[found->match_count];
  *match = (lun_match){rule, first, stop, first, stop, 0, 0, LUN_NONE};
  if (reader && (x->captures || x->spans) && (status = lun_read_captures(m, found, match, reader, err))) return status;
  if (found->first_of[rule] == LUN_NONE) found->first_of[rule] = found->match_count;
  else found->matches[progress->last].next = found->match_count;
  progress->last = found->match_count++;
  if (!x->all && !x->choose) progress->bound = m->scratch.base + (match->given_stop > first ? match->given_stop : first + 1);
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
  if (r->machine->scratch.ends.count > 2) qsort(r->machine->scratch.ends.at, r->machine->scratch.ends.count / 2, 2 * sizeof *r->machine->scratch.ends.at, compare_ends);
  for (uint32_t k = 0; k < r->machine->scratch.ends.count; k += 2) {
    const uint32_t *end = r->machine->scratch.ends.at + k;
    if (end[0] == LUN_NONE) break;
    if (k == 0 || end[0] != end[-2]) given = 0;
    else if (end[1] == end[-1]) continue;
    if (given++ > SHORTER) continue;
    const lun_status status = lun_found_add(r->machine, r->found, end[0], r->start, end[1], NULL, err);
    if (status) return status;
  }
  return LUN_OK;
}

static lun_status add_matches(run *r, lun_err *err) {
  const lun_machine *m = r->machine;
  for (uint32_t k = 0; k < r->machine->scratch.running.count; k++) {
    const uint32_t rule = r->machine->scratch.running.at[k];
    if (m->scratch.progress[rule].bound == UINT32_MAX) continue;
    if (m->rules[rule].loose) { /* the last end that its loose labels reach is no shorter than the right one */
      const uint32_t most = m->scratch.progress[rule].best;
      const bool choose = m->rules[rule].choose;
      for (uint32_t e = 0; choose && e < r->machine->scratch.ends.count; e += 2) if (r->machine->scratch.ends.at[e] == rule) r->machine->scratch.ends.at[e] = LUN_NONE;
      if (lun_longest_end(r->machine, r->view, rule, r->start, most, choose ? &r->machine->scratch.ends : NULL, &m->scratch.progress[rule].best)) return lun_fail_memory(err);
      if (!m->scratch.progress[rule].best) continue;
    }
    if (m->rules[rule].choose) continue;
    const lun_status status = lun_found_add(r->machine, r->found, rule, r->start, m->scratch.progress[rule].best, lun_read_match, err);
    if (status) return status;
  }
  return add_ends(r, err);
}

static lun_status run_all(run *r, lun_err *err) {
  lun_machine *m = r->machine;
  const lun_view *view = r->view;
  lun_status status = LUN_OK;
  const lun_numbers *starts = &m->scratch.starts;
  for (uint32_t k = 0; !status && k < starts->count; k++) {
    const uint32_t i = starts->at[k];
    uint32_t symbol;
    lun_view_prefetch(m, view, starts->at[k + STARTS_AHEAD < starts->count ? k + STARTS_AHEAD : k]);
    if (lun_view_symbol(m, view, i, &symbol)) return lun_fail_memory(err);
    uint32_t value = m->symbols.bits[symbol].first_step, none = LUN_NONE;
    if ((!value || k % CHECK_EVERY == 0) && over_limit(m)) {
      if (lun_fronts_start(m, &none)) return lun_fail_memory(err);
      value = 0;
    }
    if (!value && lun_fronts_first(m, symbol, &value)) return lun_fail_memory(err);
    if (value == STEP_DEAD) continue;
    r->found->starts++;
    r->start = i;
    r->machine->scratch.running.count = r->machine->scratch.ends.count = 0;
    if (run_from(r, value)) return lun_fail_memory(err);
    if (r->machine->scratch.running.count) status = add_matches(r, err);
  }
  return status;
}

static lun_status start_anew(lun_machine *m, lun_err *err) {
  uint32_t none = LUN_NONE;
  return lun_fronts_start(m, &none) ? lun_fail_memory(err) : LUN_OK;
}

/* A rule that is too large to run by itself, from one start. */
static lun_status run_large(run *r, uint32_t rule, uint32_t start, lun_err *err) {
  lun_machine *m = r->machine;
  lun_watch *watch = &m->anchors.watches[rule];
  uint32_t symbol, value;
  if (++r->windows % CHECK_EVERY == 0 && over_limit(m) && start_anew(m, err)) return err->code;
  if (watch->epoch != m->epoch) {
    lun_numbers *set = &m->scratch.a;
    set->count = 0;
    if (lun_numbers_push(set, m->rules[rule].position) || lun_fronts_of(m, set, &watch->front)) return lun_fail_memory(err);
    watch->epoch = m->epoch;
  }
  if (lun_view_symbol(m, r->view, start, &symbol)) return lun_fail_memory(err);
  if (lun_fronts_step(m, watch->front, symbol, &value)) return lun_fail_memory(err);
  if (value == STEP_DEAD) return LUN_OK;
  r->start = start;
  m->scratch.running.count = m->scratch.ends.count = 0;
  if (run_from(r, value)) return lun_fail_memory(err);
  return m->scratch.running.count ? add_matches(r, err) : LUN_OK;
}

static lun_status run_solo(run *r, uint32_t rule, uint32_t start, lun_err *err) {
  lun_machine *m = r->machine;
  lun_numbers *ends = &m->scratch.ends;
  uint32_t end;
  ends->count = 0;
  if (lun_solo_run(m, r->view, rule, start, &r->steps, r->chooses ? ends : NULL, &end)) return lun_fail_memory(err);
  if (!end) return LUN_OK;
  r->start = start;
  if (end != LUN_NONE) return r->chooses ? add_ends(r, err) : lun_found_add(m, r->found, rule, start, end, lun_solo_read, err);
  if (lun_numbers_append(&m->scratch.deferred, (const uint32_t[]){rule, start}, 2)) return lun_fail_memory(err);
  m->scratch.progress[rule].bound = UINT32_MAX;
  return LUN_OK;
}

/* One call of a rule; *tried: the starts before it have been tried. */
static lun_status run_call(run *r, uint32_t rule, const lun_call *call, uint32_t *tried, bool fits, lun_err *err) {
  lun_machine *m = r->machine;
  const lun_progress *progress = &m->scratch.progress[rule];
  const lun_gate *gate = &m->anchors.gates[rule];
  uint32_t from = *tried, to;
  if (call->from != LUN_NONE) {
    to = call->token - gate->least;
    if (from < call->from) from = call->from;
    if (from > to) return LUN_OK;
  } else if (!lun_view_window(m, r->view, rule, call->token, &from, &to)) return LUN_OK;
  *tried = to + 1;
  lun_status status = LUN_OK;
  for (uint32_t i = from; !status && i <= to; i++) {
    if (progress->bound > m->scratch.base + i) continue;
    bool begins;
    r->steps++;
    if (lun_view_begins(m, r->view, gate, i, &begins)) return lun_fail_memory(err);
    if (!begins) continue;
    r->found->starts++;
    status = fits ? run_solo(r, rule, i, err) : run_large(r, rule, i, err);
  }
  return status;
}

static int compare_calls(const void *a, const void *b) {
  const uint32_t x = ((const lun_call *)a)->token, y = ((const lun_call *)b)->token;
  return (x > y) - (x < y);
}

/* Few kinds of anchors are in order each: most calls are moved a little; where that takes long they are sorted properly. */
static void sort_calls(lun_call *at, uint32_t count) {
  const uint64_t most = MOVES_EACH * (uint64_t)count;
  uint64_t moves = 0;
  for (uint32_t i = 1; i < count && moves <= most; i++) {
    const lun_call x = at[i];
    uint32_t k = i;
    for (; k > 0 && at[k - 1].token > x.token; k--) at[k] = at[k - 1];
    at[k] = x;
    moves += i - k;
  }
  if (moves > most) qsort(at, count, sizeof *at, compare_calls);
}

/* The calls of a rule whose anchors are of several kinds, in the order of the tokens. */
static lun_status run_mixed(run *r, uint32_t rule, bool fits, lun_err *err) {
  const lun_anchors *a = &r->machine->anchors;
  lun_status status = LUN_OK;
  uint32_t count = 0, tried = 0;
  lun_call *list = lun_alloc(a->gates[rule].calls.count * sizeof *list);
  if (!list) return lun_fail_memory(err);
  for (uint32_t c = a->gates[rule].calls.first; c; c = a->call[c - 1].next) list[count++] = a->call[c - 1];
  sort_calls(list, count);
  for (uint32_t k = 0; !status && k < count; k++) status = run_call(r, rule, &list[k], &tried, fits, err);
  lun_free(list);
  return status;
}

/* All that a rule was called for. No start is tried twice. */
static lun_status run_rule(run *r, uint32_t rule, lun_err *err) {
  const lun_anchors *a = &r->machine->anchors;
  lun_status status = LUN_OK;
  uint32_t tried = 0;
  bool fits;
  r->steps = 0;
  if (lun_solo_fits(r->machine, rule, &fits)) return lun_fail_memory(err);
  r->chooses = a->gates[rule].chooses;
  if (a->gates[rule].mixed && a->gates[rule].calls.count > 1) return run_mixed(r, rule, fits, err);
  for (uint32_t c = a->gates[rule].calls.first; !status && c; c = a->call[c - 1].next) {
    const lun_call call = a->call[c - 1];
    status = run_call(r, rule, &call, &tried, fits, err);
  }
  return status;
}

/* Most rules are called once a document, so that they are in no cache: the ones behind the next are asked for. */
static void prefetch(const lun_machine *m, uint32_t k) {
  const lun_anchors *a = &m->anchors;
  if (k + AHEAD >= a->awake.count) return;
  const uint32_t rule = a->awake.at[k + AHEAD];
  __builtin_prefetch(&a->gates[rule]);
  __builtin_prefetch(&m->scratch.progress[rule]);
  lun_solo_prefetch(m, rule);
}

/* Rules that sleep, where they are called. What is left when it has taken too long is given up: those rules run with the ones
 * that are always awake. */
static lun_status run_woken(run *r, lun_lookups *lookups, lun_err *err) {
  lun_machine *m = r->machine;
  lun_anchors *a = &m->anchors;
  lun_view *view = r->found->view;
  const uint64_t most = PER_TOKEN * (uint64_t)view->count + 4 * m->sample;
  lun_status status = lun_view_wake(m, view, lookups, err);
  if (!status) status = lun_view_lay(m, view, err);
  if (!status && m->stale) status = start_anew(m, err);
  if (!status && lun_view_call(m, view)) status = lun_fail_memory(err);
  uint64_t steps = 0;
  for (uint32_t k = 0; !status && k < a->awake.count; k++) {
    if (steps > most) {
      lun_anchors_give_up(m, k);
      status = lun_anchors_choose(m) ? lun_fail_memory(err) : start_anew(m, err);
      view->asks |= a->asks;
      if (!status) status = lun_view_need(m, view, a->families, lookups, err);
      return status ? status : lun_view_lay(m, view, err);
    }
    prefetch(m, k);
    status = run_rule(r, a->awake.at[k], err);
    a->gates[a->awake.at[k]].calls.first = 0; /* while it is at hand */
    steps += r->steps;
  }
  if (!status) a->awake.count = 0;
  return status;
}

/* Rules that never sleep, from every token. */
static lun_status run_always(run *r, lun_err *err) {
  lun_machine *m = r->machine;
  r->steps = 0;
  if (!m->anchors.always.count) return LUN_OK;
  if (!m->scratch.glances.all && lun_view_look_at_all(m, r->view)) return lun_fail_memory(err);
  return run_all(r, err);
}

/* Room for as much as the last documents had, for their length, but not for very much. */
static lun_status make_room(const lun_scratch *s, lun_found *found, uint32_t tokens) {
  const uint64_t before = s->tokens + 1, wanted = ROOM_LEAST + (5 * s->matches * tokens) / (4 * before), held = ROOM_LEAST + (5 * s->captures * tokens) / (4 * before);
  void *matches = found->matches, *captures = found->captures;
  lun_status status = lun_grow(&matches, &found->match_capacity, wanted < ROOM_MOST ? wanted : ROOM_MOST, sizeof *found->matches);
  if (!status) found->matches = matches;
  if (!status) status = lun_grow(&captures, &found->capture_capacity, held < ROOM_MOST ? held : ROOM_MOST, sizeof *found->captures);
  if (!status) found->captures = captures;
  return status;
}

/* The last documents count half as much with every one that comes. */
static void remember(lun_scratch *s, const lun_found *found, uint32_t tokens) {
  s->tokens = s->tokens / 2 + tokens;
  s->matches = s->matches / 2 + found->match_count;
  s->captures = s->captures / 2 + found->capture_count;
}

static lun_status prepare(lun_machine *m, lun_found *found, lun_err *err) {
  lun_scratch *s = &m->scratch;
  if (!m->symbols.count && lun_symbols_init(m)) return lun_fail_memory(err);
  const lun_status status = m->stale ? start_anew(m, err) : LUN_OK;
  if (status) return status;
  found->first_of = found->view->first_of;
  if (make_room(s, found, found->view->count)) return lun_fail_memory(err);
  if (s->base > UINT32_MAX / 2 || s->base == 0) {
    memset(s->progress, 0, (m->rule_count ? m->rule_count : 1) * sizeof *s->progress);
    s->base = 1;
  }
  return LUN_OK;
}

/* Frees the rules that were put aside, and counts on behind the document. */
static void finish(lun_machine *m, uint32_t tokens) {
  lun_scratch *s = &m->scratch;
  for (uint32_t k = 0; k < s->deferred.count; k += 2) s->progress[s->deferred.at[k]].bound = 0;
  s->deferred.count = 0;
  s->base += tokens + 1;
}

lun_status lun_machine_begin(lun_machine *m, lun_err *err) {
  const lun_symbols *s = &m->symbols;
  if (s->count && lun_symbols_memory(s) <= m->limit) return LUN_OK;
  lun_symbols_free(&m->symbols);
  lun_column_clear(m->vocab, m->classes);
  return lun_symbols_init(m) ? lun_fail_memory(err) : start_anew(m, err);
}

lun_status lun_machine_search(lun_machine *m, const lun_doc *doc, lun_lookups *lookups, lun_found *found, lun_err *err) {
  lun_lookups *own = NULL;
  lun_status status = lun_view_new(m, doc, &found->view, err);
  if (!status) status = prepare(m, found, err);
  if (status || !m->rule_count) return status;
  if (!lookups && !(lookups = own = lun_lookups_new())) return lun_fail_memory(err);
  run r = {.machine = m, .found = found, .view = found->view};
  if (lun_lookups_guises(lookups, m->vocab, doc, &m->scratch.guises)) status = lun_fail_memory(err);
  if (!status) status = run_woken(&r, lookups, err);
  if (!status) status = run_always(&r, err);
  for (uint32_t k = 0; !status && k < m->scratch.deferred.count; k += 2)
    status = lun_search_alone(m, found, m->scratch.deferred.at[k], m->scratch.deferred.at[k + 1], err);
  finish(m, r.view->count);
  remember(&m->scratch, found, r.view->count);
  lun_lookups_free(own);
  return status;
}

void lun_found_free(lun_found *found) {
  lun_free(found->matches);
  lun_free(found->captures);
  lun_view_free(found->view);
  *found = (lun_found){0};
}

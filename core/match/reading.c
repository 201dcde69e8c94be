/* The reading of a match: from its start to its known end, the first way in written order. Short matches are followed
 * forwards with the places noted from which the end was missed, so that none is tried twice; long ones with a pass
 * backwards (reach.c), after which every choice is right at once. */
#include <string.h>

#include "lunette/mem.h"
#include "match/machine.h"

typedef struct trail { lun_machine *machine; const lun_view *view; const lun_rule *rule; uint32_t first, stop; lun_numbers *edges; } trail;

/* Follows a match; trail->edges gets stop - first + 1 edges, the last one the end. scratch.visited holds a bit for each
 * position and token, scratch.a the next edge to try at each depth. */
static lun_status follow_short(trail *t) {
  lun_machine *m = t->machine;
  const uint32_t base = t->rule->position, width = t->rule->position_stop - base, length = t->stop - t->first;
  const uint32_t words = (uint32_t)(((uint64_t)width * (length + 1) + 31) / 32);
  lun_numbers *visited = &m->scratch.visited, *next = &m->scratch.a;
  if (lun_numbers_room(visited, words) || lun_numbers_room(next, length + 2) || lun_numbers_room(t->edges, length + 2)) return LUN_NO_MEMORY;
  memset(visited->at, 0, words * sizeof *visited->at);
  uint32_t *edges = t->edges->at, *bits = visited->at, depth = 0, position = base;
  next->at[0] = m->positions[base].edge;
  for (;;) {
    const lun_position *p = &m->positions[position];
    const uint32_t token = t->first + depth, row = (depth + 1) * width, stop = p->edge + p->edge_count;
    uint32_t k = next->at[depth];
    for (; k < stop; k++) {
      const lun_edge *e = &m->edges[k];
      const bool ends = e->target == LUN_END;
      const uint32_t bit = row + e->target - base;
      bool holds;
      if (ends != (depth == length) || (!ends && bits[bit / 32] >> (bit % 32) & 1)) continue;
      if (lun_view_holds(m, t->view, e->label, token, &holds)) return LUN_NO_MEMORY;
      if (!holds) continue;
      if (!ends) bits[bit / 32] |= 1u << (bit % 32);
      break;
    }
    if (k < stop) {
      next->at[depth] = k + 1;
      edges[depth++] = k;
      position = m->edges[k].target;
      if (position == LUN_END) {
        t->edges->count = depth;
        return LUN_OK;
      }
      next->at[depth] = m->positions[position].edge;
      continue;
    }
    if (depth == 0) return LUN_INVALID;
    depth--;
    position = depth == 0 ? base : m->edges[edges[depth - 1]].target;
  }
}

static lun_status follow_long(trail *t) {
  lun_machine *m = t->machine;
  lun_reach reach;
  t->edges->count = 0;
  lun_status status = lun_view_learn(m, t->view, t->first, t->stop + 1, NULL);
  if (status) return status;
  status = lun_reach_open(&reach, m, t->view->symbols, t->rule, t->first, t->stop, true);
  uint32_t position = t->rule->position;
  for (uint32_t at = t->first; !status && at <= t->stop; at++) {
    const lun_position *p = &m->positions[position];
    const uint64_t *ahead = at < t->stop ? lun_reach_at(&reach, at + 1) : NULL;
    uint32_t k = p->edge;
    for (; k < p->edge + p->edge_count; k++) {
      const lun_edge *e = &m->edges[k];
      if ((e->target == LUN_END) != !ahead) continue;
      if (ahead && !lun_reach_has(ahead, e->target - t->rule->position)) continue;
      if (lun_machine_holds(m, e->label, t->view->symbols[at])) break;
    }
    if (k == p->edge + p->edge_count) status = LUN_INVALID;
    else status = lun_numbers_push(t->edges, k);
    position = status || !ahead ? position : m->edges[k].target;
  }
  lun_reach_close(&reach);
  return status;
}

static lun_status follow_match(lun_machine *m, const lun_found *found, const lun_match *match, lun_err *err) {
  const lun_rule *rule = &m->rules[match->rule];
  trail t = {m, found->view, rule, match->first, match->stop, &m->scratch.b};
  const uint64_t bits = (uint64_t)(rule->position_stop - rule->position) * (match->stop - match->first + 1);
  lun_status status = lun_view_claim_glances(m, found->view);
  if (!status) status = bits <= m->long_reading ? follow_short(&t) : follow_long(&t);
  if (status == LUN_NO_MEMORY) return lun_fail_memory(err);
  return status ? lun_fail(err, status, 0, "a match cannot be read again: the document's layers have changed") : LUN_OK;
}

lun_status lun_longest_end(lun_machine *m, const lun_view *view, uint32_t number, uint32_t start, uint32_t most, lun_numbers *ends, uint32_t *end) {
  const lun_rule *rule = &m->rules[number];
  const uint32_t base = rule->position, words = (rule->position_stop - base + 63) / 64;
  uint64_t *now = m->scratch.sets, *next = now + m->scratch.set_words;
  memset(now, 0, words * sizeof *now);
  now[0] = 1;
  *end = 0;
  for (uint32_t at = start; at <= most; at++) {
    uint32_t symbol;
    if (lun_view_symbol(m, view, at, &symbol)) return LUN_NO_MEMORY;
    bool any = false;
    memset(next, 0, words * sizeof *next);
    for (uint32_t w = 0; w < words; w++)
      for (uint64_t bits = now[w]; bits; bits &= bits - 1) {
        const lun_position *p = &m->positions[base + 64 * w + (uint32_t)__builtin_ctzll(bits)];
        for (uint32_t k = p->edge; k < p->edge + p->edge_count; k++) {
          const lun_edge *e = &m->edges[k];
          if (e->target == LUN_END ? *end == at || at == start : at == most) continue;
          if (!lun_machine_holds(m, e->label, symbol)) continue;
          if (e->target == LUN_END) {
            *end = at;
            continue;
          }
          next[(e->target - base) / 64] |= 1ull << ((e->target - base) % 64);
          any = true;
        }
      }
    if (*end == at && at > start && ends && (lun_numbers_push(ends, number) || lun_numbers_push(ends, at))) return LUN_NO_MEMORY;
    if (!any) break;
    uint64_t *swap = now;
    now = next;
    next = swap;
  }
  return LUN_OK;
}

/* Drops captures that hold no token, of those from `from` on. */
static void drop_empty(lun_found *found, uint32_t from) {
  uint32_t kept = from;
  for (uint32_t k = from; k < found->capture_count; k++)
    if (found->captures[k].first < found->captures[k].stop) found->captures[kept++] = found->captures[k];
  found->capture_count = kept;
}

/* Captures open and close where the actions of edges say; they stand in the order in which they open. scratch.c: of each
 * capture where it stands in found->captures; of span: the token. */
lun_status lun_read_open(lun_machine *m, const lun_found *found, lun_match *match, lun_err *err) {
  const lun_rule *rule = &m->rules[match->rule];
  match->captures = found->capture_count;
  match->given_first = match->first;
  match->given_stop = match->stop;
  return lun_numbers_room(&m->scratch.c, rule->capture_stop - rule->capture + 1) ? lun_fail_memory(err) : LUN_OK;
}

lun_status lun_read_action(lun_machine *m, lun_found *found, lun_match *match, uint32_t action, uint32_t token, lun_err *err) {
  const uint32_t capture = action / 2;
  uint32_t *place = &m->scratch.c.at[capture - m->rules[match->rule].capture];
  const bool closes = action & 1;
  if (m->captures[capture].name == LUN_NONE) {
    if (!closes) *place = token;
    else if (*place < token) {
      match->given_first = *place;
      match->given_stop = token;
    }
    return LUN_OK;
  }
  if (closes) {
    found->captures[*place].stop = token;
    return LUN_OK;
  }
  lun_status status;
  const lun_capture c = {capture, token, token};
  *place = found->capture_count;
  LUN_VECTOR_ADD(found->captures, found->capture_capacity, found->capture_count, c, status);
  return status ? lun_fail_memory(err) : LUN_OK;
}

lun_status lun_read_close(lun_found *found, lun_match *match, lun_status status) {
  if (status) found->capture_count = match->captures;
  else drop_empty(found, match->captures);
  match->capture_count = found->capture_count - match->captures;
  return status;
}

lun_status lun_read_match(lun_machine *m, lun_found *found, lun_match *match, lun_err *err) {
  lun_status status = follow_match(m, found, match, err);
  const lun_numbers *edges = &m->scratch.b;
  if (!status) status = lun_read_open(m, found, match, err);
  else match->captures = found->capture_count;
  for (uint32_t k = 0; !status && k < edges->count; k++) {
    const uint32_t list = m->edges[edges->at[k]].actions;
    for (uint32_t a = 1; list && !status && a <= m->actions.at[list]; a++)
      status = lun_read_action(m, found, match, m->actions.at[list + a], match->first + k, err);
  }
  return lun_read_close(found, match, status);
}

lun_status lun_read_captures(lun_machine *m, lun_found *found, lun_match *match, lun_reader *reader, lun_err *err) {
  lun_rule *rule = &m->rules[match->rule];
  if (rule->offsets == OFFSETS_UNKNOWN && lun_offsets_find(m, rule)) return lun_fail_memory(err);
  if (rule->offsets == OFFSETS_VARY) return reader(m, found, match, err);
  return lun_offsets_read(m, found, match) ? lun_fail_memory(err) : LUN_OK;
}

bool lun_found_stale(const lun_machine *m, const lun_found *found) { return found->view->generation != m->generation; }

/* The symbols of a view are of one generation; others may have been made since. */
static lun_status refresh(lun_machine *m, lun_found *found, lun_err *err) {
  return lun_found_stale(m, found) ? lun_view_lay(m, found->view, err) : LUN_OK;
}

bool lun_rule_reads(const lun_machine *m, uint32_t rule) { return m->rules[rule].choose && (m->rules[rule].captures || m->rules[rule].spans); }
bool lun_found_reads(const lun_machine *m, const lun_found *found, uint32_t match) { return lun_rule_reads(m, found->matches[match].rule); }

lun_status lun_found_read(lun_machine *m, lun_found *found, uint32_t match, lun_err *err) {
  lun_match read = found->matches[match];
  if (read.capture_count) return LUN_OK; /* it has been read */
  lun_status status = refresh(m, found, err);
  if (!status) status = lun_read_captures(m, found, &read, lun_read_match, err);
  if (!status) found->matches[match] = read;
  return status;
}

lun_status lun_found_elements(lun_machine *m, lun_found *found, const lun_match *match, uint32_t *elements, lun_err *err) {
  lun_status status = refresh(m, found, err);
  if (!status) status = follow_match(m, found, match, err);
  for (uint32_t k = 0; !status && k < match->stop - match->first; k++)
    elements[k] = m->positions[m->edges[m->scratch.b.at[k]].target].element;
  return status;
}

/* What one position tries at a token: an attempt for each element, and the targets that were reached for the first time. A
 * whole span is several edges of one element, so those are one attempt. */
static lun_status try_edges(lun_machine *m, const lun_rule *rule, uint32_t symbol, lun_attempt attempt, uint32_t position,
                            lun_numbers *next, lun_attempts *list) {
  lun_numbers *reached = &m->scratch.visited; /* by position: the last token + 1 that was taken there */
  const lun_position *p = &m->positions[position];
  const uint32_t first = list->count;
  for (uint32_t k = p->edge; k < p->edge + p->edge_count; k++) {
    const lun_edge *e = &m->edges[k];
    const bool ends = e->target == LUN_END;
    attempt.element = ends ? 0 : m->positions[e->target].element;
    attempt.took = (ends || symbol != SYMBOL_END) && lun_machine_holds(m, e->label, symbol);
    uint32_t same = first;
    while (same < list->count && list->at[same].element != attempt.element) same++;
    lun_status status = LUN_OK;
    if (same == list->count) LUN_VECTOR_ADD(list->at, list->capacity, list->count, attempt, status);
    if (status) return status;
    list->at[same].took |= attempt.took;
    if (!attempt.took || ends || reached->at[e->target - rule->position] == attempt.token + 1) continue;
    reached->at[e->target - rule->position] = attempt.token + 1;
    if (lun_numbers_push(next, e->target) || lun_numbers_push(next, same)) return LUN_NO_MEMORY;
  }
  return LUN_OK;
}

lun_status lun_found_attempts(lun_machine *m, lun_found *found, uint32_t number, uint32_t start, lun_attempts *list, lun_err *err) {
  const lun_rule *rule = &m->rules[number];
  lun_numbers *now = &m->scratch.a, *next = &m->scratch.b, *reached = &m->scratch.visited; /* position, attempt that led there */
  lun_status status = refresh(m, found, err);
  if (!status && m->rules[number].asks & ~found->view->asks) { /* what the search had no need of */
    found->view->asks |= m->rules[number].asks;
    status = lun_view_need(m, found->view, m->rules[number].families, NULL, err);
    if (!status) status = lun_view_lay(m, found->view, err);
  }
  if (status) return status;
  now->count = reached->count = list->count = 0;
  for (uint32_t k = rule->position; !status && k < rule->position_stop; k++) status = lun_numbers_push(reached, 0);
  if (!status) status = lun_numbers_push(now, rule->position);
  if (!status) status = lun_numbers_push(now, LUN_NONE);
  for (uint32_t at = start; !status && now->count && at <= found->view->count && list->count < LUN_ATTEMPTS_MAX; at++) {
    uint32_t symbol;
    next->count = 0;
    status = lun_view_symbol(m, found->view, at, &symbol);
    for (uint32_t i = 0; !status && i < now->count; i += 2) {
      const lun_attempt attempt = {at, 0, now->at[i + 1], false};
      status = try_edges(m, rule, symbol, attempt, now->at[i], next, list);
    }
    lun_numbers *swap = now;
    now = next;
    next = swap;
  }
  return status ? lun_fail_memory(err) : LUN_OK;
}

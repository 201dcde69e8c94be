/* Captures that need not be read: of many rules each begins and ends so many tokens behind the first of the match, or before its end, whichever way
 * the match went. That is found out when such a match is read for the first time. */
#include <string.h>

#include "lunette/mem.h"
#include "match/machine.h"

enum { CAPTURES_MOST = 32, SWEEPS_MOST = 8 };
#define UNSET UINT32_MAX
#define VARIES (UINT32_MAX - 1)

/* Of each position of a rule how many tokens were taken before it, how many are to come, and the actions that were passed whichever way led there; as
 * bits, 2 for each capture. */
typedef struct ways {
  const lun_machine *machine;
  const lun_rule *rule;
  uint32_t *behind, *ahead;
  uint64_t *passed;
} ways;

/* False when it was known. */
static bool join(uint32_t *distance, uint32_t value) {
  const uint32_t before = *distance;
  *distance = before == UNSET || before == value ? value : VARIES;
  return *distance != before;
}

static uint32_t one_more(uint32_t distance) { return distance < VARIES ? distance + 1 : distance; }

static uint64_t actions_of(const ways *w, const lun_edge *e) {
  uint64_t bits = 0;
  for (uint32_t k = 1; e->actions && k <= w->machine->actions.at[e->actions]; k++) bits |= 1ull << (w->machine->actions.at[e->actions + k] - 2 * w->rule->capture);
  return bits;
}

/* One look at all edges, from the first position to the last; whether something has changed. */
static bool look_behind(ways *w) {
  const uint32_t base = w->rule->position;
  bool changed = false;
  for (uint32_t p = base; p < w->rule->position_stop; p++) {
    const lun_position *x = &w->machine->positions[p];
    for (uint32_t k = x->edge; w->behind[p - base] != UNSET && k < x->edge + x->edge_count; k++) {
      const lun_edge *e = &w->machine->edges[k];
      if (e->target == LUN_END) continue;
      uint64_t *passed = &w->passed[e->target - base];
      const uint64_t both = *passed & (w->passed[p - base] | actions_of(w, e));
      changed = join(&w->behind[e->target - base], one_more(w->behind[p - base])) || both != *passed || changed;
      *passed = both;
    }
  }
  return changed;
}

/* How many tokens follow where an edge leaves its position; UNSET when it leads nowhere. */
static uint32_t tokens_ahead(const ways *w, const lun_edge *e) { return e->target == LUN_END ? 0 : one_more(w->ahead[e->target - w->rule->position]); }

static bool look_ahead(ways *w) {
  const uint32_t base = w->rule->position;
  bool changed = false;
  for (uint32_t p = w->rule->position_stop; p-- > base;) {
    const lun_position *x = &w->machine->positions[p];
    for (uint32_t k = x->edge; k < x->edge + x->edge_count; k++) {
      const uint32_t ahead = tokens_ahead(w, &w->machine->edges[k]);
      if (ahead != UNSET) changed = join(&w->ahead[p - base], ahead) || changed;
    }
  }
  return changed;
}

/* Until nothing changes any more; false where that takes long. */
static bool walk(ways *w, bool (*look)(ways *)) {
  for (unsigned sweeps = 0; sweeps < SWEEPS_MOST; sweeps++)
    if (!look(w)) return true;
  return false;
}

/* Where the actions of an edge happen, among those of the others. */
static void place_actions(const ways *w, const lun_edge *e, uint32_t behind, uint32_t *from_first, uint32_t *from_stop) {
  const uint32_t ahead = tokens_ahead(w, e);
  for (uint64_t bits = ahead == UNSET ? 0 : actions_of(w, e); bits; bits &= bits - 1) {
    join(&from_first[__builtin_ctzll(bits)], behind);
    join(&from_stop[__builtin_ctzll(bits)], ahead);
  }
}

static bool find_offsets(ways *w, int32_t *offsets) {
  const uint32_t base = w->rule->position, actions = 2 * (w->rule->capture_stop - w->rule->capture);
  uint32_t from_first[2 * CAPTURES_MOST], from_stop[2 * CAPTURES_MOST];
  uint64_t passed = UINT64_MAX;
  w->behind[0] = 0;
  w->passed[0] = 0;
  if (!walk(w, look_behind) || !walk(w, look_ahead)) return false;
  memset(from_first, 0xFF, sizeof from_first);
  memset(from_stop, 0xFF, sizeof from_stop);
  for (uint32_t p = base; p < w->rule->position_stop; p++) {
    const lun_position *x = &w->machine->positions[p];
    for (uint32_t k = x->edge; w->behind[p - base] != UNSET && k < x->edge + x->edge_count; k++) {
      const lun_edge *e = &w->machine->edges[k];
      if (e->target == LUN_END) passed &= w->passed[p - base] | actions_of(w, e);
      place_actions(w, e, w->behind[p - base], from_first, from_stop);
    }
  }
  for (uint32_t a = 0; a < actions; a++) {
    if (!(passed >> a & 1) || (from_first[a] >= VARIES && from_stop[a] >= VARIES)) return false;
    offsets[a] = from_first[a] < VARIES ? (int32_t)from_first[a] : ~(int32_t)from_stop[a];
  }
  return true;
}

lun_status lun_offsets_find(lun_machine *m, lun_rule *rule) {
  const size_t width = rule->position_stop - rule->position;
  const uint32_t captures = rule->capture_stop - rule->capture;
  int32_t offsets[2 * CAPTURES_MOST];
  rule->offsets = OFFSETS_VARY;
  if (captures > CAPTURES_MOST) return LUN_OK;
  uint64_t *block = lun_alloc(width * (sizeof(uint64_t) + 2 * sizeof(uint32_t)));
  if (!block) return LUN_NO_MEMORY;
  memset(block, 0xFF, width * (sizeof(uint64_t) + 2 * sizeof(uint32_t)));
  uint32_t *distances = (uint32_t *)(void *)(block + width);
  ways w = {m, rule, distances, distances + width, block};
  if (find_offsets(&w, offsets)) {
    rule->offsets = OFFSETS_FIXED;
    for (uint32_t c = 0; c < captures; c++) {
      m->captures[rule->capture + c].opens = offsets[2 * c];
      m->captures[rule->capture + c].closes = offsets[2 * c + 1];
    }
  }
  lun_free(block);
  return LUN_OK;
}

static uint32_t token_at(const lun_match *match, int32_t offset) { return offset < 0 ? match->stop - (uint32_t)~offset : match->first + (uint32_t)offset; }

/* Captures that each way of a rule passes stand in the order in which they open; of spans, one within another, what closes last is given. */
lun_status lun_offsets_read(const lun_machine *m, lun_found *found, lun_match *match) {
  const lun_rule *rule = &m->rules[match->rule];
  uint32_t closed = match->first; /* where the span ends that is given */
  match->captures = found->capture_count;
  match->given_first = match->first;
  match->given_stop = match->stop;
  for (uint32_t c = rule->capture; c < rule->capture_stop; c++) {
    const lun_capture_node *node = &m->captures[c];
    const lun_capture capture = {c, token_at(match, node->opens), token_at(match, node->closes)};
    lun_status status = LUN_OK;
    if (capture.first >= capture.stop) continue;
    if (node->name != LUN_NONE) LUN_VECTOR_ADD(found->captures, found->capture_capacity, found->capture_count, capture, status);
    else if (capture.stop > closed) {
      match->given_first = capture.first;
      match->given_stop = closed = capture.stop;
    }
    if (status) {
      found->capture_count = match->captures;
      return status;
    }
  }
  match->capture_count = found->capture_count - match->captures;
  return LUN_OK;
}

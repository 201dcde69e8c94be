/* Where the end of a rule can be reached: a pass backwards over a stretch of text, by sets of positions. Of a stretch of one BLOCK all are
 * kept; of a longer one only every BLOCK-th set, and the others are worked out again, a block at a time, when they are asked for, so that
 * memory is small however long the stretch. With it a search goes on only while an end lies ahead, and stops at the last one, so
 * matches cost what they are long and nothing is tried in vain: time is linear for every pattern. */
#include <string.h>

#include "lunette/mem.h"
#include "match/machine.h"

enum { BLOCK = 512 };

/* Sets the bits of positions from which an edge leads to a target - LUN_END is the last - whose label holds of a symbol. */
static void step_into(const lun_reach *reach, uint32_t target, uint32_t symbol, uint64_t *before) {
  for (uint32_t k = reach->into[target]; k < reach->into[target + 1]; k++) {
    const lun_leading *leading = &reach->leading[k];
    uint64_t *word = &before[leading->from / 64];
    const uint64_t bit = 1ull << leading->from % 64;
    if (!(*word & bit) && lun_machine_holds(reach->machine, leading->label, symbol)) *word |= bit;
  }
}

/* The set before `token` from the set after it. */
static void step_back(const lun_reach *reach, uint32_t token, const uint64_t *after, uint64_t *before) {
  const uint32_t symbol = reach->symbols[token];
  memset(before, 0, reach->words * sizeof *before);
  if (!reach->exact || token == reach->stop) step_into(reach, reach->rule->position_stop - reach->rule->position, symbol, before);
  for (uint32_t w = 0; after && w < reach->words; w++)
    for (uint64_t bits = after[w]; bits; bits &= bits - 1) step_into(reach, 64 * w + (uint32_t)__builtin_ctzll(bits), symbol, before);
}

/* The edges of the rule by their targets. */
static lun_status turn_edges(lun_reach *reach) {
  const lun_machine *m = reach->machine;
  const uint32_t base = reach->rule->position, targets = reach->rule->position_stop - base + 1;
  uint32_t edges = 0;
  for (uint32_t p = base; p < reach->rule->position_stop; p++) edges += m->positions[p].edge_count;
  reach->leading = lun_alloc(((size_t)edges + 1) * sizeof *reach->leading);
  reach->into = lun_zalloc((size_t)targets + 1, sizeof *reach->into);
  if (!reach->leading || !reach->into) return LUN_NO_MEMORY;
  for (int pass = 0; pass < 2; pass++) { /* counts them, then puts them there from the last on */
    for (uint32_t p = reach->rule->position_stop; p-- > base;)
      for (uint32_t k = m->positions[p].edge; k < m->positions[p].edge + m->positions[p].edge_count; k++) {
        uint32_t *at = &reach->into[m->edges[k].target == LUN_END ? targets - 1 : m->edges[k].target - base];
        if (pass) reach->leading[--*at] = (lun_leading){p - base, m->edges[k].label};
        else ++*at;
      }
    for (uint32_t t = 0, sum = 0; !pass && t <= targets; t++) reach->into[t] = sum += reach->into[t];
  }
  return LUN_OK;
}

/* The sets of a block from its last token down to that behind its first one, from the set behind it. */
static const uint64_t *fill(lun_reach *reach, uint32_t block, uint32_t last, const uint64_t *after) {
  const uint32_t first = reach->from + block * BLOCK;
  uint64_t *sets = reach->blocks[block % 2];
  for (uint32_t t = last; t > first; t--) {
    step_back(reach, t, after, sets + (size_t)(t - first) * reach->words);
    after = sets + (size_t)(t - first) * reach->words;
  }
  reach->block_of[block % 2] = block + 1;
  return after;
}

lun_status lun_reach_open(lun_reach *reach, lun_machine *m, const uint32_t *symbols, const lun_rule *rule, uint32_t from,
                          uint32_t stop, bool exact) {
  *reach = (lun_reach){.machine = m, .symbols = symbols, .rule = rule, .from = from, .stop = stop, .exact = exact};
  reach->words = (rule->position_stop - rule->position + 63) / 64;
  const uint32_t blocks = (stop - from) / BLOCK + 1;
  const size_t size = reach->words * sizeof(uint64_t), in_block = blocks > 1 ? BLOCK : stop - from + (size_t)1;
  reach->checkpoints = lun_zalloc(blocks, size);
  reach->blocks[0] = lun_alloc(in_block * size);
  if (!reach->checkpoints || !reach->blocks[0] || turn_edges(reach)) return LUN_NO_MEMORY;
  if (blocks == 1) {
    step_back(reach, from, fill(reach, 0, stop, NULL), reach->checkpoints);
    return LUN_OK;
  }
  uint64_t *turn = lun_alloc(2 * size), *now = turn, *before = turn + (turn ? reach->words : 0);
  reach->blocks[1] = lun_alloc(BLOCK * size);
  if (!turn || !reach->blocks[1]) {
    lun_free(turn);
    return LUN_NO_MEMORY;
  }
  step_back(reach, stop, NULL, now);
  for (uint32_t token = stop;; token--) {
    if ((token - from) % BLOCK == 0) memcpy(reach->checkpoints + (size_t)((token - from) / BLOCK) * reach->words, now, size);
    if (token == from) break;
    step_back(reach, token - 1, now, before);
    uint64_t *swap = now;
    now = before;
    before = swap;
  }
  lun_free(turn);
  return LUN_OK;
}

void lun_reach_close(lun_reach *reach) {
  lun_free(reach->leading);
  lun_free(reach->into);
  lun_free(reach->checkpoints);
  lun_free(reach->blocks[0]);
  lun_free(reach->blocks[1]);
  *reach = (lun_reach){0};
}

const uint64_t *lun_reach_at(lun_reach *reach, uint32_t token) {
  const uint32_t block = (token - reach->from) / BLOCK, first = reach->from + block * BLOCK;
  const size_t size = reach->words;
  if (token == first) return reach->checkpoints + block * size;
  if (reach->block_of[block % 2] != block + 1) {
    const uint32_t next = first + BLOCK, last = next <= reach->stop ? next - 1 : reach->stop;
    fill(reach, block, last, next <= reach->stop ? reach->checkpoints + (block + 1) * size : NULL);
  }
  return reach->blocks[block % 2] + (token - first) * size;
}

/* The longest match from a start, by a run that keeps to what the pass backwards found; 0 when there is none. */
static uint32_t longest_from(lun_reach *reach, uint32_t start, uint64_t *now, uint64_t *next) {
  lun_machine *m = reach->machine;
  const uint32_t base = reach->rule->position;
  uint32_t end = 0;
  memset(now, 0, reach->words * sizeof *now);
  now[0] = 1;
  for (uint32_t at = start; at <= reach->stop; at++) {
    const uint64_t *ahead = at < reach->stop ? lun_reach_at(reach, at + 1) : NULL;
    bool any = false;
    memset(next, 0, reach->words * sizeof *next);
    for (uint32_t w = 0; w < reach->words; w++)
      for (uint64_t bits = now[w]; bits; bits &= bits - 1) {
        const lun_position *position = &m->positions[base + 64 * w + (uint32_t)__builtin_ctzll(bits)];
        for (uint32_t k = position->edge; k < position->edge + position->edge_count; k++) {
          const lun_edge *e = &m->edges[k];
          if (e->target == LUN_END) {
            if (end < at && lun_machine_holds(m, e->label, reach->symbols[at])) end = at;
          } else if (ahead && lun_reach_has(ahead, e->target - base) && lun_machine_holds(m, e->label, reach->symbols[at])) {
            next[(e->target - base) / 64] |= 1ull << ((e->target - base) % 64);
            any = true;
          }
        }
      }
    if (!any) break;
    uint64_t *swap = now;
    now = next;
    next = swap;
  }
  return end;
}

static lun_status search_stretch(lun_machine *m, lun_found *found, uint32_t rule, uint32_t from, uint32_t stop, lun_err *err) {
  const lun_rule *x = &m->rules[rule];
  lun_reach reach;
  lun_status status = lun_view_learn(m, found->view, from, stop + 1, err);
  if (status) return status;
  status = lun_reach_open(&reach, m, found->view->symbols, x, from, stop, false);
  uint64_t *sets = status ? NULL : lun_alloc(2 * (size_t)reach.words * sizeof *sets);
  if (!sets) status = lun_fail_memory(err);
  for (uint32_t at = from; !status && at < stop;) {
    uint32_t end = 0;
    if (lun_reach_has(lun_reach_at(&reach, at), 0)) end = longest_from(&reach, at, sets, sets + reach.words);
    if (end) {
      status = lun_found_add(m, found, rule, at, end, lun_read_match, err);
      at = m->scratch.progress[rule].bound - m->scratch.base;
    } else at++;
  }
  lun_free(sets);
  lun_reach_close(&reach);
  return status;
}

lun_status lun_search_alone(lun_machine *m, lun_found *found, uint32_t rule, uint32_t from, lun_err *err) {
  const lun_view *view = found->view;
  const uint32_t zone = m->rules[rule].zone;
  if (!zone) return search_stretch(m, found, rule, from, view->count, err);
  const uint32_t *stops = view->zone_stops + (size_t)(zone - 1) * view->count;
  for (uint32_t at = from; at < view->count;) {
    if (!stops[at]) {
      at++;
      continue;
    }
    const lun_status status = search_stretch(m, found, rule, at, stops[at], err);
    if (status) return status;
    at = stops[at];
  }
  return LUN_OK;
}

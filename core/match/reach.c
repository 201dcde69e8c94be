/* Where the end of a rule can be reached: a pass backwards over a stretch of text, by sets of positions. Only every
 * BLOCK-th set is kept; the others are worked out again, a block at a time, when they are asked for, so that memory
 * is small however long the stretch. With it a search goes on only while an end lies ahead, and stops at the last one, so
 * matches cost what they are long and nothing is tried in vain: time is linear for every pattern. */
#include <string.h>

#include "lunette/mem.h"
#include "match/machine.h"

enum { BLOCK = 512 };

/* The set before `token` from the set after it. */
static void step_back(const lun_reach *reach, uint32_t token, const uint64_t *after, uint64_t *before) {
  lun_machine *m = reach->machine;
  const uint32_t symbol = reach->symbols[token], base = reach->rule->position;
  bool any = false; /* something lies ahead; otherwise only ends matter */
  for (uint32_t w = 0; after && w < reach->words; w++) any = any || after[w];
  memset(before, 0, reach->words * sizeof *before);
  for (uint32_t p = base; p < reach->rule->position_stop; p++) {
    const lun_position *position = &m->positions[p];
    if (!any && !position->ends) continue;
    for (uint32_t k = position->edge; k < position->edge + position->edge_count; k++) {
      const lun_edge *e = &m->edges[k];
      const bool ends = e->target == LUN_END;
      if (ends ? reach->exact && token != reach->stop : !after || !lun_reach_has(after, e->target - base)) continue;
      if (!lun_machine_holds(m, e->label, symbol)) continue;
      before[(p - base) / 64] |= 1ull << ((p - base) % 64);
      break;
    }
  }
}

lun_status lun_reach_open(lun_reach *reach, lun_machine *m, const uint32_t *symbols, const lun_rule *rule, uint32_t from,
                          uint32_t stop, bool exact) {
  *reach = (lun_reach){.machine = m, .symbols = symbols, .rule = rule, .from = from, .stop = stop, .exact = exact};
  reach->words = (rule->position_stop - rule->position + 63) / 64;
  const uint32_t blocks = (stop - from) / BLOCK + 1;
  uint64_t *turn = lun_alloc(2 * (size_t)reach->words * sizeof *turn), *now = turn, *before = turn + (turn ? reach->words : 0);
  reach->checkpoints = lun_zalloc(blocks, reach->words * sizeof *reach->checkpoints);
  reach->blocks[0] = lun_alloc(BLOCK * (size_t)reach->words * sizeof(uint64_t));
  reach->blocks[1] = lun_alloc(BLOCK * (size_t)reach->words * sizeof(uint64_t));
  if (!turn || !reach->checkpoints || !reach->blocks[0] || !reach->blocks[1]) {
    lun_free(turn);
    return LUN_NO_MEMORY;
  }
  step_back(reach, stop, NULL, now);
  for (uint32_t token = stop;; token--) {
    if ((token - from) % BLOCK == 0) memcpy(reach->checkpoints + (size_t)((token - from) / BLOCK) * reach->words, now, reach->words * sizeof *now);
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
  lun_free(reach->checkpoints);
  lun_free(reach->blocks[0]);
  lun_free(reach->blocks[1]);
  *reach = (lun_reach){0};
}

const uint64_t *lun_reach_at(lun_reach *reach, uint32_t token) {
  const uint32_t block = (token - reach->from) / BLOCK, first = reach->from + block * BLOCK;
  const size_t size = reach->words;
  if (token == first) return reach->checkpoints + block * size;
  uint64_t *sets = reach->blocks[block % 2];
  if (reach->block_of[block % 2] != block + 1) {
    const uint32_t next = first + BLOCK, last = next <= reach->stop ? next - 1 : reach->stop;
    const uint64_t *after = next <= reach->stop ? reach->checkpoints + (block + 1) * size : NULL;
    for (uint32_t t = last; t > first; t--) {
      step_back(reach, t, after, sets + (t - first) * size);
      after = sets + (t - first) * size;
    }
    reach->block_of[block % 2] = block + 1;
  }
  return sets + (token - first) * size;
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

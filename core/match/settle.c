/* Who wins: claims are taken from the strongest on, of a layer each that overlaps none taken before it, of a type of facts each
 * that has no filler of one taken before it, and given in the order of their matches. */
#include <stdlib.h>
#include <string.h>

#include "lunette/claim.h"
#include "lunette/hash.h"
#include "lunette/mem.h"

#define THERE (UINT32_C(1) << 31) /* taken by a span that the layer held before: its number; else claim + 1 */

/* Of what is equal in all this the one that was claimed first goes first, which its place in memory tells. */
static int by_address(const void *a, const void *b) { return a < b ? -1 : a > b; }

static int compare_length(const lun_claim *a, const lun_claim *b) {
  const uint32_t long_a = a->stop - a->first, long_b = b->stop - b->first;
  return long_a == long_b ? 0 : long_a > long_b ? -1 : 1;
}
static int compare_priority(const lun_claim *a, const lun_claim *b) {
  return a->by->priority > b->by->priority ? -1 : a->by->priority < b->by->priority;
}
static int compare_place(const lun_claim *a, const lun_claim *b) {
  if (a->by->place != b->by->place) return a->by->place < b->by->place ? -1 : 1;
  if (a->first != b->first) return a->first < b->first ? -1 : 1;
  return by_address(a, b);
}
static int compare_spans(const void *pa, const void *pb) {
  const lun_claim *a = *(const lun_claim *const *)pa, *b = *(const lun_claim *const *)pb;
  const int length = compare_length(a, b), priority = length ? length : compare_priority(a, b);
  return priority ? priority : compare_place(a, b);
}
/* The length of facts says little, for they hold gaps. */
static int compare_facts(const void *pa, const void *pb) {
  const lun_claim *a = *(const lun_claim *const *)pa, *b = *(const lun_claim *const *)pb;
  const int priority = compare_priority(a, b), length = priority ? priority : compare_length(a, b);
  return length ? length : compare_place(a, b);
}

static int compare_order(const lun_claim *a, const lun_claim *b) {
  if (a->match_first != b->match_first) return a->match_first < b->match_first ? -1 : 1;
  if (a->by->place != b->by->place) return a->by->place < b->by->place ? -1 : 1;
  if (a->match_stop != b->match_stop) return a->match_stop < b->match_stop ? -1 : 1;
  return by_address(a, b);
}
/* Where what is in order from a claim on ends. */
static uint32_t ordered_until(const lun_claim *const *at, uint32_t from, uint32_t count) {
  uint32_t stop = from + 1;
  while (stop < count && compare_order(at[stop - 1], at[stop]) < 0) stop++;
  return stop < count ? stop : count;
}

/* Natural merge sort, for the claims of each rule are in order: pairs of stretches that are in order become one. The result stands in
 * *sorted, which may be the spare room. */
static void sort_claims(const lun_claim **at, const lun_claim **spare, uint32_t count, const lun_claim ***sorted) {
  for (;;) {
    uint32_t from = 0, middle = ordered_until(at, 0, count);
    *sorted = at;
    if (middle == count) return;
    for (; from < count; middle = from < count ? ordered_until(at, from, count) : count) {
      const uint32_t stop = middle < count ? ordered_until(at, middle, count) : count;
      uint32_t i = from, j = middle;
      for (uint32_t k = from; k < stop; k++) spare[k] = i < middle && (j == stop || compare_order(at[i], at[j]) < 0) ? at[i++] : at[j++];
      from = stop;
    }
    const lun_claim **other = at;
    at = spare;
    spare = other;
  }
}

/* Takes the claims of a layer, or of a type of facts, out of the others and puts them in order. */
static lun_status take_out(lun_claims *c, lun_claim_list *list, uint32_t layer, uint32_t fact) {
  uint32_t left = 0, count = 0;
  c->settling = c->given = 0;
  if (lun_grow((void **)&c->sorted, &c->sorted_capacity, 2 * (uint64_t)list->count, sizeof(const lun_claim *))) return LUN_NO_MEMORY;
  for (uint32_t k = 0; k < list->run_count; k++) {
    const lun_claim_run run = list->runs[k];
    if (layer ? run.by->layer != layer : run.by->fact != fact) list->runs[left++] = run;
    else for (uint32_t i = run.first; i < run.stop; i++) c->sorted[count++] = &list->at[i];
  }
  list->run_count = left;
  if (!left) list->count = 0; /* what stands there is gone through before there is more */
  if (!count) return LUN_OK;
  const lun_claim **sorted;
  sort_claims(c->sorted, c->sorted + count, count, &sorted);
  if (sorted != c->sorted) memcpy(c->sorted, sorted, count * sizeof *sorted);
  c->settling = count;
  return LUN_OK;
}

/* Whether no two overlap, which one look in the order of the text may tell. */
static bool are_apart(const lun_claim *const *sorted, uint32_t count) {
  for (uint32_t i = 1; i < count; i++)
    if (sorted[i]->first < sorted[i - 1]->stop) return false;
  return true;
}

/* Makes what has lost, to a claim that is settled or to a span that no claim made, empty. */
static lun_status lose(lun_claims *c, lun_claim *loser, const lun_claim *winner, uint32_t rule) {
  loser->match_stop = loser->match_first;
  if (!c->tells) return LUN_OK;
  if (c->lost_count < c->standing) {
    if (lun_grow((void **)&c->lost, &c->lost_capacity, c->standing, sizeof *c->lost)) return LUN_NO_MEMORY;
    memset(c->lost + c->lost_count, 0, c->standing - c->lost_count);
    c->lost_count = c->standing;
  }
  if (c->lost[loser->number - 1]) return LUN_OK;
  c->lost[loser->number - 1] = 1;
  if (lun_grow((void **)&c->losses, &c->loss_capacity, (uint64_t)c->loss_count + 1, sizeof *c->losses)) return LUN_NO_MEMORY;
  c->losses[c->loss_count++] = (lun_loss){loser->by, winner ? winner->by : NULL, rule};
  return LUN_OK;
}

/* The claims that are settled from the strongest on; what they refer to may be changed. */
static const lun_claim **strongest_first(lun_claims *c, int (*compare)(const void *, const void *)) {
  const lun_claim **strongest = c->sorted + c->settling;
  memcpy(strongest, c->sorted, c->settling * sizeof *strongest);
  qsort(strongest, c->settling, sizeof *strongest, compare);
  return strongest;
}

static lun_status compete(lun_claims *c, lun_layer *spans, uint32_t tokens) {
  lun_claim *at = c->spans.at;
  if (lun_grow((void **)&c->taken, &c->taken_capacity, tokens, sizeof *c->taken)) return LUN_NO_MEMORY;
  memset(c->taken, 0, tokens * sizeof *c->taken);
  for (uint32_t k = 0; k < lun_layer_count(spans); k++) {
    const lun_span *span = lun_layer_span(spans, k);
    for (uint32_t i = span->first; i < span->stop; i++) c->taken[i] = span->id | THERE;
  }
  const lun_claim **strongest = strongest_first(c, compare_spans);
  for (uint32_t k = 0; k < c->settling; k++) {
    lun_claim *x = &at[strongest[k] - at];
    uint32_t by = 0;
    for (uint32_t i = x->first; !by && !x->by->overlaps && i < x->stop; i++) by = c->taken[i];
    if (!by) for (uint32_t i = x->first; i < x->stop; i++) c->taken[i] = (uint32_t)(x - at) + 1;
    else if (by & THERE ? lose(c, x, NULL, lun_layer_by_id(spans, by & ~THERE)->rule) : lose(c, x, &at[by - 1], 0)) return LUN_NO_MEMORY;
  }
  return LUN_OK;
}

lun_status lun_claims_settle(lun_claims *c, uint32_t layer, bool contested, lun_layer *spans, uint32_t tokens, lun_err *err) {
  if (take_out(c, &c->spans, layer, 0)) return lun_fail_memory(err);
  const uint32_t count = c->settling;
  if (!count) return LUN_OK;
  if (contested && (lun_layer_count(spans) || !are_apart(c->sorted, count)) && compete(c, spans, tokens)) return lun_fail_memory(err);
  return lun_layer_reserve(spans, count) ? lun_fail_memory(err) : LUN_OK;
}

/* The next that has won; NULL when there are no more. */
static const lun_claim *next_winner(lun_claims *c) {
  while (c->given < c->settling) {
    const lun_claim *x = c->sorted[c->given++];
    if (x->match_stop > x->match_first) return x;
  }
  return NULL;
}

lun_status lun_claims_add(const lun_claim *x, lun_layer *spans, uint32_t *id, lun_err *err) {
  const lun_span span = {x->first, x->stop, x->by->name, 0};
  const lun_status status = lun_layer_add_match(spans, &span, x->values, x->match_first, x->match_stop, err);
  *id = lun_layer_numbers(spans);
  return status;
}

lun_status lun_claims_give(lun_claims *c, lun_layer *spans, const lun_claim **asks, lun_err *err) {
  lun_status status = LUN_OK;
  uint32_t id;
  while (!status && (*asks = next_winner(c)) && (*asks)->by->attributes != LUN_ASKS_EACH) status = lun_claims_add(*asks, spans, &id, err);
  return status;
}

/* Where a filler stands in a table of claim + 1, which has a free slot and a power of 2 of them, or would stand: fillers of each
 * claim that has one. */
static uint32_t *slot_of(const lun_claims *c, uint32_t *table, uint32_t slots, uint64_t filler) {
  for (uint32_t at = (uint32_t)lun_hash(&filler, sizeof filler, 0) & (slots - 1);; at = (at + 1) & (slots - 1)) {
    if (!table[2 * at] || c->fillers[table[2 * at + 1]] == filler) return &table[2 * at];
  }
}

lun_status lun_claims_settle_facts(lun_claims *c, uint32_t fact, lun_err *err) {
  if (take_out(c, &c->facts, 0, fact)) return lun_fail_memory(err);
  uint64_t fillers = 0;
  uint32_t slots = 2;
  lun_claim *at = c->facts.at;
  for (uint32_t k = 0; k < c->settling; k++) fillers += c->sorted[k]->fillers.count;
  if (!fillers || c->settling == 1) return LUN_OK;
  while (slots < 2 * fillers) slots *= 2;
  if (lun_grow((void **)&c->taken, &c->taken_capacity, 2 * (uint64_t)slots, sizeof *c->taken)) return lun_fail_memory(err);
  memset(c->taken, 0, 2 * (size_t)slots * sizeof *c->taken);
  const lun_claim **strongest = strongest_first(c, compare_facts);
  for (uint32_t k = 0; k < c->settling; k++) {
    lun_claim *x = &at[strongest[k] - at];
    const uint32_t first = x->fillers.first, stop = first + x->fillers.count;
    uint32_t by = 0;
    for (uint32_t i = first; !by && i < stop; i++) by = *slot_of(c, c->taken, slots, c->fillers[i]);
    if (by && lose(c, x, &at[by - 1], 0)) return lun_fail_memory(err);
    for (uint32_t i = by ? stop : first; i < stop; i++) {
      uint32_t *slot = slot_of(c, c->taken, slots, c->fillers[i]);
      slot[0] = (uint32_t)(x - at) + 1;
      slot[1] = i;
    }
  }
  return LUN_OK;
}

const lun_claim *lun_claims_next_fact(lun_claims *c) { return next_winner(c); }

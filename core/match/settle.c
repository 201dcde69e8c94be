/* Who wins: claims of a layer are taken from the strongest on, each that overlaps none taken before it, and become spans in
 * the order of their matches. */
#include <stdlib.h>
#include <string.h>

#include "lunette/claim.h"
#include "lunette/mem.h"

#define THERE (UINT32_C(1) << 31) /* taken by a span that the layer held before: its number; else claim + 1 */

/* Of what is equal in all this the one that was claimed first goes first, which its place in memory tells. */
static int by_address(const void *a, const void *b) { return a < b ? -1 : a > b; }

static int compare_strength(const void *pa, const void *pb) {
  const lun_claim *a = *(const lun_claim *const *)pa, *b = *(const lun_claim *const *)pb;
  const uint32_t long_a = a->stop - a->first, long_b = b->stop - b->first;
  if (long_a != long_b) return long_a > long_b ? -1 : 1;
  if (a->by->priority > b->by->priority || a->by->priority < b->by->priority) return a->by->priority > b->by->priority ? -1 : 1;
  if (a->by->place != b->by->place) return a->by->place < b->by->place ? -1 : 1;
  if (a->first != b->first) return a->first < b->first ? -1 : 1;
  return by_address(a, b);
}

static int compare_order(const lun_claim *a, const lun_claim *b) {
  if (a->match_first != b->match_first) return a->match_first < b->match_first ? -1 : 1;
  if (a->by->place != b->by->place) return a->by->place < b->by->place ? -1 : 1;
  if (a->match_stop != b->match_stop) return a->match_stop < b->match_stop ? -1 : 1;
  return by_address(a, b);
}
static int compare_order_untyped(const void *a, const void *b) { return compare_order(*(const lun_claim *const *)a, *(const lun_claim *const *)b); }

/* Takes the claims of a layer out of the others: *count of them, in claims->settling. */
static lun_status take_out(lun_claims *c, uint32_t layer, uint32_t *count) {
  uint32_t out = 0, left = 0;
  for (uint32_t i = 0; i < c->count; i++) out += c->at[i].by->layer == layer;
  *count = 0;
  if (lun_grow((void **)&c->settling, &c->settling_capacity, out, sizeof *c->settling)) return LUN_NO_MEMORY;
  if (lun_grow((void **)&c->sorted, &c->sorted_capacity, 2 * (uint64_t)out, sizeof(const lun_claim *))) return LUN_NO_MEMORY;
  for (uint32_t i = 0; i < c->count; i++) {
    if (c->at[i].by->layer == layer) c->settling[(*count)++] = c->at[i];
    else c->at[left++] = c->at[i];
  }
  c->count = left;
  return LUN_OK;
}

static void sort_by_order(const lun_claim **sorted, const lun_claim *claims, uint32_t count) {
  bool in_order = true;
  for (uint32_t i = 0; i < count; i++) {
    sorted[i] = &claims[i];
    in_order = in_order && (i == 0 || compare_order(sorted[i - 1], sorted[i]) < 0);
  }
  if (!in_order) qsort(sorted, count, sizeof *sorted, compare_order_untyped);
}

/* Whether no two overlap, which one look in the order of the text may tell. */
static bool are_apart(const lun_claim *const *sorted, uint32_t count) {
  for (uint32_t i = 1; i < count; i++)
    if (sorted[i]->first < sorted[i - 1]->stop) return false;
  return true;
}

static lun_status note_loss(lun_claims *c, const lun_claim *loser, uint32_t taken, lun_layer *spans) {
  lun_loss loss = {loser->by, NULL, 0};
  if (!c->tells) return LUN_OK;
  if (taken & THERE) loss.rule = lun_layer_by_id(spans, taken & ~THERE)->rule;
  else loss.winner = c->settling[taken - 1].by;
  if (lun_grow((void **)&c->losses, &c->loss_capacity, (uint64_t)c->loss_count + 1, sizeof *c->losses)) return LUN_NO_MEMORY;
  c->losses[c->loss_count++] = loss;
  return LUN_OK;
}

/* Makes what loses empty. */
static lun_status compete(lun_claims *c, uint32_t count, lun_layer *spans, uint32_t tokens) {
  const lun_claim **strongest = c->sorted + count;
  if (lun_grow((void **)&c->taken, &c->taken_capacity, tokens, sizeof *c->taken)) return LUN_NO_MEMORY;
  memset(c->taken, 0, tokens * sizeof *c->taken);
  for (uint32_t k = 0; k < lun_layer_count(spans); k++) {
    const lun_span *span = lun_layer_span(spans, k);
    for (uint32_t i = span->first; i < span->stop; i++) c->taken[i] = span->id | THERE;
  }
  memcpy(strongest, c->sorted, count * sizeof *strongest);
  qsort(strongest, count, sizeof *strongest, compare_strength);
  for (uint32_t k = 0; k < count; k++) {
    lun_claim *x = &c->settling[strongest[k] - c->settling];
    uint32_t by = 0;
    for (uint32_t i = x->first; !by && !x->by->overlaps && i < x->stop; i++) by = c->taken[i];
    if (!by) for (uint32_t i = x->first; i < x->stop; i++) c->taken[i] = (uint32_t)(x - c->settling) + 1;
    else {
      x->match_stop = x->match_first;
      if (note_loss(c, x, by, spans)) return LUN_NO_MEMORY;
    }
  }
  return LUN_OK;
}

lun_status lun_claims_settle(lun_claims *c, uint32_t layer, bool contested, lun_layer *spans, uint32_t tokens, lun_err *err) {
  uint32_t count;
  if (take_out(c, layer, &count)) return lun_fail_memory(err);
  if (!count) return LUN_OK;
  sort_by_order(c->sorted, c->settling, count);
  if (contested && (lun_layer_count(spans) || !are_apart(c->sorted, count)) && compete(c, count, spans, tokens)) return lun_fail_memory(err);
  if (lun_layer_reserve(spans, count, true)) return lun_fail_memory(err);
  lun_status status = LUN_OK;
  for (uint32_t k = 0; !status && k < count; k++) {
    const lun_claim *x = c->sorted[k];
    uint32_t id;
    if (x->match_stop == x->match_first) continue; /* it has lost */
    status = x->values ? lun_layer_add_shared(spans, x->first, x->stop, x->by->name, x->values, &id, err) : lun_layer_add(spans, x->first, x->stop, x->by->name, &id, err);
    if (!status) status = lun_layer_note_match(spans, id, x->match_first, x->match_stop, err);
  }
  return status;
}

/* The sorted order of a layer's spans, for layer.c alone: added to at any time, put in order when it is read. Spans are
 * copies; what becomes of a removed one is decided by its owner. */
#ifndef LUN_LAYER_SPAN_ORDER_H
#define LUN_LAYER_SPAN_ORDER_H

#include "lunette/layer.h"

typedef struct lun_span_bounds {
  uint32_t largest, smallest; /* stops of the spans under a node; 0 and UINT32_MAX where there are none */
} lun_span_bounds;

typedef struct lun_span_order {
  lun_span *at; /* [count] sorted: first, then longest first, then id */
  uint32_t count, capacity;
  lun_span *late; /* [late_count] added out of order since it was last put in order */
  uint32_t late_count, late_capacity;
  lun_span_bounds *tree; /* node 1 is the root, k has the children 2k and 2k + 1, place i is the leaf leaves + i */
  uint32_t tree_capacity, leaves;
  uint64_t last;  /* what the next span must not be below to be put at the end: the rank of the last one, all ones while some wait */
  uint32_t room;  /* spans for which all room is made */
  uint32_t right; /* places from 0 on whose leaves are right; leaves past count may be stale, since no query ends there */
} lun_span_order;

void lun_span_order_free(lun_span_order *order);
void lun_span_order_empty(lun_span_order *order); /* keeps the room */

/* By its first token, then the longer one, then by number. */
static inline uint64_t lun_span_rank(const lun_span *span) { return (uint64_t)span->first << 32 | (UINT32_MAX - span->stop); }
static inline bool lun_span_before(const lun_span *a, const lun_span *b) {
  const uint64_t x = lun_span_rank(a), y = lun_span_rank(b);
  return x < y || (x == y && a->id < b->id);
}

/* Room for so many spans in all; adding one for which it was made, whose number is above the others'. LUN_NO_MEMORY leaves the order
 * as it was. */
lun_status lun_span_order_reserve(lun_span_order *order, uint64_t want);
lun_status lun_span_order_add_late(lun_span_order *order, const lun_span *span);
static inline lun_status lun_span_order_add(lun_span_order *o, const lun_span *span) {
  const uint64_t rank = lun_span_rank(span);
  if (rank < o->last) return lun_span_order_add_late(o, span);
  o->at[o->count++] = *span;
  o->last = rank;
  return LUN_OK;
}

/* Takes out every span for which `gone` holds. */
void lun_span_order_drop(lun_span_order *order, bool (*gone)(const lun_span *span, const void *context), const void *context);

/* Makes at and count right; cannot fail. */
void lun_span_order_sort(lun_span_order *order);
/* First place whose span begins at or after the token, or count. */
uint32_t lun_span_order_lower(const lun_span_order *order, uint32_t token);

/* Makes the tree right too, which the queries below need. */
void lun_span_order_settle(lun_span_order *order);
/* First place of from .. to - 1 whose span stops at or after `stop` (at or before it, in the second), or `to`. */
uint32_t lun_span_order_reaching(const lun_span_order *order, uint32_t stop, uint32_t from, uint32_t to);
uint32_t lun_span_order_ending(const lun_span_order *order, uint32_t stop, uint32_t from, uint32_t to);
/* Last place of 0 .. to - 1 whose span stops at or before `stop`, or count. */
uint32_t lun_span_order_last_ending(const lun_span_order *order, uint32_t stop, uint32_t to);

#endif

/* Spans in order, with a segment tree of the largest and smallest stop over them, so that a query leaps over spans that do
 * not qualify: O(log n) for each answer. Rules mostly add from left to right, so a span that belongs at the end is
 * appended and the tree is mended along its right edge; others wait in `late`, which is sorted and merged in when the
 * order is next read: O(n + k log k) for k of them. All room is made when a span is added, so reading cannot fail. */
#include "layer/span_order.h"

#include <stdlib.h>

#include "lunette/mem.h"

void lun_span_order_free(lun_span_order *o) {
  lun_free(o->at);
  lun_free(o->late);
  lun_free(o->tree);
}

void lun_span_order_empty(lun_span_order *o) {
  o->count = o->late_count = o->right = 0;
  o->last = 0;
}

static void note_last(lun_span_order *o) { o->last = o->late_count ? UINT64_MAX : o->count ? lun_span_rank(&o->at[o->count - 1]) : 0; }

static int compare(const lun_span *a, const lun_span *b) { return lun_span_before(a, b) ? -1 : lun_span_before(b, a); }
static int compare_untyped(const void *a, const void *b) { return compare(a, b); }

lun_status lun_span_order_reserve(lun_span_order *o, uint64_t want) {
  uint64_t leaves = o->leaves ? o->leaves : 8;
  while (leaves < want) leaves *= 2;
  if (lun_grow((void **)&o->at, &o->capacity, want, sizeof *o->at) || lun_grow((void **)&o->tree, &o->tree_capacity, 2 * leaves, sizeof *o->tree)) return LUN_NO_MEMORY;
  o->room = o->capacity < leaves ? o->capacity : (uint32_t)leaves;
  return LUN_OK;
}

lun_status lun_span_order_add_late(lun_span_order *o, const lun_span *span) {
  if (lun_grow((void **)&o->late, &o->late_capacity, (uint64_t)o->late_count + 1, sizeof *o->late)) return LUN_NO_MEMORY;
  o->late[o->late_count++] = *span;
  o->last = UINT64_MAX;
  return LUN_OK;
}

void lun_span_order_drop(lun_span_order *o, bool (*gone)(const lun_span *, const void *), const void *context) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < o->count; i++) {
    if (gone(&o->at[i], context)) continue;
    if (kept < i) {
      o->at[kept] = o->at[i];
      if (o->right > kept) o->right = kept;
    }
    kept++;
  }
  if (o->right > kept) o->right = kept;
  o->count = kept;
  kept = 0;
  for (uint32_t i = 0; i < o->late_count; i++)
    if (!gone(&o->late[i], context)) o->late[kept++] = o->late[i];
  o->late_count = kept;
  note_last(o);
}

/* Merges from the end, so that nothing has to be moved away first. */
static void merge(lun_span_order *o) {
  qsort(o->late, o->late_count, sizeof *o->late, compare_untyped);
  uint32_t i = o->count, j = o->late_count, to = i + j;
  o->count = to;
  while (j) {
    if (i && compare(&o->at[i - 1], &o->late[j - 1]) > 0) o->at[--to] = o->at[--i];
    else o->at[--to] = o->late[--j];
  }
  if (o->right > i) o->right = i;
  o->late_count = 0;
  note_last(o);
}

static void mend_tree(lun_span_order *o) {
  uint32_t leaves = o->leaves ? o->leaves : 8;
  while (leaves < o->count) leaves *= 2;
  bool grown = leaves != o->leaves;
  uint32_t from = grown ? 0 : o->right, to = grown ? leaves : o->count;
  o->leaves = leaves;
  o->right = o->count;
  for (uint32_t i = from; i < to; i++)
    o->tree[leaves + i] = i < o->count ? (lun_span_bounds){o->at[i].stop, o->at[i].stop} : (lun_span_bounds){0, UINT32_MAX};
  for (uint32_t low = (leaves + from) / 2, high = (leaves + to - 1) / 2; low; low /= 2, high /= 2)
    for (uint32_t node = low; node <= high; node++) {
      lun_span_bounds a = o->tree[2 * node], b = o->tree[2 * node + 1];
      o->tree[node] = (lun_span_bounds){a.largest > b.largest ? a.largest : b.largest, a.smallest < b.smallest ? a.smallest : b.smallest};
    }
}

void lun_span_order_sort(lun_span_order *o) {
  if (o->late_count) merge(o);
}

void lun_span_order_settle(lun_span_order *o) {
  lun_span_order_sort(o);
  if (o->right < o->count) mend_tree(o);
}

uint32_t lun_span_order_lower(const lun_span_order *o, uint32_t token) {
  return lun_first_from(o->at, sizeof *o->at, o->count, token);
}

static bool reaches(lun_span_bounds b, uint32_t stop) { return b.largest >= stop; }
static bool ends(lun_span_bounds b, uint32_t stop) { return b.smallest <= stop; }

/* Up from the leaf to the first right neighbour with a span that qualifies, then down to the leftmost such leaf. */
static uint32_t first_of(const lun_span_order *o, bool (*fits)(lun_span_bounds, uint32_t), uint32_t stop, uint32_t from, uint32_t to) {
  if (from >= to) return to;
  uint32_t node = o->leaves + from;
  while (!fits(o->tree[node], stop)) {
    while (node & 1) node /= 2; /* a right child: its parent is done with; the root's 1 becomes 0 */
    if (!node) return to;
    node++;
  }
  while (node < o->leaves) {
    node *= 2;
    if (!fits(o->tree[node], stop)) node++;
  }
  uint32_t place = node - o->leaves;
  return place < to ? place : to;
}

uint32_t lun_span_order_reaching(const lun_span_order *o, uint32_t stop, uint32_t from, uint32_t to) {
  return first_of(o, reaches, stop, from, to);
}

uint32_t lun_span_order_ending(const lun_span_order *o, uint32_t stop, uint32_t from, uint32_t to) {
  return first_of(o, ends, stop, from, to);
}

uint32_t lun_span_order_last_ending(const lun_span_order *o, uint32_t stop, uint32_t to) {
  if (!to) return o->count;
  uint32_t node = o->leaves + to - 1;
  while (!ends(o->tree[node], stop)) {
    while (!(node & 1)) node /= 2;
    if (node == 1) return o->count;
    node--;
  }
  while (node < o->leaves) {
    node = 2 * node + 1;
    if (!ends(o->tree[node], stop)) node--;
  }
  return node - o->leaves;
}

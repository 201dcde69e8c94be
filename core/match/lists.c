/* Interned lists: all items in one array one after the other, an array of starts, and open addressing over list numbers.
 * The hash is not kept: a list is hashed again when the table doubles. */
#include "match/lists.h"

#include <stdlib.h>
#include <string.h>

#include "lunette/hash.h"
#include "lunette/mem.h"

enum { FIRST_SLOTS = 64, MOVES_EACH = 32 };

lun_status lun_numbers_room(lun_numbers *numbers, uint32_t count) {
  void *block = numbers->at;
  if (count <= numbers->capacity && block) return LUN_OK;
  const lun_status status = lun_grow(&block, &numbers->capacity, count, sizeof *numbers->at);
  if (!status) numbers->at = block;
  return status;
}

lun_status lun_numbers_append(lun_numbers *numbers, const uint32_t *values, uint32_t count) {
  if (lun_numbers_room(numbers, numbers->count + count)) return LUN_NO_MEMORY;
  if (count) memcpy(numbers->at + numbers->count, values, count * sizeof *values);
  numbers->count += count;
  return LUN_OK;
}

void lun_numbers_free(lun_numbers *numbers) {
  lun_free(numbers->at);
  *numbers = (lun_numbers){0};
}

static int compare(const void *a, const void *b) {
  const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

/* Most are in order but for a few, which are moved to where they belong; where that takes long it is done properly. */
void lun_numbers_sort(lun_numbers *numbers) {
  uint32_t *at = numbers->at, kept = 0;
  const uint64_t most = MOVES_EACH * (uint64_t)numbers->count;
  uint64_t moves = 0;
  bool twice = false;
  for (uint32_t i = 1; i < numbers->count && moves <= most; i++) {
    const uint32_t value = at[i];
    if (at[i - 1] < value) continue;
    uint32_t k = i;
    for (; k > 0 && at[k - 1] > value; k--) at[k] = at[k - 1];
    at[k] = value;
    twice = twice || (k > 0 && at[k - 1] == value);
    moves += i - k;
  }
  if (moves > most) qsort(at, numbers->count, sizeof *at, compare);
  else if (!twice) return;
  for (uint32_t i = 0; i < numbers->count; i++)
    if (i == 0 || at[i] != at[kept - 1]) at[kept++] = at[i];
  numbers->count = kept;
}

void lun_lists_free(lun_lists *lists) {
  lun_numbers_free(&lists->items);
  lun_numbers_free(&lists->start);
  lun_free(lists->slots);
  *lists = (lun_lists){0};
}

void lun_lists_clear(lun_lists *lists) {
  lists->items.count = lists->start.count = lists->count = 0;
  if (lists->slots) memset(lists->slots, 0, lists->slot_count * sizeof *lists->slots);
}

static uint32_t hash_of(const uint32_t *items, uint32_t count) {
  const uint64_t hash = lun_hash(items, count * sizeof *items, count);
  return (uint32_t)(hash ^ hash >> 32);
}

static bool double_slots(lun_lists *lists) {
  const uint32_t wanted = lists->slot_count ? 2 * lists->slot_count : FIRST_SLOTS;
  uint32_t *slots = lun_zalloc(wanted, sizeof *slots);
  if (!slots) return false;
  for (uint32_t list = 0; list < lists->count; list++) {
    uint32_t count;
    const uint32_t *items = lun_lists_at(lists, list, &count);
    uint32_t at = hash_of(items, count) & (wanted - 1);
    while (slots[at]) at = (at + 1) & (wanted - 1);
    slots[at] = list + 1;
  }
  lun_free(lists->slots);
  lists->slots = slots;
  lists->slot_count = wanted;
  return true;
}

lun_status lun_lists_intern(lun_lists *lists, const uint32_t *items, uint32_t count, uint32_t *list) {
  if (4 * (uint64_t)(lists->count + 1) > 3 * (uint64_t)lists->slot_count && !double_slots(lists)) return LUN_NO_MEMORY;
  uint32_t at = hash_of(items, count) & (lists->slot_count - 1);
  for (; lists->slots[at]; at = (at + 1) & (lists->slot_count - 1)) {
    uint32_t n;
    const uint32_t *there = lun_lists_at(lists, lists->slots[at] - 1, &n);
    if (n == count && (count == 0 || memcmp(there, items, count * sizeof *items) == 0)) {
      *list = lists->slots[at] - 1;
      return LUN_OK;
    }
  }
  if (lists->start.count == 0 && lun_numbers_push(&lists->start, 0)) return LUN_NO_MEMORY;
  if (lun_numbers_append(&lists->items, items, count)) return LUN_NO_MEMORY;
  if (lun_numbers_push(&lists->start, lists->items.count)) {
    lists->items.count -= count;
    return LUN_NO_MEMORY;
  }
  *list = lists->count++;
  lists->slots[at] = lists->count;
  return LUN_OK;
}

size_t lun_lists_memory(const lun_lists *lists) {
  return sizeof(uint32_t) * ((size_t)lists->items.capacity + lists->start.capacity + lists->slot_count);
}

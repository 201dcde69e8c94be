/* Tables as weights hold them: slots in the order of their keys (text/tag.h). */
#include <stdlib.h>

#include "cli/train.h"

static int by_key(const void *a, const void *b) {
  const lun_tag_slot *x = a, *y = b;
  return x->key < y->key ? -1 : x->key > y->key;
}

/* The greatest key whose place is `at`. */
static uint32_t last_key(uint32_t at, uint32_t room) { return (uint32_t)(((((uint64_t)at + 1) << 32) - 1) / room); }

lun_tag_slot *train_table(lun_tag_slot *list, uint32_t count, lun_tag_table *table) {
  const uint32_t room = count + count / 3 + 1; /* a quarter is free */
  lun_tag_slot *slots = lun_alloc(((size_t)room + count + 1) * sizeof *slots);
  if (!slots) return NULL;
  qsort(list, count, sizeof *list, by_key);
  uint32_t next = 0;
  for (uint32_t i = 0; i < count; i++) {
    for (const uint32_t place = lun_tag_place(list[i].key, room); next < place; next++) slots[next] = (lun_tag_slot){last_key(next, room), 0};
    slots[next++] = list[i];
  }
  for (; next <= room; next++) slots[next] = (lun_tag_slot){next < room ? last_key(next, room) : UINT32_MAX, 0};
  if (slots[next - 1].key != UINT32_MAX) slots[next++] = (lun_tag_slot){UINT32_MAX, 0};
  *table = (lun_tag_table){room, next, slots};
  return slots;
}

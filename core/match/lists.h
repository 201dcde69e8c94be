/* Lists of numbers, each kept once: equal lists get the same small number. What classes of words, contexts and states
 * are made of. */
#ifndef LUN_MATCH_LISTS_H
#define LUN_MATCH_LISTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lunette/status.h"

typedef struct lun_numbers { uint32_t *at; uint32_t count, capacity; } lun_numbers;
lun_status lun_numbers_room(lun_numbers *numbers, uint32_t count); /* for `count` in all */
static inline lun_status lun_numbers_push(lun_numbers *numbers, uint32_t value) {
  if (numbers->count == numbers->capacity && lun_numbers_room(numbers, numbers->count + 1)) return LUN_NO_MEMORY;
  numbers->at[numbers->count++] = value;
  return LUN_OK;
}
lun_status lun_numbers_append(lun_numbers *numbers, const uint32_t *values, uint32_t count);
void lun_numbers_free(lun_numbers *numbers);
void lun_numbers_sort(lun_numbers *numbers); /* ascending, each once */

typedef struct lun_lists {
  lun_numbers items;
  lun_numbers start; /* [count + 1] into items */
  uint32_t *slots;   /* list + 1, or 0 */
  uint32_t slot_count, count;
} lun_lists;

void lun_lists_free(lun_lists *lists);
void lun_lists_clear(lun_lists *lists); /* forgets all lists, keeps the memory */
/* The list's number; the empty list is 0 when it is asked for first. */
lun_status lun_lists_intern(lun_lists *lists, const uint32_t *items, uint32_t count, uint32_t *list);
static inline const uint32_t *lun_lists_at(const lun_lists *lists, uint32_t list, uint32_t *count) {
  *count = lists->start.at[list + 1] - lists->start.at[list];
  return lists->items.at + lists->start.at[list];
}
size_t lun_lists_memory(const lun_lists *lists);

#endif

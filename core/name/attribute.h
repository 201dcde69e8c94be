/* The attributes of mentions and names, of which each list is made once for all spans that have it alike. */
#ifndef LUNETTE_NAME_ATTRIBUTE_H
#define LUNETTE_NAME_ATTRIBUTE_H

#include "lunette/name.h"

/* What a list is of: all that its texts follow from, in two numbers, of which the first may be a hash. */
typedef struct lun_list_key { uint64_t of, how; } lun_list_key;

typedef struct lun_list {
  lun_list_key key;
  lun_values values; /* a copy: where they are kept is not looked at */
} lun_list;

typedef struct lun_lists {
  lun_values_store *store;
  lun_list *at; /* [count] from 1 */
  uint32_t count, capacity, *by_key, slots;
  uint32_t forgotten; /* how many times: numbers from before mean nothing */
} lun_lists;

void lun_lists_close(lun_lists *lists);
/* Forgets all where much is remembered; spans keep theirs. */
void lun_lists_rest(lun_lists *lists);
/* The number of a list, 0 where it was not made, and making it: 0 when memory is out. */
uint32_t lun_lists_find(const lun_lists *lists, lun_list_key key);
/* Ask memory for what finding will read: for all keys first the one, then the other. */
void lun_lists_fetch(const lun_lists *lists, lun_list_key key, bool slot);
uint32_t lun_lists_make(lun_lists *lists, lun_list_key key, const lun_named_value *values, uint32_t count);
enum { LUN_LIST_VALUES = 24 };
typedef struct lun_list_draft { lun_named_value at[LUN_LIST_VALUES]; uint32_t count; } lun_list_draft;
static inline void lun_draft_put(lun_list_draft *draft, const char *key, const char *value, size_t size) {
  if (draft->count < LUN_LIST_VALUES) draft->at[draft->count++] = (lun_named_value){key, value, size};
}

#endif

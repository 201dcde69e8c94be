/* The attributes of mentions and names, of which each list is made once for all spans that have it alike. */
#ifndef LUNETTE_NAME_ATTRIBUTE_H
#define LUNETTE_NAME_ATTRIBUTE_H

#include "lunette/name.h"

/* What a list is of: all that its texts follow from, in two numbers, of which the first may be a hash. */
typedef struct lun_list_key {
  uint64_t of, how;
  uint32_t hash; /* of both */
} lun_list_key;
static inline lun_list_key lun_list_key_of(uint64_t of, uint64_t how) {
  const uint64_t hash = (of ^ how * 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u;
  return (lun_list_key){of, how, (uint32_t)(hash ^ hash >> 32)};
}

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
static inline uint32_t lun_lists_find(const lun_lists *lists, const lun_list_key *key) {
  if (!lists->slots) return 0;
  for (uint32_t at = key->hash & (lists->slots - 1); lists->by_key[at]; at = (at + 1) & (lists->slots - 1)) {
    const lun_list_key *other = &lists->at[lists->by_key[at]].key;
    if (other->of == key->of && other->how == key->how) return lists->by_key[at];
  }
  return 0;
}
/* Ask memory for what finding will read: for all keys first the one, then the other. */
static inline void lun_lists_fetch_slot(const lun_lists *lists, const lun_list_key *key) {
  if (lists->slots) __builtin_prefetch(&lists->by_key[key->hash & (lists->slots - 1)]);
}
static inline void lun_lists_fetch(const lun_lists *lists, const lun_list_key *key) {
  if (!lists->count) return; /* slots may be there without lists where memory ran out */
  const lun_list *list = &lists->at[lists->by_key[key->hash & (lists->slots - 1)]];
  __builtin_prefetch(list);
  __builtin_prefetch(&list->values);
}
uint32_t lun_lists_make(lun_lists *lists, const lun_list_key *key, const lun_named_value *values, uint32_t count);
enum { LUN_LIST_VALUES = 24 };
typedef struct lun_list_draft { lun_named_value at[LUN_LIST_VALUES]; uint32_t count; } lun_list_draft;
static inline void lun_draft_put(lun_list_draft *draft, const char *key, const char *value, size_t size) {
  if (draft->count < LUN_LIST_VALUES) draft->at[draft->count++] = (lun_named_value){key, value, size};
}

#endif

/* The attributes of mentions and names, of which each list is made once for all spans that have it alike. */
#ifndef LUNETTE_NAME_ATTRIBUTE_H
#define LUNETTE_NAME_ATTRIBUTE_H

#include "lunette/name.h"

/* What a list is of: all that its texts follow from, in two numbers, of which the first may be a hash. The highest bit of the second is
 * set. */
typedef struct lun_list_key {
  uint64_t of, how;
  uint32_t hash; /* of both */
} lun_list_key;
static inline lun_list_key lun_list_key_of(uint64_t of, uint64_t how) {
  how |= UINT64_C(1) << 63; /* first, for the key of a list in its slot is worked out again from that */
  const uint64_t hash = (of ^ how * 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u;
  return (lun_list_key){of, how, (uint32_t)(hash ^ hash >> 32)};
}

/* A list in its slot with what it is of: half a line of the cache, so that finding one waits for memory once. */
typedef struct lun_list {
  uint64_t of, how; /* how: 0 in a free slot */
  lun_attribute *first; /* as in lun_values */
  uint64_t keys;
} lun_list;

typedef struct lun_lists {
  lun_values_store *store;
  lun_list *at; /* [slots] in `block`, where halves of lines begin */
  void *block;
  uint32_t count, slots;
  uint32_t moved; /* how many times all were forgotten, or moved: pointers from before mean nothing */
} lun_lists;

void lun_lists_close(lun_lists *lists);
/* Forgets all where much is remembered; spans keep theirs. */
void lun_lists_rest(lun_lists *lists);
/* A list, NULL where it was not made, and making it: NULL when memory is out. It stays in place until another is made. */
static inline const lun_list *lun_lists_find(const lun_lists *lists, const lun_list_key *key) {
  if (!lists->slots) return NULL;
  for (uint32_t at = key->hash & (lists->slots - 1); lists->at[at].how; at = (at + 1) & (lists->slots - 1))
    if (lists->at[at].of == key->of && lists->at[at].how == key->how) return &lists->at[at];
  return NULL;
}
/* Asks memory for what finding will read. */
static inline void lun_lists_fetch(const lun_lists *lists, const lun_list_key *key) {
  if (lists->slots) __builtin_prefetch(&lists->at[key->hash & (lists->slots - 1)]);
}
static inline lun_values lun_list_values(const lun_lists *lists, const lun_list *list) { return (lun_values){lists->store, list->first, list->keys}; }
const lun_list *lun_lists_make(lun_lists *lists, const lun_list_key *key, const lun_named_value *values, uint32_t count);
enum { LUN_LIST_VALUES = 24 };
typedef struct lun_list_draft { lun_named_value at[LUN_LIST_VALUES]; uint32_t count; } lun_list_draft;
static inline void lun_draft_put(lun_list_draft *draft, const char *key, const char *value, size_t size) {
  if (draft->count < LUN_LIST_VALUES) draft->at[draft->count++] = (lun_named_value){key, value, size};
}

#endif

/* Tables from 64-bit hashes to numbers, open addressing, cleared by what was used. Most documents need little of the memory that the longest
 * before them did: entries stand close together at its beginning. */
#include <string.h>

#include "entity/part.h"

static uint32_t slot_of(const lun_entity_table *t, uint64_t key) {
  uint32_t at = (uint32_t)(key ^ key >> 32) & (t->room - 1);
  while (t->key[at] && t->key[at] != key) at = (at + 1) & (t->room - 1);
  return at;
}

enum { LEAST = 64 };

/* Twice the memory, of which the new half is free. */
static bool add_memory(lun_entity_table *t) {
  const uint32_t capacity = t->capacity ? 2 * t->capacity : LEAST;
  uint64_t *key = lun_realloc(t->key, capacity * sizeof *key);
  if (key) t->key = key;
  uint32_t *value = key ? lun_realloc(t->value, capacity * sizeof *value) : NULL;
  if (!value) return false;
  t->value = value;
  memset(t->key + t->capacity, 0, (capacity - t->capacity) * sizeof *key);
  t->capacity = capacity;
  return true;
}

static bool enlarge(lun_entity_table *t) {
  typedef struct pair { uint64_t key; uint32_t value; } pair;
  pair *kept = lun_alloc(((size_t)t->count + 1) * sizeof *kept);
  if (!kept || (t->room == t->capacity && !add_memory(t))) {
    lun_free(kept);
    return false;
  }
  for (uint32_t i = 0; i < t->count; i++) {
    kept[i] = (pair){t->key[t->used[i]], t->value[t->used[i]]};
    t->key[t->used[i]] = 0;
  }
  t->room = t->room ? 2 * t->room : LEAST;
  for (uint32_t i = 0; i < t->count; i++) {
    const uint32_t to = t->used[i] = slot_of(t, kept[i].key);
    t->key[to] = kept[i].key;
    t->value[to] = kept[i].value;
  }
  lun_free(kept);
  return true;
}

uint32_t *lun_entity_table_at(lun_entity_table *t, uint64_t key) {
  key += !key;
  if (2 * (t->count + 1) > t->room && !enlarge(t)) return NULL;
  const uint32_t at = slot_of(t, key);
  if (!t->key[at]) {
    if (lun_grow((void **)&t->used, &t->used_capacity, (uint64_t)t->count + 1, sizeof *t->used)) return NULL;
    t->key[at] = key;
    t->value[at] = 0;
    t->used[t->count++] = at;
  }
  return &t->value[at];
}

uint32_t lun_entity_table_find(const lun_entity_table *t, uint64_t key) {
  key += !key;
  if (!t->count) return 0;
  const uint32_t at = slot_of(t, key);
  return t->key[at] ? t->value[at] : 0;
}

void lun_entity_table_clear(lun_entity_table *t, uint32_t entries) {
  for (uint32_t i = 0; i < t->count; i++) t->key[t->used[i]] = 0;
  t->count = 0;
  for (t->room = t->capacity ? LEAST : 0; t->room < t->capacity && t->room / 2 <= entries;) t->room *= 2;
}

void lun_entity_table_free(lun_entity_table *t) {
  lun_free(t->key);
  lun_free(t->value);
  lun_free(t->used);
}

/* Tables from 64-bit hashes to numbers, open addressing, cleared by what was used: most documents use little of the room that the
 * longest before them needed. */
#include <string.h>

#include "entity/part.h"

static uint32_t slot_of(const lun_entity_table *t, uint64_t key) {
  uint32_t at = (uint32_t)(key ^ key >> 32) & (t->room - 1);
  while (t->key[at] && t->key[at] != key) at = (at + 1) & (t->room - 1);
  return at;
}

static bool enlarge(lun_entity_table *t) {
  lun_entity_table larger = {.room = t->room ? 2 * t->room : 64, .count = t->count, .used = t->used, .used_capacity = t->used_capacity};
  larger.key = lun_zalloc(larger.room, sizeof *larger.key);
  larger.value = lun_zalloc(larger.room, sizeof *larger.value);
  if (!larger.key || !larger.value) {
    lun_free(larger.key);
    lun_free(larger.value);
    return false;
  }
  for (uint32_t i = 0; i < t->count; i++) {
    const uint32_t from = t->used[i], to = slot_of(&larger, t->key[from]);
    larger.key[to] = t->key[from];
    larger.value[to] = t->value[from];
    larger.used[i] = to;
  }
  lun_free(t->key);
  lun_free(t->value);
  *t = larger;
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

void lun_entity_table_clear(lun_entity_table *t) {
  for (uint32_t i = 0; i < t->count; i++) t->key[t->used[i]] = 0;
  t->count = 0;
}

void lun_entity_table_free(lun_entity_table *t) {
  lun_free(t->key);
  lun_free(t->value);
  lun_free(t->used);
}

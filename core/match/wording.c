/* What was answered for a wording: a table from the numbers of its words, with what its captures take, to the answer. */
#include "match/wording.h"

#include <string.h>

#include "lunette/mem.h"

enum { FIRST_SLOTS = 256, USUAL_MOST = 1 << 16, KEYS_MOST = 1 << 21 };
static const size_t STORE_MOST = (size_t)8 << 20;

typedef struct entry {
  uint64_t hash;
  uint32_t key, count; /* in keys */
  lun_answer answer;
} entry;

struct lun_answers {
  entry *at;
  uint32_t count, capacity, most;
  uint32_t *slots, slot_count; /* entry + 1, or 0 */
  uint32_t *keys, key_count, key_capacity;
  lun_values_store *store, *constants;
};

lun_answers *lun_answers_new(uint32_t most) {
  lun_answers *a = lun_zalloc(1, sizeof *a);
  if (!a) return NULL;
  a->most = most ? most : USUAL_MOST;
  a->slots = lun_zalloc(FIRST_SLOTS, sizeof *a->slots);
  a->slot_count = FIRST_SLOTS;
  a->store = lun_values_store_new();
  a->constants = lun_values_store_new();
  if (a->slots && a->store && a->constants) return a;
  lun_answers_free(a);
  return NULL;
}

void lun_answers_free(lun_answers *a) {
  if (!a) return;
  lun_values_store_release(a->store);
  lun_values_store_release(a->constants);
  lun_free(a->at);
  lun_free(a->slots);
  lun_free(a->keys);
  lun_free(a);
}

size_t lun_answers_memory(const lun_answers *a) {
  return sizeof *a + a->capacity * sizeof *a->at + (a->slot_count + (size_t)a->key_capacity) * sizeof(uint32_t) + lun_values_store_memory(a->store);
}
uint32_t lun_answers_count(const lun_answers *a) { return a->count; }
lun_values_store *lun_answers_store(lun_answers *a) { return a->store; }
lun_values_store *lun_answers_constants(lun_answers *a) { return a->constants; }

lun_status lun_answers_begin(lun_answers *a) {
  if (a->count < a->most && a->key_count < KEYS_MOST && lun_values_store_memory(a->store) < STORE_MOST) return LUN_OK;
  lun_values_store *fresh = lun_values_store_new();
  if (!fresh) return LUN_NO_MEMORY;
  lun_values_store_release(a->store);
  a->store = fresh;
  a->count = a->key_count = 0;
  memset(a->slots, 0, a->slot_count * sizeof *a->slots);
  return LUN_OK;
}

static uint64_t hash_of(const uint32_t *key, uint32_t count) {
  uint64_t hash = count;
  for (uint32_t i = 0; i < count; i++) {
    hash = (hash ^ key[i]) * 0x9E3779B97F4A7C15u;
    hash ^= hash >> 32;
  }
  return hash;
}

/* The slot of a key, or the free one where it belongs. */
static uint32_t *slot_of(const lun_answers *a, const uint32_t *key, uint32_t count, uint64_t hash) {
  uint32_t at = (uint32_t)hash & (a->slot_count - 1);
  for (; a->slots[at]; at = (at + 1) & (a->slot_count - 1)) {
    const entry *e = &a->at[a->slots[at] - 1];
    if (e->hash == hash && e->count == count && memcmp(a->keys + e->key, key, count * sizeof *key) == 0) break;
  }
  return &a->slots[at];
}

const lun_answer *lun_answers_find(const lun_answers *a, const uint32_t *key, uint32_t count) {
  const uint32_t slot = *slot_of(a, key, count, hash_of(key, count));
  return slot ? &a->at[slot - 1].answer : NULL;
}

static lun_status double_slots(lun_answers *a) {
  const uint32_t wanted = 2 * a->slot_count;
  uint32_t *slots = lun_zalloc(wanted, sizeof *slots);
  if (!slots) return LUN_NO_MEMORY;
  for (uint32_t i = 0; i < a->count; i++) {
    uint32_t at = (uint32_t)a->at[i].hash & (wanted - 1);
    while (slots[at]) at = (at + 1) & (wanted - 1);
    slots[at] = i + 1;
  }
  lun_free(a->slots);
  a->slots = slots;
  a->slot_count = wanted;
  return LUN_OK;
}

lun_status lun_answers_add(lun_answers *a, const uint32_t *key, uint32_t count, lun_answer answer) {
  const uint64_t hash = hash_of(key, count);
  if (2 * (uint64_t)(a->count + 1) > a->slot_count && double_slots(a)) return LUN_NO_MEMORY;
  if (lun_grow((void **)&a->at, &a->capacity, (uint64_t)a->count + 1, sizeof *a->at)) return LUN_NO_MEMORY;
  if (lun_grow((void **)&a->keys, &a->key_capacity, (uint64_t)a->key_count + count, sizeof *a->keys)) return LUN_NO_MEMORY;
  uint32_t *slot = slot_of(a, key, count, hash);
  if (*slot) { /* asked again while it was being answered */
    a->at[*slot - 1].answer = answer;
    return LUN_OK;
  }
  memcpy(a->keys + a->key_count, key, count * sizeof *key);
  a->at[a->count] = (entry){hash, a->key_count, count, answer};
  a->key_count += count;
  *slot = ++a->count;
  return LUN_OK;
}

/* What was answered for a wording: a table from the numbers of its words, with what its captures take, to the answer. */
#include "match/wording.h"

#include <string.h>

#include "lunette/mem.h"

enum { FIRST_SLOTS = 256, USUAL_MOST = 1 << 16, PLACE_BITS = 22, ROOM_MOST = 5 << 18, WORD = sizeof(uint64_t), LINE = 64 / WORD /* of the cache */ };
static const size_t STORE_MOST = (size_t)8 << 20;

typedef struct entry {
  lun_answer answer;
  uint32_t hash, count; /* of the key */
  uint32_t key[];
} entry;

struct lun_answers {
  uint64_t *at; /* [used] entries, each on as few lines of the cache as it can be, so that a known wording mostly costs one */
  void *block;
  uint32_t used, room, count, most;
  uint32_t *slots, slot_count; /* where its entry stands + 1, and above it a part of its hash, by which others are mostly passed over unseen; or 0 */
  lun_values_store *store, *constants;
};

static const uint32_t PLACE = (UINT32_C(1) << PLACE_BITS) - 1;
static entry *entry_of(const lun_answers *a, uint32_t slot) { return (entry *)(void *)(a->at + (slot & PLACE) - 1); }

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
  lun_free(a->block);
  lun_free(a->slots);
  lun_free(a);
}

size_t lun_answers_memory(const lun_answers *a) {
  return sizeof *a + a->room * sizeof *a->at + a->slot_count * sizeof *a->slots + lun_values_store_memory(a->store);
}
uint32_t lun_answers_count(const lun_answers *a) { return a->count; }
lun_values_store *lun_answers_store(lun_answers *a) { return a->store; }
lun_values_store *lun_answers_constants(lun_answers *a) { return a->constants; }

lun_status lun_answers_begin(lun_answers *a) {
  if (a->count < a->most && a->used < ROOM_MOST && lun_values_store_memory(a->store) < STORE_MOST) return LUN_OK;
  lun_values_store *fresh = lun_values_store_new();
  if (!fresh) return LUN_NO_MEMORY;
  lun_values_store_release(a->store);
  a->store = fresh;
  a->count = a->used = 0;
  memset(a->slots, 0, a->slot_count * sizeof *a->slots);
  return LUN_OK;
}

static uint32_t hash_of(const uint32_t *key, uint32_t count) {
  uint64_t hash = count;
  for (uint32_t i = 0; i < count; i += 2) { /* each step waits for the one before */
    const uint64_t both = key[i] | (i + 1 < count ? (uint64_t)key[i + 1] << 32 : 0);
    hash = (hash ^ both) * 0x9E3779B97F4A7C15u;
    hash ^= hash >> 32;
  }
  return (uint32_t)hash;
}

/* The slot of a key, or the free one where it belongs. */
static uint32_t *slot_of(const lun_answers *a, const uint32_t *key, uint32_t count, uint32_t hash) {
  uint32_t at = hash & (a->slot_count - 1);
  for (; a->slots[at]; at = (at + 1) & (a->slot_count - 1)) {
    if ((a->slots[at] ^ hash) & ~PLACE) continue;
    const entry *e = entry_of(a, a->slots[at]);
    if (e->hash == hash && e->count == count && memcmp(e->key, key, count * sizeof *key) == 0) break;
  }
  return &a->slots[at];
}

const lun_answer *lun_answers_find(const lun_answers *a, const uint32_t *key, uint32_t count) {
  const uint32_t slot = *slot_of(a, key, count, hash_of(key, count));
  return slot ? &entry_of(a, slot)->answer : NULL;
}

static lun_status double_slots(lun_answers *a) {
  const uint32_t wanted = 2 * a->slot_count;
  uint32_t *slots = lun_zalloc(wanted, sizeof *slots);
  if (!slots) return LUN_NO_MEMORY;
  for (uint32_t i = 0; i < a->slot_count; i++) {
    if (!a->slots[i]) continue;
    uint32_t at = entry_of(a, a->slots[i])->hash & (wanted - 1);
    while (slots[at]) at = (at + 1) & (wanted - 1);
    slots[at] = a->slots[i];
  }
  lun_free(a->slots);
  a->slots = slots;
  a->slot_count = wanted;
  return LUN_OK;
}

/* Room for an entry behind the others: on the next line where the last one has too little left. */
static lun_status make_room(lun_answers *a, uint32_t count, uint32_t *slot) {
  const uint64_t words = (sizeof(entry) + count * sizeof(uint32_t) + WORD - 1) / WORD, left = (LINE - a->used % LINE) % LINE;
  const uint64_t from = left < words ? a->used + left : a->used;
  void *at = a->at;
  if (lun_grow_lines(&a->block, &at, &a->room, from + words, sizeof *a->at)) return LUN_NO_MEMORY;
  a->at = at;
  a->used = (uint32_t)(from + words);
  *slot = (uint32_t)from + 1;
  return LUN_OK;
}

lun_status lun_answers_add(lun_answers *a, const uint32_t *key, uint32_t count, lun_answer answer) {
  const uint32_t hash = hash_of(key, count);
  if (2 * (uint64_t)(a->count + 1) > a->slot_count && double_slots(a)) return LUN_NO_MEMORY;
  uint32_t *slot = slot_of(a, key, count, hash);
  if (*slot) { /* asked again while it was being answered */
    entry_of(a, *slot)->answer = answer;
    return LUN_OK;
  }
  if ((uint64_t)a->used + LINE + sizeof(entry) / WORD + count >= PLACE) return LUN_OK; /* one document said very much: the rest is asked again */
  if (make_room(a, count, slot)) return LUN_NO_MEMORY;
  *slot |= hash & ~PLACE;
  entry *e = entry_of(a, *slot);
  e->answer = answer;
  e->hash = hash;
  e->count = count;
  memcpy(e->key, key, count * sizeof *key);
  a->count++;
  return LUN_OK;
}

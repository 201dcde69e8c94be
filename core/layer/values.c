/* Lists of attributes that many spans share. A store keeps them one after the other and frees them all at once, when the last
 * who holds it lets go; so a document's layers may outlive what made their attributes. */
#include <string.h>

#include "layer/values.h"
#include "lunette/hash.h"

typedef struct key {
  const char *text;
  uint64_t hash;
} key;

struct lun_values_store {
  uint32_t holders;
  lun_arena arena;
  key *keys; /* [key_count] each once, so that layers know them by their address; few */
  uint32_t key_count, key_capacity;
};

lun_values_store *lun_values_store_new(void) {
  lun_values_store *store = lun_zalloc(1, sizeof *store);
  if (!store) return NULL;
  lun_arena_init(&store->arena);
  store->holders = 1;
  return store;
}

void lun_values_store_hold(lun_values_store *store) { store->holders++; }

void lun_values_store_release(lun_values_store *store) {
  if (!store || --store->holders) return;
  lun_arena_free(&store->arena);
  lun_free(store->keys);
  lun_free(store);
}

static uint64_t hash_key(const char *text) { return lun_hash(text, strlen(text), 0); }

/* The store's own copy of a key; its bit is added to *keys. NULL when memory is out. */
static const key *key_of(lun_values_store *store, const char *text, uint64_t *keys) {
  uint32_t i = 0;
  while (i < store->key_count && !lun_same_key(store->keys[i].text, text)) i++;
  if (i == store->key_count) {
    if (lun_grow((void **)&store->keys, &store->key_capacity, (uint64_t)i + 1, sizeof *store->keys)) return NULL;
    const char *copy = lun_arena_copy(&store->arena, text, strlen(text));
    if (!copy) return NULL;
    store->keys[store->key_count++] = (key){copy, hash_key(copy)};
  }
  *keys |= UINT64_C(1) << (i < 63 ? i : 63);
  return &store->keys[i];
}

const char *lun_values_store_key(const lun_values_store *store, uint32_t number) { return number < store->key_count ? store->keys[number].text : NULL; }

size_t lun_values_store_memory(const lun_values_store *store) { return sizeof *store + store->arena.total; }

/* The hash of a list with one more attribute. */
static uint64_t hash_on(uint64_t hash, uint64_t key_hash, const char *value, size_t size) { return lun_hash(value, size, hash ^ key_hash); }

uint64_t lun_attributes_hash(const lun_attribute *first) {
  uint64_t hash = 1;
  for (const lun_attribute *a = first; a; a = a->next) hash = hash_on(hash, hash_key(a->key), a->value, a->size);
  return hash;
}

/* A list stands right behind what is said of it. */
typedef struct kept { lun_values values; uint64_t hash; lun_attribute list[]; } kept;
uint64_t lun_attributes_hash_kept(const lun_attribute *first) { return ((const kept *)(const void *)((const char *)first - offsetof(kept, list)))->hash; }

/* A list and behind it its texts, in one piece: they are read together. */
const lun_values *lun_values_new(lun_values_store *store, const lun_named_value *at, uint32_t count) {
  size_t texts = 0;
  for (uint32_t i = 0; i < count; i++) texts += at[i].size + 1;
  kept *made = lun_arena_alloc(&store->arena, sizeof *made + count * sizeof *made->list + texts);
  if (!made) return NULL;
  lun_attribute *list = made->list;
  char *text = (char *)(list + count);
  uint64_t keys = 0, hash = 1;
  for (uint32_t i = 0; i < count; i++) {
    const key *named = key_of(store, at[i].key, &keys);
    if (!named) return NULL;
    list[i] = (lun_attribute){i + 1 < count ? &list[i + 1] : NULL, named->text, text, at[i].size};
    if (at[i].size) memcpy(text, at[i].value, at[i].size);
    text[at[i].size] = 0;
    hash = hash_on(hash, named->hash, text, at[i].size);
    text += at[i].size + 1;
  }
  made->values = (lun_values){store, count ? list : NULL, keys};
  made->hash = hash;
  return &made->values;
}

/* Lists of attributes that many spans share. A store keeps them one after the other and frees them all at once, when the last
 * who holds it lets go; so a document's layers may outlive what made their attributes. */
#include <string.h>

#include "layer/values.h"
#include "lunette/hash.h"

struct lun_values_store {
  uint32_t holders;
  lun_arena arena;
  const char **keys; /* [key_count] each once, so that layers know them by their address; few */
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

/* The store's own copy of a key; its bit is added to *keys. */
static const char *key_of(lun_values_store *store, const char *key, uint64_t *keys) {
  for (uint32_t i = 0; i < store->key_count; i++)
    if (lun_same_key(store->keys[i], key)) {
      *keys |= UINT64_C(1) << (i < 63 ? i : 63);
      return store->keys[i];
    }
  if (lun_grow((void **)&store->keys, &store->key_capacity, (uint64_t)store->key_count + 1, sizeof *store->keys)) return NULL;
  const char *copy = lun_arena_copy(&store->arena, key, strlen(key));
  if (!copy) return NULL;
  *keys |= UINT64_C(1) << (store->key_count < 63 ? store->key_count : 63);
  return store->keys[store->key_count++] = copy;
}

const char *lun_values_store_key(const lun_values_store *store, uint32_t number) { return number < store->key_count ? store->keys[number] : NULL; }

size_t lun_values_store_memory(const lun_values_store *store) { return sizeof *store + store->arena.total; }

uint64_t lun_attributes_hash(const lun_attribute *first) {
  uint64_t hash = 1;
  for (const lun_attribute *a = first; a; a = a->next) {
    hash = lun_hash(a->key, strlen(a->key), hash);
    hash = lun_hash(a->value, a->size, hash);
  }
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
  uint64_t keys = 0;
  for (uint32_t i = 0; i < count; i++) {
    const char *key = key_of(store, at[i].key, &keys);
    if (!key) return NULL;
    list[i] = (lun_attribute){i + 1 < count ? &list[i + 1] : NULL, key, text, at[i].size};
    if (at[i].size) memcpy(text, at[i].value, at[i].size);
    text[at[i].size] = 0;
    text += at[i].size + 1;
  }
  made->values = (lun_values){store, count ? list : NULL, keys};
  made->hash = lun_attributes_hash(made->values.first);
  return &made->values;
}

/* Lists of attributes by what they were made for. A list that is not found is made by who asks. */
#include "name/attribute.h"

#include "lunette/mem.h"

enum { FIRST_SLOTS = 1024, MANY = 8 << 20 /* bytes that are remembered before all is forgotten */ };

void lun_lists_close(lun_lists *lists) {
  lun_values_store_release(lists->store);
  lun_free(lists->block);
  *lists = (lun_lists){0};
}

void lun_lists_rest(lun_lists *lists) {
  if (!lists->store || lun_values_store_memory(lists->store) <= MANY) return;
  const uint32_t moved = lists->moved + 1;
  lun_lists_close(lists);
  lists->moved = moved;
}

static lun_list *put(lun_list *at, uint32_t slots, const lun_list_key *key) {
  uint32_t slot = key->hash & (slots - 1);
  while (at[slot].how) slot = (slot + 1) & (slots - 1);
  return &at[slot];
}

/* Room for twice as many, in slots of which none lies across two lines. */
static bool grow(lun_lists *lists) {
  const uint32_t slots = lists->slots ? 2 * lists->slots : FIRST_SLOTS;
  char *block = slots ? lun_zalloc((size_t)slots + 1, sizeof *lists->at) : NULL;
  if (!block) return false;
  lun_list *at = (lun_list *)(void *)(block + (sizeof *at - (uintptr_t)block % sizeof *at) % sizeof *at);
  for (uint32_t i = 0; i < lists->slots; i++) {
    const lun_list *list = &lists->at[i];
    const lun_list_key key = lun_list_key_of(list->of, list->how);
    if (list->how) *put(at, slots, &key) = *list;
  }
  lun_free(lists->block);
  lists->block = block;
  lists->at = at;
  lists->slots = slots;
  lists->moved++;
  return true;
}

const lun_list *lun_lists_make(lun_lists *lists, const lun_list_key *key, const lun_named_value *values, uint32_t count) {
  if (!lists->store && !(lists->store = lun_values_store_new())) return NULL;
  if (lists->count >= lists->slots / 3 * 2 && !grow(lists)) return NULL;
  const lun_values *made = lun_values_new(lists->store, values, count);
  if (!made) return NULL;
  lun_list *list = put(lists->at, lists->slots, key);
  *list = (lun_list){key->of, key->how, made->first, made->keys};
  lists->count++;
  return list;
}

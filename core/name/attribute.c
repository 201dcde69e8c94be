/* Lists of attributes by what they were made for. A list that is not found is made by who asks. */
#include "name/attribute.h"

#include "lunette/mem.h"

enum { FIRST_SLOTS = 1024, MANY = 8 << 20 /* bytes that are remembered before all is forgotten */ };

void lun_lists_close(lun_lists *lists) {
  lun_values_store_release(lists->store);
  lun_free(lists->at);
  lun_free(lists->by_key);
  *lists = (lun_lists){0};
}

void lun_lists_rest(lun_lists *lists) {
  if (!lists->store || lun_values_store_memory(lists->store) <= MANY) return;
  const uint32_t forgotten = lists->forgotten + 1;
  lun_lists_close(lists);
  lists->forgotten = forgotten;
}

static void put(const lun_lists *lists, uint32_t number) {
  uint32_t at = lists->at[number].key.hash & (lists->slots - 1);
  while (lists->by_key[at]) at = (at + 1) & (lists->slots - 1);
  lists->by_key[at] = number;
}

static bool grow(lun_lists *lists) {
  const uint32_t room = lists->slots ? 2 * lists->slots : FIRST_SLOTS;
  uint32_t *by_key = room ? lun_zalloc(room, sizeof *by_key) : NULL;
  if (!by_key) return false;
  lun_free(lists->by_key);
  lists->by_key = by_key;
  lists->slots = room;
  for (uint32_t i = 1; i < lists->count; i++) put(lists, i);
  return true;
}

uint32_t lun_lists_make(lun_lists *lists, const lun_list_key *key, const lun_named_value *values, uint32_t count) {
  if (!lists->store && !(lists->store = lun_values_store_new())) return 0;
  if ((!lists->slots || lists->count >= lists->slots / 2) && !grow(lists)) return 0;
  if (lun_grow((void **)&lists->at, &lists->capacity, (uint64_t)lists->count + 2, sizeof *lists->at)) return 0;
  const lun_values *made = lun_values_new(lists->store, values, count);
  if (!made) return 0;
  if (!lists->count) lists->at[lists->count++] = (lun_list){0};
  lists->at[lists->count] = (lun_list){.key = *key, .values = *made};
  put(lists, lists->count);
  return lists->count++;
}

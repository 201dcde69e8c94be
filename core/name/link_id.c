/* Ids as numbers, so that equal ids are equal numbers and what belongs to one is found at once. Owns a table of the texts by their
 * hash; texts of dictionaries are borrowed, for these outlive the linker. */
#include <string.h>

#include "lunette/hash.h"
#include "name/link_part.h"

/* The slot of a text, or the free one where it would stand. */
static uint32_t slot_of(const lun_ids *ids, const char *text, size_t size) {
  uint32_t at = (uint32_t)lun_hash(text, size, 0x6964) & (ids->room - 1);
  while (ids->slots[at] && strcmp(ids->text[ids->slots[at] - 1], text) != 0) at = (at + 1) & (ids->room - 1);
  return at;
}

static lun_status enlarge(lun_ids *ids) {
  const uint32_t room = ids->room ? ids->room * 2 : 1024;
  uint32_t *slots = lun_zalloc(room, sizeof *slots);
  if (!slots) return LUN_NO_MEMORY;
  lun_free(ids->slots);
  ids->slots = slots;
  ids->room = room;
  for (uint32_t i = 0; i < ids->count; i++) slots[slot_of(ids, ids->text[i], strlen(ids->text[i]))] = i + 1;
  return LUN_OK;
}

lun_id lun_id_of(lun_linker *linker, const char *text, bool borrowed) {
  lun_ids *ids = &linker->ids;
  if ((ids->count + 1) * 2 > ids->room && enlarge(ids)) return 0;
  const uint32_t at = slot_of(ids, text, strlen(text));
  if (ids->slots[at]) return ids->slots[at];
  if (lun_grow((void **)&ids->text, &ids->capacity, (uint64_t)ids->count + 1, sizeof *ids->text)) return 0;
  const char *kept = borrowed ? text : lun_arena_copy(&ids->arena, text, strlen(text));
  if (!kept) return 0;
  ids->text[ids->count++] = kept;
  return ids->slots[at] = ids->count;
}

const char *lun_id_text(const lun_linker *linker, lun_id id) { return id ? linker->ids.text[id - 1] : ""; }

void lun_ids_free(lun_ids *ids) {
  lun_free(ids->text);
  lun_free(ids->slots);
  lun_arena_free(&ids->arena);
}

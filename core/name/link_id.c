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

/* Makes room for so many ids. */
static lun_status enlarge(lun_ids *ids, uint32_t count) {
  uint32_t room = ids->room ? ids->room : 1024;
  while (room < count * 2) room *= 2;
  if (room == ids->room) return LUN_OK;
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
  if ((ids->count + 1) * 2 > ids->room && enlarge(ids, ids->count + 1)) return 0;
  const uint32_t at = slot_of(ids, text, strlen(text));
  if (ids->slots[at]) return ids->slots[at];
  if (lun_grow((void **)&ids->text, &ids->capacity, (uint64_t)ids->count + 1, sizeof *ids->text)) return 0;
  const char *kept = borrowed ? text : lun_arena_copy(&ids->arena, text, strlen(text));
  if (!kept) return 0;
  ids->text[ids->count++] = kept;
  return ids->slots[at] = ids->count;
}

const char *lun_id_text(const lun_linker *linker, lun_id id) { return id ? linker->ids.text[id - 1] : ""; }

lun_status lun_ids_read_within(lun_linker *linker, lun_err *err) {
  lun_ids *ids = &linker->ids;
  uint32_t row, rows = 0;
  if (ids->within || !linker->within || linker->within_column == lun_dictionary_columns(linker->within)) return LUN_OK;
  for (uint32_t entry = 0; entry < lun_dictionary_entries(linker->within); entry++) rows += lun_dictionary_candidates(linker->within, entry, &row);
  const uint32_t most = ids->count + 2 * rows;
  lun_id *within = lun_zalloc(most + 1, sizeof *within);
  bool *held = lun_zalloc(most + 1, sizeof *held);
  lun_status status = within && held ? enlarge(ids, most) : LUN_NO_MEMORY;
  for (row = 0; !status && row < rows; row++) {
    const char *division = lun_dictionary_value(linker->within, row, linker->within_column);
    if (!*division) continue; /* the row says where it lies, but in no division */
    const lun_id id = lun_id_of(linker, lun_dictionary_surface(linker->within, row), true);
    const lun_id holder = lun_id_of(linker, division, true);
    if (!id || !holder) status = LUN_NO_MEMORY;
    else {
      within[id - 1] = holder;
      held[holder - 1] = true;
    }
  }
  if (status) {
    lun_free(within);
    lun_free(held);
    return lun_fail_memory(err);
  }
  ids->within = within;
  ids->holds = held;
  ids->known = ids->count;
  return LUN_OK;
}

lun_id lun_id_within(const lun_linker *linker, lun_id id) { return id && id <= linker->ids.known ? linker->ids.within[id - 1] : 0; }

bool lun_id_holds(const lun_linker *linker, lun_id id) { return id && id <= linker->ids.known && linker->ids.holds[id - 1]; }

void lun_ids_free(lun_ids *ids) {
  lun_free(ids->within);
  lun_free(ids->holds);
  lun_free(ids->text);
  lun_free(ids->slots);
  lun_arena_free(&ids->arena);
}

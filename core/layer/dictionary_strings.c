/* Small machines that building an image needs: a table of distinct strings, and a stable sort that takes a context. The
 * library's qsort would be neither stable nor without hidden allocation. */
#include <string.h>

#include "layer/dictionary_build.h"

enum { FIRST_SLOTS = 1024, SHORT_RUN = 8 };

static bool grow_slots(lun_strings *strings) {
  const uint32_t room = strings->slots ? 2 * (strings->mask + 1) : FIRST_SLOTS, mask = room - 1;
  if (room == 0) return false;
  uint32_t *slots = lun_zalloc(room, sizeof *slots);
  if (!slots) return false;
  for (uint32_t i = 1; i <= strings->count; i++) {
    uint32_t at = strings->at[i].hash & mask;
    while (slots[at] != 0) at = (at + 1) & mask;
    slots[at] = i;
  }
  lun_free(strings->slots);
  strings->slots = slots;
  strings->mask = mask;
  return true;
}

bool lun_strings_add(lun_strings *strings, const char *text, size_t size, uint32_t *number) {
  *number = 0;
  if (size == 0) return true;
  if (size > UINT32_MAX / 2) return false;
  if ((!strings->slots || strings->count >= strings->mask / 3 * 2) && !grow_slots(strings)) return false;
  const uint32_t hash = lun_image_hash(text, size);
  uint32_t at = hash & strings->mask;
  for (; strings->slots[at] != 0; at = (at + 1) & strings->mask) {
    const lun_string *other = strings->at + strings->slots[at];
    if (other->hash != hash || other->size != size || memcmp(other->text, text, size) != 0) continue;
    *number = strings->slots[at];
    return true;
  }
  if (lun_grow((void **)&strings->at, &strings->capacity, (uint64_t)strings->count + 2, sizeof *strings->at)) return false;
  const char *copy = lun_arena_copy(&strings->texts, text, size);
  if (!copy) return false;
  strings->at[0] = (lun_string){"", 0, 0};
  strings->at[++strings->count] = (lun_string){copy, (uint32_t)size, hash};
  *number = strings->slots[at] = strings->count;
  return true;
}

void lun_strings_free(lun_strings *strings) {
  lun_arena_free(&strings->texts);
  lun_free(strings->at);
  lun_free(strings->slots);
  *strings = (lun_strings){0};
}

static bool is_before(const lun_item *a, const lun_item *b, lun_item_compare *compare, const void *context) {
  if (a->place != b->place) return a->place < b->place;
  return compare(context, a->number, b->number) < 0;
}

static void insert_sort(lun_item *items, uint32_t count, lun_item_compare *compare, const void *context) {
  for (uint32_t i = 1; i < count; i++) {
    const lun_item item = items[i];
    uint32_t at = i;
    for (; at > 0 && is_before(&item, items + at - 1, compare, context); at--) items[at] = items[at - 1];
    items[at] = item;
  }
}

/* Merges items[0 .. middle) and items[middle .. count) into out. */
static void merge(const lun_item *items, uint32_t middle, uint32_t count, lun_item *out, lun_item_compare *compare, const void *context) {
  uint32_t left = 0, right = middle;
  while (left < middle && right < count)
    *out++ = is_before(items + right, items + left, compare, context) ? items[right++] : items[left++];
  memcpy(out, items + left, (middle - left) * sizeof *out);
  memcpy(out + (middle - left), items + right, (count - right) * sizeof *out);
}

void lun_items_sort(lun_item *items, lun_item *room, uint32_t count, lun_item_compare *compare, const void *context) {
  for (uint32_t at = 0; at < count; at += SHORT_RUN)
    insert_sort(items + at, count - at < SHORT_RUN ? count - at : SHORT_RUN, compare, context);
  lun_item *from = items, *to = room;
  for (uint64_t run = SHORT_RUN; run < count; run *= 2) {
    for (uint64_t at = 0; at < count; at += 2 * run) {
      const uint64_t left = count - at, size = left < 2 * run ? left : 2 * run;
      merge(from + at, (uint32_t)(size < run ? size : run), (uint32_t)size, to + at, compare, context);
    }
    lun_item *swap = from;
    from = to;
    to = swap;
  }
  if (from != items) memcpy(items, from, count * sizeof *items);
}

/* Columns of numbers by lexeme. Owns which of them are taken; what was given back is cleared when it is taken again. */
#include "text/column.h"

#include <stddef.h>

enum { WIDTH = sizeof(uint32_t), PLACES = LUN_LINE / WIDTH, FIRST_IN_RECORD = offsetof(lun_record, columns) / WIDTH };

bool lun_shelf_add_page(lun_vocab *vocab, lun_shelf *shelf, uint32_t page) {
  if (lun_grow((void **)&shelf->pages, &shelf->page_capacity, (uint64_t)page + 1, sizeof *shelf->pages)) return false;
  char *bytes = lun_arena_alloc(&vocab->texts, (LUN_PAGE + 1) << LUN_LINE_BITS);
  if (!bytes) return false;
  bytes += (LUN_LINE - (uintptr_t)bytes % LUN_LINE) % LUN_LINE;
  shelf->pages[page] = shelf == vocab->shelves ? bytes : memset(bytes, 0, LUN_PAGE << LUN_LINE_BITS);
  return true;
}

/* Pages for all lexemes that there are, unless they are there already. */
static bool open_shelf(lun_vocab *vocab, lun_shelf *shelf) {
  for (uint32_t page = 0; !shelf->used && page <= vocab->count >> LUN_PAGE_BITS; page++)
    if (!lun_shelf_add_page(vocab, shelf, page)) return false;
  return true;
}

lun_status lun_column_take(lun_vocab *vocab, lun_column *column, lun_err *err) {
  for (uint16_t s = 0; s < LUN_SHELVES; s++) {
    lun_shelf *shelf = &vocab->shelves[s];
    for (uint16_t place = s ? 0 : FIRST_IN_RECORD; place < PLACES; place++) {
      if (shelf->taken >> place & 1) continue;
      if (s && !open_shelf(vocab, shelf)) return lun_fail_memory(err);
      *column = (lun_column){s, (uint16_t)(place * WIDTH)};
      if (shelf->used >> place & 1) lun_column_clear(vocab, *column);
      shelf->taken = (uint16_t)(shelf->taken | 1u << place);
      shelf->used |= shelf->taken;
      return LUN_OK;
    }
  }
  return lun_fail(err, LUN_LIMIT, 0, "more than %d numbers kept of each word", (LUN_SHELVES - 1) * PLACES + LUN_RECORD_COLUMNS);
}

void lun_column_clear(lun_vocab *vocab, lun_column column) {
  for (lun_lexeme lexeme = 0; lexeme <= vocab->count; lexeme++) *lun_column_of(vocab, column, lexeme) = 0;
}

void lun_column_give_back(lun_vocab *vocab, lun_column column) {
  lun_shelf *shelf = &vocab->shelves[column.shelf];
  if (column.shelf || column.place) shelf->taken = (uint16_t)(shelf->taken & ~(1u << column.place / WIDTH));
}
